/* idio-survey-years.c: when the texts were written that are about to be imported
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "import/idio-survey-private.h"

static int
get_year (gint64 time)
{
  g_autoptr(GDateTime) date = g_date_time_new_from_unix_local (time);

  return date != NULL ? g_date_time_get_year (date) : 0;
}

/**
 * idio_survey_get_years:
 * @self: a survey
 * @first: (out): the year of the oldest text
 * @last: (out): that of the newest
 *
 * Returns: whether any text tells when it was written
 */
gboolean
idio_survey_get_years (IdioSurvey *self,
                       int        *first,
                       int        *last)
{
  g_return_val_if_fail (IDIO_IS_SURVEY (self), FALSE);

  *first = get_year (self->first);
  *last = get_year (self->last);

  return self->first > 0;
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  gint64 first = *(const gint64 *) a, second = *(const gint64 *) b;

  return (first < second) - (first > second);
}

/* Of the chosen authors, newest first */
static GArray *
list_times (IdioSurvey *self)
{
  GListModel *authors = G_LIST_MODEL (self->authors);
  GArray *times = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_assert (IDIO_IS_SURVEY (self));

  for (guint i = 0; i < g_list_model_get_n_items (authors); i++)
    {
      g_autoptr(IdioSurveyAuthor) author = g_list_model_get_item (authors, i);
      GArray *own = idio_survey_author_get_times (author);

      if (idio_survey_author_get_chosen (author))
        g_array_append_vals (times, own->data, own->len);
    }

  g_array_sort (times, compare_times);

  return times;
}

/* When a year began, where the user is */
static gint64
get_start_of (int year)
{
  g_autoptr(GDateTime) date = g_date_time_new_local (year, 1, 1, 0, 0, 0);

  return date != NULL ? g_date_time_to_unix (date) : 0;
}

/**
 * idio_survey_list_years:
 * @self: a survey that is finished
 *
 * Returns: (transfer full) (element-type IdioSurveyYear): the years to begin with, newest first, that let in some texts
 *   of the chosen authors, but not all
 */
GArray *
idio_survey_list_years (IdioSurvey *self)
{
  g_autoptr(GArray) times = NULL;
  GArray *years = g_array_new (FALSE, FALSE, sizeof (IdioSurveyYear));
  guint n_texts = 0, n_before;

  g_return_val_if_fail (IDIO_IS_SURVEY (self), NULL);

  times = list_times (self);

  while (n_texts < times->len && g_array_index (times, gint64, n_texts) > 0)
    {
      IdioSurveyYear year = { .year = get_year (g_array_index (times, gint64, n_texts)) };
      gint64 start = get_start_of (year.year);

      n_before = n_texts;

      while (n_texts < times->len && g_array_index (times, gint64, n_texts) >= MAX (start, 1))
        n_texts++;

      year.n_texts = n_texts;

      if (n_texts == n_before || n_texts == times->len)
        break;

      g_array_append_val (years, year);
    }

  return years;
}

/**
 * idio_survey_find_start:
 * @self: a survey that is finished
 *
 * Returns: when the oldest of the texts was written that the limit and the first year let in, in seconds since 1970, or
 *   %G_MININT64 if all are let in
 */
gint64
idio_survey_find_start (IdioSurvey *self)
{
  g_autoptr(GArray) times = NULL;
  gint64 start = G_MININT64;

  g_return_val_if_fail (IDIO_IS_SURVEY (self), G_MININT64);

  times = list_times (self);

  if (self->limit > 0 && times->len > self->limit)
    start = g_array_index (times, gint64, self->limit - 1);

  return self->first_year > 0 ? MAX (start, get_start_of (self->first_year)) : start;
}
