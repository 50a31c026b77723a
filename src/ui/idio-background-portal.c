/* idio-background-portal.c: in a sandbox, the desktop is asked whether something may go on without a window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "idio-fiber.h"
#include "ui/idio-background-portal.h"

#define PORTAL_NAME  "org.freedesktop.portal.Desktop"
#define PORTAL_PATH  "/org/freedesktop/portal/desktop"
#define ANSWER_MSEC  (5 * 60 * 1000)

/* The path of a request is known before it is made, so that no answer is missed. */
static char *
dup_request_path (GDBusConnection *connection,
                  const char      *token)
{
  g_autofree char *sender = g_strdelimit (g_strdup (g_dbus_connection_get_unique_name (connection) + 1), ".", '_');

  return g_strconcat (PORTAL_PATH, "/request/", sender, "/", token, NULL);
}

static void
response_cb (GDBusConnection *connection,
             const char      *sender,
             const char      *path,
             const char      *interface,
             const char      *signal,
             GVariant        *parameters,
             gpointer         promise)
{
  guint32 response;
  g_autoptr(GVariant) results = NULL;
  gboolean allowed = FALSE;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ua{sv})")) || !dex_future_is_pending (promise))
    return;

  g_variant_get (parameters, "(u@a{sv})", &response, &results);
  dex_promise_resolve_boolean (promise, response == 0 && g_variant_lookup (results, "background", "b", &allowed) && allowed);
}

static DexFuture *
ask_fiber (gpointer data)
{
  GDBusConnection *connection = data;
  g_autoptr(DexPromise) answer = dex_promise_new ();
  g_autofree char *token = g_strdup_printf ("idiolect%u", g_random_int ());
  g_autofree char *path = dup_request_path (connection, token);
  g_autoptr(GVariant) reply = NULL;
  g_autoptr(GError) error = NULL;
  gboolean allowed;
  GVariantDict options;
  guint subscription;

  subscription = g_dbus_connection_signal_subscribe (connection, PORTAL_NAME, "org.freedesktop.portal.Request", "Response",
                                                     path, NULL, G_DBUS_SIGNAL_FLAGS_NONE, response_cb, dex_ref (answer),
                                                     dex_unref);

  g_variant_dict_init (&options, NULL);
  g_variant_dict_insert (&options, "handle_token", "s", token);
  /* Translators: why the app wants to run in the background, which the desktop may show */
  g_variant_dict_insert (&options, "reason", "s", _("A language model is downloaded."));

  reply = dex_await_variant (dex_dbus_connection_call (connection, PORTAL_NAME, PORTAL_PATH,
                                                       "org.freedesktop.portal.Background", "RequestBackground",
                                                       g_variant_new ("(s@a{sv})", "", g_variant_dict_end (&options)),
                                                       G_VARIANT_TYPE ("(o)"), G_DBUS_CALL_FLAGS_NONE, -1), &error);

  /* Where nobody can be asked, nobody denies it. */
  allowed = reply == NULL || dex_await_boolean (dex_future_first (dex_ref (answer), dex_timeout_new_msec (ANSWER_MSEC), NULL),
                                                NULL);

  if (error != NULL)
    g_debug ("The desktop can’t be asked whether a download may go on: %s", error->message);

  g_dbus_connection_signal_unsubscribe (connection, subscription);

  return dex_future_new_for_boolean (allowed);
}

/**
 * idio_background_portal_is_needed:
 *
 * Returns: whether this runs in a sandbox, from which the desktop has to be asked
 */
gboolean
idio_background_portal_is_needed (void)
{
  return g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS);
}

/**
 * idio_background_portal_ask:
 * @connection: a session bus
 *
 * Asks whether a download may go on without a window.
 *
 * Returns: (transfer full): a future that resolves to whether it may
 */
DexFuture *
idio_background_portal_ask (GDBusConnection *connection)
{
  g_return_val_if_fail (G_IS_DBUS_CONNECTION (connection), NULL);

  return idio_fiber_spawn (ask_fiber, g_object_ref (connection), g_object_unref);
}
