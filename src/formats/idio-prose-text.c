/* idio-prose-text.c: the text of an office document becomes that of an entry
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-prose-text.h"

#define SOFT_HYPHEN 0xad

/* Range to which Microsoft's programs map the characters of symbol fonts */
#define FIRST_SYMBOL 0xf000
#define LAST_SYMBOL  0xf0ff

/* Removes soft hyphens, characters of symbol fonts, and spaces at the ends of lines. The places move along. */
static void
leave_out (GString *text,
           GArray  *places)
{
  char *to = text->str;
  guint n_moved = 0;

  for (const char *p = text->str, *next; *p != '\0'; p = next)
    {
      gunichar c = g_utf8_get_char (p);

      next = g_utf8_next_char (p);

      while (c == '\n' && to > text->str && to[-1] == ' ')
        to--;

      for (guint i = n_moved; i > 0 && g_array_index (places, gsize, i - 1) > (gsize) (to - text->str); i--)
        g_array_index (places, gsize, i - 1) = (gsize) (to - text->str);

      for (; n_moved < places->len && g_array_index (places, gsize, n_moved) <= (gsize) (p - text->str); n_moved++)
        g_array_index (places, gsize, n_moved) = (gsize) (to - text->str);

      if (c == SOFT_HYPHEN || (c >= FIRST_SYMBOL && c <= LAST_SYMBOL))
        continue;

      memmove (to, p, (gsize) (next - p));
      to += next - p;
    }

  for (; n_moved < places->len; n_moved++)
    g_array_index (places, gsize, n_moved) = (gsize) (to - text->str);

  g_string_truncate (text, (gsize) (to - text->str));
}

/* Paragraphs of a quote that follow each other are one part. */
static void
mark_quotes (IdioEntry    *entry,
             const char   *text,
             const GArray *quotes)
{
  for (guint i = 0; i + 1 < quotes->len; i += 2)
    {
      gsize start = g_array_index (quotes, gsize, i), end = g_array_index (quotes, gsize, i + 1);
      IdioMark *last = entry->marks != NULL ? &g_array_index (entry->marks, IdioMark, entry->marks->len - 1) : NULL;

      if (end > start && last != NULL && last->end + strspn (text + last->end, "\n") == start)
        last->end = (guint) end;
      else
        idio_entry_add_mark (entry, start, end, IDIO_MARK_QUOTE, FALSE);
    }
}

/* Takes what is no text out of it: white space at its start, and the signs of who inserted what. */
static void
take_insertions (IdioEntry      *entry,
                 IdioInsertions *insertions)
{
  g_autoptr(GArray) marks = g_steal_pointer (&entry->marks);
  g_autoptr(GArray) places = g_array_new (FALSE, FALSE, sizeof (gsize));
  gsize n_before = strspn (entry->text, " \t\n");

  memmove (entry->text, entry->text + n_before, strlen (entry->text + n_before) + 1);

  for (guint i = 0; marks != NULL && i < marks->len; i++)
    {
      const IdioMark *mark = &g_array_index (marks, IdioMark, i);
      gsize ends[] = { mark->start - MIN (mark->start, n_before), mark->end - MIN (mark->end, n_before) };

      g_array_append_vals (places, ends, G_N_ELEMENTS (ends));
    }

  g_clear_pointer (&entry->insertions, g_ptr_array_unref);
  entry->insertions = idio_insertions_take (insertions, entry->text, places);

  for (guint i = 0; marks != NULL && i < marks->len; i++)
    idio_entry_add_mark (entry, g_array_index (places, gsize, 2 * i), g_array_index (places, gsize, 2 * i + 1),
                         g_array_index (marks, IdioMark, i).kind, g_array_index (marks, IdioMark, i).sure);
}

/**
 * idio_prose_text_read:
 * @text: (transfer full): the text of a document
 * @quotes: (inout) (element-type gsize): where in it each paragraph starts and ends that may be by others, in order
 * @insertions: who inserted what in it
 * @entry: gets it, tidied, with marks and insertions
 *
 * A document that is nothing but a quote has no mark: its writer likes how it looks.
 */
void
idio_prose_text_read (GString        *text,
                      GArray         *quotes,
                      IdioInsertions *insertions,
                      IdioEntry      *entry)
{
  leave_out (text, quotes);
  mark_quotes (entry, text->str, quotes);
  idio_entry_take_text (entry, text);
  take_insertions (entry, insertions);
  idio_entry_drop_whole_mark (entry);
}
