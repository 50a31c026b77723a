/* idio-terminal.h: what is printed, without what a terminal would obey
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void     idio_terminal_print_line  (const char  *format,
                                    ...) G_GNUC_PRINTF (1, 2);
void     idio_terminal_print_text  (const char  *text);
void     idio_terminal_print_json  (const char  *json);
void     idio_terminal_print_error (const char  *format,
                                    ...) G_GNUC_PRINTF (1, 2);
void     idio_terminal_progress    (const char  *format,
                                    ...) G_GNUC_PRINTF (1, 2);
gboolean idio_terminal_flush       (GError     **error);

G_END_DECLS
