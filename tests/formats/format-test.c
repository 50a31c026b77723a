/* format-test.c: what the tests of the formats share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "format-test.h"

static gboolean
take (IdioEntry *entry,
      gpointer   data)
{
  if (entry != NULL)
    g_ptr_array_add (data, entry);

  return TRUE;
}

GPtrArray *
idio_test_read_format (const char  *name,
                       const void  *data,
                       gsize        length,
                       GError     **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data, length);
  g_autoptr(IdioSource) source = idio_source_new_bytes (name, bytes, 0);
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_entry_free);

  idio_formats_read (source, take, entries, error);

  return entries;
}

char *
idio_test_list_texts (const char  *name,
                      const char  *data,
                      GError     **error)
{
  g_autoptr(GPtrArray) entries = idio_test_read_format (name, data, strlen (data), error);
  g_autoptr(GString) list = g_string_new (NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      const IdioEntry *entry = entries->pdata[i];

      g_string_append_printf (list, "%s%s%s%s%s", i > 0 ? "\n--\n" : "", entry->flags & IDIO_ENTRY_OWN ? "* " : "",
                              entry->author ?: "", entry->author != NULL ? ": " : "", entry->text);
    }

  return g_string_free_and_steal (g_steal_pointer (&list));
}

char *
idio_test_list_insertions (const IdioEntry *entry)
{
  g_autoptr(GBytes) bytes = idio_entry_to_bytes (entry);
  g_autoptr(IdioEntry) read = idio_entry_from_bytes (bytes);
  g_autoptr(GString) list = g_string_new (NULL);

  g_assert_nonnull (read);

  for (guint i = 0; read->insertions != NULL && i < read->insertions->len; i++)
    {
      const IdioInsertion *insertion = g_ptr_array_index (read->insertions, i);

      g_string_append_printf (list, "[%s: %.*s]", insertion->author, (int) insertion->length,
                              read->text + insertion->start);
    }

  return g_string_free_and_steal (g_steal_pointer (&list));
}
