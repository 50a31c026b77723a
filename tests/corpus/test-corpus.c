/* test-corpus.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>

#include "corpus/idio-corpus.h"
#include "idio-test.h"

static gint64
add (IdioCorpus   *corpus,
     const char   *title,
     const char   *body,
     IdioAudience  audience)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
  g_autoptr(GArray) ids = NULL;

  g_ptr_array_add (texts, idio_text_new (0, title, body, 3, audience));
  ids = idio_test_await_boxed (idio_corpus_add (corpus, texts, NULL));

  return g_array_index (ids, gint64, 0);
}

static guint
count (IdioCorpus *corpus)
{
  return g_list_model_get_n_items (G_LIST_MODEL (corpus));
}

static void
test_hash (void)
{
  g_autofree char *a = idio_text_hash ("It's caf\xc3\xa9 time\n\n“now”", NULL, NULL);
  g_autofree char *b = idio_text_hash ("  It’s cafe\xcc\x81  time \"now\" \n", NULL, NULL);
  g_autofree char *c = idio_text_hash ("It's cafe time \"now\"", NULL, NULL);

  g_assert_cmpstr (a, ==, b);
  g_assert_cmpstr (a, !=, c);
}

#define MARKS_4 "\u0301\u0323\u0302\u0331"

static void
test_excerpt (void)
{
  static const struct { const char *text; glong n; const char *excerpt; } cases[] = {
    { "", 10, "" },
    { "Short", 10, "Short" },
    { " Two\n\nlines ", 10, "Two lines" },
    { "One two three", 10, "One two…" },
    { "Exactlyten", 10, "Exactlyten" },
    { "Exactlyten ", 10, "Exactlyten" },
    { "Unbreakablelongword", 10, "Unbreakabl…" },
    { "ééééé ééééé ééééé", 12, "ééééé ééééé…" },
    { "\u202eesrever \u2067two\u2069", 20, "esrever two" },
    { "\x1b[31mred\x1b[0m\r\n\u2028a", 20, "[31mred [0m a" },
    { "Exactlyten\u202e\x07\n", 10, "Exactlyten" },
    { "\ufeff\u206a", 10, "" },
    { "a" MARKS_4 MARKS_4 MARKS_4 "b", 20, "a" MARKS_4 MARKS_4 "b" },
    { "a" MARKS_4 "\u200d" MARKS_4 "\u200d" MARKS_4 "b", 20, "a" MARKS_4 "\u200d" MARKS_4 "\u200db" },
    { "a" MARKS_4 "b" MARKS_4 "c" MARKS_4, 20, "a" MARKS_4 "b" MARKS_4 "c" MARKS_4 },
    { "a" MARKS_4 MARKS_4 MARKS_4, 9, "a" MARKS_4 MARKS_4 },
    { MARKS_4 MARKS_4 MARKS_4, 20, MARKS_4 MARKS_4 },
    { "\u1000\u103c\u103d\u103e\u1031\u102c\u1037\u1038", 20, "\u1000\u103c\u103d\u103e\u1031\u102c\u1037\u1038" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *excerpt = idio_text_dup_excerpt (cases[i].text, cases[i].n);

      g_assert_cmpstr (excerpt, ==, cases[i].excerpt);
    }
}

static void
test_add_and_reopen (void)
{
  g_autofree char *dir = idio_test_make_dir ();

  {
    g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);

    g_assert_cmpint (add (corpus, "One", "The first text", IDIO_AUDIENCE_FRIENDS), >, 0);
    g_assert_cmpint (add (corpus, "Same", "The  first\ntext ", IDIO_AUDIENCE_GENERAL), ==, 0);
    g_assert_cmpint (add (corpus, "Two", "The second text", IDIO_AUDIENCE_GENERAL), >, 0);
    g_assert_cmpuint (count (corpus), ==, 2);
    g_assert_cmpuint (idio_corpus_get_n_words (corpus), ==, 6);
  }

  {
    g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);
    g_autoptr(IdioDocument) document = g_list_model_get_item (G_LIST_MODEL (corpus), 0);
    g_autofree char *body = NULL;

    g_assert_cmpuint (count (corpus), ==, 2);
    g_assert_cmpstr (idio_document_get_title (document), ==, "One");
    g_assert_cmpstr (idio_document_get_excerpt (document), ==, "The first text");
    g_assert_cmpint (idio_document_get_audience (document), ==, IDIO_AUDIENCE_FRIENDS);
    g_assert_true (idio_corpus_find (corpus, idio_document_get_id (document)) == document);

    body = dex_await_string (idio_corpus_load_body (corpus, idio_document_get_id (document)), NULL);
    g_assert_cmpstr (body, ==, "The first text");
    idio_test_await_error (idio_corpus_load_body (corpus, 12345), IDIO_STORE_ERROR, IDIO_STORE_ERROR_GONE);
  }
}

/* Beginnings of texts, in characters, and no more texts than fit */
static void
test_load_some (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
  g_autoptr(GPtrArray) all = NULL, beginnings = NULL, few = NULL;
  g_autoptr(GArray) ids = NULL;

  g_ptr_array_add (texts, idio_text_new (0, "One", "Grüße aus Köln", 3, IDIO_AUDIENCE_FAMILY));
  g_ptr_array_add (texts, idio_text_new (0, "Two", "😀😀😀", 0, IDIO_AUDIENCE_GENERAL));
  g_ptr_array_add (texts, idio_text_new (0, "Three", "ab", 1, IDIO_AUDIENCE_GENERAL));
  ids = idio_test_await_boxed (idio_corpus_add (corpus, texts, NULL));

  all = idio_test_await_boxed (idio_corpus_load_some (corpus, ids, G_MAXINT, G_MAXSIZE));
  g_assert_cmpuint (all->len, ==, 3);
  g_assert_cmpstr (((IdioText *) g_ptr_array_index (all, 0))->body, ==, "Grüße aus Köln");
  g_assert_cmpstr (((IdioText *) g_ptr_array_index (all, 0))->title, ==, "One");
  g_assert_cmpint (((IdioText *) g_ptr_array_index (all, 0))->audience, ==, IDIO_AUDIENCE_FAMILY);
  g_assert_cmpuint (((IdioText *) g_ptr_array_index (all, 0))->n_words, ==, 3);

  beginnings = idio_test_await_boxed (idio_corpus_load_some (corpus, ids, 3, G_MAXSIZE));
  g_assert_cmpuint (beginnings->len, ==, 3);
  g_assert_cmpstr (((IdioText *) g_ptr_array_index (beginnings, 0))->body, ==, "Grü");
  g_assert_cmpstr (((IdioText *) g_ptr_array_index (beginnings, 1))->body, ==, "😀😀😀");
  g_assert_cmpstr (((IdioText *) g_ptr_array_index (beginnings, 2))->body, ==, "ab");

  few = idio_test_await_boxed (idio_corpus_load_some (corpus, ids, 3, 5));
  g_assert_cmpuint (few->len, ==, 2);
}

/* Stops at any moment, also within one long text. Nothing is added then, and nothing in the index is broken. */
static void
test_stop_adding (void)
{
  static const guint moments[] = { 0, 5, 20, 60 };
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
  g_autoptr(GString) body = g_string_new (NULL);
  g_autoptr(GArray) found = NULL;

  for (guint i = 0; i < 1000 * 1000; i++)
    g_string_append_printf (body, "word%u ", i);

  g_ptr_array_add (texts, idio_text_new (0, "Short", "A few words.", 3, IDIO_AUDIENCE_GENERAL));
  g_ptr_array_add (texts, idio_text_new (0, "Long", body->str, 1000 * 1000, IDIO_AUDIENCE_GENERAL));

  for (guint i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      g_autoptr(GError) error = NULL;
      DexFuture *adding = idio_corpus_add (corpus, texts, cancellable);

      if (moments[i] > 0)
        dex_await (dex_timeout_new_msec ((int) moments[i]), NULL);

      g_cancellable_cancel (cancellable);
      g_assert_null (dex_await_boxed (adding, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (corpus)), ==, 0);
    }

  idio_test_run_sql (idio_corpus_get_store (corpus), "INSERT INTO document_search (document_search) VALUES ('integrity-check')");

  g_array_unref (idio_test_await_boxed (idio_corpus_add (corpus, texts, NULL)));
  found = idio_test_await_boxed (idio_corpus_search (corpus, "word999999"));
  g_assert_cmpuint (found->len, ==, 1);
}

static void
test_change (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  gint64 id;

  {
    g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);

    id = add (corpus, "One", "The first text", IDIO_AUDIENCE_GENERAL);
    idio_test_await (idio_corpus_rename (corpus, id, "Uno"));
    idio_test_await (idio_corpus_set_audience (corpus, id, IDIO_AUDIENCE_FAMILY));
    g_assert_cmpstr (idio_document_get_title (idio_corpus_find (corpus, id)), ==, "Uno");
  }

  {
    g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);

    g_assert_cmpstr (idio_document_get_title (idio_corpus_find (corpus, id)), ==, "Uno");
    g_assert_cmpint (idio_document_get_audience (idio_corpus_find (corpus, id)), ==, IDIO_AUDIENCE_FAMILY);
  }
}

/* What is marked stays marked: in the list, in the file, and when it comes back after it was removed. */
static void
test_private (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GArray) missing = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 id, gone = 4711;

  {
    g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);
    g_autoptr(GArray) listed = NULL, none = NULL;

    add (corpus, "Other", "Another text", IDIO_AUDIENCE_GENERAL);
    id = add (corpus, "One", "The first text", IDIO_AUDIENCE_GENERAL);
    g_assert_false (idio_document_get_private (idio_corpus_find (corpus, id)));
    none = idio_test_await_boxed (idio_corpus_list_private (corpus));
    g_assert_cmpuint (none->len, ==, 0);

    g_array_append_val (ids, id);
    idio_test_await (idio_corpus_set_private (corpus, ids, TRUE));
    g_assert_true (idio_document_get_private (idio_corpus_find (corpus, id)));
    g_array_append_val (missing, gone);
    idio_test_await_error (idio_corpus_set_private (corpus, missing, TRUE), IDIO_STORE_ERROR, IDIO_STORE_ERROR_GONE);

    /* It may come back. */
    idio_test_await (idio_corpus_remove (corpus, ids));
    listed = idio_test_await_boxed (idio_corpus_list_private (corpus));
    g_assert_cmpuint (listed->len, ==, 1);
    g_assert_cmpint (g_array_index (listed, gint64, 0), ==, id);
    idio_test_await (idio_corpus_restore (corpus, ids));
    g_assert_true (idio_document_get_private (idio_corpus_find (corpus, id)));

    idio_test_await (idio_corpus_remove (corpus, ids));
    g_assert_cmpint (add (corpus, "Uno", "The first text", IDIO_AUDIENCE_FAMILY), ==, id);
    g_assert_true (idio_document_get_private (idio_corpus_find (corpus, id)));
  }

  {
    g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);
    g_autoptr(GPtrArray) all = idio_test_await_boxed (idio_corpus_find_closest (corpus, "first text", 0, 5, NULL));
    g_autoptr(GPtrArray) rest = idio_test_await_boxed (idio_corpus_find_closest (corpus, "first text", 0, 5, ids));

    g_assert_true (idio_document_get_private (idio_corpus_find (corpus, id)));
    g_assert_cmpuint (all->len, ==, 2);
    g_assert_cmpuint (rest->len, ==, 1);
    g_assert_cmpstr (((IdioText *) g_ptr_array_index (rest, 0))->title, ==, "Other");

    idio_test_await (idio_corpus_set_private (corpus, ids, FALSE));
    g_assert_false (idio_document_get_private (idio_corpus_find (corpus, id)));
  }
}

static void
test_remove (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 id, other, missing = 4711;

  {
    g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);

    id = add (corpus, "One", "The first text", IDIO_AUDIENCE_GENERAL);
    other = add (corpus, "Two", "The second text", IDIO_AUDIENCE_GENERAL);
    g_array_append_val (ids, id);

    idio_test_await (idio_corpus_remove (corpus, ids));
    g_assert_cmpuint (count (corpus), ==, 1);
    g_assert_null (idio_corpus_find (corpus, id));
    g_assert_cmpuint (idio_corpus_get_n_words (corpus), ==, 3);

    idio_test_await (idio_corpus_restore (corpus, ids));
    g_assert_cmpuint (count (corpus), ==, 2);
    g_assert_cmpuint (idio_corpus_get_n_words (corpus), ==, 6);

    /* Who adds a removed text again has it again. */
    idio_test_await (idio_corpus_remove (corpus, ids));
    g_assert_cmpint (add (corpus, "Uno", "The first text", IDIO_AUDIENCE_FAMILY), ==, id);
    g_assert_cmpuint (count (corpus), ==, 2);
    idio_test_await (idio_corpus_load (corpus));
    g_assert_cmpstr (idio_document_get_title (idio_corpus_find (corpus, id)), ==, "Uno");
    g_assert_cmpint (idio_document_get_audience (idio_corpus_find (corpus, id)), ==, IDIO_AUDIENCE_FAMILY);

    idio_test_await (idio_corpus_remove (corpus, ids));

    /* Of several, those that are still there come back, and are counted. */
    g_array_append_val (ids, missing);
    g_array_append_val (ids, other);
    g_assert_cmpuint (dex_await_uint (idio_corpus_restore (corpus, ids), NULL), ==, 2);
    g_array_set_size (ids, 1);
    idio_test_await (idio_corpus_remove (corpus, ids));
  }

  idio_test_wait_closed (dir);

  {
    g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);

    g_assert_cmpuint (count (corpus), ==, 1);
    g_assert_nonnull (idio_corpus_find (corpus, other));
    idio_test_await_error (idio_corpus_restore (corpus, ids), IDIO_STORE_ERROR, IDIO_STORE_ERROR_GONE);
    g_assert_cmpuint (count (corpus), ==, 1);
  }
}

static guint
n_found (IdioCorpus *corpus,
         const char *words)
{
  g_autoptr(GArray) ids = idio_test_await_boxed (idio_corpus_search (corpus, words));

  return ids->len;
}

static void
test_search (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);

  add (corpus, "Invoice", "The numbers for March are wrong", IDIO_AUDIENCE_GENERAL);
  add (corpus, "Garden", "Café in the garden, marching on", IDIO_AUDIENCE_GENERAL);

  g_assert_cmpuint (n_found (corpus, "march"), ==, 2);
  g_assert_cmpuint (n_found (corpus, "march numbers"), ==, 1);
  g_assert_cmpuint (n_found (corpus, "cafe"), ==, 1);
  g_assert_cmpuint (n_found (corpus, "invo"), ==, 1);
  g_assert_cmpuint (n_found (corpus, "nothing"), ==, 0);

  /* What a person types is never a query language. */
  g_assert_cmpuint (n_found (corpus, ""), ==, 0);
  g_assert_cmpuint (n_found (corpus, "\"march\" AND (NOT *"), ==, 0);
  g_assert_cmpuint (n_found (corpus, "march*"), ==, 2);
  g_assert_cmpuint (n_found (corpus, "' -- ; DROP"), ==, 0);
}

/* Fails where the index is not that of the documents. */
static void
check_index (IdioCorpus *corpus)
{
  idio_test_run_sql (idio_corpus_get_store (corpus),
                     "INSERT INTO document_search (document_search, rank) VALUES ('integrity-check', 1)");
}

/* Many at once, some of which are here already or are the same */
static void
test_search_many (void)
{
  static const char * const moments[] = { "fresh", "here already", "removed", "stopped" };
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);
  gint64 removed = 0;

  for (guint i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      g_autoptr(GArray) gone = g_array_new (FALSE, FALSE, sizeof (gint64));

      for (guint j = 0; j < 40; j++)
        {
          g_autofree char *body = g_strdup_printf ("The text w%u", i == 1 ? j / 2 : i * 100 + j / 2);

          g_ptr_array_add (texts, idio_text_new (0, moments[i], body, 3, IDIO_AUDIENCE_GENERAL));
        }

      /* One of these comes back with another title, beside others. */
      g_ptr_array_add (texts, idio_text_new (0, moments[i], "It goes and it comes.", 5, IDIO_AUDIENCE_GENERAL));

      if (i == 2)
        {
          g_array_append_val (gone, removed);
          idio_test_await (idio_corpus_remove (corpus, gone));
        }

      if (i == 3)
        {
          g_cancellable_cancel (cancellable);
          idio_test_await_error (idio_corpus_add (corpus, texts, cancellable), G_IO_ERROR, G_IO_ERROR_CANCELLED);
        }
      else
        {
          g_autoptr(GArray) ids = idio_test_await_boxed (idio_corpus_add (corpus, texts, cancellable));

          removed = i == 0 ? g_array_index (ids, gint64, 40) : removed;
        }

      check_index (corpus);
    }

  g_assert_cmpuint (n_found (corpus, "fresh"), ==, 20);
  g_assert_cmpuint (n_found (corpus, "removed"), ==, 21);
  g_assert_cmpuint (n_found (corpus, "removed comes"), ==, 1);
  g_assert_cmpuint (n_found (corpus, "already"), ==, 0);
  g_assert_cmpuint (n_found (corpus, "w219"), ==, 1);

  /* The next one is found, too, also after a stop. */
  add (corpus, "After", "What came after all that", IDIO_AUDIENCE_GENERAL);
  g_assert_cmpuint (n_found (corpus, "came after"), ==, 1);
  check_index (corpus);
}

static void
test_closest (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);
  g_autoptr(GPtrArray) general = NULL, work = NULL, none = NULL;

  add (corpus, "A", "The invoice for March has the wrong total", IDIO_AUDIENCE_FRIENDS);
  add (corpus, "B", "Lunch on Friday at the usual place", IDIO_AUDIENCE_WORK_MAIL);
  add (corpus, "C", "The cat is on the roof again", IDIO_AUDIENCE_FRIENDS);

  general = idio_test_await_boxed (idio_corpus_find_closest (corpus, "Ask about the invoice total", 0, 2, NULL));
  g_assert_cmpuint (general->len, ==, 2);
  g_assert_cmpstr (((IdioText *) general->pdata[0])->title, ==, "A");
  g_assert_cmpstr (((IdioText *) general->pdata[0])->body, ==, "The invoice for March has the wrong total");

  work = idio_test_await_boxed (idio_corpus_find_closest (corpus, "Ask about the invoice total",
                                                          IDIO_AUDIENCE_WORK_MAIL, 2, NULL));
  g_assert_cmpstr (((IdioText *) work->pdata[0])->title, ==, "B");
  g_assert_cmpstr (((IdioText *) work->pdata[1])->title, ==, "A");

  none = idio_test_await_boxed (idio_corpus_find_closest (corpus, "!?", IDIO_AUDIENCE_GENERAL, 5, NULL));
  g_assert_cmpuint (none->len, ==, 3);

  /* What was written to a language model comes last, however close it is, unless it is for one. */
  {
    g_autoptr(GPtrArray) to_people = NULL, to_machine = NULL;

    add (corpus, "D", "Ask about the invoice total", IDIO_AUDIENCE_ASSISTANT);
    to_people = idio_test_await_boxed (idio_corpus_find_closest (corpus, "Ask about the invoice total", 0, 4, NULL));
    to_machine = idio_test_await_boxed (idio_corpus_find_closest (corpus, "Ask about the invoice total",
                                                                  IDIO_AUDIENCE_ASSISTANT, 4, NULL));
    g_assert_cmpstr (((IdioText *) to_people->pdata[0])->title, ==, "A");
    g_assert_cmpstr (((IdioText *) to_people->pdata[3])->title, ==, "D");
    g_assert_cmpstr (((IdioText *) to_machine->pdata[0])->title, ==, "D");
  }
}

static void
add_tests (void)
{
  g_test_add_func ("/text/hash", test_hash);
  g_test_add_func ("/text/excerpt", test_excerpt);
  idio_test_add_fiber ("/corpus/add-and-reopen", test_add_and_reopen);
  idio_test_add_fiber ("/corpus/load-some", test_load_some);
  idio_test_add_fiber ("/corpus/stop-adding", test_stop_adding);
  idio_test_add_fiber ("/corpus/change", test_change);
  idio_test_add_fiber ("/corpus/private", test_private);
  idio_test_add_fiber ("/corpus/remove", test_remove);
  idio_test_add_fiber ("/corpus/search", test_search);
  idio_test_add_fiber ("/corpus/search-many", test_search_many);
  idio_test_add_fiber ("/corpus/closest", test_closest);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
