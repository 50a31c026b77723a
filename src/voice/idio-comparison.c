/* idio-comparison.c: two drafts beside the user's own texts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "habits/idio-habits.h"
#include "idio-fiber.h"
#include "voice/idio-comparison.h"
#include "voice/idio-counting.h"

/* The profile of a writer changes little with more texts than this, but takes a millisecond for each. */
#define MAX_PROFILE_TEXTS 100

/* How much of a text the profile is made of, in characters. Drafts are much shorter. */
#define MAX_TEXT_CHARS (1 << 16)

/* How many named measures explain a verdict */
#define MAX_DIFFERENCES 5

/* The group of no text */
#define NO_AUDIENCE G_MAXUINT

G_DEFINE_BOXED_TYPE (IdioComparison, idio_comparison, idio_comparison_ref, idio_comparison_unref)

/* The fiber that awaits a comparison and the thread that makes it share this. */
typedef struct
{
  IdioStatistics    *statistics;
  IdioSharedProfile *profile;
  GArray            *documents; /* that the profile is to have */
  GPtrArray         *texts;     /* of those of them that it does not have yet */
  char              *reference;
  char              *draft;
  IdioAnalysis      *reference_analysis;
  IdioAnalysis      *draft_analysis;
  double             reference_values[IDIO_N_MEASURES];
  double             draft_values[IDIO_N_MEASURES];
  IdioAudience       audience;
} Compare;

static void
compare_clear (gpointer data)
{
  Compare *compare = data;

  g_clear_pointer (&compare->profile, idio_shared_profile_unref);
  g_clear_pointer (&compare->documents, g_array_unref);
  g_clear_pointer (&compare->texts, g_ptr_array_unref);
  g_clear_pointer (&compare->reference, g_free);
  g_clear_pointer (&compare->draft, g_free);
  g_clear_pointer (&compare->reference_analysis, idio_analysis_free);
  g_clear_pointer (&compare->draft_analysis, idio_analysis_free);
}

static void
compare_unref (gpointer compare)
{
  g_atomic_rc_box_release_full (compare, compare_clear);
}

/* The statistics are let go in the fiber's thread, and in no other. */
static void
compare_free (gpointer data)
{
  Compare *compare = data;

  g_clear_object (&compare->statistics);
  compare_unref (compare);
}

static DexFuture *
compare_thread (gpointer data)
{
  Compare *compare = data;
  IdioComparison *comparison = g_atomic_rc_box_new0 (IdioComparison);

  comparison->verdict = idio_shared_profile_compare (compare->profile, compare->documents, compare->texts, compare->reference,
                                                     compare->draft);
  compare->reference_analysis = idio_analysis_new (compare->reference);
  compare->draft_analysis = idio_analysis_new (compare->draft);
  idio_measures_compute (compare->reference_analysis, compare->reference_values);
  idio_measures_compute (compare->draft_analysis, compare->draft_values);

  return dex_future_new_take_boxed (IDIO_TYPE_COMPARISON, comparison);
}

/* The ranges change in place as documents come and go, and so are no matter of threads. */
static void
name_measures (Compare        *compare,
               IdioComparison *comparison)
{
  const IdioRanges *ranges = idio_statistics_get_ranges (compare->statistics);
  guint group = (guint) compare->audience;

  comparison->differences = idio_differences_find (ranges, group, compare->reference_values, compare->draft_values,
                                                   MAX_DIFFERENCES);
  comparison->excesses = idio_excesses_find (ranges, group, compare->reference_analysis, compare->reference_values,
                                             compare->draft_analysis, compare->draft_values);

  if (comparison->verdict.closeness != IDIO_CLOSENESS_REFUSED && comparison->excesses->len > 0)
    comparison->verdict.closeness = MIN (comparison->verdict.closeness, IDIO_CLOSENESS_FURTHER);
}

static DexFuture *
compare_fiber (gpointer data)
{
  Compare *compare = data;
  IdioCorpus *corpus = idio_statistics_get_corpus (compare->statistics);
  IdioBackgroundTexts *others = idio_statistics_get_background_texts (compare->statistics);
  GCancellable *cancellable = idio_statistics_get_cancellable (compare->statistics);
  g_autoptr(IdioBackground) background = NULL;
  g_autoptr(GPtrArray) features = NULL;
  g_autoptr(GArray) missing = NULL;
  IdioComparison *comparison;
  GError *error = NULL;

  if (!dex_await (idio_statistics_update (compare->statistics), &error) ||
      !(background = dex_await_boxed (idio_background_texts_load_background (others), &error)))
    return dex_future_new_for_error (error);

  compare->profile = idio_shared_profile_ref (idio_statistics_get_profile (compare->statistics, background));
  features = idio_features_leave_out (idio_statistics_get_features (compare->statistics),
                                      compare->audience == IDIO_AUDIENCE_ASSISTANT ? NO_AUDIENCE : IDIO_AUDIENCE_ASSISTANT,
                                      IDIO_HABITS_MIN_TEXTS);
  compare->documents = idio_features_choose (features, G_MAXUINT, MAX_PROFILE_TEXTS);
  missing = idio_shared_profile_list_missing (compare->profile, compare->documents);

  if (!(compare->texts = dex_await_boxed (idio_corpus_load_some (corpus, missing, MAX_TEXT_CHARS, G_MAXSIZE),
                                          &error)) ||
      !(comparison = dex_await_boxed (idio_counting_spawn ("[idiolect-meter]", cancellable, compare_thread,
                                                           g_atomic_rc_box_acquire (compare), compare_unref),
                                      &error)))
    return dex_future_new_for_error (error);

  name_measures (compare, comparison);
  comparison->n_others = idio_background_get_n_texts (background) -
                         idio_background_get_n_texts (idio_background_get_shipped ());

  return dex_future_new_take_boxed (IDIO_TYPE_COMPARISON, comparison);
}

/* The meter reads no more of it either. */
static char *
dup_draft (const char *text)
{
  return g_utf8_make_valid (text, (gssize) strnlen (text, IDIO_METER_MAX_DRAFT_BYTES));
}

/**
 * idio_comparison_make:
 * @statistics: what is known of the user; it is brought up to date
 * @reference: the draft that anyone would get
 * @draft: the one in the user's voice
 * @audience: whom they are for
 *
 * Returns: (transfer full): a future of an #IdioComparison
 */
DexFuture *
idio_comparison_make (IdioStatistics *statistics,
                      const char     *reference,
                      const char     *draft,
                      IdioAudience    audience)
{
  Compare *compare;

  g_return_val_if_fail (IDIO_IS_STATISTICS (statistics), NULL);
  g_return_val_if_fail (reference != NULL && draft != NULL, NULL);

  compare = g_atomic_rc_box_new0 (Compare);
  compare->statistics = g_object_ref (statistics);
  compare->reference = dup_draft (reference);
  compare->draft = dup_draft (draft);
  compare->audience = audience;

  return idio_fiber_spawn (compare_fiber, compare, compare_free);
}

/**
 * idio_comparison_has_excess:
 * @self: two drafts compared
 * @measure: a measure
 *
 * Returns: whether the draft overdoes the habit that @measure counts
 */
gboolean
idio_comparison_has_excess (const IdioComparison *self,
                            IdioMeasureId         measure)
{
  for (guint i = 0; i < self->excesses->len; i++)
    if (g_array_index (self->excesses, IdioDifference, i).measure == measure)
      return TRUE;

  return FALSE;
}

IdioComparison *
idio_comparison_ref (IdioComparison *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
idio_comparison_clear (gpointer data)
{
  IdioComparison *self = data;

  g_clear_pointer (&self->differences, g_array_unref);
  g_clear_pointer (&self->excesses, g_array_unref);
}

void
idio_comparison_unref (IdioComparison *self)
{
  g_atomic_rc_box_release_full (self, idio_comparison_clear);
}
