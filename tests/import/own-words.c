/* own-words.c: what tests of own words share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "import/idio-own-words.h"
#include "own-words.h"

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

/* What is kept of a text; checks the parts. */
char *
own_words_dup (const char *text,
               gboolean    is_mail)
{
  g_autoptr(GArray) parts = idio_own_words_divide (text, is_mail, NULL, NULL);

  check_parts (text, parts);

  return idio_own_words_join (text, parts, NULL);
}

/* What is kept of a text, also where its lines end with "\r\n" */
void
own_words_check (const char *text,
                 const char *expected)
{
  g_autofree char *own = own_words_dup (text, FALSE);
  g_autoptr(GString) with_returns = g_string_new (text);
  g_autofree char *again = NULL, *own_with_returns = NULL;
  g_autoptr(GString) without = NULL;

  if (!g_str_equal (own, expected))
    {
      g_test_message ("In:\n%s\nOwn:\n%s\nExpected:\n%s", text, own, expected);
      g_test_fail ();
      return;
    }

  /* What is left has nothing of others any more. */
  again = own_words_dup (own, FALSE);
  g_assert_cmpstr (again, ==, expected);

  /* Lines end with "\r\n" in mails. */
  g_string_replace (with_returns, "\n", "\r\n", 0);
  own_with_returns = own_words_dup (with_returns->str, FALSE);
  without = g_string_new (own_with_returns);
  g_string_replace (without, "\r\n", "\n", 0);
  g_assert_cmpstr (without->str, ==, expected);
}
