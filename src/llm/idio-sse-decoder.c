/* idio-sse-decoder.c: server-sent events, from bytes as they come
 *
 * The format is that of the HTML Standard, section 9.2.6. Nothing here does I/O.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "llm/idio-sse-decoder.h"

/* A whole answer in one event has some 20 KB. One of this size is parsed within a frame. */
#define MAX_EVENT_BYTES (256 * 1024)

struct _IdioSseDecoder
{
  IdioSseFunc  func;
  gpointer     user_data;
  GString     *line;
  GString     *event;
  GString     *data;
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

void
idio_sse_decoder_free (IdioSseDecoder *self)
{
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

  if (*line == '\0')
    {
      dispatch (self);
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
    {
      if (self->has_data)
        g_string_append_c (self->data, '\n');

      g_string_append (self->data, value);
      self->has_data = TRUE;
    }
  else if (is_field (line, length, "event"))
    g_string_assign (self->event, value);
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
      char c = bytes[i];

      if (c == '\n' && self->after_cr)
        {
          self->after_cr = FALSE;
          continue;
        }

      self->after_cr = c == '\r';

      if (c == '\r' || c == '\n')
        {
          take_line (self);
          g_string_truncate (self->line, 0);
        }
      else if (c != '\0')
        g_string_append_c (self->line, c);

      if (self->line->len + self->event->len + self->data->len > MAX_EVENT_BYTES)
        return FALSE;
    }

  return TRUE;
}

/**
 * idio_sse_decoder_end:
 * @self: a decoder
 *
 * The stream has ended. An event that lacks only the blank line after it counts.
 */
void
idio_sse_decoder_end (IdioSseDecoder *self)
{
  if (self->line->len > 0)
    take_line (self);

  g_string_truncate (self->line, 0);
  dispatch (self);
}
