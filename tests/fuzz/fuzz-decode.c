/* fuzz-decode.c: bytes of unknown encoding become text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fuzz.h"
#include "formats/idio-decode.h"
#include "formats/idio-import-error.h"
#include "formats/idio-source.h"

static void
check_text (const char *text)
{
  g_assert (g_utf8_validate (text, -1, NULL));

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_assert (c == '\n' || c == '\t' || !g_unichar_iscntrl (c));
    }
}

/* The next character with ink. What is invisible may be left out, and line ends may change. */
static gunichar
next_visible (const char **p)
{
  while (**p != '\0')
    {
      gunichar c = g_utf8_get_char (*p);

      *p = g_utf8_next_char (*p);

      if (g_unichar_isgraph (c) && c != 0x2028 && c != 0x2029)
        return c;
    }

  return 0;
}

/* Whatever the line ends and encodings are, letters stay what they are. */
static void
check_same_letters (const char *text,
                    const char *original)
{
  gunichar c;

  do
    {
      c = next_visible (&original);
      g_assert (next_visible (&text) == c);
    }
  while (c != 0);
}

int
fuzz_run (const guint8 *data,
          size_t        size)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data, size);
  g_autoptr(GBytes) again = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = idio_decode (bytes, NULL, &error);
  g_autofree char *twice = NULL;
  g_autofree char *original = NULL;

  if (text == NULL)
    {
      g_assert (error != NULL && error->domain == IDIO_IMPORT_ERROR);
      return 0;
    }

  g_assert (error == NULL);
  check_text (text);

  /* A text that was decoded is one already. */
  again = g_bytes_new (text, strlen (text));
  twice = idio_decode (again, NULL, NULL);
  g_assert (g_strcmp0 (text, twice) == 0);

  /* ISO-2022 is ASCII with escapes that give it another meaning. */
  if (g_utf8_validate_len ((const char *) data, size, NULL) && memchr (data, '\033', size) == NULL)
    {
      original = g_strndup ((const char *) data, size);
      check_same_letters (text, original);
    }

  return 0;
}
