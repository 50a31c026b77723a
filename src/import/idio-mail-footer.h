/* idio-mail-footer.h: lines that tell a signature or a footer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "import/idio-mail-line.h"

G_BEGIN_DECLS

gboolean idio_mail_is_footer         (const IdioMailLine *line);
gboolean idio_mail_is_address        (const IdioMailLine *line);
gboolean idio_mail_is_contact        (const IdioMailLine *line);
gboolean idio_mail_is_logo           (const IdioMailLine *line);
gboolean idio_mail_is_signature_mark (const IdioMailLine *line);

G_END_DECLS
