/* idio-progress.c: how far an import is
 *
 * Whether a file has to be read twice is only known after the first time. Until then it is taken to be so, so that what
 * is left gets less and never more, and the fraction never goes back.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "import/idio-progress.h"

/**
 * idio_progress_new:
 * @n_bytes: the size of all files, as often as they may have to be read
 *
 * Returns: (transfer full): the progress of an import that has read nothing yet
 */
IdioProgress *
idio_progress_new (guint64 n_bytes)
{
  IdioProgress *self = g_new0 (IdioProgress, 1);

  self->n_left = n_bytes;
  idio_progress_begin (self, FALSE);

  return self;
}

IdioProgress *
idio_progress_copy (const IdioProgress *self)
{
  IdioProgress *copy = g_memdup2 (self, sizeof *self);

  copy->name = g_strdup (self->name);

  return copy;
}

void
idio_progress_free (IdioProgress *self)
{
  g_free (self->name);
  g_free (self);
}

/**
 * idio_progress_begin:
 * @self: a progress
 * @again: whether files are read that were read before
 *
 * Begins to count texts, from none on.
 */
void
idio_progress_begin (IdioProgress *self,
                     gboolean      again)
{
  self->again = again;
  self->n_texts = 0;
  self->only_mails = TRUE;
}

static void
update (IdioProgress *self,
        guint64       n_done)
{
  double n_all = (double) (self->n_done + self->n_left);

  if (n_all > 0)
    self->fraction = CLAMP ((double) n_done / n_all, self->fraction, 1);
}

/**
 * idio_progress_set_position:
 * @self: a progress
 * @size: the size of the file that is read, in bytes, as it was counted in idio_progress_new()
 * @position: how much of it was read, as far as is known
 */
void
idio_progress_set_position (IdioProgress *self,
                            guint64       size,
                            guint64       position)
{
  update (self, self->n_done + MIN (position, size));
}

/**
 * idio_progress_end_file:
 * @self: a progress
 * @size: the size of the file that was read, in bytes, as it was counted in idio_progress_new()
 * @n_spared: how much of what was counted does not have to be read any more
 *
 * For when a file was read to the end, or can't be read.
 */
void
idio_progress_end_file (IdioProgress *self,
                        guint64       size,
                        guint64       n_spared)
{
  self->n_done += size;
  self->n_left -= MIN (self->n_left, size + n_spared);
  update (self, self->n_done);
}

/**
 * idio_progress_add_text:
 * @self: a progress
 * @is_mail: whether it is a mail
 *
 * Counts a text.
 */
void
idio_progress_add_text (IdioProgress *self,
                        gboolean      is_mail)
{
  self->n_texts++;
  self->only_mails = self->only_mails && is_mail;
}
