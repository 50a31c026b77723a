/* idio-audience-store.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "corpus/idio-audience-item.h"
#include "corpus/idio-sql.h"

G_BEGIN_DECLS

/**
 * IdioRemovedAudience:
 * @audience: the audience
 * @name: its name
 * @documents: (element-type gint64): the numbers of the documents that were for it
 * @cards: (element-type gint64): those of cards
 * @briefs: (element-type gint64): those of briefs
 *
 * What is needed to bring back an audience that was deleted.
 */
typedef struct
{
  IdioAudience  audience;
  char         *name;
  GArray       *documents;
  GArray       *cards;
  GArray       *briefs;
} IdioRemovedAudience;

#define IDIO_TYPE_REMOVED_AUDIENCE (idio_removed_audience_get_type ())

GType                idio_removed_audience_get_type (void);
IdioRemovedAudience *idio_removed_audience_ref      (IdioRemovedAudience        *self);
void                 idio_removed_audience_unref    (IdioRemovedAudience        *self);

GPtrArray           *idio_audience_store_load       (sqlite3                    *db,
                                                     GError                    **error);
void                 idio_audience_store_set_many   (GError                    **error);
gboolean             idio_audience_store_add        (sqlite3                    *db,
                                                     const char                 *name,
                                                     IdioAudience               *audience,
                                                     GError                    **error);
gboolean             idio_audience_store_rename     (sqlite3                    *db,
                                                     IdioAudience                audience,
                                                     const char                 *name,
                                                     GError                    **error);
IdioRemovedAudience *idio_audience_store_remove     (sqlite3                    *db,
                                                     IdioAudience                audience,
                                                     GError                    **error);
gboolean             idio_audience_store_restore    (sqlite3                    *db,
                                                     const IdioRemovedAudience  *removed,
                                                     GError                    **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioRemovedAudience, idio_removed_audience_unref)

G_END_DECLS
