/* idio-symbol.c: characters of fonts that have pictures in place of letters
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-symbol.h"

/* From 0x41, https://www.unicode.org/Public/MAPPINGS/VENDORS/ADOBE/symbol.txt */
static const char * const capitals[] = {
  "Α", "Β", "Χ", "Δ", "Ε", "Φ", "Γ", "Η", "Ι", "ϑ", "Κ", "Λ", "Μ",
  "Ν", "Ο", "Π", "Θ", "Ρ", "Σ", "Τ", "Υ", "ς", "Ω", "Ξ", "Ψ", "Ζ",
};
static const char * const smalls[] = {
  "α", "β", "χ", "δ", "ε", "φ", "γ", "η", "ι", "ϕ", "κ", "λ", "μ",
  "ν", "ο", "π", "θ", "ρ", "σ", "τ", "υ", "ϖ", "ω", "ξ", "ψ", "ζ",
};

static const struct
{
  guint       code;
  const char *text;
} symbols[] = {
  { 0xa3, "≤" }, { 0xa5, "∞" }, { 0xab, "↔" }, { 0xac, "←" }, { 0xad, "↑" }, { 0xae, "→" }, { 0xaf, "↓" },
  { 0xb0, "°" }, { 0xb1, "±" }, { 0xb2, "″" }, { 0xb3, "≥" }, { 0xb4, "×" }, { 0xb7, "•" }, { 0xb8, "÷" },
  { 0xb9, "≠" }, { 0xba, "≡" }, { 0xbb, "≈" }, { 0xbc, "…" }, { 0xd2, "®" }, { 0xd3, "©" }, { 0xd4, "™" },
  { 0xde, "⇒" },
}, wingdings[] = {
  /* Outlook and Word make them of :-), :-|, :-(, -->, <-- and ==>. */
  { 0x4a, "☺" }, { 0x4b, "😐" }, { 0x4c, "☹" }, { 0xe0, "→" }, { 0xdf, "←" }, { 0xe8, "➔" }, { 0xf0, "⇨" },
  { 0xfc, "✓" }, { 0xfb, "✗" }, { 0xfe, "☑" }, { 0xa8, "☐" }, { 0x6f, "☐" }, { 0x28, "☎" }, { 0x2a, "✉" },
};

/**
 * idio_symbol_is_font:
 * @font: (nullable): the name of a font
 *
 * Returns: whether its characters are not those that their codes stand for elsewhere
 */
gboolean
idio_symbol_is_font (const char *font)
{
  return font != NULL && (g_ascii_strcasecmp (font, "Symbol") == 0 || g_ascii_strncasecmp (font, "Wingdings", 9) == 0 ||
                          g_ascii_strcasecmp (font, "Webdings") == 0);
}

/**
 * idio_symbol_get:
 * @font: the name of a font for which idio_symbol_is_font()
 * @code: a character of it: 0x20 to 0xff, or that with 0xf000 added
 *
 * Returns: what it looks like, or "" if that is nothing to be read
 */
const char *
idio_symbol_get (const char *font,
                 guint       code)
{
  gboolean is_symbol = g_ascii_strcasecmp (font, "Symbol") == 0;
  static char ascii[0x80][2];

  code &= 0xff;

  if (code == ' ')
    return " ";

  if (!is_symbol && g_ascii_strcasecmp (font, "Wingdings") != 0)
    return "";

  for (guint i = 0; is_symbol && i < G_N_ELEMENTS (symbols); i++)
    if (symbols[i].code == code)
      return symbols[i].text;

  for (guint i = 0; !is_symbol && i < G_N_ELEMENTS (wingdings); i++)
    if (wingdings[i].code == code)
      return wingdings[i].text;

  if (!is_symbol)
    return "";

  if (code >= 'A' && code <= 'Z')
    return capitals[code - 'A'];

  if (code >= 'a' && code <= 'z')
    return smalls[code - 'a'];

  if (code <= 0x20 || code >= 0x7f || strchr ("\"$'*-@\\^`~", (int) code) != NULL)
    return code == '-' ? "−" : code == '*' ? "∗" : "";

  ascii[code][0] = (char) code;

  return ascii[code];
}
