/* test-pdf.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "format-test.h"

/* What a line ends with, and what a page does, in the descriptions of pages */
#define NEXT_PAGE { 0, 0, 0, NULL }

/* The bottom line of a page of A4 is at 842 points, as they are counted here: from the top. */
#define PAGE_HEIGHT 842

typedef struct
{
  int         x;
  int         y;
  int         size;
  const char *text;
} Piece;

typedef struct
{
  GString *pdf;
  GArray  *offsets;
} Writer;

static guint
begin_object (Writer *writer)
{
  gsize offset = writer->pdf->len;

  g_array_append_val (writer->offsets, offset);
  g_string_append_printf (writer->pdf, "%u 0 obj\n", writer->offsets->len);

  return writer->offsets->len;
}

static void
add_stream (Writer     *writer,
            const char *dictionary,
            GString    *content)
{
  begin_object (writer);
  g_string_append_printf (writer->pdf, "<< %s /Length %" G_GSIZE_FORMAT " >>\nstream\n", dictionary, content->len);
  g_string_append_len (writer->pdf, content->str, (gssize) content->len);
  g_string_append (writer->pdf, "\nendstream\nendobj\n");
}

static void
finish (Writer *writer)
{
  gsize start = writer->pdf->len;

  g_string_append_printf (writer->pdf, "xref\n0 %u\n0000000000 65535 f \n", writer->offsets->len + 1);

  for (guint i = 0; i < writer->offsets->len; i++)
    g_string_append_printf (writer->pdf, "%010" G_GSIZE_FORMAT " 00000 n \n",
                            g_array_index (writer->offsets, gsize, i));

  g_string_append_printf (writer->pdf, "trailer\n<< /Size %u /Root 1 0 R /Info 2 0 R >>\nstartxref\n%" G_GSIZE_FORMAT
                          "\n%%%%EOF\n", writer->offsets->len + 1, start);
}

static void
append_piece (GString     *content,
              const Piece *piece)
{
  g_string_append_printf (content, "BT /F1 %d Tf %d %d Td (", piece->size, piece->x, PAGE_HEIGHT - piece->y);

  for (const char *p = piece->text; *p != '\0'; p++)
    {
      if (strchr ("()\\", *p) != NULL)
        g_string_append_c (content, '\\');

      g_string_append_c (content, *p);
    }

  g_string_append (content, ") Tj ET\n");
}

static guint
count_letters (const char *letters)
{
  guint n = 0;

  for (const char *p = strchr (letters, '>'); p != NULL; p = strchr (p + 1, '>'))
    n++;

  return n / 2;
}

/* A PDF of these pieces of text, in WinAnsiEncoding, written from ISO 32000-1. @letters: nullable: what the characters
 * stand for, if that is not themselves: "<61> <0645>" (9.10.3). */
static GString *
make_pdf (const Piece *pieces,
          gsize        n_pieces,
          const char  *title,
          const char  *letters)
{
  g_autoptr(GString) content = g_string_new (NULL), kids = g_string_new (NULL);
  g_autoptr(GArray) offsets = g_array_new (FALSE, FALSE, sizeof (gsize));
  Writer writer = { g_string_new ("%PDF-1.4\n"), offsets };
  guint n_pages = 1;

  for (gsize i = 0; i < n_pieces; i++)
    n_pages += pieces[i].text == NULL ? 1 : 0;

  for (guint i = 0; i < n_pages; i++)
    g_string_append_printf (kids, "%u 0 R ", 5 + 2 * i);

  begin_object (&writer);
  g_string_append (writer.pdf, "<< /Type /Catalog /Pages 3 0 R >>\nendobj\n");
  begin_object (&writer);
  g_string_append_printf (writer.pdf, "<< /Title (%s) /Author (Jo Lind) >>\nendobj\n", title);
  begin_object (&writer);
  g_string_append_printf (writer.pdf, "<< /Type /Pages /Kids [%s] /Count %u >>\nendobj\n", kids->str, n_pages);
  begin_object (&writer);
  g_string_append (writer.pdf, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding ");

  if (letters != NULL)
    g_string_append_printf (writer.pdf, "/ToUnicode %u 0 R ", 5 + 2 * n_pages);

  g_string_append (writer.pdf, ">>\nendobj\n");

  for (gsize i = 0; i <= n_pieces; i++)
    {
      if (i < n_pieces && pieces[i].text != NULL)
        {
          append_piece (content, &pieces[i]);
          continue;
        }

      begin_object (&writer);
      g_string_append_printf (writer.pdf, "<< /Type /Page /Parent 3 0 R /MediaBox [0 0 595 842] /Contents %u 0 R "
                              "/Resources << /Font << /F1 4 0 R >> >> >>\nendobj\n", writer.offsets->len + 1);
      add_stream (&writer, "", content);
      g_string_truncate (content, 0);
    }

  if (letters != NULL)
    {
      g_string_printf (content, "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def "
                       "/CMapType 2 def 1 begincodespacerange <00> <FF> endcodespacerange %u beginbfchar\n%s\n"
                       "endbfchar endcmap end end", count_letters (letters), letters);
      add_stream (&writer, "", content);
    }

  finish (&writer);

  return writer.pdf;
}

static void
check_pieces (const Piece *pieces,
              gsize        n_pieces,
              const char  *letters,
              const char  *expected)
{
  g_autoptr(GString) pdf = make_pdf (pieces, n_pieces, "A title", letters);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) entries = idio_test_read_format ("a.pdf", pdf->str, pdf->len, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 1);

  if (!g_str_equal (((IdioEntry *) entries->pdata[0])->text, expected))
    g_test_fail_printf ("is\n%s\nnot\n%s", ((IdioEntry *) entries->pdata[0])->text, expected);

  g_assert_cmpstr (((IdioEntry *) entries->pdata[0])->title, ==, "A title");
  g_assert_cmpstr (((IdioEntry *) entries->pdata[0])->author, ==, "Jo Lind");
}

#define check(pieces, expected) check_pieces ((pieces), G_N_ELEMENTS (pieces), NULL, (expected))

/* A paragraph goes on until a line has room for what comes after it. */
static void
test_paragraphs (void)
{
  static const Piece spaced[] = {
    { 72, 80, 18, "A heading" },
    { 72, 110, 11, "The first paragraph has two lines of text, and the second of them is short," },
    { 72, 124, 11, "as it is here." },
    { 72, 152, 11, "The second paragraph stands a little lower, as Word puts it, and goes on and" },
    { 72, 166, 11, "on, and then ends." },
  };
  static const Piece indented[] = {
    { 72, 110, 11, "The first paragraph has three lines of text, and the last of them is very full," },
    { 72, 124, 11, "so that it can not be told by its end that it is the last one of them but by the" },
    { 72, 138, 11, "indent of the line after it, and by nothing else at all, as in all books I know of." },
    { 90, 152, 11, "The second paragraph begins a little to the right, as in books, and goes on" },
    { 72, 166, 11, "and on, until it ends." },
  };
  static const Piece verse[] = {
    { 72, 110, 11, "Dear Ann," },
    { 72, 138, 11, "I am in the garden now, and there is nothing to be said of it but that it is a garden." },
    { 72, 166, 11, "Yours," },
    { 72, 180, 11, "Jo Lind" },
    { 72, 194, 11, "12 Hill Lane" },
  };

  check (spaced, "A heading\n\nThe first paragraph has two lines of text, and the second of them is short, as it is "
         "here.\n\nThe second paragraph stands a little lower, as Word puts it, and goes on and on, and then ends.");
  check (indented, "The first paragraph has three lines of text, and the last of them is very full, so that it can not "
         "be told by its end that it is the last one of them but by the indent of the line after it, and by nothing "
         "else at all, as in all books I know of.\n\nThe second paragraph begins a little to the right, as in books, "
         "and goes on and on, until it ends.");
  check (verse, "Dear Ann,\n\nI am in the garden now, and there is nothing to be said of it but that it is a "
                "garden.\n\n"
         "Yours,\nJo Lind\n12 Hill Lane");
}

static void
test_hyphens (void)
{
  static const Piece pieces[] = {
    { 72, 100, 11, "She had a well-known way with words that were broken at the end of a line, a me-" },
    { 72, 114, 11, "chanical habit of hers, which she had from all the years at the office, a rather well-" },
    { 72, 128, 11, "known one, as all those know who have ever been there, in the times of the pre-" },
    { 72, 142, 11, "and post-war years, which had taught her, when she lived at the old Saxe-" },
    { 72, 156, 11, "Coburg inn where nobody ever came by, how to write such a thing as an e-" },
    { 72, 170, 11, "mail, and this was done, I am told by those that I have asked, by a state-of-the-" },
    { 72, 184, 11, "art machine." },
  };

  check (pieces, "She had a well-known way with words that were broken at the end of a line, a mechanical habit of "
                 "hers, "
         "which she had from all the years at the office, a rather well-known one, as all those know who have ever "
         "been "
         "there, in the times of the pre- and post-war years, which had taught her, when she lived at the old "
         "Saxe-Coburg inn where nobody ever came by, how to write such a thing as an e-mail, and this was done, I am "
         "told by those that I have asked, by a state-of-the-art machine.");
}

/* Where lines end in no other hyphens than those between words, these are written in one line, too. */
static void
test_compounds (void)
{
  static const Piece words[] = {
    { 72, 100, 11, "The boat is known to all of us here, and it was made by those who do well what they do, a well-" },
    { 72, 114, 11, "known boat, and there is a long story of a whole term and of what each self has to say of it, a long-" },
    { 72, 128, 11, "term story, as I said, that was told so often that nobody wants to hear any more of it now." },
  };
  static const Piece syllables[] = {
    { 72, 100, 11, "Het huis aan het water was mooi, en het werk dat wij deden was goed, en wij deden het huis-" },
    { 72, 114, 11, "werk met veel plezier, want het was zomer, en wij zaten elke avond op het ter-" },
    { 72, 128, 11, "ras, en wij spraken over de boeken die wij lazen, en over wat de buren ver-" },
    { 72, 142, 11, "telden als zij langs kwamen, en het was goed." },
  };

  check (words, "The boat is known to all of us here, and it was made by those who do well what they do, a well-known "
         "boat, and there is a long story of a whole term and of what each self has to say of it, a long-term story, as "
         "I said, that was told so often that nobody wants to hear any more of it now.");
  check (syllables, "Het huis aan het water was mooi, en het werk dat wij deden was goed, en wij deden het huiswerk met "
         "veel plezier, want het was zomer, en wij zaten elke avond op het terras, en wij spraken over de boeken die "
         "wij lazen, en over wat de buren vertelden als zij langs kwamen, en het was goed.");
}

/* Two columns below a title, and a note below them */
static void
test_columns (void)
{
  static const Piece pieces[] = {
    { 180, 80, 18, "A title across the page" },
    { 72, 120, 10, "The left column is to be read from" },
    { 72, 132, 10, "its top to its end, before the right" },
    { 72, 144, 10, "one is begun, whatever the height" },
    { 72, 156, 10, "of the lines may be. This one ends" },
    { 72, 168, 10, "here, but its last sentence is go-" },
    { 310, 120, 10, "ing on in the right column, where" },
    { 310, 132, 10, "it ends." },
    { 322, 144, 10, "A new paragraph is indented, and" },
    { 310, 156, 10, "has two lines." },
  };

  check (pieces, "A title across the page\n\nThe left column is to be read from its top to its end, before the right "
                 "one "
         "is begun, whatever the height of the lines may be. This one ends here, but its last sentence is going on in "
         "the right column, where it ends.\n\nA new paragraph is indented, and has two lines.");
}

/* What stands at the same height of each page is no text, and a paragraph goes on over it. */
static void
test_furniture (void)
{
  static const Piece pieces[] = {
    { 72, 40, 9, "Annual report" }, { 480, 40, 9, "Page 1" },
    { 72, 100, 11, "The text of this report begins on its first page, where it goes on for some lines that" },
    { 72, 114, 11, "are all about as long as the others, and do not end before the page does, but go on" },
    { 72, 800, 9, "Confidential" },
    NEXT_PAGE,
    { 72, 40, 9, "Annual report" }, { 480, 40, 9, "Page 2" },
    { 72, 100, 11, "on the next page." },
    { 72, 128, 11, "Annual report" },
    { 72, 142, 11, "It is what it says." },
    { 72, 800, 9, "Confidential" },
  };
  static const Piece number[] = {
    { 72, 100, 11, "A letter of one page has no more than its number at the end." },
    { 295, 800, 11, "- 1 -" },
  };

  static const Piece letters[] = {
    { 72, 60, 11, "Nothing new here." }, { 300, 800, 9, "1" },
    NEXT_PAGE,
    { 72, 60, 11, "Nothing new here." }, { 300, 800, 9, "2" },
  };

  check (pieces, "The text of this report begins on its first page, where it goes on for some lines that are all "
                 "about as "
         "long as the others, and do not end before the page does, but go on on the next page.\n\nAnnual report\nIt "
         "is what it says.");
  check (letters, "Nothing new here.\n\nNothing new here.");
  check (number, "A letter of one page has no more than its number at the end.");
}

static void
test_lists (void)
{
  static const Piece pieces[] = {
    { 72, 100, 11, "There are three reasons for it:" },
    { 90, 120, 11, "\x95" }, { 108, 120, 11, "the first of them is rather long, so that it does not fit into one "
      "line, and has" },
    { 108, 134, 11, "to go on in the next;" },
    { 90, 148, 11, "\x95" }, { 108, 148, 11, "the second;" },
    { 90, 162, 11, "\x95" }, { 108, 162, 11, "the third." },
    { 72, 190, 11, "And so we did:" },
    { 72, 210, 11, "1. we wrote;" },
    { 72, 224, 11, "2. we waited." },
  };

  check (pieces, "There are three reasons for it:\n\n- the first of them is rather long, so that it does not fit "
                 "into one "
         "line, and has to go on in the next;\n- the second;\n- the third.\n\nAnd so we did:\n\n1. we wrote;\n2. we "
         "waited.");
}

static void
test_tables (void)
{
  static const Piece pieces[] = {
    { 72, 100, 11, "The numbers are these, as far as I know, and I do not know that they are right:" },
    { 72, 130, 11, "Year" }, { 200, 130, 11, "Beans" }, { 300, 130, 11, "Peas" },
    { 72, 144, 11, "2024" }, { 200, 144, 11, "12" }, { 300, 144, 11, "1" },
    { 72, 158, 11, "2025" }, { 200, 158, 11, "31" }, { 300, 158, 11, "0" },
    { 72, 188, 11, "I wonder what they mean." },
  };

  check (pieces, "The numbers are these, as far as I know, and I do not know that they are right:\n\n"
         "I wonder what they mean.");
}

/* The spaces of justified lines may be as wide as the gaps of a table, which may be as wide as the column. The words of
 * a line stand for themselves, and the last one ends where the others do: that is worked out from the font's metrics. */
static void
test_justified (void)
{
  static const Piece pieces[] = {
    { 72, 100, 11, "The water was low in all of the wells this" },
    { 72, 114, 11, "and so I walked to the next village to ask" },
    { 72, 128, 11, "hydrographers" }, { 165, 128, 11, "and" }, { 207, 128, 11, "groundwater" },
    { 72, 142, 11, "and" }, { 120, 142, 11, "interdisciplinary" }, { 244, 142, 11, "wells" },
    { 72, 156, 11, "and" }, { 251, 156, 11, "this" },
    { 72, 170, 11, "and so I walked to the next village to ask" },
    { 72, 200, 11, "water" }, { 150, 200, 11, "low" }, { 251, 200, 11, "ask" },
    { 72, 214, 11, "water" }, { 150, 214, 11, "low" }, { 251, 214, 11, "ask" },
    { 72, 240, 11, "and so I walked to the next village to ask" },
  };
  static const Piece columns[] = {
    { 72, 80, 11, "In this town nobody had looked after a well for years, when in the dry summer after the war all" },
    { 72, 94, 11, "In this town nobody had looked after a well for years, when in the dry summer after the war all" },
    { 72, 114, 11, "and so I walked to the next village to ask" },
    { 320, 114, 11, "The water was low in all of the wells this" },
    { 72, 128, 11, "hydrographers" }, { 207, 128, 11, "groundwater" },
    { 320, 128, 11, "and so I walked to the next village to ask" },
    { 72, 142, 11, "The water was low in all of the wells this" },
    { 320, 142, 11, "The water was low in all of the wells this" },
  };

  check (pieces, "The water was low in all of the wells this and so I walked to the next village to ask hydrographers and "
         "groundwater and interdisciplinary wells and this and so I walked to the next village to ask\n\n"
         "and so I walked to the next village to ask");
  check (columns, "In this town nobody had looked after a well for years, when in the dry summer after the war all In this "
         "town nobody had looked after a well for years, when in the dry summer after the war all\n\n"
         "and so I walked to the next village to ask hydrographers groundwater The water was low in all of the wells "
         "this The water was low in all of the wells this and so I walked to the next village to ask The water was "
         "low in all of the wells this");
}

/* A page of this size with a picture on it, as scanners make them */
static GString *
make_scan (const char *text)
{
  g_autoptr(GArray) offsets = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_autoptr(GString) content = g_string_new ("q 595 0 0 842 0 0 cm /I1 Do Q\n"), pixel = g_string_new ("\x80");
  Writer writer = { g_string_new ("%PDF-1.4\n"), offsets };

  g_string_append_printf (content, "BT /F1 9 Tf 72 20 Td (%s) Tj ET", text);
  begin_object (&writer);
  g_string_append (writer.pdf, "<< /Type /Catalog /Pages 3 0 R >>\nendobj\n");
  begin_object (&writer);
  g_string_append (writer.pdf, "<< >>\nendobj\n");
  begin_object (&writer);
  g_string_append (writer.pdf, "<< /Type /Pages /Kids [5 0 R] /Count 1 >>\nendobj\n");
  begin_object (&writer);
  g_string_append (writer.pdf, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\n");
  begin_object (&writer);
  g_string_append (writer.pdf, "<< /Type /Page /Parent 3 0 R /MediaBox [0 0 595 842] /Contents 6 0 R /Resources << "
  "/XObject "
                               "<< /I1 7 0 R >> /Font << /F1 4 0 R >> >> >>\nendobj\n");
  add_stream (&writer, "", content);
  add_stream (&writer, "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8",
              pixel);
  finish (&writer);

  return writer.pdf;
}

static void
check_refused (const char      *data,
               gsize            length,
               IdioImportError  code)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) entries = idio_test_read_format ("a.pdf", data, length, &error);

  g_assert_error (error, IDIO_IMPORT_ERROR, (int) code);
  g_assert_cmpuint (entries->len, ==, 0);
}

/* What stands for Arabic letters in the tests of them */
#define LETTERS "<20> <0020> <61> <0645> <63> <0633> <64> <0627> <65> <0644> <66> <064A> <67> <0648> <68> <0643> " \
                "<6A> <FDF2> "

/* Arabic, of which the letters stand from left to right as they are drawn. The characters of Helvetica that stand for
 * letters have other widths than those of lam and alef, and those two are as wide as each other. */
static void
test_arabic (void)
{
  static const char one_sign[] = LETTERS "<62> <FEFB> <69> <FEF7> <6C> <FEFC>";
  static const char two_letters[] = LETTERS "<62> <06440627> <69> <06440623> <6C> <06440627>";
  static const char * const letters[] = { one_sign, two_letters };
  static const Piece pieces[] = {
    { 72, 80, 12, "abc abc hg gf" }, { 72, 100, 12, "fd abc gh ac" }, { 72, 120, 12, "abcd eda ibc" },
    { 72, 140, 12, "j abc hgd f" },  { 72, 160, 12, "gha abd fa le dh" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    check_pieces (pieces, G_N_ELEMENTS (pieces), letters[i],
                  "يو وك سلام سلام سم كو سلام اي سلالأ مال اسلام ي اوك سلام الله\nكا للا مي الام مكو");
}

/* LibreOffice 7.4 wrote this with DejaVu Sans, in which half a ligature is nearly as wide as an alef. */
static void
test_arabic_file (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "formats", "files", "arabic.pdf", NULL);
  g_autofree char *data = NULL;
  g_autoptr(GPtrArray) entries = NULL;
  g_autoptr(GString) text = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  entries = idio_test_read_format ("arabic.pdf", data, length, NULL);
  g_assert_cmpuint (entries->len, ==, 1);
  text = g_string_new (((IdioEntry *) entries->pdata[0])->text);
  g_string_replace (text, "\n\n", " ", 0);
  g_assert_cmpstr (text->str, ==,
                   "السلام عليكم ورحمة الله، لا أعرف لماذا لم تكتب إلي خلال الأسبوع الماضي. "
                   "كان الأولاد في البيت، والآن هم في المدرسة. لأن الجو جميل خرجنا إلى الحديقة، ولا بأس. "
                   "المال والأعمال: ثلاثة أيام بلا عمل. سلامي للأهل وللآخرين.");
}

/* An article is as wide in its two letters, where all letters are as wide as each other. */
static void
test_arabic_article (void)
{
  static const Piece pieces[] = {
    { 72, 80, 12, "gaed ghd" }, { 72, 100, 12, "haed dga" }, { 72, 120, 12, "ghaed dah" },
  };

  check_pieces (pieces, G_N_ELEMENTS (pieces), LETTERS, "اكو المو موا المك كما المكو");
}

static void
test_refused (void)
{
  static const Piece nothing[] = { { 72, 100, 11, " " } };
  g_autoptr(GString) scan = make_scan (""), stamped = make_scan ("Scanned by a program");
  g_autoptr(GString) empty = make_pdf (nothing, 1, "untitled", NULL);

  check_refused (scan->str, scan->len, IDIO_IMPORT_ERROR_PICTURE);
  check_refused (stamped->str, stamped->len, IDIO_IMPORT_ERROR_PICTURE);
  check_refused (empty->str, empty->len, IDIO_IMPORT_ERROR_EMPTY);
  check_refused ("%PDF-1.4\nnothing", 16, IDIO_IMPORT_ERROR_DAMAGED);
}

/* The names of files, and what programs write if nobody gave a title, are none. */
static void
test_titles (void)
{
  static const Piece pieces[] = { { 72, 100, 11, "Some text, so that there is something to read." } };
  static const char * const none[] = { "", "untitled", "Microsoft Word - letter.docx", "letter.tex", "(anonymous)" };

  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    {
      g_autoptr(GString) pdf = make_pdf (pieces, 1, none[i], NULL);
      g_autoptr(GPtrArray) entries = idio_test_read_format ("my_letter.pdf", pdf->str, pdf->len, NULL);

      g_assert_cmpuint (entries->len, ==, 1);
      g_assert_cmpstr (((IdioEntry *) entries->pdata[0])->title, ==, "my letter");
    }
}

/* LibreOffice 7.4 wrote these: one without, one that asks for a password to print it, and one that asks for one to open
 * it. */
static void
test_files (void)
{
  static const char * const names[] = { "letter.pdf", "letter-restricted.pdf" };
  g_autofree char *locked = g_test_build_filename (G_TEST_DIST, "formats", "files", "letter-locked.pdf", NULL);
  g_autofree char *data = NULL;
  gsize length;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_test_build_filename (G_TEST_DIST, "formats", "files", names[i], NULL);
      g_autofree char *contents = NULL;
      g_autoptr(GPtrArray) entries = NULL;
      g_autoptr(GError) error = NULL;

      g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
      entries = idio_test_read_format (names[i], contents, length, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (entries->len, ==, 1);
      g_assert_cmpstr (((IdioEntry *) entries->pdata[0])->title, ==, "A letter");
      g_assert_cmpstr (((IdioEntry *) entries->pdata[0])->author, ==, "Jo Lind");
      g_assert_cmpstr (((IdioEntry *) entries->pdata[0])->text, ==,
                       "A letter\n\nJo Lind\n\nDear Ann, thank you for the long letter. I had meant to answer it "
                       "earlier, "
                       "but the garden kept me from my desk for most of the month.\n\n- The beans came up.\n- The "
                       "peas did "
                       "not, which nobody here can explain, although everybody has an opinion on it, and most of "
                       "them are "
                       "not shy to tell.\n\nSee you soon, Jo");
    }

  g_assert_true (g_file_get_contents (locked, &data, &length, NULL));
  check_refused (data, length, IDIO_IMPORT_ERROR_LOCKED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pdf/paragraphs", test_paragraphs);
  g_test_add_func ("/pdf/hyphens", test_hyphens);
  g_test_add_func ("/pdf/compounds", test_compounds);
  g_test_add_func ("/pdf/columns", test_columns);
  g_test_add_func ("/pdf/furniture", test_furniture);
  g_test_add_func ("/pdf/lists", test_lists);
  g_test_add_func ("/pdf/tables", test_tables);
  g_test_add_func ("/pdf/justified", test_justified);
  g_test_add_func ("/pdf/arabic", test_arabic);
  g_test_add_func ("/pdf/arabic-file", test_arabic_file);
  g_test_add_func ("/pdf/arabic-article", test_arabic_article);
  g_test_add_func ("/pdf/refused", test_refused);
  g_test_add_func ("/pdf/titles", test_titles);
  g_test_add_func ("/pdf/files", test_files);

  return g_test_run ();
}
