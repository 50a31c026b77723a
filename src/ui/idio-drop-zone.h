/* idio-drop-zone.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define IDIO_TYPE_DROP_ZONE (idio_drop_zone_get_type ())
G_DECLARE_FINAL_TYPE (IdioDropZone, idio_drop_zone, IDIO, DROP_ZONE, AdwBin)

G_END_DECLS
