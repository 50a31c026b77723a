/* idio-engine.c: llama.cpp's server as a child process
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "idio-enums.h"
#include "idio-fiber.h"
#include "llm/idio-engine-log.h"
#include "llm/idio-engine-process.h"
#include "llm/idio-engine-setup.h"
#include "llm/idio-engine.h"
#include "llm/idio-gguf.h"
#include "llm/idio-http.h"
#include "llm/idio-provider-error.h"

#define POLL_MSEC       50
#define HEALTH_MSEC     5000
#define TERM_MSEC       2000
#define LAST_WORDS_MSEC 2000

/* An engine that nobody needed for five minutes gives its memory back. */
#define IDLE_MSEC (5 * 60 * 1000)

/* What the server has beside the model and the context when it is ready, as measured */
#define BASE_BYTES (64 * 1024 * 1024)

/* How long loading may stand still. Graphics drivers compile for a minute or so before the first token. */
#define PATIENCE_MSEC 120000

/* How long graphics drivers may take to list what they drive */
#define DEVICES_MSEC 5000

/* How many times as long loading may take in all, whatever moves meanwhile */
#define MAX_PATIENCES 15

/* Memory that comes and goes is no progress. */
#define PROGRESS_BYTES (1024 * 1024)

struct _IdioEngine
{
  GObject          parent_instance;
  char            *model_path;
  char            *socket_dir;
  char            *socket_path;
  SoupSession     *session;
  GSubprocess     *process;
  DexPromise      *ready;       /* what all who wait for the start wait for */
  IdioEngineLog   *log;         /* of the latest process */
  IdioGguf        *model;       /* known from the first start on */
  guint64          full;        /* about how many bytes are in memory when it is ready */
  double           progress;
  IdioEngineState  state;
  guint            n_holds;
  guint            idle_source;
  guint            patience;    /* in milliseconds */
  guint            idle;        /* in milliseconds */
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
  g_assert (IDIO_IS_ENGINE (self));

  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
set_progress (IdioEngine *self,
              double      progress)
{
  g_assert (IDIO_IS_ENGINE (self));

  self->progress = CLAMP (progress, 0, 1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
}

/* The process is gone, or on its way. */
static void
set_stopped (IdioEngine *self)
{
  g_assert (IDIO_IS_ENGINE (self));

  g_clear_handle_id (&self->idle_source, g_source_remove);
  g_clear_object (&self->process);
  g_unlink (self->socket_path);
  g_rmdir (self->socket_dir);
  set_progress (self, 0);
  set_state (self, IDIO_ENGINE_STATE_STOPPED);
}

/* A server that does not end when it is asked to is ended. (One that ends with an error looks the same here, and
 * is not hurt.) */
static DexFuture *
end_fiber (gpointer data)
{
  GSubprocess *process = data;

  g_subprocess_send_signal (process, SIGTERM);

  if (!dex_await (dex_future_first (dex_subprocess_wait_check (process), dex_timeout_new_msec (TERM_MSEC), NULL), NULL))
    g_subprocess_force_exit (process);

  return dex_future_new_true ();
}

/* What the fibers of a process know. They do not keep the engine: it ends with its last user. */
typedef struct
{
  GWeakRef     self;
  GSubprocess *process;
  DexFuture   *log;     /* of the end of what it writes */
} Watch;

static Watch *
watch_new (IdioEngine *self)
{
  Watch *watch = g_new0 (Watch, 1);

  g_assert (IDIO_IS_ENGINE (self));

  g_weak_ref_init (&watch->self, self);
  watch->process = g_object_ref (self->process);

  return watch;
}

static void
watch_free (Watch *watch)
{
  g_weak_ref_clear (&watch->self);
  g_clear_object (&watch->process);
  dex_clear (&watch->log);
  g_free (watch);
}

/* The engine, if it is there and still runs this process. */
static IdioEngine *
watch_get (Watch *watch)
{
  g_autoptr(IdioEngine) self = g_weak_ref_get (&watch->self);

  return self != NULL && self->process == watch->process ? g_steal_pointer (&self) : NULL;
}

static gboolean
stop_idle (gpointer data)
{
  IdioEngine *self = data;

  self->idle_source = 0;
  idio_engine_stop (self);

  return G_SOURCE_REMOVE;
}

/* Has a ready engine that nobody holds stop after a while: also one whose start nobody waited for to its end. */
static void
watch_idle (IdioEngine *self)
{
  g_assert (IDIO_IS_ENGINE (self));

  if (self->n_holds == 0 && self->state == IDIO_ENGINE_STATE_READY && self->idle_source == 0)
    self->idle_source = g_timeout_add (self->idle, stop_idle, self);
}

/* Ends a start that others wait for. Takes @error. */
static void
fail_start (IdioEngine *self,
            GError     *error)
{
  g_autoptr(DexPromise) ready = g_steal_pointer (&self->ready);

  g_assert (IDIO_IS_ENGINE (self));

  set_stopped (self);

  if (ready != NULL)
    dex_promise_reject (ready, error);
  else
    g_error_free (error);
}

/* Of a process that ended. A shell or sandbox around it ends with 128 more than the signal that ended it. */
static int
get_term_signal (GSubprocess *process)
{
  if (g_subprocess_get_if_signaled (process))
    return g_subprocess_get_term_sig (process);

  return g_subprocess_get_if_exited (process) ? MAX (g_subprocess_get_exit_status (process) - 128, 0) : 0;
}

static DexFuture *
watch_fiber (gpointer data)
{
  Watch *watch = data;
  g_autoptr(IdioEngine) self = NULL;

  dex_await (dex_subprocess_wait_check (watch->process), NULL);

  /* Its last words say why. The pipe itself may stay open for as long as a child of the process lives. */
  dex_await (dex_future_first (dex_ref (watch->log), dex_timeout_new_msec (LAST_WORDS_MSEC), NULL), NULL);

  if ((self = watch_get (watch)))
    fail_start (self, idio_engine_explain_exit (idio_engine_log_get_tail (self->log),
                                                get_term_signal (watch->process)));

  return dex_future_new_true ();
}

/* How much of the process is in memory. The server maps the model, copies some of it, and fills the context with zeros:
 * it tells how far it is. The server itself does not. */
static guint64
measure_resident (IdioEngine *self)
{
  g_autofree char *path = g_strdup_printf ("/proc/%s/statm", g_subprocess_get_identifier (self->process));
  g_autofree char *statm = NULL;
  guint64 n_pages, n_resident;

  g_assert (IDIO_IS_ENGINE (self));

  if (!g_file_get_contents (path, &statm, NULL, NULL) ||
      sscanf (statm, "%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT, &n_pages, &n_resident) != 2)
    return 0;

  return n_resident * (guint64) sysconf (_SC_PAGESIZE);
}

/* Whether the server says that it has loaded its model. */
static gboolean
is_healthy (SoupSession *session,
            guint        msec)
{
  g_autoptr(SoupMessage) message = soup_message_new (SOUP_METHOD_GET, "http://localhost/health");
  g_autoptr(IdioHttpResponse) response =
    dex_await_boxed (dex_future_first (idio_http_request (session, message), dex_timeout_new_msec ((int) msec), NULL),
                     NULL);

  return response != NULL && response->status == SOUP_STATUS_OK;
}

static DexFuture *
start_fiber (gpointer data)
{
  Watch *watch = data;
  gint64 start = g_get_monotonic_time (), moved = start;
  guint64 most = 0;

  while (TRUE)
    {
      g_autoptr(IdioEngine) self = NULL;
      g_autoptr(SoupSession) session = NULL;
      guint64 resident;
      gint64 now;
      guint patience;

      dex_await (dex_timeout_new_msec (POLL_MSEC), NULL);

      if (!(self = watch_get (watch)))
        return dex_future_new_true ();

      now = g_get_monotonic_time ();
      resident = measure_resident (self);

      if (resident > most + PROGRESS_BYTES)
        {
          most = resident;
          moved = now;
          set_progress (self, MIN ((double) most / (double) self->full, 0.99));
        }

      if (now - moved > self->patience * 1000LL || now - start > self->patience * 1000LL * MAX_PATIENCES)
        {
          dex_future_disown (idio_fiber_spawn (end_fiber, g_object_ref (watch->process), g_object_unref));
          fail_start (self, g_error_new_literal (IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_ENGINE,
                                                 _("The model takes too long to start. Try again, or use a smaller one.")));
          return dex_future_new_true ();
        }

      session = g_object_ref (self->session);
      patience = self->patience;
      g_clear_object (&self);

      if (!is_healthy (session, MIN (HEALTH_MSEC, patience)) || !(self = watch_get (watch)))
        continue;

      idio_engine_log_end_loading (self->log);
      set_progress (self, 1);
      set_state (self, IDIO_ENGINE_STATE_READY);
      watch_idle (self);
      dex_promise_resolve_object (self->ready, g_object_ref (self));
      dex_clear (&self->ready);

      return dex_future_new_true ();
    }
}

static char *
make_title (IdioEngine           *self,
            const IdioEnginePlan *plan)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format_iso8601 (now);

  g_assert (IDIO_IS_ENGINE (self));

  return g_strdup_printf ("%s Idiolect %s: %s, %u threads, %d × %u tokens, batches of %u, "
                          "%u MiB of prompts", time, PACKAGE_VERSION, self->model->name, plan->n_threads, IDIO_ENGINE_N_SLOTS,
                          plan->n_slot_tokens, plan->n_batch_tokens, plan->cache_mib);
}

/* Starts the process, and what watches it. */
static void
launch (IdioEngine           *self,
        const IdioEnginePlan *plan)
{
  g_autofree char *title = make_title (self, plan);
  GError *error = NULL;
  Watch *watch;

  g_assert (IDIO_IS_ENGINE (self));

  if (!(self->process = idio_engine_spawn (self->model_path, self->socket_dir, plan, &error)))
    {
      fail_start (self, error);
      return;
    }

  self->full = self->model->size + self->model->repacked + BASE_BYTES +
               self->model->token_bytes * plan->n_slot_tokens * IDIO_ENGINE_N_SLOTS;
  g_clear_object (&self->log);
  self->log = idio_engine_log_new ();
  watch = watch_new (self);
  watch->log = idio_engine_log_read (self->log, g_subprocess_get_stderr_pipe (self->process), title);
  dex_future_disown (idio_fiber_spawn (watch_fiber, watch, (GDestroyNotify) watch_free));
  dex_future_disown (idio_fiber_spawn (start_fiber, watch_new (self), (GDestroyNotify) watch_free));
}

static DexFuture *
launch_fiber (gpointer data)
{
  IdioEngine *self = data;
  g_autoptr(DexPromise) ready = dex_ref (self->ready);
  g_autoptr(IdioEngineSetup) setup = NULL;
  GError *error = NULL;

  setup = dex_await_boxed (idio_engine_set_up (self->model_path, PATIENCE_MSEC, MIN (DEVICES_MSEC, self->patience)),
                           &error);

  /* It may have been stopped by now. */
  if (self->ready != ready)
    {
      g_clear_error (&error);
      return dex_future_new_true ();
    }

  if (setup == NULL)
    {
      fail_start (self, error);
      return dex_future_new_true ();
    }

  g_clear_pointer (&self->model, idio_gguf_free);
  self->model = g_steal_pointer (&setup->model);
  launch (self, &setup->plan);

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
  g_clear_pointer (&self->model, idio_gguf_free);
  g_clear_pointer (&self->model_path, g_free);
  g_clear_pointer (&self->socket_dir, g_free);
  g_clear_pointer (&self->socket_path, g_free);
  g_clear_object (&self->log);

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
  self->patience = PATIENCE_MSEC;
  self->idle = IDLE_MSEC;
  self->socket_dir = idio_engine_choose_socket_dir ();
  self->socket_path = idio_engine_name_socket (self->socket_dir);
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

/**
 * idio_engine_get_control_tokens:
 * @self: an engine that was started
 *
 * Returns: (transfer none) (array zero-terminated=1): what the engine takes for a token that steers its model, wherever
 *   it stands in a message
 */
const char * const *
idio_engine_get_control_tokens (IdioEngine *self)
{
  static const char * const none[] = { NULL };

  g_return_val_if_fail (IDIO_IS_ENGINE (self), none);

  return self->model != NULL ? (const char * const *) self->model->control_tokens : none;
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
 * idio_engine_set_patience:
 * @self: an engine
 * @msec: how long the process may load without getting on before the start fails, in milliseconds
 *
 * For tests. The default is two minutes.
 */
void
idio_engine_set_patience (IdioEngine *self,
                          guint       msec)
{
  g_return_if_fail (IDIO_IS_ENGINE (self));

  self->patience = msec;
}

/**
 * idio_engine_set_idle:
 * @self: an engine
 * @msec: after how long an engine that nobody holds stops, in milliseconds
 *
 * For tests. The default is five minutes.
 */
void
idio_engine_set_idle (IdioEngine *self,
                      guint       msec)
{
  g_return_if_fail (IDIO_IS_ENGINE (self));

  self->idle = msec;
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
 * Undoes one idio_engine_hold(). An engine that nobody holds stops after five minutes, and starts again when it is
 * needed.
 */
void
idio_engine_release (IdioEngine *self)
{
  g_return_if_fail (IDIO_IS_ENGINE (self));
  g_return_if_fail (self->n_holds > 0);

  self->n_holds--;
  watch_idle (self);
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
