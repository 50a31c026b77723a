/* idio-card-figures.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "habits/idio-habits.h"
#include "voice/idio-hypothesis.h"

G_BEGIN_DECLS

char     *idio_card_figures_new (const IdioHabit    *habit,
                                 const char * const *words);
gboolean  idio_card_figures_say (IdioCardFields     *fields);

G_END_DECLS
