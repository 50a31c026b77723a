/* download-fixture.c: what the tests of downloads share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "download-fixture.h"
#include "llm/idio-model-catalog.h"
#include "llm/idio-part-state.h"

#define RETRY_MSEC 1

char *bytes;
char *other_bytes;
guint stall_seconds = 60;

/* Bytes that repeat nowhere, so that none can be in the wrong place. */
static char *
make_bytes (guint32 seed)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (seed);
  char *made = g_malloc (N_BYTES);

  for (gsize i = 0; i < N_BYTES; i++)
    made[i] = (char) g_rand_int (rand);

  return made;
}

char *
download_sum (const char *data,
              gsize       length)
{
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) data, length);
}

char *
download_dup_model_path (const char *name)
{
  g_autofree char *folder = idio_models_dup_folder ();

  return g_build_filename (folder, name, NULL);
}

void
download_clear_models (void)
{
  g_autofree char *folder = idio_models_dup_folder ();

  if (g_file_test (folder, G_FILE_TEST_EXISTS))
    idio_test_remove_tree (folder);
}

/* Takes the catalogue the way the program does: from the user's file. */
IdioModelEntry *
download_make_entry (const char *json)
{
  g_autofree char *folder = g_build_filename (g_get_user_config_dir (), "idiolect", NULL);
  g_autofree char *text = g_strdup_printf ("{\"models\": [%s]}", json);
  g_autoptr(IdioModelCatalog) catalog = NULL;

  g_mkdir_with_parents (folder, 0700);
  idio_test_write (folder, "models.json", text);
  catalog = idio_model_catalog_new ();
  g_assert_cmpstr (idio_model_catalog_get_problems (catalog)[0], ==, NULL);

  return g_object_ref (idio_model_catalog_find (catalog, "test"));
}

/* A model of one part, at one or two paths of the server. */
IdioModelEntry *
download_make_one (FileServer *server,
                   const char *first,
                   const char *second)
{
  g_autofree char *checksum = download_sum (bytes, N_BYTES);
  g_autofree char *mirror = second != NULL ? g_strdup_printf (", \"%s%s\"", server->url, second) : g_strdup ("");
  g_autofree char *json = g_strdup_printf ("{\"id\": \"test\", \"file\": \"test.gguf\", \"parts\": [{\"urls\": "
                                           "[\"%s%s\"%s], \"bytes\": %d, \"sha256\": \"%s\"}]}",
                                           server->url, first, mirror, N_BYTES, checksum);

  return download_make_entry (json);
}

IdioModelDownload *
download_make (IdioModelEntry *entry)
{
  IdioModelDownload *download = idio_model_download_new (entry);

  idio_model_download_set_patience (download, stall_seconds, RETRY_MSEC);

  return download;
}

void
download_assert_file (const char *name,
                      const char *data,
                      gsize       length)
{
  g_autofree char *path = download_dup_model_path (name);
  g_autofree char *contents = NULL;
  gsize n_read;

  g_assert_true (g_file_get_contents (path, &contents, &n_read, NULL));
  g_assert_cmpmem (contents, n_read, data, length);
}

void
download_assert_no_file (const char *name)
{
  g_autofree char *path = download_dup_model_path (name);

  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

void
download_assert_whole (void)
{
  download_assert_file ("test.gguf", bytes, N_BYTES);
  download_assert_no_file ("test.gguf.part");
  download_assert_no_file ("test.gguf.part.json");
}

guint64
download_count_left (void)
{
  g_autofree char *folder = idio_models_dup_folder ();

  return idio_part_state_count_left (folder, "test.gguf");
}

void
download_get_whole (IdioModelEntry *entry)
{
  g_autoptr(IdioModelDownload) download = download_make (entry);
  g_autofree char *path = dex_await_string (idio_model_download_start (download), NULL);
  g_autofree char *expected = idio_model_entry_dup_path (entry);

  g_assert_cmpstr (path, ==, expected);
  g_assert_cmpint ((gint) idio_model_download_get_state (download), ==, (gint) IDIO_DOWNLOAD_STATE_FINISHED);
  g_assert_cmpuint (idio_model_download_get_bytes_done (download), ==, idio_model_entry_get_bytes (entry));
  g_assert_true (idio_model_entry_is_on_disk (entry));
}

/* Downloads what must fail, and returns the sentence. */
char *
download_fail (IdioModelEntry    *entry,
               IdioDownloadError  code)
{
  g_autoptr(IdioModelDownload) download = download_make (entry);

  idio_test_await_error (idio_model_download_start (download), IDIO_DOWNLOAD_ERROR, code);
  g_assert_cmpint ((gint) idio_model_download_get_state (download), ==, (gint) IDIO_DOWNLOAD_STATE_FAILED);
  g_assert_false (idio_model_entry_is_on_disk (entry));
  download_assert_no_file ("test.gguf");

  return g_strdup (idio_model_download_get_error (download)->message);
}

/* What a download that ended at some moment has left. */
void
download_leave (gsize       length,
                const char *url,
                const char *tag)
{
  g_autofree char *folder = idio_models_dup_folder ();
  g_autofree char *checksum = download_sum (bytes, N_BYTES);
  g_autofree char *state = g_strdup_printf ("{\"url\": \"%s\", \"tag\": \"%s\", \"bytes\": %d, \"sha256\": \"%s\"}",
                                            url, tag, N_BYTES, checksum);
  g_autofree char *path = download_dup_model_path ("test.gguf.part");

  g_mkdir_with_parents (folder, 0700);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
  idio_test_write (folder, "test.gguf.part.json", state);
}

/* Resolves when some bytes have come. */
void
download_wait_for_bytes (guint64 n_bytes)
{
  while (download_count_left () < n_bytes)
    dex_await (dex_timeout_new_msec (5), NULL);
}

void
download_begin (void)
{
  bytes = make_bytes (1);
  other_bytes = make_bytes (2);
}

void
download_end (void)
{
  g_clear_pointer (&bytes, g_free);
  g_clear_pointer (&other_bytes, g_free);
}
