/* idio-pdf-bidi.c: lines of Arabic and Hebrew, as poppler writes them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/idio-pdf-bidi.h"

#define RIGHT_TO_LEFT_EMBEDDING 0x202b
#define POP_EMBEDDING 0x202c

/* A word, which poppler has put between marks of direction, and whether it has written a space after it */
typedef struct
{
  GString  *text;
  gboolean  space;
  gboolean  latin;
} Word;

static gboolean
is_right_to_left (gunichar c)
{
  return (c >= 0x590 && c <= 0x8ff) || (c >= 0xfb1d && c <= 0xfdff) || (c >= 0xfe70 && c <= 0xfefc);
}

/**
 * idio_pdf_bidi_is_mark:
 * @c: a character
 *
 * Returns: whether it is one of the marks of direction that poppler adds, which have no rectangles
 */
gboolean
idio_pdf_bidi_is_mark (gunichar c)
{
  return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

gboolean
idio_pdf_bidi_is_right_to_left (const char *text,
                                gsize       length)
{
  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    if (is_right_to_left (g_utf8_get_char (p)))
      return TRUE;

  return FALSE;
}

static void
word_clear (gpointer data)
{
  Word *word = data;

  g_string_free (word->text, TRUE);
}

static GArray *
split (const char *line,
       gsize       length)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (Word));
  guint depth = 0;

  g_array_set_clear_func (words, word_clear);

  for (const char *p = line; p < line + length; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      Word *last = words->len > 0 ? &g_array_index (words, Word, words->len - 1) : NULL;

      if (c == POP_EMBEDDING)
        {
          depth -= depth > 0 ? 1 : 0;
        }
      else if (idio_pdf_bidi_is_mark (c))
        {
          if (depth++ == 0 || last == NULL)
            g_array_append_val (words, ((Word) { g_string_new (NULL), FALSE, TRUE }));
        }
      else if (c == ' ' && depth == 0 && last != NULL)
        {
          last->space = TRUE;
        }
      else
        {
          if (last == NULL)
            {
              g_array_append_val (words, ((Word) { g_string_new (NULL), FALSE, TRUE }));
              last = &g_array_index (words, Word, 0);
            }

          g_string_append_unichar (last->text, c);
          last->latin = last->latin && !is_right_to_left (c) && !g_unichar_ispunct (c);
        }
    }

  return words;
}

/* Latin words in a row stand from left to right. */
static void
reverse_latin (GArray *words)
{
  for (guint first = 0, end; first < words->len; first = end + 1)
    {
      end = first;

      while (end < words->len && g_array_index (words, Word, end).latin)
        end++;

      for (guint i = first, j = end; i + 1 < j; i++, j--)
        {
          GString *text = g_array_index (words, Word, i).text;

          g_array_index (words, Word, i).text = g_array_index (words, Word, j - 1).text;
          g_array_index (words, Word, j - 1).text = text;
        }
    }
}

/**
 * idio_pdf_bidi_read:
 * @line: a line as poppler_page_get_text() has it
 * @length: its length, in bytes
 *
 * Puts the words of a line from right to left in the order in which they are read. Poppler has the space between two
 * words after the second.
 *
 * Returns: (transfer full): the line without marks of direction
 */
char *
idio_pdf_bidi_read (const char *line,
                    gsize       length)
{
  g_autoptr(GArray) words = split (line, length);
  g_autoptr(GString) text = g_string_sized_new (length);

  reverse_latin (words);

  for (guint i = 0; i < words->len; i++)
    {
      const Word *word = &g_array_index (words, Word, i);

      /* The space of the last word is not written. */
      if (i > 0 && (word->space || i + 1 == words->len))
        g_string_append_c (text, ' ');

      g_string_append_len (text, word->text->str, (gssize) word->text->len);
    }

  return g_string_free_and_steal (g_steal_pointer (&text));
}
