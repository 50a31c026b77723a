/* idio-word-count.c: about how long a text is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/idio-word-count.h"

/* In scripts that put no spaces between words, a word has about two letters. */
#define LETTERS_PER_WORD 2

static gboolean
is_without_spaces (gunichar c)
{
  switch (g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_THAI:
    case G_UNICODE_SCRIPT_LAO:
    case G_UNICODE_SCRIPT_KHMER:
    case G_UNICODE_SCRIPT_MYANMAR:
      return TRUE;

    default:
      return FALSE;
    }
}

/**
 * idio_estimate_words:
 * @text: valid UTF-8
 *
 * Returns: about how many words it has, in any language
 */
guint
idio_estimate_words (const char *text)
{
  guint n_words = 0, n_letters = 0;
  gboolean in_word = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c >= 0xe00 && is_without_spaces (c))
        {
          n_letters++;
          in_word = FALSE;
        }
      else if (g_unichar_isspace (c))
        {
          in_word = FALSE;
        }
      else if (!in_word && g_unichar_isalnum (c))
        {
          n_words++;
          in_word = TRUE;
        }
    }

  return n_words + n_letters / LETTERS_PER_WORD;
}
