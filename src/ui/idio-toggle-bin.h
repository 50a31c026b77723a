/* idio-toggle-bin.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define IDIO_TYPE_TOGGLE_BIN (idio_toggle_bin_get_type ())
G_DECLARE_FINAL_TYPE (IdioToggleBin, idio_toggle_bin, IDIO, TOGGLE_BIN, AdwBin)

G_END_DECLS
