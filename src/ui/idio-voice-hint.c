/* idio-voice-hint.c: what would show more habits
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "ui/idio-ui-text.h"
#include "ui/idio-voice-hint.h"

/* With as many cards nobody needs to be told how to get more. */
#define ENOUGH_CARDS 10

/* How many texts show most of what is counted, and how long these should be on average, in words */
#define ENOUGH_TEXTS 30
#define LONG_ENOUGH  60

/* Whether all documents are for one audience, and for which */
static gboolean
have_one_audience (IdioCorpus   *corpus,
                   IdioAudience *audience)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (corpus)); i++)
    {
      g_autoptr(IdioDocument) document = g_list_model_get_item (G_LIST_MODEL (corpus), i);

      if (i == 0)
        *audience = idio_document_get_audience (document);
      else if (*audience != idio_document_get_audience (document))
        return FALSE;
    }

  return TRUE;
}

/**
 * idio_voice_hint_dup:
 * @corpus: all texts
 * @n_cards: how many cards there are that were not rejected
 *
 * Returns: (transfer full) (nullable): what to add to see more, as a sentence; %NULL if there is enough
 */
char *
idio_voice_hint_dup (IdioCorpus *corpus,
                     guint       n_cards)
{
  guint n_texts;
  IdioAudience audience = IDIO_AUDIENCE_GENERAL;

  g_return_val_if_fail (IDIO_IS_CORPUS (corpus), NULL);

  n_texts = g_list_model_get_n_items (G_LIST_MODEL (corpus));

  if (n_cards >= ENOUGH_CARDS || n_texts == 0)
    return NULL;

  if (n_texts < ENOUGH_TEXTS)
    return g_strdup_printf (ngettext ("With %'u more text, more of your habits will show.",
                                      "With %'u more texts, more of your habits will show.", ENOUGH_TEXTS - n_texts),
                            ENOUGH_TEXTS - n_texts);

  if (idio_corpus_get_n_words (corpus) / n_texts < LONG_ENOUGH)
    return g_strdup (_("Most of your texts are short. Longer ones will show more of your habits."));

  if (have_one_audience (corpus, &audience))
    {
      g_autofree char *name =
        idio_ui_dup_audience (audience, idio_audiences_get_name (idio_corpus_get_audiences (corpus), audience));

      /* Translators: %s is an audience, such as “Work Mail” */
      return g_strdup_printf (_("All of your texts are for “%s”. Texts for others will show more of your habits."),
                              name);
    }

  return g_strdup (_("Your texts differ much from each other. More of each kind will show more of your habits."));
}
