/* file-server.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "file-server.h"

#define MAX_HEAD_BYTES 8192

static char *
find_header (const char *head,
             const char *name)
{
  g_auto(GStrv) lines = g_strsplit (head, "\r\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_ascii_strncasecmp (lines[i], name, strlen (name)) == 0 && lines[i][strlen (name)] == ':')
      return g_strstrip (g_strdup (lines[i] + strlen (name) + 1));

  return NULL;
}

static char *
read_head (GInputStream *stream)
{
  g_autoptr(GString) head = g_string_new (NULL);
  char c;

  while (head->len < MAX_HEAD_BYTES && g_input_stream_read (stream, &c, 1, NULL, NULL) == 1)
    {
      g_string_append_c (head, c);

      if (g_str_has_suffix (head->str, "\r\n\r\n"))
        return g_string_free_and_steal (g_steal_pointer (&head));
    }

  return NULL;
}

/* Copies what is to be sent, and counts down how often it breaks off. The test may be over: then its files are gone. */
static gboolean
take_file (FileServer *self,
           const char *head,
           ServedFile *file)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  for (guint i = 0; i < self->n_files && !self->closed; i++)
    {
      ServedFile *served = &self->files[i];
      g_autofree char *beginning = g_strconcat ("GET ", served->path, " ", NULL);

      if (!g_str_has_prefix (head, beginning))
        continue;

      *file = *served;
      served->n_drops -= served->n_drops > 0;
      served->n_stalls -= served->n_stalls > 0;

      return TRUE;
    }

  return FALSE;
}

/* Where the answer begins; the whole file where ranges are not known, or are of another version. */
static gsize
find_start (const ServedFile *file,
            const char       *head)
{
  g_autofree char *range = find_header (head, "Range");
  g_autofree char *condition = find_header (head, "If-Range");

  if (range == NULL || file->no_ranges || !g_str_has_prefix (range, "bytes="))
    return 0;

  if (condition != NULL && !file->no_conditions && g_strcmp0 (condition, file->tag) != 0 &&
      g_strcmp0 (condition, file->date) != 0)
    return 0;

  return (gsize) g_ascii_strtoull (range + strlen ("bytes="), NULL, 10);
}

static void
add_header (GString    *answer,
            const char *name,
            const char *value)
{
  if (value != NULL)
    g_string_append_printf (answer, "%s: %s\r\n", name, value);
}

static char *
make_answer (const ServedFile *file,
             gsize             start)
{
  GString *answer = g_string_new ("HTTP/1.1 ");
  guint status = file->status > 0 ? file->status : start > file->length ? 416 : start > 0 ? 206 : 200;

  g_string_append_printf (answer, "%u Whatever\r\nConnection: close\r\n", status);
  add_header (answer, "ETag", file->tag);
  add_header (answer, "Last-Modified", file->date);
  add_header (answer, "Content-Type", file->type);
  add_header (answer, "Location", file->location);
  add_header (answer, "Retry-After", file->retry_after);

  if (status == 206)
    g_string_append_printf (answer, "Content-Range: bytes %" G_GSIZE_FORMAT "-%" G_GSIZE_FORMAT "/%" G_GSIZE_FORMAT
                            "\r\n", start, file->length - 1, file->length);

  if (status == 416 || file->location != NULL)
    g_string_append (answer, "Content-Length: 0\r\n");
  else if (!file->chunked)
    g_string_append_printf (answer, "Content-Length: %" G_GSIZE_FORMAT "\r\n",
                            file->claimed > 0 ? file->claimed - start : file->length - start);

  g_string_append (answer, "\r\n");

  return g_string_free_and_steal (answer);
}

static void
send_body (FileServer       *self,
           GOutputStream    *stream,
           const ServedFile *file,
           gsize             start,
           gsize             end)
{
  gsize at = start;

  while (at < end)
    {
      gsize n_bytes = file->chunk_bytes > 0 ? MIN (file->chunk_bytes, end - at) : end - at;

      if (!g_output_stream_write_all (stream, file->data + at, n_bytes, NULL, NULL, NULL))
        return;

      at += n_bytes;

      g_mutex_lock (&self->lock);
      self->n_sent += n_bytes;
      g_mutex_unlock (&self->lock);

      if (file->pause_usec > 0)
        g_usleep (file->pause_usec);
    }
}

static void
stall (FileServer *self)
{
  gboolean closed = FALSE;

  while (!closed)
    {
      g_usleep (20000);
      g_mutex_lock (&self->lock);
      closed = self->closed;
      g_mutex_unlock (&self->lock);
    }
}

static void
answer (FileServer       *self,
        const ServedFile *file,
        const char       *head,
        GOutputStream    *stream)
{
  gsize start = find_start (file, head);
  g_autofree char *begin = make_answer (file, start);
  gboolean drops = file->n_drops > 0, stalls = file->n_stalls > 0;
  gsize end = file->length;

  if (file->drop_after < 0 && stalls)
    stall (self);

  if (file->drop_after < 0 && (drops || stalls))
    return;

  g_output_stream_write_all (stream, begin, strlen (begin), NULL, NULL, NULL);

  if (file->location != NULL || start > file->length)
    return;

  if (drops || stalls)
    end = MIN (end, start + (gsize) file->drop_after);

  send_body (self, stream, file, start, end);

  if (stalls)
    stall (self);
}

static void
talk (FileServer        *self,
      GSocketConnection *connection)
{
  g_autoptr(GIOStream) secure = self->certificate != NULL
                                ? g_tls_server_connection_new (G_IO_STREAM (connection), self->certificate, NULL) : NULL;
  GIOStream *both = secure != NULL ? secure : G_IO_STREAM (connection);
  GOutputStream *stream = g_io_stream_get_output_stream (both);
  g_autofree char *head = read_head (g_io_stream_get_input_stream (both));
  ServedFile file;

  if (head == NULL)
    return;

  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->requests, g_strdup (head));
  g_mutex_unlock (&self->lock);

  if (take_file (self, head, &file))
    answer (self, &file, head, stream);
  else
    g_output_stream_write_all (stream, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", 63,
                               NULL, NULL, NULL);

  g_io_stream_close (both, NULL, NULL);
}

static gboolean
run (GThreadedSocketService *service,
     GSocketConnection      *connection,
     GObject                *source,
     gpointer                user_data)
{
  FileServer *self = user_data;
  gboolean closed;

  g_mutex_lock (&self->lock);
  closed = self->closed;

  if (!closed)
    g_ptr_array_add (self->sockets, g_socket_connection_get_socket (connection));

  g_mutex_unlock (&self->lock);

  if (closed)
    return TRUE;

  talk (self, connection);

  g_mutex_lock (&self->lock);
  g_ptr_array_remove_fast (self->sockets, g_socket_connection_get_socket (connection));
  g_mutex_unlock (&self->lock);

  return TRUE;
}

/* Called when the last thread has come back from run(). */
static void
say_finished (gpointer  user_data,
              GClosure *closure)
{
  FileServer *self = user_data;

  g_mutex_lock (&self->lock);
  self->finished = TRUE;
  g_cond_signal (&self->is_finished);
  g_mutex_unlock (&self->lock);
}

/**
 * file_server_new:
 * @files: what there is; may be changed by the test between requests
 * @n_files: how many
 *
 * Returns: (transfer full): a server on this computer
 */
FileServer *
file_server_new (ServedFile *files,
                 guint       n_files)
{
  FileServer *self = g_new0 (FileServer, 1);
  guint16 port;

  g_mutex_init (&self->lock);
  g_cond_init (&self->is_finished);
  self->files = files;
  self->n_files = n_files;
  self->requests = g_ptr_array_new_with_free_func (g_free);
  self->sockets = g_ptr_array_new ();
  self->service = g_threaded_socket_service_new (16);
  g_signal_connect_data (self->service, "run", G_CALLBACK (run), self, say_finished, G_CONNECT_DEFAULT);
  port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (self->service), NULL, NULL);
  g_assert_cmpuint (port, !=, 0);
  self->url = g_strdup_printf ("http://127.0.0.1:%u", port);
  g_socket_service_start (self->service);

  return self;
}

/* What is still being sent breaks off, and the files may be gone when this returns. */
void
file_server_free (FileServer *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));

  g_mutex_lock (&self->lock);
  self->closed = TRUE;

  for (guint i = 0; i < self->sockets->len; i++)
    g_socket_shutdown (g_ptr_array_index (self->sockets, i), TRUE, TRUE, NULL);

  g_mutex_unlock (&self->lock);
  g_signal_handlers_disconnect_by_data (self->service, self);
  g_mutex_lock (&self->lock);

  while (!self->finished)
    g_cond_wait (&self->is_finished, &self->lock);

  g_mutex_unlock (&self->lock);
  g_object_unref (self->service);
  g_clear_object (&self->certificate);
  g_ptr_array_unref (self->sockets);
  g_ptr_array_unref (self->requests);
  g_free (self->url);
  g_cond_clear (&self->is_finished);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/**
 * file_server_count_requests:
 * @self: a server
 *
 * Returns: how many came in
 */
guint
file_server_count_requests (FileServer *self)
{
  guint n_requests;

  g_mutex_lock (&self->lock);
  n_requests = self->requests->len;
  g_mutex_unlock (&self->lock);

  return n_requests;
}

/**
 * file_server_dup_header:
 * @self: a server
 * @request: the number of a request, from 0
 * @name: the name of a header
 *
 * Returns: (transfer full) (nullable): what the request said there
 */
char *
file_server_dup_header (FileServer *self,
                        guint       request,
                        const char *name)
{
  char *value;

  g_mutex_lock (&self->lock);
  g_assert_cmpuint (request, <, self->requests->len);
  value = find_header (g_ptr_array_index (self->requests, request), name);
  g_mutex_unlock (&self->lock);

  return value;
}
