/* test-audiences.c: audiences of the user's own, wherever one is chosen
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui-fixture.h"
#include "ui/idio-add-card-dialog.h"
#include "ui/idio-audience-chooser.h"
#include "ui/idio-audience-menu.h"
#include "ui/idio-document-browser.h"
#include "ui/idio-preferences-dialog.h"

static IdioCorpus *
get_corpus (UiFixture *fixture)
{
  return idio_workspace_get_corpus (ui_fixture_get_workspace (fixture));
}

static IdioAudiences *
get_audiences (UiFixture *fixture)
{
  return idio_corpus_get_audiences (get_corpus (fixture));
}

static IdioAudience
add (UiFixture  *fixture,
     const char *name)
{
  GError *error = NULL;
  guint audience = dex_await_uint (idio_audiences_add (get_audiences (fixture), name), &error);

  g_assert_no_error (error);

  return audience;
}

static gpointer
get_view (UiFixture *fixture)
{
  return ui_test_child (ui_fixture_get_page (fixture, "documents"), "document_view");
}

static IdioDocument *
get_document (UiFixture *fixture)
{
  gpointer browser = ui_test_child (ui_fixture_get_page (fixture, "documents"), "browser");

  return idio_document_selection_get_document (idio_document_browser_get_selection (browser));
}

/* The text of the item at a position of a drop-down or a combo row */
static char *
dup_item (gpointer widget,
          guint    position)
{
  g_autoptr(GListModel) model = NULL;
  g_autoptr(GObject) item = NULL;

  g_object_get (widget, "model", &model, NULL);
  item = g_list_model_get_object (model, position);

  if (item == NULL)
    return NULL;

  return g_strdup (IDIO_IS_AUDIENCE_ITEM (item) ? idio_audience_item_get_name (IDIO_AUDIENCE_ITEM (item))
                                                : gtk_string_object_get_string (GTK_STRING_OBJECT (item)));
}

static gboolean
has_item (gpointer    widget,
          guint       position,
          const char *expected)
{
  g_autofree char *text = dup_item (widget, position);

  return g_strcmp0 (text, expected) == 0;
}

static gboolean
has_selected (gpointer    widget,
              const char *expected)
{
  guint position;

  g_object_get (widget, "selected", &position, NULL);

  return has_item (widget, position, expected);
}

/* What is in the answer: the dialog that asks for a name, once it is there */
static gpointer
wait_for_question (UiFixture *fixture)
{
  gpointer dialog;

  ui_test_wait_for ((dialog = ui_test_find_dialog (fixture->window, ADW_TYPE_ALERT_DIALOG)) &&
                    gtk_widget_get_mapped (dialog));

  return dialog;
}

static void
type_name (UiFixture  *fixture,
           gpointer    dialog,
           const char *name)
{
  GtkWidget *entry, *focus;

  /* Who opens it can type at once. */
  ui_test_wait_for ((entry = ui_test_find (dialog, GTK_TYPE_ENTRY, NULL)));
  ui_test_wait_for ((focus = gtk_root_get_focus (GTK_ROOT (fixture->window))) && gtk_widget_is_ancestor (focus, entry));
  gtk_editable_set_text (GTK_EDITABLE (entry), name);
}

static void
press_enter (gpointer dialog)
{
  GtkWidget *entry = ui_test_find (dialog, GTK_TYPE_ENTRY, NULL);

  g_signal_emit_by_name (gtk_editable_get_delegate (GTK_EDITABLE (entry)), "activate");
}

static void
choose_last (gpointer widget)
{
  g_autoptr(GListModel) model = NULL;

  g_object_get (widget, "model", &model, NULL);
  g_object_set (widget, "selected", g_list_model_get_n_items (model) - 1, NULL);
}

/* A new one is made where it is needed, chosen there, and is in all other lists at once. */
static void
test_new (void)
{
  g_auto(UiFixture) fixture = { 0 };
  gpointer view, drop_down, request, dialog;
  IdioDocument *document;
  AdwDialog *add_card;

  ui_fixture_init (&fixture, "documents", NULL, 0, NULL);
  view = get_view (&fixture);
  drop_down = ui_test_child (view, "audience_drop_down");
  request = ui_fixture_get_request_child (&fixture, "audience_drop_down");
  ui_test_wait_for ((document = get_document (&fixture)));
  idio_test_await (idio_corpus_set_audience (get_corpus (&fixture), idio_document_get_id (document), IDIO_AUDIENCE_FAMILY));
  ui_test_wait_for (has_selected (drop_down, "Family"));
  g_assert_true (has_item (drop_down, IDIO_N_BUILT_IN_AUDIENCES, "New Audience…"));

  add_card = idio_add_card_dialog_new (ui_fixture_get_workspace (&fixture));
  g_object_ref_sink (add_card);

  /* Who changes their mind has changed nothing. */
  choose_last (drop_down);
  dialog = wait_for_question (&fixture);
  g_assert_true (has_selected (drop_down, "Family"));
  adw_dialog_close (dialog);
  ui_test_wait_for (ui_test_find_dialog (fixture.window, ADW_TYPE_ALERT_DIALOG) == NULL);
  g_assert_cmpuint (idio_document_get_audience (document), ==, IDIO_AUDIENCE_FAMILY);

  choose_last (drop_down);
  dialog = wait_for_question (&fixture);
  type_name (&fixture, dialog, " Clients_& <b>Co</b>");
  press_enter (dialog);
  ui_test_wait_for (idio_document_get_audience (document) > IDIO_AUDIENCE_OWN);
  ui_test_wait_for (has_selected (drop_down, "Clients_& <b>Co</b>"));
  g_assert_true (has_item (request, IDIO_N_BUILT_IN_AUDIENCES, "Clients_& <b>Co</b>"));
  g_assert_true (has_item (request, IDIO_N_BUILT_IN_AUDIENCES + 1, "New Audience…"));
  g_assert_true (has_item (ui_test_child (add_card, "audience_row"), IDIO_N_BUILT_IN_AUDIENCES, "Clients_& <b>Co</b>"));
  g_assert_false (has_selected (request, "Clients_& <b>Co</b>"));
  ui_test_wait_for (ui_test_find_dialog (fixture.window, ADW_TYPE_ALERT_DIALOG) == NULL);
  ui_test_finalize (add_card);
}

/* A name that can't be given is told while it is typed, and Enter does nothing. */
static void
test_refused (void)
{
  static const struct { const char *name, *sentence; } names[] = {
    { "friends", "An audience named “friends” already exists." },
    { "CLIENTS", "An audience named “CLIENTS” already exists." },
    { "work-mail", "No audience can have the name “work-mail”." },
    { "Own-3", "No audience can have the name “Own-3”." },
  };
  g_auto(UiFixture) fixture = { 0 };
  gpointer dialog;

  ui_fixture_init (&fixture, "documents", NULL, 0, NULL);
  add (&fixture, "Clients");
  ui_test_wait_for (get_document (&fixture));
  choose_last (ui_test_child (get_view (&fixture), "audience_drop_down"));
  dialog = wait_for_question (&fixture);
  g_assert_false (adw_alert_dialog_get_response_enabled (dialog, "add"));

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      type_name (&fixture, dialog, names[i].name);
      g_assert_nonnull (ui_test_find (dialog, GTK_TYPE_LABEL, names[i].sentence));
      g_assert_false (adw_alert_dialog_get_response_enabled (dialog, "add"));
      press_enter (dialog);
    }

  dex_await (dex_timeout_new_msec (100), NULL);
  g_assert_true (ui_test_find_dialog (fixture.window, ADW_TYPE_ALERT_DIALOG) == dialog);
  type_name (&fixture, dialog, "Students");
  g_assert_true (adw_alert_dialog_get_response_enabled (dialog, "add"));
  ui_test_click (dialog, "Add");
  ui_test_wait_for (idio_document_get_audience (get_document (&fixture)) > IDIO_AUDIENCE_OWN);
}

/* What is chosen stays chosen while others come, go and get other names, and becomes “General” when it goes. */
static void
test_lists_follow (void)
{
  g_auto(UiFixture) fixture = { 0 };
  g_autoptr(IdioRemovedAudience) removed = NULL;
  gpointer drop_down, request;
  IdioDocument *document;
  IdioAudience clients, students;

  ui_fixture_init (&fixture, "documents", NULL, 0, NULL);
  drop_down = ui_test_child (get_view (&fixture), "audience_drop_down");
  request = ui_fixture_get_request_child (&fixture, "audience_drop_down");
  ui_test_wait_for ((document = get_document (&fixture)));
  students = add (&fixture, "Students");
  idio_test_await (idio_corpus_set_audience (get_corpus (&fixture), idio_document_get_id (document), students));
  g_object_set (request, "selected", IDIO_N_BUILT_IN_AUDIENCES, NULL);
  ui_test_wait_for (has_selected (drop_down, "Students") && has_selected (request, "Students"));

  clients = add (&fixture, "Clients");
  g_assert_true (has_selected (drop_down, "Students") && has_selected (request, "Students"));
  idio_test_await (idio_audiences_rename (get_audiences (&fixture), students, "Ada’s Students"));
  g_assert_true (has_selected (drop_down, "Ada’s Students") && has_selected (request, "Ada’s Students"));
  ui_test_wait_for (g_str_has_prefix (idio_document_get_audience_name (document), "Ada"));
  g_boxed_free (IDIO_TYPE_REMOVED_AUDIENCE, idio_test_await_boxed (idio_corpus_remove_audience (get_corpus (&fixture),
                                                                                                clients)));
  g_assert_true (has_selected (drop_down, "Ada’s Students") && has_selected (request, "Ada’s Students"));

  removed = idio_test_await_boxed (idio_corpus_remove_audience (get_corpus (&fixture), students));
  g_assert_true (has_selected (drop_down, "General") && has_selected (request, "General"));
  g_assert_cmpuint (idio_document_get_audience (document), ==, IDIO_AUDIENCE_GENERAL);
  idio_test_await (idio_corpus_restore_audience (get_corpus (&fixture), removed));
  g_assert_true (has_selected (drop_down, "Ada’s Students") && has_selected (request, "Ada’s Students"));

  /* What was chosen meanwhile stays. */
  g_clear_pointer (&removed, idio_removed_audience_unref);
  removed = idio_test_await_boxed (idio_corpus_remove_audience (get_corpus (&fixture), students));
  g_object_set (request, "selected", IDIO_AUDIENCE_FRIENDS, NULL);
  idio_test_await (idio_corpus_restore_audience (get_corpus (&fixture), removed));
  g_assert_true (has_selected (drop_down, "Ada’s Students") && has_selected (request, "Friends"));
}

static char *
dup_label (GMenuModel *section,
           int         position)
{
  char *label = NULL;

  g_menu_model_get_item_attribute (section, position, G_MENU_ATTRIBUTE_LABEL, "s", &label);

  return label;
}

static void
assert_label (GMenuModel *section,
              int         position,
              const char *expected)
{
  g_autofree char *label = dup_label (section, position);

  g_assert_cmpstr (label, ==, expected);
}

static void
test_menus_follow (void)
{
  g_auto(UiFixture) fixture = { 0 };
  g_autoptr(GMenu) menu = g_menu_new ();
  g_autoptr(GMenuModel) section = NULL, last = NULL;
  g_autoptr(GVariant) target = NULL;
  gpointer browser, dialog;
  IdioAudience fans;
  IdioDocument *document;

  ui_fixture_init (&fixture, "documents", NULL, 0, NULL);
  fans = add (&fixture, "Fans__of _mine");
  idio_audience_menu_fill (menu, get_audiences (&fixture), "documents.audience", "documents.new-audience");
  section = g_menu_model_get_item_link (G_MENU_MODEL (menu), 0, G_MENU_LINK_SECTION);
  last = g_menu_model_get_item_link (G_MENU_MODEL (menu), 1, G_MENU_LINK_SECTION);
  assert_label (last, 0, "New Audience…");
  assert_label (section, IDIO_N_BUILT_IN_AUDIENCES, "Fans____of __mine");

  /* Names have no mnemonics; those that come are sorted in. */
  add (&fixture, "Clients");
  assert_label (section, IDIO_N_BUILT_IN_AUDIENCES, "Clients");
  assert_label (section, IDIO_N_BUILT_IN_AUDIENCES + 1, "Fans____of __mine");
  target = g_menu_model_get_item_attribute_value (section, IDIO_N_BUILT_IN_AUDIENCES + 1, G_MENU_ATTRIBUTE_TARGET, NULL);
  g_assert_cmpstr (g_variant_get_string (target, NULL), ==, idio_audience_get_nick (fans));
  g_boxed_free (IDIO_TYPE_REMOVED_AUDIENCE, idio_test_await_boxed (idio_corpus_remove_audience (get_corpus (&fixture),
                                                                                                fans)));
  g_assert_cmpint (g_menu_model_get_n_items (section), ==, IDIO_N_BUILT_IN_AUDIENCES + 1);

  /* The texts that were selected get the new one, and one Undo takes that back. */
  browser = ui_test_child (ui_fixture_get_page (&fixture, "documents"), "browser");
  ui_test_wait_for ((document = get_document (&fixture)));
  idio_test_await (idio_corpus_set_audience (get_corpus (&fixture), idio_document_get_id (document), IDIO_AUDIENCE_FAMILY));
  g_assert_true (gtk_widget_activate_action (browser, "documents.new-audience", NULL));
  dialog = wait_for_question (&fixture);
  type_name (&fixture, dialog, "Students");
  press_enter (dialog);
  ui_test_wait_for (idio_document_get_audience (document) > IDIO_AUDIENCE_OWN);
  ui_test_click (fixture.window, "Undo");
  ui_test_wait_for (idio_document_get_audience (document) == IDIO_AUDIENCE_FAMILY);
}

/* A row of the group whose entry has that text, but not the one that adds another */
static gpointer
find_row (gpointer    group,
          const char *name)
{
  GtkWidget *list = ui_test_child (group, "audiences_list");

  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL; row = gtk_widget_get_next_sibling (row))
    if (row != ui_test_child (group, "entry_row") && g_str_equal (gtk_editable_get_text (GTK_EDITABLE (row)), name))
      return row;

  return NULL;
}

static void
enter (gpointer    row,
       const char *name)
{
  gtk_editable_set_text (GTK_EDITABLE (row), name);
  g_signal_emit_by_name (row, "apply");
}

/* In the preferences they are added, renamed and deleted; a card that was for one comes back with it. */
static void
test_preferences (void)
{
  g_auto(UiFixture) fixture = { 0 };
  gpointer dialog, group, row;
  g_autoptr(IdioHypothesis) card = NULL;
  IdioVoice *voice;
  IdioAudience audience;

  ui_fixture_init (&fixture, "documents", NULL, 0, NULL);
  idio_window_show_preferences (fixture.window);
  ui_test_wait_for ((dialog = ui_test_find_dialog (fixture.window, IDIO_TYPE_PREFERENCES_DIALOG)));
  group = ui_test_child (dialog, "audiences_group");
  adw_preferences_dialog_set_visible_page_name (ADW_PREFERENCES_DIALOG (dialog), "texts");
  ui_test_wait_for (gtk_widget_get_mapped (group));

  enter (ui_test_child (group, "entry_row"), "Clients");
  ui_test_wait_for ((row = find_row (group, "Clients")));
  ui_test_wait_for (*gtk_editable_get_text (ui_test_child (group, "entry_row")) == '\0');
  enter (ui_test_child (group, "entry_row"), "Clients");
  ui_test_wait_for (ui_fixture_shows (&fixture, "An audience named “Clients” already exists."));
  g_assert_cmpstr (gtk_editable_get_text (ui_test_child (group, "entry_row")), ==, "Clients");
  gtk_editable_set_text (ui_test_child (group, "entry_row"), "");

  g_assert_true (idio_audiences_find (get_audiences (&fixture), "Clients", &audience));
  voice = idio_workspace_get_voice (ui_fixture_get_workspace (&fixture));
  idio_test_await (idio_voice_add (voice, IDIO_AXIS_STYLE, "You hum", NULL, audience));
  card = g_list_model_get_item (G_LIST_MODEL (voice), g_list_model_get_n_items (G_LIST_MODEL (voice)) - 1);

  /* The row stays the same one, and the focus in it. */
  enter (row, "Customers");
  ui_test_wait_for (idio_audiences_find (get_audiences (&fixture), "Customers", &audience));
  g_assert_true (find_row (group, "Customers") == row);
  gtk_test_accessible_assert_property (ui_test_find (row, GTK_TYPE_BUTTON, "Delete"), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Delete “\u2068Customers\u2069”");
  enter (row, "Family");
  ui_test_wait_for (find_row (group, "Customers") == row);

  ui_test_click (row, "Delete");
  ui_test_wait_for (find_row (group, "Customers") == NULL);
  ui_test_wait_for (idio_hypothesis_get_fields (card)->audience == IDIO_AUDIENCE_GENERAL);
  ui_test_wait_for (ui_test_find (dialog, GTK_TYPE_BUTTON, "Undo"));
  ui_test_click (dialog, "Undo");
  ui_test_wait_for (find_row (group, "Customers"));
  ui_test_wait_for (idio_hypothesis_get_fields (card)->audience == audience);
  adw_dialog_close (dialog);
  ui_test_wait_for (ui_test_find_dialog (fixture.window, IDIO_TYPE_PREFERENCES_DIALOG) == NULL);
}

/* A request is for whom most texts were written, until somebody chooses. */
static void
test_usual (void)
{
  g_auto(UiFixture) fixture = { 0 };
  g_autofree char *dir = idio_test_make_dir ();
  gpointer request;

  idio_test_write (dir, "one.txt", "The seeds came on Monday, and I put them on the shelf by the window.");
  idio_test_write (dir, "two.txt", "I asked Ann whether the hall is free, and she will tell us by Friday.");
  ui_fixture_init_empty (&fixture, NULL);
  request = ui_fixture_get_request_child (&fixture, "audience_drop_down");
  idio_window_show_view (fixture.window, "write");
  ui_test_wait_for (gtk_widget_get_mapped (request) && has_selected (request, "General"));

  /* Texts came while it was out of sight, and were sorted. */
  idio_window_show_view (fixture.window, "documents");
  ui_fixture_import (&fixture, dir);
  ui_test_wait_for (ui_fixture_count_documents (&fixture) == 2);
  ui_test_wait_for (ui_fixture_shows (&fixture, "Whom did you write these texts for?"));

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(IdioDocument) document = g_list_model_get_item (G_LIST_MODEL (get_corpus (&fixture)), i);

      idio_test_await (idio_corpus_set_audience (get_corpus (&fixture), idio_document_get_id (document),
                                                 IDIO_AUDIENCE_FAMILY));
    }

  idio_window_show_view (fixture.window, "write");
  ui_test_wait_for (gtk_widget_get_mapped (request) && has_selected (request, "Family"));

  gtk_drop_down_set_selected (request, IDIO_AUDIENCE_FRIENDS);
  idio_window_show_view (fixture.window, "voice");
  ui_test_wait_for (!gtk_widget_get_mapped (request));
  idio_window_show_view (fixture.window, "write");
  ui_test_wait_for (gtk_widget_get_mapped (request));
  g_assert_true (has_selected (request, "Friends"));
  idio_test_remove_tree (dir);
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/audiences/new", test_new);
  idio_test_add_fiber ("/audiences/refused", test_refused);
  idio_test_add_fiber ("/audiences/lists-follow", test_lists_follow);
  idio_test_add_fiber ("/audiences/menus-follow", test_menus_follow);
  idio_test_add_fiber ("/audiences/preferences", test_preferences);
  idio_test_add_fiber ("/audiences/usual", test_usual);
}

int
main (int   argc,
      char *argv[])
{
  return ui_test_main (argc, argv, add_tests);
}
