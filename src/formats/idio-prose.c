/* idio-prose.c: the text of an office document, out of its paragraphs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-insertions.h"
#include "formats/idio-prose.h"
#include "formats/idio-prose-text.h"
#include "formats/idio-source.h"

/* A row with a cell that is longer than this has prose in it: the table is there for the layout. */
#define MAX_CELL_CHARS 100

/* How deep paragraphs in paragraphs are kept apart, such as text boxes in text boxes */
#define MAX_OPEN 32

typedef struct
{
  char     *text;
  guint     cell;
  gboolean  tight;    /* no empty line between it and another that is */
  gboolean  quote;    /* perhaps words of others */
  gboolean  released; /* its row has ended, while a paragraph was open: where they overlap, it could go to and fro */
} Block;

struct _IdioProse
{
  GString        *text;
  GPtrArray      *open;    /* (element-type GString): paragraphs that were begun, each within the one before */
  GPtrArray      *later;   /* (element-type Block): what was within a paragraph that is still open */
  GPtrArray      *row;     /* (element-type Block): what is in the cells of the row so far */
  guint           n_rows;  /* rows that were begun, each in a cell of the one before */
  guint           n_cells;
  guint           n_too_deep;
  gsize           n_bytes;
  gboolean        drops_row;
  gboolean        tight;
  GArray         *quotes;  /* gsize: where in the text each quote starts and ends */
  IdioInsertions *insertions;
};

static void
block_free (Block *self)
{
  g_clear_pointer (&self->text, g_free);
  g_free (self);
}

static GString *
get_paragraph (IdioProse *self)
{
  return self->open->len > 0 ? g_ptr_array_index (self->open, self->open->len - 1) : NULL;
}

static void
free_string (gpointer string)
{
  g_string_free (string, TRUE);
}

/**
 * idio_prose_new:
 *
 * Returns: (transfer full): prose without a word
 */
IdioProse *
idio_prose_new (void)
{
  IdioProse *self = g_new0 (IdioProse, 1);

  self->text = g_string_new (NULL);
  self->open = g_ptr_array_new_with_free_func (free_string);
  self->later = g_ptr_array_new_with_free_func ((GDestroyNotify) block_free);
  self->row = g_ptr_array_new_with_free_func ((GDestroyNotify) block_free);
  self->quotes = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->insertions = idio_insertions_new ();

  return self;
}

void
idio_prose_free (IdioProse *self)
{
  g_string_free (self->text, TRUE);
  g_clear_pointer (&self->open, g_ptr_array_unref);
  g_clear_pointer (&self->later, g_ptr_array_unref);
  g_clear_pointer (&self->row, g_ptr_array_unref);
  g_clear_pointer (&self->quotes, g_array_unref);
  g_clear_pointer (&self->insertions, idio_insertions_free);
  g_free (self);
}

/* Without the spaces around it, of whatever kind */
static char *
strip (char *text)
{
  char *start = text, *end = text + strlen (text), *last;

  while (g_unichar_isspace (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);

  while (end > start && g_unichar_isspace (g_utf8_get_char (last = g_utf8_prev_char (end))))
    end = last;

  *end = '\0';

  return start;
}

static void
append_text (IdioProse   *self,
             const Block *block)
{
  gsize start = self->text->len;

  g_string_append (self->text, block->text);

  if (block->quote)
    {
      g_array_append_val (self->quotes, start);
      g_array_append_val (self->quotes, self->text->len);
    }
}

/* Begins a new line, or a paragraph. */
static void
separate (IdioProse *self,
          gboolean   tight)
{
  if (self->text->len > 0)
    g_string_append (self->text, tight && self->tight ? "\n" : "\n\n");

  self->tight = tight;
}

static void
place_block (IdioProse *self,
             Block     *block)
{
  if (self->open->len > 0)
    {
      g_ptr_array_add (self->later, block);
      return;
    }

  if (self->n_rows > 0 && !block->released)
    {
      block->cell = self->n_cells;
      g_ptr_array_add (self->row, block);
      return;
    }

  separate (self, block->tight);
  append_text (self, block);
  block_free (block);
}

/* Takes all blocks out of an array, which may get some of them again. */
static void
place_blocks (IdioProse *self,
              GPtrArray *blocks)
{
  gsize n_blocks;
  g_autofree gpointer *taken = g_ptr_array_steal (blocks, &n_blocks);

  for (gsize i = 0; i < n_blocks; i++)
    place_block (self, taken[i]);
}

/**
 * idio_prose_begin_paragraph:
 * @self: prose
 *
 * Begins a paragraph, which may be within one that was not ended.
 */
void
idio_prose_begin_paragraph (IdioProse *self)
{
  if (self->open->len < MAX_OPEN)
    g_ptr_array_add (self->open, g_string_new (NULL));
  else
    self->n_too_deep++;
}

/**
 * idio_prose_append:
 * @self: prose
 * @text: (array length=length): valid UTF-8
 * @length: how many bytes, or -1 for all
 *
 * Adds to the paragraph that was begun last. A "\n" ends a line in it.
 */
void
idio_prose_append (IdioProse  *self,
                   const char *text,
                   gssize      length)
{
  GString *paragraph = get_paragraph (self);

  if (paragraph == NULL || idio_prose_is_too_large (self))
    return;

  length = length >= 0 ? length : (gssize) strlen (text);
  self->n_bytes += (gsize) length;
  idio_insertions_append (self->insertions, paragraph, text, (gsize) length);
}

/**
 * idio_prose_ends_in_space:
 * @self: prose
 *
 * Returns: whether a space would be too much now, as in a paragraph that is empty
 */
gboolean
idio_prose_ends_in_space (IdioProse *self)
{
  GString *paragraph = get_paragraph (self);

  return paragraph == NULL || paragraph->len == 0 || g_ascii_isspace (paragraph->str[paragraph->len - 1]);
}

/**
 * idio_prose_drop_paragraph:
 * @self: prose
 *
 * Forgets what was added to the paragraph that was begun last.
 */
void
idio_prose_drop_paragraph (IdioProse *self)
{
  if (get_paragraph (self) != NULL)
    g_string_truncate (get_paragraph (self), 0);
}

static void
end_paragraph (IdioProse  *self,
               const char *mark,
               gboolean    quote)
{
  g_autofree char *paragraph = NULL, *typed_mark = NULL;
  const char *text;
  Block *block;

  if (self->n_too_deep > 0)
    {
      self->n_too_deep--;
      idio_prose_append (self, "\n", 1);
      return;
    }

  if (self->open->len == 0)
    return;

  paragraph = g_string_free_and_steal (g_ptr_array_steal_index (self->open, self->open->len - 1));
  text = strip (paragraph);

  if (mark == NULL)
    {
      text = idio_prose_find_typed_mark (text, &typed_mark);
      mark = typed_mark;
    }

  if (*text != '\0')
    {
      block = g_new0 (Block, 1);
      block->text = idio_insertions_prefix (mark != NULL ? mark : "", text);
      block->tight = mark != NULL;
      block->quote = quote;
      self->n_bytes += mark != NULL ? strlen (mark) : 0;
      place_block (self, block);
    }

  if (self->open->len == 0)
    place_blocks (self, self->later);
}

/**
 * idio_prose_end_paragraph:
 * @self: prose
 * @mark: (nullable): what an item of a list begins with, such as "- "
 *
 * Ends the paragraph that was begun last. One that is empty leaves no trace.
 */
void
idio_prose_end_paragraph (IdioProse  *self,
                          const char *mark)
{
  end_paragraph (self, mark, FALSE);
}

/**
 * idio_prose_end_quote:
 * @self: prose
 * @mark: (nullable): what an item of a list begins with, such as "- "
 *
 * As idio_prose_end_paragraph(), of a paragraph that may be words of others, as its style tells.
 */
void
idio_prose_end_quote (IdioProse  *self,
                      const char *mark)
{
  end_paragraph (self, mark, TRUE);
}

/**
 * idio_prose_begin_row:
 * @self: prose
 *
 * Begins a row of a table. Of a table in a cell, the rows are part of that cell.
 */
void
idio_prose_begin_row (IdioProse *self)
{
  self->n_rows++;
}

void
idio_prose_end_cell (IdioProse *self)
{
  if (self->n_rows == 1)
    self->n_cells++;
}

/* Whether the cells are short, at most one paragraph each, and more than one. */
static gboolean
is_line (GPtrArray *row)
{
  for (guint i = 0; i < row->len; i++)
    {
      const Block *block = g_ptr_array_index (row, i);
      g_autofree char *plain = idio_insertions_dup_plain (block->text, strlen (block->text));

      if (block->tight || strchr (block->text, '\n') != NULL || g_utf8_strlen (plain, -1) > MAX_CELL_CHARS ||
          (i > 0 && ((const Block *) g_ptr_array_index (row, i - 1))->cell == block->cell))
        return FALSE;
    }

  return row->len > 1;
}

/**
 * idio_prose_end_row:
 * @self: prose
 *
 * Ends a row: a line with tabs between what is in the cells, or paragraphs if there is prose in them.
 */
void
idio_prose_end_row (IdioProse *self)
{
  if (self->n_rows == 0 || --self->n_rows > 0)
    return;

  self->n_cells = 0;

  if (self->drops_row)
    g_ptr_array_set_size (self->row, 0);

  self->drops_row = FALSE;

  if (!is_line (self->row))
    {
      for (guint i = 0; i < self->row->len; i++)
        ((Block *) g_ptr_array_index (self->row, i))->released = TRUE;

      place_blocks (self, self->row);
      return;
    }

  separate (self, TRUE);

  for (guint i = 0; i < self->row->len; i++)
    {
      if (i > 0)
        g_string_append_c (self->text, '\t');

      append_text (self, g_ptr_array_index (self->row, i));
    }

  g_ptr_array_set_size (self->row, 0);
}

/**
 * idio_prose_drop_row:
 * @self: prose
 *
 * Leaves out the row that was begun, unless it belongs to a nested table.
 */
void
idio_prose_drop_row (IdioProse *self)
{
  self->drops_row = self->drops_row || self->n_rows == 1;
}

/**
 * idio_prose_is_too_large:
 * @self: prose
 *
 * Returns: whether it is longer than %IDIO_TEXT_MAX_BYTES, so that there is no use in going on
 */
gboolean
idio_prose_is_too_large (IdioProse *self)
{
  return self->n_bytes > IDIO_TEXT_MAX_BYTES;
}

/**
 * idio_prose_finish_entry:
 * @self: prose
 * @entry: gets the text, tidied, with marks for what may be by others and what was inserted in it
 * @error: (out): a location for an error in %IDIO_IMPORT_ERROR: it is too large, or there is not a word
 *
 * Returns: whether there is a text
 */
gboolean
idio_prose_finish_entry (IdioProse  *self,
                         IdioEntry  *entry,
                         GError    **error)
{
  while (self->open->len > 0)
    idio_prose_end_paragraph (self, NULL);

  while (self->n_rows > 0)
    idio_prose_end_row (self);

  if (idio_prose_is_too_large (self) || self->text->len > IDIO_TEXT_MAX_BYTES)
    {
      idio_import_error_set (error, IDIO_IMPORT_ERROR_TOO_LARGE);
      return FALSE;
    }

  idio_prose_text_read (g_steal_pointer (&self->text), self->quotes, self->insertions, entry);
  self->text = g_string_new (NULL);
  g_array_set_size (self->quotes, 0);

  if (*entry->text != '\0')
    return TRUE;

  g_clear_pointer (&entry->text, g_free);
  idio_import_error_set (error, IDIO_IMPORT_ERROR_EMPTY);

  return FALSE;
}

/**
 * idio_prose_finish:
 * @self: prose
 * @error: (out): a location for an error in %IDIO_IMPORT_ERROR: it is too large, or there is not a word
 *
 * Returns: (transfer full) (nullable): the text, tidied
 */
char *
idio_prose_finish (IdioProse  *self,
                   GError    **error)
{
  g_autoptr(IdioEntry) entry = idio_entry_new (IDIO_MEDIUM_TEXT, NULL);

  return idio_prose_finish_entry (self, entry, error) ? g_steal_pointer (&entry->text) : NULL;
}

/**
 * idio_prose_begin_insertion:
 * @self: prose
 * @author: (nullable): who inserted what is added from now on, as tracked changes tell
 */
void
idio_prose_begin_insertion (IdioProse  *self,
                            const char *author)
{
  idio_insertions_begin (self->insertions, author);
}

void
idio_prose_end_insertion (IdioProse *self)
{
  idio_insertions_end (self->insertions);
}
