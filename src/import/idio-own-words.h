/* idio-own-words.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char *idio_own_words (const char   *text,
                      GCancellable *cancellable);

G_END_DECLS
