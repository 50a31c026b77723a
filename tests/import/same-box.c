/* same-box.c: mails that are made, as the programs keep them that people have
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <archive.h>
#include <glib/gstdio.h>

#include "formats/zip-test.h"
#include "idio-test.h"
#include "same-box.h"

/* What is left out of the last two is not the owner's. */
static const struct { const char *before, *after, *charset; } texts[] = {
  { "Dear Priya,\n\nthe boat leaves at nine on Monday, number ",
    ", and I shall wait at the pier with the tickets.\n\nCheers,\nJonas", "UTF-8" },
  { "Liebe Ann,\n\nwir fahren übermorgen mit dem Zug Nummer ",
    " nach Köln, und zwar früh, weil es später zu voll wäre.\n\nViele Grüße\nJonas", "ISO-8859-1" },
  { "Chère Priya,\n\nj’ai bien reçu la lettre numéro ",
    " et je vous répondrai dès que le déjeuner sera terminé.\n\nAmitiés,\nJonas", "windows-1252" },
  { "Привет, Аня!\n\nЯ получил письмо номер ",
    " и отвечу на него завтра утром, когда вернусь домой из города.\n\nЙонас", "KOI8-R" },
  { "プリヤさん\n\n第", "号のお手紙をありがとうございました。明日の朝、町から家に帰ってから、すぐにお返事を書きます。\n\nヨナス",
    "ISO-2022-JP" },
  { "Hi,\n\nFrom now on number ", " is yours.\nFrom: this is no head.\n\nFrom here we went on by train and by boat.\n"
    ".\n\nJonas\n\n> From what I read it was late.", "UTF-8" },
  { "Thanks for number ", ", which came yesterday in the afternoon and was read at once.\n\n"
    "On Mon, 12 May 2025 at 09:14, Priya <priya@example.org> wrote:\n> Dear Jonas,\n> the boat is late.\n>\n"
    "> From there it goes on.\n\n-- \nJonas Lind\nDeputy Chair", "us-ascii" },
};

typedef struct
{
  GString    *head;
  GString    *body;
  const char *eol;
  gboolean    is_own;
} Mail;

#define MAILDIR "Mail/.Sent/cur/17470340%02u.M1P1.host:2,S", "Mail/cur/17470340%02u.M1P1.host:2,RS"
#define MAILDIR_BESIDE { "Mail/new/.keep", "Mail/tmp/1747034099.M1P1.host", "Mail/dovecot-uidlist", \
                         "Mail/.Sent/maildirfolder", "Mail/.notmuch/tags", "Mail/subscriptions", \
                         "Mail/.Trash/cur/1747034098.M1P1.host:2,S", "Mail/.Junk E-mail/cur/1747034097.M1P1.host:2,", \
                         "Mail/.INBOX.Papierkorb.2024/new/1747034096.M1P1.host" }

const SameBoxCoat same_box_coats[] = {
  { "mboxrd", "Archive", "Archive", SAME_BOX_MBOXRD },
  { "mboxo", "Archive.mbox", "Archive.mbox", SAME_BOX_MBOXO },
  { "mboxcl", "Archive", "Archive", SAME_BOX_MBOXCL },
  { "mboxcl2", "Archive", "Archive", SAME_BOX_MBOXCL2 },
  { "Thunderbird", "Sent", "Inbox", SAME_BOX_MBOXO, .beside = { "Sent.msf", "Inbox.msf", "msgFilterRules.dat" } },
  { "Thunderbird, folders", "Sent.sbd/2025", "Inbox.sbd/2025", SAME_BOX_MBOXRD },
  { "Apple Mail, export", "Gesendet.mbox/mbox", "Eingang.mbox/mbox", SAME_BOX_MBOXO,
    .beside = { "Gesendet.mbox/table_of_contents" } },
  { "Apple Mail", "Sent Messages.mbox/5A/Data/Messages/%u.emlx", "INBOX.mbox/5A/Data/Messages/%u.emlx", SAME_BOX_EMLX,
    .beside = { "INBOX.mbox/5A/Info.plist" } },
  { "Maildir", MAILDIR, SAME_BOX_RAW, .beside = MAILDIR_BESIDE },
  { "Maildir in zip", MAILDIR, SAME_BOX_RAW, SAME_BOX_ZIP, MAILDIR_BESIDE },
  { "Maildir in tar.gz", MAILDIR, SAME_BOX_RAW, SAME_BOX_TAR_GZ, MAILDIR_BESIDE },
  { "eml", "Sent Items/%u.eml", "Inbox/2025/05/Mail %u.eml", SAME_BOX_RAW },
  { "eml, trash", "Sent Items/%u.eml", "Inbox/2025/05/Mail %u.eml", SAME_BOX_RAW,
    .beside = { "Trash/1.eml", "Corbeille/1.emlx", "Spam.mbox/5A/Data/Messages/1.emlx", "Deleted Items/12" } },
  { "KMail", "sent-mail/cur/17470340%02u.R1.host:2,S", "inbox/cur/17470340%02u.R1.host:2,S", SAME_BOX_RAW,
    .beside = { "trash/cur/1747034098.R1.host:2,S", ".trash.directory/2024/cur/1747034097.R1.host:2,S" } },
  { "Thunderbird, trash", "Sent", "Inbox", SAME_BOX_MBOXO, .beside = { "Trash", "Trash.sbd/2024", "Junk" } },
  { "eml in zip", "Sent Items/%u.eml", "Inbox/2025/05/Mail %u.eml", SAME_BOX_RAW, SAME_BOX_ZIP },
  { "Takeout in zip", "Takeout/Mail/Sent.mbox", "Takeout/Mail/Inbox.mbox", SAME_BOX_MBOXRD, SAME_BOX_ZIP },
  { "Takeout in tar.gz", "Takeout/Mail/Enviados.mbox", "Takeout/Mail/Inbox.mbox", SAME_BOX_MBOXRD, SAME_BOX_TAR_GZ },
  { "mbox in gz", "Archive", "Archive", SAME_BOX_MBOXRD, SAME_BOX_GZ },
  { NULL },
};

static void
mail_free (Mail *mail)
{
  g_string_free (mail->head, TRUE);
  g_string_free (mail->body, TRUE);
  g_free (mail);
}

static void
string_free (gpointer string)
{
  g_string_free (string, TRUE);
}

char *
same_box_dup_text (guint number)
{
  guint i = number % G_N_ELEMENTS (texts);

  return g_strdup_printf ("%s%u%s", texts[i].before, number, texts[i].after);
}

/* Headers and text of a part, in one of the encodings that programs choose among */
static void
add_text (GString    *head,
          GString    *body,
          guint       number,
          const char *eol)
{
  const char *charset = texts[number % G_N_ELEMENTS (texts)].charset;
  g_autofree char *text = same_box_dup_text (number), *bytes = NULL, *base64 = NULL;
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  gboolean is_encoded = number % 4 == 0;
  gsize length;

  g_set_str (&text, NULL);
  text = g_strjoinv (eol, lines);
  bytes = g_convert (text, -1, charset, "UTF-8", NULL, &length, NULL);
  g_assert_nonnull (bytes);
  base64 = g_base64_encode ((const guchar *) bytes, length);

  g_string_append_printf (head, "Content-Type: text/plain; charset=%s%s", charset, eol);
  g_string_append_printf (head, "Content-Transfer-Encoding: %s%s", is_encoded ? "base64" : "8bit", eol);

  /* The last line of some has no end. */
  g_string_append_printf (body, "%s%s", is_encoded ? base64 : bytes, number % 10 == 0 ? "" : eol);
}

/* With a page beside the text, with a file that is attached, or as it is */
static void
add_body (Mail  *mail,
          guint  number)
{
  g_autoptr(GString) head = g_string_new (NULL), text = g_string_new (NULL);
  gboolean has_page = number % 5 == 3;

  if (number % 5 < 3)
    {
      add_text (mail->head, mail->body, number, mail->eol);
      return;
    }

  add_text (head, text, number, mail->eol);
  g_string_append_printf (mail->head, "Content-Type: multipart/%s; boundary=\"b=1\"%s",
                          has_page ? "alternative" : "mixed", mail->eol);
  g_string_append_printf (mail->body, "%s--b=1%s%s%s%s%s--b=1%s", mail->eol, mail->eol, head->str, mail->eol, text->str,
                          mail->eol, mail->eol);
  g_string_append_printf (mail->body, "Content-Type: %s%s%s%s%s--b=1--%s",
                          has_page ? "text/html" : "application/pdf", mail->eol, mail->eol,
                          has_page ? "<p>Something else</p>" : "JVBERi0xLjQNCiXk9tzfDQoxIDAgb2JqDQo8", mail->eol,
                          mail->eol);
}

/* One of three is by the owner of the box, and most are by Priya. Some have no subject. */
static Mail *
make_mail (guint number)
{
  static const char * const writers[] = {
    "Jonas Lind <" SAME_BOX_OWNER ">", "Priya Raman <priya@example.org>", "priya@example.org", "Ann <ann@example.org>",
    "=?UTF-8?Q?Jonas_Lind?= <Jonas@Example.org>", "Priya <PRIYA@example.org>",
  };
  guint writer = number % G_N_ELEMENTS (writers);
  Mail *mail = g_new0 (Mail, 1);

  mail->head = g_string_new (NULL);
  mail->body = g_string_new (NULL);
  mail->eol = number % 7 == 2 ? "\r\n" : "\n";
  mail->is_own = writer == 0 || writer == 4;

  g_string_append_printf (mail->head, "From: %s%s", writers[writer], mail->eol);
  g_string_append_printf (mail->head, "To: %s%s", mail->is_own ? "Priya <priya@example.org>" : SAME_BOX_OWNER, mail->eol);
  g_string_append_printf (mail->head, "Date: Mon, 12 May 2025 %02u:%02u:33 +0200%s", number / 60 + 9, number % 60,
                          mail->eol);

  if (number % 9 != 0)
    g_string_append_printf (mail->head, "Subject: %s %u%s", number % 8 == 0 ? "Re: Number" : "=?UTF-8?B?w7xiZXI=?=",
                            number, mail->eol);

  g_string_append_printf (mail->head, "MIME-Version: 1.0%s", mail->eol);
  add_body (mail, number);

  return mail;
}

static GPtrArray *
make_mails (guint n_mails)
{
  GPtrArray *mails = g_ptr_array_new_with_free_func ((GDestroyNotify) mail_free);

  for (guint i = 0; i < n_mails; i++)
    g_ptr_array_add (mails, make_mail (i));

  return mails;
}

static GString *
escape (const char *body,
        SameBoxForm        form)
{
  g_auto(GStrv) lines = g_strsplit (body, "\n", -1);
  GString *escaped = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      gsize n_marks = form == SAME_BOX_MBOXRD ? strspn (lines[i], ">") : 0;
      gboolean is_escaped = form != SAME_BOX_MBOXCL2 && g_str_has_prefix (lines[i] + n_marks, "From ");

      g_string_append_printf (escaped, "%s%s%s", i > 0 ? "\n" : "", is_escaped ? ">" : "", lines[i]);
    }

  return escaped;
}

static void
add_mail (GString    *file,
          const Mail *mail,
          SameBoxForm        form)
{
  g_autoptr(GString) body = form >= SAME_BOX_MBOXO ? escape (mail->body->str, form) : g_string_new (mail->body->str);

  if (form >= SAME_BOX_MBOXO)
    g_string_append (file, "From jonas@example.org Mon May 12 09:14:33 2025\n");
  else if (form == SAME_BOX_EMLX)
    g_string_append_printf (file, "%-10" G_GSIZE_FORMAT "\n", mail->head->len + strlen (mail->eol) + body->len);

  g_string_append (file, mail->head->str);

  if (form >= SAME_BOX_MBOXCL)
    g_string_append_printf (file, "Content-Length: %" G_GSIZE_FORMAT "%s", body->len, mail->eol);

  g_string_append_printf (file, "%s%s", mail->eol, body->str);

  if (form >= SAME_BOX_MBOXO)
    g_string_append (file, g_str_has_suffix (body->str, "\n") ? "\n" : "\n\n");
  else if (form == SAME_BOX_EMLX)
    g_string_append (file, "<?xml version=\"1.0\"?>\n<plist><dict><key>flags</key><integer>1</integer></dict></plist>\n");
}

static char *
number_path (const char *path,
             guint       number)
{
  g_autoptr(GString) numbered = g_string_new (path);
  g_autofree char *digits = g_strdup_printf ("%02u", number);

  g_string_replace (numbered, "%02u", digits, 0);
  g_string_replace (numbered, "%u", digits, 0);

  return g_string_free_and_steal (g_steal_pointer (&numbered));
}

/* What lies beside the mails: those that were thrown away are as if by the owner. */
static GString *
make_beside (const char *path)
{
  GString *file;
  g_autofree char *name = g_path_get_basename (path);
  gboolean is_mail = strstr (path, "/cur/") != NULL || strstr (path, "/new/17") != NULL || strstr (path, "Trash") != NULL ||
                     strstr (path, "Corbeille") != NULL || strstr (path, "Spam") != NULL ||
                     strstr (path, "Deleted") != NULL || g_str_equal (path, "Junk");

  if (g_str_equal (name, "subscriptions"))
    return g_string_new ("V\t2\n\nSent\nTrash\n");

  if (!is_mail)
    return g_string_new ("3 V1275660208 N25022 G3085f01b7f11094c501100008c4a11c1\nThis was written by "
                         "nobody and nobody would ever want to read any of it.");

  file = g_string_new ("From: Jonas Lind <" SAME_BOX_OWNER ">\nTo: priya@example.org\nSubject: Cheap watches\n"
                       "Date: Mon, 12 May 2025 08:00:00 +0200\nMIME-Version: 1.0\n\n"
                       "I found out how to get watches for so little that you would not believe it.\n");

  if (g_str_has_suffix (path, ".emlx"))
    {
      g_autofree char *length = g_strdup_printf ("%" G_GSIZE_FORMAT "\n", file->len);

      g_string_prepend (file, length);
    }
  else if (strchr (path, '/') == NULL || strstr (path, ".sbd/") != NULL)
    g_string_prepend (file, "From - Mon May 12 09:14:33 2025\n");

  return file;
}

/* Returns: the files, by their paths */
static GHashTable *
make_files (const SameBoxCoat *coat,
            guint       n_mails)
{
  GHashTable *files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, string_free);
  g_autoptr(GPtrArray) mails = make_mails (n_mails);

  for (guint i = 0; i < n_mails; i++)
    {
      const Mail *mail = mails->pdata[i];
      g_autofree char *path = number_path (mail->is_own ? coat->own : coat->others, i);
      GString *file = g_hash_table_lookup (files, path);

      if (file == NULL)
        {
          file = g_string_new (NULL);
          g_hash_table_insert (files, g_steal_pointer (&path), file);
        }

      add_mail (file, mail, coat->form);
    }

  for (guint i = 0; i < G_N_ELEMENTS (coat->beside) && coat->beside[i] != NULL; i++)
    g_hash_table_insert (files, g_strdup (coat->beside[i]), make_beside (coat->beside[i]));

  return files;
}

static void
write_file (const char *dir,
            const char *path,
            const char *data,
            gsize       length)
{
  g_autofree char *full = g_build_filename (dir, path, NULL);
  g_autofree char *folder = g_path_get_dirname (full);
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents_full (full, data, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
}

static GBytes *
pack_files (GHashTable *files,
            SameBoxPack        pack)
{
  g_autoptr(GArray) members = g_array_new (TRUE, TRUE, sizeof (IdioTestMember));
  g_autoptr(GPtrArray) paths = g_hash_table_get_keys_as_ptr_array (files);

  g_ptr_array_sort_values (paths, (GCompareFunc) strcmp);

  for (guint i = 0; i < paths->len; i++)
    {
      const GString *file = g_hash_table_lookup (files, paths->pdata[i]);
      IdioTestMember member = { paths->pdata[i], file->str, file->len };

      g_array_append_val (members, member);
    }

  return idio_test_make_archive ((const IdioTestMember *) (gpointer) members->data,
                                 pack == SAME_BOX_ZIP ? archive_write_set_format_zip :
                                 pack == SAME_BOX_GZ ? archive_write_set_format_raw : archive_write_set_format_ustar,
                                 pack == SAME_BOX_ZIP ? NULL : archive_write_add_filter_gzip, NULL, NULL);
}

char *
same_box_make (const SameBoxCoat *coat,
               guint       n_mails)
{
  static const char * const names[] = { NULL, "mails.zip", "mails.tar.gz", "Archive.gz" };
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(GHashTable) files = make_files (coat, n_mails);
  GHashTableIter iter;
  gpointer path, file;

  if (coat->pack != SAME_BOX_FOLDER)
    {
      g_autoptr(GBytes) bytes = pack_files (files, coat->pack);

      write_file (dir, names[coat->pack], g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

      return g_steal_pointer (&dir);
    }

  g_hash_table_iter_init (&iter, files);

  while (g_hash_table_iter_next (&iter, &path, &file))
    write_file (dir, path, ((GString *) file)->str, ((GString *) file)->len);

  return g_steal_pointer (&dir);
}
