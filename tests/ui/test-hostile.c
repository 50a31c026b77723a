/* test-hostile.c: texts that are not the app's own, wherever it shows them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "draft/idio-history.h"
#include "import/idio-import.h"
#include "llm/idio-provider-error.h"
#include "ui-fixture.h"
#include "ui/idio-about-you-dialog.h"
#include "ui/idio-add-card-dialog.h"
#include "ui/idio-card.h"
#include "ui/idio-document-view.h"
#include "ui/idio-draft-pane.h"
#include "ui/idio-fingerprint-dialog.h"
#include "ui/idio-history-dialog.h"
#include "ui/idio-import-bar.h"
#include "ui/idio-preferences-dialog.h"
#include "ui/idio-text-limit.h"
#include "ui/idio-toasts.h"
#include "ui/idio-ui-text.h"
#include "ui/idio-ui.h"

/* By this what is shown of a text is found again. Taken for markup, it would be another. */
#define SIGN "<b>Qz&amp;"

/* More than any row has room for */
#define LONG_CHARS 10000
#define MAX_LINE_CHARS 700

static const char * const texts[] = {
  SIGN,
  SIGN "\nb\r\nc\u2028d\u0085e\tf",
  SIGN "\u202Ecba\u2066\u2067d\u206f",
  "\u202E" SIGN " \x1b[31mred\x1b[0m \x07\x08\u009b",
  "\u05d0\u05d1 " SIGN " \u05d2",
  "_" SIGN " %s %n %'u _a __",
  NULL, /* a long one */
};

static char *
dup_text (guint i)
{
  GString *text;

  if (texts[i] != NULL)
    return g_strdup (texts[i]);

  text = g_string_new (SIGN);

  for (guint n = 0; n < LONG_CHARS; n++)
    g_string_append_c (text, n % 7 == 0 ? '\n' : 'm');

  return g_string_free_and_steal (text);
}

/* Checks what is shown, if it is one of the texts; adds to the number of those. */
static void
check_shown (const char *shown,
             guint      *n_found)
{
  gint depth = 0;

  if (shown == NULL || strstr (shown, "Qz") == NULL)
    return;

  (*n_found)++;
  g_assert_nonnull (strstr (shown, SIGN));
  g_assert_cmpint (g_utf8_strlen (shown, -1), <, MAX_LINE_CHARS);

  for (const char *p = shown; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_assert_false (g_unichar_iscntrl (c) || c == 0x2028 || c == 0x2029);
      g_assert_false ((c >= 0x202a && c <= 0x202e) || c == 0x2066 || c == 0x2067 || (c > 0x2069 && c <= 0x206f));
      depth += c == 0x2068 ? 1 : c == 0x2069 ? -1 : 0;
      g_assert_cmpint (depth, >=, 0);
      g_assert_cmpint (depth, <=, 1);
    }

  g_assert_cmpint (depth, ==, 0);
}

static void
check_widget (GtkWidget *widget,
              gpointer   n_found)
{
  if (GTK_IS_LABEL (widget))
    check_shown (gtk_label_get_text (GTK_LABEL (widget)), n_found);

  check_shown (gtk_widget_get_tooltip_text (widget), n_found);

  if (GTK_IS_BUTTON (widget))
    check_shown (gtk_button_get_label (GTK_BUTTON (widget)), n_found);
}

static guint
count_shown (gpointer root)
{
  guint n_found = 0;

  ui_test_foreach (root, check_widget, &n_found);

  return n_found;
}

#define wait_for_shown(root, n)                          \
  G_STMT_START {                                         \
    ui_test_wait_for (count_shown (root) >= (n));        \
    g_assert_cmpuint (count_shown (root), ==, (n));      \
  } G_STMT_END

static void
add_documents (IdioWorkspace *workspace,
               const char    *text,
               GPtrArray     *quotes)
{
  g_autoptr(GPtrArray) documents = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
  g_autoptr(GArray) ids = NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *body = g_strdup_printf ("%u%s", i, text);

      g_ptr_array_add (documents, idio_text_new (0, text, body, 3, IDIO_AUDIENCE_GENERAL));
    }

  ids = idio_test_await_boxed (idio_corpus_add (idio_workspace_get_corpus (workspace), documents, NULL));

  for (guint i = 0; i < 2; i++)
    g_ptr_array_add (quotes, idio_quote_new (g_array_index (ids, gint64, i), 1, strlen (text), NULL));
}

static void
add_card (IdioWorkspace *workspace,
          const char    *text)
{
  IdioProposal *proposal = idio_proposal_new ();

  add_documents (workspace, text, proposal->quotes);
  proposal->fields.axis = IDIO_AXIS_COMMUNICATION;
  proposal->fields.source = IDIO_SOURCE_FOUND;
  proposal->fields.claim = g_strdup (text);
  proposal->fields.instruction = g_strdup (text);
  proposal->fields.rate = g_strdup (text);
  proposal->fields.model = g_strdup (text);
  idio_test_await (idio_voice_propose (idio_workspace_get_voice (workspace), proposal));
}

static void
add_history (IdioWorkspace *workspace,
             const char    *text)
{
  IdioLeak *leak = g_new0 (IdioLeak, 1);

  leak->text = g_strdup (text);
  ui_test_add_draft (workspace, text, text, leak);
}

static char *
make_workspace (const char *text)
{
  g_autofree char *data_dir = idio_test_make_dir ();
  g_autoptr(IdioWorkspace) workspace = idio_test_await_object (idio_workspace_open (data_dir));
  IdioVoice *voice = idio_workspace_get_voice (workspace);

  add_card (workspace, text);
  add_history (workspace, text);
  idio_test_await (idio_voice_set_attribute (voice, IDIO_ATTRIBUTE_NAME, text));
  idio_test_await (idio_voice_set_attribute (voice, IDIO_ATTRIBUTE_ROLE, text));

  return g_steal_pointer (&data_dir);
}

static void
open_card (GtkWidget *widget,
           gpointer   data)
{
  if (IDIO_IS_CARD (widget))
    gtk_toggle_button_set_active (ui_test_child (widget, "details_button"), TRUE);
}

/* What a screen reader says of a row is one line, too. */
static void
check_names (GtkWidget *widget,
             gpointer   line)
{
  g_autofree char *difference = NULL;

  if (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)) != GTK_ACCESSIBLE_ROLE_LIST_ITEM ||
      count_shown (widget) == 0)
    return;

  difference = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, line);
  g_assert_null (difference);
}

static void
test_views (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = dup_text (i);
      g_autofree char *line = idio_ui_dup_line (text);
      g_autofree char *data_dir = make_workspace (text);
      IdioWindow *window = ui_test_open (data_dir);
      GtkWidget *stack = ui_test_child (window, "view_stack");
      GtkWidget *list = GTK_WIDGET (ui_test_list_view (adw_view_stack_get_child_by_name (ADW_VIEW_STACK (stack), "documents")));
      AdwDialog *history;

      /* Whoever has texts comes to write. */
      idio_window_show_view (window, "documents");
      ui_test_wait_for (gtk_widget_get_mapped (list));

      /* Of two documents the title and the beginning; of the open one the title again. */
      wait_for_shown (stack, 5);
      ui_test_foreach (list, check_names, line);

      /* A claim; model and rate, which are in one label; both quotes, each with its title; name and role */
      idio_window_show_view (window, "voice");
      ui_test_wait_for (gtk_widget_get_mapped (adw_view_stack_get_child_by_name (ADW_VIEW_STACK (stack), "voice")));
      ui_test_wait_for (ui_test_find (stack, IDIO_TYPE_CARD, NULL));
      ui_test_foreach (stack, open_card, NULL);
      wait_for_shown (stack, 7);

      /* What is leaked */
      idio_window_show_view (window, "write");
      ui_test_wait_for (gtk_widget_get_mapped (adw_view_stack_get_child_by_name (ADW_VIEW_STACK (stack), "write")));
      wait_for_shown (stack, 1);
      ui_test_click (stack, "Earlier Drafts…");
      ui_test_wait_for ((history = ui_test_find_dialog (window, IDIO_TYPE_HISTORY_DIALOG)));
      wait_for_shown (GTK_WIDGET (history), 2);
      adw_dialog_force_close (history);

      idio_toasts_say (window, text);
      ui_test_wait_for (count_shown (window) > 1);
      ui_test_close (window);
    }
}

static AdwDialog *
present (IdioWindow *window,
         AdwDialog  *dialog)
{
  adw_dialog_present (dialog, GTK_WIDGET (window));
  ui_test_wait_for (gtk_widget_get_mapped (GTK_WIDGET (dialog)));

  return dialog;
}

static void
check_preferences (IdioWindow *window,
                   GSettings  *settings,
                   const char *text)
{
  const char *hosts[] = { text, NULL };
  AdwDialog *dialog;
  GtkWidget *row;

  g_settings_set_strv (settings, "agreed-hosts", hosts);
  g_settings_set_string (settings, "service-model", text);
  g_settings_set_string (settings, "service-url", "http://127.0.0.1:9/v1");
  g_settings_set_string (settings, "model-file", text);
  dialog = present (window, idio_preferences_dialog_new (idio_window_get_workspace (window)));
  gtk_check_button_set_active (ui_test_child (dialog, "service_check"), TRUE);

  /* The model that is chosen, and its list */
  row = ui_test_child (ui_test_child (dialog, "service_group"), "model_row");
  ui_test_wait_for (count_shown (row) > 0);

  adw_preferences_dialog_set_visible_page (
    ADW_PREFERENCES_DIALOG (dialog), ADW_PREFERENCES_PAGE (gtk_widget_get_ancestor (ui_test_child (dialog, "hosts_list"),
                                                                                    ADW_TYPE_PREFERENCES_PAGE)));
  ui_test_wait_for (gtk_widget_get_mapped (ui_test_child (dialog, "hosts_list")));
  wait_for_shown (ui_test_child (dialog, "hosts_list"), 1);
  adw_dialog_force_close (dialog);
}

static void
check_consent (IdioWindow *window,
               const char *text)
{
  g_autoptr(DexFuture) asked =
    idio_ui_ask_consent (GTK_WIDGET (window), idio_workspace_get_choice (idio_window_get_workspace (window)), text);
  AdwDialog *dialog;

  ui_test_wait_for ((dialog = ui_test_find_dialog (window, ADW_TYPE_ALERT_DIALOG)));

  /* The body has paragraphs of its own. */
  g_assert_true (g_str_has_prefix (adw_alert_dialog_get_heading (ADW_ALERT_DIALOG (dialog)), "Connect to \u2068"));
  g_assert_nonnull (strstr (adw_alert_dialog_get_body (ADW_ALERT_DIALOG (dialog)), SIGN));
  g_assert_null (strstr (adw_alert_dialog_get_body (ADW_ALERT_DIALOG (dialog)), "\u202e"));
  g_assert_false (adw_alert_dialog_get_body_use_markup (ADW_ALERT_DIALOG (dialog)));
  g_assert_false (adw_alert_dialog_get_heading_use_markup (ADW_ALERT_DIALOG (dialog)));
  adw_dialog_force_close (dialog);
  idio_test_await_error (g_steal_pointer (&asked), G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_dialogs (void)
{
  g_autoptr(GSettings) settings = g_settings_new (APP_ID);
  g_autofree char *data_dir = idio_test_make_dir ();
  IdioWindow *window;

  ui_test_fill_example (data_dir);
  window = ui_test_open (data_dir);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = dup_text (i);

      check_preferences (window, settings, text);
      g_settings_reset (settings, "agreed-hosts");
      check_consent (window, text);
    }

  g_settings_reset (settings, "service-url");
  g_settings_reset (settings, "service-model");
  g_settings_reset (settings, "model-file");
  ui_test_close (window);
}

static void
test_errors (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = dup_text (i);
      g_autoptr(IdioDraft) draft = idio_draft_new (IDIO_DRAFT_KIND_GENERIC);
      IdioDraftPane *pane = g_object_new (IDIO_TYPE_DRAFT_PANE, NULL);
      GtkWindow *window = ui_test_show (pane);
      GtkWidget *list = gtk_list_box_new ();
      g_autoptr(GError) error = g_error_new_literal (IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_OVERLOADED, text);

      idio_draft_pane_set_draft (pane, draft, NULL);
      idio_draft_set_state (draft, IDIO_DRAFT_STATE_FAILED, error);
      wait_for_shown (pane, 1);
      ui_test_hide (window, pane);

      gtk_list_box_append (GTK_LIST_BOX (list), idio_ui_make_row (text, text));
      window = ui_test_show (list);
      wait_for_shown (list, 2);
      ui_test_hide (window, list);
    }
}

static DexFuture *
refuse_texts (GObject      *target,
              GPtrArray    *refused,
              GCancellable *cancellable)
{
  return dex_future_new_reject (IDIO_STORE_ERROR, IDIO_STORE_ERROR_FULL, "%s", texts[1]);
}

/* Names of files, and why they were not added */
/* What was left out for one reason is told as one row, which opens. */
static void
open_reason (AdwDialog *report)
{
  GtkWidget *list = ui_test_child (report, "list_view");

  ui_test_wait_for (gtk_widget_get_mapped (list));
  g_signal_emit_by_name (list, "activate", 0);
}

static void
test_import (void)
{
  g_autofree char *data_dir = idio_test_make_dir ();
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(GListModel) files = ui_test_list_folder (dir);
  g_autoptr(GObject) target = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr(IdioImport) import = idio_import_new_of_others (target, refuse_texts);
  IdioImportBar *bar = g_object_new (IDIO_TYPE_IMPORT_BAR, NULL);
  GtkWindow *window = ui_test_show (bar);
  IdioWindow *other;
  AdwDialog *dialog;

  idio_test_write (dir, "one.txt", "These are the words of one text, and here are more.");
  idio_test_await_error (idio_import_bar_run (bar, import, files), IDIO_STORE_ERROR, IDIO_STORE_ERROR_FULL);
  wait_for_shown (bar, 1);
  ui_test_hide (window, bar);

  for (guint i = 0; texts[i] != NULL; i++)
    {
      g_autofree char *name = g_strdelimit (g_strdup_printf ("%u%s.txt", i, texts[i]), "/", '-');

      idio_test_write (dir, name, "");
    }

  other = ui_test_open (data_dir);
  idio_window_import (other, files);
  ui_test_click (other, "Details");
  ui_test_wait_for ((dialog = ui_test_find_dialog (other, ADW_TYPE_DIALOG)));
  open_reason (dialog);
  wait_for_shown (dialog, G_N_ELEMENTS (texts) - 1);
  adw_dialog_force_close (dialog);
  ui_test_close (other);
}

static guint
count_widgets (GtkWidget *widget)
{
  guint n = 1;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += count_widgets (child);

  return n;
}

/* Of what was left out as many rows are made as are seen, however much it is. */
static void
test_report (void)
{
  guint n_widgets[2];

  for (guint i = 0; i < G_N_ELEMENTS (n_widgets); i++)
    {
      g_autofree char *data_dir = idio_test_make_dir ();
      g_autofree char *dir = idio_test_make_dir ();
      g_autoptr(GListModel) files = ui_test_list_folder (dir);
      IdioWindow *window = ui_test_open (data_dir);
      AdwDialog *dialog;

      for (guint n = 0; n < 1000 + 2000 * i; n++)
        {
          g_autofree char *name = g_strdup_printf ("%u.txt", n);

          idio_test_write (dir, name, "");
        }

      idio_window_import (window, files);
      ui_test_click (window, "Details");
      ui_test_wait_for ((dialog = ui_test_find_dialog (window, ADW_TYPE_DIALOG)));
      open_reason (dialog);
      ui_test_wait_for (ui_test_find (dialog, GTK_TYPE_LABEL, "0.txt"));
      n_widgets[i] = count_widgets (GTK_WIDGET (dialog));
      adw_dialog_force_close (dialog);
      ui_test_close (window);
    }

  g_assert_cmpuint (n_widgets[1], <, n_widgets[0] + n_widgets[0] / 2);
}

/* The place of the database, and what SQLite or the system says about it */
static void
test_failed_page (void)
{
  g_autofree char *dir = idio_test_make_dir ();

  for (guint i = 0; texts[i] != NULL; i++)
    {
      g_autofree char *data_dir = g_strconcat (dir, "/", texts[i], NULL);
      g_autofree char *name = g_strconcat (texts[i], "/idiolect.db", NULL);
      IdioWindow *window;
      GtkWidget *page;
      const char *place;

      g_assert_cmpint (g_mkdir_with_parents (data_dir, 0700), ==, 0);
      idio_test_write (dir, name, "This is no database, though it is as long as the head of one would be: 100 bytes and "
                                  "some more of them.");
      window = idio_window_new (NULL, data_dir);
      gtk_window_present (GTK_WINDOW (window));
      page = ui_test_child (window, "failed_page");
      ui_test_wait_for (gtk_widget_get_mapped (page));

      /* Two paragraphs, with markup of the app's own: the second is the place. */
      place = strstr (adw_status_page_get_description (ADW_STATUS_PAGE (page)), "<small>");
      g_assert_nonnull (place);
      g_assert_nonnull (strstr (place, "&lt;b&gt;Qz&amp;amp;"));
      g_assert_null (strpbrk (place, "\n\r\t\x1b\x07"));
      g_assert_null (strstr (place, "\u202e"));
      ui_test_close (window);
    }
}

typedef struct
{
  guint n_entries;
  guint n_views;
} Inputs;

/* Whatever takes text in has a limit: what is pasted into it is laid out in one go. */
static void
check_input (GtkWidget *widget,
             gpointer   data)
{
  Inputs *inputs = data;

  if (GTK_IS_TEXT (widget))
    {
      g_assert_cmpint (gtk_text_get_max_length (GTK_TEXT (widget)), >, 0);
      inputs->n_entries++;
    }

  if (GTK_IS_TEXT_VIEW (widget) && gtk_text_view_get_editable (GTK_TEXT_VIEW (widget)))
    {
      g_autofree char *text = g_strnfill (2 * IDIO_TEXT_LIMIT_CHARS, 'a');
      GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget));

      gtk_text_buffer_set_text (buffer, text, -1);
      g_assert_cmpint (gtk_text_buffer_get_char_count (buffer), <=, IDIO_TEXT_LIMIT_CHARS);
      gtk_text_buffer_set_text (buffer, "", 0);
      inputs->n_views++;
    }
}

static void
test_inputs (void)
{
  g_autofree char *data_dir = idio_test_make_dir ();
  Inputs inputs = { 0, 0 };
  AdwDialog *history;
  IdioWindow *window;
  IdioWorkspace *workspace;

  ui_test_fill_example (data_dir);
  window = ui_test_open (data_dir);
  workspace = idio_window_get_workspace (window);
  ui_test_wait_for (ui_test_find (window, GTK_TYPE_TEXT_VIEW, NULL));
  ui_test_foreach (window, check_input, &inputs);
  g_assert_cmpuint (inputs.n_views, ==, 1);
  g_assert_cmpuint (inputs.n_entries, ==, 0);

  ui_test_click (window, "Earlier Drafts…");
  ui_test_wait_for ((history = ui_test_find_dialog (window, IDIO_TYPE_HISTORY_DIALOG)));
  ui_test_wait_for (ui_test_find (history, GTK_TYPE_TEXT, NULL));
  ui_test_foreach (history, check_input, &inputs);
  g_assert_cmpuint (inputs.n_entries, ==, 1);
  adw_dialog_force_close (history);

  idio_window_show_view (window, "documents");
  ui_test_wait_for (ui_test_find (window, GTK_TYPE_TEXT, NULL));
  ui_test_foreach (window, check_input, &inputs);
  g_assert_cmpuint (inputs.n_entries, ==, 2);

  for (guint i = 0; i < 4; i++)
    {
      AdwDialog *dialog = i == 0 ? idio_about_you_dialog_new (idio_workspace_get_voice (workspace))
                          : i == 1 ? idio_add_card_dialog_new (workspace)
                          : i == 2 ? idio_preferences_dialog_new (workspace)
                                   : idio_fingerprint_dialog_new (idio_workspace_get_statistics (workspace));
      guint n_before = inputs.n_entries;

      present (window, dialog);

      if (i == 2)
        gtk_check_button_set_active (ui_test_child (dialog, "service_check"), TRUE);

      ui_test_wait_for (ui_test_find (dialog, GTK_TYPE_TEXT, NULL));
      ui_test_foreach (dialog, check_input, &inputs);
      g_assert_cmpuint (inputs.n_entries, >, n_before);
      adw_dialog_force_close (dialog);
    }

  ui_test_close (window);
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/hostile/views", test_views);
  idio_test_add_fiber ("/hostile/dialogs", test_dialogs);
  idio_test_add_fiber ("/hostile/errors", test_errors);
  idio_test_add_fiber ("/hostile/import", test_import);
  idio_test_add_fiber ("/hostile/report", test_report);
  idio_test_add_fiber ("/hostile/failed-page", test_failed_page);
  idio_test_add_fiber ("/hostile/inputs", test_inputs);
}

int
main (int   argc,
      char *argv[])
{
  g_unsetenv ("IDIOLECT_MODEL");

  return ui_test_main (argc, argv, add_tests);
}
