/* test-ranges.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "features/idio-ranges.h"
#include "idio-test.h"

#define N_MEASURES 3
#define N_GROUPS   2
#define N_TEXTS  300

static void
assert_close (double value,
              double expected)
{
  g_assert_cmpfloat_with_epsilon (value, expected, 1e-12);
}

static void
test_range (void)
{
  static const double texts[][N_MEASURES] = { { 4, 0, NAN }, { 1, 0, NAN }, { 3, 2, NAN }, { 2, 0, 7 } };
  g_autoptr(IdioRanges) ranges = idio_ranges_new (N_MEASURES);
  IdioRange range;

  g_assert_false (idio_ranges_get_range (ranges, 0, 0, &range));

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    idio_ranges_add (ranges, i % 2, texts[i]);

  g_assert_cmpuint (idio_ranges_get_n_texts (ranges, IDIO_RANGES_ALL), ==, 4);
  g_assert_cmpuint (idio_ranges_get_n_texts (ranges, 1), ==, 2);

  /* By hand, of 1 2 3 4: the lower quartile lies at place 0.75, the 5th percentile at 0.15. */
  g_assert_true (idio_ranges_get_range (ranges, 0, IDIO_RANGES_ALL, &range));
  g_assert_cmpuint (range.n, ==, 4);
  g_assert_cmpuint (range.n_some, ==, 4);
  assert_close (range.low, 1.15);
  assert_close (range.lower, 1.75);
  assert_close (range.median, 2.5);
  assert_close (range.upper, 3.25);
  assert_close (range.high, 3.85);
  assert_close (range.mean, 2.5);

  /* Group 1 has the second and the fourth. */
  g_assert_true (idio_ranges_get_range (ranges, 0, 1, &range));
  assert_close (range.median, 1.5);

  g_assert_true (idio_ranges_get_range (ranges, 1, IDIO_RANGES_ALL, &range));
  g_assert_cmpuint (range.n_some, ==, 1);

  /* What means nothing for a text is no 0. */
  g_assert_true (idio_ranges_get_range (ranges, 2, IDIO_RANGES_ALL, &range));
  g_assert_cmpuint (range.n, ==, 1);
  assert_close (range.low, 7);
  assert_close (range.high, 7);

  assert_close (idio_ranges_get_share (ranges, 0, IDIO_RANGES_ALL, 3), 0.5);
  assert_close (idio_ranges_get_share (ranges, 0, IDIO_RANGES_ALL, 99), 1);
}

typedef struct
{
  guint  group;
  double values[N_MEASURES];
} Text;

static Text
make_text (void)
{
  Text text = { .group = (guint) g_test_rand_int_range (0, N_GROUPS) };

  for (guint i = 0; i < N_MEASURES; i++)
    {
      double value = g_test_rand_double_range (0, 5);

      /* Some have no value, some the same as others. */
      text.values[i] = value < 1 ? NAN : value < 3 ? floor (value) : value;
    }

  return text;
}

static void
assert_same (const IdioRanges *ranges,
             const IdioRanges *other)
{
  for (guint group = 0; group <= N_GROUPS; group++)
    for (guint i = 0; i < N_MEASURES; i++)
      {
        IdioRange range, other_range;
        guint which = group < N_GROUPS ? group : IDIO_RANGES_ALL;

        g_assert_cmpuint (idio_ranges_get_n_texts (ranges, which), ==,
                          idio_ranges_get_n_texts (other, which));
        g_assert_true (idio_ranges_get_range (ranges, i, which, &range) ==
                       idio_ranges_get_range (other, i, which, &other_range));

        /* To the last bit. */
        g_assert_cmpmem (&range, sizeof range, &other_range, sizeof other_range);
      }
}

/* Texts that come and go in any order leave what those would that stayed. */
static void
test_incremental (void)
{
  g_autoptr(IdioRanges) ranges = idio_ranges_new (N_MEASURES);
  g_autoptr(GArray) texts = g_array_new (FALSE, FALSE, sizeof (Text));

  for (guint i = 0; i < N_TEXTS; i++)
    {
      g_autoptr(IdioRanges) scratch = NULL;

      if (texts->len > 0 && g_test_rand_int_range (0, 3) == 0)
        {
          guint which = (guint) g_test_rand_int_range (0, (gint32) texts->len);
          Text *text = &g_array_index (texts, Text, which);

          idio_ranges_remove (ranges, text->group, text->values);
          g_array_remove_index (texts, which);
        }
      else
        {
          Text text = make_text ();

          idio_ranges_add (ranges, text.group, text.values);
          g_array_append_val (texts, text);
        }

      if (i % 20 != 0)
        continue;

      scratch = idio_ranges_new (N_MEASURES);

      for (guint j = texts->len; j > 0; j--)
        idio_ranges_add (scratch, g_array_index (texts, Text, j - 1).group,
                         g_array_index (texts, Text, j - 1).values);

      assert_same (ranges, scratch);
    }
}

static void
test_all_at_once (void)
{
  g_autoptr(IdioRanges) ranges = idio_ranges_new (N_MEASURES);
  g_autoptr(IdioRanges) scratch = idio_ranges_new (N_MEASURES);
  Text texts[N_TEXTS];
  guint groups[N_TEXTS];
  const double *values[N_TEXTS];

  for (guint i = 0; i < N_TEXTS; i++)
    {
      texts[i] = make_text ();
      groups[i] = texts[i].group;
      values[i] = texts[i].values;
      idio_ranges_add (scratch, texts[i].group, texts[i].values);
    }

  /* The first ones to an empty one, and then to what is there. */
  idio_ranges_add_all (ranges, N_TEXTS / 3, groups, values);
  idio_ranges_add_all (ranges, N_TEXTS - N_TEXTS / 3, groups + N_TEXTS / 3, values + N_TEXTS / 3);
  assert_same (ranges, scratch);
}

static void
add_tests (void)
{
  g_test_add_func ("/ranges/all-at-once", test_all_at_once);
  g_test_add_func ("/ranges/range", test_range);
  g_test_add_func ("/ranges/incremental", test_incremental);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
