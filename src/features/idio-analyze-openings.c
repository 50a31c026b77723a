/* idio-analyze-openings.c: how a text greets and signs off
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "features/idio-analyzer.h"
#include "text/idio-lexicon.h"

/* A sign-off that stands on a line of its own has no more words than this. */
#define MAX_CLOSING_WORDS 8
#define MAX_NAME_WORDS    3
#define MAX_TITLE_WORDS   6 /* "Ann Lee Senior Crew Member" */

/* Texts of fewer words may be letters. */
#define LETTER_WORDS 250

/* Behind the name at most so many lines have a number, or an address. */
#define MAX_CONTACT_LINES 3

/* Initials in small letters, as in "tm". */
#define MAX_INITIALS 3

static const struct
{
  const char *greetings;
  const char *sign_offs;
  const char *no_names;
  const char *addressees;
  const char *groups;
} lists[IDIO_N_LANGUAGES] = {
  [IDIO_LANGUAGE_ENGLISH] = { "en/greetings.txt", "en/sign-offs.txt", "en/no-names.txt", "en/addressees.txt",
                              "en/groups.txt" },
  [IDIO_LANGUAGE_GERMAN] = { "de/greetings.txt", "de/sign-offs.txt" },
  [IDIO_LANGUAGE_FRENCH] = { "fr/greetings.txt", "fr/sign-offs.txt" },
  [IDIO_LANGUAGE_SPANISH] = { "es/greetings.txt", "es/sign-offs.txt" },
};

/* Whether all of the few words from @text on are capitalized, as names are; but for that in "Ann and Bob". */
static gboolean
is_name_of (const char *text,
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
  return is_name_of (text, length, MAX_NAME_WORDS);
}

/* Whether a dash follows a blank. Not g_str_has_prefix(), which looks for the end of the whole text. */
static gboolean
begins_with_dash (const char *text,
                  gsize       length)
{
  return length > 0 && (*text == '-' || (length >= 3 && (memcmp (text, "–", 3) == 0 || memcmp (text, "—", 3) == 0)));
}

/* "All-", on a line of its own */
static gboolean
is_last_dash (const char *text,
              gsize       length)
{
  return begins_with_dash (text, length) && length == (*text == '-' ? 1 : strlen ("–"));
}

/* The length of what stands before a comma, dash or the like, or of all of it. */
static gsize
length_of_address (const char *text,
                   gsize       length)
{
  gsize i;

  for (i = 0; i < length; i++)
    if (strchr (",!:", text[i]) != NULL || is_last_dash (text + i, length - i) ||
        (text[i] == ' ' && begins_with_dash (text + i + 1, length - i - 1)))
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
is_ordinary (const IdioAnalysis *self,
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
           is_name (start, address) && !is_ordinary (self, start, address) && !is_company (start, address) &&
           !is_told_of (start + address, start + length))
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

/* The length of a line without the number of a telephone at its end, and the blanks before. */
static gsize
length_without_number (const char *line,
                       gsize       length)
{
  gsize end = length, n_digits = 0;

  while (end > 0 && (g_ascii_isdigit (line[end - 1]) || strchr (" ()-+./\t", line[end - 1]) != NULL))
    n_digits += g_ascii_isdigit (line[--end]) != 0;

  if (n_digits < 4)
    return length;

  /* "Tom x1234", "Tom ext. 1234" */
  if (end > 0 && (line[end - 1] == 'x' || line[end - 1] == 'X') && (end == 1 || line[end - 2] == ' '))
    end--;
  else if (end >= 3 && g_ascii_strncasecmp (line + end - 3, "ext", 3) == 0)
    end -= 3;

  while (end > 0 && strchr (" \t,-", line[end - 1]) != NULL)
    end--;

  return end;
}

/* A telephone number or an address of mail or the web, as below a name. */
static gboolean
is_contact (const char         *text,
            const IdioSentence *sentence)
{
  return length_without_number (text + sentence->start, sentence->length) == 0 ||
         ((sentence->cues & IDIO_CUE_ADDRESS) && sentence->n_words == 1);
}

/* "tm": no word, and on a line of its own. */
static gboolean
are_initials (const IdioAnalysis *self,
              const char         *text,
              gsize               length)
{
  gsize n_letters = 0;

  for (gsize i = 0; i < length; i++)
    if (g_ascii_islower (text[i]))
      n_letters++;
    else if (text[i] != '.')
      return FALSE;

  return n_letters >= 2 && n_letters <= MAX_INITIALS && !is_ordinary (self, text, length);
}

/* The length of the dashes that set off a name, as in "--Tom" and "- Tom", if it is no item of a list. */
static gsize
length_of_dashes (const char         *text,
                  const IdioSentence *sentence,
                  const IdioSentence *before)
{
  const char *start = text + sentence->start;
  gsize n = 0;

  if (before->cues & IDIO_CUE_LIST_ITEM)
    return 0;

  while (n < sentence->length && begins_with_dash (start + n, sentence->length - n))
    n += start[n] == '-' ? 1 : strlen ("–");

  return n > 0 ? n + strspn (start + n, " ") : 0;
}

/* The length of the name or initials that are all of the sentence, but for a number; 0 if it is none. */
static gsize
match_name (const IdioAnalysis *self,
            const char         *text,
            const IdioSentence *sentence,
            const IdioSentence *before)
{
  gsize dashes = length_of_dashes (text, sentence, before), length;
  const char *start = text + sentence->start + dashes;
  gboolean on_line = (sentence->cues & IDIO_CUE_PARAGRAPH) != 0;

  if (dashes >= sentence->length)
    return 0;

  length = length_without_number (start, sentence->length - dashes);

  /* "Bertram." and "B." are names, "Interesting." is not. */
  if (length > 1 && start[length - 1] == '.' && on_line && memchr (start, ' ', length) == NULL &&
      !is_ordinary (self, start, length - 1))
    length--;

  if (length == 0 || strchr (".!?", start[length - 1]) != NULL || g_ascii_ispunct (start[0]))
    return 0;

  return is_name_of (start, length, on_line ? MAX_TITLE_WORDS : MAX_NAME_WORDS) ||
         (on_line && are_initials (self, start, length)) ? dashes + length : 0;
}

/* Where the name begins in "More of it tomorrow,  Tom", or without the comma if there are blanks; 0 if nowhere. */
static gsize
find_name_at_end (const IdioAnalysis *self,
                  const char         *text,
                  const IdioSentence *sentence)
{
  const char *start = text + sentence->start;
  const char *gap = g_strrstr_len (start, (gssize) sentence->length, ",");
  gsize name;

  if (gap == NULL)
    gap = g_strrstr_len (start, (gssize) sentence->length, "  ");

  if (gap == NULL)
    return 0;

  name = (gsize) (gap - start) + 1;
  name += strspn (start + name, " \t");

  if (name + 1 >= sentence->length || strchr (".!?", start[sentence->length - 1]) != NULL)
    return 0;

  return is_name (start + name, sentence->length - name) &&
         !is_ordinary (self, start + name, sentence->length - name) ? name : 0;
}

static void
take_closing (IdioAnalysis *self,
              const char   *text,
              IdioSentence *sentence,
              gsize         matched)
{
  g_free (self->closing);
  self->closing = g_utf8_strdown (text + sentence->start, (gssize) matched);
  self->closing_length = matched;
  sentence->cues |= IDIO_CUE_CLOSING;
}

static void
take_name (IdioAnalysis *self,
           gsize         start,
           gsize         length)
{
  self->closing_named = TRUE;
  self->name_start = start;
  self->name_length = length;
}

/* "Cheers, Tom" and "Cheers".
 *
 * Returns: whether it is one, and not "Best of all was the hull" */
static gboolean
take_sign_off (IdioAnalysis *self,
               const char   *text,
               IdioSentence *sentence,
               gsize         matched)
{
  const char *start = text + sentence->start;
  gsize rest = matched + strspn (start + matched, " ,.!-\r\n\t");
  gsize length = rest < sentence->length ? length_without_number (start + rest, sentence->length - rest) : 0;

  if (matched == 0 || (rest < sentence->length && !is_name (start + rest, length)))
    return FALSE;

  take_closing (self, text, sentence, matched);

  if (length > 0)
    take_name (self, sentence->start + rest, length);

  return TRUE;
}

/* Looks at the last two lines before a telephone number: "Cheers, Tom", "Cheers" and "Tom" below it, or either. */
static void
find_closing (IdioAnalysis *self,
              const char   *text)
{
  const IdioLexicon *sign_offs = idio_lexicon_get (lists[self->language].sign_offs);
  guint n = self->sentences->len, end = n;
  IdioSentence *last, *before;
  gsize matched;

  while (end > 0 && n - end < MAX_CONTACT_LINES && is_contact (text, idio_analysis_get (self, end - 1)))
    idio_analysis_get (self, --end)->cues |= IDIO_CUE_CLOSING;

  /* A number is no name, but more than nothing. */
  if (end < n)
    self->closing = g_strdup ("");

  if (end < 2)
    return;

  last = idio_analysis_get (self, end - 1);
  before = idio_analysis_get (self, end - 2);

  if (last->n_words > MAX_CLOSING_WORDS ||
      take_sign_off (self, text, last, idio_lexicon_match_start (sign_offs, text + last->start, last->length)))
    return;

  if ((matched = match_name (self, text, last, before)) > 0)
    {
      take_name (self, last->start, matched);
      last->cues &= ~IDIO_CUE_LIST_ITEM;
      matched = idio_lexicon_match_start (sign_offs, text + before->start, before->length);

      if (matched > 0 && matched + strspn (text + before->start + matched, " ,.!-") >= before->length)
        take_closing (self, text, before, matched);
      else
        take_closing (self, text, last, 0);

      last->cues |= IDIO_CUE_CLOSING;
    }

  else if ((matched = find_name_at_end (self, text, last)) > 0)
    {
      take_closing (self, text, last, 0);
      take_name (self, last->start + matched, last->length - matched);
    }
  else if (text[last->start + last->length - 1] == ',' && (last->cues & IDIO_CUE_PARAGRAPH))
    take_closing (self, text, last, last->length - 1);
}

/**
 * idio_analysis_find_openings:
 * @self: an analysis, with its sentences
 * @text: the text
 *
 * Finds the greeting and the sign-off, in languages with lists of them.
 */
void
idio_analysis_find_openings (IdioAnalysis *self,
                             const char   *text)
{
  if (lists[self->language].greetings == NULL)
    return;

  find_greeting (self, text);
  find_closing (self, text);
}
