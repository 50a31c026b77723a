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
#include "import/idio-entry-text.h"
#include "import/idio-findings.h"
#include "import/idio-folder-sum.h"
#include "import/idio-reader.h"
#include "import/idio-reading.h"
#include "import/idio-second-look.h"
#include "import/idio-skipped-files.h"
#include "import/idio-survey-others.h"

/* After this many texts, bytes or microseconds it is time to save what was read. */
#define BATCH_TEXTS 512
#define BATCH_BYTES (2 * 1000 * 1000)
#define BATCH_USEC  (200 * 1000)

struct _IdioReading
{
  GObject       parent_instance;
  GPtrArray    *findings;
  GCancellable *cancellable;
  IdioReader   *reader;
  IdioSurvey   *mails;          /* of the file that is read, and what else needs an author in it */
  IdioSurvey   *chats;
  GPtrArray    *containers;
  IdioProgress *progress;
  GStrv         user;           /* what the user is called, as far as that is known */
  GHashTable   *n_skipped;      /* files in the archive that is read, by the reason why they can't be */
  guint         index;          /* of the finding that is read, or is next */
  guint         n_ahead;        /* before this finding all that will be read were read ahead */
  guint         n_entries;      /* that it had so far */
  guint         n_by_others;
  guint         n_compared;
  guint         n_too_old;
  IdioFolderSum folder_sum;
  gsize         n_kept_bytes;   /* of texts that were left out */
  IdioWanted   *wanted;         /* of files with these containers */
  const void   *wanted_mails;
  const void   *wanted_chats;
  gboolean      open;
  gboolean      by_anyone;
  gboolean      again;          /* as it is known who the user is */
};

G_DEFINE_FINAL_TYPE (IdioReading, idio_reading, G_TYPE_OBJECT)

static IdioFinding *
get_finding (IdioReading *self)
{
  g_assert (IDIO_IS_READING (self));

  return g_ptr_array_index (self->findings, self->index);
}

/* Of a file of many texts, each is told by its title. */
static char *
name_entry (IdioReading     *self,
            const IdioEntry *entry)
{
  const IdioFinding *finding = get_finding (self);

  g_assert (IDIO_IS_READING (self));

  /* Translators: the name of a file, and the title of one of the texts in it */
  return entry->title != NULL && finding->by_many ? g_strdup_printf (_("%s: %s"), finding->name, entry->title)
                                                  : g_strdup (finding->name);
}

/* What is not read, not even once the user is known, is told as a sum. */
static void
sum_up (IdioReading *self,
        IdioBatch   *batch)
{
  const IdioFinding *finding = get_finding (self);

  g_assert (IDIO_IS_READING (self));

  if (self->n_entries == 1)
    idio_folder_sum_add (&self->folder_sum, batch, finding->file, finding->name, self->n_by_others, self->n_compared,
                         self->n_too_old);
  else
    {
      idio_batch_leave_out_others (batch, finding->name, self->n_by_others, self->n_compared);
      idio_batch_leave_out_older (batch, finding->name, self->n_too_old);
    }

  idio_skipped_files_tell (self->n_skipped, batch, finding->name);
}

/* Of a file that was read, it is known then whether it is one mail. */
static void
find_containers (IdioReading *self)
{
  IdioFinding *finding = get_finding (self);
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
  const IdioFinding *finding = get_finding (self);
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
  const IdioFinding *finding = get_finding (self);

  g_assert (IDIO_IS_READING (self));

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
take_text_by_other (IdioReading     *self,
                    IdioBatch       *batch,
                    const IdioEntry *entry,
                    GHashTable      *others,
                    char            *account)
{
  g_autofree char *writer = account;
  IdioOther *other = others != NULL ? g_hash_table_lookup (others, writer) : NULL;
  g_autoptr(IdioText) text = NULL;

  g_assert (IDIO_IS_READING (self));

  self->n_by_others++;

  if (other == NULL || other->n_left == 0 || entry->time < other->start ||
      (entry->flags & IDIO_ENTRY_BULK) != 0 || !(text = idio_entry_to_sure_text (entry, self->cancellable)))
    return;

  other->n_left--;
  self->n_compared++;
  g_ptr_array_add (batch->others, g_steal_pointer (&text));
  g_ptr_array_add (batch->writers, g_steal_pointer (&writer));
}

static void
take_text (IdioReading     *self,
           IdioBatch       *batch,
           const IdioEntry *entry)
{
  IdioFinding *finding = get_finding (self);
  g_autoptr(GError) error = NULL;
  g_autofree char *name = name_entry (self, entry);
  IdioText *text;

  g_assert (IDIO_IS_READING (self));

  text = idio_entry_to_text (entry, finding->name, self->by_anyone ? 1 : IDIO_MIN_WORDS,
                             (const char * const *) self->user, self->cancellable, &error);

  if (text != NULL)
    {
      if ((entry->flags & IDIO_ENTRY_CUT) != 0)
        idio_batch_leave_out (batch, name, _("Only its beginning was taken, because it is very long."), 1);

      if (text->charset != NULL)
        text->source = g_file_get_uri (finding->file);

      g_ptr_array_add (batch->texts, text);
      g_ptr_array_add (batch->names, g_steal_pointer (&name));
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      IdioImportItem *item = idio_batch_leave_out (batch, name, error->message, 1);

      if (!self->by_anyone)
        idio_second_look_keep_text (item, entry, finding->name, (const char * const *) self->user,
                                    &self->n_kept_bytes, self->cancellable);
    }
}

/* One of which it must be known who wrote it, once it is */
static void
take_text_by_anyone (IdioReading     *self,
                     IdioBatch       *batch,
                     const IdioEntry *entry)
{
  const IdioFinding *finding = get_finding (self);
  const IdioContainer *container = entry->medium == IDIO_MEDIUM_MAIL ? finding->mails : finding->chats;
  IdioAnswer *answer = container != NULL ? container->answer : NULL;
  g_autofree char *account = idio_entry_dup_account (entry);

  g_assert (IDIO_IS_READING (self));

  /* That it is left out as nobody was chosen was told already. */
  if (answer == NULL)
    return;

  if (!g_hash_table_contains (answer->accounts, account))
    take_text_by_other (self, batch, entry, answer->others, g_steal_pointer (&account));
  else if (entry->time < answer->start || answer->n_wanted == 0)
    self->n_too_old++;
  else
    {
      answer->n_wanted--;
      idio_progress_add_text (self->progress, entry->medium == IDIO_MEDIUM_MAIL);
      take_text (self, batch, entry);
    }
}

/* Counts a text of which it must be known who wrote it. */
static void
take_head (IdioReading     *self,
           const IdioEntry *entry)
{
  IdioSurvey **survey = entry->medium == IDIO_MEDIUM_MAIL ? &self->mails : &self->chats;

  g_assert (IDIO_IS_READING (self));

  if (*survey == NULL)
    *survey = idio_survey_new ();

  get_finding (self)->by_many = TRUE;
  idio_progress_add_text (self->progress, entry->medium == IDIO_MEDIUM_MAIL);
  idio_survey_add (*survey, entry);
}

static void
take_entry (IdioReading     *self,
            IdioBatch       *batch,
            const IdioEntry *entry)
{
  g_assert (IDIO_IS_READING (self));

  self->n_entries++;

  if ((entry->flags & IDIO_ENTRY_SKIPPED) != 0)
    {
      /* It is told the first time. */
      if (!self->again)
        idio_skipped_files_add (self->n_skipped, batch, get_finding (self)->name, entry);
    }
  else if (!self->again && (entry->flags & IDIO_ENTRY_HEAD) != 0)
    take_head (self, entry);
  else if (!self->again)
    take_text (self, batch, entry);
  else if (idio_entry_needs_author (entry))
    take_text_by_anyone (self, batch, entry);
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

/* Has the reader go on with the files behind the one that is read, as far as it takes them. */
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
      const IdioFinding *finding = get_finding (self);
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
          self->n_entries = self->n_by_others = self->n_compared = self->n_too_old = 0;
          g_hash_table_remove_all (self->n_skipped);
          self->open = TRUE;
          read_ahead (self);

          return TRUE;
        }

      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return FALSE;

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
  self->n_by_others += n_unwanted;

  if (entry != NULL)
    {
      idio_progress_set_position (self->progress, get_finding (self)->size, idio_reader_get_position (self->reader));
      take_entry (self, batch, entry);
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
