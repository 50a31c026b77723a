/* idio-lexical-diversity.c: the different words of a text, and how rich that makes it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "features/idio-lexical-diversity.h"

#define WINDOW IDIO_LEXICAL_DIVERSITY_WINDOW

/* The words of a thick book tell enough; those of a huge text would fill the memory. */
#define MAX_WORDS (1 << 18)

typedef struct
{
  guint64 hash;
  guint   count;
  guint   last;
} Type;

struct _IdioLexicalDiversity
{
  Type    *types;
  guint    mask;
  guint    n_types;
  guint    n_words;
  guint64  n_squared;      /* the sum of the squares of the counts */
  guint64  n_in_windows;   /* the sum over windows of the types in them, were there windows beyond the end */
  guint    firsts[WINDOW]; /* of the last words: the first window in which each is a type of its own */
};

/**
 * idio_lexical_diversity_new:
 *
 * Returns: (transfer full): nothing counted yet
 */
IdioLexicalDiversity *
idio_lexical_diversity_new (void)
{
  IdioLexicalDiversity *self = g_new0 (IdioLexicalDiversity, 1);

  self->mask = 256 - 1;
  self->types = g_new0 (Type, self->mask + 1);

  return self;
}

void
idio_lexical_diversity_free (IdioLexicalDiversity *self)
{
  g_free (self->types);
  g_free (self);
}

/* The slot of a word, or the free one where it belongs. */
static Type *
find_type (Type    *types,
           guint    mask,
           guint64  hash)
{
  guint i = (guint) (hash >> 32) & mask;

  while (types[i].count != 0 && types[i].hash != hash)
    i = (i + 1) & mask;

  return &types[i];
}

static void
grow (IdioLexicalDiversity *self)
{
  g_autofree Type *old = self->types;
  guint old_mask = self->mask;

  self->mask = 2 * (self->mask + 1) - 1;
  self->types = g_new0 (Type, self->mask + 1);

  for (guint i = 0; i <= old_mask; i++)
    if (old[i].count != 0)
      *find_type (self->types, self->mask, old[i].hash) = old[i];
}

/**
 * idio_lexical_diversity_add:
 * @self: types
 * @hash: the hash of the next word
 *
 * Counts a word, if it is one of the first 262,144.
 */
void
idio_lexical_diversity_add (IdioLexicalDiversity *self,
                            guint64               hash)
{
  guint i = self->n_words, first = i + 1 > WINDOW ? i + 1 - WINDOW : 0;
  Type *type;

  if (self->n_words == MAX_WORDS)
    return;

  self->n_words++;
  type = find_type (self->types, self->mask, hash);

  /* A word counts in the windows that begin behind the one like it before, and reach up to it. */
  if (type->count > 0)
    first = MAX (first, type->last + 1);
  else if (2 * ++self->n_types > self->mask)
    {
      grow (self);
      type = find_type (self->types, self->mask, hash);
    }

  self->firsts[i % WINDOW] = first;
  self->n_in_windows += i + 1 - first;
  self->n_squared += 2 * (guint64) type->count + 1;

  type->hash = hash;
  type->last = i;
  type->count++;
}

/**
 * idio_lexical_diversity_get_mattr:
 * @self: types
 *
 * The moving-average type–token ratio: of every %IDIO_LEXICAL_DIVERSITY_WINDOW words in a row, the share that are different.
 * Unlike the plain ratio it does not fall with the length of the text (Covington and McFall 2010, Cutting the Gordian Knot:
 * the Moving-Average Type–Token Ratio, Journal of Quantitative Linguistics 17).
 *
 * Returns: the ratio, up to 1; NAN of fewer words
 */
double
idio_lexical_diversity_get_mattr (const IdioLexicalDiversity *self)
{
  guint64 n = self->n_in_windows;
  guint n_windows;

  if (self->n_words < WINDOW)
    return NAN;

  n_windows = self->n_words - WINDOW + 1;

  /* The windows that would begin behind the last one. */
  for (guint i = n_windows; i < self->n_words; i++)
    n -= i + 1 - MAX (self->firsts[i % WINDOW], n_windows);

  return (double) n / WINDOW / n_windows;
}

/**
 * idio_lexical_diversity_get_repetition:
 * @self: types
 *
 * Yule's characteristic K, 10,000 times the chance that two words of the text are the same (Yule 1944, The Statistical
 * Study of Literary Vocabulary): 10,000 (Σ m² V(m) − N) / N².
 *
 * Returns: K; NAN of no words
 */
double
idio_lexical_diversity_get_repetition (const IdioLexicalDiversity *self)
{
  double n = self->n_words;

  return self->n_words > 0 ? 1e4 * ((double) self->n_squared - n) / (n * n) : NAN;
}
