/* idio-usual-rates.c: how usual each habit is with others
 *
 * How usual something is was counted in 2,043 business mails of 14 writers, and for longer texts in 463 posts of 43
 * writers on the sites of public agencies and in 1,250 reports of 25 journalists of a news agency (each writer with at
 * least five texts): the mean over writers of the share of texts, or of the measure over all texts of a writer. What
 * all journalists do, or none of them, such as to quote and to ask for nothing, is nobody's habit: there the figure is
 * theirs. Where the two kinds only differ, as in the length of sentences, it is that of the posts, or lies between.
 * What nobody did is given as the least that the counts could tell from nothing, 0.01 of texts and 0.1 of 100
 * sentences. The mails had lost their paragraphs, for which the figure of the posts stands.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "habits/idio-usual-rates.h"

/* For a way to open or close, the share of texts of others with the same one; for none, of those without any. */
static const IdioUsualRate usual_rates[] = {
  { "greeting", 0.35, 0.01 },
  { "other-greeting", 0.05, 0.01 },
  { "no-greeting", 0.58, 0.98 },
  { "closing", 0.25, 0.01 },
  { "name", 0.27, 0.02 },
  { "no-closing", 0.44, 0.98 },
  { "opens-with-thanks", 0.02, 0.01 },
  { "ends-with-thanks", 0.27, 0.01 },
  { "ends-with-question", 0.09, 0.02 },
  { "thanks", 0.31, 0.09 },
  { "no-thanks", 2.03, 0 },
  { "apologies", 0.53, 0.1 },
  { "please", 6.89, 0.39 },
  { "no-please", 0.59, 0.08 },
  { "direct-requests", 2.03, 6.32 },
  { "soft-requests", 2.73, 0.34 },
  { "asked-requests", 0.1, 0.06 },
  { "questions", 8.05, 5.98 },
  { "no-questions", 8.05, 0.07 },
  { "hedges", 0.49, 0.17 },
  { "boosters", 0.23, 0.15 },
  { "first-plural", 1.53, 1.32 },
  { "sentence-length", 14.9, 19.3 },
  { "short-sentences", 8.8, 4.2 },
  { "long-sentences", 19, 30 },
  { "single-paragraphs", 0.15, 0.45 },
  { "list-items", 0.39, 0.86 },
  { "opens-with-conjunction", 1.46, 3.4 },
  { "opens-with-first-person", 20.8, 6.16 },
  { "opens-with-discourse", 4.47, 4.47 },
  { "contractions", 0.2, 0.52 },
  { "no-contractions", 0.56, 0.6 },
  { "bare-contractions", 0.08, 0.01 },
  { "informal-words", 0.33, 0.1 },
  { "shorthand", 0.29, 0.1 },
  { "spelled-numbers", 0.14, 0.24 },
  { "digits", 0.73, 0.34 },
  { "british-spelling", 0.05, 0.05 },
  { "exclamations", 2.21, 1.47 },
  { "no-exclamations", 2.21, 0.03 },
  { "exclamation-runs", 0.36, 0.1 },
  { "dashes", 0.1, 0.2 },
  { "no-dashes", 0.1, 0.15 },
  { "double-hyphens", 0.24, 0.93 },
  { "parentheses", 7.7, 5.66 },
  { "no-parentheses", 7.7, 1.24 },
  { "ellipses", 0.69, 0.14 },
  { "quotes", 3.22, 3.47 },
  { "semicolons", 0.05, 0.09 },
  { "ampersands", 0.02, 0.01 },
  { "serial-commas", 0.36, 0.6 },
  { "no-serial-commas", 0.62, 0.5 },
  { "open-ends", 1.16, 3.52 },
  { "emoji", 0.1, 0.1 },
  { "emoticons", 0.1, 0.1 },
  { "stressed-words", 0.1, 0.06 },
  { "lower-case-starts", 1.14, 0.52 },
  { "lower-case-i", 0.01, 0.01 },
  { "double-spaces", 0.01, 0.01 },

  /* Counted later, in half of these writers; 0 for what is no habit in letters, which hardly do without “I”. */
  { "spaced-dashes", 0.7, 0.42 },
  { "closed-dashes", 0.3, 0.5 },
  { "first-person", 0, 0.25 },
  { "second-person", 0, 2.36 },
  { "modals", 0, 1.74 },
  { "negations", 0, 0.52 },
  { "subordinators", 1.79, 1.25 },
  { "time-words", 1.78, 0.74 },
  { "passives", 12.9, 12.4 },
  { "opens-alike", 6.39, 5.59 },
  { "colons", 0, 0.43 },
  { "links", 0.24, 0.35 },
  { "last-asides", 0.1, 0.42 },
  { "whole-asides", 0.02, 0.05 },
  { "afterthoughts", 0.04, 0.18 },
  { "announcements", 0.02, 0.2 },
  { "postscripts", 0.01, 0.01 },
  { "full-dates", 0.03, 0.03 },
  { "lettered-points", 0.02, 0.02 },
  { "acronyms", 0.02, 0.45 },
  { "attributions", 0.02, 0.5 },
  { "inserted-please", 0.06, 0.06 },
  { "shall", 0.01, 0.01 },
  { "says-that", 0.12, 0.35 },
  { "last-links", 0.01, 0.01 },
  { "dropped-subjects", 0.04, 0.01 },
  { "bare-its", 0.01, 0.01 },
  { "apostrophe-its", 0.01, 0.01 },
  { "two-dots", 0.01, 0.01 },
  { "question-runs", 0.01, 0.01 },
  { "one-sentence", 0.15, 0.01 },
};

/**
 * idio_usual_rate_find:
 * @nick: the nick of a habit
 *
 * Returns: (nullable): how usual it is with others; %NULL if that is not known
 */
const IdioUsualRate *
idio_usual_rate_find (const char *nick)
{
  for (guint i = 0; i < G_N_ELEMENTS (usual_rates); i++)
    if (g_str_equal (usual_rates[i].nick, nick))
      return &usual_rates[i];

  return NULL;
}
