/* idio-decode.c: from bytes of unknown encoding to text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>
#include <unicode/ucnv.h>
#include <unicode/ustring.h>

#include "formats/idio-charset-guess.h"
#include "formats/idio-charset-wide.h"
#include "formats/idio-decode.h"
#include "formats/idio-import-error.h"
#include "formats/idio-nuls.h"
#include "formats/idio-utf8.h"

/* Those of UTF-32 begin with those of UTF-16. */
static const struct
{
  const char *mark;
  gsize       length;
  const char *charset;
} byte_order_marks[] = {
  { "\xef\xbb\xbf", 3, "UTF-8" },
  { "\xff\xfe\0\0", 4, "UTF-32LE" },
  { "\0\0\xfe\xff", 4, "UTF-32BE" },
  { "\xff\xfe", 2, "UTF-16LE" },
  { "\xfe\xff", 2, "UTF-16BE" },
};

/* A text that is guessed to be one has at most one control character in so many. */
#define CHARS_PER_CONTROL 100

#define SUBSTITUTE '\x1a'

/* In no character set has a character more bytes than one and these. */
#define MAX_CUT_BYTES 3

static char *
refuse (GError **error)
{
  g_set_error_literal (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_BINARY, _("This is not a text."));

  return NULL;
}

/* Steps over a byte order mark. Returns the character set that it stands for, or NULL if there is none. */
static const char *
skip_mark (const char **data,
           gsize       *size)
{
  for (guint i = 0; i < G_N_ELEMENTS (byte_order_marks); i++)
    if (*size >= byte_order_marks[i].length &&
        memcmp (*data, byte_order_marks[i].mark, byte_order_marks[i].length) == 0)
      {
        *data += byte_order_marks[i].length;
        *size -= byte_order_marks[i].length;

        return byte_order_marks[i].charset;
      }

  return NULL;
}

/* ISO-2022 switches between sets of characters with these. They are ASCII, as all of it is. */
static const char *
find_escapes (const char *data,
              gsize       size)
{
  static const struct { const char *escape, *charset; } escapes[] = {
    { "\033$B", "ISO-2022-JP" }, { "\033$@", "ISO-2022-JP" }, { "\033$(D", "ISO-2022-JP" },
    { "\033$)C", "ISO-2022-KR" }, { "\033$)A", "ISO-2022-CN" }, { "\033$)G", "ISO-2022-CN" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (escapes); i++)
    if (memmem (data, size, escapes[i].escape, strlen (escapes[i].escape)) != NULL)
      return escapes[i].charset;

  return NULL;
}

/* A page or mail that says it is in one of these may be in another: what programs call them so really is. */
static const char *
get_real_charset (const char *charset)
{
  static const struct { const char *told, *real; } charsets[] = {
    { "iso-8859-1", "windows-1252" }, { "latin1", "windows-1252" }, { "iso-8859-9", "windows-1254" },
    { "iso-8859-11", "windows-874" }, { "tis-620", "windows-874" }, { "gb2312", "gb18030" }, { "gbk", "gb18030" },
    { "gb_2312-80", "gb18030" }, { "euc-kr", "windows-949" }, { "ks_c_5601-1987", "windows-949" },
    { "shift_jis", "windows-31j" }, { "shift-jis", "windows-31j" }, { "x-sjis", "windows-31j" },
    { "sjis", "windows-31j" }, { "x-mac-roman", "macintosh" }, { "x-gbk", "gb18030" }, { "unicode", "utf-16" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (charsets); i++)
    if (g_ascii_strcasecmp (charset, charsets[i].told) == 0)
      return charsets[i].real;

  return charset;
}

static char *
convert_leniently (const char *data,
                   gsize       size,
                   const char *charset)
{
  UErrorCode status = U_ZERO_ERROR;
  UConverter *converter = ucnv_open (get_real_charset (charset), &status);
  g_autofree UChar *wide = NULL;
  g_autofree char *text = NULL;
  int32_t length, n_bytes;

  if (U_FAILURE (status))
    return NULL;

  /* No character set has more characters of UTF-16 than bytes. */
  wide = g_new (UChar, size + 1);
  length = ucnv_toUChars (converter, wide, (int32_t) size + 1, data, (int32_t) size, &status);
  ucnv_close (converter);

  if (U_FAILURE (status))
    return NULL;

  text = g_malloc ((gsize) length * 3 + 1);
  u_strToUTF8WithSub (text, (int32_t) MIN ((gsize) length * 3 + 1, G_MAXINT32), &n_bytes, wide, length, 0xfffd, NULL,
                      &status);

  return U_SUCCESS (status) ? g_steal_pointer (&text) : NULL;
}

/* Returns: (nullable): NULL if it has characters that are not in the character set, which in UTF-16 and UTF-32 a few
 * broken ones are not */
static char *
convert_strictly (const char *data,
                  gsize       size,
                  const char *charset)
{
  g_autofree char *text = NULL;

  if (g_str_has_prefix (charset, "UTF-"))
    return idio_charset_wide_to_utf8 (data, size, charset);

  /* ICU has control characters where Windows-1252 has nothing. */
  if (g_str_equal (charset, IDIO_CHARSET_WESTERN))
    return g_convert (data, (gssize) size, "UTF-8", "WINDOWS-1252", NULL, NULL, NULL);

  text = convert_leniently (data, size, charset);

  /* ICU has SUB, too, in the place of a single byte, which may be in the text: DOS ended texts so. */
  return text != NULL && strstr (text, "\uFFFD") == NULL &&
         (strchr (text, SUBSTITUTE) == NULL || memchr (data, SUBSTITUTE, size) != NULL) ?
         g_steal_pointer (&text) : NULL;
}

/* As convert_strictly(), without the part of a character that a text may end with where it was cut off */
static char *
convert_cut (const char *data,
             gsize       size,
             const char *charset)
{
  char *text = convert_strictly (data, size, charset);

  if (g_str_equal (charset, IDIO_CHARSET_WESTERN))
    return text;

  /* The bytes of such a part are not ASCII, or digits in GB 18030. */
  for (gsize i = 0; text == NULL && i < MAX_CUT_BYTES && size > 1; i++)
    {
      size--;

      if ((guchar) data[size] >= 0x80)
        text = convert_strictly (data, size, charset);
      else if (!g_ascii_isdigit (data[size]))
        break;
    }

  return text;
}

/* Finds out the character set of what has no byte order mark. The size may be less in the end. Returns: (nullable): the
 * character set */
static const char *
find_charset (const char *data,
              gsize      *size)
{
  gsize trimmed = *size;
  const char *charset = NULL;

  /* Some programs end texts with a NUL, as C does. */
  while (trimmed > 0 && data[trimmed - 1] == '\0')
    trimmed--;

  if (memchr (data, '\0', trimmed) != NULL)
    return idio_charset_wide_guess (data, *size);

  *size = trimmed;

  if (trimmed == 0)
    return NULL;

  if (idio_utf8_is_ascii (data, trimmed) && (charset = find_escapes (data, trimmed)))
    {
      g_autofree char *text = convert_strictly (data, trimmed, charset);

      return text != NULL ? charset : "UTF-8";
    }

  return idio_utf8_is_meant (data, size, IDIO_UTF8_GUESSED) ? "UTF-8" : idio_charset_guess (data, *size);
}

/* Whether nothing but the letters in it tells which character set a text is in */
static gboolean
is_guessed (const char *marked,
            const char *found)
{
  return marked == NULL && !g_str_equal (found, "UTF-8");
}

/* In bytes that are no text, any letters may be found, but not without control characters. */
static gboolean
is_full_of_controls (const char *text)
{
  gsize n_chars = 0, n_controls = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p), n_chars++)
    n_controls += (guchar) *p < ' ' && strchr ("\t\n\v\f\r", *p) == NULL;

  return n_controls * CHARS_PER_CONTROL > n_chars;
}

/**
 * idio_decode_guess:
 * @bytes: a text
 * @charset: (out) (optional) (nullable) (transfer none): the character set that it was taken to be in, as ICU calls it;
 *   %NULL if there is no doubt. %IDIO_CHARSET_WESTERN is what is neither UTF-8 nor clearly anything else
 * @cancellable: (nullable): ends it early
 * @error: (out): a location for an error in %IDIO_IMPORT_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Reads a text in UTF-8, also with some bad bytes, which become U+FFFD, or cut off within a character; in another
 * character set of Unicode; or in one of those that were used before. idio_decode_describe() names @charset to people,
 * and idio_decode_as() reads a text in another one.
 *
 * Returns: (transfer full) (nullable): the text in UTF-8 with "\n" at the end of lines, without control characters
 */
char *
idio_decode_guess (GBytes        *bytes,
                   const char   **charset,
                   GCancellable  *cancellable,
                   GError       **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  const char *marked = skip_mark (&data, &size);
  const char *found = marked;
  g_autofree char *text = NULL, *without_nuls = NULL;

  if (charset != NULL)
    *charset = NULL;

  if (size == 0)
    return g_strdup ("");

  if (marked == NULL)
    found = find_charset (data, &size);

  if ((found == NULL || g_str_equal (found, "UTF-8")) && idio_nuls_are_few (data, size))
    {
      data = without_nuls = idio_nuls_drop (data, &size);
      found = marked != NULL ? marked : find_charset (data, &size);
    }

  if (found == NULL || (g_str_equal (found, "UTF-8") && memchr (data, '\0', size) != NULL))
    return refuse (error);

  if (!g_str_equal (found, "UTF-8"))
    {
      text = convert_cut (data, size, found);

      /* Only the beginning was looked at. */
      if (text == NULL && marked == NULL && memchr (data, '\0', size) == NULL)
        text = convert_strictly (data, size, found = IDIO_CHARSET_WESTERN);
    }
  else if (idio_utf8_is_meant (data, &size, marked != NULL ? IDIO_UTF8_MARKED : IDIO_UTF8_GUESSED))
    text = g_utf8_make_valid (data, (gssize) size);

  if (text == NULL || (((is_guessed (marked, found) && !g_str_equal (found, IDIO_CHARSET_WESTERN)) ||
                        without_nuls != NULL) && is_full_of_controls (text)))
    return refuse (error);

  if (charset != NULL && is_guessed (marked, found))
    *charset = found;

  idio_decode_tidy (text, cancellable);

  return g_cancellable_set_error_if_cancelled (cancellable, error) ? NULL : g_steal_pointer (&text);
}

/* In no text are these control characters, which bytes become for which a character set has nothing. */
static gboolean
has_c1_controls (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if ((guchar) p[0] == 0xc2 && (guchar) p[1] < 0xa0)
      return TRUE;

  return FALSE;
}

/**
 * idio_decode_in:
 * @bytes: a text
 * @charset: a character set
 * @error: (out): a location for an error in %IDIO_IMPORT_ERROR
 *
 * For who says in which one the text is.
 *
 * Returns: (transfer full) (nullable): the text, tidied by idio_decode_tidy(), if it can be in it
 */
char *
idio_decode_in (GBytes      *bytes,
                const char  *charset,
                GError     **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autofree char *text = NULL;

  if (!g_str_has_prefix (charset, "UTF-"))
    while (size > 0 && data[size - 1] == '\0')
      size--;

  if (g_str_has_prefix (charset, "UTF-") || memchr (data, '\0', size) == NULL)
    text = convert_strictly (data, size, charset);

  if (text == NULL || has_c1_controls (text))
    return refuse (error);

  idio_decode_tidy (text, NULL);

  return g_steal_pointer (&text);
}

/**
 * idio_decode:
 * @bytes: a text
 * @cancellable: (nullable): ends it early
 * @error: (out): a location for an error in %IDIO_IMPORT_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * As idio_decode_guess(), for where nobody is told of the character set.
 *
 * Returns: (transfer full) (nullable): the text in UTF-8 with "\n" at the end of lines, without control characters
 */
char *
idio_decode (GBytes        *bytes,
             GCancellable  *cancellable,
             GError       **error)
{
  return idio_decode_guess (bytes, NULL, cancellable, error);
}

static char *
make_valid (const char *data,
            gsize       size)
{
  g_autoptr(GString) text = g_string_sized_new (size);

  for (gsize i = 0; i < size; i++)
    if (data[i] != '\0')
      g_string_append_c (text, data[i]);

  return g_utf8_make_valid (text->str, (gssize) text->len);
}

/**
 * idio_decode_as:
 * @data: a text
 * @size: its size, in bytes
 * @charset: (nullable): the name of its character set, as a mail or page tells it, which may be wrong
 *
 * For what tells its character set: where that is impossible, it is found out. This does not fail: what is not in the
 * character set becomes U+FFFD.
 *
 * Returns: (transfer full): the text in UTF-8, tidied by idio_decode_tidy()
 */
char *
idio_decode_as (const char *data,
                gsize       size,
                const char *charset)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (data, size);
  const char *marked = data;
  gsize marked_size = size;
  g_autofree char *text = NULL;

  size = MIN (size, G_MAXINT32 / 8);

  /* UTF-8 is never it by chance, and ISO-2022 looks like ASCII. */
  if (charset != NULL && g_ascii_strncasecmp (charset, "utf-", 4) != 0 && !g_str_equal (charset, "us-ascii") &&
      skip_mark (&marked, &marked_size) == NULL &&
      (idio_utf8_is_ascii (data, size) || !g_utf8_validate_len (data, size, NULL)))
    text = convert_leniently (data, size, charset);

  if (text == NULL && charset != NULL && g_ascii_strcasecmp (charset, "utf-8") == 0 &&
      idio_utf8_is_meant (data, &size, IDIO_UTF8_DECLARED))
    text = make_valid (data, size);

  if (text == NULL)
    text = idio_decode (bytes, NULL, NULL);

  if (text == NULL)
    text = make_valid (data, size);

  idio_decode_tidy (text, NULL);

  return g_steal_pointer (&text);
}
