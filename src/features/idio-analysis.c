/* idio-analysis.c: the sentences of a text, and what is to be seen in them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "features/idio-analyzer.h"
#include "text/idio-lexicon.h"
#include "text/idio-stop.h"

/* A text is read in pieces of whole lines with at least so many tokens, which stay in the processor's cache, or so many
 * bytes. The first piece tells the language. */
#define PIECE_TOKENS 2048
#define PIECE_BYTES  (1 << 18)

/* Sentences that stand out by their length, in words; a quarter of English prose is shorter than about ten words and a
 * quarter longer than about 25. */
#define SHORT_SENTENCE_WORDS 5
#define LONG_SENTENCE_WORDS  25

/* A line of no more tokens may be a greeting or a name. */
#define MAX_NAME_TOKENS 4

/* So few words with thanks are a formula. */
#define MAX_THANKS_WORDS 4

/* More words than this in quotation marks are what somebody said. */
#define MAX_QUOTED_WORDS 3

/* Whether a word behind an abbreviation begins a sentence: in "by Smith & Co. The price" but not "Mr. Will Smith". */
static gboolean
begins_sentence (const IdioToken *token,
                 const IdioToken *abbreviation,
                 const char      *text)
{
  if (!(token->flags & IDIO_TOKEN_CAPITALIZED) || abbreviation->n_chars < 2)
    return FALSE;

  if (token->categories & IDIO_CATEGORY_BIT (IDIO_CATEGORY_PLEASE))
    return TRUE;

  return idio_lexicon_has_word (IDIO_LEXICON ("en/openers.txt"), text + token->start, token->length);
}

/* Whether the sentence that begins with token @first goes on behind token @i, where Unicode's rules (UAX #29), which
 * know no words, end it: after an abbreviation or an initial. */
static gboolean
goes_on (const IdioAnalyzer *self,
         const IdioTokens   *tokens,
         guint               first,
         guint               i)
{
  const IdioToken *token = &tokens->items[i];
  const IdioToken *next = token + 1;
  const IdioToken *word = i > 0 ? token - 1 : NULL;
  const char *text = self->text;

  if (next->kind == IDIO_TOKEN_BREAK)
    return FALSE;

  /* The number of an item, as in "1. Call him". */
  if (i <= first + 1 && i > 0 && word->kind == IDIO_TOKEN_NUMBER && word->n_chars <= 2 && text[token->start] == '.')
    return TRUE;

  /* Scripts that write no blanks end sentences with marks of their own. */
  if (next->start == token->start + token->length && g_ascii_isgraph (text[next->start - 1]))
    return TRUE;

  if (token->kind != IDIO_TOKEN_MARK || text[token->start] != '.' || token->length != 1 || word == NULL ||
      word->kind != IDIO_TOKEN_WORD || word->start + word->length != token->start)
    return FALSE;

  /* "No. 5" is a number, "No. Five" an answer. */
  if (next->kind == IDIO_TOKEN_NUMBER &&
      idio_lexicon_has_word (IDIO_LEXICON ("en/numbered.txt"), text + word->start, word->length))
    return TRUE;

  /* "I" is more often a pronoun than an initial. */
  if (word->length == 1 && g_ascii_isupper (text[word->start]) && text[word->start] != 'I')
    return TRUE;

  return (word->categories & IDIO_CATEGORY_BIT (IDIO_CATEGORY_ABBREVIATION)) != 0 &&
         !begins_sentence (next, word, text);
}

static gboolean
begins_small (const IdioToken *token,
              const char      *text)
{
  return token->kind == IDIO_TOKEN_WORD && !(token->flags & IDIO_TOKEN_CAPITALIZED) &&
         g_ascii_islower (text[token->start]);
}

/* Unicode's rules end no sentence between "." and a small letter. Where most lines begin with one they would take each
 * line for a sentence; there the sentence ends behind any word that is no abbreviation. */
static gboolean
ends_before_small (const IdioAnalyzer *self,
                   const IdioTokens   *tokens,
                   guint               i)
{
  const IdioToken *token = &tokens->items[i];
  const IdioToken *word = token - 1;

  return self->begins_small && i > 0 && token->kind == IDIO_TOKEN_MARK && token->length == 1 &&
         self->text[token->start] == '.' && word->kind == IDIO_TOKEN_WORD && word->length > 1 &&
         (token[1].flags & IDIO_TOKEN_AFTER_BLANK) && begins_small (token + 1, self->text) &&
         !(word->categories & IDIO_CATEGORY_BIT (IDIO_CATEGORY_ABBREVIATION));
}

/* Whether most lines begin with a small letter, but for those that may be a greeting or a name. */
static gboolean
lines_begin_small (const IdioTokens *tokens,
                   const char       *text)
{
  guint n_lines = 0, n_small = 0, first = 0;

  for (guint i = 0; i < tokens->n_items; i++)
    if (tokens->items[i].kind == IDIO_TOKEN_BREAK)
      {
        if (i - first > MAX_NAME_TOKENS && tokens->items[first].kind == IDIO_TOKEN_WORD)
          {
            n_lines++;
            n_small += begins_small (&tokens->items[first], text);
          }

        first = i + 1;
      }

  return 2 * n_small > n_lines;
}

/* Between two sentences on a line: one blank, or two as on a typewriter. */
static void
see_gap (IdioAnalyzer    *self,
         const IdioToken *before,
         const IdioToken *first,
         IdioSentence    *sentence)
{
  const char *gap = self->text + before->start + before->length;
  gsize length = first->start - before->start - before->length;

  if (length == 0 || memchr (gap, '\n', length) != NULL || memchr (gap, '\r', length) != NULL)
    return;

  self->analysis->counts[IDIO_COUNT_SENTENCE_GAPS]++;

  if (first->flags & IDIO_TOKEN_AFTER_BLANKS)
    {
      self->analysis->counts[IDIO_COUNT_DOUBLE_SPACES]++;
      sentence->cues |= IDIO_CUE_DOUBLE_SPACE;
    }
}

static void
add_sentence (IdioAnalyzer    *self,
              const IdioToken *tokens,
              guint            n_tokens,
              gboolean         begins_line)
{
  IdioAnalysis *analysis = self->analysis;
  const IdioToken *last = &tokens[n_tokens - 1];
  IdioSentence sentence = { .start = tokens->start, .length = last->start + last->length - tokens->start };
  const char *start = self->text + sentence.start;

  if (begins_line)
    sentence.cues |= IDIO_CUE_PARAGRAPH;
  else
    see_gap (self, tokens - 1, tokens, &sentence);

  if (begins_line && idio_is_list_item (start, start + sentence.length))
    sentence.cues |= IDIO_CUE_LIST_ITEM;

  idio_analyzer_count_punctuation (self, tokens, n_tokens, &sentence);
  idio_analyzer_count_words (self, tokens, n_tokens, &sentence);
  idio_analyzer_see_turns (self, tokens, n_tokens, &sentence);

  if (sentence.n_words > 0)
    {
      analysis->n_words += sentence.n_words;
      g_array_append_val (analysis->sentences, sentence);
    }
  else if (analysis->sentences->len > 0)
    idio_analysis_get (analysis, analysis->sentences->len - 1)->cues |= sentence.cues &
                                                                     (IDIO_CUE_EMOJI | IDIO_CUE_EMOTICON);
}

static gboolean
is_quotation_mark (const char *mark,
                   gsize       length)
{
  return length == 1 ? *mark == '"' :
         (length == 3 && memcmp (mark, "\xe2\x80", 2) == 0 && (guint8) mark[2] >= 0x9c && (guint8) mark[2] <= 0x9e) ||
         (length == 2 && (memcmp (mark, "«", 2) == 0 || memcmp (mark, "»", 2) == 0));
}

/* Words in quotation marks, more than a few, are what others said: no list knows them. */
static void
mask_quoted (IdioTokens *tokens,
             guint       first,
             guint       end)
{
  const guint32 kept = IDIO_CATEGORY_BIT (IDIO_CATEGORY_FUNCTION_WORD) | IDIO_CATEGORY_BIT (IDIO_CATEGORY_ABBREVIATION);

  for (guint i = first; i < end; i++)
    {
      tokens->items[i].categories &= kept;
      tokens->items[i].flags |= IDIO_TOKEN_QUOTED;
    }
}

/* Finds what is quoted in each line. News open each paragraph of a speech with a mark, and close only the last. */
static void
see_quoted (const char *text,
            IdioTokens *tokens)
{
  guint first = 0, open = G_MAXUINT, n_words = 0;

  for (guint i = 0; i < tokens->n_items; i++)
    {
      const IdioToken *token = &tokens->items[i];

      if (token->kind == IDIO_TOKEN_BREAK)
        {
          if (open == first && n_words > MAX_QUOTED_WORDS)
            mask_quoted (tokens, open, i);

          first = i + 1;
          open = G_MAXUINT;
        }
      else if (token->kind != IDIO_TOKEN_MARK || !is_quotation_mark (text + token->start, token->length))
        n_words += idio_token_is_word (token);
      else if (open == G_MAXUINT)
        {
          open = i;
          n_words = 0;
        }
      else
        {
          /* “Fine,” she said. */
          if (n_words > MAX_QUOTED_WORDS || text[token[-1].start] == ',')
            mask_quoted (tokens, open, i + 1);

          open = G_MAXUINT;
        }
    }
}

/* Adds the sentences of a piece, whose last token is a break. */
static void
add_piece (IdioAnalyzer *self,
           IdioTokens   *tokens)
{
  guint first = 0;
  gboolean begins_line = TRUE;

  if (self->vocabulary != NULL)
    idio_vocabulary_mark (self->vocabulary, tokens);

  see_quoted (self->text, tokens);

  for (guint i = 0; i < tokens->n_items; i++)
    {
      const IdioToken *token = &tokens->items[i];

      if (token->kind == IDIO_TOKEN_BREAK)
        {
          first = i + 1;
          begins_line = TRUE;
        }
      else if (((token->flags & IDIO_TOKEN_ENDS_SENTENCE) && !goes_on (self, tokens, first, i)) ||
               ends_before_small (self, tokens, i))
        {
          add_sentence (self, &tokens->items[first], i + 1 - first, begins_line);
          first = i + 1;
          begins_line = FALSE;
        }
    }
}

/* Items of lists are no sentences, nor are "Thanks.", "FYI." and "2."; nor, without a mark at the end, single words and
 * titles such as "The Boats of the North". */
static gboolean
is_prose (const IdioSentence *sentence,
          const char         *text)
{
  const guint32 thanks = IDIO_CATEGORY_BIT (IDIO_CATEGORY_THANKS);
  const guint32 shorthand = IDIO_CATEGORY_BIT (IDIO_CATEGORY_SHORTHAND);

  if ((sentence->cues & IDIO_CUE_LIST_ITEM) ||
      (sentence->n_words <= MAX_THANKS_WORDS && (sentence->categories & thanks)))
    return FALSE;

  if ((sentence->cues & IDIO_CUE_OPEN_END) && (sentence->cues & IDIO_CUE_PARAGRAPH) && sentence->is_title)
    return FALSE;

  return sentence->n_words >= 2 || !((sentence->cues & IDIO_CUE_OPEN_END) || (sentence->categories & shorthand) ||
                                     g_ascii_isdigit (text[sentence->start]));
}

static void
count_cues (IdioAnalysis *self,
            IdioCues      cues)
{
  for (IdioCues rest = cues; rest != 0; rest &= rest - 1)
    self->counts[IDIO_COUNT_CUE + __builtin_ctzll (rest)]++;
}

/* Greetings and sign-offs have been marked by now: the rest is prose, or items of lists. */
static void
count_sentence (IdioAnalysis *self,
                const char   *text,
                IdioSentence *sentence)
{
  guint *counts = self->counts;

  if (sentence->cues & (IDIO_CUE_GREETING | IDIO_CUE_CLOSING))
    return;

  counts[IDIO_COUNT_SENTENCES]++;

  if (sentence->cues & IDIO_CUE_LIST_ITEM)
    counts[IDIO_COUNT_LIST_ITEMS]++;

  if (!is_prose (sentence, text))
    {
      /* "Thanks!" is no sentence, but thanks. */
      count_cues (self, sentence->cues & (IDIO_CUE_THANKS | IDIO_CUE_EXCLAMATION | IDIO_CUE_EXCLAMATION_RUN));
      return;
    }

  sentence->cues |= IDIO_CUE_PROSE;
  counts[IDIO_COUNT_PROSE]++;
  counts[IDIO_COUNT_PROSE_WORDS] += sentence->n_words;

  if (sentence->n_words <= SHORT_SENTENCE_WORDS)
    sentence->cues |= IDIO_CUE_SHORT;
  else if (sentence->n_words > LONG_SENTENCE_WORDS)
    sentence->cues |= IDIO_CUE_LONG;

  if (sentence->cues & (IDIO_CUE_DIRECT_REQUEST | IDIO_CUE_SOFT_REQUEST | IDIO_CUE_PLEASE))
    {
      counts[IDIO_COUNT_REQUESTS]++;
      sentence->cues |= sentence->cues & IDIO_CUE_QUESTION ? IDIO_CUE_ASKED_REQUEST : 0;
    }

  count_cues (self, sentence->cues);
}

/**
 * idio_analysis_new:
 * @text: a text; what is not UTF-8 in it is skipped
 *
 * Boundaries of words and sentences are those of Unicode Standard Annex #29, but for abbreviations, addresses and
 * folded lines. Of a text with more than %IDIO_READING_MAX_SENTENCES sentences the rest is not read. May be called from
 * any thread.
 *
 * Returns: (transfer full): what is to be seen in the text
 */
IdioAnalysis *
idio_analysis_new (const char *text)
{
  IdioAnalysis *self = g_new0 (IdioAnalysis, 1);
  g_autoptr(IdioTokens) tokens = g_new0 (IdioTokens, 1);
  g_autoptr(IdioLexicalDiversity) types = idio_lexical_diversity_new ();
  IdioAnalyzer reader = { .analysis = self, .text = text, .types = types };
  gsize length = strlen (text);
  gsize position = 0;

  self->sentences = g_array_new (FALSE, FALSE, sizeof (IdioSentence));

  for (gboolean is_first = TRUE; position < length && self->sentences->len < IDIO_READING_MAX_SENTENCES; is_first = FALSE)
    {
      gsize start = position;

      if (idio_stop_is_asked ())
        break;

      tokens->n_items = 0;

      while (tokens->n_items < PIECE_TOKENS && position - start < PIECE_BYTES &&
             idio_tokens_read_line (tokens, text, length, &position))
        ;

      if (tokens->n_items == 0)
        break;

      if (is_first)
        {
          self->language = idio_language_detect (tokens);
          reader.vocabulary = idio_vocabulary_get (self->language);
          reader.begins_small = lines_begin_small (tokens, text);
        }

      add_piece (&reader, tokens);
    }

  self->counts[IDIO_COUNT_WORDS] = self->n_words;
  self->counts[IDIO_COUNT_SMALL_NUMBERS] += self->counts[IDIO_COUNT_CATEGORY + IDIO_CATEGORY_NUMBER];
  self->counts[IDIO_COUNT_SPELLINGS] = self->counts[IDIO_COUNT_CATEGORY + IDIO_CATEGORY_BRITISH] +
                                       self->counts[IDIO_COUNT_CATEGORY + IDIO_CATEGORY_AMERICAN];
  self->variety = idio_lexical_diversity_get_mattr (types);
  self->repetition = idio_lexical_diversity_get_repetition (types);

  idio_analysis_find_greeting (self, text);
  idio_analysis_find_closing (self, text);

  for (guint i = 0; i < self->sentences->len; i++)
    count_sentence (self, text, idio_analysis_get (self, i));

  idio_analysis_find_paragraphs (self, text);
  self->n_before_end = self->sentences->len;

  while (self->n_before_end > 0 &&
         (idio_analysis_get (self, self->n_before_end - 1)->cues & (IDIO_CUE_CLOSING | IDIO_CUE_THANKS)))
    self->n_before_end--;

  return self;
}

void
idio_analysis_free (IdioAnalysis *self)
{
  g_clear_pointer (&self->sentences, g_array_unref);
  g_clear_pointer (&self->greeting, g_free);
  g_clear_pointer (&self->closing, g_free);
  g_free (self);
}
