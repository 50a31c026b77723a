/* idio-tokens.c: a text as words and marks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf8.h>

#include "measure/idio-boundaries.h"
#include "measure/idio-plain.h"
#include "measure/idio-tokens.h"

/* Mail programs fold at 72 characters or so: a line at least this long, and not much longer, goes on in the next. */
#define FOLDED_LINE_CHARS     55
#define FOLDED_LINE_MAX_CHARS 100

/* FNV-1a, over characters in place of bytes. */
#define HASH_START  G_GUINT64_CONSTANT (0xcbf29ce484222325)
#define HASH_FACTOR G_GUINT64_CONSTANT (0x100000001b3)

#define hash_char(hash, c) (((hash) ^ (c)) * HASH_FACTOR)

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Without case, and straight if it is an apostrophe. */
static gunichar
fold (UChar32 c)
{
  return c == 0x2019 ? '\'' : (gunichar) u_foldCase (c, U_FOLD_CASE_DEFAULT);
}

static IdioToken *
add_token (IdioTokens    *self,
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
  *token = (IdioToken) { .start = (guint32) start, .kind = (guint8) kind, .hash = HASH_START };

  return token;
}

static void
end_sentence (IdioTokens *self,
              guint       first)
{
  if (self->n_items > first)
    self->items[self->n_items - 1].flags |= IDIO_TOKEN_ENDS_SENTENCE;
}

/* What the letters of a word are like, seen one after another. */
typedef struct
{
  guint    n_chars;
  guint    n_letters;
  guint    n_upper;
  guint    n_lower;
  guint    run;
  gboolean lengthened;
  gunichar last;
} Shape;

static inline void
shape_add (Shape   *shape,
           gunichar folded,
           guint    is_letter,
           guint    is_upper,
           guint    is_lower)
{
  shape->n_chars++;
  shape->n_letters += is_letter;
  shape->n_upper += is_upper;
  shape->n_lower += is_lower;
  shape->run = folded == shape->last ? shape->run + is_letter : is_letter;
  shape->last = folded;

  /* Not "VIII". */
  if (G_UNLIKELY (shape->run >= 3) && (shape->n_lower > 0 || folded != 'i'))
    shape->lengthened = TRUE;
}

static void
finish_word (IdioToken   *token,
             const Shape *shape,
             gsize        end)
{
  token->length = (guint32) (end - token->start);
  token->n_chars = (guint16) MIN (shape->n_chars, G_MAXUINT16);

  if (shape->n_upper >= 2 && shape->n_lower == 0)
    token->flags |= IDIO_TOKEN_ALL_CAPITALS;

  /* "www" and "xxx" are words of three letters. */
  if (shape->lengthened && shape->n_chars > 3)
    token->flags |= IDIO_TOKEN_LENGTHENED;
}

/**** Tokens that are the same in all text ****/

/* A face such as ":-)", which stands free: its length, or 0. */
static gsize
match_emoticon (const char *text,
                gsize       start,
                gsize       position,
                gsize       end)
{
  gsize after = position + 1, behind;

  if (position > start && !is_blank (text[position - 1]) && strchr (".,!?)", text[position - 1]) == NULL)
    return 0;

  if (text[position] == '<' && end - position >= 2 && text[position + 1] == '3')
    after = position + 2;
  else if (strchr (":;=", text[position]) != NULL)
    {
      if (after < end && strchr ("-'o^", text[after]) != NULL && text[after] != '\0')
        after++;

      if (after >= end || text[after] == '\0' || strchr (")(DPp|/\\*O3]", text[after]) == NULL)
        return 0;

      after++;

      while (after < end && text[after] == text[after - 1])
        after++;
    }
  else
    return 0;

  behind = after;

  while (behind < end && strchr (".,!?", text[behind]) != NULL && text[behind] != '\0')
    behind++;

  return behind == end || is_blank (text[behind]) ? after - position : 0;
}

/* Where the address ends that reaches over @position: at a blank, and without the marks of the sentence around it. */
static gsize
find_address_end (const char *text,
                  gsize       position,
                  gsize       end)
{
  gsize after = position;

  while (after < end && !is_blank (text[after]) && strchr ("<>\"", text[after]) == NULL)
    after++;

  while (after > position && strchr (".,;:!?)]}'*_", text[after - 1]) != NULL)
    after--;

  /* A closing curly quote or ellipsis. */
  while (after - position > 3 && (guint8) text[after - 3] == 0xe2 && (guint8) text[after - 2] == 0x80)
    after -= 3;

  return after;
}

static void
make_address (IdioToken *token,
              gsize      end)
{
  token->kind = IDIO_TOKEN_ADDRESS;
  token->length = (guint32) (end - token->start);
  token->n_chars = (guint16) MIN (token->length, G_MAXUINT16);
  token->flags &= IDIO_TOKEN_AFTER_BLANK | IDIO_TOKEN_AFTER_BLANKS;
  token->hash = HASH_START;
}

/* Makes an address of the word just read if it begins one, as in "https://" and "www.". Returns where to go on. */
static gsize
join_web_address (const char *text,
                  IdioToken  *token,
                  gsize       position,
                  gsize       end)
{
  const char *word = text + token->start;
  gboolean has_scheme = end - position > 3 && memcmp (text + position, "://", 3) == 0 && !is_blank (text[position + 3]);
  gboolean has_www = token->length > 4 && g_ascii_strncasecmp (word, "www.", 4) == 0;

  if (!has_scheme && !has_www)
    return position;

  position = find_address_end (text, position, end);
  make_address (token, position);

  return position;
}

/* Makes an address of what stands around the "@" at @position, if it is one of mail. Returns where to go on, or 0. */
static gsize
join_mail_address (IdioTokens *self,
                   const char *text,
                   guint       first,
                   gsize       position,
                   gsize       end)
{
  guint from = self->n_items;
  gsize after;

  if (from == first || position + 1 >= end || !g_ascii_isalnum (text[position + 1]))
    return 0;

  for (; from > first; from--)
    {
      const IdioToken *token = &self->items[from - 1];
      gsize token_end = token->start + token->length;
      gsize next = from < self->n_items ? self->items[from].start : position;

      if (token_end != next || (token->kind == IDIO_TOKEN_MARK && strchr (".-+_", text[token->start]) == NULL))
        break;
    }

  if (from == self->n_items)
    return 0;

  after = find_address_end (text, position + 1, end);
  self->n_items = from + 1;
  make_address (&self->items[from], after);

  return after;
}

/**** Plain lines ****/

/* Reads the word at @position. Returns where it ends, or 0 if it is not plain. */
static gsize
read_plain_word (const char          *text,
                 gsize                position,
                 gsize                end,
                 const IdioPlainChar *table,
                 IdioToken           *token)
{
  Shape shape = { 0 };
  guint8 last = IDIO_WORD_OTHER;
  guint64 hash = HASH_START;
  gsize n_bytes;

  while (position < end)
    {
      const IdioPlainChar *c = idio_plain_peek (table, text, position, end, &n_bytes);

      if (c == NULL)
        return 0;

      if (c->word == IDIO_WORD_LETTER || c->word == IDIO_WORD_DIGIT || c->word == IDIO_WORD_CONNECTOR)
        {
          shape_add (&shape, c->folded, c->word == IDIO_WORD_LETTER, c->is_upper, c->is_lower);
          last = c->word;
        }
      else if (c->word >= IDIO_WORD_MID_LETTER && c->word <= IDIO_WORD_MID_BOTH && position + n_bytes < end)
        {
          gsize n_next;
          const IdioPlainChar *next = idio_plain_peek (table, text, position + n_bytes, end, &n_next);

          if (next == NULL)
            return 0;

          if (next->word != last || !((last == IDIO_WORD_LETTER && c->word != IDIO_WORD_MID_DIGIT) ||
                                      (last == IDIO_WORD_DIGIT && c->word != IDIO_WORD_MID_LETTER)))
            break;

          if (c->folded == '\'')
            token->flags |= IDIO_TOKEN_APOSTROPHE;

          shape.last = 0;
        }
      else
        break;

      hash = hash_char (hash, c->folded);
      position += n_bytes;
    }

  token->hash = hash;
  finish_word (token, &shape, position);

  return position;
}

/* Reads the mark at @position, or a run of it. Returns where it ends. */
static gsize
read_mark (const char *text,
           gsize       position,
           gsize       end,
           gsize       n_bytes,
           gunichar    folded,
           IdioToken  *token)
{
  gsize after = position + n_bytes;
  guint n_chars = 1;

  for (; end - after >= n_bytes && memcmp (text + after, text + position, n_bytes) == 0; after += n_bytes)
    n_chars++;

  token->n_chars = (guint16) MIN (n_chars, G_MAXUINT16);
  token->length = (guint32) (after - position);
  token->hash = hash_char (HASH_START, folded);

  return after;
}

/* Whether a word begins at @position: connectors alone, such as "__", are none. */
static gboolean
begins_word (const char          *text,
             gsize                position,
             gsize                end,
             const IdioPlainChar *table)
{
  const IdioPlainChar *c;
  gsize n_bytes;

  while (position < end && (c = idio_plain_peek (table, text, position, end, &n_bytes)) &&
         c->word == IDIO_WORD_CONNECTOR)
    position += n_bytes;

  return position < end && c != NULL && (c->word == IDIO_WORD_LETTER || c->word == IDIO_WORD_DIGIT);
}

/* Adds the tokens of a line that has only plain characters; %FALSE if it has others. */
static gboolean
read_plain_line (IdioTokens *self,
                 const char *text,
                 gsize       start,
                 gsize       end)
{
  const IdioPlainChar *table = idio_plain_get_table ();
  guint first = self->n_items;
  gsize position = start, next_sentence = G_MAXSIZE;
  guint n_blanks = 0;
  gboolean at_start = TRUE;

  while (position < end)
    {
      gsize n_bytes, after;
      const IdioPlainChar *c = idio_plain_peek (table, text, position, end, &n_bytes);
      IdioToken *token;

      if (c == NULL)
        return FALSE;

      if (c->word == IDIO_WORD_BLANK)
        {
          n_blanks += text[position] != '\n' && text[position] != '\r' ? 1 : 1000;
          position += n_bytes;
          continue;
        }

      if (position >= next_sentence)
        {
          end_sentence (self, first);
          next_sentence = G_MAXSIZE;
        }

      if (text[position] == '@' && n_blanks == 0 && (after = join_mail_address (self, text, first, position, end)))
        {
          position = after;
          continue;
        }

      token = add_token (self, IDIO_TOKEN_MARK, position);

      if (n_blanks > 0 || at_start)
        token->flags |= IDIO_TOKEN_AFTER_BLANK;

      if (n_blanks > 1 && n_blanks < 1000 && !at_start)
        token->flags |= IDIO_TOKEN_AFTER_BLANKS;

      at_start = FALSE;
      n_blanks = 0;

      if (c->word == IDIO_WORD_LETTER || c->word == IDIO_WORD_DIGIT ||
          (c->word == IDIO_WORD_CONNECTOR && begins_word (text, position, end, table)))
        {
          token->kind = c->word == IDIO_WORD_DIGIT ? IDIO_TOKEN_NUMBER : IDIO_TOKEN_WORD;

          if (c->is_upper)
            token->flags |= IDIO_TOKEN_CAPITALIZED;

          if (!(after = read_plain_word (text, position, end, table, token)))
            return FALSE;

          if (after < end && (text[after] == ':' || G_UNLIKELY ((text[position] | 0x20) == 'w')))
            after = join_web_address (text, token, after, end);
        }
      else if ((after = match_emoticon (text, start, position, end)))
        {
          token->kind = IDIO_TOKEN_EMOTICON;
          token->length = (guint32) after;
          token->n_chars = (guint16) after;
          after += position;
        }
      else
        {
          after = read_mark (text, position, end, n_bytes, c->folded, token);

          if (c->sentence == IDIO_SENTENCE_STOP || c->sentence == IDIO_SENTENCE_TERMINATOR)
            {
              gsize next;

              if (idio_plain_ends_sentence (text, start, after - n_bytes, end, &next))
                next_sentence = next;
            }
        }

      position = after;
    }

  end_sentence (self, first);

  return TRUE;
}

/**** Other lines ****/

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
  return u_hasBinaryProperty (first, UCHAR_EMOJI_PRESENTATION) || u_hasBinaryProperty (first, UCHAR_REGIONAL_INDICATOR) ||
         (u_hasBinaryProperty (first, UCHAR_EXTENDED_PICTOGRAPHIC) && (first >= 0x1f000 || second == 0xfe0f)) ||
         second == 0x20e3 || (second == 0xfe0f && first < 0x80);
}

/* A character of a word, composed, as in read_plain_word(). */
static void
look_at_char (UChar32    c,
              gboolean   is_first,
              Shape     *shape,
              IdioToken *token)
{
  gunichar folded = fold (c);
  int8_t type = u_charType (c);

  if (is_first && u_isupper (c))
    token->flags |= IDIO_TOKEN_CAPITALIZED;

  if (folded == '\'')
    token->flags |= IDIO_TOKEN_APOSTROPHE;

  if (u_isalnum (c) || c == '_')
    shape_add (shape, folded, u_isalpha (c), u_isupper (c), u_islower (c));
  else if (type != U_NON_SPACING_MARK && type != U_ENCLOSING_MARK)
    shape->last = 0;

  token->hash = hash_char (token->hash, folded);
}

/* Pairs of characters are composed as they come: g_utf8_normalize() takes the square of a word's length. */
static void
look_at_word (const char *word,
              gsize       length,
              IdioToken  *token)
{
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *composer = unorm2_getNFCInstance (&status);
  Shape shape = { 0 };
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

  finish_word (token, &shape, token->start + length);
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
  gsize n_emoticon;

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
      token->hash = hash_char (HASH_START, (guint32) c);

      return after;
    }

  if (!u_isgraph (c) || u_hasBinaryProperty (c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
    return 0;

  if ((n_emoticon = match_emoticon (line, 0, position, end)))
    {
      token->kind = IDIO_TOKEN_EMOTICON;
      token->length = (guint32) n_emoticon;
      token->n_chars = (guint16) n_emoticon;

      return position + n_emoticon;
    }

  return MAX (read_mark (line, position, end, (gsize) i - position, fold (c), token), after);
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
  gsize last_end = self->n_items > first ? self->items[self->n_items - 1].start + self->items[self->n_items - 1].length : 0;
  gsize after;
  IdioToken *token;

  if (line[from] == '@' && last_end == from && (after = join_mail_address (self, line, first, from, end)))
    return after;

  token = add_token (self, IDIO_TOKEN_MARK, from);

  if (last_end < from || self->n_items == first + 1)
    token->flags |= IDIO_TOKEN_AFTER_BLANK;

  /* ICU takes "__" for a word, and a keycap, which is a digit with a mark around it and an emoji to those who see it. */
  if (!is_word || is_connectors (line + from, to - from) ||
      (to - from > 3 && memcmp (line + to - 3, "\u20e3", 3) == 0))
    {
      if (!(after = look_at_mark (line, from, to, end, token)))
        self->n_items--;

      return MAX (after, to);
    }

  token->kind = g_ascii_isdigit (line[from]) ? IDIO_TOKEN_NUMBER : IDIO_TOKEN_WORD;
  look_at_word (line + from, to - from, token);

  return join_web_address (line, token, to, end);
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
static void
read_line_with_icu (IdioTokens *self,
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
        end_sentence (self, first);

      if ((gsize) from >= done && !is_blank (line[from]))
        done = add_segment (self, line, first, (gsize) from, (gsize) to, end - start,
                            ubrk_getRuleStatus (words) >= UBRK_WORD_NONE_LIMIT);

      from = to;
    }

  end_sentence (self, first);

  for (guint i = first; i < self->n_items; i++)
    self->items[i].start += start;

  for (guint i = first + 1; i < self->n_items; i++)
    if (has_blanks (text, self->items[i - 1].start + self->items[i - 1].length, self->items[i].start))
      self->items[i].flags |= IDIO_TOKEN_AFTER_BLANKS;
}

/**** Lines ****/

/**
 * idio_is_list_item:
 * @line: where a line begins, without blanks
 * @end: where it ends
 *
 * Returns: whether it is an item of a list: with a bullet, or a number and a full stop or parenthesis
 */
gboolean
idio_is_list_item (const char *line,
                   const char *end)
{
  const char *p = line;

  if (p == end)
    return FALSE;

  if (*p == '-' || *p == '*' || *p == '+')
    return TRUE;

  if (end - p >= 3 && memcmp (p, "•", 3) == 0)
    return TRUE;

  while (p < end && g_ascii_isdigit (*p))
    p++;

  return p > line && end - p >= 2 && (*p == '.' || *p == ')') && (p[1] == ' ' || p[1] == '\t');
}

/* Whether a line has at least @n characters; combining marks are none. */
static gboolean
has_chars (const char *line,
           gsize       length,
           gsize       n)
{
  gsize n_chars = 0;

  if (length < n)
    return FALSE;

  for (gsize i = 0; i < length && n_chars < n; i++)
    n_chars += ((guint8) line[i] & 0xc0) != 0x80 && (guint8) line[i] != 0xcc;

  return n_chars >= n;
}

/* Whether the line of @length bytes runs on in the one at @next, because a program has folded it. */
static gboolean
runs_on (const char *line,
         gsize       length,
         const char *next,
         const char *end)
{
  UChar32 c;
  int32_t i = 0;

  while (next < end && (*next == ' ' || *next == '\t'))
    next++;

  if (next == end || *next == '\n' || *next == '\r' || !has_chars (line, length, FOLDED_LINE_CHARS / 2) ||
      idio_is_list_item (next, end))
    return FALSE;

  if (has_chars (line, length, FOLDED_LINE_CHARS))
    return !has_chars (line, length, FOLDED_LINE_MAX_CHARS);

  U8_NEXT (next, i, (int32_t) MIN (end - next, 4), c);

  return c >= 0 && u_islower (c);
}

/* Where the line at @start ends, and where the next one begins: behind a line feed, a carriage return or both. */
static gsize
find_line_end (const char *text,
               gsize       start,
               gsize       length,
               gsize      *next)
{
  gsize end = start;

  while (end < length && text[end] != '\n' && text[end] != '\r')
    end++;

  *next = MIN (end + 1, length);

  if (*next < length && text[end] == '\r' && text[*next] == '\n')
    ++*next;

  return end;
}

/**
 * idio_tokens_read_line:
 * @self: where to add tokens
 * @text: a text; what is not UTF-8 in it is skipped
 * @length: its length in bytes
 * @position: (inout): where a line begins, at first 0
 *
 * Reads a line, with those that it runs on in, and adds its tokens and a break. Boundaries are those of Unicode
 * Standard Annex #29, but that addresses, faces and runs of a mark are one token each.
 *
 * Returns: whether there was a line
 */
gboolean
idio_tokens_read_line (IdioTokens *self,
                       const char *text,
                       gsize       length,
                       gsize      *position)
{
  gsize start = *position, line = *position;
  gsize end, next;
  guint first = self->n_items;

  length = MIN (length, IDIO_TOKENS_MAX_LENGTH);

  if (start >= length)
    return FALSE;

  while (end = find_line_end (text, line, length, &next), next < length &&
         runs_on (text + line, end - line, text + next, text + length))
    line = next;

  if (!read_plain_line (self, text, start, end))
    {
      self->n_items = first;
      read_line_with_icu (self, text, start, end);
    }

  add_token (self, IDIO_TOKEN_BREAK, end);
  *position = next;

  return TRUE;
}

/**
 * idio_tokens_new:
 * @text: a text; what is not UTF-8 in it is skipped
 * @length: its length in bytes
 *
 * May be called from any thread.
 *
 * Returns: (transfer full): its tokens, in order
 */
IdioTokens *
idio_tokens_new (const char *text,
                 gsize       length)
{
  IdioTokens *self = g_new0 (IdioTokens, 1);
  gsize position = 0;

  while (idio_tokens_read_line (self, text, length, &position))
    ;

  return self;
}

void
idio_tokens_free (IdioTokens *self)
{
  g_free (self->items);
  g_free (self);
}
