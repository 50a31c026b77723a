/* idio-vfs.h: a disk that fails when told to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * IdioVfsFault:
 * @IDIO_VFS_NONE: all works
 * @IDIO_VFS_FULL: what makes a file longer finds no space
 * @IDIO_VFS_WRITE: a write fails
 * @IDIO_VFS_SHORT_WRITE: half of what should be written is, and then it fails
 * @IDIO_VFS_SYNC: what was written may not be on the disk
 * @IDIO_VFS_READ: a read fails
 * @IDIO_VFS_OPEN: a file can't be opened
 * @IDIO_VFS_TRUNCATE: a file can't be made shorter
 */
typedef enum
{
  IDIO_VFS_NONE,
  IDIO_VFS_FULL,
  IDIO_VFS_WRITE,
  IDIO_VFS_SHORT_WRITE,
  IDIO_VFS_SYNC,
  IDIO_VFS_READ,
  IDIO_VFS_OPEN,
  IDIO_VFS_TRUNCATE,
  IDIO_VFS_N_FAULTS,
} IdioVfsFault;

void  idio_vfs_install (void);
void  idio_vfs_arm     (IdioVfsFault fault,
                        guint        after,
                        gboolean     once);
guint idio_vfs_disarm  (void);

G_END_DECLS
