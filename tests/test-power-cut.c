/* test-power-cut.c: the power is cut at any moment
 *
 * Everything a person can do is done, and after a number of operations on the disk nothing more gets there. Of what was
 * written since the last sync, some did and some did not. What was said to be saved before is there all the same.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "idio-actions.h"
#include "idio-power.h"
#include "idio-test.h"
#include "idio-vfs.h"

/* So many times each action is done, and the power cut later each time. In the last ones it is cut at the end. */
#define N_MOMENTS 12

static guint n_promised, n_cut;

static guint
get_moment (guint number)
{
  return number < N_MOMENTS - 4 ? (1u << number) - 1 + (guint) g_test_rand_int_range (0, 1 << number) : G_MAXUINT;
}

static void
check_left (const char       *dir,
            const IdioAction *action,
            gboolean          promised)
{
  {
    g_autoptr(IdioWorkspace) workspace = idio_test_await_object (idio_workspace_open (dir));

    if (!idio_actions_has_kept (workspace))
      g_assert_true (action != NULL && action->erases && action->is_done (workspace));

    if (promised)
      g_assert_true (action->is_done (workspace));
  }

  idio_test_wait_closed (dir);
  idio_actions_check_whole (dir);
  n_promised += promised;
  n_cut++;
}

/* Opens a database, and does something with it if it is told what. */
static void
run (const char       *from,
     const IdioAction *action,
     guint             moment)
{
  g_autofree char *dir = idio_actions_copy_database (from);
  g_autofree char *left = idio_test_make_dir ();
  gboolean promised = FALSE;

  idio_power_begin (dir, left, moment, (guint32) g_test_rand_int ());

  {
    g_autoptr(IdioWorkspace) workspace = idio_test_await_object (idio_workspace_open (dir));

    if (action != NULL)
      {
        idio_test_await (action->run (workspace));
        promised = idio_power_cut ();
      }
  }

  idio_test_wait_closed (dir);
  idio_power_cut ();
  check_left (left, action, promised);
  idio_test_remove_tree (dir);
  idio_test_remove_tree (left);
}

static void
test_actions (void)
{
  g_autofree char *whole = idio_actions_make_database ();

  n_promised = n_cut = 0;

  for (guint i = 0; i < IDIO_N_ACTIONS; i++)
    for (guint j = 0; j < N_MOMENTS; j++)
      {
        g_test_message ("%s, moment %u", idio_actions[i].name, j);
        run (whole, &idio_actions[i], get_moment (j));
      }

  g_test_message ("%u actions, %u promised before the power was cut: all kept", n_cut, n_promised);
  g_assert_cmpuint (n_promised, >=, 4 * IDIO_N_ACTIONS);
  g_assert_cmpuint (n_promised, <, n_cut);
}

/* Old databases are brought to their new form. */
static void
test_migration (void)
{
  for (gint64 version = 1; version < 5; version++)
    {
      g_autofree char *older = idio_actions_make_older (version);

      for (guint j = 0; j < N_MOMENTS; j++)
        {
          g_test_message ("Version %" G_GINT64_FORMAT ", moment %u", version, j);
          run (older, NULL, get_moment (j));
        }
    }
}

static void
add_tests (void)
{
  idio_vfs_install ();
  idio_test_add_fiber ("/power-cut/actions", test_actions);
  idio_test_add_fiber ("/power-cut/migration", test_migration);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
