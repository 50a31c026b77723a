/* idio-document-sort.c: orders of documents
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "idio-fiber.h"
#include "idio-thread.h"
#include "ui/idio-document-sort.h"

/* Number of documents that are read in one turn of the main loop */
#define DOCUMENTS_A_TURN 5000

/* What a document is sorted by */
typedef struct
{
  gint64  id;
  gint64  date;
  guint   n_words;
  guint   index;  /* among those that are sorted */
  char   *title;  /* for the order of titles */
} Key;

static void
key_clear (gpointer data)
{
  Key *key = data;

  g_clear_pointer (&key->title, g_free);
}

/* What the thread gets. It does not touch the documents, which are kept for the main thread. */
typedef struct
{
  GPtrArray         *documents;
  GArray            *keys;
  GArray            *found;
  IdioDocumentOrder  order;
} Sorting;

static void
sorting_free (gpointer data)
{
  Sorting *sorting = data;

  g_clear_pointer (&sorting->documents, g_ptr_array_unref);
  g_clear_pointer (&sorting->keys, g_array_unref);
  g_clear_pointer (&sorting->found, g_array_unref);
  g_free (sorting);
}

static gint
compare_newest (gconstpointer a,
                gconstpointer b)
{
  const Key *x = a, *y = b;

  /* Of what was added at once the first comes first. */
  return x->date != y->date ? (x->date < y->date) - (x->date > y->date) : (x->id > y->id) - (x->id < y->id);
}

static gint
compare_oldest (gconstpointer a,
                gconstpointer b)
{
  const Key *x = a, *y = b;

  return x->date != y->date ? (x->date > y->date) - (x->date < y->date) : (x->id > y->id) - (x->id < y->id);
}

static gint
compare_longest (gconstpointer a,
                 gconstpointer b)
{
  const Key *x = a, *y = b;

  return (x->n_words < y->n_words) - (x->n_words > y->n_words);
}

static gint
compare_titles (gconstpointer a,
                gconstpointer b)
{
  const Key *x = a, *y = b;

  return strcmp (x->title, y->title);
}

/* Leaves the keys of the documents that a search found. */
static void
drop_others (Sorting *sorting)
{
  g_autoptr(GHashTable) ids = g_hash_table_new (g_int64_hash, g_int64_equal);
  GArray *kept = g_array_new (FALSE, FALSE, sizeof (Key));

  g_array_set_clear_func (kept, key_clear);

  for (guint i = 0; i < sorting->found->len; i++)
    g_hash_table_add (ids, &g_array_index (sorting->found, gint64, i));

  for (guint i = 0; i < sorting->keys->len; i++)
    {
      Key *key = &g_array_index (sorting->keys, Key, i);

      if (!g_hash_table_contains (ids, &key->id))
        continue;

      g_array_append_val (kept, *key);
      key->title = NULL;
    }

  g_array_unref (sorting->keys);
  sorting->keys = kept;
}

/* Gives the indices of what is shown. */
static DexFuture *
sort_thread (gpointer data)
{
  static const GCompareFunc compare[] = { compare_newest, compare_longest, compare_titles, compare_oldest };
  Sorting *sorting = data;
  GArray *indices = g_array_new (FALSE, FALSE, sizeof (guint));

  if (sorting->found != NULL)
    drop_others (sorting);

  for (guint i = 0; i < sorting->keys->len && sorting->order == IDIO_DOCUMENT_ORDER_TITLE; i++)
    {
      Key *key = &g_array_index (sorting->keys, Key, i);
      g_autofree char *title = g_steal_pointer (&key->title);

      key->title = g_utf8_collate_key (title, -1);
    }

  g_array_sort (sorting->keys, compare[sorting->order]);

  for (guint i = 0; i < sorting->keys->len; i++)
    g_array_append_val (indices, g_array_index (sorting->keys, Key, i).index);

  return dex_future_new_take_boxed (G_TYPE_ARRAY, indices);
}

/* Reads what the thread needs to know, in parts, so that the main loop goes on. */
static void
read_keys (Sorting *sorting)
{
  for (guint i = 0; i < sorting->documents->len; i++)
    {
      IdioDocument *document = g_ptr_array_index (sorting->documents, i);
      Key key = { idio_document_get_id (document), idio_document_get_date (document),
                  idio_document_get_n_words (document), i, NULL };

      g_array_append_val (sorting->keys, key);

      if (sorting->order == IDIO_DOCUMENT_ORDER_TITLE)
        g_array_index (sorting->keys, Key, i).title = g_strdup (idio_document_get_title (document));

      if (i % DOCUMENTS_A_TURN == DOCUMENTS_A_TURN - 1)
        dex_await (dex_timeout_new_msec (0), NULL);
    }
}

static DexFuture *
sort_fiber (gpointer data)
{
  Sorting **sorting = data;

  read_keys (*sorting);

  return idio_thread_spawn ("[idiolect-sort]", sort_thread, g_steal_pointer (sorting), sorting_free);
}

static void
clear_sorting (gpointer data)
{
  g_clear_pointer ((Sorting **) data, sorting_free);
  g_free (data);
}

/**
 * idio_document_sort:
 * @documents: (element-type IdioDocument): documents; the array must not change any more
 * @found: (nullable) (element-type gint64): the numbers of those that are wanted, or %NULL for all; likewise
 * @order: in which order
 *
 * Sorts them in a thread.
 *
 * Returns: (transfer full): a future of a #GArray of #guint: where in @documents those are that are wanted, in order
 */
DexFuture *
idio_document_sort (GPtrArray         *documents,
                    GArray            *found,
                    IdioDocumentOrder  order)
{
  Sorting *sorting, **passed;

  g_return_val_if_fail (documents != NULL, NULL);

  sorting = g_new0 (Sorting, 1);
  sorting->documents = g_ptr_array_ref (documents);
  sorting->keys = g_array_sized_new (FALSE, FALSE, sizeof (Key), documents->len);
  sorting->found = found != NULL ? g_array_ref (found) : NULL;
  sorting->order = order;
  g_array_set_clear_func (sorting->keys, key_clear);
  passed = g_new (Sorting *, 1);
  *passed = sorting;

  return idio_fiber_spawn (sort_fiber, passed, clear_sorting);
}
