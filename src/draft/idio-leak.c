/* idio-leak.c: what came into a draft from the samples
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "corpus/idio-nick.h"
#include "draft/idio-leak.h"
#include "features/idio-analysis.h"
#include "idio-enums.h"
#include "llm/idio-json.h"
#include "text/idio-run-index.h"

/* Fewer words in a row are anybody's. */
#define PHRASE_WORDS 6

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

/* "Kevin's" names Kevin. */
static char *
dup_name (const char *folded)
{
  gsize length = strlen (folded);

  return g_strndup (folded, length - (g_str_has_suffix (folded, "'s") ? strlen ("'s") : 0));
}

static GHashTable *
collect_words (const IdioWords *words)
{
  GHashTable *set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < words->words->len; i++)
    g_hash_table_add (set, dup_name (idio_words_get (words, i)->folded));

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

static gboolean
is_capitalized (const char *word)
{
  return g_unichar_isupper (g_utf8_get_char (word));
}

/* Whether a sentence may give a capital letter to the word at @start all the same: after a colon or an opening quote. */
static gboolean
begins_anew (const char *text,
             gsize       start)
{
  while (start > 0 && text[start - 1] == ' ')
    start--;

  if (start >= strlen ("“") && memcmp (text + start - strlen ("“"), "“", strlen ("“")) == 0)
    return TRUE;

  return start == 0 || strchr (":\"(*_-", text[start - 1]) != NULL;
}

/* What a sample could give away, as dup_name() of words: its numbers, and the words that have a capital letter where a
 * sentence would not give them one. What stands in its sign-off is the writer's own name, and "I" is nobody's. */
static GHashTable *
collect_facts (const char *sample)
{
  g_autoptr(IdioAnalysis) analysis = idio_analysis_new (sample);
  GHashTable *facts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < analysis->sentences->len; i++)
    {
      const IdioSentence *sentence = idio_analysis_get (analysis, i);
      g_autofree char *text = g_strndup (sample + sentence->start, sentence->length);
      g_autoptr(IdioWords) words = idio_words_new (text);

      if (sentence->cues & IDIO_CUE_CLOSING)
        continue;

      for (guint j = 0; j < words->words->len; j++)
        {
          const IdioWord *word = idio_words_get (words, j);

          if (is_number (word->folded) ||
              (!begins_anew (text, word->start) && is_capitalized (text + word->start) && strcmp (word->folded, "i") != 0 &&
               !g_str_has_prefix (word->folded, "i'")))
            g_hash_table_add (facts, dup_name (word->folded));
        }
    }

  return facts;
}

/* Words that a sample also has in lower case are no names: "Thanks" after a colon, say. */
static GHashTable *
collect_common (const IdioWords *sample,
                const char      *text)
{
  GHashTable *common = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < sample->words->len; i++)
    {
      const IdioWord *word = idio_words_get (sample, i);

      if (!is_capitalized (text + word->start) && !is_number (word->folded))
        g_hash_table_add (common, (gpointer) word->folded);
    }

  return common;
}

/* A sample, up to where it is looked at, with its words. */
typedef struct
{
  gint64     document;
  char      *text;
  IdioWords *words;
} Sample;

static char *
dup_beginning (const char *text,
               gsize       max_bytes)
{
  return g_utf8_make_valid (text, (gssize) strnlen (text, max_bytes));
}

static Sample *
sample_new (const IdioText *text)
{
  Sample *sample = g_new0 (Sample, 1);

  sample->document = text->id;
  sample->text = dup_beginning (text->body, MAX_SAMPLE_BYTES);
  sample->words = idio_words_new (sample->text);

  return sample;
}

static void
sample_free (Sample *sample)
{
  g_free (sample->text);
  idio_words_free (sample->words);
  g_free (sample);
}

static void
find_facts (GPtrArray       *leaks,
            const char      *draft,
            const IdioWords *draft_words,
            GHashTable      *given,
            const Sample    *sample)
{
  g_autoptr(GHashTable) facts = collect_facts (sample->text);
  g_autoptr(GHashTable) common = collect_common (sample->words, sample->text);

  for (guint i = 0; i < draft_words->words->len; i++)
    {
      const IdioWord *word = idio_words_get (draft_words, i);
      g_autofree char *name = dup_name (word->folded);
      gboolean number = is_number (name);

      if (!g_hash_table_contains (facts, name) || g_hash_table_contains (given, name) ||
          (!number && !is_capitalized (draft + word->start)) || g_hash_table_contains (common, name))
        continue;

      add_leak (leaks, number ? IDIO_LEAK_KIND_NUMBER : IDIO_LEAK_KIND_NAME, draft + word->start, word->length,
                sample->document);
    }
}

static void
find_phrases (GPtrArray          *leaks,
              const char         *draft,
              const IdioWords    *draft_words,
              const IdioRunIndex *given,
              const Sample       *sample)
{
  g_autoptr(IdioRunIndex) index = idio_run_index_new (sample->words, PHRASE_WORDS);
  g_autoptr(GArray) runs = idio_run_index_find (index, draft_words);

  for (guint i = 0; i < runs->len; i++)
    {
      const IdioRun *run = &g_array_index (runs, IdioRun, i);
      const IdioWord *first = idio_words_get (draft_words, run->first);
      const IdioWord *last = idio_words_get (draft_words, run->first + run->n_words - 1);

      if (idio_run_index_match (given, draft_words, run->first) < run->n_words)
        add_leak (leaks, IDIO_LEAK_KIND_PHRASE, draft + first->start, last->start + last->length - first->start,
                  sample->document);
    }
}

/**
 * idio_leaks_find:
 * @draft: a draft
 * @given: what the user gave for it: the brief, and who they are
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
  GPtrArray *leaks = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_leak_free);
  g_autofree char *draft_text = dup_beginning (draft, MAX_BYTES);
  g_autofree char *given_text = dup_beginning (given, MAX_BYTES);
  g_autoptr(IdioWords) draft_words = idio_words_new (draft_text);
  g_autoptr(IdioWords) given_words = idio_words_new (given_text);
  g_autoptr(IdioRunIndex) given_runs = idio_run_index_new (given_words, PHRASE_WORDS);
  g_autoptr(GHashTable) given_set = collect_words (given_words);
  g_autoptr(GPtrArray) read = g_ptr_array_new_with_free_func ((GDestroyNotify) sample_free);

  for (guint i = 0; i < samples->len; i++)
    {
      g_ptr_array_add (read, sample_new (g_ptr_array_index (samples, i)));
      find_phrases (leaks, draft_text, draft_words, given_runs, g_ptr_array_index (read, i));
    }

  for (guint i = 0; i < read->len; i++)
    find_facts (leaks, draft_text, draft_words, given_set, g_ptr_array_index (read, i));

  return leaks;
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
