/* idio-forms.c: how a text greets and signs off
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "measure/idio-lexicon.h"
#include "measure/idio-reader.h"

/* A sign-off that stands on a line of its own has no more words than this. */
#define MAX_CLOSING_WORDS 8
#define MAX_NAME_WORDS    3

static const struct
{
  const char *greetings;
  const char *sign_offs;
  const char *no_names;
  const char *addressees;
} lists[IDIO_N_LANGUAGES] = {
  [IDIO_LANGUAGE_ENGLISH] = { "en/greetings.txt", "en/sign-offs.txt", "en/no-names.txt", "en/addressees.txt" },
  [IDIO_LANGUAGE_GERMAN] = { "de/greetings.txt", "de/sign-offs.txt" },
  [IDIO_LANGUAGE_FRENCH] = { "fr/greetings.txt", "fr/sign-offs.txt" },
  [IDIO_LANGUAGE_SPANISH] = { "es/greetings.txt", "es/sign-offs.txt" },
};

/* Whether all of the few words from @text on are capitalized, as names are; but for that in "Ann and Bob". */
static gboolean
is_name (const char *text,
         gsize       length)
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
          if (!u_isupper (c) || ++n_words > MAX_NAME_WORDS)
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

/* Whether a dash follows a blank. Not g_str_has_prefix(), which looks for the end of the whole text. */
static gboolean
begins_with_dash (const char *text,
                  gsize       length)
{
  return length > 0 && (*text == '-' || (length >= 3 && (memcmp (text, "–", 3) == 0 || memcmp (text, "—", 3) == 0)));
}

/* The length of what stands before a comma, dash or the like, or of all of it. */
static gsize
length_of_address (const char *text,
                   gsize       length)
{
  gsize i;

  for (i = 0; i < length; i++)
    if (strchr (",!:", text[i]) != NULL || (text[i] == ' ' && begins_with_dash (text + i + 1, length - i - 1)))
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

/* "Sorry, that was me" calls nobody by name, nor does "Attached: the minutes", where a list knows that word. */
static gboolean
is_ordinary (const IdioReading *self,
             const char        *text,
             gsize              length)
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

static void
find_greeting (IdioReading *self,
               const char  *text)
{
  const IdioLexicon *greetings = idio_lexicon_get (lists[self->language].greetings);
  IdioSentence *first;
  const char *start, *rest;
  gsize matched, address;

  if (self->sentences->len == 0)
    return;

  first = idio_reading_get (self, 0);
  start = text + first->start;
  matched = idio_lexicon_match_start (greetings, start, first->length);
  address = length_of_address (start, first->length);

  /* "Morning was the worst" greets nobody: what follows must be a name, or the end of the greeting. */
  if (matched > 0 && (matched == address || (address > matched && is_name (start + matched, address - matched))))
    {
      self->greeting = g_utf8_strdown (start, (gssize) matched);
      self->greeting_named = address > matched;
    }
  else if (matched == 0 && address < first->length && start[address] != '!' && is_name (start, address) &&
           !is_ordinary (self, start, address))
    {
      self->greeting = g_strdup ("");
      self->greeting_named = TRUE;
    }

  if (self->greeting == NULL)
    return;

  self->greeting_mark = get_address_mark (start + address, first->length - address);

  /* "Ann, can you come?" is more than a greeting. */
  rest = start + address + strspn (start + address, " ,!:-–—");

  if (rest >= start + first->length)
    first->marks |= IDIO_MARK_GREETING;
}

static void
take_closing (IdioReading  *self,
              const char   *text,
              IdioSentence *sentence,
              gsize         matched,
              gboolean      named)
{
  self->closing = g_utf8_strdown (text + sentence->start, (gssize) matched);
  self->closing_named = named;
  sentence->marks |= IDIO_MARK_CLOSING;
}

/* Looks at the last two lines: "Cheers, Tom", "Cheers" and "Tom" below it, "Cheers", or "Tom". */
static void
find_closing (IdioReading *self,
              const char  *text)
{
  const IdioLexicon *sign_offs = idio_lexicon_get (lists[self->language].sign_offs);
  guint n = self->sentences->len;
  IdioSentence *last, *before;
  gsize matched;
  gboolean last_is_name;

  if (n < 2)
    return;

  last = idio_reading_get (self, n - 1);
  before = idio_reading_get (self, n - 2);

  if (last->n_words > MAX_CLOSING_WORDS)
    return;

  matched = idio_lexicon_match_start (sign_offs, text + last->start, last->length);

  if (matched > 0)
    {
      gsize rest = matched + strspn (text + last->start + matched, " ,.!-");

      if (rest >= last->length || is_name (text + last->start + rest, last->length - rest))
        take_closing (self, text, last, matched, rest < last->length);

      return;
    }

  last_is_name = last->n_words <= MAX_NAME_WORDS && strchr (".!?", text[last->start + last->length - 1]) == NULL &&
                 is_name (text + last->start, last->length);

  if (!last_is_name)
    return;

  last->marks |= IDIO_MARK_CLOSING;
  matched = idio_lexicon_match_start (sign_offs, text + before->start, before->length);

  if (matched > 0 && matched + strspn (text + before->start + matched, " ,.!-") >= before->length)
    take_closing (self, text, before, matched, TRUE);
  else
    take_closing (self, text, last, 0, TRUE);
}

/**
 * idio_reading_find_forms:
 * @self: a reading, with its sentences
 * @text: the text
 *
 * Finds the greeting and the sign-off, in languages with lists of them.
 */
void
idio_reading_find_forms (IdioReading *self,
                         const char  *text)
{
  if (lists[self->language].greetings == NULL)
    return;

  find_greeting (self, text);
  find_closing (self, text);
}
