/* idio-document-browser.c: the list of texts, with what can be done with those that are selected in it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "idio-fiber.h"
#include "ui/idio-audience-menu.h"
#include "ui/idio-document-actions.h"
#include "ui/idio-document-browser.h"
#include "ui/idio-document-dialogs.h"
#include "ui/idio-document-export.h"
#include "ui/idio-document-listing.h"
#include "ui/idio-new-audience.h"
#include "ui/idio-ui-text.h"
#include "ui/idio-ui.h"

/* So long after documents came, others may come, and a search waits until they are all here. */
#define SEARCH_DELAY_MSEC 300

struct _IdioDocumentBrowser
{
  AdwBin                  parent_instance;

  IdioWorkspace          *workspace;
  IdioDocumentList       *list;
  IdioDocumentSelection  *selection;
  IdioDocumentOrder       order;
  gboolean                selecting;   /* a click adds to what is selected */
  char                   *words;       /* what is listed has these words; NULL if all is listed */
  guint                   n_searches;
  guint                   search_source;

  GtkSearchEntry         *search_entry;
  GtkStack               *list_stack;
  GtkWidget              *listing;
  GtkActionBar           *action_bar;
  GtkLabel               *count_label;
  GtkWidget              *audience_button;
  GMenu                  *audience_menu;
};

G_DEFINE_FINAL_TYPE (IdioDocumentBrowser, idio_document_browser, ADW_TYPE_BIN)

enum
{
  PROP_ORDER = 1,
  PROP_SELECTING,
  PROP_WORDS,
};

static GParamSpec *properties[PROP_WORDS + 1];

enum
{
  SIGNAL_CHANGED,
  SIGNAL_OPEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

#define MAX_SEARCH_CHARS 500

/* The orders as the menu has them */
static const char * const orders[] = {
  [IDIO_DOCUMENT_ORDER_NEWEST] = "newest",
  [IDIO_DOCUMENT_ORDER_LONGEST] = "longest",
  [IDIO_DOCUMENT_ORDER_TITLE] = "title",
  [IDIO_DOCUMENT_ORDER_OLDEST] = "oldest",
};

static IdioCorpus *
get_corpus (IdioDocumentBrowser *self)
{
  g_assert (IDIO_IS_DOCUMENT_BROWSER (self));

  return idio_workspace_get_corpus (self->workspace);
}

static void
update (IdioDocumentBrowser *self)
{
  gboolean found = g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0;

  g_assert (IDIO_IS_DOCUMENT_BROWSER (self));

  if (idio_document_list_is_settled (self->list))
    gtk_stack_set_visible_child_name (self->list_stack, found || self->words == NULL ? "list" : "nothing-found");
}

static void
selection_changed_cb (IdioDocumentBrowser *self)
{
  guint n_selected = idio_document_selection_get_n_selected (self->selection);
  g_autofree char *count = g_strdup_printf (ngettext ("%'u selected", "%'u selected", n_selected), n_selected);
  GtkWidget *widget = GTK_WIDGET (self);

  g_assert (IDIO_IS_DOCUMENT_BROWSER (self));

  gtk_label_set_label (self->count_label, count);
  gtk_action_bar_set_revealed (self->action_bar, self->selecting || n_selected > 1);
  gtk_widget_set_sensitive (self->audience_button, n_selected > 0);
  gtk_widget_action_set_enabled (widget, "documents.stop-selecting", self->selecting || n_selected > 1);
  gtk_widget_action_set_enabled (widget, "documents.rename", n_selected == 1);
  gtk_widget_action_set_enabled (widget, "documents.audience", n_selected > 0);
  gtk_widget_action_set_enabled (widget, "documents.new-audience", n_selected > 0);
  gtk_widget_action_set_enabled (widget, "documents.export", n_selected > 0);
  gtk_widget_action_set_enabled (widget, "documents.remove", n_selected > 0);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
renamed_cb (IdioDocumentBrowser *self)
{
  g_assert (IDIO_IS_DOCUMENT_BROWSER (self));

  idio_document_list_update_titles (self->list);
}

static void
set_hits (IdioDocumentBrowser *self,
          GArray              *ids,
          const char          *words)
{
  g_assert (IDIO_IS_DOCUMENT_BROWSER (self));

  idio_document_list_set_found (self->list, ids);

  if (g_set_str (&self->words, words))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORDS]);

  update (self);
}

typedef struct
{
  IdioDocumentBrowser *self;
  char                *words;
  guint                number;
} Search;

static void
search_free (Search *search)
{
  g_clear_object (&search->self);
  g_clear_pointer (&search->words, g_free);
  g_free (search);
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
    set_hits (search->self, ids, search->words);

  return dex_future_new_true ();
}

static void
search_changed_cb (IdioDocumentBrowser *self)
{
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
  Search *search;

  g_assert (IDIO_IS_DOCUMENT_BROWSER (self));

  self->n_searches++;

  if (*words == '\0')
    {
      set_hits (self, NULL, NULL);
      return;
    }

  search = g_new0 (Search, 1);
  search->self = g_object_ref (self);
  search->words = g_strdup (words);
  search->number = self->n_searches;
  idio_ui_run (self, idio_fiber_spawn (search_fiber, search, (GDestroyNotify) search_free));
}

static void
search_again (gpointer data)
{
  IdioDocumentBrowser *self = data;

  self->search_source = 0;
  search_changed_cb (self);
}

/* What was found is told by the numbers of documents: of those that come, and of those that come back, it knows none. */
static void
documents_changed_cb (IdioDocumentBrowser *self,
                      guint                position,
                      guint                removed,
                      guint                added)
{
  g_assert (IDIO_IS_DOCUMENT_BROWSER (self));

  if (added > 0 && self->search_source == 0 && *gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) != '\0')
    self->search_source = g_timeout_add_once (SEARCH_DELAY_MSEC, search_again, self);
}

static void
next_match_cb (IdioDocumentBrowser *self)
{
  g_assert (IDIO_IS_DOCUMENT_BROWSER (self));

  gtk_widget_activate_action (GTK_WIDGET (self), "documents.find-next", NULL);
}

static void
previous_match_cb (IdioDocumentBrowser *self)
{
  g_assert (IDIO_IS_DOCUMENT_BROWSER (self));

  gtk_widget_activate_action (GTK_WIDGET (self), "documents.find-previous", NULL);
}

static void
stop_search_cb (IdioDocumentBrowser *self)
{
  g_assert (IDIO_IS_DOCUMENT_BROWSER (self));

  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  gtk_widget_grab_focus (self->listing);
}

static void
open_cb (IdioDocumentBrowser *self)
{
  g_assert (IDIO_IS_DOCUMENT_BROWSER (self));

  g_signal_emit (self, signals[SIGNAL_OPEN], 0);
}

static void
rename_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  IdioDocumentBrowser *self = IDIO_DOCUMENT_BROWSER (widget);
  IdioDocument *document = idio_document_selection_get_document (self->selection);

  if (document != NULL)
    idio_document_dialogs_rename (self->workspace, widget, document);
}

static void
remove_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  IdioDocumentBrowser *self = IDIO_DOCUMENT_BROWSER (widget);
  g_autoptr(GArray) ids = idio_document_selection_list_ids (self->selection);

  idio_ui_run (self, idio_document_actions_trash (self->workspace, gtk_widget_get_root (widget), ids));
  g_object_set (self, "selecting", FALSE, NULL);
}

static void
audience_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  IdioDocumentBrowser *self = IDIO_DOCUMENT_BROWSER (widget);
  g_autoptr(GArray) ids = idio_document_selection_list_ids (self->selection);
  IdioAudience audience;

  if (idio_audience_from_nick (g_variant_get_string (parameter, NULL), &audience))
    idio_ui_run (self, idio_document_actions_set_audience (self->workspace, gtk_widget_get_root (widget), ids, audience));
}

/* Texts that should have an audience that is being made */
typedef struct
{
  IdioDocumentBrowser *self;
  IdioWorkspace       *workspace;
  GArray              *ids;
} Sorting;

static void
sorting_free (gpointer data)
{
  Sorting *sorting = data;

  g_clear_object (&sorting->self);
  g_clear_object (&sorting->workspace);
  g_clear_pointer (&sorting->ids, g_array_unref);
  g_free (sorting);
}

static DexFuture *
new_audience_fiber (gpointer data)
{
  Sorting *sorting = data;
  GtkWidget *widget = GTK_WIDGET (sorting->self);
  IdioAudiences *audiences = idio_corpus_get_audiences (idio_workspace_get_corpus (sorting->workspace));
  GError *error = NULL;
  guint audience = dex_await_uint (idio_new_audience_ask (widget, audiences), &error);

  if (error != NULL)
    return dex_future_new_for_error (error);

  return idio_document_actions_set_audience (sorting->workspace, gtk_widget_get_root (widget), sorting->ids, audience);
}

static void
new_audience_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  IdioDocumentBrowser *self = IDIO_DOCUMENT_BROWSER (widget);
  Sorting *sorting = g_new0 (Sorting, 1);

  sorting->self = g_object_ref (self);
  sorting->workspace = g_object_ref (self->workspace);
  sorting->ids = idio_document_selection_list_ids (self->selection);
  idio_ui_run (self, idio_fiber_spawn (new_audience_fiber, sorting, sorting_free));
}

static void
export_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  IdioDocumentBrowser *self = IDIO_DOCUMENT_BROWSER (widget);
  g_autoptr(GArray) ids = idio_document_selection_list_ids (self->selection);

  idio_document_export_choose (self->workspace, widget, ids);
}

static void
stop_selecting_action (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  IdioDocumentBrowser *self = IDIO_DOCUMENT_BROWSER (widget);

  g_object_set (self, "selecting", FALSE, NULL);
  idio_document_selection_select_one (self->selection);
}

static void
set_order (IdioDocumentBrowser *self,
           const char          *nick)
{
  g_assert (IDIO_IS_DOCUMENT_BROWSER (self));

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
set_selecting (IdioDocumentBrowser *self,
               gboolean             selecting)
{
  g_assert (IDIO_IS_DOCUMENT_BROWSER (self));

  if (self->selecting == selecting)
    return;

  self->selecting = selecting;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTING]);

  if (self->selection == NULL)
    return;

  if (!selecting && idio_document_selection_get_n_selected (self->selection) != 1)
    idio_document_selection_select_one (self->selection);

  selection_changed_cb (self);
}

static void
idio_document_browser_get_property (GObject    *object,
                                    guint       prop_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  IdioDocumentBrowser *self = IDIO_DOCUMENT_BROWSER (object);

  switch (prop_id)
    {
    case PROP_ORDER:
      g_value_set_static_string (value, orders[self->order]);
      break;

    case PROP_SELECTING:
      g_value_set_boolean (value, self->selecting);
      break;

    case PROP_WORDS:
      g_value_set_string (value, self->words);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
idio_document_browser_set_property (GObject      *object,
                                    guint         prop_id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_ORDER:
      set_order (IDIO_DOCUMENT_BROWSER (object), g_value_get_string (value));
      break;

    case PROP_SELECTING:
      set_selecting (IDIO_DOCUMENT_BROWSER (object), g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
idio_document_browser_dispose (GObject *object)
{
  IdioDocumentBrowser *self = IDIO_DOCUMENT_BROWSER (object);

  g_clear_handle_id (&self->search_source, g_source_remove);

  /* The child is one of the template, which would be taken from the bin without its knowledge. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), IDIO_TYPE_DOCUMENT_BROWSER);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->words, g_free);

  G_OBJECT_CLASS (idio_document_browser_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  /**
   * IdioDocumentBrowser:order:
   *
   * The order of the documents: "newest", "oldest", "title" or "longest".
   */
  properties[PROP_ORDER] =
    g_param_spec_string ("order", NULL, NULL, orders[IDIO_DOCUMENT_ORDER_NEWEST], G_PARAM_READWRITE | flags);

  /**
   * IdioDocumentBrowser:selecting:
   *
   * Whether a click on a document selects it besides others.
   */
  properties[PROP_SELECTING] = g_param_spec_boolean ("selecting", NULL, NULL, FALSE, G_PARAM_READWRITE | flags);

  /**
   * IdioDocumentBrowser:words:
   *
   * The words that all listed documents have, or %NULL if nothing is searched for.
   */
  properties[PROP_WORDS] = g_param_spec_string ("words", NULL, NULL, NULL, G_PARAM_READABLE | flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_property_action (widget_class, "documents.sort", "order");
  gtk_widget_class_install_property_action (widget_class, "documents.select", "selecting");
  gtk_widget_class_install_action (widget_class, "documents.stop-selecting", NULL, stop_selecting_action);
  gtk_widget_class_install_action (widget_class, "documents.rename", NULL, rename_action);
  gtk_widget_class_install_action (widget_class, "documents.audience", "s", audience_action);
  gtk_widget_class_install_action (widget_class, "documents.new-audience", NULL, new_audience_action);
  gtk_widget_class_install_action (widget_class, "documents.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "documents.remove", NULL, remove_action);
}

static void
idio_document_browser_class_init (IdioDocumentBrowserClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = idio_document_browser_dispose;
  object_class->get_property = idio_document_browser_get_property;
  object_class->set_property = idio_document_browser_set_property;
  install_properties (object_class);

  /**
   * IdioDocumentBrowser::changed:
   * @self: a browser
   *
   * Other documents are selected.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * IdioDocumentBrowser::open:
   * @self: a browser
   *
   * The user wants to see the document that is selected.
   */
  signals[SIGNAL_OPEN] =
    g_signal_new ("open", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (IDIO_TYPE_DOCUMENT_LISTING);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-document-browser.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioDocumentBrowser, search_entry);
  gtk_widget_class_bind_template_child (widget_class, IdioDocumentBrowser, list_stack);
  gtk_widget_class_bind_template_child (widget_class, IdioDocumentBrowser, listing);
  gtk_widget_class_bind_template_child (widget_class, IdioDocumentBrowser, action_bar);
  gtk_widget_class_bind_template_child (widget_class, IdioDocumentBrowser, count_label);
  gtk_widget_class_bind_template_child (widget_class, IdioDocumentBrowser, audience_button);
  gtk_widget_class_bind_template_child (widget_class, IdioDocumentBrowser, audience_menu);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_match_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_match_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  install_actions (widget_class);
}

static void
idio_document_browser_init (IdioDocumentBrowser *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  idio_ui_limit_entry (GTK_EDITABLE (self->search_entry), MAX_SEARCH_CHARS);
}

/**
 * idio_document_browser_set_workspace:
 * @self: a browser
 * @workspace: where the documents are
 */
void
idio_document_browser_set_workspace (IdioDocumentBrowser *self,
                                     IdioWorkspace       *workspace)
{
  g_return_if_fail (IDIO_IS_DOCUMENT_BROWSER (self));
  g_return_if_fail (IDIO_IS_WORKSPACE (workspace));
  g_return_if_fail (self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  self->list = idio_document_list_new (G_LIST_MODEL (get_corpus (self)));
  self->selection = idio_document_selection_new (get_corpus (self), self->list);
  g_signal_connect_object (self->list, "settled", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "changed", G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_corpus (self), "renamed", G_CALLBACK (renamed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_corpus (self), "items-changed", G_CALLBACK (documents_changed_cb), self, G_CONNECT_SWAPPED);
  idio_document_listing_set_documents (IDIO_DOCUMENT_LISTING (self->listing), self->list, self->selection);
  idio_document_listing_set_audiences (IDIO_DOCUMENT_LISTING (self->listing),
                                       idio_corpus_get_audiences (get_corpus (self)));
  idio_audience_menu_fill (self->audience_menu, idio_corpus_get_audiences (get_corpus (self)), "documents.audience",
                           "documents.new-audience");
  selection_changed_cb (self);
}

/**
 * idio_document_browser_get_selection:
 * @self: a browser that has a workspace
 *
 * Returns: (transfer none): what is selected in it
 */
IdioDocumentSelection *
idio_document_browser_get_selection (IdioDocumentBrowser *self)
{
  g_return_val_if_fail (IDIO_IS_DOCUMENT_BROWSER (self), NULL);

  return self->selection;
}

/**
 * idio_document_browser_search:
 * @self: a browser
 *
 * Lets the user type what to look for.
 */
void
idio_document_browser_search (IdioDocumentBrowser *self)
{
  g_return_if_fail (IDIO_IS_DOCUMENT_BROWSER (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/**
 * idio_document_browser_show:
 * @self: a browser
 * @document: the number of a document
 *
 * Selects it as soon as it is there, whatever was searched for.
 */
void
idio_document_browser_show (IdioDocumentBrowser *self,
                            gint64               document)
{
  g_return_if_fail (IDIO_IS_DOCUMENT_BROWSER (self));

  /* What a search hides could not be selected. */
  self->n_searches++;
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  set_hits (self, NULL, NULL);
  idio_document_selection_want (self->selection, document);
}
