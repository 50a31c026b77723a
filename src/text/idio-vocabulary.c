/* idio-vocabulary.c: all word lists of a language as one table
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <gio/gio.h>

#include "text/idio-vocabulary.h"

#define ALL     0xffu
#define ENGLISH (1u << IDIO_LANGUAGE_ENGLISH)

/* What the lists are called below data/words/LANGUAGE, and the languages that have them. */
static const struct
{
  const char *name;
  guint       languages;
} lists[IDIO_N_CATEGORIES] = {
  [IDIO_CATEGORY_FUNCTION_WORD] = { "function-words", ALL },
  [IDIO_CATEGORY_ABBREVIATION] = { "abbreviations", ALL },
  [IDIO_CATEGORY_GREETING] = { "greetings", ALL },
  [IDIO_CATEGORY_CLOSING] = { "sign-offs", ALL },
  [IDIO_CATEGORY_THANKS] = { "thanks", ALL },
  [IDIO_CATEGORY_APOLOGY] = { "apologies", ALL },
  [IDIO_CATEGORY_PLEASE] = { "please", ALL },
  [IDIO_CATEGORY_SOFT_REQUEST] = { "soft-requests", ALL },
  [IDIO_CATEGORY_IMPERATIVE] = { "imperatives", ALL },
  [IDIO_CATEGORY_HEDGE] = { "hedges", ALL },
  [IDIO_CATEGORY_BOOSTER] = { "boosters", ALL },
  [IDIO_CATEGORY_FIRST_PERSON] = { "first-person", ALL },
  [IDIO_CATEGORY_FIRST_PLURAL] = { "first-plural", ALL },
  [IDIO_CATEGORY_SECOND_PERSON] = { "second-person", ALL },
  [IDIO_CATEGORY_DISCOURSE] = { "discourse", ALL },
  [IDIO_CATEGORY_CONJUNCTION] = { "conjunctions", ALL },
  [IDIO_CATEGORY_SUBORDINATOR] = { "subordinators", ALL },
  [IDIO_CATEGORY_NEGATION] = { "negations", ALL },
  [IDIO_CATEGORY_MODAL] = { "modals", ALL },
  [IDIO_CATEGORY_TIME] = { "time", ALL },
  [IDIO_CATEGORY_NUMBER] = { "numbers", ALL },
  [IDIO_CATEGORY_INFORMAL] = { "informal", ALL },
  [IDIO_CATEGORY_SHORTHAND] = { "shorthand", ALL },
  [IDIO_CATEGORY_CONTRACTION] = { "contractions", ENGLISH },
  [IDIO_CATEGORY_FULL_FORM] = { "full-forms", ENGLISH },
  [IDIO_CATEGORY_BE] = { "be", ENGLISH },
  [IDIO_CATEGORY_PARTICIPLE] = { "participles", ENGLISH },
  [IDIO_CATEGORY_NO_ADVERB] = { "no-adverbs", ENGLISH },
  [IDIO_CATEGORY_TYPO] = { "typos", ENGLISH },
  [IDIO_CATEGORY_BRITISH] = { "british", ENGLISH },
  [IDIO_CATEGORY_AMERICAN] = { "american", ENGLISH },
};

/* A word or phrase by the hash of its tokens. */
typedef struct
{
  guint64  hash;
  guint32  categories;
  gboolean is_prefix; /* a longer phrase begins with it */
} Entry;

struct _IdioVocabulary
{
  Entry *entries;
  guint  n_entries;
  guint  mask;
};

/* The hashes of words are well spread in their upper half. */
static guint
get_slot (const IdioVocabulary *self,
          guint64               hash)
{
  return (guint) (hash >> 32) & self->mask;
}

static const Entry *
find_entry (const IdioVocabulary *self,
            guint64               hash)
{
  for (guint i = get_slot (self, hash); self->entries[i].hash != 0; i = (i + 1) & self->mask)
    if (self->entries[i].hash == hash)
      return &self->entries[i];

  return NULL;
}

static Entry *
add_entry (IdioVocabulary *self,
           guint64         hash)
{
  Entry *entry = (Entry *) find_entry (self, hash);
  guint i = get_slot (self, hash);

  if (entry != NULL)
    return entry;

  while (self->entries[i].hash != 0)
    i = (i + 1) & self->mask;

  self->entries[i].hash = hash;
  self->n_entries++;

  return &self->entries[i];
}

/* Keeps the table at most half full. */
static void
make_room (IdioVocabulary *self)
{
  g_autofree Entry *old = self->entries;
  guint n_old = old != NULL ? self->mask + 1 : 0;

  self->mask = MAX (1024, 2 * n_old) - 1;
  self->entries = g_new0 (Entry, self->mask + 1);
  self->n_entries = 0;

  for (guint i = 0; i < n_old; i++)
    if (old[i].hash != 0)
      *add_entry (self, old[i].hash) = old[i];
}

static void
add_phrase (IdioVocabulary *self,
            const char     *phrase,
            gsize           length,
            guint32         category)
{
  g_autoptr(IdioTokens) tokens = idio_tokens_new (phrase, length);
  guint64 hash = 0;

  /* The last one is the break. */
  for (guint i = 0; i + 1 < tokens->n_items; i++)
    {
      Entry *entry;

      if (2 * self->n_entries >= self->mask)
        make_room (self);

      hash = i > 0 ? idio_token_hash_extend (hash, tokens->items[i].hash) : tokens->items[i].hash;
      entry = add_entry (self, hash);

      if (i + 2 < tokens->n_items)
        entry->is_prefix = TRUE;
      else
        entry->categories |= category;
    }
}

static void
add_list (IdioVocabulary *self,
          const char     *folder,
          const char     *name,
          guint32         bit)
{
  g_autofree char *path = g_strdup_printf (RESOURCE_PATH "/words/%s/%s.txt", folder, name);
  g_autoptr(GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  const char *line, *end, *line_end;

  if (bytes == NULL)
    g_error ("The word list %s is missing", path);

  line = g_bytes_get_data (bytes, NULL);
  end = line + g_bytes_get_size (bytes);

  for (; line < end; line = line_end + 1)
    {
      if (!(line_end = memchr (line, '\n', (gsize) (end - line))))
        line_end = end;

      if (*line != '#')
        add_phrase (self, line, (gsize) (line_end - line), bit);
    }
}

/* The vocabulary of each language; in place of one of other languages one of all, whose categories are languages. */
static IdioVocabulary **
get_vocabularies (void)
{
  static IdioVocabulary *vocabularies[IDIO_N_LANGUAGES];
  static gsize once;

  if (g_once_init_enter (&once))
    {
      for (guint i = 0; i < IDIO_N_LANGUAGES; i++)
        {
          vocabularies[i] = g_new0 (IdioVocabulary, 1);
          make_room (vocabularies[i]);
        }

      add_list (vocabularies[IDIO_LANGUAGE_OTHER], "other", "function-words", 1u << IDIO_LANGUAGE_OTHER);

      for (guint i = IDIO_LANGUAGE_ENGLISH; i < IDIO_N_LANGUAGES; i++)
        for (guint j = 0; j < IDIO_N_CATEGORIES; j++)
          if (lists[j].languages & (1u << i))
            {
              add_list (vocabularies[i], idio_language_get_folder (i), lists[j].name, IDIO_CATEGORY_BIT (j));

              /* Abbreviations are much the same everywhere, or words elsewhere. */
              if (j != IDIO_CATEGORY_ABBREVIATION && j != IDIO_CATEGORY_SHORTHAND)
                add_list (vocabularies[IDIO_LANGUAGE_OTHER], idio_language_get_folder (i), lists[j].name, 1u << i);
            }

      g_once_init_leave (&once, 1);
    }

  return vocabularies;
}

/**
 * idio_vocabulary_get:
 * @language: a language
 *
 * Lists are parts of the program: one that is missing is a mistake in it. May be called from any thread.
 *
 * Returns: (transfer none) (nullable): its word lists; %NULL for %IDIO_LANGUAGE_OTHER
 */
const IdioVocabulary *
idio_vocabulary_get (IdioLanguage language)
{
  return language != IDIO_LANGUAGE_OTHER ? get_vocabularies ()[language] : NULL;
}

/**
 * idio_vocabulary_get_languages:
 *
 * May be called from any thread.
 *
 * Returns: (transfer none): the words of all languages; their categories are bits 1 << #IdioLanguage
 */
const IdioVocabulary *
idio_vocabulary_get_languages (void)
{
  return get_vocabularies ()[IDIO_LANGUAGE_OTHER];
}

/**
 * idio_vocabulary_find:
 * @self: a vocabulary
 * @hash: the hash of a token
 *
 * Returns: the categories of the word, as bits
 */
guint32
idio_vocabulary_find (const IdioVocabulary *self,
                      guint64               hash)
{
  const Entry *entry = find_entry (self, hash);

  return entry != NULL ? entry->categories : 0;
}

/* The categories of the longest phrase at @i that has any, and how many tokens it has. */
static guint32
find_phrase (const IdioVocabulary *self,
             const IdioTokens     *tokens,
             guint                 i,
             const Entry          *entry,
             guint                *n_tokens)
{
  guint64 hash = entry->hash;
  guint32 categories = 0;

  for (guint j = i + 1; entry->is_prefix && j < tokens->n_items && tokens->items[j].kind != IDIO_TOKEN_BREAK; j++)
    {
      hash = idio_token_hash_extend (hash, tokens->items[j].hash);

      if (!(entry = find_entry (self, hash)))
        break;

      if (entry->categories != 0)
        {
          categories = entry->categories;
          *n_tokens = j + 1 - i;
        }
    }

  return categories;
}

/**
 * idio_vocabulary_mark:
 * @self: a vocabulary
 * @tokens: tokens of a text in its language
 *
 * Sets the categories of each token: those of the word itself, and on the first token of a phrase those of the
 * longest phrase. Within a phrase no word counts again for a category of the phrase.
 */
void
idio_vocabulary_mark (const IdioVocabulary *self,
                      IdioTokens           *tokens)
{
  guint32 covered = 0;
  guint covered_end = 0;

  for (guint i = 0; i < tokens->n_items; i++)
    {
      const Entry *entry = find_entry (self, tokens->items[i].hash);
      guint32 phrase;
      guint n_tokens;

      if (i >= covered_end)
        covered = 0;

      if (entry == NULL)
        continue;

      tokens->items[i].categories = entry->categories & ~covered;

      if (!entry->is_prefix || !(phrase = find_phrase (self, tokens, i, entry, &n_tokens)) || (phrase & covered))
        continue;

      tokens->items[i].categories |= phrase;
      covered |= phrase;
      covered_end = MAX (covered_end, i + n_tokens);
    }
}
