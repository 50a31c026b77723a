/* idio-counting.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <libdex.h>

G_BEGIN_DECLS

DexFuture *idio_counting_spawn (const char     *name,
                                GCancellable   *cancellable,
                                DexThreadFunc   func,
                                gpointer        data,
                                GDestroyNotify  destroy) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
