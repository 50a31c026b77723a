/* idio-reader.c: the process that reads files, and what it says is in them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <sys/socket.h>

#include <gio/gunixconnection.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "formats/idio-import-error.h"
#include "formats/idio-junk-folder.h"
#include "formats/idio-message.h"
#include "formats/idio-sent-folder.h"
#include "import/idio-file.h"
#include "import/idio-reader.h"

/* It says something many times a second, unless one page or picture takes it long. */
#define MAX_SILENCE_SEC 60

/* Some dozen mails, so that the socket is not asked for each */
#define BUFFER_BYTES (64 * 1024)

/* What is said ahead has to fit into the socket: while the process waits for its answers to be read, nobody reads it. */
#define MAX_AHEAD       16
#define MAX_AHEAD_BYTES 2048

struct _IdioReader
{
  GObject            parent_instance;
  GSubprocess       *process;
  GSocketConnection *connection;
  GInputStream      *input;
  GQueue             ahead;       /* the files that the process was told to read after this one */
  char              *charset;     /* of the next texts, or NULL */
  guint64            position;
  guint              n_unwanted;
  gboolean           reading;
  IdioEntryFlags     folder;       /* what the folder of the file tells of mails in it */
};

G_DEFINE_FINAL_TYPE (IdioReader, idio_reader, G_TYPE_OBJECT)

/* The process sees that the connection is closed, and ends; where it does not, because it is stopped or hangs, it is
 * made to. */
static void
end_process (IdioReader *self)
{
  g_assert (IDIO_IS_READER (self));

  if ((self->reading || self->ahead.length > 0) && self->process != NULL)
    g_subprocess_force_exit (self->process);

  self->reading = FALSE;
  g_queue_clear_full (&self->ahead, g_object_unref);
  g_clear_object (&self->input);
  g_clear_object (&self->connection);
  g_clear_object (&self->process);
}

static const char *
get_program (void)
{
  const char *program = g_getenv ("IDIOLECT_READER");

  return program != NULL ? program : READER;
}

static GSubprocess *
spawn (int      end,
       GError **error)
{
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE);

  /* What it reads is nobody's business: no settings, no other file systems than the one the file was opened on. */
  g_subprocess_launcher_setenv (launcher, "GIO_USE_VFS", "local", TRUE);
  g_subprocess_launcher_setenv (launcher, "GSETTINGS_BACKEND", "memory", TRUE);
  g_subprocess_launcher_take_stdin_fd (launcher, end);

  return g_subprocess_launcher_spawn (launcher, error, get_program (), NULL);
}

static gboolean
start_process (IdioReader  *self,
               GError     **error)
{
  g_autoptr(GSocket) socket = NULL;
  g_autoptr(GError) cause = NULL;
  int ends[2];

  g_assert (IDIO_IS_READER (self));

  if (self->process != NULL)
    return TRUE;

  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) == 0)
    {
      if ((socket = g_socket_new_from_fd (ends[0], &cause)))
        self->process = spawn (ends[1], &cause);
    }

  if (self->process == NULL)
    {
      g_warning ("The reader could not be started: %s", cause != NULL ? cause->message : "no socket");
      g_set_error_literal (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_UNREADABLE,
                           _("The program that reads files can’t be started. Install Idiolect anew."));
      return FALSE;
    }

  g_socket_set_timeout (socket, MAX_SILENCE_SEC);
  self->connection = g_socket_connection_factory_create_connection (socket);
  self->input = g_buffered_input_stream_new_sized (g_io_stream_get_input_stream (G_IO_STREAM (self->connection)),
                                                   BUFFER_BYTES);

  return TRUE;
}

/* Says why the process does not answer, after it is sure that it won't. */
static void
explain (IdioReader    *self,
         GError       **error,
         const GError  *cause)
{
  g_assert (IDIO_IS_READER (self));

  end_process (self);

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_error_copy (cause));
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    g_set_error_literal (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_TIMED_OUT, _("Reading it takes too long."));
  else
    g_set_error_literal (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_DAMAGED, _("The file is damaged."));
}

static void
idio_reader_finalize (GObject *object)
{
  IdioReader *self = IDIO_READER (object);

  end_process (self);
  g_clear_pointer (&self->charset, g_free);

  G_OBJECT_CLASS (idio_reader_parent_class)->finalize (object);
}

static void
idio_reader_class_init (IdioReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = idio_reader_finalize;
}

static void
idio_reader_init (IdioReader *self)
{
}

/**
 * idio_reader_new:
 *
 * Returns: (transfer full): a reader, whose process starts with the first file and ends with the reader
 */
IdioReader *
idio_reader_new (void)
{
  return g_object_new (IDIO_TYPE_READER, NULL);
}

/**
 * idio_reader_set_charset:
 * @self: a reader
 * @charset: (nullable): a character set of idio_decode_list(), or %NULL to find out
 *
 * Says in which character set texts are that do not tell it themselves and are opened from now on.
 */
void
idio_reader_set_charset (IdioReader *self,
                         const char *charset)
{
  g_return_if_fail (IDIO_IS_READER (self));

  g_set_str (&self->charset, charset);
}

static GBytes *
pack_request (IdioReader       *self,
              GFile            *file,
              const IdioWanted *wanted)
{
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = base != NULL ? g_filename_display_name (base) : g_strdup ("");

  g_assert (IDIO_IS_READER (self));

  return idio_message_pack (g_variant_new ("(s@" IDIO_WANTED_TYPE "ms)", name, idio_wanted_to_variant (wanted),
                                           self->charset));
}

/* Tells the process to read a file once it is done with those before. */
static gboolean
ask (IdioReader    *self,
     int            fd,
     GBytes        *request,
     GCancellable  *cancellable,
     GError       **error)
{
  g_autoptr(GBytes) sent = request;

  g_assert (IDIO_IS_READER (self));

  return g_unix_connection_send_fd (G_UNIX_CONNECTION (self->connection), fd, cancellable, error) &&
         idio_message_send (g_io_stream_get_output_stream (G_IO_STREAM (self->connection)), IDIO_MESSAGE_READ, 0, 0,
                            g_steal_pointer (&sent), cancellable, error);
}

/**
 * idio_reader_read_ahead:
 * @self: a reader, which is used by one thread at a time
 * @file: the file that will be opened after those that were read ahead, or next
 * @wanted: (nullable): what idio_reader_open() will be called with
 * @cancellable: (nullable): ends it early
 *
 * Lets the process go on with a file without waiting for it to be opened: of thousands of small ones most would be over
 * before this process and that have taken their turns. What is wrong with the file is told once it is opened.
 *
 * Returns: whether the file will be read. If it is not, those behind it must not be read ahead
 */
gboolean
idio_reader_read_ahead (IdioReader       *self,
                        GFile            *file,
                        const IdioWanted *wanted,
                        GCancellable     *cancellable)
{
  g_autoptr(GBytes) request = NULL;
  g_autofd int fd = -1;

  g_return_val_if_fail (IDIO_IS_READER (self), FALSE);
  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  if (!self->reading || self->ahead.length >= MAX_AHEAD)
    return FALSE;

  request = pack_request (self, file, wanted);

  if (g_bytes_get_size (request) > MAX_AHEAD_BYTES || (fd = idio_file_open (file, cancellable, NULL)) < 0 ||
      !ask (self, fd, g_steal_pointer (&request), cancellable, NULL))
    return FALSE;

  g_queue_push_tail (&self->ahead, g_object_ref (file));

  return TRUE;
}

/**
 * idio_reader_get_n_ahead:
 * @self: a reader
 *
 * Returns: how many files are read ahead that are not opened yet. None is when the process was ended by a file
 */
guint
idio_reader_get_n_ahead (IdioReader *self)
{
  g_return_val_if_fail (IDIO_IS_READER (self), 0);

  return self->ahead.length;
}

/* Whether the file is the one that the process goes on with by itself. One that goes on with another is of no use. */
static gboolean
take_ahead (IdioReader *self,
            GFile      *file)
{
  g_autoptr(GFile) ahead = NULL;

  g_assert (IDIO_IS_READER (self));

  if (self->reading || (self->ahead.length > 0 && g_queue_peek_head (&self->ahead) != (gpointer) file))
    end_process (self);

  ahead = g_queue_pop_head (&self->ahead);

  return ahead != NULL;
}

/**
 * idio_reader_open:
 * @self: a reader, which is used by one thread at a time
 * @file: a file
 * @wanted: (nullable): of texts that may be by several people, those that are handed out with their words; %NULL for all
 * @cancellable: (nullable): ends it early
 * @error: (out): a location for an error in %IDIO_IMPORT_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Begins to read a file, in another process. What was not read of the one before is left. Blocks while the disk or the
 * network does: call it in a thread.
 *
 * Returns: whether idio_reader_next() can be called
 */
gboolean
idio_reader_open (IdioReader        *self,
                  GFile             *file,
                  const IdioWanted  *wanted,
                  GCancellable      *cancellable,
                  GError           **error)
{
  g_autofree char *path = NULL;
  g_autoptr(GError) cause = NULL;
  g_autofd int fd = -1;
  gboolean is_ahead;

  g_return_val_if_fail (IDIO_IS_READER (self), FALSE);
  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  is_ahead = take_ahead (self, file);

  if (!is_ahead && ((fd = idio_file_open (file, cancellable, error)) < 0 || !start_process (self, error)))
    return FALSE;

  path = g_file_get_parse_name (file);
  self->folder = (idio_sent_folder_has_file (path) ? IDIO_ENTRY_OWN : 0) |
                 (idio_junk_folder_has_file (path) ? IDIO_ENTRY_JUNK : 0);
  self->reading = TRUE;
  self->position = 0;
  self->n_unwanted = 0;

  if (!is_ahead && !ask (self, fd, pack_request (self, file, wanted), cancellable, &cause))
    {
      explain (self, error, cause);
      return FALSE;
    }

  return TRUE;
}

static void
take_failure (IdioMessage  *message,
              GError      **error)
{
  g_autoptr(GVariant) content = idio_message_unpack (message, G_VARIANT_TYPE (IDIO_FAILED_TYPE));
  const char *reason = NULL;
  gint code = 0;

  if (content != NULL)
    g_variant_get (content, "(i&s)", &code, &reason);

  g_set_error_literal (error, IDIO_IMPORT_ERROR, code, reason != NULL ? reason : _("The file is damaged."));
}

/**
 * idio_reader_next:
 * @self: a reader that was given a file
 * @cancellable: (nullable): ends it early
 * @error: (out): a location for an error in %IDIO_IMPORT_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Waits for the next text. Those of people of whom nothing is wanted are not all handed out, but counted: see
 * idio_reader_take_n_unwanted(). What came before an error is good. Blocks: call it in a thread.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL without an error at the end
 */
IdioEntry *
idio_reader_next (IdioReader    *self,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_return_val_if_fail (IDIO_IS_READER (self), NULL);

  while (self->reading)
    {
      g_auto(IdioMessage) message = { 0 };
      g_autoptr(GError) cause = NULL;
      IdioEntry *entry = NULL;

      if (!idio_message_receive (&message, self->input, cancellable, &cause))
        {
          explain (self, error, cause);
          return NULL;
        }

      self->position = message.position;
      self->n_unwanted += message.n_unwanted;

      if (message.kind == IDIO_MESSAGE_ENTRY && message.content != NULL)
        entry = idio_entry_from_bytes (message.content);

      if (entry != NULL)
        {
          entry->flags |= entry->medium == IDIO_MEDIUM_MAIL ? self->folder : 0;
          return entry;
        }

      self->reading = message.kind == IDIO_MESSAGE_PROGRESS || message.kind == IDIO_MESSAGE_ENTRY;

      if (message.kind == IDIO_MESSAGE_FAILED)
        take_failure (&message, error);
    }

  return NULL;
}

/**
 * idio_reader_get_position:
 * @self: a reader
 *
 * Returns: how much of the file was read so far, in bytes, as far as that can be told
 */
guint64
idio_reader_get_position (IdioReader *self)
{
  g_return_val_if_fail (IDIO_IS_READER (self), 0);

  return self->position;
}

/**
 * idio_reader_take_n_unwanted:
 * @self: a reader
 *
 * Returns: how many texts by people of whom nothing is wanted were passed over since this was asked last
 */
guint
idio_reader_take_n_unwanted (IdioReader *self)
{
  guint n_unwanted;

  g_return_val_if_fail (IDIO_IS_READER (self), 0);

  n_unwanted = self->n_unwanted;
  self->n_unwanted = 0;

  return n_unwanted;
}
