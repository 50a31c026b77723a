/* idio-engine-setup.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libdex.h>

#include "llm/idio-engine-plan.h"

G_BEGIN_DECLS

/**
 * IdioEngineSetup:
 * @model: what the head of the model's file tells
 * @plan: how to run it
 *
 * What has to be known before the engine starts.
 */
typedef struct
{
  IdioGguf       *model;
  IdioEnginePlan  plan;
} IdioEngineSetup;

#define IDIO_TYPE_ENGINE_SETUP (idio_engine_setup_get_type ())

GType            idio_engine_setup_get_type (void) G_GNUC_CONST;
IdioEngineSetup *idio_engine_setup_copy     (const IdioEngineSetup *self);
void             idio_engine_setup_free     (IdioEngineSetup       *self);
DexFuture       *idio_engine_set_up         (const char            *model_path,
                                             guint                  disk_msec,
                                             guint                  devices_msec) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioEngineSetup, idio_engine_setup_free)

G_END_DECLS
