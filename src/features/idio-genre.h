/* idio-genre.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "features/idio-features.h"

G_BEGIN_DECLS

/**
 * IdioGenre:
 * @IDIO_GENRE_MAIL: letters and mails, which greet and sign off, and short messages among them
 * @IDIO_GENRE_POST: longer texts for anyone
 *
 * A kind of text. What is usual in one is not in another.
 */
typedef enum
{
  IDIO_GENRE_MAIL,
  IDIO_GENRE_POST,
} IdioGenre;

#define IDIO_N_GENRES (IDIO_GENRE_POST + 1)

const char *idio_genre_get_nick     (IdioGenre           genre);
IdioGenre   idio_genre_find         (GPtrArray          *features);
IdioGenre   idio_genre_find_of_text (const IdioFeatures *text,
                                     IdioGenre           corpus);

G_END_DECLS
