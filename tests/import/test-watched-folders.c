/* test-watched-folders.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "idio-test.h"
#include "import/idio-watched-folders.h"

/* How soon a file is told of here */
#define SETTLE_MSEC 50

/* More than anything here takes */
#define PATIENCE_SEC 60

/* Since when nothing is old */
#define LATER (g_get_real_time () + G_TIME_SPAN_DAY)

#define wait_for(condition)                                                        \
  G_STMT_START {                                                                   \
    gint64 __end = g_get_monotonic_time () + PATIENCE_SEC * G_USEC_PER_SEC;        \
    while (!(condition))                                                           \
      {                                                                            \
        if (g_get_monotonic_time () > __end)                                       \
          g_error ("%s: waited in vain for %s", G_STRLOC, #condition);             \
        dex_await (dex_timeout_new_msec (5), NULL);                                \
      }                                                                            \
  } G_STMT_END

typedef struct
{
  char               *data_dir;
  char               *dir;
  GFile              *file;
  IdioStore          *store;
  IdioWatchedFolders *folders;
} Fixture;

static void
fixture_open (Fixture *fixture,
              guint    settle_msec)
{
  fixture->folders = idio_watched_folders_new (fixture->store, settle_msec);
  idio_test_await (idio_watched_folders_load (fixture->folders));
}

static void
fixture_init (Fixture *fixture)
{
  fixture->data_dir = idio_test_make_dir ();
  fixture->dir = idio_test_make_dir ();
  fixture->file = g_file_new_for_path (fixture->dir);
  fixture->store = idio_test_open_store (fixture->data_dir);
  fixture_open (fixture, SETTLE_MSEC);
}

static void
fixture_close (Fixture *fixture)
{
  g_clear_object (&fixture->folders);
}

static void
fixture_clear (Fixture *fixture)
{
  fixture_close (fixture);
  g_clear_object (&fixture->store);
  g_clear_object (&fixture->file);
  idio_test_remove_tree (fixture->dir);
  g_clear_pointer (&fixture->dir, g_free);
  g_clear_pointer (&fixture->data_dir, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

static IdioWatchedFolder *
get (Fixture *fixture)
{
  g_autoptr(IdioWatchedFolder) folder = g_list_model_get_item (idio_watched_folders_get_list (fixture->folders), 0);

  g_assert_nonnull (folder);

  return folder;
}

static guint
count (Fixture *fixture)
{
  return idio_watched_folder_get_n_news (get (fixture));
}

static void
watch (Fixture *fixture,
       gint64   since)
{
  idio_test_await (idio_watched_folders_watch (fixture->folders, fixture->file, since));
}

static char *
write_file (Fixture    *fixture,
            const char *name,
            const char *words)
{
  idio_test_write (fixture->dir, name, words);

  return g_build_filename (fixture->dir, name, NULL);
}

/* A file that was written long ago and is here only now */
static void
write_old (Fixture    *fixture,
           const char *name)
{
  g_autofree char *path = write_file (fixture, name, "Written long ago.");
  const struct timespec times[] = { { 1000000000, 0 }, { 1000000000, 0 } };

  g_assert_no_errno (utimensat (AT_FDCWD, path, times, 0));
}

static void
take (Fixture  *fixture,
      guint     n_files,
      gboolean  are_seen)
{
  g_autoptr(GListModel) files = idio_watched_folder_take_news (get (fixture));

  g_assert_cmpuint (g_list_model_get_n_items (files), ==, n_files);
  g_assert_cmpuint (count (fixture), ==, 0);
  idio_test_await (idio_watched_folder_settle (get (fixture), files, are_seen));
}

/* What was there is no news; what comes or changes is, once. */
static void
test_news (void)
{
  g_auto(Fixture) fixture = { 0 };

  fixture_init (&fixture);
  g_free (write_file (&fixture, "one.txt", "One."));
  g_free (write_file (&fixture, "two.txt", "Two."));
  watch (&fixture, LATER);
  write_old (&fixture, "three.txt");
  wait_for (count (&fixture) == 1);
  take (&fixture, 1, TRUE);

  g_free (write_file (&fixture, "one.txt", "One that was changed."));
  wait_for (count (&fixture) == 1);
  g_free (write_file (&fixture, "four.txt", "Four."));
  wait_for (count (&fixture) == 2);
  take (&fixture, 2, TRUE);

  /* Also after a restart nothing is told twice, and what came meanwhile is. */
  fixture_close (&fixture);
  write_old (&fixture, "five.txt");
  fixture_open (&fixture, SETTLE_MSEC);
  wait_for (count (&fixture) == 1);
  take (&fixture, 1, TRUE);
}

/* A file with another name is the same file. */
static void
test_renamed (void)
{
  g_auto(Fixture) fixture = { 0 };
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr(GListModel) news = NULL;
  g_autoptr(GFile) file = NULL;
  g_autofree char *name = NULL;

  fixture_init (&fixture);
  write_old (&fixture, "one.txt");
  before = g_build_filename (fixture.dir, "one.txt", NULL);
  after = g_build_filename (fixture.dir, "first.txt", NULL);
  watch (&fixture, LATER);
  g_assert_no_errno (g_rename (before, after));
  g_free (write_file (&fixture, "two.txt", "Two."));
  wait_for (count (&fixture) > 0);

  news = idio_watched_folder_take_news (get (&fixture));
  g_assert_cmpuint (g_list_model_get_n_items (news), ==, 1);
  file = g_list_model_get_item (news, 0);
  name = g_file_get_basename (file);
  g_assert_cmpstr (name, ==, "two.txt");
  idio_test_await (idio_watched_folder_settle (get (&fixture), news, TRUE));

  g_free (write_file (&fixture, "first.txt", "One that was changed."));
  wait_for (count (&fixture) == 1);
}

/* What was taken and not imported, as the import was stopped, is told again. */
static void
test_stopped (void)
{
  g_auto(Fixture) fixture = { 0 };

  fixture_init (&fixture);
  watch (&fixture, 0);
  write_old (&fixture, "one.txt");
  wait_for (count (&fixture) == 1);
  take (&fixture, 1, FALSE);
  wait_for (count (&fixture) == 1);

  /* Likewise if the program ended before it was done. */
  g_object_unref (idio_watched_folder_take_news (get (&fixture)));
  fixture_close (&fixture);
  fixture_open (&fixture, SETTLE_MSEC);
  wait_for (count (&fixture) == 1);
}

/* What came while the folder was imported was not in it, maybe. */
static void
test_since (void)
{
  g_auto(Fixture) fixture = { 0 };
  gint64 since;

  fixture_init (&fixture);
  write_old (&fixture, "before.txt");
  g_usleep (20 * 1000);
  since = g_get_real_time ();
  g_usleep (20 * 1000);
  write_old (&fixture, "after.txt");
  watch (&fixture, since);
  wait_for (count (&fixture) == 1);
}

/* A file that is being written is left to who writes it; and what is hidden, half a download or no text, alone. */
static void
test_left_alone (void)
{
  static const char * const names[] = { ".hidden.txt", "~$Letter.docx", "Letter.txt~", "Book.epub.part", "Photo.JPG",
                                        "Song.mp3", "Film.mp4" };
  g_auto(Fixture) fixture = { 0 };

  fixture_init (&fixture);
  watch (&fixture, 0);
  fixture_close (&fixture);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    write_old (&fixture, names[i]);

  write_old (&fixture, "old.txt");
  write_old (&fixture, "no ending");
  g_free (write_file (&fixture, "fresh.txt", "Written just now."));

  /* So long that it is not over. */
  fixture_open (&fixture, 3600 * 1000);
  wait_for (count (&fixture) > 0);
  g_assert_cmpuint (count (&fixture), ==, 2);
}

static void
test_folders_below (void)
{
  g_auto(Fixture) fixture = { 0 };
  g_autofree char *below = NULL, *deep = NULL, *loop = NULL, *link = NULL;

  fixture_init (&fixture);
  watch (&fixture, 0);
  below = g_build_filename (fixture.dir, "below", NULL);
  deep = g_build_filename (below, "deep", NULL);
  loop = g_build_filename (below, "loop", NULL);
  link = g_build_filename (below, "link.txt", NULL);
  g_assert_no_errno (g_mkdir (below, 0700));
  g_assert_no_errno (symlink (fixture.dir, loop));
  g_assert_no_errno (g_mkdir (deep, 0700));
  write_old (&fixture, "below/one.txt");
  wait_for (count (&fixture) == 1);
  write_old (&fixture, "below/deep/two.txt");
  wait_for (count (&fixture) == 2);

  /* A link to a file is a file; one that leads nowhere is none. */
  g_assert_no_errno (symlink ("one.txt", link));
  wait_for (count (&fixture) == 3);
  g_assert_no_errno (g_unlink (link));
  g_assert_no_errno (symlink ("nowhere.txt", link));
  wait_for (count (&fixture) == 2);
}

/* A folder that goes, such as with its disk, has no news until it is back. */
static void
test_gone (void)
{
  g_auto(Fixture) fixture = { 0 };

  fixture_init (&fixture);
  watch (&fixture, 0);
  write_old (&fixture, "one.txt");
  wait_for (count (&fixture) == 1);
  idio_test_remove_tree (fixture.dir);
  wait_for (count (&fixture) == 0);

  fixture_close (&fixture);
  fixture_open (&fixture, SETTLE_MSEC);
  g_assert_cmpuint (count (&fixture), ==, 0);
  g_assert_no_errno (g_mkdir (fixture.dir, 0700));
  write_old (&fixture, "two.txt");
  wait_for (count (&fixture) == 1);
}

static void
test_many (void)
{
  g_auto(Fixture) fixture = { 0 };

  fixture_init (&fixture);
  watch (&fixture, 0);

  for (guint i = 0; i < 10000; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.txt", i);

      write_old (&fixture, name);
    }

  wait_for (count (&fixture) == 10000);
  take (&fixture, 10000, TRUE);
  write_old (&fixture, "more.txt");
  wait_for (count (&fixture) == 1);
}

/* The user is asked once for each folder, and for none within one that is watched. */
static void
test_asked (void)
{
  g_auto(Fixture) fixture = { 0 };
  g_autoptr(GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr(GFile) text = NULL, below = NULL;
  g_autofree char *path = NULL, *uri = NULL, *unasked = NULL, *declined = NULL, *watched = NULL, *again = NULL;

  fixture_init (&fixture);
  path = write_file (&fixture, "one.txt", "One.");
  text = g_file_new_for_path (path);
  below = g_file_get_child (fixture.file, "below");
  uri = g_file_get_uri (fixture.file);
  g_assert_true (g_file_make_directory (below, NULL, NULL));
  g_list_store_append (files, text);
  g_list_store_append (files, fixture.file);

  unasked = dex_await_string (idio_watched_folders_find_unasked (fixture.folders, G_LIST_MODEL (files)), NULL);
  g_assert_cmpstr (unasked, ==, uri);
  idio_test_await (idio_watched_folders_decline (fixture.folders, fixture.file));
  declined = dex_await_string (idio_watched_folders_find_unasked (fixture.folders, G_LIST_MODEL (files)), NULL);
  g_assert_null (declined);

  watch (&fixture, 0);
  g_list_store_append (files, below);
  watched = dex_await_string (idio_watched_folders_find_unasked (fixture.folders, G_LIST_MODEL (files)), NULL);
  g_assert_null (watched);

  idio_test_await (idio_watched_folders_stop (fixture.folders, get (&fixture)));
  g_assert_cmpuint (g_list_model_get_n_items (idio_watched_folders_get_list (fixture.folders)), ==, 0);
  again = dex_await_string (idio_watched_folders_find_unasked (fixture.folders, G_LIST_MODEL (files)), NULL);
  g_assert_cmpstr (again, ==, uri);

  /* What was stopped is not watched after a restart. */
  fixture_close (&fixture);
  fixture_open (&fixture, SETTLE_MSEC);
  g_assert_cmpuint (g_list_model_get_n_items (idio_watched_folders_get_list (fixture.folders)), ==, 0);
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/watched-folders/news", test_news);
  idio_test_add_fiber ("/watched-folders/renamed", test_renamed);
  idio_test_add_fiber ("/watched-folders/stopped", test_stopped);
  idio_test_add_fiber ("/watched-folders/since", test_since);
  idio_test_add_fiber ("/watched-folders/left-alone", test_left_alone);
  idio_test_add_fiber ("/watched-folders/folders-below", test_folders_below);
  idio_test_add_fiber ("/watched-folders/gone", test_gone);
  idio_test_add_fiber ("/watched-folders/many", test_many);
  idio_test_add_fiber ("/watched-folders/asked", test_asked);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
