/* fake-server.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fake-server.h"

typedef struct
{
  FakeServer        *server;
  SoupServerMessage *message;
  const FakeAnswer  *answer;
  guint              next;
  guint              n_repeated;
  guint              source;
  guint              watch;
  gboolean           ended;
} Exchange;

static void
exchange_free (gpointer  data,
               GClosure *closure)
{
  Exchange *exchange = data;

  if (exchange->server != NULL)
    g_ptr_array_remove_fast (exchange->server->exchanges, exchange);

  g_clear_handle_id (&exchange->source, g_source_remove);
  g_clear_handle_id (&exchange->watch, g_source_remove);
  g_clear_object (&exchange->message);
  g_free (exchange);
}

static void
cut (Exchange *exchange)
{
  g_autoptr(GIOStream) connection = soup_server_message_steal_connection (exchange->message);

  exchange->ended = TRUE;

  if (connection != NULL)
    g_io_stream_close (connection, NULL, NULL);
}

static GBytes *
compress_text (const char *text)
{
  g_autoptr(GConverter) compressor = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9));
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));

  return g_converter_convert_bytes (compressor, bytes, NULL);
}

static gboolean
send_next (gpointer data)
{
  Exchange *exchange = data;
  SoupMessageBody *body = soup_server_message_get_response_body (exchange->message);
  const char *chunk;

  if (exchange->answer->endless && exchange->next > 0 && exchange->answer->chunks[exchange->next] == NULL)
    exchange->next--;

  if (exchange->answer->gzip && exchange->next == 0)
    {
      g_autoptr(GBytes) bytes = compress_text (exchange->answer->chunks[0]);

      exchange->next++;
      soup_message_body_append_bytes (body, bytes);
      soup_server_message_unpause (exchange->message);
      return G_SOURCE_CONTINUE;
    }

  if (exchange->n_repeated < exchange->answer->repeat && exchange->next > 0)
    exchange->next = 0;

  exchange->n_repeated++;
  chunk = exchange->answer->chunks[exchange->next];

  if (chunk != NULL)
    {
      exchange->next++;
      exchange->server->n_sent += strlen (chunk);
      soup_message_body_append (body, SOUP_MEMORY_COPY, chunk, strlen (chunk));
      soup_server_message_unpause (exchange->message);
      return G_SOURCE_CONTINUE;
    }

  exchange->source = 0;

  if (exchange->answer->open)
    return G_SOURCE_REMOVE;

  if (exchange->answer->cut)
    cut (exchange);
  else
    {
      exchange->ended = TRUE;
      soup_message_body_complete (body);
      soup_server_message_unpause (exchange->message);
    }

  return G_SOURCE_REMOVE;
}

static void
note_end (Exchange *exchange)
{
  if (!exchange->ended && exchange->server != NULL)
    exchange->server->n_disconnected++;

  exchange->ended = TRUE;
  g_clear_handle_id (&exchange->source, g_source_remove);
  g_clear_handle_id (&exchange->watch, g_source_remove);
}

/* While there is nothing to send, SoupServer does not look whether the client is still there. */
static gboolean
watch_client (gpointer data)
{
  Exchange *exchange = data;
  GSocket *socket = soup_server_message_get_socket (exchange->message);

  if (exchange->ended || socket == NULL || g_socket_condition_check (socket, G_IO_IN | G_IO_HUP) == 0)
    return G_SOURCE_CONTINUE;

  exchange->watch = 0;
  note_end (exchange);

  return G_SOURCE_REMOVE;
}

static void
finished (SoupServerMessage *message,
          Exchange          *exchange)
{
  note_end (exchange);
}

static void
handle (SoupServer        *soup,
        SoupServerMessage *message,
        const char        *path,
        GHashTable        *query,
        gpointer           user_data)
{
  FakeServer *self = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  const char *authorization = soup_message_headers_get_one (soup_server_message_get_request_headers (message),
                                                            "Authorization");
  const char *key = soup_message_headers_get_one (soup_server_message_get_request_headers (message), "x-api-key");
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  Exchange *exchange = g_new0 (Exchange, 1);

  exchange->server = self;
  g_ptr_array_add (self->exchanges, exchange);
  exchange->message = g_object_ref (message);
  exchange->answer = &self->answers[MIN (self->requests->len, self->n_answers - 1)];

  g_ptr_array_add (self->requests, g_strndup (body->data, body->length));
  g_ptr_array_add (self->paths, g_strdup (path));
  g_ptr_array_add (self->keys, g_strdup (key != NULL ? key : ""));
  g_ptr_array_add (self->authorizations, g_strdup (authorization != NULL ? authorization : ""));

  g_signal_connect_data (message, "finished", G_CALLBACK (finished), exchange, exchange_free, 0);

  if (exchange->answer->reset)
    {
      cut (exchange);
      return;
    }

  soup_server_message_set_status (message, exchange->answer->status, NULL);
  soup_message_headers_set_encoding (headers, SOUP_ENCODING_CHUNKED);

  if (exchange->answer->gzip)
    soup_message_headers_replace (headers, "Content-Encoding", "gzip");

  if (exchange->answer->header != NULL)
    soup_message_headers_replace (headers, exchange->answer->header, exchange->answer->value);

  soup_message_body_set_accumulate (soup_server_message_get_response_body (message), FALSE);
  soup_server_message_pause (message);

  /* After the client has read, which does so after all that shows something: both are in this one thread. */
  exchange->source = g_timeout_add_full (G_PRIORITY_LOW, exchange->answer->delay_msec, send_next, exchange, NULL);
  exchange->watch = g_timeout_add (10, watch_client, exchange);
}

/**
 * fake_server_new:
 * @answers: what to answer
 * @n_answers: how many
 *
 * Returns: (transfer full): a server on a free port of this computer
 */
FakeServer *
fake_server_new (const FakeAnswer *answers,
                 guint             n_answers)
{
  return fake_server_new_tls (answers, n_answers, NULL, "127.0.0.1");
}

/**
 * fake_server_new_tls:
 * @answers: what to answer
 * @n_answers: how many
 * @certificate: (nullable): its certificate and key; %NULL for no encryption
 * @host: the host in its address
 *
 * Returns: (transfer full): a server on a free port of this computer
 */
FakeServer *
fake_server_new_tls (const FakeAnswer *answers,
                     guint             n_answers,
                     GTlsCertificate  *certificate,
                     const char       *host)
{
  FakeServer *self = g_new0 (FakeServer, 1);
  g_autoptr(GError) error = NULL;
  GSList *uris;

  self->server = g_object_new (SOUP_TYPE_SERVER, "tls-certificate", certificate, NULL);
  self->exchanges = g_ptr_array_new ();
  self->requests = g_ptr_array_new_with_free_func (g_free);
  self->authorizations = g_ptr_array_new_with_free_func (g_free);
  self->paths = g_ptr_array_new_with_free_func (g_free);
  self->keys = g_ptr_array_new_with_free_func (g_free);
  self->answers = answers;
  self->n_answers = n_answers;

  soup_server_add_handler (self->server, NULL, handle, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY | (certificate != NULL ? SOUP_SERVER_LISTEN_HTTPS : 0),
                            &error);
  g_assert_no_error (error);

  uris = soup_server_get_uris (self->server);
  self->url = g_strdup_printf ("%s://%s:%d/v1", certificate != NULL ? "https" : "http", host,
                               g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  return self;
}

void
fake_server_free (FakeServer *self)
{
  /* An exchange may outlive the server, as its connection closes later. */
  for (guint i = 0; i < self->exchanges->len; i++)
    {
      Exchange *exchange = g_ptr_array_index (self->exchanges, i);

      note_end (exchange);
      exchange->server = NULL;
    }

  soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  g_clear_pointer (&self->exchanges, g_ptr_array_unref);
  g_clear_pointer (&self->requests, g_ptr_array_unref);
  g_clear_pointer (&self->authorizations, g_ptr_array_unref);
  g_clear_pointer (&self->paths, g_ptr_array_unref);
  g_clear_pointer (&self->keys, g_ptr_array_unref);
  g_free (self->url);
  g_free (self);
}
