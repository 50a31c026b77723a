/* idio-markdown-format.c: the prose in a Markdown file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <cmark.h>

#include "formats/idio-decode.h"
#include "formats/idio-format.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (cmark_node, cmark_node_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (cmark_iter, cmark_iter_free)

/* cmark makes nodes of up to 200 bytes for each byte of a text, all at once, and can't be stopped. It therefore gets a
 * long text in pieces of this size, each on its own: a link in one does not find a definition in another. */
#define PIECE_BYTES (256 * 1024)

/* Longest indentation with marks of lists and quotes that cmark gets to see at the beginning of a line. It takes time
 * for each level of nesting at each inline element. */
#define MAX_PREFIX_BYTES 100

/* Front matter: what stands between two lines "---" (YAML) or "+++" (TOML) at the very top. */
static const char *
skip_front_matter (const char *text)
{
  static const char * const fences[] = { "---\n", "+++\n", NULL };

  for (guint i = 0; fences[i] != NULL; i++)
    {
      g_autofree char *closing = g_strconcat ("\n", fences[i], NULL);
      const char *end;

      if (g_str_has_prefix (text, fences[i]) && (end = strstr (text + strlen (fences[i]) - 1, closing)))
        return end + strlen (closing);
    }

  return text;
}

/* A table, which plain Markdown takes for a paragraph, has a line of dashes and bars as its second. */
static gboolean
is_table (cmark_node *paragraph)
{
  cmark_node *node = cmark_node_first_child (paragraph);

  while (node != NULL && cmark_node_get_type (node) != CMARK_NODE_SOFTBREAK)
    node = cmark_node_next (node);

  if (node == NULL || !(node = cmark_node_next (node)) || cmark_node_get_type (node) != CMARK_NODE_TEXT)
    return FALSE;

  return strchr (cmark_node_get_literal (node), '|') != NULL &&
         strspn (cmark_node_get_literal (node), "|-: ") == strlen (cmark_node_get_literal (node));
}

/* What is not the writer's prose: code, raw HTML, pictures, tables, and other people's words in block quotes. */
static gboolean
is_left_out (cmark_node *node)
{
  switch (cmark_node_get_type (node))
    {
    case CMARK_NODE_CODE_BLOCK:
    case CMARK_NODE_HTML_BLOCK:
    case CMARK_NODE_HTML_INLINE:
    case CMARK_NODE_BLOCK_QUOTE:
    case CMARK_NODE_IMAGE:
      return TRUE;

    case CMARK_NODE_PARAGRAPH:
      return is_table (node);

    default:
      return FALSE;
    }
}

/* The number of the next item is kept with the list. */
static void
append_item_mark (GString    *prose,
                  cmark_node *item)
{
  cmark_node *list = cmark_node_parent (item);
  guint n_before = GPOINTER_TO_UINT (cmark_node_get_user_data (list));

  if (cmark_node_get_list_type (list) != CMARK_ORDERED_LIST)
    {
      g_string_append (prose, "- ");
      return;
    }

  g_string_append_printf (prose, "%u. ", (guint) cmark_node_get_list_start (list) + n_before);
  cmark_node_set_user_data (list, GUINT_TO_POINTER (n_before + 1));
}

static void
end_block (GString    *prose,
           cmark_node *block)
{
  cmark_node *parent = cmark_node_parent (block);
  gboolean in_item = parent != NULL && cmark_node_get_type (parent) == CMARK_NODE_ITEM;

  if (prose->len > 0 && prose->str[prose->len - 1] != '\n')
    g_string_append (prose, in_item ? "\n" : "\n\n");
}

static void
append_prose (GString    *prose,
              cmark_node *document)
{
  g_autoptr(cmark_iter) iter = cmark_iter_new (document);
  cmark_event_type event;

  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    {
      cmark_node *node = cmark_iter_get_node (iter);
      gboolean enter = event == CMARK_EVENT_ENTER;

      if (enter && is_left_out (node))
        {
          /* Leaves have no exit; for the others this skips what is inside. */
          if (cmark_node_first_child (node) != NULL)
            cmark_iter_reset (iter, node, CMARK_EVENT_EXIT);

          continue;
        }

      switch (cmark_node_get_type (node))
        {
        case CMARK_NODE_TEXT:
        case CMARK_NODE_CODE:
          g_string_append (prose, cmark_node_get_literal (node));
          break;

        case CMARK_NODE_SOFTBREAK:
        case CMARK_NODE_LINEBREAK:
          g_string_append_c (prose, '\n');
          break;

        case CMARK_NODE_ITEM:
          if (enter)
            append_item_mark (prose, node);
          break;

        case CMARK_NODE_PARAGRAPH:
        case CMARK_NODE_HEADING:
          if (!enter)
            end_block (prose, node);
          break;

        case CMARK_NODE_LIST:
          if (!enter)
            g_string_append_c (prose, '\n');
          break;

        default:
          break;
        }
    }
}

/* The text of the first heading, if the document begins with one. */
static char *
find_title (cmark_node *document)
{
  cmark_node *heading = cmark_node_first_child (document);
  g_autoptr(cmark_iter) iter = NULL;
  g_autoptr(GString) title = g_string_new (NULL);
  cmark_event_type event;

  if (heading == NULL || cmark_node_get_type (heading) != CMARK_NODE_HEADING)
    return NULL;

  iter = cmark_iter_new (heading);

  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    if (cmark_node_get_type (cmark_iter_get_node (iter)) == CMARK_NODE_TEXT)
      g_string_append (title, cmark_node_get_literal (cmark_iter_get_node (iter)));

  return title->len > 0 ? g_string_free_and_steal (g_steal_pointer (&title)) : NULL;
}

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

/* A line "```" or "~~~", within which a text is not cut. Takes note of the one that is open. */
static void
see_fence (const char *line,
           gsize       length,
           GString    *fence)
{
  const char *mark = line + strspn (line, " ");
  gsize n_marks = strspn (mark, *mark == '~' ? "~" : "`");
  const char *info = mark + n_marks, *end = line + length;

  if (n_marks < 3 || mark - line > 3)
    return;

  if (fence->len > 0)
    {
      if (*mark == *fence->str && n_marks >= fence->len && info + strspn (info, " \t") >= end)
        g_string_truncate (fence, 0);
    }
  else if (*mark == '~' || memchr (info, '`', (gsize) (end - info)) == NULL)
    g_string_append_len (fence, mark, (gssize) n_marks);
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

      see_fence (line, length, fence);
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

      see_fence (line, length, fence);
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
  g_autofree char *text = idio_source_load_text (source, error);
  g_autoptr(GString) prose = g_string_new (NULL), piece = g_string_new (NULL);
  g_autofree char *heading = NULL;
  const char *body, *rest;
  IdioEntry *entry;

  if (text == NULL)
    return FALSE;

  rest = body = skip_front_matter (text);

  while (*rest != '\0')
    {
      gboolean first = rest == body;
      g_autoptr(cmark_node) document = NULL;

      if (!take (NULL, data))
        return TRUE;

      rest = take_piece (rest, piece);
      document = cmark_parse_document (piece->str, piece->len, CMARK_OPT_DEFAULT);
      append_prose (prose, document);

      if (first)
        heading = find_title (document);
    }

  /* Entities, such as "&#8238;", are whatever characters they name. */
  idio_decode_tidy (prose->str, NULL);

  if (heading != NULL)
    idio_decode_tidy (heading, NULL);

  entry = idio_entry_new (IDIO_MEDIUM_TEXT, g_strchomp (g_string_free_and_steal (g_steal_pointer (&prose))));
  entry->title = g_steal_pointer (&heading);
  take (entry, data);

  return TRUE;
}

static gboolean
is_markdown (IdioSource *source)
{
  return idio_source_has_suffix (source, ".md") || idio_source_has_suffix (source, ".markdown");
}

const IdioFormat idio_markdown_format = { "Markdown", is_markdown, read_markdown };
