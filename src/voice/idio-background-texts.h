/* idio-background-texts.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "corpus/idio-store.h"
#include "corpus/idio-text.h"
#include "meter/idio-background.h"

G_BEGIN_DECLS

#define IDIO_TYPE_BACKGROUND_TEXTS (idio_background_texts_get_type ())
G_DECLARE_FINAL_TYPE (IdioBackgroundTexts, idio_background_texts, IDIO, BACKGROUND_TEXTS, GObject)

IdioBackgroundTexts *idio_background_texts_new             (IdioStore           *store,
                                                            GCancellable        *cancellable);
guint                idio_background_texts_get_n_texts     (IdioBackgroundTexts *self);
DexFuture           *idio_background_texts_load            (IdioBackgroundTexts *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture           *idio_background_texts_add             (IdioBackgroundTexts *self,
                                                            GPtrArray           *texts,
                                                            GPtrArray           *writers,
                                                            GCancellable        *cancellable) G_GNUC_WARN_UNUSED_RESULT;
DexFuture           *idio_background_texts_take_away       (IdioBackgroundTexts *self,
                                                            GArray              *ids) G_GNUC_WARN_UNUSED_RESULT;
DexFuture           *idio_background_texts_forget          (IdioBackgroundTexts *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture           *idio_background_texts_remember        (IdioBackgroundTexts *self,
                                                            GPtrArray           *forgotten) G_GNUC_WARN_UNUSED_RESULT;
DexFuture           *idio_background_texts_load_background (IdioBackgroundTexts *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
