/* idio-leak-text.c: where in a text its words stand, which tells names from other words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "draft/idio-leak-text.h"
#include "text/idio-tokens.h"
#include "text/idio-vocabulary.h"

/* No greeting or sign-off has more, and a sign-off is among so many lines at the end. */
#define MAX_FORMULA_WORDS 10
#define MAX_CLOSING_LINES 4

/* Whether a sentence may give a capital letter to a word after @before: it is the first, or after a colon, an opening
 * quote, an emoji or the like. */
static gboolean
begins_anew (const char *sentence,
             const char *before)
{
  while (before > sentence && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (before))))
    before = g_utf8_prev_char (before);

  if (before == sentence)
    return TRUE;

  before = g_utf8_prev_char (before);

  return !g_unichar_isalnum (g_utf8_get_char (before)) && !g_unichar_ismark (g_utf8_get_char (before)) &&
         strchr (",;/&'.)", *before) == NULL;
}

/* Where the name in a greeting ends: at a mark, or with the sentence. */
static gsize
find_addressee_end (const char         *text,
                    const IdioSentence *first,
                    gsize               start)
{
  gsize end = first->start + first->length;

  for (const char *p = text + start; p < text + end; p = g_utf8_next_char (p))
    if (strchr (",:!\n", *p) != NULL || g_str_has_prefix (p, " -") || g_str_has_prefix (p, " –") ||
        g_str_has_prefix (p, "—"))
      return (gsize) (p - text);

  return end;
}

static IdioLeakPlace
get_place (const IdioLeakText *self,
           const IdioSentence *sentence,
           gsize               addressee_end,
           const IdioWord     *word)
{
  gsize greeting_end = idio_analysis_get (self->analysis, 0)->start + self->analysis->greeting_length;
  const char *begin = self->text + sentence->start;

  if (sentence->cues & IDIO_CUE_CLOSING)
    return IDIO_LEAK_PLACE_CLOSING;

  if (word->start < addressee_end)
    return word->start < greeting_end ? IDIO_LEAK_PLACE_GREETING : IDIO_LEAK_PLACE_ADDRESSEE;

  /* "Hi Ann, Please …" */
  if (sentence->start < addressee_end)
    begin = self->text + addressee_end + strspn (self->text + addressee_end, ",:!-–— ");

  return begins_anew (MIN (begin, self->text + word->start), self->text + word->start) ? IDIO_LEAK_PLACE_START
                                                                                       : IDIO_LEAK_PLACE_WITHIN;
}

static void
find_places (IdioLeakText *self)
{
  const IdioAnalysis *analysis = self->analysis;
  gsize addressee_end = 0;
  guint s = 0;

  if (analysis->sentences->len == 0)
    return;

  if (analysis->greeting != NULL)
    {
      const IdioSentence *first = idio_analysis_get (analysis, 0);
      gsize end = first->start + analysis->greeting_length;

      addressee_end = analysis->greeting_named ? find_addressee_end (self->text, first, end) : end;
    }

  for (guint i = 0; i < self->words->words->len; i++)
    {
      const IdioWord *word = idio_words_get (self->words, i);

      while (s + 1 < analysis->sentences->len && idio_analysis_get (analysis, s + 1)->start <= word->start)
        s++;

      self->places[i] = (guint8) get_place (self, idio_analysis_get (analysis, s), addressee_end, word);
    }
}

/**
 * idio_leak_text_new:
 * @text: a text
 * @max_bytes: how much of it is read
 *
 * May be called from any thread.
 *
 * Returns: (transfer full): the text, with the places of its words
 */
IdioLeakText *
idio_leak_text_new (const char *text,
                    gsize       max_bytes)
{
  IdioLeakText *self = g_new0 (IdioLeakText, 1);

  self->text = g_utf8_make_valid (text, (gssize) strnlen (text, max_bytes));
  self->words = idio_words_new (self->text);
  self->analysis = idio_analysis_new (self->text);
  self->places = g_new0 (guint8, self->words->words->len);
  find_places (self);

  return self;
}

void
idio_leak_text_free (IdioLeakText *self)
{
  g_free (self->text);
  idio_words_free (self->words);
  idio_analysis_free (self->analysis);
  g_free (self->places);
  g_free (self);
}

/* Whether a line looks like a greeting or a sign-off, in any language: it is short, and ends with a mark that ends no
 * sentence. */
static gboolean
is_formula (const char *line,
            gsize       length,
            const char *marks)
{
  g_autofree char *text = g_strchomp (g_strndup (line, length));
  gsize end = strlen (text);

  return end > 0 && strchr (marks, text[end - 1]) != NULL && idio_count_words (text) <= MAX_FORMULA_WORDS;
}

/* Cuts a text before its sign-off: one of the last lines, and those after it. */
static void
cut_closing (char *text)
{
  gsize end = strlen (text);

  for (guint i = 0; i < MAX_CLOSING_LINES && end > 0; )
    {
      const char *line_break = g_strrstr_len (text, (gssize) end, "\n");
      gsize start = line_break != NULL ? (gsize) (line_break - text) + 1 : 0;

      /* What is of one line is no letter. */
      if (start == 0)
        return;

      if (is_formula (text + start, end - start, ","))
        {
          text[start] = '\0';
          return;
        }

      i += end > start;
      end = start - 1;
    }
}

/**
 * idio_leak_text_dup_prose:
 * @self: a text
 *
 * Returns: (transfer full): the text without its greeting and its sign-off, which are the same in many texts
 */
char *
idio_leak_text_dup_prose (const IdioLeakText *self)
{
  const GArray *words = self->words->words;
  gsize line = strcspn (self->text, "\n");
  guint first = 0, end = words->len;
  gsize start, stop;
  char *prose;

  while (first < end && (self->places[first] == IDIO_LEAK_PLACE_GREETING ||
                         self->places[first] == IDIO_LEAK_PLACE_ADDRESSEE))
    first++;

  while (end > first && self->places[end - 1] == IDIO_LEAK_PLACE_CLOSING)
    end--;

  if (first == end)
    return g_strdup ("");

  start = idio_words_get (self->words, first)->start;

  if (first == 0 && self->text[line] == '\n' && is_formula (self->text, line, ",!:"))
    start = line;

  stop = end < words->len ? idio_words_get (self->words, end)->start : strlen (self->text);
  prose = g_strndup (self->text + start, MAX (start, stop) - start);
  cut_closing (prose);

  return prose;
}

gboolean
idio_leak_text_is_capitalized (const IdioLeakText *self,
                               const IdioWord     *word)
{
  return g_unichar_isupper (g_utf8_get_char (self->text + word->start));
}

/**
 * idio_leak_text_dup_name:
 * @word: a word
 *
 * Returns: (transfer full): whom it names, if it is a name: "Kevin's" names Kevin. Without case
 */
char *
idio_leak_text_dup_name (const IdioWord *word)
{
  gsize length = strlen (word->folded);

  return g_strndup (word->folded, length - (g_str_has_suffix (word->folded, "'s") ? strlen ("'s") : 0));
}

/**
 * idio_leak_text_is_name:
 * @self: a text
 * @i: the number of one of its words
 *
 * Returns: whether the word is a name for sure, as no sentence would give it a capital letter where it stands. In German
 *   that says nothing: all nouns have one
 */
gboolean
idio_leak_text_is_name (const IdioLeakText *self,
                        guint               i)
{
  const IdioWord *word = idio_words_get (self->words, i);

  /* "I" is nobody's name. */
  return self->places[i] == IDIO_LEAK_PLACE_WITHIN && self->analysis->language != IDIO_LANGUAGE_GERMAN &&
         idio_leak_text_is_capitalized (self, word) &&
         strcmp (word->folded, "i") != 0 && !g_str_has_prefix (word->folded, "i'");
}

/**
 * idio_leak_text_is_listed:
 * @self: a text
 * @word: one of its words
 *
 * Returns: whether the word lists of the text's language have @word as anything but a time or a number, so that a capital
 *   letter makes a name of it only within a sentence
 */
gboolean
idio_leak_text_is_listed (const IdioLeakText *self,
                          const IdioWord     *word)
{
  const guint32 facts = IDIO_CATEGORY_BIT (IDIO_CATEGORY_TIME) | IDIO_CATEGORY_BIT (IDIO_CATEGORY_NUMBER);
  const IdioVocabulary *vocabulary = idio_vocabulary_get (self->analysis->language);
  g_autoptr(IdioTokens) tokens = NULL;

  if (vocabulary == NULL)
    return FALSE;

  tokens = idio_tokens_new (self->text + word->start, word->length);

  return tokens->n_items > 0 && (idio_vocabulary_find (vocabulary, tokens->items[0].hash) & ~facts) != 0;
}
