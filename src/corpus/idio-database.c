/* idio-database.c: opens the database, in whatever state its file is
 *
 * Nothing is written before it is sure that the file is ours and not from the future. Another process may be doing the
 * same at the same moment, and the file may have been damaged or made to do harm.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "corpus/idio-database.h"
#include "corpus/idio-index.h"
#include "corpus/idio-schema.h"
#include "corpus/idio-session.h"

/* How long to wait before a lock is tried again that SQLite does not wait for */
#define RETRY_USEC (20 * 1000)

/* The index is made anew of so many documents in less time than one is deleted from it. */
#define KEPT_PER_DELETED 16

/* The file's own path, with no links in it: what SQLite puts beside the file is named after that. */
static char *
find_file (const char  *path,
           GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  struct stat status;
  char *file;
  int made;

  g_mkdir_with_parents (folder, 0700);

  /* Not opened, because to close it again would drop the locks on it that another store of this process has. */
  made = mknod (path, S_IFREG | 0600, 0) == 0 ? 0 : errno;

  if (stat (path, &status) != 0)
    {
      /* A link to nowhere: the disk is missing that the file was moved to. A new file there would hide it. */
      if (made == EEXIST)
        idio_sql_set_error_code (IDIO_STORE_ERROR_DISK, error);
      else
        idio_sql_set_error_code (made == ENOSPC || made == EDQUOT ? IDIO_STORE_ERROR_FULL : IDIO_STORE_ERROR_READ_ONLY,
                                 error);

      return NULL;
    }

  if (!S_ISREG (status.st_mode))
    {
      idio_sql_set_error_code (IDIO_STORE_ERROR_NOT_OURS, error);
      return NULL;
    }

  if (!(file = realpath (path, NULL)))
    idio_sql_set_error_code (IDIO_STORE_ERROR_READ_ONLY, error);

  return file;
}

/* What SQLite makes beside the file gets the mode of the file. What is there already may be older. */
static void
make_private (const char *file)
{
  static const char * const suffixes[] = { "", "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *path = g_strconcat (file, suffixes[i], NULL);
      struct stat status;

      if (lstat (path, &status) == 0 && S_ISREG (status.st_mode) && status.st_uid == geteuid () &&
          (status.st_mode & 077) != 0 && chmod (path, 0600) != 0)
        g_debug ("%s stays readable by others: %s", path, g_strerror (errno));
    }
}

/* SQL's this_session (): the number of this session, NULL if there is none */
static void
this_session (sqlite3_context  *context,
              int               n_values,
              sqlite3_value   **values)
{
  IdioSession *session = sqlite3_user_data (context);

  if (session != NULL)
    sqlite3_result_int64 (context, idio_session_get_id (session));
}

/* SQL's is_active (session): whether that session has not ended, as far as is known */
static void
is_active (sqlite3_context  *context,
           int               n_values,
           sqlite3_value   **values)
{
  IdioSession *session = sqlite3_user_data (context);
  gint64 id = sqlite3_value_int64 (values[0]);

  sqlite3_result_int (context, session != NULL ? idio_session_is_active (session, id) : id > 0);
}

static void
free_session (gpointer session)
{
  if (session != NULL)
    idio_session_free (session);
}

/* The session ends when the connection does. */
static void
begin_session (sqlite3    *db,
               const char *file)
{
  IdioSession *session = idio_session_new (file);
  int flags = SQLITE_UTF8 | SQLITE_DIRECTONLY;

  sqlite3_create_function_v2 (db, "is_active", 1, flags, session, is_active, NULL, NULL, NULL);
  sqlite3_create_function_v2 (db, "this_session", 0, flags, session, this_session, NULL, NULL, free_session);
}

static sqlite3 *
connect_to (const char  *name,
            int          flags,
            GError     **error)
{
  g_autoptr(sqlite3) db = NULL;

  if (sqlite3_open_v2 (name, &db, flags, NULL) != SQLITE_OK)
    {
      idio_sql_set_error (db, error);
      return NULL;
    }

  sqlite3_busy_timeout (db, IDIO_DATABASE_BUSY_MSEC);
  sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);

  /* What else SQLite recommends for files that may have been tampered with. Its temporary files would be copies of
   * texts, which are overwritten by nobody. */
  if (!idio_sql_script (db,
                        "PRAGMA trusted_schema = OFF;"
                        "PRAGMA cell_size_check = ON;"
                        "PRAGMA mmap_size = 0;"
                        "PRAGMA temp_store = MEMORY;",
                        error))
    return NULL;

  return g_steal_pointer (&db);
}

static gboolean
set_up (sqlite3     *db,
        const char  *file,
        GError     **error)
{
  gint64 version;

  if (!idio_schema_check_version (db, &version, error))
    return FALSE;

  make_private (file);

  /* Not before the first reading, which tells whether the file can be used at all, and how. */
  idio_index_make_stoppable (db);

  /* FULL: a commit is on the disk before it is shown as saved. Removed texts are overwritten with zeros. Migrations may
   * replace tables that others refer to. */
  return idio_sql_script (db,
                          "PRAGMA journal_mode = WAL;"
                          "PRAGMA synchronous = FULL;"
                          "PRAGMA secure_delete = ON;"
                          "PRAGMA foreign_keys = OFF;",
                          error) &&
         idio_schema_migrate (db, version, error) &&
         idio_schema_check (db, TRUE, error) &&
         idio_sql_script (db, "PRAGMA foreign_keys = ON;", error);
}

static sqlite3 *
open_to_write (const char  *file,
               GError     **error)
{
  g_autoptr(sqlite3) db = connect_to (file, SQLITE_OPEN_READWRITE, error);
  gint64 deadline = g_get_monotonic_time () + IDIO_DATABASE_BUSY_MSEC * G_TIME_SPAN_MILLISECOND;
  GError *local_error = NULL;

  if (db == NULL)
    return NULL;

  /* SQLite waits for no lock when it changes the journal mode, as another process may be doing. */
  while (!set_up (db, file, &local_error))
    {
      if (!g_error_matches (local_error, IDIO_STORE_ERROR, IDIO_STORE_ERROR_BUSY) ||
          g_get_monotonic_time () > deadline)
        {
          g_propagate_error (error, local_error);
          return NULL;
        }

      g_clear_error (&local_error);
      g_usleep (RETRY_USEC);
    }

  return g_steal_pointer (&db);
}

static gboolean
set_up_to_read (sqlite3  *db,
                GError  **error)
{
  gint64 version;

  if (!idio_schema_check_version (db, &version, error))
    return FALSE;

  if (version != idio_schema_get_newest ())
    {
      idio_sql_set_error_code (IDIO_STORE_ERROR_READ_ONLY, error);
      return FALSE;
    }

  return idio_schema_check (db, FALSE, error) &&
         idio_sql_script (db, "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON;", error);
}

/* SQLite shares a file among the users of a database. Whoever has the database alone needs none; but others can't use
 * it then. */
static sqlite3 *
open_alone (const char  *file,
            GError     **error)
{
  g_autoptr(sqlite3) db = connect_to (file, SQLITE_OPEN_READWRITE, error);

  if (db == NULL ||
      !idio_sql_script (db, "PRAGMA locking_mode = EXCLUSIVE", error) ||
      !set_up_to_read (db, error))
    return NULL;

  return g_steal_pointer (&db);
}

/* Where no file can be made at all, the database is read as if nobody could change it. What is only in the log would be
 * missing. */
static sqlite3 *
open_unchanging (const char  *file,
                 GError     **error)
{
  g_autofree char *log = g_strconcat (file, "-wal", NULL);
  g_autofree char *escaped = g_uri_escape_bytes ((const guint8 *) file, strlen (file), "/");
  g_autofree char *uri = g_strdup_printf ("file:%s?immutable=1", escaped);
  g_autoptr(sqlite3) db = NULL;
  struct stat status;

  if (stat (log, &status) == 0 && status.st_size > 0)
    {
      idio_sql_set_error_code (IDIO_STORE_ERROR_READ_ONLY, error);
      return NULL;
    }

  if (!(db = connect_to (uri, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, error)) ||
      !set_up_to_read (db, error))
    return NULL;

  return g_steal_pointer (&db);
}

/**
 * idio_database_open:
 * @path: the path of the database; made, with its folder, if there is none
 * @error: (out): a location for an error in %IDIO_STORE_ERROR
 *
 * Opens the database and brings it to this version's form. Where nothing can be written, because the disk is full or
 * the folder is read-only, it can be read if it has this form already; each change is refused then, or made if there is
 * room again. In SQL, `this_session ()` gives the number of the connection, and `is_active (session)` whether that of
 * the number is still open, in any process.
 *
 * Returns: (transfer full) (nullable): a connection
 */
sqlite3 *
idio_database_open (const char  *path,
                    GError     **error)
{
  g_autofree char *file = find_file (path, error);
  g_autoptr(GError) local_error = NULL;
  sqlite3 *db;

  if (file == NULL)
    return NULL;

  if (!(db = open_to_write (file, &local_error)) &&
      (g_error_matches (local_error, IDIO_STORE_ERROR, IDIO_STORE_ERROR_FULL) ||
       g_error_matches (local_error, IDIO_STORE_ERROR, IDIO_STORE_ERROR_DISK) ||
       g_error_matches (local_error, IDIO_STORE_ERROR, IDIO_STORE_ERROR_READ_ONLY)))
    {
      if (!(db = open_alone (file, NULL)))
        db = open_unchanging (file, NULL);
    }

  if (db == NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    begin_session (db, file);

  return db;
}

/**
 * idio_database_rebuild_index:
 * @db: a connection, with no transaction open
 * @error: (out): a location for an error
 *
 * Makes the index of words anew, which has nothing that is not in the documents.
 *
 * Returns: whether that worked
 */
gboolean
idio_database_rebuild_index (sqlite3  *db,
                             GError  **error)
{
  return idio_sql_run (db, error, "INSERT INTO document_search (document_search) VALUES ('rebuild')", NULL);
}

static gboolean
delete_documents (sqlite3     *db,
                  const char  *condition,
                  GError     **error)
{
  g_autofree char *sql = g_strdup_printf ("DELETE FROM document WHERE %s", condition);

  return idio_sql_script (db, sql, error);
}

/**
 * idio_database_begin_adding:
 * @db: a connection, with a transaction open
 * @last: (out): what idio_database_end_adding() is told
 * @error: (out): a location for an error
 *
 * Until idio_database_end_adding() documents that are added are not put into the index of words. FTS5 writes what it has
 * whenever a statement begins that may be undone, which takes several times as long as to index all at once.
 *
 * Returns: whether that worked
 */
gboolean
idio_database_begin_adding (sqlite3  *db,
                            gint64   *last,
                            GError  **error)
{
  if (!idio_sql_query_int (db, "SELECT coalesce (max (id), 0) FROM document", last, error))
    return FALSE;

  sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);

  return TRUE;
}

/**
 * idio_database_pause_adding:
 * @db: a connection, between idio_database_begin_adding() and idio_database_end_adding()
 * @paused: whether what is changed now goes into the index at once
 *
 * For documents that are not new.
 */
void
idio_database_pause_adding (sqlite3  *db,
                            gboolean  paused)
{
  sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_TRIGGER, (int) paused, NULL);
}

/**
 * idio_database_end_adding:
 * @db: a connection, with the same transaction open
 * @last: what idio_database_begin_adding() said
 * @error: (out): a location for an error
 *
 * Puts the documents into the index that were added. Has to be called after errors, too.
 *
 * Returns: whether that worked
 */
gboolean
idio_database_end_adding (sqlite3  *db,
                          gint64    last,
                          GError  **error)
{
  sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 1, NULL);

  return last < 0 || idio_sql_run (db, error, "INSERT INTO document_search (rowid, title, body)"
                                              " SELECT id, title, body FROM document WHERE id > ?", "i", last);
}

/* Quick deletes leave the words in the index, which is made anew at once. */
static gboolean
delete_and_rebuild (sqlite3     *db,
                    const char  *condition,
                    GError     **error)
{
  static const char set[] = "INSERT INTO document_search (document_search, rank) VALUES ('secure-delete', ?)";

  return idio_sql_run (db, error, set, "i", (gint64) 0) &&
         delete_documents (db, condition, error) &&
         idio_database_rebuild_index (db, error) &&
         idio_sql_run (db, error, set, "i", (gint64) 1);
}

/**
 * idio_database_delete_documents:
 * @db: a connection, with a transaction open
 * @condition: which documents, in SQL
 * @error: (out): a location for an error
 *
 * Deletes documents for good, and their words from the index. To delete one from the index without leaving words
 * behind takes many times as long as to add one. So if many go, the index is made anew of those that stay.
 *
 * Returns: whether that worked
 */
gboolean
idio_database_delete_documents (sqlite3     *db,
                                const char  *condition,
                                GError     **error)
{
  g_autofree char *count = g_strdup_printf ("SELECT count(*) FROM document WHERE %s", condition);
  gint64 n_deleted, n_all;

  if (!idio_sql_query_int (db, count, &n_deleted, error))
    return FALSE;

  if (n_deleted == 0)
    return TRUE;

  if (!idio_sql_query_int (db, "SELECT count(*) FROM document", &n_all, error))
    return FALSE;

  return n_all - n_deleted < n_deleted * KEPT_PER_DELETED ? delete_and_rebuild (db, condition, error)
                                                          : delete_documents (db, condition, error);
}

/**
 * idio_database_shred:
 * @db: a connection, with no transaction open
 * @error: (out): a location for an error; %IDIO_STORE_ERROR_REMAINS if another program still reads the file as it was
 *
 * Takes what is left of deleted words out of the file, and out of the log beside it. Does little if there are none.
 *
 * Returns: whether they are gone. If not they go the next time.
 */
gboolean
idio_database_shred (sqlite3  *db,
                     GError  **error)
{
  GError *local_error = NULL;
  gint64 deletions = 0;
  gboolean done = idio_sql_query_int (db, "SELECT deletions FROM remains", &deletions, &local_error) &&
                  (deletions == 0 || idio_sql_script (db, "VACUUM", &local_error));

  if (done && sqlite3_wal_checkpoint_v2 (db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL) != SQLITE_OK)
    {
      idio_sql_set_error (db, &local_error);
      done = FALSE;
    }

  /* Unless another process has deleted something in the meantime. */
  if (done)
    return deletions == 0 || idio_sql_run (db, error, "DELETE FROM remains WHERE deletions = ?", "i", deletions);

  if (!g_error_matches (local_error, IDIO_STORE_ERROR, IDIO_STORE_ERROR_BUSY))
    g_propagate_error (error, local_error);
  else
    {
      g_error_free (local_error);
      idio_sql_set_error_code (IDIO_STORE_ERROR_REMAINS, error);
    }

  return FALSE;
}
