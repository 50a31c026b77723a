/* idio-tokenizer.h: what the two ways to read a line share; for idio-tokens.c and its like only
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <unicode/uchar.h>

#include "text/idio-tokens.h"

G_BEGIN_DECLS

/* FNV-1a, over characters in place of bytes. */
#define IDIO_HASH_START  G_GUINT64_CONSTANT (0xcbf29ce484222325)
#define IDIO_HASH_FACTOR G_GUINT64_CONSTANT (0x100000001b3)

#define idio_hash_char(hash, c) (((hash) ^ (c)) * IDIO_HASH_FACTOR)

static inline gboolean
idio_tokenizer_is_blank (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Without case, and straight if it is an apostrophe. */
static inline gunichar
idio_tokenizer_fold (UChar32 c)
{
  return c == 0x2019 ? '\'' : (gunichar) u_foldCase (c, U_FOLD_CASE_DEFAULT);
}

static inline IdioToken *
idio_tokenizer_add (IdioTokens    *self,
                    IdioTokenKind  kind,
                    gsize          start)
{
  IdioToken *token;

  if (G_UNLIKELY (self->n_items == self->size))
    {
      self->size = MAX (256, self->size * 2);
      self->items = g_renew (IdioToken, self->items, self->size);
    }

  token = &self->items[self->n_items++];
  *token = (IdioToken) { .start = (guint32) start, .kind = (guint8) kind, .hash = IDIO_HASH_START };

  return token;
}

static inline void
idio_tokenizer_end_sentence (IdioTokens *self,
                             guint       first)
{
  if (self->n_items > first)
    self->items[self->n_items - 1].flags |= IDIO_TOKEN_ENDS_SENTENCE;
}

/* What the letters of a word are like, seen one after another. */
typedef struct
{
  guint    n_chars;
  guint    n_upper;
  guint    n_lower;
  guint    run;
  gboolean lengthened;
  gunichar last;
} IdioShape;

static inline void
idio_shape_add (IdioShape *shape,
                gunichar   folded,
                guint      is_letter,
                guint      is_upper,
                guint      is_lower)
{
  shape->n_chars++;
  shape->n_upper += is_upper;
  shape->n_lower += is_lower;
  shape->run = folded == shape->last ? shape->run + is_letter : is_letter;
  shape->last = folded;

  /* Not "VIII". */
  if (G_UNLIKELY (shape->run >= 3) && (shape->n_lower > 0 || folded != 'i'))
    shape->lengthened = TRUE;
}

void     idio_tokenizer_finish_word       (IdioToken       *token,
                                           const IdioShape *shape,
                                           gsize            end);
gsize    idio_tokenizer_match_emoticon    (const char      *text,
                                           gsize            start,
                                           gsize            position,
                                           gsize            end);
gsize    idio_tokenizer_join_web_address  (const char      *text,
                                           IdioToken       *token,
                                           gsize            position,
                                           gsize            end);
gsize    idio_tokenizer_join_mail_address (IdioTokens      *self,
                                           const char      *text,
                                           guint            first,
                                           gsize            position,
                                           gsize            end);
gsize    idio_tokenizer_read_mark         (const char      *text,
                                           gsize            position,
                                           gsize            end,
                                           gsize            n_bytes,
                                           gunichar         folded,
                                           IdioToken       *token);
gboolean idio_tokenizer_read_latin_line   (IdioTokens      *self,
                                           const char      *text,
                                           gsize            start,
                                           gsize            end);
void     idio_tokenizer_read_icu_line     (IdioTokens      *self,
                                           const char      *text,
                                           gsize            start,
                                           gsize            end);

G_END_DECLS
