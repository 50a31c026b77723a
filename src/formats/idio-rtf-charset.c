/* idio-rtf-charset.c: the character sets of RTF
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <unicode/ucnv.h>
#include <unicode/ustring.h>

#include "formats/idio-rtf-charset.h"

/* Rich Text Format Specification 1.9.1, “Font Table”, \fcharset; without 0 and 1, which mean that of the document */
static const struct
{
  int   charset;
  guint code_page;
} charsets[] = {
  { 77, 10000 }, { 78, 10001 }, { 79, 10003 }, { 80, 10008 }, { 81, 10002 }, { 83, 10005 }, { 84, 10004 },
  { 85, 10006 }, { 86, 10081 }, { 87, 10021 }, { 88, 10029 }, { 89, 10007 }, { 128, 932 }, { 129, 949 },
  { 130, 1361 }, { 134, 936 }, { 136, 950 }, { 161, 1253 }, { 162, 1254 }, { 163, 1258 }, { 177, 1255 },
  { 178, 1256 }, { 179, 1256 }, { 180, 1256 }, { 181, 1255 }, { 186, 1257 }, { 204, 1251 }, { 222, 874 },
  { 238, 1250 }, { 254, 437 }, { 255, 850 },
};

/* ICU's names of code pages other than "windows-" or "ibm-" with the number. It has none for Johab. */
static const struct
{
  guint       code_page;
  const char *name;
} names[] = {
  { 10000, "macintosh" }, { 10001, "windows-31j" }, { 10002, "windows-950" }, { 10003, "windows-949" },
  { 10004, "windows-1256" }, { 10005, "windows-1255" }, { 10006, "x-mac-greek" }, { 10007, "x-mac-cyrillic" },
  { 10008, "windows-936" }, { 10021, "windows-874" }, { 10029, "x-mac-centraleurroman" }, { 10081, "x-mac-turkish" },
  { 932, "windows-31j" }, { 1361, "windows-949" }, { 65001, "UTF-8" }, { 20127, "windows-1252" },
  { 28591, "windows-1252" }, { 28592, "ISO-8859-2" }, { 28595, "ISO-8859-5" }, { 20866, "KOI8-R" }, { 21866, "KOI8-U" },
};

/**
 * idio_rtf_charset_get_code_page:
 * @font_charset: the number after "\fcharset"
 *
 * Returns: the code page of text in such a font, or 0 if it is that of the document
 */
guint
idio_rtf_charset_get_code_page (int font_charset)
{
  for (guint i = 0; i < G_N_ELEMENTS (charsets); i++)
    if (charsets[i].charset == font_charset)
      return charsets[i].code_page;

  return 0;
}

/**
 * idio_rtf_charset_is_double_byte:
 * @code_page: a code page
 *
 * Returns: whether a byte from 0x81 on is followed by another that may be one of ASCII
 */
gboolean
idio_rtf_charset_is_double_byte (guint code_page)
{
  static const guint code_pages[] = { 932, 936, 949, 950, 1361, 10001, 10002, 10003, 10008 };

  for (guint i = 0; i < G_N_ELEMENTS (code_pages); i++)
    if (code_pages[i] == code_page)
      return TRUE;

  return FALSE;
}

static UConverter *
open_converter (guint code_page)
{
  g_autofree char *windows = g_strdup_printf ("windows-%u", code_page), *ibm = g_strdup_printf ("ibm-%u", code_page);
  const char *candidates[] = { windows, ibm, "windows-1252" };
  UConverter *converter = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (names[i].code_page == code_page)
      candidates[0] = names[i].name;

  for (guint i = 0; i < G_N_ELEMENTS (candidates) && converter == NULL; i++)
    {
      UErrorCode status = U_ZERO_ERROR;

      converter = ucnv_open (candidates[i], &status);
    }

  return converter;
}

static gboolean
is_ascii (const char *bytes,
          gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if (bytes[i] == '\0' || (guchar) bytes[i] >= 0x80)
      return FALSE;

  return TRUE;
}

/**
 * idio_rtf_charset_convert:
 * @bytes: (array length=length): text
 * @length: how many bytes, at most %G_MAXINT / 4
 * @code_page: its code page. An unknown one is taken for Windows-1252
 *
 * Returns: (transfer full): the text in UTF-8; what is no character is U+FFFD
 */
char *
idio_rtf_charset_convert (const char *bytes,
                          gsize       length,
                          guint       code_page)
{
  UConverter *converter;
  g_autofree UChar *buffer = NULL;
  g_autofree char *text = NULL;
  UErrorCode status = U_ZERO_ERROR;
  int32_t n_units, n_bytes = 0;

  /* ASCII is the same in all of them. */
  if (is_ascii (bytes, length))
    return g_strndup (bytes, length);

  converter = open_converter (code_page);
  buffer = g_new (UChar, length * 2 + 1);
  text = g_malloc (length * 6 + 1);
  n_units = converter == NULL ? 0 : ucnv_toUChars (converter, buffer, (int32_t) length * 2, bytes, (int32_t) length,
                                                   &status);
  u_strToUTF8WithSub (text, (int32_t) length * 6, &n_bytes, buffer, U_SUCCESS (status) ? n_units : 0, 0xfffd, NULL,
                      &status);
  text[U_SUCCESS (status) ? n_bytes : 0] = '\0';
  g_clear_pointer (&converter, ucnv_close);

  return g_steal_pointer (&text);
}
