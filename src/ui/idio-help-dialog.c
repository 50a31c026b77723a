/* idio-help-dialog.c: short pages about what one does in the app, which begin with the place the user is at
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "ui/idio-help-dialog.h"
#include "ui/idio-help-page.h"
#include "ui/idio-ui-text.h"

struct _IdioHelpDialog
{
  AdwDialog            parent_instance;

  AdwNavigationView   *navigation_view;
  AdwPreferencesGroup *topics_group;
};

G_DEFINE_FINAL_TYPE (IdioHelpDialog, idio_help_dialog, ADW_TYPE_DIALOG)

static void
add_topic (IdioHelpDialog      *self,
           const IdioHelpTopic *topic)
{
  GtkWidget *row = idio_ui_make_row (gettext (topic->title), gettext (topic->summary));

  g_assert (IDIO_IS_HELP_DIALOG (self));

  adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name (topic->icon_name));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "navigation.push");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", topic->name);
  adw_preferences_group_add (self->topics_group, row);
  adw_navigation_view_add (self->navigation_view, idio_help_page_new (topic));
}

static void
idio_help_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), IDIO_TYPE_HELP_DIALOG);

  G_OBJECT_CLASS (idio_help_dialog_parent_class)->dispose (object);
}

static void
idio_help_dialog_class_init (IdioHelpDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = idio_help_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-help-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioHelpDialog, navigation_view);
  gtk_widget_class_bind_template_child (widget_class, IdioHelpDialog, topics_group);
}

static void
idio_help_dialog_init (IdioHelpDialog *self)
{
  const IdioHelpTopic *topics;
  guint n_topics;

  gtk_widget_init_template (GTK_WIDGET (self));
  topics = idio_help_topics_get (&n_topics);

  for (guint i = 0; i < n_topics; i++)
    add_topic (self, &topics[i]);
}

/**
 * idio_help_dialog_new:
 * @topic: (nullable): the name of a topic
 *
 * Returns: (transfer floating): the help, open at that topic or at the list of all
 */
AdwDialog *
idio_help_dialog_new (const char *topic)
{
  IdioHelpDialog *self = g_object_new (IDIO_TYPE_HELP_DIALOG, NULL);

  if (topic != NULL)
    {
      const char *tags[] = { "topics", topic };
      AdwNavigationPage *page;

      adw_navigation_view_replace_with_tags (self->navigation_view, tags, G_N_ELEMENTS (tags));
      page = adw_navigation_view_get_visible_page (self->navigation_view);
      adw_dialog_set_focus (ADW_DIALOG (self), idio_help_page_get_focus_widget (IDIO_HELP_PAGE (page)));
    }

  return ADW_DIALOG (self);
}
