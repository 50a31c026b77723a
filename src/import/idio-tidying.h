/* idio-tidying.h: what shows only once all texts of an import are there
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libdex.h>

#include "corpus/idio-corpus.h"

G_BEGIN_DECLS

DexFuture *idio_tidy (IdioCorpus         *corpus,
                      const char * const *user,
                      GCancellable       *cancellable) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
