/* idio-charset-guess.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *idio_charset_guess (const char *data,
                                gsize       size);

G_END_DECLS
