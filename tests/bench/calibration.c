/* calibration.c: how often the meter is right, beside how often it says it is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *   calibration [--pairs] FOLDER…
 *
 * Folders as for meter. A writer's held-out texts are compared with texts of the same length by other writers of the
 * folder, and with each other. Writers are in one of two halves by the hash of their name: those of a half are only
 * compared with each other, and the parameters of the meter (build-aux/make-calibration) are fitted on half 0. With
 * --pairs each pair is printed instead, for fitting.
 */

#include "config.h"

#include <locale.h>
#include <math.h>
#include <string.h>

#include <gio/gio.h>

#include "meter/idio-meter.h"
#include "writers.h"

/* A text is cut to a few words more, as what counts as a word differs. */
#define MORE_WORDS      3

#define MAX_HELD_OUT    12
#define OTHERS_PER_OWN  2
#define MAX_TRIES       200
#define N_STRENGTHS     4

static const guint numbers_of_documents[] = { 5, 10, 20, 50 };
static const guint lengths[] = { 25, 50, 100, 150, 300 };
static const guint numbers_of_others[] = { 0, 20, 100 };

static gboolean print_pairs;
static char **folders;

static const GOptionEntry entries[] = {
  { "pairs", 0, 0, G_OPTION_ARG_NONE, &print_pairs, "Print the pairs instead of a table", NULL },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &folders, NULL, "FOLDER…" },
  { NULL },
};

/* What was found for pairs of one kind: how many there are of each strength of evidence, what that claims, and how many
 * of them are right. */
typedef struct
{
  guint  n;
  guint  n_refused;
  double cost;
  guint  counts[N_STRENGTHS];
  double claimed[N_STRENGTHS];
  guint  right[N_STRENGTHS];
} Tally;

typedef struct
{
  const char     *genre;
  guint           half;
  guint           n_others;
  GPtrArray      *writers;
  IdioBackground *background;
  Tally           mixed[G_N_ELEMENTS (lengths)];
  Tally           own[G_N_ELEMENTS (lengths)];
} Run;

static void
shuffle (GRand     *rand,
         GPtrArray *texts)
{
  for (guint i = texts->len; i > 1; i--)
    {
      guint j = (guint) g_rand_int_range (rand, 0, (gint32) i);
      gpointer text = texts->pdata[j];

      texts->pdata[j] = texts->pdata[i - 1];
      texts->pdata[i - 1] = text;
    }
}

/* The beginning of a text, or NULL if it is too short. */
static char *
cut (const char *text,
     guint       length)
{
  g_autofree char *cut = writers_cut (text, length + MORE_WORDS);
  g_autoptr(IdioViews) views = idio_views_new (cut);

  return views->n_words >= length ? g_steal_pointer (&cut) : NULL;
}

static void
count (Tally             *tally,
       const IdioVerdict *verdict)
{
  guint strength = (guint) ABS ((gint) verdict->closeness - IDIO_CLOSENESS_NO_CLEAR_DIFFERENCE);

  if (verdict->closeness == IDIO_CLOSENESS_REFUSED)
    {
      tally->n_refused++;
      return;
    }

  tally->n++;
  tally->cost -= log2 (verdict->probability);
  tally->counts[strength]++;
  tally->claimed[strength] += MAX (verdict->probability, 1 - verdict->probability);
  tally->right[strength] += verdict->change > 0;
}

/* @is_own: whether @reference is the writer's, too */
static void
compare (Run         *run,
         guint        length,
         IdioProfile *profile,
         const char  *writer,
         const char  *reference,
         const char  *draft,
         gboolean     is_own)
{
  IdioVerdict verdict = idio_meter_compare (profile, reference, draft);
  const IdioConditions *conditions = &verdict.conditions;

  count (is_own ? &run->own[length] : &run->mixed[length], &verdict);

  if (print_pairs && verdict.closeness != IDIO_CLOSENESS_REFUSED)
    g_print ("%s\t%u\t%u\t%s\t%u\t%u\t%s\t%.4f\t%.4f\t%u\t%u\t%.4f\t%.4f\t%.4f\n", run->genre, run->half, run->n_others,
             writer, idio_profile_get_n_documents (profile), lengths[length], is_own ? "own" : "mixed",
             verdict.reference.deviation, verdict.draft.deviation, conditions->n_words, conditions->n_own,
             conditions->distinctness, conditions->match, verdict.probability);
}

static char *
draw_other (const Run    *run,
            const Writer *writer,
            guint         length,
            GRand        *rand)
{
  for (guint i = 0; i < MAX_TRIES; i++)
    {
      const Writer *other = g_ptr_array_index (run->writers, g_rand_int_range (rand, 0, (gint32) run->writers->len));
      const char *text = g_ptr_array_index (other->test, g_rand_int_range (rand, 0, (gint32) other->test->len));
      char *draft = other != writer ? cut (text, length) : NULL;

      if (draft != NULL)
        return draft;
    }

  return NULL;
}

static void
compare_held_out (Run          *run,
                  const Writer *writer,
                  IdioProfile  *profile,
                  GPtrArray    *texts,
                  guint         first,
                  guint         length,
                  GRand        *rand)
{
  g_autofree char *last = NULL;
  guint n = 0;

  for (guint i = first; i < texts->len && n < MAX_HELD_OUT; i++)
    {
      g_autofree char *own = cut (g_ptr_array_index (texts, i), lengths[length]);

      if (own == NULL)
        continue;

      for (guint j = 0; j < OTHERS_PER_OWN; j++)
        {
          g_autofree char *other = draw_other (run, writer, lengths[length], rand);

          if (other != NULL)
            compare (run, length, profile, writer->name, other, own, FALSE);
        }

      if (last != NULL)
        compare (run, length, profile, writer->name, last, own, TRUE);

      g_free (last);
      last = g_steal_pointer (&own);
      n++;
    }
}

static void
run_writer (Run          *run,
            const Writer *writer,
            guint         n_documents,
            GRand        *rand)
{
  g_autoptr(GPtrArray) learn = g_ptr_array_new ();
  gboolean is_apart = writer->test != writer->learn;
  g_autoptr(IdioProfile) profile = NULL;

  if (writer->learn->len < n_documents + (is_apart ? 0 : 2))
    return;

  g_ptr_array_extend (learn, writer->learn, NULL, NULL);
  shuffle (rand, learn);
  profile = idio_profile_new (run->background);

  for (guint i = 0; i < n_documents; i++)
    idio_profile_add (profile, i, g_ptr_array_index (learn, i));

  if (idio_profile_get_n_words (profile) < IDIO_METER_MIN_WORDS)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    compare_held_out (run, writer, profile, is_apart ? writer->test : learn, is_apart ? 0 : n_documents, i, rand);
}

static void
print_tally (const Run   *run,
             const char  *kind,
             guint        length,
             const Tally *tally)
{
  static const char * const names[N_STRENGTHS] = { "no clear difference", "probably", "closer or further", "much" };

  if (tally->n == 0)
    return;

  g_print ("%s, half %u, %u others, %u words, %s: n %u, refused %u, answered %.1f %%", run->genre, run->half,
           run->n_others, lengths[length], kind, tally->n, tally->n_refused,
           100.0 * (tally->n - tally->counts[0]) / tally->n);

  if (tally == &run->mixed[length])
    g_print (", Cllr %.3f", tally->cost / tally->n);

  for (guint i = N_STRENGTHS; i-- > 0;)
    {
      g_print ("; %s %.1f %%", names[i], 100.0 * tally->counts[i] / tally->n);

      if (tally->counts[i] > 0 && tally == &run->mixed[length])
        g_print (", says %.1f, right %.1f", 100 * tally->claimed[i] / tally->counts[i],
                 100.0 * tally->right[i] / tally->counts[i]);
    }

  g_print ("\n");
}

static void
run_half (const char *genre,
          guint       half,
          guint       n_others,
          GPtrArray  *writers,
          GPtrArray  *others)
{
  g_autoptr(IdioBackground) background = n_others > 0 ? writers_mix_background (others, "", n_others)
                                                      : idio_background_ref (idio_background_get_shipped ());
  Run run = { .genre = genre, .half = half, .n_others = n_others, .writers = writers, .background = background };
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);

  for (guint i = 0; i < writers->len; i++)
    for (guint j = 0; j < G_N_ELEMENTS (numbers_of_documents); j++)
      run_writer (&run, g_ptr_array_index (writers, i), numbers_of_documents[j], rand);

  for (guint i = 0; i < G_N_ELEMENTS (lengths) && !print_pairs; i++)
    {
      print_tally (&run, "own and another’s", i, &run.mixed[i]);
      print_tally (&run, "both own", i, &run.own[i]);
    }
}

static void
run_folder (const char *folder)
{
  g_autofree char *genre = g_path_get_basename (folder);
  g_autoptr(GPtrArray) writers = writers_load (folder);
  g_autoptr(GPtrArray) first = g_ptr_array_new (), second = g_ptr_array_new ();
  GPtrArray *halves[2] = { first, second };

  for (guint i = 0; i < writers->len; i++)
    {
      Writer *writer = g_ptr_array_index (writers, i);

      g_ptr_array_add (halves[g_str_hash (writer->name) % 2], writer);
    }

  for (guint i = 0; i < 2; i++)
    for (guint j = 0; j < G_N_ELEMENTS (numbers_of_others) && first->len > 1 && second->len > 1; j++)
      run_half (genre, i, numbers_of_others[j], halves[i], halves[1 - i]);
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

  for (guint i = 0; folders[i] != NULL; i++)
    run_folder (folders[i]);

  return 0;
}
