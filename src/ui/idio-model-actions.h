/* idio-model-actions.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "llm/idio-model-downloads.h"

G_BEGIN_DECLS

char *idio_model_actions_describe (IdioModelEntry     *entry);
void  idio_model_actions_download (GtkWidget          *widget,
                                   IdioModelDownloads *downloads,
                                   IdioModelEntry     *entry);

G_END_DECLS
