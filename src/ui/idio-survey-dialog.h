/* idio-survey-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "import/idio-import.h"

G_BEGIN_DECLS

#define IDIO_TYPE_SURVEY_DIALOG (idio_survey_dialog_get_type ())
G_DECLARE_FINAL_TYPE (IdioSurveyDialog, idio_survey_dialog, IDIO, SURVEY_DIALOG, AdwDialog)

void idio_survey_dialog_watch (GtkWidget  *parent,
                               IdioImport *import);

G_END_DECLS
