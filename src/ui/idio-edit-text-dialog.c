/* idio-edit-text-dialog.c: a document is trimmed, or changed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "idio-fiber.h"
#include "text/idio-words.h"
#include "ui/idio-edit-text-dialog.h"
#include "ui/idio-text-limit.h"
#include "ui/idio-ui.h"

struct _IdioEditTextDialog
{
  AdwDialog      parent_instance;

  IdioWorkspace *workspace;
  gint64         document;

  GtkWidget     *save_button;
  GtkWidget     *limit_label;
  GtkTextView   *text_view;
};

G_DEFINE_FINAL_TYPE (IdioEditTextDialog, idio_edit_text_dialog, ADW_TYPE_DIALOG)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
buffer_changed_cb (IdioEditTextDialog *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);
  g_autofree char *text = idio_text_limit_dup_text (buffer);

  g_assert (IDIO_IS_EDIT_TEXT_DIALOG (self));

  gtk_widget_set_sensitive (self->save_button, gtk_text_buffer_get_modified (buffer) && *g_strstrip (text) != '\0');
  adw_dialog_set_can_close (ADW_DIALOG (self), !gtk_text_buffer_get_modified (buffer));
}

typedef struct
{
  IdioEditTextDialog *self;
  char               *text;
} Save;

static void
save_free (gpointer data)
{
  Save *save = data;

  g_clear_object (&save->self);
  g_clear_pointer (&save->text, g_free);
  g_free (save);
}

static DexFuture *
save_fiber (gpointer data)
{
  Save *save = data;
  IdioEditTextDialog *self = save->self;
  IdioCorpus *corpus = idio_workspace_get_corpus (self->workspace);
  GError *error = NULL;
  gint64 after = dex_await_int64 (idio_corpus_edit (corpus, self->document, save->text, idio_count_words), &error);

  if (error != NULL)
    return dex_future_new_for_error (error);

  if (after != self->document)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0, self->document, after);

  adw_dialog_force_close (ADW_DIALOG (self));

  return dex_future_new_true ();
}

static void
save_cb (IdioEditTextDialog *self)
{
  Save *save = g_new0 (Save, 1);

  g_assert (IDIO_IS_EDIT_TEXT_DIALOG (self));

  save->self = g_object_ref (self);
  save->text = idio_text_limit_dup_text (gtk_text_view_get_buffer (self->text_view));
  gtk_widget_set_sensitive (self->save_button, FALSE);
  idio_ui_run (self, idio_fiber_spawn (save_fiber, save, save_free));
}

static void
response_cb (IdioEditTextDialog *self,
             const char         *response)
{
  g_assert (IDIO_IS_EDIT_TEXT_DIALOG (self));

  if (g_str_equal (response, "discard"))
    adw_dialog_force_close (ADW_DIALOG (self));
}

static void
close_attempt_cb (IdioEditTextDialog *self)
{
  AdwAlertDialog *question = ADW_ALERT_DIALOG (adw_alert_dialog_new (_("Discard Changes?"), NULL));

  g_assert (IDIO_IS_EDIT_TEXT_DIALOG (self));

  adw_alert_dialog_set_body (question, _("What you changed in this text was not saved."));
  adw_alert_dialog_add_responses (question, "cancel", _("_Cancel"), "discard", _("_Discard"), NULL);
  adw_alert_dialog_set_response_appearance (question, "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_close_response (question, "cancel");
  g_signal_connect_object (question, "response", G_CALLBACK (response_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (question), GTK_WIDGET (self));
}

static void
idio_edit_text_dialog_dispose (GObject *object)
{
  IdioEditTextDialog *self = IDIO_EDIT_TEXT_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), IDIO_TYPE_EDIT_TEXT_DIALOG);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (idio_edit_text_dialog_parent_class)->dispose (object);
}

static void
idio_edit_text_dialog_class_init (IdioEditTextDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = idio_edit_text_dialog_dispose;

  /**
   * IdioEditTextDialog::changed:
   * @self: a dialog
   * @before: the number of the document
   * @after: the number of the one that stands for it now, or 0 if that was there already
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_INT64);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-edit-text-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioEditTextDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, IdioEditTextDialog, limit_label);
  gtk_widget_class_bind_template_child (widget_class, IdioEditTextDialog, text_view);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_attempt_cb);
}

static void
idio_edit_text_dialog_init (IdioEditTextDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  idio_text_limit_watch (self->text_view, self->limit_label);
}

/**
 * idio_edit_text_dialog_new:
 * @workspace: where the document is
 * @text: the document, of at most %IDIO_TEXT_LIMIT_CHARS characters
 *
 * Returns: (transfer floating): a dialog to change it in
 */
IdioEditTextDialog *
idio_edit_text_dialog_new (IdioWorkspace *workspace,
                           IdioText      *text)
{
  IdioEditTextDialog *self;
  GtkTextBuffer *buffer;
  GtkTextIter start;

  g_return_val_if_fail (IDIO_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  self = g_object_new (IDIO_TYPE_EDIT_TEXT_DIALOG, NULL);
  self->workspace = g_object_ref (workspace);
  self->document = text->id;
  buffer = gtk_text_view_get_buffer (self->text_view);
  gtk_text_buffer_begin_irreversible_action (buffer);
  gtk_text_buffer_set_text (buffer, text->body, -1);
  gtk_text_buffer_end_irreversible_action (buffer);
  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_place_cursor (buffer, &start);
  gtk_text_buffer_set_modified (buffer, FALSE);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (buffer_changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}
