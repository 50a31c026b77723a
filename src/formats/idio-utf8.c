/* idio-utf8.c: whether a text is in UTF-8 that is broken in places
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-utf8.h"

/* A list may add a footer in another character set, so that there are more bad bytes than good characters. Good ones in
 * words without any bad are hardly ever chance: so many bad bytes may come on each. */
#define BAD_PER_SURE_GUESSED  2
#define BAD_PER_SURE_DECLARED 8

/* One such word may be chance, where nothing is declared. */
#define MIN_SURE 2

typedef struct
{
  gsize    n_good;       /* characters that are not ASCII */
  gsize    n_sure;       /* those in words without bad bytes, of one script */
  gsize    n_bad;        /* bytes */
  gboolean is_usual;     /* whether all characters are */
} Count;

/* The word that is being read */
typedef struct
{
  gsize          n_good;
  GUnicodeScript script;
  gboolean       is_bad;
} Word;

/**
 * idio_utf8_is_ascii:
 * @data: (array length=size): a text, or part of it
 * @size: its size, in bytes
 *
 * As g_str_is_ascii(), for what may have a NUL in it.
 *
 * Returns: whether all of it is ASCII
 */
gboolean
idio_utf8_is_ascii (const char *data,
                    gsize       size)
{
  for (gsize i = 0; i < size; i++)
    if ((guchar) data[i] >= 0x80)
      return FALSE;

  return TRUE;
}

/**
 * idio_utf8_measure_mark:
 * @data: (array length=size): the start of a file
 * @size: how many bytes there are
 *
 * Returns: the length of the byte order mark at its start, which an editor may have put there, in bytes; or 0
 */
gsize
idio_utf8_measure_mark (const char *data,
                        gsize       size)
{
  static const char mark[] = "\xef\xbb\xbf";
  gsize length = strlen (mark);

  return size >= length && memcmp (data, mark, length) == 0 ? length : 0;
}

/* Letters and signs that are in many texts, as opposed to what two letters of another character set may look like */
static gboolean
is_usual (gunichar c)
{
  return (c >= 0xa0 && c < 0x180) || (c >= 0x2010 && c < 0x2040) || c == 0x20ac;
}

static void
end_word (Count *count,
          Word  *word)
{
  if (!word->is_bad)
    count->n_sure += word->n_good;

  *word = (Word) { 0, G_UNICODE_SCRIPT_COMMON, FALSE };
}

/* Two scripts in a word are letters of another character set, but for those that Japanese has. */
static gboolean
is_of_one_script (GUnicodeScript a,
                  GUnicodeScript b)
{
  gboolean alphabets = (a == G_UNICODE_SCRIPT_LATIN || a == G_UNICODE_SCRIPT_GREEK || a == G_UNICODE_SCRIPT_CYRILLIC ||
                        a == G_UNICODE_SCRIPT_ARMENIAN || a == G_UNICODE_SCRIPT_HEBREW ||
                        a == G_UNICODE_SCRIPT_ARABIC);

  return a == b || a == G_UNICODE_SCRIPT_COMMON || b == G_UNICODE_SCRIPT_COMMON || b == G_UNICODE_SCRIPT_INHERITED ||
         !alphabets;
}

static void
add_char (Count    *count,
          Word     *word,
          gunichar  c)
{
  GUnicodeScript script = g_unichar_get_script (c);

  if (c >= 0x80)
    {
      count->n_good++;
      word->n_good++;
      count->is_usual = count->is_usual && is_usual (c);
    }

  if (!g_unichar_isalpha (c))
    return;

  if (!is_of_one_script (word->script, script))
    word->is_bad = TRUE;
  else if (word->script == G_UNICODE_SCRIPT_COMMON)
    word->script = script;
}

static Count
count_chars (const char *data,
             gsize       size)
{
  Count count = { .is_usual = TRUE };
  Word word = { .script = G_UNICODE_SCRIPT_COMMON };

  for (const char *p = data, *end = data + size; p < end;)
    {
      gunichar c = g_utf8_get_char_validated (p, end - p);

      if (c == (gunichar) -1 || c == (gunichar) -2)
        {
          count.n_bad++;
          word.is_bad = TRUE;
          p++;
          continue;
        }

      if (c <= ' ')
        end_word (&count, &word);
      else
        add_char (&count, &word, c);

      p = g_utf8_next_char (p);
    }

  end_word (&count, &word);

  return count;
}

/* Whether all but a few bytes are UTF-8, which letters of another character set are not by chance */
static gboolean
is_broken (const char     *data,
           gsize           size,
           IdioUtf8Reason  reason)
{
  Count count;

  if (reason == IDIO_UTF8_MARKED)
    return TRUE;

  count = count_chars (data, size);

  if (count.n_good >= 2 * count.n_bad || (count.n_good > 0 && count.n_bad == 1 && count.is_usual))
    return TRUE;

  if (reason == IDIO_UTF8_DECLARED)
    return count.n_bad <= count.n_sure * BAD_PER_SURE_DECLARED;

  return count.n_sure >= MIN_SURE && count.n_bad <= count.n_sure * BAD_PER_SURE_GUESSED;
}

/**
 * idio_utf8_is_meant:
 * @data: a text
 * @size: (inout): its size, in bytes
 * @reason: why it may be in UTF-8
 *
 * A character that was cut off at the end is left out. Where nothing but that looks like UTF-8, it is the last letter of
 * a text in another character set.
 *
 * Returns: whether the text is in UTF-8, but for some bytes that may be bad
 */
gboolean
idio_utf8_is_meant (const char     *data,
                    gsize          *size,
                    IdioUtf8Reason  reason)
{
  const char *end;
  gsize n_valid;

  if (g_utf8_validate_len (data, *size, &end))
    return TRUE;

  n_valid = (gsize) (end - data);

  if (g_utf8_get_char_validated (end, (gssize) (*size - n_valid)) != (gunichar) -2 ||
      (reason != IDIO_UTF8_MARKED && idio_utf8_is_ascii (data, n_valid)))
    return is_broken (data, *size, reason);

  *size = n_valid;

  return TRUE;
}
