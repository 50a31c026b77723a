/* ui-fixture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "near-resolver.h"
#include "ui-fixture.h"
#include "ui/idio-documents-page.h"

/**
 * ui_fixture_clear:
 * @fixture: a fixture
 *
 * Closes the window and forgets the model.
 */
void
ui_fixture_clear (UiFixture *fixture)
{
  if (fixture->window != NULL)
    ui_test_close (fixture->window);

  g_settings_reset (fixture->settings, "model-kind");
  g_settings_reset (fixture->settings, "agreed-hosts");
  g_clear_object (&fixture->settings);
  g_clear_pointer (&fixture->server, fake_server_free);
  g_clear_pointer (&fixture->data_dir, g_free);
}

/**
 * ui_fixture_choose_service:
 * @fixture: a fixture without a window
 * @answers: what the service says
 * @n_answers: how many
 * @capability: what its model is known to be fit for
 *
 * Chooses a model at a service, to which nobody agreed yet.
 */
void
ui_fixture_choose_service (UiFixture        *fixture,
                           const FakeAnswer *answers,
                           guint             n_answers,
                           const char       *capability)
{
  g_autoptr(GVariant) known = NULL;
  g_autofree char *url = NULL, *identity = NULL, *result = NULL;

  near_resolver_install ();
  fixture->server = fake_server_new (answers, n_answers);
  url = g_strconcat ("http://" SERVICE_HOST, strrchr (fixture->server->url, ':'), NULL);
  identity = g_strconcat (url, "#able", NULL);
  result = g_strdup_printf ("%s %d", capability, IDIO_CAPABILITY_VERSION);
  known = g_variant_ref_sink (g_variant_new_parsed ("{%s: %s}", identity, result));

  g_settings_set_string (fixture->settings, "service-url", url);
  g_settings_set_string (fixture->settings, "service-model", "able");
  g_settings_set_enum (fixture->settings, "model-kind", IDIO_MODEL_KIND_SERVICE);
  g_settings_set_value (fixture->settings, "capability", known);
}

IdioWorkspace *
ui_fixture_get_workspace (UiFixture *fixture)
{
  return idio_window_get_workspace (fixture->window);
}

IdioModelChoice *
ui_fixture_get_choice (UiFixture *fixture)
{
  return idio_workspace_get_choice (ui_fixture_get_workspace (fixture));
}

gpointer
ui_fixture_get_page (UiFixture  *fixture,
                     const char *view)
{
  return adw_view_stack_get_child_by_name (ui_test_child (fixture->window, "view_stack"), view);
}

/* The list of documents is filled soon after it is there. */
static guint
count_listed (UiFixture *fixture)
{
  GtkListView *list = ui_test_list_view (ui_fixture_get_page (fixture, "documents"));

  return g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (list)));
}

/**
 * ui_fixture_open_window:
 * @fixture: a fixture without a window
 * @view: a view
 *
 * Opens a window at a view.
 */
void
ui_fixture_open_window (UiFixture  *fixture,
                        const char *view)
{
  fixture->window = ui_test_open (fixture->data_dir);
  idio_window_show_view (fixture->window, view);
  ui_test_wait_for (gtk_widget_get_mapped (ui_fixture_get_page (fixture, view)));
  ui_test_wait_for (count_listed (fixture) == ui_fixture_count_documents (fixture));

  /* Erasing everything forgets the service. */
  if (g_settings_get_enum (fixture->settings, "model-kind") != IDIO_MODEL_KIND_NONE)
    ui_test_wait_for (idio_model_choice_get_provider (ui_fixture_get_choice (fixture)) != NULL);
}

/**
 * ui_fixture_init:
 * @fixture: an empty fixture
 * @view: a view
 * @answers: (nullable): what a service says, or %NULL for no model
 * @n_answers: how many
 * @capability: what its model is known to be fit for
 *
 * Opens a window at a view, with the made-up writer's texts, and a model at a service that was agreed to.
 */
void
ui_fixture_init (UiFixture        *fixture,
                 const char       *view,
                 const FakeAnswer *answers,
                 guint             n_answers,
                 const char       *capability)
{
  fixture->data_dir = idio_test_make_dir ();
  fixture->settings = g_settings_new (APP_ID);
  ui_test_fill_example (fixture->data_dir);

  if (answers != NULL)
    {
      ui_fixture_choose_service (fixture, answers, n_answers, capability);
      g_settings_set_strv (fixture->settings, "agreed-hosts", (const char * const[]) { SERVICE_HOST, NULL });
    }

  ui_fixture_open_window (fixture, view);
}

/**
 * ui_fixture_init_empty:
 * @fixture: a fixture
 * @account: (nullable): an account that is known to be the user's
 *
 * Opens a window at the documents, of which there are none.
 */
void
ui_fixture_init_empty (UiFixture  *fixture,
                       const char *account)
{
  fixture->data_dir = idio_test_make_dir ();
  fixture->settings = g_settings_new (APP_ID);
  ui_fixture_open_window (fixture, "documents");

  if (account != NULL)
    dex_await (idio_corpus_add_accounts (idio_workspace_get_corpus (ui_fixture_get_workspace (fixture)),
                                         (const char * const[]) { account, NULL }), NULL);
}

/**
 * ui_fixture_import:
 * @fixture: a fixture
 * @dir: a folder with texts
 *
 * Has the page of documents add them.
 */
void
ui_fixture_import (UiFixture  *fixture,
                   const char *dir)
{
  g_autoptr(GListModel) files = ui_test_list_folder (dir);

  idio_documents_page_import (ui_fixture_get_page (fixture, "documents"), files);
}

guint
ui_fixture_count_documents (UiFixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (idio_workspace_get_corpus (ui_fixture_get_workspace (fixture))));
}

guint
ui_fixture_count_cards (UiFixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (idio_workspace_get_voice (ui_fixture_get_workspace (fixture))));
}

/**
 * ui_fixture_shows:
 * @fixture: a fixture
 * @words: what a label says
 *
 * Returns: whether the window has such a label on screen
 */
gboolean
ui_fixture_shows (UiFixture  *fixture,
                  const char *words)
{
  return ui_test_find (fixture->window, GTK_TYPE_LABEL, words) != NULL;
}

/**
 * ui_fixture_has_request:
 * @fixture: a fixture
 * @request: a text
 *
 * Returns: whether that is all in the request
 */
gboolean
ui_fixture_has_request (UiFixture  *fixture,
                        const char *request)
{
  g_autofree char *text = ui_test_dup_buffer (ui_fixture_get_request_child (fixture, "request_view"));

  return g_str_equal (text, request);
}

/**
 * ui_test_add_draft:
 * @workspace: where to
 * @request: what was asked for
 * @text: the personal draft that came of it
 * @leak: (nullable) (transfer full): what leaked into it
 *
 * Adds it to the history, as if it had been written.
 */
void
ui_test_add_draft (IdioWorkspace *workspace,
                   const char    *request,
                   const char    *text,
                   IdioLeak      *leak)
{
  IdioHistory *history = idio_workspace_get_history (workspace);
  g_autoptr(IdioBrief) brief = idio_brief_new (IDIO_BRIEF_KIND_WRITE, request, IDIO_AUDIENCE_GENERAL, IDIO_LENGTH_USUAL,
                                               0);
  g_autoptr(IdioHistoryEntry) entry = idio_test_await_object (idio_history_add (history, brief));
  g_autoptr(IdioDraft) draft = idio_draft_new (IDIO_DRAFT_KIND_PERSONAL);

  idio_draft_append (draft, text);

  if (leak != NULL)
    {
      g_autoptr(GPtrArray) leaks = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_leak_free);

      g_ptr_array_add (leaks, leak);
      idio_draft_set_leaks (draft, leaks);
    }

  idio_draft_set_state (draft, IDIO_DRAFT_STATE_FINISHED, NULL);
  idio_test_await (idio_history_save_draft (history, idio_history_entry_get_id (entry), draft));
}

/**
 * ui_test_list_folder:
 * @dir: a folder
 *
 * Returns: (transfer full): a list of files with that one
 */
GListModel *
ui_test_list_folder (const char *dir)
{
  GListStore *files = g_list_store_new (G_TYPE_FILE);
  g_autoptr(GFile) folder = g_file_new_for_path (dir);

  g_list_store_append (files, folder);

  return G_LIST_MODEL (files);
}

/**
 * ui_fixture_get_request_child:
 * @fixture: a fixture
 * @name: the name of a widget in the request box
 *
 * Returns: (transfer none): the widget
 */
gpointer
ui_fixture_get_request_child (UiFixture  *fixture,
                              const char *name)
{
  return ui_test_child (ui_test_child (ui_fixture_get_page (fixture, "write"), "request_box"), name);
}

gpointer
ui_fixture_get_pane (UiFixture     *fixture,
                     IdioDraftKind  kind)
{
  return ui_test_child (ui_test_child (ui_fixture_get_page (fixture, "write"), "drafts_view"),
                        kind == IDIO_DRAFT_KIND_GENERIC ? "generic_pane" : "personal_pane");
}

GtkTextView *
ui_fixture_get_text_view (UiFixture     *fixture,
                          IdioDraftKind  kind)
{
  return ui_test_child (ui_fixture_get_pane (fixture, kind), "text_view");
}

/**
 * ui_fixture_has_draft:
 * @fixture: a fixture
 * @kind: which draft
 * @text: some words
 *
 * Returns: whether that draft begins with them
 */
gboolean
ui_fixture_has_draft (UiFixture     *fixture,
                      IdioDraftKind  kind,
                      const char    *text)
{
  g_autofree char *shown = ui_test_dup_buffer (ui_fixture_get_text_view (fixture, kind));

  return g_str_has_prefix (shown, text);
}

gboolean
ui_fixture_both_have (UiFixture  *fixture,
                      const char *text)
{
  return ui_fixture_has_draft (fixture, IDIO_DRAFT_KIND_GENERIC, text) &&
         ui_fixture_has_draft (fixture, IDIO_DRAFT_KIND_PERSONAL, text);
}

/**
 * ui_fixture_ask_for:
 * @fixture: a fixture whose window is at “Write”
 * @request: what should be written
 *
 * Asks for both drafts.
 */
void
ui_fixture_ask_for (UiFixture  *fixture,
                    const char *request)
{
  ui_test_type (ui_fixture_get_request_child (fixture, "request_view"), request);
  ui_test_click (fixture->window, "Write");
}

gboolean
ui_fixture_is_idle (UiFixture *fixture)
{
  return ui_test_find (fixture->window, GTK_TYPE_BUTTON, "Write") != NULL;
}
