/* test-audiences.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "idio-test.h"

#define OWN(number) (IDIO_AUDIENCE_OWN + (number))

static IdioAudience
add_audience (IdioCorpus *corpus,
              const char *name)
{
  GError *error = NULL;
  guint audience = dex_await_uint (idio_audiences_add (idio_corpus_get_audiences (corpus), name), &error);

  g_assert_no_error (error);

  return audience;
}

static void
expect_refused (IdioCorpus     *corpus,
                const char     *name,
                IdioStoreError  code)
{
  g_test_message ("%.60s", name);
  idio_test_await_error (idio_audiences_add (idio_corpus_get_audiences (corpus), name), IDIO_STORE_ERROR, code);
}

static gint64
add_text (IdioCorpus   *corpus,
          const char   *body,
          IdioAudience  audience)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
  g_autoptr(GArray) ids = NULL;

  g_ptr_array_add (texts, idio_text_new (0, "Title", body, 3, audience));
  ids = idio_test_await_boxed (idio_corpus_add (corpus, texts, NULL));

  return g_array_index (ids, gint64, 0);
}

static IdioAudience
get_audience (IdioCorpus *corpus,
              gint64      id)
{
  return idio_document_get_audience (idio_corpus_find (corpus, id));
}

/* The names in their order, with commas between */
static char *
list_names (IdioCorpus *corpus)
{
  GListModel *audiences = G_LIST_MODEL (idio_corpus_get_audiences (corpus));
  g_autoptr(GPtrArray) names = g_ptr_array_new_null_terminated (0, g_free, TRUE);

  for (guint i = 0; i < g_list_model_get_n_items (audiences); i++)
    {
      g_autoptr(IdioAudienceItem) item = g_list_model_get_item (audiences, i);

      g_ptr_array_add (names, g_strdup (idio_audience_item_get_name (item)));
    }

  return g_strjoinv (", ", (char **) names->pdata);
}

#define BUILT_IN "General, Work Mail, Friends, Family, Public, AI Assistant"

static void
assert_names (IdioCorpus *corpus,
              const char *expected)
{
  g_autofree char *names = list_names (corpus);

  g_assert_cmpstr (names, ==, expected);
}

static DexFuture *
get_text_job (sqlite3  *db,
              gpointer  sql)
{
  GError *error = NULL;
  g_autoptr(sqlite3_stmt) statement = idio_sql_prepare (db, &error, sql, NULL);
  char *text = statement != NULL && idio_sql_step (statement, &error) ? idio_sql_dup_some_text (statement, 0) : NULL;

  g_assert_no_error (error);

  return dex_future_new_take_string (text);
}

static void
assert_saved (IdioCorpus *corpus,
              const char *sql,
              const char *expected)
{
  g_autofree char *text = dex_await_string (idio_store_read (idio_corpus_get_store (corpus), get_text_job,
                                                             (gpointer) sql, NULL), NULL);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_nicks (void)
{
  static const char * const none[] = {
    "", "own", "own-", "own-0", "own-01", "own--1", "own-+1", "own-1 ", "own-1000000001", "own-99999999999999999999",
    "Own-1", "own-1x", "General", "nobody",
  };
  IdioAudience audience = 77;

  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    g_assert_false (idio_audience_from_nick (none[i], &audience));

  g_assert_false (idio_audience_from_nick (NULL, &audience));
  g_assert_cmpuint (audience, ==, 77);

  for (IdioAudience i = 0; i < IDIO_N_BUILT_IN_AUDIENCES; i++)
    {
      g_assert_true (idio_audience_from_nick (idio_audience_get_nick (i), &audience));
      g_assert_cmpuint (audience, ==, i);
    }

  g_assert_true (idio_audience_from_nick ("own-1", &audience));
  g_assert_cmpuint (audience, ==, OWN (1));
  g_assert_cmpstr (idio_audience_get_nick (OWN (1)), ==, "own-1");
  g_assert_true (idio_audience_from_nick ("own-1000000000", &audience));
  g_assert_cmpstr (idio_audience_get_nick (audience), ==, "own-1000000000");

  /* No audience has these values. */
  g_assert_cmpstr (idio_audience_get_nick (IDIO_N_BUILT_IN_AUDIENCES), ==, "general");
  g_assert_cmpstr (idio_audience_get_nick (IDIO_AUDIENCE_OWN), ==, "general");
  g_assert_cmpstr (idio_audience_get_nick (audience + 1), ==, "general");
  g_assert_cmpstr (idio_audience_get_nick (G_MAXUINT), ==, "general");
}

static void
test_add_and_reopen (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  IdioAudience students;
  gint64 id;

  {
    g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);

    assert_names (corpus, BUILT_IN);
    students = add_audience (corpus, "  Students\n of\tmine ");
    g_assert_cmpuint (add_audience (corpus, "Clients"), ==, students + 1);
    assert_names (corpus, BUILT_IN ", Clients, Students of mine");
    id = add_text (corpus, "A text for students", students);
    g_assert_cmpstr (idio_document_get_audience_name (idio_corpus_find (corpus, id)), ==, "Students of mine");
  }

  {
    g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);
    IdioAudiences *audiences = idio_corpus_get_audiences (corpus);
    IdioAudience found;

    assert_names (corpus, BUILT_IN ", Clients, Students of mine");
    g_assert_cmpuint (get_audience (corpus, id), ==, students);
    g_assert_true (idio_audiences_find (audiences, "STUDENTS of MINE", &found));
    g_assert_cmpuint (found, ==, students);
    g_assert_true (idio_audiences_find (audiences, "own-1", &found));
    g_assert_true (idio_audiences_find (audiences, "work-mail", &found));
    g_assert_cmpuint (found, ==, IDIO_AUDIENCE_WORK_MAIL);
    g_assert_true (idio_audiences_find (audiences, "work mail", &found));
    g_assert_false (idio_audiences_find (audiences, "own-9", &found));
    g_assert_false (idio_audiences_find (audiences, "Nobody", &found));
    g_assert_false (idio_audiences_find (audiences, NULL, &found));

    /* Each document shows the new name. */
    idio_test_await (idio_audiences_rename (audiences, students, "Pupils"));
    assert_names (corpus, BUILT_IN ", Clients, Pupils");
    g_assert_cmpstr (idio_document_get_audience_name (idio_corpus_find (corpus, id)), ==, "Pupils");

    /* Another case of its own name is no other audience's. */
    idio_test_await (idio_audiences_rename (audiences, students, "PUPILS"));
    idio_test_await_error (idio_audiences_rename (audiences, students, "clients"), IDIO_STORE_ERROR,
                           IDIO_STORE_ERROR_NAME);
    idio_test_await_error (idio_audiences_rename (audiences, OWN (99), "Nobody"), IDIO_STORE_ERROR,
                           IDIO_STORE_ERROR_GONE);
    assert_names (corpus, BUILT_IN ", Clients, PUPILS");
  }
}

static void
test_names (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autofree char *longest = g_strnfill (IDIO_AUDIENCE_NAME_CHARS, 'x');
  g_autofree char *too_long = g_strnfill (IDIO_AUDIENCE_NAME_CHARS + 1, 'x');
  g_autofree char *huge = g_strnfill (1000000, 'x');
  static const char * const taken[] = {
    "General", "friends", "WORK  MAIL", "work-mail", "own-1", "OWN-7", "caf\u00e9", "CAFE\u0301", " Caf\u00e9\u202e ",
    "\uff26\uff41\uff4d\uff49\uff4c\uff59", "Ca\u200bf\u00e9", "Caf\u00ade\u0301", "Gen\u2060eral",
  };
  static const char * const nothing[] = { "", "  ", "\n\t", "\u202e\u2066", "\u200b", "\x01\x02", "\u200d", "\u2800",
                                          "\u3164 \u115f" };
  g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);

  add_audience (corpus, "Cafe\u0301");

  for (guint i = 0; i < G_N_ELEMENTS (taken); i++)
    expect_refused (corpus, taken[i], IDIO_STORE_ERROR_NAME);

  for (guint i = 0; i < G_N_ELEMENTS (nothing); i++)
    expect_refused (corpus, nothing[i], IDIO_STORE_ERROR_NAME);

  expect_refused (corpus, too_long, IDIO_STORE_ERROR_NAME);
  expect_refused (corpus, huge, IDIO_STORE_ERROR_NAME);
  assert_names (corpus, BUILT_IN ", Caf\u00e9");

  /* What could not be read is not lost. */
  add_audience (corpus, longest);
  add_audience (corpus, "A \xff B");
  add_audience (corpus, "\u202eMy <b>Landlord</b> & \x1b[31m“Co”'; DROP TABLE audience; --");
  add_audience (corpus, "العملاء");
  add_audience (corpus, "お客様");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (idio_corpus_get_audiences (corpus))), ==,
                    IDIO_N_BUILT_IN_AUDIENCES + 6);
}

static void
test_many (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);

  for (guint i = 0; i < IDIO_AUDIENCES_MAX_OWN; i++)
    {
      g_autofree char *name = g_strdup_printf ("Audience %u", i);

      add_audience (corpus, name);
    }

  expect_refused (corpus, "One more", IDIO_STORE_ERROR_MANY);

  /* Where one goes there is room for another, which is not the same one. */
  g_boxed_free (IDIO_TYPE_REMOVED_AUDIENCE, idio_test_await_boxed (idio_corpus_remove_audience (corpus, OWN (7))));
  g_assert_cmpuint (add_audience (corpus, "One more"), ==, OWN (IDIO_AUDIENCES_MAX_OWN + 1));
}

#define USES \
  "SELECT (SELECT group_concat (audience) FROM (SELECT audience FROM document ORDER BY id)) || '#' ||" \
  " (SELECT group_concat (audience) FROM card) || '#' || (SELECT group_concat (audience) FROM brief)"

static void
add_uses (IdioCorpus *corpus)
{
  idio_test_run_sql (idio_corpus_get_store (corpus),
                     "INSERT INTO card (axis, claim, instruction, source, proposed, audience, added)"
                     "  VALUES ('style', 'C', 'I', 'yours', 'C', 'own-1', 1);"
                     "INSERT INTO brief (kind, request, audience, length, words, made)"
                     "  VALUES ('write', 'R', 'own-1', 'usual', 0, 1);");
}

static void
test_remove (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);
  IdioAudience clients = add_audience (corpus, "Clients");
  gint64 one = add_text (corpus, "One text", clients), two = add_text (corpus, "Two texts", clients);
  gint64 other = add_text (corpus, "Another text", IDIO_AUDIENCE_FAMILY);
  g_autoptr(IdioRemovedAudience) removed = NULL;
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  add_uses (corpus);
  g_array_append_val (ids, two);
  idio_test_await (idio_corpus_trash (corpus, ids));
  assert_saved (corpus, USES, "own-1,own-1,family#own-1#own-1");

  removed = idio_test_await_boxed (idio_corpus_remove_audience (corpus, clients));
  assert_saved (corpus, USES, "general,general,family#general#general");
  assert_names (corpus, BUILT_IN);
  g_assert_cmpuint (get_audience (corpus, one), ==, IDIO_AUDIENCE_GENERAL);
  idio_test_await_error (idio_corpus_remove_audience (corpus, clients), IDIO_STORE_ERROR, IDIO_STORE_ERROR_GONE);

  /* What was sorted elsewhere in the meantime stays there; what was in the trash comes back as it was. */
  idio_test_await (idio_corpus_set_audience (corpus, one, IDIO_AUDIENCE_PUBLIC));
  idio_test_await (idio_corpus_restore_audience (corpus, removed));
  assert_saved (corpus, USES, "public,own-1,family#own-1#own-1");
  assert_names (corpus, BUILT_IN ", Clients");
  g_assert_cmpuint (dex_await_uint (idio_corpus_restore (corpus, ids), NULL), ==, 1);
  g_assert_cmpuint (get_audience (corpus, two), ==, clients);
  g_assert_cmpuint (get_audience (corpus, other), ==, IDIO_AUDIENCE_FAMILY);

  /* Twice is once. */
  idio_test_await (idio_corpus_restore_audience (corpus, removed));
  assert_names (corpus, BUILT_IN ", Clients");
}

/* Another one may have taken the name: then the first stays deleted, and nothing is for it. */
static void
test_restore_taken (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);
  IdioAudience clients = add_audience (corpus, "Clients");
  gint64 id = add_text (corpus, "One text", clients);
  g_autoptr(IdioRemovedAudience) removed = idio_test_await_boxed (idio_corpus_remove_audience (corpus, clients));

  g_assert_cmpuint (add_audience (corpus, "CLIENTS"), ==, OWN (2));
  idio_test_await_error (idio_corpus_restore_audience (corpus, removed), IDIO_STORE_ERROR, IDIO_STORE_ERROR_NAME);
  assert_saved (corpus, "SELECT group_concat (audience) FROM document", "general");
  g_assert_cmpuint (get_audience (corpus, id), ==, IDIO_AUDIENCE_GENERAL);
  assert_names (corpus, BUILT_IN ", CLIENTS");

  /* What takes back an earlier change would sort a text to an audience that is gone. */
  idio_test_await (idio_corpus_set_audience (corpus, id, clients));
  g_assert_cmpuint (get_audience (corpus, id), ==, IDIO_AUDIENCE_GENERAL);
  assert_saved (corpus, "SELECT group_concat (audience) FROM document", "general");
}

/* A second program has the same database open. */
static void
test_two_at_once (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioCorpus) here = idio_test_open_corpus (dir);
  IdioAudience clients = add_audience (here, "Clients");
  g_autoptr(IdioCorpus) there = idio_test_open_corpus (dir);
  g_autoptr(IdioRemovedAudience) removed = NULL;

  /* A name that was taken there is not known here yet. */
  add_audience (there, "Students");
  assert_names (here, BUILT_IN ", Clients");
  expect_refused (here, "students", IDIO_STORE_ERROR_NAME);
  g_assert_cmpuint (add_audience (here, "Fans"), ==, OWN (3));
  assert_names (here, BUILT_IN ", Clients, Fans, Students");

  /* What was deleted there is no text's audience any more. */
  removed = idio_test_await_boxed (idio_corpus_remove_audience (there, clients));
  add_text (here, "A text for clients", clients);
  assert_saved (here, "SELECT group_concat (audience) FROM document", "general");
  idio_test_run_sql (idio_corpus_get_store (here), "UPDATE document SET audience = 'own-1'");
  assert_saved (here, "SELECT group_concat (audience) FROM document", "general");
  add_uses (here);
  assert_saved (here, USES, "general#general#general");
  idio_test_await_error (idio_audiences_rename (idio_corpus_get_audiences (here), clients, "Customers"), IDIO_STORE_ERROR,
                         IDIO_STORE_ERROR_GONE);
  idio_test_await (idio_audiences_load (idio_corpus_get_audiences (here)));
  assert_names (here, BUILT_IN ", Fans, Students");
}

/* Whatever a database from elsewhere has, what is known of it can be shown. */
static void
test_hostile (void)
{
  g_autofree char *dir = idio_test_make_dir ();

  {
    g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);

    for (guint i = 0; i < 4; i++)
      {
        g_autofree char *body = g_strdup_printf ("Text number %u", i);

        add_text (corpus, body, IDIO_AUDIENCE_GENERAL);
      }

    idio_test_run_sql (idio_corpus_get_store (corpus),
                       "DROP TRIGGER audience_of_changed_document;"
                       "INSERT INTO audience VALUES (-5, 'Negative', 'a'), (1, '', 'b'), (2, char (0) || 'x', 'c'),"
                       "  (3, char (8238) || 'olleH', 'd'), (4, 'General', 'e'), (5, 'General', 'f'),"
                       "  (6, CAST (x'ff80' AS TEXT), 'g'), (7, hex (zeroblob (1000000)), 'h'),"
                       "  (9000000000000000, 'Far', 'i');"
                       "WITH RECURSIVE n (i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)"
                       "  INSERT INTO audience SELECT i, 'N' || i, 'n' || i FROM n;"
                       "UPDATE document SET audience = CASE id WHEN 1 THEN 'own-9999' WHEN 2 THEN 'own-99999999999'"
                       "  WHEN 3 THEN 'own-2' ELSE char (7) END;");
  }

  {
    g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);
    IdioAudiences *audiences = idio_corpus_get_audiences (corpus);

    g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (corpus)), ==, 4);
    g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (audiences)), ==,
                      IDIO_N_BUILT_IN_AUDIENCES + IDIO_AUDIENCES_MAX_OWN);

    for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (audiences)); i++)
      {
        g_autoptr(IdioAudienceItem) item = g_list_model_get_item (G_LIST_MODEL (audiences), i);
        const char *name = idio_audience_item_get_name (item);

        g_assert_true (g_utf8_validate (name, -1, NULL));
        g_assert_cmpuint (strlen (name), >, 0);
        g_assert_cmpint (g_utf8_strlen (name, -1), <=, 2 * IDIO_AUDIENCE_NAME_CHARS + 1);
        g_assert_null (strstr (name, "\u202e"));
      }

    g_assert_cmpuint (get_audience (corpus, 1), ==, IDIO_AUDIENCE_GENERAL);
    g_assert_cmpuint (get_audience (corpus, 2), ==, IDIO_AUDIENCE_GENERAL);
    g_assert_cmpuint (get_audience (corpus, 3), ==, OWN (2));
    g_assert_cmpuint (get_audience (corpus, 4), ==, IDIO_AUDIENCE_GENERAL);
    expect_refused (corpus, "One more", IDIO_STORE_ERROR_MANY);
    for (guint i = 1; i <= 7; i++)
      {
        g_autoptr(IdioRemovedAudience) removed = idio_test_await_boxed (idio_corpus_remove_audience (corpus, OWN (i)));

        g_assert_true (g_utf8_validate (removed->name, -1, NULL));
        g_assert_cmpuint (strlen (removed->name), >, 0);

        /* Of two with one name, one comes back. */
        if (i != 5)
          idio_test_await (idio_corpus_restore_audience (corpus, removed));
      }

    idio_test_await (idio_audiences_rename (audiences, OWN (2), "Clients"));
    g_boxed_free (IDIO_TYPE_REMOVED_AUDIENCE, idio_test_await_boxed (idio_corpus_remove_audience (corpus, OWN (4))));
  }
}

/* Whom more than half are for, whatever came first */
static void
test_usual (void)
{
  static const struct { const char *audiences; IdioAudience usual; } cases[] = {
    { "", IDIO_AUDIENCE_GENERAL }, { "1", 1 }, { "0", IDIO_AUDIENCE_GENERAL },
    { "11", 1 }, { "12", IDIO_AUDIENCE_GENERAL }, { "112", 1 }, { "121", 1 }, { "211", 1 },
    { "123", IDIO_AUDIENCE_GENERAL }, { "1122", IDIO_AUDIENCE_GENERAL }, { "11223", IDIO_AUDIENCE_GENERAL },
    { "22111", 1 }, { "12131", 1 }, { "23111", 1 }, { "2323111", IDIO_AUDIENCE_GENERAL }, { "00111", 1 },
    { "00011", IDIO_AUDIENCE_GENERAL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *dir = idio_test_make_dir ();
      g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);

      for (guint j = 0; cases[i].audiences[j] != '\0'; j++)
        {
          g_autofree char *body = g_strdup_printf ("This is text number %u.", j);

          add_text (corpus, body, (IdioAudience) g_ascii_digit_value (cases[i].audiences[j]));
        }

      g_test_message ("%s", cases[i].audiences);
      g_assert_cmpuint (idio_corpus_get_usual_audience (corpus), ==, cases[i].usual);
      g_clear_object (&corpus);
      idio_test_remove_tree (dir);
    }
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/audiences/nicks", test_nicks);
  idio_test_add_fiber ("/audiences/add-and-reopen", test_add_and_reopen);
  idio_test_add_fiber ("/audiences/names", test_names);
  idio_test_add_fiber ("/audiences/many", test_many);
  idio_test_add_fiber ("/audiences/remove", test_remove);
  idio_test_add_fiber ("/audiences/restore-taken", test_restore_taken);
  idio_test_add_fiber ("/audiences/two-at-once", test_two_at_once);
  idio_test_add_fiber ("/audiences/hostile", test_hostile);
  idio_test_add_fiber ("/audiences/usual", test_usual);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
