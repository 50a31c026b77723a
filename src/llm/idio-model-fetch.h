/* idio-model-fetch.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "llm/idio-part-file.h"

G_BEGIN_DECLS

SoupSession *idio_model_fetch_session_new  (guint              stall_seconds);
gboolean     idio_model_fetch              (SoupSession       *session,
                                            const char        *url,
                                            IdioPartFile      *file,
                                            IdioPartFileFunc   func,
                                            gpointer           user_data,
                                            GCancellable      *cancellable,
                                            guint             *retry_after,
                                            GError           **error);

G_END_DECLS
