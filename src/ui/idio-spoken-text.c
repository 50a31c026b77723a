/* idio-spoken-text.c: text that is written while a screen reader reads it out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <pango/pango.h>

#include "ui/idio-spoken-text.h"

/**
 * idio_spoken_text_measure:
 * @text: the beginning of a text, of which more is still to come
 *
 * Returns: the bytes of @text up to the end of the last sentence that is complete, with the space after it. A sentence
 *   is complete as soon as another one begins, in any script.
 */
gsize
idio_spoken_text_measure (const char *text)
{
  g_autofree PangoLogAttr *attrs = NULL;
  glong length;

  g_return_val_if_fail (text != NULL, 0);

  length = g_utf8_strlen (text, -1);
  attrs = g_new0 (PangoLogAttr, length + 1);
  pango_get_log_attrs (text, -1, -1, pango_language_get_default (), attrs, (int) length + 1);

  /* What begins where the text ends has not begun. */
  for (glong i = length - 1; i > 0; i--)
    if (attrs[i].is_sentence_start)
      return (gsize) (g_utf8_offset_to_pointer (text, i) - text);

  return 0;
}
