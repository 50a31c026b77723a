/* idio-service-preset.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "llm/idio-dialect.h"
#include "llm/idio-openai-request.h"

G_BEGIN_DECLS

/**
 * IdioServicePreset:
 * @id: its name in settings and files
 * @name: what people call it
 * @sentence: what it is
 * @privacy: what is known of what it does with texts
 * @address: where it is; "" if that has to be typed
 * @key_page: (nullable): the page where people get a key
 * @dialect: how to talk to it
 * @quirks: what it does not understand of OpenAI's dialect
 * @needs_key: whether it answers nobody without a key
 *
 * A service that people know by name. The texts are translated.
 */
typedef struct
{
  char             *id;
  char             *name;
  char             *sentence;
  char             *privacy;
  char             *address;
  char             *key_page;
  IdioDialect       dialect;
  IdioOpenaiQuirks  quirks;
  gboolean          needs_key;
} IdioServicePreset;

GPtrArray               *idio_service_presets_get             (void);
const IdioServicePreset *idio_service_preset_find             (const char *id);
const IdioServicePreset *idio_service_preset_find_for_address (const char *address);

G_END_DECLS
