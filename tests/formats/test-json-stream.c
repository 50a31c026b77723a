/* test-json-stream.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-json-stream.h"

typedef struct
{
  GString *seen;
  guint    n_values;
  guint    n_signs;
  guint    stop_after;
} Seen;

static gboolean
see (const char *path,
     JsonNode   *node,
     gpointer    data)
{
  Seen *seen = data;
  g_autofree char *json = node != NULL ? json_to_string (node, FALSE) : NULL;

  if (path == NULL)
    {
      seen->n_signs++;
      return TRUE;
    }

  seen->n_values++;

  if (seen->seen->len < 10000)
    g_string_append_printf (seen->seen, "%s=%s;", path, json);

  return seen->n_values != seen->stop_after;
}

static IdioSource *
make_source (const char *json,
             gsize       length)
{
  g_autoptr(GBytes) bytes = g_bytes_new (json, length);

  return idio_source_new_bytes ("a.json", bytes, 0);
}

static const char * const paths[] = { "name", "messages[]", "chats.list[].messages[]", "[]", NULL };

static const struct
{
  const char *json;
  const char *expected;
  int         code;
} cases[] = {
  { "{\"name\": \"a\", \"messages\": [1, {\"b\": [2, {}]}, \"x,]\\\"}\", null, true]}",
    "name=\"a\";messages[]=1;messages[]={\"b\":[2,{}]};messages[]=\"x,]\\\"}\";messages[]=null;messages[]=true;", -1 },
  { "[]", "", -1 },
  { "{}", "", -1 },
  { "  [1,2]  trailing", "[]=1;[]=2;", -1 },
  { "\xef\xbb\xbf[[3]]", "[]=[3];", -1 },
  { "window.YTD.tweets.part0 = [ {} ]", "[]={};", -1 },
  { "{\"chats\":{\"about\":[{\"messages\":[0]}],\"list\":[{\"messages\":[1]},{\"name\":\"b\",\"messages\":[2]}]},\""
  "messages\":[3]}",
    "chats.list[].messages[]=1;chats.list[].messages[]=2;messages[]=3;", -1 },
  { "{\"a\":{\"name\":1},\"name\":{\"name\":2}}", "name={\"name\":2};", -1 },
  { "{\"na\\u006de\":1,\"name\" : 2}", "name=2;", -1 },
  { "{\"name\":\"\\ud83d\\ude00 \xff\"}", "name=\"😀 \xef\xbf\xbd\";", -1 },
  { "[1", "", IDIO_IMPORT_ERROR_DAMAGED },
  { "[1,[2]", "[]=1;[]=[2];", IDIO_IMPORT_ERROR_DAMAGED },
  { "[1}", "[]=1;", IDIO_IMPORT_ERROR_DAMAGED },
  { "[1,\"abc", "[]=1;", IDIO_IMPORT_ERROR_DAMAGED },
  { "[1,{\"a\":},2]", "[]=1;[]=2;", IDIO_IMPORT_ERROR_DAMAGED },
  { "{\"a\":[[[[", "", IDIO_IMPORT_ERROR_DAMAGED },
  { "no json", "", IDIO_IMPORT_ERROR_DAMAGED },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(IdioSource) source = make_source (cases[i].json, strlen (cases[i].json));
      g_autoptr(GString) text = g_string_new (NULL);
      Seen seen = { .seen = text };
      g_autoptr(GError) error = NULL;
      gboolean is_read = idio_json_stream_read (source, paths, see, &seen, &error);

      if (!g_str_equal (text->str, cases[i].expected) || is_read != (cases[i].code < 0) ||
          (!is_read && !g_error_matches (error, IDIO_IMPORT_ERROR, cases[i].code)))
        g_test_fail_printf ("%s: %s %s", cases[i].json, text->str, error != NULL ? error->message : "");
    }
}

/* Wherever a piece of the file ends, the values are the same. */
static void
test_pieces (void)
{
  const char *json = cases[0].json;

  for (gsize shift = 0; shift <= strlen (json); shift++)
    {
      g_autoptr(GString) file = g_string_new ("{\"x\":\"");
      g_autoptr(GString) text = g_string_new (NULL);
      g_autoptr(IdioSource) source = NULL;
      Seen seen = { .seen = text };
      g_autoptr(GError) error = NULL;

      while (file->len < IDIO_SOURCE_HEAD_BYTES - 2 - shift)
        g_string_append_c (file, '.');

      g_string_append_printf (file, "\",%s", json + 1);
      source = make_source (file->str, file->len);

      g_assert_true (idio_json_stream_read (source, paths, see, &seen, &error));
      g_assert_cmpstr (text->str, ==, cases[0].expected);
    }
}

static void
append_times (GString    *text,
              const char *piece,
              guint       n)
{
  for (guint i = 0; i < n; i++)
    g_string_append (text, piece);
}

/* A value that is too large, has too many values or is nested too deep is left out, and the others are not. */
static void
test_too_large (void)
{
  static const struct
  {
    const char *before;
    const char *piece;
    guint       n;
    const char *after;
  } large[] = {
    { "\"", "0123456789abcdef", 600000, "\"" },
    { "[0", ",0", 300000, "]" },
    { "[{}", ",{}", 300000, "]" },
    { "", "[", 300, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (large); i++)
    {
      g_autoptr(GString) file = g_string_new ("[1,");
      g_autoptr(GString) text = g_string_new (NULL);
      g_autoptr(IdioSource) source = NULL;
      Seen seen = { .seen = text };
      g_autoptr(GError) error = NULL;

      g_string_append (file, large[i].before);
      append_times (file, large[i].piece, large[i].n);
      g_string_append (file, large[i].after);
      append_times (file, *large[i].piece == '[' ? "]" : "", large[i].n);
      g_string_append (file, ",2]");
      source = make_source (file->str, file->len);

      g_assert_false (idio_json_stream_read (source, paths, see, &seen, &error));
      g_assert_error (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_TOO_LARGE);
      g_assert_cmpstr (text->str, ==, "[]=1;[]=2;");
    }
}

/* Nothing grows with how deep a file is nested. */
static void
test_too_deep (void)
{
  g_autoptr(GString) file = g_string_new ("{\"a\":");
  g_autoptr(IdioSource) source = NULL;
  Seen seen = { 0 };
  g_autoptr(GError) error = NULL;

  append_times (file, "[", 1100);
  append_times (file, "]", 1100);
  g_string_append (file, "}");
  source = make_source (file->str, file->len);

  g_assert_false (idio_json_stream_read (source, paths, see, &seen, &error));
  g_assert_error (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_DAMAGED);
}

/* A long file gives signs of life, and is left where it is asked for. */
static void
test_stop (void)
{
  g_autoptr(GString) file = g_string_new ("{\"messages\":[0");
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(IdioSource) source = NULL;
  Seen seen = { .seen = text };

  append_times (file, ",\"0123456789012345678901234567890123456789\"", 100000);
  g_string_append (file, "]}");
  source = make_source (file->str, file->len);

  g_assert_true (idio_json_stream_read (source, paths, see, &seen, NULL));
  g_assert_cmpuint (seen.n_values, ==, 100001);
  g_assert_cmpuint (seen.n_signs, >=, 4);

  seen = (Seen) { .seen = text, .stop_after = 3 };

  g_assert_true (idio_json_stream_read (source, paths, see, &seen, NULL));
  g_assert_cmpuint (seen.n_values, ==, 3);
}

static void
test_has_paths (void)
{
  static const struct
  {
    const char *json;
    const char *paths[4];
    gboolean    has;
  } heads[] = {
    { "{\"messages\":[{\"from\":1", { "messages[].from" }, TRUE },
    { " \n[{\"mapping\"", { "[].mapping" }, FALSE },
    { " \n[{\"mapping\":", { "[].mapping" }, FALSE },
    { " \n[{\"mapping\":{", { "[].mapping" }, TRUE },
    { "\xef\xbb\xbf{\"a\":1,\"b\":{\"c\":2}}", { "a", "b.c" }, TRUE },
    { "{\"a\":1,\"b\":{\"c\":2}}", { "a", "c" }, FALSE },
    { "x = {\"a\":1}", { "a" }, FALSE },
    { "\"a\"", { "a" }, FALSE },
    { "", { "a" }, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      g_autoptr(IdioSource) source = make_source (heads[i].json, strlen (heads[i].json));

      if (idio_json_stream_has_paths (source, heads[i].paths) != heads[i].has)
        g_test_fail_printf ("%s", heads[i].json);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/formats/json-stream/cases", test_cases);
  g_test_add_func ("/formats/json-stream/pieces", test_pieces);
  g_test_add_func ("/formats/json-stream/too-large", test_too_large);
  g_test_add_func ("/formats/json-stream/too-deep", test_too_deep);
  g_test_add_func ("/formats/json-stream/stop", test_stop);
  g_test_add_func ("/formats/json-stream/has-paths", test_has_paths);

  return g_test_run ();
}
