/* idio-repeats.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "measure/idio-traits.h"

G_BEGIN_DECLS

GPtrArray *idio_repeats_leave_out (GPtrArray *traits);

G_END_DECLS
