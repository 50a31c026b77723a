/* fuzz-import.c: a file becomes texts
 *
 * Built once for each IMPORTER.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fuzz.h"
#include "import/idio-importer.h"
#include "text/idio-words.h"

static void
check_text (const IdioText *text,
            gsize           size)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text->body));
  g_autofree char *hash = idio_text_hash (text->body, NULL, NULL);
  g_autofree char *excerpt = idio_text_dup_excerpt (text->body, 100);

  g_assert (g_utf8_validate (text->title, -1, NULL) && *text->title != '\0' && strchr (text->title, '\n') == NULL);
  g_assert (g_utf8_validate (text->body, -1, NULL) && g_str_equal (text->body, stripped));
  g_assert (g_utf8_validate (excerpt, -1, NULL) && strchr (excerpt, '\n') == NULL);
  g_assert (text->n_words > 0 && text->n_words == idio_count_words (text->body));
  g_assert (strlen (hash) == 64);

  /* Windows-1252 may take three bytes for one, and the numbers of a list are written out. */
  g_assert (strlen (text->body) <= 8 * size);
}

int
fuzz_run (const guint8 *data,
          size_t        size)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data, size);
  g_autoptr(GPtrArray) texts = NULL;
  g_autoptr(GError) error = NULL;

  /* Files with nothing in them are refused before. */
  if (size == 0)
    return 0;

  if (!(texts = IMPORTER.read ("Title", bytes, NULL, &error)))
    {
      g_assert (error != NULL && error->domain == IDIO_IMPORT_ERROR && *error->message != '\0');
      return 0;
    }

  g_assert (error == NULL && texts->len > 0);

  for (guint i = 0; i < texts->len; i++)
    check_text (g_ptr_array_index (texts, i), size);

  return 0;
}
