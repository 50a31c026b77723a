/* test-habits.c: made-up writers of known habits
 *
 * A plain writer does everything as often as the rules say is usual. Each other one is that writer with one thing
 * changed: exactly that must be found.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "features/idio-near-duplicates.h"
#include "habits/idio-habit-rule.h"

/* What can be decorated: clauses about nothing, without words that stand in lists. */
static const char * const clauses[] = {
  "parts for the boat came by truck and fit the hull",
  "the hull needs more coats of blue paint for the launch",
  "sailors looked at the engine and at the rope on deck",
  "that harbor stays closed for the storm and for the tide out at sea",
  "Tom carried the box from the shed to the far end of the pier",
  "every mast leans to the left with the wind out of the north",
  "Ann painted the door of the shed green and the window white",
  "maps on the wall show the islands and the light on the point",
  "Bob left the ladder beside the fence behind the house",
  "bread from the corner shop was gone before lunch",
  "each river rose by the height of a hand after the rain",
  "keys to the boat hang on the nail beside the stove",
};

/* How often a writer does what, of 100 sentences or texts. */
typedef struct
{
  guint named_greeting, greeting, closing, named_closing, varied;
  guint thanks_first, thanks_last, question_last;
  guint question, exclamation, parenthesis, dash, ellipsis, quote, semicolon, ampersand, open_end, emoji, emoticon;
  guint please, command, soft, sorry, first_person, conjunction, discourse, hedge, booster, informal, shorthand, plural;
  guint short_sentence, long_sentence, capitals, small_start, small_i, item;
  guint contracted, full, digit, number_word, british, american, serial, series, double_space, run;
  guint paragraph;
} Ways;

static const Ways plain = {
  .named_greeting = 36, .closing = 48, .varied = 1, .thanks_first = 2, .thanks_last = 10, .question_last = 3,
  .question = 1, .exclamation = 1, .parenthesis = 6, .dash = 3, .ellipsis = 1, .quote = 3, .semicolon = 1,
  .open_end = 5, .please = 2, .command = 1, .soft = 1, .first_person = 18, .conjunction = 2,
  .discourse = 2, .hedge = 7, .booster = 5, .informal = 7, .shorthand = 4, .plural = 14, .short_sentence = 9,
  .long_sentence = 20, .contracted = 3, .full = 8, .digit = 6, .number_word = 1, .serial = 2, .series = 7,
  .american = 3, .paragraph = 40,
};

static gboolean
happens (GRand *rand,
         guint  percent)
{
  return (guint) g_rand_int_range (rand, 0, 100) < percent;
}

#define PICK(rand, ...)                                                    \
  ({                                                                       \
    static const char * const __choices[] = { __VA_ARGS__ };               \
    __choices[g_rand_int_range ((rand), 0, G_N_ELEMENTS (__choices))];     \
  })

static const char *
pick_clause (GRand *rand)
{
  return clauses[g_rand_int_range (rand, 0, G_N_ELEMENTS (clauses))];
}

/* What begins a sentence; "" if nothing does. */
static const char *
pick_start (const Ways  *ways,
            GRand       *rand,
            const char **end)
{
  if (happens (rand, ways->question))
    {
      *end = "?";
      return "Did anyone see that ";
    }

  if (happens (rand, ways->soft))
    {
      *end = "?";
      return "Could you tell Eve that ";
    }

  if (happens (rand, ways->please))
    return "Please tell Eve that ";

  if (happens (rand, ways->command))
    return "Tell Eve that ";

  if (happens (rand, ways->sorry))
    return "Sorry that ";

  if (happens (rand, ways->first_person))
    return happens (rand, ways->small_i) ? "i heard that " : "I heard that ";

  if (happens (rand, ways->conjunction))
    return PICK (rand, "And ", "But ");

  if (happens (rand, ways->discourse))
    return PICK (rand, "However, ", "Meanwhile, ");

  return "";
}

static void
append_middle (GString    *sentence,
               const Ways *ways,
               GRand      *rand)
{
  const struct { guint percent; const char *words; } middles[] = {
    { ways->parenthesis, " (the blue one) on deck" },
    { ways->dash, " - the old one of them all at the far pier" },
    { ways->quote, " by the \"long\" road" },
    { ways->semicolon, "; the tide was out" },
    { ways->ampersand, " with salt & oil" },
    { ways->hedge, PICK (rand, ", perhaps", ", probably") },
    { ways->booster, PICK (rand, ", certainly", ", obviously") },
    { ways->informal, PICK (rand, " for the guys", " with the kids") },
    { ways->shorthand, PICK (rand, ", btw", ", fyi") },
    { ways->plural, " near us" },
    { ways->capitals, " with ALL of it" },
    { ways->contracted, ", and it's dry" },
    { ways->full, ", and it is dry" },
    { ways->digit, " in 3 days" },
    { ways->number_word, " in three days" },
    { ways->british, " in that colour" },
    { ways->american, " in that color" },
    { ways->serial, " with nails, ropes, and paint" },
    { ways->series, " with nails, ropes and paint" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (middles); i++)
    if (happens (rand, middles[i].percent))
      g_string_append (sentence, middles[i].words);
}

static void
append_sentence (GString    *text,
                 const Ways *ways,
                 GRand      *rand)
{
  g_autoptr(GString) sentence = g_string_new (NULL);
  const char *end = happens (rand, ways->exclamation) ? "!" : ".";

  if (happens (rand, ways->run))
    end = "!!!";
  else if (happens (rand, ways->ellipsis))
    end = "...";

  if (happens (rand, ways->short_sentence))
    g_string_append (sentence, PICK (rand, "The rain was back", "Eve knew", "The dog slept"));
  else
    {
      g_string_append (sentence, pick_start (ways, rand, &end));
      g_string_append (sentence, pick_clause (rand));
      append_middle (sentence, ways, rand);

      if (happens (rand, ways->long_sentence))
        g_string_append_printf (sentence, " and %s, and %s", pick_clause (rand), pick_clause (rand));
    }

  if (happens (rand, ways->open_end))
    end = "";

  sentence->str[0] = happens (rand, ways->small_start) ? g_ascii_tolower (sentence->str[0]) :
                     sentence->str[0] == 'i' && sentence->str[1] == ' ' ? 'i' : g_ascii_toupper (sentence->str[0]);

  g_string_append_printf (text, "%s%s%s%s%s%s", happens (rand, ways->item) ? "\n- " : "", sentence->str, end,
                          happens (rand, ways->emoji) ? " 🙂" : "", happens (rand, ways->emoticon) ? " :-)" : "",
                          happens (rand, ways->paragraph) || *end == '\0' ? "\n\n" :
                          happens (rand, ways->double_space) ? "  " : " ");
}

static char *
write_text (const Ways *ways,
            GRand      *rand)
{
  GString *text = g_string_new (NULL);
  const char *name = PICK (rand, "Ann", "Bob", "Eve", "Tom");

  if (happens (rand, ways->named_greeting))
    g_string_append_printf (text, "%s%s,\n\n",
                            ways->varied ? PICK (rand, "", "", "", "Hello ", "Hi ", "Dear ") : "Hi ", name);
  else if (happens (rand, ways->greeting))
    g_string_append_printf (text, "%s: ", name);

  if (happens (rand, ways->thanks_first))
    g_string_append (text, "Thanks for bringing all of the tools back to the shed. ");

  for (guint n = (guint) g_rand_int_range (rand, 6, 10); n > 0; n--)
    append_sentence (text, ways, rand);

  if (happens (rand, ways->thanks_last))
    g_string_append (text, "Thanks for all the help with the boat and the shed.");
  else if (happens (rand, ways->question_last))
    g_string_append (text, "Where is the other boat that was here?");

  if (happens (rand, ways->closing))
    g_string_append_printf (text, "\n\n%s", !ways->varied ? "Cheers,\nLee" :
                            PICK (rand, "Cheers", "Best", "Regards", "Lee", "Take care"));
  else if (happens (rand, ways->named_closing))
    g_string_append (text, "\n\nLee");

  return g_string_free_and_steal (text);
}

typedef struct
{
  GPtrArray *texts;
  GPtrArray *features;
  GPtrArray *habits;
} Writer;

static void
writer_init (Writer *writer)
{
  writer->texts = g_ptr_array_new_with_free_func (g_free);
  writer->features = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_features_unref);
  writer->habits = NULL;
}

static void
writer_clear (Writer *writer)
{
  g_clear_pointer (&writer->texts, g_ptr_array_unref);
  g_clear_pointer (&writer->features, g_ptr_array_unref);
  g_clear_pointer (&writer->habits, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Writer, writer_clear)

static void
writer_take (Writer *writer,
             char   *text)
{
  g_autoptr(IdioAnalysis) analysis = idio_analysis_new (text);

  g_ptr_array_add (writer->features, idio_features_new (analysis, writer->texts->len, 0));
  g_ptr_array_add (writer->texts, text);
}

static void
writer_init_from_ways (Writer     *writer,
                       const Ways *ways,
                       guint       n_texts,
                       guint32     seed)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (seed);

  writer_init (writer);

  for (guint i = 0; i < n_texts; i++)
    writer_take (writer, write_text (ways, rand));

  writer->habits = idio_habits_find (writer->features);
}

static const IdioHabit *
find (Writer     *writer,
      const char *nick)
{
  if (writer->habits == NULL)
    writer->habits = idio_habits_find (writer->features);

  return idio_habits_find_by_nick (writer->habits, nick);
}

/* In how many of its documents a sentence shows the habit. */
static guint
count_shown (const Writer    *writer,
             const IdioHabit *habit)
{
  guint n = 0;

  for (guint i = 0; i < habit->documents->len; i++)
    {
      const char *text = g_ptr_array_index (writer->texts, (guint) g_array_index (habit->documents, gint64, i));
      g_autoptr(IdioAnalysis) analysis = idio_analysis_new (text);
      gboolean shown = FALSE;

      for (guint j = 0; j < analysis->sentences->len && !shown; j++)
        shown = idio_habit_shows (habit, analysis, text, j) > 0;

      n += shown;
    }

  return n;
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

/* The number of documents of a habit is that of the texts in which a sentence shows it. */
static void
assert_shown (const Writer    *writer,
              const IdioHabit *habit)
{
  g_test_message ("“%s” “%s”: %u of %u, shown in %u of %u", idio_habit_get_nick (habit),
                  habit->detail != NULL ? habit->detail : "", habit->n_with, habit->n_texts,
                  count_shown (writer, habit), habit->documents->len);
  g_assert_cmpuint (habit->n_with, <=, habit->n_texts);
  g_assert_cmpuint (count_shown (writer, habit), ==, habit->documents->len);

  if (habit->n_with <= IDIO_HABIT_MAX_DOCUMENTS)
    g_assert_cmpuint (habit->documents->len, ==, habit->n_with);
}

static void
assert_only (const Writer *writer,
             const char   *nick,
             const char   *other)
{
  g_auto(GStrv) others = other != NULL ? g_strsplit (other, " ", -1) : NULL;

  for (guint i = 0; i < writer->habits->len; i++)
    {
      const IdioHabit *habit = g_ptr_array_index (writer->habits, i);
      const char *found = idio_habit_get_nick (habit);

      g_test_message ("planted %s: found %s, %.1f, score %.2f", nick, found, habit->rate, habit->score);
      g_assert_true (habit->is_common || g_strcmp0 (found, nick) == 0 ||
                     (others != NULL && g_strv_contains ((const char * const *) others, found)));
      assert_shown (writer, habit);
    }
}

static void
test_plain (void)
{
  for (guint32 seed = 1; seed <= 20; seed++)
    {
      g_auto(Writer) writer;

      writer_init_from_ways (&writer, &plain, 40, seed);
      assert_only (&writer, NULL, NULL);
    }
}

/* Each plants one habit. The others follow from it: they are the same seen from another side. */
static void
test_planted (void)
{
  static const struct { const char *nick; gsize offset; guint percent; const char *other; } cases[] = {
#define PLANT(nick, field, percent, ...) { nick, G_STRUCT_OFFSET (Ways, field), percent, ##__VA_ARGS__ }
    PLANT ("greeting", greeting, 100),
    PLANT ("no-closing", closing, 0),
    PLANT ("name", named_closing, 100),
    PLANT ("opens-with-thanks", thanks_first, 90),
    PLANT ("ends-with-thanks", thanks_last, 90, "thanks"),
    PLANT ("ends-with-question", question_last, 60),
    PLANT ("questions", question, 30),
    PLANT ("exclamations", exclamation, 20),
    PLANT ("exclamation-runs", run, 6),
    PLANT ("parentheses", parenthesis, 30),
    PLANT ("dashes", dash, 25),
    PLANT ("ellipses", ellipsis, 15),
    PLANT ("quotes", quote, 25),
    PLANT ("semicolons", semicolon, 12),
    PLANT ("ampersands", ampersand, 20),
    PLANT ("open-ends", open_end, 35),
    PLANT ("emoji", emoji, 12),
    PLANT ("emoticons", emoticon, 12),
    PLANT ("please", please, 35, "opens-alike"),
    PLANT ("direct-requests", command, 40, "opens-alike"),
    PLANT ("apologies", sorry, 12),
    PLANT ("opens-with-first-person", first_person, 80, "opens-alike"),
    PLANT ("opens-with-conjunction", conjunction, 20),
    PLANT ("opens-with-discourse", discourse, 18),
    PLANT ("hedges", hedge, 60, "commas"),
    PLANT ("boosters", booster, 40, "commas"),
    PLANT ("informal-words", informal, 50),
    PLANT ("shorthand", shorthand, 30),
    PLANT ("first-plural", plural, 90),
    PLANT ("short-sentences", short_sentence, 40),
    PLANT ("long-sentences", long_sentence, 70, "long-paragraphs passives"),
    PLANT ("stressed-words", capitals, 15),
    PLANT ("lower-case-starts", small_start, 90),
    PLANT ("lower-case-i", small_i, 100, "mixed-lengths"),
    PLANT ("list-items", item, 40, "single-paragraphs"),
    PLANT ("contractions", contracted, 70, "commas"),
    PLANT ("no-contractions", contracted, 0),
    PLANT ("no-exclamations", exclamation, 0),
    PLANT ("no-dashes", dash, 0),
    PLANT ("no-parentheses", parenthesis, 0),
    PLANT ("spelled-numbers", number_word, 50, "time-words"),
    PLANT ("british-spelling", british, 60),
    PLANT ("serial-commas", serial, 40, "commas"),
    PLANT ("double-spaces", double_space, 95),
    PLANT ("single-paragraphs", paragraph, 100),
#undef PLANT
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Ways ways = plain;
      g_auto(Writer) writer;

      G_STRUCT_MEMBER (guint, &ways, cases[i].offset) = cases[i].percent;
      writer_init_from_ways (&writer, &ways, 40, 7 + i);

      assert_only (&writer, cases[i].nick, cases[i].other);
      g_assert_nonnull (find (&writer, cases[i].nick));
    }
}

/* Many habits at once: the most telling ones, and never two that say the same. */
static void
test_many (void)
{
  Ways ways = plain;
  g_auto(Writer) writer;

  ways.named_greeting = ways.thanks_first = ways.thanks_last = ways.named_closing = 100;
  ways.closing = ways.varied = 0;
  ways.question = ways.exclamation = ways.run = ways.parenthesis = ways.dash = ways.ellipsis = 25;
  ways.emoji = ways.emoticon = ways.semicolon = ways.quote = ways.conjunction = ways.shorthand = ways.informal = 30;
  ways.short_sentence = 40;
  writer_init_from_ways (&writer, &ways, 40, 1);

  g_assert_cmpuint (writer.habits->len, ==, IDIO_HABITS_MAX);
  g_assert_nonnull (find (&writer, "opens-with-thanks"));
  g_assert_null (find (&writer, "thanks"));
  g_assert_null (find (&writer, "sentence-length"));
  g_assert_true ((find (&writer, "exclamations") != NULL) +
                 (find (&writer, "exclamation-runs") != NULL) == 1);
  g_assert_true ((find (&writer, "emoji") != NULL) + (find (&writer, "emoticons") != NULL) == 1);

  for (guint i = 1; i < writer.habits->len; i++)
    g_assert_cmpfloat (((IdioHabit *) g_ptr_array_index (writer.habits, i - 1))->score, >=,
                       ((IdioHabit *) g_ptr_array_index (writer.habits, i))->score);
}

static void
test_order (void)
{
  Ways ways = plain;
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

#define BODY "The parts for the boat came in this morning and all of them fit. The hull needs more coats of paint " \
             "before it can go back into the water. The crew will look at the engine and at the old rope tomorrow. " \
             "The harbor stays closed until the storm has passed."

/* As long a word as is needed. */
#define NO_WORD "babababababababababababababababababababababababababababababababababababababababa"

/* The same body with another ending, as texts that were written once are not the same. */
static char *
dup_body (const char *format,
          guint       number)
{
  GString *text = g_string_new (format);
  g_autoptr(GString) body = g_string_new (BODY);

  for (guint i = 0; i < 4; i++)
    {
      g_string_append (body, " The stove is");

      for (guint j = 0; j <= number; j++)
        g_string_append (body, " warm and");

      g_string_append (body, " old.");
    }

  g_string_replace (text, "%s", body->str, 1);

  return g_string_free_and_steal (text);
}

static void
test_forms (void)
{
  static const struct
  {
    const char *text;
    const char *detail;
    gboolean    named;
    char        mark;
    const char *closing;
    gboolean    is_name;
  } cases[] = {
    { "Hi Ann,\n\n%s\n\nCheers,\nTom", "hi", TRUE, ',', "cheers", FALSE },
    { "Ann - %s\n\nThanks", "", TRUE, '-', "thanks", FALSE },
    { "Ann - %s\n\nThank you", "", TRUE, '-', "thanks", FALSE },
    { "Ann: %s\n\nTM", "", TRUE, ':', "", TRUE },
    { "Ann: %s\n\nThanks for it.\n\ntm  5-0100", "", TRUE, ':', "thanks", TRUE },
    { "Ann,\n\n%s\n\nBest", "", TRUE, ',', "best", FALSE },
    { "Guys, %s\n\nBest", "guys", FALSE, ',', "best", FALSE },
    { "Hello everyone!\n%s\n\nBest wishes,\nTom", "hello everyone", FALSE, '!', "best wishes", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *ending = cases[i].is_name ? "name" : "closing";
      g_auto(Writer) writer;

      writer_init (&writer);

      for (guint j = 0; j < 8; j++)
        writer_take (&writer, dup_body (j < 7 ? cases[i].text : "%s", j));

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (find (&writer, "greeting")->detail, ==, cases[i].detail);
      g_assert_cmpint (find (&writer, "greeting")->named, ==, cases[i].named);
      g_assert_cmpint (find (&writer, "greeting")->mark, ==, cases[i].mark);
      g_assert_cmpuint (find (&writer, "greeting")->n_with, ==, 7);
      g_assert_cmpuint (find (&writer, "greeting")->n_texts, ==, 8);
      g_assert_cmpstr (find (&writer, ending)->detail, ==, cases[i].closing);
      g_assert_cmpuint (count_shown (&writer, find (&writer, ending)), ==, 7);
      g_assert_null (find (&writer, "no-closing"));
    }
}

/* A second way to open is one too. Thanks or a name at the end are a sign-off. */
static void
test_two_forms (void)
{
  g_auto(Writer) writer;

  writer_init (&writer);

  for (guint i = 0; i < 30; i++)
    writer_take (&writer, dup_body (i % 3 == 0 ? "Guys, %s\n\nThank you for all of the help with it." :
                                                 "Ann, %s\n\nBertram.", i));

  g_assert_cmpstr (find (&writer, "greeting")->detail, ==, "");
  g_assert_cmpstr (find (&writer, "other-greeting")->detail, ==, "guys");
  g_assert_cmpuint (find (&writer, "other-greeting")->n_with, ==, 10);
  g_assert_null (find (&writer, "no-closing"));
}

/* So is the name with a colon or dash, where most texts open with no name, but not the name with a comma. */
static void
test_other_addresses (void)
{
  static const struct { const char *format; char mark; } cases[] = {
    { "Ann: %s", ':' },
    { "Ann - %s", '-' },
    { "Ann, %s", '\0' },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const IdioHabit *habit;
      g_auto(Writer) writer;

      writer_init (&writer);

      for (guint j = 0; j < 32; j++)
        writer_take (&writer, dup_body (j % 3 == 0 ? cases[i].format : "%s\n\nCheers", j));

      habit = find (&writer, "other-greeting");
      g_assert_cmpint (habit != NULL ? habit->mark : '\0', ==, cases[i].mark);

      if (habit == NULL)
        continue;

      g_assert_cmpstr (habit->detail, ==, "");
      g_assert_cmpuint (count_shown (&writer, habit), ==, habit->n_with);
    }
}

/* Texts that end within a sentence do not tell whether they were signed. */
static void
test_cut (void)
{
  g_auto(Writer) writer;

  writer_init (&writer);

  for (guint i = 0; i < 24; i++)
    writer_take (&writer, dup_body (i % 4 != 0 ? "Ann,\n\n%s" :
                                    i % 8 == 0 ? "Ann,\n\n%s Then the boat --" : "Ann,\n\n%s\n\nasmith2", i));

  g_assert_cmpuint (find (&writer, "no-closing")->n_with, ==, 18);
  g_assert_cmpuint (find (&writer, "no-closing")->n_texts, ==, 18);
}

/* Apostrophes left out, and dashes typed as two hyphens. */
static void
test_typing (void)
{
  g_auto(Writer) writer;

  writer_init (&writer);

  for (guint i = 0; i < 12; i++)
    writer_take (&writer, dup_body (i % 2 == 0 ? "Ann,\n\nIve seen it here--we dont know. %s" :
                                                 "Ann,\n\nIt is there--we know. %s", i));

  g_assert_cmpuint (find (&writer, "bare-contractions")->n_with, ==, 6);
  g_assert_cmpuint (find (&writer, "bare-contractions")->n_texts, ==, 6);
  g_assert_cmpuint (count_shown (&writer, find (&writer, "bare-contractions")), ==, 6);
  g_assert_cmpuint (find (&writer, "double-hyphens")->n_with, ==, 12);
  g_assert_cmpuint (count_shown (&writer, find (&writer, "double-hyphens")), ==, 12);
}

/* Who never asks for anything does not ask without "please". */
static void
test_no_occasion (void)
{
  g_auto(Writer) asks, never_asks;

  writer_init (&asks);
  writer_init (&never_asks);

  for (guint i = 0; i < 40; i++)
    {
      writer_take (&asks, dup_body ("Hi Ann,\n\n%s Could you send the list to the crew?\n\nTom", i));
      writer_take (&never_asks, dup_body ("Hi Ann,\n\n%s\n\nTom", i));
    }

  g_assert_nonnull (find (&asks, "no-please"));
  g_assert_null (find (&never_asks, "no-please"));
}

/* What was sent twice, or has two versions, counts once. */
static void
test_repeats (void)
{
  g_auto(Writer) writer;
  g_autoptr(GPtrArray) kept = NULL;
  g_autofree char *longest = dup_body ("Hi Ann,\n\n%s", 8);

  writer_init (&writer);

  for (guint i = 0; i < 6; i++)
    {
      writer_take (&writer, dup_body ("Hi Ann,\n\n%s", 3 * i));
      writer_take (&writer, dup_body ("Hi Ann,\n\n%s", 3 * i));
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
test_sentence_length (void)
{
  g_auto(Writer) writer;
  const IdioHabit *habit;

  writer_init (&writer);

  for (guint i = 0; i < 12; i++)
    writer_take (&writer, g_strdup_printf ("Ann,\n\n%.*s two three four. One two three four five six. One two three four "
                                           "five six seven eight. One two three four five six seven eight nine ten.\n\nTom",
                                           (int) i + 1, NO_WORD));

  habit = find (&writer, "sentence-length");
  g_assert_cmpuint (habit->low, ==, 6);
  g_assert_cmpuint (habit->median, ==, 8);
  g_assert_cmpuint (habit->high, ==, 10);
  g_assert_cmpuint (count_shown (&writer, habit), ==, 12);
}

static void
test_too_little (void)
{
  g_auto(Writer) few, short_texts, none;

  writer_init (&few);
  writer_init (&short_texts);
  writer_init (&none);

  for (guint i = 0; i < IDIO_HABITS_MIN_TEXTS - 1; i++)
    writer_take (&few, dup_body ("Hi Ann,\n\n" BODY BODY "%s\n\nCheers,\nTom", 3 * i));

  for (guint i = 0; i < 20; i++)
    writer_take (&short_texts, g_strdup ("Hi Ann, too short!!"));

  g_assert_null (find (&few, "greeting"));
  g_assert_cmpuint (few.habits->len, ==, 0);
  writer_take (&few, dup_body ("Hi Ann,\n\n%s\n\nCheers,\nTom", 0));
  g_clear_pointer (&few.habits, g_ptr_array_unref);
  g_assert_nonnull (find (&few, "greeting"));

  g_assert_null (find (&short_texts, "greeting"));
  g_assert_cmpuint (short_texts.habits->len, ==, 0);
  g_assert_null (find (&none, "greeting"));
}

/* Nothing that needs English lists is claimed of German, and nothing that needs any list of a language without. */
static void
test_other_languages (void)
{
  static const char * const english[] = {
    "contractions", "no-contractions", "british-spelling", "serial-commas",
    "no-serial-commas", "lower-case-i",
  };
  static const char * const listed[] = {
    "no-greeting", "no-closing", "no-thanks", "no-please", "digits",
  };
  g_auto(Writer) german, polish;

  writer_init (&german);
  writer_init (&polish);

  for (guint i = 0; i < 80; i++)
    {
      writer_take (&german,
                   g_strdup_printf ("Hallo Anna,\n\nich habe die Teile für das Boot heute bekommen, und sie passen "
                                    "alle. Der Rumpf muss noch gestrichen werden, bevor es wieder ins Wasser kann. Wir "
                                    "sehen uns dann am Montag im Hafen, wenn das Wetter es zulässt. Das ist %.*s."
                                    "\n\nViele Grüße\nTom", (int) i + 1, NO_WORD));
      writer_take (&polish,
                   g_strdup_printf ("Części do łodzi przyszły dziś rano i wszystkie pasują. Kadłub trzeba jeszcze "
                                    "pomalować, zanim łódź wróci do wody. Port jest zamknięty, dopóki nie minie "
                                    "sztorm. Załoga obejrzy jutro silnik i starą linę. To jest %.*s.",
                                    (int) i + 1, NO_WORD));
    }

  g_assert_nonnull (find (&german, "greeting"));
  g_assert_null (find (&polish, "no-parentheses"));

  for (guint i = 0; i < G_N_ELEMENTS (english); i++)
    {
      g_assert_null (find (&german, english[i]));
      g_assert_null (find (&polish, english[i]));
    }

  for (guint i = 0; i < G_N_ELEMENTS (listed); i++)
    g_assert_null (find (&polish, listed[i]));
}

static GArray *
make_samples (const Writer *writer,
              GPtrArray    *analyses)
{
  GArray *samples = g_array_new (FALSE, FALSE, sizeof (IdioHabitSample));

  for (guint i = 0; i < writer->texts->len; i++)
    {
      const char *text = g_ptr_array_index (writer->texts, i);
      IdioHabitSample sample = { i, text, idio_analysis_new (text) };

      g_ptr_array_add (analyses, (gpointer) sample.analysis);
      g_array_append_val (samples, sample);
    }

  return samples;
}

/* What is found in the texts themselves; no features are looked at. */
static const IdioHabit *
find_in_texts (Writer     *writer,
               const char *nick)
{
  g_autoptr(GPtrArray) analyses = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_analysis_free);
  g_autoptr(GArray) samples = make_samples (writer, analyses);

  g_clear_pointer (&writer->habits, g_ptr_array_unref);
  writer->habits = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_habit_free);
  idio_habits_find_in_samples (writer->habits, writer->features,
                               (const IdioHabitSample *) (gpointer) samples->data, samples->len);

  for (guint i = 0; i < writer->habits->len; i++)
    assert_shown (writer, g_ptr_array_index (writer->habits, i));

  return idio_habits_find_by_nick (writer->habits, nick);
}

/* Mails of sentences of words that nobody knows, in no text the same, with @phrase in every third text. */
static void
writer_init_from_phrase (Writer     *writer,
                         const char *phrase)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (1);

  writer_init (writer);

  for (guint i = 0; i < 45; i++)
    {
      GString *text = g_string_new (i % 3 == 0 ? phrase : "The");

      for (guint j = 0; j < 60; j++)
        g_string_append_printf (text, " %c%c%c%c%s",
                                g_rand_int_range (rand, 'b', 'z'), "aeiou"[g_rand_int_range (rand, 0, 5)],
                                g_rand_int_range (rand, 'b', 'z'), "aeiou"[g_rand_int_range (rand, 0, 5)],
                                j % 12 == 11 ? ". The" : j % 3 == 2 ? " of the" : "");

      g_string_append (text, "\n\nTom");
      writer_take (writer, g_string_free_and_steal (text));
    }
}

static void
test_favorite (void)
{
  static const struct { const char *phrase; const char *favorite; } cases[] = {
    { "As it turns out,", "as it turns out" },
    { "Give me a call about", "give me a call" },
    { "With respect to", "with respect to" },
    { "At the harbor", NULL },             /* what the texts are about */
    { "Let me know", NULL },               /* a commonplace */
    { "Just a", NULL },                    /* no whole phrase */
    { "This note was copied and, as it turns out, by those of the crew who sell the", NULL }, /* a copied sentence */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(Writer) writer;
      const IdioHabit *favorite;

      writer_init_from_phrase (&writer, cases[i].phrase);
      favorite = find_in_texts (&writer, "phrase");

      if (cases[i].favorite == NULL)
        {
          g_test_message ("%s: %s", cases[i].phrase, favorite != NULL ? favorite->detail : "none");
          g_assert_null (favorite);
          continue;
        }

      g_assert_nonnull (favorite);
      g_assert_cmpstr (favorite->detail, ==, cases[i].favorite);
      g_assert_cmpuint (favorite->n_with, ==, 15);
      g_assert_cmpuint (favorite->n_texts, ==, 45);
      g_assert_cmpuint (count_shown (&writer, favorite), ==, 15);
      g_assert_true (favorite->others == idio_reference_get (IDIO_GENRE_MAIL, IDIO_LANGUAGE_ENGLISH));
    }
}

static IdioReference *
make_reference (const char *phrases)
{
  g_autofree char *json =
    g_strdup_printf ("{\"genre\": \"mail\", \"measures\": {}, \"habits\": {}, "
                     "\"phrases\": {\"least\": 2, \"places-2\": 100000, \"places-3\": 100000, \"places-4\": 100000, "
                     "\"counts\": {%s}}}", phrases);
  g_autoptr(GError) error = NULL;
  IdioReference *reference = idio_reference_new (json, -1, &error);

  g_assert_no_error (error);

  return reference;
}

/* What others of that kind often say is no favorite; where they are not known, nothing is. */
static void
test_phrases_of_others (void)
{
  g_autoptr(IdioReference) rare = make_reference ("\"of the\": 300");
  g_autoptr(IdioReference) frequent = make_reference ("\"as it turns\": 7000, \"it turns out\": 7000, "
                                                      "\"as it turns out\": 7000");
  const struct { const IdioReference *others; gboolean is_favorite; } cases[] = {
    { rare, TRUE }, { frequent, FALSE }, { NULL, FALSE },
  };
  g_autoptr(GPtrArray) analyses = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_analysis_free);
  g_autoptr(GArray) samples = NULL;
  g_auto(Writer) writer;
  const IdioHabitRule *rule;
  guint n = 0;

  writer_init_from_phrase (&writer, "As it turns out,");
  samples = make_samples (&writer, analyses);

  while ((rule = idio_habits_get_rule (n)) != NULL && !g_str_equal (rule->nick, "phrase"))
    n++;

  g_assert_nonnull (rule);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(IdioHabit) habit = idio_habit_new (rule);

      habit->others = cases[i].others;
      rule->method->find_in_samples (habit, (const IdioHabitSample *) (gpointer) samples->data, samples->len);
      g_assert_cmpint (habit->score > 0, ==, cases[i].is_favorite);
    }
}

/* What a third of the texts begin a sentence with. */
static void
test_starter (void)
{
  static const struct { const char *phrase; const char *starter; const char *nick; } cases[] = {
    { "Attached is the list. The", "attached is", "first-words" },
    { "Ann,\n\nplease review  the list. The", "please review", "please-starter" },
    { "Let me know. The", NULL, "starter" },            /* a commonplace */
    { "Please review the list. The", NULL, "starter" },
    { "Attached is the list. The", NULL, "please-starter" },
    { "Please let me know. The", NULL, "please-starter" },
    { "The list is here. The", NULL, "starter" },       /* function words */
    { "We attached the list. The", NULL, "starter" },   /* not at the beginning */
    { "Attached is the list of all the crew. The", NULL, "starter" }, /* a copied sentence */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(Writer) writer;
      const IdioHabit *starter;

      writer_init_from_phrase (&writer, cases[i].phrase);

      starter = find_in_texts (&writer, cases[i].nick);
      g_test_message ("%s", cases[i].phrase);
      g_assert_cmpstr (starter != NULL ? starter->detail : NULL, ==, cases[i].starter);

      if (starter != NULL)
        {
          g_assert_cmpuint (starter->n_with, ==, 15);
          g_assert_cmpuint (count_shown (&writer, starter), ==, 15);
        }
    }
}

/* "Thanks!" at the end, of texts that end with thanks; not if other sentences have most of the marks. */
static void
test_exclaimed_thanks (void)
{
  for (guint n_others = 0; n_others <= 20; n_others += 20)
    {
      const IdioHabit *habit;
      g_auto(Writer) writer;

      writer_init (&writer);

      for (gint64 i = 0; i < 40; i++)
        writer_take (&writer, dup_body (i < 8 ? "%s Thanks!" : i < 10 ? "%s\n\nThanks,\nTom" :
                                        i < 10 + n_others ? "All of it is here! %s" : "%s", (guint) i));

      habit = find_in_texts (&writer, "exclaimed-thanks");

      if (n_others > 0)
        {
          g_assert_null (habit);
          continue;
        }

      g_assert_nonnull (habit);
      g_assert_cmpuint (habit->n_with, ==, 8);
      g_assert_cmpuint (habit->n_texts, ==, 10);
      g_assert_cmpuint (count_shown (&writer, habit), ==, 8);
    }
}

/* The text of a note, mail or post by somebody who likes parentheses. */
static char *
write_of_kind (const char *first,
               const char *last,
               guint       n_repeats,
               guint       number)
{
  GString *text = g_string_new (first);

  for (guint i = 0; i < n_repeats; i++)
    {
      g_autofree char *body =
        dup_body (i % 2 == 0 ? "It was late (as ever) by then. It was gone (all of it) by then. %s " : "%s ", number + i);

      g_string_append (text, body);
    }

  g_string_append (text, last);

  return g_string_free_and_steal (text);
}

/* Each writer is compared with others who write texts of that kind, in words and in phrases; who writes notes, of which
 * nothing is known, with nobody. */
static void
test_genres (void)
{
  static const struct
  {
    const char *first;
    const char *last;
    guint       n_repeats;
    const char *whose;
  } cases[] = {
    { "Hi Ann,\n\n", "\n\nCheers,\nTom", 1, "US government mail writers" },
    { "", "", 3, "public bloggers" },
    { "", "", 1, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const IdioHabit *parentheses;
      g_autoptr(GPtrArray) habits = NULL;
      g_autofree char *rate = NULL;
      g_auto(Writer) writer;

      writer_init (&writer);

      for (guint j = 0; j < 12; j++)
        writer_take (&writer, write_of_kind (cases[i].first, cases[i].last, cases[i].n_repeats, j));

      parentheses = find (&writer, "parentheses");
      habits = g_steal_pointer (&writer.habits);
      g_assert_nonnull (parentheses);
      rate = idio_habit_dup_rate (parentheses);
      g_test_message ("%s", rate);

      if (cases[i].whose != NULL)
        {
          g_assert_nonnull (strstr (rate, cases[i].whose));
          g_assert_false (parentheses->is_common);
          continue;
        }

      g_assert_null (strstr (rate, "; of"));

      for (guint j = 0; j < habits->len; j++)
        {
          g_assert_true (((IdioHabit *) g_ptr_array_index (habits, j))->is_common);
          g_assert_null (((IdioHabit *) g_ptr_array_index (habits, j))->others);
          g_assert_false (idio_habit_is_absence (g_ptr_array_index (habits, j)));
        }
    }
}

/* What is told of others is what the table has of them. */
static void
test_others (void)
{
  const IdioReference *others = idio_reference_get (IDIO_GENRE_POST, IDIO_LANGUAGE_ENGLISH);
  static const struct { guint n_same; const char *end; } cases[] = {
    { 0, "; of 61 public bloggers, none does the same" },
    { 1, "; of 61 public bloggers, 1 does the same" },
    { 4, "; of 61 public bloggers, 4 do the same" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(IdioHabit) habit = idio_habit_new (idio_habits_get_rule (0));
      g_autofree char *rate = NULL;

      habit->others = others;
      habit->n_others = 61;
      habit->n_same = cases[i].n_same;
      rate = idio_habit_dup_rate (habit);
      g_assert_true (g_str_has_suffix (rate, cases[i].end));
    }
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
    "Two things:\n", "\xc3\xa4 ", "語。", "- ",
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

      samples = make_samples (&writer, analyses);

      for (guint n = 0; (rule = idio_habits_get_rule (n)) != NULL; n++)
        {
          g_autoptr(IdioHabit) habit = idio_habit_new (rule);

          if (rule->method->find != NULL)
            rule->method->find (habit, &texts);
          else
            rule->method->find_in_samples (habit, (const IdioHabitSample *) (gpointer) samples->data, samples->len);

          assert_shown (&writer, habit);

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

      writer_take (&one, dup_body (first, i));
      writer_take (&many, dup_body (i < 20 ? "Ann, is it here? Is it gone? %s" : "Ann, %s", i));
    }

  g_assert_null (find (&one, "questions"));
  g_assert_nonnull (find (&many, "questions"));
}

/* Who writes long texts without greeting is compared with others who do. */
static void
test_rank (void)
{
  Ways ways = plain;
  g_autoptr(GRand) rand = g_rand_new_with_seed (1);
  const IdioHabit *habit;
  g_auto(Writer) writer;

  ways.named_greeting = ways.closing = ways.thanks_last = ways.soft = ways.please = 0;
  ways.parenthesis = 25;
  writer_init (&writer);

  for (guint i = 0; i < 8; i++)
    {
      g_autoptr(GString) text = g_string_new (NULL);

      for (guint j = 0; j < 4; j++)
        {
          g_autofree char *part = write_text (&ways, rand);

          g_string_append_printf (text, "%s\n\n", part);
        }

      writer_take (&writer, g_strdup (text->str));
    }

  habit = find (&writer, "parentheses");
  g_assert_nonnull (habit);
  g_assert_cmpuint (10 * habit->n_same, <=, habit->n_others);
  g_assert_cmpuint (count_shown (&writer, habit), ==, habit->documents->len);
}

/* What texts end with, before thanks and the sign-off. */
static void
test_last_words (void)
{
  const IdioHabit *habit;
  g_auto(Writer) writer;

  writer_init (&writer);

  for (guint i = 0; i < 30; i++)
    writer_take (&writer, dup_body (i % 2 == 0 ? "Ann,\n\n%s Call me about it.\n\nThanks,\nTom" :
                                                 "Ann,\n\n%s\n\nTom", i));

  habit = find_in_texts (&writer, "last-words");
  g_assert_nonnull (habit);
  g_assert_true (g_str_has_prefix (habit->detail, "call me"));
  g_assert_cmpuint (habit->n_with, ==, 15);
}

/* What works in other languages is found there; nothing that needs English is. */
static void
test_translated (void)
{
  static const struct { IdioLanguage language; const char *greeting, *closing, *text; } cases[] = {
    { IDIO_LANGUAGE_GERMAN, "hallo", "viele grüße",
      "Hallo Anna,\n\nich habe die Teile für das Boot heute bekommen, und sie passen alle (auch der Mast und das Seil). "
      "Der Rumpf muss noch gestrichen werden, bevor es wieder ins Wasser kann. Das Seil liegt auf dem Steg - das alte. "
      "Das ist %s.\n\nViele Grüße\nTom" },
    { IDIO_LANGUAGE_FRENCH, "bonjour", "cordialement",
      "Bonjour Anne,\n\nj'ai reçu les pièces du bateau ce matin et elles vont toutes (le mât et la corde aussi). "
      "La coque doit encore être peinte avant de retourner dans l'eau. La corde est sur le quai - la vieille. C'est %s."
      "\n\nCordialement,\nTom" },
    { IDIO_LANGUAGE_SPANISH, "hola", "saludos",
      "Hola Ana,\n\nhe recibido las piezas del barco esta mañana y todas encajan (el mástil y la cuerda también). "
      "El casco todavía tiene que pintarse antes de volver al agua. La cuerda está en el muelle - la vieja. Es %s."
      "\n\nSaludos,\nTom" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(Writer) writer;

      writer_init (&writer);

      for (guint j = 0; j < 30; j++)
        {
          g_autofree char *word = g_strndup (NO_WORD, j + 1);
          GString *text = g_string_new (cases[i].text);

          g_string_replace (text, "%s", word, 1);
          writer_take (&writer, g_string_free_and_steal (text));
        }

      g_assert_cmpint (((IdioFeatures *) g_ptr_array_index (writer.features, 0))->language, ==, cases[i].language);
      g_assert_nonnull (find (&writer, "greeting"));
      g_assert_cmpstr (find (&writer, "greeting")->detail, ==, cases[i].greeting);
      g_assert_nonnull (find (&writer, "closing"));
      g_assert_cmpstr (find (&writer, "closing")->detail, ==, cases[i].closing);
      g_assert_nonnull (find (&writer, "last-asides"));
      g_assert_nonnull (find (&writer, "afterthoughts"));

      for (guint j = 0; j < writer.habits->len; j++)
        {
          const IdioHabit *habit = g_ptr_array_index (writer.habits, j);

          assert_shown (&writer, habit);
          g_assert_true (idio_habit_can_take (habit->rule, g_ptr_array_index (writer.features, 0)));
          g_assert_cmpuint (habit->n_others, ==, 0);
        }
    }
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
  g_test_add_func ("/habits/forms", test_forms);
  g_test_add_func ("/habits/two-forms", test_two_forms);
  g_test_add_func ("/habits/other-addresses", test_other_addresses);
  g_test_add_func ("/habits/cut", test_cut);
  g_test_add_func ("/habits/typing", test_typing);
  g_test_add_func ("/habits/no-occasion", test_no_occasion);
  g_test_add_func ("/habits/repeats", test_repeats);
  g_test_add_func ("/habits/sentence-length", test_sentence_length);
  g_test_add_func ("/habits/too-little", test_too_little);
  g_test_add_func ("/habits/other-languages", test_other_languages);
  g_test_add_func ("/habits/favorite", test_favorite);
  g_test_add_func ("/habits/phrases-of-others", test_phrases_of_others);
  g_test_add_func ("/habits/starter", test_starter);
  g_test_add_func ("/habits/exclaimed-thanks", test_exclaimed_thanks);
  g_test_add_func ("/habits/genres", test_genres);
  g_test_add_func ("/habits/others", test_others);
  g_test_add_func ("/habits/counted-is-shown", test_counted_is_shown);
  g_test_add_func ("/habits/one-text", test_one_text);
  g_test_add_func ("/habits/rank", test_rank);
  g_test_add_func ("/habits/last-words", test_last_words);
  g_test_add_func ("/habits/translated", test_translated);

  return g_test_run ();
}
