/* databases.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "databases.h"
#include "fuzz.h"

#define DATABASE "idiolect.db"

typedef enum
{
  INPUT_FILE,
  INPUT_BYTES,
  INPUT_VALUES,
  N_INPUTS,
} Input;

/* A good database, and the statements that put a value into each of its columns. */
static GBytes    *good;
static GPtrArray *updates;

static char *
dup_path (const char *ending)
{
  return g_strconcat (fuzz_get_dir (), G_DIR_SEPARATOR_S DATABASE, ending, NULL);
}

static IdioWorkspace *
open_workspace (GError **error)
{
  return dex_await_object (idio_workspace_open (fuzz_get_dir ()), error);
}

/* Texts with enough in them for cards */
static DexFuture *
make_good_fiber (gpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(IdioWorkspace) workspace = open_workspace (&error);

  if (workspace == NULL || !dex_await (idio_import_example (idio_workspace_get_corpus (workspace)), &error) ||
      !dex_await (idio_workspace_count_habits (workspace), &error))
    g_error ("%s", error->message);

  g_assert (g_list_model_get_n_items (G_LIST_MODEL (idio_workspace_get_voice (workspace))) > 0);

  return dex_future_new_true ();
}

/* Columns of other programs' tables, as those of the search, are behind SQL that can't be written to. */
static void
list_updates (sqlite3 *db)
{
  g_autoptr(sqlite3_stmt) row =
    idio_sql_prepare (db, NULL,
                      "SELECT format ('UPDATE OR REPLACE \"%w\" SET \"%w\" = ?', t.name, c.name) "
                      "FROM pragma_table_list AS t, pragma_table_info (t.name) AS c "
                      "WHERE t.type IN ('table', 'shadow') AND t.schema = 'main' ORDER BY t.name, c.cid", NULL);

  updates = g_ptr_array_new_with_free_func (g_free);

  while (idio_sql_step (row, NULL))
    g_ptr_array_add (updates, idio_sql_dup_text (row, 0));

  g_assert (updates->len > 50);
}

static const char more_sql[] =
  "INSERT INTO brief VALUES (1, 'write', 'Ask Ann', 'general', 'short', 80, 1000);"
  "INSERT INTO draft VALUES (1, 1, 'generic', 0, 'Hi Ann', 'Hi Ann', 'finished', 'brief', 'm', '[]', 1000);"
  "INSERT INTO draft VALUES (2, 1, 'personal', 0, 'Hi', 'Hi', 'stopped', 'cards', 'm',"
  " '[{\"kind\":\"name\",\"text\":\"Hi\",\"document\":1}]', 1000);"
  "INSERT INTO attribute VALUES ('name', 'Mira');"
  "INSERT INTO background_text (writer, version, hash, counts) VALUES ('w', '1', 'h', x'00010203');"
  "INSERT INTO edit VALUES (1, (SELECT min (id) FROM card), '{}', '{\"claim\":\"x\"}', 1000);"
  "PRAGMA journal_mode = DELETE;";

static void
set_up (void)
{
  g_autofree char *path = dup_path ("");
  g_autoptr(sqlite3) db = NULL;
  char *contents;
  gsize length;

  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
  fuzz_run_fiber (make_good_fiber, NULL);

  if (sqlite3_open (path, &db) != SQLITE_OK || !idio_sql_script (db, more_sql, NULL))
    g_error ("The good database could not be made: %s", sqlite3_errmsg (db));

  list_updates (db);
  g_clear_pointer (&db, sqlite3_close_v2);

  if (!g_file_get_contents (path, &contents, &length, NULL))
    g_error ("The good database could not be read");

  good = g_bytes_new_take (contents, length);
}

static void
write_file (gconstpointer data,
            gsize         size)
{
  g_autofree char *path = dup_path (""), *wal = dup_path ("-wal"), *shm = dup_path ("-shm");

  g_unlink (wal);
  g_unlink (shm);

  if (!g_file_set_contents_full (path, data, (gssize) size, G_FILE_SET_CONTENTS_NONE, 0600, NULL))
    g_error ("The database could not be written");
}

/* Three bytes of place, and one to put there */
static void
write_bytes (const guint8 *data,
             gsize         size)
{
  gsize length;
  const guint8 *bytes = g_bytes_get_data (good, &length);
  g_autofree guint8 *changed = g_memdup2 (bytes, length);

  for (; size >= 4; size -= 4, data += 4)
    changed[((guint) data[0] << 16 | (guint) data[1] << 8 | data[2]) % length] = data[3];

  /* A byte more cuts the file off. */
  write_file (changed, size > 0 ? length * data[0] / 256 : length);
}

static void
write_value (sqlite3      *db,
             guint         column,
             guint         type,
             const guint8 *value,
             gsize         length)
{
  const char *update = g_ptr_array_index (updates, column % updates->len);
  g_autoptr(sqlite3_stmt) statement = idio_sql_prepare (db, NULL, update, NULL);
  gint64 number = 0;

  /* Of the search, columns that are made and not stored. */
  if (statement == NULL)
    return;

  memcpy (&number, value, MIN (length, sizeof number));

  switch (type % 4)
    {
    case 0:
      sqlite3_bind_int64 (statement, 1, number);
      break;

    case 1:
      sqlite3_bind_text (statement, 1, (const char *) value, (int) length, SQLITE_TRANSIENT);
      break;

    case 2:
      sqlite3_bind_blob (statement, 1, value, (int) length, SQLITE_TRANSIENT);
      break;

    default:
      sqlite3_bind_null (statement, 1);
      break;
    }

  /* What the form of the table refuses can't be there. */
  sqlite3_step (statement);
}

/* A column, a type, a length, and so many bytes; a version first */
static void
write_values (const guint8 *data,
              gsize         size)
{
  g_autofree char *path = dup_path (""), *version = NULL;
  g_autoptr(sqlite3) db = NULL;
  gsize length;

  write_file (g_bytes_get_data (good, NULL), g_bytes_get_size (good));

  if (sqlite3_open (path, &db) != SQLITE_OK)
    g_error ("The good database could not be opened");

  sqlite3_exec (db, "PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY", NULL, NULL, NULL);

  if (size > 0 && data[0] >= 0xf8)
    {
      version = g_strdup_printf ("PRAGMA user_version = %d", (gint8) data[0]);
      sqlite3_exec (db, version, NULL, NULL, NULL);
    }

  for (gsize at = 1; at + 3 <= size; at += 3 + length)
    {
      length = MIN (data[at + 2], size - at - 3);
      write_value (db, data[at], data[at + 1], data + at + 3, length);
    }
}

/**
 * databases_get_good:
 *
 * Returns: (transfer none): a database with texts, cards and drafts, as a file has it
 */
GBytes *
databases_get_good (void)
{
  if (good == NULL)
    set_up ();

  return good;
}

/**
 * databases_write:
 * @data: an input: the first byte says what the rest is, the whole file; bytes to put into a good one, each with its place;
 *   or values to put into the columns of a good one
 * @size: how many bytes
 *
 * Writes `idiolect.db` in the folder of fuzz_get_dir().
 */
void
databases_write (const guint8 *data,
                 gsize         size)
{
  databases_get_good ();
  g_assert (size > 0);

  switch ((Input) (data[0] % N_INPUTS))
    {
    case INPUT_BYTES:
      write_bytes (data + 1, size - 1);
      break;

    case INPUT_VALUES:
      write_values (data + 1, size - 1);
      break;

    case INPUT_FILE:
    case N_INPUTS:
    default:
      write_file (data + 1, size - 1);
      break;
    }
}

static void
check_cards (IdioVoice *voice)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (voice)); i++)
    {
      g_autoptr(IdioHypothesis) card = g_list_model_get_item (G_LIST_MODEL (voice), i);
      GPtrArray *quotes = idio_hypothesis_get_quotes (card);

      g_assert (g_utf8_validate (idio_hypothesis_get_fields (card)->claim, -1, NULL));

      for (guint j = 0; j < quotes->len; j++)
        {
          const IdioQuote *quote = g_ptr_array_index (quotes, j);

          g_assert (quote->text == NULL || g_utf8_validate (quote->text, -1, NULL));
        }
    }
}

static void
check_texts (IdioCorpus *corpus)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GPtrArray) texts = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (corpus)); i++)
    {
      g_autoptr(IdioDocument) document = g_list_model_get_item (G_LIST_MODEL (corpus), i);
      gint64 id = idio_document_get_id (document);

      g_array_append_val (ids, id);
    }

  texts = dex_await_boxed (idio_corpus_load_some (corpus, ids, G_MAXINT, G_MAXSIZE), NULL);

  for (guint i = 0; texts != NULL && i < texts->len; i++)
    {
      const IdioText *text = g_ptr_array_index (texts, i);

      g_assert (g_utf8_validate (text->title, -1, NULL) && g_utf8_validate (text->body, -1, NULL));
    }

  dex_await (idio_corpus_search (corpus, "ann"), NULL);
  dex_await (idio_corpus_find_closest (corpus, "Ask Ann", IDIO_AUDIENCE_GENERAL, 3, NULL), NULL);
}

/**
 * databases_check:
 * @workspace: what was made of a database
 *
 * Waits, in a fiber. Whatever is read is text.
 */
void
databases_check (IdioWorkspace *workspace)
{
  check_texts (idio_workspace_get_corpus (workspace));
  dex_await (idio_workspace_count_habits (workspace), NULL);
  check_cards (idio_workspace_get_voice (workspace));
}
