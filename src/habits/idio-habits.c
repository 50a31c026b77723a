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

/* Maximum share of other writers who do the same for it not to be common. The less a reader notices it, the rarer it has
 * to be. */
static const double common_shares[] = {
  [IDIO_HABIT_VISIBILITY_CLOSE] = 0.1,
  [IDIO_HABIT_VISIBILITY_READING] = 0.2,
  [IDIO_HABIT_VISIBILITY_GLANCE] = 0.25,
};

/* What is seen only on looking closely has to be so many times as frequent as with half of the others. */
#define MIN_TIMES_MEDIAN 2

/* Figures of others are rounded. */
#define ROUNDING 1e-3

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
 * idio_habits_find_rule:
 * @nick: the nick of a rule
 *
 * Returns: (nullable): the rule; %NULL if this version does not know it
 */
const IdioHabitRule *
idio_habits_find_rule (const char *nick)
{
  const IdioHabitRule *rule;

  for (guint i = 0; (rule = idio_habits_get_rule (i)) != NULL; i++)
    if (g_str_equal (rule->nick, nick))
      return rule;

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

static gboolean
is_common (const IdioHabit         *habit,
           const IdioReferenceRate *rate,
           double                   value)
{
  IdioHabitVisibility visibility = habit->rule->visibility;

  return habit->n_same > common_shares[visibility] * habit->n_others ||
         (visibility == IDIO_HABIT_VISIBILITY_CLOSE && !habit->is_low &&
          value < MIN_TIMES_MEDIAN * rate->writers[rate->n_writers / 2]);
}

/* A way to open or close is the writer's own, and so is a phrase: how many others have another one says nothing. */
static void
compare_with_others (IdioHabit           *habit,
                     const IdioReference *others)
{
  const IdioReferenceRate *rate = others != NULL && habit->detail == NULL ?
                                  idio_reference_get_rate (others, habit->rule->nick) : NULL;
  double value = idio_habit_get_value (habit);

  if (rate == NULL)
    return;

  habit->others = others;
  habit->genre = idio_reference_get_genre (others);
  habit->n_others = rate->n_writers;

  for (guint i = 0; i < rate->n_writers; i++)
    habit->n_same += habit->is_low ? rate->writers[i] <= value * (1 + ROUNDING) :
                                     rate->writers[i] >= value * (1 - ROUNDING);

  habit->is_common = is_common (habit, rate, value);
}

/* Sorting is stable: of equal ones the first in the table comes first. */
static gint
compare_scores (gconstpointer a,
                gconstpointer b)
{
  const IdioHabit *x = a, *y = b;

  return (x->score < y->score) - (x->score > y->score);
}

/* What many others do is worth a card only if everybody sees it. */
static void
add_habit (GPtrArray *habits,
           IdioHabit *habit)
{
  if (habit->is_common)
    habit->score *= habit->n_others > 0 && habit->rule->visibility == IDIO_HABIT_VISIBILITY_CLOSE ? 0 : COMMON_WEIGHT;

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
  const IdioReference *others;
  const IdioHabitRule *rule;
  IdioHabitTexts texts;
  guint64 n_words = 0;

  for (guint i = 0; i < sorted->len; i++)
    n_words += ((const IdioFeatures *) g_ptr_array_index (sorted, i))->n_words;

  if (sorted->len < IDIO_HABITS_MIN_TEXTS || n_words < IDIO_HABITS_MIN_WORDS)
    return habits;

  idio_habit_texts_init (&texts, sorted);
  others = idio_habit_texts_find_one (&texts);

  for (guint i = 0; (rule = idio_habits_get_rule (i)) != NULL && !idio_stop_is_asked (); i++)
    if (rule->method->find != NULL)
      {
        IdioHabit *habit = idio_habit_new (rule);

        rule->method->find (habit, &texts);
        compare_with_others (habit, others);
        add_habit (habits, habit);
      }

  keep_most_telling (habits);

  return habits;
}

/* What phrases of English texts can be compared with. */
static const IdioReference *
find_phrases_of_others (GPtrArray *features)
{
  const IdioReference *others;
  IdioHabitTexts texts;

  idio_habit_texts_init (&texts, features);
  others = idio_habit_texts_find_one (&texts);

  return others == idio_reference_get (texts.genre, IDIO_LANGUAGE_ENGLISH) ? others : NULL;
}

/**
 * idio_habits_find_in_samples:
 * @habits: (inout) (element-type IdioHabit): what idio_habits_find() found
 * @features: (element-type IdioFeatures): the features of all of the writer's documents
 * @samples: (array length=n_samples): some of the documents, in English, in the order of their numbers
 * @n_samples: how many
 *
 * Adds the habits that the features do not tell, and leaves out what these say better. May be called from any thread.
 */
void
idio_habits_find_in_samples (GPtrArray             *habits,
                             GPtrArray             *features,
                             const IdioHabitSample *samples,
                             guint                  n_samples)
{
  const IdioReference *others = find_phrases_of_others (features);
  const IdioHabitRule *rule;

  for (guint i = 0; (rule = idio_habits_get_rule (i)) != NULL && !idio_stop_is_asked (); i++)
    if (rule->method->find_in_samples != NULL)
      {
        IdioHabit *habit = idio_habit_new (rule);

        habit->others = others;
        rule->method->find_in_samples (habit, samples, n_samples);
        add_habit (habits, habit);
      }

  keep_most_telling (habits);
}
