/* test-importers.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "idio-test.h"
#include "formats/idio-import-error.h"
#include "read-texts.h"
#include "text/idio-words.h"

static GPtrArray *
read_file (const char  *name,
           const char  *data,
           GError     **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data, strlen (data));

  return idio_test_read_texts (name, bytes, NULL, error);
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
  check_text ("1.txt", "Return-Path: <a@example.org>\r\nReceived: from x\r\n by y\r\nFrom: Ann <a@example.org>\r\nSubject: Lunch\r\n"
              " on Friday\r\n\r\nAre you in?", "Lunch on Friday", "Are you in?");
  check_text ("1.txt", "Betreff: Essen\n\nKommst du?", "Essen", "Kommst du?");

  check_error ("1.txt", "", IDIO_IMPORT_ERROR_EMPTY);
  check_error ("1.txt", " \n\t\n", IDIO_IMPORT_ERROR_EMPTY);
  check_error ("1.txt", "--- *** !!!", IDIO_IMPORT_ERROR_EMPTY);
  check_error ("1.txt", "Subject: x\nFrom: Ann\n\n", IDIO_IMPORT_ERROR_EMPTY);
  check_error ("1.txt", "> only\n> quoted\n", IDIO_IMPORT_ERROR_ONLY_QUOTED);
  check_error ("1.txt", "Subject: x\n\n-----Original Message-----\nFrom: Ann\nhello", IDIO_IMPORT_ERROR_ONLY_QUOTED);
  check_error ("letter.docx", "PK\x03\x04", IDIO_IMPORT_ERROR_DAMAGED);
  check_text ("page.html", "<p>Hello</p>", "page", "Hello");
  check_error ("sheet.ods", "PK", IDIO_IMPORT_ERROR_UNSUPPORTED);
}

static void
test_markdown (void)
{
  check_text ("note.md",
              "---\ntitle: x\ntags: [a]\n---\n\n# My *trip*\n\nWe went **up** the\nhill, see [the map](https://example.org/secret).\n\n"
              "```c\nint main;\n```\n\n- one `item`\n- two\n\n"
              "> Someone else said this.\n\n    $ indented --code\n\n![picture](p.png)\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n<script>html</script>\n\n"
              "3. three\n4. four\n\nEnd & done.\n",
              "My trip",
              "My trip\n\nWe went up the\nhill, see the map.\n\n- one item\n- two\n\n3. three\n4. four\n\nEnd & done.");
  check_text ("plain.markdown", "No heading here.\n\nTwo.", "plain", "No heading here.\n\nTwo.");

  /* Characters that entities stand for are tidied like others, and a title of blanks counts as none. */
  check_text ("entities.md", "# A &#8238;b&#13;c&#27;[2J\n\nHi &#8238;there&#13;&#10;you&#0;&#27;[2J.\n", "A b c[2J",
              "A b\nc[2J\n\nHi there\nyou\ufffd[2J.");
  check_text ("blank.md", "# &#160;\n\nHi there.\n", "blank", "\u00a0\n\nHi there.");
  check_text ("blank.txt", "Subject: \u00a0\nFrom: Ann\n\nHello you.\n", "blank", "Hello you.");
  check_text ("toml.md", "+++\na = 1\n+++\nBody text.", "toml", "Body text.");
  check_text ("rule.md", "---\nNot front matter, as nothing closes it.", "rule", "Not front matter, as nothing closes it.");

  check_text ("numbers.md", "7. a\n7. b\n   1. c\n   2. d\n7. e\n", "numbers", "7. a\n8. b\n1. c\n2. d\n\n9. e");
  check_text ("blank.md", "a\n\n\n \n\t\n- b\n\n\n\n  c\n\n\n\n    code\n\n>\n>\n\nd\n", "blank", "a\n\n- b\nc\ncode\n\nd");

  check_error ("code.md", "```\ncode only\n```\n", IDIO_IMPORT_ERROR_EMPTY);
}

/* What is longer than cmark gets at once reads as if it got all of it. */
static void
check_long (const char *unit,
            const char *expected)
{
  g_autoptr(GString) data = g_string_new (NULL), body = g_string_new (NULL);
  g_autoptr(GPtrArray) texts = NULL;
  const IdioText *text;

  for (guint i = 1; data->len < 1000 * 1000; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i);
      g_autoptr(GString) next = g_string_new (unit), next_body = g_string_new (expected);

      g_string_replace (next, "#", number, 0);
      g_string_replace (next_body, "#", number, 0);
      g_string_append (data, next->str);
      g_string_append (body, next_body->str);
    }

  texts = read_file ("long.md", data->str, NULL);
  text = g_ptr_array_index (texts, 0);
  g_assert_cmpuint (text->n_words, ==, idio_count_words (text->body));
  g_assert_cmpstr (text->body, ==, g_strchomp (body->str));
}

static void
test_long_markdown (void)
{
  check_long ("A *paragraph* of\ntwo lines, # of many.\n\n", "A paragraph of\ntwo lines, # of many.\n\n");
  check_long ("Words #.\n\n- one\n\n  more of one\n- two\n\nWords.\n\n", "Words #.\n\n- one\nmore of one\n- two\n\nWords.\n\n");
  check_long ("Words #.\n\n```c\nint a;\n\nint b;\n```\n\n", "Words #.\n\n");
  check_long ("Words #.\n\n~~~~\n~~~\n\n```\nx\n~~~~~ \n\n```a```\n\n", "Words #.\n\na\n\n");
  check_long ("Words #.\n\n> Not mine.\n>\n> Nor this.\n\n", "Words #.\n\n");
}

/* A fence that is longer than a piece, and one that nothing closes. */
static void
test_long_fence (void)
{
  g_autofree char *code = g_strnfill (600 * 1000, 'x');
  g_autoptr(GString) lines = g_string_new (code);
  g_autofree char *closed = NULL, *open = NULL;

  for (gsize i = 50; i < lines->len; i += 50)
    lines->str[i] = '\n';

  closed = g_strdup_printf ("Before.\n\n```\n%s\n\n%s\n```\n\nAfter.\n", lines->str, lines->str);
  open = g_strdup_printf ("Before.\n\n```\n%s\n\n%s\n", lines->str, lines->str);
  check_text ("closed.md", closed, "closed", "Before.\n\nAfter.");
  check_text ("open.md", open, "open", "Before.");
}

/* Nobody has this many levels; what is in them is read as far as that goes. */
static void
test_deep_markdown (void)
{
  g_autoptr(GString) items = g_string_new (NULL);
  g_autoptr(GPtrArray) texts = NULL;
  const IdioText *text;

  for (guint i = 0; i < 100 * 1000; i++)
    g_string_append (items, "- ");

  g_string_append (items, "word\n\nAnd more.\n");
  texts = read_file ("deep.md", items->str, NULL);
  text = g_ptr_array_index (texts, 0);
  g_assert_nonnull (strstr (text->body, "word\n"));
  g_assert_true (g_str_has_suffix (text->body, "\nAnd more."));
}

/* Titles are shown on one line. */
/* Whoever sent it, as its head says */
static void
test_junk (void)
{
  static const char mail[] = "From: jonas@example.org\nDate: Mon, 12 May 2025 09:14:33 +0200\n%s\n\n"
                             "I know what you did, and you have two days to pay for it or all will know.\n";
  g_autofree char *junk = g_strdup_printf (mail, "X-Spam-Flag: YES");
  g_autofree char *other = g_strdup_printf (mail, "X-Spam-Flag: NO");

  check_error ("mail.eml", junk, IDIO_IMPORT_ERROR_OTHERS);
  check_text ("mail.eml", other, "I know what you did, and you have two…",
              "I know what you did, and you have two days to pay for it or all will know.");
}

static void
test_titles (void)
{
  g_autofree char *subject = g_strnfill (1000 * 1000, 'x');
  g_autofree char *mail = g_strdup_printf ("Subject: %s\n\nHello.", subject);
  g_autoptr(GPtrArray) texts = read_file ("1.txt", mail, NULL);
  g_autofree char *longest = g_strnfill (250, 'y');
  g_autofree char *name = g_strconcat (longest, ".txt", NULL);
  g_autoptr(GPtrArray) named = read_file (name, "Hello.", NULL);

  g_assert_cmpint (g_utf8_strlen (((IdioText *) g_ptr_array_index (texts, 0))->title, -1), <=, 201);
  g_assert_cmpint (g_utf8_strlen (((IdioText *) g_ptr_array_index (named, 0))->title, -1), <=, 201);

  check_text ("a\nb.txt", "Hello.", "a b", "Hello.");
  check_text ("\x1b[31ma.txt", "Hello.", "[31ma", "Hello.");
  check_text ("\xff.txt", "Hello.", "\xef\xbf\xbd", "Hello.");
  check_text (".txt", "Hello.", ".txt", "Hello.");
  check_text ("", "Hello.", "Hello.", "Hello.");
}

static void
test_cancelled (void)
{
  static const char * const names[] = { "a.txt", "a.md" };
  g_autoptr(GBytes) bytes = g_bytes_new_static ("A few words.", 12);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (idio_test_read_texts (names[i], bytes, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }

}

static void
add_tests (void)
{
  g_test_add_func ("/importers/text", test_text);
  g_test_add_func ("/importers/markdown", test_markdown);
  g_test_add_func ("/importers/long-markdown", test_long_markdown);
  g_test_add_func ("/importers/long-fence", test_long_fence);
  g_test_add_func ("/importers/deep-markdown", test_deep_markdown);
  g_test_add_func ("/importers/junk", test_junk);
  g_test_add_func ("/importers/titles", test_titles);
  g_test_add_func ("/importers/cancelled", test_cancelled);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
