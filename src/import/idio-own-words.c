/* idio-own-words.c: what in a mail the sender wrote
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "import/idio-own-words.h"

/* A signature is not longer than this; more below a "--" is text. */
#define MAX_SIGNATURE_LINES 12

/* As few headers in a row are the head of a mail. */
#define MIN_HEADERS 3

static gsize
get_length (const char *line)
{
  const char *end = strchr (line, '\n');

  return end != NULL ? (gsize) (end - line) : strlen (line);
}

/* Returns: (nullable): the line after this one */
static const char *
get_next (const char *line)
{
  const char *end = strchr (line, '\n');

  return end != NULL ? end + 1 : NULL;
}

/* Unlike g_str_has_prefix(), which measures all that comes after. */
static gboolean
starts_with (const char *line,
             const char *prefix)
{
  return strncmp (line, prefix, strlen (prefix)) == 0;
}

static gboolean
is_quoted (const char *line)
{
  return line[strspn (line, " \t")] == '>';
}

/* "On Monday, Ann Lee wrote:", which may be folded: then only its end is on this line. */
static gboolean
announces_quote (const char *line)
{
  static const char wrote[] = "wrote:";
  gsize length = get_length (line);

  while (length > 0 && g_ascii_isspace (line[length - 1]))
    length--;

  if (length < strlen (wrote) || strncmp (line + length - strlen (wrote), wrote, strlen (wrote)) != 0)
    return FALSE;

  length -= strlen (wrote);

  return length == 0 || g_ascii_isspace (line[length - 1]);
}

/* Whether the next line that is not empty is a quoted one, or there is none. */
static gboolean
comes_before_quote (const char *line)
{
  const char *next = get_next (line);

  if (next != NULL)
    next += strspn (next, "\n");

  return next == NULL || *next == '\0' || is_quoted (next);
}

static gboolean
is_header (const char *line)
{
  static const char * const names[] = { "From:", "Sent:", "To:", "Cc:", "CC:", "Date:", "Subject:", NULL };

  line += strspn (line, " \t");

  for (guint i = 0; names[i] != NULL; i++)
    if (starts_with (line, names[i]))
      return TRUE;

  return FALSE;
}

/* Whether a line is a rule with words that mail programs put above somebody else's mail. */
static gboolean
is_divider (const char *line)
{
  static const char * const words[] = {
    "Original Message", "Forwarded by", "Forwarded message", "Forwarded Message", NULL,
  };

  if (!starts_with (line, "---"))
    return FALSE;

  for (guint i = 0; words[i] != NULL; i++)
    if (g_strstr_len (line, (gssize) get_length (line), words[i]) != NULL)
      return TRUE;

  return FALSE;
}

/* Whether all from this line on is somebody else's mail. */
static gboolean
starts_other_mail (const char *line)
{
  const char *start = line + strspn (line, " \t");

  if (is_divider (start) || starts_with (start, "Begin forwarded message:"))
    return TRUE;

  /* The head of a mail, as mail programs put it above what they quote. */
  for (guint n_headers = 0; line != NULL && is_header (line); line = get_next (line))
    if (++n_headers == MIN_HEADERS)
      return TRUE;

  return FALSE;
}

static gboolean
starts_signature (const char *line)
{
  gsize length = get_length (line);

  if (!starts_with (line, "--") || length > strlen ("-- ") || (length > strlen ("--") && line[2] != ' '))
    return FALSE;

  for (guint i = 0; i < MAX_SIGNATURE_LINES && line != NULL; i++)
    line = get_next (line);

  return line == NULL;
}

/**
 * idio_own_words:
 * @text: a text that may be a mail, with "\n" at the end of lines
 * @cancellable: (nullable): ends it early, with what was read until then
 *
 * Leaves out quoted lines and the line that announces them, forwarded mails, and a signature below "--".
 *
 * Returns: (transfer full): what is left, which may be empty
 */
char *
idio_own_words (const char   *text,
                GCancellable *cancellable)
{
  GString *own = g_string_sized_new (strlen (text));

  for (const char *line = text; line != NULL && !g_cancellable_is_cancelled (cancellable); line = get_next (line))
    {
      if (starts_other_mail (line) || starts_signature (line))
        break;

      if (is_quoted (line) || (announces_quote (line) && comes_before_quote (line)))
        continue;

      g_string_append_len (own, line, (gssize) get_length (line));
      g_string_append_c (own, '\n');
    }

  return g_strchomp (g_string_free_and_steal (own));
}
