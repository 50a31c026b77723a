/* fuzz-docx.c: the parts of a Word document: text, styles and lists, with a NUL between them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-docx-body.h"
#include "formats/idio-import-error.h"
#include "formats/idio-insertions.h"
#include "fuzz.h"

static char *
get_chunk (const char *id,
           gpointer    data)
{
  return g_strdup (id);
}

static GBytes *
take_part (const guint8 **data,
           const guint8  *end)
{
  const guint8 *start = *data, *stop = start < end ? memchr (start, '\0', (size_t) (end - start)) : NULL;

  if (stop == NULL)
    stop = end;

  *data = MIN (stop + 1, end);

  return g_bytes_new (start, (size_t) (stop - start));
}

/* They are pieces of the text, in order, and their marks are gone. */
static void
check_insertions (const IdioEntry *entry)
{
  const char *text = entry->text;
  gsize end = 0;

  for (const char *p = text; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    g_assert_false (g_utf8_get_char (p) >= 0xfdd0 && g_utf8_get_char (p) <= 0xfdef);

  for (guint i = 0; text != NULL && i < entry->insertions->len; i++)
    {
      const IdioInsertion *insertion = g_ptr_array_index (entry->insertions, i);

      g_assert_cmpuint (insertion->start, >=, end);
      g_assert_cmpuint (insertion->length, >, 0);
      end = insertion->start + insertion->length;
      g_assert_cmpuint (end, <=, strlen (text));
    }
}

/* So are the marks. */
static void
check_marks (const IdioEntry *entry)
{
  gsize end = 0;

  for (guint i = 0; entry->marks != NULL && i < entry->marks->len; i++)
    {
      const IdioMark *mark = &g_array_index (entry->marks, IdioMark, i);

      g_assert_cmpuint (mark->start, >=, end);
      g_assert_cmpuint (mark->end, >, mark->start);
      g_assert_true (g_utf8_validate (entry->text + mark->start, mark->end - mark->start, NULL));
      end = mark->end;
      g_assert_cmpuint (end, <=, strlen (entry->text));
    }
}

int
fuzz_run (const guint8 *data,
          size_t        size)
{
  const guint8 *end = data + size;
  g_autoptr(GBytes) body = take_part (&data, end), styles_part = take_part (&data, end);
  g_autoptr(GBytes) numbering = take_part (&data, end);
  g_autoptr(IdioDocxStyles) styles = idio_docx_styles_new (styles_part, numbering);
  g_autoptr(IdioProse) prose = idio_prose_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(IdioEntry) entry = idio_entry_new (IDIO_MEDIUM_TEXT, NULL);

  idio_docx_body_read (body, styles, prose, get_chunk, NULL);

  if (idio_prose_finish_entry (prose, entry, &error))
    {
      g_assert_true (g_utf8_validate (entry->text, -1, NULL));
      check_insertions (entry);
      check_marks (entry);
    }
  else
    g_assert_true (error != NULL && error->domain == IDIO_IMPORT_ERROR);

  return 0;
}
