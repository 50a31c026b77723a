/* writers.h: texts of known writers, in folders
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "meter/idio-profile.h"

/* A writer's texts; where learn/ and test/ are not apart, all are in both. */
typedef struct
{
  char      *name;
  GPtrArray *learn;
  GPtrArray *test;
} Writer;

GPtrArray      *writers_load            (const char *folder);
GPtrArray      *writers_take            (GPtrArray  *writers,
                                         guint       first,
                                         guint       step);
char           *writers_cut             (const char *text,
                                         guint       n_words);
IdioBackground *writers_make_background (GPtrArray  *writers,
                                         const char *genre,
                                         gboolean    only_learn);
IdioBackground *writers_mix_background  (GPtrArray  *writers,
                                         const char *genre,
                                         guint       n_texts);