/* idio-measured-cards.c: cards from counting
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "idio-fiber.h"
#include "measure/idio-favorite.h"
#include "voice/idio-habit-words.h"
#include "voice/idio-measured-cards.h"

/* What fewer documents show is no habit. */
#define MIN_QUOTES 2

/* A document that was loaded for its quotes. */
typedef struct
{
  char        *text;
  IdioReading *reading;
} Source;

static void
source_free (Source *source)
{
  g_free (source->text);
  g_clear_pointer (&source->reading, idio_reading_free);
  g_free (source);
}

typedef struct
{
  IdioTextFunc  load;
  gpointer      data;
  GHashTable   *sources;  /* by document */
} Library;

/* Returns: (nullable): %NULL if the document is gone */
static Source *
library_get (Library *library,
             gint64   document)
{
  Source *source = g_hash_table_lookup (library->sources, &document);

  if (source == NULL)
    {
      source = g_new0 (Source, 1);
      source->text = library->load (document, library->data);
      g_hash_table_insert (library->sources, g_memdup2 (&document, sizeof document), source);
    }

  return source->text != NULL ? source : NULL;
}

/* Most of a sample is not quoted, and not read. */
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
            Library         *library)
{
  g_autoptr(GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GStrvBuilder) words = g_strv_builder_new ();
  g_autoptr(GPtrArray) sorted = NULL;

  for (guint i = 0; i < habit->documents->len; i++)
    {
      Source *source = library_get (library, g_array_index (habit->documents, gint64, i));

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
               Library            *library,
               const char * const *words)
{
  GArray *examples = g_array_new (FALSE, FALSE, sizeof (Example));
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < habit->documents->len; i++)
    {
      Example example = { .document = g_array_index (habit->documents, gint64, i) };
      Source *source = library_get (library, example.document);

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
            Library         *library,
            const Example   *example)
{
  const char *text = library_get (library, example->document)->text;
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

/* Returns: (nullable): %NULL if too little shows the habit */
static IdioProposal *
propose (const IdioHabit *habit,
         Library         *library)
{
  g_auto(GStrv) words = find_words (habit, library);
  g_autoptr(GArray) examples = NULL;
  IdioProposal *proposal;

  if (idio_habit_has_words (habit) && g_strv_length (words) < IDIO_HABIT_N_WORDS)
    return NULL;

  examples = find_examples (habit, library, (const char * const *) words);

  if (examples->len < MIN_QUOTES)
    return NULL;

  if (habit->detail != NULL)
    {
      g_strfreev (words);
      words = dup_detail (habit, library, &g_array_index (examples, Example, 0));
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

/* A favorite phrase, from a sample of the texts in English that is spread over all of them. */
static IdioHabit *
find_favorite (GPtrArray *traits,
               Library   *library)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new ();
  g_autoptr(GArray) documents = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint step = (traits->len + IDIO_FAVORITE_MAX_TEXTS - 1) / IDIO_FAVORITE_MAX_TEXTS;

  for (guint i = 0; i < traits->len; i += step)
    {
      const IdioTraits *text = g_ptr_array_index (traits, i);
      Source *source = text->language == IDIO_LANGUAGE_ENGLISH ? library_get (library, text->document) : NULL;

      if (source != NULL)
        {
          g_ptr_array_add (texts, source->text);
          g_array_append_val (documents, text->document);
        }
    }

  return idio_favorite_find ((const char * const *) texts->pdata, (const gint64 *) documents->data, texts->len,
                             idio_reference_get ());
}

/* Keeps the order, and the number. */
static void
insert_habit (GPtrArray *habits,
              IdioHabit *habit)
{
  guint i = habits->len;

  while (i > 0 && ((const IdioHabit *) g_ptr_array_index (habits, i - 1))->score < habit->score)
    i--;

  g_ptr_array_insert (habits, (gint) i, habit);

  if (habits->len > IDIO_HABITS_MAX)
    g_ptr_array_set_size (habits, IDIO_HABITS_MAX);
}

/**
 * idio_measured_cards_propose:
 * @traits: (element-type IdioTraits): the traits of a writer's documents
 * @load: (scope call): loads the text of a document; is called once for each of those that cards quote, and for a sample
 * @data: data for @load
 *
 * May be called from any thread.
 *
 * Returns: (transfer full) (element-type IdioProposal): a card for each habit that the documents show, the most telling
 *   one first
 */
GPtrArray *
idio_measured_cards_propose (GPtrArray    *traits,
                             IdioTextFunc  load,
                             gpointer      data)
{
  g_autoptr(GHashTable) sources =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) source_free);
  g_autoptr(GPtrArray) habits = idio_habits_find (traits);
  Library library = { load, data, sources };
  GPtrArray *proposals = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_proposal_free);
  IdioHabit *favorite = find_favorite (traits, &library);

  if (favorite != NULL)
    insert_habit (habits, favorite);

  for (guint i = 0; i < habits->len; i++)
    {
      IdioProposal *proposal = propose (g_ptr_array_index (habits, i), &library);

      if (proposal != NULL)
        g_ptr_array_add (proposals, proposal);
    }

  return proposals;
}

static char *
load_from_texts (gint64   document,
                 gpointer data)
{
  const IdioText *text = g_hash_table_lookup (data, &document);

  return text != NULL ? g_strdup (text->body) : NULL;
}

static DexFuture *
find_thread (gpointer data)
{
  GPtrArray *texts = data;
  g_autoptr(GHashTable) by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr(GPtrArray) traits = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_traits_unref);

  for (guint i = 0; i < texts->len; i++)
    {
      IdioText *text = g_ptr_array_index (texts, i);
      g_autoptr(IdioReading) reading = idio_reading_new (text->body);

      g_hash_table_insert (by_id, &text->id, text);
      g_ptr_array_add (traits, idio_traits_new (reading, text->id, text->audience));
    }

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, idio_measured_cards_propose (traits, load_from_texts, by_id));
}

typedef struct
{
  IdioVoice  *voice;
  IdioCorpus *corpus;
} Update;

static void
update_free (Update *update)
{
  g_clear_object (&update->voice);
  g_clear_object (&update->corpus);
  g_free (update);
}

static DexFuture *
update_fiber (gpointer data)
{
  Update *update = data;
  g_autoptr(GPtrArray) texts = NULL;
  g_autoptr(GPtrArray) proposals = NULL;
  GError *error = NULL;

  if (!(texts = dex_await_boxed (idio_corpus_load_texts (update->corpus), &error)) ||
      !(proposals = dex_await_boxed (dex_thread_spawn ("[idiolect-count]", find_thread, g_ptr_array_ref (texts),
                                                       (GDestroyNotify) g_ptr_array_unref),
                                     &error)) ||
      !dex_await (idio_voice_set_measured (update->voice, proposals), &error))
    return dex_future_new_for_error (error);

  return dex_future_new_true ();
}

/**
 * idio_measured_cards_update:
 * @voice: a voice
 * @corpus: the documents
 *
 * Counts again and replaces the measured cards of @voice.
 *
 * Returns: (transfer full): a future that resolves when the new cards are saved
 */
DexFuture *
idio_measured_cards_update (IdioVoice  *voice,
                            IdioCorpus *corpus)
{
  Update *update;

  g_return_val_if_fail (IDIO_IS_VOICE (voice), NULL);
  g_return_val_if_fail (IDIO_IS_CORPUS (corpus), NULL);

  update = g_new0 (Update, 1);
  update->voice = g_object_ref (voice);
  update->corpus = g_object_ref (corpus);

  return idio_fiber_spawn (update_fiber, update, (GDestroyNotify) update_free);
}
