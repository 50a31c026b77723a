/* browse.c: how long the window is away from its events while someone looks through many documents and cards
 *
 *   browse [DOCUMENTS [CARDS]]
 *
 * No turn should take longer than two frames, 33 ms.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdlib.h>

#include "idio-test.h"
#include "loop.h"
#include "ui-test.h"
#include "ui/idio-card.h"
#include "ui/idio-document-browser.h"

/* What is looked at takes less than this. */
#define WATCH_MSEC 2500

/* How often is scrolled, and how far with a wheel, in pixels; who drags a scrollbar goes from the top to the end */
#define STEPS 60
#define STEP_MSEC 16
#define WHEEL_PIXELS 90

static guint n_documents, n_cards;

static void
fill (const char *data_dir)
{
  g_autoptr(IdioWorkspace) workspace = idio_test_await_object (idio_workspace_open (data_dir));
  g_autofree char *sql = g_strdup_printf (
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %u)"
    " INSERT INTO document (title, body, hash, words, added)"
    " SELECT 'Letter ' || i, 'Dear Ann, letter ' || i || ' is about the drill. It runs like new, and I put it back on the"
    " shelf. Cheers, Jonas', 'h' || i, 24, 1700000000 + i FROM n;"
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %u)"
    " INSERT INTO card (axis, claim, instruction, source, model, proposed, state, added)"
    " SELECT CASE i %% 3 WHEN 0 THEN 'style' WHEN 1 THEN 'personality' ELSE 'communication' END,"
    " 'You do what number ' || i || ' says', 'Count', 'found', 'm', 'You ' || i, 'kept', 0 FROM n;"
    "INSERT INTO evidence SELECT c.id, 1 + (c.id * 31 + d.id) %% %u, 0, 9 FROM card AS c, document AS d WHERE d.id <= 20",
    n_documents, n_cards, n_documents);

  idio_test_run_sql (idio_corpus_get_store (idio_workspace_get_corpus (workspace)), sql);
}

static gpointer
get_browser (IdioWindow *window)
{
  return ui_test_child (ui_test_child (window, "documents_page"), "browser");
}

static void
scroll (GtkWidget *within,
        gboolean   drag)
{
  GtkAdjustment *adjustment =
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (gtk_widget_get_ancestor (within, GTK_TYPE_SCROLLED_WINDOW)));

  for (guint i = 1; i <= STEPS; i++)
    {
      gtk_adjustment_set_value (adjustment, drag ? gtk_adjustment_get_upper (adjustment) * i / STEPS : WHEEL_PIXELS * i);
      dex_await (dex_timeout_new_msec (STEP_MSEC), NULL);
    }
}

static void
do_nothing (IdioWindow *window)
{
}

static void
scroll_list (IdioWindow *window)
{
  scroll (GTK_WIDGET (ui_test_list_view (ui_test_child (window, "documents_page"))), FALSE);
}

static void
drag_list (IdioWindow *window)
{
  scroll (GTK_WIDGET (ui_test_list_view (ui_test_child (window, "documents_page"))), TRUE);
}

static void
search (IdioWindow *window)
{
  gtk_editable_set_text (ui_test_search_entry (ui_test_child (window, "documents_page")), "drill");
}

static void
end_search (IdioWindow *window)
{
  gtk_editable_set_text (ui_test_search_entry (ui_test_child (window, "documents_page")), "");
}

static void
sort_titles (IdioWindow *window)
{
  gtk_widget_activate_action (get_browser (window), "documents.sort", "s", "title");
}

static void
select_all (IdioWindow *window)
{
  g_object_set (get_browser (window), "selecting", TRUE, NULL);
  gtk_selection_model_select_all (idio_document_selection_get_model (idio_document_browser_get_selection (get_browser (window))));
}

static void
select_one (IdioWindow *window)
{
  g_object_set (get_browser (window), "selecting", FALSE, NULL);
}

static void
show_voice (IdioWindow *window)
{
  idio_window_show_view (window, "voice");
}

static void
scroll_cards (IdioWindow *window)
{
  scroll (ui_test_find (window, IDIO_TYPE_CARD, NULL), FALSE);
}

static void
open_card (IdioWindow *window)
{
  gtk_toggle_button_set_active (ui_test_child (ui_test_find (window, IDIO_TYPE_CARD, NULL), "details_button"), TRUE);
}

static void
measure (const char *data_dir)
{
  static const struct { const char *name; void (*act) (IdioWindow *window); } steps[] = {
    { "idle", do_nothing }, { "scrolling the list", scroll_list }, { "from its top to its end", drag_list },
    { "a search", search }, { "scrolling what it found", scroll_list }, { "the end of the search", end_search }, { "another order", sort_titles },
    { "all selected", select_all }, { "one selected", select_one }, { "the Voice page", show_voice },
    { "scrolling the cards", scroll_cards }, { "a card opened", open_card },
  };
  IdioWindow *window;
  Loop *opening = loop_new ();

  fill (data_dir);
  window = idio_window_new (NULL, data_dir);
  gtk_window_present (GTK_WINDOW (window));
  loop_begin (opening, GTK_WIDGET (window));
  ui_test_wait_for (idio_window_get_workspace (window) != NULL);
  ui_test_wait_for (gtk_widget_get_mapped (ui_test_child (window, "view_stack")));
  dex_await (dex_timeout_new_msec (WATCH_MSEC), NULL);
  loop_end (opening);
  g_print ("%u documents, %u cards\n\n", n_documents, n_cards);
  loop_print_head ();
  loop_print (opening, "opening");
  loop_free (opening);

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    loop_watch (window, steps[i].name, steps[i].act, WATCH_MSEC);

  ui_test_close (window);
}

int
main (int   argc,
      char *argv[])
{
  n_documents = argc > 1 ? (guint) CLAMP (atoi (argv[1]), 100, 1000000) : 10000;
  n_cards = argc > 2 ? (guint) CLAMP (atoi (argv[2]), 10, 1000000) : 1000;
  loop_run (measure);

  return 0;
}
