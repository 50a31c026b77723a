/* idio-send-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "idio-workspace.h"

G_BEGIN_DECLS

/**
 * IdioSendKind:
 * @IDIO_SEND_KIND_DRAFTS: requests for drafts, all of which are known
 * @IDIO_SEND_KIND_STUDY: requests for cards, of which the first is known
 */
typedef enum
{
  IDIO_SEND_KIND_DRAFTS,
  IDIO_SEND_KIND_STUDY,
} IdioSendKind;

/**
 * IdioSendFunc:
 * @data: what was given with the function
 * @left_out: (element-type gint64): the numbers of documents of which nothing is to go into the requests
 * @check: whether the model may be asked what it is fit for
 *
 * Makes the requests that are shown, and sent later as they are.
 *
 * Returns: (transfer full): a future of a #GPtrArray of #IdioOutgoing
 */
typedef DexFuture *(*IdioSendFunc) (gpointer  data,
                                    GArray   *left_out,
                                    gboolean  check);

#define IDIO_TYPE_SEND_DIALOG (idio_send_dialog_get_type ())
G_DECLARE_FINAL_TYPE (IdioSendDialog, idio_send_dialog, IDIO, SEND_DIALOG, AdwDialog)

DexFuture *idio_send_dialog_ask (GtkWidget     *parent,
                                 IdioWorkspace *workspace,
                                 IdioSendKind   kind,
                                 gboolean       show_always,
                                 IdioSendFunc   func,
                                 gpointer       data) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
