/* idio-service-preset.c: the services that people know by name, from data/services.json
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "idio-enums.h"
#include "llm/idio-json.h"
#include "llm/idio-service-address.h"
#include "llm/idio-service-preset.h"

#define RESOURCE "/io/github/idiolect/Idiolect/services.json"

/* The sentences of the file, as gettext finds them in C only. A test compares them. */
static const char * const texts[] = {
  N_("The company that makes ChatGPT. Each draft costs a little."),
  N_("The company that makes Claude. Each draft costs a little."),
  N_("The models of Google. A key may have a daily limit instead of a price."),
  N_("A company in France. Each draft costs a little."),
  N_("One key for the models of many companies."),
  N_("A program that runs models on this computer."),
  N_("A program that runs models on this computer. Its server has to be switched on."),
  N_("The server of llama.cpp, started by you."),
  N_("Any server that is compatible with OpenAI’s."),
  N_("What it may do with your texts is in its terms."),
  N_("It passes your texts on to the company whose model you choose. The terms of both apply."),
  N_("Your texts stay on this computer, unless you choose a model of its cloud."),
  N_("Your texts stay on this computer."),
  N_("What happens to your texts there is up to whoever runs it."),
  N_("Another Server"),
};

static char *
translate (const char *text)
{
  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (texts); i++)
    if (g_str_equal (texts[i], text))
      return g_strdup (_(texts[i]));

  return g_strdup (text);
}

static IdioOpenaiQuirks
read_quirks (JsonArray *names)
{
  static const struct { const char *name; IdioOpenaiQuirks quirk; } known[] = {
    { "max-completion-tokens", IDIO_OPENAI_QUIRK_MAX_COMPLETION_TOKENS },
    { "no-temperature", IDIO_OPENAI_QUIRK_NO_TEMPERATURE },
    { "no-seed", IDIO_OPENAI_QUIRK_NO_SEED },
    { "no-usage", IDIO_OPENAI_QUIRK_NO_USAGE },
    { "template-thinks", IDIO_OPENAI_QUIRK_TEMPLATE_THINKS },
  };
  IdioOpenaiQuirks quirks = 0;

  for (guint i = 0; names != NULL && i < json_array_get_length (names); i++)
    for (guint j = 0; j < G_N_ELEMENTS (known); j++)
      if (g_strcmp0 (json_array_get_string_element (names, i), known[j].name) == 0)
        quirks |= known[j].quirk;

  return quirks;
}

static IdioDialect
read_dialect (const char *nick)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (IDIO_TYPE_DIALECT);
  const GEnumValue *value = nick != NULL ? g_enum_get_value_by_nick (klass, nick) : NULL;

  return value != NULL ? (IdioDialect) value->value : IDIO_DIALECT_AUTOMATIC;
}

static IdioServicePreset *
preset_new (JsonObject *object)
{
  IdioServicePreset *self = g_new0 (IdioServicePreset, 1);

  self->id = g_strdup (idio_json_get_string (object, "id"));
  self->name = translate (idio_json_get_string (object, "name"));
  self->sentence = translate (idio_json_get_string (object, "sentence"));
  self->privacy = translate (idio_json_get_string (object, "privacy"));
  self->address = g_strdup (idio_json_get_string (object, "address"));
  self->key_page = g_strdup (idio_json_get_string (object, "key-page"));
  self->dialect = read_dialect (idio_json_get_string (object, "dialect"));
  self->quirks = read_quirks (idio_json_get_array (object, "quirks"));
  self->needs_key = json_object_get_boolean_member_with_default (object, "needs-key", FALSE);

  return self;
}

/**
 * idio_service_presets_get:
 *
 * Returns: (transfer none) (element-type IdioServicePreset): all presets, in the order in which to offer them
 */
GPtrArray *
idio_service_presets_get (void)
{
  static GPtrArray *presets;

  if (g_once_init_enter_pointer (&presets))
    {
      g_autoptr(GBytes) bytes = g_resources_lookup_data (RESOURCE, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
      g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      g_autoptr(JsonNode) node = idio_json_parse (text);
      JsonArray *array = json_node_get_array (node);
      GPtrArray *list = g_ptr_array_new ();

      for (guint i = 0; i < json_array_get_length (array); i++)
        g_ptr_array_add (list, preset_new (json_array_get_object_element (array, i)));

      g_once_init_leave_pointer (&presets, list);
    }

  return presets;
}

/**
 * idio_service_preset_find:
 * @id: an id
 *
 * Returns: (transfer none) (nullable): the preset of that id
 */
const IdioServicePreset *
idio_service_preset_find (const char *id)
{
  GPtrArray *presets = idio_service_presets_get ();

  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; i < presets->len; i++)
    {
      const IdioServicePreset *preset = g_ptr_array_index (presets, i);

      if (g_str_equal (preset->id, id))
        return preset;
    }

  return NULL;
}

/* Two addresses of loopback are at the same place if their ports are. */
static gboolean
is_same_place (const char *address,
               const char *other)
{
  g_autoptr(GUri) first = g_uri_parse (address, G_URI_FLAGS_NONE, NULL);
  g_autoptr(GUri) second = g_uri_parse (other, G_URI_FLAGS_NONE, NULL);
  g_autofree char *first_host = idio_service_address_find_host (address);
  g_autofree char *second_host = idio_service_address_find_host (other);

  return first != NULL && second != NULL && g_strcmp0 (first_host, second_host) == 0 &&
         g_uri_get_port (first) == g_uri_get_port (second);
}

/**
 * idio_service_preset_find_for_address:
 * @address: an address from idio_service_address_fix()
 *
 * Returns: (transfer none): the preset of the service that is there, "other" if none is known
 */
const IdioServicePreset *
idio_service_preset_find_for_address (const char *address)
{
  GPtrArray *presets = idio_service_presets_get ();

  g_return_val_if_fail (address != NULL, NULL);

  for (guint i = 0; i < presets->len; i++)
    {
      const IdioServicePreset *preset = g_ptr_array_index (presets, i);

      if (*preset->address != '\0' && is_same_place (preset->address, address))
        return preset;
    }

  return idio_service_preset_find ("other");
}
