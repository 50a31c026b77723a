/* idio-measure-row.c: a measure, as a strip and in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "ui/idio-measure-row.h"

struct _IdioMeasureRow
{
  AdwPreferencesRow  parent_instance;

  GtkLabel          *name_label;
  IdioStrip         *strip;
  GtkLabel          *description_label;
};

G_DEFINE_FINAL_TYPE (IdioMeasureRow, idio_measure_row, ADW_TYPE_PREFERENCES_ROW)

static void
idio_measure_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), IDIO_TYPE_MEASURE_ROW);

  G_OBJECT_CLASS (idio_measure_row_parent_class)->dispose (object);
}

static void
idio_measure_row_class_init (IdioMeasureRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = idio_measure_row_dispose;

  g_type_ensure (IDIO_TYPE_STRIP);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-measure-row.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioMeasureRow, name_label);
  gtk_widget_class_bind_template_child (widget_class, IdioMeasureRow, strip);
  gtk_widget_class_bind_template_child (widget_class, IdioMeasureRow, description_label);
}

static void
idio_measure_row_init (IdioMeasureRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * idio_measure_row_new:
 * @measure: a measure
 * @range: where it lies in the user's own texts
 * @description: all that the strip shows, in words
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
idio_measure_row_new (IdioMeasureId    measure,
                      const IdioRange *range,
                      const char      *description)
{
  IdioMeasureRow *self = g_object_new (IDIO_TYPE_MEASURE_ROW, "title", _(idio_measures[measure].name), NULL);

  gtk_label_set_label (self->name_label, _(idio_measures[measure].name));
  gtk_label_set_label (self->description_label, description);

  /* A text does it or does not: what there is to show is how many do. */
  if (idio_measures[measure].unit == IDIO_UNIT_TEXTS)
    {
      idio_strip_set_band (self->strip, 0, range->mean, range->mean);
      idio_strip_set_limits (self->strip, 0, 1);
    }
  else
    {
      idio_strip_set_band (self->strip, range->lower, range->upper, range->median);
      idio_strip_set_limits (self->strip, MIN (0, range->low), range->high);
    }

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _(idio_measures[measure].name),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);

  return GTK_WIDGET (self);
}

/**
 * idio_measure_row_set_mark:
 * @self: a row
 * @mark: which mark
 * @value: where it stands on the strip
 */
void
idio_measure_row_set_mark (IdioMeasureRow *self,
                           IdioStripMark   mark,
                           double          value)
{
  g_return_if_fail (IDIO_IS_MEASURE_ROW (self));

  idio_strip_set_mark (self->strip, mark, value);
}
