/* idio-import-pane.c: what is imported, what came of it, and folders that are watched
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "idio-fiber.h"
#include "import/idio-import.h"
#include "ui/idio-audience-question.h"
#include "ui/idio-document-actions.h"
#include "ui/idio-folder-bar.h"
#include "ui/idio-import-bar.h"
#include "ui/idio-import-pane.h"
#include "ui/idio-survey-dialog.h"
#include "ui/idio-toasts.h"
#include "ui/idio-ui-text.h"
#include "ui/idio-ui.h"

/* More is no name, but something that somebody put into its place. */
#define MAX_NAME_CHARS 100

struct _IdioImportPane
{
  GtkBox                 parent_instance;

  IdioWorkspace         *workspace;
  IdioWatchedFolders    *folders;
  DexFuture             *importing;  /* settled when no import runs, or NULL */
  gboolean               removes_example;

  IdioImportBar         *import_bar;
  IdioAudienceQuestion  *question;
  IdioFolderBar         *folder_bar;
};

G_DEFINE_FINAL_TYPE (IdioImportPane, idio_import_pane, GTK_TYPE_BOX)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Whoever adds texts of their own has no more use for the made-up writer's. */
static DexFuture *
remove_example_fiber (gpointer data)
{
  IdioImportPane *self = data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GError *error = NULL;

  if (self->removes_example)
    return dex_future_new_true ();

  self->removes_example = TRUE;
  dex_await (idio_document_actions_remove_example (self->workspace, root), &error);
  self->removes_example = FALSE;

  return error != NULL ? dex_future_new_for_error (error) : dex_future_new_true ();
}

/* Not before something was imported, as all of it may be left out, and only once: who brings the example back then wants
 * it. */
static void
progress_cb (IdioImportPane *self,
             GParamSpec     *pspec,
             IdioImport     *import)
{
  g_assert (IDIO_IS_IMPORT_PANE (self));

  if (idio_import_count (import, IDIO_IMPORT_OUTCOME_ADDED) == 0)
    return;

  g_signal_handlers_disconnect_by_func (import, progress_cb, self);
  idio_ui_run (self, idio_import_pane_remove_example (self));
}

/* An import, and what is done when it ended */
typedef struct
{
  IdioImportPane    *self;
  IdioImport        *import;
  GListModel        *files;
  IdioWatchedFolder *folder;  /* that they are from, or NULL */
  gint64             start;
} Run;

static void
run_free (gpointer data)
{
  Run *run = data;

  g_clear_object (&run->self);
  g_clear_object (&run->import);
  g_clear_object (&run->files);
  g_clear_object (&run->folder);
  g_free (run);
}

/* What the user is called, of who was chosen in mailboxes: names in chats are often made up by others. */
static const char *
find_name (GListModel *authors)
{
  const char *name = NULL;
  guint n_most = 0;

  for (guint i = 0; i < g_list_model_get_n_items (authors); i++)
    {
      g_autoptr(IdioSurveyAuthor) author = g_list_model_get_item (authors, i);
      const char *called = idio_survey_author_get_name (author);
      guint n_texts = idio_survey_author_get_n_texts (author);

      /* An address stands for itself where there is no name. */
      if (idio_survey_author_get_by_name (author) || g_str_equal (called, idio_survey_author_get_account (author)) ||
          g_utf8_strlen (called, -1) > MAX_NAME_CHARS || n_texts <= n_most)
        continue;

      /* The list has it as long as the import is there. */
      name = called;
      n_most = n_texts;
    }

  return name;
}

typedef struct
{
  IdioVoice *voice;
  char      *name;
} NamedUser;

static void
named_user_free (gpointer data)
{
  NamedUser *named = data;

  g_object_unref (named->voice);
  g_free (named->name);
  g_free (named);
}

/* Another name that was written meanwhile stays. */
static DexFuture *
forget_name (gpointer data)
{
  NamedUser *named = data;

  if (!g_str_equal (idio_voice_get_attribute (named->voice, IDIO_ATTRIBUTE_NAME), named->name))
    return dex_future_new_true ();

  return idio_voice_set_attribute (named->voice, IDIO_ATTRIBUTE_NAME, "");
}

/* Whoever said who they are need not write it once more, and drafts can be signed. */
static void
take_name (IdioImportPane *self,
           IdioImport     *import)
{
  IdioVoice *voice = idio_workspace_get_voice (self->workspace);
  const char *name = find_name (idio_import_get_taken (import));
  g_autofree char *phrase = NULL, *title = NULL;
  NamedUser *named;

  g_assert (IDIO_IS_IMPORT_PANE (self));

  if (name == NULL || *idio_voice_get_attribute (voice, IDIO_ATTRIBUTE_NAME) != '\0')
    return;

  named = g_new0 (NamedUser, 1);
  named->voice = g_object_ref (voice);
  named->name = g_strdup (name);
  phrase = idio_ui_dup_phrase (name);
  /* Translators: the name of the user */
  title = g_strdup_printf (_("“%s” was added to About You"), phrase);
  idio_ui_run (self, idio_voice_set_attribute (voice, IDIO_ATTRIBUTE_NAME, name));
  idio_toasts_offer_undo (self, title, forget_name, named, named_user_free);
}

static DexFuture *
imported_cb (DexFuture *future,
             gpointer   data)
{
  Run *run = data;
  gboolean complete = idio_import_get_failure (run->import) == NULL && idio_import_get_n_not_read (run->import) == 0;

  /* The window may have been closed meanwhile. */
  if (run->self->folders == NULL)
    return dex_ref (future);

  if (idio_import_count (run->import, IDIO_IMPORT_OUTCOME_ADDED) > 0 && !idio_import_get_answered (run->import))
    idio_audience_question_ask (run->self->question, run->self->workspace, run->start / G_USEC_PER_SEC);

  if (idio_import_get_answered (run->import))
    take_name (run->self, run->import);

  if (run->folder != NULL)
    idio_ui_run (run->self, idio_watched_folder_settle (run->folder, run->files, complete));
  else if (complete && idio_import_count (run->import, IDIO_IMPORT_OUTCOME_ADDED) > 0)
    idio_folder_bar_offer (run->self->folder_bar, run->files, run->start);

  return dex_ref (future);
}

static void
run_import (IdioImportPane    *self,
            IdioImport        *import,
            GListModel        *files,
            IdioWatchedFolder *folder)
{
  DexFuture *future;

  g_assert (IDIO_IS_IMPORT_PANE (self));

  idio_audience_question_hide (self->question);
  idio_survey_dialog_watch (GTK_WIDGET (self), import);
  future = idio_import_bar_run (self->import_bar, import, files);

  if (!idio_import_get_of_others (import))
    {
      Run *run = g_new0 (Run, 1);

      run->self = g_object_ref (self);
      run->import = g_object_ref (import);
      run->files = g_object_ref (files);
      g_set_object (&run->folder, folder);
      run->start = g_get_real_time ();
      future = dex_future_finally (future, imported_cb, run, run_free);
    }

  idio_ui_run_tracked (self, future, &self->importing);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
import_own (IdioImportPane    *self,
            GListModel        *files,
            IdioWatchedFolder *folder)
{
  g_autoptr(IdioImport) import = idio_workspace_import (self->workspace);

  g_assert (IDIO_IS_IMPORT_PANE (self));

  g_signal_connect_object (import, "notify::n-done", G_CALLBACK (progress_cb), self, G_CONNECT_SWAPPED);
  run_import (self, import, files, folder);
}

static void
add_news_cb (IdioImportPane    *self,
             IdioWatchedFolder *folder)
{
  g_autoptr(GListModel) files = idio_watched_folder_take_news (folder);

  g_assert (IDIO_IS_IMPORT_PANE (self));

  import_own (self, files, folder);
}

static void
closed_cb (IdioImportPane *self)
{
  g_assert (IDIO_IS_IMPORT_PANE (self));

  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
idio_import_pane_dispose (GObject *object)
{
  IdioImportPane *self = IDIO_IMPORT_PANE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), IDIO_TYPE_IMPORT_PANE);
  dex_clear (&self->importing);
  g_clear_object (&self->folders);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (idio_import_pane_parent_class)->dispose (object);
}

static void
idio_import_pane_class_init (IdioImportPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = idio_import_pane_dispose;

  /**
   * IdioImportPane::changed:
   * @self: a pane
   *
   * It shows an import, or none any more.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (IDIO_TYPE_AUDIENCE_QUESTION);
  g_type_ensure (IDIO_TYPE_FOLDER_BAR);
  g_type_ensure (IDIO_TYPE_IMPORT_BAR);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-import-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioImportPane, import_bar);
  gtk_widget_class_bind_template_child (widget_class, IdioImportPane, question);
  gtk_widget_class_bind_template_child (widget_class, IdioImportPane, folder_bar);
  gtk_widget_class_bind_template_callback (widget_class, closed_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_news_cb);
}

static void
idio_import_pane_init (IdioImportPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * idio_import_pane_set_workspace:
 * @self: a pane
 * @workspace: where imports go
 */
void
idio_import_pane_set_workspace (IdioImportPane *self,
                                IdioWorkspace  *workspace)
{
  g_return_if_fail (IDIO_IS_IMPORT_PANE (self));
  g_return_if_fail (IDIO_IS_WORKSPACE (workspace));
  g_return_if_fail (self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  self->folders = g_object_ref (idio_workspace_get_folders (workspace));
  idio_import_bar_set_workspace (self->import_bar, workspace);
  idio_folder_bar_set_folders (self->folder_bar, self->folders);
  idio_import_pane_load_folders (self);
}

/**
 * idio_import_pane_load_folders:
 * @self: a pane
 *
 * Watches the folders that are watched as the database says: nothing after everything was erased.
 */
void
idio_import_pane_load_folders (IdioImportPane *self)
{
  g_return_if_fail (IDIO_IS_IMPORT_PANE (self));

  idio_audience_question_hide (self->question);
  idio_ui_run (self, idio_watched_folders_load (self->folders));
}

/**
 * idio_import_pane_import:
 * @self: a pane
 * @files: (element-type GFile): files and folders
 *
 * Adds documents, with progress, while the user does other things. What else is imported at that time goes on.
 */
void
idio_import_pane_import (IdioImportPane *self,
                         GListModel     *files)
{
  g_return_if_fail (IDIO_IS_IMPORT_PANE (self));
  g_return_if_fail (G_IS_LIST_MODEL (files));

  import_own (self, files, NULL);
}

/**
 * idio_import_pane_import_others:
 * @self: a pane
 * @files: (element-type GFile): files and folders
 *
 * Counts texts by others, with progress, while the user does other things.
 */
void
idio_import_pane_import_others (IdioImportPane *self,
                                GListModel     *files)
{
  g_autoptr(IdioImport) import = NULL;

  g_return_if_fail (IDIO_IS_IMPORT_PANE (self));
  g_return_if_fail (G_IS_LIST_MODEL (files));

  import = idio_workspace_import_others (self->workspace);
  run_import (self, import, files, NULL);
}

/**
 * idio_import_pane_remove_example:
 * @self: a pane
 *
 * Removes the made-up writer's texts, for which there is no use beside those of the user.
 *
 * Returns: (transfer full): a future that resolves when they are removed
 */
DexFuture *
idio_import_pane_remove_example (IdioImportPane *self)
{
  g_return_val_if_fail (IDIO_IS_IMPORT_PANE (self), NULL);

  return idio_fiber_spawn (remove_example_fiber, g_object_ref (self), g_object_unref);
}

/**
 * idio_import_pane_has_import:
 * @self: a pane
 *
 * Returns: whether it shows an import
 */
gboolean
idio_import_pane_has_import (IdioImportPane *self)
{
  g_return_val_if_fail (IDIO_IS_IMPORT_PANE (self), FALSE);

  return idio_import_bar_has_import (self->import_bar);
}

/**
 * idio_import_pane_stop:
 * @self: a pane
 *
 * Stops all imports. What they have saved stays.
 *
 * Returns: (transfer full): a future that resolves when none runs any more
 */
DexFuture *
idio_import_pane_stop (IdioImportPane *self)
{
  g_return_val_if_fail (IDIO_IS_IMPORT_PANE (self), NULL);

  idio_import_bar_stop (self->import_bar);

  return idio_ui_wait (self->importing);
}
