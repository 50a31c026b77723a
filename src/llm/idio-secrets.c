/* idio-secrets.c: API keys, in the keyring of the system and nowhere else
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <libsecret/secret.h>

#include "idio-fiber.h"
#include "llm/idio-api-key.h"
#include "llm/idio-keyring.h"
#include "llm/idio-secrets.h"

struct _IdioSecrets
{
  GObject     parent_instance;
  GHashTable *session; /* keys that no keyring would take, by service; gone with this process */
};

G_DEFINE_FINAL_TYPE (IdioSecrets, idio_secrets, G_TYPE_OBJECT)

G_DEFINE_QUARK (idio-secrets-error-quark, idio_secrets_error)

typedef struct
{
  IdioSecrets *self;
  char        *service;
  IdioApiKey  *key;
} Call;

static Call *
call_new (IdioSecrets *self,
          const char  *service)
{
  Call *call = g_new0 (Call, 1);

  g_assert (IDIO_IS_SECRETS (self));

  call->self = g_object_ref (self);
  call->service = g_strdup (service);

  return call;
}

static void
call_free (Call *call)
{
  g_clear_object (&call->self);
  g_clear_pointer (&call->service, g_free);
  g_clear_pointer (&call->key, idio_api_key_free);
  g_free (call);
}

static DexFuture *
reject_locked (void)
{
  return dex_future_new_reject (IDIO_SECRETS_ERROR, IDIO_SECRETS_ERROR_LOCKED,
                                _("The API key is in your keyring, which is locked."));
}

/* An error of another kind says that there is no keyring. */
static gboolean
is_silent (const GError *error)
{
  return g_error_matches (error, IDIO_SECRETS_ERROR, IDIO_SECRETS_ERROR_NO_ANSWER);
}

/* No bus, no service, a locked one, one that fails or is silent: whatever the reason, the key is kept for this session. */
static DexFuture *
store_fiber (gpointer data)
{
  Call *call = data;
  g_autoptr(GError) error = NULL;

  if (idio_keyring_await (&error) && dex_await (idio_keyring_store (call->service, call->key), &error))
    {
      g_hash_table_remove (call->self->session, call->service);
      return dex_future_new_true ();
    }

  g_debug ("No keyring: %s", error->message);
  g_hash_table_replace (call->self->session, g_steal_pointer (&call->service), g_steal_pointer (&call->key));

  return dex_future_new_false ();
}

static DexFuture *
lookup_fiber (gpointer data)
{
  Call *call = data;
  g_autoptr(IdioApiKey) stored = NULL;
  IdioApiKey *key = g_hash_table_lookup (call->self->session, call->service);
  GError *error = NULL;

  if (key != NULL)
    return dex_future_new_take_boxed (IDIO_TYPE_API_KEY, idio_api_key_copy (key));

  if (!idio_keyring_await (&error))
    return dex_future_new_for_error (error);

  stored = dex_await_boxed (idio_keyring_lookup (call->service), &error);

  if (is_silent (error))
    return dex_future_new_for_error (error);

  g_clear_error (&error);

  if (stored == NULL)
    return idio_keyring_is_locked (call->service) ? reject_locked () : dex_future_new_take_boxed (IDIO_TYPE_API_KEY, NULL);

  /* Older versions, and other programs, store keys as they come. */
  if (!(key = idio_api_key_normalize (stored, &error)))
    return dex_future_new_for_error (error);

  return dex_future_new_take_boxed (IDIO_TYPE_API_KEY, key);
}

static DexFuture *
has_fiber (gpointer data)
{
  Call *call = data;
  g_autoptr(GPtrArray) items = NULL;
  GError *error = NULL;

  if (g_hash_table_contains (call->self->session, call->service))
    return dex_future_new_true ();

  if (!idio_keyring_await (&error))
    return dex_future_new_for_error (error);

  items = dex_await_boxed (idio_keyring_search (call->service), NULL);

  return dex_future_new_for_boolean (items != NULL && items->len > 0);
}

static DexFuture *
clear_fiber (gpointer data)
{
  Call *call = data;
  g_autoptr(GError) error = NULL;

  g_hash_table_remove (call->self->session, call->service);

  if (!idio_keyring_await (&error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (dex_await_boolean (idio_keyring_clear (call->service), &error))
    return dex_future_new_true ();

  if (is_silent (error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return idio_keyring_is_locked (call->service) ? reject_locked () : dex_future_new_true ();
}

static DexFuture *
clear_all_fiber (gpointer data)
{
  IdioSecrets *self = data;
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GPtrArray) left = NULL;
  g_autoptr(GError) error = NULL;

  g_hash_table_remove_all (self->session);

  if (!idio_keyring_await (&error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  items = dex_await_boxed (idio_keyring_search (NULL), &error);

  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      g_autoptr(GHashTable) attributes = secret_retrievable_get_attributes (g_ptr_array_index (items, i));

      dex_await (idio_keyring_clear (g_hash_table_lookup (attributes, "service")), NULL);
    }

  if (items != NULL)
    left = dex_await_boxed (idio_keyring_search (NULL), &error);

  if (is_silent (error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return left != NULL && left->len > 0 ? reject_locked () : dex_future_new_true ();
}

static void
free_key (gpointer key)
{
  idio_api_key_free (key);
}

static void
idio_secrets_finalize (GObject *object)
{
  IdioSecrets *self = IDIO_SECRETS (object);

  g_clear_pointer (&self->session, g_hash_table_unref);

  G_OBJECT_CLASS (idio_secrets_parent_class)->finalize (object);
}

static void
idio_secrets_class_init (IdioSecretsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = idio_secrets_finalize;
}

static void
idio_secrets_init (IdioSecrets *self)
{
  self->session = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_key);
}

/**
 * idio_secrets_new:
 *
 * Returns: (transfer full): the user's keys
 */
IdioSecrets *
idio_secrets_new (void)
{
  return g_object_new (IDIO_TYPE_SECRETS, NULL);
}

/**
 * idio_secrets_store:
 * @self: the keys
 * @service: the address of a service
 * @key: its key as it was typed, which replaces one that is there; an empty one does not
 *
 * Returns: (transfer full): a future of a boolean: whether the key is in the keyring; else it is kept as long as this
 *   process lives. Rejected with %IDIO_SECRETS_ERROR_BAD_KEY if @key can't be one.
 */
DexFuture *
idio_secrets_store (IdioSecrets *self,
                    const char  *service,
                    const char  *key)
{
  Call *call;
  GError *error = NULL;

  g_return_val_if_fail (IDIO_IS_SECRETS (self), NULL);
  g_return_val_if_fail (service != NULL, NULL);
  g_return_val_if_fail (key != NULL, NULL);

  call = call_new (self, service);

  if (!(call->key = idio_api_key_normalize (key, &error)))
    {
      call_free (call);
      return dex_future_new_for_error (error);
    }

  if (*call->key == '\0')
    {
      call_free (call);
      return dex_future_new_true ();
    }

  return idio_fiber_spawn (store_fiber, call, (GDestroyNotify) call_free);
}

/**
 * idio_secrets_set_session_key:
 * @self: the keys
 * @service: the address of a service
 * @key: its key as it was given; an empty one sets none
 * @error: (out): a location for an error in %IDIO_SECRETS_ERROR
 *
 * Uses @key as long as this process lives, and leaves the keyring alone.
 *
 * Returns: whether @key can be one
 */
gboolean
idio_secrets_set_session_key (IdioSecrets  *self,
                              const char   *service,
                              const char   *key,
                              GError      **error)
{
  IdioApiKey *normal;

  g_return_val_if_fail (IDIO_IS_SECRETS (self), FALSE);
  g_return_val_if_fail (service != NULL, FALSE);
  g_return_val_if_fail (key != NULL, FALSE);

  if (!(normal = idio_api_key_normalize (key, error)))
    return FALSE;

  if (*normal != '\0')
    g_hash_table_replace (self->session, g_strdup (service), normal);
  else
    idio_api_key_free (normal);

  return TRUE;
}

/**
 * idio_secrets_lookup:
 * @self: the keys
 * @service: the address of a service
 *
 * May show the dialog of the system that unlocks the keyring.
 *
 * Returns: (transfer full): a future of the #IdioApiKey, or %NULL if there is none; rejected with an error in
 *   %IDIO_SECRETS_ERROR if it can't be had
 */
DexFuture *
idio_secrets_lookup (IdioSecrets *self,
                     const char  *service)
{
  g_return_val_if_fail (IDIO_IS_SECRETS (self), NULL);
  g_return_val_if_fail (service != NULL, NULL);

  return idio_fiber_spawn (lookup_fiber, call_new (self, service), (GDestroyNotify) call_free);
}

/**
 * idio_secrets_has:
 * @self: the keys
 * @service: the address of a service
 *
 * Asks nobody to unlock the keyring.
 *
 * Returns: (transfer full): a future of a boolean: whether there is a key for @service, be it locked; rejected with
 *   %IDIO_SECRETS_ERROR_NO_ANSWER if nobody knows
 */
DexFuture *
idio_secrets_has (IdioSecrets *self,
                  const char  *service)
{
  g_return_val_if_fail (IDIO_IS_SECRETS (self), NULL);
  g_return_val_if_fail (service != NULL, NULL);

  return idio_fiber_spawn (has_fiber, call_new (self, service), (GDestroyNotify) call_free);
}

/**
 * idio_secrets_clear:
 * @self: the keys
 * @service: the address of a service
 *
 * Returns: (transfer full): a future that resolves when there is no key for @service any more; rejected with an error
 *   in %IDIO_SECRETS_ERROR if it can't be removed now
 */
DexFuture *
idio_secrets_clear (IdioSecrets *self,
                    const char  *service)
{
  g_return_val_if_fail (IDIO_IS_SECRETS (self), NULL);
  g_return_val_if_fail (service != NULL, NULL);

  return idio_fiber_spawn (clear_fiber, call_new (self, service), (GDestroyNotify) call_free);
}

/**
 * idio_secrets_clear_all:
 * @self: the keys
 *
 * Removes the keys of all services, also of those that were used in the past, from the keyring and from this process.
 *
 * Returns: (transfer full): a future that resolves when no key is left; rejected with an error in %IDIO_SECRETS_ERROR
 *   if some could not be removed
 */
DexFuture *
idio_secrets_clear_all (IdioSecrets *self)
{
  g_return_val_if_fail (IDIO_IS_SECRETS (self), NULL);

  return idio_fiber_spawn (clear_all_fiber, g_object_ref (self), g_object_unref);
}

/**
 * idio_secrets_is_session_only:
 * @self: the keys
 * @service: the address of a service
 *
 * Returns: whether its key is gone when this process ends, because no keyring took it
 */
gboolean
idio_secrets_is_session_only (IdioSecrets *self,
                              const char  *service)
{
  g_return_val_if_fail (IDIO_IS_SECRETS (self), FALSE);
  g_return_val_if_fail (service != NULL, FALSE);

  return g_hash_table_contains (self->session, service);
}
