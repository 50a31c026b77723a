/* idio-markdown-importer.c: the prose in a Markdown file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <cmark.h>

#include "import/idio-decode.h"
#include "import/idio-importer.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (cmark_node, cmark_node_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (cmark_iter, cmark_iter_free)

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

static void
append_item_mark (GString    *prose,
                  cmark_node *item)
{
  cmark_node *list = cmark_node_parent (item);
  int number = cmark_node_get_list_start (list);

  if (cmark_node_get_list_type (list) != CMARK_ORDERED_LIST)
    {
      g_string_append (prose, "- ");
      return;
    }

  for (cmark_node *before = item; (before = cmark_node_previous (before));)
    number++;

  g_string_append_printf (prose, "%d. ", number);
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

static char *
render_prose (cmark_node *document)
{
  g_autoptr(cmark_iter) iter = cmark_iter_new (document);
  GString *prose = g_string_new (NULL);
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

  return g_string_free_and_steal (prose);
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

static GPtrArray *
read_markdown (const char  *title,
               GBytes      *bytes,
               GError     **error)
{
  g_autofree char *text = idio_decode (bytes, error);
  g_autoptr(cmark_node) document = NULL;
  g_autofree char *heading = NULL;
  g_autofree char *prose = NULL;
  const char *body;

  if (text == NULL)
    return NULL;

  body = skip_front_matter (text);
  document = cmark_parse_document (body, strlen (body), CMARK_OPT_DEFAULT);
  heading = find_title (document);
  prose = render_prose (document);

  return idio_importer_finish (heading != NULL ? heading : title, prose, error);
}

static const char * const content_types[] = { "text/markdown", NULL };
static const char * const patterns[] = { "*.md", "*.markdown", NULL };

const IdioImporter idio_markdown_importer = { content_types, patterns, read_markdown };
