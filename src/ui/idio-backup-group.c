/* idio-backup-group.c: the whole voice to a file, and back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "corpus/idio-replaced.h"
#include "idio-fiber.h"
#include "idio-workspace-restore.h"
#include "ui/idio-backup-group.h"
#include "ui/idio-toasts.h"
#include "ui/idio-ui.h"

struct _IdioBackupGroup
{
  AdwPreferencesGroup  parent_instance;

  IdioWorkspace       *workspace;

  AdwSwitchRow        *documents_row;
  GtkWidget           *save_row;
  GtkWidget           *restore_row;
  GtkWidget           *undo_row;
};

G_DEFINE_FINAL_TYPE (IdioBackupGroup, idio_backup_group, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  SIGNAL_RESTORE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What a fiber gets */
typedef struct
{
  IdioBackupGroup *self;
  GFile           *file;
  IdioBackupFlags  flags;
} Call;

static Call *
call_new (IdioBackupGroup *self,
          GFile           *file)
{
  Call *call = g_new0 (Call, 1);

  g_assert (IDIO_IS_BACKUP_GROUP (self));

  call->self = g_object_ref (self);
  call->file = g_object_ref (file);
  call->flags = IDIO_BACKUP_OVERWRITE |
                (adw_switch_row_get_active (self->documents_row) ? 0 : IDIO_BACKUP_WITHOUT_DOCUMENTS);

  return call;
}

static void
call_free (gpointer data)
{
  Call *call = data;

  g_clear_object (&call->self);
  g_clear_object (&call->file);
  g_free (call);
}

/* One at a time */
static void
set_busy (IdioBackupGroup *self,
          gboolean         busy)
{
  g_assert (IDIO_IS_BACKUP_GROUP (self));

  if (self->save_row == NULL)
    return;

  gtk_widget_set_sensitive (self->save_row, !busy);
  gtk_widget_set_sensitive (self->restore_row, !busy);
  gtk_widget_set_sensitive (self->undo_row, !busy);
}

static DexFuture *
save_fiber (gpointer data)
{
  Call *call = data;
  g_autofree IdioBackupCounts *counts = NULL;
  g_autofree char *words = NULL;
  g_autofree char *told = NULL;
  GError *error = NULL;

  set_busy (call->self, TRUE);
  counts = dex_await_boxed (idio_backup_save (idio_workspace_get_corpus (call->self->workspace), call->file,
                                              call->flags), &error);
  set_busy (call->self, FALSE);

  if (counts == NULL)
    return dex_future_new_for_error (error);

  words = idio_backup_counts_describe (counts);
  /* Translators: "Backed up: 24 texts, 12 cards" */
  told = g_strdup_printf (_("Backed up: %s"), words);
  idio_toasts_say (call->self, told);

  return dex_future_new_true ();
}

static GListModel *
make_filters (void)
{
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();
  GListStore *filters = g_list_store_new (GTK_TYPE_FILE_FILTER);

  gtk_file_filter_set_name (filter, _("Backups"));
  gtk_file_filter_add_pattern (filter, "*" IDIO_BACKUP_SUFFIX);
  g_list_store_append (filters, filter);

  return G_LIST_MODEL (filters);
}

static GtkFileDialog *
make_file_dialog (const char *title)
{
  GtkFileDialog *dialog = gtk_file_dialog_new ();
  g_autoptr(GListModel) filters = make_filters ();

  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_filters (dialog, filters);

  return dialog;
}

static void
save_chosen_cb (GObject      *dialog,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(IdioBackupGroup) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (dialog), result, &error);

  if (file != NULL)
    idio_backup_group_save (self, file);
  else
    idio_ui_report (self, error);
}

static void
save_cb (IdioBackupGroup *self)
{
  g_autoptr(GtkFileDialog) dialog = make_file_dialog (_("Back Up"));
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = g_date_time_format (now, "%F");
  g_autofree char *name = NULL;

  g_assert (IDIO_IS_BACKUP_GROUP (self));

  /* The one with texts must not be replaced by one without. */
  if (adw_switch_row_get_active (self->documents_row))
    /* Translators: The name of a file, with a date: "Voice 2026-11-30.idiolect" */
    name = g_strdup_printf (_("Voice %s%s"), date, IDIO_BACKUP_SUFFIX);
  else
    /* Translators: The name of a file, with a date: "Voice 2026-11-30 Without Texts.idiolect" */
    name = g_strdup_printf (_("Voice %s Without Texts%s"), date, IDIO_BACKUP_SUFFIX);

  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, idio_ui_get_window (self), NULL, save_chosen_cb, g_object_ref (self));
}

static char *
describe (const IdioBackupContents *contents,
          const IdioBackupCounts   *here,
          gboolean                  replaced,
          gboolean                  loses)
{
  g_autoptr(GDateTime) created = g_date_time_new_from_unix_local (contents->created);
  g_autofree char *date = created != NULL ? g_date_time_format (created, "%x") : g_strdup ("–");
  g_autofree char *there_words = idio_backup_counts_describe (&contents->counts);
  g_autofree char *here_words = idio_backup_counts_describe (here);
  g_autofree char *body = NULL;

  if (replaced)
    /* Translators: a date, and twice what there is: "Replaced on 11/30/2026: 24 texts, 12 cards" */
    return g_strdup_printf (_("Replaced on %s: %s\nHere: %s\n\nBringing it back replaces what is here, which can be "
                              "brought back in the same way for a week. Merging adds what is missing and keeps what "
                              "is here."), date, there_words, here_words);

  /* Translators: a date, and twice what there is: "In the backup of 11/30/2026: 24 texts, 12 cards" */
  body = g_strdup_printf (_("In the backup of %s: %s\nHere: %s\n\n%s%s%s"), date, there_words, here_words,
                          contents->with_documents
                            ? "" : _("The backup has no texts, so its cards come without quotes."),
                          contents->with_documents ? "" : "\n\n",
                          _("Merging adds what is missing and keeps what is here. Replacing deletes what is here; for a "
                            "week it can be brought back in Preferences."));

  return g_strconcat (body, loses ? "\n\n" : NULL,
                      _("What was replaced before can’t be brought back any more after replacing again."), NULL);
}

/* Both ways are there for both kinds of backups. Suggested is what the user came for. */
static AdwAlertDialog *
make_question (const IdioBackupContents *contents,
               const IdioBackupCounts   *here,
               gboolean                  replaced,
               gboolean                  loses)
{
  const char *title = replaced ? _("Bring Back What Was Replaced?") : _("Restore This Backup?");
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (title, NULL));
  g_autofree char *body = describe (contents, here, replaced, loses);
  const char *suggested = replaced ? "replace" : "merge";

  adw_alert_dialog_set_body (dialog, body);
  adw_alert_dialog_add_response (dialog, "cancel", _("_Cancel"));

  if (replaced)
    adw_alert_dialog_add_responses (dialog, "merge", _("_Merge"), "replace", _("_Bring Back"), NULL);
  else
    {
      adw_alert_dialog_add_responses (dialog, "replace", _("_Replace Everything"), "merge", _("_Merge"), NULL);
      adw_alert_dialog_set_response_appearance (dialog, "replace", ADW_RESPONSE_DESTRUCTIVE);
    }

  adw_alert_dialog_set_response_appearance (dialog, suggested, ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, suggested);
  adw_alert_dialog_set_close_response (dialog, "cancel");

  return dialog;
}

static DexFuture *
open_fiber (gpointer data)
{
  Call *call = data;
  IdioStore *store = idio_corpus_get_store (idio_workspace_get_corpus (call->self->workspace));
  g_autoptr(GFile) replaced = idio_replaced_get_file (store);
  g_autoptr(IdioBackup) backup = NULL;
  g_autofree IdioBackupCounts *here = NULL;
  g_autofree char *answer = NULL;
  GError *error = NULL;

  set_busy (call->self, TRUE);

  if ((backup = dex_await_boxed (idio_backup_open (call->file), &error)))
    here = dex_await_boxed (idio_backup_count (store), &error);

  set_busy (call->self, FALSE);

  if (here == NULL)
    return dex_future_new_for_error (error);

  /* The preferences may have been closed meanwhile. */
  if (idio_ui_get_window (call->self) == NULL)
    return dex_future_new_true ();

  answer = dex_await_string (idio_ui_choose (make_question (idio_backup_get_contents (backup), here,
                                                            g_file_equal (call->file, replaced),
                                                            idio_workspace_can_undo_restore (call->self->workspace)),
                                             GTK_WIDGET (call->self)), NULL);

  if (g_strcmp0 (answer, "merge") == 0 || g_strcmp0 (answer, "replace") == 0)
    g_signal_emit (call->self, signals[SIGNAL_RESTORE], 0, backup, g_str_equal (answer, "replace"));

  return dex_future_new_true ();
}

static void
open_chosen_cb (GObject      *dialog,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(IdioBackupGroup) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (dialog), result, &error);

  if (file != NULL)
    idio_backup_group_open (self, file);
  else
    idio_ui_report (self, error);
}

static void
restore_cb (IdioBackupGroup *self)
{
  g_autoptr(GtkFileDialog) dialog = make_file_dialog (_("Restore a Backup"));

  g_assert (IDIO_IS_BACKUP_GROUP (self));

  gtk_file_dialog_open (dialog, idio_ui_get_window (self), NULL, open_chosen_cb, g_object_ref (self));
}

/* What was replaced is a backup as others are: what is in it is shown before anything is done. */
static void
bring_back_cb (IdioBackupGroup *self)
{
  IdioCorpus *corpus = idio_workspace_get_corpus (self->workspace);
  g_autoptr(GFile) file = idio_replaced_get_file (idio_corpus_get_store (corpus));

  g_assert (IDIO_IS_BACKUP_GROUP (self));

  idio_backup_group_open (self, file);
}

static void
idio_backup_group_dispose (GObject *object)
{
  IdioBackupGroup *self = IDIO_BACKUP_GROUP (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), IDIO_TYPE_BACKUP_GROUP);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (idio_backup_group_parent_class)->dispose (object);
}

static void
idio_backup_group_class_init (IdioBackupGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = idio_backup_group_dispose;

  /**
   * IdioBackupGroup::restore:
   * @self: a group
   * @backup: an #IdioBackup
   * @replace: whether it takes the place of what is here
   *
   * The user was told what is in the backup, and wants it.
   */
  signals[SIGNAL_RESTORE] =
    g_signal_new ("restore", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                  2, IDIO_TYPE_BACKUP, G_TYPE_BOOLEAN);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-backup-group.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioBackupGroup, documents_row);
  gtk_widget_class_bind_template_child (widget_class, IdioBackupGroup, save_row);
  gtk_widget_class_bind_template_child (widget_class, IdioBackupGroup, restore_row);
  gtk_widget_class_bind_template_child (widget_class, IdioBackupGroup, undo_row);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, restore_cb);
  gtk_widget_class_bind_template_callback (widget_class, bring_back_cb);
}

static void
idio_backup_group_init (IdioBackupGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * idio_backup_group_set_workspace:
 * @self: a group
 * @workspace: what to back up
 */
void
idio_backup_group_set_workspace (IdioBackupGroup *self,
                                 IdioWorkspace   *workspace)
{
  g_return_if_fail (IDIO_IS_BACKUP_GROUP (self));
  g_return_if_fail (IDIO_IS_WORKSPACE (workspace));

  g_set_object (&self->workspace, workspace);
  gtk_widget_set_visible (self->undo_row, idio_workspace_can_undo_restore (workspace));
}

/**
 * idio_backup_group_save:
 * @self: a group with a workspace
 * @file: where the user wants the backup, also in place of what is there
 *
 * Backs up what the switch says, and tells of it.
 */
void
idio_backup_group_save (IdioBackupGroup *self,
                        GFile           *file)
{
  g_return_if_fail (IDIO_IS_BACKUP_GROUP (self));
  g_return_if_fail (G_IS_FILE (file));

  idio_ui_run (self, idio_fiber_spawn (save_fiber, call_new (self, file), call_free));
}

/**
 * idio_backup_group_open:
 * @self: a group with a workspace
 * @file: what should be a backup
 *
 * Shows what is in it and what is here, and restores it if the user says so.
 */
void
idio_backup_group_open (IdioBackupGroup *self,
                        GFile           *file)
{
  g_return_if_fail (IDIO_IS_BACKUP_GROUP (self));
  g_return_if_fail (G_IS_FILE (file));

  idio_ui_run (self, idio_fiber_spawn (open_fiber, call_new (self, file), call_free));
}
