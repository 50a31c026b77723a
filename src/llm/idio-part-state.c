/* idio-part-state.c: what is noted beside a file that is not whole yet
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <sys/stat.h>

#include <glib/gstdio.h>

#include "llm/idio-json.h"
#include "llm/idio-part-state.h"

#define MAX_STATE_BYTES (64 * 1024)

static char *
make_path (const char *folder,
           const char *name)
{
  return g_strconcat (folder, G_DIR_SEPARATOR_S, name, ".part.json", NULL);
}

/**
 * idio_part_state_load:
 * @folder: (type filename): the folder of models
 * @name: (type filename): the name of a model file
 *
 * Returns: (transfer full) (nullable): what was noted, unless that can't be read
 */
IdioPartState *
idio_part_state_load (const char *folder,
                      const char *name)
{
  g_autofree char *path = make_path (folder, name), *json = NULL;
  g_autoptr(JsonNode) root = NULL;
  JsonObject *object;
  IdioPartState *self;
  struct stat status;

  if (lstat (path, &status) != 0 || !S_ISREG (status.st_mode) || status.st_size > MAX_STATE_BYTES ||
      !g_file_get_contents (path, &json, NULL, NULL) || !(root = idio_json_parse (json)) ||
      !JSON_NODE_HOLDS_OBJECT (root))
    return NULL;

  object = json_node_get_object (root);

  if (idio_json_get_string (object, "sha256") == NULL)
    return NULL;

  self = g_new0 (IdioPartState, 1);
  self->url = g_strdup (idio_json_get_string (object, "url"));
  self->tag = g_strdup (idio_json_get_string (object, "tag"));
  self->recipe = g_strdup (idio_json_get_string (object, "sha256"));
  self->bytes = (guint64) MAX (idio_json_get_int (object, "bytes", 0), 0);

  return self;
}

void
idio_part_state_free (IdioPartState *self)
{
  g_free (self->url);
  g_free (self->tag);
  g_free (self->recipe);
  g_free (self);
}

static void
add_member (JsonBuilder *builder,
            const char  *name,
            const char  *value)
{
  if (value == NULL)
    return;

  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

/**
 * idio_part_state_save:
 * @self: what is to be noted
 * @folder: (type filename): the folder of models
 * @name: (type filename): the name of a model file
 * @error: (out): a location for a #GFileError
 *
 * Returns: whether it was noted; else what was noted before is still there
 */
gboolean
idio_part_state_save (const IdioPartState  *self,
                      const char           *folder,
                      const char           *name,
                      GError              **error)
{
  g_autofree char *path = make_path (folder, name), *json = NULL;
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(JsonNode) root = NULL;

  json_builder_begin_object (builder);
  add_member (builder, "url", self->url);
  add_member (builder, "tag", self->tag);
  add_member (builder, "sha256", self->recipe);
  json_builder_set_member_name (builder, "bytes");
  json_builder_add_int_value (builder, (gint64) self->bytes);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json = json_to_string (root, FALSE);

  return g_file_set_contents_full (path, json, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

/**
 * idio_part_state_remove:
 * @folder: (type filename): the folder of models
 * @name: (type filename): the name of a model file
 *
 * Forgets what was noted.
 */
void
idio_part_state_remove (const char *folder,
                        const char *name)
{
  g_autofree char *path = make_path (folder, name);

  g_unlink (path);
}

/**
 * idio_part_state_count_left:
 * @folder: (type filename): the folder of models
 * @name: (type filename): the name of a model file
 *
 * Returns: how many bytes there are of a file that is not whole yet
 */
guint64
idio_part_state_count_left (const char *folder,
                            const char *name)
{
  g_autofree char *path = g_strconcat (folder, G_DIR_SEPARATOR_S, name, ".part", NULL);
  struct stat status;

  return lstat (path, &status) == 0 && S_ISREG (status.st_mode) ? (guint64) status.st_size : 0;
}
