/* idio-sse-decoder.c: server-sent events, from bytes as they come
 *
 * The format is that of the HTML Standard, section 9.2.6, and where servers of models do something else, what they do:
 * they leave out the empty line between two events, write "error: {…}", or answer with a plain document, be it JSON or
 * the page of a captive portal. The data of an event is one JSON value, which tells where it ends. Some write a JSON
 * value a line and no events at all. Nothing here does I/O.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "llm/idio-sse-decoder.h"

/* A whole answer in one event has some 20 KB. One of this size is parsed within a frame. */
#define MAX_EVENT_BYTES (256 * 1024)

typedef enum
{
  MODE_EVENTS,
  MODE_LINES,
  MODE_DOCUMENT,
} Mode;

struct _IdioSseDecoder
{
  IdioSseFunc  func;
  gpointer     user_data;
  GString     *line;
  GString     *event;
  GString     *data;
  char        *next_event; /* named after data to which it may belong or not */
  Mode         mode;
  gboolean     begun;      /* something but space has come */
  gboolean     has_data;
  gboolean     after_cr;
  gboolean     after_first_line;
};

/**
 * idio_sse_decoder_new:
 * @func: called for each event
 * @user_data: data for @func
 *
 * Returns: (transfer full): a decoder
 */
IdioSseDecoder *
idio_sse_decoder_new (IdioSseFunc func,
                      gpointer    user_data)
{
  IdioSseDecoder *self = g_new0 (IdioSseDecoder, 1);

  self->func = func;
  self->user_data = user_data;
  self->line = g_string_new (NULL);
  self->event = g_string_new (NULL);
  self->data = g_string_new (NULL);

  return self;
}

/**
 * idio_sse_decoder_new_for_lines:
 * @func: called for each line that is not empty, as for an event
 * @user_data: data for @func
 *
 * Returns: (transfer full): a decoder of JSON values that stand one a line
 */
IdioSseDecoder *
idio_sse_decoder_new_for_lines (IdioSseFunc func,
                                gpointer    user_data)
{
  IdioSseDecoder *self = idio_sse_decoder_new (func, user_data);

  self->mode = MODE_LINES;

  return self;
}

void
idio_sse_decoder_free (IdioSseDecoder *self)
{
  g_free (self->next_event);
  g_string_free (self->line, TRUE);
  g_string_free (self->event, TRUE);
  g_string_free (self->data, TRUE);
  g_free (self);
}

static void
dispatch (IdioSseDecoder *self)
{
  if (self->has_data)
    self->func (self->event->len > 0 ? self->event->str : "message", self->data->str, self->user_data);

  g_string_truncate (self->event, 0);
  g_string_truncate (self->data, 0);
  self->has_data = FALSE;
}

static gboolean
is_field (const char *line,
          gsize       length,
          const char *name)
{
  return length == strlen (name) && memcmp (line, name, length) == 0;
}

/* Whether data is whole and the next line begins another value. No JSON value goes on like this. */
static gboolean
is_next_value (const GString *data,
               const char    *value)
{
  gsize length = data->len;

  /* This comes first, as any amount of white space may be at the end of @data. */
  if (*value != '{' && !g_str_has_prefix (value, "[DONE]"))
    return FALSE;

  while (length > 0 && g_ascii_isspace (data->str[length - 1]))
    length--;

  return length > 0 && data->str[length - 1] == '}';
}

static void
take_data (IdioSseDecoder *self,
           const char     *value)
{
  if (self->has_data && is_next_value (self->data, value))
    dispatch (self);

  if (self->next_event != NULL)
    g_string_assign (self->event, self->next_event);

  g_clear_pointer (&self->next_event, g_free);

  if (self->has_data)
    g_string_append_c (self->data, '\n');

  g_string_append (self->data, value);
  self->has_data = TRUE;
}

static void
take_event_name (IdioSseDecoder *self,
                 const char     *name)
{
  if (self->has_data)
    g_set_str (&self->next_event, name);
  else
    g_string_assign (self->event, name);
}

static void
take_empty_line (IdioSseDecoder *self)
{
  if (self->next_event != NULL)
    g_string_assign (self->event, self->next_event);

  g_clear_pointer (&self->next_event, g_free);
  dispatch (self);
}

static void
take_line (IdioSseDecoder *self)
{
  const char *line = self->line->str;
  const char *colon, *value;
  gsize length;

  if (!self->after_first_line)
    {
      self->after_first_line = TRUE;

      if (g_str_has_prefix (line, "\xef\xbb\xbf"))
        line += 3;
    }

  if (self->mode == MODE_LINES)
    {
      if (line[strspn (line, " \t")] != '\0')
        self->func ("message", line, self->user_data);

      return;
    }

  if (*line == '\0')
    {
      take_empty_line (self);
      return;
    }

  colon = strchr (line, ':');

  /* A comment: servers send them so that the connection is not thought dead. */
  if (colon == line)
    return;

  length = colon != NULL ? (gsize) (colon - line) : strlen (line);
  value = colon != NULL ? colon + 1 : "";

  if (*value == ' ')
    value++;

  if (is_field (line, length, "data"))
    take_data (self, value);
  else if (is_field (line, length, "event"))
    take_event_name (self, value);
  else if (is_field (line, length, "error") && *value == '{')
    {
      take_empty_line (self);
      self->func ("error", value, self->user_data);
    }
}

/* What the first byte says that is no space: no field has a name that begins like a document. */
static void
find_mode (IdioSseDecoder *self,
           char            c)
{
  gboolean lines = self->mode == MODE_LINES;

  if (c == '<' || (!lines && (c == '{' || c == '[')))
    self->mode = MODE_DOCUMENT;
}

static void
push_byte (IdioSseDecoder *self,
           char            c)
{
  if (self->mode == MODE_DOCUMENT)
    {
      if (c != '\0' && c != '\r')
        g_string_append_c (self->data, c);

      return;
    }

  if (c == '\n' && self->after_cr)
    {
      self->after_cr = FALSE;
      return;
    }

  self->after_cr = c == '\r';

  if (c == '\r' || c == '\n')
    {
      take_line (self);
      g_string_truncate (self->line, 0);
    }
  else if (c != '\0')
    g_string_append_c (self->line, c);
}

/**
 * idio_sse_decoder_push:
 * @self: a decoder
 * @bytes: the next bytes of the stream, split anywhere
 * @length: how many
 *
 * Returns: %FALSE if an event is too large to be one
 */
gboolean
idio_sse_decoder_push (IdioSseDecoder *self,
                       const char     *bytes,
                       gsize           length)
{
  for (gsize i = 0; i < length; i++)
    {
      if (!self->begun && strchr (" \t\r\n\xef\xbb\xbf", bytes[i]) == NULL)
        {
          self->begun = TRUE;
          find_mode (self, bytes[i]);
        }

      push_byte (self, bytes[i]);

      if (self->line->len + self->event->len + self->data->len > MAX_EVENT_BYTES)
        return FALSE;
    }

  return TRUE;
}

/**
 * idio_sse_decoder_end:
 * @self: a decoder
 *
 * The stream has ended. An event that lacks only the blank line after it counts. A document is an event that is called
 * "document".
 */
void
idio_sse_decoder_end (IdioSseDecoder *self)
{
  if (self->mode == MODE_DOCUMENT)
    {
      self->func ("document", self->data->str, self->user_data);
      g_string_truncate (self->data, 0);
      return;
    }

  if (self->line->len > 0)
    take_line (self);

  g_string_truncate (self->line, 0);
  take_empty_line (self);
}
