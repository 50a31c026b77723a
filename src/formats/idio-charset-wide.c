/* idio-charset-wide.c: texts in UTF-16 and UTF-32
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <unicode/ucnv.h>
#include <unicode/utf16.h>

#include "formats/idio-charset-wide.h"
#include "formats/idio-nuls.h"

/* This much is looked at */
#define SAMPLE_BYTES (16 * 1024)

/* One unit in so many may be something that is in no text */
#define UNITS_PER_ODD 20

/* What is cut off within a unit has at least so many of them. */
#define MIN_UNITS_OF_CUT 8

/* Smallest number of characters for each broken one, but for the first, in a text that is repaired. Compressed data
 * has more broken ones. */
#define CHARS_PER_BROKEN 100

#define REPLACEMENT 0xfffd

/* What is found in units of one width, in one order of bytes */
typedef struct
{
  gsize n_units;
  gsize n_plain;      /* letters, spaces and signs */
  gsize n_pairs;      /* those whose two bytes are both printable ASCII */
  gsize n_spaces;     /* which all texts have, and hardly any has the same bytes in the other order */
} Count;

/* Reads a unit of UTF-16 or UTF-32. */
static guint32
read_unit (const guchar *data,
           guint         width,
           gboolean      big)
{
  guint32 unit = 0;

  for (guint i = 0; i < width; i++)
    unit |= (guint32) data[big ? width - 1 - i : i] << (8 * i);

  return unit;
}

/* Reads a character, and steps over it. A half of a pair alone is no character, which 0xfffd stands for. */
static guint32
read_char (const guchar *data,
           gsize         size,
           gsize        *i,
           guint         width,
           gboolean      big)
{
  guint32 c = read_unit (data + *i, width, big), next;

  *i += width;

  if (c < 0xd800 || c >= 0xe000)
    return c;

  next = width == 2 && *i + width <= size ? read_unit (data + *i, width, big) : 0;

  if (!U16_IS_LEAD (c) || !U16_IS_TRAIL (next))
    return 0xfffd;

  *i += width;

  return U16_GET_SUPPLEMENTARY (c, next);
}

/* What has a NUL in it as UTF-16 is plain too, and is there in all scripts: spaces and ends of lines. So are the vowels
 * of scripts that have them as marks, joiners, and emoji. */
static gboolean
is_plain (guint32 c)
{
  return c != 0xfffd &&
         (c < 0x100 || (c >= 0x2000 && c < 0x2070) || (c >= 0x1f000 && c < 0x1fb00) || g_unichar_isalpha (c) ||
          g_unichar_ismark (c) || g_unichar_ispunct (c) || g_unichar_isspace (c));
}

/* Returns: whether there is nothing in it that can't be in a text */
static gboolean
count_units (const guchar *data,
             gsize         size,
             guint         width,
             gboolean      big,
             Count        *count)
{
  *count = (Count) { 0 };
  size = MIN (size, SAMPLE_BYTES);

  for (gsize i = 0, start = 0; i + width <= size; start = i, count->n_units++)
    {
      guint32 c = read_char (data, size, &i, width, big);

      if (c == 0 || c > 0x10ffff || (c < 0x20 && !g_ascii_isspace ((char) c)) || (c >= 0x7f && c < 0xa0) ||
          (c & 0xfffe) == 0xfffe)
        return FALSE;

      count->n_plain += is_plain (c);
      count->n_spaces += (c < 0x80 && g_ascii_isspace ((char) c)) || c == 0x3000;

      /* Two letters of ASCII look like one of Chinese. No text in ASCII has a “0” as every second letter. */
      count->n_pairs += width == 2 && g_ascii_isprint (data[start]) && g_ascii_isprint (data[start + 1]) &&
                        !(c > 0x3040 && c < 0x3100);
    }

  return TRUE;
}

/* Whether units of this width make a text: letters, spaces and marks of a few scripts, and no control characters */
static gboolean
is_text (const guchar *data,
         gsize         size,
         guint         width,
         gboolean      big,
         Count        *count)
{
  if (!count_units (data, size, width, big, count))
    return FALSE;

  /* Other data is of any length, and may look like letters where it is short. */
  if (size % width != 0 && (count->n_units < MIN_UNITS_OF_CUT || count->n_pairs * 5 > count->n_units))
    return FALSE;

  return count->n_units > 1 && (count->n_units - count->n_plain) * UNITS_PER_ODD <= count->n_units &&
         count->n_pairs * 5 < count->n_units * 3;
}

/**
 * idio_charset_wide_guess:
 * @data: a text with NULs in it and no byte order mark
 * @size: its size, in bytes
 *
 * Returns: (nullable): “UTF-16LE”, “UTF-16BE”, “UTF-32LE” or “UTF-32BE”; %NULL if it is no text
 */
const char *
idio_charset_wide_guess (const char *data,
                         gsize       size)
{
  static const struct { const char *name; guint width; gboolean big; } wide[] = {
    { "UTF-32LE", 4, FALSE }, { "UTF-32BE", 4, TRUE }, { "UTF-16LE", 2, FALSE }, { "UTF-16BE", 2, TRUE },
  };
  const guchar *bytes = (const guchar *) data;
  gsize n_zeros[2] = { 0 };

  for (gsize i = 0; i < MIN (size, SAMPLE_BYTES); i++)
    n_zeros[i % 2] += bytes[i] == 0 ? 1 : 0;

  for (guint i = 0; i < G_N_ELEMENTS (wide); i++)
    {
      gboolean big = wide[i].big;
      Count count, other;

      if (!is_text (bytes, size, wide[i].width, big, &count))
        continue;

      if (wide[i].width == 4)
        return wide[i].name;

      count_units (bytes, size, 2, !big, &other);

      if (count.n_spaces > other.n_spaces ||
          (count.n_spaces == other.n_spaces && n_zeros[big ? 0 : 1] > n_zeros[big ? 1 : 0]))
        return wide[i].name;
    }

  return NULL;
}

static gsize
count_broken (const char *text)
{
  gsize n_broken = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    n_broken += g_utf8_get_char (p) == REPLACEMENT ? 1 : 0;

  return n_broken;
}

/**
 * idio_charset_wide_to_utf8:
 * @data: a text
 * @size: its size, in bytes
 * @charset: its character set, one of Unicode
 *
 * A few broken characters, of which a half or a byte may be missing, become U+FFFD; one that was cut off at the end is
 * left out.
 *
 * Returns: (transfer full) (nullable): the text in UTF-8, if it can be in that character set
 */
char *
idio_charset_wide_to_utf8 (const char *data,
                           gsize       size,
                           const char *charset)
{
  gboolean is_wide = g_str_has_prefix (charset, "UTF-16") || g_str_has_prefix (charset, "UTF-32");
  UErrorCode status = U_ZERO_ERROR;
  g_autofree char *text = NULL;
  gsize length, n_broken;

  if (!is_wide)
    {
      text = g_convert (data, (gssize) size, "UTF-8", charset, NULL, &length, NULL);

      return text != NULL && strlen (text) == length ? g_steal_pointer (&text) : NULL;
    }

  size -= size % (g_str_has_prefix (charset, "UTF-32") ? 4 : 2);

  if (g_str_has_prefix (charset, "UTF-16") && size >= 2 &&
      U16_IS_LEAD (read_unit ((const guchar *) data + size - 2, 2, g_str_has_suffix (charset, "BE"))))
    size -= 2;

  if (size > G_MAXINT32 / 4)
    return NULL;

  /* A character of two bytes has at most three in UTF-8. */
  text = g_malloc (size * 2 + 1);
  length = (gsize) ucnv_convert ("UTF-8", charset, text, (int32_t) (size * 2), data, (int32_t) size, &status);

  if (U_FAILURE (status))
    return NULL;

  text[length] = '\0';

  if (idio_nuls_are_few (text, length))
    {
      char *without_nuls = idio_nuls_drop (text, &length);

      g_free (text);
      text = without_nuls;
    }

  n_broken = count_broken (text);

  /* In one of these characters U+FFFD may stand, which is not broken. */
  return strlen (text) == length && (n_broken <= 1 || (n_broken - 1) * CHARS_PER_BROKEN <= size / 2) ?
         g_steal_pointer (&text) : NULL;
}
