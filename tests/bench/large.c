/* large.c: how long the window is away from its events with texts of 20 MB and thousands of cards
 *
 *   large [CARDS]
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "idio-test.h"
#include "loop.h"
#include "ui-test.h"

#define TEXT_BYTES (20 * 1000 * 1000)

/* What is looked at takes less than this. */
#define WATCH_MSEC 3000

static guint n_cards;

static void
add_text (IdioWorkspace *workspace,
          const char    *title,
          guint          line_bytes)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
  g_autofree char *body = g_strnfill (TEXT_BYTES, 'a');

  for (gsize i = 7; i < TEXT_BYTES; i += 8)
    body[i] = line_bytes > 0 && i % line_bytes < 8 ? '\n' : ' ';

  /* Texts that differ in white space alone are the same. */
  body[0] = line_bytes > 0 ? 'b' : 'c';

  g_ptr_array_add (texts, idio_text_new (0, title, body, TEXT_BYTES / 8, IDIO_AUDIENCE_GENERAL));
  g_array_unref (idio_test_await_boxed (idio_corpus_add (idio_workspace_get_corpus (workspace), texts, NULL)));
}

static void
fill (const char *data_dir)
{
  g_autoptr(IdioWorkspace) workspace = idio_test_await_object (idio_workspace_open (data_dir));
  g_autofree char *sql = g_strdup_printf (
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %u)"
    " INSERT INTO card (axis, claim, instruction, source, proposed, state, added)"
    " SELECT 'style', 'You count to ' || i, 'Count', 'yours', 'You', 'kept', 0 FROM n;"
    "INSERT INTO evidence SELECT card.id, document.id, 10 * card.id, 9 FROM card, document", n_cards);

  add_text (workspace, "One line", 0);
  add_text (workspace, "Many lines", 80);
  idio_test_run_sql (idio_corpus_get_store (idio_workspace_get_corpus (workspace)), sql);
}

static void
do_nothing (IdioWindow *window)
{
}

static void
show_one_line (IdioWindow *window)
{
  idio_window_show_document (window, 1, 0, 9);
}

static void
show_many_lines (IdioWindow *window)
{
  idio_window_show_document (window, 2, 0, 9);
}

static void
show_voice (IdioWindow *window)
{
  idio_window_show_view (window, "voice");
}

static void
refresh (IdioWindow *window)
{
  dex_future_disown (idio_voice_refresh (idio_workspace_get_voice (idio_window_get_workspace (window))));
}

static void
reject (IdioWindow *window)
{
  IdioVoice *voice = idio_workspace_get_voice (idio_window_get_workspace (window));
  g_autoptr(IdioHypothesis) card = g_list_model_get_item (G_LIST_MODEL (voice), 3);
  IdioCardState rejected = IDIO_CARD_STATE_REJECTED;

  dex_future_disown (idio_voice_change (voice, idio_hypothesis_get_id (card), &(IdioCardChange) { .state = &rejected }));
}

static void
paste (IdioWindow *window)
{
  gpointer page = adw_view_stack_get_child_by_name (ui_test_child (window, "view_stack"), "write");
  g_autofree char *text = g_strnfill (TEXT_BYTES, 'a');

  idio_window_show_view (window, "write");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (ui_test_child (ui_test_child (page, "request_box"), "request_view")), text, -1);
}

static void
measure (const char *data_dir)
{
  static const struct { const char *name; void (*act) (IdioWindow *window); } steps[] = {
    { "idle", do_nothing }, { "20 MB on one line", show_one_line }, { "20 MB on many lines", show_many_lines },
    { "the Voice page", show_voice }, { "all cards read again", refresh }, { "a card rejected", reject },
    { "20 MB pasted", paste },
  };
  IdioWindow *window;

  fill (data_dir);
  window = ui_test_open (data_dir);
  dex_await (dex_timeout_new_msec (WATCH_MSEC), NULL);
  loop_print_head ();

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    loop_watch (window, steps[i].name, steps[i].act, WATCH_MSEC);

  ui_test_close (window);
}

int
main (int   argc,
      char *argv[])
{
  n_cards = argc > 1 ? (guint) CLAMP (atoi (argv[1]), 1, 1000000) : 10000;
  loop_run (measure);

  return 0;
}
