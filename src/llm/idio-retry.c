/* idio-retry.c: how long to wait before a request is sent again
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include <libsoup/soup.h>

#include "llm/idio-retry.h"

/* As the SDKs of OpenAI and Anthropic do: half a second before the first retry, twice as long before each other one, eight
 * seconds at most, and up to a quarter less, so that two drafts do not come back at the same moment. */
#define FIRST_BACKOFF_MSEC 500
#define MAX_BACKOFF_MSEC   8000
#define MAX_JITTER         0.25

/* A month: quotas have days, and what is longer is no time to wait. */
#define MAX_WAIT_SECONDS (31 * 24 * 3600.0)

static gint64
to_msec (double seconds)
{
  return isnan (seconds) ? -1 : (gint64) ceil (CLAMP (seconds, 0, MAX_WAIT_SECONDS) * 1000);
}

/* A number with or without a fraction, and nothing else */
static double
parse_number (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  gsize length = strspn (stripped, "0123456789.");

  return length > 0 && stripped[length] == '\0' && *stripped != '.' ? g_ascii_strtod (stripped, NULL) : NAN;
}

/**
 * idio_retry_parse_header:
 * @milliseconds: (nullable): the header "retry-after-ms"
 * @after: (nullable): the header "retry-after" (RFC 9110, section 10.2.3): seconds, or a date
 * @now: the time, in seconds since 1970
 *
 * Returns: how long the server asks to wait, in milliseconds, a month at most; -1 if it does not say
 */
gint64
idio_retry_parse_header (const char *milliseconds,
                         const char *after,
                         gint64      now)
{
  double number = milliseconds != NULL ? parse_number (milliseconds) / 1000 : NAN;
  g_autoptr(GDateTime) date = NULL;

  if (!isnan (number))
    return to_msec (number);

  if (after == NULL)
    return -1;

  if (!isnan (number = parse_number (after)))
    return to_msec (number);

  if ((date = soup_date_time_new_from_http_string (after)))
    return to_msec ((double) (g_date_time_to_unix (date) - now));

  return -1;
}

/* "1h2m3.5s", "17s", "120ms", "3 seconds", from the start of @text */
static double
parse_duration (const char *text)
{
  static const struct { const char *unit; double seconds; } units[] = {
    { "ms", 0.001 }, { "milliseconds", 0.001 }, { "s", 1 }, { "sec", 1 }, { "second", 1 }, { "seconds", 1 },
    { "m", 60 }, { "min", 60 }, { "minute", 60 }, { "minutes", 60 }, { "h", 3600 }, { "hour", 3600 }, { "hours", 3600 },
  };
  double total = NAN;

  while (TRUE)
    {
      const char *digits = text + strspn (text, " \"");
      gsize n_digits = strspn (digits, "0123456789.");
      const char *unit = digits + n_digits + strspn (digits + n_digits, " ");
      gsize n_letters = strspn (unit, "abcdefghijklmnopqrstuvwxyz");
      double factor = NAN;

      for (guint i = 0; i < G_N_ELEMENTS (units); i++)
        if (strlen (units[i].unit) == n_letters && strncmp (unit, units[i].unit, n_letters) == 0)
          factor = units[i].seconds;

      if (n_digits == 0 || isnan (factor))
        return total;

      total = (isnan (total) ? 0 : total) + g_ascii_strtod (digits, NULL) * factor;
      text = unit + n_letters;
    }
}

/**
 * idio_retry_parse_words:
 * @words: what a server said, in lowercase
 *
 * Google writes "Please retry in 2.1s" and "retryDelay": "17s", OpenAI "Please try again in 1m3s".
 *
 * Returns: how long the server asks to wait, in milliseconds, a month at most; -1 if it does not say
 */
gint64
idio_retry_parse_words (const char *words)
{
  static const char * const leads[] = { "retry in ", "try again in ", "retry after ", "retrydelay\":", "retrydelay\" :" };

  for (guint i = 0; i < G_N_ELEMENTS (leads); i++)
    {
      const char *lead = strstr (words, leads[i]);
      double seconds = lead != NULL ? parse_duration (lead + strlen (leads[i])) : NAN;

      if (!isnan (seconds))
        return to_msec (seconds);
    }

  return -1;
}

/**
 * idio_retry_get_backoff:
 * @n_retries: how many times the request was sent again before
 *
 * Returns: how long to wait where the server does not say, in milliseconds
 */
guint
idio_retry_get_backoff (guint n_retries)
{
  guint wait = MIN (FIRST_BACKOFF_MSEC << MIN (n_retries, 8), MAX_BACKOFF_MSEC);

  return (guint) (wait * g_random_double_range (1 - MAX_JITTER, 1));
}
