/* idio-writing.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "idio-workspace.h"

G_BEGIN_DECLS

#define IDIO_TYPE_WRITING (idio_writing_get_type ())
G_DECLARE_FINAL_TYPE (IdioWriting, idio_writing, IDIO, WRITING, GObject)

IdioWriting      *idio_writing_new         (GtkWidget        *widget,
                                            IdioWorkspace    *workspace);
gboolean          idio_writing_get_running (IdioWriting      *self);
IdioHistoryEntry *idio_writing_get_entry   (IdioWriting      *self);
void              idio_writing_set_entry   (IdioWriting      *self,
                                            IdioHistoryEntry *entry);
IdioDraft        *idio_writing_get_draft   (IdioWriting      *self,
                                            IdioDraftKind     kind);
const char       *idio_writing_get_text    (IdioWriting      *self,
                                            IdioDraftKind     kind);
void              idio_writing_write       (IdioWriting      *self,
                                            IdioBrief        *brief,
                                            gboolean          show);
void              idio_writing_try_again   (IdioWriting      *self,
                                            gboolean          generic,
                                            gboolean          personal);
void              idio_writing_go_on       (IdioWriting      *self,
                                            IdioDraftKind     kind);
guint             idio_writing_find_place  (IdioWriting      *self,
                                            IdioDraftKind     kind,
                                            guint            *n_versions);
void              idio_writing_step        (IdioWriting      *self,
                                            IdioDraftKind     kind,
                                            int               by);
void              idio_writing_edited      (IdioWriting      *self);
void              idio_writing_stop        (IdioWriting      *self);
DexFuture        *idio_writing_finish      (IdioWriting      *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
