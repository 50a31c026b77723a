/* idio-audience-question.c: whom texts that were just added are for
 *
 * Each has the audience that its file suggests. Whoever does not answer leaves it at that.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "ui/idio-audience-question.h"
#include "ui/idio-document-actions.h"
#include "ui/idio-ui.h"

struct _IdioAudienceQuestion
{
  AdwBin          parent_instance;

  IdioWorkspace  *workspace;
  GArray         *ids;
  gboolean        updating;

  GtkLabel       *suggestion_label;
  GtkDropDown    *drop_down;
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
  guint n_texts[IDIO_N_AUDIENCES] = { 0 };
  g_autoptr(GString) list = g_string_new (NULL);

  for (guint i = 0; i < ids->len; i++)
    {
      IdioDocument *document = idio_corpus_find (corpus, g_array_index (ids, gint64, i));

      if (document != NULL)
        n_texts[idio_document_get_audience (document)]++;
    }

  for (guint i = 0; i < IDIO_N_AUDIENCES; i++)
    if (n_texts[i] > 0)
      g_string_append_printf (list, "%s%s (%'u)", list->len > 0 ? ", " : "", idio_audience_get_label ((IdioAudience) i),
                              n_texts[i]);

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
selected_cb (IdioAudienceQuestion *self)
{
  guint selected = gtk_drop_down_get_selected (self->drop_down);

  g_assert (IDIO_IS_AUDIENCE_QUESTION (self));

  if (self->updating || selected == 0 || self->ids == NULL)
    return;

  idio_ui_run (self, idio_document_actions_set_audience (self->workspace, gtk_widget_get_root (GTK_WIDGET (self)),
                                                         self->ids, (IdioAudience) (selected - 1)));
  idio_audience_question_hide (self);
}

static void
idio_audience_question_dispose (GObject *object)
{
  IdioAudienceQuestion *self = IDIO_AUDIENCE_QUESTION (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), IDIO_TYPE_AUDIENCE_QUESTION);
  g_clear_pointer (&self->ids, g_array_unref);
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
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
}

static void
idio_audience_question_init (IdioAudienceQuestion *self)
{
  g_autoptr(GtkStringList) answers = gtk_string_list_new (NULL);

  self->updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_string_list_append (answers, _("As Suggested"));

  for (guint i = 0; i < IDIO_N_AUDIENCES; i++)
    gtk_string_list_append (answers, idio_audience_get_label ((IdioAudience) i));

  gtk_drop_down_set_model (self->drop_down, G_LIST_MODEL (answers));
  self->updating = FALSE;
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
  g_set_object (&self->workspace, workspace);
  g_clear_pointer (&self->ids, g_array_unref);
  self->ids = list_added (corpus, since);
  suggestion = describe_suggestion (corpus, self->ids);
  gtk_label_set_label (self->suggestion_label, suggestion);
  self->updating = TRUE;
  gtk_drop_down_set_selected (self->drop_down, 0);
  self->updating = FALSE;
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
