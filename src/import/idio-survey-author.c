/* idio-survey-author.c: one of those who wrote what is about to be imported
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "import/idio-survey-author.h"

struct _IdioSurveyAuthor
{
  GObject   parent_instance;
  char     *account;
  char     *name;
  GArray   *times;            /* of #gint64, one for each text that can be added */
  guint     n_own;
  guint     n_received;
  guint     n_bulk;
  gboolean  chosen;
  gboolean  by_name;
};

G_DEFINE_FINAL_TYPE (IdioSurveyAuthor, idio_survey_author, G_TYPE_OBJECT)

enum
{
  PROP_CHOSEN = 1,
};

static GParamSpec *properties[PROP_CHOSEN + 1];

static void
idio_survey_author_finalize (GObject *object)
{
  IdioSurveyAuthor *self = IDIO_SURVEY_AUTHOR (object);

  g_clear_pointer (&self->account, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->times, g_array_unref);

  G_OBJECT_CLASS (idio_survey_author_parent_class)->finalize (object);
}

static void
idio_survey_author_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_CHOSEN:
      g_value_set_boolean (value, IDIO_SURVEY_AUTHOR (object)->chosen);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
idio_survey_author_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_CHOSEN:
      idio_survey_author_set_chosen (IDIO_SURVEY_AUTHOR (object), g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
idio_survey_author_class_init (IdioSurveyAuthorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = idio_survey_author_finalize;
  object_class->get_property = idio_survey_author_get_property;
  object_class->set_property = idio_survey_author_set_property;

  properties[PROP_CHOSEN] =
    g_param_spec_boolean ("chosen", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
idio_survey_author_init (IdioSurveyAuthor *self)
{
  self->times = g_array_new (FALSE, FALSE, sizeof (gint64));
}

/**
 * idio_survey_author_new:
 * @account: what tells this author from others
 *
 * Returns: (transfer full): an author of whom no text is known yet
 */
IdioSurveyAuthor *
idio_survey_author_new (const char *account)
{
  IdioSurveyAuthor *self = g_object_new (IDIO_TYPE_SURVEY_AUTHOR, NULL);

  self->account = g_strdup (account);

  return self;
}

/**
 * idio_survey_author_add:
 * @self: an author
 * @name: (nullable): the name that the text gives
 * @time: when it was written, in seconds since 1970, or 0
 * @flags: what else is known of it
 *
 * Counts a text, unless it would be left out whoever wrote it.
 */
void
idio_survey_author_add (IdioSurveyAuthor *self,
                        const char       *name,
                        gint64            time,
                        IdioEntryFlags    flags)
{
  g_return_if_fail (IDIO_IS_SURVEY_AUTHOR (self));

  if (self->name == NULL)
    self->name = g_strdup (name);

  if (!idio_entry_flags_allow (flags))
    return;

  g_array_append_val (self->times, time);
  self->n_own += (flags & IDIO_ENTRY_OWN) != 0;
  self->n_received += (flags & IDIO_ENTRY_RECEIVED) != 0 && (flags & IDIO_ENTRY_OWN) == 0;
  self->n_bulk += (flags & IDIO_ENTRY_BULK) != 0;
}

/**
 * idio_survey_author_merge:
 * @self: an author
 * @other: the same one in another survey
 *
 * Counts the texts there, too.
 */
void
idio_survey_author_merge (IdioSurveyAuthor *self,
                          IdioSurveyAuthor *other)
{
  g_return_if_fail (IDIO_IS_SURVEY_AUTHOR (self));
  g_return_if_fail (IDIO_IS_SURVEY_AUTHOR (other));

  if (self->name == NULL)
    self->name = g_strdup (other->name);

  if (other->times->len > 0)
    g_array_append_vals (self->times, other->times->data, other->times->len);

  self->n_own += other->n_own;
  self->n_received += other->n_received;
  self->n_bulk += other->n_bulk;
}

const char *
idio_survey_author_get_account (IdioSurveyAuthor *self)
{
  g_return_val_if_fail (IDIO_IS_SURVEY_AUTHOR (self), NULL);

  return self->account;
}

/**
 * idio_survey_author_get_name:
 * @self: an author
 *
 * Returns: the name, or what stands for it
 */
const char *
idio_survey_author_get_name (IdioSurveyAuthor *self)
{
  g_return_val_if_fail (IDIO_IS_SURVEY_AUTHOR (self), NULL);

  return self->name != NULL ? self->name : self->account;
}

guint
idio_survey_author_get_n_texts (IdioSurveyAuthor *self)
{
  g_return_val_if_fail (IDIO_IS_SURVEY_AUTHOR (self), 0);

  return self->times->len;
}

/**
 * idio_survey_author_get_n_own:
 * @self: an author
 *
 * Returns: how many of the texts lie where a program keeps what its user wrote
 */
guint
idio_survey_author_get_n_own (IdioSurveyAuthor *self)
{
  g_return_val_if_fail (IDIO_IS_SURVEY_AUTHOR (self), 0);

  return self->n_own;
}

/**
 * idio_survey_author_get_n_received:
 * @self: an author
 *
 * Returns: how many of the texts came by mail to whoever kept them
 */
guint
idio_survey_author_get_n_received (IdioSurveyAuthor *self)
{
  g_return_val_if_fail (IDIO_IS_SURVEY_AUTHOR (self), 0);

  return self->n_received;
}

/**
 * idio_survey_author_get_n_bulk:
 * @self: an author
 *
 * Returns: how many of the texts went to many
 */
guint
idio_survey_author_get_n_bulk (IdioSurveyAuthor *self)
{
  g_return_val_if_fail (IDIO_IS_SURVEY_AUTHOR (self), 0);

  return self->n_bulk;
}

/**
 * idio_survey_author_get_times:
 * @self: an author
 *
 * Returns: (transfer none) (element-type gint64): when each text was written
 */
GArray *
idio_survey_author_get_times (IdioSurveyAuthor *self)
{
  g_return_val_if_fail (IDIO_IS_SURVEY_AUTHOR (self), NULL);

  return self->times;
}

/**
 * idio_survey_author_get_chosen:
 * @self: an author
 *
 * Returns: whether this is the user
 */
gboolean
idio_survey_author_get_chosen (IdioSurveyAuthor *self)
{
  g_return_val_if_fail (IDIO_IS_SURVEY_AUTHOR (self), FALSE);

  return self->chosen;
}

void
idio_survey_author_set_chosen (IdioSurveyAuthor *self,
                               gboolean          chosen)
{
  g_return_if_fail (IDIO_IS_SURVEY_AUTHOR (self));

  if (self->chosen == !!chosen)
    return;

  self->chosen = !!chosen;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHOSEN]);
}

/**
 * idio_survey_author_get_by_name:
 * @self: an author
 *
 * Returns: whether nothing but the name, which others may have, says that this is the user
 */
gboolean
idio_survey_author_get_by_name (IdioSurveyAuthor *self)
{
  g_return_val_if_fail (IDIO_IS_SURVEY_AUTHOR (self), FALSE);

  return self->by_name;
}

void
idio_survey_author_set_by_name (IdioSurveyAuthor *self,
                                gboolean          by_name)
{
  g_return_if_fail (IDIO_IS_SURVEY_AUTHOR (self));

  self->by_name = by_name;
}
