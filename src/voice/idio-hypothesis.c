/* idio-hypothesis.c: one claim about how the user writes; on screen, a card
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "voice/idio-hypothesis.h"

struct _IdioHypothesis
{
  GObject         parent_instance;
  gint64          id;
  IdioCardFields  fields;
  GPtrArray      *quotes;
};

G_DEFINE_FINAL_TYPE (IdioHypothesis, idio_hypothesis, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/**
 * idio_quote_new:
 * @document: the number of a document
 * @start: where in it the quote begins, in bytes
 * @length: its length, in bytes
 * @text: (nullable): the words there
 *
 * Returns: (transfer full): a quote
 */
IdioQuote *
idio_quote_new (gint64      document,
                gsize       start,
                gsize       length,
                const char *text)
{
  IdioQuote *quote = g_new0 (IdioQuote, 1);

  quote->document = document;
  quote->start = start;
  quote->length = length;
  quote->text = g_strdup (text);

  return quote;
}

void
idio_quote_free (IdioQuote *quote)
{
  g_free (quote->text);
  g_free (quote);
}

IdioCardFields *
idio_card_fields_copy (const IdioCardFields *fields)
{
  IdioCardFields *copy = g_new (IdioCardFields, 1);

  *copy = *fields;
  copy->claim = g_strdup (fields->claim);
  copy->proposed = g_strdup (fields->proposed);
  copy->instruction = g_strdup (fields->instruction);
  copy->rate = g_strdup (fields->rate);
  copy->model = g_strdup (fields->model);
  copy->habit = g_strdup (fields->habit);
  copy->figures = g_strdup (fields->figures);
  copy->english_claim = g_strdup (fields->english_claim);
  copy->english_rate = g_strdup (fields->english_rate);

  return copy;
}

void
idio_card_fields_clear (IdioCardFields *fields)
{
  g_clear_pointer (&fields->claim, g_free);
  g_clear_pointer (&fields->proposed, g_free);
  g_clear_pointer (&fields->instruction, g_free);
  g_clear_pointer (&fields->rate, g_free);
  g_clear_pointer (&fields->model, g_free);
  g_clear_pointer (&fields->habit, g_free);
  g_clear_pointer (&fields->figures, g_free);
  g_clear_pointer (&fields->english_claim, g_free);
  g_clear_pointer (&fields->english_rate, g_free);
}

void
idio_card_fields_free (IdioCardFields *fields)
{
  idio_card_fields_clear (fields);
  g_free (fields);
}

static void
idio_hypothesis_finalize (GObject *object)
{
  IdioHypothesis *self = IDIO_HYPOTHESIS (object);

  idio_card_fields_clear (&self->fields);
  g_clear_pointer (&self->quotes, g_ptr_array_unref);

  G_OBJECT_CLASS (idio_hypothesis_parent_class)->finalize (object);
}

static void
idio_hypothesis_class_init (IdioHypothesisClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = idio_hypothesis_finalize;

  /**
   * IdioHypothesis::changed:
   * @self: a hypothesis
   *
   * Its fields or quotes are others now.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
idio_hypothesis_init (IdioHypothesis *self)
{
}

/**
 * idio_hypothesis_new:
 * @id: its number in the database
 * @fields: what it says
 * @quotes: (element-type IdioQuote): its evidence
 *
 * Returns: (transfer full): a hypothesis
 */
IdioHypothesis *
idio_hypothesis_new (gint64                id,
                     const IdioCardFields *fields,
                     GPtrArray            *quotes)
{
  IdioHypothesis *self = g_object_new (IDIO_TYPE_HYPOTHESIS, NULL);
  g_autofree IdioCardFields *copy = idio_card_fields_copy (fields);

  self->id = id;
  self->fields = *copy;
  self->quotes = g_ptr_array_ref (quotes);

  return self;
}

gint64
idio_hypothesis_get_id (IdioHypothesis *self)
{
  g_return_val_if_fail (IDIO_IS_HYPOTHESIS (self), 0);

  return self->id;
}

/**
 * idio_hypothesis_get_fields:
 * @self: a hypothesis
 *
 * Returns: (transfer none): what it says, until it changes
 */
const IdioCardFields *
idio_hypothesis_get_fields (IdioHypothesis *self)
{
  g_return_val_if_fail (IDIO_IS_HYPOTHESIS (self), NULL);

  return &self->fields;
}

/**
 * idio_hypothesis_get_quotes:
 * @self: a hypothesis
 *
 * Returns: (transfer none) (element-type IdioQuote): its evidence
 */
GPtrArray *
idio_hypothesis_get_quotes (IdioHypothesis *self)
{
  g_return_val_if_fail (IDIO_IS_HYPOTHESIS (self), NULL);

  return self->quotes;
}

/**
 * idio_hypothesis_count_documents:
 * @self: a hypothesis
 *
 * Returns: from how many documents its quotes are
 */
guint
idio_hypothesis_count_documents (IdioHypothesis *self)
{
  g_autoptr(GHashTable) documents = g_hash_table_new (g_int64_hash, g_int64_equal);

  g_return_val_if_fail (IDIO_IS_HYPOTHESIS (self), 0);

  for (guint i = 0; i < self->quotes->len; i++)
    g_hash_table_add (documents, &((IdioQuote *) g_ptr_array_index (self->quotes, i))->document);

  return g_hash_table_size (documents);
}

/**
 * idio_hypothesis_is_used:
 * @self: a hypothesis
 * @audience: an audience
 *
 * Returns: whether drafts for @audience follow it
 */
gboolean
idio_hypothesis_is_used (IdioHypothesis *self,
                         IdioAudience    audience)
{
  g_return_val_if_fail (IDIO_IS_HYPOTHESIS (self), FALSE);

  return self->fields.state != IDIO_CARD_STATE_REJECTED && self->fields.strength != IDIO_STRENGTH_OFF &&
         (self->fields.audience == IDIO_AUDIENCE_GENERAL || self->fields.audience == audience);
}

/* A claim as it is compared: without case, repeated spaces and final periods */
static char *
fold_claim (const char *claim)
{
  g_autofree char *normalized = g_utf8_normalize (claim, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *folded = g_utf8_casefold (normalized != NULL ? normalized : claim, -1);
  g_autoptr(GString) words = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c))
        g_string_append_unichar (words, c);
      else if (words->len > 0 && words->str[words->len - 1] != ' ')
        g_string_append_c (words, ' ');
    }

  while (words->len > 0 && (words->str[words->len - 1] == ' ' || words->str[words->len - 1] == '.'))
    g_string_truncate (words, words->len - 1);

  return g_string_free_and_steal (g_steal_pointer (&words));
}

/**
 * idio_hypothesis_is_same:
 * @self: a hypothesis
 * @claim: what another one would say, valid UTF-8
 * @audience: whom that one would hold for
 *
 * Case, repeated spaces and a final period do not count.
 *
 * Returns: whether the two are the same
 */
gboolean
idio_hypothesis_is_same (IdioHypothesis *self,
                         const char     *claim,
                         IdioAudience    audience)
{
  g_autofree char *own = NULL;
  g_autofree char *other = NULL;

  g_return_val_if_fail (IDIO_IS_HYPOTHESIS (self), FALSE);
  g_return_val_if_fail (claim != NULL, FALSE);

  if (self->fields.audience != audience)
    return FALSE;

  own = fold_claim (self->fields.claim);
  other = fold_claim (claim);

  return g_str_equal (own, other);
}

/**
 * idio_hypothesis_set_fields:
 * @self: a hypothesis
 * @fields: what it says now
 *
 * For the voice, after it has saved the change.
 */
void
idio_hypothesis_set_fields (IdioHypothesis       *self,
                            const IdioCardFields *fields)
{
  g_autofree IdioCardFields *copy = NULL;

  g_return_if_fail (IDIO_IS_HYPOTHESIS (self));

  copy = idio_card_fields_copy (fields);
  idio_card_fields_clear (&self->fields);
  self->fields = *copy;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * idio_hypothesis_set_quotes:
 * @self: a hypothesis
 * @quotes: (element-type IdioQuote): its evidence now
 *
 * For the voice, after it has saved the change.
 */
void
idio_hypothesis_set_quotes (IdioHypothesis *self,
                            GPtrArray      *quotes)
{
  g_return_if_fail (IDIO_IS_HYPOTHESIS (self));

  g_ptr_array_ref (quotes);
  g_ptr_array_unref (self->quotes);
  self->quotes = quotes;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * idio_axis_get_label:
 * @axis: an axis
 *
 * Returns: (transfer none): its name as people read it
 */
const char *
idio_axis_get_label (IdioAxis axis)
{
  switch (axis)
    {
    case IDIO_AXIS_COMMUNICATION:
      return C_("axis", "Communication");

    case IDIO_AXIS_PERSONALITY:
      return C_("axis", "Personality");

    case IDIO_AXIS_STYLE:
      return C_("axis", "Style");

    default:
      g_return_val_if_reached ("");
    }
}
