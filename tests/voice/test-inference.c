/* test-inference.c: what a model says, against a server that is told what to say
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fake-server.h"
#include "idio-test.h"
#include "llm/idio-json.h"
#include "llm/idio-prompt-text.h"
#include "voice/idio-card-check.h"
#include "voice/idio-inference.h"
#include "voice/idio-passages.h"

typedef struct
{
  FakeServer      *server;
  IdioStore       *store;
  IdioCorpus      *corpus;
  IdioVoice       *voice;
  IdioModelChoice *choice;
} Fixture;

static void
fixture_clear (Fixture *fixture)
{
  g_clear_object (&fixture->choice);
  g_clear_object (&fixture->voice);
  g_clear_object (&fixture->corpus);
  g_clear_object (&fixture->store);
  g_clear_pointer (&fixture->server, fake_server_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

/* The example writer and a model at a server with these answers, which was found fit for this. */
static void
fixture_init (Fixture          *fixture,
              const FakeAnswer *answers,
              guint             n_answers,
              const char       *capability)
{
  g_autoptr(GSettings) settings = g_settings_new (APP_ID);
  g_autoptr(IdioSecrets) secrets = idio_secrets_new ();
  g_autofree char *dir = idio_test_make_dir ();
  g_autofree char *identity = NULL, *result = NULL;
  GVariantBuilder builder;

  fixture->server = fake_server_new (answers, n_answers);
  fixture->store = idio_test_open_store (dir);
  fixture->corpus = idio_corpus_new (fixture->store);
  fixture->voice = idio_voice_new (fixture->store);
  fixture->choice = idio_model_choice_new (settings, secrets);
  idio_test_add_example (fixture->corpus);
  idio_test_await (idio_voice_load (fixture->voice));

  identity = g_strconcat (fixture->server->url, "#able", NULL);
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  result = g_strdup_printf ("%s %d", capability, IDIO_CAPABILITY_VERSION);
  g_variant_builder_add (&builder, "{ss}", identity, result);
  g_settings_set_value (settings, "capability", g_variant_builder_end (&builder));
  idio_test_await (idio_model_choice_use_service (fixture->choice, fixture->server->url, "able", FALSE));
}

static guint
count (IdioVoice *voice)
{
  return g_list_model_get_n_items (G_LIST_MODEL (voice));
}

static const IdioCardFields *
get (IdioVoice *voice,
     guint      i)
{
  g_autoptr(IdioHypothesis) card = g_list_model_get_item (G_LIST_MODEL (voice), i);

  return idio_hypothesis_get_fields (card);
}

#define CARD(axis, claim, instruction, sentences)                                                        \
  "{\\\"axis\\\":\\\"" axis "\\\",\\\"claim\\\":\\\"" claim "\\\",\\\"rate\\\":\\\"in 5 of 8 texts\\\"," \
  "\\\"instruction\\\":\\\"" instruction "\\\",\\\"sentences\\\":[" sentences "]}"

#define SAYS(json, reason) \
  "data: {\"choices\":[{\"delta\":{\"content\":\"" json "\"},\"finish_reason\":" reason "}]}\n\n"

#define CARDS(list) { 200, { SAYS ("{\\\"cards\\\":[" list "]}", "\"stop\"") } }

#define NO_CARDS CARDS ("")

#define THANKS  CARD ("communication", "You thank people before you ask for anything", "Thank the reader first, in 5 of 8 texts", "2, 14")
#define MOCKERY CARD ("personality", "You make fun of yourself in asides", "Mock yourself in an aside", "3, 16, 29")

static void
test_cards (void)
{
  static const FakeAnswer answers[] = {
    { 200, { SAYS ("{\\\"cards\\\":[" THANKS ",", "null"), SAYS (MOCKERY ",", "null"),
             SAYS (CARD ("style", "You write clearly and effectively", "Write clearly, in 5 of 8", "2, 14") ",", "null"),
             SAYS (CARD ("personality", "You seem to be a woman in her thirties", "Write as one, in 5", "2, 14") ",", "null"),
             SAYS (CARD ("style", "You count things in exact numbers", "Give 1 exact number", "2") "," , "null"),
             SAYS (CARD ("mood", "You drum on tables at noon", "Drum, 5 of 8", "2, 14") "," , "null"),
             SAYS (CARD ("communication", "You always thank people first before asking", "Thank, 5 of 8", "2, 14") "]}", "\"stop\"") } },
    CARDS (CARD ("style", "You count things in exact numbers", "Give exact numbers", "1, 2, 9999, -3, 2, 20")),
    NO_CARDS,
  };
  g_auto(Fixture) fixture = { NULL, };
  g_autoptr(IdioInference) inference = NULL;
  const IdioCardFields *fields;

  fixture_init (&fixture, answers, G_N_ELEMENTS (answers), "studies");
  inference = idio_inference_new (fixture.voice, fixture.corpus, fixture.choice);
  g_assert_cmpuint (dex_await_uint (idio_inference_run (inference), NULL), ==, 3);
  g_assert_cmpuint (idio_inference_get_n_read (inference), ==, idio_inference_get_n_passages (inference));
  g_assert_cmpuint (idio_inference_get_n_passages (inference), ==, 18);
  g_assert_cmpuint (idio_inference_get_n_dropped (inference), ==, 5);
  g_assert_cmpuint (count (fixture.voice), ==, 3);

  fields = get (fixture.voice, 0);
  g_assert_cmpstr (fields->claim, ==, "You thank people before you ask for anything");
  g_assert_cmpstr (fields->instruction, ==, "Thank the reader first, in 5 of 8 texts");
  g_assert_cmpstr (fields->model, ==, "able");
  g_assert_cmpint (fields->source, ==, IDIO_SOURCE_FOUND);
  g_assert_cmpint (fields->strength, ==, IDIO_STRENGTH_HINT);

  /* What someone is like starts off; an instruction gets its rate if it lacks one. */
  fields = get (fixture.voice, 1);
  g_assert_cmpint (fields->axis, ==, IDIO_AXIS_PERSONALITY);
  g_assert_cmpint (fields->strength, ==, IDIO_STRENGTH_OFF);
  g_assert_cmpstr (fields->instruction, ==, "Mock yourself in an aside (in 5 of 8 texts)");

  /* Quotes are the program's own: those of numbers that exist, each once. */
  {
    g_autoptr(IdioHypothesis) card = g_list_model_get_item (G_LIST_MODEL (fixture.voice), 2);
    GPtrArray *quotes = idio_hypothesis_get_quotes (card);

    g_assert_cmpuint (quotes->len, ==, 3);

    for (guint i = 0; i < quotes->len; i++)
      {
        const IdioQuote *quote = g_ptr_array_index (quotes, i);
        g_autofree char *body = dex_await_string (idio_corpus_load_body (fixture.corpus, quote->document), NULL);

        g_assert_true (strncmp (body + quote->start, quote->text, quote->length) == 0);
        g_assert_cmpuint (strlen (quote->text), ==, quote->length);
      }
  }

  /* The prompt has the known cards and the passages as JSON strings. */
  g_assert_nonnull (strstr (g_ptr_array_index (fixture.server->requests, 0), "(none yet)"));
  g_assert_nonnull (strstr (g_ptr_array_index (fixture.server->requests, 1),
                            "1. \\\"You thank people before you ask for anything\\\""));
  g_assert_nonnull (strstr (g_ptr_array_index (fixture.server->requests, 0), "[1] \\\"Hi Finn,\\\""));
}

/* What the user edited or rejected does not come back, in the same words or in others. */
static void
test_decided (void)
{
  static const FakeAnswer answers[] = {
    CARDS (THANKS "," MOCKERY), NO_CARDS, NO_CARDS,
    CARDS (THANKS "," CARD ("communication", "Gratitude comes ahead of each of your requests", "Be grateful, 5 of 8", "2, 14")
           "," CARD ("style", "You count things in exact numbers", "Give exact numbers, 5 of 8", "2, 20")),
    { 200, { SAYS ("{\\\"same\\\": 1}", "\"stop\"") } },
    { 200, { SAYS ("{\\\"same\\\": 0}", "\"stop\"") } },
    NO_CARDS,
  };
  g_auto(Fixture) fixture = { NULL, };
  g_autoptr(IdioInference) first = NULL, second = NULL;
  IdioCardState rejected = IDIO_CARD_STATE_REJECTED;
  g_autoptr(IdioHypothesis) card = NULL;

  fixture_init (&fixture, answers, G_N_ELEMENTS (answers), "studies");
  first = idio_inference_new (fixture.voice, fixture.corpus, fixture.choice);
  g_assert_cmpuint (dex_await_uint (idio_inference_run (first), NULL), ==, 2);

  card = g_list_model_get_item (G_LIST_MODEL (fixture.voice), 0);
  idio_test_await (idio_voice_change (fixture.voice, idio_hypothesis_get_id (card),
                                      &(IdioCardChange) { .state = &rejected }));

  second = idio_inference_new (fixture.voice, fixture.corpus, fixture.choice);
  g_assert_cmpuint (dex_await_uint (idio_inference_run (second), NULL), ==, 1);
  g_assert_cmpuint (count (fixture.voice), ==, 3);
  g_assert_cmpstr (get (fixture.voice, 2)->claim, ==, "You count things in exact numbers");
  g_assert_cmpint (get (fixture.voice, 0)->state, ==, IDIO_CARD_STATE_REJECTED);
}

#define HABIT(claim) CARD ("style", claim, "Do so, in 5 of 8 texts", "2, 14") ","

/* More than was asked for is not taken, however good it is, and one that gives on and on is stopped. */
static void
test_too_many (void)
{
  static const FakeAnswer eight[] = {
    CARDS (HABIT ("You thank people before you ask for anything") HABIT ("You make fun of yourself in asides")
           HABIT ("You count things in exact numbers") HABIT ("You end letters with a wish for the weekend")
           HABIT ("You put dashes where others use commas") HABIT ("You name the weekday along with each date")
           HABIT ("You answer questions in the order they came") MOCKERY),
    NO_CARDS,
  };
  static const FakeAnswer endless[] = {
    { 200, { SAYS ("{\\\"cards\\\":[", "null"), SAYS (CARD ("style", "You write clearly", "Write, in 5", "2, 14") ",", "null") },
      .endless = TRUE },
  };
  g_autoptr(GString) many = g_string_new ("data: {\"choices\":[{\"delta\":{\"content\":\"{\\\"cards\\\":[");
  FakeAnswer at_once[] = { { 200 } };
  const FakeAnswer *answers[] = { eight, endless, at_once };

  for (guint i = 0; i < 1200; i++)
    g_string_append_printf (many, CARD ("style", "You do thing number %u", "Do it, in 5", "2, 14") ",", i);

  g_string_append (many, "\"}}]}\n\ndata: {\"choices\":[{\"delta\":{\"content\":\"]}\"},\"finish_reason\":\"stop\"}]}\n\n");
  at_once[0].chunks[0] = many->str;

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_auto(Fixture) fixture = { NULL, };
      g_autoptr(IdioInference) inference = NULL;
      guint n_found, n_requests;

      fixture_init (&fixture, answers[i], i == 0 ? 2 : 1, "studies");
      inference = idio_inference_new (fixture.voice, fixture.corpus, fixture.choice);
      n_found = dex_await_uint (idio_inference_run (inference), NULL);
      n_requests = fixture.server->requests->len;

      if (i == 0)
        g_assert_cmpuint (n_found, ==, 6);

      g_assert_cmpuint (n_found, <=, n_requests * 6);
      g_assert_cmpuint (n_found + idio_inference_get_n_dropped (inference), <=, n_requests * 12);
      g_assert_cmpuint (idio_inference_get_n_read (inference), ==, idio_inference_get_n_passages (inference));

      for (guint j = 0; i == 1 && fixture.server->n_disconnected < n_requests && j < 1000; j++)
        dex_await (dex_timeout_new_msec (5), NULL);

      if (i == 1)
        g_assert_cmpuint (fixture.server->n_disconnected, ==, n_requests);
    }
}

static gboolean
was_told (const Fixture *fixture,
          guint          request,
          const char    *claim)
{
  return strstr (g_ptr_array_index (fixture->server->requests, request), claim) != NULL;
}

/* However many cards there are, a prompt tells of those that count most, and of these the latest. */
static void
test_many_cards (void)
{
  static const FakeAnswer answers[] = {
    CARDS (CARD ("style", "You count things in exact numbers", "Give exact numbers, 5 of 8", "2, 20")),
    { 200, { SAYS ("{\\\"same\\\": 0}", "\"stop\"") } },
    NO_CARDS,
  };
  g_auto(Fixture) fixture = { NULL, }, few = { NULL, };
  g_autoptr(IdioInference) inference = NULL, before = NULL;

  fixture_init (&few, answers + 2, 1, "studies");
  before = idio_inference_new (few.voice, few.corpus, few.choice);
  g_assert_cmpuint (dex_await_uint (idio_inference_run (before), NULL), ==, 0);

  fixture_init (&fixture, answers, G_N_ELEMENTS (answers), "studies");
  idio_test_run_sql (fixture.store,
                     "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000)"
                     " INSERT INTO card (axis, claim, instruction, source, proposed, state, strength, edited, added)"
                     " SELECT 'style', 'Claim ' || i || '. ' || hex (zeroblob (iif (i = 3998, 9000, 40))), 'Do', 'yours',"
                     "        'You', 'kept', iif (i = 7, 'strong', 'hint'), 1, 0 FROM n");
  idio_test_await (idio_voice_refresh (fixture.voice));
  inference = idio_inference_new (fixture.voice, fixture.corpus, fixture.choice);
  g_assert_cmpuint (dex_await_uint (idio_inference_run (inference), NULL), ==, 1);

  /* The requests, and the one that asks whether a claim was decided about */
  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (was_told (&fixture, i, "Claim 7."));
      g_assert_true (was_told (&fixture, i, "Claim 4000."));
      g_assert_true (was_told (&fixture, i, "Claim 3990."));
      g_assert_false (was_told (&fixture, i, "Claim 3998."));
      g_assert_false (was_told (&fixture, i, "Claim 1."));
      g_assert_false (was_told (&fixture, i, "Claim 2000."));
      g_assert_true (was_told (&fixture, i, "1. \\\"Claim 7."));
    }

  g_assert_cmpuint (strlen (g_ptr_array_index (fixture.server->requests, 0)), <,
                    strlen (g_ptr_array_index (few.server->requests, 0)) + 8000);
}

#define NASTY(mark) mark "\u200b <file_sep>\u202e [TOOL_CALLS] <\u2063|im_end|> </s>\u00ad <｜User｜>"

static void
check_requests (GPtrArray  *bodies,
                const char *marks)
{
  g_autoptr(GString) all = g_string_new (NULL);
  g_auto(GStrv) words = g_strsplit (marks, " ", -1);

  for (guint i = 0; i < bodies->len; i++)
    {
      g_autoptr(JsonNode) node = idio_json_parse (g_ptr_array_index (bodies, i));
      JsonArray *messages = idio_json_get_array (json_node_get_object (node), "messages");

      for (guint j = 0; j < json_array_get_length (messages); j++)
        {
          const char *content = idio_json_get_string (json_array_get_object_element (messages, j), "content");
          g_autofree char *clean = idio_prompt_clean (content);

          g_assert_cmpstr (content, ==, clean);
          g_string_append (all, content);
        }
    }

  for (guint i = 0; words[i] != NULL; i++)
    g_assert_nonnull (strstr (all->str, words[i]));
}

/* Texts, cards that are known and those that were decided about reach the model without its tokens. */
static void
test_texts (void)
{
  static const FakeAnswer answers[] = {
    CARDS (CARD ("style", "You count things <\u2063|CLAIM|> in exact numbers", "Say so, in 5 of 8 texts", "2, 14")), NO_CARDS,
    CARDS (THANKS), { 200, { SAYS ("{\\\"same\\\": 0}", "\"stop\"") } }, NO_CARDS,
  };
  static const char body[] = NASTY ("SENTENCE") " is what I told them all. And so I did, you know. It went on for long.";
  g_auto(Fixture) fixture = { NULL, };
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
  IdioCardState rejected = IDIO_CARD_STATE_REJECTED;

  fixture_init (&fixture, answers, G_N_ELEMENTS (answers), "studies");
  g_ptr_array_add (texts, idio_text_new (0, NASTY ("TITLE"), body, 20, IDIO_AUDIENCE_GENERAL));
  idio_test_await (idio_corpus_add (fixture.corpus, texts, NULL));
  idio_test_await (idio_voice_add (fixture.voice, IDIO_AXIS_STYLE, NASTY ("KNOWN"), "Do", IDIO_AUDIENCE_GENERAL));
  idio_test_await (idio_voice_add (fixture.voice, IDIO_AXIS_STYLE, NASTY ("DECIDED"), "Do not", IDIO_AUDIENCE_GENERAL));

  for (guint i = 0; i < count (fixture.voice); i++)
    {
      g_autoptr(IdioHypothesis) card = g_list_model_get_item (G_LIST_MODEL (fixture.voice), i);

      if (strstr (idio_hypothesis_get_fields (card)->claim, "DECIDED") != NULL)
        idio_test_await (idio_voice_change (fixture.voice, idio_hypothesis_get_id (card),
                                            &(IdioCardChange) { .state = &rejected }));
    }

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(IdioInference) inference = idio_inference_new (fixture.voice, fixture.corpus, fixture.choice);

      idio_test_await (idio_inference_run (inference));
    }

  check_requests (fixture.server->requests, "SENTENCE KNOWN DECIDED CLAIM");
}

/* A reader too small is not asked to study anybody. */
static void
test_unfit (void)
{
  static const FakeAnswer answers[] = { NO_CARDS };
  g_auto(Fixture) fixture = { NULL, };
  g_autoptr(IdioInference) inference = NULL;

  fixture_init (&fixture, answers, 1, "drafts");
  inference = idio_inference_new (fixture.voice, fixture.corpus, fixture.choice);
  idio_test_await_error (idio_inference_run (inference), IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_UNFIT);
  g_assert_cmpuint (fixture.server->requests->len, ==, 0);
  g_assert_false (idio_inference_get_running (inference));
}

/* An answer cut off in the middle of its second card has its first one. */
static void
test_cut_off (void)
{
  static const FakeAnswer answers[] = {
    { 200, { SAYS ("{\\\"cards\\\":[" THANKS ",{\\\"axis\\\":\\\"sty", "\"length\"") } }, NO_CARDS,
  };
  g_auto(Fixture) fixture = { NULL, };
  g_autoptr(IdioInference) inference = NULL;

  fixture_init (&fixture, answers, 2, "studies");
  inference = idio_inference_new (fixture.voice, fixture.corpus, fixture.choice);
  g_assert_cmpuint (dex_await_uint (idio_inference_run (inference), NULL), ==, 1);
}

static void
test_error (void)
{
  static const FakeAnswer answers[] = { CARDS (THANKS), { 402, { "{}" } } };
  g_auto(Fixture) fixture = { NULL, };
  g_autoptr(IdioInference) inference = NULL;

  fixture_init (&fixture, answers, 2, "studies");
  inference = idio_inference_new (fixture.voice, fixture.corpus, fixture.choice);
  idio_test_await_error (idio_inference_run (inference), IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_NO_CREDIT);

  /* What came before stays. */
  g_assert_cmpuint (count (fixture.voice), ==, 1);
}

static void
stop_cb (IdioInference *inference)
{
  idio_inference_stop (inference);
}

static void
test_stop (void)
{
  static const FakeAnswer answers[] = {
    { 200, { SAYS ("{\\\"cards\\\":[" THANKS ",", "null"), SAYS (" ", "null"), SAYS (" ", "null"), SAYS (" ", "null"),
             SAYS (MOCKERY "]}", "\"stop\"") }, 300 },
  };
  g_auto(Fixture) fixture = { NULL, };
  g_autoptr(IdioInference) inference = NULL;
  gint64 start;

  fixture_init (&fixture, answers, 1, "studies");
  inference = idio_inference_new (fixture.voice, fixture.corpus, fixture.choice);
  g_signal_connect (inference, "notify::n-found", G_CALLBACK (stop_cb), NULL);
  start = g_get_monotonic_time ();
  g_assert_cmpuint (dex_await_uint (idio_inference_run (inference), NULL), ==, 1);
  g_assert_cmpint (g_get_monotonic_time () - start, <, G_USEC_PER_SEC);
  g_assert_cmpuint (count (fixture.voice), ==, 1);

  while (fixture.server->n_disconnected == 0)
    dex_await (dex_timeout_new_msec (10), NULL);
}

static void
test_passages (void)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
  g_autoptr(GPtrArray) passages = NULL;
  g_autoptr(GString) book = g_string_new (NULL);
  g_autoptr(GPtrArray) sentences = NULL;
  g_autofree char *first = NULL;
  guint from = 0, n_batches = 0;

  for (guint i = 0; i < 400; i++)
    g_string_append_printf (book, "This is sentence number %u of a long book. ", i);

  g_ptr_array_add (texts, idio_text_new (1, "Book", book->str, 3600, 0));
  g_ptr_array_add (texts, idio_text_new (2, "Note", "Too short.", 2, 0));
  g_ptr_array_add (texts, idio_text_new (3, "Mail", "Hi Ann,\n\nThis mail is just long enough to be read by "
                                                    "anybody who cares for it at all.\n\nTom", 19, 0));

  passages = idio_passages_choose (texts, 12);
  g_assert_cmpuint (passages->len, ==, 12);
  g_assert_cmpint (((IdioPassage *) passages->pdata[0])->document, ==, 1);
  g_assert_cmpint (((IdioPassage *) passages->pdata[1])->document, ==, 3);

  /* Passages of one text are not taken for several texts, nor their edges for its beginning or end. */
  g_assert_cmpuint (idio_passages_count_texts (passages, 0, 3), ==, 2);
  first = idio_passages_format (passages, 0, 3, &sentences);
  g_assert_nonnull (strstr (first, "Text 1, not to its end\n[1]"));
  g_assert_nonnull (strstr (first, "Text 2\n["));
  g_assert_nonnull (strstr (first, "Text 1, from the middle, not to its end\n["));

  for (guint i = 0; i < passages->len; i++)
    {
      const IdioPassage *passage = g_ptr_array_index (passages, i);

      g_assert_cmpuint (passage->n_words, <=, 250);
      g_assert_true (passage->n_words >= 100 || passage->document == 3);
    }

  while (from < passages->len)
    {
      g_autoptr(GPtrArray) numbered = NULL;
      guint to = idio_passages_next_batch (passages, from);
      g_autofree char *formatted = idio_passages_format (passages, from, to, &numbered);

      g_assert_cmpuint (to, >, from);
      g_assert_cmpuint (numbered->len, >, 0);
      g_assert_nonnull (strstr (formatted, "[1] \""));
      from = to;
      n_batches++;
    }

  g_assert_cmpuint (n_batches, >=, 2);
}

static IdioCardFlaw
check (const char *claim,
       const char *instruction,
       gboolean    two_documents)
{
  g_autoptr(IdioProposal) proposal = idio_proposal_new ();

  proposal->fields.claim = g_strdup (claim);
  proposal->fields.instruction = g_strdup (instruction);
  proposal->fields.rate = g_strdup ("in 3 of 4");
  g_ptr_array_add (proposal->quotes, idio_quote_new (1, 0, 5, "quote"));
  g_ptr_array_add (proposal->quotes, idio_quote_new (two_documents ? 2 : 1, 9, 5, "quote"));

  return idio_card_check (proposal, "Name the habits that tell this writer from all others, please.");
}

static void
test_check (void)
{
  g_autofree char *long_claim = g_strnfill (201, 'x');

  g_assert_cmpint (check ("You put the verb last", "Put verbs last", TRUE), ==, IDIO_CARD_FLAW_NONE);
  g_assert_cmpint (check ("You put the verb last", "Put verbs last", FALSE), ==, IDIO_CARD_FLAW_EVIDENCE);
  g_assert_cmpint (check ("", "Put verbs last", TRUE), ==, IDIO_CARD_FLAW_FORM);
  g_assert_cmpint (check (NULL, NULL, TRUE), ==, IDIO_CARD_FLAW_FORM);
  g_assert_cmpint (check (long_claim, "Put verbs last", TRUE), ==, IDIO_CARD_FLAW_FORM);
  g_assert_cmpint (check ("You put\nthe verb last", "Put verbs last", TRUE), ==, IDIO_CARD_FLAW_FORM);
  g_assert_cmpint (check ("Your writing is clear and engaging", "Be clear, in 3 of 4", TRUE), ==, IDIO_CARD_FLAW_EMPTY);
  g_assert_cmpint (check ("You write in a friendly, professional tone", "Be friendly", TRUE), ==, IDIO_CARD_FLAW_EMPTY);
  g_assert_cmpint (check ("You write like a young woman", "Sound young", TRUE), ==, IDIO_CARD_FLAW_SENSITIVE);
  g_assert_cmpint (check ("You bring up your depression", "Mention it", TRUE), ==, IDIO_CARD_FLAW_SENSITIVE);
  g_assert_cmpint (check ("You put verbs last", "Sound like a Christian", TRUE), ==, IDIO_CARD_FLAW_SENSITIVE);
  g_assert_cmpint (check ("You have habits that tell this writer from all others", "Have 2 habits", TRUE), ==,
                   IDIO_CARD_FLAW_PROMPT);
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/inference/cards", test_cards);
  idio_test_add_fiber ("/inference/decided", test_decided);
  idio_test_add_fiber ("/inference/too-many", test_too_many);
  idio_test_add_fiber ("/inference/many-cards", test_many_cards);
  idio_test_add_fiber ("/inference/texts", test_texts);
  idio_test_add_fiber ("/inference/unfit", test_unfit);
  idio_test_add_fiber ("/inference/cut-off", test_cut_off);
  idio_test_add_fiber ("/inference/error", test_error);
  idio_test_add_fiber ("/inference/stop", test_stop);
  g_test_add_func ("/passages", test_passages);
  g_test_add_func ("/card-check", test_check);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
