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

static const struct { const char *name, *account; guint n_mails; IdioEntryFlags flags; } writers[] = {
  { "Tom Berg", "tom@example.net", 9, IDIO_ENTRY_RECEIVED },
  { "News", "news@example.net", 20, IDIO_ENTRY_AUTOMATIC },
  { "Mara Holt", "mara@example.org", 5, 0 },
  { "Ula", "ula@example.net", 8, IDIO_ENTRY_RECEIVED },
  { "Holt, Mara", "mara@work.example", 2, 0 },
  { "Mara Holt", "mara@spam.example", 30, IDIO_ENTRY_JUNK },
  { "Mara", "mara@home.example", 1, 0 },
};

static IdioSurvey *
make_box (IdioEntryFlags own)
{
  IdioSurvey *survey = idio_survey_new ();

  for (guint i = 0; i < G_N_ELEMENTS (writers); i++)
    for (guint j = 0; j < writers[i].n_mails; j++)
      {
        g_autoptr(IdioEntry) entry = idio_entry_new (IDIO_MEDIUM_MAIL, NULL);

        entry->author = g_strdup (writers[i].name);
        entry->account = g_strdup (writers[i].account);
        entry->recipients = g_strdup ("list@example.org, Jonas+news@Example.org");
        entry->flags = writers[i].flags | (g_str_has_prefix (writers[i].account, "mara@e") ? own : 0);
        idio_survey_add (survey, entry);
      }

  return survey;
}

/* Who may be the user comes first; who wrote nothing that can be added is not listed; nobody is known for sure by name. */
static void
test_first (void)
{
  static const struct { const char *accounts[2]; IdioEntryFlags own; const char *listed; guint n_chosen; gboolean known; }
  cases[] = {
    /* Who wrote most of what did not come from elsewhere is proposed, with who has the same name */
    { { NULL }, 0, "mara@example.org mara@work.example tom@example.net ula@example.net mara@home.example", 7, FALSE },
    { { NULL }, IDIO_ENTRY_OWN,
      "mara@example.org mara@work.example tom@example.net ula@example.net mara@home.example", 7, TRUE },
    { { "mara@example.org" }, 0,
      "mara@example.org mara@work.example tom@example.net ula@example.net mara@home.example", 7, TRUE },
    /* Nobody is proposed where the user is known, but whoever has the name */
    { { "jo@example.org" }, 0, "tom@example.net ula@example.net mara@example.org mara@work.example mara@home.example", 0, FALSE },
    { { "Mara Holt" }, 0, "mara@example.org mara@work.example tom@example.net ula@example.net mara@home.example", 7, FALSE },
    { { "jonas+shop@example.org" }, 0,
      "tom@example.net ula@example.net mara@example.org mara@work.example mara@home.example", 0, TRUE },
    /* Whose folder it is may be somebody else. */
    { { "jo@example.org" }, IDIO_ENTRY_OWN,
      "mara@example.org mara@work.example tom@example.net ula@example.net mara@home.example", 7, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(IdioSurvey) survey = make_box (cases[i].own);
      g_autoptr(GString) listed = g_string_new (NULL);
      GListModel *authors = idio_survey_get_authors (survey);

      idio_survey_finish (survey, cases[i].accounts, FALSE);
      idio_survey_propose_by_name (survey, cases[i].accounts);

      for (guint j = 0; j < g_list_model_get_n_items (authors); j++)
        {
          g_autoptr(IdioSurveyAuthor) author = g_list_model_get_item (authors, j);

          g_string_append_printf (listed, "%s%s", j > 0 ? " " : "", idio_survey_author_get_account (author));
        }

      g_test_message ("%u", i);
      g_assert_cmpstr (listed->str, ==, cases[i].listed);
      g_assert_cmpuint (idio_survey_get_n_chosen (survey), ==, cases[i].n_chosen);
      g_assert_true (idio_survey_is_known (survey) == cases[i].known);
      g_assert_cmpuint (idio_survey_get_n_texts (survey), ==, 75);
    }
}

/* Mails that came do not show who the user is, nor does who sent all there are. */
static void
test_received (void)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(IdioSurvey) survey = idio_survey_new ();
      g_autoptr(IdioEntry) entry = idio_entry_new (IDIO_MEDIUM_MAIL, NULL);

      entry->account = g_strdup ("tom@example.net");
      entry->flags = i == 0 ? IDIO_ENTRY_RECEIVED : 0;
      idio_survey_add (survey, entry);
      idio_survey_finish (survey, NULL, FALSE);
      g_assert_cmpuint (idio_survey_get_n_chosen (survey), ==, i);
      g_assert_false (idio_survey_is_known (survey));
      g_assert_false (idio_survey_is_clear (survey));
    }
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
  g_test_add_func ("/import/survey/first", test_first);
  g_test_add_func ("/import/survey/received", test_received);

  return g_test_run ();
}
