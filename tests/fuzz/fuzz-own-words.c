/* fuzz-own-words.c: the words of others are taken out of a mail
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fuzz.h"
#include "import/idio-own-words.h"

/* A line, without what ends it */
typedef struct
{
  const char *start;
  gsize       length;
} Line;

/* Not g_strsplit(), which under the address sanitizer measures the rest of the text at each line. */
static gboolean
next_line (const char **text,
           Line        *line)
{
  const char *end;

  if (*text == NULL)
    return FALSE;

  end = strchr (*text, '\n');
  line->start = *text;
  line->length = end != NULL ? (gsize) (end - *text) : strlen (*text);
  *text = end != NULL ? end + 1 : NULL;

  return TRUE;
}

static gboolean
is_quoted (const Line *line)
{
  for (gsize i = 0; i < line->length; i++)
    if (line->start[i] != ' ' && line->start[i] != '\t')
      return line->start[i] == '>';

  return FALSE;
}

int
fuzz_run (const guint8 *data,
          size_t        size)
{
  g_autofree char *text = fuzz_dup_text (data, size);
  g_autofree char *own = idio_own_words (text, NULL);
  const char *rest = text, *own_rest = own;
  Line line, own_line;

  /* Lines are left out, and none is changed or moved; of the last one, white space may be gone. */
  while (next_line (&own_rest, &own_line))
    {
      gboolean found = FALSE;

      while (!found && next_line (&rest, &line))
        found = own_line.length <= line.length && memcmp (own_line.start, line.start, own_line.length) == 0 &&
                (own_line.length == line.length || own_rest == NULL);

      g_assert (found);
      g_assert (!is_quoted (&own_line));
    }

  return 0;
}
