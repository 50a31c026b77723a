/* idio-habits.c: what a writer's texts have in common, by counting
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "measure/idio-habits.h"

/* How much of the texts must show something for it to be called a habit, and how few for an absence. The first
 * two are for what a text can do only once; what a text can do often is a habit if it is done often in some texts, or
 * steadily in most. */
#define COMMON_SHARE  0.4
#define ABSENT_SHARE  0.8
#define REGULAR_SHARE 0.3
#define STEADY_SHARE  0.6
#define RARE_SHARE    0.05

/* English prose that avoids contractions still has some in quotes: fewer than this in 100 words are none. */
#define HARDLY_ANY_CONTRACTIONS 0.15

void
idio_habit_free (IdioHabit *self)
{
  g_clear_pointer (&self->detail, g_free);
  g_clear_pointer (&self->spots, g_array_unref);
  g_free (self);
}

static IdioHabit *
habit_new (IdioHabitKind kind,
           guint         n_texts)
{
  IdioHabit *habit = g_new0 (IdioHabit, 1);

  habit->kind = kind;
  habit->n_texts = n_texts;
  habit->spots = g_array_new (FALSE, FALSE, sizeof (IdioSpot));

  return habit;
}

static void
habit_add_spot (IdioHabit *habit,
                guint      text,
                guint      sentence)
{
  IdioSpot spot = { text, sentence };

  habit->n_with++;
  g_array_append_val (habit->spots, spot);
}

static double
share (const IdioHabit *habit)
{
  return habit->n_texts > 0 ? (double) habit->n_with / habit->n_texts : 0;
}

static void
take_if (GPtrArray *habits,
         IdioHabit *habit,
         gboolean   holds)
{
  if (holds)
    g_ptr_array_add (habits, habit);
  else
    idio_habit_free (habit);
}

/* A form of greeting or of closing: its words, and whether a name follows. */
static char *
form_key (const char *words,
          gboolean    named)
{
  return words != NULL ? g_strdup_printf ("%s%s", named ? "+" : "-", words) : NULL;
}

static gint
find_marked (const IdioReading *reading,
             IdioMark           mark)
{
  for (guint i = 0; i < reading->sentences->len; i++)
    if (idio_reading_get (reading, i)->marks & mark)
      return (gint) i;

  return -1;
}

/* The most common way in which the texts open (@mark is GREETING) or end (CLOSING), or that they do neither. */
static void
find_forms (GPtrArray     *habits,
            GPtrArray     *readings,
            IdioMark       mark,
            IdioHabitKind  kind,
            IdioHabitKind  none_kind)
{
  gboolean opening = mark == IDIO_MARK_GREETING;
  g_autoptr(GHashTable) forms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) idio_habit_free);
  g_autoptr(IdioHabit) none = habit_new (none_kind, readings->len);
  IdioHabit *best = NULL;
  GHashTableIter iter;
  gpointer key, value;

  for (guint i = 0; i < readings->len; i++)
    {
      const IdioReading *reading = g_ptr_array_index (readings, i);
      gboolean named = opening ? reading->greeting_named : reading->closing_named;
      g_autofree char *form = form_key (opening ? reading->greeting : reading->closing, named);
      IdioHabit *habit;

      if (form == NULL)
        {
          if (reading->sentences->len > 0)
            habit_add_spot (none, i, opening ? 0 : reading->sentences->len - 1);

          continue;
        }

      if (!(habit = g_hash_table_lookup (forms, form)))
        {
          habit = habit_new (kind, readings->len);
          habit->named = named;
          habit->detail = g_strdup (form + 1);
          g_hash_table_insert (forms, g_strdup (form), habit);
        }

      habit_add_spot (habit, i, (guint) MAX (0, find_marked (reading, mark)));
    }

  g_hash_table_iter_init (&iter, forms);

  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      IdioHabit *habit = value;

      if (best == NULL || habit->n_with > best->n_with ||
          (habit->n_with == best->n_with && strcmp (habit->detail, best->detail) < 0))
        best = habit;
    }

  if (best != NULL && share (best) >= COMMON_SHARE)
    {
      g_autofree char *form = form_key (best->detail, best->named);
      gpointer stolen_key;

      g_hash_table_steal_extended (forms, form, &stolen_key, NULL);
      g_free (stolen_key);
      g_ptr_array_add (habits, best);
    }
  else if (share (none) >= ABSENT_SHARE)
    g_ptr_array_add (habits, g_steal_pointer (&none));
}

static gint
compare_guint (gconstpointer a,
               gconstpointer b)
{
  guint x = *(const guint *) a, y = *(const guint *) b;

  return (x > y) - (x < y);
}

/* Greetings, sign-offs and headings are not sentences in the sense of their length. */
static gboolean
is_prose (const IdioSentence *sentence)
{
  return sentence->n_words > 1 && !(sentence->marks & (IDIO_MARK_GREETING | IDIO_MARK_CLOSING));
}

static void
find_sentence_length (GPtrArray *habits,
                      GPtrArray *readings)
{
  g_autoptr(GArray) lengths = g_array_new (FALSE, FALSE, sizeof (guint));
  IdioHabit *habit;

  for (guint i = 0; i < readings->len; i++)
    {
      const IdioReading *reading = g_ptr_array_index (readings, i);

      for (guint j = 0; j < reading->sentences->len; j++)
        if (is_prose (idio_reading_get (reading, j)))
          g_array_append_val (lengths, idio_reading_get (reading, j)->n_words);
    }

  if (lengths->len < 20)
    return;

  g_array_sort (lengths, compare_guint);

  habit = habit_new (IDIO_HABIT_SENTENCE_LENGTH, readings->len);
  habit->low = g_array_index (lengths, guint, lengths->len / 4);
  habit->median = g_array_index (lengths, guint, lengths->len / 2);
  habit->high = g_array_index (lengths, guint, lengths->len * 3 / 4);

  /* The sentence nearest to the median shows it in each text. */
  for (guint i = 0; i < readings->len; i++)
    {
      const IdioReading *reading = g_ptr_array_index (readings, i);
      guint best = G_MAXUINT, best_distance = G_MAXUINT;

      for (guint j = 0; j < reading->sentences->len; j++)
        {
          const IdioSentence *sentence = idio_reading_get (reading, j);
          guint distance = (guint) ABS ((gint) sentence->n_words - (gint) habit->median);

          if (is_prose (sentence) && distance < best_distance)
            best = j, best_distance = distance;
        }

      if (best != G_MAXUINT)
        habit_add_spot (habit, i, best);
    }

  g_ptr_array_add (habits, habit);
}

typedef struct
{
  IdioMark      mark;
  IdioHabitKind kind;
  gint          none_kind;  /* or -1 where the absence says nothing */
  double        least_rate; /* in 100 sentences: less is how anyone writes */
} MarkHabit;

static const MarkHabit mark_habits[] = {
  { IDIO_MARK_EXCLAMATION, IDIO_HABIT_EXCLAMATIONS, IDIO_HABIT_NO_EXCLAMATIONS, 5 },
  { IDIO_MARK_QUESTION, IDIO_HABIT_QUESTIONS, -1, 10 },
  { IDIO_MARK_DASH, IDIO_HABIT_DASHES, -1, 8 },
  { IDIO_MARK_PARENTHESIS, IDIO_HABIT_PARENTHESES, -1, 8 },
  { IDIO_MARK_ELLIPSIS, IDIO_HABIT_ELLIPSES, -1, 4 },
};

static void
find_mark_habit (GPtrArray       *habits,
                 GPtrArray       *readings,
                 const MarkHabit *what)
{
  g_autoptr(IdioHabit) habit = habit_new (what->kind, readings->len);
  guint n_sentences = 0, n_marked = 0;

  for (guint i = 0; i < readings->len; i++)
    {
      const IdioReading *reading = g_ptr_array_index (readings, i);
      gint first = find_marked (reading, what->mark);

      n_sentences += reading->sentences->len;

      for (guint j = 0; j < reading->sentences->len; j++)
        n_marked += (idio_reading_get (reading, j)->marks & what->mark) != 0;

      if (first >= 0)
        habit_add_spot (habit, i, (guint) first);
    }

  habit->rate = n_sentences > 0 ? 100.0 * n_marked / n_sentences : 0;

  if ((share (habit) >= REGULAR_SHARE && habit->rate >= what->least_rate) ||
      (share (habit) >= STEADY_SHARE && habit->rate >= what->least_rate / 2))
    g_ptr_array_add (habits, g_steal_pointer (&habit));
  else if (what->none_kind >= 0 && share (habit) <= RARE_SHARE)
    {
      IdioHabit *none = habit_new ((IdioHabitKind) what->none_kind, readings->len);

      none->rate = habit->rate;

      for (guint i = 0; i < readings->len; i++)
        {
          const IdioReading *reading = g_ptr_array_index (readings, i);

          if (reading->sentences->len > 0 && find_marked (reading, what->mark) < 0)
            habit_add_spot (none, i, reading->sentences->len / 2);
        }

      g_ptr_array_add (habits, none);
    }
}

static void
find_contractions (GPtrArray *habits,
                   GPtrArray *readings)
{
  IdioHabit *some = habit_new (IDIO_HABIT_CONTRACTIONS, readings->len);
  IdioHabit *none = habit_new (IDIO_HABIT_NO_CONTRACTIONS, readings->len);
  guint n_words = 0, n_contractions = 0;

  for (guint i = 0; i < readings->len; i++)
    {
      const IdioReading *reading = g_ptr_array_index (readings, i);
      gint first = find_marked (reading, IDIO_MARK_CONTRACTION);
      guint longest = 0;

      n_words += reading->n_words;

      for (guint j = 0; j < reading->sentences->len; j++)
        {
          n_contractions += idio_reading_get (reading, j)->n_contractions;

          if (idio_reading_get (reading, j)->n_words > idio_reading_get (reading, longest)->n_words)
            longest = j;
        }

      if (first >= 0)
        habit_add_spot (some, i, (guint) first);
      else if (reading->sentences->len > 0)
        habit_add_spot (none, i, longest);
    }

  some->rate = none->rate = n_words > 0 ? 100.0 * n_contractions / n_words : 0;

  take_if (habits, some, share (some) >= 0.5 && some->rate >= 1);
  take_if (habits, none, share (none) >= ABSENT_SHARE && none->rate <= HARDLY_ANY_CONTRACTIONS);
}

static void
find_last_questions (GPtrArray *habits,
                     GPtrArray *readings)
{
  IdioHabit *habit = habit_new (IDIO_HABIT_ENDS_WITH_QUESTION, readings->len);

  for (guint i = 0; i < readings->len; i++)
    {
      const IdioReading *reading = g_ptr_array_index (readings, i);
      guint last = reading->sentences->len;

      while (last > 0 && idio_reading_get (reading, last - 1)->marks & IDIO_MARK_CLOSING)
        last--;

      if (last > 0 && idio_reading_get (reading, last - 1)->marks & IDIO_MARK_QUESTION)
        habit_add_spot (habit, i, last - 1);
    }

  take_if (habits, habit, share (habit) >= REGULAR_SHARE);
}

/**
 * idio_habits_find:
 * @readings: (element-type IdioReading): the readings of a writer's texts
 *
 * Finds what the texts have in common: how they open and close, how long their sentences are, contractions and
 * marks. Nothing is claimed on fewer than %IDIO_HABITS_MIN_TEXTS texts or %IDIO_HABITS_MIN_WORDS words.
 *
 * Returns: (transfer full) (element-type IdioHabit): the habits, none of them twice
 */
GPtrArray *
idio_habits_find (GPtrArray *readings)
{
  GPtrArray *habits = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_habit_free);
  guint n_words = 0;

  for (guint i = 0; i < readings->len; i++)
    n_words += ((IdioReading *) g_ptr_array_index (readings, i))->n_words;

  if (readings->len < IDIO_HABITS_MIN_TEXTS || n_words < IDIO_HABITS_MIN_WORDS)
    return habits;

  find_forms (habits, readings, IDIO_MARK_GREETING, IDIO_HABIT_GREETING, IDIO_HABIT_NO_GREETING);
  find_forms (habits, readings, IDIO_MARK_CLOSING, IDIO_HABIT_CLOSING, IDIO_HABIT_NO_CLOSING);
  find_sentence_length (habits, readings);
  find_contractions (habits, readings);

  for (guint i = 0; i < G_N_ELEMENTS (mark_habits); i++)
    find_mark_habit (habits, readings, &mark_habits[i]);

  find_last_questions (habits, readings);

  return habits;
}
