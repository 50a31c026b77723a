/* test-differences.c: the named measures behind a verdict
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "meter/idio-differences.h"

#define N_GROUPS 2

/* A text and its measures */
typedef struct
{
  IdioAnalysis *analysis;
  double        values[IDIO_N_MEASURES];
} Text;

static void
text_clear (Text *text)
{
  g_clear_pointer (&text->analysis, idio_analysis_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Text, text_clear)

/* @n_sentences sentences, of which the first @n_calls end with an exclamation mark */
static Text
make_text (guint n_sentences,
           guint n_calls)
{
  g_autoptr(GString) string = g_string_new (NULL);
  Text text;

  for (guint i = 0; i < n_sentences; i++)
    g_string_append_printf (string, "The report number %u is on the table%s ", i, i < n_calls ? "!" : ".");

  text.analysis = idio_analysis_new (string->str);
  idio_measures_compute (text.analysis, text.values);

  return text;
}

/* Texts of @group, of which each calls @n_calls times in 20 sentences */
static void
add_texts (IdioRanges *ranges,
           guint       group,
           guint       n_texts,
           guint       n_calls)
{
  for (guint i = 0; i < n_texts; i++)
    {
      g_auto(Text) text = make_text (20, n_calls);

      idio_ranges_add (ranges, group, text.values);
    }
}

static GArray *
find_excesses (const IdioRanges *ranges,
               guint             group,
               const Text       *reference,
               const Text       *draft)
{
  return idio_excesses_find (ranges, group, reference->analysis, reference->values, draft->analysis, draft->values);
}

static guint
count_excesses (const IdioRanges *ranges,
                guint             group,
                const Text       *reference,
                const Text       *draft)
{
  g_autoptr(GArray) excesses = find_excesses (ranges, group, reference, draft);

  return excesses->len;
}

static void
test_excess (void)
{
  g_autoptr(IdioRanges) ranges = idio_ranges_new (IDIO_N_MEASURES);
  g_auto(Text) calm = make_text (20, 0);
  g_auto(Text) loud = make_text (20, 20);
  g_autoptr(GArray) excesses = NULL;
  const IdioDifference *excess;

  add_texts (ranges, 0, 6, 1);
  excesses = find_excesses (ranges, 0, &calm, &loud);
  g_assert_cmpuint (excesses->len, ==, 1);
  excess = &g_array_index (excesses, IdioDifference, 0);
  g_assert_cmpint (excess->measure, ==, IDIO_MEASURE_EXCLAMATIONS);
  g_assert_cmpfloat_with_epsilon (excess->reference, calm.values[IDIO_MEASURE_EXCLAMATIONS], 1e-12);
  g_assert_cmpfloat_with_epsilon (excess->draft, loud.values[IDIO_MEASURE_EXCLAMATIONS], 1e-12);
  g_assert_cmpfloat (excess->draft, >, excess->own.high);
  g_assert_cmpfloat (excess->gain, <, 0);

  /* What the other draft does too is no fault of this one, and less than usual is never too much. */
  g_assert_cmpuint (count_excesses (ranges, 0, &loud, &loud), ==, 0);
  g_assert_cmpuint (count_excesses (ranges, 0, &loud, &calm), ==, 0);
}

static void
test_no_excess (void)
{
  g_autoptr(IdioRanges) ranges = idio_ranges_new (IDIO_N_MEASURES);
  g_auto(Text) calm = make_text (20, 0);
  g_auto(Text) usual = make_text (20, 4);
  g_auto(Text) little_more = make_text (20, 6);
  g_auto(Text) twice = make_text (2, 2);
  g_auto(Text) none = make_text (0, 0);

  add_texts (ranges, 0, 6, 4);
  g_assert_cmpuint (count_excesses (ranges, 0, &calm, &usual), ==, 0);

  /* It may be by chance. */
  g_assert_cmpuint (count_excesses (ranges, 0, &calm, &little_more), ==, 0);

  /* Each sentence of two is still only two. */
  g_assert_cmpuint (count_excesses (ranges, 0, &calm, &twice), ==, 0);
  g_assert_cmpuint (count_excesses (ranges, 0, &calm, &none), ==, 0);
  g_assert_cmpuint (count_excesses (ranges, 0, &none, &none), ==, 0);
}

/* A group of few texts is judged by all texts, and few texts are not judged by at all. */
static void
test_groups (void)
{
  g_autoptr(IdioRanges) ranges = idio_ranges_new (IDIO_N_MEASURES);
  g_auto(Text) calm = make_text (20, 0);
  g_auto(Text) loud = make_text (20, 20);

  add_texts (ranges, 0, 4, 0);
  g_assert_cmpuint (count_excesses (ranges, 0, &calm, &loud), ==, 0);

  add_texts (ranges, 0, 1, 0);
  g_assert_cmpuint (count_excesses (ranges, 0, &calm, &loud), ==, 1);
  g_assert_cmpuint (count_excesses (ranges, 1, &calm, &loud), ==, 1);

  add_texts (ranges, 1, 5, 20);
  g_assert_cmpuint (count_excesses (ranges, 0, &calm, &loud), ==, 1);
  g_assert_cmpuint (count_excesses (ranges, 1, &calm, &loud), ==, 0);
}

static void
test_differences (void)
{
  g_autoptr(IdioRanges) ranges = idio_ranges_new (IDIO_N_MEASURES);
  g_auto(Text) calm = make_text (20, 0);
  g_auto(Text) loud = make_text (20, 20);
  g_auto(Text) none = make_text (0, 0);
  g_autoptr(GArray) differences = NULL, opposite = NULL, first = NULL, same = NULL, empty = NULL;

  add_texts (ranges, 0, 6, 0);
  differences = idio_differences_find (ranges, 0, loud.values, calm.values, G_MAXUINT);
  opposite = idio_differences_find (ranges, 0, calm.values, loud.values, G_MAXUINT);
  first = idio_differences_find (ranges, 0, loud.values, calm.values, 1);
  same = idio_differences_find (ranges, 0, loud.values, loud.values, G_MAXUINT);
  empty = idio_differences_find (ranges, 0, loud.values, none.values, G_MAXUINT);

  g_assert_cmpuint (differences->len, >=, 1);
  g_assert_cmpint (g_array_index (differences, IdioDifference, 0).measure, ==, IDIO_MEASURE_EXCLAMATIONS);
  g_assert_cmpfloat (g_array_index (differences, IdioDifference, 0).gain, >, 0);
  g_assert_cmpuint (opposite->len, ==, differences->len);
  g_assert_cmpfloat_with_epsilon (g_array_index (opposite, IdioDifference, 0).gain,
                                  -g_array_index (differences, IdioDifference, 0).gain, 1e-12);
  g_assert_cmpuint (first->len, ==, 1);
  g_assert_cmpuint (same->len, ==, 0);

  for (guint i = 1; i < differences->len; i++)
    g_assert_cmpfloat (fabs (g_array_index (differences, IdioDifference, i).gain), <=,
                       fabs (g_array_index (differences, IdioDifference, i - 1).gain));

  for (guint i = 0; i < empty->len; i++)
    g_assert_false (isnan (g_array_index (empty, IdioDifference, i).gain));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/differences/excess", test_excess);
  g_test_add_func ("/differences/no-excess", test_no_excess);
  g_test_add_func ("/differences/groups", test_groups);
  g_test_add_func ("/differences/differences", test_differences);

  return g_test_run ();
}
