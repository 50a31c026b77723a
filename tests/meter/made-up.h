/* made-up.h: texts by made-up writers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "meter/idio-background.h"

char           *made_up_text       (guint writer,
                                    guint number,
                                    guint n_words);
IdioBackground *made_up_background (guint first_writer,
                                    guint n_writers);
GPtrArray      *made_up_oddities   (void);