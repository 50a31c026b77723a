/* idio-audiences-group.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "corpus/idio-corpus.h"

G_BEGIN_DECLS

#define IDIO_TYPE_AUDIENCES_GROUP (idio_audiences_group_get_type ())
G_DECLARE_FINAL_TYPE (IdioAudiencesGroup, idio_audiences_group, IDIO, AUDIENCES_GROUP, AdwPreferencesGroup)

void idio_audiences_group_set_corpus (IdioAudiencesGroup *self,
                                      IdioCorpus         *corpus);

G_END_DECLS
