/* idio-background.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "meter/idio-vector.h"

G_BEGIN_DECLS

/**
 * IdioBackground:
 *
 * How others write: what a text of theirs looks like on average, and in how many of their texts each thing is found.
 * Only counts are in it, from which no text can be read again.
 */
typedef struct _IdioBackground IdioBackground;

/**
 * IdioBackgroundBuilder:
 *
 * What was counted in texts of others, while their background is being made.
 */
typedef struct _IdioBackgroundBuilder IdioBackgroundBuilder;

/* Beside a background of so many texts a prior counts for half. */
#define IDIO_BACKGROUND_HALF_TEXTS 10

/* Who is in the background that comes with the program: see data/baselines/README.md. */
#define IDIO_BACKGROUND_SHIPPED_BLOGGERS 61
#define IDIO_BACKGROUND_SHIPPED_INVENTED 100

/* More texts of one writer would make the background that writer's. */
#define IDIO_BACKGROUND_MAX_TEXTS_EACH 50
#define IDIO_BACKGROUND_MAX_TEXTS      5000

IdioBackgroundBuilder *idio_background_builder_new        (const char                  *genre,
                                                           gboolean                     is_one_genre);
void                   idio_background_builder_free       (IdioBackgroundBuilder       *self);
gboolean               idio_background_builder_add        (IdioBackgroundBuilder       *self,
                                                           const char                  *writer,
                                                           const char                  *text);
gboolean               idio_background_builder_add_counts (IdioBackgroundBuilder       *self,
                                                           const char                  *writer,
                                                           GBytes                      *packed);
IdioBackground        *idio_background_builder_finish     (const IdioBackgroundBuilder *self,
                                                           const IdioBackground        *prior);

IdioBackground *idio_background_new_from_bytes (GBytes                *bytes,
                                                GError               **error);
IdioBackground *idio_background_get_shipped    (void);
IdioBackground *idio_background_ref            (IdioBackground        *self);
void            idio_background_unref          (IdioBackground        *self);
GBytes         *idio_background_get_bytes      (const IdioBackground  *self);
const char     *idio_background_get_genre      (const IdioBackground  *self);
guint           idio_background_get_n_texts    (const IdioBackground  *self);
guint           idio_background_get_n_writers  (const IdioBackground  *self);
const float    *idio_background_get_factors    (const IdioBackground  *self);
const float    *idio_background_get_mean       (const IdioBackground  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioBackground, idio_background_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioBackgroundBuilder, idio_background_builder_free)

G_END_DECLS
