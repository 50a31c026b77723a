/* idio-window-restore.c: a backup comes into what is open in the window, and what it replaced comes back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "idio-fiber.h"
#include "idio-workspace-restore.h"
#include "ui/idio-document-actions.h"
#include "ui/idio-toasts.h"
#include "ui/idio-ui.h"
#include "ui/idio-window-private.h"

typedef struct
{
  IdioWindow       *window;
  IdioWorkspace    *workspace;
  IdioBackup       *backup;  /* NULL: what was replaced comes back */
  gboolean          replace;
  IdioBackupCounts *added;
  gint64            shown;   /* the entry of the history that was shown before */
} Restore;

static void
restore_free (gpointer data)
{
  Restore *restore = data;

  g_clear_object (&restore->window);
  g_clear_object (&restore->workspace);
  g_clear_pointer (&restore->backup, idio_backup_unref);
  g_clear_pointer (&restore->added, g_free);
  g_free (restore);
}

static DexFuture *
restore_work (gpointer data)
{
  Restore *restore = data;
  GError *error = NULL;

  if (restore->backup == NULL)
    return idio_workspace_undo_restore (restore->workspace);

  restore->added = dex_await_boxed (idio_workspace_restore (restore->workspace, restore->backup, restore->replace),
                                    &error);

  return restore->added != NULL ? dex_future_new_true () : dex_future_new_for_error (error);
}

static DexFuture *start (IdioWindow *window,
                         IdioBackup *backup,
                         gboolean    replace);

static DexFuture *
undo_cb (gpointer window)
{
  return start (window, NULL, TRUE);
}

static void
tell (Restore *restore)
{
  const IdioBackupCounts *added = restore->added;
  g_autofree char *words = NULL;
  g_autofree char *told = NULL;

  if (restore->backup == NULL)
    idio_toasts_say (restore->window, _("All is as it was before"));
  else if (restore->replace)
    idio_toasts_offer_undo (restore->window, _("Everything was restored"), undo_cb, restore->window, NULL);
  else if (added->n_documents + added->n_cards + added->n_requests == 0)
    idio_toasts_say (restore->window, _("No text, card or draft of the backup was missing here"));
  else
    {
      words = idio_backup_counts_describe (added);
      /* Translators: "Added from the backup: 24 texts, 12 cards" */
      told = g_strdup_printf (_("Added from the backup: %s"), words);
      idio_toasts_say (restore->window, told);
    }
}

/* Whoever merges texts of their own has no more use for the made-up writer's, as who imports some. */
static DexFuture *
remove_example (Restore *restore)
{
  IdioCorpus *corpus = idio_workspace_get_corpus (restore->workspace);
  g_autoptr(GArray) example = idio_corpus_list_example (corpus);
  guint n_own = g_list_model_get_n_items (G_LIST_MODEL (corpus)) - example->len;

  if (restore->added == NULL || restore->replace || restore->added->n_documents == 0 || n_own == 0)
    return dex_future_new_true ();

  return idio_document_actions_remove_example (restore->workspace, GTK_ROOT (restore->window));
}

static DexFuture *
restore_fiber (gpointer data)
{
  Restore *restore = data;
  GError *error = NULL;

  if (!dex_await (idio_window_run_alone (restore->window, restore_work, restore, NULL), &error))
    return dex_future_new_for_error (error);

  if (idio_window_is_closing (restore->window))
    return dex_future_new_true ();

  idio_write_page_show_last (restore->window->write_page, restore->shown);
  tell (restore);

  return remove_example (restore);
}

static DexFuture *
start (IdioWindow *window,
       IdioBackup *backup,
       gboolean    replace)
{
  Restore *restore;

  /* One at a time */
  if (!idio_window_is_ready (window))
    return dex_future_new_true ();

  restore = g_new0 (Restore, 1);
  restore->window = g_object_ref (window);
  restore->workspace = g_object_ref (idio_window_get_workspace (window));
  restore->backup = backup != NULL ? idio_backup_ref (backup) : NULL;
  restore->replace = replace;
  restore->shown = idio_write_page_get_shown (window->write_page);

  return idio_fiber_spawn (restore_fiber, restore, restore_free);
}

/**
 * idio_window_restore:
 * @self: a window
 * @backup: a backup of which the user was told what is in it
 * @replace: whether it takes the place of what is here
 *
 * Restores it, and tells what came of that. What was replaced can be taken back.
 */
void
idio_window_restore (IdioWindow *self,
                     IdioBackup *backup,
                     gboolean    replace)
{
  g_return_if_fail (IDIO_IS_WINDOW (self));
  g_return_if_fail (backup != NULL);

  idio_ui_run (self, start (self, backup, replace));
}
