/* idio-service-group.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "llm/idio-model-choice.h"

G_BEGIN_DECLS

#define IDIO_TYPE_SERVICE_GROUP (idio_service_group_get_type ())
G_DECLARE_FINAL_TYPE (IdioServiceGroup, idio_service_group, IDIO, SERVICE_GROUP, AdwPreferencesGroup)

void     idio_service_group_set_up  (IdioServiceGroup *self,
                                     GSettings        *settings,
                                     IdioModelChoice  *choice);
void     idio_service_group_use     (IdioServiceGroup *self);
gboolean idio_service_group_is_used (IdioServiceGroup *self);

G_END_DECLS
