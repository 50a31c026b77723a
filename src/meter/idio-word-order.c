/* idio-word-order.c: whether the words of a text stand in an order, or could stand in any
 *
 * A permutation test (Fisher, The Design of Experiments, 1935): in what somebody wrote, more words follow each other that
 * often do than in the same words in another order. In a heap of words they do not.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "meter/idio-mask.h"
#include "meter/idio-views.h"
#include "meter/idio-word-order.h"
#include "text/idio-stop.h"

/* With so many other orders the deviation of one is known well enough. */
#define N_ORDERS 60

/* So much of a text tells it, in bytes. */
#define MAX_BYTES (1 << 14)

/* The same text always gets the same answer. */
#define SEED 1

static double
add_up (const GArray *shapes,
        const float  *usual)
{
  double sum = 0;

  for (guint i = 1; i < shapes->len; i++)
    sum += (double) usual[idio_views_find_pair (g_array_index (shapes, guint32, i - 1),
                                                g_array_index (shapes, guint32, i))];

  return sum;
}

/* Marks and breaks stay where they are. */
static void
shuffle (GArray       *shapes,
         const GArray *words,
         GRand        *rand)
{
  for (guint i = words->len; i > 1; i--)
    {
      guint32 *a = &g_array_index (shapes, guint32, g_array_index (words, guint, i - 1));
      guint32 *b = &g_array_index (shapes, guint32,
                                   g_array_index (words, guint, (guint) g_rand_int_range (rand, 0, (gint32) i)));
      guint32 swapped = *a;

      *a = *b;
      *b = swapped;
    }
}

/**
 * idio_word_order_find:
 * @text: valid UTF-8
 * @usual: (array fixed-size=32768): how usual each pair of words in a row is, for each bucket of %IDIO_VIEW_SHAPES_2
 *
 * May be called from any thread.
 *
 * Returns: by how many standard deviations the pairs of words in @text are more usual than they would be if its words
 *   stood in any other order; about 0 for words in no order
 */
double
idio_word_order_find (const char  *text,
                      const float *usual)
{
  g_autoptr(IdioMask) mask = idio_mask_new (text, MAX_BYTES);
  g_autoptr(GRand) rand = g_rand_new_with_seed (SEED);
  g_autoptr(GArray) shapes = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr(GArray) words = g_array_new (FALSE, FALSE, sizeof (guint));
  double here, sum = 0, squares = 0, mean, variance;

  for (guint i = 0; i < mask->tokens->len; i++)
    {
      const IdioMaskedToken *token = &g_array_index (mask->tokens, IdioMaskedToken, i);

      g_array_append_val (shapes, token->shape);

      if (token->is_word)
        g_array_append_val (words, i);
    }

  here = add_up (shapes, usual);

  for (guint i = 0; i < N_ORDERS && !idio_stop_is_asked (); i++)
    {
      double other;

      shuffle (shapes, words, rand);
      other = add_up (shapes, usual);
      sum += other;
      squares += other * other;
    }

  mean = sum / N_ORDERS;
  variance = squares / N_ORDERS - mean * mean;

  return variance > 1e-6 ? (here - mean) / sqrt (variance) : 0;
}
