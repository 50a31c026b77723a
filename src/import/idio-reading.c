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
#include "import/idio-import-item.h"
#include "import/idio-reader.h"
#include "import/idio-reading.h"

/* After this many texts, bytes or microseconds it is time to save what was read. */
#define BATCH_TEXTS 256
#define BATCH_BYTES (2 * 1000 * 1000)
#define BATCH_USEC  (100 * 1000)

struct _IdioReading
{
  GObject       parent_instance;
  GPtrArray    *findings;
  GCancellable *cancellable;
  IdioReader   *reader;
  IdioSurvey   *survey;
  GHashTable   *accounts;       /* those of the user, once they are known */
  gint64        start;          /* what was written earlier is not wanted */
  guint         index;          /* of the finding that is read, or is next */
  guint         n_entries;      /* that it had so far */
  guint         n_by_others;
  guint         n_too_old;
  gboolean      open;
  gboolean      by_anyone;
};

G_DEFINE_FINAL_TYPE (IdioReading, idio_reading, G_TYPE_OBJECT)

G_DEFINE_BOXED_TYPE (IdioBatch, idio_batch, idio_batch_ref, idio_batch_unref)

static IdioBatch *
batch_new (void)
{
  IdioBatch *batch = g_atomic_rc_box_new0 (IdioBatch);

  batch->texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
  batch->names = g_ptr_array_new_with_free_func (g_free);
  batch->left_out = g_ptr_array_new_with_free_func (g_object_unref);

  return batch;
}

static void
batch_clear (IdioBatch *batch)
{
  g_clear_pointer (&batch->texts, g_ptr_array_unref);
  g_clear_pointer (&batch->names, g_ptr_array_unref);
  g_clear_pointer (&batch->left_out, g_ptr_array_unref);
}

IdioBatch *
idio_batch_ref (IdioBatch *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
idio_batch_unref (IdioBatch *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) batch_clear);
}

static void
leave_out_some (IdioBatch  *batch,
                const char *name,
                const char *reason,
                guint       n_texts)
{
  IdioImportItem *item = idio_import_item_new (name, IDIO_IMPORT_OUTCOME_LEFT_OUT, reason, 0);

  idio_import_item_set_n_texts (item, n_texts);
  g_ptr_array_add (batch->left_out, item);
}

static void
leave_out (IdioBatch  *batch,
           const char *name,
           const char *reason)
{
  leave_out_some (batch, name, reason, 1);
}

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

  if (self->n_by_others > 0)
    {
      g_autofree char *reason = g_strdup_printf (ngettext ("%u text by somebody else", "%u texts by others",
                                                           self->n_by_others), self->n_by_others);

      leave_out_some (batch, finding->name, reason, self->n_by_others);
    }

  if (self->n_too_old > 0)
    {
      g_autofree char *reason = g_strdup_printf (ngettext ("%u older text that you did not choose",
                                                           "%u older texts that you did not choose", self->n_too_old),
                                                 self->n_too_old);

      leave_out_some (batch, finding->name, reason, self->n_too_old);
    }
}

static void
close_file (IdioReading  *self,
            IdioBatch    *batch,
            const GError *error)
{
  const IdioFinding *finding = get_finding (self);

  g_assert (IDIO_IS_READING (self));

  /* What is read again fails again. */
  if (error != NULL && (self->accounts != NULL || !finding->by_many))
    leave_out (batch, finding->name, error->message);
  else if (error == NULL && self->n_entries == 0)
    leave_out (batch, finding->name, _("There are no words in it."));

  sum_up (self, batch);
  self->open = FALSE;
  self->index++;
}

/* Returns: whether the user wrote it, lately enough */
static gboolean
is_wanted (IdioReading     *self,
           const IdioEntry *entry)
{
  g_autofree char *account = idio_entry_dup_account (entry);

  g_assert (IDIO_IS_READING (self));

  if (!g_hash_table_contains (self->accounts, account))
    self->n_by_others++;
  else if (entry->time < self->start)
    self->n_too_old++;
  else
    return TRUE;

  return FALSE;
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

  text = idio_entry_to_text (entry, finding->name, self->by_anyone ? 1 : IDIO_MIN_WORDS, self->cancellable, &error);

  if (text != NULL)
    {
      if (text->charset != NULL)
        text->source = g_file_get_uri (finding->file);

      g_ptr_array_add (batch->texts, text);
      g_ptr_array_add (batch->names, g_steal_pointer (&name));
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    leave_out (batch, name, error->message);
}

/* A file in an archive that can't be read, which is told the first time */
static void
take_skipped (IdioReading     *self,
              IdioBatch       *batch,
              const IdioEntry *entry)
{
  g_autofree char *name = g_strdup_printf (_("%s: %s"), get_finding (self)->name, entry->place);

  g_assert (IDIO_IS_READING (self));

  if (self->accounts == NULL)
    leave_out (batch, name, entry->title);
}

static void
take_entry (IdioReading     *self,
            IdioBatch       *batch,
            const IdioEntry *entry)
{
  IdioFinding *finding = get_finding (self);

  g_assert (IDIO_IS_READING (self));

  self->n_entries++;

  if ((entry->flags & IDIO_ENTRY_SKIPPED) != 0)
    take_skipped (self, batch, entry);
  else if ((entry->flags & IDIO_ENTRY_HEAD) != 0)
    {
      finding->by_many = TRUE;
      idio_survey_add (self->survey, entry);
    }
  else if (self->accounts == NULL)
    take_text (self, batch, entry);
  else if (idio_entry_needs_author (entry) && is_wanted (self, entry))
    take_text (self, batch, entry);
}

static gboolean
open_file (IdioReading        *self,
           const IdioFinding  *finding,
           GError            **error)
{
  gboolean heads = self->accounts == NULL && !self->by_anyone;

  g_assert (IDIO_IS_READING (self));

  return idio_reader_open (self->reader, finding->file, heads, self->cancellable, error);
}

/* Returns FALSE if nothing is left, or it was stopped. */
static gboolean
open_next (IdioReading *self,
           IdioBatch   *batch)
{
  g_assert (IDIO_IS_READING (self));

  for (; self->index < self->findings->len; self->index++)
    {
      const IdioFinding *finding = get_finding (self);
      g_autoptr(GError) error = NULL;

      if (self->accounts != NULL && !finding->by_many)
        continue;

      if (finding->reason != NULL)
        leave_out (batch, finding->name, finding->reason);
      else if (open_file (self, finding, &error))
        {
          self->n_entries = self->n_by_others = self->n_too_old = 0;
          self->open = TRUE;

          return TRUE;
        }
      else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return FALSE;
      else
        leave_out (batch, finding->name, error->message);
    }

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

  g_assert (IDIO_IS_READING (self));

  if (!self->open && !open_next (self, batch))
    return FALSE;

  if ((entry = idio_reader_next (self->reader, self->cancellable, &error)))
    {
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

  return batch->texts->len >= BATCH_TEXTS || n_bytes >= BATCH_BYTES || g_get_monotonic_time () >= end;
}

static DexFuture *
read_thread (gpointer data)
{
  IdioReading *self = data;
  IdioBatch *batch = batch_new ();
  gint64 end = g_get_monotonic_time () + BATCH_USEC;
  gsize n_bytes = 0;

  do
    batch->end = !read_entry (self, batch, &n_bytes);
  while (!batch->end && !is_full (self, batch, n_bytes, end));

  batch->n_done = self->index;

  return dex_future_new_take_boxed (IDIO_TYPE_BATCH, batch);
}

static void
idio_reading_finalize (GObject *object)
{
  IdioReading *self = IDIO_READING (object);

  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_pointer (&self->accounts, g_hash_table_unref);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->reader);
  g_clear_object (&self->survey);

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
  self->survey = idio_survey_new ();
  self->start = G_MININT64;
}

/**
 * idio_reading_new:
 * @findings: (element-type IdioFinding): the files, which belong to the reading from now on
 * @by_anyone: whether it does not matter who wrote the texts
 * @cancellable: ends it early
 *
 * Returns: (transfer full): a reading of all that needs no answer first
 */
IdioReading *
idio_reading_new (GPtrArray    *findings,
                  gboolean      by_anyone,
                  GCancellable *cancellable)
{
  IdioReading *self = g_object_new (IDIO_TYPE_READING, NULL);

  self->findings = g_ptr_array_ref (findings);
  self->by_anyone = by_anyone;
  self->cancellable = g_object_ref (cancellable);

  return self;
}

/**
 * idio_reading_get_survey:
 * @self: a reading that is at its end
 *
 * Returns: (transfer none): the texts of which it must be known who wrote them
 */
IdioSurvey *
idio_reading_get_survey (IdioReading *self)
{
  g_return_val_if_fail (IDIO_IS_READING (self), NULL);

  return self->survey;
}

/**
 * idio_reading_restart:
 * @self: a reading that is at its end
 * @accounts: (array zero-terminated=1): those of the user
 * @start: what was written earlier is left out; in seconds since 1970
 *
 * Begins anew with those files that have texts of which it must be known who wrote them, and with these texts only.
 */
void
idio_reading_restart (IdioReading        *self,
                      const char * const *accounts,
                      gint64              start)
{
  g_return_if_fail (IDIO_IS_READING (self));

  self->accounts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; accounts[i] != NULL; i++)
    g_hash_table_add (self->accounts, g_strdup (accounts[i]));

  self->start = start;
  self->index = 0;
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
