/* idio-engine.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/**
 * IdioEngineState:
 * @IDIO_ENGINE_STATE_STOPPED: it does not run
 * @IDIO_ENGINE_STATE_STARTING: it loads its model
 * @IDIO_ENGINE_STATE_READY: it answers
 */
typedef enum
{
  IDIO_ENGINE_STATE_STOPPED,
  IDIO_ENGINE_STATE_STARTING,
  IDIO_ENGINE_STATE_READY,
} IdioEngineState;

#define IDIO_TYPE_ENGINE (idio_engine_get_type ())
G_DECLARE_FINAL_TYPE (IdioEngine, idio_engine, IDIO, ENGINE, GObject)

IdioEngine         *idio_engine_new                (const char *model_path);
const char         *idio_engine_get_model_path     (IdioEngine *self);
const char         *idio_engine_get_socket_path    (IdioEngine *self);
const char * const *idio_engine_get_control_tokens (IdioEngine *self);
IdioEngineState     idio_engine_get_state          (IdioEngine *self);
double              idio_engine_get_progress       (IdioEngine *self);
const char         *idio_engine_get_pid            (IdioEngine *self);
void                idio_engine_set_patience       (IdioEngine *self,
                                                    guint       msec);
void                idio_engine_set_idle           (IdioEngine *self,
                                                    guint       msec);
DexFuture          *idio_engine_start              (IdioEngine *self) G_GNUC_WARN_UNUSED_RESULT;
void                idio_engine_hold               (IdioEngine *self);
void                idio_engine_release            (IdioEngine *self);
void                idio_engine_stop               (IdioEngine *self);

G_END_DECLS
