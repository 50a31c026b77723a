/* idio-marked-signature.c: a signature that is marked in the HTML of a mail, in its plain text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-marked-signature.h"

/* How many of a signature's first lines are compared */
#define MAX_LINES 3

/**
 * Line:
 * @start: where it starts
 * @letters: its letters and digits, without links, which programs write differently in plain text and HTML
 *
 * A line that is not blank.
 */
typedef struct
{
  const char *start;
  char       *letters;
} Line;

static void
line_clear (Line *self)
{
  g_free (self->letters);
}

static char *
fold (const char *start,
      const char *end)
{
  GString *letters = g_string_new (NULL);

  for (const char *p = start; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      const char *link_end = c == '<' ? memchr (p, '>', (gsize) (end - p)) : NULL;

      if (link_end != NULL)
        p = link_end;
      else if (g_unichar_isalnum (c))
        g_string_append_unichar (letters, g_unichar_tolower (c));
    }

  return g_string_free_and_steal (letters);
}

static gboolean
is_mark (const char *line)
{
  return line[0] == '-' && line[1] == '-' && strchr ("\r\n", line[2 + (line[2] == ' ')]) != NULL;
}

/* The lines with letters from @text on, at most @max of them, up to a quote */
static GArray *
list_lines (const char *text,
            guint       max,
            gboolean    skips_quotes)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (Line));

  g_array_set_clear_func (lines, (GDestroyNotify) line_clear);

  for (const char *end; *text != '\0' && lines->len < max && (skips_quotes || *text != '>'); text = end)
    {
      Line line = { text };

      end = text + strcspn (text, "\n");
      line.letters = fold (text, end);
      end += *end == '\n';

      if (*line.letters != '\0' && *text != '>')
        g_array_append_val (lines, line);
      else
        line_clear (&line);
    }

  return lines;
}

static gboolean
is_at (const GArray *lines,
       guint         place,
       const GArray *signature)
{
  for (guint i = 0; i < signature->len; i++)
    if (place + i >= lines->len || !g_str_equal (g_array_index (lines, Line, place + i).letters,
                                                 g_array_index (signature, Line, i).letters))
      return FALSE;

  return TRUE;
}

/**
 * idio_marked_signature_is_in:
 * @text: the text of a mail
 *
 * Returns: whether a line in it is "--" or "-- ", below which there is a signature
 */
gboolean
idio_marked_signature_is_in (const char *text)
{
  if (is_mark (text))
    return TRUE;

  while ((text = strstr (text, "\n--")) != NULL)
    if (is_mark (++text))
      return TRUE;

  return FALSE;
}

/**
 * idio_marked_signature_may_be:
 * @html: (array length=length): HTML
 * @length: its length, in bytes
 *
 * Returns: %FALSE if there is no use in looking for one, which costs less than to read all of it
 */
gboolean
idio_marked_signature_may_be (const char *html,
                              gsize       length)
{
  static const char * const names[] = { "ignature", "__SIG_", "_rc_sig", "CanarySig" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (memmem (html, length, names[i], strlen (names[i])) != NULL)
      return TRUE;

  return FALSE;
}

/**
 * idio_marked_signature_copy:
 * @plain: the plain text of a mail
 * @rich: the text of its HTML, where signatures have "--" above them
 *
 * Looks for the place in the plain text where the signature is that the HTML tells. One line alone may be elsewhere, too,
 * and counts at the end only.
 *
 * Returns: (transfer full): the plain text, with "--" above the signature if it was found
 */
char *
idio_marked_signature_copy (const char *plain,
                            const char *rich)
{
  g_autoptr(GArray) signature = NULL;
  g_autoptr(GArray) lines = NULL;

  while (rich != NULL && !is_mark (rich))
    rich = strchr (rich, '\n') != NULL ? strchr (rich, '\n') + 1 : NULL;

  if (rich == NULL)
    return g_strdup (plain);

  signature = list_lines (rich, MAX_LINES, FALSE);
  lines = list_lines (plain, G_MAXUINT, TRUE);

  for (guint i = 0; i < lines->len && signature->len > 0; i++)
    {
      const char *start = g_array_index (lines, Line, i).start;

      if (is_at (lines, i, signature) && (signature->len > 1 || i + 1 == lines->len))
        return g_strdup_printf ("%.*s--\n%s", (int) (start - plain), plain, start);
    }

  return g_strdup (plain);
}
