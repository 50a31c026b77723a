/* idio-workspace.c: all that is open for one user, with or without a window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <sys/stat.h>
#include <unistd.h>

#include "corpus/idio-database.h"
#include "corpus/idio-replaced.h"
#include "idio-fiber.h"
#include "idio-workspace.h"
#include "llm/idio-engine-log.h"
#include "voice/idio-measured-cards.h"

#define DATABASE "idiolect.db"

/* The signals of providers that the list of what was sent is made of */
enum
{
  HOOK_ASKED,
  HOOK_ANSWERED,
  N_HOOKS
};

struct _IdioWorkspace
{
  GObject             parent_instance;
  GSettings          *settings;
  IdioStore          *store;
  IdioCorpus         *corpus;
  IdioStatistics     *statistics;
  IdioVoice          *voice;
  IdioHistory        *history;
  IdioModelChoice    *choice;
  IdioSentLog        *sent_log;
  IdioWatchedFolders *folders;
  gulong              hooks[N_HOOKS];
  DexPromise         *counting;
  gboolean            count_again;
};

G_DEFINE_FINAL_TYPE (IdioWorkspace, idio_workspace, G_TYPE_OBJECT)

static DexFuture *
count_fiber (gpointer data)
{
  IdioWorkspace *self = data;
  g_autoptr(DexPromise) counting = NULL;
  GError *error = NULL;
  gboolean done;

  do
    {
      self->count_again = FALSE;
      done = dex_await (idio_measured_cards_update (self->voice, self->statistics), &error);
    }
  while (done && self->count_again);

  counting = g_steal_pointer (&self->counting);

  if (done)
    dex_promise_resolve_boolean (counting, TRUE);
  else
    dex_promise_reject (counting, error);

  return dex_future_new_true ();
}

static gboolean
load_all (IdioWorkspace  *self,
          GError        **error)
{
  g_assert (IDIO_IS_WORKSPACE (self));

  /* The corpus comes first: it deletes what was removed, and the voice what depended on it. */
  return dex_await (idio_corpus_load (self->corpus), error) &&
         dex_await (idio_background_texts_load (idio_statistics_get_background_texts (self->statistics)), error) &&
         dex_await (idio_voice_load (self->voice), error) &&
         dex_await (idio_history_load (self->history), error);
}

/* Whether there is nothing in a folder but the database and what belongs to it. */
static gboolean
has_only_database (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)))
    if (!g_str_has_prefix (name, DATABASE))
      return FALSE;

  return dir != NULL;
}

/* Its own folder is nobody else's, whoever made it. Another that the user named may have other uses. */
static void
make_private (const char *data_dir)
{
  g_autofree char *own = idio_workspace_dup_default ();
  struct stat status;

  if ((g_str_equal (data_dir, own) || has_only_database (data_dir)) && lstat (data_dir, &status) == 0 &&
      S_ISDIR (status.st_mode) && status.st_uid == geteuid () && (status.st_mode & 077) != 0 &&
      chmod (data_dir, 0700) != 0)
    g_debug ("The folder of the database stays open to others");
}

/* Whoever made the provider, and whatever for: what it sends to another computer is noted. */
static gboolean
asked_hook (GSignalInvocationHint *hint,
            guint                  n_values,
            const GValue          *values,
            gpointer               data)
{
  IdioWorkspace *self = data;
  IdioProvider *provider = g_value_get_object (&values[0]);

  idio_sent_log_begin (self->sent_log, g_value_get_uint64 (&values[1]), idio_provider_get_host (provider),
                       idio_provider_get_model (provider), g_value_get_string (&values[2]),
                       g_value_get_uint (&values[3]));

  return TRUE;
}

static gboolean
answered_hook (GSignalInvocationHint *hint,
               guint                  n_values,
               const GValue          *values,
               gpointer               data)
{
  IdioWorkspace *self = data;

  idio_sent_log_end (self->sent_log, g_value_get_uint64 (&values[1]), g_value_get_uint (&values[2]));

  return TRUE;
}

static void
add_hooks (IdioWorkspace *self)
{
  g_assert (IDIO_IS_WORKSPACE (self));

  g_type_default_interface_get (IDIO_TYPE_PROVIDER);
  self->hooks[HOOK_ASKED] = g_signal_add_emission_hook (g_signal_lookup ("asked", IDIO_TYPE_PROVIDER), 0, asked_hook,
                                                        self, NULL);
  self->hooks[HOOK_ANSWERED] = g_signal_add_emission_hook (g_signal_lookup ("answered", IDIO_TYPE_PROVIDER), 0,
                                                           answered_hook, self, NULL);
}

static void
remove_hooks (IdioWorkspace *self)
{
  g_assert (IDIO_IS_WORKSPACE (self));

  if (self->hooks[HOOK_ASKED] == 0)
    return;

  g_signal_remove_emission_hook (g_signal_lookup ("asked", IDIO_TYPE_PROVIDER), self->hooks[HOOK_ASKED]);
  g_signal_remove_emission_hook (g_signal_lookup ("answered", IDIO_TYPE_PROVIDER), self->hooks[HOOK_ANSWERED]);
}

/* An audience that goes takes its cards to all others, and one that comes back takes them along. */
static void
audiences_changed_cb (IdioWorkspace *self)
{
  g_assert (IDIO_IS_WORKSPACE (self));

  dex_future_disown (idio_voice_refresh (self->voice));
}

static DexFuture *
open_fiber (gpointer data)
{
  g_autofree char *path = g_build_filename (data, DATABASE, NULL);
  g_autoptr(IdioWorkspace) self = g_object_new (IDIO_TYPE_WORKSPACE, NULL);
  g_autoptr(IdioSecrets) secrets = idio_secrets_new ();
  GError *error = NULL;

  make_private (data);

  if (!(self->store = dex_await_object (idio_store_open (path), &error)))
    return dex_future_new_for_error (error);

  self->settings = g_settings_new (APP_ID);
  self->corpus = idio_corpus_new (self->store);
  self->statistics = idio_statistics_new (self->corpus);
  self->voice = idio_voice_new (self->store);
  self->history = idio_history_new (self->store);
  self->choice = idio_model_choice_new (self->settings, secrets);
  self->sent_log = idio_sent_log_new (self->store);
  self->folders = idio_watched_folders_new (self->store, IDIO_WATCHED_SETTLE_MSEC);
  add_hooks (self);

  if (!load_all (self, &error))
    return dex_future_new_for_error (error);

  g_signal_connect_object (idio_corpus_get_audiences (self->corpus), "items-changed",
                           G_CALLBACK (audiences_changed_cb), self, G_CONNECT_SWAPPED);
  dex_future_disown (idio_replaced_tidy (self->store));

  /* Nobody waits for this. What could not be done is done at a later start. */
  dex_future_disown (idio_store_shred (self->store, FALSE));

  return dex_future_new_take_object (g_steal_pointer (&self));
}

static DexFuture *
reload_fiber (gpointer self)
{
  GError *error = NULL;

  return load_all (self, &error) ? dex_future_new_true () : dex_future_new_for_error (error);
}

/* All else is counted anew, or made when it is needed. */
#define COUNT_OF_USER \
  "SELECT (SELECT count(*) FROM document) + (SELECT count(*) FROM card) + (SELECT count(*) FROM attribute)" \
  " + (SELECT count(*) FROM brief) + (SELECT count(*) FROM sent) + (SELECT count(*) FROM account)" \
  " + (SELECT count(*) FROM audience) + (SELECT count(*) FROM disowned) + (SELECT count(*) FROM watched_folder)" \
  " + (SELECT count(*) FROM background_text)"

static DexFuture *
erase_job (sqlite3  *db,
           gpointer  data)
{
  GError *error = NULL;

  /* What hangs on these goes with them. The file is made anew even if all that is left is what was changed. */
  if (!idio_database_delete_documents (db, "TRUE", &error) ||
      !idio_database_rebuild_index (db, &error) ||
      !idio_sql_script (db, "DELETE FROM background_text; DELETE FROM card; DELETE FROM attribute; DELETE FROM brief; "
                            "DELETE FROM sent; DELETE FROM account; DELETE FROM background_salt; "
                            "DELETE FROM watched_folder; DELETE FROM disowned; DELETE FROM audience; "
                            "DROP TABLE IF EXISTS temp.deleted_card; DROP TABLE IF EXISTS temp.deleted_edit; "
                            "INSERT OR IGNORE INTO remains VALUES (1, 1);", &error))
    return dex_future_new_for_error (error);

  return dex_future_new_true ();
}

/* Once the texts are gone, whatever does not work keeps nothing else from being erased. The first of it is told. */
static DexFuture *
erase_fiber (gpointer data)
{
  IdioWorkspace *self = data;
  GError *error = NULL;

  if (!dex_await (idio_store_write (self->store, erase_job, NULL, NULL), &error))
    return dex_future_new_for_error (error);

  dex_await (idio_replaced_delete (self->store), NULL);
  dex_await (idio_store_shred (self->store, TRUE), &error);
  load_all (self, error == NULL ? &error : NULL);
  dex_await (idio_secrets_clear_all (idio_model_choice_get_secrets (self->choice)), error == NULL ? &error : NULL);
  idio_model_choice_reset (self->choice);
  dex_await (idio_engine_log_delete (), NULL);
  idio_store_discard (self->store, COUNT_OF_USER);

  return error == NULL ? dex_future_new_true () : dex_future_new_for_error (error);
}

/* A document that is the user's own or someone else's. */
typedef struct
{
  IdioWorkspace *self;
  GArray        *documents;
  GArray        *background_texts;
} Move;

static Move *
move_new (IdioWorkspace *self,
          gint64         document)
{
  Move *move = g_new0 (Move, 1);

  g_assert (IDIO_IS_WORKSPACE (self));

  move->self = g_object_ref (self);
  move->documents = g_array_new (FALSE, FALSE, sizeof (gint64));
  move->background_texts = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (move->documents, document);

  return move;
}

static void
move_free (Move *move)
{
  g_clear_object (&move->self);
  g_clear_pointer (&move->documents, g_array_unref);
  g_clear_pointer (&move->background_texts, g_array_unref);
  g_free (move);
}

/* At a crash between the two steps it is both, and can be moved again. The other way around it could be lost. */
static DexFuture *
disown_fiber (gpointer data)
{
  Move *move = data;
  IdioBackgroundTexts *others = idio_statistics_get_background_texts (move->self->statistics);
  g_autoptr(GPtrArray) texts = NULL;
  g_autoptr(GArray) background_texts = NULL;
  GError *error = NULL;

  if (!(texts = dex_await_boxed (idio_corpus_load_some (move->self->corpus, move->documents, G_MAXINT, G_MAXSIZE),
                                 &error)) ||
      !(background_texts = dex_await_boxed (idio_background_texts_add (others, texts, NULL, NULL), &error)))
    return dex_future_new_for_error (error);

  if (!dex_await (idio_corpus_disown (move->self->corpus, move->documents), &error))
    {
      dex_await (idio_background_texts_take_away (others, background_texts), NULL);
      return dex_future_new_for_error (error);
    }

  return dex_future_new_for_int64 (background_texts->len > 0 ? g_array_index (background_texts, gint64, 0) : 0);
}

static DexFuture *
own_again_fiber (gpointer data)
{
  Move *move = data;
  GError *error = NULL;

  if (!dex_await (idio_corpus_restore (move->self->corpus, move->documents), &error) ||
      !dex_await (idio_background_texts_take_away (idio_statistics_get_background_texts (move->self->statistics), move->background_texts), &error))
    return dex_future_new_for_error (error);

  return dex_future_new_true ();
}

static void
idio_workspace_finalize (GObject *object)
{
  IdioWorkspace *self = IDIO_WORKSPACE (object);

  remove_hooks (self);
  g_clear_object (&self->folders);
  g_clear_object (&self->sent_log);
  g_clear_object (&self->choice);
  g_clear_object (&self->history);
  g_clear_object (&self->voice);
  g_clear_object (&self->statistics);
  g_clear_object (&self->corpus);
  g_clear_object (&self->store);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (idio_workspace_parent_class)->finalize (object);
}

static void
idio_workspace_class_init (IdioWorkspaceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = idio_workspace_finalize;
}

static void
idio_workspace_init (IdioWorkspace *self)
{
}

/**
 * idio_workspace_open:
 * @data_dir: the folder of the database
 *
 * Opens all but the model, for which see idio_model_choice_load().
 *
 * Returns: (transfer full): a future of an #IdioWorkspace, or of an error in %IDIO_STORE_ERROR
 */
DexFuture *
idio_workspace_open (const char *data_dir)
{
  g_return_val_if_fail (data_dir != NULL, NULL);

  return idio_fiber_spawn (open_fiber, g_strdup (data_dir), g_free);
}

/**
 * idio_workspace_dup_default:
 *
 * Returns: (transfer full): the folder of the user's own database
 */
char *
idio_workspace_dup_default (void)
{
  return g_build_filename (g_get_user_data_dir (), GETTEXT_PACKAGE, NULL);
}

/**
 * idio_workspace_get_settings:
 * @self: a workspace
 *
 * Returns: (transfer none): the user's preferences
 */
GSettings *
idio_workspace_get_settings (IdioWorkspace *self)
{
  g_return_val_if_fail (IDIO_IS_WORKSPACE (self), NULL);

  return self->settings;
}

/**
 * idio_workspace_get_corpus:
 * @self: a workspace
 *
 * Returns: (transfer none): the documents
 */
IdioCorpus *
idio_workspace_get_corpus (IdioWorkspace *self)
{
  g_return_val_if_fail (IDIO_IS_WORKSPACE (self), NULL);

  return self->corpus;
}

/**
 * idio_workspace_get_statistics:
 * @self: a workspace
 *
 * Returns: (transfer none): what was counted, as of the last idio_workspace_count_habits()
 */
IdioStatistics *
idio_workspace_get_statistics (IdioWorkspace *self)
{
  g_return_val_if_fail (IDIO_IS_WORKSPACE (self), NULL);

  return self->statistics;
}

/**
 * idio_workspace_get_background_texts:
 * @self: a workspace
 *
 * Returns: (transfer none): the texts by others that the user is compared with
 */
IdioBackgroundTexts *
idio_workspace_get_background_texts (IdioWorkspace *self)
{
  g_return_val_if_fail (IDIO_IS_WORKSPACE (self), NULL);

  return idio_statistics_get_background_texts (self->statistics);
}

/**
 * idio_workspace_get_voice:
 * @self: a workspace
 *
 * Returns: (transfer none): the cards
 */
IdioVoice *
idio_workspace_get_voice (IdioWorkspace *self)
{
  g_return_val_if_fail (IDIO_IS_WORKSPACE (self), NULL);

  return self->voice;
}

/**
 * idio_workspace_get_history:
 * @self: a workspace
 *
 * Returns: (transfer none): the last briefs and drafts
 */
IdioHistory *
idio_workspace_get_history (IdioWorkspace *self)
{
  g_return_val_if_fail (IDIO_IS_WORKSPACE (self), NULL);

  return self->history;
}

/**
 * idio_workspace_get_choice:
 * @self: a workspace
 *
 * Returns: (transfer none): which model is used
 */
IdioModelChoice *
idio_workspace_get_choice (IdioWorkspace *self)
{
  g_return_val_if_fail (IDIO_IS_WORKSPACE (self), NULL);

  return self->choice;
}

/**
 * idio_workspace_get_sent_log:
 * @self: a workspace
 *
 * Returns: (transfer none): what was sent to other computers
 */
IdioSentLog *
idio_workspace_get_sent_log (IdioWorkspace *self)
{
  g_return_val_if_fail (IDIO_IS_WORKSPACE (self), NULL);

  return self->sent_log;
}

/**
 * idio_workspace_get_folders:
 * @self: a workspace
 *
 * Returns: (transfer none) (nullable): the folders that are watched, none of them before they are loaded; %NULL after
 *   idio_workspace_stop()
 */
IdioWatchedFolders *
idio_workspace_get_folders (IdioWorkspace *self)
{
  g_return_val_if_fail (IDIO_IS_WORKSPACE (self), NULL);

  return self->folders;
}

/**
 * idio_workspace_erase:
 * @self: a workspace
 *
 * Deletes all texts, cards, attributes and drafts, the list of what was sent, the API keys, the log of the engine, and the
 * services with what was agreed to. Models stay. The files of the database go when the workspace does, unless they are
 * needed again by then.
 *
 * Returns: (transfer full): a future that resolves when all of it is gone. It is rejected with the first reason why
 *   something is not; if that is not %IDIO_STORE_ERROR_BUSY or another reason not to write, the rest is.
 */
DexFuture *
idio_workspace_erase (IdioWorkspace *self)
{
  g_return_val_if_fail (IDIO_IS_WORKSPACE (self), NULL);

  return idio_fiber_spawn (erase_fiber, g_object_ref (self), g_object_unref);
}

/**
 * idio_workspace_reload:
 * @self: a workspace
 *
 * For after the database was changed as a whole.
 *
 * Returns: (transfer full): a future that resolves when what is open is what is in the database
 */
DexFuture *
idio_workspace_reload (IdioWorkspace *self)
{
  g_return_val_if_fail (IDIO_IS_WORKSPACE (self), NULL);

  return idio_fiber_spawn (reload_fiber, g_object_ref (self), g_object_unref);
}

/**
 * idio_workspace_count_habits:
 * @self: a workspace
 *
 * For after documents came or went: brings the statistics, the measured cards, and the quotes of all cards up to date.
 *
 * Returns: (transfer full): a future that resolves when that is done
 */
DexFuture *
idio_workspace_count_habits (IdioWorkspace *self)
{
  g_return_val_if_fail (IDIO_IS_WORKSPACE (self), NULL);

  /* One at a time, so that older cards never replace newer ones. */
  if (self->counting != NULL)
    {
      self->count_again = TRUE;
      return DEX_FUTURE (dex_ref (self->counting));
    }

  self->counting = dex_promise_new ();
  dex_future_disown (idio_fiber_spawn (count_fiber, g_object_ref (self), g_object_unref));

  return DEX_FUTURE (dex_ref (self->counting));
}

/**
 * idio_workspace_stop:
 * @self: a workspace that is no longer needed
 *
 * Stops all counting soon and for good: what is counted now, or asked for later, is rejected with
 * %G_IO_ERROR_CANCELLED. No folder is watched any more.
 */
void
idio_workspace_stop (IdioWorkspace *self)
{
  g_return_if_fail (IDIO_IS_WORKSPACE (self));

  idio_statistics_stop (self->statistics);
  g_clear_object (&self->folders);
}

/**
 * idio_workspace_disown:
 * @self: a workspace
 * @document: the number of a document that the user did not write
 *
 * Removes the document, and counts its text as someone else's.
 *
 * Returns: (transfer full): a future of a number for idio_workspace_own_again(), a #gint64
 */
DexFuture *
idio_workspace_disown (IdioWorkspace *self,
                       gint64         document)
{
  g_return_val_if_fail (IDIO_IS_WORKSPACE (self), NULL);

  return idio_fiber_spawn (disown_fiber, move_new (self, document), (GDestroyNotify) move_free);
}

/**
 * idio_workspace_own_again:
 * @self: a workspace
 * @document: the number of a document that was disowned
 * @background_text: what idio_workspace_disown() gave
 *
 * Brings the document back, and takes away what was counted.
 *
 * Returns: (transfer full): a future that resolves when all is as it was
 */
DexFuture *
idio_workspace_own_again (IdioWorkspace *self,
                          gint64         document,
                          gint64         background_text)
{
  Move *move;

  g_return_val_if_fail (IDIO_IS_WORKSPACE (self), NULL);

  move = move_new (self, document);
  g_array_append_val (move->background_texts, background_text);

  return idio_fiber_spawn (own_again_fiber, move, (GDestroyNotify) move_free);
}

/* In files nothing says reliably who wrote them. */
static DexFuture *
add_to_others (GObject      *target,
               GPtrArray    *texts,
               GCancellable *cancellable)
{
  return idio_background_texts_add (IDIO_BACKGROUND_TEXTS (target), texts, NULL, cancellable);
}

static DexFuture *
add_correspondents (GObject      *target,
                    GPtrArray    *texts,
                    GPtrArray    *writers,
                    GCancellable *cancellable)
{
  return idio_background_texts_add (IDIO_BACKGROUND_TEXTS (target), texts, writers, cancellable);
}

/**
 * idio_workspace_import:
 * @self: a workspace
 *
 * Returns: (transfer full): an import of the user's texts. What others wrote in the same mailboxes and chats is counted to
 *   compare the user with, if the setting says so
 */
IdioImport *
idio_workspace_import (IdioWorkspace *self)
{
  IdioImport *import;

  g_return_val_if_fail (IDIO_IS_WORKSPACE (self), NULL);

  import = idio_import_new (self->corpus);
  idio_import_set_others (import, G_OBJECT (idio_workspace_get_background_texts (self)), add_correspondents);
  idio_import_set_with_others (import, g_settings_get_boolean (self->settings, "compare-with-others"));

  return import;
}

/**
 * idio_workspace_import_others:
 * @self: a workspace
 *
 * Returns: (transfer full): an import of texts by others, which are counted and not kept
 */
IdioImport *
idio_workspace_import_others (IdioWorkspace *self)
{
  g_return_val_if_fail (IDIO_IS_WORKSPACE (self), NULL);

  return idio_import_new_of_others (G_OBJECT (idio_workspace_get_background_texts (self)), add_to_others);
}
