/* idio-engine.c: llama.cpp's server as a child process
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "idio-enums.h"
#include "idio-fiber.h"
#include "llm/idio-engine.h"
#include "llm/idio-gguf.h"
#include "llm/idio-http.h"
#include "llm/idio-provider-error.h"

/* Both drafts at once, each with half of the context. */
#define N_SLOTS        "2"
#define CONTEXT_TOKENS "8192"

/* The server looks for a closed connection between batches. With 64 tokens a batch, one core and another draft being
 * written, it stops reading 0.2 to 0.8 s after Stop; with 256 it took longer than a second. */
#define BATCH_TOKENS "64"

/* How much memory, in MiB, may keep prompts that were read before. */
#define PROMPT_CACHE_MIB "512"

#define POLL_MSEC      50
#define IDLE_SECONDS   300
#define PATIENCE_MSEC  2000
#define MAX_LOG_BYTES  8192

struct _IdioEngine
{
  GObject          parent_instance;
  char            *model_path;
  char            *socket_path;
  SoupSession     *session;
  GSubprocess     *process;
  DexPromise      *ready;       /* what all who wait for the start wait for */
  GString         *log;         /* the last of what the process wrote */
  guint64          model_size;
  double           progress;
  IdioEngineState  state;
  guint            n_holds;
  guint            idle_source;
};

G_DEFINE_FINAL_TYPE (IdioEngine, idio_engine, G_TYPE_OBJECT)

enum
{
  PROP_STATE = 1,
  PROP_PROGRESS,
};

static GParamSpec *properties[PROP_PROGRESS + 1];

static void
set_state (IdioEngine      *self,
           IdioEngineState  state)
{
  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
set_progress (IdioEngine *self,
              double      progress)
{
  self->progress = CLAMP (progress, 0, 1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
}

/* The sockets are numbered, as one process may have several engines while a model is changed. A socket's path has at
 * most 107 bytes, which the folder for such things always leaves room for. */
static char *
make_socket_path (void)
{
  static guint n_engines;
  g_autofree char *dir = g_build_filename (g_get_user_runtime_dir (), "idiolect", NULL);
  g_autofree char *name = g_strdup_printf ("engine-%d-%u.sock", (int) getpid (), n_engines++);

  g_mkdir_with_parents (dir, 0700);

  return g_build_filename (dir, name, NULL);
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

static GSubprocess *
spawn (IdioEngine  *self,
       GError     **error)
{
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                                                                       G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autofree char *threads = count_threads ();
  const char *program = g_getenv ("IDIOLECT_ENGINE");
  GSubprocess *process;

  /* The signal of die_with_parent() comes when the *thread* that spawned ends: this has to be the main one. */
  g_assert (g_main_context_is_owner (g_main_context_default ()));

  g_subprocess_launcher_set_child_setup (launcher, die_with_parent, GINT_TO_POINTER (getpid ()), NULL);
  g_subprocess_launcher_unsetenv (launcher, "IDIOLECT_API_KEY");

  process = g_subprocess_launcher_spawn (launcher, error,
                                         program != NULL ? program : ENGINE,
                                         "--model", self->model_path,
                                         "--host", self->socket_path,
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
                           _("The program that runs models on this computer (llama-server) is not installed."));
    }

  return process;
}

/* Why the server ended before it was ready, by the last of what it wrote. */
static GError *
explain_exit (IdioEngine *self)
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

  g_debug ("The engine ended: %s", self->log->str);

  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (strstr (self->log->str, reasons[i].words) != NULL)
      return g_error_new_literal (IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_ENGINE, _(reasons[i].sentence));

  return g_error_new_literal (IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_ENGINE,
                              _("The model could not be started on this computer."));
}

/* The process is gone, or on its way. */
static void
set_stopped (IdioEngine *self)
{
  g_clear_handle_id (&self->idle_source, g_source_remove);
  g_clear_object (&self->process);
  g_unlink (self->socket_path);
  set_progress (self, 0);
  set_state (self, IDIO_ENGINE_STATE_STOPPED);
}

/* What the fibers of a process know. They do not keep the engine: it ends with its last user. */
typedef struct
{
  GWeakRef     self;
  GSubprocess *process;
} Watch;

static Watch *
watch_new (IdioEngine *self)
{
  Watch *watch = g_new0 (Watch, 1);

  g_weak_ref_init (&watch->self, self);
  watch->process = g_object_ref (self->process);

  return watch;
}

static void
watch_free (Watch *watch)
{
  g_weak_ref_clear (&watch->self);
  g_clear_object (&watch->process);
  g_free (watch);
}

/* The engine, if it is there and still runs this process. */
static IdioEngine *
watch_get (Watch *watch)
{
  g_autoptr(IdioEngine) self = g_weak_ref_get (&watch->self);

  return self != NULL && self->process == watch->process ? g_steal_pointer (&self) : NULL;
}

static void
keep_log (IdioEngine *self,
          GBytes     *bytes)
{
  g_string_append_len (self->log, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));

  if (self->log->len > MAX_LOG_BYTES)
    g_string_erase (self->log, 0, (gssize) (self->log->len - MAX_LOG_BYTES));
}

static void
take_exit (IdioEngine *self)
{
  g_autoptr(DexPromise) ready = g_steal_pointer (&self->ready);

  set_stopped (self);

  if (ready != NULL)
    dex_promise_reject (ready, explain_exit (self));
}

/* Reads what the process writes, as it would stand still when the pipe is full, until it ends. */
static DexFuture *
watch_fiber (gpointer data)
{
  Watch *watch = data;
  GInputStream *pipe = g_subprocess_get_stderr_pipe (watch->process);
  g_autoptr(IdioEngine) last = NULL;

  while (TRUE)
    {
      g_autoptr(GBytes) bytes = dex_await_boxed (dex_input_stream_read_bytes (pipe, 4096, G_PRIORITY_LOW), NULL);
      g_autoptr(IdioEngine) self = watch_get (watch);

      if (bytes == NULL || g_bytes_get_size (bytes) == 0)
        break;

      if (self != NULL)
        keep_log (self, bytes);
    }

  dex_await (dex_subprocess_wait_check (watch->process), NULL);

  if ((last = watch_get (watch)))
    take_exit (last);

  return dex_future_new_true ();
}

/* The server maps the model into memory: how much of it is there tells how far it is. */
static double
measure_progress (IdioEngine *self)
{
  g_autofree char *path = g_strdup_printf ("/proc/%s/statm", g_subprocess_get_identifier (self->process));
  g_autofree char *statm = NULL;
  guint64 n_pages, n_resident;

  if (!g_file_get_contents (path, &statm, NULL, NULL) ||
      sscanf (statm, "%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT, &n_pages, &n_resident) != 2)
    return 0;

  return (double) n_resident * (double) sysconf (_SC_PAGESIZE) / (double) self->model_size;
}

static DexFuture *
start_fiber (gpointer data)
{
  Watch *watch = data;

  while (TRUE)
    {
      g_autoptr(SoupMessage) message = soup_message_new (SOUP_METHOD_GET, "http://localhost/health");
      g_autoptr(SoupSession) session = NULL;
      g_autoptr(IdioHttpResponse) response = NULL;
      g_autoptr(IdioEngine) self = NULL;

      dex_await (dex_timeout_new_msec (POLL_MSEC), NULL);

      if (!(self = watch_get (watch)))
        return dex_future_new_true ();

      set_progress (self, MIN (measure_progress (self), 0.99));
      session = g_object_ref (self->session);
      g_clear_object (&self);
      response = dex_await_boxed (idio_http_request (session, message), NULL);

      if (response == NULL || response->status != SOUP_STATUS_OK || !(self = watch_get (watch)))
        continue;

      set_progress (self, 1);
      set_state (self, IDIO_ENGINE_STATE_READY);
      dex_promise_resolve_object (self->ready, g_object_ref (self));
      dex_clear (&self->ready);

      return dex_future_new_true ();
    }
}

static DexFuture *
check_thread (gpointer data)
{
  const char *path = data;
  g_autoptr(IdioGguf) model = NULL;
  GError *error = NULL;

  if (!(model = idio_gguf_read (path, &error)) || !idio_gguf_check_fits (model, idio_get_total_memory (), &error))
    return dex_future_new_for_error (error);

  return dex_future_new_for_uint64 (model->size);
}

static DexFuture *
launch_fiber (gpointer data)
{
  IdioEngine *self = data;
  g_autoptr(DexPromise) ready = dex_ref (self->ready);
  GError *error = NULL;

  self->model_size = dex_await_uint64 (dex_thread_spawn ("[idiolect-model]", check_thread,
                                                         g_strdup (self->model_path), g_free),
                                       &error);

  /* It may have been stopped by now. */
  if (self->ready != ready)
    {
      g_clear_error (&error);
      return dex_future_new_true ();
    }

  if (error != NULL || !(self->process = spawn (self, &error)))
    {
      dex_clear (&self->ready);
      set_stopped (self);
      dex_promise_reject (ready, error);

      return dex_future_new_true ();
    }

  dex_future_disown (idio_fiber_spawn (watch_fiber, watch_new (self), (GDestroyNotify) watch_free));
  dex_future_disown (idio_fiber_spawn (start_fiber, watch_new (self), (GDestroyNotify) watch_free));

  return dex_future_new_true ();
}

static gboolean
stop_idle (gpointer data)
{
  IdioEngine *self = data;

  self->idle_source = 0;
  idio_engine_stop (self);

  return G_SOURCE_REMOVE;
}

/* A server that does not end when it is asked to is ended. (One that ends with an error looks the same here, and
 * is not hurt.) */
static DexFuture *
end_fiber (gpointer data)
{
  GSubprocess *process = data;

  g_subprocess_send_signal (process, SIGTERM);

  if (!dex_await (dex_future_first (dex_subprocess_wait_check (process), dex_timeout_new_msec (PATIENCE_MSEC), NULL), NULL))
    g_subprocess_force_exit (process);

  return dex_future_new_true ();
}

static void
idio_engine_dispose (GObject *object)
{
  IdioEngine *self = IDIO_ENGINE (object);

  if (self->process != NULL)
    {
      g_subprocess_force_exit (self->process);
      set_stopped (self);
    }

  dex_clear (&self->ready);

  G_OBJECT_CLASS (idio_engine_parent_class)->dispose (object);
}

static void
idio_engine_finalize (GObject *object)
{
  IdioEngine *self = IDIO_ENGINE (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->model_path, g_free);
  g_clear_pointer (&self->socket_path, g_free);
  g_string_free (self->log, TRUE);

  G_OBJECT_CLASS (idio_engine_parent_class)->finalize (object);
}

static void
idio_engine_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  IdioEngine *self = IDIO_ENGINE (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;

    case PROP_PROGRESS:
      g_value_set_double (value, self->progress);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
idio_engine_class_init (IdioEngineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = idio_engine_dispose;
  object_class->finalize = idio_engine_finalize;
  object_class->get_property = idio_engine_get_property;

  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, IDIO_TYPE_ENGINE_STATE, IDIO_ENGINE_STATE_STOPPED,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PROGRESS] =
    g_param_spec_double ("progress", NULL, NULL, 0, 1, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
idio_engine_init (IdioEngine *self)
{
  self->log = g_string_new (NULL);
  self->socket_path = make_socket_path ();
  self->session = idio_http_session_new (self->socket_path);
}

/**
 * idio_engine_new:
 * @model_path: the path of a GGUF file
 *
 * Nothing runs before idio_engine_start(). When the engine is finalized the process is gone.
 *
 * Returns: (transfer full): an engine
 */
IdioEngine *
idio_engine_new (const char *model_path)
{
  IdioEngine *self;

  g_return_val_if_fail (model_path != NULL, NULL);

  self = g_object_new (IDIO_TYPE_ENGINE, NULL);
  self->model_path = g_strdup (model_path);

  return self;
}

const char *
idio_engine_get_model_path (IdioEngine *self)
{
  g_return_val_if_fail (IDIO_IS_ENGINE (self), NULL);

  return self->model_path;
}

/**
 * idio_engine_get_socket_path:
 * @self: an engine
 *
 * Returns: (transfer none): where it listens while it runs: a Unix socket, never a port
 */
const char *
idio_engine_get_socket_path (IdioEngine *self)
{
  g_return_val_if_fail (IDIO_IS_ENGINE (self), NULL);

  return self->socket_path;
}

IdioEngineState
idio_engine_get_state (IdioEngine *self)
{
  g_return_val_if_fail (IDIO_IS_ENGINE (self), IDIO_ENGINE_STATE_STOPPED);

  return self->state;
}

/**
 * idio_engine_get_progress:
 * @self: an engine
 *
 * Returns: how much of the model is loaded, from 0 to 1
 */
double
idio_engine_get_progress (IdioEngine *self)
{
  g_return_val_if_fail (IDIO_IS_ENGINE (self), 0);

  return self->progress;
}

/**
 * idio_engine_get_pid:
 * @self: an engine
 *
 * Returns: (transfer none) (nullable): the number of its process, while there is one
 */
const char *
idio_engine_get_pid (IdioEngine *self)
{
  g_return_val_if_fail (IDIO_IS_ENGINE (self), NULL);

  return self->process != NULL ? g_subprocess_get_identifier (self->process) : NULL;
}

/**
 * idio_engine_start:
 * @self: an engine
 *
 * Starts the process if it does not run. Call it in the main thread.
 *
 * Returns: (transfer full): a future that resolves to @self when it answers, or is rejected with an error in
 *   %IDIO_PROVIDER_ERROR
 */
DexFuture *
idio_engine_start (IdioEngine *self)
{
  g_return_val_if_fail (IDIO_IS_ENGINE (self), NULL);

  if (self->state == IDIO_ENGINE_STATE_READY)
    return dex_future_new_for_object (self);

  if (self->ready != NULL)
    return DEX_FUTURE (dex_ref (self->ready));

  self->ready = dex_promise_new ();
  g_string_truncate (self->log, 0);
  set_progress (self, 0);
  set_state (self, IDIO_ENGINE_STATE_STARTING);

  dex_future_disown (idio_fiber_spawn (launch_fiber, g_object_ref (self), g_object_unref));

  return DEX_FUTURE (dex_ref (self->ready));
}

/**
 * idio_engine_hold:
 * @self: an engine
 *
 * Keeps the engine running until idio_engine_release().
 */
void
idio_engine_hold (IdioEngine *self)
{
  g_return_if_fail (IDIO_IS_ENGINE (self));

  self->n_holds++;
  g_clear_handle_id (&self->idle_source, g_source_remove);
}

/**
 * idio_engine_release:
 * @self: an engine
 *
 * Undoes one idio_engine_hold(). An engine that nobody holds stops after some minutes.
 */
void
idio_engine_release (IdioEngine *self)
{
  g_return_if_fail (IDIO_IS_ENGINE (self));
  g_return_if_fail (self->n_holds > 0);

  if (--self->n_holds == 0 && self->process != NULL)
    self->idle_source = g_timeout_add_seconds (IDLE_SECONDS, stop_idle, self);
}

/**
 * idio_engine_stop:
 * @self: an engine
 *
 * Ends the process. What is waiting for an answer gets an error.
 */
void
idio_engine_stop (IdioEngine *self)
{
  g_autoptr(DexPromise) ready = NULL;

  g_return_if_fail (IDIO_IS_ENGINE (self));

  if (self->process != NULL)
    dex_future_disown (idio_fiber_spawn (end_fiber, g_object_ref (self->process), g_object_unref));

  ready = g_steal_pointer (&self->ready);
  set_stopped (self);

  if (ready != NULL)
    dex_promise_reject (ready, idio_provider_error_new (IDIO_PROVIDER_ERROR_ENGINE, NULL));
}
