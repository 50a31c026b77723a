/* idio-survey-others.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "import/idio-survey.h"

G_BEGIN_DECLS

/**
 * IdioOther:
 * @start: when the oldest of the texts to take was written, in seconds since 1970
 * @n_left: how many may still be taken
 *
 * Somebody who wrote to the user.
 */
typedef struct
{
  gint64 start;
  guint  n_left;
} IdioOther;

GHashTable *idio_survey_find_others (IdioSurvey *survey);

G_END_DECLS
