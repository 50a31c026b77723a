/* idio-markdown-format.c: the prose in a Markdown file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <cmark.h>

#include "formats/idio-decode.h"
#include "formats/idio-format.h"
#include "formats/idio-markdown-lines.h"
#include "formats/idio-markdown-prose.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (cmark_node, cmark_node_free)

/* cmark makes nodes of up to 200 bytes for each byte of a text, all at once, and can't be stopped. It therefore gets a
 * long text in pieces of this size, each on its own: a link in one does not find a definition in another. */
#define PIECE_BYTES (256 * 1024)

/* Longest indentation with marks of lists and quotes that cmark gets to see at the beginning of a line. It takes time
 * for each level of nesting at each inline element. */
#define MAX_PREFIX_BYTES 100

static gsize
get_length (const char *line)
{
  const char *end = strchr (line, '\n');

  return end != NULL ? (gsize) (end - line) : strlen (line);
}

static const char *
get_next (const char *line,
          gsize       length)
{
  return line + length + (line[length] == '\n' ? 1 : 0);
}

/* Whether a line has nothing but marks of quotes in it, which are left out. */
static gboolean
is_blank (const char *line,
          gsize       length)
{
  return strspn (line, " \t>") >= length;
}

/* The indentation of a line with all marks of lists and quotes after it, in bytes. */
static gsize
get_prefix_length (const char *line)
{
  const char *p = line;

  while (TRUE)
    {
      const char *number = p += strspn (p, " \t>*+-");

      p += strspn (p, "0123456789");

      if (p == number || (*p != '.' && *p != ')') || (p[1] != ' ' && p[1] != '\t'))
        return (gsize) (number - line);

      p++;
    }
}

static void
append_line (GString    *piece,
             const char *line,
             gsize       length)
{
  gsize n_prefix = MIN (get_prefix_length (line), length);

  g_string_append_len (piece, line, (gssize) MIN (n_prefix, MAX_PREFIX_BYTES));
  g_string_append_len (piece, line + n_prefix, (gssize) (length - n_prefix));
  g_string_append_c (piece, '\n');
}

/* The part of a line that is longer than a piece. */
static gsize
get_part_length (const char *line)
{
  const char *space = g_strrstr_len (line, PIECE_BYTES - 1, " ");

  return (gsize) ((space != NULL ? space + 1 : g_utf8_find_prev_char (line, line + PIECE_BYTES - 1)) - line);
}

static const char *
skip_fence (const char *line,
            GString    *fence)
{
  while (fence->len > 0 && *line != '\0')
    {
      gsize length = get_length (line);

      idio_markdown_see_fence (line, length, fence);
      line = get_next (line, length);
    }

  return line;
}

/* Takes the next piece of a text: if that is not the rest, up to where cmark has nothing open that goes on, or else up
 * to the end of a line. What is left of a long fence, which is no prose, is stepped over. Returns where it ends. */
static const char *
take_piece (const char *text,
            GString    *piece)
{
  g_autoptr(GString) fence = g_string_new (NULL);
  const char *line = text, *cut = NULL;
  gsize length, cut_length = 0;
  gboolean after_blank = FALSE;

  g_string_truncate (piece, 0);

  while (*line != '\0' && (gsize) (line - text) + (length = get_length (line)) < PIECE_BYTES)
    {
      gboolean blank = is_blank (line, length);

      if (after_blank && !blank && fence->len == 0 && !g_ascii_isspace (*line) && !g_ascii_isdigit (*line))
        {
          cut = line;
          cut_length = piece->len;
        }

      /* Of several blank lines one is enough, but each takes time for each level of nesting. */
      if (!blank || !after_blank)
        append_line (piece, line, length);

      idio_markdown_see_fence (line, length, fence);
      after_blank = blank;
      line = get_next (line, length);
    }

  if (*line == '\0')
    return line;

  if (line == text)
    {
      append_line (piece, line, get_part_length (line));
      return line + get_part_length (line);
    }

  if (cut == NULL)
    return skip_fence (line, fence);

  g_string_truncate (piece, cut_length);

  return cut;
}

static gboolean
read_markdown (IdioSource    *source,
               IdioTakeFunc   take,
               gpointer       data,
               GError       **error)
{
  g_autofree char *text = idio_source_load_text (source, error), *prepared = NULL;
  g_autoptr(GString) prose = g_string_new (NULL), piece = g_string_new (NULL);
  g_autoptr(IdioEntry) entry = NULL;
  g_autofree char *heading = NULL;
  const char *rest;

  if (text == NULL)
    return FALSE;

  entry = idio_entry_new (IDIO_MEDIUM_TEXT, NULL);

  rest = prepared = idio_markdown_prepare (text);

  while (*rest != '\0')
    {
      gboolean first = rest == prepared;
      g_autoptr(cmark_node) document = NULL;

      if (!take (NULL, data))
        return TRUE;

      rest = take_piece (rest, piece);
      document = cmark_parse_document (piece->str, piece->len, CMARK_OPT_DEFAULT);
      idio_markdown_append_prose (entry, prose, piece->str, document, first ? &heading : NULL);
    }

  /* Entities, such as "&#8238;", are whatever characters they name. */
  idio_entry_take_text (entry, g_steal_pointer (&prose));

  if (heading != NULL)
    idio_decode_tidy (heading, NULL);

  entry->title = g_steal_pointer (&heading);
  take (g_steal_pointer (&entry), data);

  return TRUE;
}

static gboolean
is_markdown (IdioSource *source)
{
  return idio_source_has_suffix (source, ".md") || idio_source_has_suffix (source, ".markdown");
}

const IdioFormat idio_markdown_format = { "Markdown", is_markdown, read_markdown };
