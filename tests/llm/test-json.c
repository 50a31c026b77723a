/* test-json.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "idio-test.h"
#include "llm/idio-json.h"

static void
test_one_value (void)
{
  static const char * const values[] = {
    "{}", "[]", "0", "-1.5e+7", "true", "false", "null", "\"\"", "\"a \\\" b\"", " {\"a\": [1, {\"b\": null}]}\r\n\t",
    "{\"a\": \"} {\", \"b\": \"//\"}", "[true, false, null, 1E5]",
  };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr(JsonNode) node = idio_json_parse (values[i]);

      if (node == NULL)
        g_error ("%s is JSON", values[i]);
    }
}

/* JsonParser aborts at some of these, and takes others for JSON. */
static void
test_not_one_value (void)
{
  static const char * const texts[] = {
    "", " ", "{} {}", "{}{}", "[] []", "1 2", "\"a\" \"b\"", "\"a\"\"b\"", "{} 1", "1 {}", "1{}", "1\"a\"", "null null", "{", "}", "]", "\"a",
    "\"a\\", "var a = {};", "a", "'a'", "{} // a", "/* a */ {}", "{/*\"*/} {/*\"*/}", "#", "{}x", "{]", "[}", "{\"a\":1}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(JsonNode) node = idio_json_parse (texts[i]);

      if (node != NULL)
        g_error ("%s is not one value of JSON", texts[i]);
    }
}

static void
add_tests (void)
{
  g_test_add_func ("/json/one-value", test_one_value);
  g_test_add_func ("/json/not-one-value", test_not_one_value);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
