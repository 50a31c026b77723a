/* test-features.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "features/idio-features.h"
#include "idio-test.h"

#define N_DOCUMENTS 1000
#define N_CHOSEN     100

static const char english[] = "I think that we should meet on Monday, because the others are here then.";
static const char german[] = "Ich denke, dass wir uns am Montag treffen sollten, weil die anderen dann da sind.";

static GPtrArray *
make_features (void)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_features_unref);
  g_autoptr(IdioAnalysis) in_english = idio_analysis_new (english);
  g_autoptr(IdioAnalysis) in_german = idio_analysis_new (german);

  for (gint64 i = 1; i <= N_DOCUMENTS; i++)
    g_ptr_array_add (all, idio_features_new (i % 2 == 0 ? in_english : in_german, i, 0));

  return all;
}

static guint
count_others (GArray *chosen,
              GArray *before)
{
  guint n = 0;

  for (guint i = 0; i < chosen->len; i++)
    {
      gboolean found = FALSE;

      for (guint j = 0; j < before->len && !found; j++)
        found = g_array_index (before, gint64, j) == g_array_index (chosen, gint64, i);

      n += !found;
    }

  return n;
}

static void
test_choose (void)
{
  g_autoptr(GPtrArray) all = make_features ();
  g_autoptr(GArray) chosen = idio_features_choose (all, 1u << IDIO_LANGUAGE_ENGLISH, N_CHOSEN);
  g_autoptr(GArray) same = NULL, changed = NULL, few = NULL;
  guint n_early = 0;

  g_assert_cmpuint (chosen->len, ==, N_CHOSEN);

  for (guint i = 0; i < chosen->len; i++)
    {
      g_assert_cmpint (g_array_index (chosen, gint64, i) % 2, ==, 0);
      n_early += g_array_index (chosen, gint64, i) <= N_DOCUMENTS / 2;
    }

  /* They are of all times. */
  g_assert_cmpuint (n_early, >, N_CHOSEN / 3);
  g_assert_cmpuint (n_early, <, 2 * N_CHOSEN / 3);

  /* The order of the features says nothing, and of one that goes another one takes the place. */
  g_ptr_array_add (all, g_ptr_array_steal_index (all, 0));
  same = idio_features_choose (all, 1u << IDIO_LANGUAGE_ENGLISH, N_CHOSEN);
  g_assert_cmpmem (same->data, same->len * sizeof (gint64), chosen->data, chosen->len * sizeof (gint64));

  for (guint i = 0; i < all->len; i++)
    if (((IdioFeatures *) g_ptr_array_index (all, i))->document == g_array_index (chosen, gint64, 0))
      g_ptr_array_remove_index (all, i--);

  changed = idio_features_choose (all, 1u << IDIO_LANGUAGE_ENGLISH, N_CHOSEN);
  g_assert_cmpuint (changed->len, ==, N_CHOSEN);
  g_assert_cmpuint (count_others (changed, chosen), ==, 1);

  g_ptr_array_set_size (all, 7);
  few = idio_features_choose (all, G_MAXUINT, N_CHOSEN);
  g_assert_cmpuint (few->len, ==, 7);
}

static void
test_leave_out (void)
{
  g_autoptr(GPtrArray) all = make_features ();
  g_autoptr(GPtrArray) none = NULL, some = NULL, rest = NULL;

  for (guint i = 0; i < 10; i++)
    ((IdioFeatures *) g_ptr_array_index (all, i))->group = i < 6 ? 1 : 2;

  g_ptr_array_set_size (all, 10);
  none = idio_features_leave_out (all, 3, 1);
  g_assert_cmpuint (none->len, ==, 10);
  some = idio_features_leave_out (all, 2, 6);
  g_assert_cmpuint (some->len, ==, 6);
  g_assert_true (g_ptr_array_index (some, 5) == g_ptr_array_index (all, 5));

  /* Where too few are left, all stay. */
  rest = idio_features_leave_out (all, 2, 7);
  g_assert_cmpuint (rest->len, ==, 10);
}

static void
add_tests (void)
{
  g_test_add_func ("/features/choose", test_choose);
  g_test_add_func ("/features/leave-out", test_leave_out);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
