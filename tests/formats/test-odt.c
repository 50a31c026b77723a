/* test-odt.c: OpenDocument texts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "format-test.h"
#include "zip-test.h"

/* The elements are as LibreOffice Writer writes them, shortened, or made from OpenDocument 1.3 where it can't. */
#define NAMESPACES \
  "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' " \
  "xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' " \
  "xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' " \
  "xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0' " \
  "xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0' " \
  "xmlns:form='urn:oasis:names:tc:opendocument:xmlns:form:1.0' " \
  "xmlns:svg='urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0' " \
  "xmlns:loext='urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0' " \
  "xmlns:meta='urn:oasis:names:tc:opendocument:xmlns:meta:1.0' " \
  "xmlns:dc='http://purl.org/dc/elements/1.1/' "

#define STYLES \
  "<office:automatic-styles>" \
  "<style:style style:name='T1' style:family='text'><style:text-properties text:display='none'/></style:style>" \
  "<style:style style:name='P1' style:family='paragraph' style:parent-style-name='Hidden'/>" \
  "<style:style style:name='P2' style:family='paragraph' style:parent-style-name='Hidden'>" \
  "<style:text-properties text:display='true'/></style:style>" \
  "<style:style style:name='P3' style:family='paragraph' style:parent-style-name='P3'/>" \
  "<style:style style:name='Hidden' style:family='paragraph'><style:text-properties text:display='none'/>" \
  "</style:style>" \
  "<text:list-style style:name='L1'><text:list-level-style-number text:level='1' style:num-format='1' " \
  "style:num-suffix='.'/><text:list-level-style-number text:level='2' style:num-format='a' text:start-value='3'/>" \
  "<text:list-level-style-number text:level='3' style:num-format=''/></text:list-style>" \
  "<text:list-style style:name='L2'><text:list-level-style-bullet text:level='1' text:bullet-char='•'/>" \
  "<text:list-level-style-bullet text:level='2' text:bullet-char=' '/></text:list-style></office:automatic-styles>"

#define FLAT(body) \
  "<?xml version='1.0' encoding='UTF-8'?>\n<office:document " NAMESPACES \
  "office:mimetype='application/vnd.oasis.opendocument.text'>" STYLES \
  "<office:master-styles><style:master-page style:name='Standard'><style:header><text:p>Header</text:p>" \
  "</style:header>" \
  "</style:master-page></office:master-styles><office:body><office:text>" \
  "<text:sequence-decls><text:sequence-decl text:display-outline-level='0' text:name='Table'/>" \
  "</text:sequence-decls>" body \
  "</office:text></office:body></office:document>"

#define CONTENT(body) \
  "<?xml version='1.0' encoding='UTF-8'?><office:document-content " NAMESPACES ">" STYLES "<office:body>" body \
  "</office:body></office:document-content>"

#define TYPE "application/vnd.oasis.opendocument.text"

#define P(content) "<text:p text:style-name='Standard'>" content "</text:p>"
#define ITEM(content) "<text:list-item>" content "</text:list-item>"
#define CELL(content) "<table:table-cell office:value-type='string'>" content "</table:table-cell>"
#define FRAME(content) "<draw:frame draw:name='Frame1'><draw:text-box>" content "</draw:text-box></draw:frame>"

static const struct
{
  const char *what;
  const char *body;
  const char *text;
} bodies[] = {
  { "paragraphs and headings",
    "<text:h text:outline-level='1'><text:number>1. </text:number>Heading</text:h>" P ("One") P ("")
    P ("Two <text:span>halves"
    "</text:span>"), "Heading\n\nOne\n\nTwo halves" },
  { "spaces", P ("\n  One \t <text:span> two</text:span><text:s/><text:s text:c='2'/>three<text:tab/>four  \n"),
    "One two   three\tfour" },
  { "line breaks", P ("a<text:line-break/>b<text:soft-page-break/>c"), "a\nbc" },
  { "tracked changes",
    "<text:tracked-changes><text:changed-region xml:id='c1'><text:deletion>" P ("gone")
    "</text:deletion></text:changed-region>"
    "</text:tracked-changes>" P ("I <text:change text:change-id='c1'/><text:change-start text:change-id='c2'/>was"
                                 "<text:change-end text:change-id='c2'/> here"), "I was here" },
  { "comments",
    P ("Word<office:annotation><dc:creator>Tom</dc:creator>" P ("A comment") "</office:annotation>s"
       "<office:annotation-end office:name='x'/>"), "Words" },
  { "notes", P ("Text<text:note text:note-class='footnote'><text:note-citation>1</text:note-citation><text:note-body>"
                P ("A note.") "</text:note-body></text:note> goes on<text:note-ref text:note-class='footnote'>"
                              "1</text:note-ref>.")
             P ("Next"), "Text goes on.\n\nA note.\n\nNext" },
  { "hidden text",
    P ("See<text:span text:style-name='T1'> nothing</text:span>n<text:hidden-text text:is-hidden='true'> "
       "x</text:hidden-text>"
       "<text:variable-set text:name='v' text:display='none'>7</text:variable-set>")
    "<text:p text:style-name='P1'>Hidden</text:p><text:p text:style-name='P2'>Open</text:p>"
    "<text:p text:style-name='P3'>Circle</text:p>"
    P ("Gone<text:hidden-paragraph text:condition='ooow:1' text:is-hidden='true'/>") P ("Stays<text:hidden-paragraph "
    "text:condition='ooow:0'/>"), "Seen\n\nOpen\n\nCircle\n\nStays" },
  { "sections",
    "<text:section text:display='none' text:name='a'>" P ("Hidden") "</text:section><text:section text:condition='x' "
    "text:is-hidden='true' text:name='b'>" P ("Hidden") "</text:section><text:section text:name='c'>" P ("Seen")
    "</text:section>", "Seen" },
  { "lists that programs make",
    "<text:table-of-content text:name='t'><text:index-body><text:index-title>" P ("Contents") "</text:index-title>"
    P ("Chapter<text:tab/>1") "</text:index-body></text:table-of-content><text:bibliography>"
                              "<text:index-body>" P ("Smith")
    "</text:index-body></text:bibliography>" P ("As said<text:bibliography-mark text:identifier='s'>[Smith]"
    "</text:bibliography-mark><text:alphabetical-index-mark text:string-value='x'/>."), "As said." },
  { "what was not filled in", P ("Dear <text:placeholder text:placeholder-type='text'>&lt;Name&gt;</text:placeholder>"
                                 "<loext:content-control loext:showing-place-holder='true'>Choose an item"
                                 "</loext:content-control><loext:content-control>Tom</loext:content-control>"),
                                 "Dear Tom" },
  { "fields", P ("<text:title>My title</text:title> by <text:author-name>Mara</text:author-name>, see <text:a>"
                 "here</text:a>"
                 "<text:bookmark text:name='x'/> <text:bookmark-ref>page 3</text:bookmark-ref>"),
    "My title by Mara, see here page 3" },
  { "ruby", P ("<text:ruby><text:ruby-base>東</text:ruby-base><text:ruby-text>とう</text:ruby-text></text:ruby>京"), "東京" },
  { "a frame", P ("Before " FRAME (P ("Inside")) "after") P ("Next"), "Before after\n\nInside\n\nNext" },
  { "shapes", P ("Text<draw:custom-shape><svg:title>Alt</svg:title><svg:desc>Description</svg:desc>" P ("Inside")
                 "</draw:custom-shape>"), "Text\n\nInside" },
  { "pictures and objects",
    P ("a<draw:frame><draw:image><office:binary-data>QUJD</office:binary-data>" P ("x") "</draw:image><svg:title>"
      "Alt</svg:title>"
       "</draw:frame><draw:frame><draw:object><office:document>" P ("y") "</office:document></draw:object>"
         "</draw:frame>b"), "ab" },
  { "forms", "<office:forms><form:form>" P ("x") "</form:form></office:forms>" P ("a"), "a" },
  { "scripts", P ("a<text:script script:language='x'>alert ()</text:script>"), "a" },
  { "a table of short cells",
    "<table:table><table:table-header-rows><table:table-row>" CELL (P ("Name")) CELL (P ("Age")) "</table:table-row>"
    "</table:table-header-rows><table:table-row>" CELL (P ("Ann")) "<table:covered-table-cell/>" CELL (P ("33"))
    "</table:table-row></table:table>" P ("After"), "Name\tAge\nAnn\t33\n\nAfter" },
  { "a table for the layout",
    "<table:table><table:table-row>" CELL (P ("Left")) CELL (P ("Right") P ("More")) "</table:table-row></table:table>",
    "Left\n\nRight\n\nMore" },
  { "lists",
    "<text:list text:style-name='L1' xml:id='i1'>" ITEM (P ("one") P ("more")) ITEM (P ("two")
    "<text:list>" ITEM (P ("c"))
    ITEM (P ("d") "<text:list>" ITEM (P ("x")) "</text:list>") "</text:list>") "<text:list-header>" P ("no item")
    "</text:list-header>" ITEM (P ("three")) "</text:list>" P ("Text")
    "<text:list text:style-name='L2'>" ITEM (P ("dot")
    "<text:list>" ITEM (P ("blank")) "</text:list>") "</text:list>",
    "1. one\n\nmore\n\n2. two\n3. c\n4. d\n\nx\n\nno item\n\n3. three\n\nText\n\n- dot\n\nblank" },
  { "lists that go on",
    "<text:list text:style-name='L1' xml:id='i1'>" ITEM (P ("one")) "</text:list>" P ("Text")
    "<text:list text:style-name='L1' text:continue-numbering='true'>" ITEM (P ("two")) "</text:list>"
    "<text:list text:style-name='L2'>" ITEM (P ("dot")) "</text:list>"
    "<text:list text:style-name='L1' text:continue-list='i1'>" ITEM (P ("two again")) "</text:list>"
    "<text:list text:style-name='L1'>" ITEM (P ("anew")) "<text:list-item text:start-value='8'>" P ("eight")
    "</text:list-item></text:list>", "1. one\n\nText\n\n2. two\n- dot\n2. two again\n1. anew\n8. eight" },
  { "a list of a style that nobody knows", "<text:list text:style-name='L9'>" ITEM (P ("dot")) "</text:list>",
    "- dot" },
  { "a heading in a list", "<text:list text:style-name='L1'>" ITEM ("<text:h>Heading</text:h>") "</text:list>",
    "Heading" },
  { "soft hyphens and invisible characters", P ("co&#xad;operate&#x200b;d&#x202e;"), "cooperated" },
};

static GPtrArray *
read_zip (const char            *name,
          const IdioTestMember  *members,
          GError               **error)
{
  g_autoptr(GBytes) zip = idio_test_make_archive (members, archive_write_set_format_zip, NULL, "compression=store",
    NULL);

  return idio_test_read_format (name, g_bytes_get_data (zip, NULL), g_bytes_get_size (zip), error);
}

static void
test_bodies (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autofree char *document = g_strdup_printf (FLAT ("%s"), bodies[i].body);
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) entries = idio_test_read_format ("a.fodt", document, strlen (document), &error);

      g_test_message ("%s", bodies[i].what);
      g_assert_no_error (error);
      g_assert_cmpuint (entries->len, ==, 1);
      g_assert_cmpstr (((IdioEntry *) entries->pdata[0])->text, ==, bodies[i].text);
    }
}

/* By their type, or by name where it is not at the beginning; hidden styles of all documents are in another part. */
static void
test_packages (void)
{
  const char *content = CONTENT ("<office:text><text:p>One</text:p><text:p text:style-name='Note'>Two</text:p>"
                                 "</office:text>");
  const char *styles = "<office:document-styles " NAMESPACES "><office:styles><style:style style:name='Note' "
                       "style:family='paragraph'><style:text-properties text:display='none'/></style:style>"
                       "</office:styles>"
                       "</office:document-styles>";
  const struct
  {
    const char     *name;
    IdioTestMember  members[6];
  } packages[] = {
    { "a", { { "mimetype", TYPE }, { "content.xml", content }, { "styles.xml", styles } } },
    { "a.zip", { { "mimetype", TYPE "-template" }, { "styles.xml", styles }, { "content.xml", content } } },
    { "a.odt", { { "content.xml", content }, { "styles.xml", styles }, { "mimetype", TYPE } } },
    /* Made from the specification of OpenOffice.org 1: the body is the text. */
    { "a.sxw", { { "mimetype", "application/vnd.sun.xml.writer" },
                 { "content.xml", "<office:document-content xmlns:office='http://openoffice.org/2000/office' "
                                  "xmlns:text='http://openoffice.org/2000/text'><office:body><text:sequence-decls/>"
                                  "<text:p>One<text:footnote><text:footnote-citation>1</text:footnote-citation>"
                                  "</text:footnote></text:p></office:body></office:document-content>" } } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (packages); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) entries = read_zip (packages[i].name, packages[i].members, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (entries->len, ==, 1);
      g_assert_cmpstr (((IdioEntry *) entries->pdata[0])->text, ==, "One");
    }
}

static void
test_properties (void)
{
  static const struct
  {
    const char *meta;
    const char *author;
    const char *editor;
  } metas[] = {
    { "<meta:initial-creator>Mara</meta:initial-creator><dc:creator>Tom</dc:creator>", "Mara", "Tom" },
    { "<dc:creator>Tom</dc:creator>", "Tom", NULL },
    { "", NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (metas); i++)
    {
      g_autofree char *meta = g_strdup_printf ("<office:document-meta " NAMESPACES "><office:meta><meta:creation-date>"
                                               "2019-01-01T00:00:00</meta:creation-date><dc:date>"
                                               "2020-02-03T04:05:06.789"
                                               "</dc:date><dc:title>The Garden</dc:title>%s</office:meta>"
                                               "</office:document-meta>", metas[i].meta);
      const IdioTestMember members[] = {
        { "mimetype", TYPE }, { "content.xml", CONTENT ("<office:text>" P ("One") "</office:text>") }, { "meta.xml",
          meta },
        { NULL },
      };
      g_autoptr(GPtrArray) entries = read_zip ("a.odt", members, NULL);
      const IdioEntry *entry = g_ptr_array_index (entries, 0);

      g_assert_cmpstr (entry->title, ==, "The Garden");
      g_assert_cmpstr (entry->author, ==, metas[i].author);
      g_assert_cmpstr (entry->editor, ==, metas[i].editor);
      g_assert_cmpint (entry->time, ==, 1580702706);
    }
}

static void
test_refused (void)
{
  const char *encrypted = "<manifest:manifest><manifest:file-entry manifest:full-path='content.xml'>"
                          "<manifest:encryption-data manifest:checksum='x'/></manifest:file-entry></manifest:manifest>";
  const struct
  {
    IdioImportError code;
    IdioTestMember  members[4];
  } packages[] = {
    { IDIO_IMPORT_ERROR_UNSUPPORTED,
      { { "mimetype", "application/vnd.oasis.opendocument.spreadsheet" },
        { "content.xml", CONTENT ("<office:spreadsheet><table:table>" CELL (P ("x"))
          "</table:table></office:spreadsheet>") } } },
    { IDIO_IMPORT_ERROR_LOCKED,
      { { "mimetype", TYPE }, { "content.xml", "\1\2\3" }, { "META-INF/manifest.xml", encrypted } } },
    /* LibreOffice 24.8 encrypts all of it. */
    { IDIO_IMPORT_ERROR_LOCKED,
      { { "mimetype", TYPE }, { "encrypted-package", "\1\2\3" }, { "META-INF/manifest.xml", encrypted } } },
    { IDIO_IMPORT_ERROR_DAMAGED, { { "mimetype", TYPE } } },
    { IDIO_IMPORT_ERROR_DAMAGED, { { "mimetype", TYPE }, { "content.xml", "<office:document-content>" } } },
    { IDIO_IMPORT_ERROR_EMPTY, { { "mimetype", TYPE }, { "content.xml", CONTENT ("<office:text>" P ("")
      "</office:text>") } } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (packages); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) entries = read_zip ("a.odt", packages[i].members, &error);

      g_assert_error (error, IDIO_IMPORT_ERROR, (int) packages[i].code);
      g_assert_cmpuint (entries->len, ==, 0);
    }
}

/* Well-formed, but longer than any text: that is what it is refused for. */
static void
test_too_large (void)
{
  g_autofree char *words = g_strnfill (8 * 1000 * 1000, 'x');
  g_autofree char *document = g_strdup_printf (FLAT (P ("%s") P ("%s") P ("%s")), words, words, words);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) entries = idio_test_read_format ("a.fodt", document, strlen (document), &error);

  g_assert_error (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_TOO_LARGE);
  g_assert_cmpuint (entries->len, ==, 0);
}

/* As LibreOffice tracks changes. What one inserted may begin in one paragraph and end in another. */
static void
test_insertions (void)
{
  static const char changes[] =
    "<text:tracked-changes text:track-changes='false'>"
    "<text:changed-region xml:id='c1' text:id='c1'><text:insertion><office:change-info><dc:creator>Ann Lee</dc:creator>"
    "<dc:date>2025-05-03T09:14:00</dc:date></office:change-info></text:insertion></text:changed-region>"
    "<text:changed-region xml:id='c2' text:id='c2'><text:deletion><office:change-info><dc:creator>Tom</dc:creator>"
    "</office:change-info><text:p>gone</text:p></text:deletion></text:changed-region>"
    "<text:changed-region text:id='c3'><text:insertion><office:change-info><dc:creator>Tom</dc:creator>"
    "</office:change-info></text:insertion></text:changed-region>"
    "<text:changed-region text:id='c4'><text:format-change><office:change-info><dc:creator>Tom</dc:creator>"
    "</office:change-info></text:format-change></text:changed-region></text:tracked-changes>";
  static const struct { const char *body, *text, *insertions; } cases[] = {
    { P ("I was here."), "I was here.", "" },
    { P ("I <text:change-start text:change-id='c1'/>was <text:change-end text:change-id='c1'/>here."), "I was here.",
      "[Ann Lee: was]" },
    { P ("A <text:change-start text:change-id='c1'/> b") P ("c<text:change-end text:change-id='c1'/> d"), "A b\n\nc d",
      "[Ann Lee: b\n\nc]" },
    { P ("a<text:change text:change-id='c2'/>b <text:change-start text:change-id='c3'/><text:span>c</text:span>"
         "<text:change-end text:change-id='c3'/>"), "ab c", "[Tom: c]" },
    { P ("<text:change-start text:change-id='c4'/>a<text:change-end text:change-id='c4'/>"
         "<text:change-end text:change-id='c1'/><text:change-start text:change-id='no'/>b"), "ab", "" },
    { P ("<text:change-start text:change-id='c1'/><text:change-start text:change-id='c1'/>a"
         "<text:change-end text:change-id='c1'/>b"), "ab", "[Ann Lee: a]" },
    { P ("<text:change-start text:change-id='c1'/>a"), "a", "[Ann Lee: a]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *document = g_strdup_printf (FLAT ("%s%s"), changes, cases[i].body);
      g_autoptr(GPtrArray) entries = idio_test_read_format ("a.fodt", document, strlen (document), NULL);
      g_autofree char *insertions = NULL;

      g_test_message ("%s", cases[i].body);
      g_assert_cmpuint (entries->len, ==, 1);
      insertions = idio_test_list_insertions (entries->pdata[0]);
      g_assert_cmpstr (((IdioEntry *) entries->pdata[0])->text, ==, cases[i].text);
      g_assert_cmpstr (insertions, ==, cases[i].insertions);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/odt/bodies", test_bodies);
  g_test_add_func ("/odt/packages", test_packages);
  g_test_add_func ("/odt/properties", test_properties);
  g_test_add_func ("/odt/refused", test_refused);
  g_test_add_func ("/odt/insertions", test_insertions);
  g_test_add_func ("/odt/too-large", test_too_large);

  return g_test_run ();
}
