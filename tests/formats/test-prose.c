/* test-prose.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <locale.h>

#include "formats/idio-prose.h"

static void
add (IdioProse  *prose,
     const char *text)
{
  idio_prose_begin_paragraph (prose);
  idio_prose_append (prose, text, -1);
  idio_prose_end_paragraph (prose, NULL);
}

static void
assert_text (IdioProse  *prose,
             const char *expected)
{
  g_autofree char *text = idio_prose_finish (prose, NULL);

  g_assert_cmpstr (text, ==, expected);
}

/* A row within a paragraph comes after it; a paragraph in a cell is part of the row. */
static void
test_nested (void)
{
  g_autoptr(IdioProse) prose = idio_prose_new ();

  idio_prose_begin_paragraph (prose);
  idio_prose_append (prose, "Outside", -1);
  idio_prose_begin_row (prose);
  add (prose, "One");
  idio_prose_end_cell (prose);
  add (prose, "Two");
  idio_prose_end_row (prose);
  idio_prose_end_paragraph (prose, NULL);
  assert_text (prose, "Outside\n\nOne\n\nTwo");
}

/* Where rows and paragraphs overlap, as in broken files, all that is in them is there once. */
static void
test_overlapping (void)
{
  g_autoptr(IdioProse) prose = idio_prose_new ();

  idio_prose_begin_row (prose);
  add (prose, "First");

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *text = g_strdup_printf ("Text %u", i);

      idio_prose_begin_paragraph (prose);
      add (prose, text);
      idio_prose_end_row (prose);
      idio_prose_begin_row (prose);
      idio_prose_end_paragraph (prose, NULL);
    }

  assert_text (prose, "First\n\nText 0\n\nText 1\n\nText 2");
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/formats/prose/nested", test_nested);
  g_test_add_func ("/formats/prose/overlapping", test_overlapping);

  return g_test_run ();
}
