/* idio-card-check.c: whether a card that a model found is worth showing
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "text/idio-lexicon.h"
#include "text/idio-run-index.h"
#include "voice/idio-card-check.h"

#define MAX_CLAIM_CHARS       200
#define MAX_INSTRUCTION_CHARS 300
#define MAX_RATE_CHARS        80

#define MIN_QUOTES    2
#define MIN_DOCUMENTS 2

/* So many words in a row from the prompt are no finding. */
#define PROMPT_RUN_WORDS 6

/* Words are compared by their beginnings, so that "thanks" and "thanking" are one. */
#define STEM_BYTES 5

/* Two claims say the same if so much of what either says is shared; less, if they show the same sentences. */
#define ALIKE_SHARE          0.6
#define ALIKE_EVIDENCE_SHARE 0.35

static gboolean
has_form (const IdioCardFields *fields)
{
  const struct { const char *text; glong max; } texts[] = {
    { fields->claim, MAX_CLAIM_CHARS },
    { fields->instruction, MAX_INSTRUCTION_CHARS },
    { fields->rate, MAX_RATE_CHARS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i].text == NULL || *texts[i].text == '\0' || g_utf8_strlen (texts[i].text, -1) > texts[i].max ||
        strpbrk (texts[i].text, "\n\r\t") != NULL)
      return FALSE;

  return idio_count_words (fields->claim) >= 3 && idio_count_words (fields->instruction) >= 2;
}

static gboolean
has_evidence (const IdioProposal *proposal)
{
  g_autoptr(GHashTable) documents = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < proposal->quotes->len; i++)
    g_hash_table_add (documents, &((IdioQuote *) g_ptr_array_index (proposal->quotes, i))->document);

  return proposal->quotes->len >= MIN_QUOTES && g_hash_table_size (documents) >= MIN_DOCUMENTS;
}

/* The stems of the words that say something: none of grammar or of writing as such. */
static GHashTable *
collect_stems (const char *claim)
{
  const IdioLexicon *function_words = idio_lexicon_get ("en/stop-words.txt");
  g_autoptr(IdioWords) words = idio_words_new (claim);
  GHashTable *stems = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < words->words->len; i++)
    {
      const char *word = idio_words_get (words, i)->folded;

      if (!idio_lexicon_contains (function_words, word))
        g_hash_table_add (stems, g_strndup (word, STEM_BYTES));
    }

  return stems;
}

/* Whether all that the claim says is praise, or a word that fits anyone. */
static gboolean
is_empty (const char *claim)
{
  const IdioLexicon *function_words = idio_lexicon_get ("en/stop-words.txt");
  const IdioLexicon *praise = idio_lexicon_get ("en/praise.txt");
  g_autoptr(IdioWords) words = idio_words_new (claim);

  for (guint i = 0; i < words->words->len; i++)
    {
      const char *word = idio_words_get (words, i)->folded;

      if (!idio_lexicon_contains (function_words, word) && !idio_lexicon_contains (praise, word))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_sensitive (const char *text)
{
  const IdioLexicon *sensitive = idio_lexicon_get ("en/sensitive.txt");
  g_autoptr(IdioWords) words = idio_words_new (text);

  for (guint i = 0; i < words->words->len; i++)
    if (idio_lexicon_has_prefix (sensitive, text + idio_words_get (words, i)->start))
      return TRUE;

  return FALSE;
}

static gboolean
copies (const char *claim,
        const char *prompt)
{
  g_autoptr(IdioWords) words = idio_words_new (claim);
  g_autoptr(IdioWords) prompt_words = idio_words_new (prompt);
  g_autoptr(IdioRunIndex) index = idio_run_index_new (prompt_words, PROMPT_RUN_WORDS);
  g_autoptr(GArray) runs = idio_run_index_find (index, words);

  return runs->len > 0;
}

/* How much two claims share of the stems of the one that has fewer. */
static double
compare_stems (GHashTable *stems,
               const char *other)
{
  g_autoptr(GHashTable) other_stems = collect_stems (other);
  guint n_least = MIN (g_hash_table_size (stems), g_hash_table_size (other_stems));
  guint n_shared = 0;
  GHashTableIter iter;
  gpointer stem;

  g_hash_table_iter_init (&iter, stems);

  while (g_hash_table_iter_next (&iter, &stem, NULL))
    n_shared += g_hash_table_contains (other_stems, stem);

  return n_least > 0 ? (double) n_shared / n_least : 0;
}

/* Whether at least half of the sentences of the one that has fewer are shown by the other too. */
static gboolean
share_evidence (GPtrArray *quotes,
                GPtrArray *others)
{
  guint n_least = MIN (quotes->len, others->len);
  guint n_shared = 0;

  for (guint i = 0; i < quotes->len; i++)
    for (guint j = 0; j < others->len; j++)
      {
        const IdioQuote *a = g_ptr_array_index (quotes, i), *b = g_ptr_array_index (others, j);

        if (a->document == b->document && a->start == b->start)
          {
            n_shared++;
            break;
          }
      }

  return n_least > 0 && 2 * n_shared >= n_least;
}

/**
 * idio_card_is_known:
 * @proposal: a card that a model found
 * @known: (element-type IdioHypothesis): all cards there are, also the rejected ones
 * @from: the first of them to look at
 * @to: the one after the last
 *
 * Whoever has thousands of cards looks at them part by part.
 *
 * Returns: whether one of these cards says the same
 */
gboolean
idio_card_is_known (const IdioProposal *proposal,
                    GPtrArray          *known,
                    guint               from,
                    guint               to)
{
  g_autoptr(GHashTable) stems = collect_stems (proposal->fields.claim);

  for (guint i = from; i < to; i++)
    {
      IdioHypothesis *card = g_ptr_array_index (known, i);
      const IdioCardFields *fields = idio_hypothesis_get_fields (card);
      double shared = compare_stems (stems, fields->claim);

      if (shared < ALIKE_SHARE && g_strcmp0 (fields->claim, fields->proposed) != 0)
        shared = MAX (shared, compare_stems (stems, fields->proposed));

      if (shared < ALIKE_SHARE && fields->english_claim != NULL)
        shared = MAX (shared, compare_stems (stems, fields->english_claim));
      else if (shared < ALIKE_SHARE && fields->source == IDIO_SOURCE_MEASURED)
        shared = MAX (shared, compare_stems (stems, fields->instruction));

      if (shared >= ALIKE_SHARE ||
          (shared >= ALIKE_EVIDENCE_SHARE && share_evidence (proposal->quotes, idio_hypothesis_get_quotes (card))))
        return TRUE;
    }

  return FALSE;
}

/**
 * idio_card_check:
 * @proposal: a card that a model found
 * @prompt: what the model was asked, without the texts
 *
 * Checks all but whether it is known, which idio_card_is_known() tells.
 *
 * Returns: why the card is not worth showing, or %IDIO_CARD_FLAW_NONE
 */
IdioCardFlaw
idio_card_check (const IdioProposal *proposal,
                 const char         *prompt)
{
  if (!has_form (&proposal->fields))
    return IDIO_CARD_FLAW_FORM;

  if (!has_evidence (proposal))
    return IDIO_CARD_FLAW_EVIDENCE;

  if (is_empty (proposal->fields.claim))
    return IDIO_CARD_FLAW_EMPTY;

  if (is_sensitive (proposal->fields.claim) || is_sensitive (proposal->fields.instruction))
    return IDIO_CARD_FLAW_SENSITIVE;

  if (copies (proposal->fields.claim, prompt))
    return IDIO_CARD_FLAW_PROMPT;

  return IDIO_CARD_FLAW_NONE;
}
