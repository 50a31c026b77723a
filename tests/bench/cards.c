/* cards.c: how long after the last document the counted cards are there
 *
 *   cards FOLDER [DOCUMENTS [ROUNDS]]
 *   cards --writers FOLDER
 *
 * Texts are made of the files below FOLDER, each a text of one writer, with other lines in them each time. They are
 * imported as the window does it; then all is opened again with nothing new, and one document more is added at a time.
 *
 * With --writers nothing is timed: each folder in FOLDER is a writer, whose cards and their number are printed, and the
 * quartiles of the number for both halves of the writers. Which half it is hangs on the folder's name, so that rules can
 * be made with one and checked with the other.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <glib/gstdio.h>

#include "idio-fiber.h"
#include "idio-workspace.h"
#include "import/idio-import.h"
#include "samples.h"
#include "voice/idio-hypothesis.h"
#include "voice/idio-measured-cards.h"

#define N_ADDED 25

/* As in idio-window.c */
#define COUNT_DELAY_MSEC 20

static GPtrArray *samples;
static guint n_documents, n_rounds;
static gsize n_bytes;

static int
remove_entry (const char        *path,
              const struct stat *status,
              int                type,
              struct FTW        *position)
{
  return remove (path);
}

static double
get_msec (gint64 since)
{
  return 1e-3 * (double) (g_get_monotonic_time () - since);
}

static gint
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static void
print_times (const char *what,
             GArray     *times)
{
  g_array_sort (times, compare_doubles);
  g_print ("%-34s %8.1f ms (median of %u; %.1f to %.1f)\n", what, g_array_index (times, double, times->len / 2),
           times->len, g_array_index (times, double, 0), g_array_index (times, double, times->len - 1));
}

static void
await (DexFuture *future)
{
  g_autoptr(GError) error = NULL;

  if (!dex_await (future, &error))
    g_error ("%s", error->message);
}

static IdioWorkspace *
open_workspace (const char *dir)
{
  g_autoptr(GError) error = NULL;
  IdioWorkspace *workspace = dex_await_object (idio_workspace_open (dir), &error);

  if (workspace == NULL)
    g_error ("%s", error->message);

  return workspace;
}

typedef struct
{
  GArray *import;
  GArray *after_last;
  GArray *nothing_new;
  GArray *statistics;
  GArray *cards;
} Times;

static void
add_time (GArray *times,
          double  msec)
{
  g_array_append_val (times, msec);
}

/* What the window does as documents come */
typedef struct
{
  IdioWorkspace *workspace;
  guint          source;
  gint64         last_change;
} Window;

static gboolean
count_cb (gpointer data)
{
  Window *window = data;

  window->source = 0;
  dex_future_disown (idio_workspace_count_habits (window->workspace));

  return G_SOURCE_REMOVE;
}

static void
documents_changed_cb (Window *window)
{
  window->last_change = g_get_monotonic_time ();
  g_clear_handle_id (&window->source, g_source_remove);
  window->source = g_timeout_add (COUNT_DELAY_MSEC, count_cb, window);
}

static void
import_all (IdioWorkspace *workspace,
            const char    *texts,
            Times         *times)
{
  IdioCorpus *corpus = idio_workspace_get_corpus (workspace);
  g_autoptr(IdioImport) import = idio_import_new (corpus);
  g_autoptr(GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr(GFile) folder = g_file_new_for_path (texts);
  Window window = { .workspace = workspace };
  gint64 start = g_get_monotonic_time ();
  gulong handler = g_signal_connect_swapped (corpus, "items-changed", G_CALLBACK (documents_changed_cb), &window);

  idio_statistics_follow (idio_workspace_get_statistics (workspace));
  idio_import_set_audience (import, IDIO_AUDIENCE_WORK_MAIL);
  g_list_store_append (files, folder);
  await (idio_import_run (import, G_LIST_MODEL (files)));
  add_time (times->import, get_msec (start));

  while (window.source != 0)
    dex_await (dex_timeout_new_msec (1), NULL);

  await (idio_workspace_count_habits (workspace));
  add_time (times->after_last, get_msec (window.last_change));
  g_signal_handler_disconnect (corpus, handler);

  if (idio_import_count (import, IDIO_IMPORT_OUTCOME_LEFT_OUT) > 0 ||
      g_list_model_get_n_items (G_LIST_MODEL (idio_workspace_get_voice (workspace))) == 0)
    g_error ("%u texts were left out and there are %u cards", idio_import_count (import, IDIO_IMPORT_OUTCOME_LEFT_OUT),
             g_list_model_get_n_items (G_LIST_MODEL (idio_workspace_get_voice (workspace))));
}

static void
add_one (IdioWorkspace *workspace,
         GRand         *chance,
         guint          number,
         Times         *times)
{
  g_autofree char *text = samples_mix (samples, chance, number);
  g_autoptr(GArray) ids =
    dex_await_boxed (idio_import_paste (idio_workspace_get_corpus (workspace), NULL, text, IDIO_AUDIENCE_FRIENDS),
                     NULL);
  gint64 start = g_get_monotonic_time ();

  await (idio_statistics_update (idio_workspace_get_statistics (workspace)));
  add_time (times->statistics, get_msec (start));
  start = g_get_monotonic_time ();
  await (idio_measured_cards_update (idio_workspace_get_voice (workspace), idio_workspace_get_statistics (workspace)));
  add_time (times->cards, get_msec (start));
}

static DexFuture *
round_fiber (gpointer data)
{
  Times *times = data;
  g_autofree char *dir = g_dir_make_tmp ("idiolect-bench-XXXXXX", NULL);
  g_autofree char *texts = g_build_filename (dir, "texts", NULL);
  g_autoptr(GRand) chance = g_rand_new_with_seed (1);
  g_autoptr(IdioWorkspace) workspace = open_workspace (dir), again = NULL;
  gint64 start;

  g_mkdir (texts, 0700);

  for (guint i = 0; i < n_documents; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s/%u.txt", texts, i);
      g_autofree char *text = samples_mix (samples, chance, i);

      n_bytes += strlen (text);
      g_file_set_contents_full (name, text, -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL);
    }

  import_all (workspace, texts, times);

  again = open_workspace (dir);
  start = g_get_monotonic_time ();
  await (idio_workspace_count_habits (again));
  add_time (times->nothing_new, get_msec (start));

  for (guint i = 0; i < N_ADDED; i++)
    add_one (again, chance, n_documents + i, times);

  g_clear_object (&workspace);
  g_clear_object (&again);
  nftw (dir, remove_entry, 16, FTW_DEPTH | FTW_PHYS);

  return dex_future_new_true ();
}

static DexFuture *
writer_fiber (gpointer data)
{
  const char *texts = data;
  g_autofree char *dir = g_dir_make_tmp ("idiolect-bench-XXXXXX", NULL);
  g_autoptr(IdioWorkspace) workspace = open_workspace (dir);
  g_autoptr(IdioImport) import = idio_import_new (idio_workspace_get_corpus (workspace));
  g_autoptr(GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr(GFile) folder = g_file_new_for_path (texts);
  guint n;

  idio_import_set_audience (import, IDIO_AUDIENCE_WORK_MAIL);
  g_list_store_append (files, folder);
  await (idio_import_run (import, G_LIST_MODEL (files)));
  await (idio_workspace_count_habits (workspace));
  n = g_list_model_get_n_items (G_LIST_MODEL (idio_workspace_get_voice (workspace)));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(IdioHypothesis) card = g_list_model_get_item (G_LIST_MODEL (idio_workspace_get_voice (workspace)), i);
      const IdioCardFields *fields = idio_hypothesis_get_fields (card);

      g_print ("  %s: %s (%s)\n", fields->habit, fields->claim, fields->rate);
    }

  g_clear_object (&workspace);
  nftw (dir, remove_entry, 16, FTW_DEPTH | FTW_PHYS);

  return dex_future_new_for_uint (n);
}

static DexFuture *
run (DexFuture *future)
{
  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);

  return future;
}

/* Half of the writers, by the last bit of the SHA-256 of a name. */
static guint
get_half (const char *name)
{
  g_autofree char *checksum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, name, -1);

  return (guint) g_ascii_xdigit_value (checksum[strlen (checksum) - 1]) % 2;
}

static int
count_writers (const char *path)
{
  g_autoptr(GDir) folder = g_dir_open (path, 0, NULL);
  GArray *counts[] = { g_array_new (FALSE, FALSE, sizeof (double)), g_array_new (FALSE, FALSE, sizeof (double)) };
  const char *name;

  if (folder == NULL)
    return 2;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *texts = g_build_filename (path, name, NULL);
      g_autoptr(DexFuture) writer = run (idio_fiber_spawn (writer_fiber, texts, NULL));
      double n = dex_await_uint (dex_ref (writer), NULL);

      g_print ("%c %4.0f %s\n", "AB"[get_half (name)], n, name);
      g_array_append_val (counts[get_half (name)], n);
    }

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_array_sort (counts[i], compare_doubles);

      if (counts[i]->len > 0)
        g_print ("half %c: %u writers, median %.0f cards, quartiles %.0f and %.0f, least %.0f\n", "AB"[i],
                 counts[i]->len, g_array_index (counts[i], double, counts[i]->len / 2),
                 g_array_index (counts[i], double, counts[i]->len / 4),
                 g_array_index (counts[i], double, 3 * counts[i]->len / 4), g_array_index (counts[i], double, 0));

      g_array_unref (counts[i]);
    }

  return 0;
}

static void
run_round (Times *times)
{
  g_autoptr(DexFuture) round = run (idio_fiber_spawn (round_fiber, times, NULL));
}

int
main (int   argc,
      char *argv[])
{
  Times times;
  GArray **all[] = { &times.import, &times.after_last, &times.nothing_new, &times.statistics, &times.cards };

  if (argc > 2 && g_str_equal (argv[1], "--writers"))
    {
      dex_init ();
      return count_writers (argv[2]);
    }

  samples = samples_load (argc > 1 ? argv[1] : "");

  if (samples->len == 0)
    {
      g_printerr ("usage: cards FOLDER [DOCUMENTS [ROUNDS]], or cards --writers FOLDER\n");
      return 2;
    }

  n_documents = argc > 2 ? (guint) CLAMP (atoi (argv[2]), 10, 1000000) : 5000;
  n_rounds = argc > 3 ? (guint) CLAMP (atoi (argv[3]), 1, 1000) : 5;
  dex_init ();

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    *all[i] = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < n_rounds; i++)
    run_round (&times);

  g_print ("%u documents of %.0f bytes on average, made of %u texts\n", n_documents,
           (double) n_bytes / n_documents / n_rounds, samples->len);
  print_times ("import", times.import);
  print_times ("from the last document to the cards", times.after_last);
  print_times ("opened again, nothing new", times.nothing_new);
  print_times ("one more: statistics", times.statistics);
  print_times ("one more: cards", times.cards);

  return 0;
}
