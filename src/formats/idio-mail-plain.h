/* idio-mail-plain.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *idio_mail_plain_unwrap          (char     *text,
                                       gboolean *is_locked);
char *idio_mail_plain_remove_pictures (char     *text);

G_END_DECLS
