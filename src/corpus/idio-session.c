/* idio-session.c: who else has the database open
 *
 * A session is one open database, in this process or another. It has a number, and holds a lock on the byte of that
 * number in a file beside the database. The kernel drops the lock when the process ends, however it ends, and knows
 * nothing of process IDs that are used again or that mean something else in a sandbox.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "corpus/idio-session.h"

#define SUFFIX "-sessions"

struct _IdioSession
{
  gint64 id;
  int    fd;
};

/* The lock belongs to the open file and not to the process, as two stores of one process are two sessions. */
static gboolean
set_lock (int    fd,
          gint64 id)
{
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = id, .l_len = 1 };

  return fcntl (fd, F_OFD_SETLK, &lock) == 0;
}

static int
open_file (const char *path)
{
  struct stat status;
  int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);

  if (fd < 0)
    return -1;

  if (fstat (fd, &status) == 0 && S_ISREG (status.st_mode))
    return fd;

  close (fd);
  errno = EINVAL;

  return -1;
}

static gint64
make_id (void)
{
  return (gint64) (g_random_int () & 0x3fffffff) << 32 | MAX (g_random_int (), 1);
}

/**
 * idio_session_dup_path:
 * @database: (type filename): the path of a database, with no links in it
 *
 * Returns: (transfer full) (type filename): the file beside it that holds the locks of its sessions
 */
char *
idio_session_dup_path (const char *database)
{
  g_return_val_if_fail (database != NULL, NULL);

  return g_strconcat (database, SUFFIX, NULL);
}

/**
 * idio_session_new:
 * @database: the path of a database, with no links in it
 *
 * Returns: (transfer full) (nullable): a new session, active until it is freed or the process ends; %NULL where there
 *   can be no file or no lock
 */
IdioSession *
idio_session_new (const char *database)
{
  g_autofree char *path = idio_session_dup_path (database);
  g_autoptr(IdioSession) self = g_new0 (IdioSession, 1);

  self->fd = open_file (path);

  while (self->fd >= 0)
    {
      self->id = make_id ();

      if (set_lock (self->fd, self->id))
        return g_steal_pointer (&self);

      if (errno != EAGAIN && errno != EACCES && errno != EINTR)
        break;
    }

  g_debug ("No session: %s", g_strerror (errno));

  return NULL;
}

void
idio_session_free (IdioSession *self)
{
  g_clear_fd (&self->fd, NULL);
  g_free (self);
}

/**
 * idio_session_get_id:
 * @self: a session
 *
 * Returns: its number, more than 0
 */
gint64
idio_session_get_id (IdioSession *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->id;
}

/**
 * idio_session_is_active:
 * @self: a session
 * @id: the number of this or another session
 *
 * Returns: whether that session has not ended; %TRUE where this can't be told
 */
gboolean
idio_session_is_active (IdioSession *self,
                        gint64       id)
{
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = id, .l_len = 1 };

  g_return_val_if_fail (self != NULL, TRUE);

  if (id <= 0)
    return FALSE;

  /* Its own lock does not stand in a session's way. */
  return id == self->id || fcntl (self->fd, F_OFD_GETLK, &lock) != 0 || lock.l_type != F_UNLCK;
}
