/* idio-phrases.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "features/idio-reference.h"

G_BEGIN_DECLS

/**
 * IdioPhrase:
 * @words: the words, in lower case
 * @n_words: how many
 * @n: how often they stand in the texts
 * @n_texts: in how many of them
 * @log_odds: the logarithm of how much more often than in the reference, see idio_phrases_get_log_odds()
 * @z: how many standard errors that is from none
 *
 * Words that a writer uses far more than others.
 */
typedef struct
{
  char   *words;
  guint   n_words;
  guint   n;
  guint   n_texts;
  double  log_odds;
  double  z;
} IdioPhrase;

GPtrArray *idio_phrases_find         (const char * const  *texts,
                                      guint                n_texts,
                                      const IdioReference *reference);
double     idio_phrases_get_log_odds (double               n,
                                      double               n_all,
                                      double               n_reference,
                                      double               n_all_reference,
                                      double              *z);
void       idio_phrase_free          (IdioPhrase          *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioPhrase, idio_phrase_free)

G_END_DECLS
