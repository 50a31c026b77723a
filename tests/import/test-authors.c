/* test-authors.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "idio-test.h"
#include "import/idio-authors.h"

/* What is told of authors, where the user is "jonas.lind@example.org" and, on this computer, "Jonas Lind" */
static void
test_describe (void)
{
  static const struct { const char *author, *editor, *said; gboolean others; } cases[] = {
    { "Jonas Lind", "Jonas Lind", NULL, FALSE },
    { "Lind, Jonas", NULL, NULL, FALSE },
    { "JONAS LIND", "jonas", NULL, FALSE },
    { "jonas.lind@example.org", NULL, NULL, FALSE },
    { NULL, NULL, NULL, FALSE },
    { "", " ", NULL, FALSE },
    { "Microsoft Office User", "python-docx", NULL, FALSE },
    { "Microsoft Office User", "Jonas Lind", NULL, FALSE },
    { "Anna Berg", NULL, "By Anna Berg", TRUE },
    { "Anna Berg", "Anna Berg", "By Anna Berg", TRUE },
    { "Anna Berg", "Berg, Anna", "By Anna Berg", TRUE },
    { "Anna Berg", "Peter Falk", "By Anna Berg, last changed by Peter Falk", TRUE },
    { "Anna Berg", "Unknown", "By Anna Berg", TRUE },
    { "Anna Lind", "Jonas Lind", "By Anna Lind, last changed by Jonas Lind", FALSE },
    { "Jonas Lind", "Peter Falk", "By Jonas Lind, last changed by Peter Falk", FALSE },
    { NULL, "Peter Falk", "Last changed by Peter Falk", FALSE },
    { "anna@example.org", NULL, "By anna@example.org", TRUE },
    { "Приян Раман", NULL, "By Приян Раман", TRUE },
    { "Anna\nBerg\u202e", NULL, "By Anna Berg", TRUE },
  };
  static const char * const accounts[] = { "jonas.lind@example.org", NULL };
  g_auto(GStrv) user = idio_authors_list_user (accounts, "Jonas Lind");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *said = idio_authors_describe (cases[i].author, cases[i].editor, (const char * const *) user);

      g_test_message ("%s, %s", cases[i].author, cases[i].editor);
      g_assert_cmpstr (said, ==, cases[i].said);
      g_assert_cmpint (idio_authors_are_others (cases[i].author, cases[i].editor, (const char * const *) user), ==,
                       cases[i].others);
    }
}

/* What an address or a name on a computer may be short for */
static void
test_user (void)
{
  static const struct { const char *account, *name; gboolean is_user; } cases[] = {
    { "jlind@example.org", "Jonas Lind", TRUE },
    { "jonasl@example.org", "Jonas Lind", TRUE },
    { "jonaslind84@example.org", "Jonas Lind", TRUE },
    { "jonas@lind.example", "Jonas Lind", TRUE },
    { "jonas_p_lind@example.org", "Jonas Peter Lind", TRUE },
    { "jorg.muller@example.org", "Jörg Müller", TRUE },
    { "jonas lind", "Jonas Lind (Sales)", TRUE },
    { "info@example.org", "Jonas Lind", FALSE },
    { "jo@example.org", "Anna Berg", FALSE },
    { "alind@example.org", "Jonas Lind", FALSE },
    { "12345@example.org", "Anna Berg", FALSE },
    { "priya raman", "Jonas Lind", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char * const accounts[] = { cases[i].account, NULL };
      g_auto(GStrv) user = idio_authors_list_user (accounts, "Unknown");

      g_test_message ("%s, %s", cases[i].account, cases[i].name);
      g_assert_cmpuint (g_strv_length (user), ==, 1);
      g_assert_cmpint (idio_authors_are_others (cases[i].name, NULL, (const char * const *) user), ==,
                       !cases[i].is_user);
    }
}

/* As long as it is not known who the user is, nobody is somebody else. */
static void
test_unknown (void)
{
  static const char * const accounts[] = { NULL };
  g_auto(GStrv) user = idio_authors_list_user (accounts, "root");
  g_autofree char *one = idio_authors_describe ("Anna Berg", "Anna Berg", (const char * const *) user);
  g_autofree char *two = idio_authors_describe ("Anna Berg", "Peter Falk", (const char * const *) user);

  g_assert_null (one);
  g_assert_cmpstr (two, ==, "By Anna Berg, last changed by Peter Falk");
  g_assert_false (idio_authors_are_others ("Anna Berg", NULL, (const char * const *) user));
}

/* What people say that they are called */
static void
test_said (void)
{
  static const struct { const char *said, *read; } cases[] = {
    { "Jonas Lind <J.Lind@work.example.com>", "j.lind@work.example.com|Jonas Lind" },
    { " \"Lind, Jonas\" <jonas+news@example.org> ", "jonas@example.org|Lind, Jonas" },
    { "<jonas@example.org>", "jonas@example.org" },
    { "Jonas@Example.org", "jonas@example.org" },
    { " Jonas  ", "Jonas" },
    { "Jonas <3", "Jonas <3" },
    { "Jonas <Lind>", "Jonas <Lind>" },
    { " ", "" },
  };
  static const struct { const char *one, *other; gboolean same; } names[] = {
    { "Lind, Jonas", "jonas LIND", TRUE }, { "Zoë McLane", "Zoe Mclane", TRUE }, { "Jonas", "Jonas Lind", FALSE },
    { "7", "8", FALSE }, { "Jonas P. Lind", "Jonas Lind", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(GStrv) user = idio_authors_read_user (cases[i].said);
      g_autofree char *read = g_strjoinv ("|", user);

      g_assert_cmpstr (read, ==, cases[i].read);
    }

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *one = idio_authors_fold_name (names[i].one), *other = idio_authors_fold_name (names[i].other);

      g_assert_true (g_str_equal (one, other) == names[i].same);
    }
}

static void
add_tests (void)
{
  g_test_add_func ("/authors/describe", test_describe);
  g_test_add_func ("/authors/user", test_user);
  g_test_add_func ("/authors/unknown", test_unknown);
  g_test_add_func ("/authors/said", test_said);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
