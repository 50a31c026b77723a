/* test-reference.c: what others do, by genre and language
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "features/idio-reference.h"

#define PHRASES "\"phrases\": {\"least\": 2, \"places-2\": 10000, \"places-3\": 9000, \"places-4\": 8000, \"counts\": {}}"
#define HABITS(habits) "{\"genre\": \"mail\", \"measures\": {}, \"habits\": {" habits "}, " PHRASES "}"
#define MEASURES(measures) "{\"genre\": \"mail\", \"measures\": {" measures "}, \"habits\": {}, " PHRASES "}"

static void
test_read (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(IdioReference) reference =
    idio_reference_new (HABITS ("\"emoji\": {\"usual\": 0.4, \"n-writers\": 3, \"writers\": [0, 0, 1.5]}, "
                                "\"of-a-newer-program\": {\"usual\": 1, \"n-writers\": 0, \"writers\": []}"), -1, &error);
  const IdioReferenceRate *rate;

  g_assert_no_error (error);
  g_assert_cmpint (idio_reference_get_genre (reference), ==, IDIO_GENRE_MAIL);
  g_assert_null (idio_reference_get_rate (reference, "dashes"));
  g_assert_null (idio_reference_get_range (reference, IDIO_MEASURE_LENGTH));
  g_assert_true (isnan (idio_reference_get_share_below (reference, IDIO_MEASURE_LENGTH, 100)));

  rate = idio_reference_get_rate (reference, "emoji");
  g_assert_nonnull (rate);
  g_assert_cmpfloat_with_epsilon (rate->usual, 0.4, 1e-9);
  g_assert_cmpuint (rate->n_writers, ==, 3);
  g_assert_cmpfloat_with_epsilon (rate->writers[2], 1.5, 1e-9);
}

/* Empty, cut, of another kind, made by hand, or of an older program. */
static void
test_damaged (void)
{
  static const char * const bad[] = {
    "", "[]", "{", "null", "{}", "{\"genre\": 3}", "{\"genre\": \"letters\"}", "{\"genre\": \"mail\", \"measures\": []}",
    "{\"genre\": \"public posts\", \"whose\": \"61 writers\", \"measures\": {}, " PHRASES "}",
    "{\"genre\": \"mail\", \"measures\": {}, " PHRASES "}",
    "{\"genre\": \"mail\", \"measures\": {}, \"habits\": {}}",
    "{\"genre\": \"mail\", \"measures\": {}, \"habits\": {}, \"phrases\": {\"least\": 2}}",
    HABITS ("\"emoji\": 3"),
    HABITS ("\"emoji\": {}"),
    HABITS ("\"emoji\": {\"usual\": -1, \"n-writers\": 1, \"writers\": [1]}"),
    HABITS ("\"emoji\": {\"usual\": 1e999, \"n-writers\": 1, \"writers\": [1]}"),
    HABITS ("\"emoji\": {\"usual\": \"1\", \"n-writers\": 1, \"writers\": [1]}"),
    HABITS ("\"emoji\": {\"usual\": 1, \"n-writers\": 2, \"writers\": [1]}"),
    HABITS ("\"emoji\": {\"usual\": 1, \"n-writers\": -1, \"writers\": []}"),
    HABITS ("\"emoji\": {\"usual\": 1, \"n-writers\": 2000000000, \"writers\": []}"),
    HABITS ("\"emoji\": {\"usual\": 1, \"n-writers\": 2, \"writers\": [2, 1]}"),
    HABITS ("\"emoji\": {\"usual\": 1, \"n-writers\": 1, \"writers\": [null]}"),
    HABITS ("\"emoji\": {\"usual\": 1, \"n-writers\": 1, \"writers\": 1}"),
    MEASURES ("\"length\": 3"),
    MEASURES ("\"length\": {\"n-documents\": 2, \"documents\": [7,6,5,4,3,2,1], \"n-writers\": 1, "
              "\"writers\": [1,2,3,4,5,6,7]}"),
    MEASURES ("\"length\": {\"n-documents\": 2, \"documents\": [1,2,3], \"n-writers\": 1, \"writers\": [1,2,3]}"),
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(IdioReference) none = idio_reference_new (bad[i], -1, &error);

      g_test_message ("%s: %s", bad[i], error != NULL ? error->message : "no error");
      g_assert_null (none);
      g_assert_nonnull (error);
    }
}

/* Those that come with the program say whose they are, and those that do not are missing. */
static void
test_built_in (void)
{
  static const IdioGenre known[] = { IDIO_GENRE_MAIL, IDIO_GENRE_POST };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      const IdioReference *reference = idio_reference_get (known[i], IDIO_LANGUAGE_ENGLISH);
      const IdioReferenceRange *range;

      g_assert_nonnull (reference);
      g_assert_true (reference == idio_reference_get (known[i], IDIO_LANGUAGE_ENGLISH));
      g_assert_cmpint (idio_reference_get_genre (reference), ==, known[i]);

      range = idio_reference_get_range (reference, IDIO_MEASURE_SENTENCE_LENGTH);
      g_assert_nonnull (range);
      g_assert_cmpfloat_with_epsilon (
        idio_reference_get_share_below (reference, IDIO_MEASURE_SENTENCE_LENGTH, range->writers[3]), 0.5, 1e-9);
      g_assert_cmpfloat_with_epsilon (
        idio_reference_get_share_below (reference, IDIO_MEASURE_SENTENCE_LENGTH, 1), 0.05, 1e-9);
      g_assert_cmpfloat_with_epsilon (
        idio_reference_get_share_below (reference, IDIO_MEASURE_SENTENCE_LENGTH, 99), 0.95, 1e-9);
      g_assert_true (isnan (idio_reference_get_share_below (reference, IDIO_MEASURE_SENTENCE_LENGTH, NAN)));

      g_assert_null (idio_reference_get (known[i], IDIO_LANGUAGE_GERMAN));
      g_assert_null (idio_reference_get (known[i], IDIO_LANGUAGE_OTHER));
    }
}

static void
add_texts (GPtrArray  *features,
           guint       n,
           const char *format,
           guint       n_repeats)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GString) body = g_string_new (NULL);
      g_autoptr(IdioAnalysis) analysis = NULL;

      for (guint j = 0; j < n_repeats; j++)
        g_string_append (body, format);

      analysis = idio_analysis_new (body->str);
      g_ptr_array_add (features, idio_features_new (analysis, features->len, 0));
    }
}

#define ENGLISH "The parts for the boat came in this morning and all of them fit. "
#define GERMAN  "Die Teile für das Boot sind heute früh gekommen, und sie passen alle. "

/* Texts are compared with others of their kind, language and length, or with none. */
static void
test_find (void)
{
  static const struct
  {
    const char *first;
    guint       n_first;
    const char *second;
    guint       n_repeats;
    gboolean    has_mail;
    gboolean    has_post;
  } cases[] = {
    { "Hi Ann,\n\n" ENGLISH "\n\nCheers,\nTom\n", 8, ENGLISH, 2, TRUE, FALSE },
    { ENGLISH, 0, ENGLISH, 40, FALSE, TRUE },
    { ENGLISH, 0, ENGLISH, 2, FALSE, FALSE },                            /* notes */
    { ENGLISH, 0, ENGLISH, 400, FALSE, FALSE },                          /* a book */
    { GERMAN, 0, GERMAN, 40, FALSE, FALSE },
    { "Hallo Anna,\n\n" GERMAN "\n\nGrüße,\nTom\n", 8, GERMAN, 2, FALSE, FALSE },
    { "Hi Ann,\n\n" ENGLISH "\n\nCheers,\nTom\n", 8, ENGLISH, 40, TRUE, TRUE }, /* both */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GPtrArray) features = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_features_unref);

      if (cases[i].n_first > 0)
        add_texts (features, cases[i].n_first, cases[i].first, 1);

      add_texts (features, 5, cases[i].second, cases[i].n_repeats);
      g_test_message ("case %u", i);
      g_assert_true (idio_reference_find (features, IDIO_GENRE_MAIL) ==
                     (cases[i].has_mail ? idio_reference_get (IDIO_GENRE_MAIL, IDIO_LANGUAGE_ENGLISH) : NULL));
      g_assert_true (idio_reference_find (features, IDIO_GENRE_POST) ==
                     (cases[i].has_post ? idio_reference_get (IDIO_GENRE_POST, IDIO_LANGUAGE_ENGLISH) : NULL));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/reference/read", test_read);
  g_test_add_func ("/reference/damaged", test_damaged);
  g_test_add_func ("/reference/built-in", test_built_in);
  g_test_add_func ("/reference/find", test_find);

  return g_test_run ();
}
