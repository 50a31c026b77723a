/* idio-habits.c: what a writer's texts have in common, by counting
 *
 * Each family of habits is a file with a table of rules; all of them are listed here.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "features/idio-near-duplicates.h"
#include "habits/idio-habit-rule.h"
#include "text/idio-stop.h"

/* Weight of what is close to how most people write, and the number of better habits beyond which it is left out. */
#define COMMON_WEIGHT 0.1
#define ENOUGH_BETTER 5

/* Treat the corpus as correspondence if most texts have a greeting or a sign-off, or this share of them if most are
 * shorter than this, in words. */
#define LETTER_WORDS 250
#define LETTER_SHARE 0.1

/* Minimum share of a habit that another one must cover to replace it. */
#define MIN_SHARE_INSTEAD 0.4

static const IdioHabitFamily * const families[] = {
  &idio_habit_openings,
  &idio_habit_closings,
  &idio_habit_manners,
  &idio_habit_lengths,
  &idio_habit_words,
  &idio_habit_punctuation,
  &idio_habit_turns,
  &idio_habit_typing,
  &idio_habit_favorites,
};

/**
 * idio_habits_get_rule:
 * @n: a number
 *
 * Returns: (nullable): the rule with that number; %NULL behind the last
 */
const IdioHabitRule *
idio_habits_get_rule (guint n)
{
  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    {
      if (n < families[i]->n_rules)
        return &families[i]->rules[n];

      n -= families[i]->n_rules;
    }

  return NULL;
}

/**
 * idio_habits_find_by_nick:
 * @habits: (element-type IdioHabit): habits
 * @nick: the nick of a rule
 *
 * Returns: (nullable) (transfer none): the habit of that rule, if it is among them
 */
IdioHabit *
idio_habits_find_by_nick (GPtrArray  *habits,
                          const char *nick)
{
  for (guint i = 0; i < habits->len; i++)
    {
      IdioHabit *habit = g_ptr_array_index (habits, i);

      if (g_str_equal (habit->rule->nick, nick))
        return habit;
    }

  return NULL;
}

static gint
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Other writers of such texts, see idio_reference_fits(); English ones. */
static const IdioReference *
find_reference (const IdioHabitTexts *texts)
{
  const IdioReference *reference = idio_reference_get ();
  const IdioReferenceRange *range = idio_reference_get_range (reference, IDIO_MEASURE_LENGTH);
  g_autoptr(GArray) lengths = g_array_new (FALSE, FALSE, sizeof (double));
  guint n_english = 0;
  double median;

  for (guint i = 0; i < texts->features->len; i++)
    {
      const IdioFeatures *text = idio_habit_texts_get (texts, i);
      double length = text->n_words;

      n_english += text->language == IDIO_LANGUAGE_ENGLISH;
      g_array_append_val (lengths, length);
    }

  if (texts->are_letters || 2 * n_english <= lengths->len || range == NULL)
    return NULL;

  g_array_sort (lengths, compare_doubles);
  median = g_array_index (lengths, double, lengths->len / 2);

  return median >= range->documents[0] && median <= range->documents[IDIO_REFERENCE_N_QUANTILES - 1] ? reference : NULL;
}

/* Sorting is stable: of equal ones the first in the table comes first. */
static gint
compare_scores (gconstpointer a,
                gconstpointer b)
{
  const IdioHabit *x = a, *y = b;

  return (x->score < y->score) - (x->score > y->score);
}

static void
add_habit (GPtrArray *habits,
           IdioHabit *habit)
{
  if (habit->is_common)
    habit->score *= COMMON_WEIGHT;

  if (habit->score > 0)
    g_ptr_array_add (habits, habit);
  else
    idio_habit_free (habit);
}

/* Removes what the habit says better, if it is much of that. */
static void
replace_refined (GPtrArray       *habits,
                 const IdioHabit *habit)
{
  IdioHabit *refined = habit->rule->refines != NULL ? idio_habits_find_by_nick (habits, habit->rule->refines) : NULL;

  if (refined != NULL && habit->score > 0 && habit->n_with >= MIN_SHARE_INSTEAD * refined->n_with)
    g_ptr_array_remove (habits, refined);
}

/* Whether a better habit names the same words, or some of them. */
static gboolean
is_named_before (GPtrArray *habits,
                 guint      n)
{
  const IdioHabit *habit = g_ptr_array_index (habits, n);

  for (guint i = 0; habit->rule->method->find_in_samples != NULL && habit->detail != NULL && i < n; i++)
    {
      const IdioHabit *other = g_ptr_array_index (habits, i);

      if (other->rule->method->find_in_samples != NULL && other->detail != NULL &&
          (strstr (other->detail, habit->detail) != NULL || strstr (habit->detail, other->detail) != NULL))
        return TRUE;
    }

  return FALSE;
}

/* Leaves out what others say better: of each group all but the most telling one, what is common if there are enough
 * better ones, and all beyond %IDIO_HABITS_MAX. */
static void
keep_most_telling (GPtrArray *habits)
{
  guint taken = 0;

  for (guint i = habits->len; i > 0; i--)
    replace_refined (habits, g_ptr_array_index (habits, i - 1));

  g_ptr_array_sort_values (habits, compare_scores);

  for (guint i = 0; i < habits->len;)
    {
      const IdioHabit *habit = g_ptr_array_index (habits, i);

      if ((taken & habit->groups) || i >= IDIO_HABITS_MAX || (habit->is_common && i >= ENOUGH_BETTER) ||
          is_named_before (habits, i))
        {
          g_ptr_array_remove_index (habits, i);
          continue;
        }

      taken |= habit->groups;
      i++;
    }
}

/**
 * idio_habits_find:
 * @features: (element-type IdioFeatures): the features of a writer's documents, in any order
 *
 * Finds the habits that tell the writer from others. Nothing is claimed on fewer than %IDIO_HABITS_MIN_TEXTS texts or
 * %IDIO_HABITS_MIN_WORDS words. May be called from any thread.
 *
 * Returns: (transfer full) (element-type IdioHabit): at most %IDIO_HABITS_MAX habits, the most telling one first
 */
GPtrArray *
idio_habits_find (GPtrArray *features)
{
  GPtrArray *habits = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_habit_free);
  g_autoptr(GPtrArray) sorted = idio_near_duplicates_leave_out (features);
  IdioHabitTexts texts = { .features = sorted };
  const IdioHabitRule *rule;
  guint64 n_words = 0;
  guint n_letters = 0, n_short = 0;

  for (guint i = 0; i < sorted->len; i++)
    {
      const IdioFeatures *text = idio_habit_texts_get (&texts, i);

      n_words += text->n_words;
      n_letters += idio_habit_has_form (text);
      n_short += text->n_words < LETTER_WORDS;
    }

  if (sorted->len < IDIO_HABITS_MIN_TEXTS || n_words < IDIO_HABITS_MIN_WORDS)
    return habits;

  texts.are_letters = 2 * n_letters > sorted->len ||
                      (n_letters >= LETTER_SHARE * sorted->len && 2 * n_short > sorted->len);

  texts.reference = find_reference (&texts);

  for (guint i = 0; (rule = idio_habits_get_rule (i)) != NULL && !idio_stop_is_asked (); i++)
    if (rule->method->find != NULL)
      {
        IdioHabit *habit = idio_habit_new (rule);

        rule->method->find (habit, &texts);
        add_habit (habits, habit);
      }

  keep_most_telling (habits);

  return habits;
}

/**
 * idio_habits_find_in_samples:
 * @habits: (inout) (element-type IdioHabit): what idio_habits_find() found
 * @samples: (array length=n_samples): documents of the writer, in English, in the order of their numbers
 * @n_samples: how many
 *
 * Adds the habits that the features do not tell, and leaves out what these say better. May be called from any thread.
 */
void
idio_habits_find_in_samples (GPtrArray             *habits,
                             const IdioHabitSample *samples,
                             guint                  n_samples)
{
  const IdioHabitRule *rule;

  for (guint i = 0; (rule = idio_habits_get_rule (i)) != NULL && !idio_stop_is_asked (); i++)
    if (rule->method->find_in_samples != NULL)
      {
        IdioHabit *habit = idio_habit_new (rule);

        rule->method->find_in_samples (habit, samples, n_samples);
        add_habit (habits, habit);
      }

  keep_most_telling (habits);
}
