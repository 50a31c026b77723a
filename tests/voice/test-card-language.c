/* test-card-language.c: what people and models are told, where these speak different languages
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <locale.h>
#include <string.h>

#include <libintl.h>

#include "fake-server.h"
#include "idio-test.h"
#include "voice/idio-inference.h"
#include "voice/idio-measured-cards.h"

#define GERMAN_GREETING  "Sie beginnen mit „Hi“ und dem Namen."
#define ENGLISH_GREETING "You open with “Hi” and the name."

static const char catalog[] =
  "msgid \"\"\n"
  "msgstr \"Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=2; plural=(n != 1);\\n\"\n"
  "msgid \"You open with “%s” and the name.\"\n"
  "msgstr \"Sie beginnen mit „%s“ und dem Namen.\"\n"
  "msgid \"In %u of %u text\"\n"
  "msgid_plural \"In %u of %u texts\"\n"
  "msgstr[0] \"In %u von %u Text\"\n"
  "msgstr[1] \"In %u von %u Texten\"\n";

/* Where the catalog is: below, as where it is installed. */
static char *
make_catalog (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autofree char *messages = g_build_filename (dir, "de", "LC_MESSAGES", NULL);
  g_autofree char *from = g_build_filename (messages, "de.po", NULL);
  g_autofree char *to = g_build_filename (messages, GETTEXT_PACKAGE ".mo", NULL);
  const char *command[] = { "msgfmt", "-o", to, from, NULL };
  g_autoptr(GError) error = NULL;
  int status = -1;

  g_assert_cmpint (g_mkdir_with_parents (messages, 0700), ==, 0);
  idio_test_write (messages, "de.po", catalog);
  g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);

  return g_steal_pointer (&dir);
}

/* Lets a session in that language begin: "de" or "en". */
static void
speak (const char *catalogs,
       const char *language)
{
  /* Nothing is translated in the locale “C”. */
  g_assert_nonnull (setlocale (LC_ALL, "en_US.UTF-8"));
  g_setenv ("LANGUAGE", language, TRUE);
  bindtextdomain (GETTEXT_PACKAGE, catalogs);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

static IdioVoice *
open_voice (IdioStore *store)
{
  IdioVoice *voice = idio_voice_new (store);

  idio_test_await (idio_voice_load (voice));

  return voice;
}

static IdioHypothesis *
find (IdioVoice  *voice,
      const char *habit)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (voice)); i++)
    {
      g_autoptr(IdioHypothesis) card = g_list_model_get_item (G_LIST_MODEL (voice), i);

      if (g_strcmp0 (idio_hypothesis_get_fields (card)->habit, habit) == 0)
        return card;
    }

  g_assert_not_reached ();
}

static const IdioCardFields *
get (IdioVoice  *voice,
     const char *habit)
{
  return idio_hypothesis_get_fields (find (voice, habit));
}

static void
change (IdioVoice            *voice,
        const char           *habit,
        const IdioCardChange *what)
{
  idio_test_await (idio_voice_change (voice, idio_hypothesis_get_id (find (voice, habit)), what));
}

static void
assert_begins (const char *text,
               const char *start)
{
  if (!g_str_has_prefix (text, start))
    g_error ("“%s” does not begin with “%s”", text, start);
}

/* A card speaks the language of the session that shows it, not of the one that counted it. A user's words stay. */
static void
test_sessions (void)
{
  g_autofree char *catalogs = make_catalog ();
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioCorpus) corpus = idio_test_open_example (dir);
  IdioStore *store = idio_corpus_get_store (corpus);
  g_autoptr(IdioStatistics) statistics = idio_statistics_new (corpus);
  IdioCardState rejected = IDIO_CARD_STATE_REJECTED;
  g_autofree char *edited_claim = NULL, *instruction = NULL;
  g_autoptr(IdioVoice) first = NULL, again = NULL;

  speak (catalogs, "de");
  first = open_voice (store);
  idio_test_await (idio_measured_cards_update (first, statistics));
  g_assert_cmpstr (get (first, "greeting")->claim, ==, GERMAN_GREETING);
  assert_begins (get (first, "greeting")->rate, "In 14 von 18 Texten");
  g_assert_cmpstr (get (first, "greeting")->english_claim, ==, ENGLISH_GREETING);
  instruction = g_strdup (get (first, "greeting")->instruction);
  assert_begins (instruction, "Open with \"Hi\" and the reader's name (in 14 of 18 texts");

  change (first, "greeting", &(IdioCardChange) { .state = &rejected });
  change (first, "closing", &(IdioCardChange) { .claim = "Ich grüße wie ein Kapitän" });
  change (first, "contractions", &(IdioCardChange) { .instruction = "Contract" });
  edited_claim = g_strdup (get (first, "contractions")->claim);

  for (guint i = 0; i < 4; i++)
    {
      gboolean german = i % 2 == 1;
      g_autoptr(IdioVoice) later = NULL;

      speak (catalogs, german ? "de" : "en");
      later = open_voice (store);

      if (i >= 2)
        idio_test_await (idio_measured_cards_update (later, statistics));

      g_assert_cmpstr (get (later, "greeting")->claim, ==, german ? GERMAN_GREETING : ENGLISH_GREETING);
      assert_begins (get (later, "greeting")->rate, german ? "In 14 von 18 Texten" : "In 14 of 18 texts");
      g_assert_cmpint (get (later, "greeting")->state, ==, IDIO_CARD_STATE_REJECTED);
      g_assert_cmpstr (get (later, "greeting")->instruction, ==, instruction);
      g_assert_cmpstr (get (later, "closing")->claim, ==, "Ich grüße wie ein Kapitän");
      g_assert_cmpstr (get (later, "contractions")->claim, ==, edited_claim);
      g_assert_cmpstr (get (later, "contractions")->instruction, ==, "Contract");
    }

  /* A count that starts in one language and one in another are the same count. */
  speak (catalogs, "en");
  again = open_voice (store);
  g_assert_cmpstr (get (again, "greeting")->english_claim, ==, ENGLISH_GREETING);
}

/* What was said in another language of a card without figures, as of an older version, or with damaged ones, stays; the
 * next count gives it figures. */
static void
test_older (void)
{
  static const char * const figures[] = {
    "NULL", "''", "'{'", "'[]'", "'3'", "'{}'", "'{\"words\": []}'", "'{\"words\": [3, null, {}], \"detail\": \"hi\"}'",
    "'{\"words\": \"Hi\", \"detail\": \"hi\"}'", "'{\"detail\": \"hi\", \"with\": -5, \"texts\": 1e300}'",
    "7", "'{\"words\": [\"Hi\"], \"detail\": {}, \"mark\": \"é\", \"rate\": \"x\", \"genre\": 9}'",
  };
  g_autofree char *catalogs = make_catalog ();
  IdioCardState rejected = IDIO_CARD_STATE_REJECTED;

  speak (catalogs, "en");

  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    {
      g_autofree char *dir = idio_test_make_dir ();
      g_autoptr(IdioCorpus) corpus = idio_test_open_example (dir);
      IdioStore *store = idio_corpus_get_store (corpus);
      g_autoptr(IdioStatistics) statistics = idio_statistics_new (corpus);
      g_autofree char *sql = g_strdup_printf ("UPDATE card SET claim = 'Alt', figures = %s", figures[i]);
      g_autoptr(IdioVoice) voice = open_voice (store);
      g_autoptr(IdioVoice) later = NULL;

      idio_test_await (idio_measured_cards_update (voice, statistics));
      change (voice, "greeting", &(IdioCardChange) { .state = &rejected });
      idio_test_run_sql (store, sql);
      idio_test_run_sql (store, "DELETE FROM measured");
      later = open_voice (store);

      for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (later)); j++)
        {
          g_autoptr(IdioHypothesis) card = g_list_model_get_item (G_LIST_MODEL (later), j);

          g_assert_true (g_utf8_validate (idio_hypothesis_get_fields (card)->claim, -1, NULL));
          g_assert_cmpstr (idio_hypothesis_get_fields (card)->claim, !=, "");
        }

      if (i < 2)
        g_assert_cmpstr (get (later, "greeting")->claim, ==, "Alt");

      idio_test_await (idio_measured_cards_update (later, statistics));
      g_assert_cmpstr (get (later, "closing")->claim, !=, "Alt");

      if (i < 2)
        g_assert_cmpstr (get (later, "greeting")->claim, ==, ENGLISH_GREETING);
    }
}

#define SAYS(json) { 200, { "data: {\"choices\":[{\"delta\":{\"content\":\"" json "\"},\"finish_reason\":\"stop\"}]}\n\n" } }

#define CARD(claim) \
  "{\\\"axis\\\":\\\"style\\\",\\\"claim\\\":\\\"" claim "\\\",\\\"rate\\\":\\\"in 5 of 8 texts\\\"," \
  "\\\"instruction\\\":\\\"Do so, in 5 of 8 texts\\\",\\\"sentences\\\":[2, 14]}"

/* Notes that the model “able” at that address was found fit to study. */
static void
make_fit (GSettings  *settings,
          const char *url)
{
  g_autofree char *identity = g_strconcat (url, "#able", NULL);
  g_autofree char *result = g_strdup_printf ("studies %d", IDIO_CAPABILITY_VERSION);
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_builder_add (&builder, "{ss}", identity, result);
  g_settings_set_value (settings, "capability", g_variant_builder_end (&builder));
}

/* In a German session too, a model is told and asked in English, and what it finds is compared with English. */
static void
test_prompts (void)
{
  static const FakeAnswer answers[] = {
    SAYS ("{\\\"cards\\\":[" CARD ("You open with “Hi” and the name") "," CARD ("You count things in exact numbers") "]}"),
    SAYS ("{\\\"same\\\": 0}"),
    SAYS ("{\\\"cards\\\":[]}"),
  };
  g_autofree char *catalogs = make_catalog ();
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(GSettings) settings = g_settings_new (APP_ID);
  g_autoptr(IdioSecrets) secrets = idio_secrets_new ();
  g_autoptr(IdioModelChoice) choice = idio_model_choice_new (settings, secrets);
  FakeServer *server = fake_server_new (answers, G_N_ELEMENTS (answers));

  speak (catalogs, "de");
  make_fit (settings, server->url);

  /* With figures, and as a version left it that had none */
  for (guint is_older = 0; is_older < 2; is_older++)
    {
      g_autofree char *own_dir = g_build_filename (dir, is_older ? "older" : "newer", NULL);
      g_autoptr(IdioCorpus) corpus = NULL;
      g_autoptr(IdioStatistics) statistics = NULL;
      g_autoptr(IdioVoice) voice = NULL;
      g_autoptr(IdioInference) inference = NULL;
      IdioCardState rejected = IDIO_CARD_STATE_REJECTED;
      const char *told = is_older ? "Open with \\\\\\\"Hi\\\\\\\" and the reader" : "“Hi” and the name.";

      g_assert_cmpint (g_mkdir_with_parents (own_dir, 0700), ==, 0);
      corpus = idio_test_open_example (own_dir);
      statistics = idio_statistics_new (corpus);
      voice = open_voice (idio_corpus_get_store (corpus));
      idio_test_await (idio_measured_cards_update (voice, statistics));
      change (voice, "greeting", &(IdioCardChange) { .state = &rejected });

      if (is_older)
        {
          idio_test_run_sql (idio_corpus_get_store (corpus), "UPDATE card SET figures = NULL");
          idio_test_await (idio_voice_refresh (voice));
        }

      g_assert_cmpstr (get (voice, "greeting")->claim, ==, GERMAN_GREETING);
      idio_test_await (idio_model_choice_use_service (choice, server->url, "able", FALSE));
      inference = idio_inference_new (voice, corpus, choice);
      g_ptr_array_set_size (server->requests, 0);
      g_assert_cmpuint (dex_await_uint (idio_inference_run (inference), NULL), ==, 1);
      g_assert_cmpuint (idio_inference_get_n_dropped (inference), ==, 1);

      for (guint i = 0; i < MIN (2, server->requests->len); i++)
        {
          g_test_message ("%s", (const char *) g_ptr_array_index (server->requests, i));
          g_assert_nonnull (strstr (g_ptr_array_index (server->requests, i), told));
          g_assert_null (strstr (g_ptr_array_index (server->requests, i), "Sie beginnen"));
          g_assert_null (strstr (g_ptr_array_index (server->requests, i), "von 18 Texten"));
        }
    }

  fake_server_free (server);
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/card-language/sessions", test_sessions);
  idio_test_add_fiber ("/card-language/older", test_older);
  idio_test_add_fiber ("/card-language/prompts", test_prompts);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
