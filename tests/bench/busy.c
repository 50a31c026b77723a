/* busy.c: whether the window stays fluent while many documents come in
 *
 *   busy FOLDER [DOCUMENTS [ROUNDS]]
 *
 * Texts are made of the files below FOLDER, each a text of one writer, and imported in the window, which shows its
 * documents; then the window is watched until nothing is counted any more, and idle for the same time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdlib.h>

#include "idio-test.h"
#include "loop.h"
#include "samples.h"
#include "ui-test.h"

/* Counting begins soon after the last document, and takes less than this. */
#define COUNTING_MSEC 3000

static GPtrArray *samples;
static guint n_documents, n_rounds;

static void
measure_round (const char *dir,
               Loop       *idle,
               Loop       *import,
               Loop       *counting)
{
  g_autofree char *data_dir = g_build_filename (dir, "data", NULL), *texts = g_build_filename (dir, "texts", NULL);
  g_autoptr(GRand) chance = g_rand_new_with_seed (1);
  g_autoptr(GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr(GFile) folder = g_file_new_for_path (texts);
  IdioWindow *window = ui_test_open (data_dir);
  GListModel *corpus = G_LIST_MODEL (idio_workspace_get_corpus (idio_window_get_workspace (window)));

  samples_write (samples, chance, texts, n_documents);
  g_list_store_append (files, folder);

  loop_begin (idle, GTK_WIDGET (window));
  dex_await (dex_timeout_new_msec (COUNTING_MSEC), NULL);
  loop_end (idle);

  loop_begin (import, GTK_WIDGET (window));
  idio_window_import (window, G_LIST_MODEL (files));
  ui_test_wait_for (ui_test_find (window, GTK_TYPE_BUTTON, "Stop"));
  ui_test_wait_for (ui_test_find (window, GTK_TYPE_BUTTON, "Close"));
  loop_end (import);

  loop_begin (counting, GTK_WIDGET (window));
  dex_await (dex_timeout_new_msec (COUNTING_MSEC), NULL);
  loop_end (counting);

  if (g_list_model_get_n_items (corpus) != n_documents)
    g_error ("%u documents came in", g_list_model_get_n_items (corpus));

  ui_test_close (window);
  idio_test_remove_tree (data_dir);
  idio_test_remove_tree (texts);
}

static void
measure (const char *dir)
{
  static const char * const names[] = { "idle", "import", "after it" };
  Loop *loops[G_N_ELEMENTS (names)];

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    loops[i] = loop_new ();

  for (guint i = 0; i < n_rounds; i++)
    measure_round (dir, loops[0], loops[1], loops[2]);

  g_print ("%u documents, %u rounds, an import takes %.1f s\n\n", n_documents, n_rounds,
           1e-3 * loops[1]->duration / n_rounds);
  loop_print_head ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    loop_print (loops[i], names[i]);

  loop_print_ratio (loops[1], loops[0], "import against idle");

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    loop_free (loops[i]);
}

int
main (int   argc,
      char *argv[])
{
  samples = samples_load (argc > 1 ? argv[1] : "");

  if (samples->len == 0)
    {
      g_printerr ("usage: busy FOLDER [DOCUMENTS [ROUNDS]]\n");
      return 2;
    }

  n_documents = argc > 2 ? (guint) CLAMP (atoi (argv[2]), 10, 100000) : 5000;
  n_rounds = argc > 3 ? (guint) CLAMP (atoi (argv[3]), 1, 1000) : 3;
  loop_run (measure);

  return 0;
}
