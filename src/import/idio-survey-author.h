/* idio-survey-author.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/idio-entry.h"

G_BEGIN_DECLS

#define IDIO_TYPE_SURVEY_AUTHOR (idio_survey_author_get_type ())
G_DECLARE_FINAL_TYPE (IdioSurveyAuthor, idio_survey_author, IDIO, SURVEY_AUTHOR, GObject)

IdioSurveyAuthor *idio_survey_author_new             (const char       *account);
void              idio_survey_author_add             (IdioSurveyAuthor *self,
                                                      const char       *name,
                                                      gint64            time,
                                                      IdioEntryFlags    flags);
void              idio_survey_author_merge           (IdioSurveyAuthor *self,
                                                      IdioSurveyAuthor *other);
const char       *idio_survey_author_get_account     (IdioSurveyAuthor *self);
const char       *idio_survey_author_get_name        (IdioSurveyAuthor *self);
guint             idio_survey_author_get_n_texts     (IdioSurveyAuthor *self);
guint             idio_survey_author_get_n_own       (IdioSurveyAuthor *self);
guint             idio_survey_author_get_n_received  (IdioSurveyAuthor *self);
guint             idio_survey_author_get_n_bulk      (IdioSurveyAuthor *self);
GArray           *idio_survey_author_get_times       (IdioSurveyAuthor *self);
gboolean          idio_survey_author_get_chosen      (IdioSurveyAuthor *self);
void              idio_survey_author_set_chosen      (IdioSurveyAuthor *self,
                                                      gboolean          chosen);
gboolean          idio_survey_author_get_by_name     (IdioSurveyAuthor *self);
void              idio_survey_author_set_by_name     (IdioSurveyAuthor *self,
                                                      gboolean          by_name);

G_END_DECLS
