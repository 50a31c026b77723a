/* fuzz-settings.c: preferences as a file may have them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>

#include "fuzz.h"
#include "llm/idio-model-choice.h"
#include "llm/idio-service-address.h"

static gboolean
is_agreed (GSettings  *settings,
           const char *host)
{
  g_auto(GStrv) hosts = g_settings_get_strv (settings, "agreed-hosts");

  return g_strv_contains ((const char * const *) hosts, host);
}

static void
check_choice (GSettings       *settings,
              IdioModelChoice *choice)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(IdioProvider) agreed = idio_model_choice_ref_consented (choice, &error);
  IdioProvider *provider = idio_model_choice_get_provider (choice);
  const char *host = provider != NULL ? idio_provider_get_host (provider) : NULL;

  g_assert ((provider != NULL) == (idio_model_choice_get_kind (choice) != IDIO_MODEL_KIND_NONE));
  g_assert ((agreed == NULL) == (error != NULL));

  /* What is not on this computer is sent nothing before its host was agreed to. */
  if (agreed != NULL && host != NULL)
    g_assert (is_agreed (settings, host));

  /* An address that nobody could have typed is not used either. */
  if (idio_model_choice_get_kind (choice) == IDIO_MODEL_KIND_SERVICE)
    {
      g_autofree char *url = g_settings_get_string (settings, "service-url");
      g_autofree char *fixed = idio_service_address_fix (url, NULL);

      g_assert (fixed != NULL);
    }
}

static DexFuture *
load_fiber (gpointer data)
{
  GSettings *settings = data;
  g_autoptr(IdioSecrets) secrets = idio_secrets_new ();
  g_autoptr(IdioModelChoice) choice = idio_model_choice_new (settings, secrets);
  g_autofree char *url = g_settings_get_string (settings, "service-url");
  g_autoptr(GError) error = NULL;

  /* The keyring is another door. */
  idio_secrets_set_session_key (secrets, url, "key", NULL);

  if (!dex_await (idio_model_choice_load (choice), &error))
    g_assert (*error->message != '\0');

  check_choice (settings, choice);

  return dex_future_new_true ();
}

int
fuzz_run (const guint8 *data,
          size_t        size)
{
  g_autofree char *path = g_build_filename (fuzz_get_dir (), "settings", NULL);

  /* GLib itself complains about what is not UTF-8. */
  g_autofree char *text = fuzz_dup_text (data, size);
  g_autoptr(GSettingsBackend) backend = NULL;
  g_autoptr(GSettings) settings = NULL;

  if (!g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL))
    g_error ("The settings could not be written");

  g_unsetenv ("IDIOLECT_MODEL");
  backend = g_keyfile_settings_backend_new (path, "/", NULL);
  settings = g_settings_new_with_backend (APP_ID, backend);
  fuzz_run_fiber (load_fiber, settings);

  return 0;
}
