/* idio-resources.c: the data that is built into the library
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "data/library-resources.h"

/* GLib would register it, and take it away again when main() has returned: then threads that nobody waits for any more
 * may still be counting. */
__attribute__ ((constructor)) static void
register_resources (void)
{
  idio_library_register_resource ();
}
