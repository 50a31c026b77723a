/* idio-draft-file.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/**
 * IdioDraftFormat:
 * @IDIO_DRAFT_FORMAT_TEXT: plain text
 * @IDIO_DRAFT_FORMAT_MARKDOWN: Markdown, in which line breaks and lists are as they are in the text
 * @IDIO_DRAFT_FORMAT_ODT: an OpenDocument text
 */
typedef enum
{
  IDIO_DRAFT_FORMAT_TEXT,
  IDIO_DRAFT_FORMAT_MARKDOWN,
  IDIO_DRAFT_FORMAT_ODT,
} IdioDraftFormat;

const char      *idio_draft_format_get_suffix (IdioDraftFormat  format);
IdioDraftFormat  idio_draft_format_of_name    (const char      *name,
                                               IdioDraftFormat  fallback);
GBytes          *idio_draft_file_make         (const char      *text,
                                               IdioDraftFormat  format);
DexFuture       *idio_draft_file_save         (GFile           *file,
                                               const char      *text,
                                               IdioDraftFormat  format) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
