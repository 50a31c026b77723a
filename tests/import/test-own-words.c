/* test-own-words.c: whose words are in a text
 *
 * The lines of mail programs are made as these programs make them, for made-up people.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "idio-test.h"
#include "import/idio-mail-head.h"
#include "import/idio-own-words.h"
#include "import/idio-repeated-endings.h"

#define OWN "I am in.\n\nCheers,\nJonas"
#define OTHER "Dear Jonas,\n\nkindly be informed that the hall is free.\n\nYours faithfully,\nPriya"
#define QUOTED_OTHER "> Dear Jonas,\n>\n> kindly be informed that the hall is free."

/* No program breaks a line earlier. */
#define MIN_COLUMN 30

/* The parts are all of the text, in order, and none is empty; lines are not cut. */
static void
check_parts (const char   *text,
             const GArray *parts)
{
  guint end = 0;

  for (guint i = 0; i < parts->len; i++)
    {
      const IdioPart *part = &g_array_index (parts, IdioPart, i);

      g_assert_cmpuint (part->start, ==, end);
      g_assert_cmpuint (part->end, >, part->start);
      g_assert_true (part->start == 0 || text[part->start - 1] == '\n');
      g_assert_true (i == 0 || part[-1].kind != part->kind || part[-1].sure != part->sure);
      end = part->end;
    }

  g_assert_cmpuint (end, ==, strlen (text));
}

static char *
dup_own (const char *text,
         gboolean    is_mail)
{
  g_autoptr(GArray) parts = idio_own_words_divide (text, is_mail, NULL);

  check_parts (text, parts);

  return idio_own_words_join (text, parts);
}

static void
check_own (const char *text,
           const char *expected)
{
  g_autofree char *own = dup_own (text, FALSE);
  g_autoptr(GString) with_returns = g_string_new (text);
  g_autofree char *own_with_returns = NULL;
  g_autoptr(GString) without = NULL;

  if (!g_str_equal (own, expected))
    {
      g_test_message ("In:\n%s\nOwn:\n%s\nExpected:\n%s", text, own, expected);
      g_test_fail ();
      return;
    }

  /* Lines end with "\r\n" in mails. */
  g_string_replace (with_returns, "\n", "\r\n", 0);
  own_with_returns = dup_own (with_returns->str, FALSE);
  without = g_string_new (own_with_returns);
  g_string_replace (without, "\r\n", "\n", 0);
  g_assert_cmpstr (without->str, ==, expected);
}

static void
test_table (void)
{
  static const struct { const char *text, *own; } cases[] = {
    { "Just mine.\nAll of it.\n", "Just mine.\nAll of it." },
    { "\n\n\n", "" },
    { "", "" },
    { "> all\n> quoted", "" },
    { "Yes.\n\n> Are you in?\n> Ann\n", "Yes." },

    /* Lines that introduce a quote, which may be folded */
    { "Yes.\n\nOn Mon, 3 Mar, Ann Lee wrote:\n> Are you in?\n\nTom", "Yes.\n\nTom" },
    { "Yes.\n\nOn Mon, 3 Mar,\nAnn Lee <ann@example.org> wrote:\n\n> In?\n", "Yes." },
    { "On Mon, May 12, 2025 at 9:14 AM Priya via List <\nx@lists.example.org> wrote:\n\n> Hi", "" },
    { "On Mon, May 12, 2025 at 9:14 AM Priya via List\n<x@lists.example.org>\nwrote:\n\n> Hi", "" },
    { "Cheers,\nJonas\n\nAm 02.05.2025 um 09:11 schrieb Priya Raman <priya@example.org>:\n> Dear Jonas", "Cheers,\nJonas" },
    { "Thanks.\n\nOn 12 May 2025, at 09:14, Priya <p@example.org> wrote:\n\nDear Jonas, kindly be informed.", "Thanks." },
    { "Yes.\n\nAnn wrote:\n\n\n", "Yes." },
    { "Yes.\nAnn Lee wrote:", "Yes." },
    { "Yes.\n wrote:\n\t> in?\n\nAnn  wrote: \n\n\n >>in?\n", "Yes." },
    { "Yes.\n\n2013/7/20 Ann Lee <ann@example.org>\n\n| In?\n|\n| Ann\n\nTom", "Yes.\n\nTom" },
    { "Yes.\n\nOn Thu, 31 Mar 2016 at 11:16 Ann Lee\n\n<\nmailto:Ann Lee <ann@example.org>\n> wrote:\n\nIn?", "Yes." },

    { "Yes.\n\n---- On Mon, 12 May 2025 09:14:00 +0200 Ann Lee <ann@example.org> wrote ----\n\nIn?", "Yes." },

    /* Sentences of one's own */
    { "She wrote:\nnothing", "She wrote:\nnothing" },
    { "Ann wrote:\n\nnothing\n> in?", "Ann wrote:\n\nnothing" },
    { "It is the best thing she ever wrote:\n\n> We were never lost.\n\nI read it.",
      "It is the best thing she ever wrote:\n\nI read it." },
    { "underwrote:\n> in?", "underwrote:" },
    { "On 3 May my boss wrote:\n\nWe close.\n\nI don't agree.", "On 3 May my boss wrote:\n\nWe close.\n\nI don't agree." },
    { "See you on 12 May 2025\nOn Mon, May 12, 2025 at 9:14 AM Ann <a@example.org> wrote:\n> In?", "See you on 12 May 2025" },
    { "These are the times:\n2024-01-15 14:30:25\n15.01.2024 14:30\nAsk ann@example.org about them:\n\nall of them.",
      "These are the times:\n2024-01-15 14:30:25\n15.01.2024 14:30\nAsk ann@example.org about them:\n\nall of them." },
    { "On this day\n\nI wrote something:\n\na poem.", "On this day\n\nI wrote something:\n\na poem." },

    /* Answers between quotes stay, and those below them */
    { "On Mon, May 12, 2025 at 9:14 AM Ann <a@example.org> wrote:\n> One?\n\nYes.\n\n> Two?\n\nNo.\n\nTom", "Yes.\n\nNo.\n\nTom" },
    { "On Mon, May 12, 2025 at 9:14 AM Ann <a@example.org> wrote:\n\nYes to all.\n\n> One?\n\nYes.", "Yes to all.\n\nYes." },
    { "> A line that a mail program broke where it was too long for it and that\ngoes on here\n> and here.\n\nYes.", "Yes." },
    { "> Are you in or are you not in, that is what I would like to know today?\nyes\n> And Ann?\nno", "yes\n\nno" },

    /* Rules and heads above somebody else's mail */
    { "FYI\n\n-----Original Message-----\nFrom: Ann\nSecret", "FYI" },
    { "FYI\n\n-----original message-----\n\nSecret", "FYI" },
    { "FYI\n---------------------- Forwarded by Ann/HOU on 1/2/01 ----\nx", "FYI" },
    { "FYI\n\nBegin forwarded message:\n\nFrom: Ann\nSubject: In?\n\nx", "FYI" },
    { "FYI\n\nBegin forwarded message:\n\n> From: Ann\n> Subject: In?\n>\n> x\n\nIs it true?", "FYI\n\nIs it true?" },
    { "Original message:\n\nI said no.\n\nNew message:\n\nI say yes.", "Original message:\n\nI said no.\n\nNew message:\n\nI say yes." },
    { "Sure.\n\nFrom: Ann Lee\nSent: Monday\nTo: Tom\nSubject: In?\n\nAre you in?", "Sure." },
    { "Sure.\n________________________________\nFrom: Ann Lee <ann@example.org>\nSent: Monday\nTo: Tom\n\nIn?", "Sure." },
    { "Sure.\n\n*From:* Ann Lee [mailto:ann@example.org]\n*Sent:* Monday\n*To:* Tom\n*Subject:* In?\n\nAre you in?", "Sure." },
    { "Sure.\n\nFrom: Human Resources \n<a-long-address@example.org> \nSent: Monday\nTo: Tom\nSubject: In?\n\nIn?", "Sure." },
    { "Sure.\n\nFrom: Ann Lee <ann@example.org>\nReply-To: x@example.org\nDate: Monday\nTo: Tom <t@example.org>,\n\tJo <j@example.org>\nSubject: In?\n\nIn?",
      "Sure." },
    { "Sure.\n\n\"Ann Lee\"@example.org on 10/21/99 09:14:00 AM\n\nTo: Tom/HOU\ncc: \nSubject: In?\n\nAre you in?", "Sure." },
    { "Sure.\n\n\tAnn Lee@HOU\n\t10/21/1999 09:14 AM\n\t\t \n\t\t To: Tom/HOU\n\t\t cc: \n\t\t Subject: In?\n\nAre you in?", "Sure." },
    { "Sure.\n\"Ann_Lee/INTL\"@example.org on 10/21/99", "Sure." },
    { "Next meeting:\n10/21/1999 09:14\nTo: be decided", "Next meeting:\n10/21/1999 09:14\nTo: be decided" },
    { "From: here to there is a mile.\nWe walked.", "From: here to there is a mile.\nWe walked." },
    { "From: a\nTo: b\nnot a head", "not a head" },
    { "Hi\nFrom: a\nTo: b", "Hi\nFrom: a\nTo: b" },
    { "First leg:\nFrom: Lisbon\nTo: Porto\nDate: 3 May\n\nSecond leg: I thought of it.",
      "First leg:\nFrom: Lisbon\nTo: Porto\nDate: 3 May\n\nSecond leg: I thought of it." },
    { "To: all\nSubject: Parking\nDate: 3 May\n\nPlease don't.", "To: all\nSubject: Parking\nDate: 3 May\n\nPlease don't." },
    { "To: the editor\nI object.", "To: the editor\nI object." },

    /* A mail saved or copied as a whole */
    { "Return-Path: <j@example.org>\nReceived: from x\n\tby y; Mon, 12 May 2025 09:14:00 +0000\nMessage-ID: <1@x>\n"
      "From: Jonas <j@example.org>\nSubject: Hall,\n free\n\nHi Priya,\n\nyes.", "Hi Priya,\n\nyes." },
    { "From j@example.org Mon May 12 09:14:00 2025\nReceived: from x\nFrom: Jonas <j@example.org>\nDate: Mon\n\nHi.", "Hi." },
    { "Von: Jonas\nGesendet: Montag\nAn: Priya\nBetreff: Saal\n\nHallo Priya", "Hallo Priya" },
    { "Subject: Lunch\n\nAre you in?", "Are you in?" },

    /* Signatures */
    { "See you.\n-- \nTom Hill\nHill & Co", "See you." },
    { "Yes.\n--", "Yes." },
    { "Yes.\n--\n", "Yes." },
    { "Yes.\n--no\n-- no\n---\n", "Yes.\n--no\n-- no\n---" },
    { "-- \n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11", "" },
    { "-- \n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13", "-- \n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13" },
    { "Yes.\n-- \nJonas Lind\nDeputy Chair\n12 Hill Lane\n+00 0000\n\nOn Mon, May 12, 2025 at 9:14 AM Ann <a@example.org> wrote:\n"
      "> 1\n> 2\n> 3\n> 4\n> 5\n> 6\n> 7\n> 8\n> 9\n> 10\n", "Yes." },
    { "One thing.\n--\nI thought about it for a long time, and then I left it.\nThe next day I came back to it, and it was gone.",
      "One thing.\n--\nI thought about it for a long time, and then I left it.\nThe next day I came back to it, and it was gone." },
    { "Yes.\n\nJonas\n\n______________\nJonas Lind\nTel: +00 000 000", "Yes.\n\nJonas" },
    { "Yes.\n\nJonas\n\nJonas Lind, MSc\n12 Hill Lane\nTel: +00 000 000", "Yes.\n\nJonas" },
    { "Here is what you asked for:\n\nAnn Lee\n12 Hill Lane\nTel: +00 000 000",
      "Here is what you asked for:\n\nAnn Lee\n12 Hill Lane\nTel: +00 000 000" },
    { "My address is below.\n\nAnn Lee\n12 Hill Lane\n+00 000 0000\n\nOn 12 May 2025, at 09:14, Jo <j@example.org> wrote:\n\nWhere?",
      "My address is below.\n\nAnn Lee\n12 Hill Lane\n+00 000 0000" },
    { "Meine Adresse\n\nAnn Lee\nHügelweg 12\n+00 000 0000\n\nAm 12.05.2025 um 09:14 schrieb Jo <j@example.org>:\n\nWo?",
      "Meine Adresse\n\nAnn Lee\nHügelweg 12\n+00 000 0000" },
    { "10/19/2025 at 9:30\n1500 Hill Lane\nLondon, 555-010-6780", "10/19/2025 at 9:30\n1500 Hill Lane\nLondon, 555-010-6780" },
    { "Points\n----\n\n1. One\n2. Two\n\n----\n\nThese rules are mine.\n\n====\n\nThese, too.",
      "Points\n----\n\n1. One\n2. Two\n\n----\n\nThese rules are mine.\n\n====\n\nThese, too." },

    /* Devices and apps */
    { "Start without me.\n\nSent from my iPhone", "Start without me." },
    { "Start without me.\n\n-- \nSent from my iPhone\n\nOn 12 May 2025, at 09:14, Ann <a@example.org> wrote:\n\nIn?", "Start without me." },
    { "Start without me.\nGet Outlook for iOS<https://example.org/x>", "Start without me." },
    { "Start without me.\n\nSent from [Mail](https://example.org/x) for Windows 10", "Start without me." },
    { "Start.\n\nSent from my desk, is much easier then my mobile phone.",
      "Start.\n\nSent from my desk, is much easier then my mobile phone." },
    { "The parcel came.\n\nSent from Denver on Monday.", "The parcel came.\n\nSent from Denver on Monday." },
    { "Sent from my iPhone is what it says.\n\nOdd.", "Sent from my iPhone is what it says.\n\nOdd." },

    /* Mailing lists, scanners, companies */
    { "Yes.\n\nTom\n_______________________________________________\nhikers mailing list\nhikers@lists.example.org\n"
      "https://lists.example.org/hikers", "Yes.\n\nTom" },
    { "Yes.\n\n-- \nYou received this message because you are subscribed to the group \"hikers\".\nTo unsubscribe, visit x.", "Yes." },
    { "Yes.\n\nTom\n\nThis e-mail and any attachments are confidential. If you are not the intended recipient, delete it.", "Yes.\n\nTom" },
    { "Ja.\n\nTom\n\nDiese E-Mail enthält vertrauliche und/oder rechtlich geschützte Informationen.", "Ja.\n\nTom" },
    { "Yes.\n\nTom\n\n---\nThis email has been checked for viruses by Avast antivirus software.\nhttps://example.org/antivirus", "Yes.\n\nTom" },
    { "Yes.\n\nTom\n\nPlease consider the environment before printing this e-mail.", "Yes.\n\nTom" },
    { "CAUTION: This email originated from outside of the company.\nDo not click.\n\nHi Tom", "Hi Tom" },
    { "When: Monday, May 12, 2025 9:00\nWhere: Room 1\n\n*~*~*~*~*~*~*~*~*~*\n\nLet us talk.", "Let us talk." },
    { "Join Zoom meeting at nine, please.\n\nTom", "Join Zoom meeting at nine, please.\n\nTom" },
    { "External email accounts are closed.\n\nTom", "External email accounts are closed.\n\nTom" },
    { "Yes.\n\nPlease add me to the mailing list", "Yes.\n\nPlease add me to the mailing list" },
    { "Das kam bei mir an.\n\nIch habe es irrtümlich erhalten.", "Das kam bei mir an.\n\nIch habe es irrtümlich erhalten." },
    { "Yes.\n\nTom\n\nSent with Tutanota, enjoy secure emails:\nhttps://example.org", "Yes.\n\nTom" },
    { "I think I received this message in error, as I am not in sales.", "I think I received this message in error, as I am not in sales." },

    /* Keys and calendars */
    { "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\nHi Ann,\n\nyes.\n\n- -- \nTom\n-----BEGIN PGP SIGNATURE-----\n\n"
      "iQEz\n=abcd\n-----END PGP SIGNATURE-----\n", "Hi Ann,\n\nyes." },
    { "Here it is.\n\n-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmQEN\n-----END PGP PUBLIC KEY BLOCK-----\n\nTom", "Here it is.\n\nTom" },
    { "-----BEGIN PGP MESSAGE-----\nnothing ends it", "-----BEGIN PGP MESSAGE-----\nnothing ends it" },
    { "Yes.\n\nBEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n", "Yes." },
    { "Let us talk.\n\n________________________________________\nMicrosoft Teams meeting\nJoin: https://example.org/x\nMeeting ID: 1", "Let us talk." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check_own (cases[i].text, cases[i].own);
}

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
    "از: Priya Raman\nتاریخ: ۱۲ مهٔ ۲۰۲۵\nبه: Jonas\nموضوع: سالن", "-----پیام اصلی-----",
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
  check_own (text, OWN);
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

      /* At the top it is the head of the mail itself. */
      check_own (saved, OWN);
      g_assert_true (idio_mail_head_find_first (saved, saved + strlen (saved), &head));
      g_assert_nonnull (head.subject);
    }
}

static void
test_devices (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (programs); i++)
    {
      g_autofree char *at_end = g_strdup_printf ("%s\n\n%s\n", OWN, programs[i].device);
      g_autofree char *above = g_strdup_printf ("%s\n\n%s", programs[i].device, programs[i].attribution);

      g_test_message ("%s", programs[i].language);
      check_own (at_end, OWN);
      check_program (programs[i].language, above, "\n" OTHER);
    }
}

/* Some mails end with this, each with words of its own above, and others do not. */
static void
check_ending (const char *ending,
              const char *kept)
{
  g_autoptr(IdioRepeatedEndings) endings = idio_repeated_endings_new ();
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < 8; i++)
    {
      char *text = g_strdup_printf ("Hi Priya,\n\nthis is number %u.\n\n%s", i, i % 2 == 0 ? ending : "See you!");

      g_ptr_array_add (texts, text);
      idio_repeated_endings_add (endings, text);
    }

  for (guint i = 0; i < texts->len; i++)
    {
      const char *text = g_ptr_array_index (texts, i);
      g_autofree char *left = g_strchomp (g_strndup (text, idio_repeated_endings_find (endings, text)));
      g_autofree char *expected = g_strdup_printf ("Hi Priya,\n\nthis is number %u.\n\n%s", i, i % 2 == 0 ? kept : "See you!");

      g_assert_cmpstr (left, ==, expected);
    }
}

static void
test_repeated_endings (void)
{
  g_autoptr(IdioRepeatedEndings) none = idio_repeated_endings_new ();

  check_ending ("Best regards,\nJonas Lind\nDeputy Chair\nHillside Choir", "Best regards,\nJonas Lind");
  check_ending ("Best regards,\nJonas\n\nJonas Lind, Deputy Chair\n12 Hill Lane\nTel: +00 000 000", "Best regards,\nJonas");
  check_ending ("Viele Grüße\nJonas\n\nVorstand, Chor e. V.\nwww.example.org", "Viele Grüße\nJonas");
  check_ending ("Jonas\n+00 000 0000", "Jonas");
  check_ending ("Jonas\r\nDeputy  Chair\r\njonas@example.org", "Jonas");
  check_ending ("Cheers,\nJonas\n\nThis message is intended solely for the addressee.", "Cheers,\nJonas");

  /* How somebody always ends is their own. */
  check_ending ("Cheers,\nJonas", "Cheers,\nJonas");
  check_ending ("Let me know if that suits you, and if not, when.\n\nCheers,\nJonas", "Let me know if that suits you, and if not, when.\n\nCheers,\nJonas");
  check_ending ("Have a nice day!", "Have a nice day!");
  check_ending ("-J", "-J");
  check_ending ("Thanks\nJonas\n\nI read my mails on Monday, on Thursday, and on no other day.",
                "Thanks\nJonas\n\nI read my mails on Monday, on Thursday, and on no other day.");

  g_assert_cmpuint (idio_repeated_endings_find (none, "Tel: +00 000 000"), ==, strlen ("Tel: +00 000 000"));
  g_assert_cmpuint (idio_repeated_endings_find (none, ""), ==, 0);
}

/* The words of the sign-off change, and the signature stays. */
static void
test_changing_sign_offs (void)
{
  static const char * const sign_offs[] = { "Cheers,", "Many thanks,", "Best,", "Regards," };
  g_autoptr(IdioRepeatedEndings) endings = idio_repeated_endings_new ();
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (sign_offs); i++)
    {
      g_ptr_array_add (texts, g_strdup_printf ("Number %u.\n\n%s\nJonas Lind\nDeputy Chair", i, sign_offs[i]));
      idio_repeated_endings_add (endings, g_ptr_array_index (texts, i));
    }

  for (guint i = 0; i < texts->len; i++)
    {
      const char *text = g_ptr_array_index (texts, i);

      g_assert_cmpstr (text + idio_repeated_endings_find (endings, text), ==, "Deputy Chair");
    }
}

/* What may be by others is kept, and told. */
static void
test_unsure (void)
{
  static const struct { const char *text; IdioPartKind kind; } cases[] = {
    { "It is the best thing she ever wrote:\n\n> We were never lost.\n\nI read it.", IDIO_PART_ATTRIBUTION },
    { "Legs:\nFrom: Lisbon\nTo: Porto\nDate: 3 May\n\nI thought of it.", IDIO_PART_ATTRIBUTION },
    { "Subject: FW: A joke\n\nA crow was sitting on a tree.", IDIO_PART_FORWARDED },
    { "Subject: Automatic reply: Hall\n\nI am away.", IDIO_PART_AUTOMATIC },
    { "This is an automated message, please do not reply.\n\nYour order.", IDIO_PART_AUTOMATIC },
    { "Dear Ann,\n\nthe hall is free.\n\nJane Hill\nAssistant to Jonas Lind", IDIO_PART_OWN },
    { "One thing.\n--\nI thought about it for a long time, and then I left it.\nThe next day I came back to it, and it was gone.",
      IDIO_PART_SIGNATURE },
    { "You asked whom to call, and here is who knows about it.\n\nAnn Lee\n12 Hill Lane\nTel: +00 000 000", IDIO_PART_SIGNATURE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GArray) parts = idio_own_words_divide (cases[i].text, FALSE, NULL);
      g_autofree char *own = idio_own_words_join (cases[i].text, parts);
      guint n_unsure = 0;

      g_test_message ("%s", cases[i].text);

      for (guint j = 0; j < parts->len; j++)
        {
          const IdioPart *part = &g_array_index (parts, IdioPart, j);

          if (!part->sure)
            {
              g_assert_cmpuint (part->kind, ==, cases[i].kind);
              g_assert_true (idio_part_is_kept (part));
              n_unsure++;
            }
        }

      g_assert_cmpuint (n_unsure, ==, 1);
      g_assert_cmpint (own[0], !=, '\0');
    }
}

/* The body of a mail has its head elsewhere: one at its top is that of a mail that was forwarded without a word. */
static void
test_bodies (void)
{
  static const char text[] = "From: Ann Lee <ann@example.org>\nSent: Monday\nTo: Tom\nSubject: In?\n\nAre you in?";
  g_autofree char *of_mail = dup_own (text, TRUE);
  g_autofree char *of_text = dup_own (text, FALSE);
  g_autoptr(GArray) parts = idio_own_words_divide (text, FALSE, NULL);

  g_assert_cmpstr (of_mail, ==, "");
  g_assert_cmpstr (of_text, ==, "Are you in?");
  g_assert_cmpuint (g_array_index (parts, IdioPart, 0).kind, ==, IDIO_PART_HEAD);
}

static void
test_cancelled (void)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GArray) parts = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append (text, "Mine.\n");

  g_cancellable_cancel (cancellable);
  parts = idio_own_words_divide (text->str, FALSE, cancellable);
  g_assert_cmpuint (g_array_index (parts, IdioPart, parts->len - 1).end, <, text->len);
}

static void
add_tests (void)
{
  g_test_add_func ("/own-words/repeated-endings", test_repeated_endings);
  g_test_add_func ("/own-words/changing-sign-offs", test_changing_sign_offs);
  g_test_add_func ("/own-words/unsure", test_unsure);
  g_test_add_func ("/own-words/bodies", test_bodies);
  g_test_add_func ("/own-words/cancelled", test_cancelled);
  g_test_add_func ("/own-words/attributions", test_attributions);
  g_test_add_func ("/own-words/heads", test_heads);
  g_test_add_func ("/own-words/devices", test_devices);
  g_test_add_func ("/own-words/table", test_table);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
