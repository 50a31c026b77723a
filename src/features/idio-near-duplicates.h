/* idio-near-duplicates.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "features/idio-features.h"

G_BEGIN_DECLS

GPtrArray *idio_near_duplicates_leave_out (GPtrArray *features);

G_END_DECLS
