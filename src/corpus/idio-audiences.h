/* idio-audiences.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "corpus/idio-audience-item.h"
#include "corpus/idio-store.h"

G_BEGIN_DECLS

/* Maximum number of audiences of the user's own: a menu of more is no help, and each has ranges of its own. */
#define IDIO_AUDIENCES_MAX_OWN 100

#define IDIO_TYPE_AUDIENCES (idio_audiences_get_type ())
G_DECLARE_FINAL_TYPE (IdioAudiences, idio_audiences, IDIO, AUDIENCES, GObject)

IdioAudiences *idio_audiences_new       (IdioStore      *store);
DexFuture     *idio_audiences_load      (IdioAudiences  *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean       idio_audiences_has       (IdioAudiences  *self,
                                         IdioAudience    audience);
IdioAudience   idio_audiences_resolve   (IdioAudiences  *self,
                                         IdioAudience    audience);
const char    *idio_audiences_get_name  (IdioAudiences  *self,
                                         IdioAudience    audience);
gboolean       idio_audiences_find      (IdioAudiences  *self,
                                         const char     *text,
                                         IdioAudience   *audience);
char          *idio_audiences_dup_list  (IdioAudiences  *self);
gboolean       idio_audiences_is_free   (IdioAudiences  *self,
                                         const char     *name,
                                         IdioAudience    except,
                                         GError        **error);
DexFuture     *idio_audiences_add       (IdioAudiences  *self,
                                         const char     *name) G_GNUC_WARN_UNUSED_RESULT;
DexFuture     *idio_audiences_rename    (IdioAudiences  *self,
                                         IdioAudience    audience,
                                         const char     *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
