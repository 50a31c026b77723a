/* idio-inference-claims.h: what a model that looks for habits is told of those that are known
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *idio_inference_format_claims (GPtrArray *cards);

G_END_DECLS
