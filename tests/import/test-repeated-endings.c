/* test-repeated-endings.c: signatures that are below many mails
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "idio-test.h"
#include "import/idio-repeated-endings.h"

/* Some mails end with this, each with words of its own above, and others do not. */
static void
check_ending_of (const char * const *user,
                 const char         *ending,
                 const char         *kept)
{
  g_autoptr(IdioRepeatedEndings) endings = idio_repeated_endings_new ();
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < 8; i++)
    {
      char *text = g_strdup_printf ("Hi Priya,\n\nthis is number %u.\n\n%s", i, i % 2 == 0 ? ending : "See you!");

      g_ptr_array_add (texts, text);
      idio_repeated_endings_add (endings, text, TRUE, NULL);
    }

  for (guint i = 0; i < texts->len; i++)
    {
      const char *text = g_ptr_array_index (texts, i);
      g_autofree char *left = g_strchomp (g_strndup (text, idio_repeated_endings_find (endings, text, TRUE, user)));
      g_autofree char *expected = g_strchomp (g_strdup_printf ("Hi Priya,\n\nthis is number %u.\n\n%s", i,
                                                               i % 2 == 0 ? kept : "See you!"));

      g_assert_cmpstr (left, ==, expected);
    }
}

static void
check_ending (const char *ending,
              const char *kept)
{
  check_ending_of (NULL, ending, kept);
}

static void
test_repeated_endings (void)
{
  g_autoptr(IdioRepeatedEndings) none = idio_repeated_endings_new ();

  check_ending ("Best regards,\nJonas Lind\nDeputy Chair\nHillside Choir", "Best regards,\nJonas Lind");
  check_ending ("Best regards,\nJonas\n\nJonas Lind, Deputy Chair\n12 Hill Lane\nTel: +00 000 000", "Best regards,\nJonas");
  check_ending ("Viele Grüße\nJonas\n\nVorstand, Chor e. V.\nwww.example.org", "Viele Grüße\nJonas");
  check_ending ("Jonas\n+00 000 0000", "Jonas");
  check_ending ("Jonas\r\nDeputy  Chair\r\njonas@example.org", "Jonas");
  check_ending ("Cheers,\nJonas\n\nThis message is intended solely for the addressee.", "Cheers,\nJonas");

  check_ending ("Thanks.\nJonas Lind\nTel +00 0000", "Thanks.\nJonas Lind");

  /* How somebody always ends is their own. */
  check_ending ("Thanks.\nJL    3-9573", "Thanks.\nJL    3-9573");
  check_ending ("Thanks.\nRobin x57478\nDeputy Chair", "Thanks.\nRobin x57478");
  check_ending ("Cheers,\nJonas", "Cheers,\nJonas");
  check_ending ("Let me know if that suits you, and if not, when.\n\nCheers,\nJonas", "Let me know if that suits you, and if not, when.\n\nCheers,\nJonas");
  check_ending ("Have a nice day!", "Have a nice day!");
  check_ending ("-J", "-J");
  check_ending ("Thanks\nJonas\n\nI read my mails on Monday, on Thursday, and on no other day.",
                "Thanks\nJonas\n\nI read my mails on Monday, on Thursday, and on no other day.");

  g_assert_cmpuint (idio_repeated_endings_find (none, "Tel: +00 000 000", TRUE, NULL), ==, strlen ("Tel: +00 000 000"));
  g_assert_cmpuint (idio_repeated_endings_find (none, "", TRUE, NULL), ==, 0);
}

/* Who knows what the user is called knows what is below their name. */
static void
test_names (void)
{
  static const char * const mara[] = { "mara@example.org", "Mara Holt", NULL };
  static const char * const salma[] = { "سلمى حداد", NULL };
  static const struct { const char * const *user; const char *ending, *kept; } cases[] = {
    { mara, "Cheers, Mara\n\nFriends of the River\n12 Hill Lane, Porto", "Cheers, Mara" },
    { mara, "Cheers, Mara!\nFriends of the River", "Cheers, Mara!" },
    { mara, "Thanks Priya,\nMara\nDeputy Chair", "Thanks Priya,\nMara" },
    { mara, "Peace out\nMara Holt\nDeputy Chair, Friends of the River\n12 Hill Lane", "Peace out\nMara Holt" },
    { mara, "Peace out\nMara\nxoxo", "Peace out\nMara\nxoxo" },
    { mara, "Peace out\nMara", "Peace out\nMara" },
    { mara, "Peace out\nTom\nDeputy Chair, Friends of the River\n12 Hill Lane",
      "Peace out\nTom\nDeputy Chair, Friends of the River\n12 Hill Lane" },
    { mara, "Mara Holt | Deputy Chair | Friends of the River", "" },
    { mara, "Tom B | Deputy Chair | Friends of the River", "Tom B | Deputy Chair | Friends of the River" },
    { mara, "yes | no", "yes | no" },
    { salma, "إلى اللقاء القريب\nسلمى حداد\nقسم اللغة العربية\nجامعة دمشق", "إلى اللقاء القريب\nسلمى حداد" },
    { NULL, "مع خالص التحية والتقدير،\nسلمى حداد\nقسم اللغة العربية، جامعة دمشق\nهاتف: 000", "مع خالص التحية والتقدير،\nسلمى حداد" },
    { NULL, "सादर\nमीरा शर्मा\nअध्यक्ष, नदी मित्र", "सादर\nमीरा शर्मा" },
    { NULL, "此致\n敬礼\n林小雨\n北京大学中文系副教授\n电话：010-0000", "此致\n敬礼\n林小雨" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].ending);
      check_ending_of (cases[i].user, cases[i].ending, cases[i].kept);
    }
}

/* The words of the sign-off change, and the signature stays. */
static void
test_changing_sign_offs (void)
{
  static const char * const sign_offs[] = { "Cheers,", "Many thanks,", "Best,", "Regards," };
  g_autoptr(IdioRepeatedEndings) endings = idio_repeated_endings_new ();
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (sign_offs); i++)
    {
      g_ptr_array_add (texts, g_strdup_printf ("Number %u.\n\n%s\nJonas Lind\nDeputy Chair", i, sign_offs[i]));
      idio_repeated_endings_add (endings, g_ptr_array_index (texts, i), TRUE, NULL);
    }

  for (guint i = 0; i < texts->len; i++)
    {
      const char *text = g_ptr_array_index (texts, i);

      g_assert_cmpstr (text + idio_repeated_endings_find (endings, text, TRUE, NULL), ==, "Deputy Chair");
    }
}

static void
add_tests (void)
{
  g_test_add_func ("/repeated-endings/find", test_repeated_endings);
  g_test_add_func ("/repeated-endings/names", test_names);
  g_test_add_func ("/repeated-endings/changing-sign-offs", test_changing_sign_offs);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
