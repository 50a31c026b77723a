/* idio-rtf-fonts.c: the fonts of an RTF file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/idio-rtf-charset.h"
#include "formats/idio-rtf-fonts.h"
#include "formats/idio-symbol.h"

#define MAX_NAME_BYTES 200

typedef struct
{
  guint    code_page;   /* 0: that of the document */
  GString *name;
} Font;

struct _IdioRtfFonts
{
  GHashTable *fonts;
  Font       *described;
  guint       code_page;
};

static void
font_free (Font *self)
{
  g_string_free (self->name, TRUE);
  g_free (self);
}

IdioRtfFonts *
idio_rtf_fonts_new (void)
{
  IdioRtfFonts *self = g_new0 (IdioRtfFonts, 1);

  self->fonts = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) font_free);
  self->code_page = 1252;

  return self;
}

void
idio_rtf_fonts_free (IdioRtfFonts *self)
{
  g_clear_pointer (&self->fonts, g_hash_table_unref);
  g_free (self);
}

/**
 * idio_rtf_fonts_begin:
 * @self: fonts
 * @number: the number of a font
 *
 * Begins the description of a font.
 */
void
idio_rtf_fonts_begin (IdioRtfFonts *self,
                      int           number)
{
  self->described = g_new0 (Font, 1);
  self->described->name = g_string_new (NULL);
  g_hash_table_replace (self->fonts, GINT_TO_POINTER (number), self->described);
}

void
idio_rtf_fonts_append_name (IdioRtfFonts *self,
                            const char   *text,
                            gssize        length)
{
  if (self->described != NULL && self->described->name->len < MAX_NAME_BYTES)
    g_string_append_len (self->described->name, text, length);
}

void
idio_rtf_fonts_end (IdioRtfFonts *self)
{
  self->described = NULL;
}

/**
 * idio_rtf_fonts_set_code_page:
 * @self: fonts
 * @code_page: a code page, or 0 for nothing special
 *
 * Sets the code page of the font that is being described, or else of the document.
 */
void
idio_rtf_fonts_set_code_page (IdioRtfFonts *self,
                              guint         code_page)
{
  if (self->described != NULL)
    self->described->code_page = code_page;
  else if (code_page > 0)
    self->code_page = code_page;
}

/**
 * idio_rtf_fonts_get_code_page:
 * @self: fonts
 * @number: the number of a font, which need not be described
 *
 * Returns: the code page of text in that font
 */
guint
idio_rtf_fonts_get_code_page (IdioRtfFonts *self,
                              int           number)
{
  const Font *font = g_hash_table_lookup (self->fonts, GINT_TO_POINTER (number));

  return font != NULL && font->code_page != 0 ? font->code_page : self->code_page;
}

static const char *
get_symbols (IdioRtfFonts *self,
             int           number)
{
  const Font *font = g_hash_table_lookup (self->fonts, GINT_TO_POINTER (number));

  return font != NULL && idio_symbol_is_font (font->name->str) ? font->name->str : NULL;
}

static const char *
get_symbol (const char *symbols,
            guint       code,
            const char *nothing)
{
  const char *symbol = idio_symbol_get (symbols, code);

  return *symbol != '\0' ? symbol : nothing;
}

/**
 * idio_rtf_fonts_decode:
 * @self: fonts
 * @number: the number of a font
 * @bytes: (array length=length): text in that font
 * @length: how many bytes
 * @nothing: what a symbol is that can't be read
 *
 * Returns: (transfer full): the text
 */
char *
idio_rtf_fonts_decode (IdioRtfFonts *self,
                       int           number,
                       const char   *bytes,
                       gsize         length,
                       const char   *nothing)
{
  const char *symbols = get_symbols (self, number);
  g_autoptr(GString) text = NULL;

  if (symbols == NULL)
    return idio_rtf_charset_convert (bytes, length, idio_rtf_fonts_get_code_page (self, number));

  text = g_string_new (NULL);

  for (gsize i = 0; i < length; i++)
    g_string_append (text, get_symbol (symbols, (guchar) bytes[i], nothing));

  return g_string_free_and_steal (g_steal_pointer (&text));
}

/**
 * idio_rtf_fonts_decode_character:
 * @self: fonts
 * @number: the number of a font
 * @c: a character in that font, which need not be a valid one
 * @nothing: what a symbol is that can't be read
 *
 * Returns: (transfer full): the character as text
 */
char *
idio_rtf_fonts_decode_character (IdioRtfFonts *self,
                                 int           number,
                                 gunichar      c,
                                 const char   *nothing)
{
  const char *symbols = get_symbols (self, number);
  char text[7] = { 0 };

  if (symbols != NULL && (c < 0x100 || (c >= 0xf000 && c <= 0xf0ff)))
    return g_strdup (get_symbol (symbols, c, nothing));

  if (c != 0 && g_unichar_validate (c))
    g_unichar_to_utf8 (c, text);

  return g_strdup (text);
}
