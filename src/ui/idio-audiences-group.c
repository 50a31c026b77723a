/* idio-audiences-group.c: the user's own audiences
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "idio-fiber.h"
#include "ui/idio-audiences-group.h"
#include "ui/idio-toasts.h"
#include "ui/idio-ui-text.h"
#include "ui/idio-ui.h"

struct _IdioAudiencesGroup
{
  AdwPreferencesGroup  parent_instance;

  IdioCorpus          *corpus;
  GHashTable          *rows;   /* by their audiences */

  GtkListBox          *audiences_list;
  AdwEntryRow         *entry_row;
};

G_DEFINE_FINAL_TYPE (IdioAudiencesGroup, idio_audiences_group, ADW_TYPE_PREFERENCES_GROUP)

/* What hangs on a row and on its button: which audience it is */
#define AUDIENCE_KEY "idio-audience"

/* The name that a row showed before anything was typed into it */
#define NAME_KEY "idio-name"
#define BUTTON_KEY "idio-button"

/* An audience that is added, renamed, or deleted. Which members are used depends on that. */
typedef struct
{
  IdioAudiencesGroup  *self;
  IdioCorpus          *corpus;
  IdioAudience         audience;
  char                *name;
  IdioRemovedAudience *removed;
} Change;

static Change *
change_new (IdioAudiencesGroup *self,
            IdioAudience        audience,
            const char         *name)
{
  Change *change = g_new0 (Change, 1);

  g_assert (IDIO_IS_AUDIENCES_GROUP (self));

  change->self = g_object_ref (self);
  change->corpus = g_object_ref (self->corpus);
  change->audience = audience;
  change->name = g_strdup (name);

  return change;
}

static void
change_free (gpointer data)
{
  Change *change = data;

  g_clear_object (&change->self);
  g_clear_object (&change->corpus);
  g_clear_pointer (&change->name, g_free);
  g_clear_pointer (&change->removed, idio_removed_audience_unref);
  g_free (change);
}

static IdioAudiences *
get_audiences (IdioAudiencesGroup *self)
{
  g_assert (IDIO_IS_AUDIENCES_GROUP (self));

  return idio_corpus_get_audiences (self->corpus);
}

static IdioAudience
get_audience (gpointer widget)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (widget), AUDIENCE_KEY));
}

/* Shows the name that is saved. If that is what the row showed last, what is being typed into it stays. */
static void
show_name (IdioAudiencesGroup *self,
           GtkWidget          *row,
           gboolean            anyway)
{
  const char *name = idio_audiences_get_name (get_audiences (self), get_audience (row));
  const char *shown = g_object_get_data (G_OBJECT (row), NAME_KEY);
  GtkAccessible *button = g_object_get_data (G_OBJECT (row), BUTTON_KEY);
  g_autofree char *phrase = NULL, *label = NULL;

  g_assert (IDIO_IS_AUDIENCES_GROUP (self));

  if (!anyway && g_strcmp0 (name, shown) == 0)
    return;

  g_object_set_data_full (G_OBJECT (row), NAME_KEY, g_strdup (name), g_free);
  phrase = idio_ui_dup_phrase (name);
  /* Translators: the name of an audience */
  label = g_strdup_printf (_("Delete “%s”"), phrase);
  gtk_accessible_update_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);

  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (row)), name))
    gtk_editable_set_text (GTK_EDITABLE (row), name);
}

/* If the name can't be given, the row shows the one that is saved again. */
static DexFuture *
rename_fiber (gpointer data)
{
  Change *change = data;
  GtkWidget *row;
  GError *error = NULL;

  dex_await (idio_audiences_rename (idio_corpus_get_audiences (change->corpus), change->audience, change->name),
             &error);
  row = change->self->rows != NULL
          ? g_hash_table_lookup (change->self->rows, GUINT_TO_POINTER (change->audience)) : NULL;

  if (row != NULL)
    show_name (change->self, row, TRUE);

  return error == NULL ? dex_future_new_true () : dex_future_new_for_error (error);
}

static DexFuture *
restore (gpointer data)
{
  Change *change = data;

  return idio_corpus_restore_audience (change->corpus, change->removed);
}

static DexFuture *
remove_fiber (gpointer data)
{
  Change *change = data, *undo;
  g_autoptr(IdioRemovedAudience) removed = NULL;
  g_autofree char *phrase = NULL, *title = NULL;
  GError *error = NULL;

  if (!(removed = dex_await_boxed (idio_corpus_remove_audience (change->corpus, change->audience), &error)))
    return dex_future_new_for_error (error);

  phrase = idio_ui_dup_phrase (removed->name);
  /* Translators: the name of an audience */
  title = g_strdup_printf (_("“%s” deleted"), phrase);
  undo = g_new0 (Change, 1);
  undo->corpus = g_object_ref (change->corpus);
  undo->removed = g_steal_pointer (&removed);
  idio_toasts_offer_undo (change->self, title, restore, undo, change_free);

  return dex_future_new_true ();
}

static void
renamed_cb (GtkWidget          *row,
            IdioAudiencesGroup *self)
{
  Change *change = change_new (self, get_audience (row), gtk_editable_get_text (GTK_EDITABLE (row)));

  g_assert (IDIO_IS_AUDIENCES_GROUP (self));

  idio_ui_run (self, idio_fiber_spawn (rename_fiber, change, change_free));
}

static void
remove_cb (GtkWidget          *button,
           IdioAudiencesGroup *self)
{
  g_assert (IDIO_IS_AUDIENCES_GROUP (self));

  idio_ui_run (self, idio_fiber_spawn (remove_fiber, change_new (self, get_audience (button), NULL), change_free));
}

static void
add_row (IdioAudiencesGroup *self,
         IdioAudienceItem   *item)
{
  GtkWidget *row = adw_entry_row_new (), *button;
  gpointer audience = GUINT_TO_POINTER (idio_audience_item_get_audience (item));

  g_assert (IDIO_IS_AUDIENCES_GROUP (self));

  button = idio_ui_add_trash_button (row, C_("audience", "Delete"), NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Name"));
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  idio_ui_limit_entry (GTK_EDITABLE (row), IDIO_AUDIENCE_NAME_CHARS);
  g_object_set_data (G_OBJECT (row), AUDIENCE_KEY, audience);
  g_object_set_data (G_OBJECT (button), AUDIENCE_KEY, audience);
  g_object_set_data (G_OBJECT (row), BUTTON_KEY, button);
  show_name (self, row, TRUE);
  g_signal_connect_object (row, "apply", G_CALLBACK (renamed_cb), self, 0);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, 0);

  /* The last row is the one that adds another. */
  gtk_list_box_insert (self->audiences_list, row, (int) g_hash_table_size (self->rows));
  g_hash_table_insert (self->rows, audience, row);
}

static void
remove_row (IdioAudiencesGroup *self,
            GtkWidget          *row)
{
  gboolean has_focus = gtk_widget_get_focus_child (GTK_WIDGET (self->audiences_list)) == row;

  g_assert (IDIO_IS_AUDIENCES_GROUP (self));

  if (has_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self->entry_row));

  gtk_list_box_remove (self->audiences_list, row);
}

/* A row that is there stays where it is, so that the focus does. */
static void
update (IdioAudiencesGroup *self)
{
  GListModel *audiences = G_LIST_MODEL (get_audiences (self));
  GHashTableIter iter;
  gpointer audience, row;

  g_assert (IDIO_IS_AUDIENCES_GROUP (self));

  g_hash_table_iter_init (&iter, self->rows);

  while (g_hash_table_iter_next (&iter, &audience, &row))
    if (!idio_audiences_has (get_audiences (self), GPOINTER_TO_UINT (audience)))
      {
        g_hash_table_iter_remove (&iter);
        remove_row (self, row);
      }

  for (guint i = 0; i < g_list_model_get_n_items (audiences); i++)
    {
      g_autoptr(IdioAudienceItem) item = g_list_model_get_item (audiences, i);

      if (!idio_audience_item_is_own (item))
        continue;

      row = g_hash_table_lookup (self->rows, GUINT_TO_POINTER (idio_audience_item_get_audience (item)));

      if (row == NULL)
        add_row (self, item);
      else
        show_name (self, row, FALSE);
    }
}

static DexFuture *
add_fiber (gpointer data)
{
  Change *change = data;
  GError *error = NULL;

  if (!dex_await (idio_audiences_add (idio_corpus_get_audiences (change->corpus), change->name), &error))
    return dex_future_new_for_error (error);

  /* What could not be added stays there, to be changed. The dialog may have been closed meanwhile. */
  if (change->self->entry_row != NULL)
    gtk_editable_set_text (GTK_EDITABLE (change->self->entry_row), "");

  return dex_future_new_true ();
}

static void
add_cb (IdioAudiencesGroup *self)
{
  Change *change = change_new (self, IDIO_AUDIENCE_GENERAL,
                               gtk_editable_get_text (GTK_EDITABLE (self->entry_row)));

  g_assert (IDIO_IS_AUDIENCES_GROUP (self));

  idio_ui_run (self, idio_fiber_spawn (add_fiber, change, change_free));
}

static void
idio_audiences_group_dispose (GObject *object)
{
  IdioAudiencesGroup *self = IDIO_AUDIENCES_GROUP (object);

  if (self->corpus != NULL)
    g_signal_handlers_disconnect_by_data (get_audiences (self), self);

  g_clear_pointer (&self->rows, g_hash_table_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), IDIO_TYPE_AUDIENCES_GROUP);

  G_OBJECT_CLASS (idio_audiences_group_parent_class)->dispose (object);
}

static void
idio_audiences_group_finalize (GObject *object)
{
  IdioAudiencesGroup *self = IDIO_AUDIENCES_GROUP (object);

  g_clear_object (&self->corpus);

  G_OBJECT_CLASS (idio_audiences_group_parent_class)->finalize (object);
}

static void
idio_audiences_group_class_init (IdioAudiencesGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = idio_audiences_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = idio_audiences_group_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-audiences-group.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioAudiencesGroup, audiences_list);
  gtk_widget_class_bind_template_child (widget_class, IdioAudiencesGroup, entry_row);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
}

static void
idio_audiences_group_init (IdioAudiencesGroup *self)
{
  self->rows = g_hash_table_new (NULL, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  idio_ui_limit_entry (GTK_EDITABLE (self->entry_row), IDIO_AUDIENCE_NAME_CHARS);
}

/**
 * idio_audiences_group_set_corpus:
 * @self: a group
 * @corpus: where the audiences are saved
 *
 * Lists the user's own audiences, and saves what is added, renamed and deleted.
 */
void
idio_audiences_group_set_corpus (IdioAudiencesGroup *self,
                                 IdioCorpus         *corpus)
{
  g_return_if_fail (IDIO_IS_AUDIENCES_GROUP (self));
  g_return_if_fail (IDIO_IS_CORPUS (corpus));
  g_return_if_fail (self->corpus == NULL);

  self->corpus = g_object_ref (corpus);
  g_signal_connect_object (get_audiences (self), "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
