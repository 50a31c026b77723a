/* idio-genre.c: what kind of texts a writer writes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "features/idio-genre.h"

/* Treat the corpus as correspondence if most texts have a greeting or a sign-off, or this share of them if most are
 * shorter than this, in words. */
#define LETTER_WORDS 250
#define LETTER_SHARE 0.1

static gboolean
has_form (const IdioFeatures *text)
{
  return text->greeting != NULL || text->closing_named || (text->closing != NULL && *text->closing != '\0');
}

/**
 * idio_genre_get_nick:
 * @genre: a kind of texts
 *
 * Returns: (transfer none): its name in files
 */
const char *
idio_genre_get_nick (IdioGenre genre)
{
  static const char * const nicks[IDIO_N_GENRES] = { "mail", "post" };

  return nicks[genre];
}

/**
 * idio_genre_find:
 * @features: (element-type IdioFeatures): the features of a writer's documents
 *
 * Returns: what kind of texts most of them are
 */
IdioGenre
idio_genre_find (GPtrArray *features)
{
  guint n_letters = 0, n_short = 0;

  for (guint i = 0; i < features->len; i++)
    {
      const IdioFeatures *text = g_ptr_array_index (features, i);

      n_letters += has_form (text);
      n_short += text->n_words < LETTER_WORDS;
    }

  return 2 * n_letters > features->len ||
         (n_letters > 0 && n_letters >= LETTER_SHARE * features->len && 2 * n_short > features->len) ?
         IDIO_GENRE_MAIL : IDIO_GENRE_POST;
}

/**
 * idio_genre_find_of_text:
 * @text: the features of a document
 * @corpus: what kind of texts the writer's documents are
 *
 * Returns: what kind of text it is: among letters, those without greeting and sign-off are letters too if they are short
 */
IdioGenre
idio_genre_find_of_text (const IdioFeatures *text,
                         IdioGenre           corpus)
{
  return corpus == IDIO_GENRE_MAIL && (has_form (text) || text->n_words < LETTER_WORDS) ?
         IDIO_GENRE_MAIL : IDIO_GENRE_POST;
}
