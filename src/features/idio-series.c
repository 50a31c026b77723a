/* idio-series.c: "a, b and c" in English
 *
 * Most of what has a comma and then an "and" is no series: two clauses, "Ann, the owner and manager of the shop, said",
 * "Ann, go ahead and call". Only what can hardly be anything else is one; the others tell nothing of the comma.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "features/idio-series.h"
#include "text/idio-lexicon.h"
#include "text/idio-vocabulary.h"

/* An item between commas has no more words than this. */
#define MAX_ITEM_WORDS 3

/* A comma so few words behind "and" may close what the first one opened. */
#define MAX_CLOSING_WORDS 8

/* So few words before the only comma may be no item but lead to the sentence, as in "At home, Tom and Ann". */
#define MAX_LEADING_WORDS 6

#define BIT(category) IDIO_CATEGORY_BIT (IDIO_CATEGORY_##category)

/* Words that make a clause, or lead to one. */
#define CLAUSE                                                                                                      \
  (BIT (FUNCTION_WORD) | BIT (FIRST_PERSON) | BIT (FIRST_PLURAL) | BIT (SECOND_PERSON) | BIT (CONJUNCTION) | BIT (BE) |   \
   BIT (SUBORDINATOR) | BIT (DISCOURSE) | BIT (MODAL) | BIT (NEGATION) | BIT (TIME) | BIT (PLEASE) | BIT (THANKS) | \
   BIT (GREETING) | BIT (APOLOGY) | BIT (SOFT_REQUEST))

static gboolean
is_determiner (const char      *text,
               const IdioToken *token)
{
  return idio_lexicon_has_word (IDIO_LEXICON ("en/determiners.txt"), text + token->start, token->length);
}

static gboolean
is_and_or_or (const char      *text,
              const IdioToken *token)
{
  const char *word = text + token->start;

  return token->kind == IDIO_TOKEN_WORD &&
         ((token->length == 3 && g_ascii_strncasecmp (word, "and", 3) == 0) ||
          (token->length == 2 && g_ascii_strncasecmp (word, "or", 2) == 0));
}

static gboolean
is_comma (const char      *text,
          const IdioToken *token)
{
  return token->kind == IDIO_TOKEN_MARK && text[token->start] == ',' && token->length == 1;
}

/* Where the last runs of words begin, the newest first: behind a mark, or at the start. A series has three. */
typedef struct
{
  guint starts[3];
} Runs;

static void
see_token (Runs            *runs,
           const IdioToken *tokens,
           guint            i)
{
  if (idio_token_is_word (&tokens[i]))
    return;

  runs->starts[2] = runs->starts[1];
  runs->starts[1] = runs->starts[0];
  runs->starts[0] = i + 1;
}

static gboolean
is_plain (const char      *text,
          const IdioToken *token)
{
  return (token->kind == IDIO_TOKEN_WORD || token->kind == IDIO_TOKEN_NUMBER) && !(token->categories & CLAUSE) &&
         !idio_lexicon_has_word (IDIO_LEXICON ("en/linkers.txt"), text + token->start, token->length);
}

/* Words alone, at most behind "the" or the like. */
static gboolean
is_item (const char      *text,
         const IdioToken *tokens,
         guint            first,
         guint            end)
{
  if (first < end && is_determiner (text, &tokens[first]))
    first++;

  if (first >= end || end - first > MAX_ITEM_WORDS)
    return FALSE;

  for (guint i = first; i < end; i++)
    if (!is_plain (text, &tokens[i]))
      return FALSE;

  return TRUE;
}

static gboolean
are_alike (const IdioToken *a,
           const IdioToken *b)
{
  return a->kind == b->kind && ((a->flags ^ b->flags) & IDIO_TOKEN_CAPITALIZED) == 0;
}

/* "Austin, Texas and" is a place. */
static gboolean
is_region (const char      *text,
           const IdioToken *tokens,
           guint            first,
           guint            end)
{
  const char *start = text + tokens[first].start;
  gsize length = tokens[end - 1].start + tokens[end - 1].length - tokens[first].start;

  return (tokens[first].flags & IDIO_TOKEN_CAPITALIZED) &&
         idio_lexicon_has_word (IDIO_LEXICON ("en/regions.txt"), start, length);
}

/* Whether what stands before the first comma can be an item, or end in one. */
static gboolean
is_first_item (const char      *text,
               const IdioToken *tokens,
               guint            first,
               guint            end,
               gboolean         is_only_comma)
{
  if (first == end || !is_plain (text, &tokens[end - 1]))
    return FALSE;

  /* Not "The brave ones, he says, fill seats and make millions". */
  if (first > 0)
    return !is_comma (text, &tokens[first - 1]) || is_item (text, tokens, first, end);

  /* "Ann, go ahead and call", "Yesterday, Ann and Bob". */
  if (end == 1)
    return FALSE;

  return !is_only_comma || end > MAX_LEADING_WORDS || !(tokens[0].categories & CLAUSE) ||
         is_determiner (text, &tokens[0]) ||
         (tokens[0].categories & (BIT (FIRST_PERSON) | BIT (FIRST_PLURAL) | BIT (SECOND_PERSON) | BIT (PLEASE))) != 0;
}

/* Whether what stands behind "and" can be the last item. */
static gboolean
is_last_item (const char      *text,
              const IdioToken *tokens,
              guint            n_tokens,
              guint            first)
{
  guint end = first;

  while (end < n_tokens && end - first <= MAX_CLOSING_WORDS && idio_token_is_word (&tokens[end]))
    end++;

  if (end < n_tokens && end - first <= MAX_CLOSING_WORDS && is_comma (text, &tokens[end]))
    return FALSE;

  if (first < end && is_determiner (text, &tokens[first]))
    first++;

  return first < end && is_plain (text, &tokens[first]);
}

static gboolean
is_series (const char      *text,
           const IdioToken *tokens,
           guint            n_tokens,
           guint            conjunction,
           const Runs      *runs,
           gboolean         is_serial)
{
  guint end = is_serial ? conjunction - 1 : conjunction;
  guint second = runs->starts[is_serial ? 1 : 0], first = runs->starts[is_serial ? 2 : 1];
  guint last = conjunction + 1;
  gboolean is_only_comma;

  if (second < 2 || !is_comma (text, &tokens[second - 1]) || !is_item (text, tokens, second, end) ||
      !is_last_item (text, tokens, n_tokens, last))
    return FALSE;

  is_only_comma = !is_serial && (first == 0 || !is_comma (text, &tokens[first - 1]));

  if (!is_first_item (text, tokens, first, second - 1, is_only_comma))
    return FALSE;

  last += is_determiner (text, &tokens[last]);

  return are_alike (&tokens[second - 2], &tokens[end - 1]) &&
         (!(tokens[end - 1].flags & IDIO_TOKEN_CAPITALIZED) || are_alike (&tokens[end - 1], &tokens[last])) &&
         (tokens[end - 1].kind != IDIO_TOKEN_NUMBER || tokens[last].kind == IDIO_TOKEN_NUMBER) &&
         !is_region (text, tokens, second, end);
}

/**
 * idio_series_count:
 * @text: a text in English
 * @tokens: (array length=n_tokens): the tokens of one of its sentences, with their categories
 * @n_tokens: how many
 * @n_serial: (out): how many of the series have a comma before the last "and" or "or"
 *
 * Returns: how many series of three items or more the sentence has
 */
guint
idio_series_count (const char      *text,
                   const IdioToken *tokens,
                   guint            n_tokens,
                   guint           *n_serial)
{
  Runs runs = { 0 };
  guint n = 0;

  *n_serial = 0;

  for (guint i = 0; i + 1 < n_tokens; i++)
    {
      gboolean is_serial;

      see_token (&runs, tokens, i);

      if (i < 3 || !(tokens[i].categories & BIT (CONJUNCTION)) || !is_and_or_or (text, &tokens[i]) ||
          (tokens[i].flags & IDIO_TOKEN_QUOTED))
        continue;

      is_serial = is_comma (text, &tokens[i - 1]);

      if (is_series (text, tokens, n_tokens, i, &runs, is_serial))
        {
          n++;
          *n_serial += is_serial;
        }
    }

  return n;
}
