/* idio-study.c: a model looks for habits in the texts, from the click to what came of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "idio-fiber.h"
#include "ui/idio-finish-notice.h"
#include "ui/idio-send-dialog.h"
#include "ui/idio-study.h"
#include "ui/idio-toasts.h"
#include "ui/idio-ui.h"
#include "voice/idio-inference.h"

struct _IdioStudy
{
  GObject        parent_instance;

  GtkWidget     *widget;  /* where questions are asked, and which keeps this */
  IdioWorkspace *workspace;
  IdioInference *inference;
  GSignalGroup  *inference_signals;
  DexFuture     *looking; /* settled when no model looks, or NULL */
  gboolean       at_work;
  gboolean       stopped;
};

G_DEFINE_FINAL_TYPE (IdioStudy, idio_study, G_TYPE_OBJECT)

enum
{
  PROP_RUNNING = 1,
  PROP_OBSTACLE,
  PROP_SENDS,
  PROP_PROGRESS,
  PROP_FRACTION,
};

static GParamSpec *properties[PROP_FRACTION + 1];

/* What keeps the model from looking deeper, as a sentence. */
static const char *
describe_obstacle (IdioStudy *self)
{
  IdioModelChoice *choice = idio_workspace_get_choice (self->workspace);

  g_assert (IDIO_IS_STUDY (self));

  if (idio_model_choice_get_provider (choice) == NULL)
    return _("These habits were found by counting. A language model can find more, if it is large enough: choose one.");

  switch (idio_model_choice_get_capability (choice))
    {
    case IDIO_CAPABILITY_DRAFTS:
      return _("This model can write drafts, but it is too small to follow your cards and to study how you write.");

    case IDIO_CAPABILITY_FOLLOWS:
      return _("This model can write drafts that follow your cards, but it is too small to study how you write.");

    case IDIO_CAPABILITY_UNKNOWN:
    case IDIO_CAPABILITY_STUDIES:
    default:
      return NULL;
    }
}

static gboolean
is_running (IdioStudy *self)
{
  g_assert (IDIO_IS_STUDY (self));

  return self->inference != NULL && idio_inference_get_running (self->inference);
}

static char *
describe_progress (IdioStudy *self)
{
  guint n_passages, n_read;

  g_assert (IDIO_IS_STUDY (self));

  if (!is_running (self))
    return NULL;

  n_passages = idio_inference_get_n_passages (self->inference);
  n_read = idio_inference_get_n_read (self->inference);

  if (idio_inference_get_wait (self->inference) > 0)
    return g_strdup_printf (ngettext ("The service is busy. It is asked again in %'u second…",
                                      "The service is busy. It is asked again in %'u seconds…",
                                      idio_inference_get_wait (self->inference)),
                            idio_inference_get_wait (self->inference));

  if (n_passages == 0)
    return g_strdup (_("Checking the model…"));

  return g_strdup_printf (_("Reading passage %'u of %'u, found %'u so far"), MIN (n_read + 1, n_passages), n_passages,
                          idio_inference_get_n_found (self->inference));
}

static double
get_fraction (IdioStudy *self)
{
  guint n_passages = self->inference != NULL ? idio_inference_get_n_passages (self->inference) : 0;

  g_assert (IDIO_IS_STUDY (self));

  return n_passages > 0 ? (double) idio_inference_get_n_read (self->inference) / n_passages : 0;
}

static void
notify_all (IdioStudy *self)
{
  g_assert (IDIO_IS_STUDY (self));

  g_object_freeze_notify (G_OBJECT (self));

  for (guint i = PROP_RUNNING; i < G_N_ELEMENTS (properties); i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);

  g_object_thaw_notify (G_OBJECT (self));
}

static void
set_inference (IdioStudy     *self,
               IdioInference *inference)
{
  g_assert (IDIO_IS_STUDY (self));

  if (self->stopped)
    idio_inference_stop (inference);

  g_set_object (&self->inference, inference);
  g_signal_group_set_target (self->inference_signals, inference);
}

static DexFuture *
prepare_inference (gpointer  data,
                   GArray   *left_out,
                   gboolean  check)
{
  return idio_inference_prepare (data, left_out);
}

/* A click on one of the buttons */
typedef struct
{
  IdioStudy *self;
  GtkWidget *widget;
  gboolean   show; /* what is sent, also if nobody has to agree any more */
} Look;

static void
look_free (Look *look)
{
  g_clear_object (&look->self);
  g_clear_object (&look->widget);
  g_free (look);
}

static char *
describe_found (IdioInference *inference)
{
  guint n_found = idio_inference_get_n_found (inference);

  if (n_found > 0)
    return g_strdup_printf (ngettext ("%'u new card was found", "%'u new cards were found", n_found), n_found);

  return g_strdup (idio_inference_get_n_passages (inference) > 0 ? _("Nothing new was found")
                                                                 : _("There is no text that this model may read"));
}

/* A study takes minutes, in which most people do something else. Whoever stops it knows that it ended. */
static void
tell_end (IdioStudy     *self,
          IdioInference *inference,
          gint64         began,
          const GError  *error)
{
  g_autofree char *found = describe_found (inference);

  g_assert (IDIO_IS_STUDY (self));

  if (self->stopped)
    return;

  idio_finish_notice_send (self->widget, "voice", began,
                           error != NULL ? _("Looking Deeper Has Ended Early") : _("Looking Deeper Is Done"),
                           error != NULL ? error->message : found);

  /* Any other failure is told by whoever asked for it. */
  if (error == NULL || g_error_matches (error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_UNFIT))
    idio_toasts_say (self->widget, error != NULL ? error->message : found);
}

static DexFuture *
look_fiber (gpointer data)
{
  Look *look = data;
  IdioStudy *self = look->self;
  IdioModelChoice *choice = idio_workspace_get_choice (self->workspace);
  g_autoptr(IdioInference) inference = NULL;
  g_autofree char *host = g_strdup (idio_ui_get_host (choice));
  GError *error = NULL;
  gboolean once;
  gint64 began;

  inference = idio_inference_new (idio_workspace_get_voice (self->workspace),
                                  idio_workspace_get_corpus (self->workspace), choice);
  once = dex_await_boolean (idio_send_dialog_ask (self->widget, self->workspace, IDIO_SEND_KIND_STUDY, look->show,
                                                  prepare_inference, inference),
                            &error);

  if (error != NULL)
    return dex_future_new_for_error (error);

  /* One at a time, however often the button was clicked. */
  if (!self->at_work)
    {
      self->at_work = TRUE;
      set_inference (self, inference);
      began = g_get_monotonic_time ();
      dex_await (idio_inference_run (inference), &error);
      self->at_work = FALSE;
      tell_end (self, inference, began, error);
    }

  if (once)
    idio_consent_end_once (idio_model_choice_get_consent (choice), host);

  /* That the model is too small is no failure. */
  if (error != NULL && !g_error_matches (error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_UNFIT))
    return dex_future_new_for_error (error);

  g_clear_error (&error);

  return dex_future_new_true ();
}

static void
idio_study_dispose (GObject *object)
{
  IdioStudy *self = IDIO_STUDY (object);

  if (self->inference != NULL)
    idio_inference_stop (self->inference);

  g_clear_object (&self->inference_signals);
  g_clear_object (&self->inference);
  dex_clear (&self->looking);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (idio_study_parent_class)->dispose (object);
}

static void
idio_study_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  IdioStudy *self = IDIO_STUDY (object);

  switch (prop_id)
    {
    case PROP_RUNNING:
      g_value_set_boolean (value, is_running (self));
      break;

    case PROP_OBSTACLE:
      g_value_set_string (value, describe_obstacle (self));
      break;

    case PROP_SENDS:
      g_value_set_boolean (value, idio_ui_get_host (idio_workspace_get_choice (self->workspace)) != NULL);
      break;

    case PROP_PROGRESS:
      g_value_take_string (value, describe_progress (self));
      break;

    case PROP_FRACTION:
      g_value_set_double (value, get_fraction (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
idio_study_class_init (IdioStudyClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = idio_study_dispose;
  object_class->get_property = idio_study_get_property;

  properties[PROP_RUNNING] =
    g_param_spec_boolean ("running", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /* Why no model can look, as a sentence; NULL if one can */
  properties[PROP_OBSTACLE] =
    g_param_spec_string ("obstacle", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /* Whether texts would leave this computer */
  properties[PROP_SENDS] =
    g_param_spec_boolean ("sends", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  properties[PROP_PROGRESS] =
    g_param_spec_string ("progress", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_FRACTION] =
    g_param_spec_double ("fraction", NULL, NULL, 0, 1, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
idio_study_init (IdioStudy *self)
{
  self->inference_signals = g_signal_group_new (IDIO_TYPE_INFERENCE);
  g_signal_group_connect_swapped (self->inference_signals, "notify", G_CALLBACK (notify_all), self);
}

/**
 * idio_study_new:
 * @widget: where questions are asked and the end is told, which keeps this
 * @workspace: what is looked at
 *
 * Its properties are what to show of it.
 *
 * Returns: (transfer full): a study, which is not running
 */
IdioStudy *
idio_study_new (GtkWidget     *widget,
                IdioWorkspace *workspace)
{
  IdioStudy *self;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);
  g_return_val_if_fail (IDIO_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (IDIO_TYPE_STUDY, NULL);
  self->widget = widget;
  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (idio_workspace_get_choice (workspace), "notify", G_CALLBACK (notify_all), self,
                           G_CONNECT_SWAPPED);

  return self;
}

/**
 * idio_study_begin:
 * @self: a study
 * @show: whether the user sees what is sent, also if nobody has to agree any more
 *
 * Lets the model look, unless one does.
 */
void
idio_study_begin (IdioStudy *self,
                  gboolean   show)
{
  Look *look;

  g_return_if_fail (IDIO_IS_STUDY (self));

  look = g_new0 (Look, 1);
  look->self = g_object_ref (self);
  look->widget = g_object_ref (self->widget);
  look->show = show;
  self->stopped = FALSE;
  idio_ui_run_tracked (self->widget, idio_fiber_spawn (look_fiber, look, (GDestroyNotify) look_free), &self->looking);
}

/**
 * idio_study_stop:
 * @self: a study
 *
 * Stops it. What was found stays.
 */
void
idio_study_stop (IdioStudy *self)
{
  g_return_if_fail (IDIO_IS_STUDY (self));

  self->stopped = TRUE;

  if (self->inference != NULL)
    idio_inference_stop (self->inference);
}

/**
 * idio_study_wait:
 * @self: a study
 *
 * Returns: (transfer full): a future that resolves when no model looks any more
 */
DexFuture *
idio_study_wait (IdioStudy *self)
{
  g_return_val_if_fail (IDIO_IS_STUDY (self), NULL);

  return idio_ui_wait (self->looking);
}
