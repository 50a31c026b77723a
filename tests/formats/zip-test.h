/* zip-test.h: archives made in tests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <archive.h>
#include <glib.h>

/* Members of an archive: an array that ends with a NULL name */
typedef struct
{
  const char *name;
  const char *content;
  gsize       length;      /* 0: that of a string */
} IdioTestMember;

typedef int (*IdioTestSetUp) (struct archive *archive);

/* A zip archive with these members, compressed */
GBytes *idio_test_make_zip     (const IdioTestMember *members);

/* Any other, by functions of libarchive such as archive_write_set_format_ustar (). @password: nullable */
GBytes *idio_test_make_archive (const IdioTestMember *members,
                                IdioTestSetUp         set_format,
                                IdioTestSetUp         add_filter,
                                const char           *options,
                                const char           *password);
