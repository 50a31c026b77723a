/* idio-replaced.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <libdex.h>

#include "corpus/idio-store.h"

G_BEGIN_DECLS

GFile     *idio_replaced_get_file (IdioStore   *store);
gboolean   idio_replaced_exists   (IdioStore   *store);
gboolean   idio_replaced_save_new (const char  *path,
                                   GError     **error);
void       idio_replaced_end_new  (const char  *path,
                                   gboolean     take);
DexFuture *idio_replaced_delete   (IdioStore   *store) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *idio_replaced_tidy     (IdioStore   *store) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
