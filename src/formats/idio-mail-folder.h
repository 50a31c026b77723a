/* idio-mail-folder.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Returns: whether mail programs call a kind of folder so. The name is folded, and has nothing around it. */
typedef gboolean (*IdioMailFolderIsKnown) (const char *name);

gboolean    idio_mail_folder_is_index   (const char            *name);
GStrv       idio_mail_folder_dup_names  (const char            *path);
GHashTable *idio_mail_folder_fold_names (const char * const    *names,
                                         guint                  n_names);
gboolean    idio_mail_folder_matches    (const char            *name,
                                         IdioMailFolderIsKnown  is_known);
gboolean    idio_mail_folder_has_file   (const char            *path,
                                         IdioMailFolderIsKnown  is_known);

G_END_DECLS
