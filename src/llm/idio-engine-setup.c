/* idio-engine-setup.c: what is looked at before the engine starts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "idio-fiber.h"
#include "idio-thread.h"
#include "llm/idio-engine-process.h"
#include "llm/idio-engine-setup.h"
#include "llm/idio-provider-error.h"

/* The list of graphics cards has a line for each. */
#define MAX_DEVICE_BYTES 65536

/* The memory of an engine that was just stopped is free a little later. */
#define MEMORY_MSEC      3000
#define MEMORY_POLL_MSEC 100

G_DEFINE_BOXED_TYPE (IdioEngineSetup, idio_engine_setup, idio_engine_setup_copy, idio_engine_setup_free)

typedef struct
{
  char  *path;
  guint  disk_msec;
  guint  devices_msec;
} SetUp;

static void
set_up_free (SetUp *set_up)
{
  g_free (set_up->path);
  g_free (set_up);
}

static DexFuture *
read_thread (gpointer data)
{
  const char *path = data;
  g_autoptr(IdioGguf) model = NULL;
  GError *error = NULL;

  if (!(model = idio_gguf_read (path, &error)))
    return dex_future_new_for_error (error);

  return dex_future_new_take_boxed (IDIO_TYPE_GGUF, g_steal_pointer (&model));
}

static DexFuture *
read_devices_fiber (gpointer data)
{
  GSubprocess *process = data;
  g_autoptr(GString) list = g_string_new (NULL);

  while (list->len < MAX_DEVICE_BYTES)
    {
      g_autoptr(GBytes) bytes =
        dex_await_boxed (dex_input_stream_read_bytes (g_subprocess_get_stdout_pipe (process), MAX_DEVICE_BYTES,
                                                      G_PRIORITY_DEFAULT), NULL);

      if (bytes == NULL || g_bytes_get_size (bytes) == 0)
        break;

      g_string_append_len (list, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
    }

  return dex_future_new_for_uint64 (idio_engine_plan_sum_devices (list->str));
}

/* How much memory is free on graphics cards that the server computes on. What does not tell in time has none. */
static guint64
measure_devices (guint msec)
{
  g_autoptr(GSubprocess) process = idio_engine_spawn_device_list ();
  DexFuture *list;
  guint64 n_bytes;

  if (process == NULL)
    return 0;

  list = idio_fiber_spawn (read_devices_fiber, g_object_ref (process), g_object_unref);
  n_bytes = dex_await_uint64 (dex_future_first (list, dex_timeout_new_msec ((int) msec), NULL),
                              NULL);
  g_subprocess_force_exit (process);

  return n_bytes;
}

/* Reads the head of the model, if its disk answers in time. */
static IdioGguf *
read_model (const char  *path,
            guint        msec,
            GError     **error)
{
  g_autoptr(GError) local_error = NULL;
  IdioGguf *model;

  model = dex_await_boxed (dex_future_first (idio_thread_spawn ("[idiolect-model]", read_thread,
                                                                g_strdup (path), g_free),
                                             dex_timeout_new_msec ((int) msec), NULL), &local_error);

  if (g_error_matches (local_error, DEX_ERROR, DEX_ERROR_TIMED_OUT))
    g_set_error_literal (error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_ENGINE,
                         _("The disk with the model file does not answer. Is it still connected?"));
  else if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return model;
}

/* Looks at the computer, and decides how to run the model there. */
static gboolean
make_plan (const IdioGguf  *model,
           guint            devices_msec,
           IdioEnginePlan  *plan,
           GError         **error)
{
  guint64 gpu_memory = measure_devices (devices_msec);
  gint64 end = g_get_monotonic_time () + MEMORY_MSEC * 1000;
  IdioMachine machine;

  while (TRUE)
    {
      g_autoptr(GError) local_error = NULL;

      idio_machine_read (&machine, "/");

      if (idio_engine_plan_check_fits (model, &machine, gpu_memory, &local_error))
        break;

      if (g_get_monotonic_time () > end)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }

      dex_await (dex_timeout_new_msec (MEMORY_POLL_MSEC), NULL);
    }

  idio_engine_plan_make (plan, model, &machine, gpu_memory);

  return TRUE;
}

static DexFuture *
set_up_fiber (gpointer data)
{
  SetUp *set_up = data;
  g_autoptr(IdioEngineSetup) setup = g_new0 (IdioEngineSetup, 1);
  GError *error = NULL;

  if (!(setup->model = read_model (set_up->path, set_up->disk_msec, &error)) ||
      !make_plan (setup->model, set_up->devices_msec, &setup->plan, &error))
    return dex_future_new_for_error (error);

  return dex_future_new_take_boxed (IDIO_TYPE_ENGINE_SETUP, g_steal_pointer (&setup));
}

IdioEngineSetup *
idio_engine_setup_copy (const IdioEngineSetup *self)
{
  IdioEngineSetup *copy = g_memdup2 (self, sizeof *self);

  copy->model = idio_gguf_copy (self->model);

  return copy;
}

void
idio_engine_setup_free (IdioEngineSetup *self)
{
  g_clear_pointer (&self->model, idio_gguf_free);
  g_free (self);
}

/**
 * idio_engine_set_up:
 * @model_path: (type filename): the path of a GGUF file
 * @disk_msec: how long the disk with the model may take, in milliseconds
 * @devices_msec: how long the list of graphics cards may take, for which their drivers are loaded, in milliseconds
 *
 * Looks at the model and at the computer, and decides how to run the one on the other. Call it in the main thread.
 *
 * Returns: (transfer full): a future of an #IdioEngineSetup; it is rejected with an error in %IDIO_PROVIDER_ERROR if
 *   the model can't run here
 */
DexFuture *
idio_engine_set_up (const char *model_path,
                    guint       disk_msec,
                    guint       devices_msec)
{
  SetUp *set_up = g_new0 (SetUp, 1);

  set_up->path = g_strdup (model_path);
  set_up->disk_msec = disk_msec;
  set_up->devices_msec = devices_msec;

  return idio_fiber_spawn (set_up_fiber, set_up, (GDestroyNotify) set_up_free);
}
