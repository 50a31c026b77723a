/* idio-request-box.c: what should be written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "draft/idio-unwritten.h"
#include "idio-fiber.h"
#include "ui/idio-audience-chooser.h"
#include "ui/idio-request-box.h"
#include "ui/idio-spelling.h"
#include "ui/idio-text-limit.h"
#include "ui/idio-toggle-bin.h"
#include "ui/idio-ui.h"

/* So long after the last key a request is kept that nothing was written for. */
#define KEEP_DELAY_MSEC 1000

struct _IdioRequestBox
{
  AdwBin               parent_instance;

  IdioCorpus          *corpus;
  IdioAudienceChooser *audience_chooser;
  IdioBrief           *written; /* what there are drafts for, or NULL */
  DexFuture           *working; /* settled when all is saved, or NULL */
  DexFuture           *restored; /* settled when the request of the last time is shown, or NULL */
  guint                keep_source;
  gboolean             has_audience; /* that was chosen, or came with a request */
  gboolean             kept; /* there is a request in the database that nothing was written for */
  gboolean             showing; /* a request, so that another mode is not the user's doing */
  gboolean             running;
  gboolean             sends;

  AdwToggleGroup      *mode_group;
  GtkTextView         *request_view;
  IdioSpelling        *spelling;
  GtkWidget           *placeholder_label;
  GtkWidget           *beginning_label;
  GtkWidget           *audience_drop_down;
  GtkDropDown         *length_drop_down;
};

G_DEFINE_FINAL_TYPE (IdioRequestBox, idio_request_box, ADW_TYPE_BIN)

enum
{
  PROP_RUNNING = 1,
  PROP_SENDS,
};

static GParamSpec *properties[PROP_SENDS + 1];

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GtkTextBuffer *
get_buffer (IdioRequestBox *self)
{
  g_assert (IDIO_IS_REQUEST_BOX (self));

  return gtk_text_view_get_buffer (self->request_view);
}

static char *
dup_request (IdioRequestBox *self)
{
  g_assert (IDIO_IS_REQUEST_BOX (self));

  return g_strstrip (idio_text_limit_dup_text (get_buffer (self)));
}

static gboolean
is_rewrite (IdioRequestBox *self)
{
  g_assert (IDIO_IS_REQUEST_BOX (self));

  return g_strcmp0 (adw_toggle_group_get_active_name (self->mode_group), "rewrite") == 0;
}

static char *
describe_request (IdioRequestBox *self,
                  const char     *mode)
{
  return g_strdup (g_strcmp0 (mode, "rewrite") == 0
                     ? _("Paste the text that should be rewritten")
                     : _("What should be written? Say whom it is to, and what they should know."));
}

/* A request for which drafts were written is in the history. */
static gboolean
is_unwritten (IdioRequestBox  *self,
              const IdioBrief *brief)
{
  g_autofree char *request = self->written != NULL ? g_strstrip (g_strdup (self->written->request)) : NULL;

  g_assert (IDIO_IS_REQUEST_BOX (self));

  return *brief->request != '\0' && strlen (brief->request) <= IDIO_BRIEF_MAX_BYTES &&
         !(self->written != NULL && self->written->kind == brief->kind && g_str_equal (request, brief->request));
}

/* Whoever closes the window, or loses it in a power cut, finds again what they typed. */
static void
keep_request (gpointer data)
{
  IdioRequestBox *self = data;
  g_autoptr(IdioBrief) brief = idio_request_box_make_brief (self);
  gboolean unwritten = is_unwritten (self, brief);

  self->keep_source = 0;

  if (self->corpus != NULL && (unwritten || self->kept))
    idio_ui_run_tracked (self, idio_unwritten_save (idio_corpus_get_store (self->corpus), unwritten ? brief : NULL),
                         &self->working);

  self->kept = unwritten;
}

static void
show_brief (IdioRequestBox  *self,
            const IdioBrief *brief,
            gboolean         undoable)
{
  GtkTextBuffer *buffer = get_buffer (self);
  GtkTextIter start, end;

  g_assert (IDIO_IS_REQUEST_BOX (self));

  self->showing = TRUE;
  adw_toggle_group_set_active_name (self->mode_group, brief->kind == IDIO_BRIEF_KIND_REWRITE ? "rewrite" : "write");
  self->showing = FALSE;

  if (undoable && gtk_text_buffer_get_char_count (buffer) > 0)
    {
      gtk_text_buffer_begin_user_action (buffer);
      gtk_text_buffer_get_bounds (buffer, &start, &end);
      gtk_text_buffer_delete (buffer, &start, &end);
      gtk_text_buffer_insert (buffer, &start, brief->request, -1);
      gtk_text_buffer_end_user_action (buffer);
    }
  else
    {
      gtk_text_buffer_set_text (buffer, brief->request, -1);
    }

  idio_audience_chooser_set (self->audience_chooser, brief->audience);
  self->has_audience = TRUE;

  /* A number of words comes from the command line only. */
  gtk_drop_down_set_selected (self->length_drop_down,
                              brief->length == IDIO_LENGTH_EXACT ? IDIO_LENGTH_USUAL : brief->length);
}

static DexFuture *
restore_fiber (gpointer data)
{
  IdioRequestBox *self = data;
  g_autofree char *before = dup_request (self), *now = NULL;
  g_autoptr(IdioBrief) brief = dex_await_boxed (idio_unwritten_load (idio_corpus_get_store (self->corpus)), NULL);

  if (brief == NULL || self->request_view == NULL)
    return dex_future_new_true ();

  /* What was typed meanwhile is newer. */
  self->kept = TRUE;
  now = dup_request (self);

  if (g_str_equal (now, before))
    show_brief (self, brief, FALSE);

  return dex_future_new_true ();
}

static void
changed_cb (IdioRequestBox *self)
{
  g_assert (IDIO_IS_REQUEST_BOX (self));

  g_clear_handle_id (&self->keep_source, g_source_remove);
  self->keep_source = g_timeout_add_once (KEEP_DELAY_MSEC, keep_request, self);
  gtk_widget_set_visible (self->placeholder_label, gtk_text_buffer_get_char_count (get_buffer (self)) == 0);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* A request for which there are drafts is no text to rewrite, nor the reverse: it is back with its mode. What was not
 * used yet may have been meant for either. */
static void
mode_cb (IdioRequestBox *self)
{
  g_autofree char *request = dup_request (self);
  g_autofree char *written = self->written != NULL ? g_strstrip (g_strdup (self->written->request)) : NULL;
  gboolean belongs;

  g_assert (IDIO_IS_REQUEST_BOX (self));

  if (self->showing || written == NULL)
    return;

  belongs = (self->written->kind == IDIO_BRIEF_KIND_REWRITE) == is_rewrite (self);

  if (!belongs && g_str_equal (request, written))
    idio_request_box_clear (self);
  else if (belongs && *request == '\0')
    gtk_text_buffer_set_text (get_buffer (self), self->written->request, -1);
}

static void
audience_chosen_cb (IdioRequestBox *self)
{
  g_assert (IDIO_IS_REQUEST_BOX (self));

  self->has_audience = TRUE;
}

/* Documents may have come since the box was seen last. */
static void
idio_request_box_map (GtkWidget *widget)
{
  IdioRequestBox *self = IDIO_REQUEST_BOX (widget);

  if (self->corpus != NULL && !self->has_audience)
    idio_audience_chooser_set (self->audience_chooser, idio_corpus_get_usual_audience (self->corpus));

  GTK_WIDGET_CLASS (idio_request_box_parent_class)->map (widget);
}

static gboolean
idio_request_box_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (IDIO_REQUEST_BOX (widget)->request_view));
}

static void
idio_request_box_dispose (GObject *object)
{
  IdioRequestBox *self = IDIO_REQUEST_BOX (object);

  if (self->request_view != NULL)
    g_signal_handlers_disconnect_by_data (get_buffer (self), self);

  g_clear_handle_id (&self->keep_source, g_source_remove);
  g_clear_object (&self->spelling);
  gtk_widget_dispose_template (GTK_WIDGET (self), IDIO_TYPE_REQUEST_BOX);
  g_clear_object (&self->audience_chooser);
  g_clear_object (&self->corpus);
  g_clear_pointer (&self->written, idio_brief_free);
  dex_clear (&self->working);
  dex_clear (&self->restored);

  G_OBJECT_CLASS (idio_request_box_parent_class)->dispose (object);
}

static void
idio_request_box_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  IdioRequestBox *self = IDIO_REQUEST_BOX (object);

  switch (prop_id)
    {
    case PROP_RUNNING:
      g_value_set_boolean (value, self->running);
      break;

    case PROP_SENDS:
      g_value_set_boolean (value, self->sends);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
idio_request_box_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  IdioRequestBox *self = IDIO_REQUEST_BOX (object);

  switch (prop_id)
    {
    case PROP_RUNNING:
      self->running = g_value_get_boolean (value);
      break;

    case PROP_SENDS:
      self->sends = g_value_get_boolean (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
idio_request_box_class_init (IdioRequestBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = idio_request_box_dispose;
  object_class->get_property = idio_request_box_get_property;
  object_class->set_property = idio_request_box_set_property;
  widget_class->grab_focus = idio_request_box_grab_focus;
  widget_class->map = idio_request_box_map;

  properties[PROP_RUNNING] =
    g_param_spec_boolean ("running", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SENDS] =
    g_param_spec_boolean ("sends", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * IdioRequestBox::changed:
   * @self: a request box
   *
   * Another request was typed.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (IDIO_TYPE_TOGGLE_BIN);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-request-box.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioRequestBox, mode_group);
  gtk_widget_class_bind_template_child (widget_class, IdioRequestBox, request_view);
  gtk_widget_class_bind_template_child (widget_class, IdioRequestBox, placeholder_label);
  gtk_widget_class_bind_template_child (widget_class, IdioRequestBox, beginning_label);
  gtk_widget_class_bind_template_child (widget_class, IdioRequestBox, audience_drop_down);
  gtk_widget_class_bind_template_child (widget_class, IdioRequestBox, length_drop_down);
  gtk_widget_class_bind_template_callback (widget_class, describe_request);
  gtk_widget_class_bind_template_callback (widget_class, mode_cb);
}

static void
idio_request_box_init (IdioRequestBox *self)
{
  const char * const lengths[] = {
    C_("length", "Usual Length"), C_("length", "Shorter"), C_("length", "Longer"), NULL,
  };
  g_autoptr(GtkStringList) length_list = gtk_string_list_new (lengths);
  g_autoptr(GtkTextBuffer) buffer = idio_spelling_make_buffer ();

  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_text_view_set_buffer (self->request_view, buffer);
  idio_text_limit_watch (self->request_view, self->beginning_label);
  self->spelling = idio_spelling_new (self->request_view);
  self->audience_chooser = idio_audience_chooser_new (self->audience_drop_down, NULL, TRUE);
  g_signal_connect_object (self->audience_chooser, "chosen", G_CALLBACK (audience_chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_drop_down_set_model (self->length_drop_down, G_LIST_MODEL (length_list));
  idio_ui_let_shrink (self->length_drop_down);
  g_signal_connect_swapped (get_buffer (self), "changed", G_CALLBACK (changed_cb), self);
}

/**
 * idio_request_box_set_corpus:
 * @self: a request box
 * @corpus: whose audiences can be chosen, and where a request is kept that nothing was written for
 *
 * Shows the one that was kept last. Until an audience is chosen, it is the usual one of the documents.
 */
void
idio_request_box_set_corpus (IdioRequestBox *self,
                             IdioCorpus     *corpus)
{
  g_return_if_fail (IDIO_IS_REQUEST_BOX (self));
  g_return_if_fail (IDIO_IS_CORPUS (corpus));
  g_return_if_fail (self->corpus == NULL);

  self->corpus = g_object_ref (corpus);
  idio_audience_chooser_set_audiences (self->audience_chooser, idio_corpus_get_audiences (corpus));
  self->restored = idio_fiber_spawn (restore_fiber, g_object_ref (self), g_object_unref);
}

/**
 * idio_request_box_wait:
 * @self: a request box
 *
 * Returns: (transfer full) (nullable): a future that resolves when the request that was kept last is shown; %NULL if
 *   nothing has to be waited for
 */
DexFuture *
idio_request_box_wait (IdioRequestBox *self)
{
  g_return_val_if_fail (IDIO_IS_REQUEST_BOX (self), NULL);

  return self->restored != NULL && dex_future_is_pending (self->restored) ? dex_ref (self->restored) : NULL;
}

/**
 * idio_request_box_make_brief:
 * @self: a request box
 *
 * Returns: (transfer full): what should be written
 */
IdioBrief *
idio_request_box_make_brief (IdioRequestBox *self)
{
  g_autofree char *request = NULL;
  IdioAudience audience;

  g_return_val_if_fail (IDIO_IS_REQUEST_BOX (self), NULL);

  request = dup_request (self);
  idio_audience_chooser_get (self->audience_chooser, &audience);

  return idio_brief_new (is_rewrite (self) ? IDIO_BRIEF_KIND_REWRITE : IDIO_BRIEF_KIND_WRITE, request, audience,
                         (IdioLength) gtk_drop_down_get_selected (self->length_drop_down), 0);
}

/**
 * idio_request_box_show_brief:
 * @self: a request box
 * @brief: what was to be written
 *
 * Whoever had typed something else meanwhile gets it back with undo.
 */
void
idio_request_box_show_brief (IdioRequestBox  *self,
                             const IdioBrief *brief)
{
  g_return_if_fail (IDIO_IS_REQUEST_BOX (self));
  g_return_if_fail (brief != NULL);

  show_brief (self, brief, TRUE);
}

/**
 * idio_request_box_set_written:
 * @self: a request box
 * @brief: (nullable): what there are drafts for
 *
 * Such a request needs not be kept.
 */
void
idio_request_box_set_written (IdioRequestBox  *self,
                              const IdioBrief *brief)
{
  g_return_if_fail (IDIO_IS_REQUEST_BOX (self));

  g_clear_pointer (&self->written, idio_brief_free);

  if (brief != NULL)
    self->written = idio_brief_copy (brief);
}

/**
 * idio_request_box_is_empty:
 * @self: a request box
 *
 * Returns: whether nothing is asked for
 */
gboolean
idio_request_box_is_empty (IdioRequestBox *self)
{
  g_autofree char *request = NULL;

  g_return_val_if_fail (IDIO_IS_REQUEST_BOX (self), TRUE);

  request = dup_request (self);

  return *request == '\0';
}

/**
 * idio_request_box_get_n_chars:
 * @self: a request box
 *
 * Returns: how many characters the request has
 */
glong
idio_request_box_get_n_chars (IdioRequestBox *self)
{
  g_return_val_if_fail (IDIO_IS_REQUEST_BOX (self), 0);

  return gtk_text_buffer_get_char_count (get_buffer (self));
}

/**
 * idio_request_box_is_unsent:
 * @self: a request box
 *
 * Returns: whether there is a request for which nothing was written yet
 */
gboolean
idio_request_box_is_unsent (IdioRequestBox *self)
{
  g_autoptr(IdioBrief) brief = NULL;

  g_return_val_if_fail (IDIO_IS_REQUEST_BOX (self), FALSE);

  brief = idio_request_box_make_brief (self);

  return is_unwritten (self, brief);
}

/**
 * idio_request_box_clear:
 * @self: a request box
 *
 * Empties it.
 */
void
idio_request_box_clear (IdioRequestBox *self)
{
  g_return_if_fail (IDIO_IS_REQUEST_BOX (self));

  gtk_text_buffer_set_text (get_buffer (self), "", 0);
}

/**
 * idio_request_box_forget:
 * @self: a request box
 *
 * Empties it, after everything was deleted.
 */
void
idio_request_box_forget (IdioRequestBox *self)
{
  g_return_if_fail (IDIO_IS_REQUEST_BOX (self));

  idio_request_box_clear (self);
  g_clear_handle_id (&self->keep_source, g_source_remove);
  self->kept = FALSE;
  self->has_audience = FALSE;
}

/**
 * idio_request_box_finish:
 * @self: a request box
 *
 * Returns: (transfer full): a future that resolves when what was typed is saved
 */
DexFuture *
idio_request_box_finish (IdioRequestBox *self)
{
  g_return_val_if_fail (IDIO_IS_REQUEST_BOX (self), NULL);

  g_clear_handle_id (&self->keep_source, g_source_remove);
  keep_request (self);

  return idio_ui_wait (self->working);
}
