/* test-draft-file.c: drafts as files, read back as people's programs and Idiolect itself read them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <archive.h>
#include <archive_entry.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "draft/idio-draft-file.h"
#include "formats/format-test.h"
#include "idio-test.h"

#define MIMETYPE "application/vnd.oasis.opendocument.text"

/* In a local header of a zip archive, the length of the extra field and where the name begins */
#define EXTRA_LENGTH 28
#define NAME         30

static char *
read_back (const char *text)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(GFile) file = g_file_new_build_filename (dir, "draft.odt", NULL);
  g_autoptr(GPtrArray) entries = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *contents = NULL;
  gsize length;

  idio_test_await (idio_draft_file_save (file, text, IDIO_DRAFT_FORMAT_TEXT));
  g_assert_true (g_file_load_contents (file, NULL, &contents, &length, NULL, NULL));
  entries = idio_test_read_format ("draft.odt", contents, length, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 1);

  return g_strdup (((IdioEntry *) g_ptr_array_index (entries, 0))->text);
}

/* Nothing is lost but spaces at the ends of lines: what is read is what was written. */
static void
test_odt (void)
{
  static const struct { const char *what, *text, *read; } cases[] = {
    { "paragraphs", "Hi Ann,\n\nthanks for it.\nSee you.\n\nMara", "Hi Ann,\n\nthanks for it.\nSee you.\n\nMara" },
    { "Windows lines", "One\r\n\r\nTwo\r\nThree\r\n", "One\n\nTwo\nThree" },
    { "many empty lines", "\n\n\nOne\n\n\n\nTwo\n\n", "One\n\nTwo" },
    { "bullets", "Bring:\n- bread\n- salt & <pepper>\nThanks", "Bring:\n\n- bread\n- salt & <pepper>\n\nThanks" },
    { "bullets of other kinds", "* one\n* two\n\n• three\n• four", "- one\n- two\n- three\n- four" },
    { "numbers", "1. one\n2. two\n\n10) ten\n11) eleven", "1. one\n2. two\n10. ten\n11. eleven" },
    { "an item of two lines", "- one\n  more\n- two", "- one\nmore\n- two" },
    { "a name after a dash", "See you.\n- Mara", "See you.\n- Mara" },
    { "years", "2019. A year.\n2020. Another.", "2019. A year.\n2020. Another." },
    { "spaces and tabs", "a  b   c\td", "a  b   c\td" },
    { "scripts", "Καλημέρα\n\nשלום עולם\n\n你好，世界 👋🏽", "Καλημέρα\n\nשלום עולם\n\n你好，世界 👋🏽" },
    { "control characters", "a\001b\033c", "abc" },
    { "what looks like XML", "]]> &amp; <!-- x --> \"q\" 'a'", "]]> &amp; <!-- x --> \"q\" 'a'" },
    { "one word", "Yes", "Yes" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *read = read_back (cases[i].text);

      g_test_message ("%s", cases[i].what);
      g_assert_cmpstr (read, ==, cases[i].read);
    }
}

static void
test_long (void)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *read = NULL;

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (text, "%sParagraph %u of a long draft, with some words.", i > 0 ? "\n\n" : "", i);

  read = read_back (text->str);
  g_assert_cmpstr (read, ==, text->str);
}

/* OpenDocument 1.3, part 2, 3.3: the type is first, not compressed, and right after its name. libarchive, which knows
 * nothing of how it was written, agrees with the sizes and checksums. */
static void
test_package (void)
{
  g_autoptr(GBytes) bytes = idio_draft_file_make ("Hi Ann", IDIO_DRAFT_FORMAT_ODT);
  struct archive *archive = archive_read_new ();
  struct archive_entry *entry;
  g_autoptr(GString) names = g_string_new (NULL);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  g_assert_cmpint (data[EXTRA_LENGTH], ==, 0);
  g_assert_cmpint (strncmp (data + NAME, "mimetype" MIMETYPE "PK", strlen ("mimetype" MIMETYPE "PK")), ==, 0);

  archive_read_support_format_zip_seekable (archive);
  g_assert_cmpint (archive_read_open_memory (archive, data, length), ==, ARCHIVE_OK);

  while (archive_read_next_header (archive, &entry) == ARCHIVE_OK)
    {
      g_autofree char *content = g_malloc ((gsize) archive_entry_size (entry) + 1);

      g_string_append_printf (names, "%s ", archive_entry_pathname (entry));
      g_assert_cmpint (archive_read_data (archive, content, (gsize) archive_entry_size (entry) + 1), ==,
                       archive_entry_size (entry));
    }

  g_assert_cmpstr (names->str, ==, "mimetype META-INF/manifest.xml content.xml ");
  archive_read_free (archive);
}

static void
test_markdown (void)
{
  static const struct { const char *text, *markdown; } cases[] = {
    { "Hi Ann,\nthanks.\n\nMara", "Hi Ann,  \nthanks.\n\nMara\n" },
    { "Bring:\n* bread\n* salt", "Bring:\n- bread\n- salt\n" },
    { "See you.\n- Mara", "See you.  \n\\- Mara\n" },
    { "1. one\n2. two", "1. one\n2. two\n" },
    { "A title\n---\ntext", "A title\n\n---  \ntext\n" },
    { "**Bold** and # signs\r\nstay", "**Bold** and # signs  \nstay\n" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GBytes) bytes = idio_draft_file_make (cases[i].text, IDIO_DRAFT_FORMAT_MARKDOWN);
      g_autofree char *markdown = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

      g_assert_cmpstr (markdown, ==, cases[i].markdown);
    }
}

/* The name tells the format; a file that is there is replaced, and one that can't be written is told. */
static void
test_save (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  static const struct { const char *name; IdioDraftFormat wanted; const char *contents; } cases[] = {
    { "a.txt", IDIO_DRAFT_FORMAT_ODT, "a\nb\n" },
    { "A.MD", IDIO_DRAFT_FORMAT_TEXT, "a  \nb\n" },
    { "no suffix", IDIO_DRAFT_FORMAT_TEXT, "a\nb\n" },
    { "other.doc", IDIO_DRAFT_FORMAT_MARKDOWN, "a  \nb\n" },
  };
  g_autoptr(GFile) nowhere = g_file_new_build_filename (dir, "no folder", "a.txt", NULL);

  for (guint twice = 0; twice < 2; twice++)
    for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
      {
        g_autoptr(GFile) file = g_file_new_build_filename (dir, cases[i].name, NULL);
        g_autofree char *contents = NULL;

        idio_test_await (idio_draft_file_save (file, "a\nb", cases[i].wanted));
        g_assert_true (g_file_load_contents (file, NULL, &contents, NULL, NULL, NULL));
        g_assert_cmpstr (contents, ==, cases[i].contents);
      }

  idio_test_await_error (idio_draft_file_save (nowhere, "a", IDIO_DRAFT_FORMAT_TEXT), G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static guint
count_files (const char *dir)
{
  g_autoptr(GDir) open = g_dir_open (dir, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (open) != NULL)
    n++;

  return n;
}

/* Where there is no room for a file, the one that it should take the place of stays, and nothing is left beside it. */
static void
test_no_room (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autofree char *path = g_build_filename (dir, "draft.txt", NULL), *there = NULL;
  g_autofree char *text = g_strnfill (10000, 'a');
  g_autoptr(GFile) file = g_file_new_for_path (path), fresh = g_file_new_build_filename (dir, "new.txt", NULL);
  struct rlimit before, small;

  idio_test_write (dir, "draft.txt", "What was there before");
  getrlimit (RLIMIT_FSIZE, &before);
  small = (struct rlimit) { 1000, before.rlim_max };
  signal (SIGXFSZ, SIG_IGN);
  setrlimit (RLIMIT_FSIZE, &small);
  idio_test_await_error (idio_draft_file_save (file, text, IDIO_DRAFT_FORMAT_TEXT), G_IO_ERROR, G_IO_ERROR_FAILED);
  idio_test_await_error (idio_draft_file_save (fresh, text, IDIO_DRAFT_FORMAT_TEXT), G_IO_ERROR, G_IO_ERROR_FAILED);
  setrlimit (RLIMIT_FSIZE, &before);

  g_assert_true (g_file_get_contents (path, &there, NULL, NULL));
  g_assert_cmpstr (there, ==, "What was there before");
  g_assert_cmpuint (count_files (dir), ==, 1);
}

/* What a link leads to is written, and who may read a file does not change. */
static void
test_what_is_there (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autofree char *path = g_build_filename (dir, "real.txt", NULL), *link = g_build_filename (dir, "link.txt", NULL);
  g_autofree char *text = NULL;
  g_autoptr(GFile) file = g_file_new_for_path (link);
  struct stat there;

  idio_test_write (dir, "real.txt", "What was there before");
  g_assert_cmpint (chmod (path, 0600), ==, 0);
  g_assert_cmpint (symlink ("real.txt", link), ==, 0);
  idio_test_await (idio_draft_file_save (file, "New", IDIO_DRAFT_FORMAT_TEXT));
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "New\n");
  g_assert_cmpint (stat (path, &there), ==, 0);
  g_assert_cmpuint (there.st_mode & 0777, ==, 0600);
  g_assert_cmpuint (count_files (dir), ==, 2);
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/draft-file/odt", test_odt);
  idio_test_add_fiber ("/draft-file/long", test_long);
  idio_test_add_fiber ("/draft-file/package", test_package);
  idio_test_add_fiber ("/draft-file/markdown", test_markdown);
  idio_test_add_fiber ("/draft-file/save", test_save);
  idio_test_add_fiber ("/draft-file/no-room", test_no_room);
  idio_test_add_fiber ("/draft-file/what-is-there", test_what_is_there);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
