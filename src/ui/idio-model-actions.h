/* idio-model-actions.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "llm/idio-model-choice.h"
#include "llm/idio-model-downloads.h"

G_BEGIN_DECLS

char *idio_model_actions_describe (IdioModelEntry     *entry);
void  idio_model_actions_download (GtkWidget          *widget,
                                   IdioModelDownloads *downloads,
                                   IdioModelEntry     *entry);
void  idio_model_actions_use      (GtkWidget          *widget,
                                   IdioModelChoice    *choice,
                                   const char         *path);

G_END_DECLS
