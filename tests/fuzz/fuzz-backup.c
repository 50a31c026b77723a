/* fuzz-backup.c: a file that may be a backup, restored into a voice
 *
 * Of the first byte the lowest bit says whether the voice is replaced or added to, and the next whether the rest is the
 * whole file, or an input of databases_write(), which is put into a backup that is right but for its database.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "corpus/idio-backup-archive.h"
#include "corpus/idio-schema.h"
#include "databases.h"
#include "fuzz.h"
#include "idio-workspace-restore.h"
#include "voice/idio-backup.h"

#define REPLACE 1
#define SEALED  2

static char *
dup_path (const char *name)
{
  return g_build_filename (fuzz_get_dir (), name, NULL);
}

static void
write_bytes (const char *path,
             GBytes     *bytes)
{
  if (!g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL))
    g_error ("%s could not be written", path);
}

/* The file that is written when the user makes a backup, of any database */
static void
seal (GFile        *file,
      const guint8 *data,
      gsize         size)
{
  g_autoptr(IdioBackupContents) contents = g_new0 (IdioBackupContents, 1);
  g_autofree char *path = dup_path ("idiolect.db");
  g_autoptr(GFileOutputStream) stream = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL);
  g_autoptr(GBytes) database = NULL;
  char *bytes;
  gsize length;

  databases_write (data, size);

  if (!g_file_get_contents (path, &bytes, &length, NULL))
    g_error ("The database could not be read");

  database = g_bytes_new_take (bytes, length);
  contents->application = g_strdup (PACKAGE_VERSION);
  contents->created = 1;
  contents->with_documents = TRUE;
  contents->schema = idio_schema_get_newest ();

  if (stream == NULL || !idio_backup_archive_write (G_OUTPUT_STREAM (stream), contents, database, NULL))
    g_error ("The backup could not be written");
}

/* The voice as it was before, with the same texts and cards */
static IdioWorkspace *
open_good (void)
{
  g_autofree char *folder = dup_path ("good"), *path = dup_path ("good/idiolect.db"), *wal = dup_path ("good/idiolect.db-wal"),
                  *shm = dup_path ("good/idiolect.db-shm");
  g_autoptr(GError) error = NULL;
  IdioWorkspace *workspace;

  g_mkdir_with_parents (folder, 0700);
  g_unlink (wal);
  g_unlink (shm);
  write_bytes (path, databases_get_good ());

  if (!(workspace = dex_await_object (idio_workspace_open (folder), &error)))
    g_error ("%s", error->message);

  return workspace;
}

static gboolean
restore (const guint8  *data,
         gsize          size,
         IdioWorkspace *workspace)
{
  g_autofree char *path = dup_path ("fuzz" IDIO_BACKUP_SUFFIX);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GBytes) rest = g_bytes_new (data + 1, size - 1);
  g_autoptr(IdioBackup) backup = NULL;
  g_autofree IdioBackupCounts *counts = NULL;
  g_autoptr(GError) error = NULL;

  if ((data[0] & SEALED) && size > 1)
    seal (file, data + 1, size - 1);
  else
    write_bytes (path, rest);

  if ((backup = dex_await_boxed (idio_backup_open (file), &error)))
    counts = dex_await_boxed (idio_workspace_restore (workspace, backup, (data[0] & REPLACE) != 0), &error);

  g_assert (counts != NULL || *error->message != '\0');

  return counts != NULL;
}

static DexFuture *
restore_fiber (gpointer data)
{
  GBytes *input = data;
  g_autoptr(IdioWorkspace) workspace = open_good ();
  GListModel *corpus = G_LIST_MODEL (idio_workspace_get_corpus (workspace));
  guint n_documents = g_list_model_get_n_items (corpus);
  gsize size;
  const guint8 *bytes = g_bytes_get_data (input, &size);
  gboolean restored = restore (bytes, size, workspace);

  /* What is there is only lost where it was to be replaced, and by something. */
  g_assert (g_list_model_get_n_items (corpus) >= n_documents || (restored && (bytes[0] & REPLACE)));
  databases_check (workspace);

  return dex_future_new_true ();
}

int
fuzz_run (const guint8 *data,
          size_t        size)
{
  g_autoptr(GBytes) input = g_bytes_new_static (data, size);

  if (size == 0)
    return 0;

  databases_get_good ();
  fuzz_run_fiber (restore_fiber, input);

  return 0;
}
