/* idio-junk-folder.h: how mail programs call the folders of spam and of what was thrown away
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean idio_junk_folder_matches  (const char *name);
gboolean idio_junk_folder_has_file (const char *path);

G_END_DECLS
