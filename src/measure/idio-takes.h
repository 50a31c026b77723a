/* idio-takes.h: measures that are no rate of two counts; for idio-measures.c only
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "measure/idio-reading.h"

G_BEGIN_DECLS

double idio_take_sentence_length    (const IdioReading *reading);
double idio_take_sentence_spread    (const IdioReading *reading);
double idio_take_paragraph_length   (const IdioReading *reading);
double idio_take_length             (const IdioReading *reading);
double idio_take_variety            (const IdioReading *reading);
double idio_take_repetition         (const IdioReading *reading);
double idio_take_lix                (const IdioReading *reading);
double idio_take_grade              (const IdioReading *reading);
double idio_take_greeting           (const IdioReading *reading);
double idio_take_greeting_named     (const IdioReading *reading);
double idio_take_closing            (const IdioReading *reading);
double idio_take_closing_named      (const IdioReading *reading);
double idio_take_opens_with_thanks  (const IdioReading *reading);
double idio_take_ends_with_thanks   (const IdioReading *reading);
double idio_take_ends_with_question (const IdioReading *reading);

G_END_DECLS
