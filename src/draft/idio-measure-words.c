/* idio-measure-words.c: the value of a measure in words
 *
 * Each unit has sentences of its own, as languages put numbers and units together in different ways.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include <glib/gi18n.h>

#include "draft/idio-measure-words.h"

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"

/* msgfmt checks that a translation has as many "%s". */
static char *
fill (const char *form,
      const char *first,
      const char *second)
{
  return g_strdup_printf (form, first, second);
}

#pragma GCC diagnostic pop

/* The number that decides on the plural form of what is shown. A fraction takes that of a larger number. */
static gulong
get_plural (const char *number,
            double      value)
{
  if (g_str_equal (number, "0") || g_str_equal (number, "1"))
    return (gulong) (*number - '0');

  return (gulong) CLAMP (round (fabs (value)), 2, G_MAXINT);
}

/**
 * idio_measure_format:
 * @measure: a measure
 * @value: a value of it
 *
 * Returns: (transfer full): the number as people write it, without its unit
 */
char *
idio_measure_format (IdioMeasureId measure,
                     double        value)
{
  IdioUnit unit = idio_measures[measure].unit;
  gboolean whole = unit == IDIO_UNIT_WORDS || unit == IDIO_UNIT_SENTENCES || fabs (value) >= 9.95 ||
                   fabs (value - round (value)) <= 0.05;

  if (unit == IDIO_UNIT_TEXTS)
    return g_strdup_printf ("%.0f", 100 * value);

  return g_strdup_printf ("%'.*f", whole ? 0 : 1, value);
}

static const char *
get_form (IdioUnit unit,
          gulong   n)
{
  switch (unit)
    {
    case IDIO_UNIT_WORDS:
      /* Translators: %s is a number in digits */
      return ngettext ("%s word", "%s words", n);
    case IDIO_UNIT_LETTERS:
      /* Translators: %s is a number in digits, which may be a fraction */
      return ngettext ("%s letter", "%s letters", n);
    case IDIO_UNIT_SENTENCES:
      /* Translators: %s is a number in digits */
      return ngettext ("%s sentence", "%s sentences", n);
    case IDIO_UNIT_PER_100_WORDS:
      /* Translators: how often something is there: "1.5 in 100 words" */
      return _("%s in 100 words");
    case IDIO_UNIT_PER_100_SENTENCES:
      /* Translators: how many sentences are such: "40 of 100 sentences" */
      return _("%s of 100 sentences");
    case IDIO_UNIT_PER_100_PARAGRAPHS:
      /* Translators: how many paragraphs are such: "40 of 100 paragraphs" */
      return _("%s of 100 paragraphs");
    case IDIO_UNIT_PERCENT:
      /* Translators: how often the writer does something of the times when they could */
      return _("%s of 100 times");
    case IDIO_UNIT_TEXTS:
      /* Translators: how many texts are such: "40 of 100 texts" */
      return _("%s of 100 texts");
    case IDIO_UNIT_POINTS:
    default:
      return "%s";
    }
}

/* The same of a range. Its end decides on the plural. */
static const char *
get_range_form (IdioUnit unit,
                gulong   n)
{
  switch (unit)
    {
    case IDIO_UNIT_WORDS:
      /* Translators: a range, such as "9–14 words". The plural form is that of the second number. */
      return ngettext ("%s–%s word", "%s–%s words", n);
    case IDIO_UNIT_LETTERS:
      return ngettext ("%s–%s letter", "%s–%s letters", n);
    case IDIO_UNIT_SENTENCES:
      return ngettext ("%s–%s sentence", "%s–%s sentences", n);
    case IDIO_UNIT_PER_100_WORDS:
      return _("%s–%s in 100 words");
    case IDIO_UNIT_PER_100_SENTENCES:
      return _("%s–%s of 100 sentences");
    case IDIO_UNIT_PER_100_PARAGRAPHS:
      return _("%s–%s of 100 paragraphs");
    case IDIO_UNIT_PERCENT:
      return _("%s–%s of 100 times");
    case IDIO_UNIT_TEXTS:
    case IDIO_UNIT_POINTS:
    default:
      /* Translators: a range of numbers without a unit */
      return C_("measure", "%s–%s");
    }
}

/**
 * idio_measure_describe:
 * @measure: a measure
 * @value: a value of it
 *
 * Returns: (transfer full): the number with its unit: "12 words"
 */
char *
idio_measure_describe (IdioMeasureId measure,
                       double        value)
{
  g_autofree char *number = idio_measure_format (measure, value);

  return fill (get_form (idio_measures[measure].unit, get_plural (number, value)), number, NULL);
}

/**
 * idio_range_describe:
 * @measure: a measure
 * @range: where it lies in the user's own texts
 *
 * Returns: (transfer full): the middle half of the user's texts, with the unit: "9–14 words"
 */
char *
idio_range_describe (IdioMeasureId    measure,
                     const IdioRange *range)
{
  g_autofree char *lower = idio_measure_format (measure, range->lower);
  g_autofree char *upper = idio_measure_format (measure, range->upper);

  if (idio_measures[measure].unit == IDIO_UNIT_TEXTS)
    return idio_measure_describe (measure, range->mean);

  if (g_str_equal (lower, upper))
    return idio_measure_describe (measure, range->upper);

  return fill (get_range_form (idio_measures[measure].unit, get_plural (upper, range->upper)), lower, upper);
}
