/* idio-sent-folder.c: how mail programs call the folder of what was sent
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/idio-mail-folder.h"
#include "formats/idio-sent-folder.h"

/* As Gmail, Outlook, Apple Mail, Thunderbird and others name it, and the same for drafts and for what
 * waits to be sent. Sorted by language. */
static const char * const names[] = {
  /* Arabic */ "البريد المرسل", "مُرسَل", "مرسل", "العناصر المرسلة", "المسودات", "مسودات",
  /* Basque */ "bidalitakoak",
  /* Bulgarian */ "изпратени", "изпратена поща", "изпратени елементи", "чернови",
  /* Catalan */ "enviats", "enviat", "elements enviats", "esborranys",
  /* Chinese */ "已发送", "已发邮件", "已发送邮件", "寄件備份", "寄件备份", "已傳送", "已寄出", "已傳送郵件", "草稿", "草稿箱",
  /* Croatian, Serbian, Bosnian */ "poslano", "poslane poruke", "poslane stavke", "poslato", "poslata pošta", "skice",
  "послато", "послате поруке", "послата пошта",
  /* Czech */ "odeslaná pošta", "odeslané", "odeslaná", "odeslaní", "koncepty", "rozepsané",
  /* Danish */ "sendt", "sendte", "sendt post", "sendte mails", "sendte elementer", "kladder",
  /* Dutch */ "verzonden", "verzonden berichten", "verzonden items", "verstuurd", "concepten",
  /* English */ "sent", "sent items", "sent mail", "sent messages", "sent-mail", "sent-items", "sent_items", "sentmail",
  "sentbox", "sentitems", "drafts", "outbox", "unsent messages", "sent mails", "sent folder",
  /* Estonian */ "saadetud", "saadetud kirjad", "mustandid",
  /* Finnish */ "lähetetyt", "lähetetty", "lähetetyt viestit", "luonnokset",
  /* French */ "envoyés", "messages envoyés", "éléments envoyés", "courrier envoyé", "objets envoyés", "envoyé",
  "brouillons",
  /* Galician */ "enviados", "enviado", "borradores",
  /* German */ "gesendet", "gesendete", "gesendete objekte", "gesendete elemente", "gesendete nachrichten",
  "gesendete mails", "gesendete e-mails", "gesendete mail", "postausgang", "entwürfe",
  /* Greek */ "απεσταλμένα", "σταλμένα", "απεσταλμένα στοιχεία", "σταλθέντα", "πρόχειρα",
  /* Hebrew */ "נשלח", "דואר יוצא", "פריטים שנשלחו", "דואר שנשלח", "הודעות שנשלחו", "טיוטות",
  /* Hindi */ "भेजे गए", "भेजा गया", "भेजे गए मेल", "भेजी गई मेल", "ड्राफ़्ट",
  /* Hungarian */ "elküldött", "elküldött levelek", "elküldött elemek", "elküldött üzenetek", "piszkozatok",
  /* Icelandic */ "sendur póstur", "sent atriði",
  /* Indonesian, Malay */ "terkirim", "pesan terkirim", "item terkirim", "surat terkirim", "dihantar", "mel dihantar",
  "draf",
  /* Irish, Welsh */ "seolta", "anfonwyd",
  /* Italian */ "inviata", "inviati", "posta inviata", "messaggi inviati", "elementi inviati", "bozze",
  /* Japanese */ "送信済み", "送信済みメール", "送信済みアイテム", "送信済メール", "送信済みトレイ", "送信箱", "下書き",
  /* Korean */ "보낸편지함", "보낸 편지함", "보낸 메일함", "보낸메일함", "보낸 항목", "임시보관함", "임시 보관함",
  /* Latvian */ "nosūtītie", "nosūtīts", "nosūtītās vēstules", "nosūtītie vienumi", "melnraksti",
  /* Lithuanian */ "išsiųsta", "išsiųsti", "išsiųsti laiškai", "išsiųsti elementai", "juodraščiai",
  /* Norwegian */ "sendte elementer", "sendt e-post", "sendte meldinger", "utkast",
  /* Persian */ "نامه‌های ارسال شده", "ارسال شده", "ارسال‌شده", "پیش‌نویس‌ها",
  /* Polish */ "wysłane", "elementy wysłane", "wysłane elementy", "wiadomości wysłane", "kopie robocze",
  "wersje robocze",
  "szkice",
  /* Portuguese */ "e-mails enviados", "enviadas", "itens enviados", "mensagens enviadas", "correio enviado",
  "emails enviados", "rascunhos",
  /* Romanian */ "trimise", "mesaje trimise", "elemente trimise", "ciorne",
  /* Russian */ "отправленные", "отправлено", "отправленное", "отправленные письма", "исходящие", "черновики",
  /* Slovak */ "odoslané", "odoslaná pošta", "odoslané položky", "odoslané správy", "koncepty",
  /* Slovenian */ "poslana pošta", "poslani elementi", "poslano", "osnutki",
  /* Spanish */ "enviados", "elementos enviados", "mensajes enviados", "correo enviado", "correos enviados",
  "borradores",
  /* Swahili */ "barua zilizotumwa",
  /* Swedish */ "skickat", "skickade", "skickade objekt", "skickat e-post", "skickade meddelanden",
  /* Thai */ "จดหมายที่ส่งแล้ว", "ส่งแล้ว", "รายการที่ส่ง", "แบบร่าง", "ร่างจดหมาย",
  /* Turkish */ "gönderilmiş postalar", "gönderilmiş", "gönderilen", "gönderilenler", "gönderilmiş öğeler",
  "gönderilmiş iletiler", "taslaklar",
  /* Ukrainian */ "надіслані", "надіслано", "надіслана пошта", "відправлені", "відправлено", "чернетки",
  /* Vietnamese */ "thư đã gửi", "đã gửi", "mục đã gửi", "thư nháp",
};

static gpointer
fold_names (gpointer data G_GNUC_UNUSED)
{
  return idio_mail_folder_fold_names (names, G_N_ELEMENTS (names));
}

static gboolean
is_known (const char *name)
{
  static GOnce once = G_ONCE_INIT;

  /* Pine begins a folder each month: "sent-mail-may-2025" */
  return g_str_has_prefix (name, "sent-mail-") || g_hash_table_contains (g_once (&once, fold_names, NULL), name);
}

/**
 * idio_sent_folder_matches:
 * @name: the name of a folder of mails or of its file, with or without those it lies in, or a label
 *
 * Returns: whether mail programs call the folder so where they keep what their user sent, or is about to send
 */
gboolean
idio_sent_folder_matches (const char *name)
{
  return idio_mail_folder_matches (name, is_known);
}

/**
 * idio_sent_folder_has_file:
 * @path: the name of a file with the folders it lies in, with "/" between them
 *
 * Returns: whether mails that are in the file belong to such a folder
 */
gboolean
idio_sent_folder_has_file (const char *path)
{
  return idio_mail_folder_has_file (path, is_known);
}
