/* idio-model-transfer.c: gets all files of a model, in a thread
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "llm/idio-checked-file.h"
#include "llm/idio-download-error.h"
#include "llm/idio-model-fetch.h"
#include "llm/idio-model-transfer.h"
#include "llm/idio-part-state.h"

/* How often all addresses are tried without a byte more than before. With waits that double from a second on, that is
 * about a minute: long enough to change networks. */
#define MAX_ROUNDS 7

#define MAX_WAIT_MSEC (30 * 1000)

#define READ_BYTES (1024 * 1024)

/* What else is written to the disk meanwhile needs some space too. */
#define SPACE_RESERVE 1.1

struct _IdioModelTransfer
{
  gatomicrefcount    ref_count;
  IdioModelEntry    *entry;
  char              *folder;
  guint              stall_seconds;
  guint              retry_msec;
  GCancellable      *cancellable;
  guint64            n_earlier_bytes; /* of files that are whole */

  GMutex             lock;            /* of what follows */
  IdioDownloadState  state;
  guint64            n_bytes;
};

/**
 * idio_model_transfer_new:
 * @entry: a model
 * @stall_seconds: after how many seconds of silence a connection is given up
 * @retry_msec: how many milliseconds to wait before the first retry; the wait doubles each time
 *
 * Returns: (transfer full): what downloads @entry
 */
IdioModelTransfer *
idio_model_transfer_new (IdioModelEntry *entry,
                         guint           stall_seconds,
                         guint           retry_msec)
{
  IdioModelTransfer *self = g_new0 (IdioModelTransfer, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->lock);
  self->entry = g_object_ref (entry);
  self->folder = idio_models_dup_folder ();
  self->stall_seconds = stall_seconds;
  self->retry_msec = retry_msec;
  self->cancellable = g_cancellable_new ();
  self->state = IDIO_DOWNLOAD_STATE_CHECKING;
  self->n_bytes = idio_model_transfer_count_here (entry);

  return self;
}

IdioModelTransfer *
idio_model_transfer_ref (IdioModelTransfer *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
idio_model_transfer_unref (IdioModelTransfer *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_object_unref (self->entry);
  g_object_unref (self->cancellable);
  g_mutex_clear (&self->lock);
  g_free (self->folder);
  g_free (self);
}

static void
set_state (IdioModelTransfer *self,
           IdioDownloadState  state)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->state = state;
}

static void
progress_cb (guint64  n_bytes,
             gpointer user_data)
{
  IdioModelTransfer *self = user_data;
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->n_bytes = self->n_earlier_bytes + n_bytes;
}

static gboolean
check_space (IdioModelTransfer  *self,
             GError            **error)
{
  guint64 n_missing = idio_model_entry_get_bytes (self->entry) - idio_model_transfer_count_here (self->entry);
  double n_needed = (double) n_missing * SPACE_RESERVE, n_free;
  struct statvfs disk;
  g_autofree char *needed = NULL, *there = NULL;

  if (g_mkdir_with_parents (self->folder, 0700) != 0 || statvfs (self->folder, &disk) != 0)
    {
      g_set_error (error, IDIO_DOWNLOAD_ERROR, IDIO_DOWNLOAD_ERROR_DISK,
                   /* Translators: the first is a folder, the second what the system says */
                   _("The folder “%s” can’t be used for models: %s."), self->folder, g_strerror (errno));
      return FALSE;
    }

  n_free = (double) disk.f_bavail * (double) disk.f_frsize;

  if (n_needed <= n_free)
    return TRUE;

  needed = g_format_size ((guint64) n_needed);
  there = g_format_size ((guint64) n_free);
  g_set_error (error, IDIO_DOWNLOAD_ERROR, IDIO_DOWNLOAD_ERROR_NO_SPACE,
               /* Translators: both are sizes, such as “3.3 GB” */
               _("This download needs %s on the disk, and %s are free. Make space, or choose a smaller model."), needed,
               there);

  return FALSE;
}

static gboolean
is_final (const GError *error)
{
  return error->domain != IDIO_DOWNLOAD_ERROR || error->code == IDIO_DOWNLOAD_ERROR_NO_SPACE ||
         error->code == IDIO_DOWNLOAD_ERROR_DISK;
}

/* Returns whether the wait is over, and not broken off. */
static gboolean
wait_a_while (IdioModelTransfer  *self,
              guint               msec,
              GError            **error)
{
  gint64 end = g_get_monotonic_time () + msec * G_GINT64_CONSTANT (1000);
  GPollFD fd = { .fd = -1 };
  gint64 now;

  set_state (self, IDIO_DOWNLOAD_STATE_WAITING);

  if (!g_cancellable_make_pollfd (self->cancellable, &fd))
    return TRUE;

  while ((now = g_get_monotonic_time ()) < end && !g_cancellable_is_cancelled (self->cancellable))
    g_poll (&fd, 1, (gint) ((end - now) / 1000) + 1);

  g_cancellable_release_fd (self->cancellable);
  set_state (self, IDIO_DOWNLOAD_STATE_RUNNING);

  return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

typedef struct
{
  IdioModelTransfer *transfer;
  SoupSession       *session;
  IdioPartFile      *file;
  gboolean           given_up[IDIO_MODEL_MAX_URLS]; /* whether an address is not worth another try */
  gboolean           begun_anew;
  guint              retry_after;
} Attempt;

/* What goes on from another version of the file is wrong though the server's is right: once, all of it is asked for. */
static gboolean
try_address (Attempt     *attempt,
             const char  *url,
             GError     **error)
{
  gboolean resumed = idio_part_file_get_offset (attempt->file) > 0;
  g_autoptr(GError) first_error = NULL;

  if (idio_model_fetch (attempt->session, url, attempt->file, progress_cb, attempt->transfer,
                        attempt->transfer->cancellable, &attempt->retry_after, &first_error) &&
      idio_part_file_end_part (attempt->file, &first_error))
    return TRUE;

  if (resumed && !attempt->begun_anew && idio_part_file_get_offset (attempt->file) == 0 &&
      g_error_matches (first_error, IDIO_DOWNLOAD_ERROR, IDIO_DOWNLOAD_ERROR_WRONG))
    {
      attempt->begun_anew = TRUE;
      return try_address (attempt, url, error);
    }

  g_propagate_error (error, g_steal_pointer (&first_error));

  return FALSE;
}

/* Tries each address that is left. Returns whether the part is there; else whether to go on. */
static gboolean
try_addresses (Attempt   *attempt,
               GStrv      urls,
               gboolean  *go_on,
               GError   **error)
{
  *go_on = FALSE;

  for (guint i = 0; urls[i] != NULL; i++)
    {
      if (attempt->given_up[i])
        continue;

      g_clear_error (error);

      if (try_address (attempt, urls[i], error))
        return TRUE;

      if (is_final (*error))
        {
          *go_on = FALSE;
          return FALSE;
        }

      attempt->given_up[i] = !g_error_matches (*error, IDIO_DOWNLOAD_ERROR, IDIO_DOWNLOAD_ERROR_OFFLINE);
      *go_on = *go_on || !attempt->given_up[i];
    }

  return FALSE;
}

static gboolean
get_part (IdioModelTransfer  *self,
          SoupSession        *session,
          IdioPartFile       *file,
          GError            **error)
{
  Attempt attempt = { self, session, file, { FALSE, }, FALSE, 0 };
  GStrv urls = idio_part_file_get_part (file)->urls;
  guint64 most = idio_part_file_get_size (file);
  guint round = 0;

  while (TRUE)
    {
      g_autoptr(GError) round_error = NULL;
      gboolean go_on;
      guint msec;

      if (try_addresses (&attempt, urls, &go_on, &round_error))
        return TRUE;

      if (idio_part_file_get_size (file) > most)
        round = 0;

      most = MAX (most, idio_part_file_get_size (file));

      if (!go_on || ++round == MAX_ROUNDS)
        {
          g_propagate_error (error, g_steal_pointer (&round_error));
          return FALSE;
        }

      msec = MIN (MAX (self->retry_msec << (round - 1), MIN (attempt.retry_after, 3600) * 1000), MAX_WAIT_MSEC);

      if (!wait_a_while (self, msec, error))
        return FALSE;
    }
}

/* Whether the bytes of an open file are those that it should have */
static gboolean
compare_bytes (IdioModelTransfer    *self,
               const IdioModelFile  *file,
               int                   fd,
               gboolean             *equal,
               GError              **error)
{
  g_autofree guint8 *data = g_malloc (READ_BYTES);
  guint64 at = 0, end = 0;

  *equal = TRUE;

  for (guint i = 0; i < file->parts->len && *equal; i++)
    {
      const IdioModelPart *part = g_ptr_array_index (file->parts, i);
      g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

      end += part->bytes;

      while (at < end)
        {
          ssize_t n_read = pread (fd, data, (size_t) MIN (READ_BYTES, end - at), (off_t) at);

          if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
            return FALSE;

          if (n_read <= 0)
            break;

          g_checksum_update (checksum, data, n_read);
          at += (guint64) n_read;
          progress_cb (at, self);
        }

      *equal = at == end && g_str_equal (g_checksum_get_string (checksum), part->sha256);
    }

  return TRUE;
}

/* A file of that name may have been put there by hand, or before what was checked was noted. */
static gboolean
take_existing (IdioModelTransfer    *self,
               const IdioModelFile  *file,
               gboolean             *taken,
               GError              **error)
{
  g_autofree char *path = g_build_filename (self->folder, file->name, NULL);
  g_autofree char *recipe = idio_model_file_dup_recipe (file);
  g_autofd int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  struct stat status;

  *taken = FALSE;

  if (fd >= 0 && fstat (fd, &status) == 0 && S_ISREG (status.st_mode) && (guint64) status.st_size == file->bytes)
    {
      if (!compare_bytes (self, file, fd, taken, error))
        return FALSE;

      if (*taken)
        {
          if (!idio_checked_file_save (self->folder, file->name, recipe, fd, NULL))
            g_debug ("That “%s” was checked can’t be noted", file->name);

          return TRUE;
        }
    }

  return idio_part_file_may_replace (self->folder, file, error);
}

static gboolean
get_file (IdioModelTransfer    *self,
          SoupSession          *session,
          const IdioModelFile  *model_file,
          GError              **error)
{
  g_autoptr(IdioPartFile) file = NULL;
  gboolean taken;

  set_state (self, IDIO_DOWNLOAD_STATE_CHECKING);

  if (!take_existing (self, model_file, &taken, error) || taken)
    return taken;

  if (!(file = idio_part_file_open (self->folder, model_file, error)) ||
      !idio_part_file_check (file, progress_cb, self, self->cancellable, error))
    return FALSE;

  set_state (self, IDIO_DOWNLOAD_STATE_RUNNING);
  progress_cb (idio_part_file_get_size (file), self);

  while (idio_part_file_get_part (file) != NULL)
    if (g_cancellable_set_error_if_cancelled (self->cancellable, error) || !get_part (self, session, file, error))
      return FALSE;

  return idio_part_file_finish (file, error);
}

/**
 * idio_model_transfer_run:
 * @self: a transfer
 * @error: (out): a location for an error in %IDIO_DOWNLOAD_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Blocks until the model is there, in a thread that is not the main one.
 *
 * Returns: whether it is there
 */
gboolean
idio_model_transfer_run (IdioModelTransfer  *self,
                         GError            **error)
{
  g_autoptr(GMainContext) context = g_main_context_new ();
  g_autoptr(SoupSession) session = NULL;
  gboolean done;

  g_main_context_push_thread_default (context);
  session = idio_model_fetch_session_new (self->stall_seconds);
  done = check_space (self, error);

  for (guint i = 0; done && i < idio_model_entry_get_n_files (self->entry); i++)
    {
      const IdioModelFile *file = idio_model_entry_get_file (self->entry, i);

      done = idio_model_file_is_whole (file) || get_file (self, session, file, error);

      if (done)
        {
          self->n_earlier_bytes += file->bytes;
          progress_cb (0, self);
        }
    }

  /* How much is kept, wherever it ended. */
  if (!done)
    {
      self->n_earlier_bytes = 0;
      progress_cb (idio_model_transfer_count_here (self->entry), self);
    }

  g_clear_object (&session);
  g_main_context_pop_thread_default (context);

  return done;
}

/**
 * idio_model_transfer_stop:
 * @self: a transfer
 *
 * Makes idio_model_transfer_run() return soon. May be called from any thread.
 */
void
idio_model_transfer_stop (IdioModelTransfer *self)
{
  g_cancellable_cancel (self->cancellable);
}

/**
 * idio_model_transfer_peek:
 * @self: a transfer
 * @state: (out): what it does
 *
 * May be called from any thread.
 *
 * Returns: how many bytes of the model there are
 */
guint64
idio_model_transfer_peek (IdioModelTransfer *self,
                          IdioDownloadState *state)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  *state = self->state;

  return self->n_bytes;
}

/**
 * idio_model_transfer_count_here:
 * @entry: a model
 *
 * Returns: how many of its bytes are on the disk, which nobody checked
 */
guint64
idio_model_transfer_count_here (IdioModelEntry *entry)
{
  g_autofree char *folder = idio_models_dup_folder ();
  guint64 n_bytes = 0;

  for (guint i = 0; i < idio_model_entry_get_n_files (entry); i++)
    {
      const IdioModelFile *file = idio_model_entry_get_file (entry, i);

      n_bytes += idio_model_file_is_whole (file) ? file->bytes
                                                 : MIN (idio_part_state_count_left (folder, file->name), file->bytes);
    }

  return n_bytes;
}
