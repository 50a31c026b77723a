/* test-measures.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>
#include <string.h>
#include <time.h>

#include "features/idio-measures.h"

/* 10 sentences of 10 words, one paragraph, with nothing to be seen in it: 405 letters, 40 function words. */
#define TWO   "There the old stone house stands by a wide river. Some tall green trees grow all along the quiet road."
#define PLAIN TWO " " TWO " " TWO " " TWO " " TWO

#define TEN(text) text text text text text text text text text text

static void
take (const char *text,
      double      values[IDIO_N_MEASURES])
{
  g_autoptr(IdioAnalysis) analysis = idio_analysis_new (text);

  idio_measures_compute (analysis, values);
}

/* What is added to the plain text, and the value that then comes out, worked out by hand. */
static void
test_values (void)
{
  static const struct { IdioMeasureId measure; const char *text; double value; } cases[] = {
    { IDIO_MEASURE_LENGTH, "", 100 },
    { IDIO_MEASURE_LENGTH, "See https://a.org/b-c today.", 103 },
    { IDIO_MEASURE_SENTENCE_LENGTH, "", 10 },
    { IDIO_MEASURE_SENTENCE_LENGTH, TEN ("Trees grow by the road. "), 7.5 },
    { IDIO_MEASURE_SENTENCE_SPREAD, "", 0 },
    { IDIO_MEASURE_SENTENCE_SPREAD, TEN ("Trees grow by the road. "), 5 },
    { IDIO_MEASURE_SHORT_SENTENCES, TEN ("Trees grow by the road. "), 50 },
    { IDIO_MEASURE_LONG_SENTENCES, TEN ("green ") TEN ("green ") "trees of five old roads.", 0 },
    { IDIO_MEASURE_LONG_SENTENCES, TEN ("green ") TEN ("green ") "trees of five very old roads.", 100. * 1 / 11 },
    { IDIO_MEASURE_PARAGRAPH_LENGTH, "Trees grow by the road.", 52.5 },
    { IDIO_MEASURE_PARAGRAPH_SENTENCES, "Trees grow by the road.", 5.5 },
    { IDIO_MEASURE_SINGLE_PARAGRAPHS, "Trees grow by the road.", 50 },
    { IDIO_MEASURE_LIST_ITEMS, "- buy milk\n- buy eggs", 100. * 2 / 12 },
    { IDIO_MEASURE_LIST_ITEMS, "1. buy milk\n2) buy eggs\n• buy tea", 100. * 3 / 13 },
    { IDIO_MEASURE_WORD_LENGTH, "", 4.05 },
    { IDIO_MEASURE_WORD_LENGTH, "12 o’clock", (405. + 6) / 101 },
    { IDIO_MEASURE_LONG_WORDS, "Wonderful buildings.", 100. * 2 / 102 },
    { IDIO_MEASURE_VARIETY, "", 19. / 50 },
    { IDIO_MEASURE_REPETITION, "", 450 },
    { IDIO_MEASURE_LIX, "", 10 },
    { IDIO_MEASURE_LIX, "Wonderful buildings.", 102. / 11 + 100. * 2 / 102 },
    { IDIO_MEASURE_GRADE, "", 5.054 },
    { IDIO_MEASURE_FUNCTION_WORDS, "", 40 },
    { IDIO_MEASURE_ADVERBS, "Trees grow quickly by the family.", 100. * 1 / 106 },
    { IDIO_MEASURE_NOMINALIZATIONS, "The argument of the activities is kindness and information.", 100. * 4 / 109 },
    { IDIO_MEASURE_COMMAS, "Old, tall, green trees of 1,000.", 100. * 2 / 106 },
    { IDIO_MEASURE_SERIAL_COMMAS, "We saw trees, rivers, and roads. We saw trees, rivers and roads.", 50 },
    { IDIO_MEASURE_SERIAL_COMMAS, "At home, Tom and Ann grow trees.", NAN },
    { IDIO_MEASURE_SEMICOLONS, "Trees grow; rivers stand.", 100. * 1 / 104 },
    { IDIO_MEASURE_SEMICOLONS, "Trees &amp; rivers: a) grow; b) stand.", 0 },
    { IDIO_MEASURE_COLONS, "Trees: green at 10:30.", 100. * 1 / 105 },
    { IDIO_MEASURE_DASHES, "Trees: - green, 5 - Monday.", 0 },
    { IDIO_MEASURE_DASHES, "The old trees — green. The old trees - green. The old trees--green. Well-known.", 100. * 3 / 114 },
    { IDIO_MEASURE_DASHES, "The old trees - I saw them - we left.", 100. * 2 / 108 },
    { IDIO_MEASURE_DASHES, "Ann - we saw the trees.", 0 },
    { IDIO_MEASURE_DASHES, "The man of the Old Trees - x35275. The oak and ash - Ann B.", 0 },
    { IDIO_MEASURE_DASHES, "We saw two things: - trees - roads. We saw the trees  - roads. They grow in May 15 - on Monday.", 0 },
    { IDIO_MEASURE_DASHES, "We go by a) trees - green. Old Green Trees—the road. We saw the trees --", 0 },
    { IDIO_MEASURE_SPACED_DASHES, "The old trees — green. The old trees - green. The old trees--green.", 200. / 3 },
    { IDIO_MEASURE_SPACED_DASHES, "", NAN },
    { IDIO_MEASURE_PARENTHESES, "(Green) trees grow.", 100. * 1 / 11 },
    { IDIO_MEASURE_QUOTES, "“Green” trees grow.", 100. * 1 / 11 },
    { IDIO_MEASURE_EXCLAMATIONS, "Green trees!", 100. * 1 / 11 },
    { IDIO_MEASURE_EXCLAMATION_RUNS, "Green trees!! Green roads!", 100. * 1 / 12 },
    { IDIO_MEASURE_QUESTIONS, "Green trees? “Green roads?!” Old ones.", 100. * 2 / 13 },
    { IDIO_MEASURE_ELLIPSES, "Green trees... Old roads.", 100. * 1 / 12 },
    { IDIO_MEASURE_ELLIPSES, "Green trees… so.", 100. * 1 / 11 },
    { IDIO_MEASURE_OPEN_ENDS, "Green trees\n\nOld roads.", 100. * 1 / 12 },
    { IDIO_MEASURE_AMPERSANDS, "Trees & roads. Ann & I.", 100. * 2 / 104 },
    { IDIO_MEASURE_AMPERSANDS, "The Trees & Roads Company, S & P.", 0 },
    { IDIO_MEASURE_HYPHENS, "Well-known trees, 3-4.", 100. * 1 / 105 },
    { IDIO_MEASURE_EMOJI, "Green trees. 🎉", 100. * 1 / 11 },
    { IDIO_MEASURE_EMOJI, "Green 🎉 trees.", 100. * 1 / 11 },
    { IDIO_MEASURE_EMOTICONS, "Green trees. :-)", 100. * 1 / 11 },
    { IDIO_MEASURE_ADDRESSES, "See https://a.org/b.c now.", 100. * 1 / 11 },
    { IDIO_MEASURE_STRESSED_WORDS, "Trees are NOT roads.", 100. * 1 / 104 },
    { IDIO_MEASURE_STRESSED_WORDS, "GREEN TREES GROW.", 100. * 3 / 103 },
    { IDIO_MEASURE_ACRONYMS, "The NASA road, ASAP.", 100. * 1 / 104 },
    { IDIO_MEASURE_NAMES, "Trees grow in Boston on Monday, Mr. Green said.", 100. * 2 / 109 },
    { IDIO_MEASURE_LOWER_CASE_STARTS, "green trees grow.", 100. * 1 / 11 },
    { IDIO_MEASURE_LOWER_CASE_I, "I see, and i'm old, i think.", 200. / 3 },
    { IDIO_MEASURE_LENGTHENED_WORDS, "Sooo green.", 100. * 1 / 102 },
    { IDIO_MEASURE_CONTRACTIONS, "It's green, and I don’t know the dog's road.", 100. * 2 / 109 },
    { IDIO_MEASURE_CONTRACTED, "It's green. It is green. Do not go.", 100. / 3 },
    { IDIO_MEASURE_HEDGES, "Perhaps it is green, I think.", 100. * 2 / 106 },
    { IDIO_MEASURE_BOOSTERS, "Definitely very green.", 100. * 2 / 103 },
    { IDIO_MEASURE_BOOSTERS, "Not really green, at the very least.", 0 },
    { IDIO_MEASURE_THANKS, "Thank you for the roads.", 100. * 1 / 11 },
    { IDIO_MEASURE_APOLOGIES, "Sorry for the roads.", 100. * 1 / 11 },
    { IDIO_MEASURE_PLEASE, "The roads, please.", 100. * 1 / 11 },
    { IDIO_MEASURE_DOUBLE_HYPHENS, "The old trees — green. The old trees - green. The old trees--green.", 100. / 3 },
    { IDIO_MEASURE_BARE_CONTRACTIONS, "I dont know, and it's green.", 50 },
    { IDIO_MEASURE_DIRECT_REQUESTS, "Please call. So send it. Could you call? Trees grow.", 100. * 1 / 14 },
    { IDIO_MEASURE_SOFT_REQUESTS, "Please call. So send it. Could you call? Trees grow.", 100. * 1 / 14 },
    { IDIO_MEASURE_ASKED_REQUESTS, "Please call. So send it. Could you call? Trees grow.", 100. / 3 },
    { IDIO_MEASURE_FIRST_PERSON, "I like my trees.", 100. * 2 / 104 },
    { IDIO_MEASURE_FIRST_PLURAL, "We like our trees.", 100. * 2 / 104 },
    { IDIO_MEASURE_SECOND_PERSON, "You like your trees.", 100. * 2 / 104 },
    { IDIO_MEASURE_PASSIVES, "The road was quickly built. Roads were not used. They are green.", 100. * 2 / 13 },
    { IDIO_MEASURE_NEGATIONS, "There is no road, not now.", 100. * 2 / 106 },
    { IDIO_MEASURE_MODALS, "We should go.", 100. * 1 / 103 },
    { IDIO_MEASURE_INFORMAL_WORDS, "Yeah, okay.", 100. * 2 / 102 },
    { IDIO_MEASURE_SHORTHAND, "FYI, trees grow.", 100. * 1 / 103 },
    { IDIO_MEASURE_DISCOURSE_MARKERS, "Trees, on the other hand, grow.", 100. * 1 / 11 },
    { IDIO_MEASURE_SUBORDINATORS, "Trees grow because rivers stand.", 100. * 1 / 105 },
    { IDIO_MEASURE_OPENS_WITH_CONJUNCTION, "And trees grow. So far they stand.", 100. * 1 / 12 },
    { IDIO_MEASURE_OPENS_WITH_FIRST_PERSON, "I like trees. We like trees.", 100. * 2 / 12 },
    { IDIO_MEASURE_OPENS_WITH_FIRST_PERSON, "Let's grow trees. Our trees grow. IM-1 trees grow. I'm old.", 100. * 1 / 14 },
    { IDIO_MEASURE_OPENS_WITH_DISCOURSE, "However, trees grow.", 100. * 1 / 11 },
    { IDIO_MEASURE_OPENS_ALIKE, "Trees grow. “Trees stand.”", 100. * 1 / 12 },
    { IDIO_MEASURE_NUMBERS, "Trees of 10 meters.", 100. * 1 / 104 },
    { IDIO_MEASURE_SPELLED_NUMBERS, "Two trees, 3 roads, 12 rivers, 100 stones.", 100. / 3 },
    { IDIO_MEASURE_TIME_WORDS, "Today is Monday.", 100. * 2 / 103 },
    { IDIO_MEASURE_TYPOS, "We recieve it.", 100. * 1 / 103 },
    { IDIO_MEASURE_BRITISH_SPELLING, "The colour of the color.", 50 },
    { IDIO_MEASURE_BRITISH_SPELLING, "The colour of the Labor Color.", 100 },
    { IDIO_MEASURE_DOUBLE_SPACES, "Trees grow.  Roads stand.", 100. * 1 / 10 },
    { IDIO_MEASURE_SPACED_MARKS, "Green trees ! Old roads?", 50 },
    { IDIO_MEASURE_UNSPACED_COMMAS, "Trees,roads, rivers.", 50 },
  };
  gboolean seen[IDIO_N_MEASURES] = { FALSE };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strconcat (PLAIN "\n\n", cases[i].text, NULL);
      double values[IDIO_N_MEASURES];
      double value;

      take (text, values);
      value = values[cases[i].measure];
      seen[cases[i].measure] = TRUE;

      if (isnan (value) != isnan (cases[i].value) || fabs (value - cases[i].value) > 1e-9)
        g_error ("“%s” is %g with “%s”, not %g", idio_measures[cases[i].measure].nick, value, cases[i].text,
                 cases[i].value);
    }

  /* What texts do only once is below. */
  for (guint i = 0; i < IDIO_N_MEASURES; i++)
    if (!seen[i] && idio_measures[i].unit != IDIO_UNIT_TEXTS)
      g_error ("“%s” is not tested", idio_measures[i].nick);
}

static void
test_forms (void)
{
  static const struct { const char *text; double forms[7]; } cases[] = {
    { "Hi Sam,\n\nThanks for the notes. Are you in?\n\nBest,\nTom", { 1, 1, 1, 1, 1, 0, 1 } },
    { "Hi all,\n\nThe notes are here.\n\nThanks", { 1, 0, 1, 0, 0, 1, 0 } },
    { "The notes are here. I thank you.", { 0, 0, 0, 0, 0, 1, 0 } },
    { "Hallo Sam,\n\ndanke für die Notizen. Bist du da?\n\nLiebe Grüße\nTom", { 1, 1, 1, 1, 1, 0, 1 } },
    { "Bonjour Anne,\n\nmerci pour les notes. Tu es là ?\n\nÀ bientôt\nPaul", { 1, 1, 1, 1, 1, 0, 1 } },
    { "Hola Ana:\n\ngracias por las notas. ¿Estás en casa?\n\nUn abrazo,\nPablo", { 1, 1, 1, 1, 1, 0, 1 } },
    { "Beste Sam,\n\nbedankt voor de mooie boeken. Ze liggen hier op tafel.\n\nGroeten,\nTom",
      { NAN, NAN, NAN, NAN, NAN, NAN, 0 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double values[IDIO_N_MEASURES];

      take (cases[i].text, values);

      for (guint j = 0; j < 7; j++)
        {
          double value = values[IDIO_MEASURE_GREETING + j];

          if (isnan (value) != isnan (cases[i].forms[j]) || fabs (value - cases[i].forms[j]) > 0)
            g_error ("“%s” is %g in “%s”", idio_measures[IDIO_MEASURE_GREETING + j].nick, value, cases[i].text);
        }
    }
}

/* Names in a database are unlike, and each has all that a row needs. */
static void
test_table (void)
{
  for (guint i = 0; i < IDIO_N_MEASURES; i++)
    {
      g_assert_nonnull (idio_measures[i].nick);
      g_assert_cmpint (idio_measures_find (idio_measures[i].nick), ==, (int) i);
      g_assert_cmpuint (strlen (idio_measures[i].name), >, 0);
      g_assert_cmpuint (idio_measures[i].min_words, >, 0);
      g_assert_true (idio_measures[i].take != NULL || idio_measures[i].bottom != IDIO_COUNT_NONE);
    }

  g_assert_cmpint (idio_measures_find ("none"), ==, -1);
  g_assert_cmpuint (IDIO_N_MEASURES, >=, 60);
}

static const char varied[] =
  "Dear José, it's a façade – don't “worry”. We've read the naïve résumé; it was written by Zoë, Chloé, and Noël!\n\n"
  "- one thing, 3.5 km\n- another thing\n\n"
  "Could you please call me on Monday? I'd be grateful... I think it's really, really good. And so on (as always).\n\n"
  "The café is closed today.  Perhaps we'll go tomorrow, or not. Sooo sorry! Please send it to a.b@example.org.";

static void
assert_alike (const char *one,
              const char *other)
{
  double values[IDIO_N_MEASURES], others[IDIO_N_MEASURES];

  take (one, values);
  take (other, others);

  for (guint i = 0; i < IDIO_N_MEASURES; i++)
    if (isnan (values[i]) != isnan (others[i]) || fabs (values[i] - others[i]) > 1e-9)
      g_error ("“%s” is %g and %g in “%s”", idio_measures[i].nick, values[i], others[i], other);
}

static char *
replace (const char *text,
         const char *what,
         const char *with)
{
  g_autoptr(GString) string = g_string_new (text);

  g_string_replace (string, what, with, 0);

  return g_string_free_and_steal (g_steal_pointer (&string));
}

static void
test_encodings (void)
{
  g_autofree char *decomposed = g_utf8_normalize (varied, -1, G_NORMALIZE_NFD);
  g_autofree char *with_carriage_returns = replace (varied, "\n", "\r\n");
  g_autofree char *old_mac = replace (varied, "\n", "\r");
  g_autofree char *curly = replace (varied, "'", "’");
  g_autofree char *half_straight = replace (varied, "“", "\"");
  g_autofree char *straight = replace (half_straight, "”", "\"");

  g_assert_cmpstr (decomposed, !=, varied);
  assert_alike (varied, decomposed);
  assert_alike (varied, with_carriage_returns);
  assert_alike (varied, old_mac);
  assert_alike (varied, curly);
  assert_alike (varied, straight);
}

/* A text twice over has the same rates. It is longer, of course, and says its words again. */
static void
test_twice (void)
{
  const char *body = strstr (varied, "it's");
  g_autofree char *twice = g_strconcat (body, "\n\n", body, NULL);
  double values[IDIO_N_MEASURES], others[IDIO_N_MEASURES];

  take (body, values);
  take (twice, others);

  for (guint i = 0; i < IDIO_N_MEASURES; i++)
    switch ((IdioMeasureId) i)
      {
      case IDIO_MEASURE_LENGTH:
        g_assert_cmpfloat_with_epsilon (2 * values[i], others[i], 1e-9);
        break;

      /* Windows across the seam, pairs of words, quartiles, and texts that are long enough only then. */
      case IDIO_MEASURE_VARIETY:
      case IDIO_MEASURE_REPETITION:
      case IDIO_MEASURE_SENTENCE_SPREAD:
      case IDIO_MEASURE_LIX:
      case IDIO_MEASURE_GRADE:
        break;

      default:
        if (isnan (values[i]) != isnan (others[i]) || fabs (values[i] - others[i]) > 1e-9)
          g_error ("“%s” is %g, and twice over %g", idio_measures[i].nick, values[i], others[i]);
      }
}

/* Whatever comes in, each value is a number that can be, or none. */
static void
check (const char *text)
{
  double values[IDIO_N_MEASURES];

  take (text, values);

  for (guint i = 0; i < IDIO_N_MEASURES; i++)
    {
      IdioUnit unit = idio_measures[i].unit;

      if (isnan (values[i]))
        continue;

      g_assert_false (isinf (values[i]));

      if (unit == IDIO_UNIT_PERCENT || unit == IDIO_UNIT_PER_100_SENTENCES || unit == IDIO_UNIT_PER_100_PARAGRAPHS)
        g_assert_true (values[i] >= 0 && values[i] <= 100);
      else if (unit == IDIO_UNIT_TEXTS)
        g_assert_true (values[i] >= 0 && values[i] <= 1);
      else if (i != IDIO_MEASURE_GRADE)
        g_assert_cmpfloat (values[i], >=, 0);
    }
}

static void
test_random (void)
{
  static const char * const pieces[] = {
    "the ", "I ", "don't ", "Please ", "send ", "could you ", "and ", ", ", ". ", "? ", "! ", "!!! ", "... ", "… ",
    "- ", "— ", "(", ") ", "“", "” ", "\n", "\n\n", "\r\n", "🎉 ", ":-) ", "NOT ", "sooo ", "3.5 ", "two ", "Monday ",
    "was ", "written ", "http://a.b/c ", "a@b.cd ", "é", "e\u0301", "\u200b", "\xff", "\xe2\x80", "colour ", "; ", ": ",
    "1. ", "Thanks ", "Best,\nTom", "Hi Tom,\n", "中文。", "שלום ", "ไทย", "\u0130",
  };

  for (guint round = 0; round < 1500; round++)
    {
      g_autoptr(GString) text = g_string_new (NULL);
      gint n_pieces = g_test_rand_int_range (0, 200);

      for (gint i = 0; i < n_pieces; i++)
        if (round % 3 == 0)
          g_string_append_c (text, (char) g_test_rand_int_range (1, 256));
        else
          g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);

      check (text->str);
    }
}

static double
get_seconds (void)
{
  return (double) clock () / CLOCKS_PER_SEC;
}

/* Time grows with the length of a text, not with its square. */
static void
test_long (void)
{
  static const char * const pieces[] = {
    "a", "a ", "1", ".", ". ", "🎉", "🎉 ", "a.", "a. ", "- ", "-", "\n", "\r", "x\r", "'", "a'", "@", "a@", "a@b ",
    "www.", "http://", "a-b@", ":", ":)", ":) ", "!?", "(", "e\u0301", "\u0301", "No. ", "J. ", "thank ", "could you ",
    "a,", "a, and ", "中", "1.", "…", "\xff", "_", "A", "BE ", "was ", "1\n", "- a\n",
  };
#ifdef __SANITIZE_ADDRESS__
  gsize size = 100000;
#else
  gsize size = 400000;
#endif

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      double times[2];

      for (guint j = 0; j < 2; j++)
        {
          g_autoptr(GString) text = g_string_new (NULL);
          double start;

          while (text->len < size * (j == 0 ? 1 : 4))
            g_string_append (text, pieces[i]);

          start = get_seconds ();
          check (text->str);
          times[j] = get_seconds () - start;
        }

      /* Four times as much is to take four times as long; sixteen would be the square. */
      if (times[1] > 10 * times[0] + 0.1)
        g_error ("Four times as many “%s” take %.3f s and not %.3f s", pieces[i], times[1], times[0]);
    }
}

static void
test_huge (void)
{
#ifdef __SANITIZE_ADDRESS__
  gsize size = 5 * 1000 * 1000;
#else
  gsize size = 50 * 1000 * 1000;
#endif
  g_autoptr(GString) text = g_string_sized_new (size + 200);

  while (text->len < size)
    g_string_append (text, TWO " ");

  check (text->str);
}

static void
test_odd (void)
{
  g_autofree char *no_blank = g_strnfill (100000, 'x');

  check ("");
  check ("word");
  check ("🎉🎉🎉");
  check ("1 2 3 45");
  check ("...");
  check (no_blank);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/measures/table", test_table);
  g_test_add_func ("/measures/values", test_values);
  g_test_add_func ("/measures/forms", test_forms);
  g_test_add_func ("/measures/encodings", test_encodings);
  g_test_add_func ("/measures/twice", test_twice);
  g_test_add_func ("/measures/odd", test_odd);
  g_test_add_func ("/measures/random", test_random);
  g_test_add_func ("/measures/long", test_long);
  g_test_add_func ("/measures/huge", test_huge);

  return g_test_run ();
}
