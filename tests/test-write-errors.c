/* test-write-errors.c: a disk that is full or broken at any moment
 *
 * Everything a person can do is done again and again, and each time the disk fails one operation later. What was said to
 * be saved is there, what was there before is there, the file is whole, and the same can be done when the disk works
 * again. What did not work is told in a sentence.
 *
 * All of it takes minutes: IDIOLECT_TEST_WRITE_ERRORS=all. Otherwise most moments are left out.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "idio-test.h"
#include "idio-vfs.h"
#include "idio-workspace.h"

static const char * const fault_names[IDIO_VFS_N_FAULTS] = {
  "none", "full", "write", "short write", "sync", "read", "open", "truncate",
};

static guint n_runs, n_faults;

static DexFuture *
add_texts (IdioWorkspace *workspace)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *body = g_strdup_printf ("New text %u", i);

      g_ptr_array_add (texts, idio_text_new (0, "New", body, 3, IDIO_AUDIENCE_GENERAL));
    }

  return idio_corpus_add (idio_workspace_get_corpus (workspace), texts);
}

static IdioDocument *
find_title (IdioWorkspace *workspace,
            const char    *title)
{
  GListModel *documents = G_LIST_MODEL (idio_workspace_get_corpus (workspace));

  for (guint i = 0; i < g_list_model_get_n_items (documents); i++)
    {
      g_autoptr(IdioDocument) document = g_list_model_get_item (documents, i);

      if (g_str_equal (idio_document_get_title (document), title))
        return document;
    }

  return NULL;
}

static gboolean
are_texts_added (IdioWorkspace *workspace)
{
  return find_title (workspace, "New") != NULL;
}

static DexFuture *
rename_text (IdioWorkspace *workspace)
{
  return idio_corpus_rename (idio_workspace_get_corpus (workspace), 2, "Renamed");
}

static gboolean
is_renamed (IdioWorkspace *workspace)
{
  return find_title (workspace, "Renamed") != NULL;
}

static DexFuture *
set_audience (IdioWorkspace *workspace)
{
  return idio_corpus_set_audience (idio_workspace_get_corpus (workspace), 2, IDIO_AUDIENCE_FAMILY);
}

static gboolean
is_audience_set (IdioWorkspace *workspace)
{
  IdioDocument *document = idio_corpus_find (idio_workspace_get_corpus (workspace), 2);

  return document != NULL && idio_document_get_audience (document) == IDIO_AUDIENCE_FAMILY;
}

static DexFuture *
remove_text (IdioWorkspace *workspace)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 id = 2;

  g_array_append_val (ids, id);

  return idio_corpus_remove (idio_workspace_get_corpus (workspace), ids);
}

static gboolean
is_removed (IdioWorkspace *workspace)
{
  return idio_corpus_find (idio_workspace_get_corpus (workspace), 2) == NULL;
}

static DexFuture *
disown_text (IdioWorkspace *workspace)
{
  return idio_workspace_disown (workspace, 2);
}

static gboolean
is_disowned (IdioWorkspace *workspace)
{
  return is_removed (workspace) && idio_others_get_n_texts (idio_workspace_get_others (workspace)) == 2;
}

static DexFuture *
add_card (IdioWorkspace *workspace)
{
  return idio_voice_add (idio_workspace_get_voice (workspace), IDIO_AXIS_STYLE, "New card", NULL, IDIO_AUDIENCE_GENERAL);
}

static gboolean
has_claim (IdioWorkspace *workspace,
           const char    *claim)
{
  GListModel *cards = G_LIST_MODEL (idio_workspace_get_voice (workspace));

  for (guint i = 0; i < g_list_model_get_n_items (cards); i++)
    {
      g_autoptr(IdioHypothesis) card = g_list_model_get_item (cards, i);

      if (g_str_equal (idio_hypothesis_get_fields (card)->claim, claim))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_card_added (IdioWorkspace *workspace)
{
  return has_claim (workspace, "New card");
}

static DexFuture *
change_card (IdioWorkspace *workspace)
{
  return idio_voice_change (idio_workspace_get_voice (workspace), 2, &(IdioCardChange) { .claim = "Changed" });
}

static gboolean
is_card_changed (IdioWorkspace *workspace)
{
  return has_claim (workspace, "Changed");
}

static DexFuture *
undo_card (IdioWorkspace *workspace)
{
  return idio_voice_undo (idio_workspace_get_voice (workspace), 2);
}

static gboolean
is_card_undone (IdioWorkspace *workspace)
{
  return !has_claim (workspace, "Second card");
}

static DexFuture *
set_attribute (IdioWorkspace *workspace)
{
  return idio_voice_set_attribute (idio_workspace_get_voice (workspace), "role", "Cook");
}

static gboolean
is_attribute_set (IdioWorkspace *workspace)
{
  return g_str_equal (idio_voice_get_attribute (idio_workspace_get_voice (workspace), "role"), "Cook");
}

static DexFuture *
add_brief (IdioWorkspace *workspace)
{
  g_autoptr(IdioBrief) brief = idio_brief_new (IDIO_BRIEF_KIND_WRITE, "New brief", IDIO_AUDIENCE_GENERAL,
                                               IDIO_LENGTH_USUAL, 0);

  return idio_history_add (idio_workspace_get_history (workspace), brief);
}

static IdioHistoryEntry *
find_entry (IdioWorkspace *workspace,
            const char    *request)
{
  GListModel *history = G_LIST_MODEL (idio_workspace_get_history (workspace));

  for (guint i = 0; i < g_list_model_get_n_items (history); i++)
    {
      g_autoptr(IdioHistoryEntry) entry = g_list_model_get_item (history, i);

      if (g_str_equal (idio_history_entry_get_brief (entry)->request, request))
        return entry;
    }

  return NULL;
}

static gboolean
is_brief_added (IdioWorkspace *workspace)
{
  return find_entry (workspace, "New brief") != NULL;
}

static DexFuture *
save_draft (IdioWorkspace *workspace)
{
  g_autoptr(IdioDraft) draft = idio_draft_new (IDIO_DRAFT_KIND_GENERIC);
  g_autofree char *text = g_strnfill (20000, 'x');

  idio_draft_set_text (draft, text);
  idio_draft_set_written (draft, text);
  idio_draft_set_state (draft, IDIO_DRAFT_STATE_FINISHED, NULL);

  return idio_history_save_draft (idio_workspace_get_history (workspace), 2, draft);
}

static gboolean
is_draft_saved (IdioWorkspace *workspace)
{
  IdioHistoryEntry *entry = find_entry (workspace, "Second brief");
  IdioDraft *draft = entry != NULL ? idio_history_entry_get_draft (entry, IDIO_DRAFT_KIND_GENERIC) : NULL;

  return draft != NULL && strlen (idio_draft_get_text (draft)) == 20000;
}

static DexFuture *
remove_brief (IdioWorkspace *workspace)
{
  return idio_history_remove (idio_workspace_get_history (workspace), 2);
}

static gboolean
is_brief_removed (IdioWorkspace *workspace)
{
  return find_entry (workspace, "Second brief") == NULL;
}

static DexFuture *
add_others (IdioWorkspace *workspace)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);

  g_ptr_array_add (texts, idio_text_new (0, "T", "Another text by others", 4, IDIO_AUDIENCE_GENERAL));

  return idio_others_add (idio_workspace_get_others (workspace), texts, NULL);
}

static gboolean
are_others_added (IdioWorkspace *workspace)
{
  return idio_others_get_n_texts (idio_workspace_get_others (workspace)) == 2;
}

static DexFuture *
forget_others (IdioWorkspace *workspace)
{
  return idio_others_forget (idio_workspace_get_others (workspace));
}

static gboolean
are_others_forgotten (IdioWorkspace *workspace)
{
  return idio_others_get_n_texts (idio_workspace_get_others (workspace)) == 0;
}

static DexFuture *
count_habits (IdioWorkspace *workspace)
{
  return idio_workspace_count_habits (workspace);
}

static DexFuture *
search (IdioWorkspace *workspace)
{
  return idio_corpus_search (idio_workspace_get_corpus (workspace), "kept");
}

static gboolean
always (IdioWorkspace *workspace)
{
  return TRUE;
}

static DexFuture *
erase (IdioWorkspace *workspace)
{
  return idio_workspace_erase (workspace);
}

static gboolean
is_erased (IdioWorkspace *workspace)
{
  return g_list_model_get_n_items (G_LIST_MODEL (idio_workspace_get_corpus (workspace))) == 0 &&
         g_list_model_get_n_items (G_LIST_MODEL (idio_workspace_get_voice (workspace))) == 0 &&
         g_list_model_get_n_items (G_LIST_MODEL (idio_workspace_get_history (workspace))) == 0 &&
         idio_others_get_n_texts (idio_workspace_get_others (workspace)) == 0;
}

typedef struct
{
  const char *name;
  DexFuture  *(*run)     (IdioWorkspace *workspace);
  gboolean    (*is_done) (IdioWorkspace *workspace);
} Action;

static const Action actions[] = {
  { "add texts", add_texts, are_texts_added },
  { "rename", rename_text, is_renamed },
  { "set audience", set_audience, is_audience_set },
  { "remove", remove_text, is_removed },
  { "disown", disown_text, is_disowned },
  { "add card", add_card, is_card_added },
  { "change card", change_card, is_card_changed },
  { "undo card", undo_card, is_card_undone },
  { "set attribute", set_attribute, is_attribute_set },
  { "add brief", add_brief, is_brief_added },
  { "save draft", save_draft, is_draft_saved },
  { "remove brief", remove_brief, is_brief_removed },
  { "add others", add_others, are_others_added },
  { "forget others", forget_others, are_others_forgotten },
  { "count habits", count_habits, always },
  { "search", search, always },
  { "erase", erase, is_erased },
};

/* A folder with a database that has the things which the actions are about. It is closed. */
static char *
make_whole (void)
{
  char *dir = idio_test_make_dir ();

  {
    g_autoptr(IdioWorkspace) workspace = idio_test_await_object (idio_workspace_open (dir));
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
    g_autoptr(GPtrArray) others = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
    g_autoptr(IdioBrief) first = idio_brief_new (IDIO_BRIEF_KIND_WRITE, "Kept brief", IDIO_AUDIENCE_GENERAL,
                                                 IDIO_LENGTH_USUAL, 0);
    g_autoptr(IdioBrief) second = idio_brief_new (IDIO_BRIEF_KIND_WRITE, "Second brief", IDIO_AUDIENCE_GENERAL,
                                                  IDIO_LENGTH_USUAL, 0);

    g_ptr_array_add (texts, idio_text_new (0, "Kept", "A text that is kept", 5, IDIO_AUDIENCE_GENERAL));
    g_ptr_array_add (texts, idio_text_new (0, "Second", "A second text", 3, IDIO_AUDIENCE_GENERAL));
    g_ptr_array_add (others, idio_text_new (0, "T", "A text by others", 4, IDIO_AUDIENCE_GENERAL));
    g_array_unref (idio_test_await_boxed (idio_corpus_add (idio_workspace_get_corpus (workspace), texts)));
    g_array_unref (idio_test_await_boxed (idio_others_add (idio_workspace_get_others (workspace), others, NULL)));
    idio_test_await (idio_voice_add (idio_workspace_get_voice (workspace), IDIO_AXIS_STYLE, "Kept card", NULL,
                                     IDIO_AUDIENCE_GENERAL));
    idio_test_await (idio_voice_add (idio_workspace_get_voice (workspace), IDIO_AXIS_STYLE, "Second card", NULL,
                                     IDIO_AUDIENCE_GENERAL));
    g_object_unref (idio_test_await_object (idio_history_add (idio_workspace_get_history (workspace), first)));
    g_object_unref (idio_test_await_object (idio_history_add (idio_workspace_get_history (workspace), second)));
  }

  idio_test_wait_closed (dir);

  return dir;
}

/* A folder with a copy of the database in another, and of the log beside it */
static char *
make_copy (const char *from)
{
  static const char * const names[] = { "idiolect.db", "idiolect.db-wal" };
  char *dir = idio_test_make_dir ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *source = g_build_filename (from, names[i], NULL);
      g_autofree char *target = g_build_filename (dir, names[i], NULL);
      g_autofree char *data = NULL;
      gsize length;

      if (g_file_get_contents (source, &data, &length, NULL))
        g_assert_true (g_file_set_contents_full (target, data, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
    }

  return dir;
}

static void
assert_sentence (const GError *error,
                 IdioVfsFault  fault)
{
  if (fault == IDIO_VFS_FULL)
    g_assert_error (error, IDIO_STORE_ERROR, (gint) IDIO_STORE_ERROR_FULL);

  if (error->domain != IDIO_STORE_ERROR || error->code == IDIO_STORE_ERROR_FAILED ||
      !g_str_has_suffix (error->message, "."))
    g_error ("Not a sentence of ours: %s", error->message);
}

static void
check_integrity (const char *dir)
{
  g_autofree char *path = g_build_filename (dir, "idiolect.db", NULL);
  g_autoptr(sqlite3) db = NULL;
  gint64 ok = 0, n_orphans = 0;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_true (idio_sql_query_int (db, "SELECT integrity_check = 'ok' FROM pragma_integrity_check", &ok, NULL));
  g_assert_true (ok);
  g_assert_true (idio_sql_query_int (db, "SELECT count(*) FROM pragma_foreign_key_check", &n_orphans, NULL));
  g_assert_cmpint (n_orphans, ==, 0);
  g_assert_true (idio_sql_script (db, "INSERT INTO document_search (document_search) VALUES ('integrity-check')", NULL));
}

static gboolean
has_kept (IdioWorkspace *workspace)
{
  return find_title (workspace, "Kept") != NULL && has_claim (workspace, "Kept card") &&
         find_entry (workspace, "Kept brief") != NULL;
}

static void
check_after (const char   *dir,
             const Action *action,
             gboolean      was_done)
{
  {
    g_autoptr(IdioWorkspace) workspace = idio_test_await_object (idio_workspace_open (dir));

    g_assert_true (has_kept (workspace) || (action->run == erase && is_erased (workspace)));

    if (was_done)
      g_assert_true (action->is_done (workspace));
  }

  idio_test_wait_closed (dir);
  check_integrity (dir);
}

/* Once the disk works again. What was done after all can't be done again: a text that is gone is not there to be
 * removed. SQLite may take what it could not read of the index for damage; that is mended before the next time. */
static gboolean
run_again (IdioWorkspace *workspace,
           const Action  *action)
{
  g_autoptr(GError) error = NULL;

  if (dex_await (action->run (workspace), &error))
    return TRUE;

  if (g_error_matches (error, IDIO_STORE_ERROR, IDIO_STORE_ERROR_INDEX))
    {
      g_clear_error (&error);

      if (dex_await (action->run (workspace), &error))
        return TRUE;
    }

  g_assert_error (error, IDIO_STORE_ERROR, (gint) IDIO_STORE_ERROR_GONE);

  return FALSE;
}

/* Returns whether the disk failed at all. */
static gboolean
run_action (const char   *whole,
            const Action *action,
            IdioVfsFault  fault,
            guint         after,
            gboolean      once)
{
  g_autofree char *dir = make_copy (whole);
  gboolean done, failed;

  {
    g_autoptr(IdioWorkspace) workspace = idio_test_await_object (idio_workspace_open (dir));
    g_autoptr(GError) error = NULL;

    idio_vfs_arm (fault, after, once);
    done = dex_await (action->run (workspace), &error);
    failed = idio_vfs_disarm () > 0;

    if (!done)
      {
        g_assert_true (failed);
        assert_sentence (error, fault);
        done = run_again (workspace, action);
      }
  }

  idio_test_wait_closed (dir);
  check_after (dir, action, done);
  idio_test_remove_tree (dir);
  n_runs++;
  n_faults += failed;

  return failed;
}

static gboolean
runs_all (void)
{
  return g_strcmp0 (g_getenv ("IDIOLECT_TEST_WRITE_ERRORS"), "all") == 0;
}

/* Whether this is among the cases that are always run: half of them, and all with a full disk */
static gboolean
is_wanted (guint        number,
           IdioVfsFault fault,
           guint        once)
{
  return runs_all () || fault == IDIO_VFS_FULL || (number + fault + once) % 2 == 0;
}

/* The next moment at which the disk fails. Most are left out, and more the later they are. */
static guint
get_next (guint after)
{
  return runs_all () ? after + 1 : after * 2 + 1;
}

static void
test_actions (void)
{
  g_autofree char *whole = make_whole ();

  n_runs = n_faults = 0;

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    for (IdioVfsFault fault = IDIO_VFS_FULL; fault < IDIO_VFS_N_FAULTS; fault++)
      for (guint once = 0; once < 2; once++)
        for (guint after = 0; is_wanted (i, fault, once) && run_action (whole, &actions[i], fault, after, once);
             after = get_next (after))
          g_test_message ("%s, %s, after %u", actions[i].name, fault_names[fault], after);

  g_print ("# %u actions, %u with a disk that failed: nothing lost\n", n_runs, n_faults);
  g_assert_cmpuint (n_faults, >, 100);
}

/* What a program that was killed left: some of it is only in the log. */
static char *
make_killed (const char *whole)
{
  g_autofree char *dir = make_copy (whole);
  g_autoptr(IdioWorkspace) workspace = idio_test_await_object (idio_workspace_open (dir));

  idio_test_await (idio_workspace_count_habits (workspace));
  idio_test_await (remove_text (workspace));
  idio_test_await (idio_voice_add (idio_workspace_get_voice (workspace), IDIO_AXIS_STYLE, "In the log", NULL,
                                   IDIO_AUDIENCE_GENERAL));

  return make_copy (dir);
}

static char *
make_older (gint64 version)
{
  char *dir = idio_test_make_dir ();
  g_autoptr(sqlite3) db = idio_test_make_older (dir, version);

  g_assert_true (idio_sql_script (db,
                                  "INSERT INTO document (title, body, hash, words, added)"
                                  "  VALUES ('Kept', 'A text that is kept', 'h', 5, 1);"
                                  "INSERT INTO card (axis, claim, instruction, source, state, proposed, added)"
                                  "  VALUES ('style', 'Kept card', 'I', 'yours', 'kept', 'C', 1);"
                                  "INSERT INTO brief (kind, request, audience, length, words, made)"
                                  "  VALUES ('write', 'Kept brief', 'general', 'usual', 0, 1);", NULL));

  return dir;
}

/* Returns whether the disk failed at all. */
static gboolean
run_open (const char   *whole,
          IdioVfsFault  fault,
          guint         after,
          gboolean      once,
          gboolean      must_open)
{
  g_autofree char *dir = make_copy (whole);
  gboolean failed;

  idio_vfs_arm (fault, after, once);

  {
    g_autoptr(GError) error = NULL;
    g_autoptr(IdioWorkspace) workspace = dex_await_object (idio_workspace_open (dir), &error);

    if (workspace == NULL && must_open)
      g_error ("%s", error->message);
    else if (workspace == NULL)
      assert_sentence (error, fault);
    else
      {
        g_assert_true (has_kept (workspace));

        /* It reads, and says why it can't write. */
        if (!dex_await (add_texts (workspace), &error))
          assert_sentence (error, fault);
      }
  }

  failed = idio_vfs_disarm () > 0;
  idio_test_wait_closed (dir);
  check_after (dir, &actions[0], FALSE);
  idio_test_remove_tree (dir);
  n_runs++;
  n_faults += failed;

  return failed;
}

static void
test_open (void)
{
  g_autofree char *whole = make_whole ();
  g_autoptr(GPtrArray) kinds = g_ptr_array_new_with_free_func (g_free);
  guint n_newest;

  n_runs = n_faults = 0;
  g_ptr_array_add (kinds, make_copy (whole));
  g_ptr_array_add (kinds, make_killed (whole));
  n_newest = kinds->len;

  for (gint64 version = 1; version < 5; version++)
    g_ptr_array_add (kinds, make_older (version));

  for (guint i = 0; i < kinds->len; i++)
    for (IdioVfsFault fault = IDIO_VFS_FULL; fault < IDIO_VFS_N_FAULTS; fault++)
      for (guint once = 0; once < 2; once++)
        for (guint after = 0;
             is_wanted (i, fault, once) &&
             run_open (g_ptr_array_index (kinds, i), fault, after, once, fault == IDIO_VFS_FULL && i < n_newest);
             after = get_next (after))
          g_test_message ("Kind %u, %s, after %u", i, fault_names[fault], after);

  g_print ("# %u starts, %u with a disk that failed: nothing lost\n", n_runs, n_faults);
  g_assert_cmpuint (n_faults, >, 100);
}

static void
add_tests (void)
{
  idio_vfs_install ();
  idio_test_add_fiber ("/write-errors/actions", test_actions);
  idio_test_add_fiber ("/write-errors/open", test_open);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
