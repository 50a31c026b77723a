/* idio-documents-page.c: all texts, one of them open
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "idio-fiber.h"
#include "import/idio-import.h"
#include "ui/idio-document-actions.h"
#include "ui/idio-document-list.h"
#include "ui/idio-document-row.h"
#include "ui/idio-document-view.h"
#include "ui/idio-documents-page.h"
#include "ui/idio-folder-bar.h"
#include "ui/idio-import-bar.h"
#include "ui/idio-survey-dialog.h"
#include "ui/idio-ui-text.h"
#include "ui/idio-ui.h"
#include "ui/idio-window.h"

struct _IdioDocumentsPage
{
  AdwBreakpointBin        parent_instance;

  IdioWorkspace          *workspace;
  GtkSingleSelection     *selection;
  IdioDocumentList       *list;
  IdioDocumentOrder       order;
  gboolean                searched;   /* what is listed is what a search found */
  guint                   n_searches;
  gint64                  wanted;     /* a document to be selected when it is there, or 0 */
  gboolean                wants_focus;
  gboolean                held;       /* what is open stays so until the wanted document stands for it */
  DexFuture              *importing;  /* settled when no import runs, or NULL */
  IdioWatchedFolders     *folders;
  gboolean                removes_example;

  GtkStack               *stack;
  AdwNavigationSplitView *split_view;
  GtkSearchEntry         *search_entry;
  IdioImportBar          *import_bar;
  IdioFolderBar          *folder_bar;
  GtkStack               *list_stack;
  GtkListView            *list_view;
  AdwNavigationPage      *content_page;
  IdioDocumentView       *document_view;
};

G_DEFINE_FINAL_TYPE (IdioDocumentsPage, idio_documents_page, ADW_TYPE_BREAKPOINT_BIN)

enum
{
  PROP_ORDER = 1,
};

static GParamSpec *properties[PROP_ORDER + 1];

#define MAX_SEARCH_CHARS 500

/* The orders as the menu has them */
static const char * const orders[] = {
  [IDIO_DOCUMENT_ORDER_NEWEST] = "newest",
  [IDIO_DOCUMENT_ORDER_LONGEST] = "longest",
  [IDIO_DOCUMENT_ORDER_TITLE] = "title",
  [IDIO_DOCUMENT_ORDER_OLDEST] = "oldest",
};

static IdioCorpus *
get_corpus (IdioDocumentsPage *self)
{
  g_assert (IDIO_IS_DOCUMENTS_PAGE (self));

  return idio_workspace_get_corpus (self->workspace);
}

static void
update (IdioDocumentsPage *self)
{
  gboolean empty = g_list_model_get_n_items (G_LIST_MODEL (get_corpus (self))) == 0;
  gboolean found = g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0;

  g_assert (IDIO_IS_DOCUMENTS_PAGE (self));

  /* An import that ended shows what it left out even where nothing is left. */
  gtk_stack_set_visible_child_name (self->stack,
                                    empty && !idio_import_bar_has_import (self->import_bar) ? "welcome" : "documents");

  if (idio_document_list_is_settled (self->list))
    gtk_stack_set_visible_child_name (self->list_stack, found || !self->searched ? "list" : "nothing-found");
}

static void
show_selected (IdioDocumentsPage *self)
{
  IdioDocument *document = gtk_single_selection_get_selected_item (self->selection);
  g_autofree char *title = idio_ui_dup_line (document != NULL ? idio_document_get_title (document) : _("Document"));

  g_assert (IDIO_IS_DOCUMENTS_PAGE (self));

  if (self->held)
    return;

  idio_document_view_set_document (self->document_view, document);
  adw_navigation_page_set_title (self->content_page, title);
}

typedef struct
{
  IdioDocumentsPage *self;
  char              *words;
  guint              number;
} Search;

static void
search_free (Search *search)
{
  g_clear_object (&search->self);
  g_clear_pointer (&search->words, g_free);
  g_free (search);
}

static void
set_hits (IdioDocumentsPage *self,
          GArray            *ids)
{
  g_assert (IDIO_IS_DOCUMENTS_PAGE (self));

  self->searched = ids != NULL;
  idio_document_list_set_found (self->list, ids);
  update (self);
}

static DexFuture *
search_fiber (gpointer data)
{
  Search *search = data;
  GError *error = NULL;
  g_autoptr(GArray) ids = dex_await_boxed (idio_corpus_search (get_corpus (search->self), search->words), &error);

  if (error != NULL)
    return dex_future_new_for_error (error);

  /* Someone may have typed on. */
  if (search->number == search->self->n_searches)
    set_hits (search->self, ids);

  return dex_future_new_true ();
}

static void
search_changed_cb (IdioDocumentsPage *self)
{
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
  Search *search;

  g_assert (IDIO_IS_DOCUMENTS_PAGE (self));

  self->n_searches++;

  if (*words == '\0')
    {
      set_hits (self, NULL);
      return;
    }

  search = g_new0 (Search, 1);
  search->self = g_object_ref (self);
  search->words = g_strdup (words);
  search->number = self->n_searches;
  idio_ui_run (self, idio_fiber_spawn (search_fiber, search, (GDestroyNotify) search_free));
}

static void
stop_search_cb (IdioDocumentsPage *self)
{
  g_assert (IDIO_IS_DOCUMENTS_PAGE (self));

  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
}

static void
row_activated_cb (IdioDocumentsPage *self,
                  guint              position)
{
  g_assert (IDIO_IS_DOCUMENTS_PAGE (self));

  self->held = FALSE;
  self->wanted = 0;
  gtk_single_selection_set_selected (self->selection, position);
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
}

/* A click selects. Where there is room for one thing at a time, the text takes the place of the list; to activate rows
 * with a single click would select whatever the pointer passes. */
static void
list_released_cb (IdioDocumentsPage *self,
                  int                n_press,
                  double             x,
                  double             y)
{
  GtkWidget *list_view = GTK_WIDGET (self->list_view);

  g_assert (IDIO_IS_DOCUMENTS_PAGE (self));

  if (gtk_widget_pick (list_view, x, y, GTK_PICK_DEFAULT) != list_view)
    adw_navigation_split_view_set_show_content (self->split_view, TRUE);
}

/* Selects a document once it is in the list: it may have been added just now. One that does not come is forgotten. */
static void
select_wanted (IdioDocumentsPage *self)
{
  IdioDocument *document;
  guint position;

  g_assert (IDIO_IS_DOCUMENTS_PAGE (self));

  if (self->wanted == 0 || !idio_document_list_is_settled (self->list))
    return;

  document = idio_corpus_find (get_corpus (self), self->wanted);
  self->wanted = 0;

  if (document != NULL && idio_document_list_find (self->list, document, &position))
    gtk_list_view_scroll_to (self->list_view, position,
                             GTK_LIST_SCROLL_SELECT | (self->wants_focus ? GTK_LIST_SCROLL_FOCUS : 0), NULL);

  if (self->held)
    {
      self->held = FALSE;
      show_selected (self);
    }
}

/* The open text, or the one that is about to be, goes as another one stands for it: so it does here. */
static void
replaced_cb (IdioDocumentsPage *self,
             gint64             before,
             gint64             after)
{
  IdioDocument *selected = gtk_single_selection_get_selected_item (self->selection);

  g_assert (IDIO_IS_DOCUMENTS_PAGE (self));

  if (self->wanted == before)
    self->wanted = after;
  else if (self->wanted == 0 && selected != NULL && idio_document_get_id (selected) == before)
    {
      self->wanted = after;
      self->wants_focus = FALSE;
      self->held = TRUE;
    }

  /* One that was there before is in the list already. */
  select_wanted (self);
}

/* The user asked for that document. */
static void
want (IdioDocumentsPage *self,
      gint64             document)
{
  g_assert (IDIO_IS_DOCUMENTS_PAGE (self));

  self->wanted = document;
  self->wants_focus = TRUE;
  select_wanted (self);
}

static void
settled_cb (IdioDocumentsPage *self)
{
  g_assert (IDIO_IS_DOCUMENTS_PAGE (self));

  select_wanted (self);
  update (self);
}

static void
renamed_cb (IdioDocumentsPage *self)
{
  g_assert (IDIO_IS_DOCUMENTS_PAGE (self));

  show_selected (self);
  idio_document_list_update_titles (self->list);
}

static void
document_removed_cb (IdioDocumentsPage *self,
                     gint64             id)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_assert (IDIO_IS_DOCUMENTS_PAGE (self));

  g_array_append_val (ids, id);
  idio_documents_page_remove (self, ids, _("Text removed"));
  adw_navigation_split_view_set_show_content (self->split_view, FALSE);
}

/* Whoever adds texts of their own has no more use for the made-up writer's. */
static DexFuture *
remove_example_fiber (gpointer data)
{
  IdioDocumentsPage *self = data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autoptr(GArray) ids = idio_corpus_list_example (get_corpus (self));
  GError *error = NULL;

  if (self->removes_example || ids->len == 0)
    return dex_future_new_true ();

  self->removes_example = TRUE;
  dex_await (idio_document_actions_remove (self->workspace, root, ids, _("Example removed")), &error);
  self->removes_example = FALSE;

  return error != NULL ? dex_future_new_for_error (error) : dex_future_new_true ();
}

static DexFuture *
remove_example (IdioDocumentsPage *self)
{
  g_assert (IDIO_IS_DOCUMENTS_PAGE (self));

  return idio_fiber_spawn (remove_example_fiber, g_object_ref (self), g_object_unref);
}

/* Not before something was imported, as all of it may be left out, and only once: who brings the example back then wants
 * it. */
static void
progress_cb (IdioDocumentsPage *self,
             GParamSpec        *pspec,
             IdioImport        *import)
{
  g_assert (IDIO_IS_DOCUMENTS_PAGE (self));

  if (idio_import_count (import, IDIO_IMPORT_OUTCOME_ADDED) == 0)
    return;

  g_signal_handlers_disconnect_by_func (import, progress_cb, self);
  idio_ui_run (self, remove_example (self));
}

/* An import, and what is done when it ended */
typedef struct
{
  IdioDocumentsPage *self;
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

static DexFuture *
imported_cb (DexFuture *future,
             gpointer   data)
{
  Run *run = data;
  gboolean complete = idio_import_get_failure (run->import) == NULL && idio_import_get_n_not_read (run->import) == 0;

  /* The window may have been closed meanwhile. */
  if (run->self->folders == NULL)
    return dex_ref (future);

  if (run->folder != NULL)
    idio_ui_run (run->self, idio_watched_folder_settle (run->folder, run->files, complete));
  else if (complete && idio_import_count (run->import, IDIO_IMPORT_OUTCOME_ADDED) > 0)
    idio_folder_bar_offer (run->self->folder_bar, run->files, run->start);

  return dex_ref (future);
}

static void
run_import (IdioDocumentsPage *self,
            IdioImport        *import,
            GListModel        *files,
            IdioWatchedFolder *folder)
{
  DexFuture *future;

  g_assert (IDIO_IS_DOCUMENTS_PAGE (self));

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
  update (self);
}

static void
import_own (IdioDocumentsPage *self,
            GListModel        *files,
            IdioWatchedFolder *folder)
{
  g_autoptr(IdioImport) import = idio_workspace_import (self->workspace);

  g_assert (IDIO_IS_DOCUMENTS_PAGE (self));

  g_signal_connect_object (import, "notify::n-done", G_CALLBACK (progress_cb), self, G_CONNECT_SWAPPED);
  run_import (self, import, files, folder);
}

static void
add_news_cb (IdioDocumentsPage *self,
             IdioWatchedFolder *folder)
{
  g_autoptr(GListModel) files = idio_watched_folder_take_news (folder);

  g_assert (IDIO_IS_DOCUMENTS_PAGE (self));

  import_own (self, files, folder);
}

static void
document_replaced_cb (IdioDocumentsPage *self,
                      gint64             before,
                      gint64             after)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  g_assert (IDIO_IS_DOCUMENTS_PAGE (self));

  if (after == 0 && IDIO_IS_WINDOW (root))
    idio_window_toast (IDIO_WINDOW (root), _("The same text is here already"));

  if (after == 0)
    return;

  want (self, after);
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
set_order (IdioDocumentsPage *self,
           const char        *nick)
{
  g_assert (IDIO_IS_DOCUMENTS_PAGE (self));

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    if (self->order != i && g_strcmp0 (orders[i], nick) == 0)
      {
        self->order = (IdioDocumentOrder) i;

        if (self->list != NULL)
          idio_document_list_set_order (self->list, self->order);

        g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ORDER]);
        break;
      }
}

static void
idio_documents_page_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ORDER:
      g_value_set_static_string (value, orders[IDIO_DOCUMENTS_PAGE (object)->order]);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
idio_documents_page_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_ORDER:
      set_order (IDIO_DOCUMENTS_PAGE (object), g_value_get_string (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
idio_documents_page_dispose (GObject *object)
{
  IdioDocumentsPage *self = IDIO_DOCUMENTS_PAGE (object);

  /* The child is one of the template, which would be taken from the bin without its knowledge. */
  adw_breakpoint_bin_set_child (ADW_BREAKPOINT_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), IDIO_TYPE_DOCUMENTS_PAGE);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  dex_clear (&self->importing);
  g_clear_object (&self->folders);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (idio_documents_page_parent_class)->dispose (object);
}

static void
idio_documents_page_class_init (IdioDocumentsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = idio_documents_page_dispose;
  object_class->get_property = idio_documents_page_get_property;
  object_class->set_property = idio_documents_page_set_property;

  /**
   * IdioDocumentsPage:order:
   *
   * The order of the documents: "newest", "oldest", "title" or "longest".
   */
  properties[PROP_ORDER] =
    g_param_spec_string ("order", NULL, NULL, orders[IDIO_DOCUMENT_ORDER_NEWEST],
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (IDIO_TYPE_DOCUMENT_ROW);
  g_type_ensure (IDIO_TYPE_DOCUMENT_VIEW);
  g_type_ensure (IDIO_TYPE_FOLDER_BAR);
  g_type_ensure (IDIO_TYPE_IMPORT_BAR);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-documents-page.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioDocumentsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, IdioDocumentsPage, split_view);
  gtk_widget_class_bind_template_child (widget_class, IdioDocumentsPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, IdioDocumentsPage, import_bar);
  gtk_widget_class_bind_template_child (widget_class, IdioDocumentsPage, folder_bar);
  gtk_widget_class_bind_template_child (widget_class, IdioDocumentsPage, list_stack);
  gtk_widget_class_bind_template_child (widget_class, IdioDocumentsPage, list_view);
  gtk_widget_class_bind_template_child (widget_class, IdioDocumentsPage, content_page);
  gtk_widget_class_bind_template_child (widget_class, IdioDocumentsPage, document_view);
  gtk_widget_class_bind_template_callback (widget_class, add_news_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_released_cb);
  gtk_widget_class_bind_template_callback (widget_class, document_removed_cb);
  gtk_widget_class_bind_template_callback (widget_class, document_disowned_cb);
  gtk_widget_class_bind_template_callback (widget_class, document_replaced_cb);
  gtk_widget_class_bind_template_callback (widget_class, idio_ui_line_closure);

  gtk_widget_class_install_property_action (widget_class, "documents.sort", "order");
}

static void
idio_documents_page_init (IdioDocumentsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  idio_ui_limit_entry (GTK_EDITABLE (self->search_entry), MAX_SEARCH_CHARS);
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
  self->list = idio_document_list_new (G_LIST_MODEL (get_corpus (self)));
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->list)));
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));

  self->folders = g_object_ref (idio_workspace_get_folders (workspace));
  idio_folder_bar_set_folders (self->folder_bar, self->folders);
  idio_documents_page_load_folders (self);

  idio_document_view_set_workspace (self->document_view, workspace);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (show_selected), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "settled", G_CALLBACK (settled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_corpus (self), "items-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (get_corpus (self), "replaced", G_CALLBACK (replaced_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_corpus (self), "renamed", G_CALLBACK (renamed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->import_bar, "closed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  show_selected (self);
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

  idio_ui_run (self, idio_watched_folders_load (self->folders));
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
  g_return_if_fail (G_IS_LIST_MODEL (files));

  import_own (self, files, NULL);
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
  g_autoptr(IdioImport) import = NULL;

  g_return_if_fail (IDIO_IS_DOCUMENTS_PAGE (self));
  g_return_if_fail (G_IS_LIST_MODEL (files));

  import = idio_workspace_import_others (self->workspace);
  run_import (self, import, files, NULL);
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

  idio_import_bar_stop (self->import_bar);

  return idio_ui_wait (self->importing);
}

typedef struct
{
  IdioDocumentsPage *self;
  char              *text;
} Paste;

static void
paste_free (Paste *paste)
{
  g_clear_object (&paste->self);
  g_clear_pointer (&paste->text, g_free);
  g_free (paste);
}

static DexFuture *
paste_fiber (gpointer data)
{
  Paste *paste = data;
  IdioDocumentsPage *self = paste->self;
  g_autoptr(GArray) ids = NULL;
  GError *error = NULL;
  GtkRoot *root;

  if (!(ids = dex_await_boxed (idio_import_paste (get_corpus (self), paste->text, IDIO_AUDIENCE_GENERAL), &error)))
    return dex_future_new_for_error (error);

  /* The window may have been closed meanwhile. */
  root = gtk_widget_get_root (GTK_WIDGET (self));

  if (!IDIO_IS_WINDOW (root))
    return dex_future_new_true ();

  if (g_array_index (ids, gint64, 0) == 0)
    {
      idio_window_toast (IDIO_WINDOW (root), _("The same text is here already"));
      return dex_future_new_true ();
    }

  want (self, g_array_index (ids, gint64, 0));
  dex_await (remove_example (self), &error);
  idio_document_actions_added (self->workspace, gtk_widget_get_root (GTK_WIDGET (self)), ids, _("Text added"));

  return error != NULL ? dex_future_new_for_error (error) : dex_future_new_true ();
}

static void
clipboard_cb (GObject      *clipboard,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(IdioDocumentsPage) self = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (text != NULL && *text != '\0')
    idio_documents_page_add_text (self, text);
  else if (IDIO_IS_WINDOW (root))
    idio_window_toast (IDIO_WINDOW (root), _("There is no text on the clipboard"));
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
  Paste *paste;

  g_return_if_fail (IDIO_IS_DOCUMENTS_PAGE (self));
  g_return_if_fail (text != NULL);

  paste = g_new0 (Paste, 1);
  paste->self = g_object_ref (self);
  paste->text = g_strdup (text);
  idio_ui_run (self, idio_fiber_spawn (paste_fiber, paste, (GDestroyNotify) paste_free));
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

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), NULL, clipboard_cb, g_object_ref (self));
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
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/**
 * idio_documents_page_remove:
 * @self: a page
 * @ids: (element-type gint64): the numbers of documents
 * @title: what is done, in a few words
 *
 * Removes documents, and offers to bring them back once they are.
 */
void
idio_documents_page_remove (IdioDocumentsPage *self,
                            GArray            *ids,
                            const char        *title)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  g_return_if_fail (IDIO_IS_DOCUMENTS_PAGE (self));
  g_return_if_fail (ids != NULL);

  idio_ui_run (self, idio_document_actions_remove (self->workspace, root, ids, title));
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

  /* What a search hides could not be selected. */
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  set_hits (self, NULL);

  want (self, document);
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
  idio_document_view_show_quote (self->document_view, document, start, length);
}
