/* idio-import-error.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "formats/idio-import-error.h"

G_DEFINE_QUARK (idio-import-error-quark, idio_import_error)

static const char *
get_message (IdioImportError code)
{
  switch (code)
    {
    case IDIO_IMPORT_ERROR_EMPTY:
      return _("There is no text in it.");
    case IDIO_IMPORT_ERROR_BINARY:
      return _("This is not a text.");
    case IDIO_IMPORT_ERROR_TOO_LARGE:
      return _("The file is too large.");
    case IDIO_IMPORT_ERROR_UNSUPPORTED:
      return _("Idiolect can’t read this kind of file.");
    case IDIO_IMPORT_ERROR_UNREADABLE:
    case IDIO_IMPORT_ERROR_LOOP:
      /* Translators: it is a file, a mail or a text */
      return _("It can’t be read.");
    case IDIO_IMPORT_ERROR_ONLY_QUOTED:
      /* Translators: it is a file, a mail or a text */
      return _("It has only other people’s words in it.");
    case IDIO_IMPORT_ERROR_LOCKED:
      return _("This file is locked with a password. Save it without one, then add it again.");
    case IDIO_IMPORT_ERROR_PICTURE:
      /* Translators: it is a file, a mail or a text */
      return _("Its pages are pictures of text.");
    case IDIO_IMPORT_ERROR_DAMAGED:
      return _("The file is damaged.");
    case IDIO_IMPORT_ERROR_TIMED_OUT:
      return _("Reading it took too long.");
    default:
      g_assert_not_reached ();
    }
}

/**
 * idio_import_error_set:
 * @error: (out) (nullable): a location for the error
 * @code: why a file was not imported
 *
 * Sets an error with the usual sentence for @code. Formats that know more say more.
 */
void
idio_import_error_set (GError          **error,
                       IdioImportError   code)
{
  g_set_error_literal (error, IDIO_IMPORT_ERROR, (int) code, get_message (code));
}
