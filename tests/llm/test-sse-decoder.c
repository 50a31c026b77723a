/* test-sse-decoder.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "idio-test.h"
#include "llm/idio-json.h"
#include "llm/idio-sse-decoder.h"

/* As recorded from llama-server 0.7.0, from OpenRouter with its comments, from Anthropic with named events, and with
 * every way to end a line. Each is split at every byte. */
static const struct
{
  const char *stream;
  const char *events;
} recordings[] = {
  { "data: {\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":null}}]}\n\n"
    "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Zo\xc3\xab \xf0\x9f\x8e\x89\"}}]}\n\n"
    "data: {\"choices\":[{\"finish_reason\":\"stop\",\"index\":0,\"delta\":{}}]}\n\n"
    "data: [DONE]\n\n",
    "message={\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":null}}]}|"
    "message={\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Zoë 🎉\"}}]}|"
    "message={\"choices\":[{\"finish_reason\":\"stop\",\"index\":0,\"delta\":{}}]}|"
    "message=[DONE]|" },
  { ": OPENROUTER PROCESSING\n\n: OPENROUTER PROCESSING\n\ndata: a\n\n:\n\ndata:b\n\n", "message=a|message=b|" },
  { "event: content_block_delta\ndata: {\"type\":\"x\"}\n\nevent: ping\ndata: {}\n\ndata: last\n\n",
    "content_block_delta={\"type\":\"x\"}|ping={}|message=last|" },
  { "data: one\r\rdata: two\r\n\r\ndata: three\n\n", "message=one|message=two|message=three|" },
  { "data: first\ndata: second\ndata:\n\n", "message=first\nsecond\n|" },
  { "\xef\xbb\xbf" "data: after a mark\n\n", "message=after a mark|" },
  { "id: 7\nretry: 10\nunknown: x\nno colon\nevent: e\n\ndata\n\n", "message=|" },
  { "data:  two blanks\n\n\n\n", "message= two blanks|" },
  { "data: no blank line at the end\n", "message=no blank line at the end|" },
  { "data: no line end", "message=no line end|" },

  /* As servers are that do not keep to the standard */
  { "data: {\"a\":1}\ndata: {\"b\":2}\ndata: [DONE]\n", "message={\"a\":1}|message={\"b\":2}|message=[DONE]|" },
  { "event: a\ndata: {}\nevent: error\ndata: {\"x\":1}\n", "a={}|error={\"x\":1}|" },
  { "data: {}\nevent: late\n\ndata: {}\n\n", "late={}|message={}|" },
  { "data: {\ndata:   \"a\": {}\ndata: }\n\n", "message={\n  \"a\": {}\n}|" },
  { "data: {}\n\nerror: {\"code\": 500}\n\n", "message={}|error={\"code\": 500}|" },
  { "data: {}\nerror: {\"code\": 500}\n", "message={}|error={\"code\": 500}|" },
  { "{\"a\":\n\n 1}\n", "document={\"a\":\n\n 1}\n|" },
  { "\r\n [{\"a\":1}]", "document=[{\"a\":1}]|" },
  { "<html>\ndata: x\n\n</html>", "document=<html>\ndata: x\n\n</html>|" },
  { "", "" },
};

static void
note_event (const char *event,
            const char *data,
            gpointer    user_data)
{
  g_string_append_printf (user_data, "%s=%s|", event, data);
}

static void
check_split (guint recording,
             gsize first,
             gsize second)
{
  const char *stream = recordings[recording].stream;
  gsize length = strlen (stream);
  g_autoptr(GString) events = g_string_new (NULL);
  g_autoptr(IdioSseDecoder) decoder = idio_sse_decoder_new (note_event, events);

  g_assert_true (idio_sse_decoder_push (decoder, stream, first));
  g_assert_true (idio_sse_decoder_push (decoder, stream + first, second - first));
  g_assert_true (idio_sse_decoder_push (decoder, stream + second, length - second));
  idio_sse_decoder_end (decoder);

  g_assert_cmpstr (events->str, ==, recordings[recording].events);
}

static void
test_splits (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (recordings); i++)
    for (gsize first = 0; first <= strlen (recordings[i].stream); first++)
      for (gsize second = first; second <= strlen (recordings[i].stream); second += 7)
        check_split (i, first, second);
}

static void
test_bytes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (recordings); i++)
    {
      g_autoptr(GString) events = g_string_new (NULL);
      g_autoptr(IdioSseDecoder) decoder = idio_sse_decoder_new (note_event, events);

      for (const char *p = recordings[i].stream; *p != '\0'; p++)
        g_assert_true (idio_sse_decoder_push (decoder, p, 1));

      idio_sse_decoder_end (decoder);
      g_assert_cmpstr (events->str, ==, recordings[i].events);
    }
}

static void
test_endless (void)
{
  g_autoptr(GString) events = g_string_new (NULL);
  g_autoptr(IdioSseDecoder) decoder = idio_sse_decoder_new (note_event, events);
  g_autofree char *block = g_strnfill (100000, 'x');
  guint n_blocks = 0;

  while (n_blocks < 1000 && idio_sse_decoder_push (decoder, block, 100000))
    n_blocks++;

  g_assert_cmpuint (n_blocks, <, 100);
}

static void
test_random (void)
{
  static const char alphabet[] = "data: event:\n\n\r\r:x\0{}[]\"\xc3\xa9";

  for (guint round = 0; round < 500; round++)
    {
      g_autoptr(GString) events = g_string_new (NULL);
      g_autoptr(IdioSseDecoder) decoder = idio_sse_decoder_new (note_event, events);
      char bytes[256];

      for (guint i = 0; i < sizeof bytes; i++)
        bytes[i] = alphabet[g_test_rand_int_range (0, sizeof alphabet)];

      g_assert_true (idio_sse_decoder_push (decoder, bytes, sizeof bytes));
      idio_sse_decoder_end (decoder);
    }
}

static void
note_item (JsonObject *item,
           gpointer    user_data)
{
  g_string_append_printf (user_data, "%s|", idio_json_get_string (item, "a"));
}

static void
test_scanner (void)
{
  static const struct { const char *text, *items; } cases[] = {
    { "{\"cards\":[{\"a\":\"one\"},{\"a\":\"two\",\"b\":{\"c\":[{\"a\":\"inner\"}]}}]}", "one|two|" },
    { "[{\"a\":\"one\"}]", "one|" },
    { "Here you are:\n```json\n{\"cards\": [ {\"a\": \"it's \\\"}]{\\\\\"} ]}\n```", "it's \"}]{\\|" },
    { "{\"cards\":[{\"a\":\"one\"},{\"a\":\"cut", "one|" },
    { "{\"cards\":[{bad json},{\"a\":\"good\"}]}", "good|" },
    { "{\"a\":\"not in a list\"}", "" },
    { "]}]}[[[{\"a\":\"x\"}]]]", "x|" },
    { "no json \" at all", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (gsize split = 0; split <= strlen (cases[i].text); split++)
      {
        g_autoptr(GString) items = g_string_new (NULL);
        g_autoptr(IdioJsonScanner) scanner = idio_json_scanner_new (note_item, items);
        g_autofree char *first = g_strndup (cases[i].text, split);

        idio_json_scanner_push (scanner, first);
        idio_json_scanner_push (scanner, cases[i].text + split);
        g_assert_cmpstr (items->str, ==, cases[i].items);
      }
}

static void
test_deep (void)
{
  g_autoptr(GString) items = g_string_new (NULL);
  g_autoptr(IdioJsonScanner) scanner = idio_json_scanner_new (note_item, items);
  g_autofree char *brackets = g_strnfill (100000, '[');

  idio_json_scanner_push (scanner, brackets);
  idio_json_scanner_push (scanner, "{\"a\":\"x\"}");
  g_assert_cmpstr (items->str, ==, "");
}

static void
test_find_object (void)
{
  static const struct { const char *text, *a; } cases[] = {
    { "{\"a\":\"x\"}", "x" },
    { "Sure! {\"a\":\"x\"} Anything else? {\"a\":\"y\"}", "x" },
    { "```json\n{\"a\": \"x\"}\n```", "x" },
    { "{not json} {\"a\":\"{\\\"x\\\"}\"}", "{\"x\"}" },
    { "{\"a\":\"cut", NULL },
    { "", NULL },
    { "}}}{{{", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(JsonObject) object = idio_json_find_object (cases[i].text);

      g_assert_cmpstr (idio_json_get_string (object, "a"), ==, cases[i].a);
    }
}

/* Answers that would keep a reader busy for a minute, or use up its stack */
static void
test_hostile (void)
{
  static const struct { const char *unit; const char *end; } cases[] = {
    { "{", "" }, { "{", "}" }, { "{\"a\":", "" }, { "{\\\"", "" }, { "{\"", "" }, { "{x}", "" }, { "{x ", "}" }, { "[", "" },
    { "[{", "" }, { "{\"a\":[", "" }, { "{}{", "" }, { "{'", "" }, { "{/*", "" }, { "\\", "" }, { "{\"\\", "" }, { "\"{", "\"}" },
  };
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GString) text = g_string_new (NULL);
      g_autoptr(GString) items = g_string_new (NULL);
      g_autoptr(IdioJsonScanner) scanner = idio_json_scanner_new (note_item, items);
      g_autoptr(JsonObject) object = NULL;
      g_autoptr(JsonNode) node = NULL;

      while (text->len < 640000)
        g_string_append (text, cases[i].unit);

      for (guint j = 0; *cases[i].end != '\0' && j < 1000; j++)
        g_string_append (text, cases[i].end);

      object = idio_json_find_object (text->str);
      node = idio_json_parse (text->str);
      idio_json_scanner_push (scanner, text->str);
      g_assert_null (node);
      g_assert_cmpstr (items->str, ==, "");
    }

  /* Each of them in milliseconds: with a square in it they would take minutes. */
  g_assert_cmpint (g_get_monotonic_time () - start, <, 30 * G_USEC_PER_SEC);
}

static char *
nest (guint depth)
{
  g_autofree char *open = g_strnfill (depth, '['), *close = g_strnfill (depth, ']');

  return g_strdup_printf ("{\"text\": \"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\", \"a\": %s%s}", open, close);
}

static void
test_depth (void)
{
  for (guint depth = 1; depth < 2000; depth += depth < 40 ? 1 : 300)
    {
      g_autofree char *text = nest (depth);
      g_autoptr(JsonNode) node = idio_json_parse (text);

      g_assert_true ((node != NULL) == (depth < 32));
    }
}

/* One item that does not end is no reason to keep all of it, and those after it are found. */
static void
test_long_item (void)
{
  g_autofree char *filler = g_strnfill (1000000, 'x');
  g_autofree char *text = g_strdup_printf ("[{\"a\":\"%s\"},{\"a\":\"short\"}]", filler);
  g_autoptr(GString) items = g_string_new (NULL);
  g_autoptr(IdioJsonScanner) scanner = idio_json_scanner_new (note_item, items);

  idio_json_scanner_push (scanner, text);
  g_assert_cmpstr (items->str, ==, "short|");
}

static void
test_deep_item (void)
{
  g_autofree char *deep = nest (100);
  g_autofree char *text = g_strdup_printf ("[%s,{\"a\":\"shallow\"}]", deep);
  g_autoptr(GString) items = g_string_new (NULL);
  g_autoptr(IdioJsonScanner) scanner = idio_json_scanner_new (note_item, items);

  idio_json_scanner_push (scanner, text);
  g_assert_cmpstr (items->str, ==, "shallow|");
}

static void
test_members (void)
{
  g_autoptr(JsonObject) object = idio_json_find_object ("{\"s\":\"x\",\"n\":3,\"z\":null,\"o\":{},\"l\":[]}");
  g_autofree char *quoted = idio_json_quote ("a \"b\"\nc");

  g_assert_cmpstr (idio_json_get_string (object, "s"), ==, "x");
  g_assert_null (idio_json_get_string (object, "n"));
  g_assert_null (idio_json_get_string (object, "z"));
  g_assert_null (idio_json_get_string (object, "none"));
  g_assert_null (idio_json_get_string (NULL, "s"));
  g_assert_cmpint (idio_json_get_int (object, "n", -1), ==, 3);
  g_assert_cmpint (idio_json_get_int (object, "s", -1), ==, -1);
  g_assert_nonnull (idio_json_get_object (object, "o"));
  g_assert_null (idio_json_get_object (object, "l"));
  g_assert_nonnull (idio_json_get_array (object, "l"));
  g_assert_null (idio_json_get_array (object, "o"));
  g_assert_cmpstr (quoted, ==, "\"a \\\"b\\\"\\nc\"");
}

static void
test_lines (void)
{
  static const char text[] = "{\"a\":1}\n\r\n{\"b\":\"\xc3\xab\"}\r\n  \n{\"c\":3}";

  for (gsize longest = 1; longest < sizeof text; longest++)
    {
      g_autoptr(GString) events = g_string_new (NULL);
      g_autoptr(IdioSseDecoder) decoder = idio_sse_decoder_new_for_lines (note_event, events);

      for (gsize at = 0; at < sizeof text - 1; at += longest)
        g_assert_true (idio_sse_decoder_push (decoder, text + at, MIN (longest, sizeof text - 1 - at)));

      idio_sse_decoder_end (decoder);
      g_assert_cmpstr (events->str, ==, "message={\"a\":1}|message={\"b\":\"\xc3\xab\"}|message={\"c\":3}|");
    }
}

static void
add_tests (void)
{
  g_test_add_func ("/sse/lines", test_lines);
  g_test_add_func ("/sse/splits", test_splits);
  g_test_add_func ("/sse/bytes", test_bytes);
  g_test_add_func ("/sse/endless", test_endless);
  g_test_add_func ("/sse/random", test_random);
  g_test_add_func ("/json/scanner", test_scanner);
  g_test_add_func ("/json/deep", test_deep);
  g_test_add_func ("/json/find-object", test_find_object);
  g_test_add_func ("/json/hostile", test_hostile);
  g_test_add_func ("/json/depth", test_depth);
  g_test_add_func ("/json/long-item", test_long_item);
  g_test_add_func ("/json/deep-item", test_deep_item);
  g_test_add_func ("/json/members", test_members);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
