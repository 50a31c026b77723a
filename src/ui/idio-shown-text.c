/* idio-shown-text.c: the text of a document in a buffer, with marks where cards quote it
 *
 * Quotes are told by the bytes of the document, of which the buffer has the beginning, with breaks in long paragraphs.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <adwaita.h>

#include "ui/idio-shown-text.h"
#include "ui/idio-text-limit.h"
#include "ui/idio-ui-text.h"
#include "voice/idio-hypothesis.h"

/* What a card took from the text, from one byte to another */
typedef struct
{
  gsize           start;
  gsize           end;
  IdioHypothesis *card;
} Mark;

struct _IdioShownText
{
  GtkTextBuffer *buffer;
  char          *text;         /* as much of the document as is shown, or NULL */
  gsize          n_shown;      /* its length in bytes */
  GArray        *breaks;       /* where in it paragraphs were broken */
  GArray        *marks;
  GArray        *old_marks;    /* from which the tag is taken first, or NULL */
  GtkTextTag    *tag;          /* of all marks */
  guint          mark_source;

  /* How far the tag is taken off the old marks, or put on the new ones */
  struct
  {
    guint        n_marks;
    guint        n_breaks;
    gsize        byte;
    glong        offset;
  } walk;
};

/* Maximum number of marks that are shown, or taken away, in one turn of the main loop */
#define MARKS_A_TURN 50

/* How many claims are named */
#define MAX_CLAIMS 8

static void
mark_clear (gpointer data)
{
  Mark *mark = data;

  g_clear_object (&mark->card);
}

/* Where a byte of the text is in the buffer. */
static void
get_iter_at_byte (IdioShownText *self,
                  gsize          byte,
                  GtkTextIter   *iter)
{
  glong offset = g_utf8_pointer_to_offset (self->text, self->text + byte);

  for (guint i = 0; i < self->breaks->len && g_array_index (self->breaks, gsize, i) <= byte; i++)
    offset++;

  gtk_text_buffer_get_iter_at_offset (self->buffer, iter, (int) offset);
}

/* Which byte of the text is at a place in the buffer. */
static gsize
get_byte_at_iter (IdioShownText     *self,
                  const GtkTextIter *iter)
{
  glong offset = gtk_text_iter_get_offset (iter);
  gsize byte = 0;

  /* Each break before it is a character that the text does not have. */
  for (guint i = 0; i < self->breaks->len; i++)
    {
      gsize at = g_array_index (self->breaks, gsize, i);
      glong n_chars = g_utf8_pointer_to_offset (self->text + byte, self->text + at);

      if (offset <= n_chars)
        break;

      offset -= n_chars + 1;
      byte = at;
    }

  return (gsize) (g_utf8_offset_to_pointer (self->text + byte, offset) - self->text);
}

/* Quotes that show a steady absence, or the length of sentences, are any sentence: to mark them says nothing. */
static gboolean
has_telling_quotes (const IdioCardFields *fields)
{
  return fields->state != IDIO_CARD_STATE_REJECTED &&
         (fields->habit == NULL ||
          (!g_str_has_prefix (fields->habit, "no-") && !g_str_equal (fields->habit, "sentence-length")));
}

static gint
compare_marks (gconstpointer a,
               gconstpointer b)
{
  const Mark *x = a, *y = b;

  return (x->start > y->start) - (x->start < y->start);
}

static GArray *
new_marks (void)
{
  GArray *marks = g_array_new (FALSE, FALSE, sizeof (Mark));

  g_array_set_clear_func (marks, mark_clear);

  return marks;
}

static GArray *
find_marks (IdioShownText *self,
            GListModel    *cards,
            gint64         document)
{
  GArray *marks = new_marks ();

  for (guint i = 0; i < g_list_model_get_n_items (cards); i++)
    {
      g_autoptr(IdioHypothesis) card = g_list_model_get_item (cards, i);
      GPtrArray *quotes = idio_hypothesis_get_quotes (card);

      if (!has_telling_quotes (idio_hypothesis_get_fields (card)))
        continue;

      for (guint j = 0; j < quotes->len; j++)
        {
          const IdioQuote *quote = g_ptr_array_index (quotes, j);
          Mark mark = { quote->start, quote->start + quote->length, card };

          if (quote->document != document || mark.end > self->n_shown)
            continue;

          g_object_ref (card);
          g_array_append_val (marks, mark);
        }
    }

  g_array_sort (marks, compare_marks);

  return marks;
}

static gboolean
same_marks (GArray *a,
            GArray *b)
{
  return a->len == b->len && (a->len == 0 || memcmp (a->data, b->data, a->len * sizeof (Mark)) == 0);
}

/* Where a byte that is not before the last one asked for is in the buffer: the text is walked through once. */
static void
walk_to (IdioShownText *self,
         gsize          byte,
         GtkTextIter   *iter)
{
  self->walk.offset += g_utf8_pointer_to_offset (self->text + self->walk.byte, self->text + byte);
  self->walk.byte = byte;

  for (; self->walk.n_breaks < self->breaks->len && g_array_index (self->breaks, gsize, self->walk.n_breaks) <= byte;
       self->walk.n_breaks++)
    self->walk.offset++;

  gtk_text_buffer_get_iter_at_offset (self->buffer, iter, (int) self->walk.offset);
}

static void
start_walk (IdioShownText *self)
{
  memset (&self->walk, 0, sizeof self->walk);
}

/* Takes the tag off the next of the old marks, all at once: a call for each would take ten times as long. */
static void
take_off_some (IdioShownText *self)
{
  guint end = MIN (self->walk.n_marks + MARKS_A_TURN, self->old_marks->len);
  gsize last_byte = self->walk.byte;
  GtkTextIter from, to;

  for (; self->walk.n_marks < end; self->walk.n_marks++)
    last_byte = MAX (last_byte, g_array_index (self->old_marks, Mark, self->walk.n_marks).end);

  walk_to (self, self->walk.byte, &from);
  walk_to (self, last_byte, &to);
  gtk_text_buffer_remove_tag (self->buffer, self->tag, &from, &to);

  if (self->walk.n_marks < self->old_marks->len)
    return;

  g_clear_pointer (&self->old_marks, g_array_unref);
  start_walk (self);
}

static void
put_on_some (IdioShownText *self)
{
  GtkTextIter start, end;

  for (guint n = 0; n < MARKS_A_TURN && self->walk.n_marks < self->marks->len; n++)
    {
      const Mark *mark = &g_array_index (self->marks, Mark, self->walk.n_marks++);

      if (mark->end <= self->walk.byte)
        continue;

      walk_to (self, MAX (mark->start, self->walk.byte), &start);
      walk_to (self, mark->end, &end);
      gtk_text_buffer_apply_tag (self->buffer, self->tag, &start, &end);
    }
}

/* Thousands of marks are more than there is time for in one turn of the main loop. */
static gboolean
apply_marks_cb (gpointer data)
{
  IdioShownText *self = data;

  if (self->old_marks != NULL && self->old_marks->len > 0)
    take_off_some (self);
  else
    {
      g_clear_pointer (&self->old_marks, g_array_unref);
      put_on_some (self);
    }

  if (self->old_marks != NULL || self->walk.n_marks < self->marks->len)
    return G_SOURCE_CONTINUE;

  self->mark_source = 0;

  return G_SOURCE_REMOVE;
}

/* Forgets all marks, with the text that they are in. */
static void
clear_marks (IdioShownText *self)
{
  g_clear_handle_id (&self->mark_source, g_source_remove);
  g_clear_pointer (&self->old_marks, g_array_unref);
  g_array_set_size (self->marks, 0);
  start_walk (self);
}

/* Takes marks. Those that the tag is on, or is being taken off, go first. */
static void
replace_marks (IdioShownText *self,
               GArray        *marks)
{
  g_clear_handle_id (&self->mark_source, g_source_remove);

  if (self->old_marks == NULL)
    {
      self->old_marks = g_steal_pointer (&self->marks);
      start_walk (self);
    }

  g_clear_pointer (&self->marks, g_array_unref);
  self->marks = marks;

  if (apply_marks_cb (self))
    self->mark_source = g_idle_add (apply_marks_cb, self);
}

/**
 * idio_shown_text_new:
 * @buffer: an empty buffer
 *
 * Returns: (transfer full): what shows texts in @buffer
 */
IdioShownText *
idio_shown_text_new (GtkTextBuffer *buffer)
{
  IdioShownText *self;

  g_return_val_if_fail (GTK_IS_TEXT_BUFFER (buffer), NULL);

  self = g_new0 (IdioShownText, 1);
  self->buffer = g_object_ref (buffer);
  self->breaks = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->marks = new_marks ();
  self->tag = gtk_text_buffer_create_tag (buffer, NULL, NULL);

  return self;
}

void
idio_shown_text_free (IdioShownText *self)
{
  g_clear_handle_id (&self->mark_source, g_source_remove);
  g_clear_object (&self->buffer);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->breaks, g_array_unref);
  g_clear_pointer (&self->marks, g_array_unref);
  g_clear_pointer (&self->old_marks, g_array_unref);
  g_free (self);
}

/**
 * idio_shown_text_set:
 * @self: a shown text
 * @text: (transfer full) (nullable): the text of a document, valid UTF-8, or %NULL for none
 *
 * Shows @text, without marks.
 *
 * Returns: whether it is shown to its end
 */
gboolean
idio_shown_text_set (IdioShownText *self,
                     char          *text)
{
  g_autofree char *shown = NULL;
  gsize length = text != NULL ? strlen (text) : 0;

  g_return_val_if_fail (self != NULL, FALSE);

  clear_marks (self);
  g_array_set_size (self->breaks, 0);
  g_free (self->text);
  self->text = text;
  shown = idio_text_limit_fit (text != NULL ? text : "", length, IDIO_TEXT_LIMIT_CHARS, 0, self->breaks, &self->n_shown);
  gtk_text_buffer_set_text (self->buffer, shown, -1);

  if (self->n_shown == length)
    return TRUE;

  self->text[self->n_shown] = '\0';
  self->text = g_realloc (self->text, self->n_shown + 1);

  return FALSE;
}

/**
 * idio_shown_text_mark:
 * @self: a shown text
 * @cards: a list of #IdioHypothesis
 * @document: the number of the document that is shown
 *
 * Marks what the cards quote from the document.
 */
void
idio_shown_text_mark (IdioShownText *self,
                      GListModel    *cards,
                      gint64         document)
{
  g_autoptr(GArray) marks = NULL;
  GdkRGBA color;

  g_return_if_fail (self != NULL);
  g_return_if_fail (G_IS_LIST_MODEL (cards));

  if (self->text == NULL)
    return;

  adw_accent_color_to_rgba (adw_style_manager_get_accent_color (adw_style_manager_get_default ()), &color);
  color.alpha = 0.18f;
  g_object_set (self->tag, "background-rgba", &color, NULL);
  marks = find_marks (self, cards, document);

  if (same_marks (marks, self->marks))
    return;

  replace_marks (self, g_steal_pointer (&marks));
}

/**
 * idio_shown_text_get_place:
 * @self: a shown text
 * @start: where in the document something begins, in bytes
 * @length: its length in bytes
 * @from: (out): where that is in the buffer
 * @to: (out): where it ends there
 *
 * Returns: whether it is in what is shown
 */
gboolean
idio_shown_text_get_place (IdioShownText *self,
                           gsize          start,
                           gsize          length,
                           GtkTextIter   *from,
                           GtkTextIter   *to)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->text == NULL || start + length > self->n_shown)
    return FALSE;

  get_iter_at_byte (self, start, from);
  get_iter_at_byte (self, start + length, to);

  return TRUE;
}

/**
 * idio_shown_text_select:
 * @self: a shown text
 * @start: where in the document a quote begins, in bytes
 * @length: its length in bytes
 *
 * Returns: whether the quote is in what is shown, and selected now
 */
gboolean
idio_shown_text_select (IdioShownText *self,
                        gsize          start,
                        gsize          length)
{
  GtkTextIter from, to;

  if (!idio_shown_text_get_place (self, start, length, &from, &to))
    return FALSE;

  gtk_text_buffer_select_range (self->buffer, &from, &to);

  return TRUE;
}

/**
 * idio_shown_text_dup_claims:
 * @self: a shown text
 * @iter: a place in the buffer
 *
 * Returns: (transfer full) (nullable): what the cards say that quote what is there, one a line
 */
char *
idio_shown_text_dup_claims (IdioShownText     *self,
                            const GtkTextIter *iter)
{
  g_autoptr(GString) claims = g_string_new (NULL);
  guint n_claims = 0;
  gsize byte;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->text == NULL || !gtk_text_iter_has_tag (iter, self->tag))
    return NULL;

  byte = get_byte_at_iter (self, iter);

  for (guint i = 0; i < self->marks->len && n_claims < MAX_CLAIMS; i++)
    {
      const Mark *mark = &g_array_index (self->marks, Mark, i);

      if (mark->start <= byte && byte < mark->end)
        {
          g_autofree char *claim = idio_ui_dup_line (idio_hypothesis_get_fields (mark->card)->claim);

          g_string_append_printf (claims, "%s%s", n_claims++ > 0 ? "\n" : "", claim);
        }
    }

  return n_claims > 0 ? g_string_free_and_steal (g_steal_pointer (&claims)) : NULL;
}
