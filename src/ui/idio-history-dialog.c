/* idio-history-dialog.c: what was asked for before
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "ui/idio-history-dialog.h"
#include "ui/idio-toasts.h"
#include "ui/idio-ui-text.h"
#include "ui/idio-ui.h"

/* How much of a request is shown */
#define EXCERPT_CHARS 90

/* Nobody searches for more. */
#define MAX_SEARCH_CHARS 200

#define N_KINDS (IDIO_DRAFT_KIND_PERSONAL + 1)

struct _IdioHistoryDialog
{
  AdwDialog           parent_instance;

  IdioHistory        *history;
  GtkFilterListModel *found;
  GtkCustomFilter    *filter;
  char               *searched; /* without case, or NULL for all */

  GtkEditable        *search_entry;
  GtkStack           *stack;
  GtkListBox         *list_box;
};

G_DEFINE_FINAL_TYPE (IdioHistoryDialog, idio_history_dialog, ADW_TYPE_DIALOG)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* An entry that was removed, and where it belongs. */
typedef struct
{
  IdioHistory      *history;
  IdioHistoryEntry *entry;
} Removed;

static void
removed_free (gpointer data)
{
  Removed *removed = data;

  g_clear_object (&removed->history);
  g_clear_object (&removed->entry);
  g_free (removed);
}

static DexFuture *
restore (gpointer data)
{
  Removed *removed = data;

  return idio_history_restore (removed->history, removed->entry);
}

static gboolean
has_words (const char *text,
           const char *folded_words)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);

  return strstr (folded, folded_words) != NULL;
}

static gboolean
is_found (gpointer item,
          gpointer user_data)
{
  IdioHistoryDialog *self = user_data;

  if (self->searched == NULL || has_words (idio_history_entry_get_brief (item)->request, self->searched))
    return TRUE;

  for (gint kind = 0; kind < N_KINDS; kind++)
    {
      IdioDraft *draft = idio_history_entry_get_draft (item, (IdioDraftKind) kind);

      if (draft != NULL && has_words (idio_draft_get_text (draft), self->searched))
        return TRUE;
    }

  return FALSE;
}

static char *
format_time (gint64 seconds)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_local (seconds);

  /* A damaged database may have any number. */
  if (time == NULL)
    return g_strdup ("–");

  /* Translators: a day and a time, in g_date_time_format()'s terms, such as "Mar 3, 2024, 14:05" */
  return g_date_time_format (time, C_("date", "%b %-e, %Y, %H:%M"));
}

static void
update (IdioHistoryDialog *self)
{
  const char *page = "entries";

  g_assert (IDIO_IS_HISTORY_DIALOG (self));

  if (g_list_model_get_n_items (G_LIST_MODEL (self->history)) == 0)
    page = "empty";
  else if (g_list_model_get_n_items (G_LIST_MODEL (self->found)) == 0)
    page = "nothing-found";

  gtk_stack_set_visible_child_name (self->stack, page);
}

static void
remove_cb (IdioHistoryDialog *self,
           GtkWidget         *button)
{
  Removed *removed = g_new0 (Removed, 1);

  g_assert (IDIO_IS_HISTORY_DIALOG (self));

  removed->history = g_object_ref (self->history);
  removed->entry = g_object_ref (g_object_get_data (G_OBJECT (button), "entry"));
  idio_ui_run (self, idio_history_remove (self->history, idio_history_entry_get_id (removed->entry)));
  idio_toasts_offer_undo (self, _("Draft deleted"), restore, removed, removed_free);
}

/* When it was, and how the draft begins: one request may have several. */
static char *
describe_entry (IdioHistoryEntry *entry)
{
  g_autofree char *time = format_time (idio_history_entry_get_made (entry));
  IdioDraft *draft = idio_history_entry_get_draft (entry, IDIO_DRAFT_KIND_PERSONAL);
  g_autofree char *excerpt = draft != NULL ? idio_text_dup_excerpt (idio_draft_get_text (draft), EXCERPT_CHARS) : NULL;

  if (excerpt == NULL || *excerpt == '\0')
    return g_steal_pointer (&time);

  return g_strdup_printf ("%s · %s", time, excerpt);
}

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  IdioHistoryDialog *self = user_data;
  g_autofree char *excerpt = idio_text_dup_excerpt (idio_history_entry_get_brief (item)->request, EXCERPT_CHARS);
  g_autofree char *subtitle = describe_entry (item);
  /* Translators: what to write, as the user said it */
  g_autofree char *label = g_strdup_printf (_("Delete “%s”"), excerpt);
  GtkWidget *row = idio_ui_make_row (excerpt, subtitle);
  GtkWidget *button = idio_ui_add_trash_button (row, C_("drafts", "Delete"), label);

  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "entry", g_object_ref (item), g_object_unref);
  g_object_set_data_full (G_OBJECT (button), "entry", g_object_ref (item), g_object_unref);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);

  return row;
}

static void
search_cb (IdioHistoryDialog *self)
{
  g_autofree char *words = g_strstrip (g_strdup (gtk_editable_get_text (self->search_entry)));

  g_assert (IDIO_IS_HISTORY_DIALOG (self));

  g_clear_pointer (&self->searched, g_free);

  if (*words != '\0')
    self->searched = g_utf8_casefold (words, -1);

  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

static void
close_cb (IdioHistoryDialog *self)
{
  g_assert (IDIO_IS_HISTORY_DIALOG (self));

  adw_dialog_close (ADW_DIALOG (self));
}

static void
row_cb (IdioHistoryDialog *self,
        GtkListBoxRow     *row)
{
  g_assert (IDIO_IS_HISTORY_DIALOG (self));

  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, g_object_get_data (G_OBJECT (row), "entry"));
  adw_dialog_close (ADW_DIALOG (self));
}

static void
idio_history_dialog_dispose (GObject *object)
{
  IdioHistoryDialog *self = IDIO_HISTORY_DIALOG (object);

  /* Rows are made anew as the model changes, for as long as the list is there. */
  if (self->list_box != NULL)
    gtk_list_box_bind_model (self->list_box, NULL, NULL, NULL, NULL);

  if (self->filter != NULL)
    gtk_custom_filter_set_filter_func (self->filter, NULL, NULL, NULL);

  gtk_widget_dispose_template (GTK_WIDGET (self), IDIO_TYPE_HISTORY_DIALOG);
  g_clear_object (&self->found);
  g_clear_object (&self->filter);
  g_clear_object (&self->history);

  G_OBJECT_CLASS (idio_history_dialog_parent_class)->dispose (object);
}

static void
idio_history_dialog_finalize (GObject *object)
{
  g_clear_pointer (&IDIO_HISTORY_DIALOG (object)->searched, g_free);

  G_OBJECT_CLASS (idio_history_dialog_parent_class)->finalize (object);
}

static void
idio_history_dialog_class_init (IdioHistoryDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = idio_history_dialog_dispose;
  object_class->finalize = idio_history_dialog_finalize;

  /**
   * IdioHistoryDialog::chosen:
   * @self: a dialog
   * @entry: what the user wants to see again
   */
  signals[SIGNAL_CHOSEN] =
    g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                  IDIO_TYPE_HISTORY_ENTRY);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-history-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioHistoryDialog, search_entry);
  gtk_widget_class_bind_template_child (widget_class, IdioHistoryDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, IdioHistoryDialog, list_box);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_cb);
}

static void
idio_history_dialog_init (IdioHistoryDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  idio_ui_limit_entry (self->search_entry, MAX_SEARCH_CHARS);
}

/**
 * idio_history_dialog_new:
 * @history: what was asked for before
 *
 * Returns: (transfer floating): a dialog
 */
AdwDialog *
idio_history_dialog_new (IdioHistory *history)
{
  IdioHistoryDialog *self;

  g_return_val_if_fail (IDIO_IS_HISTORY (history), NULL);

  self = g_object_new (IDIO_TYPE_HISTORY_DIALOG, NULL);
  self->history = g_object_ref (history);
  self->filter = gtk_custom_filter_new (is_found, self, NULL);
  self->found = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (history)), GTK_FILTER (g_object_ref (self->filter)));
  gtk_list_box_bind_model (self->list_box, G_LIST_MODEL (self->found), create_row, self, NULL);
  g_signal_connect_object (self->found, "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (history, "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  update (self);

  return ADW_DIALOG (self);
}
