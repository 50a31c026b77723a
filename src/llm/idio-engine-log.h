/* idio-engine-log.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libdex.h>

G_BEGIN_DECLS

#define IDIO_TYPE_ENGINE_LOG (idio_engine_log_get_type ())
G_DECLARE_FINAL_TYPE (IdioEngineLog, idio_engine_log, IDIO, ENGINE_LOG, GObject)

IdioEngineLog *idio_engine_log_new         (void);
void           idio_engine_log_end_loading (IdioEngineLog *self);
const char    *idio_engine_log_get_tail    (IdioEngineLog *self);
DexFuture     *idio_engine_log_read        (IdioEngineLog *self,
                                            GInputStream  *stream,
                                            const char    *title) G_GNUC_WARN_UNUSED_RESULT;
char          *idio_engine_log_clean       (const char    *text,
                                            gboolean       is_loading);
DexFuture     *idio_engine_log_delete      (void);
char          *idio_engine_log_dup_path    (void);

G_END_DECLS
