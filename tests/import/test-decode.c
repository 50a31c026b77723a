/* test-decode.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "idio-test.h"
#include "formats/idio-decode.h"
#include "formats/idio-import-error.h"
#include "formats/idio-source.h"

/* How long one text of the random test is, in parts; and how many there are for each seed. */
#define N_PARTS 40
#define N_TEXTS 300

static const guint32 seeds[] = { 1, 7, 1815, 20260301, 0xfffffff1 };

static const char * const scripts[] = {
  "Grüße, café, naïve", "Καλημέρα σου", "Привет, Ёж", "你好，世界。", "👩‍💻🏳️‍🌈5️⃣", "cafe\u0301 n\u0303o", "\u200fשלום\u200e עולם\u061c",
  "می\u200cخواهم", "𐍈𝒳😀", "plain words", "“quotes” … – €",
};

/* A CR before CRLF is what a conversion done twice leaves. */
static const struct
{
  const char *end;
  guint       n_lines;
} line_ends[] = {
  { "\n", 1 }, { "\r\n", 1 }, { "\r", 1 }, { "\r\r\n", 1 }, { "\f", 1 }, { "\v", 1 }, { "\u2028", 1 }, { "\u2029", 1 },
  { "\u0085", 1 }, { "\r\n\r\n", 2 }, { "\n\r\n\r", 3 }, { "\r\r", 2 }, { "\n\n", 2 }, { "\r\n\u2028\f", 3 },
};

static const char * const stripped[] = {
  "", "\u200b", "\ufeff", "\u202a", "\u202e", "\u2066", "\u2069", "\x01", "\x1b", "\x7f", "\u0080", "\u009f",
};

typedef enum
{
  ENCODING_UTF8,
  ENCODING_UTF8_MARKED,
  ENCODING_UTF16LE,
  ENCODING_UTF16BE,
  ENCODING_WINDOWS,
  N_ENCODINGS
} Encoding;

/* Returns: (nullable): NULL if not all of the text can be written so */
static GBytes *
encode (const char *text,
        Encoding    encoding)
{
  static const struct { const char *mark, *charset; } encodings[N_ENCODINGS] = {
    [ENCODING_UTF8] = { "", "UTF-8" },
    [ENCODING_UTF8_MARKED] = { "\xef\xbb\xbf", "UTF-8" },
    [ENCODING_UTF16LE] = { "\xff\xfe", "UTF-16LE" },
    [ENCODING_UTF16BE] = { "\xfe\xff", "UTF-16BE" },
    [ENCODING_WINDOWS] = { "", "WINDOWS-1252" },
  };
  GByteArray *bytes = g_byte_array_new ();
  g_autofree char *converted = NULL;
  gsize length;

  converted = g_convert (text, -1, encodings[encoding].charset, "UTF-8", NULL, &length, NULL);
  g_byte_array_append (bytes, (const guint8 *) encodings[encoding].mark, strlen (encodings[encoding].mark));

  if (converted == NULL)
    {
      g_byte_array_unref (bytes);
      return NULL;
    }

  g_byte_array_append (bytes, (const guint8 *) converted, (guint) length);

  return g_byte_array_free_to_bytes (bytes);
}

static guint
check_all_encodings (const char *text,
                     const char *expected)
{
  guint n_checked = 0;

  for (guint i = 0; i < N_ENCODINGS; i++)
    {
      g_autoptr(GBytes) bytes = encode (text, i);
      g_autofree char *decoded = NULL;
      g_autoptr(GError) error = NULL;

      if (bytes == NULL)
        continue;

      decoded = idio_decode (bytes, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (decoded, ==, expected);
      n_checked++;
    }

  return n_checked;
}

/* Each line end, in each script, with what is left out at the beginning, in the middle and at the end. */
static void
test_line_ends (void)
{
  guint n_checked = 0;

  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    for (guint j = 0; j < G_N_ELEMENTS (line_ends); j++)
      for (guint k = 0; k < G_N_ELEMENTS (stripped); k++)
        {
          const char *script = scripts[i], *end = line_ends[j].end, *gone = stripped[k];
          g_autofree char *lines = g_strnfill (line_ends[j].n_lines, '\n');
          g_autofree char *texts[] = {
            g_strconcat (gone, script, end, script, NULL),
            g_strconcat (script, gone, end, gone, script, NULL),
            g_strconcat (script, end, script, gone, NULL),
            g_strconcat (end, gone, script, end, NULL),
          };
          g_autofree char *two = g_strconcat (script, lines, script, NULL);
          g_autofree char *between = g_strconcat (lines, script, lines, NULL);

          n_checked += check_all_encodings (texts[0], two);
          n_checked += check_all_encodings (texts[1], two);
          n_checked += check_all_encodings (texts[2], two);
          n_checked += check_all_encodings (texts[3], between);
          g_clear_pointer (&texts[1], g_free);
          g_clear_pointer (&texts[2], g_free);
          g_clear_pointer (&texts[3], g_free);
        }

  /* At least all of Unicode's encodings of all of them */
  g_assert_cmpuint (n_checked, >=, 4 * 4 * G_N_ELEMENTS (scripts) * G_N_ELEMENTS (line_ends) * G_N_ELEMENTS (stripped));
}

/* The same by other means: with regular expressions, over a copy. */
static char *
decode_slowly (const char *text)
{
  g_autoptr(GRegex) line_end = g_regex_new ("\\r*\\n|[\\r\\f\\v\\x{85}\\x{2028}\\x{2029}]", 0, 0, NULL);
  g_autoptr(GRegex) left_out = g_regex_new ("[\\x{00}-\\x{08}\\x{0e}-\\x{1f}\\x{7f}-\\x{9f}\\x{feff}\\x{200b}"
                                            "\\x{202a}-\\x{202e}\\x{2066}-\\x{2069}]", 0, 0, NULL);
  g_autofree char *lines = g_regex_replace_literal (line_end, text, -1, 0, "\n", 0, NULL);

  return g_regex_replace_literal (left_out, lines, -1, 0, "", 0, NULL);
}

static const char *
pick_part (GRand *random)
{
  switch (g_rand_int_range (random, 0, 4))
    {
    case 0:
      return line_ends[g_rand_int_range (random, 0, G_N_ELEMENTS (line_ends))].end;

    case 1:
      return stripped[g_rand_int_range (random, 0, G_N_ELEMENTS (stripped))];

    default:
      return scripts[g_rand_int_range (random, 0, G_N_ELEMENTS (scripts))];
    }
}

static void
test_random (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (seeds); i++)
    {
      g_autoptr(GRand) random = g_rand_new_with_seed (seeds[i]);

      for (guint j = 0; j < N_TEXTS; j++)
        {
          g_autoptr(GString) text = g_string_new (NULL);
          g_autofree char *expected = NULL;

          for (guint k = 0; k < N_PARTS; k++)
            g_string_append (text, pick_part (random));

          expected = decode_slowly (text->str);
          g_assert_cmpuint (check_all_encodings (text->str, expected), >=, 4);
        }
    }
}

static char *
decode (const char  *data,
        gsize        length,
        GError     **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data, length);

  return idio_decode (bytes, NULL, error);
}

#define assert_decoded(data, expected)                                        \
  G_STMT_START {                                                              \
    g_autofree char *__text = decode ((data), sizeof (data) - 1, NULL);       \
    g_assert_cmpstr (__text, ==, (expected));                                 \
  } G_STMT_END

static void
test_encodings (void)
{
  assert_decoded ("plain", "plain");
  assert_decoded ("", "");
  assert_decoded ("\xef\xbb\xbf", "");
  assert_decoded ("\xff\xfe", "");
  assert_decoded ("caf\xc3\xa9 \xe2\x80\x9cok\xe2\x80\x9d", "café “ok”");
  assert_decoded ("\xef\xbb\xbf" "bom", "bom");
  assert_decoded ("caf\xe9 \x93ok\x94 \x80", "café “ok” €");
  assert_decoded ("\xff\xfe" "h\0i\0\n\0\xac\x20", "hi\n€");
  assert_decoded ("\xfe\xff" "\0h\0i\0\n\x20\xac", "hi\n€");
}

/* A text that was cut off within a character is still what it was before that. */
static void
test_cut_off (void)
{
  assert_decoded ("Gr\xc3\xbc\xc3\x9f" "e \xf0\x9f\x98", "Grüße ");
  assert_decoded ("caf\xc3\xa9 \xe2\x80", "café ");
  assert_decoded ("caf\xc3\xa9 \xc3", "café ");
  assert_decoded ("\xef\xbb\xbf" "caf\xc3", "caf");

  assert_decoded ("\xff\xfe" "h\0i", "h");
  assert_decoded ("\xff\xfe" "h\0\x3d\xd8", "h");
  assert_decoded ("\xff\xfe" "h\0\x3d\xd8\x00", "h");

  /* Within it, half a character or a NUL is repaired. */
  assert_decoded ("\xff\xfe" "h\0\x3d\xd8" "i\0", "h\uFFFDi");
  assert_decoded ("\xfe\xff" "\0h\xde\x00\0i", "h\uFFFDi");
  assert_decoded ("\xff\xfe" "h\0\0\0i\0", "hi");

  /* With no other sign of UTF-8 it is a letter of Windows-1252, and so it is if there is more that is not UTF-8. */
  assert_decoded ("ol\xe9", "olé");
  assert_decoded ("ol\xe9 caf\xc3\xa9 \xe2", "olé cafÃ© â");
}

static void
test_binary (void)
{
  static const struct { const char *data; gsize length; } cases[] = {
    { "\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16 },
    { "text\0with\0nuls", 14 },
    { "\0\0\0\0\0\0", 6 },
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
test_cancelled (void)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static ("text", 4);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (idio_decode (bytes, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
add_tests (void)
{
  g_test_add_func ("/decode/line-ends", test_line_ends);
  g_test_add_func ("/decode/random", test_random);
  g_test_add_func ("/decode/encodings", test_encodings);
  g_test_add_func ("/decode/cut-off", test_cut_off);
  g_test_add_func ("/decode/binary", test_binary);
  g_test_add_func ("/decode/cancelled", test_cancelled);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
