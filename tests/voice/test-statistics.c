/* test-statistics.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "idio-test.h"
#include "text/idio-stop.h"
#include "voice/idio-comparison.h"
#include "voice/idio-counting.h"
#include "voice/idio-habit-quotes.h"
#include "voice/idio-measured-cards.h"
#include "voice/idio-passages.h"
#include "voice/idio-shared-profile.h"

/* A ranges made at once of what is in the corpus now */
static void
assert_from_scratch (IdioStatistics *statistics)
{
  IdioCorpus *corpus = idio_statistics_get_corpus (statistics);
  g_autoptr(GPtrArray) texts = idio_test_load_texts (corpus);
  g_autoptr(IdioRanges) scratch = idio_ranges_new (IDIO_N_MEASURES);

  g_assert_cmpuint (idio_statistics_get_features (statistics)->len, ==, texts->len);

  for (guint i = 0; i < texts->len; i++)
    {
      const IdioText *text = g_ptr_array_index (texts, i);
      g_autoptr(IdioAnalysis) analysis = idio_analysis_new (text->body);
      g_autoptr(IdioFeatures) features = idio_features_new (analysis, text->id, text->audience);

      idio_ranges_add (scratch, features->group, features->values);
    }

  for (guint i = 0; i < IDIO_N_MEASURES; i++)
    for (guint group = 0; group <= IDIO_N_BUILT_IN_AUDIENCES; group++)
      {
        guint which = group < IDIO_N_BUILT_IN_AUDIENCES ? group : IDIO_RANGES_ALL;
        IdioRange range, expected;

        g_assert_true (idio_ranges_get_range (idio_statistics_get_ranges (statistics), i, which, &range) ==
                       idio_ranges_get_range (scratch, i, which, &expected));
        g_assert_cmpmem (&range, sizeof range, &expected, sizeof expected);
      }
}

static void
test_follow (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);
  g_autoptr(IdioStatistics) statistics = idio_statistics_new (corpus);
  g_autoptr(IdioDocument) first = NULL;
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 id;

  idio_test_await (idio_statistics_update (statistics));
  g_assert_cmpuint (idio_statistics_get_features (statistics)->len, ==, 0);

  idio_test_add_example (corpus);
  idio_test_await (idio_statistics_update (statistics));
  assert_from_scratch (statistics);

  first = g_list_model_get_item (G_LIST_MODEL (corpus), 0);
  id = idio_document_get_id (first);
  g_array_append_val (ids, id);
  idio_test_await (idio_corpus_set_audience (corpus, id, IDIO_AUDIENCE_PUBLIC));
  idio_test_await (idio_statistics_update (statistics));
  assert_from_scratch (statistics);

  idio_test_await (idio_corpus_remove (corpus, ids));
  idio_test_await (idio_statistics_update (statistics));
  g_assert_cmpuint (idio_statistics_get_features (statistics)->len, ==, 17);
  assert_from_scratch (statistics);

  /* What changes while an update is under way is in it, too. */
  {
    g_autoptr(DexFuture) under_way = NULL;

    idio_test_await (idio_corpus_restore (corpus, ids));
    under_way = idio_statistics_update (statistics);
    idio_test_await (idio_corpus_set_audience (corpus, id, IDIO_AUDIENCE_FAMILY));
    idio_test_await (idio_statistics_update (statistics));
    idio_test_await (g_steal_pointer (&under_way));
  }

  assert_from_scratch (statistics);
}

/* Documents that come, go, move and come back while others are read, as in an import */
static void
test_meanwhile (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);
  g_autoptr(IdioStatistics) statistics = idio_statistics_new (corpus);
  g_autoptr(GArray) gone = NULL;

  idio_test_add_example (corpus);
  idio_test_await (idio_statistics_update (statistics));
  idio_statistics_follow (statistics);

  for (guint i = 0; i < 12; i++)
    {
      g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
      g_autoptr(GArray) added = NULL, some = g_array_new (FALSE, FALSE, sizeof (gint64));

      for (guint j = 0; j < 40; j++)
        {
          g_autofree char *body = g_strdup_printf ("Text %u of %u is another, or is it?", j, i);

          g_ptr_array_add (texts, idio_text_new (0, "Title", body, 9, j % 3));
        }

      added = idio_test_await_boxed (idio_corpus_add (corpus, texts, NULL));
      g_array_append_vals (some, &g_array_index (added, gint64, i), 3);
      idio_test_await (idio_corpus_set_audience (corpus, g_array_index (added, gint64, 20 + i), IDIO_AUDIENCE_FAMILY));
      idio_test_await (idio_corpus_remove (corpus, some));

      if (gone != NULL)
        idio_test_await (idio_corpus_restore (corpus, gone));

      g_clear_pointer (&gone, g_array_unref);
      gone = g_steal_pointer (&some);
    }

  idio_test_await (idio_statistics_update (statistics));
  assert_from_scratch (statistics);
}

/* Whoever follows need not be told. */
static void
test_follow_by_itself (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);
  g_autoptr(IdioStatistics) statistics = idio_statistics_new (corpus);

  idio_statistics_follow (statistics);
  idio_test_add_example (corpus);

  for (guint i = 0; i < 5000 && idio_statistics_get_features (statistics)->len < 18; i++)
    dex_await (dex_timeout_new_msec (1), NULL);

  assert_from_scratch (statistics);
}

static guint
count_kept (IdioCorpus *corpus,
            const char *version)
{
  g_autoptr(sqlite3) db = NULL;
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM features WHERE version %s", version);
  GError *error = NULL;
  gint64 n;

  g_assert_cmpint (sqlite3_open (idio_store_get_path (idio_corpus_get_store (corpus)), &db), ==, SQLITE_OK);
  idio_sql_query_int (db, sql, &n, &error);
  g_assert_no_error (error);

  return (guint) n;
}

/* What was counted is kept; what another version counted, or what can't be, is counted again. */
static void
test_keep (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);
  g_autoptr(IdioStatistics) statistics = idio_statistics_new (corpus);
  g_autoptr(IdioStatistics) second = idio_statistics_new (corpus);
  g_autoptr(IdioStatistics) third = idio_statistics_new (corpus);

  idio_test_add_example (corpus);
  idio_test_await (idio_statistics_update (statistics));
  g_assert_cmpuint (count_kept (corpus, "<> ''"), ==, 18);

  idio_test_await (idio_statistics_update (second));
  assert_from_scratch (second);

  idio_test_run_sql (idio_corpus_get_store (corpus),
                     "UPDATE features SET version = 'older' WHERE document % 3 = 0; "
                     "UPDATE features SET measures = x'00' WHERE document % 3 = 1; "
                     "UPDATE features SET language = 99 WHERE document % 3 = 2;");
  idio_test_await (idio_statistics_update (third));
  assert_from_scratch (third);
  g_assert_cmpuint (count_kept (corpus, "= 'older'"), ==, 0);
}

static void
test_many (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);
  g_autoptr(IdioStatistics) statistics = idio_statistics_new (corpus);
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
  g_autoptr(GArray) added = NULL;

  for (guint i = 0; i < 600; i++)
    {
      g_autofree char *body = g_strdup_printf ("Text %u is not like the others! It has %u apples, or more?", i, i);

      g_ptr_array_add (texts, idio_text_new (0, "Title", body, 12, i % 3));
    }

  added = idio_test_await_boxed (idio_corpus_add (corpus, texts, NULL));
  idio_test_await (idio_statistics_update (statistics));
  assert_from_scratch (statistics);
}

/* How far the counting in a thread is */
enum
{
  WAITING,
  COUNTING,
  STOPPED,
};

static DexFuture *
count_until_stopped (gpointer state)
{
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  g_atomic_int_set ((gint *) state, COUNTING);

  while (!idio_stop_is_asked () && g_get_monotonic_time () < end)
    g_usleep (1000);

  if (idio_stop_is_asked ())
    g_atomic_int_set ((gint *) state, STOPPED);

  return dex_future_new_true ();
}

/* What counts is told to stop, and what it returns then is dropped. */
static void
test_counting (void)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  DexFuture *counting;
  gint state = WAITING;

  counting = idio_counting_spawn ("[idiolect-test]", cancellable, count_until_stopped, &state, NULL);

  while (g_atomic_int_get (&state) == WAITING)
    dex_await (dex_timeout_new_msec (1), NULL);

  g_cancellable_cancel (cancellable);
  idio_test_await_error (counting, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_atomic_int_get (&state), ==, STOPPED);
}

/* Adds a text of @unit again and again. */
static void
add_large (IdioCorpus *corpus,
           const char *unit,
           gsize       n_bytes)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
  g_autoptr(GString) body = g_string_new ("A text");
  g_autoptr(GArray) ids = NULL;

  while (body->len < n_bytes)
    g_string_append (body, unit);

  g_ptr_array_add (texts, idio_text_new (0, "Large", body->str, 2, IDIO_AUDIENCE_GENERAL));
  ids = idio_test_await_boxed (idio_corpus_add (corpus, texts, NULL));
  g_assert_cmpuint (ids->len, ==, 1);
}

/* Texts are read some at a time, and what was counted in them is kept as it goes. A stop ends the analysis of one text. */
static void
test_stop (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);
  g_autoptr(IdioStatistics) statistics = idio_statistics_new (corpus);
  g_autoptr(IdioStatistics) second = idio_statistics_new (corpus);
  g_autoptr(DexFuture) updating = NULL;
  gint64 before;

  add_large (corpus, "                                ", 9 * 1000 * 1000);
  add_large (corpus, "a b ", 9 * 1000 * 1000);
  updating = idio_statistics_update (statistics);

  while (dex_future_is_pending (updating) && count_kept (corpus, "<> ''") == 0)
    dex_await (dex_timeout_new_msec (1), NULL);

  g_assert_cmpuint (count_kept (corpus, "<> ''"), ==, 1);
  before = g_get_monotonic_time ();
  idio_statistics_stop (statistics);
  idio_test_await_error (g_steal_pointer (&updating), G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - before, <, 20 * G_USEC_PER_SEC);

  /* What is half read is not kept. */
  g_assert_cmpuint (count_kept (corpus, "<> ''"), ==, 1);
  g_assert_cmpuint (idio_statistics_get_features (statistics)->len, ==, 0);

  idio_test_await (idio_statistics_update (second));
  g_assert_cmpuint (count_kept (corpus, "<> ''"), ==, 2);
  assert_from_scratch (second);
}

static const char generic[] =
  "Dear Omar,\n\nI hope this message finds you well. I am writing to express my sincere gratitude for your diligent "
  "work in repairing the drill, which has been of tremendous assistance to our organization. Furthermore, I would like "
  "to inquire whether you would be available to examine the hedge trimmer prior to Saturday, as it appears that there "
  "may be an issue with its motor that requires professional attention.\n\nPlease do not hesitate to contact me should "
  "you require any additional information regarding this matter.\n\nBest regards,\nNell";

static const char personal[] =
  "Hi Omar,\n\nThanks for mending the drill so fast. It's back on its hook and I've already lent it out twice.\n\nOne "
  "more thing. The hedge trimmer growls now (so do I, before 8). I've looked at the plug and that's not it. It's due "
  "out on Saturday, and I'd rather not send it off like this. I can bring it by on Thursday or Friday after 5.\n\n"
  "Could you have a look before Saturday?\n\nCheers,\nNell";

static void
test_compare (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autofree char *shouting = g_strdup (personal);
  g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);
  g_autoptr(IdioStatistics) statistics = idio_statistics_new (corpus);
  g_autoptr(IdioComparison) none = NULL, closer = NULL, further = NULL, overdone = NULL, brief = NULL;

  none = idio_test_await_boxed (idio_comparison_make (statistics, generic, personal, IDIO_AUDIENCE_WORK_MAIL));
  g_assert_cmpint (none->verdict.closeness, ==, IDIO_CLOSENESS_REFUSED);
  g_assert_cmpint (none->verdict.refusal, ==, IDIO_REFUSAL_FEW_DOCUMENTS);

  idio_test_add_example (corpus);
  closer = idio_test_await_boxed (idio_comparison_make (statistics, generic, personal, IDIO_AUDIENCE_WORK_MAIL));
  g_assert_cmpint (closer->verdict.closeness, >=, IDIO_CLOSENESS_CLOSER);
  g_assert_cmpuint (closer->differences->len, ==, 5);
  g_assert_cmpuint (closer->excesses->len, ==, 0);

  further = idio_test_await_boxed (idio_comparison_make (statistics, personal, generic, IDIO_AUDIENCE_WORK_MAIL));
  g_assert_cmpint (further->verdict.closeness, <=, IDIO_CLOSENESS_FURTHER);
  g_assert_cmpint (further->verdict.closeness, !=, IDIO_CLOSENESS_REFUSED);

  /* The other way round, what was nearer is further. */
  for (guint i = 0; i < closer->differences->len; i++)
    g_assert_cmpfloat_with_epsilon (g_array_index (closer->differences, IdioDifference, i).gain,
                                    -g_array_index (further->differences, IdioDifference, i).gain, 1e-9);

  g_assert_cmpfloat (g_array_index (closer->differences, IdioDifference, 0).gain, >, 0);

  /* Nell does not shout. */
  g_strdelimit (shouting, ".", '!');
  overdone = idio_test_await_boxed (idio_comparison_make (statistics, generic, shouting, IDIO_AUDIENCE_WORK_MAIL));
  g_assert_cmpint (overdone->verdict.closeness, <=, IDIO_CLOSENESS_FURTHER);
  g_assert_cmpint (overdone->verdict.closeness, !=, IDIO_CLOSENESS_REFUSED);
  g_assert_cmpuint (overdone->excesses->len, >=, 1);
  g_assert_cmpint (g_array_index (overdone->excesses, IdioDifference, 0).measure, ==, IDIO_MEASURE_EXCLAMATIONS);

  brief = idio_test_await_boxed (idio_comparison_make (statistics, generic, "Hi Omar, thanks.", IDIO_AUDIENCE_WORK_MAIL));
  g_assert_cmpint (brief->verdict.refusal, ==, IDIO_REFUSAL_SHORT_DRAFT);
}

/* Nothing is counted for statistics that were stopped, whatever asks for it. */
static void
test_stopped (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);
  g_autoptr(IdioStatistics) statistics = idio_statistics_new (corpus);
  g_autoptr(IdioVoice) voice = idio_voice_new (idio_corpus_get_store (corpus));
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
  IdioBackgroundTexts *others = idio_statistics_get_background_texts (statistics);

  idio_test_add_example (corpus);
  idio_test_await (idio_statistics_update (statistics));
  g_ptr_array_add (texts, idio_text_new (0, "Title", "Someone else wrote this.", 4, IDIO_AUDIENCE_GENERAL));
  g_array_unref (idio_test_await_boxed (idio_background_texts_add (others, texts, NULL, NULL)));
  idio_statistics_stop (statistics);

  idio_test_await_error (idio_measured_cards_update (voice, statistics), G_IO_ERROR, G_IO_ERROR_CANCELLED);
  idio_test_await_error (idio_comparison_make (statistics, generic, personal, IDIO_AUDIENCE_WORK_MAIL),
                         G_IO_ERROR, G_IO_ERROR_CANCELLED);
  idio_test_await_error (idio_background_texts_load_background (others), G_IO_ERROR, G_IO_ERROR_CANCELLED);
  idio_test_await_error (idio_background_texts_add (others, texts, NULL, NULL), G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (idio_background_texts_get_n_texts (others), ==, 1);
}

static gboolean
count_question (gpointer n_asked)
{
  ++*(guint *) n_asked;

  return FALSE;
}

/* Each loop over documents asks whether to go on as often as it goes around. */
static void
test_questions (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);
  g_autoptr(IdioStatistics) statistics = idio_statistics_new (corpus);
  g_autoptr(IdioSharedProfile) box = idio_shared_profile_new (idio_background_get_shipped ());
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GPtrArray) texts = NULL, habits = NULL, passages = NULL;
  g_autoptr(IdioSources) sources = NULL;
  guint n_asked = 0, n_shown = 0;

  idio_test_add_example (corpus);
  idio_test_await (idio_statistics_update (statistics));
  texts = idio_test_load_texts (corpus);
  sources = idio_sources_new (texts);
  habits = idio_habits_find (idio_statistics_get_features (statistics));

  for (guint i = 0; i < texts->len; i++)
    g_array_append_val (ids, ((IdioText *) g_ptr_array_index (texts, i))->id);

  for (guint i = 0; i < habits->len; i++)
    n_shown += ((IdioHabit *) g_ptr_array_index (habits, i))->documents->len;

  idio_stop_watch (count_question, &n_asked);
  idio_shared_profile_compare (box, ids, texts, "Hi.", "Bye.");
  g_test_message ("profile: %u", n_asked);
  g_assert_cmpuint (n_asked, >=, texts->len);

  n_asked = 0;
  passages = idio_passages_choose (texts, 100);
  g_test_message ("passages: %u", n_asked);
  g_assert_cmpuint (n_asked, >=, 2 * texts->len);

  n_asked = 0;

  for (guint i = 0; i < habits->len; i++)
    {
      IdioProposal *proposal = idio_habit_propose (g_ptr_array_index (habits, i), sources);

      g_clear_pointer (&proposal, idio_proposal_free);
    }

  g_test_message ("quotes: %u", n_asked);
  g_assert_cmpuint (n_asked, >, 2 * n_shown + texts->len);
  idio_stop_watch (NULL, NULL);
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/statistics/follow", test_follow);
  idio_test_add_fiber ("/statistics/meanwhile", test_meanwhile);
  idio_test_add_fiber ("/statistics/follow-by-itself", test_follow_by_itself);
  idio_test_add_fiber ("/statistics/keep", test_keep);
  idio_test_add_fiber ("/statistics/many", test_many);
  idio_test_add_fiber ("/statistics/counting", test_counting);
  idio_test_add_fiber ("/statistics/stop", test_stop);
  idio_test_add_fiber ("/statistics/compare", test_compare);
  idio_test_add_fiber ("/statistics/stopped", test_stopped);
  idio_test_add_fiber ("/statistics/questions", test_questions);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
