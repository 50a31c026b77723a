/* test-facts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "draft/idio-facts.h"
#include "idio-test.h"

typedef GStrv (*List) (const char *request,
                       const char *draft);

typedef struct
{
  const char *request, *draft, *expected;
} Case;

static void
check (List        list,
       const Case *cases,
       guint       n_cases)
{
  for (guint i = 0; i < n_cases; i++)
    {
      g_auto(GStrv) found = list (cases[i].request, cases[i].draft);
      g_autofree char *joined = g_strjoinv ("|", found);

      if (!g_str_equal (joined, cases[i].expected))
        g_test_message ("%u: %s", i, cases[i].request);

      g_assert_cmpstr (joined, ==, cases[i].expected);
    }
}

#define MEETING "Tell Maria that the board meeting moves from Tuesday to Thursday 3 pm. Ask for the figures."

static void
test_missing (void)
{
  static const Case cases[] = {
    { MEETING, "Maria, sorry: the meeting moves from Tuesday to Thursday, 3 pm. Can you bring the figures?", "" },
    { MEETING, "I'm sorry, but I cannot assist with that request.", "Maria|Tuesday|Thursday|3" },
    { MEETING, "Maria, I am sorry for the change. Please bring the figures.", "Tuesday|Thursday|3" },
    { MEETING, "maria's meeting: not on Tue. but on Thurs at three", "" },
    { MEETING, "MARIA, NOT ON TUESDAY BUT ON THURSDAY AT 3:00 P.M.", "" },
    { MEETING, "Maria, it moves from Tuesday to Thursday, 13 pm.", "3" },
    { MEETING, "", "Maria|Tuesday|Thursday|3" },
    { "", "Dear Ann, it is 3 pm.", "" },
    { "", "", "" },
    { "Say that it costs 2,500 dollars", "It costs 2500 dollars.", "" },
    { "Say that it costs 2500 dollars", "It costs $2,500.", "" },
    { "Say that it costs 16,000,000 dollars", "It costs 16 million dollars.", "" },
    { "Say that it costs 16,000,000 dollars", "It costs a lot.", "16,000,000" },
    { "Meet me at 2:00", "Could we meet at 2 pm?", "" },
    { "Meet me at 14:30", "Could we meet at 14.30?", "" },
    { "Meet me at 14:30", "Could we meet at 14:00?", "14:30" },
    { "Meet me on the 12th", "Could we meet on the twelfth?", "" },
    { "Meet me on the 12th", "Could we meet on May 12?", "" },
    { "Order 21 chairs", "I would like to have twenty-one chairs.", "" },
    { "Order 1 chair", "I would like to have someone's chair of stone.", "1" },
    { "Order 007 stickers", "Please send me 7 stickers.", "" },
    { "Order ٣ chairs", "Please send me 3 chairs.", "" },
    { "Ask for two things: (1) the key, (2) the list", "Could I have the key and the list?", "" },
    { "Ask for:\n1. the key\n2. the list", "Could I have the key and the list?", "" },
    { "Ask Omar, Omar and Omar", "Hello", "Omar" },
    { "I think I'm late, say so to Ann's boss", "I am late, Ann's boss.", "" },
    { "Say no to the EU", "No.", "EU" },
    { "Report the P&L, and that the A/C. Invite them to call", "Here is the report.", "" },
    { "Sag dem Team, dass der Termin mit Herrn Klein am 3. Mai um 14 Uhr ist",
      "Hallo zusammen, der Termin ist am dritten Mai, und zwar um vierzehn Uhr. Bis dann und viele Grüße", "" },
    { "Sag dem Team, dass der Termin am 3. Mai um 14 Uhr ist",
      "Hallo zusammen, der Termin ist im Mai. Bis dann und viele Grüße", "3|14" },
    { "Dis à Marie que la réunion est le 12 à 9 heures", "Marie, la réunion est le douze à neuf heures.", "" },
    { "Dis à Marie que la réunion est le 12 à 9 heures", "Bonjour, la réunion est le douze.", "Marie|9" },
    { "Di a María que la reunión es a las 5", "María, la reunión es a las cinco de la tarde.", "" },
    { "請告訴小明會議改到3點", "小明,會議改到3點。", "" },
    { "請告訴小明會議改到3點", "小明,會議改了。", "3" },
    { "Ask A1 B2 C3 D4 E5 F6 G7 H8 I9 J10", "No.", "A1|B2|C3|D4|E5|F6|G7|H8" },
    { "\xff\xfe Tell Ann at 5", "\xff", "Ann|5" },
  };

  check (idio_facts_list_missing, cases, G_N_ELEMENTS (cases));
}

static void
test_blanks (void)
{
  static const Case cases[] = {
    { "Thank Ann", "Dear Ann,\n\nthank you.\n\n[Your Name]", "[Your Name]" },
    { "Thank Ann", "[Your Name]\n[Your Name] [Date]", "[Your Name]|[Date]" },
    { "Sign with [Your Name]", "Yours, [Your Name]", "" },
    { "Thank Ann", "See [the site](https://example.org) and [1].\n\n[site]: https://example.org", "" },
    { "Thank Ann", "array[i] [] [ ] [[x]]", "[i]|[x]" },
    { "Thank Ann", "[This is a remark of somebody who had much to say about it all]", "" },
    { "Thank Ann", "[open\n]", "" },
    { "Danke", "Viele Grüße\n[Ihr Name]", "[Ihr Name]" },
    { "x", "[\xff]", "" },
    { "", "", "" },
  };

  check (idio_facts_list_blanks, cases, G_N_ELEMENTS (cases));
}

/* Neither is slow where somebody pastes a book. */
static void
test_long (void)
{
  g_autoptr(GString) text = g_string_new (NULL);

  while (text->len < 1 << 20)
    g_string_append_printf (text, "On page %zu Ann saw [a fox. ", text->len);

  g_strfreev (idio_facts_list_missing (text->str, text->str));
  g_strfreev (idio_facts_list_missing (text->str, ""));
  g_strfreev (idio_facts_list_blanks ("", text->str));
}

static void
add_tests (void)
{
  g_test_add_func ("/facts/missing", test_missing);
  g_test_add_func ("/facts/blanks", test_blanks);
  g_test_add_func ("/facts/long", test_long);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
