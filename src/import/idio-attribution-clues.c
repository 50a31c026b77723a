/* idio-attribution-clues.c: what tells a line such as "On Monday, Ann Lee wrote:"
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "import/idio-attribution-clues.h"
#include "import/idio-mail-line.h"
#include "import/idio-mail-words.h"

/* Within this many words from its start, a line that begins with a date has a number. */
#define MAX_WORDS_TO_NUMBER 4

static gboolean
is_digit (gunichar c)
{
  return g_unichar_isdigit (c);
}

static gboolean
is_address_byte (char c)
{
  return g_ascii_isalnum (c) || (c != '\0' && strchr (".!#$%&'*+-/=?^_`{|}~", c) != NULL);
}

/**
 * idio_attribution_skip_colon:
 * @start: where a stretch of text starts
 * @end: where it ends
 * @colon: (out): whether it ends with a colon
 *
 * Returns: where it ends before the colon
 */
const char *
idio_attribution_skip_colon (const char *start,
                             const char *end,
                             gboolean   *colon)
{
  static const char wide_colon[] = "\uff1a";

  while (end > start && (end[-1] == '*' || end[-1] == '_'))
    end = idio_mail_trim_end (start, end - 1);

  *colon = TRUE;

  if (end > start && end[-1] == ':')
    return idio_mail_trim_end (start, end - 1);

  if (end - start >= 3 && memcmp (end - 3, wide_colon, 3) == 0)
    return idio_mail_trim_end (start, end - 3);

  *colon = FALSE;

  return end;
}

/* Takes note of the last address, with the brackets around it: "<ann@example.org<mailto:ann@example.org>>" */
static void
find_address (const char           *start,
              const char           *end,
              IdioAttributionClues *clues)
{
  for (const char *at = start; (at = memchr (at, '@', (gsize) (end - at))) != NULL; at++)
    {
      const char *from = at, *to = at + 1;

      while (from > start && is_address_byte (from[-1]))
        from--;

      /* "Ann Lee"@example.org */
      if (from == at && at - start > 2 && at[-1] == '"' && (from = g_strrstr_len (start, at - 1 - start, "\"")) == NULL)
        continue;

      while (to < end && (g_ascii_isalnum (*to) || *to == '.' || *to == '-'))
        to++;

      if (from == at || to == at + 1)
        continue;

      if (clues->address == NULL || from > clues->address_end)
        clues->address = from;

      /* Brackets, with marks of direction inside of them in Hebrew and Arabic */
      for (const char *before = clues->address; (before = idio_mail_trim_end (start, before)) > start &&
           strchr ("<([\"'\\", before[-1]) != NULL; before--)
        clues->address = before - 1;

      clues->address_end = to;

      while ((to = idio_mail_trim_start (to, end)) < end && strchr (">)]\"'\\", *to) != NULL)
        clues->address_end = ++to;
    }
}

/* Reads a number, and takes note of what it may be part of. Returns where it ends. */
static const char *
read_number (const char           *p,
             const char           *end,
             IdioAttributionClues *clues)
{
  guint n_digits = 0;
  gint value = 0;

  for (; p < end && is_digit (g_utf8_get_char (p)); p = g_utf8_next_char (p), n_digits++)
    value = MIN (value * 10 + g_unichar_digit_value (g_utf8_get_char (p)), 100000);

  clues->number = TRUE;

  /* Years, in Thailand those of the Buddhist era and in Persian those of the solar Hijri one */
  if (n_digits == 4 && ((value >= 1970 && value < 2100) || (value >= 2513 && value < 2643) ||
                        (value >= 1349 && value < 1479)))
    clues->date = TRUE;

  if (n_digits > 2 || end - p < 3)
    return p;

  /* 9:14, 09h14, 9時14分, 9시 14분 */
  if ((*p == ':' && g_unichar_isdigit (g_utf8_get_char (p + 1))) || (*p == 'h' && g_ascii_isdigit (p[1])) ||
      g_utf8_get_char (p) == 0x6642 || g_utf8_get_char (p) == 0xc2dc || g_utf8_get_char (p) == 0x65f6)
    clues->time = TRUE;

  /* 3.5.25 and 3/5/25 */
  if ((*p == '.' || *p == '/' || *p == '-') && g_ascii_isdigit (p[1]))
    {
      const char *month_end = p + 1;

      while (month_end < end && g_ascii_isdigit (*month_end))
        month_end++;

      if (month_end - p <= 3 && end - month_end > 2 && *month_end == *p && g_ascii_isdigit (month_end[1]) &&
          g_ascii_isdigit (month_end[2]))
        clues->date = TRUE;

      /* A time as in Danish, Finnish and Indonesian, which could be a price; the date says which */
      else if (*p == '.' && month_end - p == 3)
        clues->time = TRUE;
    }

  return p;
}

static void
find_numbers (const char           *start,
              const char           *end,
              IdioAttributionClues *clues)
{
  guint n_words = 0;
  gboolean in_word = FALSE;

  for (const char *p = start; p < end;)
    {
      gunichar c = g_utf8_get_char (p);

      if (is_digit (c))
        {
          if (!in_word)
            n_words++;

          clues->early |= n_words <= MAX_WORDS_TO_NUMBER;
          in_word = TRUE;
          p = read_number (p, end, clues);
          continue;
        }

      if (!in_word && g_unichar_isalnum (c))
        n_words++;

      in_word = !g_unichar_isspace (c);
      p = g_utf8_next_char (p);
    }
}

/**
 * idio_attribution_clues_find:
 * @start: where a stretch of text starts
 * @end: where it ends
 * @clues: (out): what is in it, but for the verb, which takes longer
 */
void
idio_attribution_clues_find (const char           *start,
                             const char           *end,
                             IdioAttributionClues *clues)
{
  const char *stop;

  memset (clues, 0, sizeof *clues);
  stop = idio_attribution_skip_colon (start, end, &clues->colon);
  find_address (start, stop, clues);
  find_numbers (start, stop, clues);
  clues->start = clues->number && (clues->early || clues->colon) &&
                 idio_mail_words_match (IDIO_MAIL_WORDS_ATTRIBUTION_START, start, stop, NULL, NULL);
}

/**
 * idio_attribution_clues_find_verb:
 * @start: where a stretch of text starts
 * @end: where it ends
 * @clues: (inout): what is in it
 *
 * Finds the last verb, which ends the text or has little after it.
 */
void
idio_attribution_clues_find_verb (const char           *start,
                                  const char           *end,
                                  IdioAttributionClues *clues)
{
  gboolean colon;
  const char *from = start, *stop = idio_attribution_skip_colon (start, end, &colon), *verb, *verb_end;

  while (idio_mail_words_match (IDIO_MAIL_WORDS_WROTE, from, stop, &verb, &verb_end))
    {
      clues->verb = verb;
      clues->verb_end = from = verb_end;
    }
}
