/* test-file.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <gio/gunixinputstream.h>
#include <glib/gstdio.h>

#include "idio-test.h"
#include "import/idio-file.h"
#include "formats/idio-import-error.h"
#include "formats/idio-source.h"
#include "slow-file.h"

static GBytes *
load (const char  *path,
      GError     **error)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);

  return idio_file_load (file, NULL, error);
}

static void
check_size (const char *path,
            gsize       size)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = load (path, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, size);
}

static void
check_refused (const char      *path,
               IdioImportError  code,
               const char      *reason)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = load (path, &error);

  g_assert_null (bytes);
  g_assert_error (error, IDIO_IMPORT_ERROR, (gint) code);
  g_assert_cmpstr (error->message, ==, reason);
}

static void
test_regular (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autofree char *path = g_build_filename (dir, "a.txt", NULL);
  g_autofree char *link = g_build_filename (dir, "link", NULL);
  g_autoptr(GBytes) status = load ("/proc/self/status", NULL);
  static const gsize sizes[] = { 0, 1, 65535, 65536, 65537, IDIO_TEXT_MAX_BYTES };

  idio_test_write (dir, "a.txt", "");
  g_assert_cmpint (symlink ("a.txt", link), ==, 0);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_assert_cmpint (truncate (path, (off_t) sizes[i]), ==, 0);
      check_size (path, sizes[i]);
      check_size (link, sizes[i]);
    }

  /* Its size is said to be 0. */
  g_assert_nonnull (status);
  g_assert_cmpuint (g_bytes_get_size (status), >, 100);
}

/* None of these waits for anybody, nor reads more than a text can be long. */
static void
test_refused (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autofree char *path = g_build_filename (dir, "a.txt", NULL);
  g_autofree char *fifo = g_build_filename (dir, "fifo.txt", NULL);
  g_autofree char *zero = g_build_filename (dir, "zero.txt", NULL);
  g_autofree char *circle = g_build_filename (dir, "circle.txt", NULL);
  g_autofree char *nowhere = g_build_filename (dir, "nowhere.txt", NULL);
  g_autofree char *below = g_build_filename (path, "below.txt", NULL);
  g_autofree char *name = g_strnfill (300, 'a');
  g_autofree char *long_name = g_build_filename (dir, name, NULL);

  idio_test_write (dir, "a.txt", "text");
  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  g_assert_cmpint (symlink ("/dev/zero", zero), ==, 0);
  g_assert_cmpint (symlink ("circle.txt", circle), ==, 0);
  g_assert_cmpint (symlink ("/does/not/exist", nowhere), ==, 0);

  check_refused (fifo, IDIO_IMPORT_ERROR_UNSUPPORTED, "Idiolect can’t read this kind of file.");
  check_refused (zero, IDIO_IMPORT_ERROR_UNSUPPORTED, "Idiolect can’t read this kind of file.");
  check_refused (dir, IDIO_IMPORT_ERROR_UNREADABLE, "It is a folder, not a file.");
  check_refused (circle, IDIO_IMPORT_ERROR_LOOP, "The link leads nowhere.");
  check_refused (nowhere, IDIO_IMPORT_ERROR_UNREADABLE, "There is no such file or folder.");
  check_refused (below, IDIO_IMPORT_ERROR_UNREADABLE, "It can’t be read.");
  check_refused (long_name, IDIO_IMPORT_ERROR_UNREADABLE, "It can’t be read.");

  g_assert_cmpint (truncate (path, IDIO_TEXT_MAX_BYTES + 1), ==, 0);
  check_refused (path, IDIO_IMPORT_ERROR_TOO_LARGE, "The file is larger than 20 MB.");
  g_assert_cmpint (truncate (path, (off_t) 20 * 1000 * 1000 * 1000), ==, 0);
  check_refused (path, IDIO_IMPORT_ERROR_TOO_LARGE, "The file is larger than 20 MB.");

  g_assert_cmpint (chmod (path, 0), ==, 0);

  if (access (path, R_OK) != 0)
    check_refused (path, IDIO_IMPORT_ERROR_UNREADABLE, "You don’t have permission to open it.");
}

/* Something is written at the other end, so that a read would not end at once. */
static void
test_fifo_with_writer (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autofree char *path = g_build_filename (dir, "fifo.txt", NULL);
  g_autofd int fd = -1;

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  fd = open (path, O_RDWR | O_CLOEXEC);
  g_assert_cmpint (fd, >=, 0);
  check_refused (path, IDIO_IMPORT_ERROR_UNSUPPORTED, "Idiolect can’t read this kind of file.");
}

static gpointer
grow_thread (gpointer data)
{
  static const char more[1024];
  int fd = *(int *) data;

  /* Until the file is removed */
  for (struct stat status; fstat (fd, &status) == 0 && status.st_nlink > 0;)
    if (write (fd, more, sizeof more) < 0)
      break;

  return NULL;
}

/* A file that others write to meanwhile is as long as it turned out to be, or too large. */
static void
test_growing (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autofree char *path = g_build_filename (dir, "log.txt", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autofd int fd = -1;
  GThread *thread;

  idio_test_write (dir, "log.txt", "");
  fd = open (path, O_WRONLY | O_APPEND | O_CLOEXEC);
  thread = g_thread_new ("grow", grow_thread, &fd);
  bytes = load (path, &error);
  g_unlink (path);
  g_thread_join (thread);

  if (bytes != NULL)
    g_assert_cmpuint (g_bytes_get_size (bytes), <=, IDIO_TEXT_MAX_BYTES);
  else
    g_assert_error (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_TOO_LARGE);
}

static void
test_remote (void)
{
  g_autoptr(GFile) words = slow_file_new ("words.txt", SLOW_FILE_SHORT);
  g_autoptr(GFile) endless = slow_file_new ("endless.txt", SLOW_FILE_ENDLESS);
  g_autoptr(GFile) broken = slow_file_new ("broken.txt", SLOW_FILE_BROKEN);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = idio_file_load (words, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "A few words. ", 13);

  g_assert_null (idio_file_load (endless, NULL, &error));
  g_assert_error (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_TOO_LARGE);
  g_assert_cmpuint (slow_file_get_read (SLOW_FILE (endless)), ==, IDIO_TEXT_MAX_BYTES + 1);
  g_clear_error (&error);

  g_assert_null (idio_file_load (broken, NULL, &error));
  g_assert_error (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_UNREADABLE);
  g_assert_cmpstr (error->message, ==, "It can’t be read.");
}

static gpointer
cancel_thread (gpointer data)
{
  g_usleep (G_USEC_PER_SEC / 20);
  g_cancellable_cancel (data);

  return NULL;
}

/* What does not answer is given up. Without that these wait for ever. */
static void
test_cancel (void)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new (), second = g_cancellable_new ();
  g_autoptr(GFile) silent = slow_file_new ("silent.txt", SLOW_FILE_SILENT);
  g_autoptr(GFile) status = g_file_new_for_path ("/proc/self/status");
  g_autoptr(GInputStream) stream = NULL;
  g_autoptr(GError) error = NULL;
  g_autofd int read_end = -1, write_end = -1;
  int fds[2];
  GThread *thread = g_thread_new ("cancel", cancel_thread, cancellable);

  g_assert_null (idio_file_load (silent, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_thread_join (thread);

  g_assert_null (idio_file_load (status, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  /* As standard input is */
  g_assert_cmpint (pipe2 (fds, O_CLOEXEC), ==, 0);
  read_end = fds[0];
  write_end = fds[1];
  stream = g_unix_input_stream_new (read_end, FALSE);
  thread = g_thread_new ("cancel", cancel_thread, second);
  g_assert_null (idio_file_load_stream (stream, second, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
}

static void
add_tests (void)
{
  g_test_add_func ("/file/regular", test_regular);
  g_test_add_func ("/file/refused", test_refused);
  g_test_add_func ("/file/fifo-with-writer", test_fifo_with_writer);
  g_test_add_func ("/file/growing", test_growing);
  g_test_add_func ("/file/remote", test_remote);
  g_test_add_func ("/file/cancel", test_cancel);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
