/* idio-feature-reader.c: the features of documents, from the database or from their texts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "idio-fiber.h"
#include "text/idio-stop.h"
#include "voice/idio-counting.h"
#include "voice/idio-feature-reader.h"

/* Texts are loaded in batches of about this size. The features of one batch are saved before the next is loaded, so that
 * memory is bounded, and a stop loses no more than a batch. */
#define BATCH_BYTES (8 * 1000 * 1000)

/* Used by the fiber, the store's thread and the counting thread in turns */
typedef struct
{
  IdioStore    *store;
  GCancellable *cancellable;
  GPtrArray    *entries;
  guint         from;
  guint         to;
} Reader;

static void
reader_clear (gpointer data)
{
  Reader *reader = data;

  g_clear_pointer (&reader->entries, g_ptr_array_unref);
}

static void
reader_unref (gpointer reader)
{
  g_atomic_rc_box_release_full (reader, reader_clear);
}

/* Objects are let go in the fiber's thread, and in no other. */
static void
reader_free (gpointer data)
{
  Reader *reader = data;

  g_clear_object (&reader->store);
  g_clear_object (&reader->cancellable);
  reader_unref (reader);
}

static DexFuture *
load_job (sqlite3  *db,
          gpointer  data)
{
  Reader *reader = data;
  GError *error = NULL;

  if (!idio_feature_store_load (db, reader->entries, reader->from, BATCH_BYTES, &reader->to, &error))
    return dex_future_new_for_error (error);

  return dex_future_new_true ();
}

static DexFuture *
save_job (sqlite3  *db,
          gpointer  data)
{
  Reader *reader = data;
  GError *error = NULL;

  if (!idio_feature_store_save (db, reader->entries, &error))
    return dex_future_new_for_error (error);

  return dex_future_new_true ();
}

static DexFuture *
count_thread (gpointer data)
{
  Reader *reader = data;
  guint n_read = 0;

  for (guint i = reader->from; i < reader->to && !idio_stop_is_asked (); i++)
    {
      IdioFeatureEntry *entry = g_ptr_array_index (reader->entries, i);

      if (entry->text != NULL)
        {
          g_autoptr(IdioAnalysis) analysis = idio_analysis_new (entry->text);

          entry->features = idio_features_new (analysis, entry->document, entry->group);
          n_read++;
        }
    }

  return dex_future_new_for_uint (n_read);
}

static gboolean
read_batch (Reader  *reader,
            GError **error)
{
  g_autoptr(GError) local_error = NULL;
  guint n_read;

  if (!dex_await (idio_store_read (reader->store, load_job, g_atomic_rc_box_acquire (reader), reader_unref), error))
    return FALSE;

  n_read = dex_await_uint (idio_counting_spawn ("[idiolect-read]", reader->cancellable, count_thread,
                                                g_atomic_rc_box_acquire (reader), reader_unref),
                           &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  /* If it can't be kept it is counted again the next time. */
  if (n_read > 0 &&
      !dex_await (idio_store_write (reader->store, save_job, g_atomic_rc_box_acquire (reader), reader_unref), &local_error))
    g_debug ("What was counted can't be kept: %s", local_error->message);

  for (guint i = reader->from; i < reader->to; i++)
    g_clear_pointer (&((IdioFeatureEntry *) g_ptr_array_index (reader->entries, i))->text, g_free);

  return TRUE;
}

static DexFuture *
read_fiber (gpointer data)
{
  Reader *reader = data;
  GError *error = NULL;

  for (; reader->from < reader->entries->len; reader->from = reader->to)
    if (g_cancellable_set_error_if_cancelled (reader->cancellable, &error) || !read_batch (reader, &error))
      return dex_future_new_for_error (error);

  return dex_future_new_true ();
}

/**
 * idio_feature_reader_run:
 * @store: the database
 * @entries: (element-type IdioFeatureEntry): documents
 * @cancellable: cancels it; most of what was counted until then is saved
 *
 * Fills in the features of each document: those that were saved, or else what is counted now, which is saved too. A
 * document that is gone gets none.
 *
 * Returns: (transfer full): a future that resolves when all are filled in
 */
DexFuture *
idio_feature_reader_run (IdioStore    *store,
                         GPtrArray    *entries,
                         GCancellable *cancellable)
{
  Reader *reader;

  g_return_val_if_fail (IDIO_IS_STORE (store), NULL);
  g_return_val_if_fail (entries != NULL, NULL);
  g_return_val_if_fail (G_IS_CANCELLABLE (cancellable), NULL);

  reader = g_atomic_rc_box_new0 (Reader);
  reader->store = g_object_ref (store);
  reader->cancellable = g_object_ref (cancellable);
  reader->entries = g_ptr_array_ref (entries);

  return idio_fiber_spawn (read_fiber, reader, reader_free);
}
