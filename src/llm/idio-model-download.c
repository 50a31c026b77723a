/* idio-model-download.c: a download that can be watched, stopped and gone on with
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "idio-enums.h"
#include "idio-fiber.h"
#include "idio-thread.h"
#include "llm/idio-model-download.h"
#include "llm/idio-model-transfer.h"

/* How often progress is told */
#define TICK_MSEC 250

/* Over how many seconds the rate is averaged: a number that jumps tells nothing. */
#define AVERAGE_SECONDS 8.0

/* After so many seconds without a byte nobody knows how long it will take. */
#define QUIET_SECONDS 4

/* A connection that is silent for this long is closed, and opened again after a second. */
#define STALL_SECONDS 30
#define RETRY_MSEC    1000

struct _IdioModelDownload
{
  GObject            parent_instance;

  IdioModelEntry    *entry;
  guint              stall_seconds;
  guint              retry_msec;
  IdioModelTransfer *transfer;     /* while it runs */
  IdioDownloadState  state;
  guint64            bytes_done;
  double             rate;
  gint64             last_tick;
  gint64             last_byte;    /* when something came */
  guint              tick_source;
  GError            *error;
};

G_DEFINE_FINAL_TYPE (IdioModelDownload, idio_model_download, G_TYPE_OBJECT)

enum
{
  PROP_ENTRY = 1,
  PROP_STATE,
  PROP_BYTES_DONE,
  PROP_BYTES_TOTAL,
  PROP_RATE,
  PROP_SECONDS_LEFT,
  PROP_STATUS,
};

static GParamSpec *properties[PROP_STATUS + 1];

static void
set_state (IdioModelDownload *self,
           IdioDownloadState  state)
{
  g_assert (IDIO_IS_MODEL_DOWNLOAD (self));

  if (state == self->state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static gboolean
is_quiet (IdioModelDownload *self)
{
  g_assert (IDIO_IS_MODEL_DOWNLOAD (self));

  return self->state == IDIO_DOWNLOAD_STATE_RUNNING &&
         self->last_tick - self->last_byte >= QUIET_SECONDS * G_USEC_PER_SEC;
}

/* What is read from the disk again is no part of the rate. */
static void
update_rate (IdioModelDownload *self,
             guint64            bytes_done)
{
  gint64 now = g_get_monotonic_time ();
  double seconds = (double) (now - self->last_tick) / G_USEC_PER_SEC;
  double share = 1 - exp (-seconds / AVERAGE_SECONDS);
  double rate;

  g_assert (IDIO_IS_MODEL_DOWNLOAD (self));

  self->last_tick = now;

  if (self->state != IDIO_DOWNLOAD_STATE_RUNNING || seconds <= 0)
    return;

  rate = bytes_done > self->bytes_done ? (double) (bytes_done - self->bytes_done) / seconds : 0;
  self->rate = self->rate > 0 ? self->rate + share * (rate - self->rate) : rate;
}

static void
update (IdioModelDownload *self)
{
  IdioDownloadState state;
  guint64 bytes_done = idio_model_transfer_peek (self->transfer, &state);

  g_assert (IDIO_IS_MODEL_DOWNLOAD (self));

  g_object_freeze_notify (G_OBJECT (self));
  update_rate (self, bytes_done);

  if (bytes_done != self->bytes_done || state != IDIO_DOWNLOAD_STATE_RUNNING)
    self->last_byte = self->last_tick;

  self->bytes_done = bytes_done;
  set_state (self, state);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BYTES_DONE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RATE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SECONDS_LEFT]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATUS]);
  g_object_thaw_notify (G_OBJECT (self));
}

static gboolean
tick_cb (gpointer user_data)
{
  update (IDIO_MODEL_DOWNLOAD (user_data));

  return G_SOURCE_CONTINUE;
}

static DexFuture *
transfer_thread (gpointer data)
{
  GError *error = NULL;

  if (!idio_model_transfer_run (data, &error))
    return dex_future_new_for_error (error);

  return dex_future_new_true ();
}

static void
end (IdioModelDownload *self,
     GError            *error)
{
  g_assert (IDIO_IS_MODEL_DOWNLOAD (self));

  update (self);
  g_clear_handle_id (&self->tick_source, g_source_remove);
  g_clear_pointer (&self->transfer, idio_model_transfer_unref);
  self->rate = 0;

  /* What is told then is how much is kept. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_free (error->message);
      error->message = idio_download_state_describe (IDIO_DOWNLOAD_STATE_STOPPED, self->bytes_done,
                                                     idio_model_entry_get_bytes (self->entry), 0);
    }

  self->error = error;
  set_state (self, error == NULL ? IDIO_DOWNLOAD_STATE_FINISHED
                   : error->domain == G_IO_ERROR ? IDIO_DOWNLOAD_STATE_STOPPED : IDIO_DOWNLOAD_STATE_FAILED);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATUS]);
}

static DexFuture *
download_fiber (gpointer data)
{
  IdioModelDownload *self = data;
  GError *error = NULL;

  dex_await (idio_thread_spawn ("[idiolect-download]", transfer_thread, idio_model_transfer_ref (self->transfer),
                                (GDestroyNotify) idio_model_transfer_unref),
             &error);

  /* Nobody waits for it any more. */
  if (error != NULL && error->domain == DEX_ERROR)
    {
      idio_model_transfer_stop (self->transfer);
      g_clear_error (&error);
      g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
    }

  end (self, error);

  if (self->error != NULL)
    return dex_future_new_for_error (g_error_copy (self->error));

  return dex_future_new_take_string (idio_model_entry_dup_path (self->entry));
}

static void
idio_model_download_get_property (GObject    *object,
                                  guint       property_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  IdioModelDownload *self = IDIO_MODEL_DOWNLOAD (object);

  switch (property_id)
    {
    case PROP_ENTRY:
      g_value_set_object (value, self->entry);
      break;

    case PROP_STATE:
      g_value_set_enum (value, (gint) self->state);
      break;

    case PROP_BYTES_DONE:
      g_value_set_uint64 (value, self->bytes_done);
      break;

    case PROP_BYTES_TOTAL:
      g_value_set_uint64 (value, idio_model_download_get_bytes_total (self));
      break;

    case PROP_RATE:
      g_value_set_double (value, self->rate);
      break;

    case PROP_SECONDS_LEFT:
      g_value_set_uint (value, idio_model_download_get_seconds_left (self));
      break;

    case PROP_STATUS:
      g_value_take_string (value, idio_model_download_dup_status (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
idio_model_download_set_property (GObject      *object,
                                  guint         property_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  IdioModelDownload *self = IDIO_MODEL_DOWNLOAD (object);

  switch (property_id)
    {
    case PROP_ENTRY:
      self->entry = g_value_dup_object (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
idio_model_download_constructed (GObject *object)
{
  IdioModelDownload *self = IDIO_MODEL_DOWNLOAD (object);

  G_OBJECT_CLASS (idio_model_download_parent_class)->constructed (object);

  self->bytes_done = idio_model_transfer_count_here (self->entry);
}

static void
idio_model_download_finalize (GObject *object)
{
  IdioModelDownload *self = IDIO_MODEL_DOWNLOAD (object);

  g_clear_object (&self->entry);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (idio_model_download_parent_class)->finalize (object);
}

static void
idio_model_download_class_init (IdioModelDownloadClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = idio_model_download_get_property;
  object_class->set_property = idio_model_download_set_property;
  object_class->constructed = idio_model_download_constructed;
  object_class->finalize = idio_model_download_finalize;

  properties[PROP_ENTRY] =
    g_param_spec_object ("entry", NULL, NULL, IDIO_TYPE_MODEL_ENTRY,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, IDIO_TYPE_DOWNLOAD_STATE, IDIO_DOWNLOAD_STATE_IDLE,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_BYTES_DONE] =
    g_param_spec_uint64 ("bytes-done", NULL, NULL, 0, G_MAXUINT64, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_BYTES_TOTAL] =
    g_param_spec_uint64 ("bytes-total", NULL, NULL, 0, G_MAXUINT64, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_RATE] =
    g_param_spec_double ("rate", NULL, NULL, 0, G_MAXDOUBLE, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SECONDS_LEFT] =
    g_param_spec_uint ("seconds-left", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_STATUS] =
    g_param_spec_string ("status", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
idio_model_download_init (IdioModelDownload *self)
{
  self->stall_seconds = STALL_SECONDS;
  self->retry_msec = RETRY_MSEC;
}

/**
 * idio_model_download_new:
 * @entry: a model of the catalogue
 *
 * Returns: (transfer full): its download, which is not started
 */
IdioModelDownload *
idio_model_download_new (IdioModelEntry *entry)
{
  g_return_val_if_fail (IDIO_IS_MODEL_ENTRY (entry), NULL);

  return g_object_new (IDIO_TYPE_MODEL_DOWNLOAD, "entry", entry, NULL);
}

/**
 * idio_model_download_set_patience:
 * @self: a download
 * @stall_seconds: after how many seconds of silence a server is given up
 * @retry_msec: how many milliseconds to wait before it is tried again; the wait doubles each time
 *
 * Takes effect at the next start.
 */
void
idio_model_download_set_patience (IdioModelDownload *self,
                                  guint              stall_seconds,
                                  guint              retry_msec)
{
  g_return_if_fail (IDIO_IS_MODEL_DOWNLOAD (self));

  self->stall_seconds = stall_seconds;
  self->retry_msec = retry_msec;
}

/**
 * idio_model_download_start:
 * @self: a download that does not run
 *
 * Starts it, or goes on from where it was stopped, in this or another run of the program. It lives on until it is over,
 * whether or not anybody waits for it or has a reference to it. All properties are notified in the main thread.
 *
 * Returns: (transfer full): a future of the path of the model; rejected with %IDIO_DOWNLOAD_ERROR, or
 *   %G_IO_ERROR_CANCELLED when it was stopped, each with a sentence for the user
 */
DexFuture *
idio_model_download_start (IdioModelDownload *self)
{
  g_return_val_if_fail (IDIO_IS_MODEL_DOWNLOAD (self), NULL);
  g_return_val_if_fail (self->transfer == NULL, NULL);

  g_clear_error (&self->error);
  self->transfer = idio_model_transfer_new (self->entry, self->stall_seconds, self->retry_msec);
  self->last_tick = self->last_byte = g_get_monotonic_time ();
  self->rate = 0;
  self->tick_source = g_timeout_add (TICK_MSEC, tick_cb, self);
  set_state (self, IDIO_DOWNLOAD_STATE_CHECKING);

  return idio_fiber_spawn (download_fiber, g_object_ref (self), g_object_unref);
}

/**
 * idio_model_download_stop:
 * @self: a download
 *
 * Stops it soon, if it runs. What came is kept.
 */
void
idio_model_download_stop (IdioModelDownload *self)
{
  g_return_if_fail (IDIO_IS_MODEL_DOWNLOAD (self));

  if (self->transfer != NULL)
    idio_model_transfer_stop (self->transfer);
}

/**
 * idio_model_download_get_entry:
 * @self: a download
 *
 * Returns: (transfer none): the model
 */
IdioModelEntry *
idio_model_download_get_entry (IdioModelDownload *self)
{
  g_return_val_if_fail (IDIO_IS_MODEL_DOWNLOAD (self), NULL);

  return self->entry;
}

/**
 * idio_model_download_get_state:
 * @self: a download
 *
 * Returns: how far it is
 */
IdioDownloadState
idio_model_download_get_state (IdioModelDownload *self)
{
  g_return_val_if_fail (IDIO_IS_MODEL_DOWNLOAD (self), IDIO_DOWNLOAD_STATE_IDLE);

  return self->state;
}

/**
 * idio_model_download_get_bytes_done:
 * @self: a download
 *
 * Returns: how many bytes of the model there are, also before the start; while that is being checked, how many were
 *   read
 */
guint64
idio_model_download_get_bytes_done (IdioModelDownload *self)
{
  g_return_val_if_fail (IDIO_IS_MODEL_DOWNLOAD (self), 0);

  return self->bytes_done;
}

/**
 * idio_model_download_get_bytes_total:
 * @self: a download
 *
 * Returns: how many bytes the model has
 */
guint64
idio_model_download_get_bytes_total (IdioModelDownload *self)
{
  g_return_val_if_fail (IDIO_IS_MODEL_DOWNLOAD (self), 0);

  return idio_model_entry_get_bytes (self->entry);
}

/**
 * idio_model_download_get_seconds_left:
 * @self: a download
 *
 * Returns: about how many seconds it will take; 0 if that is not known
 */
guint
idio_model_download_get_seconds_left (IdioModelDownload *self)
{
  guint64 total = idio_model_download_get_bytes_total (self);

  g_return_val_if_fail (IDIO_IS_MODEL_DOWNLOAD (self), 0);

  if (self->rate < 1 || self->bytes_done >= total || is_quiet (self))
    return 0;

  return (guint) MIN (ceil ((double) (total - self->bytes_done) / self->rate), (double) G_MAXUINT);
}

/**
 * idio_model_download_is_running:
 * @self: a download
 *
 * Returns: whether it is on its way, if only to the next attempt
 */
gboolean
idio_model_download_is_running (IdioModelDownload *self)
{
  g_return_val_if_fail (IDIO_IS_MODEL_DOWNLOAD (self), FALSE);

  return self->state == IDIO_DOWNLOAD_STATE_CHECKING || self->state == IDIO_DOWNLOAD_STATE_RUNNING ||
         self->state == IDIO_DOWNLOAD_STATE_WAITING;
}

/**
 * idio_model_download_get_error:
 * @self: a download
 *
 * Returns: (transfer none) (nullable): why it failed, or that it was stopped, as a sentence for the user
 */
const GError *
idio_model_download_get_error (IdioModelDownload *self)
{
  g_return_val_if_fail (IDIO_IS_MODEL_DOWNLOAD (self), NULL);

  return self->error;
}

/**
 * idio_model_download_dup_status:
 * @self: a download
 *
 * Returns: (transfer full): one line that says how far it is: what there is of what, and how long it will take; before
 *   the start how large it is, and how long it may take
 */
char *
idio_model_download_dup_status (IdioModelDownload *self)
{
  g_return_val_if_fail (IDIO_IS_MODEL_DOWNLOAD (self), NULL);

  if (self->error != NULL)
    return g_strdup (self->error->message);

  return idio_download_state_describe (is_quiet (self) ? IDIO_DOWNLOAD_STATE_WAITING : self->state, self->bytes_done,
                                       idio_model_download_get_bytes_total (self),
                                       idio_model_download_get_seconds_left (self));
}
