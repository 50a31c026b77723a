/* idio-enex-format.c: notes as Evernote and Apple Notes export them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <libxml/parser.h>

#include "formats/idio-decode.h"
#include "formats/idio-format.h"
#include "formats/idio-html.h"

/* Maximum size of a note's HTML, to which attachments do not count */
#define MAX_NOTE_BYTES (8 * 1024 * 1024)

/* Report progress after this many bytes */
#define BYTES_PER_REPORT (1024 * 1024)

/* Maximum nesting of elements; Evernote has five levels */
#define MAX_DEPTH 16

typedef struct
{
  IdioTakeFunc      take;
  gpointer          data;
  xmlParserCtxtPtr  parser;
  guint             depth;
  GString          *string;
  gboolean          keeps_string;
  gboolean          is_stopped;
  gboolean          is_too_large;

  char             *title;
  char             *content;
  char             *created;
  char             *updated;
  char             *author;
  gboolean          is_clip;
} Notes;

static void
forget_note (Notes *self)
{
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->content, g_free);
  g_clear_pointer (&self->created, g_free);
  g_clear_pointer (&self->updated, g_free);
  g_clear_pointer (&self->author, g_free);
  self->is_clip = FALSE;
}

static void
notes_clear (Notes *self)
{
  forget_note (self);
  g_string_free (self->string, TRUE);

  /* Made where the file declares entities */
  g_clear_pointer (&self->parser->myDoc, xmlFreeDoc);
  xmlFreeParserCtxt (self->parser);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Notes, notes_clear)

static gboolean
enex_matches (IdioSource *source)
{
  gsize size;
  const char *data = g_bytes_get_data (idio_source_get_head (source), &size);
  const char *root = g_strstr_len (data, (gssize) MIN (size, 2048), "<en-export");

  return root != NULL && size >= 5 && *(data + strspn (data, "\xef\xbb\xbf \t\r\n")) == '<';
}

/* "20181006T101437Z" */
static gint64
get_time (const char *string)
{
  g_autoptr(GDateTime) time = string != NULL ? g_date_time_new_from_iso8601 (string, NULL) : NULL;

  return time != NULL ? g_date_time_to_unix (time) : 0;
}

static gboolean
is_clip (const char *content)
{
  return strstr (content, "--en-clipped-content") != NULL || strstr (content, "-evernote-webclip:true") != NULL;
}

/* Cuts out what is encrypted. */
static void
cut_encrypted (char *content)
{
  static const char closing[] = "</en-crypt>";
  char *to = strstr (content, "<en-crypt"), *start = to, *end;

  while (start != NULL && (end = strstr (start, closing)) != NULL)
    {
      gsize length;

      end += strlen (closing);
      start = strstr (end, "<en-crypt");
      length = start != NULL ? (gsize) (start - end) : strlen (end);
      memmove (to, end, length);
      to += length;
      *to = '\0';
    }
}

static void
end_note (Notes *self)
{
  IdioEntry *entry;
  g_autofree char *text = NULL;

  if (self->content == NULL)
    {
      forget_note (self);
      return;
    }

  cut_encrypted (self->content);
  text = idio_html_to_text (self->content, strlen (self->content), "UTF-8", IDIO_HTML_FRAGMENT, NULL);
  idio_decode_tidy (text, NULL);

  if (*g_strstrip (text) != '\0')
    {
      entry = idio_entry_new (IDIO_MEDIUM_NOTE, g_steal_pointer (&text));
      entry->title = g_steal_pointer (&self->title);
      entry->author = g_steal_pointer (&self->author);
      entry->time = get_time (self->updated != NULL ? self->updated : self->created);

      if (!self->is_clip && !is_clip (self->content))
        entry->flags = IDIO_ENTRY_OWN;

      if (!self->take (entry, self->data))
        {
          self->is_stopped = TRUE;
          xmlStopParser (self->parser);
        }
    }

  forget_note (self);
}

static void
start_element_cb (void           *data,
                  const xmlChar  *name,
                  const xmlChar **attributes)
{
  static const char * const kept[] = {
    "author", "content", "created", "source", "source-url", "updated", "title", NULL,
  };
  Notes *self = data;

  if (++self->depth > MAX_DEPTH)
    xmlStopParser (self->parser);

  self->keeps_string = self->depth >= 3 && self->depth <= 4 && g_strv_contains (kept, (const char *) name);
  g_string_truncate (self->string, 0);
}

static char **
get_field (Notes      *self,
           const char *name)
{
  return g_str_equal (name, "title")     ? &self->title
         : g_str_equal (name, "content") ? &self->content
         : g_str_equal (name, "created") ? &self->created
         : g_str_equal (name, "updated") ? &self->updated
         : g_str_equal (name, "author")  ? &self->author
                                         : NULL;
}

static void
end_element_cb (void          *data,
                const xmlChar *name)
{
  Notes *self = data;
  char **field = self->keeps_string ? get_field (self, (const char *) name) : NULL;
  g_autofree char *value = NULL;

  if (self->is_stopped)
    return;

  if (self->keeps_string)
    value = g_utf8_make_valid (self->string->str, (gssize) self->string->len);

  if (field == &self->title || field == &self->author)
    {
      idio_decode_tidy (value, NULL);
      g_strstrip (g_strdelimit (value, "\n\t", ' '));
    }

  if (field != NULL && *field == NULL && *value != '\0')
    *field = g_steal_pointer (&value);
  else if (value != NULL && ((g_str_has_prefix ((const char *) name, "source") && strstr (value, "web.clip") != NULL) ||
                             g_str_equal ((const char *) name, "source-url")))
    self->is_clip = TRUE;

  if (self->depth == 2 && g_str_equal ((const char *) name, "note"))
    end_note (self);

  self->keeps_string = FALSE;
  self->depth--;
}

static void
characters_cb (void          *data,
               const xmlChar *characters,
               int            length)
{
  Notes *self = data;

  if (!self->keeps_string)
    return;

  if (self->string->len + (gsize) length > MAX_NOTE_BYTES)
    {
      self->is_too_large = TRUE;
      self->keeps_string = FALSE;
      return;
    }

  g_string_append_len (self->string, (const char *) characters, length);
}

static void
error_cb (void       *data,
          const char *format,
          ...)
{
}

/* SAX, because attachments in the file may be larger than memory. */
static gboolean
parse (Notes         *self,
       GInputStream  *stream,
       GError       **error)
{
  gsize n_unreported = 0;

  while (!self->is_stopped)
    {
      g_autoptr(GBytes) piece = g_input_stream_read_bytes (stream, IDIO_SOURCE_HEAD_BYTES, NULL, NULL);
      gsize size = piece != NULL ? g_bytes_get_size (piece) : 0;
      int result = xmlParseChunk (self->parser, size > 0 ? g_bytes_get_data (piece, NULL) : NULL, (int) size,
                                  size == 0);

      if (piece == NULL)
        {
          idio_import_error_set (error, IDIO_IMPORT_ERROR_UNREADABLE);
          return FALSE;
        }

      if (result != XML_ERR_OK && !self->parser->wellFormed && !self->is_stopped)
        {
          idio_import_error_set (error, IDIO_IMPORT_ERROR_DAMAGED);
          return FALSE;
        }

      if (size == 0)
        break;

      n_unreported += size;

      if (n_unreported >= BYTES_PER_REPORT && !self->is_stopped)
        {
          self->is_stopped = !self->take (NULL, self->data);
          n_unreported = 0;
        }
    }

  return TRUE;
}

static gboolean
enex_read (IdioSource    *source,
           IdioTakeFunc   take,
           gpointer       data,
           GError       **error)
{
  xmlSAXHandler handlers = {
    .startElement = start_element_cb,
    .endElement = end_element_cb,
    .characters = characters_cb,
    .cdataBlock = characters_cb,
    .warning = error_cb,
    .error = error_cb,
    .fatalError = error_cb,
  };
  g_autoptr(GInputStream) stream = idio_source_get_stream (source);
  g_auto(Notes) self = { .take = take, .data = data };

  self.string = g_string_new (NULL);
  self.parser = xmlCreatePushParserCtxt (&handlers, &self, NULL, 0, NULL);
  xmlCtxtUseOptions (self.parser, XML_PARSE_NONET | XML_PARSE_NOWARNING | XML_PARSE_NOERROR);

  if (!parse (&self, stream, error))
    return FALSE;

  if (self.is_too_large)
    {
      idio_import_error_set (error, IDIO_IMPORT_ERROR_TOO_LARGE);
      return FALSE;
    }

  return TRUE;
}

const IdioFormat idio_enex_format = {
  .name = "Evernote notes",
  .matches = enex_matches,
  .read = enex_read,
};
