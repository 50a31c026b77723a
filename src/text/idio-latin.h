/* idio-latin.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Classes of Unicode Standard Annex #29 that plain characters can have in words. */
typedef enum
{
  IDIO_WORD_OTHER,
  IDIO_WORD_LETTER,
  IDIO_WORD_DIGIT,
  IDIO_WORD_CONNECTOR,
  IDIO_WORD_MID_LETTER,
  IDIO_WORD_MID_DIGIT,
  IDIO_WORD_MID_BOTH,
  IDIO_WORD_BLANK,
} IdioWordClass;

/* And in sentences. */
typedef enum
{
  IDIO_SENTENCE_OTHER,
  IDIO_SENTENCE_BLANK,
  IDIO_SENTENCE_LOWER,
  IDIO_SENTENCE_UPPER,
  IDIO_SENTENCE_LETTER,
  IDIO_SENTENCE_DIGIT,
  IDIO_SENTENCE_STOP,
  IDIO_SENTENCE_CONTINUES,
  IDIO_SENTENCE_TERMINATOR,
  IDIO_SENTENCE_CLOSE,
} IdioSentenceClass;

/**
 * IdioLatinChar:
 * @folded: the character without case, and straight if it is an apostrophe
 * @word: its class in words
 * @sentence: its class in sentences
 * @is_plain: whether there are no other rules about it
 * @is_upper: whether it is a capital
 * @is_lower: whether it is a small letter
 *
 * What has to be known of a character.
 */
typedef struct
{
  gunichar2 folded;
  guint8    word;
  guint8    sentence;
  guint8    is_plain;
  guint8    is_upper;
  guint8    is_lower;
} IdioLatinChar;

/* Latin letters and their marks, and general punctuation. */
#define IDIO_LATIN_LATIN_END         0x250
#define IDIO_LATIN_PUNCTUATION_START 0x2000
#define IDIO_LATIN_PUNCTUATION_END   0x2070
#define IDIO_N_LATIN_CHARS \
  (IDIO_LATIN_LATIN_END + IDIO_LATIN_PUNCTUATION_END - IDIO_LATIN_PUNCTUATION_START)

const IdioLatinChar *idio_latin_get_table     (void);
gboolean             idio_latin_ends_sentence (const char *text,
                                               gsize       line_start,
                                               gsize       position,
                                               gsize       line_end,
                                               gsize      *next);

/**
 * idio_latin_peek:
 * @table: what idio_latin_get_table() returns
 * @text: bytes
 * @position: where to look
 * @end: where @text ends
 * @n_bytes: (out): the length of the character
 *
 * Returns: (nullable) (transfer none): what is known of the character at @position, which is before @end; %NULL if it
 *   is not plain, or no character at all
 */
static inline const IdioLatinChar *
idio_latin_peek (const IdioLatinChar *table,
                 const char          *text,
                 gsize                position,
                 gsize                end,
                 gsize               *n_bytes)
{
  const guint8 *bytes = (const guint8 *) text + position;
  const IdioLatinChar *plain;

  if (G_LIKELY (bytes[0] < 0x80))
    {
      *n_bytes = 1;
      plain = &table[bytes[0]];
    }
  else if (bytes[0] >= 0xc2 && bytes[0] <= 0xc9 && end - position >= 2 && (bytes[1] & 0xc0) == 0x80)
    {
      guint32 c = (guint32) (bytes[0] & 0x1f) << 6 | (bytes[1] & 0x3f);

      *n_bytes = 2;

      if (c >= IDIO_LATIN_LATIN_END)
        return NULL;

      plain = &table[c];
    }
  else if (bytes[0] == 0xe2 && end - position >= 3 && (bytes[1] == 0x80 || bytes[1] == 0x81) &&
           (bytes[2] & 0xc0) == 0x80)
    {
      guint32 c = (guint32) (bytes[1] & 0x3f) << 6 | (bytes[2] & 0x3f);

      *n_bytes = 3;

      if (c >= IDIO_LATIN_PUNCTUATION_END - IDIO_LATIN_PUNCTUATION_START)
        return NULL;

      plain = &table[IDIO_LATIN_LATIN_END + c];
    }
  else
    return NULL;

  return plain->is_plain ? plain : NULL;
}

G_END_DECLS
