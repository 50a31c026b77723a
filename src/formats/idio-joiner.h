/* idio-joiner.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/idio-source.h"

G_BEGIN_DECLS

/**
 * IdioJoiner:
 *
 * Joins what is too short to be a text: the messages of one author in one conversation on one day, and short posts and
 * notes of one month.
 */
typedef struct _IdioJoiner IdioJoiner;

IdioJoiner *idio_joiner_new       (IdioTakeFunc  take,
                                   gpointer      data);
void        idio_joiner_free      (IdioJoiner   *self);
void        idio_joiner_set_names (IdioJoiner   *self,
                                   GHashTable   *names);
gboolean    idio_joiner_add       (IdioJoiner   *self,
                                   IdioEntry    *message,
                                   GDateTime    *time);
gboolean    idio_joiner_take      (IdioEntry    *entry,
                                   gpointer      joiner);
gboolean    idio_joiner_finish    (IdioJoiner   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioJoiner, idio_joiner_free)

G_END_DECLS
