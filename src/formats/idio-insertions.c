/* idio-insertions.c: what was inserted into a document, and by whom
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-insertions.h"

/* Characters that Unicode keeps free for such uses: the first for each author, and one that ends what they inserted.
 * Of more authors the names are not kept. */
#define FIRST_MARK  0xfdd0
#define MAX_AUTHORS 31
#define END_MARK    0xfdef

/* The first two of the three bytes of each, by which they are found */
#define MARK_BYTES "\xef\xb7"

struct _IdioInsertions
{
  GPtrArray *authors; /* (element-type utf8): all */
  GArray    *open;    /* guint: the numbers of those who insert now, one within what another did */
};

/**
 * idio_insertions_new:
 *
 * Returns: (transfer full): with nothing inserted yet
 */
IdioInsertions *
idio_insertions_new (void)
{
  IdioInsertions *self = g_new0 (IdioInsertions, 1);

  self->authors = g_ptr_array_new_with_free_func (g_free);
  self->open = g_array_new (FALSE, FALSE, sizeof (guint));

  return self;
}

void
idio_insertions_free (IdioInsertions *self)
{
  g_ptr_array_unref (self->authors);
  g_array_unref (self->open);
  g_free (self);
}

void
idio_insertion_free (IdioInsertion *self)
{
  g_free (self->author);
  g_free (self);
}

/**
 * idio_insertions_begin:
 * @self: insertions
 * @author: (nullable): who inserted what comes now
 */
void
idio_insertions_begin (IdioInsertions *self,
                       const char     *author)
{
  guint i;

  if (author == NULL)
    author = "";

  if (!g_ptr_array_find_with_equal_func (self->authors, author, g_str_equal, &i))
    {
      i = MIN (self->authors->len, MAX_AUTHORS - 1);

      if (i == self->authors->len)
        g_ptr_array_add (self->authors, g_strdup (i < MAX_AUTHORS - 1 ? author : ""));
    }

  g_array_append_val (self->open, i);
}

void
idio_insertions_end (IdioInsertions *self)
{
  if (self->open->len > 0)
    g_array_set_size (self->open, self->open->len - 1);
}

/* Which of these characters is at @p, or 0 */
static gunichar
get_mark (const char *p)
{
  gunichar c = p[0] == MARK_BYTES[0] && p[1] == MARK_BYTES[1] ? g_utf8_get_char (p) : 0;

  return c >= FIRST_MARK && c <= END_MARK ? c : 0;
}

/* Such characters in a document would be taken for marks. */
static void
append_plain (GString    *to,
              const char *text,
              gsize       length)
{
  const char *end = text + length, *mark = text;

  while (text < end && (mark = memmem (mark, (gsize) (end - mark), MARK_BYTES, strlen (MARK_BYTES))) != NULL)
    {
      if (get_mark (mark) == 0)
        {
          mark += strlen (MARK_BYTES);
          continue;
        }

      g_string_append_len (to, text, mark - text);
      text = mark = g_utf8_next_char (mark);
    }

  if (text < end)
    g_string_append_len (to, text, end - text);
}

static gboolean
is_space (const char *p)
{
  return g_unichar_isspace (g_utf8_get_char (p));
}

/**
 * idio_insertions_append:
 * @self: insertions
 * @to: what is added to
 * @text: (array length=length): valid UTF-8
 * @length: how many bytes
 *
 * Adds text, with marks around each piece of it that somebody inserted. There are no marks before or after white space,
 * which is looked at and left out in places.
 */
void
idio_insertions_append (IdioInsertions *self,
                        GString        *to,
                        const char     *text,
                        gsize           length)
{
  const char *end = text + length;

  if (self->open->len == 0)
    {
      append_plain (to, text, length);
      return;
    }

  while (text < end)
    {
      const char *start = text, *last;

      while (start < end && is_space (start))
        start = g_utf8_next_char (start);

      g_string_append_len (to, text, start - text);

      for (text = last = start; text < end && *text != '\t' && *text != '\n'; text = g_utf8_next_char (text))
        if (!is_space (text))
          last = g_utf8_next_char (text);

      if (last > start)
        {
          g_string_append_unichar (to, FIRST_MARK + g_array_index (self->open, guint, self->open->len - 1));
          append_plain (to, start, (gsize) (last - start));
          g_string_append_unichar (to, END_MARK);
        }

      g_string_append_len (to, last, text - last);
    }
}

/* What stands between two of the same author is theirs, too, if it is white space. */
static void
add_insertion (GPtrArray  *insertions,
               const char *text,
               gsize       start,
               gsize       end,
               const char *author)
{
  IdioInsertion *last = insertions->len > 0 ? g_ptr_array_index (insertions, insertions->len - 1) : NULL;

  if (end == start)
    return;

  if (last != NULL && g_str_equal (last->author, author))
    {
      gsize between = last->start + last->length;

      while (between < start && is_space (text + between))
        between = (gsize) (g_utf8_next_char (text + between) - text);

      if (between == start)
        {
          last->length = end - last->start;
          return;
        }
    }

  last = g_new0 (IdioInsertion, 1);
  last->start = start;
  last->length = end - start;
  last->author = g_strdup (author);
  g_ptr_array_add (insertions, last);
}

/**
 * idio_insertions_take:
 * @self: insertions
 * @text: (inout): a text with the marks, which it is without afterwards
 * @places: (inout) (element-type gsize): places in it, in order, which move along
 *
 * Returns: (transfer full) (element-type IdioInsertion): what was inserted in it, in order
 */
GPtrArray *
idio_insertions_take (IdioInsertions *self,
                      char           *text,
                      GArray         *places)
{
  GPtrArray *insertions = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_insertion_free);
  const char *author = NULL;
  char *to = text;
  gsize start = 0;
  guint n_moved = 0;

  for (const char *p = text, *next; *p != '\0'; p = next)
    {
      gunichar mark = get_mark (p);

      next = g_utf8_next_char (p);

      for (; n_moved < places->len && g_array_index (places, gsize, n_moved) <= (gsize) (p - text); n_moved++)
        g_array_index (places, gsize, n_moved) = (gsize) (to - text);

      if (mark == 0)
        {
          memmove (to, p, (gsize) (next - p));
          to += next - p;
          continue;
        }

      if (author != NULL)
        add_insertion (insertions, text, start, (gsize) (to - text), author);

      author = mark - FIRST_MARK < self->authors->len ? g_ptr_array_index (self->authors, mark - FIRST_MARK) : NULL;
      start = (gsize) (to - text);
    }

  if (author != NULL)
    add_insertion (insertions, text, start, (gsize) (to - text), author);

  for (; n_moved < places->len; n_moved++)
    g_array_index (places, gsize, n_moved) = (gsize) (to - text);

  *to = '\0';

  return insertions;
}

/* Whether there is nothing but white space outside of the marks */
static gboolean
is_inserted (const char *text)
{
  gboolean inside = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar mark = get_mark (p);

      if (mark != 0)
        inside = mark != END_MARK;
      else if (!inside && !is_space (p))
        return FALSE;
    }

  return TRUE;
}

/**
 * idio_insertions_prefix:
 * @prefix: what is put before a text
 * @text: a text that may have marks in it
 *
 * Returns: (transfer full): both as one. If all of the text was inserted, so was what is put before it
 */
char *
idio_insertions_prefix (const char *prefix,
                        const char *text)
{
  gsize length = get_mark (text) != 0 && is_inserted (text) ? (gsize) (g_utf8_next_char (text) - text) : 0;
  GString *prefixed = g_string_new_len (text, (gssize) length);

  g_string_append (prefixed, prefix);
  g_string_append (prefixed, text + length);

  return g_string_free_and_steal (prefixed);
}

/**
 * idio_insertions_dup_plain:
 * @text: (array length=length): a piece of a text that may have marks in it
 * @length: how many bytes
 *
 * Returns: (transfer full): the same without them
 */
char *
idio_insertions_dup_plain (const char *text,
                           gsize       length)
{
  GString *plain = g_string_new (NULL);

  append_plain (plain, text, length);

  return g_string_free_and_steal (plain);
}
