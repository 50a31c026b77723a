/* idio-model-catalog.c: the models that can be downloaded
 *
 * They come with the program, from small and quick to best. The file "idiolect/models.json" of the user's configuration
 * can replace some and add others.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "llm/idio-download-error.h"
#include "llm/idio-json.h"
#include "llm/idio-machine.h"
#include "llm/idio-model-catalog.h"

#define MAX_CATALOG_BYTES (1024 * 1024)
#define MAX_ENTRIES       1000
#define MAX_PROBLEMS      20

/* The part of the memory that a model may take beside a desktop with a browser: 4.8 of 8 GB */
#define MEMORY_SHARE 0.6

/* To write a word all weights are read once. On two cores of a server of 2026, a model of 1,117 MB wrote 10 tokens a
 * second, of which each core did half. From eight cores on memory is what they wait for. */
#define BYTES_PER_CORE_SECOND 5600000000.0
#define MAX_USEFUL_CORES      8

/* Two drafts of a mail of 150 words in a minute and a half */
#define MIN_TOKENS_PER_SECOND 5

struct _IdioModelCatalog
{
  GObject    parent_instance;

  GPtrArray *entries;
  GPtrArray *problems; /* sentences, and a NULL at the end */
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (IdioModelCatalog, idio_model_catalog, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

/* The sentences of data/models.json, for translators */
static const char * const sentences[] G_GNUC_UNUSED = {
  N_("Small and quick: short mails in English, on almost any computer."),
  N_("Small and quick: short mails and notes in many languages."),
  N_("Everyday mails, notes and summaries, on a computer with 8 GB of memory."),
  N_("Longer texts that hold together, on a computer with 12 GB of memory."),
  N_("The best texts of these models, on a fast computer with 16 GB of memory or more."),
};

static void
take_problem (IdioModelCatalog *self,
              char             *problem)
{
  g_assert (IDIO_IS_MODEL_CATALOG (self));

  if (self->problems->len <= MAX_PROBLEMS)
    g_ptr_array_insert (self->problems, (gint) self->problems->len - 1, problem);
  else
    g_free (problem);
}

/* Whether a model of another id would have the same file. */
static gboolean
has_file_of (IdioModelCatalog *self,
             IdioModelEntry   *entry)
{
  g_assert (IDIO_IS_MODEL_CATALOG (self));

  for (guint i = 0; i < self->entries->len; i++)
    {
      IdioModelEntry *other = g_ptr_array_index (self->entries, i);

      if (!g_str_equal (idio_model_entry_get_id (other), idio_model_entry_get_id (entry)) &&
          idio_model_entry_shares_file (other, entry))
        return TRUE;
    }

  return FALSE;
}

static void
take_entry (IdioModelCatalog *self,
            IdioModelEntry   *entry)
{
  g_assert (IDIO_IS_MODEL_CATALOG (self));

  for (guint i = 0; i < self->entries->len; i++)
    {
      IdioModelEntry *other = g_ptr_array_index (self->entries, i);

      if (g_str_equal (idio_model_entry_get_id (other), idio_model_entry_get_id (entry)))
        {
          g_ptr_array_index (self->entries, i) = entry;
          g_object_unref (other);
          return;
        }
    }

  if (self->entries->len < MAX_ENTRIES)
    g_ptr_array_add (self->entries, entry);
  else
    g_object_unref (entry);
}

static void
add_built_in (IdioModelCatalog *self)
{
  g_autoptr(GBytes) bytes = g_resources_lookup_data (RESOURCE_PATH "/models.json", G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *json = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  g_assert (IDIO_IS_MODEL_CATALOG (self));

  if (!idio_model_catalog_add (self, json) || self->problems->len > 1)
    g_error ("models.json: %s", (const char *) g_ptr_array_index (self->problems, 0));
}

static void
add_of_user (IdioModelCatalog *self)
{
  g_autofree char *path = g_build_filename (g_get_user_config_dir (), "idiolect", "models.json", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GFileInfo) info = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *json = NULL;

  g_assert (IDIO_IS_MODEL_CATALOG (self));

  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                            G_FILE_QUERY_INFO_NONE, NULL, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return;

  if (info == NULL || g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR ||
      g_file_info_get_size (info) > MAX_CATALOG_BYTES || !g_file_get_contents (path, &json, NULL, NULL))
    take_problem (self, g_strdup_printf (_("The list of models in “%s” can’t be read."), path));
  else
    idio_model_catalog_add (self, json);
}

static GType
idio_model_catalog_get_item_type (GListModel *model)
{
  return IDIO_TYPE_MODEL_ENTRY;
}

static guint
idio_model_catalog_get_n_items (GListModel *model)
{
  return IDIO_MODEL_CATALOG (model)->entries->len;
}

static gpointer
idio_model_catalog_get_item (GListModel *model,
                             guint       position)
{
  IdioModelCatalog *self = IDIO_MODEL_CATALOG (model);

  return position < self->entries->len ? g_object_ref (g_ptr_array_index (self->entries, position)) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = idio_model_catalog_get_item_type;
  iface->get_n_items = idio_model_catalog_get_n_items;
  iface->get_item = idio_model_catalog_get_item;
}

static void
idio_model_catalog_finalize (GObject *object)
{
  IdioModelCatalog *self = IDIO_MODEL_CATALOG (object);

  g_ptr_array_unref (self->entries);
  g_ptr_array_unref (self->problems);

  G_OBJECT_CLASS (idio_model_catalog_parent_class)->finalize (object);
}

static void
idio_model_catalog_class_init (IdioModelCatalogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = idio_model_catalog_finalize;
}

static void
idio_model_catalog_init (IdioModelCatalog *self)
{
  self->entries = g_ptr_array_new_with_free_func (g_object_unref);
  self->problems = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->problems, NULL);
  add_built_in (self);
}

/**
 * idio_model_catalog_new:
 *
 * Returns: (transfer full): a list of #IdioModelEntry: the models that come with the program, with those of the user's
 *   file "idiolect/models.json"
 */
IdioModelCatalog *
idio_model_catalog_new (void)
{
  IdioModelCatalog *self = g_object_new (IDIO_TYPE_MODEL_CATALOG, NULL);

  add_of_user (self);

  return self;
}

/**
 * idio_model_catalog_add:
 * @self: a catalogue
 * @json: the text of another
 *
 * Entries of the same id are replaced. What can't be used is told by idio_model_catalog_get_problems(). Not for
 * catalogues that are shown, as nobody is told that the list changed.
 *
 * Returns: whether the text is a catalogue
 */
gboolean
idio_model_catalog_add (IdioModelCatalog *self,
                        const char       *json)
{
  g_autoptr(JsonNode) root = NULL;
  JsonArray *models;

  g_return_val_if_fail (IDIO_IS_MODEL_CATALOG (self), FALSE);
  g_return_val_if_fail (json != NULL, FALSE);

  root = idio_json_parse (g_str_has_prefix (json, "\xef\xbb\xbf") ? json + 3 : json);
  models = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? idio_json_get_array (json_node_get_object (root), "models")
                                                         : NULL;

  if (models == NULL)
    {
      take_problem (self, g_strdup (_("The list of models in your settings is not in the right form, so it was not "
                                      "used.")));
      return FALSE;
    }

  for (guint i = 0; i < json_array_get_length (models); i++)
    {
      JsonNode *node = json_array_get_element (models, i);
      JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      const char *id = idio_json_get_string (object, "id");
      g_autoptr(GError) error = NULL;
      IdioModelEntry *entry = idio_model_entry_new_from_json (object, &error);

      if (entry != NULL && has_file_of (self, entry))
        {
          g_clear_object (&entry);
          g_set_error_literal (&error, IDIO_DOWNLOAD_ERROR, IDIO_DOWNLOAD_ERROR_CATALOG,
                               _("Another model in the list has a file of the same name."));
        }

      if (entry != NULL)
        take_entry (self, entry);
      else
        /* Translators: a model, by its name or its number in a list, and a sentence that says why */
        take_problem (self, id != NULL
                            ? g_strdup_printf (_("The model “%s” was left out. %s"), id, error->message)
                            : g_strdup_printf (_("Model number %u was left out. %s"), i + 1, error->message));
    }

  return TRUE;
}

/**
 * idio_model_catalog_find:
 * @self: a catalogue
 * @id: what a model is called in it
 *
 * Returns: (transfer none) (nullable): the model
 */
IdioModelEntry *
idio_model_catalog_find (IdioModelCatalog *self,
                         const char       *id)
{
  g_return_val_if_fail (IDIO_IS_MODEL_CATALOG (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; i < self->entries->len; i++)
    {
      IdioModelEntry *entry = g_ptr_array_index (self->entries, i);

      if (g_str_equal (idio_model_entry_get_id (entry), id))
        return entry;
    }

  return NULL;
}

static gboolean
runs_well (IdioModelEntry *entry,
           guint64         memory,
           guint           n_cores,
           guint64         gpu_memory)
{
  double n_tokens = BYTES_PER_CORE_SECOND * MIN (n_cores, MAX_USEFUL_CORES) /
                    (double) idio_model_entry_get_bytes (entry);

  g_assert (IDIO_IS_MODEL_ENTRY (entry));

  if (idio_model_entry_get_memory (entry) <= gpu_memory)
    return TRUE;

  return (double) idio_model_entry_get_memory (entry) <= MEMORY_SHARE * (double) memory &&
         n_tokens >= MIN_TOKENS_PER_SECOND;
}

/**
 * idio_model_catalog_recommend:
 * @self: a catalogue, in which later models are better than earlier ones
 * @memory: how much memory a computer has, in bytes
 * @n_cores: how many physical cores its processor has
 * @gpu_memory: how much memory of its own the GPU has that the engine would use, in bytes, or 0
 *
 * Depends on nothing else.
 *
 * Returns: (transfer none) (nullable): the best model that leaves memory for a desktop and writes two drafts of a mail
 *   in a minute and a half; else the one that takes the least memory, if it fits at all
 */
IdioModelEntry *
idio_model_catalog_recommend (IdioModelCatalog *self,
                              guint64           memory,
                              guint             n_cores,
                              guint64           gpu_memory)
{
  IdioModelEntry *least = NULL;

  g_return_val_if_fail (IDIO_IS_MODEL_CATALOG (self), NULL);

  for (guint i = self->entries->len; i-- > 0;)
    {
      IdioModelEntry *entry = g_ptr_array_index (self->entries, i);

      if (runs_well (entry, memory, n_cores, gpu_memory))
        return entry;

      if (least == NULL || idio_model_entry_get_memory (entry) < idio_model_entry_get_memory (least))
        least = entry;
    }

  return least != NULL && idio_model_entry_get_memory (least) <= memory ? least : NULL;
}

/**
 * idio_model_catalog_recommend_here:
 * @self: a catalogue
 *
 * As idio_model_catalog_recommend(), for this computer, about which it reads a few small files.
 *
 * Returns: (transfer none) (nullable): the best model that this computer runs well
 */
IdioModelEntry *
idio_model_catalog_recommend_here (IdioModelCatalog *self)
{
  IdioMachine machine;

  g_return_val_if_fail (IDIO_IS_MODEL_CATALOG (self), NULL);

  idio_machine_read (&machine, "/");

  return idio_model_catalog_recommend (self, machine.memory, machine.n_cores, 0);
}

/**
 * idio_model_catalog_get_problems:
 * @self: a catalogue
 *
 * Returns: (transfer none): a sentence for each thing in the user's file that can't be used
 */
const char * const *
idio_model_catalog_get_problems (IdioModelCatalog *self)
{
  g_return_val_if_fail (IDIO_IS_MODEL_CATALOG (self), NULL);

  return (const char * const *) self->problems->pdata;
}
