/* idio-meter-bar.c: which of two drafts is closer to how the user writes, in a sentence and a drawing
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include <glib/gi18n.h>

#include "draft/idio-verdict-words.h"
#include "ui/idio-meter-bar.h"
#include "ui/idio-meter-dialog.h"
#include "ui/idio-strip.h"

/* Deviation that the line reaches at least, so that the same evidence looks alike for each pair of drafts */
#define FAR_DEVIATION -4

struct _IdioMeterBar
{
  AdwBin          parent_instance;

  IdioComparison *comparison;

  GtkLabel       *verdict_label;
  GtkWidget      *details_button;
  IdioStrip      *strip;
  GtkWidget      *legend_box;
  GtkLabel       *sureness_label;
};

G_DEFINE_FINAL_TYPE (IdioMeterBar, idio_meter_bar, ADW_TYPE_BIN)

static void
update (IdioMeterBar *self)
{
  const IdioVerdict *verdict = &self->comparison->verdict;
  gboolean answers = verdict->closeness != IDIO_CLOSENESS_REFUSED;
  /* A draft that overdoes a habit is not closer, though its score may be higher: it is then better not drawn. */
  gboolean draws = answers && (self->comparison->excesses->len == 0 || verdict->change < 0);
  g_autofree char *sentence = idio_verdict_describe (self->comparison);
  g_autofree char *sureness = idio_verdict_qualify (verdict);

  g_assert (IDIO_IS_METER_BAR (self));

  gtk_label_set_label (self->verdict_label, sentence);
  gtk_widget_remove_css_class (GTK_WIDGET (self->verdict_label), answers ? "dim-label" : "heading");
  gtk_widget_add_css_class (GTK_WIDGET (self->verdict_label), answers ? "heading" : "dim-label");
  gtk_label_set_label (self->sureness_label, sureness != NULL ? sureness : "");
  gtk_widget_set_visible (GTK_WIDGET (self->sureness_label), sureness != NULL);
  gtk_widget_set_visible (self->details_button, answers);
  gtk_widget_set_visible (GTK_WIDGET (self->strip), draws);
  gtk_widget_set_visible (self->legend_box, draws);
  idio_strip_set_limits (self->strip, idio_calibration_get_position (FAR_DEVIATION), 0);
  idio_strip_set_band (self->strip, verdict->own_lower, 0, verdict->own_median);
  idio_strip_set_mark (self->strip, IDIO_STRIP_MARK_RING, verdict->reference.position);
  idio_strip_set_mark (self->strip, IDIO_STRIP_MARK_DOT, verdict->draft.position);
}

static void
details_cb (IdioMeterBar *self)
{
  g_assert (IDIO_IS_METER_BAR (self));

  adw_dialog_present (idio_meter_dialog_new (self->comparison), GTK_WIDGET (self));
}

static void
idio_meter_bar_dispose (GObject *object)
{
  IdioMeterBar *self = IDIO_METER_BAR (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), IDIO_TYPE_METER_BAR);
  g_clear_pointer (&self->comparison, idio_comparison_unref);

  G_OBJECT_CLASS (idio_meter_bar_parent_class)->dispose (object);
}

static void
idio_meter_bar_class_init (IdioMeterBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = idio_meter_bar_dispose;

  g_type_ensure (IDIO_TYPE_STRIP);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-meter-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioMeterBar, verdict_label);
  gtk_widget_class_bind_template_child (widget_class, IdioMeterBar, details_button);
  gtk_widget_class_bind_template_child (widget_class, IdioMeterBar, strip);
  gtk_widget_class_bind_template_child (widget_class, IdioMeterBar, legend_box);
  gtk_widget_class_bind_template_child (widget_class, IdioMeterBar, sureness_label);
  gtk_widget_class_bind_template_callback (widget_class, details_cb);
}

static void
idio_meter_bar_init (IdioMeterBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * idio_meter_bar_set_comparison:
 * @self: a meter bar
 * @comparison: (nullable): two drafts compared, or %NULL to say nothing
 */
void
idio_meter_bar_set_comparison (IdioMeterBar   *self,
                               IdioComparison *comparison)
{
  g_return_if_fail (IDIO_IS_METER_BAR (self));

  if (comparison != NULL)
    idio_comparison_ref (comparison);

  g_clear_pointer (&self->comparison, idio_comparison_unref);
  self->comparison = comparison;
  gtk_widget_set_visible (GTK_WIDGET (self), comparison != NULL);

  if (comparison != NULL)
    update (self);
}
