/* idio-accounts-group.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "corpus/idio-corpus.h"

G_BEGIN_DECLS

#define IDIO_TYPE_ACCOUNTS_GROUP (idio_accounts_group_get_type ())
G_DECLARE_FINAL_TYPE (IdioAccountsGroup, idio_accounts_group, IDIO, ACCOUNTS_GROUP, AdwPreferencesGroup)

void idio_accounts_group_set_corpus (IdioAccountsGroup *self,
                                     IdioCorpus        *corpus);

G_END_DECLS
