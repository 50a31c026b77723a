/* test-habits.c: habits of made-up writers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "features/idio-near-duplicates.h"
#include "habits/ways.h"

/* Minimum share of the quotes of a habit that have what was planted, or how many times as many as other sentences */
#define MIN_MATCHING 0.6
#define MIN_LIFT     1.4

/* Nothing is found but what is close to how most people write. */
static void
test_plain (void)
{
  for (guint32 seed = 1; seed <= 20; seed++)
    {
      g_auto(Writer) writer;

      writer_init_from_ways (&writer, &ways_plain, 40, seed);

      for (guint i = 0; i < writer.habits->len; i++)
        {
          const IdioHabit *habit = g_ptr_array_index (writer.habits, i);

          g_test_message ("found %s", idio_habit_get_nick (habit));
          g_assert_true (habit->is_common);
          writer_assert_shown (&writer, habit);
        }
    }
}

static gboolean
is_among (GArray *documents,
          gint64  document)
{
  for (guint i = 0; i < documents->len; i++)
    if (g_array_index (documents, gint64, i) == document)
      return TRUE;

  return FALSE;
}

/* The share of the sentences that show the habit in which the pattern is, with a few characters around them; without a
 * habit that of all sentences. */
static double
get_share_matching (const Writer    *writer,
                    const IdioHabit *habit,
                    const char      *pattern)
{
  guint n = 0, n_matching = 0;

  for (guint i = 0; i < writer->texts->len; i++)
    {
      const char *text = g_ptr_array_index (writer->texts, i);
      g_autoptr(IdioAnalysis) analysis = idio_analysis_new (text);

      if (habit != NULL && !is_among (habit->documents, i))
        continue;

      for (guint j = 0; j < analysis->sentences->len; j++)
        {
          const IdioSentence *sentence = idio_analysis_get (analysis, j);
          gsize before = MIN (sentence->start, 2);
          g_autofree char *shown = g_strndup (text + sentence->start - before, before + sentence->length + 6);

          if (habit != NULL && idio_habit_shows (habit, analysis, text, j) == 0)
            continue;

          n++;
          n_matching += g_regex_match_simple (pattern, shown, G_REGEX_RAW, 0);
        }
    }

  return (double) n_matching / MAX (1, n);
}

static gboolean
is_anywhere (const Writer *writer,
             const char   *pattern)
{
  for (guint i = 0; i < writer->texts->len; i++)
    if (g_regex_match_simple (pattern, g_ptr_array_index (writer->texts, i), 0, 0))
      return TRUE;

  return FALSE;
}

/* Whether it is about what has the pattern: so are its sentences, or it is the absence of what is nowhere. */
static gboolean
shows_pattern (const Writer    *writer,
               const IdioHabit *habit,
               const char      *pattern)
{
  return idio_habit_is_absence (habit) ? !is_anywhere (writer, pattern) :
         get_share_matching (writer, habit, pattern) >= MIN (MIN_MATCHING, MIN_LIFT * get_share_matching (writer, NULL, pattern));
}

/* One thing is changed each time. What is found then is shown by sentences that have it, or have it far more often than
 * other sentences where a habit such as to use many commas follows from it; or it is the absence of what is nowhere in the texts. */
static void
test_planted (void)
{
  static const struct { gsize offset; guint percent; const char *pattern; } cases[] = {
#define PLANT(field, percent, pattern) { G_STRUCT_OFFSET (Ways, field), percent, pattern }
    PLANT (greeting, 100, "^(Ann|Bob|Eve|Tom):"),
    PLANT (closing, 0, "(Cheers|Best|Regards|Lee|Take care)$"),
    PLANT (named_closing, 100, "Lee"),
    PLANT (thanks_first, 90, "Thanks for bringing"),
    PLANT (thanks_last, 90, "Thanks for all"),
    PLANT (question_last, 60, "Where is the other boat"),
    PLANT (question, 30, "Did anyone see .*\\?"),
    PLANT (exclamation, 20, "!"),
    PLANT (run, 6, "!!!"),
    PLANT (parenthesis, 30, "\\("),
    PLANT (dash, 25, " - "),
    PLANT (ellipsis, 15, "\\.\\.\\."),
    PLANT (quote, 25, "\"long\""),
    PLANT (semicolon, 12, ";"),
    PLANT (ampersand, 20, " & "),
    PLANT (open_end, 35, "\n\n"),
    PLANT (emoji, 12, "🙂"),
    PLANT (emoticon, 12, ":-\\)"),
    PLANT (please, 35, "Please"),
    PLANT (command, 40, "Tell Eve"),
    PLANT (sorry, 12, "Sorry"),
    PLANT (first_person, 80, "I heard"),
    PLANT (conjunction, 20, "And|But"),
    PLANT (discourse, 18, "However|Meanwhile"),
    PLANT (hedge, 60, "perhaps|probably"),
    PLANT (booster, 40, "certainly|obviously"),
    PLANT (informal, 50, "guys|kids"),
    PLANT (shorthand, 30, "btw|fyi"),
    PLANT (plural, 90, "us"),
    PLANT (short_sentence, 40, "The rain was back|Eve knew|The dog slept"),
    PLANT (long_sentence, 50, " and .*, and "),
    PLANT (capitals, 15, "ALL"),
    PLANT (small_start, 90, "^\\W*[a-z]"),
    PLANT (small_i, 100, "\\bi heard"),
    PLANT (item, 20, "- "),
    PLANT (contracted, 70, "it's"),
    PLANT (contracted, 0, "it is"),
    PLANT (exclamation, 0, "!"),
    PLANT (number_word, 50, "three days"),
    PLANT (british, 60, "colour"),
    PLANT (serial, 40, "ropes, and"),
    PLANT (double_space, 95, "^  "),
    PLANT (paragraph, 100, "^\n\n"),
#undef PLANT
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Ways ways = ways_plain;
      guint n_found = 0;
      g_auto(Writer) writer, before;

      /* What is never done is told of those who would otherwise do it. */
      if (cases[i].percent == 0)
        G_STRUCT_MEMBER (guint, &ways, cases[i].offset) = MAX (10, G_STRUCT_MEMBER (guint, &ways, cases[i].offset));

      writer_init_from_ways (&before, &ways, 40, 7 + i);
      G_STRUCT_MEMBER (guint, &ways, cases[i].offset) = cases[i].percent;
      writer_init_from_ways (&writer, &ways, 40, 7 + i);

      for (guint j = 0; j < writer.habits->len; j++)
        {
          const IdioHabit *habit = g_ptr_array_index (writer.habits, j);
          gboolean is_planted;

          g_test_message ("planted %s: found %s", cases[i].pattern, idio_habit_get_nick (habit));
          writer_assert_shown (&writer, habit);

          if (idio_habits_find_by_nick (before.habits, idio_habit_get_nick (habit)) != NULL)
            continue;

          /* What many do may be new for another reason. */
          is_planted = shows_pattern (&writer, habit, cases[i].pattern);
          g_assert_true (is_planted || habit->is_common);
          n_found += is_planted;
        }

      g_assert_cmpuint (n_found, >, 0);
    }
}

/* Many habits at once: the most telling ones, and never two that say the same. */
static void
test_many (void)
{
  Ways ways = ways_plain;
  g_auto(Writer) writer;

  ways.named_greeting = ways.thanks_first = ways.thanks_last = ways.named_closing = 100;
  ways.closing = ways.varied = 0;
  ways.question = ways.exclamation = ways.run = ways.parenthesis = ways.dash = ways.ellipsis = 25;
  ways.emoji = ways.emoticon = ways.semicolon = ways.quote = ways.conjunction = ways.shorthand = ways.informal = 30;
  ways.short_sentence = 40;
  writer_init_from_ways (&writer, &ways, 40, 1);

  g_assert_cmpuint (writer.habits->len, ==, IDIO_HABITS_MAX);
  g_assert_nonnull (writer_find (&writer, "opens-with-thanks"));
  g_assert_null (writer_find (&writer, "thanks"));
  g_assert_null (writer_find (&writer, "sentence-length"));
  g_assert_true ((writer_find (&writer, "exclamations") != NULL) +
                 (writer_find (&writer, "exclamation-runs") != NULL) == 1);
  g_assert_true ((writer_find (&writer, "emoji") != NULL) + (writer_find (&writer, "emoticons") != NULL) == 1);

  for (guint i = 1; i < writer.habits->len; i++)
    g_assert_cmpfloat (((IdioHabit *) g_ptr_array_index (writer.habits, i - 1))->score, >=,
                       ((IdioHabit *) g_ptr_array_index (writer.habits, i))->score);
}

static void
test_order (void)
{
  Ways ways = ways_plain;
  g_auto(Writer) writer;
  g_autoptr(GPtrArray) turned = g_ptr_array_new ();
  g_autoptr(GPtrArray) habits = NULL;

  ways.parenthesis = ways.dash = ways.hedge = 30;
  ways.varied = 0;
  writer_init_from_ways (&writer, &ways, 60, 3);
  g_assert_cmpuint (writer.habits->len, >=, 4);

  for (guint i = writer.features->len; i > 0; i--)
    g_ptr_array_add (turned, g_ptr_array_index (writer.features, i - 1));

  habits = idio_habits_find (turned);
  g_assert_cmpuint (habits->len, ==, writer.habits->len);

  for (guint i = 0; i < habits->len; i++)
    {
      const IdioHabit *x = g_ptr_array_index (habits, i), *y = g_ptr_array_index (writer.habits, i);

      g_assert_true (x->rule == y->rule);
      g_assert_cmpuint (x->n_with, ==, y->n_with);
      g_assert_cmpstr (x->detail, ==, y->detail);
      g_assert_cmpmem (x->documents->data, x->documents->len * sizeof (gint64),
                       y->documents->data, y->documents->len * sizeof (gint64));
    }
}

/* What was sent twice, or has two versions, counts once. */
static void
test_repeats (void)
{
  g_auto(Writer) writer;
  g_autoptr(GPtrArray) kept = NULL;
  g_autofree char *longest = made_up_body ("Hi Ann,\n\n%s", 8);

  writer_init (&writer);

  for (guint i = 0; i < 6; i++)
    {
      writer_take (&writer, made_up_body ("Hi Ann,\n\n%s", 3 * i));
      writer_take (&writer, made_up_body ("Hi Ann,\n\n%s", 3 * i));
    }

  writer_take (&writer, g_strdup (longest));
  writer_take (&writer, g_strconcat (longest, " It is late.", NULL));
  writer_take (&writer, g_strdup ("The boat is back in the harbor, and all of the crew is well."));
  writer_take (&writer, g_strdup ("The map is back on the wall, and some of the bread was gone."));
  kept = idio_near_duplicates_leave_out (writer.features);

  g_assert_cmpuint (kept->len, ==, 6 + 1 + 2);
  g_assert_cmpint (((IdioFeatures *) g_ptr_array_index (kept, 0))->document, ==, 0);
  g_assert_cmpint (((IdioFeatures *) g_ptr_array_index (kept, 1))->document, ==, 2);
}

static void
test_too_little (void)
{
  g_auto(Writer) few, short_texts, none;

  writer_init (&few);
  writer_init (&short_texts);
  writer_init (&none);

  for (guint i = 0; i < IDIO_HABITS_MIN_TEXTS - 1; i++)
    writer_take (&few, made_up_body ("Hi Ann,\n\n" BODY BODY "%s\n\nCheers,\nTom", 3 * i));

  for (guint i = 0; i < 20; i++)
    writer_take (&short_texts, g_strdup ("Hi Ann, too short!!"));

  g_assert_null (writer_find (&few, "greeting"));
  g_assert_cmpuint (few.habits->len, ==, 0);
  writer_take (&few, made_up_body ("Hi Ann,\n\n%s\n\nCheers,\nTom", 0));
  g_clear_pointer (&few.habits, g_ptr_array_unref);
  g_assert_nonnull (writer_find (&few, "greeting"));

  g_assert_null (writer_find (&short_texts, "greeting"));
  g_assert_cmpuint (short_texts.habits->len, ==, 0);
  g_assert_null (writer_find (&none, "greeting"));
}

/* A text of anything that is counted, in any order. */
static char *
write_anything (GRand *rand)
{
  static const char * const parts[] = {
    "Hi Ann,\n\n", "Ann: ", "Team - ", "Thanks for the rope. ", "Thanks!", "\n\nThanks,\nTom", "\n\nCheers\n", "\n\n",
    "\n- ",
    "Please send it. ", "could you send it? ", "Send it. ", "I don't know. ", "dont go. ", "It is (by the way) late. ",
    "(It is late.) ", "It is late now (and it is cold). ", "He left the old boat - at last. ",
    "we -- you know -- left. ",
    "Well... ", "So what?! ", "No!!! ", "and 5 of 12,000 came. ", "Three of them came & left; ", "🙂 ", ":-) ", "i am ",
    "the colour, the mast, and the rope ", "salt, oil and rope ", "ALL of it. ", "perhaps certainly guys btw ",
    "\"odd\" ",
    "https://example.org ", "P.S. It is on Monday, June 5. ", "Sorry, it was sent.  It is gone. ",
    "I shall say that it is. ",
    "The Boat Crew (BC) has (1) a hull and (2) a mast. ", "It is late, she said. ",
    "Two things:\n", "Will be there.. ", "Its a boat with it's own mast. ", "Is it?? ", "\n--Tom", "\nSee http://a.org ",
    "\xc3\xa4 ", "語。", "- ",
  };
  GString *text = g_string_new (NULL);

  for (gint n = g_rand_int_range (rand, 5, 60); n > 0; n--)
    g_string_append (text, parts[g_rand_int_range (rand, 0, G_N_ELEMENTS (parts))]);

  return g_string_free_and_steal (text);
}

/* Whatever the texts are, each rule counts exactly the texts in which a sentence shows it. */
static void
test_counted_is_shown (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (1);

  for (guint round = 0; round < 20; round++)
    {
      g_autoptr(GPtrArray) analyses = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_analysis_free);
      g_autoptr(GArray) samples = NULL;
      g_auto(Writer) writer;
      IdioHabitTexts texts = { .genre = round % 2 == 0 ? IDIO_GENRE_MAIL : IDIO_GENRE_POST };
      const IdioHabitRule *rule;

      writer_init (&writer);

      for (guint i = 0; i < 30; i++)
        writer_take (&writer, write_anything (rand));

      texts.features = writer.features;

      for (guint i = 0; i < IDIO_N_GENRES; i++)
        texts.references[i] = idio_reference_get ((IdioGenre) i, IDIO_LANGUAGE_ENGLISH);

      samples = writer_make_samples (&writer, analyses);

      for (guint n = 0; (rule = idio_habits_get_rule (n)) != NULL; n++)
        {
          g_autoptr(IdioHabit) habit = idio_habit_new (rule);

          if (rule->method->find != NULL)
            rule->method->find (habit, &texts);
          else
            rule->method->find_in_samples (habit, (const IdioHabitSample *) (gpointer) samples->data, samples->len);

          writer_assert_shown (&writer, habit);

          for (guint i = 0; rule->method == &idio_habit_cue && i < samples->len; i++)
            if (idio_habit_is_shown (habit, &g_array_index (samples, IdioHabitSample, i)) &&
                idio_habit_can_take (rule, g_ptr_array_index (writer.features, i)))
              g_assert_true (is_among (habit->documents, i));
        }
    }
}

/* A single text makes no habit, however much there is of it. */
static void
test_one_text (void)
{
  g_autoptr(GString) questions = g_string_new (NULL);
  g_auto(Writer) one, many;

  writer_init (&one);
  writer_init (&many);

  for (guint i = 0; i < 60; i++)
    g_string_append (questions, "Did anyone see the rope? ");

  for (guint i = 0; i < 30; i++)
    {
      const char *first = i == 0 ? questions->str : i < 9 ? "Ann, is it here? %s" : "Ann, %s";

      writer_take (&one, made_up_body (first, i));
      writer_take (&many, made_up_body (i < 20 ? "Ann, is it here? Is it gone? %s" : "Ann, %s", i));
    }

  g_assert_null (writer_find (&one, "questions"));
  g_assert_nonnull (writer_find (&many, "questions"));
}

/* A rate is that of all texts; where one text makes it, none is told. */
static void
test_uneven (void)
{
  g_autoptr(GString) questions = g_string_new (NULL);

  for (guint i = 0; i < 20; i++)
    g_string_append (questions, "Did anyone see the rope? ");

  for (guint is_uneven = 0; is_uneven < 2; is_uneven++)
    {
      const IdioHabit *habit;
      g_autofree char *rate = NULL, *instruction = NULL;
      g_auto(Writer) writer;

      writer_init (&writer);

      for (guint i = 0; i < 30; i++)
        {
          g_autofree char *format = g_strconcat ("Ann, is it here? Is it gone? ", is_uneven && i == 7 ? questions->str : "",
                                                 "%s", NULL);

          writer_take (&writer, made_up_body (format, i));
        }

      habit = writer_find (&writer, "questions");
      g_assert_nonnull (habit);
      rate = idio_habit_dup_rate (habit, IDIO_HABIT_READER_USER);
      instruction = idio_habit_dup_instruction (habit, (const char * const[]) { NULL });
      g_test_message ("%s; %s", rate, instruction);
      g_assert_true (g_str_has_prefix (rate, "In 30 of 30 texts"));
      g_assert_cmpint (strstr (rate, "sentence") == NULL, ==, is_uneven);
      g_assert_cmpint (strstr (instruction, "sentences") == NULL, ==, is_uneven);
    }
}

/* Several texts in one, without greeting and sign-off. */
static char *
write_long_text (const Ways *ways,
                 GRand      *rand)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *part = ways_write_text (ways, rand);

      g_string_append_printf (text, "%s\n\n", part);
    }

  return g_string_free_and_steal (text);
}

/* Who writes long texts without greeting is compared with others who do. */
static void
test_rank (void)
{
  Ways ways = ways_plain;
  g_autoptr(GRand) rand = g_rand_new_with_seed (1);
  const IdioHabit *habit;
  g_auto(Writer) writer;

  ways.named_greeting = ways.closing = ways.thanks_last = ways.soft = ways.please = 0;
  ways.parenthesis = 25;
  writer_init (&writer);

  for (guint i = 0; i < 8; i++)
    writer_take (&writer, write_long_text (&ways, rand));

  habit = writer_find (&writer, "parentheses");
  g_assert_nonnull (habit);
  g_assert_cmpuint (10 * habit->n_same, <=, habit->n_others);
  g_assert_cmpuint (writer_count_shown (&writer, habit), ==, habit->documents->len);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/habits/plain", test_plain);
  g_test_add_func ("/habits/planted", test_planted);
  g_test_add_func ("/habits/many", test_many);
  g_test_add_func ("/habits/order", test_order);
  g_test_add_func ("/habits/repeats", test_repeats);
  g_test_add_func ("/habits/too-little", test_too_little);
  g_test_add_func ("/habits/counted-is-shown", test_counted_is_shown);
  g_test_add_func ("/habits/one-text", test_one_text);
  g_test_add_func ("/habits/uneven", test_uneven);
  g_test_add_func ("/habits/rank", test_rank);

  return g_test_run ();
}
