/* idio-backup-merge.c: what is in a backup comes to what is here
 *
 * What is here stays as it is. Documents, cards and requests of the backup that are here already are those that are
 * here, and the others get new numbers.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "corpus/idio-audience-store.h"
#include "corpus/idio-audiences.h"
#include "corpus/idio-backup-image.h"
#include "corpus/idio-backup-merge.h"
#include "corpus/idio-database.h"
#include "corpus/idio-replaced.h"

/* For each row of the backup which row it is here; what becomes of those that are in neither list is that they stay
 * behind. "whole": its quotes and parts are where they were. */
static const char begin[] =
  "CREATE TEMP TABLE restored_audience (old TEXT PRIMARY KEY, new TEXT NOT NULL);"
  "CREATE TEMP TABLE restored_document (old INTEGER PRIMARY KEY, new INTEGER NOT NULL, added INTEGER NOT NULL,"
  "  whole INTEGER NOT NULL);"
  "CREATE TEMP TABLE restored_card (old INTEGER PRIMARY KEY, new INTEGER NOT NULL, added INTEGER NOT NULL);"
  "CREATE TEMP TABLE restored_brief (old INTEGER PRIMARY KEY, new INTEGER NOT NULL, added INTEGER NOT NULL);";

static const char end[] =
  "DROP TABLE temp.restored_audience; DROP TABLE temp.restored_document; DROP TABLE temp.restored_card;"
  "DROP TABLE temp.restored_brief;";

/* What this computer sent, the folders it watches, and what is being typed are no part of a voice. */
static const char clear[] =
  "DELETE FROM main.card; DELETE FROM main.brief; DELETE FROM main.background_text; DELETE FROM main.background_salt;"
  "DELETE FROM main.audience; DELETE FROM main.account; DELETE FROM main.disowned;"
  "DELETE FROM main.attribute WHERE name NOT LIKE 'unwritten-%';"
  "INSERT OR IGNORE INTO main.remains VALUES (1, 1);";

/* What an audience of the backup is here, in SQL. A number that is in use here may be that of another one there. */
#define HERE(audience) \
  "coalesce ((SELECT new FROM temp.restored_audience WHERE old = " audience ")," \
  " iif (" audience " GLOB 'own-*', 'general', " audience "))"

/* The same of the JSON of an edit */
#define EDIT_HERE(json) \
  "iif (json_valid (" json ") AND " json " ->> 'audience' GLOB 'own-*'," \
  " json_set (" json ", '$.audience', " HERE (json " ->> 'audience'") "), " json ")"

/* How many audiences there would be */
static const char count_audiences[] =
  "SELECT (SELECT count(*) FROM main.audience) +"
  " (SELECT count(*) FROM backup.audience WHERE folded NOT IN (SELECT folded FROM main.audience))";

/* Audiences are the same that people take for the same by their names. */
static const char add_audiences[] =
  "INSERT OR IGNORE INTO main.audience (name, folded) SELECT name, folded FROM backup.audience"
  " WHERE folded NOT IN (SELECT folded FROM main.audience) ORDER BY id;"
  "INSERT INTO temp.restored_audience SELECT 'own-' || b.id, 'own-' || a.id FROM backup.audience AS b"
  " JOIN main.audience AS a ON a.folded = b.folded;";

/* A text is here if a document has it, had it before it was edited, or stands for it. */
static const char find_documents[] =
  "INSERT INTO temp.restored_document"
  " SELECT b.id, d.id, 0, b.body = d.body FROM backup.document AS b JOIN main.document AS d ON d.hash = b.hash;"
  "INSERT OR IGNORE INTO temp.restored_document SELECT b.id, d.id, 0, 0 FROM backup.document AS b"
  " JOIN main.former AS f ON f.hash = b.hash JOIN main.document AS d ON d.id = f.document AND d.removed IS NULL;"
  "INSERT OR IGNORE INTO temp.restored_document SELECT b.id, d.id, 0, 0 FROM backup.document AS b"
  " JOIN main.alike AS a ON a.hash = b.hash JOIN main.document AS d ON d.id = a.document AND d.removed IS NULL;"
  "INSERT OR IGNORE INTO temp.restored_document SELECT b.id, d.id, 0, 0 FROM backup.document AS b"
  " JOIN backup.former AS f ON f.document = b.id JOIN main.document AS d ON d.hash = f.hash AND d.removed IS NULL;"
  "INSERT INTO temp.restored_document"
  " SELECT id, (SELECT coalesce (max (seq), 0) FROM main.sqlite_sequence WHERE name = 'document')"
  "   + row_number () OVER (ORDER BY id), 1, 1 FROM backup.document"
  " WHERE id NOT IN (SELECT old FROM temp.restored_document) AND hash NOT IN (SELECT hash FROM main.disowned);";

/* What was removed here is missing here. What must not leave the computer in one of the two may not. */
static const char update_documents[] =
  "UPDATE main.document SET removed = NULL, session = NULL, trashed = 0 WHERE removed IS NOT NULL AND id IN"
  " (SELECT r.new FROM temp.restored_document AS r JOIN backup.document AS b ON b.id = r.old WHERE b.removed IS NULL);"
  "UPDATE main.document SET private = 1 WHERE private = 0 AND id IN"
  " (SELECT r.new FROM temp.restored_document AS r JOIN backup.document AS b ON b.id = r.old WHERE b.private <> 0);";

/* People can change whom a card is for: it is the same still, as it was added at the same time. */
static const char find_cards[] =
  "INSERT INTO temp.restored_card SELECT id, here, 0 FROM (SELECT b.id, (SELECT c.id FROM main.card AS c"
  "   WHERE iif (b.habit IS NOT NULL, c.habit = b.habit, c.habit IS NULL AND c.source = b.source"
  "              AND c.proposed = b.proposed AND (c.audience = " HERE ("b.audience") " OR c.added = b.added))"
  "   ORDER BY c.audience <> " HERE ("b.audience") ", c.id LIMIT 1) AS here FROM backup.card AS b)"
  " WHERE here IS NOT NULL;"
  "INSERT INTO temp.restored_card"
  " SELECT id, (SELECT coalesce (max (seq), 0) FROM main.sqlite_sequence WHERE name = 'card')"
  "   + row_number () OVER (ORDER BY id), 1 FROM backup.card WHERE id NOT IN (SELECT old FROM temp.restored_card);";

static const char find_briefs[] =
  "INSERT INTO temp.restored_brief SELECT b.id, min (h.id), 0 FROM backup.brief AS b JOIN main.brief AS h"
  " ON h.made = b.made AND h.request = b.request AND h.kind = b.kind AND h.audience = " HERE ("b.audience")
  " GROUP BY b.id;"
  "INSERT INTO temp.restored_brief"
  " SELECT id, (SELECT coalesce (max (seq), 0) FROM main.sqlite_sequence WHERE name = 'brief')"
  "   + row_number () OVER (ORDER BY id), 1 FROM backup.brief WHERE id NOT IN (SELECT old FROM temp.restored_brief);";

static const char add_the_rest[] =
  "INSERT OR IGNORE INTO main.disowned SELECT hash FROM backup.disowned"
  " WHERE hash NOT IN (SELECT hash FROM main.document WHERE removed IS NULL);"
  "INSERT OR IGNORE INTO main.evidence (card, document, start, length)"
  " SELECT c.new, d.new, e.start, e.length FROM backup.evidence AS e"
  " JOIN temp.restored_card AS c ON c.old = e.card JOIN temp.restored_document AS d ON d.old = e.document"
  " WHERE d.whole;"
  "INSERT INTO main.attribute (name, value) SELECT name, value FROM backup.attribute WHERE TRUE"
  " ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE value = '';"
  "INSERT OR IGNORE INTO main.account SELECT account FROM backup.account;"
  "INSERT OR IGNORE INTO main.background_salt SELECT id, salt FROM backup.background_salt;";

/* A table with rows to add, of which one column is the number of a row of the backup that has become another */
typedef struct
{
  const char *name;
  const char *column; /* NULL: there is none */
  const char *restored;
  gboolean    always; /* also to what was here, where it has no such row */
} Child;

static const Child children[] = {
  { "document", "id", "restored_document" },
  { "part", "document", "restored_document" },
  { "former", "document", "restored_document" },
  { "alike", "document", "restored_document" },
  { "card", "id", "restored_card" },
  { "edit", "card", "restored_card" },
  { "brief", "id", "restored_brief" },
  { "draft", "brief", "restored_brief", TRUE },
  { "background_text", NULL, NULL },
};

/* A column of the backup, in SQL */
static char *
map_column (const char *column,
            gboolean    mapped)
{
  if (mapped)
    return g_strdup ("r.new");

  if (g_str_equal (column, "audience"))
    return g_strdup (HERE ("b.audience"));

  if (g_str_equal (column, "before") || g_str_equal (column, "after"))
    return g_strdup (g_str_equal (column, "before") ? EDIT_HERE ("b.before") : EDIT_HERE ("b.after"));

  return g_strconcat ("b.", column, NULL);
}

/* Adds the rows of a table that are new, or belong to such or to what was here. Their own numbers, if they have any,
 * become other ones. */
static gboolean
add_rows (sqlite3      *db,
          const Child  *child,
          GError      **error)
{
  g_autoptr(GPtrArray) columns = idio_backup_list_columns (db, child->name, error);
  g_autoptr(GString) names = g_string_new (NULL), values = g_string_new (NULL);
  g_autoptr(GString) sql = g_string_new (NULL);

  if (columns == NULL)
    return FALSE;

  for (guint i = 0; i < columns->len; i++)
    {
      const char *column = g_ptr_array_index (columns, i);
      gboolean mapped = g_strcmp0 (column, child->column) == 0;
      g_autofree char *value = map_column (column, mapped);

      if (g_str_equal (column, "id") && !mapped)
        continue;

      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", column);
      g_string_append_printf (values, "%s%s", values->len > 0 ? ", " : "", value);
    }

  g_string_append_printf (sql, "INSERT OR IGNORE INTO main.%s (%s) SELECT %s FROM backup.%s AS b", child->name,
                          names->str, values->str, child->name);

  if (child->column != NULL)
    g_string_append_printf (sql, " JOIN temp.%s AS r ON r.old = b.%s WHERE r.added OR %d", child->restored, child->column,
                            child->always);

  return idio_sql_script (db, sql->str, error);
}

static gboolean
add_children (sqlite3  *db,
              GError  **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    if (!add_rows (db, &children[i], error))
      return FALSE;

  return TRUE;
}

/* Documents that were removed here, and are not in the backup */
static const char count_back[] =
  "SELECT count(*) FROM temp.restored_document AS r JOIN main.document AS d ON d.id = r.new"
  " JOIN backup.document AS b ON b.id = r.old WHERE d.removed IS NOT NULL AND b.removed IS NULL";

static const char count_documents[] =
  "SELECT count(*) FROM temp.restored_document AS r JOIN main.document AS d ON d.id = r.new"
  " WHERE r.added AND d.removed IS NULL";

static const char count_cards[] =
  "SELECT count(*) FROM temp.restored_card AS r JOIN main.card AS c ON c.id = r.new"
  " WHERE r.added AND c.state <> 'rejected'";

static gboolean
count_added (sqlite3           *db,
             IdioBackupCounts  *added,
             GError           **error)
{
  gint64 n_documents, n_cards, n_requests;

  if (!idio_sql_query_int (db, count_documents, &n_documents, error) ||
      !idio_sql_query_int (db, count_cards, &n_cards, error) ||
      !idio_sql_query_int (db, "SELECT count(*) FROM temp.restored_brief WHERE added", &n_requests, error))
    return FALSE;

  added->n_documents = (guint) n_documents;
  added->n_cards = (guint) n_cards;
  added->n_requests = (guint) n_requests;

  return TRUE;
}

static gboolean
merge_audiences (sqlite3  *db,
                 GError  **error)
{
  gint64 n_audiences;

  if (!idio_sql_query_int (db, count_audiences, &n_audiences, error))
    return FALSE;

  if (n_audiences <= IDIO_AUDIENCES_MAX_OWN)
    return idio_sql_script (db, add_audiences, error);

  idio_audience_store_set_many (error);

  return FALSE;
}

/* Documents that come are put into the index at once, which is many times quicker. */
static gboolean
merge (sqlite3           *db,
       IdioBackupCounts  *added,
       GError           **error)
{
  gint64 last, n_back;
  gboolean done;

  if (!idio_sql_script (db, begin, error) || !merge_audiences (db, error) ||
      !idio_sql_script (db, find_documents, error) || !idio_sql_script (db, find_cards, error) ||
      !idio_sql_script (db, find_briefs, error) ||
      !idio_sql_query_int (db, count_back, &n_back, error) ||
      !idio_sql_script (db, update_documents, error) ||
      !idio_database_begin_adding (db, &last, error))
    return FALSE;

  done = add_children (db, error);

  if (!idio_database_end_adding (db, done ? last : -1, done ? error : NULL) || !done)
    return FALSE;

  if (!idio_sql_script (db, add_the_rest, error) || !count_added (db, added, error) ||
      !idio_sql_script (db, end, error))
    return FALSE;

  added->n_documents += (guint) n_back;

  return TRUE;
}

/* Before anything is deleted, all of it is in a file. */
static gboolean
replace_all (sqlite3     *db,
             const char  *path,
             GError     **error)
{
  return idio_replaced_save_new (path, error) && idio_database_delete_documents (db, "TRUE", error) &&
         idio_sql_script (db, clear, error);
}

static gboolean
run_in_transaction (sqlite3           *db,
                    const char        *replaced,
                    IdioBackupCounts  *added,
                    GError           **error)
{
  gboolean locked, done;

  if (!idio_sql_script (db, "BEGIN", error))
    return FALSE;

  /* This takes the lock, as BEGIN IMMEDIATE would on the image too, which can't be written. Cards are counted again. */
  locked = idio_sql_script (db, "DELETE FROM main.measured", error);
  done = locked && (replaced == NULL || replace_all (db, replaced, error)) && merge (db, added, error) &&
         idio_sql_script (db, "COMMIT", error);

  if (locked && replaced != NULL)
    idio_replaced_end_new (replaced, done);

  if (!done)
    sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);

  return done;
}

/**
 * idio_backup_merge:
 * @db: a connection, with no transaction open
 * @image: a database from idio_backup_image_import()
 * @replaced: (nullable): the path of that database, if what is here is kept with idio_replaced_save_new() and deleted
 *   before. Nobody else can write meanwhile
 * @added: (out): how much came
 * @error: (out): a location for an error in %IDIO_STORE_ERROR
 *
 * Adds what is in the image and missing here, in one transaction.
 *
 * Returns: whether that worked; if not, nothing was changed
 */
gboolean
idio_backup_merge (sqlite3           *db,
                   GBytes            *image,
                   const char        *replaced,
                   IdioBackupCounts  *added,
                   GError           **error)
{
  gboolean done;

  if (!idio_backup_image_attach (db, "backup", image, error))
    {
      sqlite3_exec (db, "DETACH backup", NULL, NULL, NULL);
      return FALSE;
    }

  done = run_in_transaction (db, replaced, added, error);
  sqlite3_exec (db, "DETACH backup", NULL, NULL, NULL);

  return done;
}
