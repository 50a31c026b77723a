/* idio-analyze-openings.c: how a text greets
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "features/idio-analyzer.h"
#include "text/idio-lexicon.h"

#define MAX_NAME_WORDS 3

/* Texts of fewer words may be letters. */
#define LETTER_WORDS 250

static const struct
{
  const char *greetings;
  const char *no_names;
  const char *addressees;
  const char *groups;
} lists[IDIO_N_LANGUAGES] = {
  [IDIO_LANGUAGE_ENGLISH] = { "en/greetings.txt", "en/no-names.txt", "en/addressees.txt", "en/groups.txt" },
  [IDIO_LANGUAGE_GERMAN] = { "de/greetings.txt" },
  [IDIO_LANGUAGE_FRENCH] = { "fr/greetings.txt" },
  [IDIO_LANGUAGE_SPANISH] = { "es/greetings.txt" },
};

/**
 * idio_analyzer_is_name:
 * @text: where a name may begin
 * @length: its length in bytes
 * @max_words: maximum number of words of a name
 *
 * Returns: whether all of the words are capitalized, as names are; but for that in "Ann and Bob"
 */
gboolean
idio_analyzer_is_name (const char *text,
                       gsize       length,
                       guint       max_words)
{
  guint n_words = 0;
  gboolean in_word = FALSE;
  int32_t i = 0;

  while (i < (int32_t) length)
    {
      UChar32 c;

      U8_NEXT (text, i, (int32_t) length, c);

      if (c < 0)
        return FALSE;

      if (c == 'a' && !in_word && n_words > 0 && (gsize) i + 3 < length && strncmp (text + i, "nd ", 3) == 0)
        i += 3;
      else if (u_isalpha (c) && !in_word)
        {
          if (!u_isupper (c) || ++n_words > max_words)
            return FALSE;

          in_word = TRUE;
        }
      else if (u_isdigit (c) || c == '?')
        return FALSE;
      else if (!u_isalpha (c) && c != '\'' && c != 0x2019 && c != '.' && u_getCombiningClass (c) == 0)
        in_word = FALSE;
    }

  return n_words > 0;
}

static gboolean
is_name (const char *text,
         gsize       length)
{
  return idio_analyzer_is_name (text, length, MAX_NAME_WORDS);
}

/**
 * idio_analyzer_begins_with_dash:
 * @text: a place in a text
 * @length: how many bytes there are
 *
 * Unlike g_str_has_prefix() it does not look for the end of the whole text.
 *
 * Returns: whether there is a dash
 */
gboolean
idio_analyzer_begins_with_dash (const char *text,
                                gsize       length)
{
  return length > 0 && (*text == '-' || (length >= 3 && (memcmp (text, "–", 3) == 0 || memcmp (text, "—", 3) == 0)));
}

/* "All-", on a line of its own */
static gboolean
is_last_dash (const char *text,
              gsize       length)
{
  return idio_analyzer_begins_with_dash (text, length) && length == (*text == '-' ? 1 : strlen ("–"));
}

/* The length of what stands before a comma, dash or the like, or of all of it. */
static gsize
length_of_address (const char *text,
                   gsize       length)
{
  gsize i;

  for (i = 0; i < length; i++)
    if (strchr (",!:", text[i]) != NULL || is_last_dash (text + i, length - i) ||
        (text[i] == ' ' && idio_analyzer_begins_with_dash (text + i + 1, length - i - 1)))
      break;

  return i;
}

/* The mark behind an address, any dash as '-'; '\0' if there is none. */
static char
get_address_mark (const char *rest,
                  gsize       length)
{
  if (length == 0)
    return '\0';

  return strchr (",!:", *rest) != NULL ? *rest : '-';
}

/**
 * idio_analyzer_is_ordinary:
 * @self: an analysis
 * @text: what may be a name
 * @length: its length in bytes
 *
 * Returns: whether a list knows the word: "Sorry, that was me" calls nobody by name, nor does "Attached: the minutes"
 */
gboolean
idio_analyzer_is_ordinary (const IdioAnalysis *self,
                           const char         *text,
                           gsize               length)
{
  const IdioVocabulary *vocabulary = idio_vocabulary_get (self->language);
  g_autoptr(IdioTokens) tokens = idio_tokens_new (text, length);

  if (lists[self->language].no_names != NULL)
    {
      if (idio_lexicon_match_start (idio_lexicon_get (lists[self->language].addressees), text, length) > 0)
        return FALSE;

      if (idio_lexicon_match_start (idio_lexicon_get (lists[self->language].no_names), text, length) > 0)
        return TRUE;
    }

  return tokens->n_items > 0 && (idio_vocabulary_find (vocabulary, tokens->items[0].hash) &
                                 ~IDIO_CATEGORY_BIT (IDIO_CATEGORY_ABBREVIATION)) != 0;
}

/* Whether the last word of a name is that of a company. */
static gboolean
is_company (const char *name,
            gsize       length)
{
  const char *end = name + length, *word;

  while (end > name && !g_ascii_isalpha (end[-1]))
    end--;

  for (word = end; word > name && g_ascii_isalpha (word[-1]); word--)
    ;

  return word > name && idio_lexicon_has_word (idio_lexicon_get ("en/companies.txt"), word, (gsize) (end - word));
}

/* Whether there is more behind a word of the list. */
static gboolean
begins_with_one_of (const char *list,
                    const char *text,
                    const char *end)
{
  gsize length = 0;

  while (text + length < end && g_ascii_isalpha (text[length]))
    length++;

  return text + length < end && idio_lexicon_has_word (idio_lexicon_get (list), text, length);
}

/* "Ann Lee, who is new here, came back" and "Ann Lee, the head of the crew, came back" are about her, not to her. */
static gboolean
is_told_of (const char *rest,
            const char *end)
{
  const char *comma;

  rest += strspn (rest, ", \t");

  if (rest >= end)
    return FALSE;

  if (begins_with_one_of ("en/asides.txt", rest, end))
    return TRUE;

  comma = memchr (rest, ',', (gsize) (end - rest));

  if (comma == NULL || !begins_with_one_of ("en/articles.txt", rest, end))
    return FALSE;

  comma += strspn (comma, ", \t");

  return comma < end && !begins_with_one_of ("en/resumers.txt", comma, end);
}

/* How much of a text that may begin with blanks addresses a group, as in "Hi guys"; 0 if it does not. */
static gsize
match_group (const IdioAnalysis *self,
             const char         *text,
             gsize               length)
{
  gsize blanks = 0, matched;

  if (lists[self->language].groups == NULL)
    return 0;

  while (blanks < length && text[blanks] == ' ')
    blanks++;

  matched = idio_lexicon_match_start (idio_lexicon_get (lists[self->language].groups), text + blanks, length - blanks);

  return matched > 0 ? blanks + matched : 0;
}

static void
set_greeting (IdioAnalysis *self,
              const char   *start,
              gsize         length)
{
  self->greeting = g_utf8_strdown (start, (gssize) length);
  self->greeting_length = length;
}

/* "Ann" on a line of its own, without a mark, before the rest of a letter. In a longer text this is a title. */
static gboolean
stands_alone (const IdioAnalysis *self,
              const char         *start,
              gsize               length)
{
  return self->sentences->len > 1 && self->n_words < LETTER_WORDS && lists[self->language].no_names != NULL &&
         (idio_analysis_get (self, 1)->cues & IDIO_CUE_PARAGRAPH) && memchr (start, ' ', length) == NULL &&
         length > 1 && g_ascii_islower (start[1]) &&
         !idio_lexicon_has_word (idio_lexicon_get ("en/kept.txt"), start, length);
}

/* Finds what greets in the first @address bytes of a sentence of @length bytes. */
static void
take_greeting (IdioAnalysis *self,
               const char   *start,
               gsize         address,
               gsize         length)
{
  gsize matched = idio_lexicon_match_start (idio_lexicon_get (lists[self->language].greetings), start, length);
  gsize group = matched < address ? match_group (self, start + matched, address - matched) : 0;

  if (matched > address)
    return;

  /* "Morning was the worst" and "All is well" greet nobody: what follows must be a name, or the end of the greeting. */
  if (group > 0 && matched + group == address && (matched > 0 || address < length))
    set_greeting (self, start, address);
  else if (matched > 0 && (matched == address || is_name (start + matched, address - matched)))
    {
      set_greeting (self, start, matched);
      self->greeting_named = address > matched;
    }
  else if (matched == 0 && (address < length ? start[address] != '!' : stands_alone (self, start, length)) &&
           is_name (start, address) && !idio_analyzer_is_ordinary (self, start, address) &&
           !is_company (start, address) && !is_told_of (start + address, start + length))
    {
      self->greeting = g_strdup ("");
      self->greeting_named = TRUE;
    }
}

static void
find_greeting (IdioAnalysis *self,
               const char   *text)
{
  IdioSentence *first;
  const char *start, *rest;
  gsize address;

  if (self->sentences->len == 0)
    return;

  first = idio_analysis_get (self, 0);
  start = text + first->start;
  address = length_of_address (start, first->length);
  take_greeting (self, start, address, first->length);

  if (self->greeting == NULL)
    return;

  self->greeting_mark = get_address_mark (start + address, first->length - address);

  /* "Ann, can you come?" is more than a greeting. */
  rest = start + address + strspn (start + address, " ,!:-–—");

  if (rest >= start + first->length)
    first->cues |= IDIO_CUE_GREETING;
}

/**
 * idio_analysis_find_greeting:
 * @self: an analysis, with its sentences
 * @text: the text
 *
 * Finds the greeting, in languages with lists of them.
 */
void
idio_analysis_find_greeting (IdioAnalysis *self,
                             const char   *text)
{
  if (lists[self->language].greetings == NULL)
    return;

  find_greeting (self, text);
}
