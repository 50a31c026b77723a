/* idio-service.c: a server that answers chats over HTTP, whatever its dialect
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "idio-fiber.h"
#include "llm/idio-api-key.h"
#include "llm/idio-json.h"
#include "llm/idio-model-list.h"
#include "llm/idio-service-address.h"
#include "llm/idio-service-error.h"
#include "llm/idio-service-private.h"

/* How long, in seconds, nothing at all may come before the first word, in which time a slow computer loads a model and
 * reads the request; on this computer a request may wait for others too */
#define PATIENCE_SECONDS        600
#define ENGINE_PATIENCE_SECONDS 3600

/* How long a list of models may take in all */
#define LIST_SECONDS 60

#define MAX_REDIRECTS 2

static void provider_iface_init (IdioProviderInterface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (IdioService, idio_service, G_TYPE_OBJECT,
                                  G_ADD_PRIVATE (IdioService)
                                  G_IMPLEMENT_INTERFACE (IDIO_TYPE_PROVIDER, provider_iface_init))

/**
 * idio_service_new_message:
 * @self: a service
 * @method: an HTTP method
 * @path: what to add to its address
 * @body: (nullable): what to send
 * @error: (out): a location for an error in %IDIO_PROVIDER_ERROR
 *
 * Returns: (transfer full) (nullable): a request with the key, if that may be sent
 */
SoupMessage *
idio_service_new_message (IdioService  *self,
                          const char   *method,
                          const char   *path,
                          const char   *body,
                          GError      **error)
{
  IdioServicePrivate *priv = idio_service_get_instance_private (self);
  g_autofree char *url = priv->address != NULL ? g_strconcat (priv->address, path, NULL) : NULL;
  SoupMessage *message = NULL;

  g_assert (IDIO_IS_SERVICE (self));

  if (priv->key != NULL && !priv->unencrypted && url != NULL && idio_service_address_is_unencrypted (priv->address))
    {
      g_propagate_error (error, idio_provider_error_new (IDIO_PROVIDER_ERROR_UNENCRYPTED, priv->host));
      return NULL;
    }

  if (url == NULL || !(message = soup_message_new (method, url)))
    {
      g_propagate_error (error, idio_provider_error_new_for_address (priv->host));
      return NULL;
    }

  /* A service that sends us elsewhere would get the key sent there. */
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);

  IDIO_SERVICE_GET_CLASS (self)->add_headers (self, soup_message_get_request_headers (message), priv->key);

  if (body != NULL)
    {
      g_autoptr(GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
    }

  return message;
}

/**
 * idio_service_find_other_address:
 * @self: a service
 * @message: a request that was answered
 * @path: what was added to the address for it
 * @body: the body of the answer
 *
 * The other address is remembered: the one that the server says, or with the "/v1" that was forgotten.
 *
 * Returns: whether the same request is worth a try at another address
 */
gboolean
idio_service_find_other_address (IdioService *self,
                                 SoupMessage *message,
                                 const char  *path,
                                 const char  *body)
{
  IdioServicePrivate *priv = idio_service_get_instance_private (self);
  guint status = soup_message_get_status (message);
  const char *start = body + strspn (body, " \t\r\n");
  gboolean missing = status == SOUP_STATUS_NOT_FOUND || status == SOUP_STATUS_METHOD_NOT_ALLOWED ||
                     (SOUP_STATUS_IS_SUCCESSFUL (status) && *start == '<');

  g_assert (IDIO_IS_SERVICE (self));

  if (SOUP_STATUS_IS_REDIRECTION (status) && priv->n_redirects < MAX_REDIRECTS)
    {
      SoupMessageHeaders *headers = soup_message_get_response_headers (message);
      char *address = idio_service_address_follow (priv->address, path, soup_message_headers_get_one (headers, "Location"));

      if (address == NULL)
        return FALSE;

      priv->n_redirects++;
      g_free (priv->address);
      priv->address = address;

      return TRUE;
    }

  if (!missing || priv->engine || !IDIO_SERVICE_GET_CLASS (self)->has_version || idio_service_error_is_about_model (body))
    return FALSE;

  if (priv->typed != NULL)
    {
      g_free (priv->address);
      priv->address = g_steal_pointer (&priv->typed);

      return FALSE;
    }

  if (g_str_has_suffix (priv->address, "/v1"))
    return FALSE;

  priv->typed = g_steal_pointer (&priv->address);
  priv->address = g_strconcat (priv->typed, "/v1", NULL);

  return TRUE;
}

/**
 * idio_service_new_response_error:
 * @self: a service
 * @message: a request that was answered
 * @response: the answer, which is no success
 *
 * Returns: (transfer full): an error in %IDIO_PROVIDER_ERROR
 */
GError *
idio_service_new_response_error (IdioService      *self,
                                 SoupMessage      *message,
                                 IdioHttpResponse *response)
{
  IdioServicePrivate *priv = idio_service_get_instance_private (self);
  gint64 wait = idio_http_get_retry_after_msec (message);
  GError *error;

  g_assert (IDIO_IS_SERVICE (self));

  if (SOUP_STATUS_IS_REDIRECTION (response->status))
    return idio_provider_error_new_for_redirect (priv->host);

  error = idio_service_error_new (response->status, response->body, priv->host, priv->key);

  if (wait > 0 && idio_provider_error_is_temporary (error))
    idio_provider_error_set_retry_after (error, (guint) ((wait + 999) / 1000));

  return error;
}

static IdioHttpResponse *
get_list (IdioService  *self,
          gboolean     *again,
          GError      **error)
{
  IdioServicePrivate *priv = idio_service_get_instance_private (self);
  const char *path = IDIO_SERVICE_GET_CLASS (self)->models_path;
  g_autoptr(SoupMessage) message = idio_service_new_message (self, SOUP_METHOD_GET, path, NULL, error);
  g_autoptr(IdioHttpResponse) response = NULL;
  g_autoptr(GError) io_error = NULL;
  guint64 token;

  g_assert (IDIO_IS_SERVICE (self));

  if (message == NULL)
    return NULL;

  token = idio_provider_note_asked (IDIO_PROVIDER (self), "test", 0);
  response = dex_await_boxed (dex_future_first (idio_http_request (priv->session, message),
                                                dex_timeout_new_seconds ((int) MIN (LIST_SECONDS, priv->patience)), NULL),
                              &io_error);
  idio_provider_note_answered (IDIO_PROVIDER (self), &token, 0);

  if (g_error_matches (io_error, DEX_ERROR, DEX_ERROR_TIMED_OUT))
    g_propagate_error (error, idio_provider_error_new (IDIO_PROVIDER_ERROR_OFFLINE, priv->host));
  else if (response == NULL)
    g_propagate_error (error, idio_provider_error_for_io (io_error, priv->host));
  else if ((*again = idio_service_find_other_address (self, message, path, response->body)))
    return NULL;
  else if (SOUP_STATUS_IS_SUCCESSFUL (response->status))
    return g_steal_pointer (&response);
  else
    g_propagate_error (error, idio_service_new_response_error (self, message, response));

  return NULL;
}

static DexFuture *
list_models_fiber (gpointer data)
{
  IdioService *self = data;
  IdioServicePrivate *priv = idio_service_get_instance_private (self);
  g_autoptr(IdioHttpResponse) response = NULL;
  GError *error = NULL;
  gboolean again = TRUE;
  gboolean page;
  GStrv models;

  while (again && response == NULL)
    {
      again = FALSE;
      response = get_list (self, &again, &error);
    }

  if (response == NULL)
    return dex_future_new_for_error (error);

  page = response->body[strspn (response->body, " \t\r\n")] == '<';
  models = dex_await_boxed (idio_model_list_read (g_steal_pointer (&response->body)), NULL);

  if (models == NULL)
    return dex_future_new_for_error (page ? idio_provider_error_new_for_page (priv->host)
                                          : idio_provider_error_new (IDIO_PROVIDER_ERROR_BAD_ANSWER, priv->host));

  return dex_future_new_take_boxed (G_TYPE_STRV, models);
}

static DexFuture *
idio_service_list_models (IdioProvider *provider)
{
  return idio_fiber_spawn (list_models_fiber, g_object_ref (provider), g_object_unref);
}

static const char *
idio_service_get_model_of_provider (IdioProvider *provider)
{
  return idio_service_get_model (IDIO_SERVICE (provider));
}

static const char *
idio_service_get_host (IdioProvider *provider)
{
  IdioServicePrivate *priv = idio_service_get_instance_private (IDIO_SERVICE (provider));

  return priv->host;
}

static void
provider_iface_init (IdioProviderInterface *iface)
{
  iface->chat = idio_service_chat;
  iface->list_models = idio_service_list_models;
  iface->get_model = idio_service_get_model_of_provider;
  iface->get_host = idio_service_get_host;
}

static void
idio_service_finalize (GObject *object)
{
  IdioServicePrivate *priv = idio_service_get_instance_private (IDIO_SERVICE (object));

  g_clear_object (&priv->session);
  g_clear_pointer (&priv->address, g_free);
  g_clear_pointer (&priv->typed, g_free);
  g_clear_pointer (&priv->host, g_free);
  g_clear_pointer (&priv->model, g_free);
  g_clear_pointer (&priv->key, idio_api_key_free);

  G_OBJECT_CLASS (idio_service_parent_class)->finalize (object);
}

static void
idio_service_class_init (IdioServiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = idio_service_finalize;
}

static void
idio_service_init (IdioService *self)
{
  IdioServicePrivate *priv = idio_service_get_instance_private (self);

  priv->patience = PATIENCE_SECONDS;
}

/**
 * idio_service_new:
 * @type: the type of a dialect
 * @address: an address from idio_service_address_fix()
 * @model: the name of a model there
 * @key: (nullable): the API key; what can't be one is left out
 *
 * Returns: (transfer full): a service
 */
IdioProvider *
idio_service_new (GType       type,
                  const char *address,
                  const char *model,
                  const char *key)
{
  IdioService *self;
  IdioServicePrivate *priv;

  g_return_val_if_fail (g_type_is_a (type, IDIO_TYPE_SERVICE), NULL);
  g_return_val_if_fail (address != NULL, NULL);
  g_return_val_if_fail (model != NULL, NULL);

  self = g_object_new (type, NULL);
  priv = idio_service_get_instance_private (self);
  priv->session = idio_http_session_new (NULL);
  priv->address = idio_service_address_fix (address, NULL);
  priv->host = idio_service_address_find_host (address);
  priv->model = g_strdup (model);
  priv->key = key != NULL ? idio_api_key_normalize (key, NULL) : NULL;

  if (priv->key != NULL && *priv->key == '\0')
    g_clear_pointer (&priv->key, idio_api_key_free);

  return IDIO_PROVIDER (self);
}

/**
 * idio_service_new_on_socket:
 * @type: the type of a dialect
 * @socket_path: the Unix socket of a llama-server
 * @model: the name of its model, as people know it
 *
 * Returns: (transfer full): a provider on this computer
 */
IdioProvider *
idio_service_new_on_socket (GType       type,
                            const char *socket_path,
                            const char *model)
{
  IdioService *self;
  IdioServicePrivate *priv;

  g_return_val_if_fail (g_type_is_a (type, IDIO_TYPE_SERVICE), NULL);
  g_return_val_if_fail (socket_path != NULL, NULL);
  g_return_val_if_fail (model != NULL, NULL);

  self = g_object_new (type, NULL);
  priv = idio_service_get_instance_private (self);
  priv->session = idio_http_session_new (socket_path);
  priv->address = g_strdup ("http://localhost/v1");
  priv->model = g_strdup (model);
  priv->patience = ENGINE_PATIENCE_SECONDS;
  priv->engine = TRUE;

  return IDIO_PROVIDER (self);
}

/**
 * idio_service_get_address:
 * @self: a service
 *
 * Returns: (transfer none) (nullable): the address that requests are sent to, which may be found better than it was given
 *   when one was answered
 */
const char *
idio_service_get_address (IdioService *self)
{
  IdioServicePrivate *priv = idio_service_get_instance_private (self);

  g_return_val_if_fail (IDIO_IS_SERVICE (self), NULL);

  return priv->address;
}

/**
 * idio_service_get_model:
 * @self: a service
 *
 * Returns: (transfer none): the name of the model
 */
const char *
idio_service_get_model (IdioService *self)
{
  IdioServicePrivate *priv = idio_service_get_instance_private (self);

  g_return_val_if_fail (IDIO_IS_SERVICE (self), NULL);

  return priv->model;
}

/**
 * idio_service_is_engine:
 * @self: a service
 *
 * Returns: whether it is the engine of this program, which knows more than any dialect
 */
gboolean
idio_service_is_engine (IdioService *self)
{
  IdioServicePrivate *priv = idio_service_get_instance_private (self);

  g_return_val_if_fail (IDIO_IS_SERVICE (self), FALSE);

  return priv->engine;
}

/**
 * idio_service_allow_unencrypted:
 * @self: a service in a private network
 *
 * The user agreed that the key goes there unencrypted.
 */
void
idio_service_allow_unencrypted (IdioService *self)
{
  IdioServicePrivate *priv = idio_service_get_instance_private (self);

  g_return_if_fail (IDIO_IS_SERVICE (self));

  priv->unencrypted = TRUE;
}

/**
 * idio_service_set_patience:
 * @self: a service
 * @seconds: how long nothing may come
 *
 * For tests. The default is ten minutes.
 */
void
idio_service_set_patience (IdioService *self,
                           guint        seconds)
{
  IdioServicePrivate *priv = idio_service_get_instance_private (self);

  g_return_if_fail (IDIO_IS_SERVICE (self));

  priv->patience = seconds;
}

/* For the other file of this class */
IdioServicePrivate *
idio_service_get_private (IdioService *self)
{
  return idio_service_get_instance_private (self);
}
