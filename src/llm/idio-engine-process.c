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

/* The server takes what ends in ".sock" for a Unix socket. */
#define SOCKET_NAME "engine.sock"

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

static GSubprocessLauncher *
new_launcher (GSubprocessFlags flags)
{
  GSubprocessLauncher *launcher = g_subprocess_launcher_new (flags);

  /* The signal of die_with_parent() comes when the *thread* that spawned ends: this has to be the main one. */
  g_assert (g_main_context_is_owner (g_main_context_default ()));

  g_subprocess_launcher_set_child_setup (launcher, die_with_parent, GINT_TO_POINTER (getpid ()), NULL);
  g_subprocess_launcher_unsetenv (launcher, "IDIOLECT_API_KEY");

  return launcher;
}

static gboolean
is_named (void)
{
  const char *named = g_getenv ("IDIOLECT_ENGINE");

  return named != NULL && *named != '\0';
}

static const char *
get_program (void)
{
  return is_named () ? g_getenv ("IDIOLECT_ENGINE") : ENGINE;
}

/**
 * idio_engine_spawn_device_list:
 *
 * Has the server list what it can compute on besides the processor, on stdout, in the main thread.
 *
 * Returns: (transfer full) (nullable): its process, which ends with this one
 */
GSubprocess *
idio_engine_spawn_device_list (void)
{
  g_autoptr(GSubprocessLauncher) launcher = new_launcher (G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                                          G_SUBPROCESS_FLAGS_STDERR_SILENCE);

  return g_subprocess_launcher_spawn (launcher, NULL, get_program (), "--list-devices", NULL);
}

/**
 * idio_engine_spawn:
 * @model_path: (type filename): a GGUF file
 * @socket_dir: (type filename): a folder from idio_engine_choose_socket_dir()
 * @plan: how to run it
 * @error: (out): a location for an error in %IDIO_PROVIDER_ERROR
 *
 * Starts the server, in the main thread. What it writes to stderr has to be read. Which layers go to a graphics card it
 * chooses itself.
 *
 * Returns: (transfer full) (nullable): its process, which ends with this one
 */
GSubprocess *
idio_engine_spawn (const char            *model_path,
                   const char            *socket_dir,
                   const IdioEnginePlan  *plan,
                   GError               **error)
{
  g_autoptr(GSubprocessLauncher) launcher = new_launcher (G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                                                          G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autofree char *socket_path = idio_engine_name_socket (socket_dir);
  g_autofree char *slots = g_strdup_printf ("%d", IDIO_ENGINE_N_SLOTS);
  g_autofree char *context = g_strdup_printf ("%u", plan->n_slot_tokens * IDIO_ENGINE_N_SLOTS);
  g_autofree char *batch = g_strdup_printf ("%u", plan->n_batch_tokens);
  g_autofree char *cache = g_strdup_printf ("%u", plan->cache_mib);
  g_autofree char *threads = g_strdup_printf ("%u", plan->n_threads);
  GSubprocess *process;

  if (!prepare_socket_dir (socket_dir))
    {
      g_set_error_literal (error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_ENGINE,
                           _("The model can’t be started, as there is no folder for temporary files."));
      return NULL;
    }

  process = g_subprocess_launcher_spawn (launcher, error, get_program (),
                                         "--model", model_path,
                                         "--host", socket_path,
                                         "--parallel", slots,
                                         "--ctx-size", context,
                                         "--batch-size", batch,
                                         "--ubatch-size", batch,
                                         "--cache-ram", cache,
                                         "--threads", threads,
                                         "--offline", "--no-ui",
                                         NULL);

  if (process == NULL)
    {
      g_clear_error (error);
      g_set_error_literal (error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_ENGINE,
                           is_named () ? _("The program that IDIOLECT_ENGINE names can’t be run.")
                                       : _("The program that runs models on this computer (llama-server) is not "
                                           "installed. Install llama.cpp, or use a service."));
    }

  return process;
}

/* The argument that a server of another version complains of, such as “--cache-ram” */
static char *
find_unknown_argument (const char *log)
{
  static const char * const complaints[] = { "invalid argument: ", "error while handling argument \"" };

  for (guint i = 0; i < G_N_ELEMENTS (complaints); i++)
    {
      const char *found = strstr (log, complaints[i]);

      if (found != NULL)
        return g_strndup (found + strlen (complaints[i]), strcspn (found + strlen (complaints[i]), " \"\r\n"));
    }

  return NULL;
}

static const char *
explain_signal (int term_signal)
{
  switch (term_signal)
    {
    case SIGKILL:
      return N_("The system ended the model while it was loading, as it does when memory runs out. Close other "
                "programs, or choose a smaller model.");

    case SIGBUS:
      return N_("The model file could not be read to its end. Is its disk still connected?");

    case SIGILL:
      return N_("The program that runs models (llama-server) was made for other processors. Install another build of "
                "it, or use a service.");

    case SIGABRT:
    case SIGSEGV:
    case SIGFPE:
      return N_("The program that runs models (llama-server) crashed with this model. Update it, or choose another "
                "model.");

    default:
      return N_("The model could not be started on this computer. Try another model, or use a service.");
    }
}

/**
 * idio_engine_explain_exit:
 * @log: the last of what the server wrote
 * @term_signal: the signal that ended it, or 0
 *
 * Returns: (transfer full): an error in %IDIO_PROVIDER_ERROR that says why it ended before it was ready
 */
GError *
idio_engine_explain_exit (const char *log,
                          int         term_signal)
{
  static const char incomplete[] = N_("This model file is incomplete. Download it again.");
  static const char no_memory[] = N_("There is not enough memory free for this model. Close other programs, or choose "
                                     "a smaller model.");
  static const char newer[] = N_("This model is newer than the program that runs it. Update Idiolect, or choose another "
                                 "model.");
  static const struct { const char *words, *sentence; } reasons[] = {
    { "not within the file bounds", incomplete },
    { "failed to read", incomplete },
    { "invalid magic", N_("This file is not a model. Models have names that end with “.gguf”.") },
    { "failed to open GGUF", N_("The model file can’t be opened. Was it moved or removed?") },
    { "unknown model architecture", newer },
    { "unknown pre-tokenizer", newer },
    { "failed to allocate", no_memory },
    { "mem_buffer", no_memory },
    { "out of memory", no_memory },
    { "OutOfDeviceMemory", no_memory },
    { "bad_alloc", no_memory },
    { "error while loading shared libraries", N_("The program that runs models (llama-server) is not completely "
                                                 "installed. Install it again.") },
    { "couldn't bind", N_("The model can’t be started, as there is no folder for temporary files.") },
  };
  g_autofree char *argument = find_unknown_argument (log);

  g_debug ("The engine ended: %s", log);

  if (argument != NULL)
    return g_error_new (IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_ENGINE,
                        _("The program that runs models (llama-server) is of another version: it does not understand "
                          "“%s”. Update it, or use a service."), argument);

  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (strstr (log, reasons[i].words) != NULL)
      return g_error_new_literal (IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_ENGINE, _(reasons[i].sentence));

  return g_error_new_literal (IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_ENGINE, _(explain_signal (term_signal)));
}
