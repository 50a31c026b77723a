/* idio-card-group.h: cards of one kind, one below the other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "idio-workspace.h"

G_BEGIN_DECLS

#define IDIO_TYPE_CARD_GROUP (idio_card_group_get_type ())
G_DECLARE_FINAL_TYPE (IdioCardGroup, idio_card_group, IDIO, CARD_GROUP, GtkBox)

void idio_card_group_set_cards (IdioCardGroup  *self,
                                IdioWorkspace  *workspace,
                                GListModel     *cards);
void idio_card_group_show      (IdioCardGroup  *self,
                                IdioHypothesis *card);

G_END_DECLS
