/* idio-card-answer.c: a card as a model puts it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "corpus/idio-nick.h"
#include "idio-enums.h"
#include "llm/idio-json.h"
#include "llm/idio-prompt.h"
#include "text/idio-lexicon.h"
#include "text/idio-words.h"
#include "voice/idio-card-answer.h"

/* The numbers that a card points at, as sentences. What is no number of a sentence is passed over. */
static void
take_sentences (IdioProposal *proposal,
                GPtrArray    *numbered,
                JsonArray    *numbers)
{
  g_autoptr(GHashTable) taken = g_hash_table_new (NULL, NULL);

  for (guint i = 0; numbers != NULL && i < json_array_get_length (numbers); i++)
    {
      JsonNode *node = json_array_get_element (numbers, i);
      gint64 number = json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node) : 0;

      if (number >= 1 && number <= numbered->len && g_hash_table_add (taken, GINT_TO_POINTER (number)))
        {
          const IdioQuote *quote = g_ptr_array_index (numbered, number - 1);

          g_ptr_array_add (proposal->quotes, idio_quote_new (quote->document, quote->start, quote->length, quote->text));
        }
    }
}

static char *
dup_member (JsonObject *answer,
            const char *member)
{
  const char *text = idio_json_get_string (answer, member);

  return text != NULL ? g_strstrip (idio_prompt_strip (text)) : NULL;
}

/* Whether an instruction says how often: in figures, or as "about every third text" does. */
static gboolean
has_rate (const char *instruction)
{
  const IdioLexicon *frequency = idio_lexicon_get ("en/frequency.txt");
  g_autoptr(IdioWords) words = idio_words_new (instruction);

  if (strpbrk (instruction, "0123456789") != NULL)
    return TRUE;

  for (guint i = 0; i < words->words->len; i++)
    if (idio_lexicon_contains (frequency, idio_words_get (words, i)->folded))
      return TRUE;

  return FALSE;
}

/**
 * idio_card_answer_read:
 * @answer: what a model answered, in the form of the prompt "study", or anything
 * @numbered: (element-type IdioQuote): the sentences it was shown, by their numbers, less one
 * @model: the name of the model
 *
 * Returns: (transfer full): the card, for idio_card_check(); what @answer lacks is %NULL in it
 */
IdioProposal *
idio_card_answer_read (JsonObject *answer,
                       GPtrArray  *numbered,
                       const char *model)
{
  IdioProposal *proposal = idio_proposal_new ();
  IdioCardFields *fields = &proposal->fields;

  fields->source = IDIO_SOURCE_FOUND;
  fields->model = g_strdup (model);
  fields->claim = dup_member (answer, "claim");
  fields->rate = dup_member (answer, "rate");
  fields->instruction = dup_member (answer, "instruction");

  if (!idio_nick_to_value (IDIO_TYPE_AXIS, idio_json_get_string (answer, "axis"), &fields->axis))
    g_clear_pointer (&fields->claim, g_free);

  /* What someone is like is for them to say. */
  if (fields->axis == IDIO_AXIS_PERSONALITY)
    fields->strength = IDIO_STRENGTH_OFF;

  /* Without its rate an instruction is overdone. */
  if (fields->instruction != NULL && fields->rate != NULL && !has_rate (fields->instruction))
    {
      g_autofree char *with_rate = g_strdup_printf ("%.*s (%s)",
                                                    (int) strlen (fields->instruction) -
                                                      g_str_has_suffix (fields->instruction, "."),
                                                    fields->instruction, fields->rate);

      g_set_str (&fields->instruction, with_rate);
    }

  take_sentences (proposal, numbered, idio_json_get_array (answer, "sentences"));

  return proposal;
}
