/* idio-habit-texts.c: a writer's texts, and what they can be compared with
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "habits/idio-habit-rule.h"

/* Minimum share of the texts that are of one kind for all of them to be compared with others. */
#define MIN_GENRE_SHARE 0.8

/**
 * idio_habit_texts_init:
 * @texts: (out): what habits are looked for in
 * @features: (element-type IdioFeatures): the features of a writer's texts, which must outlive it
 *
 * Looks up what the texts can be compared with.
 */
void
idio_habit_texts_init (IdioHabitTexts *texts,
                       GPtrArray      *features)
{
  texts->features = features;
  texts->genre = idio_genre_find (features);

  for (guint i = 0; i < IDIO_N_GENRES; i++)
    texts->references[i] = idio_reference_find (features, (IdioGenre) i);
}

/**
 * idio_habit_texts_find_one:
 * @texts: a writer's texts
 *
 * Returns: (transfer none) (nullable): the reference that nearly all of the texts can be compared with; %NULL if they are
 *   of several kinds, or of one without
 */
const IdioReference *
idio_habit_texts_find_one (const IdioHabitTexts *texts)
{
  guint n = 0;

  for (guint i = 0; i < texts->features->len; i++)
    n += idio_genre_find_of_text (idio_habit_texts_get (texts, i), texts->genre) == texts->genre;

  return n >= MIN_GENRE_SHARE * texts->features->len ? texts->references[texts->genre] : NULL;
}

const IdioFeatures *
idio_habit_texts_get (const IdioHabitTexts *texts,
                      guint                 i)
{
  return g_ptr_array_index (texts->features, i);
}
