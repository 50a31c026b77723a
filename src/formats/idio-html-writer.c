/* idio-html-writer.c: from a tree of HTML elements to plain text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-html-writer.h"
#include "formats/idio-source.h"

#define NO_BREAK_SPACE 0xa0
#define SOFT_HYPHEN 0xad

/* The longest alternative text of an image, in characters, that may be an emoji */
#define MAX_EMOJI_CHARS 8

/* How deep quotes in quotes are told apart */
#define MAX_QUOTE_MARKS 10

/* How many places of signatures are looked into. A mail has one, or one above each mail that is quoted. */
#define MAX_SIGNATURES 8

typedef struct
{
  IdioEntry   *entry;
  gsize        quote_start;
  guint        n_block_quotes;
  IdioHtmlUse  use;
  GString     *text;
  GString     *line;
  GString     *marker;
  guint        n_quotes;
  guint        n_last_quotes;
  guint        n_preformatted;
  guint        n_items;
  guint        n_signatures;
  gboolean     space;
  gboolean     tab;
  gboolean     margin;
} Writer;

/* Blocks with an empty line before and after them */
static const char * const spaced_elements[] = {
  "blockquote", "dl", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "listing", "ol", "p", "pre", "table", "ul",
  "xmp", NULL,
};

static gboolean
is_preformatted (xmlNode *element)
{
  g_autofree char *style = idio_html_get_style (element);

  return idio_html_is_element (element, "pre") || idio_html_is_element (element, "listing") ||
         idio_html_is_element (element, "xmp") || (style != NULL && strstr (style, "white-space:pre") != NULL);
}

/* A block quote is what mail programs quote with. Some also indent with it, without a line at its side. */
static gboolean
is_quote (const Writer *writer,
          xmlNode      *element)
{
  g_autofree char *style = NULL;

  if (writer->use != IDIO_HTML_MAIL || !idio_html_is_element (element, "blockquote"))
    return FALSE;

  if (idio_html_has_value (element, "type", "cite") || xmlHasProp (element, (const xmlChar *) "cite") != NULL ||
      idio_html_has_class (element, "gmail_quote"))
    return TRUE;

  style = idio_html_get_style (element);

  return style == NULL || strstr (style, "border:none") == NULL || strstr (style, "margin:00040px") == NULL;
}

/* Paragraphs of Word and Outlook are lines: they have no margins, and empty ones between them. */
static gboolean
is_spaced (const Writer *writer,
           xmlNode      *element)
{
  g_autofree char *style = NULL;

  if (!idio_html_is_listed (element, spaced_elements) || is_quote (writer, element) ||
      (writer->n_items > 0 && !idio_html_is_element (element, "blockquote")) ||
      (writer->use == IDIO_HTML_MAIL && idio_html_is_element (element, "table")))
    return FALSE;

  if (!idio_html_is_element (element, "p"))
    return TRUE;

  style = idio_html_get_style (element);

  return !(idio_html_has_class (element, "MsoNormal") || idio_html_has_class (element, "MsoPlainText") ||
           (style != NULL && (strstr (style, "margin:0") != NULL || strstr (style, "margin-bottom:0") != NULL)));
}

/* A space that does not break is there for French typography, or because an editor makes one of two spaces so. */
static gboolean
keeps_no_break_space (const char *before,
                      const char *after)
{
  gunichar left = before != NULL ? g_utf8_get_char (before) : 0, right = g_utf8_get_char (after);

  return left == 0xab || (right != 0 && right < 0x80 && strchr (";:!?%", (int) right) != NULL) || right == 0xbb ||
         right == 0x20ac || (g_unichar_isdigit (left) && g_unichar_isalnum (right));
}

/* Returns: (transfer full): the line without white space at its ends */
static char *
finish_line (Writer *writer)
{
  g_autoptr(GString) line = g_string_sized_new (writer->line->len);
  const char *previous = NULL;
  gboolean delimiter;

  for (const char *p = writer->line->str; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_utf8_get_char (p) != NO_BREAK_SPACE)
        g_string_append_unichar (line, g_utf8_get_char (p));
      else if (keeps_no_break_space (previous, g_utf8_next_char (p)))
        g_string_append (line, "\u00a0");
      else
        g_string_append_c (line, ' ');

      previous = p;
    }

  delimiter = writer->use == IDIO_HTML_MAIL && (g_str_equal (line->str, "-- ") ||
                                                (g_str_equal (line->str, "--") && writer->space));

  if (delimiter)
    return g_strdup ("-- ");

  return writer->n_preformatted > 0 ? g_strchomp (g_strdup (line->str)) : g_strstrip (g_strdup (line->str));
}

static void
append_quote_marks (Writer *writer,
                    guint   n_quotes)
{
  for (guint i = 0; i < MIN (n_quotes, MAX_QUOTE_MARKS); i++)
    g_string_append (writer->text, "> ");
}

/* An empty line, unless it would be the first */
static void
append_margin (Writer *writer)
{
  if (!writer->margin || writer->text->len == 0)
    return;

  append_quote_marks (writer, MIN (writer->n_quotes, writer->n_last_quotes));

  if (writer->text->str[writer->text->len - 1] == ' ')
    g_string_truncate (writer->text, writer->text->len - 1);

  g_string_append_c (writer->text, '\n');
}

/* Some programs write the bullet of an item as text, besides. */
static const char *
skip_bullets (const char *line)
{
  static const gunichar bullets[] = { 0x2022, 0x25cf, 0x25cb, 0x25e6, 0x25aa, 0x25a0, 0x2023, 0xb7, ' ' };
  gboolean bullet = TRUE;

  while (bullet && *line != '\0')
    {
      bullet = FALSE;

      for (guint i = 0; i < G_N_ELEMENTS (bullets); i++)
        bullet = bullet || g_utf8_get_char (line) == bullets[i];

      line = bullet ? g_utf8_next_char (line) : line;
    }

  return line;
}

/* Ends a line. If it is @forced, an empty one counts. */
static void
end_line (Writer   *writer,
          gboolean  forced)
{
  g_autofree char *line = finish_line (writer);
  const char *text = writer->marker->len > 0 ? skip_bullets (line) : line;
  gboolean was_empty = writer->line->len == 0 || (*text == '\0' && *line != '\0');

  writer->space = writer->tab = FALSE;
  g_string_truncate (writer->line, 0);

  if (*text == '\0')
    {
      writer->margin = writer->margin || forced || !was_empty;
      return;
    }

  append_margin (writer);
  append_quote_marks (writer, writer->n_quotes);
  g_string_append (writer->text, writer->marker->str);
  g_string_append (writer->text, text);
  g_string_append_c (writer->text, '\n');
  g_string_truncate (writer->marker, 0);
  writer->n_last_quotes = writer->n_quotes;
  writer->margin = FALSE;
}

static void
append_char (Writer   *writer,
             gunichar  c)
{
  if (writer->line->len > 0 && (writer->space || writer->tab))
    g_string_append_c (writer->line, writer->tab ? '\t' : ' ');

  writer->space = writer->tab = FALSE;
  g_string_append_unichar (writer->line, c);
}

static void
append_text (Writer     *writer,
             const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == 0x85 || c == 0x2028 || c == 0x2029 || (c == '\n' && writer->n_preformatted > 0))
        end_line (writer, TRUE);
      else if (c < 0x80 && g_ascii_isspace ((char) c) && (writer->n_preformatted == 0 || c == '\r'))
        writer->space = TRUE;
      else if (c != SOFT_HYPHEN && c != 0xfeff)
        append_char (writer, c);
    }
}

/* The items of a list that were before this one, and where it begins to count */
static gint64
get_item_number (xmlNode *item)
{
  g_autofree char *value = (char *) xmlGetProp (item, (const xmlChar *) "value");
  xmlNode *list = item->parent;

  /* What was counted so far is kept with the list. */
  if (value != NULL)
    list->_private = GINT_TO_POINTER (CLAMP (g_ascii_strtoll (value, NULL, 10), -1, 1000000) + 1);
  else if (list->_private == NULL)
    {
      g_autofree char *start = (char *) xmlGetProp (list, (const xmlChar *) "start");

      list->_private = GINT_TO_POINTER (start != NULL ? CLAMP (g_ascii_strtoll (start, NULL, 10), -1, 1000000) + 1 : 2);
    }
  else
    list->_private = GINT_TO_POINTER (GPOINTER_TO_INT (list->_private) + 1);

  return GPOINTER_TO_INT (list->_private) - 1;
}

static void
begin_item (Writer  *writer,
            xmlNode *item)
{
  writer->n_items++;

  if (idio_html_is_element (item->parent, "ol"))
    g_string_printf (writer->marker, "%" G_GINT64_FORMAT ". ", get_item_number (item));
  else
    g_string_assign (writer->marker, "- ");
}

/* An emoji that a mail program shows as a picture. */
static void
append_image (Writer  *writer,
              xmlNode *image)
{
  g_autofree char *text = (char *) xmlGetProp (image, (const xmlChar *) "alt");

  if (text == NULL || *text == '\0' || g_utf8_strlen (text, -1) > MAX_EMOJI_CHARS)
    return;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalpha (g_utf8_get_char (p)) || (guchar) *p < 0x80)
      return;

  append_text (writer, text);
}

/* "--", which is less sure than "-- ": people write into the place of the signature, too. There may be places within
 * each other, and empty ones. */
static void
mark_signature (Writer  *writer,
                xmlNode *element)
{
  g_autofree char *content = (char *) xmlNodeGetContent (element);

  writer->n_signatures++;
  end_line (writer, FALSE);

  if (g_str_has_prefix (g_strstrip (content), "--") || (*content == '\0' && !idio_html_is_element (element, "br")) ||
      g_str_equal (writer->text->str, "-- \n") || g_str_has_suffix (writer->text->str, "\n-- \n") ||
      g_str_has_suffix (writer->text->str, "\n--\n"))
    return;

  g_string_append (writer->line, "--");
  end_line (writer, FALSE);
}

/* In pages words of others are in block quotes, and so is what is only to be indented. */
static void
see_block_quote (Writer   *writer,
                 xmlNode  *element,
                 gboolean  begins)
{
  if (writer->entry == NULL || !idio_html_is_element (element, "blockquote"))
    return;

  if (begins && writer->n_block_quotes++ == 0)
    writer->quote_start = writer->text->len;

  if (begins || --writer->n_block_quotes > 0)
    return;

  while (writer->text->str[writer->quote_start] == '\n')
    writer->quote_start++;

  idio_entry_add_mark (writer->entry, writer->quote_start, writer->text->len, IDIO_MARK_QUOTE, FALSE);
}

static void
begin_block (Writer  *writer,
             xmlNode *element)
{
  end_line (writer, FALSE);
  see_block_quote (writer, element, TRUE);

  if (is_spaced (writer, element))
    writer->margin = TRUE;

  if (is_quote (writer, element))
    writer->n_quotes++;
  else if (idio_html_is_element (element, "li"))
    begin_item (writer, element);
}

static void
end_block (Writer  *writer,
           xmlNode *element)
{
  end_line (writer, FALSE);
  see_block_quote (writer, element, FALSE);

  if (is_quote (writer, element))
    {
      writer->n_quotes--;
    }
  else if (idio_html_is_element (element, "li"))
    {
      g_string_truncate (writer->marker, 0);
      writer->n_items--;
    }

  if (is_spaced (writer, element))
    writer->margin = TRUE;
}

/* Returns: whether to read what is in it */
static gboolean
begin_element (Writer  *writer,
               xmlNode *element)
{
  if (idio_html_is_left_out (element) || idio_html_is_hidden (element) ||
      (writer->use != IDIO_HTML_MAIL && idio_html_is_reference (element)))
    return FALSE;

  if (writer->use == IDIO_HTML_MAIL && writer->n_quotes == 0 && writer->n_signatures < MAX_SIGNATURES &&
      idio_html_is_signature (element))
    mark_signature (writer, element);

  if (is_preformatted (element))
    {
      end_line (writer, FALSE);
      writer->n_preformatted++;
    }

  if (idio_html_is_block (element))
    begin_block (writer, element);
  else if (idio_html_is_element (element, "br"))
    end_line (writer, TRUE);
  else if (idio_html_is_element (element, "img"))
    append_image (writer, element);
  else if (idio_html_is_element (element, "td") || idio_html_is_element (element, "th"))
    writer->tab = writer->line->len > 0;
  else if (idio_html_is_element (element, "q"))
    append_text (writer, "“");

  return TRUE;
}

static void
end_element (Writer  *writer,
             xmlNode *element)
{
  if (idio_html_is_block (element))
    end_block (writer, element);
  else if (idio_html_is_element (element, "q"))
    append_text (writer, "”");

  if (is_preformatted (element))
    {
      end_line (writer, FALSE);
      writer->n_preformatted--;
    }
}

/**
 * idio_html_write_entry:
 * @root: (nullable): an element
 * @use: what it is read for
 * @entry: (nullable): gets marks for what may be words of others
 *
 * Returns: (transfer full): the text in the element. One that is longer than %IDIO_TEXT_MAX_BYTES is not whole
 */
GString *
idio_html_write_entry (xmlNode     *root,
                       IdioHtmlUse  use,
                       IdioEntry   *entry)
{
  g_autoptr(GString) text = g_string_new (NULL), line = g_string_new (NULL), marker = g_string_new (NULL);
  Writer writer = { .entry = entry, .use = use, .text = text, .line = line, .marker = marker };
  xmlNode *node = root;

  while (node != NULL && text->len <= IDIO_TEXT_MAX_BYTES)
    {
      gboolean inside = FALSE;

      if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
        append_text (&writer, (const char *) node->content);
      else if (node->type == XML_ELEMENT_NODE)
        inside = begin_element (&writer, node);

      if (inside && node->children != NULL)
        {
          node = node->children;
          continue;
        }

      if (inside)
        end_element (&writer, node);

      while (node != root && node->next == NULL)
        end_element (&writer, node = node->parent);

      node = node != root ? node->next : NULL;
    }

  end_line (&writer, FALSE);

  return g_steal_pointer (&text);
}

/**
 * idio_html_write:
 * @root: (nullable): an element
 * @use: what it is read for
 *
 * As idio_html_write_entry(), where nothing is marked.
 *
 * Returns: (transfer full): the text in the element, without white space at its end
 */
char *
idio_html_write (xmlNode     *root,
                 IdioHtmlUse  use)
{
  return g_strchomp (g_string_free_and_steal (idio_html_write_entry (root, use, NULL)));
}
