/* idio-draft-save.c: asks where a draft is saved
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "ui/idio-draft-save.h"
#include "ui/idio-toasts.h"
#include "ui/idio-ui.h"

typedef struct
{
  GtkWidget       *widget;
  char            *text;
  IdioDraftFormat  format;
} Choice;

static void
choice_free (Choice *choice)
{
  g_object_unref (choice->widget);
  g_free (choice->text);
  g_free (choice);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Choice, choice_free)

static DexFuture *
saved_cb (DexFuture *saved,
          gpointer   widget)
{
  idio_toasts_say (widget, _("Draft saved"));

  return dex_ref (saved);
}

static void
chosen_cb (GObject      *dialog,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Choice) choice = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (dialog), result, &error);

  if (file != NULL)
    idio_ui_run (choice->widget, dex_future_then (idio_draft_file_save (file, choice->text, choice->format), saved_cb,
                                                  g_object_ref (choice->widget), g_object_unref));
  else
    idio_ui_report (choice->widget, error);
}

/**
 * idio_draft_save_choose:
 * @widget: a widget in the window where to ask
 * @text: a draft
 * @format: what the file is to be, unless the user gives it a name that tells another
 *
 * Lets the user choose a file, and saves the draft there.
 */
void
idio_draft_save_choose (GtkWidget       *widget,
                        const char      *text,
                        IdioDraftFormat  format)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();
  /* Translators: the name of a file, without its suffix */
  g_autofree char *name = g_strconcat (_("Draft"), idio_draft_format_get_suffix (format), NULL);
  Choice *choice;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (text != NULL);

  choice = g_new0 (Choice, 1);
  choice->widget = g_object_ref (widget);
  choice->text = g_strdup (text);
  choice->format = format;
  gtk_file_dialog_set_title (dialog, _("Save Draft"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, idio_ui_get_window (widget), NULL, chosen_cb, choice);
}
