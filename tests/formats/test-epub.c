/* test-epub.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <archive.h>
#include <archive_entry.h>

#include "format-test.h"

#define MAX_BOOK_BYTES 65536

#define CONTAINER \
  "<?xml version=\"1.0\"?><container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">" \
  "<rootfiles><rootfile full-path=\"OEBPS/content.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles>" \
  "</container>"

#define PACKAGE \
  "<?xml version=\"1.0\"?><!DOCTYPE package [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" \
  "<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\"><metadata " \
  "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>The &x;Book</dc:title><dc:creator>Jo Lind</dc:creator>" \
  "<dc:creator>Ann B</dc:creator></metadata><manifest>" \
  "<item id=\"n\" href=\"nav.xhtml\" media-type=\"application/xhtml+xml\" properties=\"nav\"/>" \
  "<item id=\"c\" href=\"cover.xhtml\" media-type=\"application/xhtml+xml\"/>" \
  "<item id=\"t\" href=\"title.xhtml\" media-type=\"application/xhtml+xml\"/>" \
  "<item id=\"a\" href=\"text/one%20a.xhtml\" media-type=\"application/xhtml+xml\"/>" \
  "<item id=\"b\" href=\"../two.html\" media-type=\"application/xhtml+xml\"/>" \
  "<item id=\"x\" href=\"notes.xhtml\" media-type=\"application/xhtml+xml\"/>" \
  "<item id=\"f\" href=\"font.otf\" media-type=\"font/otf\"/></manifest>" \
  "<spine><itemref idref=\"c\"/><itemref idref=\"t\"/><itemref idref=\"n\"/><itemref idref=\"b\"/>" \
  "<itemref idref=\"a\"/><itemref idref=\"a\"/><itemref idref=\"missing\"/>" \
  "<itemref idref=\"x\" linear=\"no\"/></spine>" \
  "<guide><reference type=\"cover\" href=\"cover.xhtml\"/></guide></package>"

#define ENCRYPTION(algorithm, uri) \
  "<encryption xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\" " \
  "xmlns:enc=\"http://www.w3.org/2001/04/xmlenc#\"><enc:EncryptedData><enc:EncryptionMethod Algorithm=\"" algorithm \
  "\"/><enc:CipherData><enc:CipherReference URI=\"" uri "\"/></enc:CipherData></enc:EncryptedData></encryption>"

#define AES "http://www.w3.org/2001/04/xmlenc#aes"

typedef struct
{
  const char *name;
  const char *content;
} Member;

/* From the specification, with what is to be left out of a book */
static const Member book[] = {
  { "mimetype", "application/epub+zip" },
  { "META-INF/container.xml", CONTAINER },
  { "OEBPS/content.opf", PACKAGE },
  { "OEBPS/nav.xhtml", "<html><body><nav><ol><li>One</li></ol></nav></body></html>" },
  { "OEBPS/cover.xhtml", "<html><body><p>Cover</p></body></html>" },
  { "OEBPS/title.xhtml", "<html xmlns:epub='x'><body><section "
    "epub:type=\"titlepage\"><p>Title</p></section></body></html>" },
  { "OEBPS/text/one a.xhtml", "<?xml version='1.0' encoding='UTF-8'?><html><head><title>no</title></head><body "
    "epub:type=\"bodymatter\">"
    "<h1>One</h1><p>It was Grün.<a epub:type=\"noteref\" href=\"notes.xhtml#n1\">1</a></p><p>It<span "
    "epub:type=\"pagebreak\">7"
    "</span> was.</p></body></html>" },
  { "two.html", "<html><body><h1>Two</h1><p>First.<br/>Second.</p></body></html>" },
  { "OEBPS/notes.xhtml", "<html><body><p>A note.</p></body></html>" },
};

#define BOOK_TEXT "Two\n\nFirst.\nSecond.\n\nOne\n\nIt was Grün.\n\nIt was."

static GBytes *
make_zip (const Member *members,
          gsize         n_members,
          const Member *more)
{
  struct archive *archive = archive_write_new ();
  char *data = g_malloc (MAX_BOOK_BYTES);
  size_t size = 0;

  archive_write_set_format_zip (archive);
  g_assert_cmpint (archive_write_open_memory (archive, data, MAX_BOOK_BYTES, &size), ==, ARCHIVE_OK);

  for (gsize i = 0; i < n_members + (more != NULL ? 1 : 0); i++)
    {
      const Member *member = i < n_members ? &members[i] : more;
      struct archive_entry *entry = archive_entry_new ();

      archive_entry_set_pathname (entry, member->name);
      archive_entry_set_filetype (entry, AE_IFREG);
      archive_entry_set_perm (entry, 0644);
      archive_entry_set_size (entry, (la_int64_t) strlen (member->content));
      archive_write_header (archive, entry);
      archive_write_data (archive, member->content, strlen (member->content));
      archive_entry_free (entry);
    }

  archive_write_close (archive);
  archive_write_free (archive);

  return g_bytes_new_take (data, size);
}

static GPtrArray *
read_book (GBytes  *bytes,
           GError **error)
{
  return idio_test_read_format ("a_book.epub", g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error);
}

static void
test_read (void)
{
  g_autoptr(GBytes) bytes = make_zip (book, G_N_ELEMENTS (book), NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) entries = read_book (bytes, &error);
  const IdioEntry *entry;

  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 1);
  entry = entries->pdata[0];
  g_assert_cmpstr (entry->text, ==, BOOK_TEXT);
  g_assert_cmpstr (entry->title, ==, "The Book");
  g_assert_cmpstr (entry->author, ==, "Jo Lind, Ann B");
}

/* Fonts may be obfuscated in a book that is not locked. */
static void
test_encrypted (void)
{
  static const struct { Member member; gboolean locked; } cases[] = {
    { { "META-INF/encryption.xml", ENCRYPTION ("http://www.idpf.org/2008/embedding", "OEBPS/font.otf") }, FALSE },
    { { "META-INF/encryption.xml", ENCRYPTION ("http://ns.adobe.com/pdf/enc#RC", "OEBPS/font.otf") }, FALSE },
    { { "META-INF/encryption.xml", ENCRYPTION (AES "128-cbc", "OEBPS/font.otf") }, FALSE },
    { { "META-INF/encryption.xml", ENCRYPTION (AES "128-cbc", "two.html") }, TRUE },
    { { "META-INF/encryption.xml", ENCRYPTION (AES "256-cbc", "OEBPS/text/one%20a.xhtml") }, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GBytes) bytes = make_zip (book, G_N_ELEMENTS (book), &cases[i].member);
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) entries = read_book (bytes, &error);

      g_assert_cmpuint (entries->len, ==, cases[i].locked ? 0 : 1);

      if (cases[i].locked)
        g_assert_error (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_LOCKED);
    }
}

/* Some books are written by hand. */
static void
test_incomplete (void)
{
  static const Member no_package[] = { { "META-INF/container.xml", CONTAINER }, { "a.xhtml", "<p>x</p>" } };
  static const Member no_container[] = { { "mimetype", "application/epub+zip" }, { "OEBPS/content.opf", PACKAGE },
                                         { "two.html", "<p>Two</p>" } };
  static const Member no_chapters[] = { { "META-INF/container.xml", CONTAINER }, { "OEBPS/content.opf", PACKAGE } };
  static const struct { const Member *members; gsize n_members; int code; } cases[] = {
    { no_package, 2, IDIO_IMPORT_ERROR_DAMAGED }, { no_container, 3, -1 }, { no_chapters, 2, IDIO_IMPORT_ERROR_EMPTY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GBytes) bytes = make_zip (cases[i].members, cases[i].n_members, NULL);
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) entries = read_book (bytes, &error);

      if (cases[i].code >= 0)
        g_assert_error (error, IDIO_IMPORT_ERROR, cases[i].code);
      else
        g_assert_cmpstr (((IdioEntry *) entries->pdata[0])->text, ==, "Two");
    }
}

/* Pandoc 2.17 wrote this. */
static void
test_file (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "formats", "files", "letter.epub", NULL);
  g_autofree char *data = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) entries = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  entries = idio_test_read_format ("letter.epub", data, length, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_cmpstr (((IdioEntry *) entries->pdata[0])->title, ==, "A letter");
  g_assert_cmpstr (((IdioEntry *) entries->pdata[0])->author, ==, "Jo Lind");
  g_assert_cmpstr (((IdioEntry *) entries->pdata[0])->text, ==,
                   "A letter\n\nDear Ann, thank you for the long letter. I had meant to answer it earlier, but the "
                   "garden kept me from my "
                   "desk for most of the month.\n\n- The beans came up.\n- The peas did not, which nobody here can "
                   "explain, "
                   "although everybody has an opinion on it, and most of them are not shy to tell.\n\nSee you soon, "
                   "Jo");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/epub/read", test_read);
  g_test_add_func ("/epub/encrypted", test_encrypted);
  g_test_add_func ("/epub/incomplete", test_incomplete);
  g_test_add_func ("/epub/file", test_file);

  return g_test_run ();
}
