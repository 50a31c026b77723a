/* ways.h: texts of which is known how often they do what
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "habits/writer.h"

/* How often a writer does what, of 100 sentences or texts. */
typedef struct
{
  guint named_greeting, greeting, closing, named_closing, varied;
  guint thanks_first, thanks_last, question_last;
  guint question, exclamation, parenthesis, dash, ellipsis, quote, semicolon, ampersand, open_end, emoji, emoticon;
  guint please, command, soft, sorry, first_person, conjunction, discourse, hedge, booster, informal, shorthand, plural;
  guint short_sentence, long_sentence, capitals, small_start, small_i, item;
  guint contracted, full, digit, number_word, british, american, serial, series, double_space, run;
  guint paragraph;
} Ways;

/* Does everything as often as is usual. */
extern const Ways ways_plain;

char *ways_write_text       (const Ways *ways,
                             GRand      *rand);
void  writer_init_from_ways (Writer     *writer,
                             const Ways *ways,
                             guint       n_texts,
                             guint32     seed);
