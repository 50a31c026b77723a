/* idio-draft-notice.c: why there is no draft, or not all of it, and what helps
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "llm/idio-engine-log.h"
#include "llm/idio-provider-error.h"
#include "ui/idio-draft-notice.h"
#include "ui/idio-ui-text.h"
#include "ui/idio-ui.h"

/* Longer than this nobody waits, in seconds. */
#define MAX_COUNTDOWN 300

/* The end of the engine's log, where it says why it stopped. */
#define MAX_LOG_BYTES 8192

/* Characters in a token, at least in most languages */
#define TOKEN_CHARS 3

struct _IdioDraftNotice
{
  GObject    parent_instance;

  IdioDraft *draft;
  guint      countdown; /* a source, while it waits to go on by itself */
  guint      n_seconds; /* until then */
  glong      n_removed; /* characters that were taken from what is asked for */
};

G_DEFINE_FINAL_TYPE (IdioDraftNotice, idio_draft_notice, G_TYPE_OBJECT)

enum
{
  PROP_SHOWN = 1,
  PROP_SENTENCE,
  PROP_ICON_NAME,
  PROP_BUTTON_LABEL,
  PROP_HAS_DETAILS,
};

static GParamSpec *properties[PROP_HAS_DETAILS + 1];

enum
{
  SIGNAL_REMEDY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const GError *
get_error (IdioDraftNotice *self)
{
  g_assert (IDIO_IS_DRAFT_NOTICE (self));

  return self->draft != NULL ? idio_draft_get_error (self->draft) : NULL;
}

/* Whether what was too long was shortened by as much since. */
static gboolean
is_shortened (IdioDraftNotice *self)
{
  const GError *error = get_error (self);

  g_assert (IDIO_IS_DRAFT_NOTICE (self));

  return error != NULL && idio_provider_error_get_advice (error) == IDIO_ADVICE_SHORTEN && self->n_removed > 0 &&
         self->n_removed >= (glong) idio_provider_error_get_excess_tokens (error) * TOKEN_CHARS;
}

static gboolean
is_shown (IdioDraftNotice *self)
{
  g_assert (IDIO_IS_DRAFT_NOTICE (self));

  return self->draft != NULL && !is_shortened (self) &&
         (get_error (self) != NULL || idio_draft_can_go_on (self->draft));
}

/* An action of the widget that shows the draft or of the application, or NULL if nothing helps. */
static const char *
find_remedy (IdioDraftNotice *self)
{
  const GError *error = get_error (self);
  IdioAdvice advice = error != NULL ? idio_provider_error_get_advice (error) : IDIO_ADVICE_TRY_AGAIN;

  g_assert (IDIO_IS_DRAFT_NOTICE (self));

  if (!is_shown (self))
    return NULL;

  switch (advice)
    {
    case IDIO_ADVICE_PREFERENCES:
      return "app.preferences";

    case IDIO_ADVICE_SHORTEN:
      return NULL;

    case IDIO_ADVICE_TRY_AGAIN:
    case IDIO_ADVICE_CONSENT:
    default:
      return idio_draft_can_go_on (self->draft) ? "draft.go-on" : "draft.try-again";
    }
}

static const char *
get_button_label (IdioDraftNotice *self)
{
  const char *remedy = find_remedy (self);

  g_assert (IDIO_IS_DRAFT_NOTICE (self));

  if (remedy == NULL)
    return NULL;

  if (self->countdown != 0)
    return _("Stop");

  if (g_str_equal (remedy, "app.preferences"))
    return _("Preferences");

  return g_str_equal (remedy, "draft.go-on") ? _("Go On") : _("Try Again");
}

static char *
describe (IdioDraftNotice *self)
{
  const GError *error = get_error (self);
  g_autofree char *line = NULL;

  g_assert (IDIO_IS_DRAFT_NOTICE (self));

  if (!is_shown (self))
    return g_strdup ("");

  line = idio_ui_dup_line (error != NULL ? error->message : _("This ends too early."));

  if (self->countdown == 0)
    return g_steal_pointer (&line);

  /* Translators: a sentence that says why, and the seconds until it is tried again */
  return g_strdup_printf (ngettext ("%s Goes on by itself in %'u second.", "%s Goes on by itself in %'u seconds.",
                                    self->n_seconds), line, self->n_seconds);
}

/* What a service said, or what the engine wrote when it did not start. */
static char *
dup_details (const GError *error)
{
  const char *details = idio_provider_error_get_details (error);
  g_autofree char *path = NULL, *log = NULL;
  gsize length;

  if (details != NULL)
    return g_strdup (details);

  if (!g_error_matches (error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_ENGINE))
    return NULL;

  path = idio_engine_log_dup_path ();

  if (!g_file_get_contents (path, &log, &length, NULL))
    return NULL;

  return g_utf8_make_valid (length > MAX_LOG_BYTES ? log + length - MAX_LOG_BYTES : log, -1);
}

static gboolean
has_details (IdioDraftNotice *self)
{
  const GError *error = get_error (self);

  g_assert (IDIO_IS_DRAFT_NOTICE (self));

  return error != NULL && (idio_provider_error_get_details (error) != NULL ||
                           g_error_matches (error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_ENGINE));
}

static void
notify_all (IdioDraftNotice *self)
{
  g_assert (IDIO_IS_DRAFT_NOTICE (self));

  g_object_freeze_notify (G_OBJECT (self));

  for (guint i = PROP_SHOWN; i < G_N_ELEMENTS (properties); i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);

  g_object_thaw_notify (G_OBJECT (self));
}

static void
stop_countdown (IdioDraftNotice *self)
{
  g_assert (IDIO_IS_DRAFT_NOTICE (self));

  g_clear_handle_id (&self->countdown, g_source_remove);
}

/* Nothing else is written at that moment, or it waits for a second more. */
static gboolean
countdown_cb (gpointer data)
{
  IdioDraftNotice *self = data;

  if (self->n_seconds > 1)
    self->n_seconds--;
  else
    g_signal_emit (self, signals[SIGNAL_REMEDY], 0, find_remedy (self));

  /* That began to write, and this is over. */
  if (self->countdown == 0)
    return G_SOURCE_REMOVE;

  notify_all (self);

  return G_SOURCE_CONTINUE;
}

static void
idio_draft_notice_dispose (GObject *object)
{
  IdioDraftNotice *self = IDIO_DRAFT_NOTICE (object);

  stop_countdown (self);
  g_clear_object (&self->draft);

  G_OBJECT_CLASS (idio_draft_notice_parent_class)->dispose (object);
}

static void
idio_draft_notice_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  IdioDraftNotice *self = IDIO_DRAFT_NOTICE (object);

  switch (prop_id)
    {
    case PROP_SHOWN:
      g_value_set_boolean (value, is_shown (self));
      break;

    case PROP_SENTENCE:
      g_value_take_string (value, describe (self));
      break;

    case PROP_ICON_NAME:
      g_value_set_static_string (value, get_error (self) != NULL ? "dialog-error-symbolic" : "dialog-information-symbolic");
      break;

    case PROP_BUTTON_LABEL:
      g_value_set_static_string (value, get_button_label (self));
      break;

    case PROP_HAS_DETAILS:
      g_value_set_boolean (value, has_details (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
idio_draft_notice_class_init (IdioDraftNoticeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = idio_draft_notice_dispose;
  object_class->get_property = idio_draft_notice_get_property;

  properties[PROP_SHOWN] =
    g_param_spec_boolean ("shown", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SENTENCE] =
    g_param_spec_string ("sentence", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ICON_NAME] =
    g_param_spec_string ("icon-name", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_BUTTON_LABEL] =
    g_param_spec_string ("button-label", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_HAS_DETAILS] =
    g_param_spec_boolean ("has-details", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * IdioDraftNotice::remedy:
   * @self: a notice
   * @action: an action of the widget that shows the draft, or of the application
   *
   * The user wants what helps, or it is time for it.
   */
  signals[SIGNAL_REMEDY] =
    g_signal_new ("remedy", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                  G_TYPE_STRING);
}

static void
idio_draft_notice_init (IdioDraftNotice *self)
{
}

/**
 * idio_draft_notice_new:
 *
 * Returns: (transfer full): a notice that says nothing
 */
IdioDraftNotice *
idio_draft_notice_new (void)
{
  return g_object_new (IDIO_TYPE_DRAFT_NOTICE, NULL);
}

/**
 * idio_draft_notice_set_draft:
 * @self: a notice
 * @draft: (nullable): the draft that it is about
 */
void
idio_draft_notice_set_draft (IdioDraftNotice *self,
                             IdioDraft       *draft)
{
  g_return_if_fail (IDIO_IS_DRAFT_NOTICE (self));

  stop_countdown (self);
  self->n_removed = 0;
  g_set_object (&self->draft, draft);
  notify_all (self);
}

/**
 * idio_draft_notice_set_n_removed:
 * @self: a notice
 * @n_chars: by how many characters what is asked for now is shorter than what the draft is for
 *
 * That a request was too long is said until it was shortened.
 */
void
idio_draft_notice_set_n_removed (IdioDraftNotice *self,
                                 glong            n_chars)
{
  gboolean shown;

  g_return_if_fail (IDIO_IS_DRAFT_NOTICE (self));

  shown = is_shown (self);
  self->n_removed = n_chars;

  if (is_shown (self) != shown)
    notify_all (self);
}

/**
 * idio_draft_notice_begin:
 * @self: a notice
 *
 * The draft has another state. A service that says when it may be asked again is asked again then.
 */
void
idio_draft_notice_begin (IdioDraftNotice *self)
{
  const GError *error;
  guint n_seconds;

  g_return_if_fail (IDIO_IS_DRAFT_NOTICE (self));

  error = get_error (self);
  n_seconds = error != NULL ? idio_provider_error_get_retry_after (error) : 0;
  stop_countdown (self);

  if (n_seconds > 0 && n_seconds <= MAX_COUNTDOWN && find_remedy (self) != NULL)
    {
      self->n_seconds = n_seconds;
      self->countdown = g_timeout_add_seconds (1, countdown_cb, self);
    }

  notify_all (self);
}

/**
 * idio_draft_notice_activate:
 * @self: a notice
 *
 * The user clicked the button that has the label of the notice.
 */
void
idio_draft_notice_activate (IdioDraftNotice *self)
{
  const char *remedy;

  g_return_if_fail (IDIO_IS_DRAFT_NOTICE (self));

  remedy = find_remedy (self);

  if (self->countdown != 0)
    {
      stop_countdown (self);
      notify_all (self);
    }
  else if (remedy != NULL)
    g_signal_emit (self, signals[SIGNAL_REMEDY], 0, remedy);
}

/**
 * idio_draft_notice_show_details:
 * @self: a notice that has details
 * @widget: where the user asked for them
 */
void
idio_draft_notice_show_details (IdioDraftNotice *self,
                                GtkWidget       *widget)
{
  g_autofree char *details = NULL;

  g_return_if_fail (IDIO_IS_DRAFT_NOTICE (self));

  if (get_error (self) != NULL)
    details = dup_details (get_error (self));

  idio_ui_show_details (widget, details != NULL ? details : _("Nothing more is known."));
}
