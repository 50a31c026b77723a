/* idio-model-file.c: the files of a model, and where their bytes are
 *
 * A catalogue may be written by anybody. Names of files are checked so that nothing is written outside of the folder of
 * models, and only what has a number of bytes and a checksum can be downloaded.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>
#include <libsoup/soup.h>

#include "llm/idio-checked-file.h"
#include "llm/idio-download-error.h"
#include "llm/idio-host.h"
#include "llm/idio-json.h"
#include "llm/idio-model-file.h"

/* A file name and ".part.json" must fit in the 255 bytes that file systems allow. */
#define MAX_NAME_BYTES 200

#define MAX_PARTS 256

/* More than the disks of today have */
#define MAX_BYTES ((guint64) 1 << 44)

#define SHA256_CHARS 64

static void
part_free (IdioModelPart *part)
{
  g_strfreev (part->urls);
  g_free (part->sha256);
  g_free (part);
}

static IdioModelFile *
file_new (const char *name)
{
  IdioModelFile *file = g_new0 (IdioModelFile, 1);

  file->name = g_strdup (name);
  file->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) part_free);

  return file;
}

static void
file_free (IdioModelFile *file)
{
  g_free (file->name);
  g_ptr_array_unref (file->parts);
  g_free (file);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioModelPart, part_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioModelFile, file_free)

static gboolean
refuse (GError     **error,
        const char  *message)
{
  g_set_error_literal (error, IDIO_DOWNLOAD_ERROR, IDIO_DOWNLOAD_ERROR_CATALOG, message);

  return FALSE;
}

/**
 * idio_model_name_is_plain:
 * @name: a name that others chose
 *
 * Returns: whether it may be the name of a file: letters, digits and some marks, and no path
 */
gboolean
idio_model_name_is_plain (const char *name)
{
  g_return_val_if_fail (name != NULL, FALSE);

  return name[strspn (name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-")] == '\0' &&
         *name != '\0' && *name != '.' && *name != '-' && strlen (name) <= MAX_NAME_BYTES;
}

/**
 * idio_model_file_name_is_valid:
 * @name: what may be the name of a file
 *
 * Returns: whether it is one that a model may be saved under: a plain name, without a folder, that ends in ".gguf"
 */
gboolean
idio_model_file_name_is_valid (const char *name)
{
  g_return_val_if_fail (name != NULL, FALSE);

  return idio_model_name_is_plain (name) && g_str_has_suffix (name, ".gguf") && strlen (name) > strlen (".gguf");
}

/**
 * idio_model_url_is_allowed:
 * @url: an address
 *
 * Returns: whether models may be downloaded from there: with HTTPS, or from this computer, and without a password
 */
gboolean
idio_model_url_is_allowed (const char *url)
{
  g_autoptr(GUri) uri = NULL;

  g_return_val_if_fail (url != NULL, FALSE);

  uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);

  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0' || g_uri_get_userinfo (uri) != NULL)
    return FALSE;

  if (g_str_equal (g_uri_get_scheme (uri), "https"))
    return TRUE;

  return g_str_equal (g_uri_get_scheme (uri), "http") &&
         idio_host_get_kind (g_uri_get_host (uri)) == IDIO_HOST_LOOPBACK;
}

/**
 * idio_model_url_may_lead_to:
 * @url: an address that is allowed
 * @next: where a server redirects to
 *
 * Returns: whether a download goes on there: once encrypted it stays so
 */
gboolean
idio_model_url_may_lead_to (const char *url,
                            const char *next)
{
  g_return_val_if_fail (url != NULL && next != NULL, FALSE);

  return idio_model_url_is_allowed (next) &&
         (g_ascii_strncasecmp (url, "https:", 6) != 0 || g_ascii_strncasecmp (next, "https:", 6) == 0);
}

static GStrv
dup_urls (JsonObject *object)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array = idio_json_get_array (object, "urls");

  for (guint i = 0; array != NULL && i < MIN (json_array_get_length (array), IDIO_MODEL_MAX_URLS); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (json_node_get_value_type (node) == G_TYPE_STRING)
        g_strv_builder_add (builder, json_node_get_string (node));
    }

  return g_strv_builder_end (builder);
}

static IdioModelPart *
read_part (JsonObject  *object,
           GError     **error)
{
  g_autoptr(IdioModelPart) part = g_new0 (IdioModelPart, 1);
  const char *sha256 = idio_json_get_string (object, "sha256");
  gint64 bytes = idio_json_get_int (object, "bytes", 0);

  part->urls = dup_urls (object);
  part->bytes = (guint64) bytes;

  if (bytes <= 0 || part->bytes > MAX_BYTES)
    return refuse (error, _("It does not say how many bytes the model has.")), NULL;

  if (sha256 == NULL || strlen (sha256) != SHA256_CHARS || strspn (sha256, "0123456789abcdefABCDEF") != SHA256_CHARS)
    return refuse (error, _("It does not give the checksum of the model.")), NULL;

  part->sha256 = g_ascii_strdown (sha256, -1);

  if (part->urls[0] == NULL)
    return refuse (error, _("It does not say where the model is.")), NULL;

  for (guint i = 0; part->urls[i] != NULL; i++)
    if (!idio_model_url_is_allowed (part->urls[i]))
      return refuse (error, _("An address in it does not begin with “https://”.")), NULL;

  return g_steal_pointer (&part);
}

static gboolean
has_file (GPtrArray  *files,
          const char *name)
{
  for (guint i = 0; i < files->len; i++)
    if (g_str_equal (((IdioModelFile *) g_ptr_array_index (files, i))->name, name))
      return TRUE;

  return FALSE;
}

/* Where each part has the name of a file they stay apart, else they are joined in the file of the entry. */
static gboolean
add_part (GPtrArray   *files,
          JsonObject  *object,
          const char  *joined,
          GError     **error)
{
  g_autoptr(IdioModelPart) part = NULL;
  const char *name = joined != NULL ? joined : idio_json_get_string (object, "file");
  IdioModelFile *file;

  if (!(part = read_part (object, error)))
    return FALSE;

  if (name == NULL || !idio_model_file_name_is_valid (name) || (joined == NULL && has_file (files, name)))
    return refuse (error, _("The name of the model’s file can’t be used."));

  if (files->len == 0 || joined == NULL)
    g_ptr_array_add (files, file_new (name));

  file = g_ptr_array_index (files, files->len - 1);
  file->bytes += part->bytes;
  g_ptr_array_add (file->parts, g_steal_pointer (&part));

  return TRUE;
}

/**
 * idio_model_files_read:
 * @entry: an item of a catalogue
 * @error: (out): a location for a %IDIO_DOWNLOAD_ERROR_CATALOG
 *
 * Returns: (transfer full) (nullable) (element-type IdioModelFile): the files of the model: one, or the shards of a
 *   split one
 */
GPtrArray *
idio_model_files_read (JsonObject  *entry,
                       GError     **error)
{
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) file_free);
  const char *joined = idio_json_get_string (entry, "file");
  JsonArray *parts = idio_json_get_array (entry, "parts");
  guint n_parts = parts != NULL ? json_array_get_length (parts) : 0;
  guint64 bytes = 0;

  if (n_parts == 0 || n_parts > MAX_PARTS)
    return refuse (error, _("It does not say where the model is.")), NULL;

  for (guint i = 0; i < n_parts; i++)
    {
      JsonNode *node = json_array_get_element (parts, i);

      if (!JSON_NODE_HOLDS_OBJECT (node))
        return refuse (error, _("It does not say where the model is.")), NULL;

      if (!add_part (files, json_node_get_object (node), joined, error))
        return NULL;
    }

  for (guint i = 0; i < files->len; i++)
    bytes += ((IdioModelFile *) g_ptr_array_index (files, i))->bytes;

  if (bytes > MAX_BYTES)
    return refuse (error, _("The model is larger than any disk.")), NULL;

  return g_steal_pointer (&files);
}

/**
 * idio_model_file_dup_path:
 * @self: a file
 *
 * Returns: (transfer full) (type filename): where it is, or will be
 */
char *
idio_model_file_dup_path (const IdioModelFile *self)
{
  g_autofree char *folder = idio_models_dup_folder ();

  return g_build_filename (folder, self->name, NULL);
}

/**
 * idio_model_file_dup_recipe:
 * @self: a file
 *
 * Returns: (transfer full): what its bytes are told from others by: the checksums of its parts, one after the other
 */
char *
idio_model_file_dup_recipe (const IdioModelFile *self)
{
  GString *recipe = g_string_new (NULL);

  for (guint i = 0; i < self->parts->len; i++)
    g_string_append (recipe, ((IdioModelPart *) g_ptr_array_index (self->parts, i))->sha256);

  return g_string_free_and_steal (recipe);
}

/**
 * idio_model_file_is_whole:
 * @self: a file
 *
 * Returns: whether it is there, and was found to have the bytes it should have
 */
gboolean
idio_model_file_is_whole (const IdioModelFile *self)
{
  g_autofree char *folder = idio_models_dup_folder ();
  g_autofree char *expected = idio_model_file_dup_recipe (self);
  g_autofree char *found = idio_checked_file_load (folder, self->name);

  return g_strcmp0 (found, expected) == 0;
}

/**
 * idio_models_dup_folder:
 *
 * Returns: (transfer full) (type filename): where downloaded models are
 */
char *
idio_models_dup_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "idiolect", "models", NULL);
}
