/* idio-spoken-text.h: text that is written while a screen reader reads it out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gsize idio_spoken_text_measure (const char *text);

G_END_DECLS
