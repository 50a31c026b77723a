/* test-folders.c: a folder is imported and then watched, in the window; what is new in it is offered, never taken
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "ui-fixture.h"
#include "ui/idio-documents-page.h"

#define WORDS "These are the words of a letter that somebody wrote a while ago, number"

/* A file that is here only now, and was written so long ago that nobody is at it any more */
static void
write_old (const char *dir,
           guint       number)
{
  const struct timespec times[] = { { 1000000000 + (time_t) number, 0 }, { 1000000000 + (time_t) number, 0 } };
  g_autofree char *name = g_strdup_printf ("%u.txt", number);
  g_autofree char *path = g_build_filename (dir, name, NULL);
  g_autofree char *words = g_strdup_printf (WORDS " %u.", number);

  idio_test_write (dir, name, words);
  g_assert_no_errno (utimensat (AT_FDCWD, path, times, 0));
}

/* A folder with a name of its own, in one that is removed */
static char *
make_letters (const char *dir)
{
  char *letters = g_build_filename (dir, "Letters <b>", NULL);

  g_assert_no_errno (mkdir (letters, 0700));

  return letters;
}

static gpointer
get_bar (UiFixture *fixture)
{
  return ui_test_child (ui_test_child (ui_fixture_get_page (fixture, "documents"), "import_pane"), "folder_bar");
}

static gboolean
asks (UiFixture  *fixture,
      const char *question)
{
  GtkRevealer *revealer = ui_test_child (get_bar (fixture), "revealer");
  const char *text = gtk_label_get_label (ui_test_child (get_bar (fixture), "label"));

  return question == NULL ? !gtk_revealer_get_reveal_child (revealer)
                          : gtk_revealer_get_reveal_child (revealer) && strstr (text, question) != NULL;
}

static void
test_watch (void)
{
  g_auto(UiFixture) fixture = { 0 };
  g_autofree char *dir = idio_test_make_dir ();
  g_autofree char *letters = make_letters (dir);

  write_old (letters, 1);
  ui_fixture_init_empty (&fixture, NULL);
  ui_fixture_import (&fixture, letters);
  ui_test_wait_for (asks (&fixture, "Watch “"));
  g_assert_true (asks (&fixture, "Letters <b>"));
  ui_test_click (get_bar (&fixture), "Watch");
  ui_test_wait_for (asks (&fixture, NULL));

  /* What is new is only told of. */
  write_old (letters, 2);
  write_old (letters, 3);
  ui_test_wait_for (asks (&fixture, "2 new texts in"));
  g_assert_cmpuint (ui_fixture_count_documents (&fixture), ==, 1);
  ui_test_click (get_bar (&fixture), "Add");
  ui_test_wait_for (ui_fixture_count_documents (&fixture) == 3);
  ui_test_wait_for (asks (&fixture, NULL));

  /* In the next window nothing is told twice, and what came meanwhile is. */
  ui_test_close (g_steal_pointer (&fixture.window));
  write_old (letters, 4);
  ui_fixture_open_window (&fixture, "documents");
  ui_test_wait_for (asks (&fixture, "1 new text in"));
  ui_test_click (get_bar (&fixture), "Not Now");
  ui_test_wait_for (asks (&fixture, NULL));
  g_assert_cmpuint (ui_fixture_count_documents (&fixture), ==, 3);

  ui_test_close (g_steal_pointer (&fixture.window));
  ui_fixture_open_window (&fixture, "documents");
  ui_test_wait_for (asks (&fixture, "1 new text in"));
  ui_test_click (get_bar (&fixture), "Stop Watching");
  ui_test_wait_for (asks (&fixture, NULL));

  ui_test_close (g_steal_pointer (&fixture.window));
  ui_fixture_open_window (&fixture, "documents");
  ui_fixture_import (&fixture, letters);
  ui_test_wait_for (ui_fixture_count_documents (&fixture) == 4);
  ui_test_wait_for (asks (&fixture, "Watch “"));
  idio_test_remove_tree (dir);
}

/* Who does not want it is not asked again; nor is anybody about files. */
static void
test_decline (void)
{
  g_auto(UiFixture) fixture = { 0 };
  g_autofree char *dir = idio_test_make_dir ();
  g_autofree char *letters = make_letters (dir);
  g_autofree char *path = g_build_filename (letters, "1.txt", NULL);

  write_old (letters, 1);
  ui_fixture_init_empty (&fixture, NULL);
  ui_fixture_import (&fixture, path);
  ui_test_wait_for (ui_fixture_shows (&fixture, "1 added"));
  write_old (letters, 2);
  ui_fixture_import (&fixture, letters);
  ui_test_wait_for (asks (&fixture, "Watch “"));
  ui_test_click (get_bar (&fixture), "Don’t Watch");
  ui_test_wait_for (asks (&fixture, NULL));

  write_old (letters, 3);
  ui_fixture_import (&fixture, letters);
  ui_test_wait_for (ui_fixture_count_documents (&fixture) == 3);

  /* The question would come before this. */
  write_old (dir, 4);
  ui_fixture_import (&fixture, dir);
  ui_test_wait_for (asks (&fixture, "Watch “"));
  g_assert_false (asks (&fixture, "Letters"));
  idio_test_remove_tree (dir);
}

/* Everything that is erased is not watched any more, either. */
static void
test_erase (void)
{
  g_auto(UiFixture) fixture = { 0 };
  g_autofree char *dir = idio_test_make_dir ();
  g_autofree char *letters = make_letters (dir);
  IdioWorkspace *workspace;

  write_old (letters, 1);
  ui_fixture_init_empty (&fixture, NULL);
  ui_fixture_import (&fixture, letters);
  ui_test_wait_for (asks (&fixture, "Watch “"));
  ui_test_click (get_bar (&fixture), "Watch");
  write_old (letters, 2);
  ui_test_wait_for (asks (&fixture, "1 new text in"));

  workspace = ui_fixture_get_workspace (&fixture);
  idio_test_await (idio_workspace_erase (workspace));
  idio_documents_page_load_folders (ui_fixture_get_page (&fixture, "documents"));
  ui_test_wait_for (asks (&fixture, NULL));
  idio_test_remove_tree (dir);
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/folders/watch", test_watch);
  idio_test_add_fiber ("/folders/decline", test_decline);
  idio_test_add_fiber ("/folders/erase", test_erase);
}

int
main (int   argc,
      char *argv[])
{
  return ui_test_main (argc, argv, add_tests);
}
