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
#include "idio-enums.h"
#include "llm/idio-json.h"
#include "measure/idio-reading.h"
#include "measure/idio-words.h"

/* Fewer words in a row are anybody's. */
#define PHRASE_WORDS 6

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
  g_autofree char *words = g_strndup (text, length);
  IdioLeak *leak;

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
  g_autoptr(IdioReading) reading = idio_reading_new (sample);
  GHashTable *facts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < reading->sentences->len; i++)
    {
      const IdioSentence *sentence = idio_reading_get (reading, i);
      g_autofree char *text = g_strndup (sample + sentence->start, sentence->length);
      g_autoptr(IdioWords) words = idio_words_new (text);

      if (sentence->marks & IDIO_MARK_CLOSING)
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
static gboolean
is_common_word (const IdioWords *sample,
                const char      *text,
                const char      *folded)
{
  for (guint i = 0; i < sample->words->len; i++)
    {
      const IdioWord *word = idio_words_get (sample, i);

      if (strcmp (word->folded, folded) == 0 && !is_capitalized (text + word->start) && !is_number (folded))
        return TRUE;
    }

  return FALSE;
}

static void
find_facts (GPtrArray       *leaks,
            const char      *draft,
            const IdioWords *draft_words,
            GHashTable      *given,
            const IdioText  *sample,
            const IdioWords *sample_words)
{
  g_autoptr(GHashTable) facts = collect_facts (sample->body);

  for (guint i = 0; i < draft_words->words->len; i++)
    {
      const IdioWord *word = idio_words_get (draft_words, i);
      g_autofree char *name = dup_name (word->folded);
      gboolean number = is_number (name);

      if (!g_hash_table_contains (facts, name) || g_hash_table_contains (given, name) ||
          (!number && !is_capitalized (draft + word->start)) ||
          is_common_word (sample_words, sample->body, name))
        continue;

      add_leak (leaks, number ? IDIO_LEAK_KIND_NUMBER : IDIO_LEAK_KIND_NAME, draft + word->start, word->length,
                sample->id);
    }
}

/* Whether a run of the draft stands in what was given as well. */
static gboolean
is_given (const char      *draft,
          const IdioWords *draft_words,
          const IdioRun   *run,
          const IdioWords *given)
{
  const IdioWord *first = idio_words_get (draft_words, run->first);
  const IdioWord *last = idio_words_get (draft_words, run->first + run->n_words - 1);
  g_autofree char *text = g_strndup (draft + first->start, last->start + last->length - first->start);
  g_autoptr(IdioWords) words = idio_words_new (text);
  g_autoptr(GArray) shared = idio_words_find_shared (words, given, run->n_words);

  return shared->len > 0;
}

static void
find_phrases (GPtrArray       *leaks,
              const char      *draft,
              const IdioWords *draft_words,
              const IdioWords *given,
              const IdioText  *sample,
              const IdioWords *sample_words)
{
  g_autoptr(GArray) runs = idio_words_find_shared (draft_words, sample_words, PHRASE_WORDS);

  for (guint i = 0; i < runs->len; i++)
    {
      const IdioRun *run = &g_array_index (runs, IdioRun, i);
      const IdioWord *first = idio_words_get (draft_words, run->first);
      const IdioWord *last = idio_words_get (draft_words, run->first + run->n_words - 1);

      if (!is_given (draft, draft_words, run, given))
        add_leak (leaks, IDIO_LEAK_KIND_PHRASE, draft + first->start, last->start + last->length - first->start,
                  sample->id);
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
 * Returns: (transfer full) (element-type IdioLeak): what came from @samples and not from @given, phrases first
 */
GPtrArray *
idio_leaks_find (const char *draft,
                 const char *given,
                 GPtrArray  *samples)
{
  GPtrArray *leaks = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_leak_free);
  g_autoptr(IdioWords) draft_words = idio_words_new (draft);
  g_autoptr(IdioWords) given_words = idio_words_new (given);
  g_autoptr(GHashTable) given_set = collect_words (given_words);
  g_autoptr(GPtrArray) all_words = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_words_free);

  for (guint i = 0; i < samples->len; i++)
    {
      const IdioText *sample = g_ptr_array_index (samples, i);

      g_ptr_array_add (all_words, idio_words_new (sample->body));
      find_phrases (leaks, draft, draft_words, given_words, sample, g_ptr_array_index (all_words, i));
    }

  for (guint i = 0; i < samples->len; i++)
    find_facts (leaks, draft, draft_words, given_set, g_ptr_array_index (samples, i), g_ptr_array_index (all_words, i));

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
