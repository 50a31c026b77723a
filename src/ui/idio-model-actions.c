/* idio-model-actions.c: what a click on a model that can be downloaded leads to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "idio-fiber.h"
#include "ui/idio-model-actions.h"
#include "ui/idio-ui-text.h"
#include "ui/idio-ui.h"

typedef struct
{
  IdioModelDownloads *downloads;
  IdioModelEntry     *entry;
} Ask;

static void
ask_free (Ask *ask)
{
  g_clear_object (&ask->downloads);
  g_clear_object (&ask->entry);
  g_free (ask);
}

static void
chosen_cb (GObject      *dialog,
           GAsyncResult *result,
           gpointer      user_data)
{
  Ask *ask = user_data;

  if (g_str_equal (adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (dialog), result), "download"))
    idio_model_downloads_start (ask->downloads, ask->entry);

  ask_free (ask);
}

/**
 * idio_model_actions_describe:
 * @entry: a model of the catalog
 *
 * Returns: (transfer full): a line with its size, what it needs, and its license
 */
char *
idio_model_actions_describe (IdioModelEntry *entry)
{
  g_autofree char *size = g_format_size (idio_model_entry_get_bytes (entry));
  g_autofree char *memory = g_format_size (idio_model_entry_get_memory (entry));

  /* Translators: the size of a download, the memory it needs, and the name of a license */
  return g_strdup_printf (_("%s · needs %s of memory · %s"), size, memory, idio_model_entry_get_license (entry));
}

/**
 * idio_model_actions_download:
 * @widget: where the user clicked
 * @downloads: the downloads
 * @entry: a model of the catalog
 *
 * Says how much would be downloaded, from where and how long that takes, and starts it if the user agrees.
 */
void
idio_model_actions_download (GtkWidget          *widget,
                             IdioModelDownloads *downloads,
                             IdioModelEntry     *entry)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (NULL, NULL));
  guint64 bytes = idio_model_entry_get_bytes (entry);
  guint minutes = idio_download_state_guess_minutes (bytes);
  g_autofree char *name = idio_ui_dup_phrase (idio_model_entry_get_name (entry));
  g_autofree char *host = idio_model_entry_dup_host (entry);
  g_autofree char *size = g_format_size (bytes);
  Ask *ask;

  adw_alert_dialog_format_heading (dialog, _("Download %s?"), name);
  adw_alert_dialog_format_body (dialog,
                                ngettext ("%s will be downloaded from %s. At 50 Mbit/s that takes about %u minute.\n\nThe "
                                          "model is kept on this computer and works without the internet. Nothing of yours "
                                          "is sent.",
                                          "%s will be downloaded from %s. At 50 Mbit/s that takes about %u minutes.\n\nThe "
                                          "model is kept on this computer and works without the internet. Nothing of yours "
                                          "is sent.",
                                          minutes),
                                size, host, minutes);
  adw_alert_dialog_add_responses (dialog, "cancel", _("_Cancel"), "download", _("_Download"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "download", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "download");
  adw_alert_dialog_set_close_response (dialog, "cancel");

  ask = g_new0 (Ask, 1);
  ask->downloads = g_object_ref (downloads);
  ask->entry = g_object_ref (entry);
  adw_alert_dialog_choose (dialog, widget, NULL, chosen_cb, ask);
}

typedef struct
{
  IdioModelChoice *choice;
  char            *path;
} Use;

static void
use_free (Use *use)
{
  g_clear_object (&use->choice);
  g_free (use->path);
  g_free (use);
}

static DexFuture *
use_fiber (gpointer data)
{
  Use *use = data;
  GError *error = NULL;

  if (!dex_await (idio_model_choice_use_file (use->choice, use->path, TRUE), &error) ||
      !dex_await (idio_model_choice_check_capability (use->choice), &error))
    return dex_future_new_for_error (error);

  return dex_future_new_true ();
}

/**
 * idio_model_actions_use:
 * @widget: where the user chose the model
 * @choice: which model is used
 * @path: (type filename): the file of the model
 *
 * Writes with that model from now on, and finds out what it is good for.
 */
void
idio_model_actions_use (GtkWidget       *widget,
                        IdioModelChoice *choice,
                        const char      *path)
{
  Use *use = g_new0 (Use, 1);

  use->choice = g_object_ref (choice);
  use->path = g_strdup (path);
  idio_ui_run (widget, idio_fiber_spawn (use_fiber, use, (GDestroyNotify) use_free));
}
