/* idio-application.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "ui/idio-application.h"
#include "ui/idio-preferences-dialog.h"
#include "ui/idio-window.h"

struct _IdioApplication
{
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (IdioApplication, idio_application, ADW_TYPE_APPLICATION)

static IdioWindow *
get_window (IdioApplication *self)
{
  g_autofree char *data_dir = idio_workspace_dup_default ();
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (IDIO_IS_WINDOW (window))
    return IDIO_WINDOW (window);

  return idio_window_new (ADW_APPLICATION (self), data_dir);
}

static void
quit_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       self)
{
  GtkWindow *window = gtk_application_get_active_window (self);

  /* Closing the window saves what is to be saved. */
  if (window != NULL)
    gtk_window_close (window);
}

static void
preferences_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       self)
{
  IdioWindow *window = get_window (self);

  if (idio_window_get_workspace (window) != NULL)
    adw_dialog_present (idio_preferences_dialog_new (idio_window_get_workspace (window)), GTK_WIDGET (window));
}

static void
help_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       self)
{
  g_autoptr(GtkBuilder) builder = gtk_builder_new_from_resource (RESOURCE_PATH "/ui/idio-help-dialog.ui");

  adw_dialog_present (ADW_DIALOG (gtk_builder_get_object (builder, "dialog")), GTK_WIDGET (get_window (self)));
}

static void
about_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       self)
{
  static const char * const developers[] = { "The Idiolect developers", NULL };

  adw_show_about_dialog (GTK_WIDGET (get_window (self)),
                         "application-name", _("Idiolect"),
                         "application-icon", APP_ID,
                         "version", PACKAGE_VERSION,
                         "developer-name", "The Idiolect developers",
                         "developers", developers,
                         "copyright", "© 2026 The Idiolect developers",
                         "license-type", GTK_LICENSE_GPL_3_0,
                         "comments", _("Learns how you write, shows what it learned, and drafts in your voice."),
                         /* Translators: your names, one a line */
                         "translator-credits", _("translator-credits"),
                         NULL);
}

static void
idio_application_activate (GApplication *application)
{
  gtk_window_present (GTK_WINDOW (get_window (IDIO_APPLICATION (application))));
}

static void
idio_application_open (GApplication  *application,
                       GFile        **files,
                       int            n_files,
                       const char    *hint)
{
  IdioWindow *window = get_window (IDIO_APPLICATION (application));
  g_autoptr(GListStore) list = g_list_store_new (G_TYPE_FILE);

  for (int i = 0; i < n_files; i++)
    g_list_store_append (list, files[i]);

  gtk_window_present (GTK_WINDOW (window));
  idio_window_import (window, G_LIST_MODEL (list));
}

static void
idio_application_class_init (IdioApplicationClass *klass)
{
  G_APPLICATION_CLASS (klass)->activate = idio_application_activate;
  G_APPLICATION_CLASS (klass)->open = idio_application_open;
}

static void
idio_application_init (IdioApplication *self)
{
  static const GActionEntry actions[] = {
    { "quit", quit_action },
    { "preferences", preferences_action },
    { "help", help_action },
    { "about", about_action },
  };
  static const struct { const char *action, *accels[2]; } accels[] = {
    { "app.quit", { "<Control>q" } },
    { "app.preferences", { "<Control>comma" } },
    { "app.help", { "F1" } },
    { "window.close", { "<Control>w" } },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);

  for (guint i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), accels[i].action, (const char **) accels[i].accels);
}

/**
 * idio_application_new:
 *
 * Returns: (transfer full): the application
 */
IdioApplication *
idio_application_new (void)
{
  return g_object_new (IDIO_TYPE_APPLICATION,
                       "application-id", APP_ID,
                       "flags", G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", RESOURCE_PATH,
                       NULL);
}
