/* idio-beginnings.c: documents in memory, of which a few are huge or all are many
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "corpus/idio-nick.h"
#include "idio-enums.h"
#include "idio-fiber.h"
#include "voice/idio-beginnings.h"

/* After so many bytes of documents the store's thread is free for others, and a stop is seen. */
#define STEP_BYTES (16 * 1000 * 1000)

/* The fiber and the store's thread use it in turns. */
typedef struct
{
  IdioStore    *store;
  GCancellable *cancellable;
  GArray       *documents;
  gsize         max_bytes;
  gsize         left;       /* of all bytes */
  guint         next;       /* of the documents */
  GPtrArray    *texts;
} Load;

static void
load_clear (gpointer data)
{
  Load *load = data;

  g_clear_pointer (&load->documents, g_array_unref);
  g_clear_pointer (&load->texts, g_ptr_array_unref);
}

static void
load_unref (gpointer load)
{
  g_atomic_rc_box_release_full (load, load_clear);
}

/* Objects are let go in the fiber's thread, and in no other. */
static void
load_free (gpointer data)
{
  Load *load = data;

  g_clear_object (&load->store);
  g_clear_object (&load->cancellable);
  load_unref (load);
}

/* The bytes may end within a character. */
static char *
dup_characters (const char *bytes,
                gsize       length)
{
  const char *end;

  if (g_utf8_validate_len (bytes, length, &end) || bytes + length - end >= 4)
    return g_utf8_make_valid (bytes, (gssize) length);

  return g_strndup (bytes, (gsize) (end - bytes));
}

static void
take_row (Load         *load,
          sqlite3_stmt *row)
{
  gsize length = (gsize) sqlite3_column_bytes (row, 2);
  const char *bytes = sqlite3_column_blob (row, 2);
  IdioText *text = g_new0 (IdioText, 1);

  text->id = sqlite3_column_int64 (row, 0);
  text->title = idio_sql_dup_text (row, 1);
  text->body = length > 0 ? dup_characters (bytes, length) : g_strdup ("");
  text->n_words = (guint) CLAMP (sqlite3_column_int64 (row, 3), 0, G_MAXINT);
  idio_nick_to_value (IDIO_TYPE_AUDIENCE, (const char *) sqlite3_column_text (row, 4), &text->audience);
  g_ptr_array_add (load->texts, text);
  load->left -= MIN (load->left, length);
}

static DexFuture *
step_job (sqlite3  *db,
          gpointer  data)
{
  Load *load = data;
  GError *error = NULL;
  g_autoptr(sqlite3_stmt) statement =
    idio_sql_prepare (db, &error,
                      "SELECT id, title, substr (CAST (body AS BLOB), 1, ?1), words, audience, length (CAST (body AS BLOB))"
                      " FROM document WHERE id = ?2 AND removed IS NULL", "i", (gint64) load->max_bytes);
  gint64 n_read = 0;

  while (statement != NULL && load->next < load->documents->len && load->left > 0 && n_read < STEP_BYTES)
    {
      sqlite3_reset (statement);
      sqlite3_bind_int64 (statement, 2, g_array_index (load->documents, gint64, load->next++));

      if (idio_sql_step (statement, &error))
        {
          n_read += sqlite3_column_int64 (statement, 5);
          take_row (load, statement);
        }
      else if (error != NULL)
        break;
    }

  return error != NULL ? dex_future_new_for_error (error) : dex_future_new_true ();
}

static DexFuture *
load_fiber (gpointer data)
{
  Load *load = data;
  GError *error = NULL;

  while (load->next < load->documents->len && load->left > 0)
    if (g_cancellable_set_error_if_cancelled (load->cancellable, &error) ||
        !dex_await (idio_store_read (load->store, step_job, g_atomic_rc_box_acquire (load), load_unref), &error))
      return dex_future_new_for_error (error);

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&load->texts));
}

/**
 * idio_beginnings_load:
 * @store: the database
 * @documents: (element-type gint64): the numbers of documents
 * @max_bytes: how much of each, in bytes
 * @max_all_bytes: after how much of all the rest is left out, in bytes
 * @cancellable: (nullable): what ends it
 *
 * As idio_corpus_load_some(), for where the beginning of a text tells enough and all of it could fill the memory.
 *
 * Returns: (transfer full): a future of a #GPtrArray of #IdioText: those of the documents that are there, in that order
 */
DexFuture *
idio_beginnings_load (IdioStore    *store,
                      GArray       *documents,
                      gsize         max_bytes,
                      gsize         max_all_bytes,
                      GCancellable *cancellable)
{
  Load *load;

  g_return_val_if_fail (IDIO_IS_STORE (store), NULL);
  g_return_val_if_fail (documents != NULL, NULL);

  load = g_atomic_rc_box_new0 (Load);
  load->store = g_object_ref (store);
  load->cancellable = cancellable != NULL ? g_object_ref (cancellable) : g_cancellable_new ();
  load->documents = g_array_ref (documents);
  load->max_bytes = max_bytes;
  load->left = max_all_bytes;
  load->texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);

  return idio_fiber_spawn (load_fiber, load, load_free);
}
