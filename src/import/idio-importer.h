/* idio-importer.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "corpus/idio-text.h"
#include "formats/idio-import-error.h"

G_BEGIN_DECLS

/* Nobody writes texts of more than 20 MB. */
#define IDIO_IMPORT_MAX_BYTES (20 * 1000 * 1000)

/**
 * IdioImporter:
 * @content_types: (array zero-terminated=1): the content types it reads
 * @patterns: (array zero-terminated=1): file names of those types, for the file dialog
 * @read: turns the bytes of a file, not empty, into #IdioText; called in a thread of its own, which may be told to
 *   stop. @title is what to call a text that has no title in it
 *
 * One kind of file that can be imported. Each is a file of its own, listed in idio-importer.c.
 */
typedef struct
{
  const char * const *content_types;
  const char * const *patterns;

  GPtrArray *(*read) (const char    *title,
                      GBytes        *bytes,
                      GCancellable  *cancellable,
                      GError       **error);
} IdioImporter;

const IdioImporter *idio_importer_find          (const char    *file_name,
                                                 GBytes        *bytes);
GStrv               idio_importer_list_patterns (void);
GPtrArray          *idio_importer_read          (const char    *file_name,
                                                 GBytes        *bytes,
                                                 GCancellable  *cancellable,
                                                 GError       **error);
GPtrArray          *idio_importer_finish        (const char    *title,
                                                 char          *body,
                                                 GCancellable  *cancellable,
                                                 GError       **error);

extern const IdioImporter idio_text_importer;
extern const IdioImporter idio_markdown_importer;

G_END_DECLS
