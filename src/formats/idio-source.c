/* idio-source.c: a file that is being read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "formats/idio-decode.h"
#include "formats/idio-source.h"

struct _IdioSource
{
  char             *name;
  GInputStream     *stream;
  GBytes           *head;
  GBytes           *bytes;
  guint             depth;
  const IdioWanted *wanted;
  char             *charset;    /* that it is in, as was told or guessed */
  gboolean          knows;      /* the former */
};

static void
refuse_cause (GError       **error,
              const GError  *cause)
{
  g_debug ("Reading stopped: %s", cause->message);

  /* A stream of an archive says itself why it ended. */
  if (cause->domain == IDIO_IMPORT_ERROR)
    g_propagate_error (error, g_error_copy (cause));
  else
    idio_import_error_set (error, IDIO_IMPORT_ERROR_UNREADABLE);
}

/**
 * idio_source_new:
 * @name: the name of the file, without folders
 * @stream: what is in it
 * @depth: in how many files it lies: 0 for a file in a folder
 * @error: (out): a location for an error in %IDIO_IMPORT_ERROR
 *
 * Reads the beginning of the stream.
 *
 * Returns: (transfer full) (nullable): the file
 */
IdioSource *
idio_source_new (const char    *name,
                 GInputStream  *stream,
                 guint          depth,
                 GError       **error)
{
  g_autoptr(GInputStream) buffered = g_buffered_input_stream_new_sized (stream, IDIO_SOURCE_HEAD_BYTES);
  GBufferedInputStream *buffer = G_BUFFERED_INPUT_STREAM (buffered);
  g_autoptr(GError) cause = NULL;
  IdioSource *self;
  const void *head;
  gssize n_read;
  gsize length;

  do
    n_read = g_buffered_input_stream_fill (buffer, -1, NULL, &cause);
  while (n_read > 0 && g_buffered_input_stream_get_available (buffer) < IDIO_SOURCE_HEAD_BYTES);

  if (n_read < 0)
    {
      refuse_cause (error, cause);
      return NULL;
    }

  head = g_buffered_input_stream_peek_buffer (buffer, &length);

  self = g_new0 (IdioSource, 1);
  self->name = g_strdup (name);
  self->stream = g_steal_pointer (&buffered);
  self->head = length == 0 ? g_bytes_new_static ("", 0) : g_bytes_new (head, length);
  self->depth = depth;

  return self;
}

/**
 * idio_source_new_bytes:
 * @name: the name of the file, without folders
 * @bytes: what is in it
 * @depth: in how many files it lies
 *
 * Returns: (transfer full): the file
 */
IdioSource *
idio_source_new_bytes (const char *name,
                       GBytes     *bytes,
                       guint       depth)
{
  IdioSource *self = g_new0 (IdioSource, 1);

  self->name = g_strdup (name);
  self->bytes = g_bytes_get_size (bytes) == 0 ? g_bytes_new_static ("", 0) : g_bytes_ref (bytes);
  self->head = g_bytes_new_from_bytes (self->bytes, 0, MIN (g_bytes_get_size (self->bytes), IDIO_SOURCE_HEAD_BYTES));
  self->depth = depth;

  return self;
}

void
idio_source_free (IdioSource *self)
{
  g_clear_pointer (&self->name, g_free);
  g_clear_object (&self->stream);
  g_clear_pointer (&self->head, g_bytes_unref);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->charset, g_free);
  g_free (self);
}

const char *
idio_source_get_name (IdioSource *self)
{
  return self->name;
}

/**
 * idio_source_title_from_name:
 * @name: the name of a file, without folders
 *
 * Returns: (transfer full): what to call a text that has no title in it: "2025-03_invoice.txt" is "2025-03 invoice"
 */
char *
idio_source_title_from_name (const char *name)
{
  g_autofree char *title = g_filename_display_name (name);
  char *dot = strrchr (title, '.');

  if (dot != NULL && dot != title)
    *dot = '\0';

  return g_strdelimit (g_steal_pointer (&title), "_", ' ');
}

/**
 * idio_source_dup_title:
 * @self: a file
 *
 * Returns: (transfer full): the title that its name makes
 */
char *
idio_source_dup_title (IdioSource *self)
{
  return idio_source_title_from_name (self->name);
}

/**
 * idio_source_has_suffix:
 * @self: a file
 * @suffix: the end of a name, such as ".docx"
 *
 * Returns: whether its name ends so, in capitals or not
 */
gboolean
idio_source_has_suffix (IdioSource *self,
                        const char *suffix)
{
  gsize length = strlen (self->name);

  return length > strlen (suffix) && g_ascii_strcasecmp (self->name + length - strlen (suffix), suffix) == 0;
}

guint
idio_source_get_depth (IdioSource *self)
{
  return self->depth;
}

/**
 * idio_source_set_wanted:
 * @self: a file
 * @wanted: (nullable): whose texts will be read, for as long as the file is; %NULL if everybody's will
 *
 * A hint: formats may leave other texts empty of which it has to be known who wrote them, which saves most of the time.
 * What only the text tells of an entry, such as that it is forwarded, is not known then.
 */
void
idio_source_set_wanted (IdioSource       *self,
                        const IdioWanted *wanted)
{
  self->wanted = wanted;
}

const IdioWanted *
idio_source_get_wanted (IdioSource *self)
{
  return self->wanted;
}

/**
 * idio_source_set_charset:
 * @self: a file
 * @charset: a character set of idio_decode_list()
 *
 * Tells in which character set it is, in place of a guess, if it is a text.
 */
void
idio_source_set_charset (IdioSource *self,
                         const char *charset)
{
  g_set_str (&self->charset, charset);
  self->knows = TRUE;
}

/**
 * idio_source_get_charset:
 * @self: a file
 *
 * Returns: (nullable): the character set that was guessed by idio_source_load_text(), if there is any doubt
 */
const char *
idio_source_get_charset (IdioSource *self)
{
  return self->knows ? NULL : self->charset;
}

/**
 * idio_source_get_head:
 * @self: a file
 *
 * Returns: (transfer none): its first %IDIO_SOURCE_HEAD_BYTES, or all of it; the data is not %NULL, not even of an empty file
 */
GBytes *
idio_source_get_head (IdioSource *self)
{
  return self->head;
}

/**
 * idio_source_get_stream:
 * @self: a file
 *
 * For formats that are read piece by piece; in place of idio_source_load().
 *
 * Returns: (transfer full): all of the file as a stream, from the beginning, which may be unable to seek
 */
GInputStream *
idio_source_get_stream (IdioSource *self)
{
  return self->bytes != NULL ? g_memory_input_stream_new_from_bytes (self->bytes) : g_object_ref (self->stream);
}

static gboolean
refuse_size (gsize     max_bytes,
             GError  **error)
{
  g_set_error (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_TOO_LARGE, _("The file is larger than %u MB."),
               (guint) (max_bytes / (1000 * 1000)));

  return FALSE;
}

static gboolean
load_stream (IdioSource  *self,
             gsize        max_bytes,
             GError     **error)
{
  g_autoptr(GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr(GError) cause = NULL;
  gssize n_read;

  do
    {
      g_autoptr(GBytes) piece = g_input_stream_read_bytes (self->stream, IDIO_SOURCE_HEAD_BYTES, NULL, &cause);

      if (piece == NULL || !g_output_stream_write_all (memory, g_bytes_get_data (piece, NULL), g_bytes_get_size (piece),
                                                       NULL, NULL, &cause))
        {
          refuse_cause (error, cause);
          return FALSE;
        }

      n_read = (gssize) g_bytes_get_size (piece);

      if (g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (memory)) > max_bytes)
        return refuse_size (max_bytes, error);
    }
  while (n_read > 0);

  g_output_stream_close (memory, NULL, NULL);
  self->bytes = g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (memory)) == 0
                  ? g_bytes_new_static ("", 0)
                  : g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));

  return TRUE;
}

/**
 * idio_source_load:
 * @self: a file
 * @max_bytes: the largest size
 * @error: (out): a location for an error in %IDIO_IMPORT_ERROR
 *
 * Returns: (transfer none) (nullable): all of the file
 */
GBytes *
idio_source_load (IdioSource  *self,
                  gsize        max_bytes,
                  GError     **error)
{
  if (self->bytes == NULL && !load_stream (self, max_bytes, error))
    return NULL;

  if (g_bytes_get_size (self->bytes) > max_bytes)
    {
      refuse_size (max_bytes, error);
      return NULL;
    }

  return self->bytes;
}

/**
 * idio_source_load_text:
 * @self: a file
 * @error: (out): a location for an error in %IDIO_IMPORT_ERROR
 *
 * Returns: (transfer full) (nullable): what is in it as idio_decode() reads it, if that is at most %IDIO_TEXT_MAX_BYTES
 */
char *
idio_source_load_text (IdioSource  *self,
                       GError     **error)
{
  GBytes *bytes = idio_source_load (self, IDIO_TEXT_MAX_BYTES, error);
  const char *charset = NULL;
  char *text;

  if (bytes == NULL)
    return NULL;

  if (self->knows)
    return idio_decode_in (bytes, self->charset, error);

  text = idio_decode_guess (bytes, &charset, NULL, error);
  g_set_str (&self->charset, charset);

  return text;
}
