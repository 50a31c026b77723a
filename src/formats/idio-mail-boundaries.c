/* idio-mail-boundaries.c: the lines between the parts of a mail
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-gmime.h"
#include "formats/idio-mail-boundaries.h"

/* How many parts of a mail are of parts themselves. Programs nest up to six. */
#define MAX_BOUNDARIES 64

/**
 * idio_mail_boundaries_add:
 * @boundaries: (element-type utf8): those of the mail so far
 * @type: the type of a part that is of parts, as its head tells it
 *
 * Returns: whether there are not too many
 */
gboolean
idio_mail_boundaries_add (GPtrArray  *boundaries,
                          const char *type)
{
  g_autoptr(GMimeContentType) parsed = g_mime_content_type_parse (NULL, type);
  const char *boundary = parsed != NULL ? g_mime_content_type_get_parameter (parsed, "boundary") : NULL;

  if (boundary == NULL)
    return TRUE;

  if (boundaries->len == MAX_BOUNDARIES)
    return FALSE;

  g_ptr_array_add (boundaries, g_strdup (boundary));

  return TRUE;
}

/**
 * idio_mail_boundaries_match:
 * @boundaries: (element-type utf8): those of the mail so far
 * @line: a line
 * @length: its length
 * @begins: (out): whether a part begins below it; else all of them end
 *
 * Returns: whether the line separates parts
 */
gboolean
idio_mail_boundaries_match (GPtrArray  *boundaries,
                            const char *line,
                            gsize       length,
                            gboolean   *begins)
{
  if (length < 3 || line[0] != '-' || line[1] != '-')
    return FALSE;

  while (length > 0 && g_ascii_isspace (line[length - 1]))
    length--;

  for (guint i = 0; i < boundaries->len; i++)
    {
      const char *boundary = boundaries->pdata[i];
      gsize n = strlen (boundary);

      *begins = length == n + 2;

      if ((*begins || (length == n + 4 && line[n + 2] == '-' && line[n + 3] == '-')) &&
          memcmp (line + 2, boundary, n) == 0)
        return TRUE;
    }

  return FALSE;
}
