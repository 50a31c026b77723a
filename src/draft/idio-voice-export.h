/* idio-voice-export.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libdex.h>

#include "corpus/idio-corpus.h"
#include "voice/idio-voice.h"

G_BEGIN_DECLS

/**
 * IdioExportFormat:
 * @IDIO_EXPORT_FORMAT_MARKDOWN: the cards with quotes, for people
 * @IDIO_EXPORT_FORMAT_PROMPT: a system prompt for any model
 * @IDIO_EXPORT_FORMAT_SKILL: a SKILL.md, for agents that read such files
 * @IDIO_EXPORT_FORMAT_JSON: all about the cards, for programs
 *
 * What a voice can be written as.
 */
typedef enum
{
  IDIO_EXPORT_FORMAT_MARKDOWN,
  IDIO_EXPORT_FORMAT_PROMPT,
  IDIO_EXPORT_FORMAT_SKILL,
  IDIO_EXPORT_FORMAT_JSON,
} IdioExportFormat;

DexFuture *idio_voice_export (IdioVoice        *voice,
                              IdioCorpus       *corpus,
                              IdioExportFormat  format,
                              IdioAudience      audience) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
