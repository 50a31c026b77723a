/* idio-download-watch.c: downloads go on without a window, and are told of by notifications then
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "idio-fiber.h"
#include "llm/idio-model-choice.h"
#include "ui/idio-download-watch.h"

#define NOTIFICATION "download"

/* A notification that changes more often is a nuisance to desktops that show each change. */
#define NOTIFY_SECONDS 10

struct _IdioDownloadWatch
{
  GObject             parent_instance;

  GtkApplication     *application; /* which has this object */
  IdioModelDownloads *downloads;
  gboolean            holding;
  gint64              last_told;
};

G_DEFINE_FINAL_TYPE (IdioDownloadWatch, idio_download_watch, G_TYPE_OBJECT)

static void
tell (IdioDownloadWatch *self,
      const char        *title,
      const char        *body,
      gboolean           stoppable)
{
  g_autoptr(GNotification) notification = g_notification_new (title);

  g_assert (IDIO_IS_DOWNLOAD_WATCH (self));

  g_notification_set_body (notification, body);
  g_notification_set_default_action (notification, "app.show");

  if (stoppable)
    g_notification_add_button (notification, _("Stop"), "app.stop-downloads");

  g_application_send_notification (G_APPLICATION (self->application), NOTIFICATION, notification);
}

static void
tell_progress (IdioDownloadWatch *self,
               IdioModelDownload *download)
{
  gint64 now = g_get_monotonic_time ();
  g_autofree char *title = NULL, *status = NULL;

  g_assert (IDIO_IS_DOWNLOAD_WATCH (self));

  if (self->last_told != 0 && now - self->last_told < NOTIFY_SECONDS * G_USEC_PER_SEC)
    return;

  self->last_told = now;
  /* Translators: the name of a model */
  title = g_strdup_printf (_("Downloading %s"), idio_model_entry_get_name (idio_model_download_get_entry (download)));
  status = idio_model_download_dup_status (download);
  tell (self, title, status, TRUE);
}

static void
tell_end (IdioDownloadWatch *self,
          IdioModelDownload *download)
{
  const char *name = idio_model_entry_get_name (idio_model_download_get_entry (download));
  const GError *error = idio_model_download_get_error (download);
  g_autofree char *title = NULL;

  g_assert (IDIO_IS_DOWNLOAD_WATCH (self));

  if (error != NULL)
    title = g_strdup_printf (_("%s Was Not Downloaded"), name);
  else
    title = g_strdup_printf (_("%s Is Ready"), name);

  tell (self, title, error != NULL ? error->message : _("Idiolect writes with it from now on."), FALSE);
}

static void
hold (IdioDownloadWatch *self,
      gboolean           holding)
{
  g_assert (IDIO_IS_DOWNLOAD_WATCH (self));

  if (holding == self->holding)
    return;

  self->holding = holding;

  if (holding)
    g_application_hold (G_APPLICATION (self->application));
  else
    g_application_release (G_APPLICATION (self->application));
}

/* In a window the same is said by the row of the model. */
static void
changed_cb (IdioDownloadWatch *self,
            IdioModelDownload *download)
{
  gboolean hidden = gtk_application_get_windows (self->application) == NULL;
  gboolean running = idio_model_download_is_running (download);
  gboolean finished = idio_model_download_get_state (download) == IDIO_DOWNLOAD_STATE_FINISHED;

  g_assert (IDIO_IS_DOWNLOAD_WATCH (self));

  if (hidden && running)
    tell_progress (self, download);
  else if (hidden && !finished)
    tell_end (self, download);

  /* One that finished has to be chosen first. */
  hold (self, finished ? self->holding : idio_download_watch_is_running (self));
}

typedef struct
{
  IdioDownloadWatch *self;
  IdioModelDownload *download;
  char              *path;
} Finish;

static void
finish_free (Finish *finish)
{
  g_clear_object (&finish->self);
  g_clear_object (&finish->download);
  g_free (finish->path);
  g_free (finish);
}

static DexFuture *
finish_fiber (gpointer data)
{
  Finish *finish = data;
  g_autoptr(GSettings) settings = g_settings_new (APP_ID);
  g_autoptr(IdioSecrets) secrets = idio_secrets_new ();
  g_autoptr(IdioModelChoice) choice = idio_model_choice_new (settings, secrets);

  if (dex_await (idio_model_choice_use_file (choice, finish->path, TRUE), NULL))
    tell_end (finish->self, finish->download);

  g_settings_sync ();
  hold (finish->self, idio_download_watch_is_running (finish->self));

  return dex_future_new_true ();
}

/* A window uses the model itself. */
static void
finished_cb (IdioDownloadWatch *self,
             IdioModelDownload *download,
             const char        *path)
{
  Finish *finish;

  g_assert (IDIO_IS_DOWNLOAD_WATCH (self));

  if (gtk_application_get_windows (self->application) != NULL)
    {
      hold (self, idio_download_watch_is_running (self));
      return;
    }

  finish = g_new0 (Finish, 1);
  finish->self = g_object_ref (self);
  finish->download = g_object_ref (download);
  finish->path = g_strdup (path);
  dex_future_disown (idio_fiber_spawn (finish_fiber, finish, (GDestroyNotify) finish_free));
}

/* What was told while there was no window is in the window now. */
static void
window_added_cb (IdioDownloadWatch *self)
{
  g_assert (IDIO_IS_DOWNLOAD_WATCH (self));

  self->last_told = 0;
  g_application_withdraw_notification (G_APPLICATION (self->application), NOTIFICATION);
}

static void
idio_download_watch_finalize (GObject *object)
{
  IdioDownloadWatch *self = IDIO_DOWNLOAD_WATCH (object);

  g_clear_object (&self->downloads);

  G_OBJECT_CLASS (idio_download_watch_parent_class)->finalize (object);
}

static void
idio_download_watch_class_init (IdioDownloadWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = idio_download_watch_finalize;
}

static void
idio_download_watch_init (IdioDownloadWatch *self)
{
  self->downloads = idio_model_downloads_ref_default ();
  g_signal_connect_object (self->downloads, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->downloads, "finished", G_CALLBACK (finished_cb), self, G_CONNECT_SWAPPED);
}

/**
 * idio_download_watch_new:
 * @application: the application, which keeps what this returns
 *
 * Keeps @application running as long as something is downloaded, and tells of it by a notification while there is no
 * window. It has the actions “show” and “stop-downloads”.
 *
 * Returns: (transfer full): a watch
 */
IdioDownloadWatch *
idio_download_watch_new (GtkApplication *application)
{
  IdioDownloadWatch *self = g_object_new (IDIO_TYPE_DOWNLOAD_WATCH, NULL);

  self->application = application;
  g_signal_connect_object (application, "window-added", G_CALLBACK (window_added_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * idio_download_watch_is_running:
 * @self: a watch
 *
 * Returns: whether something is being downloaded
 */
gboolean
idio_download_watch_is_running (IdioDownloadWatch *self)
{
  g_return_val_if_fail (IDIO_IS_DOWNLOAD_WATCH (self), FALSE);

  return idio_model_downloads_get_running (self->downloads) != NULL;
}

/**
 * idio_download_watch_stop:
 * @self: a watch
 *
 * Returns: (transfer full): a future that resolves when nothing is downloaded any more
 */
DexFuture *
idio_download_watch_stop (IdioDownloadWatch *self)
{
  g_return_val_if_fail (IDIO_IS_DOWNLOAD_WATCH (self), NULL);

  return idio_model_downloads_stop (self->downloads);
}
