/* fuzz-own-words.c: the words of others are taken out of a mail
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fuzz.h"
#include "import/idio-own-words.h"

static gboolean
is_quoted (const char *line)
{
  return line[strspn (line, " \t")] == '>';
}

int
fuzz_run (const guint8 *data,
          size_t        size)
{
  g_autofree char *text = fuzz_dup_text (data, size);
  g_autofree char *own = idio_own_words (text, NULL);
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  g_auto(GStrv) own_lines = g_strsplit (own, "\n", -1);
  guint at = 0;

  /* Lines are left out, and none is changed or moved; of the last one, white space may be gone. */
  for (guint i = 0; own_lines[i] != NULL; i++)
    {
      gboolean last = own_lines[i + 1] == NULL;

      while (lines[at] != NULL && !g_str_equal (lines[at], own_lines[i]) &&
             !(last && g_str_has_prefix (lines[at], own_lines[i])))
        at++;

      g_assert (lines[at++] != NULL);
      g_assert (!is_quoted (own_lines[i]));
    }

  return 0;
}
