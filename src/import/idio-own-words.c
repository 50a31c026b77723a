/* idio-own-words.c: what in a mail the sender wrote
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "import/idio-own-words.h"

/* A signature is not longer than this; more below a "--" is text. */
#define MAX_SIGNATURE_LINES 12

static gboolean
is_quoted (const char *line)
{
  while (*line == ' ' || *line == '\t')
    line++;

  return *line == '>';
}

/* "On Monday, Ann Lee wrote:", which may be folded: then only its end is on this line. */
static gboolean
announces_quote (const char *line)
{
  g_autofree char *stripped = g_strstrip (g_strdup (line));

  return g_str_has_suffix (stripped, " wrote:") || strcmp (stripped, "wrote:") == 0;
}

static gboolean
is_header (const char *line)
{
  static const char * const names[] = { "From:", "Sent:", "To:", "Cc:", "CC:", "Date:", "Subject:", NULL };

  while (*line == ' ' || *line == '\t')
    line++;

  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_has_prefix (line, names[i]))
      return TRUE;

  return FALSE;
}

/* Whether all from this line on is somebody else's mail. */
static gboolean
starts_other_mail (char **lines,
                   guint   at)
{
  const char *line = lines[at];

  while (*line == ' ' || *line == '\t')
    line++;

  if (g_str_has_prefix (line, "---") &&
      (strstr (line, "Original Message") != NULL || strstr (line, "Forwarded by") != NULL ||
       strstr (line, "Forwarded message") != NULL || strstr (line, "Forwarded Message") != NULL))
    return TRUE;

  if (g_str_has_prefix (line, "Begin forwarded message:"))
    return TRUE;

  /* The head of a mail, as mail programs put it above what they quote. */
  return is_header (lines[at]) && lines[at + 1] != NULL && is_header (lines[at + 1]) &&
         lines[at + 2] != NULL && is_header (lines[at + 2]);
}

static gboolean
starts_signature (char **lines,
                  guint   at,
                  guint   n_lines)
{
  return (strcmp (lines[at], "--") == 0 || strcmp (lines[at], "-- ") == 0) && n_lines - at <= MAX_SIGNATURE_LINES;
}

/**
 * idio_own_words:
 * @text: a text that may be a mail, with "\n" at the end of lines
 *
 * Leaves out quoted lines and the line that announces them, forwarded mails, and a signature below "--".
 *
 * Returns: (transfer full): what is left, which may be empty
 */
char *
idio_own_words (const char *text)
{
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  guint n_lines = g_strv_length (lines);
  GString *own = g_string_sized_new (strlen (text));

  for (guint i = 0; i < n_lines; i++)
    {
      guint next = i + 1;

      if (starts_other_mail (lines, i) || starts_signature (lines, i, n_lines))
        break;

      if (is_quoted (lines[i]))
        continue;

      while (next < n_lines && *lines[next] == '\0')
        next++;

      if (announces_quote (lines[i]) && (next == n_lines || is_quoted (lines[next])))
        continue;

      g_string_append (own, lines[i]);
      g_string_append_c (own, '\n');
    }

  return g_strchomp (g_string_free_and_steal (own));
}
