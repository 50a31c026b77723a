/* idio-authors.h: who wrote an office document, as its file tells, and whether that is the user
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char     *idio_authors_fold_name  (const char         *name);
GStrv     idio_authors_read_user  (const char         *said);
GStrv     idio_authors_list_user  (const char * const *accounts,
                                   const char         *real_name);
gboolean  idio_authors_are_user   (const char         *name,
                                   const char * const *user);
gboolean  idio_authors_are_others (const char         *author,
                                   const char         *editor,
                                   const char * const *user);
gboolean  idio_authors_have       (const char         *author,
                                   const char         *editor,
                                   const char         *inserter,
                                   gboolean            alone,
                                   const char * const *user);
char     *idio_authors_describe   (const char         *author,
                                   const char         *editor,
                                   const char * const *user);

G_END_DECLS
