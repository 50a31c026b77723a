/* test-history.c: what was asked for before, and what was written for it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "draft/idio-history.h"
#include "idio-test.h"

static IdioStore *
open_store (void)
{
  g_autofree char *dir = idio_test_make_dir ();

  return idio_test_open_store (dir);
}

static void
test_history (void)
{
  g_autoptr(IdioStore) store = open_store ();
  g_autoptr(IdioHistory) history = NULL, later = NULL;
  g_autoptr(IdioHistoryEntry) entry = NULL, first = NULL;
  g_autoptr(IdioDraft) draft = idio_draft_new (IDIO_DRAFT_KIND_PERSONAL);
  g_autoptr(IdioBrief) brief = idio_brief_new (IDIO_BRIEF_KIND_REWRITE, "Some text", IDIO_AUDIENCE_FAMILY,
                                               IDIO_LENGTH_SHORTER, 40);
  IdioDraft *read;

  history = idio_history_new (store);
  idio_test_await (idio_history_load (history));
  entry = idio_test_await_object (idio_history_add (history, brief));

  idio_draft_append (draft, "As written");
  idio_draft_set_form (draft, IDIO_DRAFT_FORM_TURNS, "m");
  idio_draft_set_state (draft, IDIO_DRAFT_STATE_FINISHED, NULL);
  idio_test_await (idio_history_save_draft (history, idio_history_entry_get_id (entry), draft));
  idio_draft_set_text (draft, "As changed");
  idio_test_await (idio_history_save_draft (history, idio_history_entry_get_id (entry), draft));

  later = idio_history_new (store);
  idio_test_await (idio_history_load (later));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (later)), ==, 1);
  first = g_list_model_get_item (G_LIST_MODEL (later), 0);
  g_assert_cmpstr (idio_history_entry_get_brief (first)->request, ==, "Some text");
  g_assert_cmpint (idio_history_entry_get_brief (first)->kind, ==, IDIO_BRIEF_KIND_REWRITE);
  g_assert_cmpint (idio_history_entry_get_brief (first)->audience, ==, IDIO_AUDIENCE_FAMILY);
  g_assert_cmpint (idio_history_entry_get_brief (first)->length, ==, IDIO_LENGTH_SHORTER);
  g_assert_null (idio_history_entry_get_draft (first, IDIO_DRAFT_KIND_GENERIC));
  read = idio_history_entry_get_draft (first, IDIO_DRAFT_KIND_PERSONAL);
  g_assert_cmpstr (idio_draft_get_text (read), ==, "As changed");
  g_assert_cmpstr (idio_draft_get_written (read), ==, "As written");
  g_assert_cmpint (idio_draft_get_form (read), ==, IDIO_DRAFT_FORM_TURNS);
  g_assert_cmpint (idio_draft_get_state (read), ==, IDIO_DRAFT_STATE_FINISHED);

  g_assert_cmpuint (idio_history_entry_get_versions (first, IDIO_DRAFT_KIND_PERSONAL)->len, ==, 1);

  /* Only the last hundred are kept. */
  for (guint i = 0; i < 101; i++)
    {
      g_autoptr(IdioHistoryEntry) next = idio_test_await_object (idio_history_add (history, brief));
    }

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (history)), ==, 100);
  idio_test_await (idio_history_load (later));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (later)), ==, 100);

  idio_test_await (idio_history_remove (history, idio_history_entry_get_id (first)));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (history)), ==, 100);
}

static IdioDraft *
save_version (IdioHistory      *history,
              IdioHistoryEntry *entry,
              gint64            version,
              const char       *text)
{
  IdioDraft *draft = idio_draft_new (IDIO_DRAFT_KIND_GENERIC);

  idio_draft_set_version (draft, version);
  idio_draft_append (draft, text);
  idio_draft_set_state (draft, IDIO_DRAFT_STATE_FINISHED, NULL);
  idio_test_await (idio_history_save_draft (history, idio_history_entry_get_id (entry), draft));

  return draft;
}

/* All versions of the first entry, as they are read from the database */
static char *
dup_versions (IdioStore *store)
{
  g_autoptr(IdioHistory) history = idio_history_new (store);
  g_autoptr(IdioHistoryEntry) entry = NULL;
  g_autoptr(GString) texts = g_string_new (NULL);
  GPtrArray *versions;

  idio_test_await (idio_history_load (history));
  entry = g_list_model_get_item (G_LIST_MODEL (history), 0);
  versions = idio_history_entry_get_versions (entry, IDIO_DRAFT_KIND_GENERIC);

  for (guint i = 0; i < versions->len; i++)
    g_string_append_printf (texts, "%s%s", i > 0 ? "|" : "", idio_draft_get_text (g_ptr_array_index (versions, i)));

  g_assert_cmpuint (idio_history_entry_get_versions (entry, IDIO_DRAFT_KIND_PERSONAL)->len, ==, 0);

  return g_string_free_and_steal (g_steal_pointer (&texts));
}

/* What is written again replaces nothing; what is changed, or goes on, stays the version that it is. */
static void
test_versions (void)
{
  g_autoptr(IdioStore) store = open_store ();
  g_autoptr(IdioHistory) history = NULL;
  g_autoptr(IdioHistoryEntry) entry = NULL;
  g_autoptr(IdioBrief) brief = idio_brief_new (IDIO_BRIEF_KIND_WRITE, "Say it", IDIO_AUDIENCE_GENERAL, IDIO_LENGTH_USUAL, 0);
  g_autoptr(IdioDraft) first = NULL, second = NULL, longer = NULL;
  g_autofree char *before = NULL, *after = NULL, *at_most = NULL;
  GPtrArray *versions;

  history = idio_history_new (store);
  entry = idio_test_await_object (idio_history_add (history, brief));
  first = save_version (history, entry, -1, "First");
  second = save_version (history, entry, -1, "Second");
  idio_draft_set_text (first, "First, changed");
  idio_test_await (idio_history_save_draft (history, idio_history_entry_get_id (entry), first));
  before = dup_versions (store);
  g_assert_cmpstr (before, ==, "First, changed|Second");

  longer = save_version (history, entry, idio_draft_get_version (first), "First, changed, and more");
  after = dup_versions (store);
  g_assert_cmpstr (after, ==, "First, changed, and more|Second");
  g_assert_true (idio_history_entry_get_draft (entry, IDIO_DRAFT_KIND_GENERIC) == second);

  for (guint i = 0; i < 60; i++)
    g_object_unref (save_version (history, entry, -1, "x"));

  versions = idio_history_entry_get_versions (entry, IDIO_DRAFT_KIND_GENERIC);
  at_most = dup_versions (store);
  g_assert_cmpuint (versions->len, ==, 50);
  g_assert_cmpuint (strlen (at_most), ==, 2 * 50 - 1);
}

static char *
dup_requests (IdioHistory *history)
{
  g_autoptr(GString) requests = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (history)); i++)
    {
      g_autoptr(IdioHistoryEntry) entry = g_list_model_get_item (G_LIST_MODEL (history), i);

      g_string_append_printf (requests, "%s%s", i > 0 ? "|" : "", idio_history_entry_get_brief (entry)->request);
    }

  return g_string_free_and_steal (g_steal_pointer (&requests));
}

static IdioHistoryEntry *
add (IdioHistory *history,
     const char  *request)
{
  g_autoptr(IdioBrief) brief = idio_brief_new (IDIO_BRIEF_KIND_WRITE, request, IDIO_AUDIENCE_GENERAL, IDIO_LENGTH_USUAL, 0);

  return idio_test_await_object (idio_history_add (history, brief));
}

/* What was removed comes back with all its versions, to its place. */
static void
test_restore (void)
{
  g_autoptr(IdioStore) store = open_store ();
  g_autoptr(IdioHistory) history = idio_history_new (store), later = idio_history_new (store);
  g_autoptr(IdioHistoryEntry) one = add (history, "One"), two = add (history, "Two"), three = add (history, "Three");
  g_autoptr(IdioHistoryEntry) four = NULL;
  g_autoptr(IdioDraft) first = save_version (history, two, -1, "First"), second = save_version (history, two, -1, "Second");
  g_autofree char *restored = NULL, *last = NULL;
  gint64 made = idio_history_entry_get_made (two);

  idio_test_await (idio_history_remove (history, idio_history_entry_get_id (two)));
  idio_test_await (idio_history_restore (history, two));
  restored = dup_requests (history);
  g_assert_cmpstr (restored, ==, "Three|Two|One");
  g_assert_cmpuint (idio_history_entry_get_versions (two, IDIO_DRAFT_KIND_GENERIC)->len, ==, 2);

  idio_test_await (idio_history_remove (history, idio_history_entry_get_id (three)));
  four = add (history, "Four");
  idio_test_await (idio_history_restore (history, three));

  idio_test_await (idio_history_load (later));
  last = dup_requests (later);
  g_assert_cmpstr (last, ==, "Four|Three|Two|One");
  g_clear_object (&two);
  two = g_list_model_get_item (G_LIST_MODEL (later), 2);
  g_assert_cmpuint (idio_history_entry_get_versions (two, IDIO_DRAFT_KIND_GENERIC)->len, ==, 2);
  g_assert_cmpint (idio_history_entry_get_made (two), ==, made);
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/history/entries", test_history);
  idio_test_add_fiber ("/history/versions", test_versions);
  idio_test_add_fiber ("/history/restore", test_restore);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
