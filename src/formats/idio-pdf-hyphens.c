/* idio-pdf-hyphens.c: words that are parted at the ends of lines
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-pdf-hyphens.h"

#define SOFT_HYPHEN 0xad
#define HYPHEN 0x2010

/* No word or address is longer, and no more of a paragraph is looked at. */
#define MAX_WORD_BYTES 300

/* Fewer letters are hardly a word of a compound, but a prefix or an ending. */
#define MIN_HALF_CHARS 4

struct _IdioPdfHyphens
{
  GHashTable *words;
  gboolean    keeps_words;     /* whether most lines that end in a hyphen part two words, and no syllables */
};

/* After these a hyphen stands for what a later word ends with: "Vor- und Nachteile", "pre- and post-war". */
static const char * const conjunctions[] = {
  "and", "or", "to", "und", "oder", "bzw", "bis", "sowie", "et", "ou", "y", "o", "e", "en", "of", "och", "eller", "og",
  "i", "lub", "a", "nebo", NULL,
};

static gboolean
is_hyphen (gunichar c)
{
  return c == '-' || c == HYPHEN || c == SOFT_HYPHEN;
}

static gboolean
is_word_char (gunichar c)
{
  return g_unichar_isalpha (c) || g_unichar_ismark (c) || c == '\'' || c == 0x2019;
}

/* Chinese, Japanese and the like have no spaces between words. */
static gboolean
is_unspaced (gunichar c)
{
  return (c >= 0x2e80 && c <= 0x9fff) || (c >= 0xf900 && c <= 0xfaff) || (c >= 0xff00 && c <= 0xff60) ||
         (c >= 0x20000 && c <= 0x3ffff) || (c >= 0xe00 && c <= 0xeff);
}

/* Takes the next word, with its hyphens, in lower case. Returns: (nullable): what comes after it */
static const char *
take_word (const char  *text,
           char       **word)
{
  const char *end;

  while (*text != '\0' && !is_word_char (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);

  end = text;

  while (*end != '\0' && (is_word_char (g_utf8_get_char (end)) || is_hyphen (g_utf8_get_char (end))))
    end = g_utf8_next_char (end);

  if (end == text)
    return NULL;

  *word = g_utf8_strdown (text, end - text);

  return end;
}

/* Where the last word of a text begins, its hyphens included; or where it is long enough */
static const char *
find_last_word (const GString *text)
{
  const char *p = text->str + text->len;

  while (p > text->str && text->str + text->len - p < MAX_WORD_BYTES)
    {
      const char *previous = g_utf8_prev_char (p);

      if (!is_word_char (g_utf8_get_char (previous)) && !is_hyphen (g_utf8_get_char (previous)))
        break;

      p = previous;
    }

  return p;
}

/* Whether two words that the text has are joined to one that it does not have */
static gboolean
joins_words (IdioPdfHyphens *self,
             const char     *start,
             const char     *rest)
{
  g_autofree char *joined = g_strconcat (start, rest, NULL);

  return g_utf8_strlen (start, -1) >= MIN_HALF_CHARS && g_utf8_strlen (rest, -1) >= MIN_HALF_CHARS &&
         !g_hash_table_contains (self->words, joined) && g_hash_table_contains (self->words, start) &&
         g_hash_table_contains (self->words, rest);
}

/* Takes the word before the hyphen that a line ends with. Returns: (nullable): NULL if it ends in none, or if what comes
 * first in the next line does not go on */
static char *
take_start (const IdioPdfLine *line,
            const IdioPdfLine *next)
{
  g_autoptr(GString) text = g_string_new (line->text);
  const char *last = text->len > 0 ? g_utf8_prev_char (text->str + text->len) : text->str, *word = find_last_word (text);

  if (!is_hyphen (g_utf8_get_char (last)) || word >= last || next == NULL ||
      !g_unichar_islower (g_utf8_get_char (next->text)))
    return NULL;

  return g_utf8_strdown (word, last - word);
}

/* Some texts are broken only where a hyphen is written anyway: where two words meet that stand alone, too. */
static void
look_at_breaks (IdioPdfHyphens *self,
                GPtrArray      *breaks)
{
  guint n_words = 0;

  for (guint i = 0; i + 1 < breaks->len; i += 2)
    n_words += joins_words (self, breaks->pdata[i], breaks->pdata[i + 1]);

  self->keeps_words = 2 * n_words > breaks->len / 2;
}

/**
 * idio_pdf_hyphens_new:
 * @lines: (element-type IdioPdfLine): the lines of a text
 *
 * Returns: (transfer full): the words of the text
 */
IdioPdfHyphens *
idio_pdf_hyphens_new (GPtrArray *lines)
{
  IdioPdfHyphens *self = g_new0 (IdioPdfHyphens, 1);
  g_autoptr(GPtrArray) breaks = g_ptr_array_new_with_free_func (g_free);
  gboolean goes_on = FALSE;

  self->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      const IdioPdfLine *line = lines->pdata[i];
      char *start = take_start (line, i + 1 < lines->len ? lines->pdata[i + 1] : NULL), *word;
      const char *p = line->text;

      /* The second half of a hyphenated word is not a word. */
      if (goes_on && (p = take_word (p, &word)))
        g_ptr_array_add (breaks, word);

      while (p != NULL && (p = take_word (p, &word)))
        g_hash_table_add (self->words, word);

      if ((goes_on = start != NULL))
        g_ptr_array_add (breaks, start);
    }

  look_at_breaks (self, breaks);

  return self;
}

void
idio_pdf_hyphens_free (IdioPdfHyphens *self)
{
  g_clear_pointer (&self->words, g_hash_table_unref);
  g_free (self);
}

/* Whether the hyphen at the end of a word is written where it is in one line, too. */
static gboolean
keeps_hyphen (IdioPdfHyphens *self,
              const char     *before,
              const char     *line)
{
  g_autofree char *start = g_utf8_strdown (before, (gssize) strlen (before) - 1);
  g_autofree char *rest = NULL, *joined = NULL, *compound = NULL;

  if (take_word (line, &rest) == NULL)
    return TRUE;

  joined = g_strconcat (start, rest, NULL);
  compound = g_strconcat (start, "-", rest, NULL);

  if (g_hash_table_contains (self->words, joined))
    return FALSE;

  if (self->keeps_words && joins_words (self, start, rest))
    return TRUE;

  /* One letter is never parted from its word, and a compound of two hyphens was one before. */
  return g_hash_table_contains (self->words, compound) || strchr (start, '-') != NULL ||
         g_utf8_strlen (start, -1) < 2 || !g_unichar_islower (g_utf8_get_char (line));
}

static gboolean
begins_with_conjunction (const char *line)
{
  g_autofree char *word = g_strndup (line, strcspn (line, " ."));

  return g_strv_contains (conjunctions, word) && line[strlen (word)] == ' ';
}

static gboolean
ends_in_address (const GString *text)
{
  const char *last = text->str + text->len - MIN (text->len, MAX_WORD_BYTES);
  const char *space = strrchr (last, ' ');

  last = space != NULL ? space + 1 : last;

  return strstr (last, "://") != NULL && strchr ("/-_=&?.", text->str[text->len - 1]) != NULL;
}

/**
 * idio_pdf_hyphens_join:
 * @self: the words of the text
 * @text: (inout): a paragraph so far
 * @line: its next line
 *
 * Appends a line: with a space, unless a word goes on there.
 */
void
idio_pdf_hyphens_join (IdioPdfHyphens *self,
                       GString        *text,
                       const char     *line)
{
  const char *end, *word;
  gunichar last, first = g_utf8_get_char (line);

  if (text->len == 0)
    {
      g_string_append (text, line);
      return;
    }

  end = g_utf8_prev_char (text->str + text->len);
  last = g_utf8_get_char (end);
  word = find_last_word (text);

  if (is_hyphen (last) && word < end && is_word_char (g_utf8_get_char (g_utf8_prev_char (end))))
    {
      /* All hyphens are of one byte from here on. */
      g_string_truncate (text, (gsize) (end - text->str));

      if (last == SOFT_HYPHEN)
        {
          g_string_append (text, line);
          return;
        }

      g_string_append_c (text, '-');
      word = find_last_word (text);

      if (begins_with_conjunction (line))
        g_string_append_c (text, ' ');
      else if (g_unichar_isalpha (first) && !keeps_hyphen (self, word, line))
        g_string_truncate (text, text->len - 1);
    }
  else if (!(is_unspaced (last) && is_unspaced (first)) && !ends_in_address (text) &&
           !(last == 0x2014 && end > text->str && g_unichar_isalpha (g_utf8_get_char (g_utf8_prev_char (end)))) &&
           last != ' ')
    {
      g_string_append_c (text, ' ');
    }

  g_string_append (text, line);
}
