/* test-model-download.c: a model comes whole, or not at all
 *
 * Each test writes the user's catalogue, with addresses of a server on this computer, and downloads as the program does.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>
#include <unistd.h>

#include "download-fixture.h"

#define N_RESUMES 100

static void
test_whole (void)
{
  ServedFile file = { "/m", bytes, N_BYTES, .tag = "\"1\"" };
  g_autoptr(FileServer) server = file_server_new (&file, 1);
  g_autoptr(IdioModelEntry) entry = download_make_one (server, "/m", NULL);
  g_autofree char *key = NULL, *encoding = NULL;

  download_clear_models ();
  download_get_whole (entry);
  download_assert_whole ();
  g_assert_cmpuint (file_server_count_requests (server), ==, 1);

  /* Nothing is sent that a download does not need. */
  key = file_server_dup_header (server, 0, "Authorization");
  encoding = file_server_dup_header (server, 0, "Accept-Encoding");
  g_assert_null (key);
  g_assert_cmpstr (encoding, ==, "identity");

  /* What is there is not fetched again. */
  download_get_whole (entry);
  g_assert_cmpuint (file_server_count_requests (server), ==, 1);
}

/* However much there is, only the rest is asked for. */
static void
test_resume (void)
{
  ServedFile file = { "/m", bytes, N_BYTES, .tag = "\"1\"" };
  g_autoptr(FileServer) server = file_server_new (&file, 1);
  g_autoptr(IdioModelEntry) entry = download_make_one (server, "/m", NULL);
  g_autofree char *url = g_strconcat (server->url, "/m", NULL);

  for (guint i = 0; i < N_RESUMES; i++)
    {
      gsize length = i == 0 ? 1 : i == 1 ? N_BYTES - 1 : (gsize) g_test_rand_int_range (1, N_BYTES);
      g_autofree char *range = NULL, *expected = g_strdup_printf ("bytes=%" G_GSIZE_FORMAT "-", length);
      g_autofree char *condition = NULL;

      download_clear_models ();
      download_leave (length, url, "\\\"1\\\"");
      server->n_sent = 0;
      download_get_whole (entry);
      download_assert_whole ();
      range = file_server_dup_header (server, i, "Range");
      condition = file_server_dup_header (server, i, "If-Range");
      g_assert_cmpstr (range, ==, expected);
      g_assert_cmpstr (condition, ==, "\"1\"");
      g_assert_cmpuint (server->n_sent, ==, N_BYTES - length);
    }
}

/* All of it was there, but not its name; or more than all. */
static void
test_resume_at_end (void)
{
  ServedFile file = { "/m", bytes, N_BYTES, .tag = "\"1\"" };
  g_autoptr(FileServer) server = file_server_new (&file, 1);
  g_autoptr(IdioModelEntry) entry = download_make_one (server, "/m", NULL);
  g_autofree char *url = g_strconcat (server->url, "/m", NULL);
  g_autofree char *path = download_dup_model_path ("test.gguf.part");

  download_clear_models ();
  download_leave (N_BYTES, url, "\\\"1\\\"");
  download_get_whole (entry);
  download_assert_whole ();
  g_assert_cmpuint (file_server_count_requests (server), ==, 0);

  download_clear_models ();
  download_leave (N_BYTES, url, "\\\"1\\\"");
  g_assert_cmpint (truncate (path, 2 * N_BYTES), ==, 0);
  download_get_whole (entry);
  download_assert_whole ();

  /* As many bytes as there should be, and wrong ones, as after a power cut. */
  download_clear_models ();
  download_leave (N_BYTES, url, "\\\"1\\\"");
  g_assert_true (g_file_set_contents (path, other_bytes, N_BYTES, NULL));
  download_get_whole (entry);
  download_assert_whole ();
}

/* What is on the disk is not what came. */
static void
test_damaged_part (void)
{
  ServedFile file = { "/m", bytes, N_BYTES, .tag = "\"1\"" };
  g_autoptr(FileServer) server = file_server_new (&file, 1);
  g_autoptr(IdioModelEntry) entry = download_make_one (server, "/m", NULL);
  g_autofree char *path = download_dup_model_path ("test.gguf.part");
  g_autofree char *range = NULL;
  const char *states[] = { "", "{", "[]", "{\"url\": 1, \"sha256\": {}}", "{\"sha256\": \"another\", \"url\": \"u\"}" };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autofree char *folder = idio_models_dup_folder ();

      download_clear_models ();
      download_leave (1000, "http://elsewhere", "x");
      g_assert_true (g_file_set_contents (path, other_bytes, 1000 + (gssize) i, NULL));
      idio_test_write (folder, "test.gguf.part.json", states[i]);
      download_get_whole (entry);
      download_assert_whole ();
    }

  /* Of another version nothing is asked to be gone on with. */
  range = file_server_dup_header (server, file_server_count_requests (server) - 1, "Range");
  g_assert_null (range);
  g_assert_cmpuint (file_server_count_requests (server), ==, 2 * G_N_ELEMENTS (states) - 1);
}

static void
test_no_ranges (void)
{
  ServedFile file = { "/m", bytes, N_BYTES, .tag = "\"1\"", .no_ranges = TRUE };
  g_autoptr(FileServer) server = file_server_new (&file, 1);
  g_autoptr(IdioModelEntry) entry = download_make_one (server, "/m", NULL);
  g_autofree char *url = g_strconcat (server->url, "/m", NULL);

  download_clear_models ();
  download_leave (1000, url, "\\\"1\\\"");
  download_get_whole (entry);
  download_assert_whole ();
  g_assert_cmpuint (server->n_sent, ==, N_BYTES);
}

/* The bytes that are there are of another version, which the server says in one way or the other, or not at all. */
static void
test_changed (void)
{
  ServedFile files[] = {
    { "/conditions", bytes, N_BYTES, .tag = "\"2\"" },
    { "/tags", bytes, N_BYTES, .tag = "\"2\"", .no_conditions = TRUE },
    { "/dates", bytes, N_BYTES, .date = "Sun, 29 Nov 2026 00:00:00 GMT" },
    { "/weak", bytes, N_BYTES, .tag = "W/\"2\"", .no_conditions = TRUE },
    { "/nothing", bytes, N_BYTES, .no_conditions = TRUE },
  };
  g_autoptr(FileServer) server = file_server_new (files, G_N_ELEMENTS (files));
  g_autofree char *path = download_dup_model_path ("test.gguf.part");

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr(IdioModelEntry) entry = download_make_one (server, files[i].path, NULL);
      g_autofree char *url = g_strconcat (server->url, files[i].path, NULL);

      download_clear_models ();
      download_leave (1000, url, "\\\"1\\\"");
      g_assert_true (g_file_set_contents (path, other_bytes, 1000, NULL));
      download_get_whole (entry);
      download_assert_whole ();
    }
}

/* The connection breaks off at each stage, again and again. */
static void
test_drops (void)
{
  const gssize stages[] = { -1, 0, 1, 1000, N_BYTES - 1 };

  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    {
      ServedFile file = { "/m", bytes, N_BYTES, .tag = "\"1\"", .n_drops = 4, .drop_after = stages[i] };
      g_autoptr(FileServer) server = file_server_new (&file, 1);
      g_autoptr(IdioModelEntry) entry = download_make_one (server, "/m", NULL);

      download_clear_models ();
      download_get_whole (entry);
      download_assert_whole ();
    }
}

static void
test_drops_chunked (void)
{
  ServedFile file = { "/m", bytes, N_BYTES, .chunked = TRUE, .n_drops = 3, .drop_after = 100000 };
  g_autoptr(FileServer) server = file_server_new (&file, 1);
  g_autoptr(IdioModelEntry) entry = download_make_one (server, "/m", NULL);

  download_clear_models ();
  download_get_whole (entry);
  download_assert_whole ();
}

/* It never comes further: that is told, and what there is stays. */
static void
test_gives_up (void)
{
  ServedFile file = { "/m", bytes, N_BYTES, .tag = "\"1\"", .n_drops = 100000, .drop_after = 0 };
  g_autoptr(FileServer) server = file_server_new (&file, 1);
  g_autoptr(IdioModelEntry) entry = download_make_one (server, "/m", NULL);
  g_autofree char *url = g_strconcat (server->url, "/m", NULL);
  g_autofree char *message = NULL;

  download_clear_models ();
  download_leave (5000, url, "\\\"1\\\"");
  message = download_fail (entry, IDIO_DOWNLOAD_ERROR_OFFLINE);
  g_assert_nonnull (strstr (message, "“127.0.0.1”"));
  g_assert_cmpuint (download_count_left (), ==, 5000);
  g_assert_cmpuint (file_server_count_requests (server), >, 3);
}

/* A server that falls silent, before the head, after it, and in the middle */
static void
test_stall (void)
{
  const gssize stages[] = { -1, 0, 1000 };

  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    {
      ServedFile file = { "/m", bytes, N_BYTES, .tag = "\"1\"", .n_stalls = 1, .drop_after = stages[i] };
      g_autoptr(FileServer) server = file_server_new (&file, 1);
      g_autoptr(IdioModelEntry) entry = download_make_one (server, "/m", NULL);

      download_clear_models ();
      stall_seconds = 1;
      download_get_whole (entry);
      stall_seconds = 60;
      download_assert_whole ();
      g_assert_cmpuint (file_server_count_requests (server), >=, 2);
    }
}

static void
test_mirrors (void)
{
  ServedFile files[] = {
    { "/gone", bytes, N_BYTES, .status = 404 },
    { "/secret", bytes, N_BYTES, .status = 403 },
    { "/busy", bytes, N_BYTES, .status = 503, .retry_after = "0" },
    { "/wrong", other_bytes, N_BYTES },
    { "/short", bytes, 1000 },
    { "/page", "<!DOCTYPE html><html>Log in</html>", 34, .type = "text/html; charset=utf-8" },
    { "/drops", bytes, N_BYTES, .tag = "\"1\"", .n_drops = 100000, .drop_after = 1 },
    { "/m", bytes, N_BYTES, .tag = "\"m\"" },
  };
  g_autoptr(FileServer) server = file_server_new (files, G_N_ELEMENTS (files));

  for (guint i = 0; i < G_N_ELEMENTS (files) - 1; i++)
    {
      g_autoptr(IdioModelEntry) entry = download_make_one (server, files[i].path, "/m");

      download_clear_models ();
      download_get_whole (entry);
      download_assert_whole ();
    }
}

static void
test_wrong (void)
{
  ServedFile files[] = {
    { "/wrong", other_bytes, N_BYTES, .tag = "\"1\"" },
    { "/short", bytes, N_BYTES - 1 },
    { "/long", bytes, N_BYTES, .claimed = N_BYTES + 1 },
    { "/gone", bytes, N_BYTES, .status = 404 },
    { "/page", "<html>Log in</html>", 19, .type = "text/html" },
    { "/long-page", bytes, N_BYTES, .type = "text/html", .chunked = TRUE },
    { "/plain-page", " \n<!DOCTYPE HTML><html></html>", 30, .chunked = TRUE },
    { "/portal", "", 0, .status = 302, .location = "http://login.invalid/" },
    { "/loop", "", 0, .status = 302, .location = "/loop" },
    { "/login", "Log in", 6, .status = 511 },
  };
  const IdioDownloadError codes[] = {
    IDIO_DOWNLOAD_ERROR_WRONG, IDIO_DOWNLOAD_ERROR_WRONG, IDIO_DOWNLOAD_ERROR_WRONG, IDIO_DOWNLOAD_ERROR_GONE,
    IDIO_DOWNLOAD_ERROR_PORTAL, IDIO_DOWNLOAD_ERROR_PORTAL, IDIO_DOWNLOAD_ERROR_PORTAL, IDIO_DOWNLOAD_ERROR_PORTAL,
    IDIO_DOWNLOAD_ERROR_WRONG, IDIO_DOWNLOAD_ERROR_PORTAL,
  };
  g_autoptr(FileServer) server = file_server_new (files, G_N_ELEMENTS (files));

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr(IdioModelEntry) entry = download_make_one (server, files[i].path, NULL);
      g_autofree char *message = NULL;

      download_clear_models ();
      message = download_fail (entry, codes[i]);
      g_test_message ("%s: %s", files[i].path, message);
      download_assert_no_file ("test.gguf.part");
      download_assert_no_file ("test.gguf.part.json");
    }
}

/* A portal in the middle of a download costs nothing of what is there. */
static void
test_portal_keeps (void)
{
  ServedFile file = { "/m", "<html>Log in</html>", 19, .type = "text/html", .no_ranges = TRUE };
  g_autoptr(FileServer) server = file_server_new (&file, 1);
  g_autoptr(IdioModelEntry) entry = download_make_one (server, "/m", NULL);
  g_autofree char *url = g_strconcat (server->url, "/m", NULL);
  g_autofree char *message = NULL;

  download_clear_models ();
  download_leave (5000, url, "\\\"1\\\"");
  message = download_fail (entry, IDIO_DOWNLOAD_ERROR_PORTAL);
  g_assert_cmpuint (download_count_left (), ==, 5000);

  file = (ServedFile) { "/m", bytes, N_BYTES, .tag = "\"1\"" };
  download_get_whole (entry);
  g_assert_cmpuint (server->n_sent, <, N_BYTES);
}

/* Nor does a server whose file is another one, or shorter than what is there. */
static void
test_other_keeps (void)
{
  ServedFile files[] = {
    { "/shorter", other_bytes, 1000, .no_conditions = TRUE },
    { "/other", other_bytes, N_BYTES - 1, .no_conditions = TRUE },
  };
  g_autoptr(FileServer) server = file_server_new (files, G_N_ELEMENTS (files));

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr(IdioModelEntry) entry = download_make_one (server, files[i].path, NULL);
      g_autofree char *message = NULL;

      download_clear_models ();
      download_leave (5000, server->url, "");
      message = download_fail (entry, IDIO_DOWNLOAD_ERROR_WRONG);
      g_assert_cmpuint (download_count_left (), ==, 5000);
    }
}

static void
test_redirect (void)
{
  ServedFile files[] = {
    { "/m", "", 0, .status = 302, .location = "/hop" },
    { "/hop", "", 0, .status = 307, .location = "/cdn?signature=1" },
    { "/cdn?signature=1", bytes, N_BYTES, .tag = "\"1\"", .n_drops = 1, .drop_after = 1000 },
  };
  g_autoptr(FileServer) server = file_server_new (files, G_N_ELEMENTS (files));
  g_autoptr(IdioModelEntry) entry = download_make_one (server, "/m", NULL);
  g_autofree char *range = NULL;

  download_clear_models ();
  download_get_whole (entry);
  download_assert_whole ();

  /* Signed addresses get old: the way is gone again from the start. */
  g_assert_cmpuint (file_server_count_requests (server), ==, 6);
  range = file_server_dup_header (server, 5, "Range");
  g_assert_cmpstr (range, ==, "bytes=1000-");
}

/* A portal in front of a host that is asked with HTTPS can't prove to be it. */
static void
test_certificate (void)
{
  ServedFile file = { "/m", bytes, N_BYTES, .tag = "\"1\"" };
  g_autoptr(FileServer) server = file_server_new (&file, 1);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "llm", "portal.pem", NULL);
  g_autofree char *secure_url = g_strconcat ("https", server->url + strlen ("http"), NULL);
  g_autoptr(IdioModelEntry) entry = NULL;
  g_autofree char *message = NULL;
  g_autoptr(GError) error = NULL;

  server->certificate = g_tls_certificate_new_from_file (path, &error);
  g_assert_no_error (error);
  g_set_str (&server->url, secure_url);
  entry = download_make_one (server, "/m", NULL);
  download_clear_models ();
  message = download_fail (entry, IDIO_DOWNLOAD_ERROR_PORTAL);
  g_assert_nonnull (strstr (message, "log in"));
  g_assert_cmpuint (server->n_sent, ==, 0);
}

/* Where another file of the user's is in the way, that is not written to. */
static void
test_link (void)
{
  ServedFile file = { "/m", bytes, N_BYTES, .tag = "\"1\"" };
  g_autoptr(FileServer) server = file_server_new (&file, 1);
  g_autoptr(IdioModelEntry) entry = download_make_one (server, "/m", NULL);
  g_autofree char *folder = idio_models_dup_folder ();
  g_autofree char *dir = idio_test_make_dir ();
  g_autofree char *own = g_build_filename (dir, "own.txt", NULL);
  const char * const names[] = { "test.gguf.part", "test.gguf.part.json", "test.gguf" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = download_dup_model_path (names[i]);
      g_autoptr(IdioModelDownload) download = download_make (entry);
      g_autofree char *contents = NULL;

      download_clear_models ();
      idio_test_write (dir, "own.txt", "Mine");
      g_mkdir_with_parents (folder, 0700);
      g_assert_cmpint (symlink (own, path), ==, 0);

      if (dex_await (idio_model_download_start (download), NULL))
        download_assert_whole ();

      g_assert_true (g_file_get_contents (own, &contents, NULL, NULL));
      g_assert_cmpstr (contents, ==, "Mine");
    }
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/model-download/whole", test_whole);
  idio_test_add_fiber ("/model-download/resume", test_resume);
  idio_test_add_fiber ("/model-download/resume-at-end", test_resume_at_end);
  idio_test_add_fiber ("/model-download/damaged-part", test_damaged_part);
  idio_test_add_fiber ("/model-download/no-ranges", test_no_ranges);
  idio_test_add_fiber ("/model-download/changed", test_changed);
  idio_test_add_fiber ("/model-download/drops", test_drops);
  idio_test_add_fiber ("/model-download/drops-chunked", test_drops_chunked);
  idio_test_add_fiber ("/model-download/gives-up", test_gives_up);
  idio_test_add_fiber ("/model-download/stall", test_stall);
  idio_test_add_fiber ("/model-download/mirrors", test_mirrors);
  idio_test_add_fiber ("/model-download/wrong", test_wrong);
  idio_test_add_fiber ("/model-download/portal-keeps", test_portal_keeps);
  idio_test_add_fiber ("/model-download/other-keeps", test_other_keeps);
  idio_test_add_fiber ("/model-download/redirect", test_redirect);
  idio_test_add_fiber ("/model-download/certificate", test_certificate);
  idio_test_add_fiber ("/model-download/link", test_link);
}

int
main (int   argc,
      char *argv[])
{
  int result;

  download_begin ();
  result = idio_test_main (argc, argv, add_tests);
  download_end ();

  return result;
}
