/* idio-tokenizer.c: tokens that are the same in all text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "text/idio-tokenizer.h"

void
idio_tokenizer_finish_word (IdioToken       *token,
                            const IdioShape *shape,
                            gsize            end)
{
  token->length = (guint32) (end - token->start);
  token->n_chars = (guint16) MIN (shape->n_chars, G_MAXUINT16);

  if (shape->n_upper >= 2 && shape->n_lower == 0)
    token->flags |= IDIO_TOKEN_ALL_CAPITALS;

  /* "www" and "xxx" are words of three letters. */
  if (shape->lengthened && shape->n_chars > 3)
    token->flags |= IDIO_TOKEN_LENGTHENED;
}

/* A face such as ":-)", which stands free: its length, or 0. */
gsize
idio_tokenizer_match_emoticon (const char *text,
                               gsize       start,
                               gsize       position,
                               gsize       end)
{
  gsize after = position + 1, behind;

  if (position > start && !idio_tokenizer_is_blank (text[position - 1]) && strchr (".,!?)", text[position - 1]) == NULL)
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

  return behind == end || idio_tokenizer_is_blank (text[behind]) ? after - position : 0;
}

/* Where the address ends that reaches over @position: at a blank, and without the marks of the sentence around it. */
static gsize
find_address_end (const char *text,
                  gsize       position,
                  gsize       end)
{
  gsize after = position;

  while (after < end && !idio_tokenizer_is_blank (text[after]) && strchr ("<>\"", text[after]) == NULL)
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
  token->hash = IDIO_HASH_START;
}

/* Makes an address of the word just read if it begins one, as in "https://" and "www.". Returns where to go on. */
gsize
idio_tokenizer_join_web_address (const char *text,
                                 IdioToken  *token,
                                 gsize       position,
                                 gsize       end)
{
  const char *word = text + token->start;
  gboolean has_scheme = end - position > 3 && memcmp (text + position, "://", 3) == 0 &&
                        !idio_tokenizer_is_blank (text[position + 3]);
  gboolean has_www = token->length > 4 && g_ascii_strncasecmp (word, "www.", 4) == 0;

  if (!has_scheme && !has_www)
    return position;

  position = find_address_end (text, position, end);
  make_address (token, position);

  return position;
}

/* Makes an address of what stands around the "@" at @position, if it is one of mail. Returns where to go on, or 0. */
gsize
idio_tokenizer_join_mail_address (IdioTokens *self,
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

/* Reads the mark at @position, or a run of it. Returns where it ends. */
gsize
idio_tokenizer_read_mark (const char *text,
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
  token->hash = idio_hash_char (IDIO_HASH_START, folded);

  return after;
}
