/* test-rtf.c: Rich Text Format
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "format-test.h"

#define WORD "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\froman\\fcharset0 Times New Roman{\\*\\falt Times};}" \
             "{\\f1\\fnil\\fcharset238 Times New Roman CE;}{\\f2\\fnil\\fcharset128 MS Mincho;}" \
             "{\\f3\\fnil\\fcharset2 Wingdings;}" \
             "{\\f4\\fnil\\fcharset2 Symbol;}{\\f5\\fnil\\fcharset177 David;}{\\f6\\fnil\\fcharset204 Arial Cyr;}}" \
             "{\\colortbl;\\red0\\green0\\blue0;}{\\stylesheet{\\s0 Normal;}{\\*\\cs10 Default;}}" \
             "{\\*\\generator Riched20 10.0.19041}\\viewkind4\\uc1\r\n\\pard\\plain\\f0\\fs24 "

#define LONG "a longer item of a list, of which no part may be taken for its mark, however the file was written, so that " \
             "nothing of it is lost"

static const struct
{
  const char *what;
  const char *rtf;
  const char *text;
} files[] = {
  { "paragraphs", WORD "One\\par\r\n\\par Two \r\nhalves\\par}", "One\n\nTwo halves" },
  { "no end", "{\\rtf1 Text {\\b bold", "Text bold" },
  { "too many ends", "{\\rtf1 One}}}} two", "One two" },
  { "a byte order mark before", "\xef\xbb\xbf{\\rtf1 Text}", "Text" },
  { "a trailing NUL", "{\\rtf1 Text}\0", "Text" },
  { "lines and tabs", WORD "a\\line b\\tab c\\page d\\~e\\_f\\-g\\par}", "a\nb\tc\nd\xc2\xa0" "e-fg" },
  { "characters with names", WORD "\\ldblquote a\\rdblquote  \\lquote b\\rquote\\emdash c\\endash d \\bullet}",
    "“a” ‘b’—c–d •" },
  { "escapes", WORD "\\{a\\}\\\\b}", "{a}\\b" },
  { "Windows-1252", WORD "caf\\'e9 \x93quoted\x94 \\'80}", "café “quoted” €" },
  { "the code page of the document", "{\\rtf1\\ansi\\ansicpg1250 Cze\\'9c\\'e6}", "Cześć" },
  { "the code page of the document, in a font of it", "{\\rtf1\\ansi\\ansicpg1251{\\fonttbl{\\f0\\fcharset0 Arial;}}"
                                                      "\\f0 \xcf\xf0\\'e8}",
    "При" },
  { "fonts with code pages", WORD "\\f1 za\\'bf\\'f3\\'b3\\'e6\\f0  \\'bf {\\f6 \\'cf\\'f0}\\'e8}", "zażółć ¿ Прè" },
  { "a font with a code page by number", "{\\rtf1{\\fonttbl{\\f0\\cpg1253 X;}}\\f0\\'e1}", "α" },
  { "the default font", "{\\rtf1\\deff7{\\fonttbl{\\f7\\fcharset161 X;}}\\f9\\'e1\\plain\\'e1}", "áα" },
  { "double bytes", WORD "\\f2\\'93\\'fa\\'96\\'7b \\'83A\\'83\\'5c x}", "日本 アソ x" },
  { "double bytes that look like escapes", "{\\rtf1\\ansi\\ansicpg932 \x83\\\x96{}", "ソ本" },
  { "double bytes of Chinese and Korean", "{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f2\\fcharset129 Batang;}"
                                          "{\\f1\\fcharset136 M;}}\\'d3\\'a1"
    "\\f2\\'c7\\'d1\\f1\\'a4\\'a4}", "印한中" },
  { "Mac", "{\\rtf1\\mac{\\fonttbl{\\f0\\fcharset77 H;}}caf\\'8e \\f0\\'d2x\\'d3}", "café “x”" },
  { "DOS", "{\\rtf1\\pc \\'81}", "ü" },
  { "Hebrew, in the font for it", WORD "\\ltrch\\fcs0 \\f0\\rtlch\\fcs1 \\af5 \\'f9\\'ec\\ltrch \\'e9}", "של\xc3\xa9" },
  { "Unicode", WORD "\\u321\\'4c\\u243\\'f3d\\u378 ? \\u8212-x\\u-10179?\\u-8694?\\u128522?}", "Łódź —x😊😊" },
  { "Unicode with other stand-ins", WORD "\\uc2\\u20320\\'c4\\'e3\\uc0\\u22909 x{\\uc3\\u22909 abc}\\u22909}",
    "你好x好好" },
  { "Unicode without its stand-in", WORD "\\u228\\u246\\par \\u252{\\b x}}", "äö\n\nüx" },
  { "half a character", WORD "a\\u-10179?b\\u0?c\\u-2000000000?}", "abc" },
  { "symbols", WORD "{\\f3 J}{\\f4 a\\'b3}{\\f3\\'a7}\\u-3913?{\\f3\\u-4022?}}", "☺α≥☺" },
  { "hidden and deleted text", WORD "a{\\v hidden}{\\v\\v0 b}{\\deleted gone}{\\revised c}{\\mvf moved}{\\v x\\plain "
                                    "d}}", "abcd" },
  { "a deleted end of a paragraph", WORD "One{\\deleted\\par }, still one\\par{\\v Hidden\\par}Two\\par}",
    "One, still one\n\nTwo" },
  { "what is no text",
    WORD "{\\pict\\wmetafile8 0102030405}{\\*\\shppict{\\pict\\pngblip 89504e47}}{\\nonshppict{\\pict 01}}{\\header "
         "Head\\par}"
    "{\\footerf Foot\\par}{\\object{\\*\\objdata 0105}{\\result{\\pict 01}}}{\\*\\bkmkstart x}{\\*\\xyz y{z}}"
    "{\\xe{index}}{\\tc x}"
    "{\\*\\atnid MM}{\\*\\atnauthor Mike}\\chatn{\\*\\annotation\\pard A comment\\par}Text}", "Text" },
  { "binary data", "{\\rtf1 a{\\pict\\bin5 }}{\\x}b\\bin3 {{{c}", "abc" },
  { "fields", WORD "See {\\field{\\*\\fldinst { HYPERLINK \"http://x.org\" }}{\\fldrslt {\\ul our page}}} and "
                   "{\\field\\fldedit"
              "{\\*\\fldinst {PAGE}}{\\fldrslt 3}}{\\field{\\*\\fldinst{IF {\\field{\\*\\fldinst x}{\\fldrslt in}} = "
              "1}}"
              "{\\fldrslt out}}}", "See our page and 3out" },
  { "ruby as a field", WORD "{\\field{\\*\\fldinst {EQ \\\\* jc2 \\\\* hps10 \\\\o\\\\ad(\\\\s\\\\up 9({\\f2 "
                            "\\'82\\'c6}),{\\f2 \\'93\\'8c})}}"
                       "{\\fldrslt }}{\\f2\\'8b\\'9e}}", "東京" },
  { "a table of contents", WORD "{\\field{\\*\\fldinst { TOC \\\\o }}{\\fldrslt {Chapter 1\\tab 3\\par Chapter "
                                "2\\tab 9\\par}}}Chapter}",
    "Chapter" },
  { "notes", WORD "Text{\\super\\chftn}{\\footnote\\pard\\plain{\\super\\chftn} A note.\\par More.} goes on\\par Next}",
    "Text goes on\n\nA note.\n\nMore.\n\nNext" },
  { "a text box, in two forms",
    WORD "Before {\\shp{\\*\\shpinst\\shpleft0{\\sp{\\sn x}{\\sv 1}}{\\shptxt\\pard Box\\par}}"
         "{\\shprslt{\\*\\do\\dptxbx"
    "{\\dptxbxtext Box\\par}}}}after\\par}", "Before after\n\nBox" },
  { "a text box of Word 6", WORD "a{\\*\\do\\dobxpage\\dptxbx{\\dptxbxtext Box\\par}}b}", "ab\n\nBox" },
  { "a table of short cells", WORD "\\trowd\\cellx1\\cellx2\\pard\\intbl Name\\cell Age\\cell\\row\\trowd\\intbl "
                                   "Ann\\cell 33\\cell\\row"
    "\\pard After\\par}", "Name\tAge\nAnn\t33\n\nAfter" },
  { "a table for the layout", WORD "\\trowd\\pard\\intbl Left\\cell Right\\par More\\cell\\row\\pard}",
    "Left\n\nRight\n\nMore" },
  { "a table that does not say so", WORD "\\trowd a\\cell b\\cell\\row c\\par}", "a\tb\n\nc" },
  { "a table in a table", WORD "\\pard\\intbl\\itap2 a\\nestcell b\\nestcell{\\*\\nesttableprops\\nestrow}"
                               "{\\nonesttables\\par}"
    "\\pard\\intbl c\\cell\\row}", "a\n\nb\n\nc" },
  { "lists of Word", WORD "{\\listtext\\pard\\plain\\f4 \\'b7\\tab}\\pard\\ls1 dot\\par {\\listtext\\f0 12.\\tab}"
                          "twelve\\par"
    "{\\pntext\\f0 1.2)\\tab}two\\par {\\listtext\\f0 c)\\tab}three\\par {\\listtext\\f0 o\\tab}circle\\par "
    "{\\listtext \\tab}blank\\par}",
    "- dot\n12. twelve\n2. two\n3. three\n- circle\n\nblank" },
  { "a numbered heading", WORD "{\\listtext 1.\\tab}\\pard\\outlinelevel0 Heading\\par\\pard Text}",
    "Heading\n\nText" },
  { "lists of AbiWord, which does not end the mark",
    WORD "{\\listtext\\pard{\\f0 1.\\tab one}\\par Text\\par{\\listtext{2.\\tab two is " LONG "}{ more}\\par End\\par}",
    "1. one\n\nText\n\n2. two is " LONG " more\n\nEnd" },
  { "an end within a mark", "{\\rtf1{\\listtext{1.\\tab one", "1. one" },
  { "lists that were typed", WORD "\\'95\\tab dot\\par 3.\\tab three\\par}", "- dot\n3. three" },

  /* TextEdit of macOS 12 */
  { "TextEdit", "{\\rtf1\\ansi\\ansicpg1252\\cocoartf2639\n"
                "\\cocoatextscaling0\\cocoaplatform0{\\fonttbl\\f0\\fswiss\\fcharset0 Helvetica;}\n"
    "{\\colortbl;\\red255\\green255\\blue255;}\n{\\*\\expandedcolortbl;;}\n{\\info\n{\\author Yi}}"
    "\\paperw11900\\margl1440\n"
    "\\pard\\tx566\\pardirnatural\\partightenfactor0\n\n\\f0\\fs24 \\cf0 One\\\n\\\nTwo\\'e9\\uc0\\u8232 three\\\n"
    "{\\listtext\t\\'95\t}dot\\\n}", "One\n\nTwoé\nthree\n\n- dot" },
  /* A mail that Outlook keeps as HTML in RTF ([MS-OXRTFEX]) */
  { "HTML of Outlook", "{\\rtf1\\ANSI\\ansicpg1251\\fromhtml1 \\deff0{\\fonttbl{\\f0\\fmodern Courier New;}}"
                       "{\\*\\htmltag19 <html>}"
    "{\\*\\htmltag34 <head>}{\\*\\htmltag241 <title>x</title>}{\\*\\htmltag64 <p>}\\htmlrtf {\\htmlrtf0 "
    "\\'cf\\'f0\\'e8\\'e2\\'e5\\'f2"
    "{\\*\\htmltag84 &nbsp;}\\htmlrtf\\'a0\\htmlrtf0 Tom\\htmlrtf\\par}\\htmlrtf0\n{\\*\\htmltag72 </p>}"
    "{\\*\\htmltag64 <p>}Two\\htmlrtf\\par\\htmlrtf0}",
    "Привет\xc2\xa0Tom\n\nTwo" },
};

static IdioEntry *
read_rtf (const char  *name,
          const char  *rtf,
          GError     **error)
{
  g_autoptr(GPtrArray) entries = idio_test_read_format (name, rtf, strlen (rtf), error);

  g_assert_cmpuint (entries->len, <=, 1);

  return entries->len > 0 ? g_ptr_array_steal_index (entries, 0) : NULL;
}

static void
test_files (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(IdioEntry) entry = read_rtf ("a.rtf", files[i].rtf, &error);

      g_test_message ("%s", files[i].what);
      g_assert_no_error (error);
      g_assert_cmpstr (entry->text, ==, files[i].text);
    }
}

static void
test_properties (void)
{
  g_autoptr(IdioEntry) entry = read_rtf ("my_letter.doc", "{\\rtf1\\ansi\\ansicpg1250{\\info{\\title O\\'9c rka}"
                                                          "{\\author {\\b Mara} L}"
                                         "{\\operator Tom}{\\creatim\\yr2019\\mo1\\dy1}"
                                         "{\\revtim\\yr2020\\mo2\\dy3\\hr4\\min5}"
                                         "{\\*\\company X}{\\doccomm Y}}Text}", NULL);
  g_autoptr(IdioEntry) other = read_rtf ("my_letter.doc", "{\\rtf1{\\info{\\title }{\\author}}Text}", NULL);

  g_assert_cmpstr (entry->text, ==, "Text");
  g_assert_cmpstr (entry->title, ==, "Oś rka");
  g_assert_cmpstr (entry->author, ==, "Mara L");
  g_assert_cmpstr (entry->editor, ==, "Tom");
  g_assert_cmpint (entry->time, ==, 1580702700);

  g_assert_cmpstr (other->title, ==, "my letter");
  g_assert_null (other->author);
  g_assert_cmpint (other->time, ==, 0);
}

/* As Word and LibreOffice track changes */
static void
test_insertions (void)
{
  static const struct { const char *body, *text, *insertions; } cases[] = {
    { "I was here.", "I was here.", "" },
    { "I {\\revised\\revauth1\\revdttm1 was }here.", "I was here.", "[Ann Lee: was]" },
    { "I {\\revised\\revauth2 was}{\\revised\\revauth1  here}{\\deleted\\revauthdel2 gone}.", "I was here.",
      "[Tom: was][Ann Lee: here]" },
    { "One\\par{\\revised\\revauth1 Two\\par Three}\\par Four", "One\n\nTwo\n\nThree\n\nFour", "[Ann Lee: Two\n\nThree]" },
    { "{\\mvt\\mvauth1 moved \\plain mine}{\\revised\\revised0 mine}", "moved minemine", "[Ann Lee: moved]" },
    { "{\\revised\\revauth9 a}{\\revised b}{\\revised\\revauth-1 c}", "abc", "[: a][Unknown: bc]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *document = g_strdup_printf ("{\\rtf1\\ansi{\\*\\revtbl {Unknown;}{Ann Lee;}{Tom;}}%s\\par}",
                                                   cases[i].body);
      g_autoptr(GPtrArray) entries = idio_test_read_format ("a.rtf", document, strlen (document), NULL);
      g_autofree char *insertions = NULL;

      g_test_message ("%s", document);
      g_assert_cmpuint (entries->len, ==, 1);
      insertions = idio_test_list_insertions (entries->pdata[0]);
      g_assert_cmpstr (((IdioEntry *) entries->pdata[0])->text, ==, cases[i].text);
      g_assert_cmpstr (insertions, ==, cases[i].insertions);
    }
}

static void
test_empty (void)
{
  static const char * const rtfs[] = { "{\\rtf1}", WORD "\\par\\par}", "{\\rtf1{\\pict 0102}}", "{\\rtf1\\u" };

  for (guint i = 0; i < G_N_ELEMENTS (rtfs); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (read_rtf ("a.rtf", rtfs[i], &error));
      g_assert_error (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_EMPTY);
    }
}

/* Deeply nested groups cost neither the stack nor the text. */
static void
test_deep (void)
{
  g_autoptr(GString) rtf = g_string_new ("{\\rtf1 a");
  g_autoptr(IdioEntry) entry = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append (rtf, "{\\footnote b");

  for (guint i = 0; i < 100000; i++)
    g_string_append (rtf, "}");

  g_string_append (rtf, "c}");
  entry = read_rtf ("a.rtf", rtf->str, NULL);

  g_assert_true (g_str_has_prefix (entry->text, "ac\n\n"));
}

static void
test_too_large (void)
{
  g_autofree char *words = g_strnfill (IDIO_TEXT_MAX_BYTES + 1, 'x');
  g_autofree char *rtf = g_strconcat ("{\\rtf1 ", words, "}", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_null (read_rtf ("a.rtf", rtf, &error));
  g_assert_error (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_TOO_LARGE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rtf/files", test_files);
  g_test_add_func ("/rtf/properties", test_properties);
  g_test_add_func ("/rtf/insertions", test_insertions);
  g_test_add_func ("/rtf/empty", test_empty);
  g_test_add_func ("/rtf/deep", test_deep);
  g_test_add_func ("/rtf/too-large", test_too_large);

  return g_test_run ();
}
