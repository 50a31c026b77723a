/* idio-audience-question.c: whom texts that were just added are for
 *
 * Each has the audience that its file suggests. Whoever does not answer leaves it at that.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "ui/idio-audience-chooser.h"
#include "ui/idio-audience-question.h"
#include "ui/idio-document-actions.h"
#include "ui/idio-ui-text.h"
#include "ui/idio-ui.h"

struct _IdioAudienceQuestion
{
  AdwBin               parent_instance;

  IdioWorkspace       *workspace;
  IdioAudienceChooser *chooser;
  GArray              *ids;

  GtkLabel            *suggestion_label;
  GtkWidget           *drop_down;
};

G_DEFINE_FINAL_TYPE (IdioAudienceQuestion, idio_audience_question, ADW_TYPE_BIN)

/* Documents that were added since a time, in seconds */
static GArray *
list_added (IdioCorpus *corpus,
            gint64      since)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (corpus)); i++)
    {
      g_autoptr(IdioDocument) document = g_list_model_get_item (G_LIST_MODEL (corpus), i);
      gint64 id = idio_document_get_id (document);

      if (idio_document_get_added (document) >= since && !idio_document_get_example (document))
        g_array_append_val (ids, id);
    }

  return ids;
}

/* "Work Mail (8), Friends (3)" */
static char *
describe_suggestion (IdioCorpus *corpus,
                     GArray     *ids)
{
  GListModel *audiences = G_LIST_MODEL (idio_corpus_get_audiences (corpus));
  g_autoptr(GHashTable) n_texts = g_hash_table_new (NULL, NULL);
  g_autoptr(GString) list = g_string_new (NULL);

  for (guint i = 0; i < ids->len; i++)
    {
      IdioDocument *document = idio_corpus_find (corpus, g_array_index (ids, gint64, i));

      gpointer audience = GUINT_TO_POINTER (document != NULL ? idio_document_get_audience (document) : 0);

      if (document != NULL)
        g_hash_table_insert (n_texts, audience,
                             GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (n_texts, audience)) + 1));
    }

  for (guint i = 0; i < g_list_model_get_n_items (audiences); i++)
    {
      g_autoptr(IdioAudienceItem) item = g_list_model_get_item (audiences, i);
      IdioAudience audience = idio_audience_item_get_audience (item);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (n_texts, GUINT_TO_POINTER (audience)));
      g_autofree char *name = idio_ui_dup_audience (audience, idio_audience_item_get_name (item));

      if (n > 0)
        g_string_append_printf (list, "%s%s (%'u)", list->len > 0 ? ", " : "", name, n);
    }

  /* Translators: audiences follow, each with a number of texts, such as “Work Mail (8), Friends (3)” */
  return g_strdup_printf (_("Suggested: %s"), list->str);
}

static void
close_cb (IdioAudienceQuestion *self)
{
  g_assert (IDIO_IS_AUDIENCE_QUESTION (self));

  idio_audience_question_hide (self);
}

static void
chosen_cb (IdioAudienceQuestion *self)
{
  IdioAudience audience;

  g_assert (IDIO_IS_AUDIENCE_QUESTION (self));

  if (!idio_audience_chooser_get (self->chooser, &audience) || self->ids == NULL)
    return;

  idio_ui_run (self, idio_document_actions_set_audience (self->workspace, gtk_widget_get_root (GTK_WIDGET (self)),
                                                         self->ids, audience));
  idio_audience_question_hide (self);
}

static void
idio_audience_question_dispose (GObject *object)
{
  IdioAudienceQuestion *self = IDIO_AUDIENCE_QUESTION (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), IDIO_TYPE_AUDIENCE_QUESTION);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_object (&self->chooser);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (idio_audience_question_parent_class)->dispose (object);
}

static void
idio_audience_question_class_init (IdioAudienceQuestionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = idio_audience_question_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-audience-question.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioAudienceQuestion, suggestion_label);
  gtk_widget_class_bind_template_child (widget_class, IdioAudienceQuestion, drop_down);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
}

static void
idio_audience_question_init (IdioAudienceQuestion *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->chooser = idio_audience_chooser_new (self->drop_down, _("As Suggested"), TRUE);
  g_signal_connect_object (self->chooser, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
}

/**
 * idio_audience_question_ask:
 * @self: a question
 * @workspace: where the documents are
 * @since: when the first of the texts was added, in seconds since 1970
 *
 * Shows the question, if texts were added since then that are still there.
 */
void
idio_audience_question_ask (IdioAudienceQuestion *self,
                            IdioWorkspace        *workspace,
                            gint64                since)
{
  IdioCorpus *corpus;
  g_autofree char *suggestion = NULL;

  g_return_if_fail (IDIO_IS_AUDIENCE_QUESTION (self));
  g_return_if_fail (IDIO_IS_WORKSPACE (workspace));

  corpus = idio_workspace_get_corpus (workspace);

  if (self->workspace == NULL)
    {
      self->workspace = g_object_ref (workspace);
      idio_audience_chooser_set_audiences (self->chooser, idio_corpus_get_audiences (corpus));
    }

  g_clear_pointer (&self->ids, g_array_unref);
  self->ids = list_added (corpus, since);
  suggestion = describe_suggestion (corpus, self->ids);
  gtk_label_set_label (self->suggestion_label, suggestion);
  idio_audience_chooser_set_first (self->chooser);
  gtk_widget_set_visible (GTK_WIDGET (self), self->ids->len > 0);
}

/**
 * idio_audience_question_hide:
 * @self: a question
 *
 * Leaves the texts as they are.
 */
void
idio_audience_question_hide (IdioAudienceQuestion *self)
{
  g_return_if_fail (IDIO_IS_AUDIENCE_QUESTION (self));

  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_clear_pointer (&self->ids, g_array_unref);
}
