/* test-own-words-languages.c: what mail programs say in many languages
 *
 * The lines are as these programs make them, for made-up people.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "idio-test.h"
#include "import/idio-mail-head.h"
#include "own-words.h"

#define OWN "I am in.\n\nCheers,\nJonas"
#define OTHER "Dear Jonas,\n\nkindly be informed that the hall is free.\n\nYours faithfully,\nPriya"
#define QUOTED_OTHER "> Dear Jonas,\n>\n> kindly be informed that the hall is free."

/* No program breaks a line earlier. */
#define MIN_COLUMN 30

/* What programs put into mails in a language: an attribution with an address, one without where a program has it, the
 * head of a mail, what is above it when it is quoted and when it is forwarded, and what a device adds. */
static const struct
{
  const char *language;
  const char *attribution;
  const char *without_address;
  const char *head;
  const char *quoted;
  const char *forwarded;
  const char *device;
} programs[] = {
  { "English", "On Mon, 12 May 2025 at 09:14, Priya Raman <priya@example.org> wrote:", "On 12/05/2025 09:14, Priya Raman wrote:",
    "From: Priya Raman\nSent: Monday, May 12, 2025 9:14 AM\nTo: Jonas\nSubject: Hall", "-----Original Message-----",
    "---------- Forwarded message ---------", "Get Outlook for Android" },
  { "German", "Am Mo., 12. Mai 2025 um 09:14 Uhr schrieb Priya Raman <priya@example.org>:", "Am 12.05.2025 um 09:14 schrieb Priya Raman:",
    "Von: Priya Raman\nGesendet: Montag, 12. Mai 2025 09:14\nAn: Jonas\nBetreff: Saal", "-----Ursprüngliche Nachricht-----",
    "-------- Weitergeleitete Nachricht --------", "Von meinem iPhone gesendet" },
  { "French", "Le lun. 12 mai 2025 à 09:14, Priya Raman <priya@example.org> a écrit :", "Le 12/05/2025 à 09:14, Priya Raman a écrit :",
    "De : Priya Raman\nEnvoyé : lundi 12 mai 2025 09:14\nÀ : Jonas\nObjet : Salle", "-----Message d'origine-----",
    "-------- Message transféré --------", "Envoyé de mon iPhone" },
  { "Spanish", "El lun, 12 may 2025 a las 9:14, Priya Raman (<priya@example.org>) escribió:", "El 12/5/25 a las 9:14, Priya Raman escribió:",
    "De: Priya Raman\nEnviado el: lunes, 12 de mayo de 2025 9:14\nPara: Jonas\nAsunto: Sala", "-----Mensaje original-----",
    "---------- Mensaje reenviado ---------", "Enviado desde mi iPhone" },
  { "Portuguese", "Em seg., 12 de mai. de 2025 às 09:14, Priya Raman <priya@example.org> escreveu:", "Em 12/05/2025 09:14, Priya Raman escreveu:",
    "De: Priya Raman\nEnviada em: segunda-feira, 12 de maio de 2025 09:14\nPara: Jonas\nAssunto: Sala", "-----Mensagem original-----",
    "-------- Mensagem encaminhada --------", "Enviado do meu iPhone" },
  { "Italian", "Il giorno lun 12 mag 2025 alle ore 09:14 Priya Raman <priya@example.org> ha scritto:", "Il 12/05/2025 09:14, Priya Raman ha scritto:",
    "Da: Priya Raman\nInviato: lunedì 12 maggio 2025 09:14\nA: Jonas\nOggetto: Sala", "-----Messaggio originale-----",
    "-------- Messaggio Inoltrato --------", "Inviato da iPhone" },
  { "Dutch", "Op ma 12 mei 2025 om 09:14 schreef Priya Raman <priya@example.org>:", "Op 12-05-2025 om 09:14 schreef Priya Raman:",
    "Van: Priya Raman\nVerzonden: maandag 12 mei 2025 09:14\nAan: Jonas\nOnderwerp: Zaal", "-----Oorspronkelijk bericht-----",
    "-------- Doorgestuurd bericht --------", "Verstuurd vanaf mijn iPhone" },
  { "Danish", "Den man. 12. maj 2025 kl. 09.14 skrev Priya Raman <priya@example.org>:", "Den 12.05.2025 kl. 09.14 skrev Priya Raman:",
    "Fra: Priya Raman\nSendt: 12. maj 2025 09:14\nTil: Jonas\nEmne: Sal", "-----Oprindelig meddelelse-----",
    "-------- Videresendt meddelelse --------", "Sendt fra min iPhone" },
  { "Norwegian", "man. 12. mai 2025 kl. 09:14 skrev Priya Raman <priya@example.org>:", "Den 12.05.2025 09:14, skrev Priya Raman:",
    "Fra: Priya Raman\nSendt: mandag 12. mai 2025 09:14\nTil: Jonas\nEmne: Sal", "-----Opprinnelig melding-----",
    "-------- Videresendt melding --------", "Sendt fra min iPad" },
  { "Swedish", "Den mån 12 maj 2025 kl 09:14 skrev Priya Raman <priya@example.org>:", "Den 2025-05-12 kl. 09:14, skrev Priya Raman:",
    "Från: Priya Raman\nSkickat: den 12 maj 2025 09:14\nTill: Jonas\nÄmne: Sal", "-----Ursprungligt meddelande-----",
    "-------- Vidarebefordrat meddelande --------", "Skickat från min iPhone" },
  { "Finnish", "ma 12. toukok. 2025 klo 9.14 Priya Raman (priya@example.org) kirjoitti:", "Priya Raman kirjoitti 12.5.2025 klo 9.14:",
    "Lähettäjä: Priya Raman\nLähetetty: maanantai 12. toukokuuta 2025 9:14\nVastaanottaja: Jonas\nAihe: Sali",
    "-----Alkuperäinen viesti-----", "-------- Välitetty viesti --------", "Lähetetty iPhonesta" },
  { "Polish", "pon., 12 maj 2025 o 09:14 Priya Raman <priya@example.org> napisał(a):", "W dniu 12.05.2025 o 09:14, Priya Raman pisze:",
    "Od: Priya Raman\nWysłano: poniedziałek, 12 maja 2025 09:14\nDo: Jonas\nTemat: Sala", "-----Wiadomość oryginalna-----",
    "-------- Przekazana wiadomość --------", "Wysłane z iPhone'a" },
  { "Czech", "po 12. 5. 2025 v 9:14 odesílatel Priya Raman <priya@example.org> napsal:", "Dne 12.05.2025 v 9:14 Priya Raman napsal(a):",
    "Od: Priya Raman\nOdesláno: pondělí 12. května 2025 9:14\nKomu: Jonas\nPředmět: Sál", "-----Původní zpráva-----",
    "-------- Přeposlaná zpráva --------", "Odesláno z iPhonu" },
  { "Slovak", "po 12. 5. 2025 o 9:14 Priya Raman <priya@example.org> napísal(a):", NULL,
    "Od: Priya Raman\nOdoslané: pondelok 12. mája 2025 9:14\nKomu: Jonas\nPredmet: Sála", "-----Pôvodná správa-----",
    "-------- Preposlaná správa --------", "Odoslané z iPhonu" },
  { "Hungarian", "Priya Raman <priya@example.org> ezt írta (időpont: 2025. máj. 12., H, 9:14):", "2025.05.12. 9:14 keltezéssel, Priya Raman írta:",
    "Feladó: Priya Raman\nElküldve: 2025. május 12., hétfő 9:14\nCímzett: Jonas\nTárgy: Terem", "-----Eredeti üzenet-----",
    "-------- Továbbított üzenet --------", "Az iPhone-omról küldve" },
  { "Romanian", "În lun., 12 mai 2025 la 09:14, Priya Raman <priya@example.org> a scris:", "Pe 12.05.2025 09:14, Priya Raman a scris:",
    "De la: Priya Raman\nTrimis: luni, 12 mai 2025 09:14\nCătre: Jonas\nSubiect: Sala", "-----Mesaj original-----",
    "-------- Mesaj redirecționat --------", "Trimis de pe iPhone-ul meu" },
  { "Turkish", "Priya Raman <priya@example.org>, 12 May 2025 Pzt, 09:14 tarihinde şunu yazdı:", "12.05.2025 09:14 tarihinde Priya Raman yazdı:",
    "Kimden: Priya Raman\nGönderildi: 12 Mayıs 2025 Pazartesi 09:14\nKime: Jonas\nKonu: Salon", "-----Özgün İleti-----",
    "-------- İletilmiş Mesaj --------", "iPhone'umdan gönderildi" },
  { "Russian", "пн, 12 мая 2025 г. в 09:14, Priya Raman <priya@example.org>:", "12.05.2025 09:14, Прия Раман пишет:",
    "От: Прия Раман\nОтправлено: 12 мая 2025 г. 9:14\nКому: Jonas\nТема: Зал", "-----Исходное сообщение-----",
    "-------- Пересылаемое сообщение --------", "Отправлено с iPhone" },
  { "Ukrainian", "пн, 12 трав. 2025 р. о 09:14 Priya Raman <priya@example.org> пише:", "12.05.2025 09:14, Прія Раман пише:",
    "Від: Прія Раман\nНадіслано: 12 травня 2025 р. 9:14\nКому: Jonas\nТема: Зала", "-----Вихідне повідомлення-----",
    "-------- Переслане повідомлення --------", "Надіслано з iPhone" },
  { "Bulgarian", "На пн, 12.05.2025 г. в 9:14 Priya Raman <priya@example.org> написа:", NULL,
    "От: Прия Раман\nИзпратено: понеделник, 12 май 2025 г. 9:14\nДо: Jonas\nОтносно: Зала", "-----Оригинално съобщение-----",
    "-------- Препратено съобщение --------", "Изпратено от моя iPhone" },
  { "Croatian", "pon, 12. svi 2025. u 09:14 Priya Raman <priya@example.org> napisao je:", NULL,
    "Od: Priya Raman\nPoslano: 12. svibnja 2025. 9:14\nPrima: Jonas\nPredmet: Dvorana", "-----Izvorna poruka-----",
    "-------- Proslijeđena poruka --------", "Poslano s mog iPhonea" },
  { "Greek", "Στις Δευ 12 Μαΐ 2025 στις 9:14 π.μ., ο χρήστης Priya Raman <priya@example.org> έγραψε:", "Στις 12/5/2025 9:14 π.μ., ο/η Priya Raman έγραψε:",
    "Από: Priya Raman\nΕστάλη: Δευτέρα, 12 Μαΐου 2025 9:14 πμ\nΠρος: Jonas\nΘέμα: Αίθουσα", "-----Αρχικό μήνυμα-----",
    "-------- Προωθημένο μήνυμα --------", "Στάλθηκε από το iPhone μου" },
  { "Vietnamese", "Vào Th 2, 12 thg 5, 2025 vào lúc 09:14 Priya Raman <priya@example.org> đã viết:", NULL,
    "Từ: Priya Raman\nĐã gửi: 12 Tháng Năm 2025 9:14\nTới: Jonas\nChủ đề: Phòng", "-----Thư gốc-----",
    "---------- Thư đã chuyển tiếp ---------", "Đã gửi từ iPhone của tôi" },
  { "Indonesian", "Pada tanggal Sen, 12 Mei 2025 pukul 09.14 Priya Raman <priya@example.org> menulis:", NULL,
    "Dari: Priya Raman\nDikirim: Senin, 12 Mei 2025 9:14\nKepada: Jonas\nPerihal: Aula", "-----Pesan Asli-----",
    "---------- Pesan terusan ---------", "Dikirim dari iPhone saya" },
  { "Arabic", "في الاثنين، ١٢ مايو ٢٠٢٥ في ٩:١٤ ص تمت كتابة ما يلي بواسطة Priya Raman <priya@example.org>:", NULL,
    "من: Priya Raman\n‏‏تم الإرسال: 12/مايو/2025 9:14\nإلى: Jonas\n‏‏الموضوع: القاعة", "-----الرسالة الأصلية-----",
    "---------- رسالة معاد توجيهها ---------", "أُرسلت من الـ iPhone" },
  { "Hebrew", "‫בתאריך יום ב׳, 12 במאי 2025 ב-9:14 מאת ‪Priya Raman‬‏ <‪priya@example.org‬‏>:‬", NULL,
    "מאת: Priya Raman\nנשלח: יום שני 12 מאי 2025 9:14\nאל: Jonas\nנושא: אולם", "-----הודעה מקורית-----",
    "---------- הודעה שהועברה ---------", "נשלח מה-iPhone שלי" },
  { "Persian", "در تاریخ دوشنبه ۱۲ مهٔ ۲۰۲۵،‏ ۹:۱۴ Priya Raman <priya@example.org> نوشت:", NULL,
    "از: Priya Raman\nتاریخ: ۱۲ مهٔ ۲۰۲۵ ۰۹:۱۴\nبه: Jonas\nموضوع: سالن", "-----پیام اصلی-----",
    "---------- پیام هدایت شده ---------", "ارسال شده از iPhone من" },
  { "Chinese", "Priya Raman <priya@example.org> 于2025年5月12日周一 09:14写道：", "在 2025/5/12 9:14, Priya Raman 写道:",
    "发件人: Priya Raman\n发送时间: 2025年5月12日 9:14\n收件人: Jonas\n主题: 大厅", "-----原始邮件-----",
    "---------- 转发的消息 ---------", "发自我的 iPhone" },
  { "Chinese, traditional", "Priya Raman <priya@example.org> 於 2025年5月12日 週一 上午9:14寫道：", NULL,
    "寄件者： Priya Raman\n傳送時間： 2025年5月12日 9:14\n收件者： Jonas\n主旨： 大廳", "-----原始郵件-----",
    "---------- 轉寄的郵件 ---------", "從我的 iPhone 傳送" },
  { "Japanese", "2025年5月12日(月) 9:14 Priya Raman <priya@example.org>:", "2025/05/12 9:14、Priya Ramanのメール:",
    "差出人: Priya Raman\n送信日時: 2025年5月12日 9:14\n宛先: Jonas\n件名: ホール", "-----元のメッセージ-----",
    "---------- 転送メッセージ ---------", "iPhoneから送信" },
  { "Korean", "2025년 5월 12일 (월) 오전 9:14, Priya Raman <priya@example.org>님이 작성:", "2025. 5. 12. 오전 9:14, Priya Raman 작성:",
    "보낸 사람: Priya Raman\n보낸 날짜: 2025년 5월 12일 9:14\n받는 사람: Jonas\n제목: 홀", "-----원본 메시지-----",
    "---------- 전달된 메시지 ---------", "나의 iPhone에서 보냄" },
  { "Thai", "ในวันที่ จ. 12 พ.ค. 2025 เวลา 09:14 Priya Raman <priya@example.org> เขียนว่า:", NULL,
    "จาก: Priya Raman\nส่งเมื่อ: 12 พฤษภาคม 2025 9:14\nถึง: Jonas\nเรื่อง: ห้อง", "-----ข้อความต้นฉบับ-----",
    "---------- ข้อความที่ถูกส่งต่อ ---------", "ส่งจาก iPhone ของฉัน" },
};

static void
check_program (const char *language,
               const char *introduction,
               const char *other)
{
  g_autofree char *text = g_strdup_printf ("%s\n\n%s\n%s\n", OWN, introduction, other);

  g_test_message ("%s", language);
  own_words_check (text, OWN);
}

/* The same line with the @n_th space replaced */
static char *
replace_space (const char *line,
               guint       n,
               const char *with)
{
  const char *space = line;

  for (guint i = 0; space != NULL && i <= n; i++)
    space = strchr (space + (i > 0 ? 1 : 0), ' ');

  return space != NULL ? g_strdup_printf ("%.*s%s%s", (int) (space - line), line, with, space + 1) : NULL;
}

/* Above a quote, and above a mail that is not marked as one */
static void
check_attribution (const char *language,
                   const char *attribution)
{
  g_autoptr(GString) spaced = g_string_new (attribution);
  g_autofree char *indented = g_strconcat ("\t", attribution, NULL);
  char *folded;

  check_program (language, attribution, QUOTED_OTHER);
  check_program (language, attribution, "\n" QUOTED_OTHER);
  check_program (language, attribution, "\n" OTHER);
  check_program (language, indented, QUOTED_OTHER);

  for (guint i = 0; i < 2; i++)
    {
      g_string_assign (spaced, attribution);
      g_string_replace (spaced, " ", i == 0 ? "\u00a0" : "\u202f", 0);
      check_program (language, spaced->str, QUOTED_OTHER);
    }

  /* Wherever a program may break the line, which is after the date */
  for (guint i = 0; (folded = replace_space (attribution, i, "\n")) != NULL; i++)
    {
      if (strcspn (folded, "\n") >= MIN_COLUMN)
        {
          check_program (language, folded, QUOTED_OTHER);
          check_program (language, folded, "\n" OTHER);
        }

      g_free (folded);
    }
}

static void
test_other_attributions (void)
{
  check_attribution ("Catalan", "Missatge de Priya Raman <priya@example.org> del dia dl., 12 de maig 2025 a les 9:14:");
  check_attribution ("Basque", "Priya Raman (<priya@example.org>) igorleak hau idatzi zuen (2025 mai. 12, al. 09:14):");
  check_program ("GroupWise", ">>> Priya Raman <priya@example.org> 05/12/25 9:14 AM >>>", OTHER);
  check_program ("GroupWise", ">>> Priya Raman <priya@example.org> 12.05.2025 09:14 >>>", "\n" OTHER);
  check_program ("Mutt", "* Priya Raman <priya@example.org> [2025-05-12 09:14]:", QUOTED_OTHER);
  check_program ("Mutt", "* Raman, Priya <priya@example.org> [2025-05-12 09:14 +0200]:", "\n" QUOTED_OTHER);

  own_words_check ("Two of them:\n\n* Priya <priya@example.org> [2025-05-12 09:14]:\nshe came.",
                   "Two of them:\n\n* Priya <priya@example.org> [2025-05-12 09:14]:\nshe came.");
}

static void
test_attributions (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (programs); i++)
    {
      check_attribution (programs[i].language, programs[i].attribution);

      if (programs[i].without_address != NULL)
        {
          check_program (programs[i].language, programs[i].without_address, QUOTED_OTHER);
          check_program (programs[i].language, programs[i].without_address, "\n" OTHER);
        }
    }
}

static void
test_heads (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (programs); i++)
    {
      g_autoptr(GString) bold = g_string_new (programs[i].head);
      g_autofree char *below_rule = g_strconcat ("________________________________\n", programs[i].head, NULL);
      g_autofree char *forwarded = g_strconcat (programs[i].forwarded, "\n", programs[i].head, NULL);
      g_autofree char *bare = g_strdelimit (g_strdup (programs[i].forwarded), "-", ' ');
      g_autofree char *unruled = g_strconcat (g_strstrip (bare), ":\n\n", programs[i].head, NULL);
      g_autofree char *saved = g_strconcat (programs[i].head, "\n\n" OWN, NULL);
      IdioMailHead head;

      g_string_replace (bold, "\n", "\n*", 0);
      g_string_prepend (bold, "*");
      g_string_replace (bold, ": ", ":* ", 0);

      check_program (programs[i].language, programs[i].head, "\n" OTHER);
      check_program (programs[i].language, bold->str, "\n" OTHER);
      check_program (programs[i].language, below_rule, "\n" OTHER);
      check_program (programs[i].language, programs[i].quoted, OTHER);
      check_program (programs[i].language, forwarded, "\n" OTHER);
      check_program (programs[i].language, unruled, "\n" OTHER);

      /* At the top it is the head of the mail itself. */
      own_words_check (saved, OWN);
      g_assert_true (idio_mail_head_find_first (saved, saved + strlen (saved), &head));
      g_assert_nonnull (head.subject);
    }
}

/* An answer below the mail that is answered, of which the head has no ">" and the text has. */
static void
test_answers_below (void)
{
  static const char * const lines[] = { "", "________________________________\n" };
  const char *own = "I am in, and I bring two lamps.\n\nJonas";

  for (guint i = 0; i < G_N_ELEMENTS (programs) * 4; i++)
    {
      guint language = i / 4;
      const char *divider = i % 2 == 0 ? programs[language].quoted : programs[language].forwarded;
      g_autofree char *only_below = g_strdup_printf ("%s\n%s%s\n\n" QUOTED_OTHER "\n\n%s\n", divider, lines[i / 2 % 2],
                                                     programs[language].head, own);
      g_autofree char *text = g_strdup_printf ("Yes.\n\n%s", only_below);
      g_autofree char *expected = g_strdup_printf ("Yes.\n\n%s", own);

      g_test_message ("%s", programs[language].language);
      own_words_check (text, expected);
      own_words_check (only_below, own);
    }
}

/* Where scripts have no spaces between words, or people leave them out before Latin letters */
static void
test_unspaced_devices (void)
{
  static const char * const devices[] = {
    "发自我的iPhone", "發自我的iPhone", "从我的iPhone发送", "從我的iPhone傳送", "從我的 iPad 傳送", "寄自我的iPad", "来自我的华为手机",
    "發自我的Galaxy手機", "我的iPhoneから送信", "私のiPadから送信", "나의iPhone에서 보냄", "ส่งจากiPhone ของฉัน", "ส่งจาก iPad",
    "נשלח מהiPhone שלי", "أرسلت من الـiPhone", "أرسلت من جهازiPhone", "Отправлено с моегоiPhone",
  };

  for (guint i = 0; i < G_N_ELEMENTS (devices); i++)
    {
      g_autofree char *text = g_strdup_printf ("%s\n\n%s\n", OWN, devices[i]);

      own_words_check (text, OWN);
    }

  /* Within a word of one script it is none. */
  own_words_check ("The list:\n\nSent from Semacasa by Ann", "The list:\n\nSent from Semacasa by Ann");
  own_words_check ("Liste :\n\nEnvoyé de \u00c9\u0301macville par Ann", "Liste :\n\nEnvoyé de \u00c9\u0301macville par Ann");
}

static void
test_devices (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (programs); i++)
    {
      g_autofree char *at_end = g_strdup_printf ("%s\n\n%s\n", OWN, programs[i].device);
      g_autofree char *above = g_strdup_printf ("%s\n\n%s", programs[i].device, programs[i].attribution);

      g_test_message ("%s", programs[i].language);
      own_words_check (at_end, OWN);
      check_program (programs[i].language, above, "\n" OTHER);
    }
}

static void
add_tests (void)
{
  g_test_add_func ("/own-words-languages/attributions", test_attributions);
  g_test_add_func ("/own-words-languages/attributions/others", test_other_attributions);
  g_test_add_func ("/own-words-languages/heads", test_heads);
  g_test_add_func ("/own-words-languages/answers-below", test_answers_below);
  g_test_add_func ("/own-words-languages/devices", test_devices);
  g_test_add_func ("/own-words-languages/devices/unspaced", test_unspaced_devices);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
