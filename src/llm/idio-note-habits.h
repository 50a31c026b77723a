/* idio-note-habits.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

char  *idio_note_habits_format (JsonArray  *habits);
guint  idio_note_habits_count  (JsonArray  *habits,
                                const char *note);

G_END_DECLS
