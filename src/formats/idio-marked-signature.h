/* idio-marked-signature.h: a signature that is marked in the HTML of a mail, in its plain text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean  idio_marked_signature_is_in   (const char *text);
gboolean  idio_marked_signature_may_be  (const char *html,
                                         gsize       length);
char     *idio_marked_signature_copy    (const char *plain,
                                         const char *rich);

G_END_DECLS
