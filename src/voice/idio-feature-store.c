/* idio-feature-store.c: what was counted in each document, in the database
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "voice/idio-feature-store.h"

enum
{
  COLUMN_WORDS,
  COLUMN_LANGUAGE,
  COLUMN_GREETING,
  COLUMN_GREETING_NAMED,
  COLUMN_GREETING_MARK,
  COLUMN_CLOSING,
  COLUMN_CLOSING_NAMED,
  COLUMN_CUES,
  COLUMN_SENTENCES,
  COLUMN_LENGTHS,
  COLUMN_MEASURES,
  COLUMN_BODY,
};

void
idio_feature_entry_free (IdioFeatureEntry *entry)
{
  g_clear_pointer (&entry->features, idio_features_unref);
  g_free (entry->text);
  g_free (entry);
}

/* A row that can't be right is as good as none. */
static IdioFeatures *
read_features (sqlite3_stmt *row)
{
  const float *values = sqlite3_column_blob (row, COLUMN_MEASURES);
  const guint16 *lengths = sqlite3_column_blob (row, COLUMN_LENGTHS);
  gint64 language = sqlite3_column_int64 (row, COLUMN_LANGUAGE);
  gint64 mark = sqlite3_column_int64 (row, COLUMN_GREETING_MARK);
  g_autoptr(IdioFeatures) features = NULL;

  if (values == NULL || sqlite3_column_bytes (row, COLUMN_MEASURES) != (int) (IDIO_N_MEASURES * sizeof (float)) ||
      lengths == NULL || sqlite3_column_bytes (row, COLUMN_LENGTHS) != sizeof features->lengths ||
      language < 0 || language >= IDIO_N_LANGUAGES || mark < 0 || mark > G_MAXINT8)
    return NULL;

  features = g_atomic_rc_box_new0 (IdioFeatures);
  features->n_words = idio_sql_get_count (row, COLUMN_WORDS);
  features->language = (IdioLanguage) language;
  features->greeting = idio_sql_dup_text (row, COLUMN_GREETING);
  features->greeting_named = sqlite3_column_int (row, COLUMN_GREETING_NAMED) != 0;
  features->greeting_mark = (char) mark;
  features->closing = idio_sql_dup_text (row, COLUMN_CLOSING);
  features->closing_named = sqlite3_column_int (row, COLUMN_CLOSING_NAMED) != 0;

  features->cues = (IdioCues) sqlite3_column_int64 (row, COLUMN_CUES);
  features->n_sentences = idio_sql_get_count (row, COLUMN_SENTENCES);
  memcpy (features->lengths, lengths, sizeof features->lengths);

  for (guint i = 0; i < IDIO_N_MEASURES; i++)
    {
      float value;

      memcpy (&value, values + i, sizeof value);
      features->values[i] = (double) value;

      /* NAN means nothing, as of a text that is too short. */
      if (isinf (value))
        return NULL;
    }

  return g_steal_pointer (&features);
}

/**
 * idio_feature_store_load:
 * @db: a connection
 * @entries: (element-type IdioFeatureEntry): documents
 * @from: the number of the first one to be looked up
 * @max_bytes: after how many bytes of texts to stop
 * @to: (out): a location for the number of the first one that was not looked up
 * @error: (out): a location for an error
 *
 * Fills in the features of each document, or else its text; of one that is not there, neither.
 *
 * Returns: whether it could be read
 */
gboolean
idio_feature_store_load (sqlite3    *db,
                         GPtrArray  *entries,
                         guint       from,
                         gsize       max_bytes,
                         guint      *to,
                         GError    **error)
{
  g_autofree char *version = idio_features_dup_version ();
  g_autoptr(sqlite3_stmt) statement =
    idio_sql_prepare (db, error,
                      "SELECT t.words, t.language, t.greeting, t.greeting_named, t.greeting_mark, t.closing, "
                      "t.closing_named, t.cues, t.sentences, t.lengths, t.measures, d.body FROM document AS d "
                      "LEFT JOIN features AS t ON t.document = d.id AND t.version = ?1 "
                      "WHERE d.id = ?2 AND d.removed IS NULL", "s", version);
  gsize n_bytes = 0;

  if (statement == NULL)
    return FALSE;

  for (*to = from; *to < entries->len && n_bytes < max_bytes; ++*to)
    {
      IdioFeatureEntry *entry = g_ptr_array_index (entries, *to);
      GError *local_error = NULL;

      sqlite3_reset (statement);
      sqlite3_bind_int64 (statement, 2, entry->document);

      if (!idio_sql_step (statement, &local_error))
        {
          if (local_error == NULL)
            continue;

          g_propagate_error (error, local_error);
          return FALSE;
        }

      if ((entry->features = read_features (statement)))
        {
          entry->features->document = entry->document;
          entry->features->group = entry->group;
        }
      else
        {
          entry->text = idio_sql_dup_some_text (statement, COLUMN_BODY);
          n_bytes += (gsize) sqlite3_column_bytes (statement, COLUMN_BODY);
        }
    }

  return TRUE;
}

static gboolean
save_features (sqlite3             *db,
               const IdioFeatures  *features,
               const char          *version,
               GError             **error)
{
  float values[IDIO_N_MEASURES];
  g_autoptr(sqlite3_stmt) statement =
    idio_sql_prepare (db, error,
                      "INSERT OR REPLACE INTO features (document, version, words, language, greeting, greeting_named, "
                      "greeting_mark, closing, closing_named, cues, sentences, lengths, measures) "
                      "SELECT id, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?12, ?13 FROM document WHERE id = ?11",
                      "siisiisiiii", version, (gint64) features->n_words, (gint64) features->language, features->greeting,
                      (gint64) features->greeting_named, (gint64) features->greeting_mark, features->closing,
                      (gint64) features->closing_named, (gint64) features->cues, (gint64) features->n_sentences,
                      features->document);
  GError *local_error = NULL;

  if (statement == NULL)
    return FALSE;

  for (guint i = 0; i < IDIO_N_MEASURES; i++)
    values[i] = (float) features->values[i];

  sqlite3_bind_blob (statement, 12, features->lengths, sizeof features->lengths, SQLITE_STATIC);
  sqlite3_bind_blob (statement, 13, values, sizeof values, SQLITE_STATIC);
  idio_sql_step (statement, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }

  return TRUE;
}

/**
 * idio_feature_store_save:
 * @db: a connection
 * @entries: (element-type IdioFeatureEntry): documents that were measured
 * @error: (out): a location for an error
 *
 * Returns: whether those that were read just now, and are still there, are saved
 */
gboolean
idio_feature_store_save (sqlite3    *db,
                         GPtrArray  *entries,
                         GError    **error)
{
  g_autofree char *version = idio_features_dup_version ();

  for (guint i = 0; i < entries->len; i++)
    {
      const IdioFeatureEntry *entry = g_ptr_array_index (entries, i);

      if (entry->text != NULL && !save_features (db, entry->features, version, error))
        return FALSE;
    }

  return TRUE;
}
