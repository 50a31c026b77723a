/* test-mailbox.c: mailboxes of all kinds, and what is hostile in them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "format-test.h"
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
take_head (IdioEntry *entry,
           gpointer   data)
{
  if (entry != NULL)
    g_ptr_array_add (data, entry);

  return TRUE;
}

/* What is told of mails is the same where their texts are not wanted, and each of them is told. */
static void
test_heads_only (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (boxes); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new_static (boxes[i].data, strlen (boxes[i].data));
      g_autoptr(IdioSource) source = idio_source_new_bytes ("Archive.mbox", bytes, 0);
      g_autoptr(GPtrArray) whole = idio_test_read_format ("Archive.mbox", boxes[i].data, strlen (boxes[i].data), NULL);
      g_autoptr(GPtrArray) heads = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_entry_free);

      idio_source_set_heads_only (source, TRUE);
      g_assert_true (idio_formats_read (source, take_head, heads, NULL));
      g_assert_cmpuint (heads->len, ==, whole->len);

      for (guint j = 0; j < heads->len; j++)
        {
          IdioEntry *head = heads->pdata[j], *entry = whole->pdata[j];
          g_autoptr(GVariant) told = NULL, expected = NULL;

          g_assert_cmpstr (head->text, ==, "");
          g_set_str (&entry->text, "");

          /* That there is nothing but a mail that is attached */
          head->flags &= ~IDIO_ENTRY_FORWARDED;
          told = g_variant_ref_sink (idio_entry_to_variant (head));
          expected = g_variant_ref_sink (idio_entry_to_variant (entry));
          g_assert_cmpvariant (told, expected);
        }
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
  g_test_add_func ("/mailbox/large-attachment", test_large_attachment);
  g_test_add_func ("/mailbox/long-texts", test_long_texts);
  g_test_add_func ("/mailbox/stop", test_stop);
  g_test_add_func ("/mailbox/long-lines", test_long_lines);
  g_test_add_func ("/mailbox/nested", test_nested);

  return g_test_run ();
}
