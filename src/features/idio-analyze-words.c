/* idio-analyze-words.c: what is to be seen in the words of a sentence
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "features/idio-analyzer.h"
#include "features/idio-series.h"

/* By Björnsson (1968, Läsbarhet). */
#define LONG_WORD_LETTERS 6

#define has(token, category) (((token)->categories & IDIO_CATEGORY_BIT (IDIO_CATEGORY_##category)) != 0)

/* Endings of words, in small letters, are compared as one number. */
#define ENDING_2(a, b)       ((guint32) (a) << 8 | (b))
#define ENDING_3(a, b, c)    (ENDING_2 (a, b) << 8 | (c))
#define ENDING_4(a, b, c, d) (ENDING_3 (a, b, c) << 8 | (d))

#define last_2(ending) ((ending) & 0xffff)
#define last_3(ending) ((ending) & 0xffffff)

/* The last four letters of a word, if they are Latin ones, in small. What is none does not become one by this. */
static guint32
get_ending (const char *word,
            gsize       length)
{
  guint32 ending = 0;

  if (length >= sizeof ending)
    {
      memcpy (&ending, word + length - sizeof ending, sizeof ending);
      ending = GUINT32_FROM_BE (ending);
    }
  else
    for (gsize i = 0; i < length; i++)
      ending = ending << 8 | (guint8) word[i];

  return ending | 0x20202020;
}

/* With most words a final 's is possessive; those with which it is not are in a list. */
static gboolean
is_contraction (const IdioToken *token,
                const char      *word)
{
  g_autofree char *folded = NULL;
  const char *apostrophe;

  if (has (token, CONTRACTION))
    return TRUE;

  folded = g_ascii_strdown (word, token->length);

  if ((apostrophe = strrchr (folded, '\'')))
    apostrophe += strlen ("'");
  else if ((apostrophe = g_strrstr (folded, "’")))
    apostrophe += strlen ("’");
  else
    return FALSE;

  return g_str_equal (apostrophe, "re") || g_str_equal (apostrophe, "ve") || g_str_equal (apostrophe, "ll") ||
         g_str_equal (apostrophe, "m") || g_str_equal (apostrophe, "d") ||
         (g_str_equal (apostrophe, "t") && (g_str_has_suffix (folded, "n't") || g_str_has_suffix (folded, "n’t")));
}

/* Those in -tion, -ment, -ness and -ity, after Biber (1988, Variation across Speech and Writing). */
static gboolean
is_nominalization (guint32     ending,
                   const char *word,
                   gsize       length)
{
  switch (ending)
    {
    case ENDING_4 ('t', 'i', 'o', 'n'):
    case ENDING_4 ('m', 'e', 'n', 't'):
    case ENDING_4 ('n', 'e', 's', 's'):
      return length >= 6;

    case ENDING_4 ('i', 'o', 'n', 's'):
    case ENDING_4 ('e', 'n', 't', 's'):
      return length >= 7 && is_nominalization (get_ending (word, length - 1), word, length - 1);

    case ENDING_4 ('t', 'i', 'e', 's'):
      return length >= 7 && (word[length - 5] | 0x20) == 'i';

    default:
      return length >= 6 && last_3 (ending) == ENDING_3 ('i', 't', 'y');
    }
}

static void
see_english_word (IdioAnalyzer    *self,
                  const IdioToken *token,
                  IdioSentence    *sentence)
{
  guint *counts = self->analysis->counts;
  const char *word = self->text + token->start;
  guint32 ending = get_ending (word, token->length);

  if (!(token->flags & IDIO_TOKEN_QUOTED) &&
      (has (token, CONTRACTION) || ((token->flags & IDIO_TOKEN_APOSTROPHE) && is_contraction (token, word))))
    {
      counts[IDIO_COUNT_CONTRACTIONS]++;
      counts[IDIO_COUNT_CONTRACTIBLES]++;
      sentence->cues |= IDIO_CUE_CONTRACTION;

      if (!(token->flags & IDIO_TOKEN_APOSTROPHE))
        {
          counts[IDIO_COUNT_BARE_CONTRACTIONS]++;
          sentence->cues |= IDIO_CUE_BARE_CONTRACTION;
        }
    }

  if (has (token, FULL_FORM))
    counts[IDIO_COUNT_CONTRACTIBLES]++;

  if (last_2 (ending) == ENDING_2 ('l', 'y') && token->n_chars >= 5 && !has (token, NO_ADVERB))
    counts[IDIO_COUNT_ADVERBS]++;
  else if (is_nominalization (ending, word, token->length))
    counts[IDIO_COUNT_NOMINALIZATIONS]++;

  if ((word[0] | 0x20) == 'i' && (token->length == 1 || word[1] == '\'' || (guint8) word[1] == 0xe2))
    {
      counts[IDIO_COUNT_I]++;

      if (word[0] == 'i')
        {
          counts[IDIO_COUNT_SMALL_I]++;
          sentence->cues |= IDIO_CUE_LOWER_CASE_I;
        }
    }
}

/* Whether what stands behind the token may have its capital because something begins there, such as a quote. */
static gboolean
begins_anew (const char      *text,
             const IdioToken *token)
{
  const char *mark = text + token->start;

  return token->kind != IDIO_TOKEN_MARK ? !idio_token_is_word (token) :
         (guint8) *mark >= 0x80 || token->n_chars > 1 || strchr (",.'-)&/", *mark) == NULL;
}

/* Words all in capitals are stressed if they are ordinary words, or if the whole sentence is so; else they are
 * acronyms. */
static void
see_capitals (IdioAnalyzer    *self,
              const IdioToken *tokens,
              guint            n_tokens,
              gboolean         is_shouted,
              IdioSentence    *sentence)
{
  guint *counts = self->analysis->counts;
  gboolean seen_word = FALSE;

  for (guint i = 0; i < n_tokens; i++)
    {
      const IdioToken *token = &tokens[i];

      if (token->kind != IDIO_TOKEN_WORD || !(token->flags & IDIO_TOKEN_CAPITALIZED))
        {
          seen_word |= idio_token_is_word (token);
          continue;
        }

      if (token->flags & IDIO_TOKEN_ALL_CAPITALS)
        {
          if (is_shouted || (token->n_chars >= 3 && token->categories != 0 && !has (token, SHORTHAND)))
            {
              counts[IDIO_COUNT_STRESSED_WORDS]++;
              sentence->cues |= IDIO_CUE_STRESSED_WORD;
            }
          else if (!has (token, SHORTHAND))
            counts[IDIO_COUNT_ACRONYMS]++;
        }
      else if (seen_word && !begins_anew (self->text, &tokens[i - 1]) &&
               !(token->categories & (IDIO_CATEGORY_BIT (IDIO_CATEGORY_TIME) |
                                      IDIO_CATEGORY_BIT (IDIO_CATEGORY_ABBREVIATION) |
                                      IDIO_CATEGORY_BIT (IDIO_CATEGORY_FIRST_PERSON))))
        counts[IDIO_COUNT_NAMES]++;

      seen_word = TRUE;
    }
}

/* A form of "be" or "get", at most some adverbs, and a participle. Adjectives in -ed are taken for one too. */
static gboolean
has_passive (const char      *text,
             const IdioToken *tokens,
             guint            n_tokens)
{
  gboolean is_open = FALSE;

  for (guint i = 0; i < n_tokens; i++)
    {
      const IdioToken *token = &tokens[i];

      if (token->kind != IDIO_TOKEN_WORD)
        is_open = FALSE;
      else if (has (token, BE))
        is_open = TRUE;
      else if (is_open)
        {
          guint32 ending = last_2 (get_ending (text + token->start, token->length));

          if (has (token, PARTICIPLE) || (token->n_chars > 3 && ending == ENDING_2 ('e', 'd')))
            return TRUE;

          is_open = has (token, NEGATION) || has (token, BOOSTER) || ending == ENDING_2 ('l', 'y');
        }
    }

  return FALSE;
}

/* The first word, which may stand behind a quote or parenthesis. */
static const IdioToken *
find_opener (const IdioToken *tokens,
             guint            n_tokens)
{
  for (guint i = 0; i < n_tokens; i++)
    if (idio_token_is_word (&tokens[i]))
      return &tokens[i];

  return NULL;
}

static gboolean
is_word (const char      *text,
         const IdioToken *token,
         const char      *word)
{
  return token->length == strlen (word) && g_ascii_strncasecmp (text + token->start, word, token->length) == 0;
}

/* Whether a word that may be a verb or a noun is a noun here: as in "Work is slow" and "Plan B was better", or before a
 * mark, as in "Note: the door is open" and "Mark, the door is open". */
static gboolean
is_noun (const IdioAnalyzer *self,
         const IdioToken    *tokens,
         guint               n_tokens,
         guint               i)
{
  if (i + 1 < n_tokens && !idio_token_is_word (&tokens[i + 1]))
    return i + 2 < n_tokens;

  for (i++; i < n_tokens && idio_token_is_word (&tokens[i]); i++)
    {
      if (has (&tokens[i], BE) || has (&tokens[i], MODAL) || is_word (self->text, &tokens[i], "has") ||
          is_word (self->text, &tokens[i], "had"))
        return TRUE;

      if (has (&tokens[i], FUNCTION_WORD))
        return FALSE;
    }

  return FALSE;
}

/* Anybody's letters have it, and it orders little: "Let me know." */
static gboolean
is_formula (const IdioAnalyzer *self,
            const IdioToken    *tokens,
            guint               n_tokens,
            guint               i)
{
  return i + 1 < n_tokens && is_word (self->text, &tokens[i], "let") && is_word (self->text, &tokens[i + 1], "me");
}

/* Whether it tells someone to do something: it begins with a verb, perhaps behind a word such as "so" or a name. */
static gboolean
has_direct_request (const IdioAnalyzer *self,
                    const IdioToken    *tokens,
                    guint               n_tokens)
{
  for (guint i = 0; i < n_tokens; i++)
    {
      const IdioToken *token = &tokens[i];

      if (token->kind == IDIO_TOKEN_MARK && i < 2)
        continue;

      if (has (token, IMPERATIVE) && !is_noun (self, tokens, n_tokens, i))
        return !is_formula (self, tokens, n_tokens, i);

      if (!has (token, CONJUNCTION) && !has (token, DISCOURSE) &&
          !(i == 0 && (token->flags & IDIO_TOKEN_CAPITALIZED) && n_tokens > 1 && self->text[tokens[1].start] == ','))
        return FALSE;
    }

  return FALSE;
}

static void
see_opener (IdioAnalyzer    *self,
            const IdioToken *opener,
            IdioSentence    *sentence)
{
  if (self->last_opener == opener->hash)
    sentence->cues |= IDIO_CUE_OPENS_ALIKE;

  self->last_opener = opener->hash;

  /* "So far" is another thing. */
  if (has (opener, CONJUNCTION) && !has (opener, DISCOURSE))
    sentence->cues |= IDIO_CUE_OPENS_WITH_CONJUNCTION;

  /* "I" and "we", but no "let's", and no code such as "IM-1". */
  if ((has (opener, FIRST_PERSON) || has (opener, FIRST_PLURAL)) && !(opener->flags & IDIO_TOKEN_ALL_CAPITALS) &&
      (self->analysis->language != IDIO_LANGUAGE_ENGLISH || strchr ("iIwW", self->text[opener->start]) != NULL))
    sentence->cues |= IDIO_CUE_OPENS_WITH_FIRST_PERSON;

  if (has (opener, DISCOURSE))
    sentence->cues |= IDIO_CUE_OPENS_WITH_DISCOURSE;
}

static void
see_manners (const IdioAnalyzer *self,
             const IdioToken    *tokens,
             guint               n_tokens,
             IdioSentence       *sentence)
{
  static const struct { IdioCategory category; IdioCues cues; } from_lists[] = {
    { IDIO_CATEGORY_THANKS, IDIO_CUE_THANKS },
    { IDIO_CATEGORY_APOLOGY, IDIO_CUE_APOLOGY },
    { IDIO_CATEGORY_PLEASE, IDIO_CUE_PLEASE },
    { IDIO_CATEGORY_SOFT_REQUEST, IDIO_CUE_SOFT_REQUEST },
    { IDIO_CATEGORY_DISCOURSE, IDIO_CUE_DISCOURSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (from_lists); i++)
    if (sentence->categories & IDIO_CATEGORY_BIT (from_lists[i].category))
      sentence->cues |= from_lists[i].cues;

  if (!(sentence->cues & (IDIO_CUE_SOFT_REQUEST | IDIO_CUE_QUESTION | IDIO_CUE_PLEASE)) &&
      (sentence->categories & IDIO_CATEGORY_BIT (IDIO_CATEGORY_IMPERATIVE)) &&
      has_direct_request (self, tokens, n_tokens))
    sentence->cues |= IDIO_CUE_DIRECT_REQUEST;
}

/* What a list says of a word is not so here: "Labour" in the middle of a sentence is a name, and "not really" gives no
 * weight, nor do "at the very least" and "this very boat". */
static guint32
get_categories (const IdioAnalyzer *self,
                const IdioToken    *tokens,
                guint               i)
{
  const guint32 spelled = IDIO_CATEGORY_BIT (IDIO_CATEGORY_BRITISH) | IDIO_CATEGORY_BIT (IDIO_CATEGORY_AMERICAN);
  const guint32 booster = IDIO_CATEGORY_BIT (IDIO_CATEGORY_BOOSTER);
  guint32 categories = tokens[i].categories;

  if (i == 0 || !(categories & (spelled | booster)))
    return categories;

  if (tokens[i].flags & IDIO_TOKEN_CAPITALIZED)
    categories &= ~spelled;

  if (has (&tokens[i - 1], NEGATION) || is_word (self->text, &tokens[i - 1], "the") ||
      is_word (self->text, &tokens[i - 1], "this") || is_word (self->text, &tokens[i - 1], "that"))
    categories &= ~booster;

  return categories;
}

static void
see_word (IdioAnalyzer    *self,
          const IdioToken *token,
          IdioSentence    *sentence)
{
  guint *counts = self->analysis->counts;

  if (token->kind == IDIO_TOKEN_NUMBER)
    {
      counts[IDIO_COUNT_NUMBERS]++;

      if (token->n_chars <= 2)
        {
          counts[IDIO_COUNT_SMALL_NUMBERS]++;
          sentence->cues |= IDIO_CUE_SMALL_NUMBER;
        }
    }

  if (token->kind != IDIO_TOKEN_WORD)
    return;

  counts[IDIO_COUNT_LETTER_WORDS]++;
  counts[IDIO_COUNT_LETTERS] += token->n_chars;
  counts[IDIO_COUNT_LONG_WORDS] += token->n_chars > LONG_WORD_LETTERS;
  counts[IDIO_COUNT_LENGTHENED_WORDS] += (token->flags & IDIO_TOKEN_LENGTHENED) != 0;
  idio_lexical_diversity_add (self->types, token->hash);
}

static void
see_series (IdioAnalyzer    *self,
            const IdioToken *tokens,
            guint            n_tokens,
            IdioSentence    *sentence)
{
  guint n_serial, n = idio_series_count (self->text, tokens, n_tokens, &n_serial);

  self->analysis->counts[IDIO_COUNT_SERIES] += n;
  self->analysis->counts[IDIO_COUNT_SERIAL_COMMAS] += n_serial;

  if (n_serial > 0)
    sentence->cues |= IDIO_CUE_SERIAL_COMMA;

  if (n > n_serial)
    sentence->cues |= IDIO_CUE_NO_SERIAL_COMMA;
}

/**
 * idio_analyzer_count_words:
 * @self: an analyzer
 * @tokens: (array length=n_tokens): the tokens of a sentence
 * @n_tokens: how many
 * @sentence: the sentence, whose marks of punctuation are seen already
 *
 * Counts its words and what they are.
 */
void
idio_analyzer_count_words (IdioAnalyzer    *self,
                           const IdioToken *tokens,
                           guint            n_tokens,
                           IdioSentence    *sentence)
{
  IdioAnalysis *analysis = self->analysis;
  guint *counts = analysis->counts;
  gboolean is_english = analysis->language == IDIO_LANGUAGE_ENGLISH;
  guint n_capitalized = 0, n_capitals = 0, n_plain = 0;

  for (guint i = 0; i < n_tokens; i++)
    {
      const IdioToken *token = &tokens[i];
      guint32 categories = get_categories (self, tokens, i);

      for (guint32 rest = categories; rest != 0; rest &= rest - 1)
        counts[IDIO_COUNT_CATEGORY + __builtin_ctz (rest)]++;

      sentence->categories |= categories;

      if (!idio_token_is_word (token))
        continue;

      sentence->n_words++;
      n_capitalized += (token->flags & IDIO_TOKEN_CAPITALIZED) != 0;
      n_capitals += (token->flags & IDIO_TOKEN_ALL_CAPITALS) != 0;
      n_plain += !(token->flags & IDIO_TOKEN_CAPITALIZED) && !has (token, FUNCTION_WORD);
      see_word (self, token, sentence);

      if (is_english && token->kind == IDIO_TOKEN_WORD)
        see_english_word (self, token, sentence);
    }

  if (sentence->n_words == 0)
    return;

  sentence->is_title = n_capitalized > 1 && n_plain == 0;
  see_opener (self, find_opener (tokens, n_tokens), sentence);

  if (n_capitalized > 0)
    see_capitals (self, tokens, n_tokens, n_capitals >= 3 && n_capitals == sentence->n_words, sentence);

  if (self->vocabulary != NULL)
    see_manners (self, tokens, n_tokens, sentence);

  if (!is_english)
    return;

  if (sentence->categories & IDIO_CATEGORY_BIT (IDIO_CATEGORY_CONJUNCTION))
    see_series (self, tokens, n_tokens, sentence);

  if ((sentence->categories & IDIO_CATEGORY_BIT (IDIO_CATEGORY_BE)) && has_passive (self->text, tokens, n_tokens))
    sentence->cues |= IDIO_CUE_PASSIVE;
}
