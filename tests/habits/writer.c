/* writer.c: a made-up writer, and what is found in the texts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "habits/writer.h"

void
writer_init (Writer *writer)
{
  writer->texts = g_ptr_array_new_with_free_func (g_free);
  writer->features = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_features_unref);
  writer->habits = NULL;
}

void
writer_clear (Writer *writer)
{
  g_clear_pointer (&writer->texts, g_ptr_array_unref);
  g_clear_pointer (&writer->features, g_ptr_array_unref);
  g_clear_pointer (&writer->habits, g_ptr_array_unref);
}

void
writer_take (Writer *writer,
             char   *text)
{
  g_autoptr(IdioAnalysis) analysis = idio_analysis_new (text);

  g_ptr_array_add (writer->features, idio_features_new (analysis, writer->texts->len, 0));
  g_ptr_array_add (writer->texts, text);
}

const IdioHabit *
writer_find (Writer     *writer,
             const char *nick)
{
  if (writer->habits == NULL)
    writer->habits = idio_habits_find (writer->features);

  return idio_habits_find_by_nick (writer->habits, nick);
}

/* In how many of its documents a sentence shows the habit. */
guint
writer_count_shown (const Writer    *writer,
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

/* The number of documents of a habit is that of the texts in which a sentence shows it. */
void
writer_assert_shown (const Writer    *writer,
                     const IdioHabit *habit)
{
  g_test_message ("“%s” “%s”: %u of %u, shown in %u of %u", idio_habit_get_nick (habit),
                  habit->detail != NULL ? habit->detail : "", habit->n_with, habit->n_texts,
                  writer_count_shown (writer, habit), habit->documents->len);
  g_assert_cmpuint (habit->n_with, <=, habit->n_texts);
  g_assert_cmpuint (writer_count_shown (writer, habit), ==, habit->documents->len);

  if (habit->n_with <= IDIO_HABIT_MAX_DOCUMENTS)
    g_assert_cmpuint (habit->documents->len, ==, habit->n_with);
}

/* The same body with another ending, as texts that were written once are not the same. */
char *
made_up_body (const char *format,
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

GArray *
writer_make_samples (const Writer *writer,
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

/* What is found in the texts themselves. The features say only what kind of texts they are. */
const IdioHabit *
writer_find_in_texts (Writer     *writer,
                      const char *nick)
{
  g_autoptr(GPtrArray) analyses = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_analysis_free);
  g_autoptr(GArray) samples = writer_make_samples (writer, analyses);

  g_clear_pointer (&writer->habits, g_ptr_array_unref);
  writer->habits = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_habit_free);
  idio_habits_find_in_samples (writer->habits, writer->features,
                               (const IdioHabitSample *) (gpointer) samples->data, samples->len);

  for (guint i = 0; i < writer->habits->len; i++)
    writer_assert_shown (writer, g_ptr_array_index (writer->habits, i));

  return idio_habits_find_by_nick (writer->habits, nick);
}

/* Mails of sentences of words that nobody knows, in no text the same, with @phrase in every third text. */
void
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
