/* idio-beginnings.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "corpus/idio-corpus.h"

G_BEGIN_DECLS

DexFuture *idio_beginnings_load (IdioStore    *store,
                                 GArray       *documents,
                                 gsize         max_bytes,
                                 gsize         max_all_bytes,
                                 GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
