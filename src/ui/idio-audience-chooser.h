/* idio-audience-chooser.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "corpus/idio-audiences.h"

G_BEGIN_DECLS

#define IDIO_TYPE_AUDIENCE_CHOOSER (idio_audience_chooser_get_type ())
G_DECLARE_FINAL_TYPE (IdioAudienceChooser, idio_audience_chooser, IDIO, AUDIENCE_CHOOSER, GObject)

IdioAudienceChooser *idio_audience_chooser_new           (GtkWidget           *widget,
                                                          const char          *first,
                                                          gboolean             can_add);
void                 idio_audience_chooser_set_audiences (IdioAudienceChooser *self,
                                                          IdioAudiences       *audiences);
gboolean             idio_audience_chooser_get           (IdioAudienceChooser *self,
                                                          IdioAudience        *audience);
void                 idio_audience_chooser_set           (IdioAudienceChooser *self,
                                                          IdioAudience         audience);
void                 idio_audience_chooser_set_first     (IdioAudienceChooser *self);

G_END_DECLS
