/* idio-download-error.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "llm/idio-download-error.h"

G_DEFINE_QUARK (idio-download-error-quark, idio_download_error)
