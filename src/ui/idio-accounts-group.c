/* idio-accounts-group.c: whom imports take for the user
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "idio-fiber.h"
#include "import/idio-authors.h"
#include "ui/idio-accounts-group.h"
#include "ui/idio-toasts.h"
#include "ui/idio-ui-text.h"
#include "ui/idio-ui.h"

#define MAX_ACCOUNT_CHARS 200

struct _IdioAccountsGroup
{
  AdwPreferencesGroup  parent_instance;

  IdioCorpus          *corpus;
  GPtrArray           *rows;

  GtkListBox          *accounts_list;
  AdwEntryRow         *entry_row;
};

G_DEFINE_FINAL_TYPE (IdioAccountsGroup, idio_accounts_group, ADW_TYPE_PREFERENCES_GROUP)

/* What hangs on a button: the account that it removes */
#define ACCOUNT_KEY "idio-account"

/* An account that is added, or removed, or for which either is taken back */
typedef struct
{
  IdioAccountsGroup *self;
  IdioCorpus        *corpus;
  char              *account;
} Change;

static Change *
change_new (IdioAccountsGroup *self,
            const char        *account)
{
  Change *change = g_new0 (Change, 1);

  g_assert (IDIO_IS_ACCOUNTS_GROUP (self));

  change->self = g_object_ref (self);
  change->corpus = g_object_ref (self->corpus);
  change->account = g_strdup (account);

  return change;
}

static void
change_free (gpointer data)
{
  Change *change = data;

  g_clear_object (&change->self);
  g_clear_object (&change->corpus);
  g_clear_pointer (&change->account, g_free);
  g_free (change);
}

static void remove_cb (GtkWidget         *button,
                       IdioAccountsGroup *self);

static void
add_row (IdioAccountsGroup *self,
         const char        *account)
{
  GtkWidget *row = idio_ui_make_row (account, NULL);
  g_autofree char *phrase = idio_ui_dup_phrase (account);
  /* Translators: a mail address, or a name */
  g_autofree char *label = g_strdup_printf (_("Remove %s"), phrase);
  GtkWidget *button = idio_ui_add_trash_button (row, C_("account", "Remove"), label);

  g_assert (IDIO_IS_ACCOUNTS_GROUP (self));

  g_object_set_data_full (G_OBJECT (button), ACCOUNT_KEY, g_strdup (account), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, 0);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);

  /* The last row is the one that takes another. */
  gtk_list_box_insert (self->accounts_list, row, (int) self->rows->len);
  g_ptr_array_add (self->rows, row);
}

static void
show_accounts (IdioAccountsGroup  *self,
               const char * const *accounts)
{
  g_assert (IDIO_IS_ACCOUNTS_GROUP (self));

  for (guint i = 0; i < self->rows->len; i++)
    gtk_list_box_remove (self->accounts_list, g_ptr_array_index (self->rows, i));

  g_ptr_array_set_size (self->rows, 0);

  for (guint i = 0; accounts[i] != NULL; i++)
    add_row (self, accounts[i]);
}

static gboolean
load (IdioAccountsGroup  *self,
      GError            **error)
{
  g_auto(GStrv) accounts = NULL;

  g_assert (IDIO_IS_ACCOUNTS_GROUP (self));

  if (!(accounts = dex_await_boxed (idio_corpus_list_accounts (self->corpus), error)))
    return FALSE;

  /* The dialog may have been closed meanwhile. */
  if (self->accounts_list != NULL)
    show_accounts (self, (const char * const *) accounts);

  return TRUE;
}

static DexFuture *
load_fiber (gpointer data)
{
  GError *error = NULL;

  return load (data, &error) ? dex_future_new_true () : dex_future_new_for_error (error);
}

/* After a change the group shows what is saved, whether or not it is still seen. */
static DexFuture *
add_fiber (gpointer data)
{
  Change *change = data;
  const char * const accounts[] = { change->account, NULL };
  GError *error = NULL;

  if (!dex_await (idio_corpus_add_accounts (change->corpus, accounts), &error) || !load (change->self, &error))
    return dex_future_new_for_error (error);

  return dex_future_new_true ();
}

static DexFuture *
add_again (gpointer data)
{
  Change *change = data;

  return idio_fiber_spawn (add_fiber, change_new (change->self, change->account), change_free);
}

static DexFuture *
remove_fiber (gpointer data)
{
  Change *change = data;
  IdioAccountsGroup *self = change->self;
  g_autofree char *phrase = NULL, *title = NULL;
  GError *error = NULL;

  if (!dex_await (idio_corpus_remove_account (change->corpus, change->account), &error) || !load (self, &error))
    return dex_future_new_for_error (error);

  phrase = idio_ui_dup_phrase (change->account);
  /* Translators: a mail address, or a name */
  title = g_strdup_printf (_("%s removed"), phrase);
  idio_toasts_offer_undo (self, title, add_again, change_new (self, change->account), change_free);

  return dex_future_new_true ();
}

static void
remove_cb (GtkWidget         *button,
           IdioAccountsGroup *self)
{
  const char *account = g_object_get_data (G_OBJECT (button), ACCOUNT_KEY);

  g_assert (IDIO_IS_ACCOUNTS_GROUP (self));

  idio_ui_run (self, idio_fiber_spawn (remove_fiber, change_new (self, account), change_free));
}

static void
add_cb (IdioAccountsGroup *self)
{
  g_auto(GStrv) accounts = idio_authors_read_user (gtk_editable_get_text (GTK_EDITABLE (self->entry_row)));

  g_assert (IDIO_IS_ACCOUNTS_GROUP (self));

  for (guint i = 0; accounts[i] != NULL; i++)
    idio_ui_run (self, idio_fiber_spawn (add_fiber, change_new (self, accounts[i]), change_free));

  gtk_editable_set_text (GTK_EDITABLE (self->entry_row), "");
}

static void
idio_accounts_group_dispose (GObject *object)
{
  IdioAccountsGroup *self = IDIO_ACCOUNTS_GROUP (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), IDIO_TYPE_ACCOUNTS_GROUP);

  G_OBJECT_CLASS (idio_accounts_group_parent_class)->dispose (object);
}

static void
idio_accounts_group_finalize (GObject *object)
{
  IdioAccountsGroup *self = IDIO_ACCOUNTS_GROUP (object);

  g_clear_object (&self->corpus);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (idio_accounts_group_parent_class)->finalize (object);
}

static void
idio_accounts_group_class_init (IdioAccountsGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = idio_accounts_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = idio_accounts_group_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-accounts-group.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioAccountsGroup, accounts_list);
  gtk_widget_class_bind_template_child (widget_class, IdioAccountsGroup, entry_row);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
}

static void
idio_accounts_group_init (IdioAccountsGroup *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  idio_ui_limit_entry (GTK_EDITABLE (self->entry_row), MAX_ACCOUNT_CHARS);
}

/**
 * idio_accounts_group_set_corpus:
 * @self: a group
 * @corpus: where the accounts are saved
 *
 * Lists the accounts, and saves what is added and removed.
 */
void
idio_accounts_group_set_corpus (IdioAccountsGroup *self,
                                IdioCorpus        *corpus)
{
  g_return_if_fail (IDIO_IS_ACCOUNTS_GROUP (self));
  g_return_if_fail (IDIO_IS_CORPUS (corpus));
  g_return_if_fail (self->corpus == NULL);

  self->corpus = g_object_ref (corpus);
  idio_ui_run (self, idio_fiber_spawn (load_fiber, g_object_ref (self), g_object_unref));
}
