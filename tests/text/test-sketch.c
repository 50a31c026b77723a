/* test-sketch.c: sketches of texts tell how much of them is the same
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "text/idio-shingle-set.h"
#include "text/idio-sketch.h"

/* Words from one number to another, of which each is another word */
static char *
make_text (guint from,
           guint to)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = from; i < to; i++)
    g_string_append_printf (text, "W%u%s", i, i % 9 == 8 ? ",\n" : " ");

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static double
compare (const char *a,
         const char *b)
{
  g_autofree IdioSketch *x = idio_sketch_new (a, strlen (a), 0), *y = idio_sketch_new (b, strlen (b), 0);

  g_assert_cmpfloat_with_epsilon (idio_sketch_compare (x, y), idio_sketch_compare (y, x), 1e-9);

  for (double least = 0; least <= 1; least += 0.0625)
    g_assert_true (idio_sketch_reaches (x, y, least) == (idio_sketch_compare (x, y) >= least));

  return idio_sketch_compare (x, y);
}

static void
test_words (void)
{
  g_autofree char *text = make_text (0, 10);
  g_autofree IdioSketch *none = idio_sketch_new (text, strlen (text), 11);
  g_autofree IdioSketch *all = idio_sketch_new (text, strlen (text), 10);
  g_autofree IdioSketch *some = idio_sketch_new (text, strlen ("W0 W1 W2 W3 W4 W5 W6"), 7);
  g_autofree IdioSketch *empty = idio_sketch_new ("", 0, 0);
  g_autofree IdioSketch *repeated = idio_sketch_new ("a a a a a a a a a a a a", 23, 0);

  g_assert_null (none);
  g_assert_null (empty);
  g_assert_cmpuint (all->n_values, ==, 10 - IDIO_SHINGLE_WORDS + 1);
  g_assert_cmpuint (some->n_values, ==, 2);
  g_assert_cmpuint (repeated->n_values, ==, 1);

  for (guint i = 1; i < all->n_values; i++)
    g_assert_cmpuint (all->values[i - 1], <, all->values[i]);
}

/* Of texts with few shingles it is what counting them gives, whatever marks and lines there are. */
static void
test_exact (void)
{
  g_autofree char *a = make_text (0, 45), *b = make_text (20, 65), *c = make_text (100, 145);

  g_assert_cmpfloat_with_epsilon (compare (a, a), 1, 1e-9);
  g_assert_cmpfloat_with_epsilon (compare (a, c), 0, 1e-9);
  g_assert_cmpfloat_with_epsilon (compare (a, b), 20.0 / 60, 1e-9);
  g_assert_cmpfloat_with_epsilon (compare ("One two – three\nfour; five SIX seven",
                                           "one, two three four five six. Seven?"), 1, 1e-9);
  g_assert_cmpfloat_with_epsilon (compare ("Привет, как у тебя дела сегодня? Всё хорошо.",
                                           "привет как у тебя дела сегодня. Всё хорошо!"), 1, 1e-9);
}

/* Of longer ones an estimate, four standard errors at most from it. */
static void
test_estimate (void)
{
  static const guint lengths[] = { 300, 3000, 30000 };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    for (guint j = 0; j < 10; j++)
      {
        guint n = lengths[i], shift = n / 10 * j;
        g_autofree char *a = make_text (0, n), *b = make_text (shift, n + shift);
        double truth = shift + IDIO_SHINGLE_WORDS > n ? 0 : (double) (n - shift - 5) / (n + shift - 5);

        g_assert_cmpfloat_with_epsilon (compare (a, b), truth, 4 * 0.044);
      }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sketch/words", test_words);
  g_test_add_func ("/sketch/exact", test_exact);
  g_test_add_func ("/sketch/estimate", test_estimate);

  return g_test_run ();
}
