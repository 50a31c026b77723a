/* idio-document-view.c: one document as text, with the quotes that cards took from it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "idio-fiber.h"
#include "ui/idio-audience-chooser.h"
#include "ui/idio-document-actions.h"
#include "ui/idio-document-dialogs.h"
#include "ui/idio-document-notes.h"
#include "ui/idio-document-row.h"
#include "ui/idio-document-text.h"
#include "ui/idio-document-view.h"
#include "ui/idio-ui-text.h"
#include "ui/idio-ui.h"

struct _IdioDocumentView
{
  AdwBreakpointBin     parent_instance;

  IdioWorkspace       *workspace;
  IdioDocument        *document;
  GSignalGroup        *signals;
  IdioAudienceChooser *audience_chooser;
  guint                n_selected; /* of documents; if several, none of them is shown */

  AdwWindowTitle      *window_title;
  GtkWidget           *menu_button;
  GtkWidget           *audience_drop_down;
  GtkStack            *stack;
  AdwStatusPage       *several_page;
  IdioDocumentNotes   *notes;
  IdioDocumentText    *text;
};

G_DEFINE_FINAL_TYPE (IdioDocumentView, idio_document_view, ADW_TYPE_BREAKPOINT_BIN)

enum
{
  PROP_PRIVATE = 1,
};

static GParamSpec *properties[PROP_PRIVATE + 1];

enum
{
  SIGNAL_REMOVED,
  SIGNAL_DISOWNED,
  SIGNAL_REPLACED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
describe (IdioDocument *document)
{
  g_autofree char *facts = idio_document_row_describe (document);

  if (!idio_document_get_private (document))
    return g_steal_pointer (&facts);

  /* Where there is little room, this is what should be seen of it. */
  return g_strdup_printf ("%s · %s", _("Never leaves"), facts);
}

static void
update_facts (IdioDocumentView *self)
{
  gboolean has_document = self->document != NULL;
  g_autofree char *facts = has_document ? describe (self->document) : NULL;
  g_autofree char *title = idio_ui_dup_line (has_document ? idio_document_get_title (self->document) : "");

  g_assert (IDIO_IS_DOCUMENT_VIEW (self));

  gtk_stack_set_visible_child_name (self->stack, has_document ? "document" : self->n_selected > 1 ? "several" : "none");
  gtk_widget_set_visible (self->menu_button, has_document);
  gtk_widget_set_visible (self->audience_drop_down, has_document);
  adw_window_title_set_title (self->window_title, title);
  adw_window_title_set_subtitle (self->window_title, has_document ? facts : "");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PRIVATE]);

  if (has_document)
    idio_audience_chooser_set (self->audience_chooser, idio_document_get_audience (self->document));
}

/* Takes the text, or NULL for none. */
static void
set_text (IdioDocumentView *self,
          char             *text)
{
  gint64 document = text != NULL ? idio_document_get_id (self->document) : 0;
  gboolean has_text = text != NULL, complete = idio_document_text_set (self->text, document, text);

  g_assert (IDIO_IS_DOCUMENT_VIEW (self));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "document.edit", has_text && complete);
}

/* What is known of the text besides its words, and what can be done about that */
static void
set_notes (IdioDocumentView   *self,
           const IdioText     *text,
           const char * const *accounts)
{
  g_assert (IDIO_IS_DOCUMENT_VIEW (self));

  idio_document_notes_set (self->notes, text, accounts);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "document.parts", text != NULL && text->parts->len > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "document.charset", text != NULL && text->source != NULL);
}

static DexFuture *
load_fiber (gpointer data)
{
  IdioDocumentView *self = data;
  g_autoptr(IdioDocument) document = NULL;
  g_autoptr(IdioText) text = NULL;
  g_auto(GStrv) accounts = NULL;
  IdioCorpus *corpus;
  GError *error = NULL;

  /* By the time the fiber runs, the document may have been removed, or the window closed. */
  if (!g_set_object (&document, self->document))
    return dex_future_new_true ();

  corpus = idio_workspace_get_corpus (self->workspace);

  if (!(text = dex_await_boxed (idio_corpus_load_text (corpus, idio_document_get_id (document)), &error)) ||
      !(accounts = dex_await_boxed (idio_corpus_list_accounts (corpus), &error)))
    return dex_future_new_for_error (error);

  /* Another one may have been selected meanwhile. */
  if (self->document != document)
    return dex_future_new_true ();

  set_text (self, g_steal_pointer (&text->body));
  set_notes (self, text, (const char * const *) accounts);

  return dex_future_new_true ();
}

static void
load (IdioDocumentView *self)
{
  g_assert (IDIO_IS_DOCUMENT_VIEW (self));

  idio_ui_run (self, idio_fiber_spawn (load_fiber, g_object_ref (self), g_object_unref));
}

/* What is shown is what is saved. The window may have been closed meanwhile. */
static DexFuture *
not_changed_cb (DexFuture *change,
                gpointer   data)
{
  IdioDocumentView *self = data;

  if (self->workspace != NULL)
    update_facts (self);

  return dex_ref (change);
}

static void
audience_chosen_cb (IdioDocumentView *self)
{
  DexFuture *change;
  IdioAudience audience;

  g_assert (IDIO_IS_DOCUMENT_VIEW (self));

  if (self->document == NULL || !idio_audience_chooser_get (self->audience_chooser, &audience))
    return;

  change = idio_corpus_set_audience (idio_workspace_get_corpus (self->workspace), idio_document_get_id (self->document),
                                     audience);
  idio_ui_run (self, dex_future_catch (change, not_changed_cb, g_object_ref (self), g_object_unref));
}

static void
rename_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  IdioDocumentView *self = IDIO_DOCUMENT_VIEW (widget);

  if (self->document != NULL)
    idio_document_dialogs_rename (self->workspace, widget, self->document);
}

static void
changed_cb (IdioDocumentView *self,
            gint64            before,
            gint64            after,
            GObject          *dialog)
{
  g_assert (IDIO_IS_DOCUMENT_VIEW (self));

  /* What is known of the same text is not what it was. */
  if (before == after && self->document != NULL)
    load (self);
  else
    g_signal_emit (self, signals[SIGNAL_REPLACED], 0, before, after);
}

/* As changed_cb(), for a change that can be undone */
static void
replaced (IdioDocumentView *self,
          gint64            before,
          gint64            after,
          GObject          *dialog,
          const char       *title)
{
  changed_cb (self, before, after, dialog);

  if (after != 0)
    idio_document_actions_replaced (self->workspace, gtk_widget_get_root (GTK_WIDGET (self)), before, after, title);
}

static void
reread_cb (IdioDocumentView *self,
           gint64            before,
           gint64            after,
           GObject          *dialog)
{
  replaced (self, before, after, dialog, _("Text read again"));
}

static void
edited_cb (IdioDocumentView *self,
           gint64            before,
           gint64            after,
           GObject          *dialog)
{
  replaced (self, before, after, dialog, _("Text changed"));
}

static void
edit_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  IdioDocumentView *self = IDIO_DOCUMENT_VIEW (widget);

  if (self->document != NULL)
    idio_document_dialogs_edit (self->workspace, widget, self->document, G_CALLBACK (edited_cb));
}

static void
parts_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  IdioDocumentView *self = IDIO_DOCUMENT_VIEW (widget);

  if (self->document != NULL)
    idio_document_dialogs_show_parts (self->workspace, widget, self->document, G_CALLBACK (changed_cb));
}

static void
charset_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  IdioDocumentView *self = IDIO_DOCUMENT_VIEW (widget);

  if (self->document != NULL)
    idio_document_dialogs_show_charsets (self->workspace, widget, self->document, G_CALLBACK (reread_cb));
}

static void
remove_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  IdioDocumentView *self = IDIO_DOCUMENT_VIEW (widget);

  if (self->document != NULL)
    g_signal_emit (self, signals[SIGNAL_REMOVED], 0, idio_document_get_id (self->document));
}

static void
disown_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  IdioDocumentView *self = IDIO_DOCUMENT_VIEW (widget);

  if (self->document != NULL)
    g_signal_emit (self, signals[SIGNAL_DISOWNED], 0, idio_document_get_id (self->document));
}

static void
set_private (IdioDocumentView *self,
             gboolean          private)
{
  g_assert (IDIO_IS_DOCUMENT_VIEW (self));

  if (self->document != NULL && idio_document_get_private (self->document) != private)
    idio_ui_run (self, idio_document_actions_set_private (self->workspace, gtk_widget_get_root (GTK_WIDGET (self)),
                                                          idio_document_get_id (self->document), private));
}

static void
idio_document_view_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  IdioDocumentView *self = IDIO_DOCUMENT_VIEW (object);

  switch (prop_id)
    {
    case PROP_PRIVATE:
      g_value_set_boolean (value, self->document != NULL && idio_document_get_private (self->document));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
idio_document_view_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_PRIVATE:
      set_private (IDIO_DOCUMENT_VIEW (object), g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
idio_document_view_dispose (GObject *object)
{
  IdioDocumentView *self = IDIO_DOCUMENT_VIEW (object);

  /* The child is one of the template, which would be taken from the bin without its knowledge. */
  adw_breakpoint_bin_set_child (ADW_BREAKPOINT_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), IDIO_TYPE_DOCUMENT_VIEW);
  g_clear_object (&self->signals);
  g_clear_object (&self->audience_chooser);
  g_clear_object (&self->document);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (idio_document_view_parent_class)->dispose (object);
}

static void
make_signals (IdioDocumentViewClass *klass)
{
  /**
   * IdioDocumentView::removed:
   * @self: a view
   * @document: the number of the document that the user wants to be removed
   */
  signals[SIGNAL_REMOVED] =
    g_signal_new ("removed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_INT64);

  /**
   * IdioDocumentView::disowned:
   * @self: a view
   * @document: the number of the document that the user says someone else wrote
   */
  signals[SIGNAL_DISOWNED] =
    g_signal_new ("disowned", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_INT64);

  /**
   * IdioDocumentView::replaced:
   * @self: a view
   * @before: the number of the document
   * @after: the number of the one that stands for it now, or 0 if that was there already
   */
  signals[SIGNAL_REPLACED] =
    g_signal_new ("replaced", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_INT64);
}

static void
idio_document_view_class_init (IdioDocumentViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = idio_document_view_dispose;
  object_class->get_property = idio_document_view_get_property;
  object_class->set_property = idio_document_view_set_property;

  /**
   * IdioDocumentView:private:
   *
   * Whether nothing of the document may be sent to another computer. It changes once that is saved.
   */
  properties[PROP_PRIVATE] =
    g_param_spec_boolean ("private", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  make_signals (klass);

  g_type_ensure (IDIO_TYPE_DOCUMENT_NOTES);
  g_type_ensure (IDIO_TYPE_DOCUMENT_TEXT);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-document-view.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioDocumentView, window_title);
  gtk_widget_class_bind_template_child (widget_class, IdioDocumentView, menu_button);
  gtk_widget_class_bind_template_child (widget_class, IdioDocumentView, audience_drop_down);
  gtk_widget_class_bind_template_child (widget_class, IdioDocumentView, stack);
  gtk_widget_class_bind_template_child (widget_class, IdioDocumentView, several_page);
  gtk_widget_class_bind_template_child (widget_class, IdioDocumentView, notes);
  gtk_widget_class_bind_template_child (widget_class, IdioDocumentView, text);

  gtk_widget_class_install_action (widget_class, "document.rename", NULL, rename_action);
  gtk_widget_class_install_action (widget_class, "document.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "document.parts", NULL, parts_action);
  gtk_widget_class_install_action (widget_class, "document.charset", NULL, charset_action);
  gtk_widget_class_install_action (widget_class, "document.remove", NULL, remove_action);
  gtk_widget_class_install_action (widget_class, "document.disown", NULL, disown_action);
  gtk_widget_class_install_property_action (widget_class, "document.private", "private");
}

static void
idio_document_view_init (IdioDocumentView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->audience_chooser = idio_audience_chooser_new (self->audience_drop_down, NULL, TRUE);
  g_signal_connect_object (self->audience_chooser, "chosen", G_CALLBACK (audience_chosen_cb), self, G_CONNECT_SWAPPED);

  set_notes (self, NULL, NULL);
  self->signals = g_signal_group_new (IDIO_TYPE_DOCUMENT);
  g_signal_group_connect_swapped (self->signals, "notify", G_CALLBACK (update_facts), self);
  update_facts (self);
}

/**
 * idio_document_view_set_workspace:
 * @self: a view
 * @workspace: where the documents are
 */
void
idio_document_view_set_workspace (IdioDocumentView *self,
                                  IdioWorkspace    *workspace)
{
  g_return_if_fail (IDIO_IS_DOCUMENT_VIEW (self));
  g_return_if_fail (IDIO_IS_WORKSPACE (workspace));

  g_return_if_fail (self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  idio_audience_chooser_set_audiences (self->audience_chooser,
                                       idio_corpus_get_audiences (idio_workspace_get_corpus (workspace)));
  idio_document_text_set_workspace (self->text, workspace);
}

/**
 * idio_document_view_set_document:
 * @self: a view
 * @document: (nullable): what to show
 */
void
idio_document_view_set_document (IdioDocumentView *self,
                                 IdioDocument     *document)
{
  g_return_if_fail (IDIO_IS_DOCUMENT_VIEW (self));

  if (!g_set_object (&self->document, document))
    return;

  g_signal_group_set_target (self->signals, document);
  set_text (self, NULL);
  set_notes (self, NULL, NULL);
  update_facts (self);

  if (document != NULL)
    load (self);
}

/**
 * idio_document_view_set_several:
 * @self: a view
 * @n_selected: how many documents are selected
 *
 * Says so, as long as no document is shown.
 */
void
idio_document_view_set_several (IdioDocumentView *self,
                                guint             n_selected)
{
  g_autofree char *title = NULL;

  g_return_if_fail (IDIO_IS_DOCUMENT_VIEW (self));

  self->n_selected = n_selected;
  title = g_strdup_printf (ngettext ("%'u Text Selected", "%'u Texts Selected", n_selected), n_selected);
  adw_status_page_set_title (self->several_page, title);
  update_facts (self);
}

/**
 * idio_document_view_set_words:
 * @self: a view
 * @words: (nullable): what was given to idio_corpus_search(), or %NULL if nothing is searched for
 *
 * Marks the words in what is shown, and goes to the first.
 */
void
idio_document_view_set_words (IdioDocumentView *self,
                              const char       *words)
{
  g_return_if_fail (IDIO_IS_DOCUMENT_VIEW (self));

  idio_document_text_set_words (self->text, words);
}

/**
 * idio_document_view_find:
 * @self: a view
 * @forward: whether to go to the next of the words, or to the one before
 */
void
idio_document_view_find (IdioDocumentView *self,
                         gboolean          forward)
{
  g_return_if_fail (IDIO_IS_DOCUMENT_VIEW (self));

  idio_document_text_find (self->text, forward);
}

/**
 * idio_document_view_show_quote:
 * @self: a view
 * @document: the number of the document that the quote is from, if it is shown or will be next
 * @start: where the quote begins in it, in bytes
 * @length: its length in bytes
 *
 * Scrolls to a quote and selects it, as soon as the text is there.
 */
void
idio_document_view_show_quote (IdioDocumentView *self,
                               gint64            document,
                               gsize             start,
                               gsize             length)
{
  g_return_if_fail (IDIO_IS_DOCUMENT_VIEW (self));

  idio_document_text_show_quote (self->text, document, start, length);
}
