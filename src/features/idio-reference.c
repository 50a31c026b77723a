/* idio-reference.c: what is typical of others
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "features/idio-reference.h"
#include "text/idio-ngrams.h"

/* Maximum number of writers that a table is believed to be of. */
#define MAX_WRITERS 10000

struct _IdioReference
{
  IdioGenre           genre;
  IdioReferenceRange  ranges[IDIO_N_MEASURES];
  GHashTable         *rates; /* of the nick of a habit, its #IdioReferenceRate */
  guint               least;
  guint64             n_places[IDIO_NGRAMS_MAX_WORDS];
  GHashTable         *phrases; /* of the hash of a phrase, how often it stands there */
};

const double idio_reference_quantiles[IDIO_REFERENCE_N_QUANTILES] = { 0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95 };

void
idio_reference_free (IdioReference *self)
{
  g_clear_pointer (&self->rates, g_hash_table_unref);
  g_clear_pointer (&self->phrases, g_hash_table_unref);
  g_free (self);
}

static gboolean
fail (GError     **error,
      const char  *what)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "The reference has no good “%s”", what);

  return FALSE;
}

static void
rate_free (gpointer data)
{
  IdioReferenceRate *rate = data;

  g_free (rate->writers);
  g_free (rate);
}

static JsonNode *
get_member (JsonObject *object,
            const char *name,
            GType       type)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type ? node : NULL;
}

static gboolean
read_count (JsonObject  *object,
            const char  *name,
            guint64     *count,
            GError     **error)
{
  JsonNode *node = get_member (object, name, G_TYPE_INT64);
  gint64 value = node != NULL ? json_node_get_int (node) : -1;

  if (value < 0 || value > G_MAXINT32)
    return fail (error, name);

  *count = (guint64) value;

  return TRUE;
}

static JsonObject *
read_object (JsonObject  *object,
             const char  *name,
             GError     **error)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      fail (error, name);
      return NULL;
    }

  return json_node_get_object (node);
}

static gboolean
get_number (JsonNode *node,
            double   *number)
{
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      (json_node_get_value_type (node) != G_TYPE_DOUBLE && json_node_get_value_type (node) != G_TYPE_INT64))
    return FALSE;

  *number = json_node_get_double (node);

  return isfinite (*number);
}

/* In ascending order. */
static gboolean
read_numbers (JsonObject  *object,
              const char  *name,
              guint        n,
              double      *numbers,
              GError     **error)
{
  JsonNode *node = json_object_get_member (object, name);
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (array == NULL || json_array_get_length (array) != n)
    return fail (error, name);

  for (guint i = 0; i < n; i++)
    if (!get_number (json_array_get_element (array, i), &numbers[i]) || (i > 0 && numbers[i] < numbers[i - 1]))
      return fail (error, name);

  return TRUE;
}

/* A measure that is newer than the table has nobody to be compared with. */
static gboolean
read_ranges (IdioReference  *self,
             JsonObject     *measures,
             GError        **error)
{
  for (guint i = 0; i < IDIO_N_MEASURES; i++)
    {
      IdioReferenceRange *range = &self->ranges[i];
      const char *nick = idio_measures[i].nick;
      guint64 n_documents, n_writers;
      JsonObject *object;

      if (!json_object_has_member (measures, nick))
        continue;

      if (!(object = read_object (measures, nick, error)) ||
          !read_count (object, "n-documents", &n_documents, error) ||
          !read_numbers (object, "documents", IDIO_REFERENCE_N_QUANTILES, range->documents, error) ||
          !read_count (object, "n-writers", &n_writers, error) ||
          !read_numbers (object, "writers", IDIO_REFERENCE_N_QUANTILES, range->writers, error))
        return FALSE;

      range->n_documents = (guint) n_documents;
      range->n_writers = (guint) n_writers;
    }

  return TRUE;
}

/* A habit that is newer than the table has nobody to be compared with either. */
static gboolean
read_rates (IdioReference  *self,
            JsonObject     *habits,
            GError        **error)
{
  JsonObjectIter iter;
  const char *nick;

  json_object_iter_init (&iter, habits);

  while (json_object_iter_next (&iter, &nick, NULL))
    {
      JsonObject *object = read_object (habits, nick, error);
      IdioReferenceRate *rate;
      guint64 n_writers;

      if (object == NULL || !read_count (object, "n-writers", &n_writers, error))
        return FALSE;

      if (n_writers > MAX_WRITERS)
        return fail (error, "n-writers");

      rate = g_new0 (IdioReferenceRate, 1);
      rate->n_writers = (guint) n_writers;
      rate->writers = g_new0 (double, n_writers);
      g_hash_table_insert (self->rates, g_strdup (nick), rate);

      if (!get_number (json_object_get_member (object, "usual"), &rate->usual) || rate->usual < 0)
        return fail (error, "usual");

      if (!read_numbers (object, "writers", rate->n_writers, rate->writers, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_phrase (IdioReference *self,
            const char    *words,
            guint          count)
{
  g_autoptr(IdioTokens) tokens = idio_tokens_new (words, strlen (words));
  guint64 *hash = g_new0 (guint64, 1);

  for (guint i = 0; i + 1 < tokens->n_items; i++)
    *hash = i > 0 ? idio_token_hash_extend (*hash, tokens->items[i].hash) : tokens->items[i].hash;

  return g_hash_table_insert (self->phrases, hash, GUINT_TO_POINTER (count));
}

static gboolean
read_phrases (IdioReference  *self,
              JsonObject     *phrases,
              GError        **error)
{
  guint64 least;
  JsonObject *counts;
  JsonObjectIter iter;
  const char *words;

  if (!read_count (phrases, "least", &least, error) || !(counts = read_object (phrases, "counts", error)))
    return FALSE;

  self->least = (guint) least;

  for (guint i = 1; i < IDIO_NGRAMS_MAX_WORDS; i++)
    {
      g_autofree char *name = g_strdup_printf ("places-%u", i + 1);

      if (!read_count (phrases, name, &self->n_places[i], error))
        return FALSE;

      if (self->n_places[i] == 0)
        return fail (error, name);
    }

  json_object_iter_init (&iter, counts);

  while (json_object_iter_next (&iter, &words, NULL))
    {
      guint64 count;

      if (!read_count (counts, words, &count, error))
        return FALSE;

      add_phrase (self, words, (guint) count);
    }

  return TRUE;
}

static gboolean
read_genre (IdioReference  *self,
            JsonObject     *root,
            GError        **error)
{
  JsonNode *node = get_member (root, "genre", G_TYPE_STRING);

  for (guint i = 0; node != NULL && i < IDIO_N_GENRES; i++)
    if (g_str_equal (json_node_get_string (node), idio_genre_get_nick (i)))
      {
        self->genre = (IdioGenre) i;
        return TRUE;
      }

  return fail (error, "genre");
}

/**
 * idio_reference_new:
 * @json: a reference, as made by `build-aux/make-references`
 * @length: its length in bytes, or -1
 * @error: where to put a %G_IO_ERROR_INVALID_DATA, or an error of the parser
 *
 * Returns: (transfer full): what it says; %NULL if it is not one
 */
IdioReference *
idio_reference_new (const char  *json,
                    gssize       length,
                    GError     **error)
{
  g_autoptr(IdioReference) self = g_new0 (IdioReference, 1);
  g_autoptr(JsonParser) parser = json_parser_new_immutable ();
  JsonObject *root, *measures, *habits, *phrases;

  self->rates = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, rate_free);
  self->phrases = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  if (!json_parser_load_from_data (parser, json, length, error))
    return NULL;

  if (json_parser_get_root (parser) == NULL || !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    {
      fail (error, "object");
      return NULL;
    }

  root = json_node_get_object (json_parser_get_root (parser));

  if (!read_genre (self, root, error) ||
      !(measures = read_object (root, "measures", error)) || !read_ranges (self, measures, error) ||
      !(habits = read_object (root, "habits", error)) || !read_rates (self, habits, error) ||
      !(phrases = read_object (root, "phrases", error)) || !read_phrases (self, phrases, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * idio_reference_get_genre:
 * @self: a reference
 *
 * Returns: what kind of texts it is of
 */
IdioGenre
idio_reference_get_genre (const IdioReference *self)
{
  return self->genre;
}

/**
 * idio_reference_get_rate:
 * @self: a reference
 * @nick: the nick of a habit
 *
 * Returns: (transfer none) (nullable): how usual the habit is with others; %NULL if it is not known
 */
const IdioReferenceRate *
idio_reference_get_rate (const IdioReference *self,
                         const char          *nick)
{
  return g_hash_table_lookup (self->rates, nick);
}

/**
 * idio_reference_get_range:
 * @self: a reference
 * @measure: a measure
 *
 * Returns: (transfer none) (nullable): the measure in the texts of others; %NULL if it is not known
 */
const IdioReferenceRange *
idio_reference_get_range (const IdioReference *self,
                          IdioMeasureId        measure)
{
  return self->ranges[measure].n_writers > 0 ? &self->ranges[measure] : NULL;
}

/**
 * idio_reference_get_share_below:
 * @self: a reference
 * @measure: a measure
 * @mean: its mean over a writer's documents
 *
 * Returns: the share of writers whose mean is lower, from 0.05 to 0.95, by interpolation; NAN if it is not known
 */
double
idio_reference_get_share_below (const IdioReference *self,
                                IdioMeasureId        measure,
                                double               mean)
{
  const IdioReferenceRange *range = idio_reference_get_range (self, measure);
  guint last = IDIO_REFERENCE_N_QUANTILES - 1;

  if (range == NULL || isnan (mean))
    return NAN;

  if (mean <= range->writers[0])
    return idio_reference_quantiles[0];

  for (guint i = 1; i <= last; i++)
    if (mean <= range->writers[i])
      {
        double from = range->writers[i - 1], to = range->writers[i];
        double share = (mean - from) / (to - from);

        return idio_reference_quantiles[i - 1] +
               share * (idio_reference_quantiles[i] - idio_reference_quantiles[i - 1]);
      }

  return idio_reference_quantiles[last];
}

/**
 * idio_reference_count_phrase:
 * @self: a reference
 * @hash: the hash of a phrase, see idio_token_hash_extend()
 * @n_words: how many words it has, from 2 to %IDIO_NGRAMS_MAX_WORDS
 * @n_places: (out): how many phrases of as many words stand in the reference
 *
 * The reference has only phrases that stand there often. Of another one no more is said than that it may be
 * just below, so that too little is claimed and not too much.
 *
 * Returns: how often the phrase stands there, at most
 */
guint
idio_reference_count_phrase (const IdioReference *self,
                             guint64              hash,
                             guint                n_words,
                             guint64             *n_places)
{
  guint count = GPOINTER_TO_UINT (g_hash_table_lookup (self->phrases, &hash));

  *n_places = self->n_places[n_words - 1];

  return count > 0 ? count : MAX (1, self->least - 1);
}
