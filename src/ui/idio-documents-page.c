/* idio-documents-page.c: all texts, one of them open
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "idio-fiber.h"
#include "ui/idio-document-actions.h"
#include "ui/idio-document-browser.h"
#include "ui/idio-document-paste.h"
#include "ui/idio-document-view.h"
#include "ui/idio-documents-page.h"
#include "ui/idio-import-pane.h"
#include "ui/idio-removed-dialog.h"
#include "ui/idio-toasts.h"
#include "ui/idio-ui-text.h"
#include "ui/idio-ui.h"
#include "ui/idio-welcome-page.h"

struct _IdioDocumentsPage
{
  AdwBreakpointBin        parent_instance;

  IdioWorkspace          *workspace;

  GtkStack               *stack;
  IdioWelcomePage        *welcome_page;
  AdwNavigationSplitView *split_view;
  IdioImportPane         *import_pane;
  IdioDocumentBrowser    *browser;
  AdwNavigationPage      *content_page;
  IdioDocumentView       *document_view;
};

G_DEFINE_FINAL_TYPE (IdioDocumentsPage, idio_documents_page, ADW_TYPE_BREAKPOINT_BIN)

static IdioCorpus *
get_corpus (IdioDocumentsPage *self)
{
  g_assert (IDIO_IS_DOCUMENTS_PAGE (self));

  return idio_workspace_get_corpus (self->workspace);
}

static DexFuture *
look_for_removed_fiber (gpointer data)
{
  IdioDocumentsPage *self = data;
  g_autoptr(GPtrArray) trash = NULL;
  GError *error = NULL;

  if (!(trash = dex_await_boxed (idio_corpus_list_trash (get_corpus (self)), &error)))
    return dex_future_new_for_error (error);

  /* The window may have been closed meanwhile. */
  if (self->welcome_page != NULL)
    g_object_set (self->welcome_page, "has-removed", trash->len > 0, NULL);

  return dex_future_new_true ();
}

static void
update (IdioDocumentsPage *self)
{
  gboolean empty = g_list_model_get_n_items (G_LIST_MODEL (get_corpus (self))) == 0;

  g_assert (IDIO_IS_DOCUMENTS_PAGE (self));

  /* An import that ended shows what it left out even where nothing is left. */
  gtk_stack_set_visible_child_name (self->stack,
                                    empty && !idio_import_pane_has_import (self->import_pane) ? "welcome" : "documents");

  if (empty)
    idio_ui_run (self, idio_fiber_spawn (look_for_removed_fiber, g_object_ref (self), g_object_unref));
}

static void
show_selected (IdioDocumentsPage *self)
{
  IdioDocumentSelection *selection = idio_document_browser_get_selection (self->browser);
  IdioDocument *document = idio_document_selection_get_document (selection);
  g_autofree char *title = idio_ui_dup_line (document != NULL ? idio_document_get_title (document) : _("Document"));

  g_assert (IDIO_IS_DOCUMENTS_PAGE (self));

  idio_document_view_set_document (self->document_view, document);
  idio_document_view_set_several (self->document_view, idio_document_selection_get_n_selected (selection));
  adw_navigation_page_set_title (self->content_page, title);
}

static void
words_cb (IdioDocumentsPage *self)
{
  g_autofree char *words = NULL;

  g_assert (IDIO_IS_DOCUMENTS_PAGE (self));

  g_object_get (self->browser, "words", &words, NULL);
  idio_document_view_set_words (self->document_view, words);
}

static void
open_cb (IdioDocumentsPage *self)
{
  g_assert (IDIO_IS_DOCUMENTS_PAGE (self));

  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
}

static void
document_removed_cb (IdioDocumentsPage *self,
                     gint64             id)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_assert (IDIO_IS_DOCUMENTS_PAGE (self));

  g_array_append_val (ids, id);
  idio_ui_run (self, idio_document_actions_trash (self->workspace, gtk_widget_get_root (GTK_WIDGET (self)), ids));
  adw_navigation_split_view_set_show_content (self->split_view, FALSE);
}

static void
document_replaced_cb (IdioDocumentsPage *self,
                      gint64             before,
                      gint64             after)
{
  g_assert (IDIO_IS_DOCUMENTS_PAGE (self));

  if (after != 0)
    idio_document_selection_want (idio_document_browser_get_selection (self->browser), after);
  else
    idio_toasts_say (self, _("The same text is here already"));
}

static void
document_disowned_cb (IdioDocumentsPage *self,
                      gint64             id)
{
  g_assert (IDIO_IS_DOCUMENTS_PAGE (self));

  idio_ui_run (self, idio_document_actions_disown (self->workspace, gtk_widget_get_root (GTK_WIDGET (self)), id));
  adw_navigation_split_view_set_show_content (self->split_view, FALSE);
}

static void
show_removed_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  adw_dialog_present (idio_removed_dialog_new (IDIO_DOCUMENTS_PAGE (widget)->workspace), widget);
}

static void
find_next_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  idio_document_view_find (IDIO_DOCUMENTS_PAGE (widget)->document_view, TRUE);
}

static void
find_previous_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  idio_document_view_find (IDIO_DOCUMENTS_PAGE (widget)->document_view, FALSE);
}

static void
idio_documents_page_dispose (GObject *object)
{
  IdioDocumentsPage *self = IDIO_DOCUMENTS_PAGE (object);

  /* The child is one of the template, which would be taken from the bin without its knowledge. */
  adw_breakpoint_bin_set_child (ADW_BREAKPOINT_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), IDIO_TYPE_DOCUMENTS_PAGE);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (idio_documents_page_parent_class)->dispose (object);
}

static void
idio_documents_page_class_init (IdioDocumentsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = idio_documents_page_dispose;

  g_type_ensure (IDIO_TYPE_DOCUMENT_BROWSER);
  g_type_ensure (IDIO_TYPE_DOCUMENT_VIEW);
  g_type_ensure (IDIO_TYPE_IMPORT_PANE);
  g_type_ensure (IDIO_TYPE_WELCOME_PAGE);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-documents-page.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioDocumentsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, IdioDocumentsPage, welcome_page);
  gtk_widget_class_bind_template_child (widget_class, IdioDocumentsPage, split_view);
  gtk_widget_class_bind_template_child (widget_class, IdioDocumentsPage, import_pane);
  gtk_widget_class_bind_template_child (widget_class, IdioDocumentsPage, browser);
  gtk_widget_class_bind_template_child (widget_class, IdioDocumentsPage, content_page);
  gtk_widget_class_bind_template_child (widget_class, IdioDocumentsPage, document_view);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, show_selected);
  gtk_widget_class_bind_template_callback (widget_class, words_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, document_removed_cb);
  gtk_widget_class_bind_template_callback (widget_class, document_disowned_cb);
  gtk_widget_class_bind_template_callback (widget_class, document_replaced_cb);

  gtk_widget_class_install_action (widget_class, "documents.show-removed", NULL, show_removed_action);
  gtk_widget_class_install_action (widget_class, "documents.find-next", NULL, find_next_action);
  gtk_widget_class_install_action (widget_class, "documents.find-previous", NULL, find_previous_action);
}

static void
idio_documents_page_init (IdioDocumentsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * idio_documents_page_set_workspace:
 * @self: a page
 * @workspace: what to show
 */
void
idio_documents_page_set_workspace (IdioDocumentsPage *self,
                                   IdioWorkspace     *workspace)
{
  g_return_if_fail (IDIO_IS_DOCUMENTS_PAGE (self));
  g_return_if_fail (IDIO_IS_WORKSPACE (workspace));
  g_return_if_fail (self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  idio_document_view_set_workspace (self->document_view, workspace);
  idio_import_pane_set_workspace (self->import_pane, workspace);
  idio_document_browser_set_workspace (self->browser, workspace);
  g_signal_connect_object (get_corpus (self), "items-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (get_corpus (self), "renamed", G_CALLBACK (show_selected), self, G_CONNECT_SWAPPED);
  update (self);
}

/**
 * idio_documents_page_load_folders:
 * @self: a page
 *
 * Watches the folders that are watched as the database says: nothing after everything was erased.
 */
void
idio_documents_page_load_folders (IdioDocumentsPage *self)
{
  g_return_if_fail (IDIO_IS_DOCUMENTS_PAGE (self));

  idio_import_pane_load_folders (self->import_pane);
}

/**
 * idio_documents_page_import:
 * @self: a page
 * @files: (element-type GFile): files and folders
 *
 * Adds documents, with progress, while the user does other things. What else is imported at that time goes on.
 */
void
idio_documents_page_import (IdioDocumentsPage *self,
                            GListModel        *files)
{
  g_return_if_fail (IDIO_IS_DOCUMENTS_PAGE (self));

  idio_import_pane_import (self->import_pane, files);
}

/**
 * idio_documents_page_import_others:
 * @self: a page
 * @files: (element-type GFile): files and folders
 *
 * Counts texts by others, with progress, while the user does other things.
 */
void
idio_documents_page_import_others (IdioDocumentsPage *self,
                                   GListModel        *files)
{
  g_return_if_fail (IDIO_IS_DOCUMENTS_PAGE (self));

  idio_import_pane_import_others (self->import_pane, files);
}

/**
 * idio_documents_page_stop:
 * @self: a page
 *
 * Stops all imports. What they have saved stays.
 *
 * Returns: (transfer full): a future that resolves when none runs any more
 */
DexFuture *
idio_documents_page_stop (IdioDocumentsPage *self)
{
  g_return_val_if_fail (IDIO_IS_DOCUMENTS_PAGE (self), NULL);

  return idio_import_pane_stop (self->import_pane);
}

typedef struct
{
  IdioDocumentsPage *self;
  char              *text;  /* or NULL for the one on the clipboard */
} Paste;

static void
paste_free (gpointer data)
{
  Paste *paste = data;

  g_clear_object (&paste->self);
  g_clear_pointer (&paste->text, g_free);
  g_free (paste);
}

static DexFuture *
paste_fiber (gpointer data)
{
  Paste *paste = data;
  IdioDocumentsPage *self = paste->self;
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GError *error = NULL;
  gint64 id = dex_await_int64 (idio_document_paste (self->workspace, GTK_WIDGET (self), paste->text), &error);

  /* The window may have been closed meanwhile. */
  if (id == 0 || self->browser == NULL)
    return error != NULL ? dex_future_new_for_error (error) : dex_future_new_true ();

  g_array_append_val (ids, id);
  idio_document_browser_show (self->browser, id);
  dex_await (idio_import_pane_remove_example (self->import_pane), &error);
  idio_document_actions_added (self->workspace, gtk_widget_get_root (GTK_WIDGET (self)), ids, _("Text added"));

  return error != NULL ? dex_future_new_for_error (error) : dex_future_new_true ();
}

static void
paste (IdioDocumentsPage *self,
       const char        *text)
{
  Paste *paste = g_new0 (Paste, 1);

  g_assert (IDIO_IS_DOCUMENTS_PAGE (self));

  paste->self = g_object_ref (self);
  paste->text = g_strdup (text);
  idio_ui_run (self, idio_fiber_spawn (paste_fiber, paste, paste_free));
}

/**
 * idio_documents_page_add_text:
 * @self: a page
 * @text: a text
 *
 * Adds it as a document, and opens that.
 */
void
idio_documents_page_add_text (IdioDocumentsPage *self,
                              const char        *text)
{
  g_return_if_fail (IDIO_IS_DOCUMENTS_PAGE (self));
  g_return_if_fail (text != NULL);

  paste (self, text);
}

/**
 * idio_documents_page_paste:
 * @self: a page
 *
 * Adds the text on the clipboard as a document.
 */
void
idio_documents_page_paste (IdioDocumentsPage *self)
{
  g_return_if_fail (IDIO_IS_DOCUMENTS_PAGE (self));

  paste (self, NULL);
}

/**
 * idio_documents_page_search:
 * @self: a page
 *
 * Lets the user type what to look for.
 */
void
idio_documents_page_search (IdioDocumentsPage *self)
{
  g_return_if_fail (IDIO_IS_DOCUMENTS_PAGE (self));

  adw_navigation_split_view_set_show_content (self->split_view, FALSE);
  idio_document_browser_search (self->browser);
}

/**
 * idio_documents_page_show:
 * @self: a page
 * @document: the number of a document
 * @start: where in it a quote begins, in bytes
 * @length: the length of the quote, in bytes
 *
 * Opens a document at a quote.
 */
void
idio_documents_page_show (IdioDocumentsPage *self,
                          gint64             document,
                          gsize              start,
                          gsize              length)
{
  g_return_if_fail (IDIO_IS_DOCUMENTS_PAGE (self));

  idio_document_browser_show (self->browser, document);
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
  idio_document_view_show_quote (self->document_view, document, start, length);
}
