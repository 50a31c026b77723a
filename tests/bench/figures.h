/* figures.h: figures with their intervals
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

/* What one target writer's trials gave. */
typedef struct
{
  GArray *own;
  GArray *others;
} Trials;

Trials *trials_new          (void);
void    trials_free         (Trials     *trials);
void    figures_print_auc   (const char *name,
                             GPtrArray  *trials);
void    figures_print_share (const char *name,
                             const char *of,
                             GArray     *hits,
                             GArray     *totals);
