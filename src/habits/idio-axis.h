/* idio-axis.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * IdioAxis:
 * @IDIO_AXIS_COMMUNICATION: how the writer goes about reaching the reader
 * @IDIO_AXIS_PERSONALITY: what the writer is like, as it shows in what they write
 * @IDIO_AXIS_STYLE: how the sentences are made
 */
typedef enum
{
  IDIO_AXIS_COMMUNICATION,
  IDIO_AXIS_PERSONALITY,
  IDIO_AXIS_STYLE,
} IdioAxis;

G_END_DECLS
