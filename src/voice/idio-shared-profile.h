/* idio-shared-profile.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "meter/idio-meter.h"

G_BEGIN_DECLS

typedef struct _IdioSharedProfile IdioSharedProfile;

IdioSharedProfile *idio_shared_profile_new            (IdioBackground    *background);
IdioSharedProfile *idio_shared_profile_ref            (IdioSharedProfile *self);
void               idio_shared_profile_unref          (IdioSharedProfile *self);
IdioBackground    *idio_shared_profile_get_background (IdioSharedProfile *self);
GArray            *idio_shared_profile_list_missing   (IdioSharedProfile *self,
                                                       GArray            *documents);
IdioVerdict        idio_shared_profile_compare        (IdioSharedProfile *self,
                                                       GArray            *documents,
                                                       GPtrArray         *texts,
                                                       const char        *reference,
                                                       const char        *draft);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioSharedProfile, idio_shared_profile_unref)

G_END_DECLS
