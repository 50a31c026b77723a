/* test-backup.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <archive.h>
#include <archive_entry.h>
#include <glib/gstdio.h>

#include "corpus/idio-backup-archive.h"
#include "corpus/idio-backup-image.h"
#include "corpus/idio-replaced.h"
#include "corpus/idio-schema.h"
#include "idio-enums.h"
#include "idio-test.h"
#include "idio-workspace-restore.h"
#include "import/idio-import.h"
#include "meter/idio-feature-counts.h"

#define MARKER "zarquonish"

static IdioWorkspace *
open_workspace (const char *dir)
{
  return idio_test_await_object (idio_workspace_open (dir));
}

static IdioWorkspace *
open_example (const char *dir)
{
  IdioWorkspace *workspace = open_workspace (dir);
  g_autoptr(GArray) ids = idio_test_await_boxed (idio_import_example (idio_workspace_get_corpus (workspace)));

  idio_test_await (idio_workspace_count_habits (workspace));

  return workspace;
}

static IdioStore *
get_store (IdioWorkspace *workspace)
{
  return idio_corpus_get_store (idio_workspace_get_corpus (workspace));
}

static guint
count_documents (IdioWorkspace *workspace)
{
  return g_list_model_get_n_items (G_LIST_MODEL (idio_workspace_get_corpus (workspace)));
}

static guint
count_cards (IdioWorkspace *workspace)
{
  return g_list_model_get_n_items (G_LIST_MODEL (idio_workspace_get_voice (workspace)));
}

static DexFuture *
query_job (sqlite3  *db,
           gpointer  sql)
{
  gint64 value;
  GError *error = NULL;

  return idio_sql_query_int (db, sql, &value, &error) ? dex_future_new_for_int64 (value)
                                                      : dex_future_new_for_error (error);
}

static gint64
query (IdioWorkspace *workspace,
       const char    *sql)
{
  GError *error = NULL;
  gint64 value = dex_await_int64 (idio_store_read (get_store (workspace), query_job, g_strdup (sql), g_free), &error);

  g_assert_no_error (error);

  return value;
}

static gint64
add_text (IdioWorkspace *workspace,
          const char    *title,
          const char    *body)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
  g_autoptr(GArray) ids = NULL;

  g_ptr_array_add (texts, idio_text_new (0, title, body, 5, IDIO_AUDIENCE_FRIENDS));
  ids = idio_test_await_boxed (idio_corpus_add (idio_workspace_get_corpus (workspace), texts, NULL));

  return g_array_index (ids, gint64, 0);
}

static void
set_private (IdioWorkspace *workspace,
             gint64         id)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (ids, id);
  idio_test_await (idio_corpus_set_private (idio_workspace_get_corpus (workspace), ids, TRUE));
}

static GFile *
get_file (const char *dir)
{
  return g_file_new_build_filename (dir, "voice" IDIO_BACKUP_SUFFIX, NULL);
}

static void
save (IdioWorkspace   *workspace,
      GFile           *file,
      IdioBackupFlags  flags)
{
  g_autofree IdioBackupCounts *counts =
    idio_test_await_boxed (idio_backup_save (idio_workspace_get_corpus (workspace), file, flags));

  g_assert_nonnull (counts);
}

static void
restore (IdioWorkspace    *workspace,
         GFile            *file,
         gboolean          replace,
         IdioBackupCounts *added)
{
  g_autoptr(IdioBackup) backup = idio_test_await_boxed (idio_backup_open (file));
  g_autofree IdioBackupCounts *counts = idio_test_await_boxed (idio_workspace_restore (workspace, backup, replace));

  if (added != NULL)
    *added = *counts;
}

/* All that belongs to a voice, as one text that does not depend on numbers */
static const char all[] =
  "SELECT (SELECT coalesce (group_concat (t, '|'), '') FROM (SELECT title || hash || body || words || audience ||"
  "  example || private || coalesce (written, '') || (removed IS NULL) AS t FROM document ORDER BY hash)) || '#' ||"
  " (SELECT coalesce (group_concat (t, '|'), '') FROM (SELECT d.hash || p.number || p.start || p.length ||"
  "  p.kind || p.text AS t"
  "  FROM part AS p JOIN document AS d ON d.id = p.document ORDER BY 1)) || '#' ||"
  " (SELECT coalesce (group_concat (t, '|'), '') FROM (SELECT claim || instruction || source || state ||"
  "  strength || audience AS t"
  "  FROM card ORDER BY claim, audience)) || '#' ||"
  " (SELECT coalesce (group_concat (t, '|'), '') FROM (SELECT c.claim || d.hash || e.start || e.length AS t"
  "  FROM evidence AS e"
  "  JOIN card AS c ON c.id = e.card JOIN document AS d ON d.id = e.document ORDER BY 1)) || '#' ||"
  " (SELECT coalesce (group_concat (t, '|'), '') FROM (SELECT name || value AS t FROM attribute ORDER BY 1)) || '#' ||"
  " (SELECT coalesce (group_concat (t, '|'), '') FROM (SELECT b.request || d.kind || d.body AS t FROM draft AS d"
  "  JOIN brief AS b ON b.id = d.brief ORDER BY 1)) || '#' ||"
  " (SELECT coalesce (group_concat (t, '|'), '') FROM (SELECT account AS t FROM account ORDER BY 1)) || '#' ||"
  " (SELECT coalesce (group_concat (t, '|'), '') FROM (SELECT hash AS t FROM disowned ORDER BY 1))";

static DexFuture *
dump_job (sqlite3  *db,
          gpointer  data)
{
  GError *error = NULL;
  g_autoptr(sqlite3_stmt) statement = idio_sql_prepare (db, &error, all, NULL);

  if (statement == NULL || !idio_sql_step (statement, &error))
    return dex_future_new_for_error (error);

  return dex_future_new_take_string (idio_sql_dup_some_text (statement, 0));
}

static char *
dump (IdioWorkspace *workspace)
{
  GError *error = NULL;
  char *text = dex_await_string (idio_store_read (get_store (workspace), dump_job, NULL, NULL), &error);

  g_assert_no_error (error);

  return text;
}

/* A voice with something of everything in it */
static IdioWorkspace *
open_rich (const char *dir)
{
  IdioWorkspace *workspace = open_example (dir);
  gint64 secret = add_text (workspace, "Naïve – “tést”\r\n", "Dear \xf0\x9f\x90\xb3,\r\n\r\nשלום world");

  set_private (workspace, secret);
  idio_test_run_sql (get_store (workspace),
                     "INSERT INTO part VALUES ((SELECT max (id) FROM document), 0, 4, 0, 'quote', 'Left “out”');"
                     "INSERT INTO former VALUES ('old-hash', (SELECT max (id) FROM document));"
                     "INSERT INTO alike VALUES ('like-hash', (SELECT max (id) FROM document));"
                     "INSERT INTO disowned VALUES ('not-mine');"
                     "INSERT INTO attribute VALUES ('name', 'Ada'), ('unwritten-request', 'half a sent');"
                     "INSERT INTO account VALUES ('ada@example.org');"
                     "INSERT INTO background_salt VALUES (1, x'00ff');"
                     "INSERT INTO background_text (writer, version, hash, counts, words) VALUES"
                     "  ('w', '" IDIO_FEATURE_COUNTS_VERSION "', 'h', x'01', 9);"
                     "INSERT INTO brief (kind, request, audience, length, words, made)"
                     "  VALUES ('write', 'Thank Omar', 'friends', 'usual', 0, 77);"
                     "INSERT INTO draft (brief, kind, body, written, state, form, model, made)"
                     "  VALUES ((SELECT max (id) FROM brief), 'personal', 'Ta!', 'Ta!', 'finished', 'cards', 'm', 78);"
                     "INSERT INTO card (axis, claim, instruction, source, proposed, state, strength, audience, added)"
                     "  VALUES ('style', 'Writes ta', 'Write ta', 'yours', 'Writes ta', 'kept', 'strong', 'friends', 5);"
                     "INSERT INTO sent (time, host, model, purpose, sent) VALUES (1, 'h', 'm', 'draft', 3);"
                     "INSERT INTO watched_folder VALUES ('file:///mine', 1);");
  idio_test_await (idio_workspace_reload (workspace));

  return workspace;
}

/* What goes out comes in the same elsewhere, twice is once, and what is of this computer stays here. */
static void
test_round_trip (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autofree char *other_dir = idio_test_make_dir ();
  g_autoptr(GFile) file = get_file (dir);
  g_autoptr(IdioWorkspace) workspace = open_rich (dir);
  g_autoptr(IdioWorkspace) other = open_workspace (other_dir);
  g_autofree char *before = NULL, *after = NULL, *again = NULL;
  IdioBackupCounts added;

  save (workspace, file, 0);
  restore (other, file, FALSE, &added);
  g_assert_cmpuint (added.n_documents, ==, 19);
  g_assert_cmpuint (added.n_requests, ==, 1);
  g_assert_cmpuint (count_documents (other), ==, 19);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (idio_workspace_get_history (other))), ==, 1);
  g_assert_cmpstr (idio_voice_get_attribute (idio_workspace_get_voice (other), IDIO_ATTRIBUTE_NAME), ==, "Ada");
  g_assert_cmpint (query (other, "SELECT count(*) FROM sent"), ==, 0);
  g_assert_cmpint (query (other, "SELECT count(*) FROM background_text WHERE writer = 'w' AND hash = 'h'"), ==, 1);
  g_assert_cmpint (query (other, "SELECT count(*) FROM watched_folder"), ==, 0);
  g_assert_cmpint (query (other, "SELECT count(*) FROM attribute WHERE name LIKE 'unwritten%'"), ==, 0);
  g_assert_cmpint (query (other, "SELECT count(*) FROM document_search WHERE document_search MATCH 'world'"), ==, 1);
  g_assert_cmpint (query (other, "SELECT sum (private) FROM document"), ==, 1);

  idio_test_run_sql (get_store (workspace), "DELETE FROM attribute WHERE name LIKE 'unwritten%'");
  before = dump (workspace);
  after = dump (other);
  g_assert_true (g_str_equal (before, after));
  g_assert_nonnull (strstr (before, "Thank Omar"));

  restore (other, file, FALSE, &added);
  g_assert_cmpuint (added.n_documents + added.n_cards + added.n_requests, ==, 0);
  again = dump (other);
  g_assert_true (g_str_equal (again, after));

  /* Counted anew, the cards are those that were there. */
  idio_test_await (idio_workspace_count_habits (other));
  g_assert_cmpuint (count_cards (other), ==, count_cards (workspace));
  g_assert_cmpuint (count_cards (other), >, 5);
}

static void
test_empty (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(GFile) file = get_file (dir);
  g_autoptr(IdioWorkspace) workspace = open_workspace (dir);
  IdioBackupCounts added;

  save (workspace, file, 0);
  restore (workspace, file, FALSE, &added);
  g_assert_cmpuint (added.n_documents + added.n_cards, ==, 0);
  restore (workspace, file, TRUE, &added);
  g_assert_cmpuint (count_documents (workspace), ==, 0);
}

/* What is here stays as it is, and what was removed comes back. */
static void
test_merge (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(GFile) file = get_file (dir);
  g_autoptr(IdioWorkspace) workspace = open_rich (dir);
  IdioBackupCounts added;

  save (workspace, file, 0);
  add_text (workspace, "Newer", "A text that came later");
  idio_test_run_sql (get_store (workspace),
                     "UPDATE document SET title = 'Mine', private = 0 WHERE private = 1;"
                     "UPDATE card SET claim = 'Changed', state = 'rejected' WHERE source = 'yours';"
                     "UPDATE attribute SET value = 'Grace' WHERE name = 'name';"
                     "UPDATE document SET removed = 5, trashed = 1 WHERE id = (SELECT min (id) FROM document);"
                     "DELETE FROM document WHERE id = (SELECT min (id) + 1 FROM document);");
  restore (workspace, file, FALSE, &added);
  g_assert_cmpuint (added.n_documents, ==, 2);
  g_assert_cmpuint (added.n_cards, ==, 0);
  g_assert_cmpuint (count_documents (workspace), ==, 20);
  g_assert_cmpint (query (workspace, "SELECT count(*) FROM document WHERE title = 'Mine' AND private = 1"), ==, 1);
  g_assert_cmpint (query (workspace, "SELECT count(*) FROM document WHERE title = 'Newer'"), ==, 1);
  g_assert_cmpint (query (workspace, "SELECT count(*) FROM card WHERE claim = 'Changed' AND state = 'rejected'"), ==,
                   1);
  g_assert_cmpint (query (workspace, "SELECT count(*) FROM card WHERE claim = 'Writes ta'"), ==, 0);
  g_assert_cmpint (query (workspace, "SELECT value = 'Grace' FROM attribute WHERE name = 'name'"), ==, 1);
  g_assert_cmpint (query (workspace, "SELECT value = 'half a sent' FROM attribute WHERE name = 'unwritten-request'"),
                   ==, 1);
}

/* A text that the user said is not theirs stays away; one that was edited since is not added again as it was. */
static void
test_merge_known (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(GFile) file = get_file (dir);
  g_autoptr(IdioWorkspace) workspace = open_workspace (dir);
  gint64 edited = add_text (workspace, "A", "One two three four five six seven");
  gint64 disowned = add_text (workspace, "B", "Another text that is of another person");
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  IdioBackupCounts added;

  save (workspace, file, 0);
  idio_test_run_sql (get_store (workspace),
                     "INSERT INTO former SELECT hash, id FROM document WHERE title = 'A';"
                     "UPDATE document SET body = 'One two', hash = 'edited' WHERE title = 'A';");
  g_array_append_val (ids, disowned);
  idio_test_await (idio_corpus_disown (idio_workspace_get_corpus (workspace), ids));
  idio_test_run_sql (get_store (workspace), "DELETE FROM document WHERE title = 'B'");
  restore (workspace, file, FALSE, &added);
  g_assert_cmpint (edited, >, 0);
  g_assert_cmpuint (added.n_documents, ==, 0);
  g_assert_cmpuint (count_documents (workspace), ==, 1);
}

static IdioAudience
add_audience (IdioWorkspace *workspace,
              const char    *name)
{
  GError *error = NULL;
  IdioAudiences *audiences = idio_corpus_get_audiences (idio_workspace_get_corpus (workspace));
  guint audience = dex_await_uint (idio_audiences_add (audiences, name), &error);

  g_assert_no_error (error);

  return audience;
}

/* For whom the texts, cards and briefs are, and what a card was for before it was edited, by name */
static void
assert_audiences (IdioWorkspace *workspace,
                  const char    *expected)
{
  g_autofree char *sql =
    g_strdup_printf ("WITH named AS (SELECT 'own-' || id AS nick, name FROM audience) SELECT group_concat (t, ', ') = '%s'"
                     " FROM (SELECT d.title || ' ' || coalesce (n.name, d.audience) AS t"
                     "  FROM document AS d LEFT JOIN named AS n ON n.nick = d.audience"
                     "  UNION SELECT c.claim || ' ' || coalesce (n.name, c.audience)"
                     "  FROM card AS c LEFT JOIN named AS n ON n.nick = c.audience"
                     "  UNION SELECT b.request || ' ' || coalesce (n.name, b.audience)"
                     "  FROM brief AS b LEFT JOIN named AS n ON n.nick = b.audience"
                     "  UNION SELECT 'edit ' || n.name FROM edit AS e JOIN named AS n ON n.nick = e.after ->> 'audience'"
                     "  ORDER BY 1)", expected);

  g_assert_cmpint (query (workspace, sql), ==, 1);
}

static void
add_uses (IdioWorkspace *workspace,
          const char    *mark,
          IdioAudience   audience)
{
  g_autofree char *text = g_strdup_printf ("A text that is %s", mark), *card = g_strdup_printf ("C%s", mark);
  g_autofree char *sql =
    g_strdup_printf ("INSERT INTO brief (kind, request, audience, length, words, made)"
                     " VALUES ('write', 'R%s', '%s', 'usual', 0, 1)", mark, idio_audience_get_nick (audience));
  gint64 id = add_text (workspace, mark, text);

  idio_test_await (idio_corpus_set_audience (idio_workspace_get_corpus (workspace), id, audience));
  idio_test_await (idio_voice_add (idio_workspace_get_voice (workspace), IDIO_AXIS_STYLE, card, NULL, audience));
  idio_test_run_sql (get_store (workspace), sql);
}

/* What has a number there may have another one here, or be something else here. */
static void
test_audiences (void)
{
  g_autofree char *there_dir = idio_test_make_dir (), *here_dir = idio_test_make_dir ();
  g_autoptr(GFile) file = get_file (there_dir);
  g_autoptr(IdioWorkspace) there = open_workspace (there_dir), here = open_workspace (here_dir);
  IdioAudiences *audiences = idio_corpus_get_audiences (idio_workspace_get_corpus (here));

  add_uses (there, "1", add_audience (there, "Clients"));
  add_uses (there, "2", add_audience (there, "Students"));
  add_uses (there, "3", add_audience (there, "Fans"));
  idio_test_run_sql (get_store (there), "DROP TRIGGER audience_of_changed_document;"
                                        "UPDATE document SET audience = 'own-77' WHERE title = '3'");
  save (there, file, 0);

  add_uses (here, "a", add_audience (here, "STUDENTS"));
  add_uses (here, "b", add_audience (here, "Landlord"));
  restore (here, file, FALSE, NULL);
  assert_audiences (here, "1 Clients, 2 STUDENTS, 3 general, C1 Clients, C2 STUDENTS, C3 Fans, Ca STUDENTS, Cb Landlord, "
                          "R1 Clients, R2 STUDENTS, R3 Fans, Ra STUDENTS, Rb Landlord, a STUDENTS, b Landlord, "
                          "edit Clients, edit Fans, edit Landlord, edit STUDENTS");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (audiences)), ==, IDIO_N_BUILT_IN_AUDIENCES + 4);

  /* A second time nothing is new. */
  restore (here, file, FALSE, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (audiences)), ==, IDIO_N_BUILT_IN_AUDIENCES + 4);
  g_assert_cmpint (query (here, "SELECT count(*) FROM brief"), ==, 5);
  g_assert_cmpint (query (here, "SELECT count(*) FROM card"), ==, 5);

  restore (here, file, TRUE, NULL);
  assert_audiences (here, "1 Clients, 2 Students, 3 general, C1 Clients, C2 Students, C3 Fans, R1 Clients, R2 Students, "
                          "R3 Fans, edit Clients, edit Fans, edit Students");
}

/* Where there is no room for all of its audiences, a backup does not come in part, but it can replace all. */
static void
test_many_audiences (void)
{
  g_autofree char *there_dir = idio_test_make_dir (), *here_dir = idio_test_make_dir ();
  g_autoptr(GFile) file = get_file (there_dir);
  g_autoptr(IdioWorkspace) there = open_workspace (there_dir), here = open_workspace (here_dir);
  g_autoptr(IdioBackup) backup = NULL;

  idio_test_run_sql (get_store (there), "INSERT INTO audience (name, folded) VALUES ('One', 'one'), ('Two', 'two')");
  add_text (there, "Only there", "A text that is only there");
  save (there, file, 0);
  idio_test_run_sql (get_store (here), "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 99)"
                                       " INSERT INTO audience (name, folded) SELECT 'N' || i, 'n' || i FROM n");
  idio_test_run_sql (get_store (here), "INSERT INTO audience (name, folded) VALUES ('ONE', 'one')");

  backup = idio_test_await_boxed (idio_backup_open (file));
  idio_test_await_error (idio_workspace_restore (here, backup, FALSE), IDIO_STORE_ERROR, IDIO_STORE_ERROR_MANY);
  g_assert_cmpint (query (here, "SELECT count(*) FROM audience"), ==, 100);
  g_assert_cmpint (query (here, "SELECT count(*) FROM document"), ==, 0);

  /* One of two is here already. */
  idio_test_run_sql (get_store (here), "DELETE FROM audience WHERE folded = 'n7'");
  restore (here, file, FALSE, NULL);
  g_assert_cmpint (query (here, "SELECT count(*) FROM audience"), ==, 100);
  g_assert_cmpint (query (here, "SELECT count(*) FROM document"), ==, 1);

  restore (here, file, TRUE, NULL);
  g_assert_cmpint (query (here, "SELECT count(*) FROM audience"), ==, 2);
}

/* All that was here can be brought back, until something is erased. */
static void
test_replace (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autofree char *other_dir = idio_test_make_dir ();
  g_autoptr(GFile) file = get_file (dir);
  g_autoptr(IdioWorkspace) workspace = open_rich (dir);
  g_autoptr(IdioWorkspace) other = open_workspace (other_dir);
  g_autofree char *before = dump (workspace), *after = NULL;

  add_text (other, "Only one", "The only text that is here");
  save (other, file, 0);
  g_assert_false (idio_workspace_can_undo_restore (workspace));
  restore (workspace, file, TRUE, NULL);
  g_assert_cmpuint (count_documents (workspace), ==, 1);
  g_assert_cmpuint (count_cards (workspace), ==, 0);
  g_assert_cmpint (query (workspace, "SELECT count(*) FROM document_search WHERE document_search MATCH 'only'"), ==, 1);
  g_assert_cmpint (query (workspace, "SELECT count(*) FROM document_search WHERE document_search MATCH 'world'"), ==, 0);
  g_assert_cmpint (query (workspace, "SELECT count(*) FROM sent"), ==, 1);
  g_assert_cmpint (query (workspace, "SELECT count(*) FROM watched_folder"), ==, 1);
  g_assert_cmpint (query (workspace, "SELECT value = 'half a sent' FROM attribute WHERE name = 'unwritten-request'"),
                   ==, 1);

  g_assert_true (idio_workspace_can_undo_restore (workspace));
  idio_test_await (idio_workspace_undo_restore (workspace));
  g_assert_cmpuint (count_documents (workspace), ==, 19);
  after = dump (workspace);
  g_assert_true (g_str_equal (before, after));

  /* That can be taken back as well: nothing that came meanwhile is lost. */
  idio_test_await (idio_workspace_undo_restore (workspace));
  g_assert_cmpuint (count_documents (workspace), ==, 1);
  g_assert_true (idio_workspace_can_undo_restore (workspace));
  idio_test_await (idio_workspace_erase (workspace));
  g_assert_false (idio_workspace_can_undo_restore (workspace));

  /* Where there is nothing to bring back, that is said, and nothing is changed. */
  add_text (workspace, "Still here", "A text that stays");
  idio_test_await_error (idio_workspace_undo_restore (workspace), G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_cmpuint (count_documents (workspace), ==, 1);
}

static GBytes *
load (GFile *file)
{
  GBytes *bytes = g_file_load_bytes (file, NULL, NULL, NULL);

  g_assert_nonnull (bytes);

  return bytes;
}

/* A replacing that fails late leaves what the one before has kept. */
static void
test_replace_fails (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(GFile) file = get_file (dir);
  g_autoptr(IdioWorkspace) workspace = open_rich (dir);
  g_autoptr(GFile) replaced = idio_replaced_get_file (get_store (workspace));
  g_autofree char *new_path = g_strconcat (g_file_peek_path (replaced), "-new", NULL);
  g_autoptr(IdioBackup) backup = NULL;
  g_autoptr(GBytes) before = NULL, after = NULL;

  save (workspace, file, 0);
  restore (workspace, file, TRUE, NULL);
  before = load (replaced);
  backup = idio_test_await_boxed (idio_backup_open (file));
  add_text (workspace, "Later", "A text that came later");
  idio_test_run_sql (get_store (workspace), "CREATE TRIGGER fails BEFORE INSERT ON disowned BEGIN"
                                            " SELECT raise (ABORT, 'No'); END");
  g_assert_false (dex_await (idio_workspace_restore (workspace, backup, TRUE), NULL));
  idio_test_run_sql (get_store (workspace), "DROP TRIGGER fails");
  after = load (replaced);
  g_assert_true (g_bytes_equal (before, after));
  g_assert_false (g_file_test (new_path, G_FILE_TEST_EXISTS));
  g_assert_cmpint (query (workspace, "SELECT count(*) FROM document WHERE title = 'Later'"), ==, 1);
  restore (workspace, file, TRUE, NULL);
  g_assert_false (g_file_test (new_path, G_FILE_TEST_EXISTS));
}

/* What another program saves until the last moment can be brought back. */
static void
test_replace_at_once (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autofree char *other_dir = idio_test_make_dir ();
  g_autoptr(GFile) file = get_file (dir);
  g_autoptr(IdioWorkspace) workspace = open_workspace (dir);
  g_autoptr(IdioWorkspace) other = open_workspace (other_dir);
  g_autoptr(IdioBackup) backup = NULL;
  g_autoptr(sqlite3) db = NULL;
  DexFuture *restored;

  add_text (workspace, "Mine", "The only text that is here");
  save (workspace, file, 0);
  backup = idio_test_await_boxed (idio_backup_open (file));
  g_assert_cmpint (sqlite3_open (idio_store_get_path (get_store (other)), &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "BEGIN IMMEDIATE; INSERT INTO attribute VALUES ('name', 'Late')", NULL, NULL, NULL),
                   ==, SQLITE_OK);
  restored = idio_workspace_restore (other, backup, TRUE);
  dex_await (dex_timeout_new_msec (1000), NULL);
  g_assert_cmpint (sqlite3_exec (db, "COMMIT", NULL, NULL, NULL), ==, SQLITE_OK);
  idio_test_await (restored);
  g_assert_cmpint (query (other, "SELECT count(*) FROM attribute WHERE value = 'Late'"), ==, 0);
  idio_test_await (idio_workspace_undo_restore (other));
  g_assert_cmpint (query (other, "SELECT count(*) FROM attribute WHERE value = 'Late'"), ==, 1);
}

/* Texts that are compressed to a thousandth are restored as others are. */
static void
test_repetitive (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(GFile) file = get_file (dir);
  g_autoptr(IdioWorkspace) workspace = open_workspace (dir);
  IdioBackupCounts added;

  add_text (workspace, "Often", "Kind regards from here");
  idio_test_run_sql (get_store (workspace),
                     "UPDATE document SET body = replace (printf ('%.600000c', '.'), '.', 'Kind regards from here. ')");
  save (workspace, file, 0);
  restore (workspace, file, TRUE, &added);
  g_assert_cmpuint (added.n_documents, ==, 1);
  idio_test_await (idio_workspace_undo_restore (workspace));
  g_assert_cmpint (query (workspace, "SELECT length (body) FROM document"), ==, 600000 * 24);
}

/* What came to what is here since: drafts that were written again, quotes; a card that was changed is the same still. */
static void
test_merge_more (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(GFile) file = get_file (dir);
  g_autoptr(IdioWorkspace) workspace = open_rich (dir);
  IdioBackupCounts added;

  idio_test_run_sql (get_store (workspace),
                     "INSERT INTO draft (brief, kind, version, body, written, state, form, model, made)"
                     "  VALUES ((SELECT max (id) FROM brief), 'personal', 1, 'Ta ta!', '', 'finished', 'cards', 'm', 79);"
                     "INSERT INTO card (axis, claim, instruction, source, proposed, state, strength, audience, added)"
                     "  VALUES ('style', 'Says so', 'Say so', 'found', 'Says so', 'kept', 'hint', 'friends', 6);"
                     "INSERT INTO evidence SELECT (SELECT max (id) FROM card), max (id), 0, 6 FROM document;");
  save (workspace, file, 0);
  idio_test_run_sql (get_store (workspace),
                     "DELETE FROM draft WHERE version = 1;"
                     "DELETE FROM evidence WHERE card = (SELECT max (id) FROM card);"
                     "UPDATE card SET audience = 'general', state = 'rejected' WHERE source IN ('yours', 'found');");
  restore (workspace, file, FALSE, &added);
  g_assert_cmpuint (added.n_cards + added.n_requests + added.n_documents, ==, 0);
  g_assert_cmpint (query (workspace, "SELECT count(*) FROM draft WHERE body = 'Ta ta!'"), ==, 1);
  g_assert_cmpint (query (workspace, "SELECT count(*) FROM draft"), ==, 2);
  g_assert_cmpint (query (workspace, "SELECT count(*) FROM card WHERE claim = 'Says so'"), ==, 1);
  g_assert_cmpint (query (workspace, "SELECT count(*) FROM card WHERE claim = 'Writes ta'"), ==, 1);
  g_assert_cmpint (query (workspace, "SELECT count(*) FROM evidence AS e JOIN card AS c ON c.id = e.card"
                                     " WHERE c.claim = 'Says so'"), ==, 1);
}

/* After a week, or when a text is erased, what was replaced goes. */
static void
test_replaced_goes (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(GFile) file = get_file (dir);
  g_autoptr(IdioWorkspace) workspace = open_example (dir);
  g_autoptr(GFile) replaced = idio_replaced_get_file (get_store (workspace));
  gint64 old = g_get_real_time () / G_USEC_PER_SEC - 8 * 24 * 3600;

  save (workspace, file, 0);
  restore (workspace, file, TRUE, NULL);
  idio_test_await (idio_replaced_tidy (get_store (workspace)));
  g_assert_true (idio_workspace_can_undo_restore (workspace));
  g_assert_true (g_file_set_attribute_uint64 (replaced, G_FILE_ATTRIBUTE_TIME_MODIFIED, (guint64) old, 0, NULL, NULL));
  idio_test_await (idio_replaced_tidy (get_store (workspace)));
  g_assert_false (idio_workspace_can_undo_restore (workspace));

  restore (workspace, file, TRUE, NULL);
  idio_test_await (idio_corpus_erase (idio_workspace_get_corpus (workspace), NULL));
  g_assert_false (idio_workspace_can_undo_restore (workspace));
}

/* Without documents the cards stay as they are, with no word of the texts, and none that shows something of a private
 * one. */
static void
test_without_documents (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autofree char *other_dir = idio_test_make_dir ();
  g_autoptr(GFile) file = get_file (dir);
  g_autoptr(IdioWorkspace) workspace = open_rich (dir);
  g_autoptr(IdioWorkspace) other = open_workspace (other_dir);
  guint n_cards = count_cards (workspace);
  gint64 secret = add_text (workspace, "Secret", "I always say " MARKER " to everyone here");
  g_autoptr(IdioBackup) backup = NULL;
  IdioBackupCounts added;
  gint64 n_new;

  set_private (workspace, secret);
  idio_test_run_sql (get_store (workspace),
                     "UPDATE document SET example = 0; UPDATE card SET example = 0;"
                     "INSERT INTO card (axis, claim, instruction, source, proposed, state, strength, audience, added)"
                     " VALUES ('style', 'Says " MARKER "', 'Say " MARKER "', 'found', 'Says " MARKER "', 'kept', 'hint',"
                     "  'general', 5);"
                     "INSERT INTO evidence SELECT (SELECT max (id) FROM card), max (id), 0, 6 FROM document;");
  n_new = query (workspace, "SELECT count(*) FROM card WHERE state = 'proposed'");
  g_assert_cmpint (n_new, >, 1);
  save (workspace, file, IDIO_BACKUP_WITHOUT_DOCUMENTS);
  backup = idio_test_await_boxed (idio_backup_open (file));
  g_assert_false (idio_backup_get_contents (backup)->with_documents);
  g_assert_cmpuint (idio_backup_get_contents (backup)->counts.n_documents, ==, 0);

  restore (other, file, FALSE, &added);
  g_assert_cmpuint (count_documents (other), ==, 0);
  g_assert_cmpuint (count_cards (other), ==, n_cards);
  g_assert_cmpuint (added.n_cards, ==, n_cards);
  g_assert_cmpint (query (other, "SELECT count(*) FROM card WHERE claim LIKE '%" MARKER "%'"), ==, 0);
  g_assert_cmpint (query (other, "SELECT count(*) FROM brief"), ==, 0);
  g_assert_cmpint (query (other, "SELECT count(*) FROM evidence"), ==, 0);
  g_assert_cmpint (query (other, "SELECT count(*) FROM account"), ==, 1);

  /* They are still there after they were counted, and at the next start. */
  idio_test_await (idio_workspace_count_habits (other));
  idio_test_await (idio_workspace_reload (other));
  g_assert_cmpuint (count_cards (other), ==, n_cards);
  g_assert_cmpint (query (other, "SELECT count(*) FROM card WHERE state = 'proposed'"), ==, n_new);

  /* With the texts come the quotes, and with these the cards go. */
  save (workspace, file, IDIO_BACKUP_OVERWRITE);
  restore (other, file, FALSE, NULL);
  g_assert_cmpint (query (other, "SELECT count(*) FROM card JOIN evidence ON card = card.id WHERE quoteless"), ==, 0);
  g_assert_cmpint (query (other, "SELECT count(*) FROM card WHERE state = 'proposed' AND quoteless"), ==, 0);
}

static void
store (GFile        *file,
       gconstpointer data,
       gsize         length)
{
  g_assert_true (g_file_replace_contents (file, data, length, NULL, FALSE, 0, NULL, NULL, NULL));
}

static void
assert_refused (IdioWorkspace   *workspace,
                GFile           *file,
                IdioBackupError  code)
{
  guint n_documents = count_documents (workspace);

  idio_test_await_error (idio_backup_open (file), IDIO_BACKUP_ERROR, code);
  g_assert_cmpuint (count_documents (workspace), ==, n_documents);
}

/* Whatever byte is changed and wherever it is cut off: it is restored as it was, or refused. */
static void
test_damaged (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(GFile) file = get_file (dir);
  g_autoptr(IdioWorkspace) workspace = open_rich (dir);
  g_autoptr(GBytes) good = NULL;
  g_autofree guint8 *data = NULL;
  gsize length;
  guint n_refused = 0;

  save (workspace, file, 0);
  good = load (file);
  data = g_memdup2 (g_bytes_get_data (good, &length), g_bytes_get_size (good));
  store (file, "", 0);
  assert_refused (workspace, file, IDIO_BACKUP_ERROR_NOT_OURS);
  store (file, "Hello, world", 12);
  assert_refused (workspace, file, IDIO_BACKUP_ERROR_NOT_OURS);
  store (file, data, length / 2);
  assert_refused (workspace, file, IDIO_BACKUP_ERROR_DAMAGED);

  for (gsize i = 0; i < length; i += MAX (length / 97, 1))
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(IdioBackup) backup = NULL;

      data[i] ^= 0x55;
      store (file, data, length);
      data[i] ^= 0x55;

      if (!(backup = dex_await_boxed (idio_backup_open (file), &error)))
        {
          g_assert_cmpuint (error->domain, ==, IDIO_BACKUP_ERROR);
          n_refused++;
        }
    }

  g_assert_cmpuint (n_refused, >, 80);
  g_assert_cmpuint (count_documents (workspace), ==, 19);
}

typedef struct
{
  const char *name;
  const void *data;
  gsize       length;
  guint       type;
} Member;

static void
make_zip (GFile        *file,
          const Member *members,
          guint         n_members)
{
  struct archive *archive = archive_write_new ();

  archive_write_set_format_zip (archive);
  g_assert_cmpint (archive_write_open_filename (archive, g_file_peek_path (file)), ==, ARCHIVE_OK);

  for (guint i = 0; i < n_members; i++)
    {
      struct archive_entry *entry = archive_entry_new ();

      archive_entry_set_pathname (entry, members[i].name);
      archive_entry_set_filetype (entry, members[i].type);
      archive_entry_set_perm (entry, 0600);

      if (members[i].type == AE_IFLNK)
        archive_entry_set_symlink (entry, members[i].data);
      else
        archive_entry_set_size (entry, (la_int64_t) members[i].length);

      g_assert_cmpint (archive_write_header (archive, entry), ==, ARCHIVE_OK);

      if (members[i].type == AE_IFREG)
        archive_write_data (archive, members[i].data, members[i].length);

      archive_entry_free (entry);
    }

  g_assert_cmpint (archive_write_free (archive), ==, ARCHIVE_OK);
}

/* A backup of any database, with what else it says about itself */
static void
make_backup_with (GFile      *file,
                  GBytes     *database,
                  const char *more)
{
  g_autofree char *checksum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, database);
  g_autofree char *json = g_strdup_printf ("{%s, \"bytes\": %" G_GSIZE_FORMAT ", \"sha256\": \"%s\"}", more,
                                           g_bytes_get_size (database), checksum);
  const Member members[] = {
    { "contents.json", json, strlen (json), AE_IFREG },
    { "idiolect.db", g_bytes_get_data (database, NULL), g_bytes_get_size (database), AE_IFREG },
  };

  make_zip (file, members, G_N_ELEMENTS (members));
}

static void
make_backup (GFile      *file,
             GBytes     *database,
             const char *format,
             const char *version,
             const char *schema)
{
  g_autofree char *more =
    g_strdup_printf ("\"format\": %s, \"idiolect\": \"%s\", \"schema\": %s, \"created\": \"2026-11-30T12:00:00Z\","
                     " \"with-documents\": true", format, version, schema);

  make_backup_with (file, database, more);
}

static GBytes *
make_database (const char *sql)
{
  g_autoptr(sqlite3) db = idio_schema_make (13, NULL);
  sqlite3_int64 length;
  unsigned char *data;
  char *message = NULL;

  g_assert_nonnull (db);
  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  data = sqlite3_serialize (db, "main", &length, 0);

  return g_bytes_new_with_free_func (data, (gsize) length, sqlite3_free, data);
}

#define TEXT(title, body) "INSERT INTO document (title, body, hash, words, added) VALUES ('" title "', '" body "', '" \
                          title "', 2, 5);"

static void
test_newer (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(GFile) file = get_file (dir);
  g_autoptr(IdioWorkspace) workspace = open_workspace (dir);
  g_autoptr(GBytes) database = make_database (TEXT ("A", "one two"));
  g_autoptr(GError) error = NULL;

  make_backup (file, database, "2", "7.5", "13");
  g_assert_false (dex_await (idio_backup_open (file), &error));
  g_assert_error (error, IDIO_BACKUP_ERROR, IDIO_BACKUP_ERROR_NEWER);
  g_assert_nonnull (strstr (error->message, "Idiolect 7.5"));

  make_backup (file, database, "1", "7.5", "9999");
  assert_refused (workspace, file, IDIO_BACKUP_ERROR_NEWER);
  make_backup (file, database, "1", "7.5", "12");
  assert_refused (workspace, file, IDIO_BACKUP_ERROR_DAMAGED);
  make_backup (file, database, "1", "<b>", "13");
  assert_refused (workspace, file, IDIO_BACKUP_ERROR_DAMAGED);
  make_backup (file, database, "1", "1..2", "13");
  assert_refused (workspace, file, IDIO_BACKUP_ERROR_DAMAGED);
  make_backup (file, database, "\"1\"", "0.1", "13");
  assert_refused (workspace, file, IDIO_BACKUP_ERROR_DAMAGED);

  /* The first that was ever made is read by all later versions. */
  make_backup (file, database, "1", "0.1", "13");
  restore (workspace, file, FALSE, NULL);
  g_assert_cmpuint (count_documents (workspace), ==, 1);
}

/* What a backup says of itself is of the right form, or it is damaged; how much is in it is counted. */
static void
test_contents (void)
{
  static const char *const wrong[] = {
    "\"created\": \"2026-11-30T12:00:00Z\", \"with-documents\": 1",
    "\"created\": \"2026-11-30T12:00:00Z\", \"with-documents\": \"true\"",
    "\"created\": \"2026-11-30T12:00:00Z\", \"with-documents\": [true]",
    "\"created\": \"2026-11-30T12:00:00Z\"",
    "\"created\": \"yesterday\", \"with-documents\": true",
    "\"created\": 5, \"with-documents\": true",
    "\"with-documents\": true",
  };
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(GFile) file = get_file (dir);
  g_autoptr(IdioWorkspace) workspace = open_workspace (dir);
  g_autoptr(GBytes) database = make_database (TEXT ("A", "one two"));
  g_autoptr(IdioBackup) backup = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *more = g_strdup_printf ("\"format\": 1, \"idiolect\": \"0.1\", \"schema\": 13, %s", wrong[i]);

      g_test_message ("%s", wrong[i]);
      make_backup_with (file, database, more);
      assert_refused (workspace, file, IDIO_BACKUP_ERROR_DAMAGED);
    }

  make_backup_with (file, database,
                    "\"format\": 1, \"idiolect\": \"0.1\", \"schema\": 13, \"created\": \"2026-11-30T12:00:00Z\","
                    " \"with-documents\": true, \"counts\": {\"documents\": 99, \"cards\": 98, \"requests\": 97}");
  backup = idio_test_await_boxed (idio_backup_open (file));
  g_assert_cmpuint (idio_backup_get_contents (backup)->counts.n_documents, ==, 1);
  g_assert_cmpuint (idio_backup_get_contents (backup)->counts.n_cards, ==, 0);
  g_assert_cmpuint (idio_backup_get_contents (backup)->counts.n_requests, ==, 0);
}

/* Databases that mean harm: of each nothing comes but rows of known tables, or nothing at all. */
static void
test_foreign (void)
{
  static const struct { const char *sql; gint64 n_documents; } databases[] = {
    { TEXT ("A", "one two") "CREATE TRIGGER harm AFTER INSERT ON card BEGIN DELETE FROM document; END;"
      "CREATE VIEW more AS SELECT * FROM document; CREATE TABLE extra (x); INSERT INTO extra VALUES (1);", 1 },
    { "DROP TABLE card; CREATE VIEW card AS SELECT 1 AS id;", -1 },
    { "DROP TABLE document;", -1 },
    { "ALTER TABLE account ADD COLUMN more TEXT AS (account || 'x');", -1 },
    { "DROP TABLE disowned; CREATE VIRTUAL TABLE disowned USING fts5 (hash);", -1 },
    { "DROP TABLE account; CREATE TABLE account (account TEXT CHECK (length (randomblob (1000)) < 5));"
      "PRAGMA ignore_check_constraints = ON; INSERT INTO account VALUES ('a'); CREATE TABLE zero (a CHECK (a > 5));"
      "INSERT INTO zero VALUES (0);", 0 },
    { "ALTER TABLE account RENAME COLUMN account TO name;", -1 },
    { TEXT ("A", "one two") "UPDATE document SET words = -5", -1 },
    { TEXT ("A", "one two") "UPDATE document SET body = CAST (x'ff41' AS TEXT)", -1 },
    { "PRAGMA foreign_keys = OFF; INSERT INTO evidence VALUES (7, 8, 0, 5);", 0 },
    { TEXT ("A", "same words") TEXT ("B", "same  words"), -1 },
    { "INSERT INTO document (id, title, body, hash, words, added)"
      " VALUES (9223372036854775807, 'A', 'one', 'h', 1, 5)", 1 },
    { "INSERT INTO document (id, title, body, hash, words, added) VALUES (-4, 'A', 'one', 'h', 1, 5)", 1 },
    { "INSERT INTO card (axis, claim, instruction, source, proposed, state, strength, audience, added)"
      " VALUES ('?', '', '', 'nobody', '', 'odd', 'mighty', 'martians', -1)", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (databases); i++)
    {
      g_autofree char *dir = idio_test_make_dir ();
      g_autoptr(GFile) file = get_file (dir);
      g_autoptr(IdioWorkspace) workspace = open_workspace (dir);
      g_autoptr(GBytes) database = make_database (databases[i].sql);

      g_test_message ("%s", databases[i].sql);
      make_backup (file, database, "1", "0.1", "13");

      if (databases[i].n_documents < 0)
        {
          assert_refused (workspace, file, IDIO_BACKUP_ERROR_DAMAGED);
          continue;
        }

      restore (workspace, file, FALSE, NULL);
      g_assert_cmpuint (count_documents (workspace), ==, databases[i].n_documents);
      g_assert_cmpint (query (workspace, "SELECT count(*) FROM sqlite_schema WHERE name IN ('harm', 'more', 'extra')"),
                       ==, 0);
      add_text (workspace, "After", "A text that comes after that");
      g_assert_cmpuint (count_documents (workspace), ==, databases[i].n_documents + 1);
    }
}

/* Links, other orders, bombs, and what is no database */
/* Bytes that are no text come in as other characters, wherever they are; as the words of a document they are refused. */
static void
test_bytes (void)
{
#define BYTES "CAST (x'c3286100ff' AS TEXT)"
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(GFile) file = get_file (dir);
  g_autoptr(IdioWorkspace) workspace = open_workspace (dir);
  g_autoptr(GBytes) good =
    make_database ("INSERT INTO document (title, body, hash, words, added) VALUES (" BYTES ", 'one two', 'A', 2, 5);"
                   "INSERT INTO card (axis, claim, instruction, source, proposed, state, strength, audience, added)"
                   " VALUES ('style', " BYTES ", " BYTES ", 'yours', " BYTES ", 'kept', 'hint', " BYTES ", 5);"
                   "INSERT INTO brief (kind, request, audience, length, words, made)"
                   " VALUES ('write', " BYTES ", 'friends', 'usual', 5, 5);"
                   "INSERT INTO account VALUES (" BYTES "); INSERT INTO attribute VALUES ('name', " BYTES ")");
  g_autoptr(GBytes) bad =
    make_database ("INSERT INTO document (title, body, hash, words, added) VALUES ('A', " BYTES ", 'A', 2, 5)");
  g_autoptr(IdioDocument) document = NULL;
  g_autoptr(IdioHypothesis) card = NULL;

  make_backup (file, good, "1", "0.1", "13");
  restore (workspace, file, FALSE, NULL);
  document = g_list_model_get_item (G_LIST_MODEL (idio_workspace_get_corpus (workspace)), 0);
  card = g_list_model_get_item (G_LIST_MODEL (idio_workspace_get_voice (workspace)), 0);
  g_assert_cmpstr (idio_document_get_title (document), ==, "\357\277\275(a\357\277\275\357\277\275");
  g_assert_cmpstr (idio_hypothesis_get_fields (card)->claim, ==, idio_document_get_title (document));

  g_assert_cmpint (query (workspace, "SELECT count(*) FROM brief WHERE hex (request) GLOB '*FF*'"), ==, 0);
  g_assert_cmpint (query (workspace, "SELECT count(*) FROM account WHERE hex (account) GLOB '*FF*'"), ==, 0);
  g_assert_cmpint (query (workspace, "SELECT count(*) FROM attribute WHERE hex (value) GLOB '*FF*'"), ==, 0);

  make_backup (file, bad, "1", "0.1", "13");
  assert_refused (workspace, file, IDIO_BACKUP_ERROR_DAMAGED);
#undef BYTES
}

static void
test_archives (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(GFile) file = get_file (dir);
  g_autoptr(IdioWorkspace) workspace = open_workspace (dir);
  gsize n_zeros = 64 * 1024 * 1024;
  g_autofree char *zeros = g_malloc0 (n_zeros);
  g_autoptr(GBytes) bomb = g_bytes_new_static (zeros, n_zeros);
  g_autoptr(GBytes) random = g_bytes_new_static ("SQLite format 3\0and then nothing", 32);
  const Member links[] = {
    { "contents.json", "/etc/passwd", 0, AE_IFLNK }, { "idiolect.db", "/etc/passwd", 0, AE_IFLNK },
  };
  const Member turned[] = { { "idiolect.db", "x", 1, AE_IFREG }, { "contents.json", "{}", 2, AE_IFREG } };
  const Member alone[] = { { "contents.json", "{}", 2, AE_IFREG } };
  const Member big[] = { { "contents.json", zeros, n_zeros, AE_IFREG } };
  static const char declared[] =
    "{\"format\": 1, \"idiolect\": \"0.1\", \"schema\": 13, \"created\": \"2026-11-30T12:00:00Z\","
    " \"with-documents\": true, \"bytes\": 300000000, \"sha256\": \"\"}";
  const Member huge[] = { { "contents.json", declared, strlen (declared), AE_IFREG } };
  const Member empty[] = { { "contents.json", "", 0, AE_IFREG } };

  make_zip (file, links, G_N_ELEMENTS (links));
  assert_refused (workspace, file, IDIO_BACKUP_ERROR_DAMAGED);
  make_zip (file, turned, G_N_ELEMENTS (turned));
  assert_refused (workspace, file, IDIO_BACKUP_ERROR_NOT_OURS);
  make_zip (file, alone, G_N_ELEMENTS (alone));
  assert_refused (workspace, file, IDIO_BACKUP_ERROR_DAMAGED);
  make_zip (file, empty, G_N_ELEMENTS (empty));
  assert_refused (workspace, file, IDIO_BACKUP_ERROR_DAMAGED);
  make_zip (file, big, G_N_ELEMENTS (big));
  assert_refused (workspace, file, IDIO_BACKUP_ERROR_TOO_LARGE);
  make_backup (file, bomb, "1", "0.1", "13");
  assert_refused (workspace, file, IDIO_BACKUP_ERROR_DAMAGED);
  make_zip (file, huge, G_N_ELEMENTS (huge));
  assert_refused (workspace, file, IDIO_BACKUP_ERROR_TOO_LARGE);
  make_backup (file, random, "1", "0.1", "13");
  assert_refused (workspace, file, IDIO_BACKUP_ERROR_DAMAGED);
}

/* A restore that fails halfway changes nothing, and a backup that can't be written leaves the one before. */
static void
test_failures (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autofree char *other_dir = idio_test_make_dir ();
  g_autoptr(GFile) file = get_file (dir);
  g_autoptr(GFile) nowhere = g_file_new_build_filename (dir, "none", "voice.idiolect", NULL);
  g_autoptr(IdioWorkspace) workspace = open_rich (dir);
  g_autoptr(IdioWorkspace) other = open_workspace (other_dir);
  g_autoptr(IdioBackup) backup = NULL;
  g_autofree char *before = NULL, *after = NULL;

  save (workspace, file, 0);
  backup = idio_test_await_boxed (idio_backup_open (file));
  add_text (other, "Only one", "The only text that is here");
  before = dump (other);
  idio_test_run_sql (get_store (other), "ALTER TABLE account RENAME TO account_away");

  for (gint replace = FALSE; replace <= TRUE; replace++)
    idio_test_await_error (idio_backup_restore (backup, get_store (other), replace), IDIO_STORE_ERROR,
                           IDIO_STORE_ERROR_CORRUPT);

  idio_test_run_sql (get_store (other), "ALTER TABLE account_away RENAME TO account");
  after = dump (other);
  g_assert_true (g_str_equal (before, after));
  restore (other, file, FALSE, NULL);
  g_assert_cmpuint (count_documents (other), ==, 20);

  idio_test_await_error (idio_backup_save (idio_workspace_get_corpus (workspace), nowhere, IDIO_BACKUP_OVERWRITE),
                         G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  idio_test_await_error (idio_backup_save (idio_workspace_get_corpus (workspace), file, 0), G_IO_ERROR,
                         G_IO_ERROR_EXISTS);
  save (workspace, file, IDIO_BACKUP_OVERWRITE);
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/backup/round-trip", test_round_trip);
  idio_test_add_fiber ("/backup/empty", test_empty);
  idio_test_add_fiber ("/backup/merge", test_merge);
  idio_test_add_fiber ("/backup/merge-known", test_merge_known);
  idio_test_add_fiber ("/backup/audiences", test_audiences);
  idio_test_add_fiber ("/backup/many-audiences", test_many_audiences);
  idio_test_add_fiber ("/backup/replace", test_replace);
  idio_test_add_fiber ("/backup/replace-fails", test_replace_fails);
  idio_test_add_fiber ("/backup/replace-at-once", test_replace_at_once);
  idio_test_add_fiber ("/backup/repetitive", test_repetitive);
  idio_test_add_fiber ("/backup/merge-more", test_merge_more);
  idio_test_add_fiber ("/backup/contents", test_contents);
  idio_test_add_fiber ("/backup/replaced-goes", test_replaced_goes);
  idio_test_add_fiber ("/backup/without-documents", test_without_documents);
  idio_test_add_fiber ("/backup/damaged", test_damaged);
  idio_test_add_fiber ("/backup/newer", test_newer);
  idio_test_add_fiber ("/backup/foreign", test_foreign);
  idio_test_add_fiber ("/backup/bytes", test_bytes);
  idio_test_add_fiber ("/backup/archives", test_archives);
  idio_test_add_fiber ("/backup/failures", test_failures);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
