/* idio-voice-json.c: the voice as JSON, for programs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "corpus/idio-nick.h"
#include "draft/idio-voice-json.h"
#include "idio-enums.h"
#include "llm/idio-json.h"

/**
 * idio_voice_json_add_card:
 * @builder: where an object may stand
 * @audiences: whom it can be for
 * @card: a card
 *
 * Adds all about the card, with its quotes.
 */
void
idio_voice_json_add_card (JsonBuilder    *builder,
                          IdioAudiences  *audiences,
                          IdioHypothesis *card)
{
  const IdioCardFields *fields;
  GPtrArray *quotes;

  g_return_if_fail (JSON_IS_BUILDER (builder));
  g_return_if_fail (IDIO_IS_HYPOTHESIS (card));

  fields = idio_hypothesis_get_fields (card);
  quotes = idio_hypothesis_get_quotes (card);
  json_builder_begin_object (builder);
  idio_json_add_int (builder, "id", idio_hypothesis_get_id (card));
  idio_json_add_string (builder, "axis", idio_nick_from_value (IDIO_TYPE_AXIS, (gint) fields->axis));
  idio_json_add_string (builder, "claim", fields->claim);
  idio_json_add_string (builder, "instruction", fields->instruction);
  idio_json_add_string (builder, "rate", fields->rate);
  idio_json_add_string (builder, "source", idio_nick_from_value (IDIO_TYPE_SOURCE, (gint) fields->source));
  idio_json_add_string (builder, "model", fields->model);
  idio_json_add_string (builder, "state", idio_nick_from_value (IDIO_TYPE_CARD_STATE, (gint) fields->state));
  idio_json_add_string (builder, "strength", idio_nick_from_value (IDIO_TYPE_STRENGTH, (gint) fields->strength));
  idio_json_add_string (builder, "audience", idio_audience_get_nick (fields->audience));

  if (idio_audience_is_own (fields->audience))
    idio_json_add_string (builder, "audience-name", idio_audiences_get_name (audiences, fields->audience));

  json_builder_set_member_name (builder, "quotes");
  json_builder_begin_array (builder);

  for (guint i = 0; i < quotes->len; i++)
    {
      const IdioQuote *quote = g_ptr_array_index (quotes, i);

      json_builder_begin_object (builder);
      idio_json_add_int (builder, "document", quote->document);
      idio_json_add_string (builder, "text", quote->text);
      json_builder_end_object (builder);
    }

  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

/**
 * idio_voice_json_add_cards:
 * @builder: where an array may stand
 * @audiences: whom cards can be for
 * @voice: a voice
 *
 * Adds all cards with their quotes.
 */
void
idio_voice_json_add_cards (JsonBuilder   *builder,
                           IdioAudiences *audiences,
                           IdioVoice     *voice)
{
  g_return_if_fail (JSON_IS_BUILDER (builder));
  g_return_if_fail (IDIO_IS_VOICE (voice));

  json_builder_begin_array (builder);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (voice)); i++)
    {
      g_autoptr(IdioHypothesis) card = g_list_model_get_item (G_LIST_MODEL (voice), i);

      idio_voice_json_add_card (builder, audiences, card);
    }

  json_builder_end_array (builder);
}

/**
 * idio_voice_json_add_voice:
 * @builder: where an object may stand
 * @audiences: whom cards can be for
 * @voice: a voice
 *
 * Adds the cards, and what the user told about themselves.
 */
void
idio_voice_json_add_voice (JsonBuilder   *builder,
                           IdioAudiences *audiences,
                           IdioVoice     *voice)
{
  static const char * const attributes[] = {
    IDIO_ATTRIBUTE_NAME, IDIO_ATTRIBUTE_ROLE, IDIO_ATTRIBUTE_LANGUAGES, IDIO_ATTRIBUTE_ABOUT, NULL,
  };

  g_return_if_fail (JSON_IS_BUILDER (builder));
  g_return_if_fail (IDIO_IS_VOICE (voice));

  json_builder_begin_object (builder);
  idio_json_add_string (builder, "idiolect", PACKAGE_VERSION);
  json_builder_set_member_name (builder, "attributes");
  json_builder_begin_object (builder);

  for (guint i = 0; attributes[i] != NULL; i++)
    idio_json_add_string (builder, attributes[i], idio_voice_get_attribute (voice, attributes[i]));

  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "cards");
  idio_voice_json_add_cards (builder, audiences, voice);
  json_builder_end_object (builder);
}
