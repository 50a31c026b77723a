/* idio-favorite.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "features/idio-reference.h"
#include "habits/idio-habits.h"

G_BEGIN_DECLS

/* More texts than this need not be read to find a favorite phrase. */
#define IDIO_FAVORITE_MAX_TEXTS 300

IdioHabit *idio_favorite_find         (const char * const  *texts,
                                       const gint64        *documents,
                                       guint                n_texts,
                                       const IdioReference *reference);
gboolean   idio_favorite_is_in        (const char          *phrase,
                                       const char          *sentence,
                                       gsize                length);
IdioHabit *idio_starter_find          (IdioHabitKind        kind,
                                       const char * const  *texts,
                                       const gint64        *documents,
                                       guint                n_texts);
gboolean   idio_starter_is_at         (const char          *words,
                                       const IdioAnalysis  *analysis,
                                       const char          *text,
                                       guint                sentence);
IdioHabit *idio_exclaimed_thanks_find (const char * const  *texts,
                                       const gint64        *documents,
                                       guint                n_texts);

G_END_DECLS
