/* idio-verdict-words.h: what the meter says, in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "draft/idio-measure-words.h"
#include "voice/idio-comparison.h"

G_BEGIN_DECLS

char *idio_verdict_describe    (const IdioComparison *comparison);
char *idio_verdict_strength    (const IdioComparison *comparison);
char *idio_verdict_qualify     (const IdioVerdict    *verdict);
char *idio_verdict_content     (const IdioVerdict    *verdict);
char *idio_verdict_left_out   (const IdioVerdict    *verdict);
char *idio_verdict_compared    (const IdioComparison *comparison);
char *idio_excess_describe     (const IdioDifference *excess);
char *idio_excess_explain      (const IdioDifference *excess);
char *idio_difference_describe (const IdioDifference *difference);
char *idio_difference_explain  (const IdioDifference *difference);

G_END_DECLS
