/* idio-charset.c: text of a declared character set, which may be wrong
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <unicode/ucnv.h>

#include "formats/idio-charset-wide.h"
#include "formats/idio-charset.h"
#include "formats/idio-decode.h"
#include "formats/idio-nuls.h"
#include "formats/idio-utf8.h"

#define REPLACEMENT "\xef\xbf\xbd"

/* What programs write, and what they mean by it: mostly the superset that Windows has under the same name, as in the
 * Encoding Standard of WHATWG. NULL means that it says nothing. */
static const struct
{
  const char *declared;
  const char *meant;
} aliases[] = {
  { "ascii", NULL }, { "us-ascii", NULL }, { "ansi_x3.4-1968", NULL }, { "iso646-us", NULL }, { "unknown-8bit", NULL },
  { "x-unknown", NULL }, { "unknown", NULL }, { "binary", NULL }, { "7bit", NULL }, { "8bit", NULL },
  { "iso-8859-1", "windows-1252" }, { "iso8859-1", "windows-1252" }, { "iso_8859-1", "windows-1252" },
  { "latin1", "windows-1252" }, { "iso-8859-9", "windows-1254" }, { "iso-8859-11", "windows-874" },
  { "tis-620", "windows-874" }, { "gb2312", "gb18030" }, { "gbk", "gb18030" }, { "x-gbk", "gb18030" },
  { "euc-cn", "gb18030" }, { "ks_c_5601-1987", "windows-949" }, { "euc-kr", "windows-949" }, { "cp949", "windows-949" },
  { "shift_jis", "windows-31j" }, { "shift-jis", "windows-31j" }, { "sjis", "windows-31j" },
  { "x-sjis", "windows-31j" }, { "cp932", "windows-31j" }, { "ms932", "windows-31j" }, { "big5", "big5-hkscs" },
  { "iso-8859-8-i", "iso-8859-8" }, { "iso-8859-8-e", "iso-8859-8" }, { "x-mac-roman", "macintosh" },
  { "unicode-1-1-utf-7", "utf-7" }, { "unicode", "utf-16" }, { "utf8", "utf-8" }, { "cp-850", "cp850" },
};

static char *
normalize (const char *charset)
{
  g_autofree char *name = g_ascii_strdown (charset, -1);

  g_strdelimit (name, "\"'<>", ' ');
  g_strstrip (name);

  for (guint i = 0; i < G_N_ELEMENTS (aliases); i++)
    if (g_str_equal (name, aliases[i].declared))
      return g_strdup (aliases[i].meant);

  return name[0] != '\0' ? g_steal_pointer (&name) : NULL;
}

/* What can't be converted becomes the replacement character. */
static char *
convert (UConverter *from,
         const char *data,
         gsize       length)
{
  UErrorCode status = U_ZERO_ERROR;
  UConverter *to = ucnv_open ("UTF-8", &status);
  GString *text = g_string_sized_new (length + length / 8);
  UChar pivot[1024], *pivot_source = pivot, *pivot_target = pivot;
  const char *source = data;
  gboolean first = TRUE;

  do
    {
      char buffer[4096];
      char *target = buffer;

      status = U_ZERO_ERROR;
      ucnv_convertEx (to, from, &target, buffer + sizeof buffer, &source, data + length, pivot, &pivot_source,
                      &pivot_target, pivot + G_N_ELEMENTS (pivot), first, TRUE, &status);
      g_string_append_len (text, buffer, target - buffer);
      first = FALSE;
    }
  while (status == U_BUFFER_OVERFLOW_ERROR);

  ucnv_close (to);

  /* What is below a NUL would be lost. */
  if (strlen (text->str) < text->len)
    {
      gsize size = text->len;
      char *without_nuls = idio_nuls_drop (text->str, &size);

      g_string_free (text, TRUE);
      return without_nuls;
    }

  return g_string_free_and_steal (text);
}

static char *
convert_from (const char *charset,
              const char *data,
              gsize       length)
{
  UErrorCode status = U_ZERO_ERROR;
  UConverter *converter = ucnv_open (charset, &status);
  char *text = convert (converter, data, length);

  ucnv_close (converter);

  return text;
}

static gboolean
has_8bit (const char *data,
          gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if ((guchar) data[i] >= 0x80)
      return TRUE;

  return FALSE;
}

static gboolean
has_escapes (const char *data,
             gsize       length)
{
  const char *escape = memchr (data, '\033', length);

  return escape != NULL && escape + 2 < data + length && escape[1] == '$' && strchr ("@B(", escape[2]) != NULL;
}

static char *
guess (const char *data,
       gsize       length)
{
  g_autoptr(GBytes) bytes = NULL;
  char *text;

  /* Japanese mail is in ISO-2022-JP, which is 7-bit, where nothing is said. */
  if (has_escapes (data, length))
    return convert_from ("ISO-2022-JP", data, length);

  if (g_utf8_validate_len (data, length, NULL))
    return g_strndup (data, length);

  bytes = g_bytes_new_static (data, length);
  text = idio_decode (bytes, NULL, NULL);

  return text != NULL ? text : convert_from ("windows-1252", data, length);
}

/* Most letters of a text in a Latin script are ASCII, so that this is no such text, whatever was declared. */
static gboolean
is_hardly_latin (const char *data,
                 gsize       length)
{
  gsize n_ascii = 0, n_others = 0;

  for (gsize i = 0; i < length; i++)
    {
      n_ascii += g_ascii_isalpha (data[i]);
      n_others += (guchar) data[i] >= 0xc0;
    }

  return n_others > n_ascii && n_others > 8;
}

/* The order of bytes where no mark tells: in most texts half of the characters at least are below U+0100. */
static const char *
get_utf16 (const char *data,
           gsize       length)
{
  gsize n_zeros[2] = { 0, 0 };

  if (length >= 2 && ((guchar) data[0] == 0xfe || (guchar) data[0] == 0xff))
    return "UTF-16";

  for (gsize i = 0; i < length; i++)
    n_zeros[i % 2] += data[i] == '\0';

  return n_zeros[1] >= n_zeros[0] ? "UTF-16LE" : "UTF-16BE";
}

static char *
convert_declared (const char *name,
                  const char *data,
                  gsize       length)
{
  UErrorCode status = U_ZERO_ERROR;
  UConverter *converter = ucnv_open (name, &status);
  gboolean is_utf8 = g_utf8_validate_len (data, length, NULL);
  gboolean is_wrong;
  g_autofree char *text = NULL;

  /* The C library knows a few more, such as ISO-8859-16. */
  if (U_FAILURE (status))
    return g_convert (data, (gssize) length, "UTF-8", name, NULL, NULL, NULL);

  /* By chance no text in a narrow character set is valid UTF-8 with more than ASCII in it. */
  is_wrong = ucnv_getMaxCharSize (converter) == 1 && is_utf8 && has_8bit (data, length);

  /* This one is declared where a program knows no better. */
  is_wrong = is_wrong || (g_str_equal (name, "windows-1252") && is_hardly_latin (data, length));

  if (!is_wrong)
    text = convert (converter, data, length);

  ucnv_close (converter);

  if (text != NULL && is_utf8 && strstr (text, REPLACEMENT) != NULL)
    return NULL;

  return g_steal_pointer (&text);
}

static gboolean
is_wide (const char *name)
{
  return g_str_has_prefix (name, "utf-16") || g_str_has_prefix (name, "utf-32") || g_str_has_prefix (name, "ucs-");
}

/**
 * idio_charset_to_utf8:
 * @data: (array length=length): a text
 * @length: its length in bytes
 * @charset: (nullable): the character set that was declared for it
 *
 * Converts a text. A declaration that can't be true is not believed: the character set is guessed then, as it is where
 * none was declared. What can't be converted becomes U+FFFD.
 *
 * Returns: (transfer full): the text in UTF-8
 */
char *
idio_charset_to_utf8 (const char *data,
                      gsize       length,
                      const char *charset)
{
  g_autofree char *name = charset != NULL ? normalize (charset) : NULL;
  g_autofree char *without_nuls = NULL;
  char *text = NULL;

  if (length == 0)
    return g_strdup ("");

  /* In wide characters there are NULs. */
  if ((name == NULL || !is_wide (name)) && memchr (data, '\0', length) != NULL &&
      idio_charset_wide_guess (data, length) == NULL)
    data = without_nuls = idio_nuls_drop (data, &length);

  if (name != NULL && g_str_has_prefix (name, "utf-16"))
    {
      if (memchr (data, '\0', length) == NULL && g_utf8_validate_len (data, length, NULL))
        return g_strndup (data, length);

      g_set_str (&name, get_utf16 (data, length));
    }

  if (name != NULL && !g_str_equal (name, "utf-8"))
    text = convert_declared (name, data, length);

  if (name != NULL && g_str_equal (name, "utf-8") && idio_utf8_is_meant (data, &length, IDIO_UTF8_DECLARED))
    text = g_utf8_make_valid (data, (gssize) length);

  return text != NULL ? text : guess (data, length);
}

/**
 * idio_charset_from_code_page:
 * @code_page: the number of a code page of Windows
 *
 * Returns: (transfer full) (nullable): what its character set is called, if it is known
 */
char *
idio_charset_from_code_page (guint code_page)
{
  static const struct { guint code_page; const char *name; } names[] = {
    { 932, "windows-31j" }, { 1200, "utf-16le" }, { 1201, "utf-16be" }, { 10000, "macintosh" }, { 20127, "us-ascii" },
    { 20866, "koi8-r" }, { 21866, "koi8-u" }, { 50220, "iso-2022-jp" }, { 50221, "iso-2022-jp" },
    { 50222, "iso-2022-jp" }, { 50225, "iso-2022-kr" }, { 51932, "euc-jp" }, { 51936, "gb18030" },
    { 51949, "windows-949" }, { 52936, "hz-gb-2312" }, { 54936, "gb18030" }, { 65000, "utf-7" }, { 65001, "utf-8" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (names[i].code_page == code_page)
      return g_strdup (names[i].name);

  if (code_page > 28590 && code_page < 28606)
    return g_strdup_printf ("iso-8859-%u", code_page - 28590);

  if ((code_page >= 1250 && code_page <= 1258) || code_page == 874 || code_page == 936 || code_page == 949 ||
      code_page == 950)
    return g_strdup_printf ("windows-%u", code_page);

  return code_page != 0 && code_page < 10000 ? g_strdup_printf ("ibm-%u", code_page) : NULL;
}
