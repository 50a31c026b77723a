/* idio-import.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libdex.h>

#include "corpus/idio-corpus.h"
#include "import/idio-import-item.h"
#include "import/idio-progress.h"
#include "import/idio-survey.h"

G_BEGIN_DECLS

#define IDIO_TYPE_IMPORT (idio_import_get_type ())
G_DECLARE_FINAL_TYPE (IdioImport, idio_import, IDIO, IMPORT, GObject)

/**
 * IdioImportFunc:
 * @target: where texts go
 * @texts: (element-type IdioText): some of them
 * @cancellable: ends it early
 *
 * Takes texts up.
 *
 * Returns: (transfer full): a future of a #GArray of #gint64: for each more than 0 if it is new, 0 if the same text is
 *   there already, or less if it is not taken because of whose it is: a document of the user among those by others, or
 *   what the user said is not theirs
 */
typedef DexFuture *(*IdioImportFunc) (GObject      *target,
                                      GPtrArray    *texts,
                                      GCancellable *cancellable);

/**
 * IdioImportOthersFunc:
 * @target: where texts by others go
 * @texts: (element-type IdioText): some of them
 * @writers: (element-type utf8): for each what tells its writer from others
 * @cancellable: ends it early
 *
 * Counts texts by others that are kept together with the user's, such as in a mailbox.
 *
 * Returns: (transfer full): a future that resolves when they are counted
 */
typedef DexFuture *(*IdioImportOthersFunc) (GObject      *target,
                                            GPtrArray    *texts,
                                            GPtrArray    *writers,
                                            GCancellable *cancellable);

IdioImport         *idio_import_new                  (IdioCorpus           *corpus);
IdioAudiences      *idio_import_get_audiences        (IdioImport           *self);
IdioImport         *idio_import_new_of_others        (GObject              *target,
                                                      IdioImportFunc        add);
void                idio_import_set_others           (IdioImport           *self,
                                                      GObject              *target,
                                                      IdioImportOthersFunc  add);
void                idio_import_set_with_others      (IdioImport           *self,
                                                      gboolean              with_others);
void                idio_import_set_with_notes       (IdioImport           *self,
                                                      gboolean              with_notes);
DexFuture          *idio_import_run                  (IdioImport           *self,
                                                      GListModel           *files) G_GNUC_WARN_UNUSED_RESULT;
void                idio_import_set_accounts         (IdioImport           *self,
                                                      const char * const   *accounts);
void                idio_import_set_limit            (IdioImport           *self,
                                                      guint                 limit,
                                                      int                   first_year);
void                idio_import_set_audience         (IdioImport           *self,
                                                      IdioAudience          audience);
IdioSurvey         *idio_import_get_survey           (IdioImport           *self);
void                idio_import_answer               (IdioImport           *self,
                                                      gboolean              go_on);
void                idio_import_stop                 (IdioImport           *self);
const char         *idio_import_get_asked_name       (IdioImport           *self);
guint               idio_import_get_n_unanswered     (IdioImport           *self);
gboolean            idio_import_get_answered         (IdioImport           *self);
GListModel         *idio_import_get_taken            (IdioImport           *self);
gboolean            idio_import_has_authors          (IdioImport           *self);
gboolean            idio_import_has_author           (IdioImport           *self,
                                                      const char           *account);
guint               idio_import_get_n_texts_not_read (IdioImport           *self);
gboolean            idio_import_get_of_others        (IdioImport           *self);
gboolean            idio_import_get_running          (IdioImport           *self);
guint               idio_import_get_n_found          (IdioImport           *self);
guint               idio_import_get_n_done           (IdioImport           *self);
guint               idio_import_get_n_not_read       (IdioImport           *self);
gboolean            idio_import_get_in_part          (IdioImport           *self);
guint               idio_import_get_n_failed         (IdioImport           *self);
const IdioProgress *idio_import_get_progress         (IdioImport           *self);
guint               idio_import_count                (IdioImport           *self,
                                                      IdioImportOutcome     outcome);
const char         *idio_import_get_failure          (IdioImport           *self);
GListModel         *idio_import_get_not_added        (IdioImport           *self);
DexFuture          *idio_import_paste                (IdioCorpus           *corpus,
                                                      const char           *title,
                                                      const char           *text,
                                                      IdioAudience          audience) G_GNUC_WARN_UNUSED_RESULT;
DexFuture          *idio_import_example              (IdioCorpus           *corpus) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
