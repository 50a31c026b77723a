/* idio-trait-store.c: what was counted in each document, in the database
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "voice/idio-trait-store.h"

enum
{
  COLUMN_WORDS,
  COLUMN_LANGUAGE,
  COLUMN_GREETING,
  COLUMN_GREETING_NAMED,
  COLUMN_GREETING_MARK,
  COLUMN_CLOSING,
  COLUMN_CLOSING_NAMED,
  COLUMN_MARKS,
  COLUMN_SENTENCES,
  COLUMN_LENGTHS,
  COLUMN_MEASURES,
  COLUMN_BODY,
};

void
idio_trait_entry_free (IdioTraitEntry *entry)
{
  g_clear_pointer (&entry->traits, idio_traits_unref);
  g_free (entry->text);
  g_free (entry);
}

/* A row that can't be right is as good as none. */
static IdioTraits *
read_traits (sqlite3_stmt *row)
{
  const float *values = sqlite3_column_blob (row, COLUMN_MEASURES);
  const guint16 *lengths = sqlite3_column_blob (row, COLUMN_LENGTHS);
  gint64 language = sqlite3_column_int64 (row, COLUMN_LANGUAGE);
  gint64 mark = sqlite3_column_int64 (row, COLUMN_GREETING_MARK);
  g_autoptr(IdioTraits) traits = NULL;

  if (values == NULL || sqlite3_column_bytes (row, COLUMN_MEASURES) != (int) (IDIO_N_MEASURES * sizeof (float)) ||
      lengths == NULL || sqlite3_column_bytes (row, COLUMN_LENGTHS) != sizeof traits->lengths ||
      language < 0 || language >= IDIO_N_LANGUAGES || mark < 0 || mark > G_MAXINT8)
    return NULL;

  traits = g_atomic_rc_box_new0 (IdioTraits);
  traits->n_words = idio_sql_get_count (row, COLUMN_WORDS);
  traits->language = (IdioLanguage) language;
  traits->greeting = idio_sql_dup_text (row, COLUMN_GREETING);
  traits->greeting_named = sqlite3_column_int (row, COLUMN_GREETING_NAMED) != 0;
  traits->greeting_mark = (char) mark;
  traits->closing = idio_sql_dup_text (row, COLUMN_CLOSING);
  traits->closing_named = sqlite3_column_int (row, COLUMN_CLOSING_NAMED) != 0;

  traits->marks = (IdioMark) sqlite3_column_int64 (row, COLUMN_MARKS);
  traits->n_sentences = idio_sql_get_count (row, COLUMN_SENTENCES);
  memcpy (traits->lengths, lengths, sizeof traits->lengths);

  for (guint i = 0; i < IDIO_N_MEASURES; i++)
    {
      float value;

      memcpy (&value, values + i, sizeof value);
      traits->values[i] = (double) value;

      /* NAN means nothing, as of a text that is too short. */
      if (isinf (value))
        return NULL;
    }

  return g_steal_pointer (&traits);
}

/**
 * idio_trait_store_load:
 * @db: a connection
 * @entries: (element-type IdioTraitEntry): documents; those that are not there are taken away
 * @error: (out): a location for an error
 *
 * Fills in the traits of each document, or else its text.
 *
 * Returns: whether it could be read
 */
gboolean
idio_trait_store_load (sqlite3    *db,
                       GPtrArray  *entries,
                       GError    **error)
{
  g_autofree char *version = idio_traits_dup_version ();
  g_autoptr(sqlite3_stmt) statement =
    idio_sql_prepare (db, error,
                      "SELECT t.words, t.language, t.greeting, t.greeting_named, t.greeting_mark, t.closing, "
                      "t.closing_named, t.marks, t.sentences, t.lengths, t.measures, d.body FROM document AS d "
                      "LEFT JOIN traits AS t ON t.document = d.id AND t.version = ?1 "
                      "WHERE d.id = ?2 AND d.removed IS NULL", "s", version);
  guint i = 0;

  if (statement == NULL)
    return FALSE;

  while (i < entries->len)
    {
      IdioTraitEntry *entry = g_ptr_array_index (entries, i);
      g_autoptr(GError) local_error = NULL;

      sqlite3_reset (statement);
      sqlite3_bind_int64 (statement, 2, entry->document);

      if (idio_sql_step (statement, &local_error))
        {
          if (!(entry->traits = read_traits (statement)))
            entry->text = idio_sql_dup_some_text (statement, COLUMN_BODY);
          else
            {
              entry->traits->document = entry->document;
              entry->traits->group = entry->group;
            }

          i++;
        }
      else if (local_error == NULL)
        g_ptr_array_remove_index (entries, i);
      else
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
save_traits (sqlite3           *db,
             const IdioTraits  *traits,
             const char        *version,
             GError           **error)
{
  float values[IDIO_N_MEASURES];
  g_autoptr(sqlite3_stmt) statement =
    idio_sql_prepare (db, error,
                      "INSERT OR REPLACE INTO traits (document, version, words, language, greeting, greeting_named, "
                      "greeting_mark, closing, closing_named, marks, sentences, lengths, measures) "
                      "SELECT id, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?12, ?13 FROM document WHERE id = ?11",
                      "siisiisiiii", version, (gint64) traits->n_words, (gint64) traits->language, traits->greeting,
                      (gint64) traits->greeting_named, (gint64) traits->greeting_mark, traits->closing,
                      (gint64) traits->closing_named, (gint64) traits->marks, (gint64) traits->n_sentences,
                      traits->document);
  GError *local_error = NULL;

  if (statement == NULL)
    return FALSE;

  for (guint i = 0; i < IDIO_N_MEASURES; i++)
    values[i] = (float) traits->values[i];

  sqlite3_bind_blob (statement, 12, traits->lengths, sizeof traits->lengths, SQLITE_STATIC);
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
 * idio_trait_store_save:
 * @db: a connection
 * @entries: (element-type IdioTraitEntry): documents that were measured
 * @error: (out): a location for an error
 *
 * Returns: whether those that were read just now, and are still there, are saved
 */
gboolean
idio_trait_store_save (sqlite3    *db,
                       GPtrArray  *entries,
                       GError    **error)
{
  g_autofree char *version = idio_traits_dup_version ();

  for (guint i = 0; i < entries->len; i++)
    {
      const IdioTraitEntry *entry = g_ptr_array_index (entries, i);

      if (entry->text != NULL && !save_traits (db, entry->traits, version, error))
        return FALSE;
    }

  return TRUE;
}
