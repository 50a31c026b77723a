/* idio-mail-folder.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean idio_mail_folder_is_index  (const char *name);
GStrv    idio_mail_folder_dup_names (const char *path);

G_END_DECLS
