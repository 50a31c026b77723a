/* test-background.c: how others write, kept and mixed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include <gio/gio.h>

#include "made-up.h"
#include "meter/idio-feature-counts.h"

static void
assert_sound (const IdioBackground *background)
{
  const float *factors = idio_background_get_factors (background);
  const float *mean = idio_background_get_mean (background);

  for (guint i = 0; i < IDIO_N_BUCKETS; i++)
    {
      g_assert_true (isfinite (factors[i]) && factors[i] >= 0);
      g_assert_true (isfinite (mean[i]) && mean[i] >= 0);
    }
}

static void
test_round_trip (void)
{
  g_autoptr(IdioBackground) background = made_up_background (0, 4);
  g_autoptr(IdioBackground) again = idio_background_new_from_bytes (idio_background_get_bytes (background), NULL);

  g_assert_cmpstr (idio_background_get_genre (again), ==, "made up");
  g_assert_cmpuint (idio_background_get_n_texts (again), ==, 40);
  g_assert_cmpuint (idio_background_get_n_writers (again), ==, 4);
  g_assert_cmpmem (idio_background_get_mean (background), IDIO_N_BUCKETS * sizeof (float),
                   idio_background_get_mean (again), IDIO_N_BUCKETS * sizeof (float));
  assert_sound (again);
}

static void
assert_refused (const guint8 *data,
                gsize         size)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data, size);
  g_autoptr(GError) error = NULL;

  g_assert_null (idio_background_new_from_bytes (bytes, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
}

static void
test_garbage (void)
{
  g_autoptr(IdioBackground) background = made_up_background (0, 1);
  gsize size;
  const guint8 *data = g_bytes_get_data (idio_background_get_bytes (background), &size);
  g_autofree guint8 *copy = g_memdup2 (data, size);
  g_autoptr(GRand) rand = g_rand_new_with_seed (5);

  assert_refused (data, size - 1);
  assert_refused (data, 20);
  assert_refused (data, 0);
  copy[0] ^= 1;
  assert_refused (copy, size);

  /* What has the right size and beginning is taken, and does no harm whatever is in it. */
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr(GBytes) bytes = NULL;
      g_autoptr(IdioBackground) odd = NULL;

      memcpy (copy, data, size);

      for (gsize j = 8; j < size; j++)
        copy[j] = (guint8) g_rand_int_range (rand, 0, 256);

      memset (copy + 16 + 4 * IDIO_N_VIEWS, i % 2 == 0 ? 0 : 0xff, 24);
      bytes = g_bytes_new (copy, size);
      odd = idio_background_new_from_bytes (bytes, NULL);

      if (i % 2 == 0)
        assert_sound (odd);
      else
        g_assert_null (odd);
    }
}

static double
find_distance (const IdioBackground *a,
               const IdioBackground *b)
{
  double square = 0;

  for (guint i = 0; i < IDIO_N_BUCKETS; i++)
    square += pow ((double) (idio_background_get_mean (a)[i] - idio_background_get_mean (b)[i]), 2);

  return sqrt (square);
}

static IdioBackground *
mix (guint                 n_texts,
     const IdioBackground *prior)
{
  g_autoptr(IdioBackgroundBuilder) builder = idio_background_builder_new ("mixed", FALSE);

  for (guint i = 0; i < n_texts; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", i % 8);
      g_autofree char *text = made_up_text (20 + i % 8, i, 150);

      g_assert_true (idio_background_builder_add (builder, name, text));
    }

  return idio_background_builder_finish (builder, prior);
}

/* The more texts, the less the prior counts: it is left behind on the way to where they would be alone. */
static void
test_mix (void)
{
  g_autoptr(IdioBackground) prior = made_up_background (0, 8);
  double share = 0;

  for (guint n = 0; n <= 80; n += 20)
    {
      g_autoptr(IdioBackground) mixed = mix (n, prior);
      g_autoptr(IdioBackground) alone = mix (n, NULL);
      double from = find_distance (mixed, prior), to = find_distance (mixed, alone), now = from / (from + to);

      assert_sound (mixed);
      g_assert_cmpuint (idio_background_get_n_texts (mixed), ==, 80 + n);

      if (n == 0)
        g_assert_cmpfloat (from, <, 0.05);
      else
        g_assert_cmpfloat (now, >, share);

      share = now;
    }
}

static void
test_limits (void)
{
  g_autoptr(IdioBackgroundBuilder) builder = idio_background_builder_new ("a genre with a näme that is too long", FALSE);
  g_autoptr(IdioBackground) background = NULL;

  for (guint i = 0; i < IDIO_BACKGROUND_MAX_TEXTS_EACH; i++)
    g_assert_true (idio_background_builder_add (builder, "one", "A text."));

  g_assert_false (idio_background_builder_add (builder, "one", "A text."));
  g_assert_true (idio_background_builder_add (builder, "two", "A text."));
  background = idio_background_builder_finish (builder, NULL);
  g_assert_cmpuint (idio_background_get_n_texts (background), ==, IDIO_BACKGROUND_MAX_TEXTS_EACH + 1);
  g_assert_true (g_utf8_validate (idio_background_get_genre (background), -1, NULL));
  g_assert_true (g_str_has_prefix (idio_background_get_genre (background), "a genre with a n"));
}

/* What was counted is as good as the text, and nothing but what can be read is taken. */
static void
test_feature_counts (void)
{
  static const struct { const char *bytes; gsize size; } odd[] = {
    { "\x01", 1 }, { "\x01\x80", 2 }, { "\x00\x01", 2 }, { "\x01\x00", 2 }, { "\x81\x80\x80\x80\x80\x00\x01", 7 },
    { "\x81\x80\x0a\x01", 4 }, { "\x01\x01\x80\x80\x0a\x01", 6 },
  };
  g_autoptr(IdioBackground) prior = made_up_background (0, 2);
  g_autoptr(IdioBackground) expected = mix (70, prior);
  g_autoptr(IdioBackground) background = NULL;
  g_autoptr(IdioBackgroundBuilder) builder = idio_background_builder_new ("mixed", FALSE);

  for (guint i = 0; i < 70; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", i % 8);
      g_autofree char *text = made_up_text (20 + i % 8, i, 150);
      g_autoptr(GBytes) packed = idio_feature_counts_new (text);

      g_assert_true (idio_background_builder_add_counts (builder, name, packed));
    }

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new_static (odd[i].bytes, odd[i].size);

      g_assert_false (idio_background_builder_add_counts (builder, "odd", bytes));
    }

  background = idio_background_builder_finish (builder, prior);
  g_assert_true (g_bytes_equal (idio_background_get_bytes (background), idio_background_get_bytes (expected)));
}

static guint
count_times (GArray *counts,
             guint   bucket)
{
  for (guint i = 0; i < counts->len; i++)
    if (g_array_index (counts, IdioVectorEntry, i).bucket == bucket)
      return (guint) g_array_index (counts, IdioVectorEntry, i).weight;

  return 0;
}

static void
test_feature_counts_round_trip (void)
{
  g_autofree char *often = g_strnfill (20000, 'a');
  g_autofree char *usual = made_up_text (1, 1, 300);
  const char *texts[] = { "", often, usual };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(IdioViews) views = idio_views_new (texts[i]);
      IdioSpan all = { views, 0, views->sentences->len };
      g_autoptr(GArray) expected = idio_vector_count (&all, 1, 0);
      g_autoptr(GBytes) packed = idio_feature_counts_new (texts[i]);
      g_autoptr(GArray) counts = idio_feature_counts_read (packed);

      g_assert_cmpuint (counts->len, ==, expected->len);

      for (guint j = 0; j < counts->len; j++)
        {
          const IdioVectorEntry *entry = &g_array_index (counts, IdioVectorEntry, j);

          g_assert_cmpuint ((guint) entry->weight, ==, count_times (expected, entry->bucket));
        }
    }
}

static void
test_empty (void)
{
  g_autoptr(IdioBackground) background = made_up_background (0, 0);

  assert_sound (background);
  g_assert_cmpuint (idio_background_get_n_texts (background), ==, 0);
}

static void
test_shipped (void)
{
  IdioBackground *shipped = idio_background_get_shipped ();

  assert_sound (shipped);
  g_assert_cmpuint (idio_background_get_n_texts (shipped), ==, 644);
  g_assert_cmpuint (idio_background_get_n_writers (shipped), ==,
                    IDIO_BACKGROUND_SHIPPED_BLOGGERS + IDIO_BACKGROUND_SHIPPED_INVENTED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/background/round-trip", test_round_trip);
  g_test_add_func ("/background/garbage", test_garbage);
  g_test_add_func ("/background/mix", test_mix);
  g_test_add_func ("/background/limits", test_limits);
  g_test_add_func ("/background/feature-counts", test_feature_counts);
  g_test_add_func ("/background/feature-counts-round-trip", test_feature_counts_round_trip);
  g_test_add_func ("/background/empty", test_empty);
  g_test_add_func ("/background/shipped", test_shipped);

  return g_test_run ();
}
