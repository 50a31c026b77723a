/* idio-profile.c: how one writer writes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "meter/idio-held-out-scores.h"
#include "meter/idio-profile.h"
#include "meter/idio-word-order.h"
#include "text/idio-shingle-set.h"
#include "text/idio-stop.h"

/* Runs so short are anybody's, but only a copy that was changed here and there is made of them. */
#define LOOSE_RUN_WORDS 4

/* Drafts nearly as long as each other are compared with the same own scores. */
static const guint lengths[] = { 25, 35, 50, 75, 100, 150, 200, 300, 400, 500 };

typedef struct
{
  gint64  id;
  char   *text;
  guint   n_words;
  guint   hash;
  GArray *vector;
} Document;

/* The direction in which the writer differs from others, in some views. */
typedef struct
{
  IdioView  first_view;
  IdioView  end_view;
  float    *direction;
  double    offset;
  double    length;
} Aspect;

struct _IdioProfile
{
  IdioBackground *background;
  GPtrArray *documents;
  IdioShingleSet *runs;
  IdioShingleSet *loose_runs;
  guint n_words;

  /* Made of the above when asked for, after a change. */
  gboolean is_current;
  Aspect style;
  Aspect content;
  guint *n_with;      /* for each bucket of the words, in how many documents it is */
  float *usual_pairs; /* for each bucket of the pairs of shapes, how usual it is for this writer and for others */
  IdioCentroidSpace *space;
  GPtrArray *own_views;
  GHashTable *own_scores;
};

static void
document_free (Document *document)
{
  g_free (document->text);
  g_array_unref (document->vector);
  g_free (document);
}

static void
aspect_init (Aspect   *aspect,
             IdioView  first_view,
             IdioView  end_view)
{
  aspect->first_view = first_view;
  aspect->end_view = end_view;
  aspect->direction = g_new0 (float, (end_view - first_view) * IDIO_VIEW_SIZE);
}

/**
 * idio_profile_new:
 * @background: how others write
 *
 * Returns: (transfer full): the profile of a writer without documents
 */
IdioProfile *
idio_profile_new (IdioBackground *background)
{
  IdioProfile *self = g_new0 (IdioProfile, 1);

  self->background = idio_background_ref (background);
  self->documents = g_ptr_array_new_with_free_func ((GDestroyNotify) document_free);
  self->runs = idio_shingle_set_new (IDIO_SHINGLE_WORDS);
  self->loose_runs = idio_shingle_set_new (LOOSE_RUN_WORDS);
  self->own_views = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_views_free);
  self->own_scores = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  aspect_init (&self->style, IDIO_FIRST_STYLE_VIEW, IDIO_N_VIEWS);
  aspect_init (&self->content, 0, IDIO_END_CONTENT_VIEWS);
  self->n_with = g_new (guint, IDIO_VIEW_SIZE);
  self->usual_pairs = g_new (float, IDIO_VIEW_SIZE);

  return self;
}

void
idio_profile_free (IdioProfile *self)
{
  idio_background_unref (self->background);
  g_ptr_array_unref (self->documents);
  idio_shingle_set_free (self->runs);
  idio_shingle_set_free (self->loose_runs);
  g_free (self->style.direction);
  g_free (self->content.direction);
  g_free (self->n_with);
  g_free (self->usual_pairs);
  g_clear_pointer (&self->space, idio_centroid_space_free);
  g_ptr_array_unref (self->own_views);
  g_hash_table_unref (self->own_scores);
  g_free (self);
}

static GArray *
weigh_text (IdioProfile     *self,
            const IdioViews *views)
{
  IdioSpan all = { views, 0, views->sentences->len };

  return idio_vector_weigh (&all, 1, 0, idio_background_get_factors (self->background));
}

/* In an order that depends on nothing but the texts, so that the same documents give the same answer. */
static gint
compare_documents (const Document *a,
                   const Document *b)
{
  if (a->hash != b->hash)
    return a->hash < b->hash ? -1 : 1;

  return strcmp (a->text, b->text);
}

static gint
compare_documents_cb (gconstpointer a,
                      gconstpointer b)
{
  return compare_documents (*(Document * const *) a, *(Document * const *) b);
}

static void
mark_changed (IdioProfile *self)
{
  self->is_current = FALSE;
  g_clear_pointer (&self->space, idio_centroid_space_free);
  g_ptr_array_set_size (self->own_views, 0);
  g_hash_table_remove_all (self->own_scores);
}

static gboolean
find_document (IdioProfile *self,
               gint64       id,
               guint       *index)
{
  for (guint i = 0; i < self->documents->len; i++)
    if (((Document *) g_ptr_array_index (self->documents, i))->id == id)
      {
        *index = i;
        return TRUE;
      }

  return FALSE;
}

/**
 * idio_profile_add:
 * @self: a profile
 * @id: what tells the document from the others
 * @text: valid UTF-8
 *
 * Returns: whether it was added: not if a document of that @id is there
 */
gboolean
idio_profile_add (IdioProfile *self,
                  gint64       id,
                  const char  *text)
{
  g_autoptr(IdioViews) views = NULL;
  g_autoptr(IdioWords) words = NULL;
  Document *document;
  guint index;

  if (find_document (self, id, &index))
    return FALSE;

  document = g_new0 (Document, 1);
  document->id = id;
  document->text = g_utf8_make_valid (text, (gssize) strnlen (text, IDIO_VIEWS_MAX_BYTES));
  document->hash = g_str_hash (document->text);
  g_ptr_array_add (self->documents, document);

  views = idio_views_new (document->text);
  document->vector = weigh_text (self, views);
  document->n_words = views->n_words;
  words = idio_words_new (document->text);
  idio_shingle_set_add (self->runs, words);
  idio_shingle_set_add (self->loose_runs, words);
  self->n_words += views->n_words;
  mark_changed (self);

  return TRUE;
}

/**
 * idio_profile_remove:
 * @self: a profile
 * @id: what tells the document from the others
 *
 * The profile is then as if the document had never been there.
 *
 * Returns: whether there was a document of that @id
 */
gboolean
idio_profile_remove (IdioProfile *self,
                     gint64       id)
{
  g_autoptr(IdioWords) words = NULL;
  Document *document;
  guint index;

  if (!find_document (self, id, &index))
    return FALSE;

  document = g_ptr_array_index (self->documents, index);
  words = idio_words_new (document->text);
  idio_shingle_set_remove (self->runs, words);
  idio_shingle_set_remove (self->loose_runs, words);
  self->n_words -= document->n_words;
  g_ptr_array_remove_index_fast (self->documents, index);
  mark_changed (self);

  return TRUE;
}

/**
 * idio_profile_get_n_documents:
 * @self: a profile
 *
 * Returns: how many documents it has
 */
guint
idio_profile_get_n_documents (IdioProfile *self)
{
  return self->documents->len;
}

/**
 * idio_profile_get_n_words:
 * @self: a profile
 *
 * Returns: how many words they have together
 */
guint
idio_profile_get_n_words (IdioProfile *self)
{
  return self->n_words;
}

/**
 * idio_profile_leave_out_copied:
 * @self: a profile
 * @text: valid UTF-8
 * @n_words: (out): how many words were left out
 *
 * Returns: (transfer full): @text without what was copied from the documents
 */
char *
idio_profile_leave_out_copied (IdioProfile *self,
                               const char  *text,
                               guint       *n_words)
{
  return idio_shingle_set_leave_out (self->runs, text, 1, n_words);
}

static void
make_aspect (IdioProfile             *self,
             Aspect                  *aspect,
             const IdioCentroidSpace *space)
{
  const float *mean = idio_background_get_mean (self->background);
  guint first = aspect->first_view * IDIO_VIEW_SIZE, end = aspect->end_view * IDIO_VIEW_SIZE;
  g_auto(IdioCentroid) centroid = { 0 };

  idio_centroid_space_get_centroid (space, NULL, &centroid);
  aspect->offset = centroid.offset;
  aspect->length = centroid.length;

  for (guint i = first; i < end; i++)
    aspect->direction[i - first] = -mean[i];

  for (guint i = 0; i < self->documents->len; i++)
    {
      const GArray *vector = ((Document *) g_ptr_array_index (self->documents, i))->vector;
      double unit = centroid.shares[i] / IDIO_VECTOR_UNIT;

      for (guint j = 0; j < vector->len; j++)
        {
          const IdioVectorEntry *entry = &g_array_index (vector, IdioVectorEntry, j);

          if (entry->bucket >= first && entry->bucket < end)
            aspect->direction[entry->bucket - first] += (float) (unit * entry->weight);
        }
    }
}

static IdioCentroidSpace *
make_space (IdioProfile  *self,
            const Aspect *aspect)
{
  g_autoptr(GPtrArray) vectors = g_ptr_array_sized_new (self->documents->len);

  for (guint i = 0; i < self->documents->len; i++)
    g_ptr_array_add (vectors, ((Document *) g_ptr_array_index (self->documents, i))->vector);

  return idio_centroid_space_new ((const GArray * const *) vectors->pdata, vectors->len,
                                  idio_background_get_mean (self->background), aspect->first_view, aspect->end_view);
}

static void
count_documents (IdioProfile *self,
                 IdioView     view,
                 guint       *n_with)
{
  const guint first = view * IDIO_VIEW_SIZE;

  memset (n_with, 0, IDIO_VIEW_SIZE * sizeof *n_with);

  for (guint i = 0; i < self->documents->len; i++)
    {
      const GArray *vector = ((Document *) g_ptr_array_index (self->documents, i))->vector;

      for (guint j = 0; j < vector->len; j++)
        {
          guint bucket = g_array_index (vector, IdioVectorEntry, j).bucket;

          if (bucket >= first && bucket < first + IDIO_VIEW_SIZE)
            n_with[bucket - first]++;
        }
    }
}

/* What is rare among others is known by its factor. Of a writer of another language than theirs only the documents tell. */
static void
find_usual_pairs (IdioProfile *self)
{
  g_autofree guint *n_with = g_new (guint, IDIO_VIEW_SIZE);
  const float *factors = idio_background_get_factors (self->background) + IDIO_VIEW_SHAPES_2 * IDIO_VIEW_SIZE;

  count_documents (self, IDIO_VIEW_SHAPES_2, n_with);

  for (guint i = 0; i < IDIO_VIEW_SIZE; i++)
    self->usual_pairs[i] = (float) log1p (n_with[i]) - factors[i] / 2;
}

static void
make_current (IdioProfile *self)
{
  g_autoptr(IdioCentroidSpace) content = NULL;

  if (self->is_current)
    return;

  g_ptr_array_sort (self->documents, compare_documents_cb);
  content = make_space (self, &self->content);
  self->space = make_space (self, &self->style);
  make_aspect (self, &self->content, content);
  make_aspect (self, &self->style, self->space);
  count_documents (self, IDIO_VIEW_WORDS, self->n_with);
  find_usual_pairs (self);
  self->is_current = TRUE;
}

static double
get_score (const Aspect *aspect,
           double        product)
{
  return aspect->length > 0 ? (product - aspect->offset) / aspect->length : 0;
}

/**
 * idio_profile_get_background:
 * @self: a profile
 *
 * Returns: (transfer none): what the writer is compared with
 */
IdioBackground *
idio_profile_get_background (IdioProfile *self)
{
  return self->background;
}

static double
score_vector (const Aspect *aspect,
              const GArray *vector)
{
  return get_score (aspect, idio_vector_multiply (vector, aspect->first_view, aspect->end_view, aspect->direction));
}

/**
 * idio_profile_score:
 * @self: a profile
 * @views: the views of a text
 *
 * How far from the mean of others the text is in the direction of the writer: (q − m) · (x − m) / |q − m|, where q is
 * the centroid of the documents, m the mean of the background and x the text.
 *
 * Returns: how close the text is to the writer
 */
IdioScore
idio_profile_score (IdioProfile     *self,
                    const IdioViews *views)
{
  g_autoptr(GArray) vector = weigh_text (self, views);

  make_current (self);

  return (IdioScore) { score_vector (&self->style, vector), score_vector (&self->content, vector) };
}

/**
 * idio_profile_get_familiarity:
 * @self: a profile
 * @views: the views of a text
 *
 * Returns: the share of the words and marks of the text that are in two of the writer's documents or more, from 0 to 1
 */
double
idio_profile_get_familiarity (IdioProfile     *self,
                              const IdioViews *views)
{
  const GArray *words = views->grams[IDIO_VIEW_WORDS];
  guint n = 0;

  make_current (self);

  for (guint i = 0; i < words->len; i++)
    n += self->n_with[g_array_index (words, guint16, i)] >= 2;

  return words->len > 0 ? (double) n / words->len : 0;
}

/**
 * idio_profile_count_loosely_copied:
 * @self: a profile
 * @text: valid UTF-8
 *
 * A few words in a row are anybody's, and a text of nothing else is made of the writer's documents: it is one of them with
 * some words changed, or their sentences in another order.
 *
 * Returns: how many words of @text are in runs of a few words that are in the documents
 */
guint
idio_profile_count_loosely_copied (IdioProfile *self,
                                   const char  *text)
{
  guint n_words;
  g_autofree char *rest = idio_shingle_set_leave_out (self->loose_runs, text, 1, &n_words);

  return n_words;
}

/**
 * idio_profile_find_order:
 * @self: a profile
 * @text: valid UTF-8
 *
 * Returns: how far the words of @text are from standing in no order, by idio_word_order_find()
 */
double
idio_profile_find_order (IdioProfile *self,
                         const char  *text)
{
  make_current (self);

  return idio_word_order_find (text, self->usual_pairs);
}

static guint
find_length (guint n_words)
{
  guint best = lengths[0];

  for (guint i = 1; i < G_N_ELEMENTS (lengths); i++)
    if (n_words * n_words >= lengths[i - 1] * lengths[i])
      best = lengths[i];

  return best;
}

/* What a document shares with others is left out of it, as what a draft shares with it is. */
static const IdioViews * const *
get_own_views (IdioProfile *self)
{
  for (guint i = self->own_views->len; i < self->documents->len && !idio_stop_is_asked (); i++)
    {
      const Document *document = g_ptr_array_index (self->documents, i);
      g_autofree char *rest = idio_shingle_set_leave_out (self->runs, document->text, 2, NULL);

      g_ptr_array_add (self->own_views, idio_views_new (rest));
    }

  return (const IdioViews * const *) self->own_views->pdata;
}

/**
 * idio_profile_get_held_out_scores:
 * @self: a profile
 * @n_words: the length of a draft
 *
 * How the writer's own documents score in style, each by the others, at about that length.
 *
 * Returns: (transfer none) (element-type double): the scores, lowest first; until @self changes
 */
const GArray *
idio_profile_get_held_out_scores (IdioProfile *self,
                                  guint        n_words)
{
  guint length = find_length (MIN (n_words, 1000));
  GArray *scores = g_hash_table_lookup (self->own_scores, GUINT_TO_POINTER (length));

  if (scores == NULL)
    {
      make_current (self);
      scores = idio_held_out_scores_find (self->space, get_own_views (self), self->documents->len,
                                          idio_background_get_factors (self->background), length);
      g_hash_table_insert (self->own_scores, GUINT_TO_POINTER (length), scores);
    }

  return scores;
}
