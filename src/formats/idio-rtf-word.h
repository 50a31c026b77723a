/* idio-rtf-word.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  IDIO_RTF_SKIP = 1,
  IDIO_RTF_FONTS,
  IDIO_RTF_INFO,
  IDIO_RTF_TITLE,
  IDIO_RTF_AUTHOR,
  IDIO_RTF_EDITOR,
  IDIO_RTF_INSERTERS,
  IDIO_RTF_TIME,
  IDIO_RTF_TIME_PART,
  IDIO_RTF_SHAPE,
  IDIO_RTF_BOX,
  IDIO_RTF_NOTE,
  IDIO_RTF_MARK,
  IDIO_RTF_FIELD,
  IDIO_RTF_CODE,
  IDIO_RTF_RESULT,
  IDIO_RTF_PARAGRAPH,
  IDIO_RTF_PARAGRAPH_DEFAULTS,
  IDIO_RTF_CELL,
  IDIO_RTF_ROW,
  IDIO_RTF_IN_TABLE,
  IDIO_RTF_OUTLINE,
  IDIO_RTF_PLAIN,
  IDIO_RTF_HIDDEN,
  IDIO_RTF_DELETED,
  IDIO_RTF_INSERTED,
  IDIO_RTF_INSERTER,
  IDIO_RTF_FONT,
  IDIO_RTF_RTL_FONT,
  IDIO_RTF_LTR,
  IDIO_RTF_RTL,
  IDIO_RTF_FONT_CHARSET,
  IDIO_RTF_CODE_PAGE,
  IDIO_RTF_DEFAULT_FONT,
  IDIO_RTF_MAC,
  IDIO_RTF_PC,
  IDIO_RTF_N_FALLBACK,
  IDIO_RTF_UNICODE,
  IDIO_RTF_TEXT,
} IdioRtfAction;

/**
 * IdioRtfWord:
 * @word: a control word, without "\\"
 * @action: what it means
 * @text: (nullable): what it stands for, if it is text
 *
 * A word that makes a difference to the text. Most of the 1,800 that there are do not.
 */
typedef struct
{
  const char    *word;
  IdioRtfAction  action;
  const char    *text;
} IdioRtfWord;

GHashTable *idio_rtf_word_list (void);

G_END_DECLS
