/* test-habit-sentences.c: how made-up writers ask, type and build sentences
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "habits/writer.h"

/* Apostrophes left out, and dashes typed as two hyphens. */
static void
test_typing (void)
{
  g_auto(Writer) writer;

  writer_init (&writer);

  for (guint i = 0; i < 12; i++)
    writer_take (&writer, made_up_body (i % 2 == 0 ? "Ann,\n\nIve seen it here--we dont know. %s" :
                                                 "Ann,\n\nIt is there--we know. %s", i));

  g_assert_cmpuint (writer_find (&writer, "bare-contractions")->n_with, ==, 6);
  g_assert_cmpuint (writer_find (&writer, "bare-contractions")->n_texts, ==, 6);
  g_assert_cmpuint (writer_count_shown (&writer, writer_find (&writer, "bare-contractions")), ==, 6);
  g_assert_cmpuint (writer_find (&writer, "double-hyphens")->n_with, ==, 12);
  g_assert_cmpuint (writer_count_shown (&writer, writer_find (&writer, "double-hyphens")), ==, 12);
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
      writer_take (&asks, made_up_body ("Hi Ann,\n\n%s Could you send the list to the crew?\n\nTom", i));
      writer_take (&never_asks, made_up_body ("Hi Ann,\n\n%s\n\nTom", i));
    }

  g_assert_nonnull (writer_find (&asks, "no-please"));
  g_assert_null (writer_find (&never_asks, "no-please"));
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

  habit = writer_find (&writer, "sentence-length");
  g_assert_cmpuint (habit->low, ==, 6);
  g_assert_cmpuint (habit->median, ==, 8);
  g_assert_cmpuint (habit->high, ==, 10);
  g_assert_cmpuint (writer_count_shown (&writer, habit), ==, 12);
}

/* What a third of the texts have, and others hardly ever; in the other texts is what looks like it. */
static void
test_turned (void)
{
  static const struct { const char *nick, *with, *without; } cases[] = {
    { "dropped-subjects", "Ann,\n\n%s Will call you about it.", "Ann,\n\n%s Will Ann call you about it?" },
    { "bare-its", "Ann,\n\n%s Its a long way to the pier.", "Ann,\n\n%s The pier has its own boat." },
    { "apostrophe-its", "Ann,\n\n%s The pier has it's own boat.", "Ann,\n\n%s The pier has its own boat." },
    { "two-dots", "Ann,\n\n%s Well.. it is late.", "Ann,\n\n%s Well... it is late." },
    { "question-runs", "Ann,\n\n%s Is it here??", "Ann,\n\n%s Is it here?" },
    { "last-links", "Ann,\n\n%s See https://example.org for it.", "Ann,\n\nSee https://example.org for it. %s" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const IdioHabit *habit;
      g_auto(Writer) writer;

      writer_init (&writer);

      for (guint j = 0; j < 30; j++)
        writer_take (&writer, made_up_body (j % 3 == 0 ? cases[i].with : cases[i].without, j));

      habit = writer_find (&writer, cases[i].nick);
      g_test_message ("%s", cases[i].nick);
      g_assert_nonnull (habit);
      g_assert_cmpuint (habit->n_with, ==, 10);
      g_assert_cmpuint (habit->n_texts, ==, 30);
      writer_assert_shown (&writer, habit);
    }
}

/* Questions that end with a period, of the texts that ask at all. */
static void
test_unmarked (void)
{
  const IdioHabit *habit;
  g_auto(Writer) writer, marks;

  writer_init (&writer);
  writer_init (&marks);

  for (guint i = 0; i < 30; i++)
    {
      writer_take (&writer, made_up_body (i % 3 == 0 ? "%s" : i % 10 == 1 ? "%s Can you call Ann about it?" :
                                          "%s Can you call Ann about it.", i));
      writer_take (&marks, made_up_body (i % 3 == 0 ? "%s You can call Ann about it." :
                                         "%s Can you call Ann about it?", i));
    }

  habit = writer_find_in_texts (&writer, "unmarked-questions");
  g_assert_nonnull (habit);
  g_assert_cmpuint (habit->n_with, ==, 18);
  g_assert_cmpuint (habit->n_texts, ==, 20);
  g_assert_null (writer_find_in_texts (&marks, "unmarked-questions"));
}

/* Texts of a single sentence, between greeting and sign-off. */
static void
test_one_sentence (void)
{
  const IdioHabit *habit;
  g_auto(Writer) writer;

  writer_init (&writer);

  for (guint i = 0; i < 30; i++)
    writer_take (&writer, i % 2 == 0 ?
                 g_strdup_printf ("Hi Ann,\n\nThe list of %.*s is on the table.\n\nCheers,\nTom", (int) i + 1, NO_WORD) :
                 made_up_body ("Hi Ann,\n\n%s\n\nCheers,\nTom", i));

  habit = writer_find (&writer, "one-sentence");
  g_assert_nonnull (habit);
  g_assert_cmpuint (habit->n_with, ==, 15);
  writer_assert_shown (&writer, habit);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/habit-sentences/typing", test_typing);
  g_test_add_func ("/habit-sentences/no-occasion", test_no_occasion);
  g_test_add_func ("/habit-sentences/sentence-length", test_sentence_length);
  g_test_add_func ("/habit-sentences/turned", test_turned);
  g_test_add_func ("/habit-sentences/unmarked", test_unmarked);
  g_test_add_func ("/habit-sentences/one-sentence", test_one_sentence);

  return g_test_run ();
}
