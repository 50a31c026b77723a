/* idio-draft-save.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "draft/idio-draft-file.h"

G_BEGIN_DECLS

void idio_draft_save_choose (GtkWidget       *widget,
                             const char      *text,
                             IdioDraftFormat  format);

G_END_DECLS
