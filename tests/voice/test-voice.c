/* test-voice.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "features/idio-features.h"
#include "idio-test.h"
#include "import/idio-import.h"
#include "voice/idio-measured-cards.h"
#include "voice/idio-passages.h"

static IdioVoice *
open_voice (IdioStore *store)
{
  IdioVoice *voice = idio_voice_new (store);

  idio_test_await (idio_voice_load (voice));

  return voice;
}

static guint
count (IdioVoice *voice)
{
  return g_list_model_get_n_items (G_LIST_MODEL (voice));
}

static IdioHypothesis *
get (IdioVoice *voice,
     guint      i)
{
  g_autoptr(IdioHypothesis) card = g_list_model_get_item (G_LIST_MODEL (voice), i);

  return card;
}

static IdioHypothesis *
find_habit (IdioVoice  *voice,
            const char *habit)
{
  for (guint i = 0; i < count (voice); i++)
    if (g_strcmp0 (idio_hypothesis_get_fields (get (voice, i))->habit, habit) == 0)
      return get (voice, i);

  return NULL;
}

static gint64
change (IdioVoice            *voice,
        gint64                id,
        const IdioCardChange *what)
{
  g_autoptr(GError) error = NULL;
  gint64 edit = dex_await_int64 (idio_voice_change (voice, id, what), &error);

  g_assert_no_error (error);
  g_assert_cmpint (edit, >, 0);

  return edit;
}

/* What the made-up writer was given as habits is found, with quotes, and nothing that is not there. */
static void
test_example (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioCorpus) corpus = idio_test_open_example (dir);
  IdioStore *store = idio_corpus_get_store (corpus);
  g_autoptr(IdioStatistics) statistics = idio_statistics_new (corpus);
  g_autoptr(IdioVoice) voice = open_voice (store);
  IdioHypothesis *greeting;

  idio_test_await (idio_measured_cards_update (voice, statistics));

  greeting = find_habit (voice, "greeting");
  g_assert_cmpstr (idio_hypothesis_get_fields (greeting)->claim, ==, "You open with “Hi” and the name.");
  g_assert_cmpstr (idio_hypothesis_get_fields (greeting)->rate, ==, "In 14 of 18 texts");
  g_assert_cmpstr (idio_hypothesis_get_fields (greeting)->instruction, ==,
                   "Open with \"Hi\" and the reader's name (in 14 of 18 texts)");
  g_assert_cmpuint (idio_hypothesis_count_documents (greeting), ==, 14);
  g_assert_cmpstr (((IdioQuote *) idio_hypothesis_get_quotes (greeting)->pdata[0])->text, ==, "Hi Finn,");

  g_assert_nonnull (find_habit (voice, "closing"));
  g_assert_nonnull (find_habit (voice, "contractions"));
  g_assert_nonnull (find_habit (voice, "last-asides"));
  g_assert_nonnull (find_habit (voice, "ends-with-question"));
  g_assert_nonnull (find_habit (voice, "even-lengths"));
  g_assert_null (find_habit (voice, "no-exclamations")); /* common, and there are better ones */
  g_assert_null (find_habit (voice, "ellipses"));
  g_assert_null (find_habit (voice, "dashes"));

  for (guint i = 0; i < count (voice); i++)
    {
      const IdioCardFields *fields = idio_hypothesis_get_fields (get (voice, i));

      g_test_message ("%s | %s | %s", fields->claim, fields->rate, fields->instruction);
      g_assert_cmpuint (idio_hypothesis_count_documents (get (voice, i)), >=, 2);
    }
}

/* A rare habit is told in texts, and shown in quotes in which it is easily found; what is never done, in a few. */
static void
test_clear (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);
  g_autoptr(IdioStatistics) statistics = idio_statistics_new (corpus);
  g_autoptr(IdioVoice) voice = open_voice (idio_corpus_get_store (corpus));
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
  g_autoptr(GArray) added = NULL;
  GPtrArray *quotes;

  for (guint i = 0; i < 30; i++)
    {
      g_autoptr(GString) text = g_string_new (NULL);

      for (guint j = 0; j < 6; j++)
        {
          g_string_append (text, "The hull needs");

          for (guint k = 0; k < 12 + (i + j) / 6; k++)
            g_string_append (text, " more blue");

          g_string_append (text, " paint. ");
        }

      g_string_append (text, "The storm has gone");

      for (guint j = 0; i % 2 == 1 && j < 20; j++)
        g_string_append (text, " out to sea");

      g_string_append_printf (text, " - pier %u is open.", i);
      g_ptr_array_add (texts, idio_text_new (0, "Title", text->str, 100, IDIO_AUDIENCE_GENERAL));
    }

  added = idio_test_await_boxed (idio_corpus_add (corpus, texts, NULL));
  idio_test_await (idio_measured_cards_update (voice, statistics));

  g_assert_true (g_str_has_prefix (idio_hypothesis_get_fields (find_habit (voice, "afterthoughts"))->rate,
                                   "In 30 of 30 texts; "));
  quotes = idio_hypothesis_get_quotes (find_habit (voice, "afterthoughts"));
  g_assert_cmpuint (quotes->len, ==, 15);

  for (guint i = 0; i < quotes->len; i++)
    g_assert_true (g_str_has_prefix (((IdioQuote *) g_ptr_array_index (quotes, i))->text, "The storm has gone - pier"));

  g_assert_cmpuint (idio_hypothesis_get_quotes (find_habit (voice, "no-parentheses"))->len, ==, 3);
}

/* Cards say the very letters with which a text is signed, and how often the words they name are used, not others. */
static void
test_own_words (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);
  g_autoptr(IdioStatistics) statistics = idio_statistics_new (corpus);
  g_autoptr(IdioVoice) voice = open_voice (idio_corpus_get_store (corpus));
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
  g_autoptr(GArray) added = NULL;
  g_autofree char *rate = NULL;
  guint n_words = 0;

  for (guint i = 0; i < 30; i++)
    {
      g_autoptr(IdioAnalysis) analysis = NULL;
      g_autoptr(GString) text = g_string_new ("Ann,\n\nAttached is the list. The hull perhaps needs");

      for (guint j = 0; j <= i; j++)
        g_string_append (text, " more blue");

      g_string_append_printf (text, " paint, and maybe the mast does. The key to the boat%s hangs on the nail beside "
                              "the stove, with the rope that Eve brought along when the storm had gone out to sea and "
                              "the harbor was open. The map on the wall shows the islands, and the light on the point "
                              "too.\n\n%s",
                              i % 3 == 0 ? " presumably" : "", i < 25 ? "TM  5-0100" : "Lee");
      g_ptr_array_add (texts, idio_text_new (0, "Title", text->str, 100, IDIO_AUDIENCE_GENERAL));
      analysis = idio_analysis_new (text->str);
      n_words += analysis->n_words;
    }

  added = idio_test_await_boxed (idio_corpus_add (corpus, texts, NULL));
  idio_test_await (idio_measured_cards_update (voice, statistics));
  rate = g_strdup_printf ("In 30 of 30 texts, about %.1f times in 100 words", 2 * 30 * 100. / n_words);

  g_assert_cmpstr (idio_hypothesis_get_fields (find_habit (voice, "name"))->claim, ==, "You sign with “TM”.");
  g_assert_cmpstr (idio_hypothesis_get_fields (find_habit (voice, "name"))->rate, ==, "In 25 of 30 texts");
  g_assert_cmpstr (idio_hypothesis_get_fields (find_habit (voice, "first-words"))->claim, ==,
                   "You get to the point with “Attached is”.");
  g_assert_cmpstr (idio_hypothesis_get_fields (find_habit (voice, "hedges"))->claim, ==,
                   "You leave room for doubt with words such as “maybe” and “perhaps”.");
  g_assert_cmpstr (idio_hypothesis_get_fields (find_habit (voice, "hedges"))->rate, ==, rate);
}

/* The example goes with all that came from it. */
static void
test_remove_example (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioCorpus) corpus = idio_test_open_example (dir);
  IdioStore *store = idio_corpus_get_store (corpus);
  g_autoptr(IdioStatistics) statistics = idio_statistics_new (corpus);
  g_autoptr(IdioVoice) voice = open_voice (store);
  g_autoptr(IdioVoice) later = NULL;
  g_autoptr(IdioCorpus) later_corpus = NULL;
  g_autoptr(GArray) ids = idio_corpus_list_example (corpus);
  IdioStrength strong = IDIO_STRENGTH_STRONG;
  guint n_cards;

  idio_test_await (idio_measured_cards_update (voice, statistics));
  change (voice, idio_hypothesis_get_id (get (voice, 0)), &(IdioCardChange) { .strength = &strong });
  idio_test_await (idio_voice_add (voice, IDIO_AXIS_STYLE, "You write in rhyme", NULL, IDIO_AUDIENCE_GENERAL));
  n_cards = count (voice);

  idio_test_await (idio_corpus_remove (corpus, ids));
  idio_test_await (idio_voice_refresh (voice));
  g_assert_cmpuint (count (voice), ==, 1);

  idio_test_await (idio_corpus_restore (corpus, ids));
  idio_test_await (idio_voice_refresh (voice));
  g_assert_cmpuint (count (voice), ==, n_cards);

  /* After the next start it is gone for good. */
  idio_test_await (idio_corpus_remove (corpus, ids));
  later_corpus = idio_corpus_new (store);
  idio_test_await (idio_corpus_load (later_corpus));
  later = open_voice (store);
  g_assert_cmpuint (count (later), ==, 1);
  g_assert_cmpstr (idio_hypothesis_get_fields (get (later, 0))->claim, ==, "You write in rhyme");
}

static void
test_edits_survive (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioCorpus) corpus = idio_test_open_example (dir);
  IdioStore *store = idio_corpus_get_store (corpus);
  g_autoptr(IdioStatistics) statistics = idio_statistics_new (corpus);
  g_autoptr(IdioVoice) voice = open_voice (store);
  g_autoptr(IdioVoice) later = NULL;
  g_autoptr(GPtrArray) no_proposals = g_ptr_array_new ();
  IdioCardState rejected = IDIO_CARD_STATE_REJECTED;
  IdioStrength off = IDIO_STRENGTH_OFF;
  gint64 greeting, closing, contractions;

  idio_test_await (idio_measured_cards_update (voice, statistics));
  greeting = idio_hypothesis_get_id (find_habit (voice, "greeting"));
  closing = idio_hypothesis_get_id (find_habit (voice, "closing"));
  contractions = idio_hypothesis_get_id (find_habit (voice, "contractions"));

  change (voice, greeting, &(IdioCardChange) { .claim = "You open like a captain" });
  change (voice, closing, &(IdioCardChange) { .state = &rejected });
  change (voice, contractions, &(IdioCardChange) { .strength = &off });

  idio_test_await (idio_measured_cards_update (voice, statistics));
  later = open_voice (store);

  for (guint i = 0; i < 2; i++)
    {
      IdioVoice *either = i == 0 ? voice : later;
      const IdioCardFields *fields = idio_hypothesis_get_fields (idio_voice_find (either, greeting));

      g_assert_cmpstr (fields->claim, ==, "You open like a captain");
      g_assert_cmpstr (fields->proposed, ==, "You open with “Hi” and the name.");
      g_assert_true (fields->edited);
      g_assert_cmpint (fields->state, ==, IDIO_CARD_STATE_KEPT);
      g_assert_true (find_habit (either, "greeting") == idio_voice_find (either, greeting));

      fields = idio_hypothesis_get_fields (idio_voice_find (either, closing));
      g_assert_cmpint (fields->state, ==, IDIO_CARD_STATE_REJECTED);
      g_assert_false (idio_hypothesis_is_used (idio_voice_find (either, closing), IDIO_AUDIENCE_GENERAL));

      fields = idio_hypothesis_get_fields (idio_voice_find (either, contractions));
      g_assert_cmpint (fields->strength, ==, IDIO_STRENGTH_OFF);
    }

  /* Not even a count that finds nothing takes away what the user decided about. */
  idio_test_await (idio_voice_set_measured (voice, no_proposals, ""));
  g_assert_cmpuint (count (voice), ==, 3);
}

static void
test_undo (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioCorpus) corpus = idio_test_open_example (dir);
  IdioStore *store = idio_corpus_get_store (corpus);
  g_autoptr(IdioStatistics) statistics = idio_statistics_new (corpus);
  g_autoptr(IdioVoice) voice = open_voice (store);
  IdioCardState rejected = IDIO_CARD_STATE_REJECTED;
  IdioAxis axis = IDIO_AXIS_PERSONALITY;
  IdioAudience friends = IDIO_AUDIENCE_FRIENDS;
  const IdioCardFields *fields;
  gint64 id, first, second, added;

  idio_test_await (idio_measured_cards_update (voice, statistics));
  id = idio_hypothesis_get_id (find_habit (voice, "greeting"));

  first = change (voice, id, &(IdioCardChange) { .claim = "Changed", .instruction = "Change", .axis = &axis,
                                                 .audience = &friends });
  second = change (voice, id, &(IdioCardChange) { .state = &rejected });

  idio_test_await (idio_voice_undo (voice, second));
  fields = idio_hypothesis_get_fields (idio_voice_find (voice, id));
  g_assert_cmpint (fields->state, ==, IDIO_CARD_STATE_KEPT);
  g_assert_cmpstr (fields->claim, ==, "Changed");
  g_assert_cmpint (fields->audience, ==, IDIO_AUDIENCE_FRIENDS);

  idio_test_await (idio_voice_undo (voice, first));
  fields = idio_hypothesis_get_fields (idio_voice_find (voice, id));
  g_assert_cmpint (fields->state, ==, IDIO_CARD_STATE_PROPOSED);
  g_assert_cmpstr (fields->claim, ==, "You open with “Hi” and the name.");
  g_assert_cmpint (fields->axis, ==, IDIO_AXIS_COMMUNICATION);
  g_assert_false (fields->edited);

  added = dex_await_int64 (idio_voice_add (voice, IDIO_AXIS_STYLE, "You rhyme", "Rhyme", IDIO_AUDIENCE_GENERAL), NULL);
  fields = idio_hypothesis_get_fields (get (voice, count (voice) - 1));
  g_assert_cmpint (fields->source, ==, IDIO_SOURCE_YOURS);
  g_assert_cmpstr (fields->instruction, ==, "Rhyme");

  /* What was written on it later is not lost with it. */
  second = change (voice, idio_hypothesis_get_id (get (voice, count (voice) - 1)),
                   &(IdioCardChange) { .claim = "You rhyme at noon" });
  idio_test_await_error (idio_voice_undo (voice, added), IDIO_STORE_ERROR, IDIO_STORE_ERROR_CHANGED);
  g_assert_cmpstr (idio_hypothesis_get_fields (get (voice, count (voice) - 1))->claim, ==, "You rhyme at noon");
  idio_test_await (idio_voice_undo (voice, second));
  idio_test_await (idio_voice_undo (voice, added));
  g_assert_null (find_habit (voice, NULL));

  idio_test_await_error (idio_voice_undo (voice, 4711), IDIO_STORE_ERROR, IDIO_STORE_ERROR_GONE);
  idio_test_await_error (idio_voice_change (voice, 4711, &(IdioCardChange) { .claim = "x" }),
                         IDIO_STORE_ERROR, IDIO_STORE_ERROR_GONE);
}

/* Of several changes each can be taken back before or after the others: what those changed stays. */
static void
test_undo_in_any_order (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioCorpus) corpus = idio_test_open_example (dir);
  IdioStore *store = idio_corpus_get_store (corpus);
  g_autoptr(IdioStatistics) statistics = idio_statistics_new (corpus);
  g_autoptr(IdioVoice) voice = open_voice (store);
  g_autoptr(IdioCardFields) original = NULL;
  IdioStrength off = IDIO_STRENGTH_OFF;
  IdioAudience friends = IDIO_AUDIENCE_FRIENDS;
  const IdioCardChange changes[] = {
    { .strength = &off }, { .claim = "First" }, { .claim = "Second" }, { .audience = &friends },
  };
  enum { STRENGTH, FIRST, SECOND, FRIENDS };
  gint64 id;

  idio_test_await (idio_measured_cards_update (voice, statistics));
  id = idio_hypothesis_get_id (find_habit (voice, "greeting"));
  original = idio_card_fields_copy (idio_hypothesis_get_fields (idio_voice_find (voice, id)));

  for (guint order = 0; order < 256; order++)
    {
      gint64 edits[4];
      guint active = 0xf;

      if (((1u << (order & 3)) | (1u << (order >> 2 & 3)) | (1u << (order >> 4 & 3)) | (1u << (order >> 6))) != 0xf)
        continue;

      for (guint i = 0; i < 4; i++)
        edits[i] = change (voice, id, &changes[i]);

      for (guint i = 0; i < 4; i++)
        {
          guint which = order >> (2 * i) & 3;
          const IdioCardFields *fields;

          idio_test_await (idio_voice_undo (voice, edits[which]));
          active &= ~(1u << which);
          fields = idio_hypothesis_get_fields (idio_voice_find (voice, id));
          g_assert_cmpint (fields->strength, ==, active & 1 << STRENGTH ? off : original->strength);
          g_assert_cmpint (fields->audience, ==, active & 1 << FRIENDS ? friends : original->audience);
          g_assert_cmpstr (fields->claim, ==, active & 1 << SECOND ? "Second" :
                                              active & 1 << FIRST ? "First" : original->claim);
          g_assert_cmpint (fields->edited, ==, (active & (1 << FIRST | 1 << SECOND)) != 0);
          g_assert_cmpstr (fields->rate, ==, active & (1 << FIRST | 1 << SECOND) ? "" : original->rate);
        }

      g_assert_cmpint (idio_hypothesis_get_fields (idio_voice_find (voice, id))->state, ==, original->state);
    }
}

/* The figures of a claim don't stand under another one, whoever reads it; under the same one they do. */
static void
test_rate_of_the_claim (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioCorpus) corpus = idio_test_open_example (dir);
  IdioStore *store = idio_corpus_get_store (corpus);
  g_autoptr(IdioStatistics) statistics = idio_statistics_new (corpus);
  g_autoptr(IdioVoice) voice = open_voice (store);
  g_autofree char *claim = NULL, *rate = NULL;
  gint64 id;

  idio_test_await (idio_measured_cards_update (voice, statistics));
  id = idio_hypothesis_get_id (find_habit (voice, "greeting"));
  claim = g_strdup (idio_hypothesis_get_fields (idio_voice_find (voice, id))->claim);
  rate = g_strdup (idio_hypothesis_get_fields (idio_voice_find (voice, id))->rate);
  g_assert_cmpstr (rate, !=, "");

  change (voice, id, &(IdioCardChange) { .claim = claim, .instruction = "Greet in your own way" });
  g_assert_cmpstr (idio_hypothesis_get_fields (idio_voice_find (voice, id))->rate, ==, rate);

  change (voice, id, &(IdioCardChange) { .claim = "You never greet anybody" });

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr(IdioVoice) later = open_voice (store);

      g_assert_cmpstr (idio_hypothesis_get_fields (idio_voice_find (voice, id))->rate, ==, "");
      g_assert_cmpstr (idio_hypothesis_get_fields (idio_voice_find (later, id))->rate, ==, "");
      idio_test_await (idio_measured_cards_update (i == 0 ? voice : later, statistics));
      idio_test_await (idio_voice_refresh (voice));
    }
}

/* Counts as after a start, with a mark on a card that a new count takes away. */
static gboolean
counts_again (IdioStore *store)
{
  g_autoptr(IdioCorpus) corpus = idio_corpus_new (store);
  g_autoptr(IdioStatistics) statistics = idio_statistics_new (corpus);
  g_autoptr(IdioVoice) voice = open_voice (store);

  idio_test_await (idio_corpus_load (corpus));
  idio_test_run_sql (store, "UPDATE card SET instruction = 'marked' WHERE habit = 'greeting'");
  idio_test_await (idio_measured_cards_update (voice, statistics));
  idio_test_await (idio_voice_refresh (voice));

  return g_strcmp0 (idio_hypothesis_get_fields (find_habit (voice, "greeting"))->instruction, "marked") != 0;
}

/* What nothing has changed for is not counted again; what something may have changed for is. */
static void
test_nothing_new (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioCorpus) corpus = idio_test_open_example (dir);
  IdioStore *store = idio_corpus_get_store (corpus);
  g_autoptr(IdioVoice) voice = NULL;
  g_autoptr(GArray) ids = idio_corpus_list_example (corpus), again = NULL;
  IdioCardState rejected = IDIO_CARD_STATE_REJECTED;

  {
    g_autoptr(IdioVoice) first = open_voice (store);
    g_autoptr(IdioStatistics) statistics = idio_statistics_new (corpus);

    idio_test_await (idio_measured_cards_update (first, statistics));
  }

  g_assert_false (counts_again (store));
  g_assert_false (counts_again (store));

  /* A card may have missed new figures while it was rejected. */
  voice = open_voice (store);
  idio_test_await (idio_voice_undo (voice, change (voice, idio_hypothesis_get_id (find_habit (voice, "closing")),
                                                   &(IdioCardChange) { .state = &rejected })));
  g_assert_true (counts_again (store));
  g_assert_false (counts_again (store));

  /* The last document is removed and comes again: it is the same, with its quotes. */
  g_array_remove_range (ids, 0, ids->len - 1);
  idio_test_await (idio_corpus_remove (corpus, ids));
  again = idio_test_await_boxed (idio_import_example (corpus));
  g_assert_cmpint (g_array_index (again, gint64, again->len - 1), ==, g_array_index (ids, gint64, 0));
  g_assert_false (counts_again (store));

  /* It goes for good and comes again: its quotes went with it. */
  idio_test_run_sql (store, "DELETE FROM document WHERE id = (SELECT max (id) FROM document)");
  idio_test_await (idio_corpus_load (corpus));
  g_clear_pointer (&again, g_array_unref);
  again = idio_test_await_boxed (idio_import_example (corpus));
  g_assert_cmpint (g_array_index (again, gint64, again->len - 1), >, g_array_index (ids, gint64, 0));
  g_assert_true (counts_again (store));
  g_assert_false (counts_again (store));

  /* Another text under an old number. */
  idio_test_run_sql (store, "UPDATE document SET body = 'Dear Sir or Madam, we write today.' WHERE id = 1; "
                            "DELETE FROM features;");
  g_assert_true (counts_again (store));

  /* Another way to count. */
  idio_test_run_sql (store, "UPDATE measured SET basis = 'older ' || basis");
  g_assert_true (counts_again (store));
}

/* Documents come and go while the cards are made, and with them what they are made of. */
static void
test_while_changing (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioCorpus) corpus = idio_test_open_example (dir);
  IdioStore *store = idio_corpus_get_store (corpus);
  g_autoptr(IdioStatistics) statistics = idio_statistics_new (corpus);
  g_autoptr(IdioVoice) voice = open_voice (store);
  g_autoptr(GArray) ids = idio_corpus_list_example (corpus);

  g_array_set_size (ids, 9);
  idio_statistics_follow (statistics);

  for (guint i = 0; i < 10; i++)
    {
      DexFuture *under_way = idio_measured_cards_update (voice, statistics);

      idio_test_await (idio_corpus_remove (corpus, ids));
      idio_test_await (idio_corpus_restore (corpus, ids));
      idio_test_await (under_way);
    }

  idio_test_await (idio_measured_cards_update (voice, statistics));
  g_assert_cmpstr (idio_hypothesis_get_fields (find_habit (voice, "greeting"))->rate, ==, "In 14 of 18 texts");
}

static void
set_audiences (IdioCorpus   *corpus,
               guint         n_documents,
               IdioAudience  audience)
{
  for (guint i = 0; i < n_documents; i++)
    {
      g_autoptr(IdioDocument) document = g_list_model_get_item (G_LIST_MODEL (corpus), i);

      idio_test_await (idio_corpus_set_audience (corpus, idio_document_get_id (document), audience));
    }
}

/* What was written to a language model is not counted among letters, but where there is hardly anything else. */
static void
test_prompts (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);
  g_autoptr(IdioStatistics) statistics = idio_statistics_new (corpus);
  g_autoptr(IdioVoice) voice = open_voice (idio_corpus_get_store (corpus));
  g_autoptr(GArray) hidden = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GArray) all = NULL, letters = NULL, few_letters = NULL;

  idio_test_add_example (corpus);
  idio_test_await (idio_measured_cards_update (voice, statistics));
  g_assert_cmpstr (idio_hypothesis_get_fields (find_habit (voice, "greeting"))->rate, ==, "In 14 of 18 texts");
  all = idio_passages_choose_documents (G_LIST_MODEL (corpus), 100, hidden);

  set_audiences (corpus, 3, IDIO_AUDIENCE_ASSISTANT);
  idio_test_await (idio_measured_cards_update (voice, statistics));
  g_assert_true (g_str_has_suffix (idio_hypothesis_get_fields (find_habit (voice, "greeting"))->rate, " of 15 texts"));
  letters = idio_passages_choose_documents (G_LIST_MODEL (corpus), 100, hidden);
  g_assert_cmpuint (letters->len, ==, all->len - 3);

  set_audiences (corpus, 14, IDIO_AUDIENCE_ASSISTANT);
  idio_test_await (idio_measured_cards_update (voice, statistics));
  g_assert_cmpstr (idio_hypothesis_get_fields (find_habit (voice, "greeting"))->rate, ==, "In 14 of 18 texts");
  few_letters = idio_passages_choose_documents (G_LIST_MODEL (corpus), 100, hidden);
  g_assert_cmpuint (few_letters->len, ==, all->len);
}

static void
test_attributes (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioStore) store = idio_test_open_store (dir);
  g_autoptr(IdioVoice) voice = open_voice (store);
  g_autoptr(IdioVoice) later = NULL;

  g_assert_cmpstr (idio_voice_get_attribute (voice, IDIO_ATTRIBUTE_NAME), ==, "");
  idio_test_await (idio_voice_set_attribute (voice, IDIO_ATTRIBUTE_NAME, " Nell "));
  idio_test_await (idio_voice_set_attribute (voice, IDIO_ATTRIBUTE_ROLE, "Librarian"));
  idio_test_await (idio_voice_set_attribute (voice, IDIO_ATTRIBUTE_ROLE, ""));

  later = open_voice (store);
  g_assert_cmpstr (idio_voice_get_attribute (later, IDIO_ATTRIBUTE_NAME), ==, "Nell");
  g_assert_cmpstr (idio_voice_get_attribute (later, IDIO_ATTRIBUTE_ROLE), ==, "");
}

static void
test_audience (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioStore) store = idio_test_open_store (dir);
  g_autoptr(IdioVoice) voice = open_voice (store);

  idio_test_await (idio_voice_add (voice, IDIO_AXIS_STYLE, "You curse", NULL, IDIO_AUDIENCE_FRIENDS));
  g_assert_true (idio_hypothesis_is_used (get (voice, 0), IDIO_AUDIENCE_FRIENDS));
  g_assert_false (idio_hypothesis_is_used (get (voice, 0), IDIO_AUDIENCE_WORK_MAIL));
  g_assert_false (idio_hypothesis_is_used (get (voice, 0), IDIO_AUDIENCE_GENERAL));
}

static int
count_statement (unsigned  type,
                 void     *counter,
                 void     *statement,
                 void     *sql)
{
  g_atomic_int_inc ((gint *) counter);

  return 0;
}

static DexFuture *
trace_job (sqlite3  *db,
           gpointer  counter)
{
  sqlite3_trace_v2 (db, counter != NULL ? SQLITE_TRACE_STMT : 0, counter != NULL ? count_statement : NULL, counter);

  return dex_future_new_true ();
}

static void
note_change (IdioVoice *voice,
             guint      position,
             guint      removed,
             guint      added,
             guint     *n_changes)
{
  (*n_changes)++;
}

/* However many cards there are, and wherever in the list some come or go: analysis them takes as many statements, and
 * is told as one change. The others are the same objects. */
static void
test_many (void)
{
  gint n_statements[3] = { 0, };

  for (guint i = 0; i < G_N_ELEMENTS (n_statements); i++)
    {
      static const guint n_cards[] = { 10, 100, 3000 };
      g_autofree char *dir = idio_test_make_dir ();
      g_autoptr(IdioCorpus) corpus = idio_test_open_example (dir);
      IdioStore *store = idio_corpus_get_store (corpus);
      g_autoptr(IdioVoice) voice = open_voice (store);
      g_autofree char *sql = g_strdup_printf (
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %u)"
        " INSERT INTO card (axis, claim, instruction, source, proposed, state, added)"
        " SELECT 'style', 'You count to ' || i, 'Count', 'found', 'You', 'proposed', 0 FROM n;"
        "INSERT INTO evidence SELECT card.id, document.id, 10 * document.id, 9 FROM card, document WHERE document.id < 5",
        n_cards[i]);
      g_autoptr(IdioHypothesis) kept = NULL;
      guint n_changes = 0;

      g_signal_connect (voice, "items-changed", G_CALLBACK (note_change), &n_changes);
      idio_test_run_sql (store, sql);
      idio_test_await (idio_store_read (store, trace_job, &n_statements[i], NULL));
      idio_test_await (idio_voice_refresh (voice));
      idio_test_await (idio_store_read (store, trace_job, NULL, NULL));
      g_assert_cmpuint (count (voice), ==, n_cards[i]);
      g_assert_cmpuint (n_changes, ==, 1);
      g_assert_cmpuint (idio_hypothesis_get_quotes (get (voice, n_cards[i] - 1))->len, ==, 4);
      g_assert_true (idio_voice_find (voice, idio_hypothesis_get_id (get (voice, 7))) == get (voice, 7));
      g_assert_null (idio_voice_find (voice, 1000000));

      /* Nothing new is no change. */
      idio_test_await (idio_voice_refresh (voice));
      g_assert_cmpuint (n_changes, ==, 1);

      kept = g_object_ref (get (voice, 4));
      idio_test_run_sql (store, "DELETE FROM card WHERE id % 2 = 0");
      idio_test_await (idio_voice_refresh (voice));
      g_assert_cmpuint (count (voice), ==, n_cards[i] / 2);
      g_assert_cmpuint (n_changes, ==, 2);
      g_assert_true (get (voice, 2) == kept);
    }

  g_assert_cmpint (n_statements[0], >, 0);
  g_assert_cmpint (n_statements[1], ==, n_statements[0]);
  g_assert_cmpint (n_statements[2], ==, n_statements[0]);
}

/* A card that was deleted comes back where it was, and what was done to it before can be taken back, too. */
static void
test_delete (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioCorpus) corpus = idio_test_open_example (dir);
  g_autoptr(IdioVoice) voice = open_voice (idio_corpus_get_store (corpus));
  IdioStrength off = IDIO_STRENGTH_OFF;
  gint64 ids[3], edits[3], changed, other;

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *claim = g_strdup_printf ("You rhyme %u", i);

      edits[i] = dex_await_int64 (idio_voice_add (voice, IDIO_AXIS_STYLE, claim, NULL, IDIO_AUDIENCE_FAMILY), NULL);
      ids[i] = idio_hypothesis_get_id (get (voice, i));
    }

  changed = change (voice, ids[1], &(IdioCardChange) { .claim = "You hum", .strength = &off });

  for (guint i = 0; i < 2; i++)
    {
      idio_test_await (idio_voice_delete (voice, ids[1]));
      g_assert_cmpuint (count (voice), ==, 2);
      other = change (voice, ids[2], &(IdioCardChange) { .claim = "You sing" });
      idio_test_await (idio_voice_undo (voice, other));
      idio_test_await (idio_voice_bring_back (voice, ids[1]));
      g_assert_cmpuint (count (voice), ==, 3);
      g_assert_cmpint (idio_hypothesis_get_id (get (voice, 1)), ==, ids[1]);
      g_assert_cmpstr (idio_hypothesis_get_fields (get (voice, 1))->claim, ==, "You hum");
      g_assert_cmpint (idio_hypothesis_get_fields (get (voice, 1))->strength, ==, IDIO_STRENGTH_OFF);
      g_assert_cmpint (idio_hypothesis_get_fields (get (voice, 1))->audience, ==, IDIO_AUDIENCE_FAMILY);
      idio_test_await_error (idio_voice_bring_back (voice, ids[1]), IDIO_STORE_ERROR, IDIO_STORE_ERROR_GONE);
    }

  idio_test_await (idio_voice_undo (voice, changed));
  g_assert_cmpstr (idio_hypothesis_get_fields (get (voice, 1))->claim, ==, "You rhyme 1");

  for (guint i = 0; i < 3; i++)
    idio_test_await (idio_voice_undo (voice, edits[i]));

  g_assert_cmpuint (count (voice), ==, 0);
  idio_test_await_error (idio_voice_bring_back (voice, 4711), IDIO_STORE_ERROR, IDIO_STORE_ERROR_GONE);
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/voice/example", test_example);
  idio_test_add_fiber ("/voice/delete", test_delete);
  idio_test_add_fiber ("/voice/clear", test_clear);
  idio_test_add_fiber ("/voice/own-words", test_own_words);
  idio_test_add_fiber ("/voice/remove-example", test_remove_example);
  idio_test_add_fiber ("/voice/edits-survive", test_edits_survive);
  idio_test_add_fiber ("/voice/undo", test_undo);
  idio_test_add_fiber ("/voice/undo-in-any-order", test_undo_in_any_order);
  idio_test_add_fiber ("/voice/rate-of-the-claim", test_rate_of_the_claim);
  idio_test_add_fiber ("/voice/nothing-new", test_nothing_new);
  idio_test_add_fiber ("/voice/while-changing", test_while_changing);
  idio_test_add_fiber ("/voice/prompts", test_prompts);
  idio_test_add_fiber ("/voice/attributes", test_attributes);
  idio_test_add_fiber ("/voice/audience", test_audience);
  idio_test_add_fiber ("/voice/many", test_many);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
