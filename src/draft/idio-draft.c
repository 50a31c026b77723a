/* idio-draft.c: one answer to a brief
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "draft/idio-draft.h"
#include "idio-enums.h"

struct _IdioDraft
{
  GObject         parent_instance;
  GString        *text;
  char           *written;
  gint64          version; /* among the drafts of its kind for a brief, or -1 */
  char           *model;
  GPtrArray      *leaks;
  GError         *error;
  double          progress;
  guint           wait;
  IdioDraftKind   kind;
  IdioDraftState  state;
  IdioDraftForm   form;
  gboolean        cut_off;
  gboolean        begun;   /* the model wrote something */
  gsize           n_start; /* bytes that were there before */
};

G_DEFINE_FINAL_TYPE (IdioDraft, idio_draft, G_TYPE_OBJECT)

enum
{
  PROP_STATE = 1,
  PROP_PROGRESS,
  PROP_WAIT,
};

static GParamSpec *properties[PROP_WAIT + 1];

enum
{
  SIGNAL_APPENDED,
  SIGNAL_CLEARED,
  SIGNAL_LEAKS_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
idio_draft_finalize (GObject *object)
{
  IdioDraft *self = IDIO_DRAFT (object);

  g_string_free (self->text, TRUE);
  g_clear_pointer (&self->written, g_free);
  g_clear_pointer (&self->model, g_free);
  g_clear_pointer (&self->leaks, g_ptr_array_unref);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (idio_draft_parent_class)->finalize (object);
}

static void
idio_draft_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  IdioDraft *self = IDIO_DRAFT (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;

    case PROP_PROGRESS:
      g_value_set_double (value, self->progress);
      break;

    case PROP_WAIT:
      g_value_set_uint (value, self->wait);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
idio_draft_class_init (IdioDraftClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = idio_draft_finalize;
  object_class->get_property = idio_draft_get_property;

  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, IDIO_TYPE_DRAFT_STATE, IDIO_DRAFT_STATE_WAITING,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PROGRESS] =
    g_param_spec_double ("progress", NULL, NULL, 0, 1, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_WAIT] =
    g_param_spec_uint ("wait", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * IdioDraft::appended:
   * @self: a draft
   * @text: what was written just now
   */
  signals[SIGNAL_APPENDED] =
    g_signal_new ("appended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);

  /**
   * IdioDraft::cleared:
   * @self: a draft, which is empty now
   *
   * What was appended turned out to be what the model thought.
   */
  signals[SIGNAL_CLEARED] =
    g_signal_new ("cleared", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * IdioDraft::leaks-changed:
   * @self: a draft
   */
  signals[SIGNAL_LEAKS_CHANGED] =
    g_signal_new ("leaks-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
idio_draft_init (IdioDraft *self)
{
  self->version = -1;
  self->text = g_string_new (NULL);
  self->model = g_strdup ("");
  self->leaks = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_leak_free);
}

/**
 * idio_draft_new:
 * @kind: which of the two it is
 *
 * Returns: (transfer full): an empty draft
 */
IdioDraft *
idio_draft_new (IdioDraftKind kind)
{
  IdioDraft *self = g_object_new (IDIO_TYPE_DRAFT, NULL);

  self->kind = kind;

  return self;
}

IdioDraftKind
idio_draft_get_kind (IdioDraft *self)
{
  g_return_val_if_fail (IDIO_IS_DRAFT (self), IDIO_DRAFT_KIND_GENERIC);

  return self->kind;
}

IdioDraftState
idio_draft_get_state (IdioDraft *self)
{
  g_return_val_if_fail (IDIO_IS_DRAFT (self), IDIO_DRAFT_STATE_WAITING);

  return self->state;
}

/**
 * idio_draft_get_form:
 * @self: a draft
 *
 * Returns: what the model got for it
 */
IdioDraftForm
idio_draft_get_form (IdioDraft *self)
{
  g_return_val_if_fail (IDIO_IS_DRAFT (self), IDIO_DRAFT_FORM_BRIEF);

  return self->form;
}

/**
 * idio_draft_get_text:
 * @self: a draft
 *
 * Returns: (transfer none): what it says, with the user's changes
 */
const char *
idio_draft_get_text (IdioDraft *self)
{
  g_return_val_if_fail (IDIO_IS_DRAFT (self), NULL);

  return self->text->str;
}

/**
 * idio_draft_get_version:
 * @self: a draft
 *
 * Returns: a number that grows with each draft of its kind that is saved for a brief, or -1 before it is saved
 */
gint64
idio_draft_get_version (IdioDraft *self)
{
  g_return_val_if_fail (IDIO_IS_DRAFT (self), -1);

  return self->version;
}

/**
 * idio_draft_set_version:
 * @self: a draft
 * @version: its number, or that of the one that it goes on with
 */
void
idio_draft_set_version (IdioDraft *self,
                        gint64     version)
{
  g_return_if_fail (IDIO_IS_DRAFT (self));

  self->version = version;
}

/**
 * idio_draft_get_written:
 * @self: a draft
 *
 * Returns: (transfer none): what it said before the user changed it
 */
const char *
idio_draft_get_written (IdioDraft *self)
{
  g_return_val_if_fail (IDIO_IS_DRAFT (self), NULL);

  return self->written != NULL ? self->written : self->text->str;
}

const char *
idio_draft_get_model (IdioDraft *self)
{
  g_return_val_if_fail (IDIO_IS_DRAFT (self), NULL);

  return self->model;
}

/**
 * idio_draft_get_progress:
 * @self: a draft
 *
 * Returns: how much of the request the model has read, from 0 to 1, where that is known
 */
double
idio_draft_get_progress (IdioDraft *self)
{
  g_return_val_if_fail (IDIO_IS_DRAFT (self), 0);

  return self->progress;
}

/**
 * idio_draft_can_go_on:
 * @self: a draft
 *
 * Returns: whether it has some text and ended before its end: stopped, broken off, or cut off at its length
 */
gboolean
idio_draft_can_go_on (IdioDraft *self)
{
  g_return_val_if_fail (IDIO_IS_DRAFT (self), FALSE);

  if (self->text->len == 0)
    return FALSE;

  return self->state == IDIO_DRAFT_STATE_STOPPED || self->state == IDIO_DRAFT_STATE_FAILED ||
         (self->state == IDIO_DRAFT_STATE_FINISHED && self->cut_off);
}

/**
 * idio_draft_get_leaks:
 * @self: a draft
 *
 * Returns: (transfer none) (element-type IdioLeak): what came into it from the samples
 */
GPtrArray *
idio_draft_get_leaks (IdioDraft *self)
{
  g_return_val_if_fail (IDIO_IS_DRAFT (self), NULL);

  return self->leaks;
}

/**
 * idio_draft_get_error:
 * @self: a draft
 *
 * Returns: (transfer none) (nullable): what went wrong, if it failed
 */
const GError *
idio_draft_get_error (IdioDraft *self)
{
  g_return_val_if_fail (IDIO_IS_DRAFT (self), NULL);

  return self->error;
}

/**
 * idio_draft_append:
 * @self: a draft
 * @text: the next words
 *
 * For the drafting.
 */
void
idio_draft_append (IdioDraft  *self,
                   const char *text)
{
  g_return_if_fail (IDIO_IS_DRAFT (self));
  g_return_if_fail (text != NULL);

  /* Models like to begin with a blank or an empty line. */
  if (!self->begun)
    while (g_ascii_isspace (*text))
      text++;

  if (*text == '\0')
    return;

  if (self->state == IDIO_DRAFT_STATE_WAITING)
    idio_draft_set_state (self, IDIO_DRAFT_STATE_WRITING, NULL);

  self->begun = TRUE;
  g_string_append (self->text, text);
  g_signal_emit (self, signals[SIGNAL_APPENDED], 0, text);
}

/**
 * idio_draft_set_start:
 * @self: a draft of which nothing is written yet
 * @text: what it begins with
 *
 * For the drafting of the rest of a text.
 */
void
idio_draft_set_start (IdioDraft  *self,
                      const char *text)
{
  g_return_if_fail (IDIO_IS_DRAFT (self));
  g_return_if_fail (text != NULL);

  g_string_assign (self->text, text);
  self->n_start = self->text->len;
  /* If the start ends with a space the rest must not begin with another one. */
  self->begun = self->text->len > 0 && !g_ascii_isspace (self->text->str[self->text->len - 1]);
  g_signal_emit (self, signals[SIGNAL_APPENDED], 0, text);
}

/**
 * idio_draft_clear:
 * @self: a draft that is being written
 *
 * Takes back all that was appended since it was started.
 */
void
idio_draft_clear (IdioDraft *self)
{
  g_return_if_fail (IDIO_IS_DRAFT (self));

  g_string_truncate (self->text, self->n_start);
  g_signal_emit (self, signals[SIGNAL_CLEARED], 0);
}

/**
 * idio_draft_set_text:
 * @self: a draft
 * @text: what it says now
 *
 * For what the user changes, and for a draft that is read from the database. Whoever sets it shows it.
 */
void
idio_draft_set_text (IdioDraft  *self,
                     const char *text)
{
  g_return_if_fail (IDIO_IS_DRAFT (self));
  g_return_if_fail (text != NULL);

  if (self->written == NULL)
    self->written = g_strdup (self->text->str);

  g_string_assign (self->text, text);
}

/**
 * idio_draft_set_written:
 * @self: a draft
 * @written: what the model wrote
 *
 * For a draft that is read from the database.
 */
void
idio_draft_set_written (IdioDraft  *self,
                        const char *written)
{
  g_return_if_fail (IDIO_IS_DRAFT (self));

  g_set_str (&self->written, written);
}

/**
 * idio_draft_set_form:
 * @self: a draft
 * @form: what the model gets
 * @model: the name of the model
 *
 * For the drafting.
 */
void
idio_draft_set_form (IdioDraft     *self,
                     IdioDraftForm  form,
                     const char    *model)
{
  g_return_if_fail (IDIO_IS_DRAFT (self));

  self->form = form;
  g_set_str (&self->model, model);
}

/**
 * idio_draft_get_wait:
 * @self: a draft
 *
 * Returns: in how many seconds the request is sent again, while a busy service asked to wait; 0 at any other time
 */
guint
idio_draft_get_wait (IdioDraft *self)
{
  g_return_val_if_fail (IDIO_IS_DRAFT (self), 0);

  return self->wait;
}

/**
 * idio_draft_set_wait:
 * @self: a draft
 * @seconds: in how many seconds the request is sent again, or 0
 *
 * For the drafting.
 */
void
idio_draft_set_wait (IdioDraft *self,
                     guint     seconds)
{
  g_return_if_fail (IDIO_IS_DRAFT (self));

  if (seconds == self->wait)
    return;

  self->wait = seconds;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WAIT]);
}

/**
 * idio_draft_set_progress:
 * @self: a draft
 * @progress: how much of the request was read, from 0 to 1
 *
 * For the drafting.
 */
void
idio_draft_set_progress (IdioDraft *self,
                         double     progress)
{
  g_return_if_fail (IDIO_IS_DRAFT (self));

  self->progress = CLAMP (progress, 0, 1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
}

/**
 * idio_draft_set_cut_off:
 * @self: a draft
 * @cut_off: whether the model had more to say than it was allowed to
 *
 * For the drafting, before the draft is finished.
 */
void
idio_draft_set_cut_off (IdioDraft *self,
                        gboolean   cut_off)
{
  g_return_if_fail (IDIO_IS_DRAFT (self));

  self->cut_off = cut_off;
}

/**
 * idio_draft_set_leaks:
 * @self: a draft
 * @leaks: (element-type IdioLeak): what came into it from the samples
 */
void
idio_draft_set_leaks (IdioDraft *self,
                      GPtrArray *leaks)
{
  g_return_if_fail (IDIO_IS_DRAFT (self));

  g_ptr_array_ref (leaks);
  g_ptr_array_unref (self->leaks);
  self->leaks = leaks;
  g_signal_emit (self, signals[SIGNAL_LEAKS_CHANGED], 0);
}

/**
 * idio_draft_set_state:
 * @self: a draft
 * @state: how it stands
 * @error: (nullable): what went wrong, if it failed
 *
 * For the drafting.
 */
void
idio_draft_set_state (IdioDraft      *self,
                      IdioDraftState  state,
                      const GError   *error)
{
  g_return_if_fail (IDIO_IS_DRAFT (self));

  self->state = state;
  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}
