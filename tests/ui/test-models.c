/* test-models.c: from no model to a draft, by clicks
 *
 * The catalogue is the user's own file, with which each model that comes with the program is replaced by one that a
 * server here has.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "file-server.h"
#include "llm/idio-gguf.h"
#include "llm/idio-model-catalog.h"
#include "ui-fixture.h"
#include "ui/idio-model-row.h"
#include "ui/idio-models-group.h"
#include "ui/idio-preferences-dialog.h"

static char *model_path;

/* Every model of the program becomes this one. */
static void
write_catalog (FileServer *server,
               gsize       n_bytes,
               const char *checksum)
{
  g_autofree char *folder = g_build_filename (g_get_user_config_dir (), "idiolect", NULL);
  g_autofree char *path = g_build_filename (folder, "models.json", NULL);
  g_autoptr(IdioModelCatalog) catalog = NULL;
  g_autoptr(GString) json = g_string_new ("{\"models\": [");

  g_unlink (path);
  catalog = idio_model_catalog_new ();

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (catalog)); i++)
    {
      g_autoptr(IdioModelEntry) entry = g_list_model_get_item (G_LIST_MODEL (catalog), i);

      g_string_append_printf (json,
                              "%s{\"id\": \"%s\", \"name\": \"Tiny\", \"memory\": 1000000, \"file\": \"tiny-%u.gguf\", "
                              "\"parts\": [{\"urls\": [\"%s/tiny.gguf\"], \"bytes\": %" G_GSIZE_FORMAT
                              ", \"sha256\": \"%s\"}]}",
                              i > 0 ? ", " : "", idio_model_entry_get_id (entry), i, server->url, n_bytes, checksum);
    }

  g_string_append (json, "]}");
  g_mkdir_with_parents (folder, 0700);
  idio_test_write (folder, "models.json", json->str);
}

static void
remove_models (void)
{
  g_autofree char *folder = idio_models_dup_folder ();

  if (g_file_test (folder, G_FILE_TEST_EXISTS))
    idio_test_remove_tree (folder);
}

static GtkWidget *
find_row (UiFixture *fixture)
{
  GtkListBox *list = ui_test_child (ui_test_child (ui_fixture_get_page (fixture, "write"), "models_group"), "models_list");

  return GTK_WIDGET (gtk_list_box_get_row_at_index (list, 0));
}

static gboolean
can_click (UiFixture  *fixture,
           const char *button)
{
  GtkWidget *row = find_row (fixture);

  return row != NULL && gtk_widget_get_mapped (ui_test_child (row, button));
}

static void
click (UiFixture  *fixture,
       const char *button)
{
  ui_test_wait_for (can_click (fixture, button));
  g_signal_emit_by_name (ui_test_child (find_row (fixture), button), "clicked");
}

/* Answers the question that a click led to. */
static void
answer (UiFixture  *fixture,
        const char *response)
{
  AdwDialog *dialog;

  ui_test_wait_for ((dialog = ui_test_find_dialog (fixture->window, ADW_TYPE_ALERT_DIALOG)) != NULL);
  g_signal_emit_by_name (dialog, "response", response);
  adw_dialog_force_close (dialog);
}

static gboolean
has_model (UiFixture *fixture)
{
  return idio_model_choice_get_provider (ui_fixture_get_choice (fixture)) != NULL;
}

static int
count_chars (UiFixture     *fixture,
             IdioDraftKind  kind)
{
  return gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (ui_fixture_get_text_view (fixture, kind)));
}

/* What a newcomer does: one click and one answer, then a draft of the real model. */
static void
test_first_run (void)
{
  g_auto(UiFixture) fixture = { NULL, };
  g_autoptr(GMappedFile) model = g_mapped_file_new (model_path, FALSE, NULL);
  gsize n_bytes = g_mapped_file_get_length (model);
  ServedFile file = { .path = "/tiny.gguf", .data = g_mapped_file_get_contents (model), .length = n_bytes, .tag = "\"1\"" };
  g_autofree char *checksum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) file.data, n_bytes);
  g_autoptr(FileServer) server = file_server_new (&file, 1);

  remove_models ();
  write_catalog (server, n_bytes, checksum);
  ui_fixture_init (&fixture, "write", NULL, 0, NULL);
  g_assert_false (has_model (&fixture));
  g_assert_cmpuint (file_server_count_requests (server), ==, 0);

  click (&fixture, "download_button");
  answer (&fixture, "cancel");
  ui_test_wait_for (ui_test_find_dialog (fixture.window, ADW_TYPE_ALERT_DIALOG) == NULL);
  g_assert_cmpuint (file_server_count_requests (server), ==, 0);

  click (&fixture, "download_button");
  answer (&fixture, "download");
  ui_test_wait_for (has_model (&fixture));
  ui_test_wait_for (ui_fixture_shows (&fixture, "Tiny is ready"));
  g_assert_false (gtk_widget_get_visible (ui_test_child (ui_fixture_get_page (&fixture, "write"), "models_group")));

  ui_fixture_ask_for (&fixture, "Thank Ann for the boxes");

  /* A real model takes as long as the machine lets it. */
  while (!ui_fixture_is_idle (&fixture))
    dex_await (dex_timeout_new_msec (50), NULL);

  g_assert_cmpint (count_chars (&fixture, IDIO_DRAFT_KIND_GENERIC), >, 20);
  g_assert_cmpint (count_chars (&fixture, IDIO_DRAFT_KIND_PERSONAL), >, 20);
}

/* What was stopped says how much is there, and goes on without a question. */
static void
test_stop_and_go_on (void)
{
  g_auto(UiFixture) fixture = { NULL, };
  g_autofree char *bytes = g_strnfill (400000, 'x');
  ServedFile file = { .path = "/tiny.gguf", .data = bytes, .length = 400000, .tag = "\"1\"", .chunk_bytes = 4000,
                      .pause_usec = 20000 };
  g_autofree char *checksum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, bytes, 400000);
  g_autoptr(FileServer) server = file_server_new (&file, 1);
  g_autoptr(GtkWidget) row = NULL;

  remove_models ();
  write_catalog (server, 400000, checksum);
  ui_fixture_init (&fixture, "write", NULL, 0, NULL);
  row = g_object_ref (find_row (&fixture));
  click (&fixture, "download_button");
  answer (&fixture, "download");
  ui_test_wait_for (server->n_sent > 40000);
  click (&fixture, "stop_button");
  ui_test_wait_for (can_click (&fixture, "download_button"));
  g_assert_cmpstr (ui_test_get_text (ui_test_child (find_row (&fixture), "download_button")), ==, "_Go On");
  g_assert_nonnull (strstr (ui_test_get_text (ui_test_child (find_row (&fixture), "progress_label")), "400.0"));
  g_assert_true (find_row (&fixture) == row);

  click (&fixture, "download_button");
  g_assert_null (ui_test_find_dialog (fixture.window, ADW_TYPE_ALERT_DIALOG));
  click (&fixture, "stop_button");
  ui_test_wait_for (can_click (&fixture, "delete_button"));
  click (&fixture, "delete_button");
  answer (&fixture, "delete");
  ui_test_wait_for (can_click (&fixture, "download_button") &&
                    g_str_equal (ui_test_get_text (ui_test_child (find_row (&fixture), "download_button")), "_Download"));
  g_assert_true (find_row (&fixture) == row);
}

/* Whoever has a model sees at Write that another one is on its way. */
static void
test_another (void)
{
  static const FakeAnswer answers[] = { ANSWER ("Here it is") };
  g_auto(UiFixture) fixture = { NULL, };
  g_autofree char *bytes = g_strnfill (400000, 'x');
  ServedFile file = { .path = "/tiny.gguf", .data = bytes, .length = 400000, .tag = "\"1\"", .chunk_bytes = 4000,
                      .pause_usec = 20000 };
  g_autofree char *checksum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, bytes, 400000);
  g_autoptr(FileServer) server = file_server_new (&file, 1);
  g_autoptr(IdioModelDownloads) downloads = NULL;
  g_autoptr(IdioModelEntry) entry = NULL;
  GtkWidget *label;

  remove_models ();
  write_catalog (server, 400000, checksum);
  ui_fixture_init (&fixture, "write", answers, G_N_ELEMENTS (answers), "drafts");
  downloads = idio_model_downloads_ref_default ();
  entry = g_list_model_get_item (G_LIST_MODEL (idio_model_downloads_get_catalog (downloads)), 0);
  label = ui_test_child (ui_fixture_get_page (&fixture, "write"), "download_label");
  g_assert_false (gtk_widget_get_mapped (label));

  idio_model_downloads_start (downloads, entry);
  ui_test_wait_for (gtk_widget_get_mapped (label) && strstr (ui_test_get_text (label), "Downloading Tiny: ") != NULL &&
                    strstr (ui_test_get_text (label), "400.0") != NULL);
  idio_test_await (idio_model_downloads_stop (downloads));
  ui_test_wait_for (!gtk_widget_get_mapped (label));
}

/* What is not the model is deleted, and said. */
static void
test_wrong (void)
{
  g_auto(UiFixture) fixture = { NULL, };
  ServedFile file = { .path = "/tiny.gguf", .data = "another", .length = 7, .tag = "\"1\"" };
  g_autofree char *checksum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "the one", 7);
  g_autoptr(FileServer) server = file_server_new (&file, 1);

  remove_models ();
  write_catalog (server, 7, checksum);
  ui_fixture_init (&fixture, "write", NULL, 0, NULL);
  click (&fixture, "download_button");
  answer (&fixture, "download");
  ui_test_wait_for (can_click (&fixture, "problem_label"));
  g_assert_true (can_click (&fixture, "download_button"));
  g_assert_false (has_model (&fixture));
  g_assert_true (g_str_has_suffix (ui_test_get_text (ui_test_child (find_row (&fixture), "problem_label")), "."));
}

static gboolean
shows_result (GtkWidget  *group,
              const char *title)
{
  return gtk_widget_get_mapped (ui_test_child (group, "result_row")) &&
         g_str_equal (adw_preferences_row_get_title (ui_test_child (group, "result_row")), title);
}

static void
type_and_test (AdwDialog  *dialog,
               GtkWidget  *group,
               const char *key)
{
  gtk_editable_set_text (ui_test_child (group, "key_row"), key);
  ui_test_click (dialog, "Test");
}

/* The words of buttons that lead from a service to a draft; a wrong key is told as that, and nothing goes through the
 * network before the user agreed to what it is. */
static void
test_service (void)
{
  static const FakeAnswer answers[] = {
    { 401, { "{\"error\":{\"message\":\"Incorrect API key provided\",\"code\":\"invalid_api_key\"}}" } },
    { 200, { "{\"data\":[{\"id\":\"able\"}]}" } },
    ANSWER ("Here it is"),
  };
  g_auto(UiFixture) fixture = { NULL, };
  AdwDialog *dialog;
  GtkWidget *group;
  AdwComboRow *presets;
  guint n_requests;

  fixture.data_dir = idio_test_make_dir ();
  fixture.settings = g_settings_new (APP_ID);
  ui_test_fill_example (fixture.data_dir);
  ui_fixture_choose_service (&fixture, answers, G_N_ELEMENTS (answers), "drafts");
  g_settings_reset (fixture.settings, "model-kind");
  g_settings_reset (fixture.settings, "service-model");
  ui_fixture_open_window (&fixture, "write");

  dialog = idio_preferences_dialog_new (ui_fixture_get_workspace (&fixture));
  adw_dialog_present (dialog, GTK_WIDGET (fixture.window));
  group = ui_test_child (dialog, "service_group");
  gtk_check_button_set_active (ui_test_child (dialog, "service_check"), TRUE);
  presets = ui_test_child (group, "preset_row");
  ui_test_wait_for (gtk_widget_get_mapped (GTK_WIDGET (presets)));
  g_assert_cmpuint (adw_combo_row_get_selected (presets), ==,
                    g_list_model_get_n_items (adw_combo_row_get_model (presets)) - 1);

  /* To connect, and to send the key where others can read it, are two questions. */
  type_and_test (dialog, group, " wrong-key-12345\r\n");
  answer (&fixture, "agree");
  ui_test_wait_for (fixture.server->requests->len == 0 && ui_test_find (fixture.window, GTK_TYPE_LABEL,
                                                                       "Send the Key Unencrypted?") != NULL);
  answer (&fixture, "agree");
  ui_test_wait_for (shows_result (group, "The key does not work"));
  g_assert_true (gtk_widget_get_mapped (ui_test_child (group, "details_button")));
  g_assert_false (has_model (&fixture));

  type_and_test (dialog, group, "right-key-12345");
  ui_test_wait_for (shows_result (group, "It works: there is 1 model"));
  ui_test_wait_for (has_model (&fixture));
  g_assert_cmpstr (g_ptr_array_index (fixture.server->authorizations, 1), ==, "Bearer right-key-12345");

  /* The key can be seen to be there, and be replaced. */
  ui_test_wait_for (gtk_widget_get_mapped (ui_test_child (group, "stored_row")));
  g_assert_false (gtk_widget_get_mapped (ui_test_child (group, "key_row")));
  ui_test_click (dialog, "Replace…");
  ui_test_wait_for (gtk_widget_get_mapped (ui_test_child (group, "key_row")));
  adw_dialog_force_close (dialog);

  ui_fixture_ask_for (&fixture, "Thank Ann for the boxes");
  ui_test_wait_for (ui_test_find (fixture.window, GTK_TYPE_LABEL, "Send This?") != NULL);
  ui_test_click (fixture.window, "Send");
  ui_test_wait_for (ui_fixture_both_have (&fixture, "Here it is") && ui_fixture_is_idle (&fixture));
  n_requests = fixture.server->requests->len;

  /* Whoever thinks better of it keeps the drafts there were. */
  ui_fixture_ask_for (&fixture, "Thank Bo as well");
  ui_test_wait_for (ui_test_find (fixture.window, GTK_TYPE_LABEL, "Send This?") != NULL);
  ui_test_click (fixture.window, "Cancel");
  ui_test_wait_for (ui_fixture_is_idle (&fixture));
  g_assert_true (ui_fixture_both_have (&fixture, "Here it is"));

  /* Nothing goes to a service that was left, also as long as there is no model in its place. */
  dialog = idio_preferences_dialog_new (ui_fixture_get_workspace (&fixture));
  adw_dialog_present (dialog, GTK_WIDGET (fixture.window));
  gtk_check_button_set_active (ui_test_child (dialog, "local_check"), TRUE);
  ui_test_wait_for (!has_model (&fixture));
  adw_dialog_force_close (dialog);
  g_assert_cmpint (g_settings_get_enum (fixture.settings, "model-kind"), ==, IDIO_MODEL_KIND_NONE);
  g_assert_true (can_click (&fixture, "download_button"));
  g_assert_cmpuint (fixture.server->requests->len, ==, n_requests);
}

static gboolean
has_key (UiFixture *fixture)
{
  g_autofree char *url = g_settings_get_string (fixture->settings, "service-url");

  return dex_await_boolean (idio_secrets_has (idio_model_choice_get_secrets (ui_fixture_get_choice (fixture)), url), NULL);
}

/* A key can be removed alone; what is sent after that has none. */
static void
test_remove_key (void)
{
  static const FakeAnswer answers[] = { ANSWER ("Here it is") };
  g_auto(UiFixture) fixture = { NULL, };
  g_autofree char *url = NULL;
  AdwDialog *dialog;
  GtkWidget *group;

  ui_fixture_init (&fixture, "write", answers, G_N_ELEMENTS (answers), "drafts");
  url = g_settings_get_string (fixture.settings, "service-url");
  idio_test_await (idio_secrets_store (idio_model_choice_get_secrets (ui_fixture_get_choice (&fixture)), url, "key-1234567"));
  idio_model_choice_allow_unencrypted (ui_fixture_get_choice (&fixture), url, FALSE);
  idio_test_await (idio_model_choice_load (ui_fixture_get_choice (&fixture)));
  g_assert_true (has_key (&fixture));
  ui_fixture_ask_for (&fixture, "Thank Ann for the boxes");
  ui_test_wait_for (ui_fixture_both_have (&fixture, "Here it is") && ui_fixture_is_idle (&fixture));
  g_assert_cmpstr (g_ptr_array_index (fixture.server->authorizations, 0), ==, "Bearer key-1234567");

  dialog = idio_preferences_dialog_new (ui_fixture_get_workspace (&fixture));
  adw_dialog_present (dialog, GTK_WIDGET (fixture.window));
  group = ui_test_child (dialog, "service_group");
  ui_test_wait_for (gtk_widget_get_mapped (ui_test_child (group, "stored_row")));
  ui_test_click (dialog, "Remove…");
  answer (&fixture, "cancel");
  ui_test_wait_for (ui_test_find_dialog (fixture.window, ADW_TYPE_ALERT_DIALOG) == NULL);
  g_assert_true (has_key (&fixture));
  ui_test_click (dialog, "Remove…");
  answer (&fixture, "remove");
  ui_test_wait_for (gtk_widget_get_mapped (ui_test_child (group, "key_row")));
  g_assert_false (has_key (&fixture));
  adw_dialog_force_close (dialog);

  ui_fixture_ask_for (&fixture, "Thank Bo as well");
  ui_test_wait_for (fixture.server->requests->len == 4 && ui_fixture_is_idle (&fixture));
  g_assert_cmpstr (g_ptr_array_index (fixture.server->authorizations, 3), ==, "");
}

static gboolean
has_hint (const char *capability)
{
  g_auto(UiFixture) fixture = { NULL, };
  g_autoptr(IdioGguf) model = idio_gguf_read (model_path, NULL);
  g_autofree char *identity = g_strdup_printf ("%s#%s", model_path, model->name);
  g_autofree char *result = g_strdup_printf ("%s %d", capability, IDIO_CAPABILITY_VERSION);
  g_autoptr(GSettings) settings = g_settings_new (APP_ID);
  g_autoptr(GVariant) known = g_variant_ref_sink (g_variant_new_parsed ("{%s: %s}", identity, result));
  gboolean mapped;

  g_setenv ("IDIOLECT_MODEL", model_path, TRUE);
  g_settings_set_value (settings, "capability", known);
  ui_fixture_init (&fixture, "write", NULL, 0, NULL);
  ui_test_wait_for (idio_model_choice_get_provider (ui_fixture_get_choice (&fixture)) != NULL);
  dex_await (dex_timeout_new_msec (50), NULL);
  mapped = gtk_widget_get_mapped (ui_test_child (ui_fixture_get_page (&fixture, "write"), "hint_box"));
  g_unsetenv ("IDIOLECT_MODEL");
  g_assert_cmpint (mapped, ==, ui_test_find (fixture.window, GTK_TYPE_BUTTON, "Better Models") != NULL);

  return mapped;
}

/* A model that is too small to follow anything is said to be so, with a way to a better one. */
static void
test_small_model (void)
{
  g_assert_true (has_hint ("drafts"));
  g_assert_false (has_hint ("follows"));
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/models/first-run", test_first_run);
  idio_test_add_fiber ("/models/stop-and-go-on", test_stop_and_go_on);
  idio_test_add_fiber ("/models/another", test_another);
  idio_test_add_fiber ("/models/wrong", test_wrong);
  idio_test_add_fiber ("/models/service", test_service);
  idio_test_add_fiber ("/models/remove-key", test_remove_key);
  idio_test_add_fiber ("/models/small-model", test_small_model);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *keyring = g_dir_make_tmp ("idiolect-keyring-XXXXXX", NULL);
  int status;
  g_autofree char *keyring_path = g_build_filename (keyring, "test.keyring", NULL);

  /* libsecret's own encrypted file, as in a Flatpak: a keyring that nobody unlocked would ask for its password. */
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", keyring_path, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "password", TRUE);
  model_path = g_strdup (g_getenv ("IDIOLECT_MODEL"));
  g_unsetenv ("IDIOLECT_MODEL");

  status = ui_test_main (argc, argv, add_tests);
  idio_test_remove_tree (keyring);

  return status;
}
