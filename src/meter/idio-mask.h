/* idio-mask.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * IdioMaskedToken:
 * @word: a hash of the word in lower case, of the mark, or of the break of a line
 * @shape: a hash of what is left of it when masked
 * @plain: where it begins in the plain text
 * @masked: where it begins in the masked text
 * @is_word: whether it is a word or a number
 * @ends_sentence: whether a sentence ends with it
 */
typedef struct
{
  guint32 word;
  guint32 shape;
  guint   plain;
  guint   masked;
  guint   is_word : 1;
  guint   ends_sentence : 1;
} IdioMaskedToken;

/**
 * IdioMask:
 * @plain: the text as it is counted: composed, with straight quotes, single blanks and `0` for each digit
 * @masked: the same with each content word replaced by its capital and its suffix
 * @tokens: (element-type IdioMaskedToken): its words, numbers, marks and breaks
 *
 * A text, and the same without what it is about.
 */
typedef struct
{
  GString *plain;
  GString *masked;
  GArray  *tokens;
} IdioMask;

IdioMask *idio_mask_new  (const char *text,
                          gsize       max_bytes);
void      idio_mask_free (IdioMask   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioMask, idio_mask_free)

G_END_DECLS
