/* idio-corpus-trash.c: what a person removed, until they restore it or have it erased
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "corpus/idio-corpus-private.h"
#include "corpus/idio-database.h"
#include "corpus/idio-replaced.h"
#include "idio-fiber.h"

typedef struct
{
  IdioStore *store;
  GArray    *ids;  /* of what is erased, or NULL for all that is in the trash */
} Erasure;

static void
erasure_free (gpointer data)
{
  Erasure *erasure = data;

  g_clear_object (&erasure->store);
  g_clear_pointer (&erasure->ids, g_array_unref);
  g_free (erasure);
}

/* In SQL */
static char *
make_condition (GArray *ids)
{
  GString *condition = g_string_new ("removed IS NOT NULL AND trashed <> 0");

  if (ids == NULL)
    return g_string_free_and_steal (condition);

  g_string_append (condition, " AND id IN (0");

  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (condition, ", %" G_GINT64_FORMAT, g_array_index (ids, gint64, i));

  return g_string_free_and_steal (g_string_append_c (condition, ')'));
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
list_fiber (gpointer data)
{
  IdioCorpus *self = data;
  g_autoptr(GPtrArray) documents = NULL;
  GError *error = NULL;

  if (!(documents = dex_await_boxed (idio_store_read (idio_corpus_get_store (self), list_job, NULL, NULL), &error)))
    return dex_future_new_for_error (error);

  for (guint i = 0; i < documents->len; i++)
    {
      IdioDocument *document = g_ptr_array_index (documents, i);

      idio_corpus_sort_document (self, document, idio_document_get_audience (document));
    }

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&documents));
}

static DexFuture *
erase_job (sqlite3  *db,
           gpointer  condition)
{
  GError *error = NULL;

  if (!idio_database_delete_documents (db, condition, &error))
    return dex_future_new_for_error (error);

  return dex_future_new_true ();
}

static DexFuture *
erase_fiber (gpointer data)
{
  Erasure *erasure = data;
  GError *error = NULL;

  if (!dex_await (idio_store_write (erasure->store, erase_job, make_condition (erasure->ids), g_free), &error) ||
      !dex_await (idio_store_shred (erasure->store, TRUE), &error))
    return dex_future_new_for_error (error);

  dex_await (idio_replaced_delete (erasure->store), NULL);

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

  return idio_fiber_spawn (list_fiber, g_object_ref (self), g_object_unref);
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

  erasure = g_new0 (Erasure, 1);
  erasure->store = g_object_ref (idio_corpus_get_store (self));
  erasure->ids = ids != NULL ? g_array_ref (ids) : NULL;

  return idio_fiber_spawn (erase_fiber, erasure, erasure_free);
}
