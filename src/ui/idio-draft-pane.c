/* idio-draft-pane.c: one of the two drafts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "idio-enums.h"
#include "llm/idio-engine-log.h"
#include "llm/idio-provider-error.h"
#include "text/idio-words.h"
#include "ui/idio-draft-pane.h"
#include "ui/idio-text-limit.h"
#include "ui/idio-ui-text.h"
#include "ui/idio-ui.h"
#include "ui/idio-window.h"

/* How much of a leak is named */
#define LEAK_CHARS 60
#define MAX_LEAKS   6

/* Longer than this nobody waits, in seconds. */
#define MAX_COUNTDOWN 300

/* The end of the engine's log, where it says why it stopped. */
#define MAX_LOG_BYTES 8192

struct _IdioDraftPane
{
  AdwBin             parent_instance;

  IdioDraft         *draft;
  GSignalGroup      *signals;
  IdioDraftKind      kind;
  char              *status;
  GString           *unspoken; /* the sentence that is being written, for a screen reader */
  gsize              n_shown;  /* bytes of the draft, while it is written */
  guint              tick;
  guint              countdown;     /* a source, while it waits to go on by itself */
  guint              n_seconds;     /* until then */
  gboolean           updating;
  gboolean           cut;      /* the draft is longer than what is shown */

  GtkLabel          *title_label;
  GtkLabel          *words_label;
  GtkWidget         *copy_button;
  GtkWidget         *menu_button;
  GtkWidget         *place_box;
  GtkLabel          *place_label;
  GtkWidget         *text_overlay;
  GtkScrolledWindow *scrolled_window;
  GtkTextView       *text_view;
  GtkWidget         *status_box;
  GtkWidget         *spinner;
  GtkLabel          *status_label;
  GtkWidget         *notice_box;
  GtkImage          *notice_image;
  GtkLabel          *notice_label;
  GtkWidget         *details_button;
  GtkButton         *notice_button;
  GtkWidget         *beginning_label;
  GtkWidget         *leak_box;
  GtkLabel          *leak_label;
};

G_DEFINE_FINAL_TYPE (IdioDraftPane, idio_draft_pane, ADW_TYPE_BIN)

enum
{
  SIGNAL_EDITED,
  SIGNAL_TRY_AGAIN,
  SIGNAL_GO_ON,
  SIGNAL_STEP,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_at_work (IdioDraft *draft)
{
  return draft != NULL && (idio_draft_get_state (draft) == IDIO_DRAFT_STATE_WAITING ||
                           idio_draft_get_state (draft) == IDIO_DRAFT_STATE_WRITING);
}

static void
update_words (IdioDraftPane *self)
{
  guint n_words = self->draft != NULL && !self->cut ? idio_count_words (idio_draft_get_text (self->draft)) : 0;
  g_autofree char *words = g_strdup_printf (ngettext ("%'u word", "%'u words", n_words), n_words);

  g_assert (IDIO_IS_DRAFT_PANE (self));

  gtk_label_set_label (self->words_label, n_words > 0 ? words : "");
}

static void
update_leaks (IdioDraftPane *self)
{
  GPtrArray *leaks = self->draft != NULL ? idio_draft_get_leaks (self->draft) : NULL;
  g_autoptr(GString) list = g_string_new (NULL);
  g_autofree char *warning = NULL;

  g_assert (IDIO_IS_DRAFT_PANE (self));

  gtk_widget_set_visible (self->leak_box, leaks != NULL && leaks->len > 0);

  if (leaks == NULL || leaks->len == 0)
    return;

  for (guint i = 0; i < MIN (leaks->len, MAX_LEAKS); i++)
    {
      g_autofree char *excerpt = idio_text_dup_excerpt (((IdioLeak *) g_ptr_array_index (leaks, i))->text, LEAK_CHARS);
      g_autofree char *phrase = idio_ui_dup_phrase (excerpt);

      /* Translators: quotation marks around, and a comma between, what came from the user's texts */
      g_string_append_printf (list, i > 0 ? _(", “%s”") : _("“%s”"), phrase);
    }

  warning = g_strdup_printf (_("Taken from your old texts: %s. Check that it belongs here."), list->str);
  gtk_label_set_label (self->leak_label, warning);
}

/* What the button of the notice does: an action of this widget or of the application, or NULL if nothing helps. */
static const char *
find_remedy (IdioDraftPane *self)
{
  const GError *error = idio_draft_get_error (self->draft);
  IdioAdvice advice = error != NULL ? idio_provider_error_get_advice (error) : IDIO_ADVICE_TRY_AGAIN;

  g_assert (IDIO_IS_DRAFT_PANE (self));

  switch (advice)
    {
    case IDIO_ADVICE_PREFERENCES:
      return "app.preferences";

    case IDIO_ADVICE_SHORTEN:
      return NULL;

    case IDIO_ADVICE_TRY_AGAIN:
    case IDIO_ADVICE_CONSENT:
    default:
      return idio_draft_can_go_on (self->draft) ? "draft.go-on" : "draft.try-again";
    }
}

static const char *
get_remedy_label (const char *remedy)
{
  if (g_str_equal (remedy, "app.preferences"))
    return _("Preferences");

  return g_str_equal (remedy, "draft.go-on") ? _("Go On") : _("Try Again");
}

static char *
describe_notice (IdioDraftPane *self)
{
  const GError *error = idio_draft_get_error (self->draft);
  g_autofree char *line = idio_ui_dup_line (error != NULL ? error->message : _("This ends too early."));

  g_assert (IDIO_IS_DRAFT_PANE (self));

  if (self->countdown == 0)
    return g_steal_pointer (&line);

  /* Translators: a sentence that says why, and the seconds until it is tried again */
  return g_strdup_printf (ngettext ("%s Goes on by itself in %u second.", "%s Goes on by itself in %u seconds.",
                                    self->n_seconds), line, self->n_seconds);
}

/* What a service said, or what the engine wrote when it did not start. */
static char *
dup_details (const GError *error)
{
  const char *details = idio_provider_error_get_details (error);
  g_autofree char *path = NULL, *log = NULL;
  gsize length;

  if (details != NULL)
    return g_strdup (details);

  if (!g_error_matches (error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_ENGINE))
    return NULL;

  path = idio_engine_log_dup_path ();

  if (!g_file_get_contents (path, &log, &length, NULL))
    return NULL;

  return g_utf8_make_valid (length > MAX_LOG_BYTES ? log + length - MAX_LOG_BYTES : log, -1);
}

static gboolean
has_details (const GError *error)
{
  return idio_provider_error_get_details (error) != NULL ||
         g_error_matches (error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_ENGINE);
}

/* Says why there is no draft, or not all of it. */
static void
update_notice (IdioDraftPane *self)
{
  const GError *error = self->draft != NULL ? idio_draft_get_error (self->draft) : NULL;
  gboolean unfinished = self->draft != NULL && idio_draft_can_go_on (self->draft);
  g_autofree char *sentence = NULL;
  const char *remedy;

  g_assert (IDIO_IS_DRAFT_PANE (self));

  gtk_widget_set_visible (self->notice_box, error != NULL || unfinished);

  if (error == NULL && !unfinished)
    return;

  remedy = find_remedy (self);
  sentence = describe_notice (self);
  gtk_image_set_from_icon_name (self->notice_image, error != NULL ? "dialog-error-symbolic" : "dialog-information-symbolic");
  gtk_label_set_label (self->notice_label, sentence);
  gtk_widget_set_visible (self->details_button, error != NULL && has_details (error));
  gtk_widget_set_visible (GTK_WIDGET (self->notice_button), remedy != NULL);

  if (remedy != NULL)
    gtk_button_set_label (self->notice_button, self->countdown != 0 ? _("Stop") : get_remedy_label (remedy));
}

static void
stop_countdown (IdioDraftPane *self)
{
  g_assert (IDIO_IS_DRAFT_PANE (self));

  g_clear_handle_id (&self->countdown, g_source_remove);
}

/* Nothing else is written at that moment, or it waits for a second more. */
static gboolean
countdown_cb (gpointer data)
{
  IdioDraftPane *self = data;

  if (self->n_seconds > 1)
    self->n_seconds--;
  else
    gtk_widget_activate_action (GTK_WIDGET (self), find_remedy (self), NULL);

  /* That began to write, and this is over. */
  if (self->countdown == 0)
    return G_SOURCE_REMOVE;

  update_notice (self);

  return G_SOURCE_CONTINUE;
}

/* A service that says when it may be asked again is asked again then. */
static void
start_countdown (IdioDraftPane *self)
{
  const GError *error = idio_draft_get_error (self->draft);
  guint n_seconds = error != NULL ? idio_provider_error_get_retry_after (error) : 0;

  g_assert (IDIO_IS_DRAFT_PANE (self));

  stop_countdown (self);

  if (n_seconds == 0 || n_seconds > MAX_COUNTDOWN || find_remedy (self) == NULL)
    return;

  self->n_seconds = n_seconds;
  self->countdown = g_timeout_add_seconds (1, countdown_cb, self);
}

static void
update (IdioDraftPane *self)
{
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
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "draft.save-as", has_text && !at_work);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "draft.try-again", self->draft != NULL && !at_work);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "draft.go-on",
                                 self->draft != NULL && idio_draft_can_go_on (self->draft));
  update_words (self);
  update_leaks (self);
  update_notice (self);
}

/* Text that streams in is said by the sentence, and only that of the user's own draft: two voices at once say
 * nothing. */
static void
announce (IdioDraftPane *self,
          const char    *text)
{
  const char *end;

  g_assert (IDIO_IS_DRAFT_PANE (self));

  if (self->kind != IDIO_DRAFT_KIND_PERSONAL)
    return;

  g_string_append (self->unspoken, text);

  if (!(end = strpbrk (text, ".!?\n")) || end[1] == '\0')
    if (self->unspoken->len == 0 || strchr (".!?\n", self->unspoken->str[self->unspoken->len - 1]) == NULL)
      return;

  gtk_accessible_announce (GTK_ACCESSIBLE (self->text_view), self->unspoken->str,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
  g_string_truncate (self->unspoken, 0);
}

/* Shows what came in since the last time. What the user undoes is what the user did, and not what the model wrote. */
static void
show_new_text (IdioDraftPane *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);
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
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text_view), "", -1);
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
  start_countdown (self);
  update (self);
}

static void
buffer_changed_cb (GtkTextBuffer *buffer,
                   IdioDraftPane *self)
{
  g_autofree char *text = NULL;

  if (self->updating || self->draft == NULL || is_at_work (self->draft))
    return;

  text = idio_text_limit_dup_text (buffer);
  idio_draft_set_text (self->draft, text);
  self->n_shown = strlen (text);
  update_words (self);
  g_signal_emit (self, signals[SIGNAL_EDITED], 0);
}

static void
copy_cb (IdioDraftPane *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  g_assert (IDIO_IS_DRAFT_PANE (self));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), idio_draft_get_text (self->draft));

  if (IDIO_IS_WINDOW (root))
    idio_window_toast (IDIO_WINDOW (root), _("Draft copied"));
}

static void
notice_cb (IdioDraftPane *self)
{
  const char *remedy = self->draft != NULL ? find_remedy (self) : NULL;

  g_assert (IDIO_IS_DRAFT_PANE (self));

  if (self->countdown != 0)
    {
      stop_countdown (self);
      update_notice (self);
    }
  else if (remedy != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), remedy, NULL);
}

static void
details_cb (IdioDraftPane *self)
{
  g_autofree char *details = dup_details (idio_draft_get_error (self->draft));

  g_assert (IDIO_IS_DRAFT_PANE (self));

  idio_ui_show_details (GTK_WIDGET (self), details != NULL ? details : _("Nothing more is known."));
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
saved_cb (GObject      *file,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(IdioDraftPane) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!g_file_replace_contents_finish (G_FILE (file), result, NULL, &error))
    idio_ui_report (self, error);
}

static void
file_chosen_cb (GObject      *dialog,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(IdioDraftPane) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (dialog), result, &error);
  g_autoptr(GBytes) bytes = NULL;

  if (file == NULL)
    {
      idio_ui_report (self, error);
      return;
    }

  bytes = g_bytes_new (idio_draft_get_text (self->draft), strlen (idio_draft_get_text (self->draft)));
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_NONE, NULL, saved_cb,
                                       g_object_ref (self));
}

static void
save_as_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _("Save Draft"));
  gtk_file_dialog_set_initial_name (dialog, _("Draft.txt"));
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, file_chosen_cb, g_object_ref (widget));
}

static void
idio_draft_pane_dispose (GObject *object)
{
  IdioDraftPane *self = IDIO_DRAFT_PANE (object);

  if (self->text_view != NULL)
    g_signal_handlers_disconnect_by_data (gtk_text_view_get_buffer (self->text_view), self);

  stop_countdown (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), IDIO_TYPE_DRAFT_PANE);
  g_clear_object (&self->signals);
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
idio_draft_pane_class_init (IdioDraftPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = idio_draft_pane_dispose;
  object_class->finalize = idio_draft_pane_finalize;

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

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-draft-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioDraftPane, title_label);
  gtk_widget_class_bind_template_child (widget_class, IdioDraftPane, words_label);
  gtk_widget_class_bind_template_child (widget_class, IdioDraftPane, copy_button);
  gtk_widget_class_bind_template_child (widget_class, IdioDraftPane, menu_button);
  gtk_widget_class_bind_template_child (widget_class, IdioDraftPane, place_box);
  gtk_widget_class_bind_template_child (widget_class, IdioDraftPane, place_label);
  gtk_widget_class_bind_template_child (widget_class, IdioDraftPane, text_overlay);
  gtk_widget_class_bind_template_child (widget_class, IdioDraftPane, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, IdioDraftPane, text_view);
  gtk_widget_class_bind_template_child (widget_class, IdioDraftPane, status_box);
  gtk_widget_class_bind_template_child (widget_class, IdioDraftPane, spinner);
  gtk_widget_class_bind_template_child (widget_class, IdioDraftPane, status_label);
  gtk_widget_class_bind_template_child (widget_class, IdioDraftPane, notice_box);
  gtk_widget_class_bind_template_child (widget_class, IdioDraftPane, notice_image);
  gtk_widget_class_bind_template_child (widget_class, IdioDraftPane, notice_label);
  gtk_widget_class_bind_template_child (widget_class, IdioDraftPane, details_button);
  gtk_widget_class_bind_template_child (widget_class, IdioDraftPane, notice_button);
  gtk_widget_class_bind_template_child (widget_class, IdioDraftPane, beginning_label);
  gtk_widget_class_bind_template_child (widget_class, IdioDraftPane, leak_box);
  gtk_widget_class_bind_template_child (widget_class, IdioDraftPane, leak_label);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, notice_cb);
  gtk_widget_class_bind_template_callback (widget_class, details_cb);

  gtk_widget_class_install_action (widget_class, "draft.try-again", NULL, try_again_action);
  gtk_widget_class_install_action (widget_class, "draft.go-on", NULL, go_on_action);
  gtk_widget_class_install_action (widget_class, "draft.earlier", NULL, earlier_action);
  gtk_widget_class_install_action (widget_class, "draft.later", NULL, later_action);
  gtk_widget_class_install_action (widget_class, "draft.save-as", NULL, save_as_action);
}

static void
idio_draft_pane_init (IdioDraftPane *self)
{
  self->unspoken = g_string_new (NULL);
  gtk_widget_init_template (GTK_WIDGET (self));

  idio_text_limit_watch (self->text_view, self->beginning_label);
  g_signal_connect (gtk_text_view_get_buffer (self->text_view), "changed", G_CALLBACK (buffer_changed_cb), self);

  self->signals = g_signal_group_new (IDIO_TYPE_DRAFT);
  g_signal_group_connect_swapped (self->signals, "appended", G_CALLBACK (appended_cb), self);
  g_signal_group_connect_swapped (self->signals, "cleared", G_CALLBACK (cleared_cb), self);
  g_signal_group_connect_swapped (self->signals, "notify::state", G_CALLBACK (state_cb), self);
  g_signal_group_connect_swapped (self->signals, "leaks-changed", G_CALLBACK (update_leaks), self);
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
 */
void
idio_draft_pane_set_draft (IdioDraftPane *self,
                           IdioDraft     *draft)
{
  g_return_if_fail (IDIO_IS_DRAFT_PANE (self));

  g_set_object (&self->draft, draft);
  g_signal_group_set_target (self->signals, draft);
  g_string_truncate (self->unspoken, 0);
  stop_tick (self);
  stop_countdown (self);

  self->n_shown = draft != NULL ? strlen (idio_draft_get_text (draft)) : 0;
  self->updating = TRUE;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text_view),
                            draft != NULL ? idio_draft_get_text (draft) : "", -1);
  self->updating = FALSE;
  self->cut = gtk_widget_get_visible (self->beginning_label);
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
