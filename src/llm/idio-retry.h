/* idio-retry.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * IDIO_RETRY_MAX:
 *
 * How many times a request is sent again, as by the SDKs of OpenAI and Anthropic
 */
#define IDIO_RETRY_MAX 2

gint64 idio_retry_parse_header (const char *milliseconds,
                                const char *after,
                                gint64      now);
gint64 idio_retry_parse_words  (const char *words);
guint  idio_retry_get_backoff  (guint       n_retries);

G_END_DECLS
