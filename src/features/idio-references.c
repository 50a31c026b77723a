/* idio-references.c: the references that come with the program, by genre and language
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>

#include "features/idio-reference.h"
#include "text/idio-quantile.h"

/* The references are part of the program: if one can't be read, that is a mistake in it. */
static IdioReference *
load (IdioGenre    genre,
      const char  *language)
{
  g_autofree char *path = g_strdup_printf (RESOURCE_PATH "/baselines/%s-%s.json", idio_genre_get_nick (genre), language);
  g_autoptr(GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr(GError) error = NULL;
  IdioReference *reference;

  if (bytes == NULL)
    return NULL;

  reference = idio_reference_new (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), &error);

  if (reference == NULL)
    g_error ("%s: %s", path, error->message);

  return reference;
}

/**
 * idio_reference_get:
 * @genre: a kind of texts
 * @language: a language
 *
 * May be called from any thread.
 *
 * Returns: (transfer none) (nullable): the reference for such texts that comes with the program; %NULL if there is none
 */
const IdioReference *
idio_reference_get (IdioGenre    genre,
                    IdioLanguage language)
{
  static IdioReference *references[IDIO_N_GENRES][IDIO_N_LANGUAGES];
  static gsize once[IDIO_N_GENRES][IDIO_N_LANGUAGES];
  const char *folder = idio_language_get_folder (language);

  if (folder == NULL)
    return NULL;

  if (g_once_init_enter (&once[genre][language]))
    {
      references[genre][language] = load (genre, folder);
      g_once_init_leave (&once[genre][language], 1);
    }

  return references[genre][language];
}

/* The language of most of the texts of a genre, and their median length in words; 0 if there are none. */
static double
find_median_length (GPtrArray    *features,
                    IdioGenre     genre,
                    IdioLanguage *language)
{
  g_autoptr(GArray) lengths = g_array_new (FALSE, FALSE, sizeof (double));
  guint n[IDIO_N_LANGUAGES] = { 0 };
  IdioGenre corpus = idio_genre_find (features);

  for (guint i = 0; i < features->len; i++)
    {
      const IdioFeatures *text = g_ptr_array_index (features, i);
      double length = text->n_words;

      if (idio_genre_find_of_text (text, corpus) != genre)
        continue;

      g_array_append_val (lengths, length);
      n[text->language]++;
    }

  *language = IDIO_LANGUAGE_OTHER;

  for (guint i = 0; i < IDIO_N_LANGUAGES; i++)
    if (2 * n[i] > lengths->len)
      *language = (IdioLanguage) i;

  idio_quantile_sort (lengths);

  return lengths->len > 0 ? g_array_index (lengths, double, lengths->len / 2) : 0;
}

/**
 * idio_reference_find:
 * @features: (element-type IdioFeatures): the features of a writer's documents
 * @genre: a kind of texts
 *
 * A claim such as "more than most people" can be made only of texts that are of the kind of the reference, and about as
 * long: short notes for anyone are not posts.
 *
 * Returns: (transfer none) (nullable): what the documents of that kind can be compared with; %NULL if that is nothing
 */
const IdioReference *
idio_reference_find (GPtrArray *features,
                     IdioGenre  genre)
{
  IdioLanguage language;
  double length = find_median_length (features, genre, &language);
  const IdioReference *self = length > 0 ? idio_reference_get (genre, language) : NULL;
  const IdioReferenceRange *lengths = self != NULL ? idio_reference_get_range (self, IDIO_MEASURE_LENGTH) : NULL;

  return lengths != NULL && length >= lengths->documents[0] &&
         length <= lengths->documents[IDIO_REFERENCE_N_QUANTILES - 1] ? self : NULL;
}
