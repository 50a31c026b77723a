/* idio-importer.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "corpus/idio-text.h"

G_BEGIN_DECLS

#define IDIO_IMPORT_ERROR (idio_import_error_quark ())

/**
 * IdioImportError:
 * @IDIO_IMPORT_ERROR_EMPTY: there is no text in it
 * @IDIO_IMPORT_ERROR_BINARY: it is not text, whatever its name says
 * @IDIO_IMPORT_ERROR_TOO_LARGE: it is larger than %IDIO_IMPORT_MAX_BYTES
 * @IDIO_IMPORT_ERROR_UNSUPPORTED: no importer knows its kind
 * @IDIO_IMPORT_ERROR_UNREADABLE: it could not be opened or read
 * @IDIO_IMPORT_ERROR_LOOP: a link that leads nowhere or is not followed
 * @IDIO_IMPORT_ERROR_ONLY_QUOTED: all of it are other people's words
 *
 * Why something was not imported. The messages are sentences for people.
 */
typedef enum
{
  IDIO_IMPORT_ERROR_EMPTY,
  IDIO_IMPORT_ERROR_BINARY,
  IDIO_IMPORT_ERROR_TOO_LARGE,
  IDIO_IMPORT_ERROR_UNSUPPORTED,
  IDIO_IMPORT_ERROR_UNREADABLE,
  IDIO_IMPORT_ERROR_LOOP,
  IDIO_IMPORT_ERROR_ONLY_QUOTED,
} IdioImportError;

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

GQuark              idio_import_error_quark     (void);
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
