/* fuzz-format.c: a file of one format: FORMAT reads it, its name ends in SUFFIX
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-format.h"
#include "fuzz.h"

extern const IdioFormat FORMAT;

typedef struct
{
  guint  n_entries;
  gsize  n_bytes;
} Taken;

static void
check_string (const char *string,
              gsize      *n_bytes)
{
  if (string == NULL)
    return;

  g_assert_true (g_utf8_validate (string, -1, NULL));
  *n_bytes += strlen (string);
}

static gboolean
take (IdioEntry *entry,
      gpointer   data)
{
  Taken *taken = data;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(IdioEntry) copy = NULL;

  if (entry == NULL)
    return TRUE;

  /* What one process sends, the other takes. */
  bytes = idio_entry_to_bytes (entry);
  copy = idio_entry_from_bytes (bytes);

  g_assert_nonnull (copy);
  g_assert_true ((entry->text == NULL) == ((entry->flags & IDIO_ENTRY_SKIPPED) != 0));
  check_string (entry->title, &taken->n_bytes);
  check_string (entry->text, &taken->n_bytes);
  check_string (entry->author, &taken->n_bytes);
  check_string (entry->account, &taken->n_bytes);
  check_string (entry->recipients, &taken->n_bytes);
  check_string (entry->editor, &taken->n_bytes);
  check_string (entry->place, &taken->n_bytes);

  if (entry->text != NULL)
    {
      g_assert_null (strchr (entry->text, '\r'));
      g_assert_cmpuint (strlen (entry->text), <=, IDIO_TEXT_MAX_BYTES);
    }

  taken->n_entries++;
  idio_entry_free (entry);

  return taken->n_entries < 10000;
}

int
fuzz_run (const guint8 *data,
          size_t        size)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data, size);
  g_autoptr(IdioSource) source = idio_source_new_bytes ("file" SUFFIX, bytes, 0);
  g_autoptr(GError) error = NULL;
  Taken taken = { 0 };

  if (!FORMAT.read (source, take, &taken, &error))
    {
      g_assert_nonnull (error);
      g_assert_true (error->domain == IDIO_IMPORT_ERROR);
    }

  return 0;
}
