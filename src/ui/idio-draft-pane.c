/* idio-draft-pane.c: one of the two drafts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "draft/idio-facts.h"
#include "text/idio-words.h"
#include "ui/idio-draft-find.h"
#include "ui/idio-draft-keep.h"
#include "ui/idio-draft-mail.h"
#include "ui/idio-draft-notice.h"
#include "ui/idio-draft-pane.h"
#include "ui/idio-draft-print.h"
#include "ui/idio-draft-save.h"
#include "ui/idio-leak-marks.h"
#include "ui/idio-spelling.h"
#include "ui/idio-spoken-text.h"
#include "ui/idio-text-limit.h"
#include "ui/idio-toasts.h"
#include "ui/idio-ui-text.h"
#include "ui/idio-ui.h"

struct _IdioDraftPane
{
  AdwBin             parent_instance;

  IdioDraft         *draft;
  GSignalGroup      *signals;
  GSignalGroup      *buffer_signals;
  IdioDraftKind      kind;
  IdioDraftNotice   *notice;
  IdioLeakMarks     *leak_marks;
  char              *request; /* what the draft was written for, or NULL */
  IdioSpelling      *spelling;
  char              *status;
  gboolean           can_collapse;
  GString           *unspoken; /* the sentence that is being written, for a screen reader */
  gsize              n_shown;  /* bytes of the draft, while it is written */
  guint              tick;
  gboolean           updating;
  gboolean           cut;      /* the draft is longer than what is shown */

  GtkWidget         *title_box;
  GtkLabel          *title_label;
  GtkLabel          *words_label;
  GtkWidget         *copy_button;
  GtkWidget         *menu_button;
  GtkWidget         *place_box;
  GtkLabel          *place_label;
  IdioDraftFind     *draft_find;
  GtkWidget         *text_overlay;
  GtkScrolledWindow *scrolled_window;
  GtkTextView       *text_view;
  GtkWidget         *status_box;
  GtkWidget         *spinner;
  GtkLabel          *status_label;
  GtkWidget         *beginning_label;
  GtkWidget         *warning_box;
  GtkLabel          *warning_label;
};

G_DEFINE_FINAL_TYPE (IdioDraftPane, idio_draft_pane, ADW_TYPE_BIN)

enum
{
  PROP_NOTICE = 1,
  PROP_CAN_COLLAPSE,
};

static GParamSpec *properties[PROP_CAN_COLLAPSE + 1];

enum
{
  SIGNAL_EDITED,
  SIGNAL_TRY_AGAIN,
  SIGNAL_GO_ON,
  SIGNAL_STEP,
  SIGNAL_KEEP,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

#define BUFFER_KEY "idio-draft-buffer"

static gboolean
is_at_work (IdioDraft *draft)
{
  return draft != NULL && (idio_draft_get_state (draft) == IDIO_DRAFT_STATE_WAITING ||
                           idio_draft_get_state (draft) == IDIO_DRAFT_STATE_WRITING);
}

static GtkTextBuffer *
get_buffer (IdioDraftPane *self)
{
  g_assert (IDIO_IS_DRAFT_PANE (self));

  return gtk_text_view_get_buffer (self->text_view);
}

static void
update_words (IdioDraftPane *self)
{
  guint n_words = self->draft != NULL && !self->cut ? idio_count_words (idio_draft_get_text (self->draft)) : 0;
  g_autofree char *selection = n_words > 0 ? idio_text_limit_dup_selection (get_buffer (self)) : NULL;
  g_autofree char *words = NULL;

  g_assert (IDIO_IS_DRAFT_PANE (self));

  /* Translators: how many words are selected, and how many there are in all */
  if (selection != NULL)
    words = g_strdup_printf (ngettext ("%'u of %'u word", "%'u of %'u words", n_words), idio_count_words (selection),
                             n_words);
  else if (n_words > 0)
    words = g_strdup_printf (ngettext ("%'u word", "%'u words", n_words), n_words);

  gtk_label_set_label (self->words_label, words != NULL ? words : "");
}

static void
update_own (IdioDraftPane *self)
{
  g_assert (IDIO_IS_DRAFT_PANE (self));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "draft.keep",
                                 self->draft != NULL && !is_at_work (self->draft) &&
                                   idio_draft_keep_is_own (self->draft));
}

/* What may be wrong with the draft. This reads all of the text, which is not worth it for each word that comes in. */
static void
update_warnings (IdioDraftPane *self)
{
  gboolean is_read = self->draft != NULL && !is_at_work (self->draft);
  g_autoptr(GStrvBuilder) sentences = g_strv_builder_new ();
  g_auto(GStrv) facts = NULL, lines = NULL;
  g_autofree char *leaks = NULL, *warning = NULL;

  g_assert (IDIO_IS_DRAFT_PANE (self));

  idio_leak_marks_show (self->leak_marks, is_read ? idio_draft_get_leaks (self->draft) : NULL);
  leaks = idio_leak_marks_describe (self->leak_marks);

  if (is_read && self->request != NULL && *idio_draft_get_text (self->draft) != '\0')
    {
      facts = idio_facts_describe (self->request, idio_draft_get_text (self->draft));
      g_strv_builder_addv (sentences, (const char **) facts);
    }

  if (leaks != NULL)
    g_strv_builder_add (sentences, leaks);

  lines = g_strv_builder_end (sentences);
  warning = g_strjoinv ("\n", lines);
  gtk_label_set_label (self->warning_label, warning);
  gtk_widget_set_visible (self->warning_box, *warning != '\0');
}

static void
update (IdioDraftPane *self)
{
  static const char * const actions[] = { "draft.save-as", "draft.print", "draft.mail", "draft.find", "draft.find-next",
                                          "draft.find-previous" };
  gboolean has_text = self->draft != NULL && *idio_draft_get_text (self->draft) != '\0';
  gboolean at_work = is_at_work (self->draft);
  gboolean failed = self->draft != NULL && idio_draft_get_error (self->draft) != NULL;

  g_assert (IDIO_IS_DRAFT_PANE (self));

  /* In a narrow window the reason would be below the empty space for a text that is not there. */
  gtk_widget_set_visible (self->text_overlay, has_text || !failed);
  gtk_widget_set_visible (self->status_box, !has_text && !failed);
  gtk_widget_set_visible (self->spinner, at_work);
  gtk_label_set_label (self->status_label, self->status != NULL ? self->status : "");
  gtk_text_view_set_editable (self->text_view, has_text && !at_work && !self->cut);
  gtk_text_view_set_cursor_visible (self->text_view, has_text && !at_work && !self->cut);
  gtk_widget_set_sensitive (self->copy_button, has_text);

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i], has_text && !at_work);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "draft.try-again", self->draft != NULL && !at_work);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "draft.go-on",
                                 self->draft != NULL && idio_draft_can_go_on (self->draft));
  update_words (self);
  update_own (self);
  update_warnings (self);
}

/* Text that streams in is said by the sentence, and only that of the user's own draft: two voices at once say
 * nothing. */
static void
announce (IdioDraftPane *self,
          const char    *text)
{
  g_autofree char *sentences = NULL;
  gsize length;

  g_assert (IDIO_IS_DRAFT_PANE (self));

  if (self->kind != IDIO_DRAFT_KIND_PERSONAL)
    return;

  g_string_append (self->unspoken, text);

  length = is_at_work (self->draft) ? idio_spoken_text_measure (self->unspoken->str) : self->unspoken->len;

  if (length == 0)
    return;

  sentences = g_strndup (self->unspoken->str, length);
  gtk_accessible_announce (GTK_ACCESSIBLE (self->text_view), sentences, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
  g_string_erase (self->unspoken, 0, (gssize) length);
}

/* Shows what came in since the last time. What the user undoes is what the user did, and not what the model wrote. */
static void
show_new_text (IdioDraftPane *self)
{
  GtkTextBuffer *buffer = get_buffer (self);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled_window);
  gboolean at_end = gtk_adjustment_get_value (adjustment) >=
                    gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment) - 1;
  const char *text = idio_draft_get_text (self->draft) + self->n_shown;
  GtkTextIter end;

  g_assert (IDIO_IS_DRAFT_PANE (self));

  if (*text == '\0')
    return;

  self->n_shown += strlen (text);
  self->updating = TRUE;
  gtk_text_buffer_begin_irreversible_action (buffer);
  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_insert (buffer, &end, text, -1);
  gtk_text_buffer_end_irreversible_action (buffer);
  self->updating = FALSE;
  self->cut = gtk_widget_get_visible (self->beginning_label);

  /* Follow the text, unless the user has scrolled back to read. */
  if (at_end)
    {
      gtk_text_buffer_get_end_iter (buffer, &end);
      gtk_text_view_scroll_to_iter (self->text_view, &end, 0, FALSE, 0, 0);
    }

  gtk_widget_set_visible (self->status_box, FALSE);
  gtk_widget_set_sensitive (self->copy_button, TRUE);
  update_words (self);
  announce (self, text);
}

static void
stop_tick (IdioDraftPane *self)
{
  g_assert (IDIO_IS_DRAFT_PANE (self));

  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);

  self->tick = 0;
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  IdioDraftPane *self = IDIO_DRAFT_PANE (widget);

  self->tick = 0;
  show_new_text (self);

  return G_SOURCE_REMOVE;
}

/* A fast model writes many tokens in the time of one frame. */
static void
appended_cb (IdioDraftPane *self)
{
  g_assert (IDIO_IS_DRAFT_PANE (self));

  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}

static void
cleared_cb (IdioDraftPane *self)
{
  g_assert (IDIO_IS_DRAFT_PANE (self));

  self->n_shown = 0;
  self->updating = TRUE;
  gtk_text_buffer_set_text (get_buffer (self), "", -1);
  self->updating = FALSE;
  g_string_truncate (self->unspoken, 0);
  update_words (self);
  show_new_text (self);
}

static void
state_cb (IdioDraftPane *self)
{
  g_assert (IDIO_IS_DRAFT_PANE (self));

  stop_tick (self);
  show_new_text (self);
  announce (self, "");
  idio_draft_notice_begin (self->notice);
  update (self);
}

static void
buffer_changed_cb (IdioDraftPane *self)
{
  g_autofree char *text = NULL;

  g_assert (IDIO_IS_DRAFT_PANE (self));

  if (self->updating || self->draft == NULL || is_at_work (self->draft))
    return;

  text = idio_text_limit_dup_text (get_buffer (self));
  idio_draft_set_text (self->draft, text);
  self->n_shown = strlen (text);
  update_words (self);
  update_own (self);
  update_warnings (self);
  g_signal_emit (self, signals[SIGNAL_EDITED], 0);
}

static void
selection_cb (IdioDraftPane *self)
{
  g_assert (IDIO_IS_DRAFT_PANE (self));

  if (!self->updating)
    update_words (self);
}

/* Most marks that are set are that of the cursor, which is where the selection ends. */
static void
mark_set_cb (IdioDraftPane *self,
             GtkTextIter   *place,
             GtkTextMark   *mark)
{
  g_assert (IDIO_IS_DRAFT_PANE (self));

  if (gtk_text_buffer_get_has_selection (get_buffer (self)) &&
      (mark == gtk_text_buffer_get_insert (get_buffer (self)) ||
       mark == gtk_text_buffer_get_selection_bound (get_buffer (self))))
    selection_cb (self);
}

/* Each draft has a buffer of its own, so that what was done to it can still be undone when it is shown again. */
static GtkTextBuffer *
make_buffer (IdioDraft *draft)
{
  GtkTextBuffer *buffer = draft != NULL ? g_object_get_data (G_OBJECT (draft), BUFFER_KEY) : NULL;

  if (buffer != NULL)
    return g_object_ref (buffer);

  buffer = idio_spelling_make_buffer ();

  if (draft != NULL)
    g_object_set_data_full (G_OBJECT (draft), BUFFER_KEY, g_object_ref (buffer), g_object_unref);

  return buffer;
}

static void
show_buffer (IdioDraftPane *self)
{
  g_autoptr(GtkTextBuffer) buffer = make_buffer (self->draft);
  const char *text = self->draft != NULL ? idio_draft_get_text (self->draft) : "";
  g_autofree char *before = NULL;

  g_assert (IDIO_IS_DRAFT_PANE (self));

  self->updating = TRUE;
  g_signal_group_set_target (self->buffer_signals, NULL);
  gtk_text_view_set_buffer (self->text_view, buffer);
  idio_text_limit_watch_buffer (buffer, self->beginning_label);
  before = idio_text_limit_dup_text (buffer);

  if (!g_str_equal (before, text))
    gtk_text_buffer_set_text (buffer, text, -1);

  g_signal_group_set_target (self->buffer_signals, buffer);
  self->updating = FALSE;
  self->n_shown = strlen (text);
  self->cut = gtk_widget_get_visible (self->beginning_label);
  idio_spelling_follow (self->spelling);
  idio_draft_find_follow (self->draft_find);
}

static void
copy_cb (IdioDraftPane *self)
{
  g_assert (IDIO_IS_DRAFT_PANE (self));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), idio_draft_get_text (self->draft));
  idio_toasts_say (self, _("Draft copied"));
}

static void
notice_cb (IdioDraftPane *self)
{
  g_assert (IDIO_IS_DRAFT_PANE (self));

  idio_draft_notice_activate (self->notice);
}

static void
remedy_cb (IdioDraftPane *self,
           const char    *action)
{
  g_assert (IDIO_IS_DRAFT_PANE (self));

  gtk_widget_activate_action (GTK_WIDGET (self), action, NULL);
}

static void
details_cb (IdioDraftPane *self)
{
  g_assert (IDIO_IS_DRAFT_PANE (self));

  idio_draft_notice_show_details (self->notice, GTK_WIDGET (self));
}

static void
go_on_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_GO_ON], 0);
}

static void
try_again_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_TRY_AGAIN], 0);
}

static void
earlier_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_STEP], 0, -1);
}

static void
later_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_STEP], 0, 1);
}

static void
keep_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_KEEP], 0);
}

static void
save_as_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  idio_draft_save_choose (widget, idio_draft_get_text (IDIO_DRAFT_PANE (widget)->draft),
                          idio_draft_format_of_name (g_variant_get_string (parameter, NULL), IDIO_DRAFT_FORMAT_TEXT));
}

static void
print_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  idio_draft_print (widget, idio_draft_get_text (IDIO_DRAFT_PANE (widget)->draft), _("Draft"));
}

static void
mail_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  idio_draft_mail_write (widget, idio_draft_get_text (IDIO_DRAFT_PANE (widget)->draft));
}

static void
find_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  IdioDraftFind *find = IDIO_DRAFT_PANE (widget)->draft_find;

  if (g_str_equal (name, "draft.find"))
    idio_draft_find_open (find);
  else
    idio_draft_find_move (find, g_str_equal (name, "draft.find-next"));
}

/* The head of the pane is where all of the draft is dragged by; what is selected is dragged in the text itself. */
static GdkContentProvider *
drag_prepare_cb (IdioDraftPane *self)
{
  g_assert (IDIO_IS_DRAFT_PANE (self));

  if (self->draft == NULL || *idio_draft_get_text (self->draft) == '\0')
    return NULL;

  return gdk_content_provider_new_typed (G_TYPE_STRING, idio_draft_get_text (self->draft));
}

static void
idio_draft_pane_dispose (GObject *object)
{
  IdioDraftPane *self = IDIO_DRAFT_PANE (object);

  g_clear_object (&self->buffer_signals);
  g_clear_object (&self->spelling);
  gtk_widget_dispose_template (GTK_WIDGET (self), IDIO_TYPE_DRAFT_PANE);
  g_clear_object (&self->signals);
  g_clear_object (&self->notice);
  g_clear_object (&self->leak_marks);
  g_clear_pointer (&self->request, g_free);
  g_clear_object (&self->draft);

  G_OBJECT_CLASS (idio_draft_pane_parent_class)->dispose (object);
}

static void
idio_draft_pane_finalize (GObject *object)
{
  IdioDraftPane *self = IDIO_DRAFT_PANE (object);

  g_clear_pointer (&self->status, g_free);
  g_string_free (self->unspoken, TRUE);

  G_OBJECT_CLASS (idio_draft_pane_parent_class)->finalize (object);
}

static void
idio_draft_pane_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  IdioDraftPane *self = IDIO_DRAFT_PANE (object);

  switch (prop_id)
    {
    case PROP_NOTICE:
      g_value_set_object (value, self->notice);
      break;

    case PROP_CAN_COLLAPSE:
      g_value_set_boolean (value, self->can_collapse);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
idio_draft_pane_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  IdioDraftPane *self = IDIO_DRAFT_PANE (object);

  switch (prop_id)
    {
    case PROP_CAN_COLLAPSE:
      if (self->can_collapse != g_value_get_boolean (value))
        {
          self->can_collapse = g_value_get_boolean (value);
          g_object_notify_by_pspec (object, pspec);
        }
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_signals (IdioDraftPaneClass *klass)
{
  /**
   * IdioDraftPane::edited:
   * @self: a pane
   *
   * The user changed the draft, which has the new text already.
   */
  signals[SIGNAL_EDITED] =
    g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * IdioDraftPane::try-again:
   * @self: a pane
   *
   * The user wants this draft to be written again.
   */
  signals[SIGNAL_TRY_AGAIN] =
    g_signal_new ("try-again", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * IdioDraftPane::go-on:
   * @self: a pane
   *
   * The user wants the rest of this draft, which ended too early.
   */
  signals[SIGNAL_GO_ON] =
    g_signal_new ("go-on", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * IdioDraftPane::step:
   * @self: a pane
   * @step: -1 or 1
   *
   * The user wants to see an earlier or a later version of the draft.
   */
  signals[SIGNAL_STEP] =
    g_signal_new ("step", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);

  /**
   * IdioDraftPane::keep:
   * @self: a pane
   *
   * The user wants the draft, which they changed, among their texts.
   */
  signals[SIGNAL_KEEP] =
    g_signal_new ("keep", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "draft.try-again", NULL, try_again_action);
  gtk_widget_class_install_action (widget_class, "draft.go-on", NULL, go_on_action);
  gtk_widget_class_install_action (widget_class, "draft.earlier", NULL, earlier_action);
  gtk_widget_class_install_action (widget_class, "draft.later", NULL, later_action);
  gtk_widget_class_install_action (widget_class, "draft.keep", NULL, keep_action);
  gtk_widget_class_install_action (widget_class, "draft.find", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "draft.find-next", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "draft.find-previous", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "draft.save-as", "s", save_as_action);
  gtk_widget_class_install_action (widget_class, "draft.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "draft.mail", NULL, mail_action);
}

static void
idio_draft_pane_class_init (IdioDraftPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = idio_draft_pane_dispose;
  object_class->finalize = idio_draft_pane_finalize;
  object_class->get_property = idio_draft_pane_get_property;
  object_class->set_property = idio_draft_pane_set_property;

  properties[PROP_NOTICE] =
    g_param_spec_object ("notice", NULL, NULL, IDIO_TYPE_DRAFT_NOTICE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CAN_COLLAPSE] =
    g_param_spec_boolean ("can-collapse", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  install_signals (klass);

  g_type_ensure (IDIO_TYPE_DRAFT_FIND);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-draft-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioDraftPane, title_box);
  gtk_widget_class_bind_template_child (widget_class, IdioDraftPane, title_label);
  gtk_widget_class_bind_template_child (widget_class, IdioDraftPane, words_label);
  gtk_widget_class_bind_template_child (widget_class, IdioDraftPane, copy_button);
  gtk_widget_class_bind_template_child (widget_class, IdioDraftPane, menu_button);
  gtk_widget_class_bind_template_child (widget_class, IdioDraftPane, place_box);
  gtk_widget_class_bind_template_child (widget_class, IdioDraftPane, place_label);
  gtk_widget_class_bind_template_child (widget_class, IdioDraftPane, draft_find);
  gtk_widget_class_bind_template_child (widget_class, IdioDraftPane, text_overlay);
  gtk_widget_class_bind_template_child (widget_class, IdioDraftPane, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, IdioDraftPane, text_view);
  gtk_widget_class_bind_template_child (widget_class, IdioDraftPane, status_box);
  gtk_widget_class_bind_template_child (widget_class, IdioDraftPane, spinner);
  gtk_widget_class_bind_template_child (widget_class, IdioDraftPane, status_label);
  gtk_widget_class_bind_template_child (widget_class, IdioDraftPane, beginning_label);
  gtk_widget_class_bind_template_child (widget_class, IdioDraftPane, warning_box);
  gtk_widget_class_bind_template_child (widget_class, IdioDraftPane, warning_label);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, idio_ui_has_text_closure);
  gtk_widget_class_bind_template_callback (widget_class, notice_cb);
  gtk_widget_class_bind_template_callback (widget_class, drag_prepare_cb);
  gtk_widget_class_bind_template_callback (widget_class, details_cb);

  install_actions (widget_class);
}

static void
init_text (IdioDraftPane *self)
{
  g_autoptr(GtkTextBuffer) buffer = make_buffer (NULL);

  g_assert (IDIO_IS_DRAFT_PANE (self));

  gtk_text_view_set_buffer (self->text_view, buffer);
  idio_text_limit_watch (self->text_view, self->beginning_label);
  self->spelling = idio_spelling_new (self->text_view);
  idio_draft_find_set_view (self->draft_find, self->text_view);
}

static void
idio_draft_pane_init (IdioDraftPane *self)
{
  self->unspoken = g_string_new (NULL);
  self->notice = idio_draft_notice_new ();
  g_signal_connect_object (self->notice, "remedy", G_CALLBACK (remedy_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_cursor_from_name (self->title_box, "grab");
  self->leak_marks = idio_leak_marks_new (self->text_view);
  self->buffer_signals = g_signal_group_new (GTK_TYPE_TEXT_BUFFER);
  g_signal_group_connect_swapped (self->buffer_signals, "changed", G_CALLBACK (buffer_changed_cb), self);
  g_signal_group_connect_swapped (self->buffer_signals, "mark-set", G_CALLBACK (mark_set_cb), self);
  g_signal_group_connect_swapped (self->buffer_signals, "notify::has-selection", G_CALLBACK (selection_cb), self);
  init_text (self);

  self->signals = g_signal_group_new (IDIO_TYPE_DRAFT);
  g_signal_group_connect_swapped (self->signals, "appended", G_CALLBACK (appended_cb), self);
  g_signal_group_connect_swapped (self->signals, "cleared", G_CALLBACK (cleared_cb), self);
  g_signal_group_connect_swapped (self->signals, "notify::state", G_CALLBACK (state_cb), self);
  g_signal_group_connect_swapped (self->signals, "leaks-changed", G_CALLBACK (update_warnings), self);
  update (self);
}

/**
 * idio_draft_pane_set_kind:
 * @self: a pane
 * @kind: which of the two drafts it shows
 * @title: what it is called
 */
void
idio_draft_pane_set_kind (IdioDraftPane *self,
                          IdioDraftKind  kind,
                          const char    *title)
{
  g_return_if_fail (IDIO_IS_DRAFT_PANE (self));

  self->kind = kind;
  gtk_label_set_label (self->title_label, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text_view), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

/**
 * idio_draft_pane_set_draft:
 * @self: a pane
 * @draft: (nullable): the draft to show
 * @request: (nullable): what it was written for
 */
void
idio_draft_pane_set_draft (IdioDraftPane *self,
                           IdioDraft     *draft,
                           const char    *request)
{
  g_return_if_fail (IDIO_IS_DRAFT_PANE (self));

  g_set_str (&self->request, request);
  g_set_object (&self->draft, draft);
  g_signal_group_set_target (self->signals, draft);
  g_string_truncate (self->unspoken, 0);
  stop_tick (self);
  idio_draft_notice_set_draft (self->notice, draft);

  show_buffer (self);
  update (self);
}

/**
 * idio_draft_pane_get_draft:
 * @self: a pane
 *
 * Returns: (transfer none) (nullable): the draft it shows
 */
IdioDraft *
idio_draft_pane_get_draft (IdioDraftPane *self)
{
  g_return_val_if_fail (IDIO_IS_DRAFT_PANE (self), NULL);

  return self->draft;
}

/**
 * idio_draft_pane_get_notice:
 * @self: a pane
 *
 * Returns: (transfer none): what is said of its draft
 */
IdioDraftNotice *
idio_draft_pane_get_notice (IdioDraftPane *self)
{
  g_return_val_if_fail (IDIO_IS_DRAFT_PANE (self), NULL);

  return self->notice;
}

/**
 * idio_draft_pane_set_place:
 * @self: a pane
 * @position: which of the versions of the draft it shows, from 0
 * @n_versions: how many there are
 * @can_step: whether the user can go to another one now
 */
void
idio_draft_pane_set_place (IdioDraftPane *self,
                           guint          position,
                           guint          n_versions,
                           gboolean       can_step)
{
  g_autofree char *place = NULL;

  g_return_if_fail (IDIO_IS_DRAFT_PANE (self));

  /* Translators: which of how many versions of a draft is shown */
  place = g_strdup_printf (_("Version %u of %u"), position + 1, n_versions);
  gtk_label_set_label (self->place_label, place);
  gtk_widget_set_visible (self->place_box, n_versions > 1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "draft.earlier", can_step && position > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "draft.later", can_step && position + 1 < n_versions);
}

/**
 * idio_draft_pane_set_status:
 * @self: a pane
 * @status: what to show as long as there is no text
 */
void
idio_draft_pane_set_status (IdioDraftPane *self,
                            const char    *status)
{
  g_return_if_fail (IDIO_IS_DRAFT_PANE (self));

  if (g_set_str (&self->status, status))
    gtk_label_set_label (self->status_label, status);
}

/**
 * idio_draft_pane_set_corpus:
 * @self: a pane
 * @corpus: the texts that words in the draft may be from
 */
void
idio_draft_pane_set_corpus (IdioDraftPane *self,
                            IdioCorpus    *corpus)
{
  g_return_if_fail (IDIO_IS_DRAFT_PANE (self));

  idio_leak_marks_set_corpus (self->leak_marks, corpus);
}

/**
 * idio_draft_pane_has_failed:
 * @self: a pane
 *
 * Returns: whether there is a draft of which not a word was written, as something went wrong
 */
gboolean
idio_draft_pane_has_failed (IdioDraftPane *self)
{
  g_return_val_if_fail (IDIO_IS_DRAFT_PANE (self), FALSE);

  return self->draft != NULL && idio_draft_get_error (self->draft) != NULL && *idio_draft_get_text (self->draft) == '\0';
}
