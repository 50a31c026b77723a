/* fuzz-habits.c: habits of a writer, out of texts separated by form feeds
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "corpus/idio-text.h"
#include "features/idio-near-duplicates.h"
#include "fuzz.h"
#include "habits/idio-habits.h"
#include "voice/idio-habit-quotes.h"

#define MAX_TEXTS 64

static GPtrArray *
make_texts (GPtrArray *parts)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);

  for (guint i = 0; i < parts->len; i++)
    g_ptr_array_add (texts, idio_text_new (i + 1, "Title", g_ptr_array_index (parts, i), 0, IDIO_AUDIENCE_GENERAL));

  return texts;
}

static GPtrArray *
make_features (GPtrArray *parts)
{
  GPtrArray *features = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_features_unref);

  for (guint i = 0; i < parts->len; i++)
    {
      g_autoptr(IdioAnalysis) analysis = idio_analysis_new (g_ptr_array_index (parts, i));

      g_ptr_array_add (features, idio_features_new (analysis, i + 1, i % 3));
    }

  return features;
}

static gboolean
is_shown (const IdioHabit       *habit,
          const IdioHabitSample *sample)
{
  for (guint i = 0; i < sample->analysis->sentences->len; i++)
    if (idio_habit_shows (habit, sample->analysis, sample->text, i) > 0)
      return TRUE;

  return FALSE;
}

/* What was counted is shown. */
static void
check_habit (const IdioHabit *habit,
             IdioSources     *sources,
             guint            n_texts)
{
  g_assert (habit->n_with <= habit->n_texts && habit->n_texts <= n_texts);
  g_assert (isfinite (habit->rate) && habit->rate >= 0 && isfinite (habit->score));
  g_assert (habit->low <= habit->median && habit->median <= habit->high);
  g_assert (habit->detail == NULL || g_utf8_validate (habit->detail, -1, NULL));

  for (guint i = 0; i < habit->documents->len; i++)
    {
      gint64 document = g_array_index (habit->documents, gint64, i);
      IdioHabitSample sample;

      g_assert (document >= 1 && document <= n_texts && idio_sources_get_sample (sources, document, &sample));
      if (!is_shown (habit, &sample)) g_error ("%s: %s", idio_habit_get_nick (habit), sample.text);
    }
}

/* What a card quotes stands in the texts, and is whole characters. */
static void
check_proposal (const IdioProposal *proposal,
                GPtrArray          *parts)
{
  g_assert (g_utf8_validate (proposal->fields.claim, -1, NULL) && *proposal->fields.claim != '\0');
  g_assert (g_utf8_validate (proposal->fields.instruction, -1, NULL) && *proposal->fields.instruction != '\0');

  for (guint i = 0; i < proposal->quotes->len; i++)
    {
      const IdioQuote *quote = g_ptr_array_index (proposal->quotes, i);
      const char *text;

      g_assert (quote->document >= 1 && quote->document <= parts->len && quote->length > 0);
      text = g_ptr_array_index (parts, quote->document - 1);
      g_assert (fuzz_is_span (text, strlen (text), quote->start, quote->length));
    }
}

int
fuzz_run (const guint8 *data,
          size_t        size)
{
  g_autofree char *text = fuzz_dup_text (data, size);
  g_autoptr(GPtrArray) parts = fuzz_split (text, MAX_TEXTS);
  g_autoptr(GPtrArray) texts = make_texts (parts);
  g_autoptr(GPtrArray) features = make_features (parts);
  g_autoptr(IdioSources) sources = idio_sources_new (texts);
  g_autoptr(GPtrArray) habits = idio_habits_find (features);
  g_autoptr(GPtrArray) told_once = idio_near_duplicates_leave_out (features);
  g_autoptr(GArray) samples = g_array_new (FALSE, FALSE, sizeof (IdioHabitSample));

  for (guint i = 0; i < parts->len; i++)
    {
      IdioHabitSample sample;

      if (idio_sources_get_sample (sources, i + 1, &sample))
        g_array_append_val (samples, sample);
    }

  idio_habits_find_in_samples (habits, features, (const IdioHabitSample *) (gpointer) samples->data, samples->len);
  g_assert (habits->len <= IDIO_HABITS_MAX && told_once->len <= features->len);

  for (guint i = 0; i < habits->len; i++)
    {
      g_autoptr(IdioProposal) proposal = NULL;

      check_habit (g_ptr_array_index (habits, i), sources, parts->len);

      if ((proposal = idio_habit_propose (g_ptr_array_index (habits, i), sources)))
        check_proposal (proposal, parts);
    }

  return 0;
}
