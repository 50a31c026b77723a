/* idio-second-look.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libdex.h>

#include "corpus/idio-corpus.h"
#include "formats/idio-entry.h"
#include "import/idio-import-item.h"

G_BEGIN_DECLS

/* A text that is longer is not kept at hand. */
#define IDIO_SECOND_LOOK_MAX_BYTES (256 * 1024)

void       idio_second_look_keep_text (IdioImportItem     *item,
                                       const IdioEntry    *entry,
                                       const char         *file_name,
                                       const char * const *user,
                                       gsize              *n_kept_bytes,
                                       GCancellable       *cancellable);
void       idio_second_look_keep_file (IdioImportItem     *item,
                                       GFile              *file,
                                       const GError       *error);
gboolean   idio_second_look_can_add   (IdioImportItem     *item,
                                       IdioCorpus         *corpus);
DexFuture *idio_second_look_add       (IdioImportItem     *item,
                                       IdioCorpus         *corpus) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
