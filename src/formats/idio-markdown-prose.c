/* idio-markdown-prose.c: from a tree of Markdown to plain text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-begins.h"
#include "formats/idio-html.h"
#include "formats/idio-markdown-code.h"
#include "formats/idio-markdown-marks.h"
#include "formats/idio-markdown-prose.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (cmark_iter, cmark_iter_free)

typedef struct
{
  IdioEntry   *entry;
  GString     *prose;
  gsize        start;        /* of the paragraph */
  char       **heading;
  const char  *line;         /* of the source */
  int          line_number;
  cmark_node  *quote;        /* the outermost one */
  gsize        quote_start;
} Writer;

static gboolean
is_first (cmark_node      *node,
          cmark_node_type  parent)
{
  return cmark_node_previous (node) == NULL && cmark_node_parent (node) != NULL &&
         cmark_node_get_type (cmark_node_parent (node)) == parent;
}

static gboolean
is_callout (cmark_node *quote)
{
  cmark_node *paragraph = cmark_node_first_child (quote);
  cmark_node *text = paragraph != NULL && cmark_node_get_type (paragraph) == CMARK_NODE_PARAGRAPH
                       ? cmark_node_first_child (paragraph) : NULL;

  return text != NULL && cmark_node_get_type (text) == CMARK_NODE_TEXT &&
         idio_markdown_skip_callout (cmark_node_get_literal (text)) != NULL;
}

/* Words of others, with all that is in it */
static gboolean
is_quote (cmark_node *node)
{
  return cmark_node_get_type (node) == CMARK_NODE_BLOCK_QUOTE && !is_callout (node);
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

/* Tags in a paragraph; those of struck words matter. */
static void
append_tag (GString    *prose,
            const char *tag)
{
  static const char * const struck[] = { "del", "s", "strike", NULL };
  gboolean closes = idio_begins (tag, "</");
  const char *start = tag + (closes ? 2 : 1);
  g_autofree char *name = g_ascii_strdown (start, (gssize) strspn (start, "abcdefghijklmnopqrstuvwxyz"
                                                                          "ABCDEFGHIJKLMNOPQRSTUVWXYZ"));

  if (g_str_equal (name, "br"))
    g_string_append_c (prose, IDIO_MARKDOWN_BREAK);
  else if (g_strv_contains (struck, name))
    g_string_append_c (prose, closes ? IDIO_MARKDOWN_UNSTRUCK : IDIO_MARKDOWN_STRUCK);
}

static void
append_html (GString    *prose,
             cmark_node *block)
{
  const char *html = cmark_node_get_literal (block);
  g_autofree char *text = idio_html_to_text (html, strlen (html), "UTF-8", IDIO_HTML_FRAGMENT, NULL);

  g_string_append (prose, text);
  end_block (prose, block);
}

/* What has been written since is no prose, and so are the tables in a quote its. */
static void
mark_no_prose (Writer *writer,
               gsize   start)
{
  if (writer->quote == NULL)
    idio_entry_add_mark (writer->entry, start, writer->prose->len, IDIO_MARK_NO_PROSE, TRUE);
}

/* Whether a block of code has marks around it. All others are indented. */
static gboolean
is_fenced (Writer     *writer,
           cmark_node *block)
{
  int column = cmark_node_get_start_column (block);

  for (; writer->line_number < cmark_node_get_start_line (block); writer->line_number++)
    {
      const char *end = strchr (writer->line, '\n');

      if (end == NULL)
        return FALSE;

      writer->line = end + 1;
    }

  return column > 0 && (gsize) column <= strcspn (writer->line, "\n") && strchr ("`~", writer->line[column - 1]) != NULL;
}

/* Verses are indented, too. */
static void
append_code (Writer     *writer,
             cmark_node *block)
{
  const char *code = cmark_node_get_literal (block);
  gsize start = writer->prose->len;

  g_string_append (writer->prose, code);
  end_block (writer->prose, block);

  if (writer->prose->len > start && g_str_has_suffix (writer->prose->str, "\n") &&
      !g_str_has_suffix (writer->prose->str, "\n\n"))
    g_string_append_c (writer->prose, '\n');

  if (is_fenced (writer, block) || idio_markdown_is_code (code))
    mark_no_prose (writer, start);
}

static void
append_tables (Writer     *writer,
               cmark_node *paragraph,
               GString    *tables)
{
  gsize start = writer->prose->len;

  if (tables->len == 0)
    return;

  g_string_append (writer->prose, tables->str);
  end_block (writer->prose, paragraph);
  mark_no_prose (writer, start);
}

static void
end_paragraph (Writer     *writer,
               cmark_node *paragraph)
{
  g_autoptr(GString) tables = g_string_new (NULL);
  GString *prose = writer->prose;
  const char *words = prose->str + writer->start;

  if (is_first (paragraph, CMARK_NODE_BLOCK_QUOTE))
    words = idio_markdown_skip_callout (words) ?: words;
  else if (is_first (paragraph, CMARK_NODE_ITEM))
    words = idio_markdown_skip_task (words);

  g_string_erase (prose, (gssize) writer->start, words - (prose->str + writer->start));
  idio_markdown_read_marks (prose, writer->start, tables);

  if (writer->heading != NULL && cmark_node_get_type (paragraph) == CMARK_NODE_HEADING &&
      is_first (paragraph, CMARK_NODE_DOCUMENT) && prose->len > writer->start)
    *writer->heading = g_strdup (prose->str + writer->start);

  end_block (prose, paragraph);
  append_tables (writer, paragraph, tables);
}

static void
see_quote (Writer     *writer,
           cmark_node *quote,
           gboolean    enter)
{
  if (enter && writer->quote == NULL && is_quote (quote))
    {
      writer->quote = quote;
      writer->quote_start = writer->prose->len;
    }
  else if (!enter && writer->quote == quote)
    {
      writer->quote = NULL;
      idio_entry_add_mark (writer->entry, writer->quote_start, writer->prose->len, IDIO_MARK_QUOTE, TRUE);
    }
}

static void
append_node (Writer     *writer,
             cmark_node *node,
             gboolean    enter)
{
  switch (cmark_node_get_type (node))
    {
    case CMARK_NODE_TEXT:
      g_string_append (writer->prose, cmark_node_get_literal (node));
      break;

    case CMARK_NODE_CODE:
      idio_markdown_append_literal (writer->prose, cmark_node_get_literal (node));
      break;

    case CMARK_NODE_CODE_BLOCK:
      append_code (writer, node);
      break;

    case CMARK_NODE_BLOCK_QUOTE:
      see_quote (writer, node, enter);
      break;

    case CMARK_NODE_HTML_INLINE:
      append_tag (writer->prose, cmark_node_get_literal (node));
      break;

    case CMARK_NODE_HTML_BLOCK:
      append_html (writer->prose, node);
      break;

    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK:
      g_string_append_c (writer->prose, '\n');
      break;

    case CMARK_NODE_ITEM:
      if (enter)
        append_item_mark (writer->prose, node);
      break;

    case CMARK_NODE_PARAGRAPH:
    case CMARK_NODE_HEADING:
      if (enter)
        writer->start = writer->prose->len;
      else
        end_paragraph (writer, node);
      break;

    case CMARK_NODE_LIST:
      if (!enter)
        g_string_append_c (writer->prose, '\n');
      break;

    default:
      break;
    }
}

/**
 * idio_markdown_append_prose:
 * @entry: gets marks for what is not the writer's prose
 * @prose: the text so far
 * @source: what idio_markdown_prepare() prepared
 * @document: the tree of that
 * @heading: (out) (optional) (nullable): the heading that it begins with
 *
 * Appends the text that a reader sees. Pictures are left out; quotes, tables and code are marked.
 */
void
idio_markdown_append_prose (IdioEntry   *entry,
                            GString     *prose,
                            const char  *source,
                            cmark_node  *document,
                            char       **heading)
{
  Writer writer = { .entry = entry, .prose = prose, .heading = heading, .line = source, .line_number = 1 };
  g_autoptr(cmark_iter) iter = NULL;
  cmark_event_type event;

  cmark_consolidate_text_nodes (document);
  iter = cmark_iter_new (document);

  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    {
      cmark_node *node = cmark_iter_get_node (iter);
      gboolean enter = event == CMARK_EVENT_ENTER;

      if (!enter || cmark_node_get_type (node) != CMARK_NODE_IMAGE)
        append_node (&writer, node, enter);
      /* Skips what is inside. */
      else if (cmark_node_first_child (node) != NULL)
        cmark_iter_reset (iter, node, CMARK_EVENT_EXIT);
    }
}
