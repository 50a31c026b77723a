/* idio-brief-person.c: “Tell her that your train is late” as the writer says it: “Tell her that my train is late”
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "draft/idio-brief-person.h"
#include "text/idio-lexicon.h"
#include "text/idio-words.h"

static const char *
get_folded (IdioWords *words,
            guint      i)
{
  return i < words->words->len ? idio_words_get (words, i)->folded : "";
}

/* A request that uses the first person means the reader by “you”, and what is quoted is to be said as it stands. */
static gboolean
says_you_for_writer (IdioWords  *words,
                     const char *request)
{
  const IdioWord *first;

  if (words->words->len == 0 || strpbrk (request, "\"") != NULL || strstr (request, "“") != NULL ||
      strstr (request, "”") != NULL || !idio_lexicon_contains (IDIO_LEXICON ("en/reporting-orders.txt"), get_folded (words, 0)))
    return FALSE;

  /* “Write: your train is late” and “Thank you for your time” dictate. */
  first = idio_words_get (words, 0);

  if (request[first->start + first->length] == ':' || g_str_equal (get_folded (words, 1), "you"))
    return FALSE;

  for (guint i = 0; i < words->words->len; i++)
    if (idio_lexicon_contains (IDIO_LEXICON ("en/first-person.txt"), get_folded (words, i)) ||
        idio_lexicon_contains (IDIO_LEXICON ("en/first-plural.txt"), get_folded (words, i)))
      return FALSE;

  return TRUE;
}

/* Whether nothing but spaces stands between a word and the next one. */
static gboolean
goes_on (IdioWords  *words,
         guint       i,
         const char *request)
{
  const IdioWord *word = idio_words_get (words, i), *next;
  gsize end = word->start + word->length;

  if (i + 1 == words->words->len)
    return FALSE;

  next = idio_words_get (words, i + 1);

  return strspn (request + end, " \t\r\n") == next->start - end;
}

/* “Thank you” and “see you” are said to the reader. */
static gboolean
is_courtesy (const char *before)
{
  static const char * const verbs[] = { "thank", "see", "miss", "love", NULL };

  return g_strv_contains (verbs, before);
}

/* “As you” begins a clause, in which it is the subject. */
static gboolean
is_object (IdioWords  *words,
           guint       i,
           const char *request)
{
  const char *before = i > 0 ? get_folded (words, i - 1) : "";
  const char *after = get_folded (words, i + 1);

  return !goes_on (words, i, request) || g_ascii_isdigit (*after) ||
         idio_lexicon_contains (IDIO_LEXICON ("en/no-verbs.txt"), after) ||
         (idio_lexicon_contains (IDIO_LEXICON ("en/prepositions.txt"), before) && !g_str_equal (before, "as"));
}

static const char *
get_first_person (IdioWords  *words,
                  guint       i,
                  const char *request)
{
  static const struct { const char *second, *first; } pairs[] = {
    { "your", "my" }, { "yours", "mine" }, { "yourself", "myself" }, { "you're", "I'm" }, { "you've", "I've" },
    { "you'll", "I'll" }, { "you'd", "I'd" },
  };
  const char *word = get_folded (words, i);

  for (guint j = 0; j < G_N_ELEMENTS (pairs); j++)
    if (g_str_equal (word, pairs[j].second))
      return pairs[j].first;

  if (!g_str_equal (word, "you") || (i > 0 && is_courtesy (get_folded (words, i - 1))))
    return NULL;

  return is_object (words, i, request) ? "me" : "I";
}

/* “Are” and “were” beside a “you” that becomes “I”. */
static const char *
get_verb (IdioWords  *words,
          guint       i,
          const char *request)
{
  const char *before = i > 0 ? get_first_person (words, i - 1, request) : NULL;

  if (g_strcmp0 (before, "I") != 0)
    return NULL;

  if (g_str_equal (get_folded (words, i), "are"))
    return "am";

  return g_str_equal (get_folded (words, i), "were") ? "was" : NULL;
}

static void
append_word (GString    *text,
             const char *word,
             gboolean    capital)
{
  g_string_append_c (text, capital ? g_ascii_toupper (*word) : *word);
  g_string_append (text, word + 1);
}

/**
 * idio_brief_person_to_first:
 * @request: what is to be written, as the user asks for it
 *
 * In “Tell her that your train is late” the writer is “you”. A small model says that to the reader as it stands, so that
 * it becomes “Tell her that my train is late” before such a model gets it. This is done for English, and only if the
 * request is an order and says nowhere “I” or “we”; all else stays as it is.
 *
 * Returns: (transfer full): the request with the writer in the first person
 */
char *
idio_brief_person_to_first (const char *request)
{
  g_autoptr(IdioWords) words = idio_words_new (request);
  GString *text;
  gsize position = 0;

  if (!says_you_for_writer (words, request))
    return g_strdup (request);

  text = g_string_new (NULL);

  for (guint i = 0; i < words->words->len; i++)
    {
      const IdioWord *word = idio_words_get (words, i);
      const char *first = get_first_person (words, i, request);

      if (first == NULL)
        first = get_verb (words, i, request);

      if (first == NULL)
        continue;

      g_string_append_len (text, request + position, (gssize) (word->start - position));
      append_word (text, first, g_ascii_isupper (request[word->start]));
      position = word->start + word->length;
    }

  g_string_append (text, request + position);

  return g_string_free_and_steal (text);
}
