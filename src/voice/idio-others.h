/* idio-others.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "corpus/idio-store.h"
#include "corpus/idio-text.h"
#include "measure/idio-background.h"

G_BEGIN_DECLS

#define IDIO_TYPE_BACKGROUND (idio_background_get_type ())

#define IDIO_TYPE_OTHERS (idio_others_get_type ())
G_DECLARE_FINAL_TYPE (IdioOthers, idio_others, IDIO, OTHERS, GObject)

GType       idio_background_get_type    (void) G_GNUC_CONST;
IdioOthers *idio_others_new             (IdioStore    *store,
                                         GCancellable *cancellable);
guint       idio_others_get_n_texts     (IdioOthers   *self);
DexFuture  *idio_others_load            (IdioOthers   *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture  *idio_others_add             (IdioOthers   *self,
                                         GPtrArray    *texts,
                                         GPtrArray    *writers,
                                         GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;
DexFuture  *idio_others_take_away       (IdioOthers   *self,
                                         GArray       *ids) G_GNUC_WARN_UNUSED_RESULT;
DexFuture  *idio_others_forget          (IdioOthers   *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture  *idio_others_remember        (IdioOthers   *self,
                                         GPtrArray    *forgotten) G_GNUC_WARN_UNUSED_RESULT;
DexFuture  *idio_others_load_background (IdioOthers   *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
