/* idio-service-group.c: a service that has models, and one of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "idio-fiber.h"
#include "llm/idio-api-key.h"
#include "llm/idio-local-services.h"
#include "llm/idio-provider-test.h"
#include "llm/idio-service-address.h"
#include "llm/idio-service-preset.h"
#include "ui/idio-service-group.h"
#include "ui/idio-ui-text.h"
#include "ui/idio-ui.h"

struct _IdioServiceGroup
{
  AdwPreferencesGroup  parent_instance;

  GSettings           *settings;
  IdioModelChoice     *choice;
  IdioLocalService    *found;    /* a server on this computer */
  char                *details;  /* what the service said when it failed, or NULL */
  gboolean             updating;
  gboolean             looked;   /* for servers on this computer */
  gboolean             unlisted; /* the service has no list of models */
  gboolean             has_key;  /* a key of the service is stored */
  gboolean             replacing; /* it, by one that is typed */
  guint                n_looks;  /* for it, that were begun */
  gboolean             unchosen; /* the first row of the list is no model, but asks for one */

  AdwComboRow         *preset_row;
  AdwActionRow        *found_row;
  GtkEditable         *url_row;
  GtkEditable         *key_row;
  GtkWidget           *key_button;
  AdwActionRow        *stored_row;
  GtkWidget           *test_row;
  AdwActionRow        *result_row;
  GtkWidget           *result_spinner;
  GtkImage            *result_image;
  GtkWidget           *details_button;
  AdwComboRow         *model_row;
  GtkEditable         *model_name_row;
};

G_DEFINE_FINAL_TYPE (IdioServiceGroup, idio_service_group, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  SIGNAL_USED,
  SIGNAL_CHANGED,
  SIGNAL_TESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const IdioServicePreset *
get_preset (IdioServiceGroup *self)
{
  GPtrArray *presets = idio_service_presets_get ();

  g_assert (IDIO_IS_SERVICE_GROUP (self));

  return g_ptr_array_index (presets, MIN (adw_combo_row_get_selected (self->preset_row), presets->len - 1));
}

static void
show_result (IdioServiceGroup *self,
             const char       *icon_name,
             const char       *title,
             const char       *subtitle)
{
  g_autofree char *line = idio_ui_dup_line (title != NULL ? title : "");
  g_autofree char *second = idio_ui_dup_line (subtitle != NULL ? subtitle : "");

  g_assert (IDIO_IS_SERVICE_GROUP (self));

  gtk_widget_set_visible (GTK_WIDGET (self->result_row), title != NULL);
  gtk_widget_set_visible (self->result_spinner, title != NULL && icon_name == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->result_image), icon_name != NULL);
  gtk_widget_set_visible (self->details_button, self->details != NULL);
  gtk_image_set_from_icon_name (self->result_image, icon_name);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->result_row), line);
  adw_action_row_set_subtitle (self->result_row, second);
}

static void
show_failure (IdioServiceGroup     *self,
              IdioProviderTestStep  step,
              const GError         *error)
{
  static const char * const steps[] = {
    [IDIO_PROVIDER_TEST_STEP_KEY] = N_("The key does not work"),
    [IDIO_PROVIDER_TEST_STEP_MODELS] = N_("The service does not list its models"),
    [IDIO_PROVIDER_TEST_STEP_ANSWER] = N_("The model does not answer"),
  };

  g_assert (IDIO_IS_SERVICE_GROUP (self));

  g_set_str (&self->details, idio_provider_error_get_details (error));

  /* That a host can't be reached is all there is to say. */
  if (step == IDIO_PROVIDER_TEST_STEP_CONNECTION)
    show_result (self, "dialog-error-symbolic", error->message, NULL);
  else
    show_result (self, "dialog-error-symbolic", _(steps[step]), error->message);
}

static gboolean
is_session_only (IdioServiceGroup *self)
{
  g_autofree char *url = idio_service_address_fix (gtk_editable_get_text (self->url_row), NULL);

  g_assert (IDIO_IS_SERVICE_GROUP (self));

  return url != NULL && self->choice != NULL &&
         idio_secrets_is_session_only (idio_model_choice_get_secrets (self->choice), url);
}

/* Shows what the chosen preset leaves open. */
static void
update (IdioServiceGroup *self)
{
  const IdioServicePreset *preset = get_preset (self);
  gboolean known = preset->needs_key && *preset->address != '\0';
  g_autofree char *description = g_strdup_printf ("%s %s", preset->sentence, preset->privacy);
  GListModel *models = adw_combo_row_get_model (self->model_row);

  g_assert (IDIO_IS_SERVICE_GROUP (self));

  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), g_strstrip (description));
  gtk_widget_set_visible (GTK_WIDGET (self->url_row), !known);
  gtk_widget_set_visible (self->key_button, preset->key_page != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->stored_row), self->has_key && !self->replacing);
  gtk_widget_set_visible (GTK_WIDGET (self->key_row), !self->has_key || self->replacing);
  adw_action_row_set_subtitle (self->stored_row, is_session_only (self) ? _("Until Idiolect is closed")
                                                                         : _("In your keyring"));
  gtk_widget_set_visible (GTK_WIDGET (self->model_row), !self->unlisted && models != NULL &&
                                                          g_list_model_get_n_items (models) > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->model_name_row), self->unlisted);
}

/* Fills the list of models and selects the one that is in use. Which of many is wanted only the user knows. */
static void
set_models (IdioServiceGroup   *self,
            const char * const *models)
{
  g_autofree char *used = g_settings_get_string (self->settings, "service-model");
  g_autoptr(GtkStringList) list = gtk_string_list_new (models);
  guint n_models = g_list_model_get_n_items (G_LIST_MODEL (list));
  guint position = n_models == 1 ? 0 : gtk_string_list_find (list, used);

  g_assert (IDIO_IS_SERVICE_GROUP (self));

  if (position == G_MAXUINT && n_models > 0)
    gtk_string_list_splice (list, 0, 0, (const char * const[]) { _("Choose a Model…"), NULL });

  self->updating = TRUE;
  adw_combo_row_set_model (self->model_row, G_LIST_MODEL (list));
  adw_combo_row_set_selected (self->model_row, position != G_MAXUINT ? position : 0);
  self->updating = FALSE;
  self->unchosen = position == G_MAXUINT;
  update (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* The name of the model that is chosen or typed; NULL if there is none. */
static char *
dup_model (IdioServiceGroup *self)
{
  GtkStringObject *item = adw_combo_row_get_selected_item (self->model_row);
  gboolean unchosen = self->unchosen && adw_combo_row_get_selected (self->model_row) == 0;
  g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (self->model_name_row)));

  g_assert (IDIO_IS_SERVICE_GROUP (self));

  if (self->unlisted)
    return *typed != '\0' ? g_steal_pointer (&typed) : NULL;

  return item != NULL && !unchosen ? g_strdup (gtk_string_object_get_string (item)) : NULL;
}

/* Looks whether there is a key for the address, without a question about a locked keyring. */
static DexFuture *
look_for_key_fiber (gpointer data)
{
  IdioServiceGroup *self = data;
  g_autofree char *url = idio_service_address_fix (gtk_editable_get_text (self->url_row), NULL);
  guint n_looks = ++self->n_looks;
  gboolean has_key = url != NULL && dex_await_boolean (idio_secrets_has (idio_model_choice_get_secrets (self->choice), url),
                                                       NULL);

  /* The address may have changed meanwhile, and the group be gone. */
  if (n_looks != self->n_looks || self->key_row == NULL)
    return dex_future_new_true ();

  self->has_key = has_key;
  self->replacing = self->replacing && has_key;
  update (self);

  return dex_future_new_true ();
}

static void
look_for_key (IdioServiceGroup *self)
{
  g_assert (IDIO_IS_SERVICE_GROUP (self));

  if (self->choice != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    dex_future_disown (idio_fiber_spawn (look_for_key_fiber, g_object_ref (self), g_object_unref));
}

static void
replace_key_cb (IdioServiceGroup *self)
{
  g_assert (IDIO_IS_SERVICE_GROUP (self));

  self->replacing = TRUE;
  update (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->key_row));
}

static DexFuture *
remove_key_fiber (gpointer data)
{
  IdioServiceGroup *self = data;
  g_autofree char *url = idio_service_address_fix (gtk_editable_get_text (self->url_row), NULL);
  g_autofree char *used = g_settings_get_string (self->settings, "service-url");
  g_autoptr(GError) error = NULL;

  if (url == NULL)
    return dex_future_new_true ();

  if (!dex_await (idio_secrets_clear (idio_model_choice_get_secrets (self->choice), url), &error))
    show_result (self, "dialog-error-symbolic", error->message, NULL);
  else if (g_str_equal (url, used) && idio_model_choice_get_kind (self->choice) == IDIO_MODEL_KIND_SERVICE)
    /* Whoever writes with the service knows the key until then. */
    dex_await (idio_model_choice_load (self->choice), NULL);

  look_for_key (self);

  return dex_future_new_true ();
}

static void
remove_response_cb (AdwAlertDialog   *dialog,
                    const char       *response,
                    IdioServiceGroup *self)
{
  if (g_str_equal (response, "remove"))
    dex_future_disown (idio_fiber_spawn (remove_key_fiber, g_object_ref (self), g_object_unref));
}

/* It may be nowhere else. */
static void
remove_key_cb (IdioServiceGroup *self)
{
  AdwAlertDialog *dialog =
    ADW_ALERT_DIALOG (adw_alert_dialog_new (_("Remove the Key?"),
                                            _("The service can’t be used until a key is entered again. The key itself "
                                              "stays valid: that is ended at the service.")));

  g_assert (IDIO_IS_SERVICE_GROUP (self));

  adw_alert_dialog_add_responses (dialog, "cancel", _("_Cancel"), "remove", _("_Remove"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "remove", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (remove_response_cb), self, 0);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
forget_result (IdioServiceGroup *self)
{
  g_assert (IDIO_IS_SERVICE_GROUP (self));

  g_clear_pointer (&self->details, g_free);
  show_result (self, NULL, NULL, NULL);
}

static void
changed_cb (IdioServiceGroup *self)
{
  forget_result (self);
  look_for_key (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
preset_cb (IdioServiceGroup *self)
{
  g_assert (IDIO_IS_SERVICE_GROUP (self));

  if (self->updating || self->choice == NULL)
    return;

  self->unlisted = FALSE;
  gtk_editable_set_text (self->url_row, get_preset (self)->address);
  gtk_editable_set_text (self->key_row, "");
  self->has_key = self->replacing = FALSE;
  look_for_key (self);
  set_models (self, (const char * const[]) { NULL });
  forget_result (self);
}

static void
key_page_cb (IdioServiceGroup *self)
{
  g_autoptr(GtkUriLauncher) launcher = gtk_uri_launcher_new (get_preset (self)->key_page);

  g_assert (IDIO_IS_SERVICE_GROUP (self));

  gtk_uri_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL, NULL, NULL);
}

static void
details_cb (IdioServiceGroup *self)
{
  g_assert (IDIO_IS_SERVICE_GROUP (self));

  idio_ui_show_details (GTK_WIDGET (self), self->details);
}

static void
model_cb (IdioServiceGroup *self)
{
  g_assert (IDIO_IS_SERVICE_GROUP (self));

  if (self->updating)
    return;

  idio_service_group_use (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
model_name_cb (IdioServiceGroup *self)
{
  idio_service_group_use (self);
}

static gboolean
store_key (IdioServiceGroup  *self,
           const char        *url,
           GError           **error)
{
  const char *key = gtk_editable_get_text (self->key_row);

  g_assert (IDIO_IS_SERVICE_GROUP (self));

  if (*key == '\0')
    return TRUE;

  if (!dex_await (idio_secrets_store (idio_model_choice_get_secrets (self->choice), url, key), error))
    return FALSE;

  gtk_editable_set_text (self->key_row, "");
  self->replacing = FALSE;
  look_for_key (self);

  return TRUE;
}

/* A provider for what was typed, once the user agreed to all that has to be agreed to. */
static IdioProvider *
make_provider (IdioServiceGroup  *self,
               GError           **error)
{
  g_autofree char *url = idio_service_address_fix (gtk_editable_get_text (self->url_row), error);
  g_autofree char *host = url != NULL ? idio_service_address_find_host (url) : NULL;
  g_autofree char *model = dup_model (self);
  g_autoptr(IdioApiKey) key = NULL;
  g_autoptr(GError) key_error = NULL;
  IdioService *service;

  g_assert (IDIO_IS_SERVICE_GROUP (self));

  if (url == NULL || !dex_await (idio_ui_ask_consent (GTK_WIDGET (self), self->choice, host), error) ||
      !store_key (self, url, error))
    return NULL;

  key = dex_await_boxed (idio_secrets_lookup (idio_model_choice_get_secrets (self->choice), url), &key_error);

  if (key_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&key_error));
      return NULL;
    }

  if (key != NULL && !dex_await (idio_ui_ask_unencrypted (GTK_WIDGET (self), self->choice, url), error))
    return NULL;

  service = idio_dialect_new_service (IDIO_DIALECT_AUTOMATIC, url, model != NULL ? model : "", key);

  if (idio_model_choice_allows_unencrypted (self->choice, url))
    idio_service_allow_unencrypted (service);

  return IDIO_PROVIDER (service);
}

static void
show_test (IdioServiceGroup       *self,
           const IdioProviderTest *test)
{
  guint n_models = test->models != NULL ? g_strv_length (test->models) : 0;
  gboolean listed = n_models > 0;
  g_autofree char *count = g_strdup_printf (ngettext ("It works: there is %'u model", "It works: there are %'u models",
                                                      n_models), n_models);

  g_assert (IDIO_IS_SERVICE_GROUP (self));

  if (test->failed != IDIO_PROVIDER_TEST_STEP_DONE)
    show_failure (self, test->failed, test->error);
  else
    show_result (self, "object-select-symbolic",
                 listed ? count : _("It works, but lists no models that write: type the name of one"),
                 is_session_only (self) ? _("There is no keyring that keeps the key, so it has to be entered anew the "
                                            "next time.") : NULL);

  self->unlisted = !listed && (test->failed == IDIO_PROVIDER_TEST_STEP_DONE ||
                                            test->failed == IDIO_PROVIDER_TEST_STEP_MODELS);

  if (listed)
    set_models (self, (const char * const *) test->models);

  update (self);
}

static DexFuture *
test_fiber (gpointer data)
{
  IdioServiceGroup *self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(IdioProvider) provider = NULL;
  g_autoptr(IdioProviderTest) test = NULL;

  gtk_widget_set_sensitive (self->test_row, FALSE);
  g_clear_pointer (&self->details, g_free);
  show_result (self, NULL, _("Testing…"), NULL);

  if ((provider = make_provider (self, &error)))
    test = dex_await_boxed (idio_provider_test (provider), &error);

  gtk_widget_set_sensitive (self->test_row, TRUE);

  if (test != NULL)
    show_test (self, test);
  else if (error->domain == G_IO_ERROR || error->domain == DEX_ERROR)
    show_result (self, NULL, NULL, NULL);
  else
    show_result (self, "dialog-error-symbolic", error->message, NULL);

  if (test != NULL && test->failed == IDIO_PROVIDER_TEST_STEP_DONE)
    idio_service_group_use (self);

  g_signal_emit (self, signals[SIGNAL_TESTED], 0);

  return dex_future_new_true ();
}

static void
test_cb (IdioServiceGroup *self)
{
  g_assert (IDIO_IS_SERVICE_GROUP (self));

  dex_future_disown (idio_fiber_spawn (test_fiber, g_object_ref (self), g_object_unref));
}

static void
select_preset (IdioServiceGroup        *self,
               const IdioServicePreset *preset)
{
  guint position;

  g_assert (IDIO_IS_SERVICE_GROUP (self));

  if (g_ptr_array_find (idio_service_presets_get (), preset, &position))
    adw_combo_row_set_selected (self->preset_row, position);
}

static void
use_found_cb (IdioServiceGroup *self)
{
  g_assert (IDIO_IS_SERVICE_GROUP (self));

  select_preset (self, idio_service_preset_find (self->found->preset));
  gtk_editable_set_text (self->url_row, self->found->address);
  test_cb (self);
}

/* Nothing is offered that is in use already. */
static DexFuture *
look_fiber (gpointer data)
{
  IdioServiceGroup *self = data;
  g_autoptr(GPtrArray) services = dex_await_boxed (idio_local_services_find (NULL, 0), NULL);
  const IdioServicePreset *preset;
  g_autofree char *title = NULL;

  if (services == NULL || services->len == 0)
    return dex_future_new_true ();

  self->found = idio_local_service_copy (g_ptr_array_index (services, 0));
  preset = idio_service_preset_find (self->found->preset);
  /* Translators: the name of a program, such as “Ollama” */
  title = g_strdup_printf (_("%s runs on this computer"), *preset->address != '\0' ? preset->name : _("A model server"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->found_row), title);
  adw_action_row_set_subtitle (self->found_row, self->found->address);
  gtk_widget_set_visible (GTK_WIDGET (self->found_row),
                          g_strcmp0 (gtk_editable_get_text (self->url_row), self->found->address) != 0);

  return dex_future_new_true ();
}

/* Who looks at services asks for those on this computer too. */
static void
idio_service_group_map (GtkWidget *widget)
{
  IdioServiceGroup *self = IDIO_SERVICE_GROUP (widget);

  GTK_WIDGET_CLASS (idio_service_group_parent_class)->map (widget);

  if (!self->looked)
    dex_future_disown (idio_fiber_spawn (look_fiber, g_object_ref (self), g_object_unref));

  self->looked = TRUE;
  look_for_key (self);
}

static void
idio_service_group_dispose (GObject *object)
{
  IdioServiceGroup *self = IDIO_SERVICE_GROUP (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), IDIO_TYPE_SERVICE_GROUP);
  g_clear_object (&self->settings);
  g_clear_object (&self->choice);

  G_OBJECT_CLASS (idio_service_group_parent_class)->dispose (object);
}

static void
idio_service_group_finalize (GObject *object)
{
  IdioServiceGroup *self = IDIO_SERVICE_GROUP (object);

  g_clear_pointer (&self->found, idio_local_service_free);
  g_clear_pointer (&self->details, g_free);

  G_OBJECT_CLASS (idio_service_group_parent_class)->finalize (object);
}

static void
idio_service_group_class_init (IdioServiceGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = idio_service_group_dispose;
  object_class->finalize = idio_service_group_finalize;
  widget_class->map = idio_service_group_map;

  /**
   * IdioServiceGroup::used:
   * @self: a group
   *
   * The chosen model is that of the service now.
   */
  signals[SIGNAL_USED] =
    g_signal_new ("used", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * IdioServiceGroup::changed:
   * @self: a group
   *
   * The user entered or chose something else.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * IdioServiceGroup::tested:
   * @self: a group
   *
   * A test is over. The user may have agreed to a host for it.
   */
  signals[SIGNAL_TESTED] =
    g_signal_new ("tested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-service-group.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioServiceGroup, preset_row);
  gtk_widget_class_bind_template_child (widget_class, IdioServiceGroup, found_row);
  gtk_widget_class_bind_template_child (widget_class, IdioServiceGroup, url_row);
  gtk_widget_class_bind_template_child (widget_class, IdioServiceGroup, key_row);
  gtk_widget_class_bind_template_child (widget_class, IdioServiceGroup, key_button);
  gtk_widget_class_bind_template_child (widget_class, IdioServiceGroup, stored_row);
  gtk_widget_class_bind_template_child (widget_class, IdioServiceGroup, test_row);
  gtk_widget_class_bind_template_child (widget_class, IdioServiceGroup, result_row);
  gtk_widget_class_bind_template_child (widget_class, IdioServiceGroup, result_spinner);
  gtk_widget_class_bind_template_child (widget_class, IdioServiceGroup, result_image);
  gtk_widget_class_bind_template_child (widget_class, IdioServiceGroup, details_button);
  gtk_widget_class_bind_template_child (widget_class, IdioServiceGroup, model_row);
  gtk_widget_class_bind_template_child (widget_class, IdioServiceGroup, model_name_row);
  gtk_widget_class_bind_template_callback (widget_class, preset_cb);
  gtk_widget_class_bind_template_callback (widget_class, use_found_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_page_cb);
  gtk_widget_class_bind_template_callback (widget_class, replace_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, test_cb);
  gtk_widget_class_bind_template_callback (widget_class, details_cb);
  gtk_widget_class_bind_template_callback (widget_class, model_cb);
  gtk_widget_class_bind_template_callback (widget_class, model_name_cb);
  gtk_widget_class_bind_template_callback (widget_class, idio_ui_line_closure);
}

static void
idio_service_group_init (IdioServiceGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * idio_service_group_set_up:
 * @self: a group
 * @settings: where the address and the model are
 * @choice: which model is used
 *
 * Fills the group, once.
 */
void
idio_service_group_set_up (IdioServiceGroup *self,
                           GSettings        *settings,
                           IdioModelChoice  *choice)
{
  GPtrArray *presets = idio_service_presets_get ();
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *url = NULL, *model = NULL;
  const IdioServicePreset *preset;

  g_return_if_fail (IDIO_IS_SERVICE_GROUP (self));
  g_return_if_fail (G_IS_SETTINGS (settings));
  g_return_if_fail (IDIO_IS_MODEL_CHOICE (choice));
  g_return_if_fail (self->choice == NULL);

  for (guint i = 0; i < presets->len; i++)
    gtk_string_list_append (names, ((IdioServicePreset *) g_ptr_array_index (presets, i))->name);

  url = g_settings_get_string (settings, "service-url");
  model = g_settings_get_string (settings, "service-model");
  preset = *url != '\0' ? idio_service_preset_find_for_address (url) : g_ptr_array_index (presets, 0);

  adw_combo_row_set_model (self->preset_row, G_LIST_MODEL (names));
  select_preset (self, preset != NULL ? preset : g_ptr_array_index (presets, presets->len - 1));
  gtk_editable_set_text (self->url_row, *url != '\0' ? url : get_preset (self)->address);
  self->settings = g_object_ref (settings);
  self->choice = g_object_ref (choice);
  set_models (self, (const char * const[]) { *model != '\0' ? model : NULL, NULL });
  forget_result (self);
}

/* Only now is it the one that is checked. */
static DexFuture *
used_cb (DexFuture *future,
         gpointer   self)
{
  g_signal_emit (self, signals[SIGNAL_USED], 0);

  return dex_ref (future);
}

/**
 * idio_service_group_use:
 * @self: a group
 *
 * Writes with the chosen model of the service from now on, if one is chosen.
 */
void
idio_service_group_use (IdioServiceGroup *self)
{
  g_autofree char *url = NULL, *model = NULL;

  g_return_if_fail (IDIO_IS_SERVICE_GROUP (self));

  url = idio_service_address_fix (gtk_editable_get_text (self->url_row), NULL);
  model = dup_model (self);

  if (url == NULL || model == NULL)
    return;

  dex_future_disown (dex_future_then (idio_model_choice_use_service (self->choice, url, model, TRUE), used_cb,
                                      g_object_ref (self), g_object_unref));
}

/**
 * idio_service_group_is_used:
 * @self: a group
 *
 * Returns: whether the service and the model that the group shows are those that write
 */
gboolean
idio_service_group_is_used (IdioServiceGroup *self)
{
  g_autofree char *url = NULL, *model = NULL, *used_url = NULL, *used_model = NULL;

  g_return_val_if_fail (IDIO_IS_SERVICE_GROUP (self), FALSE);

  if (self->choice == NULL || idio_model_choice_get_kind (self->choice) != IDIO_MODEL_KIND_SERVICE)
    return FALSE;

  url = idio_service_address_fix (gtk_editable_get_text (self->url_row), NULL);
  model = dup_model (self);
  used_url = g_settings_get_string (self->settings, "service-url");
  used_model = g_settings_get_string (self->settings, "service-model");

  return g_strcmp0 (url, used_url) == 0 && g_strcmp0 (model, used_model) == 0;
}
