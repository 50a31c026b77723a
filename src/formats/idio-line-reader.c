/* idio-line-reader.c: a stream, line by line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "formats/idio-import-error.h"
#include "formats/idio-line-reader.h"

/* How much is read at once */
#define BLOCK_BYTES (256 * 1024)

struct _IdioLineReader
{
  GInputStream *stream;
  GByteArray   *buffer;
  guint64       n_left;         /* to be read from the stream */

  /* What is in the buffer before this was read. */
  gsize         start;
  guint64       offset;
  gboolean      has_ended;
  gboolean      is_in_line;

  /* Whether lines end in "\r" alone, as Mac OS 9 wrote them */
  gboolean      has_returns;
};

/**
 * idio_line_reader_new:
 * @stream: a stream
 * @n_bytes: how much of it is read, or 0 for all
 *
 * Returns: (transfer full): a reader of its lines
 */
IdioLineReader *
idio_line_reader_new (GInputStream *stream,
                      guint64       n_bytes)
{
  IdioLineReader *self = g_new0 (IdioLineReader, 1);

  self->stream = g_object_ref (stream);
  self->buffer = g_byte_array_new ();
  self->n_left = n_bytes > 0 ? n_bytes : G_MAXUINT64;

  return self;
}

void
idio_line_reader_free (IdioLineReader *self)
{
  g_clear_object (&self->stream);
  g_clear_pointer (&self->buffer, g_byte_array_unref);
  g_free (self);
}

/**
 * idio_line_reader_get_offset:
 * @self: a reader
 *
 * Returns: how many bytes of the stream were read as lines
 */
guint64
idio_line_reader_get_offset (IdioLineReader *self)
{
  return self->offset;
}

static void
convert_returns (IdioLineReader *self,
                 gsize           from)
{
  char *data = (char *) self->buffer->data;

  if (self->offset == 0 && from == 0)
    self->has_returns = memchr (data, '\n', self->buffer->len) == NULL &&
                        memchr (data, '\r', self->buffer->len) != NULL;

  for (gsize i = from; self->has_returns && i < self->buffer->len; i++)
    if (data[i] == '\r')
      data[i] = '\n';
}

/* Adds a block to the buffer. */
static gboolean
fill (IdioLineReader  *self,
      GError         **error)
{
  g_autoptr(GError) cause = NULL;
  guint length;
  gssize n_read;

  if (self->start > 0)
    {
      g_byte_array_remove_range (self->buffer, 0, (guint) self->start);
      self->start = 0;
    }

  length = self->buffer->len;
  g_byte_array_set_size (self->buffer, length + BLOCK_BYTES);
  n_read = g_input_stream_read (self->stream, self->buffer->data + length, MIN (BLOCK_BYTES, self->n_left), NULL,
                                &cause);
  g_byte_array_set_size (self->buffer, length + (guint) MAX (n_read, 0));
  self->n_left -= (guint64) MAX (n_read, 0);
  self->has_ended = n_read <= 0;
  convert_returns (self, length);

  if (n_read >= 0)
    return TRUE;

  g_debug ("Reading stopped: %s", cause->message);
  g_set_error_literal (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_UNREADABLE, _("It can’t be read to its end."));

  return FALSE;
}

/**
 * idio_line_reader_peek:
 * @self: a reader
 * @n_bytes: how many bytes are wanted
 * @length: (out): how many there are: fewer at the end of the stream, and more where they are at hand
 * @error: (out): a location for an error in %IDIO_IMPORT_ERROR
 *
 * Returns: (transfer none) (nullable): what comes next, until something is read or peeked at
 */
const char *
idio_line_reader_peek (IdioLineReader  *self,
                       gsize            n_bytes,
                       gsize           *length,
                       GError         **error)
{
  while (self->buffer->len - self->start < n_bytes && !self->has_ended)
    if (!fill (self, error))
      return NULL;

  *length = self->buffer->len - self->start;

  return self->buffer->data != NULL ? (const char *) self->buffer->data + self->start : "";
}

/**
 * idio_line_reader_read:
 * @self: a reader
 * @length: (out): how many bytes the line has with its "\n"; 0 at the end of the stream
 * @is_start: (out): whether it is the start of a line, not more of a long one
 * @error: (out): a location for an error in %IDIO_IMPORT_ERROR
 *
 * Returns: (transfer none) (nullable): the next line, or a piece of it, until something is read or peeked at
 */
const char *
idio_line_reader_read (IdioLineReader  *self,
                       gsize           *length,
                       gboolean        *is_start,
                       GError         **error)
{
  gsize available;
  const char *line = idio_line_reader_peek (self, 1, &available, error);
  const char *end = line != NULL ? memchr (line, '\n', MIN (available, IDIO_LINE_MAX_BYTES)) : NULL;

  if (line != NULL && end == NULL && available < IDIO_LINE_MAX_BYTES)
    {
      line = idio_line_reader_peek (self, IDIO_LINE_MAX_BYTES, &available, error);
      end = line != NULL ? memchr (line, '\n', MIN (available, IDIO_LINE_MAX_BYTES)) : NULL;
    }

  if (line == NULL)
    return NULL;

  *length = end != NULL ? (gsize) (end - line) + 1 : MIN (available, IDIO_LINE_MAX_BYTES);
  *is_start = !self->is_in_line;
  self->is_in_line = end == NULL;
  self->start += *length;
  self->offset += *length;

  return line;
}

/**
 * idio_line_reader_skip:
 * @self: a reader
 * @starts: the first characters of lines that are to be read
 * @is_blank: (out): whether the last of the lines was empty
 *
 * Passes over lines, much faster than they are read, as far as they are at hand and begin with none of @starts.
 *
 * Returns: whether there were such lines
 */
gboolean
idio_line_reader_skip (IdioLineReader *self,
                       const char     *starts,
                       gboolean       *is_blank)
{
  const char *first = self->buffer->data != NULL ? (const char *) self->buffer->data + self->start : NULL;
  const char *end = first + (self->buffer->len - self->start), *line = first, *last = NULL, *next;

  while (!self->is_in_line && line < end && (*line == '\0' || strchr (starts, *line) == NULL) &&
         (next = memchr (line, '\n', (gsize) (end - line))))
    {
      last = line;
      line = next + 1;
    }

  if (last == NULL)
    return FALSE;

  while (*last == '\r')
    last++;

  *is_blank = *last == '\n';
  self->start += (gsize) (line - first);
  self->offset += (guint64) (line - first);

  return TRUE;
}
