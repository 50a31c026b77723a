/* idio-locked-file.c: a file that one process writes at a time, and once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "llm/idio-locked-file.h"

/* Whoever had the lock until now may have given the file another name, or deleted it. */
static gboolean
is_still (int         fd,
          const char *path)
{
  struct stat open_status, path_status;

  return fstat (fd, &open_status) == 0 && lstat (path, &path_status) == 0 &&
         open_status.st_ino == path_status.st_ino && open_status.st_dev == path_status.st_dev;
}

/**
 * idio_locked_file_open:
 * @path: (type filename): the path of a file, which is made if it is missing
 *
 * Opens a file for reading and writing that nobody else has opened with this function, in this or another process. It is
 * free again when it is closed, or when the process ends.
 *
 * Returns: a file descriptor; -1 with errno set: to %EWOULDBLOCK if somebody else has it, to %EEXIST or %ELOOP if it is no
 *   plain file
 */
int
idio_locked_file_open (const char *path)
{
  while (TRUE)
    {
      g_autofd int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
      struct stat status;

      if (fd < 0 || fstat (fd, &status) != 0)
        return -1;

      if (!S_ISREG (status.st_mode))
        {
          errno = EEXIST;
          return -1;
        }

      if (flock (fd, LOCK_EX | LOCK_NB) != 0)
        return -1;

      if (is_still (fd, path))
        return g_steal_fd (&fd);
    }
}
