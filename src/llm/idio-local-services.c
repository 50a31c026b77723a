/* idio-local-services.c: servers of models that the user runs on this computer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "idio-fiber.h"
#include "llm/idio-http.h"
#include "llm/idio-json.h"
#include "llm/idio-local-services.h"
#include "llm/idio-model-list.h"

/* A server on this computer answers at once, unless it is stopped. */
#define ANSWER_SECONDS 2

/* Where Ollama, LM Studio and llama-server (until and since its port changed) listen, unless they were told otherwise */
static const guint16 usual_ports[] = { 11434, 1234, 8080, 9931 };

#define LM_STUDIO_PORT 1234

G_DEFINE_BOXED_TYPE (IdioLocalService, idio_local_service, idio_local_service_copy, idio_local_service_free)

static IdioLocalService *
local_service_new (const char *preset,
                   const char *address)
{
  IdioLocalService *self = g_new0 (IdioLocalService, 1);

  self->preset = g_strdup (preset);
  self->address = g_strdup (address);

  return self;
}

IdioLocalService *
idio_local_service_copy (const IdioLocalService *self)
{
  return local_service_new (self->preset, self->address);
}

void
idio_local_service_free (IdioLocalService *self)
{
  g_free (self->preset);
  g_free (self->address);
  g_free (self);
}

typedef struct
{
  SoupSession *session;
  guint16      port;
} Probe;

static void
probe_free (Probe *probe)
{
  g_clear_object (&probe->session);
  g_free (probe);
}

/* No key, no text of the user's: two questions that any program on this computer may ask. */
static char *
get (Probe      *probe,
     const char *path)
{
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u%s", probe->port, path);
  g_autoptr(SoupMessage) message = soup_message_new (SOUP_METHOD_GET, url);
  g_autoptr(IdioHttpResponse) response = NULL;

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  response = dex_await_boxed (dex_future_first (idio_http_request (probe->session, message),
                                                dex_timeout_new_seconds (ANSWER_SECONDS), NULL), NULL);

  return response != NULL && SOUP_STATUS_IS_SUCCESSFUL (response->status) ? g_steal_pointer (&response->body) : NULL;
}

static gboolean
is_ollama (const char *version)
{
  g_autoptr(JsonNode) node = version != NULL ? idio_json_parse (version) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) &&
         idio_json_get_string (json_node_get_object (node), "version") != NULL;
}

static gboolean
is_llama_server (const char *models)
{
  g_autoptr(JsonNode) node = idio_json_parse (models);
  JsonArray *list = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? idio_json_get_array (json_node_get_object (node), "data")
                                                                  : NULL;
  JsonNode *first = list != NULL && json_array_get_length (list) > 0 ? json_array_get_element (list, 0) : NULL;

  return first != NULL && JSON_NODE_HOLDS_OBJECT (first) &&
         g_strcmp0 (idio_json_get_string (json_node_get_object (first), "owned_by"), "llamacpp") == 0;
}

/* Who answers is told by what is answered, as ports can be chosen. */
static DexFuture *
probe_fiber (gpointer data)
{
  Probe *probe = data;
  g_autofree char *version = get (probe, "/api/version");
  g_autofree char *root = g_strdup_printf ("http://127.0.0.1:%u", probe->port);
  g_autofree char *address = g_strconcat (root, "/v1", NULL);
  g_autofree char *models = NULL;
  g_auto(GStrv) names = NULL;
  const char *preset = "other";

  if (is_ollama (version))
    return dex_future_new_take_boxed (IDIO_TYPE_LOCAL_SERVICE, local_service_new ("ollama", root));

  models = get (probe, "/v1/models");

  if (models == NULL || !(names = idio_model_list_parse (models)))
    return dex_future_new_take_boxed (IDIO_TYPE_LOCAL_SERVICE, NULL);

  if (is_llama_server (models))
    preset = "llama-server";
  else if (probe->port == LM_STUDIO_PORT)
    preset = "lm-studio";

  return dex_future_new_take_boxed (IDIO_TYPE_LOCAL_SERVICE, local_service_new (preset, address));
}

typedef struct
{
  guint16 *ports;
  guint    n_ports;
} Find;

static void
find_free (Find *find)
{
  g_free (find->ports);
  g_free (find);
}

static DexFuture *
find_fiber (gpointer data)
{
  Find *find = data;
  g_autoptr(SoupSession) session = idio_http_session_new (NULL);
  g_autoptr(GPtrArray) probes = g_ptr_array_new_with_free_func (dex_unref);
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_local_service_free);

  for (guint i = 0; i < find->n_ports; i++)
    {
      Probe *probe = g_new0 (Probe, 1);

      probe->session = g_object_ref (session);
      probe->port = find->ports[i];
      g_ptr_array_add (probes, idio_fiber_spawn (probe_fiber, probe, (GDestroyNotify) probe_free));
    }

  for (guint i = 0; i < probes->len; i++)
    {
      IdioLocalService *service = dex_await_boxed (dex_ref (g_ptr_array_index (probes, i)), NULL);

      if (service != NULL)
        g_ptr_array_add (found, service);
    }

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&found));
}

/**
 * idio_local_services_find:
 * @ports: (nullable) (array length=n_ports): the ports to ask, or %NULL for the usual ones
 * @n_ports: how many
 *
 * Asks on this computer who answers. Only to be called when the user wants to choose where the model answers.
 *
 * Returns: (transfer full): a future of a #GPtrArray of #IdioLocalService, in the order of the ports
 */
DexFuture *
idio_local_services_find (const guint16 *ports,
                          guint          n_ports)
{
  Find *find;

  if (ports == NULL)
    {
      ports = usual_ports;
      n_ports = G_N_ELEMENTS (usual_ports);
    }

  find = g_new0 (Find, 1);
  find->ports = g_memdup2 (ports, n_ports * sizeof *ports);
  find->n_ports = n_ports;

  return idio_fiber_spawn (find_fiber, find, (GDestroyNotify) find_free);
}
