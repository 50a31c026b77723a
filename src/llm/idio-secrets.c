/* idio-secrets.c: API keys, in the keyring of the system and nowhere else
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <libsecret/secret.h>

#include "idio-fiber.h"
#include "llm/idio-secrets.h"

struct _IdioSecrets
{
  GObject     parent_instance;
  GHashTable *session; /* keys that no keyring would take, by service; gone with this process */
};

G_DEFINE_FINAL_TYPE (IdioSecrets, idio_secrets, G_TYPE_OBJECT)

G_DEFINE_QUARK (idio-secrets-error-quark, idio_secrets_error)

/* Attributes are readable for everyone who can ask the keyring: the address of the service, never the key. */
static const SecretSchema schema = {
  APP_ID ".ApiKey", SECRET_SCHEMA_NONE,
  { { "service", SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL, 0 } },
};

typedef struct
{
  IdioSecrets *self;
  char        *service;
  char        *key;
} Call;

static Call *
call_new (IdioSecrets *self,
          const char  *service,
          const char  *key)
{
  Call *call = g_new0 (Call, 1);

  call->self = g_object_ref (self);
  call->service = g_strdup (service);
  call->key = g_strdup (key);

  return call;
}

static void
call_free (Call *call)
{
  g_clear_object (&call->self);
  g_clear_pointer (&call->service, g_free);
  g_clear_pointer (&call->key, secret_password_free);
  g_free (call);
}

static void
store_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(DexPromise) promise = user_data;
  GError *error = NULL;

  if (secret_password_store_finish (result, &error))
    dex_promise_resolve_boolean (promise, TRUE);
  else
    dex_promise_reject (promise, error);
}

static void
lookup_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(DexPromise) promise = user_data;
  GError *error = NULL;
  char *key = secret_password_lookup_finish (result, &error);

  if (error != NULL)
    dex_promise_reject (promise, error);
  else
    dex_promise_resolve_string (promise, key);
}

static void
clear_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(DexPromise) promise = user_data;
  GError *error = NULL;
  gboolean cleared = secret_password_clear_finish (result, &error);

  if (error != NULL)
    dex_promise_reject (promise, error);
  else
    dex_promise_resolve_boolean (promise, cleared);
}

/* Whether any of the items that were found is locked. */
static void
search_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(DexPromise) promise = user_data;
  g_autolist(GObject) items = secret_password_search_finish (result, NULL);
  gboolean locked = FALSE;

  for (GList *l = items; l != NULL; l = l->next)
    if (SECRET_IS_ITEM (l->data) && secret_item_get_locked (SECRET_ITEM (l->data)))
      locked = TRUE;

  dex_promise_resolve_boolean (promise, locked);
}

static DexFuture *
store_in_keyring (const char *service,
                  const char *key)
{
  DexPromise *promise = dex_promise_new_cancellable ();
  g_autofree char *label = g_strdup_printf (_("API key for %s"), service);

  secret_password_store (&schema, SECRET_COLLECTION_DEFAULT, label, key, dex_promise_get_cancellable (promise),
                         store_cb, dex_ref (promise), "service", service, NULL);

  return DEX_FUTURE (promise);
}

static DexFuture *
lookup_in_keyring (const char *service)
{
  DexPromise *promise = dex_promise_new_cancellable ();

  secret_password_lookup (&schema, dex_promise_get_cancellable (promise), lookup_cb, dex_ref (promise),
                          "service", service, NULL);

  return DEX_FUTURE (promise);
}

static DexFuture *
clear_in_keyring (const char *service)
{
  DexPromise *promise = dex_promise_new_cancellable ();

  secret_password_clear (&schema, dex_promise_get_cancellable (promise), clear_cb, dex_ref (promise),
                         "service", service, NULL);

  return DEX_FUTURE (promise);
}

static DexFuture *
is_locked_in_keyring (const char *service)
{
  DexPromise *promise = dex_promise_new_cancellable ();

  secret_password_search (&schema, SECRET_SEARCH_ALL, dex_promise_get_cancellable (promise), search_cb,
                          dex_ref (promise), "service", service, NULL);

  return DEX_FUTURE (promise);
}

static DexFuture *
reject_locked (void)
{
  return dex_future_new_reject (IDIO_SECRETS_ERROR, IDIO_SECRETS_ERROR_LOCKED,
                                _("The API key is in your keyring, which is locked."));
}

/* No bus, no service, a locked one, one that fails: whatever the reason, the key is kept for this session. */
static DexFuture *
store_fiber (gpointer data)
{
  Call *call = data;
  g_autoptr(GError) error = NULL;

  if (dex_await (store_in_keyring (call->service, call->key), &error))
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
  g_autofree char *key = NULL;

  if (g_hash_table_contains (call->self->session, call->service))
    return dex_future_new_for_string (g_hash_table_lookup (call->self->session, call->service));

  if ((key = dex_await_string (lookup_in_keyring (call->service), NULL)))
    return dex_future_new_take_string (g_steal_pointer (&key));

  /* A locked keyring says the same as one without the key. */
  if (dex_await_boolean (is_locked_in_keyring (call->service), NULL))
    return reject_locked ();

  return dex_future_new_for_string (NULL);
}

static DexFuture *
clear_fiber (gpointer data)
{
  Call *call = data;

  g_hash_table_remove (call->self->session, call->service);

  if (!dex_await_boolean (clear_in_keyring (call->service), NULL) &&
      dex_await_boolean (is_locked_in_keyring (call->service), NULL))
    return reject_locked ();

  return dex_future_new_true ();
}

static void
free_key (gpointer key)
{
  secret_password_free (key);
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
 * @key: its key, which replaces one that is there
 *
 * Returns: (transfer full): a future of a boolean: whether the key is in the keyring; else it is kept as long as this
 *   process lives
 */
DexFuture *
idio_secrets_store (IdioSecrets *self,
                    const char  *service,
                    const char  *key)
{
  g_return_val_if_fail (IDIO_IS_SECRETS (self), NULL);
  g_return_val_if_fail (service != NULL, NULL);
  g_return_val_if_fail (key != NULL, NULL);

  return idio_fiber_spawn (store_fiber, call_new (self, service, key), (GDestroyNotify) call_free);
}

/**
 * idio_secrets_lend:
 * @self: the keys
 * @service: the address of a service
 * @key: its key
 *
 * Uses @key as long as this process lives, and leaves the keyring alone.
 */
void
idio_secrets_lend (IdioSecrets *self,
                   const char  *service,
                   const char  *key)
{
  g_return_if_fail (IDIO_IS_SECRETS (self));
  g_return_if_fail (service != NULL);
  g_return_if_fail (key != NULL);

  g_hash_table_replace (self->session, g_strdup (service), g_strdup (key));
}

/**
 * idio_secrets_lookup:
 * @self: the keys
 * @service: the address of a service
 *
 * May show the dialog of the system that unlocks the keyring.
 *
 * Returns: (transfer full): a future of the key, a string, or %NULL if there is none; rejected with
 *   %IDIO_SECRETS_ERROR_LOCKED if it can't be had now
 */
DexFuture *
idio_secrets_lookup (IdioSecrets *self,
                     const char  *service)
{
  g_return_val_if_fail (IDIO_IS_SECRETS (self), NULL);
  g_return_val_if_fail (service != NULL, NULL);

  return idio_fiber_spawn (lookup_fiber, call_new (self, service, NULL), (GDestroyNotify) call_free);
}

/**
 * idio_secrets_clear:
 * @self: the keys
 * @service: the address of a service
 *
 * Returns: (transfer full): a future that resolves when there is no key for @service any more; rejected with
 *   %IDIO_SECRETS_ERROR_LOCKED if it can't be removed now
 */
DexFuture *
idio_secrets_clear (IdioSecrets *self,
                    const char  *service)
{
  g_return_val_if_fail (IDIO_IS_SECRETS (self), NULL);
  g_return_val_if_fail (service != NULL, NULL);

  return idio_fiber_spawn (clear_fiber, call_new (self, service, NULL), (GDestroyNotify) call_free);
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
