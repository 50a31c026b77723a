/* idio-wanted.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/idio-entry.h"

G_BEGIN_DECLS

/**
 * IdioWanted:
 *
 * Whose mails and messages are wanted, and since when. Of all others the heads are enough.
 */
typedef struct _IdioWanted IdioWanted;

/* What idio_wanted_to_variant() makes */
#define IDIO_WANTED_TYPE "ma{sx}"

IdioWanted *idio_wanted_new          (void);
void        idio_wanted_free         (IdioWanted       *self);
void        idio_wanted_add          (IdioWanted       *self,
                                      const char       *account,
                                      gint64            start);
gboolean    idio_wanted_excludes     (const IdioWanted *self,
                                      const IdioEntry  *entry);
gboolean    idio_wanted_has          (const IdioWanted *self,
                                      const IdioEntry  *entry);
GVariant   *idio_wanted_to_variant   (const IdioWanted *self);
IdioWanted *idio_wanted_from_variant (GVariant         *variant);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioWanted, idio_wanted_free)

G_END_DECLS
