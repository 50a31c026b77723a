/* idio-held-out-scores.c: how a writer's own texts score
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "meter/idio-held-out-scores.h"
#include "text/idio-quantile.h"
#include "text/idio-stop.h"

/* The scores are of pieces of a draft's length; so many are enough, and a text gives no more than so many. */
#define MAX_PIECES       60
#define MAX_PIECES_EACH  4
#define WANTED_PIECES    30

/* A piece at least this much of the length wanted will do. */
#define ENOUGH_OF_LENGTH 0.75

/* Texts that give pieces together, one or several short ones, and what all such have given. */
typedef struct
{
  IdioCentroidSpace       *space;
  const IdioViews * const *texts;
  const float             *factors;
  guint                    n_words;
  guint                    first;
  guint                    end;
  gboolean                *left_out;
  GArray                  *scores;
} Group;

static guint
count_words (const Group *group)
{
  guint n = 0;

  for (guint i = group->first; i < group->end; i++)
    n += group->texts[i]->n_words;

  return n;
}

static void
score_piece (Group        *group,
             IdioCentroid *centroid,
             const GArray *spans)
{
  g_autoptr(GArray) vector = idio_vector_weigh ((IdioSpan *) (gpointer) spans->data, spans->len, IDIO_FIRST_STYLE_VIEW,
                                                group->factors);
  double score = idio_centroid_space_score (group->space, centroid, vector);

  g_array_append_val (group->scores, score);
}

/* Scores pieces of the group by the texts that are not in it. */
static void
score_group (Group *group,
             guint  max_pieces)
{
  g_autoptr(GArray) spans = g_array_new (FALSE, FALSE, sizeof (IdioSpan));
  g_auto(IdioCentroid) centroid = { 0 };
  guint n_pieces = 0, n_taken = 0;

  for (guint i = group->first; i < group->end; i++)
    group->left_out[i] = TRUE;

  idio_centroid_space_get_centroid (group->space, group->left_out, &centroid);

  for (guint i = group->first; i < group->end; i++)
    {
      const IdioViews *text = group->texts[i];
      guint first = 0;

      group->left_out[i] = FALSE;

      while (first < text->sentences->len && n_pieces < max_pieces)
        {
          guint n;
          IdioSpan span = { text, first, idio_views_take (text, first, group->n_words - n_taken, &n) };

          g_array_append_val (spans, span);
          n_taken += n;
          first = span.end;

          if (n_taken >= ENOUGH_OF_LENGTH * group->n_words)
            {
              score_piece (group, &centroid, spans);
              g_array_set_size (spans, 0);
              n_taken = 0;
              n_pieces++;
            }
        }
    }
}

/**
 * idio_held_out_scores_find:
 * @space: the space of a writer's texts
 * @texts: (array length=n_texts): the same texts, without what they share with each other
 * @n_texts: how many they are
 * @factors: by what each bucket's weight is multiplied
 * @n_words: how many words a piece is to have
 *
 * Scores pieces of the texts, each by a centroid of the texts that it is not from.
 *
 * Returns: (transfer full) (element-type double): the scores, lowest first
 */
GArray *
idio_held_out_scores_find (IdioCentroidSpace       *space,
                           const IdioViews * const *texts,
                           guint                    n_texts,
                           const float             *factors,
                           guint                    n_words)
{
  guint max_each = CLAMP ((WANTED_PIECES + n_texts - 1) / MAX (n_texts, 1), 1, MAX_PIECES_EACH);
  g_autofree gboolean *left_out = g_new0 (gboolean, n_texts);
  Group group = { space, texts, factors, n_words, .left_out = left_out };

  group.scores = g_array_new (FALSE, FALSE, sizeof (double));

  while (group.end < n_texts && group.scores->len < MAX_PIECES && !idio_stop_is_asked ())
    {
      group.end++;

      /* Something must be left to score it by. */
      if (2 * (group.end - group.first) > n_texts)
        break;

      if (count_words (&group) < ENOUGH_OF_LENGTH * n_words)
        continue;

      score_group (&group, max_each);
      group.first = group.end;
    }

  idio_quantile_sort (group.scores);

  return group.scores;
}
