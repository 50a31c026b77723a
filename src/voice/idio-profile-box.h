/* idio-profile-box.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "measure/idio-meter.h"

G_BEGIN_DECLS

typedef struct _IdioProfileBox IdioProfileBox;

IdioProfileBox *idio_profile_box_new            (IdioBackground *background);
IdioProfileBox *idio_profile_box_ref            (IdioProfileBox *self);
void            idio_profile_box_unref          (IdioProfileBox *self);
IdioBackground *idio_profile_box_get_background (IdioProfileBox *self);
GArray         *idio_profile_box_list_missing   (IdioProfileBox *self,
                                                 GArray         *documents);
IdioVerdict     idio_profile_box_compare        (IdioProfileBox *self,
                                                 GArray         *documents,
                                                 GPtrArray      *texts,
                                                 const char     *reference,
                                                 const char     *draft);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioProfileBox, idio_profile_box_unref)

G_END_DECLS
