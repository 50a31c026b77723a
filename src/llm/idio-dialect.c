/* idio-dialect.c: which class talks to a service
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "llm/idio-anthropic-provider.h"
#include "llm/idio-dialect.h"
#include "llm/idio-ollama-provider.h"
#include "llm/idio-openai-provider.h"
#include "llm/idio-service-preset.h"

/* Where Ollama listens, unless it was told otherwise */
#define OLLAMA_PORT 11434

static gboolean
is_host_of (const char *host,
            const char *domain)
{
  g_autofree char *suffix = g_strconcat (".", domain, NULL);

  return g_str_equal (host, domain) || g_str_has_suffix (host, suffix);
}

/**
 * idio_dialect_find:
 * @address: an address from idio_service_address_fix()
 *
 * Returns: the dialect that is spoken there, by the name of the host and the number of the port
 */
IdioDialect
idio_dialect_find (const char *address)
{
  g_autoptr(GUri) uri = NULL;

  g_return_val_if_fail (address != NULL, IDIO_DIALECT_OPENAI);

  uri = g_uri_parse (address, G_URI_FLAGS_NONE, NULL);

  if (uri == NULL || g_uri_get_host (uri) == NULL)
    return IDIO_DIALECT_OPENAI;

  if (is_host_of (g_uri_get_host (uri), "anthropic.com"))
    return IDIO_DIALECT_ANTHROPIC;

  if (g_uri_get_port (uri) == OLLAMA_PORT || is_host_of (g_uri_get_host (uri), "ollama.com"))
    return IDIO_DIALECT_OLLAMA;

  return IDIO_DIALECT_OPENAI;
}

/**
 * idio_dialect_new_service:
 * @dialect: a dialect
 * @address: an address from idio_service_address_fix()
 * @model: the name of a model there
 * @key: (nullable): the API key; what can't be one is left out
 *
 * Returns: (transfer full): a service
 */
IdioService *
idio_dialect_new_service (IdioDialect  dialect,
                          const char  *address,
                          const char  *model,
                          const char  *key)
{
  IdioProvider *provider;

  g_return_val_if_fail (address != NULL, NULL);
  g_return_val_if_fail (model != NULL, NULL);

  if (dialect == IDIO_DIALECT_AUTOMATIC)
    dialect = idio_dialect_find (address);

  switch (dialect)
    {
    case IDIO_DIALECT_ANTHROPIC:
      return IDIO_SERVICE (idio_anthropic_provider_new (address, model, key));

    case IDIO_DIALECT_OLLAMA:
      return IDIO_SERVICE (idio_ollama_provider_new (address, model, key));

    case IDIO_DIALECT_OPENAI:
    case IDIO_DIALECT_AUTOMATIC:
    default:
      provider = idio_openai_provider_new (address, model, key);
      idio_openai_provider_set_quirks (IDIO_OPENAI_PROVIDER (provider),
                                       idio_service_preset_find_for_address (address)->quirks);

      return IDIO_SERVICE (provider);
    }
}
