/* idio-application.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define IDIO_TYPE_APPLICATION (idio_application_get_type ())
G_DECLARE_FINAL_TYPE (IdioApplication, idio_application, IDIO, APPLICATION, AdwApplication)

IdioApplication *idio_application_new (void);

G_END_DECLS
