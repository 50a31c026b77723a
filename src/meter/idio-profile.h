/* idio-profile.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "meter/idio-background.h"

G_BEGIN_DECLS

/**
 * IdioProfile:
 *
 * How one writer writes, against a background: the mean of the writer's documents. It is for one thread at a time.
 */
typedef struct _IdioProfile IdioProfile;

/**
 * IdioScore:
 * @style: how close by the masked views
 * @content: how close by all views, content and phrases included
 *
 * How close a text is to the writer. 0 is as close as the background; what is close depends on writer and length.
 */
typedef struct
{
  double style;
  double content;
} IdioScore;

IdioProfile    *idio_profile_new                  (IdioBackground  *background);
void            idio_profile_free                 (IdioProfile     *self);
gboolean        idio_profile_add                  (IdioProfile     *self,
                                                   gint64           id,
                                                   const char      *text);
gboolean        idio_profile_remove               (IdioProfile     *self,
                                                   gint64           id);
guint           idio_profile_get_n_documents      (IdioProfile     *self);
guint           idio_profile_get_n_words          (IdioProfile     *self);
IdioBackground *idio_profile_get_background       (IdioProfile     *self);
char           *idio_profile_leave_out_copied     (IdioProfile     *self,
                                                   const char      *text,
                                                   guint           *n_words);
guint           idio_profile_count_loosely_copied (IdioProfile     *self,
                                                   const char      *text);
double          idio_profile_find_order           (IdioProfile     *self,
                                                   const char      *text);
IdioScore       idio_profile_score                (IdioProfile     *self,
                                                   const IdioViews *views);
double          idio_profile_get_familiarity      (IdioProfile     *self,
                                                   const IdioViews *views);
const GArray   *idio_profile_get_held_out_scores  (IdioProfile     *self,
                                                   guint            n_words);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioProfile, idio_profile_free)

G_END_DECLS
