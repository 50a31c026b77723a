/* idio-audience-question.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "idio-workspace.h"

G_BEGIN_DECLS

#define IDIO_TYPE_AUDIENCE_QUESTION (idio_audience_question_get_type ())
G_DECLARE_FINAL_TYPE (IdioAudienceQuestion, idio_audience_question, IDIO, AUDIENCE_QUESTION, AdwBin)

void idio_audience_question_ask  (IdioAudienceQuestion *self,
                                  IdioWorkspace        *workspace,
                                  gint64                since);
void idio_audience_question_hide (IdioAudienceQuestion *self);

G_END_DECLS
