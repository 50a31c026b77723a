/* idio-unwritten.c: the brief that was typed, and for which nothing was written yet
 *
 * It is the user's text as all others: in the database, and erased with it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "corpus/idio-nick.h"
#include "draft/idio-unwritten.h"
#include "idio-enums.h"

/* The names of what is kept, among the attributes */
#define REQUEST  "unwritten-request"
#define KIND     "unwritten-kind"
#define AUDIENCE "unwritten-audience"
#define LENGTH   "unwritten-length"

/* Nothing is deleted in the course of this: after that the whole file would be made anew at the next start. */
static gboolean
put (sqlite3     *db,
     const char  *name,
     const char  *value,
     GError     **error)
{
  return idio_sql_run (db, error, "INSERT INTO attribute (name, value) VALUES (?, ?)"
                                  " ON CONFLICT (name) DO UPDATE SET value = excluded.value", "ss", name, value);
}

static DexFuture *
save_job (sqlite3  *db,
          gpointer  data)
{
  const IdioBrief *brief = data;
  GError *error = NULL;
  gboolean done;

  if (brief == NULL)
    done = idio_sql_run (db, &error, "UPDATE attribute SET value = '' WHERE name = ?", "s", REQUEST);
  else
    done = put (db, REQUEST, brief->request, &error) &&
           put (db, KIND, idio_nick_from_value (IDIO_TYPE_BRIEF_KIND, (int) brief->kind), &error) &&
           put (db, AUDIENCE, idio_audience_get_nick (brief->audience), &error) &&
           put (db, LENGTH, idio_nick_from_value (IDIO_TYPE_LENGTH, (int) brief->length), &error);

  return done ? dex_future_new_true () : dex_future_new_for_error (error);
}

static char *
get (sqlite3     *db,
     const char  *name,
     GError     **error)
{
  g_autoptr(sqlite3_stmt) statement =
    idio_sql_prepare (db, error, "SELECT value FROM attribute WHERE name = ?", "s", name);

  if (statement == NULL || !idio_sql_step (statement, error))
    return NULL;

  return idio_sql_dup_some_text (statement, 0);
}

static DexFuture *
load_job (sqlite3  *db,
          gpointer  data)
{
  GError *error = NULL;
  g_autofree char *request = get (db, REQUEST, &error);
  g_autofree char *kind_nick = error == NULL ? get (db, KIND, &error) : NULL;
  g_autofree char *audience_nick = error == NULL ? get (db, AUDIENCE, &error) : NULL;
  g_autofree char *length_nick = error == NULL ? get (db, LENGTH, &error) : NULL;
  IdioBriefKind kind = IDIO_BRIEF_KIND_WRITE;
  IdioAudience audience = IDIO_AUDIENCE_GENERAL;
  IdioLength length = IDIO_LENGTH_USUAL;

  if (error != NULL)
    return dex_future_new_for_error (error);

  if (request == NULL || *request == '\0')
    return dex_future_new_take_boxed (IDIO_TYPE_BRIEF, NULL);

  idio_nick_to_value (IDIO_TYPE_BRIEF_KIND, kind_nick, &kind);
  idio_audience_from_nick (audience_nick, &audience);
  idio_nick_to_value (IDIO_TYPE_LENGTH, length_nick, &length);

  return dex_future_new_take_boxed (IDIO_TYPE_BRIEF, idio_brief_new (kind, request, audience, length, 0));
}

/**
 * idio_unwritten_save:
 * @store: the database
 * @brief: (nullable): what was typed, or %NULL if there is nothing
 *
 * Returns: (transfer full): a future that resolves when it is saved, and what was saved before is gone
 */
DexFuture *
idio_unwritten_save (IdioStore       *store,
                     const IdioBrief *brief)
{
  g_return_val_if_fail (IDIO_IS_STORE (store), NULL);

  return idio_store_write (store, save_job, brief != NULL ? idio_brief_copy (brief) : NULL,
                           brief != NULL ? (GDestroyNotify) idio_brief_free : NULL);
}

/**
 * idio_unwritten_load:
 * @store: the database
 *
 * Returns: (transfer full): a future of the #IdioBrief that was saved last, or of %NULL
 */
DexFuture *
idio_unwritten_load (IdioStore *store)
{
  g_return_val_if_fail (IDIO_IS_STORE (store), NULL);

  return idio_store_read (store, load_job, NULL, NULL);
}
