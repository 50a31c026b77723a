/* idio-model-entry.c: a model that can be downloaded
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

#include "idio-enums.h"
#include "llm/idio-download-error.h"
#include "llm/idio-json.h"
#include "llm/idio-model-entry.h"

struct _IdioModelEntry
{
  GObject       parent_instance;

  char         *id;
  char         *name;
  char         *good_for;
  GStrv         languages;
  guint64       memory;
  char         *license;
  char         *license_url;
  IdioThinking  thinking;
  char         *capability;
  GPtrArray    *files; /* of IdioModelFile */
};

G_DEFINE_FINAL_TYPE (IdioModelEntry, idio_model_entry, G_TYPE_OBJECT)

enum
{
  PROP_ID = 1,
  PROP_NAME,
  PROP_GOOD_FOR,
  PROP_BYTES,
  PROP_MEMORY,
};

static GParamSpec *properties[PROP_MEMORY + 1];

/* What is shown in one line, and in a sentence */
#define MAX_LINE_CHARS     80
#define MAX_SENTENCE_CHARS 240

#define MAX_LANGUAGES 300

static char *
dup_line (JsonObject *object,
          const char *member,
          glong       max_chars)
{
  const char *text = idio_json_get_string (object, member);

  if (text == NULL || *text == '\0')
    return NULL;

  return g_utf8_strlen (text, -1) <= max_chars ? g_strdup (text) : g_utf8_substring (text, 0, max_chars);
}

static GStrv
read_languages (JsonObject *object)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array = idio_json_get_array (object, "languages");

  for (guint i = 0; array != NULL && i < MIN (json_array_get_length (array), MAX_LANGUAGES); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (json_node_get_value_type (node) == G_TYPE_STRING)
        g_strv_builder_add (builder, json_node_get_string (node));
    }

  return g_strv_builder_end (builder);
}

static IdioThinking
read_thinking (JsonObject *object)
{
  const char *nick = idio_json_get_string (object, "thinking");
  g_autoptr(GEnumClass) class = g_type_class_ref (IDIO_TYPE_THINKING);
  GEnumValue *value = nick != NULL ? g_enum_get_value_by_nick (class, nick) : NULL;

  return value != NULL ? (IdioThinking) value->value : IDIO_THINKING_NONE;
}

static void
idio_model_entry_get_property (GObject    *object,
                               guint       property_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  IdioModelEntry *self = IDIO_MODEL_ENTRY (object);

  switch (property_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;

    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;

    case PROP_GOOD_FOR:
      g_value_set_string (value, idio_model_entry_get_good_for (self));
      break;

    case PROP_BYTES:
      g_value_set_uint64 (value, idio_model_entry_get_bytes (self));
      break;

    case PROP_MEMORY:
      g_value_set_uint64 (value, self->memory);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
idio_model_entry_finalize (GObject *object)
{
  IdioModelEntry *self = IDIO_MODEL_ENTRY (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->good_for);
  g_strfreev (self->languages);
  g_free (self->license);
  g_free (self->license_url);
  g_free (self->capability);
  g_clear_pointer (&self->files, g_ptr_array_unref);

  G_OBJECT_CLASS (idio_model_entry_parent_class)->finalize (object);
}

static void
idio_model_entry_class_init (IdioModelEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = idio_model_entry_get_property;
  object_class->finalize = idio_model_entry_finalize;

  properties[PROP_ID] =
    g_param_spec_string ("id", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_NAME] =
    g_param_spec_string ("name", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_GOOD_FOR] =
    g_param_spec_string ("good-for", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_BYTES] =
    g_param_spec_uint64 ("bytes", NULL, NULL, 0, G_MAXUINT64, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_MEMORY] =
    g_param_spec_uint64 ("memory", NULL, NULL, 0, G_MAXUINT64, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
idio_model_entry_init (IdioModelEntry *self)
{
}

/**
 * idio_model_entry_new_from_json:
 * @object: an item of a catalogue
 * @error: (out): a location for a %IDIO_DOWNLOAD_ERROR_CATALOG
 *
 * Members that are not known are ignored.
 *
 * Returns: (transfer full) (nullable): the model, if all is there that a download needs
 */
IdioModelEntry *
idio_model_entry_new_from_json (JsonObject  *object,
                                GError     **error)
{
  g_autoptr(IdioModelEntry) self = g_object_new (IDIO_TYPE_MODEL_ENTRY, NULL);
  const char *id = idio_json_get_string (object, "id");
  const char *capability = idio_json_get_string (object, "capability");

  if (id == NULL || !idio_model_name_is_plain (id))
    {
      g_set_error_literal (error, IDIO_DOWNLOAD_ERROR, IDIO_DOWNLOAD_ERROR_CATALOG,
                           _("It has no “id” of letters and digits."));
      return NULL;
    }

  if (!(self->files = idio_model_files_read (object, error)))
    return NULL;

  self->id = g_strdup (id);

  if (!(self->name = dup_line (object, "name", MAX_LINE_CHARS)))
    self->name = g_strdup (id);

  /* The weights are the least that has to be in memory. */
  self->memory = MAX ((guint64) MAX (idio_json_get_int (object, "memory", 0), 0), idio_model_entry_get_bytes (self));
  self->good_for = dup_line (object, "good_for", MAX_SENTENCE_CHARS);
  self->languages = read_languages (object);
  self->license = dup_line (object, "license", MAX_LINE_CHARS);
  self->license_url = g_strdup (idio_json_get_string (object, "license_url"));
  self->thinking = read_thinking (object);
  self->capability = g_strdup (capability != NULL && idio_model_name_is_plain (capability) ? capability : "unmeasured");

  if (self->license_url != NULL && !g_str_has_prefix (self->license_url, "https://"))
    g_clear_pointer (&self->license_url, g_free);

  return g_steal_pointer (&self);
}

/**
 * idio_model_entry_get_id:
 * @self: a model
 *
 * Returns: (transfer none): what it is called in the catalogue: letters, digits, dots and hyphens
 */
const char *
idio_model_entry_get_id (IdioModelEntry *self)
{
  g_return_val_if_fail (IDIO_IS_MODEL_ENTRY (self), NULL);

  return self->id;
}

/**
 * idio_model_entry_get_name:
 * @self: a model
 *
 * Returns: (transfer none): its name, for people
 */
const char *
idio_model_entry_get_name (IdioModelEntry *self)
{
  g_return_val_if_fail (IDIO_IS_MODEL_ENTRY (self), NULL);

  return self->name;
}

/**
 * idio_model_entry_get_good_for:
 * @self: a model
 *
 * Returns: (transfer none): a sentence that says what it is good for, in the user's language, or an empty string
 */
const char *
idio_model_entry_get_good_for (IdioModelEntry *self)
{
  g_return_val_if_fail (IDIO_IS_MODEL_ENTRY (self), NULL);

  return self->good_for != NULL ? _(self->good_for) : "";
}

/**
 * idio_model_entry_get_languages:
 * @self: a model
 *
 * Returns: (transfer none): the codes of languages that it writes
 */
const char * const *
idio_model_entry_get_languages (IdioModelEntry *self)
{
  g_return_val_if_fail (IDIO_IS_MODEL_ENTRY (self), NULL);

  return (const char * const *) self->languages;
}

/**
 * idio_model_entry_get_bytes:
 * @self: a model
 *
 * Returns: how many bytes it takes on the disk
 */
guint64
idio_model_entry_get_bytes (IdioModelEntry *self)
{
  guint64 bytes = 0;

  g_return_val_if_fail (IDIO_IS_MODEL_ENTRY (self), 0);

  for (guint i = 0; i < self->files->len; i++)
    bytes += ((IdioModelFile *) g_ptr_array_index (self->files, i))->bytes;

  return bytes;
}

/**
 * idio_model_entry_get_memory:
 * @self: a model
 *
 * Returns: about how many bytes of memory it takes to run it
 */
guint64
idio_model_entry_get_memory (IdioModelEntry *self)
{
  g_return_val_if_fail (IDIO_IS_MODEL_ENTRY (self), 0);

  return self->memory;
}

/**
 * idio_model_entry_get_license:
 * @self: a model
 *
 * Returns: (transfer none) (nullable): the name of its license
 */
const char *
idio_model_entry_get_license (IdioModelEntry *self)
{
  g_return_val_if_fail (IDIO_IS_MODEL_ENTRY (self), NULL);

  return self->license;
}

/**
 * idio_model_entry_get_license_url:
 * @self: a model
 *
 * Returns: (transfer none) (nullable): where its license can be read
 */
const char *
idio_model_entry_get_license_url (IdioModelEntry *self)
{
  g_return_val_if_fail (IDIO_IS_MODEL_ENTRY (self), NULL);

  return self->license_url;
}

/**
 * idio_model_entry_get_thinking:
 * @self: a model
 *
 * Returns: whether it thinks before it answers
 */
IdioThinking
idio_model_entry_get_thinking (IdioModelEntry *self)
{
  g_return_val_if_fail (IDIO_IS_MODEL_ENTRY (self), IDIO_THINKING_NONE);

  return self->thinking;
}

/**
 * idio_model_entry_get_capability:
 * @self: a model
 *
 * Returns: (transfer none): what somebody measured that it is fit for, as in the catalogue, or "unmeasured"
 */
const char *
idio_model_entry_get_capability (IdioModelEntry *self)
{
  g_return_val_if_fail (IDIO_IS_MODEL_ENTRY (self), NULL);

  return self->capability;
}

/**
 * idio_model_entry_get_n_files:
 * @self: a model
 *
 * Returns: how many files it has on the disk: one, or the shards of a split one
 */
guint
idio_model_entry_get_n_files (IdioModelEntry *self)
{
  g_return_val_if_fail (IDIO_IS_MODEL_ENTRY (self), 0);

  return self->files->len;
}

/**
 * idio_model_entry_get_file:
 * @self: a model
 * @position: which of its files
 *
 * Returns: (transfer none): the file
 */
const IdioModelFile *
idio_model_entry_get_file (IdioModelEntry *self,
                           guint           position)
{
  g_return_val_if_fail (IDIO_IS_MODEL_ENTRY (self), NULL);
  g_return_val_if_fail (position < self->files->len, NULL);

  return g_ptr_array_index (self->files, position);
}

/**
 * idio_model_entry_dup_host:
 * @self: a model
 *
 * Returns: (transfer full): the host that is asked for it first
 */
char *
idio_model_entry_dup_host (IdioModelEntry *self)
{
  const IdioModelFile *file = idio_model_entry_get_file (self, 0);
  const IdioModelPart *part = g_ptr_array_index (file->parts, 0);
  g_autoptr(GUri) uri = g_uri_parse (part->urls[0], SOUP_HTTP_URI_FLAGS, NULL);

  return g_strdup (g_uri_get_host (uri));
}

/**
 * idio_model_entry_dup_path:
 * @self: a model
 *
 * Returns: (transfer full) (type filename): the file to give to the engine, there or not; of a split model the first
 */
char *
idio_model_entry_dup_path (IdioModelEntry *self)
{
  return idio_model_file_dup_path (idio_model_entry_get_file (self, 0));
}

/**
 * idio_model_entry_is_on_disk:
 * @self: a model
 *
 * Returns: whether all its files are in the folder of models, and were found to be what they should be
 */
gboolean
idio_model_entry_is_on_disk (IdioModelEntry *self)
{
  g_return_val_if_fail (IDIO_IS_MODEL_ENTRY (self), FALSE);

  for (guint i = 0; i < self->files->len; i++)
    if (!idio_model_file_is_whole (g_ptr_array_index (self->files, i)))
      return FALSE;

  return TRUE;
}

/**
 * idio_model_entry_shares_file:
 * @self: a model
 * @other: another one
 *
 * Returns: whether a file of one has the name of a file of the other, in a folder that does not tell capitals apart
 */
gboolean
idio_model_entry_shares_file (IdioModelEntry *self,
                              IdioModelEntry *other)
{
  g_return_val_if_fail (IDIO_IS_MODEL_ENTRY (self), FALSE);
  g_return_val_if_fail (IDIO_IS_MODEL_ENTRY (other), FALSE);

  for (guint i = 0; i < self->files->len; i++)
    for (guint j = 0; j < other->files->len; j++)
      if (g_ascii_strcasecmp (((IdioModelFile *) g_ptr_array_index (self->files, i))->name,
                              ((IdioModelFile *) g_ptr_array_index (other->files, j))->name) == 0)
        return TRUE;

  return FALSE;
}
