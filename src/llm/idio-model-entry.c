/* idio-model-entry.c: a model that can be downloaded
 *
 * A catalogue may be written by anybody. Names of files are checked so that nothing is written outside of the folder of
 * models, and only what has a number of bytes and a checksum can be downloaded.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>
#include <sys/stat.h>

#include <glib/gi18n.h>
#include <libsoup/soup.h>

#include "idio-enums.h"
#include "llm/idio-download-error.h"
#include "llm/idio-host.h"
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

/* A file name and ".part.json" must fit in the 255 bytes that file systems allow. */
#define MAX_NAME_BYTES 200

/* What is shown in one line, and in a sentence */
#define MAX_LINE_CHARS     80
#define MAX_SENTENCE_CHARS 240

#define MAX_LANGUAGES 300
#define MAX_URLS      16
#define MAX_PARTS     256

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

static gboolean
is_plain (const char *text)
{
  return text[strspn (text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-")] == '\0' &&
         *text != '\0' && *text != '.' && *text != '-' && strlen (text) <= MAX_NAME_BYTES;
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

  return is_plain (name) && g_str_has_suffix (name, ".gguf") && strlen (name) > strlen (".gguf");
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

  return g_str_equal (g_uri_get_scheme (uri), "http") && idio_host_get_kind (g_uri_get_host (uri)) == IDIO_HOST_LOOPBACK;
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
dup_strings (JsonObject *object,
             const char *member,
             guint       max)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array = idio_json_get_array (object, member);

  for (guint i = 0; array != NULL && i < MIN (json_array_get_length (array), max); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (json_node_get_value_type (node) == G_TYPE_STRING)
        g_strv_builder_add (builder, json_node_get_string (node));
    }

  return g_strv_builder_end (builder);
}

static gboolean
get_bytes (JsonObject *object,
           const char *member,
           guint64    *bytes)
{
  gint64 number = idio_json_get_int (object, member, 0);

  *bytes = (guint64) number;

  return number > 0 && *bytes <= MAX_BYTES;
}

static IdioModelPart *
read_part (JsonObject  *object,
           GError     **error)
{
  g_autoptr(IdioModelPart) part = g_new0 (IdioModelPart, 1);
  const char *sha256 = idio_json_get_string (object, "sha256");

  part->urls = dup_strings (object, "urls", MAX_URLS);

  if (!get_bytes (object, "bytes", &part->bytes))
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
has_file (IdioModelEntry *self,
          const char     *name)
{
  for (guint i = 0; i < self->files->len; i++)
    if (g_str_equal (((IdioModelFile *) g_ptr_array_index (self->files, i))->name, name))
      return TRUE;

  return FALSE;
}

/* Where each part has the name of a file they stay apart, else they are joined in the file of the entry. */
static gboolean
add_part (IdioModelEntry  *self,
          JsonObject      *object,
          const char      *joined,
          GError         **error)
{
  g_autoptr(IdioModelPart) part = NULL;
  const char *name = joined != NULL ? joined : idio_json_get_string (object, "file");
  IdioModelFile *file;

  g_assert (IDIO_IS_MODEL_ENTRY (self));

  if (!(part = read_part (object, error)))
    return FALSE;

  if (name == NULL || !idio_model_file_name_is_valid (name) || (joined == NULL && has_file (self, name)))
    return refuse (error, _("The name of the model’s file can’t be used."));

  if (self->files->len == 0 || joined == NULL)
    g_ptr_array_add (self->files, file_new (name));

  file = g_ptr_array_index (self->files, self->files->len - 1);
  file->bytes += part->bytes;
  g_ptr_array_add (file->parts, g_steal_pointer (&part));

  return TRUE;
}

static gboolean
read_parts (IdioModelEntry  *self,
            JsonObject      *object,
            GError         **error)
{
  const char *joined = idio_json_get_string (object, "file");
  JsonArray *parts = idio_json_get_array (object, "parts");
  guint n_parts = parts != NULL ? json_array_get_length (parts) : 0;

  g_assert (IDIO_IS_MODEL_ENTRY (self));

  if (n_parts == 0 || n_parts > MAX_PARTS)
    return refuse (error, _("It does not say where the model is."));

  for (guint i = 0; i < n_parts; i++)
    {
      JsonNode *node = json_array_get_element (parts, i);

      if (!JSON_NODE_HOLDS_OBJECT (node))
        return refuse (error, _("It does not say where the model is."));

      if (!add_part (self, json_node_get_object (node), joined, error))
        return FALSE;
    }

  if (idio_model_entry_get_bytes (self) > MAX_BYTES)
    return refuse (error, _("The model is larger than any disk."));

  return TRUE;
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
  g_ptr_array_unref (self->files);

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
  self->files = g_ptr_array_new_with_free_func ((GDestroyNotify) file_free);
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

  if (id == NULL || !is_plain (id))
    return refuse (error, _("It has no “id” of letters and digits.")), NULL;

  self->id = g_strdup (id);

  if (!read_parts (self, object, error))
    return NULL;

  if (!(self->name = dup_line (object, "name", MAX_LINE_CHARS)))
    self->name = g_strdup (id);

  /* Weights are the least that has to be in memory. */
  if (!get_bytes (object, "memory", &self->memory))
    self->memory = 0;

  self->memory = MAX (self->memory, idio_model_entry_get_bytes (self));
  self->good_for = dup_line (object, "good_for", MAX_SENTENCE_CHARS);
  self->languages = dup_strings (object, "languages", MAX_LANGUAGES);
  self->license = dup_line (object, "license", MAX_LINE_CHARS);
  self->license_url = g_strdup (idio_json_get_string (object, "license_url"));
  self->thinking = read_thinking (object);
  self->capability = g_strdup (capability != NULL && is_plain (capability) ? capability : "unmeasured");

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
  g_autofree char *folder = idio_models_dup_folder ();

  return g_build_filename (folder, idio_model_entry_get_file (self, 0)->name, NULL);
}

/**
 * idio_model_entry_is_on_disk:
 * @self: a model
 *
 * Returns: whether all its files are in the folder of models, with as many bytes as they should have
 */
gboolean
idio_model_entry_is_on_disk (IdioModelEntry *self)
{
  g_autofree char *folder = idio_models_dup_folder ();

  g_return_val_if_fail (IDIO_IS_MODEL_ENTRY (self), FALSE);

  for (guint i = 0; i < self->files->len; i++)
    {
      const IdioModelFile *file = g_ptr_array_index (self->files, i);
      g_autofree char *path = g_build_filename (folder, file->name, NULL);
      struct stat status;

      if (stat (path, &status) != 0 || !S_ISREG (status.st_mode) || (guint64) status.st_size != file->bytes)
        return FALSE;
    }

  return TRUE;
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
