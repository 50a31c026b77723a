/* worker.c: does things to a database as fast as it can, and says so, until it is killed
 *
 *   worker FOLDER WORK SEED NAME
 *
 * Works: import, edit, remove, erase, open. Each line on standard output is a word, a key and a value, with tabs
 * between them. “try”: what is about to be done; “done”: what was promised to be saved. Between the two it may be
 * either. An empty value means gone. NAME is of one letter; what two workers do at once to one database has their names
 * in it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <glib/gstdio.h>

#include "idio-workspace.h"
#include "import/idio-import.h"

/* The texts of a group are saved in one transaction. */
#define GROUP_TEXTS 3

#define N_FILES 40

/* How often something is done before everything is erased */
#define N_BEFORE_ERASE 6

typedef struct
{
  const char    *folder;
  const char    *name;
  guint          seed;
  GRand         *random;
  guint          n_made;
  IdioWorkspace *workspace;
  GArray        *documents;
  GArray        *cards;
  GArray        *briefs;
} Worker;

static void
say (const char *word,
     const char *key,
     gint64      id,
     const char *value)
{
  printf ("%s\t%s:%" G_GINT64_FORMAT "\t%s\n", word, key, id, value);
  fflush (stdout);
}

/* Whether it was done. Where another process was faster, or has the database for itself, it was not. */
static gboolean
succeed (DexFuture *future)
{
  g_autoptr(GError) error = NULL;

  if (dex_await (future, &error))
    return TRUE;

  if (!g_error_matches (error, IDIO_STORE_ERROR, IDIO_STORE_ERROR_BUSY))
    {
      printf ("fault\t%s\t\n", error->message);
      exit (EXIT_FAILURE);
    }

  return FALSE;
}

/* Something that is nowhere else: letters only, so that it is one word. */
static char *
make_word (Worker *worker)
{
  char word[15] = { worker->name[0], };

  for (guint i = 1; i < sizeof word - 1; i++)
    word[i] = (char) g_rand_int_range (worker->random, 'a', 'z' + 1);

  return g_strdup (word);
}

static gint64
pick (Worker *worker,
      GArray *ids)
{
  return ids->len == 0 ? 0 : g_array_index (ids, gint64, g_rand_int_range (worker->random, 0, (gint32) ids->len));
}

static void
forget (GArray *ids,
        gint64  id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      g_array_remove_index_fast (ids, i--);
}

/* Adds texts that are saved together. Their bodies say which of how many they are, and of what. */
static void
add_texts (Worker *worker,
           guint   n_texts)
{
  IdioCorpus *corpus = idio_workspace_get_corpus (worker->workspace);
  g_autofree char *group = make_word (worker);
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
  g_autoptr(GArray) ids = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < n_texts; i++)
    {
      g_autofree char *body = g_strdup_printf ("Text %u of %u of %s, which ends so.", i, n_texts, group);

      g_ptr_array_add (texts, idio_text_new (0, group, body, 9, IDIO_AUDIENCE_GENERAL));
    }

  say ("try", group, 0, "group");

  if (!(ids = dex_await_boxed (idio_corpus_add (corpus, texts, NULL), &error)))
    {
      succeed (dex_future_new_for_error (g_steal_pointer (&error)));
      return;
    }

  for (guint i = 0; i < ids->len; i++)
    say ("done", "document", g_array_index (ids, gint64, i), group);

  say ("done", group, 0, "group");
  g_array_append_vals (worker->documents, ids->data, ids->len);
}

static void
rename_text (Worker *worker)
{
  g_autofree char *title = make_word (worker);
  gint64 id = pick (worker, worker->documents);

  if (id == 0)
    return;

  say ("try", "document", id, title);

  if (succeed (idio_corpus_rename (idio_workspace_get_corpus (worker->workspace), id, title)))
    say ("done", "document", id, title);
}

static void
set_audience (Worker *worker)
{
  static const char * const nicks[] = { "general", "friends", "family" };
  static const IdioAudience audiences[] = { IDIO_AUDIENCE_GENERAL, IDIO_AUDIENCE_FRIENDS, IDIO_AUDIENCE_FAMILY };
  gint32 i = g_rand_int_range (worker->random, 0, G_N_ELEMENTS (nicks));
  gint64 id = pick (worker, worker->documents);

  if (id == 0)
    return;

  say ("try", "audience", id, nicks[i]);

  if (succeed (idio_corpus_set_audience (idio_workspace_get_corpus (worker->workspace), id, audiences[i])))
    say ("done", "audience", id, nicks[i]);
}

static void
add_card (Worker *worker)
{
  GListModel *voice = G_LIST_MODEL (idio_workspace_get_voice (worker->workspace));
  g_autofree char *claim = make_word (worker);

  if (!succeed (idio_voice_add (IDIO_VOICE (voice), IDIO_AXIS_STYLE, claim, NULL, IDIO_AUDIENCE_GENERAL)))
    return;

  for (guint i = 0; i < g_list_model_get_n_items (voice); i++)
    {
      g_autoptr(IdioHypothesis) card = g_list_model_get_item (voice, i);
      gint64 id = idio_hypothesis_get_id (card);

      if (!g_str_equal (idio_hypothesis_get_fields (card)->claim, claim))
        continue;

      g_array_append_val (worker->cards, id);
      say ("done", "card", id, claim);
    }
}

/* Changes the words of a card, and often takes that back. */
static void
change_card (Worker *worker)
{
  IdioVoice *voice = idio_workspace_get_voice (worker->workspace);
  gint64 id = pick (worker, worker->cards);
  IdioHypothesis *card = id != 0 ? idio_voice_find (voice, id) : NULL;
  g_autofree char *before = NULL;
  g_autofree char *claim = make_word (worker);
  g_autoptr(GError) error = NULL;
  gint64 edit;

  if (card == NULL)
    return;

  before = g_strdup (idio_hypothesis_get_fields (card)->claim);
  say ("try", "card", id, claim);
  edit = dex_await_int64 (idio_voice_change (voice, id, &(IdioCardChange) { .claim = claim, .instruction = claim }),
                          &error);

  if (error != NULL)
    {
      succeed (dex_future_new_for_error (g_steal_pointer (&error)));
      return;
    }

  say ("done", "card", id, claim);

  if (g_rand_boolean (worker->random))
    return;

  say ("try", "card", id, before);

  if (succeed (idio_voice_undo (voice, edit)))
    say ("done", "card", id, before);
}

static void
set_attribute (Worker *worker)
{
  g_autofree char *value = make_word (worker);
  const char *attribute = worker->name[0] == 'a' ? IDIO_ATTRIBUTE_ROLE : IDIO_ATTRIBUTE_ABOUT;

  say ("try", attribute, 0, value);

  if (succeed (idio_voice_set_attribute (idio_workspace_get_voice (worker->workspace), attribute, value)))
    say ("done", attribute, 0, value);
}

static void
save_draft (Worker *worker,
            gint64  brief)
{
  g_autoptr(IdioDraft) draft = idio_draft_new (IDIO_DRAFT_KIND_PERSONAL);
  g_autofree char *word = make_word (worker);

  /* Longer than a page */
  g_autofree char *filling = g_strnfill (g_rand_int_range (worker->random, 1, 9000), 'x');
  g_autofree char *text = g_strdup_printf ("%s %s %s", word, filling, word);

  idio_draft_set_text (draft, text);
  idio_draft_set_written (draft, text);
  idio_draft_set_state (draft, IDIO_DRAFT_STATE_STOPPED, NULL);
  say ("try", "draft", brief, text);

  if (succeed (idio_history_save_draft (idio_workspace_get_history (worker->workspace), brief, draft)))
    say ("done", "draft", brief, text);
}

static void
add_brief (Worker *worker)
{
  g_autofree char *request = make_word (worker);
  g_autoptr(IdioBrief) brief = idio_brief_new (IDIO_BRIEF_KIND_WRITE, request, IDIO_AUDIENCE_GENERAL,
                                               IDIO_LENGTH_USUAL, 0);
  g_autoptr(IdioHistoryEntry) entry = NULL;
  g_autoptr(GError) error = NULL;
  gint64 id;

  if (!(entry = dex_await_object (idio_history_add (idio_workspace_get_history (worker->workspace), brief), &error)))
    {
      succeed (dex_future_new_for_error (g_steal_pointer (&error)));
      return;
    }

  id = idio_history_entry_get_id (entry);
  say ("done", "brief", id, request);
  g_array_append_val (worker->briefs, id);
  save_draft (worker, id);
}

static void
change_brief (Worker *worker)
{
  gint64 id = pick (worker, worker->briefs);

  if (id == 0)
    return;

  if (g_rand_int_range (worker->random, 0, 3) > 0)
    {
      save_draft (worker, id);
      return;
    }

  say ("try", "brief", id, "");

  if (succeed (idio_history_remove (idio_workspace_get_history (worker->workspace), id)))
    {
      say ("done", "brief", id, "");
      forget (worker->briefs, id);
    }
}

static void
edit (Worker *worker)
{
  static void (* const edits[]) (Worker *) = {
    rename_text, rename_text, set_audience, add_card, change_card, change_card, set_attribute, add_brief, change_brief,
  };

  if (worker->documents->len == 0 || g_rand_int_range (worker->random, 0, 6) == 0)
    add_texts (worker, GROUP_TEXTS);
  else
    edits[g_rand_int_range (worker->random, 0, G_N_ELEMENTS (edits))] (worker);
}

static void
remove_text (Worker *worker)
{
  IdioCorpus *corpus = idio_workspace_get_corpus (worker->workspace);
  gint64 id = pick (worker, worker->documents);
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *title = NULL;

  if (id == 0)
    return;

  title = g_strdup (idio_document_get_title (idio_corpus_find (corpus, id)));
  g_array_append_val (ids, id);
  say ("try", "document", id, "");

  if (!succeed (g_rand_boolean (worker->random) ? idio_corpus_remove (corpus, ids)
                                                : idio_workspace_disown (worker->workspace, id)))
    return;

  say ("done", "document", id, "");

  if (g_rand_int_range (worker->random, 0, 3) > 0)
    {
      forget (worker->documents, id);
      return;
    }

  say ("try", "document", id, title);

  if (succeed (idio_corpus_restore (corpus, ids)))
    say ("done", "document", id, title);
}

static void
remove_some (Worker *worker)
{
  static void (* const removals[]) (Worker *) = { remove_text, remove_text, change_brief, rename_text };

  if (worker->documents->len < 2)
    add_texts (worker, 1);
  else if (worker->briefs->len < 2)
    add_brief (worker);
  else
    removals[g_rand_int_range (worker->random, 0, G_N_ELEMENTS (removals))] (worker);
}

static void
erase (Worker *worker)
{
  for (guint i = 0; i < N_BEFORE_ERASE; i++)
    remove_some (worker);

  set_attribute (worker);
  add_card (worker);
  say ("try", "all", 0, "");

  if (!succeed (idio_workspace_erase (worker->workspace)))
    return;

  say ("done", "all", 0, "");
  g_array_set_size (worker->documents, 0);
  g_array_set_size (worker->cards, 0);
  g_array_set_size (worker->briefs, 0);
}

static void
say_documents (IdioCorpus *corpus,
               guint       position,
               guint       removed,
               guint       added,
               gpointer    user_data)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr(IdioDocument) document = g_list_model_get_item (G_LIST_MODEL (corpus), i);

      say ("done", "document", idio_document_get_id (document), idio_document_get_title (document));
    }
}

/* What the list shows is promised. */
static void
import (Worker *worker)
{
  IdioCorpus *corpus = idio_workspace_get_corpus (worker->workspace);
  g_autoptr(IdioImport) run = idio_import_new (corpus);
  g_autoptr(GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autofree char *folder = g_strdup_printf ("%s-files/%s-%u-%u", worker->folder, worker->name, worker->seed,
                                             worker->n_made++);
  g_autoptr(GFile) file = g_file_new_for_path (folder);
  gulong handler = g_signal_connect (corpus, "items-changed", G_CALLBACK (say_documents), NULL);

  g_mkdir_with_parents (folder, 0700);

  for (guint i = 0; i < N_FILES; i++)
    {
      g_autofree char *title = make_word (worker);
      g_autofree char *path = g_strdup_printf ("%s/%u.txt", folder, i);
      g_autofree char *text = g_strdup_printf ("Subject: %s\n\nText 0 of 1 of %s, which ends so.", title, title);

      g_file_set_contents (path, text, -1, NULL);
    }

  g_list_store_append (files, file);
  succeed (idio_import_run (run, G_LIST_MODEL (files)));
  g_signal_handler_disconnect (corpus, handler);
}

static const struct
{
  const char *name;
  void      (*run) (Worker *worker);
} works[] = {
  { "import", import },
  { "edit", edit },
  { "remove", remove_some },
  { "erase", erase },
  { "open", NULL },
};

static DexFuture *
work_fiber (gpointer data)
{
  char **args = data;
  Worker worker = {
    .folder = args[1],
    .seed = (guint) strtoul (args[3], NULL, 10),
    .name = args[4],
    .documents = g_array_new (FALSE, FALSE, sizeof (gint64)),
    .cards = g_array_new (FALSE, FALSE, sizeof (gint64)),
    .briefs = g_array_new (FALSE, FALSE, sizeof (gint64)),
  };
  GError *error = NULL;

  if (!(worker.workspace = dex_await_object (idio_workspace_open (worker.folder), &error)))
    {
      printf ("fault\t%s\t\n", error->message);
      exit (EXIT_FAILURE);
    }

  worker.random = g_rand_new_with_seed (worker.seed);
  say ("done", "open", 0, "");

  for (guint i = 0; i < G_N_ELEMENTS (works); i++)
    while (g_str_equal (works[i].name, args[2]) && works[i].run != NULL)
      works[i].run (&worker);

  /* Whoever opens and does nothing else has counted before it is done. */
  succeed (idio_workspace_count_habits (worker.workspace));
  g_clear_object (&worker.workspace);
  g_array_unref (worker.documents);
  g_array_unref (worker.cards);
  g_array_unref (worker.briefs);
  g_rand_free (worker.random);

  return dex_future_new_true ();
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(DexFuture) future = NULL;

  if (argc != 5)
    return 2;

  dex_init ();
  future = dex_scheduler_spawn (NULL, 1024 * 1024, work_fiber, argv, NULL);

  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);

  return EXIT_SUCCESS;
}
