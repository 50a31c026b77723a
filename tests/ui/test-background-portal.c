/* test-background-portal.c: whether a download goes on without a window is what the desktop answers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "idio-test.h"
#include "ui-test.h"
#include "ui/idio-background-portal.h"

typedef struct
{
  guint32   response;
  gboolean  background;
  gboolean  early;     /* the answer comes before that the question was understood, as it may */
} Answer;

static const char portal_xml[] =
  "<node><interface name='org.freedesktop.portal.Background'><method name='RequestBackground'>"
  "<arg type='s' direction='in'/><arg type='a{sv}' direction='in'/><arg type='o' direction='out'/>"
  "</method></interface></node>";

static void
answer (GDBusConnection *portal,
        const char      *path,
        const Answer    *what)
{
  GVariantDict results;

  g_variant_dict_init (&results, NULL);
  g_variant_dict_insert (&results, "background", "b", what->background);
  g_assert_true (g_dbus_connection_emit_signal (portal, NULL, path, "org.freedesktop.portal.Request", "Response",
                                                g_variant_new ("(u@a{sv})", what->response,
                                                               g_variant_dict_end (&results)), NULL));
}

/* Speaks as the desktop does: the path of the request is made of who asks and of what that chose. */
static void
call_cb (GDBusConnection       *portal,
         const char            *sender,
         const char            *path,
         const char            *interface,
         const char            *method,
         GVariant              *parameters,
         GDBusMethodInvocation *invocation,
         gpointer               data)
{
  const Answer *what = data;
  g_autoptr(GVariant) options = g_variant_get_child_value (parameters, 1);
  g_autofree char *name = g_strdelimit (g_strdup (sender + 1), ".", '_');
  g_autofree char *request = NULL;
  const char *token, *reason;

  g_assert_true (g_variant_lookup (options, "handle_token", "&s", &token));
  g_assert_true (g_variant_lookup (options, "reason", "&s", &reason));
  g_assert_cmpuint (strlen (reason), >, 10);
  request = g_strdup_printf ("/org/freedesktop/portal/desktop/request/%s/%s", name, token);

  if (what->early)
    answer (portal, request, what);

  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", request));

  if (!what->early)
    answer (portal, request, what);
}

/* A bus with nobody on it but this test, which starts nobody either */
static const char bus_config[] =
  "<busconfig><listen>unix:tmpdir=/tmp</listen><policy context='default'><allow send_destination='*'/>"
  "<allow eavesdrop='true'/><allow own='*'/></policy></busconfig>";

static GSubprocess *
start_bus (char **address)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autofree char *option = g_strdup_printf ("--config-file=%s/bus.conf", dir);
  g_autoptr(GError) error = NULL;
  g_autoptr(GDataInputStream) output = NULL;
  GSubprocess *bus;

  idio_test_write (dir, "bus.conf", bus_config);
  bus = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error, "dbus-daemon", option, "--nofork", "--print-address", NULL);

  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (bus));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (output), FALSE);
  *address = g_data_input_stream_read_line (output, NULL, NULL, &error);
  g_assert_no_error (error);
  idio_test_remove_tree (dir);

  return bus;
}

static GDBusConnection *
connect_to (const char *address)
{
  g_autoptr(GError) error = NULL;
  GDBusConnection *connection;

  connection = g_dbus_connection_new_for_address_sync (address,
                                                       G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                         G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                                       NULL, NULL, &error);
  g_assert_no_error (error);

  return connection;
}

static gboolean
ask (GDBusConnection *connection)
{
  g_autoptr(GError) error = NULL;
  gboolean allowed = dex_await_boolean (idio_background_portal_ask (connection), &error);

  g_assert_no_error (error);

  return allowed;
}

static void
test_answers (void)
{
  static const GDBusInterfaceVTable vtable = { .method_call = call_cb };
  static const struct { Answer answer; gboolean allowed; } cases[] = {
    { { 0, TRUE, FALSE }, TRUE },
    { { 0, TRUE, TRUE }, TRUE },
    { { 0, FALSE, FALSE }, FALSE },
    { { 1, TRUE, FALSE }, FALSE },
    { { 2, FALSE, TRUE }, FALSE },
  };
  g_autofree char *address = NULL;
  g_autoptr(GSubprocess) bus = start_bus (&address);
  g_autoptr(GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (portal_xml, NULL);
  g_autoptr(GDBusConnection) portal = NULL, app = NULL;
  g_autoptr(GVariant) owned = NULL;
  g_autoptr(GError) error = NULL;

  portal = connect_to (address);
  app = connect_to (address);

  /* Where there is nobody to ask, nobody denies it. */
  g_assert_true (ask (app));

  owned = g_dbus_connection_call_sync (portal, "org.freedesktop.DBus", "/", "org.freedesktop.DBus", "RequestName",
                                       g_variant_new ("(su)", "org.freedesktop.portal.Desktop", 0), NULL,
                                       G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);
  g_assert_nonnull (owned);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint object = g_dbus_connection_register_object (portal, "/org/freedesktop/portal/desktop", node->interfaces[0], &vtable,
                                                        (gpointer) &cases[i].answer, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpint (ask (app), ==, cases[i].allowed);
      g_dbus_connection_unregister_object (portal, object);
    }

  g_assert_true (g_dbus_connection_close_sync (app, NULL, NULL));
  g_assert_true (g_dbus_connection_close_sync (portal, NULL, NULL));
  g_subprocess_force_exit (bus);
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/background-portal/answers", test_answers);
}

int
main (int   argc,
      char *argv[])
{
  return ui_test_main (argc, argv, add_tests);
}
