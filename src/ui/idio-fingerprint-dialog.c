/* idio-fingerprint-dialog.c: each measure with the user's own range
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

#include "draft/idio-verdict-words.h"
#include "features/idio-reference.h"
#include "ui/idio-audience-chooser.h"
#include "ui/idio-fingerprint-dialog.h"
#include "ui/idio-measure-row.h"
#include "ui/idio-ui-text.h"
#include "ui/idio-ui.h"

struct _IdioFingerprintDialog
{
  AdwDialog            parent_instance;

  IdioStatistics      *statistics;
  IdioAudienceChooser *audience_chooser;
  const IdioReference *reference; /* what the texts can be compared with */
  GPtrArray           *groups;

  GtkSearchEntry      *search_entry;
  GtkWidget           *audience_drop_down;
  GtkStack            *stack;
  AdwPreferencesPage  *page;
};

G_DEFINE_FINAL_TYPE (IdioFingerprintDialog, idio_fingerprint_dialog, ADW_TYPE_DIALOG)

#define MAX_SEARCH_CHARS 100

/* The measures come in sections, each from one of them on. */
static const struct
{
  IdioMeasureId  first;
  const char    *title;
} sections[] = {
  { IDIO_MEASURE_LENGTH, N_("Length") },
  { IDIO_MEASURE_VARIETY, N_("Words") },
  { IDIO_MEASURE_GREETING, N_("Openings and Endings") },
  { IDIO_MEASURE_COMMAS, N_("Punctuation") },
  { IDIO_MEASURE_STRESSED_WORDS, N_("Capitals and Letters") },
  { IDIO_MEASURE_CONTRACTIONS, N_("Stance and Manners") },
  { IDIO_MEASURE_DISCOURSE_MARKERS, N_("Connections") },
  { IDIO_MEASURE_NUMBERS, N_("Numbers, Time, and Spelling") },
};

static char *
describe (IdioMeasureId    measure,
          const IdioRange *range)
{
  g_autofree char *own = idio_range_describe (measure, range);
  g_autofree char *median = idio_measure_format (measure, range->median);

  if (idio_measures[measure].unit == IDIO_UNIT_TEXTS)
    return g_steal_pointer (&own);

  /* Translators: a range and its middle, and the number of texts that decides on the plural form: "9–14 words in half of
   * the texts, 12 in the middle; from 18 texts" */
  return g_strdup_printf (ngettext ("%s in half of the texts, %s in the middle; from %'u text",
                                    "%s in half of the texts, %s in the middle; from %'u texts", range->n),
                          own, median, range->n);
}

static gboolean
is_wanted (IdioMeasureId  measure,
           const char    *words)
{
  return *words == '\0' || g_str_match_string (words, _(idio_measures[measure].name), TRUE);
}

static guint
get_group (IdioFingerprintDialog *self)
{
  IdioAudience audience;

  g_assert (IDIO_IS_FINGERPRINT_DIALOG (self));

  return idio_audience_chooser_get (self->audience_chooser, &audience) ? audience : IDIO_RANGES_ALL;
}

/* What the texts of the chosen audience can be compared with. */
static const IdioReference *
find_reference (IdioFingerprintDialog *self)
{
  GPtrArray *features = idio_statistics_get_features (self->statistics);
  g_autoptr(GPtrArray) chosen = g_ptr_array_new ();
  guint group = get_group (self);

  g_assert (IDIO_IS_FINGERPRINT_DIALOG (self));

  for (guint i = 0; i < features->len; i++)
    {
      IdioFeatures *text = g_ptr_array_index (features, i);

      if (group == IDIO_RANGES_ALL || text->group == group)
        g_ptr_array_add (chosen, text);
    }

  return idio_reference_find (chosen, idio_genre_find (chosen));
}

/* What is typical of others, where they can be compared with; else NAN. */
static double
get_typical (IdioFingerprintDialog *self,
             IdioMeasureId          measure)
{
  const IdioReferenceRange *range = self->reference != NULL ? idio_reference_get_range (self->reference, measure) : NULL;

  g_assert (IDIO_IS_FINGERPRINT_DIALOG (self));

  return range != NULL ? range->writers[IDIO_REFERENCE_N_QUANTILES / 2] : NAN;
}

static GtkWidget *
make_row (IdioFingerprintDialog *self,
          IdioMeasureId          measure,
          const IdioRange       *range)
{
  double typical = get_typical (self, measure);
  g_autofree char *own = describe (measure, range);
  g_autofree char *others = isnan (typical) ? NULL : idio_measure_format (measure, typical);
  /* Translators: the user's own range, as a phrase, then one number */
  g_autofree char *both = others != NULL ? g_strdup_printf (_("%s (typical of others: %s)"), own, others) : NULL;
  GtkWidget *row = idio_measure_row_new (measure, range, both != NULL ? both : own);

  g_assert (IDIO_IS_FINGERPRINT_DIALOG (self));

  idio_measure_row_set_mark (IDIO_MEASURE_ROW (row), IDIO_STRIP_MARK_TICK, typical);

  return row;
}

static AdwPreferencesGroup *
make_section (IdioFingerprintDialog *self,
              guint                  section)
{
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
  guint end = section + 1 < G_N_ELEMENTS (sections) ? sections[section + 1].first : IDIO_N_MEASURES;
  AdwPreferencesGroup *group = NULL;

  g_assert (IDIO_IS_FINGERPRINT_DIALOG (self));

  for (guint i = sections[section].first; i < end; i++)
    {
      IdioRange range;

      if (!is_wanted (i, words) ||
          !idio_ranges_get_range (idio_statistics_get_ranges (self->statistics), i, get_group (self), &range))
        continue;

      if (group == NULL)
        group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

      adw_preferences_group_add (group, make_row (self, i, &range));
    }

  if (group != NULL)
    adw_preferences_group_set_title (group, _(sections[section].title));

  return group;
}

static char *
describe_strips (IdioFingerprintDialog *self)
{
  guint n_writers;

  g_assert (IDIO_IS_FINGERPRINT_DIALOG (self));

  if (self->reference == NULL)
    return g_strdup (_("The band holds half of your texts, the line almost all of them. The tick is the one in "
                        "the middle."));

  n_writers = idio_reference_get_range (self->reference, IDIO_MEASURE_LENGTH)->n_writers;

  if (idio_reference_get_genre (self->reference) == IDIO_GENRE_MAIL)
    return g_strdup_printf (ngettext ("The band holds half of your texts, the line almost all of them. The tick in color "
                                      "is the one in the middle, the other is typical of %u US government mail writer.",
                                      "The band holds half of your texts, the line almost all of them. The tick in color "
                                      "is the one in the middle, the other is typical of %u US government mail writers.",
                                      n_writers), n_writers);

  return g_strdup_printf (ngettext ("The band holds half of your texts, the line almost all of them. The tick in color "
                                    "is the one in the middle, the other is typical of %u public blogger.",
                                    "The band holds half of your texts, the line almost all of them. The tick in color "
                                    "is the one in the middle, the other is typical of %u public bloggers.",
                                    n_writers), n_writers);
}

static void
update_description (IdioFingerprintDialog *self)
{
  g_autofree char *description = describe_strips (self);

  g_assert (IDIO_IS_FINGERPRINT_DIALOG (self));

  adw_preferences_page_set_description (self->page, description);
}

static void
update (IdioFingerprintDialog *self)
{
  g_assert (IDIO_IS_FINGERPRINT_DIALOG (self));

  self->reference = find_reference (self);
  update_description (self);

  for (guint i = 0; i < self->groups->len; i++)
    adw_preferences_page_remove (self->page, g_ptr_array_index (self->groups, i));

  g_ptr_array_set_size (self->groups, 0);

  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    {
      AdwPreferencesGroup *group = make_section (self, i);

      if (group == NULL)
        continue;

      adw_preferences_page_add (self->page, group);
      g_ptr_array_add (self->groups, group);
    }

  gtk_stack_set_visible_child_name (self->stack, self->groups->len > 0 ? "measures" : "empty");
}

static void
search_cb (IdioFingerprintDialog *self)
{
  g_assert (IDIO_IS_FINGERPRINT_DIALOG (self));

  update (self);
}

/* The entry takes Escape, which is also what closes a dialog. */
static void
stop_search_cb (IdioFingerprintDialog *self)
{
  g_assert (IDIO_IS_FINGERPRINT_DIALOG (self));

  if (*gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  else
    adw_dialog_close (ADW_DIALOG (self));
}

static void
audience_cb (IdioFingerprintDialog *self)
{
  g_assert (IDIO_IS_FINGERPRINT_DIALOG (self));

  if (self->statistics != NULL)
    update (self);
}

static void
idio_fingerprint_dialog_dispose (GObject *object)
{
  IdioFingerprintDialog *self = IDIO_FINGERPRINT_DIALOG (object);

  g_clear_object (&self->audience_chooser);
  g_clear_object (&self->statistics);
  gtk_widget_dispose_template (GTK_WIDGET (self), IDIO_TYPE_FINGERPRINT_DIALOG);
  g_clear_pointer (&self->groups, g_ptr_array_unref);

  G_OBJECT_CLASS (idio_fingerprint_dialog_parent_class)->dispose (object);
}

static void
idio_fingerprint_dialog_class_init (IdioFingerprintDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = idio_fingerprint_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-fingerprint-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioFingerprintDialog, search_entry);
  gtk_widget_class_bind_template_child (widget_class, IdioFingerprintDialog, audience_drop_down);
  gtk_widget_class_bind_template_child (widget_class, IdioFingerprintDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, IdioFingerprintDialog, page);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
}

static void
idio_fingerprint_dialog_init (IdioFingerprintDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  idio_ui_limit_entry (GTK_EDITABLE (self->search_entry), MAX_SEARCH_CHARS);

  self->groups = g_ptr_array_new ();
  self->audience_chooser = idio_audience_chooser_new (self->audience_drop_down, _("All Texts"), FALSE);
  g_signal_connect_object (self->audience_chooser, "chosen", G_CALLBACK (audience_cb), self, G_CONNECT_SWAPPED);
}

/**
 * idio_fingerprint_dialog_new:
 * @statistics: what was counted
 *
 * Returns: (transfer floating): a dialog with all measures
 */
AdwDialog *
idio_fingerprint_dialog_new (IdioStatistics *statistics)
{
  IdioFingerprintDialog *self = g_object_new (IDIO_TYPE_FINGERPRINT_DIALOG, NULL);

  self->statistics = g_object_ref (statistics);
  idio_audience_chooser_set_audiences (self->audience_chooser,
                                       idio_corpus_get_audiences (idio_statistics_get_corpus (statistics)));
  g_signal_connect_object (statistics, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return ADW_DIALOG (self);
}
