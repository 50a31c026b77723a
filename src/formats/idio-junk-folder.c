/* idio-junk-folder.c: how mail programs call the folders of spam and of what was thrown away
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/idio-junk-folder.h"
#include "formats/idio-mail-folder.h"

/* As Gmail, Outlook, Apple Mail, Thunderbird and others name them. Sorted by language. */
static const char * const names[] = {
  /* Arabic */ "البريد العشوائي", "رسائل غير مرغوب فيها", "غير مرغوب فيه", "المهملات",
  "سلة المهملات", "العناصر المحذوفة",
  /* Basque */ "zaborra", "zakarrontzia",
  /* Bulgarian */ "спам", "кошче", "изтрити елементи", "нежелана поща",
  /* Catalan */ "correu brossa", "paperera", "elements suprimits",
  /* Chinese */ "垃圾邮件", "垃圾郵件", "垃圾箱", "垃圾桶", "已删除", "已删除邮件", "已刪除郵件", "回收站",
  /* Croatian, Serbian, Bosnian */ "neželjena pošta", "smeće", "otpad", "izbrisane stavke", "непожељно", "отпад",
  /* Czech */ "nevyžádaná pošta", "spam", "koš", "odstraněná pošta",
  /* Danish */ "uønsket mail", "uønsket e-mail", "papirkurv", "slettet post", "slettet",
  /* Dutch */ "ongewenst", "ongewenste e-mail", "ongewenste mail", "prullenbak", "verwijderde items", "verwijderd",
  /* English */ "junk", "junk e-mail", "junk email", "junk mail", "bulk mail", "trash", "bin", "deleted",
  "deleted items", "deleted messages",
  /* Estonian */ "rämpspost", "prügikast", "kustutatud",
  /* Finnish */ "roskaposti", "roskakori", "poistetut",
  /* French */ "courrier indésirable", "indésirables", "pourriel", "corbeille", "éléments supprimés",
  "messages supprimés",
  /* German */ "junk-e-mail", "spamverdacht", "unerwünscht", "papierkorb", "gelöscht", "gelöschte elemente",
  "gelöschte objekte",
  /* Greek */ "ανεπιθύμητα", "ανεπιθύμητη αλληλογραφία", "κάδος", "κάδος απορριμμάτων", "διαγραμμένα",
  /* Hebrew */ "ספאם", "דואר זבל", "אשפה", "פריטים שנמחקו",
  /* Hindi */ "स्पैम", "ट्रैश",
  /* Hungarian */ "levélszemét", "kuka", "lomtár", "törölt elemek",
  /* Indonesian, Malay */ "sampah", "sampah email",
  /* Italian */ "posta indesiderata", "indesiderata", "cestino", "posta eliminata",
  /* Japanese */ "迷惑メール", "ゴミ箱", "ごみ箱", "削除済みアイテム",
  /* Korean */ "스팸", "스팸함", "스팸메일함", "스팸 메일함", "휴지통", "지운 편지함", "정크 메일",
  /* Latvian, Lithuanian */ "mēstules", "atkritne", "šlamštas", "šiukšlinė", "šiukšliadėžė",
  /* Norwegian */ "søppelpost", "papirkurven", "søppel", "slettede elementer",
  /* Persian */ "هرزنامه", "زباله‌دان", "سطل زباله",
  /* Polish */ "wiadomości-śmieci", "niechciane", "kosz", "elementy usunięte",
  /* Portuguese */ "lixo eletrônico", "lixo eletrónico", "lixo", "lixeira", "reciclagem", "itens excluídos",
  "itens eliminados",
  /* Romanian */ "mesaje nedorite", "coș de gunoi", "coșul de gunoi", "elemente șterse",
  /* Russian */ "нежелательная почта", "корзина", "удаленные", "удалённые", "удаленные элементы",
  /* Slovak */ "nevyžiadaná pošta", "kôš", "odstránená pošta",
  /* Slovenian */ "vsiljena pošta", "neželena pošta", "koš", "smeti",
  /* Spanish */ "correo no deseado", "no deseado", "papelera", "elementos eliminados",
  /* Swedish */ "skräppost", "skräp", "papperskorg", "papperskorgen", "borttaget",
  /* Thai */ "จดหมายขยะ", "สแปม", "ถังขยะ", "รายการที่ถูกลบ",
  /* Turkish */ "önemsiz e-posta", "gereksiz", "çöp kutusu", "çöp", "silinmiş öğeler",
  /* Ukrainian */ "небажана пошта", "кошик", "видалені",
  /* Vietnamese */ "thư rác", "thùng rác", "mục đã xóa",
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

  return g_hash_table_contains (g_once (&once, fold_names, NULL), name);
}

/**
 * idio_junk_folder_matches:
 * @name: the name of a folder of mails or of its file, with or without those it lies in, or a label
 *
 * Returns: whether mail programs call the folder so where they put spam, or what their user threw away
 */
gboolean
idio_junk_folder_matches (const char *name)
{
  return idio_mail_folder_matches (name, is_known);
}

/**
 * idio_junk_folder_has_file:
 * @path: the name of a file with the folders it lies in, with "/" between them
 *
 * Returns: whether mails that are in the file belong to such a folder
 */
gboolean
idio_junk_folder_has_file (const char *path)
{
  return idio_mail_folder_has_file (path, is_known);
}
