/* test-whatsapp.c: chats as WhatsApp exports them. There is no program here that does; the lines are as its exports on
 * phones in many languages have been published.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <locale.h>
#include <string.h>

#include "format-test.h"
#include "formats/idio-chat-line.h"

#define LRM "\u200e"
#define RLM "\u200f"
#define NNBSP "\u202f"

/* A message at 21:14 on May 12, 2025, by Priya, who says "See you: soon" */
static const struct
{
  const char    *line;
  IdioDateOrder  order;
} lines[] = {
  { "12/05/2025, 21:14 - Priya: See you: soon", IDIO_DATE_ORDER_DMY },
  { "12/05/25, 21:14 - Priya: See you: soon", IDIO_DATE_ORDER_DMY },
  { "5/12/25, 9:14 PM - Priya: See you: soon", IDIO_DATE_ORDER_MDY },
  { "5/12/25, 9:14" NNBSP "PM - Priya: See you: soon", IDIO_DATE_ORDER_MDY },
  { "[5/12/25, 9:14:33" NNBSP "PM] Priya: See you: soon", IDIO_DATE_ORDER_MDY },
  { LRM "[12.05.25, 21:14:33] Priya: See you: soon", IDIO_DATE_ORDER_DMY },
  { "[12/05/2025, 21:14:33] ~" NNBSP "Priya: See you: soon", IDIO_DATE_ORDER_DMY },
  { "[12/05/2025 21:14:33] Priya: See you: soon", IDIO_DATE_ORDER_DMY },
  { "[2025-05-12, 21:14:33] Priya: See you: soon", IDIO_DATE_ORDER_YMD },
  { "2025-05-12 21:14 - Priya: See you: soon", IDIO_DATE_ORDER_YMD },
  { "2025-05-12, 9:14 p.m. - Priya: See you: soon", IDIO_DATE_ORDER_YMD },
  { "12.05.25, 21:14 - Priya: See you: soon", IDIO_DATE_ORDER_DMY },
  { "12.05.2025. 21:14 - Priya: See you: soon", IDIO_DATE_ORDER_DMY },
  { "12. 05. 2025 21:14 - Priya: See you: soon", IDIO_DATE_ORDER_DMY },
  { "12.05.25 г., 21:14 - Priya: See you: soon", IDIO_DATE_ORDER_DMY },
  { "2025. 05. 12. 21:14 - Priya: See you: soon", IDIO_DATE_ORDER_YMD },
  { "12/05/2025 à 21:14 - Priya: See you: soon", IDIO_DATE_ORDER_DMY },
  { "2025-05-12 21 h 14 - Priya : See you: soon", IDIO_DATE_ORDER_YMD },
  { "12.5.2025 klo 21.14 - Priya: See you: soon", IDIO_DATE_ORDER_DMY },
  { "12/05/2025 21.14 - Priya: See you: soon", IDIO_DATE_ORDER_DMY },
  { "[12/05/25 21.14.33] Priya: See you: soon", IDIO_DATE_ORDER_DMY },
  { "12-05-2025 21:14 - Priya: See you: soon", IDIO_DATE_ORDER_DMY },
  { "12/5/2025, 9:14 p. m. - Priya: See you: soon", IDIO_DATE_ORDER_DMY },
  { "12/5/2025, 9:14 p.\u00a0m. - Priya: See you: soon", IDIO_DATE_ORDER_DMY },
  { "12/05/25, 9:14 pm - Priya: See you: soon", IDIO_DATE_ORDER_DMY },
  { "12/05/25, 9:14 अपराह्न - Priya: See you: soon", IDIO_DATE_ORDER_DMY },
  { "21:14, 12/05/2025 - Priya: See you: soon", IDIO_DATE_ORDER_DMY },
  { "2025/05/12 21:14 - Priya: See you: soon", IDIO_DATE_ORDER_YMD },
  { "2025/5/12 下午9:14 - Priya: See you: soon", IDIO_DATE_ORDER_YMD },
  { "[2025/5/12 下午9:14:33] Priya: See you: soon", IDIO_DATE_ORDER_YMD },
  { "[2025/05/12 午後9:14:33] Priya: See you: soon", IDIO_DATE_ORDER_YMD },
  { "2025년 5월 12일 오후 9:14, Priya : See you: soon", IDIO_DATE_ORDER_YMD },
  { "[2025. 5. 12. 오후 9:14:33] Priya: See you: soon", IDIO_DATE_ORDER_YMD },
  { "١٢" RLM "/٥" RLM "/٢٠٢٥، ٩:١٤ م - Priya: See you: soon", IDIO_DATE_ORDER_DMY },
  { "۲۰۲۵/۵/۱۲،" RLM " ۲۱:۱۴ - Priya: See you: soon", IDIO_DATE_ORDER_YMD },
  { "۱۴۰۴/۲/۲۲،" RLM " ۲۱:۱۴ - Priya: See you: soon", IDIO_DATE_ORDER_YMD },
  { "1404/2/22, 21:14 - Priya: See you: soon", IDIO_DATE_ORDER_YMD },
  { "2025. 5. 12. 오후 9:14, Priya : See you: soon", IDIO_DATE_ORDER_YMD },
  { "12.5.2025, 21:14 - " LRM "Priya" LRM ": See you: soon", IDIO_DATE_ORDER_DMY },
  { "12/5/2568 21:14 - Priya: See you: soon", IDIO_DATE_ORDER_DMY },
  { "12/05/2025 21:14:33: Priya: See you: soon", IDIO_DATE_ORDER_DMY },
  { "5/12/25, 9:14:33 PM: Priya: See you: soon", IDIO_DATE_ORDER_MDY },
  { "[12.5.2025 klo 21.14.33] Priya: See you: soon", IDIO_DATE_ORDER_DMY },
  { "12/5/25, 9:14 μ.μ. - Priya: See you: soon", IDIO_DATE_ORDER_DMY },
};

static void
test_lines (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      IdioChatLine parsed;
      g_autoptr(GDateTime) time = NULL;
      g_autofree char *told = NULL, *author = NULL;

      g_test_message ("%s", lines[i].line);

      if (!idio_chat_line_parse (lines[i].line, strlen (lines[i].line), &parsed) || parsed.author == NULL)
        {
          g_test_fail_printf ("%s is not read", lines[i].line);
          continue;
        }

      author = g_strndup (parsed.author, parsed.author_length);
      time = idio_chat_line_dup_time (&parsed, lines[i].order);
      told = g_date_time_format (time, "%F %H:%M");

      g_assert_true (idio_chat_line_can_have (&parsed, lines[i].order));
      g_assert_cmpstr (told, ==, "2025-05-12 21:14");
      g_assert_cmpstr (author, ==, "Priya");
      g_assert_cmpstr (parsed.text, ==, "See you: soon");
    }
}

/* What is no beginning of a message, or has no author */
static void
test_other_lines (void)
{
  static const struct
  {
    const char *line;
    gboolean    is_head;
  } others[] = {
    { "", FALSE },
    { "[", FALSE },
    { "[] a: b", FALSE },
    { "12/05/2025", FALSE },
    { "12/05/2025 - Priya: no time", FALSE },
    { "On 12/05/2025, 09:14 - Priya: a word before", FALSE },
    { "12/05/2025, 25:74 - Priya: no such time", FALSE },
    { "42/45/2025, 09:14 - Priya: no such date", FALSE },
    { "12/05/2025, 09:14 Priya: no dash", FALSE },
    { "1. 2. 3. 4. 5. 6. 7. 8 - Priya: a list", FALSE },
    { "10:30 - Opening: the mayor", FALSE },
    { "12/05/2025, 09:14 - You were added", TRUE },
    { "12/05/2025, 09:14 - Messages are end-to-end encrypted.", TRUE },
    { "12/05/2025, 09:14 - Priya changed the subject from \"Goa: plans\" to \"Goa: photos\"", TRUE },
    { "12/05/2025, 09:14 - Priya created group “Trip: Goa”", TRUE },
    { "12/05/2025, 09:14 - Priya hat die Gruppe „Urlaub: Goa“ erstellt", TRUE },
    { "12/05/2025, 09:14 - Priya a créé le groupe « Goa : été »", TRUE },
    { "12/05/2025, 09:14 - Reminder 10:30", TRUE },
    { "12/05/2025, 09:14 - ", TRUE },
    { "12/05/2025, 09:14 - : nobody", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      IdioChatLine parsed = { 0 };

      if (idio_chat_line_parse (others[i].line, strlen (others[i].line), &parsed) != others[i].is_head ||
          parsed.author != NULL)
        g_test_fail_printf ("%s: %s", others[i].line, parsed.author != NULL ? parsed.author : "");
    }
}

#define HEAD "12/05/2025, 09:14 - Priya: "

static const struct
{
  const char *file;
  const char *expected;
} files[] = {
  /* Messages of one author and day are one text, those of several lines keep them. */
  { HEAD "Good morning!\n" HEAD "Did you sleep\nwell?\n\nI did.\n12/05/2025, 09:20 - Jonas: Yes\n" HEAD "Fine\n"
    "13/05/2025, 00:01 - Priya: Next day\n",
    "Priya: Good morning!\nDid you sleep\nwell?\n\nI did.\nFine\n--\nJonas: Yes\n--\nPriya: Next day" },
  { "\ufeff" HEAD "one\r\n" HEAD "two\r\nlines\r\n" HEAD "three\r\n", "Priya: one\ntwo\nlines\nthree" },

  /* What the program says itself, with and without an author */
  { "12/05/2025, 09:13 - Messages and calls are end-to-end encrypted. Tap to learn more.\n"
    "12/05/2025, 09:13 - Priya created group \"Trip: Goa\"\n" HEAD "Hi\n12/05/2025, 09:15 - Jonas left\n" HEAD "Bye\n",
    "Priya: Hi\nBye" },
  { HEAD "<Media omitted>\n" HEAD "<Medien ausgeschlossen>\n" HEAD "<Multimedia omitido>\n" HEAD "<Médias omis>\n"
    HEAD "<Mídia oculta>\n" HEAD "<Файл опущен>\n" HEAD "<メディアなし>\n" HEAD "<Medya dahil edilmedi>\n"
    HEAD "<grin> this stays\n" HEAD "a <b> c>\n",
    "Priya: <grin> this stays\na <b> c>" },
  { HEAD "This message was deleted\n" HEAD "You deleted this message.\n" HEAD "Diese Nachricht wurde gelöscht.\n"
    HEAD "Se eliminó este mensaje.\n" HEAD "Данное сообщение удалено\n" HEAD "このメッセージは削除されました。\n"
    HEAD "Missed voice call\n" HEAD "null\n" HEAD "this message was deleted by my cat\n",
    "Priya: this message was deleted by my cat" },
  { HEAD "https://example.org/a\n" HEAD "https://a.example https://b.example\n" HEAD "location: https://maps.google."
  "com/?q=1,2\n"
    HEAD "look: here https://example.org\n",
    "Priya: look: here https://example.org" },
  { HEAD "IMG-20250512-WA0001.jpg (file attached)\nWith a caption\n" HEAD LRM "PTT-1.opus (Datei angehängt)\n"
    HEAD "See plan.pdf (page 2)\n",
    "Priya: With a caption" },
  { HEAD "Fine by me <This message was edited>\n" HEAD "Gut <Diese Nachricht wurde bearbeitet.>\n"
    HEAD "So <he said>\n",
    "Priya: Fine by me\nGut\nSo <he said>" },

  { HEAD "Waiting for this message. This may take a while.\n"
    HEAD "Warte auf diese Nachricht. Dies kann eine Weile dauern.\n"
    HEAD "Ожидание сообщения. Это может занять некоторое время.\n" HEAD "Bu mesaj bekleniyor\n"
    HEAD "Waiting for this message made me tired\n",
    "Priya: Waiting for this message made me tired" },

  /* Of a poll the question is the writer's. */
  { HEAD "POLL:\nWhen do we eat?\nOPTION: At six (1 vote)\nOPTION: At eight (0 votes)\n\n"
    HEAD "UMFRAGE:\nWann\nund wo?\nOPTION: Um sechs (1 Stimme)\nOPTION: Um (acht) (12 Stimmen)\n"
    HEAD "اقتراع:\nمتى؟\nخيار: الآن (١ صوت)\nخيار: غدا (٠ صوت)\n"
    HEAD "Plan:\nEat: fish (2 kilos)\nDrink: tea (3 cups)\n" HEAD "Buy:\nfish: two (2)\nand sleep\n",
    "Priya: When do we eat?\nWann\nund wo?\nمتى؟\nPlan:\nEat: fish (2 kilos)\nDrink: tea (3 cups)\nBuy:\nfish: two (2)"
    "\nand sleep" },

  /* On iOS a mark tells what is the program's. */
  { "[12.05.25, 09:14:33] Trip: " LRM "Messages and calls are end-to-end encrypted.\n"
    LRM "[12.05.25, 09:14:34] Priya: " LRM "image omitted\n"
    LRM "[12.05.25, 09:14:35] Priya: " LRM "<attached: 00000002-PHOTO-2025-05-12-09-14-35.jpg>\n"
    "[12.05.25, 09:14:35] Priya: Our house " LRM "<attached: 00000003-PHOTO-2025-05-12-09-14-35.jpg>\n"
    "[12.05.25, 09:14:36] Priya: Mine\n[12.05.25, 09:14:37] ~" NNBSP "Jo: Yours " LRM "<This message was edited>\n",
    "Priya: Our house\nMine\n--\nJo: Yours" },

  { "[12.05.25, 09:14:33] Priya: Messages and calls are end-to-end encrypted. Only people in this chat can read.\n"
    "[12.05.25, 09:14:34] Priya: image omitted\n[12.05.25, 09:14:35] Priya: Bild weggelassen\n"
    "[12.05.25, 09:14:35] Priya: plan.pdf • " LRM "3 pages " LRM "document omitted\n"
    "[12.05.25, 09:14:36] Priya: Mine\n",
    "Priya: Mine" },

  /* Two messages are a chat if there is nothing else. */
  { "[2019-12-24, 12:23] Jane Doe: Hello John!\n[2020-01-17, 21:49] John Doe: Hello\nJane!\n",
    "Jane Doe: Hello John!\n--\nJohn Doe: Hello\nJane!" },
};

static void
test_files (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *texts = idio_test_list_texts ("chat.txt", files[i].file, &error);

      g_assert_no_error (error);

      if (!g_str_equal (texts, files[i].expected))
        g_test_fail_printf ("%s\nis\n%s\nnot\n%s", files[i].file, texts, files[i].expected);
    }
}

/* Which number is the day is told by all dates of a file. */
static void
test_order (void)
{
  static const struct
  {
    const char *file;
    const char *dates;
  } orders[] = {
    { "1/2/25, 09:14 - A: a\n2/2/25, 09:14 - A: b\n31/3/25, 09:14 - A: c\n", "2025-02-01 2025-02-02 2025-03-31" },
    { "1/2/25, 09:14 - A: a\n2/2/25, 09:14 - A: b\n3/31/25, 09:14 - A: c\n", "2025-01-02 2025-02-02 2025-03-31" },
    /* All of them could be both, yet only one order goes on in time. */
    { "1/2/25, 09:14 - A: a\n2/2/25, 09:14 - A: b\n1/3/25, 09:14 - A: c\n", "2025-02-01 2025-02-02 2025-03-01" },
    { "2/1/25, 09:14 - A: a\n2/2/25, 09:14 - A: b\n3/1/25, 09:14 - A: c\n", "2025-02-01 2025-02-02 2025-03-01" },
    { "2/3/25, 9:14 AM - A: a\n2/3/25, 9:15 AM - A: b\n2/3/25, 9:16 AM - A: c\n", "2025-02-03" },
    { "2/3/25, 9:14 am - A: a\n2/3/25, 9:15 am - A: b\n2/3/25, 9:16 am - A: c\n", "2025-03-02" },
    { "২/৩/২৫, ৯:১৪ AM - A: a\n২/৩/২৫, ৯:১৫ AM - A: b\n", "2025-03-02" },
    { "२/३/२५, ९:१४ AM - A: a\n२/३/२५, ९:१५ AM - A: b\n", "2025-03-02" },
    { "۱۴۰۳/۱۲/۳۰، ۹:۱۴ - A: a\n۱۴۰۴/۱/۱، ۹:۱۵ - A: b\n", "2025-03-20 2025-03-21" },
    { "1446/11/14, 9:14 - A: a\n1446/11/15, 9:15 - A: b\n", "1446-11-14 1446-11-15" },
    { "1399/12/30, 9:14 - A: a\n1400/1/1, 9:15 - A: b\n1402/7/1, 9:15 - A: b\n", "2021-03-20 2021-03-21 2023-09-23" },
    { "2025/3/2, 09:14 - A: a\n2025/3/2, 09:15 - A: b\n2025/3/2, 09:16 - A: c\n", "2025-03-02" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_autoptr(GPtrArray) entries = idio_test_read_format ("chat.txt", orders[i].file, strlen (orders[i].file), NULL);
      g_autoptr(GString) dates = g_string_new (NULL);

      for (guint j = 0; j < entries->len; j++)
        {
          g_autoptr(GDateTime) time = g_date_time_new_from_unix_local (((IdioEntry *) entries->pdata[j])->time);
          g_autofree char *date = g_date_time_format (time, "%F");

          g_string_append_printf (dates, "%s%s", j > 0 ? " " : "", date);
        }

      if (!g_str_equal (dates->str, orders[i].dates))
        g_test_fail_printf ("%s is %s, not %s", orders[i].file, dates->str, orders[i].dates);
    }
}

static void
test_entry (void)
{
  const char *chat = HEAD "one\n" HEAD "two\n" HEAD "three\n";
  g_autoptr(GPtrArray) entries = idio_test_read_format ("WhatsApp Chat with Priya.txt", chat, strlen (chat), NULL);
  g_autoptr(GPtrArray) unnamed = idio_test_read_format ("_chat.txt", chat, strlen (chat), NULL);
  const IdioEntry *entry;

  g_assert_cmpuint (entries->len, ==, 1);
  entry = entries->pdata[0];
  g_assert_cmpint (entry->medium, ==, IDIO_MEDIUM_CHAT);
  g_assert_cmpstr (entry->place, ==, "Priya");
  g_assert_cmpstr (entry->title, ==, "Priya, May 12, 2025");

  g_assert_cmpuint (unnamed->len, ==, 1);
  entry = unnamed->pdata[0];
  g_assert_null (entry->place);
  g_assert_cmpstr (entry->title, ==, "Chat, May 12, 2025");
}

/* A NUL does not make it a text in which all words are the user's. */
static void
test_nul (void)
{
  static const char chat[] = HEAD "one\n" HEAD "t\0wo\n" HEAD "three\n";
  g_autoptr(GPtrArray) entries = idio_test_read_format ("chat.txt", chat, sizeof chat - 1, NULL);
  const IdioEntry *entry;

  g_assert_cmpuint (entries->len, ==, 1);
  entry = entries->pdata[0];
  g_assert_cmpint (entry->medium, ==, IDIO_MEDIUM_CHAT);
  g_assert_cmpstr (entry->text, ==, "one\ntwo\nthree");
}

/* As long as a chat can be: what takes time with the square of the length does not come to an end. */
static void
test_long (void)
{
  g_autoptr(GString) file = g_string_new (NULL);
  g_autoptr(GPtrArray) entries = NULL;
  const IdioEntry *entry;

  for (guint i = 0; i < 150000; i++)
    g_string_append_printf (file, "1/%u/25, 9:14" NNBSP "PM - Priya: number %u of many messages in a chat\n",
                            i / 5000 + 1, i);

  entries = idio_test_read_format ("chat.txt", file->str, file->len, NULL);
  g_assert_cmpuint (entries->len, ==, 30);
  entry = entries->pdata[29];
  g_assert_true (g_str_has_suffix (entry->text, "number 149999 of many messages in a chat"));
}

/* Texts that have dates in them, and are none. */
static void
test_no_chats (void)
{
  static const char * const texts[] = {
    "My diary\n" HEAD "said this\n" HEAD "and this\n" HEAD "and that\n",
    HEAD "a note\n\nI wrote this down\nas it was\nthat day\nfor you\n" HEAD "and this\n",
    "12/05/2025, 09:14 and then\n12/05/2025, 09:15 we went\n12/05/2025, 09:16 home\n",
    "12/05/2025, 09:14 - Priya: what she said\n",
    "[x] milk: two\n[ ] bread: one\n[ ] tea: none\n",
    "PK\003\004\0\0",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new (texts[i], strlen (texts[i]));
      g_autoptr(IdioSource) source = idio_source_new_bytes ("chat.txt", bytes, 0);

      if (idio_formats_find (source) == &idio_whatsapp_format)
        g_test_fail_printf ("%s is taken for a chat", texts[i]);
    }
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/formats/whatsapp/lines", test_lines);
  g_test_add_func ("/formats/whatsapp/other-lines", test_other_lines);
  g_test_add_func ("/formats/whatsapp/files", test_files);
  g_test_add_func ("/formats/whatsapp/order", test_order);
  g_test_add_func ("/formats/whatsapp/entry", test_entry);
  g_test_add_func ("/formats/whatsapp/nul", test_nul);
  g_test_add_func ("/formats/whatsapp/long", test_long);
  g_test_add_func ("/formats/whatsapp/no-chats", test_no_chats);

  return g_test_run ();
}
