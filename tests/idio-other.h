/* idio-other.h: another process of the same test
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <libdex.h>

G_BEGIN_DECLS

GSubprocess *idio_other_spawn        (const char   *argument);
char        *idio_other_read_line    (GSubprocess  *other);
void         idio_other_write        (GSubprocess  *other,
                                      const char   *text);
void         idio_other_stop         (GSubprocess  *other);
void         idio_other_continue     (GSubprocess  *other);
char        *idio_other_end          (GSubprocess  *other,
                                      int           signal);

/* In the other process */
const char  *idio_other_get_argument (void);
void         idio_other_say          (const char   *format,
                                      ...) G_GNUC_PRINTF (1, 2);
int          idio_other_main         (DexFiberFunc  fiber);

G_END_DECLS
