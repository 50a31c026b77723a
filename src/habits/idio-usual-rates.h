/* idio-usual-rates.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * IdioUsualRate:
 * @nick: the nick of a habit
 * @mail: how usual it is in letters: a share of texts for methods that count texts, of those with the occasion if there
 *   is one, else the measure's value over all texts; 0 if it is no habit in letters
 * @post: the same for longer texts without greeting and sign-off
 */
typedef struct
{
  const char *nick;
  double      mail;
  double      post;
} IdioUsualRate;

const IdioUsualRate *idio_usual_rate_find (const char *nick);

G_END_DECLS
