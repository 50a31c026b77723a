/* idio-checked-file.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean  idio_checked_file_save   (const char  *folder,
                                    const char  *name,
                                    const char  *recipe,
                                    int          fd,
                                    GError     **error);
char     *idio_checked_file_load   (const char  *folder,
                                    const char  *name);
void      idio_checked_file_forget (const char  *folder,
                                    const char  *name);

G_END_DECLS
