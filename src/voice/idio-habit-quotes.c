/* idio-habit-quotes.c: a habit becomes a card, with quotes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "corpus/idio-text.h"
#include "voice/idio-habit-quotes.h"
#include "voice/idio-habit-words.h"

/* What fewer documents show is no habit. */
#define MIN_QUOTES 2

/* A text that may be quoted */
typedef struct
{
  const char  *text;
  IdioReading *reading;
} Source;

struct _IdioSources
{
  GPtrArray  *texts;
  GHashTable *by_document;
};

static void
source_free (Source *source)
{
  g_clear_pointer (&source->reading, idio_reading_free);
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

/**
 * idio_sources_find:
 * @self: texts
 * @document: the number of a document
 *
 * Returns: (nullable): its text; %NULL if it is not there
 */
const char *
idio_sources_find (IdioSources *self,
                   gint64       document)
{
  const Source *source = find_source (self, document);

  return source != NULL ? source->text : NULL;
}

static const IdioReading *
source_read (Source *source)
{
  if (source->reading == NULL)
    source->reading = idio_reading_new (source->text);

  return source->reading;
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

  for (guint i = 0; i < habit->documents->len; i++)
    {
      Source *source = find_source (sources, g_array_index (habit->documents, gint64, i));

      for (guint j = 0; source != NULL && j < source_read (source)->sentences->len; j++)
        if (idio_habit_shows (habit, source_read (source), source->text, j) > 0)
          idio_habit_count_words (habit, source_read (source), source->text, j, counts);
    }

  sorted = g_hash_table_get_keys_as_ptr_array (counts);
  g_ptr_array_sort_values_with_data (sorted, compare_counts, counts);

  for (guint i = 0; i < MIN (sorted->len, IDIO_HABIT_N_WORDS); i++)
    g_strv_builder_add (words, g_ptr_array_index (sorted, i));

  return g_strv_builder_end (words);
}

static gboolean
has_any_word (const IdioHabit    *habit,
              Source             *source,
              guint               sentence,
              const char * const *words)
{
  g_autoptr(GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  idio_habit_count_words (habit, source_read (source), source->text, sentence, counts);

  for (guint i = 0; words[i] != NULL; i++)
    if (g_hash_table_contains (counts, words[i]))
      return TRUE;

  return FALSE;
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

      if (quality > example->quality && (words[0] == NULL || has_any_word (habit, source, i, words)))
        {
          example->quality = quality;
          example->start = idio_reading_get (source_read (source), i)->start;
          example->length = idio_reading_get (source_read (source), i)->length;
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

/* One a document. Those that say the same as another tell least. */
static GArray *
find_examples (const IdioHabit    *habit,
               IdioSources        *sources,
               const char * const *words)
{
  GArray *examples = g_array_new (FALSE, FALSE, sizeof (Example));
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < habit->documents->len; i++)
    {
      Example example = { .document = g_array_index (habit->documents, gint64, i) };
      Source *source = find_source (sources, example.document);

      if (source == NULL || !find_example (habit, source, words, &example))
        continue;

      if (!g_hash_table_add (seen, g_utf8_casefold (source->text + example.start, (gssize) example.length)))
        example.quality = 0;

      g_array_append_val (examples, example);
    }

  g_array_sort (examples, compare_examples);

  return examples;
}

/* The words of a greeting or sign-off as they stand in a text, or a phrase. */
static GStrv
dup_detail (const IdioHabit *habit,
            IdioSources     *sources,
            const Example   *example)
{
  const char *text = find_source (sources, example->document)->text;
  GStrv words = g_new0 (char *, 2);

  if (habit->kind == IDIO_HABIT_PHRASE)
    {
      words[0] = g_strdup (habit->detail);

      /* English: "I suppose so" */
      if (words[0][0] == 'i' && strchr (" '", words[0][1]) != NULL)
        words[0][0] = 'I';
    }
  else
    words[0] = g_strndup (text + example->start, MIN (strlen (habit->detail), example->length));

  return words;
}

/**
 * idio_habit_propose:
 * @habit: a habit
 * @sources: the texts of its documents
 *
 * May be called from any thread.
 *
 * Returns: (transfer full) (nullable): a card with a quote from each document that shows the habit; %NULL if too few do
 */
IdioProposal *
idio_habit_propose (const IdioHabit *habit,
                    IdioSources     *sources)
{
  g_auto(GStrv) words = find_words (habit, sources);
  g_autoptr(GArray) examples = NULL;
  IdioProposal *proposal;

  if (idio_habit_has_words (habit) && g_strv_length (words) < IDIO_HABIT_N_WORDS)
    return NULL;

  examples = find_examples (habit, sources, (const char * const *) words);

  if (examples->len < MIN_QUOTES)
    return NULL;

  if (habit->detail != NULL)
    {
      g_strfreev (words);
      words = dup_detail (habit, sources, &g_array_index (examples, Example, 0));
    }

  proposal = idio_proposal_new ();
  idio_habit_put_in_words (habit, (const char * const *) words, &proposal->fields);

  for (guint i = 0; i < examples->len; i++)
    {
      const Example *example = &g_array_index (examples, Example, i);

      g_ptr_array_add (proposal->quotes, idio_quote_new (example->document, example->start, example->length, NULL));
    }

  return proposal;
}
