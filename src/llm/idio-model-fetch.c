/* idio-model-fetch.c: the rest of a part, from one address
 *
 * No keys and no cookies are sent. Hubs redirect to other hosts, with addresses that are good for some minutes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "llm/idio-download-error.h"
#include "llm/idio-http.h"
#include "llm/idio-model-fetch.h"

/* Hubs redirect once or twice. */
#define MAX_REDIRECTS 5

#define CHUNK_BYTES (256 * 1024)

/* RFC 6585 */
#define TOO_MANY_REQUESTS               429
#define NETWORK_AUTHENTICATION_REQUIRED 511

typedef struct
{
  SoupSession  *session;
  const char   *url;
  IdioPartFile *file;
  GCancellable *cancellable;
  SoupMessage  *message;
  GInputStream *stream;
} Fetch;

static void
fetch_clear (Fetch *fetch)
{
  g_clear_object (&fetch->stream);
  g_clear_object (&fetch->message);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fetch, fetch_clear)

/**
 * idio_model_fetch_session_new:
 * @stall_seconds: after how many seconds of silence a server is given up
 *
 * Returns: (transfer full): a session, for the thread that made it
 */
SoupSession *
idio_model_fetch_session_new (guint stall_seconds)
{
  SoupSession *session = idio_http_session_new (NULL);

  soup_session_set_timeout (session, stall_seconds);

  return session;
}

static gboolean
refuse_offline (Fetch   *fetch,
                GError **error)
{
  g_autoptr(GUri) uri = g_uri_parse (fetch->url, SOUP_HTTP_URI_FLAGS, NULL);

  g_set_error (error, IDIO_DOWNLOAD_ERROR, IDIO_DOWNLOAD_ERROR_OFFLINE,
               _("“%s” can’t be reached, or the connection broke off. What was downloaded is kept: go on when you are "
                 "online."),
               g_uri_get_host (uri));

  return FALSE;
}

static gboolean
refuse_identity (Fetch   *fetch,
                 GError **error)
{
  g_autoptr(GUri) uri = g_uri_parse (fetch->url, SOUP_HTTP_URI_FLAGS, NULL);

  g_set_error (error, IDIO_DOWNLOAD_ERROR, IDIO_DOWNLOAD_ERROR_PORTAL,
               _("Something on the way answers in place of “%s”. If this network wants you to log in, do that in a web "
                 "browser, then go on."),
               g_uri_get_host (uri));

  return FALSE;
}

/* What the network says is for who debugs. What the user did is told as it is. */
static gboolean
refuse_network (Fetch    *fetch,
                GError   *network_error,
                GError  **error)
{
  g_autoptr(GError) taken = network_error;

  if (g_error_matches (taken, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&taken));
      return FALSE;
    }

  g_debug ("Downloading broke off: %s", taken->message);

  /* Portals put themselves in the place of every host, and can't prove to be it. */
  if (g_error_matches (taken, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE))
    return refuse_identity (fetch, error);

  return refuse_offline (fetch, error);
}

static gboolean
refuse_portal (GError **error)
{
  g_set_error_literal (error, IDIO_DOWNLOAD_ERROR, IDIO_DOWNLOAD_ERROR_PORTAL,
                       _("A web page came in place of the model. If this network wants you to log in, do that in a web "
                         "browser, then go on."));

  return FALSE;
}

static gboolean
refuse_wrong (GError **error)
{
  g_set_error_literal (error, IDIO_DOWNLOAD_ERROR, IDIO_DOWNLOAD_ERROR_WRONG,
                       _("What the server has is not the model it should be. Try again later, or choose another "
                         "model."));

  return FALSE;
}

static gboolean
refuse_status (Fetch   *fetch,
               guint    status,
               GError **error)
{
  g_autoptr(GUri) uri = g_uri_parse (fetch->url, SOUP_HTTP_URI_FLAGS, NULL);

  if (status == NETWORK_AUTHENTICATION_REQUIRED)
    return refuse_portal (error);

  if (status == SOUP_STATUS_REQUEST_TIMEOUT || status == SOUP_STATUS_PROXY_UNAUTHORIZED ||
      status == TOO_MANY_REQUESTS || status >= 500)
    return refuse_offline (fetch, error);

  g_set_error (error, IDIO_DOWNLOAD_ERROR, IDIO_DOWNLOAD_ERROR_GONE,
               _("“%s” does not have this model any more, or does not give it to everybody. Choose another model."),
               g_uri_get_host (uri));

  return FALSE;
}

static const char *
get_header (SoupMessage *message,
            const char  *name)
{
  return soup_message_headers_get_one (soup_message_get_response_headers (message), name);
}

/* A range may be asked for only if the version is the same byte by byte (RFC 9110, section 13.1.5). */
static const char *
get_tag (SoupMessage *message)
{
  const char *tag = get_header (message, "ETag");

  if (tag != NULL)
    return *tag == '"' ? tag : NULL;

  return get_header (message, "Last-Modified");
}

static SoupMessage *
make_message (Fetch    *fetch,
              GUri     *uri,
              gboolean  whole)
{
  SoupMessage *message = soup_message_new_from_uri (SOUP_METHOD_GET, uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  guint64 offset = idio_part_file_get_offset (fetch->file);
  const char *tag = idio_part_file_get_tag (fetch->file, fetch->url);

  soup_message_set_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  soup_message_disable_feature (message, SOUP_TYPE_AUTH_MANAGER);
  soup_message_disable_feature (message, SOUP_TYPE_CONTENT_DECODER);
  soup_message_headers_replace (headers, "Accept-Encoding", "identity");

  if (offset > 0 && !whole)
    {
      soup_message_headers_set_range (headers, (goffset) offset, -1);

      if (tag != NULL)
        soup_message_headers_replace (headers, "If-Range", tag);
    }

  return message;
}

static gboolean
is_redirect (guint status)
{
  return status == SOUP_STATUS_MOVED_PERMANENTLY || status == SOUP_STATUS_FOUND || status == SOUP_STATUS_SEE_OTHER ||
         status == SOUP_STATUS_TEMPORARY_REDIRECT || status == SOUP_STATUS_PERMANENT_REDIRECT;
}

static GUri *
resolve_redirect (GUri        *from,
                  SoupMessage *message)
{
  const char *location = get_header (message, "Location");
  g_autoptr(GUri) to = location != NULL ? g_uri_parse_relative (from, location, SOUP_HTTP_URI_FLAGS, NULL) : NULL;
  g_autofree char *url = g_uri_to_string (from), *next = to != NULL ? g_uri_to_string (to) : NULL;

  return next != NULL && idio_model_url_may_lead_to (url, next) ? g_steal_pointer (&to) : NULL;
}

/* Asks for the whole part or what is missing, and follows redirects. */
static gboolean
send (Fetch     *fetch,
      gboolean   whole,
      GError   **error)
{
  g_autoptr(GUri) uri = g_uri_parse (fetch->url, SOUP_HTTP_URI_FLAGS, NULL);

  for (guint i = 0; i <= MAX_REDIRECTS; i++)
    {
      g_autoptr(GUri) next = NULL;
      GError *send_error = NULL;

      fetch_clear (fetch);
      fetch->message = make_message (fetch, uri, whole);
      fetch->stream = soup_session_send (fetch->session, fetch->message, fetch->cancellable, &send_error);

      if (fetch->stream == NULL)
        return refuse_network (fetch, send_error, error);

      if (!is_redirect (soup_message_get_status (fetch->message)))
        return TRUE;

      /* A portal leads to its page. */
      if (!(next = resolve_redirect (uri, fetch->message)))
        return refuse_portal (error);

      g_uri_unref (uri);
      uri = g_steal_pointer (&next);
    }

  return refuse_wrong (error);
}

/* Whether the answer begins where the file ends, and belongs to the same version: some servers know ranges, but not
 * conditions. */
static gboolean
continues (Fetch *fetch)
{
  const char *known = idio_part_file_get_tag (fetch->file, fetch->url);
  const char *tag = get_tag (fetch->message);
  goffset start, end, total;

  return soup_message_headers_get_content_range (soup_message_get_response_headers (fetch->message), &start, &end,
                                                 &total) &&
         start == (goffset) idio_part_file_get_offset (fetch->file) &&
         (total < 0 || (guint64) total == idio_part_file_get_part (fetch->file)->bytes) &&
         (known == NULL || tag == NULL || g_str_equal (known, tag));
}

static gboolean
check_whole (Fetch   *fetch,
             GError **error)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (fetch->message);
  const char *type = soup_message_headers_get_content_type (headers, NULL);

  if (type != NULL && g_str_has_prefix (type, "text/html"))
    return refuse_portal (error);

  if (soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH &&
      (guint64) soup_message_headers_get_content_length (headers) != idio_part_file_get_part (fetch->file)->bytes)
    return refuse_wrong (error);

  return TRUE;
}

/* Opens the stream of the bytes that come next. */
static gboolean
open_stream (Fetch   *fetch,
             guint   *retry_after,
             GError **error)
{
  guint status;

  if (!send (fetch, FALSE, error))
    return FALSE;

  status = soup_message_get_status (fetch->message);

  if (status == SOUP_STATUS_PARTIAL_CONTENT && continues (fetch))
    return TRUE;

  /* Another version, or a shorter one: all of it is asked for. Until that looks right, what is there is kept. */
  if (status == SOUP_STATUS_PARTIAL_CONTENT || status == SOUP_STATUS_REQUESTED_RANGE_NOT_SATISFIABLE)
    {
      if (!send (fetch, TRUE, error))
        return FALSE;

      status = soup_message_get_status (fetch->message);
    }

  if (status != SOUP_STATUS_OK)
    {
      *retry_after = (guint) ((MAX (idio_http_get_retry_after_msec (fetch->message), 0) + 999) / 1000);
      return refuse_status (fetch, status, error);
    }

  return check_whole (fetch, error) && idio_part_file_restart (fetch->file, error);
}

static gboolean
looks_like_page (const char *data,
                 gsize       length)
{
  g_autofree char *beginning = g_ascii_strdown (data, (gssize) MIN (length, 256));

  g_strchug (beginning);

  return g_str_has_prefix (beginning, "<!doctype") || g_str_has_prefix (beginning, "<html") ||
         g_str_has_prefix (beginning, "<?xml");
}

static gboolean
read_stream (Fetch             *fetch,
             IdioPartFileFunc   func,
             gpointer           user_data,
             GError           **error)
{
  g_autofree char *data = g_malloc (CHUNK_BYTES);
  guint64 n_bytes = idio_part_file_get_part (fetch->file)->bytes;

  while (TRUE)
    {
      guint64 n_missing = n_bytes - idio_part_file_get_offset (fetch->file);
      GError *read_error = NULL;
      gssize n_read = g_input_stream_read (fetch->stream, data, (gsize) MIN (CHUNK_BYTES, n_missing),
                                           fetch->cancellable, &read_error);

      if (n_read < 0)
        return refuse_network (fetch, read_error, error);

      if (n_read == 0)
        return refuse_offline (fetch, error);

      if (idio_part_file_get_offset (fetch->file) == 0 && looks_like_page (data, (gsize) n_read))
        return refuse_portal (error);

      if (!idio_part_file_write (fetch->file, data, (gsize) n_read, error))
        return FALSE;

      func (idio_part_file_get_size (fetch->file), user_data);

      /* The end of the body need not be waited for. */
      if ((guint64) n_read == n_missing)
        return TRUE;
    }
}

/**
 * idio_model_fetch:
 * @session: a session of this thread
 * @url: an address of the part of @file that is missing next
 * @file: what to write to
 * @func: told how many bytes of the file there are
 * @user_data: data for @func
 * @cancellable: stops it
 * @retry_after: (out): how many seconds the server asks to wait, or 0
 * @error: (out): a location for an error in %IDIO_DOWNLOAD_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Blocks. What came is kept when it fails, unless it can't be right.
 *
 * Returns: whether the part has all its bytes, which are not checked yet
 */
gboolean
idio_model_fetch (SoupSession       *session,
                  const char        *url,
                  IdioPartFile      *file,
                  IdioPartFileFunc   func,
                  gpointer           user_data,
                  GCancellable      *cancellable,
                  guint             *retry_after,
                  GError           **error)
{
  g_auto(Fetch) fetch = { session, url, file, cancellable, NULL, NULL };

  *retry_after = 0;

  if (!open_stream (&fetch, retry_after, error) ||
      !idio_part_file_set_source (file, url, get_tag (fetch.message), error))
    return FALSE;

  func (idio_part_file_get_size (file), user_data);

  return read_stream (&fetch, func, user_data, error);
}
