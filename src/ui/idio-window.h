/* idio-window.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "idio-workspace.h"

G_BEGIN_DECLS

#define IDIO_TYPE_WINDOW (idio_window_get_type ())
G_DECLARE_FINAL_TYPE (IdioWindow, idio_window, IDIO, WINDOW, AdwApplicationWindow)

IdioWindow    *idio_window_new            (AdwApplication *application,
                                           const char     *data_dir);
IdioWorkspace *idio_window_get_workspace  (IdioWindow     *self);
gboolean       idio_window_may_close      (IdioWindow     *self);
void           idio_window_close          (IdioWindow     *self);
gboolean       idio_window_is_closing     (IdioWindow     *self);
void           idio_window_show_preferences (IdioWindow   *self);
void           idio_window_choose_files   (IdioWindow     *self);
void           idio_window_rewrite        (IdioWindow     *self,
                                           const char     *text);
void           idio_window_rewrite_clipboard (IdioWindow  *self);
void           idio_window_import         (IdioWindow     *self,
                                           GListModel     *files);
void           idio_window_import_others  (IdioWindow     *self,
                                           GListModel     *files);
void           idio_window_show_view      (IdioWindow     *self,
                                           const char     *name);
void           idio_window_show_document  (IdioWindow     *self,
                                           gint64          document,
                                           gsize           start,
                                           gsize           length);

G_END_DECLS
