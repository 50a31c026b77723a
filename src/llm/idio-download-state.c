/* idio-download-state.c: how far a download is, in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "llm/idio-download-state.h"

/* Before anything came nobody knows how fast the connection is: what is told says for which it holds. */
#define ASSUMED_MEGABITS 50

static char *
describe_time (guint seconds)
{
  guint minutes = seconds / 60 + (seconds % 60 > 0);
  guint hours = minutes / 60 + (minutes % 60 >= 30);

  if (seconds < 60)
    return g_strdup (_("less than a minute left"));

  if (minutes < 90)
    return g_strdup_printf (ngettext ("about %u minute left", "about %u minutes left", minutes), minutes);

  return g_strdup_printf (ngettext ("about %u hour left", "about %u hours left", hours), hours);
}

/**
 * idio_download_state_guess_minutes:
 * @n_bytes: how many bytes are to come
 *
 * Returns: how many minutes they take at 50 Mbit/s, rounded up: a usual line at home, as long as the real one is not known
 */
guint
idio_download_state_guess_minutes (guint64 n_bytes)
{
  return (guint) (n_bytes / (ASSUMED_MEGABITS * 1000000 / 8 * 60)) + 1;
}

static char *
describe_start (guint64 n_done,
                guint64 n_total)
{
  g_autofree char *done = g_format_size (n_done), *total = g_format_size (n_total);
  guint minutes = idio_download_state_guess_minutes (n_total);

  if (n_done > 0)
    /* Translators: both are sizes, such as “1.2 GB” */
    return g_strdup_printf (_("%s of %s are here"), done, total);

  /* Translators: a size, such as “3.3 GB”; a number of minutes; a number of megabits a second */
  return g_strdup_printf (ngettext ("%s, about %u minute at %'u Mbit/s", "%s, about %u minutes at %'u Mbit/s", minutes),
                          total, minutes, ASSUMED_MEGABITS);
}

static char *
describe_stop (guint64 n_done,
               guint64 n_total)
{
  g_autofree char *done = g_format_size (n_done), *total = g_format_size (n_total);

  if (n_done == 0)
    return g_strdup (_("Stopped before anything was downloaded."));

  /* Translators: both are sizes, such as “1.2 GB” */
  return g_strdup_printf (_("Stopped. %s of %s are kept, and the download can go on from there."), done, total);
}

static char *
describe_running (guint64 n_done,
                  guint64 n_total,
                  guint   seconds_left)
{
  g_autofree char *done = g_format_size (n_done), *total = g_format_size (n_total);
  g_autofree char *left = NULL;

  if (seconds_left == 0)
    return g_strdup_printf (_("%s of %s"), done, total);

  left = describe_time (seconds_left);

  /* Translators: two sizes, and “about 3 minutes left” */
  return g_strdup_printf (_("%s of %s, %s"), done, total, left);
}

/**
 * idio_download_state_describe:
 * @state: what a download does
 * @n_done: how many bytes there are
 * @n_total: how many there should be
 * @seconds_left: about how many seconds it will take, or 0 if that is not known
 *
 * Returns: (transfer full): one line for the user
 */
char *
idio_download_state_describe (IdioDownloadState state,
                              guint64           n_done,
                              guint64           n_total,
                              guint             seconds_left)
{
  g_autofree char *done = g_format_size (n_done), *total = g_format_size (n_total);

  switch (state)
    {
    case IDIO_DOWNLOAD_STATE_CHECKING:
      /* Translators: both are sizes, such as “1.2 GB” */
      return g_strdup_printf (_("Checking what is there already: %s of %s"), done, total);

    case IDIO_DOWNLOAD_STATE_WAITING:
      return g_strdup_printf (_("%s of %s. There is no connection: trying again…"), done, total);

    case IDIO_DOWNLOAD_STATE_RUNNING:
      return describe_running (n_done, n_total, seconds_left);

    case IDIO_DOWNLOAD_STATE_FINISHED:
      return g_strdup (C_("model", "Downloaded"));

    case IDIO_DOWNLOAD_STATE_STOPPED:
      return describe_stop (n_done, n_total);

    case IDIO_DOWNLOAD_STATE_IDLE:
    case IDIO_DOWNLOAD_STATE_FAILED:
    default:
      return describe_start (n_done, n_total);
    }
}
