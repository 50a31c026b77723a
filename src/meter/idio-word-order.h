/* idio-word-order.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

double idio_word_order_find (const char  *text,
                             const float *usual);

G_END_DECLS
