/* idio-card-actions.h: what a person does with cards, and can take back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "voice/idio-voice.h"

G_BEGIN_DECLS

void idio_card_actions_done (IdioVoice  *voice,
                             GtkRoot    *root,
                             gint64      edit,
                             const char *title);

DexFuture *idio_card_actions_delete (IdioVoice      *voice,
                                     GtkRoot        *root,
                                     IdioHypothesis *card) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
