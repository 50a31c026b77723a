/* idio-analyze-closings.c: how a text signs off
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "features/idio-analyzer.h"
#include "text/idio-lexicon.h"

/* A sign-off that stands on a line of its own has no more words than this. */
#define MAX_CLOSING_WORDS 8
#define MAX_NAME_WORDS    3
#define MAX_TITLE_WORDS   6 /* "Ann Lee Senior Crew Member" */

/* Behind the name at most so many lines have a number, or an address. */
#define MAX_CONTACT_LINES 3

/* Maximum number of letters in lowercase initials such as "tm" */
#define MAX_INITIALS 3

static const char * const lists[IDIO_N_LANGUAGES] = {
  [IDIO_LANGUAGE_ENGLISH] = "en/sign-offs.txt",
  [IDIO_LANGUAGE_GERMAN] = "de/sign-offs.txt",
  [IDIO_LANGUAGE_FRENCH] = "fr/sign-offs.txt",
  [IDIO_LANGUAGE_SPANISH] = "es/sign-offs.txt",
};

/* The length of a line without a trailing phone number and the spaces before it */
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

  return n_letters >= 2 && n_letters <= MAX_INITIALS && !idio_analyzer_is_ordinary (self, text, length);
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

  while (n < sentence->length && idio_analyzer_begins_with_dash (start + n, sentence->length - n))
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
      !idio_analyzer_is_ordinary (self, start, length - 1))
    length--;

  if (length == 0 || strchr (".!?", start[length - 1]) != NULL || g_ascii_ispunct (start[0]))
    return 0;

  return idio_analyzer_is_name (start, length, on_line ? MAX_TITLE_WORDS : MAX_NAME_WORDS) ||
         (on_line && are_initials (self, start, length)) ? dashes + length : 0;
}

/* The offset of the name in "More of it tomorrow,  Tom", where several spaces may stand for the comma; 0 if there is no
 * name */
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

  return idio_analyzer_is_name (start + name, sentence->length - name, MAX_NAME_WORDS) &&
         !idio_analyzer_is_ordinary (self, start + name, sentence->length - name) ? name : 0;
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

  if (matched == 0 || (rest < sentence->length && !idio_analyzer_is_name (start + rest, length, MAX_NAME_WORDS)))
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
  const IdioLexicon *sign_offs = idio_lexicon_get (lists[self->language]);
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
 * idio_analysis_find_closing:
 * @self: an analysis, with its sentences
 * @text: the text
 *
 * Finds the sign-off, in languages with lists of them.
 */
void
idio_analysis_find_closing (IdioAnalysis *self,
                            const char   *text)
{
  if (lists[self->language] != NULL)
    find_closing (self, text);
}
