/* test-compose.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "corpus/idio-text.h"
#include "idio-compose.h"
#include "shapes.h"

static void
test_pieces (void)
{
  static const char * const parts[] = {
    "a", "e", " ", "A sentence of some words. ", "é", "e\u0301", "\u0301", "\u0323", "\u0327\u0301", "\u1112", "\u1161", "\u11ab",
    "각", "ﬀ", "Å", "\u212b", "\u0f71\u0f72", "語", "한국어", "\u0915\u093c", "\u09c7\u09be", "\u09be", "😀", "\U0001d15e",
  };
  g_autoptr(GRand) rand = g_rand_new_with_seed (5);

  for (guint i = 0; i < 2000; i++)
    {
      g_autoptr(GString) text = g_string_new (NULL);
      g_autofree char *composed = NULL, *expected = NULL;

      for (gint n = g_rand_int_range (rand, 0, 300); n > 0; n--)
        g_string_append (text, parts[g_rand_int_range (rand, 0, G_N_ELEMENTS (parts))]);

      composed = idio_compose (text->str);
      expected = g_utf8_normalize (text->str, -1, G_NORMALIZE_NFC);
      g_assert_cmpstr (composed, ==, expected);
    }
}

/* Nobody writes a letter with a hundred marks; it costs no more than others, and none is lost. */
static void
test_marks (void)
{
  g_autofree char *marks = shapes_make ("\u0301\u0323", 10000);
  g_autofree char *composed = idio_compose (marks);

  g_assert_cmpint (g_utf8_strlen (composed, -1), ==, g_utf8_strlen (marks, -1));
  g_assert_true (g_utf8_validate (composed, -1, NULL));
}

/* What is done after a stop does not grow with the text. */
static void
test_stop (void)
{
  g_autofree char *text = shapes_make ("Слово ", 2000000);
  g_autofree char *whole = idio_text_hash (text, NULL, NULL);
  g_autofree char *same = NULL, *beginning = NULL, *stopped = NULL;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  same = idio_text_hash (text, cancellable, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (same, ==, whole);

  g_cancellable_cancel (cancellable);
  beginning = idio_compose_until (text, cancellable);
  g_assert_cmpuint (strlen (beginning), <, strlen (text) / 10);
  g_assert_true (g_str_has_prefix (text, beginning));
  stopped = idio_text_hash (text, cancellable, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (stopped);
}

static void
hash_text (const char *text)
{
  g_autofree char *hash = idio_text_hash (text, NULL, NULL);
  g_autofree char *excerpt = idio_text_dup_excerpt (text, 100);

  g_assert_cmpuint (strlen (hash), ==, 64);
  g_assert_cmpint (g_utf8_strlen (excerpt, -1), <=, 102);
}

static void
test_growth (void)
{
  shapes_assert_linear ("hash", hash_text, 100000);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/compose/pieces", test_pieces);
  g_test_add_func ("/compose/marks", test_marks);
  g_test_add_func ("/compose/stop", test_stop);
  g_test_add_func ("/compose/growth", test_growth);

  return g_test_run ();
}
