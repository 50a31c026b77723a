/* idio-leak-marks.c: what came into a draft from old texts, marked in it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "draft/idio-leak.h"
#include "ui/idio-leak-marks.h"
#include "ui/idio-ui-text.h"

/* How much of a leak is named */
#define LEAK_CHARS 60
#define MAX_NAMED   6

#define TAG_NAME "leak"

struct _IdioLeakMarks
{
  GObject      parent_instance;

  GtkTextView *view;   /* which keeps this */
  IdioCorpus  *corpus;
  GPtrArray   *leaks;  /* that are in the text still */
};

G_DEFINE_FINAL_TYPE (IdioLeakMarks, idio_leak_marks, G_TYPE_OBJECT)

/* Each draft has a buffer of its own, and so a tag. */
static GtkTextTag *
get_tag (IdioLeakMarks *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextTag *tag = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), TAG_NAME);

  g_assert (IDIO_IS_LEAK_MARKS (self));

  /* Not by color alone, and readable on light and dark */
  return tag != NULL ? tag : gtk_text_buffer_create_tag (buffer, TAG_NAME,
                                                         "background", "rgba(229,165,10,0.3)",
                                                         "underline", PANGO_UNDERLINE_DOUBLE,
                                                         NULL);
}

/* A name is not marked within another word. */
static gboolean
is_whole (const GtkTextIter *start,
          const GtkTextIter *end)
{
  GtkTextIter before = *start;

  if (g_unichar_isalnum (gtk_text_iter_get_char (end)))
    return FALSE;

  return !gtk_text_iter_backward_char (&before) || !g_unichar_isalnum (gtk_text_iter_get_char (&before));
}

/* Marks a leak wherever it is. Returns whether it is anywhere. */
static gboolean
mark (IdioLeakMarks  *self,
      const IdioLeak *leak)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter from, start, end;
  gboolean found = FALSE;

  g_assert (IDIO_IS_LEAK_MARKS (self));

  if (*leak->text == '\0')
    return FALSE;

  gtk_text_buffer_get_start_iter (buffer, &from);

  while (gtk_text_iter_forward_search (&from, leak->text, GTK_TEXT_SEARCH_TEXT_ONLY, &start, &end, NULL))
    {
      if (is_whole (&start, &end))
        {
          gtk_text_buffer_apply_tag (buffer, get_tag (self), &start, &end);
          found = TRUE;
        }

      from = end;
    }

  return found;
}

static char *
describe (IdioLeakMarks  *self,
          const IdioLeak *leak)
{
  g_autofree char *excerpt = idio_text_dup_excerpt (leak->text, LEAK_CHARS);
  g_autofree char *phrase = idio_ui_dup_phrase (excerpt);
  IdioDocument *document = self->corpus != NULL ? idio_corpus_find (self->corpus, leak->document) : NULL;
  g_autofree char *title = NULL;

  g_assert (IDIO_IS_LEAK_MARKS (self));

  /* The document may have been removed meanwhile. */
  if (document == NULL)
    return g_strdup_printf (_("“%s” is from a text that you removed"), phrase);

  title = idio_ui_dup_phrase (idio_document_get_title (document));

  /* Translators: words of a draft, and the title of the document that they were taken from */
  return g_strdup_printf (_("“%s” is from your text “%s”"), phrase, title);
}

/* The leak that the words around a place belong to. */
static const IdioLeak *
find_leak (IdioLeakMarks     *self,
           const GtkTextIter *place)
{
  GtkTextIter start = *place, end = *place;
  GtkTextTag *tag = get_tag (self);
  g_autofree char *words = NULL;

  g_assert (IDIO_IS_LEAK_MARKS (self));

  if (!gtk_text_iter_has_tag (place, tag))
    return NULL;

  if (!gtk_text_iter_starts_tag (&start, tag))
    gtk_text_iter_backward_to_tag_toggle (&start, tag);

  gtk_text_iter_forward_to_tag_toggle (&end, tag);
  words = gtk_text_iter_get_text (&start, &end);

  for (guint i = 0; i < self->leaks->len; i++)
    if (strstr (words, ((const IdioLeak *) g_ptr_array_index (self->leaks, i))->text) != NULL)
      return g_ptr_array_index (self->leaks, i);

  return NULL;
}

static gboolean
query_tooltip_cb (IdioLeakMarks *self,
                  int            x,
                  int            y,
                  gboolean       keyboard_mode,
                  GtkTooltip    *tooltip)
{
  g_autofree char *text = NULL;
  const IdioLeak *leak;
  GtkTextIter place;
  int text_x, text_y;

  g_assert (IDIO_IS_LEAK_MARKS (self));

  gtk_text_view_window_to_buffer_coords (self->view, GTK_TEXT_WINDOW_WIDGET, x, y, &text_x, &text_y);

  if (keyboard_mode)
    gtk_text_buffer_get_iter_at_mark (gtk_text_view_get_buffer (self->view), &place,
                                      gtk_text_buffer_get_insert (gtk_text_view_get_buffer (self->view)));
  else if (!gtk_text_view_get_iter_at_location (self->view, &place, text_x, text_y))
    return FALSE;

  if (!(leak = find_leak (self, &place)))
    return FALSE;

  text = describe (self, leak);
  gtk_tooltip_set_text (tooltip, text);

  return TRUE;
}

/* What a screen reader says of the text as a whole */
static void
update_description (IdioLeakMarks *self)
{
  g_autoptr(GString) description = g_string_new (NULL);

  g_assert (IDIO_IS_LEAK_MARKS (self));

  for (guint i = 0; i < MIN (self->leaks->len, MAX_NAMED); i++)
    {
      g_autofree char *sentence = describe (self, g_ptr_array_index (self->leaks, i));

      g_string_append_printf (description, "%s%s", i > 0 ? ". " : "", sentence);
    }

  gtk_widget_set_has_tooltip (GTK_WIDGET (self->view), self->leaks->len > 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description->str, -1);
}

static void
idio_leak_marks_finalize (GObject *object)
{
  IdioLeakMarks *self = IDIO_LEAK_MARKS (object);

  g_clear_object (&self->corpus);
  g_ptr_array_unref (self->leaks);

  G_OBJECT_CLASS (idio_leak_marks_parent_class)->finalize (object);
}

static void
idio_leak_marks_class_init (IdioLeakMarksClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = idio_leak_marks_finalize;
}

static void
idio_leak_marks_init (IdioLeakMarks *self)
{
  self->leaks = g_ptr_array_new ();
}

/**
 * idio_leak_marks_new:
 * @view: a view of a draft, which lives at least as long
 *
 * Returns: (transfer full): marks in @view, none yet
 */
IdioLeakMarks *
idio_leak_marks_new (GtkTextView *view)
{
  IdioLeakMarks *self;

  g_return_val_if_fail (GTK_IS_TEXT_VIEW (view), NULL);

  self = g_object_new (IDIO_TYPE_LEAK_MARKS, NULL);
  self->view = view;
  g_signal_connect_object (view, "query-tooltip", G_CALLBACK (query_tooltip_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * idio_leak_marks_set_corpus:
 * @self: the marks of a draft
 * @corpus: the texts that leaks are from
 */
void
idio_leak_marks_set_corpus (IdioLeakMarks *self,
                            IdioCorpus    *corpus)
{
  g_return_if_fail (IDIO_IS_LEAK_MARKS (self));
  g_return_if_fail (IDIO_IS_CORPUS (corpus));

  g_set_object (&self->corpus, corpus);
}

/**
 * idio_leak_marks_show:
 * @self: the marks of a draft
 * @leaks: (element-type IdioLeak) (nullable): what is to be marked, which lives until it is called again
 *
 * Marks what is in the text, and forgets what is not, as the user took it out.
 */
void
idio_leak_marks_show (IdioLeakMarks *self,
                      GPtrArray     *leaks)
{
  GtkTextBuffer *buffer;
  GtkTextIter start, end;

  g_return_if_fail (IDIO_IS_LEAK_MARKS (self));

  if (self->leaks->len == 0 && (leaks == NULL || leaks->len == 0))
    return;

  buffer = gtk_text_view_get_buffer (self->view);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_remove_tag (buffer, get_tag (self), &start, &end);
  g_ptr_array_set_size (self->leaks, 0);

  for (guint i = 0; leaks != NULL && i < leaks->len; i++)
    if (mark (self, g_ptr_array_index (leaks, i)))
      g_ptr_array_add (self->leaks, g_ptr_array_index (leaks, i));

  /* What checks the spelling has a tag, too, and would underline the same names. */
  gtk_text_tag_set_priority (get_tag (self), gtk_text_tag_table_get_size (gtk_text_buffer_get_tag_table (buffer)) - 1);
  update_description (self);
}

/**
 * idio_leak_marks_describe:
 * @self: the marks of a draft
 *
 * Returns: (transfer full) (nullable): a sentence that names what is marked, or %NULL if nothing is
 */
char *
idio_leak_marks_describe (IdioLeakMarks *self)
{
  g_autofree char *list = NULL;

  g_return_val_if_fail (IDIO_IS_LEAK_MARKS (self), NULL);

  if (self->leaks->len == 0)
    return NULL;

  for (guint i = 0; i < MIN (self->leaks->len, MAX_NAMED); i++)
    {
      const IdioLeak *leak = g_ptr_array_index (self->leaks, i);
      g_autofree char *excerpt = idio_text_dup_excerpt (leak->text, LEAK_CHARS);
      g_autofree char *phrase = idio_ui_dup_phrase (excerpt);

      /* Translators: quotation marks around what came from the user's texts */
      g_autofree char *quote = g_strdup_printf (C_("quotes", "“%s”"), phrase);
      /* Translators: a list of quotes, and one more: “a storm in May”, “the red boat” */
      char *longer = list != NULL ? g_strdup_printf (C_("quotes", "%s, %s"), list, quote) : g_strdup (quote);

      g_free (list);
      list = longer;
    }

  /* Translators: %s is a list of quotes */
  return g_strdup_printf (_("Taken from your old texts: %s. Check that it belongs here."), list);
}
