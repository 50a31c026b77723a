/* idio-draft-lines.c: which lines of a plain text are paragraphs, and which are lists
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "draft/idio-draft-lines.h"

/* Longer numbers at the beginning of a line are years and amounts. */
#define MAX_DIGITS 3

static void
line_clear (gpointer data)
{
  g_free (((IdioDraftLine *) data)->text);
}

/* The length of the mark of an item at the beginning of a line, with the spaces after it; 0 if there is none. */
static gsize
find_mark (const char        *line,
           IdioDraftLineKind *kind,
           guint             *number)
{
  const char *p = line;
  gsize n_spaces;

  if (g_str_has_prefix (p, "•"))
    p += strlen ("•");
  else if (*p == '-' || *p == '*')
    p++;

  *kind = IDIO_DRAFT_LINE_BULLET;

  if (p == line)
    {
      while (g_ascii_isdigit (*p))
        p++;

      if (p == line || p > line + MAX_DIGITS || (*p != '.' && *p != ')'))
        return 0;

      *kind = IDIO_DRAFT_LINE_NUMBER;
      *number = (guint) g_ascii_strtoull (line, NULL, 10);
      p++;
    }

  n_spaces = strspn (p, " \t");

  return n_spaces > 0 && p[n_spaces] != '\0' ? (gsize) (p - line) + n_spaces : 0;
}

static IdioDraftLine
read_line (const char *text,
           gboolean    in_list)
{
  g_autofree char *line = g_strdup (text);
  gboolean indented = g_ascii_isspace (*line);
  IdioDraftLine read = { IDIO_DRAFT_LINE_TEXT, NULL, 0 };
  IdioDraftLineKind kind;
  gsize mark;

  g_strstrip (line);
  mark = find_mark (line, &kind, &read.number);

  if (*line == '\0')
    read.kind = IDIO_DRAFT_LINE_EMPTY;
  else if (mark > 0)
    read.kind = kind;
  else if (in_list && indented)
    read.kind = IDIO_DRAFT_LINE_MORE;

  read.text = g_strdup (line + mark);

  return read;
}

static gboolean
is_item (const IdioDraftLine *line)
{
  return line->kind == IDIO_DRAFT_LINE_BULLET || line->kind == IDIO_DRAFT_LINE_NUMBER;
}

/* Whether the item has another one before or after it. One alone is no list: “- Mara” ends a letter. */
static gboolean
has_neighbor (GArray *lines,
              guint   position)
{
  const IdioDraftLine *line = &g_array_index (lines, IdioDraftLine, position);

  for (int step = -1; step <= 1; step += 2)
    for (gint64 i = (gint64) position + step; i >= 0 && i < lines->len; i += step)
      {
        const IdioDraftLine *other = &g_array_index (lines, IdioDraftLine, i);

        if (is_item (other))
          {
            if (other->kind == line->kind &&
                (line->kind == IDIO_DRAFT_LINE_BULLET || (gint64) other->number == (gint64) line->number + step))
              return TRUE;

            break;
          }

        if (other->kind == IDIO_DRAFT_LINE_TEXT)
          break;
      }

  return FALSE;
}

/**
 * idio_draft_lines_read:
 * @text: a plain text, valid UTF-8
 *
 * Returns: (transfer full) (element-type IdioDraftLine): its lines
 */
GArray *
idio_draft_lines_read (const char *text)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (IdioDraftLine));
  g_auto(GStrv) raw = NULL;
  g_autofree gboolean *alone = NULL;
  gboolean in_list = FALSE;

  g_return_val_if_fail (text != NULL, NULL);

  g_array_set_clear_func (lines, line_clear);
  raw = g_strsplit (text, "\n", -1);

  for (guint i = 0; raw[i] != NULL; i++)
    {
      IdioDraftLine line = read_line (raw[i], in_list);

      in_list = line.kind != IDIO_DRAFT_LINE_TEXT && (in_list || line.kind != IDIO_DRAFT_LINE_EMPTY);
      g_array_append_val (lines, line);
    }

  alone = g_new0 (gboolean, lines->len);

  for (guint i = 0; i < lines->len; i++)
    alone[i] = is_item (&g_array_index (lines, IdioDraftLine, i)) && !has_neighbor (lines, i);

  for (guint i = 0; i < lines->len; i++)
    if (alone[i])
      {
        IdioDraftLine *line = &g_array_index (lines, IdioDraftLine, i);

        line->kind = IDIO_DRAFT_LINE_TEXT;
        g_free (line->text);
        line->text = g_strstrip (g_strdup (raw[i]));
      }

  return lines;
}
