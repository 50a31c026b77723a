/* idio-portrait.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "corpus/idio-corpus.h"
#include "measure/idio-fingerprint.h"
#include "measure/idio-traits.h"
#include "voice/idio-others.h"
#include "voice/idio-profile-box.h"

G_BEGIN_DECLS

#define IDIO_TYPE_PORTRAIT (idio_portrait_get_type ())
G_DECLARE_FINAL_TYPE (IdioPortrait, idio_portrait, IDIO, PORTRAIT, GObject)

IdioPortrait          *idio_portrait_new             (IdioCorpus     *corpus);
IdioCorpus            *idio_portrait_get_corpus      (IdioPortrait   *self);
const IdioFingerprint *idio_portrait_get_fingerprint (IdioPortrait   *self);
GPtrArray             *idio_portrait_get_traits      (IdioPortrait   *self);
IdioOthers            *idio_portrait_get_others      (IdioPortrait   *self);
IdioProfileBox        *idio_portrait_get_box         (IdioPortrait   *self,
                                                      IdioBackground *background);
GCancellable          *idio_portrait_get_cancellable (IdioPortrait   *self);
void                   idio_portrait_stop            (IdioPortrait   *self);
void                   idio_portrait_follow          (IdioPortrait   *self);
DexFuture             *idio_portrait_update          (IdioPortrait   *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
