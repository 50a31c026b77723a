/* idio-card.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "idio-workspace.h"

G_BEGIN_DECLS

#define IDIO_TYPE_CARD (idio_card_get_type ())
G_DECLARE_FINAL_TYPE (IdioCard, idio_card, IDIO, CARD, GtkListBoxRow)

GtkWidget      *idio_card_new            (IdioWorkspace  *workspace,
                                          IdioHypothesis *hypothesis);
IdioHypothesis *idio_card_get_hypothesis (IdioCard       *self);

G_END_DECLS
