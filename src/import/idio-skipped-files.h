/* idio-skipped-files.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/idio-entry.h"
#include "import/idio-batch.h"

G_BEGIN_DECLS

GHashTable *idio_skipped_files_new  (void);
void        idio_skipped_files_add  (GHashTable      *n_skipped,
                                     IdioBatch       *batch,
                                     const char      *archive,
                                     const IdioEntry *entry);
void        idio_skipped_files_tell (GHashTable      *n_skipped,
                                     IdioBatch       *batch,
                                     const char      *archive);

G_END_DECLS
