/* idio-report-row.c: what became of one thing that was imported, or one reason for what became of several
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "idio-fiber.h"
#include "import/idio-second-look.h"
#include "ui/idio-document-actions.h"
#include "ui/idio-report-reason.h"
#include "ui/idio-report-row.h"
#include "ui/idio-toasts.h"
#include "ui/idio-ui-text.h"
#include "ui/idio-ui.h"

struct _IdioReportRow
{
  AdwBin            parent_instance;

  IdioImportItem   *item;            /* or NULL */
  IdioImportItem   *adding;          /* one that is being added, or NULL */
  IdioWorkspace    *workspace;       /* or NULL: then there is nothing to do but read */

  GtkTreeExpander  *expander;
  GtkLabel         *title_label;
  GtkLabel         *caption_label;
  GtkWidget        *add_button;
  GtkWidget        *disown_button;
};

G_DEFINE_FINAL_TYPE (IdioReportRow, idio_report_row, ADW_TYPE_BIN)

static IdioCorpus *
get_corpus (IdioReportRow *self)
{
  g_assert (IDIO_IS_REPORT_ROW (self));

  return self->workspace != NULL ? idio_workspace_get_corpus (self->workspace) : NULL;
}

/* Whether it was listed by itself, without its reason above it */
static gboolean
stands_alone (IdioReportRow *self)
{
  GtkTreeListRow *row = gtk_tree_expander_get_list_row (self->expander);

  g_assert (IDIO_IS_REPORT_ROW (self));

  return row == NULL || gtk_tree_list_row_get_depth (row) == 0;
}

/* What has become of it since the import comes before why it became what it did. */
static const char *
describe (IdioReportRow *self)
{
  IdioCorpus *corpus = get_corpus (self);
  gint64 document = idio_import_item_get_document (self->item);
  gboolean was_added = idio_import_item_get_outcome (self->item) == IDIO_IMPORT_OUTCOME_ADDED;
  gboolean is_here = corpus != NULL && document != 0 && idio_corpus_find (corpus, document) != NULL;
  const char *reason = idio_import_item_get_reason (self->item);

  g_assert (IDIO_IS_REPORT_ROW (self));

  if (is_here && !was_added)
    return _("You added it.");

  if (corpus != NULL && was_added && !is_here)
    return _("It is not among your texts any more.");

  return stands_alone (self) && reason != NULL ? reason : "";
}

static void
update (IdioReportRow *self)
{
  IdioCorpus *corpus = get_corpus (self);
  gboolean can_add, is_doubtful;
  g_autofree char *caption = NULL;

  g_assert (IDIO_IS_REPORT_ROW (self));

  if (self->item == NULL)
    return;

  can_add = corpus != NULL && self->adding != self->item && idio_second_look_can_add (self->item, corpus);
  is_doubtful = corpus != NULL && idio_import_item_get_is_doubtful (self->item) &&
                idio_corpus_find (corpus, idio_import_item_get_document (self->item)) != NULL;
  caption = idio_ui_dup_line (describe (self));
  gtk_label_set_label (self->caption_label, caption);
  gtk_widget_set_visible (self->add_button, can_add);
  gtk_widget_set_visible (self->disown_button, is_doubtful);
}

static DexFuture *
added_cb (DexFuture *future,
          gpointer   data)
{
  IdioReportRow *self = data;

  g_clear_object (&self->adding);

  /* The report may have been closed meanwhile. */
  if (self->caption_label != NULL)
    update (self);

  return dex_ref (future);
}

/* An item that is added; the report, and its window, may be closed meanwhile. */
typedef struct
{
  GtkRoot        *root;
  IdioWorkspace  *workspace;
  IdioImportItem *item;
} Add;

static void
add_free (gpointer data)
{
  Add *add = data;

  g_clear_object (&add->root);
  g_clear_object (&add->workspace);
  g_clear_object (&add->item);
  g_free (add);
}

static DexFuture *
add_fiber (gpointer data)
{
  Add *add = data;
  g_autoptr(GArray) ids = NULL;
  GError *error = NULL;

  if (!(ids = dex_await_boxed (idio_second_look_add (add->item, idio_workspace_get_corpus (add->workspace)), &error)))
    return dex_future_new_for_error (error);

  if (ids->len > 0 && g_array_index (ids, gint64, 0) > 0)
    idio_document_actions_added (add->workspace, add->root, ids, _("Text added"));
  else
    idio_toasts_say (add->root, _("The same text is here already"));

  return dex_future_new_true ();
}

static void
add_cb (IdioReportRow *self)
{
  Add *add;

  g_assert (IDIO_IS_REPORT_ROW (self));

  if (self->adding != NULL || !idio_second_look_can_add (self->item, get_corpus (self)))
    return;

  add = g_new0 (Add, 1);
  add->root = g_object_ref (gtk_widget_get_root (GTK_WIDGET (self)));
  add->workspace = g_object_ref (self->workspace);
  add->item = g_object_ref (self->item);
  g_set_object (&self->adding, self->item);
  update (self);
  idio_ui_run (self, dex_future_finally (idio_fiber_spawn (add_fiber, add, add_free), added_cb, g_object_ref (self),
                                         g_object_unref));
}

static void
disown_cb (IdioReportRow *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  g_assert (IDIO_IS_REPORT_ROW (self));

  idio_ui_run (root, idio_document_actions_disown (self->workspace, root, idio_import_item_get_document (self->item)));
}

static void
idio_report_row_dispose (GObject *object)
{
  IdioReportRow *self = IDIO_REPORT_ROW (object);

  g_clear_object (&self->item);
  g_clear_object (&self->adding);
  g_clear_object (&self->workspace);

  /* A child with a name in the template is unparented with it, of which the parent class does not know. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), IDIO_TYPE_REPORT_ROW);

  G_OBJECT_CLASS (idio_report_row_parent_class)->dispose (object);
}

static void
idio_report_row_class_init (IdioReportRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = idio_report_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-report-row.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioReportRow, expander);
  gtk_widget_class_bind_template_child (widget_class, IdioReportRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, IdioReportRow, caption_label);
  gtk_widget_class_bind_template_child (widget_class, IdioReportRow, add_button);
  gtk_widget_class_bind_template_child (widget_class, IdioReportRow, disown_button);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, disown_cb);
  gtk_widget_class_bind_template_callback (widget_class, idio_ui_has_text_closure);
}

static void
idio_report_row_init (IdioReportRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * idio_report_row_new:
 * @workspace: (nullable): where the import went; %NULL if nothing can be done about it any more
 *
 * Returns: (transfer floating): a row that shows nothing yet
 */
GtkWidget *
idio_report_row_new (IdioWorkspace *workspace)
{
  IdioReportRow *self = g_object_new (IDIO_TYPE_REPORT_ROW, NULL);

  if (workspace == NULL)
    return GTK_WIDGET (self);

  /* What is taken back, or added, elsewhere shows here. */
  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (get_corpus (self), "items-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);

  return GTK_WIDGET (self);
}

static void
show_reason (IdioReportRow    *self,
             IdioReportReason *reason)
{
  guint n_texts = idio_report_reason_get_n_texts (reason);
  g_autofree char *title = idio_ui_dup_line (idio_report_reason_get_reason (reason));
  g_autofree char *count = idio_ui_format_count (n_texts);
  g_autofree char *caption = g_strdup_printf (ngettext ("%s item", "%s items", n_texts), count);

  g_assert (IDIO_IS_REPORT_ROW (self));

  gtk_label_set_label (self->title_label, title);
  gtk_label_set_label (self->caption_label, caption);
  gtk_widget_set_visible (self->add_button, FALSE);
  gtk_widget_set_visible (self->disown_button, FALSE);
}

/**
 * idio_report_row_set_row:
 * @self: a row
 * @row: (nullable): where in the report it is, with an #IdioReportReason or an #IdioImportItem, or %NULL for nowhere
 */
void
idio_report_row_set_row (IdioReportRow  *self,
                         GtkTreeListRow *row)
{
  g_autoptr(GObject) object = row != NULL ? gtk_tree_list_row_get_item (row) : NULL;

  g_return_if_fail (IDIO_IS_REPORT_ROW (self));

  gtk_tree_expander_set_list_row (self->expander, row);
  g_clear_object (&self->item);

  if (IDIO_IS_IMPORT_ITEM (object))
    self->item = g_object_ref (IDIO_IMPORT_ITEM (object));

  if (IDIO_IS_REPORT_REASON (object))
    show_reason (self, IDIO_REPORT_REASON (object));

  if (self->item != NULL)
    {
      g_autofree char *title = idio_ui_dup_line (idio_import_item_get_name (self->item));

      gtk_label_set_label (self->title_label, title);
      update (self);
    }
}

/**
 * idio_report_row_dup_title:
 * @self: a row
 *
 * Returns: (transfer full): what it is about
 */
char *
idio_report_row_dup_title (IdioReportRow *self)
{
  g_return_val_if_fail (IDIO_IS_REPORT_ROW (self), NULL);

  return g_strdup (gtk_label_get_label (self->title_label));
}

/**
 * idio_report_row_dup_caption:
 * @self: a row
 *
 * Returns: (transfer full): what it says about that
 */
char *
idio_report_row_dup_caption (IdioReportRow *self)
{
  g_return_val_if_fail (IDIO_IS_REPORT_ROW (self), NULL);

  return g_strdup (gtk_label_get_label (self->caption_label));
}
