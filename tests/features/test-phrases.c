/* test-phrases.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>
#include <string.h>

#include <gio/gio.h>

#include "features/idio-phrases.h"
#include "text/idio-ngrams.h"

static char *
list_ngrams (const char * const *texts,
             const guint        *groups,
             guint               n_texts,
             guint               least)
{
  g_autoptr(IdioNgrams) ngrams = idio_ngrams_new (texts, groups, n_texts, least);
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < ngrams->found->len; i++)
    {
      const IdioNgram *ngram = idio_ngrams_get (ngrams, i);

      g_ptr_array_add (lines, g_strdup_printf ("%.*s %u/%u", ngram->length, texts[ngram->text] + ngram->start, ngram->n,
                                               ngram->n_groups));
    }

  g_ptr_array_sort_values (lines, (GCompareFunc) strcmp);
  g_ptr_array_add (lines, NULL);

  return g_strjoinv (", ", (char **) lines->pdata);
}

static void
test_ngrams (void)
{
  static const char * const texts[] = {
    "let me know if you can. Let me know, please.",
    "LET ME KNOW in Boston. let me see 3 know", /* capitals within a sentence are names */
    "Let me",
  };
  static const guint groups[] = { 0, 1, 1 };
  g_autofree char *all = list_ngrams (texts, groups, 3, 2);
  g_autofree char *often = list_ngrams (texts, groups, 3, 3);
  g_autoptr(IdioNgrams) none = idio_ngrams_new (texts, groups, 0, 1);
  g_autoptr(IdioNgrams) first = idio_ngrams_new (texts, groups, 1, 1);

  g_assert_cmpstr (all, ==, "know 3/2, let 5/2, let me 4/2, let me know 2/1, me 4/2, me know 2/1");
  g_assert_cmpstr (often, ==, "know 3/2, let 5/2, let me 4/2, me 4/2");
  g_assert_cmpuint (none->found->len, ==, 0);

  /* Six words and three, and one. */
  g_assert_cmpuint (first->n_places[0], ==, 10);
  g_assert_cmpuint (first->n_places[1], ==, 7);
  g_assert_cmpuint (first->n_places[2], ==, 5);
  g_assert_cmpuint (first->n_places[3], ==, 3);
}

/* 10 of 1,000 against 20 of 100,000: the prior is 1000 × 20 / 100,000 = 0.2. */
static void
test_log_odds (void)
{
  double z, none;
  double log_odds = idio_phrases_get_log_odds (10, 1000, 20, 100000, &z);
  double expected = log (10.2 / (2000 - 10.2)) - log (20.2 / (101000 - 20.2));

  g_assert_cmpfloat_with_epsilon (log_odds, expected, 1e-12);
  g_assert_cmpfloat_with_epsilon (z, expected / sqrt (1 / 10.2 + 1 / 20.2), 1e-12);

  /* As often as in the reference is nothing. */
  none = idio_phrases_get_log_odds (20, 100000, 20, 100000, &z);
  g_assert_cmpfloat_with_epsilon (none, 0, 1e-12);
  g_assert_cmpfloat_with_epsilon (z, 0, 1e-12);
}

#define REFERENCE(counts) \
  "{\"genre\": \"post\", \"measures\": {}, \"habits\": {}, \"phrases\": {\"least\": 2, \"places-2\": 10000, " \
  "\"places-3\": 9000, \"places-4\": 8000, \"counts\": {" counts "}}}"

static void
test_find (void)
{
  static const char * const texts[] = {
    "I saw it at the end of the day. The boat was green.",
    "At the end of the day we left. Of the boats one was red.",
    "It is late at the end of the day. Ask for Ann Lee.",
    "We had it at the end of the day for all of the men. Ask for Ann Lee.",
    "Not at the end of the week. Ask for Ann Lee, of the club.",
  };
  g_autoptr(GError) error = NULL;
  g_autoptr(IdioReference) reference = idio_reference_new (REFERENCE ("\"of the\": 300, \"at the\": 200"), -1, &error);
  g_autoptr(GPtrArray) phrases = NULL;
  g_autoptr(GString) list = g_string_new (NULL);

  g_assert_no_error (error);
  phrases = idio_phrases_find (texts, G_N_ELEMENTS (texts), reference);

  for (guint i = 0; i < phrases->len; i++)
    {
      const IdioPhrase *phrase = g_ptr_array_index (phrases, i);

      g_string_append_printf (list, "%s%s %u/%u", i > 0 ? ", " : "", phrase->words, phrase->n, phrase->n_texts);
      g_assert_cmpfloat (phrase->z, >=, 3);
      g_assert_cmpstr (phrase->words, !=, "of the");
    }

  /* "of the" is what everybody says, and names are nobody's phrases. Phrases have four words at most. */
  g_assert_nonnull (strstr (list->str, "at the end of 5/5"));
  g_assert_null (strstr (list->str, "ann"));
  g_ptr_array_unref (g_steal_pointer (&phrases));

  phrases = idio_phrases_find (texts, 0, reference);
  g_assert_cmpuint (phrases->len, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/phrases/ngrams", test_ngrams);
  g_test_add_func ("/phrases/log-odds", test_log_odds);
  g_test_add_func ("/phrases/find", test_find);

  return g_test_run ();
}
