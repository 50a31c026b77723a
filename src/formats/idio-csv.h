/* idio-csv.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GStrv       idio_csv_read_row   (const char         **text);
const char *idio_csv_get_field  (const char * const  *header,
                                 const char * const  *row,
                                 const char          *name);

G_END_DECLS
