/* idio-note-habits.c: whether a short note shows the habits it was asked for, by counting
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "llm/idio-json.h"
#include "llm/idio-note-habits.h"

/* A model that keeps its sentences short does not count their words. */
#define SPARE_WORDS 3

/* Quotation marks and dashes differ between models in ways that no habit is about, and so do letter case and spaces. */
static char *
fold (const char *text)
{
  static const struct { const char *mark, *plain; } marks[] = {
    { "’", "'" }, { "‘", "'" }, { "“", "\"" }, { "”", "\"" }, { "—", "-" }, { "–", "-" },
  };
  g_autoptr(GString) plain = g_string_new (text);
  g_auto(GStrv) words = NULL;
  g_autoptr(GStrvBuilder) kept = g_strv_builder_new ();
  g_auto(GStrv) kept_words = NULL;
  g_autofree char *joined = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    g_string_replace (plain, marks[i].mark, marks[i].plain, 0);

  words = g_strsplit_set (plain->str, " \t\r\n", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_strv_builder_add (kept, words[i]);

  kept_words = g_strv_builder_end (kept);
  joined = g_strjoinv (" ", kept_words);

  return g_utf8_casefold (joined, -1);
}

static gboolean
ends_with (const char *note,
           const char *end)
{
  gsize length = strlen (note);

  while (length > 0 && strchr (".,!\"' ", note[length - 1]) != NULL)
    length--;

  return length >= strlen (end) && strncmp (note + length - strlen (end), end, strlen (end)) == 0;
}

static gboolean
ends_sentence (const char *p)
{
  return *p == '\n' || (strchr (".!?", *p) != NULL && (p[1] == '\0' || g_ascii_isspace (p[1])));
}

static guint
count_longest_sentence (const char *note)
{
  guint n_words = 0, longest = 0;
  gboolean in_word = FALSE;

  for (const char *p = note; *p != '\0'; p++)
    {
      if (!g_ascii_isspace (*p) && !in_word)
        n_words++;

      in_word = !g_ascii_isspace (*p);
      longest = MAX (longest, n_words);

      if (ends_sentence (p))
        n_words = 0;
    }

  return longest;
}

static guint
count_occurrences (const char *text,
                   const char *part)
{
  guint n = 0;

  for (const char *p = strstr (text, part); p != NULL; p = strstr (p + strlen (part), part))
    n++;

  return n;
}

static gboolean
stands_before (const char *note,
               const char *first,
               const char *then)
{
  const char *a = strstr (note, first), *b = strstr (note, then);

  return a != NULL && b != NULL && a < b;
}

static gboolean
shows (JsonObject *habit,
       const char *note)
{
  const char *kind = idio_json_get_string (habit, "kind");
  g_autofree char *folded = fold (note);
  g_autofree char *value = fold (idio_json_get_string (habit, "value"));

  /* An empty note breaks no rule that forbids something, and keeps none. */
  if (*folded == '\0')
    return FALSE;

  if (g_str_equal (kind, "first"))
    return g_str_has_prefix (folded, value);

  if (g_str_equal (kind, "last"))
    return ends_with (folded, value);

  if (g_str_equal (kind, "never"))
    return strstr (folded, value) == NULL;

  if (g_str_equal (kind, "once"))
    return count_occurrences (folded, value) == 1;

  if (g_str_equal (kind, "before"))
    return stands_before (folded, value, idio_json_get_string (habit, "then"));

  g_return_val_if_fail (g_str_equal (kind, "short"), FALSE);

  return count_longest_sentence (note) <= g_ascii_strtoull (value, NULL, 10) + SPARE_WORDS;
}

/**
 * idio_note_habits_format:
 * @habits: habits, as in `data/capability.json`
 *
 * Returns: (transfer full): the habits as a list for a prompt
 */
char *
idio_note_habits_format (JsonArray *habits)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (habits); i++)
    g_string_append_printf (list, "%s- %s", i > 0 ? "\n" : "",
                            idio_json_get_string (json_array_get_object_element (habits, i), "say"));

  return g_string_free_and_steal (list);
}

/**
 * idio_note_habits_count:
 * @habits: habits, as in `data/capability.json`
 * @note: what a model wrote
 *
 * Returns: how many of the habits @note shows
 */
guint
idio_note_habits_count (JsonArray  *habits,
                        const char *note)
{
  guint n = 0;

  for (guint i = 0; i < json_array_get_length (habits); i++)
    n += shows (json_array_get_object_element (habits, i), note);

  return n;
}
