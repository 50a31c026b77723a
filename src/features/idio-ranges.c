/* idio-ranges.c: a writer's own ranges
 *
 * For each measure the values of all texts are kept in order. A text that comes or goes costs a search and the moving
 * of what is behind it, which for 10,000 texts is less than a frame; nothing is rounded, so that a text that went
 * leaves no trace.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "features/idio-ranges.h"
#include "text/idio-quantile.h"
#include "text/idio-stop.h"

/* Making room for so many at once costs less than one by one. */
#define MANY 10

typedef struct
{
  guint    n_texts;
  GArray **values; /* for each measure, in ascending order */
} Group;

struct _IdioRanges
{
  guint  n_measures;
  guint  n_groups;
  Group *groups; /* the last one is of all texts */
};

static Group *
get_group (const IdioRanges *self,
           guint             group)
{
  return &self->groups[MIN (group, self->n_groups)];
}

/**
 * idio_ranges_new:
 * @n_measures: how many values a text has
 * @n_groups: how many groups of texts there are, such as audiences
 *
 * Returns: (transfer full): the ranges of no texts
 */
IdioRanges *
idio_ranges_new (guint n_measures,
                 guint n_groups)
{
  IdioRanges *self = g_new0 (IdioRanges, 1);

  self->n_measures = n_measures;
  self->n_groups = n_groups;
  self->groups = g_new0 (Group, n_groups + 1);

  for (guint i = 0; i <= n_groups; i++)
    {
      self->groups[i].values = g_new (GArray *, n_measures);

      for (guint j = 0; j < n_measures; j++)
        self->groups[i].values[j] = g_array_new (FALSE, FALSE, sizeof (double));
    }

  return self;
}

void
idio_ranges_free (IdioRanges *self)
{
  for (guint i = 0; i <= self->n_groups; i++)
    {
      for (guint j = 0; j < self->n_measures; j++)
        g_array_unref (self->groups[i].values[j]);

      g_free (self->groups[i].values);
    }

  g_free (self->groups);
  g_free (self);
}

/**
 * idio_ranges_copy:
 * @self: ranges
 *
 * Returns: (transfer full): one of the same texts
 */
IdioRanges *
idio_ranges_copy (const IdioRanges *self)
{
  IdioRanges *copy = g_new0 (IdioRanges, 1);

  copy->n_measures = self->n_measures;
  copy->n_groups = self->n_groups;
  copy->groups = g_new0 (Group, self->n_groups + 1);

  for (guint i = 0; i <= self->n_groups; i++)
    {
      copy->groups[i].n_texts = self->groups[i].n_texts;
      copy->groups[i].values = g_new (GArray *, self->n_measures);

      for (guint j = 0; j < self->n_measures; j++)
        copy->groups[i].values[j] = g_array_copy (self->groups[i].values[j]);
    }

  return copy;
}

/* How many of the values are less than @value. */
static guint
count_less (const GArray *values,
            double        value)
{
  guint from = 0, to = values->len;

  while (from < to)
    {
      guint middle = from + (to - from) / 2;

      if (g_array_index (values, double, middle) < value)
        from = middle + 1;
      else
        to = middle;
    }

  return from;
}

static void
add_to_group (const IdioRanges *self,
              Group            *group,
              const double     *values)
{
  group->n_texts++;

  for (guint i = 0; i < self->n_measures; i++)
    if (isfinite (values[i]))
      g_array_insert_val (group->values[i], count_less (group->values[i], values[i]), values[i]);
}

static void
remove_from_group (const IdioRanges *self,
                   Group            *group,
                   const double     *values)
{
  g_return_if_fail (group->n_texts > 0);

  group->n_texts--;

  for (guint i = 0; i < self->n_measures; i++)
    if (isfinite (values[i]))
      g_array_remove_index (group->values[i], count_less (group->values[i], values[i]));
}

/**
 * idio_ranges_add:
 * @self: ranges
 * @group: the group of a text
 * @values: its value for each measure; NAN, or infinite, where there is none
 */
void
idio_ranges_add (IdioRanges   *self,
                 guint         group,
                 const double *values)
{
  g_return_if_fail (group < self->n_groups);

  add_to_group (self, get_group (self, group), values);
  add_to_group (self, get_group (self, IDIO_RANGES_ALL), values);
}

/* Puts the values from @n_sorted on, which came last, among those before, which are in order. */
static void
merge (GArray *values,
       guint   n_sorted)
{
  g_autoptr(GArray) added = g_array_new (FALSE, FALSE, sizeof (double));
  double *all = (double *) (gpointer) values->data;
  guint left = n_sorted, to = values->len;

  g_array_append_vals (added, all + n_sorted, values->len - n_sorted);
  idio_quantile_sort (added);

  for (guint right = added->len; right > 0; to--)
    {
      double last = g_array_index (added, double, right - 1);

      if (left > 0 && all[left - 1] > last)
        all[to - 1] = all[--left];
      else
        {
          all[to - 1] = last;
          right--;
        }
    }
}

/**
 * idio_ranges_add_all:
 * @self: ranges
 * @n_texts: how many texts
 * @groups: (array length=n_texts): the group of each
 * @values: (array length=n_texts): the values of each, as for idio_ranges_add()
 *
 * As if each was added, but what is there makes room only once.
 */
void
idio_ranges_add_all (IdioRanges           *self,
                     guint                 n_texts,
                     const guint          *groups,
                     const double * const *values)
{
  g_autofree guint *n_sorted = g_new (guint, (self->n_groups + 1) * self->n_measures);

  if (n_texts < MANY)
    {
      for (guint i = 0; i < n_texts; i++)
        idio_ranges_add (self, groups[i], values[i]);

      return;
    }

  for (guint i = 0; i <= self->n_groups; i++)
    for (guint j = 0; j < self->n_measures; j++)
      n_sorted[i * self->n_measures + j] = self->groups[i].values[j]->len;

  for (guint i = 0; i < n_texts; i++)
    {
      Group *both[] = { get_group (self, groups[i]), get_group (self, IDIO_RANGES_ALL) };

      g_return_if_fail (groups[i] < self->n_groups);

      for (guint j = 0; j < G_N_ELEMENTS (both); j++)
        {
          both[j]->n_texts++;

          for (guint k = 0; k < self->n_measures; k++)
            if (isfinite (values[i][k]))
              g_array_append_val (both[j]->values[k], values[i][k]);
        }
    }

  for (guint i = 0; i <= self->n_groups; i++)
    for (guint j = 0; j < self->n_measures && !idio_stop_is_asked (); j++)
      merge (self->groups[i].values[j], n_sorted[i * self->n_measures + j]);
}

/**
 * idio_ranges_remove:
 * @self: ranges
 * @group: the group with which a text was added
 * @values: the values with which it was added
 */
void
idio_ranges_remove (IdioRanges   *self,
                    guint         group,
                    const double *values)
{
  g_return_if_fail (group < self->n_groups);

  remove_from_group (self, get_group (self, group), values);
  remove_from_group (self, get_group (self, IDIO_RANGES_ALL), values);
}

/**
 * idio_ranges_get_n_texts:
 * @self: ranges
 * @group: a group, or %IDIO_RANGES_ALL
 *
 * Returns: how many texts it is of, with or without values
 */
guint
idio_ranges_get_n_texts (const IdioRanges *self,
                         guint             group)
{
  return get_group (self, group)->n_texts;
}

/**
 * idio_ranges_get_range:
 * @self: ranges
 * @measure: the number of a measure
 * @group: a group, or %IDIO_RANGES_ALL
 * @range: (out): a location for the range
 *
 * Returns: whether there is one: whether any text has a value
 */
gboolean
idio_ranges_get_range (const IdioRanges *self,
                       guint             measure,
                       guint             group,
                       IdioRange        *range)
{
  const GArray *values;
  double sum = 0;

  g_return_val_if_fail (measure < self->n_measures, FALSE);

  values = get_group (self, group)->values[measure];
  *range = (IdioRange) { .n = values->len };

  if (values->len == 0)
    return FALSE;

  for (guint i = 0; i < values->len; i++)
    {
      double value = g_array_index (values, double, i);

      sum += value;
      range->n_some += fabs (value) > 0;
    }

  range->low = idio_quantile_get (values, 0.05);
  range->lower = idio_quantile_get (values, 0.25);
  range->median = idio_quantile_get (values, 0.5);
  range->upper = idio_quantile_get (values, 0.75);
  range->high = idio_quantile_get (values, 0.95);
  range->mean = sum / values->len;

  return TRUE;
}

/**
 * idio_ranges_get_quantile:
 * @self: ranges
 * @measure: the number of a measure
 * @group: a group, or %IDIO_RANGES_ALL
 * @share: which quantile, from 0 to 1
 *
 * Returns: the quantile, as those of #IdioRange; NAN if no text has a value
 */
double
idio_ranges_get_quantile (const IdioRanges *self,
                          guint             measure,
                          guint             group,
                          double            share)
{
  const GArray *values;

  g_return_val_if_fail (measure < self->n_measures, NAN);

  values = get_group (self, group)->values[measure];

  return values->len > 0 ? idio_quantile_get (values, share) : NAN;
}

/**
 * idio_ranges_get_share:
 * @self: ranges
 * @measure: the number of a measure
 * @group: a group, or %IDIO_RANGES_ALL
 * @value: a value
 *
 * Returns: what share of the texts has a smaller value, from 0 to 1; 0 if no text has any
 */
double
idio_ranges_get_share (const IdioRanges *self,
                       guint             measure,
                       guint             group,
                       double            value)
{
  const GArray *values;

  g_return_val_if_fail (measure < self->n_measures, 0);

  values = get_group (self, group)->values[measure];

  return values->len > 0 ? (double) count_less (values, value) / values->len : 0;
}
