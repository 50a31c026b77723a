/* idio-measure-formulas.h: measures that are no rate of two counts; for idio-measures.c only
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "features/idio-analysis.h"

G_BEGIN_DECLS

double idio_measure_sentence_length    (const IdioAnalysis *analysis);
double idio_measure_sentence_spread    (const IdioAnalysis *analysis);
double idio_measure_paragraph_length   (const IdioAnalysis *analysis);
double idio_measure_length             (const IdioAnalysis *analysis);
double idio_measure_mattr              (const IdioAnalysis *analysis);
double idio_measure_repetition         (const IdioAnalysis *analysis);
double idio_measure_lix                (const IdioAnalysis *analysis);
double idio_measure_grade              (const IdioAnalysis *analysis);
double idio_measure_greeting           (const IdioAnalysis *analysis);
double idio_measure_greeting_named     (const IdioAnalysis *analysis);
double idio_measure_closing            (const IdioAnalysis *analysis);
double idio_measure_closing_named      (const IdioAnalysis *analysis);
double idio_measure_opens_with_thanks  (const IdioAnalysis *analysis);
double idio_measure_ends_with_thanks   (const IdioAnalysis *analysis);
double idio_measure_ends_with_question (const IdioAnalysis *analysis);

G_END_DECLS
