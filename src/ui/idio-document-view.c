/* idio-document-view.c: one document as text, with the quotes that cards took from it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "idio-fiber.h"
#include "ui/idio-document-row.h"
#include "ui/idio-document-view.h"
#include "ui/idio-ui.h"

struct _IdioDocumentView
{
  AdwBin           parent_instance;

  IdioWorkspace   *workspace;
  IdioDocument    *document;
  GSignalGroup    *signals;
  gsize            quote_start;   /* to be shown when the text is there */
  gsize            quote_length;
  gboolean         updating;

  AdwWindowTitle  *window_title;
  GtkWidget       *menu_button;
  GtkDropDown     *audience_drop_down;
  GtkStack        *stack;
  GtkTextView     *text_view;
};

G_DEFINE_FINAL_TYPE (IdioDocumentView, idio_document_view, ADW_TYPE_BIN)

enum
{
  SIGNAL_REMOVED,
  SIGNAL_DISOWNED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The tag of a quote knows the claim that it is shown for. */
#define CLAIM_KEY "idio-claim"

/* A text view takes longer than a frame for more, and nobody reads it here. */
#define MAX_SHOWN_BYTES (400 * 1000)

static void
update_facts (IdioDocumentView *self)
{
  gboolean has_document = self->document != NULL;
  g_autofree char *facts = has_document ? idio_document_row_describe (self->document) : NULL;

  gtk_stack_set_visible_child_name (self->stack, has_document ? "document" : "none");
  gtk_widget_set_visible (self->menu_button, has_document);
  gtk_widget_set_visible (GTK_WIDGET (self->audience_drop_down), has_document);
  adw_window_title_set_title (self->window_title, has_document ? idio_document_get_title (self->document) : "");
  adw_window_title_set_subtitle (self->window_title, has_document ? facts : "");

  if (!has_document)
    return;

  self->updating = TRUE;
  gtk_drop_down_set_selected (self->audience_drop_down, idio_document_get_audience (self->document));
  self->updating = FALSE;
}

/* Where a byte of the text is in the buffer. */
static void
get_iter_at_byte (GtkTextBuffer *buffer,
                  const char    *text,
                  gsize          byte,
                  GtkTextIter   *iter)
{
  gtk_text_buffer_get_iter_at_offset (buffer, iter, (int) g_utf8_pointer_to_offset (text, text + byte));
}

static void
mark_quote (IdioDocumentView *self,
            const char       *text,
            const IdioQuote  *quote,
            const char       *claim)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);
  GtkTextTag *tag;
  GdkRGBA color;
  GtkTextIter start, end;

  if (quote->start + quote->length > strlen (text))
    return;

  adw_accent_color_to_rgba (adw_style_manager_get_accent_color (adw_style_manager_get_default ()), &color);
  color.alpha = 0.18f;
  tag = gtk_text_buffer_create_tag (buffer, NULL, "background-rgba", &color, NULL);
  g_object_set_data_full (G_OBJECT (tag), CLAIM_KEY, g_strdup (claim), g_free);

  get_iter_at_byte (buffer, text, quote->start, &start);
  get_iter_at_byte (buffer, text, quote->start + quote->length, &end);
  gtk_text_buffer_apply_tag (buffer, tag, &start, &end);
}

/* Quotes that show a steady absence, or the length of sentences, are any sentence: to mark them says nothing. */
static gboolean
has_telling_quotes (const IdioCardFields *fields)
{
  return fields->state != IDIO_CARD_STATE_REJECTED &&
         (fields->habit == NULL ||
          (!g_str_has_prefix (fields->habit, "no-") && !g_str_equal (fields->habit, "sentence-length")));
}

static void
forget_tag (GtkTextTag *tag,
            gpointer    tags)
{
  g_ptr_array_add (tags, tag);
}

static void
clear_marks (IdioDocumentView *self)
{
  GtkTextTagTable *table = gtk_text_buffer_get_tag_table (gtk_text_view_get_buffer (self->text_view));
  g_autoptr(GPtrArray) tags = g_ptr_array_new ();

  gtk_text_tag_table_foreach (table, forget_tag, tags);

  for (guint i = 0; i < tags->len; i++)
    gtk_text_tag_table_remove (table, g_ptr_array_index (tags, i));
}

static void
mark_quotes (IdioDocumentView *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);
  IdioVoice *voice = idio_workspace_get_voice (self->workspace);
  g_autofree char *text = NULL;
  GtkTextIter start, end;

  if (self->document == NULL)
    return;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  clear_marks (self);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (voice)); i++)
    {
      g_autoptr(IdioHypothesis) card = g_list_model_get_item (G_LIST_MODEL (voice), i);
      GPtrArray *quotes = idio_hypothesis_get_quotes (card);

      if (!has_telling_quotes (idio_hypothesis_get_fields (card)))
        continue;

      for (guint j = 0; j < quotes->len; j++)
        {
          const IdioQuote *quote = g_ptr_array_index (quotes, j);

          if (quote->document == idio_document_get_id (self->document))
            mark_quote (self, text, quote, idio_hypothesis_get_fields (card)->claim);
        }
    }
}

static void
scroll_to_quote (IdioDocumentView *self,
                 const char       *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);
  GtkTextIter start, end;

  if (self->quote_length == 0 || self->quote_start + self->quote_length > strlen (text))
    return;

  get_iter_at_byte (buffer, text, self->quote_start, &start);
  get_iter_at_byte (buffer, text, self->quote_start + self->quote_length, &end);
  gtk_text_buffer_select_range (buffer, &start, &end);
  gtk_text_view_scroll_to_mark (self->text_view, gtk_text_buffer_get_insert (buffer), 0, TRUE, 0, 0.3);
  self->quote_length = 0;
}

static void
set_text (IdioDocumentView *self,
          char             *text)
{
  if (strlen (text) > MAX_SHOWN_BYTES)
    strcpy (text + (g_utf8_find_prev_char (text, text + MAX_SHOWN_BYTES - strlen ("…")) - text), "…");

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text_view), text, -1);
}

static DexFuture *
load_fiber (gpointer data)
{
  IdioDocumentView *self = data;
  g_autoptr(IdioDocument) document = NULL;
  g_autofree char *text = NULL;
  GError *error = NULL;

  /* By the time the fiber runs, the document may have been removed, or the window closed. */
  if (!g_set_object (&document, self->document))
    return dex_future_new_true ();

  if (!(text = dex_await_string (idio_corpus_load_body (idio_workspace_get_corpus (self->workspace),
                                                        idio_document_get_id (document)),
                                 &error)))
    return dex_future_new_for_error (error);

  /* Another one may have been selected meanwhile. */
  if (self->document != document)
    return dex_future_new_true ();

  set_text (self, text);
  mark_quotes (self);
  scroll_to_quote (self, text);

  return dex_future_new_true ();
}

static void
load (IdioDocumentView *self)
{
  idio_ui_run (self, idio_fiber_spawn (load_fiber, g_object_ref (self), g_object_unref));
}

static gboolean
query_tooltip_cb (GtkWidget  *text_view,
                  int         x,
                  int         y,
                  gboolean    keyboard,
                  GtkTooltip *tooltip)
{
  g_autoptr(GSList) tags = NULL;
  g_autoptr(GString) claims = g_string_new (NULL);
  GtkTextIter iter;

  if (keyboard)
    return FALSE;

  gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (text_view), GTK_TEXT_WINDOW_WIDGET, x, y, &x, &y);

  if (!gtk_text_view_get_iter_at_location (GTK_TEXT_VIEW (text_view), &iter, x, y))
    return FALSE;

  tags = gtk_text_iter_get_tags (&iter);

  for (GSList *l = tags; l != NULL; l = l->next)
    {
      const char *claim = g_object_get_data (l->data, CLAIM_KEY);

      if (claim != NULL)
        g_string_append_printf (claims, "%s%s", claims->len > 0 ? "\n" : "", claim);
    }

  gtk_tooltip_set_text (tooltip, claims->str);

  return claims->len > 0;
}

static void
audience_selected_cb (IdioDocumentView *self)
{
  if (self->updating || self->document == NULL)
    return;

  idio_ui_run (self, idio_corpus_set_audience (idio_workspace_get_corpus (self->workspace),
                                               idio_document_get_id (self->document),
                                               (IdioAudience) gtk_drop_down_get_selected (self->audience_drop_down)));
}

static void
rename_cb (AdwAlertDialog   *dialog,
           const char       *response,
           IdioDocumentView *self)
{
  GtkWidget *entry = adw_alert_dialog_get_extra_child (dialog);
  g_autofree char *title = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));

  if (g_str_equal (response, "rename") && *title != '\0' && self->document != NULL)
    idio_ui_run (self, idio_corpus_rename (idio_workspace_get_corpus (self->workspace),
                                           idio_document_get_id (self->document), title));
}

static void
rename_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  IdioDocumentView *self = IDIO_DOCUMENT_VIEW (widget);
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_("Rename Text"), NULL));
  GtkWidget *entry = gtk_entry_new ();

  if (self->document == NULL)
    return;

  gtk_editable_set_text (GTK_EDITABLE (entry), idio_document_get_title (self->document));
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Title"), -1);
  adw_alert_dialog_set_extra_child (dialog, entry);
  adw_alert_dialog_add_responses (dialog, "cancel", _("_Cancel"), "rename", _("_Rename"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "rename", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "rename");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (rename_cb), self, 0);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
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
idio_document_view_dispose (GObject *object)
{
  IdioDocumentView *self = IDIO_DOCUMENT_VIEW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), IDIO_TYPE_DOCUMENT_VIEW);
  g_clear_object (&self->signals);
  g_clear_object (&self->document);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (idio_document_view_parent_class)->dispose (object);
}

static void
idio_document_view_class_init (IdioDocumentViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = idio_document_view_dispose;

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

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-document-view.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioDocumentView, window_title);
  gtk_widget_class_bind_template_child (widget_class, IdioDocumentView, menu_button);
  gtk_widget_class_bind_template_child (widget_class, IdioDocumentView, audience_drop_down);
  gtk_widget_class_bind_template_child (widget_class, IdioDocumentView, stack);
  gtk_widget_class_bind_template_child (widget_class, IdioDocumentView, text_view);
  gtk_widget_class_bind_template_callback (widget_class, audience_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, query_tooltip_cb);

  gtk_widget_class_install_action (widget_class, "document.rename", NULL, rename_action);
  gtk_widget_class_install_action (widget_class, "document.remove", NULL, remove_action);
  gtk_widget_class_install_action (widget_class, "document.disown", NULL, disown_action);
}

static void
idio_document_view_init (IdioDocumentView *self)
{
  g_autoptr(GListModel) audiences = idio_ui_list_audiences ();

  gtk_widget_init_template (GTK_WIDGET (self));

  self->updating = TRUE;
  gtk_drop_down_set_model (self->audience_drop_down, audiences);
  self->updating = FALSE;

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

  g_set_object (&self->workspace, workspace);
  g_signal_connect_object (idio_workspace_get_voice (workspace), "items-changed", G_CALLBACK (mark_quotes), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (idio_workspace_get_voice (workspace), "decided", G_CALLBACK (mark_quotes), self,
                           G_CONNECT_SWAPPED);
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
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text_view), "", 0);
  update_facts (self);

  if (document != NULL)
    load (self);
}

/**
 * idio_document_view_show_quote:
 * @self: a view
 * @start: where the quote begins in the document, in bytes
 * @length: its length in bytes
 *
 * Scrolls to a quote and selects it, as soon as the text is there.
 */
void
idio_document_view_show_quote (IdioDocumentView *self,
                               gsize             start,
                               gsize             length)
{
  g_return_if_fail (IDIO_IS_DOCUMENT_VIEW (self));

  self->quote_start = start;
  self->quote_length = length;

  if (self->document != NULL)
    load (self);
}
