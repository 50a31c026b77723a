/* test-transcripts.c: what is a conversation among plain texts, and what a diary or a log
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <locale.h>
#include <string.h>

#include "format-test.h"

#define LRM "\u200e"
#define RLM "\u200f"

/* What comes out of each of these is one text with all of it. */
static const char * const diaries[] = {
  "12.05.2025, 08:30 - Um acht zum Hafen gelaufen.\n12.05.2025, 12:15 - Mittag mit Priya, Fisch und Brot.\n"
  "12.05.2025, 20:00 - Müde. Morgen geht es weiter.\n",
  "2025-05-12 08:30 - Walked to the harbour.\n2025-05-12 12:15 - Lunch with Priya, fish and bread.\n"
  "2025-05-12 20:00 - Tired. Tomorrow: the third well on the hill.\n",
  "5/12/25, 8:30 AM - Blood pressure: 120 over 80.\n5/12/25, 12:15 PM - Lunch: fish and bread.\n"
  "5/12/25, 8:00 PM - Mood: tired, so I went to bed.\n",
  "5/12/25, 8:30 AM - Got up.\n5/12/25, 12:15 PM - Lunch: fish.\n5/12/25, 8:00 PM - Slept.\n"
  "5/13/25, 8:30 AM - Got up.\n5/13/25, 12:15 PM - Lunch: bread.\n5/13/25, 8:00 PM - Slept.\n",
  "[12.05.2025 09:10] Heute war ein langer Tag.\n\n[13.05.2025 21:30] Heute gab es Fisch.\n\n"
  "[14.05.2025 20:00] Morgen fahre ich nach Porto.\n",
  "2025-05-12 09:10: A long day.\n2025-05-13 21:30: A short one.\n2025-05-14 21:30: Fish.\n",
  "12.05.25, 9:10 Uhr\nHeute war ein langer Tag.\n\n13.05.25, 21:30 Uhr\nHeute gab es Fisch.\n\n"
  "14.05.25, 21:30 Uhr\nHeute gab es Brot.\n",
  "[2025-05-12 21:30] Lisbon\nWe ate fish.\n\n[2025-05-13 21:30] Lisbon\nWe ate bread.\n\n[2025-05-14 21:30] Lisbon\n"
  "We slept.\n",
  "2025-05-12 21:30 Lisbon\nWe ate fish.\n\n2025-05-13 21:30 Porto\nWe ate bread.\n\n2025-05-14 21:30 Lisbon\nSlept.\n",
  "09:10 Up: coffee and bread.\n10:30 Harbour: painted the boat.\n12:00 Lunch: fish with Priya.\n",
  "09:10 - Up\n10:30 - Harbour\n12:00 - Lunch\n12:30 - Harbour\n",
  "09:10\tHarbour\tpainted the boat\n10:30\tLunch\tfish\n11:30\tHarbour\tpainted again\n",
  "١٢/٥/٢٠٢٥، ٩:١٤ م - ذهبت إلى الميناء.\n١٣/٥/٢٠٢٥، ٩:١٤ م - أكلت السمك.\n١٤/٥/٢٠٢٥، ٩:١٤ م - نمت.\n",
  "2025년 5월 12일 오전 9:10, 항구에 갔다.\n2025년 5월 13일 오전 9:10, 생선을 먹었다.\n2025년 5월 14일 오전 9:10, 잤다.\n",
  "12/05/2025, 08:30 - Missed call\n12/05/2025, 09:30 - null\n12/05/2025, 10:30 - Mood: fine\n",
  "12/05/2025, 08:30 - <no entry today>\n12/05/2025, 09:30 - +1 hour of sleep\n"
  "12/05/2025, 10:30 - Mood: <none at all>\n",
  "[LINE] is what my aunt writes with.\nI do not have it.\n09:10\tand a tab\n",
  "My notes of that morning, as I wrote them down:\n[09:10] <priya> Hello\n[09:11] <jonas> Hi\n[09:12] <priya> Fish?\n",
  "My notes\n---\n[09:10] <priya> Hello\n[09:11] <jonas> Hi\n[09:12] <priya> Fish?\n",
  "---\nMy notes\n---\n[09:10] <priya> Hello\n[09:11] <jonas> Hi\n[09:12] <priya> Fish?\n",
  "Conversation: a play\n\nFrom: the wings\nA man comes.\n",
};

static void
test_diaries (void)
{
  static const char * const names[] = { "log.txt", "log" };

  for (guint i = 0; i < G_N_ELEMENTS (diaries); i++)
    for (guint crlf = 0; crlf < 2; crlf++)
      {
        g_auto(GStrv) lines = g_strsplit (diaries[i], "\n", -1);
        g_autofree char *text = g_strjoinv (crlf ? "\r\n" : "\n", lines);
        g_autoptr(GPtrArray) entries = idio_test_read_format (names[crlf], text, strlen (text), NULL);
        const IdioEntry *entry = entries->len == 1 ? entries->pdata[0] : NULL;

        if (entry == NULL || entry->medium != IDIO_MEDIUM_TEXT || entry->author != NULL ||
            !g_str_equal (entry->text, diaries[i]))
          g_test_fail_printf ("%s is %s", diaries[i], entry != NULL ? entry->text : "lost");
      }
}

/* What takes time with the square of the length does not come to an end. */
static void
test_long (void)
{
  static const char * const parts[] = {
    "\n", " \n", "[", "[]", "] [", ", []\n", "9 ", "9:10\t", "--- ", "9:10 <a> ", "<@U1 ",
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr(GString) text = g_string_new ("9:10 <a> b\n");
      g_autoptr(GPtrArray) entries = NULL;

      while (text->len < 1000000)
        g_string_append (text, parts[i]);

      entries = idio_test_read_format ("a.txt", text->str, text->len, NULL);
      g_assert_cmpuint (entries->len, <=, 1);
    }
}

/* A Markdown file is read as one. */
static void
test_markdown_diary (void)
{
  g_autofree char *texts =
    idio_test_list_texts ("log.md", "[2025-05-12 08:30] Got up at eight.\n\n[2025-05-12 12:15] Lunch with Priya.\n\n"
                          "[2025-05-12 20:00] Tired.\n", NULL);

  g_assert_nonnull (strstr (texts, "Got up at eight."));
  g_assert_nonnull (strstr (texts, "Lunch with Priya."));
  g_assert_nonnull (strstr (texts, "Tired."));
}

#define EXPECTED "Priya: Where are you?\nAnd when?\n--\nJonas: In Porto"

/* Priya says two things, and Jonas one, on May 12, 2025 at 9:10 and later, or that day is not told. */
static const struct
{
  const char *text;
  gboolean    has_day;
} chats[] = {
  { "12/05/2025, 09:10 - Priya: Where are you?\n12/05/2025, 09:11 - Jonas: In Porto\n"
    "12/05/2025, 09:12 - Priya: And when?\n", TRUE },
  { "[12.05.25, 09:10:11] Priya: Where are you?\n[12.05.25, 09:11:11] Jonas: In Porto\n"
    "[12.05.25, 09:12:11] Priya: And when?\n", TRUE },
  { "Priya님과의 WhatsApp 대화\n2025년 5월 12일 오전 9:10, Priya : Where are you?\n"
    "2025년 5월 12일 오전 9:11, Jonas : In Porto\n2025년 5월 12일 오전 9:12, Priya : And when?\n", TRUE },
  { "Priya 님과 카카오톡 대화\n저장한 날짜 : 2025-05-13 10:00:00\n\n2025. 5. 12. 오전 9:10, Priya : Where are you?\n"
    "2025. 5. 12. 오전 9:11, Jonas : In Porto\n2025. 5. 12. 오전 9:12, Priya : And when?\n", TRUE },
  { "2025. 5. 12. 오전 9:00: 메시지\n2025. 5. 12. 오전 9:10, Priya : Where are you?\n"
    "2025. 5. 12. 오전 9:11, Jonas : In Porto\n2025. 5. 12. 오전 9:12, Priya : And when?\n"
    "2025. 5. 12. 오전 9:12, Priya : null\n", TRUE },
  { "Priya 님과 카카오톡 대화\n저장한 날짜 : 2025-05-13 10:00:00\n\n"
    "--------------- 2025년 5월 12일 월요일 ---------------\n[Priya] [오전 9:10] Where are you?\n"
    "[Jonas] [오전 9:11] In Porto\n[Priya] [오전 9:12] And when?\n", TRUE },
  { "KakaoTalk Chats with Priya\nDate Saved : 2025-05-13 10:00:00\n\n"
    "--------------- Monday, May 12, 2025 ---------------\n[Priya] [9:10 AM] Where are you?\n"
    "[Jonas] [9:11 AM] In Porto\n[Priya] [9:12 AM] And when?\n", TRUE },
  { "[09:10] <priya> Where are you?\n[09:10] * jonas waves\n[09:11] <@jonas> In Porto\n[09:11] *** Joins: zoe (z@x)\n"
    "[09:12] <priya> And when?\n", FALSE },
  { "--- Log opened Mon May 12 09:00:00 2025\n09:10 -!- jonas [j@example.org] has joined #club\n"
    "09:10 < priya> Where are you?\n09:11 <@jonas> In Porto\n09:12 <+priya> And when?\n"
    "--- Log closed Mon May 12 10:00:00 2025\n", TRUE },
  { "2025-05-12 09:10:11 <priya> Where are you?\n2025-05-12 09:11:11 <jonas> In Porto\n"
    "2025-05-12 09:12:11 <priya> And when?\n", TRUE },
  { "[2025-05-12T09:10:11] <priya> Where are you?\n[2025-05-12T09:11:11] <jonas> In Porto\n"
    "[2025-05-12T09:12:11] <priya> And when?\n", TRUE },
  { "2025-05-12 09:10:00\t-->\tjonas (j@example.org) has joined #club\n2025-05-12 09:10:11\t@priya\tWhere are you?\n"
    "2025-05-12 09:11:11\tjonas\tIn Porto\n2025-05-12 09:11:12\t--\tpriya is now known as priya\n"
    "2025-05-12 09:12:11\t@priya\tAnd when?\n", TRUE },
  { "09:10:11 From Priya to Everyone:\n\tWhere are you?\n09:11:11 From Jonas to Everyone:\n\tIn Porto\n"
    "09:12:11 From Priya to Jonas(Direct Message):\n\tAnd when?\n", FALSE },
  { "09:10:11\t From Priya : Where are you?\n09:11:11\t From Jonas : In Porto\n09:12:11\t From Priya : And when?\n",
    FALSE },
  { "2025-05-12 09:10:11 Von Priya an Alle:\n\tWhere are you?\n2025-05-12 09:11:11 Von Jonas an Alle:\n\tIn Porto\n"
    "2025-05-12 09:12:11 Von Priya an Alle:\n\tAnd when?\n", TRUE },
  { "00:09:10\tPriya:\tWhere are you?\n00:09:11\tJonas:\tIn Porto\n00:09:12\tPriya:\tAnd when?\n", FALSE },
  { "[12.05.2025 09:10] Priya\nWhere are you?\n\n[12.05.2025 09:11] Jonas\nIn Porto\n\n[12.05.2025 09:12] Priya\n"
    "And when?\n", TRUE },
  { "[5/12/2025 9:10 AM] Priya\nWhere are you?\n\n[5/12/2025 9:11 AM] Jonas\nIn Porto\n\n[5/12/2025 9:12 AM] Priya\n"
    "And when?\n", TRUE },
  { "2025-05-12 09:10:00 Priya\nWhere are you?\n\n2025-05-12 09:11:00 Jonas\nIn Porto\n\n2025-05-12 09:12:00 Priya\n"
    "And when?\n", TRUE },
  { "Priya, [12.05.2025 09:10]\nWhere are you?\n\nJonas, [12.05.2025 09:11]\nIn Porto\n\n"
    "Priya, [12.05.2025 09:12]\nAnd when?\n", TRUE },
  { LRM "Priya" LRM ", [12.05.2025 09:10:11]:\nWhere are you?\n\nJonas, [12.05.2025 09:11:11]:\nIn Porto\n\n"
    "Priya, [12.05.2025 09:12:11]:\nAnd when?\n", TRUE },
};

static void
test_chats (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (chats); i++)
    for (guint crlf = 0; crlf < 2; crlf++)
      {
        g_auto(GStrv) lines = g_strsplit (chats[i].text, "\n", -1);
        g_autofree char *joined = g_strjoinv (crlf ? "\r\n" : "\n", lines);
        g_autofree char *text = g_strconcat (crlf ? "\ufeff" : "", joined, NULL);
        g_autofree char *texts = idio_test_list_texts ("chat.txt", text, NULL);
        g_autofree char *folded = g_ascii_strdown (texts, -1), *expected = g_ascii_strdown (EXPECTED, -1);
        g_autoptr(GPtrArray) entries = idio_test_read_format ("chat.txt", text, strlen (text), NULL);
        gint64 time = ((IdioEntry *) entries->pdata[0])->time;
        g_autoptr(GDateTime) date = g_date_time_new_from_unix_local (time);
        g_autofree char *day = time != 0 ? g_date_time_format (date, "%F %H:%M") : NULL;

        if (!g_str_equal (folded, expected))
          g_test_fail_printf ("%s is %s", text, texts);
        else if (g_strcmp0 (day, chats[i].has_day ? "2025-05-12 09:10" : NULL) != 0)
          g_test_fail_printf ("%s is of %s", text, day != NULL ? day : "no day");
      }
}

/* Two messages by two are enough; what a program says of itself tells even with one. */
static void
test_short (void)
{
  static const struct { const char *text, *expected; } texts[] = {
    { "[09:10] <priya> Hello\n[09:11] <jonas> Hi\n", "priya: Hello\n--\njonas: Hi" },
    { "[Priya] [오전 9:10] Hello\n---\n*** you\n[Jonas] [오전 9:11] Hi\n", "Priya: Hello\n---\n*** you\n--\nJonas: Hi" },
    { "[09:10] <Priya Raman> Hello\n[09:11] <Jonas> Hi\n", "Priya Raman: Hello\n--\nJonas: Hi" },
    { "12/05/2025, 09:14 - Priya: Hello\n12/05/2025, 09:15 - Jonas: Hi\n", "Priya: Hello\n--\nJonas: Hi" },
    { "12/05/2025, 09:13 - Messages and calls are end-to-end encrypted. Tap to learn more.\n"
      "12/05/2025, 09:14 - Priya joined\n12/05/2025, 09:15 - Zoe joined\n12/05/2025, 09:16 - Jonas: Hi\n",
      "Jonas: Hi" },
    { "12/05/2025, 09:13 - +49 170 1234 left\n12/05/2025, 09:14 - Priya joined\n12/05/2025, 09:16 - Jonas: Hi\n",
      "Jonas: Hi" },
    { "[12.05.25, 09:14:33] Priya: " LRM "image omitted\n[12.05.25, 09:14:33] Jonas: Hi\n"
      "[12.05.25, 09:15:33] Zoe: Ho\n", "Jonas: Hi\n--\nZoe: Ho" },
    { "09:10:11 From Jonas to Zoe:\nHello\n09:11:11 From to Everyone:\n09:12:11 From Zoe to Jonas:\nHi\n"
      "09:13:11 From Jonas to Zoe:\nHo\n", "Jonas: Hello\n09:11:11 From to Everyone:\nHo\n--\nZoe: Hi" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *list = idio_test_list_texts ("chat.txt", texts[i].text, NULL);

      g_assert_cmpstr (list, ==, texts[i].expected);
    }
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/formats/transcripts/diaries", test_diaries);
  g_test_add_func ("/formats/transcripts/long", test_long);
  g_test_add_func ("/formats/transcripts/markdown-diary", test_markdown_diary);
  g_test_add_func ("/formats/transcripts/chats", test_chats);
  g_test_add_func ("/formats/transcripts/short", test_short);

  return g_test_run ();
}
