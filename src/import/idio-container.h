/* idio-container.h: what belongs to one person, such as a mailbox
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "import/idio-survey.h"

G_BEGIN_DECLS

/**
 * IdioAnswer:
 * @accounts: (element-type utf8): those of the user
 * @others: (nullable) (element-type utf8 IdioOther): those whom the user is compared with
 * @start: what was written earlier is not wanted
 * @n_wanted: how many may still be taken: several may be of the same second as the last
 *
 * What is taken of the texts in some containers.
 */
typedef struct
{
  GHashTable *accounts;
  GHashTable *others;
  gint64      start;
  guint       n_wanted;
} IdioAnswer;

/**
 * IdioContainer:
 * @folder: (nullable): the folder, if it is one of files that are one mail each
 * @survey: who wrote the texts in it
 * @answer: (nullable): what is taken of them, once it is known who the user is
 *
 * The mails of a mailbox, or of a folder, or the chats of one file. That the user is known in one tells nothing of who
 * they are in another.
 */
typedef struct
{
  GFile      *folder;
  IdioSurvey *survey;
  IdioAnswer *answer;
} IdioContainer;

GPtrArray     *idio_containers_new    (void);
IdioContainer *idio_containers_add    (GPtrArray           *self,
                                       GFile               *folder,
                                       IdioSurvey          *survey);
GPtrArray     *idio_containers_pick   (GPtrArray           *pending,
                                       const char * const  *accounts,
                                       gboolean             for_these,
                                       IdioSurvey         **survey);
void           idio_containers_answer (GPtrArray           *asked,
                                       IdioSurvey          *survey,
                                       GPtrArray           *pending);

G_END_DECLS
