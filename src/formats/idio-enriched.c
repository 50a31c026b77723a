/* idio-enriched.c: text/enriched, RFC 1896
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-enriched.h"

/* The longest name of a command, in bytes; RFC 1896 allows 60. */
#define MAX_COMMAND_BYTES 60

/* Returns how long a command such as "<bold>" or "</bold>" is, or 0 if there is none */
static gsize
measure_command (const char *text)
{
  gsize length = 1;

  if (text[length] == '/')
    length++;

  while (length < MAX_COMMAND_BYTES + 2 && (g_ascii_isalnum (text[length]) || text[length] == '-'))
    length++;

  return length > 1 && text[length] == '>' ? length + 1 : 0;
}

static gboolean
is_command (const char *text,
            const char *command)
{
  return g_ascii_strncasecmp (text, command, strlen (command)) == 0;
}

/* One line end is a space where lines flow, and more are one less. Returns what comes after them. */
static const char *
append_line_ends (GString    *text,
                  const char *p,
                  gboolean    flows)
{
  guint n_ends = 0;

  for (; *p == '\n' || *p == '\r'; p++)
    n_ends += *p == '\n';

  if (flows && n_ends == 1)
    {
      g_string_append_c (text, ' ');
      return p;
    }

  for (guint i = flows ? 1 : 0; i < n_ends; i++)
    g_string_append_c (text, '\n');

  return p;
}

/**
 * idio_enriched_to_text:
 * @enriched: valid UTF-8 of the type text/enriched
 *
 * Returns: (transfer full): the text, without its commands and what is in their parameters
 */
char *
idio_enriched_to_text (const char *enriched)
{
  GString *text = g_string_sized_new (strlen (enriched));
  guint n_unfilled = 0;

  for (const char *p = enriched; *p != '\0';)
    {
      gsize length = *p == '<' ? measure_command (p) : 0;
      const char *end = NULL;

      if (*p == '\n' || *p == '\r')
        {
          p = append_line_ends (text, p, n_unfilled == 0);
          continue;
        }

      if (length == 0)
        {
          /* "<<" stands for "<". */
          p += *p == '<' && p[1] == '<' ? 1 : 0;
          g_string_append_c (text, *p++);
          continue;
        }

      if (is_command (p, "<nofill>"))
        n_unfilled++;
      else if (is_command (p, "</nofill>") && n_unfilled > 0)
        n_unfilled--;
      else if (is_command (p, "<param>"))
        end = strstr (p, "</param>");

      p = end != NULL ? end + strlen ("</param>") : p + length;
    }

  return g_string_free_and_steal (text);
}
