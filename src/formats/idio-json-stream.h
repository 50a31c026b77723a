/* idio-json-stream.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "formats/idio-source.h"

G_BEGIN_DECLS

/**
 * IdioJsonFunc:
 * @path: (nullable): where in the file @node is, or %NULL to report progress
 * @node: (nullable): a value
 * @data: what was given with the function
 *
 * Gets one of the values that were asked for.
 *
 * Returns: whether to go on
 */
typedef gboolean (*IdioJsonFunc) (const char *path,
                                  JsonNode   *node,
                                  gpointer    data);

gboolean idio_json_stream_has_paths (IdioSource          *source,
                                     const char * const  *paths);
gboolean idio_json_stream_read      (IdioSource          *source,
                                     const char * const  *paths,
                                     IdioJsonFunc         func,
                                     gpointer             data,
                                     GError             **error);

G_END_DECLS
