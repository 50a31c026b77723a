/* test-docx.c: Word documents
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "format-test.h"
#include "zip-test.h"

/* The parts are as Word writes them, shortened, or made from ECMA-376 where that is said. */
#define TRANSITIONAL "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define STRICT "http://purl.oclc.org/ooxml/wordprocessingml/main"

#define DOCUMENT(namespace, body) \
  "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>" \
  "<w:document xmlns:w='" namespace "' xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' " \
  "xmlns:wps='http://schemas.microsoft.com/office/word/2010/wordprocessingShape' " \
  "xmlns:v='urn:schemas-microsoft-com:vml' " \
  "xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math' " \
  "xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'><w:body>" body \
  "<w:sectPr><w:headerReference w:type='default' r:id='rId9'/></w:sectPr></w:body></w:document>"

#define RELATIONS(relations) \
  "<?xml version='1.0' encoding='UTF-8'?>" \
  "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>" relations "</Relationships>"

#define RELATION(id, type, target) \
  "<Relationship Id='" id "' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/" type \
  "' Target='" target "'/>"

#define CONTENT_TYPES \
  "<?xml version='1.0' encoding='UTF-8'?><Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>" \
  "<Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/></Types>"

#define P(content) "<w:p>" content "</w:p>"
#define R(content) "<w:r>" content "</w:r>"
#define T(text) R ("<w:t xml:space='preserve'>" text "</w:t>")
#define ITEM(list, level, text) \
  P ("<w:pPr><w:numPr><w:ilvl w:val='" level "'/><w:numId w:val='" list "'/></w:numPr></w:pPr>" T (text))
#define MARK(type) R ("<w:fldChar w:fldCharType='" type "'/>")
#define CODE(code) R ("<w:instrText xml:space='preserve'>" code "</w:instrText>")
#define CELL(content) "<w:tc><w:tcPr><w:tcW w:w='100'/></w:tcPr>" content "</w:tc>"

#define STYLES \
  "<w:styles xmlns:w='" TRANSITIONAL "'>" \
  "<w:style w:styleId='Heading1'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr><w:outlineLvl w:val='0'/></w:pPr>" \
  "</w:style>" \
  "<w:style w:styleId='ListBullet'><w:pPr><w:numPr><w:numId w:val='2'/></w:numPr></w:pPr></w:style>" \
  "<w:style w:styleId='MyBullet'><w:basedOn w:val='ListBullet'/></w:style>" \
  "<w:style w:styleId='Circle'><w:basedOn w:val='Circle'/></w:style>" \
  "<w:style w:styleId='Secret'><w:rPr><w:vanish/></w:rPr></w:style>" \
  "<w:style w:styleId='Open'><w:basedOn w:val='Secret'/><w:rPr><w:vanish w:val='0'/></w:rPr></w:style>" \
  "<w:style w:styleId='Zitat'><w:name w:val='Quote'/></w:style>" \
  "<w:style w:styleId='Mine'><w:name w:val='My quotes'/><w:basedOn w:val='Zitat'/></w:style></w:styles>"

#define NUMBERING \
  "<w:numbering xmlns:w='" TRANSITIONAL "'>" \
  "<w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/>" \
  "<w:lvlText w:val='%1.'/></w:lvl><w:lvl w:ilvl='1'><w:start w:val='3'/><w:numFmt w:val='lowerLetter'/>" \
  "<w:lvlText w:val='%2)'/></w:lvl></w:abstractNum>" \
  "<w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/><w:lvlText w:val='&#xf0b7;'/>" \
  "</w:lvl>" \
  "<w:lvl w:ilvl='1'><w:numFmt w:val='bullet'/><w:lvlText w:val=' '/></w:lvl>" \
  "<w:lvl w:ilvl='2'><w:numFmt w:val='none'/></w:lvl></w:abstractNum>" \
  "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>" \
  "<w:num w:numId='2'><w:abstractNumId w:val='1'/></w:num>" \
  "<w:num w:numId='3'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='7'/>" \
  "</w:lvlOverride>" \
  "</w:num></w:numbering>"

static const struct
{
  const char *what;
  const char *body;
  const char *text;
} bodies[] = {
  { "paragraphs", P (T ("One")) P ("") P (T ("Two ") T ("halves")), "One\n\nTwo halves" },
  { "line breaks and tabs",
    P ("<w:pPr><w:tabs><w:tab w:val='left' w:pos='9'/></w:tabs></w:pPr>" T ("a") R ("<w:br/>") T ("b") R ("<w:tab/>")
      T ("c")
       R ("<w:cr/>") T ("d")), "a\nb\tc\nd" },
  { "hyphens", P (T ("e") R ("<w:noBreakHyphen/>") T ("mail soft") R ("<w:softHyphen/>") T ("ware co&#xad;operate")),
    "e-mail software cooperate" },
  { "spaces of the layout of the XML", P (R ("<w:t>\n  One\n</w:t>") "\n " R ("<w:t> two</w:t>")), "One two" },
  { "symbols",
    P (R ("<w:sym w:font='Wingdings' w:char='F04A'/>") T (" x ") R ("<w:sym w:font='Symbol' w:char='F061'/>")
       R ("<w:rPr><w:rFonts w:ascii='Wingdings'/></w:rPr><w:t>L</w:t>") R ("<w:t>&#xf0a7;</w:t>")), "☺ x α☹" },
  { "tracked changes",
    P (T ("I ") "<w:del w:id='1'>" R ("<w:delText>am</w:delText>") "</w:del><w:ins w:id='2'>" T ("was")
      "</w:ins>" T (" here")
       "<w:moveFrom w:id='3'>" T (" gone") "</w:moveFrom><w:moveTo w:id='4'>" T (" back") "</w:moveTo>"),
    "I was here back" },
  { "a deleted end of a paragraph",
    P ("<w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>" T ("One, ")) P (T ("still one")) P (T ("Two")),
    "One, still one\n\nTwo" },
  { "a deleted end of the last paragraph of a cell",
    "<w:tbl><w:tr>" CELL (P ("<w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>" T ("a"))) CELL (P (T ("b")))
    "</w:tr></w:tbl>" P (T ("c")), "a\tb\n\nc" },
  { "what formats were before",
    P ("<w:pPr><w:rPr><w:rPrChange w:id='1'><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:pPrChange w:id='2'>"
       "<w:pPr>"
       "<w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:pPrChange></w:pPr>"
       R ("<w:rPr><w:b/><w:rPrChange w:id='3'><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>Bold</w:t>")),
         "Bold" },
  { "a deleted row",
    "<w:tbl><w:tr><w:trPr><w:del w:id='1'/></w:trPr>" CELL (P (T ("old"))) "</w:tr><w:tr>" CELL (P (T ("new")))
    "</w:tr></w:tbl>", "new" },
  { "comments and marks of notes",
    P ("<w:commentRangeStart w:id='0'/>" T ("Word") "<w:commentRangeEnd w:id='0'/>" R ("<w:commentReference w:id='0'/>")
       R ("<w:footnoteReference w:id='2'/>") T (".")), "Word." },
  { "a link as a field",
    P (MARK ("begin") CODE (" HYPERLINK \"https://example.org\" ") MARK ("separate") T ("our page") MARK ("end")
      T (" is new")),
    "our page is new" },
  { "simple fields", P ("<w:fldSimple w:instr=' AUTHOR '>" T ("Mara") "</w:fldSimple><w:fldSimple w:instr='INDEX'>" T ("x")
                        "</w:fldSimple>" T (" wrote page ") "<w:fldSimple w:instr=' PAGE '>" T ("3") "</w:fldSimple>"),
    "Mara wrote page 3" },
  { "a field in the code of a field",
    P (MARK ("begin") CODE (" IF ") MARK ("begin") CODE ("MERGEFIELD x") MARK ("separate") T ("inner") MARK ("end")
       CODE (" = 1 ") MARK ("separate") T ("outer") MARK ("end")), "outer" },
  { "a table of contents",
    P (MARK ("begin") CODE (" TOC \\o ") MARK ("separate") T ("Chapter 1\t3")) P (T ("Chapter 2\t9")) P (MARK ("end"))
    P (T ("Chapter")), "Chapter" },
  { "a field whose end was deleted", P (MARK ("begin") CODE (" HYPERLINK ")) P (T ("The rest")), "The rest" },
  { "hidden text",
    P (T ("See") R ("<w:rPr><w:vanish/></w:rPr><w:t> nothing</w:t>") R ("<w:rPr><w:vanish w:val='false'/></w:rPr>"
      "<w:t>n</w:t>")
       R ("<w:rPr><w:rStyle w:val='Secret'/></w:rPr><w:t> at all</w:t>")
       R ("<w:rPr><w:webHidden/></w:rPr><w:t> page</w:t>"))
    P ("<w:pPr><w:pStyle w:val='Secret'/></w:pPr>" T ("Hidden")) P ("<w:pPr><w:pStyle w:val='Open'/>"
      "</w:pPr>" T ("Open")),
    "Seen page\n\nOpen" },
  { "a text box, in two forms",
    P (T ("Before ") R ("<mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx><w:txbxContent>" P (T ("Box"))
                        "</w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><w:pict><v:textbox>"
                        "<w:txbxContent>" P (T ("Box"))
                        "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent>") T ("after")),
    "Before after\n\nBox" },
  { "a text box of Word 2007", P (R ("<w:pict><v:textbox><w:txbxContent>" P (T ("Box")) "</w:txbxContent></v:textbox>"
    "</w:pict>")),
    "Box" },
  { "a text box in a paragraph whose end was deleted",
    P ("<w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>" T ("a") R ("<w:pict><w:txbxContent>" P (T ("Box"))
                                                                    "</w:txbxContent></w:pict>") T ("b")) P (T ("c")),
    "abc\n\nBox" },
  { "alternatives in alternatives",
    P (R ("<mc:AlternateContent><mc:Choice Requires='wpg'><mc:AlternateContent><mc:Choice Requires='wps'/><mc:Fallback>"
          "<w:t>no</w:t></mc:Fallback></mc:AlternateContent><w:t>a</w:t></mc:Choice><mc:Fallback><w:t>b</w:t>"
          "</mc:Fallback>"
          "</mc:AlternateContent>")), "a" },
  { "an alternative without a choice",
    P (R ("<mc:AlternateContent><mc:Fallback><w:t>a</w:t></mc:Fallback></mc:AlternateContent>")), "a" },
  { "ruby", P (R ("<w:ruby><w:rubyPr/><w:rt>" R ("<w:t>とう</w:t>") "</w:rt><w:rubyBase>" R ("<w:t>東</w:t>")
                  "</w:rubyBase></w:ruby>") T ("京")), "東京" },
  { "ruby as a field", P (T ("in ") MARK ("begin") CODE (" EQ \\* jc2 \\* hps10 \\o\\ad(\\s\\up 9(とう),東)") MARK ("end")
                          T ("京")), "in 東京" },
  { "what was not filled in",
    P (T ("Name: ") "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" T ("Click here to enter text.")
       "</w:sdtContent></w:sdt><w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>" T ("Mara")
       "</w:sdtContent></w:sdt>"), "Name: Mara" },
  { "a table of contents as a building block",
    "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr><w:sdtContent>"
    P (T ("Contents")) "</w:sdtContent></w:sdt>" P (T ("Text")), "Text" },
  { "tags around words", P ("<w:smartTag w:element='place'>" T ("Lisbon") "</w:smartTag><w:customXml "
    "w:element='x'>" T (" too")
                            "</w:customXml>"), "Lisbon too" },
  { "formulas",
    P (T ("If ") "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>" T (" holds")) P ("<m:oMathPara><m:oMath><m:r><m:t>"
      "x=1</m:t></m:r>"
                                                                               "</m:oMath></m:oMathPara>"),
                                                                               "If x holds" },
  { "a large first letter", P ("<w:pPr><w:framePr w:dropCap='drop'/></w:pPr>" T ("O")) P (T ("nce upon")),
    "Once upon" },
  { "a table of short cells",
    "<w:tbl><w:tr>" CELL (P (T ("Name"))) CELL (P (T ("Age"))) "</w:tr><w:tr>" CELL (P (T ("Ann"))) CELL (P (T ("33")))
    "</w:tr></w:tbl>" P (T ("After")), "Name\tAge\nAnn\t33\n\nAfter" },
  { "a table for the layout",
    "<w:tbl><w:tr>" CELL (P (T ("Left"))) CELL (P (T ("Right")) P (T ("More"))) "</w:tr></w:tbl>",
    "Left\n\nRight\n\nMore" },
  { "a table in a table",
    "<w:tbl><w:tr>" CELL ("<w:tbl><w:tr>" CELL (P (T ("a"))) CELL (P (T ("b"))) "</w:tr></w:tbl>" P (T ("c")))
    "</w:tr></w:tbl>", "a\n\nb\n\nc" },
  { "lists",
    ITEM ("1", "0", "one") ITEM ("1", "0", "two") ITEM ("1", "1", "c") ITEM ("1", "1", "d") ITEM ("1", "0", "three")
    ITEM ("2", "0", "dot") P (T ("Text")) ITEM ("2", "1", "blank") ITEM ("2", "2", "none") ITEM ("9", "0", "unknown"),
    "1. one\n2. two\n3. c\n4. d\n3. three\n- dot\n\nText\n\nblank\n\nnone\n\nunknown" },
  { "lists that look the same",
    ITEM ("1", "0", "one") ITEM ("3", "0", "seven") ITEM ("3", "0", "eight") ITEM ("1", "0", "nine"),
    "1. one\n7. seven\n8. eight\n9. nine" },
  { "lists by style",
    P ("<w:pPr><w:pStyle w:val='MyBullet'/></w:pPr>" T ("dot"))
    P ("<w:pPr><w:pStyle w:val='MyBullet'/><w:numPr><w:numId w:val='0'/></w:numPr></w:pPr>" T ("plain"))
    P ("<w:pPr><w:pStyle w:val='Heading1'/></w:pPr>" T ("Heading")) P ("<w:pPr><w:pStyle w:val='Circle'/>"
      "</w:pPr>" T ("x")),
    "- dot\n\nplain\n\nHeading\n\nx" },
  { "lists that were typed", P (T ("•") R ("<w:tab/>") T ("dot")) P (T ("12.") R ("<w:tab/>") T ("twelve"))
                             P (T ("2024") R ("<w:tab/>") T ("a year")), "- dot\n12. twelve\n\n2024\ta year" },
  { "spaces at the ends of lines", P (T ("a  ") R ("<w:br/>") T (" b ")), "a\n b" },
  { "no-break spaces around", P (T ("&#xa0;　a&#xa0;b&#xa0;")), "a\xc2\xa0" "b" },
  { "invisible and control characters", P (T ("a&#x200b;b&#x202e;c&#x85;d")), "abc\nd" },
};

static void
check (const char           *name,
       const IdioTestMember *members,
       const char           *text)
{
  g_autoptr(GBytes) zip = idio_test_make_zip (members);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) entries = idio_test_read_format (name, g_bytes_get_data (zip, NULL), g_bytes_get_size (zip),
    &error);

  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_cmpstr (((IdioEntry *) entries->pdata[0])->text, ==, text);
}

static void
check_error (const char           *name,
             const IdioTestMember *members,
             IdioImportError       code)
{
  g_autoptr(GBytes) zip = idio_test_make_zip (members);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) entries = idio_test_read_format (name, g_bytes_get_data (zip, NULL), g_bytes_get_size (zip),
    &error);

  g_assert_error (error, IDIO_IMPORT_ERROR, (int) code);
  g_assert_cmpuint (entries->len, ==, 0);
}

static void
test_bodies (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autofree char *document = g_strdup_printf (DOCUMENT (TRANSITIONAL, "%s"), bodies[i].body);
      const IdioTestMember members[] = {
        { "[Content_Types].xml", CONTENT_TYPES },
        { "_rels/.rels", RELATIONS (RELATION ("rId1", "officeDocument", "word/document.xml")) },
        { "word/document.xml", document },
        { "word/styles.xml", STYLES },
        { "word/numbering.xml", NUMBERING },
        { "word/header1.xml", "<w:hdr xmlns:w='" TRANSITIONAL "'>" P (T ("Header")) "</w:hdr>" },
        { "word/comments.xml", "<w:comments xmlns:w='" TRANSITIONAL "'>" P (T ("Comment")) "</w:comments>" },
        { NULL },
      };

      g_test_message ("%s", bodies[i].what);
      check ("a.docx", members, bodies[i].text);
    }
}

#define INS(author, content) "<w:ins w:id='1' w:author='" author "'>" content "</w:ins>"
#define STYLED(style, content) P ("<w:pPr><w:pStyle w:val='" style "'/></w:pPr>" content)

/* Paragraphs in the style of quotes may be by others: they are kept, and marked, those in a row as one. */
static void
test_quotes (void)
{
  static const struct { const char *body, *text, *marked[3], *insertions; } quotes[] = {
    { P (T ("Mine.")) STYLED ("Zitat", T ("Theirs. ")) STYLED ("Mine", T ("And more") R ("<w:br/>") T ("of it.")) P (T ("Mine.")),
      "Mine.\n\nTheirs.\n\nAnd more\nof it.\n\nMine.", { "Theirs.\n\nAnd more\nof it." } },
    { STYLED ("Zitat", T ("Fremde W&#xf6;rt&#xad;er")) P (T ("Meine &#x202e;W&#xf6;rter")) STYLED ("Zitat", T ("Ihre")),
      "Fremde Wörter\n\nMeine Wörter\n\nIhre", { "Fremde Wörter", "Ihre" } },
    { STYLED ("Zitat", "") P (T ("Mine.")) STYLED ("Zitat", T (" ")), "Mine.", { NULL } },
    { STYLED ("Zitat", T ("All of it")) STYLED ("Zitat", T ("looks so.")), "All of it\n\nlooks so.", { NULL } },
    { P (T ("a")) "<w:tbl><w:tr>" CELL (STYLED ("Zitat", T ("b"))) CELL (P (T ("c"))) "</w:tr></w:tbl>", "a\n\nb\tc", { "b" } },
    { P (T ("a")) "<w:tbl><w:tr>" CELL (P (T ("b"))) CELL (STYLED ("Zitat", T ("c &#xad;"))) "</w:tr></w:tbl>" P (T ("d")),
      "a\n\nb\tc\n\nd", { "c" } },
    { STYLED ("Zitat", T ("&#xad;")) STYLED ("Zitat", T ("&#x202e; Theirs.")) STYLED ("Zitat", T ("&#xad;")) P (T ("Mine.")),
      "Theirs.\n\n\n\nMine.", { "Theirs." } },
    /* What was inserted is told beside it. */
    { P (INS ("Ann", T ("Hers. ")) T ("Mine.")) STYLED ("Zitat", INS ("Tom", T ("Fr&#xad;emde ")) T ("W&#xf6;rt&#xad;er"))
      P (T ("Mine. ") INS ("Ann", T ("&#x202e;Hers."))) STYLED ("Zitat", INS ("Ann", T ("All of it. "))),
      "Hers. Mine.\n\nFremde Wörter\n\nMine. Hers.\n\nAll of it.", { "Fremde Wörter", "All of it." },
      "[Ann: Hers.][Tom: Fremde][Ann: Hers.\n\nAll of it.]" },
    { P (T ("Mine.")) "<w:p><w:pPr><w:pStyle w:val='Zitat'/><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>"
      INS ("Ann", T ("Item")) "</w:p>", "Mine.\n\n1. Item", { "1. Item" }, "[Ann: 1. Item]" },
    { STYLED ("Zitat", INS ("Ann", T ("All."))), "All.", { NULL }, "[Ann: All.]" },
    { STYLED ("MyBullet", T ("我的话。")) STYLED ("Zitat", T ("他们的话。")), "- 我的话。\n\n他们的话。", { "他们的话。" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (quotes); i++)
    {
      g_autofree char *document = g_strdup_printf (DOCUMENT (TRANSITIONAL, "%s"), quotes[i].body);
      const IdioTestMember members[] = {
        { "[Content_Types].xml", CONTENT_TYPES },
        { "_rels/.rels", RELATIONS (RELATION ("rId1", "officeDocument", "word/document.xml")) },
        { "word/document.xml", document },
        { "word/styles.xml", STYLES },
        { "word/numbering.xml", NUMBERING },
        { NULL },
      };
      g_autoptr(GBytes) zip = idio_test_make_zip (members);
      g_autoptr(GPtrArray) entries = idio_test_read_format ("a.docx", g_bytes_get_data (zip, NULL), g_bytes_get_size (zip),
                                                            NULL);
      const IdioEntry *entry = entries->pdata[0];
      g_autofree char *insertions = idio_test_list_insertions (entry);
      guint n_marks = entry->marks != NULL ? entry->marks->len : 0;

      g_assert_cmpstr (entry->text, ==, quotes[i].text);
      g_assert_cmpstr (insertions, ==, quotes[i].insertions ?: "");
      g_assert_cmpuint (n_marks, ==, g_strv_length ((GStrv) quotes[i].marked));

      for (guint j = 0; j < n_marks; j++)
        {
          const IdioMark *mark = &g_array_index (entry->marks, IdioMark, j);
          g_autofree char *marked = g_strndup (entry->text + mark->start, mark->end - mark->start);

          g_assert_cmpstr (marked, ==, quotes[i].marked[j]);
          g_assert_false (mark->sure);
        }
    }
}

/* By what is in it and not by its name; the main part where the relationships say; in whatever order and encoding. */
static void
test_packages (void)
{
  static const char utf16[] =
    "\xff\xfe<\0w\0:\0d\0 \0x\0m\0l\0n\0s\0:\0w\0=\0'\0x\0'\0>\0<\0w\0:\0p\0>\0<\0w\0:\0t\0>"
    "\0\x42\x01<\0/\0w\0:\0t\0>\0"
    "<\0/\0w\0:\0p\0>\0<\0/\0w\0:\0d\0>\0";
  const IdioTestMember strict[] = {
    { "[Content_Types].xml", CONTENT_TYPES },
    { "_rels/.rels", "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
                     "<Relationship Id='a' "
                     "Type='http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument' "
                     "Target='word/document.xml'/></Relationships>" },
    { "word/document.xml", DOCUMENT (STRICT, P (T ("Strict"))) },
    { NULL },
  };
  const IdioTestMember elsewhere[] = {
    { "word/document2.xml", DOCUMENT (TRANSITIONAL, P (T ("Online"))) },
    { "word/document.xml", DOCUMENT (TRANSITIONAL, P (T ("Another"))) },
    { "_rels/.rels", RELATIONS (RELATION ("rId1", "officeDocument", "/word/document2.xml")) },
    { "[Content_Types].xml", CONTENT_TYPES },
    { NULL },
  };
  const IdioTestMember backslashes[] = {
    { "[Content_Types].xml", CONTENT_TYPES },
    { "word\\document.xml", DOCUMENT (TRANSITIONAL, P (T ("Backslashes"))) },
    { NULL },
  };
  const IdioTestMember wide[] = {
    { "word/document.xml", utf16, sizeof utf16 - 1 },
    { NULL },
  };

  check ("a.docx", strict, "Strict");
  check ("letter", elsewhere, "Online");
  check ("letter.zip", backslashes, "Backslashes");
  check ("a.docx", wide, "ł");
}

static void
test_notes (void)
{
  const IdioTestMember members[] = {
    { "[Content_Types].xml", CONTENT_TYPES },
    { "word/document.xml", DOCUMENT (TRANSITIONAL, P (T ("Text") R ("<w:footnoteReference w:id='2'/>"))) },
    { "word/footnotes.xml", "<w:footnotes xmlns:w='" TRANSITIONAL "'>"
                            "<w:footnote w:type='separator' w:id='0'>" P (R ("<w:separator/>") T ("----"))
                            "</w:footnote>"
                            "<w:footnote w:id='2'>" P (R ("<w:footnoteRef/>") T (" A note."))
                            "</w:footnote></w:footnotes>" },
    { "word/endnotes.xml", "<w:endnotes xmlns:w='" TRANSITIONAL "'><w:endnote w:id='2'>" P (T ("At the end."))
      "</w:endnote>"
                           "</w:endnotes>" },
    { NULL },
  };

  check ("a.docx", members, "Text\n\nA note.\n\nAt the end.");
}

/* A part of another format, as programs put in that make documents of web pages (docx4j, OpenXML PowerTools) */
static void
test_chunks (void)
{
  const IdioTestMember members[] = {
    { "[Content_Types].xml", CONTENT_TYPES },
    { "word/document.xml", DOCUMENT (TRANSITIONAL, P (T ("Before")) "<w:altChunk r:id='c1'/><w:altChunk r:id='no'/>"
                                                   P (T ("After"))) },
    { "word/_rels/document.xml.rels", RELATIONS (RELATION ("c1", "aFChunk", "../Chunks/Chunk1.rtf")) },
    { "Chunks/Chunk1.rtf", "{\\rtf1\\ansi Inside\\par Too}" },
    { NULL },
  };

  check ("a.docx", members, "Before\n\nInside\n\nToo\n\nAfter");
}

static void
test_properties (void)
{
  const IdioTestMember members[] = {
    { "[Content_Types].xml", CONTENT_TYPES },
    { "word/document.xml", DOCUMENT (TRANSITIONAL, P (T ("Text"))) },
    { "docProps/core.xml", "<cp:coreProperties xmlns:cp='http://schemas.openxmlformats.org/package/2006/metadata/"
                           "core-properties' xmlns:dc='http://purl.org/dc/elements/1.1/' "
                           "xmlns:dcterms='http://purl.org/dc/"
                           "terms/'><dc:title> The\nGarden </dc:title><dc:creator>Mara Lindqvist</dc:creator>"
                           "<cp:lastModifiedBy>Tom</cp:lastModifiedBy><dcterms:created>2019-01-01T00:00:00Z"
                           "</dcterms:created><dcterms:modified>2020-02-03T04:05:06Z</dcterms:modified>"
                           "</cp:coreProperties>" },
    { NULL },
  };
  g_autoptr(GBytes) zip = idio_test_make_zip (members);
  g_autoptr(GPtrArray) entries = idio_test_read_format ("a.docx", g_bytes_get_data (zip, NULL),
    g_bytes_get_size (zip), NULL);
  const IdioEntry *entry = g_ptr_array_index (entries, 0);

  g_assert_cmpint (entry->medium, ==, IDIO_MEDIUM_TEXT);
  g_assert_cmpstr (entry->title, ==, "The Garden");
  g_assert_cmpstr (entry->author, ==, "Mara Lindqvist");
  g_assert_cmpstr (entry->editor, ==, "Tom");
  g_assert_cmpint (entry->time, ==, 1580702706);
}

/* As Word tracks changes: of who inserted what, and not of how paragraphs and rows came in. */
static void
test_insertions (void)
{
  static const struct { const char *body, *text, *insertions; } cases[] = {
    { P (T ("I was here.")), "I was here.", "" },
    { P (T ("I ") INS ("Ann Lee", T ("was ")) T ("here.")), "I was here.", "[Ann Lee: was]" },
    { P (INS ("Ann", T (" was") T ("n’t ")) INS ("Tom", T ("here")) INS ("Tom", T (" ") T ("now"))), "wasn’t here now",
      "[Ann: wasn’t][Tom: here now]" },
    { P ("<w:pPr><w:rPr><w:ins w:id='1' w:author='Ann'/></w:rPr></w:pPr>" T ("Mine")) P (INS ("Ann", T ("Hers")))
      P ("<w:moveTo w:id='2' w:author='Ann'>" T ("Too") "</w:moveTo>") P (T ("Mine")), "Mine\n\nHers\n\nToo\n\nMine",
      "[Ann: Hers\n\nToo]" },
    { P (INS ("Ann", T ("one") "<w:del w:id='2' w:author='Tom'>" R ("<w:delText>x</w:delText>") "</w:del>" T ("two"))),
      "onetwo", "[Ann: onetwo]" },
    { P ("<w:pPr><w:rPr><w:ins w:id='1' w:author='Ann'><w:x/></w:ins></w:rPr></w:pPr>" INS ("Ann", T ("a"))
         "<w:ins w:id='3' w:author='Tom'/>" T ("b")), "ab", "[Ann: a]" },
    { "<w:tbl><w:tr><w:trPr><w:ins w:id='1' w:author='Ann'/></w:trPr>" CELL (P (INS ("Ann", T ("a")))) CELL (P (T ("b")))
      "</w:tr></w:tbl>", "a\tb", "[Ann: a]" },
    { P (INS ("Ann", T ("•") R ("<w:tab/>") T ("Item"))) P (INS ("Ann", T ("1.\tItem"))), "- Item\n1. Item",
      "[Ann: - Item\n1. Item]" },
    { P (INS ("Ann", R ("<w:t>A\xef\xb7\x90 </w:t><w:br/>") T ("B\xef\xb7\xaf\xef\xb7\xb0"))), "A\nB\xef\xb7\xb0",
      "[Ann: A\nB\xef\xb7\xb0]" },
    { P ("<w:ins w:id='1'>" T ("a") "</w:ins>"), "a", "[: a]" },
    { P (INS ("Ann", T (" a　b "))), "a　b", "[Ann: a　b]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *document = g_strdup_printf (DOCUMENT (TRANSITIONAL, "%s"), cases[i].body);
      const IdioTestMember members[] = {
        { "[Content_Types].xml", CONTENT_TYPES }, { "word/document.xml", document }, { NULL },
      };
      g_autoptr(GBytes) zip = idio_test_make_zip (members);
      g_autoptr(GPtrArray) entries = idio_test_read_format ("a.docx", g_bytes_get_data (zip, NULL),
        g_bytes_get_size (zip), NULL);
      g_autofree char *insertions = NULL;

      g_test_message ("%s", cases[i].body);
      g_assert_cmpuint (entries->len, ==, 1);
      insertions = idio_test_list_insertions (entries->pdata[0]);
      g_assert_cmpstr (((IdioEntry *) entries->pdata[0])->text, ==, cases[i].text);
      g_assert_cmpstr (insertions, ==, cases[i].insertions);
    }
}

/* Of more authors than can be told apart, the last have no name. */
static void
test_inserters (void)
{
  g_autoptr(GString) body = g_string_new (NULL);
  g_autofree char *document = NULL, *insertions = NULL;
  g_autoptr(GBytes) zip = NULL;
  g_autoptr(GPtrArray) entries = NULL;

  for (guint i = 0; i < 40; i++)
    g_string_append_printf (body, P (INS ("A%u", T ("%u")) T ("x")), i, i);

  document = g_strdup_printf (DOCUMENT (TRANSITIONAL, "%s"), body->str);
  zip = idio_test_make_zip ((const IdioTestMember[]) { { "word/document.xml", document }, { NULL } });
  entries = idio_test_read_format ("a.docx", g_bytes_get_data (zip, NULL), g_bytes_get_size (zip), NULL);
  g_assert_cmpuint (entries->len, ==, 1);
  insertions = idio_test_list_insertions (entries->pdata[0]);
  g_assert_nonnull (strstr (insertions, "[A0: 0][A1: 1]"));
  g_assert_nonnull (strstr (insertions, "[A29: 29][: 30][: 31]"));
  g_assert_true (g_str_has_suffix (insertions, "[: 39]"));
}

static void
test_refused (void)
{
  const IdioTestMember workbook[] = {
    { "[Content_Types].xml", CONTENT_TYPES },
    { "_rels/.rels", RELATIONS (RELATION ("rId1", "officeDocument", "xl/workbook.xml")) },
    { "xl/workbook.xml", "<workbook/>" },
    { NULL },
  };
  const IdioTestMember other[] = { { "[Content_Types].xml", CONTENT_TYPES }, { NULL } };
  const IdioTestMember empty[] = { { "word/document.xml", DOCUMENT (TRANSITIONAL, P (" ")) }, { NULL } };
  const IdioTestMember broken[] = { { "word/document.xml", "<w:document><w:body>" }, { NULL } };
  const IdioTestMember no_xml[] = { { "word/document.xml", "No XML" }, { NULL } };

  check_error ("a.xlsx", workbook, IDIO_IMPORT_ERROR_UNSUPPORTED);
  check_error ("a.vsdx", other, IDIO_IMPORT_ERROR_UNSUPPORTED);
  check_error ("a.docx", other, IDIO_IMPORT_ERROR_DAMAGED);
  check_error ("a.docx", empty, IDIO_IMPORT_ERROR_EMPTY);
  check_error ("a.docx", broken, IDIO_IMPORT_ERROR_DAMAGED);
  check_error ("a.docx", no_xml, IDIO_IMPORT_ERROR_DAMAGED);
}

/* Entities are no part of the format. Nothing is read for them, and none makes much of little. */
static void
test_entities (void)
{
  const IdioTestMember members[] = {
    { "word/document.xml", "<!DOCTYPE w:document [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
                           "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY f SYSTEM 'file:///etc/hostname'>]>"
                           "<w:document xmlns:w='" TRANSITIONAL "'><w:body>" P (T ("x&f;&c;y"))
                           "</w:body></w:document>" },
    { NULL },
  };

  check ("a.docx", members, "xy");
}

/* Well-formed, but longer than any text: that is what it is refused for. */
static void
test_too_large (void)
{
  g_autofree char *words = g_strnfill (8 * 1000 * 1000, 'x');
  g_autofree char *document = g_strdup_printf (DOCUMENT (TRANSITIONAL, P (T ("%s")) P (T ("%s")) P (T ("%s"))), words,
    words,
                                               words);
  const IdioTestMember members[] = { { "word/document.xml", document }, { NULL } };

  check_error ("a.docx", members, IDIO_IMPORT_ERROR_TOO_LARGE);
}

static void
test_truncated (void)
{
  const IdioTestMember members[] = {
    { "[Content_Types].xml", CONTENT_TYPES },
    { "word/document.xml", DOCUMENT (TRANSITIONAL, P (T ("Text"))) },
    { NULL },
  };
  g_autoptr(GBytes) zip = idio_test_make_zip (members);

  for (gsize length = 5; length < g_bytes_get_size (zip); length += 7)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) entries = idio_test_read_format ("a.docx", g_bytes_get_data (zip, NULL), length, &error);

      g_assert_true (entries->len == 1 || error != NULL);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/docx/bodies", test_bodies);
  g_test_add_func ("/docx/quotes", test_quotes);
  g_test_add_func ("/docx/packages", test_packages);
  g_test_add_func ("/docx/notes", test_notes);
  g_test_add_func ("/docx/chunks", test_chunks);
  g_test_add_func ("/docx/properties", test_properties);
  g_test_add_func ("/docx/insertions", test_insertions);
  g_test_add_func ("/docx/inserters", test_inserters);
  g_test_add_func ("/docx/refused", test_refused);
  g_test_add_func ("/docx/entities", test_entities);
  g_test_add_func ("/docx/too-large", test_too_large);
  g_test_add_func ("/docx/truncated", test_truncated);

  return g_test_run ();
}
