/* test-trash.c: what a person removed, until they restore it or have it erased
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "idio-test.h"

static gint64
add (IdioCorpus *corpus,
     const char *title,
     const char *body)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
  g_autoptr(GArray) ids = NULL;

  g_ptr_array_add (texts, idio_text_new (0, title, body, 3, IDIO_AUDIENCE_GENERAL));
  ids = idio_test_await_boxed (idio_corpus_add (corpus, texts, NULL));

  return g_array_index (ids, gint64, 0);
}

static GArray *
list (gint64 id)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  return g_array_append_val (ids, id);
}

static guint
count_trash (IdioCorpus *corpus)
{
  g_autoptr(GPtrArray) trash = idio_test_await_boxed (idio_corpus_list_trash (corpus));

  return trash->len;
}

static guint
count_found (IdioCorpus *corpus,
             const char *words)
{
  g_autoptr(GArray) found = idio_test_await_boxed (idio_corpus_search (corpus, words));

  return found->len;
}

static guint
count_closest (IdioCorpus *corpus,
               const char *request)
{
  g_autoptr(GPtrArray) texts =
    idio_test_await_boxed (idio_corpus_find_closest (corpus, request, IDIO_AUDIENCE_GENERAL, 5, NULL));

  return texts->len;
}

static gboolean
has_words (const char *dir,
           const char *words)
{
  static const char * const names[] = { "idiolect.db", "idiolect.db-wal" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (dir, names[i], NULL);
      g_autofree char *contents = NULL;
      gsize length;

      if (g_file_get_contents (path, &contents, &length, NULL) && memmem (contents, length, words, strlen (words)) != NULL)
        return TRUE;
    }

  return FALSE;
}

/* What was trashed is there at the next start, unlike what was removed in other ways, and nothing else has its words. */
static void
test_stays (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  gint64 trashed, removed;

  {
    g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);
    g_autoptr(GArray) ids = NULL, others = NULL;

    trashed = add (corpus, "One", "The hollyhock is tall");
    removed = add (corpus, "Two", "The snapdragon is red");
    add (corpus, "Three", "The dandelion is yellow");
    ids = list (trashed);
    others = list (removed);
    idio_test_await (idio_corpus_trash (corpus, ids));
    idio_test_await (idio_corpus_remove (corpus, others));
    g_assert_cmpuint (count_trash (corpus), ==, 1);
    g_assert_cmpuint (count_found (corpus, "hollyhock"), ==, 0);
    g_assert_cmpuint (count_found (corpus, "dandelion"), ==, 1);
  }

  idio_test_wait_closed (dir);

  {
    g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);
    g_autoptr(GArray) ids = list (trashed);
    g_autoptr(GPtrArray) trash = idio_test_await_boxed (idio_corpus_list_trash (corpus));

    g_assert_cmpuint (trash->len, ==, 1);
    g_assert_cmpint (idio_document_get_id (g_ptr_array_index (trash, 0)), ==, trashed);
    g_assert_null (idio_corpus_find (corpus, trashed));
    g_assert_cmpuint (count_found (corpus, "hollyhock"), ==, 0);
    g_assert_cmpuint (count_closest (corpus, "The hollyhock"), ==, 1);

    g_assert_cmpuint (dex_await_uint (idio_corpus_restore (corpus, ids), NULL), ==, 1);
    g_assert_nonnull (idio_corpus_find (corpus, trashed));
    g_assert_cmpuint (count_found (corpus, "hollyhock"), ==, 1);
    g_assert_cmpuint (count_trash (corpus), ==, 0);

    /* From then on it is like any other. */
    idio_test_await (idio_corpus_remove (corpus, ids));
    g_assert_cmpuint (count_trash (corpus), ==, 0);
  }

  idio_test_wait_closed (dir);

  {
    g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);
    g_autoptr(GArray) ids = list (trashed);

    idio_test_await_error (idio_corpus_restore (corpus, ids), IDIO_STORE_ERROR, IDIO_STORE_ERROR_GONE);
  }
}

/* What is erased is overwritten, one or all, and what is not in the trash stays. */
static void
test_erase (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);
  g_autoptr(GArray) one = g_array_new (FALSE, FALSE, sizeof (gint64)), all = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 first = add (corpus, "One", "The hollyhock is tall"), second = add (corpus, "Two", "The snapdragon is red");
  gint64 third = add (corpus, "Three", "The dandelion is yellow");

  g_array_append_val (one, first);
  g_array_append_val (one, third);
  g_array_append_val (all, first);
  g_array_append_val (all, second);
  idio_test_await (idio_corpus_trash (corpus, all));
  g_assert_true (has_words (dir, "hollyhock"));

  /* One that is still a document is not erased, whoever asks. */
  idio_test_await (idio_corpus_erase (corpus, one));
  g_assert_cmpuint (count_trash (corpus), ==, 1);
  g_assert_false (has_words (dir, "hollyhock"));
  g_assert_true (has_words (dir, "snapdragon"));
  g_assert_true (has_words (dir, "dandelion"));

  idio_test_await (idio_corpus_erase (corpus, NULL));
  g_assert_cmpuint (count_trash (corpus), ==, 0);
  g_assert_false (has_words (dir, "snapdragon"));
  g_assert_cmpuint (count_found (corpus, "dandelion"), ==, 1);
  idio_test_await_error (idio_corpus_restore (corpus, all), IDIO_STORE_ERROR, IDIO_STORE_ERROR_GONE);
}

/* A text that is added again comes back from the trash, with the title that it has now, also in the index; and those that
 * are added with it are found, too. */
static void
test_add_again (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
  gint64 id = add (corpus, "Lupine", "The hollyhock is tall");
  g_autoptr(GArray) ids = list (id), added = NULL;

  idio_test_await (idio_corpus_trash (corpus, ids));
  g_ptr_array_add (texts, idio_text_new (0, "First", "The snapdragon is red", 4, IDIO_AUDIENCE_GENERAL));
  g_ptr_array_add (texts, idio_text_new (0, "Foxglove", "The hollyhock is tall", 4, IDIO_AUDIENCE_GENERAL));
  g_ptr_array_add (texts, idio_text_new (0, "Last", "The dandelion is yellow", 4, IDIO_AUDIENCE_GENERAL));
  added = idio_test_await_boxed (idio_corpus_add (corpus, texts, NULL));
  g_assert_cmpint (g_array_index (added, gint64, 1), ==, id);
  g_assert_cmpuint (count_trash (corpus), ==, 0);

  g_assert_cmpuint (count_found (corpus, "lupine"), ==, 0);
  g_assert_cmpuint (count_found (corpus, "foxglove"), ==, 1);
  g_assert_cmpuint (count_found (corpus, "hollyhock"), ==, 1);
  g_assert_cmpuint (count_found (corpus, "snapdragon"), ==, 1);
  g_assert_cmpuint (count_found (corpus, "dandelion"), ==, 1);
  idio_test_run_sql (idio_corpus_get_store (corpus), "INSERT INTO document_search (document_search) VALUES ('integrity-check')");
}

/* Of several documents each gets its own audience, or none does. */
static void
test_audiences (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GArray) audiences = g_array_new (FALSE, FALSE, sizeof (IdioAudience));
  gint64 one = add (corpus, "One", "The hollyhock is tall"), two = add (corpus, "Two", "The snapdragon is red");

  g_array_append_vals (ids, (const gint64[]) { one, two }, 2);
  g_array_append_vals (audiences, (const IdioAudience[]) { IDIO_AUDIENCE_FAMILY, IDIO_AUDIENCE_PUBLIC }, 2);
  idio_test_await (idio_corpus_set_audiences (corpus, ids, audiences));
  g_assert_cmpint (idio_document_get_audience (idio_corpus_find (corpus, one)), ==, IDIO_AUDIENCE_FAMILY);
  g_assert_cmpint (idio_document_get_audience (idio_corpus_find (corpus, two)), ==, IDIO_AUDIENCE_PUBLIC);
  idio_test_await (idio_corpus_load (corpus));
  g_assert_cmpint (idio_document_get_audience (idio_corpus_find (corpus, two)), ==, IDIO_AUDIENCE_PUBLIC);
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/trash/stays", test_stays);
  idio_test_add_fiber ("/trash/erase", test_erase);
  idio_test_add_fiber ("/trash/add-again", test_add_again);
  idio_test_add_fiber ("/trash/audiences", test_audiences);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
