/* idio-sent-folder.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean idio_sent_folder_matches  (const char *name);
gboolean idio_sent_folder_has_file (const char *path);

G_END_DECLS
