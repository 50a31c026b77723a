/* idio-habit-quotes.c: a habit becomes a card, with quotes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "corpus/idio-text.h"
#include "text/idio-stop.h"
#include "voice/idio-card-figures.h"
#include "voice/idio-habit-quotes.h"

/* What fewer documents show is no habit. */
#define MIN_QUOTES 2

/* In a quote of more bytes a habit is hard to find; none is taken if so many are shorter. */
#define MAX_QUOTE_LENGTH 200
#define ENOUGH_QUOTES    3

/* Where so much of what shows it are sentences that were copied between texts, it is none either. */
#define COPIED_SHARE 0.5

/* A text that may be quoted */
typedef struct
{
  const char   *text;
  IdioAnalysis *analysis;
} Source;

struct _IdioSources
{
  GPtrArray  *texts;
  GHashTable *by_document;
};

static void
source_free (Source *source)
{
  g_clear_pointer (&source->analysis, idio_analysis_free);
  g_free (source);
}

/**
 * idio_sources_new:
 * @texts: (element-type IdioText): documents
 *
 * Returns: (transfer full): what is quoted from; a text is read when it is first looked at
 */
IdioSources *
idio_sources_new (GPtrArray *texts)
{
  IdioSources *self = g_new0 (IdioSources, 1);

  self->texts = g_ptr_array_ref (texts);
  self->by_document = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify) source_free);

  for (guint i = 0; i < texts->len; i++)
    {
      IdioText *text = g_ptr_array_index (texts, i);
      Source *source = g_new0 (Source, 1);

      source->text = text->body;
      g_hash_table_insert (self->by_document, &text->id, source);
    }

  return self;
}

void
idio_sources_free (IdioSources *self)
{
  g_hash_table_unref (self->by_document);
  g_ptr_array_unref (self->texts);
  g_free (self);
}

/* Returns: (nullable): %NULL if the document is gone */
static Source *
find_source (IdioSources *self,
             gint64       document)
{
  return g_hash_table_lookup (self->by_document, &document);
}

static const IdioAnalysis *
source_read (Source *source)
{
  if (source->analysis == NULL)
    source->analysis = idio_analysis_new (source->text);

  return source->analysis;
}

/**
 * idio_sources_get_sample:
 * @self: texts
 * @document: the number of a document
 * @sample: (out): it, with its analysis
 *
 * Returns: whether it is there
 */
gboolean
idio_sources_get_sample (IdioSources     *self,
                         gint64           document,
                         IdioHabitSample *sample)
{
  Source *source = find_source (self, document);

  if (source == NULL)
    return FALSE;

  *sample = (IdioHabitSample) { document, source->text, source_read (source) };

  return TRUE;
}

static gint
compare_counts (gconstpointer a,
                gconstpointer b,
                gpointer      counts)
{
  guint x = GPOINTER_TO_UINT (g_hash_table_lookup (counts, a)), y = GPOINTER_TO_UINT (g_hash_table_lookup (counts, b));

  return x == y ? strcmp (a, b) : x < y ? 1 : -1;
}

/* The words of the habit that are used most, if it is one of using certain words. */
static GStrv
find_words (const IdioHabit *habit,
            IdioSources     *sources)
{
  g_autoptr(GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GStrvBuilder) words = g_strv_builder_new ();
  g_autoptr(GPtrArray) sorted = NULL;

  for (guint i = 0; i < habit->documents->len && !idio_stop_is_asked (); i++)
    {
      Source *source = find_source (sources, g_array_index (habit->documents, gint64, i));

      for (guint j = 0; source != NULL && j < source_read (source)->sentences->len; j++)
        if (idio_habit_shows (habit, source_read (source), source->text, j) > 0)
          idio_habit_count_words (habit, source_read (source), source->text, j, counts);
    }

  sorted = g_hash_table_get_keys_as_ptr_array (counts);
  g_ptr_array_sort_values_with_data (sorted, compare_counts, counts);

  for (guint i = 0; i < MIN (sorted->len, idio_habit_get_n_words (habit)); i++)
    g_strv_builder_add (words, g_ptr_array_index (sorted, i));

  return g_strv_builder_end (words);
}

static gboolean
is_one_of (const char         *word,
           const char * const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (g_ascii_strcasecmp (words[i], word) == 0)
      return TRUE;

  return FALSE;
}

/* How often the sentence has one of the words, in upper or lower case; or any, if they are %NULL. */
static guint
count_words (const IdioHabit    *habit,
             Source             *source,
             guint               sentence,
             const char * const *words)
{
  g_autoptr(GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer word, value;
  guint n = 0;

  idio_habit_count_words (habit, source_read (source), source->text, sentence, counts);

  g_hash_table_iter_init (&iter, counts);

  while (g_hash_table_iter_next (&iter, &word, &value))
    if (words == NULL || is_one_of (word, words))
      n += GPOINTER_TO_UINT (value);

  return n;
}

/* Lets the figures of a habit be those of the words that are named, of all that were counted.
 *
 * Returns: whether this is still a habit */
static gboolean
narrow (IdioHabit          *habit,
        IdioSources        *sources,
        const char * const *words)
{
  g_autoptr(GArray) documents = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_named = 0, n_all = 0, n_new = 0, n_loaded = 0;

  for (guint i = 0; i < habit->documents->len && !idio_stop_is_asked (); i++)
    {
      gint64 document = g_array_index (habit->documents, gint64, i);
      Source *source = find_source (sources, document);
      gboolean is_new = FALSE;
      guint n = 0;

      if (source == NULL)
        continue;

      n_loaded++;

      for (guint j = 0; j < source_read (source)->sentences->len; j++)
        if (idio_habit_shows (habit, source_read (source), source->text, j) > 0)
          {
            guint n_here = count_words (habit, source, j, words);

            n += n_here;
            n_all += count_words (habit, source, j, NULL);
            is_new |= n_here > 0 && !idio_habit_is_copied (source_read (source), source->text, j, seen);
          }

      n_named += n;
      n_new += is_new;

      if (n > 0)
        g_array_append_val (documents, document);
    }

  habit->n_with = (guint) ((guint64) habit->n_with * documents->len / MAX (1, n_loaded));
  habit->rate *= (double) n_named / MAX (1, n_all);

  /* Others were counted with all of the words. */
  if (n_named < n_all)
    habit->n_others = 0;

  g_array_unref (habit->documents);
  habit->documents = g_array_ref (documents);

  return idio_habit_is_enough (habit) && n_new > COPIED_SHARE * documents->len;
}

/* The sentence of a document that shows the habit best. */
typedef struct
{
  gint64 document;
  gsize  start;
  gsize  length;
  guint  quality;
} Example;

static gboolean
find_example (const IdioHabit    *habit,
              Source             *source,
              const char * const *words,
              Example            *example)
{
  example->quality = 0;

  for (guint i = 0; i < source_read (source)->sentences->len; i++)
    {
      guint quality = idio_habit_shows (habit, source_read (source), source->text, i);

      if (quality > example->quality && (words[0] == NULL || count_words (habit, source, i, words) > 0))
        {
          example->quality = quality;
          example->start = idio_analysis_get (source_read (source), i)->start;
          example->length = idio_analysis_get (source_read (source), i)->length;
        }
    }

  return example->quality > 0;
}

/* The clearest ones first, else in the order of documents. */
static gint
compare_examples (gconstpointer a,
                  gconstpointer b)
{
  const Example *x = a, *y = b;

  if (x->quality != y->quality)
    return x->quality < y->quality ? 1 : -1;

  return (x->document > y->document) - (x->document < y->document);
}

static void
leave_out_long (GArray *examples)
{
  guint n_short = 0;

  for (guint i = 0; i < examples->len; i++)
    n_short += g_array_index (examples, Example, i).length <= MAX_QUOTE_LENGTH;

  for (guint i = examples->len; n_short >= ENOUGH_QUOTES && i > 0; i--)
    if (g_array_index (examples, Example, i - 1).length > MAX_QUOTE_LENGTH)
      g_array_remove_index (examples, i - 1);
}

/* One a document. Those that say the same as another tell least; if they are most, the sentence is a part of a form that
 * texts are written in, and no habit, unless it is one of a formula. */
static GArray *
find_examples (const IdioHabit    *habit,
               IdioSources        *sources,
               const char * const *words)
{
  GArray *examples = g_array_new (FALSE, FALSE, sizeof (Example));
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < habit->documents->len && !idio_stop_is_asked (); i++)
    {
      Example example = { .document = g_array_index (habit->documents, gint64, i) };
      Source *source = find_source (sources, example.document);

      if (source == NULL || !find_example (habit, source, words, &example))
        continue;

      if (!g_hash_table_add (seen, g_utf8_casefold (source->text + example.start, (gssize) example.length)))
        example.quality = 0;

      g_array_append_val (examples, example);
    }

  if (!idio_habit_is_formula (habit) && g_hash_table_size (seen) <= COPIED_SHARE * examples->len)
    g_array_set_size (examples, 0);

  leave_out_long (examples);
  g_array_sort (examples, compare_examples);

  return examples;
}

/* What is about personality is off until someone turns it on. */
static void
put_in_words (const IdioHabit    *habit,
              const char * const *words,
              IdioCardFields     *fields)
{
  fields->source = IDIO_SOURCE_MEASURED;
  fields->axis = idio_habit_get_axis (habit);
  fields->habit = g_strdup (idio_habit_get_nick (habit));
  fields->figures = idio_card_figures_new (habit, words);
  fields->claim = idio_habit_dup_claim (habit, words, IDIO_HABIT_READER_USER);
  fields->rate = idio_habit_dup_rate (habit, IDIO_HABIT_READER_USER);
  fields->instruction = idio_habit_dup_instruction (habit, words);

  if (fields->axis == IDIO_AXIS_PERSONALITY)
    fields->strength = IDIO_STRENGTH_OFF;
}

/**
 * idio_habit_propose:
 * @habit: (inout): a habit; its figures become those of the words that are named, if it is one of using certain words
 * @sources: the texts of its documents
 *
 * May be called from any thread.
 *
 * Returns: (transfer full) (nullable): a card with a quote from each document that shows the habit; %NULL if too few do
 */
IdioProposal *
idio_habit_propose (IdioHabit   *habit,
                    IdioSources *sources)
{
  g_auto(GStrv) words = find_words (habit, sources);
  g_autoptr(GArray) examples = NULL;
  IdioProposal *proposal;
  guint max = idio_habit_is_absence (habit) ? ENOUGH_QUOTES : IDIO_HABIT_MAX_DOCUMENTS;

  if (g_strv_length (words) < idio_habit_get_n_words (habit) ||
      (words[0] != NULL && !narrow (habit, sources, (const char * const *) words)))
    return NULL;

  examples = find_examples (habit, sources, (const char * const *) words);

  if (examples->len < MIN_QUOTES)
    return NULL;

  proposal = idio_proposal_new ();
  put_in_words (habit, (const char * const *) words, &proposal->fields);

  /* Many sentences without something show it no better than a few. */
  for (guint i = 0; i < MIN (examples->len, max); i++)
    {
      const Example *example = &g_array_index (examples, Example, i);

      g_ptr_array_add (proposal->quotes, idio_quote_new (example->document, example->start, example->length, NULL));
    }

  return proposal;
}
