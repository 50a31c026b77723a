/* idio-watched-scan.h: what is in a watched folder now
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libdex.h>

#include "import/idio-watched-store.h"

G_BEGIN_DECLS

#define IDIO_TYPE_WATCHED_SCAN (idio_watched_scan_get_type ())

/**
 * IdioWatchedScan:
 * @files: (element-type IdioWatchedFile): the files that may be texts
 * @folders: (element-type GFile): the folder and those below it, as many as can be monitored
 *
 * What is in a watched folder, and the folders below it; nothing if it is not there, such as on a disk that is not.
 */
typedef struct
{
  GPtrArray *files;
  GPtrArray *folders;
} IdioWatchedScan;

GType            idio_watched_scan_get_type (void) G_GNUC_CONST;
IdioWatchedScan *idio_watched_scan_ref      (IdioWatchedScan *self);
void             idio_watched_scan_unref    (IdioWatchedScan *self);
DexFuture       *idio_watched_scan_run      (GFile           *folder,
                                             GCancellable    *cancellable) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioWatchedScan, idio_watched_scan_unref)

G_END_DECLS
