/* test-habit-others.c: what is said of others
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "habits/idio-habits.h"
#include "habits/writer.h"

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
  samples = writer_make_samples (&writer, analyses);

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
        made_up_body (i % 2 == 0 ? "It was late (as ever) by then. It was gone (all of it) by then. %s " : "%s ", number + i);

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

      parentheses = writer_find (&writer, "parentheses");
      habits = g_steal_pointer (&writer.habits);
      g_assert_nonnull (parentheses);
      rate = idio_habit_dup_rate (parentheses, IDIO_HABIT_READER_USER);
      g_test_message ("%s", rate);

      if (cases[i].whose != NULL)
        {
          g_assert_nonnull (strstr (rate, cases[i].whose));
          g_assert_false (parentheses->is_common);
          continue;
        }

      g_assert_null (strstr (rate, ";"));

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
  static const struct { guint n_same; const char *end; } cases[] = {
    { 0, "; none of 61 public bloggers matches that" },
    { 1, "; 1 of 61 public bloggers matches that" },
    { 4, "; 4 of 61 public bloggers match that" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(IdioHabit) habit = idio_habit_new (idio_habits_get_rule (0));
      g_autofree char *rate = NULL;

      habit->genre = IDIO_GENRE_POST;
      habit->n_others = 61;
      habit->n_same = cases[i].n_same;
      rate = idio_habit_dup_rate (habit, IDIO_HABIT_READER_USER);
      g_assert_true (g_str_has_suffix (rate, cases[i].end));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/habit-others/phrases", test_phrases_of_others);
  g_test_add_func ("/habit-others/genres", test_genres);
  g_test_add_func ("/habit-others/others", test_others);

  return g_test_run ();
}
