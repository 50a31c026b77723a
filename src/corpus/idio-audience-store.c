/* idio-audience-store.c: the user's own audiences in the database
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "corpus/idio-audience-store.h"
#include "corpus/idio-audiences.h"

/* Maximum length of a name that is read, in characters */
#define MAX_READ_CHARS 1000

/* What has an audience, and where a deleted one is remembered */
static const struct
{
  const char *remove;
  const char *restore;
  gsize       ids;
} uses[] = {
  { "UPDATE document SET audience = 'general' WHERE audience = ? RETURNING id",
    "UPDATE document SET audience = ? WHERE id = ? AND audience = 'general'",
    G_STRUCT_OFFSET (IdioRemovedAudience, documents) },
  { "UPDATE card SET audience = 'general' WHERE audience = ? RETURNING id",
    "UPDATE card SET audience = ? WHERE id = ? AND audience = 'general'",
    G_STRUCT_OFFSET (IdioRemovedAudience, cards) },
  { "UPDATE brief SET audience = 'general' WHERE audience = ? RETURNING id",
    "UPDATE brief SET audience = ? WHERE id = ? AND audience = 'general'",
    G_STRUCT_OFFSET (IdioRemovedAudience, briefs) },
};

G_DEFINE_BOXED_TYPE (IdioRemovedAudience, idio_removed_audience, idio_removed_audience_ref, idio_removed_audience_unref)

static GArray *
get_ids (const IdioRemovedAudience *self,
         guint                      use)
{
  return G_STRUCT_MEMBER (GArray *, self, uses[use].ids);
}

static IdioRemovedAudience *
removed_new (IdioAudience audience)
{
  IdioRemovedAudience *self = g_atomic_rc_box_new0 (IdioRemovedAudience);

  self->audience = audience;

  for (guint i = 0; i < G_N_ELEMENTS (uses); i++)
    G_STRUCT_MEMBER (GArray *, self, uses[i].ids) = g_array_new (FALSE, FALSE, sizeof (gint64));

  return self;
}

static void
removed_clear (gpointer data)
{
  IdioRemovedAudience *self = data;

  g_clear_pointer (&self->name, g_free);

  for (guint i = 0; i < G_N_ELEMENTS (uses); i++)
    g_array_unref (get_ids (self, i));
}

IdioRemovedAudience *
idio_removed_audience_ref (IdioRemovedAudience *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
idio_removed_audience_unref (IdioRemovedAudience *self)
{
  g_atomic_rc_box_release_full (self, removed_clear);
}

static gint64
get_number (IdioAudience audience)
{
  return idio_audience_is_own (audience) ? audience - IDIO_AUDIENCE_OWN : 0;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  IdioAudienceItem *first = *(IdioAudienceItem * const *) a, *second = *(IdioAudienceItem * const *) b;
  int order = g_utf8_collate (idio_audience_item_get_name (first), idio_audience_item_get_name (second));
  IdioAudience one = idio_audience_item_get_audience (first), other = idio_audience_item_get_audience (second);

  return order != 0 ? order : (one > other) - (one < other);
}

/* A database from elsewhere may have any bytes there. */
static char *
dup_name (sqlite3_stmt *statement,
          int           column,
          IdioAudience  audience)
{
  g_autofree char *text = idio_sql_dup_some_text (statement, column);
  g_autofree char *name = idio_audience_clean_name (text);

  return *name != '\0' ? g_steal_pointer (&name) : g_strdup (idio_audience_get_nick (audience));
}

/**
 * idio_audience_store_load:
 * @db: a connection
 * @error: (out): a location for an error
 *
 * A database from elsewhere may have any number of them, with any names: the first %IDIO_AUDIENCES_MAX_OWN are read.
 *
 * Returns: (transfer full) (nullable) (element-type IdioAudienceItem): the user's own audiences, sorted by name
 */
GPtrArray *
idio_audience_store_load (sqlite3  *db,
                          GError  **error)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(sqlite3_stmt) statement =
    idio_sql_prepare (db, error, "SELECT id, substr (name, 1, ?) FROM audience WHERE id BETWEEN 1 AND ? ORDER BY id"
                                 " LIMIT ?", "iii", (gint64) MAX_READ_CHARS, (gint64) IDIO_AUDIENCE_MAX_NUMBER,
                      (gint64) IDIO_AUDIENCES_MAX_OWN);
  GError *local_error = NULL;

  if (statement == NULL)
    return NULL;

  while (idio_sql_step (statement, &local_error))
    {
      IdioAudience audience = IDIO_AUDIENCE_OWN + (IdioAudience) sqlite3_column_int64 (statement, 0);
      g_autofree char *name = dup_name (statement, 1, audience);

      g_ptr_array_add (items, idio_audience_item_new (audience, name));
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }

  g_ptr_array_sort (items, compare_names);

  return g_steal_pointer (&items);
}

/* Another program may have taken the name in the meantime. */
static gboolean
check_free (sqlite3       *db,
            const char    *name,
            const char    *folded,
            IdioAudience   except,
            GError       **error)
{
  gboolean taken;

  if (!idio_sql_exists (db, &taken, error, "SELECT 1 FROM audience WHERE folded = ? AND id <> ?", "si", folded,
                        get_number (except)))
    return FALSE;

  if (taken)
    idio_audience_set_taken (name, error);

  return !taken;
}

/**
 * idio_audience_store_set_many:
 * @error: (out): a location for an error, that there would be too many audiences
 */
void
idio_audience_store_set_many (GError **error)
{
  g_set_error (error, IDIO_STORE_ERROR, IDIO_STORE_ERROR_MANY,
               ngettext ("There can be at most %d audience of your own.",
                         "There can be at most %d audiences of your own.", IDIO_AUDIENCES_MAX_OWN),
               IDIO_AUDIENCES_MAX_OWN);
}

static gboolean
check_many (sqlite3  *db,
            GError  **error)
{
  gint64 n_own, last;

  if (!idio_sql_query_int (db, "SELECT count(*) FROM audience", &n_own, error) ||
      !idio_sql_query_int (db, "SELECT coalesce (max (seq), 0) FROM sqlite_sequence WHERE name = 'audience'", &last,
                           error))
    return FALSE;

  if (n_own < IDIO_AUDIENCES_MAX_OWN && last < IDIO_AUDIENCE_MAX_NUMBER)
    return TRUE;

  idio_audience_store_set_many (error);

  return FALSE;
}

/**
 * idio_audience_store_add:
 * @db: a connection, with a transaction open
 * @name: a clean name
 * @audience: (out): a location for the new audience
 * @error: (out): a location for an error
 *
 * Returns: whether it is there now
 */
gboolean
idio_audience_store_add (sqlite3       *db,
                         const char    *name,
                         IdioAudience  *audience,
                         GError       **error)
{
  g_autofree char *folded = idio_audience_fold_name (name);

  if (!check_free (db, name, folded, IDIO_AUDIENCE_GENERAL, error) || !check_many (db, error) ||
      !idio_sql_run (db, error, "INSERT INTO audience (name, folded) VALUES (?, ?)", "ss", name, folded))
    return FALSE;

  *audience = IDIO_AUDIENCE_OWN + (IdioAudience) sqlite3_last_insert_rowid (db);

  return TRUE;
}

/**
 * idio_audience_store_rename:
 * @db: a connection, with a transaction open
 * @audience: an audience of the user's own
 * @name: its new name, a clean one
 * @error: (out): a location for an error; %IDIO_STORE_ERROR_GONE if it is not there
 *
 * Returns: whether it has that name now
 */
gboolean
idio_audience_store_rename (sqlite3       *db,
                            IdioAudience   audience,
                            const char    *name,
                            GError       **error)
{
  g_autofree char *folded = idio_audience_fold_name (name);

  if (!check_free (db, name, folded, audience, error) ||
      !idio_sql_run (db, error, "UPDATE audience SET name = ?, folded = ? WHERE id = ?", "ssi", name, folded,
                     get_number (audience)))
    return FALSE;

  if (sqlite3_changes (db) > 0)
    return TRUE;

  idio_sql_set_error_code (IDIO_STORE_ERROR_GONE, error);

  return FALSE;
}

static char *
take_name (sqlite3       *db,
           IdioAudience   audience,
           GError       **error)
{
  g_autoptr(sqlite3_stmt) statement = idio_sql_prepare (db, error, "DELETE FROM audience WHERE id = ?"
                                                        " RETURNING substr (name, 1, ?)", "ii", get_number (audience),
                                                        (gint64) MAX_READ_CHARS);
  GError *local_error = NULL;
  char *name = NULL;

  if (statement == NULL)
    return NULL;

  while (idio_sql_step (statement, &local_error))
    {
      g_free (name);
      name = dup_name (statement, 0, audience);
    }

  if (local_error == NULL && name == NULL)
    idio_sql_set_error_code (IDIO_STORE_ERROR_GONE, &local_error);

  if (local_error == NULL)
    return name;

  g_propagate_error (error, local_error);
  g_free (name);

  return NULL;
}

/**
 * idio_audience_store_remove:
 * @db: a connection, with a transaction open
 * @audience: an audience of the user's own
 * @error: (out): a location for an error; %IDIO_STORE_ERROR_GONE if it is not there
 *
 * Deletes it. What is for it is for %IDIO_AUDIENCE_GENERAL then.
 *
 * Returns: (transfer full) (nullable): what was deleted
 */
IdioRemovedAudience *
idio_audience_store_remove (sqlite3       *db,
                            IdioAudience   audience,
                            GError       **error)
{
  g_autoptr(IdioRemovedAudience) removed = removed_new (audience);
  GError *local_error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (uses) && local_error == NULL; i++)
    {
      g_autoptr(sqlite3_stmt) statement = idio_sql_prepare (db, &local_error, uses[i].remove, "s",
                                                            idio_audience_get_nick (audience));

      while (statement != NULL && idio_sql_step (statement, &local_error))
        {
          gint64 id = sqlite3_column_int64 (statement, 0);

          g_array_append_val (get_ids (removed, i), id);
        }
    }

  if (local_error == NULL)
    removed->name = take_name (db, audience, &local_error);

  if (local_error == NULL)
    return g_steal_pointer (&removed);

  g_propagate_error (error, local_error);

  return NULL;
}

/**
 * idio_audience_store_restore:
 * @db: a connection, with a transaction open
 * @removed: what idio_audience_store_remove() deleted
 * @error: (out): a location for an error; %IDIO_STORE_ERROR_NAME if another audience has the name now
 *
 * Brings it back, and what was for it, unless that is for another audience in the meantime.
 *
 * Returns: whether that worked
 */
gboolean
idio_audience_store_restore (sqlite3                    *db,
                             const IdioRemovedAudience  *removed,
                             GError                    **error)
{
  g_autofree char *folded = idio_audience_fold_name (removed->name);

  if (!check_free (db, removed->name, folded, removed->audience, error) ||
      !idio_sql_run (db, error, "INSERT OR IGNORE INTO audience (id, name, folded) VALUES (?, ?, ?)", "iss",
                     get_number (removed->audience), removed->name, folded))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (uses); i++)
    for (guint j = 0; j < get_ids (removed, i)->len; j++)
      if (!idio_sql_run (db, error, uses[i].restore, "si", idio_audience_get_nick (removed->audience),
                         g_array_index (get_ids (removed, i), gint64, j)))
        return FALSE;

  return TRUE;
}
