/* idio-model-list.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libdex.h>

G_BEGIN_DECLS

GStrv      idio_model_list_parse (const char *body);
DexFuture *idio_model_list_read  (char       *body) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
