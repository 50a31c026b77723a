/* idio-engine-process.c: how llama.cpp's server is run
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "llm/idio-engine-process.h"
#include "llm/idio-provider-error.h"

/* Both drafts at once, each with half of the context. */
#define N_SLOTS        "2"
#define CONTEXT_TOKENS "8192"

/* The server looks for a closed connection between batches. With 64 tokens a batch, one core and another draft being
 * written, it stops reading 0.2 to 0.8 s after Stop; with 256 it took longer than a second. */
#define BATCH_TOKENS "64"

/* The server takes what ends in ".sock" for a Unix socket. */
#define SOCKET_NAME "engine.sock"

/* How much memory, in MiB, may keep prompts that were read before. */
#define PROMPT_CACHE_MIB "512"

/**
 * idio_engine_choose_socket_dir:
 *
 * Chooses a folder that does not exist yet, with a name that nobody can guess: the engine believes whoever reaches its
 * socket.
 *
 * Returns: (transfer full) (type filename): its path, which leaves room for the socket's
 */
char *
idio_engine_choose_socket_dir (void)
{
  const char * const parents[] = { g_getenv ("XDG_RUNTIME_DIR"), g_get_tmp_dir () };
  g_autofree char *uuid = g_uuid_string_random ();
  g_autofree char *name = g_strdup_printf ("idiolect-%d-%.13s", (int) getpid (), uuid);

  for (guint i = 0; i < G_N_ELEMENTS (parents); i++)
    {
      g_autofree char *dir = parents[i] != NULL ? g_build_filename (parents[i], name, NULL) : NULL;
      g_autofree char *path = dir != NULL ? idio_engine_name_socket (dir) : NULL;

      if (path != NULL && strlen (path) < sizeof ((struct sockaddr_un *) NULL)->sun_path &&
          g_access (parents[i], W_OK | X_OK) == 0)
        return g_steal_pointer (&dir);
    }

  return g_build_filename ("/tmp", name, NULL);
}

/**
 * idio_engine_name_socket:
 * @dir: (type filename): a folder from idio_engine_choose_socket_dir()
 *
 * Returns: (transfer full) (type filename): the path of the socket in it
 */
char *
idio_engine_name_socket (const char *dir)
{
  return g_build_filename (dir, SOCKET_NAME, NULL);
}

/* In a folder that is somebody else's nothing is started. A socket in ours was left by a server that was killed. */
static gboolean
prepare_socket_dir (const char *dir)
{
  g_autofree char *path = idio_engine_name_socket (dir);
  GStatBuf status;

  g_mkdir (dir, 0700);
  g_unlink (path);

  return g_lstat (dir, &status) == 0 && S_ISDIR (status.st_mode) && status.st_uid == getuid () &&
         (status.st_mode & 0777) == 0700;
}

/* Runs in the child before the server does. If this process dies, however it dies, the server dies with it. */
static void
die_with_parent (gpointer parent)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);

  if (getppid () != GPOINTER_TO_INT (parent))
    _exit (1);
}

/* One core is left to the window. */
static char *
count_threads (void)
{
  return g_strdup_printf ("%u", MAX (1, g_get_num_processors () - 1));
}

/**
 * idio_engine_spawn:
 * @model_path: (type filename): a GGUF file
 * @socket_dir: (type filename): a folder from idio_engine_choose_socket_dir()
 * @error: (out): a location for an error in %IDIO_PROVIDER_ERROR
 *
 * Starts the server, in the main thread. What it writes to stderr has to be read.
 *
 * Returns: (transfer full) (nullable): its process, which ends with this one
 */
GSubprocess *
idio_engine_spawn (const char  *model_path,
                   const char  *socket_dir,
                   GError     **error)
{
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                                                                       G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autofree char *socket_path = idio_engine_name_socket (socket_dir);
  g_autofree char *threads = count_threads ();
  const char *named = g_getenv ("IDIOLECT_ENGINE");
  gboolean is_named = named != NULL && *named != '\0';
  GSubprocess *process;

  /* The signal of die_with_parent() comes when the *thread* that spawned ends: this has to be the main one. */
  g_assert (g_main_context_is_owner (g_main_context_default ()));

  if (!prepare_socket_dir (socket_dir))
    {
      g_set_error_literal (error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_ENGINE,
                           _("The model can’t be started, as there is no folder for temporary files."));
      return NULL;
    }

  g_subprocess_launcher_set_child_setup (launcher, die_with_parent, GINT_TO_POINTER (getpid ()), NULL);
  g_subprocess_launcher_unsetenv (launcher, "IDIOLECT_API_KEY");

  process = g_subprocess_launcher_spawn (launcher, error,
                                         is_named ? named : ENGINE,
                                         "--model", model_path,
                                         "--host", socket_path,
                                         "--parallel", N_SLOTS,
                                         "--ctx-size", CONTEXT_TOKENS,
                                         "--batch-size", BATCH_TOKENS,
                                         "--ubatch-size", BATCH_TOKENS,
                                         "--cache-ram", PROMPT_CACHE_MIB,
                                         "--threads", threads,
                                         "--offline", "--no-ui",
                                         NULL);

  if (process == NULL)
    {
      g_clear_error (error);
      g_set_error_literal (error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_ENGINE,
                           is_named ? _("The program that IDIOLECT_ENGINE names can’t be run.")
                                    : _("The program that runs models on this computer (llama-server) is not installed."));
    }

  return process;
}

/**
 * idio_engine_explain_exit:
 * @log: the last of what the server wrote
 *
 * Returns: (transfer full): an error in %IDIO_PROVIDER_ERROR that says why it ended before it was ready
 */
GError *
idio_engine_explain_exit (const char *log)
{
  static const struct { const char *words, *sentence; } reasons[] = {
    { "not within the file bounds", N_("This model file is incomplete. Download it again.") },
    { "failed to read", N_("This model file is incomplete. Download it again.") },
    { "invalid magic", N_("This file is not a model. Models have names that end with “.gguf”.") },
    { "failed to open GGUF", N_("The model file can’t be opened. Was it moved or removed?") },
    { "unknown model architecture", N_("This model is newer than the program that runs it.") },
    { "failed to allocate", N_("There is not enough memory free for this model.") },
    { "mem_buffer", N_("There is not enough memory free for this model.") },
    { "out of memory", N_("There is not enough memory free for this model.") },
  };

  g_debug ("The engine ended: %s", log);

  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (strstr (log, reasons[i].words) != NULL)
      return g_error_new_literal (IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_ENGINE, _(reasons[i].sentence));

  return g_error_new_literal (IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_ENGINE,
                              _("The model could not be started on this computer."));
}
