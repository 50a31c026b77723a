/* idio-local-time.c: the local zone, which GLib looks up in the file system each time it is asked for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/idio-local-time.h"

/**
 * idio_local_time_get_zone:
 *
 * Returns: (transfer none): the local zone as it was when this was first called
 */
GTimeZone *
idio_local_time_get_zone (void)
{
  static GTimeZone *zone;

  if (g_once_init_enter_pointer (&zone))
    g_once_init_leave_pointer (&zone, g_time_zone_new_local ());

  return zone;
}

/**
 * idio_local_time_new_unix:
 * @seconds: seconds since 1970 in UTC
 *
 * Returns: (transfer full) (nullable): that time in the local zone
 */
GDateTime *
idio_local_time_new_unix (gint64 seconds)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc (seconds);

  return time != NULL ? g_date_time_to_timezone (time, idio_local_time_get_zone ()) : NULL;
}
