/* test-views.c: what of a text is counted, however it is encoded
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "made-up.h"
#include "meter/idio-mask.h"
#include "meter/idio-views.h"

static void
assert_same (const char *a,
             const char *b)
{
  g_autoptr(IdioViews) views = idio_views_new (a);
  g_autoptr(IdioViews) others = idio_views_new (b);

  g_assert_cmpuint (views->n_words, ==, others->n_words);
  g_assert_cmpuint (views->sentences->len, ==, others->sentences->len);

  for (guint i = 0; i < IDIO_N_VIEWS; i++)
    g_assert_cmpmem (views->grams[i]->data, views->grams[i]->len * sizeof (guint16),
                     others->grams[i]->data, others->grams[i]->len * sizeof (guint16));
}

static void
assert_differ (const char *a,
               const char *b,
               IdioView    view)
{
  g_autoptr(IdioViews) views = idio_views_new (a);
  g_autoptr(IdioViews) others = idio_views_new (b);

  g_assert_false (views->grams[view]->len == others->grams[view]->len &&
                  memcmp (views->grams[view]->data, others->grams[view]->data,
                          views->grams[view]->len * sizeof (guint16)) == 0);
}

static void
test_invariances (void)
{
  assert_same ("Caf\xc3\xa9 na\xc3\xafve.", "Cafe\xcc\x81 nai\xcc\x88ve.");
  assert_same ("I don’t “know”…", "I don't \"know\"...");
  assert_same ("One.\r\n\r\nTwo,\r\nthree.\r\n", "One.\n\nTwo,\nthree.\n");
  assert_same ("  One   two.\t Three. ", "One two. Three.");
  assert_same ("In 1984 and 12,500.", "In 2001 and 99,999.");
  assert_same ("One\xc2\xa0two", "One two");
  assert_same ("This line is just as long as a mail program lets a line\nbecome before it folds it.",
               "This line is just as long as a mail program lets a line become before it folds it.");
  assert_same ("This one is so long that the program that sent it folded it\nright here.",
               "This one is so long that the program that sent it folded it right here.");
}

static void
test_differences (void)
{
  assert_differ ("It is late.", "It's late.", IDIO_VIEW_SHAPES_2);
  assert_differ ("So it is late.", "so it is late.", IDIO_VIEW_MASKED_5);
  assert_differ ("It is late, and cold.", "It is late and cold.", IDIO_VIEW_SHAPES_2);
  assert_differ ("Hi there.\n\nIt is late.", "Hi there. It is late.", IDIO_VIEW_SHAPES_2);
  assert_differ ("The zebra sings.", "The tapir sings.", IDIO_VIEW_WORDS);
}

static void
test_mask (void)
{
  g_autoptr(IdioMask) mask = idio_mask_new ("But the Zebra’s NASDAQ quibbling wasn't quixotic: 42%!", 1000);

  g_assert_cmpstr (mask->plain->str, ==, "But the Zebra's NASDAQ quibbling wasn't quixotic: 00%!");
  g_assert_cmpstr (mask->masked->str, ==, "But the A*'s AA* a*ing wasn't a*ic: #%!");
}

static void
test_topic_is_masked (void)
{
  g_autoptr(IdioViews) views = idio_views_new ("The zebra was quibbling with the tapir.");
  g_autoptr(IdioViews) others = idio_views_new ("The puma was juggling with the panda.");

  for (guint i = IDIO_FIRST_STYLE_VIEW; i < IDIO_N_VIEWS; i++)
    g_assert_cmpmem (views->grams[i]->data, views->grams[i]->len * sizeof (guint16),
                     others->grams[i]->data, others->grams[i]->len * sizeof (guint16));
}

static gboolean
has_grams (const IdioViews *views,
           const IdioViews *others,
           IdioView         view)
{
  for (guint i = 0; i < others->grams[view]->len; i++)
    {
      gboolean found = FALSE;

      for (guint j = 0; j < views->grams[view]->len; j++)
        found |= g_array_index (views->grams[view], guint16, j) == g_array_index (others->grams[view], guint16, i);

      if (!found)
        return FALSE;
    }

  return TRUE;
}

/* How a text and its sentences begin and end counts beside what is in them. */
static void
test_edges (void)
{
  g_autoptr(IdioViews) one = idio_views_new ("so they say");
  g_autoptr(IdioViews) two = idio_views_new ("so they say. and we know!");
  g_autoptr(IdioViews) middle = idio_views_new ("if so they say it.");
  guint first;

  /* The text begins: 1–3 words; the sentence does; the text ends. */
  g_assert_cmpuint (one->grams[IDIO_VIEW_EDGES]->len, ==, 3 + 3 + 3);

  /* The first sentence ends: the mark, with none, one and two words before it. The last one ends with the text. */
  g_assert_cmpuint (two->grams[IDIO_VIEW_EDGES]->len, ==, 3 + 2 * 3 + 3 + 3);
  first = idio_views_get_first (two, 1, IDIO_VIEW_EDGES);
  g_assert_cmpuint (first, ==, 3 + 3 + 3);
  g_assert_false (has_grams (two, one, IDIO_VIEW_EDGES));
  g_assert_false (has_grams (middle, one, IDIO_VIEW_EDGES));
  g_assert_true (has_grams (middle, one, IDIO_VIEW_WORDS));

  /* A name is any name. */
  assert_differ ("Hi Bob,\n\nyes.", "Bob,\n\nyes.", IDIO_VIEW_EDGES);
  {
    g_autoptr(IdioViews) bob = idio_views_new ("Hi Bob,\n\nyes.");
    g_autoptr(IdioViews) ann = idio_views_new ("Hi Ann,\n\nyes.");

    g_assert_true (has_grams (bob, ann, IDIO_VIEW_EDGES) && has_grams (ann, bob, IDIO_VIEW_EDGES));
  }
}

static void
test_sentences (void)
{
  g_autoptr(IdioViews) views = idio_views_new ("One two three. “Four!” he said?! Five\nsix; seven… (Eight.) Nine");
  static const guint n_words[] = { 3, 1, 2, 1, 2, 1, 1 };
  guint n = 0, end;

  g_assert_cmpuint (views->n_words, ==, 11);
  g_assert_cmpuint (views->sentences->len, ==, G_N_ELEMENTS (n_words));

  for (guint i = 0; i < G_N_ELEMENTS (n_words); i++)
    {
      g_assert_cmpuint (idio_views_get_sentence (views, i)->n_words, ==, n_words[i]);
      n += n_words[i];
    }

  g_assert_cmpuint (n, ==, views->n_words);
  end = idio_views_take (views, 0, 4, &n);
  g_assert_cmpuint (end, ==, 2);
  g_assert_cmpuint (n, ==, 4);
  end = idio_views_take (views, 5, 100, &n);
  g_assert_cmpuint (end, ==, 7);
  g_assert_cmpuint (n, ==, 2);
}

/* Every gram belongs to one sentence. */
static void
assert_sound (const IdioViews *views)
{
  for (guint view = 0; view < IDIO_N_VIEWS; view++)
    {
      g_assert_cmpuint (idio_views_get_first (views, views->sentences->len, view), ==, views->grams[view]->len);

      for (guint i = 0; i < views->sentences->len; i++)
        g_assert_cmpuint (idio_views_get_first (views, i, view), <=, idio_views_get_first (views, i + 1, view));

      for (guint i = 0; i < views->grams[view]->len; i++)
        g_assert_cmpuint (g_array_index (views->grams[view], guint16, i), <, IDIO_VIEW_SIZE);
    }
}

static void
test_oddities (void)
{
  g_autoptr(GPtrArray) texts = made_up_oddities ();
  g_autoptr(GRand) rand = g_rand_new_with_seed (4);

  for (guint i = 0; i < texts->len; i++)
    {
      g_autoptr(IdioViews) views = idio_views_new (g_ptr_array_index (texts, i));

      assert_sound (views);
    }

  for (guint i = 0; i < 200; i++)
    {
      char bytes[1001];
      g_autoptr(IdioViews) views = NULL;

      for (guint j = 0; j < 1000; j++)
        bytes[j] = (char) g_rand_int_range (rand, 1, 256);

      bytes[1000] = '\0';
      views = idio_views_new (bytes);
      assert_sound (views);
    }
}

/* A text is read up to a limit; up to there, twice the text takes about twice the time. */
static void
test_long_line (void)
{
  static const char * const units[] = { "a", "ab. ", ".", "a\n", "\xe8\xaa\x9e", "'" };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      gsize n = strlen (units[i]), length = 50 * 1000 * 1000 / n * n;
      g_autofree char *text = g_malloc (length + 1);
      g_autoptr(IdioViews) views = NULL;

      for (gsize j = 0; j < length; j += n)
        memcpy (text + j, units[i], n);

      text[length] = '\0';
      g_test_timer_start ();
      views = idio_views_new (text);
      g_assert_cmpfloat (g_test_timer_elapsed (), <, 5);
      g_assert_cmpuint (views->grams[IDIO_VIEW_CHARS_3]->len, <=, IDIO_VIEWS_MAX_BYTES + 2);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/views/invariances", test_invariances);
  g_test_add_func ("/views/differences", test_differences);
  g_test_add_func ("/views/mask", test_mask);
  g_test_add_func ("/views/topic-is-masked", test_topic_is_masked);
  g_test_add_func ("/views/edges", test_edges);
  g_test_add_func ("/views/sentences", test_sentences);
  g_test_add_func ("/views/oddities", test_oddities);
  g_test_add_func ("/views/long-line", test_long_line);

  return g_test_run ();
}
