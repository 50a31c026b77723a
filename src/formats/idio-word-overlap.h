/* idio-word-overlap.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

double idio_word_overlap (const char *text,
                          const char *other);

G_END_DECLS
