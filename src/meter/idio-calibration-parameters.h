/* idio-calibration-parameters.h: made by build-aux/make-calibration
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The logarithm of the slope: a constant, and how it depends on the conditions */
#define SLOPE_CONSTANT      1.2531
#define SLOPE_LENGTH        0.3289
#define SLOPE_DISTINCTNESS -0.2486
#define SLOPE_MATCH         0.5604

/* The share of answers that are wrong however large the difference is */
#define LEAST_ERROR         0.0120

/* Normal deviates: in 15 of 100 pairs of own texts the lower one, or their difference, is beyond the first; in 0.1 the
 * lower one is beyond the second */
#define UNUSUAL_DEVIATE    -1.5678
#define RARE_DEVIATE       -2.5042
