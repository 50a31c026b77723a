/* idio-model-choice.c: which model is used, and what for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "idio-enums.h"
#include "idio-fiber.h"
#include "idio-thread.h"
#include "llm/idio-api-key.h"
#include "llm/idio-capability-memory.h"
#include "llm/idio-dialect.h"
#include "llm/idio-gguf.h"
#include "llm/idio-local-provider.h"
#include "llm/idio-model-choice.h"
#include "llm/idio-service-address.h"

struct _IdioModelChoice
{
  GObject         parent_instance;
  GSettings      *settings;
  IdioSecrets    *secrets;
  IdioProvider   *provider;
  char           *identity;  /* under which its capability is remembered */
  IdioConsent    *consent;
  IdioModelKind   kind;
  guint           n_choices; /* how often something was chosen */
  guint           choice;    /* the number of the choice that holds */
  IdioCapability  capability;
  DexFuture      *check;     /* of the model in use, while it runs; whoever asks meanwhile waits for the same one */
  GCancellable   *cancellable;
  double          progress;
};

G_DEFINE_FINAL_TYPE (IdioModelChoice, idio_model_choice, G_TYPE_OBJECT)

enum
{
  PROP_PROVIDER = 1,
  PROP_CAPABILITY,
  PROP_CHECKING,
  PROP_CHECK_PROGRESS,
};

static GParamSpec *properties[PROP_CHECK_PROGRESS + 1];

typedef struct
{
  IdioModelChoice *self;
  char            *path;
  char            *base_url;
  char            *model;
  IdioDialect      dialect;
  gboolean         remember;
  guint            number;
} Use;

static void
use_free (Use *use)
{
  g_clear_object (&use->self);
  g_clear_pointer (&use->path, g_free);
  g_clear_pointer (&use->base_url, g_free);
  g_clear_pointer (&use->model, g_free);
  g_free (use);
}

static void
set_capability (IdioModelChoice *self,
                IdioCapability   capability)
{
  g_assert (IDIO_IS_MODEL_CHOICE (self));

  self->capability = capability;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAPABILITY]);
}

static void
set_progress (IdioModelChoice *self,
              double           progress)
{
  g_assert (IDIO_IS_MODEL_CHOICE (self));

  self->progress = progress;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHECK_PROGRESS]);
}

static void
end_check (IdioModelChoice *self)
{
  g_assert (IDIO_IS_MODEL_CHOICE (self));

  if (self->check == NULL)
    return;

  dex_clear (&self->check);
  g_clear_object (&self->cancellable);
  set_progress (self, 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHECKING]);
}

static void
set_provider (IdioModelChoice *self,
              IdioModelKind    kind,
              IdioProvider    *provider,
              const char      *identity)
{
  g_assert (IDIO_IS_MODEL_CHOICE (self));

  /* A check of the model before goes on for whoever waits for it. */
  end_check (self);
  self->kind = kind;
  g_set_object (&self->provider, provider);
  g_set_str (&self->identity, identity);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROVIDER]);
  set_capability (self, identity != NULL ? idio_capability_recall (self->settings, identity) : IDIO_CAPABILITY_UNKNOWN);
}

/* To read a file or a keyring takes its time, in which another choice may have been made: the last one holds. */
static gboolean
make_choice (Use     *use,
             GError **error)
{
  if (use->number < use->self->choice)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Another model was chosen");
      return FALSE;
    }

  use->self->choice = use->number;

  return TRUE;
}

static void
choose_none (IdioModelChoice *self)
{
  g_assert (IDIO_IS_MODEL_CHOICE (self));

  self->choice = ++self->n_choices;
}

/* Settings are text and paths are bytes: a path that is not UTF-8 is remembered as an address. */
static char *
encode_path (const char *path)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);

  return g_utf8_validate (path, -1, NULL) ? g_strdup (path) : g_filename_to_uri (absolute, NULL, NULL);
}

static char *
decode_path (const char *text)
{
  return g_str_has_prefix (text, "file://") ? g_filename_from_uri (text, NULL, NULL) : g_strdup (text);
}

static DexFuture *
read_name_thread (gpointer data)
{
  const char *path = data;
  GError *error = NULL;
  g_autoptr(IdioGguf) model = idio_gguf_read (path, &error);

  if (model == NULL || !idio_gguf_check_fits (model, idio_get_total_memory (), &error))
    return dex_future_new_for_error (error);

  return dex_future_new_for_string (model->name);
}

static DexFuture *
use_file_fiber (gpointer data)
{
  Use *use = data;
  IdioModelChoice *self = use->self;
  g_autofree char *name = NULL;
  g_autofree char *encoded = encode_path (use->path);
  g_autofree char *identity = NULL;
  g_autoptr(IdioProvider) provider = NULL;
  GError *error = NULL;

  if (!(name = dex_await_string (idio_thread_spawn ("[idiolect-model]", read_name_thread, g_strdup (use->path), g_free),
                                 &error)) ||
      !make_choice (use, &error))
    return dex_future_new_for_error (error);

  if (use->remember)
    {
      g_settings_set_string (self->settings, "model-file", encoded);
      g_settings_set_enum (self->settings, "model-kind", IDIO_MODEL_KIND_LOCAL);
    }

  identity = g_strdup_printf ("%s#%s", encoded, name);
  provider = idio_local_provider_new (use->path, name);
  set_provider (self, IDIO_MODEL_KIND_LOCAL, provider, identity);

  return dex_future_new_for_object (provider);
}

static DexFuture *
use_service_fiber (gpointer data)
{
  Use *use = data;
  IdioModelChoice *self = use->self;
  g_autofree char *identity = g_strconcat (use->base_url, "#", use->model, NULL);
  g_autoptr(IdioApiKey) key = NULL;
  g_autoptr(IdioProvider) provider = NULL;
  IdioService *service;
  GError *error = NULL;

  key = dex_await_boxed (idio_secrets_lookup (self->secrets, use->base_url), &error);

  if (error != NULL || !make_choice (use, &error))
    return dex_future_new_for_error (error);

  if (use->remember)
    {
      g_settings_set_string (self->settings, "service-url", use->base_url);
      g_settings_set_string (self->settings, "service-model", use->model);
      g_settings_set_enum (self->settings, "service-dialect", (gint) use->dialect);
      g_settings_set_enum (self->settings, "model-kind", IDIO_MODEL_KIND_SERVICE);
    }

  service = idio_dialect_new_service (use->dialect, use->base_url, use->model, key);

  if (idio_model_choice_allows_unencrypted (self, use->base_url))
    idio_service_allow_unencrypted (service);

  provider = IDIO_PROVIDER (service);
  set_provider (self, IDIO_MODEL_KIND_SERVICE, provider, identity);

  return dex_future_new_for_object (provider);
}

/* One run of the check */
typedef struct
{
  IdioModelChoice *self;
  IdioProvider    *provider;
  char            *identity;
  GCancellable    *cancellable;
} Check;

static void
check_free (Check *check)
{
  g_clear_object (&check->self);
  g_clear_object (&check->provider);
  g_clear_pointer (&check->identity, g_free);
  g_clear_object (&check->cancellable);
  g_free (check);
}

/* Whether this is the check that @self tells about: another model may have been chosen meanwhile. */
static gboolean
is_current (Check *check)
{
  return check->self->cancellable == check->cancellable;
}

static void
progress_cb (double   progress,
             gpointer user_data)
{
  Check *check = user_data;

  if (is_current (check))
    set_progress (check->self, progress);
}

/* The chosen provider, if it may be asked what has none of the user's texts */
static IdioProvider *
ref_contacted (IdioModelChoice  *self,
               GError          **error)
{
  const char *host = self->provider != NULL ? idio_provider_get_host (self->provider) : NULL;

  g_assert (IDIO_IS_MODEL_CHOICE (self));

  if (host != NULL && idio_consent_may_contact (self->consent, host))
    return g_object_ref (self->provider);

  return idio_model_choice_ref_consented (self, error);
}

static DexFuture *
check_fiber (gpointer data)
{
  Check *check = data;
  IdioModelChoice *self = check->self;
  GError *error = NULL;
  IdioCapability capability;

  capability = dex_await_enum (dex_future_first (idio_capability_check (check->provider, progress_cb, check, NULL),
                                                 dex_cancellable_new_from_cancellable (check->cancellable), NULL),
                               &error);

  if (error == NULL)
    idio_capability_remember (self->settings, check->identity, capability);

  if (is_current (check))
    end_check (self);

  if (error != NULL)
    return dex_future_new_for_error (error);

  if (g_strcmp0 (self->identity, check->identity) == 0)
    set_capability (self, capability);

  return dex_future_new_enum (IDIO_TYPE_CAPABILITY, capability);
}

static void
idio_model_choice_finalize (GObject *object)
{
  IdioModelChoice *self = IDIO_MODEL_CHOICE (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->secrets);
  g_clear_object (&self->provider);
  g_clear_pointer (&self->identity, g_free);
  g_clear_object (&self->consent);
  dex_clear (&self->check);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (idio_model_choice_parent_class)->finalize (object);
}

static void
idio_model_choice_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  IdioModelChoice *self = IDIO_MODEL_CHOICE (object);

  switch (prop_id)
    {
    case PROP_PROVIDER:
      g_value_set_object (value, self->provider);
      break;

    case PROP_CAPABILITY:
      g_value_set_enum (value, self->capability);
      break;

    case PROP_CHECKING:
      g_value_set_boolean (value, idio_model_choice_get_checking (self));
      break;

    case PROP_CHECK_PROGRESS:
      g_value_set_double (value, self->progress);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
idio_model_choice_class_init (IdioModelChoiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = idio_model_choice_finalize;
  object_class->get_property = idio_model_choice_get_property;

  properties[PROP_PROVIDER] =
    g_param_spec_object ("provider", NULL, NULL, IDIO_TYPE_PROVIDER, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CAPABILITY] =
    g_param_spec_enum ("capability", NULL, NULL, IDIO_TYPE_CAPABILITY, IDIO_CAPABILITY_UNKNOWN,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CHECKING] =
    g_param_spec_boolean ("checking", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CHECK_PROGRESS] =
    g_param_spec_double ("check-progress", NULL, NULL, 0, 1, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
idio_model_choice_init (IdioModelChoice *self)
{
}

/**
 * idio_model_choice_new:
 * @settings: where the choice is remembered
 * @secrets: where keys are
 *
 * Returns: (transfer full): the choice, none until idio_model_choice_load()
 */
IdioModelChoice *
idio_model_choice_new (GSettings   *settings,
                       IdioSecrets *secrets)
{
  IdioModelChoice *self;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);
  g_return_val_if_fail (IDIO_IS_SECRETS (secrets), NULL);

  self = g_object_new (IDIO_TYPE_MODEL_CHOICE, NULL);
  self->settings = g_object_ref (settings);
  self->secrets = g_object_ref (secrets);
  self->consent = idio_consent_new (settings);

  return self;
}

/**
 * idio_model_choice_load:
 * @self: a choice
 *
 * Takes up what was remembered. If nothing was, the file that the environment variable IDIOLECT_MODEL names is used.
 *
 * Returns: (transfer full): a future that resolves when that is done, with or without a model, or is rejected if the
 *   model remembered can't be used
 */
DexFuture *
idio_model_choice_load (IdioModelChoice *self)
{
  const char *named = g_getenv ("IDIOLECT_MODEL");
  g_autofree char *file = NULL, *url = NULL, *model = NULL, *fixed_url = NULL;
  GError *error = NULL;

  g_return_val_if_fail (IDIO_IS_MODEL_CHOICE (self), NULL);

  file = idio_model_choice_dup_file (self);
  url = g_settings_get_string (self->settings, "service-url");
  model = g_settings_get_string (self->settings, "service-model");

  switch ((IdioModelKind) g_settings_get_enum (self->settings, "model-kind"))
    {
    case IDIO_MODEL_KIND_LOCAL:
      return idio_model_choice_use_file (self, file != NULL ? file : "", FALSE);

    case IDIO_MODEL_KIND_SERVICE:
      /* Settings may be from another version, or changed by hand. */
      if (!(fixed_url = idio_service_address_fix (url, &error)))
        return dex_future_new_for_error (error);

      return idio_model_choice_use_dialect (self, (IdioDialect) g_settings_get_enum (self->settings, "service-dialect"),
                                            fixed_url, model, FALSE);

    case IDIO_MODEL_KIND_NONE:
    default:
      if (named != NULL && *named != '\0')
        return idio_model_choice_use_file (self, named, FALSE);

      return dex_future_new_true ();
    }
}

/**
 * idio_model_choice_dup_file:
 * @self: a choice
 *
 * Returns: (transfer full) (nullable) (type filename): the path of the model on this computer that was chosen last
 */
char *
idio_model_choice_dup_file (IdioModelChoice *self)
{
  g_autofree char *encoded = NULL;

  g_return_val_if_fail (IDIO_IS_MODEL_CHOICE (self), NULL);

  encoded = g_settings_get_string (self->settings, "model-file");

  return *encoded != '\0' ? decode_path (encoded) : NULL;
}

/**
 * idio_model_choice_use_file:
 * @self: a choice
 * @path: (type filename): the path of a GGUF file
 * @remember: whether to use it in later sessions too
 *
 * Returns: (transfer full): a future of the #IdioProvider, or of an error in %IDIO_PROVIDER_ERROR if the file is no
 *   model for this computer; the choice is as before then
 */
DexFuture *
idio_model_choice_use_file (IdioModelChoice *self,
                            const char      *path,
                            gboolean         remember)
{
  Use *use;

  g_return_val_if_fail (IDIO_IS_MODEL_CHOICE (self), NULL);
  g_return_val_if_fail (path != NULL, NULL);

  use = g_new0 (Use, 1);
  use->self = g_object_ref (self);
  use->path = g_strdup (path);
  use->remember = remember;
  use->number = ++self->n_choices;

  return idio_fiber_spawn (use_file_fiber, use, (GDestroyNotify) use_free);
}

/**
 * idio_model_choice_use_service:
 * @self: a choice
 * @base_url: an address from idio_service_address_fix()
 * @model: the name of a model there
 * @remember: whether to use it in later sessions too
 *
 * The key is looked up in the keyring. How to talk to the service is found out from its address.
 *
 * Returns: (transfer full): a future of the #IdioProvider, or of an error in %IDIO_SECRETS_ERROR
 */
DexFuture *
idio_model_choice_use_service (IdioModelChoice *self,
                               const char      *base_url,
                               const char      *model,
                               gboolean         remember)
{
  return idio_model_choice_use_dialect (self, IDIO_DIALECT_AUTOMATIC, base_url, model, remember);
}

/**
 * idio_model_choice_use_dialect:
 * @self: a choice
 * @dialect: how to talk to the service
 * @base_url: an address from idio_service_address_fix()
 * @model: the name of a model there
 * @remember: whether to use it in later sessions too
 *
 * As idio_model_choice_use_service(), for an #IdioServicePreset or a server whose address says nothing.
 *
 * Returns: (transfer full): a future of the #IdioProvider, or of an error in %IDIO_SECRETS_ERROR
 */
DexFuture *
idio_model_choice_use_dialect (IdioModelChoice *self,
                               IdioDialect      dialect,
                               const char      *base_url,
                               const char      *model,
                               gboolean         remember)
{
  Use *use;

  g_return_val_if_fail (IDIO_IS_MODEL_CHOICE (self), NULL);
  g_return_val_if_fail (base_url != NULL, NULL);
  g_return_val_if_fail (model != NULL, NULL);

  use = g_new0 (Use, 1);
  use->self = g_object_ref (self);
  use->base_url = g_strdup (base_url);
  use->model = g_strdup (model);
  use->dialect = dialect;
  use->remember = remember;
  use->number = ++self->n_choices;

  return idio_fiber_spawn (use_service_fiber, use, (GDestroyNotify) use_free);
}

/**
 * idio_model_choice_get_secrets:
 * @self: a choice
 *
 * Returns: (transfer none): where keys are
 */
IdioSecrets *
idio_model_choice_get_secrets (IdioModelChoice *self)
{
  g_return_val_if_fail (IDIO_IS_MODEL_CHOICE (self), NULL);

  return self->secrets;
}

/**
 * idio_model_choice_get_consent:
 * @self: a choice
 *
 * Returns: (transfer none): what the user agreed to be sent
 */
IdioConsent *
idio_model_choice_get_consent (IdioModelChoice *self)
{
  g_return_val_if_fail (IDIO_IS_MODEL_CHOICE (self), NULL);

  return self->consent;
}

IdioModelKind
idio_model_choice_get_kind (IdioModelChoice *self)
{
  g_return_val_if_fail (IDIO_IS_MODEL_CHOICE (self), IDIO_MODEL_KIND_NONE);

  return self->kind;
}

/**
 * idio_model_choice_get_provider:
 * @self: a choice
 *
 * For showing what is chosen. To ask it something, idio_model_choice_ref_consented().
 *
 * Returns: (transfer none) (nullable): the chosen provider
 */
IdioProvider *
idio_model_choice_get_provider (IdioModelChoice *self)
{
  g_return_val_if_fail (IDIO_IS_MODEL_CHOICE (self), NULL);

  return self->provider;
}

/**
 * idio_model_choice_ref_consented:
 * @self: a choice
 * @error: (out): a location for an error in %IDIO_PROVIDER_ERROR: no model, or one whose host was not agreed to
 *
 * The only way to a provider that may be sent something.
 *
 * Returns: (transfer full) (nullable): the chosen provider
 */
IdioProvider *
idio_model_choice_ref_consented (IdioModelChoice  *self,
                                 GError          **error)
{
  const char *host;

  g_return_val_if_fail (IDIO_IS_MODEL_CHOICE (self), NULL);

  if (self->provider == NULL)
    {
      g_propagate_error (error, idio_provider_error_new (IDIO_PROVIDER_ERROR_NO_MODEL, NULL));
      return NULL;
    }

  host = idio_provider_get_host (self->provider);

  if (host != NULL && !idio_consent_has (self->consent, host))
    {
      g_propagate_error (error, idio_provider_error_new (IDIO_PROVIDER_ERROR_NO_CONSENT, host));
      return NULL;
    }

  return g_object_ref (self->provider);
}

/**
 * idio_model_choice_allow_unencrypted:
 * @self: a choice
 * @address: an address in a private network for which idio_service_address_is_unencrypted() is %TRUE
 * @remember: whether that holds for later sessions too
 *
 * The user agreed that the API key goes to the host of @address unencrypted.
 */
void
idio_model_choice_allow_unencrypted (IdioModelChoice *self,
                                     const char      *address,
                                     gboolean         remember)
{
  g_autofree char *host = NULL;

  g_return_if_fail (IDIO_IS_MODEL_CHOICE (self));
  g_return_if_fail (address != NULL);

  if (!(host = idio_service_address_find_host (address)))
    return;

  idio_consent_allow_unencrypted (self->consent, host, remember);

  if (IDIO_IS_SERVICE (self->provider) && g_strcmp0 (idio_provider_get_host (self->provider), host) == 0)
    idio_service_allow_unencrypted (IDIO_SERVICE (self->provider));
}

/**
 * idio_model_choice_allows_unencrypted:
 * @self: a choice
 * @address: an address from idio_service_address_fix()
 *
 * Returns: whether the user agreed that the API key goes to the host of @address unencrypted
 */
gboolean
idio_model_choice_allows_unencrypted (IdioModelChoice *self,
                                      const char      *address)
{
  g_autofree char *host = NULL;

  g_return_val_if_fail (IDIO_IS_MODEL_CHOICE (self), FALSE);
  g_return_val_if_fail (address != NULL, FALSE);

  host = idio_service_address_find_host (address);

  return host != NULL && idio_consent_allows_unencrypted (self->consent, host);
}

/**
 * idio_model_choice_leave_service:
 * @self: a choice
 *
 * The user wants a model on this computer. As long as there is none nothing is asked, and nothing is sent. What is known
 * of the service stays for another time.
 */
void
idio_model_choice_leave_service (IdioModelChoice *self)
{
  g_return_if_fail (IDIO_IS_MODEL_CHOICE (self));

  choose_none (self);

  if (g_settings_get_enum (self->settings, "model-kind") == IDIO_MODEL_KIND_SERVICE)
    g_settings_reset (self->settings, "model-kind");

  if (self->kind == IDIO_MODEL_KIND_SERVICE)
    set_provider (self, IDIO_MODEL_KIND_NONE, NULL, NULL);
}

/**
 * idio_model_choice_forget_file:
 * @self: a choice
 * @path: (type filename): the path of a model that is gone
 *
 * If that model is used none is from now on, and it is not looked for at the next start.
 */
void
idio_model_choice_forget_file (IdioModelChoice *self,
                               const char      *path)
{
  g_autofree char *file = NULL;

  g_return_if_fail (IDIO_IS_MODEL_CHOICE (self));
  g_return_if_fail (path != NULL);

  file = idio_model_choice_dup_file (self);

  if (g_strcmp0 (file, path) != 0)
    return;

  choose_none (self);
  g_settings_reset (self->settings, "model-file");

  if (g_settings_get_enum (self->settings, "model-kind") == IDIO_MODEL_KIND_LOCAL)
    g_settings_reset (self->settings, "model-kind");

  if (self->kind == IDIO_MODEL_KIND_LOCAL)
    set_provider (self, IDIO_MODEL_KIND_NONE, NULL, NULL);
}

/**
 * idio_model_choice_reset:
 * @self: a choice
 *
 * Forgets services, what was agreed to with them, and what was found out about their models. A provider at a service,
 * which knows the key, is let go. A model on this computer stays, but its engine ends.
 */
void
idio_model_choice_reset (IdioModelChoice *self)
{
  static const char * const keys[] = { "service-url", "service-model", "service-dialect", "capability" };

  g_return_if_fail (IDIO_IS_MODEL_CHOICE (self));

  choose_none (self);

  if (g_settings_get_enum (self->settings, "model-kind") == IDIO_MODEL_KIND_SERVICE)
    g_settings_reset (self->settings, "model-kind");

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_settings_reset (self->settings, keys[i]);

  idio_consent_withdraw_all (self->consent);

  if (self->kind == IDIO_MODEL_KIND_SERVICE)
    set_provider (self, IDIO_MODEL_KIND_NONE, NULL, NULL);

  /* The engine keeps the last prompts in its memory. */
  if (self->kind == IDIO_MODEL_KIND_LOCAL)
    idio_engine_stop (idio_local_provider_get_engine (IDIO_LOCAL_PROVIDER (self->provider)));
}

IdioCapability
idio_model_choice_get_capability (IdioModelChoice *self)
{
  g_return_val_if_fail (IDIO_IS_MODEL_CHOICE (self), IDIO_CAPABILITY_UNKNOWN);

  return self->capability;
}

/**
 * idio_model_choice_get_checking:
 * @self: a choice
 *
 * Returns: whether a capability check runs
 */
gboolean
idio_model_choice_get_checking (IdioModelChoice *self)
{
  g_return_val_if_fail (IDIO_IS_MODEL_CHOICE (self), FALSE);

  return self->check != NULL;
}

/**
 * idio_model_choice_get_check_progress:
 * @self: a choice
 *
 * Returns: how much of the capability check that runs is done at least, from 0 to 1
 */
double
idio_model_choice_get_check_progress (IdioModelChoice *self)
{
  g_return_val_if_fail (IDIO_IS_MODEL_CHOICE (self), 0);

  return self->progress;
}

/**
 * idio_model_choice_check_again:
 * @self: a choice
 *
 * Finds out what the chosen model is fit for, also if that is known from earlier: a model with the same name may be
 * another one now. What is known stays until then. If a check runs already, this waits for it.
 *
 * The check ends when nobody waits for it any more, or with idio_model_choice_stop_check().
 *
 * Returns: (transfer full): a future of an #IdioCapability, or of an error in %IDIO_PROVIDER_ERROR
 */
DexFuture *
idio_model_choice_check_again (IdioModelChoice *self)
{
  g_autoptr(IdioProvider) provider = NULL;
  GError *error = NULL;
  Check *check;

  g_return_val_if_fail (IDIO_IS_MODEL_CHOICE (self), NULL);

  if (!(provider = ref_contacted (self, &error)))
    return dex_future_new_for_error (error);

  if (self->check != NULL)
    return dex_ref (self->check);

  self->cancellable = g_cancellable_new ();
  check = g_new0 (Check, 1);
  check->self = g_object_ref (self);
  check->provider = g_steal_pointer (&provider);
  check->identity = g_strdup (self->identity);
  check->cancellable = g_object_ref (self->cancellable);
  self->check = idio_fiber_spawn (check_fiber, check, (GDestroyNotify) check_free);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHECKING]);

  return dex_ref (self->check);
}

/**
 * idio_model_choice_check_capability:
 * @self: a choice
 *
 * As idio_model_choice_check_again(), if what the chosen model is fit for is not known from earlier.
 *
 * Returns: (transfer full): a future of an #IdioCapability, or of an error in %IDIO_PROVIDER_ERROR
 */
DexFuture *
idio_model_choice_check_capability (IdioModelChoice *self)
{
  g_return_val_if_fail (IDIO_IS_MODEL_CHOICE (self), NULL);

  if (self->capability != IDIO_CAPABILITY_UNKNOWN)
    return dex_future_new_enum (IDIO_TYPE_CAPABILITY, self->capability);

  return idio_model_choice_check_again (self);
}

/**
 * idio_model_choice_stop_check:
 * @self: a choice
 *
 * Stops the capability check, if one runs. Whoever waits for it gets %G_IO_ERROR_CANCELLED.
 */
void
idio_model_choice_stop_check (IdioModelChoice *self)
{
  g_return_if_fail (IDIO_IS_MODEL_CHOICE (self));

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}
