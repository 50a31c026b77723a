/* idio-html.c: the text in HTML
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <libxml/HTMLparser.h>

#include "formats/idio-decode.h"
#include "formats/idio-html-page.h"
#include "formats/idio-html-writer.h"
#include "formats/idio-source.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlDoc, xmlFreeDoc)

/* How far into a page its character set is told; browsers look at 1024 bytes, some programs write long comments
 * first. */
#define CHARSET_HEAD_BYTES 4096

/* With more tags than these a page would take more memory than it should: each is a node of some 200 bytes. */
#define MAX_TAGS 600000

/* The longest title or name */
#define MAX_TITLE_BYTES 500

/* Returns: (transfer full) (nullable): the character set that a page names in its <meta> or <?xml */
static char *
find_charset (const char *html,
              gsize       length)
{
  static GRegex *regex;
  g_autofree char *head = g_strndup (html, MIN (length, CHARSET_HEAD_BYTES));
  g_autoptr(GMatchInfo) match = NULL;

  if (g_once_init_enter_pointer (&regex))
    g_once_init_leave_pointer (&regex, g_regex_new ("<(?:meta\\s[^>]*?charset|\\?xml\\s[^>]*?encoding)\\s*=\\s*[\"']?"
                                                    "\\s*([a-z0-9._:+-]+)",
                                                    G_REGEX_CASELESS | G_REGEX_RAW, 0, NULL));

  return g_regex_match (regex, head, 0, &match) ? g_match_info_fetch (match, 1) : NULL;
}

static char *
to_utf8 (const char *html,
         gsize       length,
         const char *charset)
{
  g_autofree char *named = charset == NULL ? find_charset (html, length) : NULL;

  return idio_decode_as (html, length, charset != NULL ? charset : named);
}

static xmlNode *
find_element (xmlNode    *root,
              const char *name)
{
  xmlNode *node = root;

  while (node != NULL && !idio_html_is_element (node, name))
    {
      if (node->type == XML_ELEMENT_NODE && node->children != NULL)
        {
          node = node->children;
          continue;
        }

      while (node != root && node->next == NULL)
        node = node->parent;

      node = node != root ? node->next : NULL;
    }

  return node;
}

/* Returns: (transfer full) (nullable): a text as one line, or NULL if nothing is in it */
static char *
to_line (const char *text)
{
  g_autoptr(GString) line = g_string_new (NULL);
  gboolean space = FALSE;

  for (const char *p = text; p != NULL && *p != '\0' && line->len < MAX_TITLE_BYTES; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c))
        {
          space = line->len > 0;
          continue;
        }

      if (space)
        g_string_append_c (line, ' ');

      g_string_append_unichar (line, c);
      space = FALSE;
    }

  idio_decode_tidy (line->str, NULL);

  return *line->str != '\0' ? g_string_free_and_steal (g_steal_pointer (&line)) : NULL;
}

static char *
get_line (xmlNode *element)
{
  g_autofree char *content = element != NULL ? (char *) xmlNodeGetContent (element) : NULL;
  g_autofree char *line = to_line (content);

  /* What LibreOffice writes if there is none */
  return g_strcmp0 (line, "- no title specified") != 0 ? g_steal_pointer (&line) : NULL;
}

/* Returns: (transfer full) (nullable): what the head of a page says of it by one of these names */
static char *
get_meta (xmlNode            *root,
          const char * const *names)
{
  xmlNode *head = find_element (root, "head");

  for (xmlNode *node = head != NULL ? head->children : NULL; node != NULL; node = node->next)
    {
      g_autofree char *name = (char *) xmlGetProp (node, (const xmlChar *) "name");
      g_autofree char *property = (char *) xmlGetProp (node, (const xmlChar *) "property");
      g_autofree char *content = (char *) xmlGetProp (node, (const xmlChar *) "content");

      for (guint i = 0; idio_html_is_element (node, "meta") && content != NULL && names[i] != NULL; i++)
        if (g_ascii_strcasecmp (name != NULL ? name : "", names[i]) == 0 ||
            g_ascii_strcasecmp (property != NULL ? property : "", names[i]) == 0)
          return to_line (content);
    }

  return NULL;
}

/* The title of many pages has the name of the site in it, which the heading has not. */
static char *
find_title (xmlNode *root)
{
  static const char * const names[] = { "og:title", "dc.title", "dcterms.title", NULL };
  g_autofree char *title = get_line (find_element (find_element (root, "head"), "title"));
  g_autofree char *heading = get_line (find_element (root, "h1"));
  g_autofree char *meta = get_meta (root, names);

  if (title == NULL)
    title = g_steal_pointer (&meta);

  if (heading != NULL && (title == NULL || strstr (title, heading) != NULL))
    return g_steal_pointer (&heading);

  return meta != NULL ? g_steal_pointer (&meta) : g_steal_pointer (&title);
}

static char *
find_author (xmlNode *root)
{
  static const char * const names[] = { "author", "dc.creator", "dcterms.creator", "article:author", NULL };
  g_autofree char *author = get_meta (root, names);

  return author == NULL || strstr (author, "://") != NULL ? NULL : g_steal_pointer (&author);
}

static gsize
count_tags (const char *html)
{
  gsize n_tags = 0;

  for (const char *p = strchr (html, '<'); p != NULL; p = strchr (p + 1, '<'))
    n_tags++;

  return n_tags;
}

/* Returns: (nullable): NULL also if it is too large */
static xmlDoc *
parse (const char *html,
       gsize       length,
       const char *charset)
{
  g_autofree char *decoded = length > 0 ? to_utf8 (html, length, charset) : NULL;
  gsize size = decoded != NULL ? strlen (decoded) : 0;

  if (size == 0 || size > G_MAXINT || count_tags (decoded) > MAX_TAGS)
    return NULL;

  return htmlReadMemory (decoded, (int) size, NULL, "UTF-8", HTML_PARSE_RECOVER | HTML_PARSE_NOERROR |
                         HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_HUGE);
}

static xmlNode *
find_body (xmlNode     *root,
           IdioHtmlUse  use)
{
  xmlNode *body = find_element (root, "body");

  if (body == NULL)
    body = root;

  return use == IDIO_HTML_PAGE && body != NULL ? idio_html_page_strip (body) : body;
}

static char *
write_text (xmlNode     *root,
            IdioHtmlUse  use)
{
  g_autofree char *text = idio_html_write (find_body (root, use), use);

  idio_decode_tidy (text, NULL);

  return g_steal_pointer (&text);
}

/* All of it in a quote is a way to indent. */
static void
write_page (xmlNode   *root,
            IdioEntry *entry)
{
  idio_entry_take_text (entry, idio_html_write_entry (find_body (root, IDIO_HTML_PAGE), IDIO_HTML_PAGE, entry));
  idio_entry_drop_whole_mark (entry);
}

/**
 * idio_html_to_text:
 * @html: HTML or XHTML, or anything
 * @length: its size, in bytes
 * @charset: (nullable): what its characters are according to where it comes from, or %NULL to find out
 * @use: what it is read for
 * @title: (out) (optional) (nullable): its title
 *
 * Finds the text that a reader sees. Paragraphs have an empty line between them, items of lists begin with "- " or a
 * number, the rows of tables are lines with tabs in them.
 *
 * Returns: (transfer full): the text, tidied by idio_decode_tidy(), or an empty string. One that is longer than
 *   %IDIO_TEXT_MAX_BYTES is not whole
 */
char *
idio_html_to_text (const char   *html,
                   gsize         length,
                   const char   *charset,
                   IdioHtmlUse   use,
                   char        **title)
{
  g_autoptr(xmlDoc) document = parse (html, length, charset);
  xmlNode *root = document != NULL ? xmlDocGetRootElement (document) : NULL;

  if (title != NULL)
    *title = find_title (root);

  return write_text (root, use);
}

/**
 * idio_html_read_page:
 * @html: a page of the web
 * @length: its size, in bytes
 * @charset: (nullable): what its characters are according to where it comes from, or %NULL to find out
 * @error: (out): a location for an error in %IDIO_IMPORT_ERROR
 *
 * Returns: (transfer full) (nullable): its text, with its title and author if it tells them
 */
IdioEntry *
idio_html_read_page (const char  *html,
                     gsize        length,
                     const char  *charset,
                     GError     **error)
{
  g_autoptr(xmlDoc) document = parse (html, length, charset);
  xmlNode *root = document != NULL ? xmlDocGetRootElement (document) : NULL;
  g_autoptr(IdioEntry) entry = idio_entry_new (IDIO_MEDIUM_TEXT, NULL);

  entry->title = find_title (root);
  entry->author = find_author (root);
  write_page (root, entry);

  if (*entry->text != '\0' && strlen (entry->text) <= IDIO_TEXT_MAX_BYTES)
    return g_steal_pointer (&entry);

  /* A page that is not empty and could not be read has too many tags. */
  idio_import_error_set (error, *entry->text == '\0' && (document != NULL || length == 0)
                                  ? IDIO_IMPORT_ERROR_EMPTY
                                  : IDIO_IMPORT_ERROR_TOO_LARGE);

  return NULL;
}
