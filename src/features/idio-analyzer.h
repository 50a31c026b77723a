/* idio-analyzer.h: what the parts of an analysis share; for idio-analysis.c and its like only
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "features/idio-analysis.h"
#include "features/idio-lexical-diversity.h"

G_BEGIN_DECLS

/**
 * IdioAnalyzer:
 * @analysis: what is found
 * @text: the text
 * @vocabulary: (nullable): the word lists of its language
 * @types: the words so far
 * @begins_small: whether sentences begin with small letters
 * @last_opener: the hash of the word with which the sentence before begins, or 0
 *
 * A analysis under way.
 */
typedef struct
{
  IdioAnalysis         *analysis;
  const char           *text;
  const IdioVocabulary *vocabulary;
  IdioLexicalDiversity *types;
  gboolean              begins_small;
  guint64               last_opener;
} IdioAnalyzer;

void     idio_analyzer_count_words       (IdioAnalyzer       *self,
                                          const IdioToken    *tokens,
                                          guint               n_tokens,
                                          IdioSentence       *sentence);
void     idio_analyzer_count_punctuation (IdioAnalyzer       *self,
                                          const IdioToken    *tokens,
                                          guint               n_tokens,
                                          IdioSentence       *sentence);
void     idio_analyzer_see_turns         (IdioAnalyzer       *self,
                                          const IdioToken    *tokens,
                                          guint               n_tokens,
                                          IdioSentence       *sentence);
gboolean idio_analyzer_is_name           (const char         *text,
                                          gsize               length,
                                          guint               max_words);
gboolean idio_analyzer_is_ordinary       (const IdioAnalysis *self,
                                          const char         *text,
                                          gsize               length);
gboolean idio_analyzer_begins_with_dash  (const char         *text,
                                          gsize               length);
void     idio_analysis_find_greeting     (IdioAnalysis       *self,
                                          const char         *text);
void     idio_analysis_find_closing      (IdioAnalysis       *self,
                                          const char         *text);
void     idio_analysis_find_paragraphs   (IdioAnalysis       *self,
                                          const char         *text);

G_END_DECLS
