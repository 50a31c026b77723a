/* test-mailbox.c: mailboxes of all kinds, and what is hostile in them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "format-test.h"
#include "formats/idio-mail.h"
#include "formats/idio-mailbox.h"
#include "formats/idio-sent-folder.h"

#define FROM "From jonas@example.org Mon May 12 09:14:33 2025\n"
#define HEAD "From: jonas@example.org\nSubject: s\n"

typedef struct
{
  const char *data;

  /* The texts, with "|" between them */
  const char *expected;
} Case;

static char *
join_texts (GPtrArray *entries)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < entries->len; i++)
    g_string_append_printf (joined, "%s%s", i > 0 ? "|" : "", ((IdioEntry *) entries->pdata[i])->text);

  return g_string_free_and_steal (joined);
}

static const Case boxes[] = {
  { FROM HEAD "\nOne\n\n" FROM HEAD "\nTwo\n", "One|Two" },
  { "\n\n" FROM HEAD "\nOne\n\n\n\n" FROM HEAD "\nTwo", "One|Two" },
  /* No empty line before the next: Eudora */
  { "From ???@??? Mon May 12 09:14:33 2025\n" HEAD "\nOne\n"
    "From ???@??? Mon May 12 09:14:33 2025\n" HEAD "\nTwo\n", "One|Two" },
  /* mboxrd and mboxo: ">" before "From " */
  { FROM HEAD "\n>From here\n>>From there\n> From\n>Frome\n\n" FROM HEAD "\nTwo",
    "From here\n>From there\n> From\n>Frome|Two" },
  /* Not escaped: old versions of Thunderbird */
  { "From \n" HEAD "\nHe said:\nFrom \nthere we went.\n\nFrom \n" HEAD "\nTwo", "He said:\nFrom \nthere we went.|Two" },
  { "From - Mon May 12 09:14:33 2025\n" HEAD "\nOne.\n\nFrom now on\nall is well.\n\nFrom me: this\nNote: that\n\n"
    "From - Mon May 12 09:14:33 2025\n" HEAD "\nTwo",
    "One.\n\nFrom now on\nall is well.\n\nFrom me: this\nNote: that|Two" },
  /* mboxcl2: the length tells, if it leads to the next mail */
  { FROM HEAD "Content-Length: 63\n\nOne\n\nFrom x@example.org Mon May 12 09:14:33 2025\nSubject: y\n\nz\n\n"
    FROM HEAD "\nTwo",
    "One\n\nFrom x@example.org Mon May 12 09:14:33 2025\nSubject: y\n\nz|Two" },
  { FROM HEAD "Content-Length: 500\n\nOne\n\n" FROM HEAD "\nTwo", "One|Two" },
  { FROM HEAD "Content-Length: 3\n\nOne and more\n\n" FROM HEAD "\nTwo", "One and more|Two" },
  { FROM HEAD "Content-Length: 99999999999999999999\n\nOne\n\n" FROM HEAD "\nTwo", "One|Two" },
  /* Google's export */
  { "From 1844347792267117879@xxx Fri Sep 26 17:18:40 +0000 2025\nX-GM-THRID: 1\n" HEAD "\nOne\n\n"
    "From 1844347839636459560@xxx\nX-Gmail-Labels: Sent\n" HEAD "\nTwo\n", "One|Two" },
  /* Archives of Mailman */
  { "From priya at example.org  Mon May 12 09:14:33 2025\nFrom: priya at example.org (Priya)\n\nOne\n\n"
    "From ann at example.org  Mon May 12 09:14:33 2025\nFrom: ann at example.org (Ann)\n\nTwo\n", "One|Two" },
  /* One that went through several boxes, and one that is empty */
  { FROM ">From x@example.org Mon May 12 09:14:33 2025\n" HEAD "\nOne\n\n" FROM HEAD "\n\n" FROM HEAD "\nTwo",
    "One||Two" },
  /* A box in a part of a mail */
  { FROM HEAD "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nOne\n--b\nContent-Type: message/rfc822\n\n" FROM
    HEAD "\nTheirs\n--b--\n\n" FROM HEAD "\nTwo", "One|Two" },
  /* What Thunderbird has deleted or moved */
  { "From - Mon May 12 09:14:33 2025\nX-Mozilla-Status: 0009\nX-Mozilla-Status2: 00000000\n" HEAD "\nGone\n\n"
    "From - Mon May 12 09:14:33 2025\nX-Mozilla-Status: 0001\n" HEAD "\nHere\n", "Here" },
};

static void
test_boxes (void)
{
  static const char * const ends[] = { "\n", "\r\n", "\r" };

  for (gsize i = 0; i < G_N_ELEMENTS (boxes) * G_N_ELEMENTS (ends); i++)
    {
      const Case *one = &boxes[i / G_N_ELEMENTS (ends)];
      g_auto(GStrv) lines = g_strsplit (one->data, "\n", -1);
      g_autofree char *data = g_strjoinv (ends[i % G_N_ELEMENTS (ends)], lines);
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) entries = NULL;
      g_autofree char *texts = NULL;

      /* A length counts the line ends that there are. */
      if (i % G_N_ELEMENTS (ends) > 0 && strstr (one->data, "Content-Length: 63") != NULL)
        continue;

      entries = idio_test_read_format ("Archive.mbox", data, strlen (data), &error);
      texts = join_texts (entries);
      g_assert_no_error (error);

      if (!g_str_equal (texts, one->expected))
        g_test_fail_printf ("%s\nis\n%s\nnot\n%s", data, texts, one->expected);
    }
}

static gboolean
take_entry (IdioEntry *entry,
            gpointer   data)
{
  if (entry != NULL)
    g_ptr_array_add (data, entry);

  return TRUE;
}

static GPtrArray *
read_wanted (const char       *data,
             const IdioWanted *wanted)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (data, strlen (data));
  g_autoptr(IdioSource) source = idio_source_new_bytes ("Archive.mbox", bytes, 0);
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_entry_free);

  idio_source_set_wanted (source, wanted);
  g_assert_true (idio_formats_read (source, take_entry, entries, NULL));

  return entries;
}

/* Subject and recipients need not be told where only the head is wanted. */
static void
assert_same (IdioEntry *entry,
             IdioEntry *expected,
             gboolean   is_head)
{
  g_autoptr(GBytes) told = NULL, all = NULL;

  if (is_head)
    {
      g_assert_cmpstr (entry->text, ==, "");
      g_set_str (&expected->text, "");
      g_set_str (&entry->title, expected->title);
      g_set_str (&entry->recipients, expected->recipients);

      /* That there is nothing but a mail that is attached */
      entry->flags &= ~IDIO_ENTRY_FORWARDED;
      expected->flags &= ~IDIO_ENTRY_FORWARDED;
    }

  told = idio_entry_to_bytes (entry);
  all = idio_entry_to_bytes (expected);
  g_assert_true (g_bytes_equal (told, all));
}

/* What is told of mails is the same where their texts are not wanted, and each of them is told. */
static void
test_heads_only (void)
{
  static const char * const ends[] = { "\n", "\r\n", "\r" };
  g_autoptr(IdioWanted) nobody = idio_wanted_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (boxes) * G_N_ELEMENTS (ends); i++)
    {
      g_auto(GStrv) lines = g_strsplit (boxes[i / G_N_ELEMENTS (ends)].data, "\n", -1);
      g_autofree char *data = g_strjoinv (ends[i % G_N_ELEMENTS (ends)], lines);
      g_autoptr(GPtrArray) whole = read_wanted (data, NULL);
      g_autoptr(GPtrArray) heads = read_wanted (data, nobody);

      g_assert_cmpuint (heads->len, ==, whole->len);

      for (guint j = 0; j < heads->len; j++)
        assert_same (heads->pdata[j], whole->pdata[j], TRUE);
    }
}

/* Where the address is read without a parser, it is the one that the parser finds. */
static void
test_unwanted_heads (void)
{
  static const struct { const char *value; gboolean is_plain; } cases[] = {
    { "ann@example.org", TRUE }, { " Ann.Lee+x@Example.ORG \r", FALSE }, { "Ann Lee <ANN@example.org>", TRUE },
    { "  \"Lee, Ann\"  <ann@example.org>", TRUE }, { "<ann@example.org>", TRUE }, { "Ann-Lee 2 <a_b@c.d>", TRUE },
    { "\"Ann\"@example.org", FALSE }, { "ann@example.org (Ann)", FALSE }, { "Ann <ann@example.org>, b@example.org", FALSE },
    { "ann@example.org, b@example.org", FALSE }, { "T: ann@example.org;", FALSE }, { "Ann <ann @example.org>", FALSE },
    { "Ann <@x:ann@example.org>", FALSE }, { "Ann\n <ann@example.org>", FALSE }, { "=?utf-8?q?A?= <ann@example.org>", FALSE },
    { "ann at example.org", FALSE }, { "Ann", FALSE }, { "", FALSE }, { "Ann <ann>", FALSE }, { "Ann <>", FALSE },
    { "Ann <ann@xn--bcher-kva.example>", FALSE }, { "Ann <ann@@example.org>", FALSE }, { "A <a@b> <c@d>", FALSE },
    { "\"Ann <b@example.org>\" <ann@example.org>", FALSE }, { "\"Ann\\\"\" <ann@example.org>", FALSE },
    { "\"Ann <ann@example.org>", FALSE }, { "Ann <ann@example.org", FALSE }, { "a.@example.org", FALSE },
    { "\"\" <ann@example.org>", TRUE }, { "\" \" <ann@example.org>", TRUE }, { "\" Ann \" <ann@example.org>", TRUE },
    { "Ann  Lee <ann@example.org>", TRUE }, { "\"Ann  Lee\" <ann@example.org>", TRUE }, { "Ann<ann@example.org>", TRUE },
    { "\"'Ann'\" <ann@example.org>", TRUE }, { "\"O'Lee, A.\" <ann@example.org>", TRUE }, { "- <ann@example.org>", TRUE },
    { "\"Lee\"Ann <ann@example.org>", FALSE }, { "\"A\"\"B\" <ann@example.org>", FALSE },
    { ".a@example.org", FALSE }, { "a..b@example.org", FALSE }, { "a@example.org.", FALSE }, { "a@example..org", FALSE },
    { "a@my-place.example.org", TRUE }, { "a@-x.org", FALSE }, { "@example.org", FALSE }, { "a@b", TRUE }, { "a@", FALSE },
  };
  g_autoptr(IdioWanted) wanted = idio_wanted_new ();

  idio_wanted_add (wanted, "nobody@example.org", 0);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("Subject: s\nFrom: %s\nDate: Mon, 12 May 2025 09:14:33 +0200\n\n",
                                               cases[i].value);
      g_autoptr(GByteArray) bytes = g_byte_array_new ();
      g_autoptr(IdioEntry) head = NULL, known = NULL, whole = NULL;

      g_byte_array_append (bytes, (const guint8 *) text, (guint) strlen (text));
      head = idio_mail_read_head (bytes, wanted);
      whole = idio_mail_read (bytes);
      g_assert_cmpstr (head->account, ==, whole->account);

      known = idio_mail_read_head (bytes, NULL);
      g_assert_cmpstr (known->account, ==, whole->account);
      g_assert_cmpstr (known->author, ==, whole->author);

      /* What is read without a parser has no time. */
      if ((head->time == 0) != cases[i].is_plain)
        g_test_fail_printf ("%s", cases[i].value);
    }
}

/* Mails by several, of which some are wanted, with what may look like the beginning of another in them */
static void
test_wanted (void)
{
  static const char * const writers[] = { "ann@example.org", "Ben <BEN@example.org>", "cy@example.org", "" };
  static const char * const bodies[] = {
    "\nShort\n\n", "\nFrom here\nto there\n\n", "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nOne\n--b\n" FROM HEAD
    "\nTwo\n--b--\n\n",
    "Content-Type: multipart/mixed; boundary=F\n\n--F\nContent-Type: image/png\n\n-F\nFF\n--F\n\nEnd\n--F--\n\n\n\n",
    "\n\n\n", "", "no header\nText\n\n", "\n-\n--\n--b\n",
  };
  g_autoptr(IdioWanted) wanted = idio_wanted_new ();
  g_autoptr(GString) data = g_string_new (NULL);
  g_autoptr(GPtrArray) whole = NULL, some = NULL;
  guint n_wanted = 0;

  idio_wanted_add (wanted, "ben@example.org", 0);
  idio_wanted_add (wanted, "cy@example.org", 1747034073);

  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (data, FROM "From: %s\nDate: Mon, 12 May 2025 09:14:3%u +0200\nSubject: %u\n%s",
                            writers[i % G_N_ELEMENTS (writers)], i % 7, i, bodies[i % G_N_ELEMENTS (bodies)]);

  whole = read_wanted (data->str, NULL);
  some = read_wanted (data->str, wanted);
  g_assert_cmpuint (whole->len, >, 4000);
  g_assert_cmpuint (some->len, ==, whole->len);

  for (guint i = 0; i < some->len; i++)
    {
      IdioEntry *entry = whole->pdata[i];
      gboolean is_wanted = g_strcmp0 (entry->account, "ben@example.org") == 0 ||
                           (g_strcmp0 (entry->account, "cy@example.org") == 0 && entry->time >= 1747034073);

      g_assert_true (idio_wanted_has (wanted, entry) == is_wanted);
      n_wanted += is_wanted;

      /* Of whom nothing is wanted, only who it is needs to be told. */
      if (idio_wanted_excludes (wanted, entry))
        {
          g_assert_cmpstr (((IdioEntry *) some->pdata[i])->account, ==, entry->account);
          g_assert_cmpstr (((IdioEntry *) some->pdata[i])->text, ==, "");
        }
      else
        assert_same (some->pdata[i], entry, !is_wanted);
    }

  g_assert_cmpuint (n_wanted, >, 1000);
}

/* Heads that are read without a parser tell what the parser would. */
static void
test_plain_heads (void)
{
  static const char * const heads[] = {
    "", "From: a@example.org", "From: a@example.org\n", "from: A@EXAMPLE.org\nFROM: b@example.org\n\n",
    "From: Ann\n Lee\n\t<a@example.org>\nDate: Mon, 12 May 2025 09:14:33 +0200\n\n",
    "From: Ann <a@example.org>\r\nDate:\r\n Mon, 12 May 2025\r\n 09:14:33 +0200\r\n\r\n",
    "From:a@example.org\nSender:\nPrecedence: bulk\n", "From : a@example.org\n\n", "From\n: a@example.org\n\n",
    " From: a@example.org\n\n", "From: a@example.org\n \nDate: Mon, 12 May 2025 09:14:33 +0200\n",
    "From: =?utf-8?q?J=C3=B6rg?= <j@example.org>\n\n", "From: J\303\266rg <j@example.org>\n\n",
    "From: J\366rg <j@example.org>\nContent-Type: text/plain; charset=iso-8859-1\n\n", "From: a\001@example.org\n\n",
    "From: a@example.org\rDate: Mon, 12 May 2025 09:14:33 +0200\n\n", "From: \"Lee, Ann\" <a@example.org>, b@example.org\n",
    "From: Team: a@example.org, b@example.org;\nSender: Bo <b@example.org>\n\n",
    "From: a@example.org\nSender: Bo <b@example.org>\nList-Id: <l.example.org>\n\n",
    "From: a at example.org (Ann)\n\n", "From: (x\n", "From: \nSender: b@example.org\n\n", "Subject: s\n\n", "\n\n",
    "From: a@example.org\nReceived: from b\n\tby c;\n\tMon, 12 May 2025 09:14:33 +0200\n\n",
    "From: a@example.org\nDate: now\nReceived: x\nReceived: y; Mon, 12 May 2025 09:14:33 +0200\n\n",
    "From: a@example.org\nX-Gmail-Labels: Inbox,=?UTF-8?Q?Gesendet?=\nX-Spam-Flag:\n YES\n\n",
    "From: a@example.org\nX-Spam-Flag: YES\nFcc: sent\nResent-From: c@example.org\n\n",
    "From: a@example.org\nAuto-Submitted: No\nX-Autoreply:\n\n", "From: a@example.org\nAuto-Submitted: auto-replied\n\n",
    "From: a@example.org\nContent-Type: multipart/report; boundary=b\n\n",
    "From: a@example.org\nContent-Type: multipart/encrypted; boundary=b\n\n",
    "From: a@example.org\nContent-Type: text/calendar; method=REPLY\n\n",
    "From: a@example.org\nContent-Type: TEXT/Plain\nPrecedence: auto_reply\n\n",
    "From: a@example.org\nContent-Type: multipart/mixed; boundary=b\nno header\n\n", "no header\nFrom: a@example.org\n\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      g_autoptr(GByteArray) bytes = g_byte_array_new ();
      g_autoptr(IdioEntry) head = NULL, whole = NULL;

      g_byte_array_append (bytes, (const guint8 *) heads[i], (guint) strlen (heads[i]));
      head = idio_mail_read_head (bytes, NULL);
      whole = idio_mail_read (bytes);
      g_set_str (&head->title, whole->title);
      g_set_str (&head->recipients, whole->recipients);
      assert_same (head, whole, FALSE);
    }
}

static void
test_place (void)
{
  static const struct { const char *name, *place; IdioEntryFlags flags; } names[] = {
    { "Sent", "Sent", IDIO_ENTRY_OWN }, { "Gesendete Objekte.mbox", "Gesendete Objekte", IDIO_ENTRY_OWN },
    { "mbox", NULL, 0 }, { "Inbox", "Inbox", 0 }, { "Work_2025.mbx", "Work 2025", 0 },
  };

  static const char mail[] = FROM HEAD "\nHi";

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(GPtrArray) entries = idio_test_read_format (names[i].name, mail, strlen (mail), NULL);
      const IdioEntry *entry;

      g_assert_cmpuint (entries->len, ==, 1);
      entry = entries->pdata[0];
      g_assert_cmpstr (entry->place, ==, names[i].place);
      g_assert_cmpuint (entry->flags, ==, names[i].flags);
    }
}

/* Where programs put what their user sent, with folders in the form that each gives them */
static void
test_sent_folders (void)
{
  static const struct { const char *path; gboolean is_sent; } files[] = {
    /* Maildir, and Maildir++ of Courier and Dovecot */
    { "Mail/Sent/cur/1747034073.M20P5.host:2,S", TRUE }, { "Mail/.Sent/new/1747034073.M20P5.host", TRUE },
    { "Mail/.Sent.2024/cur/1:2,", TRUE }, { "Mail/.INBOX.Sent Items/cur/1:2,", TRUE },
    { "Mail/.Entw&APw-rfe/cur/1:2,S", TRUE }, { "Mail/.&XfJT0ZABkK5O9g-/cur/1:2,S", TRUE },
    { "Mail/.Bo&AO4-te/cur/1:2,S", FALSE }, { "Mail/cur/1:2,S", FALSE }, { "Mail/.Trash/cur/1:2,S", FALSE },
    { "Sent/inbox/cur/1:2,S", FALSE }, { "cur/1:2,S", FALSE }, { "Mail/.R&D/cur/1:2,S", FALSE },
    /* mbox of Thunderbird and mutt, exports of Google and Apple Mail */
    { "Mail/Sent", TRUE }, { "Mail/Inbox", FALSE }, { "Sent/Inbox", FALSE }, { "Sent.sbd/2024", TRUE },
    { "Sent.sbd/Work", TRUE }, { "Inbox.sbd/Sent", FALSE }, { "Mail/Envoy&AOk-s", TRUE },
    { "Takeout/Mail/Gesendet.mbox", TRUE }, { "Takeout/Mail/Sent.mbox", TRUE }, { "Sent/Inbox.mbox", FALSE },
    { "Sent Messages.mbox/mbox", TRUE }, { "Inbox.mbox/mbox", FALSE }, { "mbox", FALSE },
    { "V10/Sent Messages.mbox/5AC0/Data/0/Messages/12.emlx", TRUE }, { "Sent/Inbox.mbox/Messages/12.emlx", FALSE },
    /* One file a mail */
    { "Sent Items/Re_ Hello.eml", TRUE }, { "Inbox/a.eml", FALSE }, { "Sent_20250512-0914/messages/1.eml", TRUE },
    { "Mail/sent/12", TRUE }, { "Mail/inbox/12", FALSE }, { "a.eml", FALSE }, { "Gesendete Elemente/a.msg", TRUE },
    /* What has folders of its own */
    { "Sent/export.zip", FALSE }, { "Sent/letter.txt", FALSE }, { "", FALSE }, { "/", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    if (idio_sent_folder_has_file (files[i].path) != files[i].is_sent)
      g_test_fail_printf ("%s", files[i].path);
}

/* What one mail is read as, and how much of it was in memory */
static gsize
measure (GString  *data,
         char    **text)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data->str, data->len);
  g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr(IdioMailbox) mailbox = idio_mailbox_new (stream, IDIO_MAILBOX_SINGLE, 0, NULL, NULL);
  g_autoptr(GByteArray) mail = idio_mailbox_read_next (mailbox, NULL);
  g_autoptr(GPtrArray) entries = idio_test_read_format ("x.eml", data->str, data->len, NULL);

  *text = entries->len > 0 ? g_strdup (((IdioEntry *) entries->pdata[0])->text) : NULL;

  return mail->len;
}

static void
append_often (GString    *data,
              const char *string,
              gsize       n_bytes)
{
  gsize length = strlen (string);

  for (gsize n = 0; n < n_bytes; n += length)
    g_string_append_len (data, string, (gssize) length);
}

/* Attachments are not in memory, and what comes after them is read. */
static void
test_large_attachment (void)
{
  g_autoptr(GString) data = g_string_new (HEAD "Content-Type: multipart/mixed; boundary=\"b\"\n\n--b\n\nBefore\n--b\n"
                                          "Content-Type: application/pdf\nContent-Transfer-Encoding: base64\n\n");
  g_autofree char *text = NULL;

  append_often (data, "JVBERi0xLjQNCiXk9tzfDQoxIDAgb2JqDQo8PCAvTGVuZ3RoIDIgMCBSDQogICAvRmls\n", 60 * 1000 * 1000);
  g_string_append (data, "--b\n\nAfter\n--b--\n");

  g_assert_cmpuint (measure (data, &text), <, 1000);
  g_assert_cmpstr (text, ==, "Before\n\nAfter");
}

/* Long texts are read whole; where there is no end to one, its entry says that it was cut. What is attached is none of
 * the writer's words. */
static void
test_long_texts (void)
{
  static const struct
  {
    const char *head;
    gsize       n_bytes;
    gsize       n_expected;
    gboolean    is_cut;
  } mails[] = {
    { HEAD "\n", 5 * 1000 * 1000, 5 * 1000 * 1000, FALSE },
    { HEAD "Content-Type: multipart/alternative; boundary=b\n\n--b\n\n", 5 * 1000 * 1000, 5 * 1000 * 1000, FALSE },
    { HEAD "Content-Type: text/html\n\nMine <img src='data:image/png;base64,", 5 * 1000 * 1000, 5, FALSE },
    { HEAD "\n", 18 * 1000 * 1000, 16 * 1000 * 1000, TRUE },
    { HEAD "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nMine.\n--b\nContent-Type: text/plain\n"
      "Content-Disposition: attachment; filename=log.txt\n\n", 18 * 1000 * 1000, 5, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (mails); i++)
    {
      g_autoptr(GString) data = g_string_new (FROM);
      g_autoptr(GPtrArray) entries = NULL, alone = NULL;
      const IdioEntry *entry;

      g_string_append (data, mails[i].head);
      append_often (data, "A line of a mail that goes on and on and on.\n", mails[i].n_bytes);
      g_string_append (data, i == 2 ? "'> End\n" : "\n--b--\n");
      g_string_append (data, "\n" FROM HEAD "\nTwo");
      entries = idio_test_read_format ("x.mbox", data->str, data->len, NULL);

      g_assert_cmpuint (entries->len, ==, 2);
      entry = entries->pdata[0];
      g_assert_cmpuint (strlen (entry->text), >=, mails[i].n_expected);
      g_assert_cmpuint (entry->flags & IDIO_ENTRY_CUT, ==, mails[i].is_cut ? IDIO_ENTRY_CUT : 0);

      entry = entries->pdata[1];
      g_assert_cmpuint (entry->flags & IDIO_ENTRY_CUT, ==, 0);

      /* The same in a file of its own */
      g_string_erase (data, 0, strlen (FROM));
      alone = idio_test_read_format ("x.eml", data->str, data->len, NULL);
      g_assert_cmpuint (alone->len, ==, 1);
      entry = alone->pdata[0];
      g_assert_cmpuint (entry->flags & IDIO_ENTRY_CUT, ==, mails[i].is_cut ? IDIO_ENTRY_CUT : 0);
    }
}

static gboolean
stop (IdioEntry *entry,
      gpointer   data)
{
  guint *n_signs = data;

  g_assert_null (entry);

  return ++*n_signs < 3;
}

/* Who waits for a mail is told that the reading goes on, and can stop it. */
static void
test_stop (void)
{
  static const char * const names[] = { "x.eml", "x.mbox" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(GString) data = g_string_new (i == 0 ? HEAD "\n" : FROM HEAD "\n");
      g_autoptr(GBytes) bytes = NULL;
      g_autoptr(IdioSource) source = NULL;
      g_autoptr(GError) error = NULL;
      guint n_signs = 0;

      append_often (data, "A line of a mail that goes on and on and on.\n", 30 * 1000 * 1000);
      bytes = g_bytes_new (data->str, data->len);
      source = idio_source_new_bytes (names[i], bytes, 0);

      g_assert_true (idio_formats_read (source, stop, &n_signs, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (n_signs, ==, 3);
    }
}

static void
test_long_lines (void)
{
  static const char * const starts[] = {
    HEAD "\n", HEAD "X-Long: ", HEAD "Subject: ", HEAD "To: ", "Content-Type: text/plain; charset=",
    "Content-Type: text/html\n\n",
    HEAD "Content-Type: multipart/mixed; boundary=",
  };
  static const char * const fills[] = { "x", "a@example.org, ", "<b>", "=?utf-8?q?x?= ", "a:", "=", "[cid:", "\n<",
                                        "--x\n", ">", "(", "\"", " \n", "\\" };

  for (gsize i = 0; i < G_N_ELEMENTS (starts) * G_N_ELEMENTS (fills); i++)
    {
      g_autoptr(GString) data = g_string_new (starts[i / G_N_ELEMENTS (fills)]);
      g_autofree char *text = NULL;

      append_often (data, fills[i % G_N_ELEMENTS (fills)], 200 * 1000);
      g_assert_cmpuint (measure (data, &text), <, 1000 * 1000);
    }
}

/* Parts in parts, and mails in mails */
static void
test_nested (void)
{
  for (guint with_end = 0; with_end < 2; with_end++)
    {
      g_autoptr(GString) data = g_string_new (HEAD);
      g_autofree char *text = NULL;

      for (guint i = 0; i < 10000; i++)
        g_string_append_printf (data, "Content-Type: multipart/mixed; boundary=\"b%u\"\n\n--b%u\n", i, i);

      g_string_append (data, "\nInside\n");

      for (guint i = 10000; i > 0 && with_end; i--)
        g_string_append_printf (data, "--b%u--\n", i - 1);

      measure (data, &text);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mailbox/boxes", test_boxes);
  g_test_add_func ("/mailbox/place", test_place);
  g_test_add_func ("/mailbox/sent-folders", test_sent_folders);
  g_test_add_func ("/mailbox/heads-only", test_heads_only);
  g_test_add_func ("/mailbox/wanted", test_wanted);
  g_test_add_func ("/mailbox/plain-heads", test_plain_heads);
  g_test_add_func ("/mailbox/unwanted-heads", test_unwanted_heads);
  g_test_add_func ("/mailbox/large-attachment", test_large_attachment);
  g_test_add_func ("/mailbox/long-texts", test_long_texts);
  g_test_add_func ("/mailbox/stop", test_stop);
  g_test_add_func ("/mailbox/long-lines", test_long_lines);
  g_test_add_func ("/mailbox/nested", test_nested);

  return g_test_run ();
}
