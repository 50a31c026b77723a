/* idio-sketch.c: how much of two texts is the same, told by a few numbers of each
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "text/idio-shingle-set.h"
#include "text/idio-sketch.h"
#include "text/idio-tokens.h"

/* Fewest values that show that one text is in another, and the share of them that has to be */
#define MIN_CONTAINED 8
#define CONTAINMENT   0.95

/* Hashes that are collected before all but the smallest are dropped */
#define MAX_COLLECTED (64 * IDIO_SKETCH_SIZE)

static int
compare_values (const void *a,
                const void *b)
{
  const guint32 *x = a, *y = b;

  return (*x > *y) - (*x < *y);
}

/* Keeps the smallest, each once. */
static void
keep_smallest (GArray *values)
{
  guint32 *all = (guint32 *) (void *) values->data;
  guint n = 0;

  g_array_sort (values, compare_values);

  for (guint i = 0; i < values->len && n < IDIO_SKETCH_SIZE; i++)
    if (n == 0 || all[n - 1] != all[i])
      all[n++] = all[i];

  g_array_set_size (values, n);
}

/* The last words of a text, as far as it was read */
typedef struct
{
  guint64 hashes[IDIO_SHINGLE_WORDS];
  guint   n_words;
} Window;

static void
add_word (GArray *values,
          Window *window,
          guint64 word)
{
  guint64 hash = 0;
  guint32 value;

  window->hashes[window->n_words++ % IDIO_SHINGLE_WORDS] = word;

  if (window->n_words < IDIO_SHINGLE_WORDS)
    return;

  for (guint i = 0; i < IDIO_SHINGLE_WORDS; i++)
    hash = idio_token_hash_extend (hash, window->hashes[(window->n_words + i) % IDIO_SHINGLE_WORDS]);

  /* The smallest are a fair sample only if all bits count: the finalizer of MurmurHash3 */
  hash = (hash ^ (hash >> 33)) * G_GUINT64_CONSTANT (0xff51afd7ed558ccd);
  hash = (hash ^ (hash >> 33)) * G_GUINT64_CONSTANT (0xc4ceb9fe1a85ec53);
  value = (guint32) (hash >> 32);
  g_array_append_val (values, value);

  if (values->len == MAX_COLLECTED)
    keep_smallest (values);
}

/**
 * idio_sketch_new:
 * @text: valid UTF-8
 * @length: its length in bytes
 * @min_words: the smallest number of words that a sketch is made of, at least %IDIO_SHINGLE_WORDS
 *
 * The shingles are as those of an #IdioShingleSet: runs of %IDIO_SHINGLE_WORDS words, without case and marks. May be
 * called from any thread.
 *
 * Returns: (transfer full) (nullable): the sketch of a text, or %NULL if it has fewer words; free it with g_free()
 */
IdioSketch *
idio_sketch_new (const char *text,
                 gsize       length,
                 guint       min_words)
{
  g_autoptr(IdioTokens) tokens = g_new0 (IdioTokens, 1);
  g_autoptr(GArray) values = g_array_new (FALSE, FALSE, sizeof (guint32));
  Window window = { .n_words = 0 };
  IdioSketch *self;
  gsize position = 0;

  while (idio_tokens_read_line (tokens, text, length, &position))
    {
      for (guint i = 0; i < tokens->n_items; i++)
        if (idio_token_is_word (&tokens->items[i]))
          add_word (values, &window, tokens->items[i].hash);

      tokens->n_items = 0;
    }

  if (window.n_words < MAX (min_words, IDIO_SHINGLE_WORDS))
    return NULL;

  keep_smallest (values);
  self = g_malloc (sizeof (IdioSketch) + values->len * sizeof (guint32));
  self->n_values = values->len;
  memcpy (self->values, values->data, values->len * sizeof (guint32));

  return self;
}

/* With more than @max_different values that are in one of them only, the result is too small. */
static double
compare (const IdioSketch *a,
         const IdioSketch *b,
         guint             max_different)
{
  guint n_all = 0, n_both = 0, i = 0, j = 0;

  for (; i < a->n_values && j < b->n_values && n_all < IDIO_SKETCH_SIZE && n_all - n_both <= max_different; n_all++)
    {
      guint32 in_a = a->values[i], in_b = b->values[j];

      n_both += in_a == in_b;
      i += in_a <= in_b;
      j += in_b <= in_a;
    }

  /* What is left is in one of them only. */
  n_all = MIN (n_all + (a->n_values - i) + (b->n_values - j), IDIO_SKETCH_SIZE);

  return (double) n_both / n_all;
}

/**
 * idio_sketch_reaches:
 * @a: a sketch
 * @b: another one
 * @resemblance: the smallest resemblance that counts
 *
 * Most texts have so little in common that this is seen early.
 *
 * Returns: whether idio_sketch_compare() returns as much
 */
gboolean
idio_sketch_reaches (const IdioSketch *a,
                     const IdioSketch *b,
                     double            resemblance)
{
  guint n_fewer = MIN (a->n_values, b->n_values), n_more = MAX (a->n_values, b->n_values);
  double max_all = MIN (IDIO_SKETCH_SIZE, n_fewer / resemblance);

  /* No more than all values of one can be in both, and then this is the share of them. */
  if (n_fewer < resemblance * n_more)
    return FALSE;

  return compare (a, b, (guint) ((1 - resemblance) * max_all) + 1) >= resemblance;
}

/**
 * idio_sketch_contains:
 * @self: a sketch
 * @other: that of a shorter text
 *
 * Of two samples only the values up to the largest of the smaller one can be compared.
 *
 * Returns: whether nearly all shingles of the other text are in the text, as far as that can be told
 */
gboolean
idio_sketch_contains (const IdioSketch *self,
                      const IdioSketch *other)
{
  gboolean is_whole = self->n_values < IDIO_SKETCH_SIZE;
  guint n_compared = 0, n_found = 0;

  for (guint i = 0, j = 0; j < other->n_values; j++)
    {
      while (i < self->n_values && self->values[i] < other->values[j])
        i++;

      if (i == self->n_values && !is_whole)
        break;

      n_compared++;
      n_found += i < self->n_values && self->values[i] == other->values[j];
    }

  return n_compared >= MIN_CONTAINED && n_found >= CONTAINMENT * n_compared;
}

/**
 * idio_sketch_compare:
 * @a: a sketch
 * @b: another one
 *
 * Returns: an estimate of the resemblance of their texts: the share of shingles that are in both among those that are
 *   in any of them, from 0 to 1
 */
double
idio_sketch_compare (const IdioSketch *a,
                     const IdioSketch *b)
{
  return compare (a, b, IDIO_SKETCH_SIZE);
}
