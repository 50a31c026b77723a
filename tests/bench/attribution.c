/* attribution.c: whose text is it, of some writers?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each text kept back goes to the closest writer. Unlike the meter, which knows one writer, this knows them all, and
 * may learn from how their texts differ among each other: within-class covariance normalization (Hatch and others,
 * Interspeech 2006), by which a direction in which texts of one writer differ anyway counts less. With more buckets
 * than texts the covariance C'C is not inverted as such: (λI + C'C)⁻¹ = (I − C'(λI + CC')⁻¹C) / λ, where the rows of
 * C are the texts to learn from less their writers' means. Background and covariance are of the texts to learn from alone.
 */

#include "config.h"

#include <math.h>

#include "attribution.h"
#include "figures.h"
#include "meter/idio-cholesky.h"
#include "writers.h"

/* λ, as a share of the mean square of a row of C. Between .03 and .3 it matters little. */
#define REGULARIZATION 0.1

typedef struct
{
  GPtrArray       *writers;
  IdioBackground  *background;
  GPtrArray       *vectors;
  GArray          *owners;
  float          **means;
  float          **directions;
  double          *lengths;
  double          *offsets;
} Model;

#define owner_of(model, i) (g_array_index ((model)->owners, guint, (i)))

static GArray *
weigh (const Model *model,
       const char  *text)
{
  g_autoptr(IdioViews) views = idio_views_new (text);
  IdioSpan all = { views, 0, views->sentences->len };

  return idio_vector_weigh (&all, 1, 0, idio_background_get_factors (model->background));
}

static double
multiply (const GArray *vector,
          const float  *dense)
{
  return idio_vector_multiply (vector, 0, IDIO_N_VIEWS, dense);
}

static double
multiply_dense (const float *a,
                const float *b)
{
  double product = 0;

  for (guint i = 0; i < IDIO_N_BUCKETS; i++)
    product += (double) a[i] * (double) b[i];

  return product;
}

static void
add_to (float        *dense,
        const GArray *vector,
        double        times)
{
  for (guint i = 0; i < vector->len; i++)
    {
      const IdioVectorEntry *entry = &g_array_index (vector, IdioVectorEntry, i);

      dense[entry->bucket] += (float) (times * entry->weight / IDIO_VECTOR_UNIT);
    }
}

static void
learn_means (Model *model)
{
  for (guint i = 0; i < model->writers->len; i++)
    {
      const Writer *writer = g_ptr_array_index (model->writers, i);

      model->means[i] = g_new0 (float, IDIO_N_BUCKETS);

      for (guint j = 0; j < writer->learn->len; j++)
        {
          GArray *vector = weigh (model, g_ptr_array_index (writer->learn, j));

          add_to (model->means[i], vector, 1.0 / writer->learn->len);
          g_ptr_array_add (model->vectors, vector);
          g_array_append_val (model->owners, i);
        }
    }
}

/* CC', of which the lower half is made. @at_means: what each text gives with each mean. */
static double *
make_gram (const Model  *model,
           const double *at_means,
           const double *between)
{
  guint n = model->vectors->len, n_writers = model->writers->len;
  double *gram = g_new0 (double, (gsize) n * n);
  g_autofree float *dense = g_new0 (float, IDIO_N_BUCKETS);

  for (guint i = 0; i < n; i++)
    {
      guint a = owner_of (model, i);

      add_to (dense, g_ptr_array_index (model->vectors, i), 1);

      for (guint j = 0; j <= i; j++)
        {
          guint b = owner_of (model, j);

          gram[(gsize) i * n + j] = multiply (g_ptr_array_index (model->vectors, j), dense) -
                                    at_means[i * n_writers + b] - at_means[j * n_writers + a] +
                                    between[a * n_writers + b];
        }

      add_to (dense, g_ptr_array_index (model->vectors, i), -1);
    }

  return gram;
}

/* The direction of a writer's mean less the background's, normalized; @x: the solution for it. */
static void
learn_direction (Model        *model,
                 guint         writer,
                 const double *x)
{
  const float *background = idio_background_get_mean (model->background);
  g_autofree float *difference = g_new (float, IDIO_N_BUCKETS);
  float *direction = g_new (float, IDIO_N_BUCKETS);
  g_autofree double *sums = g_new0 (double, model->writers->len);

  for (guint i = 0; i < IDIO_N_BUCKETS; i++)
    direction[i] = difference[i] = model->means[writer][i] - background[i];

  for (guint i = 0; i < model->vectors->len; i++)
    {
      add_to (direction, g_ptr_array_index (model->vectors, i), -x[i]);
      sums[owner_of (model, i)] += x[i];
    }

  for (guint a = 0; a < model->writers->len; a++)
    for (guint i = 0; i < IDIO_N_BUCKETS; i++)
      direction[i] += (float) sums[a] * model->means[a][i];

  model->directions[writer] = direction;
  model->offsets[writer] = multiply_dense (direction, background);
  model->lengths[writer] = sqrt (multiply_dense (direction, difference));
}

static void
learn_directions (Model *model)
{
  guint n = model->vectors->len, n_writers = model->writers->len;
  const float *background = idio_background_get_mean (model->background);
  g_autofree double *at_means = g_new (double, n * n_writers);
  g_autofree double *between = g_new (double, n_writers * n_writers);
  g_autofree double *gram = NULL;
  g_autofree double *mean_at_background = g_new (double, n_writers);
  g_autofree double *x = g_new (double, n);
  double trace = 0;

  for (guint a = 0; a < n_writers; a++)
    {
      mean_at_background[a] = multiply_dense (model->means[a], background);

      for (guint i = 0; i < n; i++)
        at_means[i * n_writers + a] = multiply (g_ptr_array_index (model->vectors, i), model->means[a]);

      for (guint b = 0; b < n_writers; b++)
        between[a * n_writers + b] = multiply_dense (model->means[a], model->means[b]);
    }

  gram = make_gram (model, at_means, between);

  for (guint i = 0; i < n; i++)
    trace += gram[(gsize) i * n + i];

  for (guint i = 0; i < n; i++)
    gram[(gsize) i * n + i] += REGULARIZATION * trace / n;

  idio_cholesky_decompose (gram, n);

  for (guint a = 0; a < n_writers; a++)
    {
      for (guint i = 0; i < n; i++)
        {
          guint owner = owner_of (model, i);

          x[i] = at_means[i * n_writers + a] - between[owner * n_writers + a] -
                 multiply (g_ptr_array_index (model->vectors, i), background) +
                 mean_at_background[owner];
        }

      idio_cholesky_solve (gram, n, x);
      learn_direction (model, a, x);
    }
}

static guint
find_closest (const Model *model,
              const char  *text)
{
  g_autoptr(GArray) vector = weigh (model, text);
  double best = -G_MAXDOUBLE;
  guint closest = 0;

  for (guint i = 0; i < model->writers->len; i++)
    {
      double score = (multiply (vector, model->directions[i]) - model->offsets[i]) / model->lengths[i];

      if (score > best)
        {
          best = score;
          closest = i;
        }
    }

  return closest;
}

static void
model_clear (Model *model)
{
  for (guint i = 0; i < model->writers->len; i++)
    {
      g_free (model->means[i]);
      g_free (model->directions[i]);
    }

  g_free (model->means);
  g_free (model->directions);
  g_free (model->lengths);
  g_free (model->offsets);
  g_ptr_array_unref (model->vectors);
  g_array_unref (model->owners);
  idio_background_unref (model->background);
}

/* @writers: (element-type Writer): those it may be */
void
attribution_run (GPtrArray *writers)
{
  Model model = {
    .writers = writers,
    .background = writers_make_background (writers, "closed set", TRUE),
    .vectors = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref),
    .owners = g_array_new (FALSE, FALSE, sizeof (guint)),
    .means = g_new0 (float *, writers->len),
    .directions = g_new0 (float *, writers->len),
    .lengths = g_new0 (double, writers->len),
    .offsets = g_new0 (double, writers->len),
  };
  g_autoptr(GArray) hits = g_array_new (FALSE, TRUE, sizeof (guint));
  g_autoptr(GArray) totals = g_array_new (FALSE, TRUE, sizeof (guint));

  learn_means (&model);
  learn_directions (&model);
  g_array_set_size (hits, writers->len);
  g_array_set_size (totals, writers->len);

  for (guint i = 0; i < writers->len; i++)
    {
      const Writer *writer = g_ptr_array_index (writers, i);

      for (guint j = 0; j < writer->test->len; j++)
        {
          g_array_index (totals, guint, i)++;
          g_array_index (hits, guint, i) += find_closest (&model, g_ptr_array_index (writer->test, j)) == i;
        }
    }

  figures_print_share ("attribution", "authors", hits, totals);
  model_clear (&model);
}
