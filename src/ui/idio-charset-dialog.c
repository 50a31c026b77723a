/* idio-charset-dialog.c: the ways in which a text of an old file may be read, to choose from
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "idio-fiber.h"
#include "import/idio-rereading.h"
#include "ui/idio-charset-dialog.h"
#include "ui/idio-ui-text.h"
#include "ui/idio-ui.h"

struct _IdioCharsetDialog
{
  AdwDialog             parent_instance;

  IdioWorkspace        *workspace;
  gint64                document;

  AdwPreferencesGroup  *group;
};

G_DEFINE_FINAL_TYPE (IdioCharsetDialog, idio_charset_dialog, ADW_TYPE_DIALOG)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  IdioCharsetDialog *self;
  const char        *charset;
} Choice;

static void
choice_free (gpointer data)
{
  Choice *choice = data;

  g_clear_object (&choice->self);
  g_free (choice);
}

static DexFuture *
read_fiber (gpointer data)
{
  Choice *choice = data;
  IdioCharsetDialog *self = choice->self;
  GError *error = NULL;
  gint64 after = dex_await_int64 (idio_rereading_run (idio_workspace_get_corpus (self->workspace), self->document,
                                                      choice->charset), &error);

  if (error != NULL)
    {
      gtk_widget_set_sensitive (GTK_WIDGET (self->group), TRUE);
      return dex_future_new_for_error (error);
    }

  /* The window may have been closed meanwhile. */
  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return dex_future_new_true ();

  adw_dialog_close (ADW_DIALOG (self));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, self->document, after);

  return dex_future_new_true ();
}

static void
row_cb (GtkWidget         *row,
        IdioCharsetDialog *self)
{
  Choice *choice = g_new0 (Choice, 1);

  g_assert (IDIO_IS_CHARSET_DIALOG (self));

  /* Once is enough. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->group), FALSE);
  choice->self = g_object_ref (self);
  choice->charset = g_object_get_data (G_OBJECT (row), "charset");
  idio_ui_run (self, idio_fiber_spawn (read_fiber, choice, choice_free));
}

/* What is chosen already closes the dialog. */
static void
add_row (IdioCharsetDialog  *self,
         const IdioDecoding *decoding,
         gboolean            is_chosen)
{
  g_autofree char *excerpt = idio_ui_dup_line (decoding->excerpt);
  GtkWidget *row = idio_ui_make_row (excerpt, idio_decode_describe (decoding->charset));

  g_assert (IDIO_IS_CHARSET_DIALOG (self));

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_preferences_group_add (self->group, row);

  if (is_chosen)
    {
      GtkWidget *check = gtk_image_new_from_icon_name ("object-select-symbolic");

      gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Currently used"), -1);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), check);
      g_signal_connect_object (row, "activated", G_CALLBACK (adw_dialog_close), self, G_CONNECT_SWAPPED);
      return;
    }

  g_object_set_data (G_OBJECT (row), "charset", (gpointer) decoding->charset);
  g_signal_connect_object (row, "activated", G_CALLBACK (row_cb), self, 0);
}

static void
idio_charset_dialog_dispose (GObject *object)
{
  IdioCharsetDialog *self = IDIO_CHARSET_DIALOG (object);

  g_clear_object (&self->workspace);
  gtk_widget_dispose_template (GTK_WIDGET (self), IDIO_TYPE_CHARSET_DIALOG);

  G_OBJECT_CLASS (idio_charset_dialog_parent_class)->dispose (object);
}

static void
idio_charset_dialog_class_init (IdioCharsetDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = idio_charset_dialog_dispose;

  /**
   * IdioCharsetDialog::changed:
   * @self: a dialog
   * @before: the number of the document
   * @after: the number of the one that stands for it now, or 0 if that was there already
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_INT64);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-charset-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioCharsetDialog, group);
}

static void
idio_charset_dialog_init (IdioCharsetDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * idio_charset_dialog_new:
 * @workspace: where the document is
 * @text: the document, as idio_corpus_load_text() gives it
 * @decodings: (element-type IdioDecoding): how it may be read, as idio_rereading_list() gives it
 *
 * Returns: (transfer floating): a dialog that reads the document in the way that is chosen
 */
IdioCharsetDialog *
idio_charset_dialog_new (IdioWorkspace  *workspace,
                         const IdioText *text,
                         GPtrArray      *decodings)
{
  IdioCharsetDialog *self;

  g_return_val_if_fail (IDIO_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (decodings != NULL, NULL);

  self = g_object_new (IDIO_TYPE_CHARSET_DIALOG, NULL);
  self->workspace = g_object_ref (workspace);
  self->document = text->id;

  for (guint i = 0; i < decodings->len; i++)
    {
      const IdioDecoding *decoding = g_ptr_array_index (decodings, i);

      add_row (self, decoding, g_strcmp0 (decoding->charset, text->charset) == 0);
    }

  return self;
}
