/* idio-profile.c: how one writer writes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "measure/idio-profile.h"
#include "measure/idio-run-set.h"

#define FIRST_MASKED_BUCKET (IDIO_FIRST_MASKED_VIEW * IDIO_VIEW_SIZE)

/* The writer's own scores are taken of pieces of a draft's length; so many are enough, and a document gives no more
 * than so many. */
#define MAX_PIECES          60
#define MAX_PIECES_EACH     4
#define WANTED_PIECES       30

/* A piece at least this much of the length wanted will do. */
#define ENOUGH_OF_LENGTH    0.75

/* Drafts nearly as long as each other are compared with the same own scores. */
static const guint lengths[] = { 50, 75, 100, 150, 200, 300, 400, 500 };

typedef struct
{
  gint64 id;
  char *text;
  guint n_words;
  guint hash;
} Document;

struct _IdioProfile
{
  IdioBackground *background;
  GPtrArray *documents;
  IdioRunSet *runs;
  gint64 *sum;
  guint n_words;

  /* Made of the above when asked for, after a change. */
  gboolean is_current;
  float *direction;
  double style_offset;
  double content_offset;
  double style_length;
  double content_length;
  GHashTable *own_scores;
};

static void
document_free (Document *document)
{
  g_free (document->text);
  g_free (document);
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
  self->runs = idio_run_set_new ();
  self->sum = g_new0 (gint64, IDIO_N_BUCKETS);
  self->direction = g_new0 (float, IDIO_N_BUCKETS);
  self->own_scores = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);

  return self;
}

void
idio_profile_free (IdioProfile *self)
{
  idio_background_unref (self->background);
  g_ptr_array_unref (self->documents);
  idio_run_set_free (self->runs);
  g_free (self->sum);
  g_free (self->direction);
  g_hash_table_unref (self->own_scores);
  g_free (self);
}

static GArray *
weigh_text (IdioProfile     *self,
            const IdioViews *views,
            IdioView         first_view)
{
  IdioSpan all = { views, 0, views->sentences->len };

  return idio_vector_weigh (&all, 1, first_view, idio_background_get_factors (self->background));
}

static void
add_vector (gint64       *sum,
            const GArray *vector,
            gint          times)
{
  for (guint i = 0; i < vector->len; i++)
    {
      const IdioEntry *entry = &g_array_index (vector, IdioEntry, i);

      sum[entry->bucket] += times * entry->weight;
    }
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
  g_autoptr(GArray) vector = NULL;
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
  vector = weigh_text (self, views, 0);
  add_vector (self->sum, vector, 1);
  idio_run_set_add (self->runs, document->text);
  document->n_words = views->n_words;
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
  g_autoptr(IdioViews) views = NULL;
  g_autoptr(GArray) vector = NULL;
  Document *document;
  guint index;

  if (!find_document (self, id, &index))
    return FALSE;

  document = g_ptr_array_index (self->documents, index);
  views = idio_views_new (document->text);
  vector = weigh_text (self, views, 0);
  add_vector (self->sum, vector, -1);
  idio_run_set_remove (self->runs, document->text);
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
  return idio_run_set_leave_out (self->runs, text, 1, n_words);
}

/* The direction in which the writer differs from the background, and how far a text at the background is along it. */
static void
make_current (IdioProfile *self)
{
  const float *mean = idio_background_get_mean (self->background);
  double unit = 1.0 / ((double) IDIO_VECTOR_UNIT * MAX (self->documents->len, 1));
  double square = 0, offset = 0;

  if (self->is_current)
    return;

  self->style_length = self->style_offset = 0;

  for (guint i = IDIO_N_BUCKETS; i-- > 0;)
    {
      double difference = (double) self->sum[i] * unit - (double) mean[i];

      self->direction[i] = (float) difference;
      square += difference * difference;
      offset += difference * (double) mean[i];

      if (i == FIRST_MASKED_BUCKET)
        {
          self->style_length = sqrt (square);
          self->style_offset = offset;
        }
    }

  self->content_length = sqrt (square);
  self->content_offset = offset;
  self->is_current = TRUE;
}

/**
 * idio_profile_get_direction:
 * @self: a profile
 *
 * Returns: (transfer none) (array fixed-size=262144): by how much the writer's mean differs from the background's;
 *   until @self changes
 */
const float *
idio_profile_get_direction (IdioProfile *self)
{
  make_current (self);

  return self->direction;
}

/**
 * idio_profile_get_style:
 * @self: a profile
 * @product: the product of a text's masked views and the direction
 *
 * Returns: the score in style of that text
 */
double
idio_profile_get_style (IdioProfile *self,
                        double       product)
{
  make_current (self);

  return self->style_length > 0 ? (product - self->style_offset) / self->style_length : 0;
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

/**
 * idio_profile_score:
 * @self: a profile
 * @views: the views of a text
 *
 * Centered cosine similarity but for the text's own length: (q − m) · (x − m) / |q − m|, where q is the mean of the
 * documents, m that of the background and x the text.
 *
 * Returns: how close the text is to the writer
 */
IdioScore
idio_profile_score (IdioProfile     *self,
                    const IdioViews *views)
{
  g_autoptr(GArray) vector = weigh_text (self, views, 0);
  const float *direction = idio_profile_get_direction (self);
  double style = 0, content = 0;

  for (guint i = 0; i < vector->len; i++)
    {
      const IdioEntry *entry = &g_array_index (vector, IdioEntry, i);
      double product = (double) direction[entry->bucket] * entry->weight / IDIO_VECTOR_UNIT;

      content += product;

      if (entry->bucket >= FIRST_MASKED_BUCKET)
        style += product;
    }

  return (IdioScore) {
    idio_profile_get_style (self, style),
    self->content_length > 0 ? (content - self->content_offset) / self->content_length : 0,
  };
}

/* The style of some spans by the documents that they are not from. */
static double
score_apart (IdioProfile  *self,
             const GArray *vector,
             const gint64 *left_out,
             guint         n_left_out)
{
  const float *mean = idio_background_get_mean (self->background);
  double unit = 1.0 / ((double) IDIO_VECTOR_UNIT * (self->documents->len - n_left_out));
  double square = 0, offset = 0, product = 0;

  for (guint i = FIRST_MASKED_BUCKET; i < IDIO_N_BUCKETS; i++)
    {
      double difference = (double) (self->sum[i] - left_out[i]) * unit - (double) mean[i];

      square += difference * difference;
      offset += difference * (double) mean[i];
    }

  for (guint i = 0; i < vector->len; i++)
    {
      const IdioEntry *entry = &g_array_index (vector, IdioEntry, i);
      double difference = (double) (self->sum[entry->bucket] - left_out[entry->bucket]) * unit -
                          (double) mean[entry->bucket];

      product += difference * entry->weight / IDIO_VECTOR_UNIT;
    }

  return square > 0 ? (product - offset) / sqrt (square) : 0;
}

/* Documents that give a piece together: one, or several short ones. */
typedef struct
{
  GPtrArray *views;
  gint64 *sum;
  guint n_words;
} Group;

static void
group_clear (Group *group)
{
  g_ptr_array_set_size (group->views, 0);
  memset (group->sum, 0, IDIO_N_BUCKETS * sizeof *group->sum);
  group->n_words = 0;
}

/* What a document shares with others is left out of it, as what a draft shares with it is. */
static void
group_add (Group          *group,
           IdioProfile    *self,
           const Document *document)
{
  g_autofree char *rest = idio_run_set_leave_out (self->runs, document->text, 2, NULL);
  g_autoptr(IdioViews) views = idio_views_new (document->text);
  g_autoptr(GArray) vector = weigh_text (self, views, IDIO_FIRST_MASKED_VIEW);
  IdioViews *piece = idio_views_new (rest);

  add_vector (group->sum, vector, 1);
  group->n_words += piece->n_words;
  g_ptr_array_add (group->views, piece);
}

static void
score_group (Group       *group,
             IdioProfile *self,
             guint        n_words,
             guint        max_pieces,
             GArray      *scores)
{
  g_autoptr(GArray) spans = g_array_new (FALSE, FALSE, sizeof (IdioSpan));
  guint n_pieces = 0, n_taken = 0;

  for (guint i = 0; i < group->views->len; i++)
    {
      const IdioViews *views = g_ptr_array_index (group->views, i);
      guint first = 0;

      while (first < views->sentences->len && n_pieces < max_pieces)
        {
          guint n;
          IdioSpan span = { views, first, idio_views_take (views, first, n_words - n_taken, &n) };

          g_array_append_val (spans, span);
          n_taken += n;
          first = span.end;

          if (n_taken >= ENOUGH_OF_LENGTH * n_words)
            {
              g_autoptr(GArray) vector = idio_vector_weigh ((IdioSpan *) (gpointer) spans->data, spans->len,
                                                            IDIO_FIRST_MASKED_VIEW,
                                                            idio_background_get_factors (self->background));
              double score = score_apart (self, vector, group->sum, group->views->len);

              g_array_append_val (scores, score);
              g_array_set_size (spans, 0);
              n_taken = 0;
              n_pieces++;
            }
        }
    }
}

static gint
compare_doubles_cb (gconstpointer a,
                    gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static GArray *
find_own_scores (IdioProfile *self,
                 guint        n_words)
{
  guint n = self->documents->len;
  guint max_each = CLAMP ((WANTED_PIECES + n - 1) / MAX (n, 1), 1, MAX_PIECES_EACH);
  GArray *scores = g_array_new (FALSE, FALSE, sizeof (double));
  Group group = { .sum = g_new0 (gint64, IDIO_N_BUCKETS) };

  group.views = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_views_free);
  g_ptr_array_sort (self->documents, compare_documents_cb);

  for (guint i = 0; i < n && scores->len < MAX_PIECES; i++)
    {
      group_add (&group, self, g_ptr_array_index (self->documents, i));

      /* Something must be left to score it by. */
      if (2 * group.views->len > n)
        break;

      if (group.n_words < ENOUGH_OF_LENGTH * n_words)
        continue;

      score_group (&group, self, n_words, max_each, scores);
      group_clear (&group);
    }

  g_ptr_array_unref (group.views);
  g_free (group.sum);
  g_array_sort (scores, compare_doubles_cb);

  return scores;
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

/**
 * idio_profile_get_own_scores:
 * @self: a profile
 * @n_words: the length of a draft
 *
 * How the writer's own documents score in style, each by the others, at about that length.
 *
 * Returns: (transfer none) (element-type double): the scores, lowest first; until @self changes
 */
const GArray *
idio_profile_get_own_scores (IdioProfile *self,
                             guint        n_words)
{
  guint length = find_length (MIN (n_words, 1000));
  GArray *scores = g_hash_table_lookup (self->own_scores, GUINT_TO_POINTER (length));

  if (scores == NULL)
    {
      scores = find_own_scores (self, length);
      g_hash_table_insert (self->own_scores, GUINT_TO_POINTER (length), scores);
    }

  return scores;
}
