/* test-mail-folders.c: what the names of folders of mails tell
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "format-test.h"
#include "formats/idio-junk-folder.h"
#include "formats/idio-sent-folder.h"

static void
test_sent_folders (void)
{
  static const char * const sent[] = {
    "Sent", ".Sent", "INBOX.Sent", "Sent.mbox", "Sent-1", "sent (2).mbox", "[Gmail]/Sent Mail", "Sent Items", "SENT",
    "Gesendet", "Gesendete Objekte", "Éléments envoyés", "E\u0301le\u0301ments envoye\u0301s", "Enviados", "ENVIADOS",
    "Отправленные", "送信済みメール", "已发送邮件", "보낸편지함", "Απεσταλμένα", "[Gmail]/Gesendet.mbox", "Drafts",
    "sent-mail", "sent-mail-may-2025", "sent-2025-05",
  };
  static const char * const others[] = { "Inbox", "Present", "Sentences", "Sent to me", "", "1", ".", "/",
                                         "Archive.mbox", "\xff" };

  for (gsize i = 0; i < G_N_ELEMENTS (sent); i++)
    {
      g_test_message ("%s", sent[i]);
      g_assert_true (idio_sent_folder_matches (sent[i]));
    }

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (idio_sent_folder_matches (others[i]));
}

static void
test_junk_folders (void)
{
  static const char * const junk[] = {
    "Spam", "Junk", "Junk E-mail", "Trash.mbox", "INBOX.Trash", "[Gmail]/Spam", "Deleted Items", "Papierkorb",
    "Gelöschte Elemente", "Courrier indésirable", "Papelera", "Posta indesiderata", "Lixeira", "Prullenbak",
    "Skräppost", "Papirkurv", "Roskaposti", "Kosz", "Koš", "Корзина", "Спам", "Кошик", "Κάδος απορριμμάτων", "Çöp kutusu",
    "المهملات", "אשפה", "垃圾邮件", "垃圾桶", "迷惑メール", "휴지통", "ถังขยะ", "Thùng rác", "Trash-1",
  };
  static const char * const others[] = { "Inbox", "Sent", "Trash talk", "Spam reports", "Archiv", "Entwürfe", "", "." };

  for (gsize i = 0; i < G_N_ELEMENTS (junk); i++)
    if (!idio_junk_folder_matches (junk[i]))
      g_test_fail_printf ("%s is no folder of junk", junk[i]);

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (idio_junk_folder_matches (others[i]))
      g_test_fail_printf ("%s is a folder of junk", others[i]);
}

/* Where programs keep mails, each in a file of its own or not */
static void
test_junk_files (void)
{
  static const char * const junk[] = {
    "Mail/.Trash/cur/17.M1.host:2,S", "Mail/.Junk E-mail/new/17.M1.host", ".[Gmail].Spam/cur/1", "Mail/.INBOX.Trash/cur/1",
    "Mail/.Trash.2024/cur/1", "mail/trash/cur/17.R1.host:2,S", ".trash.directory/2024/cur/1", "Trash/1.eml",
    "Papierkorb/12", "Spam.mbox/mbox", "Trash.mbox/5A/Messages/1.emlx", "Trash.sbd/2024", "Trash.sbd/2024.sbd/May",
    "Trash.mbox/Old.mbox/mbox", "Junk", "Mail/.Corbeille/cur/1", "Deleted_20250512-0914/messages/1.eml",
    "Mail/.Gel&APY-scht/cur/1",
  };
  static const char * const others[] = {
    "Mail/cur/17.M1.host:2,S", "Mail/.Sent/cur/1", "Trash/letter.txt", "Trash/sub/1.eml", "Inbox/1.eml", "", "/",
    "Mail/.Archive.2024/cur/1", "Trash.d/1.eml",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (junk); i++)
    if (!idio_junk_folder_has_file (junk[i]))
      g_test_fail_printf ("%s is in no folder of junk", junk[i]);

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (idio_junk_folder_has_file (others[i]))
      g_test_fail_printf ("%s is in a folder of junk", others[i]);
}

/* A box that is called so */
static void
test_junk_box (void)
{
  static const char box[] = "From x@example.org Mon May 12 09:14:33 2025\n"
                            "From: Jonas Lind <jonas@example.org>\nSubject: x\n\nForged\n";
  g_autoptr(GPtrArray) junk = idio_test_read_format ("Spam.mbox", box, sizeof box - 1, NULL);
  g_autoptr(GPtrArray) sent = idio_test_read_format ("Sent.mbox", box, sizeof box - 1, NULL);

  g_assert_cmpuint (((const IdioEntry *) junk->pdata[0])->flags, ==, IDIO_ENTRY_JUNK);
  g_assert_cmpuint (((const IdioEntry *) sent->pdata[0])->flags, ==, IDIO_ENTRY_OWN);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mail-folders/sent", test_sent_folders);
  g_test_add_func ("/mail-folders/junk", test_junk_folders);
  g_test_add_func ("/mail-folders/junk-files", test_junk_files);
  g_test_add_func ("/mail-folders/junk-box", test_junk_box);

  return g_test_run ();
}
