/* idio-export-dialog.c: the voice for people, other models, agents and programs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "draft/idio-voice-export.h"
#include "idio-fiber.h"
#include "idio-save.h"
#include "ui/idio-audience-chooser.h"
#include "ui/idio-export-dialog.h"
#include "ui/idio-toasts.h"
#include "ui/idio-ui-text.h"
#include "ui/idio-ui.h"

struct _IdioExportDialog
{
  AdwDialog            parent_instance;

  IdioWorkspace       *workspace;
  IdioAudienceChooser *audience_chooser;

  AdwToastOverlay     *toast_overlay;
  GtkWidget           *save_button;
  AdwComboRow         *format_row;
  GtkWidget           *audience_row;
};

G_DEFINE_FINAL_TYPE (IdioExportDialog, idio_export_dialog, ADW_TYPE_DIALOG)

/* What a fiber gets */
typedef struct
{
  IdioExportDialog *self;
  GFile            *file;
} Call;

static Call *
call_new (IdioExportDialog *self,
          GFile            *file)
{
  Call *call = g_new0 (Call, 1);

  g_assert (IDIO_IS_EXPORT_DIALOG (self));

  call->self = g_object_ref (self);
  call->file = file != NULL ? g_object_ref (file) : NULL;

  return call;
}

static void
call_free (gpointer data)
{
  Call *call = data;

  g_clear_object (&call->self);
  g_clear_object (&call->file);
  g_free (call);
}

static IdioExportFormat
get_format (IdioExportDialog *self)
{
  g_assert (IDIO_IS_EXPORT_DIALOG (self));

  return (IdioExportFormat) adw_combo_row_get_selected (self->format_row);
}

static gboolean
depends_on_audience (IdioExportDialog *self,
                     guint             format)
{
  return format == IDIO_EXPORT_FORMAT_PROMPT || format == IDIO_EXPORT_FORMAT_SKILL;
}

static char *
describe_format (IdioExportDialog *self,
                 guint             format)
{
  switch (format)
    {
    case IDIO_EXPORT_FORMAT_PROMPT:
      return g_strdup (_("For any model. Nothing of texts that never leave this computer is in it."));

    case IDIO_EXPORT_FORMAT_SKILL:
      return g_strdup (_("A SKILL.md file. Nothing of texts that never leave this computer is in it."));

    case IDIO_EXPORT_FORMAT_JSON:
      return g_strdup (_("All about your cards, with quotes, for programs"));

    case IDIO_EXPORT_FORMAT_MARKDOWN:
    default:
      return g_strdup (_("Your cards with quotes, for people"));
    }
}

static const char *
get_file_name (IdioExportDialog *self)
{
  switch (get_format (self))
    {
    case IDIO_EXPORT_FORMAT_PROMPT:
      return _("My Voice, Prompt.md");

    case IDIO_EXPORT_FORMAT_SKILL:
      return "SKILL.md";

    case IDIO_EXPORT_FORMAT_JSON:
      return _("My Voice.json");

    case IDIO_EXPORT_FORMAT_MARKDOWN:
    default:
      return _("My Voice.md");
    }
}

static DexFuture *
export (IdioExportDialog *self)
{
  IdioAudience audience;

  g_assert (IDIO_IS_EXPORT_DIALOG (self));

  idio_audience_chooser_get (self->audience_chooser, &audience);

  return idio_voice_export (idio_workspace_get_voice (self->workspace), idio_workspace_get_corpus (self->workspace),
                            get_format (self), audience);
}

static void
tell (IdioExportDialog *self,
      const char       *words)
{
  g_assert (IDIO_IS_EXPORT_DIALOG (self));

  /* It may have been closed meanwhile. */
  if (self->toast_overlay != NULL)
    adw_toast_overlay_add_toast (self->toast_overlay, idio_ui_make_toast (words));
}

static DexFuture *
copy_fiber (gpointer data)
{
  Call *call = data;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = dex_await_string (export (call->self), &error);

  if (text != NULL && call->self->workspace != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (call->self)), text);

  tell (call->self, text != NULL ? _("Copied") : error->message);

  return dex_future_new_true ();
}

static void
copy_cb (IdioExportDialog *self)
{
  g_assert (IDIO_IS_EXPORT_DIALOG (self));

  dex_future_disown (idio_fiber_spawn (copy_fiber, call_new (self, NULL), call_free));
}

static DexFuture *
save_fiber (gpointer data)
{
  Call *call = data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (call->self));
  g_autoptr(GError) error = NULL;
  g_autofree char *text = dex_await_string (export (call->self), &error);
  g_autoptr(GBytes) bytes = text != NULL ? g_bytes_new (text, strlen (text)) : NULL;

  if (bytes == NULL ||
      !dex_await (idio_save_bytes (call->file, bytes, G_FILE_CREATE_PRIVATE), &error))
    {
      tell (call->self, error->message);
      return dex_future_new_true ();
    }

  /* It may have been closed meanwhile. */
  if (idio_ui_get_window (call->self) != NULL)
    adw_dialog_close (ADW_DIALOG (call->self));

  if (root != NULL)
    idio_toasts_say (root, _("Voice exported"));

  return dex_future_new_true ();
}

static void
chosen_cb (GObject      *dialog,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(IdioExportDialog) self = user_data;
  g_autoptr(GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (dialog), result, NULL);

  if (file != NULL && self->workspace != NULL)
    idio_export_dialog_save (self, file);
}

static void
choose_cb (IdioExportDialog *self)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();

  g_assert (IDIO_IS_EXPORT_DIALOG (self));

  gtk_file_dialog_set_title (dialog, _("Export Your Voice"));
  gtk_file_dialog_set_initial_name (dialog, get_file_name (self));
  gtk_file_dialog_save (dialog, idio_ui_get_window (self), NULL, chosen_cb, g_object_ref (self));
}

static void
idio_export_dialog_dispose (GObject *object)
{
  IdioExportDialog *self = IDIO_EXPORT_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), IDIO_TYPE_EXPORT_DIALOG);
  g_clear_object (&self->audience_chooser);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (idio_export_dialog_parent_class)->dispose (object);
}

static void
idio_export_dialog_class_init (IdioExportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = idio_export_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-export-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioExportDialog, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, IdioExportDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, IdioExportDialog, format_row);
  gtk_widget_class_bind_template_child (widget_class, IdioExportDialog, audience_row);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, describe_format);
  gtk_widget_class_bind_template_callback (widget_class, depends_on_audience);
}

static void
idio_export_dialog_init (IdioExportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->audience_chooser = idio_audience_chooser_new (self->audience_row, NULL, FALSE);
}

/**
 * idio_export_dialog_new:
 * @workspace: whose voice
 *
 * Returns: (transfer none): a dialog that exports the voice
 */
AdwDialog *
idio_export_dialog_new (IdioWorkspace *workspace)
{
  IdioExportDialog *self;

  g_return_val_if_fail (IDIO_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (IDIO_TYPE_EXPORT_DIALOG, NULL);
  self->workspace = g_object_ref (workspace);
  idio_audience_chooser_set_audiences (self->audience_chooser,
                                       idio_corpus_get_audiences (idio_workspace_get_corpus (workspace)));

  return ADW_DIALOG (self);
}

/**
 * idio_export_dialog_save:
 * @self: a dialog
 * @file: where the user wants the voice, also in place of what is there
 *
 * Exports the voice in the format that was chosen, and closes the dialog.
 */
void
idio_export_dialog_save (IdioExportDialog *self,
                         GFile            *file)
{
  g_return_if_fail (IDIO_IS_EXPORT_DIALOG (self));
  g_return_if_fail (G_IS_FILE (file));

  dex_future_disown (idio_fiber_spawn (save_fiber, call_new (self, file), call_free));
}
