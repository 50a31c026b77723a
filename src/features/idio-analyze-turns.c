/* idio-analyze-turns.c: turns of a sentence that some writers like
 *
 * Each is told by the form of the sentence: marks, capitals and a few words. Those that need words of English are looked
 * for in English only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "features/idio-analyzer.h"
#include "text/idio-lexicon.h"

/* Maximum length of an afterthought and of an attribution such as "the captain of the boat said", in words, and minimum
 * length of what stands before them. */
#define MAX_LAST_WORDS   6
#define MIN_BEFORE_WORDS 4

#define MANY_COMMAS 3

/* At the start of a text so few tokens with a colon, such as "Madam Secretary:" and "Ann/Tom:", address somebody. */
#define MAX_ADDRESS_TOKENS 4

/* Words between the parts of a date, and between those that an acronym stands for, such as "of" */
#define MAX_DATE_TOKENS 4
#define MAX_LINKS       2

static gboolean
is_mark (const IdioAnalyzer *self,
         const IdioToken    *token,
         char                mark)
{
  return token->kind == IDIO_TOKEN_MARK && self->text[token->start] == mark;
}

static gboolean
is_dash (const IdioAnalyzer *self,
         const IdioToken    *token)
{
  const char *text = self->text + token->start;

  return token->kind == IDIO_TOKEN_MARK &&
         (*text == '-' || (token->length >= 3 && (memcmp (text, "–", 3) == 0 || memcmp (text, "—", 3) == 0)));
}

static gboolean
is_in (const IdioAnalyzer *self,
       const IdioToken    *token,
       const IdioLexicon  *list)
{
  return token->kind == IDIO_TOKEN_WORD && idio_lexicon_has_word (list, self->text + token->start, token->length);
}

static gboolean
is_word (const IdioAnalyzer *self,
         const IdioToken    *token,
         const char         *word)
{
  return token->length == strlen (word) && g_ascii_strncasecmp (self->text + token->start, word, token->length) == 0;
}

static gboolean
has_category (const IdioToken *token,
              guint            category)
{
  return (token->categories & IDIO_CATEGORY_BIT (category)) != 0;
}

static guint
count_words (const IdioToken *tokens,
             guint            from,
             guint            to)
{
  guint n = 0;

  for (guint i = from; i < to; i++)
    n += tokens[i].kind == IDIO_TOKEN_WORD;

  return n;
}

/* The number of tokens without the full stop at the end. */
static guint
find_end (const IdioAnalyzer *self,
          const IdioToken    *tokens,
          guint               n_tokens)
{
  while (n_tokens > 0 && (tokens[n_tokens - 1].kind == IDIO_TOKEN_BREAK ||
                          (tokens[n_tokens - 1].kind == IDIO_TOKEN_MARK &&
                           strchr (".!?", self->text[tokens[n_tokens - 1].start]) != NULL)))
    n_tokens--;

  return n_tokens;
}

/* "(It was small.)" and "It was small (but it hurt)." An aside is more than one word. */
static IdioCues
see_parentheses (const IdioAnalyzer *self,
                 const IdioToken    *tokens,
                 guint               end)
{
  guint open;

  if (end < 4 || !is_mark (self, &tokens[end - 1], ')'))
    return 0;

  for (open = end - 1; open > 0 && !is_mark (self, &tokens[open], '('); open--)
    ;

  if (!is_mark (self, &tokens[open], '(') || count_words (tokens, open, end) < 2)
    return 0;

  if (open == 0)
    return IDIO_CUE_WHOLE_ASIDE;

  return count_words (tokens, 0, open) >= MIN_BEFORE_WORDS ? IDIO_CUE_LAST_ASIDE : 0;
}

static IdioCues
see_afterthought (const IdioAnalyzer *self,
                  const IdioToken    *tokens,
                  guint               end)
{
  guint n_dashes = 0, dash = 0, n_after;

  for (guint i = 1; i + 1 < end; i++)
    if (is_dash (self, &tokens[i]) &&
        (tokens[i].length > 1 || ((tokens[i].flags & tokens[i + 1].flags) & IDIO_TOKEN_AFTER_BLANK)))
      {
        n_dashes++;
        dash = i;
      }

  if (n_dashes != 1)
    return 0;

  n_after = count_words (tokens, dash, end);

  return n_after > 0 && n_after <= MAX_LAST_WORDS && count_words (tokens, 0, dash) >= MIN_BEFORE_WORDS ?
         IDIO_CUE_AFTERTHOUGHT : 0;
}

/* "(a) the hull and (b) the mast" */
static IdioCues
see_letters (const IdioAnalyzer *self,
             const IdioToken    *tokens,
             guint               n_tokens)
{
  guint n = 0;

  for (guint i = 0; i + 2 < n_tokens; i++)
    n += is_mark (self, &tokens[i], '(') && is_mark (self, &tokens[i + 2], ')') && tokens[i + 1].n_chars == 1 &&
         g_ascii_isalnum (self->text[tokens[i + 1].start]);

  return n > 1 ? IDIO_CUE_LETTERED : 0;
}

/* Whether the words before the token at @i begin with the letters of an acronym: "the Boat Crew (BC)". */
static gboolean
explains (const IdioAnalyzer *self,
          const IdioToken    *tokens,
          guint               i,
          const IdioToken    *acronym)
{
  guint n_links = 0;

  for (gsize letter = acronym->length; letter > 0; letter--)
    {
      while (i > 0 && !(tokens[i - 1].flags & IDIO_TOKEN_CAPITALIZED) && n_links < MAX_LINKS)
        {
          i--;
          n_links++;
        }

      if (i == 0 || tokens[i - 1].kind != IDIO_TOKEN_WORD ||
          self->text[tokens[i - 1].start] != self->text[acronym->start + letter - 1])
        return FALSE;

      i--;
    }

  return TRUE;
}

static IdioCues
see_acronyms (const IdioAnalyzer *self,
              const IdioToken    *tokens,
              guint               n_tokens)
{
  for (guint i = 2; i + 2 < n_tokens; i++)
    if (is_mark (self, &tokens[i], '(') && is_mark (self, &tokens[i + 2], ')') &&
        (tokens[i + 1].flags & IDIO_TOKEN_ALL_CAPITALS) && tokens[i + 1].length > 1 &&
        explains (self, tokens, i, &tokens[i + 1]))
      return IDIO_CUE_ACRONYM;

  return 0;
}

/* "Monday, June 5" */
static gboolean
is_full_date (const IdioAnalyzer *self,
              const IdioToken    *tokens,
              guint               n_tokens,
              guint               i)
{
  gboolean has_month = FALSE, has_day = FALSE;

  if (!is_in (self, &tokens[i], IDIO_LEXICON ("en/weekdays.txt")))
    return FALSE;

  for (guint j = i + 1; j < n_tokens && j <= i + MAX_DATE_TOKENS; j++)
    {
      has_month |= is_in (self, &tokens[j], IDIO_LEXICON ("en/months.txt"));
      has_day |= g_ascii_isdigit (self->text[tokens[j].start]);
    }

  return has_month && has_day;
}

/* "It is late, she said." The verb is the last word, or the one before a name. */
static gboolean
is_attributed (const IdioAnalyzer *self,
               const IdioToken    *tokens,
               guint               end)
{
  guint comma = end;

  while (comma > 0 && !is_mark (self, &tokens[comma], ','))
    comma--;

  if (comma + 1 >= end || count_words (tokens, 0, comma) < MIN_BEFORE_WORDS ||
      count_words (tokens, comma, end) > MAX_LAST_WORDS)
    return FALSE;

  return is_in (self, &tokens[end - 1], IDIO_LEXICON ("en/said.txt")) ||
         is_in (self, &tokens[comma + 1], IDIO_LEXICON ("en/said.txt"));
}

/* "Will call you", "Have not seen it" and "Am not there", but not "Will Ann call?" and "Can someone call". */
static gboolean
drops_subject (const IdioAnalyzer *self,
               const IdioToken    *tokens,
               guint               n_tokens)
{
  /* A lowercase start suggests the rest of a broken sentence. */
  if (n_tokens < 3 || !(self->begins_small || (tokens[0].flags & IDIO_TOKEN_CAPITALIZED)) ||
      (tokens[1].flags & IDIO_TOKEN_CAPITALIZED) ||
      !is_in (self, &tokens[0], IDIO_LEXICON ("en/dropped-subjects.txt")))
    return FALSE;

  if (has_category (&tokens[1], IDIO_CATEGORY_BE) || has_category (&tokens[1], IDIO_CATEGORY_NEGATION))
    return TRUE;

  /* "Haven't heard from him", but not "Haven't we seen it" */
  if (has_category (&tokens[0], IDIO_CATEGORY_NEGATION))
    return tokens[1].kind == IDIO_TOKEN_WORD && !has_category (&tokens[1], IDIO_CATEGORY_FUNCTION_WORD);

  if (is_word (self, &tokens[0], "have"))
    return has_category (&tokens[1], IDIO_CATEGORY_PARTICIPLE);

  return has_category (&tokens[0], IDIO_CATEGORY_MODAL) &&
         (has_category (&tokens[1], IDIO_CATEGORY_IMPERATIVE) || is_word (self, &tokens[1], "have"));
}

/* "its" before what no noun begins with, and "it's" before "own". */
static IdioCues
see_its (const IdioAnalyzer *self,
         const IdioToken    *tokens,
         guint               n_tokens,
         guint               i)
{
  const IdioToken *token = &tokens[i], *next = &tokens[i + 1];

  /* Any word comes here, and hardly one begins so. */
  if (token->length < 3 || g_ascii_strncasecmp (self->text + token->start, "it", 2) != 0)
    return 0;

  /* "its in-house crew", "its A$5 share" */
  if (((next->flags & IDIO_TOKEN_CAPITALIZED) && !has_category (next, IDIO_CATEGORY_FIRST_PERSON)) ||
      next->kind != IDIO_TOKEN_WORD || (token->flags & IDIO_TOKEN_QUOTED) ||
      (i + 2 < n_tokens && is_mark (self, &tokens[i + 2], '-')))
    return 0;

  if (is_word (self, token, "its") && is_in (self, next, IDIO_LEXICON ("en/after-it-is.txt")))
    return IDIO_CUE_BARE_ITS;

  return (is_word (self, token, "it's") || is_word (self, token, "it’s")) && is_word (self, next, "own") ?
         IDIO_CUE_APOSTROPHE_ITS : 0;
}

static IdioCues
see_english_words (const IdioAnalyzer *self,
                   const IdioToken    *tokens,
                   guint               n_tokens,
                   guint               end)
{
  IdioCues cues = is_attributed (self, tokens, end) ? IDIO_CUE_ATTRIBUTION : 0;

  for (guint i = 0; i + 1 < n_tokens; i++)
    {
      cues |= see_its (self, tokens, n_tokens, i);

      if ((tokens[i].flags & IDIO_TOKEN_CAPITALIZED) && is_full_date (self, tokens, n_tokens, i))
        cues |= IDIO_CUE_FULL_DATE;

      if (is_word (self, &tokens[i + 1], "shall") && (has_category (&tokens[i], IDIO_CATEGORY_FIRST_PERSON) ||
                                                      has_category (&tokens[i], IDIO_CATEGORY_FIRST_PLURAL)))
        cues |= IDIO_CUE_SHALL;

      if (is_word (self, &tokens[i + 1], "that") && is_in (self, &tokens[i], IDIO_LEXICON ("en/claims.txt")))
        cues |= IDIO_CUE_SAYS_THAT;
    }

  return cues;
}

static gboolean
begins_postscript (const char *start,
                   gsize       length)
{
  return (length > 2 && strncmp (start, "PS", 2) == 0 && !g_ascii_isalnum (start[2])) ||
         (length > 3 && strncmp (start, "P.S", 3) == 0);
}

/**
 * idio_analyzer_see_turns:
 * @self: an analyzer
 * @tokens: (array length=n_tokens): the tokens of a sentence
 * @n_tokens: how many
 * @sentence: the sentence, whose words and marks are counted already
 *
 * Sees how the sentence is turned.
 */
void
idio_analyzer_see_turns (IdioAnalyzer    *self,
                         const IdioToken *tokens,
                         guint            n_tokens,
                         IdioSentence    *sentence)
{
  const char *start = self->text + sentence->start;
  guint end = find_end (self, tokens, n_tokens), n_commas = 0;
  gboolean is_first = self->analysis->sentences->len == 0;

  if (end == 0)
    return;

  if (begins_postscript (start, sentence->length))
    sentence->cues |= IDIO_CUE_POSTSCRIPT;

  if (end > (is_first ? MAX_ADDRESS_TOKENS : 2) && is_mark (self, &tokens[end - 1], ':'))
    sentence->cues |= IDIO_CUE_ANNOUNCEMENT;

  sentence->cues |= see_parentheses (self, tokens, end) | see_afterthought (self, tokens, end) |
                    see_letters (self, tokens, n_tokens) | see_acronyms (self, tokens, n_tokens);

  for (guint i = 1; i < n_tokens; i++)
    {
      n_commas += is_mark (self, &tokens[i], ',');

      if (has_category (&tokens[i], IDIO_CATEGORY_PLEASE) && is_mark (self, &tokens[i - 1], ','))
        sentence->cues |= IDIO_CUE_INSERTED_PLEASE;
    }

  if (n_commas >= MANY_COMMAS)
    sentence->cues |= IDIO_CUE_MANY_COMMAS;

  if (self->analysis->language != IDIO_LANGUAGE_ENGLISH)
    return;

  sentence->cues |= see_english_words (self, tokens, n_tokens, end);

  if (!(sentence->cues & IDIO_CUE_QUESTION) && drops_subject (self, tokens, n_tokens))
    sentence->cues |= IDIO_CUE_DROPPED_SUBJECT;
}
