/* idio-habit-quotes.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "habits/idio-habits.h"
#include "voice/idio-voice.h"

G_BEGIN_DECLS

typedef struct _IdioSources IdioSources;

IdioSources  *idio_sources_new        (GPtrArray       *texts);
void          idio_sources_free       (IdioSources     *self);
gboolean      idio_sources_get_sample (IdioSources     *self,
                                       gint64           document,
                                       IdioHabitSample *sample);
IdioProposal *idio_habit_propose      (IdioHabit       *habit,
                                       IdioSources     *sources);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioSources, idio_sources_free)

G_END_DECLS
