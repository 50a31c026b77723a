/* idio-card-edits.c: what a person changed about cards, so that it can be taken back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <json-glib/json-glib.h>

#include "corpus/idio-nick.h"
#include "idio-enums.h"
#include "llm/idio-json.h"
#include "voice/idio-card-edits.h"
#include "voice/idio-card-store.h"

typedef struct
{
  gint64      id;
  gint64      card;
  JsonObject *before;   /* NULL if the card was added then */
  JsonObject *after;
  gboolean    changed;
} Edit;

static void
edit_free (Edit *edit)
{
  g_clear_pointer (&edit->before, json_object_unref);
  g_clear_pointer (&edit->after, json_object_unref);
  g_free (edit);
}

static void
build_nick (JsonBuilder *builder,
            const char  *name,
            GType        type,
            gint         value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, idio_nick_from_value (type, value));
}

/* What a person can change about a card, as the edits are kept. */
static char *
fields_to_json (const IdioCardFields *fields)
{
  g_autoptr(JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr(JsonNode) root = NULL;

  json_builder_begin_object (builder);
  build_nick (builder, "axis", IDIO_TYPE_AXIS, (gint) fields->axis);
  json_builder_set_member_name (builder, "claim");
  json_builder_add_string_value (builder, fields->claim);
  json_builder_set_member_name (builder, "instruction");
  json_builder_add_string_value (builder, fields->instruction);
  json_builder_set_member_name (builder, "rate");
  json_builder_add_string_value (builder, fields->rate);
  json_builder_set_member_name (builder, "edited");
  json_builder_add_boolean_value (builder, fields->edited);
  build_nick (builder, "state", IDIO_TYPE_CARD_STATE, (gint) fields->state);
  build_nick (builder, "strength", IDIO_TYPE_STRENGTH, (gint) fields->strength);
  idio_json_add_string (builder, "audience", idio_audience_get_nick (fields->audience));
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}

static void
set_from_member (char       **string,
                 JsonObject  *object,
                 const char  *member)
{
  const char *value = idio_json_get_string (object, member);

  if (value != NULL)
    g_set_str (string, value);
}

static void
fields_from_object (IdioCardFields *fields,
                    JsonObject     *object)
{
  set_from_member (&fields->claim, object, "claim");
  set_from_member (&fields->instruction, object, "instruction");
  set_from_member (&fields->rate, object, "rate");
  idio_nick_to_value (IDIO_TYPE_AXIS, idio_json_get_string (object, "axis"), &fields->axis);
  idio_nick_to_value (IDIO_TYPE_CARD_STATE, idio_json_get_string (object, "state"), &fields->state);
  idio_nick_to_value (IDIO_TYPE_STRENGTH, idio_json_get_string (object, "strength"), &fields->strength);
  idio_audience_from_nick (idio_json_get_string (object, "audience"), &fields->audience);
  fields->edited = json_object_get_boolean_member_with_default (object, "edited", fields->edited);
}

/* An object that can be changed. Of what is no JSON, as in a damaged database, nothing is known. */
static JsonObject *
parse_object (const char *json)
{
  g_autoptr(JsonObject) parsed = idio_json_find_object (json);
  g_autoptr(GList) names = parsed != NULL ? json_object_get_members (parsed) : NULL;
  JsonObject *object = json_object_new ();

  for (GList *l = names; l != NULL; l = l->next)
    json_object_set_member (object, l->data, json_node_copy (json_object_get_member (parsed, l->data)));

  return object;
}

/* That edit and the later ones of the same card, in the order they were made. */
static GPtrArray *
load_edits (sqlite3  *db,
            gint64    id,
            GError  **error)
{
  g_autoptr(GPtrArray) edits = g_ptr_array_new_with_free_func ((GDestroyNotify) edit_free);
  g_autoptr(sqlite3_stmt) statement =
    idio_sql_prepare (db, error, "SELECT id, card, before, after FROM edit WHERE id >= ?1"
                                 " AND card = (SELECT card FROM edit WHERE id = ?1) ORDER BY id", "i", id);
  GError *local_error = NULL;

  if (statement == NULL)
    return NULL;

  while (idio_sql_step (statement, &local_error))
    {
      g_autofree char *before = idio_sql_dup_text (statement, 2);
      g_autofree char *after = idio_sql_dup_some_text (statement, 3);
      Edit *edit = g_new0 (Edit, 1);

      edit->id = sqlite3_column_int64 (statement, 0);
      edit->card = sqlite3_column_int64 (statement, 1);
      edit->before = before != NULL ? parse_object (before) : NULL;
      edit->after = parse_object (after);
      g_ptr_array_add (edits, edit);
    }

  if (local_error == NULL && edits->len == 0)
    idio_sql_set_error_code (IDIO_STORE_ERROR_GONE, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }

  return g_steal_pointer (&edits);
}

static gboolean
changes (const Edit *edit,
         const char *name)
{
  JsonNode *before = edit->before != NULL ? json_object_get_member (edit->before, name) : NULL;
  JsonNode *after = json_object_get_member (edit->after, name);

  return before != NULL && (after == NULL || !json_node_equal (before, after));
}

/* The first later edit that changed the same. As long as there are words of the user the card counts as edited, and a
 * rate is that of the claim that it was counted of. */
static Edit *
find_later (GPtrArray  *edits,
            const char *name)
{
  gboolean words = g_str_equal (name, "edited"), rate = g_str_equal (name, "rate");

  for (guint i = 1; i < edits->len; i++)
    {
      Edit *edit = g_ptr_array_index (edits, i);

      if (changes (edit, name) || ((words || rate) && changes (edit, "claim")) || (words && changes (edit, "instruction")))
        return edit;
    }

  return NULL;
}

/* Gives what is to be restored. What a later edit changed again stays, and that one remembers what was before both. */
static JsonObject *
take_out (GPtrArray *edits)
{
  Edit *edit = g_ptr_array_index (edits, 0);
  g_autoptr(GList) names = json_object_get_members (edit->before);
  JsonObject *restored = json_object_new ();

  for (GList *l = names; l != NULL; l = l->next)
    {
      JsonNode *before = json_object_get_member (edit->before, l->data);
      Edit *later;

      if (!changes (edit, l->data))
        continue;

      later = find_later (edits, l->data);

      if (later != NULL && later->before != NULL)
        {
          json_object_set_member (later->before, l->data, json_node_copy (before));
          later->changed = TRUE;
        }
      else
        json_object_set_member (restored, l->data, json_node_copy (before));
    }

  return restored;
}

static gboolean
save_edit (sqlite3  *db,
           Edit     *edit,
           GError  **error)
{
  g_autoptr(JsonNode) node = json_node_init_object (json_node_alloc (), edit->before);
  g_autofree char *json = json_to_string (node, FALSE);

  return idio_sql_run (db, error, "UPDATE edit SET before = ? WHERE id = ?", "si", json, edit->id);
}

/**
 * idio_card_edits_note:
 * @db: a connection
 * @card: the number of a card
 * @before: (nullable): what it said; %NULL if a person just added it
 * @after: what it says
 * @error: (out): a location for an error
 *
 * Returns: the number of the edit, for idio_card_edits_undo(), or 0 on failure
 */
gint64
idio_card_edits_note (sqlite3               *db,
                      gint64                 card,
                      const IdioCardFields  *before,
                      const IdioCardFields  *after,
                      GError               **error)
{
  g_autofree char *before_json = before != NULL ? fields_to_json (before) : NULL;
  g_autofree char *after_json = fields_to_json (after);

  if (!idio_sql_run (db, error, "INSERT INTO edit (card, before, after, made) VALUES (?, ?, ?, ?)",
                     "issi", card, before_json, after_json, g_get_real_time () / G_USEC_PER_SEC))
    return 0;

  return sqlite3_last_insert_rowid (db);
}

/**
 * idio_card_edits_undo:
 * @db: a connection
 * @id: the number of an edit
 * @error: (out): a location for an error
 *
 * Makes the card as if there had not been that edit: what later ones changed stays. A card that was added then is
 * deleted, unless there were later edits, which would be lost with it: %IDIO_STORE_ERROR_CHANGED.
 *
 * Returns: whether that worked
 */
gboolean
idio_card_edits_undo (sqlite3  *db,
                      gint64    id,
                      GError  **error)
{
  g_autoptr(GPtrArray) edits = load_edits (db, id, error);
  g_autoptr(IdioCardFields) fields = NULL;
  g_autoptr(JsonObject) restored = NULL;
  const Edit *undone;

  if (edits == NULL)
    return FALSE;

  undone = g_ptr_array_index (edits, 0);

  if (undone->before == NULL && edits->len > 1)
    {
      idio_sql_set_error_code (IDIO_STORE_ERROR_CHANGED, error);
      return FALSE;
    }

  if (undone->before == NULL)
    return idio_sql_run (db, error, "DELETE FROM card WHERE id = ?", "i", undone->card);

  if (!(fields = idio_card_store_get (db, undone->card, error)))
    return FALSE;

  restored = take_out (edits);
  fields_from_object (fields, restored);

  for (guint i = 1; i < edits->len; i++)
    {
      Edit *edit = g_ptr_array_index (edits, i);

      if (edit->changed && !save_edit (db, edit, error))
        return FALSE;
    }

  return idio_card_store_update (db, undone->card, fields, error) &&
         idio_sql_run (db, error, "DELETE FROM edit WHERE id = ?", "i", id);
}

/* What was deleted is kept in memory, and gone with the connection. */
static gboolean
make_deleted_tables (sqlite3  *db,
                     GError  **error)
{
  return idio_sql_run (db, error, "CREATE TEMP TABLE IF NOT EXISTS deleted_card AS SELECT * FROM card WHERE 0", NULL) &&
         idio_sql_run (db, error, "CREATE TEMP TABLE IF NOT EXISTS deleted_edit AS SELECT * FROM edit WHERE 0", NULL);
}

/**
 * idio_card_edits_delete:
 * @db: a connection
 * @card: the number of a card of the user's own, which has no evidence
 * @error: (out): a location for an error
 *
 * Deletes a card. As long as @db is open idio_card_edits_bring_back() can undo that.
 *
 * Returns: whether that worked
 */
gboolean
idio_card_edits_delete (sqlite3  *db,
                        gint64    card,
                        GError  **error)
{
  const char *yours = idio_nick_from_value (IDIO_TYPE_SOURCE, IDIO_SOURCE_YOURS);

  return make_deleted_tables (db, error) &&
         idio_sql_run (db, error, "INSERT INTO temp.deleted_card SELECT * FROM card WHERE id = ? AND source = ?", "is",
                       card, yours) &&
         idio_sql_run (db, error, "INSERT INTO temp.deleted_edit SELECT * FROM edit WHERE card = ?"
                                  " AND card IN (SELECT id FROM temp.deleted_card)", "i", card) &&
         idio_sql_run (db, error, "DELETE FROM card WHERE id = ? AND source = ?", "is", card, yours);
}

/**
 * idio_card_edits_bring_back:
 * @db: a connection
 * @card: the number of a card
 * @error: (out): a location for an error
 *
 * Undoes idio_card_edits_delete(). The card has its number again, by which its edits and its place among the others are
 * found; without such a card there is %IDIO_STORE_ERROR_GONE.
 *
 * Returns: whether that worked
 */
gboolean
idio_card_edits_bring_back (sqlite3  *db,
                            gint64    card,
                            GError  **error)
{
  if (!make_deleted_tables (db, error) ||
      !idio_sql_run (db, error, "INSERT INTO card SELECT * FROM temp.deleted_card WHERE id = ?", "i", card))
    return FALSE;

  if (sqlite3_changes (db) == 0)
    {
      idio_sql_set_error_code (IDIO_STORE_ERROR_GONE, error);
      return FALSE;
    }

  return idio_sql_run (db, error, "INSERT INTO edit SELECT * FROM temp.deleted_edit WHERE card = ?", "i", card) &&
         idio_sql_run (db, error, "DELETE FROM temp.deleted_card WHERE id = ?", "i", card) &&
         idio_sql_run (db, error, "DELETE FROM temp.deleted_edit WHERE card = ?", "i", card);
}
