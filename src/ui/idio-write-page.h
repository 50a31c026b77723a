/* idio-write-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "idio-workspace.h"

G_BEGIN_DECLS

#define IDIO_TYPE_WRITE_PAGE (idio_write_page_get_type ())
G_DECLARE_FINAL_TYPE (IdioWritePage, idio_write_page, IDIO, WRITE_PAGE, AdwBreakpointBin)

void       idio_write_page_set_workspace (IdioWritePage *self,
                                          IdioWorkspace *workspace);
gint64     idio_write_page_get_shown     (IdioWritePage *self);
void       idio_write_page_show_last     (IdioWritePage *self,
                                          gint64         id);
void       idio_write_page_forget        (IdioWritePage *self);
void       idio_write_page_rewrite       (IdioWritePage *self,
                                          const char    *text);
DexFuture *idio_write_page_finish        (IdioWritePage *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
