/* fuzz-database.c: a file that may be a database of Idiolect
 *
 * The input is one of databases_write().
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "databases.h"
#include "fuzz.h"

static DexFuture *
open_fiber (gpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(IdioWorkspace) workspace = dex_await_object (idio_workspace_open (fuzz_get_dir ()), &error);

  if (workspace != NULL)
    databases_check (workspace);
  else
    g_assert (error->domain == IDIO_STORE_ERROR && *error->message != '\0');

  return dex_future_new_true ();
}

int
fuzz_run (const guint8 *data,
          size_t        size)
{
  if (size == 0)
    return 0;

  databases_write (data, size);
  fuzz_run_fiber (open_fiber, NULL);

  return 0;
}
