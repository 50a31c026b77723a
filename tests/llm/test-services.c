/* test-services.c: services by name, those on this computer, and whether one can be used
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fake-server.h"
#include "idio-test.h"
#include "llm/idio-anthropic-provider.h"
#include "llm/idio-local-services.h"
#include "llm/idio-model-list.h"
#include "llm/idio-ollama-provider.h"
#include "llm/idio-openai-provider.h"
#include "llm/idio-provider-test.h"
#include "llm/idio-service-address.h"
#include "llm/idio-service-preset.h"
#include "near-resolver.h"

#define CHUNKS(...) { __VA_ARGS__ }

#define OK_ANSWER \
  { 200, CHUNKS ("data: {\"choices\":[{\"delta\":{\"content\":\"yes\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n") }
#define THOUGHT \
  { 200, CHUNKS ("data: {\"choices\":[{\"delta\":{\"reasoning\":\"hm\"},\"finish_reason\":\"length\"}]}\n\ndata: [DONE]\n\n") }
#define LIST { 200, CHUNKS ("{\"data\":[{\"id\":\"m\"}]}") }

static void
test_presets (void)
{
  GPtrArray *presets = idio_service_presets_get ();
  g_autofree char *path = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "..", "src", "llm", "idio-service-preset.c", NULL);
  g_autofree char *source = NULL;

  g_assert_true (g_file_get_contents (path, &source, NULL, NULL));
  g_assert_cmpuint (presets->len, ==, 9);

  for (guint i = 0; i < presets->len; i++)
    {
      const IdioServicePreset *preset = g_ptr_array_index (presets, i);
      g_autofree char *fixed = NULL;

      g_assert_true (idio_service_preset_find (preset->id) == preset);
      g_assert_true (g_str_has_suffix (preset->sentence, ".") && g_str_has_suffix (preset->privacy, "."));
      g_assert_nonnull (strstr (source, preset->sentence));
      g_assert_nonnull (strstr (source, preset->privacy));
      g_assert_true (preset->needs_key == (preset->key_page != NULL));

      if (*preset->address == '\0')
        continue;

      fixed = idio_service_address_fix (preset->address, NULL);
      g_assert_cmpstr (fixed, ==, preset->address);
      g_assert_cmpint (idio_dialect_find (fixed), ==, preset->dialect);
      g_assert_true (idio_service_preset_find_for_address (fixed) == preset);
    }

  g_assert_cmpstr (idio_service_preset_find_for_address ("https://models.example.com/v1")->id, ==, "other");
  g_assert_cmpstr (idio_service_preset_find_for_address ("http://127.0.0.1:11434/v1")->id, ==, "ollama");
}

static void
test_dialects (void)
{
  static const struct { const char *address; IdioDialect dialect; } cases[] = {
    { "https://api.anthropic.com/v1", IDIO_DIALECT_ANTHROPIC },
    { "https://notanthropic.com/v1", IDIO_DIALECT_OPENAI },
    { "http://localhost:11434", IDIO_DIALECT_OLLAMA },
    { "http://localhost:11434/v1", IDIO_DIALECT_OLLAMA },
    { "http://192.168.1.7:11434", IDIO_DIALECT_OLLAMA },
    { "https://ollama.com", IDIO_DIALECT_OLLAMA },
    { "http://localhost:1234/v1", IDIO_DIALECT_OPENAI },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(IdioService) service = idio_dialect_new_service (IDIO_DIALECT_AUTOMATIC, cases[i].address, "m", NULL);

      g_assert_cmpint (idio_dialect_find (cases[i].address), ==, cases[i].dialect);
      g_assert_true (IDIO_IS_OLLAMA_PROVIDER (service) == (cases[i].dialect == IDIO_DIALECT_OLLAMA));
      g_assert_true (IDIO_IS_ANTHROPIC_PROVIDER (service) == (cases[i].dialect == IDIO_DIALECT_ANTHROPIC));
      g_assert_true (!IDIO_IS_OLLAMA_PROVIDER (service) || !g_str_has_suffix (idio_service_get_address (service), "/v1"));
    }
}

static void
test_addresses (void)
{
  static const struct { const char *typed, *fixed; } cases[] = {
    { "localhost:11434", "http://localhost:11434" },
    { "127.0.0.1:8080/v1/", "http://127.0.0.1:8080/v1" },
    { "[::1]:8080", "http://[::1]:8080" },
    { "api.example.com", "https://api.example.com" },
    { "https://api.anthropic.com/v1/messages", "https://api.anthropic.com/v1" },
    { "http://localhost:11434/api/chat", "http://localhost:11434" },
    { "https://api.example.com/v1/models", "https://api.example.com/v1" },
  };
  static const struct { const char *location, *address; } redirects[] = {
    { "https://api.example.com/api/v1/chat/completions", "https://api.example.com/api/v1" },
    { "/api/v1/chat/completions", "https://api.example.com/api/v1" },
    { "https://API.example.com/v2/chat/completions", "https://api.example.com/v2" },
    { "https://other.example.com/v1/chat/completions", NULL },
    { "http://api.example.com/v1/chat/completions", NULL },
    { "https://api.example.com/login", NULL },
    { "https://user@api.example.com/v1/chat/completions", NULL },
    { "//evil.example/v1/chat/completions", NULL },
    { "", NULL },
  };
  static const struct { const char *address; gboolean unencrypted; } hosts[] = {
    { "http://192.168.1.7/v1", TRUE }, { "http://10.0.0.1/v1", TRUE }, { "http://172.16.0.1/v1", TRUE },
    { "http://100.64.0.1/v1", TRUE }, { "http://[fd00::1]/v1", TRUE }, { "http://169.254.1.1/v1", TRUE },
    { "http://nas.local/v1", TRUE }, { "http://nas.lan/v1", TRUE }, { "http://nas.home.arpa/v1", TRUE },
    { "http://127.0.0.1/v1", FALSE }, { "http://localhost/v1", FALSE }, { "https://nas.local/v1", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *fixed = idio_service_address_fix (cases[i].typed, NULL);

      g_assert_cmpstr (fixed, ==, cases[i].fixed);
    }

  for (guint i = 0; i < G_N_ELEMENTS (redirects); i++)
    {
      g_autofree char *address = idio_service_address_follow ("https://api.example.com/v1", "/chat/completions",
                                                              redirects[i].location);

      g_assert_cmpstr (address, ==, redirects[i].address);
    }

  for (guint i = 0; i < G_N_ELEMENTS (hosts); i++)
    g_assert_true (idio_service_address_is_unencrypted (hosts[i].address) == hosts[i].unencrypted);
}

static guint16
get_port (FakeServer *server)
{
  return (guint16) g_ascii_strtoull (strrchr (server->url, ':') + 1, NULL, 10);
}

/* A key goes unencrypted to a private host only after the user agreed, whatever is asked for. */
static void
test_unencrypted (void)
{
  static const FakeAnswer answers[] = { LIST };
  g_autoptr(FakeServer) server = fake_server_new (answers, 1);
  g_autofree char *address = g_strdup_printf ("http://nas.local:%u/v1", get_port (server));
  g_autoptr(IdioProvider) provider = idio_openai_provider_new (address, "m", "key");
  g_autoptr(IdioProvider) keyless = idio_openai_provider_new (address, "m", " ");
  g_autoptr(IdioChatRequest) request = idio_chat_request_new ();
  g_autoptr(IdioCompletion) completion = idio_completion_new ();

  idio_chat_request_add (request, IDIO_ROLE_USER, "Hello?");
  idio_test_await_error (idio_provider_chat (provider, request, completion),
                         IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_UNENCRYPTED);
  idio_test_await_error (idio_provider_list_models (provider), IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_UNENCRYPTED);
  g_assert_cmpuint (server->requests->len, ==, 0);

  idio_test_await (idio_provider_list_models (keyless));
  idio_service_allow_unencrypted (IDIO_SERVICE (provider));
  idio_test_await (idio_provider_list_models (provider));
  g_assert_cmpstr (g_ptr_array_index (server->authorizations, 0), ==, "");
  g_assert_cmpstr (g_ptr_array_index (server->authorizations, 1), ==, "Bearer key");
}

static void
test_lists (void)
{
  static const struct { const char *body, *models; } cases[] = {
    { "{\"data\":[{\"id\":\"b\"},{\"id\":\"a\"}]}", "a b" },
    { "[{\"id\":\"a\"},{\"name\":\"b\"}]", "a b" },
    { "{\"models\":[{\"name\":\"gemma4:e4b\",\"model\":\"gemma4:e4b\",\"size\":1}]}", "gemma4:e4b" },
    { "{\"object\":\"list\",\"data\":null}", "" },
    { "{\"data\":[]}", "" },
    { "{\"ok\":true}", NULL },
    { "<html>", NULL },
    { "\"text\"", NULL },

    /* By whole words of the name */
    { "[{\"id\":\"socratic\"},{\"id\":\"mediocre-13b\"},{\"id\":\"watts-9b-chat\"},{\"id\":\"Whisper-Large-V3\"},"
      "{\"id\":\"bge-m3\"},{\"id\":\"text-embedding-3-small\"},{\"id\":\"dall-e-3\"},{\"id\":\"tts-1\"},"
      "{\"id\":\"gpt-4o-audio-preview\"},{\"id\":\"BAAI/bge-large\"},{\"id\":\"nomic-embed-text:latest\"}]",
      "mediocre-13b socratic watts-9b-chat" },

    /* By what the list says, whatever the name */
    { "[{\"id\":\"audio-poet\",\"architecture\":{\"output_modalities\":[\"text\"]}},"
      "{\"id\":\"painter\",\"architecture\":{\"output_modalities\":[\"image\"]}}]", "audio-poet" },
    { "{\"models\":[{\"name\":\"models/gemini-x\",\"supportedGenerationMethods\":[\"generateContent\"]},"
      "{\"name\":\"models/finder\",\"supportedGenerationMethods\":[\"embedContent\"]}]}", "gemini-x" },
    { "[{\"id\":\"magistral\",\"capabilities\":{\"completion_chat\":true}},"
      "{\"id\":\"sorter\",\"capabilities\":{\"completion_chat\":false}}]", "magistral" },
    { "[{\"name\":\"vectors\",\"capabilities\":[\"embedding\"]},{\"name\":\"writer\",\"capabilities\":[\"completion\"]}]",
      "writer" },
    { "[{\"id\":\"x\",\"type\":\"embeddings\"},{\"id\":\"y\",\"type\":\"llm\"}]", "y" },
    { "[{\"id\":\"claude-1\",\"lifecycle\":\"retired\"},{\"id\":\"claude-5\",\"lifecycle\":\"active\"}]", "claude-5" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(GStrv) models = idio_model_list_parse (cases[i].body);
      g_autofree char *joined = models != NULL ? g_strjoinv (" ", models) : NULL;

      g_assert_cmpstr (joined, ==, cases[i].models);
    }
}

static void
test_test (void)
{
  static const struct { FakeAnswer answers[3]; const char *model; IdioProviderTestStep failed; gboolean lists; } cases[] = {
    { { LIST, OK_ANSWER }, "m", IDIO_PROVIDER_TEST_STEP_DONE, TRUE },
    { { LIST }, "", IDIO_PROVIDER_TEST_STEP_DONE, TRUE },
    { { LIST, THOUGHT, THOUGHT }, "m", IDIO_PROVIDER_TEST_STEP_DONE, TRUE },
    { { { 404, CHUNKS ("{\"detail\":\"Not Found\"}") }, OK_ANSWER, OK_ANSWER }, "m", IDIO_PROVIDER_TEST_STEP_DONE, FALSE },
    { { { 404, CHUNKS ("not found") } }, "", IDIO_PROVIDER_TEST_STEP_MODELS, FALSE },
    { { { 401, CHUNKS ("{}") } }, "m", IDIO_PROVIDER_TEST_STEP_KEY, FALSE },
    { { LIST, { 401, CHUNKS ("{}") } }, "m", IDIO_PROVIDER_TEST_STEP_KEY, TRUE },
    { { LIST, { 404, CHUNKS ("{\"error\":\"model not found\"}") } }, "m", IDIO_PROVIDER_TEST_STEP_ANSWER, TRUE },
    { { { 200, CHUNKS ("<html>Log in</html>") } }, "m", IDIO_PROVIDER_TEST_STEP_CONNECTION, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FakeServer) server = fake_server_new (cases[i].answers, 3);
      g_autoptr(IdioProvider) provider = idio_openai_provider_new (server->url, cases[i].model, "key");
      g_autoptr(IdioProviderTest) test = idio_test_await_boxed (idio_provider_test (provider));

      g_assert_cmpint (test->failed, ==, cases[i].failed);
      g_assert_true ((test->error != NULL) == (cases[i].failed != IDIO_PROVIDER_TEST_STEP_DONE));
      g_assert_true ((test->models != NULL) == cases[i].lists);
    }
}

static void
test_local (void)
{
  static const FakeAnswer ollama[] = { { 200, CHUNKS ("{\"version\":\"0.12.0\"}") } };
  static const FakeAnswer llama[] = {
    { 404, CHUNKS ("{}") }, { 200, CHUNKS ("{\"data\":[{\"id\":\"m.gguf\",\"owned_by\":\"llamacpp\"}]}") }
  };
  static const FakeAnswer other[] = { { 404, CHUNKS ("{}") }, LIST };
  static const FakeAnswer page[] = { { 200, CHUNKS ("<html>My router</html>") } };
  FakeServer *servers[] = {
    fake_server_new (ollama, 1), fake_server_new (llama, 2), fake_server_new (other, 2), fake_server_new (page, 1),
  };
  static const char * const presets[] = { "ollama", "llama-server", "other" };
  guint16 ports[G_N_ELEMENTS (servers) + 1] = { 0, };
  g_autoptr(GPtrArray) found = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (servers); i++)
    ports[i] = get_port (servers[i]);

  ports[G_N_ELEMENTS (servers)] = 1;
  found = idio_test_await_boxed (idio_local_services_find (ports, G_N_ELEMENTS (ports)));
  g_assert_cmpuint (found->len, ==, G_N_ELEMENTS (presets));

  for (guint i = 0; i < found->len; i++)
    {
      IdioLocalService *service = g_ptr_array_index (found, i);
      g_autofree char *address = g_strdup_printf ("http://127.0.0.1:%u%s", ports[i], i == 0 ? "" : "/v1");

      g_assert_cmpstr (service->preset, ==, presets[i]);
      g_assert_cmpstr (service->address, ==, address);
      g_assert_nonnull (idio_service_preset_find (service->preset));
    }

  for (guint i = 0; i < G_N_ELEMENTS (servers); i++)
    fake_server_free (servers[i]);
}

static void
add_tests (void)
{
  g_test_add_func ("/services/presets", test_presets);
  g_test_add_func ("/services/dialects", test_dialects);
  g_test_add_func ("/services/addresses", test_addresses);
  idio_test_add_fiber ("/services/unencrypted", test_unencrypted);
  g_test_add_func ("/services/lists", test_lists);
  idio_test_add_fiber ("/services/test", test_test);
  idio_test_add_fiber ("/services/local", test_local);
}

int
main (int   argc,
      char *argv[])
{
  near_resolver_install ();

  return idio_test_main (argc, argv, add_tests);
}
