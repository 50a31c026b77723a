/* idio-repeated-endings.h: signatures that nothing marks, told by their being below many mails
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * IdioRepeatedEndings:
 *
 * The last lines of many texts of one writer, counted.
 */
typedef struct _IdioRepeatedEndings IdioRepeatedEndings;

IdioRepeatedEndings *idio_repeated_endings_new  (void);
void                 idio_repeated_endings_free (IdioRepeatedEndings       *self);
void                 idio_repeated_endings_add  (IdioRepeatedEndings       *self,
                                                 const char                *text,
                                                 gboolean                   is_mail,
                                                 const char                *below);
gsize                idio_repeated_endings_find (const IdioRepeatedEndings *self,
                                                 const char                *text,
                                                 gboolean                   is_mail,
                                                 const char * const        *user);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioRepeatedEndings, idio_repeated_endings_free)

G_END_DECLS
