/* samples.h: many texts made of a few
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

GPtrArray *samples_load  (const char *path);
char      *samples_mix   (GPtrArray  *samples,
                          GRand      *chance,
                          guint       number);
void       samples_write (GPtrArray  *samples,
                          GRand      *chance,
                          const char *folder,
                          guint       n);
