/* idio-meter-dialog.c: the named measures behind a verdict
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "draft/idio-verdict-words.h"
#include "ui/idio-measure-row.h"
#include "ui/idio-meter-dialog.h"

struct _IdioMeterDialog
{
  AdwDialog            parent_instance;

  AdwPreferencesPage  *page;
  AdwPreferencesGroup *strength_group;
  AdwPreferencesGroup *excess_group;
  AdwPreferencesGroup *closer_group;
  AdwPreferencesGroup *further_group;
  AdwActionRow        *content_row;
  AdwPreferencesGroup *compared_group;
};

G_DEFINE_FINAL_TYPE (IdioMeterDialog, idio_meter_dialog, ADW_TYPE_DIALOG)

static void
add_row (AdwPreferencesGroup  *group,
         const IdioDifference *difference,
         const char           *description)
{
  GtkWidget *row = idio_measure_row_new (difference->measure, &difference->own, description);

  idio_measure_row_set_mark (IDIO_MEASURE_ROW (row), IDIO_STRIP_MARK_RING, difference->reference);
  idio_measure_row_set_mark (IDIO_MEASURE_ROW (row), IDIO_STRIP_MARK_DOT, difference->draft);
  adw_preferences_group_add (group, row);
  gtk_widget_set_visible (GTK_WIDGET (group), TRUE);
}

static void
fill (IdioMeterDialog      *self,
      const IdioComparison *comparison)
{
  g_assert (IDIO_IS_METER_DIALOG (self));

  for (guint i = 0; i < comparison->excesses->len; i++)
    {
      const IdioDifference *excess = &g_array_index (comparison->excesses, IdioDifference, i);
      g_autofree char *description = idio_excess_describe (excess);

      add_row (self->excess_group, excess, description);
    }

  for (guint i = 0; i < comparison->differences->len; i++)
    {
      const IdioDifference *difference = &g_array_index (comparison->differences, IdioDifference, i);
      g_autofree char *description = idio_difference_describe (difference);

      /* What is overdone is further away, and said already. */
      if (!idio_comparison_has_excess (comparison, difference->measure))
        add_row (difference->gain > 0 ? self->closer_group : self->further_group, difference, description);
    }
}

static void
idio_meter_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), IDIO_TYPE_METER_DIALOG);

  G_OBJECT_CLASS (idio_meter_dialog_parent_class)->dispose (object);
}

static void
idio_meter_dialog_class_init (IdioMeterDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = idio_meter_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-meter-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioMeterDialog, page);
  gtk_widget_class_bind_template_child (widget_class, IdioMeterDialog, strength_group);
  gtk_widget_class_bind_template_child (widget_class, IdioMeterDialog, excess_group);
  gtk_widget_class_bind_template_child (widget_class, IdioMeterDialog, closer_group);
  gtk_widget_class_bind_template_child (widget_class, IdioMeterDialog, further_group);
  gtk_widget_class_bind_template_child (widget_class, IdioMeterDialog, content_row);
  gtk_widget_class_bind_template_child (widget_class, IdioMeterDialog, compared_group);
}

static void
idio_meter_dialog_init (IdioMeterDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * idio_meter_dialog_new:
 * @comparison: two drafts compared, with a verdict that was not refused
 *
 * Returns: (transfer floating): a dialog with the measures behind the verdict
 */
AdwDialog *
idio_meter_dialog_new (IdioComparison *comparison)
{
  IdioMeterDialog *self = g_object_new (IDIO_TYPE_METER_DIALOG, NULL);
  g_autofree char *strength = idio_verdict_strength (comparison);
  g_autofree char *content = idio_verdict_content (&comparison->verdict);
  g_autofree char *compared = idio_verdict_compared (comparison);

  fill (self, comparison);

  /* Without measures there is nothing drawn that would have to be explained. */
  if (comparison->excesses->len == 0 && comparison->differences->len == 0)
    adw_preferences_page_set_description (self->page, "");

  adw_preferences_group_set_description (self->strength_group, strength);
  gtk_widget_set_visible (GTK_WIDGET (self->strength_group), strength != NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->content_row), content);
  adw_preferences_group_set_description (self->compared_group, compared);

  return ADW_DIALOG (self);
}
