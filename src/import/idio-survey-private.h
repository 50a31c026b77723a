/* idio-survey-private.h: what a survey knows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "import/idio-survey.h"

G_BEGIN_DECLS

struct _IdioSurvey
{
  GObject     parent_instance;
  GHashTable *by_account;
  GHashTable *recipients;   /* addresses to which mails were sent */
  GHashTable *own_names;    /* the user's, folded, as far as they are known from elsewhere */
  GListStore *authors;
  guint       n_texts;
  guint       n_mails;
  guint       n_bulk;
  gint64      first;
  gint64      last;
  guint       limit;
  int         first_year;
  gboolean    with_others;
  gboolean    known;
};

void        idio_survey_set_own_names  (IdioSurvey         *self,
                                        const char * const *accounts);
GHashTable *idio_survey_list_own_names (IdioSurvey         *self);

G_END_DECLS
