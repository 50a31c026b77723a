/* idio-dialect.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "llm/idio-service.h"

G_BEGIN_DECLS

/**
 * IdioDialect:
 * @IDIO_DIALECT_AUTOMATIC: what idio_dialect_find() finds
 * @IDIO_DIALECT_OPENAI: Chat Completions of OpenAI, which most services and servers speak
 * @IDIO_DIALECT_ANTHROPIC: Messages of Anthropic
 * @IDIO_DIALECT_OLLAMA: that of Ollama
 *
 * How to talk to a service.
 */
typedef enum
{
  IDIO_DIALECT_AUTOMATIC,
  IDIO_DIALECT_OPENAI,
  IDIO_DIALECT_ANTHROPIC,
  IDIO_DIALECT_OLLAMA,
} IdioDialect;

IdioDialect  idio_dialect_find        (const char  *address);
IdioService *idio_dialect_new_service (IdioDialect  dialect,
                                       const char  *address,
                                       const char  *model,
                                       const char  *key);

G_END_DECLS
