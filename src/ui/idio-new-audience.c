/* idio-new-audience.c: what an audience of the user's own is called
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "idio-fiber.h"
#include "ui/idio-new-audience.h"
#include "ui/idio-ui-text.h"
#include "ui/idio-ui.h"

/* The dialog and what it asks for */
typedef struct
{
  GtkWidget      *widget;
  IdioAudiences  *audiences;
  AdwAlertDialog *dialog;
  GtkWidget      *entry;
  GtkWidget      *error_label;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_clear_object (&question->widget);
  g_clear_object (&question->audiences);
  g_clear_object (&question->dialog);
  g_free (question);
}

static void
changed_cb (Question *question)
{
  const char *name = gtk_editable_get_text (GTK_EDITABLE (question->entry));
  g_autofree char *clean = idio_audience_clean_name (name);
  g_autoptr(GError) error = NULL;
  gboolean is_free = idio_audiences_is_free (question->audiences, name, IDIO_AUDIENCE_GENERAL, &error);
  g_autofree char *line = error != NULL && *clean != '\0' ? idio_ui_dup_line (error->message) : g_strdup ("");

  adw_alert_dialog_set_response_enabled (question->dialog, "add", is_free);
  gtk_label_set_label (GTK_LABEL (question->error_label), line);
  gtk_widget_set_visible (question->error_label, *line != '\0');
  gtk_accessible_update_state (GTK_ACCESSIBLE (question->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               *line != '\0' ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);

  if (*line != '\0')
    gtk_widget_add_css_class (question->entry, "error");
  else
    gtk_widget_remove_css_class (question->entry, "error");
}

static GtkWidget *
make_fields (Question *question)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  question->entry = gtk_entry_new ();
  idio_ui_limit_entry (GTK_EDITABLE (question->entry), IDIO_AUDIENCE_NAME_CHARS);
  gtk_entry_set_activates_default (GTK_ENTRY (question->entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (question->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Name"), -1);
  question->error_label = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (question->error_label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (question->error_label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (question->error_label), 0);
  gtk_widget_add_css_class (question->error_label, "caption");
  gtk_widget_add_css_class (question->error_label, "error");
  gtk_accessible_update_relation (GTK_ACCESSIBLE (question->entry), GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE,
                                  question->error_label, NULL, -1);
  gtk_box_append (GTK_BOX (box), question->entry);
  gtk_box_append (GTK_BOX (box), question->error_label);

  return box;
}

static void
make_dialog (Question *question)
{
  AdwDialog *dialog = adw_alert_dialog_new (_("New Audience"),
                                            /* Translators: what to call an audience of one's own */
                                            _("A name for the people you write to, such as “Clients” or “Students”"));

  question->dialog = g_object_ref_sink (ADW_ALERT_DIALOG (dialog));
  adw_alert_dialog_set_extra_child (question->dialog, make_fields (question));
  adw_alert_dialog_add_responses (question->dialog, "cancel", _("_Cancel"), "add", _("_Add"), NULL);
  adw_alert_dialog_set_response_appearance (question->dialog, "add", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (question->dialog, "add");
  adw_alert_dialog_set_close_response (question->dialog, "cancel");
  adw_dialog_set_focus (dialog, question->entry);
  g_signal_connect_swapped (question->entry, "changed", G_CALLBACK (changed_cb), question);
  changed_cb (question);
}

static DexFuture *
ask_fiber (gpointer data)
{
  Question *question = data;
  g_autofree char *response = NULL, *name = NULL;

  make_dialog (question);
  response = dex_await_string (idio_ui_choose (question->dialog, question->widget), NULL);
  name = g_strdup (gtk_editable_get_text (GTK_EDITABLE (question->entry)));
  g_signal_handlers_disconnect_by_data (question->entry, question);

  if (g_strcmp0 (response, "add") != 0)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Not added");

  return idio_audiences_add (question->audiences, name);
}

/**
 * idio_new_audience_ask:
 * @widget: a widget in the window where to ask
 * @audiences: where the new one is added
 *
 * Asks the user for a name, and adds the audience.
 *
 * Returns: (transfer full): a future of the new audience, a #guint; %G_IO_ERROR_CANCELLED if the user changed their
 *   mind
 */
DexFuture *
idio_new_audience_ask (GtkWidget     *widget,
                       IdioAudiences *audiences)
{
  Question *question;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);
  g_return_val_if_fail (IDIO_IS_AUDIENCES (audiences), NULL);

  question = g_new0 (Question, 1);
  question->widget = g_object_ref (widget);
  question->audiences = g_object_ref (audiences);

  return idio_fiber_spawn (ask_fiber, question, question_free);
}
