/* idio-clipboard.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>
#include <libdex.h>

G_BEGIN_DECLS

gboolean    idio_clipboard_has_files     (GtkWidget   *widget);
DexFuture  *idio_clipboard_read_files    (GtkWidget   *widget) G_GNUC_WARN_UNUSED_RESULT;
DexFuture  *idio_clipboard_read_text     (GtkWidget   *widget) G_GNUC_WARN_UNUSED_RESULT;
DexFuture  *idio_clipboard_wait_for_text (GtkWindow   *window) G_GNUC_WARN_UNUSED_RESULT;
GListModel *idio_file_list_to_model      (GdkFileList *list);

G_END_DECLS
