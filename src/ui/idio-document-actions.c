/* idio-document-actions.c: what a person does with documents, and can take back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "idio-fiber.h"
#include "ui/idio-document-actions.h"
#include "ui/idio-toasts.h"
#include "ui/idio-ui-text.h"

/* An action, or what takes it back. Which members are used depends on it. */
typedef struct
{
  IdioWorkspace *workspace;
  GtkRoot       *root;      /* where the undo is offered, or NULL */
  GArray        *ids;
  GArray        *audiences; /* for each */
  gboolean       trash;
  char          *string;
  gint64         document;
  gint64         background_text;
  gboolean       private;
} Action;

static void
action_free (gpointer data)
{
  Action *action = data;

  g_clear_object (&action->workspace);
  g_clear_object (&action->root);
  g_clear_pointer (&action->ids, g_array_unref);
  g_clear_pointer (&action->audiences, g_array_unref);
  g_clear_pointer (&action->string, g_free);
  g_free (action);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Action, action_free)

static Action *
action_new (IdioWorkspace *workspace,
            GtkRoot       *root)
{
  Action *action = g_new0 (Action, 1);

  action->workspace = g_object_ref (workspace);
  g_set_object (&action->root, root);

  return action;
}

static Action *
action_new_for_documents (IdioWorkspace *workspace,
                          GArray        *ids)
{
  Action *action = action_new (workspace, NULL);

  action->ids = g_array_ref (ids);

  return action;
}

static void
offer_undo (Action       *action,
            const char   *title,
            IdioUndoFunc  func,
            Action       *undo)
{
  idio_toasts_offer_undo (action->root, title, func, undo, action_free);
}

static DexFuture *
restore_fiber (gpointer data)
{
  Action *action = data;
  IdioCorpus *corpus = idio_workspace_get_corpus (action->workspace);
  GError *error = NULL;
  guint n_back = dex_await_uint (idio_corpus_restore (corpus, action->ids), &error);

  if (error != NULL)
    return dex_future_new_for_error (error);

  if (n_back == action->ids->len)
    return dex_future_new_true ();

  return dex_future_new_reject (IDIO_STORE_ERROR, IDIO_STORE_ERROR_GONE,
                                /* Translators: the plural form is that of the number of texts that were restored */
                                ngettext ("%'u text was restored. The others have been deleted in the meantime.",
                                          "%'u texts were restored. The others have been deleted in the meantime.",
                                          n_back),
                                n_back);
}

static DexFuture *
restore (gpointer data)
{
  Action *action = data;

  return idio_fiber_spawn (restore_fiber, action_new_for_documents (action->workspace, action->ids), action_free);
}

static DexFuture *
remove_again (gpointer data)
{
  Action *action = data;

  return idio_corpus_remove (idio_workspace_get_corpus (action->workspace), action->ids);
}

static DexFuture *
own_again (gpointer data)
{
  Action *action = data;

  return idio_workspace_own_again (action->workspace, action->document, action->background_text);
}

static DexFuture *
set_private (gpointer data)
{
  Action *action = data;

  return idio_corpus_set_private (idio_workspace_get_corpus (action->workspace), action->ids, action->private);
}

static DexFuture *
set_private_fiber (gpointer data)
{
  Action *action = data, *undo;
  GError *error = NULL;

  if (!dex_await (set_private (action), &error))
    return dex_future_new_for_error (error);

  undo = action_new_for_documents (action->workspace, action->ids);
  undo->private = !action->private;
  offer_undo (action, action->private ? _("Never leaves this computer") : _("May be sent to services"), set_private, undo);

  return dex_future_new_true ();
}

static DexFuture *
set_audiences (gpointer data)
{
  Action *action = data;

  return idio_corpus_set_audiences (idio_workspace_get_corpus (action->workspace), action->ids, action->audiences);
}

/* Those that the documents have now */
static GArray *
list_audiences (Action *action)
{
  GArray *audiences = g_array_new (FALSE, TRUE, sizeof (IdioAudience));

  g_array_set_size (audiences, action->ids->len);

  for (guint i = 0; i < action->ids->len; i++)
    {
      IdioDocument *document = idio_corpus_find (idio_workspace_get_corpus (action->workspace),
                                                 g_array_index (action->ids, gint64, i));

      if (document != NULL)
        g_array_index (audiences, IdioAudience, i) = idio_document_get_audience (document);
    }

  return audiences;
}

static DexFuture *
set_audiences_fiber (gpointer data)
{
  Action *action = data, *undo = action_new_for_documents (action->workspace, action->ids);
  GError *error = NULL;

  undo->audiences = list_audiences (action);

  if (!dex_await (set_audiences (action), &error))
    {
      action_free (undo);
      return dex_future_new_for_error (error);
    }

  offer_undo (action, action->string, set_audiences, undo);

  return dex_future_new_true ();
}

static DexFuture *
remove_fiber (gpointer data)
{
  Action *action = data;
  IdioCorpus *corpus = idio_workspace_get_corpus (action->workspace);
  GError *error = NULL;

  if (!dex_await (action->trash ? idio_corpus_trash (corpus, action->ids) : idio_corpus_remove (corpus, action->ids),
                  &error))
    return dex_future_new_for_error (error);

  offer_undo (action, action->string, restore, action_new_for_documents (action->workspace, action->ids));

  return dex_future_new_true ();
}

static DexFuture *
disown_fiber (gpointer data)
{
  Action *action = data, *undo;
  GError *error = NULL;
  gint64 background_text = dex_await_int64 (idio_workspace_disown (action->workspace, action->document), &error);

  if (error != NULL)
    return dex_future_new_for_error (error);

  undo = action_new (action->workspace, NULL);
  undo->document = action->document;
  undo->background_text = background_text;
  offer_undo (action, _("Moved to texts by others"), own_again, undo);

  return dex_future_new_true ();
}

/* The text that stands for another goes, and that one comes back. */
static DexFuture *
put_back_fiber (gpointer data)
{
  Action *action = data;
  IdioCorpus *corpus = idio_workspace_get_corpus (action->workspace);
  g_autoptr(GArray) before = g_array_new (FALSE, FALSE, sizeof (gint64));
  GError *error = NULL;

  g_array_append_val (before, action->document);

  if (!dex_await_uint (idio_corpus_restore (corpus, before), &error) && error == NULL)
    idio_sql_set_error_code (IDIO_STORE_ERROR_GONE, &error);

  if (error != NULL)
    return dex_future_new_for_error (error);

  for (guint i = 0; i < action->ids->len; i++)
    idio_corpus_tell_replaced (corpus, g_array_index (action->ids, gint64, i), action->document);

  return idio_corpus_remove (corpus, action->ids);
}

static DexFuture *
put_back (gpointer data)
{
  Action *action = data, *again = action_new_for_documents (action->workspace, action->ids);

  again->document = action->document;

  return idio_fiber_spawn (put_back_fiber, again, action_free);
}

/**
 * idio_document_actions_replaced:
 * @workspace: where the documents are
 * @root: (nullable): the window that offers to take it back
 * @before: the number of a document
 * @after: the number of the one that stands for it now
 * @title: what was done, in a few words
 *
 * Offers to bring the first back, in place of the second.
 */
void
idio_document_actions_replaced (IdioWorkspace *workspace,
                                GtkRoot       *root,
                                gint64         before,
                                gint64         after,
                                const char    *title)
{
  g_autoptr(Action) action = NULL;
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  Action *undo;

  g_return_if_fail (IDIO_IS_WORKSPACE (workspace));
  g_return_if_fail (title != NULL);

  g_array_append_val (ids, after);
  action = action_new (workspace, root);
  undo = action_new_for_documents (workspace, ids);
  undo->document = before;
  offer_undo (action, title, put_back, undo);
}

/**
 * idio_document_actions_added:
 * @workspace: where the documents are
 * @root: (nullable): the window that offers to take it back
 * @ids: (element-type gint64): the numbers of documents that were added
 * @title: what was done, in a few words
 *
 * Offers to remove them.
 */
void
idio_document_actions_added (IdioWorkspace *workspace,
                             GtkRoot       *root,
                             GArray        *ids,
                             const char    *title)
{
  g_autoptr(Action) action = NULL;

  g_return_if_fail (IDIO_IS_WORKSPACE (workspace));
  g_return_if_fail (ids != NULL);
  g_return_if_fail (title != NULL);

  action = action_new (workspace, root);
  offer_undo (action, title, remove_again, action_new_for_documents (workspace, ids));
}

/**
 * idio_document_actions_remove:
 * @workspace: where the documents are
 * @root: (nullable): the window that offers to bring them back
 * @ids: (element-type gint64): the numbers of documents
 * @title: what is done, in a few words
 *
 * Returns: (transfer full): a future that resolves when they are removed
 */
DexFuture *
idio_document_actions_remove (IdioWorkspace *workspace,
                              GtkRoot       *root,
                              GArray        *ids,
                              const char    *title)
{
  Action *action;

  g_return_val_if_fail (IDIO_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (ids != NULL, NULL);
  g_return_val_if_fail (title != NULL, NULL);

  action = action_new (workspace, root);
  action->ids = g_array_ref (ids);
  action->string = g_strdup (title);

  return idio_fiber_spawn (remove_fiber, action, action_free);
}

/**
 * idio_document_actions_remove_example:
 * @workspace: where the documents are
 * @root: (nullable): the window that offers to bring them back
 *
 * Removes the made-up writer's texts, if there are some.
 *
 * Returns: (transfer full): a future that resolves when they are removed
 */
DexFuture *
idio_document_actions_remove_example (IdioWorkspace *workspace,
                                      GtkRoot       *root)
{
  g_autoptr(GArray) ids = NULL;

  g_return_val_if_fail (IDIO_IS_WORKSPACE (workspace), NULL);

  ids = idio_corpus_list_example (idio_workspace_get_corpus (workspace));

  return ids->len > 0 ? idio_document_actions_remove (workspace, root, ids, _("Example removed"))
                      : dex_future_new_true ();
}

/**
 * idio_document_actions_trash:
 * @workspace: where the documents are
 * @root: (nullable): the window that offers to bring them back
 * @ids: (element-type gint64): the numbers of documents
 *
 * Returns: (transfer full): a future that resolves when they are removed, until they are restored or erased
 */
DexFuture *
idio_document_actions_trash (IdioWorkspace *workspace,
                             GtkRoot       *root,
                             GArray        *ids)
{
  Action *action;

  g_return_val_if_fail (IDIO_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (ids != NULL, NULL);

  action = action_new (workspace, root);
  action->ids = g_array_ref (ids);
  action->trash = TRUE;
  action->string = ids->len == 1 ? g_strdup (_("Text removed"))
                                 : g_strdup_printf (ngettext ("%'u text removed", "%'u texts removed", ids->len),
                                                    ids->len);

  return idio_fiber_spawn (remove_fiber, action, action_free);
}

/**
 * idio_document_actions_set_audience:
 * @workspace: where the documents are
 * @root: (nullable): the window that offers to take it back
 * @ids: (element-type gint64): the numbers of documents
 * @audience: their new audience
 *
 * Returns: (transfer full): a future that resolves when that is saved
 */
DexFuture *
idio_document_actions_set_audience (IdioWorkspace *workspace,
                                    GtkRoot       *root,
                                    GArray        *ids,
                                    IdioAudience   audience)
{
  Action *action;
  IdioAudiences *audiences;
  g_autofree char *name = NULL;

  g_return_val_if_fail (IDIO_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (ids != NULL, NULL);

  action = action_new (workspace, root);
  action->ids = g_array_ref (ids);
  action->audiences = g_array_new (FALSE, FALSE, sizeof (IdioAudience));

  for (guint i = 0; i < ids->len; i++)
    g_array_append_val (action->audiences, audience);

  audiences = idio_corpus_get_audiences (idio_workspace_get_corpus (workspace));
  name = idio_ui_dup_audience (audience, idio_audiences_get_name (audiences, audience));
  /* Translators: %s is an audience, such as “Work Mail” */
  action->string = g_strdup_printf (ngettext ("%'u text is for “%s” now", "%'u texts are for “%s” now", ids->len),
                                    ids->len, name);

  return idio_fiber_spawn (set_audiences_fiber, action, action_free);
}

/**
 * idio_document_actions_disown:
 * @workspace: where the documents are
 * @root: (nullable): the window that offers to take it back
 * @document: the number of a document that someone else wrote
 *
 * Returns: (transfer full): a future that resolves when it counts as someone else's, see idio_workspace_disown()
 */
DexFuture *
idio_document_actions_disown (IdioWorkspace *workspace,
                              GtkRoot       *root,
                              gint64         document)
{
  Action *action;

  g_return_val_if_fail (IDIO_IS_WORKSPACE (workspace), NULL);

  action = action_new (workspace, root);
  action->document = document;

  return idio_fiber_spawn (disown_fiber, action, action_free);
}

/**
 * idio_document_actions_set_private:
 * @workspace: where the documents are
 * @root: (nullable): the window that offers to take it back
 * @document: the number of a document
 * @private: whether nothing of it may be sent to another computer
 *
 * Returns: (transfer full): a future that resolves when that is saved
 */
DexFuture *
idio_document_actions_set_private (IdioWorkspace *workspace,
                                   GtkRoot       *root,
                                   gint64         document,
                                   gboolean       private)
{
  Action *action;

  g_return_val_if_fail (IDIO_IS_WORKSPACE (workspace), NULL);

  action = action_new (workspace, root);
  action->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  action->private = private;
  g_array_append_val (action->ids, document);

  return idio_fiber_spawn (set_private_fiber, action, action_free);
}
