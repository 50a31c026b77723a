/* idio-reading.c: what is in the files of an import, some of it at a time
 *
 * Each file is read once. Where that shows texts of which it must be known who wrote them, such as mails, these files
 * are read again once it is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "idio-thread.h"
#include "import/idio-mail-divider.h"
#include "import/idio-reading-private.h"
#include "import/idio-second-look.h"
#include "import/idio-skipped-files.h"
#include "import/idio-survey-others.h"

/* After this many texts, bytes or microseconds it is time to save what was read. */
#define BATCH_TEXTS 512
#define BATCH_BYTES (2 * 1000 * 1000)
#define BATCH_USEC  (200 * 1000)

G_DEFINE_FINAL_TYPE (IdioReading, idio_reading, G_TYPE_OBJECT)

/* The file that is read */
IdioFinding *
idio_reading_get_finding (IdioReading *self)
{
  g_assert (IDIO_IS_READING (self));

  return g_ptr_array_index (self->findings, self->index);
}

/* What is not read, not even once the user is known, is told as a sum. */
static void
sum_up (IdioReading *self,
        IdioBatch   *batch)
{
  const IdioFinding *finding = idio_reading_get_finding (self);

  g_assert (IDIO_IS_READING (self));

  if (self->n_entries == 1)
    idio_folder_sum_add (&self->folder_sum, batch, finding->file, finding->name, self->n_by_others, self->n_compared,
                         self->n_too_old);
  else
    idio_batch_leave_out_counts (batch, finding->name, self->n_by_others, self->n_compared, self->n_too_old);

  idio_skipped_files_tell (self->n_skipped, batch, finding->name);
}

/* Of a file that was read, it is known then whether it is one mail. */
static void
find_containers (IdioReading *self)
{
  IdioFinding *finding = idio_reading_get_finding (self);
  g_autoptr(GFile) folder = self->n_entries == 1 ? idio_folder_sum_find_folder (finding->file) : NULL;

  g_assert (IDIO_IS_READING (self));

  if (self->mails != NULL)
    finding->mails = idio_containers_add (self->containers, folder, self->mails);

  if (self->chats != NULL)
    finding->chats = idio_containers_add (self->containers, NULL, self->chats);

  g_clear_object (&self->mails);
  g_clear_object (&self->chats);
}

/* Goes on to the next file. */
static void
leave_file (IdioReading *self)
{
  const IdioFinding *finding = idio_reading_get_finding (self);
  gboolean is_spared = !self->again && !finding->by_many && !self->by_anyone;

  g_assert (IDIO_IS_READING (self));

  find_containers (self);
  idio_progress_end_file (self->progress, finding->size, is_spared ? finding->size : 0);
  self->open = FALSE;
  self->index++;
}

static void
close_file (IdioReading  *self,
            IdioBatch    *batch,
            const GError *error)
{
  const IdioFinding *finding = idio_reading_get_finding (self);

  g_assert (IDIO_IS_READING (self));

  self->n_failed += error != NULL && self->n_read == 0 && !self->again;

  /* What is read again fails again. */
  if (error != NULL && (self->again || !finding->by_many))
    {
      /* Of an archive its files were counted. */
      guint n_texts = g_hash_table_size (self->n_skipped) > 0 ? 0 : 1;
      IdioImportItem *item = idio_batch_leave_out (batch, finding->name, error->message, n_texts);

      if (!self->by_anyone && self->n_entries == 0)
        idio_second_look_keep_file (item, finding->file, error);
    }
  else if (error == NULL && self->n_entries == 0)
    idio_batch_leave_out (batch, finding->name, _("There are no words in it."), 1);

  sum_up (self, batch);
  leave_file (self);
}

static void
want (IdioWanted       *wanted,
      const IdioAnswer *answer)
{
  GHashTableIter iter;
  gpointer account, other;

  if (answer->others != NULL)
    {
      g_hash_table_iter_init (&iter, answer->others);

      while (g_hash_table_iter_next (&iter, &account, &other))
        idio_wanted_add (wanted, account, ((IdioOther *) other)->start);
    }

  g_hash_table_iter_init (&iter, answer->accounts);

  while (g_hash_table_iter_next (&iter, &account, NULL))
    idio_wanted_add (wanted, account, answer->start);
}

static IdioWanted *
make_wanted (IdioReading         *self,
             const IdioContainer *mails,
             const IdioContainer *chats)
{
  const IdioContainer *containers[] = { mails, chats };
  g_autoptr(IdioWanted) wanted = NULL;

  g_assert (IDIO_IS_READING (self));

  if (self->by_anyone)
    return NULL;

  wanted = idio_wanted_new ();

  for (guint i = 0; i < G_N_ELEMENTS (containers) && self->again; i++)
    if (containers[i] != NULL && containers[i]->answer == NULL)
      return NULL;
    else if (containers[i] != NULL)
      want (wanted, containers[i]->answer);

  return g_steal_pointer (&wanted);
}

/* What nobody will take needs not be read: most of the mails in a box are by others. It is the same for all files of a
 * folder. Returns: (nullable): NULL for all, as it is in a file of which a part is not answered, and must not count as by
 * others. */
static const IdioWanted *
find_wanted (IdioReading       *self,
             const IdioFinding *finding)
{
  g_assert (IDIO_IS_READING (self));

  if (self->wanted == NULL || self->wanted_mails != finding->mails || self->wanted_chats != finding->chats)
    {
      g_clear_pointer (&self->wanted, idio_wanted_free);
      self->wanted = make_wanted (self, finding->mails, finding->chats);
      self->wanted_mails = finding->mails;
      self->wanted_chats = finding->chats;
    }

  return self->wanted;
}

static gboolean
is_answered (const IdioFinding *finding)
{
  return (finding->mails != NULL && finding->mails->answer != NULL) ||
         (finding->chats != NULL && finding->chats->answer != NULL);
}

static gboolean
is_read (IdioReading       *self,
         const IdioFinding *finding)
{
  g_assert (IDIO_IS_READING (self));

  return finding->reason == NULL && (!self->again || is_answered (finding));
}

/* Hands the reader the files that come after the one that is read, as many as it accepts. */
static void
read_ahead (IdioReading *self)
{
  g_assert (IDIO_IS_READING (self));

  if (idio_reader_get_n_ahead (self->reader) == 0)
    self->n_ahead = self->index + 1;

  for (; self->n_ahead < self->findings->len; self->n_ahead++)
    {
      const IdioFinding *finding = g_ptr_array_index (self->findings, self->n_ahead);

      if (is_read (self, finding) &&
          !idio_reader_read_ahead (self->reader, finding->file, find_wanted (self, finding), self->cancellable))
        return;
    }
}

/* A file that needs not be read again */
static void
pass_over (IdioReading       *self,
           const IdioFinding *finding)
{
  g_assert (IDIO_IS_READING (self));

  if (finding->by_many)
    idio_progress_end_file (self->progress, finding->size, 0);

  self->index++;
}

/* Returns FALSE if nothing is left, or it was stopped. */
static gboolean
open_next (IdioReading *self,
           IdioBatch   *batch)
{
  g_assert (IDIO_IS_READING (self));

  while (self->index < self->findings->len)
    {
      const IdioFinding *finding = idio_reading_get_finding (self);
      g_autoptr(GError) error = NULL;

      if (self->again && !is_answered (finding))
        {
          pass_over (self, finding);
          continue;
        }

      g_set_str (&self->progress->name, finding->name);

      if (finding->reason == NULL &&
          idio_reader_open (self->reader, finding->file, find_wanted (self, finding), self->cancellable, &error))
        {
          self->n_entries = self->n_read = self->n_by_others = self->n_compared = self->n_too_old = 0;
          g_hash_table_remove_all (self->n_skipped);
          self->open = TRUE;
          read_ahead (self);

          return TRUE;
        }

      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return FALSE;

      self->n_failed += !self->again;
      idio_batch_leave_out (batch, finding->name, error != NULL ? error->message : finding->reason, 1);
      leave_file (self);
    }

  idio_folder_sum_tell (&self->folder_sum, batch);

  return FALSE;
}

/* Returns FALSE if nothing is left, or it was stopped. */
static gboolean
read_entry (IdioReading *self,
            IdioBatch   *batch,
            gsize       *n_bytes)
{
  g_autoptr(IdioEntry) entry = NULL;
  g_autoptr(GError) error = NULL;
  guint n_unwanted;

  g_assert (IDIO_IS_READING (self));

  if (!self->open && !open_next (self, batch))
    return FALSE;

  entry = idio_reader_next (self->reader, self->cancellable, &error);
  n_unwanted = idio_reader_take_n_unwanted (self->reader);
  self->n_entries += n_unwanted;
  self->n_read += n_unwanted;
  self->n_by_others += n_unwanted;

  if (entry != NULL)
    {
      idio_progress_set_position (self->progress, idio_reading_get_finding (self)->size,
                                  idio_reader_get_position (self->reader));

      /* Not all programs say it in the head. */
      if (entry->medium == IDIO_MEDIUM_MAIL && entry->title != NULL && idio_mail_subject_tells_automatic (entry->title))
        entry->flags |= IDIO_ENTRY_AUTOMATIC;

      idio_reading_take (self, batch, entry);
      *n_bytes += entry->text != NULL ? strlen (entry->text) : 0;
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return FALSE;
  else
    close_file (self, batch, error);

  return TRUE;
}

/* That a file of one text is done is only seen when the next is asked for. */
static gboolean
is_full (IdioReading     *self,
         const IdioBatch *batch,
         gsize            n_bytes,
         gint64           end)
{
  g_assert (IDIO_IS_READING (self));

  if (self->open && self->n_entries <= 1)
    return FALSE;

  return batch->texts->len + batch->others->len >= BATCH_TEXTS || n_bytes >= BATCH_BYTES ||
         g_get_monotonic_time () >= end;
}

/* What sum_up() would tell if nothing more was read */
static GPtrArray *
sum_up_so_far (IdioReading *self)
{
  g_autoptr(IdioBatch) batch = idio_batch_new ();

  g_assert (IDIO_IS_READING (self));

  if (self->open)
    idio_batch_leave_out_counts (batch, idio_reading_get_finding (self)->name, self->n_by_others, self->n_compared,
                                 self->n_too_old);

  idio_folder_sum_describe (&self->folder_sum, batch);

  return g_ptr_array_ref (batch->left_out);
}

static DexFuture *
read_thread (gpointer data)
{
  IdioReading *self = data;
  IdioBatch *batch = idio_batch_new ();
  gint64 end = g_get_monotonic_time () + BATCH_USEC;
  gsize n_bytes = 0;

  do
    batch->end = !read_entry (self, batch, &n_bytes);
  while (!batch->end && !is_full (self, batch, n_bytes, end));

  batch->n_done = self->index;
  batch->n_failed = self->n_failed;
  batch->so_far = sum_up_so_far (self);
  batch->in_part = self->open && self->n_read > 0 && (self->again || !idio_reading_get_finding (self)->by_many);
  batch->progress = idio_progress_copy (self->progress);

  return dex_future_new_take_boxed (IDIO_TYPE_BATCH, batch);
}

static void
idio_reading_finalize (GObject *object)
{
  IdioReading *self = IDIO_READING (object);

  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_pointer (&self->progress, idio_progress_free);
  g_clear_pointer (&self->user, g_strfreev);
  g_clear_pointer (&self->n_skipped, g_hash_table_unref);
  g_clear_pointer (&self->wanted, idio_wanted_free);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->reader);
  g_clear_object (&self->mails);
  g_clear_object (&self->chats);
  g_clear_pointer (&self->containers, g_ptr_array_unref);
  idio_folder_sum_clear (&self->folder_sum);

  G_OBJECT_CLASS (idio_reading_parent_class)->finalize (object);
}

static void
idio_reading_class_init (IdioReadingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = idio_reading_finalize;
}

static void
idio_reading_init (IdioReading *self)
{
  self->reader = idio_reader_new ();
  self->containers = idio_containers_new ();
  self->n_skipped = idio_skipped_files_new ();
}

/**
 * idio_reading_new:
 * @findings: (element-type IdioFinding): the files, which belong to the reading from now on
 * @by_anyone: whether it does not matter who wrote the texts
 * @user: (nullable) (array zero-terminated=1): what the user is called, as far as that is known
 * @cancellable: ends it early
 *
 * Returns: (transfer full): a reading of all that needs no answer first
 */
IdioReading *
idio_reading_new (GPtrArray          *findings,
                  gboolean            by_anyone,
                  const char * const *user,
                  GCancellable       *cancellable)
{
  IdioReading *self = g_object_new (IDIO_TYPE_READING, NULL);
  guint64 n_bytes = 0;

  self->findings = g_ptr_array_ref (findings);
  self->by_anyone = by_anyone;
  self->user = g_strdupv ((char **) user);
  self->cancellable = g_object_ref (cancellable);

  for (guint i = 0; i < findings->len; i++)
    n_bytes += ((IdioFinding *) g_ptr_array_index (findings, i))->size * (by_anyone ? 1 : 2);

  self->progress = idio_progress_new (n_bytes);

  return self;
}

/**
 * idio_reading_get_containers:
 * @self: a reading that is at its end
 *
 * Returns: (transfer none) (element-type IdioContainer): the texts of which it must be known who wrote them
 */
GPtrArray *
idio_reading_get_containers (IdioReading *self)
{
  g_return_val_if_fail (IDIO_IS_READING (self), NULL);

  return self->containers;
}

/**
 * idio_reading_restart:
 * @self: a reading that is at its end, of which some containers are answered
 *
 * Begins anew with those files that have texts in such a container, and with these texts only.
 */
void
idio_reading_restart (IdioReading *self)
{
  g_return_if_fail (IDIO_IS_READING (self));

  self->again = TRUE;
  self->index = 0;
  g_clear_pointer (&self->wanted, idio_wanted_free);
  idio_progress_begin (self->progress, TRUE);
}

/**
 * idio_reading_next:
 * @self: a reading
 *
 * Reads on, in a thread. The reading is not to be touched until the future resolves, nor ever if it is rejected.
 *
 * Returns: (transfer full): a future of an #IdioBatch, which is rejected when the cancellable is cancelled
 */
DexFuture *
idio_reading_next (IdioReading *self)
{
  DexFuture *stopped;

  g_return_val_if_fail (IDIO_IS_READING (self), NULL);

  stopped = dex_cancellable_new_from_cancellable (self->cancellable);

  return dex_future_first (idio_thread_spawn ("[idiolect-read]", read_thread, g_object_ref (self), g_object_unref),
                           stopped, NULL);
}
