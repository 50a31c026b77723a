/* idio-capability-memory.c: what models were found fit for, in settings
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "llm/idio-capability-memory.h"

#define KEY "capability"

/**
 * idio_capability_recall:
 * @settings: the settings of the app
 * @identity: a model and where it is
 *
 * Returns: what the model was found fit for, or %IDIO_CAPABILITY_UNKNOWN if this version of the check never ran on it
 */
IdioCapability
idio_capability_recall (GSettings  *settings,
                        const char *identity)
{
  g_autoptr(GVariant) known = NULL;
  const char *result = NULL;

  g_return_val_if_fail (G_IS_SETTINGS (settings), IDIO_CAPABILITY_UNKNOWN);
  g_return_val_if_fail (identity != NULL, IDIO_CAPABILITY_UNKNOWN);

  known = g_settings_get_value (settings, KEY);

  return g_variant_lookup (known, identity, "&s", &result) ? idio_capability_parse (result) : IDIO_CAPABILITY_UNKNOWN;
}

/**
 * idio_capability_remember:
 * @settings: the settings of the app
 * @identity: a model and where it is
 * @capability: what it was found fit for
 *
 * Results of other versions of the check, which nothing reads any more, are removed.
 */
void
idio_capability_remember (GSettings      *settings,
                          const char     *identity,
                          IdioCapability  capability)
{
  g_autoptr(GVariant) known = NULL;
  g_autofree char *result = idio_capability_format (capability);
  GVariantBuilder builder;
  GVariantIter iter;
  const char *key, *value;

  g_return_if_fail (G_IS_SETTINGS (settings));
  g_return_if_fail (identity != NULL);
  g_return_if_fail (result != NULL);

  known = g_settings_get_value (settings, KEY);
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_iter_init (&iter, known);

  while (g_variant_iter_next (&iter, "{&s&s}", &key, &value))
    if (!g_str_equal (key, identity) && idio_capability_parse (value) != IDIO_CAPABILITY_UNKNOWN)
      g_variant_builder_add (&builder, "{ss}", key, value);

  g_variant_builder_add (&builder, "{ss}", identity, result);
  g_settings_set_value (settings, KEY, g_variant_builder_end (&builder));
}
