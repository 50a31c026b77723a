/* idio-unwritten.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libdex.h>

#include "corpus/idio-store.h"
#include "draft/idio-brief.h"

G_BEGIN_DECLS

DexFuture *idio_unwritten_save (IdioStore       *store,
                                const IdioBrief *brief) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *idio_unwritten_load (IdioStore       *store) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
