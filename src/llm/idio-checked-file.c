/* idio-checked-file.c: what is noted beside a file whose bytes were checked
 *
 * A model has gigabytes, which are not read each time it is shown. "NAME.checked.json" has the checksum, and the size and
 * time of the file that had it: another file of that name, or one that was changed since, is not taken for it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <sys/stat.h>

#include <glib/gstdio.h>

#include "llm/idio-checked-file.h"
#include "llm/idio-json.h"

#define MAX_NOTE_BYTES (64 * 1024)

static char *
make_path (const char *folder,
           const char *name)
{
  return g_strconcat (folder, G_DIR_SEPARATOR_S, name, ".checked.json", NULL);
}

static char *
format_time (const struct stat *status)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT ".%09ld", (gint64) status->st_mtim.tv_sec, status->st_mtim.tv_nsec);
}

static void
add_member (JsonBuilder *builder,
            const char  *name,
            const char  *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

/**
 * idio_checked_file_save:
 * @folder: (type filename): the folder of models
 * @name: (type filename): the name of the file, or what it will be
 * @recipe: the checksums of its parts, one after the other
 * @fd: the file, which is open and not written any more
 * @error: (out): a location for a #GFileError
 *
 * Returns: whether it was noted that the bytes of the file are right
 */
gboolean
idio_checked_file_save (const char  *folder,
                        const char  *name,
                        const char  *recipe,
                        int          fd,
                        GError     **error)
{
  g_autofree char *path = make_path (folder, name), *json = NULL, *time = NULL;
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(JsonNode) root = NULL;
  struct stat status;

  if (fstat (fd, &status) != 0)
    {
      g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "The file can't be examined");
      return FALSE;
    }

  time = format_time (&status);
  json_builder_begin_object (builder);
  add_member (builder, "sha256", recipe);
  add_member (builder, "time", time);
  json_builder_set_member_name (builder, "bytes");
  json_builder_add_int_value (builder, (gint64) status.st_size);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json = json_to_string (root, FALSE);

  return g_file_set_contents_full (path, json, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

/**
 * idio_checked_file_load:
 * @folder: (type filename): the folder of models
 * @name: (type filename): the name of a file
 *
 * Returns: (transfer full) (nullable): the checksums of its parts, if they were checked and the file is still the same
 */
char *
idio_checked_file_load (const char *folder,
                        const char *name)
{
  g_autofree char *path = make_path (folder, name), *json = NULL, *time = NULL;
  g_autofree char *file_path = g_build_filename (folder, name, NULL);
  g_autoptr(JsonNode) root = NULL;
  JsonObject *object;
  struct stat status, file_status;

  if (lstat (file_path, &file_status) != 0 || !S_ISREG (file_status.st_mode) ||
      lstat (path, &status) != 0 || !S_ISREG (status.st_mode) || status.st_size > MAX_NOTE_BYTES ||
      !g_file_get_contents (path, &json, NULL, NULL) || !(root = idio_json_parse (json)) ||
      !JSON_NODE_HOLDS_OBJECT (root))
    return NULL;

  object = json_node_get_object (root);
  time = format_time (&file_status);

  if (g_strcmp0 (idio_json_get_string (object, "time"), time) != 0 ||
      idio_json_get_int (object, "bytes", -1) != (gint64) file_status.st_size)
    return NULL;

  return g_strdup (idio_json_get_string (object, "sha256"));
}

/**
 * idio_checked_file_forget:
 * @folder: (type filename): the folder of models
 * @name: (type filename): the name of a file
 *
 * Forgets what was noted, as when the file is deleted.
 */
void
idio_checked_file_forget (const char *folder,
                          const char *name)
{
  g_autofree char *path = make_path (folder, name);

  g_unlink (path);
}
