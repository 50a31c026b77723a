/* idio-docx-body.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/idio-docx-styles.h"
#include "formats/idio-prose.h"

G_BEGIN_DECLS

/**
 * IdioDocxChunkFunc:
 * @id: the relationship of a part of another format that stands in for a piece of the document
 * @data: what was given with the function
 *
 * Returns: (transfer full) (nullable): the text in that part
 */
typedef char *(*IdioDocxChunkFunc) (const char *id,
                                    gpointer    data);

gboolean idio_docx_body_read (GBytes             *bytes,
                              IdioDocxStyles     *styles,
                              IdioProse          *prose,
                              IdioDocxChunkFunc   get_chunk,
                              gpointer            data);

G_END_DECLS
