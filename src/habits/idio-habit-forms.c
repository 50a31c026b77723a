/* idio-habit-forms.c: the most common of several ways to open or close
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "habits/idio-habit-forms.h"

/**
 * idio_habit_count_forms:
 * @texts: a writer's texts
 * @func: the form of a text
 *
 * Returns: (transfer container) (element-type utf8 guint): the number of texts with each form
 */
GHashTable *
idio_habit_count_forms (const IdioHabitTexts *texts,
                        IdioFormFunc          func)
{
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < texts->features->len; i++)
    {
      char *form = func (idio_habit_texts_get (texts, i));

      if (form != NULL)
        idio_habit_count_word (counts, form);
    }

  return counts;
}

/**
 * idio_habit_find_common_form:
 * @counts: (element-type utf8 guint): the number of texts with each form
 * @except: (nullable): a form to leave out
 * @with_words: whether only forms with words are of use, not a name alone
 *
 * Of equally common ones it is the first in the alphabet, so that the order of texts does not matter.
 *
 * Returns: (transfer full) (nullable): the most common form
 */
char *
idio_habit_find_common_form (GHashTable *counts,
                             const char *except,
                             gboolean    with_words)
{
  GHashTableIter iter;
  gpointer key, value;
  const char *best = NULL;
  guint best_count = 0;

  g_hash_table_iter_init (&iter, counts);

  while (g_hash_table_iter_next (&iter, &key, &value))
    if (g_strcmp0 (key, except) != 0 && (!with_words || strlen (key) > 1) && (GPOINTER_TO_UINT (value) > best_count ||
        (GPOINTER_TO_UINT (value) == best_count && strcmp (key, best) < 0)))
      best = key, best_count = GPOINTER_TO_UINT (value);

  return g_strdup (best);
}

/**
 * idio_habit_take_form:
 * @habit: a habit
 * @texts: the writer's texts
 * @func: the form of a text
 * @form: a form
 *
 * Counts the texts with that form, and with the mark of the habit, if it has one.
 */
void
idio_habit_take_form (IdioHabit            *habit,
                      const IdioHabitTexts *texts,
                      IdioFormFunc          func,
                      const char           *form)
{
  habit->named = *form == '+';

  for (guint i = 0; i < texts->features->len; i++)
    {
      const IdioFeatures *text = idio_habit_texts_get (texts, i);
      g_autofree char *other = func (text);
      gboolean has_mark = habit->mark == '\0' || habit->mark == text->greeting_mark;

      if (idio_habit_can_take (habit->rule, text))
        idio_habit_count_text (habit, text->document, has_mark && g_strcmp0 (form, other) == 0);
    }
}

/**
 * idio_habit_has_detail:
 * @habit: a habit
 *
 * Returns: 1 if its claim names the words of the form, else 0
 */
guint
idio_habit_has_detail (const IdioHabit *habit)
{
  return habit->detail != NULL && *habit->detail != '\0';
}
