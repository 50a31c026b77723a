/* test-survey-names.c: who of those who wrote is the user, told by name
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <locale.h>

#include "import/idio-survey.h"

static const struct { const char *name, *account; } people[] = {
  { "Jonas Lind", "U1" },
  { "Priya", "U2" },
  { "Zoë", "user3" },
  { "Alex", "user4" },
  { "Alex", "user5" },
  { "Old Name", "user6" },
  { "Mara", NULL },
  { "Mail Name", "mail@example.org" },
  { NULL, "user9" },
};

static IdioSurvey *
make_survey (void)
{
  IdioSurvey *survey = idio_survey_new ();

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autoptr(IdioEntry) entry = idio_entry_new (IDIO_MEDIUM_CHAT, g_strdup ("Hello"));

      entry->author = g_strdup (people[i].name);
      entry->account = g_strdup (people[i].account);
      idio_survey_add (survey, entry);
    }

  return survey;
}

/* By name or account, in any case; not by the name in a mail, which anyone can have, nor by one that two have */
static void
test_names (void)
{
  static const struct { const char *me, *chosen; } cases[] = {
    { "Jonas Lind", "u1" },
    { "jonas lind", "u1" },
    { "JONAS LIND", "u1" },
    { "u1", "u1" },
    { "zoë", "user3" },
    { "Mara", "mara" },
    { "mail@example.org", "mail@example.org" },
    { "user4", "user4" },
    { "user9", "user9" },
    { "Mail Name", "" },
    { "Alex", "" },
    { "Jonas", "" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(IdioSurvey) survey = make_survey ();
      g_auto(GStrv) accounts = NULL;
      g_autofree char *chosen = NULL;

      idio_survey_finish (survey, (const char *[]) { cases[i].me, NULL }, TRUE);
      accounts = idio_survey_dup_accounts (survey);
      chosen = g_strjoinv (" ", accounts);

      g_assert_cmpstr (chosen, ==, cases[i].chosen);
      g_assert_true (idio_survey_is_known (survey) == (*chosen != '\0'));
    }
}

/* What is known of earlier texts tells nothing sure of a name: it is proposed, and asked about. */
static void
test_remembered (void)
{
  static const struct { const char *accounts[3], *chosen; gboolean known; } cases[] = {
    { { "u1" }, "u1", TRUE },
    { { "mail@example.org" }, "mail@example.org", TRUE },
    { { "MAIL@example.org", "U1" }, "mail@example.org u1", TRUE },
    { { "Jonas Lind" }, "u1", FALSE },
    { { "mara" }, "mara", FALSE },
    { { "u1", "Mara" }, "mara u1", FALSE },
    /* Who has no name but the account is not told by more than a name. */
    { { "user9" }, "user9", FALSE },
    { { "Alex" }, "", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(IdioSurvey) survey = make_survey ();
      g_auto(GStrv) accounts = NULL;
      g_autofree char *chosen = NULL;

      idio_survey_finish (survey, cases[i].accounts, FALSE);
      accounts = idio_survey_dup_accounts (survey);
      chosen = g_strjoinv (" ", accounts);

      g_assert_cmpstr (chosen, ==, cases[i].chosen);
      g_assert_true (idio_survey_is_known (survey) == cases[i].known);
      g_assert_true (idio_survey_is_clear (survey) == cases[i].known);
    }
}

/* Several may be the user, and those who are not are nobody's. */
static void
test_several (void)
{
  g_autoptr(IdioSurvey) survey = make_survey ();
  g_auto(GStrv) accounts = NULL;

  idio_survey_finish (survey, (const char *[]) { "Priya", "user4", "nobody", NULL }, TRUE);
  g_assert_cmpuint (idio_survey_get_n_chosen (survey), ==, 2);

  idio_survey_choose (survey, (const char *[]) { "Old Name", NULL });
  accounts = idio_survey_dup_accounts (survey);
  g_assert_cmpuint (g_strv_length (accounts), ==, 1);
  g_assert_cmpstr (accounts[0], ==, "user6");
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/import/survey/names", test_names);
  g_test_add_func ("/import/survey/remembered", test_remembered);
  g_test_add_func ("/import/survey/several", test_several);

  return g_test_run ();
}
