/* idio-inference-claims.c: what a model that looks for habits is told of those that are known
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "llm/idio-prompt.h"
#include "voice/idio-hypothesis.h"
#include "voice/idio-inference-claims.h"

/* Room for claims that are known already in a prompt, in characters: some 1,500 tokens, which is about 80 cards. What is
 * left out and found again is told from the cards by idio_card_is_known(). */
#define MAX_CLAIMS_CHARS 6000

/* Maximum length of the number of a claim and what is around it */
#define NUMBER_CHARS 8

/* Those that count most come first, and of these the latest. */
static gint
compare_claims (gconstpointer a,
                gconstpointer b)
{
  IdioHypothesis *x = *(IdioHypothesis * const *) a, *y = *(IdioHypothesis * const *) b;
  IdioStrength x_strength = idio_hypothesis_get_fields (x)->strength;
  IdioStrength y_strength = idio_hypothesis_get_fields (y)->strength;
  gint64 x_id = idio_hypothesis_get_id (x), y_id = idio_hypothesis_get_id (y);

  return x_strength != y_strength ? (x_strength < y_strength) - (x_strength > y_strength) : (x_id < y_id) - (x_id > y_id);
}

/* What a model is told that a card claims: in English as far as the program said it, and not the user. */
static const char *
get_claim (const IdioCardFields *fields)
{
  if (fields->edited || fields->source != IDIO_SOURCE_MEASURED)
    return fields->claim;

  return fields->english_claim != NULL ? fields->english_claim : fields->instruction;
}

/* Instructions have their rate in them. */
static const char *
get_rate (const IdioCardFields *fields)
{
  if (fields->source != IDIO_SOURCE_MEASURED)
    return fields->rate;

  return fields->english_rate != NULL ? fields->english_rate : "";
}

/* A claim as a JSON string, and how often it holds */
static char *
format_claim (IdioHypothesis *card)
{
  const IdioCardFields *fields = idio_hypothesis_get_fields (card);
  g_autofree char *quoted = idio_prompt_quote (get_claim (fields));
  g_autofree char *rate = NULL;

  if (*get_rate (fields) == '\0')
    return g_steal_pointer (&quoted);

  rate = idio_prompt_quote (get_rate (fields));

  return g_strdup_printf ("%s (%s)", quoted, rate);
}

/* The formatted claims that there is room for in a prompt, by their cards */
static GHashTable *
choose_claims (GPtrArray *cards)
{
  g_autoptr(GPtrArray) sorted = g_ptr_array_new_full (cards->len, NULL);
  GHashTable *chosen = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  glong room = MAX_CLAIMS_CHARS;

  for (guint i = 0; i < cards->len; i++)
    g_ptr_array_add (sorted, g_ptr_array_index (cards, i));

  g_ptr_array_sort (sorted, compare_claims);

  for (guint i = 0; i < sorted->len && room > 0; i++)
    {
      IdioHypothesis *card = g_ptr_array_index (sorted, i);
      g_autofree char *claim = NULL;
      glong n_chars;

      if (g_utf8_strlen (get_claim (idio_hypothesis_get_fields (card)), -1) > room)
        continue;

      claim = format_claim (card);
      n_chars = g_utf8_strlen (claim, -1) + NUMBER_CHARS;

      if (n_chars > room)
        continue;

      room -= n_chars;
      g_hash_table_insert (chosen, card, g_steal_pointer (&claim));
    }

  return chosen;
}

/**
 * idio_inference_format_claims:
 * @cards: (element-type IdioHypothesis): cards
 *
 * Of more cards than there is room for, those that count most are taken, and of these the latest.
 *
 * Returns: (transfer full): their claims for a prompt, each as a JSON string with its number
 */
char *
idio_inference_format_claims (GPtrArray *cards)
{
  g_autoptr(GHashTable) chosen = NULL;
  GString *claims = NULL;
  guint number = 0;

  g_return_val_if_fail (cards != NULL, NULL);

  chosen = choose_claims (cards);
  claims = g_string_new (NULL);

  for (guint i = 0; i < cards->len; i++)
    {
      const char *claim = g_hash_table_lookup (chosen, g_ptr_array_index (cards, i));

      if (claim != NULL)
        {
          g_string_append_printf (claims, "%s%u. %s", number > 0 ? "\n" : "", number + 1, claim);
          number++;
        }
    }

  if (number == 0)
    g_string_append (claims, "(none yet)");

  return g_string_free_and_steal (claims);
}
