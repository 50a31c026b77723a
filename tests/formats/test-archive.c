/* test-archive.c: archives as if they were folders, and parts of documents
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <locale.h>
#include <string.h>

#include "format-test.h"
#include "formats/idio-archive.h"
#include "zip-test.h"

/* Any text that is told by its beginning */
#define RTF(text) "{\\rtf1 " text "}"

/* The entries as one string: "place: text", or "place! reason" for what was skipped */
static char *
describe (GPtrArray *entries)
{
  g_autoptr(GString) lines = g_string_new (NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      const IdioEntry *entry = g_ptr_array_index (entries, i);
      const char *place = entry->place != NULL ? entry->place : "";

      if ((entry->flags & IDIO_ENTRY_SKIPPED) != 0)
        {
          g_assert_null (entry->text);
          g_string_append_printf (lines, "%s! %s\n", place, entry->title);
        }
      else
        g_string_append_printf (lines, "%s: %s\n", place, entry->text);
    }

  return g_string_free_and_steal (g_steal_pointer (&lines));
}

static GPtrArray *
read_bytes (const char  *name,
            GBytes      *bytes,
            GError     **error)
{
  return idio_test_read_format (name, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error);
}

/* Through a stream that can't seek, as a file in an archive */
static gboolean
take_into (IdioEntry *entry,
           gpointer   data)
{
  if (entry != NULL)
    g_ptr_array_add (data, entry);

  return TRUE;
}

#define TYPE_BLIND (blind_get_type ())
G_DECLARE_FINAL_TYPE (Blind, blind, TEST, BLIND, GFilterInputStream)

struct _Blind
{
  GFilterInputStream parent_instance;
};

G_DEFINE_FINAL_TYPE (Blind, blind, G_TYPE_FILTER_INPUT_STREAM)

static void
blind_class_init (BlindClass *klass)
{
}

static void
blind_init (Blind *self)
{
}

static GPtrArray *
read_blindly (const char  *name,
              GBytes      *bytes,
              GError     **error)
{
  g_autoptr(GInputStream) memory = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr(GInputStream) stream = g_object_new (TYPE_BLIND, "base-stream", memory, NULL);
  g_autoptr(IdioSource) source = idio_source_new (name, stream, 0, error);
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_entry_free);

  idio_formats_read (source, take_into, entries, error);

  return entries;
}

static const IdioTestMember tree[] = {
  { "one.rtf", RTF ("One") },
  { "./sub/two.rtf", RTF ("Two") },
  { "sub/deeper/three", RTF ("Three") },
  { ".hidden.rtf", RTF ("x") },
  { "sub/.git/four.rtf", RTF ("x") },
  { "__MACOSX/sub/two.rtf", RTF ("x") },
  { "sub/.DS_Store", "x" },
  { "sub/Thumbs.db", "x" },
  { "sub/desktop.ini", "[x]" },
  { "sub/Icon\r", "x" },
  { "sub/~$two.rtf", RTF ("x") },
  { "@eaDir/one.rtf/THUMB.rtf", RTF ("x") },
  { "$RECYCLE.BIN/old.rtf", RTF ("x") },
  { "Maildir/.Sent/cur/5:2,S", RTF ("Five") },
  { "/../up.rtf", RTF ("Up") },
  { "a/../b/odd.rtf", RTF ("Odd") },
  { NULL },
};

#define TREE ": One\nsub: Two\nsub/deeper: Three\nMaildir/.Sent/cur: Five\n: Up\na/../b: Odd\n"

static void
test_kinds (void)
{
  static const struct
  {
    const char    *name;
    IdioTestSetUp  set_format;
    IdioTestSetUp  add_filter;
  } kinds[] = {
    { "a.zip", archive_write_set_format_zip, NULL },
    { "a", archive_write_set_format_zip, NULL },
    { "a.tar", archive_write_set_format_ustar, NULL },
    { "a.tar", archive_write_set_format_v7tar, NULL },
    { "a", archive_write_set_format_pax, NULL },
    { "a.tar", archive_write_set_format_gnutar, NULL },
    { "a.tar.gz", archive_write_set_format_pax, archive_write_add_filter_gzip },
    { "a.tgz", archive_write_set_format_gnutar, archive_write_add_filter_gzip },
    { "a.tar.bz2", archive_write_set_format_ustar, archive_write_add_filter_bzip2 },
    { "a.tar.xz", archive_write_set_format_ustar, archive_write_add_filter_xz },
    { "a.tar.zst", archive_write_set_format_ustar, archive_write_add_filter_zstd },
    { "a.7z", archive_write_set_format_7zip, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr(GBytes) bytes = idio_test_make_archive (tree, kinds[i].set_format, kinds[i].add_filter, NULL, NULL);
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) entries = read_bytes (kinds[i].name, bytes, &error), blind = NULL;
      g_autofree char *text = describe (entries), *blind_text = NULL;

      g_test_message ("%s", kinds[i].name);
      g_assert_no_error (error);
      g_assert_cmpstr (text, ==, TREE);

      blind = read_blindly (kinds[i].name, bytes, &error);
      blind_text = describe (blind);
      g_assert_no_error (error);
      g_assert_cmpstr (blind_text, ==, TREE);
    }
}

#define MAIL(text) "From: Jonas <jonas@example.org>\nDate: Mon, 12 May 2025 09:00:00 +0200\nMIME-Version: 1.0\n\n" text

/* What mail programs keep beside mails, and what was thrown away; and what only has such a name */
static void
test_maildir (void)
{
  static const IdioTestMember members[] = {
    { "Mail/subscriptions", "V\t2\n\nSent\n" },
    { "Old/subscriptions", "Drafts\r\nINBOX.Sent\r\nFriends\r\n" },
    { "Notes/subscriptions", "I shall cancel all of mine, but for the one of the river." },
    { "Mail/dovecot.sieve.log", "error: nobody wrote this" },
    { "Mail/cur/17470340.M1.host:2,S", MAIL ("One") },
    { "Mail/.Trash/cur/17470341.M1.host:2,S", MAIL ("Two") },
    { "Mail/Spam/3.eml", MAIL ("Three") },
    { "Mail/Spam/notes.rtf", RTF ("Four") },
    { NULL },
  };
  static const struct { const char *text; gboolean is_junk; } expected[] = {
    { "I shall cancel all of mine, but for the one of the river.", FALSE }, { "One", FALSE }, { "Two", TRUE },
    { "Three", TRUE }, { "Four", FALSE },
  };
  g_autoptr(GBytes) zip = idio_test_make_zip (members);
  g_autoptr(GPtrArray) entries = read_bytes ("a.zip", zip, NULL);

  g_assert_cmpuint (entries->len, ==, G_N_ELEMENTS (expected));

  for (guint i = 0; i < entries->len; i++)
    {
      const IdioEntry *entry = entries->pdata[i];

      g_assert_cmpstr (entry->text, ==, expected[i].text);
      g_assert_true (((entry->flags & IDIO_ENTRY_JUNK) != 0) == expected[i].is_junk);
    }
}

/* One file that was compressed has the name of the archive. */
static void
test_alone (void)
{
  static const IdioTestMember member[] = { { "x", RTF ("Alone") }, { NULL } };
  g_autoptr(GBytes) bytes = idio_test_make_archive (member, archive_write_set_format_raw,
    archive_write_add_filter_gzip, NULL,
                                                    NULL);
  g_autoptr(GPtrArray) entries = read_bytes ("my_letter.rtf.gz", bytes, NULL);
  const IdioEntry *entry = g_ptr_array_index (entries, 0);

  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_cmpstr (entry->text, ==, "Alone");
  g_assert_cmpstr (entry->title, ==, "my letter");
  g_assert_null (entry->place);
}

static void
test_skipped (void)
{
  const IdioTestMember inner[] = { { "in.rtf", RTF ("Inside") }, { "in.jpg", "\xff\xd8\xff" }, { NULL } };
  g_autoptr(GBytes) nested = idio_test_make_zip (inner);
  const IdioTestMember members[] = {
    { "one.rtf", RTF ("One") },
    { "photos/a.jpg", "\xff\xd8\xff" },
    { "empty.rtf", RTF ("") },
    { "z/inner.zip", g_bytes_get_data (nested, NULL), g_bytes_get_size (nested) },
    { NULL },
  };
  g_autoptr(GBytes) zip = idio_test_make_zip (members);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) entries = read_bytes ("a.zip", zip, &error);
  g_autofree char *text = describe (entries);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==,
                   ": One\n"
                   "photos/a.jpg! Idiolect can’t read this kind of file.\n"
                   "empty.rtf! There is no text in it.\n"
                   "z: Inside\n"
                   "z/inner.zip/in.jpg! Idiolect can’t read this kind of file.\n");
}

static void
test_refused (void)
{
  const IdioTestMember nothing[] = { { NULL } }, hidden[] = { { ".x", "x" }, { NULL } };
  const IdioTestMember photos[] = { { "a.jpg", "\xff\xd8\xff" }, { NULL } };
  const struct
  {
    const IdioTestMember *members;
    const char           *password;
    IdioImportError       code;
  } archives[] = {
    { nothing, NULL, IDIO_IMPORT_ERROR_EMPTY },
    { hidden, NULL, IDIO_IMPORT_ERROR_EMPTY },
    { photos, NULL, IDIO_IMPORT_ERROR_UNSUPPORTED },
    { tree, "secret", IDIO_IMPORT_ERROR_LOCKED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (archives); i++)
    {
      const char *options = archives[i].password != NULL ? "zip:encryption=traditional" : NULL;
      g_autoptr(GBytes) zip = idio_test_make_archive (archives[i].members, archive_write_set_format_zip, NULL, options,
                                                      archives[i].password);
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) entries = read_bytes ("a.zip", zip, &error);

      g_assert_error (error, IDIO_IMPORT_ERROR, (int) archives[i].code);
    }
}

static void
test_pages (void)
{
  const IdioTestMember members[] = { { "Index/Document.iwa", "x" }, { "preview.jpg", "x" }, { NULL } };
  g_autoptr(GBytes) zip = idio_test_make_zip (members);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) entries = read_bytes ("letter.pages", zip, &error);

  g_assert_error (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_UNSUPPORTED);
  g_assert_nonnull (strstr (error->message, "Pages"));
  g_assert_cmpuint (entries->len, ==, 0);
}

/* Two chats on one day, of which the files tell no names, are told apart by their titles. */
static void
test_conversations (void)
{
#define CHAT(first, second) "[12.05.25, 09:14:33] " first ": one\n[12.05.25, 09:15:33] " second ": two\n" \
                            "[12.05.25, 09:16:33] " first ": three\n"
  static const struct { const char *archive, *member, *content, *title; } cases[] = {
    { "WhatsApp Chat - Priya.zip", "_chat.txt", CHAT ("Jonas", "Priya R."), "Priya, May 12, 2025" },
    { "WhatsApp Chat - Hikers.zip", "_chat.txt", CHAT ("Jonas", "Omar"), "Hikers, May 12, 2025" },
    { "export.zip", "_chat.txt", CHAT ("Jonas", "Omar"), "Omar, May 12, 2025" },
    { "export.zip", "_chat.txt", CHAT ("Jonas", "Jonas"), "export, May 12, 2025" },
    { "all.zip", "chats/WhatsApp Chat - Ann/_chat.txt", CHAT ("Jonas", "A."), "Ann, May 12, 2025" },
    { "all.zip", "chats/7/_chat.txt", CHAT ("Jonas", "Ann"), "Ann, May 12, 2025" },
    { "all.zip", "chats/7/_chat.txt", CHAT ("Jonas", "Jonas"), "7, May 12, 2025" },
    { "all.zip", "chats/WhatsApp Chat with Ann.txt", CHAT ("Jonas", "A."), "Ann, May 12, 2025" },
    { "slack.zip", "data/general/2025-05-12.json",
      "[{\"type\":\"message\",\"user\":\"U1\",\"text\":\"one\",\"ts\":\"1747034040.000100\"},"
      "{\"type\":\"message\",\"user\":\"U2\",\"text\":\"two\",\"ts\":\"1747034040.000200\"}]",
      "general, May 12, 2025" },
    { "takeout.zip", "Takeout/Google Chat/Groups/DM x/messages.json",
      "{\"messages\":[{\"creator\":{\"name\":\"Jonas\",\"email\":\"j@example.org\"},\"created_date\":"
      "\"Monday, May 12, 2025 at 9:14:33 AM UTC\",\"text\":\"one\"},{\"creator\":{\"name\":\"Priya\",\"email\":"
      "\"p@example.org\"},\"created_date\":\"Monday, May 12, 2025 at 9:15:33 AM UTC\",\"text\":\"two\"}]}",
      "Priya, May 12, 2025" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const IdioTestMember members[] = { { cases[i].member, cases[i].content, 0 }, { NULL } };
      g_autoptr(GBytes) zip = idio_test_make_zip (members);
      g_autoptr(GPtrArray) entries = read_bytes (cases[i].archive, zip, NULL);

      g_assert_cmpuint (entries->len, >, 0);
      g_assert_cmpstr (((IdioEntry *) entries->pdata[0])->title, ==, cases[i].title);
    }
#undef CHAT
}

/* Names that are not in UTF-8, as DOS and Windows write them */
static void
test_names (void)
{
  static const struct
  {
    const char *language;
    const char *name;
    const char *place;
  } names[] = {
    { "en_US.UTF-8", "\x84rger/\x8a.rtf", "ärger" },
    { "ja_JP.UTF-8", "\x93\xfa\x96\x7b/\x83\\.rtf", "日本" },
    { "ru_RU.UTF-8", "\x8f\xe0\xa8\xa2\xa5\xe2/x.rtf", "Привет" },
    { "zh_CN.UTF-8", "\xd6\xd0/x.rtf", "中" },
    { "en_US.UTF-8", "日本/x.rtf", "日本" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const IdioTestMember members[] = { { names[i].name, RTF ("Text") }, { NULL } };
      g_autoptr(GBytes) bytes = idio_test_make_archive (members, archive_write_set_format_v7tar, NULL, NULL, NULL);
      g_autoptr(GPtrArray) entries = NULL;

      g_setenv ("LANGUAGE", names[i].language, TRUE);
      entries = read_bytes ("a.tar", bytes, NULL);
      g_assert_cmpuint (entries->len, ==, 1);
      g_assert_cmpstr (((IdioEntry *) entries->pdata[0])->place, ==, names[i].place);
    }

  g_unsetenv ("LANGUAGE");
}

/* Links and devices in a tar are not followed. */
static void
test_links (void)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  /* A link, two devices, a pipe, a folder, another link, and a file */
  const char header_types[] = "2346510";
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) tar = NULL;
  g_autoptr(GPtrArray) entries = NULL;

  for (guint i = 0; header_types[i] != '\0'; i++)
    {
      char header[512] = { 0 };
      guint sum = 0;

      g_snprintf (header, 100, "member%u.rtf", i);
      memcpy (header + 100, "0000644", 7);
      memcpy (header + 124, header_types[i] == '0' ? "00000000014" : "00000000000", 11);
      memcpy (header + 136, "00000000000", 11);
      memcpy (header + 148, "        ", 8);
      header[156] = header_types[i];
      memcpy (header + 157, "/etc/hostname", 13);
      memcpy (header + 257, "ustar\00000", 8);

      for (guint j = 0; j < sizeof header; j++)
        sum += (guchar) header[j];

      g_snprintf (header + 148, 8, "%06o", sum);
      g_byte_array_append (bytes, (const guint8 *) header, sizeof header);
    }

  g_byte_array_append (bytes, (const guint8 *) RTF ("Text"), strlen (RTF ("Text")));
  g_byte_array_set_size (bytes, (bytes->len / 512 + 3) * 512);
  tar = g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
  entries = read_bytes ("a.tar", tar, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_cmpstr (((IdioEntry *) entries->pdata[0])->text, ==, "Text");
}

/* A kilobyte or so for each megabyte: the text before it is there, the rest is not unpacked. */
static void
test_bomb (void)
{
  g_autofree char *zeros = g_malloc0 (IDIO_SOURCE_MAX_BYTES + 1000000);
  const IdioTestMember members[] = {
    { "a.rtf", RTF ("Text") },
    { "b.rtf", "{\\rtf1" },
    { "c.rtf", zeros, IDIO_SOURCE_MAX_BYTES + 1000000 },
    { "d.rtf", RTF ("Never") },
    { NULL },
  };
  g_autoptr(GBytes) zip = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) entries = NULL;

  memcpy (zeros, "{\\rtf1 ", 7);
  zip = idio_test_make_zip (members);
  g_assert_cmpuint (g_bytes_get_size (zip), <, 200000);
  entries = read_bytes ("a.zip", zip, &error);

  g_assert_error (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_TOO_LARGE);
  g_assert_cmpuint (entries->len, ==, 3);
  g_assert_cmpstr (((IdioEntry *) entries->pdata[0])->text, ==, "Text");
}

static void
test_nested (void)
{
  const IdioTestMember text[] = { { "a.rtf", RTF ("Text") }, { NULL } };
  g_autoptr(GBytes) bytes = idio_test_make_zip (text);

  for (guint depth = 1; depth < 8; depth++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) entries = read_bytes ("a.zip", bytes, &error);
      const IdioTestMember next[] = { { "a.zip", g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes) }, { NULL } };
      GBytes *outer;

      if (depth <= IDIO_SOURCE_MAX_DEPTH)
        {
          g_assert_no_error (error);
          g_assert_cmpuint (entries->len, ==, 1);
          g_assert_nonnull (((IdioEntry *) entries->pdata[0])->text);
        }
      else
        for (guint i = 0; i < entries->len; i++)
          g_assert_null (((IdioEntry *) entries->pdata[i])->text);

      outer = idio_test_make_zip (next);
      g_bytes_unref (bytes);
      bytes = outer;
    }
}

static void
test_damaged (void)
{
  const IdioTestSetUp formats[] = { archive_write_set_format_zip, archive_write_set_format_7zip,
    archive_write_set_format_pax };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr(GBytes) bytes = idio_test_make_archive (tree, formats[i], NULL, NULL, NULL);

      for (gsize length = 1; length < g_bytes_get_size (bytes); length += 1 + length / 50)
        {
          g_autoptr(GBytes) part = g_bytes_new_from_bytes (bytes, 0, length);
          g_autoptr(GError) error = NULL;
          g_autoptr(GPtrArray) entries = read_bytes ("a.tar", part, &error);

          g_assert_true (error != NULL || entries->len > 0);
        }
    }
}

/* The members before and after one whose data is damaged are read, and it is told which one is. */
static void
test_one_damaged (void)
{
  const IdioTestMember members[] = {
    { "one.rtf", RTF ("One") },
    { "sub/two.rtf", RTF ("Two, which is long enough that something in it can be damaged") },
    { "three.rtf", RTF ("Three") },
    { "four.rtf", RTF ("Four, which is long enough that something in it can be damaged, too") },
    { "five.rtf", RTF ("Five") },
    { NULL },
  };
  const char * const damaged[] = { "sub/two.rtf", "four.rtf" };
  g_autoptr(GBytes) zip = idio_test_make_zip (members);
  g_autoptr(GByteArray) bytes = g_bytes_unref_to_array (g_steal_pointer (&zip));
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) entries = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (damaged); i++)
    {
      guint8 *name = memmem (bytes->data, bytes->len, damaged[i], strlen (damaged[i]));

      memset (name + strlen (damaged[i]) + 8, 0xff, 30);
    }

  zip = g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
  entries = read_bytes ("a.zip", zip, &error);
  text = describe (entries);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, ": One\nsub/two.rtf! The file is damaged.\n: Three\nfour.rtf! The file is damaged.\n"
                             ": Five\n");
}

/* What was packed before the cut is read, and it is told that there was more. */
static void
test_cut_off (void)
{
  g_autoptr(GBytes) bytes = idio_test_make_archive (tree, archive_write_set_format_pax, archive_write_add_filter_gzip,
                                                    NULL, NULL);
  g_autoptr(GBytes) part = g_bytes_new_from_bytes (bytes, 0, g_bytes_get_size (bytes) - 60);
  g_autoptr(GBytes) head = g_bytes_new_from_bytes (bytes, 0, 30);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) entries = read_bytes ("a.tar.gz", part, &error), none = NULL;
  g_autofree char *text = describe (entries);

  g_assert_true (g_str_has_prefix (text, ": One\nsub: Two\nsub/deeper: Three\n"));
  g_assert_error (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, "the rest"));
  g_clear_error (&error);

  none = read_bytes ("a.tar.gz", head, &error);
  g_assert_error (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_DAMAGED);
  g_assert_cmpstr (error->message, ==, "The file is damaged.");
  g_assert_cmpuint (none->len, ==, 0);
}

static gboolean
stop_at_first (IdioEntry *entry,
               gpointer   data)
{
  guint *n_entries = data;

  if (entry == NULL)
    return TRUE;

  idio_entry_free (entry);

  return ++*n_entries < 1;
}

static void
test_stopped (void)
{
  g_autoptr(GBytes) bytes = idio_test_make_zip (tree);
  g_autoptr(IdioSource) source = idio_source_new_bytes ("a.zip", bytes, 0);
  g_autoptr(GError) error = NULL;
  guint n_entries = 0;

  g_assert_true (idio_formats_read (source, stop_at_first, &n_entries, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_entries, ==, 1);
}

/* Parts are told by the beginning, not by what lies in an archive in the archive. */
static void
test_members (void)
{
  const IdioTestMember document[] = { { "mimetype", "application/epub+zip" }, { "Word/Document.xml", "<x/>" },
    { NULL } };
  g_autoptr(GBytes) zip = idio_test_make_archive (document, archive_write_set_format_zip, NULL, "compression=store",
    NULL);
  const IdioTestMember outer[] = { { "a.docx", g_bytes_get_data (zip, NULL), g_bytes_get_size (zip) }, { "z", "z" },
    { NULL } };
  g_autoptr(GBytes) stored = idio_test_make_archive (outer, archive_write_set_format_zip, NULL, "compression=store",
    NULL);
  g_autoptr(IdioSource) source = idio_source_new_bytes ("a", zip, 0);
  g_autoptr(IdioSource) outer_source = idio_source_new_bytes ("a", stored, 0);

  g_assert_true (idio_archive_is_zip (source));
  g_assert_true (idio_archive_has_member (source, "word/*.xml"));
  g_assert_true (idio_archive_has_member (source, "mimetype"));
  g_assert_false (idio_archive_has_member (source, "word"));
  g_assert_true (idio_archive_has_mimetype (source, "application/epub+zip"));
  g_assert_true (idio_archive_has_mimetype (source, "application/epub"));
  g_assert_false (idio_archive_has_mimetype (source, "application/epub+zip+x"));
  g_assert_true (idio_archive_has_member (outer_source, "a.docx"));
  g_assert_true (idio_archive_has_member (outer_source, "z"));
  g_assert_false (idio_archive_has_member (outer_source, "word/*.xml"));
  g_assert_false (idio_archive_has_member (outer_source, "mimetype"));
}

static void
test_load (void)
{
  const IdioTestMember parts[] = { { "A.XML", "one" }, { "A.XML", "again" }, { "sub/b.xml", "two" }, { "c.png", "x" },
    { NULL } };
  const char * const xml[] = { "*.xml", NULL }, * const png[] = { "c.png", NULL }, * const none[] = { "x", NULL };
  g_autoptr(GBytes) zip = idio_test_make_zip (parts);

  for (guint seeks = 0; seeks < 2; seeks++)
    {
      g_autoptr(GInputStream) memory = g_memory_input_stream_new_from_bytes (zip);
      g_autoptr(GInputStream) blind = g_object_new (TYPE_BLIND, "base-stream", memory, NULL);
      g_autoptr(IdioSource) source = idio_source_new ("a", seeks ? memory : blind, 0, NULL);
      g_autoptr(GHashTable) members = idio_archive_load (source, xml, NULL), pictures = NULL, others = NULL;

      g_assert_cmpuint (g_hash_table_size (members), ==, 2);
      g_assert_cmpmem (g_bytes_get_data (g_hash_table_lookup (members, "A.XML"), NULL), 3, "one", 3);
      g_assert_cmpuint (g_bytes_get_size (g_hash_table_lookup (members, "sub/b.xml")), ==, 3);

      pictures = idio_archive_load (source, png, NULL);
      g_assert_cmpuint (g_hash_table_size (pictures), ==, 1);
      others = idio_archive_load (source, none, NULL);
      g_assert_cmpuint (g_hash_table_size (others), ==, 0);
    }
}

static void
test_load_too_much (void)
{
  g_autofree char *noise = g_malloc (IDIO_SOURCE_MAX_BYTES + 1);
  const IdioTestMember parts[] = { { "a.xml", noise, IDIO_SOURCE_MAX_BYTES + 1 }, { NULL } };
  const IdioTestMember locked[] = { { "a.xml", "x" }, { NULL } };
  const char * const xml[] = { "*.xml", NULL };
  g_autoptr(GBytes) zip = NULL, other = NULL;
  g_autoptr(IdioSource) source = NULL, other_source = NULL;
  g_autoptr(GError) error = NULL;

  memset (noise, 'x', IDIO_SOURCE_MAX_BYTES + 1);
  zip = idio_test_make_archive (parts, archive_write_set_format_zip, NULL, "zip:compression-level=1", NULL);
  source = idio_source_new_bytes ("a", zip, 0);
  g_assert_null (idio_archive_load (source, xml, &error));
  g_assert_error (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_TOO_LARGE);
  g_clear_error (&error);

  other = idio_test_make_archive (locked, archive_write_set_format_zip, NULL, "zip:encryption=traditional", "secret");
  other_source = idio_source_new_bytes ("a", other, 0);
  g_assert_null (idio_archive_load (other_source, xml, &error));
  g_assert_error (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_LOCKED);
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/archive/kinds", test_kinds);
  g_test_add_func ("/archive/maildir", test_maildir);
  g_test_add_func ("/archive/alone", test_alone);
  g_test_add_func ("/archive/skipped", test_skipped);
  g_test_add_func ("/archive/refused", test_refused);
  g_test_add_func ("/archive/pages", test_pages);
  g_test_add_func ("/archive/conversations", test_conversations);
  g_test_add_func ("/archive/names", test_names);
  g_test_add_func ("/archive/links", test_links);
  g_test_add_func ("/archive/bomb", test_bomb);
  g_test_add_func ("/archive/nested", test_nested);
  g_test_add_func ("/archive/damaged", test_damaged);
  g_test_add_func ("/archive/one-damaged", test_one_damaged);
  g_test_add_func ("/archive/cut-off", test_cut_off);
  g_test_add_func ("/archive/stopped", test_stopped);
  g_test_add_func ("/archive/members", test_members);
  g_test_add_func ("/archive/load", test_load);
  g_test_add_func ("/archive/load-too-much", test_load_too_much);

  return g_test_run ();
}
