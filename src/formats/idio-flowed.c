/* idio-flowed.c: format=flowed, RFC 3676
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-flowed.h"

/* Nobody quotes deeper, and a line of nothing but ">" would be quadratic otherwise. */
#define MAX_QUOTES 100

typedef struct
{
  guint       n_quotes;
  gboolean    flows;
  gboolean    is_separator;
  const char *start;
  gsize       length;
} Line;

/* Cuts the line at p into its marks and its text. */
static Line
parse_line (const char *p,
            const char *end)
{
  Line line = { 0 };

  for (; p < end && *p == '>' && line.n_quotes < MAX_QUOTES; p++)
    line.n_quotes++;

  /* The space that protects "From ", ">" and spaces */
  if (p < end && *p == ' ')
    p++;

  line.start = p;
  line.length = (gsize) (end - p);

  if (line.length > 0 && p[line.length - 1] == '\r')
    line.length--;

  /* What separates a signature ends in a space, and does not flow. */
  line.is_separator = line.length == 3 && memcmp (p, "-- ", 3) == 0;
  line.flows = line.length > 0 && p[line.length - 1] == ' ' && !line.is_separator;

  return line;
}

static void
begin_line (GString  *joined,
            gboolean  ends_another,
            guint     n_quotes)
{
  if (ends_another)
    g_string_append_c (joined, '\n');

  for (guint i = 0; i < n_quotes; i++)
    g_string_append_c (joined, '>');

  if (n_quotes > 0)
    g_string_append_c (joined, ' ');
}

/**
 * idio_flowed_join:
 * @text: what was sent as "text/plain; format=flowed"
 * @delete_space: whether "delsp=yes" was declared: the space at the end of a line that flows is not part of the text
 *
 * Joins the lines of each paragraph. What is quoted stays so, with ">" once for each level and a space behind them.
 *
 * Returns: (transfer full): the text, with "\n" at the end of lines
 */
char *
idio_flowed_join (const char *text,
                  gboolean    delete_space)
{
  GString *joined = g_string_sized_new (strlen (text));
  Line previous = { 0 };

  for (const char *p = text, *end; *p != '\0'; p = *end == '\n' ? end + 1 : end)
    {
      Line line;

      end = p + strcspn (p, "\n");
      line = parse_line (p, end);

      /* A paragraph ends where the depth of quotes changes, even if its last line says that it flows. */
      if (p == text || !previous.flows || previous.n_quotes != line.n_quotes || line.is_separator)
        begin_line (joined, p != text, line.n_quotes);

      g_string_append_len (joined, line.start, (gssize) (line.length - (line.flows && delete_space ? 1 : 0)));
      previous = line;
    }

  return g_string_free_and_steal (joined);
}
