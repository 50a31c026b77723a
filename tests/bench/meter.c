/* meter.c: how well the meter knows a writer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *   meter [--background FOLDER] FOLDER…
 *   meter --write FILE --genre GENRE FOLDER…
 *
 * A folder has a folder for each writer, with texts, or with learn/ and test/; or a file, with "%" between two texts. The background is made of the writers
 * of --background; without it, of the half of the writers that the target is not in. With --write the background that
 * ships is made.
 */

#include "config.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include <gio/gio.h>

#include "attribution.h"
#include "figures.h"
#include "idio-enums.h"
#include "meter/idio-meter.h"
#include "writers.h"

#define N_DRAWS          3
#define N_SPEED_ROUNDS   101
#define OTHERS_PER_OWN   4
#define PAIRS_EACH       60
#define SAME_LENGTH      1.5
#define N_MIXED_TEXTS    20u
#define SHIPPED_TEXTS_EACH 4u
#define N_VERDICTS       (IDIO_CLOSENESS_MUCH_CLOSER + 1)

static char *background_folder;
static char *write_file;
static char *genre;
static gboolean only_attribution;
static gboolean only_scores;
static char **folders;

static const GOptionEntry entries[] = {
  { "background", 0, 0, G_OPTION_ARG_FILENAME, &background_folder, "Writers that the background is made of", "FOLDER" },
  { "write", 0, 0, G_OPTION_ARG_FILENAME, &write_file, "Make a background and write it to FILE", "FILE" },
  { "genre", 0, 0, G_OPTION_ARG_STRING, &genre, "Its genre", "GENRE" },
  { "attribution", 0, 0, G_OPTION_ARG_NONE, &only_attribution, "Only attribution", NULL },
  { "scores", 0, 0, G_OPTION_ARG_NONE, &only_scores, "Only scores", NULL },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &folders, NULL, "FOLDER…" },
  { NULL },
};

/* The texts of a set of writers that are to be scored, of one length. */
typedef struct
{
  GPtrArray *writers;
  GPtrArray *views;
  GPtrArray *texts;
  GArray    *owners;
} Pool;

static void
pool_init (Pool      *pool,
           GPtrArray *writers,
           guint      n_words)
{
  pool->writers = writers;
  pool->views = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_views_free);
  pool->texts = g_ptr_array_new_with_free_func (g_free);
  pool->owners = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < writers->len; i++)
    {
      const Writer *writer = g_ptr_array_index (writers, i);

      for (guint j = 0; j < writer->test->len; j++)
        {
          char *text = writers_cut (g_ptr_array_index (writer->test, j), n_words);

          g_ptr_array_add (pool->texts, text);
          g_ptr_array_add (pool->views, idio_views_new (text));
          g_array_append_val (pool->owners, i);
        }
    }
}

static void
pool_clear (Pool *pool)
{
  g_ptr_array_unref (pool->views);
  g_ptr_array_unref (pool->texts);
  g_array_unref (pool->owners);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pool, pool_clear)

#define pool_owner(pool, i) (g_array_index ((pool)->owners, guint, (i)))

static void
shuffle (GRand *rand,
         guint *numbers,
         guint  n)
{
  for (guint i = 0; i < n; i++)
    numbers[i] = i;

  for (guint i = n; i > 1; i--)
    {
      guint j = (guint) g_rand_int_range (rand, 0, (gint32) i), number = numbers[j];

      numbers[j] = numbers[i - 1];
      numbers[i - 1] = number;
    }
}

/* A profile of @k documents drawn by chance; @is_known says which texts of the pool are among them. */
static IdioProfile *
draw_profile (IdioBackground *background,
              const Pool     *pool,
              guint           owner,
              guint           k,
              GRand          *rand,
              gboolean       *is_known)
{
  const Writer *writer = g_ptr_array_index (pool->writers, owner);
  IdioProfile *profile = idio_profile_new (background);
  g_autofree guint *order = g_new (guint, writer->learn->len);
  guint first = 0;

  shuffle (rand, order, writer->learn->len);

  while (first < pool->owners->len && pool_owner (pool, first) != owner)
    first++;

  for (guint i = 0; i < pool->owners->len; i++)
    is_known[i] = FALSE;

  for (guint i = 0; i < MIN (k, writer->learn->len); i++)
    {
      idio_profile_add (profile, i, g_ptr_array_index (writer->learn, order[i]));

      if (writer->learn == writer->test)
        is_known[first + order[i]] = TRUE;
    }

  return profile;
}

static void
score_texts (IdioProfile    *profile,
             const Pool     *pool,
             guint           owner,
             const gboolean *is_known,
             GRand          *rand,
             Trials         *styles,
             Trials         *contents)
{
  guint n = pool->owners->len, n_own = 0, n_others = 0;
  g_autofree guint *order = g_new (guint, n);

  shuffle (rand, order, n);

  for (guint i = 0; i < n; i++)
    n_own += pool_owner (pool, i) == owner && !is_known[i];

  for (guint i = 0; i < n; i++)
    {
      gboolean own = pool_owner (pool, order[i]) == owner;
      IdioScore score;

      if (is_known[order[i]] || (!own && n_others++ >= OTHERS_PER_OWN * n_own))
        continue;

      score = idio_profile_score (profile, g_ptr_array_index (pool->views, order[i]));
      g_array_append_val (own ? styles->own : styles->others, score.style);
      g_array_append_val (own ? contents->own : contents->others, score.content);
    }
}

typedef struct
{
  const char     *name;
  GPtrArray      *halves[2];
  IdioBackground *backgrounds[2];
  guint           k;
} Set;

static char *
describe_length (guint n_words)
{
  return n_words > 0 ? g_strdup_printf ("first %u words", n_words) : g_strdup ("whole texts");
}

/* Whether a text is the writer's own, by its score. */
static void
run_scores (const Set *set,
            guint      n_words)
{
  g_autoptr(GPtrArray) styles = g_ptr_array_new_with_free_func ((GDestroyNotify) trials_free);
  g_autoptr(GPtrArray) contents = g_ptr_array_new_with_free_func ((GDestroyNotify) trials_free);
  g_autoptr(GRand) rand = g_rand_new_with_seed (1);
  g_autofree char *length = describe_length (n_words);

  for (guint half = 0; half < 2; half++)
    {
      g_auto(Pool) pool;
      g_autofree gboolean *is_known = NULL;

      pool_init (&pool, set->halves[half], n_words);
      is_known = g_new0 (gboolean, pool.owners->len);

      for (guint i = 0; i < set->halves[half]->len; i++)
        {
          Trials *style = trials_new (), *content = trials_new ();

          for (guint round = 0; round < N_DRAWS; round++)
            {
              g_autoptr(IdioProfile) profile = draw_profile (set->backgrounds[half], &pool, i, set->k, rand, is_known);

              score_texts (profile, &pool, i, is_known, rand, style, content);
            }

          g_ptr_array_add (styles, style);
          g_ptr_array_add (contents, content);
        }
    }

  {
    g_autofree char *style = g_strdup_printf ("%s, K = %u, %s, style", set->name, set->k, length);
    g_autofree char *content = g_strdup_printf ("%s, K = %u, %s, content and phrases", set->name, set->k, length);

    figures_print_auc (style, styles);
    figures_print_auc (content, contents);
  }
}

/* What pairs there are, and how many of each writer's got each verdict. */
typedef struct
{
  const char *name;
  gboolean    first_own;
  gboolean    second_own;
  GArray     *counts[N_VERDICTS];
  GArray     *totals;
} Kind;

/* A text of the owner's, or of another's; about as long as @like, if there is that. Returns its number, or -1. */
static gint
pick (const Pool     *pool,
      guint           owner,
      gboolean        own,
      const gboolean *is_known,
      GRand          *rand,
      gint            like)
{
  guint n_like = like >= 0 ? ((const IdioViews *) g_ptr_array_index (pool->views, like))->n_words : 0;

  for (guint tries = 0; tries < 10000; tries++)
    {
      gint i = g_rand_int_range (rand, 0, (gint32) pool->owners->len);
      guint n = ((const IdioViews *) g_ptr_array_index (pool->views, i))->n_words;

      if ((pool_owner (pool, i) == owner) == own && !is_known[i] && n >= IDIO_METER_MIN_DRAFT_WORDS && i != like &&
          (like < 0 || (n <= SAME_LENGTH * n_like && n_like <= SAME_LENGTH * n)))
        return i;
    }

  return -1;
}

static void
judge_pairs (Kind           *kind,
             IdioProfile    *profile,
             const Pool     *pool,
             guint           owner,
             const gboolean *is_known,
             GRand          *rand)
{
  guint counts[N_VERDICTS] = { 0 }, total = 0;

  for (guint i = 0; i < PAIRS_EACH; i++)
    {
      gint first = pick (pool, owner, kind->first_own, is_known, rand, -1);
      gint second = first >= 0 ? pick (pool, owner, kind->second_own, is_known, rand, first) : -1;

      if (second < 0)
        continue;

      counts[idio_meter_compare (profile, g_ptr_array_index (pool->texts, first),
                                 g_ptr_array_index (pool->texts, second)).closeness]++;
      total++;
    }

  total -= counts[IDIO_CLOSENESS_REFUSED];

  for (guint i = 0; i < N_VERDICTS; i++)
    g_array_append_val (kind->counts[i], counts[i]);

  g_array_append_val (kind->totals, total);
}

static void
run_verdicts (const Set *set,
              guint      n_words)
{
  Kind kinds[] = {
    { "another's, own", FALSE, TRUE },
    { "own, own", TRUE, TRUE },
    { "another's, another's", FALSE, FALSE },
  };
  g_autoptr(GRand) rand = g_rand_new_with_seed (2);
  g_autofree char *length = describe_length (n_words);
  g_autoptr(GEnumClass) nicks = g_type_class_ref (IDIO_TYPE_CLOSENESS);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      kinds[i].totals = g_array_new (FALSE, FALSE, sizeof (guint));

      for (guint j = 0; j < N_VERDICTS; j++)
        kinds[i].counts[j] = g_array_new (FALSE, FALSE, sizeof (guint));
    }

  for (guint half = 0; half < 2; half++)
    {
      g_auto(Pool) pool;
      g_autofree gboolean *is_known = NULL;

      pool_init (&pool, set->halves[half], n_words);
      is_known = g_new0 (gboolean, pool.owners->len);

      for (guint i = 0; i < set->halves[half]->len; i++)
        {
          g_autoptr(IdioProfile) profile = draw_profile (set->backgrounds[half], &pool, i, set->k, rand, is_known);

          for (guint j = 0; j < G_N_ELEMENTS (kinds); j++)
            judge_pairs (&kinds[j], profile, &pool, i, is_known, rand);
        }
    }

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      for (guint j = 1; j < N_VERDICTS; j++)
        {
          g_autofree char *name = g_strdup_printf ("%s, K = %u, %s, verdict on %s: %s", set->name, set->k, length,
                                                   kinds[i].name, g_enum_get_value (nicks, (gint) j)->value_nick);

          figures_print_share (name, "writers", kinds[i].counts[j], kinds[i].totals);
        }

      g_array_unref (kinds[i].totals);

      for (guint j = 0; j < N_VERDICTS; j++)
        g_array_unref (kinds[i].counts[j]);
    }
}

static int
compare_times (const void *a,
               const void *b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

static void
print_median (const char *name,
              gint64     *times)
{
  qsort (times, N_SPEED_ROUNDS, sizeof *times, compare_times);
  g_print ("%s: %.2f ms, median of %d (%.2f–%.2f)\n", name, (double) times[N_SPEED_ROUNDS / 2] / 1000, N_SPEED_ROUNDS,
           (double) times[0] / 1000, (double) times[N_SPEED_ROUNDS - 1] / 1000);
}

/* Two texts of 500 words made of the writers' own, and a profile of 50 documents of 500. */
static void
run_speed (GPtrArray *writers)
{
  g_autoptr(IdioProfile) profile = idio_profile_new (idio_background_get_shipped ());
  g_autoptr(GString) all = g_string_new (NULL);
  char *texts[52];
  const char *p;
  gint64 pairs[N_SPEED_ROUNDS], verdicts[N_SPEED_ROUNDS], changes[N_SPEED_ROUNDS];

  for (guint i = 0; i < writers->len && all->len < 52 * 8000; i++)
    {
      const Writer *writer = g_ptr_array_index (writers, i);

      for (guint j = 0; j < writer->learn->len && all->len < 52 * 8000; j++)
        g_string_append_printf (all, "%s\n\n", (const char *) g_ptr_array_index (writer->learn, j));
    }

  p = all->str;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      texts[i] = writers_cut (p, 500);
      p += strlen (texts[i]);

      if (i >= 2)
        idio_profile_add (profile, i, texts[i]);
    }

  idio_meter_compare (profile, texts[0], texts[1]);

  for (guint i = 0; i < N_SPEED_ROUNDS; i++)
    {
      gint64 begin = g_get_monotonic_time ();

      for (guint j = 0; j < 2; j++)
        {
          g_autoptr(IdioViews) views = idio_views_new (texts[j]);

          idio_profile_score (profile, views);
        }

      pairs[i] = g_get_monotonic_time () - begin;
      idio_meter_compare (profile, texts[0], texts[1]);
      verdicts[i] = g_get_monotonic_time () - begin - pairs[i];
    }

  for (guint i = 0; i < N_SPEED_ROUNDS; i++)
    {
      gint64 begin = g_get_monotonic_time ();

      idio_profile_remove (profile, 2);
      idio_profile_add (profile, 2, texts[2]);
      idio_meter_compare (profile, texts[0], texts[1]);
      changes[i] = g_get_monotonic_time () - begin;
    }

  print_median ("speed, a pair of 500-word texts, K = 50", pairs);
  print_median ("speed, the verdict", verdicts);
  print_median ("speed, the verdict after a document was exchanged", changes);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
}

typedef enum
{
  OTHER_HALF,
  GIVEN,
  SHIPPED,
  MIXED,
} Source;

static IdioBackground *
make_background (Source     source,
                 GPtrArray *others,
                 GPtrArray *given)
{
  switch (source)
    {
    case OTHER_HALF: return writers_make_background (others, "", FALSE);
    case GIVEN: return writers_make_background (given, "", FALSE);
    case MIXED: return writers_mix_background (given != NULL ? given : others, "", N_MIXED_TEXTS);
    default: return idio_background_ref (idio_background_get_shipped ());
    }
}

static void
run_set (const char *name,
         GPtrArray  *writers,
         GPtrArray  *given,
         Source      source)
{
  Set set = { .name = name };
  const Writer *any = g_ptr_array_index (writers, 0);
  gboolean has_test = any->learn != any->test;

  set.k = has_test ? 10 : 20;

  for (guint half = 0; half < 2; half++)
    set.halves[half] = writers_take (writers, half, 2);

  for (guint half = 0; half < 2; half++)
    set.backgrounds[half] = make_background (source, set.halves[1 - half], given);

  run_scores (&set, 0);

  if (has_test)
    run_scores (&set, 100);

  if (!only_scores)
    run_verdicts (&set, has_test ? 150 : 0);

  for (guint half = 0; half < 2; half++)
    {
      g_ptr_array_unref (set.halves[half]);
      idio_background_unref (set.backgrounds[half]);
    }
}

static void
run_folder (const char *folder)
{
  g_autoptr(GPtrArray) writers = writers_load (folder);
  g_autoptr(GPtrArray) given = background_folder != NULL ? writers_load (background_folder) : NULL;
  const Writer *any = g_ptr_array_index (writers, 0);
  g_autofree char *name = g_path_get_basename (folder);
  g_autofree char *shipped = g_strdup_printf ("%s, shipped background", name);
  g_autofree char *mixed = g_strdup_printf ("%s, shipped background and %u texts", name, N_MIXED_TEXTS);

  if (any->learn != any->test && !only_scores)
    attribution_run (writers);

  if (only_attribution)
    return;

  run_set (name, writers, given, given != NULL ? GIVEN : OTHER_HALF);
  run_set (shipped, writers, given, SHIPPED);
  run_set (mixed, writers, given, MIXED);
  run_speed (writers);
}

/* As many texts of each writer, so that it is nobody's background more than another's. */
static int
write_background (void)
{
  g_autoptr(IdioBackgroundBuilder) builder = idio_background_builder_new (genre != NULL ? genre : "", FALSE);
  g_autoptr(IdioBackground) background = NULL;
  g_autoptr(GError) error = NULL;
  GBytes *bytes;

  for (guint i = 0; folders[i] != NULL; i++)
    {
      g_autoptr(GPtrArray) writers = writers_load (folders[i]);

      for (guint j = 0; j < writers->len; j++)
        {
          const Writer *writer = g_ptr_array_index (writers, j);

          for (guint k = 0; k < MIN (writer->learn->len, SHIPPED_TEXTS_EACH); k++)
            idio_background_builder_add (builder, writer->name, g_ptr_array_index (writer->learn, k));
        }
    }

  background = idio_background_builder_finish (builder, NULL);
  bytes = idio_background_get_bytes (background);

  if (!g_file_set_contents (write_file, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }

  g_print ("%u texts by %u writers\n", idio_background_get_n_texts (background),
           idio_background_get_n_writers (background));

  return 0;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GOptionContext) context = g_option_context_new (NULL);
  g_autoptr(GError) error = NULL;

  setlocale (LC_ALL, "");
  g_option_context_add_main_entries (context, entries, NULL);

  if (!g_option_context_parse (context, &argc, &argv, &error) || folders == NULL)
    {
      g_printerr ("%s\n", error != NULL ? error->message : "No folder given.");
      return 2;
    }

  if (write_file != NULL)
    return write_background ();

  for (guint i = 0; folders[i] != NULL; i++)
    run_folder (folders[i]);

  return 0;
}
