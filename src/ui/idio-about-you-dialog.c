/* idio-about-you-dialog.c: what drafts may know about the user
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/idio-about-you-dialog.h"
#include "ui/idio-ui.h"

struct _IdioAboutYouDialog
{
  AdwPreferencesDialog  parent_instance;

  IdioVoice            *voice;

  GtkEditable          *name_row;
  GtkEditable          *role_row;
  GtkEditable          *languages_row;
  GtkEditable          *about_row;
};

G_DEFINE_FINAL_TYPE (IdioAboutYouDialog, idio_about_you_dialog, ADW_TYPE_PREFERENCES_DIALOG)

static void
save (IdioAboutYouDialog *self,
      const char         *name,
      GtkEditable        *row)
{
  const char *value = gtk_editable_get_text (row);

  g_assert (IDIO_IS_ABOUT_YOU_DIALOG (self));

  if (g_strcmp0 (value, idio_voice_get_attribute (self->voice, name)) != 0)
    idio_ui_run (self, idio_voice_set_attribute (self->voice, name, value));
}

/* There is no button to save: closing the dialog does. */
static void
idio_about_you_dialog_closed (AdwDialog *dialog)
{
  IdioAboutYouDialog *self = IDIO_ABOUT_YOU_DIALOG (dialog);

  save (self, IDIO_ATTRIBUTE_NAME, self->name_row);
  save (self, IDIO_ATTRIBUTE_ROLE, self->role_row);
  save (self, IDIO_ATTRIBUTE_LANGUAGES, self->languages_row);
  save (self, IDIO_ATTRIBUTE_ABOUT, self->about_row);

  if (ADW_DIALOG_CLASS (idio_about_you_dialog_parent_class)->closed != NULL)
    ADW_DIALOG_CLASS (idio_about_you_dialog_parent_class)->closed (dialog);
}

static void
idio_about_you_dialog_dispose (GObject *object)
{
  IdioAboutYouDialog *self = IDIO_ABOUT_YOU_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), IDIO_TYPE_ABOUT_YOU_DIALOG);
  g_clear_object (&self->voice);

  G_OBJECT_CLASS (idio_about_you_dialog_parent_class)->dispose (object);
}

static void
idio_about_you_dialog_class_init (IdioAboutYouDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = idio_about_you_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = idio_about_you_dialog_closed;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-about-you-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioAboutYouDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, IdioAboutYouDialog, role_row);
  gtk_widget_class_bind_template_child (widget_class, IdioAboutYouDialog, languages_row);
  gtk_widget_class_bind_template_child (widget_class, IdioAboutYouDialog, about_row);
}

static void
idio_about_you_dialog_init (IdioAboutYouDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * idio_about_you_dialog_new:
 * @voice: where the attributes are
 *
 * Returns: (transfer none): a dialog
 */
AdwDialog *
idio_about_you_dialog_new (IdioVoice *voice)
{
  IdioAboutYouDialog *self;

  g_return_val_if_fail (IDIO_IS_VOICE (voice), NULL);

  self = g_object_new (IDIO_TYPE_ABOUT_YOU_DIALOG, NULL);
  self->voice = g_object_ref (voice);
  gtk_editable_set_text (self->name_row, idio_voice_get_attribute (voice, IDIO_ATTRIBUTE_NAME));
  gtk_editable_set_text (self->role_row, idio_voice_get_attribute (voice, IDIO_ATTRIBUTE_ROLE));
  gtk_editable_set_text (self->languages_row, idio_voice_get_attribute (voice, IDIO_ATTRIBUTE_LANGUAGES));
  gtk_editable_set_text (self->about_row, idio_voice_get_attribute (voice, IDIO_ATTRIBUTE_ABOUT));

  return ADW_DIALOG (self);
}
