/* idio-batch.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "import/idio-import-item.h"
#include "import/idio-progress.h"

G_BEGIN_DECLS

#define IDIO_TYPE_BATCH (idio_batch_get_type ())

/**
 * IdioBatch:
 * @texts: (element-type IdioText): texts of the user's
 * @names: (element-type utf8): for each of them the name of its file
 * @left_out: (element-type IdioImportItem): what can't be a document
 * @others: (element-type IdioText): texts by others, to compare the user's with
 * @writers: (element-type utf8): for each of them the account of its writer
 * @so_far: (element-type IdioImportItem): what is told of files that are not done, if this is the last batch
 * @progress: how far the import is with it
 * @n_done: how many files are done
 * @n_failed: how many of the files could not be read at all
 * @in_part: whether texts of a file were taken that is not done
 * @end: whether nothing is left
 *
 * Some of what is in the files of an import: as much as is worth a transaction.
 */
typedef struct
{
  GPtrArray    *texts;
  GPtrArray    *names;
  GPtrArray    *left_out;
  GPtrArray    *others;
  GPtrArray    *writers;
  GPtrArray    *so_far;
  IdioProgress *progress;
  guint         n_done;
  guint         n_failed;
  gboolean      in_part;
  gboolean      end;
} IdioBatch;

GType           idio_batch_get_type         (void) G_GNUC_CONST;
IdioBatch      *idio_batch_new              (void);
IdioBatch      *idio_batch_ref              (IdioBatch  *self);
void            idio_batch_unref            (IdioBatch  *self);
IdioImportItem *idio_batch_leave_out        (IdioBatch  *self,
                                             const char *name,
                                             const char *reason,
                                             guint       n_texts);
void            idio_batch_leave_out_counts (IdioBatch  *self,
                                             const char *name,
                                             guint       n_by_others,
                                             guint       n_compared,
                                             guint       n_too_old);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioBatch, idio_batch_unref)

G_END_DECLS
