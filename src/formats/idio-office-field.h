/* idio-office-field.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean  idio_office_field_is_generated (const char *code);
char     *idio_office_field_dup_text     (const char *code);

G_END_DECLS
