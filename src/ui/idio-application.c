/* idio-application.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

#include "idio-fiber.h"
#include "ui/idio-application.h"
#include "ui/idio-background-portal.h"
#include "ui/idio-download-watch.h"
#include "ui/idio-help-places.h"
#include "ui/idio-window.h"

struct _IdioApplication
{
  AdwApplication     parent_instance;
  IdioDownloadWatch *downloads;
  guint              signals[3];
};

G_DEFINE_FINAL_TYPE (IdioApplication, idio_application, ADW_TYPE_APPLICATION)

/* Each is an action of the application, an option of the command line, and an action in the desktop file. */
static const char * const desktop_actions[] = { "write", "add-documents", "rewrite-clipboard" };

/* The window may lie behind others of the application, such as a file dialog. */
static IdioWindow *
find_window (IdioApplication *self)
{
  g_assert (IDIO_IS_APPLICATION (self));

  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (IDIO_IS_WINDOW (l->data) && !idio_window_is_closing (l->data))
      return l->data;

  return NULL;
}

static IdioWindow *
present_window (IdioApplication *self)
{
  g_autofree char *data_dir = idio_workspace_dup_default ();
  IdioWindow *window = find_window (self);

  g_assert (IDIO_IS_APPLICATION (self));

  if (window == NULL)
    window = idio_window_new (ADW_APPLICATION (self), data_dir);

  gtk_window_present (GTK_WINDOW (window));

  return window;
}

/* What may not go on is kept, and goes on another time. */
static DexFuture *
go_on_fiber (gpointer data)
{
  IdioApplication *self = data;
  GDBusConnection *connection = g_application_get_dbus_connection (G_APPLICATION (self));

  if (connection != NULL && !dex_await_boolean (idio_background_portal_ask (connection), NULL) && find_window (self) == NULL)
    dex_await (idio_download_watch_stop (self->downloads), NULL);

  return dex_future_new_true ();
}

/* A file dialog does not keep the program from ending. A download does. */
static void
window_removed_cb (IdioApplication *self)
{
  g_assert (IDIO_IS_APPLICATION (self));

  if (idio_download_watch_is_running (self->downloads))
    {
      if (idio_background_portal_is_needed ())
        dex_future_disown (idio_fiber_spawn (go_on_fiber, g_object_ref (self), g_object_unref));

      return;
    }

  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (IDIO_IS_WINDOW (l->data))
      return;

  g_application_quit (G_APPLICATION (self));
}

static DexFuture *
quit_fiber (gpointer data)
{
  IdioApplication *self = data;
  IdioWindow *window;

  dex_await (idio_download_watch_stop (self->downloads), NULL);
  window = find_window (self);

  if (window != NULL)
    idio_window_close (window);
  else
    window_removed_cb (self);

  return dex_future_new_true ();
}

/* Closing the window saves what is to be saved. What is downloaded is kept, and goes on another time. */
static void
quit (IdioApplication *self)
{
  g_assert (IDIO_IS_APPLICATION (self));

  dex_future_disown (idio_fiber_spawn (quit_fiber, g_object_ref (self), g_object_unref));
}

static gboolean
signal_cb (gpointer self)
{
  quit (self);

  return G_SOURCE_CONTINUE;
}

static void
quit_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       self)
{
  IdioWindow *window = find_window (self);

  if (window == NULL || idio_window_may_close (window))
    quit (self);
}

static void
show_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       self)
{
  present_window (self);
}

static void
show_view_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       self)
{
  idio_window_show_view (present_window (self), g_variant_get_string (parameter, NULL));
}

static void
stop_downloads_action (GSimpleAction *action,
                       GVariant      *parameter,
                       gpointer       self)
{
  dex_future_disown (idio_download_watch_stop (IDIO_APPLICATION (self)->downloads));
}

static void
write_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       self)
{
  idio_window_show_view (present_window (self), "write");
}

static void
add_documents_action (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       self)
{
  IdioWindow *window = present_window (self);

  idio_window_show_view (window, "documents");
  idio_window_choose_files (window);
}

static void
rewrite_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       self)
{
  idio_window_rewrite (present_window (self), g_variant_get_string (parameter, NULL));
}

static void
rewrite_clipboard_action (GSimpleAction *action,
                          GVariant      *parameter,
                          gpointer       self)
{
  idio_window_rewrite_clipboard (present_window (self));
}

static void
preferences_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       self)
{
  idio_window_show_preferences (present_window (self));
}

static void
help_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       self)
{
  idio_help_places_show (ADW_APPLICATION_WINDOW (present_window (self)));
}

static void
about_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       self)
{
  static const char * const developers[] = { "The Idiolect developers", NULL };

  adw_show_about_dialog (GTK_WIDGET (present_window (self)),
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

/* The program that already runs does it, if there is one. */
static gboolean
activate_option (GApplication *application,
                 const char   *action,
                 GVariant     *parameter)
{
  g_autoptr(GVariant) sunk = parameter != NULL ? g_variant_ref_sink (parameter) : NULL;
  g_autoptr(GError) error = NULL;

  if (!g_application_register (application, NULL, &error))
    {
      g_printerr ("%s\n", error->message);
      return FALSE;
    }

  g_action_group_activate_action (G_ACTION_GROUP (application), action, sunk);

  return TRUE;
}

/* What desktops offer in the menu of the icon, on those that do not ask for it over D-Bus; and what scripts ask for. */
static int
idio_application_handle_local_options (GApplication *application,
                                       GVariantDict *options)
{
  const char *text;

  for (guint i = 0; i < G_N_ELEMENTS (desktop_actions); i++)
    if (g_variant_dict_contains (options, desktop_actions[i]) &&
        !activate_option (application, desktop_actions[i], NULL))
      return 1;

  if (g_variant_dict_lookup (options, "rewrite", "&s", &text) &&
      !activate_option (application, "rewrite", g_variant_new_string (text)))
    return 1;

  return -1;
}

static void
idio_application_activate (GApplication *application)
{
  present_window (IDIO_APPLICATION (application));
}

static void
idio_application_open (GApplication  *application,
                       GFile        **files,
                       int            n_files,
                       const char    *hint)
{
  g_autoptr(GListStore) list = g_list_store_new (G_TYPE_FILE);

  for (int i = 0; i < n_files; i++)
    g_list_store_append (list, files[i]);

  idio_window_import (present_window (IDIO_APPLICATION (application)), G_LIST_MODEL (list));
}

/* At the end of a session, or when a terminal is closed, the window closes as if the user had closed it. */
static void
idio_application_startup (GApplication *application)
{
  static const int numbers[] = { SIGINT, SIGTERM, SIGHUP };
  IdioApplication *self = IDIO_APPLICATION (application);

  G_APPLICATION_CLASS (idio_application_parent_class)->startup (application);

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    self->signals[i] = g_unix_signal_add (numbers[i], signal_cb, self);

  self->downloads = idio_download_watch_new (GTK_APPLICATION (self));
  g_signal_connect_after (self, "window-removed", G_CALLBACK (window_removed_cb), NULL);
}

static void
idio_application_shutdown (GApplication *application)
{
  IdioApplication *self = IDIO_APPLICATION (application);

  for (guint i = 0; i < G_N_ELEMENTS (self->signals); i++)
    g_clear_handle_id (&self->signals[i], g_source_remove);

  g_clear_object (&self->downloads);

  G_APPLICATION_CLASS (idio_application_parent_class)->shutdown (application);
}

static void
idio_application_class_init (IdioApplicationClass *klass)
{
  G_APPLICATION_CLASS (klass)->startup = idio_application_startup;
  G_APPLICATION_CLASS (klass)->shutdown = idio_application_shutdown;
  G_APPLICATION_CLASS (klass)->handle_local_options = idio_application_handle_local_options;
  G_APPLICATION_CLASS (klass)->activate = idio_application_activate;
  G_APPLICATION_CLASS (klass)->open = idio_application_open;
}

static void
idio_application_init (IdioApplication *self)
{
  static const GActionEntry actions[] = {
    { "quit", quit_action },
    { "show", show_action },
    { "show-view", show_view_action, "s" },
    { "stop-downloads", stop_downloads_action },
    { "write", write_action },
    { "add-documents", add_documents_action },
    { "rewrite", rewrite_action, "s" },
    { "rewrite-clipboard", rewrite_clipboard_action },
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
  static const GOptionEntry options[] = {
    { "write", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, NULL, N_("Show where drafts are written"), NULL },
    { "add-documents", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, NULL, N_("Choose texts to add"), NULL },
    { "rewrite", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, NULL, N_("Show TEXT as what should be rewritten"),
      N_("TEXT") },
    { "rewrite-clipboard", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, NULL,
      N_("Show the text on the clipboard as what should be rewritten"), NULL },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
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
