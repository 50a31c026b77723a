/* idio-add-card-dialog.c: a card that the user writes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "ui/idio-add-card-dialog.h"
#include "ui/idio-card-actions.h"
#include "ui/idio-ui-text.h"
#include "ui/idio-ui.h"

struct _IdioAddCardDialog
{
  AdwDialog        parent_instance;

  IdioVoice       *voice;

  AdwToastOverlay *toast_overlay;
  GtkWidget       *add_button;
  GtkEditable     *claim_row;
  GtkEditable     *instruction_row;
  AdwComboRow     *axis_row;
  AdwComboRow     *audience_row;
};

G_DEFINE_FINAL_TYPE (IdioAddCardDialog, idio_add_card_dialog, ADW_TYPE_DIALOG)

static char *
dup_text (GtkEditable *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (row)));
}

static void
changed_cb (IdioAddCardDialog *self)
{
  g_autofree char *claim = dup_text (self->claim_row);

  g_assert (IDIO_IS_ADD_CARD_DIALOG (self));

  gtk_widget_set_sensitive (self->add_button, *claim != '\0');
}

/* What was typed is not lost if it can't be saved. */
static DexFuture *
added_cb (DexFuture *add,
          gpointer   data)
{
  IdioAddCardDialog *self = data;
  g_autoptr(GError) error = NULL;
  const GValue *edit = dex_future_get_value (add, &error);

  /* The dialog may have been closed meanwhile. */
  if (self->voice == NULL)
    return dex_future_new_true ();

  if (edit != NULL)
    {
      idio_card_actions_done (self->voice, gtk_widget_get_root (GTK_WIDGET (self)), g_value_get_int64 (edit),
                              _("Card added"));
      adw_dialog_close (ADW_DIALOG (self));
    }
  else
    {
      adw_toast_overlay_add_toast (self->toast_overlay, idio_ui_make_toast (error->message));
      changed_cb (self);
    }

  return dex_future_new_true ();
}

static void
add_cb (IdioAddCardDialog *self)
{
  DexFuture *add;
  g_autofree char *claim = dup_text (self->claim_row);
  g_autofree char *instruction = dup_text (self->instruction_row);

  g_assert (IDIO_IS_ADD_CARD_DIALOG (self));

  if (*claim == '\0')
    return;

  gtk_widget_set_sensitive (self->add_button, FALSE);
  add = idio_voice_add (self->voice, (IdioAxis) adw_combo_row_get_selected (self->axis_row), claim,
                        *instruction != '\0' ? instruction : NULL,
                        (IdioAudience) adw_combo_row_get_selected (self->audience_row));
  dex_future_disown (dex_future_finally (add, added_cb, g_object_ref (self), g_object_unref));
}

static void
idio_add_card_dialog_dispose (GObject *object)
{
  IdioAddCardDialog *self = IDIO_ADD_CARD_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), IDIO_TYPE_ADD_CARD_DIALOG);
  g_clear_object (&self->voice);

  G_OBJECT_CLASS (idio_add_card_dialog_parent_class)->dispose (object);
}

static void
close_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  adw_dialog_close (ADW_DIALOG (widget));
}

/* AdwDialog focuses “Cancel”, the first widget that takes the focus, and Space would close the dialog. */
static void
idio_add_card_dialog_map (GtkWidget *widget)
{
  IdioAddCardDialog *self = IDIO_ADD_CARD_DIALOG (widget);

  GTK_WIDGET_CLASS (idio_add_card_dialog_parent_class)->map (widget);
  gtk_widget_grab_focus (GTK_WIDGET (self->claim_row));
}

static void
idio_add_card_dialog_class_init (IdioAddCardDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = idio_add_card_dialog_dispose;
  widget_class->map = idio_add_card_dialog_map;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-add-card-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioAddCardDialog, add_button);
  gtk_widget_class_bind_template_child (widget_class, IdioAddCardDialog, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, IdioAddCardDialog, claim_row);
  gtk_widget_class_bind_template_child (widget_class, IdioAddCardDialog, instruction_row);
  gtk_widget_class_bind_template_child (widget_class, IdioAddCardDialog, axis_row);
  gtk_widget_class_bind_template_child (widget_class, IdioAddCardDialog, audience_row);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);

  gtk_widget_class_install_action (widget_class, "dialog.close", NULL, close_action);
}

static void
idio_add_card_dialog_init (IdioAddCardDialog *self)
{
  g_autoptr(GListModel) audiences = idio_ui_list_audiences ();
  g_autoptr(GtkStringList) axes = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));

  for (gint axis = IDIO_AXIS_COMMUNICATION; axis <= IDIO_AXIS_STYLE; axis++)
    gtk_string_list_append (axes, idio_axis_get_label ((IdioAxis) axis));

  adw_combo_row_set_model (self->axis_row, G_LIST_MODEL (axes));
  adw_combo_row_set_selected (self->axis_row, IDIO_AXIS_STYLE);
  adw_combo_row_set_model (self->audience_row, audiences);
}

/**
 * idio_add_card_dialog_new:
 * @voice: where the card goes
 *
 * Returns: (transfer none): a dialog
 */
AdwDialog *
idio_add_card_dialog_new (IdioVoice *voice)
{
  IdioAddCardDialog *self;

  g_return_val_if_fail (IDIO_IS_VOICE (voice), NULL);

  self = g_object_new (IDIO_TYPE_ADD_CARD_DIALOG, NULL);
  self->voice = g_object_ref (voice);

  return ADW_DIALOG (self);
}
