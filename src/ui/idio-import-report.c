/* idio-import-report.c: what imports left out, and what they added that may not be the user's
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/idio-import-report.h"
#include "ui/idio-report-reason.h"
#include "ui/idio-report-row.h"

struct _IdioImportReport
{
  AdwDialog       parent_instance;

  IdioWorkspace  *workspace; /* or NULL */

  GtkListView    *list_view;
};

G_DEFINE_FINAL_TYPE (IdioImportReport, idio_import_report, ADW_TYPE_DIALOG)

static void
set_up_row_cb (IdioImportReport *self,
               GtkListItem      *list_item)
{
  g_assert (IDIO_IS_IMPORT_REPORT (self));

  gtk_list_item_set_child (list_item, idio_report_row_new (self->workspace));
}

static void
bind_row_cb (IdioImportReport *self,
             GtkListItem      *list_item)
{
  IdioReportRow *row = IDIO_REPORT_ROW (gtk_list_item_get_child (list_item));
  GtkTreeListRow *list_row = gtk_list_item_get_item (list_item);
  g_autofree char *title = NULL, *caption = NULL;

  g_assert (IDIO_IS_IMPORT_REPORT (self));

  idio_report_row_set_row (row, list_row);
  title = idio_report_row_dup_title (row);
  caption = idio_report_row_dup_caption (row);
  gtk_list_item_set_activatable (list_item, gtk_tree_list_row_is_expandable (list_row));
  gtk_list_item_set_accessible_label (list_item, title);
  gtk_list_item_set_accessible_description (list_item, caption);
}

static void
unbind_row_cb (IdioImportReport *self,
               GtkListItem      *list_item)
{
  g_assert (IDIO_IS_IMPORT_REPORT (self));

  idio_report_row_set_row (IDIO_REPORT_ROW (gtk_list_item_get_child (list_item)), NULL);
}

static void
activate_cb (IdioImportReport *self,
             guint             position)
{
  GListModel *rows = G_LIST_MODEL (gtk_list_view_get_model (self->list_view));
  g_autoptr(GtkTreeListRow) row = g_list_model_get_item (rows, position);

  g_assert (IDIO_IS_IMPORT_REPORT (self));

  gtk_tree_list_row_set_expanded (row, !gtk_tree_list_row_get_expanded (row));
}

static GListModel *
list_items_cb (gpointer object,
               gpointer user_data)
{
  return IDIO_IS_REPORT_REASON (object) ? g_object_ref (idio_report_reason_get_items (object)) : NULL;
}

static void
idio_import_report_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), IDIO_TYPE_IMPORT_REPORT);
  g_clear_object (&IDIO_IMPORT_REPORT (object)->workspace);

  G_OBJECT_CLASS (idio_import_report_parent_class)->dispose (object);
}

static void
idio_import_report_class_init (IdioImportReportClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = idio_import_report_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-import-report.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioImportReport, list_view);
  gtk_widget_class_bind_template_callback (widget_class, set_up_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
idio_import_report_init (IdioImportReport *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * idio_import_report_new:
 * @workspace: (nullable): where the import went; %NULL if nothing can be done about it any more
 * @items: a list of #IdioImportItem
 *
 * Returns: (transfer floating): a dialog that lists them, with the reasons, to be presented in the window of the import
 */
IdioImportReport *
idio_import_report_new (IdioWorkspace *workspace,
                        GListModel    *items)
{
  g_autoptr(GtkNoSelection) selection = NULL;
  GtkTreeListModel *tree;
  IdioImportReport *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (items), NULL);

  self = g_object_new (IDIO_TYPE_IMPORT_REPORT, NULL);
  g_set_object (&self->workspace, workspace);
  tree = gtk_tree_list_model_new (idio_report_reasons_new (items), FALSE, FALSE, list_items_cb, NULL, NULL);
  selection = gtk_no_selection_new (G_LIST_MODEL (tree));
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (selection));

  return self;
}
