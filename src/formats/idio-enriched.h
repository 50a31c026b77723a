/* idio-enriched.h: text/enriched, RFC 1896
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *idio_enriched_to_text (const char *enriched);

G_END_DECLS
