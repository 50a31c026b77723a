/* idio-draft-find.c: a search in the text of a draft
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>
#include <gtksourceview/gtksource.h>

#include "ui/idio-draft-find.h"

/* What is selected is searched for, unless it is longer than what anybody types */
#define MAX_SELECTION_BYTES 200

/* How far from the top of the view, as a part of its height, a match is scrolled to */
#define SCROLL_ALIGN 0.3

struct _IdioDraftFind
{
  AdwBin                   parent_instance;

  GtkTextView             *view;
  GtkSourceSearchSettings *settings;
  GtkSourceSearchContext  *context;     /* NULL while the bar is closed */
  GCancellable            *cancellable; /* of the search for the next match */

  GtkSearchBar            *search_bar;
  GtkEditable             *entry;
  GtkLabel                *count_label;
  GtkWidget               *previous_button;
  GtkWidget               *next_button;
};

G_DEFINE_FINAL_TYPE (IdioDraftFind, idio_draft_find, ADW_TYPE_BIN)

static GtkTextBuffer *
get_buffer (IdioDraftFind *self)
{
  g_assert (IDIO_IS_DRAFT_FIND (self));

  return gtk_text_view_get_buffer (self->view);
}

static char *
describe_count (IdioDraftFind *self)
{
  int n_matches = gtk_source_search_context_get_occurrences_count (self->context);
  GtkTextIter start, end;
  int position;

  g_assert (IDIO_IS_DRAFT_FIND (self));

  /* -1: not all of the text is searched yet. */
  if (n_matches < 0)
    return g_strdup ("");

  if (n_matches == 0)
    return g_strdup (_("No matches"));

  gtk_text_buffer_get_selection_bounds (get_buffer (self), &start, &end);
  position = gtk_source_search_context_get_occurrence_position (self->context, &start, &end);

  /* Translators: the number of a match, and how many there are */
  return position > 0 ? g_strdup_printf (_("%'u of %'u"), (guint) position, (guint) n_matches)
                      : g_strdup_printf (ngettext ("%'u match", "%'u matches", (guint) n_matches), (guint) n_matches);
}

static void
update (IdioDraftFind *self)
{
  gboolean searches = self->context != NULL && gtk_source_search_settings_get_search_text (self->settings) != NULL;
  gboolean found = searches && gtk_source_search_context_get_occurrences_count (self->context) != 0;
  g_autofree char *count = searches ? describe_count (self) : g_strdup ("");

  g_assert (IDIO_IS_DRAFT_FIND (self));

  gtk_label_set_label (self->count_label, count);
  gtk_widget_set_sensitive (self->previous_button, found);
  gtk_widget_set_sensitive (self->next_button, found);
}

static void
found_cb (GObject      *context,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(IdioDraftFind) self = user_data;
  GtkTextIter start, end;

  /* It finishes in the same way in both directions. */
  if (!gtk_source_search_context_forward_finish (GTK_SOURCE_SEARCH_CONTEXT (context), result, &start, &end, NULL,
                                                 NULL) ||
      self->view == NULL || gtk_text_iter_get_buffer (&start) != get_buffer (self))
    return;

  gtk_text_buffer_select_range (get_buffer (self), &start, &end);
  gtk_text_view_scroll_to_mark (self->view, gtk_text_buffer_get_insert (get_buffer (self)), 0, TRUE, 0, SCROLL_ALIGN);
  update (self);
}

static void
stop_looking (IdioDraftFind *self)
{
  g_assert (IDIO_IS_DRAFT_FIND (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/* Looks from where the selection begins or ends: what is typed further may fit where the cursor is already. */
static void
look (IdioDraftFind *self,
      gboolean       forward,
      gboolean       from_start)
{
  GtkTextIter start, end;

  g_assert (IDIO_IS_DRAFT_FIND (self));

  stop_looking (self);

  if (self->context == NULL || gtk_source_search_settings_get_search_text (self->settings) == NULL)
    return;

  self->cancellable = g_cancellable_new ();
  gtk_text_buffer_get_selection_bounds (get_buffer (self), &start, &end);

  if (forward)
    gtk_source_search_context_forward_async (self->context, from_start ? &start : &end, self->cancellable, found_cb,
                                             g_object_ref (self));
  else
    gtk_source_search_context_backward_async (self->context, &start, self->cancellable, found_cb, g_object_ref (self));
}

/* The colors of matches are those of a scheme, which is one for a light or a dark window. */
static void
update_scheme (IdioDraftFind *self)
{
  GtkSourceStyleSchemeManager *manager = gtk_source_style_scheme_manager_get_default ();
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

  g_assert (IDIO_IS_DRAFT_FIND (self));

  if (self->context != NULL)
    gtk_source_buffer_set_style_scheme (gtk_source_search_context_get_buffer (self->context),
                                        gtk_source_style_scheme_manager_get_scheme (manager,
                                                                                    dark ? "Adwaita-dark" : "Adwaita"));
}

static void
mode_cb (IdioDraftFind *self)
{
  g_assert (IDIO_IS_DRAFT_FIND (self));

  if (self->view == NULL)
    return;

  idio_draft_find_follow (self);

  if (!gtk_search_bar_get_search_mode (self->search_bar))
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
changed_cb (IdioDraftFind *self)
{
  const char *words = gtk_editable_get_text (self->entry);

  g_assert (IDIO_IS_DRAFT_FIND (self));

  gtk_source_search_settings_set_search_text (self->settings, *words != '\0' ? words : NULL);
  look (self, TRUE, TRUE);
  update (self);
}

static void
stop_cb (IdioDraftFind *self)
{
  g_assert (IDIO_IS_DRAFT_FIND (self));

  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
}

static void
next_cb (IdioDraftFind *self)
{
  look (self, TRUE, FALSE);
}

static void
previous_cb (IdioDraftFind *self)
{
  look (self, FALSE, FALSE);
}

static void
idio_draft_find_dispose (GObject *object)
{
  IdioDraftFind *self = IDIO_DRAFT_FIND (object);

  stop_looking (self);
  g_clear_object (&self->view);
  g_clear_object (&self->context);

  /* The child is one of the template, which would be taken from the bin without its knowledge. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), IDIO_TYPE_DRAFT_FIND);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (idio_draft_find_parent_class)->dispose (object);
}

static void
idio_draft_find_class_init (IdioDraftFindClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = idio_draft_find_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-draft-find.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioDraftFind, search_bar);
  gtk_widget_class_bind_template_child (widget_class, IdioDraftFind, entry);
  gtk_widget_class_bind_template_child (widget_class, IdioDraftFind, count_label);
  gtk_widget_class_bind_template_child (widget_class, IdioDraftFind, previous_button);
  gtk_widget_class_bind_template_child (widget_class, IdioDraftFind, next_button);
  gtk_widget_class_bind_template_callback (widget_class, mode_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
}

static void
idio_draft_find_init (IdioDraftFind *self)
{
  self->settings = gtk_source_search_settings_new ();
  gtk_source_search_settings_set_wrap_around (self->settings, TRUE);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (update_scheme), self,
                           G_CONNECT_SWAPPED);
}

/**
 * idio_draft_find_set_view:
 * @self: a search
 * @view: where it searches, with a #GtkSourceBuffer
 */
void
idio_draft_find_set_view (IdioDraftFind *self,
                          GtkTextView   *view)
{
  g_return_if_fail (IDIO_IS_DRAFT_FIND (self));
  g_return_if_fail (GTK_IS_TEXT_VIEW (view));

  g_set_object (&self->view, view);
}

/**
 * idio_draft_find_follow:
 * @self: a search
 *
 * To be called when the view has another buffer. If the search is open, it goes on there.
 */
void
idio_draft_find_follow (IdioDraftFind *self)
{
  g_return_if_fail (IDIO_IS_DRAFT_FIND (self));

  stop_looking (self);
  g_clear_object (&self->context);

  if (gtk_search_bar_get_search_mode (self->search_bar))
    {
      self->context = gtk_source_search_context_new (GTK_SOURCE_BUFFER (get_buffer (self)), self->settings);
      g_signal_connect_object (self->context, "notify::occurrences-count", G_CALLBACK (update), self,
                               G_CONNECT_SWAPPED);
      update_scheme (self);
    }

  update (self);
}

/**
 * idio_draft_find_open:
 * @self: a search
 *
 * Shows where to type what is searched for. That is what is selected, if it is in one line.
 */
void
idio_draft_find_open (IdioDraftFind *self)
{
  GtkTextIter start, end;
  g_autofree char *selection = NULL;

  g_return_if_fail (IDIO_IS_DRAFT_FIND (self));

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);

  if (gtk_text_buffer_get_selection_bounds (get_buffer (self), &start, &end))
    selection = gtk_text_iter_get_text (&start, &end);

  if (selection != NULL && strlen (selection) <= MAX_SELECTION_BYTES && strpbrk (selection, "\r\n") == NULL)
    gtk_editable_set_text (self->entry, selection);

  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (self->entry, 0, -1);
}

/**
 * idio_draft_find_move:
 * @self: a search
 * @forward: whether to go to the next match, or to the one before
 *
 * Goes from the last to the first, and back. A search that is closed is opened.
 */
void
idio_draft_find_move (IdioDraftFind *self,
                      gboolean       forward)
{
  g_return_if_fail (IDIO_IS_DRAFT_FIND (self));

  if (gtk_search_bar_get_search_mode (self->search_bar))
    look (self, forward, FALSE);
  else
    idio_draft_find_open (self);
}
