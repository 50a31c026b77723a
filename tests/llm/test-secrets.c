/* test-secrets.c: against a real keyring daemon
 *
 * Runs itself under dbus-run-session with a gnome-keyring-daemon of its own, whose keyrings are in a folder of the
 * test, so that nobody's keyring is touched.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <libsecret/secret.h>

#include "fake-server.h"
#include "idio-test.h"
#include "llm/idio-api-key.h"
#include "llm/idio-model-choice.h"
#include "llm/idio-openai-provider.h"
#include "llm/idio-secrets.h"

#define SERVICE "https://api.example.com/v1"
#define OTHER   "https://other.example.com/v1"
#define KEY     "sk-0123456789-planted-in-a-test"

/* What stands around a key that was copied from a page, a mail or a file */
static const char * const decorations[][2] = {
  { "", "\n" }, { "", "\r\n" }, { "  ", "  " }, { "\t", "\t\n\n" }, { "\ufeff", "" }, { "\u00a0", "\u2028" }, { "\u200b", "\u2060" },
  { "\"", "\"" }, { "'", "'\n" }, { " “", "” " }, { "„", "“" }, { "«", "»" }, { "`", "`" }, { "\u202a", "\u202c" }, { "\x1b", "\a" },
};

static char *
lookup (IdioSecrets *secrets,
        const char  *service)
{
  g_autoptr(GError) error = NULL;
  char *key = dex_await_boxed (idio_secrets_lookup (secrets, service), &error);

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
  g_assert_true (dex_await_boolean (idio_secrets_has (later, SERVICE), NULL));
  g_assert_false (dex_await_boolean (idio_secrets_has (later, OTHER), NULL));
  g_assert_true (idio_secrets_set_session_key (later, OTHER, KEY, NULL));
  g_assert_true (dex_await_boolean (idio_secrets_has (later, OTHER), NULL));

  idio_test_await (idio_secrets_clear (secrets, SERVICE));
  idio_test_await (idio_secrets_clear (secrets, SERVICE));
  cleared = lookup (later, SERVICE);
  g_assert_null (cleared);
  g_assert_false (dex_await_boolean (idio_secrets_has (later, SERVICE), NULL));
}

static void
test_normalize (void)
{
  static const char * const bad[] = {
    KEY "\n" KEY, KEY "\r\nX-Header: 1", "sk-\tx", "sk-\u200bx", "sk-\x7fx", "sk-é", "clé", "sk-\xe9", "\xff\xfesk", "sk-\u00a0x",
  };
  g_autofree char *long_key = g_strnfill (5000, 'x');
  g_autofree char *plain = idio_api_key_normalize (KEY, NULL);
  g_autofree char *inner = idio_api_key_normalize ("my own key ", NULL);
  g_autofree char *empty = idio_api_key_normalize (" \n\"\"", NULL);

  g_assert_cmpstr (plain, ==, KEY);
  g_assert_cmpstr (inner, ==, "my own key");
  g_assert_cmpstr (empty, ==, "");
  g_assert_null (idio_api_key_normalize (long_key, NULL));

  for (guint i = 0; i < G_N_ELEMENTS (decorations); i++)
    {
      g_autofree char *text = g_strconcat (decorations[i][0], KEY, decorations[i][1], NULL);
      g_autofree char *key = idio_api_key_normalize (text, NULL);

      g_assert_cmpstr (key, ==, KEY);
    }

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (idio_api_key_normalize (bad[i], &error));
      g_assert_error (error, IDIO_SECRETS_ERROR, IDIO_SECRETS_ERROR_BAD_KEY);
      g_assert_null (strstr (error->message, "sk-"));
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
}

/* As older versions stored them */
static void
store_as_it_is (const char *service,
                const char *key)
{
  static const SecretSchema schema = {
    APP_ID ".ApiKey", SECRET_SCHEMA_NONE, { { "service", SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL, 0 } },
  };

  g_assert_true (secret_password_store_sync (&schema, SECRET_COLLECTION_DEFAULT, "old", key, NULL, NULL,
                                             "service", service, NULL));
}

/* Wherever a key comes from, what is around it does not reach the service. */
static void
test_decorated (void)
{
  static const FakeAnswer answers[] = { { 200, { "{\"data\":[{\"id\":\"m\"}]}" } } };
  g_autoptr(FakeServer) server = fake_server_new (answers, 1);
  g_autoptr(IdioSecrets) secrets = idio_secrets_new ();
  g_autoptr(IdioSecrets) session = idio_secrets_new ();
  g_autofree char *kept = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (decorations); i++)
    {
      g_autofree char *text = g_strconcat (decorations[i][0], KEY, decorations[i][1], NULL);
      g_autoptr(IdioProvider) provider = idio_openai_provider_new (server->url, "m", text);
      g_autofree char *from_entry = NULL, *from_environment = NULL, *from_keyring = NULL;

      g_assert_true (dex_await_boolean (idio_secrets_store (secrets, SERVICE, text), NULL));
      from_entry = lookup (secrets, SERVICE);
      g_assert_cmpstr (from_entry, ==, KEY);

      g_assert_true (idio_secrets_set_session_key (session, SERVICE, text, &error));
      from_environment = lookup (session, SERVICE);
      g_assert_cmpstr (from_environment, ==, KEY);

      store_as_it_is (SERVICE, text);
      from_keyring = lookup (secrets, SERVICE);
      g_assert_cmpstr (from_keyring, ==, KEY);

      idio_test_await (idio_provider_list_models (provider));
      g_assert_cmpstr (g_ptr_array_index (server->authorizations, i), ==, "Bearer " KEY);
    }

  /* A blank that was typed by accident takes nothing away. */
  idio_test_await (idio_secrets_store (secrets, SERVICE, KEY));
  idio_test_await (idio_secrets_store (secrets, SERVICE, " \n"));
  kept = lookup (secrets, SERVICE);
  g_assert_cmpstr (kept, ==, KEY);
  idio_test_await (idio_secrets_clear (secrets, SERVICE));
}

static void
test_bad (void)
{
  static const FakeAnswer answers[] = { { 200, { "{\"data\":[{\"id\":\"m\"}]}" } } };
  static const char bad[] = KEY "\r\nX-Injected: yes";
  g_autoptr(FakeServer) server = fake_server_new (answers, 1);
  g_autoptr(IdioSecrets) secrets = idio_secrets_new ();
  g_autoptr(IdioProvider) provider = idio_openai_provider_new (server->url, "m", bad);
  g_autoptr(GError) error = NULL;

  idio_test_await_error (idio_secrets_store (secrets, SERVICE, bad), IDIO_SECRETS_ERROR, IDIO_SECRETS_ERROR_BAD_KEY);
  g_assert_false (idio_secrets_set_session_key (secrets, SERVICE, bad, &error));
  g_assert_error (error, IDIO_SECRETS_ERROR, IDIO_SECRETS_ERROR_BAD_KEY);
  g_assert_false (idio_secrets_is_session_only (secrets, SERVICE));

  store_as_it_is (SERVICE, bad);
  idio_test_await_error (idio_secrets_lookup (secrets, SERVICE), IDIO_SECRETS_ERROR, IDIO_SECRETS_ERROR_BAD_KEY);
  idio_test_await (idio_secrets_clear (secrets, SERVICE));

  /* The last door: without a key, rather than with part of one. */
  idio_test_await (idio_provider_list_models (provider));
  g_assert_cmpstr (g_ptr_array_index (server->authorizations, 0), ==, "");
}

static void
test_clear_all (void)
{
  static const SecretSchema theirs = {
    "org.example.Other", SECRET_SCHEMA_NONE, { { "service", SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL, 0 } },
  };
  g_autoptr(IdioSecrets) secrets = idio_secrets_new ();
  g_autoptr(IdioSecrets) later = idio_secrets_new ();
  g_autofree char *first = NULL, *second = NULL, *third = NULL, *other_program = NULL;

  g_assert_true (secret_password_store_sync (&theirs, SECRET_COLLECTION_DEFAULT, "x", "theirs", NULL, NULL,
                                             "service", SERVICE, NULL));
  g_assert_true (dex_await_boolean (idio_secrets_store (secrets, SERVICE, KEY), NULL));
  g_assert_true (dex_await_boolean (idio_secrets_store (later, OTHER, KEY), NULL));
  g_assert_true (idio_secrets_set_session_key (secrets, "http://third.local/v1", KEY, NULL));

  idio_test_await (idio_secrets_clear_all (secrets));
  first = lookup (later, SERVICE);
  second = lookup (secrets, OTHER);
  third = lookup (secrets, "http://third.local/v1");
  g_assert_null (first);
  g_assert_null (second);
  g_assert_null (third);

  /* What is not ours stays, and with nothing there nothing is wrong. */
  other_program = secret_password_lookup_sync (&theirs, NULL, NULL, "service", SERVICE, NULL);
  g_assert_cmpstr (other_program, ==, "theirs");
  idio_test_await (idio_secrets_clear_all (secrets));
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

#define BLOCK_BYTES 65536

/* The address sanitizer reserves terabytes, in which it keeps no copies. */
#define MAX_MAPPING (G_GUINT64_CONSTANT (1) << 30)

/* How many times a key, of which each character is one more here than there, is in the memory of this process. What is
 * looked through is copied from the kernel to a place that is not looked through. */
static guint
count_in_memory (const char *shifted)
{
  static char block[2 * BLOCK_BYTES];
  const guint64 block_start = GPOINTER_TO_SIZE (block), block_end = block_start + sizeof block;
  gsize length = strlen (shifted);
  g_autofree char *maps = NULL;
  g_auto(GStrv) lines = NULL;
  int fd = open ("/proc/self/mem", O_RDONLY | O_CLOEXEC);
  guint n_found = 0;

  g_assert_true (g_file_get_contents ("/proc/self/maps", &maps, NULL, NULL));
  lines = g_strsplit (maps, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      guint64 at, end;
      char mode[5];

      if (sscanf (lines[i], "%" G_GINT64_MODIFIER "x-%" G_GINT64_MODIFIER "x %4s", &at, &end, mode) != 3 ||
          !g_str_has_prefix (mode, "rw") || end - at > MAX_MAPPING)
        continue;

      while (at < end)
        {
          guint64 limit = at < block_start ? MIN (end, block_start) : end;
          gssize n_read;

          if (at >= block_start && at < block_end)
            {
              at = block_end;
              continue;
            }

          n_read = pread (fd, block, MIN (BLOCK_BYTES + length - 1, limit - at), (off_t) at);

          for (gssize j = 0; j + (gssize) length <= n_read; j++)
            {
              gsize k = 0;

              while (k < length && block[j + (gssize) k] + 1 == shifted[k])
                k++;

              n_found += k == length;
            }

          at = MIN (at + BLOCK_BYTES, limit);
        }
    }

  close (fd);

  return n_found;
}

/* Who forgets a key finds it in no core file: each copy of ours is overwritten, but for those that libsoup made of the
 * header of a request, which the next things to be allocated overwrite. */
static void
test_memory (void)
{
  /* So long that its place is not taken by the next best thing. */
  g_autofree char *shifted = g_strnfill (700, 'X');
  g_autoptr(IdioSecrets) secrets = idio_secrets_new ();
  g_autoptr(IdioSecrets) session = idio_secrets_new ();
  g_autoptr(IdioProvider) provider = NULL;
  IdioApiKey *key = g_strdup (shifted), *found;

  /* The beginning of what is freed is overwritten in any case. */
  const char *end = shifted + 16;

  for (guint i = 0; shifted[i] != '\0'; i++)
    {
      shifted[i] = (char) g_random_int_range ('B', 'Z');
      key[i] = (char) (shifted[i] - 1);
    }

  g_assert_cmpuint (count_in_memory (end), ==, 1);
  g_assert_true (dex_await_boolean (idio_secrets_store (secrets, SERVICE, key), NULL));
  g_assert_true (idio_secrets_set_session_key (session, SERVICE, key, NULL));
  idio_api_key_free (key);
  g_assert_cmpuint (count_in_memory (end), ==, 1);

  found = lookup (secrets, SERVICE);
  g_assert_cmpuint (count_in_memory (end), ==, 2);
  provider = idio_openai_provider_new ("http://127.0.0.1:1/v1", "m", found);
  g_assert_cmpuint (count_in_memory (end), ==, 3);
  idio_api_key_free (found);
  idio_test_await (idio_secrets_clear_all (session));
  g_assert_cmpuint (count_in_memory (end), ==, 1);
  g_clear_object (&provider);
  g_assert_cmpuint (count_in_memory (end), ==, 0);
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
  idio_test_await_error (idio_secrets_clear_all (secrets), IDIO_SECRETS_ERROR, IDIO_SECRETS_ERROR_LOCKED);

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
  idio_test_await (idio_secrets_clear_all (secrets));
}

static GDBusMessage *
swallow_calls (GDBusConnection *connection,
               GDBusMessage    *message,
               gboolean         incoming,
               gpointer         user_data)
{
  if (!incoming || g_dbus_message_get_message_type (message) != G_DBUS_MESSAGE_TYPE_METHOD_CALL)
    return message;

  g_object_unref (message);

  return NULL;
}

/* A keyring that takes questions and never answers one */
static GDBusConnection *
start_silent_keyring (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GVariant) reply = NULL;
  GDBusConnection *connection =
    g_dbus_connection_new_for_address_sync (g_getenv ("DBUS_SESSION_BUS_ADDRESS"),
                                            G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                              G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                            NULL, NULL, &error);

  g_assert_no_error (error);
  g_dbus_connection_add_filter (connection, swallow_calls, NULL, NULL);
  reply = g_dbus_connection_call_sync (connection, "org.freedesktop.DBus", "/", "org.freedesktop.DBus", "RequestName",
                                       g_variant_new ("(su)", "org.freedesktop.secrets", 0), NULL, 0, -1, NULL, &error);
  g_assert_no_error (error);

  return connection;
}

static gboolean
count_cb (gpointer n_turns)
{
  (*(guint *) n_turns)++;

  return G_SOURCE_CONTINUE;
}

/* Whoever stops to wait for a silent keyring has stopped: no model is chosen later, to which requests would go. */
static void
check_stop_stays (IdioSecrets *secrets)
{
  g_autoptr(GSettings) settings = g_settings_new (APP_ID);
  g_autoptr(IdioModelChoice) choice = idio_model_choice_new (settings, secrets);

  idio_test_await_error (dex_future_first (idio_model_choice_use_service (choice, SERVICE, "m", TRUE),
                                           dex_timeout_new_msec (200), NULL),
                         DEX_ERROR, DEX_ERROR_TIMED_OUT);
  dex_await (dex_timeout_new_seconds (7), NULL);
  g_assert_null (idio_model_choice_get_provider (choice));
}

/* It is said after some seconds, in which the window goes on and a stop ends the wait. */
static void
test_silent (void)
{
  g_autoptr(IdioSecrets) secrets = idio_secrets_new ();
  g_autoptr(GDBusConnection) silent = NULL;
  g_autoptr(DexFuture) clear = NULL;
  g_autoptr(DexFuture) clear_all = NULL;
  g_autofree char *session = NULL;
  gint64 start;
  guint n_turns = 0, source;

  if (!g_test_subprocess ())
    {
      g_autoptr(GSubprocess) bus = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                                     G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL,
                                                     "dbus-daemon", "--session", "--nofork", "--print-address", NULL);
      g_autoptr(GDataInputStream) out = g_data_input_stream_new (g_subprocess_get_stdout_pipe (bus));
      g_autofree char *address = g_data_input_stream_read_line (out, NULL, NULL, NULL);
      g_auto(GStrv) environment = g_environ_setenv (g_get_environ (), "DBUS_SESSION_BUS_ADDRESS", address, TRUE);

      g_test_trap_subprocess_with_envp (NULL, (const char * const *) environment, 0, G_TEST_SUBPROCESS_DEFAULT);
      g_subprocess_force_exit (bus);
      g_test_trap_assert_passed ();
      return;
    }

  silent = start_silent_keyring ();
  start = g_get_monotonic_time ();
  idio_test_await_error (dex_future_first (idio_secrets_lookup (secrets, SERVICE), dex_timeout_new_msec (100), NULL),
                         DEX_ERROR, DEX_ERROR_TIMED_OUT);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 4 * G_USEC_PER_SEC);

  check_stop_stays (secrets);
  source = g_timeout_add (20, count_cb, &n_turns);
  idio_test_await_error (idio_secrets_lookup (secrets, SERVICE), IDIO_SECRETS_ERROR, IDIO_SECRETS_ERROR_NO_ANSWER);
  g_source_remove (source);
  g_assert_cmpuint (n_turns, >, 20);

  clear = idio_secrets_clear (secrets, SERVICE);
  clear_all = idio_secrets_clear_all (secrets);
  idio_test_await_error (g_steal_pointer (&clear), IDIO_SECRETS_ERROR, IDIO_SECRETS_ERROR_NO_ANSWER);
  idio_test_await_error (g_steal_pointer (&clear_all), IDIO_SECRETS_ERROR, IDIO_SECRETS_ERROR_NO_ANSWER);

  /* Waits of five seconds each, and not of the 25 or more of libsecret */
  g_assert_false (dex_await_boolean (idio_secrets_store (secrets, SERVICE, KEY), NULL));
  g_assert_cmpint (g_get_monotonic_time () - start, <, 60 * G_USEC_PER_SEC);
  session = lookup (secrets, SERVICE);
  g_assert_cmpstr (session, ==, KEY);
}

static void
add_tests (void)
{
  g_test_add_func ("/secrets/normalize", test_normalize);
  idio_test_add_fiber ("/secrets/store", test_store);
  idio_test_add_fiber ("/secrets/decorated", test_decorated);
  idio_test_add_fiber ("/secrets/bad", test_bad);
  idio_test_add_fiber ("/secrets/clear-all", test_clear_all);
  idio_test_add_fiber ("/secrets/key-is-nowhere", test_key_is_nowhere);
  idio_test_add_fiber ("/secrets/memory", test_memory);
  idio_test_add_fiber ("/secrets/locked", test_locked);
  idio_test_add_fiber ("/secrets/absent", test_absent);
  idio_test_add_fiber ("/secrets/silent", test_silent);
}

/* A bus and a keyring of our own, both gone at the end. */
static int
run_with_keyring (char *argv[])
{
  /* Whatever a bus starts may outlive it, and would hold the output, for whose end a test runner waits. So only the
   * test itself gets that. */
  static const char script[] =
    "printf password | gnome-keyring-daemon --foreground --unlock --components=secrets 3>&- 4>&- & "
    "gdbus wait --session --timeout 60 org.freedesktop.secrets && \"$@\" >&3 2>&4 3>&- 4>&-; "
    "status=$?; kill -KILL $!; exit $status";
  g_autoptr(GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
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
  g_subprocess_launcher_take_fd (launcher, dup (STDOUT_FILENO), 3);
  g_subprocess_launcher_take_fd (launcher, dup (STDERR_FILENO), 4);
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
