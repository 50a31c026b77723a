/* idio-text-limit.c: texts of any length in text views
 *
 * A text view is filled and laid out in the main thread: its text in one go, and then paragraph by paragraph. So that
 * neither takes longer than a frame, of a long text the beginning is shown, and a long paragraph is continued in others.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ui/idio-text-limit.h"

/* What is typed, or comes in token by token, is shorter. It breaks a paragraph only when that is twice as long as a
 * pasted one may be. */
#define TYPED_BYTES 64

/* What gtk_text_iter_ends_line() takes for the end of a paragraph */
static gboolean
ends_paragraph (gunichar c)
{
  return c == '\n' || c == '\r' || c == 0x2029;
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
          g_string_append_c (shown, '\n');
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

static void
insert_text_cb (GtkTextBuffer *buffer,
                GtkTextIter   *location,
                const char    *text,
                int            length,
                GtkWidget     *notice)
{
  glong room = MAX (0, IDIO_TEXT_LIMIT_CHARS - gtk_text_buffer_get_char_count (buffer));
  glong n_before = gtk_text_iter_get_chars_in_line (location);
  g_autofree char *fitting = NULL;
  gsize n_shown;

  if (length < TYPED_BYTES && n_before < 2 * IDIO_TEXT_LIMIT_PARAGRAPH_CHARS)
    n_before = 0;

  fitting = idio_text_limit_fit (text, (gsize) length, room, n_before, NULL, &n_shown);

  if (n_shown < (gsize) length)
    gtk_widget_set_visible (notice, TRUE);

  if (strlen (fitting) == (gsize) length)
    return;

  /* The handler is called for this again, and finds that it fits. */
  g_signal_stop_emission_by_name (buffer, "insert-text");
  gtk_text_buffer_insert (buffer, location, fitting, -1);
}

static void
changed_cb (GtkTextBuffer *buffer,
            GtkWidget     *notice)
{
  if (gtk_text_buffer_get_char_count (buffer) == 0)
    gtk_widget_set_visible (notice, FALSE);
}

/**
 * idio_text_limit_watch:
 * @view: a text view
 * @notice: what is visible while only the beginning of a text is in @view
 *
 * Lets no more into @view than it can show, whoever puts it there.
 */
void
idio_text_limit_watch (GtkTextView *view,
                       GtkWidget   *notice)
{
  GtkTextBuffer *buffer;

  g_return_if_fail (GTK_IS_TEXT_VIEW (view));
  g_return_if_fail (GTK_IS_WIDGET (notice));

  buffer = gtk_text_view_get_buffer (view);
  gtk_widget_set_visible (notice, FALSE);
  g_signal_connect_object (buffer, "insert-text", G_CALLBACK (insert_text_cb), notice, 0);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (changed_cb), notice, 0);
}
