/* idio-mail-signature.h: what is below a mark of a signature
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "import/idio-mail-pass.h"

G_BEGIN_DECLS

typedef struct _IdioMailSignatures IdioMailSignatures;

IdioMailSignatures *idio_mail_signatures_new       (IdioMailPass             *pass);
void                idio_mail_signatures_free      (IdioMailSignatures       *self);
gboolean            idio_mail_signatures_is_mark   (const IdioMailSignatures *self,
                                                    guint                     i);
guint               idio_mail_signatures_settle    (IdioMailSignatures       *self,
                                                    guint                     mark);
const GArray       *idio_mail_signatures_get_rests (const IdioMailSignatures *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioMailSignatures, idio_mail_signatures_free)

G_END_DECLS
