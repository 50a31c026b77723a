/* make-reference.c: counts the texts of others into data/baselines/reference.json
 *
 *   make-reference FOLDER WHOSE GENRE > data/baselines/reference.json
 *
 * FOLDER has a folder a writer with his or her texts. WHOSE and GENRE say in English whose and what they are. Only
 * counts and quantiles are written, and phrases of at most four words that several writers use.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <json-glib/json-glib.h>

#include "features/idio-reference.h"
#include "text/idio-ngrams.h"

/* A phrase is kept if it stands there so often, with so many writers; that is about a tenth of those that stand there
 * twice. */
#define LEAST         8
#define LEAST_WRITERS 4

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

/* Written by hand, since json-glib writes 161.4 as 161.40000000000001, and each number on a line of its own. */
static void
print_quantiles (const char    *name,
                 IdioRanges    *ranges,
                 IdioMeasureId  measure)
{
  printf ("\"%s\": [", name);

  for (guint i = 0; i < IDIO_REFERENCE_N_QUANTILES; i++)
    {
      double value = idio_ranges_get_quantile (ranges, measure, 0, idio_reference_quantiles[i]);
      char digits[32];

      printf ("%s%s", i > 0 ? ", " : "", g_ascii_formatd (digits, sizeof digits, "%.4g", value));
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

/* Adds a writer's texts, and the means of their measures. */
static void
add_writer (const char *folder,
            guint       number,
            GPtrArray  *texts,
            GArray     *groups,
            IdioRanges *documents,
            IdioRanges *writers)
{
  g_autoptr(GPtrArray) paths = list_folder (folder);
  g_autoptr(IdioRanges) own = idio_ranges_new (IDIO_N_MEASURES, 1);
  double means[IDIO_N_MEASURES];

  for (guint i = 0; i < paths->len; i++)
    {
      g_autofree char *bytes = NULL;
      g_autoptr(IdioAnalysis) analysis = NULL;
      double values[IDIO_N_MEASURES];
      char *text;

      if (!g_file_get_contents (g_ptr_array_index (paths, i), &bytes, NULL, NULL))
        continue;

      text = g_utf8_make_valid (bytes, -1);
      analysis = idio_analysis_new (text);
      idio_measures_compute (analysis, values);
      idio_ranges_add (documents, 0, values);
      idio_ranges_add (own, 0, values);
      g_ptr_array_add (texts, text);
      g_array_append_val (groups, number);
    }

  for (guint i = 0; i < IDIO_N_MEASURES; i++)
    {
      IdioRange range;

      means[i] = idio_ranges_get_range (own, i, 0, &range) ? range.mean : NAN;
    }

  if (idio_ranges_get_n_texts (own, 0) > 0)
    idio_ranges_add (writers, 0, means);
}

static void
print_string (const char *name,
              const char *string)
{
  g_autoptr(JsonNode) node = json_node_init_string (json_node_alloc (), string);
  g_autofree char *quoted = json_to_string (node, FALSE);

  printf (" \"%s\": %s,\n", name, quoted);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GPtrArray) folders = NULL;
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GArray) groups = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(IdioRanges) documents = idio_ranges_new (IDIO_N_MEASURES, 1);
  g_autoptr(IdioRanges) writers = idio_ranges_new (IDIO_N_MEASURES, 1);

  if (argc != 4)
    {
      g_printerr ("usage: make-reference FOLDER WHOSE GENRE > data/baselines/reference.json\n");
      return 2;
    }

  folders = list_folder (argv[1]);

  for (guint i = 0; i < folders->len; i++)
    if (g_file_test (g_ptr_array_index (folders, i), G_FILE_TEST_IS_DIR))
      add_writer (g_ptr_array_index (folders, i), i, texts, groups, documents, writers);

  if (texts->len == 0)
    {
      g_printerr ("make-reference: %s has no folders with texts\n", argv[1]);
      return 1;
    }

  printf ("{\n");
  print_string ("whose", argv[2]);
  print_string ("genre", argv[3]);
  printf (" \"n-writers\": %u,\n \"n-documents\": %u,\n", idio_ranges_get_n_texts (writers, 0), texts->len);
  print_measures (documents, writers);
  print_phrases (texts, groups);
  printf ("}\n");

  return 0;
}
