/* fuzz-catalog.c: a list of models that anybody may have written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fuzz.h"
#include "llm/idio-model-catalog.h"

static void
check_part (const IdioModelPart *part)
{
  g_assert (part->bytes > 0 && strlen (part->sha256) == 64 && part->urls[0] != NULL);

  for (guint i = 0; part->urls[i] != NULL; i++)
    {
      g_autoptr(GUri) uri = g_uri_parse (part->urls[i], G_URI_FLAGS_NONE, NULL);

      g_assert (uri != NULL && g_uri_get_userinfo (uri) == NULL);
      g_assert (g_str_has_prefix (part->urls[i], "https:") || idio_model_url_is_allowed (part->urls[i]));
    }
}

static void
check_entry (IdioModelEntry *entry)
{
  g_autofree char *folder = idio_models_dup_folder ();
  guint64 bytes = 0;

  for (guint i = 0; i < idio_model_entry_get_n_files (entry); i++)
    {
      const IdioModelFile *file = idio_model_entry_get_file (entry, i);
      g_autofree char *path = g_build_filename (folder, file->name, NULL);
      g_autofree char *parent = g_path_get_dirname (path);
      g_autofree char *name = g_path_get_basename (path);
      guint64 file_bytes = 0;

      /* Nothing is written but right in the folder of models. */
      g_assert (g_str_equal (parent, folder) && g_str_equal (name, file->name) && g_str_has_suffix (name, ".gguf"));

      for (guint j = 0; j < file->parts->len; j++)
        {
          const IdioModelPart *part = g_ptr_array_index (file->parts, j);

          check_part (part);
          file_bytes += part->bytes;
        }

      g_assert (file->bytes == file_bytes);
      bytes += file_bytes;
    }

  g_assert (bytes > 0 && idio_model_entry_get_bytes (entry) == bytes);
  g_assert (idio_model_entry_get_memory (entry) >= bytes);
  g_assert (g_utf8_validate (idio_model_entry_get_name (entry), -1, NULL));
  g_assert (g_utf8_validate (idio_model_entry_get_good_for (entry), -1, NULL));
}

int
fuzz_run (const guint8 *data,
          size_t        size)
{
  g_autofree char *json = g_strndup ((const char *) data, size);
  g_autoptr(IdioModelCatalog) catalog = g_object_new (IDIO_TYPE_MODEL_CATALOG, NULL);
  const char * const *problems;
  guint n_built_in = g_list_model_get_n_items (G_LIST_MODEL (catalog));

  if (!idio_model_catalog_add (catalog, json))
    g_assert (g_list_model_get_n_items (G_LIST_MODEL (catalog)) == n_built_in);

  problems = idio_model_catalog_get_problems (catalog);

  for (guint i = 0; problems[i] != NULL; i++)
    g_assert (g_utf8_validate (problems[i], -1, NULL) && g_str_has_suffix (problems[i], "."));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (catalog)); i++)
    {
      g_autoptr(IdioModelEntry) entry = g_list_model_get_item (G_LIST_MODEL (catalog), i);

      check_entry (entry);
      g_assert (idio_model_catalog_find (catalog, idio_model_entry_get_id (entry)) == entry);
    }

  g_assert (idio_model_catalog_recommend (catalog, G_MAXUINT64, 8, 0) != NULL);

  return 0;
}
