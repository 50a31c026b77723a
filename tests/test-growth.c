/* test-growth.c: what counting costs grows as the text does, and no faster, whatever is in it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "features/idio-features.h"
#include "features/idio-near-duplicates.h"
#include "features/idio-phrases.h"
#include "features/idio-ranges.h"
#include "features/idio-reference.h"
#include "habits/idio-habits.h"
#include "import/idio-alike.h"
#include "meter/made-up.h"
#include "meter/idio-feature-counts.h"
#include "shapes.h"
#include "text/idio-run-index.h"
#include "text/idio-shingle-set.h"
#include "text/idio-words.h"

/* The largest text; of quadratic work it is more than a second. */
#ifdef __SANITIZE_ADDRESS__
#define SIZE 30000
#else
#define SIZE 120000
#endif

/* The most documents */
#define N_DOCUMENTS 8000

/* Of a text whose memory is looked at */
#define MEMORY_SIZE (10 * 1000 * 1000)

static void
read_tokens (const char *text)
{
  g_autoptr(IdioTokens) tokens = idio_tokens_new (text, strlen (text));

  g_assert_cmpuint (tokens->n_items, >, 0);
}

static void
count_words (const char *text)
{
  idio_count_words (text);
}

static void
take_features (const char *text)
{
  g_autoptr(IdioAnalysis) analysis = idio_analysis_new (text);
  g_autoptr(IdioFeatures) features = idio_features_new (analysis, 1, 0);

  g_assert_cmpuint (features->n_words, ==, analysis->n_words);
}

static void
make_feature_counts (const char *text)
{
  g_autoptr(GBytes) background_text = idio_feature_counts_new (text);
  g_autoptr(GArray) counts = idio_feature_counts_read (background_text);

  g_assert_nonnull (counts);
}

static void
find_shared (const char *text)
{
  g_autoptr(IdioWords) words = idio_words_new (text);
  g_autoptr(IdioRunIndex) index = idio_run_index_new (words, 6);
  g_autoptr(GArray) runs = idio_run_index_find (index, words);

  g_assert_cmpuint (runs->len > 0, ==, words->words->len >= 6);
}

static void
leave_out_runs (const char *text)
{
  g_autoptr(IdioShingleSet) runs = idio_shingle_set_new (IDIO_SHINGLE_WORDS);
  g_autoptr(IdioWords) words = idio_words_new (text);
  g_autofree char *rest = NULL;

  idio_shingle_set_add (runs, words);
  rest = idio_shingle_set_leave_out (runs, text, 1, NULL);
  g_assert_cmpuint (strlen (rest), <=, strlen (text) + 2);
  idio_shingle_set_remove (runs, words);
}

/* Each word is looked at that begins a text. */
static void
find_phrases (const char *text)
{
  const char *texts[] = { text, text, text, text, text, text };
  g_autoptr(GPtrArray) phrases = idio_phrases_find (texts, G_N_ELEMENTS (texts),
                                                    idio_reference_get (IDIO_GENRE_POST, IDIO_LANGUAGE_ENGLISH));
  g_autoptr(GPtrArray) features = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_features_unref);
  g_autoptr(GPtrArray) habits = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_habit_free);
  g_autoptr(IdioAnalysis) analysis = idio_analysis_new (text);
  IdioHabitSample samples[6];

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      samples[i] = (IdioHabitSample) { i, text, analysis };
      g_ptr_array_add (features, idio_features_new (analysis, i, 0));
    }

  idio_habits_find_in_samples (habits, features, samples, G_N_ELEMENTS (samples));
}

/* What a card is quoted with: for each habit each sentence is looked at. */
static void
show_habits (const char *text)
{
  g_autoptr(IdioAnalysis) analysis = idio_analysis_new (text);

  for (guint n = 0; idio_habits_get_rule (n) != NULL; n++)
    {
      g_autoptr(GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      IdioHabit habit = { .rule = idio_habits_get_rule (n), .detail = (char *) "the boat and" };

      for (guint i = 0; i < analysis->sentences->len; i++)
        if (idio_habit_shows (&habit, analysis, text, i) > 0)
          idio_habit_count_words (&habit, analysis, text, i, counts);
    }
}

static void
test_linear (gconstpointer data)
{
  static const struct { const char *name; ShapeFunc func; gsize size; } funcs[] = {
    { "tokens", read_tokens, SIZE },
    { "words", count_words, SIZE },
    { "analysis", take_features, SIZE },
    { "feature counts", make_feature_counts, SIZE / 2 },
    { "shared", find_shared, SIZE / 4 },
    { "runs", leave_out_runs, SIZE / 4 },
    { "phrases", find_phrases, SIZE / 12 },
    { "habits", show_habits, SIZE / 4 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (funcs); i++)
    if (g_str_equal (funcs[i].name, data))
      shapes_assert_linear (funcs[i].name, funcs[i].func, funcs[i].size);
}

/* Features of as many documents, which are the worst there can be: as long as each other, and all different. */
static GPtrArray *all_features;

static GPtrArray *
take_some (guint n)
{
  GPtrArray *features = g_ptr_array_new ();

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (features, g_ptr_array_index (all_features, i));

  return features;
}

static void
find_repeats (guint n)
{
  g_autoptr(GPtrArray) features = take_some (n);
  g_autoptr(GPtrArray) kept = idio_near_duplicates_leave_out (features);

  g_assert_cmpuint (kept->len, >, n / 2);
}

static void
find_habits (guint n)
{
  g_autoptr(GPtrArray) features = take_some (n);
  g_autoptr(GPtrArray) habits = idio_habits_find (features);

  g_assert_cmpuint (habits->len, <=, IDIO_HABITS_MAX);
}

static void
make_ranges (guint n)
{
  g_autoptr(IdioRanges) ranges = idio_ranges_new (IDIO_N_MEASURES);
  g_autoptr(IdioRanges) copy = NULL;
  g_autofree guint *groups = g_new0 (guint, n);
  g_autofree const double **values = g_new (const double *, n);

  for (guint i = 0; i < n; i++)
    values[i] = ((IdioFeatures *) g_ptr_array_index (all_features, i))->values;

  idio_ranges_add_all (ranges, n, groups, values);
  copy = idio_ranges_copy (ranges);
  idio_ranges_remove (copy, 0, values[n / 2]);
  g_assert_cmpuint (idio_ranges_get_n_texts (copy, 0), ==, n - 1);
}

static void
make_background (guint n)
{
  g_autoptr(IdioBackgroundBuilder) builder = idio_background_builder_new ("made up", TRUE);
  g_autoptr(IdioBackground) background = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *writer = g_strdup_printf ("%u", i);

      idio_background_builder_add (builder, writer, "Well, this is one of the many texts that are all the same.");
    }

  background = idio_background_builder_finish (builder, NULL);
  g_assert_cmpuint (idio_background_get_n_writers (background), ==, n);
}

/* Texts with a passage that is in all of them, and as much that is not */
static void
find_alike (guint n)
{
  g_autoptr(IdioAlikeSearch) search = idio_alike_search_new ();
  g_autoptr(GArray) alike = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GString) body = g_string_new (NULL);
      g_autoptr(IdioText) text = NULL;

      for (guint j = 0; j < 60; j++)
        g_string_append_printf (body, "w%u ", j < 30 ? j : 100 + i * 30 + j);

      text = idio_text_new (i + 1, "Title", body->str, 60, IDIO_AUDIENCE_GENERAL);
      idio_alike_search_add (search, text, body->len);
    }

  alike = idio_alike_search_run (search, NULL);
  g_assert_cmpuint (alike->len, ==, 0);
}

static void
test_many (void)
{
  static const struct { const char *name; ManyFunc func; guint n; } funcs[] = {
    { "repeats", find_repeats, N_DOCUMENTS },
    { "habits", find_habits, N_DOCUMENTS },
    { "ranges", make_ranges, N_DOCUMENTS },
    { "background", make_background, N_DOCUMENTS / 20 },
    { "alike", find_alike, N_DOCUMENTS },
  };
  g_autoptr(GRand) rand = g_rand_new_with_seed (8);

  all_features = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_features_unref);

  for (guint i = 0; i < N_DOCUMENTS; i++)
    {
      g_autofree char *text = made_up_text (i % 50, i, 12);
      g_autoptr(IdioAnalysis) analysis = idio_analysis_new (text);
      IdioFeatures *features = idio_features_new (analysis, i, 0);

      features->n_words = 100;
      features->n_sentences = 10;

      for (guint j = 0; j < 10; j++)
        features->lengths[g_rand_int_range (rand, 2, IDIO_FEATURES_N_LENGTHS)]++;

      g_ptr_array_add (all_features, features);
    }

  for (guint i = 0; i < G_N_ELEMENTS (funcs); i++)
    many_assert_linear (funcs[i].name, funcs[i].func, funcs[i].n);

  g_ptr_array_unref (all_features);
}

/* The sanitizer keeps what was freed, and has memory of its own. */
#ifndef __SANITIZE_ADDRESS__

/* No more than ten times the file, whatever is in it. */
static void
test_memory (void)
{
  static const char * const units[] = { "\n", "a\n", "~\n", "~ ", "~", "a ", "a, ", "go. ", "- a\n", "语", "ภาษาไทย", "😀", "e\u0301" };
  static const ShapeFunc funcs[] = { count_words, take_features, make_feature_counts };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autofree char *text = shapes_make (units[i], MEMORY_SIZE);

      for (guint j = 0; j < G_N_ELEMENTS (funcs); j++)
        {
          gsize peak = shapes_measure_peak (funcs[j], text);

          g_test_message ("%zu MB for 10 MB of “%s”, %u", peak / 1000000, units[i], j);
          g_assert_cmpuint (peak, <, 10 * MEMORY_SIZE);
        }
    }
}

#endif

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (const char * const *name = (const char * const []) { "tokens", "words", "analysis", "feature counts", "shared", "runs",
                                                            "phrases", "habits", NULL }; *name != NULL; name++)
    {
      g_autofree char *path = g_strconcat ("/growth/", *name, NULL);

      g_test_add_data_func (path, *name, test_linear);
    }

  g_test_add_func ("/growth/many", test_many);
#ifndef __SANITIZE_ADDRESS__
  g_test_add_func ("/growth/memory", test_memory);
#endif

  return g_test_run ();
}
