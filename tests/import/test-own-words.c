/* test-own-words.c: whose words are in a text
 *
 * The lines of mail programs are made as these programs make them, for made-up people.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "idio-test.h"
#include "own-words.h"
#include "import/idio-own-words.h"

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

    { "Ann wrote:\n\nThe hall is free.\n\nRegards,\nTom", "Ann wrote:\n\nThe hall is free.\n\nRegards,\nTom" },
    { "Ann wrote:\n\nregards,\nann is what it was.", "Ann wrote:\n\nregards,\nann is what it was." },

    /* A number may be compared with, but not in a quote. */
    { "> 100 visitors\n> came.\n\nYes.", "Yes." },
    { "On Mon, May 12, 2025 at 9:14 AM Ann <a@example.org> wrote:\n> 3 pm?\n\nYes.", "Yes." },
    { "> 3 pm?\n\nYes.\n\n> And who?\n\nTom.", "Yes.\n\nTom." },

    /* Answers between quotes stay, and those below them */
    { "On Mon, May 12, 2025 at 9:14 AM Ann <a@example.org> wrote:\n> One?\n\nYes.\n\n> Two?\n\nNo.\n\nTom", "Yes.\n\nNo.\n\nTom" },
    { "On Mon, May 12, 2025 at 9:14 AM Ann <a@example.org> wrote:\n\nYes to all.\n\n> One?\n\nYes.", "Yes to all.\n\nYes." },
    { "> A line that a mail program broke where it was too long for it and that\ngoes on here\n> and here.\n\nYes.", "Yes." },
    { "> From: ann@example.org [mailto:ann@example.org] On Behalf Of the others\nAnn Lee\n> Cc: tom@example.org; jo@example.org; hikers@lists.example.org;\n"
      "a-long-address@example.org\n> The lines are longer than what the program breaks them to, which is PowerPC\n> boards.\n\nYes.", "Yes." },
    { "> Shall we meet on Monday or on Tuesday, when the hall is free, which is\nMonday\n> what I would like to know\n> of you?\n\nTom",
      "Monday\n\nTom" },
    { "> Are you in or are you not in, that is what I would like to know today?\nyes\n> And Ann?\nno", "yes\n\nno" },

    /* Rules and heads above somebody else's mail */
    { "FYI\n\n-----Original Message-----\nFrom: Ann\nSecret", "FYI" },
    { "FYI\n\n-----original message-----\n\nSecret", "FYI" },
    { "FYI\n---------------------- Forwarded by Ann/HOU on 1/2/01 ----\nx", "FYI" },
    { "FYI\n\nBegin forwarded message:\n\nFrom: Ann\nSubject: In?\n\nx", "FYI" },
    { "FYI\n\nBegin forwarded message:\n\n> From: Ann\n> Subject: In?\n>\n> x\n\nIs it true?", "FYI\n\nIs it true?" },
    { "FYI\n\nBegin forwarded message:\n\nKuka: Ann\nMistä: x\nMilloin: y\n\nx", "FYI" },
    { "- Forwarded message to Ann\n- Called Bob", "- Forwarded message to Ann\n- Called Bob" },
    { "FYI\n\n----- Forwarded message from Ann Lee <ann@example.org> -----\n\nx", "FYI" },
    { "- Original message:\n- Answer:", "- Original message:\n- Answer:" },
    { "Links:\n--------\nhttps://example.org/1", "Links:\n--------\nhttps://example.org/1" },
    { "# Original message\n\nWe are late.", "# Original message\n\nWe are late." },
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
    { "From: a\nTo: b\nnot a head", "From: a\nTo: b\nnot a head" },
    { "Von: Berlin\nAn: Hamburg\nDatum: 3. Mai\n\nGut.", "Von: Berlin\nAn: Hamburg\nDatum: 3. Mai\n\nGut." },
    { "Re: your roof\n\nIt leaks.", "Re: your roof\n\nIt leaks." },
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

    /* Quotes with somebody's initials */
    { "On Mon, May 12, 2025 at 9:14 AM Ann Lee <a@example.org> wrote:\n AL> Are you in?\n AL>\n AL> And Jo?\n\nYes.\n\n AL> Both?\n\nTom",
      "Yes.\n\nTom" },
    { "Ann Lee wrote:\n\nAL> Are you in?\n\nAL> And Jo?\nYes.", "Yes." },
    { "AL> Are you in?\nJH> Yes.", "AL> Are you in?\nJH> Yes." },
    { "Ann Lee wrote:\n\nAL> Are you in?\nAL> And Jo?\nYes.", "Yes." },
    { "Type this:\n\nSQL> select 1;\nSQL> quit\n\nDone?", "Type this:\n\nSQL> select 1;\nSQL> quit\n\nDone?" },
    { "On Mon, May 12, 2025 at 9:14 AM Ann <a@example.org> wrote:\n> One?\n\n...\n\nOn Tue, May 13, 2025 at 9:14 AM Ann <a@example.org> wrote:\n> Two?\n\nNo.",
      "...\n\nNo." },

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
    { "Yes.\n\nBest,\nJonas\nDeputy Chair\n12 Hill Lane\n+00 000 0000", "Yes.\n\nBest,\nJonas" },
    { "Yes.\n\nBest regards,\n\nJonas Lind\nDeputy Chair\nHillside Choir\nTel: +00 000 000", "Yes.\n\nBest regards,\n\nJonas Lind" },
    { "Yes.\n\nBest regards,\nJonas Lind\nDeputy Chair | Hillside Choir\nwww.example.org", "Yes.\n\nBest regards,\nJonas Lind" },
    { "Ja.\n\nViele Grüße\nJonas\n\nJonas Lind\nHügelweg 12\nTel. 030 123456", "Ja.\n\nViele Grüße\nJonas" },
    { "Yes.\n\nBest,\nJonas\n+00 000 0000", "Yes.\n\nBest,\nJonas\n+00 000 0000" },
    { "Here is what you asked for:\n\nAnn Lee\n12 Hill Lane\nTel: +00 000 000",
      "Here is what you asked for:\n\nAnn Lee\n12 Hill Lane\nTel: +00 000 000" },
    { "My address is below.\n\nAnn Lee\n12 Hill Lane\n+00 000 0000\n\nOn 12 May 2025, at 09:14, Jo <j@example.org> wrote:\n\nWhere?",
      "My address is below.\n\nAnn Lee\n12 Hill Lane\n+00 000 0000" },
    { "Meine Adresse\n\nAnn Lee\nHügelweg 12\n+00 000 0000\n\nAm 12.05.2025 um 09:14 schrieb Jo <j@example.org>:\n\nWo?",
      "Meine Adresse\n\nAnn Lee\nHügelweg 12\n+00 000 0000" },
    { "10/19/2025 at 9:30\n1500 Hill Lane\nLondon, 555-010-6780", "10/19/2025 at 9:30\n1500 Hill Lane\nLondon, 555-010-6780" },
    { "Points\n----\n\n1. One\n2. Two\n\n----\n\nThese rules are mine.\n\n====\n\nThese, too.",
      "Points\n----\n\n1. One\n2. Two\n\n----\n\nThese rules are mine.\n\n====\n\nThese, too." },

    { "Links\n-----\nhttps://example.org/1\nhttps://example.org/2", "Links\n-----\nhttps://example.org/1\nhttps://example.org/2" },

    /* What is below a signature, and rules that look like its mark */
    { "See you.\n-- \nTom\n\nP.S. Bring the keys.", "See you.\n\nP.S. Bring the keys." },
    { "See you.\n-- \nTom\nP.S. Bring the keys.", "See you.\n-- \nTom\nP.S. Bring the keys." },
    { "The rope is in the shed.\n\nTom\n-- \nTom Hill, Chair\n\nAnd one more thing that I forgot: the key is under the stone.",
      "The rope is in the shed.\n\nTom\n\nAnd one more thing that I forgot: the key is under the stone." },
    { "Das Seil liegt im Schuppen.\n--\nTom Hügel\n\nUnd noch etwas, das ich ganz vergessen habe, obwohl es doch so\nwichtig ist.",
      "Das Seil liegt im Schuppen.\n\nUnd noch etwas, das ich ganz vergessen habe, obwohl es doch so\nwichtig ist." },
    { "绳子在棚子里。\n-- \n林明\n\n还有一件事，钥匙在石头下面。", "绳子在棚子里。\n\n还有一件事，钥匙在石头下面。" },
    { "Could you bring this?\n\n--\nmilk\nbread and two onions\n--\nAnd something sweet for the little one, after her long day.",
      "Could you bring this?\n\n--\nmilk\nbread and two onions\n--\nAnd something sweet for the little one, after her long day." },
    { "Look for these:\n\n--\nA rope\nTwo lamps\n--\n\nThanks", "Look for these:\n\n--\nA rope\nTwo lamps\n--\n\nThanks" },
    { "A poem\n\n-- \nthe well is deep\n-- \nI stand and count the stones that fall, each longer than the last.",
      "A poem\n\n-- \nthe well is deep\n-- \nI stand and count the stones that fall, each longer than the last." },
    { "--\nthe first thing I want is a rope\nand then a lamp", "--\nthe first thing I want is a rope\nand then a lamp" },
    { "One.\n--\nI thought about it for a long time, and then I left it.\n\nOn Mon, May 12, 2025 at 9:14 AM Ann <a@example.org> wrote:\n> In?",
      "One.\n--\nI thought about it for a long time, and then I left it." },
    { "Yes.\n-- \nTom Hill\nHill & Co\n\n12 Hill Lane\n-- \nThe list of hikers\nhttps://example.org/hikers", "Yes." },
    { "Yes.\n-- \nTom\n\"We all live in a yellow submarine, as you know.\"\n", "Yes." },
    { "Yes.\n--\ntom\n", "Yes." },
    { "--\nHi Ann,\n\nI will come on Thursday, if the rain stops in time.\n\nPlease bring the key of the shed and two ropes.",
      "--\nHi Ann,\n\nI will come on Thursday, if the rain stops in time.\n\nPlease bring the key of the shed and two ropes." },
    { "Yes.\n\n-- \nHill & Co\n\nTom Hill\n12 Hill Lane\nTel: +00 000 000", "Yes." },
    { "Sì.\n\n-- \nHill & Co\n\nSe ricevete questo messaggio per errore, cancellatelo.\n\nGrazie, da tutti noi che lavoriamo qui.",
      "Sì." },
    { "Shall we?\n--\nI would like that, if only the rain stops before noon.\n\nTom\n\nSent from my iPhone",
      "Shall we?\n--\nI would like that, if only the rain stops before noon.\n\nTom" },

    { "Yes.\n-- \nTom Hill\nHill & Co\n\n--\nTo unsubscribe, send a message with 'unsubscribe hikers' in\nthe body to x@example.org, as all of us do here.\n"
      "For more see:\nhttps://example.org/hikers", "Yes." },
    { "Applied.\n\n------------------------------------------------------------------------------\nRopes for everyone: the whole truth about them, and more!\n"
      "Read it now.\nhttps://example.org/ropes\n_______________________________________________\nhikers mailing list\nhikers@lists.example.org\n"
      "https://lists.example.org/hikers", "Applied." },
    { "Applied.\n\n------------------------------------------------------------------------------\nRead it now, all of it from the first word on, as I did.\nhttps://example.org/ropes",
      "Applied.\n\n------------------------------------------------------------------------------\nRead it now, all of it from the first word on, as I did.\nhttps://example.org/ropes" },

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
    { "Yes.\n\nTom\n\nThis email is only intended for the person or entity to which it is addressed.\n\nHill & Co accepts no "
      "responsibility for it. It is registered in England. Its registered office is here.\n\nThis may come from another company.\n\n"
      "This email has been scanned by x.", "Yes.\n\nTom" },
    { "My draft:\n\nThis email is intended only for the person to whom or entity to which it is addressed.\n\nIs it good?\n\nSent from my iPhone",
      "My draft:\n\nThis email is intended only for the person to whom or entity to which it is addressed.\n\nIs it good?" },
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
    own_words_check (cases[i].text, cases[i].own);
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
    { "Subject: Accepted: Choir @ Tue 3 May\n\nI will be late.", IDIO_PART_AUTOMATIC },
    { "Betreff: Gelesen: Saal\nVon: Jonas\nDatum: Montag\n\nIhre Nachricht wurde gelesen.", IDIO_PART_AUTOMATIC },
    { "Hi,\n\nBen Carter wrote:\n\nThe hall is free on Monday.\n\nRegards,\nBen\n\nShall we?", IDIO_PART_QUOTE },
    { "Ben Carter wrote:\nThe hall is free on Monday.\nBest wishes, Ben", IDIO_PART_QUOTE },
    { "Sieh mal.\n\nUrsula Weiß schrieb:\n\nDer Saal ist frei.\n\nViele Grüße\nUrsula Weiß", IDIO_PART_QUOTE },
    { "Смотри.\n\nАнна Ли пишет:\n\nЗал свободен.\n\nС уважением,\nАнна", IDIO_PART_QUOTE },
    { "We had\n> 100 visitors\nlast year.", IDIO_PART_QUOTE },
    { "What we want:\n>50% of all\n< 3 complaints", IDIO_PART_QUOTE },
    { "Twas brillig at 14:00:54 17.11.2025 when ann@example.org did gyre:\n> In?\n\nYes.", IDIO_PART_ATTRIBUTION },
    { "Hi,\n\n AL> Are you in?\n AL> And Jo?\n\nYes.", IDIO_PART_QUOTE },
    { "Dear Ann,\n\nthe hall is free.\n\nJane Hill\nAssistant to Jonas Lind", IDIO_PART_ASSISTANT },
    { "One thing.\n--\nI thought about it for a long time, and then I left it.\nThe next day I came back to it, and it was gone.",
      IDIO_PART_SIGNATURE },
    { "You asked whom to call, and here is who knows about it.\n\nAnn Lee\n12 Hill Lane\nTel: +00 000 000", IDIO_PART_SIGNATURE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GArray) parts = idio_own_words_divide (cases[i].text, FALSE, NULL, NULL);
      g_autofree char *own = idio_own_words_join (cases[i].text, parts, NULL);
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
  g_autofree char *of_mail = own_words_dup (text, TRUE);
  g_autofree char *of_text = own_words_dup (text, FALSE);
  g_autoptr(GArray) parts = idio_own_words_divide (text, FALSE, NULL, NULL);

  g_assert_cmpstr (of_mail, ==, "");
  g_assert_cmpstr (of_text, ==, "Are you in?");
  g_assert_cmpuint (g_array_index (parts, IdioPart, 0).kind, ==, IDIO_PART_HEAD);
}

/* An article in quotation marks that is most of a mail is shown; what somebody said, told on the way, is not. */
static void
test_quotations (void)
{
#define ARTICLE "The city will close the old bridge in June. Traffic will be led over the new one, the mayor said on Monday. " \
                "Shops fear for their trade."
  static const struct { const char *text, *quotation; } cases[] = {
    { "Hi all,\n\nThe Times wrote today:\n\n\"" ARTICLE "\"\n\nWhat do you think?\n\nJonas", "\"" ARTICLE "\"\n" },
    { "Look:\n\n“" ARTICLE "\n\n“" ARTICLE "”\n\nJonas", "“" ARTICLE "\n\n“" ARTICLE "”\n" },
    { "Look:\n\n\"" ARTICLE "\n\n\"" ARTICLE "\"\n\nJonas", "\"" ARTICLE "\n\n\"" ARTICLE "\"\n" },
    { "Schau:\n\n„" ARTICLE "“.\nJonas", "„" ARTICLE "“.\n" },
    { "Regarde :\n\n« " ARTICLE " »", "« " ARTICLE " »" },
    { "“" ARTICLE "”", "“" ARTICLE "”" },
    { "Hi,\n\n“The bridge will close,” she said, and then all of us walked home over it once more, in the dark.\n\n“Good "
      "night.”\n\nJonas", NULL },
    { "Hi,\n\n“" ARTICLE "” is what I read, and I do not know what to think of it at all.\n\nJonas", NULL },
    { "Hi,\n\n\"" ARTICLE "\"\n\n" ARTICLE " " ARTICLE "\n\nJonas", NULL },
    { "Hi,\n\n\"" ARTICLE "\n\nJonas", NULL },
  };
#undef ARTICLE

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GArray) parts = idio_own_words_divide (cases[i].text, TRUE, NULL, NULL);
      g_autofree char *own = idio_own_words_join (cases[i].text, parts, NULL), *found = NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (own, ==, cases[i].text);

      for (guint j = 0; j < parts->len; j++)
        {
          const IdioPart *part = &g_array_index (parts, IdioPart, j);

          g_assert_cmpuint (part->start, ==, j > 0 ? part[-1].end : 0);

          if (part->kind == IDIO_PART_QUOTE)
            found = g_strndup (cases[i].text + part->start, part->end - part->start);
        }

      g_assert_cmpstr (found, ==, cases[i].quotation);
    }
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
  parts = idio_own_words_divide (text->str, FALSE, NULL, cancellable);
  g_assert_cmpuint (g_array_index (parts, IdioPart, parts->len - 1).end, <, text->len);
}

/* Text after more marks of signatures than anybody writes takes no longer than as much of other text. */
static void
test_many_marks (void)
{
  static const char * const units[] = {
    "--\n", "-- \n\n", "--\na\n", "--\nSent from my iPhone\n",
    "--\nTom\n\nAnn has the key of the shed, and two ropes.\n> In?\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autoptr(GString) text = g_string_new (NULL);
      g_autofree char *own = NULL;

      for (guint j = 0; j < 60000; j++)
        g_string_append (text, units[i]);

      for (guint j = 0; j < 13; j++)
        g_string_append_printf (text, "%u\n", j);

      own = own_words_dup (text->str, FALSE);
      g_assert_true (g_str_has_suffix (own, "\n10\n11\n12"));
    }
}

static void
add_tests (void)
{
  g_test_add_func ("/own-words/unsure", test_unsure);
  g_test_add_func ("/own-words/bodies", test_bodies);
  g_test_add_func ("/own-words/cancelled", test_cancelled);
  g_test_add_func ("/own-words/quotations", test_quotations);
  g_test_add_func ("/own-words/table", test_table);
  g_test_add_func ("/own-words/many-marks", test_many_marks);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
