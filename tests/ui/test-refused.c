/* test-refused.c: a window whose database can't be written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "draft/idio-history.h"
#include "ui-fixture.h"
#include "ui/idio-about-you-dialog.h"
#include "ui/idio-add-card-dialog.h"
#include "ui/idio-card.h"
#include "ui/idio-document-view.h"
#include "ui/idio-preferences-dialog.h"

typedef struct
{
  const char *refuse;    /* what keeps the connection from writing */
  const char *allow;
  const char *sentence;
} Refusal;

static const Refusal refusals[] = {
  { "PRAGMA query_only = 1", "PRAGMA query_only = 0", "The folder with your texts and cards can’t be written to." },
  { "PRAGMA max_page_count = 1", "PRAGMA max_page_count = 1000000", "The disk is full, so this could not be saved." },
};

static DexFuture *
run_job (sqlite3  *db,
         gpointer  sql)
{
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);

  return dex_future_new_true ();
}

static void
run_sql (IdioWorkspace *workspace,
         const char    *sql)
{
  idio_test_await (idio_store_read (idio_corpus_get_store (idio_workspace_get_corpus (workspace)), run_job,
                                    (gpointer) sql, NULL));
}

static gboolean
says (gpointer    root,
      const char *sentence)
{
  return ui_test_find (root, GTK_TYPE_LABEL, sentence) != NULL;
}

/* Waits for the reason, and takes it away again. */
static void
expect_reason (IdioWindow    *window,
               const Refusal *refusal)
{
  AdwToastOverlay *overlay = ui_test_child (window, "toast_overlay");

  ui_test_wait_for (says (overlay, refusal->sentence));
  g_assert_null (ui_test_find (overlay, GTK_TYPE_BUTTON, "Undo"));
  adw_toast_overlay_dismiss_all (overlay);
  ui_test_wait_for (!says (overlay, refusal->sentence));
}

static IdioDocument *
get_document (IdioWorkspace *workspace)
{
  g_autoptr(IdioDocument) document = g_list_model_get_item (G_LIST_MODEL (idio_workspace_get_corpus (workspace)), 0);

  return document;
}

static IdioHypothesis *
get_card (IdioWorkspace *workspace)
{
  g_autoptr(IdioHypothesis) card = g_list_model_get_item (G_LIST_MODEL (idio_workspace_get_voice (workspace)), 0);

  return card;
}

static void
check_documents (IdioWindow    *window,
                 GtkWidget     *page,
                 const Refusal *refusal)
{
  IdioWorkspace *workspace = idio_window_get_workspace (window);
  IdioDocumentView *view = ui_test_child (page, "document_view");
  GtkDropDown *audience = ui_test_child (view, "audience_drop_down");
  guint n_documents = g_list_model_get_n_items (G_LIST_MODEL (idio_workspace_get_corpus (workspace)));
  guint selected = gtk_drop_down_get_selected (audience);
  gboolean private;

  gtk_drop_down_set_selected (audience, selected == IDIO_AUDIENCE_PUBLIC ? IDIO_AUDIENCE_FAMILY : IDIO_AUDIENCE_PUBLIC);
  expect_reason (window, refusal);
  g_assert_cmpuint (gtk_drop_down_get_selected (audience), ==, selected);

  gtk_widget_activate_action (GTK_WIDGET (view), "document.remove", NULL);
  expect_reason (window, refusal);
  gtk_widget_activate_action (GTK_WIDGET (view), "document.disown", NULL);
  expect_reason (window, refusal);
  gtk_widget_activate_action (GTK_WIDGET (view), "document.private", NULL);
  expect_reason (window, refusal);
  g_object_get (view, "private", &private, NULL);
  g_assert_false (private);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (idio_workspace_get_corpus (workspace))), ==, n_documents);
}

static void
check_rename (IdioWindow    *window,
              GtkWidget     *page,
              const Refusal *refusal)
{
  g_autofree char *title = g_strdup (idio_document_get_title (get_document (idio_window_get_workspace (window))));
  AdwDialog *dialog;

  gtk_widget_activate_action (ui_test_child (page, "document_view"), "document.rename", NULL);
  ui_test_wait_for ((dialog = ui_test_find_dialog (window, ADW_TYPE_ALERT_DIALOG)));
  gtk_editable_set_text (GTK_EDITABLE (adw_alert_dialog_get_extra_child (ADW_ALERT_DIALOG (dialog))), "Another");
  ui_test_click (dialog, "Rename");
  expect_reason (window, refusal);
  g_assert_cmpstr (idio_document_get_title (get_document (idio_window_get_workspace (window))), ==, title);
  g_assert_false (says (page, "Another"));
}

static void
check_cards (IdioWindow    *window,
             GtkWidget     *page,
             const Refusal *refusal)
{
  IdioHypothesis *card = get_card (idio_window_get_workspace (window));
  IdioStrength strength = idio_hypothesis_get_fields (card)->strength;
  GtkWidget *widget;
  AdwToggleGroup *group;

  ui_test_wait_for ((widget = ui_test_find (page, IDIO_TYPE_CARD, NULL)));
  card = idio_card_get_hypothesis (IDIO_CARD (widget));
  strength = idio_hypothesis_get_fields (card)->strength;
  group = ui_test_child (widget, "strength_group");

  adw_toggle_group_set_active_name (group, strength == IDIO_STRENGTH_STRONG ? "off" : "strong");
  expect_reason (window, refusal);
  g_assert_cmpstr (adw_toggle_group_get_active_name (group), ==, strength == IDIO_STRENGTH_STRONG ? "strong"
                                                                 : strength == IDIO_STRENGTH_HINT ? "hint" : "off");
  gtk_widget_activate_action (widget, "card.reject", NULL);
  expect_reason (window, refusal);
  gtk_widget_activate_action (widget, "card.keep", NULL);
  expect_reason (window, refusal);
  gtk_widget_activate_action (widget, "card.audience", "s", "family");
  expect_reason (window, refusal);
  g_assert_cmpint (idio_hypothesis_get_fields (card)->state, ==, IDIO_CARD_STATE_PROPOSED);
  g_assert_cmpint (idio_hypothesis_get_fields (card)->audience, ==, IDIO_AUDIENCE_GENERAL);
}

static void
check_dialogs (IdioWindow    *window,
               const Refusal *refusal)
{
  IdioWorkspace *workspace = idio_window_get_workspace (window);
  AdwDialog *dialog = idio_about_you_dialog_new (idio_workspace_get_voice (workspace));

  adw_dialog_present (dialog, GTK_WIDGET (window));
  ui_test_wait_for (gtk_widget_get_mapped (GTK_WIDGET (dialog)));
  gtk_editable_set_text (ui_test_child (dialog, "name_row"), "Nell");
  adw_dialog_close (dialog);
  expect_reason (window, refusal);
  g_assert_cmpstr (idio_voice_get_attribute (idio_workspace_get_voice (workspace), IDIO_ATTRIBUTE_NAME), ==, "");

  /* What was typed stays. */
  dialog = idio_add_card_dialog_new (workspace);
  adw_dialog_present (dialog, GTK_WIDGET (window));
  ui_test_wait_for (gtk_widget_get_mapped (GTK_WIDGET (dialog)));
  gtk_editable_set_text (ui_test_child (dialog, "claim_row"), "You count in dozens");
  ui_test_click (dialog, "Add");
  ui_test_wait_for (says (dialog, refusal->sentence));
  g_assert_cmpstr (gtk_editable_get_text (ui_test_child (dialog, "claim_row")), ==, "You count in dozens");
  g_assert_true (gtk_widget_is_sensitive (ui_test_child (dialog, "add_button")));
  adw_dialog_force_close (dialog);
}

static void
check_paste (IdioWindow    *window,
             const Refusal *refusal)
{
  /* Longer than what may be free within the file */
  g_autofree char *text = g_strnfill (3 * 1000 * 1000, 'a');

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (window)), text);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.paste", NULL);
  expect_reason (window, refusal);
}

/* What can't be saved is not shown as if it were, and the reason is told. Later it can be done. */
static void
test_actions (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_auto(UiFixture) fixture = { NULL, };
      IdioWorkspace *workspace;
      GtkWidget *documents;

      ui_fixture_init (&fixture, "documents", NULL, 0, NULL);
      workspace = ui_fixture_get_workspace (&fixture);
      documents = ui_fixture_get_page (&fixture, "documents");
      idio_test_await (idio_workspace_count_habits (workspace));
      run_sql (workspace, refusals[i].refuse);

      if (i == 0)
        {
          check_documents (fixture.window, documents, &refusals[i]);
          check_rename (fixture.window, documents, &refusals[i]);
          check_dialogs (fixture.window, &refusals[i]);
          idio_window_show_view (fixture.window, "voice");
          check_cards (fixture.window, ui_fixture_get_page (&fixture, "voice"), &refusals[i]);
        }

      /* Nor is the example removed for a text that is not added. */
      check_paste (fixture.window, &refusals[i]);
      g_assert_cmpuint (ui_fixture_count_documents (&fixture), ==, 18);
      run_sql (workspace, refusals[i].allow);
      idio_window_show_view (fixture.window, "documents");
      gtk_widget_activate_action (ui_test_child (documents, "document_view"), "document.remove", NULL);
      ui_test_wait_for (ui_fixture_count_documents (&fixture) == 17);
      ui_test_wait_for (ui_test_find (fixture.window, GTK_TYPE_BUTTON, "Undo"));

      /* Neither is an undo that does not work forgotten. */
      run_sql (workspace, refusals[0].refuse);
      gtk_widget_activate_action (GTK_WIDGET (fixture.window), "win.undo", NULL);
      ui_test_wait_for (says (fixture.window, refusals[0].sentence));
      g_assert_cmpuint (ui_fixture_count_documents (&fixture), ==, 17);
      run_sql (workspace, refusals[0].allow);
      gtk_widget_activate_action (GTK_WIDGET (fixture.window), "win.undo", NULL);
      ui_test_wait_for (ui_fixture_count_documents (&fixture) == 18);
    }
}

/* Nothing is asked of a model if what it says can't be kept, and what was there stays. */
static void
test_writing (void)
{
  static const FakeAnswer answers[] = { COUNTS_TO_FIVE };
  g_auto(UiFixture) fixture = { NULL, };

  ui_fixture_init (&fixture, "write", answers, 1, "drafts");
  run_sql (ui_fixture_get_workspace (&fixture), refusals[0].refuse);
  ui_fixture_ask_for (&fixture, "Count to five");
  expect_reason (fixture.window, &refusals[0]);
  ui_test_wait_for (ui_fixture_is_idle (&fixture));
  g_assert_cmpuint (fixture.server->requests->len, ==, 0);

  /* A draft that was edited says that it is not saved. */
  run_sql (ui_fixture_get_workspace (&fixture), refusals[0].allow);
  ui_fixture_ask_for (&fixture, "Count to five");
  ui_test_wait_for (ui_fixture_both_have (&fixture, "One two three four five.") && ui_fixture_is_idle (&fixture));
  run_sql (ui_fixture_get_workspace (&fixture), refusals[0].refuse);
  ui_test_type (ui_fixture_get_text_view (&fixture, IDIO_DRAFT_KIND_PERSONAL), "Six");
  ui_test_wait_for (says (fixture.window, refusals[0].sentence));
  run_sql (ui_fixture_get_workspace (&fixture), refusals[0].allow);
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/refused/actions", test_actions);
  idio_test_add_fiber ("/refused/writing", test_writing);
}

int
main (int   argc,
      char *argv[])
{
  g_unsetenv ("IDIOLECT_MODEL");

  return ui_test_main (argc, argv, add_tests);
}
