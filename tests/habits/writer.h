/* writer.h: a made-up writer, and what is found in the texts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "habits/idio-habit-rule.h"

/* What most texts have. */
#define BODY "The parts for the boat came in this morning and all of them fit. The hull needs more coats of paint " \
             "before it can go back into the water. The crew will look at the engine and at the old rope tomorrow. " \
             "The harbor stays closed until the storm has passed."

/* As long a word as is needed. */
#define NO_WORD "babababababababababababababababababababababababababababababababababababababababa"

typedef struct
{
  GPtrArray *texts;
  GPtrArray *features;
  GPtrArray *habits;
} Writer;

void             writer_init             (Writer          *writer);
void             writer_init_from_phrase (Writer          *writer,
                                          const char      *phrase);
void             writer_clear            (Writer          *writer);
void             writer_take             (Writer          *writer,
                                          char            *text);
const IdioHabit *writer_find             (Writer          *writer,
                                          const char      *nick);
const IdioHabit *writer_find_in_texts    (Writer          *writer,
                                          const char      *nick);
GArray          *writer_make_samples     (const Writer    *writer,
                                          GPtrArray       *analyses);
guint            writer_count_shown      (const Writer    *writer,
                                          const IdioHabit *habit);
void             writer_assert_shown     (const Writer    *writer,
                                          const IdioHabit *habit);
char            *made_up_body            (const char      *format,
                                          guint            number);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Writer, writer_clear)
