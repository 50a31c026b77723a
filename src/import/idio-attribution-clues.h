/* idio-attribution-clues.h: what tells a line such as "On Monday, Ann Lee wrote:"
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * IdioAttributionClues:
 * @colon: whether it ends with a colon
 * @verb: (nullable): where a verb such as "wrote" starts; @verb_end is where it ends
 * @address: (nullable): where the last mail address starts, with its bracket; @address_end is where it ends
 * @time: whether there is a time of day
 * @date: whether there is a year, or a date in numbers
 * @number: whether there is any number
 * @early: whether there is one among the first words
 * @start: whether it begins with a word such as "On"
 *
 * What is in a stretch of text that may be an attribution.
 */
typedef struct
{
  gboolean    colon;
  const char *verb, *verb_end;
  const char *address, *address_end;
  gboolean    time;
  gboolean    date;
  gboolean    number;
  gboolean    early;
  gboolean    start;
} IdioAttributionClues;

void        idio_attribution_clues_find      (const char           *start,
                                              const char           *end,
                                              IdioAttributionClues *clues);
void        idio_attribution_clues_find_verb (const char           *start,
                                              const char           *end,
                                              IdioAttributionClues *clues);
const char *idio_attribution_skip_colon      (const char           *start,
                                              const char           *end,
                                              gboolean             *colon);

G_END_DECLS
