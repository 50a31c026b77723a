/* idio-writing-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "draft/idio-drafting.h"
#include "ui/idio-writing.h"

G_BEGIN_DECLS

#define IDIO_WRITING_N_KINDS (IDIO_DRAFT_KIND_PERSONAL + 1)

/**
 * IdioWritingWork:
 * @writing: whose drafts are written
 * @widget: where questions are asked
 * @brief: what to write
 * @entry: (nullable): what to write again for
 * @show: whether to show what is sent, also if nobody has to agree any more
 * @wanted: which drafts
 * @start: (nullable): what there is of the one draft that is wanted
 * @version: the version of that draft
 *
 * What is written for a brief, from the click to the drafts saved.
 */
typedef struct
{
  IdioWriting      *writing;
  GtkWidget        *widget;
  IdioBrief        *brief;
  IdioHistoryEntry *entry;
  gboolean          show;
  gboolean          wanted[IDIO_WRITING_N_KINDS];
  char             *start;
  gint64            version;
} IdioWritingWork;

void           idio_writing_work_free     (IdioWritingWork   *work);
gboolean       idio_writing_work_run      (IdioWritingWork   *work,
                                           GError           **error);
IdioWorkspace *idio_writing_get_workspace (IdioWriting       *self);
void           idio_writing_set_drafting  (IdioWriting       *self,
                                           IdioDrafting      *drafting);
void           idio_writing_clear         (IdioWriting       *self);
void           idio_writing_show          (IdioWriting       *self,
                                           IdioHistoryEntry  *entry,
                                           IdioDraft * const *drafts);

G_END_DECLS
