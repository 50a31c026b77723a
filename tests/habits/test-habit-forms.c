/* test-habit-forms.c: how made-up writers open and close
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "habits/writer.h"

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
    { "Bertram\n\n%s\n\n--Tom", "", TRUE, '\0', "", TRUE },
    { "Team-\n\n%s\n\nBest", "team", FALSE, '-', "best", FALSE },
    { "Guys, %s\n\nBest", "guys", FALSE, ',', "best", FALSE },
    { "Hello everyone!\n%s\n\nBest wishes,\nTom", "hello everyone", FALSE, '!', "best wishes", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *ending = cases[i].is_name ? "name" : "closing";
      g_auto(Writer) writer;

      writer_init (&writer);

      for (guint j = 0; j < 8; j++)
        writer_take (&writer, made_up_body (j < 7 ? cases[i].text : "%s", j));

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (writer_find (&writer, "greeting")->detail, ==, cases[i].detail);
      g_assert_cmpint (writer_find (&writer, "greeting")->named, ==, cases[i].named);
      g_assert_cmpint (writer_find (&writer, "greeting")->mark, ==, cases[i].mark);
      g_assert_cmpuint (writer_find (&writer, "greeting")->n_with, ==, 7);
      g_assert_cmpuint (writer_find (&writer, "greeting")->n_texts, ==, 8);
      g_assert_cmpstr (writer_find (&writer, ending)->detail, ==, cases[i].closing);
      g_assert_cmpuint (writer_count_shown (&writer, writer_find (&writer, ending)), ==, 7);
      g_assert_null (writer_find (&writer, "no-closing"));
    }
}

/* A second way to open is one too. Thanks or a name at the end are a sign-off. */
static void
test_two_forms (void)
{
  g_auto(Writer) writer;

  writer_init (&writer);

  for (guint i = 0; i < 30; i++)
    writer_take (&writer, made_up_body (i % 3 == 0 ? "Guys, %s\n\nThank you for all of the help with it." :
                                                 "Ann, %s\n\nBertram.", i));

  g_assert_cmpstr (writer_find (&writer, "greeting")->detail, ==, "");
  g_assert_cmpstr (writer_find (&writer, "other-greeting")->detail, ==, "guys");
  g_assert_cmpuint (writer_find (&writer, "other-greeting")->n_with, ==, 10);
  g_assert_null (writer_find (&writer, "no-closing"));
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
        writer_take (&writer, made_up_body (j % 3 == 0 ? cases[i].format : "%s\n\nCheers", j));

      habit = writer_find (&writer, "other-greeting");
      g_assert_cmpint (habit != NULL ? habit->mark : '\0', ==, cases[i].mark);

      if (habit == NULL)
        continue;

      g_assert_cmpstr (habit->detail, ==, "");
      g_assert_cmpuint (writer_count_shown (&writer, habit), ==, habit->n_with);
    }
}

/* Texts that end within a sentence do not tell whether they were signed. */
static void
test_cut (void)
{
  g_auto(Writer) writer;

  writer_init (&writer);

  for (guint i = 0; i < 24; i++)
    writer_take (&writer, made_up_body (i % 4 != 0 ? "Ann,\n\n%s" :
                                    i % 8 == 0 ? "Ann,\n\n%s Then the boat --" : "Ann,\n\n%s\n\nasmith2", i));

  g_assert_cmpuint (writer_find (&writer, "no-closing")->n_with, ==, 18);
  g_assert_cmpuint (writer_find (&writer, "no-closing")->n_texts, ==, 18);
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
        writer_take (&writer, made_up_body (i < 8 ? "%s Thanks!" : i < 10 ? "%s\n\nThanks,\nTom" :
                                        i < 10 + n_others ? "All of it is here! %s" : "%s", (guint) i));

      habit = writer_find_in_texts (&writer, "exclaimed-thanks");

      if (n_others > 0)
        {
          g_assert_null (habit);
          continue;
        }

      g_assert_nonnull (habit);
      g_assert_cmpuint (habit->n_with, ==, 8);
      g_assert_cmpuint (habit->n_texts, ==, 10);
      g_assert_cmpuint (writer_count_shown (&writer, habit), ==, 8);
    }
}

/* The first sentence after any greeting is a question, in texts of every kind. */
static void
test_opening_question (void)
{
  const IdioHabit *habit;
  g_auto(Writer) asks, asks_later;

  writer_init (&asks);
  writer_init (&asks_later);

  for (guint i = 0; i < 30; i++)
    {
      writer_take (&asks, made_up_body (i % 3 == 0 ? "Hi Ann,\n\nIs it late? %s" :
                                        i % 3 == 1 ? "Ann, is it late? %s" : "It is late. Is it? %s", i));
      writer_take (&asks_later, made_up_body ("Hi Ann,\n\nIt is late. Is it? %s", i));
    }

  habit = writer_find_in_texts (&asks, "opens-with-question");
  g_assert_nonnull (habit);
  g_assert_cmpuint (habit->n_with, ==, 20);
  g_assert_cmpuint (habit->n_texts, ==, 30);
  g_assert_null (writer_find_in_texts (&asks_later, "opens-with-question"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/habit-forms/forms", test_forms);
  g_test_add_func ("/habit-forms/two-forms", test_two_forms);
  g_test_add_func ("/habit-forms/other-addresses", test_other_addresses);
  g_test_add_func ("/habit-forms/cut", test_cut);
  g_test_add_func ("/habit-forms/exclaimed-thanks", test_exclaimed_thanks);
  g_test_add_func ("/habit-forms/opening-question", test_opening_question);

  return g_test_run ();
}
