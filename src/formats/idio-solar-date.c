/* idio-solar-date.c: dates of the Solar Hijri calendar, which phones in Persian have
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/idio-solar-date.h"

/* Remainders of leap years when divided by 33: this cycle agrees with the calendar from 1244 to 1472 (Borkowski, “The
 * Persian calendar for 3000 years”, 1996). */
static const int leap_remainders[] = { 1, 5, 9, 13, 17, 22, 26, 30 };

/* The years of this calendar, of which later ones are of the lunar one, which has 1446 where this has 1404 */
#define FIRST_YEAR 1300
#define LAST_YEAR  1424

static gboolean
is_leap (int year)
{
  for (guint i = 0; i < G_N_ELEMENTS (leap_remainders); i++)
    if (year % 33 == leap_remainders[i])
      return TRUE;

  return FALSE;
}

/**
 * idio_solar_date_convert:
 * @year: (inout): a year of the Solar Hijri calendar, 1300–1424
 * @month: (inout): its month, 1–12
 * @day: (inout): its day, 1–31
 *
 * Makes the date one of the Gregorian calendar, if there is such a day.
 */
void
idio_solar_date_convert (int *year,
                         int *month,
                         int *day)
{
  GDate date;
  guint n_days;

  if (*year < FIRST_YEAR || *year > LAST_YEAR || *month < 1 || *month > 12 || *day < 1 ||
      *day > (*month <= 6 ? 31 : 30))
    return;

  /* Six months have 31 days, the others 30. */
  n_days = (guint) ((*month - 1) * 30 + MIN (*month - 1, 6) + *day - 1);

  for (int before = FIRST_YEAR; before < *year; before++)
    n_days += is_leap (before) ? 366 : 365;

  /* Farvardin 1, 1300 */
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 21, G_DATE_MARCH, 1921);
  g_date_add_days (&date, n_days);

  *year = g_date_get_year (&date);
  *month = (int) g_date_get_month (&date);
  *day = g_date_get_day (&date);
}
