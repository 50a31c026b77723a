/* idio-find-bar.c: words that were searched for, marked in the text that is open
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "corpus/idio-corpus.h"
#include "ui/idio-find-bar.h"

struct _IdioFindBar
{
  AdwBin         parent_instance;

  GtkTextView   *text_view;
  IdioShownText *shown;
  GtkTextTag    *tag;
  GArray        *hits;        /* of IdioHit, or NULL if nothing is searched for */
  guint          position;    /* of them, the one that was gone to last */
  guint          n_marked;
  guint          mark_source;

  GtkLabel      *count_label;
  GtkWidget     *previous_button;
  GtkWidget     *next_button;
};

G_DEFINE_FINAL_TYPE (IdioFindBar, idio_find_bar, ADW_TYPE_BIN)

/* To find a place in a long text takes a while, so that in one turn of the main loop only some are marked. */
#define MARKS_A_TURN 20

/* How far from the top of the view, as a part of its height, a word is scrolled to */
#define SCROLL_ALIGN 0.3

static void
update (IdioFindBar *self)
{
  guint n_hits = self->hits != NULL ? self->hits->len : 0;
  /* Translators: the number of a match, and how many there are */
  g_autofree char *count = n_hits > 0 ? g_strdup_printf (_("%'u of %'u"), self->position + 1, n_hits)
                                      : g_strdup (_("Only the title has these words"));

  g_assert (IDIO_IS_FIND_BAR (self));

  gtk_label_set_label (self->count_label, count);
  gtk_widget_set_sensitive (self->previous_button, n_hits > 1);
  gtk_widget_set_sensitive (self->next_button, n_hits > 1);
  gtk_widget_set_visible (GTK_WIDGET (self), self->hits != NULL);
}

static void
go_to (IdioFindBar *self,
       guint        position)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);
  const IdioHit *hit = &g_array_index (self->hits, IdioHit, position);

  g_assert (IDIO_IS_FIND_BAR (self));

  self->position = position;
  update (self);

  if (idio_shown_text_select (self->shown, hit->start, hit->length))
    gtk_text_view_scroll_to_mark (self->text_view, gtk_text_buffer_get_insert (buffer), 0, TRUE, 0, SCROLL_ALIGN);
}

static gboolean
mark_some_cb (gpointer data)
{
  IdioFindBar *self = data;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);
  guint end = MIN (self->n_marked + MARKS_A_TURN, self->hits->len);
  GtkTextIter from, to;

  for (; self->n_marked < end; self->n_marked++)
    {
      const IdioHit *hit = &g_array_index (self->hits, IdioHit, self->n_marked);

      if (idio_shown_text_get_place (self->shown, hit->start, hit->length, &from, &to))
        gtk_text_buffer_apply_tag (buffer, self->tag, &from, &to);
    }

  if (self->n_marked < self->hits->len)
    return G_SOURCE_CONTINUE;

  self->mark_source = 0;

  return G_SOURCE_REMOVE;
}

static void
next_cb (IdioFindBar *self)
{
  g_assert (IDIO_IS_FIND_BAR (self));

  idio_find_bar_move (self, TRUE);
}

static void
previous_cb (IdioFindBar *self)
{
  g_assert (IDIO_IS_FIND_BAR (self));

  idio_find_bar_move (self, FALSE);
}

static void
idio_find_bar_dispose (GObject *object)
{
  IdioFindBar *self = IDIO_FIND_BAR (object);

  g_clear_handle_id (&self->mark_source, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), IDIO_TYPE_FIND_BAR);
  g_clear_object (&self->text_view);
  g_clear_pointer (&self->hits, g_array_unref);

  G_OBJECT_CLASS (idio_find_bar_parent_class)->dispose (object);
}

static void
idio_find_bar_class_init (IdioFindBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = idio_find_bar_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-find-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioFindBar, count_label);
  gtk_widget_class_bind_template_child (widget_class, IdioFindBar, previous_button);
  gtk_widget_class_bind_template_child (widget_class, IdioFindBar, next_button);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
}

static void
idio_find_bar_init (IdioFindBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * idio_find_bar_set_text:
 * @self: a bar
 * @text_view: where words are marked
 * @shown: the text in it, which must live as long as the bar
 */
void
idio_find_bar_set_text (IdioFindBar   *self,
                        GtkTextView   *text_view,
                        IdioShownText *shown)
{
  g_return_if_fail (IDIO_IS_FIND_BAR (self));
  g_return_if_fail (GTK_IS_TEXT_VIEW (text_view));
  g_return_if_fail (self->text_view == NULL);

  self->text_view = g_object_ref (text_view);
  self->shown = shown;

  /* Cards color what they quote, so that a color alone would not tell the two apart. */
  self->tag = gtk_text_buffer_create_tag (gtk_text_view_get_buffer (text_view), NULL,
                                          "background-rgba", &(GdkRGBA) { 0.96f, 0.76f, 0.07f, 0.4f },
                                          "underline", PANGO_UNDERLINE_SINGLE, NULL);
}

/**
 * idio_find_bar_set_hits:
 * @self: a bar
 * @hits: (nullable) (element-type IdioHit): where in the text the words are, or %NULL if none are searched for
 *
 * Marks them, and goes to the first.
 */
void
idio_find_bar_set_hits (IdioFindBar *self,
                        GArray      *hits)
{
  GtkTextIter start, end;

  g_return_if_fail (IDIO_IS_FIND_BAR (self));
  g_return_if_fail (self->text_view != NULL);

  g_clear_handle_id (&self->mark_source, g_source_remove);

  if (self->n_marked > 0)
    {
      gtk_text_buffer_get_bounds (gtk_text_view_get_buffer (self->text_view), &start, &end);
      gtk_text_buffer_remove_tag (gtk_text_view_get_buffer (self->text_view), self->tag, &start, &end);
    }

  g_clear_pointer (&self->hits, g_array_unref);
  self->hits = hits != NULL ? g_array_ref (hits) : NULL;
  self->n_marked = 0;
  self->position = 0;
  update (self);

  if (hits == NULL || hits->len == 0)
    return;

  self->mark_source = g_idle_add (mark_some_cb, self);
  go_to (self, 0);
}

/**
 * idio_find_bar_move:
 * @self: a bar
 * @forward: whether to go to the next one, or to the one before
 *
 * Goes to another of the words, from the last to the first and back.
 */
void
idio_find_bar_move (IdioFindBar *self,
                    gboolean     forward)
{
  g_return_if_fail (IDIO_IS_FIND_BAR (self));

  if (self->hits != NULL && self->hits->len > 0)
    go_to (self, (self->position + (forward ? 1 : self->hits->len - 1)) % self->hits->len);
}
