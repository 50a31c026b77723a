/* test-model-interrupted.c: models of several parts, and downloads that end before the end
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "download-fixture.h"
#include "idio-other.h"
#include "llm/idio-model-catalog.h"
#include "llm/idio-model-store.h"

/* How many bytes a file on the disk may have, and how many more the disk says it has room for; -1 for any */
static gssize file_limit = -1;
static gint64 free_bytes = -1;

/* What the library asks of the system passes through here. Anybody may run this, which can't be said of mounting a small
 * file system. */
ssize_t
pwrite (int         fd,
        const void *data,
        size_t      length,
        off_t       offset)
{
  if (file_limit >= 0 && offset + (off_t) length > file_limit)
    {
      if (offset >= file_limit)
        {
          errno = ENOSPC;
          return -1;
        }

      length = (size_t) (file_limit - offset);
    }

  return (ssize_t) syscall (SYS_pwrite64, fd, data, length, offset);
}

int
statvfs (const char     *path,
         struct statvfs *status)
{
  memset (status, 0, sizeof *status);
  status->f_frsize = 1;
  status->f_bavail = free_bytes >= 0 ? (fsblkcnt_t) free_bytes : (fsblkcnt_t) 1 << 40;

  return 0;
}

static IdioModelEntry *
make_parts (FileServer *server,
            gboolean    joined)
{
  GString *json = g_string_new ("{\"id\": \"test\", ");
  g_autofree char *text = NULL;

  if (joined)
    g_string_append (json, "\"file\": \"test.gguf\", ");

  g_string_append (json, "\"parts\": [");

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *checksum = download_sum (bytes + i * 100000, 100000);

      g_string_append_printf (json, "%s{\"file\": \"shard-0000%u-of-00003.gguf\", \"urls\": [\"%s/%u\"], "
                              "\"bytes\": 100000, \"sha256\": \"%s\"}", i > 0 ? ", " : "", i + 1, server->url, i, checksum);
    }

  g_string_append (json, "]}");
  text = g_string_free_and_steal (json);

  return download_make_entry (text);
}

static void
serve_parts (ServedFile *files)
{
  static const char * const paths[] = { "/0", "/1", "/2" };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    files[i] = (ServedFile) { paths[i], bytes + i * 100000, 100000, .tag = "\"1\"" };
}

static void
test_joined (void)
{
  ServedFile files[3];
  g_autoptr(FileServer) server = NULL;
  g_autoptr(IdioModelEntry) entry = NULL;
  g_autofree char *message = NULL;

  download_clear_models ();
  serve_parts (files);
  server = file_server_new (files, 3);
  entry = make_parts (server, TRUE);
  g_assert_cmpuint (idio_model_entry_get_n_files (entry), ==, 1);

  /* The second is wrong: the first is kept, and not fetched again. */
  files[1].data = other_bytes;
  message = download_fail (entry, IDIO_DOWNLOAD_ERROR_WRONG);
  g_assert_cmpuint (download_count_left (), ==, 100000);
  files[1].data = bytes + 100000;
  files[1].n_drops = 1;
  files[1].drop_after = 500;
  server->n_sent = 0;
  download_get_whole (entry);
  download_assert_whole ();
  g_assert_cmpuint (server->n_sent, ==, 200000);
}

static void
test_shards (void)
{
  ServedFile files[3];
  g_autoptr(FileServer) server = NULL;
  g_autoptr(IdioModelEntry) entry = NULL;
  g_autoptr(IdioModelStore) store = NULL;
  g_autoptr(IdioStoredModel) model = NULL;
  g_autofree char *message = NULL;

  download_clear_models ();
  serve_parts (files);
  server = file_server_new (files, 3);
  entry = make_parts (server, FALSE);
  g_assert_cmpuint (idio_model_entry_get_n_files (entry), ==, 3);

  files[1].n_drops = 1000;
  files[1].drop_after = 0;
  message = download_fail (entry, IDIO_DOWNLOAD_ERROR_OFFLINE);
  store = idio_model_store_new ();
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (store)), ==, 1);
  model = g_list_model_get_item (G_LIST_MODEL (store), 0);
  g_assert_false (idio_stored_model_is_whole (model));
  g_assert_cmpuint (idio_stored_model_get_bytes (model), ==, 100000);

  files[1].n_drops = 0;
  download_get_whole (entry);
  download_assert_file ("shard-00001-of-00003.gguf", bytes, 100000);
  download_assert_file ("shard-00002-of-00003.gguf", bytes + 100000, 100000);
  download_assert_file ("shard-00003-of-00003.gguf", bytes + 200000, 100000);
  idio_model_store_refresh (store);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (store)), ==, 1);
  g_clear_object (&model);
  model = g_list_model_get_item (G_LIST_MODEL (store), 0);
  g_assert_true (idio_stored_model_is_whole (model));
  g_assert_cmpstr (idio_stored_model_get_name (model), ==, "shard");
  g_assert_cmpuint (idio_stored_model_get_bytes (model), ==, 300000);
  idio_test_await (idio_model_store_remove (store, model));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (store)), ==, 0);
  download_assert_no_file ("shard-00002-of-00003.gguf");
}

static void
test_stop (void)
{
  ServedFile file = { "/m", bytes, N_BYTES, .tag = "\"1\"", .n_stalls = 1, .drop_after = 50000 };
  g_autoptr(FileServer) server = file_server_new (&file, 1);
  g_autoptr(IdioModelEntry) entry = download_make_one (server, "/m", NULL);
  g_autoptr(IdioModelDownload) download = download_make (entry), later = NULL;
  g_autoptr(IdioModelStore) store = NULL;
  g_autoptr(IdioStoredModel) model = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *status = NULL;
  DexFuture *future;

  download_clear_models ();
  future = idio_model_download_start (download);
  download_wait_for_bytes (50000);
  idio_model_download_stop (download);
  g_assert_false (dex_await (future, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_nonnull (strstr (error->message, "50.0"));
  g_assert_cmpint ((gint) idio_model_download_get_state (download), ==, (gint) IDIO_DOWNLOAD_STATE_STOPPED);
  g_assert_cmpuint (download_count_left (), ==, 50000);

  store = idio_model_store_new ();
  model = g_list_model_get_item (G_LIST_MODEL (store), 0);
  g_assert_false (idio_stored_model_is_whole (model));
  g_assert_cmpuint (idio_stored_model_get_bytes (model), ==, 50000);
  g_assert_cmpuint (idio_stored_model_get_total (model), ==, N_BYTES);

  /* Another object, as after a new start of the program, knows what is there. */
  later = download_make (entry);
  status = idio_model_download_dup_status (later);
  g_assert_cmpuint (idio_model_download_get_bytes_done (later), ==, 50000);
  g_assert_nonnull (strstr (status, "50.0"));
  g_assert_nonnull (strstr (status, "300.0"));

  /* The same object goes on. */
  idio_test_await (idio_model_download_start (download));
  download_assert_whole ();
  g_assert_cmpuint (server->n_sent, ==, N_BYTES);
}

static void
note_status_cb (IdioModelDownload *download,
                GParamSpec        *pspec,
                GPtrArray         *told)
{
  g_ptr_array_add (told, idio_model_download_dup_status (download));
}

static gboolean
was_told (GPtrArray  *told,
          const char *pattern)
{
  for (guint i = 0; i < told->len; i++)
    if (g_regex_match_simple (pattern, g_ptr_array_index (told, i), G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT))
      return TRUE;

  return FALSE;
}

/* What is told before, meanwhile and at the end */
static void
test_status (void)
{
  ServedFile file = { "/m", bytes, N_BYTES, .tag = "\"1\"", .chunk_bytes = 1000, .pause_usec = 50000 };
  g_autoptr(FileServer) server = file_server_new (&file, 1);
  g_autoptr(IdioModelEntry) entry = download_make_one (server, "/m", NULL);
  g_autoptr(GPtrArray) told = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(IdioModelDownload) download = NULL;
  g_autofree char *before = NULL;
  DexFuture *future;

  download_clear_models ();
  download = download_make (entry);
  before = idio_model_download_dup_status (download);
  g_assert_nonnull (strstr (before, "about 1 minute at 50 Mbit/s"));
  g_signal_connect (download, "notify::status", G_CALLBACK (note_status_cb), told);
  future = idio_model_download_start (download);

  while (!was_told (told, "^[0-9.]+.kB of 300.0.kB, (about [0-9]+ minutes?|less than a minute) left$"))
    dex_await (dex_timeout_new_msec (20), NULL);

  idio_model_download_stop (download);
  idio_test_await_error (future, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  file.pause_usec = 0;
  idio_test_await (idio_model_download_start (download));
  g_assert_cmpstr (g_ptr_array_index (told, told->len - 1), ==, "Downloaded");
  g_assert_cmpuint (idio_model_download_get_seconds_left (download), ==, 0);
}

/* Before anything came, and while it waits to try again. */
static void
test_stop_early (void)
{
  ServedFile file = { "/m", bytes, N_BYTES, .status = 503, .retry_after = "1000" };
  g_autoptr(FileServer) server = file_server_new (&file, 1);
  g_autoptr(IdioModelEntry) entry = download_make_one (server, "/m", NULL);
  g_autoptr(IdioModelDownload) download = download_make (entry);
  g_autoptr(GError) error = NULL;
  DexFuture *future;

  download_clear_models ();
  future = idio_model_download_start (download);
  idio_model_download_stop (download);
  idio_test_await_error (future, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  download_assert_no_file ("test.gguf.part");

  future = idio_model_download_start (download);

  while (idio_model_download_get_state (download) != IDIO_DOWNLOAD_STATE_WAITING)
    dex_await (dex_timeout_new_msec (5), NULL);

  idio_model_download_stop (download);
  idio_test_await_error (future, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  download_assert_no_file ("test.gguf.part");

  /* What was there before is told, even if nothing was done. */
  download_leave (200000, server->url, "");
  future = idio_model_download_start (download);
  idio_model_download_stop (download);
  g_assert_false (dex_await (future, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_nonnull (strstr (error->message, "200.0"));
  g_assert_cmpuint (download_count_left (), ==, 200000);
}

/* That nothing comes any more is told long before the connection is given up, and no minutes are told then. */
static void
test_quiet (void)
{
  ServedFile file = { "/m", bytes, N_BYTES, .tag = "\"1\"", .n_stalls = 1, .drop_after = 50000 };
  g_autoptr(FileServer) server = file_server_new (&file, 1);
  g_autoptr(IdioModelEntry) entry = download_make_one (server, "/m", NULL);
  g_autoptr(IdioModelDownload) download = download_make (entry);
  g_autoptr(GPtrArray) told = g_ptr_array_new_with_free_func (g_free);
  DexFuture *future;

  download_clear_models ();
  g_signal_connect (download, "notify::status", G_CALLBACK (note_status_cb), told);
  future = idio_model_download_start (download);
  download_wait_for_bytes (50000);

  while (!was_told (told, "50\\.0.kB of 300\\.0.kB\\. There is no connection"))
    dex_await (dex_timeout_new_msec (50), NULL);

  g_assert_cmpint ((gint) idio_model_download_get_state (download), ==, (gint) IDIO_DOWNLOAD_STATE_RUNNING);
  g_assert_cmpuint (idio_model_download_get_seconds_left (download), ==, 0);
  idio_model_download_stop (download);
  idio_test_await_error (future, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_two_at_once (void)
{
  ServedFile file = { "/m", bytes, N_BYTES, .tag = "\"1\"", .n_stalls = 1, .drop_after = 1000 };
  g_autoptr(FileServer) server = file_server_new (&file, 1);
  g_autoptr(IdioModelEntry) entry = download_make_one (server, "/m", NULL);
  g_autoptr(IdioModelDownload) first = download_make (entry);
  g_autoptr(IdioModelStore) store = NULL;
  g_autoptr(IdioStoredModel) model = NULL;
  g_autofree char *message = NULL;
  DexFuture *future;

  download_clear_models ();
  future = idio_model_download_start (first);
  download_wait_for_bytes (1000);
  message = download_fail (entry, IDIO_DOWNLOAD_ERROR_BUSY);

  /* Nor is it deleted meanwhile. */
  store = idio_model_store_new ();
  model = g_list_model_get_item (G_LIST_MODEL (store), 0);
  idio_test_await_error (idio_model_store_remove (store, model), IDIO_DOWNLOAD_ERROR, IDIO_DOWNLOAD_ERROR_BUSY);
  g_assert_cmpuint (download_count_left (), ==, 1000);
  idio_model_download_stop (first);
  idio_test_await_error (future, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  download_get_whole (entry);
  download_assert_whole ();
}

/* A child that downloads is killed while it waits; its lock ends with it. */
static void
test_killed (void)
{
  ServedFile file = { "/m", bytes, N_BYTES, .tag = "\"1\"" };
  g_autoptr(FileServer) server = file_server_new (&file, 1);
  g_autoptr(IdioModelEntry) entry = download_make_one (server, "/m", NULL);

  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *message = NULL;
      g_autoptr(GSubprocess) child = NULL;

      download_clear_models ();
      file.n_stalls = 1;
      file.drop_after = g_test_rand_int_range (1, N_BYTES);
      child = idio_other_spawn ("download");
      download_wait_for_bytes ((guint64) file.drop_after);
      message = download_fail (entry, IDIO_DOWNLOAD_ERROR_BUSY);
      g_free (idio_other_end (child, SIGKILL));
      g_assert_cmpuint (download_count_left (), ==, (guint64) file.drop_after);
      server->n_sent = 0;
      download_get_whole (entry);
      download_assert_whole ();
      g_assert_cmpuint (server->n_sent, ==, N_BYTES - (guint64) file.drop_after);
    }
}

/* Another is killed at any moment, also while it writes, or gives the file its name. */
static void
test_killed_anywhere (void)
{
  ServedFile file = { "/m", bytes, N_BYTES, .tag = "\"1\"", .chunk_bytes = 1000 };
  g_autoptr(FileServer) server = file_server_new (&file, 1);
  g_autoptr(IdioModelEntry) entry = download_make_one (server, "/m", NULL);

  for (guint i = 0; i < 10; i++)
    {
      g_autoptr(GSubprocess) child = NULL;

      download_clear_models ();
      child = idio_other_spawn ("download");
      dex_await (dex_timeout_new_msec (g_test_rand_int_range (10, 120)), NULL);
      g_subprocess_force_exit (child);
      g_subprocess_wait (child, NULL, NULL);
      download_get_whole (entry);
      download_assert_whole ();
    }
}

/* The disk fills up meanwhile: what is there stays, and goes on when there is space. */
static void
test_full_disk (void)
{
  ServedFile file = { "/m", bytes, N_BYTES, .tag = "\"1\"" };
  g_autoptr(FileServer) server = file_server_new (&file, 1);
  g_autoptr(IdioModelEntry) entry = download_make_one (server, "/m", "/m");
  const gssize limits[] = { 0, 1, 100000, N_BYTES - 1 };

  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      g_autofree char *message = NULL;

      download_clear_models ();
      file_limit = limits[i];
      message = download_fail (entry, IDIO_DOWNLOAD_ERROR_NO_SPACE);
      g_assert_nonnull (strstr (message, "kept"));
      g_assert_cmpuint (download_count_left (), ==, (guint64) limits[i]);
      file_limit = -1;
      server->n_sent = 0;
      download_get_whole (entry);
      download_assert_whole ();
      g_assert_cmpuint (server->n_sent, ==, N_BYTES - limits[i]);
    }
}

/* What is missing and a tenth of it has to be free; else nothing is asked of anybody. */
static void
test_space (void)
{
  ServedFile file = { "/m", bytes, N_BYTES, .tag = "\"1\"" };
  g_autoptr(FileServer) server = file_server_new (&file, 1);
  g_autoptr(IdioModelEntry) entry = download_make_one (server, "/m", NULL);
  g_autofree char *url = g_strconcat (server->url, "/m", NULL);
  g_autofree char *message = NULL, *second_message = NULL;

  download_clear_models ();
  free_bytes = N_BYTES + N_BYTES / 10 - 1;
  message = download_fail (entry, IDIO_DOWNLOAD_ERROR_NO_SPACE);
  g_assert_nonnull (strstr (message, "330.0"));

  download_leave (200000, url, "\\\"1\\\"");
  free_bytes = 109999;
  second_message = download_fail (entry, IDIO_DOWNLOAD_ERROR_NO_SPACE);
  g_assert_cmpuint (file_server_count_requests (server), ==, 0);
  g_assert_cmpuint (download_count_left (), ==, 200000);
  free_bytes = 110001;
  download_get_whole (entry);
  download_assert_whole ();
  free_bytes = -1;
}

/* The other process, which finds the same catalogue. */
static DexFuture *
other_fiber (gpointer data)
{
  g_autoptr(IdioModelCatalog) catalog = idio_model_catalog_new ();
  g_autoptr(IdioModelDownload) download = download_make (idio_model_catalog_find (catalog, "test"));

  return idio_model_download_start (download);
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/model-interrupted/joined", test_joined);
  idio_test_add_fiber ("/model-interrupted/shards", test_shards);
  idio_test_add_fiber ("/model-interrupted/stop", test_stop);
  idio_test_add_fiber ("/model-interrupted/status", test_status);
  idio_test_add_fiber ("/model-interrupted/stop-early", test_stop_early);
  idio_test_add_fiber ("/model-interrupted/quiet", test_quiet);
  idio_test_add_fiber ("/model-interrupted/two-at-once", test_two_at_once);
  idio_test_add_fiber ("/model-interrupted/killed", test_killed);
  idio_test_add_fiber ("/model-interrupted/killed-anywhere", test_killed_anywhere);
  idio_test_add_fiber ("/model-interrupted/full-disk", test_full_disk);
  idio_test_add_fiber ("/model-interrupted/space", test_space);
}

int
main (int   argc,
      char *argv[])
{
  int result;

  if (idio_other_get_argument () != NULL)
    return idio_other_main (other_fiber);

  download_begin ();
  result = idio_test_main (argc, argv, add_tests);
  download_end ();

  return result;
}
