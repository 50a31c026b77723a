/* idio-reply.c: a model's answer while it comes in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "llm/idio-reply.h"

struct _IdioReply
{
  GObject       parent_instance;
  GString      *text;
  double        progress;
  IdioReplyEnd  end;
};

G_DEFINE_FINAL_TYPE (IdioReply, idio_reply, G_TYPE_OBJECT)

enum
{
  PROP_PROGRESS = 1,
};

static GParamSpec *properties[PROP_PROGRESS + 1];

enum
{
  SIGNAL_ADDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
idio_reply_finalize (GObject *object)
{
  IdioReply *self = IDIO_REPLY (object);

  g_string_free (self->text, TRUE);

  G_OBJECT_CLASS (idio_reply_parent_class)->finalize (object);
}

static void
idio_reply_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  IdioReply *self = IDIO_REPLY (object);

  switch (prop_id)
    {
    case PROP_PROGRESS:
      g_value_set_double (value, self->progress);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
idio_reply_class_init (IdioReplyClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = idio_reply_finalize;
  object_class->get_property = idio_reply_get_property;

  properties[PROP_PROGRESS] =
    g_param_spec_double ("progress", NULL, NULL, 0, 1, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * IdioReply::added:
   * @self: a reply
   * @text: the text that came in
   */
  signals[SIGNAL_ADDED] =
    g_signal_new ("added", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
idio_reply_init (IdioReply *self)
{
  self->text = g_string_new (NULL);
}

/**
 * idio_reply_new:
 *
 * Returns: (transfer full): an empty reply, for idio_provider_chat()
 */
IdioReply *
idio_reply_new (void)
{
  return g_object_new (IDIO_TYPE_REPLY, NULL);
}

/**
 * idio_reply_get_text:
 * @self: a reply
 *
 * Returns: (transfer none): all that came in so far
 */
const char *
idio_reply_get_text (IdioReply *self)
{
  g_return_val_if_fail (IDIO_IS_REPLY (self), NULL);

  return self->text->str;
}

/**
 * idio_reply_get_length:
 * @self: a reply
 *
 * Returns: how long the text is, in bytes
 */
gsize
idio_reply_get_length (IdioReply *self)
{
  g_return_val_if_fail (IDIO_IS_REPLY (self), 0);

  return self->text->len;
}

/**
 * idio_reply_get_progress:
 * @self: a reply
 *
 * Returns: how much of the question the model has read, from 0 to 1, where the server tells
 */
double
idio_reply_get_progress (IdioReply *self)
{
  g_return_val_if_fail (IDIO_IS_REPLY (self), 0);

  return self->progress;
}

/**
 * idio_reply_get_end:
 * @self: a reply
 *
 * Returns: why the answer ended
 */
IdioReplyEnd
idio_reply_get_end (IdioReply *self)
{
  g_return_val_if_fail (IDIO_IS_REPLY (self), IDIO_REPLY_END_NONE);

  return self->end;
}

/**
 * idio_reply_append:
 * @self: a reply
 * @text: the next part of the answer
 *
 * For providers.
 */
void
idio_reply_append (IdioReply  *self,
                   const char *text)
{
  g_return_if_fail (IDIO_IS_REPLY (self));

  if (text == NULL || *text == '\0')
    return;

  g_string_append (self->text, text);
  g_signal_emit (self, signals[SIGNAL_ADDED], 0, text);
}

/**
 * idio_reply_set_progress:
 * @self: a reply
 * @progress: how much of the question was read, from 0 to 1
 *
 * For providers.
 */
void
idio_reply_set_progress (IdioReply *self,
                         double     progress)
{
  g_return_if_fail (IDIO_IS_REPLY (self));

  self->progress = CLAMP (progress, 0, 1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
}

/**
 * idio_reply_set_end:
 * @self: a reply
 * @end: why the answer ended
 *
 * For providers.
 */
void
idio_reply_set_end (IdioReply    *self,
                    IdioReplyEnd  end)
{
  g_return_if_fail (IDIO_IS_REPLY (self));

  self->end = end;
}
