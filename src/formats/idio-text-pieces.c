/* idio-text-pieces.c: a long text, some lines at a time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-decode.h"
#include "formats/idio-text-pieces.h"

/* How much is read at once, up to the end of a line */
#define PIECE_BYTES (4 * 1024 * 1024)

struct _IdioTextPieces
{
  IdioSource   *source;
  GInputStream *stream;
  GByteArray   *bytes;
  GString      *text;
  char         *charset;
  gboolean      has_begun;
  gboolean      has_ended;
};

/**
 * idio_text_pieces_new:
 * @source: a text, in any character set
 *
 * Returns: (transfer full): a reader of it, which must not live longer than @source
 */
IdioTextPieces *
idio_text_pieces_new (IdioSource *source)
{
  IdioTextPieces *self = g_new0 (IdioTextPieces, 1);

  self->source = source;
  self->bytes = g_byte_array_new ();
  self->text = g_string_new (NULL);

  return self;
}

void
idio_text_pieces_free (IdioTextPieces *self)
{
  g_clear_object (&self->stream);
  g_byte_array_unref (self->bytes);
  g_string_free (self->text, TRUE);
  g_free (self->charset);
  g_free (self);
}

/* In UTF-16 and UTF-32 the byte of a line end is part of other characters, too. */
static gboolean
is_wide (IdioSource *source)
{
  gsize size;
  const char *data = g_bytes_get_data (idio_source_get_head (source), &size);

  return size > 0 && (memchr (data, '\0', size) != NULL || (size > 1 && (memcmp (data, "\xff\xfe", 2) == 0 ||
                                                                         memcmp (data, "\xfe\xff", 2) == 0)));
}

/* Reads on until a line ends, or all does. Returns how many bytes are up to there, or -1. */
static gssize
fill (IdioTextPieces  *self,
      GError         **error)
{
  const guint8 *end;

  do
    {
      g_autoptr(GError) cause = NULL;
      g_autoptr(GBytes) block = g_input_stream_read_bytes (self->stream, IDIO_SOURCE_HEAD_BYTES, NULL, &cause);

      if (block == NULL)
        {
          if (cause->domain == IDIO_IMPORT_ERROR)
            g_propagate_error (error, g_steal_pointer (&cause));
          else
            idio_import_error_set (error, IDIO_IMPORT_ERROR_UNREADABLE);

          return -1;
        }

      if (self->bytes->len + self->text->len > IDIO_TEXT_MAX_BYTES)
        {
          idio_import_error_set (error, IDIO_IMPORT_ERROR_TOO_LARGE);
          return -1;
        }

      self->has_ended = g_bytes_get_size (block) == 0;
      g_byte_array_append (self->bytes, g_bytes_get_data (block, NULL), (guint) g_bytes_get_size (block));
      end = self->bytes->len > PIECE_BYTES ? memrchr (self->bytes->data, '\n', self->bytes->len) : NULL;
    }
  while (end == NULL && !self->has_ended);

  return self->has_ended ? self->bytes->len : end + 1 - self->bytes->data;
}

/* The character set is that of the first piece, if that tells. */
static char *
decode (IdioTextPieces  *self,
        gsize            length,
        GError         **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new (self->bytes->data, length);
  const char *charset = NULL;
  char *text;

  g_byte_array_remove_range (self->bytes, 0, (guint) length);

  if (self->charset != NULL)
    return idio_decode_as (g_bytes_get_data (bytes, NULL), length, self->charset);

  text = idio_decode_guess (bytes, &charset, NULL, error);

  if (!self->has_begun)
    self->charset = g_strdup (charset);

  return text;
}

/**
 * idio_text_pieces_next:
 * @self: a reader
 * @rest: (nullable): from where on what was returned before is wanted again, or %NULL if none of it is
 * @error: (out): a location for an error in %IDIO_IMPORT_ERROR: of these the first is as idio_source_load_text() sets
 *   it; also if a line, or what is wanted again, is longer than %IDIO_TEXT_MAX_BYTES
 *
 * Returns: (transfer none) (nullable): @rest and some more lines; %NULL without an error if there are none
 */
const char *
idio_text_pieces_next (IdioTextPieces  *self,
                       const char      *rest,
                       GError         **error)
{
  g_autofree char *piece = NULL;
  gssize length;

  if (self->has_ended)
    return NULL;

  g_string_erase (self->text, 0, rest != NULL ? rest - self->text->str : -1);

  if (is_wide (self->source))
    {
      self->has_ended = TRUE;
      piece = idio_source_load_text (self->source, error);
    }
  else
    {
      if (self->stream == NULL)
        self->stream = idio_source_get_stream (self->source);

      if ((length = fill (self, error)) >= 0)
        piece = decode (self, (gsize) length, error);
    }

  self->has_begun = TRUE;

  if (piece == NULL)
    return NULL;

  g_string_append (self->text, piece);

  return self->text->str;
}

/**
 * idio_text_pieces_is_last:
 * @self: a reader
 *
 * Returns: whether nothing comes after what idio_text_pieces_next() returned
 */
gboolean
idio_text_pieces_is_last (IdioTextPieces *self)
{
  return self->has_ended;
}
