/* idio-cli-models.c: the commands models, get-model and remove-model
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "cli/idio-cli.h"
#include "cli/idio-signals.h"
#include "cli/idio-terminal.h"
#include "corpus/idio-nick.h"
#include "idio-enums.h"
#include "llm/idio-found-models.h"
#include "llm/idio-gguf.h"
#include "llm/idio-json.h"
#include "llm/idio-model-catalog.h"
#include "llm/idio-model-download.h"
#include "llm/idio-model-store.h"

/* What the user's own list has wrong does not keep the rest from being used. */
static IdioModelCatalog *
load_catalog (void)
{
  IdioModelCatalog *catalog = idio_model_catalog_new ();
  const char * const *problems = idio_model_catalog_get_problems (catalog);

  for (guint i = 0; problems[i] != NULL; i++)
    idio_terminal_print_error ("%s", problems[i]);

  return catalog;
}

static gboolean
is_in_use (IdioCli    *cli,
           const char *path)
{
  IdioModelChoice *choice = idio_workspace_get_choice (cli->workspace);
  g_autofree char *file = idio_model_choice_dup_file (choice);

  return g_strcmp0 (file, path) == 0;
}

/* What is known of a model of the catalogue on this computer */
typedef struct
{
  char            *path;
  IdioStoredModel *stored;
  gboolean         whole;
  gboolean         recommended;
  gboolean         in_use;
} Place;

static void
place_clear (Place *place)
{
  g_free (place->path);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

static Place
find_place (IdioCli        *cli,
            IdioModelEntry *entry,
            IdioModelStore *store,
            IdioModelEntry *recommended)
{
  Place place = { .path = idio_model_entry_dup_path (entry) };

  place.stored = idio_model_store_find (store, place.path);
  place.whole = idio_model_entry_is_on_disk (entry);
  place.recommended = entry == recommended;
  place.in_use = place.whole && is_in_use (cli, place.path);

  return place;
}

/* Takes @detail. */
static void
print_detail (char *detail)
{
  idio_terminal_print_line ("  %s", detail);
  g_free (detail);
}

static void
print_entry (IdioModelEntry *entry,
             const Place    *place)
{
  g_autofree char *size = g_format_size (idio_model_entry_get_bytes (entry));
  g_autofree char *memory = g_format_size (idio_model_entry_get_memory (entry));
  g_autofree char *left = NULL;
  const char *license = idio_model_entry_get_license (entry), *url = idio_model_entry_get_license_url (entry);

  /* Translators: what a model is called here, its name, its size, such as “3.3 GB”, and the memory it takes */
  idio_terminal_print_line (_("%s: %s, %s to download, %s of memory"), idio_model_entry_get_id (entry),
                            idio_model_entry_get_name (entry), size, memory);

  if (*idio_model_entry_get_good_for (entry) != '\0')
    print_detail (g_strdup (idio_model_entry_get_good_for (entry)));

  if (license != NULL && url != NULL)
    /* Translators: the name of a license, and where it is */
    print_detail (g_strdup_printf (_("License: %s, %s"), license, url));

  if (place->recommended)
    print_detail (g_strdup (_("Recommended for this computer")));

  if (place->whole && place->in_use)
    print_detail (g_strdup_printf (_("On this computer, and in use: %s"), place->path));
  else if (place->whole)
    print_detail (g_strdup_printf (_("On this computer: %s"), place->path));
  else if (place->stored != NULL)
    {
      left = g_format_size (idio_stored_model_get_bytes (place->stored));
      print_detail (g_strdup_printf (_("%s are here; “get-model” goes on from there"), left));
    }
}

static void
build_entry (JsonBuilder    *builder,
             IdioModelEntry *entry,
             const Place    *place)
{
  const char * const *languages = idio_model_entry_get_languages (entry);

  json_builder_begin_object (builder);
  idio_json_add_string (builder, "id", idio_model_entry_get_id (entry));
  idio_json_add_string (builder, "name", idio_model_entry_get_name (entry));
  idio_json_add_string (builder, "good-for", idio_model_entry_get_good_for (entry));
  json_builder_set_member_name (builder, "languages");
  json_builder_begin_array (builder);

  for (guint i = 0; languages[i] != NULL; i++)
    json_builder_add_string_value (builder, languages[i]);

  json_builder_end_array (builder);
  idio_json_add_int (builder, "bytes", (gint64) idio_model_entry_get_bytes (entry));
  idio_json_add_int (builder, "memory", (gint64) idio_model_entry_get_memory (entry));
  idio_json_add_string (builder, "license", idio_model_entry_get_license (entry));
  idio_json_add_string (builder, "license-url", idio_model_entry_get_license_url (entry));
  idio_json_add_string (builder, "thinking",
                        idio_nick_from_value (IDIO_TYPE_THINKING, (gint) idio_model_entry_get_thinking (entry)));
  idio_json_add_string (builder, "capability", idio_model_entry_get_capability (entry));
  idio_json_add_int (builder, "bytes-here",
                     place->stored != NULL ? (gint64) idio_stored_model_get_bytes (place->stored) : 0);
  idio_json_add_string (builder, "path", place->whole ? place->path : NULL);
  json_builder_set_member_name (builder, "recommended");
  json_builder_add_boolean_value (builder, place->recommended);
  json_builder_set_member_name (builder, "in-use");
  json_builder_add_boolean_value (builder, place->in_use);
  json_builder_end_object (builder);
}

static void
list_entries (IdioCli          *cli,
              JsonBuilder      *builder,
              IdioModelCatalog *catalog,
              IdioModelStore   *store)
{
  IdioModelEntry *recommended = idio_model_catalog_recommend_here (catalog);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (catalog)); i++)
    {
      g_autoptr(IdioModelEntry) entry = g_list_model_get_item (G_LIST_MODEL (catalog), i);
      g_auto(Place) place = find_place (cli, entry, store, recommended);

      if (cli->json)
        build_entry (builder, entry, &place);
      else
        print_entry (entry, &place);
    }
}

static void
list_found (IdioCli     *cli,
            JsonBuilder *builder,
            GPtrArray   *found)
{
  for (guint i = 0; i < found->len; i++)
    {
      const IdioFoundModel *model = g_ptr_array_index (found, i);
      g_autofree char *size = g_format_size (model->bytes);

      if (cli->json)
        {
          json_builder_begin_object (builder);
          idio_json_add_string (builder, "name", model->name);
          idio_json_add_string (builder, "path", model->path);
          idio_json_add_int (builder, "bytes", (gint64) model->bytes);
          idio_json_add_string (builder, "source", model->source);
          json_builder_end_object (builder);
        }
      else
        /* Translators: the name of a model, the program that has it, such as “Ollama”, its size, and its file */
        idio_terminal_print_line (_("%s, of %s: %s, %s"), model->name, model->source, size, model->path);
    }
}

/* Lists what can be downloaded, what was, and what other programs have. */
IdioCliStatus
idio_cli_models (IdioCli *cli)
{
  g_autoptr(IdioModelCatalog) catalog = NULL;
  g_autoptr(IdioModelStore) store = NULL;
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(GPtrArray) found = NULL;

  if (!idio_cli_has_args (cli, 0))
    return IDIO_CLI_USAGE;

  catalog = load_catalog ();
  store = idio_model_store_new ();
  found = dex_await_boxed (idio_found_models_list (), NULL);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "models");
  json_builder_begin_array (builder);
  list_entries (cli, builder, catalog, store);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "found");
  json_builder_begin_array (builder);
  list_found (cli, builder, found);
  json_builder_end_array (builder);
  json_builder_end_object (builder);

  if (cli->json)
    idio_cli_print (builder);

  return IDIO_CLI_DONE;
}

static void
show_progress (IdioModelDownload *download,
               GParamSpec        *pspec,
               gpointer           user_data)
{
  g_autofree char *status = idio_model_download_dup_status (download);

  idio_terminal_progress ("%s", status);
}

static gboolean
has_id (IdioCli *cli)
{
  if (cli->args[0] != NULL)
    return idio_cli_has_args (cli, 1);

  idio_cli_misuse (_("Which model? “idiolect-cli models” lists them."));

  return FALSE;
}

/* Downloads a model, or goes on with it. */
IdioCliStatus
idio_cli_get_model (IdioCli *cli)
{
  g_autoptr(IdioModelCatalog) catalog = NULL;
  g_autoptr(IdioModelDownload) download = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = NULL;
  IdioModelEntry *entry;

  if (!has_id (cli))
    return IDIO_CLI_USAGE;

  catalog = load_catalog ();

  if (!(entry = idio_model_catalog_find (catalog, cli->args[0])))
    return idio_cli_fail (_("There is no model “%s”. “idiolect-cli models” lists those there are."), cli->args[0]);

  download = idio_model_download_new (entry);
  g_signal_connect (download, "notify::status", G_CALLBACK (show_progress), NULL);
  g_signal_connect_object (cli->cancellable, "cancelled", G_CALLBACK (idio_model_download_stop), download,
                           G_CONNECT_SWAPPED);
  idio_signals_watch (cli->cancellable);

  if (!(path = dex_await_string (idio_model_download_start (download), &error)))
    return idio_cli_fail ("%s", error->message);

  idio_terminal_progress (NULL);
  idio_terminal_print_line ("%s", path);

  return IDIO_CLI_DONE;
}

static IdioStoredModel *
find_stored (IdioModelCatalog *catalog,
             IdioModelStore   *store,
             const char       *id)
{
  IdioModelEntry *entry = idio_model_catalog_find (catalog, id);
  g_autofree char *path = entry != NULL ? idio_model_entry_dup_path (entry) : NULL;

  if (path != NULL)
    return idio_model_store_find (store, path);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (store)); i++)
    {
      g_autoptr(IdioStoredModel) model = g_list_model_get_item (G_LIST_MODEL (store), i);

      if (g_str_equal (idio_stored_model_get_name (model), id))
        return model;
    }

  return NULL;
}

/* Deletes a model, or what is left of a download. */
IdioCliStatus
idio_cli_remove_model (IdioCli *cli)
{
  g_autoptr(IdioModelCatalog) catalog = NULL;
  g_autoptr(IdioModelStore) store = NULL;
  g_autoptr(IdioStoredModel) model = NULL;
  g_autoptr(GError) error = NULL;

  if (!has_id (cli))
    return IDIO_CLI_USAGE;

  catalog = load_catalog ();
  store = idio_model_store_new ();

  if (!g_set_object (&model, find_stored (catalog, store, cli->args[0])))
    return idio_cli_fail (_("The model “%s” was not downloaded."), cli->args[0]);

  if (!dex_await (idio_model_store_remove (store, model), &error))
    return idio_cli_fail ("%s", error->message);

  return IDIO_CLI_DONE;
}
