/* test-model-choice.c: the choice and the agreement, and the capability check with the real engine
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>
#include <unistd.h>

#include "idio-enums.h"
#include "idio-test.h"
#include "llm/idio-model-choice.h"

static IdioModelChoice *
make_choice (void)
{
  g_autoptr(GSettings) settings = g_settings_new (APP_ID);
  g_autoptr(IdioSecrets) secrets = idio_secrets_new ();

  return idio_model_choice_new (settings, secrets);
}

static void
test_none (void)
{
  g_autoptr(IdioModelChoice) choice = make_choice ();
  g_autofree char *model = g_strdup (g_getenv ("IDIOLECT_MODEL"));
  g_autoptr(GError) error = NULL;

  g_unsetenv ("IDIOLECT_MODEL");
  idio_test_await (idio_model_choice_load (choice));
  g_setenv ("IDIOLECT_MODEL", model, TRUE);

  g_assert_null (idio_model_choice_ref_consented (choice, &error));
  g_assert_error (error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_NO_MODEL);
  idio_test_await_error (idio_model_choice_check_capability (choice), IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_NO_MODEL);
}

/* Nothing goes to a host that was not agreed to, not even the capability check. */
static void
test_consent (void)
{
  g_autoptr(IdioModelChoice) choice = make_choice ();
  g_autoptr(IdioModelChoice) later = make_choice ();
  g_autoptr(IdioProvider) provider = NULL;
  g_autoptr(GError) error = NULL;

  idio_test_await (idio_model_choice_use_service (choice, "https://api.example.com/v1", "m", TRUE));
  g_assert_null (idio_model_choice_ref_consented (choice, &error));
  g_assert_error (error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_NO_CONSENT);
  g_assert_nonnull (strstr (error->message, "api.example.com"));
  idio_test_await_error (idio_model_choice_check_capability (choice), IDIO_PROVIDER_ERROR,
                         IDIO_PROVIDER_ERROR_NO_CONSENT);

  idio_consent_give (idio_model_choice_get_consent (choice), "other.example.com");
  g_assert_null (idio_model_choice_ref_consented (choice, NULL));
  idio_consent_give (idio_model_choice_get_consent (choice), "api.example.com");
  provider = idio_model_choice_ref_consented (choice, NULL);
  g_assert_nonnull (provider);

  idio_test_await (idio_model_choice_load (later));
  g_assert_cmpint (idio_model_choice_get_kind (later), ==, IDIO_MODEL_KIND_SERVICE);
  g_assert_true (idio_consent_has (idio_model_choice_get_consent (later), "api.example.com"));
}

/* Who is talked to how is found out from the address, also with settings of older versions, or told. */
static void
test_dialects (void)
{
  static const struct { const char *address; IdioDialect dialect; const char *type; } cases[] = {
    { "https://api.anthropic.com/v1", IDIO_DIALECT_AUTOMATIC, "IdioAnthropicProvider" },
    { "http://localhost:11434/v1", IDIO_DIALECT_AUTOMATIC, "IdioOllamaProvider" },
    { "http://localhost:11434/v1", IDIO_DIALECT_OPENAI, "IdioOpenaiProvider" },
    { "https://models.example.com", IDIO_DIALECT_ANTHROPIC, "IdioAnthropicProvider" },
    { "https://models.example.com", IDIO_DIALECT_AUTOMATIC, "IdioOpenaiProvider" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(IdioModelChoice) choice = make_choice ();
      g_autoptr(IdioModelChoice) later = make_choice ();

      idio_test_await (idio_model_choice_use_dialect (choice, cases[i].dialect, cases[i].address, "m", TRUE));
      g_assert_cmpstr (G_OBJECT_TYPE_NAME (idio_model_choice_get_provider (choice)), ==, cases[i].type);
      idio_test_await (idio_model_choice_load (later));
      g_assert_cmpstr (G_OBJECT_TYPE_NAME (idio_model_choice_get_provider (later)), ==, cases[i].type);
    }
}

/* What was agreed to for a host is remembered if it shall be, and taken back with the rest. */
static void
test_unencrypted (void)
{
  static const char address[] = "http://nas.local:8080/v1";
  g_autoptr(IdioModelChoice) choice = make_choice ();
  g_autoptr(IdioModelChoice) later = make_choice ();

  g_assert_false (idio_model_choice_allows_unencrypted (choice, address));
  idio_model_choice_allow_unencrypted (choice, address, FALSE);
  g_assert_true (idio_model_choice_allows_unencrypted (choice, address));
  g_assert_false (idio_model_choice_allows_unencrypted (choice, "http://other.local:8080/v1"));
  g_assert_false (idio_model_choice_allows_unencrypted (later, address));

  idio_model_choice_allow_unencrypted (choice, address, TRUE);
  g_assert_true (idio_model_choice_allows_unencrypted (later, address));
  idio_consent_withdraw (idio_model_choice_get_consent (choice), "nas.local");
  g_assert_false (idio_model_choice_allows_unencrypted (choice, address));
  g_assert_false (idio_model_choice_allows_unencrypted (later, address));
}

static void
test_agree_once (void)
{
  g_autoptr(IdioModelChoice) choice = make_choice ();
  g_autoptr(IdioModelChoice) later = make_choice ();

  idio_consent_give_once (idio_model_choice_get_consent (choice), "once.example.com");
  g_assert_true (idio_consent_has (idio_model_choice_get_consent (choice), "once.example.com"));
  g_assert_false (idio_consent_has (idio_model_choice_get_consent (later), "once.example.com"));
}

/* What was agreed to for one time is asked again the next time, also while another thing goes on. */
static void
test_end (void)
{
  g_autoptr(IdioModelChoice) choice = make_choice ();

  idio_consent_give_once (idio_model_choice_get_consent (choice), "twice.example.com");
  idio_consent_give_once (idio_model_choice_get_consent (choice), "twice.example.com");
  g_assert_false (idio_consent_lasts (idio_model_choice_get_consent (choice), "twice.example.com"));
  idio_consent_end_once (idio_model_choice_get_consent (choice), "twice.example.com");
  g_assert_true (idio_consent_has (idio_model_choice_get_consent (choice), "twice.example.com"));
  idio_consent_end_once (idio_model_choice_get_consent (choice), "twice.example.com");
  g_assert_false (idio_consent_has (idio_model_choice_get_consent (choice), "twice.example.com"));
  idio_consent_end_once (idio_model_choice_get_consent (choice), "twice.example.com");
  g_assert_false (idio_consent_has (idio_model_choice_get_consent (choice), "twice.example.com"));
}

/* Who may be asked for models may not be sent texts. */
static void
test_contact (void)
{
  g_autoptr(IdioModelChoice) choice = make_choice ();

  idio_test_await (idio_model_choice_use_service (choice, "https://known.example.com/v1", "m", FALSE));
  g_assert_false (idio_consent_may_contact (idio_model_choice_get_consent (choice), "known.example.com"));
  idio_consent_contact (idio_model_choice_get_consent (choice), "known.example.com");
  g_assert_true (idio_consent_may_contact (idio_model_choice_get_consent (choice), "known.example.com"));
  g_assert_false (idio_consent_may_contact (idio_model_choice_get_consent (choice), "unknown.example.com"));
  g_assert_false (idio_consent_has (idio_model_choice_get_consent (choice), "known.example.com"));
  g_assert_null (idio_model_choice_ref_consented (choice, NULL));
  idio_consent_withdraw (idio_model_choice_get_consent (choice), "known.example.com");
  g_assert_false (idio_consent_may_contact (idio_model_choice_get_consent (choice), "known.example.com"));
}

static void
test_bad_file (void)
{
  g_autoptr(IdioModelChoice) choice = make_choice ();
  g_autofree char *dir = idio_test_make_dir ();
  g_autofree char *path = g_build_filename (dir, "letter.gguf", NULL);

  idio_test_write (dir, "letter.gguf", "Dear Ann");
  idio_test_await_error (idio_model_choice_use_file (choice, path, TRUE), IDIO_PROVIDER_ERROR,
                         IDIO_PROVIDER_ERROR_ENGINE);
  g_assert_null (idio_model_choice_get_provider (choice));
}

/* The model that comes with development is too small to study anybody, and the app knows. */
static void
test_real_model (void)
{
  g_autoptr(IdioModelChoice) choice = make_choice ();
  g_autoptr(IdioModelChoice) later = make_choice ();
  gint64 start;

  idio_test_await (idio_model_choice_use_file (choice, g_getenv ("IDIOLECT_MODEL"), TRUE));
  g_assert_cmpint (idio_model_choice_get_capability (choice), ==, IDIO_CAPABILITY_UNKNOWN);

  start = g_get_monotonic_time ();
  g_assert_cmpint (dex_await_enum (idio_model_choice_check_capability (choice), NULL), ==, IDIO_CAPABILITY_DRAFTS);
  g_test_message ("capability check: %" G_GINT64_FORMAT " ms", (g_get_monotonic_time () - start) / 1000);

  idio_test_await (idio_model_choice_load (later));
  g_assert_cmpint (idio_model_choice_get_capability (later), ==, IDIO_CAPABILITY_DRAFTS);
}

/* Paths are bytes: no UTF-8, lines, a sequence of ESC. */
static void
test_odd_paths (void)
{
  static const char * const names[] = { "mod\xe8le.gguf", "two\nlines.gguf", "\x1b[31mred.gguf" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(IdioModelChoice) choice = make_choice ();
      g_autoptr(IdioModelChoice) later = make_choice ();
      g_autofree char *dir = idio_test_make_dir ();
      g_autofree char *path = g_build_filename (dir, names[i], NULL);
      g_autofree char *remembered = NULL;
      const char *model;

      g_assert_cmpint (symlink (g_getenv ("IDIOLECT_MODEL"), path), ==, 0);
      idio_test_await (idio_model_choice_use_file (choice, path, TRUE));

      /* Takes some seconds, and is remembered by the path. */
      if (i == 0)
        idio_test_await (idio_model_choice_check_capability (choice));

      idio_test_await (idio_model_choice_load (later));
      remembered = idio_model_choice_dup_file (later);
      g_assert_cmpstr (remembered, ==, path);
      g_assert_cmpint (idio_model_choice_get_capability (later), ==,
                       i == 0 ? IDIO_CAPABILITY_DRAFTS : IDIO_CAPABILITY_UNKNOWN);

      model = idio_provider_get_model (idio_model_choice_get_provider (later));
      g_assert_true (g_utf8_validate (model, -1, NULL));
      g_assert_null (strpbrk (model, "\n\x1b"));
    }
}

static void
test_empty_variable (void)
{
  g_autoptr(IdioModelChoice) choice = make_choice ();
  g_autoptr(GSettings) settings = g_settings_new (APP_ID);
  g_autofree char *model = g_strdup (g_getenv ("IDIOLECT_MODEL"));

  g_settings_reset (settings, "model-kind");
  g_setenv ("IDIOLECT_MODEL", "", TRUE);
  idio_test_await (idio_model_choice_load (choice));
  g_setenv ("IDIOLECT_MODEL", model, TRUE);
  g_assert_null (idio_model_choice_get_provider (choice));
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/model-choice/none", test_none);
  idio_test_add_fiber ("/model-choice/agreement", test_consent);
  idio_test_add_fiber ("/model-choice/agree-once", test_agree_once);
  idio_test_add_fiber ("/model-choice/end", test_end);
  idio_test_add_fiber ("/model-choice/contact", test_contact);
  idio_test_add_fiber ("/model-choice/bad-file", test_bad_file);
  idio_test_add_fiber ("/model-choice/real-model", test_real_model);
  idio_test_add_fiber ("/model-choice/odd-paths", test_odd_paths);
  idio_test_add_fiber ("/model-choice/empty-variable", test_empty_variable);
  idio_test_add_fiber ("/model-choice/dialects", test_dialects);
  idio_test_add_fiber ("/model-choice/unencrypted", test_unencrypted);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
