/* idio-toggle-bin.c: toggles side by side, or one below the other where their words have no room
 *
 * An AdwToggleGroup cuts the words of its toggles instead, as with large text in a narrow window.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/idio-toggle-bin.h"

struct _IdioToggleBin
{
  AdwBin parent_instance;
  int    padding;         /* of the group, around its toggles */
};

G_DEFINE_FINAL_TYPE (IdioToggleBin, idio_toggle_bin, ADW_TYPE_BIN)

static gboolean
is_stacked (GtkWidget *group)
{
  return gtk_orientable_get_orientation (GTK_ORIENTABLE (group)) == GTK_ORIENTATION_VERTICAL;
}

/* How much all toggles take along an orientation, one after the other, and how much the largest one does */
static void
measure_toggles (GtkWidget      *group,
                 GtkOrientation  orientation,
                 int            *sum,
                 int            *largest)
{
  *sum = *largest = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (group); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int natural = 0;

      gtk_widget_measure (child, orientation, -1, NULL, &natural, NULL, NULL);
      *sum += natural;
      *largest = MAX (*largest, natural);
    }
}

/* The padding is known only while they are side by side, but must count in both cases: else they would go back and
 * forth. */
static void
measure_width (IdioToggleBin *self,
               GtkWidget     *group,
               int           *row,
               int           *stack)
{
  int natural;

  g_assert (IDIO_IS_TOGGLE_BIN (self));

  measure_toggles (group, GTK_ORIENTATION_HORIZONTAL, row, stack);

  if (!is_stacked (group))
    {
      gtk_widget_measure (group, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
      self->padding = MAX (natural - *row, 0);
    }

  *row += self->padding;
  *stack += self->padding;
}

static GtkSizeRequestMode
idio_toggle_bin_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
idio_toggle_bin_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  IdioToggleBin *self = IDIO_TOGGLE_BIN (widget);
  GtkWidget *group = adw_bin_get_child (ADW_BIN (self));
  int row, stack, sum, largest;

  if (group == NULL)
    return;

  measure_width (self, group, &row, &stack);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = stack;
      *natural = row;
      return;
    }

  if (is_stacked (group) == (for_size >= 0 && for_size < row))
    {
      gtk_widget_measure (group, orientation, for_size, minimum, natural, NULL, NULL);
      return;
    }

  measure_toggles (group, orientation, &sum, &largest);
  *minimum = *natural = (is_stacked (group) ? largest : sum) + self->padding;
}

static void
idio_toggle_bin_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  IdioToggleBin *self = IDIO_TOGGLE_BIN (widget);
  GtkWidget *group = adw_bin_get_child (ADW_BIN (self));
  int row, stack, minimum;

  if (group == NULL)
    return;

  measure_width (self, group, &row, &stack);

  if (is_stacked (group) != (width < row))
    gtk_orientable_set_orientation (GTK_ORIENTABLE (group),
                                    width < row ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);

  gtk_widget_measure (group, GTK_ORIENTATION_VERTICAL, width, &minimum, NULL, NULL, NULL);
  gtk_widget_allocate (group, width, MAX (height, minimum), baseline, NULL);
}

static void
idio_toggle_bin_class_init (IdioToggleBinClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->get_request_mode = idio_toggle_bin_get_request_mode;
  widget_class->measure = idio_toggle_bin_measure;
  widget_class->size_allocate = idio_toggle_bin_size_allocate;
}

/* Without the layout manager of AdwBin, the functions above are asked. */
static void
idio_toggle_bin_init (IdioToggleBin *self)
{
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
}
