/* idio-backup.c: a voice as one file, to be kept or taken elsewhere
 *
 * API keys and services are not in the database, and so in no backup.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "corpus/idio-backup-file.h"
#include "corpus/idio-backup-merge.h"
#include "idio-fiber.h"
#include "idio-save.h"
#include "idio-thread.h"
#include "voice/idio-backup.h"
#include "voice/idio-disclosure.h"
#include "voice/idio-hypothesis.h"

struct _IdioBackup
{
  IdioBackupContents *contents;
  GBytes             *image;
};

G_DEFINE_BOXED_TYPE (IdioBackup, idio_backup, idio_backup_ref, idio_backup_unref)

static IdioBackupCounts *
counts_copy (IdioBackupCounts *counts)
{
  return g_memdup2 (counts, sizeof *counts);
}

static void
counts_free (IdioBackupCounts *counts)
{
  g_free (counts);
}

G_DEFINE_BOXED_TYPE (IdioBackupCounts, idio_backup_counts, counts_copy, counts_free)

static void
backup_clear (gpointer data)
{
  IdioBackup *self = data;

  g_clear_pointer (&self->contents, idio_backup_contents_free);
  g_clear_pointer (&self->image, g_bytes_unref);
}

IdioBackup *
idio_backup_ref (IdioBackup *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

void
idio_backup_unref (IdioBackup *self)
{
  g_atomic_rc_box_release_full (self, backup_clear);
}

/**
 * idio_backup_get_contents:
 * @self: a backup
 *
 * Returns: (transfer none): what is in it
 */
const IdioBackupContents *
idio_backup_get_contents (IdioBackup *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->contents;
}

/* What the thread gets */
typedef struct
{
  char               *path;
  GFile              *file;
  GArray             *cards; /* or NULL */
  IdioBackupFlags     flags;
  IdioBackupContents *contents;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  g_clear_pointer (&saving->path, g_free);
  g_clear_object (&saving->file);
  g_clear_pointer (&saving->cards, g_array_unref);
  g_free (saving);
}

static gboolean
write_file (GFile     *file,
            gpointer   data,
            GError   **error)
{
  Saving *saving = data;

  return idio_backup_file_write (file, saving->path, saving->cards, saving->contents, error);
}

static DexFuture *
save_thread (gpointer data)
{
  Saving *saving = data;
  g_autoptr(IdioBackupContents) contents = g_new0 (IdioBackupContents, 1);
  GError *error = NULL;

  contents->with_documents = !(saving->flags & IDIO_BACKUP_WITHOUT_DOCUMENTS);

  saving->contents = contents;

  if (!idio_save (saving->file, saving->flags & IDIO_BACKUP_OVERWRITE, write_file, saving, &error))
    return dex_future_new_for_error (error);

  return dex_future_new_take_boxed (IDIO_TYPE_BACKUP_COUNTS, counts_copy (&contents->counts));
}

/* What the fiber gets */
typedef struct
{
  IdioCorpus      *corpus;
  GFile           *file;
  IdioBackupFlags  flags;
} Save;

static void
save_free (gpointer data)
{
  Save *save = data;

  g_clear_object (&save->corpus);
  g_clear_object (&save->file);
  g_free (save);
}

/* Without the documents nobody knows which cards show something of those that never leave this computer. */
static GArray *
list_cards (IdioCorpus  *corpus,
            GError     **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GArray) withheld = NULL;
  g_autoptr(GPtrArray) cards = NULL;

  if (!(withheld = dex_await_boxed (idio_corpus_list_private (corpus), error)) ||
      !(cards = dex_await_boxed (idio_disclosure_load_cards (corpus, withheld), error)))
    return NULL;

  for (guint i = 0; i < cards->len; i++)
    {
      gint64 id = idio_hypothesis_get_id (g_ptr_array_index (cards, i));

      g_array_append_val (ids, id);
    }

  return g_steal_pointer (&ids);
}

static DexFuture *
save_fiber (gpointer data)
{
  Save *save = data;
  g_autoptr(GArray) cards = NULL;
  Saving *saving;
  GError *error = NULL;

  if ((save->flags & IDIO_BACKUP_WITHOUT_DOCUMENTS) && !(cards = list_cards (save->corpus, &error)))
    return dex_future_new_for_error (error);

  saving = g_new0 (Saving, 1);
  saving->path = g_strdup (idio_store_get_path (idio_corpus_get_store (save->corpus)));
  saving->file = g_object_ref (save->file);
  saving->cards = g_steal_pointer (&cards);
  saving->flags = save->flags;

  return idio_thread_spawn ("[idiolect-backup]", save_thread, saving, saving_free);
}

/**
 * idio_backup_save:
 * @corpus: the documents, with whose database the cards and drafts are
 * @file: where to save the backup
 * @flags: how
 *
 * Without documents, cards that show something of documents which never leave this computer are left out, too.
 *
 * Returns: (transfer full): a future of how much is in the backup, an #IdioBackupCounts. If it is rejected, a file that
 *   was there is as it was
 */
DexFuture *
idio_backup_save (IdioCorpus      *corpus,
                  GFile           *file,
                  IdioBackupFlags  flags)
{
  Save *save;

  g_return_val_if_fail (IDIO_IS_CORPUS (corpus), NULL);
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  save = g_new0 (Save, 1);
  save->corpus = g_object_ref (corpus);
  save->file = g_object_ref (file);
  save->flags = flags;

  return idio_fiber_spawn (save_fiber, save, save_free);
}

static DexFuture *
open_thread (gpointer file)
{
  g_autoptr(IdioBackupContents) contents = NULL;
  GBytes *image;
  IdioBackup *self;
  GError *error = NULL;

  if (!(image = idio_backup_file_read (file, &contents, &error)))
    return dex_future_new_for_error (error);

  self = g_atomic_rc_box_new0 (IdioBackup);
  self->contents = g_steal_pointer (&contents);
  self->image = image;

  return dex_future_new_take_boxed (IDIO_TYPE_BACKUP, self);
}

/**
 * idio_backup_open:
 * @file: what should be a backup
 *
 * Reads and checks all of it. Nothing of it is restored before idio_backup_restore().
 *
 * Returns: (transfer full): a future of an #IdioBackup, or of an error in %IDIO_BACKUP_ERROR or %G_IO_ERROR
 */
DexFuture *
idio_backup_open (GFile *file)
{
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  return idio_thread_spawn ("[idiolect-restore]", open_thread, g_object_ref (file), g_object_unref);
}

typedef struct
{
  IdioBackup *backup;
  char       *replaced; /* the path of the database, or NULL */
} Restore;

static void
restore_free (gpointer data)
{
  Restore *restore = data;

  g_clear_pointer (&restore->backup, idio_backup_unref);
  g_clear_pointer (&restore->replaced, g_free);
  g_free (restore);
}

static DexFuture *
restore_job (sqlite3  *db,
             gpointer  data)
{
  Restore *restore = data;
  g_autofree IdioBackupCounts *added = g_new0 (IdioBackupCounts, 1);
  GError *error = NULL;

  if (!idio_backup_merge (db, restore->backup->image, restore->replaced, added, &error))
    return dex_future_new_for_error (error);

  return dex_future_new_take_boxed (IDIO_TYPE_BACKUP_COUNTS, g_steal_pointer (&added));
}

/**
 * idio_backup_restore:
 * @self: a backup
 * @store: the database
 * @replace: whether what is here goes to the file of idio_replaced_get_file(); otherwise it stays, and what is missing
 *   comes to it
 *
 * Restores all of it or, if the future is rejected, nothing.
 *
 * Returns: (transfer full): a future of how much came, an #IdioBackupCounts
 */
DexFuture *
idio_backup_restore (IdioBackup *self,
                     IdioStore  *store,
                     gboolean    replace)
{
  Restore *restore;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (IDIO_IS_STORE (store), NULL);

  restore = g_new0 (Restore, 1);
  restore->backup = idio_backup_ref (self);
  restore->replaced = replace ? g_strdup (idio_store_get_path (store)) : NULL;

  /* It has a transaction of its own: SQLite attaches nothing within one. */
  return idio_store_read (store, restore_job, restore, restore_free);
}

static DexFuture *
count_job (sqlite3  *db,
           gpointer  data)
{
  IdioBackupCounts counts;
  GError *error = NULL;

  if (!idio_backup_counts_read (&counts, db, &error))
    return dex_future_new_for_error (error);

  return dex_future_new_take_boxed (IDIO_TYPE_BACKUP_COUNTS, counts_copy (&counts));
}

/**
 * idio_backup_count:
 * @store: the database
 *
 * Returns: (transfer full): a future of how much is here, an #IdioBackupCounts
 */
DexFuture *
idio_backup_count (IdioStore *store)
{
  g_return_val_if_fail (IDIO_IS_STORE (store), NULL);

  return idio_store_read (store, count_job, NULL, NULL);
}
