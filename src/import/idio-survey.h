/* idio-survey.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/idio-entry.h"
#include "import/idio-survey-author.h"

G_BEGIN_DECLS

#define IDIO_TYPE_SURVEY (idio_survey_get_type ())
G_DECLARE_FINAL_TYPE (IdioSurvey, idio_survey, IDIO, SURVEY, GObject)

/**
 * IdioSurveyYear:
 * @year: a year
 * @n_texts: how many texts were written since it began
 */
typedef struct
{
  int   year;
  guint n_texts;
} IdioSurveyYear;

IdioSurvey *idio_survey_new             (void);
void        idio_survey_add             (IdioSurvey         *self,
                                         const IdioEntry    *entry);
void        idio_survey_finish          (IdioSurvey         *self,
                                         const char * const *accounts,
                                         gboolean            for_these);
void        idio_survey_finish_known    (IdioSurvey         *self,
                                         const char * const *accounts);
void        idio_survey_propose_by_name (IdioSurvey         *self,
                                         const char * const *accounts);
gboolean    idio_survey_has_by_name     (IdioSurvey         *self);
void        idio_survey_merge           (IdioSurvey         *self,
                                         IdioSurvey         *other);
gboolean    idio_survey_concerns        (IdioSurvey         *self,
                                         const char * const *accounts);
gboolean    idio_survey_has_author      (IdioSurvey         *self,
                                         const char         *account);
gboolean    idio_survey_is_addressed    (IdioSurvey         *self,
                                         const char         *account);
gboolean    idio_survey_is_bulk         (IdioSurvey         *self);
guint       idio_survey_get_n_texts     (IdioSurvey         *self);
guint       idio_survey_get_n_mails     (IdioSurvey         *self);
guint       idio_survey_get_n_chosen    (IdioSurvey         *self);
gboolean    idio_survey_get_years       (IdioSurvey         *self,
                                         int                *first,
                                         int                *last);
gboolean    idio_survey_is_clear        (IdioSurvey         *self);
gboolean    idio_survey_is_known        (IdioSurvey         *self);
GListModel *idio_survey_get_authors     (IdioSurvey         *self);
GStrv       idio_survey_dup_accounts    (IdioSurvey         *self);
void        idio_survey_choose          (IdioSurvey         *self,
                                         const char * const *accounts);
gboolean    idio_survey_are_told        (IdioSurvey         *self,
                                         const char * const *accounts);
guint       idio_survey_get_limit       (IdioSurvey         *self);
void        idio_survey_set_limit       (IdioSurvey         *self,
                                         guint               limit);
void        idio_survey_set_first_year  (IdioSurvey         *self,
                                         int                 year);
GArray     *idio_survey_list_years      (IdioSurvey         *self);
gboolean    idio_survey_get_with_others (IdioSurvey         *self);
void        idio_survey_set_with_others (IdioSurvey         *self,
                                         gboolean            with_others);
gint64      idio_survey_find_start      (IdioSurvey         *self);

G_END_DECLS
