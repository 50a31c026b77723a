/* idio-views.c: what of a text is counted
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "meter/idio-mask.h"
#include "meter/idio-views.h"

/* How many tokens from an edge are taken, and how many of them before a mark that ends a sentence. */
#define EDGE_TOKENS 3
#define END_TOKENS  2

/* What an edge is the edge of. */
typedef enum
{
  EDGE_TEXT_BEGINS = 1,
  EDGE_TEXT_ENDS,
  EDGE_SENTENCE_BEGINS,
  EDGE_SENTENCE_ENDS,
} Edge;

/* The upper bits of a product depend on all bits of the factor. */
static guint16
to_bucket (guint64 gram)
{
  return (guint16) (gram * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) >> (64 - IDIO_VIEW_BITS));
}

static void
add_bytes (GArray        *grams,
           const GString *text,
           guint          n)
{
  guint64 keep = n < 8 ? (G_GUINT64_CONSTANT (1) << 8 * n) - 1 : G_MAXUINT64;
  guint64 gram = 0;
  guint16 *buckets;

  if (text->len < n)
    return;

  g_array_set_size (grams, (guint) text->len - n + 1);
  buckets = (guint16 *) (gpointer) grams->data;

  for (gsize i = 0; i < text->len; i++)
    {
      gram = (gram << 8 | (guchar) text->str[i]) & keep;

      if (i + 1 >= n)
        buckets[i + 1 - n] = to_bucket (gram);
    }
}

/* A hash of one token more. */
static guint64
extend (guint64 gram,
        guint32 token)
{
  return gram * G_GUINT64_CONSTANT (0xff51afd7ed558ccd) + token;
}

static void
add_tokens (IdioViews    *self,
            const GArray *tokens)
{
  guint32 before = 0;

  for (guint i = 0; i < tokens->len; i++)
    {
      const IdioMaskedToken *token = &g_array_index (tokens, IdioMaskedToken, i);
      guint16 word = to_bucket (token->word), shapes = idio_views_find_pair (before, token->shape);

      g_array_append_val (self->grams[IDIO_VIEW_WORDS], word);

      if (i > 0)
        g_array_append_val (self->grams[IDIO_VIEW_SHAPES_2], shapes);

      before = token->shape;
    }
}

/* One gram for each number of tokens from @from on, in steps of @step, up to @n. */
static void
add_edge (GArray       *grams,
          Edge          edge,
          const GArray *tokens,
          guint         from,
          gint          step,
          guint         n)
{
  guint64 gram = edge;

  for (gint64 i = from; n-- > 0 && i >= 0 && i < tokens->len; i += step)
    {
      guint16 bucket = to_bucket (gram = extend (gram, g_array_index (tokens, IdioMaskedToken, i).shape));

      g_array_append_val (grams, bucket);
    }
}

static void
add_edges_at (IdioViews    *self,
              const GArray *tokens,
              guint         i)
{
  GArray *grams = self->grams[IDIO_VIEW_EDGES];
  gboolean ends = g_array_index (tokens, IdioMaskedToken, i).ends_sentence;
  gboolean begins = i == 0 || g_array_index (tokens, IdioMaskedToken, i - 1).ends_sentence;

  if (i == 0)
    add_edge (grams, EDGE_TEXT_BEGINS, tokens, i, 1, EDGE_TOKENS);

  if (begins && !ends)
    add_edge (grams, EDGE_SENTENCE_BEGINS, tokens, i, 1, EDGE_TOKENS);

  if (ends && !begins)
    add_edge (grams, EDGE_SENTENCE_ENDS, tokens, i, -1, 1 + END_TOKENS);

  if (i + 1 == tokens->len)
    add_edge (grams, EDGE_TEXT_ENDS, tokens, i, -1, EDGE_TOKENS);
}

/* The sentences, and their edges with them. A sentence without words, such as the rest of a row of marks, belongs to
 * the one before it. */
static void
add_sentences (IdioViews    *self,
               const GArray *tokens)
{
  IdioViewsSentence sentence = { 0 };
  gboolean ended = FALSE;

  for (guint i = 0; i < tokens->len; i++)
    {
      const IdioMaskedToken *token = &g_array_index (tokens, IdioMaskedToken, i);

      if (ended && token->is_word && sentence.n_words > 0)
        {
          g_array_append_val (self->sentences, sentence);
          sentence = (IdioViewsSentence) {
            0, { token->plain, i, self->grams[IDIO_VIEW_EDGES]->len, i, token->masked },
          };
        }

      ended = token->ends_sentence || (ended && !token->is_word);
      sentence.n_words += token->is_word;
      self->n_words += token->is_word;
      add_edges_at (self, tokens, i);
    }

  if (sentence.n_words > 0)
    g_array_append_val (self->sentences, sentence);
}

/**
 * idio_views_new:
 * @text: a text; what is not valid UTF-8 in it does no harm
 *
 * May be called from any thread.
 *
 * Returns: (transfer full): the views of @text
 */
IdioViews *
idio_views_new (const char *text)
{
  IdioViews *self = g_new0 (IdioViews, 1);
  g_autoptr(IdioMask) mask = idio_mask_new (text, IDIO_VIEWS_MAX_BYTES);

  self->sentences = g_array_new (FALSE, FALSE, sizeof (IdioViewsSentence));

  for (guint i = 0; i < IDIO_N_VIEWS; i++)
    self->grams[i] = g_array_new (FALSE, FALSE, sizeof (guint16));

  add_sentences (self, mask->tokens);
  add_tokens (self, mask->tokens);
  add_bytes (self->grams[IDIO_VIEW_CHARS_3], mask->plain, 3);
  add_bytes (self->grams[IDIO_VIEW_MASKED_5], mask->masked, 5);

  return self;
}

void
idio_views_free (IdioViews *self)
{
  for (guint i = 0; i < IDIO_N_VIEWS; i++)
    g_array_unref (self->grams[i]);

  g_array_unref (self->sentences);
  g_free (self);
}

/**
 * idio_views_find_pair:
 * @first: the shape of a token
 * @second: that of the next one
 *
 * Returns: the bucket of the two in %IDIO_VIEW_SHAPES_2
 */
guint16
idio_views_find_pair (guint32 first,
                      guint32 second)
{
  return to_bucket (extend (first, second));
}

/**
 * idio_views_get_first:
 * @self: the views of a text
 * @sentence: the number of a sentence, or the number of sentences
 * @view: a view
 *
 * Returns: the number of the first gram of @sentence in @view, or the number of all grams
 */
guint
idio_views_get_first (const IdioViews *self,
                      guint            sentence,
                      IdioView         view)
{
  guint n_grams = self->grams[view]->len;

  /* The last grams of a text begin before its last sentences if those are very short. */
  return sentence < self->sentences->len ? MIN (idio_views_get_sentence (self, sentence)->first[view], n_grams)
                                         : n_grams;
}

/**
 * idio_views_take:
 * @self: the views of a text
 * @first: the number of a sentence
 * @n_words: how many words are wanted
 * @n_taken: (out): how many words there are in the sentences taken
 *
 * Returns: the number of the sentence before which to end, so that from @first on there are about @n_words words
 */
guint
idio_views_take (const IdioViews *self,
                 guint            first,
                 guint            n_words,
                 guint           *n_taken)
{
  guint i;

  *n_taken = 0;

  for (i = first; i < self->sentences->len; i++)
    {
      guint more = idio_views_get_sentence (self, i)->n_words;

      /* The last sentence is taken if that brings the sum nearer to what is wanted. */
      if (*n_taken > 0 && *n_taken + more / 2 >= n_words)
        break;

      *n_taken += more;
    }

  return i;
}
