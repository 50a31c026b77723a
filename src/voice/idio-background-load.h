/* idio-background-load.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "corpus/idio-store.h"
#include "meter/idio-background.h"

G_BEGIN_DECLS

/* Fewest words that make somebody a writer to compare with: those of the invented mail writers of the background that
 * comes with the program have 298 on average (data/baselines/README.md). */
#define IDIO_BACKGROUND_MIN_WORDS_EACH 300

/* Fewest such writers: with fewer it can't be told what is one writer's and what many do (meter/idio-reliability.c). */
#define IDIO_BACKGROUND_MIN_WRITERS 5

#define IDIO_TYPE_BACKGROUND (idio_background_get_type ())

GType      idio_background_get_type (void) G_GNUC_CONST;
DexFuture *idio_background_load     (IdioStore    *store,
                                     GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
