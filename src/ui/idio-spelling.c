/* idio-spelling.c: misspelled words are underlined where the user can correct them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gtksourceview/gtksource.h>
#include <libspelling.h>

#include "ui/idio-spelling.h"

struct _IdioSpelling
{
  GObject                    parent_instance;

  GtkTextView               *view;     /* which keeps this longer than itself */
  SpellingTextBufferAdapter *adapter;  /* that of the buffer that is shown, or NULL */
  GSignalGroup              *signals;  /* of the adapter */
  GSettings                 *settings;
  gboolean                   updating;
};

G_DEFINE_FINAL_TYPE (IdioSpelling, idio_spelling, G_TYPE_OBJECT)

#define ADAPTER_KEY "idio-spelling"

/* Longer ones are no words. In characters, on either side of an apostrophe. */
#define MAX_WORD_CHARS 30

/* All texts are checked in the same language: the one that the user chose, or else that of the desktop. */
static SpellingChecker *
get_checker (GSettings *settings)
{
  SpellingChecker *checker = spelling_checker_get_default ();
  g_autofree char *language = g_settings_get_string (settings, "spelling-language");

  if (*language != '\0' && g_strcmp0 (language, spelling_checker_get_language (checker)) != 0 &&
      spelling_provider_supports_language (spelling_checker_get_provider (checker), language))
    spelling_checker_set_language (checker, language);

  return checker;
}

/* Switched off for a text that only can be read: who can't change a word does not want to be told about it. */
static void
update_enabled (IdioSpelling *self)
{
  gboolean editable;

  g_assert (IDIO_IS_SPELLING (self));

  if (self->adapter == NULL)
    return;

  editable = gtk_text_view_get_editable (self->view);
  self->updating = TRUE;
  spelling_text_buffer_adapter_set_enabled (self->adapter,
                                            editable && g_settings_get_boolean (self->settings, "check-spelling"));
  self->updating = FALSE;
  gtk_text_view_set_extra_menu (self->view,
                                editable ? spelling_text_buffer_adapter_get_menu_model (self->adapter) : NULL);
}

/* The user switched it in the menu of the text, which holds for all texts. */
static void
enabled_cb (IdioSpelling *self)
{
  g_assert (IDIO_IS_SPELLING (self));

  if (!self->updating && gtk_text_view_get_editable (self->view))
    g_settings_set_boolean (self->settings, "check-spelling", spelling_text_buffer_adapter_get_enabled (self->adapter));
}

static void
language_cb (IdioSpelling *self)
{
  const char *language;

  g_assert (IDIO_IS_SPELLING (self));

  if (!self->updating && (language = spelling_text_buffer_adapter_get_language (self->adapter)))
    g_settings_set_string (self->settings, "spelling-language", language);
}

/* The corrections in the menu are for the word at the cursor, which a click with the secondary button does not move. */
static void
pressed_cb (IdioSpelling    *self,
            int              n_press,
            double           x,
            double           y,
            GtkGestureClick *gesture)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (gesture));
  GtkTextIter place;
  int text_x, text_y;

  g_assert (IDIO_IS_SPELLING (self));

  if (event == NULL || !gdk_event_triggers_context_menu (event) || self->adapter == NULL)
    return;

  gtk_text_view_window_to_buffer_coords (self->view, GTK_TEXT_WINDOW_WIDGET, (int) x, (int) y, &text_x, &text_y);

  if (!gtk_text_buffer_get_has_selection (buffer) &&
      gtk_text_view_get_iter_at_location (self->view, &place, text_x, text_y))
    gtk_text_buffer_place_cursor (buffer, &place);

  spelling_text_buffer_adapter_update_corrections (self->adapter);
}

static gboolean
is_apostrophe (gunichar c)
{
  return c == '\'' || c == 0x2019;
}

static gboolean
is_in_word (gunichar c)
{
  return g_unichar_isalpha (c) || g_unichar_ismark (c) || is_apostrophe (c);
}

/* Moves both to the ends of the word that they are in. */
static void
extend_to_word (GtkTextIter *start,
                GtkTextIter *end)
{
  GtkTextIter before = *start;

  for (guint i = 0; i < MAX_WORD_CHARS && gtk_text_iter_backward_char (&before); i++)
    {
      if (!is_in_word (gtk_text_iter_get_char (&before)))
        break;

      *start = before;
    }

  for (guint i = 0; i < MAX_WORD_CHARS && is_in_word (gtk_text_iter_get_char (end)); i++)
    gtk_text_iter_forward_char (end);
}

/* Pango ends words at an apostrophe, and of many a dictionary libspelling does not hear that there are words with one: it
 * would mark the “doesn” of “doesn’t”. The whole word is looked up before a part of it is marked. */
static void
apply_tag_cb (GtkTextBuffer             *buffer,
              GtkTextTag                *tag,
              GtkTextIter               *start,
              GtkTextIter               *end,
              SpellingTextBufferAdapter *adapter)
{
  SpellingChecker *checker = spelling_text_buffer_adapter_get_checker (adapter);
  GtkTextIter first = *start, last = *end, before = *start;
  g_autofree char *word = NULL;

  if (tag != spelling_text_buffer_adapter_get_tag (adapter) || checker == NULL)
    return;

  if (!is_apostrophe (gtk_text_iter_get_char (&last)) &&
      !(gtk_text_iter_backward_char (&before) && is_apostrophe (gtk_text_iter_get_char (&before))))
    return;

  extend_to_word (&first, &last);
  word = gtk_text_iter_get_slice (&first, &last);

  if (spelling_checker_check_word (checker, word, -1))
    g_signal_stop_emission_by_name (buffer, "apply-tag");
}

static SpellingTextBufferAdapter *
ensure_adapter (IdioSpelling    *self,
                GtkSourceBuffer *buffer)
{
  SpellingTextBufferAdapter *adapter = g_object_get_data (G_OBJECT (buffer), ADAPTER_KEY);

  g_assert (IDIO_IS_SPELLING (self));

  if (adapter != NULL)
    return adapter;

  adapter = spelling_text_buffer_adapter_new (buffer, get_checker (self->settings));
  g_signal_connect_object (buffer, "apply-tag", G_CALLBACK (apply_tag_cb), adapter, 0);
  g_object_set_data_full (G_OBJECT (buffer), ADAPTER_KEY, adapter, g_object_unref);

  return adapter;
}

/* A text that is not seen any more is not checked: libspelling would go on with it, also after its buffer is gone. */
static void
leave (IdioSpelling *self)
{
  g_assert (IDIO_IS_SPELLING (self));

  g_signal_group_set_target (self->signals, NULL);

  if (self->adapter != NULL)
    spelling_text_buffer_adapter_set_enabled (self->adapter, FALSE);

  g_clear_object (&self->adapter);
}

static void
idio_spelling_dispose (GObject *object)
{
  IdioSpelling *self = IDIO_SPELLING (object);

  if (self->signals != NULL)
    leave (self);

  g_clear_object (&self->signals);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (idio_spelling_parent_class)->dispose (object);
}

static void
idio_spelling_class_init (IdioSpellingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = idio_spelling_dispose;

  spelling_init ();
}

static void
idio_spelling_init (IdioSpelling *self)
{
  self->settings = g_settings_new (APP_ID);
  g_signal_connect_object (self->settings, "changed::check-spelling", G_CALLBACK (update_enabled), self,
                           G_CONNECT_SWAPPED);
  self->signals = g_signal_group_new (SPELLING_TYPE_TEXT_BUFFER_ADAPTER);
  g_signal_group_connect_swapped (self->signals, "notify::enabled", G_CALLBACK (enabled_cb), self);
  g_signal_group_connect_swapped (self->signals, "notify::language", G_CALLBACK (language_cb), self);
}

/**
 * idio_spelling_make_buffer:
 *
 * Returns: (transfer full): a buffer in which spelling can be checked, for plain text
 */
GtkTextBuffer *
idio_spelling_make_buffer (void)
{
  GtkSourceBuffer *buffer;

  gtk_source_init ();
  buffer = gtk_source_buffer_new (NULL);
  gtk_source_buffer_set_highlight_syntax (buffer, FALSE);
  gtk_source_buffer_set_highlight_matching_brackets (buffer, FALSE);

  return GTK_TEXT_BUFFER (buffer);
}

/**
 * idio_spelling_new:
 * @view: a text view, which lives at least as long, with a buffer of idio_spelling_make_buffer()
 *
 * Returns: (transfer full): what checks the spelling in @view as long as its text can be changed
 */
IdioSpelling *
idio_spelling_new (GtkTextView *view)
{
  IdioSpelling *self;
  GtkGesture *gesture;

  g_return_val_if_fail (GTK_IS_TEXT_VIEW (view), NULL);

  self = g_object_new (IDIO_TYPE_SPELLING, NULL);
  self->view = view;
  g_signal_connect_object (view, "notify::editable", G_CALLBACK (update_enabled), self, G_CONNECT_SWAPPED);

  gesture = gtk_gesture_click_new ();
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), 0);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (gesture), GTK_PHASE_CAPTURE);
  g_signal_connect_object (gesture, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (view), GTK_EVENT_CONTROLLER (gesture));
  idio_spelling_follow (self);

  return self;
}

/**
 * idio_spelling_follow:
 * @self: what checks the spelling in a view
 *
 * To be called when the view has another buffer.
 */
void
idio_spelling_follow (IdioSpelling *self)
{
  GtkTextBuffer *buffer;

  g_return_if_fail (IDIO_IS_SPELLING (self));

  buffer = gtk_text_view_get_buffer (self->view);

  g_return_if_fail (GTK_SOURCE_IS_BUFFER (buffer));

  leave (self);
  self->adapter = g_object_ref (ensure_adapter (self, GTK_SOURCE_BUFFER (buffer)));
  g_signal_group_set_target (self->signals, self->adapter);
  gtk_widget_insert_action_group (GTK_WIDGET (self->view), "spelling", G_ACTION_GROUP (self->adapter));
  update_enabled (self);
}
