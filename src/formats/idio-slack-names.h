/* idio-slack-names.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/idio-source.h"

G_BEGIN_DECLS

GHashTable *idio_slack_names_load (IdioSource *source);

G_END_DECLS
