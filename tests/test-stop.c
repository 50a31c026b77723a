/* test-stop.c: whatever is being counted ends soon when it is told to, and leaves nothing broken
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "features/idio-features.h"
#include "features/idio-near-duplicates.h"
#include "features/idio-ranges.h"
#include "features/idio-reference.h"
#include "habits/idio-habits.h"
#include "meter/made-up.h"
#include "meter/idio-meter.h"
#include "shapes.h"
#include "text/idio-stop.h"

#define N_TEXTS   20
#define N_WRITERS 6

/* How many are the writer's own when two are compared */
#define N_OWN (N_TEXTS - 2)

/* The most bytes that are read from one question to the next */
#define MAX_BYTES_A_QUESTION (1 << 19)

static char *texts[N_TEXTS];
static gint64 documents[N_TEXTS];
static IdioHabitSample samples[N_TEXTS];
static GPtrArray *features;

typedef struct
{
  guint n_asked;
  guint stop_at;
} Watch;

static gboolean
ask (gpointer data)
{
  Watch *watch = data;

  return ++watch->n_asked >= watch->stop_at;
}

/* How often it was asked whether to stop. */
static guint
run_until (void  (*func) (void),
           guint   stop_at)
{
  Watch watch = { .stop_at = stop_at };

  idio_stop_watch (ask, &watch);
  func ();
  idio_stop_watch (NULL, NULL);

  return watch.n_asked;
}

static void
find_in_samples (void)
{
  g_autoptr(GPtrArray) habits = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_habit_free);

  idio_habits_find_in_samples (habits, features, samples, N_TEXTS);
  g_assert_cmpuint (habits->len, <=, IDIO_HABITS_MAX);
}

static void
leave_out_repeats (void)
{
  g_autoptr(GPtrArray) kept = idio_near_duplicates_leave_out (features);

  g_assert_cmpuint (kept->len, <=, N_TEXTS);
}

static void
find_habits (void)
{
  g_autoptr(GPtrArray) habits = idio_habits_find (features);

  g_assert_cmpuint (habits->len, <=, IDIO_HABITS_MAX);
}

static void
make_ranges (void)
{
  g_autoptr(IdioRanges) ranges = idio_ranges_new (IDIO_N_MEASURES);
  const guint groups[N_TEXTS] = { 0 };
  const double *values[N_TEXTS];

  for (guint i = 0; i < N_TEXTS; i++)
    values[i] = ((IdioFeatures *) g_ptr_array_index (features, i))->values;

  idio_ranges_add_all (ranges, N_TEXTS, groups, values);
  g_assert_cmpuint (idio_ranges_get_n_texts (ranges, 0), ==, N_TEXTS);
}

static void
make_background (void)
{
  g_autoptr(IdioBackgroundBuilder) builder = idio_background_builder_new ("made up", TRUE);
  g_autoptr(IdioBackground) background = NULL;

  for (guint i = 0; i < N_TEXTS * N_WRITERS; i++)
    {
      g_autofree char *writer = g_strdup_printf ("%u", i % N_WRITERS);

      idio_background_builder_add (builder, writer, texts[i % N_TEXTS]);
    }

  background = idio_background_builder_finish (builder, NULL);
  g_assert_nonnull (background);
}

static void
compare_drafts (void)
{
  g_autoptr(IdioProfile) profile = idio_profile_new (idio_background_get_shipped ());

  for (guint i = 0; i < N_OWN; i++)
    idio_profile_add (profile, documents[i], texts[i]);

  idio_meter_compare (profile, texts[N_TEXTS - 2], texts[N_TEXTS - 1]);
}

/* Each loop asks as often as it goes around. Stopped at any question, nothing is asked for long afterwards, and the
 * sanitizers find nothing. */
static void
test_anywhere (void)
{
  static const struct { const char *name; void (*func) (void); guint min_asked; } funcs[] = {
    { "samples", find_in_samples, 6 * N_TEXTS },
    { "repeats", leave_out_repeats, N_TEXTS },
    { "habits", find_habits, N_TEXTS + 50 },
    { "ranges", make_ranges, IDIO_N_MEASURES },
    { "background", make_background, (2 * N_TEXTS + 1) * N_WRITERS },
    { "comparison", compare_drafts, N_OWN * (N_OWN + 1) + N_OWN + N_OWN / 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (funcs); i++)
    {
      guint n_asked = run_until (funcs[i].func, G_MAXUINT);
      guint step = MAX (1, n_asked / 15);

      g_test_message ("%s: asked %u times", funcs[i].name, n_asked);
      g_assert_cmpuint (n_asked, >=, funcs[i].min_asked);

      for (guint stop_at = 1; stop_at <= n_asked; stop_at += step)
        g_assert_cmpuint (run_until (funcs[i].func, stop_at), <=, stop_at + 10 * N_TEXTS);
    }
}

static const char *long_text;

static void
read_long (void)
{
  g_autoptr(IdioAnalysis) analysis = idio_analysis_new (long_text);

  g_assert_cmpuint (analysis->n_words, <=, strlen (long_text));
}

static void
test_long (void)
{
  static const char * const units[] = {
    "\n", "a\n", "a ", "a", "go. ", "- a\n", "語", "\u0301", "~ ~ ~ ~ ~ ~ ~ ~ ~ ~ ~ ~ ~ ~ ~ ~\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autofree char *text = shapes_make (units[i], 2 * 1000 * 1000);

      long_text = text;
      g_assert_cmpuint (run_until (read_long, G_MAXUINT), >=, strlen (text) / MAX_BYTES_A_QUESTION);
      g_assert_cmpuint (run_until (read_long, 2), ==, 2);
    }
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  features = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_features_unref);

  for (guint i = 0; i < N_TEXTS; i++)
    {
      g_autoptr(IdioAnalysis) analysis = NULL;

      documents[i] = i + 1;
      texts[i] = made_up_text (3, i, 150);
      analysis = idio_analysis_new (texts[i]);
      g_ptr_array_add (features, idio_features_new (analysis, documents[i], 0));
      samples[i] = (IdioHabitSample) { documents[i], texts[i], g_steal_pointer (&analysis) };
    }

  g_test_add_func ("/stop/anywhere", test_anywhere);
  g_test_add_func ("/stop/long", test_long);
  status = g_test_run ();

  for (guint i = 0; i < N_TEXTS; i++)
    {
      idio_analysis_free ((IdioAnalysis *) samples[i].analysis);
      g_free (texts[i]);
    }

  g_ptr_array_unref (features);

  return status;
}
