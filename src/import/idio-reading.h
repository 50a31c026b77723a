/* idio-reading.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libdex.h>

#include "import/idio-survey.h"

G_BEGIN_DECLS

#define IDIO_TYPE_BATCH (idio_batch_get_type ())

/**
 * IdioBatch:
 * @texts: (element-type IdioText): texts of the user's
 * @names: (element-type utf8): for each of them the name of its file
 * @left_out: (element-type IdioImportItem): what can't be a document
 * @n_done: how many files are done
 * @end: whether nothing is left
 *
 * Some of what is in the files of an import: as much as is worth a transaction.
 */
typedef struct
{
  GPtrArray *texts;
  GPtrArray *names;
  GPtrArray *left_out;
  guint      n_done;
  gboolean   end;
} IdioBatch;

GType      idio_batch_get_type (void) G_GNUC_CONST;
IdioBatch *idio_batch_ref      (IdioBatch *self);
void       idio_batch_unref    (IdioBatch *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioBatch, idio_batch_unref)

#define IDIO_TYPE_READING (idio_reading_get_type ())
G_DECLARE_FINAL_TYPE (IdioReading, idio_reading, IDIO, READING, GObject)

IdioReading *idio_reading_new        (GPtrArray          *findings,
                                      gboolean            by_anyone,
                                      GCancellable       *cancellable);
IdioSurvey  *idio_reading_get_survey (IdioReading        *self);
void         idio_reading_restart    (IdioReading        *self,
                                      const char * const *accounts,
                                      gint64              start);
DexFuture   *idio_reading_next       (IdioReading        *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
