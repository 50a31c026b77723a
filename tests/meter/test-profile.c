/* test-profile.c: a writer's documents, added and removed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "made-up.h"
#include "meter/idio-profile.h"
#include "text/idio-shingle-set.h"

#define N_DOCUMENTS 12

static void
assert_same (IdioProfile *a,
             IdioProfile *b)
{
  g_autofree char *text = made_up_text (3, 500, 120);
  g_autoptr(IdioViews) views = idio_views_new (text);
  const GArray *own = idio_profile_get_held_out_scores (a, 100);
  const GArray *others = idio_profile_get_held_out_scores (b, 100);
  IdioScore score = idio_profile_score (a, views);
  IdioScore other = idio_profile_score (b, views);

  g_assert_cmpuint (idio_profile_get_n_documents (a), ==, idio_profile_get_n_documents (b));
  g_assert_cmpuint (idio_profile_get_n_words (a), ==, idio_profile_get_n_words (b));
  g_assert_cmpmem (&score, sizeof score, &other, sizeof other);
  g_assert_cmpmem (own->data, own->len * sizeof (double), others->data, others->len * sizeof (double));
}

static void
add (IdioProfile *profile,
     guint        number)
{
  g_autofree char *text = made_up_text (3, number, 40 + number * 20);

  g_assert_true (idio_profile_add (profile, number, text));
}

static void
test_incremental (void)
{
  g_autoptr(IdioBackground) background = made_up_background (0, 3);
  g_autoptr(IdioProfile) profile = idio_profile_new (background);
  g_autoptr(GRand) rand = g_rand_new_with_seed (6);
  gboolean is_in[N_DOCUMENTS] = { FALSE };

  for (guint round = 0; round < 60; round++)
    {
      guint number = (guint) g_rand_int_range (rand, 0, N_DOCUMENTS);
      g_autoptr(IdioProfile) fresh = NULL;

      if (is_in[number])
        g_assert_true (idio_profile_remove (profile, number));
      else
        add (profile, number);

      is_in[number] = !is_in[number];

      if (round % 6 != 0)
        continue;

      fresh = idio_profile_new (background);

      for (guint i = N_DOCUMENTS; i-- > 0;)
        if (is_in[i])
          add (fresh, i);

      assert_same (profile, fresh);
    }
}

static void
test_ids (void)
{
  g_autoptr(IdioBackground) background = made_up_background (0, 1);
  g_autoptr(IdioProfile) profile = idio_profile_new (background);

  add (profile, 1);
  g_assert_false (idio_profile_add (profile, 1, "Another text."));
  g_assert_false (idio_profile_remove (profile, 2));
  g_assert_true (idio_profile_remove (profile, 1));
  g_assert_cmpuint (idio_profile_get_n_documents (profile), ==, 0);
  g_assert_cmpuint (idio_profile_get_n_words (profile), ==, 0);
  g_assert_cmpuint (idio_profile_get_held_out_scores (profile, 100)->len, ==, 0);
}

/* A writer's own text scores higher than another's in most cases. */
static void
test_scores (void)
{
  g_autoptr(IdioBackground) background = made_up_background (10, 20);
  guint won = 0, n = 0;

  for (guint writer = 0; writer < 6; writer++)
    {
      g_autoptr(IdioProfile) profile = idio_profile_new (background);

      for (guint i = 0; i < 10; i++)
        {
          g_autofree char *text = made_up_text (writer, i, 200);

          idio_profile_add (profile, i, text);
        }

      for (guint i = 0; i < 10; i++)
        {
          g_autofree char *own = made_up_text (writer, 100 + i, 100);
          g_autofree char *others = made_up_text ((writer + 1 + i % 5) % 6, 100 + i, 100);
          g_autoptr(IdioViews) own_views = idio_views_new (own);
          g_autoptr(IdioViews) others_views = idio_views_new (others);

          won += idio_profile_score (profile, own_views).style > idio_profile_score (profile, others_views).style;
          n++;
        }
    }

  g_assert_cmpuint (won, >=, n * 9 / 10);
}

static void
assert_left_out (const IdioShingleSet *set,
                 const char           *text,
                 const char           *expected,
                 guint                 expected_words)
{
  guint n_words;
  g_autofree char *rest = idio_shingle_set_leave_out (set, text, 1, &n_words);

  g_assert_cmpstr (rest, ==, expected);
  g_assert_cmpuint (n_words, ==, expected_words);
}

static void
test_runs (void)
{
  g_autoptr(IdioShingleSet) set = idio_shingle_set_new (IDIO_SHINGLE_WORDS);
  g_autoptr(IdioWords) first =
    idio_words_new ("One two three four five six seven, eight. It’s ten to nine in the morning.");
  g_autoptr(IdioWords) second = idio_words_new ("It's ten to nine in the morning.");

  idio_shingle_set_add (set, first);
  idio_shingle_set_add (set, second);
  assert_left_out (set, "So: ONE two three, four five six seven! Well.", "So: \n\n! Well.", 7);
  assert_left_out (set, "one two three four five, and six", "one two three four five, and six", 0);
  assert_left_out (set, "it's ten to nine in the", "\n\n", 6);
  assert_left_out (set, "", "", 0);

  idio_shingle_set_remove (set, first);
  assert_left_out (set, "One two three four five six seven", "One two three four five six seven", 0);
  assert_left_out (set, "it's ten to nine in the", "\n\n", 6);
}

static void
assert_repeated (const char *text,
                 const char *expected,
                 guint       expected_words)
{
  guint n_words;
  g_autofree char *rest = idio_shingle_set_leave_out_repeated (text, IDIO_SHINGLE_WORDS, &n_words);
  g_autofree char *unasked = idio_shingle_set_leave_out_repeated (text, IDIO_SHINGLE_WORDS, NULL);

  g_assert_cmpstr (rest, ==, expected);
  g_assert_cmpstr (unasked, ==, expected);
  g_assert_cmpuint (n_words, ==, expected_words);
}

/* What is said once more is left out, and what is said first stays. */
static void
test_repeated (void)
{
  assert_repeated ("", "", 0);
  assert_repeated ("One two three four five six.", "One two three four five six.", 0);
  assert_repeated ("One two three four five six. ONE two, three four five six!",
                   "One two three four five six. \n\n!", 6);
  assert_repeated ("One two three. One two three.", "One two three. One two three.", 0);
  assert_repeated ("ha ha ha ha ha ha ha ha ha ha ha ha ha", "ha \n\n", 12);
}

/* The writer's own words are known, and those that one document alone has are not. */
static void
test_familiarity (void)
{
  g_autoptr(IdioProfile) profile = idio_profile_new (idio_background_get_shipped ());
  g_autoptr(IdioViews) both = idio_views_new ("the pond is wide");
  g_autoptr(IdioViews) one = idio_views_new ("heron kingfisher");
  g_autoptr(IdioViews) half = idio_views_new ("the heron is kingfisher");
  g_autoptr(IdioViews) none = idio_views_new ("");

  g_assert_cmpfloat_with_epsilon (idio_profile_get_familiarity (profile, both), 0, 1e-12);

  idio_profile_add (profile, 1, "the pond is wide heron");
  idio_profile_add (profile, 2, "the pond is wide kingfisher");
  g_assert_cmpfloat_with_epsilon (idio_profile_get_familiarity (profile, both), 1, 1e-12);
  g_assert_cmpfloat_with_epsilon (idio_profile_get_familiarity (profile, one), 0, 1e-12);
  g_assert_cmpfloat_with_epsilon (idio_profile_get_familiarity (profile, half), 0.5, 1e-12);
  g_assert_cmpfloat_with_epsilon (idio_profile_get_familiarity (profile, none), 0, 1e-12);

  idio_profile_remove (profile, 2);
  g_assert_cmpfloat_with_epsilon (idio_profile_get_familiarity (profile, both), 0, 1e-12);
}

/* Held-out scores need other documents to be scored by, and come in order. */
static void
test_held_out (void)
{
  g_autoptr(IdioProfile) profile = idio_profile_new (idio_background_get_shipped ());

  g_assert_cmpuint (idio_profile_get_held_out_scores (profile, 100)->len, ==, 0);
  add (profile, 8);
  g_assert_cmpuint (idio_profile_get_held_out_scores (profile, 100)->len, ==, 0);

  for (guint i = 0; i < 8; i++)
    add (profile, i);

  for (guint n_words = 0; n_words <= 200; n_words += 25)
    {
      const GArray *scores = idio_profile_get_held_out_scores (profile, n_words);

      g_assert_cmpuint (scores->len, >=, 2);

      for (guint i = 1; i < scores->len; i++)
        g_assert_cmpfloat (g_array_index (scores, double, i - 1), <=, g_array_index (scores, double, i));
    }

  g_assert_true (idio_profile_get_background (profile) == idio_background_get_shipped ());
}

static void
test_oddities (void)
{
  g_autoptr(GPtrArray) texts = made_up_oddities ();
  g_autoptr(IdioProfile) profile = idio_profile_new (idio_background_get_shipped ());
  g_autoptr(IdioProfile) fresh = idio_profile_new (idio_background_get_shipped ());

  for (guint i = 0; i < texts->len; i++)
    g_assert_true (idio_profile_add (profile, i, g_ptr_array_index (texts, i)));

  idio_profile_get_held_out_scores (profile, 100);

  for (guint i = 0; i < texts->len; i++)
    g_assert_true (idio_profile_remove (profile, i));

  assert_same (profile, fresh);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/profile/incremental", test_incremental);
  g_test_add_func ("/profile/ids", test_ids);
  g_test_add_func ("/profile/scores", test_scores);
  g_test_add_func ("/profile/runs", test_runs);
  g_test_add_func ("/profile/repeated", test_repeated);
  g_test_add_func ("/profile/familiarity", test_familiarity);
  g_test_add_func ("/profile/held-out", test_held_out);
  g_test_add_func ("/profile/oddities", test_oddities);

  return g_test_run ();
}
