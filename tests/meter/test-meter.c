/* test-meter.c: which of two drafts is closer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "made-up.h"
#include "meter/idio-meter.h"

static IdioProfile *
make_profile (IdioBackground *background,
              guint           writer,
              guint           n_documents,
              guint           n_words)
{
  IdioProfile *profile = idio_profile_new (background);

  for (guint i = 0; i < n_documents; i++)
    {
      g_autofree char *text = made_up_text (writer, i, n_words);

      idio_profile_add (profile, i, text);
    }

  return profile;
}

static IdioVerdict
compare (IdioProfile *profile,
         guint        first_writer,
         guint        second_writer,
         guint        number)
{
  g_autofree char *first = made_up_text (first_writer, 100 + number, 120);
  g_autofree char *second = made_up_text (second_writer, 200 + number, 120);

  return idio_meter_compare (profile, first, second);
}

/* Texts that the writer wrote as well are called no clear change in 9 of 10 cases, and clear ones are told. */
static void
test_calibration (void)
{
  g_autoptr(IdioBackground) background = made_up_background (10, 20);
  guint counts[3][IDIO_CLOSENESS_FURTHER + 1] = { 0 };
  guint n = 0;

  for (guint writer = 0; writer < 8; writer++)
    {
      g_autoptr(IdioProfile) profile = make_profile (background, writer, 12, 200);

      for (guint i = 0; i < 12; i++, n++)
        {
          counts[0][compare (profile, writer, writer, i).closeness]++;
          counts[1][compare (profile, (writer + 1 + i % 7) % 8, writer, i).closeness]++;
          counts[2][compare (profile, writer, (writer + 1 + i % 7) % 8, i).closeness]++;
        }
    }

  g_assert_cmpuint (counts[0][IDIO_CLOSENESS_NO_CLEAR_CHANGE], >=, n * 9 / 10);
  g_assert_cmpuint (counts[1][IDIO_CLOSENESS_CLOSER], >=, n / 2);
  g_assert_cmpuint (counts[1][IDIO_CLOSENESS_FURTHER], ==, 0);
  g_assert_cmpuint (counts[2][IDIO_CLOSENESS_FURTHER], >=, n / 2);
  g_assert_cmpuint (counts[2][IDIO_CLOSENESS_CLOSER], ==, 0);
}

static void
test_readout (void)
{
  g_autoptr(IdioProfile) profile = make_profile (idio_background_get_shipped (), 1, 10, 200);
  IdioVerdict verdict = compare (profile, 2, 1, 0);
  IdioVerdict again = compare (profile, 2, 1, 0);
  IdioVerdict same = compare (profile, 1, 1, 0);
  IdioVerdict swapped;
  g_autofree char *first = made_up_text (2, 100, 120);
  g_autofree char *second = made_up_text (1, 200, 120);

  swapped = idio_meter_compare (profile, second, first);
  g_assert_cmpint (verdict.closeness, ==, IDIO_CLOSENESS_CLOSER);
  g_assert_cmpint (swapped.closeness, ==, IDIO_CLOSENESS_FURTHER);
  g_assert_cmpint (same.closeness, ==, IDIO_CLOSENESS_NO_CLEAR_CHANGE);
  g_assert_cmpmem (&verdict, sizeof verdict, &again, sizeof again);
  g_assert_cmpfloat_with_epsilon (verdict.change, -swapped.change, 1e-12);
  g_assert_cmpfloat_with_epsilon (verdict.change, verdict.draft.style - verdict.reference.style, 1e-12);
  g_assert_cmpfloat (verdict.own_low, <, verdict.own_median);
  g_assert_cmpfloat (verdict.own_median, <, verdict.own_high);
  g_assert_cmpfloat (verdict.draft.low, <, verdict.draft.style);
  g_assert_cmpfloat (verdict.draft.style, <, verdict.draft.high);
  g_assert_cmpfloat (verdict.change_low, >, 0);
  g_assert_cmpfloat (verdict.change, >, verdict.clear_change);
  g_assert_cmpuint (verdict.draft.n_words, >=, 120);
  g_assert_cmpint (verdict.sureness, ==, IDIO_SURENESS_LOW);
}

static IdioRefusal
refuse (guint       n_documents,
        guint       n_words,
        const char *draft)
{
  g_autoptr(IdioProfile) profile = make_profile (idio_background_get_shipped (), 1, n_documents, n_words);
  g_autofree char *reference = made_up_text (2, 100, 100);
  IdioVerdict verdict = idio_meter_compare (profile, reference, draft);

  g_assert_cmpint (verdict.closeness == IDIO_CLOSENESS_REFUSED, ==, verdict.refusal != IDIO_REFUSAL_NONE);

  return verdict.refusal;
}

static void
test_refusals (void)
{
  g_autofree char *draft = made_up_text (1, 200, 100);
  g_autofree char *sample = made_up_text (1, 0, 400);
  g_autofree char *half = g_strdup_printf ("%s %s", sample, draft);

  g_assert_cmpint (refuse (4, 1000, draft), ==, IDIO_REFUSAL_FEW_DOCUMENTS);
  g_assert_cmpint (refuse (5, 200, draft), ==, IDIO_REFUSAL_FEW_WORDS);
  g_assert_cmpint (refuse (5, 400, "Far too short."), ==, IDIO_REFUSAL_SHORT_DRAFT);
  g_assert_cmpint (refuse (5, 400, ""), ==, IDIO_REFUSAL_SHORT_DRAFT);
  g_assert_cmpint (refuse (5, 400, sample), ==, IDIO_REFUSAL_COPIED_DRAFT);
  g_assert_cmpint (refuse (5, 400, half), ==, IDIO_REFUSAL_NONE);
  g_assert_cmpint (refuse (5, 400, draft), ==, IDIO_REFUSAL_NONE);
}

/* What was copied from a document makes a draft no closer. */
static void
test_copied (void)
{
  g_autoptr(IdioProfile) profile = make_profile (idio_background_get_shipped (), 1, 10, 200);
  g_autofree char *reference = made_up_text (2, 100, 120);
  g_autofree char *draft = made_up_text (2, 101, 120);
  g_autofree char *sample = made_up_text (1, 0, 200);
  g_autofree char *pasted = g_strdup_printf ("%s\n\n%s", draft, sample);
  IdioVerdict verdict = idio_meter_compare (profile, reference, draft);
  IdioVerdict with_copy = idio_meter_compare (profile, reference, pasted);

  g_assert_cmpuint (verdict.draft.n_copied, ==, 0);
  g_assert_cmpuint (with_copy.draft.n_copied, >=, 195);
  g_assert_cmpfloat (fabs (with_copy.draft.style - verdict.draft.style), <, 0.1 * verdict.clear_change);
  g_assert_cmpint (with_copy.closeness, ==, verdict.closeness);
}

static void
test_oddities (void)
{
  g_autoptr(GPtrArray) texts = made_up_oddities ();
  g_autoptr(IdioProfile) profile = make_profile (idio_background_get_shipped (), 1, 6, 300);
  g_autoptr(IdioProfile) odd = idio_profile_new (idio_background_get_shipped ());
  g_autofree char *draft = made_up_text (1, 200, 100);

  for (guint i = 0; i < texts->len; i++)
    idio_profile_add (odd, i, g_ptr_array_index (texts, i));

  for (guint i = 0; i < texts->len; i++)
    {
      IdioVerdict verdict = idio_meter_compare (profile, draft, g_ptr_array_index (texts, i));

      g_assert_true (isfinite (verdict.draft.style) && isfinite (verdict.draft.low) && isfinite (verdict.change));
    }

  g_assert_true (isfinite (idio_meter_compare (odd, draft, draft).change));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/meter/calibration", test_calibration);
  g_test_add_func ("/meter/readout", test_readout);
  g_test_add_func ("/meter/refusals", test_refusals);
  g_test_add_func ("/meter/copied", test_copied);
  g_test_add_func ("/meter/oddities", test_oddities);

  return g_test_run ();
}
