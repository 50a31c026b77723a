/* test-widgets.c: each widget is built, used, and gone when nobody needs it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "draft/idio-verdict-words.h"
#include "features/idio-reference.h"
#include "import/idio-import.h"
#include "llm/idio-provider-error.h"
#include "ui-test.h"
#include "ui/idio-about-you-dialog.h"
#include "ui/idio-add-card-dialog.h"
#include "ui/idio-application.h"
#include "ui/idio-card-editor.h"
#include "ui/idio-card.h"
#include "ui/idio-document-browser.h"
#include "ui/idio-document-row.h"
#include "ui/idio-document-view.h"
#include "ui/idio-documents-page.h"
#include "ui/idio-draft-notice.h"
#include "ui/idio-draft-pane.h"
#include "ui/idio-fingerprint-dialog.h"
#include "ui/idio-import-bar.h"
#include "ui/idio-measure-row.h"
#include "ui/idio-meter-dialog.h"
#include "ui/idio-preferences-dialog.h"
#include "ui/idio-text-limit.h"
#include "ui/idio-voice-page.h"
#include "ui/idio-write-page.h"

static IdioDocument *
get_document (IdioWorkspace *workspace,
              guint          position)
{
  g_autoptr(IdioDocument) document =
      g_list_model_get_item (G_LIST_MODEL (idio_workspace_get_corpus (workspace)), position);

  return document;
}

static IdioHypothesis *
get_card (IdioWorkspace *workspace,
          guint          position)
{
  g_autoptr(IdioHypothesis) card =
      g_list_model_get_item (G_LIST_MODEL (idio_workspace_get_voice (workspace)), position);

  return card;
}

static void
count (gpointer counter)
{
  (*(guint *) counter)++;
}

static void
test_document_row (void)
{
  g_autoptr(IdioWorkspace) workspace = ui_test_make_example ();
  IdioDocument *document = get_document (workspace, 0);
  GtkWidget *row = g_object_new (IDIO_TYPE_DOCUMENT_ROW, "document", document, NULL);
  GtkWindow *window = ui_test_show (row);
  GtkWidget *title = ui_test_find (row, GTK_TYPE_LABEL, idio_document_get_title (document));
  g_autoptr(IdioDocument) shown = NULL;

  g_assert_nonnull (title);
  idio_test_await (
      idio_corpus_rename (idio_workspace_get_corpus (workspace), idio_document_get_id (document), "Anew"));
  g_assert_cmpstr (ui_test_get_text (title), ==, "Anew");

  /* Rows are used again for other documents. */
  g_object_set (row, "document", get_document (workspace, 1), NULL);
  g_assert_cmpstr (ui_test_get_text (title), ==, idio_document_get_title (get_document (workspace, 1)));
  g_object_get (row, "document", &shown, NULL);
  g_assert_true (shown == get_document (workspace, 1));
  g_object_set (row, "document", NULL, NULL);

  ui_test_hide (window, row);
}

/* The day is that on which a text was written, if that is known and may be so. */
static void
test_written (void)
{
  g_autoptr(GDateTime) written = g_date_time_new_local (2019, 3, 5, 12, 0, 0);
  g_autoptr(GDateTime) added = g_date_time_new_local (2021, 4, 6, 12, 0, 0);
  const gint64 early = g_date_time_to_unix (written), late = g_date_time_to_unix (added);
  const struct { gint64 added, written; const char *date; } dates[] = {
    { late, early, "Mar 5, 2019" },
    { late, 0, "Apr 6, 2021" },
    { early, late, "Mar 5, 2019" },
    { late, -1, "Apr 6, 2021" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autoptr(IdioDocument) document = idio_document_new (1, "Title", "Beginning", 7, IDIO_AUDIENCE_GENERAL,
                                                            dates[i].added, dates[i].written, FALSE);
      g_autofree char *facts = idio_document_row_describe (document);

      g_assert_nonnull (strstr (facts, dates[i].date));
    }
}

/* A date has its year unless that is this one. */
static void
test_document_dates (void)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  int this_year = g_date_time_get_year (now);

  for (int year = this_year - 2; year <= this_year + 2; year++)
    {
      g_autoptr(GDateTime) added = g_date_time_new_local (year, 3, 5, 12, 0, 0);
      g_autofree char *year_text = g_strdup_printf ("%d", year), *facts = NULL;
      g_autoptr(IdioDocument) document = idio_document_new (1, "Title", "Beginning", 7, IDIO_AUDIENCE_GENERAL,
                                                            g_date_time_to_unix (added), 0, FALSE);

      facts = idio_document_row_describe (document);
      g_assert_nonnull (strstr (facts, "Mar 5"));
      g_assert_cmpint (strstr (facts, year_text) != NULL, ==, year != this_year);
    }
}

static void
note_removed (IdioDocumentView *view,
              gint64            id,
              gint64           *removed)
{
  *removed = id;
}

static void
test_document_view (void)
{
  g_autoptr(IdioWorkspace) workspace = ui_test_make_example ();
  IdioDocument *document = get_document (workspace, 0);
  IdioDocumentView *view = g_object_new (IDIO_TYPE_DOCUMENT_VIEW, NULL);
  GtkWindow *window = ui_test_show (view);
  GtkTextView *text_view = ui_test_child (ui_test_child (view, "text"), "text_view");
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (text_view);
  g_autofree char *body = NULL, *shown = NULL;
  GtkTextIter start, end;
  gint64 removed = 0;

  idio_document_view_set_workspace (view, workspace);
  g_assert_null (ui_test_find (view, GTK_TYPE_TEXT_VIEW, NULL));

  idio_document_view_set_document (view, document);
  ui_test_wait_for (gtk_text_buffer_get_char_count (buffer) > 0);
  body = dex_await_string (
      idio_corpus_load_body (idio_workspace_get_corpus (workspace), idio_document_get_id (document)), NULL);
  shown = ui_test_dup_buffer (text_view);
  g_assert_cmpstr (shown, ==, body);
  g_assert_true (ui_test_find (view, GTK_TYPE_TEXT_VIEW, NULL) == (gpointer) text_view);

  /* What cards quote is marked, and what is asked for is selected. */
  gtk_text_buffer_get_start_iter (buffer, &start);
  g_assert_true (gtk_text_iter_forward_to_tag_toggle (&start, NULL));
  idio_document_view_show_quote (view, idio_document_get_id (document), 3, 4);
  ui_test_wait_for (gtk_text_buffer_get_selection_bounds (buffer, &start, &end));
  g_assert_cmpint (gtk_text_iter_get_offset (&start), ==, 3);
  g_assert_cmpint (gtk_text_iter_get_offset (&end), ==, 7);

  gtk_drop_down_set_selected (ui_test_child (view, "audience_drop_down"), IDIO_AUDIENCE_PUBLIC);
  ui_test_wait_for (idio_document_get_audience (document) == IDIO_AUDIENCE_PUBLIC);

  g_signal_connect (view, "removed", G_CALLBACK (note_removed), &removed);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (view), "document.remove", NULL));
  g_assert_cmpint (removed, ==, idio_document_get_id (document));

  idio_document_view_set_document (view, NULL);
  g_assert_null (ui_test_find (view, GTK_TYPE_TEXT_VIEW, NULL));

  ui_test_hide (window, view);
}

/* What the dialog showed is renamed, whatever the view shows by then. */
static void
test_rename (void)
{
  g_autoptr(IdioWorkspace) workspace = ui_test_make_example ();
  g_autoptr(IdioDocument) one = g_list_model_get_item (G_LIST_MODEL (idio_workspace_get_corpus (workspace)), 0);
  g_autoptr(IdioDocument) two = g_list_model_get_item (G_LIST_MODEL (idio_workspace_get_corpus (workspace)), 1);
  g_autofree char *title = g_strdup (idio_document_get_title (two));
  IdioDocumentView *view = g_object_new (IDIO_TYPE_DOCUMENT_VIEW, NULL);
  AdwWindow *window = ADW_WINDOW (adw_window_new ());
  AdwDialog *dialog;

  adw_window_set_content (window, g_object_ref_sink (GTK_WIDGET (view)));
  gtk_window_present (GTK_WINDOW (window));
  ui_test_wait_for (gtk_widget_get_mapped (GTK_WIDGET (view)));
  idio_document_view_set_workspace (view, workspace);
  idio_document_view_set_document (view, one);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (view), "document.rename", NULL));
  ui_test_wait_for ((dialog = adw_window_get_visible_dialog (window)) != NULL);

  idio_document_view_set_document (view, two);
  gtk_editable_set_text (GTK_EDITABLE (adw_alert_dialog_get_extra_child (ADW_ALERT_DIALOG (dialog))), "A new name");
  ui_test_click (dialog, "Rename");
  ui_test_wait_for (g_str_equal (idio_document_get_title (one), "A new name"));
  g_assert_cmpstr (idio_document_get_title (two), ==, title);

  ui_test_wait_for (adw_window_get_visible_dialog (window) == NULL);
  adw_window_set_content (window, NULL);
  ui_test_finalize (view);
  ui_test_close (window);
}

/* Of a text that is longer than what is shown, by one byte and by more, the beginning is. */
static void
test_document_view_of_long_text (void)
{
  enum { MAX_SHOWN_BYTES = IDIO_TEXT_LIMIT_CHARS };
  g_autoptr(IdioWorkspace) workspace = ui_test_make_example ();
  IdioCorpus *corpus = idio_workspace_get_corpus (workspace);
  IdioDocumentView *view = g_object_new (IDIO_TYPE_DOCUMENT_VIEW, NULL);
  GtkWindow *window = ui_test_show (view);
  GtkTextView *text_view = ui_test_child (ui_test_child (view, "text"), "text_view");

  idio_document_view_set_workspace (view, workspace);

  for (gsize length = MAX_SHOWN_BYTES - 1; length < MAX_SHOWN_BYTES + 6; length++)
    {
      g_autofree char *text = g_strnfill (length, 'a');
      g_autofree char *shown = NULL;
      g_autoptr(GArray) ids = NULL;

      for (gsize i = 60; i < length - 1; i += 60)
        text[i] = '\n';

      ids = idio_test_await_boxed (idio_import_paste (corpus, NULL, text, IDIO_AUDIENCE_GENERAL));
      idio_document_view_set_document (view, idio_corpus_find (corpus, g_array_index (ids, gint64, 0)));
      ui_test_wait_for (gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (text_view)) > 10000);
      shown = ui_test_dup_buffer (text_view);

      if (length <= MAX_SHOWN_BYTES)
        g_assert_cmpstr (shown, ==, text);
      else
        {
          g_assert_cmpuint (strlen (shown), ==, MAX_SHOWN_BYTES);
          g_assert_true (strncmp (shown, text, MAX_SHOWN_BYTES) == 0);
        }

      g_assert_true (adw_banner_get_revealed (ui_test_child (ui_test_child (view, "text"), "beginning_banner")) == (length > MAX_SHOWN_BYTES));
      idio_document_view_set_document (view, NULL);
    }

  ui_test_hide (window, view);
}

static DexFuture *
refuse_texts (GObject      *target,
              GPtrArray    *texts,
              GCancellable *cancellable)
{
  return dex_future_new_reject (IDIO_STORE_ERROR, IDIO_STORE_ERROR_FULL, "The disk is full.");
}

/* An import that breaks off says so where it says what it did. */
static void
test_import_bar_after_failure (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(GFile) folder = g_file_new_for_path (dir);
  g_autoptr(GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr(GObject) target = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr(IdioImport) import = idio_import_new_of_others (target, refuse_texts);
  IdioImportBar *bar = g_object_new (IDIO_TYPE_IMPORT_BAR, NULL);
  GtkWindow *window = ui_test_show (bar);
  const char *summary;

  idio_test_write (dir, "one.txt", "These are the words of one text, and here are more.");
  idio_test_write (dir, "empty.txt", "");
  g_list_store_append (files, folder);
  idio_test_await_error (idio_import_bar_run (bar, import, G_LIST_MODEL (files)), IDIO_STORE_ERROR,
                         IDIO_STORE_ERROR_FULL);
  /* On a slow machine, the empty one is told of before the other is read. */
  summary = ui_test_get_text (ui_test_child (bar, "label"));
  g_assert_true (g_str_has_prefix (summary, "0 counted as texts by others · 1 left out · "));
  g_assert_true (g_str_has_suffix (summary, " not read · The disk is full."));
  g_assert_false (gtk_widget_get_visible (ui_test_child (bar, "stop_button")));

  ui_test_hide (window, bar);
}

/* A short import may be over before anybody looks. */
static void
note_running (IdioImport *import,
              GParamSpec *pspec,
              gboolean   *ran)
{
  *ran = *ran || idio_import_get_running (import);
}

static void
test_import_bar (void)
{
  g_autoptr(IdioWorkspace) workspace = ui_test_make_example ();
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(GFile) folder = g_file_new_for_path (dir);
  g_autoptr(GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr(IdioImport) import =
      idio_import_new (idio_workspace_get_corpus (workspace));
  g_autoptr(DexFuture) run = NULL;
  IdioImportBar *bar = g_object_new (IDIO_TYPE_IMPORT_BAR, NULL);
  GtkWindow *window = ui_test_show (bar);
  GtkWidget *label = ui_test_child (bar, "label");
  gboolean ran = FALSE;
  guint n_closed = 0;

  g_assert_false (idio_import_bar_has_import (bar));
  g_assert_null (ui_test_find (bar, GTK_TYPE_BUTTON, "Stop"));

  idio_test_write (dir, "one.txt", "These are the words of one text, and here are more.");
  idio_test_write (dir, "same.txt", "These are the words of one text, and here are more.");
  idio_test_write (dir, "empty.txt", "");
  g_list_store_append (files, folder);
  g_signal_connect (import, "notify::running", G_CALLBACK (note_running), &ran);
  run = idio_import_bar_run (bar, import, G_LIST_MODEL (files));
  g_assert_true (gtk_widget_get_visible (ui_test_child (bar, "stop_button")));
  g_assert_false (gtk_widget_get_visible (ui_test_child (bar, "close_button")));
  idio_test_await (g_steal_pointer (&run));
  g_assert_true (ran);

  g_assert_cmpstr (ui_test_get_text (label), ==, "1 added · 1 already here · 1 left out");
  g_assert_false (gtk_widget_get_visible (ui_test_child (bar, "stop_button")));
  g_assert_true (gtk_widget_get_visible (ui_test_child (bar, "details_button")));

  g_signal_connect_swapped (bar, "closed", G_CALLBACK (count), &n_closed);
  ui_test_wait_for (ui_test_find (bar, GTK_TYPE_BUTTON, "Close"));
  ui_test_click (bar, "Close");
  g_assert_cmpuint (n_closed, ==, 1);
  g_assert_false (idio_import_bar_has_import (bar));

  ui_test_hide (window, bar);
}

typedef struct
{
  IdioImportBar *bar;
  double         fraction;
  gboolean       looked;
  gboolean       waited;
  gboolean       read;
} BarWatch;

/* The bar has been told before. It says what happens, and does not go back. */
static void
watch_bar_cb (IdioImport *import,
              GParamSpec *pspec,
              BarWatch   *watch)
{
  const char *text = ui_test_get_text (ui_test_child (watch->bar, "label"));
  double fraction = gtk_progress_bar_get_fraction (ui_test_child (watch->bar, "progress_bar"));

  if (!idio_import_get_running (import))
    return;

  g_assert_null (strstr (text, "of 1"));
  g_assert_cmpfloat (fraction, >=, watch->fraction);
  g_assert_true (fraction < 1 || watch->waited);
  watch->fraction = fraction;
  watch->looked |= strstr (text, "Looking through") != NULL && strstr (text, "Archive.mbox") != NULL &&
                   strstr (text, "40 mails so far") != NULL;
  watch->read |= strstr (text, "Reading") != NULL && strstr (text, "Archive.mbox") != NULL &&
                 strstr (text, "30 of your mails so far") != NULL;

  if (idio_import_get_survey (import) != NULL)
    {
      g_assert_cmpfloat (fraction, <, 0.51);
      watch->waited |= g_str_equal (text, "Waiting for your answer…");
      idio_survey_choose (idio_import_get_survey (import), (const char * const []) { "jonas@example.org", NULL });
      idio_import_answer (import, TRUE);
    }
}

static void
test_import_bar_mailbox (void)
{
  g_autoptr(IdioWorkspace) workspace = ui_test_make_example ();
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(GFile) folder = g_file_new_for_path (dir);
  g_autoptr(GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr(IdioImport) import = idio_workspace_import (workspace);
  g_autoptr(IdioImport) before = idio_workspace_import (workspace);
  g_autoptr(GFile) no_file = g_file_new_for_path ("/does/not/exist");
  g_autoptr(GListStore) nothing = g_list_store_new (G_TYPE_FILE);
  g_autoptr(GString) box = g_string_new (NULL);
  g_autoptr(DexFuture) run = NULL;
  BarWatch watch = { .bar = g_object_new (IDIO_TYPE_IMPORT_BAR, NULL) };
  GtkWindow *window = ui_test_show (watch.bar);

  for (guint i = 0; i < 40; i++)
    g_string_append_printf (box, "From x@example.org Mon May 12 09:14:00 2025\nFrom: %s@example.org\nSubject: S\n"
                            "Date: 12 May 2025 10:00:%02u +0000\n\n"
                            "I looked at all the figures again this morning, number %u, and they are right.\n\n",
                            i % 4 == 0 ? "priya" : "jonas", i, i);

  /* What the one before left out is neither progress nor a result of this one. */
  g_list_store_append (nothing, no_file);
  run = idio_import_bar_run (watch.bar, before, G_LIST_MODEL (nothing));
  idio_test_await (g_steal_pointer (&run));

  idio_test_write (dir, "Archive.mbox", box->str);
  g_list_store_append (files, folder);
  run = idio_import_bar_run (watch.bar, import, G_LIST_MODEL (files));
  g_signal_connect (import, "notify", G_CALLBACK (watch_bar_cb), &watch);
  idio_test_await (g_steal_pointer (&run));
  g_assert_true (watch.looked);
  g_assert_true (watch.waited);
  g_assert_true (watch.read);
  g_assert_cmpfloat (watch.fraction, >, 0.99);
  g_assert_cmpstr (ui_test_get_text (ui_test_child (watch.bar, "label")), ==, "30 added · 10 left out");
  g_signal_handlers_disconnect_by_data (import, &watch);
  ui_test_hide (window, watch.bar);
}

static void
edit_card (IdioCard       *card,
           IdioHypothesis *hypothesis)
{
  GtkEditable *claim;
  int start, end;
  g_autofree char *before = g_strdup (idio_hypothesis_get_fields (hypothesis)->claim);

  g_assert_null (ui_test_find (card, IDIO_TYPE_CARD_EDITOR, NULL));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (card), "card.edit", NULL));
  claim = ui_test_child (ui_test_find (card, IDIO_TYPE_CARD_EDITOR, NULL), "claim_entry");
  ui_test_wait_for (gtk_widget_get_mapped (GTK_WIDGET (claim)));
  g_assert_cmpstr (gtk_editable_get_text (claim), ==, before);
  gtk_editable_set_text (claim, "You will not say this");
  ui_test_click (card, "Cancel");
  g_assert_cmpstr (ui_test_get_text (ui_test_child (card, "claim_label")), ==, before);

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (card), "card.edit", NULL));
  ui_test_wait_for (gtk_widget_get_mapped (GTK_WIDGET (claim)));
  g_assert_true (gtk_editable_get_selection_bounds (claim, &start, &end));
  g_assert_cmpint (start, ==, 0);
  g_assert_cmpint (end, ==, g_utf8_strlen (before, -1));
  gtk_editable_set_text (claim, "  You greet by name  ");
  ui_test_click (card, "Save");
  ui_test_wait_for (g_str_equal (idio_hypothesis_get_fields (hypothesis)->claim, "You greet by name"));
  g_assert_cmpstr (ui_test_get_text (ui_test_child (card, "claim_label")), ==, "You greet by name");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "You greet by name");
}

static guint
count_children (GtkWidget *box)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (box); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n++;

  return n;
}

/* One quote is shown, and more of them when someone opens the card, some at a time. */
static void
check_quotes (IdioCard *card,
              guint     n_quotes)
{
  GtkWidget *box = ui_test_child (card, "quotes_box");

  g_assert_cmpuint (n_quotes, >, 10);
  g_assert_nonnull (adw_bin_get_child (ui_test_child (card, "quote_bin")));
  g_assert_cmpuint (count_children (box), ==, 0);
  g_assert_false (gtk_widget_get_mapped (ui_test_child (card, "facts_label")));
  gtk_toggle_button_set_active (ui_test_child (card, "details_button"), TRUE);
  g_assert_cmpuint (count_children (box), ==, 4);
  ui_test_wait_for (gtk_widget_get_mapped (ui_test_child (card, "facts_label")));
  g_signal_emit_by_name (ui_test_child (card, "more_button"), "clicked");
  g_assert_cmpuint (count_children (box), ==, MIN (9, n_quotes - 1));
  gtk_toggle_button_set_active (ui_test_child (card, "details_button"), FALSE);
  g_assert_cmpuint (count_children (box), ==, 0);
}

static void
test_card (void)
{
  g_autoptr(IdioWorkspace) workspace = ui_test_make_example ();
  IdioHypothesis *hypothesis = get_card (workspace, 0);
  GtkWidget *scrolled_window = gtk_scrolled_window_new (), *list = gtk_list_box_new ();
  IdioCard *card = IDIO_CARD (g_object_ref_sink (idio_card_new (workspace, hypothesis)));
  GtkWindow *window = NULL;
  g_autofree char *audience = NULL;

  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (card));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled_window), list);
  window = ui_test_show (scrolled_window);

  edit_card (card, hypothesis);

  check_quotes (card, idio_hypothesis_get_quotes (hypothesis)->len);

  adw_toggle_group_set_active_name (ui_test_child (card, "strength_group"), "strong");
  ui_test_wait_for (idio_hypothesis_get_fields (hypothesis)->strength == IDIO_STRENGTH_STRONG);

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (card), "card.audience", "s", "friends"));
  ui_test_wait_for (idio_hypothesis_get_fields (hypothesis)->audience == IDIO_AUDIENCE_FRIENDS);
  g_object_get (card, "audience", &audience, NULL);
  g_assert_cmpstr (audience, ==, "friends");

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (card), "card.reject", NULL));
  ui_test_wait_for (idio_hypothesis_get_fields (hypothesis)->state == IDIO_CARD_STATE_REJECTED);
  g_assert_false (gtk_widget_get_visible (ui_test_child (card, "strength_group")));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (card), "card.bring-back", NULL));
  ui_test_wait_for (idio_hypothesis_get_fields (hypothesis)->state == IDIO_CARD_STATE_KEPT);

  gtk_list_box_remove (GTK_LIST_BOX (list), GTK_WIDGET (card));
  ui_test_finalize (card);
  ui_test_hide (window, scrolled_window);
}

static void
note_text (GObject      *clipboard,
           GAsyncResult *result,
           gpointer      data)
{
  *(char **) data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);
}

static void
check_copy (IdioDraftPane *pane,
            const char    *expected)
{
  g_autofree char *copied = NULL;

  ui_test_click (pane, "Copy");
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (pane)), NULL, note_text, &copied);
  ui_test_wait_for (copied != NULL);
  g_assert_cmpstr (copied, ==, expected);
}

static void
test_draft_pane (void)
{
  g_autoptr(IdioDraft) draft = idio_draft_new (IDIO_DRAFT_KIND_PERSONAL);
  g_autoptr(IdioDraft) failed = idio_draft_new (IDIO_DRAFT_KIND_PERSONAL);
  g_autoptr(GError) error =
      g_error_new_literal (IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_BAD_KEY, "The key is wrong.");
  IdioDraftPane *pane = g_object_new (IDIO_TYPE_DRAFT_PANE, NULL);
  GtkWindow *window = ui_test_show (pane);
  GtkTextView *text_view = ui_test_child (pane, "text_view");
  g_autofree char *shown = NULL;
  guint n_edited = 0, n_again = 0;

  g_signal_connect_swapped (pane, "edited", G_CALLBACK (count), &n_edited);
  g_signal_connect_swapped (pane, "try-again", G_CALLBACK (count), &n_again);

  /* Empty */
  idio_draft_pane_set_kind (pane, IDIO_DRAFT_KIND_PERSONAL, "You");
  idio_draft_pane_set_status (pane, "It shows here");
  g_assert_nonnull (ui_test_find (pane, GTK_TYPE_LABEL, "It shows here"));
  g_assert_false (gtk_widget_is_sensitive (ui_test_child (pane, "copy_button")));

  /* Busy */
  idio_draft_pane_set_draft (pane, draft, NULL);
  g_assert_true (idio_draft_pane_get_draft (pane) == draft);
  g_assert_true (gtk_widget_get_visible (ui_test_child (pane, "spinner")));
  idio_draft_append (draft, "One two. ");
  idio_draft_append (draft, "Three");
  g_assert_false (gtk_text_view_get_editable (text_view));
  ui_test_wait_for (ui_test_find (pane, GTK_TYPE_LABEL, "3 words"));
  g_assert_null (ui_test_find (pane, GTK_TYPE_LABEL, "It shows here"));
  idio_draft_append (draft, " four");

  /* Full */
  idio_draft_set_state (draft, IDIO_DRAFT_STATE_FINISHED, NULL);
  shown = ui_test_dup_buffer (text_view);
  g_assert_cmpstr (shown, ==, "One two. Three four");
  g_assert_nonnull (ui_test_find (pane, GTK_TYPE_LABEL, "4 words"));
  check_copy (pane, "One two. Three four");
  g_assert_cmpuint (n_edited, ==, 0);
  ui_test_type (text_view, "Four");
  g_assert_cmpuint (n_edited, >, 0);
  g_assert_cmpstr (idio_draft_get_text (draft), ==, "Four");
  g_assert_cmpstr (idio_draft_get_written (draft), ==, "One two. Three four");
  check_copy (pane, "Four");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (pane), "draft.try-again", NULL));
  g_assert_cmpuint (n_again, ==, 1);

  /* Failed: a sentence and a button */
  idio_draft_pane_set_draft (pane, failed, NULL);
  idio_draft_set_state (failed, IDIO_DRAFT_STATE_FAILED, error);
  ui_test_wait_for (ui_test_find (pane, GTK_TYPE_LABEL, "The key is wrong."));
  g_assert_nonnull (ui_test_find (pane, GTK_TYPE_BUTTON, "Preferences"));

  ui_test_hide (window, pane);
}

static void
test_documents_page (void)
{
  g_autoptr(IdioWorkspace) workspace = ui_test_make_example ();
  IdioDocumentsPage *page = g_object_new (IDIO_TYPE_DOCUMENTS_PAGE, NULL);
  GtkWindow *window = ui_test_show (page);
  GtkListView *list_view = ui_test_list_view (page);
  GtkEditable *search = ui_test_search_entry (page);
  IdioDocument *last = get_document (workspace, 17);
  GListModel *shown;

  idio_documents_page_set_workspace (page, workspace);
  shown = G_LIST_MODEL (gtk_list_view_get_model (list_view));
  ui_test_wait_for (g_list_model_get_n_items (shown) == 18);

  gtk_editable_set_text (search, "drill");
  ui_test_wait_for (g_list_model_get_n_items (shown) < 18);
  g_assert_cmpuint (g_list_model_get_n_items (shown), >, 0);
  gtk_editable_set_text (search, "xylophone");
  ui_test_wait_for (ui_test_find (page, GTK_TYPE_LABEL, "Nothing Found"));
  gtk_editable_set_text (search, "");
  ui_test_wait_for (g_list_model_get_n_items (shown) == 18);

  for (guint i = 0; i < 3; i++)
    {
      static const char * const orders[] = { "title", "longest", "newest" };

      g_assert_true (gtk_widget_activate_action (ui_test_child (page, "browser"), "documents.sort", "s", orders[i]));
    }

  idio_documents_page_show (page, idio_document_get_id (last), 0, 2);
  ui_test_wait_for (idio_document_selection_get_document (idio_document_browser_get_selection (ui_test_child (page, "browser"))) == last);
  idio_documents_page_search (page);

  ui_test_hide (window, page);
}

static void
test_voice_page (void)
{
  g_autoptr(IdioWorkspace) workspace = ui_test_make_example ();
  IdioVoicePage *page = g_object_new (IDIO_TYPE_VOICE_PAGE, NULL);
  GtkWindow *window = ui_test_show (page);
  IdioCardState rejected = IDIO_CARD_STATE_REJECTED;

  idio_voice_page_set_workspace (page, workspace);
  ui_test_wait_for (ui_test_find (page, GTK_TYPE_LABEL, "From 18 texts, 1,711 words"));
  ui_test_wait_for (ui_test_find (page, IDIO_TYPE_CARD, NULL));
  g_assert_null (ui_test_find (page, GTK_TYPE_LABEL, "Rejected"));

  idio_test_await (idio_voice_change (idio_workspace_get_voice (workspace),
                                      idio_hypothesis_get_id (get_card (workspace, 0)),
                                      &(IdioCardChange) { .state = &rejected }));
  ui_test_wait_for (ui_test_find (page, GTK_TYPE_LABEL, "Rejected"));

  idio_test_await (
      idio_voice_set_attribute (idio_workspace_get_voice (workspace), IDIO_ATTRIBUTE_ROLE, "Librarian"));
  ui_test_wait_for (ui_test_find (page, GTK_TYPE_LABEL, "Librarian"));

  ui_test_hide (window, page);
}

static void
count_card (GtkWidget *widget,
            gpointer   n_cards)
{
  *(guint *) n_cards += IDIO_IS_CARD (widget);
}

static guint
count_cards (gpointer root)
{
  guint n_cards = 0;

  ui_test_foreach (root, count_card, &n_cards);

  return n_cards;
}

/* Of thousands of cards a few are made at a time, while they can be seen, and no more than one asks to see. */
static void
test_voice_page_of_many_cards (void)
{
  g_autoptr(IdioWorkspace) workspace = ui_test_make_example ();
  IdioVoice *voice = idio_workspace_get_voice (workspace);
  IdioVoicePage *page = g_object_new (IDIO_TYPE_VOICE_PAGE, NULL);
  GtkWindow *window = ui_test_show (page);
  IdioCardState rejected = IDIO_CARD_STATE_REJECTED;
  GtkWidget *row;

  idio_test_run_sql (idio_corpus_get_store (idio_workspace_get_corpus (workspace)),
                     "DELETE FROM card;"
                     "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2250)"
                     " INSERT INTO card (axis, claim, instruction, source, proposed, state, added)"
                     " SELECT 'style', 'You count to ' || i, 'Count', 'yours', 'You', 'kept', 0 FROM n");
  idio_test_await (idio_voice_refresh (voice));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (voice)), ==, 2250);

  gtk_widget_set_visible (GTK_WIDGET (page), FALSE);
  idio_voice_page_set_workspace (page, workspace);
  dex_await (dex_timeout_new_msec (100), NULL);
  gtk_widget_set_visible (GTK_WIDGET (page), TRUE);
  g_assert_cmpuint (count_cards (page), ==, 0);
  ui_test_wait_for (count_cards (page) > 0);
  g_assert_cmpuint (count_cards (page), <, 20);
  ui_test_wait_for (count_cards (page) == 20);
  ui_test_click (page, "Show 20 More Cards");
  gtk_widget_set_visible (GTK_WIDGET (page), FALSE);
  dex_await (dex_timeout_new_msec (500), NULL);
  gtk_widget_set_visible (GTK_WIDGET (page), TRUE);
  g_assert_cmpuint (count_cards (page), <, 40);
  ui_test_wait_for (count_cards (page) == 40);

  /* What is next moves up, and what is there stays the same widget. */
  row = ui_test_find (page, IDIO_TYPE_CARD, NULL);
  idio_test_await (idio_voice_change (voice, idio_hypothesis_get_id (get_card (workspace, 1)),
                                      &(IdioCardChange) { .state = &rejected }));
  ui_test_wait_for (ui_test_find (page, GTK_TYPE_LABEL, "Rejected") && count_cards (page) == 41);
  g_assert_true (ui_test_find (page, IDIO_TYPE_CARD, NULL) == row);

  idio_test_run_sql (idio_corpus_get_store (idio_workspace_get_corpus (workspace)),
                     "DELETE FROM card WHERE (id - (SELECT min (id) FROM card)) % 2 = 1");
  idio_test_await (idio_voice_refresh (voice));
  ui_test_wait_for (ui_test_find (page, GTK_TYPE_LABEL, "Rejected") == NULL && count_cards (page) == 40);
  g_assert_true (ui_test_find (page, IDIO_TYPE_CARD, NULL) == row);

  idio_test_run_sql (idio_corpus_get_store (idio_workspace_get_corpus (workspace)), "DELETE FROM card");
  idio_test_await (idio_voice_refresh (voice));
  ui_test_wait_for (count_cards (page) == 0);
  ui_test_hide (window, page);
}

static void
test_write_page (void)
{
  g_autoptr(IdioWorkspace) workspace = ui_test_make_example ();
  IdioWritePage *page = g_object_new (IDIO_TYPE_WRITE_PAGE, NULL);
  GtkWindow *window = ui_test_show (page);

  idio_write_page_set_workspace (page, workspace);
  g_assert_nonnull (ui_test_find (page, GTK_TYPE_LABEL, "Other Models and Services…"));
  ui_test_type (ui_test_child (ui_test_child (page, "request_box"), "request_view"), "Thank Ann");
  g_assert_false (gtk_widget_get_visible (ui_test_child (ui_test_child (page, "request_box"), "placeholder_label")));

  /* There is no model to write with. */
  g_assert_false (gtk_widget_is_sensitive (ui_test_find (page, GTK_TYPE_BUTTON, "Write")));
  adw_toggle_group_set_active_name (ui_test_child (ui_test_child (page, "request_box"), "mode_group"), "rewrite");
  idio_test_await (idio_write_page_finish (page));

  ui_test_hide (window, page);
}

/* A dialog in a window that has a workspace open. */
typedef struct
{
  IdioWindow    *window;
  IdioWorkspace *workspace;
} Host;

static void
host_open (Host *host)
{
  g_autofree char *data_dir = idio_test_make_dir ();

  ui_test_fill_example (data_dir);
  host->window = ui_test_open (data_dir);
  host->workspace = idio_window_get_workspace (host->window);
}

static void
host_present (Host      *host,
              AdwDialog *dialog)
{
  g_object_ref_sink (dialog);
  adw_dialog_present (dialog, GTK_WIDGET (host->window));
  ui_test_wait_for (gtk_widget_get_mapped (GTK_WIDGET (dialog)));
}

static void
close_dialog (AdwDialog *dialog)
{
  g_assert_true (adw_dialog_close (dialog));
  ui_test_finalize (dialog);
}

static void
test_about_you (void)
{
  Host host;
  AdwDialog *dialog;
  IdioVoice *voice;

  host_open (&host);
  voice = idio_workspace_get_voice (host.workspace);
  dialog = idio_about_you_dialog_new (voice);
  host_present (&host, dialog);
  gtk_editable_set_text (ui_test_child (dialog, "name_row"), "Nell Harrow");
  gtk_editable_set_text (ui_test_child (dialog, "languages_row"), "English");
  close_dialog (dialog);
  ui_test_wait_for (g_str_equal (idio_voice_get_attribute (voice, IDIO_ATTRIBUTE_NAME), "Nell Harrow"));
  ui_test_wait_for (g_str_equal (idio_voice_get_attribute (voice, IDIO_ATTRIBUTE_LANGUAGES), "English"));

  dialog = idio_about_you_dialog_new (voice);
  host_present (&host, dialog);
  g_assert_cmpstr (gtk_editable_get_text (ui_test_child (dialog, "name_row")), ==, "Nell Harrow");
  close_dialog (dialog);

  ui_test_close (host.window);
}

static const char generic_draft[] =
  "Dear Omar,\n\nI hope this message finds you well. I am writing to express my sincere gratitude for your diligent work "
  "in repairing the drill, which has been of tremendous assistance to our organization. Furthermore, I would like to "
  "inquire whether you would be available to examine the hedge trimmer prior to Saturday.\n\nBest regards,\nNell";

static const char personal_draft[] =
  "Hi Omar,\n\nThanks for mending the drill so fast. It's back on its hook and I've already lent it out twice.\n\nOne more "
  "thing. The hedge trimmer growls now (so do I, before 8). I've looked at the plug and that's not it. It's due out on "
  "Saturday. Could you have a look before then?\n\nCheers,\nNell";

static void
save_draft (IdioWorkspace    *workspace,
            IdioHistoryEntry *entry,
            IdioDraftKind     kind,
            const char       *text)
{
  g_autoptr(IdioDraft) draft = idio_draft_new (kind);

  idio_draft_append (draft, text);
  idio_draft_set_form (draft, IDIO_DRAFT_FORM_BRIEF, "made up");
  idio_draft_set_state (draft, IDIO_DRAFT_STATE_FINISHED, NULL);
  idio_test_await (idio_history_save_draft (idio_workspace_get_history (workspace), idio_history_entry_get_id (entry),
                                            draft));
}

/* Two drafts that were written before: the page shows them, and what the meter says of them. */
static void
test_meter_bar (void)
{
  g_autoptr(IdioWorkspace) workspace = ui_test_make_example ();
  g_autoptr(IdioBrief) brief = idio_brief_new (IDIO_BRIEF_KIND_WRITE, "Thank Omar", IDIO_AUDIENCE_WORK_MAIL,
                                               IDIO_LENGTH_USUAL, 60);
  g_autoptr(IdioHistoryEntry) entry =
    idio_test_await_object (idio_history_add (idio_workspace_get_history (workspace), brief));
  IdioWritePage *page = g_object_new (IDIO_TYPE_WRITE_PAGE, NULL);
  GtkWindow *window = ui_test_show (page);
  GtkWidget *bar = ui_test_child (page, "meter_bar");
  g_autofree char *shouting = g_strdup (personal_draft);
  GtkTextBuffer *buffer;

  save_draft (workspace, entry, IDIO_DRAFT_KIND_GENERIC, generic_draft);
  save_draft (workspace, entry, IDIO_DRAFT_KIND_PERSONAL, personal_draft);
  g_assert_false (gtk_widget_get_visible (bar));

  idio_write_page_set_workspace (page, workspace);
  ui_test_wait_for (ui_test_find (bar, GTK_TYPE_LABEL, "Your draft is closer to how you write."));
  g_assert_true (gtk_widget_get_visible (ui_test_child (bar, "line_box")));
  g_assert_true (gtk_widget_get_visible (ui_test_child (bar, "details_button")));
  g_assert_nonnull (ui_test_find (bar, GTK_TYPE_LABEL, "Less like you"));
  g_assert_nonnull (ui_test_find (bar, GTK_TYPE_LABEL,
                                  "Sentence length in half of your texts: 8–10 words. Generic: 19. Yours: 7."));
  g_assert_cmpuint (count_children (ui_test_child (bar, "reasons_box")), ==, 3);

  /* It follows what is edited. */
  buffer = gtk_text_view_get_buffer (ui_test_child (ui_test_child (ui_test_child (page, "drafts_view"), "personal_pane"), "text_view"));
  gtk_text_buffer_set_text (buffer, "Hi Omar, thanks for the drill.", -1);
  ui_test_wait_for (ui_test_find (bar, GTK_TYPE_LABEL,
                                  "Your draft has fewer than 25 words, which are too few to compare."));
  g_assert_false (gtk_widget_get_visible (ui_test_child (bar, "line_box")));
  g_assert_false (gtk_widget_get_visible (ui_test_child (bar, "details_button")));

  /* What is overdone makes it no closer, and so it is not drawn as if it were. */
  g_strdelimit (shouting, ".", '!');
  gtk_text_buffer_set_text (buffer, shouting, -1);
  ui_test_wait_for (ui_test_find (bar, GTK_TYPE_LABEL, "Your draft does something more often than you ever do."));
  g_assert_false (gtk_widget_get_visible (ui_test_child (bar, "line_box")));
  g_assert_true (g_str_has_prefix (ui_test_get_text (gtk_widget_get_first_child (ui_test_child (bar, "reasons_box"))),
                                   "Sentences with exclamation marks in your texts: hardly ever"));
  g_assert_true (gtk_widget_get_visible (ui_test_child (bar, "details_button")));

  gtk_text_buffer_set_text (buffer, generic_draft, -1);
  ui_test_wait_for (ui_test_find (bar, GTK_TYPE_LABEL, "No clear difference: both are about as close to how you write."));

  ui_test_hide (window, page);
}

static void
test_meter_dialog (void)
{
  g_autoptr(IdioComparison) comparison = NULL;
  g_autofree char *strength = NULL;
  Host host;
  AdwDialog *dialog;

  host_open (&host);
  comparison = idio_test_await_boxed (idio_comparison_make (idio_workspace_get_statistics (host.workspace), generic_draft,
                                                            personal_draft, IDIO_AUDIENCE_WORK_MAIL));
  dialog = idio_meter_dialog_new (comparison);
  host_present (&host, dialog);

  /* All that is drawn is there in words, too. */
  ui_test_wait_for (ui_test_find (dialog, IDIO_TYPE_MEASURE_ROW, NULL));
  g_assert_nonnull (ui_test_find (dialog, GTK_TYPE_LABEL, "Sentence length"));
  g_assert_nonnull (ui_test_find (dialog, GTK_TYPE_LABEL, "Half of your texts: 8–10 words. Generic: 19. Yours: 7."));
  g_assert_nonnull (ui_test_find (dialog, GTK_TYPE_LABEL, "In content and phrases, your draft is closer to your texts."));
  g_assert_nonnull (ui_test_find (dialog, GTK_TYPE_LABEL, "Compared with 61 bloggers and 100 invented mail writers."));
  g_assert_true (gtk_widget_get_visible (ui_test_child (dialog, "strength_group")));
  strength = g_strdup_printf ("Of a text of yours and one by somebody else, a difference this large points to yours in %d of "
                              "100 cases.",
                              (gint) (100 * comparison->verdict.probability));
  g_assert_nonnull (ui_test_find (dialog, GTK_TYPE_LABEL, strength));
  g_assert_false (gtk_widget_get_visible (ui_test_child (dialog, "excess_group")));
  close_dialog (dialog);

  ui_test_close (host.window);
}

/* What is counted of others can be forgotten, and that taken back. */
static void
test_preferences_others (void)
{
  Host host;
  AdwDialog *dialog;
  IdioBackgroundTexts *others;
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
  g_autoptr(GArray) ids = NULL;

  host_open (&host);
  others = idio_workspace_get_background_texts (host.workspace);
  dialog = idio_preferences_dialog_new (host.workspace);
  host_present (&host, dialog);
  adw_preferences_dialog_set_visible_page (
      ADW_PREFERENCES_DIALOG (dialog), ADW_PREFERENCES_PAGE (gtk_widget_get_ancestor (
                                           ui_test_child (dialog, "others_group"), ADW_TYPE_PREFERENCES_PAGE)));
  g_assert_false (gtk_widget_get_visible (ui_test_child (dialog, "others_group")));

  g_ptr_array_add (texts, idio_text_new (0, "One", "This is one of them.", 5, IDIO_AUDIENCE_GENERAL));
  g_ptr_array_add (texts, idio_text_new (0, "Two", "And here comes the other.", 5, IDIO_AUDIENCE_GENERAL));
  ids = idio_test_await_boxed (idio_background_texts_add (others, texts, NULL, NULL));
  g_assert_true (gtk_widget_get_visible (ui_test_child (dialog, "others_group")));
  g_assert_cmpstr (ui_test_get_text (ui_test_child (dialog, "others_row")), ==, "2 Texts");

  ui_test_wait_for (gtk_widget_get_mapped (ui_test_child (dialog, "others_row")));
  ui_test_click (dialog, "Forget");
  ui_test_wait_for (idio_background_texts_get_n_texts (others) == 0);
  g_assert_false (gtk_widget_get_visible (ui_test_child (dialog, "others_group")));
  ui_test_wait_for (ui_test_find (dialog, GTK_TYPE_LABEL, "Texts by others forgotten"));
  ui_test_click (dialog, "Undo");
  ui_test_wait_for (idio_background_texts_get_n_texts (others) == 2);
  g_assert_true (gtk_widget_get_visible (ui_test_child (dialog, "others_group")));

  close_dialog (dialog);
  ui_test_close (host.window);
}

static void
test_fingerprint (void)
{
  Host host;
  AdwDialog *dialog;
  const IdioReference *others = idio_reference_get (IDIO_GENRE_MAIL, IDIO_LANGUAGE_ENGLISH);
  const IdioReferenceRange *range = idio_reference_get_range (others, IDIO_MEASURE_SENTENCE_LENGTH);
  g_autofree char *typical =
    idio_measure_format (IDIO_MEASURE_SENTENCE_LENGTH, range->writers[IDIO_REFERENCE_N_QUANTILES / 2]);
  g_autofree char *length = g_strdup_printf ("8–10 words in half of the texts, 9 in the middle; from 18 texts (typical of "
                                             "others: %s)", typical);

  host_open (&host);
  idio_test_await (idio_statistics_update (idio_workspace_get_statistics (host.workspace)));
  dialog = idio_fingerprint_dialog_new (idio_workspace_get_statistics (host.workspace));
  host_present (&host, dialog);
  ui_test_wait_for (ui_test_find (dialog, GTK_TYPE_LABEL, length));

  /* Of those for friends only */
  gtk_drop_down_set_selected (ui_test_child (dialog, "audience_drop_down"), 1 + IDIO_AUDIENCE_FRIENDS);
  ui_test_wait_for (!ui_test_find (dialog, GTK_TYPE_LABEL, length));
  ui_test_wait_for (ui_test_find (dialog, GTK_TYPE_LABEL, "Sentence length"));

  gtk_editable_set_text (ui_test_child (dialog, "search_entry"), "emoji");
  ui_test_wait_for (ui_test_find (dialog, GTK_TYPE_LABEL, "Sentence length") == NULL);
  gtk_editable_set_text (ui_test_child (dialog, "search_entry"), "no such measure");
  ui_test_wait_for (g_str_equal (gtk_stack_get_visible_child_name (ui_test_child (dialog, "stack")), "empty"));
  close_dialog (dialog);

  ui_test_close (host.window);
}

static void
test_add_card (void)
{
  Host host;
  AdwDialog *dialog;
  IdioVoice *voice;
  guint n_cards;
  const IdioCardFields *fields;

  host_open (&host);
  voice = idio_workspace_get_voice (host.workspace);
  n_cards = g_list_model_get_n_items (G_LIST_MODEL (voice));

  dialog = idio_add_card_dialog_new (host.workspace);
  host_present (&host, dialog);
  g_assert_false (gtk_widget_is_sensitive (ui_test_child (dialog, "add_button")));
  gtk_editable_set_text (ui_test_child (dialog, "claim_row"), "   ");
  g_assert_false (gtk_widget_is_sensitive (ui_test_child (dialog, "add_button")));
  gtk_editable_set_text (ui_test_child (dialog, "claim_row"), "You count in dozens");
  adw_combo_row_set_selected (ui_test_child (dialog, "axis_row"), IDIO_AXIS_COMMUNICATION);
  ui_test_click (dialog, "Add");
  ui_test_finalize (dialog);

  ui_test_wait_for (g_list_model_get_n_items (G_LIST_MODEL (voice)) == n_cards + 1);
  fields = idio_hypothesis_get_fields (get_card (host.workspace, n_cards));
  g_assert_cmpstr (fields->claim, ==, "You count in dozens");
  g_assert_cmpint (fields->axis, ==, IDIO_AXIS_COMMUNICATION);
  g_assert_cmpint (fields->source, ==, IDIO_SOURCE_YOURS);

  dialog = idio_add_card_dialog_new (host.workspace);
  host_present (&host, dialog);
  adw_dialog_close (dialog);
  ui_test_finalize (dialog);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (voice)), ==, n_cards + 1);

  ui_test_close (host.window);
}

static void
count_cb (guint *n)
{
  (*n)++;
}

/* A service that says when it may be asked again is asked again then, unless the user stops that; what it said is under
 * “Details”, and only if it said something. */
static void
test_countdown (void)
{
  g_autoptr(IdioDraft) draft = idio_draft_new (IDIO_DRAFT_KIND_GENERIC);
  g_autoptr(GError) plain = idio_provider_error_new (IDIO_PROVIDER_ERROR_RATE_LIMITED, "example.com");
  g_autoptr(GError) timed = idio_provider_error_new (IDIO_PROVIDER_ERROR_RATE_LIMITED, "example.com");
  IdioDraftPane *pane = g_object_new (IDIO_TYPE_DRAFT_PANE, NULL);
  GtkWindow *window = ui_test_show (pane);
  g_autoptr(IdioDraftNotice) notice = NULL;
  g_autofree char *sentence = NULL;
  guint n_tries = 0;

  g_signal_connect_swapped (pane, "try-again", G_CALLBACK (count_cb), &n_tries);
  idio_draft_pane_set_draft (pane, draft, NULL);
  idio_draft_set_state (draft, IDIO_DRAFT_STATE_FAILED, plain);
  ui_test_wait_for (ui_test_find (pane, GTK_TYPE_BUTTON, "Try Again"));
  g_assert_null (ui_test_find (pane, GTK_TYPE_BUTTON, "Details"));

  idio_provider_error_set_retry_after (timed, 2);
  idio_provider_error_set_details (timed, "slow down");
  idio_draft_set_state (draft, IDIO_DRAFT_STATE_FAILED, timed);
  g_object_get (pane, "notice", &notice, NULL);
  g_object_get (notice, "sentence", &sentence, NULL);
  g_assert_nonnull (strstr (sentence, "in 2 seconds"));
  g_assert_nonnull (ui_test_find (pane, GTK_TYPE_BUTTON, "Details"));
  ui_test_wait_for (n_tries == 1);

  idio_draft_set_state (draft, IDIO_DRAFT_STATE_WAITING, NULL);
  idio_draft_set_state (draft, IDIO_DRAFT_STATE_FAILED, timed);
  ui_test_click (pane, "Stop");
  g_assert_nonnull (ui_test_find (pane, GTK_TYPE_BUTTON, "Try Again"));
  dex_await (dex_timeout_new_msec (3000), NULL);
  g_assert_cmpuint (n_tries, ==, 1);

  /* A draft that is shown no more is not written again either. */
  idio_draft_set_state (draft, IDIO_DRAFT_STATE_FAILED, timed);
  idio_draft_pane_set_draft (pane, NULL, NULL);
  dex_await (dex_timeout_new_msec (3000), NULL);
  g_assert_cmpuint (n_tries, ==, 1);
  ui_test_hide (window, pane);
}

static void
choose_last (AdwComboRow *row)
{
  adw_combo_row_set_selected (row, g_list_model_get_n_items (adw_combo_row_get_model (row)) - 1);
}

static void
test_preferences (void)
{
  Host host;
  AdwDialog *dialog;
  GtkWidget *group;

  host_open (&host);
  idio_consent_give (idio_model_choice_get_consent (idio_workspace_get_choice (host.workspace)), "api.example.com");
  dialog = idio_preferences_dialog_new (host.workspace);
  group = ui_test_child (dialog, "service_group");
  host_present (&host, dialog);

  g_assert_true (gtk_widget_get_visible (ui_test_child (dialog, "models_group")));
  gtk_check_button_set_active (ui_test_child (dialog, "service_check"), TRUE);
  g_assert_true (gtk_widget_get_visible (ui_test_child (dialog, "service_group")));
  g_assert_false (gtk_widget_get_visible (ui_test_child (dialog, "models_group")));

  /* A service that has a name needs no address, and one of the user's own has no page for keys. */
  g_assert_false (gtk_widget_get_visible (ui_test_child (group, "url_row")));
  g_assert_true (gtk_widget_get_visible (ui_test_child (group, "key_button")));
  choose_last (ui_test_child (group, "preset_row"));
  g_assert_true (gtk_widget_get_visible (ui_test_child (group, "url_row")));
  g_assert_false (gtk_widget_get_visible (ui_test_child (group, "key_button")));

  /* An address that is none is told in a sentence, and nothing is asked. */
  gtk_editable_set_text (ui_test_child (group, "url_row"), "http://example.com/v1");
  ui_test_click (dialog, "Test");
  ui_test_wait_for (gtk_widget_get_visible (ui_test_child (group, "result_image")));
  g_assert_nonnull (strchr (ui_test_get_text (ui_test_child (group, "result_row")), '.'));
  gtk_editable_set_text (ui_test_child (group, "url_row"), "");
  g_assert_false (gtk_widget_get_visible (ui_test_child (group, "result_row")));

  /* What was agreed to can be taken back. */
  adw_preferences_dialog_set_visible_page (
      ADW_PREFERENCES_DIALOG (dialog), ADW_PREFERENCES_PAGE (gtk_widget_get_ancestor (
                                           ui_test_child (dialog, "hosts_list"), ADW_TYPE_PREFERENCES_PAGE)));
  ui_test_wait_for (ui_test_find (dialog, ADW_TYPE_ACTION_ROW, "api.example.com"));
  ui_test_click (dialog, "Send nothing there any more");
  g_assert_false (
      idio_consent_has (idio_model_choice_get_consent (idio_workspace_get_choice (host.workspace)), "api.example.com"));
  ui_test_wait_for (ui_test_find (dialog, ADW_TYPE_ACTION_ROW, "Nowhere: all stays on this computer"));

  close_dialog (dialog);
  ui_test_close (host.window);
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/widgets/document-row", test_document_row);
  g_test_add_func ("/widgets/document-dates", test_document_dates);
  g_test_add_func ("/widgets/written", test_written);
  idio_test_add_fiber ("/widgets/document-view", test_document_view);
  idio_test_add_fiber ("/widgets/document-view/rename", test_rename);
  idio_test_add_fiber ("/widgets/document-view/long-text", test_document_view_of_long_text);
  idio_test_add_fiber ("/widgets/import-bar", test_import_bar);
  idio_test_add_fiber ("/widgets/import-bar/failure", test_import_bar_after_failure);
  idio_test_add_fiber ("/widgets/import-bar/mailbox", test_import_bar_mailbox);
  idio_test_add_fiber ("/widgets/card", test_card);
  idio_test_add_fiber ("/widgets/draft-pane", test_draft_pane);
  idio_test_add_fiber ("/widgets/documents-page", test_documents_page);
  idio_test_add_fiber ("/widgets/voice-page", test_voice_page);
  idio_test_add_fiber ("/widgets/voice-page/many-cards", test_voice_page_of_many_cards);
  idio_test_add_fiber ("/widgets/write-page", test_write_page);
  idio_test_add_fiber ("/widgets/about-you", test_about_you);
  idio_test_add_fiber ("/widgets/add-card", test_add_card);
  idio_test_add_fiber ("/widgets/meter-bar", test_meter_bar);
  idio_test_add_fiber ("/widgets/meter-dialog", test_meter_dialog);
  idio_test_add_fiber ("/widgets/fingerprint", test_fingerprint);
  idio_test_add_fiber ("/widgets/countdown", test_countdown);
  idio_test_add_fiber ("/widgets/preferences", test_preferences);
  idio_test_add_fiber ("/widgets/preferences-others", test_preferences_others);
}

int
main (int   argc,
      char *argv[])
{
  return ui_test_main (argc, argv, add_tests);
}
