/* idio-audience-item.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "corpus/idio-audience.h"

G_BEGIN_DECLS

#define IDIO_TYPE_AUDIENCE_ITEM (idio_audience_item_get_type ())
G_DECLARE_FINAL_TYPE (IdioAudienceItem, idio_audience_item, IDIO, AUDIENCE_ITEM, GObject)

IdioAudienceItem *idio_audience_item_new          (IdioAudience      audience,
                                                   const char       *name);
IdioAudience      idio_audience_item_get_audience (IdioAudienceItem *self);
const char       *idio_audience_item_get_name     (IdioAudienceItem *self);
const char       *idio_audience_item_get_folded   (IdioAudienceItem *self);
gboolean          idio_audience_item_is_own       (IdioAudienceItem *self);

G_END_DECLS
