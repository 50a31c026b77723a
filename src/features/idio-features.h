/* idio-features.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "features/idio-measures.h"

G_BEGIN_DECLS

/* A sentence of 80 words is longer than nearly any. */
#define IDIO_FEATURES_N_LENGTHS 81

/**
 * IdioFeatures:
 * @document: the number of the document
 * @group: the group it belongs to, such as its audience
 * @n_words: how many words it has
 * @n_sentences: how many sentences proper it has
 * @lengths: how many of its sentences proper have each number of words; the last, so many or more
 * @cues: all that was seen in any of its sentences, greeting and sign-off too
 * @language: its language
 * @greeting: (nullable): as in #IdioAnalysis
 * @greeting_named: as in #IdioAnalysis
 * @greeting_mark: as in #IdioAnalysis
 * @closing: (nullable): as in #IdioAnalysis, but "" also where it can't be told
 * @closing_named: as in #IdioAnalysis
 * @values: the value of each measure; NAN where it means nothing
 *
 * What is kept of the analysis of a document, so that it need not be read again as others come and go. Once made it does
 * not change, so that threads share it.
 */
typedef struct
{
  gint64        document;
  guint         group;
  guint         n_words;
  guint         n_sentences;
  guint16       lengths[IDIO_FEATURES_N_LENGTHS];
  IdioCues      cues;
  IdioLanguage  language;
  char         *greeting;
  gboolean      greeting_named;
  char          greeting_mark;
  char         *closing;
  gboolean      closing_named;
  double        values[IDIO_N_MEASURES];
} IdioFeatures;

IdioFeatures *idio_features_new         (const IdioAnalysis *analysis,
                                         gint64              document,
                                         guint               group);
IdioFeatures *idio_features_ref         (IdioFeatures       *self);
void          idio_features_unref       (IdioFeatures       *self);
GPtrArray    *idio_features_leave_out   (GPtrArray          *features,
                                         guint               group,
                                         guint               n_least);
GArray       *idio_features_choose      (GPtrArray          *features,
                                         guint               languages,
                                         guint               n_most);
char         *idio_features_dup_version (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioFeatures, idio_features_unref)

G_END_DECLS
