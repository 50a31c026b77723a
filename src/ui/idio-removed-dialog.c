/* idio-removed-dialog.c: what was removed, and can be restored until it is erased
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "idio-fiber.h"
#include "ui/idio-removed-dialog.h"
#include "ui/idio-removed-row.h"
#include "ui/idio-ui-text.h"
#include "ui/idio-ui.h"

struct _IdioRemovedDialog
{
  AdwDialog        parent_instance;

  IdioCorpus      *corpus;
  GListStore      *documents;
  gboolean         busy;

  GtkWidget       *erase_button;
  AdwToastOverlay *toast_overlay;
  GtkStack        *stack;
  GtkListView     *list_view;
};

G_DEFINE_FINAL_TYPE (IdioRemovedDialog, idio_removed_dialog, ADW_TYPE_DIALOG)

/* What is done with documents, NULL for all of them */
typedef struct
{
  IdioRemovedDialog *self;
  GArray            *ids;
  DexFuture         *done;
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_clear_object (&change->self);
  g_clear_pointer (&change->ids, g_array_unref);
  dex_clear (&change->done);
  g_free (change);
}

static void
update (IdioRemovedDialog *self)
{
  gboolean empty = g_list_model_get_n_items (G_LIST_MODEL (self->documents)) == 0;

  g_assert (IDIO_IS_REMOVED_DIALOG (self));

  gtk_stack_set_visible_child_name (self->stack, self->busy ? "loading" : empty ? "empty" : "list");
  gtk_widget_set_sensitive (self->erase_button, !self->busy && !empty);
}

static void
tell (IdioRemovedDialog *self,
      const GError      *error)
{
  g_assert (IDIO_IS_REMOVED_DIALOG (self));

  /* It may have been closed meanwhile. */
  if (self->toast_overlay != NULL)
    adw_toast_overlay_add_toast (self->toast_overlay, idio_ui_make_toast (error->message));
}

/* Shows what is there now, whatever came of a change. */
static DexFuture *
load_fiber (gpointer data)
{
  Change *change = data;
  IdioRemovedDialog *self = change->self;
  g_autoptr(GPtrArray) documents = NULL;
  g_autoptr(GError) error = NULL, load_error = NULL;

  if (change->done != NULL && !dex_await (g_steal_pointer (&change->done), &error))
    tell (self, error);

  if (!(documents = dex_await_boxed (idio_corpus_list_trash (self->corpus), &load_error)))
    tell (self, load_error);

  self->busy = FALSE;

  if (documents != NULL)
    g_list_store_splice (self->documents, 0, g_list_model_get_n_items (G_LIST_MODEL (self->documents)),
                         documents->pdata, documents->len);

  if (self->stack != NULL)
    update (self);

  return dex_future_new_true ();
}

/* Takes a future, or NULL. */
static void
load (IdioRemovedDialog *self,
      DexFuture         *done)
{
  Change *change = g_new0 (Change, 1);

  g_assert (IDIO_IS_REMOVED_DIALOG (self));

  change->self = g_object_ref (self);
  change->done = done;
  dex_future_disown (idio_fiber_spawn (load_fiber, change, change_free));
}

static void
response_cb (AdwAlertDialog *question,
             const char     *response,
             gpointer        data)
{
  Change *change = data;

  if (!g_str_equal (response, "erase"))
    return;

  change->self->busy = TRUE;
  update (change->self);
  load (change->self, idio_corpus_erase (change->self->corpus, change->ids));
}

static void
change_unref_closure (gpointer  data,
                      GClosure *closure)
{
  change_free (data);
}

/* Takes the numbers, or NULL for all. */
static void
ask_to_erase (IdioRemovedDialog *self,
              GArray            *ids,
              const char        *heading)
{
  AdwAlertDialog *question = ADW_ALERT_DIALOG (adw_alert_dialog_new (heading, NULL));
  Change *change = g_new0 (Change, 1);

  g_assert (IDIO_IS_REMOVED_DIALOG (self));

  change->self = g_object_ref (self);
  change->ids = ids;
  adw_alert_dialog_set_body (question, _("What is erased is overwritten, and can’t be restored."));
  adw_alert_dialog_add_responses (question, "cancel", _("_Cancel"), "erase", _("_Erase"), NULL);
  adw_alert_dialog_set_response_appearance (question, "erase", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (question, "cancel");
  adw_alert_dialog_set_close_response (question, "cancel");
  g_signal_connect_data (question, "response", G_CALLBACK (response_cb), change, change_unref_closure, 0);
  adw_dialog_present (ADW_DIALOG (question), GTK_WIDGET (self));
}

static void
erase_all_cb (IdioRemovedDialog *self)
{
  g_assert (IDIO_IS_REMOVED_DIALOG (self));

  ask_to_erase (self, NULL, _("Erase All Removed Texts?"));
}

static GArray *
list_one (gint64 document)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  return g_array_append_val (ids, document);
}

static void
erase_cb (IdioRemovedDialog *self,
          gint64             document,
          GObject           *row)
{
  g_assert (IDIO_IS_REMOVED_DIALOG (self));

  ask_to_erase (self, list_one (document), _("Erase This Text?"));
}

static void
restore_cb (IdioRemovedDialog *self,
            gint64             document,
            GObject           *row)
{
  g_autoptr(GArray) ids = list_one (document);

  g_assert (IDIO_IS_REMOVED_DIALOG (self));

  load (self, idio_corpus_restore (self->corpus, ids));
}

static void
set_up_row_cb (IdioRemovedDialog *self,
               GtkListItem       *list_item)
{
  GtkWidget *row = g_object_new (IDIO_TYPE_REMOVED_ROW, NULL);

  g_assert (IDIO_IS_REMOVED_DIALOG (self));

  g_object_bind_property (list_item, "item", row, "document", G_BINDING_DEFAULT);
  g_signal_connect_object (row, "restore", G_CALLBACK (restore_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "erase", G_CALLBACK (erase_cb), self, G_CONNECT_SWAPPED);
  gtk_list_item_set_child (list_item, row);
  gtk_list_item_set_activatable (list_item, FALSE);
}

static void
idio_removed_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), IDIO_TYPE_REMOVED_DIALOG);

  G_OBJECT_CLASS (idio_removed_dialog_parent_class)->dispose (object);
}

static void
idio_removed_dialog_finalize (GObject *object)
{
  IdioRemovedDialog *self = IDIO_REMOVED_DIALOG (object);

  g_clear_object (&self->documents);
  g_clear_object (&self->corpus);

  G_OBJECT_CLASS (idio_removed_dialog_parent_class)->finalize (object);
}

static void
idio_removed_dialog_class_init (IdioRemovedDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = idio_removed_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = idio_removed_dialog_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-removed-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioRemovedDialog, erase_button);
  gtk_widget_class_bind_template_child (widget_class, IdioRemovedDialog, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, IdioRemovedDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, IdioRemovedDialog, list_view);
  gtk_widget_class_bind_template_callback (widget_class, erase_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, set_up_row_cb);
}

static void
idio_removed_dialog_init (IdioRemovedDialog *self)
{
  g_autoptr(GtkNoSelection) selection = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  idio_ui_wrap_buttons (self->erase_button);
  self->documents = g_list_store_new (IDIO_TYPE_DOCUMENT);
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->documents)));
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (selection));
}

/**
 * idio_removed_dialog_new:
 * @workspace: where the documents are
 *
 * Returns: (transfer floating): a dialog that lists what was removed
 */
AdwDialog *
idio_removed_dialog_new (IdioWorkspace *workspace)
{
  IdioRemovedDialog *self;

  g_return_val_if_fail (IDIO_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (IDIO_TYPE_REMOVED_DIALOG, NULL);
  self->corpus = g_object_ref (idio_workspace_get_corpus (workspace));
  self->busy = TRUE;
  update (self);
  load (self, NULL);

  return ADW_DIALOG (self);
}
