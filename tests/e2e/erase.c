/* erase.c: Delete Everything, without a window
 *
 *   erase FOLDER
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "idio-workspace.h"

static DexFuture *
erase_fiber (gpointer folder)
{
  g_autoptr(IdioWorkspace) workspace = NULL;
  g_autoptr(GError) error = NULL;

  if (!(workspace = dex_await_object (idio_workspace_open (folder), &error)) ||
      !dex_await (idio_workspace_erase (workspace), &error))
    g_printerr ("%s\n", error->message);

  return dex_future_new_for_int (error != NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(DexFuture) future = NULL;

  if (argc != 2)
    return 2;

  dex_init ();
  future = dex_scheduler_spawn (NULL, 1024 * 1024, erase_fiber, argv[1], NULL);

  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);

  return g_value_get_int (dex_future_get_value (future, NULL));
}
