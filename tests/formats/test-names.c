/* test-names.c: what files are, whatever they are called
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "format-test.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

static void
test_text (void)
{
  static const char * const names[] = { "a.docx", "a.DOC", "a.odt", "a.rtf", "a.pdf", "a.epub", "a.pages", "a.txt" };
  static const struct { const char *data; gsize length; const char *text; } texts[] = {
    { "Dear Priya,\n\nI left.\n", 22, "Dear Priya,\n\nI left.\n" },
    { "Grüße\r\nJonas", 14, "Grüße\nJonas" },
    { "Gr\xfc\xdf" "e aus K\xf6ln", 14, "Grüße aus Köln" },
    { BYTE_ORDER_MARK "Hi", 5, "Hi" },
    { "\xff\xfeH\0i\0", 6, "Hi" },
    { "H\0e\0l\0l\0o\0 \0y\0o\0u\0", 18, "Hello you" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    for (guint j = 0; j < G_N_ELEMENTS (texts); j++)
      {
        g_autoptr(GPtrArray) entries = idio_test_read_format (names[i], texts[j].data, texts[j].length, NULL);
        const IdioEntry *entry = entries->len == 1 ? entries->pdata[0] : NULL;

        if (entry == NULL || !g_str_equal (entry->text, texts[j].text) || entry->flags != IDIO_ENTRY_PLAIN)
          g_test_fail_printf ("%s: “%s”", names[i], entry != NULL ? entry->text : "(none)");
      }
}

/* A page or a document in Rich Text Format that is called a document of Word is read as what it is. */
static void
test_others (void)
{
  static const struct { const char *name, *data, *text; } files[] = {
    { "a.doc", "<!DOCTYPE html><html><body><p>Dear <b>Priya</b></p></body></html>", "Dear Priya" },
    { "a.docx", "{\\rtf1\\ansi Dear Priya\\par}", "Dear Priya" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *texts = idio_test_list_texts (files[i].name, files[i].data, NULL);
      const char *text = strstr (texts, files[i].text);

      if (text == NULL)
        g_test_fail_printf ("%s: “%s”", files[i].name, texts);
    }
}

/* What is no text is refused under any of these names. */
static void
test_binary (void)
{
  static const char * const names[] = { "a.docx", "a.doc", "a.odt", "a.pages", "a.wpd" };
  static const struct { const char *data; gsize length; } binary[] = {
    { "\x7f" "ELF\2\1\1\0\0\0\0\0\0\0\0\0\3\0>\0", 20 },
    { "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1", 19 },
    { "\x9d\x8f\x03\x81\x17\xe1 \x05\x90\xff\x8d", 11 },
    { "{\"a\": 1}", 8 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    for (guint j = 0; j < G_N_ELEMENTS (binary); j++)
      {
        g_autoptr(GError) error = NULL;
        g_autoptr(GPtrArray) entries = idio_test_read_format (names[i], binary[j].data, binary[j].length, &error);

        g_assert_cmpuint (entries->len, ==, 0);
        g_assert_nonnull (error);
      }
}

/* An editor may have put a mark before what is no text to it. */
static void
test_mark (void)
{
  static const struct { const char *name, *data, *texts; } files[] = {
    { "box.mbox", "From a@example.org Mon May 12 09:14:33 2025\nFrom: A <a@example.org>\n\nOne\n\n"
      "From a@example.org Mon May 12 09:15:33 2025\nFrom: A <a@example.org>\n\nTwo\n", "A: One\n--\nA: Two" },
    { "Inbox", "\r\nFrom a@example.org Mon May 12 09:14:33 2025\r\nFrom: A <a@example.org>\r\n\r\nOne\r\n", "A: One" },
    { "a.eml", "From: A <a@example.org>\nDate: Mon, 12 May 2025 09:14:33 +0200\n\nOne\n", "A: One" },
    { "a.rtf", "{\\rtf1 One}", "One" },
    { "a.html", "<html><body><p>One</p></body></html>", "One" },
    { "a.md", "# Title\n\nOne", "Title\n\nOne" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    for (guint marked = 0; marked < 2; marked++)
      {
        g_autofree char *data = g_strconcat (marked ? BYTE_ORDER_MARK : "", files[i].data, NULL);
        g_autofree char *texts = idio_test_list_texts (files[i].name, data, NULL);

        if (!g_str_equal (g_strstrip (texts), files[i].texts))
          g_test_fail_printf ("%s: “%s”", files[i].name, texts);
      }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/names/text", test_text);
  g_test_add_func ("/names/others", test_others);
  g_test_add_func ("/names/binary", test_binary);
  g_test_add_func ("/names/mark", test_mark);

  return g_test_run ();
}
