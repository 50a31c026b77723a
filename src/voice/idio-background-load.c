/* idio-background-load.c: the background that the kept texts by others make, if they are enough
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "idio-fiber.h"
#include "voice/idio-background-load.h"
#include "voice/idio-background-store.h"
#include "voice/idio-counting.h"

G_DEFINE_BOXED_TYPE (IdioBackground, idio_background, idio_background_ref, idio_background_unref)

/* Not the object that asks, which keeps the fiber. */
typedef struct
{
  IdioStore    *store;
  GCancellable *cancellable;
} Load;

static void
load_free (Load *load)
{
  g_clear_object (&load->store);
  g_clear_object (&load->cancellable);
  g_free (load);
}

/* Returns: those who wrote enough, by their hash; empty if they are too few */
static GHashTable *
find_writers (GPtrArray *entries)
{
  GHashTable *n_words = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer n;

  for (guint i = 0; i < entries->len; i++)
    {
      const IdioBackgroundEntry *entry = g_ptr_array_index (entries, i);

      if (entry->writer == NULL)
        continue;

      n = g_hash_table_lookup (n_words, entry->writer);
      g_hash_table_insert (n_words, entry->writer, GUINT_TO_POINTER (GPOINTER_TO_UINT (n) + entry->n_words));
    }

  g_hash_table_iter_init (&iter, n_words);

  while (g_hash_table_iter_next (&iter, NULL, &n))
    if (GPOINTER_TO_UINT (n) < IDIO_BACKGROUND_MIN_WORDS_EACH)
      g_hash_table_iter_remove (&iter);

  if (g_hash_table_size (n_words) < IDIO_BACKGROUND_MIN_WRITERS)
    g_hash_table_remove_all (n_words);

  return n_words;
}

/* A text of which the writer is not known was chosen by the user, and stands for a writer of its own. Known writers are
 * whoever wrote to the user: a few people are not how others write. */
static DexFuture *
make_thread (gpointer data)
{
  GPtrArray *entries = data;
  g_autoptr(GHashTable) writers = find_writers (entries);
  g_autoptr(IdioBackgroundBuilder) builder = idio_background_builder_new ("", TRUE);
  IdioBackground *background = idio_background_get_shipped ();
  guint n_taken = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      const IdioBackgroundEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, entry->id);

      if (entry->writer != NULL && !g_hash_table_contains (writers, entry->writer))
        continue;

      if (idio_background_builder_add_counts (builder, entry->writer != NULL ? entry->writer : number,
                                              entry->feature_counts))
        n_taken++;
      else
        g_debug ("What was counted in text %" G_GINT64_FORMAT " by others can't be read, and is left out", entry->id);
    }

  background = n_taken > 0 ? idio_background_builder_finish (builder, background) : idio_background_ref (background);

  return dex_future_new_take_boxed (IDIO_TYPE_BACKGROUND, background);
}

static DexFuture *
load_job (sqlite3  *db,
          gpointer  data)
{
  GError *error = NULL;
  GPtrArray *entries = idio_background_store_load (db, &error);

  return entries != NULL ? dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, entries) : dex_future_new_for_error (error);
}

static DexFuture *
load_fiber (gpointer data)
{
  Load *load = data;
  g_autoptr(GPtrArray) entries = NULL;
  GError *error = NULL;

  if (!(entries = dex_await_boxed (idio_store_read (load->store, load_job, NULL, NULL), &error)))
    return dex_future_new_for_error (error);

  if (entries->len == 0)
    return dex_future_new_take_boxed (IDIO_TYPE_BACKGROUND, idio_background_ref (idio_background_get_shipped ()));

  return idio_counting_spawn ("[idiolect-background]", load->cancellable, make_thread, g_steal_pointer (&entries),
                              (GDestroyNotify) g_ptr_array_unref);
}

/**
 * idio_background_load:
 * @store: where what was counted in texts by others is kept
 * @cancellable: ends the counting early
 *
 * Texts of known writers count where the writer has %IDIO_BACKGROUND_MIN_WORDS_EACH and there are
 * %IDIO_BACKGROUND_MIN_WRITERS of them; those of which the writer is not known count always. The background that comes
 * with the program stands in as far as they are few.
 *
 * Returns: (transfer full): a future of an #IdioBackground
 */
DexFuture *
idio_background_load (IdioStore    *store,
                      GCancellable *cancellable)
{
  Load *load;

  g_return_val_if_fail (IDIO_IS_STORE (store), NULL);
  g_return_val_if_fail (G_IS_CANCELLABLE (cancellable), NULL);

  load = g_new0 (Load, 1);
  load->store = g_object_ref (store);
  load->cancellable = g_object_ref (cancellable);

  return idio_fiber_spawn (load_fiber, load, (GDestroyNotify) load_free);
}
