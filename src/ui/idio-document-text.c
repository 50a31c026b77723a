/* idio-document-text.c: the text of a document, with what cards quote from it and the words that were searched for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "idio-fiber.h"
#include "ui/idio-document-text.h"
#include "ui/idio-find-bar.h"
#include "ui/idio-shown-text.h"
#include "ui/idio-ui.h"

struct _IdioDocumentText
{
  AdwBin          parent_instance;

  IdioWorkspace  *workspace;
  IdioShownText  *shown;
  gint64          document;        /* whose text is shown, or 0 */
  char           *words;           /* that are marked in it, or NULL */
  gint64          quote_document;
  gsize           quote_start;     /* to be shown when the text of that document is there */
  gsize           quote_length;

  IdioFindBar    *find_bar;
  AdwBanner      *beginning_banner;
  GtkTextView    *text_view;
};

G_DEFINE_FINAL_TYPE (IdioDocumentText, idio_document_text, ADW_TYPE_BIN)

static void
mark_quotes (IdioDocumentText *self)
{
  g_assert (IDIO_IS_DOCUMENT_TEXT (self));

  if (self->document != 0)
    idio_shown_text_mark (self->shown, G_LIST_MODEL (idio_workspace_get_voice (self->workspace)), self->document);
}

static void
scroll_to_quote (IdioDocumentText *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);

  g_assert (IDIO_IS_DOCUMENT_TEXT (self));

  if (self->quote_length == 0 || self->document != self->quote_document ||
      !idio_shown_text_select (self->shown, self->quote_start, self->quote_length))
    return;

  gtk_text_view_scroll_to_mark (self->text_view, gtk_text_buffer_get_insert (buffer), 0, TRUE, 0, 0.3);
  self->quote_length = 0;
}

/* Marks what is searched for in the text that is shown, and then goes to the quote that is asked for. */
static DexFuture *
find_fiber (gpointer data)
{
  IdioDocumentText *self = data;
  g_autofree char *words = g_strdup (self->words);
  gint64 document = self->document;
  g_autoptr(GArray) hits = NULL;
  GError *error = NULL;

  if (document == 0)
    return dex_future_new_true ();

  if (words != NULL &&
      !(hits = dex_await_boxed (idio_corpus_find_words (idio_workspace_get_corpus (self->workspace), document, words),
                                &error)))
    return dex_future_new_for_error (error);

  /* Another text may be shown by then, or none any more. */
  if (self->find_bar == NULL || self->document != document || g_strcmp0 (words, self->words) != 0)
    return dex_future_new_true ();

  idio_find_bar_set_hits (self->find_bar, hits);
  scroll_to_quote (self);

  return dex_future_new_true ();
}

static void
find (IdioDocumentText *self)
{
  g_assert (IDIO_IS_DOCUMENT_TEXT (self));

  idio_ui_run (self, idio_fiber_spawn (find_fiber, g_object_ref (self), g_object_unref));
}

static gboolean
query_tooltip_cb (IdioDocumentText *self,
                  int               x,
                  int               y,
                  gboolean          keyboard,
                  GtkTooltip       *tooltip)
{
  g_autofree char *claims = NULL;
  GtkTextIter iter;

  g_assert (IDIO_IS_DOCUMENT_TEXT (self));

  if (keyboard)
    return FALSE;

  gtk_text_view_window_to_buffer_coords (self->text_view, GTK_TEXT_WINDOW_WIDGET, x, y, &x, &y);

  if (!gtk_text_view_get_iter_at_location (self->text_view, &iter, x, y) ||
      !(claims = idio_shown_text_dup_claims (self->shown, &iter)))
    return FALSE;

  gtk_tooltip_set_text (tooltip, claims);

  return TRUE;
}

static void
idio_document_text_dispose (GObject *object)
{
  IdioDocumentText *self = IDIO_DOCUMENT_TEXT (object);

  /* The child is one of the template, which would be taken from the bin without its knowledge. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), IDIO_TYPE_DOCUMENT_TEXT);
  g_clear_pointer (&self->shown, idio_shown_text_free);
  g_clear_pointer (&self->words, g_free);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (idio_document_text_parent_class)->dispose (object);
}

static void
idio_document_text_class_init (IdioDocumentTextClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = idio_document_text_dispose;

  g_type_ensure (IDIO_TYPE_FIND_BAR);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-document-text.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioDocumentText, find_bar);
  gtk_widget_class_bind_template_child (widget_class, IdioDocumentText, beginning_banner);
  gtk_widget_class_bind_template_child (widget_class, IdioDocumentText, text_view);
  gtk_widget_class_bind_template_callback (widget_class, query_tooltip_cb);
}

static void
idio_document_text_init (IdioDocumentText *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->shown = idio_shown_text_new (gtk_text_view_get_buffer (self->text_view));
  idio_find_bar_set_text (self->find_bar, self->text_view, self->shown);
}

/**
 * idio_document_text_set_workspace:
 * @self: a text
 * @workspace: where the documents are
 */
void
idio_document_text_set_workspace (IdioDocumentText *self,
                                  IdioWorkspace    *workspace)
{
  g_return_if_fail (IDIO_IS_DOCUMENT_TEXT (self));
  g_return_if_fail (IDIO_IS_WORKSPACE (workspace));

  g_set_object (&self->workspace, workspace);
  g_signal_connect_object (idio_workspace_get_voice (workspace), "items-changed", G_CALLBACK (mark_quotes), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (idio_workspace_get_voice (workspace), "decided", G_CALLBACK (mark_quotes), self,
                           G_CONNECT_SWAPPED);
}

/**
 * idio_document_text_set:
 * @self: a text
 * @document: the number of a document, or 0 for none
 * @text: (transfer full) (nullable): its text
 *
 * Shows it, with what is marked in it.
 *
 * Returns: whether it is shown to its end
 */
gboolean
idio_document_text_set (IdioDocumentText *self,
                        gint64            document,
                        char             *text)
{
  gboolean complete;

  g_return_val_if_fail (IDIO_IS_DOCUMENT_TEXT (self), FALSE);

  /* Who opened another one does not look for that quote any more. */
  if (document != 0 && document != self->quote_document)
    self->quote_length = 0;

  idio_find_bar_set_hits (self->find_bar, NULL);
  self->document = document;
  complete = idio_shown_text_set (self->shown, text);
  adw_banner_set_revealed (self->beginning_banner, !complete);

  if (document != 0)
    {
      mark_quotes (self);
      find (self);
    }

  return complete;
}

/**
 * idio_document_text_set_words:
 * @self: a text
 * @words: (nullable): what was given to idio_corpus_search(), or %NULL if nothing is searched for
 *
 * Marks the words in what is shown, and goes to the first.
 */
void
idio_document_text_set_words (IdioDocumentText *self,
                              const char       *words)
{
  g_return_if_fail (IDIO_IS_DOCUMENT_TEXT (self));

  if (g_set_str (&self->words, words))
    find (self);
}

/**
 * idio_document_text_find:
 * @self: a text
 * @forward: whether to go to the next of the words, or to the one before
 */
void
idio_document_text_find (IdioDocumentText *self,
                         gboolean          forward)
{
  g_return_if_fail (IDIO_IS_DOCUMENT_TEXT (self));

  idio_find_bar_move (self->find_bar, forward);
}

/**
 * idio_document_text_show_quote:
 * @self: a text
 * @document: the number of the document that the quote is from, if it is shown or will be next
 * @start: where the quote begins in it, in bytes
 * @length: its length in bytes
 *
 * Scrolls to a quote and selects it, as soon as the text is there.
 */
void
idio_document_text_show_quote (IdioDocumentText *self,
                               gint64            document,
                               gsize             start,
                               gsize             length)
{
  g_return_if_fail (IDIO_IS_DOCUMENT_TEXT (self));

  self->quote_document = document;
  self->quote_start = start;
  self->quote_length = length;
  scroll_to_quote (self);
}
