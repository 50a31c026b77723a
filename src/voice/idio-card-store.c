/* idio-card-store.c: cards at rest
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "corpus/idio-nick.h"
#include "idio-enums.h"
#include "voice/idio-card-figures.h"
#include "voice/idio-card-store.h"

/* A card found by a model or a count shows sentences from at least so many documents. */
#define MIN_DOCUMENTS 2

#define FIELD_COLUMNS \
  "axis, claim, instruction, rate, source, model, habit, edited, state, strength, audience, proposed, figures"

static void
read_fields (sqlite3_stmt   *row,
             int             first,
             IdioCardFields *fields)
{
  fields->claim = idio_sql_dup_some_text (row, first + 1);
  fields->instruction = idio_sql_dup_some_text (row, first + 2);
  fields->rate = idio_sql_dup_some_text (row, first + 3);
  fields->model = idio_sql_dup_text (row, first + 5);
  fields->habit = idio_sql_dup_text (row, first + 6);
  fields->edited = sqlite3_column_int (row, first + 7);
  fields->proposed = idio_sql_dup_some_text (row, first + 11);
  fields->figures = idio_sql_dup_text (row, first + 12);

  /* A nick that this version does not know leaves the first value of its enumeration. */
  idio_nick_to_value (IDIO_TYPE_AXIS, (const char *) sqlite3_column_text (row, first), &fields->axis);
  idio_nick_to_value (IDIO_TYPE_SOURCE, (const char *) sqlite3_column_text (row, first + 4), &fields->source);
  idio_nick_to_value (IDIO_TYPE_CARD_STATE, (const char *) sqlite3_column_text (row, first + 8), &fields->state);
  idio_nick_to_value (IDIO_TYPE_STRENGTH, (const char *) sqlite3_column_text (row, first + 9), &fields->strength);
  idio_audience_from_nick ((const char *) sqlite3_column_text (row, first + 10), &fields->audience);

  idio_card_figures_say (fields);
}

/* The body of a document, of which parts are read. */
typedef struct
{
  sqlite3      *db;
  sqlite3_blob *blob;
  gint64        document;
} Body;

static void
body_clear (Body *body)
{
  g_clear_pointer (&body->blob, sqlite3_blob_close);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Body, body_clear)

/* Returns FALSE without an error if there is no such document. */
static gboolean
body_open (Body    *body,
           gint64   document,
           GError **error)
{
  int result;

  if (body->blob != NULL && body->document == document)
    return TRUE;

  body->document = document;

  if (body->blob != NULL && sqlite3_blob_reopen (body->blob, document) == SQLITE_OK)
    return TRUE;

  body_clear (body);
  result = sqlite3_blob_open (body->db, "main", "document", "body", document, 0, &body->blob);

  if (result == SQLITE_OK)
    return TRUE;

  body_clear (body);

  if (result != SQLITE_ERROR)
    idio_sql_set_error (body->db, error);

  return FALSE;
}

/* Quotes are read from the documents, byte for byte, so that none of them can say what the document does not. Of each
 * document no more is read than they need. Returns NULL, without an error too. */
static IdioQuote *
read_quote (Body          *body,
            sqlite3_stmt  *row,
            GError       **error)
{
  gint64 document = sqlite3_column_int64 (row, 1);
  gint64 start = sqlite3_column_int64 (row, 2), length = sqlite3_column_int64 (row, 3);
  g_autofree char *bytes = NULL;
  g_autofree char *text = NULL;

  if (!body_open (body, document, error) || start > sqlite3_blob_bytes (body->blob) - length)
    return NULL;

  bytes = g_malloc ((gsize) length + 1);

  if (sqlite3_blob_read (body->blob, bytes, (int) length, (int) start) != SQLITE_OK)
    {
      idio_sql_set_error (body->db, error);
      return NULL;
    }

  bytes[length] = '\0';
  text = g_utf8_make_valid (bytes, -1);

  return *text != '\0' ? idio_quote_new (document, (gsize) start, (gsize) length, text) : NULL;
}

/* Returns the quotes of all cards, by the number of the card. */
static GHashTable *
load_quotes (sqlite3  *db,
             GError  **error)
{
  g_autoptr(GHashTable) cards = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                                       (GDestroyNotify) g_ptr_array_unref);
  g_autoptr(sqlite3_stmt) statement =
    idio_sql_prepare (db, error,
                      "SELECT card, document, start, length FROM evidence WHERE start >= 0 AND length > 0"
                      " AND document NOT IN (SELECT id FROM document WHERE removed IS NOT NULL)"
                      " ORDER BY document, start", NULL);
  g_auto(Body) body = { .db = db };
  GError *local_error = NULL;

  if (statement == NULL)
    return NULL;

  while (local_error == NULL && idio_sql_step (statement, &local_error))
    {
      gint64 card = sqlite3_column_int64 (statement, 0);
      IdioQuote *quote = read_quote (&body, statement, &local_error);
      GPtrArray *quotes = g_hash_table_lookup (cards, &card);

      if (quote == NULL)
        continue;

      if (quotes == NULL)
        {
          quotes = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_quote_free);
          g_hash_table_insert (cards, g_memdup2 (&card, sizeof card), quotes);
        }

      g_ptr_array_add (quotes, quote);
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }

  return g_steal_pointer (&cards);
}

static GPtrArray *
get_quotes (GHashTable *cards,
            gint64      card)
{
  GPtrArray *quotes = g_hash_table_lookup (cards, &card);

  return quotes != NULL ? g_ptr_array_ref (quotes)
                        : g_ptr_array_new_with_free_func ((GDestroyNotify) idio_quote_free);
}

/* A claim that nobody made their own is shown with its evidence or not at all, unless that was left out of a backup. */
static gboolean
is_shown (IdioHypothesis *card,
          gboolean        quoteless)
{
  const IdioCardFields *fields = idio_hypothesis_get_fields (card);

  return fields->source == IDIO_SOURCE_YOURS || fields->state != IDIO_CARD_STATE_PROPOSED || quoteless ||
         idio_hypothesis_count_documents (card) >= MIN_DOCUMENTS;
}

/**
 * idio_card_store_purge:
 * @db: a connection
 * @error: (out): a location for an error
 *
 * Deletes what can't be shown any more, because the documents behind it were deleted.
 *
 * Returns: whether that worked
 */
gboolean
idio_card_store_purge (sqlite3  *db,
                       GError  **error)
{
  return idio_sql_run (db, error,
                       "DELETE FROM card WHERE state = 'proposed' AND source <> 'yours' AND quoteless = 0"
                       " AND id NOT IN (SELECT card FROM evidence)", NULL) &&
         idio_sql_run (db, error,
                       "DELETE FROM card WHERE example = 1"
                       " AND NOT EXISTS (SELECT 1 FROM document WHERE example = 1)", NULL);
}

/**
 * idio_card_store_load:
 * @db: a connection
 * @error: (out): a location for an error
 *
 * Returns: (transfer full) (element-type IdioHypothesis) (nullable): all cards that can be shown, oldest first
 */
GPtrArray *
idio_card_store_load (sqlite3  *db,
                      GError  **error)
{
  g_autoptr(GPtrArray) cards = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(sqlite3_stmt) statement =
    idio_sql_prepare (db, error,
                      "SELECT id, quoteless, " FIELD_COLUMNS " FROM card WHERE example = 0"
                      " OR EXISTS (SELECT 1 FROM document AS d WHERE d.example = 1 AND d.removed IS NULL)"
                      " ORDER BY id", NULL);
  g_autoptr(GHashTable) all_quotes = NULL;
  GError *local_error = NULL;

  if (statement == NULL || !(all_quotes = load_quotes (db, error)))
    return NULL;

  while (idio_sql_step (statement, &local_error))
    {
      g_autoptr(IdioCardFields) fields = g_new0 (IdioCardFields, 1);
      g_autoptr(GPtrArray) quotes = get_quotes (all_quotes, sqlite3_column_int64 (statement, 0));
      g_autoptr(IdioHypothesis) card = NULL;

      read_fields (statement, 2, fields);
      card = idio_hypothesis_new (sqlite3_column_int64 (statement, 0), fields, quotes);

      if (is_shown (card, sqlite3_column_int (statement, 1) != 0))
        g_ptr_array_add (cards, g_steal_pointer (&card));
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }

  return g_steal_pointer (&cards);
}

/**
 * idio_card_store_insert:
 * @db: a connection
 * @fields: what the card says
 * @quotes: (element-type IdioQuote): its evidence
 * @error: (out): a location for an error
 *
 * Returns: the number of the new card, or 0 on failure
 */
gint64
idio_card_store_insert (sqlite3               *db,
                        const IdioCardFields  *fields,
                        GPtrArray             *quotes,
                        GError               **error)
{
  gint64 id;

  if (!idio_sql_run (db, error,
                     "INSERT INTO card (" FIELD_COLUMNS ", added)"
                     " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?2, ?12, ?13)",
                     "sssssssissssi", idio_nick_from_value (IDIO_TYPE_AXIS, (gint) fields->axis), fields->claim,
                     fields->instruction, fields->rate,
                     idio_nick_from_value (IDIO_TYPE_SOURCE, (gint) fields->source), fields->model, fields->habit,
                     (gint64) fields->edited, idio_nick_from_value (IDIO_TYPE_CARD_STATE, (gint) fields->state),
                     idio_nick_from_value (IDIO_TYPE_STRENGTH, (gint) fields->strength),
                     idio_audience_get_nick (fields->audience), fields->figures,
                     g_get_real_time () / G_USEC_PER_SEC))
    return 0;

  id = sqlite3_last_insert_rowid (db);

  return idio_card_store_set_quotes (db, id, quotes, error) ? id : 0;
}

/**
 * idio_card_store_get:
 * @db: a connection
 * @id: the number of a card
 * @error: (out): a location for an error
 *
 * Returns: (transfer full) (nullable): what the card says
 */
IdioCardFields *
idio_card_store_get (sqlite3  *db,
                     gint64    id,
                     GError  **error)
{
  g_autoptr(sqlite3_stmt) statement =
    idio_sql_prepare (db, error, "SELECT " FIELD_COLUMNS " FROM card WHERE id = ?", "i", id);
  g_autoptr(IdioCardFields) fields = NULL;
  GError *local_error = NULL;

  if (statement == NULL)
    return NULL;

  if (!idio_sql_step (statement, &local_error))
    {
      if (local_error == NULL)
        idio_sql_set_error_code (IDIO_STORE_ERROR_GONE, &local_error);

      g_propagate_error (error, local_error);
      return NULL;
    }

  fields = g_new0 (IdioCardFields, 1);
  read_fields (statement, 0, fields);

  return g_steal_pointer (&fields);
}

/**
 * idio_card_store_update:
 * @db: a connection
 * @id: the number of a card
 * @fields: what it says now
 * @error: (out): a location for an error
 *
 * Returns: whether that worked
 */
gboolean
idio_card_store_update (sqlite3               *db,
                        gint64                 id,
                        const IdioCardFields  *fields,
                        GError               **error)
{
  return idio_sql_run (db, error,
                       "UPDATE card SET axis = ?, claim = ?, instruction = ?, rate = ?, edited = ?, state = ?,"
                       " strength = ?, audience = ?, figures = ? WHERE id = ?",
                       "ssssissssi", idio_nick_from_value (IDIO_TYPE_AXIS, (gint) fields->axis), fields->claim,
                       fields->instruction, fields->rate, (gint64) fields->edited,
                       idio_nick_from_value (IDIO_TYPE_CARD_STATE, (gint) fields->state),
                       idio_nick_from_value (IDIO_TYPE_STRENGTH, (gint) fields->strength),
                       idio_audience_get_nick (fields->audience), fields->figures, id);
}

/**
 * idio_card_store_set_quotes:
 * @db: a connection
 * @id: the number of a card
 * @quotes: (element-type IdioQuote): its evidence now
 * @error: (out): a location for an error
 *
 * Returns: whether that worked
 */
gboolean
idio_card_store_set_quotes (sqlite3    *db,
                            gint64      id,
                            GPtrArray  *quotes,
                            GError    **error)
{
  if (!idio_sql_run (db, error, "DELETE FROM evidence WHERE card = ?", "i", id))
    return FALSE;

  for (guint i = 0; i < quotes->len; i++)
    {
      const IdioQuote *quote = g_ptr_array_index (quotes, i);

      if (!idio_sql_run (db, error,
                         "INSERT OR IGNORE INTO evidence (card, document, start, length) VALUES (?, ?, ?, ?)",
                         "iiii", id, quote->document, (gint64) quote->start, (gint64) quote->length))
        return FALSE;
    }

  return idio_sql_run (db, error,
                       "UPDATE card SET example = EXISTS (SELECT 1 FROM evidence WHERE card = ?1) AND NOT EXISTS"
                       " (SELECT 1 FROM evidence AS e JOIN document AS d ON d.id = e.document"
                       "   WHERE e.card = ?1 AND d.example = 0) WHERE id = ?1", "i", id);
}

/**
 * idio_card_store_set_basis:
 * @db: a connection
 * @basis: what the measured cards were made of
 * @error: (out): a location for an error
 *
 * It is kept until a document is deleted or someone decides about a card.
 *
 * Returns: whether that worked
 */
gboolean
idio_card_store_set_basis (sqlite3     *db,
                           const char  *basis,
                           GError     **error)
{
  return idio_sql_run (db, error, "INSERT OR REPLACE INTO measured (id, basis) VALUES (1, ?)", "s", basis);
}

/**
 * idio_card_store_dup_basis:
 * @db: a connection
 * @error: (out): a location for an error
 *
 * Returns: (transfer full) (nullable): what the measured cards were made of; "" if they have to be made again
 */
char *
idio_card_store_dup_basis (sqlite3  *db,
                           GError  **error)
{
  g_autoptr(sqlite3_stmt) statement = idio_sql_prepare (db, error, "SELECT basis FROM measured", NULL);
  GError *local_error = NULL;

  if (statement == NULL)
    return NULL;

  if (idio_sql_step (statement, &local_error))
    return idio_sql_dup_some_text (statement, 0);

  if (local_error == NULL)
    return g_strdup ("");

  g_propagate_error (error, local_error);

  return NULL;
}
