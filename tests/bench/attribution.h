/* attribution.h: whose text is it, of some writers?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

void attribution_run (GPtrArray *writers);
