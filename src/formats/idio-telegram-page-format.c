/* idio-telegram-page-format.c: a chat as Telegram Desktop exports it, as HTML: up to a thousand messages a page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdio.h>
#include <string.h>

#include <libxml/HTMLparser.h>

#include "formats/idio-decode.h"
#include "formats/idio-format.h"
#include "formats/idio-html-writer.h"
#include "formats/idio-joiner.h"
#include "formats/idio-local-time.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlDoc, xmlFreeDoc)

/* A thousand messages of 4096 characters, with what is around them */
#define MAX_PAGE_BYTES (10 * 1000 * 1000)

typedef struct
{
  IdioJoiner *joiner;
  char       *place;
  char       *author;
} Page;

static void
page_clear (Page *self)
{
  idio_joiner_free (self->joiner);
  g_free (self->place);
  g_free (self->author);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Page, page_clear)

static gboolean
telegram_page_matches (IdioSource *source)
{
  gsize size;
  const char *data = g_bytes_get_data (idio_source_get_head (source), &size);

  return g_strstr_len (data, (gssize) MIN (size, 1024), "<title>Exported Data</title>") != NULL &&
         g_strstr_len (data, (gssize) size, "class=\"message ") != NULL;
}

static gboolean
has_class (xmlNode    *node,
           const char *name)
{
  g_autofree char *classes = NULL;
  xmlChar *attribute;
  const char *found;
  gsize length = strlen (name);

  if (node->type != XML_ELEMENT_NODE || !(attribute = xmlGetNoNsProp (node, BAD_CAST "class")))
    return FALSE;

  classes = g_strdup_printf (" %s ", (char *) attribute);
  xmlFree (attribute);

  for (found = strstr (classes, name); found != NULL; found = strstr (found + 1, name))
    if (found[-1] == ' ' && found[length] == ' ')
      return TRUE;

  return FALSE;
}

static xmlNode *
find_child (xmlNode    *parent,
            const char *class_name)
{
  for (xmlNode *node = parent != NULL ? parent->children : NULL; node != NULL; node = node->next)
    if (has_class (node, class_name))
      return node;

  return NULL;
}

static char *
dup_text (xmlNode *node)
{
  g_autofree char *text = idio_html_write (node, IDIO_HTML_FRAGMENT);

  return g_strdup (g_strstrip (text));
}

/* "12.05.2025 09:14:33 UTC+02:00" */
static GDateTime *
dup_time (xmlNode *body)
{
  xmlNode *date = find_child (body, "date");
  xmlChar *title = date != NULL ? xmlGetNoNsProp (date, BAD_CAST "title") : NULL;
  int day, month, year, hour, minute, second, n_read = 0;
  g_autoptr(GTimeZone) zone = NULL;
  GDateTime *time = NULL;

  if (title == NULL)
    return NULL;

  if (sscanf ((const char *) title, "%2d.%2d.%4d %2d:%2d:%2d%n", &day, &month, &year, &hour, &minute, &second,
              &n_read) == 6)
    {
      if (g_str_has_prefix ((const char *) title + n_read, " UTC"))
        zone = g_time_zone_new_identifier ((const char *) title + n_read + strlen (" UTC"));

      time = g_date_time_new (zone != NULL ? zone : idio_local_time_get_zone (), year, month, day, hour, minute, second);
    }

  xmlFree (title);

  return time;
}

static gboolean
read_message (Page    *self,
              xmlNode *node)
{
  xmlNode *body = find_child (node, "body"), *name = find_child (body, "from_name"), *text = find_child (body, "text");
  g_autoptr(GDateTime) time = NULL;
  IdioEntry *message;

  /* A message has a name only if the one before is by somebody else. */
  if (name != NULL)
    {
      g_free (self->author);
      self->author = dup_text (name);
    }

  if (text == NULL || self->author == NULL || strstr (self->author, " via @") != NULL)
    return TRUE;

  time = dup_time (body);
  message = idio_entry_new (IDIO_MEDIUM_CHAT, dup_text (text));
  message->author = g_strdup (self->author);
  message->place = g_strdup (self->place);

  return idio_joiner_add (self->joiner, message, time);
}

/* The next element in the order of the page. */
static xmlNode *
get_next (xmlNode *node)
{
  if (node->children != NULL)
    return node->children;

  while (node != NULL && node->next == NULL)
    node = node->parent;

  return node != NULL ? node->next : NULL;
}

static gboolean
telegram_page_read (IdioSource    *source,
                    IdioTakeFunc   take,
                    gpointer       data,
                    GError       **error)
{
  GBytes *bytes = idio_source_load (source, MAX_PAGE_BYTES, error);
  g_autoptr(xmlDoc) document = NULL;
  g_auto(Page) page = { 0 };

  page.joiner = idio_joiner_new (take, data);

  if (bytes == NULL)
    return FALSE;

  document = htmlReadMemory (g_bytes_get_data (bytes, NULL), (int) g_bytes_get_size (bytes), NULL, "UTF-8",
                             HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);

  for (xmlNode *node = document != NULL ? xmlDocGetRootElement (document) : NULL; node != NULL; node = get_next (node))
    {
      if (has_class (node, "page_header") && page.place == NULL)
        page.place = dup_text (node);

      if (has_class (node, "message") && has_class (node, "default") && !read_message (&page, node))
        return TRUE;
    }

  idio_joiner_finish (page.joiner);

  return TRUE;
}

const IdioFormat idio_telegram_page_format = {
  .name = "Telegram chat as a page",
  .matches = telegram_page_matches,
  .read = telegram_page_read,
};
