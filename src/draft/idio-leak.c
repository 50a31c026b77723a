/* idio-leak.c: what came into a draft from the samples
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "corpus/idio-nick.h"
#include "draft/idio-leak-text.h"
#include "draft/idio-leak.h"
#include "idio-enums.h"
#include "llm/idio-json.h"
#include "text/idio-run-index.h"

/* Fewer words in a row are anybody's. */
#define PHRASE_WORDS 6

/* A phrase that is in so many of the samples is a habit. */
#define HABIT_TEXTS 3

/* Nobody reads more leaks. A draft and what was given for it are looked at up to so many bytes, and a sample too: the model
 * read no more than its beginning. */
#define MAX_LEAKS       100
#define MAX_BYTES       (1 << 20)
#define MAX_SAMPLE_BYTES (1 << 16)

void
idio_leak_free (IdioLeak *leak)
{
  g_free (leak->text);
  g_free (leak);
}

static void
add_leak (GPtrArray    *leaks,
          IdioLeakKind  kind,
          const char   *text,
          gsize         length,
          gint64        document)
{
  g_autofree char *words = NULL;
  IdioLeak *leak;

  if (leaks->len >= MAX_LEAKS)
    return;

  words = g_strndup (text, length);

  for (guint i = 0; i < leaks->len; i++)
    if (strcmp (((IdioLeak *) g_ptr_array_index (leaks, i))->text, words) == 0)
      return;

  leak = g_new0 (IdioLeak, 1);
  leak->kind = kind;
  leak->text = g_steal_pointer (&words);
  leak->document = document;
  g_ptr_array_add (leaks, leak);
}

static GHashTable *
collect_words (const IdioWords *words)
{
  GHashTable *set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < words->words->len; i++)
    g_hash_table_add (set, idio_leak_text_dup_name (idio_words_get (words, i)));

  return set;
}

static gboolean
is_number (const char *word)
{
  for (const char *p = word; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      return TRUE;

  return FALSE;
}

/* A sample, with what it could give away */
typedef struct
{
  gint64        document;
  IdioLeakText *text;
  GHashTable   *facts;   /* numbers and words that are names for sure, as idio_leak_text_dup_name() of them */
  GHashTable   *others;  /* all other words: names, if a draft addresses somebody with them */
  IdioWords    *prose;
  IdioRunIndex *phrases; /* those of @prose */
} Sample;

/* What stands in the sign-off is the writer's own name. */
static gboolean
is_name (const IdioLeakText *text,
         guint               i)
{
  return text->places[i] == IDIO_LEAK_PLACE_ADDRESSEE || idio_leak_text_is_name (text, i);
}

static void
collect_facts (Sample             *sample,
               const IdioLeakText *text)
{
  for (guint i = 0; i < text->words->words->len; i++)
    {
      char *word = idio_leak_text_dup_name (idio_words_get (text->words, i));

      g_hash_table_add (is_number (word) || is_name (text, i) ? sample->facts : sample->others, word);
    }
}

static Sample *
sample_new (const IdioText *text)
{
  Sample *sample = g_new0 (Sample, 1);
  g_autoptr(IdioLeakText) title = idio_leak_text_new (text->title, MAX_SAMPLE_BYTES);
  g_autofree char *prose = NULL;

  sample->document = text->id;
  sample->text = idio_leak_text_new (text->body, MAX_SAMPLE_BYTES);
  sample->facts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  sample->others = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  collect_facts (sample, sample->text);

  /* The model reads titles, too. In many, each word has a capital letter. */
  for (guint i = 0; i < title->words->words->len; i++)
    {
      char *word = idio_leak_text_dup_name (idio_words_get (title->words, i));

      g_hash_table_add (is_number (word) ? sample->facts : sample->others, word);
    }

  prose = idio_leak_text_dup_prose (sample->text);
  sample->prose = idio_words_new (prose);
  sample->phrases = idio_run_index_new (sample->prose, PHRASE_WORDS);

  return sample;
}

static void
sample_free (Sample *sample)
{
  idio_leak_text_free (sample->text);
  g_hash_table_unref (sample->facts);
  g_hash_table_unref (sample->others);
  idio_run_index_free (sample->phrases);
  idio_words_free (sample->prose);
  g_free (sample);
}

/* All that is known when a draft is looked through. Words that stand anywhere in lower case are common, and no names:
 * "Thanks" after a colon. */
typedef struct
{
  IdioLeakText *draft;
  GHashTable   *given;
  IdioRunIndex *given_runs;
  GHashTable   *common;
  GPtrArray    *samples;
  GPtrArray    *leaks;
} Search;

static void
search_clear (Search *search)
{
  g_clear_pointer (&search->draft, idio_leak_text_free);
  g_clear_pointer (&search->given, g_hash_table_unref);
  g_clear_pointer (&search->given_runs, idio_run_index_free);
  g_clear_pointer (&search->common, g_hash_table_unref);
  g_clear_pointer (&search->samples, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, search_clear)

static void
collect_common (GHashTable         *common,
                const IdioLeakText *text)
{
  for (guint i = 0; i < text->words->words->len; i++)
    {
      const IdioWord *word = idio_words_get (text->words, i);

      /* Some write to "hi ann". */
      if (text->places[i] != IDIO_LEAK_PLACE_ADDRESSEE && !idio_leak_text_is_capitalized (text, word))
        g_hash_table_add (common, idio_leak_text_dup_name (word));
    }
}

static gboolean
is_leak (const Search *search,
         const Sample *sample,
         guint         i)
{
  const IdioLeakText *draft = search->draft;
  const IdioWord *word = idio_words_get (draft->words, i);
  g_autofree char *name = idio_leak_text_dup_name (word);
  gboolean fact = g_hash_table_contains (sample->facts, name);

  if (g_hash_table_contains (search->given, name))
    return FALSE;

  if (is_number (name))
    return fact;

  if (draft->places[i] == IDIO_LEAK_PLACE_ADDRESSEE)
    return fact || (g_hash_table_contains (sample->others, name) && !idio_leak_text_is_listed (draft, word));

  return fact && idio_leak_text_is_capitalized (draft, word) && !g_hash_table_contains (search->common, name) &&
         (draft->places[i] == IDIO_LEAK_PLACE_WITHIN || !idio_leak_text_is_listed (draft, word));
}

/* Whether two words are parts of one number, as in that of a telephone. */
static gboolean
is_joined (const IdioLeakText *draft,
           guint               i)
{
  const IdioWord *word = idio_words_get (draft->words, i), *next = idio_words_get (draft->words, i + 1);
  gsize end = word->start + word->length;

  return is_number (word->folded) && is_number (next->folded) &&
         strspn (draft->text + end, " -/.()") >= next->start - end;
}

static void
find_facts (const Search *search,
            const Sample *sample)
{
  const IdioLeakText *draft = search->draft;

  for (guint i = 0; i < draft->words->words->len; i++)
    {
      const IdioWord *first = idio_words_get (draft->words, i), *last = first;

      if (!is_leak (search, sample, i))
        continue;

      while (i + 1 < draft->words->words->len && is_joined (draft, i) && is_leak (search, sample, i + 1))
        last = idio_words_get (draft->words, ++i);

      add_leak (search->leaks, is_number (first->folded) ? IDIO_LEAK_KIND_NUMBER : IDIO_LEAK_KIND_NAME,
                draft->text + first->start, last->start + last->length - first->start, sample->document);
    }
}

/* What a writer says in one text after the other is a habit, which drafts are to have. */
static gboolean
is_habit (const Search  *search,
          const IdioRun *run)
{
  guint n = 0;

  for (guint i = 0; i < search->samples->len && n < HABIT_TEXTS; i++)
    {
      const Sample *sample = g_ptr_array_index (search->samples, i);

      n += idio_run_index_match (sample->phrases, search->draft->words, run->first) >= run->n_words;
    }

  return n >= HABIT_TEXTS;
}

static void
add_phrase (const Search  *search,
            const Sample  *sample,
            const IdioRun *run)
{
  const IdioWords *words = search->draft->words;
  const IdioWord *first, *last;

  if (run->n_words < PHRASE_WORDS || is_habit (search, run))
    return;

  first = idio_words_get (words, run->first);
  last = idio_words_get (words, run->first + run->n_words - 1);
  add_leak (search->leaks, IDIO_LEAK_KIND_PHRASE, search->draft->text + first->start,
            last->start + last->length - first->start, sample->document);
}

/* What the user gave is no leak, whatever is said of it in another text, too: "you can bring" before what they asked for
 * are three words. */
static void
find_phrases (const Search *search,
              const Sample *sample)
{
  const IdioWords *words = search->draft->words;
  g_autoptr(GArray) runs = idio_run_index_find (sample->phrases, words);

  for (guint i = 0; i < runs->len; i++)
    {
      const IdioRun *run = &g_array_index (runs, IdioRun, i);
      guint end = run->first + run->n_words;
      IdioRun rest = { run->first, 0 };

      for (guint j = run->first; j < end;)
        {
          guint n_given = idio_run_index_match (search->given_runs, words, j);

          if (n_given > 0)
            {
              add_phrase (search, sample, &rest);
              rest = (IdioRun) { j + n_given, 0 };
              j += n_given;
            }
          else
            {
              rest.n_words++;
              j++;
            }
        }

      add_phrase (search, sample, &rest);
    }
}

/**
 * idio_leaks_find:
 * @draft: a draft
 * @given: what the user gave for it: the brief, who they are, and the cards they kept
 * @samples: (element-type IdioText): the texts that the model saw
 *
 * May be called from any thread.
 *
 * Returns: (transfer full) (element-type IdioLeak): what came from @samples and not from @given, phrases first; some of
 *   it where that is very much
 */
GPtrArray *
idio_leaks_find (const char *draft,
                 const char *given,
                 GPtrArray  *samples)
{
  g_autoptr(IdioLeakText) given_text = idio_leak_text_new (given, MAX_BYTES);
  g_auto(Search) search = {
    .draft = idio_leak_text_new (draft, MAX_BYTES),
    .given = collect_words (given_text->words),
    .given_runs = idio_run_index_new (given_text->words, PHRASE_WORDS),
    .common = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .samples = g_ptr_array_new_with_free_func ((GDestroyNotify) sample_free),
    .leaks = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_leak_free),
  };

  collect_common (search.common, search.draft);
  collect_common (search.common, given_text);

  for (guint i = 0; i < samples->len; i++)
    {
      Sample *sample = sample_new (g_ptr_array_index (samples, i));

      collect_common (search.common, sample->text);
      g_ptr_array_add (search.samples, sample);
    }

  for (guint i = 0; i < samples->len; i++)
    find_phrases (&search, g_ptr_array_index (search.samples, i));

  for (guint i = 0; i < samples->len; i++)
    find_facts (&search, g_ptr_array_index (search.samples, i));

  return search.leaks;
}

/**
 * idio_leaks_to_json:
 * @leaks: (element-type IdioLeak): leaks
 *
 * Returns: (transfer full): the leaks as a JSON array
 */
char *
idio_leaks_to_json (GPtrArray *leaks)
{
  g_autoptr(JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr(JsonNode) root = NULL;

  json_builder_begin_array (builder);

  for (guint i = 0; i < leaks->len; i++)
    {
      const IdioLeak *leak = g_ptr_array_index (leaks, i);

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "kind");
      json_builder_add_string_value (builder, idio_nick_from_value (IDIO_TYPE_LEAK_KIND, (gint) leak->kind));
      json_builder_set_member_name (builder, "text");
      json_builder_add_string_value (builder, leak->text);
      json_builder_set_member_name (builder, "document");
      json_builder_add_int_value (builder, leak->document);
      json_builder_end_object (builder);
    }

  json_builder_end_array (builder);
  root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}

/**
 * idio_leaks_from_json:
 * @json: what idio_leaks_to_json() gave
 *
 * Returns: (transfer full) (element-type IdioLeak): the leaks; what is no leak is passed over
 */
GPtrArray *
idio_leaks_from_json (const char *json)
{
  GPtrArray *leaks = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_leak_free);
  g_autoptr(JsonNode) root = idio_json_parse (json);
  JsonArray *array = root != NULL && JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      const char *text = idio_json_get_string (object, "text");
      IdioLeakKind kind;

      if (text != NULL && idio_nick_to_value (IDIO_TYPE_LEAK_KIND, idio_json_get_string (object, "kind"), &kind))
        add_leak (leaks, kind, text, strlen (text), idio_json_get_int (object, "document", 0));
    }

  return leaks;
}
