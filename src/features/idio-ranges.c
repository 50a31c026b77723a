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
  guint      n_texts;
  GPtrArray *values; /* for each measure a #GArray, in ascending order */
} Group;

struct _IdioRanges
{
  guint       n_measures;
  GHashTable *groups; /* of all groups with texts, by their numbers */
  Group      *all;
};

/* For each measure no values, of groups without texts */
static const GArray no_values;

static Group *
group_new (guint n_measures)
{
  Group *group = g_new0 (Group, 1);

  group->values = g_ptr_array_new_full (n_measures, (GDestroyNotify) g_array_unref);

  for (guint i = 0; i < n_measures; i++)
    g_ptr_array_add (group->values, g_array_new (FALSE, FALSE, sizeof (double)));

  return group;
}

static void
group_free (gpointer data)
{
  Group *group = data;

  g_ptr_array_unref (group->values);
  g_free (group);
}

static Group *
group_copy (const Group *self)
{
  Group *copy = g_new0 (Group, 1);

  copy->n_texts = self->n_texts;
  copy->values = g_ptr_array_new_full (self->values->len, (GDestroyNotify) g_array_unref);

  for (guint i = 0; i < self->values->len; i++)
    g_ptr_array_add (copy->values, g_array_copy (g_ptr_array_index (self->values, i)));

  return copy;
}

static const Group *
find_group (const IdioRanges *self,
            guint             group)
{
  return group == IDIO_RANGES_ALL ? self->all : g_hash_table_lookup (self->groups, GUINT_TO_POINTER (group));
}

static const GArray *
find_values (const IdioRanges *self,
             guint             measure,
             guint             group)
{
  const Group *found = find_group (self, group);

  return found != NULL ? g_ptr_array_index (found->values, measure) : &no_values;
}

/* The group, which is made if it had no texts before. */
static Group *
need_group (IdioRanges *self,
            guint       group)
{
  Group *found = g_hash_table_lookup (self->groups, GUINT_TO_POINTER (group));

  if (found == NULL)
    {
      found = group_new (self->n_measures);
      g_hash_table_insert (self->groups, GUINT_TO_POINTER (group), found);
    }

  return found;
}

/**
 * idio_ranges_new:
 * @n_measures: how many values a text has
 *
 * Returns: (transfer full): the ranges of no texts
 */
IdioRanges *
idio_ranges_new (guint n_measures)
{
  IdioRanges *self = g_new0 (IdioRanges, 1);

  self->n_measures = n_measures;
  self->groups = g_hash_table_new_full (NULL, NULL, NULL, group_free);
  self->all = group_new (n_measures);

  return self;
}

void
idio_ranges_free (IdioRanges *self)
{
  g_hash_table_unref (self->groups);
  group_free (self->all);
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
  GHashTableIter iter;
  gpointer number, group;

  copy->n_measures = self->n_measures;
  copy->groups = g_hash_table_new_full (NULL, NULL, NULL, group_free);
  copy->all = group_copy (self->all);

  g_hash_table_iter_init (&iter, self->groups);

  while (g_hash_table_iter_next (&iter, &number, &group))
    g_hash_table_insert (copy->groups, number, group_copy (group));

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
add_to_group (Group        *group,
              const double *values)
{
  group->n_texts++;

  for (guint i = 0; i < group->values->len; i++)
    {
      GArray *sorted = g_ptr_array_index (group->values, i);

      if (isfinite (values[i]))
        g_array_insert_val (sorted, count_less (sorted, values[i]), values[i]);
    }
}

static void
remove_from_group (Group        *group,
                   const double *values)
{
  g_return_if_fail (group->n_texts > 0);

  group->n_texts--;

  for (guint i = 0; i < group->values->len; i++)
    {
      GArray *sorted = g_ptr_array_index (group->values, i);

      if (isfinite (values[i]))
        g_array_remove_index (sorted, count_less (sorted, values[i]));
    }
}

/**
 * idio_ranges_add:
 * @self: ranges
 * @group: the group of a text, any number but %IDIO_RANGES_ALL
 * @values: its value for each measure; NAN, or infinite, where there is none
 */
void
idio_ranges_add (IdioRanges   *self,
                 guint         group,
                 const double *values)
{
  g_return_if_fail (group != IDIO_RANGES_ALL);

  add_to_group (need_group (self, group), values);
  add_to_group (self->all, values);
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

/* Puts the values of a text after those that are in order. */
static void
append_to_group (Group        *group,
                 const double *values)
{
  group->n_texts++;

  for (guint i = 0; i < group->values->len; i++)
    if (isfinite (values[i]))
      g_array_append_val (((GArray *) g_ptr_array_index (group->values, i)), values[i]);
}

/* How many values of each measure a group has */
static guint *
count_values (const Group *group)
{
  guint *n_values = g_new (guint, group->values->len);

  for (guint i = 0; i < group->values->len; i++)
    n_values[i] = ((GArray *) g_ptr_array_index (group->values, i))->len;

  return n_values;
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
  g_autoptr(GHashTable) n_sorted = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  GHashTableIter iter;
  gpointer group, n_values;

  if (n_texts < MANY)
    {
      for (guint i = 0; i < n_texts; i++)
        idio_ranges_add (self, groups[i], values[i]);

      return;
    }

  g_hash_table_insert (n_sorted, self->all, count_values (self->all));

  for (guint i = 0; i < n_texts; i++)
    {
      Group *one = need_group (self, groups[i]);

      if (!g_hash_table_contains (n_sorted, one))
        g_hash_table_insert (n_sorted, one, count_values (one));

      append_to_group (one, values[i]);
      append_to_group (self->all, values[i]);
    }

  g_hash_table_iter_init (&iter, n_sorted);

  while (g_hash_table_iter_next (&iter, &group, &n_values))
    for (guint i = 0; i < self->n_measures && !idio_stop_is_asked (); i++)
      merge (g_ptr_array_index (((Group *) group)->values, i), ((guint *) n_values)[i]);
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
  Group *found = g_hash_table_lookup (self->groups, GUINT_TO_POINTER (group));

  g_return_if_fail (found != NULL);

  remove_from_group (found, values);
  remove_from_group (self->all, values);

  if (found->n_texts == 0)
    g_hash_table_remove (self->groups, GUINT_TO_POINTER (group));
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
  const Group *found = find_group (self, group);

  return found != NULL ? found->n_texts : 0;
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

  values = find_values (self, measure, group);
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

  values = find_values (self, measure, group);

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

  values = find_values (self, measure, group);

  return values->len > 0 ? (double) count_less (values, value) / values->len : 0;
}
