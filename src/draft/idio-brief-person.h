/* idio-brief-person.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *idio_brief_person_to_first (const char *request);

G_END_DECLS
