/* idio-corpus-trash.c: what a person removed, until they restore it or have it erased
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "corpus/idio-corpus.h"
#include "corpus/idio-database.h"
#include "idio-fiber.h"

/* Shared by a fiber and the store's thread */
typedef struct
{
  IdioStore *store;
  GArray    *ids;  /* of what is erased, or NULL for all that is in the trash */
} Erasure;

static void
erasure_clear (gpointer data)
{
  Erasure *erasure = data;

  g_clear_object (&erasure->store);
  g_clear_pointer (&erasure->ids, g_array_unref);
}

static void
erasure_unref (gpointer erasure)
{
  g_atomic_rc_box_release_full (erasure, erasure_clear);
}

static DexFuture *
list_job (sqlite3  *db,
          gpointer  data)
{
  g_autoptr(GPtrArray) documents = g_ptr_array_new_with_free_func (g_object_unref);
  GError *error = NULL;
  g_autoptr(sqlite3_stmt) statement =
    idio_sql_prepare (db, &error,
                      "SELECT " IDIO_DOCUMENT_COLUMNS " FROM document WHERE removed IS NOT NULL AND trashed <> 0"
                      " ORDER BY removed DESC, id DESC", NULL);

  while (statement != NULL && idio_sql_step (statement, &error))
    g_ptr_array_add (documents, idio_document_new_from_row (statement));

  if (error != NULL)
    return dex_future_new_for_error (error);

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&documents));
}

static DexFuture *
erase_job (sqlite3  *db,
           gpointer  data)
{
  Erasure *erasure = data;
  g_autoptr(GString) condition = g_string_new ("removed IS NOT NULL AND trashed <> 0");
  GError *error = NULL;

  if (erasure->ids != NULL)
    {
      g_string_append (condition, " AND id IN (0");

      for (guint i = 0; i < erasure->ids->len; i++)
        g_string_append_printf (condition, ", %" G_GINT64_FORMAT, g_array_index (erasure->ids, gint64, i));

      g_string_append_c (condition, ')');
    }

  if (!idio_database_delete_documents (db, condition->str, &error))
    return dex_future_new_for_error (error);

  return dex_future_new_true ();
}

static DexFuture *
erase_fiber (gpointer data)
{
  Erasure *erasure = data;
  GError *error = NULL;

  if (!dex_await (idio_store_write (erasure->store, erase_job, g_atomic_rc_box_acquire (erasure), erasure_unref), &error) ||
      !dex_await (idio_store_shred (erasure->store, TRUE), &error))
    return dex_future_new_for_error (error);

  return dex_future_new_true ();
}

/**
 * idio_corpus_list_trash:
 * @self: a corpus
 *
 * Returns: (transfer full): a future of a #GPtrArray of #IdioDocument: what idio_corpus_trash() removed, last one first
 */
DexFuture *
idio_corpus_list_trash (IdioCorpus *self)
{
  g_return_val_if_fail (IDIO_IS_CORPUS (self), NULL);

  return idio_store_read (idio_corpus_get_store (self), list_job, NULL, NULL);
}

/**
 * idio_corpus_erase:
 * @self: a corpus
 * @ids: (nullable) (element-type gint64): the numbers of documents in the trash; %NULL for all that are there
 *
 * Deletes them for good, and overwrites their words.
 *
 * Returns: (transfer full): a future that resolves when nothing is left of them; %IDIO_STORE_ERROR_REMAINS if another
 *   program does not let go of it
 */
DexFuture *
idio_corpus_erase (IdioCorpus *self,
                   GArray     *ids)
{
  Erasure *erasure;

  g_return_val_if_fail (IDIO_IS_CORPUS (self), NULL);

  erasure = g_atomic_rc_box_new0 (Erasure);
  erasure->store = g_object_ref (idio_corpus_get_store (self));
  erasure->ids = ids != NULL ? g_array_ref (ids) : NULL;

  return idio_fiber_spawn (erase_fiber, erasure, erasure_unref);
}
