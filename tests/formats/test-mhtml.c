/* test-mhtml.c: web archives, in the forms that programs write by what their files and RFC 2557 say
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "format-test.h"

extern const IdioFormat idio_mhtml_format;

typedef struct
{
  const char *program;
  const char *name;
  const char *file;
  const char *title;
  const char *text;
} Case;

static const Case cases[] = {
  { "Chrome", "a.mhtml",
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/\r\nSubject: =?utf-8?Q?Caf=C3=A9?=\r\n"
    "Date: Mon, 12 May 2025 09:11:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
    "\ttype=\"text/html\";\r\n\tboundary=\"----MultipartBoundary--x----\"\r\n\r\n\r\n------MultipartBoundary--x----\r\n"
    "Content-Type: text/html\r\nContent-ID: <frame-1@mhtml.blink>\r\nContent-Transfer-Encoding: quoted-printable\r\n"
    "Content-Location: https://example.org/\r\n\r\n<html><head><meta "
    "charset=3D\"utf-8\"><title>Caf=C3=A9</title></head>"
    "<body><nav>Home</nav><p>The text of this page is about a ca=\r\nf=C3=A9.</p></body></html>\r\n"
    "------MultipartBoundary--x----\r\nContent-Type: text/css\r\n\r\np { color: red; }\r\n"
    "------MultipartBoundary--x------\r\n",
    "Café", "The text of this page is about a café." },
  { "Internet Explorer", "a.mht",
    "From: <Saved by Windows Internet Explorer 8>\r\nSubject: Page\r\nMIME-Version: 1.0\r\nContent-Type: "
    "multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"b\"\r\nX-MimeOLE: Produced By Microsoft "
    "MimeOLE\r\n\r\n"
    "This is a multi-part message in MIME format.\r\n\r\n--b\r\nContent-Type: "
    "text/html;\r\n\tcharset=\"windows-1250\"\r\n"
    "Content-Transfer-Encoding: base64\r\n\r\nPHA+Q3plnOYsIGR6aeprdWrqIHphIGxpc3QuPC9wPg==\r\n--b--\r\n",
    "a", "Cześć, dziękuję za list." },
  { "Word", "a.mht",
    "MIME-Version: 1.0\r\nX-Document-Type: Worksheet\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n--b\r\n"
    "Content-Location: file:///C:/x/a.htm\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Type: text/html; "
    "charset=\"us-ascii\"\r\n\r\n<p class=3DMsoNormal>One <del>two </del>three.</p>\r\n--b--\r\n",
    "a", "One three." },
  { "a program that names the root", "a.mht",
    "MIME-Version: 1.0\nContent-Type: multipart/related; start=\"<root>\"; boundary=b\n\n--b\nContent-Type: text/html\n"
    "Content-ID: <frame>\n\n<p>A frame.</p>\n--b\nContent-Type: multipart/alternative; boundary=c\nContent-ID: "
    "<root>\n\n"
    "--c\nContent-Type: text/plain\n\nPlain.\n--c\nContent-Type: text/html\n\n<h1>Head</h1><p>The "
    "page.</p>\n--c--\n--b--\n",
    "Head", "Head\n\nThe page." },
  { "a program that saves one part", "a.mhtml",
    "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n<title>T</title><p>Grüße</p>\n", "T", "Grüße" },
};

static const char * const mails[] = {
  "From: Ann <ann@example.org>\nTo: Jo <jo@example.org>\nSubject: x\nMIME-Version: 1.0\nContent-Type: "
  "multipart/related; "
  "boundary=b\n\n--b\nContent-Type: text/html\n\n<p>Hi</p>\n--b--\n",
  "Received: from a by b\nFrom: ann@example.org\nContent-Type: text/html\n\n<p>Hi</p>\n",
  "Return-Path: <a@b>\nFrom: a@b\nContent-Type: multipart/related; boundary=b\n\n--b\n\n--b--\n",
};

static void
test_read (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) entries = idio_test_read_format (cases[i].name, cases[i].file, strlen (cases[i].file),
                                                            &error);

      g_test_message ("%s", cases[i].program);
      g_assert_no_error (error);
      g_assert_cmpuint (entries->len, ==, 1);
      g_assert_cmpstr (((IdioEntry *) entries->pdata[0])->text, ==, cases[i].text);
      g_assert_cmpstr (((IdioEntry *) entries->pdata[0])->title, ==, cases[i].title);
    }
}

static void
test_mails (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (mails); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new_static (mails[i], strlen (mails[i]));
      g_autoptr(IdioSource) source = idio_source_new_bytes ("a.eml", bytes, 0);

      g_assert_false (idio_mhtml_format.matches (source));
    }
}

static void
test_broken (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (gsize length = 1; length < strlen (cases[i].file); length += 7)
      {
        g_autoptr(GError) error = NULL;
        g_autoptr(GPtrArray) entries = idio_test_read_format (cases[i].name, cases[i].file, length, &error);

        g_assert_true (entries->len == 1 || error != NULL);
      }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mhtml/read", test_read);
  g_test_add_func ("/mhtml/mails", test_mails);
  g_test_add_func ("/mhtml/broken", test_broken);

  return g_test_run ();
}
