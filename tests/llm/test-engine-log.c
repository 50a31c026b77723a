/* test-engine-log.c: what is kept of what the engine says
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>
#include <sys/stat.h>

#include <glib/gstdio.h>

#include "idio-test.h"
#include "llm/idio-engine-log.h"

#define MAX_FILE_BYTES (256 * 1024)

/* Stands for the user's words. */
#define MARK "Zwiebelkuchen"

static void
check_clean (const char *text,
             gboolean    is_loading,
             const char *expected)
{
  g_autofree char *clean = idio_engine_log_clean (text, is_loading);

  g_assert_cmpstr (clean, ==, expected);
}

/* Lines as llama-server wrote them, with a word of the request where it quotes one. */
static void
test_clean (void)
{
  static const struct { const char *line, *kept; } lines[] = {
    { "0.03.533.436 I slot launch_slot_: id  0 | task 0 | processing task, is_child = 0",
      "0.03.533.436 I slot launch_slot_: id  0 | task 0 | processing task, is_child = 0\n" },
    { "0.06.977.490 W srv    operator(): got exception: {\"error\":{\"message\":\"last read: '" MARK "'\"}}",
      "0.06.977.490 W srv    operator()\n" },
    { "0.06.946.088 E srv    send_error: task id = 11, error: " MARK, "0.06.946.088 E srv    send_error\n" },
    { "0.06.946.088 E " MARK, "" },
    { MARK, "" },
    { "terminate called after throwing: " MARK, "" },
    { "  what():  " MARK ": id 7", "" },
    { "/src/ggml.c:12: GGML_ASSERT(a->ne[0] == b->ne[0]) failed",
      "/src/ggml.c:12: GGML_ASSERT(a->ne[0] == b->ne[0]) failed\n" },
    { "/src/ggml.c:12: GGML_ASSERT(0) failed: " MARK, "" },
    { "", "" },
    { "0", "" },
    { "0.1 I", "" },
    { "0.1 I slot", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *whole = g_strconcat (lines[i].line, "\n", NULL);

      check_clean (whole, FALSE, lines[i].kept);
      check_clean (lines[i].line, TRUE, *lines[i].line != '\0' ? whole : "");
    }
}

static void
test_shapes (void)
{
  g_autofree char *filler = g_strnfill (100000, 'x');
  g_autofree char *clean = idio_engine_log_clean (filler, TRUE);

  g_assert_cmpuint (strlen (clean), <, 1000);
  check_clean ("loading\nloading\nloading\nloaded\n", TRUE, "loading\nloaded\n");
  check_clean ("one\r\n\r\ntwo", TRUE, "one\ntwo\n");
  check_clean ("caf\xe9\n", TRUE, "caf\ufffd\n");
}

static void
read_text (IdioEngineLog *log,
           const char    *text)
{
  g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_data (g_strdup (text), -1, g_free);

  idio_test_await (idio_engine_log_read (log, stream, "Title"));
}

static void
test_file (void)
{
  g_autoptr(IdioEngineLog) log = idio_engine_log_new ();
  g_autofree char *path = idio_engine_log_dup_path ();
  g_autofree char *contents = NULL;
  GStatBuf status;

  read_text (log, "0.1 I srv load: " MARK "\nfailed to allocate\nlast words");
  g_assert_nonnull (strstr (idio_engine_log_get_tail (log), "failed to allocate\n"));
  idio_engine_log_end_loading (log);
  read_text (log, "0.2 I srv load: secret\nsecret\n");

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_true (g_str_has_prefix (contents, "Title\n0.1 I srv load: " MARK "\nfailed to allocate\n"));
  g_assert_null (strstr (contents, "secret"));
  g_assert_null (strstr (idio_engine_log_get_tail (log), "secret"));
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

/* What runs while the files are deleted still says why it ends, but in no file. */
static void
test_delete (void)
{
  g_autoptr(IdioEngineLog) before = idio_engine_log_new ();
  g_autoptr(IdioEngineLog) after = NULL;
  g_autofree char *path = idio_engine_log_dup_path ();
  g_autofree char *dir = g_path_get_dirname (path);

  for (guint i = 0; i < 2; i++)
    {
      read_text (before, "before\n");
      g_assert_cmpint (g_file_test (path, G_FILE_TEST_EXISTS), ==, i == 0);
      g_assert_nonnull (strstr (idio_engine_log_get_tail (before), "before\n"));
      idio_test_await (idio_engine_log_delete ());
      g_assert_false (g_file_test (dir, G_FILE_TEST_EXISTS));
    }

  after = idio_engine_log_new ();
  read_text (after, "after\n");
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* A crash comes without the end of a line. */
static void
test_last_words (void)
{
  g_autoptr(IdioEngineLog) log = idio_engine_log_new ();

  read_text (log, "loading\nout of memory");
  g_assert_nonnull (strstr (idio_engine_log_get_tail (log), "out of memory"));
}

/* However much is said, there are two files, and neither is too long. */
static void
test_rotation (void)
{
  g_autofree char *path = idio_engine_log_dup_path ();
  g_autofree char *older = g_strconcat (path, ".1", NULL);
  g_autofree char *dir = g_path_get_dirname (path);
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *contents = NULL;
  g_autoptr(GDir) opened = NULL;
  GStatBuf status;
  const char *name;
  guint n_files = 0;

  for (guint i = 0; text->len < 5 * MAX_FILE_BYTES; i++)
    g_string_append_printf (text, "0.1 I srv load: line %u\n", i);

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr(IdioEngineLog) log = idio_engine_log_new ();

      read_text (log, text->str);
      g_assert_cmpuint (strlen (idio_engine_log_get_tail (log)), <=, 8192);
    }

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_size, <=, MAX_FILE_BYTES);
  g_assert_cmpint (g_stat (older, &status), ==, 0);
  g_assert_cmpint (status.st_size, <=, MAX_FILE_BYTES);
  g_assert_cmpint (status.st_size, >, MAX_FILE_BYTES / 2);

  /* The latest is in the first of them. */
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_true (g_str_has_suffix (text->str, strrchr (contents, ' ')));

  opened = g_dir_open (dir, 0, NULL);

  while ((name = g_dir_read_name (opened)) != NULL)
    n_files += g_str_has_prefix (name, "engine.log");

  g_assert_cmpuint (n_files, ==, 2);
}

/* A log that can't be written is no reason to stop. */
static void
test_no_place (void)
{
  g_autoptr(IdioEngineLog) log = idio_engine_log_new ();
  g_autofree char *path = idio_engine_log_dup_path ();

  g_remove (path);
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  read_text (log, "one\n");
  g_assert_cmpstr (idio_engine_log_get_tail (log), ==, "one\n");
  g_assert_cmpint (g_rmdir (path), ==, 0);

  /* Nor is what is not a file of ours written to. */
  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  read_text (log, "two\n");
  g_assert_cmpint (g_remove (path), ==, 0);
}

static void
add_tests (void)
{
  g_test_add_func ("/engine-log/clean", test_clean);
  g_test_add_func ("/engine-log/shapes", test_shapes);
  idio_test_add_fiber ("/engine-log/file", test_file);
  idio_test_add_fiber ("/engine-log/delete", test_delete);
  idio_test_add_fiber ("/engine-log/last-words", test_last_words);
  idio_test_add_fiber ("/engine-log/rotation", test_rotation);
  idio_test_add_fiber ("/engine-log/no-place", test_no_place);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
