/* test-importers.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "idio-test.h"
#include "import/idio-decode.h"
#include "import/idio-importer.h"
#include "import/idio-own-words.h"

static char *
decode (const char  *data,
        gsize        length,
        GError     **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data, length);

  return idio_decode (bytes, error);
}

#define assert_decoded(data, expected)                                        \
  G_STMT_START {                                                              \
    g_autofree char *__text = decode ((data), sizeof (data) - 1, NULL);       \
    g_assert_cmpstr (__text, ==, (expected));                                 \
  } G_STMT_END

static void
test_decode (void)
{
  assert_decoded ("plain", "plain");
  assert_decoded ("", "");
  assert_decoded ("caf\xc3\xa9 \xe2\x80\x9cok\xe2\x80\x9d", "café “ok”");
  assert_decoded ("\xef\xbb\xbf" "bom", "bom");
  assert_decoded ("caf\xe9 \x93ok\x94 \x80", "café “ok” €");
  assert_decoded ("\xff\xfe" "h\0i\0\n\0\xac\x20", "hi\n€");
  assert_decoded ("\xfe\xff" "\0h\0i\0\n\x20\xac", "hi\n€");
  assert_decoded ("a\r\nb\rc\n", "a\nb\nc\n");
  assert_decoded ("a\x01" "b\tc\x7f" "d", "ab\tcd");
  assert_decoded ("hid\xe2\x80\x8b" "den \xe2\x80\xae" "text", "hidden text");
}

static void
test_decode_binary (void)
{
  static const struct { const char *data; gsize length; } cases[] = {
    { "\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16 },
    { "text with\0a nul", 15 },
    { "\xff\xfe" "h\0i", 5 },
    { "undefined in Windows-1252: \x81\x8d", 29 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *text = decode (cases[i].data, cases[i].length, &error);

      g_assert_null (text);
      g_assert_error (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_BINARY);
    }
}

static void
test_own_words (void)
{
  static const struct { const char *text, *own; } cases[] = {
    { "Just mine.\nAll of it.\n", "Just mine.\nAll of it." },
    { "Yes.\n\n> Are you in?\n> Ann\n", "Yes." },
    { "Yes.\n\nOn Mon, 3 Mar, Ann Lee wrote:\n> Are you in?\n\nTom", "Yes.\n\n\nTom" },
    { "Yes.\n\nOn Mon, 3 Mar,\nAnn Lee <ann@example.org> wrote:\n\n> In?\n", "Yes.\n\nOn Mon, 3 Mar," },
    { "She wrote:\nnothing", "She wrote:\nnothing" },
    { "FYI\n\n-----Original Message-----\nFrom: Ann\nSecret", "FYI" },
    { "FYI\n---------------------- Forwarded by Ann/HOU on 1/2/01 ----\nx", "FYI" },
    { "FYI\n\nBegin forwarded message:\n\nFrom: Ann", "FYI" },
    { "Sure.\n\nFrom: Ann Lee\nSent: Monday\nTo: Tom\nSubject: In?\n\nAre you in?", "Sure." },
    { "From: here to there is a mile.\nWe walked.", "From: here to there is a mile.\nWe walked." },
    { "See you.\n-- \nTom Hill\nHill & Co", "See you." },
    { "> all\n> quoted", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *own = idio_own_words (cases[i].text);

      g_assert_cmpstr (own, ==, cases[i].own);
    }
}

static GPtrArray *
read_file (const char  *name,
           const char  *data,
           GError     **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data, strlen (data));

  return idio_importer_read (name, bytes, error);
}

static void
check_text (const char *name,
            const char *data,
            const char *title,
            const char *body)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) texts = read_file (name, data, &error);
  const IdioText *text;

  g_assert_no_error (error);
  g_assert_cmpuint (texts->len, ==, 1);

  text = g_ptr_array_index (texts, 0);
  g_assert_cmpstr (text->title, ==, title);
  g_assert_cmpstr (text->body, ==, body);
  g_assert_cmpuint (text->n_words, >, 0);
}

static void
check_error (const char      *name,
             const char      *data,
             IdioImportError  code)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) texts = read_file (name, data, &error);

  g_assert_null (texts);
  g_assert_error (error, IDIO_IMPORT_ERROR, (gint) code);
}

static void
test_text (void)
{
  check_text ("My_notes.txt", "  One line.\n", "My notes", "One line.");
  check_text ("a.b.txt", "One line.", "a.b", "One line.");
  check_text ("README", "One line of plain text.", "README", "One line of plain text.");
  check_text ("1.txt", "Subject: Lunch on Friday\n\nAre you in?\n\n> yes\n", "Lunch on Friday", "Are you in?");
  check_text ("1.txt", "From: Ann\nTo: Tom\nSubject:\nDate: Mon\n\nAre you in?", "1", "Are you in?");
  check_text ("1.txt", "To: the editor\nI object.", "1", "To: the editor\nI object.");

  check_error ("1.txt", "", IDIO_IMPORT_ERROR_EMPTY);
  check_error ("1.txt", " \n\t\n", IDIO_IMPORT_ERROR_EMPTY);
  check_error ("1.txt", "--- *** !!!", IDIO_IMPORT_ERROR_EMPTY);
  check_error ("1.txt", "> only\n> quoted\n", IDIO_IMPORT_ERROR_ONLY_QUOTED);
  check_error ("1.txt", "Subject: x\n\n-----Original Message-----\nFrom: Ann\nhello", IDIO_IMPORT_ERROR_ONLY_QUOTED);
  check_error ("letter.docx", "PK\x03\x04", IDIO_IMPORT_ERROR_UNSUPPORTED);
  check_error ("page.html", "<p>Hello</p>", IDIO_IMPORT_ERROR_UNSUPPORTED);
}

static void
test_markdown (void)
{
  check_text ("note.md",
              "---\ntitle: x\ntags: [a]\n---\n\n# My *trip*\n\nWe went **up** the\nhill, see [the map](https://example.org/secret).\n\n"
              "```c\nint main;\n```\n\n- one `item`\n- two\n\n"
              "> Someone else said this.\n\n    indented code\n\n![picture](p.png)\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n<div>html</div>\n\n"
              "3. three\n4. four\n\nEnd & done.\n",
              "My trip",
              "My trip\n\nWe went up the\nhill, see the map.\n\n- one item\n- two\n\n3. three\n4. four\n\nEnd & done.");
  check_text ("plain.markdown", "No heading here.\n\nTwo.", "plain", "No heading here.\n\nTwo.");
  check_text ("toml.md", "+++\na = 1\n+++\nBody text.", "toml", "Body text.");
  check_text ("rule.md", "---\nNot front matter, as nothing closes it.", "rule", "Not front matter, as nothing closes it.");

  check_error ("code.md", "```\ncode only\n```\n", IDIO_IMPORT_ERROR_EMPTY);
}

static void
test_patterns (void)
{
  g_auto(GStrv) patterns = idio_importer_list_patterns ();

  g_assert_true (g_strv_contains ((const char * const *) patterns, "*.txt"));
  g_assert_true (g_strv_contains ((const char * const *) patterns, "*.md"));
}

static void
add_tests (void)
{
  g_test_add_func ("/decode/text", test_decode);
  g_test_add_func ("/decode/binary", test_decode_binary);
  g_test_add_func ("/own-words", test_own_words);
  g_test_add_func ("/importers/text", test_text);
  g_test_add_func ("/importers/markdown", test_markdown);
  g_test_add_func ("/importers/patterns", test_patterns);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
