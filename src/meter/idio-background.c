/* idio-background.c: how others write
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include <gio/gio.h>

#include "meter/idio-background.h"
#include "meter/idio-reliability.h"
#include "text/idio-stop.h"

/* The first bytes of a background. */
static const char magic[8] = "idiobg" IDIO_VIEWS_VERSION;

/* Before the two tables of bytes, all in little-endian order. */
typedef struct
{
  char    magic[sizeof magic];
  guint32 n_texts;
  guint32 n_writers;
  guint32 largest_means[IDIO_N_VIEWS];
  char    genre[24];
} Header;

/* Means are kept as their square roots, with which the small ones, most of all, stay apart. */
#define MEAN_UNIT (1u << 30)
#define MAX_BYTE  255

struct _IdioBackground
{
  gatomicrefcount  ref_count;
  GBytes          *bytes;
  char            *genre;
  guint            n_texts;
  guint            n_writers;
  float           *factors;
  float           *mean;
};

struct _IdioBackgroundBuilder
{
  char       *genre;
  gboolean    is_one_genre;
  GPtrArray  *packed_texts;
  GArray     *owners;  /* the number of each text's writer */
  GHashTable *writers; /* numbers, from 1 on, by name */
  GArray     *n_texts; /* of each writer */
};

/**
 * idio_background_builder_new:
 * @genre: what kind of texts they are, such as "mail"; at most 23 bytes of it are kept
 * @is_one_genre: whether all are of the one kind that the background is for; then, if they are enough, what tells their
 *   writers apart counts more
 *
 * Returns: (transfer full): a builder without texts
 */
IdioBackgroundBuilder *
idio_background_builder_new (const char *genre,
                             gboolean    is_one_genre)
{
  IdioBackgroundBuilder *self = g_new0 (IdioBackgroundBuilder, 1);

  self->genre = g_strdup (genre);
  self->is_one_genre = is_one_genre;
  self->packed_texts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  self->owners = g_array_new (FALSE, FALSE, sizeof (guint));
  self->writers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->n_texts = g_array_new (FALSE, TRUE, sizeof (guint));

  return self;
}

void
idio_background_builder_free (IdioBackgroundBuilder *self)
{
  g_free (self->genre);
  g_ptr_array_unref (self->packed_texts);
  g_array_unref (self->owners);
  g_hash_table_unref (self->writers);
  g_array_unref (self->n_texts);
  g_free (self);
}

/* Finds the number of a writer who may have one text more. */
static gboolean
find_owner (IdioBackgroundBuilder *self,
            const char            *writer,
            guint                 *owner)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->writers, writer));

  if (self->packed_texts->len >= IDIO_BACKGROUND_MAX_TEXTS)
    return FALSE;

  if (number == 0)
    {
      number = self->n_texts->len + 1;
      g_hash_table_insert (self->writers, g_strdup (writer), GUINT_TO_POINTER (number));
      g_array_set_size (self->n_texts, number);
    }

  *owner = number - 1;

  return g_array_index (self->n_texts, guint, *owner) < IDIO_BACKGROUND_MAX_TEXTS_EACH;
}

static void
take_packed (IdioBackgroundBuilder *self,
             guint                  owner,
             GBytes                *packed)
{
  g_array_index (self->n_texts, guint, owner)++;
  g_array_append_val (self->owners, owner);
  g_ptr_array_add (self->packed_texts, packed);
}

/**
 * idio_background_builder_add:
 * @self: a builder
 * @writer: what tells the writer from the others
 * @text: a text of theirs; it is counted and not kept
 *
 * Returns: whether the text is taken: not if there are enough of this writer, or at all
 */
gboolean
idio_background_builder_add (IdioBackgroundBuilder *self,
                             const char            *writer,
                             const char            *text)
{
  guint owner;

  if (!find_owner (self, writer, &owner))
    return FALSE;

  take_packed (self, owner, idio_feature_counts_new (text));

  return TRUE;
}

/**
 * idio_background_builder_add_counts:
 * @self: a builder
 * @writer: what tells the writer from the others
 * @packed: what was counted in a text of theirs, of idio_feature_counts_new()
 *
 * Returns: as idio_background_builder_add(); bytes that are none is not taken either
 */
gboolean
idio_background_builder_add_counts (IdioBackgroundBuilder *self,
                                    const char            *writer,
                                    GBytes                *packed)
{
  g_autoptr(GArray) counts = idio_feature_counts_read (packed);
  guint owner;

  if (counts == NULL || !find_owner (self, writer, &owner))
    return FALSE;

  take_packed (self, owner, g_bytes_ref (packed));

  return TRUE;
}

/* In how many of the texts each bucket is. */
static guint *
count_texts (const IdioBackgroundBuilder *self)
{
  guint *n_with = g_new0 (guint, IDIO_N_BUCKETS);

  for (guint i = 0; i < self->packed_texts->len && !idio_stop_is_asked (); i++)
    {
      g_autoptr(GArray) counts = idio_feature_counts_read (g_ptr_array_index (self->packed_texts, i));

      for (guint j = 0; j < counts->len; j++)
        n_with[g_array_index (counts, IdioVectorEntry, j).bucket]++;
    }

  return n_with;
}

/* How rare what is in none of so many texts is; without texts nothing is known of it. */
static double
get_range (guint n_texts)
{
  return log (MAX (n_texts, 1) + 1.0);
}

/* How rare each bucket is, as a number from 0 (in every text) to 1 (in none). */
static float *
make_rarities (const IdioBackgroundBuilder *self,
               const IdioBackground        *prior,
               double                       share)
{
  g_autofree guint *n_with = count_texts (self);
  float *rarities = g_new (float, IDIO_N_BUCKETS);
  guint n_texts = self->packed_texts->len + (prior != NULL ? prior->n_texts : 0);
  const guint8 *bytes = prior != NULL ? (const guint8 *) g_bytes_get_data (prior->bytes, NULL) + sizeof (Header) : NULL;
  double own_range = get_range (self->packed_texts->len);
  double prior_range = prior != NULL ? get_range (prior->n_texts) : 0;
  double range = get_range (n_texts);

  for (guint i = 0; i < IDIO_N_BUCKETS; i++)
    {
      double found = exp (log (n_with[i] + 1.0) - own_range);

      if (prior != NULL)
        found = share * found + (1 - share) * exp (-prior_range * bytes[i] / MAX_BYTE);

      rarities[i] = (float) CLAMP (-log (found) / range, 0, 1);
    }

  return rarities;
}

/* Only what the buckets of a view count against each other matters, so that the most is 1 again. */
static void
weigh_by_reliability (const IdioBackgroundBuilder *self,
                      float                       *rarities)
{
  g_autofree float *reliabilities = idio_reliability_find ((GBytes * const *) self->packed_texts->pdata,
                                                           (const guint *) (gpointer) self->owners->data,
                                                           self->packed_texts->len, self->n_texts->len, rarities);

  if (reliabilities == NULL)
    return;

  for (guint view = 0; view < IDIO_N_VIEWS; view++)
    {
      float most = 0;

      for (guint i = view * IDIO_VIEW_SIZE; i < (view + 1) * IDIO_VIEW_SIZE; i++)
        {
          rarities[i] *= reliabilities[i];
          most = MAX (most, rarities[i]);
        }

      for (guint i = view * IDIO_VIEW_SIZE; most > 0 && i < (view + 1) * IDIO_VIEW_SIZE; i++)
        rarities[i] /= most;
    }
}

static guint8
to_byte (double fraction)
{
  return (guint8) lrint (CLAMP (fraction, 0, 1) * MAX_BYTE);
}

static void
find_factors (float        *factors,
              const guint8 *bytes,
              guint         n_texts)
{
  double range = get_range (n_texts);

  for (guint i = 0; i < IDIO_N_BUCKETS; i++)
    factors[i] = (float) (range * bytes[i] / MAX_BYTE);
}

static double *
make_mean (const IdioBackgroundBuilder *self,
           const float                 *factors,
           const IdioBackground        *prior,
           double                       share)
{
  double *mean = g_new0 (double, IDIO_N_BUCKETS);
  double unit = share / ((double) IDIO_VECTOR_UNIT * MAX (self->packed_texts->len, 1));

  for (guint i = 0; i < self->packed_texts->len && !idio_stop_is_asked (); i++)
    {
      g_autoptr(GArray) vector = idio_feature_counts_read (g_ptr_array_index (self->packed_texts, i));

      idio_vector_weigh_counts (vector, factors);

      for (guint j = 0; j < vector->len; j++)
        {
          const IdioVectorEntry *entry = &g_array_index (vector, IdioVectorEntry, j);

          mean[entry->bucket] += unit * entry->weight;
        }
    }

  /* What the prior's texts would weigh by the factors of now. */
  for (guint i = 0; prior != NULL && i < IDIO_N_BUCKETS; i++)
    if (prior->factors[i] > 0)
      mean[i] += (1 - share) * prior->mean[i] * (double) (factors[i] / prior->factors[i]);

  return mean;
}

static void
write_mean (Header       *header,
            guint8       *bytes,
            const double *mean)
{
  for (guint view = 0; view < IDIO_N_VIEWS; view++)
    {
      double largest = 0;

      for (guint i = view * IDIO_VIEW_SIZE; i < (view + 1) * IDIO_VIEW_SIZE; i++)
        largest = MAX (largest, mean[i]);

      header->largest_means[view] = GUINT32_TO_LE ((guint32) (MIN (largest, 1) * MEAN_UNIT));

      for (guint i = view * IDIO_VIEW_SIZE; i < (view + 1) * IDIO_VIEW_SIZE; i++)
        bytes[i] = largest > 0 ? to_byte (sqrt (mean[i] / largest)) : 0;
    }
}

/* Of a long name the beginning, up to where a character ends. */
static void
set_genre (Header     *header,
           const char *genre)
{
  const char *end;

  g_strlcpy (header->genre, genre, sizeof header->genre);

  if (!g_utf8_validate (header->genre, -1, &end))
    header->genre[end - header->genre] = '\0';
}

/**
 * idio_background_builder_finish:
 * @self: a builder
 * @prior: (nullable): a background that stands in where there are few texts
 *
 * Of n texts the background counts n / (n + %IDIO_BACKGROUND_HALF_TEXTS), and @prior the rest.
 *
 * Returns: (transfer full): the background of the texts added
 */
IdioBackground *
idio_background_builder_finish (const IdioBackgroundBuilder *self,
                                const IdioBackground        *prior)
{
  guint n = self->packed_texts->len;
  double share = prior != NULL ? (double) n / (n + IDIO_BACKGROUND_HALF_TEXTS) : 1;
  gsize size = sizeof (Header) + 2 * IDIO_N_BUCKETS;
  g_autofree guint8 *bytes = g_malloc0 (size);
  Header *header = (Header *) (gpointer) bytes;
  guint8 *rarity_bytes = bytes + sizeof (Header);
  g_autofree float *rarities = make_rarities (self, prior, share);
  g_autofree float *factors = g_new (float, IDIO_N_BUCKETS);
  g_autofree double *mean = NULL;
  g_autoptr(GBytes) result = NULL;
  guint n_texts = n + (prior != NULL ? prior->n_texts : 0);
  IdioBackground *background;

  if (self->is_one_genre)
    weigh_by_reliability (self, rarities);

  memcpy (header->magic, magic, sizeof magic);
  set_genre (header, self->genre);
  header->n_texts = GUINT32_TO_LE (n_texts);
  header->n_writers = GUINT32_TO_LE (self->n_texts->len + (prior != NULL ? prior->n_writers : 0));

  for (guint i = 0; i < IDIO_N_BUCKETS; i++)
    rarity_bytes[i] = to_byte ((double) rarities[i]);

  find_factors (factors, rarity_bytes, n_texts);
  mean = make_mean (self, factors, prior, share);
  write_mean (header, rarity_bytes + IDIO_N_BUCKETS, mean);
  result = g_bytes_new_take (g_steal_pointer (&bytes), size);
  background = idio_background_new_from_bytes (result, NULL);
  g_assert (background != NULL);

  return background;
}

/**
 * idio_background_new_from_bytes:
 * @bytes: what idio_background_get_bytes() gave
 * @error: return location for a #GIOErrorEnum
 *
 * Returns: (transfer full): a background, or %NULL with %G_IO_ERROR_INVALID_DATA if @bytes are none
 */
IdioBackground *
idio_background_new_from_bytes (GBytes  *bytes,
                                GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  const guint8 *mean_bytes;
  Header header;
  IdioBackground *self;

  if (size == sizeof (Header) + 2 * IDIO_N_BUCKETS)
    memcpy (&header, data, sizeof header);

  if (size != sizeof (Header) + 2 * IDIO_N_BUCKETS || memcmp (header.magic, magic, sizeof magic) != 0 ||
      memchr (header.genre, '\0', sizeof header.genre) == NULL || !g_utf8_validate (header.genre, -1, NULL))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "Not a background of this version");
      return NULL;
    }

  self = g_new0 (IdioBackground, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->bytes = g_bytes_ref (bytes);
  self->genre = g_strdup (header.genre);
  self->n_texts = GUINT32_FROM_LE (header.n_texts);
  self->n_writers = GUINT32_FROM_LE (header.n_writers);
  self->factors = g_new (float, IDIO_N_BUCKETS);
  self->mean = g_new (float, IDIO_N_BUCKETS);
  find_factors (self->factors, data + sizeof (Header), self->n_texts);
  mean_bytes = data + sizeof (Header) + IDIO_N_BUCKETS;

  for (guint i = 0; i < IDIO_N_BUCKETS; i++)
    {
      float largest = (float) GUINT32_FROM_LE (header.largest_means[i / IDIO_VIEW_SIZE]) / MEAN_UNIT;
      float root = (float) mean_bytes[i] / MAX_BYTE;

      self->mean[i] = largest * root * root;
    }

  return self;
}

/**
 * idio_background_get_shipped:
 *
 * Returns: (transfer none): the background that comes with the program
 */
IdioBackground *
idio_background_get_shipped (void)
{
  static IdioBackground *shipped;

  if (g_once_init_enter_pointer (&shipped))
    {
      g_autoptr(GBytes) bytes = g_resources_lookup_data (RESOURCE_PATH "/baselines/background.bin", 0, NULL);
      IdioBackground *background = bytes != NULL ? idio_background_new_from_bytes (bytes, NULL) : NULL;

      if (background == NULL)
        g_error ("The shipped background is missing or of another version: see data/baselines/README.md");

      g_once_init_leave_pointer (&shipped, background);
    }

  return shipped;
}

IdioBackground *
idio_background_ref (IdioBackground *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
idio_background_unref (IdioBackground *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_bytes_unref (self->bytes);
  g_free (self->genre);
  g_free (self->factors);
  g_free (self->mean);
  g_free (self);
}

/**
 * idio_background_get_bytes:
 * @self: a background
 *
 * Returns: (transfer none): all of @self, to be kept
 */
GBytes *
idio_background_get_bytes (const IdioBackground *self)
{
  return self->bytes;
}

/**
 * idio_background_get_genre:
 * @self: a background
 *
 * Returns: (transfer none): what kind of texts it was made of
 */
const char *
idio_background_get_genre (const IdioBackground *self)
{
  return self->genre;
}

/**
 * idio_background_get_n_texts:
 * @self: a background
 *
 * Returns: how many texts it was made of, a prior's included
 */
guint
idio_background_get_n_texts (const IdioBackground *self)
{
  return self->n_texts;
}

/**
 * idio_background_get_n_writers:
 * @self: a background
 *
 * Returns: how many writers they are of
 */
guint
idio_background_get_n_writers (const IdioBackground *self)
{
  return self->n_writers;
}

/**
 * idio_background_get_factors:
 * @self: a background
 *
 * Returns: (transfer none) (array fixed-size=163840): what a bucket's weight is multiplied by: the rarer, the more
 */
const float *
idio_background_get_factors (const IdioBackground *self)
{
  return self->factors;
}

/**
 * idio_background_get_mean:
 * @self: a background
 *
 * Returns: (transfer none) (array fixed-size=163840): the mean of the vectors of its texts
 */
const float *
idio_background_get_mean (const IdioBackground *self)
{
  return self->mean;
}
