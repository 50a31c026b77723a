/* attribution.c: whose text is it, of some writers?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each text kept back goes to the writer whose profile, made of the texts to learn from, it is closest to. The
 * background is made of the same texts.
 */

#include "config.h"

#include "attribution.h"
#include "figures.h"
#include "writers.h"

static GPtrArray *
make_profiles (GPtrArray *writers)
{
  g_autoptr(IdioBackground) background = writers_make_background (writers, "closed set", TRUE);
  GPtrArray *profiles = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_profile_free);

  for (guint i = 0; i < writers->len; i++)
    {
      const Writer *writer = g_ptr_array_index (writers, i);
      IdioProfile *profile = idio_profile_new (background);

      for (guint j = 0; j < writer->learn->len; j++)
        idio_profile_add (profile, j, g_ptr_array_index (writer->learn, j));

      g_ptr_array_add (profiles, profile);
    }

  return profiles;
}

static guint
find_closest (GPtrArray  *profiles,
              const char *text)
{
  g_autoptr(IdioViews) views = idio_views_new (text);
  double best = -G_MAXDOUBLE;
  guint closest = 0;

  for (guint i = 0; i < profiles->len; i++)
    {
      double score = idio_profile_score (g_ptr_array_index (profiles, i), views).content;

      if (score > best)
        {
          best = score;
          closest = i;
        }
    }

  return closest;
}

/* @writers: (element-type Writer): those it may be */
void
attribution_run (GPtrArray *writers)
{
  g_autoptr(GPtrArray) profiles = make_profiles (writers);
  g_autoptr(GArray) hits = g_array_new (FALSE, TRUE, sizeof (guint));
  g_autoptr(GArray) totals = g_array_new (FALSE, TRUE, sizeof (guint));

  g_array_set_size (hits, writers->len);
  g_array_set_size (totals, writers->len);

  for (guint i = 0; i < writers->len; i++)
    {
      const Writer *writer = g_ptr_array_index (writers, i);

      for (guint j = 0; j < writer->test->len; j++)
        {
          g_array_index (totals, guint, i)++;
          g_array_index (hits, guint, i) += find_closest (profiles, g_ptr_array_index (writer->test, j)) == i;
        }
    }

  figures_print_share ("attribution", "authors", hits, totals);
}
