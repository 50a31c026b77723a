/* idio-charset-names.c: what people call character sets
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "formats/idio-decode.h"

/**
 * idio_decode_describe:
 * @charset: a character set of idio_decode_guess()
 *
 * Returns: what people call it, such as “Central European (Windows-1250)”, in their language
 */
const char *
idio_decode_describe (const char *charset)
{
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

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (charset, names[i].charset) == 0)
      return _(names[i].name);

  return charset;
}
