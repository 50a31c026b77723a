/* idio-language.c: the language of a text, by its commonest words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "text/idio-vocabulary.h"

/* Of the words of a text, this share at least stands in the lists of its language; that is less than what is found in
 * prose (a half and more), and more than what neighbors such as Dutch or Italian happen to share with them. */
#define LEAST_SHARE 0.28

/* And so many times as much as for the next language; but the greeting of a text of few words may be in both. */
#define LEAST_RATIO       1.3
#define LEAST_RATIO_WORDS 10

/* And so many times as much as for neighbors without lists, of which only a few words are known. */
#define LEAST_RATIO_OTHER 4

/* So many words tell. */
#define ENOUGH_WORDS 200

/**
 * idio_language_detect:
 * @tokens: the tokens of a text, or of its beginning
 *
 * Returns: the language, by how much of the text stands in the word lists of each, and in one of words of neighbors
 *   that have no lists. A word that several languages have speaks for none of them against another
 */
IdioLanguage
idio_language_detect (const IdioTokens *tokens)
{
  const IdioVocabulary *languages = idio_vocabulary_get_languages ();
  guint n_found[IDIO_N_LANGUAGES] = { 0 };
  IdioLanguage best = IDIO_LANGUAGE_OTHER;
  guint n_words = 0, next = 0;

  for (guint i = 0; i < tokens->n_items && n_words < ENOUGH_WORDS; i++)
    {
      guint32 found;

      if (tokens->items[i].kind != IDIO_TOKEN_WORD)
        continue;

      n_words++;
      found = idio_vocabulary_find (languages, tokens->items[i].hash);

      for (guint language = 0; language < IDIO_N_LANGUAGES; language++)
        n_found[language] += found >> language & 1;
    }

  for (guint language = IDIO_LANGUAGE_ENGLISH; language < IDIO_N_LANGUAGES; language++)
    if (n_found[language] > n_found[best])
      {
        next = n_found[best];
        best = language;
      }
    else
      next = MAX (next, n_found[language]);

  if (n_found[best] < LEAST_SHARE * n_words || n_found[best] < LEAST_RATIO_OTHER * n_found[IDIO_LANGUAGE_OTHER] ||
      (n_words >= LEAST_RATIO_WORDS && n_found[best] < LEAST_RATIO * next))
    return IDIO_LANGUAGE_OTHER;

  return best;
}

/**
 * idio_language_get_folder:
 * @language: a language
 *
 * Returns: (transfer none) (nullable): the folder of its word lists; %NULL if it has none
 */
const char *
idio_language_get_folder (IdioLanguage language)
{
  static const char * const folders[IDIO_N_LANGUAGES] = { NULL, "en", "de", "fr", "es" };

  return folders[language];
}
