/* make-reference.c: counts the texts of others, for build-aux/make-references
 *
 *   make-reference GENRE FOLDER
 *
 * FOLDER has a folder for each writer with his or her texts, all of that genre. Only counts and quantiles are written, and
 * phrases of at most four words that several writers use. How usual a habit is is counted by the rule that claims it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "features/idio-near-duplicates.h"
#include "features/idio-ranges.h"
#include "habits/idio-habit-rule.h"
#include "text/idio-ngrams.h"
#include "text/idio-quantile.h"

/* A phrase is kept if it stands there so often, with so many writers; that is about a tenth of those that stand there
 * twice. */
#define LEAST         8
#define LEAST_WRITERS 4

/* Of fewer writers no rate is told: one in ten is not to be seen in them. */
#define MIN_WRITERS 8

typedef struct
{
  IdioGenre   genre;
  GPtrArray  *texts;
  GArray     *groups;   /* of each text, the number of its writer */
  IdioRanges *documents;
  IdioRanges *writers;
  GPtrArray  *features; /* an array for each writer */
  GPtrArray  *samples;  /* likewise */
  GPtrArray  *analyses;
} Corpus;

/* Text files are listed in the order of their names, so that the same folder makes the same file. */
static GPtrArray *
list_folder (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)))
    g_ptr_array_add (names, g_build_filename (path, name, NULL));

  g_ptr_array_sort_values (names, (GCompareFunc) strcmp);

  return names;
}

static void
print_number (double number)
{
  char digits[32];

  printf ("%s", g_ascii_formatd (digits, sizeof digits, "%.4g", number));
}

static void
print_quantiles (const char    *name,
                 IdioRanges    *ranges,
                 IdioMeasureId  measure)
{
  printf ("\"%s\": [", name);

  for (guint i = 0; i < IDIO_REFERENCE_N_QUANTILES; i++)
    {
      printf ("%s", i > 0 ? ", " : "");
      print_number (idio_ranges_get_quantile (ranges, measure, 0, idio_reference_quantiles[i]));
    }

  printf ("]");
}

static void
print_measures (IdioRanges *documents,
                IdioRanges *writers)
{
  gboolean is_first = TRUE;

  printf (" \"measures\": {");

  for (guint i = 0; i < IDIO_N_MEASURES; i++)
    {
      IdioRange of_documents, of_writers;

      if (!idio_ranges_get_range (documents, i, 0, &of_documents) ||
          !idio_ranges_get_range (writers, i, 0, &of_writers))
        continue;

      printf ("%s\n  \"%s\": {\"n-documents\": %u, ", is_first ? "" : ",", idio_measures[i].nick, of_documents.n);
      print_quantiles ("documents", documents, (IdioMeasureId) i);
      printf (", \"n-writers\": %u, ", of_writers.n);
      print_quantiles ("writers", writers, (IdioMeasureId) i);
      printf ("}");
      is_first = FALSE;
    }

  printf ("\n },\n");
}

static int
compare_ngrams (gconstpointer a,
                gconstpointer b)
{
  const IdioNgram *x = a, *y = b;

  return x->n != y->n ? (x->n < y->n) - (x->n > y->n) : (x->hash > y->hash) - (x->hash < y->hash);
}

/* The words of a run, without folded lines. */
static char *
get_words (const char      *text,
           const IdioNgram *ngram)
{
  g_autofree char *words = g_strndup (text + ngram->start, ngram->length);
  g_autofree char *lower = g_utf8_strdown (words, -1);

  return g_strdelimit (g_steal_pointer (&lower), "\r\n\t", ' ');
}

static void
print_phrases (GPtrArray *texts,
               GArray    *groups)
{
  g_autoptr(IdioNgrams) ngrams = idio_ngrams_new ((const char * const *) texts->pdata,
                                                  &g_array_index (groups, guint, 0), texts->len, LEAST);
  gboolean is_first = TRUE;

  printf (" \"phrases\": {\n  \"least\": %u,\n", LEAST);

  for (guint i = 1; i < IDIO_NGRAMS_MAX_WORDS; i++)
    printf ("  \"places-%u\": %" G_GUINT64_FORMAT ",\n", i + 1, ngrams->n_places[i]);

  g_array_sort (ngrams->found, compare_ngrams);
  printf ("  \"counts\": {");

  for (guint i = 0; i < ngrams->found->len; i++)
    {
      const IdioNgram *ngram = idio_ngrams_get (ngrams, i);

      if (ngram->n_words > 1 && ngram->n_groups >= LEAST_WRITERS)
        {
          g_autofree char *words = get_words (g_ptr_array_index (texts, ngram->text), ngram);

          printf ("%s\n   \"%s\": %u", is_first ? "" : ",", words, ngram->n);
          is_first = FALSE;
        }
    }

  printf ("\n  }\n }\n");
}

/* What was written once counts once, as for the user. */
static GPtrArray *
copy_once (GPtrArray *features)
{
  g_autoptr(GPtrArray) once = idio_near_duplicates_leave_out (features);
  GPtrArray *copy = g_ptr_array_new_full (once->len, (GDestroyNotify) idio_features_unref);

  for (guint i = 0; i < once->len; i++)
    g_ptr_array_add (copy, idio_features_ref (g_ptr_array_index (once, i)));

  return copy;
}

/* What one writer more is taken to do, so that what nobody was seen doing is not taken to be impossible: half of the texts,
 * or as much as a reader notices. An absence is no surprise where others were not seen doing it. */
static double
get_prior (const IdioHabitRule *rule)
{
  if (rule->least > 0)
    return rule->least;

  return rule->method == &idio_habit_never || rule->rate == IDIO_HABIT_RATE_LENGTHS ? NAN : 0.5;
}

/* Whether a writer who was not counted has no way to open or close at all, which is to have it in no text. */
static gboolean
is_form (const IdioHabitRule *rule)
{
  return (rule->cues & (IDIO_CUE_GREETING | IDIO_CUE_CLOSING)) != 0;
}

static void
find_habit (const Corpus *corpus,
            guint         writer,
            IdioHabit    *habit)
{
  const IdioHabitTexts texts = { .features = g_ptr_array_index (corpus->features, writer), .genre = corpus->genre };
  GArray *samples = g_ptr_array_index (corpus->samples, writer);

  if (habit->rule->method->find != NULL)
    habit->rule->method->find (habit, &texts);
  else
    habit->rule->method->find_in_samples (habit, (const IdioHabitSample *) (gpointer) samples->data, samples->len);
}

/* How often each writer has a habit, and in @usual the sum of how usual it is. */
static GArray *
count_habit (const Corpus        *corpus,
             const IdioHabitRule *rule,
             double              *usual)
{
  GArray *values = g_array_new (FALSE, FALSE, sizeof (double));

  *usual = 0;

  for (guint i = 0; i < corpus->features->len; i++)
    {
      GPtrArray *features = g_ptr_array_index (corpus->features, i);
      g_autoptr(IdioHabit) habit = idio_habit_new (rule);
      double value;

      find_habit (corpus, i, habit);

      if (habit->n_texts < IDIO_HABITS_MIN_TEXTS && !(is_form (rule) && features->len >= IDIO_HABITS_MIN_TEXTS))
        continue;

      value = idio_habit_get_value (habit);
      g_array_append_val (values, value);
      *usual += rule->method == &idio_habit_never ? habit->rate : value;
    }

  idio_quantile_sort (values);

  return values;
}

/* Whether it is about words that another writer has others instead of. Phrases are counted by themselves. */
static gboolean
is_of_words (const IdioHabitRule *rule)
{
  return rule->method->find == NULL && rule->method->get_n_words != NULL;
}

static void
print_habits (const Corpus *corpus)
{
  const IdioHabitRule *rule;
  gboolean is_first = TRUE;

  printf (" \"habits\": {");

  for (guint i = 0; (rule = idio_habits_get_rule (i)) != NULL; i++)
    {
      g_autoptr(GArray) values = NULL;
      double usual, prior = get_prior (rule);

      if (is_of_words (rule))
        continue;

      values = count_habit (corpus, rule, &usual);

      if (values->len < MIN_WRITERS)
        continue;

      printf ("%s\n  \"%s\": {\"usual\": ", is_first ? "" : ",", rule->nick);
      print_number (isnan (prior) ? usual / values->len : (usual + prior) / (values->len + 1));
      printf (", \"n-writers\": %u, \"writers\": [", values->len);

      for (guint j = 0; j < values->len; j++)
        {
          printf ("%s", j > 0 ? ", " : "");
          print_number (g_array_index (values, double, j));
        }

      printf ("]}");
      is_first = FALSE;
    }

  printf ("\n },\n");
}

static GArray *
list_samples (GPtrArray *features,
              GPtrArray *texts,
              GPtrArray *analyses,
              guint      first)
{
  GArray *samples = g_array_new (FALSE, FALSE, sizeof (IdioHabitSample));

  for (guint i = 0; i < features->len; i++)
    {
      const IdioFeatures *text = g_ptr_array_index (features, i);
      guint place = first + (guint) text->document;
      IdioHabitSample sample = { text->document, g_ptr_array_index (texts, place), g_ptr_array_index (analyses, place) };

      g_array_append_val (samples, sample);
    }

  return samples;
}

/* Adds a writer's texts, and the means of their measures. */
static void
add_writer (Corpus     *corpus,
            const char *folder,
            guint       number)
{
  g_autoptr(GPtrArray) paths = list_folder (folder);
  g_autoptr(GPtrArray) features = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_features_unref);
  g_autoptr(IdioRanges) own = idio_ranges_new (IDIO_N_MEASURES);
  guint first = corpus->texts->len;
  double means[IDIO_N_MEASURES];

  for (guint i = 0; i < paths->len; i++)
    {
      g_autofree char *bytes = NULL;
      IdioAnalysis *analysis;
      IdioFeatures *text_features;
      char *text;

      if (!g_file_get_contents (g_ptr_array_index (paths, i), &bytes, NULL, NULL))
        continue;

      text = g_utf8_make_valid (bytes, -1);
      analysis = idio_analysis_new (text);
      text_features = idio_features_new (analysis, features->len, 0);
      idio_ranges_add (corpus->documents, 0, text_features->values);
      idio_ranges_add (own, 0, text_features->values);
      g_ptr_array_add (features, text_features);
      g_ptr_array_add (corpus->texts, text);
      g_ptr_array_add (corpus->analyses, analysis);
      g_array_append_val (corpus->groups, number);
    }

  for (guint i = 0; i < IDIO_N_MEASURES; i++)
    {
      IdioRange range;

      means[i] = idio_ranges_get_range (own, i, 0, &range) ? range.mean : NAN;
    }

  if (features->len == 0)
    return;

  idio_ranges_add (corpus->writers, 0, means);
  g_ptr_array_add (corpus->features, copy_once (features));
  g_ptr_array_add (corpus->samples, list_samples (g_ptr_array_index (corpus->features, corpus->features->len - 1),
                                                  corpus->texts, corpus->analyses, first));
}

static gboolean
find_genre (const char *nick,
            IdioGenre  *genre)
{
  for (guint i = 0; i < IDIO_N_GENRES; i++)
    if (g_str_equal (nick, idio_genre_get_nick (i)))
      {
        *genre = (IdioGenre) i;
        return TRUE;
      }

  return FALSE;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GPtrArray) folders = NULL;
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GArray) groups = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(IdioRanges) documents = idio_ranges_new (IDIO_N_MEASURES);
  g_autoptr(IdioRanges) writers = idio_ranges_new (IDIO_N_MEASURES);
  g_autoptr(GPtrArray) features = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr(GPtrArray) samples = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autoptr(GPtrArray) analyses = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_analysis_free);
  Corpus corpus = { IDIO_GENRE_MAIL, texts, groups, documents, writers, features, samples, analyses };

  if (argc != 3 || !find_genre (argv[1], &corpus.genre))
    {
      g_printerr ("usage: make-reference GENRE FOLDER\n");
      return 2;
    }

  folders = list_folder (argv[2]);

  for (guint i = 0; i < folders->len; i++)
    if (g_file_test (g_ptr_array_index (folders, i), G_FILE_TEST_IS_DIR))
      add_writer (&corpus, g_ptr_array_index (folders, i), i);

  if (features->len < MIN_WRITERS)
    {
      g_printerr ("make-reference: %s has %u writers, which are too few\n", argv[2], features->len);
      return 1;
    }

  printf ("{\n \"n-writers\": %u,\n \"n-documents\": %u,\n", features->len, texts->len);
  print_measures (documents, writers);
  print_habits (&corpus);
  print_phrases (texts, groups);
  printf ("}\n");

  return 0;
}
