/* idio-history-jobs.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "corpus/idio-job.h"
#include "draft/idio-history-entry.h"

G_BEGIN_DECLS

/* Older briefs are forgotten. */
#define IDIO_HISTORY_MAX_ENTRIES 100

/* What a job on the store's thread gets. A draft lives in the main thread, so that its values are copied. */
typedef struct
{
  IdioJob         parent;
  IdioBrief      *brief;
  gint64          entry;
  gint64          made;
  IdioDraftKind   kind;
  gint64          version;
  gboolean        is_new;   /* it was not saved before */
  IdioDraftState  state;
  IdioDraftForm   form;
  char           *text;
  char           *written;
  char           *model;
  char           *leaks;
} IdioHistoryJob;

IdioHistoryJob *idio_history_job_new        (gpointer        history,
                                             gint64          entry);
IdioHistoryJob *idio_history_job_new_draft  (gpointer        history,
                                             gint64          entry,
                                             IdioDraft      *draft);
DexFuture      *idio_history_load_job       (sqlite3        *db,
                                             gpointer        data);
DexFuture      *idio_history_add_job        (sqlite3        *db,
                                             gpointer        data);
DexFuture      *idio_history_save_draft_job (sqlite3        *db,
                                             gpointer        data);
DexFuture      *idio_history_restore_job    (sqlite3        *db,
                                             gpointer        data);
DexFuture      *idio_history_remove_job     (sqlite3        *db,
                                             gpointer        data);

G_END_DECLS
