/* test-edit.c: documents whose words a person changes, and words that are looked for in them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "idio-test.h"
#include "text/idio-words.h"

#define BODY "Dear Ann,\n\nthe drill is back. Thank you for it.\n\nCheers,\nJonas"

static gint64
add (IdioCorpus *corpus,
     const char *title,
     const char *body,
     GPtrArray  *parts)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
  g_autoptr(GArray) ids = NULL;
  IdioText *text = idio_text_new (0, title, body, idio_count_words (body), IDIO_AUDIENCE_FAMILY);

  text->parts = parts;
  g_ptr_array_add (texts, text);
  ids = idio_test_await_boxed (idio_corpus_add_again (corpus, texts, NULL));

  return g_array_index (ids, gint64, 0);
}

/* The edited text has what is still so of the one before, and stands for it. */
static void
test_edit (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);
  IdioStore *store = idio_corpus_get_store (corpus);
  gint64 before = add (corpus, "Drill", BODY, NULL), after;
  g_autoptr(IdioText) text = NULL;

  idio_test_run_sql (store,
                     "INSERT INTO card (id, axis, claim, instruction, source, proposed, added)"
                     "  VALUES (1, 'style', 'C', 'C', 'found', 'C', 1);"
                     "INSERT INTO evidence SELECT 1, id, instr (body, 'the drill') - 1, 18 FROM document;"
                     "INSERT INTO evidence SELECT 1, id, instr (body, 'Thank') - 1, 17 FROM document");

  g_assert_cmpint (dex_await_int64 (idio_corpus_edit (corpus, before, BODY "\n", idio_count_words), NULL), ==, before);
  after = dex_await_int64 (idio_corpus_edit (corpus, before, "  Ann, thank you.\n\nthe drill is back. Bye\n",
                                             idio_count_words), NULL);
  g_assert_cmpint (after, >, before);
  g_assert_null (idio_corpus_find (corpus, before));

  text = idio_test_await_boxed (idio_corpus_load_text (corpus, after));
  g_assert_cmpstr (text->body, ==, "Ann, thank you.\n\nthe drill is back. Bye");
  g_assert_cmpstr (text->title, ==, "Drill");
  g_assert_cmpuint (text->n_words, ==, 8);
  g_assert_cmpint (text->audience, ==, IDIO_AUDIENCE_FAMILY);

  /* A quote that is still there moved along, and the other one is gone with its words. */
  idio_test_run_sql (store,
                     "CREATE TEMP TABLE quote AS SELECT substr (d.body, e.start + 1, e.length) AS words"
                     "  FROM evidence AS e JOIN document AS d ON d.id = e.document WHERE d.removed IS NULL;"
                     "CREATE TEMP TABLE checked (n CHECK (n = 1));"
                     "INSERT INTO checked SELECT count(*) FROM quote;"
                     "INSERT INTO checked SELECT words = 'the drill is back.' FROM quote");

  /* The same mail in the same box is not another text. */
  g_assert_cmpint (add (corpus, "Drill", BODY, NULL), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (corpus)), ==, 1);
}

/* What was left out of a text, or may be by others, is still told where it is, unless its place was changed. */
static void
test_parts (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);
  g_autoptr(IdioText) text = NULL;
  GPtrArray *parts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_part_free);
  const IdioTextPart *part;
  gint64 id;

  g_ptr_array_add (parts, idio_text_part_new (0, 9, "quote", ""));
  g_ptr_array_add (parts, idio_text_part_new (11, 18, "quote", ""));
  g_ptr_array_add (parts, idio_text_part_new (20, 0, "quote", "> left out"));
  g_ptr_array_add (parts, idio_text_part_new (49, 7, "quote", ""));
  id = add (corpus, "Drill", BODY, parts);
  id = dex_await_int64 (idio_corpus_edit (corpus, id, "Dear Ann,\n\nthe saw is here. Thank you for it.\n\nCheers,\nJonas",
                                          idio_count_words), NULL);
  text = idio_test_await_boxed (idio_corpus_load_text (corpus, id));
  g_assert_cmpuint (text->parts->len, ==, 3);
  part = g_ptr_array_index (text->parts, 0);
  g_assert_cmpuint (part->start, ==, 0);
  g_assert_cmpuint (part->length, ==, 9);
  part = g_ptr_array_index (text->parts, 1);
  g_assert_cmpstr (part->text, ==, "> left out");
  g_assert_cmpuint (part->length, ==, 0);
  part = g_ptr_array_index (text->parts, 2);
  g_assert_true (g_str_has_prefix (text->body + part->start, "Cheers,\n"));
}

/* Edited to what is a document already, nothing changes. */
static void
test_same (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);
  gint64 one = add (corpus, "One", "One text that is here.", NULL);

  add (corpus, "Two", "Another one.", NULL);
  g_assert_cmpint (dex_await_int64 (idio_corpus_edit (corpus, one, "Another one.", idio_count_words), NULL), ==, 0);
  g_assert_nonnull (idio_corpus_find (corpus, one));
  idio_test_await_error (idio_corpus_edit (corpus, 4711, "Words.", idio_count_words), IDIO_STORE_ERROR, IDIO_STORE_ERROR_GONE);
}

/* Words are found as the search finds them: whatever their case and accents, and the last as it begins. */
static void
test_find_words (void)
{
  static const struct { const char *words; guint n; const char *first; } cases[] = {
    { "cafe", 2, "Café" }, { "CAFÉ day", 3, "Café" }, { "da", 1, "days" }, { "title", 0, NULL }, { "lamp", 0, NULL },
    { "\"", 0, NULL }, { "end", 1, "end" },
  };
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);
  const char *body = "\002Ü\001 – Café of old \001days\002, a cafe at the end";
  gint64 id = add (corpus, "Title", body, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GArray) hits = idio_test_await_boxed (idio_corpus_find_words (corpus, id, cases[i].words));

      g_test_message ("%s", cases[i].words);
      g_assert_cmpuint (hits->len, ==, cases[i].n);

      if (cases[i].n > 0)
        g_assert_true (g_str_has_prefix (body + g_array_index (hits, IdioHit, 0).start, cases[i].first));
    }
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/edit/edit", test_edit);
  idio_test_add_fiber ("/edit/parts", test_parts);
  idio_test_add_fiber ("/edit/same", test_same);
  idio_test_add_fiber ("/edit/find-words", test_find_words);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
