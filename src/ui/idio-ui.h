/* idio-ui.h: what the widgets share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>
#include <libdex.h>

#include "llm/idio-model-choice.h"

G_BEGIN_DECLS

void        idio_ui_run            (gpointer          widget,
                                    DexFuture        *future);
void        idio_ui_run_tracked    (gpointer          widget,
                                    DexFuture        *future,
                                    DexFuture       **pending);
DexFuture  *idio_ui_wait           (DexFuture        *pending) G_GNUC_WARN_UNUSED_RESULT;
void        idio_ui_report         (gpointer          widget,
                                    const GError     *error);
void        idio_ui_wrap_buttons   (GtkWidget        *widget);
void        idio_ui_let_shrink     (GtkDropDown      *drop_down);
GtkWindow  *idio_ui_get_window     (gpointer          widget);
const char *idio_ui_get_host       (IdioModelChoice  *choice);
DexFuture  *idio_ui_choose         (AdwAlertDialog   *dialog,
                                    GtkWidget        *widget) G_GNUC_WARN_UNUSED_RESULT;
DexFuture  *idio_ui_ask_consent    (GtkWidget        *widget,
                                    IdioModelChoice  *choice,
                                    const char       *host) G_GNUC_WARN_UNUSED_RESULT;
DexFuture  *idio_ui_ask_unencrypted (GtkWidget       *widget,
                                    IdioModelChoice *choice,
                                    const char      *address) G_GNUC_WARN_UNUSED_RESULT;
void        idio_ui_show_details   (GtkWidget        *widget,
                                    const char       *details);
char       *idio_ui_format_count   (guint64           number);

G_END_DECLS
