/* idio-decode.c: from bytes of unknown encoding to text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>
#include <unicode/ucnv.h>
#include <unicode/ustring.h>

#include "formats/idio-decode.h"
#include "formats/idio-import-error.h"

static const struct
{
  const char *mark;
  gsize       length;
  const char *charset;
} byte_order_marks[] = {
  { "\xef\xbb\xbf", 3, "UTF-8" },
  { "\xff\xfe", 2, "UTF-16LE" },
  { "\xfe\xff", 2, "UTF-16BE" },
};

/* How many characters are tidied between two looks at the cancellable */
#define CHARS_PER_CHECK 4096

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

static gboolean
is_ascii (const char *data,
          gsize       size)
{
  for (gsize i = 0; i < size; i++)
    if ((guchar) data[i] >= 0x80)
      return FALSE;

  return TRUE;
}

/* Leaves out a character that was cut off at the end. Where nothing but that looks like UTF-8, it is the last letter of
 * a text in Windows-1252. */
static gboolean
is_utf8 (const char *data,
         gsize      *size,
         gboolean    marked)
{
  const char *end;
  gsize n_valid;

  if (g_utf8_validate_len (data, *size, &end))
    return TRUE;

  n_valid = (gsize) (end - data);

  if (g_utf8_get_char_validated (end, (gssize) (*size - n_valid)) != (gunichar) -2 ||
      (!marked && is_ascii (data, n_valid)))
    return FALSE;

  *size = n_valid;

  return TRUE;
}

static gboolean
is_line_end (gunichar c)
{
  return c == '\n' || c == '\v' || c == '\f' || c == 0x85 || c == 0x2028 || c == 0x2029;
}

/* What a text has no use for: control characters, and marks that are invisible but may hide words from the reader.
 * Joiners and the marks of direction that are part of a text stay. */
static gboolean
is_left_out (gunichar c)
{
  return (g_unichar_iscntrl (c) && c != '\t') || c == 0xfeff || c == 0x200b || (c >= 0x202a && c <= 0x202e) ||
         (c >= 0x2066 && c <= 0x2069);
}

/**
 * idio_decode_tidy:
 * @text: (inout): valid UTF-8
 * @cancellable: (nullable): ends it early, with the beginning of the text
 *
 * Makes all line ends "\n" and leaves out what a text has no use for: other control characters, and invisible marks.
 * For what else makes characters, such as the entities of HTML. Works in place: the text does not get longer.
 */
void
idio_decode_tidy (char         *text,
                  GCancellable *cancellable)
{
  char *to = text;
  const char *next;
  guint n_chars = 0;

  /* What is at p may be overwritten before the next step, so that where it leads is read first. */
  for (const char *p = text; *p != '\0'; p = next)
    {
      gunichar c = g_utf8_get_char (p);

      next = g_utf8_next_char (p);

      if (n_chars++ % CHARS_PER_CHECK == 0 && g_cancellable_is_cancelled (cancellable))
        break;

      if (c == '\r')
        {
          gsize n_returns = strspn (p, "\r");

          next = p + n_returns;

          /* Before "\n" they are part of its line end, however often the line ends were converted. */
          if (*next != '\n')
            {
              memset (to, '\n', n_returns);
              to += n_returns;
            }
        }
      else if (is_line_end (c))
        *to++ = '\n';
      else if (!is_left_out (c))
        {
          memmove (to, p, (gsize) (next - p));
          to += next - p;
        }
    }

  *to = '\0';
}

/**
 * idio_decode:
 * @bytes: a text in UTF-8, in UTF-16 with a byte order mark, or else in Windows-1252
 * @cancellable: (nullable): ends it early
 * @error: (out): a location for an error in %IDIO_IMPORT_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the text in UTF-8 with "\n" at the end of lines, without control characters
 */
char *
idio_decode (GBytes        *bytes,
             GCancellable  *cancellable,
             GError       **error)
{
  gsize size, length;
  const char *data = g_bytes_get_data (bytes, &size);
  const char *charset = skip_mark (&data, &size);
  gboolean marked = charset != NULL;
  g_autofree char *text = NULL;

  if (size == 0)
    return g_strdup ("");

  if (!marked && memchr (data, '\0', size) != NULL)
    return refuse (error);

  if ((!marked || g_str_equal (charset, "UTF-8")) && is_utf8 (data, &size, marked))
    charset = "UTF-8";

  /* A byte that means nothing in Windows-1252 is a sign that this is no text. */
  text = g_convert (data, (gssize) size, "UTF-8", charset != NULL ? charset : "WINDOWS-1252", NULL, &length, NULL);

  if (text == NULL || strlen (text) != length)
    return refuse (error);

  idio_decode_tidy (text, cancellable);

  return g_cancellable_set_error_if_cancelled (cancellable, error) ? NULL : g_steal_pointer (&text);
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

  /* No more than one of UTF-16 for each byte, but for a few combined letters of East Asian sets. */
  wide = g_new (UChar, 2 * size + 1);
  length = ucnv_toUChars (converter, wide, (int32_t) (2 * size + 1), data, (int32_t) size, &status);
  ucnv_close (converter);

  if (U_FAILURE (status))
    return NULL;

  text = g_malloc ((gsize) length * 3 + 1);
  u_strToUTF8WithSub (text, (int32_t) MIN ((gsize) length * 3 + 1, G_MAXINT32), &n_bytes, wide, length, 0xfffd, NULL,
                      &status);

  return U_SUCCESS (status) ? g_steal_pointer (&text) : NULL;
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
  g_autoptr(GBytes) bytes = g_bytes_new (data, size);
  const char *marked = data;
  gsize marked_size = size;
  g_autofree char *text = NULL;

  size = MIN (size, G_MAXINT32 / 8);

  /* UTF-8 is never it by chance, and ISO-2022 looks like ASCII. */
  if (charset != NULL && g_ascii_strncasecmp (charset, "utf-", 4) != 0 && !g_str_equal (charset, "us-ascii") &&
      skip_mark (&marked, &marked_size) == NULL &&
      (is_ascii (data, size) || !g_utf8_validate_len (data, size, NULL)))
    text = convert_leniently (data, size, charset);

  if (text == NULL)
    text = idio_decode (bytes, NULL, NULL);

  if (text == NULL)
    text = make_valid (data, size);

  idio_decode_tidy (text, NULL);

  return g_steal_pointer (&text);
}
