/* idio-keyring.c: libsecret as futures
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <libsecret/secret.h>

#include "idio-fiber.h"
#include "llm/idio-api-key.h"
#include "llm/idio-keyring.h"
#include "llm/idio-secrets.h"

/* How long the keyring may take to answer at all. How long a person takes to unlock it is up to them. */
#define ANSWER_SECONDS 5

/* Attributes are readable for everyone who can ask the keyring: the address of the service, never the key. */
static const SecretSchema schema = {
  APP_ID ".ApiKey", SECRET_SCHEMA_NONE,
  { { "service", SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL, 0 } },
};

static GError *
new_no_answer (void)
{
  return g_error_new_literal (IDIO_SECRETS_ERROR, IDIO_SECRETS_ERROR_NO_ANSWER,
                              _("The keyring of this computer does not answer. Log out and in again, or restart it."));
}

/* Takes @error. */
static void
reject (DexPromise *promise,
        GError     *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT) ||
      g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY) ||
      g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_TIMEOUT))
    {
      g_error_free (error);
      error = new_no_answer ();
    }

  dex_promise_reject (promise, error);
}

/* In a Flatpak libsecret keeps keys in an encrypted file, and beside it the file as it was before the last change: with
 * the key that has just been removed or replaced. */
static void
delete_former_file (void)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "keyrings", SECRET_COLLECTION_DEFAULT ".keyring~", NULL);

  if (g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS))
    g_unlink (path);
}

static void
store_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(DexPromise) promise = user_data;
  GError *error = NULL;

  delete_former_file ();

  if (secret_password_store_finish (result, &error))
    dex_promise_resolve_boolean (promise, TRUE);
  else
    reject (promise, error);
}

static void
lookup_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(DexPromise) promise = user_data;
  GError *error = NULL;
  IdioApiKey *key = secret_password_lookup_finish (result, &error);

  if (error != NULL)
    reject (promise, error);
  else
    dex_promise_resolve_boxed (promise, IDIO_TYPE_API_KEY, key);
}

static void
clear_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(DexPromise) promise = user_data;
  GError *error = NULL;
  gboolean cleared = secret_password_clear_finish (result, &error);

  delete_former_file ();

  if (error != NULL)
    reject (promise, error);
  else
    dex_promise_resolve_boolean (promise, cleared);
}

/* The items that the keyring has for us; what another program keeps in the same file is passed over. */
static void
search_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(DexPromise) promise = user_data;
  GError *error = NULL;
  g_autolist(GObject) found = secret_password_search_finish (result, &error);
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  if (error != NULL)
    {
      reject (promise, error);
      return;
    }

  for (GList *l = found; l != NULL; l = l->next)
    {
      g_autoptr(GHashTable) attributes = secret_retrievable_get_attributes (l->data);
      const char *name = g_hash_table_lookup (attributes, "xdg:schema");

      if (g_hash_table_contains (attributes, "service") && (name == NULL || g_str_equal (name, schema.name)))
        g_ptr_array_add (items, g_object_ref (l->data));
    }

  dex_promise_resolve_boxed (promise, G_TYPE_PTR_ARRAY, g_steal_pointer (&items));
}

static gboolean
any_locked (GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    {
      GObject *item = g_ptr_array_index (items, i);

      if (SECRET_IS_ITEM (item) && secret_item_get_locked (SECRET_ITEM (item)))
        return TRUE;
    }

  return FALSE;
}

/**
 * idio_keyring_store:
 * @service: the address of a service
 * @key: its key
 *
 * Returns: (transfer full): a future that resolves when the key is stored
 */
DexFuture *
idio_keyring_store (const char *service,
                    const char *key)
{
  DexPromise *promise = dex_promise_new_cancellable ();
  g_autofree char *label = g_strdup_printf (_("API key for %s"), service);

  secret_password_store (&schema, SECRET_COLLECTION_DEFAULT, label, key, dex_promise_get_cancellable (promise),
                         store_cb, dex_ref (promise), "service", service, NULL);

  return DEX_FUTURE (promise);
}

/**
 * idio_keyring_lookup:
 * @service: the address of a service
 *
 * Returns: (transfer full): a future of the #IdioApiKey, or %NULL if there is none or the keyring is locked
 */
DexFuture *
idio_keyring_lookup (const char *service)
{
  DexPromise *promise = dex_promise_new_cancellable ();

  secret_password_lookup (&schema, dex_promise_get_cancellable (promise), lookup_cb, dex_ref (promise),
                          "service", service, NULL);

  return DEX_FUTURE (promise);
}

/**
 * idio_keyring_clear:
 * @service: the address of a service
 *
 * Returns: (transfer full): a future of a boolean: whether there was a key that could be removed
 */
DexFuture *
idio_keyring_clear (const char *service)
{
  DexPromise *promise = dex_promise_new_cancellable ();

  secret_password_clear (&schema, dex_promise_get_cancellable (promise), clear_cb, dex_ref (promise),
                         "service", service, NULL);

  return DEX_FUTURE (promise);
}

/**
 * idio_keyring_search:
 * @service: (nullable): the address of a service, or %NULL for all
 *
 * Returns: (transfer full): a future of a #GPtrArray of #SecretRetrievable
 */
DexFuture *
idio_keyring_search (const char *service)
{
  DexPromise *promise = dex_promise_new_cancellable ();

  secret_password_search (&schema, SECRET_SEARCH_ALL, dex_promise_get_cancellable (promise), search_cb,
                          dex_ref (promise), service != NULL ? "service" : NULL, service, NULL);

  return DEX_FUTURE (promise);
}

/**
 * idio_keyring_is_locked:
 * @service: the address of a service
 *
 * For a fiber. A locked keyring otherwise says the same as one without the key.
 *
 * Returns: whether there is a key for @service that can't be had
 */
gboolean
idio_keyring_is_locked (const char *service)
{
  g_autoptr(GPtrArray) items = dex_await_boxed (idio_keyring_search (service), NULL);

  return items != NULL && any_locked (items);
}

static DexFuture *
ask_keyring_fiber (gpointer data)
{
  g_autoptr(GDBusConnection) bus = NULL;
  GError *error = NULL;

  if (!(bus = dex_await_object (dex_bus_get (G_BUS_TYPE_SESSION), &error)))
    return dex_future_new_for_error (error);

  return dex_dbus_connection_call (bus, "org.freedesktop.secrets", "/org/freedesktop/secrets",
                                   "org.freedesktop.DBus.Properties", "Get",
                                   g_variant_new ("(ss)", "org.freedesktop.Secret.Service", "Collections"),
                                   G_VARIANT_TYPE ("(v)"), G_DBUS_CALL_FLAGS_NONE, (ANSWER_SECONDS + 1) * 1000);
}

/**
 * idio_keyring_await:
 * @error: (out): a location for an error in %IDIO_SECRETS_ERROR
 *
 * For a fiber. To be called before the other functions, which would wait for ever.
 *
 * Returns: whether the keyring answers, if only to say that it is not there
 */
gboolean
idio_keyring_await (GError **error)
{
  g_autoptr(GError) local_error = NULL;

  if (!dex_await (dex_future_first (idio_fiber_spawn (ask_keyring_fiber, NULL, NULL),
                                    dex_timeout_new_seconds (ANSWER_SECONDS), NULL),
                  &local_error) &&
      g_error_matches (local_error, DEX_ERROR, DEX_ERROR_TIMED_OUT))
    {
      g_propagate_error (error, new_no_answer ());
      return FALSE;
    }

  return TRUE;
}
