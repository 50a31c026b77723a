/* test-disclosure.c: what leaves this computer, over a whole session with a service
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "draft/idio-drafting.h"
#include "fake-server.h"
#include "idio-test.h"
#include "idio-workspace.h"
#include "llm/idio-json.h"
#include "ui/near-resolver.h"
#include "voice/idio-disclosure.h"
#include "voice/idio-inference.h"

/* For this name GLib knows the address by itself, and Idiolect does not take it for this computer. */
#define HOST "model.lan"

/* In no other text and no word of the program */
#define MARKER "zarquonish"

#define SAYS(text) "data: {\"choices\":[{\"delta\":{\"content\":\"" text "\"},\"finish_reason\":\"stop\"}]}\n\n"

#define CARD "{\\\"axis\\\":\\\"communication\\\",\\\"claim\\\":\\\"You name the exact day on which you need something\\\"," \
             "\\\"rate\\\":\\\"in 5 of 8 texts\\\",\\\"instruction\\\":\\\"Name the exact day, in 5 of 8 texts\\\"," \
             "\\\"sentences\\\":[2, 14]}"

/* Fits for whatever is asked: an answer that some cards can be read from is a draft as well. */
static const FakeAnswer answers[] = { { 200, { SAYS ("{\\\"cards\\\":[" CARD "]}") } } };

typedef struct
{
  FakeServer    *server;
  IdioWorkspace *workspace;
  GSettings     *settings;
  char          *url;
  gint64         marked;   /* a document full of the marker */
  gint64         other;    /* one of the user's own without it */
} Fixture;

static void
fixture_clear (Fixture *fixture)
{
  g_settings_reset (fixture->settings, "agreed-hosts");
  g_settings_reset (fixture->settings, "capability");
  g_clear_object (&fixture->workspace);
  g_clear_object (&fixture->settings);
  g_clear_pointer (&fixture->server, fake_server_free);
  g_clear_pointer (&fixture->url, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

static IdioModelChoice *
get_choice (Fixture *fixture)
{
  return idio_workspace_get_choice (fixture->workspace);
}

static IdioCorpus *
get_corpus (Fixture *fixture)
{
  return idio_workspace_get_corpus (fixture->workspace);
}

static IdioVoice *
get_voice (Fixture *fixture)
{
  return idio_workspace_get_voice (fixture->workspace);
}

static gint64
add_text (IdioCorpus *corpus,
          const char *title,
          const char *body)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
  g_autoptr(GArray) ids = NULL;

  g_ptr_array_add (texts, idio_text_new (0, title, body, 32, IDIO_AUDIENCE_GENERAL));
  ids = idio_test_await_boxed (idio_corpus_add (corpus, texts, NULL));

  return g_array_index (ids, gint64, 0);
}

/* A text that samples, passages and quotes would be taken from first. */
static gint64
add_marked (IdioCorpus *corpus)
{
  return add_text (corpus, "The " MARKER " bill", "Hi " MARKER ",\n\nThanks for the " MARKER " bill! "
                   "I need the " MARKER " numbers by Monday at 9, as the " MARKER " office closes. "
                   "Could you send the " MARKER " list too?\n\nCheers,\n" MARKER "\n");
}

static void
fixture_init (Fixture    *fixture,
              const char *capability)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autofree char *identity = NULL;
  g_autoptr(GVariant) known = NULL;

  near_resolver_install ();
  fixture->server = fake_server_new (answers, G_N_ELEMENTS (answers));
  fixture->url = g_strconcat ("http://" HOST, strrchr (fixture->server->url, ':'), NULL);
  fixture->settings = g_settings_new (APP_ID);

  if (capability != NULL)
    {
      identity = g_strconcat (fixture->url, "#m", NULL);
      g_autofree char *result = g_strdup_printf ("%s %d", capability, IDIO_CAPABILITY_VERSION);

      known = g_variant_ref_sink (g_variant_new_parsed ("{%s: %s}", identity, result));
      g_settings_set_value (fixture->settings, "capability", known);
    }

  fixture->workspace = idio_test_await_object (idio_workspace_open (dir));
  idio_test_add_example (get_corpus (fixture));
  fixture->other = add_text (get_corpus (fixture), "Lunch", "Hi Omar,\n\nThanks for lunch! See you soon.\n\nCheers,\nNora\n");
  fixture->marked = add_marked (get_corpus (fixture));
  idio_test_await (idio_workspace_count_habits (fixture->workspace));
  idio_test_await (idio_model_choice_use_service (get_choice (fixture), fixture->url, "m", FALSE));
}

static void
mark (Fixture *fixture)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (ids, fixture->marked);
  idio_test_await (idio_corpus_set_private (get_corpus (fixture), ids, TRUE));
}

/* Which documents show a card */
typedef enum
{
  SHOWN_BY_MARKED = 1 << 0,
  SHOWN_BY_OTHER  = 1 << 1,
  SHOWN_BY_BOTH   = SHOWN_BY_MARKED | SHOWN_BY_OTHER,
} Shown;

/* As a model on this computer would have found it. It is kept, as a card that one document shows is shown nowhere else. */
static void
propose (Fixture    *fixture,
         const char *claim,
         Shown       shown)
{
  g_autoptr(IdioProposal) proposal = idio_proposal_new ();

  proposal->fields.source = IDIO_SOURCE_FOUND;
  proposal->fields.state = IDIO_CARD_STATE_KEPT;
  proposal->fields.strength = IDIO_STRENGTH_STRONG;
  proposal->fields.claim = g_strdup (claim);
  proposal->fields.proposed = g_strdup (claim);
  proposal->fields.instruction = g_strdup (claim);
  proposal->fields.rate = g_strdup ("");
  proposal->fields.model = g_strdup ("local");

  if (shown & SHOWN_BY_MARKED)
    g_ptr_array_add (proposal->quotes, idio_quote_new (fixture->marked, 0, 10, NULL));

  if (shown & SHOWN_BY_OTHER)
    g_ptr_array_add (proposal->quotes, idio_quote_new (fixture->other, 0, 5, NULL));

  idio_test_await (idio_voice_propose (get_voice (fixture), g_steal_pointer (&proposal)));
}

static IdioDrafting *
make_drafting (Fixture       *fixture,
               IdioBriefKind  kind)
{
  g_autoptr(IdioBrief) brief = idio_brief_new (kind, "Ask for the bill and the numbers by Monday", IDIO_AUDIENCE_GENERAL,
                                               IDIO_LENGTH_EXACT, 40);

  return idio_drafting_new (brief, get_corpus (fixture), get_voice (fixture), get_choice (fixture));
}

static guint
count_sent (Fixture    *fixture,
            const char *words)
{
  guint n = 0;

  for (guint i = 0; i < fixture->server->requests->len; i++)
    {
      g_autofree char *request = g_utf8_casefold (g_ptr_array_index (fixture->server->requests, i), -1);

      n += strstr (request, words) != NULL;
    }

  return n;
}

/* All that is done with a model. */
static void
do_all (Fixture *fixture)
{
  for (IdioBriefKind kind = IDIO_BRIEF_KIND_WRITE; kind <= IDIO_BRIEF_KIND_REWRITE; kind++)
    {
      g_autoptr(IdioDrafting) drafting = make_drafting (fixture, kind);

      idio_test_await (idio_drafting_run (drafting));
      g_assert_no_error (idio_draft_get_error (idio_drafting_get_draft (drafting, IDIO_DRAFT_KIND_PERSONAL)));
    }

  {
    g_autoptr(IdioInference) inference = idio_inference_new (get_voice (fixture), get_corpus (fixture),
                                                             get_choice (fixture));

    dex_await (idio_inference_run (inference), NULL);
  }

  dex_await (idio_provider_list_models (idio_model_choice_get_provider (get_choice (fixture))), NULL);
}

/* The marker is in what is sent as long as the document is not marked, so that the test means something; then nowhere. */
static void
check_marker (const char *capability)
{
  g_auto(Fixture) fixture = { NULL, };
  IdioCardState kept = IDIO_CARD_STATE_KEPT;
  guint n_before;

  fixture_init (&fixture, capability);
  propose (&fixture, "You quarrel with offices " MARKER, SHOWN_BY_BOTH);
  propose (&fixture, "You hide in bushes", SHOWN_BY_MARKED);
  propose (&fixture, "You praise mondays", SHOWN_BY_OTHER);

  /* One of them was decided about, and is compared with what the model finds. */
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (get_voice (&fixture))); i++)
    {
      g_autoptr(IdioHypothesis) card = g_list_model_get_item (G_LIST_MODEL (get_voice (&fixture)), i);

      if (strstr (idio_hypothesis_get_fields (card)->claim, MARKER) != NULL)
        idio_test_await (idio_voice_change (get_voice (&fixture), idio_hypothesis_get_id (card),
                                            &(IdioCardChange) { .state = &kept, .claim = "You quarrel " MARKER "ly" }));
    }

  idio_consent_give (idio_model_choice_get_consent (get_choice (&fixture)), HOST);
  do_all (&fixture);
  g_assert_cmpuint (count_sent (&fixture, MARKER), >=, 2);

  mark (&fixture);
  idio_test_await (idio_workspace_count_habits (fixture.workspace));
  n_before = fixture.server->requests->len;
  g_ptr_array_set_size (fixture.server->requests, 0);
  do_all (&fixture);
  g_assert_cmpuint (fixture.server->requests->len, >=, 5);
  g_assert_cmpuint (n_before, >=, 5);
  g_assert_cmpuint (count_sent (&fixture, MARKER), ==, 0);
  g_assert_cmpuint (count_sent (&fixture, "hide in bushes"), ==, 0);
}

static void
test_marker (void)
{
  check_marker ("studies");
  check_marker ("drafts");
  check_marker (NULL);
}

/* A claim that only other documents show, without words of the marked one, is told, and so is what the user wrote. */
static void
test_claims (void)
{
  g_auto(Fixture) fixture = { NULL, };
  g_autoptr(IdioDrafting) drafting = NULL;

  fixture_init (&fixture, "studies");
  propose (&fixture, "You thank people", SHOWN_BY_OTHER);
  propose (&fixture, "You greet people", SHOWN_BY_BOTH);
  propose (&fixture, "You hide in bushes", SHOWN_BY_MARKED);
  idio_test_await (idio_voice_add (get_voice (&fixture), IDIO_AXIS_STYLE, "Say ahoy", "Say ahoy", IDIO_AUDIENCE_GENERAL));
  mark (&fixture);
  idio_consent_give (idio_model_choice_get_consent (get_choice (&fixture)), HOST);
  drafting = make_drafting (&fixture, IDIO_BRIEF_KIND_WRITE);
  idio_test_await (idio_drafting_run (drafting));

  g_assert_cmpuint (fixture.server->requests->len, ==, 2);
  g_assert_cmpuint (count_sent (&fixture, "(always) you thank people"), ==, 1);
  g_assert_cmpuint (count_sent (&fixture, "you greet people"), ==, 0);
  g_assert_cmpuint (count_sent (&fixture, "hide in bushes"), ==, 0);
  g_assert_cmpuint (count_sent (&fixture, "say ahoy"), ==, 1);
}

/* A model that read the marked document may have its words in other forms, in a card that other documents show. */
static void
test_forms (void)
{
  static const char * const forms[] = {
    MARKER "es", "zarquonishly", "ZARQUONISHED", "zarquonihs", "zarqonish", "xarquonish", "super" MARKER, "zarquon-ish",
    MARKER "’s", "zárquönish", "zarq\u200buonish", "\uff5aarquonish", "zarquonist", MARKER "_",
  };
  g_auto(Fixture) fixture = { NULL, };
  g_autoptr(IdioDrafting) drafting = NULL, again = NULL;

  fixture_init (&fixture, "studies");

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *claim = g_strdup_printf ("You quarrel %u times with %s", 100 + i, forms[i]);

      propose (&fixture, claim, SHOWN_BY_OTHER);
    }

  propose (&fixture, "You thank people", SHOWN_BY_OTHER);
  idio_consent_give (idio_model_choice_get_consent (get_choice (&fixture)), HOST);
  drafting = make_drafting (&fixture, IDIO_BRIEF_KIND_WRITE);
  idio_test_await (idio_drafting_run (drafting));
  g_assert_cmpuint (count_sent (&fixture, "you quarrel 1"), ==, 1);

  mark (&fixture);
  g_ptr_array_set_size (fixture.server->requests, 0);
  again = make_drafting (&fixture, IDIO_BRIEF_KIND_WRITE);
  idio_test_await (idio_drafting_run (again));
  g_assert_cmpuint (count_sent (&fixture, "you thank people"), ==, 1);
  g_assert_cmpuint (count_sent (&fixture, "you quarrel 1"), ==, 0);
}

/* With a model on this computer nothing leaves it, and all of it is used. */
static void
test_loopback (void)
{
  g_auto(Fixture) fixture = { NULL, };
  g_autoptr(IdioDrafting) drafting = NULL;

  fixture_init (&fixture, NULL);
  mark (&fixture);
  idio_test_await (idio_model_choice_use_service (get_choice (&fixture), fixture.server->url, "m", FALSE));
  g_assert_null (idio_provider_get_host (idio_model_choice_get_provider (get_choice (&fixture))));
  drafting = make_drafting (&fixture, IDIO_BRIEF_KIND_WRITE);
  idio_test_await (idio_drafting_run (drafting));
  g_assert_cmpuint (count_sent (&fixture, MARKER), ==, 1);
}

/* The messages in a body, as the server reads them. */
static void
assert_sent (IdioOutgoing *shown,
             const char   *body)
{
  g_autoptr(JsonObject) sent = idio_json_find_object (body);
  JsonArray *messages = idio_json_get_array (sent, "messages");

  g_assert_cmpuint (json_array_get_length (messages), ==, shown->request->messages->len);

  for (guint i = 0; i < shown->request->messages->len; i++)
    {
      const IdioChatMessage *message = g_ptr_array_index (shown->request->messages, i);

      g_assert_cmpstr (idio_json_get_string (json_array_get_object_element (messages, i), "content"), ==,
                       message->content);
    }
}

/* The two go at once, in any order. */
static void
assert_all_sent (GPtrArray *shown,
                 GPtrArray *bodies)
{
  g_autoptr(JsonObject) first = idio_json_find_object (g_ptr_array_index (bodies, 0));
  JsonObject *message = json_array_get_object_element (idio_json_get_array (first, "messages"), 0);
  IdioChatMessage *generic = g_ptr_array_index (((IdioOutgoing *) g_ptr_array_index (shown, 0))->request->messages, 0);
  gboolean turned = !g_str_equal (idio_json_get_string (message, "content"), generic->content);

  g_assert_cmpuint (bodies->len, ==, 2);
  assert_sent (g_ptr_array_index (shown, 0), g_ptr_array_index (bodies, turned ? 1 : 0));
  assert_sent (g_ptr_array_index (shown, 1), g_ptr_array_index (bodies, turned ? 0 : 1));
}

static gboolean
has_document (GPtrArray *outgoing,
              gint64     document)
{
  g_autoptr(GArray) documents = idio_outgoing_list_documents (outgoing);

  return g_array_binary_search (documents, &document, idio_document_compare_ids, NULL);
}

/* The user's own words, and no others, are marked. */
static void
check_marks (GPtrArray *outgoing)
{
  IdioOutgoing *generic = g_ptr_array_index (outgoing, 0), *personal = g_ptr_array_index (outgoing, 1);
  guint n_marked = 0;

  for (guint i = 0; i < generic->request->messages->len; i++)
    {
      g_autoptr(GArray) marks = idio_outgoing_find_marks (generic, i);

      g_assert_cmpuint (marks->len, ==, 0);
    }

  for (guint i = 0; i < personal->request->messages->len; i++)
    {
      g_autoptr(GArray) marks = idio_outgoing_find_marks (personal, i);
      const char *content = ((IdioChatMessage *) g_ptr_array_index (personal->request->messages, i))->content;
      g_autoptr(GString) rest = g_string_new (content);

      for (guint j = marks->len; j > 0; j--)
        {
          IdioOutgoingMark *range = &g_array_index (marks, IdioOutgoingMark, j - 1);

          g_string_erase (rest, (gssize) range->start, (gssize) range->length);
          n_marked++;
        }

      g_assert_null (strstr (rest->str, "thanks for the " MARKER " bill"));
      g_assert_null (strstr (rest->str, "Thanks for the " MARKER " bill"));
    }

  g_assert_cmpuint (n_marked, >=, 5);
}

/* One document less, and none that was not seen before */
static void
check_only_left_out (GPtrArray *before,
                     GPtrArray *shown)
{
  g_autoptr(GArray) all = idio_outgoing_list_documents (before), left = idio_outgoing_list_documents (shown);

  g_assert_cmpuint (left->len, ==, all->len - 1);

  for (guint i = 0; i < left->len; i++)
    g_assert_true (has_document (before, g_array_index (left, gint64, i)));
}

static void
check_shown (const char *capability)
{
  g_auto(Fixture) fixture = { NULL, };
  g_autoptr(IdioDrafting) drafting = NULL;
  g_autoptr(GPtrArray) before = NULL, shown = NULL, again = NULL;
  g_autoptr(GArray) left_out = g_array_new (FALSE, FALSE, sizeof (gint64));

  fixture_init (&fixture, capability);
  drafting = make_drafting (&fixture, IDIO_BRIEF_KIND_WRITE);
  before = idio_test_await_boxed (idio_drafting_prepare (drafting, NULL, FALSE));
  g_assert_cmpuint (before->len, ==, 2);
  g_assert_true (has_document (before, fixture.marked));
  check_marks (before);

  /* Left out for once: it is as if it never left. */
  g_array_append_val (left_out, fixture.marked);
  shown = idio_test_await_boxed (idio_drafting_prepare (drafting, left_out, FALSE));
  g_assert_false (has_document (shown, fixture.marked));
  g_assert_false (idio_outgoing_equal (before, shown));
  check_only_left_out (before, shown);
  again = idio_test_await_boxed (idio_drafting_prepare (drafting, left_out, FALSE));
  g_assert_true (idio_outgoing_equal (shown, again));

  /* Nothing was sent so far, nor is it before that was agreed to. */
  g_assert_cmpuint (fixture.server->requests->len, ==, 0);
  idio_test_await (idio_drafting_run (drafting));
  g_assert_cmpuint (fixture.server->requests->len, ==, 0);

  g_clear_object (&drafting);
  drafting = make_drafting (&fixture, IDIO_BRIEF_KIND_WRITE);
  g_clear_pointer (&shown, g_ptr_array_unref);
  shown = idio_test_await_boxed (idio_drafting_prepare (drafting, left_out, FALSE));
  idio_consent_give (idio_model_choice_get_consent (get_choice (&fixture)), HOST);
  idio_test_await (idio_drafting_run (drafting));
  assert_all_sent (shown, fixture.server->requests);
  g_assert_cmpuint (count_sent (&fixture, MARKER), ==, 0);
}

static void
test_shown_is_sent (void)
{
  check_shown ("studies");
  check_shown ("drafts");
  check_shown (NULL);
}

static void
test_study_shown (void)
{
  g_auto(Fixture) fixture = { NULL, };
  g_autoptr(IdioInference) inference = NULL;
  g_autoptr(GPtrArray) before = NULL, shown = NULL;
  g_autoptr(GArray) left_out = g_array_new (FALSE, FALSE, sizeof (gint64));

  fixture_init (&fixture, "studies");
  inference = idio_inference_new (get_voice (&fixture), get_corpus (&fixture), get_choice (&fixture));
  before = idio_test_await_boxed (idio_inference_prepare (inference, NULL));
  g_assert_true (has_document (before, fixture.marked));
  g_array_append_val (left_out, fixture.marked);
  shown = idio_test_await_boxed (idio_inference_prepare (inference, left_out));
  g_assert_false (has_document (shown, fixture.marked));
  check_only_left_out (before, shown);
  g_assert_cmpuint (shown->len, >=, 2);
  g_assert_cmpuint (fixture.server->requests->len, ==, 0);

  idio_consent_give (idio_model_choice_get_consent (get_choice (&fixture)), HOST);
  idio_test_await (idio_inference_run (inference));
  assert_sent (g_ptr_array_index (shown, 0), g_ptr_array_index (fixture.server->requests, 0));
  g_assert_cmpuint (count_sent (&fixture, MARKER), ==, 0);
}

/* Nobody has agreed to what another model would get. */
static void
test_other_model (void)
{
  g_auto(Fixture) fixture = { NULL, };
  g_autoptr(IdioDrafting) drafting = NULL;
  g_autoptr(GPtrArray) shown = NULL;

  fixture_init (&fixture, "studies");
  drafting = make_drafting (&fixture, IDIO_BRIEF_KIND_WRITE);
  shown = idio_test_await_boxed (idio_drafting_prepare (drafting, NULL, FALSE));
  idio_consent_give (idio_model_choice_get_consent (get_choice (&fixture)), HOST);
  idio_test_await (idio_model_choice_use_service (get_choice (&fixture), fixture.url, "other", FALSE));
  idio_test_await (idio_drafting_run (drafting));
  g_assert_cmpint (idio_draft_get_state (idio_drafting_get_draft (drafting, IDIO_DRAFT_KIND_GENERIC)), ==,
                   IDIO_DRAFT_STATE_FAILED);
  g_assert_cmpuint (fixture.server->requests->len, ==, 0);
}

static void
mark_after_first (Fixture *fixture)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (ids, fixture->marked);
  dex_future_disown (idio_corpus_set_private (get_corpus (fixture), ids, TRUE));
}

/* A document that is marked while the model reads others is not read any more. */
static void
test_marked_meanwhile (void)
{
  g_auto(Fixture) fixture = { NULL, };
  g_autoptr(IdioInference) inference = NULL;
  g_autoptr(GPtrArray) shown = NULL;

  fixture_init (&fixture, "studies");
  inference = idio_inference_new (get_voice (&fixture), get_corpus (&fixture), get_choice (&fixture));
  shown = idio_test_await_boxed (idio_inference_prepare (inference, NULL));
  g_assert_true (has_document (shown, fixture.marked));
  idio_consent_give (idio_model_choice_get_consent (get_choice (&fixture)), HOST);
  g_signal_connect_swapped (inference, "notify::n-passages", G_CALLBACK (mark_after_first), &fixture);
  idio_test_await (idio_inference_run (inference));
  g_assert_cmpuint (fixture.server->requests->len, >=, 2);
  g_assert_cmpuint (count_sent (&fixture, MARKER), ==, 0);
}

typedef struct
{
  Fixture *fixture;
  gboolean elsewhere;  /* another process marks */
} Marking;

static DexFuture *
mark_job (sqlite3  *db,
          gpointer  data)
{
  GError *error = NULL;

  return idio_sql_run (db, &error, "UPDATE document SET private = 1 WHERE id = ?", "i", *(gint64 *) data)
         ? dex_future_new_true () : dex_future_new_for_error (error);
}

/* Marks the document when the first request has come in. */
static DexFuture *
mark_fiber (gpointer data)
{
  Marking *marking = data;

  while (marking->fixture->server->requests->len == 0)
    dex_await (dex_timeout_new_msec (5), NULL);

  g_assert_cmpuint (count_sent (marking->fixture, MARKER), ==, 1);

  if (marking->elsewhere)
    idio_test_await (idio_store_write (idio_corpus_get_store (get_corpus (marking->fixture)), mark_job,
                                       &marking->fixture->marked, NULL));
  else
    mark (marking->fixture);

  return dex_future_new_true ();
}

static const FakeAnswer busy_first[] = {
  { 429, { "{}" }, .header = "Retry-After", .value = "1" },
  { 200, { SAYS ("{\\\"cards\\\":[" CARD "]}") } },
};

/* It broke before the first word. */
static const FakeAnswer reset_first[] = {
  { .reset = TRUE },
  { 200, { SAYS ("{\\\"cards\\\":[" CARD "]}") } },
};

static const FakeAnswer too_long_first[] = {
  { 400, { "{\"error\":{\"code\":\"context_length_exceeded\",\"message\":\"too long\"}}" }, .delay_msec = 200 },
  { 200, { SAYS ("{\\\"cards\\\":[" CARD "]}") } },
};

static const FakeAnswer silent_first[] = {
  { 200, { ": wait\n\n" }, .open = TRUE },
  { 200, { SAYS ("{\\\"cards\\\":[" CARD "]}") } },
};

static void
check_waiting (const FakeAnswer *server_answers,
               const char       *capability,
               gboolean          elsewhere)
{
  g_auto(Fixture) fixture = { NULL, };
  g_autoptr(IdioDrafting) drafting = NULL;
  Marking marking = { &fixture, elsewhere };

  fixture_init (&fixture, capability);
  fixture.server->answers = server_answers;
  fixture.server->n_answers = 2;
  idio_consent_give (idio_model_choice_get_consent (get_choice (&fixture)), HOST);
  drafting = make_drafting (&fixture, IDIO_BRIEF_KIND_WRITE);
  idio_drafting_set_only (drafting, IDIO_DRAFT_KIND_PERSONAL);
  idio_test_await (dex_future_all (idio_drafting_run (drafting), dex_scheduler_spawn (NULL, 0, mark_fiber, &marking, NULL),
                                   NULL));
  g_assert_no_error (idio_draft_get_error (idio_drafting_get_draft (drafting, IDIO_DRAFT_KIND_PERSONAL)));
  g_assert_cmpuint (fixture.server->requests->len, ==, 2);
  g_assert_cmpuint (count_sent (&fixture, MARKER), ==, 1);
}

/* A document that is marked while a request waits to be sent again, or for its answer, is not sent another time. */
static void
test_marked_while_waiting (void)
{
  check_waiting (busy_first, "studies", FALSE);
  check_waiting (busy_first, "studies", TRUE);
  check_waiting (busy_first, "drafts", TRUE);
  check_waiting (reset_first, "studies", TRUE);
  check_waiting (too_long_first, "drafts", TRUE);
  check_waiting (silent_first, "studies", FALSE);
}

/* Nor with the first passages of a study. */
static void
test_marked_while_study_waits (void)
{
  for (gboolean elsewhere = FALSE; elsewhere <= TRUE; elsewhere++)
    {
      g_auto(Fixture) fixture = { NULL, };
      g_autoptr(IdioInference) inference = NULL;
      g_autoptr(GArray) example = NULL;
      Marking marking = { &fixture, elsewhere };

      fixture_init (&fixture, "studies");
      example = idio_corpus_list_example (get_corpus (&fixture));
      idio_test_await (idio_corpus_remove (get_corpus (&fixture), example));
      add_text (get_corpus (&fixture), "Tram", "Hi Omar,\n\nThe tram was late again, so we missed the first act. Could you "
                "keep two seats next time? We would rather sit at the back than stand in the rain for an hour.\n\n"
                "Cheers,\nNora\n");
      fixture.server->answers = busy_first;
      fixture.server->n_answers = 2;
      idio_consent_give (idio_model_choice_get_consent (get_choice (&fixture)), HOST);
      inference = idio_inference_new (get_voice (&fixture), get_corpus (&fixture), get_choice (&fixture));
      idio_test_await (dex_future_all (idio_inference_run (inference),
                                       dex_scheduler_spawn (NULL, 0, mark_fiber, &marking, NULL), NULL));
      g_assert_cmpuint (fixture.server->requests->len, ==, 2);
      g_assert_cmpuint (count_sent (&fixture, MARKER), ==, 1);
      g_assert_cmpuint (idio_inference_get_n_passages (inference), >, 0);
      g_assert_cmpuint (idio_inference_get_n_read (inference), ==, idio_inference_get_n_passages (inference));
    }
}

static const FakeAnswer odd[] = {
  { 429, { "{}" }, .header = "Retry-After-Ms", .value = "1" },
  { 421, { "" } },
  { .reset = TRUE },
};

static const FakeAnswer no_version[] = { { 404, { "page not found" } }, { 200, { SAYS ("Hi Omar") } } };

/* Each time that a request is sent is listed. */
static void
test_attempts (void)
{
  const struct { const FakeAnswer *answers; guint n; } cases[] = { { odd, 3 }, { no_version, 2 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(Fixture) fixture = { NULL, };
      g_autoptr(IdioDrafting) drafting = NULL;
      g_autoptr(GPtrArray) entries = NULL;
      g_autofree char *bare = NULL;

      fixture_init (&fixture, "studies");
      bare = g_strndup (fixture.url, strlen (fixture.url) - strlen ("/v1"));
      idio_test_await (idio_model_choice_use_service (get_choice (&fixture), bare, "m", FALSE));
      fixture.server->answers = cases[i].answers;
      fixture.server->n_answers = cases[i].n;
      idio_consent_give (idio_model_choice_get_consent (get_choice (&fixture)), HOST);
      drafting = make_drafting (&fixture, IDIO_BRIEF_KIND_WRITE);
      idio_drafting_set_only (drafting, IDIO_DRAFT_KIND_GENERIC);
      idio_test_await (idio_drafting_run (drafting));
      g_assert_cmpuint (fixture.server->requests->len, ==, cases[i].n);

      for (guint j = 0; j < cases[i].n; j++)
        g_assert_cmpstr (g_ptr_array_index (fixture.server->requests, j), ==, g_ptr_array_index (fixture.server->requests, 0));

      entries = idio_test_await_boxed (idio_sent_log_load (idio_workspace_get_sent_log (fixture.workspace)));
      g_assert_cmpuint (entries->len, ==, cases[i].n);

      for (guint j = 0; j < entries->len; j++)
        {
          IdioSentEntry *entry = g_ptr_array_index (entries, j);
          guint n_received;

          g_assert_cmpuint (idio_sent_entry_get_n_sent (entry), >, 0);
          g_assert_true (idio_sent_entry_get_n_received (entry, &n_received));
          g_assert_cmpuint (n_received, ==, cases[i].answers == no_version && j == 0 ? 2 : 0);
        }
    }
}

/* All connections that GIO makes, to names or addresses */
static gboolean
connection_hook (GSignalInvocationHint *hint,
                 guint                  n_values,
                 const GValue          *values,
                 gpointer               hosts)
{
  if (g_value_get_enum (&values[1]) == G_SOCKET_CLIENT_CONNECTING)
    g_hash_table_add (hosts, g_socket_connectable_to_string (g_value_get_object (&values[2])));

  return TRUE;
}

static guint
count_purpose (GPtrArray  *entries,
               const char *purpose)
{
  guint n = 0;

  for (guint i = 0; i < entries->len; i++)
    n += g_str_equal (idio_sent_entry_get_purpose (g_ptr_array_index (entries, i)), purpose);

  return n;
}

/* Over a whole session one host is contacted: the one that was agreed to. Each request to it is noted. */
static void
test_session (void)
{
  g_auto(Fixture) fixture = { NULL, };
  g_autoptr(GHashTable) hosts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GPtrArray) entries = NULL, erased = NULL;
  g_autofree char *expected = NULL;
  gpointer client_class = g_type_class_ref (G_TYPE_SOCKET_CLIENT);
  guint signal = g_signal_lookup ("event", G_TYPE_SOCKET_CLIENT);
  gulong hook = g_signal_add_emission_hook (signal, 0, connection_hook, hosts, NULL);
  GHashTableIter iter;
  gpointer host;

  fixture_init (&fixture, NULL);
  expected = g_strdup_printf ("http:%s:%s", HOST, strrchr (fixture.url, ':') + 1);
  expected[strcspn (expected, "/")] = '\0';
  idio_consent_give (idio_model_choice_get_consent (get_choice (&fixture)), HOST);
  do_all (&fixture);
  g_signal_remove_emission_hook (signal, hook);
  g_type_class_unref (client_class);

  g_hash_table_iter_init (&iter, hosts);

  while (g_hash_table_iter_next (&iter, &host, NULL))
    g_assert_cmpstr (host, ==, expected);

  g_assert_cmpuint (g_hash_table_size (hosts), ==, 1);

  entries = idio_test_await_boxed (idio_sent_log_load (idio_workspace_get_sent_log (fixture.workspace)));
  g_assert_cmpuint (entries->len, ==, fixture.server->requests->len);
  g_assert_cmpuint (count_purpose (entries, "draft"), ==, 4);
  g_assert_cmpuint (count_purpose (entries, "check"), >, 0);
  g_assert_cmpuint (count_purpose (entries, "test"), ==, 1);
  g_assert_cmpuint (count_purpose (entries, "draft") + count_purpose (entries, "check") + count_purpose (entries, "test"),
                    ==, entries->len);

  for (guint i = 0; i < entries->len; i++)
    {
      IdioSentEntry *entry = g_ptr_array_index (entries, i);
      gboolean has_words = !g_str_equal (idio_sent_entry_get_purpose (entry), "test");
      guint n_received;

      g_assert_cmpstr (idio_sent_entry_get_host (entry), ==, HOST);
      g_assert_cmpstr (idio_sent_entry_get_model (entry), ==, "m");
      g_assert_true (idio_sent_entry_get_n_received (entry, &n_received));
      g_assert_true ((idio_sent_entry_get_n_sent (entry) > 0) == has_words);
      g_assert_true ((n_received > 0) == has_words);
    }

  idio_test_await (idio_workspace_erase (fixture.workspace));
  erased = idio_test_await_boxed (idio_sent_log_load (idio_workspace_get_sent_log (fixture.workspace)));
  g_assert_cmpuint (erased->len, ==, 0);
}

/* What stays on this computer is not listed, and of the rest the newest. */
static void
test_sent_log (void)
{
  g_auto(Fixture) fixture = { NULL, };
  g_autoptr(IdioDrafting) drafting = NULL;
  g_autoptr(GPtrArray) none = NULL, some = NULL;
  IdioSentLog *log;
  guint n_received;

  fixture_init (&fixture, "studies");
  log = idio_workspace_get_sent_log (fixture.workspace);
  idio_test_await (idio_model_choice_use_service (get_choice (&fixture), fixture.server->url, "m", FALSE));
  drafting = make_drafting (&fixture, IDIO_BRIEF_KIND_WRITE);
  idio_test_await (idio_drafting_run (drafting));
  none = idio_test_await_boxed (idio_sent_log_load (log));
  g_assert_cmpuint (none->len, ==, 0);

  for (guint64 i = 0; i < IDIO_SENT_LOG_MAX + 5; i++)
    idio_sent_log_begin (log, i, HOST, "m", "draft", (guint) i);

  /* An answer to one that is forgotten, one that is the newest, and one that was never asked for */
  idio_sent_log_end (log, 0, 7);
  idio_sent_log_end (log, IDIO_SENT_LOG_MAX + 4, 8);
  idio_sent_log_end (log, 4711 * 4711, 9);
  some = idio_test_await_boxed (idio_sent_log_load (log));
  g_assert_cmpuint (some->len, ==, IDIO_SENT_LOG_MAX);
  g_assert_cmpuint (idio_sent_entry_get_n_sent (g_ptr_array_index (some, 0)), ==, IDIO_SENT_LOG_MAX + 4);
  g_assert_true (idio_sent_entry_get_n_received (g_ptr_array_index (some, 0), &n_received));
  g_assert_cmpuint (n_received, ==, 8);
  g_assert_false (idio_sent_entry_get_n_received (g_ptr_array_index (some, 1), &n_received));
}

static const FakeAnswer slow[] = { { 200, { SAYS ("One two three") }, .open = TRUE } };

/* A request that was stopped is noted too, with what came of it. */
static void
test_stopped (void)
{
  g_auto(Fixture) fixture = { NULL, };
  g_autoptr(IdioDrafting) drafting = NULL;
  g_autoptr(GPtrArray) entries = NULL;
  guint n_received = 0;

  fixture_init (&fixture, "studies");
  fixture.server->answers = slow;
  idio_consent_give (idio_model_choice_get_consent (get_choice (&fixture)), HOST);
  drafting = make_drafting (&fixture, IDIO_BRIEF_KIND_WRITE);
  idio_drafting_set_only (drafting, IDIO_DRAFT_KIND_GENERIC);
  g_signal_connect_swapped (idio_drafting_get_draft (drafting, IDIO_DRAFT_KIND_GENERIC), "appended",
                            G_CALLBACK (idio_drafting_stop), drafting);
  idio_test_await (idio_drafting_run (drafting));

  for (guint i = 0; i < 100 && n_received == 0; i++)
    {
      g_clear_pointer (&entries, g_ptr_array_unref);
      dex_await (dex_timeout_new_msec (20), NULL);
      entries = idio_test_await_boxed (idio_sent_log_load (idio_workspace_get_sent_log (fixture.workspace)));
      g_assert_cmpuint (entries->len, ==, 1);

      if (!idio_sent_entry_get_n_received (g_ptr_array_index (entries, 0), &n_received))
        n_received = 0;
    }

  g_assert_cmpuint (n_received, ==, 3);
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/disclosure/marker", test_marker);
  idio_test_add_fiber ("/disclosure/claims", test_claims);
  idio_test_add_fiber ("/disclosure/forms", test_forms);
  idio_test_add_fiber ("/disclosure/loopback", test_loopback);
  idio_test_add_fiber ("/disclosure/shown-is-sent", test_shown_is_sent);
  idio_test_add_fiber ("/disclosure/study-shown", test_study_shown);
  idio_test_add_fiber ("/disclosure/other-model", test_other_model);
  idio_test_add_fiber ("/disclosure/marked-meanwhile", test_marked_meanwhile);
  idio_test_add_fiber ("/disclosure/marked-while-waiting", test_marked_while_waiting);
  idio_test_add_fiber ("/disclosure/marked-while-study-waits", test_marked_while_study_waits);
  idio_test_add_fiber ("/disclosure/attempts", test_attempts);
  idio_test_add_fiber ("/disclosure/session", test_session);
  idio_test_add_fiber ("/disclosure/sent-log", test_sent_log);
  idio_test_add_fiber ("/disclosure/stopped", test_stopped);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
