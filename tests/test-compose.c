/* test-compose.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "idio-compose.h"
#include "idio-test.h"

static void
test_same_as_at_once (void)
{
  /* Letters, accents in and out of order, syllables in parts, what is composed to something else, and no letters */
  static const gunichar characters[] = {
    'a', 'e', 'n', ' ', '\n', 0xe9, 0x300, 0x301, 0x308, 0x323, 0x338, 0x327, 0x345, 0x1100, 0x1161, 0x11a8, 0xac00,
    0x212b, 0x9c7, 0x9be, 0xfb1d, 0x5b4, 0x30ab, 0x3099, 0x1f600, 0x200d, 0xff,
  };

  for (guint i = 0; i < 2000; i++)
    {
      g_autoptr(GString) text = g_string_new (NULL);
      g_autofree char *composed = NULL, *at_once = NULL;

      for (gint n = g_test_rand_int_range (0, 300); n > 0; n--)
        g_string_append_unichar (text, characters[g_test_rand_int_range (0, G_N_ELEMENTS (characters))]);

      composed = idio_compose (text->str);
      at_once = g_utf8_normalize (text->str, -1, G_NORMALIZE_NFC);
      g_assert_cmpstr (composed, ==, at_once);
    }
}

static void
test_book (void)
{
  static const char line[] = "J’ai été très étonné de ça, à l’heure où la fenêtre était fermée.\n";
  g_autoptr(GString) book = g_string_new (NULL);
  g_autofree char *apart = NULL, *composed = NULL;

  /* At once this takes minutes, and is ended as a test that hangs. */
  while (book->len < 8 * 1000 * 1000)
    g_string_append (book, line);

  apart = g_utf8_normalize (book->str, -1, G_NORMALIZE_NFD);
  g_assert_cmpuint (strlen (apart), >, book->len);
  composed = idio_compose (apart);
  g_assert_cmpint (strcmp (composed, book->str), ==, 0);
}

static void
test_endless_accents (void)
{
  g_autoptr(GString) text = g_string_new ("a");
  g_autofree char *composed = NULL;

  for (guint i = 0; i < 200000; i++)
    g_string_append (text, i % 2 ? "\u0301" : "\u0323");

  composed = idio_compose (text->str);
  g_assert_true (g_utf8_validate (composed, -1, NULL));
  g_assert_cmpuint (strlen (composed), <=, text->len);
}

static void
add_tests (void)
{
  g_test_add_func ("/compose/same-as-at-once", test_same_as_at_once);
  g_test_add_func ("/compose/book", test_book);
  g_test_add_func ("/compose/endless-accents", test_endless_accents);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
