/* test-secrets.c: against a real keyring daemon
 *
 * Runs itself under dbus-run-session with a gnome-keyring-daemon of its own, whose keyrings are in a folder of the
 * test, so that nobody's keyring is touched.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <libsecret/secret.h>

#include "idio-test.h"
#include "llm/idio-openai-provider.h"
#include "llm/idio-secrets.h"

#define SERVICE "https://api.example.com/v1"
#define OTHER   "https://other.example.com/v1"
#define KEY     "sk-0123456789-planted-in-a-test"

static char *
lookup (IdioSecrets *secrets,
        const char  *service)
{
  g_autoptr(GError) error = NULL;
  char *key = dex_await_string (idio_secrets_lookup (secrets, service), &error);

  g_assert_no_error (error);

  return key;
}

static void
test_store (void)
{
  g_autoptr(IdioSecrets) secrets = idio_secrets_new ();
  g_autoptr(IdioSecrets) later = idio_secrets_new ();
  g_autofree char *none = lookup (secrets, SERVICE);
  g_autofree char *first = NULL, *second = NULL, *other = NULL, *cleared = NULL;

  g_assert_null (none);
  g_assert_true (dex_await_boolean (idio_secrets_store (secrets, SERVICE, KEY "-old"), NULL));
  g_assert_false (idio_secrets_is_session_only (secrets, SERVICE));
  first = lookup (later, SERVICE);
  g_assert_cmpstr (first, ==, KEY "-old");

  g_assert_true (dex_await_boolean (idio_secrets_store (secrets, SERVICE, KEY), NULL));
  second = lookup (later, SERVICE);
  g_assert_cmpstr (second, ==, KEY);

  other = lookup (later, OTHER);
  g_assert_null (other);

  idio_test_await (idio_secrets_clear (secrets, SERVICE));
  idio_test_await (idio_secrets_clear (secrets, SERVICE));
  cleared = lookup (later, SERVICE);
  g_assert_null (cleared);
}

/* The key is in no file, log, argument or environment, while it is in use. (The keyring's own file is encrypted.) */
static gboolean
tree_has_key (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)))
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      g_autofree char *data = NULL;
      gsize length;

      if (g_file_test (child, G_FILE_TEST_IS_DIR) ? tree_has_key (child)
                                                  : g_file_get_contents (child, &data, &length, NULL) &&
                                                    memmem (data, length, KEY, strlen (KEY)) != NULL)
        return TRUE;
    }

  return FALSE;
}

static gboolean
any_process_has_key (const char *file)
{
  g_autoptr(GDir) dir = g_dir_open ("/proc", 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename ("/proc", name, file, NULL);
      g_autofree char *data = NULL;
      gsize length;

      if (g_ascii_isdigit (*name) && g_file_get_contents (path, &data, &length, NULL) &&
          memmem (data, length, KEY, strlen (KEY)) != NULL)
        return TRUE;
    }

  return FALSE;
}

static GLogWriterOutput
search_log (GLogLevelFlags   level,
            const GLogField *fields,
            gsize            n_fields,
            gpointer         found)
{
  for (gsize i = 0; i < n_fields; i++)
    if (fields[i].length < 0 && strstr (fields[i].value, KEY) != NULL)
      *(gboolean *) found = TRUE;

  return G_LOG_WRITER_HANDLED;
}

static void
test_key_is_nowhere (void)
{
  static gboolean in_log;
  g_autoptr(IdioSecrets) secrets = idio_secrets_new ();
  g_autoptr(IdioProvider) provider = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *key = NULL;

  if (g_test_subprocess ())
    {
      g_log_set_writer_func (search_log, &in_log, NULL);
      g_assert_true (dex_await_boolean (idio_secrets_store (secrets, SERVICE, KEY), NULL));
      key = lookup (secrets, SERVICE);
      provider = idio_openai_provider_new ("http://127.0.0.1:1/v1", "m", key);
      g_assert_false (dex_await (idio_provider_list_models (provider), &error));
      g_assert_null (strstr (error->message, KEY));
      g_assert_false (in_log);
      g_assert_false (tree_has_key (g_get_user_data_dir ()));
      g_assert_false (tree_has_key (g_get_user_runtime_dir ()));
      g_assert_false (tree_has_key (g_getenv ("IDIOLECT_TEST_KEYRING")));
      g_assert_false (any_process_has_key ("cmdline"));
      g_assert_false (any_process_has_key ("environ"));
      idio_test_await (idio_secrets_clear (secrets, SERVICE));
      return;
    }

  /* The search itself finds what is there. */
  idio_test_write (g_get_user_data_dir (), "planted/key", "x" KEY "y");
  g_assert_true (tree_has_key (g_get_user_data_dir ()));
  idio_test_write (g_get_user_data_dir (), "planted/key", "");

  /* In a process of its own, as a log writer can be set only once. */
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

static DexFuture *
lock_thread (gpointer data)
{
  g_autoptr(SecretService) service = secret_service_get_sync (SECRET_SERVICE_LOAD_COLLECTIONS, NULL, NULL);
  g_autolist(SecretCollection) collections = secret_service_get_collections (service);

  g_assert_cmpint (secret_service_lock_sync (service, collections, NULL, NULL, NULL), >, 0);

  return dex_future_new_true ();
}

/* Last but one, as nothing here can unlock it again. */
static void
test_locked (void)
{
  g_autoptr(IdioSecrets) secrets = idio_secrets_new ();
  g_autofree char *session = NULL;

  g_assert_true (dex_await_boolean (idio_secrets_store (secrets, SERVICE, KEY), NULL));
  idio_test_await (dex_thread_spawn ("lock", lock_thread, NULL, NULL));

  idio_test_await_error (idio_secrets_lookup (secrets, SERVICE), IDIO_SECRETS_ERROR, IDIO_SECRETS_ERROR_LOCKED);
  idio_test_await_error (idio_secrets_clear (secrets, SERVICE), IDIO_SECRETS_ERROR, IDIO_SECRETS_ERROR_LOCKED);

  g_assert_false (dex_await_boolean (idio_secrets_store (secrets, OTHER, KEY), NULL));
  g_assert_true (idio_secrets_is_session_only (secrets, OTHER));
  session = lookup (secrets, OTHER);
  g_assert_cmpstr (session, ==, KEY);
}

/* Without a keyring the key lives as long as the process does. */
static void
test_absent (void)
{
  g_autoptr(IdioSecrets) secrets = idio_secrets_new ();
  g_autofree char *none = NULL, *key = NULL, *cleared = NULL;

  if (!g_test_subprocess ())
    {
      g_auto(GStrv) environment = g_environ_setenv (g_get_environ (), "DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere",
                                                    TRUE);

      g_test_trap_subprocess_with_envp (NULL, (const char * const *) environment, 0, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_passed ();
      return;
    }

  none = lookup (secrets, SERVICE);
  g_assert_null (none);
  g_assert_false (dex_await_boolean (idio_secrets_store (secrets, SERVICE, KEY), NULL));
  g_assert_true (idio_secrets_is_session_only (secrets, SERVICE));
  key = lookup (secrets, SERVICE);
  g_assert_cmpstr (key, ==, KEY);
  idio_test_await (idio_secrets_clear (secrets, SERVICE));
  cleared = lookup (secrets, SERVICE);
  g_assert_null (cleared);
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/secrets/store", test_store);
  idio_test_add_fiber ("/secrets/key-is-nowhere", test_key_is_nowhere);
  idio_test_add_fiber ("/secrets/locked", test_locked);
  idio_test_add_fiber ("/secrets/absent", test_absent);
}

/* A bus and a keyring of our own, both gone at the end. */
static int
run_with_keyring (char *argv[])
{
  static const char script[] =
    "printf password | gnome-keyring-daemon --daemonize --unlock --components=secrets >/dev/null && exec \"$@\"";
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr(GSubprocess) session = NULL;
  g_autoptr(GStrvBuilder) words = g_strv_builder_new ();
  g_auto(GStrv) command = NULL;
  g_autofree char *home = g_dir_make_tmp ("idiolect-keyring-XXXXXX", NULL);
  g_autoptr(GError) error = NULL;
  int status;

  g_strv_builder_add_many (words, "dbus-run-session", "--", "sh", "-c", script, "sh", "/proc/self/exe", NULL);
  g_strv_builder_addv (words, (const char **) argv + 1);
  command = g_strv_builder_end (words);

  /* "/proc/self/exe" would be the shell's. */
  g_free (command[6]);
  command[6] = g_file_read_link ("/proc/self/exe", NULL);

  g_subprocess_launcher_setenv (launcher, "IDIOLECT_TEST_KEYRING", home, TRUE);
  g_subprocess_launcher_setenv (launcher, "HOME", home, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", home, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_RUNTIME_DIR", home, TRUE);
  g_subprocess_launcher_unsetenv (launcher, "DISPLAY");
  g_subprocess_launcher_unsetenv (launcher, "WAYLAND_DISPLAY");
  session = g_subprocess_launcher_spawnv (launcher, (const char * const *) command, &error);

  if (session == NULL)
    g_error ("%s", error->message);

  g_subprocess_wait (session, NULL, NULL);
  status = g_subprocess_get_if_exited (session) ? g_subprocess_get_exit_status (session) : 1;

  idio_test_remove_tree (home);

  return status;
}

int
main (int   argc,
      char *argv[])
{
  if (g_getenv ("IDIOLECT_TEST_KEYRING") == NULL)
    return run_with_keyring (argv);

  return idio_test_main (argc, argv, add_tests);
}
