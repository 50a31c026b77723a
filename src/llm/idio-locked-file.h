/* idio-locked-file.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

int idio_locked_file_open (const char *path);

G_END_DECLS
