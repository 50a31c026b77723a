/* test-write-errors.c: a disk that is full or broken at any moment
 *
 * Everything a person can do is done again and again, and each time the disk fails one operation later. What was said
 * to be saved is there, what was there before is there, the file is whole, and the same can be done when the disk works
 * again. What did not work is told in a sentence.
 *
 * All of it takes minutes: IDIOLECT_TEST_WRITE_ERRORS=all. Otherwise most moments are left out.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "idio-actions.h"
#include "idio-test.h"
#include "idio-vfs.h"

static const char * const fault_names[IDIO_VFS_N_FAULTS] = {
  "none", "full", "write", "short write", "sync", "read", "open", "truncate",
};

static guint n_runs, n_faults;

static void
assert_sentence (const GError *error,
                 IdioVfsFault  fault)
{
  if (fault == IDIO_VFS_FULL)
    g_assert_error (error, IDIO_STORE_ERROR, (gint) IDIO_STORE_ERROR_FULL);

  if (error->domain != IDIO_STORE_ERROR || error->code == IDIO_STORE_ERROR_FAILED ||
      !g_str_has_suffix (error->message, "."))
    g_error ("Not a sentence of ours: %s", error->message);
}

static void
check_after (const char   *dir,
             const IdioAction *action,
             gboolean      was_done)
{
  {
    g_autoptr(IdioWorkspace) workspace = idio_test_await_object (idio_workspace_open (dir));

    g_assert_true (idio_actions_has_kept (workspace) || (action->erases && action->is_done (workspace)));

    if (was_done)
      g_assert_true (action->is_done (workspace));
  }

  idio_test_wait_closed (dir);
  idio_actions_check_whole (dir);
}

/* Once the disk works again. What was done after all can't be done again: a text that is gone is not there to be
 * removed. SQLite may take what it could not read of the index for damage; that is mended before the next time. */
static gboolean
run_again (IdioWorkspace *workspace,
           const IdioAction  *action)
{
  g_autoptr(GError) error = NULL;

  if (dex_await (action->run (workspace), &error))
    return TRUE;

  if (g_error_matches (error, IDIO_STORE_ERROR, IDIO_STORE_ERROR_INDEX))
    {
      g_clear_error (&error);

      if (dex_await (action->run (workspace), &error))
        return TRUE;
    }

  g_assert_error (error, IDIO_STORE_ERROR, (gint) IDIO_STORE_ERROR_GONE);

  return FALSE;
}

/* Returns whether the disk failed at all. */
static gboolean
run_action (const char   *whole,
            const IdioAction *action,
            IdioVfsFault  fault,
            guint         after,
            gboolean      once)
{
  g_autofree char *dir = idio_actions_copy_database (whole);
  gboolean done, failed;

  {
    g_autoptr(IdioWorkspace) workspace = idio_test_await_object (idio_workspace_open (dir));
    g_autoptr(GError) error = NULL;

    idio_vfs_arm (fault, after, once);
    done = dex_await (action->run (workspace), &error);
    failed = idio_vfs_disarm () > 0;

    if (!done)
      {
        g_assert_true (failed);
        assert_sentence (error, fault);
        done = run_again (workspace, action);
      }
  }

  idio_test_wait_closed (dir);
  check_after (dir, action, done);
  idio_test_remove_tree (dir);
  n_runs++;
  n_faults += failed;

  return failed;
}

static gboolean
runs_all (void)
{
  return g_strcmp0 (g_getenv ("IDIOLECT_TEST_WRITE_ERRORS"), "all") == 0;
}

/* Whether this is among the cases that are always run: half of them, and all with a full disk */
static gboolean
is_wanted (guint        number,
           IdioVfsFault fault,
           guint        once)
{
  return runs_all () || fault == IDIO_VFS_FULL || (number + fault + once) % 2 == 0;
}

/* The next moment at which the disk fails. Most are left out, and more the later they are. */
static guint
get_next (guint after)
{
  return runs_all () ? after + 1 : after * 2 + 1;
}

static void
test_actions (void)
{
  g_autofree char *whole = idio_actions_make_database ();

  n_runs = n_faults = 0;

  for (guint i = 0; i < IDIO_N_ACTIONS; i++)
    for (IdioVfsFault fault = IDIO_VFS_FULL; fault < IDIO_VFS_N_FAULTS; fault++)
      for (guint once = 0; once < 2; once++)
        for (guint after = 0; is_wanted (i, fault, once) && run_action (whole, &idio_actions[i], fault, after, once);
             after = get_next (after))
          g_test_message ("%s, %s, after %u", idio_actions[i].name, fault_names[fault], after);

  g_test_message ("%u actions, %u with a disk that failed: nothing lost", n_runs, n_faults);
  g_assert_cmpuint (n_faults, >, 100);
}

/* What a program that was killed left: some of it is only in the log. */
static char *
make_killed (const char *whole)
{
  g_autofree char *dir = idio_actions_copy_database (whole);
  g_autoptr(IdioWorkspace) workspace = idio_test_await_object (idio_workspace_open (dir));

  idio_test_await (idio_workspace_count_habits (workspace));

  /* Some find gone what another took away. */
  for (guint i = 0; i < IDIO_N_ACTIONS; i++)
    if (!idio_actions[i].erases)
      dex_await (idio_actions[i].run (workspace), NULL);

  return idio_actions_copy_database (dir);
}

/* Returns whether the disk failed at all. */
static gboolean
run_open (const char   *whole,
          IdioVfsFault  fault,
          guint         after,
          gboolean      once,
          gboolean      must_open)
{
  g_autofree char *dir = idio_actions_copy_database (whole);
  gboolean failed;

  idio_vfs_arm (fault, after, once);

  {
    g_autoptr(GError) error = NULL;
    g_autoptr(IdioWorkspace) workspace = dex_await_object (idio_workspace_open (dir), &error);

    if (workspace == NULL && must_open)
      g_error ("%s", error->message);
    else if (workspace == NULL)
      assert_sentence (error, fault);
    else
      {
        g_assert_true (idio_actions_has_kept (workspace));

        /* It reads, and says why it can't write. */
        if (!dex_await (idio_actions[0].run (workspace), &error))
          assert_sentence (error, fault);
      }
  }

  failed = idio_vfs_disarm () > 0;
  idio_test_wait_closed (dir);
  check_after (dir, &idio_actions[0], FALSE);
  idio_test_remove_tree (dir);
  n_runs++;
  n_faults += failed;

  return failed;
}

static void
test_open (void)
{
  g_autofree char *whole = idio_actions_make_database ();
  g_autoptr(GPtrArray) kinds = g_ptr_array_new_with_free_func (g_free);
  guint n_newest;

  n_runs = n_faults = 0;
  g_ptr_array_add (kinds, idio_actions_copy_database (whole));
  g_ptr_array_add (kinds, make_killed (whole));
  n_newest = kinds->len;

  for (gint64 version = 1; version < 5; version++)
    g_ptr_array_add (kinds, idio_actions_make_older (version));

  for (guint i = 0; i < kinds->len; i++)
    for (IdioVfsFault fault = IDIO_VFS_FULL; fault < IDIO_VFS_N_FAULTS; fault++)
      for (guint once = 0; once < 2; once++)
        for (guint after = 0;
             is_wanted (i, fault, once) &&
             run_open (g_ptr_array_index (kinds, i), fault, after, once, fault == IDIO_VFS_FULL && i < n_newest);
             after = get_next (after))
          g_test_message ("Kind %u, %s, after %u", i, fault_names[fault], after);

  g_test_message ("%u starts, %u with a disk that failed: nothing lost", n_runs, n_faults);
  g_assert_cmpuint (n_faults, >, 100);
}

static void
add_tests (void)
{
  idio_vfs_install ();
  idio_test_add_fiber ("/write-errors/actions", test_actions);
  idio_test_add_fiber ("/write-errors/open", test_open);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
