/* idio-card-editor.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "voice/idio-hypothesis.h"

G_BEGIN_DECLS

#define IDIO_TYPE_CARD_EDITOR (idio_card_editor_get_type ())
G_DECLARE_FINAL_TYPE (IdioCardEditor, idio_card_editor, IDIO, CARD_EDITOR, GtkBox)

void idio_card_editor_start (IdioCardEditor       *self,
                             const IdioCardFields *fields);

G_END_DECLS
