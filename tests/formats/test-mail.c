/* test-mail.c: which of a mail's parts are its text, and what its head tells
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "format-test.h"
#include "formats/idio-charset.h"
#include "formats/idio-flowed.h"

#define HEAD "Message-ID: <1@example.org>\nMIME-Version: 1.0\nFrom: Jonas Lind <Jonas@Example.org>\n"
#define PLAIN "Content-Type: text/plain; charset=utf-8\n\n"
#define HTML "Content-Type: text/html; charset=utf-8\n\n"
#define MULTI(kind) HEAD "Content-Type: multipart/" kind "; boundary=\"b\"\n\npreamble\n"
#define BINARY "Content-Type: image/png; name=\"holiday.png\"\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n"

typedef struct
{
  const char     *mail;
  const char     *expected;
  IdioEntryFlags  flags;
} Case;

static IdioEntry *
read_mail (const char *mail,
           gsize       length)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) entries = idio_test_read_format ("mail.eml", mail, length, &error);

  if (entries->len == 0)
    return NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 1);

  return g_ptr_array_steal_index (entries, 0);
}

/* Also with the line ends that mail has on its way */
static void
check (const Case *cases,
       gsize       n_cases)
{
  for (gsize i = 0; i < 2 * n_cases; i++)
    {
      const Case *one = &cases[i / 2];
      g_auto(GStrv) lines = g_strsplit (one->mail, "\n", -1);
      g_autofree char *mail = g_strjoinv (i % 2 == 0 ? "\n" : "\r\n", lines);
      g_autoptr(IdioEntry) entry = read_mail (mail, strlen (mail));
      const char *text = entry != NULL ? entry->text : "(none)";
      IdioEntryFlags flags = entry != NULL ? entry->flags : 0;

      if (!g_str_equal (text, one->expected) || flags != one->flags)
        g_test_fail_printf ("%s\nis %x\n%s\nnot %x\n%s", one->mail, flags, text, one->flags, one->expected);
    }
}

static const Case parts[] = {
  { HEAD "\nHello there", "Hello there" },
  { HEAD PLAIN "I sent:\n--b\nContent-Type: image/png\n\nand more\n--b--",
    "I sent:\n--b\nContent-Type: image/png\n\nand more\n--b--" },
  { HEAD PLAIN "Hi\n>From me\n\nFrom - Mon May 12 09:14:33 2025\nSubject: x\n\ny",
    "Hi\n>From me\n\nFrom - Mon May 12 09:14:33 2025\nSubject: x\n\ny" },
  { HEAD PLAIN "\n\n  Grüße,\nJonas\n\n", "Grüße,\nJonas" },
  { HEAD HTML "<p>Hello</p><p>there</p>", "Hello\n\nthere" },
  /* Some programs call HTML plain. */
  { HEAD PLAIN "<html><body>Hello<br>there</body></html>", "Hello\nthere" },

  /* The same in two ways: plain text is read. */
  { MULTI ("alternative") "--b\n" PLAIN "Plain\n--b\n" HTML "<p>Plain</p>\n--b--\n", "Plain" },
  { MULTI ("alternative") "--b\n" HTML "<p>Plain</p>\n--b\n" PLAIN "Plain\n--b--\n", "Plain" },

  /* The HTML says where the signature is. */
  { MULTI ("alternative") "--b\n" PLAIN "Yes.\n\nJo\n\n*Jo Hill*, Chair\nexample.org <https://example.org>\n\n> In?\n--b\n" HTML
    "<p>Yes.</p>Jo<div class=gmail_signature><b>Jo Hill</b>, Chair<br><a href='https://example.org'>example.org</a></div>"
    "<blockquote>In?</blockquote>\n--b--\n", "Yes.\n\nJo\n\n--\n*Jo Hill*, Chair\nexample.org <https://example.org>\n\n> In?" },
  { MULTI ("alternative") "--b\n" PLAIN "Jo,\n\nyes.\n\nJo\n--b\nContent-Type: multipart/related; boundary=c\n\n--c\n" HTML
    "Jo,<p>yes.</p><div id=Signature>Jo</div>\n--c--\n--b--\n", "Jo,\n\nyes.\n\n--\nJo" },
  { MULTI ("alternative") "--b\n" PLAIN "Yes.\n-- \nJo Hill\nChair\n--b\n" HTML
    "<p>Yes.</p>-- <div class=gmail_signature>Jo Hill<br>Chair</div>\n--b--\n", "Yes.\n-- \nJo Hill\nChair" },
  { MULTI ("alternative") "--b\n" PLAIN "Jo\nHill\n\nyes.\n--b\n" HTML
    "Jo<br>Hill<p>yes.</p><div class=gmail_signature>Ann<br>Lee</div>\n--b--\n", "Jo\nHill\n\nyes." },
  /* Unless it is empty, or says that there is HTML */
  { MULTI ("alternative") "--b\n" PLAIN "\n \n--b\n" HTML "<p>Rich</p>\n--b--\n", "Rich" },
  { MULTI ("alternative") "--b\n" PLAIN "Your mail program can't show HTML.\n--b\n" HTML
    "<p>Dear Priya, we were in Porto and saw all of it, twice over, and then went home.</p>\n--b--\n",
    "Dear Priya, we were in Porto and saw all of it, twice over, and then went home." },
  { MULTI ("alternative") "--b\n" PLAIN "Diese E-Mail ist im HTML-Format.\n--b\n" HTML
    "<p>Liebe Priya, wir waren in Porto und haben alles gesehen.</p>\n--b--\n",
    "Liebe Priya, wir waren in Porto und haben alles gesehen." },
  { MULTI ("alternative") "--b\n" PLAIN "Yes.\n--b\n" HTML
    "<p>Yes.</p><div>A long signature with a picture and a slogan, and more of it</div>\n--b--\n", "Yes." },
  { MULTI ("alternative") "--b\n" PLAIN "Hi\n--b\nContent-Type: multipart/related; boundary=c\n\n--c\n" HTML
    "<p>Hi</p>\n--c\n" BINARY "--c--\n--b--\n", "Hi" },
  { MULTI ("related; start=\"<two@x>\"") "--b\n" BINARY "--b\nContent-ID: <two@x>\n" HTML "<p>Root</p>\n--b--\n",
    "Root" },
  { MULTI ("related") "--b\n" HTML "<p>First</p>\n--b\n" BINARY "--b--\n", "First" },

  /* Other kinds of text */
  { HEAD "Content-Type: text/markdown; charset=utf-8\n\nHi,\n\n- one\n- zw\303\266lf\n", "Hi,\n\n- one\n- zw\303\266lf" },
  { HEAD "Content-Type: text/x-markdown; charset=utf-8\n\nHi", "Hi" },
  { HEAD "Content-Type: text/enriched; charset=utf-8\n\n<bold>Hi</bold> Ann,\n\nthis is one\nline with a <<b>.\n\n\n"
    "<color><param>red</param>Red.</color>\n\n<nofill>a\nb\n</nofill>2 < 3",
    "Hi Ann,\nthis is one line with a <b>.\n\nRed.\na\nb\n2 < 3" },
  { HEAD "Content-Type: text/enriched\n\n<param>never closed\n", "never closed" },
  { HEAD "Content-Type: text/rtf\n\n{\\rtf1\\ansi Gr\\'fc\\'dfe aus K\\u246?ln.\\par Jo}\n", "Grüße aus Köln.\n\nJo" },
  { HEAD "Content-Type: text/rtf\n\n\n", "(none)" },
  { MULTI ("alternative") "--b\n" PLAIN "Plain\n--b\nContent-Type: text/enriched\n\n<bold>Plain</bold>\n--b--\n", "Plain" },
  { MULTI ("alternative") "--b\nContent-Type: text/markdown\n\n*Plain*\n--b\n" HTML "<p>Plain</p>\n--b--\n", "*Plain*" },
  { MULTI ("mixed") "--b\n" PLAIN "Body\n--b\nContent-Type: text/markdown; name=notes.md\n"
    "Content-Disposition: attachment; filename=notes.md\n\nA file\n--b\nContent-Type: text/css\n\nb { }\n--b--\n", "Body" },

  /* One after the other, but files */
  { MULTI ("mixed") "--b\n" PLAIN "One\n--b\n" BINARY "--b\n" PLAIN "Two\n--b--\n", "One\n\nTwo" },
  { MULTI ("mixed") "--b\n" PLAIN "Body\n--b\nContent-Disposition: attachment; filename=notes.txt\n" PLAIN
    "A file\n--b--\n", "Body" },
  { MULTI ("mixed") "--b\n" PLAIN "Body\n--b\nContent-Disposition: inline; filename=notes.txt\n" PLAIN
    "A file\n--b--\n", "Body" },
  { MULTI ("mixed") "--b\nContent-Disposition: inline; filename=text_0.txt\n" PLAIN "A message\n--b\n" BINARY "--b--\n",
    "A message" },
  { MULTI ("mixed") "--b\nContent-Disposition: attachment; filename=notes.txt\n" PLAIN "A file\n--b--\n", "(none)" },
  { MULTI ("mixed") "--b\n" PLAIN "All of it stands here, once\n--b\n"
    HTML "<p>All of it stands here, once</p>\n--b--\n",
    "All of it stands here, once" },
  { MULTI ("mixed") "--b\n" PLAIN "Look:\n--b\nContent-Type: application/ms-tnef; name=winmail.dat\n\nno\n--b--\n",
    "Look:" },
  { MULTI ("mixed") "--b\n" PLAIN "As I said below.\n--b\nContent-Type: message/rfc822\n\nFrom: a@example.org\n"
    "Content-Type: multipart/mixed; boundary=c\n\n--c\n" PLAIN "Not mine\n--c--\n--b\n" PLAIN "Bye\n--b--\n",
    "As I said below.\n\nBye" },
  { MULTI ("mixed") "--b\nContent-Type: message/rfc822\n\nFrom: a@example.org\n\nNot mine\n--b--\n", "(none)" },

  /* Signed, and locked */
  { MULTI ("signed") "--b\n" PLAIN "Signed\n--b\nContent-Type: application/pgp-signature\n\nxx\n--b--\n", "Signed" },
  { MULTI ("encrypted") "--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b\n"
    "Content-Type: application/octet-stream\n\n-----BEGIN PGP MESSAGE-----\n--b--\n", "", IDIO_ENTRY_LOCKED },
  { HEAD "Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\n"
    "Content-Transfer-Encoding: base64\n\nMIAG\n", "", IDIO_ENTRY_LOCKED },
  /* What OpenSSL 3.0 made of a text, without the certificate and the signature; and the same with -stream */
  { HEAD "Content-Type: application/x-pkcs7-mime; smime-type=signed-data; name=\"smime.p7m\"\n"
    "Content-Transfer-Encoding: base64\n\n"
    "MIIFtAYJKoZIhvcNAQcCoIIFpTCCBaECAQExDzANBglghkgBZQMEAgEFADBQBgkq\n"
    "hkiG9w0BBwGgQwRBQ29udGVudC1UeXBlOiB0ZXh0L3BsYWluOyBjaGFyc2V0PXV0\n"
    "Zi04DQoNCkhlbGxvIHNpZ25lZCBHcsO8w59lDQqgggL9MIIC+TCCAeGgAwIBAgIU\n", "Hello signed Grüße" },
  { HEAD "Content-Type: application/pkcs7-mime; smime-type=signed-data\nContent-Transfer-Encoding: base64\n\n"
    "MIAGCSqGSIb3DQEHAqCAMIACAQExDTALBglghkgBZQMEAgEwgAYJKoZIhvcNAQcB\n"
    "oIAkgARBQ29udGVudC1UeXBlOiB0ZXh0L3BsYWluOyBjaGFyc2V0PXV0Zi04DQoN\n"
    "CkhlbGxvIHNpZ25lZCBHcsO8w59lDQoAAAAAAACgggL9MIIC+TCCAeGgAwIBAgIU\n", "Hello signed Grüße" },
  { HEAD PLAIN "-----BEGIN PGP MESSAGE-----\n\nhQEM\n-----END PGP MESSAGE-----\n", "", IDIO_ENTRY_LOCKED },
  { HEAD PLAIN "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nHi,\n- - one\n- -- \nJonas\n"
    "-----BEGIN PGP SIGNATURE-----\n\niQEz\n-----END PGP SIGNATURE-----\nafter", "Hi,\n- one\n-- \nJonas\nafter" },
  { HEAD PLAIN "Here it is:\nbegin 644 cat.txt\n#0V%T\n`\nend\nBye", "Here it is:\nBye" },
  { HEAD PLAIN "We\nbegin 644 things\nat once", "We\nbegin 644 things\nat once" },

  /* What stands for pictures */
  { HEAD PLAIN "Look:\n\n[image: holiday.png]\n\nNice [cid:image001.png@01D9.5B0] one\n[image:\nwrapped name.png]\nBye",
    "Look:\n\n\n\nNice  one\n\nBye" },
  { HEAD PLAIN "Look:\n<IMG_0123.JPG> \n\xef\xbf\xbc\nSee <a.png> and <http://example.org/a.png>\n<notes>",
    "Look:\n \n\nSee <a.png> and <http://example.org/a.png>\n<notes>" },
  { HEAD PLAIN "I [sic] said [image] and [cid", "I [sic] said [image] and [cid" },

  /* Broken ones */
  { HEAD "Content-Type: multipart/mixed; boundary=\"lost\"\n\n--found\n" PLAIN "Still read\n--found\n" BINARY
    "--found--\n", "Still read" },
  { HEAD "Content-Type: multipart/mixed; boundary=\"lost\"\n\nNo parts at all", "No parts at all" },
  { MULTI ("mixed") "--b\n" PLAIN "Cut", "Cut" },
  { HEAD "Hello, here the body begins\n\nand goes on", "Hello, here the body begins\n\nand goes on" },
  { "From: a@example.org\nthis is no header\nMIME-Version: 1.0\nSubject: s\n\nBody", "Body" },
  { MULTI ("mixed") "--b\nHello\n--b\nContent-Type: application/zip\nContent-Transfer-Encoding: base64\n"
    "N3q8ryccAAQFn0NaGrkKAAAAAACSAAAA\n--b--\n", "Hello" },
  { HEAD "Content-Type: text\n\nNo type", "No type" },
  { HEAD "Content-Type: plain; charset=utf-8\n\nNo type", "No type" },
  { HEAD "Content-Type:\n\nNo type", "No type" },
  { HEAD "Content-Type: multipart/mixed\n\n--b\n" PLAIN "No boundary\n--b--\n", "No boundary" },
  { HEAD "Content-Transfer-Encoding: base64\n\nR3LDvMOfZQ==\n\n___________\nA mailing list\n", "Grüße" },
  { HEAD "Content-Transfer-Encoding: base64\n\n\n  R3LDvMOfZQ== \n", "Grüße" },
  { HEAD "Content-Transfer-Encoding: base64\n\nHallo\n", "Hallo" },
  { HEAD "Content-Transfer-Encoding: base64\n\nR3LDvMOf\nZSBhbGxl\nbg==\n", "Grüße allen" },
  { HEAD "Content-Transfer-Encoding: quoted printable\n\nsch=C3=B6n", "schön" },
  { HEAD "Content-Transfer-Encoding: base64\n\nThis was never encoded at all.", "This was never encoded at all." },
  { HEAD "Content-Transfer-Encoding: base64\n\nR3LDvMOfZQ==", "Grüße" },
  { HEAD "Content-Transfer-Encoding: quoted-printable\n\nA soft =\nbreak, 100%=20\n=3D=3D broken =ZZ",
    "A soft break, 100% \n== broken =ZZ" },
};

static void
test_parts (void)
{
  check (parts, G_N_ELEMENTS (parts));
}

static const Case told[] = {
  { "Auto-Submitted: auto-replied\n" HEAD "\nAway", "Away", IDIO_ENTRY_AUTOMATIC },
  { "Auto-Submitted: no\n" HEAD "\nHere", "Here" },
  { "X-Autoreply: yes\n" HEAD "\nAway", "Away", IDIO_ENTRY_AUTOMATIC },
  { "Precedence: auto_reply\n" HEAD "\nAway", "Away", IDIO_ENTRY_AUTOMATIC },
  { "Precedence: bulk\n" HEAD "\nTo all", "To all", IDIO_ENTRY_BULK },
  { "Precedence: first-class\n" HEAD "\nTo you", "To you" },
  { "List-Id: Gardeners\n <x.example.org>\n" HEAD "\nTo the list", "To the list", IDIO_ENTRY_BULK },
  { "List-Unsubscribe: <mailto:off@example.org>\n" HEAD "\nNews", "News", IDIO_ENTRY_BULK },
  { "Mailing-List: contact x-help@example.org\n" HEAD "\nTo the list", "To the list", IDIO_ENTRY_BULK },
  { "X-Auto-Response-Suppress: All\n" HEAD "\nHere", "Here" },
  { MULTI ("report; report-type=delivery-status") "--b\n" PLAIN "Failed\n--b\nContent-Type: message/delivery-status\n\n"
    "x: y\n--b--\n", "Failed", IDIO_ENTRY_AUTOMATIC },
  { MULTI ("alternative") "--b\n" PLAIN "He comes.\n--b\nContent-Type: text/calendar; method=REPLY\n\nBEGIN\n--b--\n",
    "He comes.", IDIO_ENTRY_AUTOMATIC },
  { MULTI ("alternative") "--b\nContent-Type: text/calendar; method=COUNTER\n\nBEGIN\n--b\n" PLAIN "Later.\n--b--\n",
    "Later.", IDIO_ENTRY_AUTOMATIC },
  { MULTI ("alternative") "--b\n" PLAIN "Come!\n--b\nContent-Type: text/calendar; method=REQUEST\n\nBEGIN\n--b--\n", "Come!" },
  { "Content-Class: urn:content-classes:calendarmessage\n" MULTI ("alternative") "--b\n" PLAIN "I am ill.\n--b\n"
    "Content-Type: text/calendar; charset=utf-8; method=cancel\n\nBEGIN\n--b--\n", "I am ill." },
  { "Auto-Submitted: auto-generated\n" MULTI ("alternative") "--b\n" PLAIN "You are invited.\n--b\n"
    "Content-Type: text/calendar; method=REQUEST\n\nBEGIN\n--b--\n", "You are invited.", IDIO_ENTRY_AUTOMATIC },
  { MULTI ("mixed") "--b\n" PLAIN "As attached\n--b\nContent-Type: text/calendar; method=REQUEST; name=i.ics\n"
    "Content-Disposition: attachment; filename=i.ics\n\nBEGIN\n--b--\n", "As attached" },
  { "Resent-From: x@example.org\n" HEAD "\nPassed on", "Passed on", IDIO_ENTRY_FORWARDED },
  { "FCC: mailbox://nobody@Local%20Folders/Sent\n" HEAD "\nMine", "Mine", IDIO_ENTRY_OWN },
  { "X-Unsent: 1\n" HEAD "\nMine", "Mine", IDIO_ENTRY_OWN },
  { "X-Gmail-Labels: Sent,Opened\n" HEAD "\nMine", "Mine", IDIO_ENTRY_OWN },
  { "X-Gmail-Labels: =?UTF-8?Q?Wichtig,Messages_envoy=C3=A9s?=\n" HEAD "\nMine", "Mine", IDIO_ENTRY_OWN },
  { "X-Gmail-Labels: =?UTF-8?B?6YCB5L+h5riI44G/?=\n" HEAD "\nMine", "Mine", IDIO_ENTRY_OWN },
  { "X-Gmail-Labels: Inbox,Important\n" HEAD "\nTheirs", "Theirs", IDIO_ENTRY_RECEIVED },
  { "X-Gmail-Labels: Drafts\n" HEAD "\nMine", "Mine", IDIO_ENTRY_OWN },
  { "X-Gmail-Labels: Spam,Unread\n" HEAD "\nForged", "Forged", IDIO_ENTRY_JUNK | IDIO_ENTRY_RECEIVED },
  { "X-Gmail-Labels: Opened,Trash\n" HEAD "\nGone", "Gone", IDIO_ENTRY_JUNK | IDIO_ENTRY_RECEIVED },
  { "X-Gmail-Labels: Sent,Trash\n" HEAD "\nGone", "Gone", IDIO_ENTRY_OWN | IDIO_ENTRY_JUNK },
  { "X-Gmail-Labels: =?UTF-8?Q?Papierkorb,Ge=C3=B6ffnet?=\n" HEAD "\nGone", "Gone", IDIO_ENTRY_JUNK | IDIO_ENTRY_RECEIVED },
  { "X-Gmail-Labels: =?UTF-8?B?6L+35oOR44Oh44O844Or?=\n" HEAD "\nForged", "Forged", IDIO_ENTRY_JUNK | IDIO_ENTRY_RECEIVED },
  { "X-Spam-Flag: YES\n" HEAD "\nForged", "Forged", IDIO_ENTRY_JUNK },
  { "X-Mozilla-Keys: Junk                                  \n" HEAD "\nForged", "Forged", IDIO_ENTRY_JUNK },
  { "X-Mozilla-Keys: $label1 junk\n" HEAD "\nForged", "Forged", IDIO_ENTRY_JUNK },
  { "X-Mozilla-Keys: $label1 NonJunk\n" HEAD "\nTheirs", "Theirs" },
  { "X-Mozilla-Keys: \n" HEAD "\nTheirs", "Theirs" },
  { "X-Spam-Status: Yes, score=9.1\n" HEAD "\nForged", "Forged", IDIO_ENTRY_JUNK },
  { "X-Spam-Status: No, score=-1\n" HEAD "\nTheirs", "Theirs" },
  { "X-Spam: Yes\n" HEAD "\nForged", "Forged", IDIO_ENTRY_JUNK },
  { "X-Spam-Flag: NO\n" HEAD "\nTheirs", "Theirs" },
  /* Some programs send what they wrote for themselves, so that it comes with the mail. */
  { "Received: from x by y\nX-KMail-Transport: smtp\n" HEAD "\nTheirs", "Theirs", IDIO_ENTRY_RECEIVED },
  { "Delivered-To: x@example.org\n" HEAD "\nTheirs", "Theirs", IDIO_ENTRY_RECEIVED },
  { "X-Original-To: x@example.org\n" HEAD "\nTheirs", "Theirs", IDIO_ENTRY_RECEIVED },
  { "Received: from x by y\nX-Gmail-Labels: Sent\n" HEAD "\nMine", "Mine", IDIO_ENTRY_OWN | IDIO_ENTRY_RECEIVED },
  { "X-Gmail-Labels: Sent\nX-Spam-Flag: YES\n" HEAD "\nMine", "Mine", IDIO_ENTRY_OWN },
};

static void
test_told (void)
{
  check (told, G_N_ELEMENTS (told));
}

static void
test_head (void)
{
  static const struct
  {
    const char *head, *title, *author, *account, *recipients, *editor;
    gint64      time;
  } heads[] = {
    { "From: Jonas Lind <Jonas@Example.org>\nTo: Priya <p@example.org>, x@example.org\n"
      "Cc: \"Doe, Jane\" <j@example.org>\nSubject: Porto\nDate: Mon, 12 May 2025 09:14:33 +0200",
      "Porto", "Jonas Lind", "jonas@example.org", "p@example.org, x@example.org, j@example.org", NULL, 1747034073 },
    { "From: =?ISO-8859-1?Q?J=F6rg_M=FCller?= <j@example.org>\n"
      "Subject: =?utf-8?B?R3LDvMOf?=\n =?utf-8?B?ZSBhdXM=?= Porto",
      "Grüße aus Porto", "Jörg Müller", "j@example.org", NULL, NULL, 0 },
    { "From: 'Ann Lee' via X <a@example.org>\nSubject: folded\n over\n\tlines", "folded over lines", "'Ann Lee' via X",
      "a@example.org" },
    { "From: \"'Ann Lee'\" <a@example.org>", NULL, "Ann Lee", "a@example.org" },
    { "From: Grüße <a@example.org>\nSubject: Schöne Grüße", "Schöne Grüße", "Grüße", "a@example.org" },
    { "From: J\xf6rg <a@example.org>\nSubject: Sch\xf6ne Gr\xfc\xdf" "e", "Schöne Grüße", "Jörg", "a@example.org" },
    { "From: Boss <boss@example.org>\nSender: Ann <ann@example.org>", NULL, "Boss", "boss@example.org", NULL, "Ann" },
    { "From: Boss <boss@example.org>\nSender: Boss@example.org", NULL, "Boss", "boss@example.org" },
    { "From: Boss <boss@example.org>\nSender: list-bounces@example.org\nList-Id: <list.example.org>", NULL, "Boss",
      "boss@example.org" },
    { "From: Boss <boss@example.org>\nSender: Choir <choir@example.org>\nList-Unsubscribe: <mailto:x@example.org>", NULL,
      "Boss", "boss@example.org" },
    { "Sender: ann@example.org", NULL, NULL, "ann@example.org" },
    { "From: priya at example.org (Priya Raman)", NULL, "Priya Raman", "priya@example.org" },
    { "From: x@example.org\nTo: undisclosed-recipients:;\nDate: not a date", NULL, NULL, "x@example.org" },
    { "From: Team: Jonas <j@example.org>, a@example.org;\n"
      "To: Friends: Ann <a@example.org>, b@example.org;, c@example.org",
      NULL, "Jonas", "j@example.org", "a@example.org, b@example.org, c@example.org" },
    { "From: x@example.org\nReceived: from a by b; Mon, 12 May 2025 09:14:33 +0200", NULL, NULL, "x@example.org", NULL,
      NULL, 1747034073 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      g_autofree char *mail = g_strconcat ("MIME-Version: 1.0\n", heads[i].head, "\n\nx", NULL);
      g_autoptr(IdioEntry) entry = read_mail (mail, strlen (mail));

      g_test_message ("%s", heads[i].head);
      g_assert_cmpint (entry->medium, ==, IDIO_MEDIUM_MAIL);
      g_assert_cmpstr (entry->title, ==, heads[i].title);
      g_assert_cmpstr (entry->author, ==, heads[i].author);
      g_assert_cmpstr (entry->account, ==, heads[i].account);
      g_assert_cmpstr (entry->editor, ==, heads[i].editor);
      g_assert_cmpint (entry->time, ==, heads[i].time);

      g_assert_cmpstr (entry->recipients, ==, heads[i].recipients);
    }
}

/* Declared, and what is there */
static void
test_charsets (void)
{
#define C(charset, bytes, text) { charset, bytes, sizeof bytes - 1, text }
  static const struct { const char *charset, *bytes; gsize length; const char *text; } texts[] = {
    C ("utf-8", "Gr\xc3\xbc\xc3\x9f" "e", "Grüße"),
    C ("\"UTF8\"", "Gr\xc3\xbc\xc3\x9f" "e", "Grüße"),
    C ("iso-8859-1", "\x93so\x94 \x96 \x80", "“so” – €"),
    C ("ISO-8859-15", "\xa4 \xbd", "€ œ"),
    C ("us-ascii", "Gr\xfc\xdf" "e", "Grüße"),
    C (NULL, "Gr\xfc\xdf" "e", "Grüße"),
    C ("x-unknown", "Gr\xfc\xdf" "e", "Grüße"),
    C ("nonsense; really", "Gr\xc3\xbc\xc3\x9f" "e", "Grüße"),
    C ("iso-8859-1", "Gr\xc3\xbc\xc3\x9f" "e", "Grüße"),
    C ("windows-1251", "\xcf\xf0\xe8\xe2\xe5\xf2", "Привет"),
    C ("koi8-u", "\xf0\xd2\xc9\xd7\xa6\xd4", "Привіт"),
    C ("koi8-r", "\xf0\xd2\xc9\xd7\xc5\xd4", "Привет"),
    C ("iso-8859-2", "Cze\xb6\xe6", "Cześć"),
    C ("windows-1250", "Cze\x9c\xe6", "Cześć"),
    C ("iso-8859-7", "\xca\xe1\xeb\xe7", "Καλη"),
    C ("iso-8859-8-i", "\xf9\xec\xe5\xed", "שלום"),
    C ("cp932", "\x82\xb1\x82\xb1\x81\x60\x87\x40", "ここ～①"),
    C ("Shift_JIS", "\x82\xb1\x82\xb1", "ここ"),
    C ("iso-2022-jp", "\x1b$B$3$3\x1b(B.", "ここ."),
    C (NULL, "\x1b$B$3$3\x1b(B.", "ここ."),
    C ("euc-jp", "\xa4\xb3\xa4\xb3", "ここ"),
    C ("gbk", "\xc4\xe3\xba\xc3", "你好"),
    C ("big5", "\xa7\x41\xa6\x6e", "你好"),
    C ("ks_c_5601-1987", "\xbe\xc8\xb3\xe7", "안녕"),
    C ("euc-kr", "\xbe\xc8\xb3\xe7", "안녕"),
    C ("utf-8", "Gr\xc3\xbc\xc3\x9f" "e\0 und mehr", "Grüße und mehr"),
    C ("us-ascii", "one\0 two\0 three\0 four", "one two three four"),
    C ("iso-8859-1", "Gr\xfc\xdf" "e\0 und mehr", "Grüße und mehr"),
    C ("koi8-r", "\xf0\xd2\0\xc9\xd7\xc5\xd4", "Привет"),
    C (NULL, "Gr\xfc\xdf" "e\0 und mehr", "Grüße und mehr"),
    C (NULL, "\0", ""),
    C ("utf-16", "H\0\0\0i\0", "Hi"),
    C ("utf-16", "H\0i\0", "Hi"),
    C ("utf-16", "\xff\xfeH\0i\0", "Hi"),
    C ("utf-16", "\0H\0i", "Hi"),
    C ("utf-16be", "H\0i\0", "Hi"),
    C ("utf-16le", "Not at all", "Not at all"),
    C ("iso-2022-jp", "\x1b$B$3-!\x1b(B", "こ①"),
    C ("iso-8859-16", "\xfe", "ț"),
    C ("iso-8859-13", "\xfe", "ž"),
    C ("cp866", "\xaf\xe0\xa8", "при"),
    C ("hz-gb-2312", "~{Dc~}", "你"),
    C ("utf-7", "Gr+APwA3w-e", "Grüße"),
    C ("utf-8", "", ""),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = idio_charset_to_utf8 (texts[i].bytes, texts[i].length, texts[i].charset);

      g_test_message ("%s: %s", texts[i].charset, texts[i].text);
      g_assert_cmpstr (text, ==, texts[i].text);
    }
}

static void
test_flowed (void)
{
  static const struct { const char *text; gboolean delete_space; const char *expected; } texts[] = {
    { "one \ntwo \nthree\nfour", FALSE, "one two three\nfour" },
    { "one \r\ntwo\r\n", FALSE, "one two" },
    { "日本 \n語", TRUE, "日本語" },
    { "A par \nagraph.\n\nNext \none.", TRUE, "A paragraph.\n\nNextone." },
    { "> quoted \n> still\nmine \ntoo", FALSE, "> quoted still\nmine too" },
    { "> quoted \nmine", FALSE, "> quoted \nmine" },
    { ">> deep \n>> er\n> less", FALSE, ">> deep er\n> less" },
    { " From here \n > there", FALSE, "From here > there" },
    { "Bye \n-- \nJonas \nLind", FALSE, "Bye \n-- \nJonas Lind" },
    { "", FALSE, "" },
    { " \n \n", FALSE, "\n" },
    { "\n\n", FALSE, "\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = idio_flowed_join (texts[i].text, texts[i].delete_space);

      g_assert_cmpstr (text, ==, texts[i].expected);
    }
}

/* A mail is told by its head, with any name; what only has a word with a colon at its top is a text. */
static void
test_matches (void)
{
  static const struct { const char *name, *data; const char *expected; } files[] = {
    { "1747034073.M20P5.host:2,S", HEAD "\nx", "mail" },
    { "note", "From: a@example.org\nTo: b@example.org\nDate: Mon, 12 May 2025 09:14:33 +0200\n"
      "Message-ID: <1@x>\n\nx", "mail" },
    { "memo.eml", "To: Priya\nSubject: Porto\n\nx", "mail" },
    { "1747034073.M20P5.host:2,S", "From: a@example.org\nSubject: s\n\nx", "mail" },
    { "12", "From: a@example.org\nSubject: s\n\nx", "mail" },
    { "12.txt", "From: Lisbon\nTo: Porto\n\nx", NULL },
    { "saved.txt", "Return-Path: <a@example.org>\nReceived: from x\n\tby y\nSubject: s\n\nHi Priya,\n", "mail" },
    { "saved.txt", "From: a@example.org\nTo: b@example.org\nDate: Mon, 12 May 2025 09:14:33 +0200\n\nHi", "mail" },
    { "memo.txt", "To: Priya\nFrom: Jonas\nSubject: Porto\nDate: May 3 - 5, 09:14 - 10:00\n\nx", NULL },
    { "memo.txt", "To: Priya\nSubject: Porto\nDate: May 3\n\nx", NULL },
    { "trip.txt", "From: Lisbon\nTo: Porto\nDate: 3 May\n\nx", NULL },
    { "x.emlx", "58        \n" HEAD "\nx", "mail" },
    { "Sent", "From - Tue Oct 02 00:26:47 2007\n" HEAD "\nx", "mailbox" },
    { "archive.txt", "From priya at example.org  Mon May 12 09:14:33 2025\n"
      "From: priya at example.org (Priya)\n\nx", "mailbox" },
    { "essay.txt", "From now on, all is well.\nNothing: else.\n", NULL },
    { "essay.txt", "From \n", NULL },
    { "letter.txt", "From Porto\nTo: Priya\n\nDear Priya", NULL },
    { "Inbox", "From \nTo: Priya\n\nDear Priya", "mailbox" },
    { "Old.Inbox.mbox", "From \nTo: Priya\n\nDear Priya", "mailbox" },
    { "page.mht", "From: <Saved by Blink>\nSnapshot-Content-Location: http://x\nMIME-Version: 1.0\n"
      "Content-Type: multipart/related\n\nx", NULL },
    { "page", "From: <Saved by Blink>\nSnapshot-Content-Location: http://x\nMIME-Version: 1.0\n"
      "Content-Type: multipart/related\n\nx", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new_static (files[i].data, strlen (files[i].data));
      g_autoptr(IdioSource) source = idio_source_new_bytes (files[i].name, bytes, 0);
      const IdioFormat *format = idio_formats_find (source);

      g_test_message ("%s: %s", files[i].name, files[i].data);

      if (files[i].expected != NULL)
        g_assert_cmpstr (format != NULL ? format->name : NULL, ==, files[i].expected);
      else
        g_assert_true (format != &idio_eml_format && format != &idio_mbox_format);
    }
}

/* Apple Mail writes the length before the mail, and a property list after it. */
static void
test_emlx (void)
{
  static const char mail[] = HEAD "\nHi\n";
  g_autofree char *file = g_strdup_printf ("%-10d\n%s<?xml version=\"1.0\"?>\n<plist/>\n", (int) sizeof mail - 1, mail);
  g_autoptr(GPtrArray) entries = idio_test_read_format ("1.emlx", file, strlen (file), NULL);

  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_cmpstr (((IdioEntry *) entries->pdata[0])->text, ==, "Hi");
}

static void
test_maildir (void)
{
  static const struct { const char *name; IdioEntryFlags flags; } names[] = {
    { "1.M2P3.host:2,DS", IDIO_ENTRY_OWN }, { "1.M2P3.host:2,S", 0 }, { "1.M2P3.host;2,D", IDIO_ENTRY_OWN },
    { "1.M2P3.host", 0 }, { "D", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(GPtrArray) entries = idio_test_read_format (names[i].name, HEAD "\nHi", strlen (HEAD "\nHi"), NULL);

      g_assert_cmpuint (entries->len, ==, 1);
      g_assert_cmpuint (((IdioEntry *) entries->pdata[0])->flags, ==, names[i].flags);
    }
}

/* What a mailbox would mark so is left out, too. */
static void
test_maildir_deleted (void)
{
  static const struct { const char *name; gboolean is_deleted; } names[] = {
    { "1.M2P3.host:2,ST", TRUE }, { "1.M2P3.host!2,T", TRUE }, { "1.M2P3.host:2,S", FALSE }, { "1.M2P3.host", FALSE },
    { "T", FALSE }, { "1.M2P3.THOST:2,", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) entries = idio_test_read_format (names[i].name, HEAD "\nHi", strlen (HEAD "\nHi"), &error);

      g_assert_cmpuint (entries->len, ==, names[i].is_deleted ? 0 : 1);

      if (names[i].is_deleted)
        g_assert_cmpstr (error->message, ==, "The mail was deleted in its mail program.");
      else
        g_assert_no_error (error);
    }
}

/* Cut anywhere, it is read or refused. */
static void
test_cut (void)
{
  static const char * const names[] = { "x.eml", "x.mbox", "x" };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i += 3)
    for (gsize n = 0; n < strlen (parts[i].mail); n++)
      {
        const char *line = i % 2 == 0 ? "From - Mon May 12 09:14:33 2025\n" : "";
        g_autofree char *mail = g_strconcat (line, parts[i].mail, NULL);
        g_autoptr(GError) error = NULL;
        g_autoptr(GPtrArray) entries = idio_test_read_format (names[n % G_N_ELEMENTS (names)], mail, n, &error);

        g_assert_true (entries->len == 1 || error->domain == IDIO_IMPORT_ERROR);
      }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mail/parts", test_parts);
  g_test_add_func ("/mail/cut", test_cut);
  g_test_add_func ("/mail/told", test_told);
  g_test_add_func ("/mail/head", test_head);
  g_test_add_func ("/mail/charsets", test_charsets);
  g_test_add_func ("/mail/flowed", test_flowed);
  g_test_add_func ("/mail/matches", test_matches);
  g_test_add_func ("/mail/emlx", test_emlx);
  g_test_add_func ("/mail/maildir", test_maildir);
  g_test_add_func ("/mail/maildir-deleted", test_maildir_deleted);

  return g_test_run ();
}
