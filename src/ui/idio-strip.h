/* idio-strip.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * IdioStripMark:
 * @IDIO_STRIP_MARK_TICK: a thin line: what is typical of others
 * @IDIO_STRIP_MARK_RING: a ring: anyone's draft
 * @IDIO_STRIP_MARK_DOT: a filled dot: the user's draft
 *
 * They differ in form, as color is never the only sign.
 */
typedef enum
{
  IDIO_STRIP_MARK_TICK,
  IDIO_STRIP_MARK_RING,
  IDIO_STRIP_MARK_DOT,
} IdioStripMark;

#define IDIO_N_STRIP_MARKS (IDIO_STRIP_MARK_DOT + 1)

#define IDIO_TYPE_STRIP (idio_strip_get_type ())
G_DECLARE_FINAL_TYPE (IdioStrip, idio_strip, IDIO, STRIP, GtkWidget)

void idio_strip_set_band   (IdioStrip     *self,
                            double         low,
                            double         high,
                            double         median);
void idio_strip_set_limits (IdioStrip     *self,
                            double         start,
                            double         end);
void idio_strip_set_mark   (IdioStrip     *self,
                            IdioStripMark  mark,
                            double         value);
void idio_strip_set_label  (IdioStrip     *self,
                            IdioStripMark  mark,
                            const char    *label);

G_END_DECLS
