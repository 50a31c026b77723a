/* test-tidying.c: what is done once all texts of an import are there
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "corpus/idio-nick.h"
#include "idio-test.h"
#include "import/idio-import-item.h"
#include "import/idio-tidying.h"
#include "text/idio-words.h"

#define SIGNATURE "Jonas Lind, Deputy Chair\n12 Hill Lane\nTel: +00 000 000"

static IdioCorpus *
make_corpus (void)
{
  g_autofree char *dir = idio_test_make_dir ();

  return idio_test_open_corpus (dir);
}

/* Words that no other text has in that order */
static char *
make_words (guint seed,
            guint n_words)
{
  static const char * const words[] = {
    "we", "boat", "sing", "early", "never", "river", "the", "a", "choir", "paint", "slowly", "under", "letter", "old",
    "answer", "green", "walk", "Tuesday", "if", "and",
  };
  g_autoptr(GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < n_words; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))]);

  return g_string_free_and_steal (g_string_append_c (g_steal_pointer (&text), '.'));
}

static IdioText *
make_text (const char *title,
           const char *body,
           const char *medium)
{
  IdioText *text = idio_text_new (0, title, body, idio_count_words (body), IDIO_AUDIENCE_GENERAL);

  text->medium = g_strdup (medium);

  return text;
}

/* Takes the text. Returns the number of its document. */
static gint64
add (IdioCorpus *corpus,
     IdioText   *text)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
  g_autoptr(GArray) ids = NULL;

  g_ptr_array_add (texts, text);
  ids = idio_test_await_boxed (idio_corpus_add (corpus, texts, NULL));

  return g_array_index (ids, gint64, 0);
}

/* A mail with words of its own, and this below them */
static gint64
add_mail (IdioCorpus *corpus,
          guint       seed,
          const char *ending)
{
  g_autofree char *words = make_words (seed, 30);
  g_autofree char *title = g_strdup_printf ("Mail %u", seed);
  g_autofree char *body = g_strdup_printf ("Hi Priya,\n\n%s\n\n%s", words, ending);

  return add (corpus, make_text (title, body, "mail"));
}

static GPtrArray *
tidy (IdioCorpus *corpus)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();

  return idio_test_await_boxed (idio_tidy (corpus, NULL, cancellable));
}

static void
tidy_without_items (IdioCorpus *corpus)
{
  g_autoptr(GPtrArray) items = tidy (corpus);

  g_assert_cmpuint (items->len, ==, 0);
}

static guint
count (IdioCorpus *corpus)
{
  return g_list_model_get_n_items (G_LIST_MODEL (corpus));
}

/* The number of documents whose text has these words */
static guint
count_with (IdioCorpus *corpus,
            const char *words)
{
  g_autoptr(GPtrArray) texts = idio_test_load_texts (corpus);
  guint n = 0;

  for (guint i = 0; i < texts->len; i++)
    n += strstr (((IdioText *) g_ptr_array_index (texts, i))->body, words) != NULL;

  return n;
}

static gint64
find (IdioCorpus *corpus,
      const char *title)
{
  for (guint i = 0; i < count (corpus); i++)
    {
      g_autoptr(IdioDocument) document = g_list_model_get_item (G_LIST_MODEL (corpus), i);

      if (g_str_equal (idio_document_get_title (document), title))
        return idio_document_get_id (document);
    }

  return 0;
}

static IdioText *
load (IdioCorpus *corpus,
      const char *title)
{
  return idio_test_await_boxed (idio_corpus_load_text (corpus, find (corpus, title)));
}

static gint64
change_part (IdioCorpus *corpus,
             const char *title,
             guint       number)
{
  GError *error = NULL;
  gint64 id;

  id = dex_await_int64 (idio_corpus_change_part (corpus, find (corpus, title), number, idio_count_words), &error);

  g_assert_no_error (error);

  return id;
}

static DexFuture *
get_int_job (sqlite3  *db,
             gpointer  sql)
{
  gint64 value;

  g_assert_true (idio_sql_query_int (db, sql, &value, NULL));

  return dex_future_new_for_int64 (value);
}

static gint64
query (IdioCorpus *corpus,
       const char *sql)
{
  return dex_await_int64 (idio_store_read (idio_corpus_get_store (corpus), get_int_job, (gpointer) sql, NULL), NULL);
}

static void
test_signature (void)
{
  g_autoptr(IdioCorpus) corpus = make_corpus ();
  g_autoptr(IdioText) text = NULL;
  const IdioTextPart *part;

  for (guint i = 0; i < 6; i++)
    add_mail (corpus, i, i < 4 ? "Cheers,\nJonas\n\n" SIGNATURE : "See you!");

  tidy_without_items (corpus);
  g_assert_cmpuint (count (corpus), ==, 6);
  g_assert_cmpuint (count_with (corpus, "Hill Lane"), ==, 0);
  g_assert_cmpuint (count_with (corpus, "Cheers,\nJonas"), ==, 4);
  g_assert_cmpuint (count_with (corpus, "See you!"), ==, 2);

  text = load (corpus, "Mail 2");
  g_assert_true (g_str_has_suffix (text->body, "\n\nCheers,\nJonas"));
  g_assert_cmpuint (text->n_words, ==, idio_count_words (text->body));
  g_assert_cmpuint (text->parts->len, ==, 1);
  part = g_ptr_array_index (text->parts, 0);
  g_assert_cmpstr (part->text, ==, SIGNATURE);
  g_assert_cmpstr (part->kind, ==, "signature");
  g_assert_cmpuint (part->start, ==, strlen (text->body));
  g_assert_cmpuint (part->length, ==, 0);
}

/* With the user's name a signature is told where the sign-off is one that nobody else has. */
static void
test_signature_by_name (void)
{
  static const char * const jonas[] = { "jonas.lind@example.org", NULL };
  g_autoptr(IdioCorpus) corpus = make_corpus ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GPtrArray) items = NULL;

  for (guint i = 0; i < 4; i++)
    add_mail (corpus, i, "Peace out\nJonas Lind\nDeputy Chair\n12 Hill Lane");

  items = idio_test_await_boxed (idio_tidy (corpus, jonas, cancellable));
  g_assert_cmpuint (items->len, ==, 0);
  g_assert_cmpuint (count_with (corpus, "Peace out\nJonas Lind"), ==, 4);
  g_assert_cmpuint (count_with (corpus, "Hill Lane"), ==, 0);
}

/* It shows only with what the next imports bring, and what was left out before still counts. */
static void
test_several_imports (void)
{
  g_autoptr(IdioCorpus) corpus = make_corpus ();

  for (guint i = 0; i < 2; i++)
    add_mail (corpus, i, "Cheers,\nJonas\n\n" SIGNATURE);

  tidy_without_items (corpus);
  g_assert_cmpuint (count_with (corpus, "Hill Lane"), ==, 2);

  add_mail (corpus, 2, "Best,\nJonas\n\n" SIGNATURE);
  tidy_without_items (corpus);
  g_assert_cmpuint (count_with (corpus, "Hill Lane"), ==, 0);

  add_mail (corpus, 3, "Cheers,\nJonas\n\n" SIGNATURE);
  tidy_without_items (corpus);
  g_assert_cmpuint (count_with (corpus, "Hill Lane"), ==, 0);
  g_assert_cmpuint (count (corpus), ==, 4);
}

/* The same mails are there already, and what was taken back in stays in. */
static void
test_taken_back (void)
{
  g_autoptr(IdioCorpus) corpus = make_corpus ();
  g_autoptr(IdioText) text = NULL;

  for (guint i = 0; i < 4; i++)
    add_mail (corpus, i, "Cheers,\nJonas\n\n" SIGNATURE);

  tidy_without_items (corpus);

  for (guint i = 0; i < 4; i++)
    g_assert_cmpint (add_mail (corpus, i, "Cheers,\nJonas\n\n" SIGNATURE), ==, 0);

  g_assert_cmpint (change_part (corpus, "Mail 1", 0), >, 0);
  text = load (corpus, "Mail 1");
  g_assert_true (g_str_has_suffix (text->body, SIGNATURE));
  g_assert_cmpuint (text->parts->len, ==, 1);
  g_assert_false (idio_text_part_is_doubtful (g_ptr_array_index (text->parts, 0)));

  /* As at the next start */
  idio_test_run_sql (idio_corpus_get_store (corpus), "DELETE FROM document WHERE removed IS NOT NULL");
  add_mail (corpus, 9, "Cheers,\nJonas\n\n" SIGNATURE);
  tidy_without_items (corpus);
  g_assert_cmpuint (count (corpus), ==, 5);
  g_assert_cmpuint (count_with (corpus, "Hill Lane"), ==, 1);

  for (guint i = 0; i < 4; i++)
    g_assert_cmpint (add_mail (corpus, i, "Cheers,\nJonas\n\n" SIGNATURE), ==, 0);

  tidy_without_items (corpus);
  g_assert_cmpuint (count_with (corpus, "Hill Lane"), ==, 1);
}

static void
add_endings (IdioCorpus *corpus,
             const char *medium,
             const char *ending,
             guint       seed)
{
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *words = make_words (seed + i, 30);
      g_autofree char *body = g_strdup_printf ("%s\n\n%s", words, ending);

      add (corpus, make_text ("T", body, medium));
    }
}

static void
test_other_media (void)
{
  g_autoptr(IdioCorpus) corpus = make_corpus ();

  add_endings (corpus, "chat", "thanks\nok\nTel: +00 000 001", 100);
  add_endings (corpus, "post", "Cheers,\nJonas\n\nwww.example.org/2", 200);
  add_endings (corpus, NULL, "Cheers,\nJonas\n\nTel: +00 000 003", 300);
  add_endings (corpus, "text", "www.example.org/4", 400);
  add_endings (corpus, "text", "Cheers,\nJonas\n\nThe tale goes on", 500);
  add_endings (corpus, "text", "Cheers,\nJonas\n\nHillside Choir\nTel: +00 000 006", 600);
  tidy_without_items (corpus);

  g_assert_cmpuint (count_with (corpus, "+00 000 001"), ==, 4);
  g_assert_cmpuint (count_with (corpus, "example.org/2"), ==, 4);
  g_assert_cmpuint (count_with (corpus, "+00 000 003"), ==, 4);
  g_assert_cmpuint (count_with (corpus, "example.org/4"), ==, 4);
  g_assert_cmpuint (count_with (corpus, "The tale goes on"), ==, 4);

  /* A letter, as its sign-off and its address say together */
  g_assert_cmpuint (count_with (corpus, "Hillside Choir"), ==, 0);
}

/* What was left out before, below the text and in it, is still where it was. */
static void
test_parts (void)
{
  g_autoptr(IdioCorpus) corpus = make_corpus ();
  g_autoptr(IdioText) text = NULL;
  const char *expected[] = { "Middle", SIGNATURE, "> Quote" };

  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *words = make_words (i, 30);
      g_autofree char *title = g_strdup_printf ("Mail %u", i);
      g_autofree char *body = g_strdup_printf ("%s\n\nCheers,\nJonas\n\n" SIGNATURE, words);
      IdioText *mail = make_text (title, body, "mail");

      mail->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_part_free);
      g_ptr_array_add (mail->parts, idio_text_part_new (2, 0, "quote", "Middle"));
      g_ptr_array_add (mail->parts, idio_text_part_new (strlen (body) - 5, 5, "footer", ""));
      g_ptr_array_add (mail->parts, idio_text_part_new (strlen (body), 0, "quote", "> Quote"));
      add (corpus, mail);
    }

  tidy_without_items (corpus);
  text = load (corpus, "Mail 3");
  g_assert_cmpuint (text->parts->len, ==, G_N_ELEMENTS (expected));

  for (guint i = 0; i < text->parts->len; i++)
    {
      const IdioTextPart *part = g_ptr_array_index (text->parts, i);

      g_assert_cmpstr (part->text, ==, expected[i]);
      g_assert_cmpuint (part->start, ==, i == 0 ? 2 : strlen (text->body));
      g_assert_cmpuint (part->length, ==, 0);
    }
}

/* Without its signature a mail says the same as another one, which is there once. */
static void
test_same_without (void)
{
  g_autoptr(IdioCorpus) corpus = make_corpus ();
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 id;

  for (guint i = 0; i < 4; i++)
    id = add_mail (corpus, i, "Cheers,\nJonas\n\n" SIGNATURE);

  g_array_append_val (ids, id);
  idio_test_await (idio_corpus_set_private (corpus, ids, TRUE));
  add_mail (corpus, 3, "Cheers,\nJonas");
  tidy_without_items (corpus);
  g_assert_cmpuint (count (corpus), ==, 4);
  g_assert_cmpint (add_mail (corpus, 3, "Cheers,\nJonas\n\n" SIGNATURE), ==, 0);
  g_assert_true (idio_document_get_private (idio_corpus_find (corpus, find (corpus, "Mail 3"))));
}

/* Cards keep their quotes, also once the text that was quoted first is deleted. */
static void
test_quotes (void)
{
  g_autoptr(IdioCorpus) corpus = make_corpus ();
  g_autofree char *sql = NULL;

  for (guint i = 0; i < 4; i++)
    add_mail (corpus, i, "Cheers,\nJonas\n\n" SIGNATURE);

  sql = g_strdup_printf ("INSERT INTO card (id, axis, claim, instruction, source, proposed, added)"
                         "  VALUES (5, 'style', 'C', 'I', 'found', 'C', 1);"
                         "INSERT INTO evidence VALUES (5, %" G_GINT64_FORMAT ", 3, 5);", find (corpus, "Mail 1"));
  idio_test_run_sql (idio_corpus_get_store (corpus), sql);
  tidy_without_items (corpus);
  idio_test_run_sql (idio_corpus_get_store (corpus), "DELETE FROM document WHERE removed IS NOT NULL");
  g_assert_cmpint (query (corpus, "SELECT document FROM evidence WHERE card = 5 AND start = 3 AND length = 5"), ==,
                   find (corpus, "Mail 1"));
}

/* One text to several people, each a day later */
static gint64
add_version (IdioCorpus *corpus,
             const char *title,
             const char *greeting,
             guint       seed,
             guint       n_words,
             gint64      written)
{
  g_autofree char *words = make_words (seed, n_words);
  g_autofree char *body = g_strdup_printf ("%s\n\n%s", greeting, words);
  IdioText *text = make_text (title, body, "mail");

  text->written = written;

  return add (corpus, text);
}

static void
test_alike (void)
{
  static const char * const names[] = { "Ann", "Bob", "Cem", "Dana", "Eve" };
  g_autoptr(IdioCorpus) corpus = make_corpus ();
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GArray) gone = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *greeting = g_strdup_printf ("Dear %s,", names[i]);

      /* The last is neither the first nor the last that is read. */
      add_version (corpus, names[i], greeting, 1, 60, i == 2 ? 1000 : 100 + i);
    }

  add_version (corpus, "Other", "Dear Ann,", 2, 60, 1);
  items = tidy (corpus);

  g_assert_cmpuint (items->len, ==, 4);
  g_assert_cmpuint (count (corpus), ==, 2);
  g_assert_cmpint (find (corpus, "Cem"), >, 0);
  g_assert_cmpint (find (corpus, "Other"), >, 0);

  for (guint i = 0; i < items->len; i++)
    {
      gint64 id = idio_import_item_get_document (g_ptr_array_index (items, i));

      g_assert_cmpstr (idio_import_item_get_reason (g_ptr_array_index (items, i)), ==,
                       "Almost the same as “Cem”, which is later.");
      g_array_append_val (gone, id);
    }

  /* Who brings them back wants them, whatever is imported next. */
  idio_test_await (idio_corpus_restore (corpus, gone));
  add_version (corpus, "New", "Dear Ann,", 3, 60, 1);
  tidy_without_items (corpus);
  g_assert_cmpuint (count (corpus), ==, 7);
}

/* What is read again is compared again, and what comes later takes the place of what is there. */
static void
test_alike_over_imports (void)
{
  g_autoptr(IdioCorpus) corpus = make_corpus ();

  add_version (corpus, "Letter", "Dear Ann,", 1, 60, 100);
  tidy_without_items (corpus);

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(GPtrArray) earlier = NULL;

      add_version (corpus, "Draft", "Dear all,", 1, 60, 50);
      earlier = tidy (corpus);
      g_assert_cmpuint (earlier->len, ==, 1);
      g_assert_cmpstr (idio_import_item_get_name (g_ptr_array_index (earlier, 0)), ==, "Draft");
      g_assert_cmpuint (count (corpus), ==, 1);
    }

  add_version (corpus, "Final", "Dear Bob,", 1, 60, 200);
  g_ptr_array_unref (tidy (corpus));
  g_assert_cmpuint (count (corpus), ==, 1);
  g_assert_cmpint (find (corpus, "Final"), >, 0);

  /* One that no file dates does not tell that it is later. */
  add_version (corpus, "Undated", "Dear Cem,", 1, 60, 0);
  g_ptr_array_unref (tidy (corpus));
  g_assert_cmpuint (count (corpus), ==, 1);
  g_assert_cmpint (find (corpus, "Final"), >, 0);
}

/* Where no date tells, the one that was here stays, however often both are read again. */
static void
test_undated (void)
{
  g_autoptr(IdioCorpus) corpus = make_corpus ();

  for (guint i = 0; i < 4; i++)
    {
      g_autoptr(GPtrArray) items = NULL;

      add_version (corpus, "One", "Dear Ann,", 1, 60, 0);
      add_version (corpus, "Two", "Dear Bob,", 1, 60, 0);
      items = tidy (corpus);
      g_assert_cmpuint (items->len, ==, 1);
      g_assert_cmpstr (idio_import_item_get_name (g_ptr_array_index (items, 0)), ==, "Two");
      g_assert_cmpstr (idio_import_item_get_reason (g_ptr_array_index (items, 0)), ==,
                       "Almost the same as “One”, which was kept.");
      g_assert_cmpuint (count (corpus), ==, 1);
    }
}

/* Adds what a file has again. Returns how many of the texts are taken for somebody else's. */
static guint
add_again (IdioCorpus *corpus,
           guint       n_versions,
           gint64      written)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
  g_autoptr(GArray) ids = NULL;
  guint n_others = 0;

  for (guint i = 0; i < n_versions; i++)
    {
      g_autofree char *words = make_words (1, 60);
      g_autofree char *body = g_strdup_printf ("Dear Person %u,\n\n%s", i, words);
      IdioText *text = make_text ("Version", body, "mail");

      text->written = written + i;
      g_ptr_array_add (texts, text);
    }

  ids = idio_test_await_boxed (idio_corpus_add_again (corpus, texts, NULL));

  for (guint i = 0; i < ids->len; i++)
    n_others += g_array_index (ids, gint64, i) < 0;

  return n_others;
}

static void
disown (IdioCorpus *corpus,
        gint64      id)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (ids, id);
  idio_test_await (idio_corpus_disown (corpus, ids));
}

/* What is not the user's is not theirs in any version that was there, over several imports; but what was brought back
 * is, and what is new may be. */
static void
test_disowned_versions (void)
{
  for (guint n_imports = 1; n_imports <= 3; n_imports++)
    {
      g_autoptr(IdioCorpus) corpus = make_corpus ();
      g_autoptr(IdioDocument) document = NULL;
      g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
      gint64 id;

      for (guint i = 1; i <= n_imports; i++)
        {
          /* The next ones are later than those that are there, or earlier. */
          g_assert_cmpuint (add_again (corpus, 2 * i, i % 2 == 0 ? 50 : 100 * i), ==, 0);
          g_ptr_array_unref (tidy (corpus));
          g_assert_cmpuint (count (corpus), ==, 1);
        }

      document = g_list_model_get_item (G_LIST_MODEL (corpus), 0);
      id = idio_document_get_id (document);
      g_array_append_val (ids, id);
      disown (corpus, id);
      g_assert_cmpuint (count (corpus), ==, 0);
      g_assert_cmpuint (add_again (corpus, 2 * n_imports, 100), ==, 2 * n_imports);
      g_assert_cmpuint (count (corpus), ==, 0);

      idio_test_await (idio_corpus_restore (corpus, ids));
      g_assert_cmpuint (add_again (corpus, 2 * n_imports, 100), ==, 0);
    }
}

static void
test_versions_brought_back (void)
{
  g_autoptr(IdioCorpus) corpus = make_corpus ();
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 id;

  g_assert_cmpuint (add_again (corpus, 3, 100), ==, 0);
  items = tidy (corpus);
  g_assert_cmpuint (items->len, ==, 2);
  id = idio_import_item_get_document (g_ptr_array_index (items, 0));
  g_array_append_val (ids, id);
  idio_test_await (idio_corpus_restore (corpus, ids));
  g_assert_cmpuint (count (corpus), ==, 2);

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(IdioDocument) document = g_list_model_get_item (G_LIST_MODEL (corpus), i);

      if (idio_document_get_id (document) != id)
        {
          disown (corpus, idio_document_get_id (document));
          break;
        }
    }

  g_assert_cmpuint (add_again (corpus, 3, 100), ==, 2);
  g_assert_nonnull (idio_corpus_find (corpus, id));
}

/* Texts of one moment: none of them is later. */
static void
test_alike_at_once (void)
{
  g_autoptr(IdioCorpus) corpus = make_corpus ();
  g_autoptr(GPtrArray) items = NULL;

  add_version (corpus, "One", "Dear Ann,", 1, 60, 100);
  add_version (corpus, "Two", "Dear Bob,", 1, 60, 100);
  items = tidy (corpus);
  g_assert_cmpuint (items->len, ==, 1);
  g_assert_cmpstr (idio_import_item_get_reason (g_ptr_array_index (items, 0)), ==,
                   "Almost the same as “One”, which was kept.");
}

/* Two texts that are no versions of one */
static void
test_not_alike (void)
{
  g_autoptr(IdioCorpus) corpus = make_corpus ();
  g_autofree char *half = make_words (7, 40);
  IdioText *text;

  /* Short ones */
  add_version (corpus, "a", "Dear Ann,", 1, 30, 1);
  add_version (corpus, "b", "Dear Bob,", 1, 30, 2);
  add (corpus, make_text ("c", "Thanks, see you tomorrow!", "mail"));
  add (corpus, make_text ("d", "Thanks Ann, see you tomorrow!", "mail"));

  /* For somebody else */
  add_version (corpus, "e", "Dear Ann,", 2, 60, 1);
  text = make_text ("f", "", "mail");
  g_free (text->body);
  text->body = make_words (2, 60);
  text->audience = IDIO_AUDIENCE_FRIENDS;
  add (corpus, text);

  /* One passage in two texts */
  add_version (corpus, "g", half, 8, 40, 1);
  add_version (corpus, "h", half, 9, 40, 1);

  tidy_without_items (corpus);
  g_assert_cmpuint (count (corpus), ==, 8);
}

/* The same long notice below two short mails makes them no versions of one text. */
static void
test_notices (void)
{
  g_autoptr(IdioCorpus) corpus = make_corpus ();
  g_autofree char *notice = make_words (1, 60);
  g_autofree char *ending = g_strdup_printf ("Cheers,\nJonas\n\nThis message is intended solely for the addressee. %s", notice);

  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *words = make_words (i + 10, 8);
      g_autofree char *body = g_strdup_printf ("%s\n\n%s", words, ending);

      add (corpus, make_text ("T", body, "mail"));
    }

  tidy_without_items (corpus);
  g_assert_cmpuint (count (corpus), ==, 4);
  g_assert_cmpuint (count_with (corpus, "addressee"), ==, 0);
}

static void
test_private (void)
{
  g_autoptr(IdioCorpus) corpus = make_corpus ();
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GPtrArray) items = NULL;
  gint64 id = add_version (corpus, "Draft", "Dear Ann,", 1, 60, 1);

  g_array_append_val (ids, id);
  idio_test_await (idio_corpus_set_private (corpus, ids, TRUE));
  id = add_version (corpus, "Final", "Dear Bob,", 1, 60, 2);
  items = tidy (corpus);
  g_assert_cmpuint (items->len, ==, 1);
  g_assert_true (idio_document_get_private (idio_corpus_find (corpus, id)));
  g_assert_cmpint (query (corpus, "SELECT private FROM document WHERE removed IS NULL"), ==, 1);
}

static gint64
add_file (IdioCorpus *corpus,
          const char *title,
          const char *first,
          const char *second)
{
  g_autofree char *body = g_strdup_printf ("%s\n\n%s", first, second);

  return add (corpus, make_text (title, body, "text"));
}

/* A file that grew is a version of what it was, however much came to it, and whichever of both is read first. */
static void
test_grown (void)
{
  g_autofree char *short_text = make_words (1, 18), *long_text = make_words (2, 45);
  g_autofree char *more = make_words (3, 60), *other = make_words (4, 50);

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(IdioCorpus) corpus = make_corpus ();
      g_autoptr(GPtrArray) items = NULL;

      add_file (corpus, "Diary", short_text, i == 0 ? "" : more);
      add_file (corpus, "Short", short_text, "");
      add_file (corpus, "Notes", long_text, i == 0 ? "" : more);
      add_file (corpus, "Other", other, "");
      g_ptr_array_unref (tidy (corpus));
      g_assert_cmpuint (count (corpus), ==, i == 0 ? 3 : 4);

      add_file (corpus, "Diary", short_text, i == 0 ? more : "");
      add_file (corpus, "Notes (new)", long_text, i == 0 ? more : "");
      items = tidy (corpus);
      g_assert_cmpuint (count_with (corpus, long_text), ==, 1);
      g_assert_cmpuint (count_with (corpus, more), ==, 2);
      g_assert_cmpuint (count_with (corpus, other), ==, 1);

      tidy_without_items (corpus);
    }
}

/* Mails are not, and neither is a short text with another name. */
static void
test_not_grown (void)
{
  g_autoptr(IdioCorpus) corpus = make_corpus ();
  g_autofree char *words = make_words (1, 50), *few = make_words (2, 18), *more = make_words (3, 60);
  g_autofree char *mail = g_strdup_printf ("%s\n\n%s", words, more);

  add (corpus, make_text ("Mail", words, "mail"));
  add (corpus, make_text ("Mail", mail, "mail"));
  add_file (corpus, "One", few, "");
  add_file (corpus, "Two", few, more);
  tidy_without_items (corpus);
  g_assert_cmpuint (count (corpus), ==, 4);
}

static void
check_private (IdioCorpus *corpus,
               gint64      id,
               gboolean    is_private)
{
  g_assert_nonnull (idio_corpus_find (corpus, id));
  g_assert_true (idio_document_get_private (idio_corpus_find (corpus, id)) == is_private);
}

/* A version of what must not leave the computer must not either, also where both stay. */
static void
test_private_versions (void)
{
  g_autoptr(IdioCorpus) corpus = make_corpus ();
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *words = make_words (2, 60);
  IdioText *text = make_text ("Settled", words, "mail");
  gint64 other_audience = add_version (corpus, "Secret", "Dear Ann,", 1, 60, 1), settled, first, second, third;

  text->state = IDIO_TEXT_SETTLED;
  settled = add (corpus, text);
  g_array_append_val (ids, other_audience);
  g_array_append_val (ids, settled);
  idio_test_await (idio_corpus_set_private (corpus, ids, TRUE));
  idio_test_await (idio_corpus_set_audience (corpus, other_audience, IDIO_AUDIENCE_FRIENDS));
  tidy_without_items (corpus);

  first = add_version (corpus, "Copy", "Dear Bob,", 1, 60, 2);
  second = add_version (corpus, "Copy of the settled one", "Dear Bob,", 2, 60, 2);
  third = add_version (corpus, "Other", "Dear Bob,", 3, 60, 2);
  tidy_without_items (corpus);
  g_assert_cmpuint (count (corpus), ==, 5);
  check_private (corpus, first, TRUE);
  check_private (corpus, second, TRUE);
  check_private (corpus, third, FALSE);
  g_assert_cmpint (query (corpus, "SELECT count (*) FROM document WHERE private"), ==, 4);
}

/* A person said what belongs to one of them. */
static void
test_settled (void)
{
  g_autoptr(IdioCorpus) corpus = make_corpus ();
  g_autofree char *words = make_words (1, 60);
  IdioText *text = make_text ("Draft", words, "mail");

  text->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_part_free);
  text->written = 1;
  g_ptr_array_add (text->parts, idio_text_part_new (strlen (words), 0, "quote", "> Quote"));
  add (corpus, text);
  g_assert_cmpint (change_part (corpus, "Draft", 0), >, 0);
  add_version (corpus, "Final", "Dear Bob,", 1, 60, 2);
  tidy_without_items (corpus);
  g_assert_cmpuint (count (corpus), ==, 2);
}

/* What a person does while texts are compared holds for what takes their place. */
static void
test_changed_meanwhile (void)
{
  g_autoptr(IdioCorpus) corpus = make_corpus ();
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GArray) alike = g_array_new (FALSE, FALSE, sizeof (IdioAlike));
  g_autoptr(GArray) compared = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
  g_autoptr(GArray) left_out = NULL;
  gint64 first = add_mail (corpus, 1, "x"), second = add_mail (corpus, 2, "x"), third = add_mail (corpus, 3, "x");
  IdioText *text = load (corpus, "Mail 1");

  g_free (text->body);
  text->body = g_strdup ("Shorter.");
  g_ptr_array_add (texts, text);
  g_array_append_val (ids, first);
  idio_test_await (idio_corpus_set_private (corpus, ids, TRUE));
  idio_test_await (idio_corpus_rename (corpus, first, "Renamed"));
  idio_test_await (idio_corpus_set_audience (corpus, first, IDIO_AUDIENCE_FRIENDS));

  g_array_append_val (alike, ((IdioAlike) { .gone = third, .kept = second }));
  g_array_index (ids, gint64, 0) = second;
  idio_test_await (idio_corpus_remove (corpus, ids));

  left_out = idio_test_await_boxed (idio_corpus_tidy (corpus, alike, texts, compared, NULL));
  g_assert_cmpuint (left_out->len, ==, 0);
  g_assert_cmpuint (count (corpus), ==, 2);
  g_assert_cmpint (find (corpus, "Mail 3"), ==, third);
  g_assert_true (idio_document_get_private (idio_corpus_find (corpus, find (corpus, "Renamed"))));
  g_assert_cmpint (idio_document_get_audience (idio_corpus_find (corpus, find (corpus, "Renamed"))), ==,
                   IDIO_AUDIENCE_FRIENDS);
}

/* After a stop, or a crash before it, the next time does what is left. */
static void
test_stopped (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GPtrArray) items = NULL;

  for (guint i = 0; i < 4; i++)
    add_mail (corpus, i, "Cheers,\nJonas\n\n" SIGNATURE);

  add_version (corpus, "Draft", "Dear Ann,", 5, 60, 1);
  add_version (corpus, "Final", "Dear Bob,", 5, 60, 2);
  g_cancellable_cancel (cancellable);
  idio_test_await_error (idio_tidy (corpus, NULL, cancellable), G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_with (corpus, "Hill Lane"), ==, 4);
  g_assert_cmpuint (count (corpus), ==, 6);

  g_clear_object (&corpus);
  idio_test_wait_closed (dir);
  corpus = idio_test_open_corpus (dir);
  items = tidy (corpus);
  g_assert_cmpuint (items->len, ==, 1);
  g_assert_cmpuint (count_with (corpus, "Hill Lane"), ==, 0);
  g_assert_cmpuint (count (corpus), ==, 5);
}

/* Documents of before were not compared, and stay as they are, but new ones are compared with them. */
static void
test_older (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autofree char *words = make_words (1, 60);
  g_autofree char *sql = g_strdup_printf ("INSERT INTO document (title, body, hash, words, added)"
                                          "  VALUES ('Old', 'Dear Ann, %s', 'a', 62, 1), ('Older', 'Dear Bob, %s', 'b', 62, 1)",
                                          words, words);
  g_autoptr(sqlite3) db = idio_test_make_older (dir, 8);
  g_autoptr(IdioCorpus) corpus = NULL;
  g_autoptr(GPtrArray) items = NULL;
  GError *error = NULL;

  idio_sql_script (db, sql, &error);
  g_assert_no_error (error);
  g_clear_pointer (&db, sqlite3_close_v2);
  corpus = idio_test_open_corpus (dir);

  tidy_without_items (corpus);
  add_mail (corpus, 2, "x");
  tidy_without_items (corpus);
  g_assert_cmpuint (count (corpus), ==, 3);

  add_version (corpus, "New", "Dear Cem,", 1, 60, 5);
  items = tidy (corpus);
  g_assert_cmpuint (items->len, ==, 2);
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/tidying/signature", test_signature);
  idio_test_add_fiber ("/tidying/signature/by-name", test_signature_by_name);
  idio_test_add_fiber ("/tidying/several-imports", test_several_imports);
  idio_test_add_fiber ("/tidying/taken-back", test_taken_back);
  idio_test_add_fiber ("/tidying/other-media", test_other_media);
  idio_test_add_fiber ("/tidying/parts", test_parts);
  idio_test_add_fiber ("/tidying/same-without", test_same_without);
  idio_test_add_fiber ("/tidying/quotes", test_quotes);
  idio_test_add_fiber ("/tidying/alike", test_alike);
  idio_test_add_fiber ("/tidying/alike-over-imports", test_alike_over_imports);
  idio_test_add_fiber ("/tidying/undated", test_undated);
  idio_test_add_fiber ("/tidying/grown", test_grown);
  idio_test_add_fiber ("/tidying/not-grown", test_not_grown);
  idio_test_add_fiber ("/tidying/private-versions", test_private_versions);
  idio_test_add_fiber ("/tidying/disowned-versions", test_disowned_versions);
  idio_test_add_fiber ("/tidying/versions-brought-back", test_versions_brought_back);
  idio_test_add_fiber ("/tidying/alike-at-once", test_alike_at_once);
  idio_test_add_fiber ("/tidying/not-alike", test_not_alike);
  idio_test_add_fiber ("/tidying/notices", test_notices);
  idio_test_add_fiber ("/tidying/private", test_private);
  idio_test_add_fiber ("/tidying/settled", test_settled);
  idio_test_add_fiber ("/tidying/changed-meanwhile", test_changed_meanwhile);
  idio_test_add_fiber ("/tidying/stopped", test_stopped);
  idio_test_add_fiber ("/tidying/older", test_older);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
