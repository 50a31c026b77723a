/* test-brief-person.c: requests that call the writer “you”
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "draft/idio-brief-person.h"
#include "idio-test.h"

static void
check (const char *request,
       const char *expected)
{
  g_autofree char *first = idio_brief_person_to_first (request);

  g_assert_cmpstr (first, ==, expected);
}

static void
test_writer (void)
{
  check ("Tell her that your three children are ill and that you will call her.",
         "Tell her that my three children are ill and that I will call her.");
  check ("Ask Ben to meet you at noon. You are in your office, and you’re late; he told you, and wrote to you twice.",
         "Ask Ben to meet me at noon. I am in my office, and I'm late; he told me, and wrote to me twice.");
  check ("Say that you were ill, that you've sent it, that the book is yours and that he gives you 30 days",
         "Say that I was ill, that I've sent it, that the book is mine and that he gives me 30 days");
  check ("TELL ANN:\r\nYour train is late.\r\nYou\nmissed it yourself!", "TELL ANN:\r\nMy train is late.\r\nI\nmissed it myself!");
  check ("Remind them of what they owe you, as you said, if you can.",
         "Remind them of what they owe me, as I said, if I can.");
  check ("Tell Ümit that your café is open", "Tell Ümit that my café is open");
}

/* What may mean the reader, is dictated, or is no order in English */
static void
test_others (void)
{
  static const char * const requests[] = {
    "", " ", "you", "Your train is late.", "Hi Ann, thanks for your jam.", "Tell Ann that I got your letter.",
    "Tell Ann that we’ll see you.", "Say “you are late” to Ben.", "Say \"your turn\" to Ben.", "Write: your train is late",
    "Thank you for your jam.", "Tell Ann: see you on Sunday, miss you", "Tell Ann that her jam was good.",
    "Sag Ann, dass your ein englisches Wort ist.", "Dis à Anne que tu viens.", "Tell Ann about the Youth Hostel",
  };

  for (guint i = 0; i < G_N_ELEMENTS (requests); i++)
    check (requests[i], requests[i]);
}

static void
add_tests (void)
{
  g_test_add_func ("/brief-person/writer", test_writer);
  g_test_add_func ("/brief-person/others", test_others);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
