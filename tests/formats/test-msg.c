/* test-msg.c: mails of Outlook. The files are made as [MS-OXMSG], [MS-OXRTFCP] and [MS-OXRTFEX] tell.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <gsf/gsf.h>

#include "format-test.h"
#include "formats/idio-lzfu.h"
#include "formats/idio-rtf-html.h"

#define MAX_STREAMS 8

/* 2025-05-12 07:14:33 UTC */
#define TIME 1747034073
#define EPOCH G_GUINT64_CONSTANT (116444736000000000)

/* One stream of a file: four digits of the property, four of its type. Text of type 001F is given in UTF-8. */
typedef struct
{
  const char *name;
  const char *data;
  gsize       length;
} Stream;

typedef struct
{
  const char *what;
  Stream      streams[MAX_STREAMS];
  guint32     code_page;
  guint32     flags;
  const char *text;
  int         error;
  guint       entry_flags;
} Case;

static void
write_stream (GsfOutfile *file,
              const char *name,
              const void *data,
              gsize       length)
{
  GsfOutput *output = gsf_outfile_new_child (file, name, FALSE);

  g_assert_true (gsf_output_write (output, length, data));
  g_assert_true (gsf_output_close (output));
  g_object_unref (output);
}

static void
append_property (GByteArray *properties,
                 guint32     tag,
                 guint64     value)
{
  guint32 head[2] = { GUINT32_TO_LE (tag), 0 };
  guint64 number = GUINT64_TO_LE (value);

  g_byte_array_append (properties, (guint8 *) head, sizeof head);
  g_byte_array_append (properties, (guint8 *) &number, sizeof number);
}

static GBytes *
make_file (const Case *one)
{
  GsfOutput *memory = gsf_output_memory_new ();
  GsfOutfile *file = gsf_outfile_msole_new (memory);
  g_autoptr(GByteArray) properties = g_byte_array_new ();
  GBytes *bytes;

  g_byte_array_set_size (properties, 32);
  memset (properties->data, 0, 32);
  append_property (properties, 0x00390040, EPOCH + (guint64) TIME * 10000000);
  append_property (properties, 0x3ffd0003, one->code_page);
  append_property (properties, 0x3fde0003, one->code_page);
  append_property (properties, 0x0e070003, one->flags);
  write_stream (file, "__properties_version1.0", properties->data, properties->len);

  for (guint i = 0; i < MAX_STREAMS && one->streams[i].name != NULL; i++)
    {
      const Stream *stream = &one->streams[i];
      g_autofree char *name = g_strdup_printf ("__substg1.0_%s", stream->name);
      gsize length = stream->length > 0 ? stream->length : strlen (stream->data);
      glong n_units;
      g_autofree gunichar2 *wide = NULL;

      if (!g_str_has_suffix (name, "001F"))
        {
          write_stream (file, name, stream->data, length);
          continue;
        }

      wide = g_utf8_to_utf16 (stream->data, -1, NULL, &n_units, NULL);
      write_stream (file, name, wide, (gsize) n_units * 2);
    }

  g_assert_true (gsf_output_close (GSF_OUTPUT (file)));
  bytes = g_bytes_new (gsf_output_memory_get_bytes (GSF_OUTPUT_MEMORY (memory)), (gsize) gsf_output_size (memory));
  g_object_unref (file);
  g_object_unref (memory);

  return bytes;
}

#define RTF_HEAD "\0\0\0\0" "\0\0\0\0" "MELA" "\0\0\0\0"
#define RTF(text) { "10090102", RTF_HEAD text, sizeof RTF_HEAD text - 1 }

static const Case cases[] = {
  { "plain text in UTF-16", { { "1000001F", "Grüße,\r\nJonas\r\n" } }, .text = "Grüße,\nJonas" },
  { "plain text with 8 bits", { { "1000001E", "Cze\x9c\xe6" } }, .code_page = 1250, .text = "Cześć" },
  { "in Japanese", { { "1000001E", "\x82\xb1" } }, .code_page = 932, .text = "こ" },
  { "no code page", { { "1000001E", "Gr\xfc\xdf" "e" } }, .text = "Grüße" },
  { "plain text before HTML", { { "1000001F", "Plain" }, { "10130102", "<p>Rich" } }, .text = "Plain" },
  { "HTML", { { "1000001F", " \r\n" }, { "10130102", "<p>Gr\xfc\xdf" "e<p>Jonas" } }, .code_page = 1252,
    .text = "Grüße\n\nJonas" },
  { "HTML in UTF-8", { { "10130102", "<p>Gr\xc3\xbc\xc3\x9f" "e" } }, .code_page = 65001, .text = "Grüße" },
  { "HTML as a string", { { "1013001F", "<p>Grüße" } }, .text = "Grüße" },
  { "HTML in RTF", { RTF ("{\\rtf1\\ansi\\ansicpg1252\\fromhtml1 \\deff0{\\fonttbl{\\f0\\fswiss Arial;}}\n"
    "{\\*\\htmltag64 <p>}\\htmlrtf {\\b \\htmlrtf0 Gr\\'fc\\'dfe\\htmlrtf }\\htmlrtf0 {\\*\\htmltag72 </p>}}") },
    .text = "Grüße" },
  { "plain text in RTF", { RTF ("{\\rtf1\\ansi\\fromtext{\\fonttbl{\\f0 x;}}\\pard One\\par Two \\u8364?\\par}") },
    .text = "One\nTwo €" },
  { "RTF", { RTF ("{\\rtf1\\ansi{\\fonttbl{\\f0 x;}}\\pard One\\par Two\\par}") }, .text = "One\n\nTwo" },
  { "a draft", { { "1000001F", "Hi" } }, .flags = 8, .text = "Hi", .entry_flags = IDIO_ENTRY_OWN },
  { "from oneself", { { "1000001F", "Hi" } }, .flags = 0x20, .text = "Hi", .entry_flags = IDIO_ENTRY_OWN },
  { "an invitation", { { "001A001F", "IPM.Schedule.Meeting.Request" }, { "1000001F", "Hi" } }, .text = "Hi",
    .entry_flags = IDIO_ENTRY_AUTOMATIC },
  { "away", { { "001A001F", "IPM.Note.Rules.OofTemplate.Microsoft" }, { "1000001F", "Hi" } }, .text = "Hi",
    .entry_flags = IDIO_ENTRY_AUTOMATIC },
  { "automatic by its head", { { "1000001F", "Hi" },
    { "007D001F", "Auto-Submitted: auto-replied\r\nFrom: a@example.org\r\n" } },
    .text = "Hi", .entry_flags = IDIO_ENTRY_AUTOMATIC },
  { "encrypted", { { "001A001F", "IPM.Note.SMIME" } }, .text = "", .entry_flags = IDIO_ENTRY_LOCKED },
  { "a contact", { { "001A001F", "IPM.Contact" }, { "1000001F", "Hi" } }, .error = IDIO_IMPORT_ERROR_UNSUPPORTED },
  { "a task", { { "001A001F", "IPM.Task" }, { "1000001F", "Hi" } }, .error = IDIO_IMPORT_ERROR_UNSUPPORTED },
  { "empty", { { "001A001F", "IPM.Note" }, { "1000001F", "\r\n" } }, .error = IDIO_IMPORT_ERROR_EMPTY },
};

static void
test_texts (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GBytes) bytes = make_file (&cases[i]);
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) entries = NULL;
      const IdioEntry *entry;

      g_test_message ("%s", cases[i].what);
      entries = idio_test_read_format ("x.msg", g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error);

      if (cases[i].text == NULL)
        {
          g_assert_error (error, IDIO_IMPORT_ERROR, cases[i].error);
          g_assert_cmpuint (entries->len, ==, 0);
          continue;
        }

      g_assert_no_error (error);
      g_assert_cmpuint (entries->len, ==, 1);
      entry = entries->pdata[0];
      g_assert_cmpstr (entry->text, ==, cases[i].text);
      g_assert_cmpuint (entry->flags, ==, cases[i].entry_flags);
      g_assert_cmpint (entry->medium, ==, IDIO_MEDIUM_MAIL);
      g_assert_cmpint (entry->time, ==, TIME);
    }
}

static void
test_properties (void)
{
  static const Case one = { "all", {
    { "0037001F", "Porto" }, { "0042001F", "Jonas Lind" }, { "0065001F", "/o=Example/cn=Recipients/cn=jonas" },
    { "5D02001F", "Jonas@Example.org" }, { "0C1A001F", "Ann Lee" }, { "5D01001F", "ann@example.org" },
    { "0E04001F", "Priya; 'Max'" }, { "1000001F", "Hi" },
  } };
  g_autoptr(GBytes) bytes = make_file (&one);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  /* Whatever it is called, and in capitals */
  const char * const names[] = { "x.msg", "X.MSG", "mail" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(GPtrArray) entries = idio_test_read_format (names[i], data, length, NULL);
      const IdioEntry *entry;

      g_assert_cmpuint (entries->len, ==, 1);
      entry = entries->pdata[0];
      g_assert_cmpstr (entry->title, ==, "Porto");
      g_assert_cmpstr (entry->author, ==, "Jonas Lind");
      g_assert_cmpstr (entry->account, ==, "jonas@example.org");
      g_assert_cmpstr (entry->editor, ==, "Ann Lee");
      g_assert_cmpstr (entry->recipients, ==, "Priya, Max");
    }
}

/* The head of a mail is no less hostile in a file of Outlook. */
static void
test_hostile_head (void)
{
  g_autoptr(GString) head = g_string_new ("To: ");
  Case one = { "hostile", { { "1000001F", "Hi" }, { "007D001E", NULL } }, .text = "Hi" };
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GPtrArray) entries = NULL;

  while (head->len < 1000 * 1000)
    g_string_append (head, "a:");

  one.streams[1].data = head->str;
  bytes = make_file (&one);
  entries = idio_test_read_format ("x.msg", g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL);
  g_assert_cmpuint (entries->len, ==, 1);
}

/* Cut anywhere, it is read or refused. */
static void
test_damaged (void)
{
  g_autoptr(GBytes) bytes = make_file (&cases[0]);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  for (gsize n = 8; n < length; n += 41)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) entries = idio_test_read_format ("x.msg", data, n, &error);

      g_assert_true (entries->len == 1 || error->domain == IDIO_IMPORT_ERROR);
    }
}

/* The examples of [MS-OXRTFCP], 3.1 and 3.2 */
static void
test_lzfu (void)
{
  static const guint8 simple[] = {
    0x2d, 0, 0, 0, 0x2b, 0, 0, 0, 0x4c, 0x5a, 0x46, 0x75, 0xf1, 0xc5, 0xc7, 0xa7, 0x03, 0x00, 0x0a, 0x00, 0x72, 0x63,
    0x70, 0x67, 0x31, 0x32, 0x35, 0x42, 0x32, 0x0a, 0xf3, 0x20, 0x68, 0x65, 0x6c, 0x09, 0x00, 0x20, 0x62, 0x77, 0x05,
    0xb0, 0x6c,
    0x64, 0x7d, 0x0a, 0x80, 0x0f, 0xa0,
  };
  static const guint8 overlapping[] = {
    0x1a, 0, 0, 0, 0x1c, 0, 0, 0, 0x4c, 0x5a, 0x46, 0x75, 0xe2, 0xd4, 0x4b, 0x51, 0x41, 0x00, 0x04, 0x20, 0x57, 0x58,
    0x59, 0x5a, 0x0d, 0x6e, 0x7d, 0x01, 0x0e, 0xb0,
  };
  static const struct { const guint8 *data; gsize length; const char *rtf; } examples[] = {
    { simple, sizeof simple, "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n" },
    { overlapping, sizeof overlapping, "{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (examples); i++)
    {
      g_autoptr(GByteArray) rtf = idio_lzfu_decompress (examples[i].data, examples[i].length, 1000);

      g_assert_cmpmem (rtf->data, rtf->len, examples[i].rtf, strlen (examples[i].rtf));

      for (gsize n = 0; n < examples[i].length; n++)
        {
          g_autoptr(GByteArray) cut = idio_lzfu_decompress (examples[i].data, n, 10);

          g_assert_true (cut == NULL || cut->len <= 10);
        }
    }
}

static void
test_rtf_html (void)
{
  static const struct { const char *rtf, *html; } texts[] = {
    { "{\\rtf1\\ansi\\fromhtml1 a\\htmlrtf b{c\\htmlrtf0 d}e\\htmlrtf0 f}", "adf" },
    { "{\\rtf1\\ansi\\fromhtml1{\\*\\htmltag <a href=\"\\{x\\}\">}{\\*\\mhtmltag no}"
      "\\lquote x\\~y\\par{\\*\\other no}z}",
      "<a href=\"{x}\">&lsquo;x&nbsp;y\nz" },
    { "{\\rtf1\\ansi\\ansicpg1251\\fromhtml1{\\fonttbl{\\f0\\fcharset204 A;}{\\f1\\fcharset161 B;}}"
      "\\f0\\'cf\\f1\\'ca\\f0 \\uc2\\u1103\\'ff\\'ff!}",
      "ПΚя!" },
    { "{\\rtf1\\ansi\\fromhtml1 \\u-10179?\\u-8704?}", "😀" },
    { "{\\rtf1\\ansi no}", NULL },
    { "", NULL },
    { "{\\rtf1\\fromhtml1 }}}}x", "x" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      gboolean is_html;
      g_autofree char *html = idio_rtf_html_unwrap (texts[i].rtf, strlen (texts[i].rtf), &is_html);

      g_assert_cmpstr (html, ==, texts[i].html);
    }
}

static void
test_pst (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) entries = idio_test_read_format ("outlook.pst", "!BDN\0\0\0\0", 8, &error);

  g_assert_error (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_UNSUPPORTED);
  g_assert_nonnull (strstr (error->message, "Outlook"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gsf_init ();

  g_test_add_func ("/msg/texts", test_texts);
  g_test_add_func ("/msg/properties", test_properties);
  g_test_add_func ("/msg/damaged", test_damaged);
  g_test_add_func ("/msg/hostile-head", test_hostile_head);
  g_test_add_func ("/msg/lzfu", test_lzfu);
  g_test_add_func ("/msg/rtf-html", test_rtf_html);
  g_test_add_func ("/msg/pst", test_pst);

  return g_test_run ();
}
