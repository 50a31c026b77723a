/* idio-traits.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "measure/idio-measures.h"

G_BEGIN_DECLS

/* A sentence of 80 words is longer than nearly any. */
#define IDIO_TRAITS_N_LENGTHS 81

/**
 * IdioTraits:
 * @document: the number of the document
 * @group: the group it belongs to, such as its audience
 * @n_words: how many words it has
 * @n_sentences: how many sentences proper it has
 * @lengths: how many of its sentences proper have each number of words; the last, so many or more
 * @marks: all that was seen in any of its sentences, greeting and sign-off too
 * @language: its language
 * @greeting: (nullable): as in #IdioReading
 * @greeting_named: as in #IdioReading
 * @greeting_mark: as in #IdioReading
 * @closing: (nullable): as in #IdioReading, but "" also where it can't be told
 * @closing_named: as in #IdioReading
 * @values: the value of each measure; NAN where it means nothing
 *
 * What is kept of the reading of a document, so that it need not be read again as others come and go. Once made it does
 * not change, so that threads share it.
 */
typedef struct
{
  gint64        document;
  guint         group;
  guint         n_words;
  guint         n_sentences;
  guint16       lengths[IDIO_TRAITS_N_LENGTHS];
  IdioMark      marks;
  IdioLanguage  language;
  char         *greeting;
  gboolean      greeting_named;
  char          greeting_mark;
  char         *closing;
  gboolean      closing_named;
  double        values[IDIO_N_MEASURES];
} IdioTraits;

IdioTraits *idio_traits_new         (const IdioReading *reading,
                                     gint64             document,
                                     guint              group);
IdioTraits *idio_traits_ref         (IdioTraits        *self);
void        idio_traits_unref       (IdioTraits        *self);
GArray     *idio_traits_choose      (GPtrArray         *traits,
                                     guint              languages,
                                     guint              n_most);
char       *idio_traits_dup_version (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioTraits, idio_traits_unref)

G_END_DECLS
