/* idio-download-watch.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "llm/idio-model-downloads.h"

G_BEGIN_DECLS

#define IDIO_TYPE_DOWNLOAD_WATCH (idio_download_watch_get_type ())
G_DECLARE_FINAL_TYPE (IdioDownloadWatch, idio_download_watch, IDIO, DOWNLOAD_WATCH, GObject)

IdioDownloadWatch *idio_download_watch_new        (GtkApplication    *application);
gboolean           idio_download_watch_is_running (IdioDownloadWatch *self);
DexFuture         *idio_download_watch_stop       (IdioDownloadWatch *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
