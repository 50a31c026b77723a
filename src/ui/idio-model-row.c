/* idio-model-row.c: a model that can be downloaded, used and deleted
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "ui/idio-model-row.h"
#include "ui/idio-ui-text.h"

struct _IdioModelRow
{
  AdwPreferencesRow  parent_instance;

  IdioModelRowState  state;
  gboolean           deletable;
  gboolean           updating;

  GtkCheckButton    *use_check;
  GtkLabel          *name_label;
  GtkWidget         *recommended_label;
  GtkLabel          *good_for_label;
  GtkLabel          *details_label;
  GtkButton         *download_button;
  GtkWidget         *stop_button;
  GtkWidget         *delete_button;
  GtkWidget         *progress_box;
  GtkProgressBar    *progress_bar;
  GtkLabel          *progress_label;
  GtkLabel          *problem_label;
};

G_DEFINE_FINAL_TYPE (IdioModelRow, idio_model_row, ADW_TYPE_PREFERENCES_ROW)

enum
{
  SIGNAL_USE,
  SIGNAL_DOWNLOAD,
  SIGNAL_STOP,
  SIGNAL_DELETE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
update (IdioModelRow *self)
{
  gboolean here = self->state == IDIO_MODEL_ROW_HERE;
  gboolean downloading = self->state == IDIO_MODEL_ROW_DOWNLOADING;
  gboolean stopped = self->state == IDIO_MODEL_ROW_STOPPED;
  gboolean recommended = gtk_widget_get_visible (self->recommended_label);

  g_assert (IDIO_IS_MODEL_ROW (self));

  gtk_widget_set_visible (GTK_WIDGET (self->use_check), here);
  gtk_widget_set_visible (GTK_WIDGET (self->download_button), !here && !downloading);
  gtk_button_set_label (self->download_button, stopped ? _("_Go On") : _("_Download"));
  gtk_widget_set_visible (self->stop_button, downloading);
  gtk_widget_set_visible (self->delete_button, self->deletable && (here || stopped));
  gtk_widget_set_visible (self->progress_box, downloading || stopped);

  if (recommended)
    gtk_widget_add_css_class (GTK_WIDGET (self->download_button), "suggested-action");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->download_button), "suggested-action");
}

static void
use_cb (IdioModelRow *self)
{
  g_assert (IDIO_IS_MODEL_ROW (self));

  if (!self->updating && gtk_check_button_get_active (self->use_check))
    g_signal_emit (self, signals[SIGNAL_USE], 0);
}

static void
download_cb (IdioModelRow *self)
{
  g_signal_emit (self, signals[SIGNAL_DOWNLOAD], 0);
}

static void
stop_cb (IdioModelRow *self)
{
  g_signal_emit (self, signals[SIGNAL_STOP], 0);
}

static void
delete_cb (IdioModelRow *self)
{
  g_signal_emit (self, signals[SIGNAL_DELETE], 0);
}

static void
idio_model_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), IDIO_TYPE_MODEL_ROW);

  G_OBJECT_CLASS (idio_model_row_parent_class)->dispose (object);
}

static void
idio_model_row_class_init (IdioModelRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  static const char * const names[] = { "use", "download", "stop", "delete" };

  G_OBJECT_CLASS (klass)->dispose = idio_model_row_dispose;

  /**
   * IdioModelRow::use:
   * @self: a row
   *
   * The user chose this model. As ::download, ::stop and ::delete: nothing was done yet.
   */
  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-model-row.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioModelRow, use_check);
  gtk_widget_class_bind_template_child (widget_class, IdioModelRow, name_label);
  gtk_widget_class_bind_template_child (widget_class, IdioModelRow, recommended_label);
  gtk_widget_class_bind_template_child (widget_class, IdioModelRow, good_for_label);
  gtk_widget_class_bind_template_child (widget_class, IdioModelRow, details_label);
  gtk_widget_class_bind_template_child (widget_class, IdioModelRow, download_button);
  gtk_widget_class_bind_template_child (widget_class, IdioModelRow, stop_button);
  gtk_widget_class_bind_template_child (widget_class, IdioModelRow, delete_button);
  gtk_widget_class_bind_template_child (widget_class, IdioModelRow, progress_box);
  gtk_widget_class_bind_template_child (widget_class, IdioModelRow, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, IdioModelRow, progress_label);
  gtk_widget_class_bind_template_child (widget_class, IdioModelRow, problem_label);
  gtk_widget_class_bind_template_callback (widget_class, use_cb);
  gtk_widget_class_bind_template_callback (widget_class, download_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, delete_cb);
}

static void
idio_model_row_init (IdioModelRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  idio_model_row_set_problem (self, NULL);
}

/**
 * idio_model_row_new:
 * @name: the name of the model
 * @good_for: (nullable): what it is good for, in a sentence
 * @details: its size and what it needs
 *
 * Returns: (transfer floating): a row for a model that has to be downloaded
 */
GtkWidget *
idio_model_row_new (const char *name,
                    const char *good_for,
                    const char *details)
{
  g_autofree char *line = idio_ui_dup_line (name);
  IdioModelRow *self = g_object_new (IDIO_TYPE_MODEL_ROW, "use-markup", FALSE, "title", line, NULL);

  gtk_label_set_label (self->name_label, line);
  gtk_label_set_label (self->good_for_label, good_for != NULL ? good_for : "");
  gtk_widget_set_visible (GTK_WIDGET (self->good_for_label), good_for != NULL);
  gtk_label_set_label (self->details_label, details);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->use_check), GTK_ACCESSIBLE_PROPERTY_LABEL, line, -1);
  update (self);

  return GTK_WIDGET (self);
}

/**
 * idio_model_row_set_group:
 * @self: a row
 * @other: (nullable): another row; of all that are grouped, one model is used
 */
void
idio_model_row_set_group (IdioModelRow *self,
                          IdioModelRow *other)
{
  g_return_if_fail (IDIO_IS_MODEL_ROW (self));

  gtk_check_button_set_group (self->use_check, other != NULL ? other->use_check : NULL);
}

/**
 * idio_model_row_set_recommended:
 * @self: a row
 * @recommended: whether it is the model for this computer
 */
void
idio_model_row_set_recommended (IdioModelRow *self,
                                gboolean      recommended)
{
  g_return_if_fail (IDIO_IS_MODEL_ROW (self));

  gtk_widget_set_visible (self->recommended_label, recommended);
  update (self);
}

/**
 * idio_model_row_set_deletable:
 * @self: a row
 * @deletable: whether the files of the model are this program's own
 */
void
idio_model_row_set_deletable (IdioModelRow *self,
                              gboolean      deletable)
{
  g_return_if_fail (IDIO_IS_MODEL_ROW (self));

  self->deletable = deletable;
  update (self);
}

/**
 * idio_model_row_set_state:
 * @self: a row
 * @state: where the model is
 * @used: whether it is the one that writes
 */
void
idio_model_row_set_state (IdioModelRow      *self,
                          IdioModelRowState  state,
                          gboolean           used)
{
  g_return_if_fail (IDIO_IS_MODEL_ROW (self));

  self->state = state;
  self->updating = TRUE;
  gtk_check_button_set_active (self->use_check, used);
  self->updating = FALSE;
  update (self);
}

/**
 * idio_model_row_set_progress:
 * @self: a row
 * @fraction: how much of the model is here, from 0 to 1
 * @progress: the same in words
 */
void
idio_model_row_set_progress (IdioModelRow *self,
                             double        fraction,
                             const char   *progress)
{
  g_return_if_fail (IDIO_IS_MODEL_ROW (self));

  gtk_progress_bar_set_fraction (self->progress_bar, fraction);
  gtk_label_set_label (self->progress_label, progress);
}

/**
 * idio_model_row_set_problem:
 * @self: a row
 * @problem: (nullable): why it could not be downloaded
 */
void
idio_model_row_set_problem (IdioModelRow *self,
                            const char   *problem)
{
  g_return_if_fail (IDIO_IS_MODEL_ROW (self));

  gtk_label_set_label (self->problem_label, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), problem != NULL);
}
