/* idio-removed-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "corpus/idio-document.h"

G_BEGIN_DECLS

#define IDIO_TYPE_REMOVED_ROW (idio_removed_row_get_type ())
G_DECLARE_FINAL_TYPE (IdioRemovedRow, idio_removed_row, IDIO, REMOVED_ROW, AdwBin)

G_END_DECLS
