/* idio-charset-names.c: what people call character sets, and which of them a text may be in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "formats/idio-decode.h"

static const struct { const char *charset, *name; } names[] = {
  { "windows-1250", N_("Central European (Windows-1250)") },
  { "ISO-8859-2", N_("Central European (ISO 8859-2)") },
  { "IBM852", N_("Central European (DOS)") },
  { "x-mac-centraleurroman", N_("Central European (Mac)") },
  { "windows-1251", N_("Cyrillic (Windows-1251)") },
  { "KOI8-U", N_("Cyrillic (KOI8)") },
  { "ISO-8859-5", N_("Cyrillic (ISO 8859-5)") },
  { "IBM866", N_("Cyrillic (DOS)") },
  { "x-mac-cyrillic", N_("Cyrillic (Mac)") },
  { "windows-1252", N_("Western European (Windows-1252)") },
  { "macintosh", N_("Western European (Mac)") },
  { "IBM850", N_("Western European (DOS)") },
  { "windows-1253", N_("Greek (Windows-1253)") },
  { "ISO-8859-7", N_("Greek (ISO 8859-7)") },
  { "windows-1254", N_("Turkish (Windows-1254)") },
  { "windows-1255", N_("Hebrew (Windows-1255)") },
  { "windows-1256", N_("Arabic (Windows-1256)") },
  { "ISO-8859-6", N_("Arabic (ISO 8859-6)") },
  { "windows-1257", N_("Baltic (Windows-1257)") },
  { "windows-874", N_("Thai (Windows-874)") },
  { "Shift_JIS", N_("Japanese (Shift JIS)") },
  { "EUC-JP", N_("Japanese (EUC)") },
  { "ISO-2022-JP", N_("Japanese (ISO 2022)") },
  { "EUC-KR", N_("Korean (EUC)") },
  { "ISO-2022-KR", N_("Korean (ISO 2022)") },
  { "GB18030", N_("Simplified Chinese (GB 18030)") },
  { "Big5", N_("Traditional Chinese (Big5)") },
  { "ISO-2022-CN", N_("Chinese (ISO 2022)") },
  { "UTF-16LE", N_("Unicode (UTF-16)") },
  { "UTF-16BE", N_("Unicode (UTF-16)") },
  { "UTF-32LE", N_("Unicode (UTF-32)") },
  { "UTF-32BE", N_("Unicode (UTF-32)") },
};

/* So much of a text tells how it reads. */
#define SAMPLE_BYTES (256 * 1024)

/* Length of an excerpt, in characters, and how much of it comes before what depends on the character set */
#define EXCERPT_CHARS 80
#define LEAD_CHARS    30

/* One of so many letters may be odd, as in a name of another script. */
#define LETTERS_PER_ODD 5

/**
 * idio_decode_describe:
 * @charset: a character set of idio_decode_guess()
 *
 * Returns: what people call it, such as “Central European (Windows-1250)”, in their language
 */
const char *
idio_decode_describe (const char *charset)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (charset, names[i].charset) == 0)
      return _(names[i].name);

  return charset;
}

void
idio_decoding_free (IdioDecoding *self)
{
  g_clear_pointer (&self->excerpt, g_free);
  g_free (self);
}

/* The beginning, up to the end of a line, within which no character is cut apart */
static GBytes *
take_sample (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  const char *end = size > SAMPLE_BYTES ? memrchr (data, '\n', SAMPLE_BYTES) : NULL;

  return end != NULL ? g_bytes_new_from_bytes (bytes, 0, (gsize) (end + 1 - data)) : g_bytes_ref (bytes);
}

static gboolean
is_punctuation (gunichar c)
{
  return g_unichar_ispunct (c) || g_unichar_isspace (c) || g_unichar_isdigit (c) || c == 0xb0 || c == 0x20ac;
}

/* Whether a character hardly ever comes after another: two scripts in a word, a capital within it, or a foreign mark */
static gboolean
is_odd_pair (gunichar before,
             gunichar c)
{
  GUnicodeScript first, second;

  if (!g_unichar_isalpha (before))
    return FALSE;

  if (!g_unichar_isalpha (c))
    return c >= 0x80 && !g_unichar_ismark (c) && !is_punctuation (c);

  first = g_unichar_get_script (before);
  second = g_unichar_get_script (c);

  return (g_unichar_islower (before) && g_unichar_isupper (c)) ||
         (first != second && (first == G_UNICODE_SCRIPT_LATIN || second == G_UNICODE_SCRIPT_LATIN));
}

/* Whether most of what is no ASCII is letters, in words that are like words, with punctuation */
static gboolean
is_plausible (const char *text)
{
  gsize n_letters = 0, n_odd = 0;
  gunichar before = ' ';

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean is_letter = g_unichar_isalpha (c) || g_unichar_ismark (c);

      if (!g_unichar_isdefined (c) || g_unichar_type (c) == G_UNICODE_PRIVATE_USE)
        return FALSE;

      n_letters += c >= 0x80 && is_letter;
      n_odd += is_odd_pair (before, c) || (c >= 0x80 && !is_letter && !is_punctuation (c)) ||
               (c >= 0x80 && is_letter && !g_unichar_isspace (before) && before >= 0x80 && is_punctuation (before));
      before = c;
    }

  return n_odd * LETTERS_PER_ODD <= n_letters;
}

/* The words around the first character that is not the same in all character sets */
static char *
dup_excerpt (const char *text)
{
  const char *odd = text, *start, *end;
  g_autofree char *line = NULL;
  g_auto(GStrv) words = NULL;
  g_autoptr(GString) excerpt = g_string_new (NULL);

  while (*odd != '\0' && (guchar) *odd < 0x80)
    odd++;

  start = odd;

  for (guint i = 0; i < LEAD_CHARS && start > text && start[-1] != '\n'; i++)
    start = g_utf8_prev_char (start);

  /* Not from within a word */
  while (start > text && start < odd && start[-1] != '\n' && start[-1] != ' ')
    start = g_utf8_next_char (start);

  end = start;

  for (guint i = 0; i < EXCERPT_CHARS && *end != '\0'; i++)
    end = g_utf8_next_char (end);

  line = g_strndup (start, (gsize) (end - start));
  words = g_strsplit_set (line, " \t\n", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_string_append_printf (excerpt, "%s%s", excerpt->len > 0 ? " " : "", words[i]);

  return g_string_free_and_steal (g_steal_pointer (&excerpt));
}

static void
add_decoding (GPtrArray  *decodings,
              GHashTable *texts,
              GBytes     *sample,
              const char *charset,
              gboolean    is_first)
{
  g_autofree char *text = idio_decode_in (sample, charset, NULL);
  IdioDecoding *decoding;

  if (text == NULL || !(is_first || is_plausible (text)) || g_hash_table_contains (texts, text))
    return;

  decoding = g_new0 (IdioDecoding, 1);
  decoding->charset = charset;
  decoding->excerpt = dup_excerpt (text);
  g_ptr_array_add (decodings, decoding);
  g_hash_table_add (texts, g_steal_pointer (&text));
}

/**
 * idio_decode_list:
 * @bytes: a text in a character set that is not told
 * @first: (nullable): the character set that was guessed, which comes first
 *
 * Returns: (transfer full) (element-type IdioDecoding): the ways in which the text may be read, each of them once
 */
GPtrArray *
idio_decode_list (GBytes     *bytes,
                  const char *first)
{
  g_autoptr(GBytes) sample = take_sample (bytes);
  g_autoptr(GHashTable) texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *decodings = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_decoding_free);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (names[i].charset, first) == 0)
      add_decoding (decodings, texts, sample, names[i].charset, TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    add_decoding (decodings, texts, sample, names[i].charset, FALSE);

  return decodings;
}
