/* idio-flowed.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *idio_flowed_join (const char *text,
                        gboolean    delete_space);

G_END_DECLS
