/* test-background-texts.c: texts by others, counted and not kept
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "idio-test.h"
#include "import/idio-import.h"
#include "meter/idio-feature-counts.h"
#include "voice/idio-background-load.h"
#include "voice/idio-background-store.h"
#include "voice/idio-comparison.h"

static IdioText *
make_text (guint number)
{
  static const char * const words[] = { "the", "boat", "and", "a", "harbour", "was", "never", "quiet", "then", "we",
                                        "sailed", "of", "course", "with", "ropes", "but", "it", "rained" };
  g_autoptr(GString) body = g_string_new (NULL);
  guint32 state = number * 2654435761u + 1;

  for (guint i = 0; i < 60; i++)
    {
      state = state * 1664525u + 1013904223u;
      g_string_append_printf (body, "%s%s", words[(state >> 16) % G_N_ELEMENTS (words)], i % 9 == 8 ? ". " : " ");
    }

  return idio_text_new (0, "Title", body->str, 60, IDIO_AUDIENCE_GENERAL);
}

static GPtrArray *
make_texts (guint from,
            guint to)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);

  for (guint i = from; i < to; i++)
    g_ptr_array_add (texts, make_text (i));

  return texts;
}

static GArray *
add (IdioBackgroundTexts *others,
     guint                from,
     guint                to,
     const char          *writer)
{
  g_autoptr(GPtrArray) texts = make_texts (from, to);
  g_autoptr(GPtrArray) writers = g_ptr_array_new ();

  for (guint i = from; i < to; i++)
    g_ptr_array_add (writers, (gpointer) writer);

  return idio_test_await_boxed (idio_background_texts_add (others, texts, writers, NULL));
}

#define add_all(others, from, to, writer) g_array_unref (add ((others), (from), (to), (writer)))

static GBytes *
get_bytes (IdioBackgroundTexts *others)
{
  g_autoptr(IdioBackground) background = idio_test_await_boxed (idio_background_texts_load_background (others));

  return g_bytes_ref (idio_background_get_bytes (background));
}

static void
assert_bytes (IdioBackgroundTexts *others,
              GBytes              *expected)
{
  g_autoptr(GBytes) bytes = get_bytes (others);

  g_assert_true (g_bytes_equal (bytes, expected));
}

static IdioBackgroundTexts *
open_others (IdioCorpus *corpus)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  IdioBackgroundTexts *others = idio_background_texts_new (idio_corpus_get_store (corpus), cancellable);

  idio_test_await (idio_background_texts_load (others));

  return others;
}

static void
test_add_and_take_away (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);
  g_autoptr(IdioBackgroundTexts) others = open_others (corpus);
  GBytes *shipped = idio_background_get_bytes (idio_background_get_shipped ());
  g_autoptr(GArray) first = NULL, second = NULL, third = NULL, again = NULL;
  g_autoptr(GPtrArray) forgotten = NULL;
  g_autoptr(GBytes) of_five = NULL;

  assert_bytes (others, shipped);

  first = add (others, 0, 5, NULL);
  g_assert_cmpuint (first->len, ==, 5);
  g_assert_cmpuint (idio_background_texts_get_n_texts (others), ==, 5);
  of_five = get_bytes (others);
  g_assert_false (g_bytes_equal (of_five, shipped));

  /* The same text counts once. */
  again = add (others, 0, 5, NULL);
  g_assert_cmpint (g_array_index (again, gint64, 4), ==, 0);
  g_assert_cmpuint (idio_background_texts_get_n_texts (others), ==, 5);
  assert_bytes (others, of_five);

  second = add (others, 5, 9, "Ann");
  g_assert_cmpuint (idio_background_texts_get_n_texts (others), ==, 9);
  idio_test_await (idio_background_texts_take_away (others, second));
  g_assert_cmpuint (idio_background_texts_get_n_texts (others), ==, 5);
  assert_bytes (others, of_five);

  /* What is taken away twice takes nothing else with it. */
  third = add (others, 9, 13, "Ann");
  idio_test_await (idio_background_texts_take_away (others, second));
  g_assert_cmpuint (idio_background_texts_get_n_texts (others), ==, 9);

  forgotten = idio_test_await_boxed (idio_background_texts_forget (others));
  g_assert_cmpuint (idio_background_texts_get_n_texts (others), ==, 0);
  assert_bytes (others, shipped);

  /* What was forgotten and comes back is what it was, and can be taken away as before. */
  idio_test_await (idio_background_texts_remember (others, forgotten));
  g_assert_cmpuint (idio_background_texts_get_n_texts (others), ==, 9);
  idio_test_await (idio_background_texts_take_away (others, third));
  g_assert_cmpuint (idio_background_texts_get_n_texts (others), ==, 5);
  assert_bytes (others, of_five);
}

/* Neither when texts came nor a new start changes what is made of them, and nothing is made twice. */
static void
test_same_again (void)
{
  g_autofree char *dir = idio_test_make_dir (), *other_dir = idio_test_make_dir ();
  g_autoptr(IdioCorpus) other_corpus = idio_test_open_corpus (other_dir);
  g_autoptr(IdioBackgroundTexts) in_turn = open_others (other_corpus);
  g_autoptr(GBytes) expected = NULL;

  {
    g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);
    g_autoptr(IdioBackgroundTexts) others = open_others (corpus);
    g_autoptr(IdioBackground) once = NULL, twice = NULL;

    for (guint i = 0; i < 6; i++)
      {
        g_autofree char *writer = g_strdup_printf ("Writer %u", i);

        add_all (others, 12 * i, 12 * (i + 1), writer);
      }

    add_all (others, 100, 104, NULL);
    once = idio_test_await_boxed (idio_background_texts_load_background (others));
    twice = idio_test_await_boxed (idio_background_texts_load_background (others));
    g_assert_true (once == twice);
    g_assert_cmpuint (idio_background_get_n_texts (once), ==,
                      idio_background_get_n_texts (idio_background_get_shipped ()) + 76);
    g_assert_cmpuint (idio_background_get_n_writers (once), ==,
                      idio_background_get_n_writers (idio_background_get_shipped ()) + 10);
    expected = g_bytes_ref (idio_background_get_bytes (once));
  }

  {
    g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);
    g_autoptr(IdioBackgroundTexts) others = open_others (corpus);

    g_assert_cmpuint (idio_background_texts_get_n_texts (others), ==, 76);
    assert_bytes (others, expected);
  }

  add_all (in_turn, 102, 104, NULL);

  for (guint i = 6; i > 0; i--)
    {
      g_autofree char *writer = g_strdup_printf ("wRITER %u ", i - 1);

      add_all (in_turn, 12 * i - 5, 12 * i, writer);
      add_all (in_turn, 12 * (i - 1), 12 * i - 5, writer);
    }

  add_all (in_turn, 100, 102, NULL);
  assert_bytes (in_turn, expected);
}

static void
test_limits (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);
  g_autoptr(IdioBackgroundTexts) others = open_others (corpus);
  g_autoptr(GArray) newest = NULL;

  add_all (others, 0, IDIO_BACKGROUND_MAX_TEXTS_EACH + 3, "Ann");
  g_assert_cmpuint (idio_background_texts_get_n_texts (others), ==, IDIO_BACKGROUND_MAX_TEXTS_EACH);

  /* The oldest made room, so that it is new again. */
  newest = add (others, 0, 1, "Ann");
  g_assert_cmpint (g_array_index (newest, gint64, 0), >, IDIO_BACKGROUND_MAX_TEXTS_EACH);
  g_assert_cmpuint (idio_background_texts_get_n_texts (others), ==, IDIO_BACKGROUND_MAX_TEXTS_EACH);

  add_all (others, 100, 100 + IDIO_BACKGROUND_STORE_MAX_TEXTS, NULL);
  g_assert_cmpuint (idio_background_texts_get_n_texts (others), ==, IDIO_BACKGROUND_STORE_MAX_TEXTS);
  idio_test_await (idio_background_texts_take_away (others, newest));
  g_assert_cmpuint (idio_background_texts_get_n_texts (others), ==, IDIO_BACKGROUND_STORE_MAX_TEXTS);
}

/* Those of mailboxes make room for those that were chosen one by one, and not the other way around. */
static void
test_chosen_stay (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);
  g_autoptr(IdioBackgroundTexts) others = open_others (corpus);
  g_autoptr(GArray) chosen = add (others, 0, 2, NULL);

  for (guint i = 0; i < IDIO_BACKGROUND_STORE_MAX_TEXTS / 50; i++)
    {
      g_autofree char *writer = g_strdup_printf ("%u", i);

      add_all (others, 2 + 50 * i, 2 + 50 * (i + 1), writer);
    }

  g_assert_cmpuint (idio_background_texts_get_n_texts (others), ==, IDIO_BACKGROUND_STORE_MAX_TEXTS);
  idio_test_await (idio_background_texts_take_away (others, chosen));
  g_assert_cmpuint (idio_background_texts_get_n_texts (others), ==, IDIO_BACKGROUND_STORE_MAX_TEXTS - 2);
}

/* A few people are not how others write, nor is somebody a writer who wrote a few words. */
static void
test_few_writers (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);
  g_autoptr(IdioBackgroundTexts) others = open_others (corpus);
  GBytes *shipped = idio_background_get_bytes (idio_background_get_shipped ());
  g_autoptr(GBytes) of_five = NULL, with_chosen = NULL;
  g_autoptr(IdioBackground) background = NULL;
  guint n_texts = IDIO_BACKGROUND_MIN_WORDS_EACH / 60;

  for (guint i = 0; i < IDIO_BACKGROUND_MIN_WRITERS; i++)
    {
      g_autofree char *writer = g_strdup_printf ("Writer %u", i);

      assert_bytes (others, shipped);
      add_all (others, 20 * i, 20 * i + n_texts, writer);
    }

  of_five = get_bytes (others);
  g_assert_false (g_bytes_equal (of_five, shipped));

  add_all (others, 500, 500 + n_texts - 1, "Too few words");
  assert_bytes (others, of_five);
  background = idio_test_await_boxed (idio_background_texts_load_background (others));
  g_assert_cmpuint (idio_background_get_n_writers (background), ==,
                    idio_background_get_n_writers (idio_background_get_shipped ()) + IDIO_BACKGROUND_MIN_WRITERS);

  /* What the user chose counts in any case. */
  add_all (others, 600, 601, NULL);
  with_chosen = get_bytes (others);
  g_assert_false (g_bytes_equal (with_chosen, of_five));
}

static DexFuture *
select_writer (sqlite3  *db,
               gpointer  data)
{
  g_autoptr(sqlite3_stmt) statement =
    idio_sql_prepare (db, NULL, "SELECT max (writer) FROM background_text HAVING count (DISTINCT writer) = 1", NULL);

  g_assert_true (idio_sql_step (statement, NULL));

  return dex_future_new_take_string (idio_sql_dup_text (statement, 0));
}

static char *
query_writer (IdioStore *store)
{
  return dex_await_string (idio_store_read (store, select_writer, NULL, NULL), NULL);
}

/* Nobody finds an address again who hashes all addresses, and what was hashed in one database tells nothing in another. */
static void
test_salt (void)
{
  g_autofree char *dir = idio_test_make_dir (), *other_dir = idio_test_make_dir ();
  g_autofree char *plain = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "ann@example.org", -1);
  g_autofree char *first = NULL, *later = NULL, *elsewhere = NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);
      g_autoptr(IdioBackgroundTexts) others = open_others (corpus);

      add_all (others, i, i + 1, i == 0 ? "ann@example.org" : " Ann@Example.ORG");
      later = g_steal_pointer (&first);
      first = query_writer (idio_corpus_get_store (corpus));
    }

  {
    g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (other_dir);
    g_autoptr(IdioBackgroundTexts) others = open_others (corpus);

    add_all (others, 0, 1, "ann@example.org");
    elsewhere = query_writer (idio_corpus_get_store (corpus));
  }

  g_assert_cmpstr (first, ==, later);
  g_assert_cmpuint (strlen (first), ==, 64);
  g_assert_cmpstr (first, !=, elsewhere);
  g_assert_cmpstr (first, !=, plain);
}

/* What can't be read is left out, and what another version counted is dropped. */
static void
test_damaged_and_outdated (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);
  g_autoptr(IdioBackgroundTexts) others = open_others (corpus);
  g_autoptr(IdioBackgroundTexts) after_damage = NULL, after_update = NULL;
  g_autoptr(GArray) ids = NULL;
  g_autoptr(GBytes) of_four = NULL, of_two = NULL;

  add_all (others, 0, 2, NULL);
  of_two = get_bytes (others);
  add_all (others, 2, 4, NULL);
  of_four = get_bytes (others);

  ids = add (others, 4, 6, NULL);
  g_assert_cmpint (g_array_index (ids, gint64, 1), ==, 6);
  idio_test_run_sql (idio_corpus_get_store (corpus),
                     "UPDATE background_text SET counts = x'ff' WHERE id = 5; "
                     "UPDATE background_text SET counts = substr (counts, 1, 99) WHERE id = 6;");
  after_damage = open_others (corpus);
  assert_bytes (after_damage, of_four);

  idio_test_run_sql (idio_corpus_get_store (corpus), "UPDATE background_text SET version = 'older' WHERE id > 2");
  after_update = open_others (corpus);
  g_assert_cmpuint (idio_background_texts_get_n_texts (after_update), ==, 2);
  assert_bytes (after_update, of_two);
}

static void
test_own (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);
  g_autoptr(IdioBackgroundTexts) others = open_others (corpus);
  g_autoptr(GPtrArray) texts = make_texts (0, 2);
  g_autoptr(GArray) documents = idio_test_await_boxed (idio_corpus_add (corpus, texts, NULL));
  g_autoptr(GArray) refused = NULL, counted = NULL;

  refused = idio_test_await_boxed (idio_background_texts_add (others, texts, NULL, NULL));
  g_assert_cmpint (g_array_index (refused, gint64, 0), ==, IDIO_BACKGROUND_STORE_OWN);
  g_assert_cmpint (g_array_index (refused, gint64, 1), ==, IDIO_BACKGROUND_STORE_OWN);
  g_assert_cmpuint (idio_background_texts_get_n_texts (others), ==, 0);

  /* A document that is about to be none of the user's any more is taken. */
  ((IdioText *) g_ptr_array_index (texts, 1))->id = g_array_index (documents, gint64, 1);
  counted = idio_test_await_boxed (idio_background_texts_add (others, texts, NULL, NULL));
  g_assert_cmpint (g_array_index (counted, gint64, 0), ==, IDIO_BACKGROUND_STORE_OWN);
  g_assert_cmpint (g_array_index (counted, gint64, 1), >, 0);
  g_assert_cmpuint (idio_background_texts_get_n_texts (others), ==, 1);
}

static gboolean
is_in_file (const char *dir,
            const char *name,
            const char *words)
{
  g_autofree char *path = g_build_filename (dir, name, NULL);
  g_autofree char *data = NULL;
  g_autofree char *folded = g_ascii_strdown (words, -1);
  gsize size;

  g_assert_true (g_file_get_contents (path, &data, &size, NULL));

  for (gsize i = 0; i < size; i++)
    data[i] = g_ascii_tolower (data[i]);

  return memmem (data, size, folded, strlen (folded)) != NULL;
}

static gboolean
is_on_disk (const char *dir,
            const char *words)
{
  return is_in_file (dir, "idiolect.db", words) || is_in_file (dir, "idiolect.db-wal", words);
}

/* Of a text by someone else no word is on the disk, nor who wrote it. */
static void
test_nothing_kept (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);
  g_autoptr(IdioBackgroundTexts) others = open_others (corpus);
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
  g_autoptr(GPtrArray) own = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
  g_autoptr(GPtrArray) writers = g_ptr_array_new ();
  g_autoptr(GArray) ids = NULL, own_ids = NULL, hits = NULL;

  g_ptr_array_add (texts, idio_text_new (0, "Marmalade", "The quetzalcoatlus flew over Ludlow, and we cheered.", 8,
                                         IDIO_AUDIENCE_GENERAL));
  g_ptr_array_add (writers, (gpointer) "Zebulon Prendergast");
  g_ptr_array_add (own, idio_text_new (0, "Own", "My pterodactyl sat on the roof.", 6, IDIO_AUDIENCE_GENERAL));
  own_ids = idio_test_await_boxed (idio_corpus_add (corpus, own, NULL));
  ids = idio_test_await_boxed (idio_background_texts_add (others, texts, writers, NULL));
  g_assert_cmpint (g_array_index (ids, gint64, 0), >, 0);

  /* A document would be found. */
  g_assert_true (is_on_disk (dir, "pterodactyl"));
  g_assert_false (is_on_disk (dir, "quetzal"));
  g_assert_false (is_on_disk (dir, "ludlow"));
  g_assert_false (is_on_disk (dir, "cheered"));
  g_assert_false (is_on_disk (dir, "marmalade"));
  g_assert_false (is_on_disk (dir, "zebulon"));
  g_assert_false (is_on_disk (dir, "prendergast"));

  hits = idio_test_await_boxed (idio_corpus_search (corpus, "cheered"));
  g_assert_cmpuint (hits->len, ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (corpus)), ==, 1);
}

static const char generic[] =
  "Dear Omar, I hope this message finds you well. I am writing to express my sincere gratitude for your diligent work in "
  "repairing the drill, which has been of tremendous assistance to our organization. Furthermore, I would like to inform "
  "you that the members are delighted with the result. Please do not hesitate to reach out should you require anything.";

static const char personal[] =
  "Hi Omar, thanks so much for fixing the drill, it runs like new. I put it back on the shelf by the door, so if you want "
  "to see it just come by on Saturday. We had three people ask for it already, which says it all. If you have time next "
  "week there is a sander that makes an odd noise, but no rush at all. Bring your own coffee, ours is terrible. Nell";

static IdioComparison *
compare (IdioStatistics *statistics)
{
  return idio_test_await_boxed (idio_comparison_make (statistics, generic, personal, IDIO_AUDIENCE_WORK_MAIL));
}

/* A stop does not wait for the end of a long text. */
static void
test_stop_in_long_text (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);
  g_autoptr(IdioBackgroundTexts) others = open_others (corpus);
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
  g_autoptr(GString) body = g_string_new (NULL);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(DexFuture) adding = NULL;
  g_autofree char *hash = NULL;
  gint64 start, to_hash, to_stop;

  while (body->len < 8000000)
    g_string_append (body, "Слово за слово. ");

  g_ptr_array_add (texts, idio_text_new (0, "Title", body->str, 900000, IDIO_AUDIENCE_GENERAL));
  start = g_get_monotonic_time ();
  hash = idio_text_hash (body->str, NULL, NULL);
  to_hash = g_get_monotonic_time () - start;

  adding = idio_background_texts_add (others, texts, NULL, cancellable);
  dex_await (dex_timeout_new_msec (10), NULL);
  g_cancellable_cancel (cancellable);
  start = g_get_monotonic_time ();
  idio_test_await_error (g_steal_pointer (&adding), G_IO_ERROR, G_IO_ERROR_CANCELLED);
  to_stop = g_get_monotonic_time () - start;

  g_test_message ("Hashed in %d ms, stopped in %d ms", (int) (to_hash / 1000), (int) (to_stop / 1000));
  g_assert_cmpint (to_stop, <, to_hash / 2);
  g_assert_cmpuint (idio_background_texts_get_n_texts (others), ==, 0);
}

/* The next comparison is with the texts that are there then. */
static void
test_compare (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);
  g_autoptr(IdioStatistics) statistics = idio_statistics_new (corpus);
  IdioBackgroundTexts *others = idio_statistics_get_background_texts (statistics);
  g_autoptr(GArray) example = idio_test_await_boxed (idio_import_example (corpus));
  g_autoptr(IdioComparison) before = compare (statistics);
  g_autoptr(IdioComparison) with_others = NULL, with_more = NULL, after = NULL;
  double style = before->verdict.draft.style;

  g_assert_cmpuint (before->n_others, ==, 0);

  add_all (others, 0, 12, NULL);
  with_others = compare (statistics);
  g_assert_cmpuint (with_others->n_others, ==, 12);
  g_assert_cmpfloat (ABS (with_others->verdict.draft.style - style), >, 1e-6);

  add_all (others, 12, 30, NULL);
  with_more = compare (statistics);
  g_assert_cmpuint (with_more->n_others, ==, 30);
  g_assert_cmpfloat (ABS (with_more->verdict.draft.style - with_others->verdict.draft.style), >, 1e-6);

  idio_test_await (idio_background_texts_forget (others));
  after = compare (statistics);
  g_assert_cmpuint (after->n_others, ==, 0);
  g_assert_cmpmem (&after->verdict, sizeof after->verdict, &before->verdict, sizeof before->verdict);
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/others/add-and-take-away", test_add_and_take_away);
  idio_test_add_fiber ("/others/same-again", test_same_again);
  idio_test_add_fiber ("/others/limits", test_limits);
  idio_test_add_fiber ("/others/chosen-stay", test_chosen_stay);
  idio_test_add_fiber ("/others/few-writers", test_few_writers);
  idio_test_add_fiber ("/others/salt", test_salt);
  idio_test_add_fiber ("/others/damaged-and-outdated", test_damaged_and_outdated);
  idio_test_add_fiber ("/others/own", test_own);
  idio_test_add_fiber ("/others/nothing-kept", test_nothing_kept);
  idio_test_add_fiber ("/others/stop-in-long-text", test_stop_in_long_text);
  idio_test_add_fiber ("/others/compare", test_compare);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
