/* idio-folder-sum.c: what is left out of a folder of mails is told as it is of a mailbox
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "import/idio-folder-sum.h"

void
idio_folder_sum_clear (IdioFolderSum *self)
{
  g_clear_object (&self->folder);
  g_clear_pointer (&self->name, g_free);
  *self = (IdioFolderSum) { 0 };
}

/* "Sent" for "Sent/cur", where a Maildir keeps its mails */
static char *
dup_folder_name (GFile *folder)
{
  g_autofree char *name = g_file_get_basename (folder);
  g_autoptr(GFile) parent = g_file_get_parent (folder);

  if (parent != NULL && (g_strcmp0 (name, "cur") == 0 || g_strcmp0 (name, "new") == 0))
    {
      g_free (name);
      name = g_file_get_basename (parent);
    }

  return name != NULL ? g_filename_display_name (name) : g_file_get_parse_name (folder);
}

/**
 * idio_folder_sum_find_folder:
 * @file: a file that is one text
 *
 * Returns: (transfer full) (nullable): the folder that it belongs to, one for all mails of a Maildir
 */
GFile *
idio_folder_sum_find_folder (GFile *file)
{
  g_autoptr(GFile) folder = g_file_get_parent (file);
  g_autofree char *name = folder != NULL ? g_file_get_basename (folder) : NULL;

  /* Both folders of a Maildir are one. */
  return name != NULL && g_str_equal (name, "new") ? g_file_resolve_relative_path (folder, "../cur")
                                                   : g_steal_pointer (&folder);
}

/**
 * idio_folder_sum_add:
 * @self: a sum
 * @batch: where the sum before is told, if the file lies in another folder
 * @file: a file that is one text
 * @name: its name, as shown to people
 * @n_by_others: whether somebody else wrote it: 0 or 1
 * @n_compared: whether it is counted all the same
 * @n_too_old: whether it is older than the user wants
 */
void
idio_folder_sum_add (IdioFolderSum *self,
                     IdioBatch     *batch,
                     GFile         *file,
                     const char    *name,
                     guint          n_by_others,
                     guint          n_compared,
                     guint          n_too_old)
{
  g_autoptr(GFile) folder = idio_folder_sum_find_folder (file);

  if (n_by_others == 0 && n_too_old == 0)
    return;

  if (self->folder == NULL || folder == NULL || !g_file_equal (self->folder, folder))
    {
      idio_folder_sum_tell (self, batch);
      self->folder = g_steal_pointer (&folder);
    }

  g_set_str (&self->name, name);
  self->n_files++;
  self->n_by_others += n_by_others;
  self->n_compared += n_compared;
  self->n_too_old += n_too_old;
}

/**
 * idio_folder_sum_describe:
 * @self: a sum
 * @batch: where it is told
 *
 * Tells the sum, if there is any, and keeps it. A single file is called by its own name.
 */
void
idio_folder_sum_describe (const IdioFolderSum *self,
                          IdioBatch           *batch)
{
  g_autofree char *name = self->n_files > 1 && self->folder != NULL ? dup_folder_name (self->folder)
                                                                     : g_strdup (self->name);

  if (self->n_files == 0)
    return;

  idio_batch_leave_out_counts (batch, name, self->n_by_others, self->n_compared, self->n_too_old);
}

/**
 * idio_folder_sum_tell:
 * @self: a sum
 * @batch: where it is told
 *
 * Tells the sum as idio_folder_sum_describe() does, and begins anew.
 */
void
idio_folder_sum_tell (IdioFolderSum *self,
                      IdioBatch     *batch)
{
  idio_folder_sum_describe (self, batch);
  idio_folder_sum_clear (self);
}
