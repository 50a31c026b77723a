/* idio-word-count.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint idio_estimate_words (const char *text);

G_END_DECLS
