/* idio-types.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The window of idio_types_get_variety(), in words. */
#define IDIO_TYPES_WINDOW 50

typedef struct _IdioTypes IdioTypes;

IdioTypes *idio_types_new            (void);
void       idio_types_free           (IdioTypes       *self);
void       idio_types_add            (IdioTypes       *self,
                                      guint64          hash);
double     idio_types_get_variety    (const IdioTypes *self);
double     idio_types_get_repetition (const IdioTypes *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioTypes, idio_types_free)

G_END_DECLS
