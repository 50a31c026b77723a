/* idio-new-audience.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>
#include <libdex.h>

#include "corpus/idio-audiences.h"

G_BEGIN_DECLS

DexFuture *idio_new_audience_ask (GtkWidget     *widget,
                                  IdioAudiences *audiences) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
