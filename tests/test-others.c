/* test-others.c: what others wrote in a mailbox is counted, to compare the user with, and not kept
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "idio-test.h"
#include "idio-workspace.h"
#include "import/idio-import.h"

#define ME "Jonas Lind <jonas@example.org>"

/* Sixty words that differ from mail to mail */
static char *
make_body (guint number)
{
  static const char * const words[] = { "the", "boat", "and", "a", "harbour", "was", "never", "quiet", "then", "we",
                                        "sailed", "of", "course", "with", "ropes", "but", "it", "rained" };
  g_autoptr(GString) body = g_string_new (NULL);
  guint32 state = number * 2654435761u + 1;

  for (guint i = 0; i < 60; i++)
    {
      state = state * 1664525u + 1013904223u;
      g_string_append_printf (body, "%s%s", words[(state >> 16) % G_N_ELEMENTS (words)], i % 9 == 8 ? ".\n" : " ");
    }

  return g_string_free_and_steal (g_steal_pointer (&body));
}

static void
append_mail (GString    *box,
             const char *from,
             const char *headers,
             guint       number,
             const char *body)
{
  g_string_append_printf (box,
                          "From someone@example.org Mon May 12 09:14:00 2025\n"
                          "From: %s\n%sTo: Someone <someone@example.net>\nSubject: Boats %u\n"
                          "Date: Mon, 12 May 2025 09:%02u:00 +0200\nMessage-ID: <%u@example.org>\n"
                          "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n%s\n\n",
                          from, headers, number, number % 60, number, body);
}

static void
append_mails (GString    *box,
              const char *from,
              const char *headers,
              guint       first,
              guint       n_mails)
{
  for (guint i = first; i < first + n_mails; i++)
    {
      g_autofree char *body = make_body (i);

      append_mail (box, from, headers, i, body);
    }
}

/* 30 mails of the user's, and six people who wrote seven each. All else is by programs, strangers and lists. */
static void
write_box (const char *dir)
{
  static const char * const people[] = {
    "Zebulon Prendergast <zebulon@boats.example>", "Ottilie Quix <ottilie@example.net>", "Ann Lee <ann@example.net>",
    "Ben Ohm <ben@example.net>", "Eve Roe <eve@example.net>", "Ole Dahl <ole@example.net>",
  };
  g_autoptr(GString) box = g_string_new (NULL);
  g_autofree char *again = make_body (100), *quoted = NULL, *own = make_body (1), *reply = NULL, *unsure = NULL;
  g_autofree char *essay = make_body (400), *other = make_body (110);

  append_mails (box, ME, "", 0, 30);

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    append_mails (box, people[i], "", 100 + 10 * i, 7);

  append_mails (box, "Shop <noreply@shop.example>", "", 200, 7);
  append_mails (box, "News <news@shop.example>", "List-Unsubscribe: <mailto:off@shop.example>\n", 210, 7);
  append_mails (box, people[0], "List-Id: <gardeners.example.org>\n", 220, 3);
  append_mails (box, people[0], "Auto-Submitted: auto-replied\n", 230, 3);
  append_mails (box, "Jonas Lind <jonas@old.example>", "", 240, 7);
  append_mails (box, "Stranger <stranger@example.net>", "", 250, 1);
  append_mail (box, people[0], "", 260, "Thanks a lot!");

  /* What they quote of the user's is not theirs: the same own words are the same text. */
  quoted = g_strdup_printf ("%s\n\nOn Mon, May 12, 2025 at 8:00 AM Jonas Lind <jonas@example.org> wrote:\n> %s", again,
                            g_strdelimit (own, "\n", ' '));
  append_mail (box, people[0], "", 261, quoted);
  reply = g_strdup_printf ("On Mon, May 12, 2025 at 8:00 AM Jonas Lind <jonas@example.org> wrote:\n> %s\n", own);
  append_mail (box, people[1], "", 262, reply);

  /* Where it is not sure whose words they are, they are nobody's. */
  unsure = g_strdup_printf ("%s\n\nOttilie Quix\n12 Hill Lane\nTel: +00 000 000", other);
  append_mail (box, people[1], "", 263, unsure);
  append_mail (box, people[1], "Subject: FW: A joke\n", 264, "A crow was sitting on a tree, and the fox came by, and "
               "said that it had a voice like nobody else.");
  idio_test_write (dir, "Archive.mbox", box->str);
  idio_test_write (dir, "essay.txt", essay);
}

#define N_BY_PEOPLE (6 * 7)

typedef struct
{
  double fraction;
  guint  n_notified;
} Watch;

static void
watch_cb (IdioImport *import,
          GParamSpec *pspec,
          Watch      *watch)
{
  const IdioProgress *progress = idio_import_get_progress (import);

  if (progress == NULL || !idio_import_get_running (import))
    return;

  g_assert_cmpfloat (progress->fraction, >=, watch->fraction);
  g_assert_cmpfloat (progress->fraction, <=, 1);
  g_assert_true (progress->again || progress->fraction < 1);
  watch->fraction = progress->fraction;
  watch->n_notified++;
}

static void
answer_cb (IdioImport *import,
           GParamSpec *pspec,
           gpointer    data)
{
  IdioSurvey *survey = idio_import_get_survey (import);

  if (survey == NULL)
    return;

  idio_survey_choose (survey, (const char * const []) { "jonas@example.org", NULL });
  idio_import_answer (import, TRUE);
}

static IdioImport *
run (IdioWorkspace *workspace,
     const char    *dir,
     int            with_others)
{
  IdioImport *import = idio_workspace_import (workspace);
  g_autoptr(GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr(GFile) folder = g_file_new_for_path (dir);
  Watch watch = { 0 };

  if (with_others >= 0)
    idio_import_set_with_others (import, with_others);

  g_list_store_append (files, folder);
  g_signal_connect (import, "notify::survey", G_CALLBACK (answer_cb), NULL);
  g_signal_connect (import, "notify::n-done", G_CALLBACK (watch_cb), &watch);
  idio_test_await (idio_import_run (import, G_LIST_MODEL (files)));
  g_assert_cmpuint (watch.n_notified, >, 0);
  g_assert_cmpfloat_with_epsilon (watch.fraction, 1, 1e-9);

  return import;
}

static guint
get_n_others (IdioWorkspace *workspace)
{
  return idio_background_texts_get_n_texts (idio_workspace_get_background_texts (workspace));
}

static gboolean
is_in_file (const char *dir,
            const char *name,
            const char *words)
{
  g_autofree char *path = g_build_filename (dir, name, NULL);
  g_autofree char *data = NULL;
  gsize size;

  return g_file_get_contents (path, &data, &size, NULL) && memmem (data, size, words, strlen (words)) != NULL;
}

static gboolean
is_on_disk (const char *dir,
            const char *words)
{
  return is_in_file (dir, "idiolect.db", words) || is_in_file (dir, "idiolect.db-wal", words);
}

/* What people wrote counts once, and nothing of them is on the disk. */
static void
test_count (void)
{
  g_autofree char *dir = idio_test_make_dir (), *box = idio_test_make_dir ();
  g_autoptr(IdioWorkspace) workspace = idio_test_await_object (idio_workspace_open (dir));
  g_autoptr(IdioImport) first = NULL, second = NULL, third = NULL;
  g_autoptr(IdioImportItem) item = NULL;
  g_autoptr(GPtrArray) forgotten = NULL;

  write_box (box);
  first = run (workspace, box, -1);
  g_assert_cmpuint (idio_import_count (first, IDIO_IMPORT_OUTCOME_ADDED), ==, 31);
  g_assert_cmpuint (get_n_others (workspace), ==, N_BY_PEOPLE);
  item = g_list_model_get_item (idio_import_get_not_added (first), 0);
  g_assert_cmpstr (idio_import_item_get_reason (item), ==,
                   "75 texts by others, 44 of them counted to compare yours with");
  g_assert_true (is_on_disk (dir, "jonas@example.org"));
  g_assert_false (is_on_disk (dir, "zebulon"));
  g_assert_false (is_on_disk (dir, "Zebulon"));
  g_assert_false (is_on_disk (dir, "Prendergast"));
  g_assert_false (is_on_disk (dir, "boats.example"));
  g_assert_false (is_on_disk (dir, "ottilie"));

  second = run (workspace, box, -1);
  g_assert_cmpuint (idio_import_count (second, IDIO_IMPORT_OUTCOME_ALREADY_HERE), ==, 31);
  g_assert_cmpuint (get_n_others (workspace), ==, N_BY_PEOPLE);

  forgotten = idio_test_await_boxed (idio_background_texts_forget (idio_workspace_get_background_texts (workspace)));
  g_assert_cmpuint (get_n_others (workspace), ==, 0);
  third = run (workspace, box, FALSE);
  g_assert_cmpuint (get_n_others (workspace), ==, 0);
}

static guint
get_n_writers (IdioWorkspace *workspace)
{
  IdioBackgroundTexts *texts = idio_workspace_get_background_texts (workspace);
  g_autoptr(IdioBackground) background = idio_test_await_boxed (idio_background_texts_load_background (texts));

  return idio_background_get_n_writers (background) -
         idio_background_get_n_writers (idio_background_get_shipped ());
}

static DexFuture *
count_salts (sqlite3  *db,
             gpointer  data)
{
  gint64 n_salts = -1;

  idio_sql_query_int (db, "SELECT count(*) FROM background_salt", &n_salts, NULL);

  return dex_future_new_for_int64 (n_salts);
}

/* The setting is heeded, and each writer of whom there is enough is one, also after a new start. */
static void
test_writers (void)
{
  g_autofree char *dir = idio_test_make_dir (), *box = idio_test_make_dir (), *more = idio_test_make_dir ();
  g_autoptr(GSettings) settings = g_settings_new (APP_ID);
  g_autoptr(GString) second_box = g_string_new (NULL);

  write_box (box);
  append_mails (second_box, ME, "", 0, 30);
  append_mails (second_box, "Eve Roe <eve@example.net>", "", 300, 7);
  idio_test_write (more, "Second.mbox", second_box->str);

  {
    g_autoptr(IdioWorkspace) workspace = idio_test_await_object (idio_workspace_open (dir));
    g_autoptr(IdioImport) off = NULL, on = NULL;

    g_settings_set_boolean (settings, "compare-with-others", FALSE);
    off = run (workspace, box, -1);
    g_assert_cmpuint (get_n_others (workspace), ==, 0);
    g_settings_reset (settings, "compare-with-others");
    on = run (workspace, box, -1);
    g_assert_cmpuint (get_n_writers (workspace), ==, 6);
    idio_workspace_stop (workspace);
  }

  idio_test_wait_closed (dir);

  {
    g_autoptr(IdioWorkspace) workspace = idio_test_await_object (idio_workspace_open (dir));
    g_autoptr(IdioImport) again = run (workspace, more, -1);

    g_assert_cmpuint (get_n_others (workspace), ==, N_BY_PEOPLE + 7);
    g_assert_cmpuint (get_n_writers (workspace), ==, 6);
    idio_test_await (idio_workspace_erase (workspace));
    g_assert_cmpuint (get_n_others (workspace), ==, 0);
    g_assert_cmpuint (get_n_writers (workspace), ==, 0);
    g_assert_cmpint (dex_await_int64 (idio_store_read (idio_corpus_get_store (idio_workspace_get_corpus (workspace)),
                                                       count_salts, NULL, NULL), NULL), ==, 0);
  }
}

static void
limit_cb (IdioImport *import,
          GParamSpec *pspec,
          gpointer    data)
{
  IdioSurvey *survey = idio_import_get_survey (import);

  if (survey == NULL)
    return;

  idio_survey_set_limit (survey, 5);
  idio_import_answer (import, TRUE);
}

/* As many as were asked for, also of mails of the same second */
static void
test_limit (void)
{
  g_autofree char *dir = idio_test_make_dir (), *box_dir = idio_test_make_dir ();
  g_autoptr(IdioWorkspace) workspace = idio_test_await_object (idio_workspace_open (dir));
  g_autoptr(IdioImport) import = idio_workspace_import (workspace);
  g_autoptr(GString) box = g_string_new (NULL);
  g_autoptr(GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr(GFile) folder = g_file_new_for_path (box_dir);

  for (guint i = 0; i < 30; i++)
    append_mails (box, ME, "", 60 * i, 1);

  idio_test_write (box_dir, "Archive.mbox", box->str);
  g_list_store_append (files, folder);
  g_signal_connect (import, "notify::survey", G_CALLBACK (limit_cb), NULL);
  idio_test_await (idio_import_run (import, G_LIST_MODEL (files)));
  g_assert_cmpuint (idio_import_count (import, IDIO_IMPORT_OUTCOME_ADDED), ==, 5);
  g_assert_cmpuint (idio_import_count (import, IDIO_IMPORT_OUTCOME_LEFT_OUT), ==, 25);
}

/* An address that turns out to be the user's is no other's any more. */
static void
test_own_address (void)
{
  g_autofree char *dir = idio_test_make_dir (), *box = idio_test_make_dir ();
  g_autoptr(IdioWorkspace) workspace = idio_test_await_object (idio_workspace_open (dir));
  g_autoptr(IdioImport) first = NULL, second = NULL;

  write_box (box);
  first = run (workspace, box, -1);
  idio_test_await (idio_corpus_add_accounts (idio_workspace_get_corpus (workspace),
                                             (const char * const []) { "ann@example.net", NULL }));
  second = run (workspace, box, -1);
  g_assert_cmpuint (get_n_others (workspace), ==, N_BY_PEOPLE - 7);
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/others-in-mailboxes/count", test_count);
  idio_test_add_fiber ("/others-in-mailboxes/writers", test_writers);
  idio_test_add_fiber ("/others-in-mailboxes/limit", test_limit);
  idio_test_add_fiber ("/others-in-mailboxes/own-address", test_own_address);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
