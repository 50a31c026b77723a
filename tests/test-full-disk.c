/* test-full-disk.c: what can be done when there is no space left, on a real disk
 *
 * Where this process may mount a small file system in memory. Elsewhere the test is skipped; test-write-errors.c has a
 * made-up full disk.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <string.h>
#include <sys/mount.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "idio-test.h"
#include "idio-workspace.h"

#define DISK_KB 3000

/* How much is left, at most */
#define MAX_LEFT_KB 80

static gboolean may_mount, can_mount;
static char *disk;

static char *
make_data_dir (void)
{
  return g_build_filename (disk, "data", NULL);
}

static DexFuture *
add_text (IdioWorkspace *workspace,
          const char    *title,
          gsize          length)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
  g_autofree char *filling = g_strnfill (length, 'x');
  g_autofree char *body = g_strconcat (title, " ", filling, NULL);

  g_ptr_array_add (texts, idio_text_new (0, title, body, 2, IDIO_AUDIENCE_GENERAL));

  return idio_corpus_add (idio_workspace_get_corpus (workspace), texts);
}

/* Fills the disk up to what is left. */
static void
fill_disk (gsize left_kb)
{
  g_autofree char *path = g_build_filename (disk, "filling", NULL);
  g_autofd int fd = open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  char kilobyte[1024] = { 0 };

  g_assert_cmpint (fd, >=, 0);

  while (write (fd, kilobyte, sizeof kilobyte) == sizeof kilobyte)
    ;

  g_assert_cmpint (errno, ==, ENOSPC);
  g_assert_no_errno (ftruncate (fd, lseek (fd, 0, SEEK_END) - (off_t) (left_kb * 1024)));
}

static void
free_disk (void)
{
  g_autofree char *path = g_build_filename (disk, "filling", NULL);

  g_assert_no_errno (g_unlink (path));
}

/* Returns whether a text could be saved. */
static gboolean
use_full_disk (const char *dir,
               guint       n_texts)
{
  g_autoptr(IdioWorkspace) workspace = idio_test_await_object (idio_workspace_open (dir));
  IdioCorpus *corpus = idio_workspace_get_corpus (workspace);
  g_autoptr(GArray) found = NULL;
  g_autofree char *body = NULL;
  g_autofree char *title = g_strdup_printf ("Text %u", n_texts);
  g_autoptr(GError) error = NULL;
  gboolean saved;

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (corpus)), ==, n_texts);
  body = dex_await_string (idio_corpus_load_body (corpus, 1), NULL);
  g_assert_true (g_str_has_prefix (body, "First"));
  found = idio_test_await_boxed (idio_corpus_search (corpus, "first"));
  g_assert_cmpuint (found->len, ==, 1);

  if (!(saved = dex_await (add_text (workspace, title, 20000), &error)))
    g_assert_error (error, IDIO_STORE_ERROR, (gint) IDIO_STORE_ERROR_FULL);

  return saved;
}

static void
test_before_start (void)
{
  g_autofree char *dir = make_data_dir ();
  guint n_texts = 1, n_refused = 0;

  if (!can_mount)
    {
      g_test_skip ("No file system can be mounted here");
      return;
    }

  {
    g_autoptr(IdioWorkspace) workspace = idio_test_await_object (idio_workspace_open (dir));

    idio_test_await (add_text (workspace, "First", 1000));
  }

  idio_test_wait_closed (dir);

  for (gsize left = 0; left <= MAX_LEFT_KB; left += 4)
    {
      gboolean saved;

      fill_disk (left);
      saved = use_full_disk (dir, n_texts);
      idio_test_wait_closed (dir);
      n_texts += saved;
      n_refused += !saved;
      free_disk ();
    }

  g_assert_cmpuint (n_refused, >, 5);
  g_assert_true (use_full_disk (dir, n_texts));
}

/* It fills up while the program runs, and is made free again. */
static void
test_while_open (void)
{
  g_autofree char *dir = make_data_dir ();
  g_autoptr(IdioWorkspace) workspace = NULL;
  g_autoptr(GError) error = NULL;

  if (!can_mount)
    {
      g_test_skip ("No file system can be mounted here");
      return;
    }

  workspace = idio_test_await_object (idio_workspace_open (dir));
  fill_disk (0);
  idio_test_await_error (add_text (workspace, "While full", 200000), IDIO_STORE_ERROR, IDIO_STORE_ERROR_FULL);
  free_disk ();
  idio_test_await (add_text (workspace, "While full", 200000));

  /* What was open while nothing could be written goes on as well. */
  g_clear_object (&workspace);
  idio_test_wait_closed (dir);
  fill_disk (0);
  workspace = idio_test_await_object (idio_workspace_open (dir));
  idio_test_await_error (add_text (workspace, "Full before", 200000), IDIO_STORE_ERROR, IDIO_STORE_ERROR_FULL);
  free_disk ();
  idio_test_await (add_text (workspace, "Full before", 200000));
  idio_test_await (idio_workspace_erase (workspace));
}

/* Nothing can be read where nothing is. */
static void
test_first_start (void)
{
  g_autofree char *dir = g_build_filename (disk, "new", NULL);
  g_autofree char *path = g_build_filename (dir, "idiolect.db", NULL);

  if (!can_mount)
    {
      g_test_skip ("No file system can be mounted here");
      return;
    }

  fill_disk (0);
  idio_test_await_error (idio_store_open (path), IDIO_STORE_ERROR, IDIO_STORE_ERROR_FULL);
  free_disk ();
  g_object_unref (idio_test_await_object (idio_store_open (path)));
}

static void
add_tests (void)
{
  g_autofree char *options = g_strdup_printf ("size=%dk,mode=700", DISK_KB);

  disk = idio_test_make_dir ();
  can_mount = may_mount && mount ("tmpfs", disk, "tmpfs", 0, options) == 0;
  idio_test_add_fiber ("/full-disk/before-start", test_before_start);
  idio_test_add_fiber ("/full-disk/while-open", test_while_open);
  idio_test_add_fiber ("/full-disk/first-start", test_first_start);
}

/* Root may, and anybody as root of a namespace of their own. What is mounted goes with the process. */
static void
enter_namespace (void)
{
  g_autofree char *map = g_strdup_printf ("0 %u 1", getuid ());
  g_autofd int fd = -1;

  if (unshare (CLONE_NEWNS) != 0)
    {
      if (unshare (CLONE_NEWUSER | CLONE_NEWNS) != 0 ||
          (fd = open ("/proc/self/uid_map", O_WRONLY | O_CLOEXEC)) < 0 || write (fd, map, strlen (map)) < 0)
        return;
    }

  may_mount = mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
}

int
main (int   argc,
      char *argv[])
{
  int result;

  /* While there is one thread. */
  enter_namespace ();
  result = idio_test_main (argc, argv, add_tests);
  g_clear_pointer (&disk, g_free);

  return result;
}
