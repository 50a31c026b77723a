/* idio-folder-sum.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "import/idio-batch.h"

G_BEGIN_DECLS

/**
 * IdioFolderSum:
 * @folder: the folder, or %NULL
 * @name: the name of the last of its files
 * @n_files: how many of its files are counted
 * @n_by_others: texts by others in them
 * @n_compared: those of them that are counted all the same
 * @n_too_old: texts that are older than the user wants
 *
 * What is told as one sum of files that are one mail each, such as those of a Maildir.
 */
typedef struct
{
  GFile *folder;
  char  *name;
  guint  n_files;
  guint  n_by_others;
  guint  n_compared;
  guint  n_too_old;
} IdioFolderSum;

GFile *idio_folder_sum_find_folder (GFile *file);

void idio_folder_sum_clear    (IdioFolderSum       *self);
void idio_folder_sum_add      (IdioFolderSum       *self,
                               IdioBatch           *batch,
                               GFile               *file,
                               const char          *name,
                               guint                n_by_others,
                               guint                n_compared,
                               guint                n_too_old);
void idio_folder_sum_describe (const IdioFolderSum *self,
                               IdioBatch           *batch);
void idio_folder_sum_tell     (IdioFolderSum       *self,
                               IdioBatch           *batch);

G_END_DECLS
