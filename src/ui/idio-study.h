/* idio-study.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "idio-workspace.h"

G_BEGIN_DECLS

#define IDIO_TYPE_STUDY (idio_study_get_type ())
G_DECLARE_FINAL_TYPE (IdioStudy, idio_study, IDIO, STUDY, GObject)

IdioStudy *idio_study_new   (GtkWidget     *widget,
                             IdioWorkspace *workspace);
void       idio_study_begin (IdioStudy     *self,
                             gboolean       show);
void       idio_study_stop  (IdioStudy     *self);
DexFuture *idio_study_wait  (IdioStudy     *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
