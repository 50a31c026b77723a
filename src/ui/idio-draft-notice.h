/* idio-draft-notice.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "draft/idio-draft.h"

G_BEGIN_DECLS

#define IDIO_TYPE_DRAFT_NOTICE (idio_draft_notice_get_type ())
G_DECLARE_FINAL_TYPE (IdioDraftNotice, idio_draft_notice, IDIO, DRAFT_NOTICE, GObject)

IdioDraftNotice *idio_draft_notice_new           (void);
void             idio_draft_notice_set_draft     (IdioDraftNotice *self,
                                                  IdioDraft       *draft);
void             idio_draft_notice_set_n_removed (IdioDraftNotice *self,
                                                  glong            n_chars);
void             idio_draft_notice_begin         (IdioDraftNotice *self);
void             idio_draft_notice_activate      (IdioDraftNotice *self);
void             idio_draft_notice_show_details  (IdioDraftNotice *self,
                                                  GtkWidget       *widget);

G_END_DECLS
