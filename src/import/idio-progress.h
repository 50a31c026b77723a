/* idio-progress.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * IdioProgress:
 * @fraction: how much of all that has to be read was read, by bytes, from 0 to 1; it never gets less
 * @name: (nullable): the name of the file that is read
 * @again: whether it is read again, as it is known now who the user is
 * @n_texts: in the first reading, the texts found of which it must be known who wrote them; when files are read again,
 *   those of the user
 * @only_mails: whether all of them are mails
 * @n_done: the bytes of all files that were read
 * @n_left: those that may still have to be
 *
 * How far an import is.
 */
typedef struct
{
  double    fraction;
  char     *name;
  gboolean  again;
  guint     n_texts;
  gboolean  only_mails;

  /*< private >*/
  guint64   n_done;
  guint64   n_left;
} IdioProgress;

IdioProgress *idio_progress_new          (guint64             n_bytes);
IdioProgress *idio_progress_copy         (const IdioProgress *self);
void          idio_progress_free         (IdioProgress       *self);
void          idio_progress_begin        (IdioProgress       *self,
                                          gboolean            again);
void          idio_progress_set_position (IdioProgress       *self,
                                          guint64             size,
                                          guint64             position);
void          idio_progress_end_file     (IdioProgress       *self,
                                          guint64             size,
                                          guint64             n_spared);
void          idio_progress_add_text     (IdioProgress       *self,
                                          gboolean            is_mail);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioProgress, idio_progress_free)

G_END_DECLS
