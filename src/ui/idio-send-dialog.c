/* idio-send-dialog.c: what would be sent to a service, before it is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "idio-fiber.h"
#include "ui/idio-send-dialog.h"
#include "ui/idio-text-limit.h"
#include "ui/idio-ui-text.h"
#include "ui/idio-ui.h"
#include "voice/idio-outgoing.h"

/* How the background of the user's own words is tinted with the accent color */
#define MARK_ALPHA 0.15f

/* What people answer */
typedef enum
{
  ANSWER_CANCEL,
  ANSWER_ONCE,
  ANSWER_ALWAYS,
} Answer;

struct _IdioSendDialog
{
  AdwDialog          parent_instance;

  IdioWorkspace     *workspace;
  IdioSendKind       kind;
  IdioSendFunc       func;
  gpointer           data;
  char              *host;
  GPtrArray         *outgoing;   /* what is shown */
  GArray            *left_out;
  GHashTable        *rows;       /* by the number of a document, its row */
  gboolean           again;      /* other requests were agreed to already */
  guint              n_makings;  /* of requests that are under way */
  DexPromise        *answer;
  GtkTextTag        *mark_tag;
  GtkTextTag        *heading_tag;

  AdwNavigationView *navigation_view;
  AdwWindowTitle    *window_title;
  GtkLabel          *facts_label;
  AdwActionRow      *texts_row;
  GtkListBox        *texts_list;
  GtkTextView       *text_view;
  GtkWidget         *beginning_label;
  GtkWidget         *send_button;
  GtkWidget         *always_button;
};

G_DEFINE_FINAL_TYPE (IdioSendDialog, idio_send_dialog, ADW_TYPE_DIALOG)

static IdioConsent *
get_consent (IdioWorkspace *workspace)
{
  return idio_model_choice_get_consent (idio_workspace_get_choice (workspace));
}

static const char *
get_role_label (IdioRole role)
{
  switch (role)
    {
    case IDIO_ROLE_SYSTEM:
      return C_("role", "Instructions");

    case IDIO_ROLE_ASSISTANT:
      return C_("role", "Answer, as an example");

    case IDIO_ROLE_USER:
    default:
      return C_("role", "Question");
    }
}

/* Fills the text view up to its limit. */
static void
insert (IdioSendDialog *self,
        const char     *text,
        gsize           length,
        GtkTextTag     *tag)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);
  glong room = IDIO_TEXT_LIMIT_CHARS - gtk_text_buffer_get_char_count (buffer);
  g_autofree char *fitting = NULL;
  GtkTextIter end;
  gsize n_shown;

  g_assert (IDIO_IS_SEND_DIALOG (self));

  gtk_text_buffer_get_end_iter (buffer, &end);
  fitting = idio_text_limit_fit (text, length, MAX (0, room), gtk_text_iter_get_line_offset (&end), NULL, &n_shown);
  gtk_text_buffer_insert_with_tags (buffer, &end, fitting, -1, tag, NULL);

  if (n_shown < length)
    gtk_widget_set_visible (self->beginning_label, TRUE);
}

static void
insert_heading (IdioSendDialog *self,
                const char     *heading)
{
  g_autofree char *line = g_strconcat (heading, "\n", NULL);

  insert (self, line, strlen (line), self->heading_tag);
}

static void
insert_message (IdioSendDialog *self,
                IdioOutgoing   *outgoing,
                guint           i)
{
  const IdioChatMessage *message = g_ptr_array_index (outgoing->request->messages, i);
  g_autoptr(GArray) marks = idio_outgoing_find_marks (outgoing, i);
  gsize start = 0;

  g_assert (IDIO_IS_SEND_DIALOG (self));

  insert_heading (self, get_role_label (message->role));

  for (guint j = 0; j < marks->len; j++)
    {
      const IdioOutgoingMark *mark = &g_array_index (marks, IdioOutgoingMark, j);

      insert (self, message->content + start, mark->start - start, NULL);
      insert (self, message->content + mark->start, mark->length, self->mark_tag);
      start = mark->start + mark->length;
    }

  insert (self, message->content + start, strlen (message->content + start), NULL);
  insert (self, "\n\n", 2, NULL);
}

static guint
get_n_shown (IdioSendDialog *self)
{
  g_assert (IDIO_IS_SEND_DIALOG (self));

  return self->kind == IDIO_SEND_KIND_STUDY ? MIN (1, self->outgoing->len) : self->outgoing->len;
}

static void
update_text (IdioSendDialog *self)
{
  g_assert (IDIO_IS_SEND_DIALOG (self));

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text_view), "", 0);
  gtk_widget_set_visible (self->beginning_label, FALSE);

  for (guint i = 0; i < get_n_shown (self); i++)
    {
      IdioOutgoing *outgoing = g_ptr_array_index (self->outgoing, i);
      g_autofree char *heading = g_strdup_printf (_("Request %'u of %'u"), i + 1, self->outgoing->len);

      if (self->outgoing->len > 1)
        insert_heading (self, heading);

      for (guint j = 0; j < outgoing->request->messages->len; j++)
        insert_message (self, outgoing, j);

      if (outgoing->request->schema == NULL)
        continue;

      insert_heading (self, _("Form of the answer, as a JSON schema"));
      insert (self, outgoing->request->schema, strlen (outgoing->request->schema), NULL);
      insert (self, "\n\n", 2, NULL);
    }
}

static char *
describe_amount (IdioSendDialog *self)
{
  IdioModelChoice *choice = idio_workspace_get_choice (self->workspace);
  IdioProvider *provider = idio_model_choice_get_provider (choice);
  g_autofree char *host = idio_ui_dup_phrase (self->host);
  g_autofree char *model = idio_ui_dup_phrase (provider != NULL ? idio_provider_get_model (provider) : "");
  g_autofree char *count = NULL;
  guint n_words = 0;

  g_assert (IDIO_IS_SEND_DIALOG (self));

  for (guint i = 0; i < self->outgoing->len; i++)
    n_words += idio_outgoing_count_words (g_ptr_array_index (self->outgoing, i));

  count = idio_ui_format_count (n_words);

  /* Translators: the number of words, the host, the name of the model */
  return g_strdup_printf (ngettext ("About %s word goes to %s, for the model %s.",
                                    "About %s words go to %s, for the model %s.", n_words), count, host, model);
}

/* Texts go into a request as strings of JSON, in which a line end is two characters. */
static gboolean
has_escaped_lines (IdioSendDialog *self)
{
  g_assert (IDIO_IS_SEND_DIALOG (self));

  for (guint i = 0; i < get_n_shown (self); i++)
    {
      GPtrArray *messages = ((IdioOutgoing *) g_ptr_array_index (self->outgoing, i))->request->messages;

      for (guint j = 0; j < messages->len; j++)
        if (strstr (((IdioChatMessage *) g_ptr_array_index (messages, j))->content, "\\n") != NULL)
          return TRUE;
    }

  return FALSE;
}

static void
update_facts (IdioSendDialog *self)
{
  IdioModelChoice *choice = idio_workspace_get_choice (self->workspace);
  g_autoptr(GPtrArray) sentences = g_ptr_array_new_null_terminated (6, g_free, TRUE);
  g_autofree char *facts = NULL;
  guint n_more = self->outgoing->len > 0 ? self->outgoing->len - 1 : 0;

  g_assert (IDIO_IS_SEND_DIALOG (self));

  if (self->again)
    g_ptr_array_add (sentences, g_strdup (_("The model answered the questions about made-up texts, and gets another "
                                            "request after that. You are asked once more, as nothing is sent that you "
                                            "did not see.")));

  g_ptr_array_add (sentences, describe_amount (self));

  if (self->kind == IDIO_SEND_KIND_STUDY && n_more > 0)
    g_ptr_array_add (sentences,
                     g_strdup_printf (ngettext ("The first request is below. %'u more like it follows, with the other "
                                                "passages and what was found by then.",
                                                "The first request is below. %'u more like it follow, with the other "
                                                "passages and what was found by then.", n_more), n_more));

  if (self->kind == IDIO_SEND_KIND_STUDY)
    g_ptr_array_add (sentences, g_strdup (_("Short questions follow, whether what was found is new.")));

  if (idio_model_choice_get_capability (choice) == IDIO_CAPABILITY_UNKNOWN)
    g_ptr_array_add (sentences, g_strdup (_("Before that, some questions about made-up texts find out what the model "
                                            "can do.")));

  if (has_escaped_lines (self))
    g_ptr_array_add (sentences, g_strdup (_("“\\n” below is a new line in a text of yours.")));

  facts = g_strjoinv (" ", (char **) sentences->pdata);
  gtk_label_set_label (self->facts_label, facts);
}

static gint
find_left_out (IdioSendDialog *self,
               gint64          document)
{
  g_assert (IDIO_IS_SEND_DIALOG (self));

  for (guint i = 0; i < self->left_out->len; i++)
    if (g_array_index (self->left_out, gint64, i) == document)
      return (gint) i;

  return -1;
}

static void make_requests (IdioSendDialog *self);

static void
switched_cb (AdwSwitchRow   *row,
             GParamSpec     *pspec,
             IdioSendDialog *self)
{
  gint64 *document = g_object_get_data (G_OBJECT (row), "document");
  gint at = find_left_out (self, *document);

  if (adw_switch_row_get_active (row) && at >= 0)
    g_array_remove_index (self->left_out, (guint) at);
  else if (!adw_switch_row_get_active (row) && at < 0)
    g_array_append_val (self->left_out, *document);

  make_requests (self);
}

static void
add_row (IdioSendDialog *self,
         gint64          id)
{
  IdioDocument *document = idio_corpus_find (idio_workspace_get_corpus (self->workspace), id);
  gint64 *key = g_memdup2 (&id, sizeof id);
  GtkWidget *row = idio_ui_make_switch_row (document != NULL ? idio_document_get_title (document) : "–",
                                            document != NULL ? idio_document_get_excerpt (document) : NULL);

  g_assert (IDIO_IS_SEND_DIALOG (self));

  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  adw_switch_row_set_active (ADW_SWITCH_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "document", key, g_free);
  g_signal_connect_object (row, "notify::active", G_CALLBACK (switched_cb), self, 0);
  gtk_list_box_append (self->texts_list, row);
  g_hash_table_insert (self->rows, key, row);
}

/* A text that is left out stays in the list. Rows are hidden and not removed, so that the focus stays where it is. */
static void
update_texts (IdioSendDialog *self)
{
  g_autoptr(GArray) documents = idio_outgoing_list_documents (self->outgoing);
  g_autofree char *title = NULL;
  GHashTableIter iter;
  gpointer key, row;

  g_assert (IDIO_IS_SEND_DIALOG (self));

  for (guint i = 0; i < documents->len; i++)
    if (!g_hash_table_contains (self->rows, &g_array_index (documents, gint64, i)))
      add_row (self, g_array_index (documents, gint64, i));

  g_hash_table_iter_init (&iter, self->rows);

  while (g_hash_table_iter_next (&iter, &key, &row))
    gtk_widget_set_visible (row, find_left_out (self, *(gint64 *) key) >= 0 ||
                                 g_array_binary_search (documents, key, idio_document_compare_ids, NULL));

  title = documents->len == 0 ? g_strdup (_("None of your texts is in it"))
                              : g_strdup_printf (ngettext ("Passages of %'u of your texts are in it",
                                                           "Passages of %'u of your texts are in it", documents->len),
                                                 documents->len);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->texts_row), title);
  gtk_widget_set_visible (GTK_WIDGET (self->texts_row), g_hash_table_size (self->rows) > 0);
}

/* Only what is shown can be sent. */
static void
update_buttons (IdioSendDialog *self)
{
  g_assert (IDIO_IS_SEND_DIALOG (self));

  gtk_widget_set_sensitive (self->send_button, self->n_makings == 0);
  gtk_widget_set_sensitive (self->always_button, self->n_makings == 0);
  gtk_widget_set_visible (self->always_button,
                          !idio_consent_lasts (get_consent (self->workspace), self->host));
}

static void
show_requests (IdioSendDialog *self,
               GPtrArray      *outgoing)
{
  g_assert (IDIO_IS_SEND_DIALOG (self));

  g_ptr_array_ref (outgoing);
  g_clear_pointer (&self->outgoing, g_ptr_array_unref);
  self->outgoing = outgoing;
  update_text (self);
  update_facts (self);
  update_texts (self);
  update_buttons (self);
}

static void
answer (IdioSendDialog *self,
        Answer          value)
{
  g_assert (IDIO_IS_SEND_DIALOG (self));

  if (dex_future_is_pending (DEX_FUTURE (self->answer)))
    dex_promise_resolve_int (self->answer, (int) value);
}

static DexFuture *
make_fiber (gpointer data)
{
  IdioSendDialog *self = data;
  g_autoptr(GArray) left_out = g_array_copy (self->left_out);
  g_autoptr(GPtrArray) outgoing = NULL;
  g_autoptr(GError) error = NULL;

  outgoing = dex_await_boxed (self->func (self->data, left_out, FALSE), &error);
  self->n_makings--;

  /* Another switch may have been turned meanwhile, and the dialog been closed. */
  if (self->n_makings > 0 || !dex_future_is_pending (DEX_FUTURE (self->answer)))
    return dex_future_new_true ();

  if (outgoing != NULL)
    show_requests (self, outgoing);
  else
    dex_promise_reject (self->answer, g_steal_pointer (&error));

  return dex_future_new_true ();
}

static void
make_requests (IdioSendDialog *self)
{
  g_assert (IDIO_IS_SEND_DIALOG (self));

  self->n_makings++;
  update_buttons (self);
  dex_future_disown (idio_fiber_spawn (make_fiber, g_object_ref (self), g_object_unref));
}

static void
cancel_cb (IdioSendDialog *self)
{
  g_assert (IDIO_IS_SEND_DIALOG (self));

  adw_dialog_close (ADW_DIALOG (self));
}

static void
send_cb (IdioSendDialog *self)
{
  g_assert (IDIO_IS_SEND_DIALOG (self));

  answer (self, ANSWER_ONCE);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
send_always_cb (IdioSendDialog *self)
{
  g_assert (IDIO_IS_SEND_DIALOG (self));

  answer (self, ANSWER_ALWAYS);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
show_texts_cb (IdioSendDialog *self)
{
  g_assert (IDIO_IS_SEND_DIALOG (self));

  adw_navigation_view_push_by_tag (self->navigation_view, "texts");
}

static void
accent_cb (IdioSendDialog *self)
{
  g_autoptr(GdkRGBA) accent = adw_style_manager_get_accent_color_rgba (adw_style_manager_get_default ());

  g_assert (IDIO_IS_SEND_DIALOG (self));

  accent->alpha = MARK_ALPHA;
  g_object_set (self->mark_tag, "background-rgba", accent, NULL);
}

static void
idio_send_dialog_closed (AdwDialog *dialog)
{
  answer (IDIO_SEND_DIALOG (dialog), ANSWER_CANCEL);
}

/* Its window may be closed without it. */
static void
idio_send_dialog_unroot (GtkWidget *widget)
{
  answer (IDIO_SEND_DIALOG (widget), ANSWER_CANCEL);

  GTK_WIDGET_CLASS (idio_send_dialog_parent_class)->unroot (widget);
}

static void
idio_send_dialog_dispose (GObject *object)
{
  IdioSendDialog *self = IDIO_SEND_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), IDIO_TYPE_SEND_DIALOG);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (idio_send_dialog_parent_class)->dispose (object);
}

static void
idio_send_dialog_finalize (GObject *object)
{
  IdioSendDialog *self = IDIO_SEND_DIALOG (object);

  g_clear_pointer (&self->host, g_free);
  g_clear_pointer (&self->outgoing, g_ptr_array_unref);
  g_clear_pointer (&self->left_out, g_array_unref);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  dex_clear (&self->answer);

  G_OBJECT_CLASS (idio_send_dialog_parent_class)->finalize (object);
}

static void
idio_send_dialog_class_init (IdioSendDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = idio_send_dialog_dispose;
  object_class->finalize = idio_send_dialog_finalize;

  widget_class->unroot = idio_send_dialog_unroot;

  ADW_DIALOG_CLASS (klass)->closed = idio_send_dialog_closed;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-send-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioSendDialog, navigation_view);
  gtk_widget_class_bind_template_child (widget_class, IdioSendDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, IdioSendDialog, facts_label);
  gtk_widget_class_bind_template_child (widget_class, IdioSendDialog, texts_row);
  gtk_widget_class_bind_template_child (widget_class, IdioSendDialog, texts_list);
  gtk_widget_class_bind_template_child (widget_class, IdioSendDialog, text_view);
  gtk_widget_class_bind_template_child (widget_class, IdioSendDialog, beginning_label);
  gtk_widget_class_bind_template_child (widget_class, IdioSendDialog, send_button);
  gtk_widget_class_bind_template_child (widget_class, IdioSendDialog, always_button);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, send_cb);
  gtk_widget_class_bind_template_callback (widget_class, send_always_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_texts_cb);
}

static void
idio_send_dialog_init (IdioSendDialog *self)
{
  GtkTextBuffer *buffer;

  gtk_widget_init_template (GTK_WIDGET (self));

  self->left_out = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->rows = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->answer = dex_promise_new ();

  buffer = gtk_text_view_get_buffer (self->text_view);
  self->heading_tag = gtk_text_buffer_create_tag (buffer, NULL, "weight", PANGO_WEIGHT_BOLD, "pixels-below-lines", 3, NULL);
  self->mark_tag = gtk_text_buffer_create_tag (buffer, NULL, "underline", PANGO_UNDERLINE_SINGLE, NULL);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::accent-color-rgba", G_CALLBACK (accent_cb), self,
                           G_CONNECT_SWAPPED);
  accent_cb (self);
}

/* The question, from the first look at what would be sent to the answer. */
typedef struct
{
  GtkWidget     *parent;
  IdioWorkspace *workspace;
  IdioSendKind   kind;
  IdioSendFunc   func;
  gpointer       data;
  char          *host;
  GArray        *left_out;
  GPtrArray     *shown;    /* what was agreed to, or NULL */
} Question;

static void
question_free (Question *question)
{
  g_clear_object (&question->parent);
  g_clear_object (&question->workspace);
  g_clear_object (&question->data);
  g_clear_pointer (&question->host, g_free);
  g_clear_pointer (&question->left_out, g_array_unref);
  g_clear_pointer (&question->shown, g_ptr_array_unref);
  g_free (question);
}

static IdioSendDialog *
present (Question  *question,
         GPtrArray *outgoing)
{
  IdioSendDialog *self = g_object_new (IDIO_TYPE_SEND_DIALOG, NULL);
  g_autofree char *host = idio_ui_dup_line (question->host);

  self->workspace = g_object_ref (question->workspace);
  self->kind = question->kind;
  self->again = question->shown != NULL;
  self->func = question->func;
  self->data = question->data;
  self->host = g_strdup (question->host);
  g_array_append_vals (self->left_out, question->left_out->data, question->left_out->len);
  adw_window_title_set_subtitle (self->window_title, host);
  show_requests (self, outgoing);
  adw_dialog_present (ADW_DIALOG (self), question->parent);

  return self;
}

/* What was left out is to stay here, also when nobody asks any more. */
static gboolean
agree (Question  *question,
       Answer     given,
       GError   **error)
{
  IdioConsent *consent = get_consent (question->workspace);

  if (given == ANSWER_ALWAYS && question->left_out->len > 0 &&
      !dex_await (idio_corpus_set_private (idio_workspace_get_corpus (question->workspace), question->left_out, TRUE),
                  error))
    return FALSE;

  if (given == ANSWER_ALWAYS)
    idio_consent_give (consent, question->host);
  else
    idio_consent_give_once (consent, question->host);

  return TRUE;
}

/* Shows the requests, and has them made anew as long as texts are switched on and off. */
static Answer
show (Question  *question,
      GPtrArray *outgoing,
      GError   **error)
{
  g_autoptr(IdioSendDialog) dialog = g_object_ref (present (question, outgoing));
  g_autoptr(GError) local_error = NULL;
  Answer given = (Answer) dex_await_int (dex_ref (DEX_FUTURE (dialog->answer)), &local_error);

  if (local_error != NULL)
    {
      adw_dialog_force_close (ADW_DIALOG (dialog));
      g_propagate_error (error, g_steal_pointer (&local_error));
      return ANSWER_CANCEL;
    }

  if (given == ANSWER_CANCEL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Not agreed");
      return ANSWER_CANCEL;
    }

  g_clear_pointer (&question->shown, g_ptr_array_unref);
  question->shown = g_ptr_array_ref (dialog->outgoing);
  g_array_set_size (question->left_out, 0);
  g_array_append_vals (question->left_out, dialog->left_out->data, dialog->left_out->len);

  return given;
}

static DexFuture *
ask_fiber (gpointer data)
{
  Question *question = data;
  IdioConsent *consent = get_consent (question->workspace);
  Answer given = ANSWER_CANCEL;
  GError *error = NULL;

  /* Once it was agreed to, the model may be asked what it is fit for. If that makes other requests of them, they are
   * shown again: what is sent is what was shown. */
  while (error == NULL)
    {
      g_autoptr(GPtrArray) outgoing = dex_await_boxed (question->func (question->data, question->left_out,
                                                                       question->shown != NULL), &error);

      if (outgoing == NULL || (question->shown != NULL && idio_outgoing_equal (outgoing, question->shown)))
        break;

      if (given == ANSWER_ONCE)
        idio_consent_end_once (consent, question->host);

      given = show (question, outgoing, &error);

      if (given != ANSWER_CANCEL && !agree (question, given, &error))
        given = ANSWER_CANCEL;
    }

  if (error == NULL)
    return dex_future_new_for_boolean (given == ANSWER_ONCE);

  if (given == ANSWER_ONCE)
    idio_consent_end_once (consent, question->host);

  return dex_future_new_for_error (error);
}

/**
 * idio_send_dialog_ask:
 * @parent: the widget in which the user wants to ask a model
 * @workspace: all that is open
 * @kind: what the model is asked for
 * @show_always: whether to show what would be sent also if the user agreed to all that goes there
 * @func: makes the requests
 * @data: (type GObject): data for @func
 *
 * Before something goes to a service, shows exactly what, and asks. Nothing is asked if nothing leaves this computer.
 *
 * Returns: (transfer full): a future of whether the user agreed for this time only, so that
 *   idio_model_choice_end_consent() is to be called afterwards; it is rejected with %G_IO_ERROR_CANCELLED if they did not
 *   agree
 */
DexFuture *
idio_send_dialog_ask (GtkWidget     *parent,
                      IdioWorkspace *workspace,
                      IdioSendKind   kind,
                      gboolean       show_always,
                      IdioSendFunc   func,
                      gpointer       data)
{
  const char *host;
  Question *question;

  g_return_val_if_fail (GTK_IS_WIDGET (parent), NULL);
  g_return_val_if_fail (IDIO_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (func != NULL, NULL);
  g_return_val_if_fail (G_IS_OBJECT (data), NULL);

  host = idio_ui_get_host (idio_workspace_get_choice (workspace));

  if (host == NULL ||
      (!show_always && idio_consent_lasts (get_consent (workspace), host)))
    return dex_future_new_for_boolean (FALSE);

  question = g_new0 (Question, 1);
  question->parent = g_object_ref (parent);
  question->workspace = g_object_ref (workspace);
  question->kind = kind;
  question->func = func;
  question->data = g_object_ref (data);
  question->host = g_strdup (host);
  question->left_out = g_array_new (FALSE, FALSE, sizeof (gint64));

  return idio_fiber_spawn (ask_fiber, question, (GDestroyNotify) question_free);
}
