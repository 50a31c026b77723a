/* idio-replaced.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <libdex.h>

#include "corpus/idio-store.h"

G_BEGIN_DECLS

GFile     *idio_replaced_get_file     (IdioStore *store);
GFile     *idio_replaced_get_new_file (IdioStore *store);
gboolean   idio_replaced_exists       (IdioStore *store);
DexFuture *idio_replaced_take_new     (IdioStore *store) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *idio_replaced_delete       (IdioStore *store) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *idio_replaced_tidy         (IdioStore *store) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
