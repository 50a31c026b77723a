/* test-mail.c: a mailbox becomes documents, in the window: who the user is, what was left out, and back in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ui-fixture.h"
#include "ui/idio-documents-page.h"
#include "ui/idio-import-report.h"
#include "ui/idio-parts-dialog.h"
#include "ui/idio-survey-dialog.h"

#define OWN_WORDS "I looked at all the figures again this morning and they are right now."

static void
append_mail (GString    *box,
             const char *from,
             guint       number,
             const char *body)
{
  g_string_append_printf (box,
                          "From someone@example.org Mon May 12 09:14:00 2025\r\n"
                          "From: %s\r\nTo: Priya Raman <priya@example.net>\r\nSubject: Figures %u\r\n"
                          "Date: Mon, 12 May 2025 09:%02u:00 +0200\r\nMessage-ID: <%u@example.org>\r\n"
                          "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n%s\r\n\r\n",
                          from, number, number % 60, number, body);
}

/* Three mails of Jonas', one of which has a signature and a quote, and five by Priya */
static void
write_box (const char *dir)
{
  g_autoptr(GString) box = g_string_new (NULL);

  append_mail (box, "Jonas Lind <jonas@example.org>", 1, OWN_WORDS " One.\r\n\r\nJonas\r\n\r\n"
               "On Mon, May 12, 2025 at 8:00 AM Priya Raman <priya@example.net> wrote:\r\n> Are the figures right?\r\n");
  append_mail (box, "Jonas Lind <Jonas@Example.org>", 2, OWN_WORDS " Two.\r\n\r\nJonas");
  append_mail (box, "\"Lind, Jonas\" <jonas@example.org>", 3, OWN_WORDS " Three.\r\n\r\nJonas");

  for (guint i = 4; i < 9; i++)
    append_mail (box, "Priya Raman <priya@example.net>", i, "These are words that somebody else wrote about the figures.");

  idio_test_write (dir, "Archive.mbox", box->str);
}

static IdioSurveyDialog *
import_box (UiFixture  *fixture,
            const char *dir)
{
  ui_fixture_import (fixture, dir);
  ui_test_wait_for (ui_test_find_dialog (fixture->window, IDIO_TYPE_SURVEY_DIALOG));

  return ui_test_find_dialog (fixture->window, IDIO_TYPE_SURVEY_DIALOG);
}

static GtkCheckButton *
find_check (IdioSurveyDialog *dialog,
            const char       *name)
{
  GtkWidget *row;

  ui_test_wait_for (ui_test_find (dialog, GTK_TYPE_LABEL, name));
  row = gtk_widget_get_ancestor (ui_test_find (dialog, GTK_TYPE_LABEL, name), ADW_TYPE_ACTION_ROW);

  return GTK_CHECK_BUTTON (adw_action_row_get_activatable_widget (ADW_ACTION_ROW (row)));
}

static void
test_who (void)
{
  g_auto(UiFixture) fixture = { 0 };
  g_autofree char *dir = idio_test_make_dir ();
  IdioSurveyDialog *dialog;
  IdioVoice *voice;

  write_box (dir);
  ui_fixture_init_empty (&fixture, NULL);
  dialog = import_box (&fixture, dir);

  /* Who wrote most is chosen first, and is not the user here. Enter would add. */
  ui_test_wait_for (ui_test_find (dialog, GTK_TYPE_LABEL, "8 mails, 5 from you, 2025"));
  ui_test_wait_for (gtk_window_get_focus (GTK_WINDOW (fixture.window)) == ui_test_child (dialog, "add_button"));
  g_assert_true (gtk_check_button_get_active (find_check (dialog, "Priya Raman")));
  gtk_check_button_set_active (find_check (dialog, "Priya Raman"), FALSE);
  g_assert_false (gtk_widget_get_sensitive (ui_test_child (dialog, "add_button")));
  gtk_check_button_set_active (find_check (dialog, "Jonas Lind"), TRUE);
  ui_test_wait_for (ui_test_find (dialog, GTK_TYPE_LABEL, "8 mails, 3 from you, 2025"));

  ui_test_click (dialog, "Add");
  ui_test_wait_for (ui_fixture_count_documents (&fixture) == 3);
  ui_test_wait_for (ui_fixture_shows (&fixture, "3 added · 5 left out"));

  /* What they are called was said with it, until they take that back. */
  voice = idio_workspace_get_voice (ui_fixture_get_workspace (&fixture));
  ui_test_wait_for (g_str_equal (idio_voice_get_attribute (voice, IDIO_ATTRIBUTE_NAME), "Jonas Lind"));
  ui_test_wait_for (ui_fixture_shows (&fixture, "“Jonas Lind” was added to About You"));
  ui_test_click (fixture.window, "Undo");
  ui_test_wait_for (g_str_equal (idio_voice_get_attribute (voice, IDIO_ATTRIBUTE_NAME), ""));

  /* Whom they are for was asked with it. */
  dex_await (dex_timeout_new_msec (100), NULL);
  g_assert_false (ui_fixture_shows (&fixture, "Whom did you write these texts for?"));

  /* The user is known from now on: so few mails are no question. */
  ui_fixture_import (&fixture, dir);

  ui_test_wait_for (ui_fixture_shows (&fixture, "0 added · 3 already here · 5 left out"));
  g_assert_null (ui_test_find_dialog (fixture.window, IDIO_TYPE_SURVEY_DIALOG));
  g_assert_cmpuint (ui_fixture_count_documents (&fixture), ==, 3);
  g_assert_cmpstr (idio_voice_get_attribute (voice, IDIO_ATTRIBUTE_NAME), ==, "");
  idio_test_remove_tree (dir);
}

/* A name that is known from mails may be that of somebody else in a chat: it is proposed there, and nothing is added before
 * that is confirmed, however few messages there are. */
static void
test_name (void)
{
  g_auto(UiFixture) fixture = { 0 };
  g_autofree char *dir = idio_test_make_dir ();
  IdioSurveyDialog *dialog;

  idio_test_write (dir, "WhatsApp Chat with Priya.txt",
                   "12/05/2025, 09:14 - Jonas Lind: I will be at the station at about half past nine today\n"
                   "12/05/2025, 09:15 - Priya: Good, see you there, and bring the blue umbrella please\n"
                   "12/05/2025, 09:16 - Jonas Lind: I have it in my bag already, so do not worry about it\n");
  ui_fixture_init_empty (&fixture, NULL);
  dex_await (idio_corpus_add_accounts (idio_workspace_get_corpus (ui_fixture_get_workspace (&fixture)),
                                       (const char * const []) { "jonas@example.org", "jonas lind", NULL }), NULL);

  for (guint i = 0; i < 2; i++)
    {
      dialog = import_box (&fixture, dir);
      g_assert_true (gtk_check_button_get_active (find_check (dialog, "Jonas Lind")));
      g_assert_false (gtk_check_button_get_active (find_check (dialog, "Priya")));
      g_assert_cmpuint (ui_fixture_count_documents (&fixture), ==, 0);
      ui_test_click (dialog, i == 0 ? "Cancel" : "Add");
      ui_test_wait_for (ui_fixture_shows (&fixture, i == 0 ? "0 added · 2 not added, as you canceled"
                                                           : "1 added · 1 left out"));
      ui_test_wait_for (ui_test_find_dialog (fixture.window, IDIO_TYPE_SURVEY_DIALOG) == NULL);
    }

  ui_test_wait_for (ui_test_find (ui_test_child (ui_fixture_get_page (&fixture, "documents"), "document_view"),
                                  GTK_TYPE_LABEL, "Priya, May 12, 2025"));
  idio_test_remove_tree (dir);
}

/* Of a box of mails that the user got nobody is the user: none is proposed, and it can be added all the same. */
static void
test_only_others (void)
{
  g_auto(UiFixture) fixture = { 0 };
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(GString) box = g_string_new (NULL);
  IdioSurveyDialog *dialog;

  for (guint i = 0; i < 30; i++)
    append_mail (box, i < 20 ? "Jonas Lind <jonas@example.org>" : "Max <max@example.org>", i, OWN_WORDS);

  idio_test_write (dir, "Inbox.mbox", box->str);
  ui_fixture_init_empty (&fixture, NULL);
  dex_await (idio_corpus_add_accounts (idio_workspace_get_corpus (ui_fixture_get_workspace (&fixture)),
                                       (const char * const []) { "priya@example.net", NULL }), NULL);
  dialog = import_box (&fixture, dir);
  ui_test_wait_for (ui_test_find (dialog, GTK_TYPE_LABEL, "30 mails, 0 from you, 2025"));
  g_assert_false (gtk_check_button_get_active (find_check (dialog, "Jonas Lind")));
  g_assert_true (gtk_widget_get_sensitive (ui_test_child (dialog, "add_button")));
  /* Enter does not add before somebody looked. */
  ui_test_wait_for (GTK_IS_LIST_BOX_ROW (gtk_window_get_focus (GTK_WINDOW (fixture.window))));
  ui_test_click (dialog, "Add");
  ui_test_wait_for (ui_fixture_shows (&fixture, "0 added · 30 left out"));
  g_assert_cmpuint (ui_fixture_count_documents (&fixture), ==, 0);
  idio_test_remove_tree (dir);
}

static void
append_dated (GString    *box,
              const char *from,
              int         year,
              guint       number)
{
  g_string_append_printf (box,
                          "From someone@example.org Mon May 12 09:14:00 2025\n"
                          "From: %s\nTo: priya@example.net\nSubject: Figures %u\nDate: 12 May %d 12:00:00 +0000\n"
                          "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n" OWN_WORDS " %u.\n\n",
                          from, number, year, number);
}

static char *
dup_choice (AdwComboRow *row,
            guint        position)
{
  GListModel *choices = adw_combo_row_get_model (row);
  g_autoptr(GtkStringObject) choice = g_list_model_get_item (choices, position);

  return choice != NULL ? g_strdup (gtk_string_object_get_string (choice)) : NULL;
}

static void
assert_choices (AdwComboRow        *row,
                const char * const *expected)
{
  g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (row)), ==, g_strv_length ((char **) expected));

  for (guint i = 0; expected[i] != NULL; i++)
    {
      g_autofree char *choice = dup_choice (row, i);

      g_assert_cmpstr (choice, ==, expected[i]);
    }
}

/* How many there are since when depends on who the user is, and so does what is added. */
static void
test_years (void)
{
  g_auto(UiFixture) fixture = { 0 };
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(GString) box = g_string_new (NULL);
  IdioSurveyDialog *dialog;
  AdwComboRow *row;
  guint number = 0;

  for (int year = 2022; year <= 2025; year++)
    for (guint i = 0; i < 4; i++)
      append_dated (box, "Jonas Lind <jonas@example.org>", year, number++);

  for (guint i = 0; i < 5; i++)
    append_dated (box, "Jonas at home <home@example.org>", 2024, number++);

  append_dated (box, "Priya Raman <priya@example.net>", 2020, number++);
  idio_test_write (dir, "Archive.mbox", box->str);
  ui_fixture_init_empty (&fixture, NULL);
  dialog = import_box (&fixture, dir);
  row = ui_test_child (dialog, "choice_row");
  ui_test_wait_for (gtk_widget_get_mapped (GTK_WIDGET (row)));
  assert_choices (row, (const char * const []) { "All 16", "Since 2025: 4", "Since 2024: 8", "Since 2023: 12", NULL });
  adw_combo_row_set_selected (row, 2);

  gtk_check_button_set_active (find_check (dialog, "Jonas at home"), TRUE);
  assert_choices (row, (const char * const []) { "All 21", "Since 2025: 4", "Since 2024: 13", "Since 2023: 17", NULL });
  g_assert_cmpuint (adw_combo_row_get_selected (row), ==, 2);

  /* With nothing to choose from there is no choice. */
  gtk_check_button_set_active (find_check (dialog, "Jonas Lind"), FALSE);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (row)));
  gtk_check_button_set_active (find_check (dialog, "Jonas Lind"), TRUE);
  g_assert_cmpuint (adw_combo_row_get_selected (row), ==, 2);
  ui_test_click (dialog, "Add 13");
  ui_test_wait_for (ui_fixture_shows (&fixture, "13 added · 9 left out"));
  g_assert_cmpuint (ui_fixture_count_documents (&fixture), ==, 13);
  idio_test_remove_tree (dir);
}

/* A person who never scrolls sees that not all of the mails are added, also on a telephone. */
static void
test_choice_is_seen (void)
{
  g_auto(UiFixture) fixture = { 0 };
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(GString) box = g_string_new (NULL);
  IdioSurveyDialog *dialog;
  GtkWidget *row;
  GtkLabel *title;
  graphene_rect_t bounds;

  for (guint i = 0; i < 505; i++)
    append_dated (box, "Jonas Lind <jonas@example.org>", 2025, i);

  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *from = g_strdup_printf ("Friend %u <friend%u@example.org>", i, i);

      append_dated (box, from, 2025, 600 + i);
    }

  idio_test_write (dir, "Archive.mbox", box->str);
  ui_fixture_init_empty (&fixture, NULL);
  gtk_window_set_default_size (GTK_WINDOW (fixture.window), 360, 640);
  dialog = import_box (&fixture, dir);
  row = ui_test_child (dialog, "choice_row");
  ui_test_wait_for (gtk_widget_get_mapped (row) && gtk_widget_get_width (row) > 0);
  g_assert_null (gtk_widget_get_ancestor (row, GTK_TYPE_SCROLLED_WINDOW));
  g_assert_true (gtk_widget_compute_bounds (row, GTK_WIDGET (dialog), &bounds));
  g_assert_cmpfloat (bounds.origin.y + bounds.size.height, <=, gtk_widget_get_height (GTK_WIDGET (dialog)));
  title = ui_test_find (ui_test_child (dialog, "window_title"), GTK_TYPE_LABEL, "Who Are You?");
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (title)));
  g_assert_nonnull (ui_test_find (row, GTK_TYPE_LABEL, "The Latest 500"));
  g_assert_nonnull (ui_test_find (dialog, GTK_TYPE_BUTTON, "Add 500"));
  g_assert_null (ui_test_find (dialog, GTK_TYPE_BUTTON, "Add"));

  /* The button follows the choice, and who the user is. */
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 1);
  g_assert_nonnull (ui_test_find (dialog, GTK_TYPE_BUTTON, "Add"));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 0);
  g_assert_nonnull (ui_test_find (dialog, GTK_TYPE_BUTTON, "Add 500"));
  gtk_check_button_set_active (find_check (dialog, "Jonas Lind"), FALSE);
  gtk_check_button_set_active (find_check (dialog, "Friend 1"), TRUE);
  g_assert_nonnull (ui_test_find (dialog, GTK_TYPE_BUTTON, "Add"));
  gtk_check_button_set_active (find_check (dialog, "Jonas Lind"), TRUE);
  ui_test_click (dialog, "Add 500");
  ui_test_wait_for (ui_fixture_shows (&fixture, "500 added · 15 left out"));
  idio_test_remove_tree (dir);
}

/* Imports that begin while one asks wait for their turn, and one that is stopped meanwhile asks nothing. Each question
 * tells which files it is about. */
static void
test_turns (void)
{
  g_auto(UiFixture) fixture = { 0 };
  g_autofree char *dir = idio_test_make_dir (), *other_dir = idio_test_make_dir ();
  g_autoptr(GListModel) files = ui_test_list_folder (other_dir);
  g_autoptr(GListModel) dialogs = NULL;
  IdioSurveyDialog *first, *second;

  write_box (dir);
  write_box (other_dir);
  ui_fixture_init_empty (&fixture, NULL);
  idio_test_write (dir, "Family.mbox", "From x@example.org Mon May 12 09:14:00 2025\nFrom: anna@example.org\n"
                   "Date: 12 May 2025 12:00:00 +0000\n\nThese are words about the figures.\n\n");
  first = import_box (&fixture, dir);
  ui_test_wait_for (ui_test_find (first, GTK_TYPE_LABEL, "Archive.mbox and 1 more") ||
                    ui_test_find (first, GTK_TYPE_LABEL, "Family.mbox and 1 more"));
  g_assert_nonnull (ui_test_find (first, GTK_TYPE_LABEL, "jonas@example.org · 3 mails"));
  /* Where there is no name, the address is not told twice. */
  g_assert_nonnull (ui_test_find (first, GTK_TYPE_LABEL, "1 mail"));

  idio_documents_page_import (ui_fixture_get_page (&fixture, "documents"), files);
  dex_await (dex_timeout_new_msec (500), NULL);
  dialogs = adw_application_window_get_dialogs (ADW_APPLICATION_WINDOW (fixture.window));
  g_assert_cmpuint (g_list_model_get_n_items (dialogs), ==, 1);
  g_assert_true (ui_test_find_dialog (fixture.window, IDIO_TYPE_SURVEY_DIALOG) == first);
  ui_test_click (first, "Cancel");
  ui_test_wait_for ((second = ui_test_find_dialog (fixture.window, IDIO_TYPE_SURVEY_DIALOG)) && second != first &&
                    ui_test_find (second, GTK_TYPE_LABEL, "Archive.mbox"));
  ui_test_click (second, "Cancel");
  ui_test_wait_for (ui_fixture_shows (&fixture, "0 added · 17 not added, as you canceled"));

  /* A question that is stopped before its turn is not asked. */
  import_box (&fixture, dir);
  idio_documents_page_import (ui_fixture_get_page (&fixture, "documents"), files);
  dex_await (dex_timeout_new_msec (500), NULL);
  ui_test_click (fixture.window, "Stop");
  ui_test_wait_for (ui_fixture_shows (&fixture, "0 added · 17 not added, as you canceled"));
  dex_await (dex_timeout_new_msec (500), NULL);
  g_assert_null (ui_test_find_dialog (fixture.window, IDIO_TYPE_SURVEY_DIALOG));
  idio_test_remove_tree (dir);
  idio_test_remove_tree (other_dir);
}

/* What the switch says is done, and remembered if the mails are added. */
static void
test_others (void)
{
  g_auto(UiFixture) fixture = { 0 };
  g_autofree char *dir = idio_test_make_dir ();
  IdioBackgroundTexts *others;
  AdwSwitchRow *row;
  IdioSurveyDialog *dialog;

  write_box (dir);
  ui_fixture_init_empty (&fixture, NULL);
  g_settings_reset (fixture.settings, "compare-with-others");
  others = idio_workspace_get_background_texts (ui_fixture_get_workspace (&fixture));

  dialog = import_box (&fixture, dir);
  row = ui_test_child (dialog, "others_row");
  g_assert_true (adw_switch_row_get_active (row));
  adw_switch_row_set_active (row, FALSE);
  ui_test_click (dialog, "Cancel");
  ui_test_wait_for (ui_test_find_dialog (fixture.window, IDIO_TYPE_SURVEY_DIALOG) == NULL);
  g_assert_true (g_settings_get_boolean (fixture.settings, "compare-with-others"));
  ui_test_wait_for (ui_fixture_shows (&fixture, "0 added · 8 not added, as you canceled"));

  dialog = import_box (&fixture, dir);
  adw_switch_row_set_active (ui_test_child (dialog, "others_row"), FALSE);
  ui_test_click (dialog, "Add");
  ui_test_wait_for (ui_fixture_shows (&fixture, "1 added · 4 already here · 3 left out"));
  g_assert_false (g_settings_get_boolean (fixture.settings, "compare-with-others"));
  g_assert_cmpuint (idio_background_texts_get_n_texts (others), ==, 0);

  /* So few mails of a known user are no question; the setting is the answer. */
  g_settings_reset (fixture.settings, "compare-with-others");

  ui_fixture_import (&fixture, dir);

  ui_test_wait_for (idio_background_texts_get_n_texts (others) > 0);
  idio_test_remove_tree (dir);
}

static void
test_nobody (void)
{
  g_auto(UiFixture) fixture = { 0 };
  g_autofree char *dir = idio_test_make_dir ();
  IdioSurveyDialog *dialog;

  write_box (dir);
  idio_test_write (dir, "note.txt", "A text that nobody has to be asked about, not even once.");
  ui_fixture_init_empty (&fixture, NULL);
  ui_test_click (import_box (&fixture, dir), "Cancel");

  /* That the mails stay out is counted, and told where the details are. */
  ui_test_wait_for (ui_fixture_shows (&fixture, "1 added · 8 not added, as you canceled"));
  ui_test_click (fixture.window, "Details");
  ui_test_wait_for (ui_fixture_shows (&fixture, "8 mails were not added, because you did not choose who you are."));
  ui_test_wait_for (ui_test_find (fixture.window, GTK_TYPE_LABEL, "Archive.mbox"));
  adw_dialog_force_close (ui_test_find_dialog (fixture.window, IDIO_TYPE_IMPORT_REPORT));
  g_assert_cmpuint (ui_fixture_count_documents (&fixture), ==, 1);

  /* That was no answer to remember. The window closes, whatever is asked. */
  ui_test_wait_for (ui_test_find_dialog (fixture.window, IDIO_TYPE_SURVEY_DIALOG) == NULL);
  dialog = import_box (&fixture, dir);
  ui_test_wait_for (ui_test_find (dialog, GTK_TYPE_LABEL, "Jonas Lind"));
  idio_window_close (fixture.window);
  idio_test_remove_tree (dir);
}

static gboolean
has_body (IdioCorpus *corpus,
          gint64      id,
          const char *expected)
{
  g_autofree char *body = NULL;

  if (idio_corpus_find (corpus, id) == NULL)
    return FALSE;

  body = dex_await_string (idio_corpus_load_body (corpus, id), NULL);

  return g_strcmp0 (body, expected) == 0;
}

static void
mark_old (GtkWidget *widget,
          gpointer   data)
{
  g_object_set_data (G_OBJECT (widget), "old", data);
}

/* The first button of that name, once what was changed before is shown: with other buttons */
static void
click_part (IdioPartsDialog *parts,
            const char      *name)
{
  GtkWidget *button;

  ui_test_wait_for ((button = ui_test_find (parts, GTK_TYPE_BUTTON, name)) != NULL &&
                    g_object_get_data (G_OBJECT (button), "old") == NULL);
  ui_test_foreach (parts, mark_old, parts);
  ui_test_click (parts, name);
}

static void
test_parts (void)
{
  g_auto(UiFixture) fixture = { 0 };
  g_autofree char *dir = idio_test_make_dir ();
  IdioSurveyDialog *dialog;
  IdioCorpus *corpus;
  IdioDocument *document;
  IdioPartsDialog *parts;
  GtkWidget *view, *notes;
  g_autofree char *body = NULL, *after = NULL;

  write_box (dir);
  ui_fixture_init_empty (&fixture, NULL);
  corpus = idio_workspace_get_corpus (ui_fixture_get_workspace (&fixture));
  dialog = import_box (&fixture, dir);
  gtk_check_button_set_active (find_check (dialog, "Priya Raman"), FALSE);
  gtk_check_button_set_active (find_check (dialog, "Jonas Lind"), TRUE);
  ui_test_click (dialog, "Add");
  ui_test_wait_for (ui_fixture_shows (&fixture, "3 added · 5 left out"));

  body = dex_await_string (idio_corpus_load_body (corpus, 1), NULL);
  g_assert_cmpstr (body, ==, OWN_WORDS " One.\n\nJonas");
  idio_documents_page_show (ui_fixture_get_page (&fixture, "documents"), 1, 0, 0);
  view = ui_test_child (ui_fixture_get_page (&fixture, "documents"), "document_view");
  ui_test_wait_for (ui_test_find (view, GTK_TYPE_LABEL, "Figures 1"));
  ui_test_wait_for (gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (ui_test_child (ui_test_child (view, "text"), "text_view"))) > 0);
  gtk_widget_activate_action (view, "document.parts", NULL);
  ui_test_wait_for (ui_test_find_dialog (fixture.window, IDIO_TYPE_PARTS_DIALOG));
  parts = ui_test_find_dialog (fixture.window, IDIO_TYPE_PARTS_DIALOG);
  ui_test_wait_for (ui_test_find (parts, GTK_TYPE_LABEL, "Left Out"));
  g_assert_null (ui_test_find (parts, GTK_TYPE_LABEL, "Yours"));
  click_part (parts, "Add to Text");
  ui_test_wait_for (idio_corpus_find (corpus, 1) == NULL);
  g_assert_cmpuint (ui_fixture_count_documents (&fixture), ==, 3);

  document = idio_corpus_find (corpus, 4);
  g_assert_nonnull (document);
  after = dex_await_string (idio_corpus_load_body (corpus, 4), NULL);
  g_assert_true (g_str_has_prefix (after, OWN_WORDS " One.\n\nJonas\n\n"));
  g_assert_nonnull (strstr (after, "wrote:"));

  /* What a person took back in is not in doubt. */
  ui_test_wait_for (ui_test_find (parts, GTK_TYPE_LABEL, "Yours"));
  ui_test_wait_for (ui_test_find (view, GTK_TYPE_LABEL, "Figures 1"));
  notes = ui_test_child (view, "notes");
  g_assert_false (adw_banner_get_revealed (ui_test_child (notes, "parts_banner")));

  /* The dialog is still open, for the quote, too. */
  click_part (parts, "Add to Text");
  ui_test_wait_for (has_body (corpus, 5, OWN_WORDS " One.\n\nJonas\n\nOn Mon, May 12, 2025 at 8:00 AM Priya Raman "
                                         "<priya@example.net> wrote:\n\nAre the figures right?"));

  /* Each of them can be left out again, which makes the text what it was, */
  click_part (parts, "Leave Out");
  ui_test_wait_for (ui_fixture_count_documents (&fixture) == 3 && idio_corpus_find (corpus, 5) == NULL);
  click_part (parts, "Leave Out");
  ui_test_wait_for (has_body (corpus, 1, body));

  /* or be taken back with the keys for that, which the dialog follows. */
  click_part (parts, "Add to Text");
  ui_test_wait_for (has_body (corpus, 4, after));
  ui_test_wait_for (ui_test_find (parts, GTK_TYPE_LABEL, "Yours"));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture.window), "win.undo", NULL));
  ui_test_wait_for (has_body (corpus, 1, body) && idio_corpus_find (corpus, 4) == NULL);
  ui_test_wait_for (ui_test_find (parts, GTK_TYPE_LABEL, "Yours") == NULL);
  ui_test_wait_for (ui_test_find (parts, GTK_TYPE_LABEL, "Left Out"));
  g_assert_true (ui_test_find_dialog (fixture.window, IDIO_TYPE_PARTS_DIALOG) == (gpointer) parts);

  /* The window is closed with the dialog in it. */
  idio_window_close (fixture.window);
  idio_test_remove_tree (dir);
}

/* The window is closed while the dialog is at work, and nothing keeps it: while it changes the text, while that is taken
 * back, and after it was. */
static void
test_parts_closed (void)
{
  for (guint i = 0; i < 4; i++)
    {
      g_auto(UiFixture) fixture = { 0 };
      g_autofree char *dir = idio_test_make_dir ();
      IdioCorpus *corpus;
      GtkWidget *view;
      IdioPartsDialog *parts;

      write_box (dir);
      ui_fixture_init_empty (&fixture, NULL);
      corpus = idio_workspace_get_corpus (ui_fixture_get_workspace (&fixture));
      dex_await (idio_corpus_add_accounts (corpus, (const char * const []) { "jonas@example.org", NULL }), NULL);

      ui_fixture_import (&fixture, dir);
      ui_test_wait_for (ui_fixture_shows (&fixture, "3 added · 5 left out"));
      idio_documents_page_show (ui_fixture_get_page (&fixture, "documents"), 1, 0, 0);
      view = ui_test_child (ui_fixture_get_page (&fixture, "documents"), "document_view");
      ui_test_wait_for (ui_test_find (view, GTK_TYPE_LABEL, "Figures 1"));
      ui_test_wait_for (gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (ui_test_child (ui_test_child (view, "text"), "text_view"))) > 0);
      gtk_widget_activate_action (view, "document.parts", NULL);
      ui_test_wait_for ((parts = ui_test_find_dialog (fixture.window, IDIO_TYPE_PARTS_DIALOG)) != NULL);
      ui_test_wait_for (ui_test_find (parts, GTK_TYPE_LABEL, "Left Out"));
      click_part (parts, "Add to Text");

      if (i > 0)
        ui_test_wait_for (idio_corpus_find (corpus, 1) == NULL);

      /* What can be taken back is offered in the dialog, not behind it. */
      if (i > 1)
        {
          ui_test_wait_for (ui_test_find (parts, GTK_TYPE_BUTTON, "Undo"));
          ui_test_click (parts, "Undo");
        }

      if (i > 2)
        ui_test_wait_for (idio_corpus_find (corpus, 1) != NULL);

      idio_window_close (fixture.window);
      idio_test_remove_tree (dir);
    }
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/mail/who", test_who);
  idio_test_add_fiber ("/mail/name", test_name);
  idio_test_add_fiber ("/mail/only-others", test_only_others);
  idio_test_add_fiber ("/mail/years", test_years);
  idio_test_add_fiber ("/mail/choice-is-seen", test_choice_is_seen);
  idio_test_add_fiber ("/mail/turns", test_turns);
  idio_test_add_fiber ("/mail/others", test_others);
  idio_test_add_fiber ("/mail/nobody", test_nobody);
  idio_test_add_fiber ("/mail/parts", test_parts);
  idio_test_add_fiber ("/mail/parts-closed", test_parts_closed);
}

int
main (int   argc,
      char *argv[])
{
  return ui_test_main (argc, argv, add_tests);
}
