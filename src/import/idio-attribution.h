/* idio-attribution.h: lines such as "On Monday, Ann Lee wrote:"
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * IdioAttribution:
 * @IDIO_ATTRIBUTION_NONE: there is none
 * @IDIO_ATTRIBUTION_POSSIBLE: it could be a sentence of one's own, even above a quote
 * @IDIO_ATTRIBUTION_LIKELY: it is one if a quote follows
 * @IDIO_ATTRIBUTION_CERTAIN: it is one, and somebody else's mail follows, marked as a quote or not
 *
 * How much some lines look like what mail programs put above the mail that is answered.
 */
typedef enum
{
  IDIO_ATTRIBUTION_NONE,
  IDIO_ATTRIBUTION_POSSIBLE,
  IDIO_ATTRIBUTION_LIKELY,
  IDIO_ATTRIBUTION_CERTAIN,
} IdioAttribution;

IdioAttribution idio_attribution_find (const char  *start,
                                       const char  *end,
                                       const char **attribution_end);

G_END_DECLS
