/* test-capability.c: the check of what a model is fit for, with a server that is told what to say
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fake-server.h"
#include "idio-enums.h"
#include "idio-test.h"
#include "llm/idio-capability-memory.h"
#include "llm/idio-json.h"
#include "llm/idio-model-choice.h"
#include "llm/idio-note-habits.h"
#include "llm/idio-openai-provider.h"

#define N_NOTES    8
#define N_POINTS  10
#define N_STUDIES  3

/* A good model does not need to be asked all of them. */
#define N_ASKED (7 + 8 + 2)

/* What a server says, in order */
typedef struct
{
  JsonObject *questions;
  GArray     *answers;
  GPtrArray  *texts;
  FakeServer *server;
} Script;

static void
script_init (Script *script)
{
  g_autoptr(GBytes) bytes = g_resources_lookup_data (RESOURCE_PATH "/capability.json", G_RESOURCE_LOOKUP_FLAGS_NONE,
                                                     NULL);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  script->questions = idio_json_find_object (text);
  script->answers = g_array_new (FALSE, TRUE, sizeof (FakeAnswer));
  script->texts = g_ptr_array_new_with_free_func (g_free);
}

static void
script_clear (Script *script)
{
  g_clear_pointer (&script->server, fake_server_free);
  g_clear_pointer (&script->questions, json_object_unref);
  g_clear_pointer (&script->answers, g_array_unref);
  g_clear_pointer (&script->texts, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Script, script_clear)

static const char *
keep (Script *script,
      char   *text)
{
  g_ptr_array_add (script->texts, text);

  return text;
}

static void
add (Script     *script,
     FakeAnswer  answer)
{
  g_array_append_val (script->answers, answer);
}

static void
say (Script     *script,
     const char *text)
{
  g_autofree char *quoted = idio_json_quote (text);

  add (script, (FakeAnswer) {
    200, { keep (script, g_strdup_printf ("data: {\"choices\":[{\"delta\":{\"content\":%s},\"finish_reason\":\"stop\"}]}\n\n",
                                          quoted)) }
  });
}

static JsonObject *
get_question (Script     *script,
              const char *list,
              guint       i)
{
  return json_array_get_object_element (idio_json_get_array (script->questions, list), i);
}

/* A note that shows the first of its habits, as many as are wanted. */
static char *
write_note (Script *script,
            guint   i,
            guint   n_habits)
{
  JsonArray *habits = idio_json_get_array (get_question (script, "notes", i), "habits");
  g_autoptr(GString) first = g_string_new (NULL), middle = g_string_new (NULL), last = g_string_new (NULL);
  gboolean calm = TRUE, brief = TRUE;

  for (guint j = 0; j < json_array_get_length (habits); j++)
    {
      JsonObject *habit = json_array_get_object_element (habits, j);
      const char *kind = idio_json_get_string (habit, "kind"), *value = idio_json_get_string (habit, "value");
      gboolean shown = j < n_habits;

      if (g_str_equal (kind, "never"))
        calm = shown;
      else if (g_str_equal (kind, "short"))
        brief = shown;
      else if (shown && g_str_equal (kind, "first"))
        g_string_assign (first, value);
      else if (shown && g_str_equal (kind, "last"))
        g_string_assign (last, value);
      else if (shown && g_str_equal (kind, "before"))
        g_string_append (middle, "Thank you for that. Is it so? ");
      else if (shown)
        g_string_append_printf (middle, "It is so, %s. ", value);
    }

  return g_strdup_printf ("%s\n%sIt is here%s%s\n%s", first->str, middle->str,
                          brief ? "" : " and there and everywhere that anybody could ever think of going in the rain",
                          calm ? "." : "!", last->str);
}

static void
say_note (Script *script,
          guint   i,
          guint   n_habits)
{
  g_autofree char *note = write_note (script, i, n_habits);

  g_assert_cmpuint (idio_note_habits_count (idio_json_get_array (get_question (script, "notes", i), "habits"), note), ==,
                    n_habits);
  say (script, note);
}

/* 28 habits in 7 notes are enough. */
static void
say_good_notes (Script *script)
{
  for (guint i = 0; i < 7; i++)
    say_note (script, i, 4);
}

/* The right answer, changed: numbers that are listed are put in, or left out if they are there. */
static void
say_point (Script *script,
           guint   i,
           guint64 slips)
{
  JsonArray *right = idio_json_get_array (get_question (script, "points", i), "answer");
  g_autoptr(GString) numbers = g_string_new (NULL);
  guint64 bits = slips;

  for (guint j = 0; j < json_array_get_length (right); j++)
    bits ^= 1 << json_array_get_int_element (right, j);

  for (guint n = 1; n <= 8; n++)
    if (bits & (1 << n))
      g_string_append_printf (numbers, "%s%u", numbers->len > 0 ? ", " : "", n);

  g_string_prepend (numbers, "{\"sentences\": [");
  g_string_append (numbers, "]}");
  say (script, numbers->str);
}

static void
say_good_points (Script *script)
{
  for (guint i = 0; i < 8; i++)
    say_point (script, i, 0);
}

#define CARD(claim, sentences)                                                                                   \
  "{\"axis\": \"style\", \"claim\": \"" claim "\", \"rate\": \"in 4 of 4 texts\", \"instruction\": \"Do it in each.\", " \
  "\"sentences\": " sentences "}"

#define GOOD_STUDIES                                                              \
  "{\"cards\": [" CARD ("You open with the weather.", "[1, 5, 9]") "]}",          \
  "{\"cards\": [" CARD ("You end by apologizing for length.", "[4, 8, 16]") "]}", \
  "{\"cards\": [" CARD ("You quote your grandmother.", "[1, 4, 7, 10]") "]}"

typedef struct
{
  double last;
  guint  n;
} Progress;

static void
progress_cb (double   progress,
             gpointer user_data)
{
  Progress *seen = user_data;

  g_assert_cmpfloat (progress, >=, seen->last);
  g_assert_cmpfloat (progress, <=, 1);
  seen->last = progress;
  seen->n++;
}

static DexFuture *
start (Script   *script,
       Progress *progress)
{
  g_autoptr(IdioProvider) provider = NULL;

  script->server = fake_server_new ((const FakeAnswer *) script->answers->data, script->answers->len);
  provider = idio_openai_provider_new (script->server->url, "m", NULL);

  return idio_capability_check (provider, progress_cb, progress, NULL);
}

static IdioCapability
check (Script *script,
       guint   n_requests)
{
  g_autoptr(GError) error = NULL;
  Progress progress = { 0, 0 };
  IdioCapability capability = dex_await_enum (start (script, &progress), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (script->server->requests->len, ==, n_requests);
  g_assert_cmpuint (progress.n, >=, n_requests);

  return capability;
}

static void
test_able (void)
{
  static const char * const studies[] = { GOOD_STUDIES };
  g_auto(Script) script = { NULL, };
  Progress progress = { 0, 0 };

  script_init (&script);
  say_good_notes (&script);
  say_good_points (&script);
  say (&script, studies[0]);
  say (&script, studies[1]);

  g_assert_cmpint (dex_await_enum (start (&script, &progress), NULL), ==, IDIO_CAPABILITY_STUDIES);
  g_assert_cmpuint (script.server->requests->len, ==, N_ASKED);
  g_assert_cmpfloat (progress.last, >=, 1);
}

/* Nothing of what a model says without having read the list is enough. */
static void
test_no_habits (void)
{
  static const char * const notes[] = {
    "", "Hello!", "I would love to help with that! What should the message say?", "{\"sentences\": [1]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (notes); i++)
    {
      g_auto(Script) script = { NULL, };

      script_init (&script);
      say (&script, notes[i]);
      g_assert_cmpint (check (&script, i == 3 ? 3 : 2), ==, IDIO_CAPABILITY_DRAFTS);
    }
}

/* 27 of 32 habits, and then one less */
static void
test_notes_borderline (void)
{
  for (guint missing = 0; missing < 2; missing++)
    {
      g_auto(Script) script = { NULL, };

      script_init (&script);

      for (guint i = 0; i < N_NOTES; i++)
        say_note (&script, i, i == 4 ? 4 - missing : i < 2 ? 4 : 3);

      say (&script, "No.");
      g_assert_cmpint (check (&script, N_NOTES + (missing ? 0 : 3)), ==,
                       missing ? IDIO_CAPABILITY_DRAFTS : IDIO_CAPABILITY_FOLLOWS);
    }
}

static void
test_points_borderline (void)
{
  for (guint n_wrong = 2; n_wrong <= 3; n_wrong++)
    {
      g_auto(Script) script = { NULL, };

      script_init (&script);
      say_good_notes (&script);

      /* One sentence too many is no more wrong than one too few; two are. */
      for (guint i = 0; i < N_POINTS; i++)
        say_point (&script, i, i < n_wrong ? 0x6 : i % 2 ? 1 << 3 : 1 << 8);

      say (&script, "{\"cards\": []}");
      g_assert_cmpint (check (&script, n_wrong == 2 ? 7 + N_POINTS + 2 : 7 + 3), ==, IDIO_CAPABILITY_FOLLOWS);
    }
}

/* Those that answer without reading, each the same for all questions */
static void
test_no_points (void)
{
  static const char * const answers[] = {
    "{\"sentences\": [1, 2, 3, 4, 5, 6, 7, 8]}", "{\"sentences\": [1]}", "{\"sentences\": []}",
    "{\"sentences\": [2, 5, 8]}", "{\"sentences\": [2, 4, 7, 99999999999]}", "{\"sentences\": [-1, \"2\", null]}",
    "{\"sentence\": 3}", "{}", "The second one.",
  };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_auto(Script) script = { NULL, };
      Progress progress = { 0, 0 };

      script_init (&script);
      say_good_notes (&script);
      say (&script, answers[i]);
      g_assert_cmpint (dex_await_enum (start (&script, &progress), NULL), ==, IDIO_CAPABILITY_FOLLOWS);
      g_assert_cmpuint (script.server->requests->len, <=, 7 + 6);
    }
}

static void
test_studies (void)
{
  static const char * const good[] = { GOOD_STUDIES };
  static const char * const bad[] = {
    "{\"cards\": []}", "{}", "{\"cards\": [1, null, \"x\"]}", "{\"cards\": {}}", "You like the weather.",
    /* It points at everything, at one sentence, at sentences of another habit, or is about another one. */
    "{\"cards\": [" CARD ("You open with the weather.", "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16]") "]}",
    "{\"cards\": [" CARD ("You open with the weather.", "[1]") "]}",
    "{\"cards\": [" CARD ("You open with the weather.", "[3, 7, 11]") "]}",
    "{\"cards\": [" CARD ("You write clearly.", "[1, 5, 9]") "]}",
    "{\"cards\": [" CARD ("You sign with “Nell”.", "[4, 8]") "]}",
    "{\"cards\": [{\"claim\": \"You open with the weather.\", \"sentences\": [1, 5, 9]}]}",
    /* The fourth card is not read. */
    "{\"cards\": [" CARD ("You a.", "[2]") ", " CARD ("You b.", "[2]") ", " CARD ("You c.", "[2]") ", "
    CARD ("You open with the weather.", "[1, 5, 9]") "]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    for (guint n_bad = 1; n_bad <= 2; n_bad++)
      {
        g_auto(Script) script = { NULL, };

        script_init (&script);
        say_good_notes (&script);
        say_good_points (&script);
        say (&script, bad[i]);
        say (&script, good[1]);
        say (&script, n_bad == 1 ? good[2] : "{\"cards\": []}");
        g_assert_cmpint (check (&script, 7 + 8 + N_STUDIES), ==,
                         n_bad == 1 ? IDIO_CAPABILITY_STUDIES : IDIO_CAPABILITY_FOLLOWS);
      }
}

/* What is thought is no part of a note, and the limit leaves room for it. */
static void
test_thinking (void)
{
  static const char *thought =
    "data: {\"choices\":[{\"delta\":{\"reasoning_content\":\"They want no exclamation marks! Let me see: {}\"}}]}\n\n";
  g_auto(Script) script = { NULL, };
  g_autoptr(JsonObject) request = NULL;

  script_init (&script);
  say_good_notes (&script);
  say (&script, "No.");

  for (guint i = 0; i < script.answers->len; i++)
    {
      FakeAnswer *answer = &g_array_index (script.answers, FakeAnswer, i);

      answer->chunks[4] = answer->chunks[0];

      for (guint j = 0; j < 4; j++)
        answer->chunks[j] = thought;
    }

  g_assert_cmpint (check (&script, 7 + 3), ==, IDIO_CAPABILITY_FOLLOWS);
  request = idio_json_find_object (g_ptr_array_index (script.server->requests, 0));
  g_assert_cmpint (idio_json_get_int (request, "max_tokens", 0), >=, 2000);
}

/* A model that does not come to an end is stopped, long before the limit in tokens, and is no more than it is. */
static void
test_endless (void)
{
  g_auto(Script) script = { NULL, };

  script_init (&script);
  add (&script, (FakeAnswer) {
    200, { "data: {\"choices\":[{\"delta\":{\"content\":\"and so on and on and on and on and on and on\"}}]}\n\n" },
    .endless = TRUE
  });
  g_assert_cmpint (check (&script, 2), ==, IDIO_CAPABILITY_DRAFTS);
  g_assert_cmpuint (script.server->n_sent, <, 100 * 1024);
}

/* An error says nothing about the model, wherever it comes. */
static void
test_errors (void)
{
  static const struct { FakeAnswer answer; gint code; } errors[] = {
    { { 401, { "{}" } }, IDIO_PROVIDER_ERROR_BAD_KEY },
    { { 200, { "data: {\"choices\":[{\"delta\":{\"content\":\"Goo\"}}]}\n\n" }, .cut = TRUE },
      IDIO_PROVIDER_ERROR_BAD_ANSWER },
    { { 404, { "{\"error\": {\"message\": \"The model does not exist\"}}" } }, IDIO_PROVIDER_ERROR_MODEL_MISSING },
  };

  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    for (guint part = 0; part < 3; part++)
      {
        g_auto(Script) script = { NULL, };
        Progress progress = { 0, 0 };

        script_init (&script);

        if (part > 0)
          say_good_notes (&script);

        if (part > 1)
          say_good_points (&script);

        add (&script, errors[i].answer);
        idio_test_await_error (start (&script, &progress), IDIO_PROVIDER_ERROR, errors[i].code);
        g_assert_cmpfloat (progress.last, <, 1);
      }
}

static void
test_count (void)
{
  static const struct { const char *habit, *note; guint n; } cases[] = {
    { "{\"kind\": \"first\", \"value\": \"Ann’s list –\"}", "ANN'S  list —\r\nMilk", 1 },
    { "{\"kind\": \"first\", \"value\": \"Hello Ann,\"}", "Subject: Milk\nHello Ann,", 0 },
    { "{\"kind\": \"last\", \"value\": \"Bye for now\"}", "Milk.\r\n\r\nBye for\nnow.\r\n", 1 },
    { "{\"kind\": \"last\", \"value\": \"Bye for now\"}", "Bye for now,\n[Your Name]", 0 },
    { "{\"kind\": \"last\", \"value\": \"Bye for now\"}", "now", 0 },
    { "{\"kind\": \"never\", \"value\": \"!\"}", "Milk", 1 },
    { "{\"kind\": \"never\", \"value\": \"!\"}", "Milk!", 0 },
    { "{\"kind\": \"never\", \"value\": \"!\"}", " \n ", 0 },
    { "{\"kind\": \"once\", \"value\": \"if I may\"}", "If I may, milk.", 1 },
    { "{\"kind\": \"once\", \"value\": \"if I may\"}", "If I may, if I may.", 0 },
    { "{\"kind\": \"before\", \"value\": \"thank\", \"then\": \"?\"}", "Thanks. Milk?", 1 },
    { "{\"kind\": \"before\", \"value\": \"thank\", \"then\": \"?\"}", "Milk? Thanks.", 0 },
    { "{\"kind\": \"before\", \"value\": \"thank\", \"then\": \"?\"}", "Thanks.", 0 },
    { "{\"kind\": \"short\", \"value\": \"2\"}", "Das hier sind fünf Wörter. Milch, 3.5 l\nund das hier ist neu", 1 },
    { "{\"kind\": \"short\", \"value\": \"2\"}", "These are six words after all.", 0 },
    { "{\"kind\": \"short\", \"value\": \"2\"}", "", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("[%s]", cases[i].habit);
      g_autoptr(JsonNode) habits = idio_json_parse (text);

      g_test_message ("%s: %s", cases[i].habit, cases[i].note);
      g_assert_cmpuint (idio_note_habits_count (json_node_get_array (habits), cases[i].note), ==, cases[i].n);
    }
}

static IdioModelChoice *
choose (const char *url,
        const char *model)
{
  g_autoptr(GSettings) settings = g_settings_new (APP_ID);
  g_autoptr(IdioSecrets) secrets = idio_secrets_new ();
  IdioModelChoice *choice = idio_model_choice_new (settings, secrets);

  idio_test_await (idio_model_choice_use_service (choice, url, model, FALSE));

  return choice;
}

static void
script_serve (Script *script)
{
  script->server = fake_server_new ((const FakeAnswer *) script->answers->data, script->answers->len);
}

/* What was remembered without a version, or with another one, is as if it were not there; the rest is kept. */
static void
test_memory (void)
{
  static const struct { const char *result; IdioCapability capability; } cases[] = {
    { "drafts 2", IDIO_CAPABILITY_DRAFTS }, { "follows 2", IDIO_CAPABILITY_FOLLOWS },
    { "studies 2", IDIO_CAPABILITY_STUDIES }, { "studies", IDIO_CAPABILITY_UNKNOWN },
    { "drafts", IDIO_CAPABILITY_UNKNOWN }, { "studies 1", IDIO_CAPABILITY_UNKNOWN },
    { "studies 22", IDIO_CAPABILITY_UNKNOWN }, { "unknown 2", IDIO_CAPABILITY_UNKNOWN }, { "", IDIO_CAPABILITY_UNKNOWN },
  };
  g_autoptr(GSettings) settings = g_settings_new (APP_ID);
  g_autoptr(GVariant) known = NULL;
  GVariantBuilder builder;

  g_assert_cmpint (IDIO_CAPABILITY_VERSION, ==, 2);
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *identity = g_strdup_printf ("model %u", i);

      g_variant_builder_add (&builder, "{ss}", identity, cases[i].result);
    }

  g_settings_set_value (settings, "capability", g_variant_builder_end (&builder));

  for (guint round = 0; round < 2; round++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
        {
          g_autofree char *identity = g_strdup_printf ("model %u", i);

          g_assert_cmpint (idio_capability_recall (settings, identity), ==, cases[i].capability);
        }

      idio_capability_remember (settings, "another", IDIO_CAPABILITY_FOLLOWS);
      g_assert_cmpint (idio_capability_recall (settings, "another"), ==, IDIO_CAPABILITY_FOLLOWS);
    }

  known = g_settings_get_value (settings, "capability");
  g_assert_cmpuint (g_variant_n_children (known), ==, 4);
  g_settings_reset (settings, "capability");
}

/* Two that ask at once wait for one check; what it found is known to a later session. */
static void
test_twice (void)
{
  g_auto(Script) script = { NULL, };
  g_autoptr(IdioModelChoice) choice = NULL, later = NULL;
  g_autoptr(DexFuture) first = NULL, second = NULL;

  script_init (&script);
  say (&script, "No!");
  script_serve (&script);
  choice = choose (script.server->url, "twice");
  first = idio_model_choice_check_capability (choice);
  second = idio_model_choice_check_again (choice);
  g_assert_true (idio_model_choice_get_checking (choice));
  g_assert_cmpint (dex_await_enum (g_steal_pointer (&first), NULL), ==, IDIO_CAPABILITY_DRAFTS);
  g_assert_cmpint (dex_await_enum (g_steal_pointer (&second), NULL), ==, IDIO_CAPABILITY_DRAFTS);
  g_assert_cmpuint (script.server->requests->len, ==, 2);
  g_assert_false (idio_model_choice_get_checking (choice));

  later = choose (script.server->url, "twice");
  g_assert_cmpint (idio_model_choice_get_capability (later), ==, IDIO_CAPABILITY_DRAFTS);
}

static void
progress_notify_cb (IdioModelChoice *choice,
                    GParamSpec      *pspec,
                    guint           *n)
{
  if (idio_model_choice_get_check_progress (choice) > 0)
    (*n)++;
}

/* By hand it runs again; until it has ended, and if it fails, what was known holds. */
static void
test_again (void)
{
  g_auto(Script) script = { NULL, };
  g_autoptr(IdioModelChoice) choice = NULL;
  guint n_progress = 0;

  script_init (&script);

  for (guint i = 0; i < 2; i++)
    say (&script, "No!");

  add (&script, (FakeAnswer) { 401, { "{}" } });
  say_good_notes (&script);
  say (&script, "No.");
  script_serve (&script);
  choice = choose (script.server->url, "again");
  g_signal_connect (choice, "notify::check-progress", G_CALLBACK (progress_notify_cb), &n_progress);

  idio_test_await (idio_model_choice_check_capability (choice));
  g_assert_cmpint (idio_model_choice_get_capability (choice), ==, IDIO_CAPABILITY_DRAFTS);
  g_assert_cmpuint (n_progress, >=, 2);
  idio_test_await (idio_model_choice_check_capability (choice));
  g_assert_cmpuint (script.server->requests->len, ==, 2);

  idio_test_await_error (idio_model_choice_check_again (choice), IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_BAD_KEY);
  g_assert_cmpint (idio_model_choice_get_capability (choice), ==, IDIO_CAPABILITY_DRAFTS);
  g_assert_false (idio_model_choice_get_checking (choice));
  g_assert_cmpfloat (idio_model_choice_get_check_progress (choice), <=, 0);

  idio_test_await (idio_model_choice_check_again (choice));
  g_assert_cmpint (idio_model_choice_get_capability (choice), ==, IDIO_CAPABILITY_FOLLOWS);
}

/* Stopped by hand, or because nobody waits any more: nothing is found, and the next one starts from the beginning. */
static void
test_stop (void)
{
  for (guint by_hand = 0; by_hand < 2; by_hand++)
    {
      g_auto(Script) script = { NULL, };
      g_autoptr(IdioModelChoice) choice = NULL;
      g_autoptr(DexFuture) future = NULL;
      g_autoptr(GError) error = NULL;

      script_init (&script);
      say_note (&script, 0, 4);
      add (&script, (FakeAnswer) { 200, { ": alive\n\n" }, .open = TRUE });
      say (&script, "No!");
      script_serve (&script);
      choice = choose (script.server->url, by_hand ? "stopped" : "left");
      future = idio_model_choice_check_capability (choice);

      if (by_hand)
        {
          dex_await (dex_timeout_new_msec (200), NULL);
          idio_model_choice_stop_check (choice);
          g_assert_false (dex_await (g_steal_pointer (&future), &error));
          g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
        }
      else
        g_assert_false (dex_await (dex_future_first (g_steal_pointer (&future), dex_timeout_new_msec (200), NULL), NULL));

      while (idio_model_choice_get_checking (choice) || script.server->n_disconnected == 0)
        dex_await (dex_timeout_new_msec (10), NULL);

      g_assert_cmpint (idio_model_choice_get_capability (choice), ==, IDIO_CAPABILITY_UNKNOWN);
      g_assert_cmpuint (script.server->requests->len, ==, 2);
      idio_model_choice_stop_check (choice);
      g_assert_cmpint (dex_await_enum (idio_model_choice_check_capability (choice), NULL), ==, IDIO_CAPABILITY_DRAFTS);
    }
}

/* Another model is chosen while one is checked: each gets its own result. */
static void
test_switch (void)
{
  g_auto(Script) script = { NULL, };
  g_autoptr(GSettings) settings = g_settings_new (APP_ID);
  g_autoptr(IdioModelChoice) choice = NULL;
  g_autoptr(DexFuture) first = NULL;
  g_autofree char *identity = NULL;

  script_init (&script);
  say (&script, "No!");
  script_serve (&script);
  choice = choose (script.server->url, "before");
  identity = g_strconcat (script.server->url, "#before", NULL);
  first = idio_model_choice_check_capability (choice);

  idio_test_await (idio_model_choice_use_service (choice, script.server->url, "after", FALSE));
  g_assert_false (idio_model_choice_get_checking (choice));
  g_assert_cmpint (dex_await_enum (g_steal_pointer (&first), NULL), ==, IDIO_CAPABILITY_DRAFTS);
  g_assert_cmpint (idio_model_choice_get_capability (choice), ==, IDIO_CAPABILITY_UNKNOWN);
  g_assert_cmpint (idio_capability_recall (settings, identity), ==, IDIO_CAPABILITY_DRAFTS);
  g_assert_cmpint (dex_await_enum (idio_model_choice_check_capability (choice), NULL), ==, IDIO_CAPABILITY_DRAFTS);
}

static void
add_tests (void)
{
  g_test_add_func ("/capability/count", test_count);
  g_test_add_func ("/capability/memory", test_memory);
  idio_test_add_fiber ("/capability/able", test_able);
  idio_test_add_fiber ("/capability/no-habits", test_no_habits);
  idio_test_add_fiber ("/capability/notes-borderline", test_notes_borderline);
  idio_test_add_fiber ("/capability/points-borderline", test_points_borderline);
  idio_test_add_fiber ("/capability/no-points", test_no_points);
  idio_test_add_fiber ("/capability/studies", test_studies);
  idio_test_add_fiber ("/capability/thinking", test_thinking);
  idio_test_add_fiber ("/capability/endless", test_endless);
  idio_test_add_fiber ("/capability/errors", test_errors);
  idio_test_add_fiber ("/capability/twice", test_twice);
  idio_test_add_fiber ("/capability/again", test_again);
  idio_test_add_fiber ("/capability/stop", test_stop);
  idio_test_add_fiber ("/capability/switch", test_switch);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
