/* idio-parts-dialog.c: what was left out of a document, and what in it may be by others
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "corpus/idio-nick.h"
#include "idio-enums.h"
#include "idio-fiber.h"
#include "import/idio-own-words.h"
#include "text/idio-words.h"
#include "ui/idio-parts-dialog.h"
#include "ui/idio-ui-text.h"
#include "ui/idio-ui.h"

/* So much of a place is shown: whose it is shows in the first lines. */
#define MAX_SHOWN_CHARS 600

struct _IdioPartsDialog
{
  AdwDialog             parent_instance;

  IdioWorkspace        *workspace;
  gint64                document;

  AdwPreferencesGroup  *kept_group;
  AdwPreferencesGroup  *left_out_group;
};

G_DEFINE_FINAL_TYPE (IdioPartsDialog, idio_parts_dialog, ADW_TYPE_DIALOG)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  IdioPartsDialog *self;
  guint            number;
} Change;

static void
change_free (Change *change)
{
  g_clear_object (&change->self);
  g_free (change);
}

static DexFuture *
change_fiber (gpointer data)
{
  Change *change = data;
  IdioPartsDialog *self = change->self;
  gint64 before = self->document, after;
  GError *error = NULL;

  after = dex_await_int64 (idio_corpus_change_part (idio_workspace_get_corpus (self->workspace), before, change->number,
                                                    idio_count_words), &error);

  if (error != NULL)
    return dex_future_new_for_error (error);

  /* The window may have been closed meanwhile. */
  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return dex_future_new_true ();

  /* With one place less, the numbers of the others are others. */
  adw_dialog_close (ADW_DIALOG (self));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, before, after);

  return dex_future_new_true ();
}

static void
change_cb (GtkWidget       *button,
           IdioPartsDialog *self)
{
  Change *change = g_new0 (Change, 1);

  g_assert (IDIO_IS_PARTS_DIALOG (self));

  /* Once is enough. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->kept_group), FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->left_out_group), FALSE);
  change->self = g_object_ref (self);
  change->number = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "number"));
  idio_ui_run (self, idio_fiber_spawn (change_fiber, change, (GDestroyNotify) change_free));
}

static const char *
get_kind_name (const char *nick)
{
  gint kind;

  return idio_nick_to_value (IDIO_TYPE_PART_KIND, nick, &kind) ? idio_part_kind_get_name ((IdioPartKind) kind)
                                                               : _("Other");
}

static void
add_part (IdioPartsDialog    *self,
          const IdioText     *text,
          const IdioTextPart *part,
          guint               number)
{
  gboolean kept = part->length > 0;
  AdwPreferencesGroup *group = kept ? self->kept_group : self->left_out_group;
  g_autofree char *words = kept ? g_strndup (text->body + part->start, part->length) : g_strdup (part->text);
  g_autofree char *excerpt = idio_text_dup_excerpt (words, MAX_SHOWN_CHARS);
  g_autofree char *shown = idio_ui_dup_phrase (excerpt);
  GtkWidget *row = idio_ui_make_row (get_kind_name (part->kind), shown), *button;

  g_assert (IDIO_IS_PARTS_DIALOG (self));

  button = gtk_button_new_with_mnemonic (kept ? _("_Leave Out") : _("_Take Back In"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (button), "number", GUINT_TO_POINTER (number));
  g_signal_connect_object (button, "clicked", G_CALLBACK (change_cb), self, 0);

  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 4);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (group, row);
  gtk_widget_set_visible (GTK_WIDGET (group), TRUE);
}

static void
idio_parts_dialog_dispose (GObject *object)
{
  IdioPartsDialog *self = IDIO_PARTS_DIALOG (object);

  g_clear_object (&self->workspace);
  gtk_widget_dispose_template (GTK_WIDGET (self), IDIO_TYPE_PARTS_DIALOG);

  G_OBJECT_CLASS (idio_parts_dialog_parent_class)->dispose (object);
}

static void
idio_parts_dialog_class_init (IdioPartsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = idio_parts_dialog_dispose;

  /**
   * IdioPartsDialog::changed:
   * @self: a dialog
   * @before: the number of the document
   * @after: the number of the one that stands for it now, or 0 if that was there already
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_INT64);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-parts-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioPartsDialog, kept_group);
  gtk_widget_class_bind_template_child (widget_class, IdioPartsDialog, left_out_group);
}

static void
idio_parts_dialog_init (IdioPartsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self->kept_group), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->left_out_group), FALSE);
}

/**
 * idio_parts_dialog_new:
 * @workspace: where the document is
 * @text: the document, as idio_corpus_load_text() gives it
 *
 * Returns: (transfer floating): a dialog with the places in it that are, or may be, by others
 */
IdioPartsDialog *
idio_parts_dialog_new (IdioWorkspace  *workspace,
                       const IdioText *text)
{
  IdioPartsDialog *self;

  g_return_val_if_fail (IDIO_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (text != NULL && text->parts != NULL, NULL);

  self = g_object_new (IDIO_TYPE_PARTS_DIALOG, NULL);
  self->workspace = g_object_ref (workspace);
  self->document = text->id;

  for (guint i = 0; i < text->parts->len; i++)
    add_part (self, text, g_ptr_array_index (text->parts, i), i);

  return self;
}
