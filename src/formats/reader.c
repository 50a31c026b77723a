/* reader.c: idiolect-reader, which reads the files that are imported
 *
 * Its standard input is a socket on which it is told what to read, one file after another, and on which it answers. A
 * file that makes it crash, hang or fill the memory takes nothing else along.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <fcntl.h>
#include <locale.h>
#include <poll.h>
#include <unistd.h>

#include <gio/gunixconnection.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <libxml/xmlerror.h>

#include "formats/idio-format.h"
#include "formats/idio-message.h"
#include "formats/idio-sandbox.h"

/* How often it says that it goes on */
#define PROGRESS_USEC (100 * 1000)

typedef struct
{
  GOutputStream *output;
  GSeekable     *file;
  IdioSource    *source;
  IdioWanted    *wanted;
  guint          n_unwanted;   /* texts of which nothing was said, as their writers are not wanted */
  gint64         said;         /* when something was said last */
} Reading;

static gboolean
say (Reading         *reading,
     IdioMessageKind  kind,
     GBytes          *content)
{
  goffset position = reading->file != NULL ? g_seekable_tell (reading->file) : 0;
  guint n_unwanted = reading->n_unwanted;

  reading->n_unwanted = 0;

  return idio_message_send (reading->output, kind, (guint64) MAX (position, 0), n_unwanted, content, NULL, NULL);
}

/* Nothing is lost of what was said if the process is ended by what it reads next. Heads are many, and of no use until
 * the last is there. */
static gboolean
say_at_once (Reading         *reading,
             IdioMessageKind  kind,
             GBytes          *content)
{
  reading->said = g_get_monotonic_time ();

  return say (reading, kind, content) && g_output_stream_flush (reading->output, NULL, NULL);
}

/* Whether it is time to say that the reading goes on */
static gboolean
is_silent (const Reading *reading)
{
  return g_get_monotonic_time () - reading->said >= PROGRESS_USEC;
}

/* Of whom a mail or a message in a chat is has to be known before its text is of use. */
static void
leave_head (IdioEntry *entry)
{
  g_set_str (&entry->text, "");
  g_clear_pointer (&entry->insertions, g_ptr_array_unref);
  g_clear_pointer (&entry->marks, g_array_unref);
  entry->flags |= IDIO_ENTRY_HEAD;
}

static gboolean
take (IdioEntry *entry,
      gpointer   data)
{
  g_autoptr(IdioEntry) taken = entry;
  Reading *reading = data;

  if (taken == NULL)
    return !is_silent (reading) || say_at_once (reading, IDIO_MESSAGE_PROGRESS, NULL);

  if (taken->medium == IDIO_MEDIUM_TEXT)
    g_set_str (&taken->charset, idio_source_get_charset (reading->source));

  if (idio_wanted_has (reading->wanted, taken))
    return say_at_once (reading, IDIO_MESSAGE_ENTRY, idio_entry_to_bytes (taken));

  leave_head (taken);

  if (is_silent (reading))
    return say_at_once (reading, IDIO_MESSAGE_ENTRY, idio_entry_to_bytes (taken));

  if (!idio_wanted_excludes (reading->wanted, taken))
    return say (reading, IDIO_MESSAGE_ENTRY, idio_entry_to_bytes (taken));

  reading->n_unwanted++;

  return TRUE;
}

static void
read_file (Reading    *reading,
           int         fd,
           const char *name,
           const char *charset)
{
  /* Opened anew, because a stream of a descriptor can't seek. */
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", fd);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GError) error = NULL;
  g_autoptr(GFileInputStream) stream = g_file_read (file, NULL, &error);
  g_autoptr(IdioSource) source = NULL;

  reading->file = (GSeekable *) stream;
  reading->said = g_get_monotonic_time ();

  if (stream != NULL)
    source = reading->source = idio_source_new (name, G_INPUT_STREAM (stream), 0, &error);

  if (source != NULL && charset != NULL)
    idio_source_set_charset (source, charset);

  if (source != NULL)
    idio_source_set_wanted (source, reading->wanted);

  if (source != NULL && idio_formats_read (source, take, reading, &error))
    say_at_once (reading, IDIO_MESSAGE_DONE, NULL);
  else if (error->domain == IDIO_IMPORT_ERROR)
    say_at_once (reading, IDIO_MESSAGE_FAILED,
                 idio_message_pack (g_variant_new (IDIO_FAILED_TYPE, error->code, error->message)));
  else
    say_at_once (reading, IDIO_MESSAGE_FAILED,
                 idio_message_pack (g_variant_new (IDIO_FAILED_TYPE, IDIO_IMPORT_ERROR_UNREADABLE,
                                                   _("It can’t be read."))));

  reading->file = NULL;
}

/* Reads the next file that is asked for. */
static gboolean
serve (GUnixConnection *connection,
       GOutputStream   *output)
{
  GInputStream *input = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  g_auto(IdioMessage) message = { 0 };
  Reading reading = { .output = output };
  g_autoptr(GVariant) content = NULL;
  g_autoptr(GVariant) starts = NULL;
  g_autoptr(IdioWanted) wanted = NULL;
  g_autofd int fd = g_unix_connection_receive_fd (connection, NULL, NULL);
  const char *name, *charset;

  if (fd < 0 || !idio_message_receive (&message, input, NULL, NULL) || message.kind != IDIO_MESSAGE_READ ||
      !(content = idio_message_unpack (&message, G_VARIANT_TYPE (IDIO_READ_TYPE))))
    return FALSE;

  g_variant_get (content, "(&s@" IDIO_WANTED_TYPE "m&s)", &name, &starts, &charset);
  reading.wanted = wanted = idio_wanted_from_variant (starts);
  read_file (&reading, fd, name, charset);

  return TRUE;
}

/* Ends the process when the other end of the socket is closed, whatever it is busy with, if it does not by itself. */
static gpointer
watch_thread (gpointer data)
{
  struct pollfd parent = { .fd = GPOINTER_TO_INT (data), .events = POLLRDHUP };

  while (poll (&parent, 1, -1) < 0 || (parent.revents & (POLLRDHUP | POLLHUP | POLLERR)) == 0)
    ;

  g_usleep (G_USEC_PER_SEC);
  _exit (0);
}

/* What libxml2 writes of an error quotes the file. */
static void
ignore_xml_error (void           *data,
                  const xmlError *error)
{
}

int
main (void)
{
  g_autoptr(GSocket) socket = NULL;
  g_autoptr(GSocketConnection) connection = NULL;
  g_autoptr(GOutputStream) output = NULL;
  g_autoptr(GError) error = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  if (!(socket = g_socket_new_from_fd (STDIN_FILENO, &error)))
    {
      g_printerr ("%s\n", _("This program reads files for Idiolect and can’t be started by itself."));
      return 2;
    }

  connection = g_socket_connection_factory_create_connection (socket);
  g_thread_unref (g_thread_new ("[idiolect-watch]", watch_thread, GINT_TO_POINTER (STDIN_FILENO)));
  xmlSetStructuredErrorFunc (NULL, ignore_xml_error);
  idio_sandbox_enter ();

  output = g_buffered_output_stream_new (g_io_stream_get_output_stream (G_IO_STREAM (connection)));

  while (serve (G_UNIX_CONNECTION (connection), output))
    ;

  return 0;
}
