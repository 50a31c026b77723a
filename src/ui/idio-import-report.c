/* idio-import-report.c: what imports left out, and what they added that may not be the user's
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "idio-fiber.h"
#include "import/idio-second-look.h"
#include "ui/idio-document-actions.h"
#include "ui/idio-import-report.h"
#include "ui/idio-ui-text.h"
#include "ui/idio-ui.h"
#include "ui/idio-window.h"

struct _IdioImportReport
{
  AdwDialog     parent_instance;

  GtkListView  *list_view;
};

G_DEFINE_FINAL_TYPE (IdioImportReport, idio_import_report, ADW_TYPE_DIALOG)

/* So much of a line is for the name of a file before a button goes below it. */
#define MIN_NAME_CHARS 16

/* The window has the workspace, and shows the undo; without one there is nothing to do either with. */
static IdioWindow *
get_window (IdioImportReport *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  g_assert (IDIO_IS_IMPORT_REPORT (self));

  return IDIO_IS_WINDOW (root) ? IDIO_WINDOW (root) : NULL;
}

/* Whether the user may not have written it, and it is still there */
static gboolean
is_doubtful (IdioImportReport *self,
             IdioImportItem   *item)
{
  IdioWindow *window = get_window (self);

  g_assert (IDIO_IS_IMPORT_REPORT (self));

  return window != NULL && idio_import_item_get_outcome (item) == IDIO_IMPORT_OUTCOME_ADDED &&
         idio_corpus_find (idio_workspace_get_corpus (idio_window_get_workspace (window)),
                           idio_import_item_get_document (item)) != NULL;
}

static void
take_out_cb (GtkWidget   *button,
             GtkListItem *list_item)
{
  IdioImportReport *self = IDIO_IMPORT_REPORT (gtk_widget_get_ancestor (button, IDIO_TYPE_IMPORT_REPORT));
  IdioImportItem *item = gtk_list_item_get_item (list_item);
  IdioWindow *window = get_window (self);

  gtk_widget_set_visible (button, FALSE);

  if (window != NULL)
    idio_ui_run (window, idio_document_actions_disown (idio_window_get_workspace (window), GTK_ROOT (window),
                                                       idio_import_item_get_document (item)));
}

static gboolean
can_add (IdioImportReport *self,
         IdioImportItem   *item)
{
  IdioWindow *window = get_window (self);

  g_assert (IDIO_IS_IMPORT_REPORT (self));

  return window != NULL &&
         idio_second_look_can_add (item, idio_workspace_get_corpus (idio_window_get_workspace (window)));
}

/* An item that is added, and the window of the report, which may be closed meanwhile */
typedef struct
{
  IdioWindow     *window;
  IdioWorkspace  *workspace;
  IdioImportItem *item;
} Add;

static void
add_free (gpointer data)
{
  Add *add = data;

  g_clear_object (&add->window);
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
    idio_document_actions_added (add->workspace, GTK_ROOT (add->window), ids, _("Text added"));
  else
    idio_window_toast (add->window, _("The same text is here already"));

  return dex_future_new_true ();
}

static void
add_cb (GtkWidget   *button,
        GtkListItem *list_item)
{
  IdioImportReport *self = IDIO_IMPORT_REPORT (gtk_widget_get_ancestor (button, IDIO_TYPE_IMPORT_REPORT));
  IdioImportItem *item = gtk_list_item_get_item (list_item);
  Add *add;

  gtk_widget_set_visible (button, FALSE);

  if (!can_add (self, item))
    return;

  add = g_new0 (Add, 1);
  add->window = g_object_ref (get_window (self));
  add->workspace = g_object_ref (idio_window_get_workspace (add->window));
  add->item = g_object_ref (item);
  idio_ui_run (self, idio_fiber_spawn (add_fiber, add, add_free));
}

static GtkWidget *
append_label (GtkWidget  *box,
              const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);

  return label;
}

static void
append_button (GtkWidget   *row,
               const char  *label,
               GtkListItem *list_item,
               GCallback    clicked)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", clicked, list_item, 0);
  adw_wrap_box_append (ADW_WRAP_BOX (row), button);
}

static void
set_up_row_cb (IdioImportReport *self,
               GtkListItem      *list_item)
{
  GtkWidget *row = adw_wrap_box_new ();
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  g_assert (IDIO_IS_IMPORT_REPORT (self));

  /* With large text there is no room beside the button. */
  adw_wrap_box_set_wrap_policy (ADW_WRAP_BOX (row), ADW_WRAP_MINIMUM);
  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (row), 12);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (row), 6);
  gtk_label_set_width_chars (GTK_LABEL (append_label (words, "body")), MIN_NAME_CHARS);
  gtk_widget_add_css_class (append_label (words, "caption"), "dim-label");
  gtk_widget_set_hexpand (words, TRUE);
  adw_wrap_box_append (ADW_WRAP_BOX (row), words);
  append_button (row, _("_Add Anyway"), list_item, G_CALLBACK (add_cb));
  append_button (row, _("I _Didn’t Write This"), list_item, G_CALLBACK (take_out_cb));
  gtk_list_item_set_child (list_item, row);
  gtk_list_item_set_activatable (list_item, FALSE);
}

static void
bind_row_cb (IdioImportReport *self,
             GtkListItem      *list_item)
{
  IdioImportItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *row = gtk_list_item_get_child (list_item);
  GtkWidget *words = gtk_widget_get_first_child (row);
  GtkWidget *add_button = gtk_widget_get_next_sibling (words);
  g_autofree char *name = idio_ui_dup_line (idio_import_item_get_name (item));
  const char *why = idio_import_item_get_reason (item);
  g_autofree char *reason = idio_ui_dup_line (why != NULL ? why : "");

  g_assert (IDIO_IS_IMPORT_REPORT (self));

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (words)), name);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (words)), reason);
  gtk_widget_set_visible (add_button, can_add (self, item));
  gtk_widget_set_visible (gtk_widget_get_last_child (row), is_doubtful (self, item));
  gtk_list_item_set_accessible_label (list_item, name);
  gtk_list_item_set_accessible_description (list_item, reason);
}

static void
idio_import_report_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), IDIO_TYPE_IMPORT_REPORT);

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
}

static void
idio_import_report_init (IdioImportReport *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * idio_import_report_new:
 * @items: a list of #IdioImportItem
 *
 * Returns: (transfer floating): a dialog that lists them, with the reasons, to be presented in the window of the import
 */
IdioImportReport *
idio_import_report_new (GListModel *items)
{
  g_autoptr(GtkNoSelection) selection = NULL;
  IdioImportReport *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (items), NULL);

  self = g_object_new (IDIO_TYPE_IMPORT_REPORT, NULL);
  selection = gtk_no_selection_new (g_object_ref (items));
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (selection));

  return self;
}
