/* idio-latin-line.c: the tokens of a line that has only plain characters, without ICU's iterators
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "text/idio-latin.h"
#include "text/idio-tokenizer.h"

/* Reads the word at @position. Returns where it ends, or 0 if it is not plain. */
static gsize
read_plain_word (const char          *text,
                 gsize                position,
                 gsize                end,
                 const IdioLatinChar *table,
                 IdioToken           *token)
{
  IdioShape shape = { 0 };
  guint8 last = IDIO_WORD_OTHER;
  guint64 hash = IDIO_HASH_START;
  gsize n_bytes;

  while (position < end)
    {
      const IdioLatinChar *c = idio_latin_peek (table, text, position, end, &n_bytes);

      if (c == NULL)
        return 0;

      if (c->word == IDIO_WORD_LETTER || c->word == IDIO_WORD_DIGIT || c->word == IDIO_WORD_CONNECTOR)
        {
          idio_shape_add (&shape, c->folded, c->word == IDIO_WORD_LETTER, c->is_upper, c->is_lower);
          last = c->word;
        }
      else if (c->word >= IDIO_WORD_MID_LETTER && c->word <= IDIO_WORD_MID_BOTH && position + n_bytes < end)
        {
          gsize n_next;
          const IdioLatinChar *next = idio_latin_peek (table, text, position + n_bytes, end, &n_next);

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

      hash = idio_hash_char (hash, c->folded);
      position += n_bytes;
    }

  token->hash = hash;
  idio_tokenizer_finish_word (token, &shape, position);

  return position;
}

/* A line under way. Several blanks are no double space if a folded line ends among them. */
typedef struct
{
  IdioTokens          *tokens;
  const char          *text;
  gsize                start;
  gsize                end;
  const IdioLatinChar *table;
  guint                first_token;
  gsize                next_sentence;
  gsize                connectors_end; /* of those seen last, which begin no word */
  gboolean             after_blank;
  gboolean             after_blanks;
  gboolean             after_fold;
} PlainLine;

static void
skip_blank (PlainLine *self,
            char       blank)
{
  self->after_blanks = self->after_blank;
  self->after_blank = TRUE;
  self->after_fold |= blank == '\n' || blank == '\r';
}

static IdioToken *
add_token (PlainLine *self,
           gsize      position)
{
  IdioToken *token = idio_tokenizer_add (self->tokens, IDIO_TOKEN_MARK, position);
  gboolean is_first = self->tokens->n_items == self->first_token + 1;

  if (self->after_blank || is_first)
    token->flags |= IDIO_TOKEN_AFTER_BLANK;

  if (self->after_blanks && !self->after_fold && !is_first)
    token->flags |= IDIO_TOKEN_AFTER_BLANKS;

  self->after_blank = self->after_blanks = self->after_fold = FALSE;

  return token;
}

/* Whether a word begins with the connector at @position: connectors alone, such as "__", are none. */
static gboolean
connects_word (PlainLine *self,
               gsize      position)
{
  const IdioLatinChar *c = NULL;
  gsize n_bytes;

  if (position < self->connectors_end)
    return FALSE;

  while (position < self->end && (c = idio_latin_peek (self->table, self->text, position, self->end, &n_bytes)) &&
         c->word == IDIO_WORD_CONNECTOR)
    position += n_bytes;

  self->connectors_end = position;

  return position < self->end && c != NULL && (c->word == IDIO_WORD_LETTER || c->word == IDIO_WORD_DIGIT);
}

/* Returns where the word ends, or 0 if it is not plain. */
static gsize
add_word (PlainLine           *self,
          gsize                position,
          const IdioLatinChar *c)
{
  IdioToken *token = add_token (self, position);
  gsize after;

  token->kind = c->word == IDIO_WORD_DIGIT ? IDIO_TOKEN_NUMBER : IDIO_TOKEN_WORD;

  if (c->is_upper)
    token->flags |= IDIO_TOKEN_CAPITALIZED;

  after = read_plain_word (self->text, position, self->end, self->table, token);

  /* "http:" and "www." */
  if (after > 0 && after < self->end && (self->text[after] == ':' || (self->text[position] | 0x20) == 'w'))
    after = idio_tokenizer_join_web_address (self->text, token, after, self->end);

  return after;
}

/* Returns where the mark or face ends. */
static gsize
add_mark (PlainLine           *self,
          gsize                position,
          const IdioLatinChar *c,
          gsize                n_bytes)
{
  IdioToken *token = add_token (self, position);
  gsize n_emoticon = idio_tokenizer_match_emoticon (self->text, self->start, position, self->end);
  gsize after, next;

  if (n_emoticon > 0)
    {
      token->kind = IDIO_TOKEN_EMOTICON;
      token->length = (guint32) n_emoticon;
      token->n_chars = (guint16) n_emoticon;

      return position + n_emoticon;
    }

  after = idio_tokenizer_read_mark (self->text, position, self->end, n_bytes, c->folded, token);

  if ((c->sentence == IDIO_SENTENCE_STOP || c->sentence == IDIO_SENTENCE_TERMINATOR) &&
      idio_latin_ends_sentence (self->text, self->start, after - n_bytes, self->end, &next))
    self->next_sentence = next;

  return after;
}

/* Adds the token at @position, which is not blank. Returns where it ends, or 0 if it is not plain. */
static gsize
read_token (PlainLine           *self,
            gsize                position,
            const IdioLatinChar *c,
            gsize                n_bytes)
{
  if (position >= self->next_sentence)
    {
      idio_tokenizer_end_sentence (self->tokens, self->first_token);
      self->next_sentence = G_MAXSIZE;
    }

  if (self->text[position] == '@' && !self->after_blank)
    {
      gsize after = idio_tokenizer_join_mail_address (self->tokens, self->text, self->first_token, position, self->end);

      if (after > 0)
        return after;
    }

  if (c->word == IDIO_WORD_LETTER || c->word == IDIO_WORD_DIGIT ||
      (c->word == IDIO_WORD_CONNECTOR && connects_word (self, position)))
    return add_word (self, position, c);

  return add_mark (self, position, c, n_bytes);
}

/* Adds the tokens of a line that has only plain characters; %FALSE, with some of them added, if it has others. */
gboolean
idio_tokenizer_read_latin_line (IdioTokens *tokens,
                                const char *text,
                                gsize       start,
                                gsize       end)
{
  PlainLine line = {
    .tokens = tokens,
    .text = text,
    .start = start,
    .end = end,
    .table = idio_latin_get_table (),
    .first_token = tokens->n_items,
    .next_sentence = G_MAXSIZE,
  };
  gsize position = start;

  while (position < end)
    {
      gsize n_bytes;
      const IdioLatinChar *c = idio_latin_peek (line.table, text, position, end, &n_bytes);

      if (c == NULL)
        return FALSE;

      if (c->word == IDIO_WORD_BLANK)
        {
          skip_blank (&line, text[position]);
          position += n_bytes;
        }
      else if (!(position = read_token (&line, position, c, n_bytes)))
        return FALSE;
    }

  idio_tokenizer_end_sentence (tokens, line.first_token);

  return TRUE;
}
