/* idio-import.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libdex.h>

#include "corpus/idio-corpus.h"
#include "import/idio-import-item.h"

G_BEGIN_DECLS

#define IDIO_TYPE_IMPORT (idio_import_get_type ())
G_DECLARE_FINAL_TYPE (IdioImport, idio_import, IDIO, IMPORT, GObject)

IdioImport *idio_import_new             (IdioCorpus        *corpus,
                                         IdioAudience       audience);
DexFuture  *idio_import_run             (IdioImport        *self,
                                         GListModel        *files) G_GNUC_WARN_UNUSED_RESULT;
void        idio_import_stop            (IdioImport        *self);
gboolean    idio_import_get_running     (IdioImport        *self);
guint       idio_import_get_n_found     (IdioImport        *self);
guint       idio_import_get_n_done      (IdioImport        *self);
guint       idio_import_count           (IdioImport        *self,
                                         IdioImportOutcome  outcome);
GListModel *idio_import_get_not_added   (IdioImport        *self);
DexFuture  *idio_import_paste           (IdioCorpus        *corpus,
                                         const char        *text,
                                         IdioAudience       audience) G_GNUC_WARN_UNUSED_RESULT;
DexFuture  *idio_import_example         (IdioCorpus        *corpus) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
