/* idio-import-bar.c: an import, while it runs and when it is done
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "ui/idio-import-bar.h"

struct _IdioImportBar
{
  AdwBin           parent_instance;

  IdioImport      *import;
  GSignalGroup    *signals;

  GtkRevealer     *revealer;
  GtkLabel        *label;
  GtkProgressBar  *progress_bar;
  GtkWidget       *stop_button;
  GtkWidget       *details_button;
  GtkWidget       *close_button;
};

G_DEFINE_FINAL_TYPE (IdioImportBar, idio_import_bar, ADW_TYPE_BIN)

enum
{
  SIGNAL_CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
describe_progress (IdioImport *import)
{
  guint n_found = idio_import_get_n_found (import);

  if (n_found == 0)
    return g_strdup (_("Looking for texts…"));

  return g_strdup_printf (_("Reading %'u of %'u"), idio_import_get_n_done (import), n_found);
}

static void
append_part (GString *summary,
             char    *part)
{
  g_string_append_printf (summary, "%s%s", summary->len > 0 ? " · " : "", part);
  g_free (part);
}

static char *
describe_result (IdioImport *import)
{
  GString *summary = g_string_new (NULL);
  guint n_added = idio_import_count (import, IDIO_IMPORT_OUTCOME_ADDED);
  guint n_here = idio_import_count (import, IDIO_IMPORT_OUTCOME_ALREADY_HERE);
  guint n_left_out = idio_import_count (import, IDIO_IMPORT_OUTCOME_LEFT_OUT);

  if (idio_import_get_of_others (import))
    append_part (summary,
                 g_strdup_printf (ngettext ("%'u counted as someone else’s", "%'u counted as others’", n_added), n_added));
  else
    append_part (summary, g_strdup_printf (ngettext ("%'u added", "%'u added", n_added), n_added));

  if (n_here > 0)
    append_part (summary, g_strdup_printf (ngettext ("%'u already here", "%'u already here", n_here), n_here));

  if (n_left_out > 0)
    append_part (summary, g_strdup_printf (ngettext ("%'u left out", "%'u left out", n_left_out), n_left_out));

  if (idio_import_get_failure (import) != NULL)
    append_part (summary, g_strdup (idio_import_get_failure (import)));

  return g_string_free_and_steal (summary);
}

static void
update (IdioImportBar *self)
{
  gboolean running = self->import != NULL && idio_import_get_running (self->import);
  gboolean has_details = self->import != NULL &&
                         g_list_model_get_n_items (idio_import_get_not_added (self->import)) > 0;
  g_autofree char *text = NULL;

  gtk_revealer_set_reveal_child (self->revealer, self->import != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->progress_bar), running);
  gtk_widget_set_visible (self->stop_button, running);
  gtk_widget_set_visible (self->details_button, !running && has_details);
  gtk_widget_set_visible (self->close_button, !running);

  if (self->import == NULL)
    return;

  text = running ? describe_progress (self->import) : describe_result (self->import);
  gtk_label_set_label (self->label, text);

  if (idio_import_get_n_found (self->import) > 0)
    gtk_progress_bar_set_fraction (self->progress_bar, (double) idio_import_get_n_done (self->import) /
                                                         idio_import_get_n_found (self->import));
  else
    gtk_progress_bar_set_fraction (self->progress_bar, 0);
}

static void
stop_cb (IdioImportBar *self)
{
  idio_import_stop (self->import);
}

static void
close_cb (IdioImportBar *self)
{
  idio_import_bar_set_import (self, NULL);
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
}

static GtkWidget *
make_row (gpointer item,
          gpointer user_data)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), idio_import_item_get_name (item));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), idio_import_item_get_reason (item));

  return row;
}

static void
details_cb (IdioImportBar *self)
{
  g_autoptr(GtkBuilder) builder = gtk_builder_new_from_resource (RESOURCE_PATH "/ui/idio-import-report.ui");
  AdwDialog *dialog = ADW_DIALOG (gtk_builder_get_object (builder, "dialog"));
  GtkListBox *list = GTK_LIST_BOX (gtk_builder_get_object (builder, "list"));

  gtk_list_box_bind_model (list, idio_import_get_not_added (self->import), make_row, NULL, NULL);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
idio_import_bar_dispose (GObject *object)
{
  IdioImportBar *self = IDIO_IMPORT_BAR (object);

  /* A child with a name in the template is unparented with it, of which the parent class does not know. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), IDIO_TYPE_IMPORT_BAR);
  g_clear_object (&self->signals);
  g_clear_object (&self->import);

  G_OBJECT_CLASS (idio_import_bar_parent_class)->dispose (object);
}

static void
idio_import_bar_class_init (IdioImportBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = idio_import_bar_dispose;

  /**
   * IdioImportBar::closed:
   * @self: a bar
   *
   * The user has read what became of the import.
   */
  signals[SIGNAL_CLOSED] =
    g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-import-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioImportBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, IdioImportBar, label);
  gtk_widget_class_bind_template_child (widget_class, IdioImportBar, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, IdioImportBar, stop_button);
  gtk_widget_class_bind_template_child (widget_class, IdioImportBar, details_button);
  gtk_widget_class_bind_template_child (widget_class, IdioImportBar, close_button);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, details_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
}

static void
idio_import_bar_init (IdioImportBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->signals = g_signal_group_new (IDIO_TYPE_IMPORT);
  g_signal_group_connect_swapped (self->signals, "notify", G_CALLBACK (update), self);
  update (self);
}

/**
 * idio_import_bar_set_import:
 * @self: a bar
 * @import: (nullable): what to show, or %NULL to hide the bar
 */
void
idio_import_bar_set_import (IdioImportBar *self,
                            IdioImport    *import)
{
  g_return_if_fail (IDIO_IS_IMPORT_BAR (self));

  g_set_object (&self->import, import);
  g_signal_group_set_target (self->signals, import);
  update (self);
}

/**
 * idio_import_bar_has_import:
 * @self: a bar
 *
 * Returns: whether it shows an import
 */
gboolean
idio_import_bar_has_import (IdioImportBar *self)
{
  g_return_val_if_fail (IDIO_IS_IMPORT_BAR (self), FALSE);

  return self->import != NULL;
}
