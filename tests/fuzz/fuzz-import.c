/* fuzz-import.c: a plain text, which may be a mail, becomes a text of the user's
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fuzz.h"
#include "formats/idio-decode.h"
#include "import/idio-entry-text.h"
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
  g_autofree char *decoded = idio_decode (bytes, NULL, NULL);
  g_autoptr(IdioEntry) entry = NULL;
  g_autoptr(IdioText) text = NULL;
  g_autoptr(GError) error = NULL;

  if (decoded == NULL)
    return 0;

  entry = idio_entry_new (IDIO_MEDIUM_TEXT, g_steal_pointer (&decoded));
  entry->flags = IDIO_ENTRY_PLAIN;
  text = idio_entry_to_text (entry, "a.txt", 1, NULL, NULL, &error);

  if (text != NULL)
    check_text (text, size);
  else
    g_assert_true (error->domain == IDIO_IMPORT_ERROR);

  return 0;
}
