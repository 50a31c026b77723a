/* ui-contrast.h: how well text stands out from what is behind it, measured in a picture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _UiPicture UiPicture;

UiPicture *ui_picture_take             (GtkWidget       *window);
void       ui_picture_free             (UiPicture       *self);
double     ui_picture_measure_contrast (const UiPicture *self,
                                        GtkWidget       *widget);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UiPicture, ui_picture_free)

G_END_DECLS
