/* idio-rtf-word.c: the words of RTF that make a difference to the text (Rich Text Format Specification 1.9.1)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/idio-rtf-word.h"

/* Destinations that begin with "\*" and are not here are skipped, so that those that are skipped here are those that do
 * not. */
static const IdioRtfWord words[] = {
  { "annotation", IDIO_RTF_SKIP }, { "atnauthor", IDIO_RTF_SKIP }, { "atnid", IDIO_RTF_SKIP },
  { "atnref", IDIO_RTF_SKIP }, { "colortbl", IDIO_RTF_SKIP }, { "filetbl", IDIO_RTF_SKIP },
  { "footer", IDIO_RTF_SKIP }, { "footerf", IDIO_RTF_SKIP }, { "footerl", IDIO_RTF_SKIP },
  { "footerr", IDIO_RTF_SKIP }, { "header", IDIO_RTF_SKIP }, { "headerf", IDIO_RTF_SKIP },
  { "headerl", IDIO_RTF_SKIP }, { "headerr", IDIO_RTF_SKIP }, { "aftnsep", IDIO_RTF_SKIP },
  { "aftnsepc", IDIO_RTF_SKIP }, { "ftncn", IDIO_RTF_SKIP }, { "ftnsep", IDIO_RTF_SKIP },
  { "ftnsepc", IDIO_RTF_SKIP }, { "nonesttables", IDIO_RTF_SKIP }, { "nonshppict", IDIO_RTF_SKIP },
  { "objclass", IDIO_RTF_SKIP }, { "objdata", IDIO_RTF_SKIP }, { "object", IDIO_RTF_SKIP }, { "pict", IDIO_RTF_SKIP },
  { "private", IDIO_RTF_SKIP }, { "rxe", IDIO_RTF_SKIP }, { "shprslt", IDIO_RTF_SKIP },
  { "stylesheet", IDIO_RTF_SKIP }, { "tc", IDIO_RTF_SKIP }, { "tcn", IDIO_RTF_SKIP }, { "txe", IDIO_RTF_SKIP },
  { "xe", IDIO_RTF_SKIP }, { "fname", IDIO_RTF_SKIP }, { "falt", IDIO_RTF_SKIP }, { "listtable", IDIO_RTF_SKIP },
  { "listoverridetable", IDIO_RTF_SKIP }, { "rsidtbl", IDIO_RTF_SKIP }, { "generator", IDIO_RTF_SKIP },
  { "themedata", IDIO_RTF_SKIP }, { "datastore", IDIO_RTF_SKIP },

  { "fonttbl", IDIO_RTF_FONTS }, { "info", IDIO_RTF_INFO }, { "title", IDIO_RTF_TITLE },
  { "author", IDIO_RTF_AUTHOR }, { "operator", IDIO_RTF_EDITOR }, { "revtim", IDIO_RTF_TIME },
  { "revtbl", IDIO_RTF_INSERTERS },
  { "yr", IDIO_RTF_TIME_PART }, { "mo", IDIO_RTF_TIME_PART }, { "dy", IDIO_RTF_TIME_PART },
  { "hr", IDIO_RTF_TIME_PART }, { "min", IDIO_RTF_TIME_PART },

  { "shpinst", IDIO_RTF_SHAPE }, { "do", IDIO_RTF_SHAPE }, { "shptxt", IDIO_RTF_BOX }, { "dptxbxtext", IDIO_RTF_BOX },
  { "footnote", IDIO_RTF_NOTE }, { "listtext", IDIO_RTF_MARK }, { "pntext", IDIO_RTF_MARK },
  { "field", IDIO_RTF_FIELD }, { "fldinst", IDIO_RTF_CODE }, { "fldrslt", IDIO_RTF_RESULT },

  { "par", IDIO_RTF_PARAGRAPH }, { "\n", IDIO_RTF_PARAGRAPH }, { "sect", IDIO_RTF_PARAGRAPH },
  { "nestcell", IDIO_RTF_PARAGRAPH }, { "pard", IDIO_RTF_PARAGRAPH_DEFAULTS }, { "cell", IDIO_RTF_CELL },
  { "row", IDIO_RTF_ROW }, { "intbl", IDIO_RTF_IN_TABLE }, { "outlinelevel", IDIO_RTF_OUTLINE },

  { "plain", IDIO_RTF_PLAIN }, { "v", IDIO_RTF_HIDDEN }, { "deleted", IDIO_RTF_DELETED }, { "mvf", IDIO_RTF_DELETED },
  { "revised", IDIO_RTF_INSERTED }, { "mvt", IDIO_RTF_INSERTED }, { "revauth", IDIO_RTF_INSERTER },
  { "mvauth", IDIO_RTF_INSERTER },
  { "f", IDIO_RTF_FONT }, { "af", IDIO_RTF_RTL_FONT }, { "ltrch", IDIO_RTF_LTR }, { "rtlch", IDIO_RTF_RTL },
  { "fcharset", IDIO_RTF_FONT_CHARSET }, { "ansicpg", IDIO_RTF_CODE_PAGE }, { "cpg", IDIO_RTF_CODE_PAGE },
  { "deff", IDIO_RTF_DEFAULT_FONT }, { "mac", IDIO_RTF_MAC }, { "pc", IDIO_RTF_PC }, { "pca", IDIO_RTF_PC },
  { "uc", IDIO_RTF_N_FALLBACK }, { "u", IDIO_RTF_UNICODE },

  { "line", IDIO_RTF_TEXT, "\n" }, { "page", IDIO_RTF_TEXT, "\n" }, { "column", IDIO_RTF_TEXT, "\n" },
  { "tab", IDIO_RTF_TEXT, "\t" }, { "\t", IDIO_RTF_TEXT, "\t" }, { "~", IDIO_RTF_TEXT, "\xc2\xa0" },
  { "_", IDIO_RTF_TEXT, "-" }, { "emdash", IDIO_RTF_TEXT, "—" }, { "endash", IDIO_RTF_TEXT, "–" },
  { "emspace", IDIO_RTF_TEXT, " " }, { "enspace", IDIO_RTF_TEXT, " " }, { "qmspace", IDIO_RTF_TEXT, " " },
  { "bullet", IDIO_RTF_TEXT, "•" }, { "lquote", IDIO_RTF_TEXT, "‘" }, { "rquote", IDIO_RTF_TEXT, "’" },
  { "ldblquote", IDIO_RTF_TEXT, "“" }, { "rdblquote", IDIO_RTF_TEXT, "”" }, { "zwj", IDIO_RTF_TEXT, "\xe2\x80\x8d" },
  { "zwnj", IDIO_RTF_TEXT, "\xe2\x80\x8c" }, { "ltrmark", IDIO_RTF_TEXT, "\xe2\x80\x8e" },
  { "rtlmark", IDIO_RTF_TEXT, "\xe2\x80\x8f" },
};

/**
 * idio_rtf_word_list:
 *
 * Returns: (transfer full) (element-type utf8 IdioRtfWord): the words
 */
GHashTable *
idio_rtf_word_list (void)
{
  GHashTable *table = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_hash_table_insert (table, (gpointer) words[i].word, (gpointer) &words[i]);

  return table;
}
