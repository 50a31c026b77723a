/* idio-service-error.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "llm/idio-provider-error.h"

G_BEGIN_DECLS

GError   *idio_service_error_new            (guint       status,
                                             const char *body,
                                             const char *host,
                                             const char *key);
char     *idio_service_error_collect_words  (const char *body);
gboolean  idio_service_error_is_about_model (const char *body);

G_END_DECLS
