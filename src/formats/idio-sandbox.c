/* idio-sandbox.c: what a process that parses files of others must not be able to do
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include <seccomp.h>

#include "formats/idio-sandbox.h"

/* Private memory: a text of 20 MB in the forms it takes while it is read, and what the libraries need */
#define MAX_DATA_BYTES (190 * 1000 * 1000)

/* The sanitizers reserve much memory, and stop their own threads to look for leaks. */
#ifdef __SANITIZE_ADDRESS__
#define SANITIZED TRUE
#else
#define SANITIZED FALSE
#endif

static void
limit (__rlimit_resource_t resource,
       rlim_t              value)
{
  struct rlimit limits = { value, value };

  if (setrlimit (resource, &limits) != 0)
    g_debug ("A limit of the reader could not be set");
}

/* Connections, other programs, and changes to files or processes. Files can be opened for reading, because libraries
 * look for fonts and tables of characters; with no way to tell anyone but the parent, no more comes of that. */
static void
forbid_calls (void)
{
  static const int calls[] = {
    SCMP_SYS (socket), SCMP_SYS (socketpair), SCMP_SYS (connect), SCMP_SYS (bind), SCMP_SYS (listen),
    SCMP_SYS (accept), SCMP_SYS (accept4), SCMP_SYS (execve), SCMP_SYS (execveat), SCMP_SYS (fork), SCMP_SYS (vfork),
    SCMP_SYS (creat), SCMP_SYS (truncate), SCMP_SYS (mkdir), SCMP_SYS (mkdirat), SCMP_SYS (rmdir), SCMP_SYS (unlink),
    SCMP_SYS (unlinkat), SCMP_SYS (rename), SCMP_SYS (renameat), SCMP_SYS (renameat2), SCMP_SYS (link),
    SCMP_SYS (linkat), SCMP_SYS (symlink), SCMP_SYS (symlinkat), SCMP_SYS (mknod), SCMP_SYS (mknodat),
    SCMP_SYS (chmod), SCMP_SYS (fchmod), SCMP_SYS (fchmodat), SCMP_SYS (chown), SCMP_SYS (lchown),
    SCMP_SYS (fchown), SCMP_SYS (fchownat), SCMP_SYS (setxattr), SCMP_SYS (mount), SCMP_SYS (umount2),
    SCMP_SYS (unshare), SCMP_SYS (setns), SCMP_SYS (process_vm_readv), SCMP_SYS (process_vm_writev),
    SCMP_SYS (io_uring_setup), SCMP_SYS (bpf), SCMP_SYS (keyctl), SCMP_SYS (kill), SCMP_SYS (tkill),
    SCMP_SYS (shmget), SCMP_SYS (msgget), SCMP_SYS (memfd_create), SCMP_SYS (openat2),
  };
  scmp_filter_ctx filter = seccomp_init (SCMP_ACT_ALLOW);
  int status = filter != NULL ? 0 : -ENOMEM;

  for (guint i = 0; status == 0 && i < G_N_ELEMENTS (calls); i++)
    status = seccomp_rule_add (filter, SCMP_ACT_ERRNO (EPERM), calls[i], 0);

  for (int mode = O_WRONLY; status == 0 && mode <= O_RDWR; mode++)
    {
      status = seccomp_rule_add (filter, SCMP_ACT_ERRNO (EPERM), SCMP_SYS (open), 1,
                                 SCMP_A1 (SCMP_CMP_MASKED_EQ, O_ACCMODE, (scmp_datum_t) mode));

      if (status == 0)
        status = seccomp_rule_add (filter, SCMP_ACT_ERRNO (EPERM), SCMP_SYS (openat), 1,
                                   SCMP_A2 (SCMP_CMP_MASKED_EQ, O_ACCMODE, (scmp_datum_t) mode));
    }

  if (status == 0)
    status = seccomp_load (filter);

  seccomp_release (filter);

  /* To read hostile files without it would be worse than not to read them. */
  if (status != 0)
    g_error ("The reader’s sandbox could not be set up: %s", g_strerror (-status));
}

/**
 * idio_sandbox_enter:
 *
 * Takes from this process, for good, what is not needed to turn bytes into texts: the network, other programs, changes
 * to files, much memory, and core files, which would have the user's texts in them. Ends the process if it can't be.
 */
void
idio_sandbox_enter (void)
{
  limit (RLIMIT_CORE, 0);
  limit (RLIMIT_FSIZE, 0);
  signal (SIGXFSZ, SIG_IGN);

  if (SANITIZED)
    return;

  limit (RLIMIT_DATA, MAX_DATA_BYTES);
  prctl (PR_SET_DUMPABLE, 0);
  forbid_calls ();
}
