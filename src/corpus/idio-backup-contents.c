/* idio-backup-contents.c: what a backup says about itself
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "corpus/idio-backup-contents.h"
#include "corpus/idio-schema.h"

/* The form of the file. It is raised when versions that know only this one could not read it. */
#define FORMAT 1

/* The first version of the database that was ever put into a backup */
#define FIRST_SCHEMA 13

/* Maximum length of the version of an application, in bytes */
#define MAX_VERSION_BYTES 32

G_DEFINE_QUARK (idio-backup-error-quark, idio_backup_error)

/**
 * idio_backup_error_set:
 * @error: (out): a location for an error in %IDIO_BACKUP_ERROR
 * @code: what is wrong with a backup
 */
void
idio_backup_error_set (GError          **error,
                       IdioBackupError   code)
{
  const char *message;

  switch (code)
    {
    case IDIO_BACKUP_ERROR_NOT_OURS:
      message = _("This file is not a backup made by Idiolect.");
      break;

    case IDIO_BACKUP_ERROR_NEWER:
      message = _("This backup was made by a newer version of Idiolect.");
      break;

    case IDIO_BACKUP_ERROR_TOO_LARGE:
      message = _("This is too large for a backup.");
      break;

    case IDIO_BACKUP_ERROR_DAMAGED:
    default:
      message = _("This backup is damaged, so nothing of it was restored.");
      break;
    }

  g_set_error_literal (error, IDIO_BACKUP_ERROR, (int) code, message);
}

void
idio_backup_contents_free (IdioBackupContents *self)
{
  g_clear_pointer (&self->application, g_free);
  g_clear_pointer (&self->checksum, g_free);
  g_free (self);
}

static void
add_int (JsonBuilder *builder,
         const char  *name,
         gint64       value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
add_string (JsonBuilder *builder,
            const char  *name,
            const char  *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_counts (JsonBuilder            *builder,
            const IdioBackupCounts *counts)
{
  json_builder_set_member_name (builder, "counts");
  json_builder_begin_object (builder);
  add_int (builder, "documents", counts->n_documents);
  add_int (builder, "cards", counts->n_cards);
  add_int (builder, "requests", counts->n_requests);
  json_builder_end_object (builder);
}

/**
 * idio_backup_contents_to_json:
 * @self: what is in a backup
 *
 * Returns: (transfer full): the same as JSON, which is the first part of the backup
 */
char *
idio_backup_contents_to_json (const IdioBackupContents *self)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(GDateTime) created = g_date_time_new_from_unix_utc (self->created);
  g_autofree char *date = created != NULL ? g_date_time_format_iso8601 (created) : g_strdup ("");
  g_autoptr(JsonNode) root = NULL;

  json_builder_begin_object (builder);
  add_int (builder, "format", FORMAT);
  add_string (builder, "idiolect", self->application);
  add_string (builder, "created", date);
  json_builder_set_member_name (builder, "with-documents");
  json_builder_add_boolean_value (builder, self->with_documents);
  add_counts (builder, &self->counts);
  add_int (builder, "schema", self->schema);
  add_int (builder, "bytes", self->n_bytes);
  add_string (builder, "sha256", self->checksum);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);

  return json_to_string (root, TRUE);
}

/* -1 if there is no such number that is not less than 0 */
static gint64
get_int (JsonObject *object,
         const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64
           ? MAX (json_node_get_int (node), -1) : -1;
}

static const char *
get_string (JsonObject *object,
            const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
           ? json_node_get_string (node) : "";
}

static gboolean
get_boolean (JsonObject *object,
             const char *name,
             gboolean   *value)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return FALSE;

  *value = json_node_get_boolean (node);

  return TRUE;
}

/* Anyone can write anything there: it is shown, so it is a version or nothing. */
static gboolean
is_version (const char *text)
{
  return strlen (text) <= MAX_VERSION_BYTES && g_regex_match_simple ("^[0-9]+(\\.[0-9]+)*\\z", text, 0, 0);
}

static void
set_newer (const char  *application,
           GError     **error)
{
  if (!is_version (application))
    idio_backup_error_set (error, IDIO_BACKUP_ERROR_NEWER);
  else
    g_set_error (error, IDIO_BACKUP_ERROR, IDIO_BACKUP_ERROR_NEWER,
                 _("This backup was made by Idiolect %s, which is newer than this one. Update Idiolect, then restore "
                   "it."), application);
}

static IdioBackupContents *
read_object (JsonObject  *object,
             GError     **error)
{
  g_autoptr(IdioBackupContents) self = g_new0 (IdioBackupContents, 1);
  const char *application = get_string (object, "idiolect");
  g_autoptr(GDateTime) created = g_date_time_new_from_iso8601 (get_string (object, "created"), NULL);

  self->schema = get_int (object, "schema");

  if (get_int (object, "format") > FORMAT || self->schema > idio_schema_get_newest ())
    {
      set_newer (application, error);
      return NULL;
    }

  self->application = g_strdup (application);
  self->created = created != NULL ? g_date_time_to_unix (created) : 0;
  self->n_bytes = get_int (object, "bytes");
  self->checksum = g_strdup (get_string (object, "sha256"));

  if (get_int (object, "format") != FORMAT || !is_version (application) || self->schema < FIRST_SCHEMA ||
      created == NULL || !get_boolean (object, "with-documents", &self->with_documents) || self->n_bytes <= 0)
    idio_backup_error_set (error, IDIO_BACKUP_ERROR_DAMAGED);
  else if (self->n_bytes > IDIO_BACKUP_MAX_BYTES)
    idio_backup_error_set (error, IDIO_BACKUP_ERROR_TOO_LARGE);
  else
    return g_steal_pointer (&self);

  return NULL;
}

/**
 * idio_backup_contents_from_json:
 * @json: what should be the first part of a backup
 * @length: its length, in bytes
 * @error: (out): a location for an error in %IDIO_BACKUP_ERROR
 *
 * Returns: (transfer full) (nullable): what is in the backup, as it says itself, but for the counts: these are read
 */
IdioBackupContents *
idio_backup_contents_from_json (const char  *json,
                                gsize        length,
                                GError     **error)
{
  g_autoptr(JsonParser) parser = json_parser_new_immutable ();
  JsonNode *root;

  if (length == 0 || !g_utf8_validate_len (json, length, NULL) ||
      !json_parser_load_from_data (parser, json, (gssize) length, NULL) ||
      !(root = json_parser_get_root (parser)) || !JSON_NODE_HOLDS_OBJECT (root))
    {
      idio_backup_error_set (error, IDIO_BACKUP_ERROR_DAMAGED);
      return NULL;
    }

  return read_object (json_node_get_object (root), error);
}

static gboolean
read_count (sqlite3     *db,
            const char  *sql,
            guint       *count,
            GError     **error)
{
  gint64 value;

  if (!idio_sql_query_int (db, sql, &value, error))
    return FALSE;

  *count = (guint) CLAMP (value, 0, G_MAXINT);

  return TRUE;
}

/**
 * idio_backup_counts_read:
 * @self: (out): how much is in the database
 * @db: a connection
 * @error: (out): a location for an error in %IDIO_STORE_ERROR
 *
 * Returns: whether that worked
 */
gboolean
idio_backup_counts_read (IdioBackupCounts  *self,
                         sqlite3           *db,
                         GError           **error)
{
  return read_count (db, "SELECT count(*) FROM document WHERE removed IS NULL", &self->n_documents, error) &&
         read_count (db, "SELECT count(*) FROM card WHERE state <> 'rejected'", &self->n_cards, error) &&
         read_count (db, "SELECT count(*) FROM brief", &self->n_requests, error);
}

/**
 * idio_backup_counts_describe:
 * @self: how much there is
 *
 * Returns: (transfer full): the same in a few words
 */
char *
idio_backup_counts_describe (const IdioBackupCounts *self)
{
  g_autofree char *documents = NULL;
  g_autofree char *cards = NULL;
  g_autofree char *requests = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  documents = g_strdup_printf (ngettext ("%'u text", "%'u texts", self->n_documents), self->n_documents);
  cards = g_strdup_printf (ngettext ("%'u card", "%'u cards", self->n_cards), self->n_cards);

  if (self->n_requests == 0)
    /* Translators: "24 texts, 12 cards" */
    return g_strdup_printf (C_("backup", "%s, %s"), documents, cards);

  requests = g_strdup_printf (ngettext ("%'u request with drafts", "%'u requests with drafts", self->n_requests),
                              self->n_requests);

  /* Translators: "24 texts, 12 cards, 3 requests with drafts" */
  return g_strdup_printf (_("%s, %s, %s"), documents, cards, requests);
}
