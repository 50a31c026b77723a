/* test-calibration.c: how strong the evidence of a difference is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "meter/idio-calibration.h"

/* All that may be, and what may not. */
static const IdioConditions conditions[] = {
  { 100, 20, 2, 0 },
  { 25, 5, 0.5, 0 },
  { 300, 50, 5, 1 },
  { 0, 0, 0, 0 },
  { 25, 2, -3, -1 },
  { G_MAXUINT, G_MAXUINT, 1e9, 2 },
};

static const double deviations[] = {
  -1e300, -1e9, -100, -30, -10, -5, -3, -2, -1.5, -1, -0.5, 0, 0.5, 1, 2, 5, 100, 1e9, 1e300,
};

static void
test_position (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (deviations); i++)
    {
      double position = idio_calibration_get_position (deviations[i]);

      g_assert_true (isfinite (position));
      g_assert_cmpfloat (position, <=, 0);

      if (i > 0)
        g_assert_cmpfloat (position, >=, idio_calibration_get_position (deviations[i - 1]));
    }

  /* It matters where a difference is: most on the edge of what the writer writes. */
  g_assert_cmpfloat (idio_calibration_get_position (-1) - idio_calibration_get_position (-2), >,
                     2 * (idio_calibration_get_position (2) - idio_calibration_get_position (1)));
  g_assert_cmpfloat (idio_calibration_get_position (-1) - idio_calibration_get_position (-2), >,
                     2 * (idio_calibration_get_position (-9) - idio_calibration_get_position (-10)));
}

static void
test_probability (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (conditions); i++)
    {
      double last = 0;

      g_assert_cmpfloat_with_epsilon (idio_calibration_get_probability (0, &conditions[i]), 0.5, 1e-12);

      for (double change = -12; change <= 12; change += 0.25)
        {
          double probability = idio_calibration_get_probability (change, &conditions[i]);
          double opposite = idio_calibration_get_probability (-change, &conditions[i]);

          /* Nothing is certain. */
          g_assert_cmpfloat (probability, >=, 0.01);
          g_assert_cmpfloat (probability, <=, 0.99);
          g_assert_cmpfloat (probability, >=, last);
          g_assert_cmpfloat_with_epsilon (probability + opposite, 1, 1e-12);
          last = probability;
        }

      g_assert_cmpfloat (idio_calibration_get_probability (INFINITY, &conditions[i]), <=, 0.99);
      g_assert_cmpfloat (idio_calibration_get_probability (-INFINITY, &conditions[i]), >=, 0.01);
    }
}

/* Longer drafts, and others of the writer's kind to compare with, make the same difference stronger evidence. */
static void
test_conditions (void)
{
  IdioConditions brief = { 25, 20, 2, 0 }, extensive = { 300, 20, 2, 0 }, matched = { 25, 20, 2, 0.7 };
  IdioConditions more = { 1000, 20, 2, 0 }, most = { 5000, 20, 2, 0 };
  double probability = idio_calibration_get_probability (0.5, &brief);

  g_assert_cmpfloat (probability, <, idio_calibration_get_probability (0.5, &extensive));
  g_assert_cmpfloat (probability, <, idio_calibration_get_probability (0.5, &matched));
  g_assert_cmpfloat_with_epsilon (idio_calibration_get_probability (0.5, &more),
                                  idio_calibration_get_probability (0.5, &most), 1e-12);
}

static IdioCloseness
opposite (IdioCloseness closeness)
{
  return 2 * IDIO_CLOSENESS_NO_CLEAR_DIFFERENCE - closeness;
}

static void
test_closeness (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (conditions); i++)
    for (guint j = 0; j < G_N_ELEMENTS (deviations); j++)
      {
        IdioCloseness last = IDIO_CLOSENESS_MUCH_FURTHER;

        g_assert_cmpint (idio_calibration_get_closeness (deviations[j], deviations[j], &conditions[i]), ==,
                         IDIO_CLOSENESS_NO_CLEAR_DIFFERENCE);

        for (guint k = 0; k < G_N_ELEMENTS (deviations); k++)
          {
            IdioCloseness closeness = idio_calibration_get_closeness (deviations[j], deviations[k], &conditions[i]);

            g_assert_cmpint (closeness, >=, last);
            g_assert_cmpint (closeness, ==, opposite (idio_calibration_get_closeness (deviations[k], deviations[j],
                                                                                      &conditions[i])));
            last = closeness;
          }
      }
}

/* A word is said only if it is right as often as it claims; two texts that may both be the writer's get no more than
 * “probably”. */
static void
test_words (void)
{
  static const double least[4] = { 0, 0.75, 0.90, 0.97 };
  guint n_with[G_N_ELEMENTS (least)] = { 0 };

  for (guint i = 0; i < 3; i++)
    for (double reference = -8; reference <= 3; reference += 0.25)
      for (double draft = -8; draft <= 3; draft += 0.25)
        {
          double change = idio_calibration_get_position (draft) - idio_calibration_get_position (reference);
          double limit = idio_calibration_get_low_limit (&conditions[i]);
          double probability = idio_calibration_get_probability (fabs (change), &conditions[i]);
          gint word = (gint) idio_calibration_get_closeness (reference, draft, &conditions[i]);
          guint strength = (guint) ABS (word - IDIO_CLOSENESS_NO_CLEAR_DIFFERENCE) % G_N_ELEMENTS (least);

          g_assert_cmpfloat (probability, >=, least[strength]);
          g_assert_true (strength > 0 || probability < least[1]);
          g_assert_true (strength < 2 || MIN (reference, draft) < limit || fabs (draft - reference) > -limit);
          g_assert_true (strength < 3 || MIN (reference, draft) < limit);
          n_with[strength]++;
        }

  for (guint i = 0; i < G_N_ELEMENTS (least); i++)
    g_assert_cmpuint (n_with[i], >, 0);
}

/* With few texts of the writer's, what they would not write is less certain. */
static void
test_limit (void)
{
  IdioConditions few = { 100, 5, 2, 0 }, many = { 100, 12, 2, 0 };

  g_assert_cmpfloat (idio_calibration_get_low_limit (&many), <, -1);
  g_assert_cmpfloat (idio_calibration_get_low_limit (&few), <, idio_calibration_get_low_limit (&many));
  g_assert_cmpfloat (idio_calibration_get_low_limit (&few), >, -3);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calibration/position", test_position);
  g_test_add_func ("/calibration/probability", test_probability);
  g_test_add_func ("/calibration/conditions", test_conditions);
  g_test_add_func ("/calibration/closeness", test_closeness);
  g_test_add_func ("/calibration/words", test_words);
  g_test_add_func ("/calibration/limit", test_limit);

  return g_test_run ();
}
