/* test-survey.c: who wrote what, since when, and whom of them the user is compared with; how far an import is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "idio-test.h"
#include "import/idio-progress.h"
#include "import/idio-survey-others.h"

static gint64
get_time (int year,
          int month,
          int day)
{
  g_autoptr(GDateTime) date = g_date_time_new_local (year, month, day, 12, 0, 0);

  return g_date_time_to_unix (date);
}

static void
add_text (IdioSurvey     *survey,
          IdioMedium      medium,
          const char     *name,
          const char     *account,
          gint64          time,
          IdioEntryFlags  flags)
{
  g_autoptr(IdioEntry) entry = idio_entry_new (medium, NULL);

  entry->author = g_strdup (name);
  entry->account = g_strdup (account);
  entry->time = time;
  entry->flags = flags;
  idio_survey_add (survey, entry);
}

static void
add_mails (IdioSurvey     *survey,
           const char     *name,
           const char     *account,
           guint           n_mails,
           IdioEntryFlags  flags)
{
  for (guint i = 0; i < n_mails; i++)
    add_text (survey, IDIO_MEDIUM_MAIL, name, account, 1000000000 + i, flags);
}

static void
check_years (IdioSurvey           *survey,
             const IdioSurveyYear *expected,
             guint                 n_expected)
{
  g_autoptr(GArray) years = idio_survey_list_years (survey);

  g_assert_cmpuint (years->len, ==, n_expected);

  for (guint i = 0; i < n_expected; i++)
    {
      g_assert_cmpint (g_array_index (years, IdioSurveyYear, i).year, ==, expected[i].year);
      g_assert_cmpuint (g_array_index (years, IdioSurveyYear, i).n_texts, ==, expected[i].n_texts);
    }
}

/* What is after "+" is no part of who somebody is; in a telephone number there is nothing before it. */
static void
test_aliases (void)
{
  static const char * const accounts[] = { "Jonas+Shop@Example.org", NULL };
  g_autoptr(IdioSurvey) survey = idio_survey_new ();
  g_auto(GStrv) chosen = NULL;

  add_mails (survey, "Jonas", "jonas@example.org", 2, 0);
  add_mails (survey, "Jonas", "jonas+news@example.org", 1, 0);
  add_mails (survey, "Ann", "+4900@example.org", 1, 0);
  add_mails (survey, "Tom", "+4911@example.org", 1, 0);
  add_mails (survey, "Jo", "a+b", 1, 0);
  idio_survey_finish (survey, accounts, FALSE);
  g_assert_cmpuint (g_list_model_get_n_items (idio_survey_get_authors (survey)), ==, 4);
  chosen = idio_survey_dup_accounts (survey);
  g_assert_cmpuint (g_strv_length (chosen), ==, 1);
  g_assert_cmpstr (chosen[0], ==, "jonas@example.org");
}

/* Years without texts are not listed, nor the first, which lets in all that have a date; others' are no matter. */
static void
test_years (void)
{
  static const IdioSurveyYear ann[] = { { 2026, 1 }, { 2025, 3 } }, both[] = { { 2026, 1 }, { 2025, 3 }, { 2022, 4 } };
  static const IdioSurveyYear undated[] = { { 2026, 1 }, { 2025, 3 }, { 2022, 4 }, { 2019, 5 } };
  g_autoptr(IdioSurvey) survey = idio_survey_new ();

  add_text (survey, IDIO_MEDIUM_MAIL, "Ann", "ann@example.org", get_time (2025, 1, 1), 0);
  add_text (survey, IDIO_MEDIUM_MAIL, "Ann", "ann@example.org", get_time (2022, 12, 31), 0);
  add_text (survey, IDIO_MEDIUM_MAIL, "Ann", "ann@example.org", get_time (2026, 2, 3), 0);
  add_text (survey, IDIO_MEDIUM_MAIL, "Ann", "ann@example.org", get_time (2025, 12, 31), 0);
  add_text (survey, IDIO_MEDIUM_MAIL, "Ben", "ben@example.org", get_time (2019, 5, 5), 0);
  add_text (survey, IDIO_MEDIUM_MAIL, "Eve", "eve@example.org", get_time (2024, 5, 5), 0);
  add_text (survey, IDIO_MEDIUM_MAIL, "Ole", "ole@example.org", 0, 0);
  idio_survey_finish (survey, NULL, FALSE);

  idio_survey_choose (survey, (const char * const []) { "ann@example.org", NULL });
  check_years (survey, ann, G_N_ELEMENTS (ann));
  idio_survey_choose (survey, (const char * const []) { "ann@example.org", "ben@example.org", NULL });
  check_years (survey, both, G_N_ELEMENTS (both));
  idio_survey_choose (survey, (const char * const []) { "ann@example.org", "ben@example.org", "ole@example.org", NULL });
  check_years (survey, undated, G_N_ELEMENTS (undated));
  idio_survey_choose (survey, (const char * const []) { "ole@example.org", NULL });
  check_years (survey, NULL, 0);
  idio_survey_choose (survey, (const char * const []) { NULL });
  check_years (survey, NULL, 0);
}

/* A year begins where the user is, at midnight. */
static void
test_start (void)
{
  g_autoptr(IdioSurvey) survey = idio_survey_new ();
  g_autoptr(GDateTime) new_year = g_date_time_new_local (2025, 1, 1, 0, 0, 0);
  gint64 start = g_date_time_to_unix (new_year);

  add_text (survey, IDIO_MEDIUM_MAIL, "Ann", "ann@example.org", start, 0);
  add_text (survey, IDIO_MEDIUM_MAIL, "Ann", "ann@example.org", start - 1, 0);
  add_text (survey, IDIO_MEDIUM_MAIL, "Ann", "ann@example.org", start + 9, 0);
  idio_survey_finish (survey, NULL, FALSE);
  g_assert_cmpint (idio_survey_find_start (survey), ==, G_MININT64);
  check_years (survey, (const IdioSurveyYear []) { { 2025, 2 } }, 1);

  idio_survey_set_first_year (survey, 2025);
  g_assert_cmpint (idio_survey_find_start (survey), ==, start);
  idio_survey_set_limit (survey, 1);
  g_assert_cmpint (idio_survey_find_start (survey), ==, start + 9);
  idio_survey_set_first_year (survey, 0);
  g_assert_cmpint (idio_survey_find_start (survey), ==, start + 9);
  idio_survey_set_limit (survey, 0);
  g_assert_cmpint (idio_survey_find_start (survey), ==, G_MININT64);
}

/* People, and none of them the user by another address */
static void
test_others (void)
{
  static const char * const robots[] = {
    "noreply@example.org", "no-reply@example.org", "drive-shares-dm-noreply@example.org", "donotreply+7@example.org",
    "mailer-daemon@example.org", "newsletter@example.org", "notifications@example.org", "ne-pas-repondre@example.org",
  };
  static const char * const people[] = {
    "priya@example.org", "noreen@example.org", "bouncer@example.org", "someone@newsletter.example.org",
  };
  g_autoptr(IdioSurvey) survey = idio_survey_new ();
  g_autoptr(GHashTable) others = NULL;

  add_mails (survey, "Ann Lee", "ann@example.org", 30, 0);
  add_mails (survey, "ann lee ", "ann@old.example.org", 9, 0);
  add_mails (survey, "Office", "office@example.org", 9, 0);
  add_mails (survey, "Office", "office@example.org", 1, IDIO_ENTRY_OWN);
  add_mails (survey, "Shop", "shop@example.org", 9, IDIO_ENTRY_BULK);
  add_mails (survey, "Away", "away@example.org", 9, IDIO_ENTRY_AUTOMATIC);
  add_mails (survey, "Posts Much", "posts@example.org", 4, IDIO_ENTRY_BULK);
  add_mails (survey, "Posts Much", "posts@example.org", 5, 0);
  add_mails (survey, "Stranger", "stranger@example.org", 1, 0);
  add_mails (survey, NULL, NULL, 9, 0);

  for (guint i = 0; i < G_N_ELEMENTS (robots); i++)
    add_mails (survey, "Program", robots[i], 9, 0);

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    add_mails (survey, people[i], people[i], 9, 0);

  add_text (survey, IDIO_MEDIUM_CHAT, "Noreply", NULL, 5, 0);
  add_text (survey, IDIO_MEDIUM_CHAT, "Noreply", NULL, 6, 0);
  idio_survey_finish (survey, NULL, FALSE);
  idio_survey_choose (survey, (const char * const []) { "ann@example.org", NULL });
  others = idio_survey_find_others (survey);

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    g_assert_true (g_hash_table_contains (others, people[i]));

  g_assert_true (g_hash_table_contains (others, "posts@example.org"));
  g_assert_true (g_hash_table_contains (others, "noreply"));
  g_assert_cmpuint (g_hash_table_size (others), ==, G_N_ELEMENTS (people) + 2);
}

/* The newest of each, and less of each the more there are */
static void
test_shares (void)
{
  g_autoptr(IdioSurvey) survey = idio_survey_new (), many = idio_survey_new ();
  g_autoptr(GHashTable) others = NULL, of_many = NULL;
  const IdioOther *other;

  add_mails (survey, "Me", "me@example.org", 500, 0);
  add_mails (survey, "Ann", "ann@example.org", 70, 0);
  add_mails (survey, "Ben", "ben@example.org", 20, 0);
  idio_survey_finish (survey, NULL, FALSE);
  others = idio_survey_find_others (survey);
  g_assert_cmpuint (g_hash_table_size (others), ==, 2);
  other = g_hash_table_lookup (others, "ann@example.org");
  g_assert_cmpint (other->start, ==, 1000000000 + 20);
  g_assert_cmpuint (other->n_left, ==, 50);
  other = g_hash_table_lookup (others, "ben@example.org");
  g_assert_cmpint (other->start, ==, G_MININT64);

  add_mails (many, "Me", "me@example.org", 500, 0);

  for (guint i = 0; i < 130; i++)
    {
      g_autofree char *account = g_strdup_printf ("%u@example.org", i);

      add_mails (many, account, account, 30 + i, 0);
    }

  idio_survey_finish (many, NULL, FALSE);
  of_many = idio_survey_find_others (many);
  g_assert_cmpuint (g_hash_table_size (of_many), ==, 100);
  g_assert_false (g_hash_table_contains (of_many, "29@example.org"));
  other = g_hash_table_lookup (of_many, "30@example.org");
  g_assert_cmpuint (other->n_left, ==, 20);
  g_assert_cmpint (other->start, ==, 1000000000 + 40);
}

/* Two files, the first of which is read twice */
static void
test_progress (void)
{
  g_autoptr(IdioProgress) progress = idio_progress_new (2 * (300 + 100));
  g_autoptr(IdioProgress) nothing = idio_progress_new (0);

  idio_progress_set_position (progress, 300, 200);
  g_assert_cmpfloat_with_epsilon (progress->fraction, 0.25, 1e-9);
  idio_progress_set_position (progress, 300, 100);
  g_assert_cmpfloat_with_epsilon (progress->fraction, 0.25, 1e-9);
  idio_progress_set_position (progress, 300, 9999);
  g_assert_cmpfloat_with_epsilon (progress->fraction, 0.375, 1e-9);
  idio_progress_end_file (progress, 300, 0);
  g_assert_cmpfloat_with_epsilon (progress->fraction, 0.375, 1e-9);
  idio_progress_set_position (progress, 100, 50);
  g_assert_cmpfloat_with_epsilon (progress->fraction, 350.0 / 800, 1e-9);
  idio_progress_end_file (progress, 100, 100);
  g_assert_cmpfloat_with_epsilon (progress->fraction, 400.0 / 700, 1e-9);
  idio_progress_begin (progress, TRUE);
  idio_progress_set_position (progress, 300, 150);
  g_assert_cmpfloat_with_epsilon (progress->fraction, 550.0 / 700, 1e-9);
  idio_progress_end_file (progress, 300, 0);
  g_assert_cmpfloat_with_epsilon (progress->fraction, 1, 1e-9);

  idio_progress_set_position (nothing, 0, 5);
  idio_progress_end_file (nothing, 0, 0);
  g_assert_cmpfloat_with_epsilon (nothing->fraction, 0, 1e-9);
}

static void
add_tests (void)
{
  g_test_add_func ("/survey/aliases", test_aliases);
  g_test_add_func ("/survey/years", test_years);
  g_test_add_func ("/survey/start", test_start);
  g_test_add_func ("/survey/others", test_others);
  g_test_add_func ("/survey/shares", test_shares);
  g_test_add_func ("/survey/progress", test_progress);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
