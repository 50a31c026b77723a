/* idio-actions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "idio-actions.h"
#include "idio-test.h"

static DexFuture *
add_texts (IdioWorkspace *workspace)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *body = g_strdup_printf ("New text %u", i);

      g_ptr_array_add (texts, idio_text_new (0, "New", body, 3, IDIO_AUDIENCE_GENERAL));
    }

  return idio_corpus_add (idio_workspace_get_corpus (workspace), texts, NULL);
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
set_private (IdioWorkspace *workspace)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 id = 2;

  g_array_append_val (ids, id);

  return idio_corpus_set_private (idio_workspace_get_corpus (workspace), ids, TRUE);
}

static gboolean
is_private (IdioWorkspace *workspace)
{
  IdioDocument *document = idio_corpus_find (idio_workspace_get_corpus (workspace), 2);

  return document != NULL && idio_document_get_private (document);
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
  return is_removed (workspace) && idio_background_texts_get_n_texts (idio_workspace_get_background_texts (workspace)) == 2;
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

  return idio_background_texts_add (idio_workspace_get_background_texts (workspace), texts, NULL, NULL);
}

static gboolean
are_others_added (IdioWorkspace *workspace)
{
  return idio_background_texts_get_n_texts (idio_workspace_get_background_texts (workspace)) == 2;
}

static DexFuture *
forget_others (IdioWorkspace *workspace)
{
  return idio_background_texts_forget (idio_workspace_get_background_texts (workspace));
}

static gboolean
are_others_forgotten (IdioWorkspace *workspace)
{
  return idio_background_texts_get_n_texts (idio_workspace_get_background_texts (workspace)) == 0;
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
         idio_background_texts_get_n_texts (idio_workspace_get_background_texts (workspace)) == 0;
}

const IdioAction idio_actions[IDIO_N_ACTIONS] = {
  { "add texts", add_texts, are_texts_added },
  { "rename", rename_text, is_renamed },
  { "set audience", set_audience, is_audience_set },
  { "set private", set_private, is_private },
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
  { "erase", erase, is_erased, .erases = TRUE },
};

/**
 * idio_actions_make_database:
 *
 * For a test made with idio_test_add_fiber().
 *
 * Returns: (transfer full): the path of a folder with a closed database, which has what the actions are about
 */
char *
idio_actions_make_database (void)
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
    g_array_unref (idio_test_await_boxed (idio_corpus_add (idio_workspace_get_corpus (workspace), texts, NULL)));
    g_array_unref (idio_test_await_boxed (idio_background_texts_add (idio_workspace_get_background_texts (workspace), others, NULL, NULL)));
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

/**
 * idio_actions_has_kept:
 * @workspace: a workspace with the database of idio_actions_make_database()
 *
 * Returns: whether what none of the actions is about is there; only erasing takes it away
 */
gboolean
idio_actions_has_kept (IdioWorkspace *workspace)
{
  return find_title (workspace, "Kept") != NULL && has_claim (workspace, "Kept card") &&
         find_entry (workspace, "Kept brief") != NULL;
}

/**
 * idio_actions_copy_database:
 * @from: a folder with a database
 *
 * Returns: (transfer full): the path of a folder with a copy of the database, and of the log beside it
 */
char *
idio_actions_copy_database (const char *from)
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

/**
 * idio_actions_make_older:
 * @version: the number of a script in data/store
 *
 * Returns: (transfer full): the path of a folder with a closed database of that version, with what is to be kept
 */
char *
idio_actions_make_older (gint64 version)
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

/**
 * idio_actions_check_whole:
 * @dir: a folder with a closed database
 *
 * Fails if anything in the file is damaged, or hangs on something that is not there.
 */
void
idio_actions_check_whole (const char *dir)
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
