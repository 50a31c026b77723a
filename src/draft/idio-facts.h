/* idio-facts.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GStrv idio_facts_list_missing (const char *request,
                               const char *draft);
GStrv idio_facts_list_blanks  (const char *request,
                               const char *draft);
GStrv idio_facts_describe     (const char *request,
                               const char *draft);

G_END_DECLS
