/* read-texts.h: the texts in a file, as an import would get them if their authors were known
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "corpus/idio-text.h"

G_BEGIN_DECLS

/* The texts in a file with that name and these bytes, or NULL and why there are none */
GPtrArray *idio_test_read_texts (const char    *name,
                                 GBytes        *bytes,
                                 GCancellable  *cancellable,
                                 GError       **error);

G_END_DECLS
