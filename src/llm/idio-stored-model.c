/* idio-stored-model.c: a model in the folder of models, or what is left of one that is not whole
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "llm/idio-stored-model.h"

struct _IdioStoredModel
{
  GObject    parent_instance;

  char      *key;
  char      *name;
  char      *path;
  guint      n_files;   /* that it should have */
  guint      n_whole;
  guint64    bytes;
  guint64    total;
  GPtrArray *files;     /* the names of those there are, whole or not */
};

G_DEFINE_FINAL_TYPE (IdioStoredModel, idio_stored_model, G_TYPE_OBJECT)

enum
{
  PROP_NAME = 1,
  PROP_PATH,
  PROP_BYTES,
  PROP_TOTAL,
  PROP_WHOLE,
};

static GParamSpec *properties[PROP_WHOLE + 1];

/* "-00001-of-00003.gguf", as llama.cpp names the shards of a split model */
#define SHARD_SUFFIX "-00001-of-00001.gguf"

static void
idio_stored_model_get_property (GObject    *object,
                                guint       property_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  IdioStoredModel *self = IDIO_STORED_MODEL (object);

  switch (property_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;

    case PROP_PATH:
      g_value_set_string (value, self->path);
      break;

    case PROP_BYTES:
      g_value_set_uint64 (value, self->bytes);
      break;

    case PROP_TOTAL:
      g_value_set_uint64 (value, self->total);
      break;

    case PROP_WHOLE:
      g_value_set_boolean (value, idio_stored_model_is_whole (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
idio_stored_model_finalize (GObject *object)
{
  IdioStoredModel *self = IDIO_STORED_MODEL (object);

  g_free (self->key);
  g_free (self->name);
  g_free (self->path);
  g_ptr_array_unref (self->files);

  G_OBJECT_CLASS (idio_stored_model_parent_class)->finalize (object);
}

static void
idio_stored_model_class_init (IdioStoredModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = idio_stored_model_get_property;
  object_class->finalize = idio_stored_model_finalize;

  properties[PROP_NAME] =
    g_param_spec_string ("name", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PATH] =
    g_param_spec_string ("path", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_BYTES] =
    g_param_spec_uint64 ("bytes", NULL, NULL, 0, G_MAXUINT64, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_TOTAL] =
    g_param_spec_uint64 ("total", NULL, NULL, 0, G_MAXUINT64, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_WHOLE] =
    g_param_spec_boolean ("whole", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
idio_stored_model_init (IdioStoredModel *self)
{
  self->files = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->files, NULL);
}

/**
 * idio_stored_model_make_key:
 * @file_name: (type filename): the name of a file that ends in ".gguf"
 * @n_files: (out): how many files the model has that it belongs to
 *
 * Returns: (transfer full) (type filename): what all files of the model have in common: the name of the first
 */
char *
idio_stored_model_make_key (const char *file_name,
                            guint      *n_files)
{
  gsize length = strlen (file_name), suffix_length = strlen (SHARD_SUFFIX);
  g_autofree char *key = g_strdup (file_name);
  char *suffix = key + length - suffix_length;

  *n_files = 1;

  if (length <= suffix_length || strspn (suffix + 1, "0123456789") != 5 || strncmp (suffix + 6, "-of-", 4) != 0 ||
      strspn (suffix + 10, "0123456789") != 5 || *suffix != '-')
    return g_steal_pointer (&key);

  *n_files = MAX ((guint) g_ascii_strtoull (suffix + 10, NULL, 10), 1);
  memcpy (suffix, SHARD_SUFFIX, strlen ("-00001"));

  return g_steal_pointer (&key);
}

static char *
make_name (const char *key,
           guint       n_files)
{
  g_autofree char *name = g_filename_display_name (key);
  gsize length = strlen (name) - (n_files > 1 ? strlen (SHARD_SUFFIX) : strlen (".gguf"));

  return g_strndup (name, length);
}

/**
 * idio_stored_model_new:
 * @folder: (type filename): the folder of models
 * @key: (type filename): what idio_stored_model_make_key() made of the name of one of its files
 * @n_files: how many files it should have
 *
 * Returns: (transfer full): a model of which nothing is known yet
 */
IdioStoredModel *
idio_stored_model_new (const char *folder,
                       const char *key,
                       guint       n_files)
{
  IdioStoredModel *self = g_object_new (IDIO_TYPE_STORED_MODEL, NULL);

  self->key = g_strdup (key);
  self->n_files = n_files;
  self->path = g_build_filename (folder, key, NULL);
  self->name = make_name (key, n_files);

  return self;
}

static void
add (IdioStoredModel *self,
     const char      *name,
     guint64          bytes)
{
  g_assert (IDIO_IS_STORED_MODEL (self));

  self->bytes += bytes;

  if (!g_strv_contains ((const char * const *) self->files->pdata, name))
    g_ptr_array_insert (self->files, (gint) self->files->len - 1, g_strdup (name));
}

/**
 * idio_stored_model_add_file:
 * @self: a model
 * @name: (type filename): the name of one of its files that is whole
 * @bytes: how many bytes that has
 */
void
idio_stored_model_add_file (IdioStoredModel *self,
                            const char      *name,
                            guint64          bytes)
{
  g_return_if_fail (IDIO_IS_STORED_MODEL (self));

  self->n_whole++;
  add (self, name, bytes);
}

/**
 * idio_stored_model_add_part:
 * @self: a model
 * @name: (type filename): the name of one of its files that was not downloaded to the end
 * @bytes: how many bytes there are of it
 * @total: how many it should have, or 0
 */
void
idio_stored_model_add_part (IdioStoredModel *self,
                            const char      *name,
                            guint64          bytes,
                            guint64          total)
{
  g_return_if_fail (IDIO_IS_STORED_MODEL (self));

  /* How large the other shards are is not known. */
  self->total = self->n_files == 1 ? total : 0;
  add (self, name, bytes);
}

/**
 * idio_stored_model_get_key:
 * @self: a model
 *
 * Returns: (transfer none) (type filename): the name of its first file
 */
const char *
idio_stored_model_get_key (IdioStoredModel *self)
{
  g_return_val_if_fail (IDIO_IS_STORED_MODEL (self), NULL);

  return self->key;
}

/**
 * idio_stored_model_get_name:
 * @self: a model
 *
 * Returns: (transfer none): the name of its file, for people
 */
const char *
idio_stored_model_get_name (IdioStoredModel *self)
{
  g_return_val_if_fail (IDIO_IS_STORED_MODEL (self), NULL);

  return self->name;
}

/**
 * idio_stored_model_get_path:
 * @self: a model
 *
 * Returns: (transfer none) (type filename): the file to give to the engine, if the model is whole
 */
const char *
idio_stored_model_get_path (IdioStoredModel *self)
{
  g_return_val_if_fail (IDIO_IS_STORED_MODEL (self), NULL);

  return self->path;
}

/**
 * idio_stored_model_get_bytes:
 * @self: a model
 *
 * Returns: how many bytes it takes on the disk
 */
guint64
idio_stored_model_get_bytes (IdioStoredModel *self)
{
  g_return_val_if_fail (IDIO_IS_STORED_MODEL (self), 0);

  return self->bytes;
}

/**
 * idio_stored_model_get_total:
 * @self: a model
 *
 * Returns: how many bytes it would take if it were whole; 0 if that is not known
 */
guint64
idio_stored_model_get_total (IdioStoredModel *self)
{
  g_return_val_if_fail (IDIO_IS_STORED_MODEL (self), 0);

  return idio_stored_model_is_whole (self) ? self->bytes : self->total;
}

/**
 * idio_stored_model_is_whole:
 * @self: a model
 *
 * Returns: whether all its files are there; else it is what is left of a download that was stopped
 */
gboolean
idio_stored_model_is_whole (IdioStoredModel *self)
{
  g_return_val_if_fail (IDIO_IS_STORED_MODEL (self), FALSE);

  return self->n_whole >= self->n_files;
}

/**
 * idio_stored_model_get_files:
 * @self: a model
 *
 * Returns: (transfer none) (array zero-terminated=1): the names of its files, also of those that are not whole
 */
const char * const *
idio_stored_model_get_files (IdioStoredModel *self)
{
  g_return_val_if_fail (IDIO_IS_STORED_MODEL (self), NULL);

  return (const char * const *) self->files->pdata;
}
