/* idio-document.c: one text the user wrote, without the text itself
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "corpus/idio-document.h"
#include "corpus/idio-text.h"

/* The end of the year 9999, the last that GDateTime knows */
#define MAX_SECONDS G_GINT64_CONSTANT (253402300799)

struct _IdioDocument
{
  GObject       parent_instance;
  gint64        id;
  char         *title;
  char         *excerpt;
  gint64        added;
  gint64        written;       /* 0 if that is not known */
  guint         n_words;
  IdioAudience  audience;
  char         *audience_name; /* a GRefString; NULL if it is an audience that everyone has */
  gboolean      example;
  gboolean      private;
};

G_DEFINE_FINAL_TYPE (IdioDocument, idio_document, G_TYPE_OBJECT)

enum
{
  PROP_ID = 1,
  PROP_TITLE,
  PROP_EXCERPT,
  PROP_N_WORDS,
  PROP_AUDIENCE,
  PROP_ADDED,
  PROP_EXAMPLE,
  PROP_PRIVATE,
};

static GParamSpec *properties[PROP_PRIVATE + 1];

static void
idio_document_finalize (GObject *object)
{
  IdioDocument *self = IDIO_DOCUMENT (object);

  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->excerpt, g_free);
  g_clear_pointer (&self->audience_name, g_ref_string_release);

  G_OBJECT_CLASS (idio_document_parent_class)->finalize (object);
}

static void
idio_document_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  IdioDocument *self = IDIO_DOCUMENT (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_int64 (value, self->id);
      break;

    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;

    case PROP_EXCERPT:
      g_value_set_string (value, self->excerpt);
      break;

    case PROP_N_WORDS:
      g_value_set_uint (value, self->n_words);
      break;

    case PROP_AUDIENCE:
      g_value_set_uint (value, self->audience);
      break;

    case PROP_ADDED:
      g_value_set_int64 (value, self->added);
      break;

    case PROP_EXAMPLE:
      g_value_set_boolean (value, self->example);
      break;

    case PROP_PRIVATE:
      g_value_set_boolean (value, self->private);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
idio_document_class_init (IdioDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = idio_document_finalize;
  object_class->get_property = idio_document_get_property;

  properties[PROP_ID] =
    g_param_spec_int64 ("id", NULL, NULL, 0, G_MAXINT64, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_EXCERPT] =
    g_param_spec_string ("excerpt", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_N_WORDS] =
    g_param_spec_uint ("n-words", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_AUDIENCE] =
    g_param_spec_uint ("audience", NULL, NULL, 0, G_MAXUINT, IDIO_AUDIENCE_GENERAL,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ADDED] =
    g_param_spec_int64 ("added", NULL, NULL, 0, G_MAXINT64, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_EXAMPLE] =
    g_param_spec_boolean ("example", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PRIVATE] =
    g_param_spec_boolean ("private", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
idio_document_init (IdioDocument *self)
{
}

/**
 * idio_document_new:
 * @id: its number in the database
 * @title: what it is called
 * @excerpt: its first words, on one line
 * @n_words: how many words it has
 * @audience: whom it was written for
 * @added: when it was imported, in seconds since 1970
 * @written: when it was written, as its file tells, likewise, or 0
 * @example: whether it belongs to the made-up writer
 *
 * Returns: (transfer full): a document
 */
IdioDocument *
idio_document_new (gint64        id,
                   const char   *title,
                   const char   *excerpt,
                   guint         n_words,
                   IdioAudience  audience,
                   gint64        added,
                   gint64        written,
                   gboolean      example)
{
  IdioDocument *self = g_object_new (IDIO_TYPE_DOCUMENT, NULL);

  self->id = id;
  self->title = g_strdup (title);
  self->excerpt = g_strdup (excerpt);
  self->n_words = n_words;
  self->audience = audience;
  self->added = added;
  self->written = written;
  self->example = !!example;

  return self;
}

/**
 * idio_document_new_from_row:
 * @row: a row with %IDIO_DOCUMENT_COLUMNS
 *
 * Returns: (transfer full): the document in it
 */
IdioDocument *
idio_document_new_from_row (sqlite3_stmt *row)
{
  g_autofree char *title = idio_sql_dup_some_text (row, 1);
  g_autofree char *beginning = idio_sql_dup_some_text (row, 2);
  g_autofree char *excerpt = idio_text_dup_excerpt (beginning, IDIO_DOCUMENT_EXCERPT_CHARS);
  IdioAudience audience = IDIO_AUDIENCE_GENERAL;
  IdioDocument *self;

  idio_audience_from_nick ((const char *) sqlite3_column_text (row, 4), &audience);

  self = idio_document_new (sqlite3_column_int64 (row, 0), title, excerpt, idio_sql_get_count (row, 3), audience,
                            CLAMP (sqlite3_column_int64 (row, 5), 0, MAX_SECONDS),
                            CLAMP (sqlite3_column_int64 (row, 8), 0, MAX_SECONDS), sqlite3_column_int (row, 6));
  self->private = sqlite3_column_int (row, 7) != 0;

  return self;
}

/**
 * idio_document_compare_ids:
 * @a: (type gint64): the number of a document
 * @b: (type gint64): another one
 *
 * A #GCompareFunc.
 *
 * Returns: as strcmp()
 */
gint
idio_document_compare_ids (gconstpointer a,
                           gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

gint64
idio_document_get_id (IdioDocument *self)
{
  g_return_val_if_fail (IDIO_IS_DOCUMENT (self), 0);

  return self->id;
}

const char *
idio_document_get_title (IdioDocument *self)
{
  g_return_val_if_fail (IDIO_IS_DOCUMENT (self), NULL);

  return self->title;
}

const char *
idio_document_get_excerpt (IdioDocument *self)
{
  g_return_val_if_fail (IDIO_IS_DOCUMENT (self), NULL);

  return self->excerpt;
}

guint
idio_document_get_n_words (IdioDocument *self)
{
  g_return_val_if_fail (IDIO_IS_DOCUMENT (self), 0);

  return self->n_words;
}

IdioAudience
idio_document_get_audience (IdioDocument *self)
{
  g_return_val_if_fail (IDIO_IS_DOCUMENT (self), IDIO_AUDIENCE_GENERAL);

  return self->audience;
}

/**
 * idio_document_get_audience_name:
 * @self: a document
 *
 * Returns: (transfer none): the name of its audience as people read it
 */
const char *
idio_document_get_audience_name (IdioDocument *self)
{
  g_return_val_if_fail (IDIO_IS_DOCUMENT (self), "");

  if (self->audience_name != NULL)
    return self->audience_name;

  return idio_audience_get_label (self->audience < IDIO_N_BUILT_IN_AUDIENCES ? self->audience : IDIO_AUDIENCE_GENERAL);
}

gint64
idio_document_get_added (IdioDocument *self)
{
  g_return_val_if_fail (IDIO_IS_DOCUMENT (self), 0);

  return self->added;
}

/**
 * idio_document_get_written:
 * @self: a document
 *
 * Returns: when it was written, as its file tells, in seconds since 1970, or 0
 */
gint64
idio_document_get_written (IdioDocument *self)
{
  g_return_val_if_fail (IDIO_IS_DOCUMENT (self), 0);

  return self->written;
}

/**
 * idio_document_get_date:
 * @self: a document
 *
 * The day that a person knows the text by: that on which it was written, or if its file does not tell that, or tells a
 * later one, that on which it was imported.
 *
 * Returns: the date, in seconds since 1970
 */
gint64
idio_document_get_date (IdioDocument *self)
{
  g_return_val_if_fail (IDIO_IS_DOCUMENT (self), 0);

  return self->written > 0 && self->written <= self->added ? self->written : self->added;
}

gboolean
idio_document_get_example (IdioDocument *self)
{
  g_return_val_if_fail (IDIO_IS_DOCUMENT (self), FALSE);

  return self->example;
}

/**
 * idio_document_get_private:
 * @self: a document
 *
 * Returns: whether nothing of it may be sent to another computer
 */
gboolean
idio_document_get_private (IdioDocument *self)
{
  g_return_val_if_fail (IDIO_IS_DOCUMENT (self), FALSE);

  return self->private;
}

/**
 * idio_document_set_title:
 * @self: a document
 * @title: its new title
 *
 * For the corpus, after it has saved the change.
 */
void
idio_document_set_title (IdioDocument *self,
                         const char   *title)
{
  g_return_if_fail (IDIO_IS_DOCUMENT (self));

  if (g_set_str (&self->title, title))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

/**
 * idio_document_set_audience:
 * @self: a document
 * @audience: its new audience
 * @name: (nullable): what that is called, if it is one of the user's own
 */
void
idio_document_set_audience (IdioDocument *self,
                            IdioAudience  audience,
                            const char   *name)
{
  g_return_if_fail (IDIO_IS_DOCUMENT (self));

  if (self->audience == audience && g_strcmp0 (self->audience_name, name) == 0)
    return;

  /* Many documents share it. */
  g_clear_pointer (&self->audience_name, g_ref_string_release);
  self->audience_name = name != NULL ? g_ref_string_new_intern (name) : NULL;
  self->audience = audience;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AUDIENCE]);
}

/**
 * idio_document_set_private:
 * @self: a document
 * @private: whether nothing of it may be sent to another computer
 *
 * For the corpus, after it has saved the change.
 */
void
idio_document_set_private (IdioDocument *self,
                           gboolean      private)
{
  g_return_if_fail (IDIO_IS_DOCUMENT (self));

  if (self->private == !!private)
    return;

  self->private = !!private;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PRIVATE]);
}
