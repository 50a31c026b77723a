/* idio-model-store.c: the models in the folder of models
 *
 * The folder is small and read at once. To delete a model of many gigabytes takes a while, in a thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "idio-fiber.h"
#include "idio-thread.h"
#include "llm/idio-checked-file.h"
#include "llm/idio-download-error.h"
#include "llm/idio-model-file.h"
#include "llm/idio-model-store.h"
#include "llm/idio-part-file.h"
#include "llm/idio-part-state.h"

/* Of a folder that somebody put other things in */
#define MAX_FILES 10000

struct _IdioModelStore
{
  GObject    parent_instance;

  char      *folder;
  GPtrArray *models;
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (IdioModelStore, idio_model_store, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static gint
compare_models (gconstpointer a,
                gconstpointer b)
{
  IdioStoredModel *first = *(IdioStoredModel * const *) a, *second = *(IdioStoredModel * const *) b;

  return strcmp (idio_stored_model_get_key (first), idio_stored_model_get_key (second));
}

static IdioStoredModel *
find_or_add (IdioModelStore *self,
             GPtrArray      *models,
             const char     *file_name)
{
  guint n_files;
  g_autofree char *key = idio_stored_model_make_key (file_name, &n_files);

  g_assert (IDIO_IS_MODEL_STORE (self));

  for (guint i = 0; i < models->len; i++)
    if (g_str_equal (idio_stored_model_get_key (g_ptr_array_index (models, i)), key))
      return g_ptr_array_index (models, i);

  g_ptr_array_add (models, idio_stored_model_new (self->folder, key, n_files));

  return g_ptr_array_index (models, models->len - 1);
}

static void
add_file (IdioModelStore *self,
          GPtrArray      *models,
          const char     *name)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  struct stat status;

  g_assert (IDIO_IS_MODEL_STORE (self));

  if (g_str_has_suffix (name, ".gguf.part"))
    {
      g_autofree char *file_name = g_strndup (name, strlen (name) - strlen (".part"));
      g_autoptr(IdioPartState) state = idio_part_state_load (self->folder, file_name);
      guint64 n_left = idio_part_state_count_left (self->folder, file_name);

      if (n_left > 0)
        idio_stored_model_add_part (find_or_add (self, models, file_name), file_name, n_left,
                                    state != NULL ? state->bytes : 0);
    }
  else if (g_str_has_suffix (name, ".gguf") && strlen (name) > strlen (".gguf") && stat (path, &status) == 0 &&
           S_ISREG (status.st_mode))
    idio_stored_model_add_file (find_or_add (self, models, name), name, (guint64) status.st_size);
}

static GType
idio_model_store_get_item_type (GListModel *model)
{
  return IDIO_TYPE_STORED_MODEL;
}

static guint
idio_model_store_get_n_items (GListModel *model)
{
  return IDIO_MODEL_STORE (model)->models->len;
}

static gpointer
idio_model_store_get_item (GListModel *model,
                           guint       position)
{
  IdioModelStore *self = IDIO_MODEL_STORE (model);

  return position < self->models->len ? g_object_ref (g_ptr_array_index (self->models, position)) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = idio_model_store_get_item_type;
  iface->get_n_items = idio_model_store_get_n_items;
  iface->get_item = idio_model_store_get_item;
}

static void
idio_model_store_finalize (GObject *object)
{
  IdioModelStore *self = IDIO_MODEL_STORE (object);

  g_free (self->folder);
  g_ptr_array_unref (self->models);

  G_OBJECT_CLASS (idio_model_store_parent_class)->finalize (object);
}

static void
idio_model_store_class_init (IdioModelStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = idio_model_store_finalize;
}

static void
idio_model_store_init (IdioModelStore *self)
{
  self->folder = idio_models_dup_folder ();
  self->models = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * idio_model_store_new:
 *
 * Returns: (transfer full): a list of #IdioStoredModel: the models that were downloaded, and what is left of downloads
 *   that were stopped
 */
IdioModelStore *
idio_model_store_new (void)
{
  IdioModelStore *self = g_object_new (IDIO_TYPE_MODEL_STORE, NULL);

  idio_model_store_refresh (self);

  return self;
}

/**
 * idio_model_store_refresh:
 * @self: a store
 *
 * Looks into the folder again, as when a download is over.
 */
void
idio_model_store_refresh (IdioModelStore *self)
{
  g_autoptr(GDir) dir = NULL;
  GPtrArray *models;
  const char *name;
  guint n_before, n_files = 0;

  g_return_if_fail (IDIO_IS_MODEL_STORE (self));

  models = g_ptr_array_new_with_free_func (g_object_unref);
  dir = g_dir_open (self->folder, 0, NULL);

  while (dir != NULL && (name = g_dir_read_name (dir)) && n_files++ < MAX_FILES)
    add_file (self, models, name);

  g_ptr_array_sort (models, compare_models);
  n_before = self->models->len;
  g_ptr_array_unref (self->models);
  self->models = models;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, models->len);
}

/**
 * idio_model_store_find:
 * @self: a store
 * @path: (type filename): the path of a file, as of the model that is in use
 *
 * Returns: (transfer none) (nullable): the model it belongs to, if it is one of the folder's
 */
IdioStoredModel *
idio_model_store_find (IdioModelStore *self,
                       const char     *path)
{
  g_return_val_if_fail (IDIO_IS_MODEL_STORE (self), NULL);
  g_return_val_if_fail (path != NULL, NULL);

  for (guint i = 0; i < self->models->len; i++)
    if (g_str_equal (idio_stored_model_get_path (g_ptr_array_index (self->models, i)), path))
      return g_ptr_array_index (self->models, i);

  return NULL;
}

typedef struct
{
  IdioModelStore *store;
  char           *folder;
  GStrv           names;
} Removal;

static void
removal_free (Removal *removal)
{
  g_object_unref (removal->store);
  g_free (removal->folder);
  g_strfreev (removal->names);
  g_free (removal);
}

static DexFuture *
remove_thread (gpointer data)
{
  Removal *removal = data;
  GError *error = NULL;

  /* A download that still runs refuses: nothing is deleted then. */
  for (guint i = 0; removal->names[i] != NULL; i++)
    if (!idio_part_file_remove (removal->folder, removal->names[i], &error))
      return dex_future_new_for_error (error);

  for (guint i = 0; removal->names[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (removal->folder, removal->names[i], NULL);

      if (g_unlink (path) != 0 && errno != ENOENT)
        return dex_future_new_reject (IDIO_DOWNLOAD_ERROR, IDIO_DOWNLOAD_ERROR_DISK,
                                      _("The model can’t be deleted: %s."), g_strerror (errno));

      idio_checked_file_forget (removal->folder, removal->names[i]);
    }

  return dex_future_new_true ();
}

static DexFuture *
removed_cb (DexFuture *future,
            gpointer   user_data)
{
  idio_model_store_refresh (IDIO_MODEL_STORE (user_data));

  return dex_ref (future);
}

/**
 * idio_model_store_remove:
 * @self: a store
 * @model: one of its models
 *
 * Deletes all files of a model, also what is left of a download.
 *
 * Returns: (transfer full): a future that resolves when they are gone; rejected with %IDIO_DOWNLOAD_ERROR_BUSY while
 *   the model is downloaded
 */
DexFuture *
idio_model_store_remove (IdioModelStore  *self,
                         IdioStoredModel *model)
{
  Removal *removal;

  g_return_val_if_fail (IDIO_IS_MODEL_STORE (self), NULL);
  g_return_val_if_fail (IDIO_IS_STORED_MODEL (model), NULL);

  removal = g_new0 (Removal, 1);
  removal->store = g_object_ref (self);
  removal->folder = g_strdup (self->folder);
  removal->names = g_strdupv ((GStrv) idio_stored_model_get_files (model));

  return dex_future_finally (idio_thread_spawn ("[idiolect-remove]", remove_thread, removal,
                                                (GDestroyNotify) removal_free),
                             removed_cb, g_object_ref (self), g_object_unref);
}
