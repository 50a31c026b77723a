/* idio-feature-reader.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "corpus/idio-store.h"
#include "voice/idio-feature-store.h"

G_BEGIN_DECLS

DexFuture *idio_feature_reader_run (IdioStore    *store,
                                    GPtrArray    *entries,
                                    GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
