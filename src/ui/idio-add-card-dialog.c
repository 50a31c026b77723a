/* idio-add-card-dialog.c: a card that the user writes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "ui/idio-add-card-dialog.h"
#include "ui/idio-audience-chooser.h"
#include "ui/idio-card-actions.h"
#include "ui/idio-ui-text.h"
#include "ui/idio-ui.h"

struct _IdioAddCardDialog
{
  AdwDialog            parent_instance;

  IdioVoice           *voice;
  IdioAudienceChooser *audience_chooser;
  gint64               same;  /* the card that says what is to be added, for the toast that tells so */

  AdwToastOverlay     *toast_overlay;
  GtkWidget           *add_button;
  GtkEditable         *claim_row;
  GtkEditable         *instruction_row;
  AdwComboRow         *axis_row;
  GtkWidget           *audience_row;
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

static void
show_same_cb (IdioAddCardDialog *self)
{
  g_assert (IDIO_IS_ADD_CARD_DIALOG (self));

  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-card", "x", self->same);
  adw_dialog_close (ADW_DIALOG (self));
}

/* The dialog stays, so that the words can be changed. */
static void
offer_same (IdioAddCardDialog *self,
            IdioHypothesis    *card)
{
  AdwToast *toast = idio_ui_make_toast (_("This card is here already"));

  g_assert (IDIO_IS_ADD_CARD_DIALOG (self));

  self->same = idio_hypothesis_get_id (card);
  adw_toast_set_button_label (toast, _("_Show"));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (show_same_cb), self, G_CONNECT_SWAPPED);
  adw_toast_overlay_dismiss_all (self->toast_overlay);
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
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
  if (idio_ui_get_window (self) == NULL)
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
  IdioHypothesis *same;
  g_autofree char *claim = dup_text (self->claim_row);
  g_autofree char *instruction = dup_text (self->instruction_row);
  IdioAudience audience;

  g_assert (IDIO_IS_ADD_CARD_DIALOG (self));

  if (*claim == '\0')
    return;

  idio_audience_chooser_get (self->audience_chooser, &audience);

  if ((same = idio_voice_find_same (self->voice, claim, audience)))
    {
      offer_same (self, same);
      return;
    }

  gtk_widget_set_sensitive (self->add_button, FALSE);
  add = idio_voice_add (self->voice, (IdioAxis) adw_combo_row_get_selected (self->axis_row), claim,
                        *instruction != '\0' ? instruction : NULL, audience);
  dex_future_disown (dex_future_finally (add, added_cb, g_object_ref (self), g_object_unref));
}

static void
idio_add_card_dialog_dispose (GObject *object)
{
  IdioAddCardDialog *self = IDIO_ADD_CARD_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), IDIO_TYPE_ADD_CARD_DIALOG);
  g_clear_object (&self->audience_chooser);
  g_clear_object (&self->voice);

  G_OBJECT_CLASS (idio_add_card_dialog_parent_class)->dispose (object);
}

static void
idio_add_card_dialog_class_init (IdioAddCardDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = idio_add_card_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-add-card-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioAddCardDialog, add_button);
  gtk_widget_class_bind_template_child (widget_class, IdioAddCardDialog, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, IdioAddCardDialog, claim_row);
  gtk_widget_class_bind_template_child (widget_class, IdioAddCardDialog, instruction_row);
  gtk_widget_class_bind_template_child (widget_class, IdioAddCardDialog, axis_row);
  gtk_widget_class_bind_template_child (widget_class, IdioAddCardDialog, audience_row);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
}

static void
idio_add_card_dialog_init (IdioAddCardDialog *self)
{
  g_autoptr(GtkStringList) axes = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));

  for (gint axis = IDIO_AXIS_COMMUNICATION; axis <= IDIO_AXIS_STYLE; axis++)
    gtk_string_list_append (axes, idio_axis_get_label ((IdioAxis) axis));

  adw_combo_row_set_model (self->axis_row, G_LIST_MODEL (axes));
  adw_combo_row_set_selected (self->axis_row, IDIO_AXIS_STYLE);
  self->audience_chooser = idio_audience_chooser_new (self->audience_row, NULL, TRUE);
}

/**
 * idio_add_card_dialog_new:
 * @workspace: where the card goes
 *
 * Returns: (transfer none): a dialog
 */
AdwDialog *
idio_add_card_dialog_new (IdioWorkspace *workspace)
{
  IdioAddCardDialog *self;

  g_return_val_if_fail (IDIO_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (IDIO_TYPE_ADD_CARD_DIALOG, NULL);
  self->voice = g_object_ref (idio_workspace_get_voice (workspace));
  idio_audience_chooser_set_audiences (self->audience_chooser,
                                       idio_corpus_get_audiences (idio_workspace_get_corpus (workspace)));

  return ADW_DIALOG (self);
}
