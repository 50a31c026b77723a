/* idio-models-group.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "llm/idio-model-choice.h"
#include "llm/idio-model-downloads.h"

G_BEGIN_DECLS

#define IDIO_TYPE_MODELS_GROUP (idio_models_group_get_type ())
G_DECLARE_FINAL_TYPE (IdioModelsGroup, idio_models_group, IDIO, MODELS_GROUP, AdwPreferencesGroup)

void idio_models_group_set_up (IdioModelsGroup    *self,
                               IdioModelDownloads *downloads,
                               IdioModelChoice    *choice,
                               gboolean            offer);

G_END_DECLS
