/* test-places.c: where the database is, who can read it there, and what else may be in its place
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "idio-test.h"
#include "idio-workspace.h"

/* Not root, who may do anything; on any system nobody */
#define NOBODY 65534

static char *
make_path (void)
{
  g_autofree char *dir = idio_test_make_dir ();

  return g_build_filename (dir, "idiolect.db", NULL);
}

static void
assert_mode (const char *path,
             mode_t      mode)
{
  struct stat status;

  g_assert_no_errno (stat (path, &status));

  if ((status.st_mode & 0777) != mode)
    g_error ("%s has the mode %o", path, status.st_mode & 0777);
}

/* All files in the folder are the user's alone. */
static void
assert_private (const char *dir)
{
  g_autoptr(GDir) files = g_dir_open (dir, 0, NULL);
  const char *name;
  guint n_files = 0;

  while ((name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *path = g_build_filename (dir, name, NULL);

      assert_mode (path, 0600);
      n_files++;
    }

  g_assert_cmpuint (n_files, >=, 2);
}

static void
add_text (IdioCorpus *corpus,
          const char *body)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);

  g_ptr_array_add (texts, idio_text_new (0, "Title", body, 3, IDIO_AUDIENCE_GENERAL));
  g_array_unref (idio_test_await_boxed (idio_corpus_add (corpus, texts, NULL)));
}

/* A new database in a folder that was not there, whatever files are otherwise made like. */
static void
test_new (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autofree char *inner = g_build_filename (dir, "a", "b", NULL);
  mode_t before = umask (0);

  {
    g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (inner);

    add_text (corpus, "Some words");
    assert_mode (inner, 0700);
    assert_private (inner);
  }

  idio_test_wait_closed (inner);
  assert_private (inner);
  umask (before);
}

/* One that others could read, while it is open and when it was left open. */
static void
test_made_before (void)
{
  static const char * const suffixes[] = { "", "-wal", "-shm" };

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *dir = idio_test_make_dir ();
      g_autofree char *path = g_build_filename (dir, "idiolect.db", NULL);
      mode_t before = umask (022);
      g_autoptr(sqlite3) db = idio_test_make_older (dir, 4);
      g_autoptr(IdioCorpus) corpus = NULL;

      umask (before);

      for (guint j = 0; j < G_N_ELEMENTS (suffixes); j++)
        {
          g_autofree char *file = g_strconcat (path, suffixes[j], NULL);

          assert_mode (file, 0644);
        }

      if (i == 1)
        g_clear_pointer (&db, sqlite3_close_v2);

      corpus = idio_test_open_corpus (dir);
      add_text (corpus, "Some words");
      assert_private (dir);
    }
}

/* Only a folder that is for this alone is closed to others. */
static void
test_folders (void)
{
  g_autofree char *own = idio_workspace_dup_default ();
  g_autofree char *other = idio_test_make_dir ();

  g_assert_no_errno (g_mkdir (own, 0755));
  g_assert_no_errno (g_chmod (own, 0755));
  g_assert_no_errno (g_chmod (other, 0755));
  idio_test_write (other, "letter.txt", "Another use");

  g_object_unref (idio_test_await_object (idio_workspace_open (own)));
  assert_mode (own, 0700);
  g_object_unref (idio_test_await_object (idio_workspace_open (other)));
  assert_mode (other, 0755);

  /* What a link leads to may have other uses. */
  idio_test_wait_closed (own);
  idio_test_wait_closed (other);
  idio_test_remove_tree (own);
  g_assert_no_errno (symlink (other, own));
  g_object_unref (idio_test_await_object (idio_workspace_open (own)));
  assert_mode (other, 0755);
  idio_test_wait_closed (own);
  g_assert_no_errno (g_unlink (own));
}

static void
test_link (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autofree char *elsewhere = idio_test_make_dir ();
  g_autofree char *target = g_build_filename (elsewhere, "texts", NULL);
  g_autofree char *path = g_build_filename (dir, "idiolect.db", NULL);
  g_autofree char *sessions = g_build_filename (elsewhere, "texts-sessions", NULL);

  g_assert_no_errno (symlink (target, path));

  /* The disk is not there that the file is on. */
  idio_test_await_error (idio_store_open (path), IDIO_STORE_ERROR, IDIO_STORE_ERROR_DISK);
  g_assert_false (g_file_test (target, G_FILE_TEST_EXISTS));

  g_assert_true (g_file_set_contents_full (target, "", 0, G_FILE_SET_CONTENTS_NONE, 0644, NULL));

  {
    g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);
    g_autoptr(IdioStore) second = idio_test_await_object (idio_store_open (target));

    add_text (corpus, "Some words");
    g_assert_true (g_file_test (sessions, G_FILE_TEST_EXISTS));
    assert_private (elsewhere);
  }

  g_assert_true (g_file_test (path, G_FILE_TEST_IS_SYMLINK));
}

/* Nothing of it is opened, waited for or changed. */
static void
test_something_else (void)
{
  static const char * const devices[] = { "/dev/zero", "/dev/null", "/dev/tty" };

  for (guint i = 0; i < G_N_ELEMENTS (devices) + 3; i++)
    {
      g_autofree char *path = make_path ();
      IdioStoreError code = IDIO_STORE_ERROR_NOT_OURS;

      if (i < G_N_ELEMENTS (devices))
        g_assert_no_errno (symlink (devices[i], path));
      else if (i == G_N_ELEMENTS (devices))
        g_assert_no_errno (mkfifo (path, 0600));
      else if (i == G_N_ELEMENTS (devices) + 1)
        g_assert_no_errno (g_mkdir (path, 0700));
      else
        {
          g_assert_no_errno (symlink (path, path));
          code = IDIO_STORE_ERROR_DISK;
        }

      idio_test_await_error (idio_store_open (path), IDIO_STORE_ERROR, code);
    }
}

static void
test_folder_is_a_file (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autofree char *path = g_build_filename (dir, "file", "idiolect.db", NULL);

  idio_test_write (dir, "file", "text");
  idio_test_await_error (idio_store_open (path), IDIO_STORE_ERROR, IDIO_STORE_ERROR_READ_ONLY);
}

/* What can't be written can be read, and says why it can't be changed. */
static void
check_read_only (const char *dir)
{
  g_autoptr(IdioWorkspace) workspace = idio_test_await_object (idio_workspace_open (dir));
  IdioCorpus *corpus = idio_workspace_get_corpus (workspace);
  g_autofree char *body = NULL;
  g_autoptr(GArray) found = NULL;

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (corpus)), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (idio_workspace_get_voice (workspace))), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (idio_workspace_get_history (workspace))), ==, 1);
  body = dex_await_string (idio_corpus_load_body (corpus, 1), NULL);
  g_assert_cmpstr (body, ==, "Some words");
  found = idio_test_await_boxed (idio_corpus_search (corpus, "words"));
  g_assert_cmpuint (found->len, ==, 1);
  idio_test_await_error (idio_corpus_rename (corpus, 1, "New"), IDIO_STORE_ERROR, IDIO_STORE_ERROR_READ_ONLY);
  idio_test_await_error (idio_workspace_erase (workspace), IDIO_STORE_ERROR, IDIO_STORE_ERROR_READ_ONLY);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (corpus)), ==, 1);
}

static void
fill (const char *dir)
{
  g_autoptr(IdioWorkspace) workspace = idio_test_await_object (idio_workspace_open (dir));
  g_autoptr(IdioBrief) brief = idio_brief_new (IDIO_BRIEF_KIND_WRITE, "Thanks", IDIO_AUDIENCE_GENERAL,
                                               IDIO_LENGTH_USUAL, 0);

  add_text (idio_workspace_get_corpus (workspace), "Some words");
  idio_test_await (idio_voice_add (idio_workspace_get_voice (workspace), IDIO_AXIS_STYLE, "I rhyme", NULL,
                                   IDIO_AUDIENCE_GENERAL));
  g_object_unref (idio_test_await_object (idio_history_add (idio_workspace_get_history (workspace), brief)));
}

static void
test_read_only (void)
{
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *dir = idio_test_make_dir ();
      g_autofree char *path = g_build_filename (dir, "idiolect.db", NULL);
      g_autofree char *sessions = g_strconcat (path, "-sessions", NULL);
      gboolean is_root = geteuid () == 0;
    
      fill (dir);
      idio_test_wait_closed (dir);

      if (is_root)
        {
          g_autofree char *root = g_path_get_dirname (dir);

          g_assert_no_errno (g_chmod (root, 0711));
          g_assert_no_errno (chown (dir, NOBODY, NOBODY));
          g_assert_no_errno (chown (path, NOBODY, NOBODY));
          g_assert_no_errno (chown (sessions, NOBODY, NOBODY));
          g_assert_no_errno (seteuid (NOBODY));
        }

      /* The folder, the file, or both */
      g_assert_no_errno (g_chmod (path, i > 0 ? 0400 : 0600));
      g_assert_no_errno (g_chmod (dir, i == 1 ? 0700 : 0500));
      check_read_only (dir);
      idio_test_wait_closed (dir);
      g_assert_no_errno (g_chmod (dir, 0700));

      if (is_root)
        g_assert_no_errno (seteuid (0));
    }
}

/* What was not in the file yet when the program was killed would be missing, so that nothing is shown. */
static void
test_read_only_with_log (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autofree char *copy = idio_test_make_dir ();
  g_autofree char *path = g_build_filename (copy, "idiolect.db", NULL);
  gboolean is_root = geteuid () == 0;

  fill (dir);
  idio_test_wait_closed (dir);

  {
    g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);
    static const char * const names[] = { "idiolect.db", "idiolect.db-wal" };

    add_text (corpus, "Other words");

    for (guint i = 0; i < G_N_ELEMENTS (names); i++)
      {
        g_autofree char *from = g_build_filename (dir, names[i], NULL);
        g_autofree char *to = g_build_filename (copy, names[i], NULL);
        g_autofree char *data = NULL;
        gsize length;

        g_assert_true (g_file_get_contents (from, &data, &length, NULL));
        g_assert_true (g_file_set_contents (to, data, (gssize) length, NULL));
        g_assert_no_errno (chmod (to, 0444));
      }
  }

  g_assert_no_errno (g_chmod (copy, 0555));

  if (is_root)
    {
      g_autofree char *root = g_path_get_dirname (copy);

      g_assert_no_errno (g_chmod (root, 0711));
      g_assert_no_errno (seteuid (NOBODY));
    }

  idio_test_await_error (idio_store_open (path), IDIO_STORE_ERROR, IDIO_STORE_ERROR_READ_ONLY);

  if (is_root)
    g_assert_no_errno (seteuid (0));

  g_assert_no_errno (g_chmod (copy, 0700));
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/places/new", test_new);
  idio_test_add_fiber ("/places/made-before", test_made_before);
  idio_test_add_fiber ("/places/folders", test_folders);
  idio_test_add_fiber ("/places/link", test_link);
  idio_test_add_fiber ("/places/something-else", test_something_else);
  idio_test_add_fiber ("/places/folder-is-a-file", test_folder_is_a_file);
  idio_test_add_fiber ("/places/read-only", test_read_only);
  idio_test_add_fiber ("/places/read-only-with-log", test_read_only_with_log);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
