/* idio-help-places.c: which page of the help is about the place where the user is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/idio-about-you-dialog.h"
#include "ui/idio-add-card-dialog.h"
#include "ui/idio-charset-dialog.h"
#include "ui/idio-documents-page.h"
#include "ui/idio-edit-text-dialog.h"
#include "ui/idio-export-dialog.h"
#include "ui/idio-fingerprint-dialog.h"
#include "ui/idio-help-dialog.h"
#include "ui/idio-help-places.h"
#include "ui/idio-history-dialog.h"
#include "ui/idio-import-report.h"
#include "ui/idio-meter-dialog.h"
#include "ui/idio-parts-dialog.h"
#include "ui/idio-preferences-dialog.h"
#include "ui/idio-removed-dialog.h"
#include "ui/idio-send-dialog.h"
#include "ui/idio-survey-dialog.h"
#include "ui/idio-voice-page.h"
#include "ui/idio-write-page.h"

/* Topics by type of page or dialog. Those of Preferences are the names of its pages. */
static const struct { GType (*get_type) (void); const char *topic; } places[] = {
  { idio_about_you_dialog_get_type, "cards" },
  { idio_add_card_dialog_get_type, "cards" },
  { idio_charset_dialog_get_type, "trouble" },
  { idio_documents_page_get_type, "texts" },
  { idio_edit_text_dialog_get_type, "texts" },
  { idio_export_dialog_get_type, "cards" },
  { idio_fingerprint_dialog_get_type, "cards" },
  { idio_history_dialog_get_type, "writing" },
  { idio_import_report_get_type, "trouble" },
  { idio_meter_dialog_get_type, "writing" },
  { idio_parts_dialog_get_type, "texts" },
  { idio_removed_dialog_get_type, "texts" },
  { idio_send_dialog_get_type, "privacy" },
  { idio_survey_dialog_get_type, "texts" },
  { idio_voice_page_get_type, "cards" },
  { idio_write_page_get_type, "writing" },
};

static const char *
get_topic (GtkWidget *widget)
{
  if (IDIO_IS_PREFERENCES_DIALOG (widget))
    return adw_preferences_dialog_get_visible_page_name (ADW_PREFERENCES_DIALOG (widget));

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (G_TYPE_CHECK_INSTANCE_TYPE (widget, places[i].get_type ()))
      return places[i].topic;

  return NULL;
}

/* The first place on screen within a widget, or NULL */
static const char *
find_topic (GtkWidget *widget)
{
  const char *topic = get_topic (widget);

  /* The one before it is on screen, too, until it has faded. */
  if (topic == NULL && ADW_IS_VIEW_STACK (widget))
    return find_topic (adw_view_stack_get_visible_child (ADW_VIEW_STACK (widget)));

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && topic == NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_mapped (child) && !ADW_IS_DIALOG (child))
      topic = find_topic (child);

  return topic;
}

/* That of the dialog on top, or of the one that it is above, as a question is */
static const char *
find_dialog_topic (AdwApplicationWindow *window)
{
  g_autoptr(GListModel) dialogs = adw_application_window_get_dialogs (window);
  const char *topic = NULL;

  for (guint i = g_list_model_get_n_items (dialogs); i > 0 && topic == NULL; i--)
    {
      g_autoptr(GtkWidget) dialog = g_list_model_get_item (dialogs, i - 1);

      topic = get_topic (dialog);
    }

  return topic;
}

/**
 * idio_help_places_show:
 * @window: a window of the application
 *
 * Shows the help, open at the page about the dialog or view that the user sees. If the help is open already it stays as
 * it is.
 */
void
idio_help_places_show (AdwApplicationWindow *window)
{
  const char *topic;

  g_return_if_fail (ADW_IS_APPLICATION_WINDOW (window));

  if (IDIO_IS_HELP_DIALOG (adw_application_window_get_visible_dialog (window)))
    return;

  if ((topic = find_dialog_topic (window)) == NULL)
    topic = find_topic (adw_application_window_get_content (window));

  /* Without a view, the texts could not be opened. */
  adw_dialog_present (idio_help_dialog_new (topic != NULL ? topic : "trouble"), GTK_WIDGET (window));
}
