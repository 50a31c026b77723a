/* idio-entry-parts.c: whose words are in a text, as the format of its file tells
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "import/idio-authors.h"
#include "import/idio-entry-parts.h"
#include "import/idio-own-words.h"

static void
append_part (GArray       *parts,
             gsize         start,
             gsize         end,
             IdioPartKind  kind,
             gboolean      sure)
{
  IdioPart part = { .start = (guint) start, .end = (guint) end, .kind = kind, .sure = sure };

  if (end > start)
    g_array_append_val (parts, part);
}

/* The parts that the format of the file tells */
static GArray *
read_marks (const IdioEntry *entry)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (IdioPart));
  gsize end = 0;

  for (guint i = 0; entry->marks != NULL && i < entry->marks->len; i++)
    {
      const IdioMark *mark = &g_array_index (entry->marks, IdioMark, i);

      append_part (parts, end, mark->start, IDIO_PART_OWN, TRUE);
      append_part (parts, mark->start, mark->end, mark->kind == IDIO_MARK_QUOTE ? IDIO_PART_QUOTE : IDIO_PART_NO_PROSE,
                   mark->sure);
      end = mark->end;
    }

  append_part (parts, end, strlen (entry->text), IDIO_PART_OWN, TRUE);

  return parts;
}

static gboolean
is_alone (const GPtrArray *insertions)
{
  for (guint i = 1; i < insertions->len; i++)
    if (!g_str_equal (((const IdioInsertion *) g_ptr_array_index (insertions, i))->author,
                      ((const IdioInsertion *) g_ptr_array_index (insertions, 0))->author))
      return FALSE;

  return TRUE;
}

/* What was inserted goes with the white space before it, or after it at the start of a line and next to another that
 * has it there, so that none is too much or missing without it. */
static void
take_space (const char *text,
            gsize       last,
            gsize      *start,
            gsize      *end)
{
  gboolean begins_line = *start == 0 || text[*start - 1] == '\n';
  gboolean ends = text[*end] == '\0' || g_ascii_isspace (text[*end]);

  if (!ends || (*start > last && !begins_line && !g_ascii_isspace (text[*start - 1])))
    return;

  if (begins_line || *start == last)
    *end += strspn (text + *end, begins_line ? " \t\n" : " \t");

  if (!(begins_line || *start == last) || text[*end] == '\0')
    while (*start > last && g_ascii_isspace (text[*start - 1]) && (begins_line || text[*start - 1] != '\n'))
      *start -= 1;
}

/* What others inserted in a document while its changes were tracked */
static GArray *
read_insertions (const IdioEntry    *entry,
                 const char * const *user)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (IdioPart));
  gsize n_before = strspn (entry->text, " \t\n"), last = 0;
  const char *text = entry->text + n_before;
  gboolean alone = entry->insertions == NULL || is_alone (entry->insertions);

  for (guint i = 0; entry->insertions != NULL && i < entry->insertions->len; i++)
    {
      const IdioInsertion *insertion = g_ptr_array_index (entry->insertions, i);
      gsize start = insertion->start - MIN (insertion->start, n_before);
      gsize end = insertion->start + insertion->length;

      if (idio_authors_have (entry->author, entry->editor, insertion->author, alone, user))
        continue;

      start = MAX (start, last);
      end = MAX (end - MIN (end, n_before), start);
      take_space (text, last, &start, &end);
      append_part (parts, n_before + start, n_before + end, IDIO_PART_INSERTED, FALSE);
      last = MAX (last, end);
    }

  return parts;
}

static gboolean
is_line_end (const char *text,
             gsize       place)
{
  return place == 0 || text[place] == '\0' || text[place] == '\n' || text[place - 1] == '\n';
}

/* Whether a piece of a part counts as inserted. Of parts that may be by others anyway, and can be left out or not, no
 * line is cut. */
static gboolean
can_cut (const char     *text,
         const IdioPart *part,
         gsize           start,
         gsize           end)
{
  return part->sure || ((start == part->start || is_line_end (text, start)) &&
                        (end == part->end || is_line_end (text, end)));
}

/* A piece of what was inserted, which goes on from one part into the next */
static void
append_inserted (GArray         *parts,
                 const IdioPart *insertion,
                 gsize           start,
                 gsize           end)
{
  IdioPart *last = parts->len > 0 ? &g_array_index (parts, IdioPart, parts->len - 1) : NULL;

  if (start > insertion->start && last != NULL && last->kind == IDIO_PART_INSERTED && last->end == start)
    last->end = (guint) end;
  else
    append_part (parts, start, end, IDIO_PART_INSERTED, FALSE);
}

/* What was inserted counts as that, instead of as the parts that have it in them. Each byte stays in one part. */
static GArray *
overlay (const char   *text,
         const GArray *parts,
         const GArray *insertions)
{
  GArray *overlaid = g_array_new (FALSE, FALSE, sizeof (IdioPart));

  for (guint i = 0, j = 0; i < parts->len; i++)
    {
      const IdioPart *part = &g_array_index (parts, IdioPart, i);
      gsize done = part->start;

      while (j < insertions->len && g_array_index (insertions, IdioPart, j).start < part->end)
        {
          const IdioPart *insertion = &g_array_index (insertions, IdioPart, j);
          gsize start = MAX (insertion->start, part->start), end = MIN (insertion->end, part->end);

          if (end > start && can_cut (text, part, start, end))
            {
              append_part (overlaid, done, start, part->kind, part->sure);
              append_inserted (overlaid, insertion, start, end);
              done = end;
            }

          if (insertion->end > part->end)
            break;

          j++;
        }

      append_part (overlaid, done, part->end, part->kind, part->sure);
    }

  return overlaid;
}

/**
 * idio_entry_parts_read:
 * @entry: what a file holds, and no mail
 * @user: (nullable) (array zero-terminated=1): what the user is called, as far as that is known
 *
 * Takes what the format of the file tells of its text: what is marked, and what others inserted while changes were
 * tracked. The latter is not sure, so that it is kept also where it is within something that is left out.
 *
 * Returns: (transfer full) (element-type IdioPart): the parts that the text consists of, in order
 */
GArray *
idio_entry_parts_read (const IdioEntry    *entry,
                       const char * const *user)
{
  g_autoptr(GArray) marks = read_marks (entry), insertions = read_insertions (entry, user);

  return overlay (entry->text, marks, insertions);
}
