/* test-habits.c: made-up writers of known habits
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "measure/idio-habits.h"

typedef struct
{
  GPtrArray *readings;
  GPtrArray *habits;
} Writer;

static void
writer_clear (Writer *writer)
{
  g_clear_pointer (&writer->readings, g_ptr_array_unref);
  g_clear_pointer (&writer->habits, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Writer, writer_clear)

static void
writer_init (Writer *writer)
{
  writer->habits = NULL;
  writer->readings = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_reading_free);
}

static void
add (Writer     *writer,
     const char *text)
{
  g_ptr_array_add (writer->readings, idio_reading_new (text));
}

static const IdioHabit *
find (Writer        *writer,
      IdioHabitKind  kind)
{
  if (writer->habits == NULL)
    writer->habits = idio_habits_find (writer->readings);

  for (guint i = 0; i < writer->habits->len; i++)
    if (((IdioHabit *) g_ptr_array_index (writer->habits, i))->kind == kind)
      return g_ptr_array_index (writer->habits, i);

  return NULL;
}

#define BODY "The parts for the boat came in this morning and all of them fit. The hull needs two more coats of paint " \
             "before it can go back into the water. The crew will look at the engine and at the old rope tomorrow. " \
             "The harbor stays closed until the storm has passed."

static void
test_greeter (void)
{
  g_auto(Writer) writer;

  writer_init (&writer);
  add (&writer, "Hi Ann,\n\n" BODY "\n\nCheers,\nTom");
  add (&writer, "Hi Bob,\n\n" BODY "\n\nCheers,\nTom");
  add (&writer, "Hi Cleo,\n\n" BODY "\n\nCheers,\nTom");
  add (&writer, "Hi Dan,\n\n" BODY "\n\nBest,\nTom");
  add (&writer, "Dear Eve,\n\n" BODY "\n\nCheers,\nTom");
  add (&writer, BODY);

  {
    const IdioHabit *greeting = find (&writer, IDIO_HABIT_GREETING);
    const IdioHabit *closing = find (&writer, IDIO_HABIT_CLOSING);

    g_assert_cmpstr (greeting->detail, ==, "hi");
    g_assert_true (greeting->named);
    g_assert_cmpuint (greeting->n_with, ==, 4);
    g_assert_cmpuint (greeting->n_texts, ==, 6);
    g_assert_cmpuint (greeting->spots->len, ==, 4);
    g_assert_cmpuint (g_array_index (greeting->spots, IdioSpot, 0).sentence, ==, 0);
    g_assert_cmpstr (closing->detail, ==, "cheers");
    g_assert_cmpuint (closing->n_with, ==, 4);
  }

  g_assert_null (find (&writer, IDIO_HABIT_NO_GREETING));
  g_assert_nonnull (find (&writer, IDIO_HABIT_NO_EXCLAMATIONS));
  g_assert_nonnull (find (&writer, IDIO_HABIT_NO_CONTRACTIONS));
  g_assert_null (find (&writer, IDIO_HABIT_QUESTIONS));
  g_assert_null (find (&writer, IDIO_HABIT_DASHES));
  g_assert_null (find (&writer, IDIO_HABIT_PARENTHESES));
  g_assert_null (find (&writer, IDIO_HABIT_ENDS_WITH_QUESTION));
}

static void
test_marker (void)
{
  g_auto(Writer) writer;

  writer_init (&writer);

  for (guint i = 0; i < 8; i++)
    add (&writer, "I don't know what it's worth (not much)! We can't say yet - or can we? It's only been a week and "
                  "nobody has looked at it, so let's wait... There's no rush at all with this one, is there? "
                  "They'll call us when they've had a proper look at the whole thing and written it all down.\n\n"
                  "What do you think?\n\nTom");

  g_assert_nonnull (find (&writer, IDIO_HABIT_NO_GREETING));
  g_assert_cmpstr (find (&writer, IDIO_HABIT_CLOSING)->detail, ==, "");
  g_assert_cmpfloat (find (&writer, IDIO_HABIT_CONTRACTIONS)->rate, >, 5);
  g_assert_nonnull (find (&writer, IDIO_HABIT_EXCLAMATIONS));
  g_assert_nonnull (find (&writer, IDIO_HABIT_QUESTIONS));
  g_assert_nonnull (find (&writer, IDIO_HABIT_DASHES));
  g_assert_nonnull (find (&writer, IDIO_HABIT_PARENTHESES));
  g_assert_nonnull (find (&writer, IDIO_HABIT_ELLIPSES));
  g_assert_cmpuint (find (&writer, IDIO_HABIT_ENDS_WITH_QUESTION)->n_with, ==, 8);
  g_assert_null (find (&writer, IDIO_HABIT_NO_CONTRACTIONS));
  g_assert_null (find (&writer, IDIO_HABIT_NO_EXCLAMATIONS));
  g_assert_null (find (&writer, IDIO_HABIT_GREETING));
}

static void
test_sentence_length (void)
{
  g_auto(Writer) writer;
  const IdioHabit *habit;

  writer_init (&writer);

  for (guint i = 0; i < 12; i++)
    add (&writer, "One two three four. One two three four five six. One two three four five six seven eight. "
                  "One two three four five six seven eight nine ten.");

  habit = find (&writer, IDIO_HABIT_SENTENCE_LENGTH);
  g_assert_cmpuint (habit->low, ==, 6);
  g_assert_cmpuint (habit->median, ==, 8);
  g_assert_cmpuint (habit->high, ==, 10);
  g_assert_cmpuint (habit->spots->len, ==, 12);
}

static void
test_too_little (void)
{
  g_auto(Writer) few, short_texts, none;

  writer_init (&few);
  writer_init (&short_texts);
  writer_init (&none);

  for (guint i = 0; i < 4; i++)
    add (&few, BODY BODY BODY);

  for (guint i = 0; i < 20; i++)
    add (&short_texts, "Hi Ann, too short.");

  g_assert_null (find (&few, IDIO_HABIT_SENTENCE_LENGTH));
  g_assert_cmpuint (few.habits->len, ==, 0);
  g_assert_null (find (&short_texts, IDIO_HABIT_GREETING));
  g_assert_cmpuint (short_texts.habits->len, ==, 0);
  g_assert_null (find (&none, IDIO_HABIT_GREETING));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/habits/greeter", test_greeter);
  g_test_add_func ("/habits/marker", test_marker);
  g_test_add_func ("/habits/sentence-length", test_sentence_length);
  g_test_add_func ("/habits/too-little", test_too_little);

  return g_test_run ();
}
