/* opening.c: what the window costs that opens with many documents
 *
 *   opening FOLDER
 *
 * Opens the window with the database in a folder, waits for the documents and for what is counted, and searches them.
 * Prints a line of JSON: seconds of the processor until all is shown, the most memory in MB, and the longest turns of the
 * program's own in ms.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <sys/resource.h>

#include "idio-test.h"
#include "loop.h"
#include "ui-test.h"

/* What is counted once the window is shown takes less than this. */
#define SETTLE_MSEC 3000
#define SEARCH_MSEC 2000

static const char *data_dir;

static double
find_longest (GArray *turns)
{
  double longest = 0;

  for (guint i = 0; i < turns->len; i++)
    longest = MAX (longest, g_array_index (turns, double, i));

  return longest;
}

static double
read_seconds (struct rusage *usage)
{
  return (double) (usage->ru_utime.tv_sec + usage->ru_stime.tv_sec) +
         1e-6 * (double) (usage->ru_utime.tv_usec + usage->ru_stime.tv_usec);
}

static void
measure (const char *unused)
{
  IdioWindow *window = idio_window_new (NULL, data_dir);
  Loop *opening = loop_new (), *searching = loop_new ();
  struct rusage usage;

  gtk_window_present (GTK_WINDOW (window));
  loop_begin (opening, GTK_WIDGET (window));
  ui_test_wait_for (idio_window_get_workspace (window) != NULL);
  ui_test_wait_for (gtk_widget_get_mapped (ui_test_child (window, "view_stack")));
  getrusage (RUSAGE_SELF, &usage);
  dex_await (dex_timeout_new_msec (SETTLE_MSEC), NULL);
  loop_end (opening);

  loop_begin (searching, GTK_WIDGET (window));
  gtk_editable_set_text (ui_test_search_entry (ui_test_child (window, "documents_page")), "cheers");
  dex_await (dex_timeout_new_msec (SEARCH_MSEC), NULL);
  loop_end (searching);

  g_print ("{\"work\": %.3f, \"memory\": %.1f, \"longest\": %.2f, \"search\": %.2f}\n", read_seconds (&usage),
           1e-3 * (double) usage.ru_maxrss, find_longest (opening->own), find_longest (searching->own));
  ui_test_close (window);
  loop_free (opening);
  loop_free (searching);
}

int
main (int   argc,
      char *argv[])
{
  if (argc != 2)
    {
      g_printerr ("usage: opening FOLDER\n");
      return 2;
    }

  data_dir = argv[1];
  loop_run (measure);

  return 0;
}
