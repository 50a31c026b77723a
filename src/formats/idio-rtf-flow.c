/* idio-rtf-flow.c: paragraphs, cells and rows of RTF become prose
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/idio-rtf-flow.h"

/* State of the text around a footnote or a text box */
typedef struct
{
  gboolean  open;
  char     *mark;
} Outside;

struct _IdioRtfFlow
{
  IdioProse *prose;
  GString   *mark;
  GArray    *outsides;
  gboolean   open;
  gboolean   in_row;
};

static void
outside_clear (Outside *self)
{
  g_clear_pointer (&self->mark, g_free);
}

/**
 * idio_rtf_flow_new:
 * @prose: (transfer none): where the text goes
 *
 * Returns: (transfer full): a flow before its first paragraph
 */
IdioRtfFlow *
idio_rtf_flow_new (IdioProse *prose)
{
  IdioRtfFlow *self = g_new0 (IdioRtfFlow, 1);

  self->prose = prose;
  self->mark = g_string_new (NULL);
  self->outsides = g_array_new (FALSE, TRUE, sizeof (Outside));
  g_array_set_clear_func (self->outsides, (GDestroyNotify) outside_clear);

  return self;
}

void
idio_rtf_flow_free (IdioRtfFlow *self)
{
  g_string_free (self->mark, TRUE);
  g_clear_pointer (&self->outsides, g_array_unref);
  g_free (self);
}

void
idio_rtf_flow_append (IdioRtfFlow *self,
                      const char  *text,
                      gssize       length)
{
  if (!self->open)
    idio_prose_begin_paragraph (self->prose);

  self->open = TRUE;
  idio_prose_append (self->prose, text, length);
}

/**
 * idio_rtf_flow_get_mark:
 * @self: a flow
 *
 * Returns: (transfer none): where what a program put before the item of a list goes, until the paragraph ends
 */
GString *
idio_rtf_flow_get_mark (IdioRtfFlow *self)
{
  return self->mark;
}

/**
 * idio_rtf_flow_end_paragraph:
 * @self: a flow
 * @in_table: whether the paragraph is in a cell. Where that changes a row begins or ends; within footnotes and text
 *   boxes tables are paragraphs
 * @is_heading: whether it is a heading, which has no mark though it may be numbered
 */
void
idio_rtf_flow_end_paragraph (IdioRtfFlow *self,
                             gboolean     in_table,
                             gboolean     is_heading)
{
  g_autofree char *mark = self->mark->len > 0 && !is_heading ? idio_prose_make_mark (self->mark->str) : NULL;

  if (self->outsides->len == 0 && in_table != self->in_row)
    {
      self->in_row = in_table;

      if (in_table)
        idio_prose_begin_row (self->prose);
      else
        idio_prose_end_row (self->prose);
    }

  if (self->open)
    idio_prose_end_paragraph (self->prose, mark);

  self->open = FALSE;
  g_string_truncate (self->mark, 0);
}

void
idio_rtf_flow_end_cell (IdioRtfFlow *self)
{
  if (self->outsides->len == 0)
    idio_prose_end_cell (self->prose);
}

void
idio_rtf_flow_end_row (IdioRtfFlow *self)
{
  if (self->outsides->len > 0 || !self->in_row)
    return;

  self->in_row = FALSE;
  idio_prose_end_row (self->prose);
}

/**
 * idio_rtf_flow_enter:
 * @self: a flow
 *
 * A footnote or a text box begins, which has paragraphs of its own within one that goes on after it.
 */
void
idio_rtf_flow_enter (IdioRtfFlow *self)
{
  Outside outside = { .open = self->open, .mark = g_strdup (self->mark->str) };

  g_array_append_val (self->outsides, outside);
  self->open = FALSE;
  g_string_truncate (self->mark, 0);
}

/**
 * idio_rtf_flow_leave:
 * @self: a flow
 *
 * Ends the footnote or text box that was entered last, after its last paragraph.
 */
void
idio_rtf_flow_leave (IdioRtfFlow *self)
{
  Outside *outside = &g_array_index (self->outsides, Outside, self->outsides->len - 1);

  self->open = outside->open;
  g_string_assign (self->mark, outside->mark);
  g_array_set_size (self->outsides, self->outsides->len - 1);
}

/**
 * idio_rtf_flow_finish:
 * @self: a flow
 *
 * The file ends, which it may in the middle of anything.
 */
void
idio_rtf_flow_finish (IdioRtfFlow *self)
{
  while (self->outsides->len > 0)
    {
      idio_rtf_flow_end_paragraph (self, FALSE, FALSE);
      idio_rtf_flow_leave (self);
    }

  if (self->open)
    idio_rtf_flow_end_paragraph (self, self->in_row, FALSE);
}
