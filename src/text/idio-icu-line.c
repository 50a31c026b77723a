/* idio-icu-line.c: the tokens of any line, by ICU's iterators
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <unicode/unorm2.h>
#include <unicode/utf8.h>

#include "text/idio-boundaries.h"
#include "text/idio-tokenizer.h"

/* A copy of a line as valid UTF-8 of the same length, with a blank for each line break in it and for bytes that are
 * no characters, and a thin space for the narrow one of French, which Annex #29 takes for a part of words. */
static char *
copy_line (const char *text,
           gsize       length)
{
  char *copy = g_malloc (length + 1);
  int32_t i = 0;

  memcpy (copy, text, length);
  copy[length] = '\0';

  while (i < (int32_t) length)
    {
      int32_t from = i;
      UChar32 c;

      U8_NEXT (copy, i, (int32_t) length, c);

      if (c < 0 || c == '\n' || c == '\r' || c == 0)
        memset (copy + from, ' ', (gsize) (i - from));
      else if (c == 0x202f)
        copy[from + 2] = '\x89';
    }

  return copy;
}

static gboolean
is_emoji (UChar32 first,
          UChar32 second)
{
  return u_hasBinaryProperty (first, UCHAR_EMOJI_PRESENTATION) ||
         u_hasBinaryProperty (first, UCHAR_REGIONAL_INDICATOR) ||
         (u_hasBinaryProperty (first, UCHAR_EXTENDED_PICTOGRAPHIC) && (first >= 0x1f000 || second == 0xfe0f)) ||
         second == 0x20e3 || (second == 0xfe0f && first < 0x80);
}

/* A character of a word, composed, as in read_plain_word(). */
static void
look_at_char (UChar32    c,
              gboolean   is_first,
              IdioShape *shape,
              IdioToken *token)
{
  gunichar folded = idio_tokenizer_fold (c);
  int8_t type = u_charType (c);

  if (is_first && u_isupper (c))
    token->flags |= IDIO_TOKEN_CAPITALIZED;

  if (folded == '\'')
    token->flags |= IDIO_TOKEN_APOSTROPHE;

  if (u_isalnum (c) || c == '_')
    idio_shape_add (shape, folded, u_isalpha (c), u_isupper (c), u_islower (c));
  else if (type != U_NON_SPACING_MARK && type != U_ENCLOSING_MARK)
    shape->last = 0;

  token->hash = idio_hash_char (token->hash, folded);
}

/* Pairs of characters are composed as they come: g_utf8_normalize() takes the square of a word's length. */
static void
look_at_word (const char *word,
              gsize       length,
              IdioToken  *token)
{
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *composer = unorm2_getNFCInstance (&status);
  IdioShape shape = { 0 };
  UChar32 pending = -1;
  gboolean is_first = TRUE;
  int32_t i = 0;

  if (U_FAILURE (status))
    g_error ("ICU can't compose characters: %s", u_errorName (status));

  while (i < (int32_t) length)
    {
      UChar32 c, composed;

      U8_NEXT (word, i, (int32_t) length, c);

      if (u_hasBinaryProperty (c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
        continue;

      if (pending >= 0 && (composed = unorm2_composePair (composer, pending, c)) >= 0)
        {
          pending = composed;
          continue;
        }

      if (pending >= 0)
        {
          look_at_char (pending, is_first, &shape, token);
          is_first = FALSE;
        }

      pending = c;
    }

  if (pending >= 0)
    look_at_char (pending, is_first, &shape, token);

  idio_tokenizer_finish_word (token, &shape, token->start + length);
}

/* What is neither a word nor blank. Returns where it ends, which is behind @after for a face or a run of marks; 0 if
 * there is nothing to be seen. */
static gsize
look_at_mark (const char *line,
              gsize       position,
              gsize       after,
              gsize       end,
              IdioToken  *token)
{
  int32_t i = (int32_t) position;
  UChar32 c, next = 0;
  gsize n_bytes, n_emoticon;

  U8_NEXT (line, i, (int32_t) end, c);

  if (i < (int32_t) after)
    {
      int32_t j = i;

      U8_NEXT (line, j, (int32_t) after, next);
    }

  if (is_emoji (c, next))
    {
      token->kind = IDIO_TOKEN_EMOJI;
      token->n_chars = 1;
      token->length = (guint32) (after - position);
      token->hash = idio_hash_char (IDIO_HASH_START, (guint32) c);

      return after;
    }

  if (!u_isgraph (c) || u_hasBinaryProperty (c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
    return 0;

  if ((n_emoticon = idio_tokenizer_match_emoticon (line, 0, position, end)))
    {
      token->kind = IDIO_TOKEN_EMOTICON;
      token->length = (guint32) n_emoticon;
      token->n_chars = (guint16) n_emoticon;

      return position + n_emoticon;
    }

  n_bytes = (gsize) i - position;

  return MAX (idio_tokenizer_read_mark (line, position, end, n_bytes, idio_tokenizer_fold (c), token), after);
}

static gboolean
is_connectors (const char *segment,
               gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if (segment[i] != '_')
      return FALSE;

  return TRUE;
}

/* Adds the token of the segment from @from to @to of @line, if it is one. Returns where to go on. */
static gsize
add_segment (IdioTokens *self,
             const char *line,
             guint       first,
             gsize       from,
             gsize       to,
             gsize       end,
             gboolean    is_word)
{
  const IdioToken *last = self->n_items > first ? &self->items[self->n_items - 1] : NULL;
  gsize last_end = last != NULL ? last->start + last->length : 0;
  gsize after;
  IdioToken *token;

  if (line[from] == '@' && last_end == from &&
      (after = idio_tokenizer_join_mail_address (self, line, first, from, end)))
    return after;

  token = idio_tokenizer_add (self, IDIO_TOKEN_MARK, from);

  if (last_end < from || self->n_items == first + 1)
    token->flags |= IDIO_TOKEN_AFTER_BLANK;

  /* ICU takes "__" for a word, and a keycap, which is a digit with a mark around it and an emoji to who sees it. */
  if (!is_word || is_connectors (line + from, to - from) ||
      (to - from > 3 && memcmp (line + to - 3, "\u20e3", 3) == 0))
    {
      if (!(after = look_at_mark (line, from, to, end, token)))
        self->n_items--;

      return MAX (after, to);
    }

  token->kind = g_ascii_isdigit (line[from]) ? IDIO_TOKEN_NUMBER : IDIO_TOKEN_WORD;
  look_at_word (line + from, to - from, token);

  return idio_tokenizer_join_web_address (line, token, to, end);
}

/* Whether there are two characters or more in a gap, and no line break. */
static gboolean
has_blanks (const char *text,
            gsize       from,
            gsize       to)
{
  guint n_chars = 0;

  for (gsize i = from; i < to; i++)
    {
      if (text[i] == '\n' || text[i] == '\r')
        return FALSE;

      n_chars += ((guint8) text[i] & 0xc0) != 0x80;
    }

  return n_chars >= 2;
}

/* Adds the tokens of any line. */
void
idio_tokenizer_read_icu_line (IdioTokens *self,
                              const char *text,
                              gsize       start,
                              gsize       end)
{
  g_autofree char *line = copy_line (text + start, end - start);
  UBreakIterator *words = idio_boundaries_get_words ();
  UBreakIterator *sentences = idio_boundaries_get_sentences ();
  g_autoptr(UText) words_text = idio_boundaries_set_text (words, line, end - start);
  g_autoptr(UText) sentences_text = idio_boundaries_set_text (sentences, line, end - start);
  guint first = self->n_items;
  int32_t next_sentence = ubrk_next (sentences);
  int32_t from = ubrk_first (words);
  int32_t to;
  gsize done = 0;

  while ((to = ubrk_next (words)) != UBRK_DONE)
    {
      /* One within a word or an address does not count. */
      while (next_sentence != UBRK_DONE && next_sentence < from)
        next_sentence = ubrk_next (sentences);

      if (next_sentence == from && (gsize) from >= done)
        idio_tokenizer_end_sentence (self, first);

      if ((gsize) from >= done && !idio_tokenizer_is_blank (line[from]))
        done = add_segment (self, line, first, (gsize) from, (gsize) to, end - start,
                            ubrk_getRuleStatus (words) >= UBRK_WORD_NONE_LIMIT);

      from = to;
    }

  idio_tokenizer_end_sentence (self, first);

  for (guint i = first; i < self->n_items; i++)
    self->items[i].start += start;

  for (guint i = first + 1; i < self->n_items; i++)
    if (has_blanks (text, self->items[i - 1].start + self->items[i - 1].length, self->items[i].start))
      self->items[i].flags |= IDIO_TOKEN_AFTER_BLANKS;
}
