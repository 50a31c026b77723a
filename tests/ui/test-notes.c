/* test-notes.c: what is known of a document besides its words, in the window: who wrote it, and in which characters
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "ui-fixture.h"
#include "ui/idio-charset-dialog.h"
#include "ui/idio-documents-page.h"
#include "ui/idio-import-report.h"
#include "ui/idio-survey-dialog.h"

#define USER "jonas.lind@example.org"

#define WORDS "These are the words of a report that was written with an office program."

#define POLISH "Cześć, dziękuję pięknie. Będę jutro o szóstej w mieście."

/* The same bytes in the character set of Western Europe */
#define WESTERN "Czeœæ, dziêkujê piêknie. Bêdê jutro o szóstej w mieœcie."

static void
write_report (const char *dir,
              const char *name,
              const char *author,
              const char *editor)
{
  g_autofree char *document =
    g_strdup_printf ("<?xml version=\"1.0\"?>"
                     "<office:document xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""
                     " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\""
                     " xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\""
                     " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
                     " office:mimetype=\"application/vnd.oasis.opendocument.text\">"
                     "<office:meta><meta:initial-creator>%s</meta:initial-creator><dc:creator>%s</dc:creator>"
                     "</office:meta><office:body><office:text><text:p>" WORDS " %s</text:p></office:text></office:body>"
                     "</office:document>", author, editor, name);

  idio_test_write (dir, name, document);
}

static void
write_polish (const char *path)
{
  gsize length;
  g_autofree char *bytes = g_convert (POLISH, -1, "WINDOWS-1250", "UTF-8", NULL, &length, NULL);

  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
}

static gboolean
begins (GtkTextView *view,
        const char  *words)
{
  g_autofree char *shown = ui_test_dup_buffer (view);

  return g_str_has_prefix (shown, words);
}

/* The view, once it shows a document with its notes */
static GtkWidget *
show (UiFixture  *fixture,
      gint64      document,
      const char *words)
{
  GtkWidget *view = ui_test_child (ui_fixture_get_page (fixture, "documents"), "document_view");
  GtkTextView *text_view = ui_test_child (ui_test_child (view, "text"), "text_view");

  idio_documents_page_show (ui_fixture_get_page (fixture, "documents"), document, 0, 0);

  ui_test_wait_for (begins (text_view, words));

  return view;
}

static void
test_authors (void)
{
  g_auto(UiFixture) fixture = { 0 };
  g_autofree char *dir = idio_test_make_dir ();
  GtkWidget *view;

  write_report (dir, "1.fodt", "Jonas Lind", "Lind, Jonas");
  write_report (dir, "2.fodt", "Jonas Lind", "Peter Falk");
  write_report (dir, "3.fodt", "Anna &lt;b&gt; Berg", "Unknown");
  ui_fixture_init_empty (&fixture, USER);
  ui_fixture_import (&fixture, dir);
  ui_test_wait_for (ui_fixture_shows (&fixture, "3 added"));

  view = show (&fixture, 2, WORDS " 2");
  ui_test_wait_for (ui_test_find (view, GTK_TYPE_LABEL, "By Jonas Lind, last changed by Peter Falk"));
  view = show (&fixture, 3, WORDS " 3");
  ui_test_wait_for (ui_test_find (view, GTK_TYPE_LABEL, "By Anna <b> Berg"));

  /* Of the user's own, nothing is said. */
  view = show (&fixture, 1, WORDS " 1");
  g_assert_false (gtk_widget_get_visible (ui_test_child (ui_test_child (view, "notes"), "authors_label")));
  idio_test_remove_tree (dir);
}

/* What somebody else wrote is told after the import, and taken out with one click, and back in. */
static void
test_report (void)
{
  g_auto(UiFixture) fixture = { 0 };
  g_autofree char *dir = idio_test_make_dir ();
  IdioImportReport *report;

  write_report (dir, "1.fodt", "Jonas Lind", "Peter Falk");
  write_report (dir, "2.fodt", "Anna Berg", "Peter Falk");
  idio_test_write (dir, "3.txt", "");
  ui_fixture_init_empty (&fixture, USER);
  ui_fixture_import (&fixture, dir);
  ui_test_wait_for (ui_fixture_shows (&fixture, "2 added · 1 left out"));
  ui_test_click (fixture.window, "Details");
  ui_test_wait_for (ui_test_find_dialog (fixture.window, IDIO_TYPE_IMPORT_REPORT));
  report = ui_test_find_dialog (fixture.window, IDIO_TYPE_IMPORT_REPORT);
  ui_test_wait_for (ui_test_find (report, GTK_TYPE_LABEL,
                                  "Added, but the file says: “By Anna Berg, last changed by Peter Falk”"));
  ui_test_wait_for (ui_test_find (report, GTK_TYPE_LABEL, "The file is empty."));
  ui_test_click (report, "I Didn’t Write This");
  ui_test_wait_for (ui_fixture_count_documents (&fixture) == 1);
  g_assert_nonnull (idio_corpus_find (idio_workspace_get_corpus (ui_fixture_get_workspace (&fixture)), 1));
  g_assert_null (ui_test_find (report, GTK_TYPE_BUTTON, "I Didn’t Write This"));

  adw_dialog_force_close (ADW_DIALOG (report));
  ui_test_click (fixture.window, "Undo");
  ui_test_wait_for (ui_fixture_count_documents (&fixture) == 2);
  idio_test_remove_tree (dir);
}

static GtkWidget *
find_add_button (IdioImportReport *report,
                 const char       *name)
{
  GtkWidget *label = ui_test_find (report, GTK_TYPE_LABEL, name);
  GtkWidget *words = label != NULL ? gtk_widget_get_parent (label) : NULL;

  return words != NULL ? ui_test_find (gtk_widget_get_parent (words), GTK_TYPE_BUTTON, "Add Anyway") : NULL;
}

/* What is short, was thrown away or is of an unknown kind can be added all the same, if it is a text at all. */
static void
test_add_anyway (void)
{
  static const char * const names[] = { "Sent.mbox: Junk", "Sent.mbox: Short", "notes.py" };
  g_auto(UiFixture) fixture = { 0 };
  g_autofree char *dir = idio_test_make_dir ();
  IdioImportReport *report;
  IdioCorpus *corpus;

  idio_test_write (dir, "notes.py", "# These are words about a program that I wrote for my own pleasure.\nprint(7)\n");
  idio_test_write (dir, "picture.png", "\x89PNG\r\n\x1a\n");
  idio_test_write (dir, "empty.txt", "");
  idio_test_write (dir, "Sent.mbox",
                   "From jonas@example.org Mon May 12 09:14:00 2025\nFrom: Jonas <jonas@example.org>\nSubject: Short\n"
                   "Date: Mon, 12 May 2025 12:00:00 +0000\n\nSee you at nine.\n\n"
                   "From jonas@example.org Mon May 12 09:15:00 2025\nFrom: Jonas <jonas@example.org>\nSubject: Junk\n"
                   "X-Spam-Flag: YES\nDate: Mon, 12 May 2025 12:01:00 +0000\n\n"
                   "These are words that a filter took for what nobody wants to read, and it was wrong.\n\n");
  ui_fixture_init_empty (&fixture, USER);
  corpus = idio_workspace_get_corpus (ui_fixture_get_workspace (&fixture));
  dex_await (idio_corpus_add_accounts (corpus, (const char * const []) { "jonas@example.org", NULL }), NULL);
  ui_fixture_import (&fixture, dir);
  ui_test_wait_for (ui_fixture_shows (&fixture, "0 added · 5 left out"));
  ui_test_click (fixture.window, "Details");
  ui_test_wait_for ((report = ui_test_find_dialog (fixture.window, IDIO_TYPE_IMPORT_REPORT)) != NULL);
  ui_test_wait_for (ui_test_find (report, GTK_TYPE_LABEL, "picture.png"));
  g_assert_null (find_add_button (report, "picture.png"));
  g_assert_null (find_add_button (report, "empty.txt"));

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GtkWidget *button = find_add_button (report, names[i]);

      g_assert_nonnull (button);
      g_signal_emit_by_name (button, "clicked");
      ui_test_wait_for (ui_fixture_count_documents (&fixture) == i + 1);
      g_assert_null (find_add_button (report, names[i]));
    }

  /* The last of it is taken back. */
  ui_test_wait_for (ui_test_find (report, GTK_TYPE_BUTTON, "Undo"));
  ui_test_click (report, "Undo");
  ui_test_wait_for (ui_fixture_count_documents (&fixture) == 2);
  adw_dialog_force_close (ADW_DIALOG (report));
  idio_test_remove_tree (dir);
}

/* Whether the view says in which characters it was read */
static gboolean
tells_charset (GtkWidget *view)
{
  return gtk_widget_get_visible (ui_test_child (ui_test_child (view, "notes"), "charset_box"));
}

static IdioCharsetDialog *
open_charsets (UiFixture *fixture,
               GtkWidget *view)
{
  ui_test_click (view, "Wrong Characters?");
  ui_test_wait_for (ui_test_find_dialog (fixture->window, IDIO_TYPE_CHARSET_DIALOG));

  return ui_test_find_dialog (fixture->window, IDIO_TYPE_CHARSET_DIALOG);
}

/* A text in an old character set says how it was read, and is read in another way with one click, and back. */
static void
test_charset (void)
{
  g_auto(UiFixture) fixture = { 0 };
  g_autofree char *dir = idio_test_make_dir ();
  g_autofree char *path = g_build_filename (dir, "List.txt", NULL);
  IdioImportReport *report;
  IdioCorpus *corpus;
  GtkWidget *view;

  write_polish (path);
  ui_fixture_init_empty (&fixture, USER);
  corpus = idio_workspace_get_corpus (ui_fixture_get_workspace (&fixture));
  ui_fixture_import (&fixture, dir);
  ui_test_wait_for (ui_fixture_count_documents (&fixture) == 1);
  ui_test_click (fixture.window, "Details");
  ui_test_wait_for ((report = ui_test_find_dialog (fixture.window, IDIO_TYPE_IMPORT_REPORT)) != NULL);
  ui_test_wait_for (ui_test_find (report, GTK_TYPE_LABEL,
                                  "Added, and read as Central European (Windows-1250), which is a guess."));
  g_assert_null (ui_test_find (report, GTK_TYPE_BUTTON, "I Didn’t Write This"));
  adw_dialog_force_close (ADW_DIALOG (report));
  idio_test_await (idio_corpus_rename (corpus, 1, "A letter"));
  idio_test_await (idio_corpus_set_audience (corpus, 1, IDIO_AUDIENCE_FAMILY));
  view = show (&fixture, 1, POLISH);
  ui_test_wait_for (ui_test_find (view, GTK_TYPE_LABEL, "Read as Central European (Windows-1250)"));

  ui_test_click (open_charsets (&fixture, view), WESTERN);
  view = show (&fixture, 2, WESTERN);
  g_assert_cmpuint (ui_fixture_count_documents (&fixture), ==, 1);
  g_assert_cmpstr (idio_document_get_title (idio_corpus_find (corpus, 2)), ==, "A letter");
  g_assert_cmpint (idio_document_get_audience (idio_corpus_find (corpus, 2)), ==, IDIO_AUDIENCE_FAMILY);

  /* What the user chose is no guess any more. */
  ui_test_wait_for (!tells_charset (view));

  ui_test_click (fixture.window, "Undo");
  ui_test_wait_for (idio_corpus_find (corpus, 1) != NULL && idio_corpus_find (corpus, 2) == NULL);
  view = show (&fixture, 1, POLISH);

  /* The one that was chosen at first changes nothing. */
  ui_test_click (open_charsets (&fixture, view), POLISH);
  ui_test_wait_for (ui_test_find_dialog (fixture.window, IDIO_TYPE_CHARSET_DIALOG) == NULL);
  g_assert_nonnull (idio_corpus_find (corpus, 1));
  idio_test_remove_tree (dir);
}

/* Without the file nothing can be read again, which is said. */
static void
test_gone (void)
{
  g_auto(UiFixture) fixture = { 0 };
  g_autofree char *dir = idio_test_make_dir ();
  g_autofree char *path = g_build_filename (dir, "List.txt", NULL);
  GtkWidget *view;

  write_polish (path);
  ui_fixture_init_empty (&fixture, USER);
  ui_fixture_import (&fixture, dir);
  ui_test_wait_for (ui_fixture_count_documents (&fixture) == 1);
  view = show (&fixture, 1, POLISH);
  ui_test_wait_for (tells_charset (view));
  g_assert_cmpint (g_remove (path), ==, 0);
  ui_test_click (view, "Wrong Characters?");
  ui_test_wait_for (ui_fixture_shows (&fixture, "“List.txt” can’t be read again. There is no such file or folder. "
                                                "Add it anew if you have it elsewhere."));
  g_assert_null (ui_test_find_dialog (fixture.window, IDIO_TYPE_CHARSET_DIALOG));
  g_assert_cmpuint (ui_fixture_count_documents (&fixture), ==, 1);
  idio_test_remove_tree (dir);
}

/* Nothing is said of what is certain, or of the usual character set, which can be changed all the same. */
static void
test_certain (void)
{
  g_auto(UiFixture) fixture = { 0 };
  g_autofree char *dir = idio_test_make_dir ();
  GtkWidget *view;

  idio_test_write (dir, "1.txt", "Grüße aus Köln, in UTF-8, mit noch ein paar Worten mehr.");
  idio_test_write (dir, "2.txt", "Gr\xfc\xdf" "e aus K\xf6ln, wie immer, mit noch ein paar Worten mehr.");
  ui_fixture_init_empty (&fixture, USER);
  ui_fixture_import (&fixture, dir);
  ui_test_wait_for (ui_fixture_count_documents (&fixture) == 2);

  view = show (&fixture, 1, "Grüße aus Köln, in");
  g_assert_false (tells_charset (view));
  g_assert_false (gtk_widget_activate_action (view, "document.charset", NULL) &&
                  ui_test_find_dialog (fixture.window, IDIO_TYPE_CHARSET_DIALOG) != NULL);

  view = show (&fixture, 2, "Grüße aus Köln, wie");
  g_assert_false (tells_charset (view));
  gtk_widget_activate_action (view, "document.charset", NULL);
  ui_test_wait_for (ui_test_find_dialog (fixture.window, IDIO_TYPE_CHARSET_DIALOG));
  adw_dialog_force_close (ui_test_find_dialog (fixture.window, IDIO_TYPE_CHARSET_DIALOG));
  idio_test_remove_tree (dir);
}

/* A mail by each of two people */
static void
write_mails (const char *dir)
{
  static const char box[] =
    "From jonas@example.org Mon May 12 09:14:00 2025\n"
    "From: Jonas Lind <jonas@example.org>\nTo: priya@example.net\nSubject: Figures\n"
    "Date: Mon, 12 May 2025 09:01:00 +0200\nMessage-ID: <1@example.org>\n\n"
    "I looked at all the figures again this morning and they are right now.\n\n"
    "From priya@example.net Mon May 12 09:14:00 2025\n"
    "From: Priya Raman <priya@example.net>\nTo: jonas@example.org\nSubject: Re: Figures\n"
    "Date: Mon, 12 May 2025 10:01:00 +0200\nMessage-ID: <2@example.net>\n\n"
    "These are words that somebody else wrote about the figures of this year.\n\n";

  idio_test_write (dir, "Archive.mbox", box);
}

static void
set_chosen (IdioSurveyDialog *dialog,
            const char       *name,
            gboolean          chosen)
{
  GtkWidget *row = gtk_widget_get_ancestor (ui_test_find (dialog, GTK_TYPE_LABEL, name), ADW_TYPE_ACTION_ROW);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (adw_action_row_get_activatable_widget (ADW_ACTION_ROW (row))), chosen);
}

/* Whom mails are for is proposed, and what the user chooses is taken. */
static void
test_audience (void)
{
  static const struct { guint chosen; IdioAudience audience; } cases[] = {
    { 0, IDIO_AUDIENCE_WORK_MAIL },
    { 1 + IDIO_AUDIENCE_GENERAL, IDIO_AUDIENCE_GENERAL },
    { 1 + IDIO_AUDIENCE_FAMILY, IDIO_AUDIENCE_FAMILY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(UiFixture) fixture = { 0 };
      g_autofree char *dir = idio_test_make_dir ();
      g_autoptr(IdioDocument) document = NULL;
      GListModel *corpus;
      IdioSurveyDialog *dialog;

      fixture.data_dir = idio_test_make_dir ();
      fixture.settings = g_settings_new (APP_ID);
      ui_fixture_open_window (&fixture, "documents");
      write_mails (dir);
      ui_fixture_import (&fixture, dir);
      ui_test_wait_for (ui_test_find_dialog (fixture.window, IDIO_TYPE_SURVEY_DIALOG));
      dialog = ui_test_find_dialog (fixture.window, IDIO_TYPE_SURVEY_DIALOG);
      ui_test_wait_for (ui_test_find (dialog, GTK_TYPE_LABEL, "Jonas Lind"));
      set_chosen (dialog, "Jonas Lind", TRUE);
      set_chosen (dialog, "Priya Raman", FALSE);
      g_assert_cmpuint (adw_combo_row_get_selected (ui_test_child (dialog, "audience_row")), ==, 0);
      adw_combo_row_set_selected (ui_test_child (dialog, "audience_row"), cases[i].chosen);
      ui_test_click (dialog, "Add");
      ui_test_wait_for (ui_fixture_count_documents (&fixture) == 1);
      corpus = G_LIST_MODEL (idio_workspace_get_corpus (ui_fixture_get_workspace (&fixture)));
      document = g_list_model_get_item (corpus, 0);
      g_assert_cmpint (idio_document_get_audience (document), ==, cases[i].audience);
      idio_test_remove_tree (dir);
    }
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/notes/authors", test_authors);
  idio_test_add_fiber ("/notes/report", test_report);
  idio_test_add_fiber ("/notes/add-anyway", test_add_anyway);
  idio_test_add_fiber ("/notes/charset", test_charset);
  idio_test_add_fiber ("/notes/gone", test_gone);
  idio_test_add_fiber ("/notes/certain", test_certain);
  idio_test_add_fiber ("/notes/audience", test_audience);
}

int
main (int   argc,
      char *argv[])
{
  return ui_test_main (argc, argv, add_tests);
}
