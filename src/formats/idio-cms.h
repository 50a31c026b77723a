/* idio-cms.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GByteArray *idio_cms_dup_signed (const guint8 *data,
                                 gsize         length);

G_END_DECLS
