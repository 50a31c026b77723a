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
#include "ui/idio-document-actions.h"
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
  GArray               *before;    /* the documents that it stood for while the dialog was open, last one last */
  gboolean              changing;  /* it is about to be another document */
  gboolean              busy;      /* what is shown is not what is there any more */
  GPtrArray            *rows;

  AdwPreferencesGroup  *kept_group;
  AdwPreferencesGroup  *taken_group;
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
  gboolean         in;  /* it was left out, and comes back in */
} Change;

static void
change_free (Change *change)
{
  g_clear_object (&change->self);
  g_free (change);
}

static void change_cb (GtkWidget       *button,
                       IdioPartsDialog *self);
static void keep_cb   (GtkWidget       *button,
                       IdioPartsDialog *self);

static const char *
get_kind_name (const char *nick)
{
  gint kind;

  return idio_nick_to_value (IDIO_TYPE_PART_KIND, nick, &kind) ? idio_part_kind_get_name ((IdioPartKind) kind)
                                                               : C_("part", "Other");
}

static GtkWidget *
add_button (IdioPartsDialog *self,
            GtkBox          *buttons,
            const char      *label,
            guint            number,
            GCallback        clicked)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_assert (IDIO_IS_PARTS_DIALOG (self));

  idio_ui_wrap_buttons (button);
  g_object_set_data (G_OBJECT (button), "number", GUINT_TO_POINTER (number));
  g_signal_connect_object (button, "clicked", clicked, self, 0);
  gtk_box_append (buttons, button);

  return button;
}

static void
add_part (IdioPartsDialog    *self,
          const IdioText     *text,
          const IdioTextPart *part,
          guint               number)
{
  gboolean in = part->length == 0;
  AdwPreferencesGroup *group = in ? self->left_out_group
                                  : idio_text_part_is_doubtful (part) ? self->kept_group : self->taken_group;
  g_autofree char *words = in ? idio_text_part_dup_words (part) : g_strndup (text->body + part->start, part->length);
  g_autofree char *excerpt = idio_text_dup_excerpt (words, MAX_SHOWN_CHARS);
  g_autofree char *shown = idio_ui_dup_phrase (excerpt);
  GtkWidget *row = idio_ui_make_row (get_kind_name (part->kind), shown), *button;
  /* One below the other: beside two buttons a narrow window has no room for words. */
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  g_assert (IDIO_IS_PARTS_DIALOG (self));

  gtk_widget_set_valign (buttons, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), buttons);

  if (idio_text_part_is_doubtful (part))
    add_button (self, GTK_BOX (buttons), C_("passage", "_Mine"), number, G_CALLBACK (keep_cb));

  button = add_button (self, GTK_BOX (buttons), in ? _("_Add to Text") : _("_Leave Out"), number, G_CALLBACK (change_cb));
  g_object_set_data (G_OBJECT (button), "in", GINT_TO_POINTER (in));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 4);
  adw_preferences_group_add (group, row);
  gtk_widget_set_visible (GTK_WIDGET (group), TRUE);
  g_ptr_array_add (self->rows, row);
}

static void
show_text (IdioPartsDialog *self,
           const IdioText  *text)
{
  g_assert (IDIO_IS_PARTS_DIALOG (self));

  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP)),
                                    row);
    }

  g_ptr_array_set_size (self->rows, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->kept_group), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->taken_group), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->left_out_group), FALSE);
  self->document = text->id;

  for (guint i = 0; i < text->parts->len; i++)
    add_part (self, text, g_ptr_array_index (text->parts, i), i);

  self->busy = FALSE;
}

static DexFuture *
load_fiber (gpointer data)
{
  IdioPartsDialog *self = data;
  gint64 document = self->document;
  GError *error = NULL;
  g_autoptr(IdioText) text = NULL;

  if (!(text = dex_await_boxed (idio_corpus_load_text (idio_workspace_get_corpus (self->workspace), document), &error)))
    return dex_future_new_for_error (error);

  /* It may have been taken back meanwhile, or the window closed. */
  if (self->document == document && gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    show_text (self, text);

  return dex_future_new_true ();
}

static void
load (IdioPartsDialog *self,
      gint64           document)
{
  g_assert (IDIO_IS_PARTS_DIALOG (self));

  self->document = document;
  self->busy = TRUE;
  idio_ui_run (self, idio_fiber_spawn (load_fiber, g_object_ref (self), g_object_unref));
}

/* Where a change is taken back, the document before is here again. */
static void
documents_changed_cb (IdioPartsDialog *self)
{
  IdioCorpus *corpus = idio_workspace_get_corpus (self->workspace);

  g_assert (IDIO_IS_PARTS_DIALOG (self));

  if (self->changing || idio_corpus_find (corpus, self->document) != NULL ||
      gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;

  while (self->before->len > 0)
    {
      gint64 before = g_array_index (self->before, gint64, self->before->len - 1);

      g_array_set_size (self->before, self->before->len - 1);

      if (idio_corpus_find (corpus, before) != NULL)
        {
          load (self, before);
          return;
        }
    }

  adw_dialog_close (ADW_DIALOG (self));
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
  self->changing = FALSE;

  /* The window may have been closed meanwhile. */
  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return error != NULL ? dex_future_new_for_error (error) : dex_future_new_true ();

  self->busy = FALSE;

  if (error != NULL)
    return dex_future_new_for_error (error);

  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, before, after);

  if (after == 0)
    return dex_future_new_true ();

  g_array_append_val (self->before, before);
  load (self, after);
  idio_document_actions_replaced (self->workspace, gtk_widget_get_root (GTK_WIDGET (self)), before, after,
                                  change->in ? _("Added to the text") : _("Left out of the text"));

  return dex_future_new_true ();
}

static void
run (IdioPartsDialog *self,
     GtkWidget       *button,
     DexFiberFunc     fiber)
{
  Change *change = g_new0 (Change, 1);

  g_assert (IDIO_IS_PARTS_DIALOG (self));

  self->busy = TRUE;
  change->self = g_object_ref (self);
  change->number = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "number"));
  change->in = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "in"));
  idio_ui_run (self, idio_fiber_spawn (fiber, change, (GDestroyNotify) change_free));
}

/* Once is enough, and afterwards the numbers are others. A button that could not be pressed meanwhile would lose the
 * focus. */
static void
change_cb (GtkWidget       *button,
           IdioPartsDialog *self)
{
  g_assert (IDIO_IS_PARTS_DIALOG (self));

  if (self->busy)
    return;

  self->changing = TRUE;
  run (self, button, change_fiber);
}

static DexFuture *
keep_fiber (gpointer data)
{
  Change *change = data;
  IdioPartsDialog *self = change->self;
  gint64 document = self->document;
  GError *error = NULL;

  dex_await (idio_corpus_keep_part (idio_workspace_get_corpus (self->workspace), document, change->number), &error);
  self->busy = FALSE;

  if (error != NULL)
    return dex_future_new_for_error (error);

  /* The window may have been closed meanwhile. */
  if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    {
      g_signal_emit (self, signals[SIGNAL_CHANGED], 0, document, document);
      load (self, document);
    }

  return dex_future_new_true ();
}

static void
keep_cb (GtkWidget       *button,
         IdioPartsDialog *self)
{
  g_assert (IDIO_IS_PARTS_DIALOG (self));

  if (!self->busy)
    run (self, button, keep_fiber);
}

static void
idio_parts_dialog_dispose (GObject *object)
{
  IdioPartsDialog *self = IDIO_PARTS_DIALOG (object);

  g_clear_object (&self->workspace);
  g_clear_pointer (&self->before, g_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
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
   * @after: the number of the one that stands for it now, which may be the same, or 0 if that was there already
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_INT64);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-parts-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioPartsDialog, kept_group);
  gtk_widget_class_bind_template_child (widget_class, IdioPartsDialog, taken_group);
  gtk_widget_class_bind_template_child (widget_class, IdioPartsDialog, left_out_group);
}

static void
idio_parts_dialog_init (IdioPartsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->before = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->rows = g_ptr_array_new ();
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
  g_signal_connect_object (idio_workspace_get_corpus (workspace), "items-changed", G_CALLBACK (documents_changed_cb),
                           self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  show_text (self, text);

  return self;
}
