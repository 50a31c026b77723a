/* test-workspace.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "idio-test.h"
#include "idio-workspace.h"
#include "import/idio-import.h"

/* Documents that come while habits are counted are in the cards once a later count is done. */
static void
test_count_again (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioWorkspace) workspace = idio_test_await_object (idio_workspace_open (dir));
  IdioVoice *voice = idio_workspace_get_voice (workspace);
  DexFuture *first = idio_workspace_count_habits (workspace);
  g_autoptr(GArray) ids = idio_test_await_boxed (idio_import_example (idio_workspace_get_corpus (workspace)));

  g_assert_true (dex_future_is_pending (first));
  idio_test_await (idio_workspace_count_habits (workspace));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (voice)), >, 0);
  idio_test_await (first);
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/workspace/count-again", test_count_again);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
