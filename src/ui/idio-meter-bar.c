/* idio-meter-bar.c: which of two drafts is closer to how the user writes, in a sentence and a drawing
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include <glib/gi18n.h>

#include "draft/idio-verdict-words.h"
#include "idio-fiber.h"
#include "ui/idio-meter-bar.h"
#include "ui/idio-meter-dialog.h"
#include "ui/idio-strip.h"

/* Deviation that the line reaches at least, so that the same evidence looks alike for each pair of drafts */
#define FAR_DEVIATION -4

/* While drafts are being written or edited they are compared no more often than this. */
#define COMPARE_DELAY_MSEC 400

/* More reasons than this are in the details. */
#define MAX_REASONS 3

struct _IdioMeterBar
{
  AdwBin          parent_instance;

  IdioStatistics *statistics;
  IdioWriting    *writing;
  IdioComparison *comparison;
  guint           compare_source;
  gboolean        comparing;

  GtkLabel       *verdict_label;
  GtkWidget      *details_button;
  GtkWidget      *line_box;
  IdioStrip      *strip;
  GtkBox         *reasons_box;
  GtkLabel       *sureness_label;
};

G_DEFINE_FINAL_TYPE (IdioMeterBar, idio_meter_bar, ADW_TYPE_BIN)

static void
add_reason (IdioMeterBar *self,
            char         *reason)
{
  GtkWidget *label = gtk_label_new (reason);

  g_assert (IDIO_IS_METER_BAR (self));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (self->reasons_box, label);
  g_free (reason);
}

/* What speaks against the verdict is in the details. */
static gboolean
is_reason (const IdioVerdict *verdict,
           double             gain)
{
  if (verdict->closeness > IDIO_CLOSENESS_NO_CLEAR_DIFFERENCE)
    return gain > 0;

  return verdict->closeness == IDIO_CLOSENESS_NO_CLEAR_DIFFERENCE || gain < 0;
}

/* What is overdone makes the verdict, and is said first. */
static void
update_reasons (IdioMeterBar *self)
{
  const IdioComparison *comparison = self->comparison;
  gboolean answers = comparison->verdict.closeness != IDIO_CLOSENESS_REFUSED;
  guint n_reasons = 0;

  g_assert (IDIO_IS_METER_BAR (self));

  for (GtkWidget *child; (child = gtk_widget_get_first_child (GTK_WIDGET (self->reasons_box)));)
    gtk_box_remove (self->reasons_box, child);

  for (guint i = 0; answers && i < comparison->excesses->len && n_reasons < MAX_REASONS; i++, n_reasons++)
    add_reason (self, idio_excess_explain (&g_array_index (comparison->excesses, IdioDifference, i)));

  for (guint i = 0; answers && i < comparison->differences->len && n_reasons < MAX_REASONS; i++)
    {
      const IdioDifference *difference = &g_array_index (comparison->differences, IdioDifference, i);

      if (!is_reason (&comparison->verdict, difference->gain) ||
          idio_comparison_has_excess (comparison, difference->measure))
        continue;

      add_reason (self, idio_difference_explain (difference));
      n_reasons++;
    }

  gtk_widget_set_visible (GTK_WIDGET (self->reasons_box), n_reasons > 0);
}

static void
show_comparison (IdioMeterBar *self)
{
  const IdioVerdict *verdict = &self->comparison->verdict;
  gboolean answers = verdict->closeness != IDIO_CLOSENESS_REFUSED;
  /* A draft that overdoes a habit is not closer, though its score may be higher: it is then better not drawn. */
  gboolean draws = answers && (self->comparison->excesses->len == 0 || verdict->change < 0);
  g_autofree char *sentence = idio_verdict_describe (self->comparison);
  g_autofree char *left_out = idio_verdict_left_out (verdict);
  g_autofree char *sureness = idio_verdict_qualify (verdict);
  g_autofree char *qualified = g_strjoin (left_out != NULL && sureness != NULL ? " " : "", left_out != NULL ? left_out : "",
                                          sureness != NULL ? sureness : "", NULL);

  g_assert (IDIO_IS_METER_BAR (self));

  gtk_label_set_label (self->verdict_label, sentence);
  gtk_widget_remove_css_class (GTK_WIDGET (self->verdict_label), answers ? "dim-label" : "heading");
  gtk_widget_add_css_class (GTK_WIDGET (self->verdict_label), answers ? "heading" : "dim-label");
  gtk_label_set_label (self->sureness_label, qualified);
  gtk_widget_set_visible (GTK_WIDGET (self->sureness_label), *qualified != '\0');
  gtk_widget_set_visible (self->details_button, answers);
  gtk_widget_set_visible (self->line_box, draws);
  idio_strip_set_limits (self->strip, idio_calibration_get_position (FAR_DEVIATION), 0);
  idio_strip_set_band (self->strip, verdict->own_lower, 0, NAN);
  idio_strip_set_mark (self->strip, IDIO_STRIP_MARK_RING, verdict->reference.position);
  idio_strip_set_mark (self->strip, IDIO_STRIP_MARK_DOT, verdict->draft.position);
  update_reasons (self);
}

static const char *
get_text (IdioMeterBar  *self,
          IdioDraftKind  kind)
{
  g_assert (IDIO_IS_METER_BAR (self));

  return idio_writing_get_text (self->writing, kind);
}

static gboolean
has_both (IdioMeterBar *self)
{
  g_assert (IDIO_IS_METER_BAR (self));

  return *get_text (self, IDIO_DRAFT_KIND_GENERIC) != '\0' && *get_text (self, IDIO_DRAFT_KIND_PERSONAL) != '\0';
}

static IdioAudience
get_audience (IdioMeterBar *self)
{
  IdioHistoryEntry *entry = idio_writing_get_entry (self->writing);

  g_assert (IDIO_IS_METER_BAR (self));

  return entry != NULL ? idio_history_entry_get_brief (entry)->audience : IDIO_AUDIENCE_GENERAL;
}

static DexFuture *
compare_fiber (gpointer data)
{
  IdioMeterBar *self = data;
  g_autofree char *generic = g_strdup (get_text (self, IDIO_DRAFT_KIND_GENERIC));
  g_autofree char *personal = g_strdup (get_text (self, IDIO_DRAFT_KIND_PERSONAL));
  g_autoptr(IdioComparison) comparison =
    dex_await_boxed (idio_comparison_make (self->statistics, generic, personal, get_audience (self)), NULL);

  self->comparing = FALSE;

  /* The bar may be gone by now. */
  if (self->writing == NULL)
    return dex_future_new_true ();

  /* That a draft is too short is no news before it is finished. */
  if (comparison == NULL || !has_both (self) ||
      (comparison->verdict.closeness == IDIO_CLOSENESS_REFUSED && idio_writing_get_running (self->writing)))
    idio_meter_bar_set_comparison (self, NULL);
  else
    idio_meter_bar_set_comparison (self, comparison);

  return dex_future_new_true ();
}

static gboolean
compare (gpointer data)
{
  IdioMeterBar *self = data;

  /* Until the one before is done. */
  if (self->comparing)
    return G_SOURCE_CONTINUE;

  self->compare_source = 0;
  self->comparing = TRUE;
  dex_future_disown (idio_fiber_spawn (compare_fiber, g_object_ref (self), g_object_unref));

  return G_SOURCE_REMOVE;
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

  g_clear_handle_id (&self->compare_source, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), IDIO_TYPE_METER_BAR);
  g_clear_object (&self->writing);
  g_clear_object (&self->statistics);
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
  gtk_widget_class_bind_template_child (widget_class, IdioMeterBar, line_box);
  gtk_widget_class_bind_template_child (widget_class, IdioMeterBar, reasons_box);
  gtk_widget_class_bind_template_child (widget_class, IdioMeterBar, sureness_label);
  gtk_widget_class_bind_template_callback (widget_class, details_cb);
}

static void
idio_meter_bar_init (IdioMeterBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  idio_strip_set_label (self->strip, IDIO_STRIP_MARK_RING, C_("draft", "Generic"));
  idio_strip_set_label (self->strip, IDIO_STRIP_MARK_DOT, C_("draft", "Yours"));
}

/**
 * idio_meter_bar_set_up:
 * @self: a meter bar
 * @statistics: what is known of the user
 * @writing: whose drafts are compared, now and as they change
 */
void
idio_meter_bar_set_up (IdioMeterBar   *self,
                       IdioStatistics *statistics,
                       IdioWriting    *writing)
{
  g_return_if_fail (IDIO_IS_METER_BAR (self));
  g_return_if_fail (IDIO_IS_STATISTICS (statistics));
  g_return_if_fail (IDIO_IS_WRITING (writing));
  g_return_if_fail (self->writing == NULL);

  self->statistics = g_object_ref (statistics);
  self->writing = g_object_ref (writing);
  g_signal_connect_object (writing, "notify::running", G_CALLBACK (idio_meter_bar_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (writing, "shown", G_CALLBACK (idio_meter_bar_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (writing, "grew", G_CALLBACK (idio_meter_bar_update), self, G_CONNECT_SWAPPED);
}

/**
 * idio_meter_bar_update:
 * @self: a meter bar
 *
 * Compares the drafts as they are now, a little later.
 */
void
idio_meter_bar_update (IdioMeterBar *self)
{
  g_return_if_fail (IDIO_IS_METER_BAR (self));
  g_return_if_fail (self->writing != NULL);

  if (!has_both (self))
    idio_meter_bar_set_comparison (self, NULL);
  else if (self->compare_source == 0)
    self->compare_source = g_timeout_add (COMPARE_DELAY_MSEC, compare, self);
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
    show_comparison (self);
}
