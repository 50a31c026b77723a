/* idio-engine-process.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char        *idio_engine_choose_socket_dir (void);
char        *idio_engine_name_socket       (const char  *dir);
GSubprocess *idio_engine_spawn             (const char  *model_path,
                                            const char  *socket_dir,
                                            GError     **error);
GError      *idio_engine_explain_exit      (const char  *log);

G_END_DECLS
