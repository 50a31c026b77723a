/* idio-text-limit.c: texts of any length in text views
 *
 * A text view is filled and laid out in the main thread: its text in one go, and then paragraph by paragraph. So that
 * neither takes longer than a frame, of a long text the beginning is shown, and a long paragraph is continued in others.
 *
 * In a view that is watched, what breaks a paragraph is a character of its own, which is left out when the text is read.
 * A tag on a "\n" would not do: the history of a buffer, from which undo takes text, knows of none.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ui/idio-text-limit.h"

/* What is typed, or comes in token by token, is shorter. It breaks a paragraph only when that is twice as long as a
 * pasted one may be. */
#define TYPED_BYTES 64

/* The paragraph separator, which GTK takes for the end of a line. Text that comes in with one gets "\n" for it. */
#define BREAK "\u2029"

/* What is known of a buffer that is watched */
typedef struct
{
  GtkWidget *notice;
  gboolean   cut;          /* something did not fit */
  gboolean   replaying;    /* while its history undoes or redoes */
  int        n_before_cut; /* number of characters in it before something came that did not fit */
} Watch;

#define WATCH_KEY "idio-text-limit"

static void
set_cut (Watch    *watch,
         gboolean  cut)
{
  watch->cut = cut;
  gtk_widget_set_visible (watch->notice, cut);
}

/* What gtk_text_iter_ends_line() takes for the end of a paragraph */
static gboolean
ends_paragraph (gunichar c)
{
  return c == '\n' || c == '\r' || c == 0x2029;
}

static char *
fit (const char *text,
     gsize       length,
     glong       room,
     glong       n_before,
     const char *line_end,
     GArray     *breaks,
     gsize      *n_shown)
{
  GString *shown = g_string_new (NULL);
  const char *copied = text, *gap = NULL, *p = text;
  glong n = n_before, n_at_gap = 0;

  for (; p < text + length && room > 0; p = g_utf8_next_char (p), room--)
    {
      gunichar c = g_utf8_get_char (p);

      if (n >= IDIO_TEXT_LIMIT_PARAGRAPH_CHARS && !ends_paragraph (c))
        {
          const char *end = gap != NULL ? gap : p;
          gsize at = (gsize) (end - text);

          g_string_append_len (shown, copied, end - copied);
          g_string_append (shown, line_end);
          copied = end;
          n -= gap != NULL ? n_at_gap : n;
          gap = NULL;

          if (breaks != NULL)
            g_array_append_val (breaks, at);
        }

      n++;

      if (ends_paragraph (c))
        {
          n = 0;
          gap = NULL;
        }
      else if (g_unichar_isspace (c))
        {
          gap = g_utf8_next_char (p);
          n_at_gap = n;
        }
    }

  g_string_append_len (shown, copied, p - copied);
  *n_shown = (gsize) (p - text);

  return g_string_free_and_steal (shown);
}

/**
 * idio_text_limit_fit:
 * @text: a text, valid UTF-8
 * @length: its length in bytes
 * @room: maximum number of its characters that are shown
 * @n_before: number of characters in the paragraph that @text continues
 * @breaks: (nullable) (element-type gsize): takes up where in @text paragraphs were broken, in bytes
 * @n_shown: (out): how many bytes of @text are shown
 *
 * Returns: (transfer full): the beginning of @text, with "\n" put in where a paragraph is too long, after a space if
 *   there is one
 */
char *
idio_text_limit_fit (const char *text,
                     gsize       length,
                     glong       room,
                     glong       n_before,
                     GArray     *breaks,
                     gsize      *n_shown)
{
  return fit (text, length, room, n_before, "\n", breaks, n_shown);
}

static char *
replace_breaks (const char *text,
                const char *replacement)
{
  g_auto(GStrv) parts = g_strsplit (text, BREAK, -1);

  return g_strjoinv (replacement, parts);
}

static char *
dup_range (const GtkTextIter *start,
           const GtkTextIter *end)
{
  g_autofree char *shown = gtk_text_iter_get_text (start, end);

  return replace_breaks (shown, "");
}

/**
 * idio_text_limit_dup_text:
 * @buffer: the buffer of a text view that is watched
 *
 * Returns: (transfer full): the text as it was put in, without the breaks in long paragraphs
 */
char *
idio_text_limit_dup_text (GtkTextBuffer *buffer)
{
  GtkTextIter start, end;

  g_return_val_if_fail (GTK_IS_TEXT_BUFFER (buffer), NULL);

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return dup_range (&start, &end);
}

/**
 * idio_text_limit_dup_selection:
 * @buffer: the buffer of a text view that is watched
 *
 * Returns: (transfer full) (nullable): what is selected, without the breaks in long paragraphs; %NULL if nothing is
 */
char *
idio_text_limit_dup_selection (GtkTextBuffer *buffer)
{
  GtkTextIter start, end;

  g_return_val_if_fail (GTK_IS_TEXT_BUFFER (buffer), NULL);

  return gtk_text_buffer_get_selection_bounds (buffer, &start, &end) ? dup_range (&start, &end) : NULL;
}

static void
insert_text_cb (GtkTextBuffer *buffer,
                GtkTextIter   *location,
                const char    *text,
                int            length,
                Watch         *watch)
{
  int n_chars = gtk_text_buffer_get_char_count (buffer);
  glong room = MAX (0, IDIO_TEXT_LIMIT_CHARS - n_chars);
  glong n_before = gtk_text_iter_get_chars_in_line (location);
  g_autofree char *inserted = NULL;
  g_autofree char *without = NULL;
  g_autofree char *fitting = NULL;
  gboolean too_long;
  gsize n_shown;

  /* The history tells what it takes away and puts back by where it is. */
  if (watch->replaying)
    return;

  if (length < TYPED_BYTES && n_before < 2 * IDIO_TEXT_LIMIT_PARAGRAPH_CHARS)
    n_before = 0;

  inserted = g_strndup (text, (gsize) length);
  without = replace_breaks (inserted, "\n");
  fitting = fit (without, strlen (without), room, n_before, BREAK, NULL, &n_shown);
  too_long = without[n_shown] != '\0';

  if (g_utf8_strlen (fitting, -1) > room)
    {
      *g_utf8_offset_to_pointer (fitting, room) = '\0';
      too_long = TRUE;
    }

  if (too_long && !watch->cut)
    {
      watch->n_before_cut = n_chars;
      set_cut (watch, TRUE);
    }

  if (g_str_equal (fitting, inserted))
    return;

  g_signal_stop_emission_by_name (buffer, "insert-text");
  g_signal_handlers_block_by_func (buffer, insert_text_cb, watch);
  gtk_text_buffer_insert (buffer, location, fitting, -1);
  g_signal_handlers_unblock_by_func (buffer, insert_text_cb, watch);
}

/* The beginning of what did not fit is gone when there is no more text than before it came. Undo and redo can bring it
 * back. */
static void
changed_cb (GtkTextBuffer *buffer,
            Watch         *watch)
{
  int n_chars = gtk_text_buffer_get_char_count (buffer);

  if (n_chars <= watch->n_before_cut)
    set_cut (watch, FALSE);
  else if (watch->replaying && n_chars >= IDIO_TEXT_LIMIT_CHARS)
    set_cut (watch, TRUE);
}

static void
before_replay_cb (GtkTextBuffer *buffer,
                  Watch         *watch)
{
  watch->replaying = TRUE;
}

static void
after_replay_cb (GtkTextBuffer *buffer,
                 Watch         *watch)
{
  watch->replaying = FALSE;
}

/* GTK would copy the breaks, too. */
static void
copy_selection (GtkTextView *view)
{
  g_autofree char *text = idio_text_limit_dup_selection (gtk_text_view_get_buffer (view));

  if (text == NULL)
    return;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (view)), text);
}

static void
copy_cb (GtkTextView *view)
{
  copy_selection (view);
  g_signal_stop_emission_by_name (view, "copy-clipboard");
}

static void
cut_cb (GtkTextView *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);

  copy_selection (view);
  gtk_text_buffer_delete_selection (buffer, TRUE, gtk_text_view_get_editable (view));
  gtk_text_view_scroll_mark_onscreen (view, gtk_text_buffer_get_insert (buffer));
  g_signal_stop_emission_by_name (view, "cut-clipboard");
}

static void
watch_free (gpointer data)
{
  Watch *watch = data;

  g_object_unref (watch->notice);
  g_free (watch);
}

/**
 * idio_text_limit_watch:
 * @view: a text view
 * @notice: what is visible while only the beginning of a text is in @view
 *
 * Lets no more into @view than it can show, whoever puts it there. Its text is read with idio_text_limit_dup_text().
 */
void
idio_text_limit_watch (GtkTextView *view,
                       GtkWidget   *notice)
{
  g_return_if_fail (GTK_IS_TEXT_VIEW (view));
  g_return_if_fail (GTK_IS_WIDGET (notice));

  idio_text_limit_watch_buffer (gtk_text_view_get_buffer (view), notice);
  g_signal_connect (view, "copy-clipboard", G_CALLBACK (copy_cb), NULL);
  g_signal_connect (view, "cut-clipboard", G_CALLBACK (cut_cb), NULL);
}

/**
 * idio_text_limit_watch_buffer:
 * @buffer: another buffer for a view that is watched
 * @notice: what is visible while only the beginning of a text is in @buffer
 *
 * To be called each time the view gets another buffer.
 */
void
idio_text_limit_watch_buffer (GtkTextBuffer *buffer,
                              GtkWidget     *notice)
{
  Watch *watch;

  g_return_if_fail (GTK_IS_TEXT_BUFFER (buffer));
  g_return_if_fail (GTK_IS_WIDGET (notice));

  if ((watch = g_object_get_data (G_OBJECT (buffer), WATCH_KEY)))
    {
      g_set_object (&watch->notice, notice);
      set_cut (watch, watch->cut);
      return;
    }

  watch = g_new0 (Watch, 1);
  watch->notice = g_object_ref (notice);
  set_cut (watch, FALSE);
  g_object_set_data_full (G_OBJECT (buffer), WATCH_KEY, watch, watch_free);

  g_signal_connect (buffer, "insert-text", G_CALLBACK (insert_text_cb), watch);
  g_signal_connect (buffer, "changed", G_CALLBACK (changed_cb), watch);
  g_signal_connect (buffer, "undo", G_CALLBACK (before_replay_cb), watch);
  g_signal_connect (buffer, "redo", G_CALLBACK (before_replay_cb), watch);
  g_signal_connect_after (buffer, "undo", G_CALLBACK (after_replay_cb), watch);
  g_signal_connect_after (buffer, "redo", G_CALLBACK (after_replay_cb), watch);
}
