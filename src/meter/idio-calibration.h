/* idio-calibration.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * IdioCloseness:
 * @IDIO_CLOSENESS_REFUSED: too little is known to say anything
 * @IDIO_CLOSENESS_MUCH_FURTHER: the draft is much further from the writer than the other
 * @IDIO_CLOSENESS_FURTHER: it is further
 * @IDIO_CLOSENESS_PROBABLY_FURTHER: it is probably further
 * @IDIO_CLOSENESS_NO_CLEAR_DIFFERENCE: either may be closer
 * @IDIO_CLOSENESS_PROBABLY_CLOSER: it is probably closer
 * @IDIO_CLOSENESS_CLOSER: it is closer
 * @IDIO_CLOSENESS_MUCH_CLOSER: it is much closer
 *
 * A verdict in words. “Probably” is right in at least 75 of 100 cases, the plain word in 90 and “much” in 97.
 */
typedef enum
{
  IDIO_CLOSENESS_REFUSED,
  IDIO_CLOSENESS_MUCH_FURTHER,
  IDIO_CLOSENESS_FURTHER,
  IDIO_CLOSENESS_PROBABLY_FURTHER,
  IDIO_CLOSENESS_NO_CLEAR_DIFFERENCE,
  IDIO_CLOSENESS_PROBABLY_CLOSER,
  IDIO_CLOSENESS_CLOSER,
  IDIO_CLOSENESS_MUCH_CLOSER,
} IdioCloseness;

/**
 * IdioConditions:
 * @n_words: how many words the drafts have, on average
 * @n_own: the number of independent texts that the writer's own spread was estimated from, at least 2
 * @distinctness: how far the writer's own texts are from the background, in their own standard deviations
 * @match: the share of the background that was made of texts of the writer's kind, from 0 to 1
 *
 * What the strength of evidence depends on, apart from the drafts' scores.
 */
typedef struct
{
  guint  n_words;
  guint  n_own;
  double distinctness;
  double match;
} IdioConditions;

double        idio_calibration_get_position    (double                deviation);
double        idio_calibration_get_probability (double                change,
                                                const IdioConditions *conditions);
double        idio_calibration_get_low_limit   (const IdioConditions *conditions);
IdioCloseness idio_calibration_get_closeness   (double                reference_deviation,
                                                double                draft_deviation,
                                                const IdioConditions *conditions);

G_END_DECLS
