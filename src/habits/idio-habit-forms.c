/* idio-habit-forms.c: how texts open and end, as a habit
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "habits/idio-habit-rules.h"

/* The mark behind a greeting is part of the habit if so much of these greetings have it. */
#define STEADY_MARK_SHARE 0.8

/* So much of the texts is often. */
#define OFTEN_SHARE 0.3

static gboolean
thanks (const char *closing)
{
  return closing != NULL && (strstr (closing, "thank") != NULL || strstr (closing, "thx") != NULL);
}

/* Ways to open or end that are alike: with the same words, or the lack of them, and with or without a name. To end with
 * a name alone is another habit. */
static char *
dup_form (const IdioFeatures *text,
          IdioHabitKind       kind)
{
  gboolean opening = kind != IDIO_HABIT_CLOSING;
  const char *words = opening ? text->greeting : text->closing;
  gboolean named = opening ? text->greeting_named : text->closing_named;

  if (words == NULL || (!opening && *words == '\0'))
    return NULL;

  /* "Hi Tom" and "Hi all" are one of several ways to open. */
  if (kind == IDIO_HABIT_OTHER_GREETING && *words != '\0')
    return g_strdup_printf ("-%.*s", (int) strcspn (words, " "), words);

  /* So are "Tom:" and "Tom -" beside "Tom,", but not that itself. */
  if (kind == IDIO_HABIT_OTHER_GREETING && strchr (":-", text->greeting_mark) != NULL && text->greeting_mark != '\0')
    return g_strdup_printf ("+%c", text->greeting_mark);

  return g_strdup_printf ("%c%s", named ? '+' : '-', !opening && thanks (words) ? "thanks" : words);
}

/* The most common form but for @except, perhaps of those with words, and of equally common ones the first in the
 * alphabet, so that the order of texts says nothing. */
static char *
find_most_common (GHashTable *counts,
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

/* The mark that nearly always stands behind that greeting, or '\0'. */
static char
find_steady_mark (const IdioHabitTexts *texts,
                  IdioHabitKind         kind,
                  const char           *form)
{
  guint counts[128] = { 0 }, n = 0, n_named = 0;

  for (guint i = 0; i < texts->features->len; i++)
    {
      const IdioFeatures *text = idio_habit_texts_get (texts, i);
      g_autofree char *other = dup_form (text, kind);

      if (g_strcmp0 (form, other) == 0)
        {
          n++;
          n_named += text->greeting_named;
          counts[text->greeting_mark & 0x7f]++;
        }
    }

  /* Of those that are alike but for the name the mark says nothing. */
  if (n_named > 0 && *form != '+')
    return '\0';

  for (guint mark = 1; mark < G_N_ELEMENTS (counts); mark++)
    if (counts[mark] >= STEADY_MARK_SHARE * n)
      return (char) mark;

  return '\0';
}

/* Whether a form is how most texts, or many, open. */
static gboolean
is_steady (GHashTable *counts,
           const char *form,
           guint       n_texts)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, form));

  return idio_habit_get_lower_end (n, n_texts) >= IDIO_HABIT_MIN_FORM_STEADY;
}

void
idio_habit_find_form (IdioHabit            *habit,
                      const IdioHabitTexts *texts)
{
  double least = habit->kind == IDIO_HABIT_OTHER_GREETING ? IDIO_HABIT_MIN_OTHER_STEADY : IDIO_HABIT_MIN_FORM_STEADY;
  g_autoptr(GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *best = NULL;

  for (guint i = 0; i < texts->features->len; i++)
    {
      char *form = dup_form (idio_habit_texts_get (texts, i), habit->kind);

      if (form != NULL)
        g_hash_table_insert (counts, form,
                             GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, form)) + 1));
    }

  best = find_most_common (counts, NULL, FALSE);

  /* A name alone is seen in few texts where there is none. */
  if (habit->kind == IDIO_HABIT_OTHER_GREETING && best != NULL)
    {
      g_autofree char *first = g_steal_pointer (&best);

      best = find_most_common (counts, is_steady (counts, first, texts->features->len) ? first : NULL, TRUE);
    }

  if (best == NULL)
    return;

  habit->detail = g_strdup (habit->kind == IDIO_HABIT_OTHER_GREETING && *best == '+' ? "" : best + 1);
  habit->named = *best == '+';
  habit->mark = habit->kind != IDIO_HABIT_CLOSING ? find_steady_mark (texts, habit->kind, best) : '\0';

  for (guint i = 0; i < texts->features->len; i++)
    {
      const IdioFeatures *text = idio_habit_texts_get (texts, i);
      g_autofree char *form = dup_form (text, habit->kind);
      gboolean has_mark = habit->mark == '\0' || habit->mark == text->greeting_mark;

      if (idio_habit_can_take (&idio_habit_rules[habit->kind], text))
        idio_habit_count_text (habit, text, has_mark && g_strcmp0 (form, best) == 0);
    }

  idio_habit_score_texts (habit, texts, least, IDIO_HABIT_MIN_FORM_UNUSUAL);
}

/* A name or initials at the end. If that is often behind thanks, this is part of the habit. */
void
idio_habit_find_name (IdioHabit            *habit,
                      const IdioHabitTexts *texts)
{
  guint n_thanks = 0;

  for (guint i = 0; i < texts->features->len; i++)
    {
      const IdioFeatures *text = idio_habit_texts_get (texts, i);

      if (idio_habit_can_take (&idio_habit_rules[habit->kind], text))
        {
          idio_habit_count_text (habit, text, text->closing_named);
          n_thanks += text->closing_named &&
                      (thanks (text->closing) || text->values[IDIO_MEASURE_ENDS_WITH_THANKS] > 0);
        }
    }

  habit->detail = g_strdup (n_thanks >= OFTEN_SHARE * habit->n_with ? "thanks" : "");
  idio_habit_score_texts (habit, texts, IDIO_HABIT_MIN_FORM_STEADY, IDIO_HABIT_MIN_FORM_UNUSUAL);
}

/* Whether it is told at all if the text has the form: not where the end may be missing. */
static gboolean
can_tell (const IdioFeatures *text,
          IdioHabitKind       kind)
{
  return kind == IDIO_HABIT_NO_GREETING || text->closing == NULL || *text->closing != '\0' || text->closing_named;
}

void
idio_habit_find_no_form (IdioHabit            *habit,
                         const IdioHabitTexts *texts)
{
  for (guint i = 0; i < texts->features->len; i++)
    {
      const IdioFeatures *text = idio_habit_texts_get (texts, i);
      gboolean has_form = habit->kind == IDIO_HABIT_NO_GREETING ? text->greeting != NULL :
                          text->closing != NULL || text->values[IDIO_MEASURE_ENDS_WITH_THANKS] > 0;

      if (idio_habit_can_take (&idio_habit_rules[habit->kind], text) && can_tell (text, habit->kind))
        idio_habit_count_text (habit, text, !has_form);
    }

  idio_habit_score_texts (habit, texts, IDIO_HABIT_MIN_MOSTLY_STEADY, IDIO_HABIT_MIN_FORM_UNUSUAL);
}
