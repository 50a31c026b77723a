/* test-chats.c: conversations in the exports of chat programs. None of these programs is here; the files are made from
 * what their exports have been published to look like.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "format-test.h"
#include "formats/idio-begins.h"
#include "formats/idio-slack-names.h"
#include "zip-test.h"

typedef struct
{
  const char       *name;
  const IdioFormat *format;
  const char       *file;
  const char       *expected;
  const char       *place;
} Case;

static const Case cases[] = {
  /* Telegram: one chat, with a text that is a list of runs */
  { "result.json", &idio_telegram_format,
    "{\n \"name\": \"Priya\",\n \"type\": \"personal_chat\",\n \"id\": 42,\n \"messages\": [\n"
    "  {\"id\": 1, \"type\": \"service\", \"date\": \"2025-05-12T09:00:00\", \"actor\": \"Priya\", \"action\": \""
    "phone_call\", \"text\": \"\"},\n"
    "  {\"id\": 2, \"type\": \"message\", \"date\": \"2025-05-12T09:14:00\", \"date_unixtime\": \"1747034040\", \""
    "from\": \"Priya\", \"from_id\": \"user42\", \"text\": \"Good \\u201cmorning\\u201d!\\nDid you sleep?\"},\n"
    "  {\"id\": 3, \"type\": \"message\", \"date\": \"2025-05-12T09:15:00\", \"from\": \"Jonas\", \"from_id\": \""
    "user7\", \"text\": [\"I \", {\"type\": \"bold\", \"text\": \"did\"}, \", see \", {\"type\": \"text_link\", \""
    "text\": \"here\", \"href\": \"https://example.org\"}, \".\"]},\n"
    "  {\"id\": 4, \"type\": \"message\", \"date\": \"2025-05-12T09:16:00\", \"from\": \"Jonas\", \"from_id\": \""
    "user7\", \"forwarded_from\": \"News\", \"text\": \"Not mine\"},\n"
    "  {\"id\": 5, \"type\": \"message\", \"date\": \"2025-05-12T09:17:00\", \"from\": \"Jonas\", \"from_id\": \""
    "user7\", \"via_bot\": \"@gif\", \"text\": \"Not mine\"},\n"
    "  {\"id\": 6, \"type\": \"message\", \"date\": \"2025-05-12T09:18:00\", \"from\": \"Jonas\", \"from_id\": \""
    "user7\", \"media_type\": \"sticker\", \"sticker_emoji\": \"x\", \"text\": \"\"},\n"
    "  {\"id\": 7, \"type\": \"message\", \"date\": \"2025-05-12T09:19:00\", \"from\": \"Jonas\", \"from_id\": \""
    "user7\", \"text\": [{\"type\": \"link\", \"text\": \"https://example.org\"}, \"\"]},\n"
    "  {\"id\": 8, \"type\": \"message\", \"date\": \"2025-05-12T09:20:00\", \"from\": \"Jonas\", \"from_id\": \""
    "user7\", \"text\": [{\"type\": \"bot_command\", \"text\": \"/start\"}, \"\"]},\n"
    "  {\"id\": 9, \"type\": \"message\", \"date\": \"2025-05-13T00:01:00\", \"from\": \"Priya\", \"from_id\": \""
    "user42\", \"text\": \"Next day\"}\n"
    " ]\n}\n",
    "Priya: Good “morning”!\nDid you sleep?\n--\nJonas: I did, see here.\n--\nPriya: Next day", "Priya" },

  /* Telegram: all of an account, which tells whose it is */
  { "result.json", &idio_telegram_format,
    "{\"about\": \"x\", \"personal_information\": {\"user_id\": 7, \"first_name\": \"Jonas\"}, \"contacts\": {\"list\""
    ": []},"
    " \"chats\": {\"about\": \"y\", \"list\": ["
    "{\"name\": \"Priya\", \"type\": \"personal_chat\", \"id\": 1, \"messages\": ["
    "{\"type\": \"message\", \"date\": \"2025-05-12T09:14:00\", \"from\": \"Jonas\", \"from_id\": \"user7\", \"text\":"
    " \"Mine\"},"
    "{\"type\": \"message\", \"date\": \"2025-05-12T09:14:00\", \"from\": \"Priya\", \"from_id\": \"user1\", \"text\":"
    " \"Hers\"}]},"
    "{\"type\": \"saved_messages\", \"id\": 2, \"messages\": ["
    "{\"type\": \"message\", \"date\": \"2025-05-12T09:14:00\", \"from\": \"Jonas\", \"from_id\": 7, \"text\": \"For "
    "me\"}]}]}}",
    "* Jonas: Mine\n--\nPriya: Hers\n--\n* Jonas: For me", "Priya" },

  /* Telegram as a page: a name only where it changes */
  { "messages.html", &idio_telegram_page_format,
    "<!DOCTYPE html>\n<html>\n <head>\n  <meta charset=\"utf-8\"/>\n<title>Exported Data</title>\n </head>\n<body>"
    "<div class=\"page_wrap\"><div class=\"page_header\"><div class=\"content\"><div class=\"text bold\">\nPriya\n"
    "</div></div></div><div class=\"page_body chat_page\"><div class=\"history\">"
    "<div class=\"message service\" id=\"message-1\"><div class=\"body details\">\n12 May 2025\n</div></div>"
    "<div class=\"message default clearfix\" id=\"message1\"><div class=\"pull_left userpic_wrap\"><div "
    "class=\"initials\">\nP\n</div></div><div class=\"body\"><div class=\"pull_right date details\" "
    "title=\"12.05.2025 09:14:33 UTC+02:00\">\n09:14\n</div><div class=\"from_name\">\nPriya \n</div>"
    "<div class=\"text\">\nFish &amp; chips?<br>Today\n</div></div></div>"
    "<div class=\"message default clearfix joined\" id=\"message2\"><div class=\"body\"><div class=\"pull_right date "
    "details\" title=\"12.05.2025 09:15:33 UTC+02:00\">\n09:15\n</div><div class=\"reply_to details\">\nIn reply to "
    "<a href=\"#go_to_message1\">this message</a>\n</div><div class=\"text\">\nPlease\n</div></div></div>"
    "<div class=\"message default clearfix joined\" id=\"message3\"><div class=\"body\"><div class=\"pull_right date "
    "details\" title=\"12.05.2025 09:16:33 UTC+02:00\">\n09:16\n</div><div class=\"forwarded body\"><div "
    "class=\"from_name\">\nNews\n</div><div class=\"text\">\nNot hers\n</div></div></div></div>"
    "<div class=\"message default clearfix\" id=\"message4\"><div class=\"body\"><div class=\"pull_right date "
    "details\" title=\"12.05.2025 09:17:33 UTC+02:00\">\n09:17\n</div><div class=\"from_name\">\nJonas \n</div>"
    "<div class=\"text\">\nYes\n</div></div></div></div></div></div></body></html>",
    "Priya: Fish & chips?\nToday\nPlease\n--\nJonas: Yes", "Priya" },

  { "general.json", &idio_discord_format,
    "{\"guild\":{\"id\":\"1\",\"name\":\"Club\"},\"channel\":{\"id\":\"2\",\"type\":\"GuildTextChat\",\"name\":\""
    "general\",\"topic\":null},"
    "\"dateRange\":{\"after\":null,\"before\":null},\"messages\":["
    "{\"id\":\"1\",\"type\":\"Default\",\"timestamp\":\"2025-05-12T23:50:00+02:00\",\"content\":\"Hello <@99> all <:"
    "wave:12>\",\"author\":{\"id\":\"5\",\"name\":\"jl\",\"nickname\":\"Jonas\",\"isBot\":false}},"
    "{\"id\":\"2\",\"type\":\"GuildMemberJoin\",\"timestamp\":\"2025-05-12T23:51:00+02:00\",\"content\":\"Joined the "
    "server.\",\"author\":{\"id\":\"5\",\"name\":\"jl\"}},"
    "{\"id\":\"3\",\"type\":\"Default\",\"timestamp\":\"2025-05-12T23:52:00+02:00\",\"content\":\"beep\",\"author\":{"
    "\"id\":\"6\",\"name\":\"bot\",\"isBot\":true}},"
    "{\"id\":\"4\",\"type\":\"Reply\",\"timestamp\":\"2025-05-12T23:53:00+02:00\",\"content\":\"Try:\\n```\\ncode\\n``"
    "`\\nlike so\",\"author\":{\"id\":\"5\",\"name\":\"jl\",\"nickname\":\"Jonas\"}}]}",
    "Jonas: Hello all\nTry:\nlike so", "general" },
  { "general.csv", &idio_discord_table_format,
    "AuthorID,Author,Date,Content,Attachments,Reactions\n"
    "\"5\",\"jl\",\"2025-05-12T23:50:00.0000000+02:00\",\"Hello, \"\"all\"\"\nof you\",\"\",\"\"\n"
    "\"5\",\"jl\",\"2025-05-12T23:51:00.0000000+02:00\",\"Bye\",\"\",\"\"\n",
    "jl: Hello, \"all\"\nof you\nBye", "general" },
  { "messages.json", &idio_discord_format,
    "[{\"ID\":12,\"Timestamp\":\"2025-05-12 11:50:00\",\"Contents\":\"Second\",\"Attachments\":\"\"},"
    "{\"ID\":11,\"Timestamp\":\"2025-05-12 11:49:00\",\"Contents\":\"First\",\"Attachments\":\"\"}]",
    "* First\nSecond", NULL },
  { "messages.csv", &idio_discord_table_format,
    "ID,Timestamp,Contents,Attachments\r\n11,2025-05-12 11:49:00.123000+00:00,First,\r\n"
    "12,2025-05-12 11:50:00.123000+00:00,\"Second, too\",\r\n",
    "* First\nSecond, too", "messages" },

  { "KakaoTalk_Chat_Priya.csv", &idio_discord_table_format,
    "\ufeffDate,User,Message\r\n2025-05-12 09:10:11,\"Priya\",\"Where are\r\nyou?\"\r\n"
    "2025-05-12 09:11:11,\"Jonas\",\"In Porto\"\r\n", "Priya: Where are\nyou?\n--\nJonas: In Porto",
    "KakaoTalk Chat Priya" },
  { "viber.csv", &idio_discord_table_format,
    "Date,Time,Name,Number,Message\n12/05/2025,09:10,Priya,+1,Where?\n12/05/2025,09:11,Me,,\"Here, there\"\n",
    "Priya: Where?\n--\nMe: Here, there", "viber" },

  { "2025-05-12.json", &idio_slack_format,
    "[{\"type\":\"message\",\"subtype\":\"channel_join\",\"ts\":\"1747034000.000001\",\"user\":\"U1\",\"text\":\"<@U1>"
    " has joined the channel\"},"
    "{\"client_msg_id\":\"a\",\"type\":\"message\",\"text\":\"Hi <@U2|priya>, see <https://example.org|the page> &amp;"
    " <#C1|general> &lt;3\",\"user\":\"U1\",\"ts\":\"1747034040.000100\",\"user_profile\":{\"real_name\":\"Jonas "
    "Lind\",\"name\":\"jonas\"}},"
    "{\"type\":\"message\",\"subtype\":\"bot_message\",\"text\":\"beep\",\"ts\":\"1747034041.000100\",\"bot_id\":\""
    "B1\"},"
    "{\"type\":\"message\",\"text\":\"<!here> lunch?\",\"user\":\"U3\",\"ts\":\"1747034050.000100\"}]",
    "Jonas Lind: Hi @priya, see the page & #general <3\n--\nU3: @here lunch?", NULL },

  /* Facebook: the latest message first, each byte written as a character */
  { "message_1.json", &idio_messenger_format,
    "{\"participants\": [{\"name\": \"Zo\\u00c3\\u00ab\"}, {\"name\": \"Jonas\"}], \"messages\": ["
    "{\"sender_name\": \"Jonas\", \"timestamp_ms\": 1747034050000, \"content\": \"It\\u00e2\\u0080\\u0099s \\u00f0\\"
    "u009f\\u0098\\u0080\", \"is_geoblocked_for_viewer\": false},"
    "{\"sender_name\": \"Jonas\", \"timestamp_ms\": 1747034045000, \"content\": \"Jonas sent an attachment.\"},"
    "{\"sender_name\": \"Zo\\u00c3\\u00ab\", \"timestamp_ms\": 1747034042000, \"content\": \"Reacted \\u00f0\\u009f\\"
    "u0098\\u0080 to your message \"},"
    "{\"sender_name\": \"Jonas\", \"timestamp_ms\": 1747034040000, \"content\": \"Hello\"},"
    "{\"sender_name\": \"Zo\\u00c3\\u00ab\", \"timestamp_ms\": 1747034030000, \"photos\": []}],"
    " \"title\": \"Zo\\u00c3\\u00ab\", \"is_still_participant\": true}",
    "Jonas: Hello\nIt’s 😀", "Zoë, Jonas" },
  { "Zoe_1.json", &idio_messenger_format,
    "{\"participants\": [\"Zoë\", \"Jonas\"], \"threadName\": \"Zoë_1\", \"messages\": ["
    "{\"isUnsent\": false, \"media\": [], \"reactions\": [], \"senderName\": \"Zoë\", \"text\": \"Ça va ?\", \""
    "timestamp\": 1747034050000, \"type\": \"text\"},"
    "{\"isUnsent\": true, \"senderName\": \"Zoë\", \"text\": \"gone\", \"timestamp\": 1747034050000, \"type\": \""
    "text\"}]}",
    "Zoë: Ça va ?", "Zoë, Jonas" },

  { "messages.json", &idio_google_chat_format,
    "{\"messages\": [{\"creator\": {\"name\": \"Jonas\", \"email\": \"j@example.org\", \"user_type\": \"Human\"},"
    " \"created_date\": \"Monday, May 12, 2025 at 9:14:33\\u202fAM UTC\", \"text\": \"Hello\", \"topic_id\": \"x\"},"
    "{\"creator\": {\"name\": \"Bot\", \"user_type\": \"Bot\"}, \"created_date\": \"Monday, May 12, 2025 at 9:14:34 "
    "AM UTC\", \"text\": \"beep\"},"
    "{\"creator\": {\"name\": \"Jonas\", \"email\": \"j@example.org\", \"user_type\": \"Human\"},"
    " \"created_date\": \"Friday, January 3, 2025 at 9:14:33 PM UTC\", \"text\": \"Before\"}]}",
    "Jonas: Hello\n--\nJonas: Before", NULL },

  { "messages.json", &idio_skype_format,
    "{\"userId\":\"8:live:jonas\",\"exportDate\":\"2025-05-12T09:14\",\"conversations\":[{\"id\":\"8:live:priya\",\""
    "displayName\":\"Priya\",\"version\":1,"
    "\"properties\":{\"conversationblocked\":false},\"threadProperties\":null,\"MessageList\":["
    "{\"id\":\"2\",\"displayName\":null,\"originalarrivaltime\":\"2025-05-12T09:15:00.1Z\",\"messagetype\":\""
    "RichText\",\"content\":\"<quote author=\\\"p\\\">Hers</quote>Fish &amp; <b>chips</b>\",\"from\":\"8:live:jonas\"},"
    "{\"id\":\"1\",\"displayName\":\"Priya\",\"originalarrivaltime\":\"2025-05-12T09:14:00.1Z\",\"messagetype\":\""
    "Text\",\"content\":\"Lunch?\",\"from\":\"8:live:priya\"},"
    "{\"id\":\"0\",\"displayName\":\"Priya\",\"originalarrivaltime\":\"2025-05-12T09:13:00.1Z\",\"messagetype\":\""
    "Event/Call\",\"content\":\"<partlist/>\",\"from\":\"8:live:priya\"}]}]}",
    "* Fish & chips\n--\nPriya: Lunch?", "Priya" },

  { "messages.json", &idio_skype_format,
    "{\"userId\":\"8:live:jonas\",\"conversations\":[{\"id\":\"8:live:priya\",\"displayName\":null,\"MessageList\":["
    "{\"displayName\":null,\"originalarrivaltime\":\"2025-05-12T09:15:00.1Z\",\"messagetype\":\"Text\",\"content\":"
    "\"One\",\"from\":\"8:live:jonas\"}]},{\"id\":\"8:omar\",\"displayName\":\"\",\"MessageList\":["
    "{\"displayName\":null,\"originalarrivaltime\":\"2025-05-12T09:16:00.1Z\",\"messagetype\":\"Text\",\"content\":"
    "\"Two\",\"from\":\"8:live:jonas\"}]}]}",
    "* One\n--\n* Two", "live:priya" },

  { "Priya.json", &idio_signal_format,
    "[\n{\"id\":\"a\",\"type\":\"outgoing\",\"conversationId\":\"c\",\"body\":\"Mine\",\"sent_at\":1747034040000},\n"
    "{\"id\":\"b\",\"type\":\"incoming\",\"conversationId\":\"c\",\"body\":\"Hers\",\"sent_at\":1747034041000,\""
    "source\":\"+1234\"},\n"
    "{\"id\":\"c\",\"type\":\"call-history\",\"conversationId\":\"c\",\"sent_at\":1747034042000}]",
    "* Mine\n--\n+1234: Hers", "Priya" },
  { "Priya.txt", &idio_signal_text_format,
    "Conversation: Priya (+1234)\n\nFrom: You\nType: outgoing\nSent: Mon, 12 May 2025 09:14:33 +0200\n\nFirst\n\nFrom:"
    " here\nstill mine\n\n"
    "From: Priya (+1234)\nType: incoming\nSent: Mon, 12 May 2025 09:15:33 +0200\nReceived: Mon, 12 May 2025 09:15:34 +"
    "0200\n\nHers\n\n",
    "* First\n\nFrom: here\nstill mine\n--\nPriya (+1234): Hers", "Priya (+1234)" },

  { "main.jsonl", &idio_signal_export_format,
    "{\"version\":\"1\",\"backupTimeMs\":\"1747041240000\"}\n{\"account\":{\"givenName\":\"Jonas\"}}\n"
    "{\"recipient\":{\"id\":\"1\",\"self\":{}}}\r\n"
    "{\"recipient\":{\"id\":\"2\",\"contact\":{\"e164\":\"1234\",\"profileGivenName\":\"Priya\","
    "\"profileFamilyName\":\"Raman\"}}}\n{\"recipient\":{\"id\":\"3\",\"contact\":{\"e164\":\"5678\"}}}\n"
    "{\"recipient\":{\"id\":\"4\",\"group\":{\"snapshot\":{\"title\":{\"title\":\"The boat\"}}}}}\n"
    "{\"chat\":{\"id\":\"9\",\"recipientId\":\"4\"}}\n"
    "{\"chatItem\":{\"chatId\":\"9\",\"authorId\":\"1\",\"dateSent\":\"1747034040000\",\"outgoing\":{},"
    "\"standardMessage\":{\"quote\":{\"text\":{\"body\":\"Old\"}},\"text\":{\"body\":\"Mine\"}}}}\n\nnonsense\n"
    "{\"chatItem\":{\"chatId\":\"9\",\"authorId\":\"2\",\"dateSent\":\"1747034041000\",\"incoming\":{},"
    "\"standardMessage\":{\"text\":{\"body\":\"Hers\"}},\"revisions\":[{\"standardMessage\":{\"text\":{\"body\":"
    "\"Her\"}}}]}}\n"
    "{\"chatItem\":{\"chatId\":\"9\",\"authorId\":\"3\",\"dateSent\":\"1747034042000\",\"incoming\":{},"
    "\"stickerMessage\":{}}}\n"
    "{\"chatItem\":{\"chatId\":\"9\",\"authorId\":\"3\",\"dateSent\":\"1747034043000\",\"incoming\":{},"
    "\"standardMessage\":{\"text\":{\"body\":\"Late\"}}}}\n"
    "{\"chatItem\":{\"chatId\":\"9\",\"authorId\":\"1\",\"dateSent\":\"1747034044000\",\"directionless\":{},"
    "\"updateMessage\":{}}}\n{\"chatItem\":{\"chatId\":\"9\",\"authorId\":\"2\",\"dateSent\":\"17470",
    "* Mine\n--\nPriya Raman: Hers\n--\n+5678: Late", "The boat" },

  { "chat.md", &idio_whatsapp_format,
    "[2025-05-12 09:14:33] Me: How is everyone?\n\n[2025-05-12 09:15:33] Priya: \n>\n> How is everyone?\n>\n"
    "Great > good\n![a.jpg](./pictures/a.jpg)  \n(- Me: x, Jo: y -)\n\n[2025-05-12 09:16:33] Me: Fine (- really -) then\n",
    "* Me: How is everyone?\nFine (- really -) then\n--\nPriya: Great > good", "chat" },

  { "[LINE]Priya.txt", &idio_line_format,
    "[LINE] Chat history with Priya\r\nSaved on: 2025/05/12 22:00\r\n\r\n2025/05/12(Mon)\r\n09:14\tPriya\tHello\r\n"
    "09:15\tJonas\t\"Two\r\nlines\"\r\n09:16\tJonas\t[Sticker]\r\n09:17\tJonas changed the name\r\n09:18\tPriya\t☎ 0:"
    "12\r\n"
    "9:19 PM\tJonas\t\"No,\" she said\r\n\r\n2025/05/13(Tue)\r\n08:00\tPriya\tNext\r\n",
    "Priya: Hello\n--\nJonas: Two\nlines\n\"No,\" she said\n--\nPriya: Next", "[LINE]Priya" },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *c = &cases[i];
      g_autoptr(GBytes) bytes = g_bytes_new (c->file, strlen (c->file));
      g_autoptr(IdioSource) source = idio_source_new_bytes (c->name, bytes, 0);
      g_autoptr(GError) error = NULL;
      g_autofree char *texts = idio_test_list_texts (c->name, c->file, &error);
      g_autoptr(GPtrArray) entries = idio_test_read_format (c->name, c->file, strlen (c->file), NULL);
      const IdioFormat *format = idio_formats_find (source);

      if (format != c->format)
        g_test_fail_printf ("%s is taken for %s", c->file, format != NULL ? format->name : "nothing");

      if (error != NULL || !g_str_equal (texts, c->expected))
        g_test_fail_printf ("%s\nis\n%s\nnot\n%s", c->file, error != NULL ? error->message : texts, c->expected);
      else if (g_strcmp0 (((IdioEntry *) entries->pdata[0])->place, c->place) != 0)
        g_test_fail_printf ("%s is in %s", c->file, ((IdioEntry *) entries->pdata[0])->place);
      else
        g_assert_cmpint (((IdioEntry *) entries->pdata[0])->medium, ==, IDIO_MEDIUM_CHAT);
    }
}

/* Line ends and a mark of the byte order change nothing. */
static void
test_signal_windows (void)
{
  g_autofree char *texts =
    idio_test_list_texts ("a.txt",
                          "\ufeffConversation: Priya\r\n\r\nFrom: Priya (+1)\r\nType: incoming\r\n"
                          "Sent: Mon, 12 May 2025 09:10:00\r\n\r\nWhere?\r\n\r\n"
                          "From: You\r\nType: outgoing\r\nSent: Mon, 12 May 2025 09:11:00\r\n\r\nHere\r\n", NULL);

  g_assert_cmpstr (texts, ==, "Priya (+1): Where?\n--\n* Here");
}

/* Days in tables and texts of all these programs */
static void
test_dates (void)
{
  static const struct { const char *name, *text; } files[] = {
    { "a.csv", "Date,User,Message\n2025-05-12 09:10:11,P,Hi\n" },
    { "a.csv", "Date,Time,Name,Number,Message\n12/05/2025,09:10,P,+1,Hi\n" },
    { "a.csv", "Date,Time,Name,Number,Message\n13/05/2025,09:10,P,+1,Hi\n" },
    { "a.csv", "Date,User,Message\n2025/05/12 9:10 AM,P,Hi\n" },
    { "a.csv", "AuthorID,Author,Date,Content\n5,P,2025-05-12T09:10:00.0+02:00,Hi\n" },
    { "a.txt", "Conversation: P\n\nFrom: P\nType: incoming\nSent: Mon, 12 May 2025 09:10:00\n\nHi\n" },
    { "a.txt", "Conversation: P\n\nFrom: P\nType: incoming\nSent: Mon 12 May 2025 09:10:00 +0000\n\nHi\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr(GPtrArray) entries = idio_test_read_format (files[i].name, files[i].text, strlen (files[i].text), NULL);
      g_autoptr(GDateTime) time = g_date_time_new_from_unix_local (((IdioEntry *) entries->pdata[0])->time);
      g_autofree char *day = g_date_time_format (time, "%F");

      g_assert_cmpstr (day, ==, i == 2 ? "2025-05-13" : "2025-05-12");
    }
}

/* Tables of other things are not taken for chats. */
static void
test_other_tables (void)
{
  static const char * const tables[] = {
    "Name,Price\nFish,3\n", "Date,Amount,Message\n2025-05-12,3,Fish\n", "ID,Name\n1,Fish\n", "Date\n", "\n", "ID\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new_static (tables[i], strlen (tables[i]));
      g_autoptr(IdioSource) source = idio_source_new_bytes ("a.csv", bytes, 0);

      g_assert_false (idio_formats_find (source) == &idio_discord_table_format);
    }
}

/* The day is that of who wrote, where the file tells it. */
static void
test_days (void)
{
  const char *file = cases[3].file;
  g_autoptr(GPtrArray) entries = idio_test_read_format ("a.json", file, strlen (file), NULL);

  g_assert_cmpstr (((IdioEntry *) entries->pdata[0])->title, ==, "general, May 12, 2025");
}

static void
test_cut (void)
{
  const char *file = cases[0].file;
  const char *end = strstr (file, "2025-05-13");
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) entries = idio_test_read_format ("a.json", file, (gsize) (end - file), &error);

  g_assert_error (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_DAMAGED);
  g_assert_cmpuint (entries->len, ==, 2);
}

/* What is quoted is not the writer's; a person in an export of Slack that is read without its list has no name. */
static void
test_slack_text (void)
{
  static const struct { const char *text, *expected; } texts[] = {
    { "&gt; THEIRS\\nI agree", "I agree" },
    { "&gt;THEIRS\\n&gt; THEIRS\\n&gt;\\nI agree\\n&gt; THEIRS", "I agree" },
    { "I agree\\n&gt;&gt;&gt; THEIRS\\nTHEIRS\\nTHEIRS", "I agree" },
    { "&gt;:( no\\n2 &gt; 1", ">:( no\n2 > 1" },
    { "Hi <@U2>, see", "Hi, see" },
    { "<@U2> see <@U2|priya>", "see @priya" },
    { "a <@u2> b <@> c", "a b c" },
    { "<https://x.org|this page> &amp; &lt;3", "this page & <3" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *file =
        g_strdup_printf ("[{\"type\":\"message\",\"text\":\"%s\",\"user\":\"U1\",\"ts\":\"1\"}]", texts[i].text);
      g_autofree char *list = idio_test_list_texts ("2025-05-12.json", file, NULL);
      g_autofree char *expected = g_strconcat ("U1: ", texts[i].expected, NULL);

      g_assert_cmpstr (list, ==, expected);
    }
}

/* In an archive the names are known, and its lists are no files that can't be read. */
static void
test_slack_archive (void)
{
  static const IdioTestMember members[] = {
    { "channels.json", "[{\"id\": \"C1\", \"name\": \"general\"}]" },
    { "groups.json", "[]" },
    { "users.json", "[{\"id\": \"U1\", \"real_name\": \"Jonas Lind\"}, {\"id\": \"U2\", \"name\": \"priya\"}]" },
    { "general/2025-05-12.json",
      "[{\"type\":\"message\",\"user\":\"U1\",\"ts\":\"1747041001.1\",\"text\":\"Hi <@U2>, and <@U3> too\"}]" },
    { NULL },
  };
  g_autoptr(GBytes) zip = idio_test_make_zip (members);
  gsize size;
  const char *data = g_bytes_get_data (zip, &size);
  g_autoptr(GPtrArray) entries = idio_test_read_format ("slack.zip", data, size, NULL);

  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_cmpstr (((IdioEntry *) entries->pdata[0])->author, ==, "Jonas Lind");
  g_assert_cmpstr (((IdioEntry *) entries->pdata[0])->text, ==, "Hi priya, and too");
}

/* Who is who in an archive of Slack, and in no other archive */
static void
test_slack_names (void)
{
  const char *users = "[{\"id\":\"U1\",\"name\":\"jonas\",\"real_name\":\"Jonas Lind\"},"
                      "{\"id\":\"U2\",\"name\":\"priya\",\"profile\":{\"real_name\":\"Priya\"}},{\"id\":\"U3\"}]";
  g_autoptr(GBytes) zip = idio_test_make_zip ((IdioTestMember[]) { { "users.json", users }, { NULL } });
  g_autoptr(IdioSource) source = idio_source_new_bytes ("Club Slack export May 12 2025.zip", zip, 0);
  g_autoptr(IdioSource) other = idio_source_new_bytes ("Photos.zip", zip, 0);
  g_autoptr(GHashTable) names = idio_slack_names_load (source);

  g_assert_nonnull (names);
  g_assert_cmpuint (g_hash_table_size (names), ==, 2);
  g_assert_cmpstr (g_hash_table_lookup (names, "U1"), ==, "Jonas Lind");
  g_assert_cmpstr (g_hash_table_lookup (names, "U2"), ==, "Priya");
  g_assert_null (idio_slack_names_load (other));
}

/* A chat of many years is larger than a text may be, and is read in pieces of 4 MB. Messages have a number, and an empty
 * line in them; they are long, so that there need not be many. */
static void
test_long (void)
{
  static const struct
  {
    const char *name;
    const char *start;
    const char *message;
    gsize       n_bytes;
  } chats[] = {
    { "WhatsApp Chat with Priya.txt", "", "12/05/2025, 09:14 - Jonas: Number %u\n\nof very many words\n",
      IDIO_TEXT_MAX_BYTES + 500 * 1000 },
    { "[LINE]Priya.txt", "[LINE] Chat history with Priya\nSaved on: 2025/05/12 22:00\n\n2025/05/12(Mon)\n",
      "09:14\tJonas\t\"Number %u\n\nof very many words\"\n", 5 * 1000 * 1000 },
    { "Priya.txt", "Conversation: Priya\n\n", "From: Jonas\nType: incoming\nSent: Mon, 12 May 2025 09:14:33 +0200\n"
      "Received: Mon, 12 May 2025 09:14:33 +0200\n\nNumber %u\n\nof very many words\n\n", 5 * 1000 * 1000 },
    { "Priya.csv", "AuthorID,Author,Date,Content,Attachments,Reactions\n",
      "\"1\",\"Jonas\",\"2025-05-12T09:14:00.0000000+02:00\",\"Number %u\n\nof very many \"\"words\"\"\",\"\","
      "\"\"\n", 5 * 1000 * 1000 },
  };
  g_autofree char *words = g_strnfill (5000, 'x');

  for (guint i = 0; i < G_N_ELEMENTS (chats); i++)
    {
      g_autoptr(GString) file = g_string_new (chats[i].start);
      g_autoptr(GPtrArray) entries = NULL;
      g_autoptr(GError) error = NULL;
      guint n_messages = 0, n_read = 0;

      while (file->len < chats[i].n_bytes)
        {
          g_autofree char *number = g_strdup_printf ("%u", n_messages++);
          g_autoptr(GString) message = g_string_new (chats[i].message);

          g_string_replace (message, "%u", number, 0);
          g_string_replace (message, "words", words, 0);
          g_string_append (file, message->str);
        }

      entries = idio_test_read_format (chats[i].name, file->str, file->len, &error);
      g_assert_no_error (error);

      for (guint j = 0; j < entries->len; j++)
        for (const char *p = ((IdioEntry *) entries->pdata[j])->text; (p = strstr (p, "Number "));)
          {
            g_assert_cmpuint (strtoul (p + 7, (char **) &p, 10), ==, n_read++);
            g_assert_true (idio_begins (p, "\n\nof very many"));
          }

      g_assert_cmpuint (n_read, ==, n_messages);
    }
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/formats/chats/cases", test_cases);
  g_test_add_func ("/formats/chats/signal-windows", test_signal_windows);
  g_test_add_func ("/formats/chats/dates", test_dates);
  g_test_add_func ("/formats/chats/other-tables", test_other_tables);
  g_test_add_func ("/formats/chats/days", test_days);
  g_test_add_func ("/formats/chats/cut", test_cut);
  g_test_add_func ("/formats/chats/long", test_long);
  g_test_add_func ("/formats/chats/slack-text", test_slack_text);
  g_test_add_func ("/formats/chats/slack-archive", test_slack_archive);
  g_test_add_func ("/formats/chats/slack-names", test_slack_names);

  return g_test_run ();
}
