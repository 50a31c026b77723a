/* idio-import-error.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/idio-import-error.h"

G_DEFINE_QUARK (idio-import-error-quark, idio_import_error)
