/* idio-nick.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

const char *idio_nick_from_value (GType       enum_type,
                                  int         value);
gboolean    idio_nick_to_value   (GType       enum_type,
                                  const char *nick,
                                  gpointer    value);
char       *idio_nick_list       (GType       enum_type);

G_END_DECLS
