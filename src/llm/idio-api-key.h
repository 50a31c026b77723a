/* idio-api-key.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define IDIO_TYPE_API_KEY (idio_api_key_get_type ())

/**
 * IdioApiKey:
 *
 * A string that is overwritten when it is freed.
 */
typedef char IdioApiKey;

GType       idio_api_key_get_type  (void) G_GNUC_CONST;
IdioApiKey *idio_api_key_normalize (const char        *text,
                                    GError           **error);
IdioApiKey *idio_api_key_copy      (const IdioApiKey  *self);
void        idio_api_key_free      (IdioApiKey        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioApiKey, idio_api_key_free)

G_END_DECLS
