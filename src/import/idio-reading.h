/* idio-reading.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libdex.h>

#include "import/idio-batch.h"
#include "import/idio-container.h"

G_BEGIN_DECLS

#define IDIO_TYPE_READING (idio_reading_get_type ())
G_DECLARE_FINAL_TYPE (IdioReading, idio_reading, IDIO, READING, GObject)

IdioReading *idio_reading_new            (GPtrArray          *findings,
                                          gboolean            by_anyone,
                                          const char * const *user,
                                          GCancellable       *cancellable);
GPtrArray   *idio_reading_get_containers (IdioReading        *self);
void         idio_reading_restart        (IdioReading        *self);
DexFuture   *idio_reading_next           (IdioReading        *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
