/* own-words.h: what tests of own words share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *own_words_dup   (const char *text,
                       gboolean    is_mail);
void  own_words_check (const char *text,
                       const char *expected);

G_END_DECLS
