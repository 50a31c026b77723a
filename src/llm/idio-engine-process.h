/* idio-engine-process.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "llm/idio-engine-plan.h"

G_BEGIN_DECLS

char        *idio_engine_choose_socket_dir (void);
char        *idio_engine_name_socket       (const char            *dir);
GSubprocess *idio_engine_spawn             (const char            *model_path,
                                            const char            *socket_dir,
                                            const IdioEnginePlan  *plan,
                                            GError               **error);
GSubprocess *idio_engine_spawn_device_list (void);
GError      *idio_engine_explain_exit      (const char            *log,
                                            int                    term_signal);

G_END_DECLS
