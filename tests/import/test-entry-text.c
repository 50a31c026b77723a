/* test-entry-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "idio-test.h"
#include "import/idio-entry-text.h"

#define WORDS "These are ten words and more, so that they are enough for a document."

static IdioText *
to_text (IdioMedium  medium,
         const char *account,
         const char *author,
         const char *editor)
{
  g_autoptr(IdioEntry) entry = idio_entry_new (medium, g_strdup (WORDS));
  g_autoptr(GError) error = NULL;
  IdioText *text;

  entry->account = g_strdup (account);
  entry->author = g_strdup (author);
  entry->editor = g_strdup (editor);
  text = idio_entry_to_text (entry, "Name.eml", IDIO_MIN_WORDS, NULL, &error);
  g_assert_no_error (error);

  return text;
}

static void
test_audience (void)
{
  static const struct { IdioMedium medium; const char *account; IdioAudience audience; } cases[] = {
    { IDIO_MEDIUM_TEXT, NULL, IDIO_AUDIENCE_GENERAL },
    { IDIO_MEDIUM_NOTE, NULL, IDIO_AUDIENCE_GENERAL },
    { IDIO_MEDIUM_CHAT, "jonas", IDIO_AUDIENCE_FRIENDS },
    { IDIO_MEDIUM_POST, "jonas", IDIO_AUDIENCE_PUBLIC },
    { IDIO_MEDIUM_PROMPT, NULL, IDIO_AUDIENCE_ASSISTANT },
    { IDIO_MEDIUM_MAIL, "jonas@example.org", IDIO_AUDIENCE_WORK_MAIL },
    { IDIO_MEDIUM_MAIL, "jonas@mail.example.co.uk", IDIO_AUDIENCE_WORK_MAIL },
    { IDIO_MEDIUM_MAIL, "jonas@gmail.com", IDIO_AUDIENCE_GENERAL },
    { IDIO_MEDIUM_MAIL, "jonas@gmx.at", IDIO_AUDIENCE_GENERAL },
    { IDIO_MEDIUM_MAIL, "jonas@YAHOO.co.uk", IDIO_AUDIENCE_GENERAL },
    { IDIO_MEDIUM_MAIL, "jonas@web.de", IDIO_AUDIENCE_GENERAL },
    { IDIO_MEDIUM_MAIL, "jonas@web.example", IDIO_AUDIENCE_WORK_MAIL },
    { IDIO_MEDIUM_MAIL, "jonas@localhost", IDIO_AUDIENCE_GENERAL },
    { IDIO_MEDIUM_MAIL, "jonas", IDIO_AUDIENCE_GENERAL },
    { IDIO_MEDIUM_MAIL, "@", IDIO_AUDIENCE_GENERAL },
    { IDIO_MEDIUM_MAIL, NULL, IDIO_AUDIENCE_GENERAL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(IdioText) text = to_text (cases[i].medium, cases[i].account, NULL, NULL);

      g_test_message ("%u, %s", cases[i].medium, cases[i].account);
      g_assert_cmpint (text->audience, ==, cases[i].audience);
    }
}

/* Of what has several authors, they are kept; of a mail, the user is known to be its author. */
static void
test_authors (void)
{
  g_autoptr(IdioText) two = to_text (IDIO_MEDIUM_TEXT, NULL, "Anna", "Peter");
  g_autoptr(IdioText) one = to_text (IDIO_MEDIUM_TEXT, NULL, "Anna", "Anna");
  g_autoptr(IdioText) mail = to_text (IDIO_MEDIUM_MAIL, "jonas@example.org", "Jonas", "Petra");

  g_assert_cmpstr (two->author, ==, "Anna");
  g_assert_cmpstr (two->editor, ==, "Peter");
  g_assert_cmpstr (one->author, ==, "Anna");
  g_assert_null (one->editor);
  g_assert_null (mail->author);
  g_assert_null (mail->editor);
}

static void
add_tests (void)
{
  g_test_add_func ("/entry-text/audience", test_audience);
  g_test_add_func ("/entry-text/authors", test_authors);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
