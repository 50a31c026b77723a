/* test-own-words-writer.c: own words that look like others', told by the name of who wrote them, or by nothing
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "idio-test.h"
#include "import/idio-own-words.h"

static const char * const mara[] = { "Mara Holt", "mara@example.org", NULL };

/* What is kept, with "[" and "]" around what is not sure */
static char *
mark (const char         *text,
      const char * const *writers)
{
  g_autoptr(GArray) parts = idio_own_words_divide (text, TRUE, writers, NULL);
  g_autoptr(GString) kept = g_string_new (NULL);
  guint end = 0;

  for (guint i = 0; i < parts->len; i++)
    {
      const IdioPart *part = &g_array_index (parts, IdioPart, i);
      g_autofree char *piece = g_strndup (text + part->start, part->end - part->start);

      g_assert_cmpuint (part->start, ==, end);
      end = part->end;

      if (!idio_part_is_kept (part))
        continue;

      g_string_append_printf (kept, part->sure ? "%s" : "[%s]", g_strstrip (piece));
      g_string_append_c (kept, '\n');
    }

  g_assert_cmpuint (end, ==, strlen (text));

  return g_strchomp (g_string_free_and_steal (g_steal_pointer (&kept)));
}

static void
check (const char         *text,
       const char * const *writers,
       const char         *expected)
{
  g_autoptr(GString) returns = g_string_new (text);
  g_autofree char *kept = mark (text, writers), *kept_returns = NULL;
  g_autoptr(GString) plain = NULL;

  g_test_message ("%s", text);
  g_assert_cmpstr (kept, ==, expected);

  g_string_replace (returns, "\n", "\r\n", 0);
  kept_returns = mark (returns->str, writers);
  plain = g_string_new (kept_returns);
  g_string_replace (plain, "\r\n", "\n", 0);
  g_assert_cmpstr (plain->str, ==, expected);
}

/* A memo has a head like a mail. Nothing says for sure whose it is, unless a program sent it. */
static void
test_memos (void)
{
  static const struct { const char *text, *expected; } anybody[] = {
    { "Hi,\n\nmy memo:\n\nFrom: Mara Holt\nTo: all\nDate: 3 May 2025\nSubject: The boat\n\nIt has to be painted.",
      "Hi,\n\nmy memo:\n[From: Mara Holt\nTo: all\nDate: 3 May 2025\nSubject: The boat]\n[It has to be painted.]" },
    { "MEMO\n\nFrom: The Treasurer\nTo: all@example.org\nDate: 3 May\nSubject: Boat\n\nPaint it.",
      "MEMO\n[From: The Treasurer\nTo: all@example.org\nDate: 3 May\nSubject: Boat]\n[Paint it.]" },
    { "Anbei:\n\nAn: alle\nVon: Mara Holt <mara@example.org>\nDatum: 3.5.2025\nBetreff: Boot\n\nStreicht es.\n\n> Nein.\n\nDoch.",
      "Anbei:\n[An: alle\nVon: Mara Holt <mara@example.org>\nDatum: 3.5.2025\nBetreff: Boot]\n[Streicht es.]\n[Doch.]" },
    { "Записка.\n\nОт: Мара Холт\nКому: всем\nДата: 3 мая\nТема: Лодка\n\nПокрасьте.",
      "Записка.\n[От: Мара Холт\nКому: всем\nДата: 3 мая\nТема: Лодка]\n[Покрасьте.]" },
    { "如下。\n\n发件人：林小雨\n收件人：大家\n日期：5月3日\n主题：船\n\n要油漆。",
      "如下。\n[发件人：林小雨\n收件人：大家\n日期：5月3日\n主题：船]\n[要油漆。]" },
    { "Sure.\n\nFrom: Ann Lee\nDate: Monday, 12 May 2025 at 9:14\nTo: Tom\nSubject: In?\n\nIn?", "Sure." },
    { "Sure.\n\nFrom: Ann Lee\nDate: 2025年5月12日 9時14分\nTo: Tom\nSubject: In?\n\nIn?", "Sure." },
    { "Sure.\n\nDe: Ann Lee\nEnvoyé: lundi\nÀ: Tom\nObjet: In?\n\nIn?", "Sure." },
    { "Sure.\n\nFrom: Ann Lee <ann@example.org>\nDate: Monday\nTo: Tom\nSubject: In?\n\nIn?", "Sure." },
  };
  static const struct { const char *text, *expected; } by_mara[] = {
    { "From: Mara Holt\nTo: all\nDate: 3 May 2025, 9:14\nSubject: Boat\n\nPaint it.",
      "[From: Mara Holt\nTo: all\nDate: 3 May 2025, 9:14\nSubject: Boat]\n[Paint it.]" },
    { "Hi.\n\nFrom: \"Holt, Mara\" <m.holt@example.net>\nSent: Monday 9:14\nTo: Tom\nSubject: In?\n\nIn?\n\nFrom: Tom B <tom@example.org>\n"
      "Sent: Monday\nTo: Mara\nSubject: Q\n\nWhen?",
      "Hi.\n[From: \"Holt, Mara\" <m.holt@example.net>\nSent: Monday 9:14\nTo: Tom\nSubject: In?]\n[In?]" },
    { "Hi.\n\nFrom: mara@EXAMPLE.org\nSent: Monday 9:14\nTo: Tom\nSubject: In?\n\nIn?",
      "Hi.\n[From: mara@EXAMPLE.org\nSent: Monday 9:14\nTo: Tom\nSubject: In?]\n[In?]" },
    { "Hi.\n\nMara Holt\n01/02/2001 09:14 AM\nTo: all\nSubject: Boat\n\nPaint it.",
      "Hi.\n[Mara Holt\n01/02/2001 09:14 AM\nTo: all\nSubject: Boat]\n[Paint it.]" },
    { "Hi.\n\nFrom: Tom Holt <tom@example.org>\nSent: Monday 9:14\nTo: Mara\nSubject: In?\n\nIn?", "Hi." },
    { "Hi.\n\nTom Holt\n01/02/2001 09:14 AM\nTo: Mara\nSubject: Boat\n\nPaint it.", "Hi." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (anybody); i++)
    {
      check (anybody[i].text, NULL, anybody[i].expected);
      check (anybody[i].text, (const char * const[]) { "Ben", NULL }, anybody[i].expected);
    }

  for (guint i = 0; i < G_N_ELEMENTS (by_mara); i++)
    check (by_mara[i].text, mara, by_mara[i].expected);
}

#define HEAD "-----Original Message-----\nFrom: Tom <tom@example.org>\nSent: Monday\nTo: Mara\nSubject: Q\n\n"

/* Answers in a quote that nothing marks are kept if the mail says that there are any, or if they have the name. */
static void
test_answers (void)
{
  static const struct { const char *text, *expected; } cases[] = {
    { "Hi, my answers in red below.\n\n" HEAD "When?\n\nOn Friday.\n\nHow?\n\nBy train.",
      "Hi, my answers in red below.\n[From: Tom <tom@example.org>\nSent: Monday\nTo: Mara\nSubject: Q\n\nWhen?\n\nOn Friday.\n\nHow?\n\nBy train.]" },
    { "Meine Antworten unten!\n\nOn Mon, 12 May 2025 at 09:14, Tom <tom@example.org> wrote:\n\nWhen?\n\nAm Freitag.",
      "Meine Antworten unten!\n[When?\n\nAm Freitag.]" },
    { "Мои ответы ниже.\n\n" HEAD "Когда?\n\nВ пятницу.",
      "Мои ответы ниже.\n[From: Tom <tom@example.org>\nSent: Monday\nTo: Mara\nSubject: Q\n\nКогда?\n\nВ пятницу.]" },
    { "見紅字。\n\n" HEAD "何時？\n\n週五。", "見紅字。\n[From: Tom <tom@example.org>\nSent: Monday\nTo: Mara\nSubject: Q\n\n何時？\n\n週五。]" },
    { "See below.\n\n" HEAD "When?\n\n[Mara] On Friday,\nI hope.\n\nHow?\n\n>>> MH: By train.\nMara: Or by bus.\nWhy?",
      "See below.\n[[Mara] On Friday,\nI hope.]\n[>>> MH: By train.\nMara: Or by bus.\nWhy?]" },
    { "See below.\n\n" HEAD "When?\n\n*Mara Holt:* On Friday.\n\nHow?", "See below.\n[*Mara Holt:* On Friday.]" },
    { "See below.\n\nOn Mon, 12 May 2025 at 09:14, Tom <tom@example.org> wrote:\n\nWhen?\n\n[MH] On Friday.",
      "See below.\n[When?\n\n[MH] On Friday.]" },
    { "See below.\n\n" HEAD "Mara:\n\nwhen? [Tom] I know.\n\nTom: on Friday\n\n[] nothing\n\n: nothing\n\nM: nothing", "See below." },
    { "My answers in a letter.\n\n> When?\n\nOn Friday.", "My answers in a letter.\nOn Friday." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check (cases[i].text, mara, cases[i].expected);
}

/* Not all that begins with ">" was quoted. */
static void
test_marks (void)
{
  static const struct { const char *text, *expected; } cases[] = {
    { "Hi,\n\n>From the window I see the river.\nFrom the roof I see the sea.",
      "Hi,\n[>From the window I see the river.]\nFrom the roof I see the sea." },
    { "Hi,\n\n> When?\n\nOn Friday.\n\n>From Porto.", "Hi,\nOn Friday.\n[>From Porto.]" },
    { "Hi,\n\n>When?\n\nOn Friday.\n\n>From where?", "Hi,\nOn Friday." },
    { "Tom wrote on Monday, 12 May 2025:\n>From where?\n\nPorto.", "Porto." },
    { "A day\n>_< what a day\n>:( no\n>10 people came\nand went.", "A day\n[>_< what a day\n>:( no\n>10 people came]\nand went." },
    { "A day\n>:( no\n>When?\nand went.", "A day\nand went." },
    { "A day\n> 1. one\n> 2. two\nand went.", "A day\nand went." },
    { ">:(", "[>:(]" },
    { "Hi,\n\nPR> When do you come?\nPR> And how?\n\nBy train.", "Hi,\n[PR> When do you come?\nPR> And how?]\nBy train." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check (cases[i].text, NULL, cases[i].expected);
}

/* A sign-off may have two lines, and the name is below both. */
static void
test_sign_offs (void)
{
  static const struct { const char *text, *expected; } cases[] = {
    { "书我已经读完了，非常喜欢。\n\n此致\n敬礼\n林小雨\n北京大学中文系副教授\n北京市海淀区颐和园路5号\n电话：010-0000",
      "书我已经读完了，非常喜欢。\n\n此致\n敬礼\n林小雨" },
    { "I read it.\n\nMany thanks,\nBest regards,\nJonas\nDeputy Chair\nTel: +00 000 000", "I read it.\n\nMany thanks,\nBest regards,\nJonas" },
    { "I read it.\n\nMany thanks,\nBest regards, Jonas\nDeputy Chair\nTel: +00 000 000", "I read it.\n\nMany thanks,\nBest regards, Jonas" },
    { "I read it.\n\nCheers,\nJonas\nDeputy Chair\nTel: +00 000 000", "I read it.\n\nCheers,\nJonas" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check (cases[i].text, NULL, cases[i].expected);
}

static void
add_tests (void)
{
  g_test_add_func ("/own-words-writer/memos", test_memos);
  g_test_add_func ("/own-words-writer/answers", test_answers);
  g_test_add_func ("/own-words-writer/marks", test_marks);
  g_test_add_func ("/own-words-writer/sign-offs", test_sign_offs);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
