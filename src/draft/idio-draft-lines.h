/* idio-draft-lines.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * IdioDraftLineKind:
 * @IDIO_DRAFT_LINE_EMPTY: nothing is in it
 * @IDIO_DRAFT_LINE_TEXT: a line of a paragraph
 * @IDIO_DRAFT_LINE_BULLET: the first line of an item of a list
 * @IDIO_DRAFT_LINE_NUMBER: the first line of a numbered item
 * @IDIO_DRAFT_LINE_MORE: another line of the item before
 */
typedef enum
{
  IDIO_DRAFT_LINE_EMPTY,
  IDIO_DRAFT_LINE_TEXT,
  IDIO_DRAFT_LINE_BULLET,
  IDIO_DRAFT_LINE_NUMBER,
  IDIO_DRAFT_LINE_MORE,
} IdioDraftLineKind;

/**
 * IdioDraftLine:
 * @kind: what it is
 * @text: the line, without the mark of an item and without spaces around
 * @number: that of a numbered item
 */
typedef struct
{
  IdioDraftLineKind  kind;
  char              *text;
  guint              number;
} IdioDraftLine;

GArray *idio_draft_lines_read (const char *text);

G_END_DECLS
