/* test-model-files.c: what somebody else put in the folder of models, or did to it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "download-fixture.h"

#define KEPT "somebody’s own words"

static void
put (const char *name,
     const char *data,
     gsize       length)
{
  g_autofree char *path = download_dup_model_path (name);
  g_autofree char *folder = g_path_get_dirname (path);

  g_mkdir_with_parents (folder, 0700);
  g_assert_true (g_file_set_contents (path, data, (gssize) length, NULL));
}

/* Downloads what must fail without a change to what is there, and returns the sentence. */
static char *
refuse (IdioModelEntry *entry)
{
  g_autoptr(IdioModelDownload) download = download_make (entry);

  idio_test_await_error (idio_model_download_start (download), IDIO_DOWNLOAD_ERROR, IDIO_DOWNLOAD_ERROR_DISK);
  g_assert_false (idio_model_entry_is_on_disk (entry));

  return g_strdup (idio_model_download_get_error (download)->message);
}

/* The name and the size of a model are not its bytes. */
static void
test_unchecked (void)
{
  ServedFile file = { "/m", bytes, N_BYTES, .tag = "\"1\"" };
  g_autoptr(FileServer) server = file_server_new (&file, 1);
  g_autoptr(IdioModelEntry) entry = download_make_one (server, "/m", NULL);
  g_autofree char *message = NULL;

  download_clear_models ();
  put ("test.gguf", other_bytes, N_BYTES);
  g_assert_false (idio_model_entry_is_on_disk (entry));
  message = refuse (entry);
  g_assert_nonnull (strstr (message, "another file"));
  download_assert_file ("test.gguf", other_bytes, N_BYTES);

  /* The right bytes are taken as they are, whoever put them there. */
  put ("test.gguf", bytes, N_BYTES);
  g_assert_false (idio_model_entry_is_on_disk (entry));
  download_get_whole (entry);
  download_assert_whole ();
  g_assert_cmpuint (file_server_count_requests (server), ==, 0);
}

/* A file of another size is somebody's, and is not replaced. */
static void
test_own_files (void)
{
  ServedFile file = { "/m", bytes, N_BYTES, .tag = "\"1\"" };
  g_autoptr(FileServer) server = file_server_new (&file, 1);
  g_autoptr(IdioModelEntry) entry = download_make_one (server, "/m", NULL);
  g_autofree char *path = download_dup_model_path ("test.gguf"), *aim = download_dup_model_path ("aim");
  g_autofree char *message = NULL, *link_message = NULL, *folder_message = NULL;

  download_clear_models ();
  put ("test.gguf", KEPT, strlen (KEPT));
  message = refuse (entry);
  g_assert_nonnull (strstr (message, path));
  download_assert_file ("test.gguf", KEPT, strlen (KEPT));

  g_assert_cmpint (g_unlink (path), ==, 0);
  put ("aim", KEPT, strlen (KEPT));
  g_assert_cmpint (symlink (aim, path), ==, 0);
  link_message = refuse (entry);
  download_assert_file ("test.gguf", KEPT, strlen (KEPT));

  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  folder_message = refuse (entry);
  g_assert_cmpuint (file_server_count_requests (server), ==, 0);
}

/* What was checked and changed since is checked again; a version that was downloaded is replaced by the next. */
static void
test_changed_later (void)
{
  ServedFile file = { "/m", bytes, N_BYTES, .tag = "\"1\"" }, next = { "/m", other_bytes, N_BYTES, .tag = "\"2\"" };
  g_autoptr(FileServer) server = file_server_new (&file, 1), next_server = file_server_new (&next, 1);
  g_autoptr(IdioModelEntry) entry = download_make_one (server, "/m", NULL), next_entry = NULL;
  g_autofree char *checksum = download_sum (other_bytes, N_BYTES);
  g_autofree char *json = g_strdup_printf ("{\"id\": \"test\", \"file\": \"test.gguf\", \"parts\": [{\"urls\": [\"%s/m\"], "
                                           "\"bytes\": %d, \"sha256\": \"%s\"}]}", next_server->url, N_BYTES, checksum);

  download_clear_models ();
  download_get_whole (entry);
  put ("test.gguf", other_bytes, N_BYTES);
  g_assert_false (idio_model_entry_is_on_disk (entry));

  download_clear_models ();
  download_get_whole (entry);
  next_entry = download_make_entry (json);
  g_assert_false (idio_model_entry_is_on_disk (next_entry));
  download_get_whole (next_entry);
  download_assert_file ("test.gguf", other_bytes, N_BYTES);
  g_assert_false (idio_model_entry_is_on_disk (entry));
}

/* What has the name of a part and is none is left alone, and said to be that. */
static void
test_odd_parts (void)
{
  ServedFile file = { "/m", bytes, N_BYTES, .tag = "\"1\"" };
  g_autoptr(FileServer) server = file_server_new (&file, 1);
  g_autoptr(IdioModelEntry) entry = download_make_one (server, "/m", NULL);
  g_autofree char *part = download_dup_model_path ("test.gguf.part"), *aim = download_dup_model_path ("aim");

  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *message = NULL;

      download_clear_models ();
      put ("aim", KEPT, strlen (KEPT));

      if (i == 0)
        g_assert_cmpint (symlink (aim, part), ==, 0);
      else if (i == 1)
        g_assert_cmpint (link (aim, part), ==, 0);
      else if (i == 2)
        g_assert_cmpint (g_mkdir (part, 0700), ==, 0);
      else
        g_assert_cmpint (mkfifo (part, 0600), ==, 0);

      message = refuse (entry);
      g_assert_nonnull (strstr (message, part));
      g_assert_nonnull (strstr (message, "is no file of a download"));
      download_assert_file ("aim", KEPT, strlen (KEPT));
      g_assert_cmpuint (file_server_count_requests (server), ==, 0);
    }
}

/* A part that is deleted, cut or replaced while it is written never becomes the model. */
static void
test_touched (void)
{
  ServedFile file = { "/m", bytes, N_BYTES, .tag = "\"1\"", .drop_after = 50000, .chunk_bytes = 10000, .pause_usec = 20000 };
  g_autoptr(FileServer) server = file_server_new (&file, 1);
  g_autoptr(IdioModelEntry) entry = download_make_one (server, "/m", NULL);
  g_autofree char *part = download_dup_model_path ("test.gguf.part");

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr(IdioModelDownload) download = download_make (entry);
      DexFuture *future;

      download_clear_models ();
      future = idio_model_download_start (download);
      download_wait_for_bytes (50000);

      if (i == 0)
        g_assert_cmpint (g_unlink (part), ==, 0);
      else if (i == 1)
        g_assert_cmpint (truncate (part, 0), ==, 0);
      else
        put ("test.gguf.part", "another", 7);

      idio_test_await_error (future, IDIO_DOWNLOAD_ERROR, IDIO_DOWNLOAD_ERROR_DISK);
      g_assert_nonnull (strstr (idio_model_download_get_error (download)->message, "during the download"));
      download_assert_no_file ("test.gguf");

      /* Another download's part is not this one's to delete. */
      if (i == 2)
        download_assert_file ("test.gguf.part", "another", 7);
    }

  download_clear_models ();
  download_get_whole (entry);
  download_assert_whole ();
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/model-files/unchecked", test_unchecked);
  idio_test_add_fiber ("/model-files/own-files", test_own_files);
  idio_test_add_fiber ("/model-files/changed-later", test_changed_later);
  idio_test_add_fiber ("/model-files/odd-parts", test_odd_parts);
  idio_test_add_fiber ("/model-files/touched", test_touched);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  download_begin ();
  status = idio_test_main (argc, argv, add_tests);
  download_end ();

  return status;
}
