/* test-pages.c: the three views at work, with a model service that does as it is told
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "draft/idio-history.h"
#include "llm/idio-json.h"
#include "ui-fixture.h"
#include "ui/idio-add-card-dialog.h"
#include "ui/idio-card.h"
#include "ui/idio-document-view.h"
#include "ui/idio-documents-page.h"
#include "ui/idio-draft-notice.h"
#include "ui/idio-draft-pane.h"
#include "ui/idio-history-dialog.h"
#include "ui/idio-preferences-dialog.h"
#include "ui/idio-send-dialog.h"
#include "ui/idio-sent-page.h"
#include "ui/idio-ui-text.h"

/* So many files come in while the window is used. */
#define N_FILES 5000

/* So many that the example can be brought back before all are imported */
#define N_BESIDE_EXAMPLE 2000

/* How long the window may be away from its events meanwhile: far more than the 50 ms that were measured, as
 * the machine may be busy with other things, but far less than the whole import, for which it would be if
 * that blocked it. */
#define MAX_GAP_MSEC  500
#define MAX_GAP_SHARE 0.25

/* Nobody has given the program anything yet. */
static void
test_first_run (void)
{
  g_auto(UiFixture) fixture = { idio_test_make_dir (), NULL, g_settings_new (APP_ID), NULL };
  AdwBanner *banner;

  ui_fixture_open_window (&fixture, "documents");
  banner = ui_test_child (fixture.window, "example_banner");
  g_assert_true (ui_fixture_shows (&fixture, "Write in Your Own Voice"));
  idio_window_show_view (fixture.window, "voice");
  ui_test_wait_for (ui_fixture_shows (&fixture, "No Writing Habits Yet"));
  idio_window_show_view (fixture.window, "write");
  ui_test_wait_for (ui_fixture_shows (&fixture, "Add texts you wrote, and the draft in your voice appears here"));
  g_assert_true (ui_fixture_shows (&fixture, "Other Models and Services…"));

  idio_window_show_view (fixture.window, "documents");
  ui_test_click (fixture.window, "Try an Example");
  ui_test_wait_for (ui_fixture_count_documents (&fixture) == 18);
  g_assert_true (adw_banner_get_revealed (banner));
  ui_test_wait_for (
      adw_view_stack_page_get_badge_number (ui_test_child (fixture.window, "voice_stack_page")) > 0);

  ui_test_click (fixture.window, "Remove Example");
  ui_test_wait_for (ui_fixture_count_documents (&fixture) == 0);
  g_assert_false (adw_banner_get_revealed (banner));
  ui_test_wait_for (ui_fixture_shows (&fixture, "Write in Your Own Voice"));
  ui_test_wait_for (ui_fixture_count_cards (&fixture) == 0);

  ui_test_click (fixture.window, "Undo");
  ui_test_wait_for (ui_fixture_count_documents (&fixture) == 18);
  ui_test_wait_for (ui_fixture_count_cards (&fixture) > 0);
}

static void
test_import (void)
{
  g_auto(UiFixture) fixture = { NULL, };
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(GListModel) files = ui_test_list_folder (dir);
  AdwDialog *report = NULL;

  ui_fixture_init (&fixture, "write", NULL, 0, NULL);
  idio_test_write (dir, "one.txt", "These are the words of one text, and here are more.");
  idio_test_write (dir, "two.md", "These are *other* words, in another text, and more.");
  idio_test_write (dir, "same.txt", "These are the words of one text, and here are more.");
  idio_test_write (dir, "picture.png", "not a text");
  idio_window_import (fixture.window, files);

  /* Whoever adds texts of their own sees them, and the made-up writer goes. */
  ui_test_wait_for (ui_fixture_shows (&fixture, "2 added · 1 already here · 1 left out"));
  ui_test_wait_for (ui_fixture_count_documents (&fixture) == 2);

  ui_test_click (fixture.window, "Details");
  ui_test_wait_for ((report = ui_test_find_dialog (fixture.window, ADW_TYPE_DIALOG)));
  ui_test_wait_for (ui_test_find (report, GTK_TYPE_LABEL, "picture.png"));
  g_object_ref (report);
  g_assert_true (adw_dialog_close (report));
  ui_test_finalize (report);

  ui_test_click (fixture.window, "Close");
  ui_test_wait_for (!ui_fixture_shows (&fixture, "2 added · 1 already here · 1 left out"));
}

/* As long as nothing was added, the made-up writer stays. */
static void
test_import_nothing (void)
{
  g_auto(UiFixture) fixture = { NULL, };
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(GListModel) files = ui_test_list_folder (dir);

  ui_fixture_init (&fixture, "documents", NULL, 0, NULL);
  idio_test_write (dir, "picture.png", "not a text");
  idio_window_import (fixture.window, files);
  ui_test_wait_for (ui_test_find (fixture.window, GTK_TYPE_BUTTON, "Close"));
  g_assert_cmpuint (ui_fixture_count_documents (&fixture), ==, 18);

  idio_test_write (dir, "one.txt", "These are the words of one text, and here are more.");
  idio_window_import (fixture.window, files);
  ui_test_wait_for (ui_fixture_count_documents (&fixture) == 1);
}

/* Who brings the example back while an import goes on wants to have it. */
static void
test_import_beside_example (void)
{
  g_auto(UiFixture) fixture = { NULL, };
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(GListModel) files = ui_test_list_folder (dir);
  IdioCorpus *corpus;

  ui_fixture_init (&fixture, "documents", NULL, 0, NULL);
  corpus = idio_workspace_get_corpus (ui_fixture_get_workspace (&fixture));

  for (guint i = 0; i < N_BESIDE_EXAMPLE; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.txt", i);
      g_autofree char *text = g_strdup_printf ("Hi Ann,\n\nthese are the words of %s.\n", name);

      idio_test_write (dir, name, text);
    }

  idio_window_import (fixture.window, files);
  ui_test_wait_for (ui_fixture_shows (&fixture, "Example removed"));
  gtk_widget_activate_action (GTK_WIDGET (fixture.window), "win.undo", NULL);
  ui_test_wait_for (idio_corpus_has_example (corpus));
  ui_test_wait_for (ui_test_find (fixture.window, GTK_TYPE_BUTTON, "Close"));
  ui_test_wait_for (ui_fixture_count_documents (&fixture) == N_BESIDE_EXAMPLE + 18);
}

static char *
dup_first_title (GtkWidget *documents)
{
  GListModel *list = G_LIST_MODEL (gtk_list_view_get_model (ui_test_list_view (documents)));
  g_autoptr(IdioDocument) document = g_list_model_get_item (list, 0);

  return g_strdup (document != NULL ? idio_document_get_title (document) : "");
}

static gboolean
is_first (GtkWidget  *documents,
          const char *title)
{
  g_autofree char *first = dup_first_title (documents);

  return g_str_equal (first, title);
}

/* A new title is seen wherever the old one was, and the order of titles is that of the new ones. */
static void
test_rename (void)
{
  g_auto(UiFixture) fixture = { NULL, };
  g_autofree char *first = NULL;
  IdioCorpus *corpus;
  GtkWidget *documents;
  AdwNavigationPage *content;

  ui_fixture_init (&fixture, "documents", NULL, 0, NULL);
  corpus = idio_workspace_get_corpus (ui_fixture_get_workspace (&fixture));
  documents = ui_fixture_get_page (&fixture, "documents");
  content = ui_test_child (documents, "content_page");
  gtk_widget_activate_action (ui_test_child (documents, "browser"), "documents.sort", "s", "title");
  ui_test_wait_for (!is_first (documents, ""));
  dex_await (dex_timeout_new_msec (100), NULL);
  first = dup_first_title (documents);

  for (guint i = 0; i < 18; i++)
    {
      g_autoptr(IdioDocument) document = g_list_model_get_item (G_LIST_MODEL (corpus), i);

      if (g_str_equal (adw_navigation_page_get_title (content), idio_document_get_title (document)))
        {
          idio_test_await (idio_corpus_rename (corpus, idio_document_get_id (document), "AAA"));
          break;
        }
    }

  g_assert_cmpstr (first, !=, "AAA");
  ui_test_wait_for (is_first (documents, "AAA"));
  g_assert_cmpstr (adw_navigation_page_get_title (content), ==, "AAA");
}

/* Who is asked for words can type them at once. */
static gboolean
has_focus (UiFixture *fixture,
           GtkWidget *entry)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (fixture->window));

  return focus != NULL && (focus == entry || gtk_widget_is_ancestor (focus, entry));
}

static void
test_focus (void)
{
  g_auto(UiFixture) fixture = { NULL, };
  AdwDialog *dialog = NULL;
  GtkWidget *page;

  ui_fixture_init (&fixture, "documents", NULL, 0, NULL);
  page = ui_fixture_get_page (&fixture, "documents");
  ui_test_wait_for (!is_first (page, ""));
  gtk_widget_activate_action (ui_test_child (page, "document_view"), "document.rename", NULL);
  ui_test_wait_for ((dialog = ui_test_find_dialog (fixture.window, ADW_TYPE_ALERT_DIALOG)));
  ui_test_wait_for (gtk_widget_get_mapped (GTK_WIDGET (dialog)));
  ui_test_wait_for (has_focus (&fixture, adw_alert_dialog_get_extra_child (ADW_ALERT_DIALOG (dialog))));
  adw_dialog_force_close (dialog);
  ui_test_wait_for (ui_test_find_dialog (fixture.window, ADW_TYPE_ALERT_DIALOG) == NULL);

  dialog = idio_add_card_dialog_new (ui_fixture_get_workspace (&fixture));
  adw_dialog_present (dialog, GTK_WIDGET (fixture.window));
  ui_test_wait_for (gtk_widget_get_mapped (GTK_WIDGET (dialog)));
  ui_test_wait_for (has_focus (&fixture, ui_test_child (dialog, "claim_row")));
  adw_dialog_force_close (dialog);
}

/* A card of one's own can be taken back like any other change. */
static void
test_undo_added_card (void)
{
  g_auto(UiFixture) fixture = { NULL, };
  AdwDialog *dialog;
  guint n_cards;

  ui_fixture_init (&fixture, "voice", NULL, 0, NULL);
  idio_test_await (idio_workspace_count_habits (ui_fixture_get_workspace (&fixture)));
  n_cards = ui_fixture_count_cards (&fixture);
  dialog = idio_add_card_dialog_new (ui_fixture_get_workspace (&fixture));
  adw_dialog_present (dialog, GTK_WIDGET (fixture.window));
  ui_test_wait_for (gtk_widget_get_mapped (GTK_WIDGET (dialog)));
  gtk_editable_set_text (ui_test_child (dialog, "claim_row"), "You count in dozens");
  ui_test_click (dialog, "Add");
  ui_test_wait_for (ui_fixture_count_cards (&fixture) == n_cards + 1);
  ui_test_wait_for (ui_fixture_shows (&fixture, "Card added"));
  gtk_widget_activate_action (GTK_WIDGET (fixture.window), "win.undo", NULL);
  ui_test_wait_for (ui_fixture_count_cards (&fixture) == n_cards);
}

/* Of what was removed some may be gone for good. */
static void
test_undo_in_part (void)
{
  g_auto(UiFixture) fixture = { NULL, };
  IdioStore *store;

  ui_fixture_init (&fixture, "documents", NULL, 0, NULL);
  store = idio_corpus_get_store (idio_workspace_get_corpus (ui_fixture_get_workspace (&fixture)));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture.window), "win.remove-example", NULL));
  ui_test_wait_for (ui_fixture_shows (&fixture, "Example removed"));
  idio_test_run_sql (store, "DELETE FROM document WHERE id IN (SELECT id FROM document LIMIT 3)");
  ui_test_click (fixture.window, "Undo");
  ui_test_wait_for (ui_fixture_shows (&fixture,
                                      "15 texts were restored. The others have been deleted in the meantime."));
  g_assert_cmpuint (ui_fixture_count_documents (&fixture), ==, 15);
}

/* What others wrote is counted beside the documents, which stay as they are. */
static void
test_import_others (void)
{
  g_auto(UiFixture) fixture = { NULL, };
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(GListModel) files = ui_test_list_folder (dir);
  IdioBackgroundTexts *texts;

  ui_fixture_init (&fixture, "write", NULL, 0, NULL);
  idio_test_write (dir, "one.txt", "These are the words of one text, and here are more.");
  idio_test_write (dir, "two.md", "These are *other* words, in another text, and more.");
  idio_test_write (dir, "same.txt", "These are the words of one text, and here are more.");
  idio_test_write (dir, "picture.png", "not a text");
  idio_window_import_others (fixture.window, files);

  ui_test_wait_for (ui_fixture_shows (&fixture, "2 counted as texts by others · 1 already here · 1 left out"));
  texts = idio_workspace_get_background_texts (ui_fixture_get_workspace (&fixture));
  g_assert_cmpuint (idio_background_texts_get_n_texts (texts), ==, 2);
  g_assert_cmpuint (ui_fixture_count_documents (&fixture), ==, 18);
}

/* How long the main loop was away from its events at the most, in milliseconds */
typedef struct
{
  gint64 last;
  gint64 longest;
  guint  n;
} Pulse;

static gboolean
beat (gpointer data)
{
  Pulse *pulse = data;
  gint64 now = g_get_monotonic_time ();

  pulse->longest = MAX (pulse->longest, now - pulse->last);
  pulse->last = now;
  pulse->n++;

  return G_SOURCE_CONTINUE;
}

static void
write_many (const char *dir)
{
  for (guint i = 0; i < N_FILES; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u/%u.txt", i / 100, i);
      g_autofree char *text =
          g_strdup_printf ("Hi Ann,\n\nThanks for letter %u. I have read it twice, and I am not sure "
                           "what to say. Shall we meet on Monday? I could bring %u plums.\n\nCheers,\n"
                           "Nell\n",
                           i, i * 7);

      idio_test_write (dir, name, text);
    }
}

static void
test_many_files (void)
{
  g_auto(UiFixture) fixture = { NULL, };
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(GListModel) files = ui_test_list_folder (dir);
  Pulse pulse = { 0, };
  guint source, n_stopped;
  gint64 start, duration;

  write_many (dir);
  ui_fixture_init (&fixture, "documents", NULL, 0, NULL);

  /* Stopped on the way, it keeps what it has. */
  idio_window_import (fixture.window, files);
  ui_test_wait_for (ui_fixture_count_documents (&fixture) > 100);
  ui_test_click (fixture.window, "Stop");
  ui_test_wait_for (ui_test_find (fixture.window, GTK_TYPE_BUTTON, "Close"));
  n_stopped = ui_fixture_count_documents (&fixture);
  g_assert_cmpuint (n_stopped, <, N_FILES);
  ui_test_click (fixture.window, "Close");

  start = pulse.last = g_get_monotonic_time ();
  source = g_timeout_add_full (G_PRIORITY_HIGH, 1, beat, &pulse, NULL);
  idio_window_import (fixture.window, files);
  ui_test_wait_for (ui_test_find (fixture.window, GTK_TYPE_BUTTON, "Stop"));
  ui_test_wait_for (ui_test_find (fixture.window, GTK_TYPE_BUTTON, "Close"));
  g_source_remove (source);

  duration = g_get_monotonic_time () - start;

  g_assert_cmpuint (ui_fixture_count_documents (&fixture), ==, N_FILES);
  g_test_message ("%u files in %.1f s, the window away for %.0f ms at the most, %u times back",
                  N_FILES - n_stopped, (double) duration / G_USEC_PER_SEC, (double) pulse.longest / 1000,
                  pulse.n);
  g_assert_cmpfloat ((double) pulse.longest, <, MAX (MAX_GAP_MSEC * 1000, MAX_GAP_SHARE * (double) duration));
}

static AdwDialog *
wait_for_question (UiFixture *fixture)
{
  AdwDialog *question = NULL;

  ui_test_wait_for ((question = ui_test_find_dialog (fixture->window, IDIO_TYPE_SEND_DIALOG)));
  g_assert_cmpstr (adw_window_title_get_subtitle (ui_test_child (question, "window_title")), ==, SERVICE_HOST);
  g_assert_nonnull (strstr (gtk_label_get_label (ui_test_child (question, "facts_label")), SERVICE_HOST));
  g_assert_nonnull (strstr (gtk_label_get_label (ui_test_child (question, "facts_label")), "able"));

  return question;
}

static gboolean
has_question (UiFixture *fixture)
{
  return ui_test_find_dialog (fixture->window, IDIO_TYPE_SEND_DIALOG) != NULL;
}

static gboolean
is_looking_over (UiFixture *fixture)
{
  GtkWidget *button = ui_test_find (fixture->window, GTK_TYPE_BUTTON, "Look Deeper…");

  return button != NULL && gtk_widget_is_sensitive (button);
}

static gboolean
has_agreed (UiFixture *fixture)
{
  return idio_consent_has (idio_model_choice_get_consent (ui_fixture_get_choice (fixture)), SERVICE_HOST);
}

static void
fixture_init_asked (UiFixture        *fixture,
                    const char       *view,
                    const FakeAnswer *answers,
                    guint             n_answers,
                    const char       *capability)
{
  fixture->data_dir = idio_test_make_dir ();
  fixture->settings = g_settings_new (APP_ID);
  ui_test_fill_example (fixture->data_dir);
  ui_fixture_choose_service (fixture, answers, n_answers, capability);
  ui_fixture_open_window (fixture, view);
}

/* Nothing leaves before it was shown and agreed to; once is once, and who does not want to be asked again is not. */
static void
test_consent (void)
{
  static const FakeAnswer answers[] = { FINDS_ONE, FINDS_NOTHING };
  g_auto(UiFixture) fixture = { NULL, };
  guint n_cards, n_requests;

  fixture_init_asked (&fixture, "voice", answers, G_N_ELEMENTS (answers), "studies");
  n_cards = ui_fixture_count_cards (&fixture);

  ui_test_click (fixture.window, "Look Deeper…");
  ui_test_click (wait_for_question (&fixture), "Cancel");
  ui_test_wait_for (!has_question (&fixture));
  g_assert_cmpuint (fixture.server->requests->len, ==, 0);
  g_assert_false (has_agreed (&fixture));

  ui_test_click (fixture.window, "Look Deeper…");
  g_assert_cmpuint (fixture.server->requests->len, ==, 0);
  ui_test_click (wait_for_question (&fixture), "Send");
  ui_test_wait_for (ui_fixture_shows (&fixture, "You name the exact day on which you need something"));
  ui_test_wait_for (is_looking_over (&fixture));
  g_assert_cmpuint (ui_fixture_count_cards (&fixture), ==, n_cards + 1);
  n_requests = fixture.server->requests->len;
  g_assert_cmpuint (n_requests, >, 1);
  ui_test_wait_for (!has_agreed (&fixture));

  ui_test_click (fixture.window, "Look Deeper…");
  g_signal_emit_by_name (ui_test_child (wait_for_question (&fixture), "always_button"), "clicked");
  ui_test_wait_for (fixture.server->requests->len > n_requests);
  ui_test_wait_for (is_looking_over (&fixture));
  n_requests = fixture.server->requests->len;

  ui_test_click (fixture.window, "Look Deeper…");
  ui_test_wait_for (fixture.server->requests->len > n_requests);
  g_assert_false (has_question (&fixture));
  ui_test_wait_for (is_looking_over (&fixture));
  g_assert_true (has_agreed (&fixture));
}

/* What is closed without an answer sends nothing. */
static void
test_consent_closed (void)
{
  static const FakeAnswer answers[] = { FINDS_NOTHING };
  g_auto(UiFixture) fixture = { NULL, };

  fixture_init_asked (&fixture, "voice", answers, G_N_ELEMENTS (answers), "studies");
  ui_test_click (fixture.window, "Look Deeper…");
  adw_dialog_force_close (wait_for_question (&fixture));
  ui_test_wait_for (!has_question (&fixture));
  ui_test_close (g_steal_pointer (&fixture.window));
  g_assert_cmpuint (fixture.server->requests->len, ==, 0);
}

static char *
dup_shown (AdwDialog *question)
{
  return ui_test_dup_buffer (ui_test_child (question, "text_view"));
}

/* What is shown has all of what is sent. */
static void
check_shown (UiFixture  *fixture,
             const char *shown)
{
  g_autoptr(GString) whole = g_string_new (shown);

  for (guint i = 0; i < fixture->server->requests->len; i++)
    {
      g_autoptr(JsonObject) sent = idio_json_find_object (g_ptr_array_index (fixture->server->requests, i));
      JsonArray *messages = idio_json_get_array (sent, "messages");

      for (guint j = 0; j < json_array_get_length (messages); j++)
        g_assert_nonnull (strstr (whole->str, idio_json_get_string (json_array_get_object_element (messages, j), "content")));
    }
}

static AdwSwitchRow *
find_row (AdwDialog *question,
          guint      i)
{
  return ADW_SWITCH_ROW (gtk_list_box_get_row_at_index (ui_test_child (question, "texts_list"), (int) i));
}

/* A text that is switched off is left out of what is shown and of what is sent; and stays here if nobody asks again. */
static void
test_left_out (void)
{
  static const FakeAnswer answers[] = { ANSWER ("Fine.") };
  g_auto(UiFixture) fixture = { NULL, };
  g_autofree char *title = NULL, *before = NULL, *after = NULL;
  g_autoptr(GArray) marked = NULL;
  AdwDialog *question;

  fixture_init_asked (&fixture, "write", answers, G_N_ELEMENTS (answers), "studies");
  ui_fixture_ask_for (&fixture, "Ask when the drill is repaired");
  question = wait_for_question (&fixture);
  before = dup_shown (question);
  title = g_strdup (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (find_row (question, 0))));
  g_assert_nonnull (find_row (question, 4));
  g_assert_null (gtk_list_box_get_row_at_index (ui_test_child (question, "texts_list"), 5));

  adw_switch_row_set_active (find_row (question, 0), FALSE);
  g_assert_false (gtk_widget_get_sensitive (ui_test_child (question, "send_button")));
  ui_test_wait_for (gtk_widget_get_sensitive (ui_test_child (question, "send_button")));
  after = dup_shown (question);
  g_assert_cmpstr (before, !=, after);

  /* It can be switched on again, and no other one has taken its place. */
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (find_row (question, 0))));
  g_assert_null (gtk_list_box_get_row_at_index (ui_test_child (question, "texts_list"), 5));
  g_assert_nonnull (strstr (adw_preferences_row_get_title (ui_test_child (question, "texts_row")), "4"));
  g_assert_nonnull (strstr (gtk_label_get_label (ui_test_child (question, "facts_label")), "“\\n” below"));
  g_assert_cmpuint (fixture.server->requests->len, ==, 0);

  g_signal_emit_by_name (ui_test_child (question, "always_button"), "clicked");
  ui_test_wait_for (ui_fixture_both_have (&fixture, "Fine."));
  g_assert_cmpuint (fixture.server->requests->len, ==, 2);
  check_shown (&fixture, after);

  marked = idio_test_await_boxed (idio_corpus_list_private (idio_workspace_get_corpus (ui_fixture_get_workspace (&fixture))));
  g_assert_cmpuint (marked->len, ==, 1);
  g_assert_cmpstr (idio_document_get_title (idio_corpus_find (idio_workspace_get_corpus (ui_fixture_get_workspace (&fixture)),
                                                              g_array_index (marked, gint64, 0))), ==, title);
}

/* What the model is fit for decides what it is asked. If that is found out only after someone agreed, they see what is
 * sent instead. The questions that find it out are not the user's. */
static void
test_shown_again (void)
{
  static const FakeAnswer answers[] = { ANSWER ("Fine.") };
  g_auto(UiFixture) fixture = { NULL, };
  g_autofree char *first = NULL, *second = NULL;
  guint n_checks;

  fixture_init_asked (&fixture, "write", answers, G_N_ELEMENTS (answers), "studies");
  g_settings_reset (fixture.settings, "capability");
  ui_test_close (g_steal_pointer (&fixture.window));
  ui_fixture_open_window (&fixture, "write");

  ui_fixture_ask_for (&fixture, "Ask when the drill is repaired");
  first = dup_shown (wait_for_question (&fixture));
  g_assert_nonnull (strstr (gtk_label_get_label (ui_test_child (wait_for_question (&fixture), "facts_label")), "made-up"));
  ui_test_click (wait_for_question (&fixture), "Send");
  ui_test_wait_for (!has_question (&fixture));
  ui_test_wait_for (has_question (&fixture));
  second = dup_shown (wait_for_question (&fixture));
  g_assert_cmpstr (first, !=, second);
  g_assert_nonnull (strstr (gtk_label_get_label (ui_test_child (wait_for_question (&fixture), "facts_label")), "once more"));
  n_checks = fixture.server->requests->len;
  g_assert_cmpuint (n_checks, >, 0);

  ui_test_click (wait_for_question (&fixture), "Send");
  ui_test_wait_for (ui_fixture_both_have (&fixture, "Fine."));
  g_ptr_array_remove_range (fixture.server->requests, 0, n_checks);
  g_assert_cmpuint (fixture.server->requests->len, ==, 2);
  check_shown (&fixture, second);
}

static AdwNavigationPage *
show_was_sent (UiFixture *fixture)
{
  AdwDialog *preferences = idio_preferences_dialog_new (ui_fixture_get_workspace (fixture));

  adw_dialog_present (preferences, GTK_WIDGET (fixture->window));
  g_signal_emit_by_name (ui_test_child (preferences, "sent_row"), "activated");
  ui_test_wait_for (ui_test_find (preferences, IDIO_TYPE_SENT_PAGE, NULL));

  return ui_test_find (preferences, IDIO_TYPE_SENT_PAGE, NULL);
}

/* What was sent is listed in Preferences, or that nothing was. */
static void
test_was_sent (void)
{
  static const FakeAnswer answers[] = { ANSWER ("Fine.") };
  g_auto(UiFixture) fixture = { NULL, };

  ui_fixture_init (&fixture, "write", answers, G_N_ELEMENTS (answers), "studies");
  show_was_sent (&fixture);
  ui_test_wait_for (ui_fixture_shows (&fixture, "Nothing Was Sent"));
  adw_dialog_force_close (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture.window)));

  ui_fixture_ask_for (&fixture, "Ask when the drill is repaired");
  ui_test_wait_for (ui_fixture_both_have (&fixture, "Fine."));
  ui_test_wait_for (ui_fixture_is_idle (&fixture));
  show_was_sent (&fixture);
  ui_test_wait_for (ui_fixture_shows (&fixture, "Draft · \u2068" SERVICE_HOST "\u2069"));
  g_assert_false (ui_fixture_shows (&fixture, "Nothing Was Sent"));
  adw_dialog_force_close (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture.window)));
}

/* What is sent is shown whenever asked, also if nobody has to agree any more. */
static void
test_what_is_sent (void)
{
  static const FakeAnswer answers[] = { ANSWER ("Fine.") };
  g_auto(UiFixture) fixture = { NULL, };
  g_autofree char *shown = NULL;
  GtkWidget *page;
  int width;

  ui_fixture_init (&fixture, "write", answers, G_N_ELEMENTS (answers), "studies");
  page = ui_fixture_get_page (&fixture, "write");
  ui_test_type (ui_test_child (ui_test_child (page, "request_box"), "request_view"), "Ask when the drill is repaired");
  g_assert_nonnull (ui_test_find (page, GTK_TYPE_BUTTON, "What Is Sent…"));
  g_assert_true (gtk_widget_activate_action (page, "write.show", NULL));
  g_assert_false (gtk_widget_get_visible (ui_test_child (wait_for_question (&fixture), "always_button")));
  gtk_widget_measure (GTK_WIDGET (wait_for_question (&fixture)), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_assert_cmpint (width, <=, 360);
  ui_test_click (wait_for_question (&fixture), "Cancel");
  ui_test_wait_for (ui_fixture_is_idle (&fixture));
  g_assert_cmpuint (fixture.server->requests->len, ==, 0);

  g_assert_true (gtk_widget_activate_action (page, "write.show", NULL));
  shown = dup_shown (wait_for_question (&fixture));
  ui_test_click (wait_for_question (&fixture), "Send");
  ui_test_wait_for (ui_fixture_both_have (&fixture, "Fine."));
  check_shown (&fixture, shown);
}

/* How long a busy service asked to wait is counted down. */
static void
test_busy (void)
{
  static const FakeAnswer answers[] = {
    { 429, { "{}" }, .header = "Retry-After", .value = "3" }, { 429, { "{}" }, .header = "Retry-After", .value = "3" },
    ANSWER ("Fine."),
  };
  g_auto(UiFixture) fixture = { NULL, };

  ui_fixture_init (&fixture, "write", answers, G_N_ELEMENTS (answers), "studies");
  ui_fixture_ask_for (&fixture, "Ask when the drill is repaired");
  ui_test_wait_for (ui_fixture_shows (&fixture, "The service is busy. It is asked again in 2 seconds…"));
  ui_test_wait_for (ui_fixture_shows (&fixture, "The service is busy. It is asked again in 1 second…"));
  ui_test_wait_for (ui_fixture_both_have (&fixture, "Fine."));
  ui_test_wait_for (ui_fixture_is_idle (&fixture));
  g_assert_false (ui_fixture_shows (&fixture, "The service is busy. It is asked again in 1 second…"));
  g_assert_cmpuint (fixture.server->requests->len, ==, 4);
}

static void
test_busy_look (void)
{
  static const FakeAnswer answers[] = { { 429, { "{}" }, .header = "Retry-After", .value = "2" }, FINDS_NOTHING };
  g_auto(UiFixture) fixture = { NULL, };

  ui_fixture_init (&fixture, "voice", answers, G_N_ELEMENTS (answers), "studies");
  ui_test_click (fixture.window, "Look Deeper…");
  ui_test_wait_for (ui_fixture_shows (&fixture, "The service is busy. It is asked again in 1 second…"));
  ui_test_wait_for (ui_test_find (fixture.window, GTK_TYPE_BUTTON, "Look Deeper…"));
  ui_test_wait_for (ui_fixture_shows (&fixture, "Nothing new was found"));
}

/* What came of it is said. */
static void
test_look_end (void)
{
  static const FakeAnswer answers[] = { FINDS_ONE, FINDS_NOTHING };
  g_auto(UiFixture) fixture = { NULL, };

  ui_fixture_init (&fixture, "voice", answers, G_N_ELEMENTS (answers), "studies");
  ui_test_click (fixture.window, "Look Deeper…");
  ui_test_wait_for (ui_fixture_shows (&fixture, "1 new card was found"));
  ui_test_wait_for (is_looking_over (&fixture));
}

/* With a model that can't do it, and with none, the button stays where it is and tells why. */
static void
test_look_unfit (void)
{
  static const FakeAnswer answers[] = { FINDS_NOTHING };
  static const struct { const char *capability, *reason; } cases[] = {
    { "drafts", "too small to follow your cards and to study how you write" },
    { "follows", "too small to study how you write" },
    { NULL, "choose one" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(UiFixture) fixture = { NULL, };
      GtkWidget *button;

      ui_fixture_init (&fixture, "voice", cases[i].capability != NULL ? answers : NULL, G_N_ELEMENTS (answers),
                       cases[i].capability);
      ui_test_wait_for ((button = ui_test_find (fixture.window, GTK_TYPE_BUTTON, "Look Deeper…")));
      ui_test_wait_for (!gtk_widget_is_sensitive (button));
      g_assert_true (gtk_widget_get_mapped (button));
      g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (button), cases[i].reason));
    }
}

static int
get_top (UiFixture  *fixture,
         gpointer    widget)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, GTK_WIDGET (fixture->window), &bounds));

  return (int) bounds.origin.y;
}

/* On a busy computer the drafts are there before the place for them is. */
static int
wait_for_top (UiFixture *fixture,
              gpointer   widget)
{
  int before, top = get_top (fixture, widget);

  do
    {
      before = top;
      dex_await (dex_timeout_new_msec (300), NULL);
      top = get_top (fixture, widget);
    }
  while (top != before);

  return top;
}

/* What comes and goes by itself moves neither the request nor the drafts. */
static void
test_steady (void)
{
  static const FakeAnswer answers[] = { ANSWER ("Hi Ann, thanks.") };
  static const char * const names[] = { "hint_box", "download_box" };
  g_auto(UiFixture) fixture = { NULL, };
  GtkWidget *page, *request, *pane;
  int request_top, pane_top;

  ui_fixture_init (&fixture, "write", answers, 1, "drafts");
  ui_fixture_ask_for (&fixture, "Thank Ann for the bottles");
  ui_test_wait_for (ui_fixture_is_idle (&fixture) && ui_fixture_both_have (&fixture, "Hi Ann, thanks."));
  page = ui_fixture_get_page (&fixture, "write");
  request = ui_test_child (page, "request_box");
  pane = ui_fixture_get_pane (&fixture, IDIO_DRAFT_KIND_PERSONAL);
  pane_top = wait_for_top (&fixture, pane);
  request_top = get_top (&fixture, request);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GtkWidget *box = ui_test_child (page, names[i]);

      gtk_widget_set_visible (box, TRUE);
      ui_test_wait_for (gtk_widget_get_height (box) > 0);
      g_assert_cmpint (get_top (&fixture, request), ==, request_top);
      g_assert_cmpint (get_top (&fixture, pane), ==, pane_top);
    }
}

/* Looking can be stopped, and keeps what it found. */
static void
test_look_stop (void)
{
  static const FakeAnswer answers[] = { FINDS_ONE, COUNTS_TO_FIVE };
  g_auto(UiFixture) fixture = { NULL, };
  guint n_cards;
  gint64 start;

  ui_fixture_init (&fixture, "voice", answers, G_N_ELEMENTS (answers), "studies");
  n_cards = ui_fixture_count_cards (&fixture);
  ui_test_click (fixture.window, "Look Deeper…");
  ui_test_wait_for (ui_fixture_count_cards (&fixture) == n_cards + 1 && fixture.server->requests->len == 2);
  g_assert_nonnull (ui_test_find (fixture.window, GTK_TYPE_PROGRESS_BAR, NULL));
  g_assert_null (ui_test_find (fixture.window, GTK_TYPE_BUTTON, "Look Deeper…"));

  start = g_get_monotonic_time ();
  ui_test_click (fixture.window, "Stop");
  ui_test_wait_for (ui_test_find (fixture.window, GTK_TYPE_BUTTON, "Look Deeper…"));
  g_assert_cmpint (g_get_monotonic_time () - start, <, G_USEC_PER_SEC);
  ui_test_wait_for (fixture.server->n_disconnected == 1);
  g_assert_cmpuint (ui_fixture_count_cards (&fixture), ==, n_cards + 1);
}

static guint
count_lines (UiFixture *fixture,
             guint      request,
             GPtrArray *texts)
{
  const char *body = g_ptr_array_index (fixture->server->requests, request);
  guint n = 0;

  for (guint i = 0; i < texts->len; i++)
    {
      const IdioText *text = g_ptr_array_index (texts, i);
      g_auto(GStrv) lines = g_strsplit_set (text->body, ".?!\n\"’“”", -1);

      for (guint j = 0; lines[j] != NULL; j++)
        n += strlen (lines[j]) > 30 && strstr (body, g_strstrip (lines[j])) != NULL;
    }

  return n;
}

/* Texts that are removed meanwhile do not end it, and those that were not read yet are not. */
static void
check_look_removed (FakeAnswer first)
{
  const FakeAnswer answers[] = { first, FINDS_ONE };
  g_auto(UiFixture) fixture = { NULL, };
  IdioCorpus *corpus;
  g_autoptr(GArray) ids = NULL;
  g_autoptr(GPtrArray) texts = NULL;

  ui_fixture_init (&fixture, "voice", answers, G_N_ELEMENTS (answers), "studies");
  corpus = idio_workspace_get_corpus (ui_fixture_get_workspace (&fixture));
  ids = idio_corpus_list_example (corpus);
  g_array_remove_range (ids, 0, 5);
  texts = idio_test_await_boxed (idio_corpus_load_some (corpus, ids, G_MAXUINT, G_MAXSIZE));
  ui_test_click (fixture.window, "Look Deeper…");
  ui_test_wait_for (fixture.server->requests->len == 1);
  idio_test_await (idio_corpus_remove (corpus, ids));
  ui_test_wait_for (ui_fixture_shows (&fixture, "1 new card was found") ||
                    ui_fixture_shows (&fixture, "2 new cards were found"));

  g_assert_cmpuint (count_lines (&fixture, 0, texts), >, 0);

  for (guint i = 1; i < fixture.server->requests->len; i++)
    g_assert_cmpuint (count_lines (&fixture, i, texts), ==, 0);
}

static void
test_look_removed (void)
{
  static const FakeAnswer finds_slowly = {
    200, { SAYS ("{\\\"cards\\\":[{\\\"axis\\\":\\\"style\\\",\\\"claim\\\":\\\"You tell what the weather is like", "null"),
           SAYS ("\\\",\\\"rate\\\":\\\"in 5 of 8 texts\\\",\\\"instruction\\\":\\\"Tell what the weather is like\\\",", "null"),
           SAYS ("\\\"sentences\\\":[2, 14]}]}", "\"stop\"") }, 500
  };

  check_look_removed (finds_slowly);
}

/* The service is busy, and the same request would be sent again. */
static void
test_look_removed_before (void)
{
  static const FakeAnswer busy = { .status = 429, .chunks = { "{}" }, .header = "Retry-After", .value = "1" };

  check_look_removed (busy);
}

/* Closes the window and waits until the page has saved its drafts. */
static void
close_writing (UiFixture *fixture)
{
  GtkWidget *page = g_object_ref (ui_fixture_get_page (fixture, "write"));

  ui_test_close (g_steal_pointer (&fixture->window));
  ui_test_finalize (page);
}

static void
test_drafts (void)
{
  static const FakeAnswer answers[] = { COUNTS_TO_FIVE };
  g_auto(UiFixture) fixture = { NULL, };

  ui_fixture_init (&fixture, "write", answers, G_N_ELEMENTS (answers), "drafts");
  g_assert_false (gtk_widget_is_sensitive (ui_test_find (fixture.window, GTK_TYPE_BUTTON, "Write")));
  ui_fixture_ask_for (&fixture, "Count to five");

  /* Both come at the same time. */
  ui_test_wait_for (ui_fixture_both_have (&fixture, "One"));
  g_assert_false (ui_fixture_has_draft (&fixture, IDIO_DRAFT_KIND_GENERIC, "One two three four five."));
  g_assert_false (ui_fixture_has_draft (&fixture, IDIO_DRAFT_KIND_PERSONAL, "One two three four five."));
  g_assert_nonnull (ui_test_find (fixture.window, GTK_TYPE_BUTTON, "Stop"));
  ui_test_wait_for (ui_fixture_both_have (&fixture, "One two three four five."));
  ui_test_wait_for (ui_fixture_is_idle (&fixture));
  ui_test_wait_for (ui_fixture_shows (&fixture, "5 words"));

  close_writing (&fixture);

  /* Both are there the next time. Closing the window saves what was changed a moment ago. */
  ui_fixture_open_window (&fixture, "write");
  ui_test_wait_for (ui_fixture_both_have (&fixture, "One two three four five."));
  ui_test_type (ui_fixture_get_text_view (&fixture, IDIO_DRAFT_KIND_PERSONAL), "One, two, buckle my shoe");
  close_writing (&fixture);
  ui_fixture_open_window (&fixture, "write");
  ui_test_wait_for (ui_fixture_has_draft (&fixture, IDIO_DRAFT_KIND_PERSONAL, "One, two, buckle my shoe"));
  g_assert_true (ui_fixture_has_draft (&fixture, IDIO_DRAFT_KIND_GENERIC, "One two three four five."));
}

/* A draft that was changed is still there when it is tried again, also after a restart. */
static void
test_versions (void)
{
  static const FakeAnswer answers[] = { ANSWER ("First"), ANSWER ("First"), ANSWER ("Second") };
  g_auto(UiFixture) fixture = { NULL, };
  GtkWidget *pane;

  ui_fixture_init (&fixture, "write", answers, G_N_ELEMENTS (answers), "drafts");
  pane = ui_fixture_get_pane (&fixture, IDIO_DRAFT_KIND_PERSONAL);
  ui_fixture_ask_for (&fixture, "Say something");
  ui_test_wait_for (ui_fixture_both_have (&fixture, "First") && ui_fixture_is_idle (&fixture));
  g_assert_false (gtk_widget_get_visible (ui_test_child (pane, "place_box")));

  ui_test_type (ui_fixture_get_text_view (&fixture, IDIO_DRAFT_KIND_PERSONAL), "First, changed");
  g_assert_true (gtk_widget_activate_action (pane, "draft.try-again", NULL));
  ui_test_wait_for (ui_fixture_has_draft (&fixture, IDIO_DRAFT_KIND_PERSONAL, "Second") && ui_fixture_is_idle (&fixture));
  g_assert_cmpstr (ui_test_get_text (ui_test_child (pane, "place_label")), ==, "Version 2 of 2");
  g_assert_nonnull (ui_test_find (pane, GTK_TYPE_BUTTON, "Earlier Version"));

  g_signal_emit_by_name (ui_test_find (pane, GTK_TYPE_BUTTON, "Earlier Version"), "clicked");
  ui_test_wait_for (ui_fixture_has_draft (&fixture, IDIO_DRAFT_KIND_PERSONAL, "First, changed"));
  g_assert_cmpstr (ui_test_get_text (ui_test_child (pane, "place_label")), ==, "Version 1 of 2");
  g_assert_false (gtk_widget_is_sensitive (ui_test_find (pane, GTK_TYPE_BUTTON, "Earlier Version")));
  g_assert_true (ui_fixture_has_draft (&fixture, IDIO_DRAFT_KIND_GENERIC, "First"));

  /* What is changed in it is saved before another one is shown. */
  ui_test_type (ui_fixture_get_text_view (&fixture, IDIO_DRAFT_KIND_PERSONAL), "First, changed twice");
  g_signal_emit_by_name (ui_test_find (pane, GTK_TYPE_BUTTON, "Later Version"), "clicked");
  ui_test_wait_for (ui_fixture_has_draft (&fixture, IDIO_DRAFT_KIND_PERSONAL, "Second"));
  close_writing (&fixture);

  ui_fixture_open_window (&fixture, "write");
  pane = ui_fixture_get_pane (&fixture, IDIO_DRAFT_KIND_PERSONAL);
  ui_test_wait_for (ui_fixture_has_draft (&fixture, IDIO_DRAFT_KIND_PERSONAL, "Second"));
  g_signal_emit_by_name (ui_test_find (pane, GTK_TYPE_BUTTON, "Earlier Version"), "clicked");
  ui_test_wait_for (ui_fixture_has_draft (&fixture, IDIO_DRAFT_KIND_PERSONAL, "First, changed twice"));
}

static GtkWidget *
open_history (UiFixture *fixture)
{
  GtkWidget *dialog;

  ui_test_click (fixture->window, "Earlier Drafts…");
  ui_test_wait_for ((dialog = ui_test_find_dialog (fixture->window, IDIO_TYPE_HISTORY_DIALOG)));

  return dialog;
}

static GtkWidget *
find_request (GtkWidget  *dialog,
              const char *request)
{
  return ui_test_find (dialog, ADW_TYPE_ACTION_ROW, request);
}

/* What was asked before can be had again. */
static void
test_history (void)
{
  static const FakeAnswer answers[] = { ANSWER ("First"), ANSWER ("First"), ANSWER ("Second") };
  g_auto(UiFixture) fixture = { NULL, };
  GtkWidget *page, *dialog, *row;
  g_autofree char *request = NULL;

  ui_fixture_init (&fixture, "write", answers, G_N_ELEMENTS (answers), "drafts");
  page = ui_fixture_get_page (&fixture, "write");
  ui_fixture_ask_for (&fixture, "Say first");
  ui_test_wait_for (ui_fixture_both_have (&fixture, "First") && ui_fixture_is_idle (&fixture));
  ui_fixture_ask_for (&fixture, "Say second");
  ui_test_wait_for (ui_fixture_both_have (&fixture, "Second") && ui_fixture_is_idle (&fixture));

  dialog = open_history (&fixture);
  ui_test_wait_for ((row = find_request (dialog, "Say first")));
  gtk_widget_activate (row);
  ui_test_wait_for (ui_test_find_dialog (fixture.window, IDIO_TYPE_HISTORY_DIALOG) == NULL);
  ui_test_wait_for (ui_fixture_both_have (&fixture, "First"));
  request = ui_test_dup_buffer (ui_test_child (ui_test_child (page, "request_box"), "request_view"));
  g_assert_cmpstr (request, ==, "Say first");
}

/* It is searched in requests and drafts; what is deleted there goes from the page too, and comes back. */
static void
test_history_search (void)
{
  static const FakeAnswer answers[] = { ANSWER ("Apple"), ANSWER ("Apple"), ANSWER ("Pear") };
  g_auto(UiFixture) fixture = { NULL, };
  GtkWidget *dialog;

  ui_fixture_init (&fixture, "write", answers, G_N_ELEMENTS (answers), "drafts");
  ui_fixture_ask_for (&fixture, "Say first");
  ui_test_wait_for (ui_fixture_both_have (&fixture, "Apple") && ui_fixture_is_idle (&fixture));
  ui_fixture_ask_for (&fixture, "Say second");
  ui_test_wait_for (ui_fixture_both_have (&fixture, "Pear") && ui_fixture_is_idle (&fixture));

  dialog = open_history (&fixture);
  ui_test_wait_for (find_request (dialog, "Say first") && find_request (dialog, "Say second"));
  gtk_editable_set_text (ui_test_child (dialog, "search_entry"), "aPPle ");
  ui_test_wait_for (find_request (dialog, "Say second") == NULL);
  g_assert_nonnull (find_request (dialog, "Say first"));
  gtk_editable_set_text (ui_test_child (dialog, "search_entry"), "nowhere");
  ui_test_wait_for (ui_test_find (dialog, GTK_TYPE_LABEL, "No Results"));
  gtk_editable_set_text (ui_test_child (dialog, "search_entry"), "second");
  ui_test_wait_for (find_request (dialog, "Say second"));

  ui_test_click (find_request (dialog, "Say second"), "Delete");
  ui_test_wait_for (find_request (dialog, "Say second") == NULL);
  ui_test_wait_for (ui_fixture_has_draft (&fixture, IDIO_DRAFT_KIND_PERSONAL, "") &&
                    !ui_fixture_has_draft (&fixture, IDIO_DRAFT_KIND_PERSONAL, "Pear"));
  ui_test_click (dialog, "Undo");
  ui_test_wait_for (find_request (dialog, "Say second"));
  gtk_widget_activate (find_request (dialog, "Say second"));
  ui_test_wait_for (ui_fixture_both_have (&fixture, "Pear"));
}

static gboolean
is_shown (UiFixture     *fixture,
          IdioDraftKind  kind)
{
  return gtk_widget_get_mapped (ui_fixture_get_pane (fixture, kind));
}

/* The draft in the user's voice is the first and the larger one; the other can be put away, and stays so. */
static void
test_generic_collapsed (void)
{
  static const FakeAnswer answers[] = { COUNTS_TO_FIVE };
  g_auto(UiFixture) fixture = { NULL, };
  GtkWidget *personal, *generic;
  GtkLabel *title;
  graphene_rect_t first, second;

  ui_fixture_init (&fixture, "write", answers, 1, "drafts");
  personal = ui_fixture_get_pane (&fixture, IDIO_DRAFT_KIND_PERSONAL);
  generic = ui_fixture_get_pane (&fixture, IDIO_DRAFT_KIND_GENERIC);
  ui_test_wait_for (gtk_widget_get_width (personal) > 0 && gtk_widget_get_width (generic) > 0);
  g_assert_true (gtk_widget_compute_bounds (personal, GTK_WIDGET (fixture.window), &first));
  g_assert_true (gtk_widget_compute_bounds (generic, GTK_WIDGET (fixture.window), &second));
  g_assert_cmpfloat (first.origin.x, <, second.origin.x);
  g_assert_cmpfloat (first.size.width, >, 1.3 * second.size.width);
  title = ui_test_child (personal, "title_label");
  g_assert_cmpint (pango_layout_get_line_count (gtk_label_get_layout (title)), ==, 1);

  ui_test_click (generic, "Hide the Generic Draft");
  ui_test_wait_for (!is_shown (&fixture, IDIO_DRAFT_KIND_GENERIC));
  g_assert_true (is_shown (&fixture, IDIO_DRAFT_KIND_PERSONAL));
  ui_test_close (g_steal_pointer (&fixture.window));

  ui_fixture_open_window (&fixture, "write");
  ui_test_wait_for (is_shown (&fixture, IDIO_DRAFT_KIND_PERSONAL));
  g_assert_false (is_shown (&fixture, IDIO_DRAFT_KIND_GENERIC));
  ui_test_click (fixture.window, "Show the Generic Draft");
  ui_test_wait_for (is_shown (&fixture, IDIO_DRAFT_KIND_GENERIC));
  g_assert_false (g_settings_get_boolean (fixture.settings, "generic-collapsed"));
}

/* Two drafts that fail for one reason tell it once, and to try one again tries both. */
static void
test_both_failed (void)
{
  static const FakeAnswer answers[] = { { 401, { "{}" } }, { 401, { "{}" } }, COUNTS_TO_FIVE };
  g_auto(UiFixture) fixture = { NULL, };
  GtkWidget *pane;

  ui_fixture_init (&fixture, "write", answers, G_N_ELEMENTS (answers), "drafts");
  pane = ui_fixture_get_pane (&fixture, IDIO_DRAFT_KIND_PERSONAL);
  ui_fixture_ask_for (&fixture, "Count to five");
  ui_test_wait_for (ui_fixture_shows (&fixture, "No Draft Was Written") && ui_fixture_is_idle (&fixture));
  g_assert_false (is_shown (&fixture, IDIO_DRAFT_KIND_PERSONAL));
  g_assert_false (is_shown (&fixture, IDIO_DRAFT_KIND_GENERIC));
  g_assert_nonnull (ui_test_find (fixture.window, GTK_TYPE_BUTTON, "Preferences"));

  g_assert_true (gtk_widget_activate_action (pane, "draft.try-again", NULL));
  ui_test_wait_for (ui_fixture_both_have (&fixture, "One two three four five.") && ui_fixture_is_idle (&fixture));
  g_assert_true (is_shown (&fixture, IDIO_DRAFT_KIND_PERSONAL));
  g_assert_cmpuint (fixture.server->requests->len, ==, 4);
}

static void
save_leaky_draft (IdioWorkspace *workspace,
                  const char    *text,
                  const char    *leaked,
                  gint64         document)
{
  IdioLeak *leak = g_new0 (IdioLeak, 1);

  leak->text = g_strdup (leaked);
  leak->document = document;
  ui_test_add_draft (workspace, "Say something", text, leak);
}

/* The ranges that are marked, as "4-7 20-23" */
static char *
dup_marked (GtkTextView *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextTag *tag = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), "leak");
  g_autoptr(GString) ranges = g_string_new (NULL);
  GtkTextIter iter;

  gtk_text_buffer_get_start_iter (buffer, &iter);

  while (gtk_text_iter_starts_tag (&iter, tag) || gtk_text_iter_forward_to_tag_toggle (&iter, tag))
    {
      int start = gtk_text_iter_get_offset (&iter);

      if (!gtk_text_iter_forward_to_tag_toggle (&iter, tag))
        break;

      g_string_append_printf (ranges, "%s%d-%d", ranges->len > 0 ? " " : "", start, gtk_text_iter_get_offset (&iter));
    }

  return g_string_free_and_steal (g_steal_pointer (&ranges));
}

/* What came from an old text is marked, with the text that it is from, until the user takes it out. */
static void
test_leaks_marked (void)
{
  g_auto(UiFixture) fixture = { NULL, };
  g_autoptr(IdioWorkspace) workspace = NULL;
  g_autoptr(IdioDocument) document = NULL;
  g_autofree char *marked = NULL, *unmarked = NULL, *title = NULL, *words = NULL, *sentence = NULL;
  GtkTextView *view;
  GtkWidget *pane;

  ui_fixture_init (&fixture, "write", NULL, 0, NULL);
  workspace = g_object_ref (ui_fixture_get_workspace (&fixture));
  document = g_list_model_get_item (G_LIST_MODEL (idio_workspace_get_corpus (workspace)), 0);
  save_leaky_draft (workspace, "Hi Ann, Annual reports are for Ann.", "Ann", idio_document_get_id (document));
  g_clear_object (&workspace);
  ui_test_close (g_steal_pointer (&fixture.window));

  ui_fixture_open_window (&fixture, "write");
  pane = ui_fixture_get_pane (&fixture, IDIO_DRAFT_KIND_PERSONAL);
  view = ui_fixture_get_text_view (&fixture, IDIO_DRAFT_KIND_PERSONAL);
  ui_test_wait_for (ui_fixture_has_draft (&fixture, IDIO_DRAFT_KIND_PERSONAL, "Hi Ann"));
  marked = dup_marked (view);
  g_assert_cmpstr (marked, ==, "3-6 31-34");
  g_assert_true (gtk_widget_get_mapped (ui_test_child (pane, "warning_box")));
  title = idio_ui_dup_phrase (idio_document_get_title (document));
  words = idio_ui_dup_phrase ("Ann");
  sentence = g_strdup_printf ("“%s” is from your text “%s”", words, title);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, sentence);

  ui_test_type (view, "Hi Bea, Annual reports are for Bea.");
  unmarked = dup_marked (view);
  g_assert_cmpstr (unmarked, ==, "");
  g_assert_false (gtk_widget_get_visible (ui_test_child (pane, "warning_box")));
}

static void
test_stop (void)
{
  static const FakeAnswer answers[] = { COUNTS_TO_FIVE };
  g_auto(UiFixture) fixture = { NULL, };
  gint64 start;

  ui_fixture_init (&fixture, "write", answers, G_N_ELEMENTS (answers), "drafts");
  ui_fixture_ask_for (&fixture, "Count to five");
  ui_test_wait_for (ui_fixture_both_have (&fixture, "One"));

  start = g_get_monotonic_time ();
  ui_test_click (fixture.window, "Stop");
  ui_test_wait_for (ui_fixture_is_idle (&fixture));
  g_assert_cmpint (g_get_monotonic_time () - start, <, G_USEC_PER_SEC);
  ui_test_wait_for (fixture.server->n_disconnected == 2);
  g_assert_true (ui_fixture_both_have (&fixture, "One"));
  g_assert_false (ui_fixture_has_draft (&fixture, IDIO_DRAFT_KIND_PERSONAL, "One two three four five."));
}

/* What broke off says so, keeps its text, and goes on from there at a click, the other draft untouched. */
static void
test_go_on (void)
{
  static const FakeAnswer answers[] = {
    { 200, { SAYS ("First half ", "null") } }, { 200, { SAYS ("First half ", "null") } },
    ANSWER ("and the second."),
  };
  g_auto(UiFixture) fixture = { NULL, };
  GtkWidget *pane;

  ui_fixture_init (&fixture, "write", answers, G_N_ELEMENTS (answers), "drafts");
  pane = ui_fixture_get_pane (&fixture, IDIO_DRAFT_KIND_PERSONAL);
  ui_fixture_ask_for (&fixture, "Say something");
  ui_test_wait_for (ui_fixture_both_have (&fixture, "First half") && ui_fixture_is_idle (&fixture));
  ui_test_click (pane, "Go On");
  ui_test_wait_for (ui_fixture_has_draft (&fixture, IDIO_DRAFT_KIND_PERSONAL, "First half and the second.") &&
                    ui_fixture_is_idle (&fixture));
  ui_test_wait_for (ui_test_find (pane, GTK_TYPE_BUTTON, "Go On") == NULL);
  g_assert_false (idio_draft_can_go_on (idio_draft_pane_get_draft (IDIO_DRAFT_PANE (pane))));
  g_assert_true (ui_fixture_has_draft (&fixture, IDIO_DRAFT_KIND_GENERIC, "First half "));
}

static gboolean
tells (UiFixture  *fixture,
       const char *button_label)
{
  g_autoptr(IdioDraftNotice) notice = NULL;
  g_autofree char *label = NULL;
  gboolean shown;

  g_object_get (ui_fixture_get_pane (fixture, IDIO_DRAFT_KIND_PERSONAL), "notice", &notice, NULL);
  g_object_get (notice, "shown", &shown, "button-label", &label, NULL);

  return shown && g_strcmp0 (label, button_label) == 0;
}

/* What failed before its first word is no version to go back to, whatever is saved beside it. */
static void
test_failed_version (void)
{
  static const FakeAnswer answers[] = { ANSWER ("First"), ANSWER ("First"), { 401, { "{}" } } };
  g_auto(UiFixture) fixture = { NULL, };
  g_autoptr(IdioHistoryEntry) entry = NULL;

  ui_fixture_init (&fixture, "write", answers, G_N_ELEMENTS (answers), "drafts");
  ui_fixture_ask_for (&fixture, "Say something");
  ui_test_wait_for (ui_fixture_both_have (&fixture, "First") && ui_fixture_is_idle (&fixture));
  gtk_widget_activate_action (ui_fixture_get_pane (&fixture, IDIO_DRAFT_KIND_PERSONAL), "draft.try-again", NULL);
  ui_test_wait_for (ui_fixture_is_idle (&fixture) && tells (&fixture, "Preferences"));
  g_assert_true (is_shown (&fixture, IDIO_DRAFT_KIND_PERSONAL));

  ui_test_type (ui_fixture_get_text_view (&fixture, IDIO_DRAFT_KIND_GENERIC), "First, changed");
  ui_test_close (g_steal_pointer (&fixture.window));
  ui_fixture_open_window (&fixture, "write");
  ui_test_wait_for (ui_fixture_has_draft (&fixture, IDIO_DRAFT_KIND_GENERIC, "First, changed"));
  entry = g_list_model_get_item (G_LIST_MODEL (idio_workspace_get_history (ui_fixture_get_workspace (&fixture))), 0);
  g_assert_cmpuint (idio_history_entry_get_versions (entry, IDIO_DRAFT_KIND_PERSONAL)->len, ==, 1);
}

/* An error is a sentence and a button that helps. */
static void
test_errors (void)
{
  static const FakeAnswer answers[] = {
    { 401, { "{}" } }, { 401, { "{}" } },
    FAILURE, FAILURE, FAILURE, FAILURE, FAILURE, FAILURE, FAILURE, FAILURE,
    ANSWER ("Here it is"),
  };
  g_auto(UiFixture) fixture = { NULL, };
  g_autoptr(IdioDraftNotice) notice = NULL;
  g_autofree char *sentence = NULL;
  GtkWidget *pane;
  guint n_failures = 0;

  ui_fixture_init (&fixture, "write", answers, G_N_ELEMENTS (answers), "drafts");
  pane = ui_fixture_get_pane (&fixture, IDIO_DRAFT_KIND_PERSONAL);
  ui_fixture_ask_for (&fixture, "Say something");
  ui_test_wait_for (ui_fixture_is_idle (&fixture) && tells (&fixture, "Preferences"));
  g_object_get (pane, "notice", &notice, NULL);
  g_object_get (notice, "sentence", &sentence, NULL);
  g_assert_true (g_str_has_suffix (sentence, "."));

  /* Whatever else is wrong, it can be tried again until it works. */
  while (!ui_fixture_has_draft (&fixture, IDIO_DRAFT_KIND_PERSONAL, "Here it is"))
    {
      guint n_requests = fixture.server->requests->len;

      g_assert_true (gtk_widget_activate_action (pane, "draft.try-again", NULL));
      ui_test_wait_for (fixture.server->requests->len > n_requests && ui_fixture_is_idle (&fixture));
      n_failures += tells (&fixture, "Try Again");
    }

  g_assert_cmpuint (n_failures, >, 0);
  g_assert_false (tells (&fixture, "Try Again"));
}

static void
test_undo (void)
{
  g_auto(UiFixture) fixture = { NULL, };
  IdioHypothesis *card;
  IdioStrength strength;

  ui_fixture_init (&fixture, "voice", NULL, 0, NULL);
  card = g_list_model_get_item (G_LIST_MODEL (idio_workspace_get_voice (ui_fixture_get_workspace (&fixture))), 0);
  strength = idio_hypothesis_get_fields (card)->strength;

  ui_test_wait_for (ui_test_find (fixture.window, IDIO_TYPE_CARD, NULL));
  ui_test_click (fixture.window, "Reject");
  ui_test_wait_for (idio_hypothesis_get_fields (card)->state == IDIO_CARD_STATE_REJECTED);
  ui_test_wait_for (ui_fixture_shows (&fixture, "Card rejected"));
  ui_test_click (fixture.window, "Undo");
  ui_test_wait_for (idio_hypothesis_get_fields (card)->state == IDIO_CARD_STATE_PROPOSED);
  ui_test_wait_for (!ui_fixture_shows (&fixture, "Rejected"));
  g_assert_cmpint (idio_hypothesis_get_fields (card)->strength, ==, strength);
  g_object_unref (card);

  /* The last change is undone first, by the keyboard too. */
  idio_window_show_view (fixture.window, "documents");
  ui_test_wait_for (gtk_widget_get_mapped (ui_fixture_get_page (&fixture, "documents")));
  g_assert_true (gtk_widget_activate_action (
      ui_test_child (ui_fixture_get_page (&fixture, "documents"), "document_view"), "document.remove", NULL));
  ui_test_wait_for (ui_fixture_count_documents (&fixture) == 17);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture.window), "win.undo", NULL));
  ui_test_wait_for (ui_fixture_count_documents (&fixture) == 18);
}

/* What someone else wrote is no document any more, counts as theirs, and can be brought back. */
static void
test_not_mine (void)
{
  g_auto(UiFixture) fixture = { NULL, };
  IdioDocumentView *view;
  IdioBackgroundTexts *others;
  char *text = NULL;

  ui_fixture_init (&fixture, "documents", NULL, 0, NULL);
  others = idio_workspace_get_background_texts (ui_fixture_get_workspace (&fixture));
  view = ui_test_child (ui_fixture_get_page (&fixture, "documents"), "document_view");
  g_assert_cmpuint (idio_background_texts_get_n_texts (others), ==, 0);

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (view), "document.disown", NULL));
  ui_test_wait_for (ui_fixture_count_documents (&fixture) == 17);
  g_assert_cmpuint (idio_background_texts_get_n_texts (others), ==, 1);
  ui_test_wait_for (ui_fixture_shows (&fixture, "Moved to texts by others"));

  ui_test_click (fixture.window, "Undo");
  ui_test_wait_for (ui_fixture_count_documents (&fixture) == 18);
  ui_test_wait_for (idio_background_texts_get_n_texts (others) == 0);
  text = ui_test_dup_buffer (ui_test_child (ui_test_child (view, "text"), "text_view"));
  g_assert_cmpuint (strlen (text), >, 0);
  g_free (text);
}

/* A document is marked, says so in the list and above its text, and is as before with Undo. */
static void
test_private (void)
{
  g_auto(UiFixture) fixture = { NULL, };
  IdioDocumentView *view;
  GtkWidget *page;
  IdioDocument *document;
  g_autoptr(GArray) marked = NULL;
  gboolean private;

  ui_fixture_init (&fixture, "documents", NULL, 0, NULL);
  page = ui_fixture_get_page (&fixture, "documents");
  view = ui_test_child (page, "document_view");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (view), "document.private", NULL));
  ui_test_wait_for ((g_object_get (view, "private", &private, NULL), private));
  ui_test_wait_for (ui_fixture_shows (&fixture, "Never leaves this computer"));
  marked = idio_test_await_boxed (idio_corpus_list_private (idio_workspace_get_corpus (ui_fixture_get_workspace (&fixture))));
  g_assert_cmpuint (marked->len, ==, 1);
  document = idio_corpus_find (idio_workspace_get_corpus (ui_fixture_get_workspace (&fixture)),
                               g_array_index (marked, gint64, 0));
  g_assert_true (idio_document_get_private (document));
  g_assert_true (g_str_has_prefix (adw_window_title_get_subtitle (ui_test_child (view, "window_title")), "Never leaves"));

  ui_test_click (fixture.window, "Undo");
  ui_test_wait_for (!idio_document_get_private (document));
  g_object_get (view, "private", &private, NULL);
  g_assert_false (private);
  g_assert_null (strstr (adw_window_title_get_subtitle (ui_test_child (view, "window_title")), "Never"));
}

/* A window that is closed in the middle of something is gone when that has ended. */
static void
test_closed (void)
{
  static const FakeAnswer answers[] = { COUNTS_TO_FIVE };

  for (guint i = 0; i < 4; i++)
    {
      g_auto(UiFixture) fixture = { NULL, };
      g_autofree char *dir = idio_test_make_dir ();
      g_autoptr(GListModel) files = ui_test_list_folder (dir);

      ui_fixture_init (&fixture, i == 0 ? "write" : i == 1 ? "voice" : "documents", answers, 1, "studies");

      switch (i)
        {
        case 0:
          ui_fixture_ask_for (&fixture, "Count to five");
          ui_test_wait_for (ui_fixture_both_have (&fixture, "One"));
          break;

        case 1:
          ui_test_click (fixture.window, "Look Deeper…");
          ui_test_wait_for (fixture.server->requests->len > 0);
          break;

        case 2:
          gtk_editable_set_text (ui_test_search_entry (ui_fixture_get_page (&fixture, "documents")), "drill");
          ui_test_wait_for (
              ui_test_find (ui_fixture_get_page (&fixture, "documents"), GTK_TYPE_LABEL, "Repair of the big drill"));
          gtk_editable_set_text (ui_test_search_entry (ui_fixture_get_page (&fixture, "documents")), "soup");
          g_signal_emit_by_name (ui_test_search_entry (ui_fixture_get_page (&fixture, "documents")),
                                 "search-changed");
          break;

        default:
          idio_test_write (dir, "one.txt", "These are the words of one text, and here are more.");
          idio_window_import (fixture.window, files);
          break;
        }
    }
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/pages/first-run", test_first_run);
  idio_test_add_fiber ("/pages/import", test_import);
  idio_test_add_fiber ("/pages/import-nothing", test_import_nothing);
  idio_test_add_fiber ("/pages/import-beside-example", test_import_beside_example);
  idio_test_add_fiber ("/pages/rename", test_rename);
  idio_test_add_fiber ("/pages/focus", test_focus);
  idio_test_add_fiber ("/pages/undo-added-card", test_undo_added_card);
  idio_test_add_fiber ("/pages/undo-in-part", test_undo_in_part);
  idio_test_add_fiber ("/pages/import-others", test_import_others);
  idio_test_add_fiber ("/pages/many-files", test_many_files);
  idio_test_add_fiber ("/pages/consent", test_consent);
  idio_test_add_fiber ("/pages/consent-closed", test_consent_closed);
  idio_test_add_fiber ("/pages/left-out", test_left_out);
  idio_test_add_fiber ("/pages/shown-again", test_shown_again);
  idio_test_add_fiber ("/pages/what-is-sent", test_what_is_sent);
  idio_test_add_fiber ("/pages/was-sent", test_was_sent);
  idio_test_add_fiber ("/pages/busy", test_busy);
  idio_test_add_fiber ("/pages/busy-look", test_busy_look);
  idio_test_add_fiber ("/pages/steady", test_steady);
  idio_test_add_fiber ("/pages/look-end", test_look_end);
  idio_test_add_fiber ("/pages/look-unfit", test_look_unfit);
  idio_test_add_fiber ("/pages/look-stop", test_look_stop);
  idio_test_add_fiber ("/pages/look-removed", test_look_removed);
  idio_test_add_fiber ("/pages/look-removed-before", test_look_removed_before);
  idio_test_add_fiber ("/pages/drafts", test_drafts);
  idio_test_add_fiber ("/pages/versions", test_versions);
  idio_test_add_fiber ("/pages/history", test_history);
  idio_test_add_fiber ("/pages/history-search", test_history_search);
  idio_test_add_fiber ("/pages/generic-collapsed", test_generic_collapsed);
  idio_test_add_fiber ("/pages/both-failed", test_both_failed);
  idio_test_add_fiber ("/pages/failed-version", test_failed_version);
  idio_test_add_fiber ("/pages/leaks-marked", test_leaks_marked);
  idio_test_add_fiber ("/pages/stop", test_stop);
  idio_test_add_fiber ("/pages/go-on", test_go_on);
  idio_test_add_fiber ("/pages/errors", test_errors);
  idio_test_add_fiber ("/pages/undo", test_undo);
  idio_test_add_fiber ("/pages/not-mine", test_not_mine);
  idio_test_add_fiber ("/pages/private", test_private);
  idio_test_add_fiber ("/pages/closed", test_closed);
}

int
main (int   argc,
      char *argv[])
{
  g_unsetenv ("IDIOLECT_MODEL");

  return ui_test_main (argc, argv, add_tests);
}
