/* test-notes.c: notes, posts and prompts in the exports of programs and services. None of these is here; the files are
 * made from what their exports have been published to look like.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <locale.h>
#include <string.h>

#include "format-test.h"

#define LONG "one two three four five six seven eight nine ten eleven twelve one two three four five six seven " \
             "eight nine ten eleven twelve thirteen"

#define ENEX(notes) "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" \
                    "<!DOCTYPE en-export SYSTEM \"http://xml.evernote.com/pub/evernote-export3.dtd\">\n" \
                    "<en-export export-date=\"20250512T091400Z\" application=\"Evernote\" version=\"10\">\n" \
                    notes "</en-export>"

#define ENML(body) "<![CDATA[<?xml version=\"1.0\" encoding=\"UTF-8\"?>" \
                   "<!DOCTYPE en-note SYSTEM \"http://xml.evernote.com/pub/enml2.dtd\"><en-note>" body "</en-note>]]>"

typedef struct
{
  const char       *name;
  const IdioFormat *format;
  const char       *file;
  const char       *title;
  const char       *expected;
} Case;

static const Case cases[] = {
  /* Keep: a text, a list, nothing but a title, and what others can write in */
  { "Plan.json", &idio_keep_format,
    "{\"color\":\"DEFAULT\",\"isTrashed\":false,\"isPinned\":true,\"isArchived\":false,\"textContent\":\"Dig \\u0026 "
    "plant\\r\\nby hand.\","
    "\"textContentHtml\":\"\\u003cp\\u003eDig\\u003c/p\\u003e\",\"title\":\"Garden\",\"userEditedTimestampUsec\":"
    "1747034040000000}",
    "Garden", "* Dig & plant\nby hand." },
  { "List.json", &idio_keep_format,
    "{\"color\":\"DEFAULT\",\"isTrashed\":false,\"listContent\":[{\"textHtml\":\"\\u003cp\\u003e\",\"text\":\"seeds\","
    "\"isChecked\":true},"
    "{\"text\":\"\",\"isChecked\":false},{\"text\":\"spade\",\"isChecked\":false}],\"title\":\"\",\""
    "userEditedTimestampUsec\":1747034040000000,"
    "\"sharees\":[{\"isOwner\":true,\"email\":\"a@example.org\"},{\"isOwner\":false,\"email\":\"b@example.org\"}]}",
    "Notes, May 2025", "- seeds\n- spade" },
  { "Title.json", &idio_keep_format,
    "{\"isTrashed\":false,\"textContent\":\"\",\"title\":\"Call the plumber\",\"userEditedTimestampUsec\":"
    "1747034040000000}",
    "Call the plumber", "* Call the plumber" },

  /* Evernote: what is attached is left out, clippings are by others */
  { "Notes.enex", &idio_enex_format,
    ENEX ("<note><title>Garden &amp; house</title><content>" ENML ("<div>Dig &amp; plant</div><div><en-todo checked=\""
    "true\"/>"
    "seeds</div><div><br/></div><ul><li>spade</li></ul><en-media type=\"image/png\" hash=\"ab\"/><en-crypt>c2VjcmV0</"
    "en-crypt>")
    "</content><created>20250511T091400Z</created><updated>20250512T091400Z</updated><tag>home</tag><note-attributes>"
    "<author>Jonas</author><source>desktop.win</source></note-attributes><resource><data encoding=\"base64\">aGVsbG8=<"
    "/data>"
    "<mime>image/png</mime><recognition><![CDATA[<recoIndex>no</recoIndex>]]></recognition><resource-attributes>"
    "<source-url>https://example.org/a.png</source-url></resource-attributes></resource></note>\n"),
    "Garden & house", "* Jonas: Dig & plant\nseeds\n\n- spade" },
  { "Clips.enex", &idio_enex_format,
    ENEX ("<note><title>A</title><content>" ENML ("<div>by url</div>") "</content><note-attributes>"
    "<source>web.clip7</source><source-url>https://example.org</source-url></note-attributes></note>"
    "<note><title>B</title><content>" ENML ("<div style=\"--en-clipped-content:article\">by style</div>") "</content><"
    "/note>"
    "<note><title>C</title><content>" ENML ("<div>mine</div>") "</content></note>"),
    "Notes", "A\nby url\n\nB\nby style\n--\n* mine" },

  /* Twitter, of three times */
  { "tweets.js", &idio_twitter_format,
    "window.YTD.tweets.part0 = [\n"
    "{ \"tweet\" : { \"id_str\" : \"2\", \"full_text\" : \"@priya @jo I &amp;amp; &lt;you&gt; agree https://t.co/abc\""
    ", \"in_reply_to_user_id_str\" : \"3\","
    " \"in_reply_to_screen_name\" : \"priya\", \"created_at\" : \"Mon May 12 09:15:00 +0000 2025\" } },\n"
    "{ \"tweet\" : { \"id_str\" : \"1\", \"full_text\" : \"RT @priya: hers\", \"created_at\" : \"Mon May 12 09:14:30 +"
    "0000 2025\" } },\n"
    "{ \"tweet\" : { \"id_str\" : \"1\", \"full_text\" : \"https://t.co/abc\", \"created_at\" : \"Mon May 12 09:14:30 "
    "+0000 2025\" } },\n"
    "{ \"tweet\" : { \"id_str\" : \"0\", \"full_text\" : \"@priya is right\\nhttps://t.co/abc really\", \"created_at\""
    " : \"Mon May 12 09:14:00 +0000 2025\" } } ]",
    "Posts, May 2025", "* @priya is right\n really\n\nI &amp; <you> agree" },
  { "note-tweet.js", &idio_twitter_format,
    "window.YTD.note_tweet.part0 = [ { \"noteTweet\" : { \"noteTweetId\" : \"1\", \"createdAt\" : \"2025-05-12T09:14:"
    "00.000Z\","
    " \"core\" : { \"text\" : \"A long one\", \"urls\" : [ ] } } } ]",
    "Posts, May 2025", "* A long one" },
  { "2016_05.js", &idio_twitter_format,
    "Grailbird.data.tweets_2016_05 = \n[ {\n  \"text\" : \"Test &amp; go\",\n  \"created_at\" : \"2016-05-03 05:21:50 "
    "+0000\",\n"
    "  \"user\" : { \"name\" : \"Jonas\", \"screen_name\" : \"jonas\" } }, {\n \"text\" : \"RT\", \"retweeted_status\""
    " : { \"text\" : \"x\" } } ]",
    "Posts, May 2016", "* Jonas: Test & go" },

  { "outbox.json", &idio_mastodon_format,
    "{\"@context\":\"https://www.w3.org/ns/activitystreams\",\"id\":\"outbox.json\",\"type\":\"OrderedCollection\",\""
    "totalItems\":3,\"orderedItems\":["
    "{\"id\":\"a\",\"type\":\"Create\",\"actor\":\"https://example.social/users/jonas\",\"published\":\"2025-05-12T09:"
    "14:00Z\",\"object\":{"
    "\"type\":\"Note\",\"content\":\"\\u003cp\\u003eFish \\u0026amp; chips\\u003cbr /\\u003etoday\\u003c/p\\u003e\\"
    "u003cp\\u003eTruly\\u003c/p\\u003e\"}},"
    "{\"id\":\"b\",\"type\":\"Announce\",\"actor\":\"https://example.social/users/jonas\",\"published\":\"2025-05-"
    "12T09:15:00Z\",\"object\":\"https://example.org/1\"},"
    "{\"id\":\"c\",\"type\":\"Create\",\"actor\":\"https://example.social/users/jonas\",\"published\":\"2025-05-12T09:"
    "16:00Z\",\"object\":{"
    "\"type\":\"Note\",\"inReplyTo\":\"https://example.org/1\",\"content\":\"<p><span class=\\\"h-card\\\"><a href=\\"
    "\"https://example.org/@priya\\\">@<span>priya</span></a></span> yes</p>\"}}]}",
    "Posts, May 2025", "* Fish & chips\ntoday\n\nTruly\n\nyes" },

  { "backup.txt", &idio_notes_format,
    "{\"version\":\"004\",\"items\":[{\"uuid\":\"1\",\"content_type\":\"Note\",\"created_at\":\"2025-05-12T09:14:00Z\""
    ",\"updated_at\":\"2025-05-12T09:15:00Z\","
    "\"content\":{\"title\":\"Garden\",\"text\":\"Dig.\"}},{\"uuid\":\"2\",\"content_type\":\"Tag\",\"content\":{\""
    "title\":\"home\"}},"
    "{\"uuid\":\"3\",\"content_type\":\"Note\",\"content\":{\"title\":\"Old\",\"text\":\"gone\",\"trashed\":true}}]}",
    "Garden", "* Dig." },
  { "backup.txt", &idio_notes_format,
    "{\"version\":\"004\",\"items\":[{\"uuid\":\"1\",\"content_type\":\"Note\",\"content\":{\"title\":\"Rich\",\""
    "text\":\"{\\\"root\\\":{\\\"children\\\":["
    "{\\\"type\\\":\\\"paragraph\\\",\\\"children\\\":[{\\\"type\\\":\\\"text\\\",\\\"text\\\":\\\"One \\\"},{\\\""
    "type\\\":\\\"text\\\",\\\"text\\\":\\\"two\\\"}]},"
    "{\\\"type\\\":\\\"list\\\",\\\"children\\\":[{\\\"type\\\":\\\"listitem\\\",\\\"children\\\":[{\\\"type\\\":\\\""
    "text\\\",\\\"text\\\":\\\"item\\\"}]}]}]}}\"}}]}",
    "Rich", "* One two\n\n- item" },
  { "notes.json", &idio_notes_format,
    "{\"activeNotes\":[{\"id\":\"a\",\"content\":\"Garden\\r\\nDig.\",\"creationDate\":\"2025-05-12T09:14:00.000Z\",\""
    "lastModified\":\"2025-05-12T09:14:00.000Z\"}],"
    "\"trashedNotes\":[{\"id\":\"b\",\"content\":\"gone\",\"creationDate\":\"2025-05-12T09:14:00.000Z\"}]}",
    "Notes, May 2025", "* Garden\nDig." },
  { "Journal.json", &idio_notes_format,
    "{\"metadata\":{\"version\":\"1.0\"},\"entries\":[{\"creationDate\":\"2025-05-12T09:14:00Z\",\"uuid\":\"A\",\""
    "text\":\"# A day\\n\\n![](dayone-moment:\\/\\/AB)Rain, 3\\\\.5 mm\\\\!\"}]}",
    "Notes, May 2025", "* A day\n\nRain, 3.5 mm!" },

  /* ChatGPT: the user's own, long, on the path that was gone last */
  { "conversations.json", &idio_prompts_format,
    "[{\"title\": \"Trip\", \"create_time\": 1747034040.5, \"mapping\": {"
    "\"r\": {\"id\": \"r\", \"message\": null, \"parent\": null, \"children\": [\"s\"]},"
    "\"s\": {\"id\": \"s\", \"message\": {\"author\": {\"role\": \"user\"}, \"content\": {\"content_type\": \"user_"
    "editable_context\", \"user_profile\": \"x\"}}, \"parent\": \"r\"},"
    "\"a\": {\"id\": \"a\", \"message\": {\"author\": {\"role\": \"user\"}, \"content\": {\"content_type\": \"text\", "
    "\"parts\": [\"First " LONG "\"]}}, \"parent\": \"s\"},"
    "\"b\": {\"id\": \"b\", \"message\": {\"author\": {\"role\": \"assistant\"}, \"content\": {\"content_type\": \""
    "text\", \"parts\": [\"Its " LONG "\"]}}, \"parent\": \"a\"},"
    "\"x\": {\"id\": \"x\", \"message\": {\"author\": {\"role\": \"user\"}, \"content\": {\"content_type\": \"text\", "
    "\"parts\": [\"Edited " LONG "\"]}}, \"parent\": \"b\"},"
    "\"y\": {\"id\": \"y\", \"message\": {\"author\": {\"role\": \"user\"}, \"content\": {\"content_type\": \"text\", "
    "\"parts\": [\"too short\"]}}, \"parent\": \"b\"},"
    "\"c\": {\"id\": \"c\", \"message\": {\"author\": {\"role\": \"user\"}, \"content\": {\"content_type\": \""
    "multimodal_text\", \"parts\": [{\"asset_pointer\": \"f\"}, "
    "\"Last " LONG "\\n```\\ncode\\n```\"]}}, \"parent\": \"y\"}}, \"current_node\": \"c\"}]",
    "Trip", "* First " LONG "\n\nLast " LONG },
  { "conversations.json", &idio_prompts_format,
    "[{\"uuid\":\"u\",\"name\":\"Trip\",\"created_at\":\"2025-05-12T09:14:00Z\",\"chat_messages\":["
    "{\"uuid\":\"1\",\"text\":\"First " LONG "\",\"content\":[{\"type\":\"text\",\"text\":\"First " LONG "\"}],\""
    "sender\":\"human\",\"attachments\":[{\"extracted_content\":\"not mine\"}]},"
    "{\"uuid\":\"2\",\"text\":\"Its " LONG "\",\"sender\":\"assistant\"},{\"uuid\":\"3\",\"text\":\"Plain " LONG "\","
    "\"sender\":\"human\"}]}]",
    "Trip", "* First " LONG "\n\nPlain " LONG },
  { "conversations.json", &idio_prompts_format,
    "[{\"uuid\":\"u\",\"name\":\"Trip\",\"created_at\":\"2025-05-12T09:14:00Z\",\"chat_messages\":["
    "{\"uuid\":\"1\",\"parent_message_uuid\":\"0\",\"text\":\"Edited " LONG "\",\"sender\":\"human\"},"
    "{\"uuid\":\"2\",\"parent_message_uuid\":\"0\",\"text\":\"Kept " LONG "\",\"sender\":\"human\"},"
    "{\"uuid\":\"3\",\"parent_message_uuid\":\"2\",\"text\":\"Its " LONG "\",\"sender\":\"assistant\"}]}]",
    "Trip", "* Kept " LONG },
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
      else if (error != NULL || !g_str_equal (texts, c->expected))
        g_test_fail_printf ("%s\nis\n%s\nnot\n%s", c->file, error != NULL ? error->message : texts, c->expected);
      else if (g_strcmp0 (((IdioEntry *) entries->pdata[0])->title, c->title) != 0)
        g_test_fail_printf ("%s is called %s", c->file, ((IdioEntry *) entries->pdata[0])->title);
    }
}

/* What can't be read, and why */
static void
test_refused (void)
{
  static const struct
  {
    const char      *file;
    IdioImportError  code;
  } refused[] = {
    { "{\"isTrashed\":true,\"textContent\":\"gone\",\"title\":\"\",\"userEditedTimestampUsec\":"
    "1}", IDIO_IMPORT_ERROR_EMPTY },
    { "{\"isTrashed\":false,\"textContent\":\" \",\"title\":\"\",\"userEditedTimestampUsec\":"
    "1}", IDIO_IMPORT_ERROR_EMPTY },
    { "{\"version\":\"004\",\"items\":[{\"uuid\":\"1\",\"content_type\":\"Note\",\"content\":\"004:abc\"}]"
    "}", IDIO_IMPORT_ERROR_LOCKED },
    { "{\"version\":\"004\",\"items\":[{\"uuid\":\"1\",\"content_type\":\"Tag\",", IDIO_IMPORT_ERROR_DAMAGED },
    { "<?xml version=\"1.0\"?><en-export><note><title>a</title>", IDIO_IMPORT_ERROR_DAMAGED },
    { "<?xml version=\"1.0\" ?><!DOCTYPE html><html><head><title>a</title></head><body><div class=\"note DEFAULT\">"
      "<div class=\"heading\">May 12, 2025</div><div class=\"content\">twice</div></div></body></html>",
      IDIO_IMPORT_ERROR_UNSUPPORTED },
    { "<!DOCTYPE html><html><body><div class=\"preamble\">Club</div><div class=\"chatlog__message\">a</div>"
      "</body></html>",
      IDIO_IMPORT_ERROR_UNSUPPORTED },
    { "{\"some\":\"json\"}", IDIO_IMPORT_ERROR_UNSUPPORTED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *texts = idio_test_list_texts ("a.json", refused[i].file, &error);

      if (!g_error_matches (error, IDIO_IMPORT_ERROR, (int) refused[i].code) || *texts != '\0')
        g_test_fail_printf ("%s: %s %s", refused[i].file, error != NULL ? error->message : "read", texts);
    }
}

/* What programs tell each other is no prose, whatever the file is called; and prose may begin with braces. */
static void
test_json (void)
{
  static const char * const json[] = {
    "{\"a\": 0, \"text\": \"hello there\"}\n{\"a\": 1, \"text\": \"hello there\"}\n", "{\"text\":\"hello\"}",
    "\xef\xbb\xbf{\r\n  \"te\\\"xt\" :\r\n \"hello\"\r\n}", "[{\"text\":\"hello\"}]", "\n[\n  {\n    \"a\": 1 } ]",
  };
  static const char * const prose[] = {
    "{One} of the braces", "[Note] I shall go by train.", "{\"So it goes\", she said: \"well\"}", "{\"So\"", "[\"a\", \"b\"]",
    "{\"So\nit\": goes", "{", "[",
  };
  static const char * const names[] = { "a.jsonl", "a.ndjson", "a.txt", "a", "a.log" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      for (guint j = 0; j < G_N_ELEMENTS (json); j++)
        {
          g_autoptr(GError) error = NULL;
          g_autofree char *texts = idio_test_list_texts (names[i], json[j], &error);

          if (!g_error_matches (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_UNSUPPORTED) || *texts != '\0')
            g_test_fail_printf ("%s in %s: %s", json[j], names[i], texts);
        }

      for (guint j = 0; j < G_N_ELEMENTS (prose); j++)
        {
          g_autofree char *texts = idio_test_list_texts ("a.txt", prose[j], NULL);

          g_assert_cmpstr (texts, ==, prose[j]);
        }
    }
}

/* A note may have entities of its own; none is looked up. */
static void
test_entities (void)
{
  const char *file = "<?xml version=\"1.0\"?><!DOCTYPE en-export [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">"
                     "<!ENTITY c SYSTEM \"file:///etc/passwd\">]><en-export><note><title>x&c;</title><content>"
                     ENML ("<div>mine &nbsp;&eacute;</div>") "</content></note></en-export>";
  g_autoptr(GPtrArray) entries = idio_test_read_format ("a.enex", file, strlen (file), NULL);

  for (guint i = 0; i < entries->len; i++)
    g_assert_null (strstr (((IdioEntry *) entries->pdata[i])->title, "root"));
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/formats/notes/cases", test_cases);
  g_test_add_func ("/formats/notes/refused", test_refused);
  g_test_add_func ("/formats/notes/json", test_json);
  g_test_add_func ("/formats/notes/entities", test_entities);

  return g_test_run ();
}
