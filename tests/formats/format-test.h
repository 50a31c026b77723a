/* format-test.h: what the tests of the formats share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/idio-format.h"

/* The texts of a file with these bytes: an array of #IdioEntry, also of what came before an error */
GPtrArray *idio_test_read_format (const char    *name,
                                  const void    *data,
                                  gsize          length,
                                  GError       **error);

/* The same as one string, to compare: "author: text" of each, with "--" between them */
char      *idio_test_list_texts  (const char    *name,
                                  const char    *data,
                                  GError       **error);

/* What was inserted in it, as it comes out of the process that reads files: "author: text" of each, in brackets */
char      *idio_test_list_insertions (const IdioEntry *entry);
