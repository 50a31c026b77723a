/* test-full-disk.c: what can be done when there is no space left
 *
 * The disk is a folder that takes no more than a number of bytes. What SQLite asks of the system passes through here: a
 * write that has no room ends early, and the next one with ENOSPC, as on a real disk. Anybody may run this, which can't
 * be said of mounting a small file system.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>
#include <sqlite3.h>

#include "idio-test.h"
#include "idio-workspace.h"

#define DISK_BYTES (3000 * 1024)

/* How much is left, at most */
#define MAX_LEFT_KB 80

static char *disk;
static gint64 capacity = DISK_BYTES;
static guint n_refused_writes;

static gint64
count_used (void)
{
  g_autoptr(GDir) dir = g_dir_open (disk, 0, NULL);
  const char *name = NULL;
  gint64 used = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (disk, name, NULL);
      struct stat status;

      if (stat (path, &status) == 0)
        used += status.st_size;
    }

  return used;
}

static ssize_t
disk_pwrite (int         fd,
             const void *data,
             size_t      length,
             off_t       offset)
{
  struct stat status;
  gint64 growth;
  gint64 missing;

  g_assert_no_errno (fstat (fd, &status));
  growth = MAX ((gint64) offset + (gint64) length - status.st_size, 0);
  missing = growth > 0 ? growth - MAX (capacity - count_used (), 0) : 0;

  if (missing >= (gint64) length)
    {
      g_atomic_int_inc (&n_refused_writes);
      errno = ENOSPC;
      return -1;
    }

  return pwrite (fd, data, length - (size_t) MAX (missing, 0), offset);
}

static ssize_t
disk_write (int         fd,
            const void *data,
            size_t      length)
{
  off_t offset = lseek (fd, 0, SEEK_CUR);
  ssize_t written = disk_pwrite (fd, data, length, offset);

  if (written > 0)
    lseek (fd, offset + written, SEEK_SET);

  return written;
}

/* Which of them SQLite uses was decided when it was built. */
static void
put_disk_under_sqlite (void)
{
  sqlite3_vfs *vfs = sqlite3_vfs_find (NULL);

  g_assert_cmpint (vfs->xSetSystemCall (vfs, "write", (sqlite3_syscall_ptr) disk_write), ==, SQLITE_OK);

  if (vfs->xGetSystemCall (vfs, "pwrite") != NULL)
    vfs->xSetSystemCall (vfs, "pwrite", (sqlite3_syscall_ptr) disk_pwrite);

  if (vfs->xGetSystemCall (vfs, "pwrite64") != NULL)
    vfs->xSetSystemCall (vfs, "pwrite64", (sqlite3_syscall_ptr) disk_pwrite);
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

  return idio_corpus_add (idio_workspace_get_corpus (workspace), texts, NULL);
}

/* Fills the disk up to what is left. */
static void
fill_disk (gsize left_kb)
{
  capacity = count_used () + (gint64) left_kb * 1024;
}

static void
free_disk (void)
{
  capacity = DISK_BYTES;
}

static void
begin_disk (void)
{
  g_free (disk);
  disk = idio_test_make_dir ();
  n_refused_writes = 0;
}

/* Returns whether a text could be saved. */
static gboolean
use_full_disk (guint n_texts)
{
  g_autoptr(IdioWorkspace) workspace = idio_test_await_object (idio_workspace_open (disk));
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
  guint n_texts = 1, n_refused = 0;

  begin_disk ();

  {
    g_autoptr(IdioWorkspace) workspace = idio_test_await_object (idio_workspace_open (disk));

    idio_test_await (add_text (workspace, "First", 1000));
  }

  idio_test_wait_closed (disk);

  for (gsize left = 0; left <= MAX_LEFT_KB; left += 4)
    {
      gboolean saved;

      fill_disk (left);
      saved = use_full_disk (n_texts);
      idio_test_wait_closed (disk);
      n_texts += saved;
      n_refused += !saved;
      free_disk ();
    }

  g_assert_cmpuint (n_refused, >, 5);
  g_assert_true (use_full_disk (n_texts));
  g_assert_cmpuint (n_refused_writes, >, 0);
}

/* It fills up while the program runs, and is made free again. */
static void
test_while_open (void)
{
  g_autoptr(IdioWorkspace) workspace = NULL;

  begin_disk ();
  workspace = idio_test_await_object (idio_workspace_open (disk));
  fill_disk (0);
  idio_test_await_error (add_text (workspace, "While full", 200000), IDIO_STORE_ERROR, IDIO_STORE_ERROR_FULL);
  free_disk ();
  idio_test_await (add_text (workspace, "While full", 200000));

  /* What was open while nothing could be written goes on as well. */
  g_clear_object (&workspace);
  idio_test_wait_closed (disk);
  fill_disk (0);
  workspace = idio_test_await_object (idio_workspace_open (disk));
  idio_test_await_error (add_text (workspace, "Full before", 200000), IDIO_STORE_ERROR, IDIO_STORE_ERROR_FULL);
  free_disk ();
  idio_test_await (add_text (workspace, "Full before", 200000));
  idio_test_await (idio_workspace_erase (workspace));
  g_assert_cmpuint (n_refused_writes, >, 0);
}

/* Nothing can be read where nothing is. */
static void
test_first_start (void)
{
  g_autofree char *path = NULL;

  begin_disk ();
  path = g_build_filename (disk, "idiolect.db", NULL);
  fill_disk (0);
  idio_test_await_error (idio_store_open (path), IDIO_STORE_ERROR, IDIO_STORE_ERROR_FULL);
  free_disk ();
  g_object_unref (idio_test_await_object (idio_store_open (path)));
  g_assert_cmpuint (n_refused_writes, >, 0);
}

static void
add_tests (void)
{
  put_disk_under_sqlite ();
  idio_test_add_fiber ("/full-disk/before-start", test_before_start);
  idio_test_add_fiber ("/full-disk/while-open", test_while_open);
  idio_test_add_fiber ("/full-disk/first-start", test_first_start);
}

int
main (int   argc,
      char *argv[])
{
  int result = idio_test_main (argc, argv, add_tests);

  g_clear_pointer (&disk, g_free);

  return result;
}
