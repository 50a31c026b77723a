/* idio-stored-zip.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * IdioZipMember:
 * @name: its path in the archive, in ASCII
 * @content: what is in it
 * @length: the length of @content in bytes
 */
typedef struct
{
  const char *name;
  const char *content;
  gsize       length;
} IdioZipMember;

GBytes *idio_stored_zip_make (const IdioZipMember *members,
                              gsize                n_members);

G_END_DECLS
