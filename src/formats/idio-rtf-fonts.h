/* idio-rtf-fonts.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * IdioRtfFonts:
 *
 * The fonts of an RTF file, by which its bytes are characters.
 */
typedef struct _IdioRtfFonts IdioRtfFonts;

IdioRtfFonts *idio_rtf_fonts_new           (void);
void          idio_rtf_fonts_free          (IdioRtfFonts *self);
void          idio_rtf_fonts_begin         (IdioRtfFonts *self,
                                            int           number);
void          idio_rtf_fonts_append_name   (IdioRtfFonts *self,
                                            const char   *text,
                                            gssize        length);
void          idio_rtf_fonts_end           (IdioRtfFonts *self);
void          idio_rtf_fonts_set_code_page (IdioRtfFonts *self,
                                            guint         code_page);
guint         idio_rtf_fonts_get_code_page (IdioRtfFonts *self,
                                            int           number);
char         *idio_rtf_fonts_decode        (IdioRtfFonts *self,
                                            int           number,
                                            const char   *bytes,
                                            gsize         length,
                                            const char   *nothing);
char         *idio_rtf_fonts_decode_character
                                           (IdioRtfFonts *self,
                                            int           number,
                                            gunichar      c,
                                            const char   *nothing);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioRtfFonts, idio_rtf_fonts_free)

G_END_DECLS
