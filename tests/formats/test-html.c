/* test-html.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "format-test.h"
#include "formats/idio-html.h"

typedef struct
{
  const char *html;
  const char *expected;
} Case;

static void
check (const Case  *cases,
       gsize        n_cases,
       IdioHtmlUse  use)
{
  for (gsize i = 0; i < n_cases; i++)
    {
      g_autofree char *text = idio_html_to_text (cases[i].html, strlen (cases[i].html), NULL, use, NULL);

      if (!g_str_equal (text, cases[i].expected))
        g_test_fail_printf ("%s\nis\n%s\nnot\n%s", cases[i].html, text, cases[i].expected);
    }
}

/* What is the same whatever HTML is read for */
static const Case common[] = {
  { "", "" },
  { "plain words", "plain words" },
  { "<p>One  two\n three<p>four", "One two three\n\nfour" },
  { "red<br>violets<br/>blue<br /><br>end", "red\nviolets\nblue\n\nend" },
  { "<div>a</div><div><br></div><div>b<br></div><div>c</div>", "a\n\nb\nc" },
  { "<h1>Head</h1>Text<h2>Next</h2><p>more</p>", "Head\n\nText\n\nNext\n\nmore" },
  { "<p>list:<ul><li>one<li><p>two</p></ul>after", "list:\n\n- one\n- two\n\nafter" },
  { "<ol><li>a<li>b<ol><li>c</ol><li>d</ol><ol start=5><li>e<li value=9>f<li>g</ol>",
    "1. a\n2. b\n1. c\n3. d\n\n5. e\n9. f\n10. g" },
  { "<ul><li><br><li> <li>x</ul>", "- x" },
  { "<ul><li><span>●</span><p><span>●</span>x</p></ul>", "- x" },
  { "<dl><dt>Word<dd>its meaning</dl>", "Word\nits meaning" },
  { "fish &amp; chips &lt;3 &eacute;&#233;&#xe9;&#8217;&hellip;&euro;&nonsense;", "fish & chips <3 ééé’…€&nonsense;" },
  { "a&nbsp;b. &nbsp;c", "a b.  c" },
  { "Vraiment&nbsp;? &laquo;&nbsp;oui&nbsp;&raquo; &agrave; 10&nbsp;h", "Vraiment\u00a0? «\u00a0oui\u00a0» à "
    "10\u00a0h" },
  { "Рождество, Ġardin, ḉ, ഉ, 㠠, 砠, \xf0\x9f\x98\xa0", "Рождество, Ġardin, ḉ, ഉ, 㠠, 砠, \xf0\x9f\x98\xa0" },
  { "soft&shy;hyphen zero\xe2\x80\x8bwidth", "softhyphen zerowidth" },
  { "line\u2028separator", "line separator" },
  { "<script>var a = '<p>no</p>';</script><style>p {}</style><p>yes</p><noscript>no</noscript>"
    "<template><p>no</p></template><svg><text>no</text></svg><select><option>no</select><textarea>no</textarea>",
    "yes" },
  { "<!-- no --><p>yes<!--[if mso]>no<![endif]--></p>", "yes" },
  { "<p style='display: NONE'>no</p><p hidden>no</p><div style=\"x:y;visibility:hidden\">no</div>yes", "yes" },
  { "<table><tr><th>Name<th>Age</tr><tr><td>Ann</td> <td> 7 </td></tr></table>", "Name\tAge\nAnn\t7" },
  { "<table><tr><td><p>one</p><p>two</p></td><td><p>three</p></td></tr></table>", "one\n\ntwo\n\nthree" },
  { "<pre>\n  a\n    b\n\nc</pre>", "  a\n    b\n\nc" },
  { "<span style='white-space: pre-wrap'>a\nb</span>", "a\nb" },
  { "so <b>bo</b>ld, <i>it</i>alic, H<sub>2</sub>O, x<sup>2</sup>", "so bold, italic, H2O, x2" },
  { "he said <q>no</q>", "he said “no”" },
  { "well <img src=x alt='👍'> done <img alt='company logo'>", "well 👍 done" },
  { "<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>字", "漢字" },
  { "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><head><title/><script src='x'/></head><body>"
    "<p><a id='p1'/>xhtml</p></body></html>", "xhtml" },
  { "<p>unclosed <b>tags <i>everywhere</p></div></p>fine", "unclosed tags everywhere\n\nfine" },
};

static const Case pages[] = {
  { "<nav><a href=/>Home</a></nav><header><b>Site</b></header><main><h1>Title</h1><p>The text.</main>"
    "<aside>Also</aside><footer>© me</footer>", "Title\n\nThe text." },
  { "<div class='cookie-notice'>We use cookies</div><div id=siteNav>x</div><p>The text of this page is here.</p>"
    "<div class='post-share'>Tell others</div><section id=comments><p>First!</p></section>",
    "The text of this page is here." },
  { "<body class='menu-open has-sidebar'><div class='content-sidebar'><p>The text of this page is here.</p></div>",
    "The text of this page is here." },
  { "<p>The text of this page is here, with <a href=a>links</a> and <a href=b>more</a> <a href=c>links</a>.</p>"
    "<ul><li><a href=a>About</a><li><a href=b>News</a><li><a href=c>Jobs</a></ul>",
    "The text of this page is here, with links and more links." },
  { "<ul><li><a href=a>Only</a><li><a href=b>Links</a><li><a href=c>Here</a></ul>", "- Only\n- Links\n- Here" },
  { "<article><header><h1>Title</h1></header><h2 id=a>Part <a href='#a'>#</a></h2>"
    "<p>Claim<sup><a href='#fn1'>[1]</a></sup> and another.<sup>[<a href='#fn2'>2</a>]</sup></p>"
    "<ol><li>note <a href='#r'>↩</a></ol></article>", "Title\n\nPart\n\nClaim and another.\n\n1. note" },
  { "<pre><span class=comment>// kept</span>\ncode</pre><p>The text of this page is here.", "// kept\ncode\n\n"
    "The text of this page is here." },
  { "<p>The text of this page is here.</p><blockquote>quoted</blockquote>", "The text of this page is "
    "here.\n\nquoted" },
  { "<form action=.><p>The text of a page that is one form.</p><label>Name</label><input value=x></form>",
    "The text of a page that is one form." },
};

static const Case office[] = {
  { "<html><head><title>- no title specified</title></head><body><div title=header>Report</div><p>The text of this "
    "page is "
    "here.</p><div title=footer>1</div>", "The text of this page is here." },
};

static const Case mails[] = {
  { "<div dir=ltr>Thanks!</div><br><div class=gmail_quote><div dir=ltr class=gmail_attr>On Mon, May 12, 2025 Ann &lt;"
    "<a href='mailto:a@example.org'>a@example.org</a>&gt; wrote:<br></div><blockquote class=gmail_quote "
    "style='margin:0px"
    " 0px 0px 0.8ex;border-left:1px solid'><div>Dear Jo,</div><div><br></div><div>hi<blockquote class=gmail_quote>old"
    "</blockquote></div></blockquote></div>",
    "Thanks!\n\nOn Mon, May 12, 2025 Ann <a@example.org> wrote:\n> Dear Jo,\n>\n> hi\n> > old" },
  { "<p>Hi</p><div class=moz-cite-prefix>On 12/05/2025 Ann wrote:<br></div><blockquote type=cite "
    "cite='mid:x'><p>one</p>"
    "<p>two</p></blockquote><p>below</p>", "Hi\n\nOn 12/05/2025 Ann wrote:\n\n> one\n>\n> two\n\nbelow" },
  { "<div class=WordSection1><p class=MsoNormal>Hi Ann,<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>"
    "<p class=MsoNormal>Fine.<o:p></o:p></p><p class=MsoNormal>Jo</p><div><div style='border:none;border-top:solid "
    "#E1E1E1"
    " 1.0pt'><p class=MsoNormal><b>From:</b> Ann<br><b>Sent:</b> Monday<br><b>Subject:</b> x</p></div></div>"
    "<p class=MsoNormal>Old</p></div>", "Hi Ann,\n\nFine.\nJo\nFrom: Ann\nSent: Monday\nSubject: x\nOld" },
  { "a<blockquote style='margin:0 0 0 40px;border:none;padding:0px'>my own, indented</blockquote>b",
    "a\n\nmy own, indented\n\nb" },
  { "Bye<br>-- <br>Jo<br>+1 23", "Bye\n-- \nJo\n+1 23" },
  { "Bye<pre class=moz-signature>-- \nJo</pre>", "Bye\n\n-- \nJo" },
  { "<div style='display:none;max-height:0'>preheader</div>Hello <a href='http://x'>link</a>", "Hello link" },
  { "<div>Sure.</div><div id=yahoo_quoted_1 class=yahoo_quoted><div><div>On Monday, Ann wrote:</div><div><br></div>"
    "<div>Dear</div></div></div>", "Sure.\nOn Monday, Ann wrote:\n\nDear" },
};

static void
test_common (void)
{
  check (common, G_N_ELEMENTS (common), IDIO_HTML_PAGE);
  check (common, G_N_ELEMENTS (common), IDIO_HTML_MAIL);
  check (common, G_N_ELEMENTS (common), IDIO_HTML_FRAGMENT);
}

static void
test_pages (void)
{
  check (pages, G_N_ELEMENTS (pages), IDIO_HTML_PAGE);
  check (office, G_N_ELEMENTS (office), IDIO_HTML_PAGE);
}

static void
test_mails (void)
{
  check (mails, G_N_ELEMENTS (mails), IDIO_HTML_MAIL);
}

/* What mail programs put signatures into */
static void
test_signatures (void)
{
  static const char * const elements[] = {
    "div class='gmail_signature'", "div dir=ltr class='x gmail_signature' data-smartmail='gmail_signature'",
    "div data-smartmail=gmail_signature", "div id=Signature", "div id=ms-outlook-mobile-signature",
    "div class=AppleMailSignature", "div id='AppleMailSignature' dir=ltr", "div class=moz-signature",
    "div class='protonmail_signature_block'", "div data-marker='__SIG_POST__'", "div data-marker='__SIG_PRE__'",
    "span class=-x-evo-signature", "div class='k9mail-signature'", "div fairemail=signature",
    "div name=messageSignatureSection", "div id=_rc_sig", "div id=CanarySig",
  };
  static const Case others[] = {
    /* Those that have a mark */
    { "<p>Hi.</p><span>-- </span><br><div class=gmail_signature>Jo</div>", "Hi.\n\n-- \nJo" },
    { "<p>Hi.</p><div class=moz-signature>-- <br>Jo</div>", "Hi.\n\n-- \nJo" },
    { "Hi.<pre class=moz-signature cols=72>Jo\nChair</pre>", "Hi.\n--\n\nJo\nChair" },
    /* Empty ones, and those within each other */
    { "<p>Hi.</p><div id=Signature> <br></div>", "Hi." },
    { "<p>Hi.</p><div id=Signature><div class=gmail_signature>Jo</div></div>", "Hi.\n\n--\nJo" },
    /* Where one begins */
    { "Hi.<br id=lineBreakAtBeginningOfSignature><div dir=ltr>Jo</div>", "Hi.\n--\n\nJo" },
    /* Those of others */
    { "Hi.<blockquote type=cite>One.<div id=Signature>Ann</div></blockquote>Two.<div id=Signature>Jo</div>",
      "Hi.\n> One.\n> Ann\nTwo.\n--\nJo" },
    { "Hi.<div id=signature>Here is how I sign.</div>", "Hi.\nHere is how I sign." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (elements); i++)
    {
      gsize length = strcspn (elements[i], " ");
      g_autofree char *html = g_strdup_printf ("<p>Hi.</p><%s>Jo Hill<br>Chair</%.*s>", elements[i], (int) length,
                                               elements[i]);
      g_autofree char *text = idio_html_to_text (html, strlen (html), "UTF-8", IDIO_HTML_MAIL, NULL);
      g_autofree char *page = idio_html_to_text (html, strlen (html), "UTF-8", IDIO_HTML_PAGE, NULL);

      g_assert_cmpstr (text, ==, "Hi.\n\n--\nJo Hill\nChair");
      g_assert_null (strstr (page, "--"));
    }

  check (others, G_N_ELEMENTS (others), IDIO_HTML_MAIL);
}

/* Tags are ASCII, whatever the text between them is in. */
static void
test_charset (void)
{
  static const char * const charsets[] = { "WINDOWS-1251", "KOI8-R", "UTF-8", "UTF-16LE" };
  const char *html = "<html><head><title>x</title><style>body { margin: 0; }</style></head><body class=\"main\">"
                     "<p>Здравствуйте, Анна! Высылаю договор.</p></body></html>";

  for (guint i = 0; i < G_N_ELEMENTS (charsets); i++)
    {
      gsize length;
      g_autofree char *data = g_convert (html, -1, charsets[i], "UTF-8", NULL, &length, NULL);
      g_autofree char *text = idio_html_to_text (data, length, NULL, IDIO_HTML_PAGE, NULL);

      g_assert_cmpstr (text, ==, "Здравствуйте, Анна! Высылаю договор.");
    }
}

/* What is in a block quote may be by others: it is kept, and marked. */
static void
test_quotes (void)
{
  static const struct { const char *body, *text, *marked[3]; } quoting[] = {
    { "<p>Mine.</p><blockquote><p>Theirs,</p><p>and more.</p></blockquote><p>Mine.</p>",
      "Mine.\n\nTheirs,\n\nand more.\n\nMine.", { "Theirs,\n\nand more.\n" } },
    { "<p>One</p><blockquote>A<blockquote>B</blockquote>C</blockquote><p>Two</p><blockquote>D</blockquote>",
      "One\n\nA\n\nB\n\nC\n\nTwo\n\nD", { "A\n\nB\n\nC\n", "D" } },
    { "<p>&#8238;Meine &#8238;Wörter</p><blockquote>Fremde&#x200b; Wörter</blockquote><p>Meine</p>",
      "Meine Wörter\n\nFremde Wörter\n\nMeine", { "Fremde Wörter\n" } },
    { "<p>我的话。</p><blockquote>他们的话。</blockquote>", "我的话。\n\n他们的话。", { "他们的话。" } },
    { "<ul><li>Mine<blockquote>Theirs</blockquote></li><li>Mine</li></ul>", "- Mine\n\nTheirs\n\n- Mine", { "Theirs\n" } },
    { "<p>Mine.</p><blockquote></blockquote><blockquote> <img src=x></blockquote>", "Mine.", { NULL } },
    { "<blockquote><p>All of it</p><p>is indented.</p></blockquote>", "All of it\n\nis indented.", { NULL } },
    { "<p>Mine.</p><blockquote>Never closed", "Mine.\n\nNever closed", { "Never closed" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (quoting); i++)
    {
      g_autofree char *html = g_strdup_printf ("<html><head><meta charset=utf-8></head><body>%s</body></html>",
                                               quoting[i].body);
      g_autoptr(IdioEntry) entry = idio_html_read_page (html, strlen (html), NULL, NULL);
      guint n_marks = entry->marks != NULL ? entry->marks->len : 0;

      g_assert_cmpstr (entry->text, ==, quoting[i].text);
      g_assert_cmpuint (n_marks, ==, g_strv_length ((GStrv) quoting[i].marked));

      for (guint j = 0; j < n_marks; j++)
        {
          const IdioMark *mark = &g_array_index (entry->marks, IdioMark, j);
          g_autofree char *marked = g_strndup (entry->text + mark->start, mark->end - mark->start);

          g_assert_cmpstr (marked, ==, quoting[i].marked[j]);
          g_assert_cmpint (mark->kind, ==, IDIO_MARK_QUOTE);
          g_assert_false (mark->sure);
        }
    }
}

static void
add_tests (void)
{
  g_test_add_func ("/html/common", test_common);
  g_test_add_func ("/html/pages", test_pages);
  g_test_add_func ("/html/mails", test_mails);
  g_test_add_func ("/html/mails/signatures", test_signatures);
  g_test_add_func ("/html/charset", test_charset);
  g_test_add_func ("/html/quotes", test_quotes);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add_tests ();

  return g_test_run ();
}
