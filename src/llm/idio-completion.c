/* idio-completion.c: a model's answer while it comes in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "llm/idio-completion.h"

struct _IdioCompletion
{
  GObject            parent_instance;
  GString           *text;
  double             progress;
  guint              wait;
  gint64             n_prompt_tokens;
  gint64             n_completion_tokens;
  IdioCompletionEnd  end;
};

G_DEFINE_FINAL_TYPE (IdioCompletion, idio_completion, G_TYPE_OBJECT)

enum
{
  PROP_PROGRESS = 1,
  PROP_WAIT,
};

static GParamSpec *properties[PROP_WAIT + 1];

enum
{
  SIGNAL_ADDED,
  SIGNAL_TRUNCATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
idio_completion_finalize (GObject *object)
{
  IdioCompletion *self = IDIO_COMPLETION (object);

  g_string_free (self->text, TRUE);

  G_OBJECT_CLASS (idio_completion_parent_class)->finalize (object);
}

static void
idio_completion_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  IdioCompletion *self = IDIO_COMPLETION (object);

  switch (prop_id)
    {
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
idio_completion_class_init (IdioCompletionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = idio_completion_finalize;
  object_class->get_property = idio_completion_get_property;

  properties[PROP_PROGRESS] =
    g_param_spec_double ("progress", NULL, NULL, 0, 1, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_WAIT] =
    g_param_spec_uint ("wait", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * IdioCompletion::added:
   * @self: a completion
   * @text: the text that came in
   */
  signals[SIGNAL_ADDED] =
    g_signal_new ("added", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);

  /**
   * IdioCompletion::truncated:
   * @self: a completion, whose text is shorter now
   *
   * What came in last turned out to be no part of the answer.
   */
  signals[SIGNAL_TRUNCATED] =
    g_signal_new ("truncated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
idio_completion_init (IdioCompletion *self)
{
  self->text = g_string_new (NULL);
  self->n_prompt_tokens = -1;
  self->n_completion_tokens = -1;
}

/**
 * idio_completion_new:
 *
 * Returns: (transfer full): an empty completion, for idio_provider_chat()
 */
IdioCompletion *
idio_completion_new (void)
{
  return g_object_new (IDIO_TYPE_COMPLETION, NULL);
}

/**
 * idio_completion_get_text:
 * @self: a completion
 *
 * Returns: (transfer none): all that came in so far
 */
const char *
idio_completion_get_text (IdioCompletion *self)
{
  g_return_val_if_fail (IDIO_IS_COMPLETION (self), NULL);

  return self->text->str;
}

/**
 * idio_completion_get_length:
 * @self: a completion
 *
 * Returns: how long the text is, in bytes
 */
gsize
idio_completion_get_length (IdioCompletion *self)
{
  g_return_val_if_fail (IDIO_IS_COMPLETION (self), 0);

  return self->text->len;
}

/**
 * idio_completion_get_progress:
 * @self: a completion
 *
 * Returns: how much of the question the model has read, from 0 to 1, where the server tells
 */
double
idio_completion_get_progress (IdioCompletion *self)
{
  g_return_val_if_fail (IDIO_IS_COMPLETION (self), 0);

  return self->progress;
}

/**
 * idio_completion_get_end:
 * @self: a completion
 *
 * Returns: why the answer ended
 */
IdioCompletionEnd
idio_completion_get_end (IdioCompletion *self)
{
  g_return_val_if_fail (IDIO_IS_COMPLETION (self), IDIO_COMPLETION_END_NONE);

  return self->end;
}

/**
 * idio_completion_get_prompt_tokens:
 * @self: a completion
 *
 * Returns: how many tokens the question had, as the server counted; -1 if it does not tell
 */
gint64
idio_completion_get_prompt_tokens (IdioCompletion *self)
{
  g_return_val_if_fail (IDIO_IS_COMPLETION (self), -1);

  return self->n_prompt_tokens;
}

/**
 * idio_completion_get_completion_tokens:
 * @self: a completion
 *
 * Returns: how many tokens the model wrote, with those of its thoughts, as the server counted; -1 if it does not tell
 */
gint64
idio_completion_get_completion_tokens (IdioCompletion *self)
{
  g_return_val_if_fail (IDIO_IS_COMPLETION (self), -1);

  return self->n_completion_tokens;
}

/**
 * idio_completion_append:
 * @self: a completion
 * @text: the next part of the answer
 *
 * For providers.
 */
void
idio_completion_append (IdioCompletion *self,
                        const char     *text)
{
  g_return_if_fail (IDIO_IS_COMPLETION (self));

  if (text == NULL || *text == '\0')
    return;

  g_string_append (self->text, text);
  g_signal_emit (self, signals[SIGNAL_ADDED], 0, text);
}

/**
 * idio_completion_get_wait:
 * @self: a completion
 *
 * Returns: in how many seconds the request is sent again, while a busy service asked to wait; 0 at any other time
 */
guint
idio_completion_get_wait (IdioCompletion *self)
{
  g_return_val_if_fail (IDIO_IS_COMPLETION (self), 0);

  return self->wait;
}

/**
 * idio_completion_set_wait:
 * @self: a completion
 * @seconds: in how many seconds the request is sent again, or 0
 *
 * For providers.
 */
void
idio_completion_set_wait (IdioCompletion *self,
                          guint          seconds)
{
  g_return_if_fail (IDIO_IS_COMPLETION (self));

  if (seconds == self->wait)
    return;

  self->wait = seconds;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WAIT]);
}

/**
 * idio_completion_set_progress:
 * @self: a completion
 * @progress: how much of the question was read, from 0 to 1
 *
 * For providers.
 */
void
idio_completion_set_progress (IdioCompletion *self,
                              double          progress)
{
  g_return_if_fail (IDIO_IS_COMPLETION (self));

  self->progress = CLAMP (progress, 0, 1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
}

/**
 * idio_completion_set_end:
 * @self: a completion
 * @end: why the answer ended
 *
 * For providers.
 */
void
idio_completion_set_end (IdioCompletion    *self,
                         IdioCompletionEnd  end)
{
  g_return_if_fail (IDIO_IS_COMPLETION (self));

  self->end = end;
}

/**
 * idio_completion_truncate:
 * @self: a completion
 * @length: how much of the text stays, in bytes
 *
 * For providers.
 */
void
idio_completion_truncate (IdioCompletion *self,
                          gsize           length)
{
  g_return_if_fail (IDIO_IS_COMPLETION (self));

  if (length >= self->text->len)
    return;

  g_string_truncate (self->text, length);
  g_signal_emit (self, signals[SIGNAL_TRUNCATED], 0);
}

/**
 * idio_completion_set_tokens:
 * @self: a completion
 * @n_prompt: how many tokens the question had; negative: leave what is known
 * @n_completion: how many tokens the model wrote; negative: leave what is known
 *
 * For providers.
 */
void
idio_completion_set_tokens (IdioCompletion *self,
                            gint64          n_prompt,
                            gint64          n_completion)
{
  g_return_if_fail (IDIO_IS_COMPLETION (self));

  if (n_prompt >= 0)
    self->n_prompt_tokens = n_prompt;

  if (n_completion >= 0)
    self->n_completion_tokens = n_completion;
}
