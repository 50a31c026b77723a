/* idio-import-error.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define IDIO_IMPORT_ERROR (idio_import_error_quark ())

/**
 * IdioImportError:
 * @IDIO_IMPORT_ERROR_EMPTY: there is no text in it
 * @IDIO_IMPORT_ERROR_BINARY: it is not text, whatever its name says
 * @IDIO_IMPORT_ERROR_TOO_LARGE: it, or what is packed in it, is larger than a text can be
 * @IDIO_IMPORT_ERROR_UNSUPPORTED: it is of a kind that can't be read, or not in this build
 * @IDIO_IMPORT_ERROR_UNREADABLE: it could not be opened or read
 * @IDIO_IMPORT_ERROR_LOOP: a link that leads nowhere or is not followed
 * @IDIO_IMPORT_ERROR_ONLY_QUOTED: all of it are other people's words
 * @IDIO_IMPORT_ERROR_LOCKED: it is locked with a password
 * @IDIO_IMPORT_ERROR_PICTURE: its pages are pictures of text
 * @IDIO_IMPORT_ERROR_DAMAGED: it is not what its kind should be, or reading it crashed
 * @IDIO_IMPORT_ERROR_TIMED_OUT: reading it took too long
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
  IDIO_IMPORT_ERROR_LOCKED,
  IDIO_IMPORT_ERROR_PICTURE,
  IDIO_IMPORT_ERROR_DAMAGED,
  IDIO_IMPORT_ERROR_TIMED_OUT,
} IdioImportError;

GQuark idio_import_error_quark (void);
void   idio_import_error_set   (GError          **error,
                                IdioImportError   code);

G_END_DECLS
